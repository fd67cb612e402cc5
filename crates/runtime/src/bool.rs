//! What Python sees of `bool`.

use portalis_macros::{pyclass, pymethods};

use crate::dunder::binary_entry;
use crate::{Int, Object, Result, Str, Value, View, format};

/// Returns True when the argument is true, False otherwise.
#[pyclass("class bool(int)", builtin, variant, immutable, copy, final, bases = [Int], rust = "bool")]
pub type Bool = bool;

/// Constructors, operators and conversions of `bool`.
pub trait BoolMethods: Sized {
    /// The truth of anything.
    ///
    /// # Errors
    /// What `__bool__` or `__len__` raises.
    fn of(x: &dyn View) -> Result<bool>;

    /// `a & b`.
    #[doc(hidden)]
    fn op_and(&self, other: bool) -> bool;

    /// `a | b`.
    #[doc(hidden)]
    fn op_or(&self, other: bool) -> bool;

    /// `a ^ b`.
    #[doc(hidden)]
    fn op_xor(&self, other: bool) -> bool;

    /// The `bool` itself.
    fn is_true(&self) -> bool;

    /// The text `True` or `False`.
    fn to_repr(&self) -> Str;

    /// The text by a format spec.
    ///
    /// # Errors
    /// `ValueError` for a spec that is not one of integers.
    fn to_format(&self, format_spec: &str) -> Result<Str>;
}

#[pymethods]
impl BoolMethods for bool {
    #[pyfn("def __new__(cls, x: object = False, /) -> bool")]
    fn of(x: &dyn View) -> Result<bool> {
        x.truthy()
    }

    #[pyfn("def __and__(self, other: bool, /) -> bool", operator = "&", dynamic = binary_entry!(BitAnd))]
    fn op_and(&self, other: bool) -> bool {
        self & other
    }

    #[pyfn("def __or__(self, other: bool, /) -> bool", operator = "|", dynamic = binary_entry!(BitOr))]
    fn op_or(&self, other: bool) -> bool {
        self | other
    }

    #[pyfn("def __xor__(self, other: bool, /) -> bool", operator = "^", dynamic = binary_entry!(BitXor))]
    fn op_xor(&self, other: bool) -> bool {
        self ^ other
    }

    #[pyfn("def __bool__(self, /) -> bool")]
    fn is_true(&self) -> bool {
        *self
    }

    #[pyfn("def __repr__(self, /) -> str")]
    fn to_repr(&self) -> Str {
        if *self {
            Str::literal(&"True")
        } else {
            Str::literal(&"False")
        }
    }

    #[pyfn("def __format__(self, format_spec: str, /) -> str")]
    fn to_format(&self, format_spec: &str) -> Result<Str> {
        format::format_bool(*self, format_spec)
    }
}

impl View for bool {
    fn class_name(&self) -> Str {
        Str::literal(&"bool")
    }

    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }

    fn repr(&self) -> Result<Str> {
        Ok(if *self {
            Str::literal(&"True")
        } else {
            Str::literal(&"False")
        })
    }

    fn format(&self, spec: &str) -> Result<Str> {
        format::format_bool(*self, spec)
    }

    fn truthy(&self) -> Result<bool> {
        Ok(*self)
    }

    fn hash(&self) -> Result<i64> {
        Ok(i64::from(*self))
    }
}

impl Object for bool {
    #[inline]
    fn equals(&self, other: &bool) -> Result<bool> {
        Ok(self == other)
    }

    #[inline]
    fn same(&self, other: &bool) -> bool {
        self == other
    }

    #[inline]
    fn equals_quickly(&self, other: &bool) -> Option<bool> {
        Some(self == other)
    }

    #[inline]
    fn less(&self, other: &bool) -> Result<bool> {
        Ok(self < other)
    }

    fn from_value(value: Value) -> Result<bool> {
        match value {
            Value::Bool(value) => Ok(value),
            // What is declared as `bool` takes anything's truth, as C code does with `p`.
            other => View::truthy(&other),
        }
    }
}
