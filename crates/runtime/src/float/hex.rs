//! `float.hex` and `float.fromhex`.

use super::{ldexp, parts};
use crate::{Error, Result, Str, errors};

pub(super) fn to_hex(value: f64) -> Str {
    if !value.is_finite() {
        return super::text::repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (mantissa, exponent) = parts(value);
    if mantissa == 0 {
        return Str::from(format!("{sign}0x0.0p+0"));
    }
    let (lead, fraction) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    Str::from(format!(
        "{sign}0x{lead}.{fraction:013x}p{:+}",
        exponent + 52
    ))
}

/// `float.fromhex(text)`.
///
/// # Errors
/// `ValueError` where the text is no hexadecimal number; `OverflowError` beyond the range.
pub fn from_hex(text: &str) -> Result<f64> {
    let text = text.trim_matches(|c: char| matches!(c, '\t'..='\r' | ' '));
    let (negative, body) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let magnitude = match body.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        number => parse_number(number)?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

fn invalid() -> Error {
    errors::value_error("invalid hexadecimal floating-point string")
}

/// `[0x]digits[.digits][p[+-]digits]`, lower case.
fn parse_number(text: &str) -> Result<f64> {
    let text = text.strip_prefix("0x").unwrap_or(text);
    let (mantissa, exponent) = match text.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(invalid());
    }
    let exponent = exponent.saturating_sub(4 * fraction.len() as i64);
    let (bits, exponent) = accumulate(digits(), exponent);
    compose(bits, exponent)
}

fn parse_exponent(text: &str) -> Result<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid());
    }
    // Saturated: any such exponent is far out of range, whatever the digits before it.
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 60);
    Ok(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

/// The digits as `bits * 2**exponent`; bits beyond 60 leave their trace in the lowest.
fn accumulate(digits: impl Iterator<Item = u8>, mut exponent: i64) -> (u64, i64) {
    let mut bits = 0u64;
    for byte in digits {
        let digit = u64::from(char::from(byte).to_digit(16).unwrap_or(0));
        if bits >> 60 == 0 {
            bits = bits << 4 | digit;
        } else {
            bits |= u64::from(digit != 0);
            exponent = exponent.saturating_add(4);
        }
    }
    (bits, exponent)
}

/// `bits * 2**exponent` rounded half to even.
fn compose(bits: u64, exponent: i64) -> Result<f64> {
    if bits == 0 {
        return Ok(0.0);
    }
    let length = i64::from(64 - bits.leading_zeros());
    let top = exponent.saturating_add(length);
    if top > 1024 {
        return Err(too_large());
    }
    if top < -1075 {
        return Ok(0.0);
    }
    let room = (top + 1074).clamp(0, 53);
    let rounded = round_to_bits(bits, (length - room) as u32);
    let value = ldexp(rounded as f64, exponent as i32);
    if value.is_infinite() {
        Err(too_large())
    } else {
        Ok(value)
    }
}

/// Clears the lowest `extra` bits, half to even; the value may grow by a bit.
fn round_to_bits(bits: u64, extra: u32) -> u128 {
    let bits = u128::from(bits);
    if extra == 0 || extra > 64 {
        return bits;
    }
    let unit = 1u128 << extra;
    let rest = bits & (unit - 1);
    let floor = bits - rest;
    let up = rest > unit / 2 || (rest == unit / 2 && floor & unit != 0);
    if up { floor + unit } else { floor }
}

fn too_large() -> Error {
    errors::overflow_error("hexadecimal value too large to represent as a float")
}
