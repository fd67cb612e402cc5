//! The text of numbers for `%`-formatting.

use super::{Piece, spec::Conversion};
use crate::format::float::{Style, text};
use crate::str::push_repeated;
use crate::{Error, Int, Result, Value, convert, errors};

/// `%d %i %u %o %x %X`.
pub(super) fn integer(code: char, conversion: &Conversion, value: &Value) -> Result<Piece> {
    let value = integral(code, value)?;
    let (base, prefix) = match code {
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.magnitude_digits(base)?;
    if code == 'X' {
        digits.make_ascii_uppercase();
    }
    let mut text = String::new();
    let zeros = conversion
        .precision
        .unwrap_or(0)
        .saturating_sub(digits.len());
    push_repeated(&mut text, '0', zeros);
    text.push_str(&digits);
    Ok(Piece {
        text,
        sign: if value.is_negative() { "-" } else { "" },
        prefix: if conversion.alternate { prefix } else { "" },
        numeric: true,
    })
}

/// The integer that the conversion shows: `%d` also takes what has an integral part.
fn integral(code: char, value: &Value) -> Result<Int> {
    let wrong_type = || {
        let needed = match code {
            'o' | 'x' | 'X' => "an integer is required",
            _ => "a real number is required",
        };
        errors::type_error(format!(
            "%{code} format: {needed}, not {}",
            value.class_name()
        ))
    };
    if let Some(value) = value.as_int() {
        return Ok(value);
    }
    let found = match code {
        'o' | 'x' | 'X' => value.index_or_none()?,
        _ => convert::number_to_int(value)?,
    };
    found.ok_or_else(wrong_type)
}

/// `%e %E %f %F %g %G`.
pub(super) fn float(code: char, conversion: &Conversion, value: &Value) -> Result<Piece> {
    let value = convert::to_float(value)?;
    let style = Style {
        kind: code,
        precision: conversion.precision.unwrap_or(6),
        alternate: conversion.alternate,
        point_zero: false,
        no_negative_zero: false,
    };
    let (negative, text) = text(value, &style)?;
    Ok(Piece {
        text,
        sign: if negative { "-" } else { "" },
        prefix: "",
        numeric: true,
    })
}

/// `%c` of text: a code point or a string of one.
pub(super) fn character(value: &Value) -> Result<char> {
    let wrong_type = || errors::type_error("%c requires int or char");
    if let Value::Str(text) = value {
        let mut chars = text.as_str().chars();
        return match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(c),
            _ => Err(wrong_type()),
        };
    }
    let code = value.index_or_none()?.ok_or_else(wrong_type)?;
    code.to_i64()
        .and_then(|code| u32::try_from(code).ok())
        .and_then(char::from_u32)
        .ok_or_else(|| errors::overflow_error("%c arg not in range(0x110000)"))
}

/// `%c` of bytes.
pub(super) fn byte(value: &Value) -> Result<u8> {
    let wrong_type = || -> Error {
        errors::type_error(format!(
            "%c requires an integer in range(256) or a single byte, not {}",
            value.class_name()
        ))
    };
    if let Value::Bytes(bytes) = value {
        return match bytes.as_slice() {
            [byte] => Ok(*byte),
            _ => Err(wrong_type()),
        };
    }
    let code = value.index_or_none()?.ok_or_else(wrong_type)?;
    code.to_i64()
        .and_then(|code| u8::try_from(code).ok())
        .ok_or_else(|| errors::overflow_error("%c arg not in range(256)"))
}
