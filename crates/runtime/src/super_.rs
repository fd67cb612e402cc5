//! `super`: attribute lookup that starts behind a class in the resolution order.

use crate::value::Method;
use crate::{Args, Class, DynObject, Result, Str, Value, args, classes, errors, special};

/// `super(class, object)`.
pub struct Super {
    class: Class,
    object: Value,
    /// The class whose resolution order is walked.
    start: Class,
}

/// `super(class, object)`; the zero-argument form passes the `__class__` cell and the first parameter.
pub fn super_(class: &Value, object: &Value) -> Result<Value> {
    let Some(class) = Class::of_value(class) else {
        return Err(errors::type_error(format!(
            "super() argument 1 must be a type, not {}",
            class.class_name()
        )));
    };
    let start = match Class::of_value(object) {
        Some(subclass) if subclass.is_subclass(&class) => subclass,
        _ => object.class(),
    };
    if !start.is_subclass(&class) {
        return Err(errors::type_error(format!(
            "super(type, obj): obj ({}) is not an instance or subtype of type ({}).",
            match Class::of_value(object) {
                Some(subclass) => format!("type {}", subclass.name()),
                None => format!("instance of {}", start.name()),
            },
            class.name()
        )));
    }
    Ok(Value::object(Super {
        class,
        object: object.clone(),
        start,
    }))
}

impl Super {
    fn find(&self, name: &str) -> Option<Value> {
        self.start.lookup_after(&self.class, name)
    }

    /// The receiver that functions are bound to; `None` in a class method, where the object is the class.
    fn instance(&self) -> Option<&Value> {
        match Class::of_value(&self.object) {
            Some(class) if class.same(&self.start) => None,
            _ => Some(&self.object),
        }
    }
}

impl DynObject for Super {
    fn class(&self) -> Class {
        classes::SUPER.class()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match name {
            "__class__" => return Ok(self.class().quiet_value()),
            "__thisclass__" => return Ok(self.class.quiet_value()),
            "__self__" => return Ok(self.object.clone()),
            "__self_class__" => return Ok(self.start.quiet_value()),
            _ => {}
        }
        match self.find(name) {
            Some(found) => special::read_from_class(found, self.instance(), &self.start),
            None => Err(errors::attribute_error_for(
                format!("'super' object has no attribute '{name}'"),
                this,
                name,
            )),
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        match (self.find(name), self.instance()) {
            (Some(found), Some(instance)) if special::is_function(&found) => {
                Ok(Method::Unbound(found, instance.clone()))
            }
            _ => self.get_attr(this, name).map(Method::Bound),
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<super: <class '{}'>, <{} object>>",
            self.class.name(),
            self.start.name()
        )))
    }

    fn get_item(&self, this: &Value, key: &Value) -> Result<Value> {
        self.get_attr(this, "__getitem__")?.call(args![key])
    }

    fn call(&self, _this: &Value, _args: Args) -> Result<Value> {
        Err(errors::type_error("'super' object is not callable"))
    }
}
