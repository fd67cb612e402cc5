//! `count`, `cycle` and `repeat`.

use portalis_macros::pyfn;
use portalis_runtime::{Int, Iter, Iterable, Object, Result, Value, errors};

use super::lazy;

/// Return a count object whose .__next__() method returns consecutive values.
#[pyfn("def count(start: int = 0, step: int = 1) -> Iterator[int]")]
pub fn count_int(start: Int, step: Int) -> Iter<Int> {
    let mut next = start;
    lazy("itertools.count", move || {
        let following = &next + &step;
        Some(Ok(std::mem::replace(&mut next, following)))
    })
}

/// Return a count object whose .__next__() method returns consecutive values.
#[pyfn("def count(start: Any = 0, step: Any = 1) -> Iterator[Any]")]
pub fn count(start: Value, step: Value) -> Result<Iter<Value>> {
    for number in [&start, &step] {
        if !matches!(number, Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::Object(_)) {
            return Err(errors::type_error("a number is required"));
        }
    }
    let mut next = start;
    Ok(lazy("itertools.count", move || {
        Some(next.add(&step).map(|following| std::mem::replace(&mut next, following)))
    }))
}

/// Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.
#[pyfn("def cycle(iterable: Iterable[T], /) -> Iterator[T]")]
pub fn cycle<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<Iter<T>> {
    let mut source = Some(iterable.iter()?);
    let (mut saved, mut index) = (Vec::new(), 0);
    Ok(lazy("itertools.cycle", move || {
        match source.as_mut().and_then(Iterator::next) {
            Some(Ok(item)) => {
                saved.push(item.clone());
                return Some(Ok(item));
            }
            Some(error) => return Some(error),
            None => source = None,
        }
        let item = saved.get(index).cloned()?;
        index = (index + 1) % saved.len();
        Some(Ok(item))
    }))
}

/// Create an iterator which returns the object for the specified number of times.
///
/// If not specified, returns the object endlessly.
#[pyfn("def repeat(object: T, times: int = ...) -> Iterator[T]")]
pub fn repeat<T: Object>(object: T, times: Option<Int>) -> Iter<T> {
    let mut left = times.map(|times| times.clamp_i64());
    lazy("itertools.repeat", move || {
        if let Some(left) = &mut left {
            if *left <= 0 {
                return None;
            }
            *left -= 1;
        }
        Some(Ok(object.clone()))
    })
}
