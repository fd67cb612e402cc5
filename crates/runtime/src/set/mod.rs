//! `set` and `frozenset`: shared hash tables in CPython's order.
//!
//! *Invariant:* no borrow is held while Python code runs; an item's `__eq__` may change the set, the search then starts anew.

mod dynamic;
pub(crate) mod frozen;
pub(crate) mod mutable;
mod table;

pub use frozen::FrozenSet;
pub use mutable::Set;

use std::cell::RefCell;
use std::rc::Rc;

use crate::iter::{Iterable, Source};
use crate::value::{BinaryOp, CompareOp};
use crate::{Object, Result, Value, errors};
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

/// The same items as `Value`s.
fn values<T: Object>(set: &SetHandle<T>) -> SetHandle<Value> {
    let result = SetHandle::default();
    for (hash, item) in set.items() {
        // Values of a static type compare without running Python code.
        let _ = result.add_hashed(hash, item.to_value());
    }
    result
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
