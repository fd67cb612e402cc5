//! `aiter` and `anext`.

use portalis_macros::pyfn;

use crate::async_generator::awaitable;
use crate::{Result, Value, errors};

/// Return an AsyncIterator for an AsyncIterable object.
#[pyfn("def aiter(async_iterable: Any, /) -> Any")]
pub fn aiter(async_iterable: Value) -> Result<Value> {
    let class = async_iterable.class();
    if class.lookup("__aiter__").is_none() {
        return Err(errors::type_error(format!(
            "'{}' object is not an async iterable",
            async_iterable.class_name()
        )));
    }
    async_iterable.aiter().map(Value::from)
}

/// Return the next item from the async iterator.
///
/// If default is given and the async iterator is exhausted, it is returned instead of raising StopAsyncIteration.
#[pyfn("def anext(async_iterator: Any, default: Any = ..., /) -> Any")]
pub fn anext(async_iterator: Value, default: Option<Value>) -> Result<Value> {
    if async_iterator.class().lookup("__anext__").is_none() {
        return Err(errors::type_error(format!(
            "'{}' object is not an async iterator",
            async_iterator.class_name()
        )));
    }
    Ok(awaitable(async move {
        match (async_iterator.anext().await, default) {
            (Err(error), Some(default)) if error.is(&errors::StopAsyncIteration) => Ok(default),
            (item, _) => item,
        }
    }))
}
