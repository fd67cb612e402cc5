//! [`DynObject`]: what stands behind `Value::Object`.
//!
//! Every operation of the data model is a method whose default looks the dunder up on the class, as Python does; a type
//! overrides what it can answer directly. `this` is the object's own `Value`.
//!
//! *Invariant:* an override gives the same answer that the class's dunder would give.

use std::any::Any;

use crate::reach;
use crate::value::{BinaryOp, BoxFuture, CompareOp, Method, UnaryOp};
use crate::{Args, Class, Int, Iter, Result, Str, Value, by_class, special};

/// An object of a type that has no variant of its own in [`Value`].
pub trait DynObject: Any {
    /// `type(x)`.
    fn class(&self) -> Class;

    /// Calls [`special::install_operators`], if operators on objects of this type may have to ask their class.
    fn declare_operators()
    where
        Self: Sized,
    {
        special::install_operators();
    }

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
        by_class::get_attr(this, name)
    }

    /// What `x.name(...)` calls.
    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        by_class::find_method(this, name)
    }

    /// `x.name = value`; `None` deletes.
    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        by_class::set_attr(this, name, value)
    }

    /// `x(...)`.
    fn call(&self, this: &Value, args: Args) -> Result<Value> {
        by_class::call(this, args)
    }

    /// Calls it as a method found on a class: with `receiver` in front.
    fn call_with_receiver(&self, this: &Value, receiver: &Value, args: Args) -> Result<Value> {
        self.call(this, args.prepend(receiver.clone()))
    }

    /// `callable(x)`.
    fn is_callable(&self) -> bool {
        special::OPERATORS
            .get()
            .is_some_and(|operators| (operators.is_callable)(&self.class()))
    }

    /// `__get__`: what reading the attribute gives, where this object was found on a class. `None`: it is no descriptor.
    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        owner: &Class,
    ) -> Option<Result<Value>> {
        by_class::descriptor_get(this, instance, owner)
    }

    /// It is a plain function: reading it from an instance binds the instance as first argument and does nothing else.
    fn is_function(&self) -> bool {
        false
    }

    /// It has `__set__` or `__delete__`.
    fn is_data_descriptor(&self) -> bool {
        reach::CLASSES.is_on() && special::is_data_descriptor(&self.class())
    }

    /// `__set__`, or `__delete__` for `None`.
    fn descriptor_set(&self, this: &Value, instance: &Value, value: Option<Value>) -> Result<()> {
        by_class::descriptor_set(this, instance, value)
    }

    /// `repr(x)`.
    fn repr(&self, this: &Value) -> Result<Str> {
        by_class::repr(this)
    }

    /// `str(x)`.
    fn str(&self, this: &Value) -> Result<Str> {
        by_class::str(this)
    }

    /// `format(x, spec)`.
    fn format(&self, this: &Value, spec: &str) -> Result<Str> {
        by_class::format(this, spec)
    }

    /// `hash(x)`.
    fn hash(&self, this: &Value) -> Result<i64> {
        by_class::hash(this)
    }

    /// `bool(x)`.
    fn truthy(&self, this: &Value) -> Result<bool> {
        by_class::truthy(this)
    }

    /// `len(x)`; `None` where the class has no length.
    fn len(&self, this: &Value) -> Result<Option<usize>> {
        by_class::len(this)
    }

    /// `operator.index(x)`; `None` where it is no index.
    fn index(&self, this: &Value) -> Result<Option<Int>> {
        by_class::index(this)
    }

    /// `x op other`, or `other op x` where `reflected`; `None` is NotImplemented.
    fn binary(
        &self,
        this: &Value,
        op: BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        by_class::binary(this, op, other, reflected)
    }

    /// `x op= other`; `None`: no in-place method.
    fn inplace(&self, this: &Value, op: BinaryOp, other: &Value) -> Result<Option<Value>> {
        by_class::inplace(this, op, other)
    }

    /// `op x`.
    fn unary(&self, this: &Value, op: UnaryOp) -> Result<Option<Value>> {
        by_class::unary(this, op)
    }

    /// Rich comparison; `None` is NotImplemented.
    fn compare(&self, this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        by_class::compare(this, op, other)
    }

    /// `x[key]`.
    fn get_item(&self, this: &Value, key: &Value) -> Result<Value> {
        by_class::get_item(this, key)
    }

    /// `x[key] = value`; `None` deletes.
    fn set_item(&self, this: &Value, key: &Value, value: Option<Value>) -> Result<()> {
        by_class::set_item(this, key, value)
    }

    /// `item in x`.
    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        by_class::contains(this, item)
    }

    /// `iter(x)` for loops.
    fn iter(&self, this: &Value) -> Result<Iter<Value>> {
        by_class::iter(this)
    }

    /// `next(x)`: `None` is StopIteration. The outer `Option` is `None` where it is no iterator.
    fn next(&self, this: &Value) -> Option<Option<Result<Value>>> {
        by_class::next(this)
    }

    /// What `await x` waits for; `None` where it is not awaitable.
    fn awaitable(&self, this: &Value) -> Option<Result<BoxFuture>> {
        by_class::awaitable(this)
    }
}
