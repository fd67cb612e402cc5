//! The digits of a float in the notations `e`, `f`, `g` and that of `repr`.

use crate::float::{Decimal, push_exponent};
use crate::str::push_repeated;
use crate::{Result, errors};

/// How to write a float.
pub(crate) struct Style {
    /// `e`, `f`, `g`, their capitals, or `r` for the shortest digits.
    pub(crate) kind: char,
    pub(crate) precision: usize,
    /// Keep the point and the zeros that would be dropped.
    pub(crate) alternate: bool,
    /// End with `.0` what has neither point nor exponent.
    pub(crate) point_zero: bool,
    /// Drop the sign of what is rounded to zero.
    pub(crate) no_negative_zero: bool,
}

/// A float has no more digits than this after the point, nor before it: what is asked beyond are zeros.
const MOST_DIGITS: usize = 1100;

/// Whether the float is shown negative, and the text of its absolute value.
///
/// # Errors
/// `ValueError` for a precision beyond C's `int`.
pub(crate) fn text(value: f64, style: &Style) -> Result<(bool, String)> {
    if style.precision > i32::MAX as usize {
        return Err(errors::value_error("precision too big"));
    }
    let mut text = if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        "inf".to_owned()
    } else {
        finite(value.abs(), style)
    };
    if style.kind.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    let mut negative = value.is_sign_negative() && !value.is_nan();
    if style.no_negative_zero && negative {
        let mantissa = text.split(['e', 'E']).next().unwrap_or("");
        negative = mantissa.bytes().any(|byte| !matches!(byte, b'0' | b'.'));
    }
    Ok((negative, text))
}

fn finite(value: f64, style: &Style) -> String {
    match style.kind.to_ascii_lowercase() {
        'f' => fixed(value, style),
        'e' => {
            let digits = padded_digits(value, style.precision.saturating_add(1));
            scientific(&digits, style)
        }
        'g' => general(value, style),
        _ => {
            let decimal = Decimal::shortest(value);
            let exponential = decimal.digits != "0" && !(-3..=16).contains(&decimal.point);
            either(&decimal, exponential, style)
        }
    }
}

fn fixed(value: f64, style: &Style) -> String {
    let most = style.precision.min(MOST_DIGITS);
    let mut out = format!("{value:.most$}");
    push_repeated(&mut out, '0', style.precision - most);
    if style.precision == 0 && style.alternate {
        out.push('.');
    }
    out
}

/// That many significant digits, with zeros where the float has no more.
fn padded_digits(value: f64, count: usize) -> Decimal {
    let mut decimal = Decimal::significant(value, count.min(MOST_DIGITS));
    let missing = count.saturating_sub(MOST_DIGITS);
    push_repeated(&mut decimal.digits, '0', missing);
    decimal
}

fn general(value: f64, style: &Style) -> String {
    let precision = style.precision.max(1);
    let mut decimal = if style.alternate {
        padded_digits(value, precision)
    } else {
        Decimal::significant(value, precision.min(MOST_DIGITS))
    };
    if !style.alternate {
        let length = decimal.digits.trim_end_matches('0').len().max(1);
        decimal.digits.truncate(length);
    }
    let limit = precision as i64 - i64::from(style.point_zero);
    let point = i64::from(decimal.point);
    let exponential = point < -3 || point > limit;
    either(&decimal, exponential, style)
}

fn either(decimal: &Decimal, exponential: bool, style: &Style) -> String {
    if exponential {
        scientific(decimal, style)
    } else {
        plain(decimal, style)
    }
}

/// `d.ddde+xx`.
fn scientific(decimal: &Decimal, style: &Style) -> String {
    let (first, rest) = decimal.digits.split_at(1);
    let mut out = first.to_owned();
    if !rest.is_empty() || style.alternate {
        out.push('.');
        out.push_str(rest);
    }
    push_exponent(&mut out, 'e', decimal.point - 1);
    out
}

/// `ddd.ddd`, with zeros up to the point on either side.
fn plain(decimal: &Decimal, style: &Style) -> String {
    let digits = decimal.digits.as_str();
    let mut out = String::with_capacity(digits.len() + 8);
    let Ok(point) = usize::try_from(decimal.point) else {
        out.push_str("0.");
        push_repeated(&mut out, '0', decimal.point.unsigned_abs() as usize);
        out.push_str(digits);
        return out;
    };
    let (whole, fraction) = digits.split_at(point.min(digits.len()));
    out.push_str(if whole.is_empty() { "0" } else { whole });
    push_repeated(&mut out, '0', point.saturating_sub(digits.len()));
    if fraction.is_empty() && style.point_zero {
        out.push_str(".0");
    } else if !fraction.is_empty() || style.alternate {
        out.push('.');
        out.push_str(fraction);
    }
    out
}
