//! Functions and decorators of `typing`.

use portalis_macros::{pyconst, pyfn};
use portalis_runtime::native_object::native_ref;
use portalis_runtime::{Class, Dict, Object, Result, Str, Value, View, classes, errors};

use super::alias::Alias;
use crate::support::callable;

/// True for type checkers, and never at run time.
#[pyconst("TYPE_CHECKING: bool")]
pub const TYPE_CHECKING: bool = false;

/// Cast a value to a type.
///
/// This returns the value unchanged.
#[pyfn("def cast(typ: object, val: T) -> T")]
pub fn cast<T: Object>(_typ: &dyn View, val: T) -> T {
    val
}

/// Decorator for overloaded functions/methods.
#[pyfn("def overload(func: Any) -> Any")]
pub fn overload(func: Value) -> Value {
    func
}

/// Decorator to indicate final methods and final classes.
#[pyfn("def final(f: Any) -> Any")]
pub fn final_(f: Value) -> Value {
    f
}

/// Indicate that a method is intended to override a method in a base class.
#[pyfn("def override(method: Any, /) -> Any")]
pub fn override_(method: Value) -> Value {
    method
}

/// Decorator to indicate that annotations are not type hints.
#[pyfn("def no_type_check(arg: Any) -> Any")]
pub fn no_type_check(arg: Value) -> Value {
    arg
}

/// Decorator to mark an object as providing dataclass-like behaviour.
#[pyfn("def dataclass_transform(**kwargs: Any) -> Any")]
pub fn dataclass_transform(_kwargs: Vec<(Str, Value)>) -> Value {
    callable("decorator", |args| Ok(args.values().first().cloned().unwrap_or_default()))
}

/// Ask a static type checker to confirm that the value is of the given type.
#[pyfn("def assert_type(val: T, typ: object, /) -> T")]
pub fn assert_type<T: Object>(val: T, _typ: &dyn View) -> T {
    val
}

/// Statically assert that a line of code is unreachable.
#[pyfn("def assert_never(arg: object, /) -> None")]
pub fn assert_never(arg: &dyn View) -> Result<()> {
    let mut text = arg.repr()?.to_string();
    if text.chars().count() > 100 {
        text = text.chars().take(100).collect::<String>() + "...";
    }
    Err(errors::assertion_error(format!("Expected code to be unreachable, but got: {text}")))
}

/// Return type hints for an object: the annotations as they are, a class's with those of its bases.
#[pyfn("def get_type_hints(obj: Any, globalns: Any = None, localns: Any = None, include_extras: bool = False) -> Any")]
pub fn get_type_hints(obj: Value, _globalns: Value, _localns: Value, _include_extras: bool) -> Result<Value> {
    let Some(class) = Class::of_value(&obj) else {
        return Ok(obj.find_attr("__annotations__")?.unwrap_or_else(|| Value::Dict(Dict::new())));
    };
    let hints = Dict::new();
    for base in class.mro().iter().rev() {
        if let Some(own) = base.own("__annotations__") {
            hints.update_from(&own)?;
        }
    }
    Ok(Value::Dict(hints))
}

/// Get the unsubscripted version of a type.
#[pyfn("def get_origin(tp: Any) -> Any")]
pub fn get_origin(tp: Value) -> Result<Value> {
    if let Some(alias) = native_ref::<Alias>(&tp) {
        return Ok(alias.public_origin());
    }
    if tp.class().same(&classes::UNION_TYPE.class()) {
        return Ok(classes::UNION_TYPE.class().value());
    }
    Ok(tp.find_attr("__origin__")?.unwrap_or_default())
}

/// Get type arguments with all substitutions performed.
#[pyfn("def get_args(tp: Any) -> Any")]
pub fn get_args(tp: Value) -> Result<Value> {
    if let Some(alias) = native_ref::<Alias>(&tp) {
        return Ok(alias.public_arguments());
    }
    Ok(tp.find_attr("__args__")?.unwrap_or_else(|| Value::Tuple(Vec::new().into())))
}
