//! `float`: Python's arithmetic, text and attributes on `f64`, as the trait [`Float`].
//!
//! `text` is `repr` and parsing, `hex` is `hex` and `fromhex`, `round` is `round` with digits.

mod hex;
pub mod methods;
mod object;
mod round;
mod text;

pub use hex::from_hex;
pub use methods::{FloatClass, FloatMethods, FloatOperators};
use num_bigint::BigInt;
use portalis_macros::pymethods;
pub use text::parse;
pub(crate) use text::{Decimal, push_exponent, without_underscores};

use crate::dunder::binary_entry;
use crate::int::{HASH_MODULUS, reserve_minus_one};
use crate::{Args, Error, Int, Object, Result, Str, Value, errors};

/// What Python's `float` has and Rust's `f64` does not.
pub trait Float: Sized {
    /// `a / b`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    fn true_div(&self, other: &f64) -> Result<f64>;

    /// `a // b`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    fn floor_div(&self, other: &f64) -> Result<f64>;

    /// `a % b`, with the sign of `b`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    fn modulo(&self, other: &f64) -> Result<f64>;

    /// `divmod(a, b)`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    fn divmod(&self, other: &f64) -> Result<(f64, f64)>;

    /// `a ** b`. A negative base with a fractional exponent has no real power: see [`power_is_complex`].
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`, and `ValueError` where the power is complex.
    fn pow(&self, other: &f64) -> Result<f64>;

    /// `repr(x)`, which is also `str(x)`: the shortest text that reads back as the same float.
    fn to_str(&self) -> Str;

    /// `hash(x)`: that of the equal `int` if there is one. NaN hashes to 0.
    fn py_hash(&self) -> i64;

    /// `int(x)`: the integral part.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    fn to_int(&self) -> Result<Int>;

    /// `round(x)`: the nearest integer, half to even.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    fn round_to_int(&self) -> Result<Int>;

    /// `round(x, ndigits)`: correctly rounded from the exact value, half to even.
    ///
    /// # Errors
    /// `OverflowError` where the result is beyond the range.
    fn round_to(&self, ndigits: &Int) -> Result<f64>;

    /// `x.is_integer()`.
    fn is_integer(&self) -> bool;

    /// `x.as_integer_ratio()`.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    fn as_integer_ratio(&self) -> Result<(Int, Int)>;

    /// `x.hex()`.
    fn hex(&self) -> Str;

    /// `x.conjugate()`: the float itself.
    fn conjugate(&self) -> f64;

    /// `x.real`: the float itself.
    fn real(&self) -> f64;

    /// `x.imag`: always 0.0.
    fn imag(&self) -> f64;
}

#[pymethods]
impl Float for f64 {
    #[pyfn("def __truediv__(self, other: float, /) -> float", dynamic = binary_entry!(TrueDiv))]
    #[inline]
    fn true_div(&self, other: &f64) -> Result<f64> {
        if *other == 0.0 {
            return Err(errors::zero_division_error("float division by zero"));
        }
        Ok(self / other)
    }

    #[pyfn("def __floordiv__(self, other: float, /) -> float", dynamic = binary_entry!(FloorDiv))]
    #[inline]
    fn floor_div(&self, other: &f64) -> Result<f64> {
        if *other == 0.0 {
            return Err(errors::zero_division_error("float floor division by zero"));
        }
        Ok(floor_and_rest(*self, *other).0)
    }

    #[pyfn("def __mod__(self, other: float, /) -> float", dynamic = binary_entry!(Mod))]
    #[inline]
    fn modulo(&self, other: &f64) -> Result<f64> {
        if *other == 0.0 {
            return Err(errors::zero_division_error("float modulo by zero"));
        }
        Ok(rest(*self, *other).0)
    }

    #[pyfn("def __divmod__(self, other: float, /) -> tuple[float, float]", dynamic = binary_entry!(DivMod))]
    fn divmod(&self, other: &f64) -> Result<(f64, f64)> {
        if *other == 0.0 {
            return Err(errors::zero_division_error("float divmod()"));
        }
        Ok(floor_and_rest(*self, *other))
    }

    #[pyfn("def __pow__(self, other: float, /) -> float", dynamic = binary_entry!(Pow))]
    fn pow(&self, other: &f64) -> Result<f64> {
        if *self == 0.0 && *other < 0.0 && other.is_finite() {
            return Err(errors::zero_division_error(
                "0.0 cannot be raised to a negative power",
            ));
        }
        if power_is_complex(*self, *other) {
            return Err(errors::value_error(
                "negative number cannot be raised to a fractional power",
            ));
        }
        let power = self.powf(*other);
        if power.is_infinite() && self.is_finite() && other.is_finite() {
            return Err(out_of_range());
        }
        Ok(power)
    }

    fn to_str(&self) -> Str {
        text::repr(*self)
    }

    fn py_hash(&self) -> i64 {
        hash(*self)
    }

    /// The integral part.
    #[pyfn("def __int__(self, /) -> int")]
    #[pyfn("def __trunc__(self, /) -> int")]
    fn to_int(&self) -> Result<Int> {
        Int::from_f64(*self)
    }

    #[pyfn("def __round__(self, ndigits: int, /) -> float")]
    fn round_to(&self, ndigits: &Int) -> Result<f64> {
        round::round_to(*self, ndigits.clamp_i64())
    }

    #[pyfn("def __round__(self, /) -> int", dynamic = round_entry)]
    fn round_to_int(&self) -> Result<Int> {
        Int::from_f64(self.round_ties_even())
    }

    /// Return True if the float is an integer.
    #[pyfn("def is_integer(self, /) -> bool")]
    fn is_integer(&self) -> bool {
        self.is_finite() && self.fract() == 0.0
    }

    /// Return a pair of integers, whose ratio is exactly equal to the original float.
    #[pyfn("def as_integer_ratio(self, /) -> tuple[int, int]")]
    fn as_integer_ratio(&self) -> Result<(Int, Int)> {
        if self.is_nan() {
            return Err(errors::value_error("cannot convert NaN to integer ratio"));
        }
        if self.is_infinite() {
            return Err(errors::overflow_error(
                "cannot convert Infinity to integer ratio",
            ));
        }
        Ok(integer_ratio(*self))
    }

    /// Return a hexadecimal representation of a floating-point number.
    #[pyfn("def hex(self, /) -> str")]
    fn hex(&self) -> Str {
        hex::to_hex(*self)
    }

    /// Return self, the complex conjugate of any float.
    #[pyfn("def conjugate(self, /) -> float")]
    fn conjugate(&self) -> f64 {
        *self
    }

    /// the real part of a complex number
    #[pyfn("def real(self) -> float", property)]
    fn real(&self) -> f64 {
        *self
    }

    /// the imaginary part of a complex number
    #[pyfn("def imag(self) -> float", property)]
    fn imag(&self) -> f64 {
        0.0
    }
}

/// `float.__round__` for both numbers of arguments.
fn round_entry(args: Args) -> Result<Value> {
    let value = f64::from_value(args.values().first().cloned().unwrap_or_default())?;
    match args.values().get(1) {
        None | Some(Value::None) => value.round_to_int().map(Value::Int),
        Some(ndigits) => value
            .round_to(&Int::from_value(ndigits.clone())?)
            .map(Value::Float),
    }
}

/// C's ERANGE, whose number and text CPython passes on.
#[cold]
fn out_of_range() -> Error {
    Error::new(
        &errors::OverflowError,
        vec![
            Value::from(34),
            Value::from("Numerical result out of range"),
        ],
    )
}

/// Whether `base ** exponent` is a complex number.
pub fn power_is_complex(base: f64, exponent: f64) -> bool {
    base < 0.0 && base.is_finite() && exponent.is_finite() && exponent.fract() != 0.0
}

/// `a % b`, and what was added to C's remainder for it.
#[inline]
fn rest(a: f64, b: f64) -> (f64, bool) {
    let rest = a % b;
    if rest == 0.0 {
        // A zero remainder has the sign of the divisor.
        (0f64.copysign(b), false)
    } else if (b < 0.0) != (rest < 0.0) {
        (rest + b, true)
    } else {
        (rest, false)
    }
}

/// `divmod(a, b)` of a divisor that is not zero.
fn floor_and_rest(a: f64, b: f64) -> (f64, f64) {
    let (rest, adjusted) = rest(a, b);
    let quotient = (a - a % b) / b - if adjusted { 1.0 } else { 0.0 };
    if quotient == 0.0 {
        return (0f64.copysign(a / b), rest);
    }
    // The division above may have been rounded: take the nearest integer.
    let floor = quotient.floor();
    let floor = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (floor, rest)
}

/// `hash(x)`: the value modulo the prime 2^61 - 1, bits taken 28 at a time as CPython does.
fn hash(value: f64) -> i64 {
    if value.is_nan() {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let (mantissa, exponent) = parts(value);
    // 2^61 is 1 modulo the prime: multiplying by 2^n rotates the 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let residue = mantissa % HASH_MODULUS;
    let rotated = ((residue << turn) & HASH_MODULUS) | (residue >> (61 - turn));
    let hash = (rotated % HASH_MODULUS) as i64;
    reserve_minus_one(if value < 0.0 { -hash } else { hash })
}

/// The absolute value of a finite float as `mantissa * 2**exponent`.
pub(crate) fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match ((bits >> 52) & 0x7ff) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | (1 << 52), exponent - 1075),
    }
}

fn integer_ratio(value: f64) -> (Int, Int) {
    let (mantissa, exponent) = parts(value);
    if mantissa == 0 {
        return (Int::ZERO, Int::ONE);
    }
    let zeros = mantissa.trailing_zeros() as i32;
    let (mantissa, exponent) = (BigInt::from(mantissa >> zeros), exponent + zeros);
    let numerator = mantissa << exponent.max(0);
    let denominator = BigInt::from(1) << (-exponent).max(0);
    let numerator = if value < 0.0 { -numerator } else { numerator };
    (Int::from(numerator), Int::from(denominator))
}

/// `value * 2**exponent`, rounded once.
pub(crate) fn ldexp(value: f64, exponent: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    // Steps that are exact until the last: scaling down stops short of where bits are lost.
    let (mut value, mut exponent) = (value, exponent);
    while exponent > 1023 {
        value *= power_of_two(1023);
        exponent -= 1023;
        if value.is_infinite() {
            return value;
        }
    }
    while exponent < -1022 {
        // 53 bits above the smallest normal number, so that the intermediate value keeps its bits.
        value *= power_of_two(-1022) * power_of_two(53);
        exponent += 1022 - 53;
        if value == 0.0 {
            return value;
        }
    }
    value * power_of_two(exponent)
}

/// `2**exponent` of a normal number.
fn power_of_two(exponent: i32) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}
