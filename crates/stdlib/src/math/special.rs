//! The gamma and error functions.
//!
//! Gamma is Lanczos's approximation with the coefficients for N = 13 and g = 6.024680040776729583740234375 (V. Toth's
//! table in Boost), evaluated as CPython does, so that the results are the same bits.

#![expect(clippy::excessive_precision, reason = "the coefficients as published")]

use portalis_macros::pyfn;
use portalis_runtime::Result;

use super::{bounded, domain, range};

/// Error function at x.
#[pyfn("def erf(x: float, /) -> float")]
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// Complementary error function at x.
#[pyfn("def erfc(x: float, /) -> float")]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

const G: f64 = 6.024_680_040_776_729_583_740_234_375;
const G_MINUS_HALF: f64 = 5.524_680_040_776_729_583_740_234_375;

const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

const DENOMINATOR: [f64; 13] = [
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0, 1925.0,
    66.0, 1.0,
];

/// gamma(n) for n = 1..=23.
const FACTORIALS: [f64; 23] = [
    1.0,
    1.0,
    2.0,
    6.0,
    24.0,
    120.0,
    720.0,
    5040.0,
    40320.0,
    362880.0,
    3628800.0,
    39916800.0,
    479001600.0,
    6227020800.0,
    87178291200.0,
    1307674368000.0,
    20922789888000.0,
    355687428096000.0,
    6402373705728000.0,
    121645100408832000.0,
    2432902008176640000.0,
    51090942171709440000.0,
    1124000727777607680000.0,
];

/// Lanczos's sum for positive x, by powers of 1/x where x is large.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for (n, d) in NUMERATOR.iter().zip(&DENOMINATOR).rev() {
            numerator = numerator * x + n;
            denominator = denominator * x + d;
        }
    } else {
        for (n, d) in NUMERATOR.iter().zip(&DENOMINATOR) {
            numerator = numerator / x + n;
            denominator = denominator / x + d;
        }
    }
    numerator / denominator
}

/// sin(pi * x), accurate for large x.
fn sin_pi(x: f64) -> f64 {
    use std::f64::consts::PI;
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i64 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1.0_f64.copysign(x) * r
}

/// Gamma function at x.
#[pyfn("def gamma(x: float, /) -> float")]
pub fn gamma(x: f64) -> Result<f64> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x == f64::NEG_INFINITY || x == 0.0 {
        return Err(domain());
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(domain());
        }
        if let Some(exact) = FACTORIALS.get(x as usize - 1) {
            return Ok(*exact);
        }
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return bounded(x, 1.0 / x);
    }
    if magnitude > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(range()) };
    }
    bounded(x, gamma_by_lanczos(x, magnitude))
}

fn gamma_by_lanczos(x: f64, magnitude: f64) -> f64 {
    let y = magnitude + G_MINUS_HALF;
    // The rounding error of y, which the power would blow up.
    let z = if magnitude > G_MINUS_HALF { (y - magnitude) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - magnitude };
    let z = z * G / y;
    if x < 0.0 {
        let mut r = -std::f64::consts::PI / sin_pi(magnitude) / magnitude * y.exp() / lanczos_sum(magnitude);
        r -= z * r;
        if magnitude < 140.0 {
            return r / y.powf(magnitude - 0.5);
        }
        let root = y.powf(magnitude / 2.0 - 0.25);
        return r / root / root;
    }
    let mut r = lanczos_sum(magnitude) / y.exp();
    r += z * r;
    if magnitude < 140.0 {
        return r * y.powf(magnitude - 0.5);
    }
    let root = y.powf(magnitude / 2.0 - 0.25);
    r * root * root
}

/// Natural logarithm of absolute value of Gamma function at x.
#[pyfn("def lgamma(x: float, /) -> float")]
pub fn lgamma(x: f64) -> Result<f64> {
    if !x.is_finite() {
        return Ok(x.abs());
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(domain()) } else { Ok(0.0) };
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(-magnitude.ln());
    }
    let mut r = lanczos_sum(magnitude).ln() - G;
    r += (magnitude - 0.5) * ((magnitude + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        const LOG_PI: f64 = 1.144729885849400174143427351353058711647;
        r = LOG_PI - sin_pi(magnitude).abs().ln() - magnitude.ln() - r;
    }
    bounded(x, r)
}
