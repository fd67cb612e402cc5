//! `defaultdict`: a dict that makes the values that are missing.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::repr_guard::ReprGuard;
use portalis_runtime::{Args, Dict, Result, Str, Value, View, classes, errors};

struct DefaultDictData {
    dict: Dict<Value, Value>,
    factory: RefCell<Value>,
}

/// defaultdict(default_factory=None, /, [...]) --> dict with default factory
///
/// The default factory is called without arguments to produce
/// a new value when a key is not present, in __getitem__ only.
/// A defaultdict compares equal to a dict with the same items.
/// All remaining arguments are treated the same as if they were
/// passed to the dict constructor, including keyword arguments.
#[pyclass("class defaultdict(dict)", repr, truthy, eq, payload = DefaultDict::value, bases = [classes::DICT], tp_name = "collections.defaultdict")]
#[derive(Clone)]
pub struct DefaultDict(Rc<DefaultDictData>);

/// What it inherits from `dict`.
impl std::ops::Deref for DefaultDict {
    type Target = Dict<Value, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0.dict
    }
}

impl DefaultDict {
    fn with(factory: Value, dict: Dict<Value, Value>) -> DefaultDict {
        DefaultDict(Rc::new(DefaultDictData { dict, factory: RefCell::new(factory) }))
    }

    fn value(&self) -> Value {
        Value::Dict(self.0.dict.clone())
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(self.0.dict.truthy())
    }

    fn py_eq(&self, other: &DefaultDict) -> Result<bool> {
        self.0.dict.equals(&other.0.dict)
    }
}

#[pymethods]
impl DefaultDict {
    /// A dict with that factory and these items.
    #[pyfn("def __new__(cls, default_factory: Any = None, /, *args: Any, **kwargs: Any) -> defaultdict")]
    pub fn new(default_factory: Value, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<DefaultDict> {
        let args = args.to_vec();
        if !default_factory.is_none() && !default_factory.is_callable() {
            return Err(errors::type_error("first argument must be callable or None"));
        }
        let dict = super::dict_of("defaultdict", args, kwargs)?;
        Ok(DefaultDict::with(default_factory, dict))
    }

    /// Factory for default value called by __missing__().
    #[pyfn("def default_factory(self) -> Any", property)]
    pub fn default_factory(&self) -> Value {
        self.0.factory.borrow().clone()
    }

    #[pyfn("def default_factory(self, value: Any) -> None", setter)]
    fn set_default_factory(&self, value: Value) {
        let _old = self.0.factory.replace(value);
    }

    /// `d[k]`.
    #[pyfn("def __getitem__(self, key: Any, /) -> Any")]
    pub fn get_item(&self, key: Value) -> Result<Value> {
        match self.0.dict.find(&key)? {
            Some(value) => Ok(value),
            None => self.missing(key),
        }
    }

    /// __missing__(key) # Called by __getitem__ for missing key; pseudo-code:
    /// if self.default_factory is None: raise KeyError((key,))
    /// self[key] = value = self.default_factory()
    /// return value
    #[pyfn("def __missing__(self, key: Any, /) -> Any")]
    pub fn missing(&self, key: Value) -> Result<Value> {
        let factory = self.default_factory();
        if factory.is_none() {
            return Err(errors::key_error(key));
        }
        let value = factory.call(Args::new())?;
        self.0.dict.set_item(key, value.clone())?;
        Ok(value)
    }

    /// D.copy() -> a shallow copy of D.
    #[pyfn("def copy(self) -> defaultdict")]
    pub fn copy(&self) -> DefaultDict {
        DefaultDict::with(self.default_factory(), self.0.dict.copy())
    }

    #[pyfn("def __copy__(self) -> defaultdict")]
    fn copy_hook(&self) -> DefaultDict {
        self.copy()
    }

    #[pyfn("def __or__(self, other: Any) -> Any")]
    fn or(&self, other: Value) -> Result<DefaultDict> {
        let merged = self.copy();
        merged.0.dict.update_from(&other)?;
        Ok(merged)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let factory = match ReprGuard::enter(Rc::as_ptr(&self.0) as usize) {
            Some(_guard) => View::repr(&self.default_factory())?,
            None => Str::from("..."),
        };
        Ok(Str::from(format!("defaultdict({factory}, {})", View::repr(&self.0.dict)?)))
    }
}
