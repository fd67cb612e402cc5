//! [`Number`]: the type of a slot that holds ints and floats (and truth values), each printed as what it is.
//!
//! It is no class of Python: `1` stays `1` and `1.0` stays `1.0`. The compiler uses it where an `int` and a `float`
//! meet, and spells it `int | float`.
//!
//! *Invariant:* every operation gives what it gives on the same two numbers as `Value`s.

use std::cmp::Ordering;

use portalis_macros::{pyclass, pymethods};

use crate::{Float, Int, Object, Result, Str, Value, View, errors};

/// An int, a float or a truth value.
#[pyclass("class int_or_float", builtin, immutable, final, rust = "Number")]
#[derive(Clone, Debug)]
pub enum Number {
    /// `True` or `False`.
    Bool(bool),
    /// An int.
    Int(Int),
    /// A float.
    Float(f64),
}

impl From<bool> for Number {
    fn from(value: bool) -> Number {
        Number::Bool(value)
    }
}

impl From<Int> for Number {
    fn from(value: Int) -> Number {
        Number::Int(value)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Number {
        Number::Int(Int::from(i64::from(value)))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::Int(Int::from(value))
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Number {
        Number::Float(value)
    }
}

/// Two numbers of one kind.
enum Pair {
    Ints(Int, Int),
    Floats(f64, f64),
}

impl Number {
    /// As a float; OverflowError for an int that is too large.
    pub fn to_f64(&self) -> Result<f64> {
        match self {
            Number::Bool(x) => Ok(f64::from(*x)),
            Number::Int(x) => x.to_f64(),
            Number::Float(x) => Ok(*x),
        }
    }

    /// The int that it is, if it is one.
    fn as_int(&self) -> Option<Int> {
        match self {
            Number::Bool(x) => Some(Int::from(i64::from(*x))),
            Number::Int(x) => Some(x.clone()),
            Number::Float(_) => None,
        }
    }

    fn pair(&self, other: &Number) -> Result<Pair> {
        match (self.as_int(), other.as_int()) {
            (Some(a), Some(b)) => Ok(Pair::Ints(a, b)),
            _ => Ok(Pair::Floats(self.to_f64()?, other.to_f64()?)),
        }
    }
}

#[pymethods]
impl Number {
    /// `self + other`.
    #[pyfn("def __add__(self, other: int | float, /) -> int | float")]
    #[pyfn("def __radd__(self, other: int | float, /) -> int | float")]
    pub fn add(&self, other: &Number) -> Result<Number> {
        Ok(match self.pair(other)? {
            Pair::Ints(a, b) => Number::Int(&a + &b),
            Pair::Floats(a, b) => Number::Float(a + b),
        })
    }

    /// `self - other`.
    #[pyfn("def __sub__(self, other: int | float, /) -> int | float")]
    pub fn sub(&self, other: &Number) -> Result<Number> {
        Ok(match self.pair(other)? {
            Pair::Ints(a, b) => Number::Int(&a - &b),
            Pair::Floats(a, b) => Number::Float(a - b),
        })
    }

    /// `other - self`.
    #[pyfn("def __rsub__(self, other: int | float, /) -> int | float")]
    pub fn sub_from(&self, other: &Number) -> Result<Number> {
        other.sub(self)
    }

    /// `self * other`.
    #[pyfn("def __mul__(self, other: int | float, /) -> int | float")]
    #[pyfn("def __rmul__(self, other: int | float, /) -> int | float")]
    pub fn mul(&self, other: &Number) -> Result<Number> {
        Ok(match self.pair(other)? {
            Pair::Ints(a, b) => Number::Int(&a * &b),
            Pair::Floats(a, b) => Number::Float(a * b),
        })
    }

    /// `self / other`.
    #[pyfn("def __truediv__(self, other: int | float, /) -> float")]
    pub fn true_div(&self, other: &Number) -> Result<f64> {
        match self.pair(other)? {
            Pair::Ints(a, b) => a.true_div(&b),
            Pair::Floats(a, b) => a.true_div(&b),
        }
    }

    /// `other / self`.
    #[pyfn("def __rtruediv__(self, other: int | float, /) -> float")]
    pub fn divide(&self, other: &Number) -> Result<f64> {
        other.true_div(self)
    }

    /// `self // other`.
    #[pyfn("def __floordiv__(self, other: int | float, /) -> int | float")]
    pub fn floor_div(&self, other: &Number) -> Result<Number> {
        Ok(match self.pair(other)? {
            Pair::Ints(a, b) => Number::Int(a.floor_div(&b)?),
            Pair::Floats(a, b) => Number::Float(a.floor_div(&b)?),
        })
    }

    /// `self % other`.
    #[pyfn("def __mod__(self, other: int | float, /) -> int | float")]
    pub fn modulo(&self, other: &Number) -> Result<Number> {
        Ok(match self.pair(other)? {
            Pair::Ints(a, b) => Number::Int(a.modulo(&b)?),
            Pair::Floats(a, b) => Number::Float(a.modulo(&b)?),
        })
    }

    /// `-self`.
    #[pyfn("def __neg__(self, /) -> int | float")]
    pub fn neg(&self) -> Number {
        match self.as_int() {
            Some(x) => Number::Int(-&x),
            None => Number::Float(-self.float()),
        }
    }

    /// `+self`.
    #[pyfn("def __pos__(self, /) -> int | float")]
    pub fn pos(&self) -> Number {
        match self.as_int() {
            Some(x) => Number::Int(x),
            None => Number::Float(self.float()),
        }
    }

    /// `self == other`.
    #[pyfn("def __eq__(self, other: int | float, /) -> bool", operator = "==")]
    fn py_eq(&self, other: &Number) -> bool {
        self == other
    }

    /// `self != other`.
    #[pyfn("def __ne__(self, other: int | float, /) -> bool", operator = "!=")]
    fn py_ne(&self, other: &Number) -> bool {
        self != other
    }

    /// `self < other`.
    #[pyfn("def __lt__(self, other: int | float, /) -> bool", operator = "<")]
    fn py_lt(&self, other: &Number) -> bool {
        self < other
    }

    /// `self <= other`.
    #[pyfn("def __le__(self, other: int | float, /) -> bool", operator = "<=")]
    fn py_le(&self, other: &Number) -> bool {
        self <= other
    }

    /// `self > other`.
    #[pyfn("def __gt__(self, other: int | float, /) -> bool", operator = ">")]
    fn py_gt(&self, other: &Number) -> bool {
        self > other
    }

    /// `self >= other`.
    #[pyfn("def __ge__(self, other: int | float, /) -> bool", operator = ">=")]
    fn py_ge(&self, other: &Number) -> bool {
        self >= other
    }

    fn float(&self) -> f64 {
        match self {
            Number::Float(x) => *x,
            Number::Bool(x) => f64::from(*x),
            Number::Int(_) => 0.0,
        }
    }

    /// The magnitude.
    pub fn abs(&self) -> Number {
        match self.as_int() {
            Some(x) => Number::Int(crate::builtins::abs_int(&x)),
            None => Number::Float(self.float().abs()),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        match (self.as_int(), other.as_int()) {
            (Some(a), Some(b)) => a == b,
            (Some(a), None) => a == other.float(),
            (None, Some(b)) => b == self.float(),
            (None, None) => self.float() == other.float(),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        match (self.as_int(), other.as_int()) {
            (Some(a), Some(b)) => a.partial_cmp(&b),
            (Some(a), None) => a.partial_cmp(&other.float()),
            (None, Some(b)) => b.partial_cmp(&self.float()).map(Ordering::reverse),
            (None, None) => self.float().partial_cmp(&other.float()),
        }
    }
}

impl View for Number {
    fn class_name(&self) -> Str {
        match self {
            Number::Bool(x) => x.class_name(),
            Number::Int(x) => x.class_name(),
            Number::Float(x) => x.class_name(),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Number::Bool(x) => Value::Bool(*x),
            Number::Int(x) => Value::Int(x.clone()),
            Number::Float(x) => Value::Float(*x),
        }
    }

    fn repr(&self) -> Result<Str> {
        match self {
            Number::Bool(x) => View::repr(x),
            Number::Int(x) => View::repr(x),
            Number::Float(x) => View::repr(x),
        }
    }

    fn format(&self, spec: &str) -> Result<Str> {
        match self {
            Number::Bool(x) => View::format(x, spec),
            Number::Int(x) => View::format(x, spec),
            Number::Float(x) => View::format(x, spec),
        }
    }

    fn truthy(&self) -> Result<bool> {
        match self {
            Number::Bool(x) => Ok(*x),
            Number::Int(x) => View::truthy(x),
            Number::Float(x) => Ok(*x != 0.0),
        }
    }

    fn hash(&self) -> Result<i64> {
        match self {
            Number::Bool(x) => Ok(i64::from(*x)),
            Number::Int(x) => View::hash(x),
            Number::Float(x) => View::hash(x),
        }
    }
}

impl Object for Number {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self == other)
    }

    fn equals_quickly(&self, other: &Self) -> Option<bool> {
        Some(self == other)
    }

    /// Of two nans nobody can tell whether they are one object; they count as one where the bits agree.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Number::Float(a), Number::Float(b)) => a.to_bits() == b.to_bits(),
            _ => false,
        }
    }

    fn less(&self, other: &Self) -> Result<bool> {
        Ok(self < other)
    }

    fn from_value(value: Value) -> Result<Self> {
        match value {
            Value::Bool(x) => Ok(Number::Bool(x)),
            Value::Int(x) => Ok(Number::Int(x)),
            Value::Float(x) => Ok(Number::Float(x)),
            other => match other.index_or_none()? {
                Some(x) => Ok(Number::Int(x)),
                None => Err(errors::wrong_type("float", &other)),
            },
        }
    }
}
