//! [`DynObject`]: what stands behind `Value::Object`.
//!
//! Every operation of the data model is a method whose default looks the dunder up on the class, as Python does; a type
//! overrides what it can answer directly. `this` is the object's own `Value`.
//!
//! *Invariant:* an override gives the same answer that the class's dunder would give.

use std::any::Any;

use crate::reach::{self, Unreached};
use crate::value::{BinaryOp, BoxFuture, CompareOp, Method, UnaryOp};
use crate::{Args, Class, Int, Iter, Result, Str, Value, special};

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
        match special::ATTRIBUTES.get() {
            Some(attributes) => (attributes.get_attr)(this, name),
            None => Unreached::unreached(),
        }
    }

    /// What `x.name(...)` calls.
    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        match special::ATTRIBUTES.get() {
            Some(attributes) => (attributes.find_method)(this, name),
            None => Unreached::unreached(),
        }
    }

    /// `x.name = value`; `None` deletes.
    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        match special::STORES.get() {
            Some(stores) => (stores.set_descriptor)(this, &self.class(), name, value),
            None => Unreached::unreached(),
        }
    }

    /// `x(...)`.
    fn call(&self, this: &Value, args: Args) -> Result<Value> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.call)(this, &self.class(), args),
            None => Err(special::not_callable(&self.class_name())),
        }
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
        reach::REPR.gate(|| special::repr(this, &self.class()))
    }

    /// `str(x)`.
    fn str(&self, this: &Value) -> Result<Str> {
        reach::STR.gate(|| special::str(this, &self.class()))
    }

    /// `format(x, spec)`.
    fn format(&self, this: &Value, spec: &str) -> Result<Str> {
        reach::FORMAT.gate(|| special::format(this, &self.class(), spec))
    }

    /// `hash(x)`.
    fn hash(&self, this: &Value) -> Result<i64> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.hash)(this, &self.class()),
            None => Ok(special::identity_hash(this)),
        }
    }

    /// `bool(x)`.
    fn truthy(&self, this: &Value) -> Result<bool> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.truthy)(this, &self.class()),
            None => Ok(true),
        }
    }

    /// `len(x)`; `None` where the class has no length.
    fn len(&self, this: &Value) -> Result<Option<usize>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.len)(this, &self.class()),
            None => Ok(None),
        }
    }

    /// `operator.index(x)`; `None` where it is no index.
    fn index(&self, this: &Value) -> Result<Option<Int>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.index)(this, &self.class()),
            None => Ok(None),
        }
    }

    /// `x op other`, or `other op x` where `reflected`; `None` is NotImplemented.
    fn binary(
        &self,
        this: &Value,
        op: BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let name = if reflected {
            op.reflected()
        } else {
            op.dunder()
        };
        match special::OPERATORS.get() {
            Some(operators) => (operators.answer)(this, &self.class(), name, other),
            None => Ok(None),
        }
    }

    /// `x op= other`; `None`: no in-place method.
    fn inplace(&self, this: &Value, op: BinaryOp, other: &Value) -> Result<Option<Value>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.answer)(this, &self.class(), op.inplace(), other),
            None => Ok(None),
        }
    }

    /// `op x`.
    fn unary(&self, this: &Value, op: UnaryOp) -> Result<Option<Value>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.unary)(this, &self.class(), op),
            None => Ok(None),
        }
    }

    /// Rich comparison; `None` is NotImplemented.
    fn compare(&self, this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.compare)(this, &self.class(), op, other),
            None => Ok(special::compare_identity(this, op, other)),
        }
    }

    /// `x[key]`.
    fn get_item(&self, this: &Value, key: &Value) -> Result<Value> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.get_item)(this, &self.class(), key),
            None => Err(special::not_subscriptable(&self.class_name())),
        }
    }

    /// `x[key] = value`; `None` deletes.
    fn set_item(&self, this: &Value, key: &Value, value: Option<Value>) -> Result<()> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.set_item)(this, &self.class(), key, value),
            None => Err(special::does_not_take_items(
                &self.class_name(),
                value.is_none(),
            )),
        }
    }

    /// `item in x`.
    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.contains)(this, &self.class(), item),
            None => Err(special::not_a_container(&self.class_name())),
        }
    }

    /// `iter(x)` for loops.
    fn iter(&self, this: &Value) -> Result<Iter<Value>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.iter)(this, &self.class()),
            None => Err(special::not_iterable(&self.class_name())),
        }
    }

    /// `next(x)`: `None` is StopIteration. The outer `Option` is `None` where it is no iterator.
    fn next(&self, this: &Value) -> Option<Option<Result<Value>>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.next)(this, &self.class()),
            None => None,
        }
    }

    /// What `await x` waits for; `None` where it is not awaitable.
    fn awaitable(&self, this: &Value) -> Option<Result<BoxFuture>> {
        match special::OPERATORS.get() {
            Some(operators) => (operators.awaitable)(this, &self.class()),
            None => None,
        }
    }
}
