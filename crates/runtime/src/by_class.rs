//! What the defaults of [`DynObject`] do: they ask the object's class.
//!
//! Each is one function for objects of all types, so that the table of a type which overrides little holds the same few addresses as
//! that of any other, and its own code is what it overrides.
//!
//! *Invariant:* `this` is a `Value::Object`; of any other value the class would be `object`.
//!
//! [`DynObject`]: crate::DynObject

use crate::reach::{self, Unreached};
use crate::special::{self, ATTRIBUTES, OPERATORS, STORES};
use crate::value::{BinaryOp, BoxFuture, CompareOp, Method, UnaryOp};
use crate::{Args, Class, Int, Iter, Result, Str, Value};

fn class_of(this: &Value) -> Class {
    match this {
        Value::Object(object) => object.class(),
        _ => crate::classes::OBJECT.class(),
    }
}

fn class_name(this: &Value) -> Str {
    match this {
        Value::Object(object) => object.class_name(),
        _ => Str::from("object"),
    }
}

pub(crate) fn get_attr(this: &Value, name: &str) -> Result<Value> {
    match ATTRIBUTES.get() {
        Some(attributes) => (attributes.get_attr)(this, name),
        None => Unreached::unreached(),
    }
}

pub(crate) fn find_method(this: &Value, name: &str) -> Result<Method> {
    match ATTRIBUTES.get() {
        Some(attributes) => (attributes.find_method)(this, name),
        None => Unreached::unreached(),
    }
}

pub(crate) fn set_attr(this: &Value, name: &str, value: Option<Value>) -> Result<()> {
    match STORES.get() {
        Some(stores) => (stores.set_descriptor)(this, &class_of(this), name, value),
        None => Unreached::unreached(),
    }
}

pub(crate) fn call(this: &Value, args: Args) -> Result<Value> {
    match OPERATORS.get() {
        Some(operators) => (operators.call)(this, &class_of(this), args),
        None => Err(special::not_callable(&class_name(this))),
    }
}

pub(crate) fn descriptor_get(
    this: &Value,
    instance: Option<&Value>,
    owner: &Class,
) -> Option<Result<Value>> {
    reach::CLASSES.gate(|| special::descriptor_get(this, &class_of(this), instance, owner))
}

pub(crate) fn descriptor_set(this: &Value, instance: &Value, value: Option<Value>) -> Result<()> {
    reach::CLASSES.gate(|| special::descriptor_set(this, &class_of(this), instance, value))
}

pub(crate) fn repr(this: &Value) -> Result<Str> {
    reach::REPR.gate(|| special::repr(this, &class_of(this)))
}

pub(crate) fn str(this: &Value) -> Result<Str> {
    reach::STR.gate(|| special::str(this, &class_of(this)))
}

pub(crate) fn format(this: &Value, spec: &str) -> Result<Str> {
    reach::FORMAT.gate(|| special::format(this, &class_of(this), spec))
}

pub(crate) fn hash(this: &Value) -> Result<i64> {
    match OPERATORS.get() {
        Some(operators) => (operators.hash)(this, &class_of(this)),
        None => Ok(special::identity_hash(this)),
    }
}

pub(crate) fn truthy(this: &Value) -> Result<bool> {
    match OPERATORS.get() {
        Some(operators) => (operators.truthy)(this, &class_of(this)),
        None => Ok(true),
    }
}

pub(crate) fn len(this: &Value) -> Result<Option<usize>> {
    match OPERATORS.get() {
        Some(operators) => (operators.len)(this, &class_of(this)),
        None => Ok(None),
    }
}

pub(crate) fn index(this: &Value) -> Result<Option<Int>> {
    match OPERATORS.get() {
        Some(operators) => (operators.index)(this, &class_of(this)),
        None => Ok(None),
    }
}

/// The operator method `name`, called with one argument.
pub(crate) fn answer(this: &Value, name: &str, other: &Value) -> Result<Option<Value>> {
    match OPERATORS.get() {
        Some(operators) => (operators.answer)(this, &class_of(this), name, other),
        None => Ok(None),
    }
}

pub(crate) fn binary(
    this: &Value,
    op: BinaryOp,
    other: &Value,
    reflected: bool,
) -> Result<Option<Value>> {
    let name = if reflected {
        op.reflected()
    } else {
        op.dunder()
    };
    answer(this, name, other)
}

pub(crate) fn inplace(this: &Value, op: BinaryOp, other: &Value) -> Result<Option<Value>> {
    answer(this, op.inplace(), other)
}

pub(crate) fn unary(this: &Value, op: UnaryOp) -> Result<Option<Value>> {
    match OPERATORS.get() {
        Some(operators) => (operators.unary)(this, &class_of(this), op),
        None => Ok(None),
    }
}

pub(crate) fn compare(this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
    match OPERATORS.get() {
        Some(operators) => (operators.compare)(this, &class_of(this), op, other),
        None => Ok(special::compare_identity(this, op, other)),
    }
}

pub(crate) fn get_item(this: &Value, key: &Value) -> Result<Value> {
    match OPERATORS.get() {
        Some(operators) => (operators.get_item)(this, &class_of(this), key),
        None => Err(special::not_subscriptable(&class_name(this))),
    }
}

pub(crate) fn set_item(this: &Value, key: &Value, value: Option<Value>) -> Result<()> {
    match OPERATORS.get() {
        Some(operators) => (operators.set_item)(this, &class_of(this), key, value),
        None => Err(special::does_not_take_items(
            &class_name(this),
            value.is_none(),
        )),
    }
}

pub(crate) fn contains(this: &Value, item: &Value) -> Result<bool> {
    match OPERATORS.get() {
        Some(operators) => (operators.contains)(this, &class_of(this), item),
        None => Err(special::not_a_container(&class_name(this))),
    }
}

pub(crate) fn iter(this: &Value) -> Result<Iter<Value>> {
    match OPERATORS.get() {
        Some(operators) => (operators.iter)(this, &class_of(this)),
        None => Err(special::not_iterable(&class_name(this))),
    }
}

pub(crate) fn next(this: &Value) -> Option<Option<Result<Value>>> {
    match OPERATORS.get() {
        Some(operators) => (operators.next)(this, &class_of(this)),
        None => None,
    }
}

pub(crate) fn awaitable(this: &Value) -> Option<Result<BoxFuture>> {
    match OPERATORS.get() {
        Some(operators) => (operators.awaitable)(this, &class_of(this)),
        None => None,
    }
}
