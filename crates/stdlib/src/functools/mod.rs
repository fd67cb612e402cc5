//! `functools`: functions that work on functions.
//!
//! [`cache`] has `lru_cache` and `cached_property`, [`partial`](mod@partial) the partial objects, [`dispatch`] `singledispatch`,
//! [`ordering`] `cmp_to_key` and `total_ordering`.
//!
//! *Invariant:* what a decorator here returns is a function object of its own with `__wrapped__`, as in CPython.

mod cache;
mod dispatch;
mod ordering;
mod partial;

pub use cache::*;
pub use dispatch::*;
pub use ordering::*;
pub use partial::*;

use portalis_macros::{module, pyconst, pyfn};
use portalis_runtime::{Args, Iterable, Object, Result, Tuple, Value, View, errors};

use crate::support::callable;

module!("functools");

/// What `update_wrapper` copies.
#[pyconst("WRAPPER_ASSIGNMENTS: tuple[str, ...]")]
pub fn wrapper_assignments() -> Tuple<Value> {
    let names = ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__"];
    Tuple::from(names.into_iter().map(Value::from).collect::<Vec<_>>())
}

/// The dictionaries that `update_wrapper` updates.
#[pyconst("WRAPPER_UPDATES: tuple[str, ...]")]
pub fn wrapper_updates() -> Tuple<Value> {
    Tuple::from(vec![Value::from("__dict__")])
}

/// Apply a function of two arguments cumulatively to the items of an iterable, from left to right.
///
/// This effectively reduces the iterable to a single value.
#[pyfn("def reduce(function: Callable[[T, T], T], iterable: Iterable[T], /) -> T")]
pub fn reduce<T: Object>(function: impl Fn(T, T) -> Result<T>, iterable: &impl Iterable<Item = T>) -> Result<T> {
    let mut items = iterable.iter()?;
    let Some(first) = items.next() else {
        return Err(errors::type_error("reduce() of empty iterable with no initial value"));
    };
    fold(function, first?, items)
}

/// Apply a function of two arguments cumulatively to the items of an iterable, from left to right, beginning with initial.
#[pyfn("def reduce(function: Callable[[U, T], U], iterable: Iterable[T], initial: U, /) -> U", dynamic = reduce_dynamic)]
pub fn reduce_from<T: Object, U: Object>(
    function: impl Fn(U, T) -> Result<U>,
    iterable: &impl Iterable<Item = T>,
    initial: U,
) -> Result<U> {
    fold(function, initial, iterable.iter()?)
}

fn fold<T, U>(function: impl Fn(U, T) -> Result<U>, first: U, items: impl Iterator<Item = Result<T>>) -> Result<U> {
    let mut result = first;
    for item in items {
        result = function(result, item?)?;
    }
    Ok(result)
}

fn reduce_dynamic(args: Args) -> Result<Value> {
    let values = args.values().to_vec();
    let entry = |values: &[Value]| -> Result<Value> {
        let call = |a: Value, b: Value| values[0].call(Args::positional(vec![a, b]));
        let items = values[1].iter().map_err(|error| match error.is(&errors::TypeError) {
            true => errors::type_error("reduce() arg 2 must support iteration"),
            false => error,
        })?;
        match values.get(2) {
            Some(initial) => fold(call, initial.clone(), items),
            None => {
                let mut items = items;
                match items.next() {
                    Some(first) => fold(call, first?, items),
                    None => Err(errors::type_error("reduce() of empty iterable with no initial value")),
                }
            }
        }
    };
    match values.len() {
        _ if !args.keywords().is_empty() => Err(errors::type_error("reduce() takes no keyword arguments")),
        2 | 3 => entry(&values),
        n if n < 2 => Err(errors::type_error(format!("reduce expected at least 2 arguments, got {n}"))),
        n => Err(errors::type_error(format!("reduce expected at most 3 arguments, got {n}"))),
    }
}

/// Update a wrapper function to look like the wrapped function.
///
/// wrapper is the function to be updated
/// wrapped is the original function
/// assigned is a tuple naming the attributes assigned directly
/// from the wrapped function to the wrapper function (defaults to
/// functools.WRAPPER_ASSIGNMENTS)
/// updated is a tuple naming the attributes of the wrapper that
/// are updated with the corresponding attribute from the wrapped
/// function (defaults to functools.WRAPPER_UPDATES)
#[pyfn("def update_wrapper(wrapper: Any, wrapped: Any, assigned: Any = ..., updated: Any = ...) -> Any")]
pub fn update_wrapper(wrapper: Value, wrapped: Value, assigned: Option<Value>, updated: Option<Value>) -> Result<Value> {
    let assigned = assigned.unwrap_or_else(|| wrapper_assignments().to_value());
    for name in assigned.iter()? {
        let name = View::str(&name?)?;
        if let Some(value) = wrapped.find_attr(&name)? {
            wrapper.set_attr(&name, value)?;
        }
    }
    let updated = updated.unwrap_or_else(|| wrapper_updates().to_value());
    for name in updated.iter()? {
        update_dict(&wrapper, &wrapped, &View::str(&name?)?)?;
    }
    // Set last, so that it is not lost to a `__dict__` that was copied.
    wrapper.set_attr("__wrapped__", wrapped)?;
    Ok(wrapper)
}

/// `getattr(wrapper, name).update(getattr(wrapped, name, {}))`. The `__dict__` of a function is a copy, so its attributes
/// are set one by one.
fn update_dict(wrapper: &Value, wrapped: &Value, name: &str) -> Result<()> {
    let Some(from) = wrapped.find_attr(name)? else { return Ok(()) };
    if name != "__dict__" {
        wrapper.get_attr(name)?.call_method("update", Args::positional(vec![from]))?;
        return Ok(());
    }
    for key in from.iter()? {
        let key = key?;
        wrapper.set_attr(&View::str(&key)?, from.get_item(&key)?)?;
    }
    Ok(())
}

/// Decorator factory to apply update_wrapper() to a wrapper function.
///
/// Returns a decorator that invokes update_wrapper() with the decorated
/// function as the wrapper argument and the arguments to wraps() as the
/// remaining arguments. Default arguments are as for update_wrapper().
/// This is a convenience function to simplify applying partial() to
/// update_wrapper().
#[pyfn("def wraps(wrapped: Any, assigned: Any = ..., updated: Any = ...) -> Any")]
pub fn wraps(wrapped: Value, assigned: Option<Value>, updated: Option<Value>) -> Value {
    callable("wraps", move |args| {
        let wrapper = args.values().first().cloned().unwrap_or_default();
        update_wrapper(wrapper, wrapped.clone(), assigned.clone(), updated.clone())
    })
}
