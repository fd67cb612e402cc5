//! `frozenset[T]`: what Python sees of it.

use portalis_macros::{pyclass, pymethods};

use super::{Set, SetHandle, SetIter, SetSource, compare, dynamic, intersect, update, values};
use crate::Str;
use crate::iter::{Iter, Iterable};
use crate::value::CompareOp;
use crate::{Int, Object, Result, Value, View, errors, slots};
use std::cell::RefCell;

/// frozenset() -> empty frozenset object
/// frozenset(iterable) -> frozenset object
///
/// Build an immutable unordered collection of unique elements.
#[pyclass("class frozenset[T]", builtin, variant, immutable, slots = slots::FROZENSET)]
pub struct FrozenSet<T>(pub(super) SetHandle<T>);

impl<T> Clone for FrozenSet<T> {
    fn clone(&self) -> Self {
        FrozenSet(self.0.clone())
    }
}

impl<T> Default for FrozenSet<T> {
    fn default() -> Self {
        FrozenSet(SetHandle::default())
    }
}

impl<T> From<SetHandle<T>> for FrozenSet<T> {
    fn from(handle: SetHandle<T>) -> Self {
        FrozenSet(handle)
    }
}

#[pymethods]
impl<T> FrozenSet<T> {
    /// The empty set.
    pub fn new() -> Self {
        FrozenSet::default()
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
impl<T: Object> FrozenSet<T> {
    /// A set of these items, added in order.
    pub fn from_items(items: impl IntoIterator<Item = T>) -> Result<Self> {
        let handle = SetHandle::default();
        for item in items {
            handle.add(item)?;
        }
        Ok(FrozenSet(handle))
    }

    /// A display of constants: CPython makes a constant frozenset and merges it, which can give another order.
    pub fn from_constants(items: impl IntoIterator<Item = T>) -> Result<Self> {
        FrozenSet::from_items(items)?.0.copy().map(FrozenSet)
    }

    /// A set of the items of a Rust iterator.
    pub fn from_results(items: impl Iterator<Item = Result<T>>) -> Result<Self> {
        let handle = SetHandle::default();
        for item in items {
            handle.add(item?)?;
        }
        Ok(FrozenSet(handle))
    }

    /// `set(items)`.
    #[pyfn("def __new__(cls, iterable: Iterable[T], /) -> frozenset[T]", dynamic = crate::construct::frozenset)]
    pub fn from_iterable(items: &impl Iterable<Item = T>) -> Result<Self> {
        match items.as_set() {
            Some(other) => other.copy().map(FrozenSet),
            None => FrozenSet::from_results(items.iter()?),
        }
    }

    /// `x in s`.
    #[pyfn("def __contains__(self, key: T, /) -> bool")]
    pub fn contains(&self, item: &T) -> Result<bool> {
        self.0.has(item)
    }

    /// `s.copy()`.
    #[pyfn("def copy(self, /) -> frozenset[T]")]
    pub fn copy(&self) -> Result<Self> {
        self.0.copy().map(FrozenSet)
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
    #[pyfn("def union(self, other: Iterable[T], /) -> frozenset[T]", dynamic = dynamic::union)]
    pub fn union(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        let result = self.0.copy()?;
        update(&result, other)?;
        Ok(FrozenSet(result))
    }

    /// `s.intersection(other)`.
    #[pyfn("def intersection(self, other: Iterable[T], /) -> frozenset[T]", dynamic = dynamic::intersection)]
    pub fn intersection(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        intersect(&self.0, other).map(FrozenSet)
    }

    /// `s.difference(other)`.
    #[pyfn("def difference(self, other: Iterable[T], /) -> frozenset[T]", dynamic = dynamic::difference)]
    pub fn difference(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        match other.as_set() {
            Some(other) => self.0.difference(&other).map(FrozenSet),
            None => {
                let result = self.0.copy()?;
                for item in other.iter()? {
                    let item = item?;
                    result.discard_hashed(item.hash()?, &item)?;
                }
                Ok(FrozenSet(result))
            }
        }
    }

    /// `s.symmetric_difference(other)`.
    #[pyfn("def symmetric_difference(self, other: Iterable[T], /) -> frozenset[T]")]
    pub fn symmetric_difference(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
        let other = Set::from_iterable(other)?;
        other.0.toggle_all(&self.0)?;
        Ok(FrozenSet(other.0))
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
    #[pyfn("def __or__(self, value: frozenset[T], /) -> frozenset[T]")]
    pub fn bit_or(&self, other: &Self) -> Result<Self> {
        self.0.union(&other.0).map(FrozenSet)
    }

    /// `a & b`.
    #[pyfn("def __and__(self, value: frozenset[T], /) -> frozenset[T]")]
    pub fn bit_and(&self, other: &Self) -> Result<Self> {
        self.0.intersection(&other.0).map(FrozenSet)
    }

    /// `a - b`.
    #[pyfn("def __sub__(self, value: frozenset[T], /) -> frozenset[T]")]
    pub fn sub(&self, other: &Self) -> Result<Self> {
        self.0.difference(&other.0).map(FrozenSet)
    }

    /// `a ^ b`.
    #[pyfn("def __xor__(self, value: frozenset[T], /) -> frozenset[T]")]
    pub fn bit_xor(&self, other: &Self) -> Result<Self> {
        self.0.symmetric_difference(&other.0).map(FrozenSet)
    }

    /// `a == b`.
    #[pyfn("def __eq__(self, value: frozenset[T], /) -> bool")]
    pub fn eq(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Eq, &self.0, &other.0)
    }

    /// `a != b`.
    #[pyfn("def __ne__(self, value: frozenset[T], /) -> bool")]
    pub fn ne(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Ne, &self.0, &other.0)
    }

    /// `a < b`.
    #[pyfn("def __lt__(self, value: frozenset[T], /) -> bool")]
    pub fn lt(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Lt, &self.0, &other.0)
    }

    /// `a <= b`.
    #[pyfn("def __le__(self, value: frozenset[T], /) -> bool")]
    pub fn le(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Le, &self.0, &other.0)
    }

    /// `a > b`.
    #[pyfn("def __gt__(self, value: frozenset[T], /) -> bool")]
    pub fn gt(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Gt, &self.0, &other.0)
    }

    /// `a >= b`.
    #[pyfn("def __ge__(self, value: frozenset[T], /) -> bool")]
    pub fn ge(&self, other: &Self) -> Result<bool> {
        compare(CompareOp::Ge, &self.0, &other.0)
    }

    /// The empty set.
    #[pyfn("def __new__(cls) -> frozenset[T]", dynamic = crate::construct::frozenset)]
    pub fn empty() -> Self {
        FrozenSet::default()
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

impl<T: Object> Iterable for FrozenSet<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(Iter::new(SetSource(RefCell::new(SetIter::new(&self.0)))))
    }

    fn as_set(&self) -> Option<SetHandle<T>> {
        Some(self.0.clone())
    }
}

impl<T: Object> Object for FrozenSet<T> {
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
            Value::FrozenSet(set) => Some(set.clone()),
            Value::Object(object) => match object.payload() {
                Some(Value::FrozenSet(set)) => Some(set),
                _ => None,
            },
            _ => None,
        };
        let Some(set) = set else {
            return Err(errors::wrong_type("frozenset", &value));
        };
        match crate::object::same_type::<FrozenSet<Value>, FrozenSet<T>>(&set) {
            Some(set) => Ok(set.clone()),
            None => FrozenSet::from_results(set.to_vec().into_iter().map(T::from_value)),
        }
    }
}

impl<T: Object> View for FrozenSet<T> {
    fn class_name(&self) -> Str {
        Str::from("frozenset")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<FrozenSet<T>, FrozenSet<Value>>(self) {
            Some(set) => Value::FrozenSet(set.clone()),
            None => Value::FrozenSet(values(&self.0).into()),
        }
    }

    fn repr(&self) -> Result<Str> {
        Ok(Str::from(match self.is_empty() {
            true => "frozenset()".to_string(),
            false => format!("frozenset({{{}}})", self.0.repr_items()?),
        }))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.is_empty())
    }

    /// `frozenset_hash` of `Objects/setobject.c`.
    fn hash(&self) -> Result<i64> {
        let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
        let mut hash = self
            .0
            .items()
            .iter()
            .fold(0, |sum, (hash, _)| sum ^ shuffle(*hash as u64));
        hash ^= (self.count_items() as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        Ok(if hash == u64::MAX {
            590_923_713
        } else {
            hash as i64
        })
    }
}
