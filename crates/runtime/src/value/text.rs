//! Text, truth and hash of `Value`.

use crate::{Result, Str, Value, errors, object::View, reach};

impl View for Value {
    fn class_name(&self) -> Str {
        Value::class_name(self)
    }

    fn to_value(&self) -> Value {
        self.clone()
    }

    fn repr(&self) -> Result<Str> {
        match self {
            Value::Object(object) => {
                reach::REPR.turn_on();
                object.repr(self)
            }

            _ => builtin_repr(self),
        }
    }

    fn str(&self) -> Result<Str> {
        match self {
            Value::Str(text) => Ok(text.clone()),
            Value::Object(object) => {
                reach::STR.turn_on();
                object.str(self)
            }

            _ => builtin_repr(self),
        }
    }

    fn format(&self, spec: &str) -> Result<Str> {
        match self {
            Value::Object(object) => {
                reach::FORMAT.turn_on();
                object.format(self, spec)
            }

            _ => builtin_format(self, spec),
        }
    }

    fn truthy(&self) -> Result<bool> {
        Value::truthy(self)
    }

    fn hash(&self) -> Result<i64> {
        match self {
            Value::Object(object) => object.hash(self),

            _ => builtin_hash(self),
        }
    }
}

impl Value {
    /// `bool(x)`.
    #[inline]
    pub fn truthy(&self) -> Result<bool> {
        match self {
            Value::Bool(value) => Ok(*value),
            Value::Object(object) => object.truthy(self),

            _ => Ok(builtin_truthy(self)),
        }
    }
}

pub(crate) fn builtin_truthy(value: &Value) -> bool {
    match value {
        Value::None => false,
        Value::Bool(value) => *value,
        Value::Int(value) => !value.is_zero(),
        Value::Float(value) => *value != 0.0,
        Value::Str(text) => !text.as_str().is_empty(),
        _ => super::builtin_len(value) != Some(0),
    }
}

pub(crate) fn builtin_repr(value: &Value) -> Result<Str> {
    match value {
        Value::None => Ok(Str::from("None")),
        Value::NotImplemented => Ok(Str::from("NotImplemented")),
        Value::Ellipsis => Ok(Str::from("Ellipsis")),
        Value::Bool(value) => View::repr(value),
        Value::Int(value) => View::repr(value),
        Value::Float(value) => View::repr(value),
        Value::Str(text) => View::repr(text),
        Value::Bytes(bytes) => View::repr(bytes),
        Value::List(list) => View::repr(list),
        Value::Dict(dict) => View::repr(dict),
        Value::Set(set) => View::repr(set),
        Value::FrozenSet(set) => View::repr(set),
        Value::Tuple(tuple) => View::repr(tuple),
        Value::Object(object) => {
            reach::REPR.turn_on();
            object.repr(value)
        }
    }
}

pub(crate) fn builtin_format(value: &Value, spec: &str) -> Result<Str> {
    match value {
        Value::Bool(value) => View::format(value, spec),
        Value::Int(value) => View::format(value, spec),
        Value::Float(value) => View::format(value, spec),
        Value::Str(text) => View::format(text, spec),
        _ if spec.is_empty() => View::str(value),
        _ => Err(errors::type_error(format!(
            "unsupported format string passed to {}.__format__",
            value.class_name()
        ))),
    }
}

pub(crate) fn builtin_hash(value: &Value) -> Result<i64> {
    match value {
        Value::None => Ok(0xFCA8_6420),
        Value::NotImplemented => Ok(0x1234_5678),
        Value::Ellipsis => Ok(0x8765_4321),
        Value::Bool(value) => View::hash(value),
        Value::Int(value) => View::hash(value),
        Value::Float(value) => View::hash(value),
        Value::Str(text) => View::hash(text),
        Value::Bytes(bytes) => View::hash(bytes),
        Value::FrozenSet(set) => View::hash(set),
        Value::Tuple(tuple) => View::hash(tuple),
        _ => Err(errors::type_error(format!(
            "unhashable type: '{}'",
            value.class_name()
        ))),
    }
}
