//! `heapq`: binary heaps in lists.
//!
//! *Invariant:* comparisons are made in CPython's order, so that equal items come out in the same order; no borrow of the list is held
//! while they run.

use portalis_macros::{module, pyfn};
use portalis_runtime::{Args, Int, Iter, Iterable, List, Object, Result, Value, errors};

module!("heapq");

/// Push item onto heap, maintaining the heap invariant.
#[pyfn("def heappush(heap: list[T], item: T, /) -> None")]
pub fn heappush<T: Object>(heap: &List<T>, item: T) -> Result<()> {
    heap.append(item);
    sift_down(heap, 0, heap.count_items() - 1, T::less)
}

/// Pop the smallest item off the heap, maintaining the heap invariant.
#[pyfn("def heappop(heap: list[T], /) -> T")]
pub fn heappop<T: Object>(heap: &List<T>) -> Result<T> {
    pop(heap, T::less)
}

fn pop<T: Object>(heap: &List<T>, less: Less<T>) -> Result<T> {
    let Some(last) = heap.with_mut(Vec::pop) else {
        return Err(errors::index_error("index out of range"));
    };
    if heap.is_empty() {
        return Ok(last);
    }
    let first = swap_first(heap, last);
    sift_up(heap, 0, less)?;
    Ok(first)
}

fn swap_first<T>(heap: &List<T>, item: T) -> T {
    heap.with_mut(|items| std::mem::replace(&mut items[0], item))
}

/// Push item on the heap, then pop and return the smallest item from the heap.
///
/// The combined action runs more efficiently than heappush() followed by
/// a separate call to heappop().
#[pyfn("def heappushpop(heap: list[T], item: T, /) -> T")]
pub fn heappushpop<T: Object>(heap: &List<T>, item: T) -> Result<T> {
    if heap.is_empty() || !heap.get(0)?.less(&item)? {
        return Ok(item);
    }
    if heap.is_empty() {
        return Err(errors::index_error("index out of range"));
    }
    let first = swap_first(heap, item);
    sift_up(heap, 0, T::less)?;
    Ok(first)
}

/// Pop and return the current smallest value, and add the new item.
///
/// This is more efficient than heappop() followed by heappush(), and can be
/// more appropriate when using a fixed-size heap.
#[pyfn("def heapreplace(heap: list[T], item: T, /) -> T")]
pub fn heapreplace<T: Object>(heap: &List<T>, item: T) -> Result<T> {
    if heap.is_empty() {
        return Err(errors::index_error("index out of range"));
    }
    let first = swap_first(heap, item);
    sift_up(heap, 0, T::less)?;
    Ok(first)
}

/// Transform list into a heap, in-place, in linear time.
#[pyfn("def heapify(heap: list[T], /) -> None")]
pub fn heapify<T: Object>(heap: &List<T>) -> Result<()> {
    for position in (0..heap.count_items() / 2).rev() {
        sift_up(heap, position, T::less)?;
    }
    Ok(())
}

type Less<T> = fn(&T, &T) -> Result<bool>;

fn at<T: Clone>(heap: &List<T>, index: usize) -> Result<T> {
    heap.with(|items| items.get(index).cloned()).ok_or_else(changed)
}

fn swap<T>(heap: &List<T>, a: usize, b: usize) -> Result<()> {
    heap.with_mut(|items| {
        if a.max(b) < items.len() {
            items.swap(a, b);
            return Ok(());
        }
        Err(changed())
    })
}

#[cold]
fn changed() -> portalis_runtime::Error {
    errors::runtime_error("list changed size during iteration")
}

/// Moves the item at `position` towards the root while it is smaller than its parent.
fn sift_down<T: Object>(heap: &List<T>, start: usize, mut position: usize, less: Less<T>) -> Result<()> {
    let size = heap.count_items();
    let item = at(heap, position)?;
    while position > start {
        let parent = (position - 1) / 2;
        let smaller = less(&item, &at(heap, parent)?)?;
        if heap.count_items() != size {
            return Err(changed());
        }
        if !smaller {
            break;
        }
        swap(heap, position, parent)?;
        position = parent;
    }
    Ok(())
}

/// Moves the item at `position` down to a leaf, smaller children up, and then up again to its place.
fn sift_up<T: Object>(heap: &List<T>, start: usize, less: Less<T>) -> Result<()> {
    let size = heap.count_items();
    let mut position = start;
    while position < size / 2 {
        let mut child = 2 * position + 1;
        if child + 1 < size && !less(&at(heap, child)?, &at(heap, child + 1)?)? {
            child += 1;
        }
        if heap.count_items() != size {
            return Err(changed());
        }
        swap(heap, position, child)?;
        position = child;
    }
    sift_down(heap, start, position, less)
}

/// Find the n smallest elements in a dataset.
///
/// Equivalent to:  sorted(iterable, key=key)[:n]
#[pyfn("def nsmallest(n: int, iterable: Iterable[T], key: Callable[[T], Any] | None = None) -> list[T]")]
pub fn nsmallest<T: Object>(
    n: &Int,
    iterable: &impl Iterable<Item = T>,
    key: Option<impl Fn(T) -> Result<Value>>,
) -> Result<List<T>> {
    ranked(n, iterable, key, false)
}

/// Find the n largest elements in a dataset.
///
/// Equivalent to:  sorted(iterable, key=key, reverse=True)[:n]
#[pyfn("def nlargest(n: int, iterable: Iterable[T], key: Callable[[T], Any] | None = None) -> list[T]")]
pub fn nlargest<T: Object>(
    n: &Int,
    iterable: &impl Iterable<Item = T>,
    key: Option<impl Fn(T) -> Result<Value>>,
) -> Result<List<T>> {
    ranked(n, iterable, key, true)
}

fn ranked<T: Object>(
    n: &Int,
    iterable: &impl Iterable<Item = T>,
    key: Option<impl Fn(T) -> Result<Value>>,
    reverse: bool,
) -> Result<List<T>> {
    let all = List::from_iterable(iterable)?;
    match key {
        Some(key) => all.sort_by_key(key, reverse)?,
        None => all.sort(reverse)?,
    }
    let count = n.clamp_i64().max(0) as usize;
    all.with_mut(|items| items.truncate(count));
    Ok(all)
}

/// Merge multiple sorted inputs into a single sorted output.
///
/// Similar to sorted(itertools.chain(*iterables)) but returns a generator,
/// does not pull the data into memory all at once, and assumes that each of
/// the input streams is already sorted (smallest to largest).
#[pyfn("def merge(*iterables: Any, key: Any = None, reverse: bool = False) -> Iterator[Any]")]
pub fn merge(iterables: &[Value], key: Value, reverse: bool) -> Result<Iter<Value>> {
    let mut sources = iterables.iter().map(Value::iter).collect::<Result<Vec<_>>>()?;
    let keyed = move |item: &Value| match key.is_none() {
        true => Ok(item.clone()),
        false => key.call(Args::positional(vec![item.clone()])),
    };
    let mut heads: Vec<Option<(Value, Value)>> = Vec::new();
    Ok(Iter::from_iterator(std::iter::from_fn(move || {
        if heads.is_empty() {
            for source in &mut sources {
                heads.push(match head(source, &keyed) {
                    Ok(head) => head,
                    Err(error) => return Some(Err(error)),
                });
            }
        }
        next_merged(&mut sources, &mut heads, &keyed, reverse).transpose()
    })))
}

fn head(source: &mut Iter<Value>, key: &impl Fn(&Value) -> Result<Value>) -> Result<Option<(Value, Value)>> {
    match source.next() {
        Some(item) => {
            let item = item?;
            Ok(Some((key(&item)?, item)))
        }
        None => Ok(None),
    }
}

/// The smallest (largest) head; of equal ones the first source's.
fn next_merged(
    sources: &mut [Iter<Value>],
    heads: &mut [Option<(Value, Value)>],
    key: &impl Fn(&Value) -> Result<Value>,
    reverse: bool,
) -> Result<Option<Value>> {
    let mut best: Option<(usize, Value)> = None;
    for (index, head) in heads.iter().enumerate() {
        let Some((candidate, _)) = head else { continue };
        let better = match &best {
            None => true,
            Some((_, known)) if reverse => known.less(candidate)?,
            Some((_, known)) => candidate.less(known)?,
        };
        if better {
            best = Some((index, candidate.clone()));
        }
    }
    let Some((index, _)) = best else { return Ok(None) };
    let next = head(&mut sources[index], key)?;
    let taken = std::mem::replace(&mut heads[index], next);
    Ok(taken.map(|(_, item)| item))
}
