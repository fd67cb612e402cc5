//! The namespace of an enumeration's class body: it tells members from everything else.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Class, Dict, DynObject, List, Result, Str, Tuple, Value, View, args, classes, errors};

/// Instances are replaced with an appropriate value in Enum class suites.
#[pyclass("class auto", repr, final)]
#[derive(Clone)]
pub struct Auto(Rc<RefCell<Value>>);

#[pymethods]
impl Auto {
    #[pyfn("def value(self) -> Any", property)]
    fn value(&self) -> Value {
        self.0.borrow().clone()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from("auto(_auto_null)"))
    }

    /// A placeholder for `value`; without one, the enumeration chooses.
    #[pyfn("def __new__(cls, value: Any = ...) -> Any")]
    /// A value that the class chooses when the member is made.
    pub fn new(value: Option<Value>) -> Auto {
        Auto(Rc::new(RefCell::new(value.unwrap_or_default())))
    }
}

/// A new placeholder.
pub fn auto() -> Value {
    Auto::new(None).to_value()
}

/// A value that is said to be a member, or not to be one.
#[pyclass("class _Wrapped", final)]
#[derive(Clone)]
pub struct Wrapped(Rc<(Value, bool)>);

/// Forces item to become an Enum member during class creation.
#[pyfn("def member(value: Any) -> Any")]
pub fn member(value: Value) -> Value {
    Wrapped(Rc::new((value, true))).to_value()
}

/// Protects item from becoming an Enum member during class creation.
#[pyfn("def nonmember(value: Any) -> Any")]
pub fn nonmember(value: Value) -> Value {
    Wrapped(Rc::new((value, false))).to_value()
}

/// What a class body fills.
pub(super) struct Namespace {
    pub(super) dict: Dict<Value, Value>,
    pub(super) members: RefCell<Vec<(Str, Value)>>,
    ignored: RefCell<Vec<Str>>,
    generate: RefCell<Value>,
}

impl Namespace {
    /// For a class with these bases.
    pub(super) fn new(bases: &[Value]) -> Namespace {
        let inherited = bases.iter().rev().filter_map(Class::of_value).find_map(|base| base.lookup("_generate_next_value_"));
        Namespace {
            dict: Dict::new(),
            members: RefCell::default(),
            ignored: RefCell::default(),
            generate: RefCell::new(inherited.unwrap_or_default()),
        }
    }

    fn set(&self, name: &Str, value: Value) -> Result<()> {
        if is_sunder(name) {
            return self.set_sunder(name, value);
        }
        let known = self.members.borrow().iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        if let Some(known) = known {
            let text = format!("{} already defined as {}", View::repr(name)?, View::repr(&known)?);
            return Err(errors::type_error(text));
        }
        let wrapped = <Wrapped as portalis_runtime::Object>::from_value(value.clone()).ok();
        let (value, forced) = match &wrapped {
            Some(wrapped) => (wrapped.0.0.clone(), Some(wrapped.0.1)),
            None => (value, None),
        };
        let is_member = forced.unwrap_or_else(|| {
            !is_dunder(name) && !self.ignored.borrow().contains(name) && !is_descriptor(&value)
        });
        if !is_member {
            self.dict.insert_name(name, value);
            return Ok(());
        }
        let value = self.resolve(name, value)?;
        self.dict.insert_name(name, value.clone());
        self.members.borrow_mut().push((name.clone(), value));
        Ok(())
    }

    fn set_sunder(&self, name: &Str, value: Value) -> Result<()> {
        match name.as_str() {
            "_generate_next_value_" => {
                let function = match value.find_attr("__func__")? {
                    Some(function) => function,
                    None => value.clone(),
                };
                *self.generate.borrow_mut() = function;
            }
            "_ignore_" => {
                let names = match &value {
                    Value::Str(names) => names.as_str().replace(',', " ").split_whitespace().map(Str::from).collect(),
                    names => names.iter()?.map(|name| View::str(&name?)).collect::<Result<Vec<Str>>>()?,
                };
                *self.ignored.borrow_mut() = names;
            }
            "_order_" | "_missing_" | "_numeric_repr_" | "_iter_member_" | "_iter_member_by_value_"
            | "_iter_member_by_def_" | "_add_alias_" | "_add_value_alias_" | "_create_pseudo_member_" => {}
            _ => {
                let text = format!("_sunder_ names, such as {}, are reserved for future Enum use", View::repr(name)?);
                return Err(errors::value_error(text));
            }
        }
        self.dict.insert_name(name, value);
        Ok(())
    }

    /// The value with `auto()` replaced, also inside a tuple.
    fn resolve(&self, name: &Str, value: Value) -> Result<Value> {
        let is_auto = |value: &Value| <Auto as portalis_runtime::Object>::from_value(value.clone()).is_ok();
        match &value {
            Value::Tuple(items) if items.as_slice().iter().any(is_auto) => {
                let resolve = |item: &Value| if is_auto(item) { self.next(name) } else { Ok(item.clone()) };
                items.as_slice().iter().map(resolve).collect::<Result<Tuple<Value>>>().map(Value::Tuple)
            }
            value if is_auto(value) => self.next(name),
            _ => Ok(value),
        }
    }

    fn next(&self, name: &Str) -> Result<Value> {
        let last: List<Value> = self.members.borrow().iter().map(|(_, value)| value.clone()).collect();
        let generate = self.generate.borrow().clone();
        generate.call(args![name.clone(), 1, last.count_items(), last])
    }

    /// What is left for the class: everything but members and ignored names.
    pub(super) fn rest(&self) -> Dict<Value, Value> {
        let rest = self.dict.copy();
        let members = self.members.borrow();
        let ignored = self.ignored.borrow();
        for name in members.iter().map(|(name, _)| name).chain(ignored.iter()) {
            // Names that were set are there; ignored ones need not be.
            let _ = rest.pop_or_none(&Value::Str(name.clone()));
        }
        let _ = rest.pop_or_none(&Value::from("_ignore_"));
        rest
    }
}

pub(super) fn is_dunder(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__")
}

fn is_sunder(name: &str) -> bool {
    name.len() > 2 && name.starts_with('_') && name.ends_with('_') && !name.starts_with("__") && !name.ends_with("__")
}

/// Functions, properties and the like, and nested classes, are no members.
fn is_descriptor(value: &Value) -> bool {
    match value {
        Value::Object(object) => {
            Class::of_value(value).is_some() || object.descriptor_get(value, None, &classes::OBJECT.class()).is_some()
        }
        _ => false,
    }
}

impl DynObject for Namespace {
    fn class(&self) -> Class {
        classes::DICT.class()
    }

    fn payload(&self) -> Option<Value> {
        Some(Value::Dict(self.dict.clone()))
    }

    fn get_item(&self, _this: &Value, key: &Value) -> Result<Value> {
        self.dict.get_item(key)
    }

    fn set_item(&self, _this: &Value, key: &Value, value: Option<Value>) -> Result<()> {
        match (key, value) {
            (Value::Str(name), Some(value)) => self.set(name, value),
            (key, Some(value)) => self.dict.set_item(key.clone(), value),
            (key, None) => self.dict.del_item(key),
        }
    }

    fn contains(&self, _this: &Value, item: &Value) -> Result<bool> {
        self.dict.contains(item)
    }

    fn call(&self, _this: &Value, _args: Args) -> Result<Value> {
        Err(errors::type_error("'_EnumDict' object is not callable"))
    }
}
