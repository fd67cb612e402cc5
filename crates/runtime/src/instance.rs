//! [`Instance`]: an object of a class that Python code made, or an exception.
//!
//! Attributes are values at the indexes of a [`Shape`]; once somebody asks for `__dict__` they move into a real dict
//! that is shared from then on.
//!
//! *Invariant:* no borrow of the attributes is held while Python code runs, which includes dropping a value.

use std::cell::RefCell;
use std::rc::Rc;

use crate::error::ExceptionState;
use crate::names::Shape;
use crate::reach::{self, Hook, Unreached};
use crate::{Args, Class, Dict, DynObject, NativeClass, Result, Str, Value, args, errors, special};

/// What an instance holds besides its attributes.
pub enum Payload {
    /// Nothing.
    None,
    /// The builtin value that it is, for a class derived from a builtin one; made by `__init__` or on first use.
    Value(RefCell<Option<Value>>, &'static NativeClass),
    /// The state of an exception.
    Exception(Box<ExceptionState>),
}

impl Payload {
    /// Nothing.
    pub fn none() -> Payload {
        Payload::None
    }

    /// The state of an exception with these `args`.
    pub fn exception(args: Vec<Value>) -> Payload {
        Payload::Exception(Box::new(ExceptionState::new(args)))
    }

    /// A builtin value.
    pub fn value(value: Value) -> Payload {
        Payload::Value(RefCell::new(Some(value)), &crate::classes::OBJECT)
    }

    /// A builtin value that `__init__` is going to make.
    pub fn later(native: &'static NativeClass) -> Payload {
        Payload::Value(RefCell::new(None), native)
    }
}

enum Attributes {
    Shaped(Rc<Shape>, Vec<Value>),
    Dict(Dict<Value, Value>),
}

/// An instance.
pub struct Instance {
    class: RefCell<Class>,
    attributes: RefCell<Attributes>,
    payload: Payload,
}

impl Instance {
    /// The attributes of the instance itself, in the order of their first assignment.
    pub fn own_entries(&self) -> Vec<(Str, Value)> {
        let names = DynObject::own_names(self).into_iter();
        names
            .filter_map(|name| Some((name.clone(), self.own(&name)?)))
            .collect()
    }

    /// A new instance as a value.
    pub fn make(class: &Class, payload: Payload) -> Value {
        Value::Object(Instance::new(class, payload))
    }

    /// A new instance.
    pub fn new(class: &Class, payload: Payload) -> Rc<Instance> {
        Rc::new(Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(Attributes::Shaped(class.root_shape(), Vec::new())),
            payload,
        })
    }

    /// The state, where it is an exception.
    pub fn exception(&self) -> Option<&ExceptionState> {
        match &self.payload {
            Payload::Exception(state) => Some(state),
            _ => None,
        }
    }

    /// Puts the builtin value in that `__init__` made.
    pub(crate) fn set_payload(&self, value: Value) {
        if let Payload::Value(cell, _) = &self.payload {
            let old = cell.replace(Some(value));
            drop(old);
        }
    }

    /// An attribute of the instance itself.
    pub fn own(&self, name: &str) -> Option<Value> {
        match &*self.attributes.borrow() {
            Attributes::Shaped(shape, values) => {
                shape.find(name).map(|index| values[index].clone())
            }
            Attributes::Dict(dict) => DICTS.get().and_then(|dicts| (dicts.find)(dict, name)),
        }
    }

    /// Sets an attribute of the instance itself.
    pub fn set_own(&self, name: &str, value: Value) -> Result<()> {
        let (dict, _old) = match &mut *self.attributes.borrow_mut() {
            Attributes::Shaped(shape, values) => match shape.find(name) {
                Some(index) => (
                    None,
                    Some(std::mem::replace(&mut values[index], value.clone())),
                ),
                None => {
                    *shape = shape.with(name);
                    values.push(value.clone());
                    (None, None)
                }
            },
            Attributes::Dict(dict) => (Some(dict.clone()), None),
        };
        match dict {
            Some(dict) => match DICTS.get() {
                Some(dicts) => (dicts.set)(&dict, name, value),
                None => Ok(()),
            },
            None => Ok(()),
        }
    }

    /// Deletes an attribute of the instance itself; tells whether it was there.
    pub fn del_own(&self, name: &str) -> Result<bool> {
        if let Attributes::Shaped(shape, _) = &*self.attributes.borrow()
            && shape.find(name).is_none()
        {
            return Ok(false);
        }
        // Deleting is rare: the instance goes on with a dict.
        let dict = self.dict();
        let key = Value::Str(Str::from(name.to_string()));
        match dict.contains(&key)? {
            true => dict.del_item(&key).map(|()| true),
            false => Ok(false),
        }
    }

    /// `__dict__`: from now on the attributes live in it.
    pub fn dict(&self) -> Dict<Value, Value> {
        DICTS.install(&DictAttributes {
            find: |dict, name| dict.find_name(name),
            set: |dict, name, value| dict.set_item(Value::Str(Str::from(name.to_string())), value),
            names: |dict| dict.names(),
        });
        if let Attributes::Dict(dict) = &*self.attributes.borrow() {
            return dict.clone();
        }
        let dict = Dict::new();
        if let Attributes::Shaped(shape, values) = &*self.attributes.borrow() {
            for (name, value) in shape.names().iter().zip(values) {
                dict.insert_name(name, value.clone());
            }
        }
        *self.attributes.borrow_mut() = Attributes::Dict(dict.clone());
        dict
    }

    /// Replaces `__dict__`.
    pub fn set_dict(&self, dict: Dict<Value, Value>) {
        let _ = self.dict();
        let _old = self.attributes.replace(Attributes::Dict(dict));
    }

    /// `x.__class__ = other`.
    pub fn set_class(&self, class: Class) {
        let _ = self.dict();
        *self.class.borrow_mut() = class;
    }

    /// No attribute of the class can come before the instance's own of that name.
    #[inline]
    fn is_own_first(&self, name: &str) -> bool {
        !name.starts_with("__") && self.class.borrow().instance_first()
    }

    /// `x.name = value`; `None` deletes.
    pub(crate) fn assign(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        let value = match value {
            Some(value) if self.is_own_first(name) => return self.set_own(name, value),
            value => value,
        };
        let class = self.class();
        if class.has_plain_store() {
            return self.store(this, &class, name, value);
        }
        let hook = if value.is_some() {
            "__setattr__"
        } else {
            "__delattr__"
        };
        let mut arguments = args![Str::from(name.to_string())];
        value.into_iter().for_each(|value| arguments.push(value));
        match special::method(this, &class, hook)? {
            Some(method) => method.call(arguments).map(|_| ()),
            None => Err(errors::attribute_error(hook)),
        }
    }

    fn store(&self, this: &Value, class: &Class, name: &str, value: Option<Value>) -> Result<()> {
        let found = class.lookup(name);
        if let Some(descriptor @ Value::Object(object)) = &found
            && object.is_data_descriptor()
        {
            return object.descriptor_set(descriptor, this, value);
        }
        if !class.has_dict() {
            return special::set_descriptor(this, class, name, value);
        }
        match value {
            Some(value) => self.set_own(name, value),
            None => match self.del_own(name)? {
                true => Ok(()),
                false => Err(special::no_attribute(this, name)),
            },
        }
    }
}

impl Drop for Instance {
    /// Runs `__del__`, on an instance that takes this one's place.
    fn drop(&mut self) {
        if !self.class.borrow().has_finaliser() || crate::run::is_finished() {
            return;
        }
        let class = self.class.borrow().clone();
        let Some(function) = class.lookup("__del__") else {
            return;
        };
        let empty = Attributes::Shaped(class.root_shape(), Vec::new());
        // A native class has no `__del__` of its own, so the one that stands in is not finalised again.
        let stand_in = Instance {
            class: RefCell::new(crate::classes::OBJECT.class()),
            attributes: RefCell::new(self.attributes.replace(empty)),
            payload: std::mem::replace(&mut self.payload, Payload::None),
        };
        let this = Value::Object(Rc::new(Finalised {
            instance: stand_in,
            class: class.clone(),
        }));
        let called = crate::value::Method::Unbound(function, this).call(Args::new());
        if let Err(error) = called {
            crate::run::unraisable(&error, &format!("<function {}.__del__>", class.qualname()));
        }
    }
}

/// What `__del__` sees as `self`: the attributes and class of the instance that goes away.
struct Finalised {
    instance: Instance,
    class: Class,
}

impl DynObject for Finalised {
    fn class(&self) -> Class {
        self.class.clone()
    }

    fn payload(&self) -> Option<Value> {
        self.instance.payload()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        self.instance.own(name)
    }

    fn own_names(&self) -> Vec<Str> {
        self.instance.own_names()
    }

    fn set_attr(&self, _this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        match value {
            Some(value) => self.instance.set_own(name, value),
            None => self.instance.del_own(name).map(|_| ()),
        }
    }
}

/// What instances whose attributes live in a dict need; installed by the first.
static DICTS: Hook<DictAttributes> = Hook::new();

struct DictAttributes {
    find: fn(&Dict<Value, Value>, &str) -> Option<Value>,
    set: fn(&Dict<Value, Value>, &str, Value) -> Result<()>,
    names: fn(&Dict<Value, Value>) -> Vec<Str>,
}

impl DynObject for Instance {
    fn class(&self) -> Class {
        self.class.borrow().clone()
    }

    /// Library classes that are Python here and C in CPython have their module in messages.
    fn class_name(&self) -> Str {
        let class = self.class.borrow();
        let python_name = || class.own("__tp_name__");
        match reach::CLASSES.gate(python_name) {
            Some(Value::Str(name)) => name,
            _ => class.name(),
        }
    }

    fn payload(&self) -> Option<Value> {
        let Payload::Value(cell, native) = &self.payload else {
            return None;
        };
        if let Some(value) = &*cell.borrow() {
            return Some(value.clone());
        }
        // `__init__` of the builtin class was not called: it is empty.
        let value = native
            .constructor()
            .and_then(|constructor| constructor(Args::new()).ok())?;
        *cell.borrow_mut() = Some(value.clone());
        Some(value)
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        self.own(name)
    }

    fn own_names(&self) -> Vec<Str> {
        match &*self.attributes.borrow() {
            Attributes::Shaped(shape, _) => shape.names().to_vec(),
            Attributes::Dict(dict) => DICTS
                .get()
                .map_or_else(Vec::new, |dicts| (dicts.names)(dict)),
        }
    }

    #[inline]
    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        if self.is_own_first(name)
            && let Some(own) = self.own(name)
        {
            return Ok(own);
        }
        match special::ATTRIBUTES.get() {
            Some(attributes) => (attributes.get_attr)(this, name),
            None => Unreached::unreached(),
        }
    }

    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        match special::STORES.get() {
            Some(stores) => (stores.set_instance)(self, this, name, value),
            None => Unreached::unreached(),
        }
    }
}

/// `object.__setattr__`; `None` deletes, as `object.__delattr__` does.
pub fn plain_set_attr(this: &Value, name: &str, value: Option<Value>) -> Result<()> {
    match this.downcast::<Instance>() {
        Some(instance) => instance.store(this, &instance.class(), name, value),
        None => special::set_descriptor(this, &this.class(), name, value),
    }
}
