//! `deque`: a list that grows at both ends.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Int, Iter, Iterable, List, Object, Result, Str, View, errors};

struct DequeData<T> {
    items: RefCell<VecDeque<T>>,
    limit: Option<usize>,
    /// Counts changes of the size, for iterators.
    changes: Cell<usize>,
}

/// A list-like sequence optimized for data accesses near its endpoints.
#[pyclass("class deque[T]", repr, truthy, eq, less, tp_name = "collections.deque")]
pub struct Deque<T: Object>(Rc<DequeData<T>>);

impl<T: Object> Clone for Deque<T> {
    fn clone(&self) -> Self {
        Deque(self.0.clone())
    }
}

impl<T: Object> Deque<T> {
    fn with_limit(items: VecDeque<T>, limit: Option<usize>) -> Deque<T> {
        Deque(Rc::new(DequeData { items: RefCell::new(items), limit, changes: Cell::new(0) }))
    }

    /// Runs `change` on the items. Nothing that it drops may run Python code; it gives it back instead.
    fn change<R>(&self, change: impl FnOnce(&mut VecDeque<T>) -> R) -> R {
        self.0.changes.set(self.0.changes.get().wrapping_add(1));
        change(&mut self.0.items.borrow_mut())
    }

    fn count_items(&self) -> usize {
        self.0.items.borrow().len()
    }

    fn is_full(&self) -> bool {
        self.0.limit.is_some_and(|limit| self.count_items() >= limit)
    }

    fn at(&self, index: usize) -> Option<T> {
        self.0.items.borrow().get(index).cloned()
    }

    fn to_vec(&self) -> Vec<T> {
        self.0.items.borrow().iter().cloned().collect()
    }

    fn position(&self, index: &Int) -> Result<usize> {
        let length = self.count_items() as i64;
        let index = index.clamp_i64();
        let index = if index < 0 { index + length } else { index };
        if (0..length).contains(&index) {
            return Ok(index as usize);
        }
        Err(errors::index_error("deque index out of range"))
    }

    /// The first index of an item equal to `item`.
    fn find(&self, item: &T, start: usize, stop: usize) -> Result<Option<usize>> {
        let changes = self.0.changes.get();
        for index in start..stop {
            let Some(candidate) = self.at(index) else { return Ok(None) };
            if candidate.same(item) || candidate.equals(item)? {
                return Ok(Some(index));
            }
            if self.0.changes.get() != changes {
                return Err(errors::runtime_error("deque mutated during iteration"));
            }
        }
        Ok(None)
    }

    fn parse_limit(limit: Option<Int>) -> Result<Option<usize>> {
        match limit {
            None => Ok(None),
            Some(limit) if limit.is_negative() => Err(errors::value_error("maxlen must be non-negative")),
            Some(limit) => Ok(Some(limit.to_index()? as usize)),
        }
    }

    fn extend_from(&self, items: impl Iterator<Item = Result<T>>) -> Result<()> {
        for item in items {
            self.append(item?);
        }
        Ok(())
    }
}

#[pymethods]
impl<T: Object> Deque<T> {
    /// An empty deque.
    #[pyfn("def __new__(cls) -> deque[T]")]
    #[expect(clippy::new_without_default, reason = "constructed from Python")]
    pub fn new() -> Deque<T> {
        Deque::with_limit(VecDeque::new(), None)
    }

    /// An empty deque that holds at most `maxlen` items.
    #[pyfn("def __new__(cls, *, maxlen: int | None) -> deque[T]")]
    pub fn bounded(maxlen: Option<Int>) -> Result<Deque<T>> {
        Ok(Deque::with_limit(VecDeque::new(), Self::parse_limit(maxlen)?))
    }

    /// A deque of the items of `iterable`, the last `maxlen` of them.
    #[pyfn("def __new__(cls, iterable: Iterable[T] = (), maxlen: int | None = None) -> deque[T]")]
    pub fn from_iterable(iterable: &(impl Iterable<Item = T> + ?Sized), maxlen: Option<Int>) -> Result<Deque<T>> {
        let deque = Deque::with_limit(VecDeque::new(), Self::parse_limit(maxlen)?);
        deque.extend_from(iterable.iter()?)?;
        Ok(deque)
    }

    /// Add an element to the right side of the deque.
    #[pyfn("def append(self, item: T, /) -> None")]
    pub fn append(&self, item: T) {
        if self.0.limit == Some(0) {
            return;
        }
        let dropped = self.change(|items| {
            items.push_back(item);
            if self.0.limit.is_some_and(|limit| items.len() > limit) { items.pop_front() } else { None }
        });
        drop(dropped);
    }

    /// Add an element to the left side of the deque.
    #[pyfn("def appendleft(self, item: T, /) -> None")]
    pub fn appendleft(&self, item: T) {
        if self.0.limit == Some(0) {
            return;
        }
        let dropped = self.change(|items| {
            items.push_front(item);
            if self.0.limit.is_some_and(|limit| items.len() > limit) { items.pop_back() } else { None }
        });
        drop(dropped);
    }

    /// Remove and return the rightmost element.
    #[pyfn("def pop(self) -> T")]
    pub fn pop(&self) -> Result<T> {
        self.change(VecDeque::pop_back).ok_or_else(|| errors::index_error("pop from an empty deque"))
    }

    /// Remove and return the leftmost element.
    #[pyfn("def popleft(self) -> T")]
    pub fn popleft(&self) -> Result<T> {
        self.change(VecDeque::pop_front).ok_or_else(|| errors::index_error("pop from an empty deque"))
    }

    /// Extend the right side of the deque with elements from the iterable.
    #[pyfn("def extend(self, iterable: Iterable[T], /) -> None")]
    pub fn extend(&self, iterable: &(impl Iterable<Item = T> + ?Sized)) -> Result<()> {
        // All items first: the iterable may be this deque.
        let items = iterable.iter()?.collect::<Result<Vec<T>>>()?;
        self.extend_from(items.into_iter().map(Ok))
    }

    /// Extend the left side of the deque with elements from the iterable.
    #[pyfn("def extendleft(self, iterable: Iterable[T], /) -> None")]
    pub fn extendleft(&self, iterable: &(impl Iterable<Item = T> + ?Sized)) -> Result<()> {
        let items = iterable.iter()?.collect::<Result<Vec<T>>>()?;
        items.into_iter().for_each(|item| self.appendleft(item));
        Ok(())
    }

    /// Rotate the deque n steps to the right.  If n is negative, rotates left.
    #[pyfn("def rotate(self, n: int = 1, /) -> None")]
    pub fn rotate(&self, n: i64) {
        let length = self.count_items() as i64;
        if length > 1 {
            self.change(|items| items.rotate_right(n.rem_euclid(length) as usize));
        }
    }

    /// Remove all elements from the deque.
    #[pyfn("def clear(self) -> None")]
    pub fn clear(&self) {
        let dropped = self.change(std::mem::take);
        drop(dropped);
    }

    /// Return a shallow copy of a deque.
    #[pyfn("def copy(self) -> deque[T]")]
    pub fn copy(&self) -> Deque<T> {
        Deque::with_limit(self.0.items.borrow().clone(), self.0.limit)
    }

    #[pyfn("def __copy__(self) -> deque[T]")]
    fn copy_hook(&self) -> Deque<T> {
        self.copy()
    }

    /// Return number of occurrences of value.
    #[pyfn("def count(self, value: T, /) -> int")]
    pub fn count(&self, value: &T) -> Result<Int> {
        let (mut count, mut start) = (0, 0);
        while let Some(index) = self.find(value, start, usize::MAX)? {
            count += 1;
            start = index + 1;
        }
        Ok(Int::new(count))
    }

    /// Return first index of value.
    ///
    /// Raises ValueError if the value is not present.
    #[pyfn("def index(self, value: T, start: int = 0, stop: int = 9223372036854775807, /) -> int")]
    pub fn index(&self, value: &T, start: &Int, stop: &Int) -> Result<Int> {
        let length = self.count_items() as i64;
        let clamp = |bound: &Int| {
            let bound = bound.clamp_i64();
            (if bound < 0 { (bound + length).max(0) } else { bound }) as usize
        };
        match self.find(value, clamp(start), clamp(stop))? {
            Some(index) => Ok(Int::from(index)),
            None => Err(errors::value_error(format!("{} is not in deque", value.repr()?))),
        }
    }

    /// Insert value before index.
    #[pyfn("def insert(self, index: int, value: T, /) -> None")]
    pub fn insert(&self, index: &Int, value: T) -> Result<()> {
        if self.is_full() {
            return Err(errors::index_error("deque already at its maximum size"));
        }
        let length = self.count_items() as i64;
        let index = index.clamp_i64();
        let at = if index < 0 { (index + length).max(0) } else { index.min(length) };
        self.change(|items| items.insert(at as usize, value));
        Ok(())
    }

    /// Remove first occurrence of value.
    #[pyfn("def remove(self, value: T, /) -> None")]
    pub fn remove(&self, value: &T) -> Result<()> {
        match self.find(value, 0, usize::MAX)? {
            Some(index) => {
                let dropped = self.change(|items| items.remove(index));
                drop(dropped);
                Ok(())
            }
            None => Err(errors::value_error(format!("{} is not in deque", value.repr()?))),
        }
    }

    /// Reverse *IN PLACE*.
    #[pyfn("def reverse(self) -> None")]
    pub fn reverse(&self) {
        self.0.items.borrow_mut().make_contiguous().reverse();
    }

    /// maximum size of a deque or None if unbounded
    #[pyfn("def maxlen(self) -> int | None", property)]
    pub fn maxlen(&self) -> Option<Int> {
        self.0.limit.map(Int::from)
    }
}

/// What operators, subscripts and loops mean.
#[pymethods(1)]
impl<T: Object> Deque<T> {
    /// `len(d)`.
    #[pyfn("def __len__(self) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.count_items())
    }

    /// `not d`.
    pub fn is_empty(&self) -> bool {
        self.count_items() == 0
    }

    /// `bool(d)`.
    #[pyfn("def __bool__(self) -> bool")]
    pub fn truthy(&self) -> bool {
        !self.is_empty()
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(self.truthy())
    }

    /// `d[i]`.
    #[pyfn("def __getitem__(self, index: int, /) -> T")]
    pub fn get_item(&self, index: &Int) -> Result<T> {
        let index = self.position(index)?;
        self.at(index).ok_or_else(|| errors::index_error("deque index out of range"))
    }

    /// `d[i] = x`.
    #[pyfn("def __setitem__(self, index: int, value: T, /) -> None")]
    pub fn set_item(&self, index: &Int, value: T) -> Result<()> {
        let index = self.position(index)?;
        let old = self.0.items.borrow_mut().get_mut(index).map(|slot| std::mem::replace(slot, value));
        drop(old);
        Ok(())
    }

    /// `del d[i]`.
    #[pyfn("def __delitem__(self, index: int, /) -> None")]
    pub fn del_item(&self, index: &Int) -> Result<()> {
        let index = self.position(index)?;
        let dropped = self.change(|items| items.remove(index));
        drop(dropped);
        Ok(())
    }

    /// `x in d`.
    #[pyfn("def __contains__(self, value: T, /) -> bool")]
    pub fn contains(&self, value: &T) -> Result<bool> {
        Ok(self.find(value, 0, usize::MAX)?.is_some())
    }

    /// The items in order; RuntimeError where the deque changes its size meanwhile.
    #[pyfn("def __iter__(self) -> Iterator[T]")]
    pub fn iter(&self) -> Result<Iter<T>> {
        Ok(self.walk(false))
    }

    /// The items from the right.
    #[pyfn("def __reversed__(self) -> Iterator[T]")]
    pub fn reversed(&self) -> Iter<T> {
        self.walk(true)
    }

    fn walk(&self, backwards: bool) -> Iter<T> {
        let (deque, changes, length) = (self.clone(), self.0.changes.get(), self.count_items());
        let mut index = 0;
        let step = move || {
            if index == length {
                return None;
            }
            if deque.0.changes.get() != changes {
                index = length;
                return Some(Err(errors::runtime_error("deque mutated during iteration")));
            }
            let item = deque.at(if backwards { length - 1 - index } else { index });
            index += 1;
            item.map(Ok)
        };
        Iter::from_iterator_named(std::iter::from_fn(step), "_collections._deque_iterator")
    }

    /// `d + e`.
    #[pyfn("def __add__(self, other: deque[T], /) -> deque[T]")]
    pub fn add(&self, other: &Deque<T>) -> Result<Deque<T>> {
        let sum = self.copy();
        sum.extend_from(other.to_vec().into_iter().map(Ok))?;
        Ok(sum)
    }

    /// `d += items`.
    #[pyfn("def __iadd__(self, other: Iterable[T], /) -> deque[T]")]
    pub fn iadd(&self, other: &(impl Iterable<Item = T> + ?Sized)) -> Result<Deque<T>> {
        self.extend(other)?;
        Ok(self.clone())
    }

    /// `d * n`.
    #[pyfn("def __mul__(self, count: int, /) -> deque[T]")]
    pub fn mul(&self, count: i64) -> Result<Deque<T>> {
        let product = Deque::with_limit(VecDeque::new(), self.0.limit);
        for _ in 0..count {
            product.extend_from(self.to_vec().into_iter().map(Ok))?;
        }
        Ok(product)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let Some(_guard) = portalis_runtime::repr_guard::ReprGuard::enter(Rc::as_ptr(&self.0) as *const () as usize) else {
            return Ok(Str::from("[...]"));
        };
        let items = View::repr(&List::from(self.to_vec()))?;
        Ok(Str::from(match self.0.limit {
            Some(limit) => format!("deque({items}, maxlen={limit})"),
            None => format!("deque({items})"),
        }))
    }

    fn py_eq(&self, other: &Deque<T>) -> Result<bool> {
        if Rc::ptr_eq(&self.0, &other.0) {
            return Ok(true);
        }
        List::from(self.to_vec()).equals(&List::from(other.to_vec()))
    }

    fn py_less(&self, other: &Deque<T>) -> Result<bool> {
        List::from(self.to_vec()).less(&List::from(other.to_vec()))
    }

    #[pyfn("def __eq__(self, other: deque[T], /) -> bool")]
    fn eq_method(&self, other: &Deque<T>) -> Result<bool> {
        self.py_eq(other)
    }

    #[pyfn("def __lt__(self, other: deque[T], /) -> bool")]
    fn lt_method(&self, other: &Deque<T>) -> Result<bool> {
        self.py_less(other)
    }

    #[pyfn("def __gt__(self, other: deque[T], /) -> bool")]
    fn gt_method(&self, other: &Deque<T>) -> Result<bool> {
        other.py_less(self)
    }

    #[pyfn("def __le__(self, other: deque[T], /) -> bool")]
    fn le_method(&self, other: &Deque<T>) -> Result<bool> {
        Ok(!other.py_less(self)?)
    }

    #[pyfn("def __ge__(self, other: deque[T], /) -> bool")]
    fn ge_method(&self, other: &Deque<T>) -> Result<bool> {
        Ok(!self.py_less(other)?)
    }
}

impl<T: Object> Iterable for Deque<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Deque::iter(self)
    }
}

