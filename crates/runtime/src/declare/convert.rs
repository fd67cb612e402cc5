//! Conversions of single arguments and results in a dynamic entry.

use std::marker::PhantomData;

use crate::iter::{Iter, Iterable};
use crate::object::same_type;
use crate::set::SetHandle;
use crate::{Dict, List, Object, Result, Str, Tuple, Value, View, errors};

/// `i64` of an `int` or of what has `__index__`; OverflowError where it does not fit.
pub fn index(value: Value, _function: &str, _position: usize) -> Result<i64> {
    let index = value.index()?;
    index
        .to_i64()
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C ssize_t"))
}

/// `value is None`.
pub fn is_none(value: &Value) -> bool {
    value.is_none()
}

/// The items of `*args`.
pub fn positional(value: Value) -> Result<Vec<Value>> {
    match value {
        Value::Tuple(items) => Ok(items.to_vec()),
        other => other.iter()?.collect(),
    }
}

/// The items of `**kwargs`.
pub fn keywords(value: Value) -> Result<Vec<(Str, Value)>> {
    match value {
        Value::Dict(items) => items
            .entries()
            .into_iter()
            .map(|(name, value)| Ok((View::str(&name)?, value)))
            .collect(),
        _ => Ok(Vec::new()),
    }
}

/// Anything iterable, its items converted to `T` one by one.
#[derive(Clone)]
pub struct Items<T> {
    value: Value,
    item: PhantomData<T>,
}

impl<T: Object> Items<T> {
    /// Iterates over `value` when it is asked to; until then any value does.
    pub fn new(value: Value) -> Items<T> {
        Items {
            value,
            item: PhantomData,
        }
    }

    /// The iterable itself.
    pub fn value(&self) -> &Value {
        &self.value
    }

    fn converted(items: Iter<Value>) -> Iter<T> {
        match same_type::<Iter<Value>, Iter<T>>(&items) {
            Some(items) => items.clone(),
            None => Iter::from_iterator(items.map(|item| T::from_value(item?))),
        }
    }
}

impl<T: Object> Iterable for Items<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(Items::converted(self.value.iter()?))
    }

    fn iter_for_extend(&self, target: usize) -> Result<Iter<T>> {
        Ok(Items::converted(self.value.iter_for_extend(target)?))
    }

    fn as_set(&self) -> Option<SetHandle<T>> {
        let set = self.value.as_set()?;
        same_type::<SetHandle<Value>, SetHandle<T>>(&set).cloned()
    }
}

/// `()`.
pub fn empty_tuple() -> Value {
    Value::Tuple(Tuple::default())
}

/// `[]`.
pub fn empty_list() -> Value {
    Value::List(List::new())
}

/// `{}`.
pub fn empty_dict() -> Value {
    Value::Dict(Dict::new())
}

/// What calling an `async def` of the library gives.
pub fn coroutine(name: &'static str, body: impl Future<Output = Result<Value>> + 'static) -> Value {
    crate::Coroutine::new(name, body).to_value()
}
