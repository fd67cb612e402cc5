//! Builtin functions that make, drive and consume iterators.
//!
//! *Invariant:* lazy ones take one item at a time from what they iterate, when they are asked.

use std::cell::{Cell, RefCell};

use portalis_macros::pyfn;

use crate::iter::Source;
use crate::{Generator, Int, Iter, Iterable, List, Object, Result, Tuple, Value, errors};

/// Return the number of items in a container.
#[pyfn("def len(obj: Any, /) -> int", dunder = "__len__")]
pub fn len(object: &Value) -> Result<Int> {
    object.len()
}

/// Get an iterator from an object.
#[pyfn("def iter(object: Iterable[T], /) -> Iterator[T]")]
pub fn iter<T: Object>(object: &impl Iterable<Item = T>) -> Result<Iter<T>> {
    object.iter()
}

/// Get an iterator that calls a function until it returns the sentinel.
#[pyfn("def iter(callable: Any, sentinel: Any = ..., /) -> Any")]
pub fn iter_until(callable: &Value, sentinel: Option<Value>) -> Result<Value> {
    let Some(sentinel) = sentinel else {
        return Ok(Value::from(callable.iter()?));
    };
    if !callable.is_callable() {
        return Err(errors::type_error("iter(v, w): v must be callable"));
    }
    let (callable, done) = (callable.clone(), Cell::new(false));
    let step = move || {
        if done.get() {
            return None;
        }
        let item = callable
            .call(crate::args![])
            .and_then(|item| Ok((item.is(&sentinel) || item.eq(&sentinel)?.truthy()?, item)));
        match item {
            Ok((true, _)) => {
                done.set(true);
                None
            }
            Ok((false, item)) => Some(Ok(item)),
            Err(error) => {
                done.set(true);
                match error.is(&errors::StopIteration) {
                    true => None,
                    false => Some(Err(error)),
                }
            }
        }
    };
    Ok(Value::from(Iter::from_iterator_named(
        std::iter::from_fn(step),
        "callable_iterator",
    )))
}

/// Return the next item from an iterator.
#[pyfn("def next(iterator: Iterator[T], /) -> T")]
pub fn next_item<T: Object>(iterator: &Iter<T>) -> Result<T> {
    match iterator.next_item() {
        Some(item) => item,
        None => Err(errors::stop_iteration(Value::None)),
    }
}

/// Return the next item of a generator; its StopIteration carries what it returned.
#[pyfn("def next(iterator: Generator[T], /) -> T")]
pub fn next_of_generator<T: Object>(iterator: &Generator<T>) -> Result<T> {
    iterator.next_or_stop()
}

/// Return the next item from an iterator, or the default where there is none.
#[pyfn("def next(iterator: Iterator[T], default: T, /) -> T")]
pub fn next_item_or<T: Object>(iterator: &Iter<T>, default: T) -> Result<T> {
    match iterator.next_item() {
        Some(Err(error)) if error.is(&errors::StopIteration) => Ok(default),
        Some(item) => item,
        None => Ok(default),
    }
}

/// Return the next item from an iterator.
#[pyfn("def next(iterator: Any, default: Any = ..., /) -> Any")]
pub fn next(iterator: &Value, default: Option<Value>) -> Result<Value> {
    // A generator's StopIteration carries what it returned.
    if default.is_none() && iterator.class_name().as_str() == "generator" {
        return iterator.call_special("__next__", crate::args![]);
    }
    match next_of(iterator).transpose() {
        Ok(Some(item)) => Ok(item),
        Ok(None) => default.ok_or_else(|| errors::stop_iteration(Value::None)),
        Err(error) => match default {
            Some(default) if error.is(&errors::StopIteration) => Ok(default),
            _ => Err(error),
        },
    }
}

/// The next item of an iterator; TypeError where it is none.
fn next_of(iterator: &Value) -> Option<Result<Value>> {
    if let Value::Object(object) = iterator
        && let Some(step) = object.next(iterator)
    {
        return step;
    }
    Some(Err(errors::type_error(format!(
        "'{}' object is not an iterator",
        iterator.class_name()
    ))))
}

/// Pairs of a count and an item.
#[pyfn("def enumerate(iterable: Iterable[T], start: int = 0) -> Iterator[tuple[int, T]]")]
pub fn enumerate<T: Object>(
    iterable: &impl Iterable<Item = T>,
    start: &Int,
) -> Result<Iter<(Int, T)>> {
    let items = iterable.iter()?;
    let mut count = start.clone();
    let numbered = items.map(move |item| {
        let item = item?;
        let index = count.clone();
        count = &count + 1;
        Ok((index, item))
    });
    Ok(Iter::from_iterator_named(numbered, "enumerate"))
}

/// Tuples of the items of one iterable.
#[pyfn("def zip(a: Iterable[A], /) -> Iterator[tuple[A, ...]]")]
pub fn zip_one<A: Object>(a: &impl Iterable<Item = A>) -> Result<Iter<Tuple<A>>> {
    let items = a.iter()?;
    Ok(Iter::from_iterator_named(
        items.map(|item| Ok(Tuple::from(vec![item?]))),
        "zip",
    ))
}

/// Pairs of items at the same place, as long as both last.
#[pyfn("def zip(a: Iterable[A], b: Iterable[B], /) -> Iterator[tuple[A, B]]")]
pub fn zip_two<A: Object, B: Object>(
    a: &impl Iterable<Item = A>,
    b: &impl Iterable<Item = B>,
) -> Result<Iter<(A, B)>> {
    let (a, b) = (a.iter()?, b.iter()?);
    let pairs = std::iter::from_fn(move || {
        a.next_item()?
            .and_then(|x| {
                Ok(match b.next_item() {
                    Some(y) => Some((x, y?)),
                    None => None,
                })
            })
            .transpose()
    });
    Ok(Iter::from_iterator_named(pairs, "zip"))
}

/// Pairs of items at the same place; with `strict` an error where one lasts longer.
#[pyfn("def zip(a: Iterable[A], b: Iterable[B], /, *, strict: bool) -> Iterator[tuple[A, B]]")]
pub fn zip_two_strictly<A: Object, B: Object>(
    a: &impl Iterable<Item = A>,
    b: &impl Iterable<Item = B>,
    strict: bool,
) -> Result<Iter<(A, B)>> {
    if !strict {
        return zip_two(a, b);
    }
    let (a, b) = (a.iter()?, b.iter()?);
    let step = move || -> Result<Option<(A, B)>> {
        let x = a.next_item().transpose()?;
        match (x, b.next_item().transpose()?) {
            (Some(x), Some(y)) => Ok(Some((x, y))),
            (None, None) => Ok(None),
            (x, _) => Err(errors::value_error(format!(
                "zip() argument 2 is {} than argument 1",
                if x.is_some() { "shorter" } else { "longer" }
            ))),
        }
    };
    Ok(Iter::from_iterator_named(
        std::iter::from_fn(move || step().transpose()),
        "zip",
    ))
}

/// Triples of items at the same place, as long as all last.
#[pyfn("def zip(a: Iterable[A], b: Iterable[B], c: Iterable[C], /) -> Iterator[tuple[A, B, C]]")]
pub fn zip_three<A: Object, B: Object, C: Object>(
    a: &impl Iterable<Item = A>,
    b: &impl Iterable<Item = B>,
    c: &impl Iterable<Item = C>,
) -> Result<Iter<(A, B, C)>> {
    let (a, b, c) = (a.iter()?, b.iter()?, c.iter()?);
    let step = move || -> Result<Option<(A, B, C)>> {
        let Some(x) = a.next_item().transpose()? else {
            return Ok(None);
        };
        let Some(y) = b.next_item().transpose()? else {
            return Ok(None);
        };
        let Some(z) = c.next_item().transpose()? else {
            return Ok(None);
        };
        Ok(Some((x, y, z)))
    };
    Ok(Iter::from_iterator_named(
        std::iter::from_fn(move || step().transpose()),
        "zip",
    ))
}

/// Tuples of items at the same place, as long as all last.
#[pyfn("def zip(*iterables: Any, strict: bool = False) -> Any")]
pub fn zip(iterables: &[Value], strict: bool) -> Result<Value> {
    let sources = iterables.iter().map(Value::iter);
    let sources = sources.collect::<Result<Vec<_>>>()?;
    let step = move || zip_step(&sources, strict).transpose();
    Ok(Value::from(Iter::from_iterator_named(
        std::iter::from_fn(step),
        "zip",
    )))
}

fn zip_step(sources: &[Iter<Value>], strict: bool) -> Result<Option<Value>> {
    let mut items = Vec::with_capacity(sources.len());
    for (i, source) in sources.iter().enumerate() {
        match source.next_item().transpose()? {
            Some(item) => items.push(item),
            None if !strict => return Ok(None),
            None => return zip_uneven(sources, i),
        }
    }
    Ok((!items.is_empty()).then(|| Value::from(Tuple::from(items))))
}

/// With `strict`, source number `index` ended: an error unless all end here.
fn zip_uneven(sources: &[Iter<Value>], index: usize) -> Result<Option<Value>> {
    let others = |n: usize| {
        if n == 1 {
            "argument 1".to_string()
        } else {
            format!("arguments 1-{n}")
        }
    };
    if index > 0 {
        return Err(errors::value_error(format!(
            "zip() argument {} is shorter than {}",
            index + 1,
            others(index)
        )));
    }
    for (i, source) in sources.iter().enumerate().skip(1) {
        if source.next_item().transpose()?.is_some() {
            return Err(errors::value_error(format!(
                "zip() argument {} is longer than {}",
                i + 1,
                others(i)
            )));
        }
    }
    Ok(None)
}

/// Results of a function on each item.
#[pyfn("def map(function: Callable[[A], R], iterable: Iterable[A], /) -> Iterator[R]")]
pub fn map_one<A: Object, R: Object>(
    function: impl Fn(A) -> Result<R> + 'static,
    iterable: &impl Iterable<Item = A>,
) -> Result<Iter<R>> {
    let items = iterable.iter()?;
    Ok(Iter::from_iterator_named(
        items.map(move |item| function(item?)),
        "map",
    ))
}

/// Results of a function on the items at the same place.
#[pyfn("def map(function: Any, *iterables: Any) -> Any")]
pub fn map(function: &Value, iterables: &[Value]) -> Result<Value> {
    if iterables.is_empty() {
        return Err(errors::type_error(
            "map() must have at least two arguments.",
        ));
    }
    let sources = iterables
        .iter()
        .map(Value::iter)
        .collect::<Result<Vec<_>>>()?;
    let function = function.clone();
    let step = move || -> Option<Result<Value>> {
        let mut args = crate::Args::new();
        for source in &sources {
            match source.next_item()? {
                Ok(item) => args.push(item),
                Err(error) => return Some(Err(error)),
            }
        }
        Some(function.call(args))
    };
    Ok(Value::from(Iter::from_iterator_named(
        std::iter::from_fn(step),
        "map",
    )))
}

/// The items that a function holds true.
#[pyfn("def filter(function: Callable[[T], object], iterable: Iterable[T], /) -> Iterator[T]")]
pub fn filter_by<T: Object, R: Object>(
    function: impl Fn(T) -> Result<R> + 'static,
    iterable: &impl Iterable<Item = T>,
) -> Result<Iter<T>> {
    let items = iterable.iter()?;
    let kept = items.filter_map(move |item| {
        let kept = item.and_then(|item| Ok(function(item.clone())?.truthy()?.then_some(item)));
        kept.transpose()
    });
    Ok(Iter::from_iterator_named(kept, "filter"))
}

/// The items that a function holds true, or that are true.
#[pyfn("def filter(function: Any, iterable: Any, /) -> Any")]
pub fn filter(function: &Value, iterable: &Value) -> Result<Value> {
    let items = iterable.iter()?;
    let function = function.clone();
    let kept = items.filter_map(move |item| {
        let keep = |item: Value| -> Result<Option<Value>> {
            let test = if function.is_none() {
                item.clone()
            } else {
                function.call(crate::args![item.clone()])?
            };
            Ok(test.truthy()?.then_some(item))
        };
        item.and_then(keep).transpose()
    });
    Ok(Value::from(Iter::from_iterator_named(kept, "filter")))
}

/// Whether all items are true.
#[pyfn("def all(iterable: Iterable[T], /) -> bool")]
pub fn all<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<bool> {
    for item in iterable.iter()? {
        if !item?.truthy()? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether any item is true.
#[pyfn("def any(iterable: Iterable[T], /) -> bool")]
pub fn any<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<bool> {
    for item in iterable.iter()? {
        if item?.truthy()? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A new sorted list of the items.
#[pyfn("def sorted(iterable: Iterable[T], /, *, reverse: bool = False) -> list[T]")]
pub fn sorted<T: Object>(iterable: &impl Iterable<Item = T>, reverse: bool) -> Result<List<T>> {
    let items = List::from_iterable(iterable)?;
    items.sort(reverse)?;
    Ok(items)
}

/// A new list of the items, sorted by a key of each.
#[pyfn(
    "def sorted(iterable: Iterable[T], /, *, key: Callable[[T], K], reverse: bool = False) -> list[T]"
)]
pub fn sorted_by_key<T: Object, K: Object>(
    iterable: &impl Iterable<Item = T>,
    key: impl Fn(T) -> Result<K>,
    reverse: bool,
) -> Result<List<T>> {
    let items = List::from_iterable(iterable)?;
    items.sort_by_key(key, reverse)?;
    Ok(items)
}

/// A new sorted list of the items.
#[pyfn("def sorted(iterable: Any, /, *, key: Any = None, reverse: Any = False) -> Any")]
pub fn sorted_any(iterable: &Value, key: &Value, reverse: &Value) -> Result<Value> {
    let items = List::from_iterable(iterable)?;
    let reverse = reverse.truthy()?;
    match key {
        Value::None => items.sort(reverse)?,
        key => items.sort_by_key(|item| key.call(crate::args![item]), reverse)?,
    }
    Ok(Value::from(items))
}

/// The items of a sequence from the last to the first.
#[pyfn("def reversed(sequence: list[T], /) -> Iterator[T]")]
pub fn reversed_list<T: Object>(sequence: &List<T>) -> Iter<T> {
    let last = sequence.count_items() as i64 - 1;
    Iter::new(Backwards {
        list: sequence.clone(),
        next: Cell::new(last),
    })
}

/// A list from its end, as it is when each item is asked for.
struct Backwards<T> {
    list: List<T>,
    next: Cell<i64>,
}

impl<T: Object> Source<T> for Backwards<T> {
    fn next(&self) -> Option<Result<T>> {
        let at = usize::try_from(self.next.get()).ok()?;
        let item = self.list.with(|items| items.get(at).cloned());
        self.next
            .set(if item.is_some() { at as i64 - 1 } else { -1 });
        item.map(Ok)
    }

    fn remaining(&self) -> Option<usize> {
        usize::try_from(self.next.get() + 1).ok()
    }

    fn class_name(&self) -> &'static str {
        "list_reverseiterator"
    }
}

/// The items of a sequence from the last to the first.
#[pyfn("def reversed(sequence: Any, /) -> Any")]
pub fn reversed(sequence: &Value) -> Result<Value> {
    match sequence {
        Value::List(list) => return Ok(Value::from(reversed_list(list))),
        Value::Str(_) | Value::Tuple(_) | Value::Bytes(_) | Value::Dict(_) => {
            let mut items = sequence.iter()?.collect::<Result<Vec<_>>>()?;
            items.reverse();
            let items = RefCell::new(items.into_iter());
            return Ok(Value::from(Iter::from_iterator_named(
                std::iter::from_fn(move || items.borrow_mut().next().map(Ok)),
                "reversed",
            )));
        }
        _ => {}
    }
    let class = sequence.class();
    if class
        .lookup("__reversed__")
        .is_some_and(|method| !method.is_none())
    {
        return sequence.quiet_call_method("__reversed__", crate::args![]);
    }
    if class.lookup("__len__").is_none() || class.lookup("__getitem__").is_none() {
        return Err(errors::type_error(format!(
            "'{}' object is not reversible",
            sequence.class_name()
        )));
    }
    let mut left = sequence.len()?;
    let sequence = sequence.clone();
    let step = move || {
        if left <= 0 {
            return None;
        }
        left = &left - 1;
        Some(sequence.get_item(&Value::from(left.clone())))
    };
    Ok(Value::from(Iter::from_iterator_named(
        std::iter::from_fn(step),
        "reversed",
    )))
}
