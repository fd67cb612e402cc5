//! Iteration: [`Iter`], a handle on any iterator, and [`Iterable`], what library functions take.
//!
//! *Invariant:* an iterator is advanced through `&self`, so that Python code that runs during a step may advance it
//! again; a [`Source`] holds no borrow across such code.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use crate::set::SetHandle;
use crate::{
    Args, Class, DynObject, Int, Object, Result, Str, Value, View, classes, errors, slots, special,
};

/// What an iterator does.
pub trait Source<T> {
    /// The next item; `None` at the end.
    fn next(&self) -> Option<Result<T>>;

    /// How many items are left, where that is known.
    fn remaining(&self) -> Option<usize> {
        None
    }

    /// The Python class.
    fn class_name(&self) -> &'static str {
        "iterator"
    }

    /// The iterator as the `Value` that it was made from.
    fn origin(&self) -> Option<Value> {
        None
    }
}

/// A handle on an iterator. Clones are the same iterator.
#[pyclass("class Iterator[T]", builtin, rust = "Iter", final, slots = slots::ITERATOR)]
pub struct Iter<T>(Rc<dyn Source<T>>);

impl<T> Clone for Iter<T> {
    fn clone(&self) -> Self {
        Iter(self.0.clone())
    }
}

impl<T: 'static> Iter<T> {
    /// A handle on a source.
    pub fn new(source: impl Source<T> + 'static) -> Iter<T> {
        Iter(Rc::new(source))
    }

    /// A handle on a Rust iterator.
    pub fn from_iterator(items: impl Iterator<Item = Result<T>> + 'static) -> Iter<T> {
        Iter::from_iterator_named(items, "iterator")
    }

    /// A handle on a Rust iterator, with the name of its Python class.
    pub fn from_iterator_named(
        items: impl Iterator<Item = Result<T>> + 'static,
        class_name: &'static str,
    ) -> Iter<T> {
        Iter::new(RustSource {
            items: RefCell::new(Some(items)),
            class_name,
        })
    }

    /// What identity goes by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// The next item; `None` at the end.
    #[inline]
    pub fn next_item(&self) -> Option<Result<T>> {
        self.0.next()
    }

    /// How many items are left, where that is known.
    pub fn remaining(&self) -> Option<usize> {
        self.0.remaining()
    }
}

#[pymethods]
impl<T: Object> Iter<T> {
    /// `iter(it)`.
    #[pyfn("def __iter__(self, /) -> Iterator[T]", dynamic = slots::dyn_iter)]
    pub fn iter(&self) -> Result<Iter<T>> {
        Ok(self.clone())
    }

    /// `next(it)`: StopIteration at the end.
    #[pyfn("def __next__(self, /) -> T", dynamic = slots::dyn_next)]
    pub fn next_or_stop(&self) -> Result<T> {
        self.next_item()
            .unwrap_or_else(|| Err(errors::stop_iteration(())))
    }
}

impl<T> Iterator for Iter<T> {
    type Item = Result<T>;

    #[inline]
    fn next(&mut self) -> Option<Result<T>> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.remaining().unwrap_or(0), None)
    }
}

impl Iter<Value> {
    /// The iteration over what `__iter__` gave; TypeError where that is no iterator.
    pub fn of_iterator(iterator: Value) -> Result<Iter<Value>> {
        if let Some(known) = iterator.downcast::<IterObject>() {
            return Ok(known.0.clone());
        }
        match &iterator {
            Value::Object(object) if object.class().has("__next__") => {
                Ok(Iter::new(NextSource(iterator)))
            }
            Value::Object(object) if object.class().is_native() => object.iter(&iterator),
            _ => Err(errors::type_error(format!(
                "iter() returned non-iterator of type '{}'",
                iterator.class_name()
            ))),
        }
    }

    /// The iteration over what has `__getitem__` alone.
    pub fn of_sequence(sequence: Value) -> Iter<Value> {
        Iter::new(SequenceSource {
            sequence: RefCell::new(Some(sequence)),
            index: std::cell::Cell::new(0),
        })
    }

    /// `iter(callable, sentinel)`.
    pub fn of_callable(callable: Value, sentinel: Value) -> Iter<Value> {
        let mut callable = Some(callable);
        let step = move || -> Option<Result<Value>> {
            let result = match callable.as_ref()?.call(Args::new()) {
                Err(error) if error.is(&errors::StopIteration) => None,
                Err(error) => return Some(Err(error)),
                Ok(value) => match value.equals(&sentinel) {
                    Ok(true) => None,
                    Ok(false) => Some(Ok(value)),
                    Err(error) => return Some(Err(error)),
                },
            };
            if result.is_none() {
                callable = None;
            }
            result
        };
        Iter::from_iterator_named(std::iter::from_fn(step), "callable_iterator")
    }
}

struct RustSource<I> {
    items: RefCell<Option<I>>,
    class_name: &'static str,
}

impl<T, I: Iterator<Item = Result<T>>> Source<T> for RustSource<I> {
    fn next(&self) -> Option<Result<T>> {
        let Ok(mut items) = self.items.try_borrow_mut() else {
            return Some(Err(errors::value_error("iterator already executing")));
        };
        let item = items.as_mut()?.next();
        if item.is_none() {
            *items = None;
        }
        item
    }

    fn remaining(&self) -> Option<usize> {
        let items = self.items.try_borrow().ok()?;
        let Some(items) = &*items else { return Some(0) };
        let (least, most) = items.size_hint();
        (most == Some(least)).then_some(least)
    }

    fn class_name(&self) -> &'static str {
        self.class_name
    }
}

/// Calls `__next__`.
struct NextSource(Value);

impl Source<Value> for NextSource {
    fn next(&self) -> Option<Result<Value>> {
        match &self.0 {
            Value::Object(object) => object.next(&self.0).unwrap_or(None),
            _ => None,
        }
    }

    fn origin(&self) -> Option<Value> {
        Some(self.0.clone())
    }
}

struct SequenceSource {
    sequence: RefCell<Option<Value>>,
    index: std::cell::Cell<i64>,
}

impl Source<Value> for SequenceSource {
    fn next(&self) -> Option<Result<Value>> {
        let sequence = self.sequence.borrow().clone()?;
        let index = self.index.replace(self.index.get() + 1);
        match sequence.get_item(&Value::from(index)) {
            Err(error) if error.is(&errors::IndexError) || error.is(&errors::StopIteration) => {
                self.sequence.take();
                None
            }
            result => Some(result),
        }
    }
}

/// Anything that can be iterated.
pub trait Iterable {
    /// The type of its items.
    type Item: Object;

    /// `iter(x)`.
    fn iter(&self) -> Result<Iter<Self::Item>>;

    /// The iteration for `target.extend(self)`, where `self` may be the list `target` itself.
    fn iter_for_extend(&self, _target: usize) -> Result<Iter<Self::Item>> {
        self.iter()
    }

    /// The table, where it is a set: set operations then keep CPython's order.
    fn as_set(&self) -> Option<SetHandle<Self::Item>> {
        None
    }
}

impl<I: Iterable + ?Sized> Iterable for &I {
    type Item = I::Item;

    fn iter(&self) -> Result<Iter<I::Item>> {
        (**self).iter()
    }

    fn iter_for_extend(&self, target: usize) -> Result<Iter<I::Item>> {
        (**self).iter_for_extend(target)
    }

    fn as_set(&self) -> Option<SetHandle<I::Item>> {
        (**self).as_set()
    }
}

impl Iterable for Value {
    type Item = Value;

    fn iter(&self) -> Result<Iter<Value>> {
        Value::iter(self)
    }

    fn iter_for_extend(&self, target: usize) -> Result<Iter<Value>> {
        match self {
            Value::List(list) => list.iter_for_extend(target),
            value => value.iter(),
        }
    }

    fn as_set(&self) -> Option<SetHandle<Value>> {
        match self {
            Value::Set(set) => Some(set.inner().clone()),
            Value::FrozenSet(set) => Some(set.inner().clone()),
            _ => None,
        }
    }
}

impl<T: Object> Iterable for Iter<T> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(self.clone())
    }
}

impl Iterable for crate::MemoryView {
    type Item = Value;

    fn iter(&self) -> Result<Iter<Value>> {
        crate::MemoryView::iter(self)
    }
}

impl Iterable for crate::ByteArray {
    type Item = Int;

    fn iter(&self) -> Result<Iter<Int>> {
        crate::ByteArray::iter(self)
    }
}

impl Iterable for Str {
    type Item = Str;

    fn iter(&self) -> Result<Iter<Str>> {
        Ok(Iter::from_iterator_named(
            self.code_points().map(Ok),
            "str_iterator",
        ))
    }
}

impl Iterable for crate::Bytes {
    type Item = Int;

    fn iter(&self) -> Result<Iter<Int>> {
        Ok(Iter::from_iterator_named(
            self.values().map(Ok),
            "bytes_iterator",
        ))
    }
}

impl<T: Object> View for Iter<T> {
    fn class_name(&self) -> Str {
        Str::from(self.0.class_name())
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<Iter<T>, Iter<Value>>(self) {
            Some(iter) => iter
                .0
                .origin()
                .unwrap_or_else(|| Value::object(IterObject(iter.clone()))),
            None => {
                let items = self.clone();
                Value::object(IterObject(Iter::from_iterator_named(
                    items.map(|item| item.map(|item| item.to_value())),
                    self.0.class_name(),
                )))
            }
        }
    }

    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<{} object at 0x{:x}>",
            self.0.class_name(),
            self.address()
        )))
    }

    fn hash(&self) -> Result<i64> {
        Ok((self.address() >> 4) as i64)
    }
}

impl<T: Object> Object for Iter<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.same(other))
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        let iter = match value.downcast::<IterObject>() {
            Some(iter) => iter.0.clone(),
            None => value.iter()?,
        };
        match crate::object::same_type::<Iter<Value>, Iter<T>>(&iter) {
            Some(iter) => Ok(iter.clone()),
            None => Ok(Iter::from_iterator(iter.map(|item| T::from_value(item?)))),
        }
    }
}

/// An iterator as a value.
pub struct IterObject(Iter<Value>);

impl DynObject for IterObject {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::iterator_class(self.0.0.class_name())
    }

    fn class_name(&self) -> Str {
        Str::from(self.0.0.class_name())
    }

    fn address(&self) -> usize {
        self.0.address()
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        View::repr(&self.0)
    }

    fn str(&self, _this: &Value) -> Result<Str> {
        View::repr(&self.0)
    }

    fn hash(&self, this: &Value) -> Result<i64> {
        Ok(special::identity_hash(this))
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(true)
    }

    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        special::contains_by_iteration(this, item)
    }

    fn iter(&self, _this: &Value) -> Result<Iter<Value>> {
        Ok(self.0.clone())
    }

    fn next(&self, _this: &Value) -> Option<Option<Result<Value>>> {
        Some(self.0.next_item())
    }
}

/// `next(it)`: the item, or StopIteration with the value that the iterator returned.
pub fn next_of(value: &Value) -> Result<Value> {
    if let Some(iterator) = value.downcast::<IterObject>() {
        return iterator
            .0
            .next_item()
            .unwrap_or_else(|| Err(errors::stop_iteration(())));
    }
    if let Some(generator) = value.downcast::<crate::generator::GeneratorObject>() {
        return generator.0.next_or_stop();
    }
    let method = match value {
        Value::Object(object) => special::method(value, &object.class(), "__next__")?,
        _ => None,
    };
    match method {
        Some(method) => method.call(Args::new()),
        None => Err(errors::type_error(format!(
            "'{}' object is not an iterator",
            value.class_name()
        ))),
    }
}
