//! `complex`: two floats.
//!
//! `methods` is what Python sees, `arithmetic` computes, `text` is `repr` and parsing.

mod arithmetic;
pub mod methods;
mod text;

use portalis_macros::pyclass;

use crate::int::reserve_minus_one;
use crate::{Float, Int};

/// Create a complex number from a string or numbers.
///
/// If a string is given, parse it as a complex number.
/// If a single number is given, convert it to a complex number.
/// If the 'real' or 'imag' arguments are given, create a complex number
/// with the specified real and imaginary components.
#[pyclass("class complex", immutable, copy, repr, truthy, eq, hash, format, address = Complex::address)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

impl Complex {
    /// The number of those parts.
    pub const fn new(re: f64, im: f64) -> Complex {
        Complex { re, im }
    }

    /// The literal `<im>j`.
    pub const fn imaginary(im: f64) -> Complex {
        Complex { re: 0.0, im }
    }

    /// `hash(z)`: that of the equal float or integer if there is one.
    pub fn number_hash(self) -> i64 {
        let hash = self
            .re
            .py_hash()
            .wrapping_add(self.im.py_hash().wrapping_mul(1_000_003));
        reserve_minus_one(hash)
    }

    /// What `is` and `id()` go by: equal numbers are one.
    fn address(&self) -> usize {
        (self.re.to_bits().rotate_left(17) ^ self.im.to_bits()) as usize
    }

    /// `z == n`, exact.
    pub fn equals_int(self, other: &Int) -> bool {
        self.im == 0.0 && self.re == *other
    }
}
