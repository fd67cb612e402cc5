//! `dict`: a shared hash table in insertion order.
//!
//! Views and iterators are in [`views`].
//!
//! *Invariant:* no borrow is held while Python code runs; a key's `__eq__` may change the dict, the search then starts anew.

mod dynamic;
mod table;
pub mod views;

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use crate::iter::{Iter, Iterable};
use crate::repr_guard::ReprGuard;
use crate::{Int, Object, Result, Str, Value, View, errors, slots};
use table::{Found, Table};
pub use views::{DictItems, DictKeys, DictValues};

/// dict() -> new empty dictionary
/// dict(mapping) -> new dictionary initialized from a mapping object's
///     (key, value) pairs
/// dict(iterable) -> new dictionary initialized from its pairs
/// dict(**kwargs) -> new dictionary initialized with the name=value pairs in the keyword argument list.
#[pyclass("class dict[K, V]", builtin, variant, slots = slots::DICT)]
pub struct Dict<K, V>(Rc<RefCell<Table<K, V>>>);

impl<K, V> Clone for Dict<K, V> {
    fn clone(&self) -> Self {
        Dict(self.0.clone())
    }
}

impl<K, V> Default for Dict<K, V> {
    fn default() -> Self {
        Dict(Rc::default())
    }
}

#[pymethods]
impl<K, V> Dict<K, V> {
    /// `{}`.
    #[pyfn("def __new__(cls) -> dict[K, V]", dynamic = crate::construct::dict)]
    pub fn new() -> Dict<K, V> {
        Dict::default()
    }

    /// What identity goes by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// How many keys it has.
    #[inline]
    pub fn count_items(&self) -> usize {
        self.0.borrow().used
    }

    /// `len(d)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.count_items())
    }

    /// `not d`.
    pub fn is_empty(&self) -> bool {
        self.count_items() == 0
    }

    /// `bool(d)`.
    pub fn truthy(&self) -> bool {
        !self.is_empty()
    }

    /// `d.clear()`.
    #[pyfn("def clear(self, /) -> None")]
    pub fn clear(&self) {
        let layout = self.0.borrow().layout + 1;
        let version = self.0.borrow().version + 1;
        drop(self.0.replace(Table {
            layout,
            version,
            ..Table::default()
        }));
    }
}

#[pymethods(1)]
impl<K: Object, V: Clone + 'static> Dict<K, V> {
    /// `{k: v, …}`: later keys replace the values of equal earlier ones.
    pub fn from_items(items: impl IntoIterator<Item = (K, V)>) -> Result<Dict<K, V>> {
        let dict = Dict::new();
        for (key, value) in items {
            dict.set_item(key, value)?;
        }
        Ok(dict)
    }

    /// The place of a key.
    #[inline]
    fn place(&self, hash: i64, key: &K) -> Result<Option<usize>> {
        'anew: loop {
            let (mut probe, version) = {
                let table = self.0.borrow();
                (table.start(hash), table.version)
            };
            loop {
                let found = self.0.borrow().search(&mut probe, hash, key);
                match found {
                    Found::At(at) => return Ok(Some(at)),
                    Found::Nothing => return Ok(None),
                    Found::Maybe(at, candidate) => {
                        let equal = candidate.equals(key)?;
                        if self.0.borrow().version != version {
                            continue 'anew;
                        }
                        if equal {
                            return Ok(Some(at));
                        }
                    }
                }
            }
        }
    }

    /// `d.get(k)`, where `None` is not there.
    #[pyfn("def get(self, key: K, /) -> V | None", dynamic = dynamic::get)]
    #[inline]
    pub fn find(&self, key: &K) -> Result<Option<V>> {
        if self.is_empty() {
            key.hash()?;
            return Ok(None);
        }
        let place = self.place(key.hash()?, key)?;
        Ok(place.and_then(|at| {
            self.0.borrow().entries[at]
                .as_ref()
                .map(|entry| entry.value.clone())
        }))
    }

    /// `d[k]`; KeyError.
    #[pyfn("def __getitem__(self, key: K, /) -> V", dynamic = slots::get_item)]
    #[inline]
    pub fn get_item(&self, key: &K) -> Result<V> {
        match self.find(key)? {
            Some(value) => Ok(value),
            None => Err(errors::key_error(key.to_value())),
        }
    }

    /// `d[k] = v`.
    #[pyfn("def __setitem__(self, key: K, value: V, /) -> None")]
    #[inline]
    pub fn set_item(&self, key: K, value: V) -> Result<()> {
        let hash = key.hash()?;
        self.store(hash, key, value)
    }

    fn store(&self, hash: i64, key: K, value: V) -> Result<()> {
        match self.place(hash, &key)? {
            Some(at) => {
                let mut table = self.0.borrow_mut();
                let old = table.entries[at]
                    .as_mut()
                    .map(|entry| std::mem::replace(&mut entry.value, value));
                drop(table);
                drop(old);
            }
            None => self.0.borrow_mut().push(hash, key, value),
        }
        Ok(())
    }

    /// Takes a key out.
    fn take(&self, key: &K) -> Result<Option<(K, V)>> {
        let place = self.place(key.hash()?, key)?;
        let entry = place.and_then(|at| self.0.borrow_mut().remove(at));
        Ok(entry.map(|entry| (entry.key, entry.value)))
    }

    /// `del d[k]`; KeyError.
    #[pyfn("def __delitem__(self, key: K, /) -> None")]
    pub fn del_item(&self, key: &K) -> Result<()> {
        match self.take(key)? {
            Some(_) => Ok(()),
            None => Err(errors::key_error(key.to_value())),
        }
    }

    /// `k in d`.
    #[pyfn("def __contains__(self, key: K, /) -> bool")]
    pub fn contains(&self, key: &K) -> Result<bool> {
        Ok(self.place(key.hash()?, key)?.is_some())
    }

    /// `d.pop(k)`, where `None` is not there.
    pub fn pop_or_none(&self, key: &K) -> Result<Option<V>> {
        Ok(self.take(key)?.map(|(_, value)| value))
    }

    /// `d.pop(k)`; KeyError.
    #[pyfn("def pop(self, key: K, /) -> V")]
    pub fn pop(&self, key: &K) -> Result<V> {
        self.pop_or_none(key)?
            .ok_or_else(|| errors::key_error(key.to_value()))
    }

    /// `d.pop(k, default)`.
    #[pyfn("def pop(self, key: K, default: V, /) -> V", dynamic = dynamic::pop)]
    pub fn pop_default(&self, key: &K, default: V) -> Result<V> {
        Ok(self.pop_or_none(key)?.unwrap_or(default))
    }

    /// `d.popitem()`.
    #[pyfn("def popitem(self, /) -> tuple[K, V]")]
    pub fn popitem(&self) -> Result<(K, V)> {
        let mut table = self.0.borrow_mut();
        let last = (0..table.entries.len())
            .rev()
            .find(|at| table.entries[*at].is_some());
        match last.and_then(|at| table.remove(at)) {
            Some(entry) => Ok((entry.key, entry.value)),
            None => Err(errors::key_error("popitem(): dictionary is empty")),
        }
    }

    /// `d.setdefault(k, v)`.
    #[pyfn("def setdefault(self, key: K, default: V, /) -> V", dynamic = dynamic::setdefault)]
    pub fn setdefault(&self, key: K, default: V) -> Result<V> {
        let hash = key.hash()?;
        match self.place(hash, &key)? {
            Some(at) => Ok(self.0.borrow().entries[at]
                .as_ref()
                .map_or(default, |entry| entry.value.clone())),
            None => {
                self.0.borrow_mut().push(hash, key, default.clone());
                Ok(default)
            }
        }
    }

    /// The entries now.
    pub fn entries(&self) -> Vec<(K, V)> {
        self.0
            .borrow()
            .entries
            .iter()
            .flatten()
            .map(|entry| (entry.key.clone(), entry.value.clone()))
            .collect()
    }

    /// `d.copy()`.
    #[pyfn("def copy(self, /) -> dict[K, V]")]
    pub fn copy(&self) -> Dict<K, V> {
        let table = self.0.borrow();
        let dict = Dict::new();
        for entry in table.entries.iter().flatten() {
            dict.0
                .borrow_mut()
                .push(entry.hash, entry.key.clone(), entry.value.clone());
        }
        dict
    }

    /// `d.update(other)`.
    #[pyfn("def update(self, other: dict[K, V], /) -> None", dynamic = dynamic::update)]
    pub fn update(&self, other: &Dict<K, V>) -> Result<()> {
        if self.address() == other.address() {
            return Ok(());
        }
        for (hash, key, value) in other.hashed() {
            self.store(hash, key, value)?;
        }
        Ok(())
    }

    fn hashed(&self) -> Vec<(i64, K, V)> {
        self.0
            .borrow()
            .entries
            .iter()
            .flatten()
            .map(|entry| (entry.hash, entry.key.clone(), entry.value.clone()))
            .collect()
    }

    /// `d | other`.
    #[pyfn("def __or__(self, value: dict[K, V], /) -> dict[K, V]")]
    pub fn merged(&self, other: &Dict<K, V>) -> Result<Dict<K, V>> {
        let dict = self.copy();
        dict.update(other)?;
        Ok(dict)
    }

    /// The entry at a place, or the next one behind it.
    fn entry_from(&self, place: usize) -> Option<(usize, K, V)> {
        let table = self.0.borrow();
        let rest = table.entries.get(place..)?;
        let (offset, entry) = rest
            .iter()
            .enumerate()
            .find_map(|(offset, entry)| Some((offset, entry.as_ref()?)))?;
        Some((place + offset, entry.key.clone(), entry.value.clone()))
    }

    /// `iter(d)`: the keys.
    #[pyfn("def __iter__(self, /) -> Iterator[K]", dynamic = slots::iter)]
    #[inline]
    pub fn iter(&self) -> Result<views::DictIter<K, V, K>> {
        Ok(views::DictIter::new(
            self.clone(),
            |key, _| key,
            "dict_keyiterator",
        ))
    }

    /// `d.keys()`.
    #[pyfn("def keys(self, /) -> dict_keys[K, V]")]
    pub fn keys(&self) -> DictKeys<K, V> {
        DictKeys(self.clone())
    }

    /// `d.values()`.
    #[pyfn("def values(self, /) -> dict_values[K, V]")]
    pub fn values(&self) -> DictValues<K, V> {
        DictValues(self.clone())
    }

    /// `d.items()`.
    #[pyfn("def items(self, /) -> dict_items[K, V]")]
    pub fn items(&self) -> DictItems<K, V> {
        DictItems(self.clone())
    }

    /// `dict(pairs)`.
    #[pyfn("def __new__(cls, iterable: Iterable[tuple[K, V]], /) -> dict[K, V]", dynamic = crate::construct::dict)]
    pub fn from_pairs(pairs: &impl Iterable<Item = (K, V)>) -> Result<Dict<K, V>>
    where
        V: Object,
    {
        let dict = Dict::new();
        for pair in pairs.iter()? {
            let (key, value) = pair?;
            dict.set_item(key, value)?;
        }
        Ok(dict)
    }

    /// `dict.fromkeys(keys, value)`.
    #[pyfn("def fromkeys(iterable: Iterable[K], value: V, /) -> dict[K, V]", static, dynamic = dynamic::fromkeys)]
    pub fn fromkeys(keys: &impl Iterable<Item = K>, value: V) -> Result<Dict<K, V>> {
        let dict = Dict::new();
        for key in keys.iter()? {
            dict.set_item(key?, value.clone())?;
        }
        Ok(dict)
    }
}

#[pymethods(2)]
impl<K: Object, V: Object> Dict<K, V> {
    /// `d.get(k, default)`.
    #[pyfn("def get(self, key: K, default: V, /) -> V", dynamic = dynamic::get)]
    pub fn get(&self, key: &K, default: V) -> Result<V> {
        Ok(self.find(key)?.unwrap_or(default))
    }

    /// `k in d` for a `k` of another type.
    #[pyfn("def __contains__(self, key: object, /) -> bool", dynamic = slots::contains)]
    pub fn contains_any(&self, key: &dyn View) -> Result<bool> {
        match self.to_value() {
            Value::Dict(dict) => dict.contains(&key.to_value()),
            _ => Ok(false),
        }
    }

    /// `dict(other)`.
    #[pyfn("def __new__(cls, mapping: dict[K, V], /) -> dict[K, V]", dynamic = crate::construct::dict)]
    pub fn of_dict(other: &Dict<K, V>) -> Dict<K, V> {
        other.copy()
    }

    /// `d.update(pairs)`, and what only the dynamic entry takes: mappings and keywords.
    #[pyfn("def update(self, iterable: Iterable[tuple[K, V]], /) -> None", dynamic = dynamic::update)]
    pub fn update_pairs_of(&self, pairs: &impl Iterable<Item = (K, V)>) -> Result<()> {
        for pair in pairs.iter()? {
            let (key, value) = pair?;
            self.set_item(key, value)?;
        }
        Ok(())
    }

    /// `d |= other`.
    #[pyfn("def __ior__(self, value: dict[K, V], /) -> dict[K, V]")]
    pub fn ior(&self, other: &Dict<K, V>) -> Result<Dict<K, V>> {
        self.update(other)?;
        Ok(self.clone())
    }

    /// `reversed(d)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[K]")]
    pub fn reversed(&self) -> Iter<K> {
        self.keys().reversed()
    }

    /// `d == other`.
    #[pyfn("def __eq__(self, value: dict[K, V], /) -> bool")]
    pub fn eq(&self, other: &Dict<K, V>) -> Result<bool> {
        self.equals(other)
    }

    /// `d == x` for an `x` of another type.
    #[pyfn("def __eq__(self, value: object, /) -> bool", dynamic = slots::eq)]
    pub fn eq_any(&self, other: &dyn View) -> Result<bool> {
        Object::equals(&self.to_value(), &other.to_value())
    }

    /// `d != other`.
    #[pyfn("def __ne__(self, value: dict[K, V], /) -> bool")]
    pub fn ne(&self, other: &Dict<K, V>) -> Result<bool> {
        Ok(!self.equals(other)?)
    }

    /// `d != x` for an `x` of another type.
    #[pyfn("def __ne__(self, value: object, /) -> bool", dynamic = slots::ne)]
    pub fn ne_any(&self, other: &dyn View) -> Result<bool> {
        Ok(!self.eq_any(other)?)
    }

    /// Both have equal values for equal keys.
    pub fn equals(&self, other: &Dict<K, V>) -> Result<bool> {
        if self.count_items() != other.count_items() {
            return Ok(false);
        }
        for (hash, key, value) in self.hashed() {
            let place = other.place(hash, &key)?;
            let theirs = place.and_then(|at| {
                other.0.borrow().entries[at]
                    .as_ref()
                    .map(|entry| entry.value.clone())
            });
            match theirs {
                Some(theirs) if value.same(&theirs) || value.equals(&theirs)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

impl<V: Clone + 'static> Dict<Value, V> {
    /// The value of a string key.
    pub fn find_name(&self, name: &str) -> Option<V> {
        // Comparing strings with what is in the way of them can fail only in a user's `__eq__`.
        self.find(&Value::Str(Str::from(name))).ok().flatten()
    }

    /// Sets the value of a string key.
    pub fn insert_name(&self, name: &str, value: V) {
        let _ = self.set_item(Value::Str(Str::from(name)), value);
    }

    /// The keys that are strings.
    pub fn names(&self) -> Vec<Str> {
        let name = |(key, _)| match key {
            Value::Str(name) => Some(name),
            _ => None,
        };
        self.entries().into_iter().filter_map(name).collect()
    }
}

impl Dict<Value, Value> {
    /// `d.update(other)`: a mapping, or an iterable of pairs.
    pub fn update_from(&self, other: &Value) -> Result<()> {
        match other {
            Value::Dict(other) => self.update(other),
            Value::Object(object)
                if matches!(object.payload(), Some(Value::Dict(_)))
                    && !object
                        .class()
                        .overrides_any(&["keys", "__getitem__", "__iter__"]) =>
            {
                match object.payload() {
                    Some(Value::Dict(other)) => self.update(&other),
                    _ => Ok(()),
                }
            }
            other => match other.quiet_find_attr("keys")? {
                Some(keys) => self.update_by_keys(other, &keys),
                None => self.update_pairs(other),
            },
        }
    }

    fn update_by_keys(&self, other: &Value, keys: &Value) -> Result<()> {
        for key in keys.call(crate::Args::new())?.iter()? {
            let key = key?;
            let value = other.get_item(&key)?;
            self.set_item(key, value)?;
        }
        Ok(())
    }

    fn update_pairs(&self, pairs: &Value) -> Result<()> {
        for (index, pair) in pairs.iter()?.enumerate() {
            let pair = pair?;
            let items = pair
                .iter()
                .map_err(|error| match error.is(&errors::TypeError) {
                    true => errors::type_error(format!(
                        "cannot convert dictionary update sequence element #{index} to a sequence"
                    )),
                    false => error,
                })?;
            let mut items = items.collect::<Result<Vec<Value>>>()?;
            let (Some(value), Some(key), true) = (items.pop(), items.pop(), items.is_empty())
            else {
                let length = pair.iter()?.count();
                return Err(errors::value_error(format!(
                    "dictionary update sequence element #{index} has length {length}; 2 is required"
                )));
            };
            self.set_item(key, value)?;
        }
        Ok(())
    }
}

impl<K: Object, V: Object> Iterable for Dict<K, V> {
    type Item = K;

    fn iter(&self) -> Result<Iter<K>> {
        Ok(Iter::from_iterator(Dict::iter(self)?))
    }
}

impl<K: Object, V: Object> View for Dict<K, V> {
    fn class_name(&self) -> Str {
        Str::from("dict")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<Dict<K, V>, Dict<Value, Value>>(self) {
            Some(dict) => Value::Dict(dict.clone()),
            None => {
                let dict = Dict::new();
                for (hash, key, value) in self.hashed() {
                    dict.0
                        .borrow_mut()
                        .push(hash, key.to_value(), value.to_value());
                }
                Value::Dict(dict)
            }
        }
    }

    fn repr(&self) -> Result<Str> {
        let Some(_guard) = ReprGuard::enter(self.address()) else {
            return Ok(Str::from("{...}"));
        };
        let mut text = String::from("{");
        let mut place = 0;
        while let Some((at, key, value)) = self.entry_from(place) {
            if text.len() > 1 {
                text.push_str(", ");
            }
            text.push_str(&key.repr()?);
            text.push_str(": ");
            text.push_str(&value.repr()?);
            place = at + 1;
        }
        text.push('}');
        Ok(Str::from(text))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        Err(crate::list::unhashable("dict"))
    }
}

impl<K: Object, V: Object> Object for Dict<K, V> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Dict::equals(self, other)
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        let dict = match &value {
            Value::Dict(dict) => Some(dict.clone()),
            Value::Object(object) => match object.payload() {
                Some(Value::Dict(dict)) => Some(dict),
                _ => None,
            },
            _ => None,
        };
        let Some(dict) = dict else {
            return Err(errors::wrong_type("dict", &value));
        };
        match crate::object::same_type::<Dict<Value, Value>, Dict<K, V>>(&dict) {
            Some(dict) => Ok(dict.clone()),
            None => {
                let items: Result<Vec<(K, V)>> = dict
                    .entries()
                    .into_iter()
                    .map(|(key, value)| Ok((K::from_value(key)?, V::from_value(value)?)))
                    .collect();
                Dict::from_items(items?)
            }
        }
    }
}
