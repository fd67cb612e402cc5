//! `super`: attribute lookup that starts behind a class in the resolution order.

use crate::value::Method;
use crate::{Args, Class, DynObject, Result, Str, Value, classes, errors, special};

/// `super(class, object)`, or `super(class)`.
pub struct Super {
    class: Class,
    bound: Option<Bound>,
}

/// What a `super` object looks attributes up for.
struct Bound {
    object: Value,
    /// The class whose resolution order is walked.
    start: Class,
}

/// `super(class, object)`; the zero-argument form passes the `__class__` cell and the first parameter.
pub fn super_(class: &Value, object: &Value) -> Result<Value> {
    let class = class_argument(class)?;
    if object.is_none() {
        return unbound_super(&class.value());
    }
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
        bound: Some(Bound {
            object: object.clone(),
            start,
        }),
    }))
}

/// `super()` where there is nothing that it could mean.
#[cold]
pub fn super_without(why: &str) -> Result<Value> {
    Err(errors::runtime_error(format!("super(): {why}")))
}

/// `super(class)`, which becomes bound as a descriptor.
pub(crate) fn unbound_super(class: &Value) -> Result<Value> {
    let class = class_argument(class)?;
    Ok(Value::object(Super { class, bound: None }))
}

fn class_argument(class: &Value) -> Result<Class> {
    Class::of_value(class).ok_or_else(|| {
        errors::type_error(format!(
            "super() argument 1 must be a type, not {}",
            class.class_name()
        ))
    })
}

impl Super {
    /// What the name means for the object: the attribute, and the receiver that functions are bound to, which a class
    /// method has none of.
    fn find(&self, name: &str) -> Option<(Value, Option<&Value>, &Class)> {
        let bound = self.bound.as_ref()?;
        let found = bound.start.lookup_after(&self.class, name)?;
        let instance = match Class::of_value(&bound.object) {
            Some(class) if class.same(&bound.start) => None,
            _ => Some(&bound.object),
        };
        Some((found, instance, &bound.start))
    }
}

impl DynObject for Super {
    fn class(&self) -> Class {
        classes::SUPER.class()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        if name != "__class__"
            && let Some((found, instance, start)) = self.find(name)
        {
            return special::read_from_class(found, instance, start);
        }
        let bound = self.bound.as_ref();
        match name {
            "__class__" => Ok(self.class().quiet_value()),
            "__thisclass__" => Ok(self.class.quiet_value()),
            "__self__" => Ok(bound.map_or(Value::None, |bound| bound.object.clone())),
            "__self_class__" => Ok(bound.map_or(Value::None, |bound| bound.start.quiet_value())),
            "__get__" => special::plain_get_attr(this, self, &self.class(), name),
            _ => Err(errors::attribute_error_for(
                format!("'super' object has no attribute '{name}'"),
                this,
                name,
            )),
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        match self.find(name) {
            Some((found, Some(instance), _)) if special::is_function(&found) => {
                Ok(Method::Unbound(found, instance.clone()))
            }
            _ => self.get_attr(this, name).map(Method::Bound),
        }
    }

    fn descriptor_get(
        &self,
        _this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        let instance = instance.filter(|_| self.bound.is_none())?;
        Some(super_(&self.class.quiet_value(), instance))
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let object = match &self.bound {
            Some(bound) => format!("<{} object>", bound.start.name()),
            None => "NULL".to_owned(),
        };
        Ok(Str::from(format!(
            "<super: <class '{}'>, {object}>",
            self.class.name(),
        )))
    }

    fn call(&self, _this: &Value, _args: Args) -> Result<Value> {
        Err(errors::type_error("'super' object is not callable"))
    }
}
