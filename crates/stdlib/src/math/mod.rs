//! `math`: the mathematical functions of C's library, and some on integers.
//!
//! Functions of one float are here; [`numbers`] has those that take numbers apart and compare them, [`integers`] the
//! number-theoretic ones, [`logarithms`] the logarithms, [`special`] the gamma and error functions, [`sums`] what goes
//! over iterables.
//!
//! *Invariant:* domain and range errors are raised where CPython raises them. Where C's library is not there (browsers,
//! WASI) the last bit of a result may differ.

mod dynamic;
mod integers;
mod logarithms;
mod numbers;
mod rounding;
mod special;
mod sums;

pub use integers::*;
pub use logarithms::*;
pub use numbers::*;
pub use rounding::*;
pub use special::*;
pub use sums::*;

use portalis_macros::{module, pyconst, pyfn};
use portalis_runtime::{Error, Result, errors};

module!("math");

/// The mathematical constant *π*.
#[pyconst("pi: float")]
pub const PI: f64 = std::f64::consts::PI;

/// The mathematical constant *e*.
#[pyconst("e: float")]
pub const E: f64 = std::f64::consts::E;

/// The mathematical constant *τ* = 2*π*.
#[pyconst("tau: float")]
pub const TAU: f64 = std::f64::consts::TAU;

/// Positive infinity.
#[pyconst("inf: float")]
pub const INF: f64 = f64::INFINITY;

/// Not a number.
#[pyconst("nan: float")]
pub const NAN: f64 = f64::NAN;

#[cold]
fn domain() -> Error {
    errors::value_error("math domain error")
}

#[cold]
fn range() -> Error {
    errors::overflow_error("math range error")
}

/// The result `r` of a function that is finite wherever it is defined.
fn defined(x: f64, r: f64) -> Result<f64> {
    if (r.is_nan() && !x.is_nan()) || (r.is_infinite() && x.is_finite()) {
        return Err(domain());
    }
    Ok(r)
}

/// The result `r` of a function that can grow too large.
fn bounded(x: f64, r: f64) -> Result<f64> {
    match () {
        _ if r.is_nan() && !x.is_nan() => Err(domain()),
        _ if r.is_infinite() && x.is_finite() => Err(range()),
        _ => Ok(r),
    }
}

/// Return the arc cosine (measured in radians) of x.
///
/// The result is between 0 and pi.
#[pyfn("def acos(x: float, /) -> float")]
pub fn acos(x: f64) -> Result<f64> {
    defined(x, x.acos())
}

/// Return the inverse hyperbolic cosine of x.
#[pyfn("def acosh(x: float, /) -> float")]
pub fn acosh(x: f64) -> Result<f64> {
    defined(x, libm::acosh(x))
}

/// Return the arc sine (measured in radians) of x.
///
/// The result is between -pi/2 and pi/2.
#[pyfn("def asin(x: float, /) -> float")]
pub fn asin(x: f64) -> Result<f64> {
    defined(x, x.asin())
}

/// Return the inverse hyperbolic sine of x.
#[pyfn("def asinh(x: float, /) -> float")]
pub fn asinh(x: f64) -> Result<f64> {
    defined(x, libm::asinh(x))
}

/// Return the arc tangent (measured in radians) of x.
///
/// The result is between -pi/2 and pi/2.
#[pyfn("def atan(x: float, /) -> float")]
pub fn atan(x: f64) -> Result<f64> {
    defined(x, x.atan())
}

/// Return the inverse hyperbolic tangent of x.
#[pyfn("def atanh(x: float, /) -> float")]
pub fn atanh(x: f64) -> Result<f64> {
    defined(x, libm::atanh(x))
}

/// Return the cube root of x.
#[pyfn("def cbrt(x: float, /) -> float")]
pub fn cbrt(x: f64) -> Result<f64> {
    defined(x, x.cbrt())
}

/// Return the cosine of x (measured in radians).
#[pyfn("def cos(x: float, /) -> float")]
pub fn cos(x: f64) -> Result<f64> {
    defined(x, x.cos())
}

/// Return the hyperbolic cosine of x.
#[pyfn("def cosh(x: float, /) -> float")]
pub fn cosh(x: f64) -> Result<f64> {
    bounded(x, x.cosh())
}

/// Return e raised to the power of x.
#[pyfn("def exp(x: float, /) -> float")]
pub fn exp(x: f64) -> Result<f64> {
    bounded(x, x.exp())
}

/// Return 2 raised to the power of x.
#[pyfn("def exp2(x: float, /) -> float")]
pub fn exp2(x: f64) -> Result<f64> {
    bounded(x, x.exp2())
}

/// Return exp(x)-1.
///
/// This function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.
#[pyfn("def expm1(x: float, /) -> float")]
pub fn expm1(x: f64) -> Result<f64> {
    bounded(x, x.exp_m1())
}

/// Return the natural logarithm of 1+x (base e).
///
/// The result is computed in a way which is accurate for x near zero.
#[pyfn("def log1p(x: float, /) -> float")]
pub fn log1p(x: f64) -> Result<f64> {
    defined(x, x.ln_1p())
}

/// Return the sine of x (measured in radians).
#[pyfn("def sin(x: float, /) -> float")]
pub fn sin(x: f64) -> Result<f64> {
    defined(x, x.sin())
}

/// Return the hyperbolic sine of x.
#[pyfn("def sinh(x: float, /) -> float")]
pub fn sinh(x: f64) -> Result<f64> {
    bounded(x, x.sinh())
}

/// Return the square root of x.
#[pyfn("def sqrt(x: float, /) -> float")]
pub fn sqrt(x: f64) -> Result<f64> {
    defined(x, x.sqrt())
}

/// Return the tangent of x (measured in radians).
#[pyfn("def tan(x: float, /) -> float")]
pub fn tan(x: f64) -> Result<f64> {
    defined(x, x.tan())
}

/// Return the hyperbolic tangent of x.
#[pyfn("def tanh(x: float, /) -> float")]
pub fn tanh(x: f64) -> Result<f64> {
    defined(x, x.tanh())
}

