//! `list`: a shared vector.
//!
//! *Invariant:* no borrow is held while Python code runs (comparison, key functions, iteration of arguments, dropping of items), and
//! iteration goes by index, so that a list may change under its own iteration as in CPython.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use crate::iter::{Iter, Iterable, Source};
use crate::repr_guard::ReprGuard;
use crate::sort::sort;
use crate::value::CompareOp;
use crate::{Error, Int, Object, Result, Slice, Str, Value, View, errors, slots};

/// Built-in mutable sequence.
///
/// If no argument is given, the constructor creates a new empty list.
/// The argument must be an iterable if specified.
#[pyclass("class list[T]", builtin, variant, slots = slots::LIST)]
pub struct List<T>(Rc<RefCell<Vec<T>>>);

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        List(self.0.clone())
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Rc::default())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        List(Rc::new(RefCell::new(items)))
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        List::from(Vec::from(items))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        List::from(items.into_iter().collect::<Vec<_>>())
    }
}

#[pymethods]
impl<T> List<T> {
    /// `[]`.
    #[pyfn("def __new__(cls) -> list[T]", dynamic = crate::construct::list)]
    pub fn new() -> List<T> {
        List::default()
    }

    /// What identity goes by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// How many items it has.
    #[inline]
    pub fn count_items(&self) -> usize {
        self.0.borrow().len()
    }

    /// `len(xs)`.
    #[pyfn("def __len__(self, /) -> int")]
    #[inline]
    pub fn len(&self) -> Int {
        Int::from(self.count_items())
    }

    /// `not xs`.
    pub fn is_empty(&self) -> bool {
        self.count_items() == 0
    }

    /// `bool(xs)`.
    pub fn truthy(&self) -> bool {
        !self.is_empty()
    }

    /// Runs `look` on the items. It must not call Python code.
    pub fn with<R>(&self, look: impl FnOnce(&[T]) -> R) -> R {
        look(&self.0.borrow())
    }

    /// Runs `change` on the items. It must not call Python code or drop items.
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }

    /// Takes all items out.
    pub fn take(&self) -> Vec<T> {
        self.0.take()
    }

    /// `xs.append(x)`.
    #[pyfn("def append(self, object: T, /) -> None")]
    #[inline]
    pub fn append(&self, item: T) {
        self.0.borrow_mut().push(item);
    }

    /// `xs.clear()`.
    #[pyfn("def clear(self, /) -> None")]
    pub fn clear(&self) {
        drop(self.take());
    }

    /// `xs.reverse()`.
    #[pyfn("def reverse(self, /) -> None")]
    pub fn reverse(&self) {
        self.0.borrow_mut().reverse();
    }

    /// `xs.insert(i, x)`.
    #[pyfn("def insert(self, index: int, object: T, /) -> None")]
    pub fn insert(&self, index: &Int, item: T) {
        let mut items = self.0.borrow_mut();
        let length = items.len() as i64;
        let index = index.clamp_i64();
        let at = if index < 0 {
            (index + length).max(0)
        } else {
            index.min(length)
        };
        items.insert(at as usize, item);
    }

    /// `xs.pop(i)`.
    #[pyfn("def pop(self, index: int = ..., /) -> T")]
    pub fn pop(&self, index: Option<&Int>) -> Result<T> {
        let mut items = self.0.borrow_mut();
        let Some(index) = index else {
            return items
                .pop()
                .ok_or_else(|| errors::index_error("pop from empty list"));
        };
        if items.is_empty() {
            return Err(errors::index_error("pop from empty list"));
        }
        match position(index, items.len()) {
            Some(index) => Ok(items.remove(index)),
            None => Err(errors::index_error("pop index out of range")),
        }
    }

    /// `del xs[i]`.
    #[pyfn("def __delitem__(self, key: int, /) -> None", dynamic = slots::del_item)]
    pub fn del_item(&self, index: &Int) -> Result<()> {
        let mut items = self.0.borrow_mut();
        match position(index, items.len()) {
            Some(index) => {
                let old = items.remove(index);
                drop(items);
                drop(old);
                Ok(())
            }
            None => Err(errors::index_error("list assignment index out of range")),
        }
    }

    /// `xs[i] = x`.
    #[pyfn("def __setitem__(self, key: int, value: T, /) -> None", dynamic = slots::set_item)]
    #[inline]
    pub fn set_item(&self, index: &Int, item: T) -> Result<()> {
        let mut items = self.0.borrow_mut();
        match position(index, items.len()) {
            Some(index) => {
                let old = std::mem::replace(&mut items[index], item);
                drop(items);
                drop(old);
                Ok(())
            }
            None => Err(errors::index_error("list assignment index out of range")),
        }
    }
}

/// The place of a Python index in a sequence of that length.
#[inline]
pub(crate) fn position(index: &Int, length: usize) -> Option<usize> {
    let index = index.to_i64()?;
    let index = if index < 0 {
        index.checked_add(length as i64)?
    } else {
        index
    };
    usize::try_from(index).ok().filter(|index| *index < length)
}

#[pymethods(1)]
impl<T: Clone> List<T> {
    /// `xs[i]`.
    #[pyfn("def __getitem__(self, key: int, /) -> T")]
    #[inline]
    pub fn get_item(&self, index: &Int) -> Result<T> {
        let items = self.0.borrow();
        match position(index, items.len()) {
            Some(index) => Ok(items[index].clone()),
            None => Err(errors::index_error("list index out of range")),
        }
    }

    /// `xs[i]` for an index that is a Rust integer.
    #[inline]
    pub fn get(&self, index: i64) -> Result<T> {
        self.get_item(&Int::new(index))
    }

    /// The items now.
    pub fn to_vec(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    /// `xs.copy()`.
    #[pyfn("def copy(self, /) -> list[T]")]
    pub fn copy(&self) -> List<T> {
        List::from(self.to_vec())
    }

    /// The items in order; the list may change meanwhile.
    #[pyfn("def __iter__(self, /) -> Iterator[T]", dynamic = slots::iter)]
    #[inline]
    pub fn iter(&self) -> Result<ListIter<T>> {
        Ok(ListIter {
            list: Some(self.clone()),
            index: 0,
        })
    }

    /// `xs + ys`.
    pub fn concat(&self, other: &List<T>) -> List<T> {
        let mut items = self.to_vec();
        items.extend(other.to_vec());
        List::from(items)
    }

    /// `xs + ys`.
    #[pyfn("def __add__(self, value: list[T], /) -> list[T]")]
    pub fn add(&self, other: &List<T>) -> List<T> {
        self.concat(other)
    }

    /// `xs * n`.
    pub fn repeated(&self, count: i64) -> Result<List<T>> {
        let items = self.to_vec();
        repeat(&items, count).map(List::from)
    }

    /// `xs * n`.
    #[pyfn("def __mul__(self, value: int, /) -> list[T]")]
    pub fn mul(&self, count: &Int) -> Result<List<T>> {
        self.repeated(count.to_index()?)
    }

    /// `xs *= n`.
    pub fn repeat_in_place(&self, count: i64) -> Result<()> {
        let items = repeat(&self.to_vec(), count)?;
        let _old = self.0.replace(items);
        Ok(())
    }

    /// `xs[a:b:c]`.
    #[pyfn("def __getitem__(self, key: slice, /) -> list[T]", dynamic = slots::get_item)]
    pub fn get_slice(&self, slice: &Slice) -> Result<List<T>> {
        let items = self.0.borrow();
        let indexes = slice.indices(items.len())?;
        Ok(indexes.map(|index| items[index].clone()).collect())
    }

    /// `del xs[a:b:c]`.
    #[pyfn("def __delitem__(self, key: slice, /) -> None", dynamic = slots::del_item)]
    pub fn del_slice(&self, slice: &Slice) -> Result<()> {
        let mut doomed: Vec<usize> = slice.indices(self.count_items())?.collect();
        doomed.sort_unstable();
        let mut items = self.0.borrow_mut();
        let mut removed = Vec::with_capacity(doomed.len());
        let mut kept = Vec::with_capacity(items.len() - doomed.len());
        let mut next = doomed.into_iter().peekable();
        for (index, item) in std::mem::take(&mut *items).into_iter().enumerate() {
            match next.next_if_eq(&index) {
                Some(_) => removed.push(item),
                None => kept.push(item),
            }
        }
        *items = kept;
        drop(items);
        drop(removed);
        Ok(())
    }

    /// `xs[a:b:c] = items`.
    pub fn set_slice_items(&self, slice: &Slice, new: Vec<T>) -> Result<()> {
        let length = self.count_items();
        if slice.is_simple() {
            let (start, stop) = slice.bounds(length)?;
            let removed: Vec<T> = self
                .0
                .borrow_mut()
                .splice(start..stop.max(start), new)
                .collect();
            drop(removed);
            return Ok(());
        }
        let indexes: Vec<usize> = slice.indices(length)?.collect();
        if indexes.len() != new.len() {
            return Err(errors::value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                indexes.len()
            )));
        }
        let mut items = self.0.borrow_mut();
        let old: Vec<T> = indexes
            .into_iter()
            .zip(new)
            .map(|(index, item)| std::mem::replace(&mut items[index], item))
            .collect();
        drop(items);
        drop(old);
        Ok(())
    }

    /// The item at `index` if there is one.
    #[inline]
    pub(crate) fn at(&self, index: usize) -> Option<T> {
        self.0.borrow().get(index).cloned()
    }
}

pub(crate) fn repeat<T: Clone>(items: &[T], count: i64) -> Result<Vec<T>> {
    let count = count.max(0) as usize;
    match items.len().checked_mul(count) {
        Some(total) if total <= (isize::MAX as usize) / 16 => {
            Ok(items.iter().cloned().cycle().take(total).collect())
        }
        _ => Err(errors::memory_error("")),
    }
}

#[pymethods(2)]
impl<T: Object> List<T> {
    /// `list(items)`.
    #[pyfn("def __new__(cls, iterable: Iterable[T], /) -> list[T]", dynamic = crate::construct::list)]
    pub fn from_iterable(items: &impl Iterable<Item = T>) -> Result<List<T>> {
        items.iter()?.collect::<Result<Vec<T>>>().map(List::from)
    }

    /// `xs.extend(items)`.
    #[pyfn("def extend(self, iterable: Iterable[T], /) -> None")]
    pub fn extend(&self, items: &impl Iterable<Item = T>) -> Result<()> {
        for item in items.iter_for_extend(self.address())? {
            self.append(item?);
        }
        Ok(())
    }

    /// `x in xs`.
    #[pyfn("def __contains__(self, key: T, /) -> bool")]
    pub fn contains(&self, item: &T) -> Result<bool> {
        Ok(self.find(item, 0, usize::MAX)?.is_some())
    }

    /// `xs.count(x)`.
    #[pyfn("def count(self, value: T, /) -> int")]
    pub fn count(&self, item: &T) -> Result<Int> {
        let (mut count, mut index) = (0_i64, 0);
        while let Some(found) = self.find(item, index, usize::MAX)? {
            count += 1;
            index = found + 1;
        }
        Ok(Int::new(count))
    }

    /// `xs.index(x, start, stop)`.
    #[pyfn("def index(self, value: T, start: int = ..., stop: int = ..., /) -> int")]
    pub fn index(&self, item: &T, start: Option<&Int>, stop: Option<&Int>) -> Result<Int> {
        let length = self.count_items() as i64;
        let clamp = |bound: Option<&Int>, default: i64| {
            let bound = bound.map_or(default, Int::clamp_i64);
            (if bound < 0 {
                (bound + length).max(0)
            } else {
                bound
            }) as usize
        };
        match self.find(item, clamp(start, 0), clamp(stop, i64::MAX))? {
            Some(index) => Ok(Int::from(index)),
            None => Err(errors::value_error(format!(
                "{} is not in list",
                item.repr()?
            ))),
        }
    }

    /// `xs.remove(x)`.
    #[pyfn("def remove(self, value: T, /) -> None")]
    pub fn remove(&self, item: &T) -> Result<()> {
        match self.find(item, 0, usize::MAX)? {
            Some(index) => self.del_item(&Int::from(index)),
            None => Err(errors::value_error("list.remove(x): x not in list")),
        }
    }

    fn find(&self, item: &T, start: usize, stop: usize) -> Result<Option<usize>> {
        let mut index = start;
        while index < stop {
            // As far as no Python code is needed, under one borrow.
            let candidate = {
                let items = self.0.borrow();
                loop {
                    let Some(candidate) = items.get(index).filter(|_| index < stop) else {
                        return Ok(None);
                    };
                    if candidate.same(item) {
                        return Ok(Some(index));
                    }
                    match candidate.equals_quickly(item) {
                        Some(true) => return Ok(Some(index)),
                        Some(false) => index += 1,
                        None => break candidate.clone(),
                    }
                }
            };
            if candidate.equals(item)? {
                return Ok(Some(index));
            }
            index += 1;
        }
        Ok(None)
    }

    /// `xs.sort(reverse=…)`.
    #[pyfn("def sort(self, /, *, reverse: bool = False) -> None")]
    pub fn sort(&self, reverse: bool) -> Result<()> {
        self.sort_with(reverse, |items| sort(items, T::less))
    }

    /// `xs.sort(key=…, reverse=…)`.
    #[pyfn("def sort(self, /, *, key: Callable[[T], K], reverse: bool = False) -> None")]
    pub fn sort_by_key<K: Object>(
        &self,
        key: impl Fn(T) -> Result<K>,
        reverse: bool,
    ) -> Result<()> {
        self.sort_with(reverse, |items| {
            let mut keyed = Vec::with_capacity(items.len());
            for item in items.iter() {
                keyed.push((key(item.clone())?, item.clone()));
            }
            let result = sort(&mut keyed, |a, b| a.0.less(&b.0));
            *items = keyed.into_iter().map(|(_, item)| item).collect();
            result
        })
    }

    /// Sorts the items outside the list, which is empty meanwhile. `reverse` keeps the order of equal items.
    fn sort_with(&self, reverse: bool, by: impl FnOnce(&mut Vec<T>) -> Result<()>) -> Result<()> {
        let mut items = self.take();
        if reverse {
            items.reverse();
        }
        let result = by(&mut items);
        if reverse {
            items.reverse();
        }
        let meanwhile = self.0.replace(items);
        result?;
        match meanwhile.is_empty() {
            true => Ok(()),
            false => Err(errors::value_error("list modified during sort")),
        }
    }

    /// `xs.sort(key=…, reverse=…)` with a key function that is a value, or none.
    #[pyfn("def sort(self, /, *, key: Any = None, reverse: bool = False) -> None")]
    pub fn sort_dynamic(&self, key: Value, reverse: bool) -> Result<()> {
        match key {
            Value::None => self.sort(reverse),
            key => self.sort_by_key(|item| key.call(crate::args![item.to_value()]), reverse),
        }
    }

    /// `x in xs` for an `x` of another type.
    #[pyfn("def __contains__(self, key: object, /) -> bool", dynamic = slots::contains)]
    pub fn contains_any(&self, item: &dyn View) -> Result<bool> {
        let item = item.to_value();
        for candidate in self.iter()? {
            let candidate = candidate?.to_value();
            if candidate.is(&item) || candidate.equals(&item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `xs += items`.
    #[pyfn("def __iadd__(self, value: Iterable[T], /) -> list[T]")]
    pub fn iadd(&self, items: &impl Iterable<Item = T>) -> Result<List<T>> {
        self.extend(items)?;
        Ok(self.clone())
    }

    /// `xs *= n`.
    #[pyfn("def __imul__(self, value: int, /) -> list[T]")]
    pub fn imul(&self, count: &Int) -> Result<List<T>> {
        self.repeat_in_place(count.clamp_i64())?;
        Ok(self.clone())
    }

    /// `reversed(xs)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[T]")]
    pub fn reversed(&self) -> Iter<T> {
        let list = self.clone();
        let mut next = self.count_items();
        let step = move || {
            next = next.checked_sub(1)?;
            list.at(next).map(Ok)
        };
        Iter::from_iterator_named(std::iter::from_fn(step), "list_reverseiterator")
    }

    /// `xs == ys`.
    #[pyfn("def __eq__(self, value: list[T], /) -> bool")]
    pub fn eq(&self, other: &List<T>) -> Result<bool> {
        self.compare(CompareOp::Eq, other)
    }

    /// `xs == y` for a `y` of another type.
    #[pyfn("def __eq__(self, value: object, /) -> bool", dynamic = slots::eq)]
    pub fn eq_any(&self, other: &dyn View) -> Result<bool> {
        self.to_value().equals(&other.to_value())
    }

    /// `xs != ys`.
    #[pyfn("def __ne__(self, value: list[T], /) -> bool")]
    pub fn ne(&self, other: &List<T>) -> Result<bool> {
        self.compare(CompareOp::Ne, other)
    }

    /// `xs != y` for a `y` of another type.
    #[pyfn("def __ne__(self, value: object, /) -> bool", dynamic = slots::ne)]
    pub fn ne_any(&self, other: &dyn View) -> Result<bool> {
        Ok(!self.eq_any(other)?)
    }

    /// `xs < ys`.
    #[pyfn("def __lt__(self, value: list[T], /) -> bool")]
    pub fn lt(&self, other: &List<T>) -> Result<bool> {
        self.compare(CompareOp::Lt, other)
    }

    /// `xs <= ys`.
    #[pyfn("def __le__(self, value: list[T], /) -> bool")]
    pub fn le(&self, other: &List<T>) -> Result<bool> {
        self.compare(CompareOp::Le, other)
    }

    /// `xs > ys`.
    #[pyfn("def __gt__(self, value: list[T], /) -> bool")]
    pub fn gt(&self, other: &List<T>) -> Result<bool> {
        self.compare(CompareOp::Gt, other)
    }

    /// `xs >= ys`.
    #[pyfn("def __ge__(self, value: list[T], /) -> bool")]
    pub fn ge(&self, other: &List<T>) -> Result<bool> {
        self.compare(CompareOp::Ge, other)
    }

    /// `xs[a:b:c] = items`.
    #[pyfn("def __setitem__(self, key: slice, value: Iterable[T], /) -> None", dynamic = slots::set_item)]
    pub fn set_slice_from(&self, slice: &Slice, items: &impl Iterable<Item = T>) -> Result<()> {
        let items = items
            .iter_for_extend(self.address())?
            .collect::<Result<Vec<T>>>()?;
        self.set_slice_items(slice, items)
    }

    /// `xs op ys`, item by item.
    pub fn compare(&self, op: CompareOp, other: &List<T>) -> Result<bool> {
        if matches!(op, CompareOp::Eq | CompareOp::Ne) && self.count_items() != other.count_items()
        {
            return Ok(op == CompareOp::Ne);
        }
        let mut index = 0;
        loop {
            let (Some(a), Some(b)) = (self.at(index), other.at(index)) else {
                return Ok(op.holds(Some(self.count_items().cmp(&other.count_items()))));
            };
            if !a.same(&b) && !a.equals(&b)? {
                return compare_items(op, &a, &b);
            }
            index += 1;
        }
    }
}

/// Comparison of two sequences by their first items that differ.
pub(crate) fn compare_items<T: Object>(op: CompareOp, a: &T, b: &T) -> Result<bool> {
    match op {
        CompareOp::Eq => Ok(false),
        CompareOp::Ne => Ok(true),
        _ => a.compares(op, b),
    }
}

impl List<Value> {
    /// `xs[a:b:c] = items`.
    pub fn set_slice(&self, slice: &Slice, items: &Value) -> Result<()> {
        let iterator = items
            .iter()
            .map_err(|error| match error.is(&errors::TypeError) {
                true => errors::type_error("must assign iterable to extended slice"),
                false => error,
            })?;
        self.set_slice_items(slice, iterator.collect::<Result<Vec<_>>>()?)
    }
}

/// The iterator of a list.
pub struct ListIter<T> {
    list: Option<List<T>>,
    index: usize,
}

impl<T: Clone> Iterator for ListIter<T> {
    type Item = Result<T>;

    #[inline]
    fn next(&mut self) -> Option<Result<T>> {
        let item = self.list.as_ref()?.at(self.index);
        match item {
            Some(item) => {
                self.index += 1;
                Some(Ok(item))
            }
            None => {
                self.list = None;
                None
            }
        }
    }
}

struct ListSource<T> {
    list: RefCell<Option<List<T>>>,
    index: Cell<usize>,
}

impl<T: Clone + 'static> Source<T> for ListSource<T> {
    fn next(&self) -> Option<Result<T>> {
        let item = self.list.borrow().as_ref()?.at(self.index.get());
        match item {
            Some(item) => {
                self.index.set(self.index.get() + 1);
                Some(Ok(item))
            }
            None => {
                let _old = self.list.take();
                None
            }
        }
    }

    fn remaining(&self) -> Option<usize> {
        let list = self.list.borrow();
        Some(list.as_ref().map_or(0, |list| {
            list.count_items().saturating_sub(self.index.get())
        }))
    }

    fn class_name(&self) -> &'static str {
        "list_iterator"
    }
}

impl<T: Object> Iterable for List<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(Iter::new(ListSource {
            list: RefCell::new(Some(self.clone())),
            index: Cell::new(0),
        }))
    }

    fn iter_for_extend(&self, target: usize) -> Result<Iter<T>> {
        // `xs.extend(xs)` adds what is there now.
        match self.address() == target {
            true => Iterable::iter(&self.copy()),
            false => Iterable::iter(self),
        }
    }
}

impl<T: Object> View for List<T> {
    fn class_name(&self) -> Str {
        Str::from("list")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<List<T>, List<Value>>(self) {
            Some(list) => Value::List(list.clone()),
            None => Value::List(self.with(|items| items.iter().map(View::to_value).collect())),
        }
    }

    fn repr(&self) -> Result<Str> {
        let Some(_guard) = ReprGuard::enter(self.address()) else {
            return Ok(Str::from("[...]"));
        };
        let (mut text, mut index) = (String::from("["), 0);
        while let Some(item) = self.at(index) {
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(&item.repr()?);
            index += 1;
        }
        text.push(']');
        Ok(Str::from(text))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        Err(unhashable("list"))
    }
}

pub(crate) fn unhashable(class: &str) -> Error {
    errors::type_error(format!("unhashable type: '{class}'"))
}

impl<T: Object> Object for List<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        self.compare(CompareOp::Eq, other)
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn less(&self, other: &Self) -> Result<bool> {
        self.compare(CompareOp::Lt, other)
    }

    fn compares(&self, op: CompareOp, other: &Self) -> Result<bool> {
        self.compare(op, other)
    }

    fn from_value(value: Value) -> Result<Self> {
        let list = match &value {
            Value::List(list) => Some(list.clone()),
            Value::Object(object) => match object.payload() {
                Some(Value::List(list)) => Some(list),
                _ => None,
            },
            _ => None,
        };
        let Some(list) = list else {
            return Err(errors::wrong_type("list", &value));
        };
        match crate::object::same_type::<List<Value>, List<T>>(&list) {
            Some(list) => Ok(list.clone()),
            None => list
                .to_vec()
                .into_iter()
                .map(T::from_value)
                .collect::<Result<Vec<T>>>()
                .map(List::from),
        }
    }
}
