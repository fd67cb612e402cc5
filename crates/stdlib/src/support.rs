//! Objects that several modules of the library make at run time: functions made of Rust closures.
//!
//! *Invariant:* nothing here is visible to Python by name.

use portalis_runtime::{
    Args, Class, Dict, DynObject, NativeClass, Result, Str, Value, View, classes, function, special,
};

/// A Python function whose body is a Rust closure: it has attributes, and binds its receiver when it is found on a class.
pub(crate) struct Callable {
    class: &'static NativeClass,
    attributes: Dict<Value, Value>,
    code: Box<dyn Fn(Args) -> Result<Value>>,
    binds: bool,
}

/// A function object named `name`.
pub(crate) fn callable(name: &str, code: impl Fn(Args) -> Result<Value> + 'static) -> Value {
    make(name, true, code)
}

/// A function object that stays as it is when it is found on a class (like a builtin function).
pub(crate) fn builtin(name: &str, code: impl Fn(Args) -> Result<Value> + 'static) -> Value {
    make(name, false, code)
}

fn make(name: &str, binds: bool, code: impl Fn(Args) -> Result<Value> + 'static) -> Value {
    let attributes = Dict::new();
    for key in ["__name__", "__qualname__"] {
        attributes.insert_name(key, Value::Str(Str::from(name)));
    }
    attributes.insert_name("__doc__", Value::None);
    Value::object(Callable {
        class: &classes::FUNCTION,
        attributes,
        code: Box::new(code),
        binds,
    })
}

/// A name as a key of a `__dict__`.
pub(crate) fn name(text: &str) -> Value {
    Value::Str(Str::from(text))
}

impl DynObject for Callable {
    fn class(&self) -> Class {
        self.class.class()
    }

    fn own_attr(&self, attribute: &str) -> Option<Value> {
        if attribute == "__dict__" {
            return Some(Value::Dict(self.attributes.clone()));
        }
        self.attributes.find(&name(attribute)).ok().flatten()
    }

    fn get_attr(&self, this: &Value, attribute: &str) -> Result<Value> {
        match self.own_attr(attribute) {
            Some(value) => Ok(value),
            None => special::plain_get_attr(this, self, &self.class(), attribute),
        }
    }

    fn set_attr(&self, this: &Value, attribute: &str, value: Option<Value>) -> Result<()> {
        match value {
            Some(value) => self.attributes.insert_name(attribute, value),
            None if self.own_attr(attribute).is_none() => {
                return Err(special::no_attribute(this, attribute));
            }
            None => self.attributes.del_item(&name(attribute))?,
        }
        Ok(())
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        let _depth = function::recursion_guard()?;
        (self.code)(args)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn is_function(&self) -> bool {
        self.binds
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        let instance = instance.filter(|_| self.binds)?;
        Some(Ok(function::bound_method(this.clone(), instance.clone())))
    }

    fn repr(&self, this: &Value) -> Result<Str> {
        let name = match self.own_attr("__qualname__") {
            Some(name) => View::str(&name)?,
            None => Str::from("?"),
        };
        Ok(Str::from(format!(
            "<function {name} at {}>",
            special::address(this)
        )))
    }

    fn hash(&self, this: &Value) -> Result<i64> {
        Ok(special::identity_hash(this))
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(true)
    }
}
