//! `itemgetter`, `attrgetter` and `methodcaller`.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Args, Result, Str, Tuple, Value, View, errors};

/// Return a callable object that fetches the given item(s) from its operand.
#[pyclass("class itemgetter", repr, tp_name = "operator.itemgetter")]
#[derive(Clone)]
pub struct ItemGetter(Rc<Vec<Value>>);

#[pymethods]
impl ItemGetter {
    /// Fetches these items.
    #[pyfn("def __new__(cls, item: Any, /, *items: Any) -> itemgetter")]
    pub fn new(item: Value, items: &[Value]) -> ItemGetter {
        let items = items.to_vec();
        let mut all = vec![item];
        all.extend(items);
        ItemGetter(Rc::new(all))
    }

    #[pyfn("def __call__(self, obj: Any, /) -> Any")]
    fn call(&self, obj: Value) -> Result<Value> {
        fetch(&self.0, |key| obj.get_item(key))
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("operator.itemgetter({})", listed(&self.0)?)))
    }
}

/// One value, or a tuple of several.
fn fetch<K>(keys: &[K], get: impl Fn(&K) -> Result<Value>) -> Result<Value> {
    match keys {
        [key] => get(key),
        keys => keys.iter().map(get).collect::<Result<Tuple<Value>>>().map(Value::Tuple),
    }
}

fn listed(values: &[Value]) -> Result<String> {
    let values = values.iter().map(View::repr).collect::<Result<Vec<Str>>>()?;
    Ok(values.iter().map(Str::as_str).collect::<Vec<_>>().join(", "))
}

/// Return a callable object that fetches the given attribute(s) from its operand.
#[pyclass("class attrgetter", repr, tp_name = "operator.attrgetter")]
#[derive(Clone)]
pub struct AttrGetter(Rc<Vec<Value>>);

#[pymethods]
impl AttrGetter {
    /// Fetches these attributes; a dotted name goes through several objects.
    #[pyfn("def __new__(cls, attr: Any, /, *attrs: Any) -> attrgetter")]
    pub fn new(attr: Value, attrs: &[Value]) -> Result<AttrGetter> {
        let attrs = attrs.to_vec();
        let mut all = vec![attr];
        all.extend(attrs);
        match all.iter().all(|name| matches!(name, Value::Str(_))) {
            true => Ok(AttrGetter(Rc::new(all))),
            false => Err(errors::type_error("attribute name must be a string")),
        }
    }

    #[pyfn("def __call__(self, obj: Any, /) -> Any")]
    fn call(&self, obj: Value) -> Result<Value> {
        fetch(&self.0, |name| {
            let name = View::str(name)?;
            name.as_str().split('.').try_fold(obj.clone(), |object, part| object.get_attr(part))
        })
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("operator.attrgetter({})", listed(&self.0)?)))
    }
}

struct CallerData {
    name: Str,
    arguments: Args,
}

/// Return a callable object that calls the given method on its operand.
#[pyclass("class methodcaller", repr, tp_name = "operator.methodcaller")]
#[derive(Clone)]
pub struct MethodCaller(Rc<CallerData>);

#[pymethods]
impl MethodCaller {
    /// Calls the method `name` with these arguments.
    #[pyfn("def __new__(cls, name: Any, /, *args: Any, **kwargs: Any) -> methodcaller")]
    pub fn new(name: Value, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<MethodCaller> {
        let args = args.to_vec();
        match name {
            Value::Str(name) => {
                Ok(MethodCaller(Rc::new(CallerData { name, arguments: Args::with_keywords(args, kwargs) })))
            }
            _ => Err(errors::type_error("method name must be a string")),
        }
    }

    #[pyfn("def __call__(self, obj: Any, /) -> Any")]
    fn call(&self, obj: Value) -> Result<Value> {
        obj.call_method(&self.0.name, self.0.arguments.clone())
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let mut parts = vec![View::repr(&self.0.name)?.to_string()];
        for value in self.0.arguments.values() {
            parts.push(View::repr(value)?.to_string());
        }
        for (name, value) in self.0.arguments.keywords() {
            parts.push(format!("{name}={}", View::repr(value)?));
        }
        Ok(Str::from(format!("operator.methodcaller({})", parts.join(", "))))
    }
}
