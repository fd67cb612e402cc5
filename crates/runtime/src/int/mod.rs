//! `int`: an `i64` held inline that promotes to an arbitrarily large integer.
//!
//! *Invariant:* a value that fits an `i64` is always [`Int::Small`]; so equality never has to look across the variants.
//!
//! `methods` is what Python sees. Operators are in `operators`, division, powers and shifts in `arithmetic`, text in `text`, bits and bytes in `bits`.

mod arithmetic;
mod bits;
mod compare;
mod methods;
mod object;
mod operators;
mod text;

use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use portalis_macros::pyclass;

use crate::reach::Hook;
use crate::{Result, errors};
pub use arithmetic::pow_mod;
pub use bits::ByteOrder;
pub(crate) use bits::{HASH_MODULUS, reserve_minus_one};
pub use text::{max_str_digits, set_max_str_digits};

/// int([x]) -> integer
/// int(x, base=10) -> integer
///
/// Convert a number or string to an integer, or return 0 if no arguments
/// are given.
///
/// `Big` is made by [`From<BigInt>`] alone, which keeps the invariant of this module.
#[pyclass("class int", builtin, variant, immutable)]
#[derive(Clone)]
pub enum Int {
    /// Fits 64 bits.
    Small(i64),
    /// Does not fit 64 bits.
    Big(Rc<BigInt>),
}

impl Int {
    /// `0`.
    pub const ZERO: Int = Int::Small(0);
    /// `1`.
    pub const ONE: Int = Int::Small(1);

    /// A value that does not fit 64 bits.
    #[cold]
    fn big(value: BigInt) -> Int {
        BIG.install(&BigOperations {
            display: |value, f| fmt::Display::fmt(value, f),
            to_decimal: text::big_to_decimal,
            to_base: |value, base| value.magnitude().to_str_radix(base),
            hash: bits::hash_big,
            to_f64: arithmetic::big_to_f64,
            compare: BigInt::cmp,
            compare_float: |value, float| value.cmp(&Int::long_part(float)),
        });
        Int::Big(Rc::new(value))
    }

    /// The integer of that value.
    #[inline]
    pub const fn new(value: i64) -> Self {
        Int::Small(value)
    }

    /// The value, if it fits.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Int::Small(value) => Some(*value),
            Int::Big(_) => None,
        }
    }

    /// The value for an index or a count that the host takes as 64 bits.
    ///
    /// # Errors
    /// `OverflowError`, as CPython has it for a C `long long`.
    #[inline]
    pub fn try_i64(&self) -> Result<i64> {
        self.to_i64()
            .ok_or_else(|| errors::overflow_error("Python int too large to convert to C long"))
    }

    /// The value as an index: integers beyond 64 bits are an `IndexError`.
    ///
    /// # Errors
    /// `IndexError: cannot fit 'int' into an index-sized integer`.
    #[inline]
    pub fn to_index(&self) -> Result<i64> {
        self.to_i64()
            .ok_or_else(|| errors::index_error("cannot fit 'int' into an index-sized integer"))
    }

    /// The value, or the nearest `i64`: what slices make of their bounds.
    #[inline]
    pub fn clamp_i64(&self) -> i64 {
        match self {
            Int::Small(value) => *value,
            Int::Big(big) if big.is_negative() => i64::MIN,
            Int::Big(_) => i64::MAX,
        }
    }

    /// The value as a `usize` count, if it is not negative and fits.
    #[inline]
    pub fn to_usize(&self) -> Option<usize> {
        self.to_i64().and_then(|value| usize::try_from(value).ok())
    }

    /// A copy as a big integer, for operations that have no short path.
    pub fn to_big(&self) -> BigInt {
        match self {
            Int::Small(value) => BigInt::from(*value),
            Int::Big(big) => (**big).clone(),
        }
    }

    /// `x < 0`.
    #[inline]
    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(value) => *value < 0,
            Int::Big(big) => big.is_negative(),
        }
    }

    /// `x == 0`.
    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self, Int::Small(0))
    }

    /// `float(x)`, rounded half to even.
    ///
    /// # Errors
    /// `OverflowError` beyond the range of a float.
    #[inline]
    pub fn to_f64(&self) -> Result<f64> {
        match self {
            Int::Small(value) => Ok(*value as f64),
            Int::Big(big) => BIG
                .get()
                .and_then(|operations| (operations.to_f64)(big))
                .ok_or_else(|| errors::overflow_error("int too large to convert to float")),
        }
    }

    /// `int(x)` of a float: the integral part.
    ///
    /// # Errors
    /// `OverflowError` for an infinity, `ValueError` for NaN.
    pub fn from_f64(value: f64) -> Result<Int> {
        if value.is_nan() {
            return Err(errors::value_error("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            return Err(errors::overflow_error(
                "cannot convert float infinity to integer",
            ));
        }
        Ok(Int::truncated(value))
    }

    /// The integral part of a finite float.
    pub(crate) fn truncated(value: f64) -> Int {
        match Int::short_part(value) {
            Some(whole) => Int::Small(whole),
            None => Int::from(Int::long_part(value)),
        }
    }

    /// The integral part of a float, where it fits 64 bits.
    fn short_part(value: f64) -> Option<i64> {
        // Both bounds are exact floats; 2^63 itself does not fit.
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        (-LIMIT..LIMIT).contains(&value).then_some(value as i64)
    }

    /// The integral part of a finite float that does not fit 64 bits.
    fn long_part(value: f64) -> BigInt {
        let bits = value.to_bits();
        let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
        let mantissa = BigInt::from((bits & ((1 << 52) - 1)) | (1 << 52));
        let magnitude = mantissa << exponent.max(0);
        if value < 0.0 { -magnitude } else { magnitude }
    }

    /// `hash(x)`: the value modulo 2^61 - 1, with -1 reserved.
    #[inline]
    pub fn py_hash(&self) -> i64 {
        match self {
            Int::Small(value) => bits::hash_small(*value),
            Int::Big(big) => BIG.get().map_or(0, |operations| (operations.hash)(big)),
        }
    }
}

/// What integers beyond 64 bits need where none may ever come up; installed by the first.
pub(crate) static BIG: Hook<BigOperations> = Hook::new();

/// The functions behind [`BIG`].
pub(crate) struct BigOperations {
    display: fn(&BigInt, &mut fmt::Formatter<'_>) -> fmt::Result,
    to_decimal: fn(&BigInt) -> Result<String>,
    to_base: fn(&BigInt, u32) -> String,
    hash: fn(&BigInt) -> i64,
    to_f64: fn(&BigInt) -> Option<f64>,
    compare: fn(&BigInt, &BigInt) -> Ordering,
    compare_float: fn(&BigInt, f64) -> Ordering,
}

impl Default for Int {
    fn default() -> Self {
        Int::ZERO
    }
}

impl From<BigInt> for Int {
    #[inline]
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::big(value),
        }
    }
}

impl From<i128> for Int {
    #[inline]
    fn from(value: i128) -> Self {
        match i64::try_from(value) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::big(BigInt::from(value)),
        }
    }
}

macro_rules! from_small {
    ($($type:ty)*) => {$(
        impl From<$type> for Int {
            #[inline]
            fn from(value: $type) -> Self {
                Int::Small(i64::from(value))
            }
        }
    )*};
}

from_small!(i64 i32 i16 i8 u32 u16 u8 bool);

macro_rules! from_wide {
    ($($type:ty)*) => {$(
        impl From<$type> for Int {
            #[inline]
            fn from(value: $type) -> Self {
                match i64::try_from(value) {
                    Ok(small) => Int::Small(small),
                    Err(_) => Int::big(BigInt::from(value)),
                }
            }
        }
    )*};
}

from_wide!(u64 usize isize u128);

impl From<&Int> for Int {
    #[inline]
    fn from(value: &Int) -> Self {
        value.clone()
    }
}
