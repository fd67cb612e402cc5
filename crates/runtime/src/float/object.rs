//! `float` as a Python object.

use super::Float;
use crate::{Object, Result, Str, Value, View, convert, format};

impl View for f64 {
    fn class_name(&self) -> Str {
        Str::literal(&"float")
    }

    fn to_value(&self) -> Value {
        Value::Float(*self)
    }

    fn repr(&self) -> Result<Str> {
        Ok(self.to_str())
    }

    fn format(&self, spec: &str) -> Result<Str> {
        format::format_float(*self, spec)
    }

    fn truthy(&self) -> Result<bool> {
        Ok(*self != 0.0)
    }

    fn hash(&self) -> Result<i64> {
        Ok(self.py_hash())
    }
}

impl Object for f64 {
    #[inline]
    fn equals(&self, other: &f64) -> Result<bool> {
        Ok(self == other)
    }

    /// By bits, so that a NaN is found in the list that holds it.
    #[inline]
    fn same(&self, other: &f64) -> bool {
        self.to_bits() == other.to_bits()
    }

    #[inline]
    fn equals_quickly(&self, other: &f64) -> Option<bool> {
        Some(self == other)
    }

    #[inline]
    fn less(&self, other: &f64) -> Result<bool> {
        Ok(self < other)
    }

    fn from_value(value: Value) -> Result<f64> {
        convert::to_float(&value)
    }
}
