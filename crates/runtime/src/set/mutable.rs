//! `set[T]`: what Python sees of it.

use portalis_macros::{pyclass, pymethods};

use super::{SetHandle, SetIter, SetSource, compare, dynamic, intersect, update, values};
use crate::Str;
use crate::iter::{Iter, Iterable};
use crate::repr_guard::ReprGuard;
use crate::value::CompareOp;
use crate::{Int, Object, Result, Value, View, errors, slots};
use std::cell::RefCell;

/// set() -> new empty set object
/// set(iterable) -> new set object
///
/// Build an unordered collection of unique elements.
#[pyclass("class set[T]", builtin, variant, slots = slots::SET)]
pub struct Set<T>(pub(super) SetHandle<T>);

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        Set(self.0.clone())
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Set(SetHandle::default())
    }
}

impl<T> From<SetHandle<T>> for Set<T> {
    fn from(handle: SetHandle<T>) -> Self {
        Set(handle)
    }
}

#[pymethods]
impl<T> Set<T> {
    /// The empty set.
    pub fn new() -> Self {
        Set::default()
    }

    /// What identity goes by.
    pub fn address(&self) -> usize {
        self.0.address()
    }

    /// The shared table.
    pub fn inner(&self) -> &SetHandle<T> {
        &self.0
    }

    /// How many items it has.
    pub fn count_items(&self) -> usize {
        self.0.count()
    }

    /// `len(s)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.0.count())
    }

    /// `not s`.
    pub fn is_empty(&self) -> bool {
        self.0.count() == 0
    }

    /// `bool(s)`.
    pub fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

#[pymethods(1)]
impl<T: Object> Set<T> {
    /// A set of these items, added in order.
    pub fn from_items(items: impl IntoIterator<Item = T>) -> Result<Self> {
        let handle = SetHandle::default();
        for item in items {
            handle.add(item)?;
        }
        Ok(Set(handle))
    }

    /// A display of constants: CPython makes a constant frozenset and merges it, which can give another order.
    pub fn from_constants(items: impl IntoIterator<Item = T>) -> Result<Self> {
        Set::from_items(items)?.0.copy().map(Set)
    }

    /// A set of the items of a Rust iterator.
    pub fn from_results(items: impl Iterator<Item = Result<T>>) -> Result<Self> {
        let handle = SetHandle::default();
        for item in items {
            handle.add(item?)?;
        }
        Ok(Set(handle))
    }

    /// `set(items)`.
    #[pyfn("def __new__(cls, iterable: Iterable[T], /) -> set[T]", dynamic = crate::construct::set)]
    pub fn from_iterable(items: &impl Iterable<Item = T>) -> Result<Self> {
        match items.as_set() {
            Some(other) => other.copy().map(Set),
            None => Set::from_results(items.iter()?),
        }
    }

    /// `x in s`.
    #[pyfn("def __contains__(self, key: T, /) -> bool")]
    pub fn contains(&self, item: &T) -> Result<bool> {
        self.0.has(item)
    }

    /// `s.copy()`.
    #[pyfn("def copy(self, /) -> set[T]")]
    pub fn copy(&self) -> Result<Self> {
        self.0.copy().map(Set)
    }

    /// The items now.
    pub fn to_vec(&self) -> Vec<T> {
        self.0.items().into_iter().map(|(_, item)| item).collect()
    }

    /// The items; RuntimeError where the set changes size meanwhile.
    #[pyfn("def __iter__(self, /) -> Iterator[T]", dynamic = slots::iter)]
    pub fn iter(&self) -> Result<SetIter<T>> {
        Ok(SetIter::new(&self.0))
    }

    /// `s.union(other)`.
    #[pyfn("def union(self, other: Iterable[T], /) -> set[T]", dynamic = dynamic::union)]
    pub fn union(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        let result = self.0.copy()?;
        update(&result, other)?;
        Ok(Set(result))
    }

    /// `s.intersection(other)`.
    #[pyfn("def intersection(self, other: Iterable[T], /) -> set[T]", dynamic = dynamic::intersection)]
    pub fn intersection(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        intersect(&self.0, other).map(Set)
    }

    /// `s.difference(other)`.
    #[pyfn("def difference(self, other: Iterable[T], /) -> set[T]", dynamic = dynamic::difference)]
    pub fn difference(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        match other.as_set() {
            Some(other) => self.0.difference(&other).map(Set),
            None => {
                let result = self.0.copy()?;
                for item in other.iter()? {
                    let item = item?;
                    result.discard_hashed(item.hash()?, &item)?;
                }
                Ok(Set(result))
            }
        }
    }

    /// `s.symmetric_difference(other)`.
    #[pyfn("def symmetric_difference(self, other: Iterable[T], /) -> set[T]")]
    pub fn symmetric_difference(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        let other = Set::from_iterable(other)?;
        other.0.toggle_all(&self.0)?;
        Ok(Set(other.0))
    }

    /// `s.issubset(other)`.
    #[pyfn("def issubset(self, other: Iterable[T], /) -> bool")]
    pub fn issubset(&self, other: &impl Iterable<Item = T>) -> Result<bool> {
        self.0.is_subset(&Set::from_iterable(other)?.0)
    }

    /// `s.issuperset(other)`.
    #[pyfn("def issuperset(self, other: Iterable[T], /) -> bool")]
    pub fn issuperset(&self, other: &impl Iterable<Item = T>) -> Result<bool> {
        Set::from_iterable(other)?.0.is_subset(&self.0)
    }

    /// `s.isdisjoint(other)`.
    #[pyfn("def isdisjoint(self, other: Iterable[T], /) -> bool")]
    pub fn isdisjoint(&self, other: &impl Iterable<Item = T>) -> Result<bool> {
        self.0.is_disjoint(&Set::from_iterable(other)?.0)
    }

    /// `a | b`.
    #[pyfn("def __or__(self, value: set[T], /) -> set[T]")]
    pub fn bit_or(&self, other: &Self) -> Result<Self> {
        self.0.union(&other.0).map(Set)
    }

    /// `a & b`.
    #[pyfn("def __and__(self, value: set[T], /) -> set[T]")]
    pub fn bit_and(&self, other: &Self) -> Result<Self> {
        self.0.intersection(&other.0).map(Set)
    }

    /// `a - b`.
    #[pyfn("def __sub__(self, value: set[T], /) -> set[T]")]
    pub fn sub(&self, other: &Self) -> Result<Self> {
        self.0.difference(&other.0).map(Set)
    }

    /// `a ^ b`.
    #[pyfn("def __xor__(self, value: set[T], /) -> set[T]")]
    pub fn bit_xor(&self, other: &Self) -> Result<Self> {
        self.0.symmetric_difference(&other.0).map(Set)
    }

    /// `a == b`.
    #[pyfn("def __eq__(self, value: set[T], /) -> bool")]
    pub fn eq(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Eq, &self.0, &other.0)
    }

    /// `a != b`.
    #[pyfn("def __ne__(self, value: set[T], /) -> bool")]
    pub fn ne(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Ne, &self.0, &other.0)
    }

    /// `a < b`.
    #[pyfn("def __lt__(self, value: set[T], /) -> bool")]
    pub fn lt(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Lt, &self.0, &other.0)
    }

    /// `a <= b`.
    #[pyfn("def __le__(self, value: set[T], /) -> bool")]
    pub fn le(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Le, &self.0, &other.0)
    }

    /// `a > b`.
    #[pyfn("def __gt__(self, value: set[T], /) -> bool")]
    pub fn gt(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Gt, &self.0, &other.0)
    }

    /// `a >= b`.
    #[pyfn("def __ge__(self, value: set[T], /) -> bool")]
    pub fn ge(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Ge, &self.0, &other.0)
    }

    /// The empty set.
    #[pyfn("def __new__(cls) -> set[T]", dynamic = crate::construct::set)]
    pub fn empty() -> Self {
        Set::default()
    }

    /// `x in s` for an `x` of another type.
    #[pyfn("def __contains__(self, key: object, /) -> bool", dynamic = slots::contains)]
    pub fn contains_any(&self, item: &dyn View) -> Result<bool> {
        values(&self.0).has(&item.to_value())
    }

    /// `s == x` for an `x` of another type.
    #[pyfn("def __eq__(self, value: object, /) -> bool", dynamic = slots::eq)]
    pub fn eq_any(&self, other: &dyn View) -> Result<bool> {
        Object::equals(&self.to_value(), &other.to_value())
    }

    /// `s != x` for an `x` of another type.
    #[pyfn("def __ne__(self, value: object, /) -> bool", dynamic = slots::ne)]
    pub fn ne_any(&self, other: &dyn View) -> Result<bool> {
        Ok(!self.eq_any(other)?)
    }
}

impl<T: Object> Iterable for Set<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(Iter::new(SetSource(RefCell::new(SetIter::new(&self.0)))))
    }

    fn as_set(&self) -> Option<SetHandle<T>> {
        Some(self.0.clone())
    }
}

impl<T: Object> Object for Set<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Eq, &self.0, &other.0)
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn less(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Lt, &self.0, &other.0)
    }

    fn compares(&self, op: CompareOp, other: &Self) -> Result<bool> {
        compare(op, &self.0, &other.0)
    }

    fn from_value(value: Value) -> Result<Self> {
        let set = match &value {
            Value::Set(set) => Some(set.clone()),
            Value::Object(object) => match object.payload() {
                Some(Value::Set(set)) => Some(set),
                _ => None,
            },
            _ => None,
        };
        let Some(set) = set else {
            return Err(errors::wrong_type("set", &value));
        };
        match crate::object::same_type::<Set<Value>, Set<T>>(&set) {
            Some(set) => Ok(set.clone()),
            None => Set::from_results(set.to_vec().into_iter().map(T::from_value)),
        }
    }
}

#[pymethods(2)]
impl<T: Object> Set<T> {
    /// `s.add(x)`.
    #[pyfn("def add(self, object: T, /) -> None")]
    pub fn add(&self, item: T) -> Result<()> {
        self.0.add(item)
    }

    /// `s.discard(x)`.
    #[pyfn("def discard(self, object: T, /) -> None")]
    pub fn discard(&self, item: &T) -> Result<()> {
        self.0.discard_hashed(item.hash()?, item).map(|_| ())
    }

    /// `s.remove(x)`; KeyError.
    #[pyfn("def remove(self, object: T, /) -> None")]
    pub fn remove(&self, item: &T) -> Result<()> {
        match self.0.discard_hashed(item.hash()?, item)? {
            true => Ok(()),
            false => Err(errors::key_error(item.to_value())),
        }
    }

    /// `s.pop()`; KeyError.
    #[pyfn("def pop(self, /) -> T")]
    pub fn pop(&self) -> Result<T> {
        let mut table = self.0.0.borrow_mut();
        let item = table.pop_slot().and_then(|at| table.remove(at));
        item.ok_or_else(|| errors::key_error("pop from an empty set"))
    }

    /// `s.clear()`.
    #[pyfn("def clear(self, /) -> None")]
    pub fn clear(&self) {
        drop(self.0.0.take());
    }

    /// `s |= other`.
    #[pyfn("def __ior__(self, value: set[T], /) -> set[T]")]
    pub fn ior(&self, other: &Set<T>) -> Result<Set<T>> {
        self.0.merge(&other.0)?;
        Ok(self.clone())
    }

    /// `s &= other`.
    #[pyfn("def __iand__(self, value: set[T], /) -> set[T]")]
    pub fn iand(&self, other: &Set<T>) -> Result<Set<T>> {
        self.0.replace(self.0.intersection(&other.0)?);
        Ok(self.clone())
    }

    /// `s -= other`.
    #[pyfn("def __isub__(self, value: set[T], /) -> set[T]")]
    pub fn isub(&self, other: &Set<T>) -> Result<Set<T>> {
        self.0.remove_all(&other.0)?;
        Ok(self.clone())
    }

    /// `s ^= other`.
    #[pyfn("def __ixor__(self, value: set[T], /) -> set[T]")]
    pub fn ixor(&self, other: &Set<T>) -> Result<Set<T>> {
        self.0.toggle_all(&other.0)?;
        Ok(self.clone())
    }

    /// `s.update(other)`.
    #[pyfn("def update(self, other: Iterable[T], /) -> None", dynamic = dynamic::update)]
    pub fn update(&self, other: &impl Iterable<Item = T>) -> Result<()> {
        update(&self.0, other)
    }

    /// `s.intersection_update(other)`.
    #[pyfn("def intersection_update(self, other: Iterable[T], /) -> None", dynamic = dynamic::intersection_update)]
    pub fn intersection_update(&self, other: &impl Iterable<Item = T>) -> Result<()> {
        self.0.replace(intersect(&self.0, other)?);
        Ok(())
    }

    /// `s.difference_update(other)`.
    #[pyfn("def difference_update(self, other: Iterable[T], /) -> None", dynamic = dynamic::difference_update)]
    pub fn difference_update(&self, other: &impl Iterable<Item = T>) -> Result<()> {
        match other.as_set() {
            Some(other) => self.0.remove_all(&other),
            None => {
                for item in other.iter()? {
                    self.discard(&item?)?;
                }
                Ok(())
            }
        }
    }

    /// `s.symmetric_difference_update(other)`.
    #[pyfn("def symmetric_difference_update(self, other: Iterable[T], /) -> None")]
    pub fn symmetric_difference_update(&self, other: &impl Iterable<Item = T>) -> Result<()> {
        self.0.toggle_all(&Set::from_iterable(other)?.0)
    }
}

impl<T: Object> View for Set<T> {
    fn class_name(&self) -> Str {
        Str::from("set")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<Set<T>, Set<Value>>(self) {
            Some(set) => Value::Set(set.clone()),
            None => Value::Set(values(&self.0).into()),
        }
    }

    fn repr(&self) -> Result<Str> {
        let Some(_guard) = ReprGuard::enter(self.address()) else {
            return Ok(Str::from("set(...)"));
        };
        Ok(Str::from(match self.is_empty() {
            true => "set()".to_string(),
            false => format!("{{{}}}", self.0.repr_items()?),
        }))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        Err(crate::list::unhashable("set"))
    }
}
