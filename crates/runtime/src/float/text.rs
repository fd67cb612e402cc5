//! `float` to its shortest text and back.

use std::fmt::Write;

use crate::str::unicode;
use crate::{Result, Str, errors};

/// The decimal digits of a finite float: `0.d1d2d3… * 10**point`, sign apart. Zero is `0` with point 1.
pub(crate) struct Decimal {
    pub(crate) digits: String,
    pub(crate) point: i32,
}

impl Decimal {
    /// The fewest digits that read back as the same float, the nearest to it of those.
    pub(crate) fn shortest(value: f64) -> Decimal {
        let mut buffer = ryu::Buffer::new();
        Decimal::read(buffer.format_finite(value.abs()))
    }

    /// That many significant digits, correctly rounded, zeros at the end included.
    pub(crate) fn significant(value: f64, digits: usize) -> Decimal {
        let text = format!("{:.*e}", digits.max(1) - 1, value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        Decimal {
            digits: mantissa.replace('.', ""),
            point: exponent.parse::<i32>().unwrap_or(0) + 1,
        }
    }

    /// Reads `1e-7`, `1.5e20`, `0.00012` and `150.0`: digits without zeros on either side.
    fn read(text: &str) -> Decimal {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole, fraction].concat();
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            return Decimal {
                digits: "0".to_owned(),
                point: 1,
            };
        }
        let zeros = (digits.len() - significant.len()) as i32;
        Decimal {
            digits: significant.trim_end_matches('0').to_owned(),
            point: whole.len() as i32 - zeros + exponent.parse::<i32>().unwrap_or(0),
        }
    }
}

/// Appends `e+05`: a sign and two digits at least.
pub(crate) fn push_exponent(out: &mut String, letter: char, exponent: i32) {
    let sign = if exponent < 0 { '-' } else { '+' };
    // Writing to a string cannot fail.
    let _ = write!(out, "{letter}{sign}{:02}", exponent.unsigned_abs());
}

/// `repr(x)`: plain from 1e-4 up to 1e16, with an exponent beyond.
pub(super) fn repr(value: f64) -> Str {
    if value.is_nan() {
        return Str::literal(&"nan");
    }
    if value.is_infinite() {
        return if value > 0.0 {
            Str::literal(&"inf")
        } else {
            Str::literal(&"-inf")
        };
    }
    let magnitude = value.abs();
    if magnitude == 0.0 || (1e-4..1e16).contains(&magnitude) {
        // Here `ryu` lays the digits out as Python does.
        return Str::from(ryu::Buffer::new().format_finite(value).to_owned());
    }
    let decimal = Decimal::shortest(value);
    let mut digits = decimal.digits.chars();
    let mut out = String::with_capacity(24);
    if value.is_sign_negative() {
        out.push('-');
    }
    out.extend(digits.next());
    if !digits.as_str().is_empty() {
        out.push('.');
        out.push_str(digits.as_str());
    }
    push_exponent(&mut out, 'e', decimal.point - 1);
    Str::from(out)
}

/// `float(text)`.
///
/// # Errors
/// `ValueError` where the text is no number.
pub fn parse(text: &str) -> Result<f64> {
    let ascii = unicode::to_ascii_digits(text);
    without_underscores(ascii.trim_matches(' '))
        .and_then(|number| number.parse().ok())
        .ok_or_else(|| {
            errors::value_error(format!(
                "could not convert string to float: {}",
                crate::str::repr(text)
            ))
        })
}

/// Underscores may stand between two digits only.
pub(crate) fn without_underscores(text: &str) -> Option<String> {
    if !text.contains('_') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let is_digit = |index: Option<usize>| {
        index
            .and_then(|index| bytes.get(index))
            .is_some_and(u8::is_ascii_digit)
    };
    let well_placed = bytes.iter().enumerate().all(|(index, byte)| {
        *byte != b'_' || (is_digit(index.checked_sub(1)) && is_digit(Some(index + 1)))
    });
    well_placed.then(|| text.replace('_', ""))
}
