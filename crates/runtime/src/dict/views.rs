//! `d.keys()`, `d.values()`, `d.items()` and the iterators of dicts.

use portalis_macros::{pyclass, pymethods};

use super::Dict;
use crate::iter::{Iter, Iterable};
use crate::value::{BinaryOp, CompareOp};
use crate::{Class, DynObject, Int, Object, Result, Set, Str, Value, View, classes, errors, slots};

/// Iterates over a dict; RuntimeError where it changes size meanwhile.
pub struct DictIter<K, V, T> {
    dict: Option<Dict<K, V>>,
    place: usize,
    used: usize,
    layout: u64,
    pick: fn(K, V) -> T,
    /// The Python class of the iterator.
    pub class_name: &'static str,
}

impl<K, V, T> DictIter<K, V, T> {
    pub(super) fn new(dict: Dict<K, V>, pick: fn(K, V) -> T, class_name: &'static str) -> Self {
        let (used, layout) = {
            let table = dict.0.borrow();
            (table.used, table.layout)
        };
        DictIter {
            dict: Some(dict),
            place: 0,
            used,
            layout,
            pick,
            class_name,
        }
    }
}

impl<K: Object, V: Clone + 'static, T> Iterator for DictIter<K, V, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        let dict = self.dict.as_ref()?;
        let (used, layout) = {
            let table = dict.0.borrow();
            (table.used, table.layout)
        };
        if used != self.used {
            // Every later step fails too, as in CPython.
            self.used = usize::MAX;
            return Some(Err(errors::runtime_error(
                "dictionary changed size during iteration",
            )));
        }
        if layout != self.layout {
            self.used = usize::MAX;
            return Some(Err(errors::runtime_error(
                "dictionary keys changed during iteration",
            )));
        }
        match dict.entry_from(self.place) {
            Some((at, key, value)) => {
                self.place = at + 1;
                Some(Ok((self.pick)(key, value)))
            }
            None => {
                self.dict = None;
                None
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.dict.as_ref().map(|_| self.used))
    }
}

/// `d.keys()`.
#[pyclass("class dict_keys[K, V]", builtin, final, slots = slots::VIEW)]
pub struct DictKeys<K, V>(pub(super) Dict<K, V>);

impl<K, V> Clone for DictKeys<K, V> {
    fn clone(&self) -> Self {
        DictKeys(self.0.clone())
    }
}

#[pymethods]
impl<K: Object, V: Clone + 'static> DictKeys<K, V> {
    /// The items in order.
    #[pyfn("def __iter__(self, /) -> Iterator[K]", dynamic = slots::dyn_iter)]
    pub fn iter(&self) -> Result<DictIter<K, V, K>> {
        Ok(DictIter::new(
            self.0.clone(),
            |key, _value| key,
            "dict_keyiterator",
        ))
    }

    /// `len(view)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        self.0.len()
    }

    /// The dict has no keys.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The items last to first: `reversed(view)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[K]")]
    pub fn reversed(&self) -> Iter<K>
    where
        K: 'static,
    {
        let items: Vec<K> = self
            .0
            .entries()
            .into_iter()
            .rev()
            .map(|(key, _value)| key)
            .collect();
        Iter::from_iterator(items.into_iter().map(Ok))
    }
}

impl<K: Object, V: Object> Iterable for DictKeys<K, V> {
    type Item = K;

    fn iter(&self) -> Result<Iter<K>> {
        Ok(Iter::from_iterator(DictKeys::iter(self)?))
    }
}

impl<K: Object, V: Object> View for DictKeys<K, V> {
    fn class_name(&self) -> Str {
        Str::from("dict_keys")
    }

    fn to_value(&self) -> Value {
        match self.0.to_value() {
            Value::Dict(dict) => Value::object(DictKeys(dict)),
            other => other,
        }
    }

    fn repr(&self) -> Result<Str> {
        let items: Result<Vec<String>> = DictKeys::iter(self)?
            .map(|item| Ok(item?.repr()?.into()))
            .collect();
        Ok(Str::from(format!(
            "{}([{}])",
            "dict_keys",
            items?.join(", ")
        )))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.0.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        match "dict_keys" {
            "dict_values" => Ok((self.0.address() >> 4) as i64),
            name => Err(crate::list::unhashable(name)),
        }
    }
}

impl<K: Object, V: Object> Object for DictKeys<K, V> {
    fn equals(&self, other: &Self) -> Result<bool> {
        match "dict_keys" {
            "dict_keys" if self.0.count_items() != other.0.count_items() => Ok(false),
            "dict_keys" => {
                for (key, _) in self.0.entries() {
                    if !other.0.contains(&key)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            "dict_items" => Dict::equals(&self.0, &other.0),
            _ => Ok(self.same(other)),
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.0.address() == other.0.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        match value.downcast::<DictKeys<Value, Value>>() {
            Some(view) => Ok(DictKeys(Dict::from_value(Value::Dict(view.0.clone()))?)),
            None => Err(errors::wrong_type("dict_keys", &value)),
        }
    }
}

/// `d.values()`.
#[pyclass("class dict_values[K, V]", builtin, final, slots = slots::VIEW)]
pub struct DictValues<K, V>(pub(super) Dict<K, V>);

impl<K, V> Clone for DictValues<K, V> {
    fn clone(&self) -> Self {
        DictValues(self.0.clone())
    }
}

#[pymethods]
impl<K: Object, V: Clone + 'static> DictValues<K, V> {
    /// The items in order.
    #[pyfn("def __iter__(self, /) -> Iterator[V]", dynamic = slots::dyn_iter)]
    pub fn iter(&self) -> Result<DictIter<K, V, V>> {
        Ok(DictIter::new(
            self.0.clone(),
            |_key, value| value,
            "dict_valueiterator",
        ))
    }

    /// `len(view)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        self.0.len()
    }

    /// The dict has no keys.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The items last to first: `reversed(view)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[V]")]
    pub fn reversed(&self) -> Iter<V>
    where
        V: 'static,
    {
        let items: Vec<V> = self
            .0
            .entries()
            .into_iter()
            .rev()
            .map(|(_key, value)| value)
            .collect();
        Iter::from_iterator(items.into_iter().map(Ok))
    }
}

impl<K: Object, V: Object> Iterable for DictValues<K, V> {
    type Item = V;

    fn iter(&self) -> Result<Iter<V>> {
        Ok(Iter::from_iterator(DictValues::iter(self)?))
    }
}

impl<K: Object, V: Object> View for DictValues<K, V> {
    fn class_name(&self) -> Str {
        Str::from("dict_values")
    }

    fn to_value(&self) -> Value {
        match self.0.to_value() {
            Value::Dict(dict) => Value::object(DictValues(dict)),
            other => other,
        }
    }

    fn repr(&self) -> Result<Str> {
        let items: Result<Vec<String>> = DictValues::iter(self)?
            .map(|item| Ok(item?.repr()?.into()))
            .collect();
        Ok(Str::from(format!(
            "{}([{}])",
            "dict_values",
            items?.join(", ")
        )))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.0.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        match "dict_values" {
            "dict_values" => Ok((self.0.address() >> 4) as i64),
            name => Err(crate::list::unhashable(name)),
        }
    }
}

impl<K: Object, V: Object> Object for DictValues<K, V> {
    fn equals(&self, other: &Self) -> Result<bool> {
        match "dict_values" {
            "dict_keys" if self.0.count_items() != other.0.count_items() => Ok(false),
            "dict_keys" => {
                for (key, _) in self.0.entries() {
                    if !other.0.contains(&key)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            "dict_items" => Dict::equals(&self.0, &other.0),
            _ => Ok(self.same(other)),
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.0.address() == other.0.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        match value.downcast::<DictValues<Value, Value>>() {
            Some(view) => Ok(DictValues(Dict::from_value(Value::Dict(view.0.clone()))?)),
            None => Err(errors::wrong_type("dict_values", &value)),
        }
    }
}

/// `d.items()`.
#[pyclass("class dict_items[K, V]", builtin, final, slots = slots::VIEW)]
pub struct DictItems<K, V>(pub(super) Dict<K, V>);

impl<K, V> Clone for DictItems<K, V> {
    fn clone(&self) -> Self {
        DictItems(self.0.clone())
    }
}

#[pymethods]
impl<K: Object, V: Clone + 'static> DictItems<K, V> {
    /// The items in order.
    #[pyfn("def __iter__(self, /) -> Iterator[tuple[K, V]]", dynamic = slots::dyn_iter)]
    pub fn iter(&self) -> Result<DictIter<K, V, (K, V)>> {
        Ok(DictIter::new(
            self.0.clone(),
            |key, value| (key, value),
            "dict_itemiterator",
        ))
    }

    /// `len(view)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        self.0.len()
    }

    /// The dict has no keys.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The items last to first: `reversed(view)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[tuple[K, V]]")]
    pub fn reversed(&self) -> Iter<(K, V)>
    where
        (K, V): 'static,
    {
        let items: Vec<(K, V)> = self.0.entries().into_iter().rev().collect();
        Iter::from_iterator(items.into_iter().map(Ok))
    }
}

impl<K: Object, V: Object> Iterable for DictItems<K, V> {
    type Item = (K, V);

    fn iter(&self) -> Result<Iter<(K, V)>> {
        Ok(Iter::from_iterator(DictItems::iter(self)?))
    }
}

impl<K: Object, V: Object> View for DictItems<K, V> {
    fn class_name(&self) -> Str {
        Str::from("dict_items")
    }

    fn to_value(&self) -> Value {
        match self.0.to_value() {
            Value::Dict(dict) => Value::object(DictItems(dict)),
            other => other,
        }
    }

    fn repr(&self) -> Result<Str> {
        let items: Result<Vec<String>> = DictItems::iter(self)?
            .map(|item| Ok(item?.repr()?.into()))
            .collect();
        Ok(Str::from(format!(
            "{}([{}])",
            "dict_items",
            items?.join(", ")
        )))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.0.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        match "dict_items" {
            "dict_values" => Ok((self.0.address() >> 4) as i64),
            name => Err(crate::list::unhashable(name)),
        }
    }
}

impl<K: Object, V: Object> Object for DictItems<K, V> {
    fn equals(&self, other: &Self) -> Result<bool> {
        match "dict_items" {
            "dict_keys" if self.0.count_items() != other.0.count_items() => Ok(false),
            "dict_keys" => {
                for (key, _) in self.0.entries() {
                    if !other.0.contains(&key)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            "dict_items" => Dict::equals(&self.0, &other.0),
            _ => Ok(self.same(other)),
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.0.address() == other.0.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        match value.downcast::<DictItems<Value, Value>>() {
            Some(view) => Ok(DictItems(Dict::from_value(Value::Dict(view.0.clone()))?)),
            None => Err(errors::wrong_type("dict_items", &value)),
        }
    }
}
#[pymethods(1)]
impl<K: Object, V: Clone + 'static> DictKeys<K, V> {
    /// `key in view`.
    #[pyfn("def __contains__(self, key: K, /) -> bool", dynamic = slots::dyn_contains)]
    pub fn contains(&self, key: &K) -> Result<bool> {
        self.0.contains(key)
    }

    /// Return True if the view and the given iterable have a null intersection.
    #[pyfn("def isdisjoint(self, other: Iterable[K], /) -> bool")]
    pub fn isdisjoint(&self, other: &impl Iterable<Item = K>) -> Result<bool> {
        for key in other.iter()? {
            if self.contains(&key?)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[pymethods(1)]
impl<K: Object, V: Object> DictValues<K, V> {
    /// `value in view`.
    #[pyfn("def __contains__(self, value: V, /) -> bool", dynamic = slots::dyn_contains)]
    pub fn contains(&self, value: &V) -> Result<bool> {
        for (_, candidate) in self.0.entries() {
            if candidate.same(value) || candidate.equals(value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[pymethods(1)]
impl<K: Object, V: Object> DictItems<K, V> {
    /// `(key, value) in view`.
    #[pyfn("def __contains__(self, item: tuple[K, V], /) -> bool", dynamic = slots::dyn_contains)]
    pub fn contains(&self, item: &(K, V)) -> Result<bool> {
        match self.0.find(&item.0)? {
            Some(value) => Ok(value.same(&item.1) || value.equals(&item.1)?),
            None => Ok(false),
        }
    }

    /// Return True if the view and the given iterable have a null intersection.
    #[pyfn("def isdisjoint(self, other: Iterable[tuple[K, V]], /) -> bool")]
    pub fn isdisjoint(&self, other: &impl Iterable<Item = (K, V)>) -> Result<bool> {
        for item in other.iter()? {
            if self.contains(&item?)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Set operations of key and item views.
fn algebra<T: Iterable<Item = Value>>(
    op: BinaryOp,
    view: &T,
    other: &Value,
    reflected: bool,
) -> Result<Option<Value>> {
    if !matches!(
        op,
        BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::Sub | BinaryOp::BitXor
    ) {
        return Ok(None);
    }
    let Ok(other) = other.iter() else {
        return Ok(None);
    };
    let (left, right) = (
        Set::from_iterable(view)?,
        Set::<Value>::from_results(other)?,
    );
    let (left, right) = if reflected {
        (right, left)
    } else {
        (left, right)
    };
    Ok(crate::set::algebra(op, left.inner(), right.inner())?.map(|set| Value::Set(set.into())))
}

fn compare<T: Iterable<Item = Value>>(
    op: CompareOp,
    view: &T,
    other: &Value,
) -> Result<Option<Value>> {
    let is_set = matches!(other, Value::Set(_) | Value::FrozenSet(_))
        || other.downcast::<DictKeys<Value, Value>>().is_some()
        || other.downcast::<DictItems<Value, Value>>().is_some();
    if !is_set {
        return Ok(None);
    }
    let (left, right) = (
        Set::from_iterable(view)?,
        Set::<Value>::from_results(other.iter()?)?,
    );
    crate::set::compare(op, left.inner(), right.inner()).map(|answer| Some(Value::Bool(answer)))
}

macro_rules! view_object {
    ($name:ident $table:ident $is_set:literal |$view:ident, $item:ident| $contains:expr) => {
        impl DynObject for $name<Value, Value> {
            fn class(&self) -> Class {
                classes::$table.class()
            }

            fn class_name(&self) -> Str {
                View::class_name(self)
            }

            fn repr(&self, _this: &Value) -> Result<Str> {
                View::repr(self)
            }

            fn str(&self, _this: &Value) -> Result<Str> {
                View::repr(self)
            }

            fn len(&self, _this: &Value) -> Result<Option<usize>> {
                Ok(Some(self.0.count_items()))
            }

            fn truthy(&self, _this: &Value) -> Result<bool> {
                Ok(!self.0.is_empty())
            }

            fn hash(&self, _this: &Value) -> Result<i64> {
                View::hash(self)
            }

            fn contains(&self, _this: &Value, $item: &Value) -> Result<bool> {
                let $view = self;
                $contains
            }

            fn iter(&self, _this: &Value) -> Result<Iter<Value>> {
                Ok(Iter::from_iterator_named(
                    $name::iter(self)?.map(|item| item.map(Value::from)),
                    $name::iter(self)?.class_name,
                ))
            }

            fn binary(
                &self,
                _this: &Value,
                op: BinaryOp,
                other: &Value,
                reflected: bool,
            ) -> Result<Option<Value>> {
                match $is_set {
                    true => algebra(op, &AsValues(self.clone()), other, reflected),
                    false => Ok(None),
                }
            }

            fn compare(
                &self,
                _this: &Value,
                op: CompareOp,
                other: &Value,
            ) -> Result<Option<Value>> {
                match $is_set {
                    true => compare(op, &AsValues(self.clone()), other),
                    false => Ok(None),
                }
            }
        }

        impl Iterable for AsValues<$name<Value, Value>> {
            type Item = Value;

            fn iter(&self) -> Result<Iter<Value>> {
                DynObject::iter(&self.0, &Value::None)
            }
        }
    };
}

/// A view whose items are `Value`s, pairs as tuples.
struct AsValues<T>(T);

view_object! { DictKeys DICT_KEYS true |view, item| view.0.contains(item) }
view_object! { DictValues DICT_VALUES false |view, item| DictValues::contains(view, item) }
view_object! { DictItems DICT_ITEMS true |view, item| match <(Value, Value)>::from_value(item.clone()) {
    Ok(pair) => DictItems::contains(view, &pair),
    Err(_) => Ok(false),
} }
