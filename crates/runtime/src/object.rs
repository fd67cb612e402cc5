//! What every Python value can do, whatever its Rust representation.
//!
//! [`View`] is the half that only looks and is object-safe: `print`, `repr`, `format`. [`Object`] adds what containers
//! need of their items. Both have defaults that are those of `object` itself.
//!
//! *Invariant:* a static representation answers exactly what its `Value` would answer.

use std::any::Any;

use crate::value::CompareOp;
use crate::{Result, Str, Value, errors};

/// Looks at a value without keeping it.
pub trait View {
    /// The name of the class as error messages write it.
    fn class_name(&self) -> Str;

    /// The same value (for mutable objects: the same object) as a `Value`.
    fn to_value(&self) -> Value;

    /// `repr(x)`.
    fn repr(&self) -> Result<Str>;

    /// `str(x)`.
    fn str(&self) -> Result<Str> {
        self.repr()
    }

    /// `ascii(x)`.
    fn ascii(&self) -> Result<Str> {
        Ok(crate::str::escape_non_ascii(&self.repr()?))
    }

    /// `format(x, spec)`.
    fn format(&self, spec: &str) -> Result<Str> {
        match spec {
            "" => self.str(),
            _ => Err(errors::type_error(format!(
                "unsupported format string passed to {}.__format__",
                self.class_name().as_str()
            ))),
        }
    }

    /// `bool(x)`.
    fn truthy(&self) -> Result<bool> {
        Ok(true)
    }

    /// `hash(x)`.
    fn hash(&self) -> Result<i64>;
}

/// What `print` asks of a value. Its table holds this one method, so that printing a value links nothing else that it can do.
pub trait Show {
    /// `str(x)`.
    fn shown(&self) -> Result<Str>;
}

impl<T: View> Show for T {
    fn shown(&self) -> Result<Str> {
        self.str()
    }
}

/// A value as containers and library generics hold it.
pub trait Object: View + Clone + 'static {
    /// `self == other`, as a truth value.
    fn equals(&self, other: &Self) -> Result<bool>;

    /// `self is other`. Containers look at it before they ask [`Object::equals`].
    fn same(&self, _other: &Self) -> bool {
        false
    }

    /// `self == other` where that needs no Python code and cannot fail; `None` means: ask [`Object::equals`].
    fn equals_quickly(&self, _other: &Self) -> Option<bool> {
        None
    }

    /// `self < other`, as a truth value.
    fn less(&self, other: &Self) -> Result<bool> {
        Err(errors::type_error(format!(
            "'<' not supported between instances of '{}' and '{}'",
            self.class_name().as_str(),
            other.class_name().as_str()
        )))
    }

    /// `self op other`, as a truth value.
    fn compares(&self, op: CompareOp, other: &Self) -> Result<bool> {
        match op {
            CompareOp::Eq => self.equals(other),
            CompareOp::Ne => Ok(!self.equals(other)?),
            CompareOp::Lt => self.less(other),
            CompareOp::Gt => other.less(self),
            CompareOp::Le => Ok(self.equals(other)? || self.less(other)?),
            CompareOp::Ge => Ok(self.equals(other)? || other.less(self)?),
        }
    }

    /// Back from a `Value`; TypeError where it is of another class.
    fn from_value(value: Value) -> Result<Self>;
}

/// `value` as a `B`, where `A` is `B`.
pub(crate) fn same_type<A: 'static, B: 'static>(value: &A) -> Option<&B> {
    (value as &dyn Any).downcast_ref()
}
