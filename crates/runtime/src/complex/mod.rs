//! `complex`: two floats.
//!
//! `arithmetic` computes, `text` is `repr` and parsing.

mod arithmetic;
mod text;

use crate::int::reserve_minus_one;
use crate::{Float, Int};

/// A Python `complex`.
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

    /// `z.conjugate()`.
    pub fn conjugate(self) -> Complex {
        Complex::new(self.re, -self.im)
    }

    /// `hash(z)`: that of the equal float or integer if there is one.
    pub fn py_hash(self) -> i64 {
        let hash = self
            .re
            .py_hash()
            .wrapping_add(self.im.py_hash().wrapping_mul(1_000_003));
        reserve_minus_one(hash)
    }

    /// `z == n`, exact.
    pub fn equals_int(self, other: &Int) -> bool {
        self.im == 0.0 && self.re == *other
    }
}
