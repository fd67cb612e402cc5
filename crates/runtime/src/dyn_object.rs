//! [`DynObject`]: what stands behind `Value::Object`.
//!
//! Every operation of the data model is a method whose default looks the dunder up on the class, as Python does; a type
//! overrides what it can answer directly. `this` is the object's own `Value`.
//!
//! *Invariant:* an override gives the same answer that the class's dunder would give.

use std::any::Any;

use crate::value::{BinaryOp, BoxFuture, CompareOp, Method, UnaryOp};
use crate::{Args, Class, Int, Iter, Result, Str, Value, errors, special};

/// An object of a type that has no variant of its own in [`Value`].
pub trait DynObject: Any {
    /// `type(x)`.
    fn class(&self) -> Class;

    /// The class's name.
    fn class_name(&self) -> Str {
        self.class().name()
    }

    /// What identity goes by.
    fn address(&self) -> usize {
        std::ptr::from_ref(self).cast::<()>() as usize
    }

    /// The builtin value inside an instance of a class that derives from a builtin one.
    fn payload(&self) -> Option<Value> {
        None
    }

    /// This is the builtin value inside `instance` now, whose class derives from this one's: for library classes that call
    /// methods which a derived class may define anew.
    fn adopted_by(&self, _instance: &Value) -> Result<()> {
        Ok(())
    }

    /// An attribute of the object itself, before the class is asked (`__dict__`).
    fn own_attr(&self, _name: &str) -> Option<Value> {
        None
    }

    /// The names that [`DynObject::own_attr`] knows.
    fn own_names(&self) -> Vec<Str> {
        Vec::new()
    }

    /// `x.name`.
    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        special::get_attr(this, self, name)
    }

    /// What `x.name(...)` calls.
    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        special::find_object_method(this, self, name)
    }

    /// `x.name = value`; `None` deletes.
    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        special::set_descriptor(this, &self.class(), name, value)
    }

    /// `x(...)`.
    fn call(&self, this: &Value, args: Args) -> Result<Value> {
        match special::method(this, &self.class(), "__call__")? {
            Some(method) => method.call(args),
            None => Err(errors::type_error(format!(
                "'{}' object is not callable",
                self.class_name()
            ))),
        }
    }

    /// Calls it as a method found on a class: with `receiver` in front.
    fn call_with_receiver(&self, this: &Value, receiver: &Value, args: Args) -> Result<Value> {
        self.call(this, args.prepend(receiver.clone()))
    }

    /// `callable(x)`.
    fn is_callable(&self) -> bool {
        self.class().lookup("__call__").is_some()
    }

    /// `__get__`: what reading the attribute gives, where this object was found on a class. `None`: it is no descriptor.
    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        owner: &Class,
    ) -> Option<Result<Value>> {
        special::descriptor_get(this, &self.class(), instance, owner)
    }

    /// It is a plain function: reading it from an instance binds the instance as first argument and does nothing else.
    fn is_function(&self) -> bool {
        false
    }

    /// It has `__set__` or `__delete__`.
    fn is_data_descriptor(&self) -> bool {
        special::is_data_descriptor(&self.class())
    }

    /// `__set__`, or `__delete__` for `None`.
    fn descriptor_set(&self, this: &Value, instance: &Value, value: Option<Value>) -> Result<()> {
        special::descriptor_set(this, &self.class(), instance, value)
    }

    /// `repr(x)`.
    fn repr(&self, this: &Value) -> Result<Str> {
        special::repr(this, &self.class())
    }

    /// `str(x)`.
    fn str(&self, this: &Value) -> Result<Str> {
        special::str(this, &self.class())
    }

    /// `format(x, spec)`.
    fn format(&self, this: &Value, spec: &str) -> Result<Str> {
        special::format(this, &self.class(), spec)
    }

    /// `hash(x)`.
    fn hash(&self, this: &Value) -> Result<i64> {
        special::hash(this, &self.class())
    }

    /// `bool(x)`.
    fn truthy(&self, this: &Value) -> Result<bool> {
        special::truthy(this, &self.class())
    }

    /// `len(x)`; `None` where the class has no length.
    fn len(&self, this: &Value) -> Result<Option<usize>> {
        special::len(this, &self.class())
    }

    /// `operator.index(x)`; `None` where it is no index.
    fn index(&self, this: &Value) -> Result<Option<Int>> {
        special::index(this, &self.class())
    }

    /// `x op other`, or `other op x` where `reflected`; `None` is NotImplemented.
    fn binary(
        &self,
        this: &Value,
        op: BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        special::binary(this, &self.class(), op, other, reflected)
    }

    /// `x op= other`; `None`: no in-place method.
    fn inplace(&self, this: &Value, op: BinaryOp, other: &Value) -> Result<Option<Value>> {
        special::answer(this, &self.class(), op.inplace(), other)
    }

    /// `op x`.
    fn unary(&self, this: &Value, op: UnaryOp) -> Result<Option<Value>> {
        match special::method(this, &self.class(), op.dunder())? {
            Some(method) => method.call(Args::new()).map(Some),
            None => Ok(None),
        }
    }

    /// Rich comparison; `None` is NotImplemented.
    fn compare(&self, this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        special::compare(this, &self.class(), op, other)
    }

    /// `x[key]`.
    fn get_item(&self, this: &Value, key: &Value) -> Result<Value> {
        special::get_item(this, &self.class(), key)
    }

    /// `x[key] = value`; `None` deletes.
    fn set_item(&self, this: &Value, key: &Value, value: Option<Value>) -> Result<()> {
        special::set_item(this, &self.class(), key, value)
    }

    /// `item in x`.
    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        special::contains(this, &self.class(), item)
    }

    /// `iter(x)` for loops.
    fn iter(&self, this: &Value) -> Result<Iter<Value>> {
        special::iter(this, &self.class())
    }

    /// `next(x)`: `None` is StopIteration. The outer `Option` is `None` where it is no iterator.
    fn next(&self, this: &Value) -> Option<Option<Result<Value>>> {
        special::next(this, &self.class())
    }

    /// What `await x` waits for; `None` where it is not awaitable.
    fn awaitable(&self, this: &Value) -> Option<Result<BoxFuture>> {
        special::awaitable(this, &self.class())
    }
}
