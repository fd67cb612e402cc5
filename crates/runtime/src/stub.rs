//! First names, so that other crates can compile against them; each moves to its own file.

#![allow(missing_docs)]

use crate::{Args, Bytes, Int, Object, Str, View};
use std::rc::Rc;

#[derive(Clone, Debug)]
pub struct Tuple<T>(Rc<Vec<T>>);
impl<T> Tuple<T> {
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}
impl<T> From<Vec<T>> for Tuple<T> {
    fn from(items: Vec<T>) -> Self {
        Tuple(Rc::new(items))
    }
}
pub type List<T> = Tuple<T>;
pub type Dict<K, V> = Tuple<(K, V)>;

/// Never made.
#[derive(Debug)]
pub enum NoObject {}
impl NoObject {
    pub fn payload(&self) -> Option<Value> {
        match *self {}
    }
}

pub mod value {
    use super::{Result, Value};
    #[derive(Clone, Copy)]
    pub enum BinaryOp {
        Add,
        Sub,
        Mul,
        TrueDiv,
        FloorDiv,
        Mod,
        DivMod,
        Pow,
        LShift,
        RShift,
        BitAnd,
        BitOr,
        BitXor,
    }
    #[derive(Clone, Copy)]
    pub enum CompareOp {
        Eq,
        Ne,
        Lt,
        Le,
        Gt,
        Ge,
    }
    pub fn builtin_binary(_op: BinaryOp, _a: &Value, _b: &Value) -> Result<Option<Value>> {
        Ok(None)
    }
    pub fn builtin_compare(_op: CompareOp, _a: &Value, _b: &Value) -> Result<Option<bool>> {
        Ok(None)
    }
}

impl<T: Object> View for Tuple<T> {
    fn class_name(&self) -> Str {
        Str::from("tuple")
    }
    fn to_value(&self) -> Value {
        Value::Tuple(Tuple::from(
            self.as_slice()
                .iter()
                .map(View::to_value)
                .collect::<Vec<_>>(),
        ))
    }
    fn repr(&self) -> Result<Str> {
        self.to_value().repr()
    }
    fn hash(&self) -> Result<i64> {
        Ok(0)
    }
}

macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: Object),*> View for ($($name,)*) {
            fn class_name(&self) -> Str {
                Str::from("tuple")
            }
            #[allow(non_snake_case)]
            fn to_value(&self) -> Value {
                let ($($name,)*) = self;
                Value::Tuple(Tuple::from(vec![$($name.to_value()),*]))
            }
            fn repr(&self) -> Result<Str> {
                self.to_value().repr()
            }
            fn hash(&self) -> Result<i64> {
                Ok(0)
            }
        }
    };
}
tuples!(A B);
tuples!(A B C);

#[derive(Clone, Debug, Default)]
pub enum Value {
    #[default]
    None,
    NotImplemented,
    Bool(bool),
    Int(Int),
    Float(f64),
    Str(Str),
    Bytes(Bytes),
    List(List<Value>),
    Dict(Dict<Value, Value>),
    Tuple(Tuple<Value>),
    Object(Rc<NoObject>),
}
impl Value {
    pub fn class_name(&self) -> Str {
        Str::from(match self {
            Value::None | Value::NotImplemented | Value::Object(_) => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::List(_) => "list",
            Value::Dict(_) => "dict",
            Value::Tuple(_) => "tuple",
        })
    }
    pub fn as_int(&self) -> Option<Int> {
        match self {
            Value::Int(value) => Some(value.clone()),
            Value::Bool(value) => Some(Int::from(*value)),
            _ => None,
        }
    }
    pub fn index_or_none(&self) -> Result<Option<Int>> {
        Ok(self.as_int())
    }
    pub fn find_attr(&self, _name: &str) -> Result<Option<Value>> {
        Ok(None)
    }
    pub fn get_attr(&self, name: &str) -> Result<Value> {
        Err(errors::attribute_error(format!(
            "'{}' object has no attribute '{name}'",
            self.class_name()
        )))
    }
    pub fn call(&self, _args: Args) -> Result<Value> {
        Ok(Value::None)
    }
    pub fn get_item(&self, key: &Value) -> Result<Value> {
        match self {
            Value::Dict(items) => items
                .as_slice()
                .iter()
                .find(|(k, _)| matches!((k, key), (Value::Str(a), Value::Str(b)) if a == b))
                .map(|(_, v)| v.clone())
                .ok_or_else(|| errors::key_error(key.repr().unwrap_or_default())),
            Value::List(items) | Value::Tuple(items) => match key {
                Value::Int(index) => index
                    .to_usize()
                    .and_then(|index| items.as_slice().get(index).cloned())
                    .ok_or_else(|| errors::index_error("list index out of range")),
                _ => Err(errors::type_error(format!(
                    "list indices must be integers or slices, not {}",
                    key.class_name()
                ))),
            },
            Value::Str(text) => match key {
                Value::Int(index) => text.get_item(index).map(Value::Str),
                _ => Err(errors::type_error(
                    "string indices must be integers, not 'str'",
                )),
            },
            _ => Err(errors::type_error(format!(
                "'{}' object is not subscriptable",
                self.class_name()
            ))),
        }
    }
    pub fn downcast<T: 'static>(&self) -> Option<&T> {
        None
    }
}

macro_rules! scalar {
    ($self:ident, $value:ident => $what:expr, $other:expr) => {
        match $self {
            Value::Bool($value) => $what,
            Value::Int($value) => $what,
            Value::Float($value) => $what,
            Value::Str($value) => $what,
            Value::Bytes($value) => $what,
            _ => $other,
        }
    };
}

impl View for Value {
    fn class_name(&self) -> Str {
        Value::class_name(self)
    }
    fn to_value(&self) -> Value {
        self.clone()
    }
    fn repr(&self) -> Result<Str> {
        if let Value::Tuple(items) = self {
            let items: Vec<String> = items
                .as_slice()
                .iter()
                .map(|x| x.repr().unwrap_or_default().to_string())
                .collect();
            return Ok(Str::from(format!(
                "({}{})",
                items.join(", "),
                if items.len() == 1 { "," } else { "" }
            )));
        }
        scalar!(self, value => View::repr(value), Ok(Str::from("None")))
    }
    fn str(&self) -> Result<Str> {
        scalar!(self, value => View::str(value), View::repr(self))
    }
    fn format(&self, spec: &str) -> Result<Str> {
        if spec.is_empty() {
            return View::str(self);
        }
        let class = self.class_name();
        let other = errors::type_error(format!(
            "unsupported format string passed to {class}.__format__"
        ));
        scalar!(self, value => View::format(value, spec), Err(other))
    }
    fn hash(&self) -> Result<i64> {
        scalar!(self, value => View::hash(value), Ok(0))
    }
}
impl Object for Value {
    fn equals(&self, _other: &Value) -> Result<bool> {
        Ok(false)
    }
    fn from_value(value: Value) -> Result<Value> {
        Ok(value)
    }
}

macro_rules! from_variant {
    ($($variant:ident($ty:ty))*) => {$(
        impl From<$ty> for Value {
            fn from(value: $ty) -> Value {
                Value::$variant(value)
            }
        }
    )*};
}
from_variant! { Bool(bool) Int(Int) Float(f64) Str(Str) Bytes(Bytes) Tuple(Tuple<Value>) }
impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Int(Int::from(value))
    }
}

/// A raised exception: its class name and its text.
#[derive(Clone, Debug)]
pub struct Error {
    pub class: &'static str,
    pub text: Str,
}
pub type Result<T> = core::result::Result<T, Error>;

pub mod errors {
    use super::{Error, Str, Value};

    macro_rules! constructors {
        ($($name:ident $class:literal)*) => {$(
            #[cold]
            pub fn $name(text: impl Into<Str>) -> Error {
                Error { class: $class, text: text.into() }
            }
        )*};
    }

    constructors! {
        value_error "ValueError"
        type_error "TypeError"
        system_error "SystemError"
        overflow_error "OverflowError"
        zero_division_error "ZeroDivisionError"
        index_error "IndexError"
        key_error "KeyError"
        attribute_error "AttributeError"
        lookup_error "LookupError"
        memory_error "MemoryError"
        unicode_encode_error "UnicodeEncodeError"
        unicode_decode_error "UnicodeDecodeError"
    }

    pub fn wrong_type(expected: &'static str, value: &Value) -> Error {
        let got = value.class_name();
        type_error(match expected {
            "int" => format!("'{got}' object cannot be interpreted as an integer"),
            "float" => format!("must be real number, not {got}"),
            _ => format!("expected {expected}, got {got}"),
        })
    }

    pub(crate) fn with_argument(error: Error, _function: &str, _index: usize) -> Error {
        error
    }
}

pub mod binder {
    use super::{Result, Value};
    use crate::{Args, native::Param};
    pub fn bind(_name: &str, params: &'static [Param], _args: Args) -> Result<Vec<Option<Value>>> {
        Ok(vec![None; params.len()])
    }
}

pub mod native_object {
    use super::{Result, Value};
    use crate::{NativeType, Object};
    /// The handle as a `Value`.
    pub fn native_value<T: NativeType + Object>(_handle: &T) -> Value {
        Value::None
    }
    /// The handle back from a `Value`, or from an instance of a Python class derived from it.
    pub fn native_from_value<T: NativeType + Object>(_value: Value) -> Result<T> {
        Err(crate::errors::type_error(T::CLASS.name))
    }
}

pub fn spread(_args: &mut crate::Args, _rest: &Value) -> Result<()> {
    Ok(())
}
pub fn spread_keywords(_args: &mut crate::Args, _more: &Value) -> Result<()> {
    Ok(())
}

impl View for () {
    fn class_name(&self) -> Str {
        Str::from("NoneType")
    }
    fn to_value(&self) -> Value {
        Value::None
    }
    fn repr(&self) -> Result<Str> {
        Ok(Str::from("None"))
    }
    fn hash(&self) -> Result<i64> {
        Ok(0)
    }
}
