//! What Python sees of `int`: constructors, operators and methods.

use portalis_macros::pymethods;

use super::{ByteOrder, Int};
use crate::dunder::{binary_entry, compare_entry};
use crate::{Bytes, Result, Str, Value, convert, format};

#[pymethods]
impl Int {
    /// `0`.
    #[pyfn("def __new__(cls) -> int")]
    pub fn zero() -> Int {
        Int::ZERO
    }

    /// The integer itself.
    #[pyfn("def __new__(cls, x: int, /) -> int")]
    pub fn of(x: &Int) -> Int {
        x.clone()
    }

    /// The integral part of a float.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    #[pyfn("def __new__(cls, x: float, /) -> int")]
    pub fn of_float(x: f64) -> Result<Int> {
        Int::from_f64(x)
    }

    /// The integer that a text spells.
    ///
    /// # Errors
    /// `ValueError` where it spells none.
    #[pyfn("def __new__(cls, x: str, /) -> int")]
    pub fn of_str(x: &str) -> Result<Int> {
        Int::parse(x)
    }

    /// The integer that a text spells in a base.
    ///
    /// # Errors
    /// `ValueError` where it spells none, or the base is none.
    #[pyfn("def __new__(cls, x: str, /, base: int) -> int")]
    pub fn of_str_base(x: &str, base: i64) -> Result<Int> {
        Int::parse_base(x, base)
    }

    /// The integer of anything: a number, a text, what has `__int__` or `__index__`.
    ///
    /// # Errors
    /// `TypeError` and `ValueError` where it is none.
    #[pyfn("def __new__(cls, x: Any = 0, /, base: int = ...) -> int")]
    pub fn of_value(x: Value, base: Option<i64>) -> Result<Int> {
        match base {
            None => convert::to_int(&x),
            Some(base) => convert::to_int_base(&x, base),
        }
    }

    /// Number of bits necessary to represent self in binary.
    #[pyfn("def bit_length(self, /) -> int")]
    pub fn bit_length(&self) -> Int {
        self.count_bits()
    }

    /// Number of ones in the binary representation of the absolute value of self.
    #[pyfn("def bit_count(self, /) -> int")]
    pub fn bit_count(&self) -> Int {
        self.count_ones()
    }

    /// Return an array of bytes representing an integer.
    ///
    /// # Errors
    /// `OverflowError` where the value does not fit; `ValueError` for a negative length.
    #[pyfn(
        "def to_bytes(self, /, length: int = 1, byteorder: str = 'big', *, signed: bool = False) -> bytes"
    )]
    pub fn to_bytes(&self, length: i64, byteorder: &str, signed: bool) -> Result<Bytes> {
        let order = ByteOrder::parse(byteorder)?;
        self.to_byte_vec(length, order, signed).map(Bytes::from)
    }

    /// Return the integer represented by the given array of bytes.
    ///
    /// # Errors
    /// `ValueError` for another byte order.
    #[pyfn(
        "def from_bytes(cls, bytes: bytes, byteorder: str = 'big', *, signed: bool = False) -> int",
        class
    )]
    pub fn from_bytes(bytes: &Bytes, byteorder: &str, signed: bool) -> Result<Int> {
        let order = ByteOrder::parse(byteorder)?;
        Ok(Int::from_byte_slice(bytes, order, signed))
    }

    /// Return a pair of integers, whose ratio is equal to the original int.
    #[pyfn("def as_integer_ratio(self, /) -> tuple[int, int]")]
    pub fn as_integer_ratio(&self) -> (Int, Int) {
        (self.clone(), Int::ONE)
    }

    /// Returns True. Exists for duck type compatibility with float.is_integer.
    #[pyfn("def is_integer(self, /) -> bool")]
    pub fn is_integer(&self) -> bool {
        true
    }

    /// Returns self, the complex conjugate of any int.
    #[pyfn("def conjugate(self, /) -> int")]
    pub fn conjugate(&self) -> Int {
        self.clone()
    }

    /// the real part of a complex number
    #[pyfn("def real(self) -> int", property)]
    pub fn real(&self) -> Int {
        self.clone()
    }

    /// the imaginary part of a complex number
    #[pyfn("def imag(self) -> int", property)]
    pub fn imag(&self) -> Int {
        Int::ZERO
    }

    /// the numerator of a rational number in lowest terms
    #[pyfn("def numerator(self) -> int", property)]
    pub fn numerator(&self) -> Int {
        self.clone()
    }

    /// the denominator of a rational number in lowest terms
    #[pyfn("def denominator(self) -> int", property)]
    pub fn denominator(&self) -> Int {
        Int::ONE
    }
}

/// Conversions and comparisons.
#[pymethods(2)]
impl Int {
    /// The integer itself.
    #[pyfn("def __int__(self, /) -> int")]
    #[pyfn("def __index__(self, /) -> int")]
    #[pyfn("def __trunc__(self, /) -> int")]
    #[pyfn("def __floor__(self, /) -> int")]
    #[pyfn("def __ceil__(self, /) -> int")]
    #[pyfn("def __pos__(self, /) -> int")]
    pub fn to_int(&self) -> Int {
        self.clone()
    }

    /// The nearest float.
    ///
    /// # Errors
    /// `OverflowError` beyond the range of a float.
    #[pyfn("def __float__(self, /) -> float")]
    pub fn to_float(&self) -> Result<f64> {
        self.to_f64()
    }

    /// Whether it is not zero.
    #[pyfn("def __bool__(self, /) -> bool")]
    pub fn is_true(&self) -> bool {
        !self.is_zero()
    }

    /// The hash, that of the equal float if there is one.
    #[pyfn("def __hash__(self, /) -> int")]
    pub fn hash_value(&self) -> Int {
        Int::new(self.py_hash())
    }

    /// The decimal text.
    ///
    /// # Errors
    /// `ValueError` beyond the limit of digits.
    #[pyfn("def __repr__(self, /) -> str")]
    pub fn to_repr(&self) -> Result<Str> {
        self.to_str()
    }

    /// The text by a format spec.
    ///
    /// # Errors
    /// `ValueError` for a spec that is not one of integers.
    #[pyfn("def __format__(self, format_spec: str, /) -> str")]
    pub fn to_format(&self, format_spec: &str) -> Result<Str> {
        format::format_int(self, format_spec)
    }

    /// Equality, exact also with floats.
    #[pyfn("def __eq__(self, other: int, /) -> bool", operator = "==")]
    #[pyfn("def __eq__(self, other: float, /) -> bool", operator = "==", dynamic = compare_entry!(Eq))]
    #[doc(hidden)]
    pub fn op_eq(&self, other: &Int) -> bool {
        self == other
    }

    /// Inequality, exact also with floats.
    #[pyfn("def __ne__(self, other: int, /) -> bool", operator = "!=")]
    #[pyfn("def __ne__(self, other: float, /) -> bool", operator = "!=", dynamic = compare_entry!(Ne))]
    #[doc(hidden)]
    pub fn op_ne(&self, other: &Int) -> bool {
        self != other
    }

    /// Order, exact also with floats.
    #[pyfn("def __lt__(self, other: int, /) -> bool", operator = "<")]
    #[pyfn("def __lt__(self, other: float, /) -> bool", operator = "<", dynamic = compare_entry!(Lt))]
    #[doc(hidden)]
    pub fn op_lt(&self, other: &Int) -> bool {
        self < other
    }

    /// Order, exact also with floats.
    #[pyfn("def __le__(self, other: int, /) -> bool", operator = "<=")]
    #[pyfn("def __le__(self, other: float, /) -> bool", operator = "<=", dynamic = compare_entry!(Le))]
    #[doc(hidden)]
    pub fn op_le(&self, other: &Int) -> bool {
        self <= other
    }

    /// Order, exact also with floats.
    #[pyfn("def __gt__(self, other: int, /) -> bool", operator = ">")]
    #[pyfn("def __gt__(self, other: float, /) -> bool", operator = ">", dynamic = compare_entry!(Gt))]
    #[doc(hidden)]
    pub fn op_gt(&self, other: &Int) -> bool {
        self > other
    }

    /// Order, exact also with floats.
    #[pyfn("def __ge__(self, other: int, /) -> bool", operator = ">=")]
    #[pyfn("def __ge__(self, other: float, /) -> bool", operator = ">=", dynamic = compare_entry!(Ge))]
    #[doc(hidden)]
    pub fn op_ge(&self, other: &Int) -> bool {
        self >= other
    }
}

/// Operators of two integers. Those with a Rust operator are here for their declarations.
#[pymethods(3)]
impl Int {
    #[pyfn("def __add__(self, other: int, /) -> int", operator = "+")]
    #[doc(hidden)]
    pub fn op_add(&self, other: &Int) -> Int {
        self + other
    }

    /// `a + b` with a float.
    ///
    /// # Errors
    /// `OverflowError` beyond the range of a float.
    #[pyfn("def __add__(self, other: float, /) -> float", dynamic = binary_entry!(Add))]
    pub fn add_float(&self, other: f64) -> Result<f64> {
        Ok(self.to_f64()? + other)
    }

    #[pyfn("def __sub__(self, other: int, /) -> int", operator = "-")]
    #[doc(hidden)]
    pub fn op_sub(&self, other: &Int) -> Int {
        self - other
    }

    /// `a - b` with a float.
    ///
    /// # Errors
    /// `OverflowError` beyond the range of a float.
    #[pyfn("def __sub__(self, other: float, /) -> float", dynamic = binary_entry!(Sub))]
    pub fn sub_float(&self, other: f64) -> Result<f64> {
        Ok(self.to_f64()? - other)
    }

    #[pyfn("def __mul__(self, other: int, /) -> int", operator = "*")]
    #[doc(hidden)]
    pub fn op_mul(&self, other: &Int) -> Int {
        self * other
    }

    /// `n * text`.
    ///
    /// # Errors
    /// `MemoryError`, `OverflowError` for a text beyond memory.
    #[pyfn("def __mul__(self, other: str, /) -> str")]
    pub fn mul_str(&self, other: &Str) -> Result<Str> {
        other.mul(self)
    }

    /// `n * data`.
    ///
    /// # Errors
    /// `MemoryError`, `OverflowError` for bytes beyond memory.
    #[pyfn("def __mul__(self, other: bytes, /) -> bytes")]
    pub fn mul_bytes(&self, other: &Bytes) -> Result<Bytes> {
        other.mul(self)
    }

    /// `a * b` with a float.
    ///
    /// # Errors
    /// `OverflowError` beyond the range of a float.
    #[pyfn("def __mul__(self, other: float, /) -> float", dynamic = binary_entry!(Mul))]
    pub fn mul_float(&self, other: f64) -> Result<f64> {
        Ok(self.to_f64()? * other)
    }

    #[pyfn("def __and__(self, other: int, /) -> int", operator = "&", dynamic = binary_entry!(BitAnd))]
    #[doc(hidden)]
    pub fn op_and(&self, other: &Int) -> Int {
        self & other
    }

    #[pyfn("def __or__(self, other: int, /) -> int", operator = "|", dynamic = binary_entry!(BitOr))]
    #[doc(hidden)]
    pub fn op_or(&self, other: &Int) -> Int {
        self | other
    }

    #[pyfn("def __xor__(self, other: int, /) -> int", operator = "^", dynamic = binary_entry!(BitXor))]
    #[doc(hidden)]
    pub fn op_xor(&self, other: &Int) -> Int {
        self ^ other
    }

    #[pyfn("def __neg__(self, /) -> int", operator = "-")]
    #[doc(hidden)]
    pub fn op_neg(&self) -> Int {
        -self
    }

    #[pyfn("def __invert__(self, /) -> int", operator = "!")]
    #[doc(hidden)]
    pub fn op_invert(&self) -> Int {
        !self
    }
}
