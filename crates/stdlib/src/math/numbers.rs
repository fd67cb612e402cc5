//! Functions that take floats apart, compare them and combine two of them.

use portalis_macros::pyfn;
use portalis_runtime::{Int, Result, errors};

use super::{domain, range};

/// Return the arc tangent (measured in radians) of y/x.
///
/// Unlike atan(y/x), the signs of both x and y are considered.
#[pyfn("def atan2(y: float, x: float, /) -> float")]
pub fn atan2(y: f64, x: f64) -> f64 {
    y.atan2(x)
}

/// Return a float with the magnitude (absolute value) of x but the sign of y.
///
/// On platforms that support signed zeros, copysign(1.0, -0.0) returns -1.0.
#[pyfn("def copysign(x: float, y: float, /) -> float")]
pub fn copysign(x: f64, y: f64) -> f64 {
    x.copysign(y)
}

/// Convert angle x from radians to degrees.
#[pyfn("def degrees(x: float, /) -> float")]
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / std::f64::consts::PI)
}

/// Convert angle x from degrees to radians.
#[pyfn("def radians(x: float, /) -> float")]
pub fn radians(x: f64) -> f64 {
    x * (std::f64::consts::PI / 180.0)
}

/// Return the absolute value of the float x.
#[pyfn("def fabs(x: float, /) -> float")]
pub fn fabs(x: f64) -> f64 {
    x.abs()
}

/// Fused multiply-add operation.
///
/// Compute (x * y) + z with a single round.
#[pyfn("def fma(x: float, y: float, z: float, /) -> float")]
pub fn fma(x: f64, y: f64, z: f64) -> Result<f64> {
    let r = libm::fma(x, y, z);
    if r.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(errors::value_error("invalid operation in fma"));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(errors::overflow_error("overflow in fma"));
    }
    Ok(r)
}

/// Return fmod(x, y), according to platform C.
///
/// x % y may differ.
#[pyfn("def fmod(x: float, y: float, /) -> float")]
pub fn fmod(x: f64, y: f64) -> Result<f64> {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    let r = x % y;
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    Ok(r)
}

/// Difference between x and the closest integer multiple of y.
///
/// Return x - n*y where n*y is the closest integer multiple of y.
/// In the case where x is exactly halfway between two multiples of
/// y, the nearest even value of n is used. The result is always exact.
#[pyfn("def remainder(x: float, y: float, /) -> float")]
pub fn remainder(x: f64, y: f64) -> Result<f64> {
    if x.is_nan() || y.is_nan() {
        return Ok(x + y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain());
    }
    Ok(libm::remainder(x, y))
}

/// Return x**y (x to the power of y).
#[pyfn("def pow(x: float, y: float, /) -> float")]
pub fn pow(x: f64, y: f64) -> Result<f64> {
    let r = x.powf(y);
    if !x.is_finite() || !y.is_finite() || r.is_finite() {
        return Ok(r);
    }
    if r.is_nan() || x == 0.0 { Err(domain()) } else { Err(range()) }
}

/// Return the mantissa and exponent of x, as pair (m, e).
///
/// m is a float and e is an int, such that x = m * 2.**e.
/// If x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.
#[pyfn("def frexp(x: float, /) -> tuple[float, int]")]
pub fn frexp(x: f64) -> (f64, Int) {
    if !x.is_finite() || x == 0.0 {
        return (x, Int::new(0));
    }
    let (m, e) = libm::frexp(x);
    (m, Int::new(i64::from(e)))
}

/// Return x * (2**i).
///
/// This is essentially the inverse of frexp().
#[pyfn("def ldexp(x: float, i: int, /) -> float")]
pub fn ldexp(x: f64, i: &Int) -> Result<f64> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    // Beyond this every result is infinite or zero.
    let exponent = i.clamp_i64().clamp(-10_000, 10_000);
    let r = libm::ldexp(x, exponent as i32);
    if r.is_infinite() { Err(range()) } else { Ok(r) }
}

/// Return the fractional and integer parts of x.
///
/// Both results carry the sign of x and are floats.
#[pyfn("def modf(x: float, /) -> tuple[float, float]")]
pub fn modf(x: f64) -> (f64, f64) {
    match () {
        _ if x.is_nan() => (x, x),
        _ if x.is_infinite() => (0.0_f64.copysign(x), x),
        _ => ((x - x.trunc()).copysign(x), x.trunc()),
    }
}

/// Return the floating-point value the given number of steps after x towards y.
///
/// If steps is not specified or is None, it defaults to 1.
///
/// Raises a TypeError, if x or y is not a double, or if steps is not an integer.
/// Raises ValueError if steps is negative.
#[pyfn("def nextafter(x: float, y: float, /, *, steps: int | None = None) -> float")]
pub fn nextafter(x: f64, y: f64, steps: Option<Int>) -> Result<f64> {
    let steps = steps.unwrap_or(Int::new(1));
    if steps.is_negative() {
        return Err(errors::value_error("steps must be a non-negative integer"));
    }
    if steps.is_zero() || x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    let steps = steps.to_i64().map_or(u64::MAX, |s| s as u64);
    // Floats of one sign are ordered as their bits are.
    let (from, to) = (ordinal(x), ordinal(y));
    let distance = to.abs_diff(from);
    if distance <= u128::from(steps) {
        return Ok(y);
    }
    let step = i128::from(steps);
    Ok(from_ordinal(if from < to { from + step } else { from - step }, x))
}

/// The position of `x` among all floats; both zeros are at 0.
fn ordinal(x: f64) -> i128 {
    let magnitude = i128::from(x.abs().to_bits());
    if x.is_sign_negative() { -magnitude } else { magnitude }
}

/// The float at a position; a zero gets the sign of `from`.
fn from_ordinal(position: i128, from: f64) -> f64 {
    let magnitude = f64::from_bits(position.unsigned_abs() as u64);
    match position {
        0 => 0.0_f64.copysign(from),
        ..0 => -magnitude,
        _ => magnitude,
    }
}

/// Return the value of the least significant bit of the float x.
#[pyfn("def ulp(x: float, /) -> float")]
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = x.next_up();
    if next.is_infinite() { x - x.next_down() } else { next - x }
}

/// Return True if x is neither an infinity nor a NaN, and False otherwise.
#[pyfn("def isfinite(x: float, /) -> bool")]
pub fn isfinite(x: f64) -> bool {
    x.is_finite()
}

/// Return True if x is a positive or negative infinity, and False otherwise.
#[pyfn("def isinf(x: float, /) -> bool")]
pub fn isinf(x: f64) -> bool {
    x.is_infinite()
}

/// Return True if x is a NaN (not a number), and False otherwise.
#[pyfn("def isnan(x: float, /) -> bool")]
pub fn isnan(x: f64) -> bool {
    x.is_nan()
}

/// Determine whether two floating-point numbers are close in value.
///
///   rel_tol
///     maximum difference for being considered "close", relative to the
///     magnitude of the input values
///   abs_tol
///     maximum difference for being considered "close", regardless of the
///     magnitude of the input values
///
/// Return True if a is close in value to b, and False otherwise.
#[pyfn("def isclose(a: float, b: float, *, rel_tol: float = 1e-09, abs_tol: float = 0.0) -> bool")]
pub fn isclose(a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> Result<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(errors::value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (rel_tol * b).abs() || difference <= (rel_tol * a).abs() || difference <= abs_tol)
}
