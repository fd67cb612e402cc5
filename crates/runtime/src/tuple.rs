//! `tuple[T, ...]`: a shared slice; and Rust tuples as Python tuples of fixed length.
//!
//! *Invariant:* a Rust tuple and a [`Tuple`] of the same items have the same text, hash and order.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use crate::iter::{Iter, Iterable};
use crate::list::{compare_items, position, repeat};
use crate::value::CompareOp;
use crate::{Int, Object, Result, Slice, Str, Value, View, errors, slots};

/// Built-in immutable sequence.
///
/// If no argument is given, the constructor returns an empty tuple.
/// If iterable is specified the tuple is initialized from iterable's items.
#[pyclass("class tuple[T]", builtin, variant, immutable, slots = slots::TUPLE)]
pub struct Tuple<T>(Rc<[T]>);

impl<T> Clone for Tuple<T> {
    fn clone(&self) -> Self {
        Tuple(self.0.clone())
    }
}

impl<T> Default for Tuple<T> {
    fn default() -> Self {
        Tuple(Rc::from(Vec::new()))
    }
}

impl<T> From<Vec<T>> for Tuple<T> {
    fn from(items: Vec<T>) -> Self {
        Tuple(items.into())
    }
}

impl<T, const N: usize> From<[T; N]> for Tuple<T> {
    fn from(items: [T; N]) -> Self {
        Tuple(Rc::new(items))
    }
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Tuple(items.into_iter().collect())
    }
}

#[pymethods]
impl<T> Tuple<T> {
    /// What identity goes by.
    pub fn address(&self) -> usize {
        match self.0.is_empty() {
            true => 1,
            false => Rc::as_ptr(&self.0).cast::<()>() as usize,
        }
    }

    /// The items.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// `len(t)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.0.len())
    }

    /// `not t`.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `bool(t)`.
    pub fn truthy(&self) -> bool {
        !self.0.is_empty()
    }
}

#[pymethods(1)]
impl<T: Clone> Tuple<T> {
    /// `t[i]`.
    #[pyfn("def __getitem__(self, key: int, /) -> T")]
    #[inline]
    pub fn get_item(&self, index: &Int) -> Result<T> {
        match position(index, self.0.len()) {
            Some(index) => Ok(self.0[index].clone()),
            None => Err(errors::index_error("tuple index out of range")),
        }
    }

    /// `t[a:b:c]`.
    #[pyfn("def __getitem__(self, key: slice, /) -> tuple[T, ...]", dynamic = slots::get_item)]
    pub fn get_slice(&self, slice: &Slice) -> Result<Tuple<T>> {
        Ok(slice
            .indices(self.0.len())?
            .map(|index| self.0[index].clone())
            .collect())
    }

    /// `t + u`.
    pub fn concat(&self, other: &Tuple<T>) -> Tuple<T> {
        self.0.iter().chain(other.0.iter()).cloned().collect()
    }

    /// `t + u`.
    #[pyfn("def __add__(self, value: tuple[T, ...], /) -> tuple[T, ...]")]
    pub fn add(&self, other: &Tuple<T>) -> Tuple<T> {
        self.concat(other)
    }

    /// `t * n`.
    pub fn repeated(&self, count: i64) -> Result<Tuple<T>> {
        match count {
            1 => Ok(self.clone()),
            count => repeat(&self.0, count).map(Tuple::from),
        }
    }

    /// `t * n`.
    #[pyfn("def __mul__(self, value: int, /) -> tuple[T, ...]")]
    pub fn mul(&self, count: &Int) -> Result<Tuple<T>> {
        self.repeated(count.to_index()?)
    }

    /// The items.
    pub fn to_vec(&self) -> Vec<T> {
        self.0.to_vec()
    }
}

#[pymethods(2)]
impl<T: Clone + 'static> Tuple<T> {
    /// The items in order.
    #[pyfn("def __iter__(self, /) -> Iterator[T]", dynamic = slots::iter)]
    pub fn iter(&self) -> Result<TupleIter<T>> {
        Ok(TupleIter {
            tuple: self.clone(),
            index: 0,
        })
    }
}

/// The iterator of a tuple.
pub struct TupleIter<T> {
    tuple: Tuple<T>,
    index: usize,
}

impl<T: Clone> Iterator for TupleIter<T> {
    type Item = Result<T>;

    #[inline]
    fn next(&mut self) -> Option<Result<T>> {
        let item = self.tuple.0.get(self.index)?.clone();
        self.index += 1;
        Some(Ok(item))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.tuple.0.len() - self.index;
        (left, Some(left))
    }
}

#[pymethods(3)]
impl<T: Object> Tuple<T> {
    /// `tuple(items)`.
    #[pyfn("def __new__(cls, iterable: Iterable[T], /) -> tuple[T, ...]", dynamic = crate::construct::tuple)]
    pub fn from_iterable(items: &impl Iterable<Item = T>) -> Result<Tuple<T>> {
        items.iter()?.collect::<Result<Vec<T>>>().map(Tuple::from)
    }

    /// `x in t`.
    #[pyfn("def __contains__(self, key: T, /) -> bool")]
    pub fn contains(&self, item: &T) -> Result<bool> {
        Ok(self.find(item, 0, self.0.len())?.is_some())
    }

    fn find(&self, item: &T, start: usize, stop: usize) -> Result<Option<usize>> {
        for (index, candidate) in self.0.iter().enumerate().take(stop).skip(start) {
            if candidate.same(item) || candidate.equals(item)? {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    /// `t.count(x)`.
    #[pyfn("def count(self, value: T, /) -> int")]
    pub fn count(&self, item: &T) -> Result<Int> {
        let mut count = 0;
        for candidate in self.0.iter() {
            count += i64::from(candidate.same(item) || candidate.equals(item)?);
        }
        Ok(Int::new(count))
    }

    /// `t.index(x, start, stop)`.
    #[pyfn("def index(self, value: T, start: int = ..., stop: int = ..., /) -> int")]
    pub fn index(&self, item: &T, start: Option<&Int>, stop: Option<&Int>) -> Result<Int> {
        let length = self.0.len() as i64;
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
            None => Err(errors::value_error("tuple.index(x): x not in tuple")),
        }
    }

    /// `()`.
    #[pyfn("def __new__(cls) -> tuple[T, ...]", dynamic = crate::construct::tuple)]
    pub fn empty() -> Tuple<T> {
        Tuple::default()
    }

    /// `x in t` for an `x` of another type.
    #[pyfn("def __contains__(self, key: object, /) -> bool", dynamic = slots::contains)]
    pub fn contains_any(&self, item: &dyn View) -> Result<bool> {
        match self.to_value() {
            Value::Tuple(values) => values.contains(&item.to_value()),
            _ => Ok(false),
        }
    }

    /// `t == u`.
    #[pyfn("def __eq__(self, value: tuple[T, ...], /) -> bool")]
    pub fn eq(&self, other: &Tuple<T>) -> Result<bool> {
        self.equals(other)
    }

    /// `t == x` for an `x` of another type.
    #[pyfn("def __eq__(self, value: object, /) -> bool", dynamic = slots::eq)]
    pub fn eq_any(&self, other: &dyn View) -> Result<bool> {
        self.to_value().equals(&other.to_value())
    }

    /// `t != u`.
    #[pyfn("def __ne__(self, value: tuple[T, ...], /) -> bool")]
    pub fn ne(&self, other: &Tuple<T>) -> Result<bool> {
        Ok(!self.equals(other)?)
    }

    /// `t != x` for an `x` of another type.
    #[pyfn("def __ne__(self, value: object, /) -> bool", dynamic = slots::ne)]
    pub fn ne_any(&self, other: &dyn View) -> Result<bool> {
        Ok(!self.eq_any(other)?)
    }

    /// `t < u`.
    #[pyfn("def __lt__(self, value: tuple[T, ...], /) -> bool")]
    pub fn lt(&self, other: &Tuple<T>) -> Result<bool> {
        self.compare(CompareOp::Lt, other)
    }

    /// `t <= u`.
    #[pyfn("def __le__(self, value: tuple[T, ...], /) -> bool")]
    pub fn le(&self, other: &Tuple<T>) -> Result<bool> {
        self.compare(CompareOp::Le, other)
    }

    /// `t > u`.
    #[pyfn("def __gt__(self, value: tuple[T, ...], /) -> bool")]
    pub fn gt(&self, other: &Tuple<T>) -> Result<bool> {
        self.compare(CompareOp::Gt, other)
    }

    /// `t >= u`.
    #[pyfn("def __ge__(self, value: tuple[T, ...], /) -> bool")]
    pub fn ge(&self, other: &Tuple<T>) -> Result<bool> {
        self.compare(CompareOp::Ge, other)
    }

    /// `hash(t)`.
    #[pyfn("def __hash__(self, /) -> int")]
    pub fn hash_value(&self) -> Result<Int> {
        View::hash(self).map(Int::new)
    }

    /// `reversed(t)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[T]")]
    pub fn reversed(&self) -> Iter<T> {
        let items: Vec<T> = self.0.iter().rev().cloned().collect();
        Iter::from_iterator_named(items.into_iter().map(Ok), "reversed")
    }

    /// `t op u`, item by item.
    pub fn compare(&self, op: CompareOp, other: &Tuple<T>) -> Result<bool> {
        for (a, b) in self.0.iter().zip(other.0.iter()) {
            if !a.same(b) && !a.equals(b)? {
                return compare_items(op, a, b);
            }
        }
        Ok(op.holds(Some(self.0.len().cmp(&other.0.len()))))
    }
}

impl<T: Object> Iterable for Tuple<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(Iter::from_iterator_named(
            Tuple::iter(self)?,
            "tuple_iterator",
        ))
    }
}

/// `(a, b)`, with the comma of a single item.
fn repr_of(items: Vec<String>) -> Str {
    Str::from(match &items[..] {
        [one] => format!("({one},)"),
        all => format!("({})", all.join(", ")),
    })
}

/// `tuplehash` of `Objects/tupleobject.c` (xxHash).
fn hash_of(hashes: impl Iterator<Item = Result<i64>>) -> Result<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let (mut sum, mut length) = (PRIME_5, 0_u64);
    for hash in hashes {
        sum = sum
            .wrapping_add((hash? as u64).wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1);
        length += 1;
    }
    sum = sum.wrapping_add(length ^ (PRIME_5 ^ 3_527_539));
    Ok(if sum == u64::MAX {
        1_546_275_796
    } else {
        sum as i64
    })
}

impl<T: Object> View for Tuple<T> {
    fn class_name(&self) -> Str {
        Str::from("tuple")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<Tuple<T>, Tuple<Value>>(self) {
            Some(tuple) => Value::Tuple(tuple.clone()),
            None => Value::Tuple(self.0.iter().map(View::to_value).collect()),
        }
    }

    fn repr(&self) -> Result<Str> {
        let Some(_guard) = crate::repr_guard::ReprGuard::enter(self.address()) else {
            return Ok(Str::from(if self.is_empty() { "()" } else { "(...)" }));
        };
        let items = self.0.iter().map(|item| Ok(View::repr(item)?.into()));
        Ok(repr_of(items.collect::<Result<_>>()?))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.0.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        hash_of(self.0.iter().map(View::hash))
    }
}

impl<T: Object> Object for Tuple<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.0.len() == other.0.len() && self.compare(CompareOp::Eq, other)?)
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
        let Some(tuple) = plain_tuple(&value) else {
            return Err(errors::wrong_type("tuple", &value));
        };
        match crate::object::same_type::<Tuple<Value>, Tuple<T>>(&tuple) {
            Some(tuple) => Ok(tuple.clone()),
            None => tuple.to_vec().into_iter().map(T::from_value).collect(),
        }
    }
}

/// The tuple that a value is, or has as payload.
pub(crate) fn plain_tuple(value: &Value) -> Option<Tuple<Value>> {
    match value {
        Value::Tuple(tuple) => Some(tuple.clone()),
        Value::Object(object) => match object.payload() {
            Some(Value::Tuple(tuple)) => Some(tuple),
            _ => None,
        },
        _ => None,
    }
}

macro_rules! fixed_tuple {
    ($count:literal $($name:ident $index:tt)*) => {
        impl<$($name: Object),*> View for ($($name,)*) {
            fn class_name(&self) -> Str {
                Str::from("tuple")
            }

            fn to_value(&self) -> Value {
                Value::Tuple(Tuple::from([$(self.$index.to_value()),*]))
            }

            fn repr(&self) -> Result<Str> {
                Ok(repr_of(vec![$(View::repr(&self.$index)?.into()),*]))
            }

            fn hash(&self) -> Result<i64> {
                hash_of([$(self.$index.hash()),*].into_iter())
            }
        }

        impl<$($name: Object),*> Object for ($($name,)*) {
            fn equals(&self, other: &Self) -> Result<bool> {
                $(
                    if !self.$index.same(&other.$index) && !self.$index.equals(&other.$index)? {
                        return Ok(false);
                    }
                )*
                Ok(true)
            }

            fn equals_quickly(&self, other: &Self) -> Option<bool> {
                $(
                    if !self.$index.same(&other.$index) && !self.$index.equals_quickly(&other.$index)? {
                        return Some(false);
                    }
                )*
                Some(true)
            }

            fn less(&self, other: &Self) -> Result<bool> {
                self.compares(CompareOp::Lt, other)
            }

            fn compares(&self, op: CompareOp, other: &Self) -> Result<bool> {
                $(
                    if !self.$index.same(&other.$index) && !self.$index.equals(&other.$index)? {
                        return compare_items(op, &self.$index, &other.$index);
                    }
                )*
                Ok(op.holds(Some(std::cmp::Ordering::Equal)))
            }

            fn from_value(value: Value) -> Result<Self> {
                let Some(tuple) = plain_tuple(&value) else { return Err(errors::wrong_type("tuple", &value)) };
                match tuple.as_slice().len() {
                    $count => Ok(($($name::from_value(tuple.as_slice()[$index].clone())?,)*)),
                    length => Err(errors::value_error(format!("expected a tuple of {} items, got {length}", $count))),
                }
            }
        }
    };
}
fixed_tuple!(1 A 0);
fixed_tuple!(2 A 0 B 1);
fixed_tuple!(3 A 0 B 1 C 2);
fixed_tuple!(4 A 0 B 1 C 2 D 3);
fixed_tuple!(5 A 0 B 1 C 2 D 3 E 4);
fixed_tuple!(6 A 0 B 1 C 2 D 3 E 4 F 5);
fixed_tuple!(7 A 0 B 1 C 2 D 3 E 4 F 5 G 6);
fixed_tuple!(8 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
fixed_tuple!(9 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
fixed_tuple!(10 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
fixed_tuple!(11 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
fixed_tuple!(12 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);

macro_rules! iterable_tuple {
    ($($item:ident)*; $($index:tt)*) => {
        impl<T: Object> Iterable for ($($item,)*) {
            type Item = T;

            fn iter(&self) -> Result<Iter<T>> {
                Iterable::iter(&Tuple::from([$(self.$index.clone()),*]))
            }
        }
    };
}
iterable_tuple!(T; 0);
iterable_tuple!(T T; 0 1);
iterable_tuple!(T T T; 0 1 2);
iterable_tuple!(T T T T; 0 1 2 3);
iterable_tuple!(T T T T T; 0 1 2 3 4);
iterable_tuple!(T T T T T T; 0 1 2 3 4 5);
iterable_tuple!(T T T T T T T; 0 1 2 3 4 5 6);
iterable_tuple!(T T T T T T T T; 0 1 2 3 4 5 6 7);
iterable_tuple!(T T T T T T T T T; 0 1 2 3 4 5 6 7 8);
iterable_tuple!(T T T T T T T T T T; 0 1 2 3 4 5 6 7 8 9);
iterable_tuple!(T T T T T T T T T T T; 0 1 2 3 4 5 6 7 8 9 10);
iterable_tuple!(T T T T T T T T T T T T; 0 1 2 3 4 5 6 7 8 9 10 11);
