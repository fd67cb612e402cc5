//! An exception as a statically typed value: what the compiler calls on a slot of which it knows that it holds one.
//!
//! *Invariant:* everything that a class of the program may define anew (`__str__`, `__eq__`, …) is asked of the instance.

use super::{Error, group};
use crate::{Object, Result, Str, Tuple, Value, View, errors};

impl View for Error {
    fn class_name(&self) -> Str {
        self.value().class_name()
    }

    fn to_value(&self) -> Value {
        self.value()
    }

    fn repr(&self) -> Result<Str> {
        View::repr(&self.value())
    }

    fn str(&self) -> Result<Str> {
        View::str(&self.value())
    }

    fn format(&self, spec: &str) -> Result<Str> {
        View::format(&self.value(), spec)
    }

    fn truthy(&self) -> Result<bool> {
        View::truthy(&self.value())
    }

    fn hash(&self) -> Result<i64> {
        View::hash(&self.value())
    }
}

impl Object for Error {
    fn equals(&self, other: &Self) -> Result<bool> {
        self.value().equals(&other.value())
    }

    fn same(&self, other: &Self) -> bool {
        Error::same(self, other)
    }

    fn less(&self, other: &Self) -> Result<bool> {
        self.value().less(&other.value())
    }

    fn from_value(value: Value) -> Result<Self> {
        Error::of_value(&value).ok_or_else(|| errors::wrong_type("BaseException", &value))
    }
}

impl Error {
    /// `e.__cause__`.
    pub fn cause(&self) -> Option<Error> {
        self.state().cause.borrow().clone()
    }

    /// `e.__context__`.
    pub fn context(&self) -> Option<Error> {
        self.state().context.borrow().clone()
    }

    /// `group.message`.
    pub fn message(&self) -> Str {
        match self.state().field("message") {
            Some(Value::Str(message)) => message,
            _ => Str::default(),
        }
    }

    /// `group.exceptions`.
    pub fn exceptions(&self) -> Tuple<Error> {
        Tuple::from(group::exceptions(self).unwrap_or_default())
    }

    /// `group.split(condition)`.
    pub fn split(&self, condition: &Value) -> Result<(Option<Error>, Option<Error>)> {
        group::split(self, condition)
    }

    /// `group.subgroup(condition)`.
    pub fn subgroup(&self, condition: &Value) -> Result<Option<Error>> {
        Ok(group::split(self, condition)?.0)
    }
}
