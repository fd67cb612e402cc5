//! Logarithms, of integers of any size too.

use portalis_macros::pyfn;
use portalis_runtime::{Float, Int, Result};

use super::{defined, domain};

/// Return the logarithm of x to the given base.
///
/// If the base is not specified, returns the natural logarithm (base e) of x.
#[pyfn("def log(x: int, base: float = ..., /) -> float")]
pub fn log_int(x: &Int, base: Option<f64>) -> Result<f64> {
    divide(of_int(x, f64::ln)?, base)
}

/// Return the logarithm of x to the given base.
///
/// If the base is not specified, returns the natural logarithm (base e) of x.
#[pyfn("def log(x: float, base: float = ..., /) -> float", dynamic = super::dynamic::log)]
pub fn log(x: f64, base: Option<f64>) -> Result<f64> {
    divide(of_float(x, f64::ln)?, base)
}

/// Return the base 2 logarithm of x.
#[pyfn("def log2(x: int, /) -> float")]
pub fn log2_int(x: &Int) -> Result<f64> {
    of_int(x, f64::log2)
}

/// Return the base 2 logarithm of x.
#[pyfn("def log2(x: float, /) -> float", dynamic = super::dynamic::log2)]
pub fn log2(x: f64) -> Result<f64> {
    of_float(x, f64::log2)
}

/// Return the base 10 logarithm of x.
#[pyfn("def log10(x: int, /) -> float")]
pub fn log10_int(x: &Int) -> Result<f64> {
    of_int(x, f64::log10)
}

/// Return the base 10 logarithm of x.
#[pyfn("def log10(x: float, /) -> float", dynamic = super::dynamic::log10)]
pub fn log10(x: f64) -> Result<f64> {
    of_float(x, f64::log10)
}

pub(super) fn divide(numerator: f64, base: Option<f64>) -> Result<f64> {
    match base {
        Some(base) => numerator.true_div(&of_float(base, f64::ln)?),
        None => Ok(numerator),
    }
}

fn of_float(x: f64, log: fn(f64) -> f64) -> Result<f64> {
    if x <= 0.0 {
        return Err(domain());
    }
    defined(x, log(x))
}

/// Beyond the range of floats: log(m * 2**e) = log(m) + log(2) * e.
fn of_int(x: &Int, log: fn(f64) -> f64) -> Result<f64> {
    if x.is_negative() || x.is_zero() {
        return Err(domain());
    }
    if let Ok(x) = x.to_f64() {
        return of_float(x, log);
    }
    let exponent = x.bit_length();
    // 64 leading bits are more than a float holds; what they lose is below half its last bit.
    let shift = exponent.clamp_i64() - 64;
    let mantissa = x.rshift(&Int::new(shift))?.to_f64()?;
    Ok(log(libm::ldexp(mantissa, -64)) + log(2.0) * exponent.to_f64()?)
}
