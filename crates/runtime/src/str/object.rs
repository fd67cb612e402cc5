//! `str` as a Python object.

use super::{Str, repr};
use crate::{Object, Result, Value, View, convert, errors, format};

impl View for Str {
    fn class_name(&self) -> Str {
        Str::literal(&"str")
    }

    fn to_value(&self) -> Value {
        Value::Str(self.clone())
    }

    fn repr(&self) -> Result<Str> {
        Ok(repr(self))
    }

    fn str(&self) -> Result<Str> {
        Ok(self.clone())
    }

    fn format(&self, spec: &str) -> Result<Str> {
        if spec.is_empty() {
            return Ok(self.clone());
        }
        format::format_str(self, spec)
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.as_str().is_empty())
    }

    fn hash(&self) -> Result<i64> {
        Ok(self.py_hash())
    }
}

impl Object for Str {
    #[inline]
    fn equals(&self, other: &Str) -> Result<bool> {
        Ok(self == other)
    }

    #[inline]
    fn same(&self, other: &Str) -> bool {
        self == other
    }

    #[inline]
    fn equals_quickly(&self, other: &Str) -> Option<bool> {
        Some(self == other)
    }

    #[inline]
    fn less(&self, other: &Str) -> Result<bool> {
        Ok(self < other)
    }

    fn from_value(value: Value) -> Result<Str> {
        match value {
            Value::Str(text) => Ok(text),
            other => convert::as_text(&other).ok_or_else(|| errors::wrong_type("str", &other)),
        }
    }
}
