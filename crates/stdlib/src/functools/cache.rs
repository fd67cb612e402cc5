//! `lru_cache`, `cache` and `cached_property`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn};
use portalis_runtime::{
    Args, Class, Dict, DynObject, NativeClass, Result, Str, Tuple, Value, args, declare::Declared, errors,
};

use crate::support::{builtin, callable};

struct Cache {
    function: Value,
    /// `None`: unbounded.
    limit: Option<usize>,
    typed: bool,
    /// Oldest first.
    entries: Dict<Value, Value>,
    hits: Cell<i64>,
    misses: Cell<i64>,
    /// Stands between positional and keyword arguments in a key.
    mark: Value,
}

/// Least-recently-used cache decorator.
///
/// If *maxsize* is set to None, the LRU features are disabled and the cache
/// can grow without bound.
///
/// If *typed* is True, arguments of different types will be cached separately.
/// For example, f(decimal.Decimal("3.0")) and f(3.0) will be treated as
/// distinct calls with distinct results.
///
/// Arguments to the cached function must be hashable.
#[pyfn("def lru_cache(maxsize: Any = 128, typed: Any = False) -> Any")]
pub fn lru_cache(maxsize: Value, typed: Value) -> Result<Value> {
    let is_typed = portalis_runtime::View::truthy(&typed)?;
    let limit = match &maxsize {
        Value::None => None,
        Value::Bool(limit) => Some(usize::from(*limit)),
        Value::Int(limit) => Some(limit.clamp_i64().max(0) as usize),
        function if function.is_callable() && matches!(typed, Value::Bool(_)) => {
            return decorate(function.clone(), Some(128), is_typed);
        }
        _ => return Err(errors::type_error("Expected first argument to be an integer, a callable, or None")),
    };
    Ok(callable("lru_cache", move |args| {
        let function = args.values().first().cloned().unwrap_or_default();
        decorate(function, limit, is_typed)
    }))
}

/// Simple lightweight unbounded cache.  Sometimes called "memoize".
#[pyfn("def cache(user_function: Any, /) -> Any")]
pub fn cache(user_function: Value) -> Result<Value> {
    decorate(user_function, None, false)
}

fn decorate(function: Value, limit: Option<usize>, typed: bool) -> Result<Value> {
    if !function.is_callable() {
        return Err(errors::type_error("the first argument must be callable"));
    }
    let cache = Rc::new(Cache {
        function: function.clone(),
        limit,
        typed,
        entries: Dict::new(),
        hits: Cell::new(0),
        misses: Cell::new(0),
        mark: builtin("mark", |_| Ok(Value::None)),
    });
    let this = cache.clone();
    let wrapper = callable("lru_cache", move |args| this.call(args));
    super::update_wrapper(wrapper.clone(), function, None, None)?;
    let this = cache.clone();
    wrapper.set_attr("cache_info", builtin("cache_info", move |_| this.info()))?;
    let this = cache.clone();
    wrapper.set_attr("cache_parameters", builtin("cache_parameters", move |_| Ok(this.parameters())))?;
    wrapper.set_attr("cache_clear", builtin("cache_clear", move |_| Ok(cache.clear())))?;
    Ok(wrapper)
}

impl Cache {
    fn call(&self, args: Args) -> Result<Value> {
        if self.limit == Some(0) {
            self.misses.set(self.misses.get() + 1);
            return self.function.call(args);
        }
        let key = self.key(&args);
        if let Some(known) = self.entries.find(&key)? {
            self.hits.set(self.hits.get() + 1);
            self.touch(&key, &known)?;
            return Ok(known);
        }
        self.misses.set(self.misses.get() + 1);
        let result = self.function.call(args)?;
        self.store(key, result.clone())?;
        Ok(result)
    }

    /// Makes an entry the youngest.
    fn touch(&self, key: &Value, value: &Value) -> Result<()> {
        if self.limit.is_some() {
            self.entries.del_item(key)?;
            self.entries.set_item(key.clone(), value.clone())?;
        }
        Ok(())
    }

    fn store(&self, key: Value, value: Value) -> Result<()> {
        if self.entries.find(&key)?.is_none()
            && let Some(limit) = self.limit
            && self.entries.count_items() >= limit
            && let Some(oldest) = self.entries.iter()?.next().transpose()?
        {
            self.entries.del_item(&oldest)?;
        }
        self.entries.set_item(key, value)
    }

    fn key(&self, args: &Args) -> Value {
        let mut parts = args.values().to_vec();
        if !args.keywords().is_empty() {
            parts.push(self.mark.clone());
            for (name, value) in args.keywords() {
                parts.push(Value::Str(name.clone()));
                parts.push(value.clone());
            }
        }
        if self.typed {
            let values = args.values().iter().chain(args.keywords().iter().map(|(_, value)| value));
            parts.extend(values.map(|value| value.class().value()).collect::<Vec<_>>());
        }
        Value::Tuple(Tuple::from(parts))
    }

    fn info(&self) -> Result<Value> {
        let class = crate::collections::namedtuple_class("CacheInfo", &["hits", "misses", "maxsize", "currsize"], "functools")?;
        let limit = self.limit.map_or(Value::None, Value::from);
        let size = Value::from(self.entries.count_items());
        class.call(args![self.hits.get(), self.misses.get(), limit, size])
    }

    fn parameters(&self) -> Value {
        let dict = Dict::new();
        dict.insert_name("maxsize", self.limit.map_or(Value::None, Value::from));
        dict.insert_name("typed", Value::Bool(self.typed));
        Value::Dict(dict)
    }

    fn clear(&self) -> Value {
        self.entries.clear();
        self.hits.set(0);
        self.misses.set(0);
        Value::None
    }
}

/// A property whose value is computed once and then is an ordinary attribute of the instance.
#[pyclass("class cached_property", builtin)]
pub struct CachedProperty {
    function: Value,
    attribute: RefCell<Option<Str>>,
}

#[portalis_macros::pymethods]
impl CachedProperty {
    /// A property computed by `func`.
    #[pyfn("def __new__(cls, func: Any) -> Any")]
    pub fn create(func: Value) -> Value {
        Value::object(CachedProperty { function: func, attribute: RefCell::default() })
    }

    #[pyfn("def __set_name__(self, owner: Any, name: str) -> None", dynamic = set_name)]
    fn set_name(&self, _owner: Value, name: Str) -> Result<()> {
        let known = self.attribute.borrow().clone();
        if let Some(known) = known.filter(|known| *known != name) {
            let text = format!("Cannot assign the same cached_property to two different names ('{known}' and '{name}').");
            return Err(errors::type_error(text));
        }
        *self.attribute.borrow_mut() = Some(name);
        Ok(())
    }

    fn value_for(&self, instance: &Value) -> Result<Value> {
        let Some(attribute) = self.attribute.borrow().clone() else {
            return Err(errors::type_error("Cannot use cached_property instance without calling __set_name__ on it."));
        };
        let Some(own) = instance.downcast::<portalis_runtime::Instance>() else {
            let text = format!(
                "No '__dict__' attribute on '{}' instance to cache '{attribute}' property.",
                instance.class_name()
            );
            return Err(errors::type_error(text));
        };
        if let Some(known) = own.own(&attribute) {
            return Ok(known);
        }
        let value = self.function.call(args![instance.clone()])?;
        own.set_own(&attribute, value.clone())?;
        Ok(value)
    }
}

fn set_name(args: Args) -> Result<Value> {
    match args.values() {
        [this, owner, Value::Str(name)] => match this.downcast::<CachedProperty>() {
            Some(this) => this.set_name(owner.clone(), name.clone()).map(Value::from),
            None => Err(errors::type_error("__set_name__ needs a cached_property")),
        },
        _ => Err(errors::type_error("__set_name__() takes 3 positional arguments")),
    }
}

impl DynObject for CachedProperty {
    fn class(&self) -> Class {
        let table: &'static NativeClass = <CachedProperty as Declared>::CLASS;
        table.class()
    }

    fn own_attr(&self, attribute: &str) -> Option<Value> {
        match attribute {
            "func" => Some(self.function.clone()),
            "attrname" => Some(self.attribute.borrow().clone().map_or(Value::None, Value::Str)),
            "__doc__" => self.function.find_attr("__doc__").ok().flatten(),
            _ => None,
        }
    }

    fn descriptor_get(&self, this: &Value, instance: Option<&Value>, _owner: &Class) -> Option<Result<Value>> {
        Some(match instance {
            Some(instance) => self.value_for(instance),
            None => Ok(this.clone()),
        })
    }
}
