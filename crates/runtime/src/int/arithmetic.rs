//! Division, powers and shifts of `int`: the operations that can fail.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use portalis_macros::pymethods;

use super::Int;
use crate::dunder::binary_entry;
use crate::{Args, Error, Float, Object, Result, Value, errors};

#[pymethods(1)]
impl Int {
    /// `a // b`, rounded towards negative infinity.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    #[pyfn("def __floordiv__(self, other: int, /) -> int")]
    #[inline]
    pub fn floor_div(&self, other: &Int) -> Result<Int> {
        if let (Int::Small(a), Int::Small(b)) = (self, other)
            && *b != 0
            && let Some(quotient) = a.checked_div(*b)
        {
            let inexact = (a % b != 0) && ((a < &0) != (b < &0));
            return Ok(Int::Small(quotient - i64::from(inexact)));
        }
        self.slow_floor_div(other)
    }

    /// `a // b` with a float.
    ///
    /// # Errors
    /// `ZeroDivisionError`; `OverflowError` beyond the range of a float.
    #[pyfn("def __floordiv__(self, other: float, /) -> float", dynamic = binary_entry!(FloorDiv))]
    pub fn floor_div_float(&self, other: f64) -> Result<f64> {
        self.to_f64()?.floor_div(&other)
    }

    #[cold]
    fn slow_floor_div(&self, other: &Int) -> Result<Int> {
        if other.is_zero() {
            return Err(division_by_zero());
        }
        Ok(Int::from(self.to_big().div_floor(&other.to_big())))
    }

    /// `a % b`, with the sign of `b`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    #[pyfn("def __mod__(self, other: int, /) -> int")]
    #[inline]
    pub fn modulo(&self, other: &Int) -> Result<Int> {
        if let (Int::Small(a), Int::Small(b)) = (self, other)
            && *b != 0
            && let Some(remainder) = a.checked_rem(*b)
        {
            let adjust = remainder != 0 && ((remainder < 0) != (*b < 0));
            return Ok(Int::Small(if adjust { remainder + b } else { remainder }));
        }
        self.slow_modulo(other)
    }

    /// `a % b` with a float.
    ///
    /// # Errors
    /// `ZeroDivisionError`; `OverflowError` beyond the range of a float.
    #[pyfn("def __mod__(self, other: float, /) -> float", dynamic = binary_entry!(Mod))]
    pub fn modulo_float(&self, other: f64) -> Result<f64> {
        self.to_f64()?.modulo(&other)
    }

    #[cold]
    fn slow_modulo(&self, other: &Int) -> Result<Int> {
        if other.is_zero() {
            return Err(errors::zero_division_error("integer modulo by zero"));
        }
        Ok(Int::from(self.to_big().mod_floor(&other.to_big())))
    }

    /// `divmod(a, b)`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    #[pyfn("def __divmod__(self, other: int, /) -> tuple[int, int]")]
    pub fn divmod(&self, other: &Int) -> Result<(Int, Int)> {
        let quotient = self.floor_div(other)?;
        Ok((quotient, self.modulo(other)?))
    }

    /// `a divmod b` with a float.
    ///
    /// # Errors
    /// `ZeroDivisionError`; `OverflowError` beyond the range of a float.
    #[pyfn("def __divmod__(self, other: float, /) -> tuple[float, float]", dynamic = binary_entry!(DivMod))]
    pub fn divmod_float(&self, other: f64) -> Result<(f64, f64)> {
        self.to_f64()?.divmod(&other)
    }

    /// `a / b`: the float nearest to the exact quotient, however large the operands.
    ///
    /// # Errors
    /// `ZeroDivisionError`; `OverflowError` where the quotient is beyond the range of a float.
    #[pyfn("def __truediv__(self, other: int, /) -> float")]
    #[inline]
    pub fn true_div(&self, other: &Int) -> Result<f64> {
        const EXACT: i64 = 1 << 53;
        if let (Int::Small(a), Int::Small(b)) = (self, other)
            && (-EXACT..=EXACT).contains(a)
            && (-EXACT..=EXACT).contains(b)
            && *b != 0
        {
            return Ok(*a as f64 / *b as f64);
        }
        self.slow_true_div(other)
    }

    /// `a / b` with a float.
    ///
    /// # Errors
    /// `ZeroDivisionError`; `OverflowError` beyond the range of a float.
    #[pyfn("def __truediv__(self, other: float, /) -> float", dynamic = binary_entry!(TrueDiv))]
    pub fn true_div_float(&self, other: f64) -> Result<f64> {
        self.to_f64()?.true_div(&other)
    }

    #[cold]
    fn slow_true_div(&self, other: &Int) -> Result<f64> {
        if other.is_zero() {
            return Err(errors::zero_division_error("division by zero"));
        }
        let negative = self.is_negative() != other.is_negative();
        let magnitude =
            ratio_to_f64(&self.to_big().abs(), &other.to_big().abs()).ok_or_else(|| {
                errors::overflow_error("integer division result too large for a float")
            })?;
        Ok(if negative { -magnitude } else { magnitude })
    }

    /// `a ** b` for `b >= 0`.
    ///
    /// A negative exponent gives a float in Python: see [`Int::pow_to_float`].
    ///
    /// # Errors
    /// `OverflowError` for a result that no memory holds; `ValueError` for a negative exponent.
    #[pyfn("def __pow__(self, exponent: Literal[0], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[1], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[2], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[3], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[4], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[5], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[6], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[7], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[8], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[9], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[10], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[16], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[20], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[32], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[63], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[64], /) -> int")]
    #[pyfn("def __pow__(self, exponent: Literal[100], /) -> int")]
    #[inline]
    pub fn pow(&self, exponent: &Int) -> Result<Int> {
        if let (Int::Small(base), Int::Small(exponent)) = (self, exponent)
            && let Ok(exponent) = u32::try_from(*exponent)
            && let Some(power) = base.checked_pow(exponent)
        {
            return Ok(Int::Small(power));
        }
        self.slow_pow(exponent)
    }

    /// `a ** b`: an integer, or a float where the exponent is negative.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`.
    #[pyfn("def __pow__(self, exponent: int, /) -> Any")]
    pub fn pow_any(&self, exponent: &Int) -> Result<Value> {
        if exponent.is_negative() {
            return self.pow_to_float(exponent).map(Value::Float);
        }
        self.pow(exponent).map(Value::Int)
    }

    /// `a ** b` with a float.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`, and `ValueError` where the power is complex.
    #[pyfn("def __pow__(self, exponent: float, /) -> float", dynamic = binary_entry!(Pow))]
    pub fn pow_float(&self, exponent: f64) -> Result<f64> {
        self.to_f64()?.pow(&exponent)
    }

    #[cold]
    fn slow_pow(&self, exponent: &Int) -> Result<Int> {
        if exponent.is_negative() {
            return Err(errors::value_error("negative exponent"));
        }
        match (self, exponent.to_i64().and_then(|e| u32::try_from(e).ok())) {
            (Int::Small(0 | 1), _) => Ok(self.clone()),
            (Int::Small(-1), _) if (exponent & 1).is_zero() => Ok(Int::ONE),
            (Int::Small(-1), _) => Ok(self.clone()),
            (_, Some(exponent)) => Ok(Int::from(self.to_big().pow(exponent))),
            (_, None) => Err(too_many_digits()),
        }
    }

    /// `a ** b` for `b < 0`: both operands are floats.
    ///
    /// # Errors
    /// `ZeroDivisionError` for a base of zero; `OverflowError`.
    pub fn pow_to_float(&self, exponent: &Int) -> Result<f64> {
        let (base, exponent) = (self.to_f64()?, exponent.to_f64()?);
        if base == 0.0 {
            return Err(errors::zero_division_error(
                "0.0 cannot be raised to a negative power",
            ));
        }
        Ok(base.powf(exponent))
    }

    /// `a << b`.
    ///
    /// # Errors
    /// `ValueError` for a negative count; `OverflowError` for a result that no memory holds.
    #[pyfn("def __lshift__(self, count: int, /) -> int", dynamic = binary_entry!(LShift))]
    #[inline]
    pub fn lshift(&self, count: &Int) -> Result<Int> {
        if let (Int::Small(value), Int::Small(count @ 0..=62)) = (self, count) {
            let shifted = value << count;
            if shifted >> count == *value {
                return Ok(Int::Small(shifted));
            }
        }
        self.slow_lshift(count)
    }

    #[cold]
    fn slow_lshift(&self, count: &Int) -> Result<Int> {
        if count.is_negative() {
            return Err(errors::value_error("negative shift count"));
        }
        if self.is_zero() {
            return Ok(Int::ZERO);
        }
        match count.to_i64().filter(|count| *count <= 1 << 36) {
            Some(count) => Ok(Int::from(self.to_big() << count)),
            None => Err(too_many_digits()),
        }
    }

    /// `a >> b`, rounded towards negative infinity.
    ///
    /// # Errors
    /// `ValueError` for a negative count.
    #[pyfn("def __rshift__(self, count: int, /) -> int", dynamic = binary_entry!(RShift))]
    #[inline]
    pub fn rshift(&self, count: &Int) -> Result<Int> {
        match (self, count) {
            (Int::Small(value), Int::Small(count @ 0..)) => {
                Ok(Int::Small(value >> (*count).min(63)))
            }
            _ => self.slow_rshift(count),
        }
    }

    #[cold]
    fn slow_rshift(&self, count: &Int) -> Result<Int> {
        if count.is_negative() {
            return Err(errors::value_error("negative shift count"));
        }
        Ok(match (self, count) {
            (Int::Big(big), Int::Small(count)) => Int::from(&**big >> *count),
            _ if self.is_negative() => Int::new(-1),
            _ => Int::ZERO,
        })
    }

    /// `round(x, ndigits)`: to a power of ten for a negative `ndigits`, half to even.
    ///
    /// # Errors
    /// `OverflowError` for a power of ten that no memory holds.
    #[pyfn("def __round__(self, ndigits: int, /) -> int")]
    pub fn round_to(&self, ndigits: &Int) -> Result<Int> {
        if !ndigits.is_negative() {
            return Ok(self.clone());
        }
        let unit = Int::new(10).pow(&-ndigits)?;
        let (quotient, remainder) = self.divmod(&unit)?;
        let twice = &remainder + &remainder;
        let up = twice > unit || (twice == unit && !(&quotient & 1).is_zero());
        Ok(if up {
            self - &remainder + unit
        } else {
            self - &remainder
        })
    }

    /// `round(x)`: the integer itself.
    #[pyfn("def __round__(self, /) -> int", dynamic = round_entry)]
    pub fn round(&self) -> Int {
        self.clone()
    }

    /// `abs(x)`.
    #[pyfn("def __abs__(self, /) -> int")]
    #[inline]
    pub fn abs(&self) -> Int {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }
}

/// `int.__round__` for both numbers of arguments.
fn round_entry(args: Args) -> Result<Value> {
    let value = args
        .values()
        .first()
        .and_then(Value::as_int)
        .unwrap_or_default();
    match args.values().get(1) {
        None => Ok(Value::Int(value)),
        Some(ndigits) => value
            .round_to(&Int::from_value(ndigits.clone())?)
            .map(Value::Int),
    }
}

/// `pow(base, exponent, modulus)`.
///
/// # Errors
/// `ValueError` for a modulus of zero, and for a negative exponent of a base that has no inverse.
pub fn pow_mod(base: &Int, exponent: &Int, modulus: &Int) -> Result<Int> {
    if modulus.is_zero() {
        return Err(errors::value_error("pow() 3rd argument cannot be 0"));
    }
    let (mut base, modulus) = (base.to_big(), modulus.to_big());
    let magnitude = modulus.abs();
    let mut exponent = exponent.to_big();
    if exponent.is_negative() {
        base = base
            .modinv(&magnitude)
            .ok_or_else(|| errors::value_error("base is not invertible for the given modulus"))?;
        exponent = -exponent;
    }
    let power = base.modpow(&exponent, &magnitude);
    // The result has the sign of the modulus.
    let result = power.mod_floor(&modulus);
    Ok(Int::from(result))
}

#[cold]
fn division_by_zero() -> Error {
    errors::zero_division_error("integer division or modulo by zero")
}

#[cold]
fn too_many_digits() -> Error {
    errors::overflow_error("too many digits in integer")
}

/// The nearest float, or `None` beyond the range.
pub(super) fn big_to_f64(big: &BigInt) -> Option<f64> {
    big.to_f64().filter(|float| float.is_finite())
}

/// The float nearest to `a / b`, or `None` beyond the range. Both are positive or `a` is zero.
///
/// The quotient is taken to 55 bits or more with the remainder folded into the lowest bit, and rounded once, half to
/// even, to the bits that the result has room for (fewer than 53 for a subnormal).
fn ratio_to_f64(a: &BigInt, b: &BigInt) -> Option<f64> {
    const MANTISSA: i64 = 53;
    const MIN_EXPONENT: i64 = -1021;
    const MAX_EXPONENT: i64 = 1024;
    if a.is_zero() {
        return Some(0.0);
    }
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > MAX_EXPONENT {
        return None;
    }
    if difference < MIN_EXPONENT - MANTISSA - 1 {
        return Some(0.0);
    }
    let shift = difference.max(MIN_EXPONENT) - MANTISSA - 2;
    let (quotient, remainder) = if shift <= 0 {
        (a << -shift).div_rem(b)
    } else {
        a.div_rem(&(b << shift))
    };
    let sticky = u64::from(!remainder.is_zero());
    let quotient = quotient
        .to_u64()
        .expect("at most 57 bits by the choice of shift")
        | sticky;
    let bits = i64::from(64 - quotient.leading_zeros());
    let extra = bits.max(MIN_EXPONENT - shift) - MANTISSA;
    let rounded = round_off(quotient, extra as u32);
    let result = crate::float::ldexp(rounded as f64, shift as i32);
    result.is_finite().then_some(result)
}

/// Rounds the lowest `extra` bits (2 or more) away, half to even, leaving zeros.
fn round_off(value: u64, extra: u32) -> u64 {
    let half = 1u64 << (extra - 1);
    let rest = value & (2 * half - 1);
    let floor = value - rest;
    let odd = floor & (2 * half) != 0;
    if rest > half || (rest == half && odd) {
        floor + 2 * half
    } else {
        floor
    }
}
