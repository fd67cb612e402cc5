//! The dynamic entries of the operator methods of builtin scalars (`int.__add__`), which answer what the operator would,
//! or NotImplemented.

use crate::value::{
    BinaryOp, CompareOp, builtin_binary, builtin_compare, builtin_contains, builtin_get_item,
};
use crate::{Args, Result, Value, errors};

/// A subclass instance is the builtin value in it.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(object) => object.payload().unwrap_or_else(|| value.clone()),
        _ => value.clone(),
    }
}

fn operands(args: &Args) -> Result<(Value, Value)> {
    match args.values() {
        [a, b] => Ok((plain(a), plain(b))),
        all => Err(errors::type_error(format!(
            "expected 1 argument, got {}",
            all.len().saturating_sub(1)
        ))),
    }
}

/// `int` does not know `float`, whose reflected method answers.
fn leaves_to_float(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Int(_) | Value::Bool(_), Value::Float(_)))
}

/// `a.__op__(b)`.
pub(crate) fn binary(op: BinaryOp, args: &Args) -> Result<Value> {
    let (a, b) = operands(args)?;
    if leaves_to_float(&a, &b) {
        return Ok(Value::NotImplemented);
    }
    Ok(builtin_binary(op, &a, &b)?.unwrap_or(Value::NotImplemented))
}

/// `a.__eq__(b)` and the like.
pub(crate) fn compare(op: CompareOp, args: &Args) -> Result<Value> {
    let (a, b) = operands(args)?;
    if leaves_to_float(&a, &b) {
        return Ok(Value::NotImplemented);
    }
    Ok(builtin_compare(op, &a, &b)?.map_or(Value::NotImplemented, Value::Bool))
}

/// `a.__getitem__(key)`.
pub(crate) fn get_item(args: Args) -> Result<Value> {
    let (a, key) = operands(&args)?;
    builtin_get_item(&a, &key)
}

/// `a.__contains__(item)`.
pub(crate) fn contains(args: Args) -> Result<Value> {
    let (a, item) = operands(&args)?;
    builtin_contains(&a, &item).map(Value::Bool)
}

/// The entry of a binary operator method.
macro_rules! binary_entry {
    ($op:ident) => {
        |args| crate::dunder::binary(crate::value::BinaryOp::$op, &args)
    };
}

/// The entry of a comparison method.
macro_rules! compare_entry {
    ($op:ident) => {
        |args| crate::dunder::compare(crate::value::CompareOp::$op, &args)
    };
}

pub(crate) use {binary_entry, compare_entry};
