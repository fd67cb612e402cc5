//! `int` as a Python object.

use super::Int;
use crate::{Object, Result, Str, Value, View, errors, format};

impl View for Int {
    fn class_name(&self) -> Str {
        Str::literal(&"int")
    }

    fn to_value(&self) -> Value {
        Value::Int(self.clone())
    }

    fn repr(&self) -> Result<Str> {
        self.to_str()
    }

    fn format(&self, spec: &str) -> Result<Str> {
        format::format_int(self, spec)
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.is_zero())
    }

    fn hash(&self) -> Result<i64> {
        Ok(self.py_hash())
    }
}

impl Object for Int {
    #[inline]
    fn equals(&self, other: &Int) -> Result<bool> {
        Ok(self == other)
    }

    #[inline]
    fn same(&self, other: &Int) -> bool {
        self == other
    }

    #[inline]
    fn equals_quickly(&self, other: &Int) -> Option<bool> {
        Some(self == other)
    }

    #[inline]
    fn less(&self, other: &Int) -> Result<bool> {
        Ok(self < other)
    }

    fn from_value(value: Value) -> Result<Int> {
        match value {
            Value::Int(value) => Ok(value),
            other => other
                .index_or_none()?
                .ok_or_else(|| errors::wrong_type("int", &other)),
        }
    }
}
