//! [`Value`]: the dynamic type, which implements all of Python's data model.
//!
//! Operators are in [`operators`], comparison in [`compare`], attributes and calls in [`attributes`], subscripts and
//! iteration in [`items`], text and hash in [`text`]; conversions from Rust types are in [`convert`].
//!
//! *Invariant:* nothing in here but [`Value::class`] and what goes through it refers to the method tables of builtin
//! classes, so that programs which never look a method up by name do not link them.

mod attributes;
mod awaiting;
mod compare;
mod convert;
mod items;
mod operators;
mod text;

use std::rc::Rc;

use crate::{Bytes, Class, Dict, DynObject, FrozenSet, Int, List, Set, Str, Tuple, classes};

pub use attributes::{Method, spread, spread_keywords};
pub use awaiting::{AsyncIter, BoxFuture};
pub use compare::CompareOp;
pub(crate) use compare::builtin_compare;
pub use convert::downcast;
pub(crate) use items::{
    builtin_contains, builtin_del_item, builtin_get_item, builtin_iter, builtin_len,
    builtin_set_item,
};
pub use operators::{BinaryOp, UnaryOp, builtin_binary, builtin_inplace, builtin_unary};
pub(crate) use text::{builtin_hash, builtin_repr, builtin_truthy};

/// Any Python value.
#[derive(Clone, Default)]
pub enum Value {
    /// `None`.
    #[default]
    None,
    /// `NotImplemented`.
    NotImplemented,
    /// `...`.
    Ellipsis,
    /// `bool`.
    Bool(bool),
    /// `int`.
    Int(Int),
    /// `float`.
    Float(f64),
    /// `str`.
    Str(Str),
    /// `bytes`.
    Bytes(Bytes),
    /// `list`.
    List(List<Value>),
    /// `dict`.
    Dict(Dict<Value, Value>),
    /// `set`.
    Set(Set<Value>),
    /// `frozenset`.
    FrozenSet(FrozenSet<Value>),
    /// `tuple`.
    Tuple(Tuple<Value>),
    /// Everything else: instances, classes, functions, iterators, library objects.
    Object(Rc<dyn DynObject>),
}

impl Value {
    /// A value of a type that implements [`DynObject`].
    pub fn object<O: DynObject>(object: O) -> Value {
        O::declare_operators();
        Value::Object(Rc::new(object))
    }

    /// The name of the class, as error messages write it.
    pub fn class_name(&self) -> Str {
        match self {
            Value::None => Str::from("NoneType"),
            Value::NotImplemented => Str::from("NotImplementedType"),
            Value::Ellipsis => Str::from("ellipsis"),
            Value::Bool(_) => Str::from("bool"),
            Value::Int(_) => Str::from("int"),
            Value::Float(_) => Str::from("float"),
            Value::Str(_) => Str::from("str"),
            Value::Bytes(_) => Str::from("bytes"),
            Value::List(_) => Str::from("list"),
            Value::Dict(_) => Str::from("dict"),
            Value::Set(_) => Str::from("set"),
            Value::FrozenSet(_) => Str::from("frozenset"),
            Value::Tuple(_) => Str::from("tuple"),
            Value::Object(object) => object.class_name(),
        }
    }

    /// `type(x)`.
    pub fn class(&self) -> Class {
        match self {
            Value::None => classes::NONE_TYPE.class(),
            Value::NotImplemented => classes::NOT_IMPLEMENTED_TYPE.class(),
            Value::Ellipsis => classes::ELLIPSIS.class(),
            Value::Bool(_) => classes::BOOL.class(),
            Value::Int(_) => classes::INT.class(),
            Value::Float(_) => classes::FLOAT.class(),
            Value::Str(_) => classes::STR.class(),
            Value::Bytes(_) => classes::BYTES.class(),
            Value::List(_) => classes::LIST.class(),
            Value::Dict(_) => classes::DICT.class(),
            Value::Set(_) => classes::SET.class(),
            Value::FrozenSet(_) => classes::FROZENSET.class(),
            Value::Tuple(_) => classes::TUPLE.class(),
            Value::Object(object) => object.class(),
        }
    }

    /// `self is other`. Scalars, which have no identity of their own here, are identical where they are equal and of
    /// one class.
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::NotImplemented, Value::NotImplemented) => true,
            (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Str(a), Value::Str(b)) => a.as_str() == b.as_str(),
            (Value::Bytes(a), Value::Bytes(b)) => a == b,
            (Value::List(a), Value::List(b)) => a.address() == b.address(),
            (Value::Dict(a), Value::Dict(b)) => a.address() == b.address(),
            (Value::Set(a), Value::Set(b)) => a.address() == b.address(),
            (Value::FrozenSet(a), Value::FrozenSet(b)) => a.address() == b.address(),
            (Value::Tuple(a), Value::Tuple(b)) => a.address() == b.address(),
            (Value::Object(a), Value::Object(b)) => a.address() == b.address(),
            _ => false,
        }
    }

    /// `self is None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// `id(x)`: an address for what has one.
    pub fn id(&self) -> i64 {
        let address = match self {
            Value::List(list) => list.address(),
            Value::Dict(dict) => dict.address(),
            Value::Set(set) => set.address(),
            Value::FrozenSet(set) => set.address(),
            Value::Tuple(tuple) => tuple.address(),
            Value::Object(object) => object.address(),
            Value::Str(text) => text.as_str().as_ptr() as usize,
            Value::None => 0x10,
            Value::NotImplemented => 0x20,
            Value::Ellipsis => 0x30,
            Value::Bool(value) => 0x40 + 0x10 * usize::from(*value),
            Value::Int(value) => {
                return value
                    .to_i64()
                    .map_or(0x60, |v| v.wrapping_mul(32).wrapping_add(0x1000));
            }
            Value::Float(value) => return (value.to_bits() >> 1) as i64,
            Value::Bytes(_) => 0x70,
        };
        address as i64
    }

    /// The object behind a `Value::Object` as a concrete type.
    pub fn downcast<T: DynObject>(&self) -> Option<&T> {
        match self {
            Value::Object(object) => {
                let any: &dyn std::any::Any = &**object;
                any.downcast_ref()
            }
            _ => None,
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match crate::View::repr(self) {
            Ok(text) => f.write_str(text.as_str()),
            Err(_) => f.write_str("<unrepresentable>"),
        }
    }
}
