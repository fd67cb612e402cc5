//! `round(x, ndigits)`: the exact decimal value, correctly rounded, read back.

use super::Decimal;
use crate::{Result, errors};

pub(super) fn round_to(value: f64, ndigits: i64) -> Result<f64> {
    // Beyond these a float has no digits, or none before the point that matter.
    const MAX_DIGITS: i64 = 323;
    const MIN_DIGITS: i64 = -308;
    if !value.is_finite() || value == 0.0 || ndigits > MAX_DIGITS {
        return Ok(value);
    }
    if ndigits < MIN_DIGITS {
        return Ok(0.0 * value);
    }
    let rounded = if ndigits >= 0 {
        read(&format!("{:.*}", ndigits as usize, value.abs()))
    } else {
        round_before_point(value.abs(), (-ndigits) as i32)
    };
    if rounded.is_infinite() {
        return Err(errors::overflow_error(
            "rounded value too large to represent",
        ));
    }
    Ok(rounded.copysign(value))
}

/// Rounds a positive value to a multiple of `10**zeros`.
fn round_before_point(value: f64, zeros: i32) -> f64 {
    let point = Decimal::shortest(value).point;
    let digits = point - zeros;
    if digits > 0 {
        return read(&format!("{:.*e}", digits as usize - 1, value));
    }
    // Nothing is left of the number but the question whether it is above half the unit.
    let half: f64 = read(&format!("5e{}", zeros - 1));
    if digits == 0 && value > half {
        read(&format!("1e{zeros}"))
    } else {
        0.0
    }
}

fn read(number: &str) -> f64 {
    number.parse().unwrap_or(f64::NAN)
}
