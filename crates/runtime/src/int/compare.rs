//! Comparisons of `Int` with itself, with `i64` and (exactly, as Python does) with `f64`.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_traits::Signed;

use super::{BIG, Int};

impl PartialEq for Int {
    #[inline]
    fn eq(&self, other: &Int) -> bool {
        match (self, other) {
            (Int::Small(a), Int::Small(b)) => a == b,
            (Int::Big(a), Int::Big(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Int {}

impl PartialOrd for Int {
    #[inline]
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    // Spelt out so that a comparison of small values is one machine comparison.
    #[inline]
    fn lt(&self, other: &Int) -> bool {
        match (self, other) {
            (Int::Small(a), Int::Small(b)) => a < b,
            _ => slow_cmp(self, other) == Ordering::Less,
        }
    }

    #[inline]
    fn le(&self, other: &Int) -> bool {
        match (self, other) {
            (Int::Small(a), Int::Small(b)) => a <= b,
            _ => slow_cmp(self, other) != Ordering::Greater,
        }
    }

    #[inline]
    fn gt(&self, other: &Int) -> bool {
        other < self
    }

    #[inline]
    fn ge(&self, other: &Int) -> bool {
        other <= self
    }
}

impl Ord for Int {
    #[inline]
    fn cmp(&self, other: &Int) -> Ordering {
        match (self, other) {
            (Int::Small(a), Int::Small(b)) => a.cmp(b),
            _ => slow_cmp(self, other),
        }
    }
}

#[cold]
#[inline(never)]
fn slow_cmp(a: &Int, b: &Int) -> Ordering {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => a.cmp(b),
        (Int::Big(a), Int::Big(b)) => BIG
            .get()
            .map_or(Ordering::Equal, |operations| (operations.compare)(a, b)),
        (Int::Big(a), Int::Small(_)) => sign(a),
        (Int::Small(_), Int::Big(b)) => sign(b).reverse(),
    }
}

/// How a big integer compares with any small one.
fn sign(big: &BigInt) -> Ordering {
    if big.is_negative() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

impl Hash for Int {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_i64(self.py_hash());
    }
}

impl PartialEq<i64> for Int {
    #[inline]
    fn eq(&self, other: &i64) -> bool {
        matches!(self, Int::Small(value) if value == other)
    }
}

impl PartialEq<Int> for i64 {
    #[inline]
    fn eq(&self, other: &Int) -> bool {
        other == self
    }
}

impl PartialOrd<i64> for Int {
    #[inline]
    fn partial_cmp(&self, other: &i64) -> Option<Ordering> {
        Some(match self {
            Int::Small(value) => value.cmp(other),
            Int::Big(big) => sign(big),
        })
    }
}

impl PartialOrd<Int> for i64 {
    #[inline]
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        other.partial_cmp(self).map(Ordering::reverse)
    }
}

impl PartialEq<f64> for Int {
    #[inline]
    fn eq(&self, other: &f64) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialEq<Int> for f64 {
    #[inline]
    fn eq(&self, other: &Int) -> bool {
        other == self
    }
}

impl PartialOrd<f64> for Int {
    /// Exact: `2**53 + 1 > 2.0**53` although the integer rounds to that float.
    #[inline]
    fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
        const EXACT: i64 = 1 << 53;
        match self {
            Int::Small(value) if (-EXACT..=EXACT).contains(value) => {
                (*value as f64).partial_cmp(other)
            }
            _ => cmp_integral_part(self, *other),
        }
    }
}

impl PartialOrd<Int> for f64 {
    #[inline]
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        other.partial_cmp(self).map(Ordering::reverse)
    }
}

/// Compares the integral part first; the fraction decides between equals.
fn cmp_integral_part(value: &Int, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return 0.0.partial_cmp(&float);
    }
    let whole = match (value, Int::short_part(float)) {
        (Int::Small(value), Some(whole)) => value.cmp(&whole),
        (Int::Small(_), None) => 0.0.partial_cmp(&float)?,
        (Int::Big(big), Some(_)) => sign(big),
        (Int::Big(big), None) => BIG.get().map_or(Ordering::Equal, |operations| {
            (operations.compare_float)(big, float)
        }),
    };
    Some(whole.then_with(|| 0.0.partial_cmp(&float.fract()).unwrap_or(Ordering::Equal)))
}
