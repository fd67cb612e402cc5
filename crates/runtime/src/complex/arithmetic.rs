//! Arithmetic of complex numbers, as CPython does it (`Objects/complexobject.c`).

use super::Complex;
use crate::{Error, Result, errors};

impl Complex {
    /// `a + b`.
    pub fn plus(self, other: Complex) -> Complex {
        Complex::new(self.re + other.re, self.im + other.im)
    }

    /// `a - b`.
    pub fn minus(self, other: Complex) -> Complex {
        Complex::new(self.re - other.re, self.im - other.im)
    }

    /// `a * b`.
    pub fn times(self, other: Complex) -> Complex {
        Complex::new(
            self.re * other.re - self.im * other.im,
            self.re * other.im + self.im * other.re,
        )
    }

    /// `-a`.
    pub fn negated(self) -> Complex {
        Complex::new(-self.re, -self.im)
    }

    /// `a / b`, scaled by the larger part of the divisor so that nothing overflows on the way.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    pub fn divided(self, other: Complex) -> Result<Complex> {
        if other.re == 0.0 && other.im == 0.0 {
            return Err(errors::zero_division_error("complex division by zero"));
        }
        Ok(self.quotient(other))
    }

    fn quotient(self, other: Complex) -> Complex {
        if other.re.abs() >= other.im.abs() {
            let ratio = other.im / other.re;
            let denominator = other.re + other.im * ratio;
            Complex::new(
                (self.re + self.im * ratio) / denominator,
                (self.im - self.re * ratio) / denominator,
            )
        } else if other.im.abs() >= other.re.abs() {
            let ratio = other.re / other.im;
            let denominator = other.re * ratio + other.im;
            Complex::new(
                (self.re * ratio + self.im) / denominator,
                (self.im * ratio - self.re) / denominator,
            )
        } else {
            Complex::new(f64::NAN, f64::NAN)
        }
    }

    /// `a ** b`.
    ///
    /// # Errors
    /// `ZeroDivisionError` for zero to a negative or complex power, `OverflowError`.
    pub fn raised(self, exponent: Complex) -> Result<Complex> {
        let is_small =
            exponent.im == 0.0 && exponent.re.fract() == 0.0 && exponent.re.abs() <= 100.0;
        let is_zero = self.re == 0.0 && self.im == 0.0;
        if is_zero && (exponent.im != 0.0 || exponent.re < 0.0) {
            return Err(zero_to_negative());
        }
        let power = if is_small {
            self.raised_to_int(exponent.re as i64)
        } else if is_zero {
            Complex::new(0.0, 0.0)
        } else {
            self.raised_by_polar(exponent)?
        };
        if power.re.is_infinite() || power.im.is_infinite() {
            return Err(errors::overflow_error("complex exponentiation"));
        }
        Ok(power)
    }

    fn raised_to_int(self, exponent: i64) -> Complex {
        let one = Complex::new(1.0, 0.0);
        let (mut power, mut square, mut rest) = (one, self, exponent.unsigned_abs());
        while rest > 0 {
            if rest & 1 == 1 {
                power = power.times(square);
            }
            rest >>= 1;
            square = square.times(square);
        }
        if exponent > 0 {
            power
        } else {
            one.quotient(power)
        }
    }

    fn raised_by_polar(self, exponent: Complex) -> Result<Complex> {
        let (length, angle) = (self.re.hypot(self.im), self.im.atan2(self.re));
        let mut size = length.powf(exponent.re);
        let mut phase = angle * exponent.re;
        if exponent.im != 0.0 {
            size /= (angle * exponent.im).exp();
            phase += exponent.im * length.ln();
        }
        if phase.is_infinite() {
            // C's `cos` reports a domain error, which CPython takes for the one above.
            return Err(zero_to_negative());
        }
        Ok(Complex::new(size * phase.cos(), size * phase.sin()))
    }

    /// `abs(a)`.
    ///
    /// # Errors
    /// `OverflowError`.
    pub fn magnitude(self) -> Result<f64> {
        let length = self.re.hypot(self.im);
        if length.is_infinite() && self.re.is_finite() && self.im.is_finite() {
            return Err(errors::overflow_error("absolute value too large"));
        }
        Ok(length)
    }
}

#[cold]
fn zero_to_negative() -> Error {
    errors::zero_division_error("0.0 to a negative or complex power")
}
