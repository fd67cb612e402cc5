//! `set` and `frozenset`: shared hash tables in CPython's order.
//!
//! *Invariant:* no borrow is held while Python code runs; an item's `__eq__` may change the set, the search then starts anew.

mod dynamic;
mod table;

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use crate::iter::{Iter, Iterable, Source};
use crate::repr_guard::ReprGuard;
use crate::value::{BinaryOp, CompareOp};
use crate::{Int, Object, Result, Str, Value, View, errors, slots};
use table::{Found, Slot, Table};

/// The table that `set` and `frozenset` share.
pub struct SetHandle<T>(Rc<RefCell<Table<T>>>);

impl<T> Clone for SetHandle<T> {
    fn clone(&self) -> Self {
        SetHandle(self.0.clone())
    }
}

impl<T> Default for SetHandle<T> {
    fn default() -> Self {
        SetHandle(Rc::default())
    }
}

impl<T> SetHandle<T> {
    fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    fn count(&self) -> usize {
        self.0.borrow().used
    }
}

impl<T: Object> SetHandle<T> {
    /// The slot of an item, or the free slot for it.
    fn place(&self, hash: i64, item: &T) -> Result<core::result::Result<usize, usize>> {
        'anew: loop {
            let (mut probe, version) = {
                let table = self.0.borrow();
                (table.start(hash), table.version)
            };
            loop {
                let found = self.0.borrow().search(&mut probe, hash, item);
                match found {
                    Found::At(at) => return Ok(Ok(at)),
                    Found::Free(at) => return Ok(Err(at)),
                    Found::Maybe(at, candidate) => {
                        let equal = candidate.equals(item)?;
                        if self.0.borrow().version != version {
                            continue 'anew;
                        }
                        if equal {
                            return Ok(Ok(at));
                        }
                    }
                }
            }
        }
    }

    fn add_hashed(&self, hash: i64, item: T) -> Result<()> {
        if let Err(free) = self.place(hash, &item)? {
            self.0.borrow_mut().put(free, hash, item);
        }
        Ok(())
    }

    fn add(&self, item: T) -> Result<()> {
        self.add_hashed(item.hash()?, item)
    }

    fn has_hashed(&self, hash: i64, item: &T) -> Result<bool> {
        Ok(self.count() > 0 && self.place(hash, item)?.is_ok())
    }

    fn has(&self, item: &T) -> Result<bool> {
        self.has_hashed(item.hash()?, item)
    }

    fn discard_hashed(&self, hash: i64, item: &T) -> Result<bool> {
        match self.place(hash, item)? {
            Ok(at) => {
                let old = self.0.borrow_mut().remove(at);
                Ok(old.is_some())
            }
            Err(_) => Ok(false),
        }
    }

    fn items(&self) -> Vec<(i64, T)> {
        self.0.borrow().full()
    }

    fn item_from(&self, place: usize) -> Option<(usize, T)> {
        let table = self.0.borrow();
        let rest = table.slots.get(place..)?;
        rest.iter()
            .enumerate()
            .find_map(|(offset, slot)| match slot {
                Slot::Full(_, item) => Some((place + offset, item.clone())),
                _ => None,
            })
    }

    fn merge(&self, other: &SetHandle<T>) -> Result<()> {
        if self.address() == other.address() || other.count() == 0 {
            return Ok(());
        }
        let merged = self.0.borrow_mut().merge_clean(&other.0.borrow());
        if !merged {
            for (hash, item) in other.items() {
                self.add_hashed(hash, item)?;
            }
        }
        Ok(())
    }

    fn copy(&self) -> Result<SetHandle<T>> {
        let copy = SetHandle::default();
        copy.merge(self)?;
        Ok(copy)
    }

    fn union(&self, other: &SetHandle<T>) -> Result<SetHandle<T>> {
        let result = self.copy()?;
        result.merge(other)?;
        Ok(result)
    }

    fn intersection(&self, other: &SetHandle<T>) -> Result<SetHandle<T>> {
        let (big, small) = if other.count() > self.count() {
            (other, self)
        } else {
            (self, other)
        };
        let result = SetHandle::default();
        for (hash, item) in small.items() {
            if big.has_hashed(hash, &item)? {
                result.add_hashed(hash, item)?;
            }
        }
        Ok(result)
    }

    fn difference(&self, other: &SetHandle<T>) -> Result<SetHandle<T>> {
        if self.count() >> 2 > other.count() {
            let result = self.copy()?;
            result.remove_all(other)?;
            return Ok(result);
        }
        let result = SetHandle::default();
        for (hash, item) in self.items() {
            if !other.has_hashed(hash, &item)? {
                result.add_hashed(hash, item)?;
            }
        }
        Ok(result)
    }

    fn symmetric_difference(&self, other: &SetHandle<T>) -> Result<SetHandle<T>> {
        let result = other.copy()?;
        result.toggle_all(self)?;
        Ok(result)
    }

    fn remove_all(&self, other: &SetHandle<T>) -> Result<()> {
        if self.address() == other.address() {
            drop(self.0.take());
            return Ok(());
        }
        for (hash, item) in other.items() {
            self.discard_hashed(hash, &item)?;
        }
        Ok(())
    }

    fn toggle_all(&self, other: &SetHandle<T>) -> Result<()> {
        if self.address() == other.address() {
            drop(self.0.take());
            return Ok(());
        }
        for (hash, item) in other.items() {
            if !self.discard_hashed(hash, &item)? {
                self.add_hashed(hash, item)?;
            }
        }
        Ok(())
    }

    fn is_subset(&self, other: &SetHandle<T>) -> Result<bool> {
        if self.count() > other.count() {
            return Ok(false);
        }
        for (hash, item) in self.items() {
            if !other.has_hashed(hash, &item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_disjoint(&self, other: &SetHandle<T>) -> Result<bool> {
        Ok(self.intersection(other)?.count() == 0)
    }

    /// Takes over the items of another table.
    fn replace(&self, with: SetHandle<T>) {
        let new = with.0.take();
        drop(self.0.replace(new));
    }

    fn repr_items(&self) -> Result<String> {
        let items: Result<Vec<String>> = self
            .items()
            .iter()
            .map(|(_, item)| Ok(item.repr()?.into()))
            .collect();
        Ok(items?.join(", "))
    }
}

/// `a op b` of two sets.
pub fn algebra<T: Object>(
    op: BinaryOp,
    a: &SetHandle<T>,
    b: &SetHandle<T>,
) -> Result<Option<SetHandle<T>>> {
    Ok(Some(match op {
        BinaryOp::BitOr => a.union(b)?,
        BinaryOp::BitAnd => a.intersection(b)?,
        BinaryOp::Sub => a.difference(b)?,
        BinaryOp::BitXor => a.symmetric_difference(b)?,
        _ => return Ok(None),
    }))
}

/// `a op= b`; false where sets have no such operator.
pub fn algebra_in_place<T: Object>(
    op: BinaryOp,
    a: &SetHandle<T>,
    b: &SetHandle<T>,
) -> Result<bool> {
    match op {
        BinaryOp::BitOr => a.merge(b)?,
        BinaryOp::BitAnd => a.replace(a.intersection(b)?),
        BinaryOp::Sub => a.remove_all(b)?,
        BinaryOp::BitXor => a.toggle_all(b)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// `a op b` as subset comparison.
pub fn compare<T: Object>(op: CompareOp, a: &SetHandle<T>, b: &SetHandle<T>) -> Result<bool> {
    Ok(match op {
        CompareOp::Eq => a.count() == b.count() && a.is_subset(b)?,
        CompareOp::Ne => a.count() != b.count() || !a.is_subset(b)?,
        CompareOp::Le => a.is_subset(b)?,
        CompareOp::Lt => a.count() < b.count() && a.is_subset(b)?,
        CompareOp::Ge => b.is_subset(a)?,
        CompareOp::Gt => b.count() < a.count() && b.is_subset(a)?,
    })
}

macro_rules! set_type {
    (
        $(#[$doc:meta])* $name:ident $python:literal $construct:ident
        copy $copy:literal
        union $union:literal
        intersection $intersection:literal
        difference $difference:literal
        symmetric_difference $symmetric_difference:literal
        bit_or $bit_or:literal
        bit_and $bit_and:literal
        sub $sub:literal
        bit_xor $bit_xor:literal
        from_iterable $from_iterable:literal
        eq $eq:literal
        ne $ne:literal
        lt $lt:literal
        le $le:literal
        gt $gt:literal
        ge $ge:literal
        empty $empty:literal
    ) => {
        $(#[$doc])*
        pub struct $name<T>(SetHandle<T>);

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                $name(self.0.clone())
            }
        }

        impl<T> Default for $name<T> {
            fn default() -> Self {
                $name(SetHandle::default())
            }
        }

        impl<T> From<SetHandle<T>> for $name<T> {
            fn from(handle: SetHandle<T>) -> Self {
                $name(handle)
            }
        }

        #[pymethods]
        impl<T> $name<T> {
            /// The empty set.
            pub fn new() -> Self {
                $name::default()
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
        impl<T: Object> $name<T> {
            /// A set of these items, added in order.
            pub fn from_items(items: impl IntoIterator<Item = T>) -> Result<Self> {
                let handle = SetHandle::default();
                for item in items {
                    handle.add(item)?;
                }
                Ok($name(handle))
            }

            /// A display of constants: CPython makes a constant frozenset and merges it, which can give another order.
            pub fn from_constants(items: impl IntoIterator<Item = T>) -> Result<Self> {
                $name::from_items(items)?.0.copy().map($name)
            }

            /// A set of the items of a Rust iterator.
            pub fn from_results(items: impl Iterator<Item = Result<T>>) -> Result<Self> {
                let handle = SetHandle::default();
                for item in items {
                    handle.add(item?)?;
                }
                Ok($name(handle))
            }

            /// `set(items)`.
            #[pyfn($from_iterable, dynamic = crate::construct::$construct)]
            pub fn from_iterable(items: &impl Iterable<Item = T>) -> Result<Self> {
                match items.as_set() {
                    Some(other) => other.copy().map($name),
                    None => $name::from_results(items.iter()?),
                }
            }

            /// `x in s`.
            #[pyfn("def __contains__(self, key: T, /) -> bool")]
            pub fn contains(&self, item: &T) -> Result<bool> {
                self.0.has(item)
            }

            /// `s.copy()`.
            #[pyfn($copy)]
            pub fn copy(&self) -> Result<Self> {
                self.0.copy().map($name)
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
            #[pyfn($union, dynamic = dynamic::union)]
            pub fn union(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
                let result = self.0.copy()?;
                update(&result, other)?;
                Ok($name(result))
            }

            /// `s.intersection(other)`.
            #[pyfn($intersection, dynamic = dynamic::intersection)]
            pub fn intersection(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
                intersect(&self.0, other).map($name)
            }

            /// `s.difference(other)`.
            #[pyfn($difference, dynamic = dynamic::difference)]
            pub fn difference(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
                match other.as_set() {
                    Some(other) => self.0.difference(&other).map($name),
                    None => {
                        let result = self.0.copy()?;
                        for item in other.iter()? {
                            let item = item?;
                            result.discard_hashed(item.hash()?, &item)?;
                        }
                        Ok($name(result))
                    }
                }
            }

            /// `s.symmetric_difference(other)`.
            #[pyfn($symmetric_difference)]
            pub fn symmetric_difference(&self, other: &impl Iterable<Item = T>) -> Result<Self> {
                let other = Set::from_iterable(other)?;
                other.0.toggle_all(&self.0)?;
                Ok($name(other.0))
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
            #[pyfn($bit_or)]
            pub fn bit_or(&self, other: &Self) -> Result<Self> {
                self.0.union(&other.0).map($name)
            }

            /// `a & b`.
            #[pyfn($bit_and)]
            pub fn bit_and(&self, other: &Self) -> Result<Self> {
                self.0.intersection(&other.0).map($name)
            }

            /// `a - b`.
            #[pyfn($sub)]
            pub fn sub(&self, other: &Self) -> Result<Self> {
                self.0.difference(&other.0).map($name)
            }

            /// `a ^ b`.
            #[pyfn($bit_xor)]
            pub fn bit_xor(&self, other: &Self) -> Result<Self> {
                self.0.symmetric_difference(&other.0).map($name)
            }

            /// `a == b`.
            #[pyfn($eq)]
            pub fn eq(&self, other: &Self) -> Result<bool> {
                compare(CompareOp::Eq, &self.0, &other.0)
            }

            /// `a != b`.
            #[pyfn($ne)]
            pub fn ne(&self, other: &Self) -> Result<bool> {
                compare(CompareOp::Ne, &self.0, &other.0)
            }

            /// `a < b`.
            #[pyfn($lt)]
            pub fn lt(&self, other: &Self) -> Result<bool> {
                compare(CompareOp::Lt, &self.0, &other.0)
            }

            /// `a <= b`.
            #[pyfn($le)]
            pub fn le(&self, other: &Self) -> Result<bool> {
                compare(CompareOp::Le, &self.0, &other.0)
            }

            /// `a > b`.
            #[pyfn($gt)]
            pub fn gt(&self, other: &Self) -> Result<bool> {
                compare(CompareOp::Gt, &self.0, &other.0)
            }

            /// `a >= b`.
            #[pyfn($ge)]
            pub fn ge(&self, other: &Self) -> Result<bool> {
                compare(CompareOp::Ge, &self.0, &other.0)
            }

            /// The empty set.
            #[pyfn($empty, dynamic = crate::construct::$construct)]
            pub fn empty() -> Self {
                $name::default()
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

        impl<T: Object> Iterable for $name<T> {
            type Item = T;

            fn iter(&self) -> Result<Iter<T>> {
                Ok(Iter::new(SetSource(RefCell::new(SetIter::new(&self.0)))))
            }

            fn as_set(&self) -> Option<SetHandle<T>> {
                Some(self.0.clone())
            }
        }

        impl<T: Object> Object for $name<T> {
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
                    Value::$name(set) => Some(set.clone()),
                    Value::Object(object) => match object.payload() {
                        Some(Value::$name(set)) => Some(set),
                        _ => None,
                    },
                    _ => None,
                };
                let Some(set) = set else { return Err(errors::wrong_type($python, &value)) };
                match crate::object::same_type::<$name<Value>, $name<T>>(&set) {
                    Some(set) => Ok(set.clone()),
                    None => $name::from_results(set.to_vec().into_iter().map(T::from_value)),
                }
            }
        }
    };
}

set_type! {
    /// set() -> new empty set object
    /// set(iterable) -> new set object
    ///
    /// Build an unordered collection of unique elements.
    #[pyclass("class set[T]", builtin, slots = slots::SET)]
    Set "set" set
    copy "def copy(self, /) -> set[T]"
    union "def union(self, other: Iterable[T], /) -> set[T]"
    intersection "def intersection(self, other: Iterable[T], /) -> set[T]"
    difference "def difference(self, other: Iterable[T], /) -> set[T]"
    symmetric_difference "def symmetric_difference(self, other: Iterable[T], /) -> set[T]"
    bit_or "def __or__(self, value: set[T], /) -> set[T]"
    bit_and "def __and__(self, value: set[T], /) -> set[T]"
    sub "def __sub__(self, value: set[T], /) -> set[T]"
    bit_xor "def __xor__(self, value: set[T], /) -> set[T]"
    from_iterable "def __new__(cls, iterable: Iterable[T], /) -> set[T]"
    eq "def __eq__(self, value: set[T], /) -> bool"
    ne "def __ne__(self, value: set[T], /) -> bool"
    lt "def __lt__(self, value: set[T], /) -> bool"
    le "def __le__(self, value: set[T], /) -> bool"
    gt "def __gt__(self, value: set[T], /) -> bool"
    ge "def __ge__(self, value: set[T], /) -> bool"
    empty "def __new__(cls) -> set[T]"
}
set_type! {
    /// frozenset() -> empty frozenset object
    /// frozenset(iterable) -> frozenset object
    ///
    /// Build an immutable unordered collection of unique elements.
    #[pyclass("class frozenset[T]", builtin, immutable, slots = slots::FROZENSET)]
    FrozenSet "frozenset" frozenset
    copy "def copy(self, /) -> frozenset[T]"
    union "def union(self, other: Iterable[T], /) -> frozenset[T]"
    intersection "def intersection(self, other: Iterable[T], /) -> frozenset[T]"
    difference "def difference(self, other: Iterable[T], /) -> frozenset[T]"
    symmetric_difference "def symmetric_difference(self, other: Iterable[T], /) -> frozenset[T]"
    bit_or "def __or__(self, value: frozenset[T], /) -> frozenset[T]"
    bit_and "def __and__(self, value: frozenset[T], /) -> frozenset[T]"
    sub "def __sub__(self, value: frozenset[T], /) -> frozenset[T]"
    bit_xor "def __xor__(self, value: frozenset[T], /) -> frozenset[T]"
    from_iterable "def __new__(cls, iterable: Iterable[T], /) -> frozenset[T]"
    eq "def __eq__(self, value: frozenset[T], /) -> bool"
    ne "def __ne__(self, value: frozenset[T], /) -> bool"
    lt "def __lt__(self, value: frozenset[T], /) -> bool"
    le "def __le__(self, value: frozenset[T], /) -> bool"
    gt "def __gt__(self, value: frozenset[T], /) -> bool"
    ge "def __ge__(self, value: frozenset[T], /) -> bool"
    empty "def __new__(cls) -> frozenset[T]"
}

fn update<T: Object>(set: &SetHandle<T>, other: &impl Iterable<Item = T>) -> Result<()> {
    if let Some(other) = other.as_set() {
        return set.merge(&other);
    }
    for item in other.iter()? {
        set.add(item?)?;
    }
    Ok(())
}

fn intersect<T: Object>(
    set: &SetHandle<T>,
    other: &impl Iterable<Item = T>,
) -> Result<SetHandle<T>> {
    if let Some(other) = other.as_set() {
        return set.intersection(&other);
    }
    let result = SetHandle::default();
    for item in other.iter()? {
        let item = item?;
        let hash = item.hash()?;
        if set.has_hashed(hash, &item)? {
            result.add_hashed(hash, item)?;
        }
    }
    Ok(result)
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

/// The same items as `Value`s.
fn values<T: Object>(set: &SetHandle<T>) -> SetHandle<Value> {
    let result = SetHandle::default();
    for (hash, item) in set.items() {
        // Values of a static type compare without running Python code.
        let _ = result.add_hashed(hash, item.to_value());
    }
    result
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

/// Iterates over a set.
pub struct SetIter<T> {
    set: Option<SetHandle<T>>,
    place: usize,
    used: usize,
}

impl<T> SetIter<T> {
    fn new(set: &SetHandle<T>) -> SetIter<T> {
        SetIter {
            set: Some(set.clone()),
            place: 0,
            used: set.count(),
        }
    }
}

impl<T: Object> Iterator for SetIter<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        let set = self.set.as_ref()?;
        if set.count() != self.used {
            self.used = usize::MAX;
            return Some(Err(errors::runtime_error(
                "Set changed size during iteration",
            )));
        }
        match set.item_from(self.place) {
            Some((at, item)) => {
                self.place = at + 1;
                Some(Ok(item))
            }
            None => {
                self.set = None;
                None
            }
        }
    }
}

struct SetSource<T>(RefCell<SetIter<T>>);

impl<T: Object> Source<T> for SetSource<T> {
    fn next(&self) -> Option<Result<T>> {
        self.0.borrow_mut().next()
    }

    fn class_name(&self) -> &'static str {
        "set_iterator"
    }
}
