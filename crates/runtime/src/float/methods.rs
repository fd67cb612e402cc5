//! What Python sees of `float` beside the trait [`Float`]: constructors, operators and conversions.

use portalis_macros::{pyclass, pymethods};

use super::Float;
use crate::dunder::{binary_entry, compare_entry};
use crate::{Int, Result, Str, Value, convert, format};

/// Convert a string or number to a floating-point number, if possible.
#[pyclass("class float", builtin, variant, immutable, copy, rust = "f64")]
pub type FloatClass = f64;

/// Constructors and conversions of `float`.
pub trait FloatMethods: Sized {
    /// `0.0`.
    fn zero() -> f64;

    /// The float itself.
    fn of(x: f64) -> f64;

    /// The float that a text spells.
    ///
    /// # Errors
    /// `ValueError` where it spells none.
    fn of_str(x: &str) -> Result<f64>;

    /// The float of anything: a number, a text, what has `__float__` or `__index__`.
    ///
    /// # Errors
    /// `TypeError`, `ValueError`, `OverflowError` where it is none.
    fn of_value(x: Value) -> Result<f64>;

    /// `float.fromhex(text)`.
    ///
    /// # Errors
    /// `ValueError` where the text is no hexadecimal number; `OverflowError` beyond the range.
    fn fromhex(text: &str) -> Result<f64>;

    /// `float(x)`, `+x`: the float itself.
    fn to_float(&self) -> f64;

    /// The greatest integer that is not above.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    fn floor_to_int(&self) -> Result<Int>;

    /// The smallest integer that is not below.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    fn ceil_to_int(&self) -> Result<Int>;

    /// Whether it is not zero.
    fn is_true(&self) -> bool;

    /// The hash, that of the equal integer if there is one.
    fn hash_value(&self) -> Int;

    /// The shortest text that reads back as the same float.
    fn to_repr(&self) -> Str;

    /// The text by a format spec.
    ///
    /// # Errors
    /// `ValueError` for a spec that is not one of floats.
    fn to_format(&self, format_spec: &str) -> Result<Str>;
}

#[pymethods(1)]
impl FloatMethods for f64 {
    #[pyfn("def __new__(cls) -> float")]
    fn zero() -> f64 {
        0.0
    }

    #[pyfn("def __new__(cls, x: float, /) -> float")]
    fn of(x: f64) -> f64 {
        x
    }

    #[pyfn("def __new__(cls, x: str, /) -> float")]
    fn of_str(x: &str) -> Result<f64> {
        super::parse(x)
    }

    #[pyfn("def __new__(cls, x: Any = 0, /) -> float")]
    fn of_value(x: Value) -> Result<f64> {
        convert::to_float_or_parse(&x)
    }

    /// Create a floating-point number from a hexadecimal string.
    #[pyfn("def fromhex(cls, string: str, /) -> float", class)]
    fn fromhex(text: &str) -> Result<f64> {
        super::from_hex(text)
    }

    #[pyfn("def __float__(self, /) -> float")]
    #[pyfn("def __pos__(self, /) -> float")]
    fn to_float(&self) -> f64 {
        *self
    }

    #[pyfn("def __floor__(self, /) -> int")]
    fn floor_to_int(&self) -> Result<Int> {
        Int::from_f64(self.floor())
    }

    #[pyfn("def __ceil__(self, /) -> int")]
    fn ceil_to_int(&self) -> Result<Int> {
        Int::from_f64(self.ceil())
    }

    #[pyfn("def __bool__(self, /) -> bool")]
    fn is_true(&self) -> bool {
        *self != 0.0
    }

    #[pyfn("def __hash__(self, /) -> int")]
    fn hash_value(&self) -> Int {
        Int::new(self.py_hash())
    }

    #[pyfn("def __repr__(self, /) -> str")]
    fn to_repr(&self) -> Str {
        self.to_str()
    }

    #[pyfn("def __format__(self, format_spec: str, /) -> str")]
    fn to_format(&self, format_spec: &str) -> Result<Str> {
        format::format_float(*self, format_spec)
    }
}

/// The operators that Rust has; they are here for their declarations.
#[doc(hidden)]
pub trait FloatOperators {
    fn op_add(&self, other: f64) -> f64;
    fn op_sub(&self, other: f64) -> f64;
    fn op_mul(&self, other: f64) -> f64;
    fn op_neg(&self) -> f64;
    fn op_abs(&self) -> f64;
    fn op_eq(&self, other: f64) -> bool;
    fn op_ne(&self, other: f64) -> bool;
    fn op_lt(&self, other: f64) -> bool;
    fn op_le(&self, other: f64) -> bool;
    fn op_gt(&self, other: f64) -> bool;
    fn op_ge(&self, other: f64) -> bool;
}

#[pymethods(2)]
impl FloatOperators for f64 {
    #[pyfn("def __add__(self, other: float, /) -> float", operator = "+", dynamic = binary_entry!(Add))]
    fn op_add(&self, other: f64) -> f64 {
        self + other
    }

    #[pyfn("def __sub__(self, other: float, /) -> float", operator = "-", dynamic = binary_entry!(Sub))]
    fn op_sub(&self, other: f64) -> f64 {
        self - other
    }

    #[pyfn("def __mul__(self, other: float, /) -> float", operator = "*", dynamic = binary_entry!(Mul))]
    fn op_mul(&self, other: f64) -> f64 {
        self * other
    }

    #[pyfn("def __neg__(self, /) -> float", operator = "-")]
    fn op_neg(&self) -> f64 {
        -self
    }

    #[pyfn("def __abs__(self, /) -> float")]
    fn op_abs(&self) -> f64 {
        self.abs()
    }

    #[pyfn("def __eq__(self, other: float, /) -> bool", operator = "==")]
    #[pyfn("def __eq__(self, other: int, /) -> bool", operator = "==", dynamic = compare_entry!(Eq))]
    fn op_eq(&self, other: f64) -> bool {
        *self == other
    }

    #[pyfn("def __ne__(self, other: float, /) -> bool", operator = "!=")]
    #[pyfn("def __ne__(self, other: int, /) -> bool", operator = "!=", dynamic = compare_entry!(Ne))]
    fn op_ne(&self, other: f64) -> bool {
        *self != other
    }

    #[pyfn("def __lt__(self, other: float, /) -> bool", operator = "<")]
    #[pyfn("def __lt__(self, other: int, /) -> bool", operator = "<", dynamic = compare_entry!(Lt))]
    fn op_lt(&self, other: f64) -> bool {
        *self < other
    }

    #[pyfn("def __le__(self, other: float, /) -> bool", operator = "<=")]
    #[pyfn("def __le__(self, other: int, /) -> bool", operator = "<=", dynamic = compare_entry!(Le))]
    fn op_le(&self, other: f64) -> bool {
        *self <= other
    }

    #[pyfn("def __gt__(self, other: float, /) -> bool", operator = ">")]
    #[pyfn("def __gt__(self, other: int, /) -> bool", operator = ">", dynamic = compare_entry!(Gt))]
    fn op_gt(&self, other: f64) -> bool {
        *self > other
    }

    #[pyfn("def __ge__(self, other: float, /) -> bool", operator = ">=")]
    #[pyfn("def __ge__(self, other: int, /) -> bool", operator = ">=", dynamic = compare_entry!(Ge))]
    fn op_ge(&self, other: f64) -> bool {
        *self >= other
    }
}
