//! `OrderedDict` and `ChainMap`.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{CompareOp, Dict, Int, Iter, List, Object, Result, Str, Value, View, args, classes, errors};

struct OrderedData {
    dict: Dict<Value, Value>,
}

/// Dictionary that remembers insertion order
#[pyclass("class OrderedDict(dict)", repr, truthy, eq, payload = OrderedDict::value, bases = [classes::DICT], tp_name = "collections.OrderedDict")]
#[derive(Clone)]
pub struct OrderedDict(Rc<OrderedData>);

/// What it inherits from `dict`.
impl std::ops::Deref for OrderedDict {
    type Target = Dict<Value, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0.dict
    }
}

impl OrderedDict {
    fn of(dict: Dict<Value, Value>) -> OrderedDict {
        OrderedDict(Rc::new(OrderedData { dict }))
    }

    fn value(&self) -> Value {
        Value::Dict(self.0.dict.clone())
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(self.0.dict.truthy())
    }

    /// Two of them are equal only if their orders are.
    fn py_eq(&self, other: &OrderedDict) -> Result<bool> {
        let keys = |dict: &OrderedDict| dict.0.dict.entries().into_iter().map(|(key, _)| key).collect::<List<Value>>();
        Ok(self.0.dict.equals(&other.0.dict)? && keys(self).equals(&keys(other))?)
    }

    fn put_first(&self, key: Value, value: Value) -> Result<()> {
        let rest = self.0.dict.entries();
        self.0.dict.clear();
        self.0.dict.set_item(key, value)?;
        rest.into_iter().try_for_each(|(key, value)| self.0.dict.set_item(key, value))
    }
}

#[pymethods]
impl OrderedDict {
    /// A dict of these items.
    #[pyfn("def __new__(cls, /, *args: Any, **kwds: Any) -> OrderedDict", dynamic = new_dynamic)]
    pub fn new(args: &[Value], kwds: Vec<(Str, Value)>) -> Result<OrderedDict> {
        let args = args.to_vec();
        super::dict_of("OrderedDict", args, kwds).map(OrderedDict::of)
    }

    /// Move an existing element to the end (or beginning if last is false).
    ///
    /// Raise KeyError if the element does not exist.
    #[pyfn("def move_to_end(self, key: Any, last: bool = True) -> None")]
    pub fn move_to_end(&self, key: Value, last: bool) -> Result<()> {
        let Some(value) = self.0.dict.pop_or_none(&key)? else {
            return Err(errors::key_error(key));
        };
        if last { self.0.dict.set_item(key, value) } else { self.put_first(key, value) }
    }

    /// Remove and return a (key, value) pair from the dictionary.
    ///
    /// Pairs are returned in LIFO order if last is true or FIFO order if false.
    #[pyfn("def popitem(self, last: bool = True) -> tuple[Any, Any]")]
    pub fn popitem(&self, last: bool) -> Result<(Value, Value)> {
        let key = match last {
            true => return self.0.dict.popitem().map_err(|_| errors::key_error("dictionary is empty")),
            false => self.0.dict.iter()?.next().transpose()?,
        };
        match key {
            Some(key) => {
                let value = self.0.dict.pop(&key)?;
                Ok((key, value))
            }
            None => Err(errors::key_error("dictionary is empty")),
        }
    }

    /// od.copy() -> a shallow copy of od
    #[pyfn("def copy(self) -> OrderedDict")]
    pub fn copy(&self) -> OrderedDict {
        OrderedDict::of(self.0.dict.copy())
    }

    #[pyfn("def __copy__(self) -> OrderedDict")]
    fn copy_hook(&self) -> OrderedDict {
        self.copy()
    }

    /// Create a new ordered dictionary with keys from iterable and values set to value.
    #[pyfn("def fromkeys(cls, iterable: Any, value: Any = None) -> OrderedDict", class)]
    pub fn fromkeys(iterable: Value, value: Value) -> Result<OrderedDict> {
        let dict = Dict::new();
        for key in iterable.iter()? {
            dict.set_item(key?, value.clone())?;
        }
        Ok(OrderedDict::of(dict))
    }

    #[pyfn("def __eq__(self, other: Any) -> bool")]
    fn eq_method(&self, other: Value) -> Result<bool> {
        match OrderedDict::from_value(other.clone()) {
            Ok(other) => self.py_eq(&other),
            Err(_) => self.value().test(CompareOp::Eq, &other),
        }
    }

    #[pyfn("def __or__(self, other: Any) -> Any")]
    fn or(&self, other: Value) -> Result<OrderedDict> {
        let merged = self.copy();
        merged.0.dict.update_from(&other)?;
        Ok(merged)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        if self.0.dict.is_empty() {
            return Ok(Str::from("OrderedDict()"));
        }
        Ok(Str::from(format!("OrderedDict({})", View::repr(&self.0.dict)?)))
    }
}

fn new_dynamic(args: portalis_runtime::Args) -> Result<Value> {
    let (positional, keywords) = args.into_parts();
    OrderedDict::new(&positional, keywords).map(|dict| dict.to_value())
}

/// A ChainMap groups multiple dicts (or other mappings) together
/// to create a single, updateable view.
///
/// The underlying mappings are stored in a list.  That list is public and can
/// be accessed or updated using the *maps* attribute.  There is no other
/// state.
#[pyclass("class ChainMap", repr, truthy)]
#[derive(Clone)]
pub struct ChainMap(Rc<List<Value>>);

impl ChainMap {
    fn first(&self) -> Result<Value> {
        self.0.get(0)
    }

    fn find(&self, key: &Value) -> Result<Option<Value>> {
        for map in self.0.to_vec() {
            match map.get_item(key) {
                Ok(value) => return Ok(Some(value)),
                Err(error) if error.is(&errors::KeyError) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Everything, the first map's values over the others'.
    fn merged(&self) -> Result<Dict<Value, Value>> {
        let dict = Dict::new();
        for map in self.0.to_vec().iter().rev() {
            dict.update_from(map)?;
        }
        Ok(dict)
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(self.merged()?.truthy())
    }
}

#[pymethods]
impl ChainMap {
    /// Initialize a ChainMap by setting *maps* to the given mappings.
    /// If no mappings are provided, a single empty dictionary is used.
    #[pyfn("def __new__(cls, *maps: Any) -> ChainMap")]
    pub fn new(maps: &[Value]) -> ChainMap {
        let maps = maps.to_vec();
        let maps = if maps.is_empty() { vec![Value::Dict(Dict::new())] } else { maps };
        ChainMap(Rc::new(List::from(maps)))
    }

    /// The mappings.
    #[pyfn("def maps(self) -> list[Any]", property)]
    pub fn maps(&self) -> List<Value> {
        (*self.0).clone()
    }

    /// New ChainMap from maps[1:].
    #[pyfn("def parents(self) -> ChainMap", property)]
    pub fn parents(&self) -> ChainMap {
        ChainMap::new(self.0.to_vec().get(1..).unwrap_or(&[]))
    }

    /// New ChainMap with a new map followed by all previous maps.
    /// If no map is provided, an empty dict is used.
    /// Keyword arguments update the map or new empty dict.
    #[pyfn("def new_child(self, m: Any = None, **kwargs: Any) -> ChainMap")]
    pub fn new_child(&self, m: Value, kwargs: Vec<(Str, Value)>) -> Result<ChainMap> {
        let map = if m.is_none() { Value::Dict(Dict::new()) } else { m };
        for (name, value) in kwargs {
            map.set_item(&Value::Str(name), value)?;
        }
        let mut maps = vec![map];
        maps.extend(self.0.to_vec());
        Ok(ChainMap::new(&maps))
    }

    /// `m[k]`.
    #[pyfn("def __getitem__(self, key: Any) -> Any")]
    pub fn get_item(&self, key: Value) -> Result<Value> {
        self.find(&key)?.ok_or_else(|| errors::key_error(key))
    }

    /// `m[k] = v`: in the first map.
    #[pyfn("def __setitem__(self, key: Any, value: Any) -> None")]
    pub fn set_item(&self, key: Value, value: Value) -> Result<()> {
        self.first()?.set_item(&key, value)
    }

    /// `del m[k]`: in the first map.
    #[pyfn("def __delitem__(self, key: Any) -> None")]
    pub fn del_item(&self, key: Value) -> Result<()> {
        match self.first()?.del_item(&key) {
            Err(error) if error.is(&errors::KeyError) => {
                let text = format!("Key not found in the first mapping: {}", View::repr(&key)?);
                Err(errors::key_error(text))
            }
            result => result,
        }
    }

    /// The value of a key, or a default.
    #[pyfn("def get(self, key: Any, default: Any = None) -> Any")]
    pub fn get(&self, key: Value, default: Value) -> Result<Value> {
        Ok(self.find(&key)?.unwrap_or(default))
    }

    /// Remove *key* from maps[0] and return its value. Raise KeyError if *key* not in maps[0].
    #[pyfn("def pop(self, key: Any, *args: Any) -> Any")]
    pub fn pop(&self, key: Value, args: &[Value]) -> Result<Value> {
        let args = args.to_vec();
        let mut arguments = args![key.clone()];
        args.into_iter().for_each(|arg| arguments.push(arg));
        match self.first()?.call_method("pop", arguments) {
            Err(error) if error.is(&errors::KeyError) => {
                let text = format!("Key not found in the first mapping: {}", View::repr(&key)?);
                Err(errors::key_error(text))
            }
            result => result,
        }
    }

    /// Remove and return an item pair from maps[0]. Raise KeyError is maps[0] is empty.
    #[pyfn("def popitem(self) -> Any")]
    pub fn popitem(&self) -> Result<Value> {
        match self.first()?.call_method("popitem", args![]) {
            Err(error) if error.is(&errors::KeyError) => Err(errors::key_error("No keys found in the first mapping.")),
            result => result,
        }
    }

    /// Clear maps[0], leaving maps[1:] intact.
    #[pyfn("def clear(self) -> None")]
    pub fn clear(&self) -> Result<()> {
        self.first()?.call_method("clear", args![]).map(|_| ())
    }

    /// `k in m`.
    #[pyfn("def __contains__(self, key: Any) -> bool")]
    pub fn contains(&self, key: Value) -> Result<bool> {
        Ok(self.find(&key)?.is_some())
    }

    /// `len(m)`.
    #[pyfn("def __len__(self) -> int")]
    pub fn len(&self) -> Result<Int> {
        Ok(self.merged()?.len())
    }

    /// The keys.
    #[pyfn("def __iter__(self) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        Value::Dict(self.merged()?).iter()
    }

    /// The keys.
    #[pyfn("def keys(self) -> Any")]
    pub fn keys(&self) -> Result<Value> {
        Value::Dict(self.merged()?).call_method("keys", args![])
    }

    /// The values.
    #[pyfn("def values(self) -> Any")]
    pub fn values(&self) -> Result<Value> {
        Value::Dict(self.merged()?).call_method("values", args![])
    }

    /// The pairs.
    #[pyfn("def items(self) -> Any")]
    pub fn items(&self) -> Result<Value> {
        Value::Dict(self.merged()?).call_method("items", args![])
    }

    #[pyfn("def __eq__(self, other: Any) -> bool")]
    fn eq_method(&self, other: Value) -> Result<bool> {
        let other = match ChainMap::from_value(other.clone()) {
            Ok(other) => Value::Dict(other.merged()?),
            Err(_) => other,
        };
        Value::Dict(self.merged()?).test(CompareOp::Eq, &other)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let maps = self.0.to_vec().iter().map(View::repr).collect::<Result<Vec<_>>>()?;
        let maps: Vec<&str> = maps.iter().map(Str::as_str).collect();
        Ok(Str::from(format!("ChainMap({})", maps.join(", "))))
    }
}
