//! Plain classes as dynamic objects: what stands behind the `Value` of an instance.
//!
//! An instance stays the struct that it is; a `Value` of it holds the handle. Dynamic code reaches the attributes that it
//! names anywhere in the program, and the methods through an ordinary class object.
//!
//! *Invariant:* two conversions of one handle are the same Python object: identity goes by the handle.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;

use crate::plain::PlainObject;
use crate::value::{CompareOp, Method};
use crate::{Class, DynObject, Namespace, Object, Result, Str, Value, View, special};

/// What dynamic code can ask of a plain class. Generated code implements it.
pub trait Face: PlainObject + Object {
    /// The class object of its base class.
    fn base() -> Option<Class> {
        None
    }

    /// Puts the methods into the class object.
    fn define(class: &Namespace) -> Result<()>;

    /// Reads an attribute of the instance; `None` where it has none of that name itself.
    fn attribute(&self, name: &str) -> Result<Option<Value>>;

    /// Assigns an attribute of the instance; tells whether it could.
    fn set_attribute(&self, name: &str, value: Value) -> Result<bool>;
}

thread_local! {
    static CLASSES: RefCell<HashMap<TypeId, Class>> = RefCell::default();
}

/// The class object; made when it is first asked for.
pub fn face_class<T: Face>() -> Class {
    let key = TypeId::of::<T>();
    if let Some(class) = CLASSES.with_borrow(|classes| classes.get(&key).cloned()) {
        return class;
    }
    let bases: Vec<Value> = T::base().iter().map(Class::value).collect();
    let name = T::NAME.rsplit('.').next().unwrap_or(T::NAME);
    let made = crate::class(name, T::NAME, T::MODULE, &bases, T::define);
    let class = made.ok().and_then(|class| Class::of_value(&class));
    // A class statement that defines functions only has nothing to fail with.
    let class = class.unwrap_or_else(|| crate::classes::OBJECT.class());
    CLASSES.with_borrow_mut(|classes| classes.insert(key, class.clone()));
    class
}

/// An instance of a plain class behind a `Value`.
pub struct FaceObject<T: Face>(T);

/// The instance as a `Value`.
pub fn face_value<T: Face>(object: &T) -> Value {
    Value::object(FaceObject(object.clone()))
}

/// The instance behind a `Value`, if it is one of exactly this class.
pub fn face_of<T: Face>(value: &Value) -> Option<T> {
    value
        .downcast::<FaceObject<T>>()
        .map(|object| object.0.clone())
}

impl<T: Face> DynObject for FaceObject<T> {
    fn class(&self) -> Class {
        face_class::<T>()
    }

    fn class_name(&self) -> Str {
        View::class_name(&self.0)
    }

    fn address(&self) -> usize {
        self.0.identity()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.0.attribute(name)? {
            Some(value) => Ok(value),
            None => special::get_attr(this, self, name),
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        match self.0.attribute(name)? {
            Some(value) => Ok(Method::Bound(value)),
            None => special::find_object_method(this, self, name),
        }
    }

    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        let Some(new) = value else {
            return special::set_descriptor(this, &self.class(), name, None);
        };
        match self.0.set_attribute(name, new.clone())? {
            true => Ok(()),
            false => special::set_descriptor(this, &self.class(), name, Some(new)),
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        View::repr(&self.0)
    }

    fn str(&self, _this: &Value) -> Result<Str> {
        View::str(&self.0)
    }

    fn hash(&self, _this: &Value) -> Result<i64> {
        View::hash(&self.0)
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        View::truthy(&self.0)
    }

    fn compare(&self, this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(theirs) = face_of::<T>(other) else {
            return match T::COMPARES.answers(op) {
                true => Ok(None),
                false => special::compare(this, &self.class(), op, other),
            };
        };
        let mine = &self.0;
        let compares = T::COMPARES;
        let answer = match op {
            CompareOp::Eq if compares.equal => Object::equals(mine, &theirs)?,
            CompareOp::Ne if compares.equal => !Object::equals(mine, &theirs)?,
            CompareOp::Lt if compares.less => Object::less(mine, &theirs)?,
            CompareOp::Gt if compares.all => Object::less(&theirs, mine)?,
            CompareOp::Le if compares.all => !Object::less(&theirs, mine)?,
            CompareOp::Ge if compares.all => !Object::less(mine, &theirs)?,
            _ => return special::compare(this, &self.class(), op, other),
        };
        Ok(Some(Value::Bool(answer)))
    }
}
