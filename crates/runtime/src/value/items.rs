//! Subscripts, membership, length and iteration of `Value`.

use crate::iter::Iterable;
use crate::{Int, Iter, Result, Slice, Str, Value, errors, scalars, special};

impl Value {
    /// `x[key]`.
    pub fn get_item(&self, key: &Value) -> Result<Value> {
        match self {
            Value::Object(object) => object.get_item(self, key),

            _ => builtin_get_item(self, key),
        }
    }

    /// `x[key] = value`.
    pub fn set_item(&self, key: &Value, value: impl Into<Value>) -> Result<()> {
        match self {
            Value::Object(object) => object.set_item(self, key, Some(value.into())),

            _ => builtin_set_item(self, key, value.into()),
        }
    }

    /// `del x[key]`.
    pub fn del_item(&self, key: &Value) -> Result<()> {
        match self {
            Value::Object(object) => object.set_item(self, key, None),

            _ => builtin_del_item(self, key),
        }
    }

    /// `item in x`.
    pub fn contains(&self, item: &Value) -> Result<bool> {
        match self {
            Value::Object(object) => {
                special::install_contains();
                object.contains(self, item)
            }

            _ => builtin_contains(self, item),
        }
    }

    /// `iter(x)`, as a Rust iterator.
    pub fn iter(&self) -> Result<Iter<Value>> {
        match self {
            Value::Object(object) => object.iter(self),

            _ => builtin_iter(self),
        }
    }

    /// `len(x)`.
    pub fn len(&self) -> Result<Int> {
        let length = match self {
            Value::Object(object) => object.len(self)?,

            _ => builtin_len(self),
        };
        match length {
            Some(length) => Ok(Int::from(length)),
            None => Err(errors::type_error(format!(
                "object of type '{}' has no len()",
                self.class_name()
            ))),
        }
    }

    /// `operator.index(x)`, or `None` where it is no index.
    pub fn index_or_none(&self) -> Result<Option<Int>> {
        match self {
            Value::Int(_) | Value::Bool(_) => Ok(self.as_int()),
            Value::Object(object) => object.index(self),

            _ => Ok(None),
        }
    }

    /// `operator.index(x)`.
    pub fn index(&self) -> Result<Int> {
        self.index_or_none()?.ok_or_else(|| {
            errors::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                self.class_name()
            ))
        })
    }
}

/// The slice that a key is, if it is one.
fn as_slice(key: &Value) -> Option<&Slice> {
    key.downcast::<Slice>()
}

fn sequence_index(sequence: &str, key: &Value) -> Result<Int> {
    key.index_or_none()?.ok_or_else(|| {
        let name = key.class_name();
        match sequence {
            "string" => {
                errors::type_error(format!("string indices must be integers, not '{name}'"))
            }
            "byte" => errors::type_error(format!(
                "byte indices must be integers or slices, not {name}"
            )),
            _ => errors::type_error(format!(
                "{sequence} indices must be integers or slices, not {name}"
            )),
        }
    })
}

pub(crate) fn builtin_get_item(container: &Value, key: &Value) -> Result<Value> {
    match container {
        Value::List(list) => match as_slice(key) {
            Some(slice) => Ok(Value::List(list.get_slice(slice)?)),
            None => list.get_item(&sequence_index("list", key)?),
        },
        Value::Dict(dict) => dict.get_item(key),
        Value::Tuple(tuple) => match as_slice(key) {
            Some(slice) => Ok(Value::Tuple(tuple.get_slice(slice)?)),
            None => tuple.get_item(&sequence_index("tuple", key)?),
        },
        Value::Str(text) => match as_slice(key) {
            Some(slice) => Ok(Value::Str(scalars::text_slice(text, slice)?)),
            None => Ok(Value::Str(scalars::text_item(
                text,
                &sequence_index("string", key)?,
            )?)),
        },
        Value::Bytes(bytes) => match as_slice(key) {
            Some(slice) => Ok(Value::Bytes(scalars::bytes_slice(bytes, slice)?)),
            None => Ok(Value::Int(scalars::bytes_item(
                bytes,
                &sequence_index("byte", key)?,
            )?)),
        },
        _ => Err(errors::type_error(format!(
            "'{}' object is not subscriptable",
            container.class_name()
        ))),
    }
}

pub(crate) fn builtin_set_item(container: &Value, key: &Value, value: Value) -> Result<()> {
    match container {
        Value::List(list) => match as_slice(key) {
            Some(slice) => list.set_slice(slice, &value),
            None => list.set_item(&sequence_index("list", key)?, value),
        },
        Value::Dict(dict) => dict.set_item(key.clone(), value),
        _ => Err(errors::type_error(format!(
            "'{}' object does not support item assignment",
            container.class_name()
        ))),
    }
}

pub(crate) fn builtin_del_item(container: &Value, key: &Value) -> Result<()> {
    match container {
        Value::List(list) => match as_slice(key) {
            Some(slice) => list.del_slice(slice),
            None => list.del_item(&sequence_index("list", key)?),
        },
        Value::Dict(dict) => dict.del_item(key),
        _ => Err(errors::type_error(format!(
            "'{}' object doesn't support item deletion",
            container.class_name()
        ))),
    }
}

pub(crate) fn builtin_contains(container: &Value, item: &Value) -> Result<bool> {
    match container {
        Value::List(list) => list.contains(item),
        Value::Dict(dict) => dict.contains(item),
        Value::Set(set) => set.contains(item),
        Value::FrozenSet(set) => set.contains(item),
        Value::Tuple(tuple) => tuple.contains(item),
        Value::Str(text) => match item {
            Value::Str(part) => Ok(text.as_str().contains(part.as_str())),
            _ => match part_of(item) {
                Some(part) => Ok(text.as_str().contains(part.as_str())),
                None => Err(errors::type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    item.class_name()
                ))),
            },
        },
        Value::Bytes(bytes) => scalars::bytes_contains(bytes, item),
        _ => Err(errors::type_error(format!(
            "argument of type '{}' is not iterable",
            container.class_name()
        ))),
    }
}

fn part_of(item: &Value) -> Option<Str> {
    match item {
        Value::Object(object) => match object.payload() {
            Some(Value::Str(part)) => Some(part),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn builtin_iter(container: &Value) -> Result<Iter<Value>> {
    match container {
        Value::List(list) => Iterable::iter(list),
        Value::Dict(dict) => Iterable::iter(dict),
        Value::Set(set) => Iterable::iter(set),
        Value::FrozenSet(set) => Iterable::iter(set),
        Value::Tuple(tuple) => Iterable::iter(tuple),
        Value::Str(text) => scalars::text_iter(text),
        Value::Bytes(bytes) => scalars::bytes_iter(bytes),
        _ => Err(errors::type_error(format!(
            "'{}' object is not iterable",
            container.class_name()
        ))),
    }
}

pub(crate) fn builtin_len(container: &Value) -> Option<usize> {
    match container {
        Value::List(list) => Some(list.count_items()),
        Value::Dict(dict) => Some(dict.count_items()),
        Value::Set(set) => Some(set.count_items()),
        Value::FrozenSet(set) => Some(set.count_items()),
        Value::Tuple(tuple) => Some(tuple.as_slice().len()),
        Value::Str(text) => Some(scalars::text_len(text)),
        Value::Bytes(bytes) => Some(scalars::bytes_len(bytes)),
        _ => None,
    }
}
