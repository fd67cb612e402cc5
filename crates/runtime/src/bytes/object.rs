//! `bytes` as a Python object.

use super::Bytes;
use crate::{Object, Result, Str, Value, View, convert, errors};

impl View for Bytes {
    fn class_name(&self) -> Str {
        Str::literal(&"bytes")
    }

    fn to_value(&self) -> Value {
        Value::Bytes(self.clone())
    }

    fn repr(&self) -> Result<Str> {
        Ok(self.to_repr())
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.as_slice().is_empty())
    }

    fn hash(&self) -> Result<i64> {
        Ok(self.py_hash())
    }
}

impl Object for Bytes {
    #[inline]
    fn equals(&self, other: &Bytes) -> Result<bool> {
        Ok(self == other)
    }

    #[inline]
    fn same(&self, other: &Bytes) -> bool {
        self == other
    }

    #[inline]
    fn equals_quickly(&self, other: &Bytes) -> Option<bool> {
        Some(self == other)
    }

    #[inline]
    fn less(&self, other: &Bytes) -> Result<bool> {
        Ok(self < other)
    }

    fn from_value(value: Value) -> Result<Bytes> {
        match value {
            Value::Bytes(bytes) => Ok(bytes),
            other => convert::as_bytes(&other).ok_or_else(|| errors::wrong_type("bytes", &other)),
        }
    }
}
