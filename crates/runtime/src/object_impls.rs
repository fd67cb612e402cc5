//! [`View`] and [`Object`] of `None`, `T | None` and shared references.

use crate::value::CompareOp;
use crate::{Object, Result, Str, Value, View};

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

    fn truthy(&self) -> Result<bool> {
        Ok(false)
    }

    fn hash(&self) -> Result<i64> {
        Value::None.hash()
    }
}

impl Object for () {
    fn equals(&self, _other: &()) -> Result<bool> {
        Ok(true)
    }

    fn same(&self, _other: &()) -> bool {
        true
    }

    fn from_value(value: Value) -> Result<()> {
        match value {
            Value::None => Ok(()),
            other => Err(crate::errors::wrong_type("None", &other)),
        }
    }
}

impl<T: Object> View for Option<T> {
    fn class_name(&self) -> Str {
        match self {
            Some(value) => value.class_name(),
            None => Str::from("NoneType"),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Some(value) => value.to_value(),
            None => Value::None,
        }
    }

    fn repr(&self) -> Result<Str> {
        match self {
            Some(value) => value.repr(),
            None => ().repr(),
        }
    }

    fn str(&self) -> Result<Str> {
        match self {
            Some(value) => value.str(),
            None => ().repr(),
        }
    }

    fn format(&self, spec: &str) -> Result<Str> {
        match self {
            Some(value) => value.format(spec),
            None => ().format(spec),
        }
    }

    fn truthy(&self) -> Result<bool> {
        match self {
            Some(value) => value.truthy(),
            None => Ok(false),
        }
    }

    fn hash(&self) -> Result<i64> {
        match self {
            Some(value) => value.hash(),
            None => ().hash(),
        }
    }
}

impl<T: Object> Object for Option<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        match (self, other) {
            (Some(a), Some(b)) => a.equals(b),
            (a, b) => Ok(a.is_none() && b.is_none()),
        }
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.same(b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    fn equals_quickly(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Some(a), Some(b)) => a.equals_quickly(b),
            (a, b) => Some(a.is_none() && b.is_none()),
        }
    }

    fn less(&self, other: &Self) -> Result<bool> {
        match (self, other) {
            (Some(a), Some(b)) => a.less(b),
            (a, b) => a.to_value().test(CompareOp::Lt, &b.to_value()),
        }
    }

    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::None => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl<T: View + ?Sized> View for &T {
    fn class_name(&self) -> Str {
        (**self).class_name()
    }

    fn to_value(&self) -> Value {
        (**self).to_value()
    }

    fn repr(&self) -> Result<Str> {
        (**self).repr()
    }

    fn str(&self) -> Result<Str> {
        (**self).str()
    }

    fn format(&self, spec: &str) -> Result<Str> {
        (**self).format(spec)
    }

    fn truthy(&self) -> Result<bool> {
        (**self).truthy()
    }

    fn hash(&self) -> Result<i64> {
        (**self).hash()
    }
}
