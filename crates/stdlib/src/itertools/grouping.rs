//! `batched`, `groupby`, `pairwise` and `tee`.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use portalis_macros::pyfn;
use portalis_runtime::{Int, Iter, Iterable, Object, Result, Tuple, Value, errors};

use super::lazy;

/// Batch data into tuples of length n. The last batch may be shorter than n.
///
/// Loops over the input iterable and accumulates data into tuples up to
/// size n.  The input is consumed lazily, just enough to fill a batch.
/// The result is yielded as soon as a batch is full or when the input
/// iterable is exhausted.
///
/// If "strict" is True, raises a ValueError if the final batch is shorter
/// than n.
#[pyfn("def batched(iterable: Iterable[T], n: int, *, strict: bool = False) -> Iterator[tuple[T, ...]]")]
pub fn batched<T: Object>(iterable: &impl Iterable<Item = T>, n: &Int, strict: bool) -> Result<Iter<Tuple<T>>> {
    if *n < 1 {
        return Err(errors::value_error("n must be at least one"));
    }
    let (mut source, size) = (iterable.iter()?, n.to_index()? as usize);
    Ok(lazy("itertools.batched", move || {
        let batch = match source.by_ref().take(size).collect::<Result<Vec<T>>>() {
            Ok(batch) => batch,
            Err(error) => return Some(Err(error)),
        };
        match batch.len() {
            0 => None,
            length if strict && length < size => Some(Err(errors::value_error("batched(): incomplete batch"))),
            _ => Some(Ok(Tuple::from(batch))),
        }
    }))
}

/// Return an iterator of overlapping pairs taken from the input iterator.
///
///     s -> (s0,s1), (s1,s2), (s2, s3), ...
#[pyfn("def pairwise(iterable: Iterable[T], /) -> Iterator[tuple[T, T]]")]
pub fn pairwise<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<Iter<(T, T)>> {
    let (mut source, mut last) = (iterable.iter()?, None);
    Ok(lazy("itertools.pairwise", move || {
        let mut next = || source.next().transpose();
        let step = || -> Result<Option<(T, T)>> {
            if last.is_none() {
                last = next()?;
            }
            let (Some(first), Some(second)) = (last.clone(), next()?) else { return Ok(None) };
            last = Some(second.clone());
            Ok(Some((first, second)))
        };
        let mut step = step;
        step().transpose()
    }))
}

/// Returns a tuple of n independent iterators.
#[pyfn("def tee(iterable: Iterable[T], n: int = 2, /) -> tuple[Iterator[T], ...]")]
pub fn tee<T: Object>(iterable: &impl Iterable<Item = T>, n: &Int) -> Result<Tuple<Iter<T>>> {
    if n.is_negative() {
        return Err(errors::value_error("n must be >= 0"));
    }
    let source = Rc::new(RefCell::new(iterable.iter()?));
    let queues: Vec<Rc<RefCell<VecDeque<T>>>> = (0..n.to_index()?).map(|_| Rc::default()).collect();
    let branch = |own: &Rc<RefCell<VecDeque<T>>>| {
        let (own, source, queues) = (own.clone(), source.clone(), queues.clone());
        lazy("itertools._tee", move || {
            if let Some(item) = own.borrow_mut().pop_front() {
                return Some(Ok(item));
            }
            let mut iterator = source.borrow().clone();
            let item = match iterator.next()? {
                Ok(item) => item,
                error => return Some(error),
            };
            let others = queues.iter().filter(|queue| !Rc::ptr_eq(queue, &own));
            others.for_each(|queue| queue.borrow_mut().push_back(item.clone()));
            Some(Ok(item))
        })
    };
    Ok(queues.iter().map(branch).collect())
}

/// What a `groupby` and its groups share.
struct Groups<T, K> {
    source: Iter<T>,
    key: Box<dyn Fn(T) -> Result<K>>,
    /// The item that was read ahead, with its key.
    ahead: RefCell<Option<(K, T)>>,
    /// Which group is being read.
    number: std::cell::Cell<usize>,
}

impl<T: Object, K: Object> Groups<T, K> {
    fn read(&self) -> Result<Option<(K, T)>> {
        match self.source.next_item().transpose()? {
            Some(item) => Ok(Some(((self.key)(item.clone())?, item))),
            None => Ok(None),
        }
    }

    /// The first item of the next group, which is read ahead; skips what is left of the group with `current` as key.
    fn advance(&self, current: Option<&K>) -> Result<Option<K>> {
        loop {
            let ahead = self.ahead.borrow().clone();
            let (key, item) = match ahead {
                Some(ahead) => ahead,
                None => match self.read()? {
                    Some(read) => read,
                    None => return Ok(None),
                },
            };
            let same = match current {
                Some(current) => current.same(&key) || current.equals(&key)?,
                None => false,
            };
            if !same {
                *self.ahead.borrow_mut() = Some((key.clone(), item));
                return Ok(Some(key));
            }
            self.ahead.borrow_mut().take();
        }
    }

    /// The next item of the group with that key.
    fn member(&self, key: &K) -> Result<Option<T>> {
        let ahead = self.ahead.borrow_mut().take();
        let (next, item) = match ahead {
            Some(ahead) => ahead,
            None => match self.read()? {
                Some(read) => read,
                None => return Ok(None),
            },
        };
        if key.same(&next) || key.equals(&next)? {
            return Ok(Some(item));
        }
        *self.ahead.borrow_mut() = Some((next, item));
        Ok(None)
    }
}

fn grouped<T: Object, K: Object>(source: Iter<T>, key: impl Fn(T) -> Result<K> + 'static) -> Iter<(K, Iter<T>)> {
    let groups = Rc::new(Groups {
        source,
        key: Box::new(key),
        ahead: RefCell::new(None),
        number: std::cell::Cell::new(0),
    });
    let mut current: Option<K> = None;
    lazy("itertools.groupby", move || {
        groups.number.set(groups.number.get() + 1);
        let number = groups.number.get();
        let key = match groups.advance(current.as_ref()).transpose()? {
            Ok(key) => key,
            Err(error) => return Some(Err(error)),
        };
        current = Some(key.clone());
        let (shared, own_key) = (groups.clone(), key.clone());
        let mut done = false;
        let members = lazy("itertools._grouper", move || {
            if done || shared.number.get() != number {
                return None;
            }
            let item = shared.member(&own_key).transpose();
            done = item.is_none();
            item
        });
        Some(Ok((key, members)))
    })
}

/// make an iterator that returns consecutive keys and groups from the iterable
#[pyfn("def groupby(iterable: Iterable[T]) -> Iterator[tuple[T, Iterator[T]]]")]
pub fn groupby_same<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<Iter<(T, Iter<T>)>> {
    Ok(grouped(iterable.iter()?, Ok))
}

/// make an iterator that returns consecutive keys and groups from the iterable
///
///   iterable
///     Elements to divide into groups according to the key function.
///   key
///     A function for computing the group category for each element.
///     If the key function is not specified or is None, the element itself
///     is used for grouping.
#[pyfn("def groupby(iterable: Iterable[T], key: Callable[[T], K]) -> Iterator[tuple[K, Iterator[T]]]")]
pub fn groupby<T: Object, K: Object>(
    iterable: &impl Iterable<Item = T>,
    key: impl Fn(T) -> Result<K> + 'static,
) -> Result<Iter<(K, Iter<T>)>> {
    Ok(grouped(iterable.iter()?, key))
}

/// make an iterator that returns consecutive keys and groups from the iterable
#[pyfn("def groupby(iterable: Any, key: Any = None) -> Iterator[tuple[Any, Iterator[Any]]]")]
pub fn groupby_any(iterable: Value, key: Value) -> Result<Iter<(Value, Iter<Value>)>> {
    Ok(grouped(iterable.iter()?, move |item: Value| match key.is_none() {
        true => Ok(item),
        false => key.call(portalis_runtime::Args::positional(vec![item])),
    }))
}
