//! The format-spec mini-language of `format()`, f-strings and `str.format`, for `int`, `float`, `bool` and `str`.
//!
//! `spec` reads `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`; `layout` groups digits and pads;
//! `float` makes digits of floats, also for `%`-formatting.

pub(crate) mod float;
mod layout;
mod spec;
pub(crate) mod template;

use crate::{Complex, Float, Int, Result, Str, errors};
use layout::Number;
use spec::Spec;

/// `format(text, spec)`.
///
/// # Errors
/// `ValueError` for a spec that is not one, or not one of texts.
pub fn format_str(text: &str, spec: &str) -> Result<Str> {
    if spec.is_empty() {
        return Ok(Str::from(text));
    }
    let spec = Spec::parse(spec, "str", '<', Some('s'))?;
    if spec.kind != Some('s') {
        return Err(spec.unknown_type("str"));
    }
    spec.refuse_for_text()?;
    let shown = match spec.precision {
        Some(precision) => text
            .char_indices()
            .nth(precision)
            .and_then(|(end, _)| text.get(..end))
            .unwrap_or(text),
        None => text,
    };
    layout::pad(shown, &spec)
}

/// `format(value, spec)` of an `int`.
///
/// # Errors
/// `ValueError` for a spec that is not one, or not one of integers; `OverflowError` for a float type and an integer
/// beyond floats.
pub fn format_int(value: &Int, spec: &str) -> Result<Str> {
    format_int_as(value, spec, "int")
}

/// `format(value, spec)` of a `bool`: as an integer, but for the empty spec.
///
/// # Errors
/// As [`format_int`].
pub fn format_bool(value: bool, spec: &str) -> Result<Str> {
    if spec.is_empty() {
        return Ok(if value {
            Str::literal(&"True")
        } else {
            Str::literal(&"False")
        });
    }
    format_int_as(&Int::from(value), spec, "bool")
}

fn format_int_as(value: &Int, spec: &str, class: &str) -> Result<Str> {
    if spec.is_empty() {
        return value.to_str();
    }
    let spec = Spec::parse(spec, class, '>', Some('d'))?;
    match spec.kind {
        Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') => integer(value, &spec),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => floating(value.to_f64()?, &spec),
        _ => Err(spec.unknown_type(class)),
    }
}

/// `format(value, spec)` of a `float`.
///
/// # Errors
/// `ValueError` for a spec that is not one, or not one of floats.
pub fn format_float(value: f64, spec: &str) -> Result<Str> {
    if spec.is_empty() {
        return Ok(value.to_str());
    }
    let spec = Spec::parse(spec, "float", '>', None)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => floating(value, &spec),
        _ => Err(spec.unknown_type("float")),
    }
}

/// `format(value, spec)` of a `complex`.
///
/// # Errors
/// `ValueError` for a spec that is not one, or not one of complex numbers.
pub fn format_complex(value: Complex, spec: &str) -> Result<Str> {
    if spec.is_empty() {
        return Ok(value.to_str());
    }
    let spec = Spec::parse(spec, "complex", '>', None)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n') => complex(value, &spec),
        _ => Err(spec.unknown_type("complex")),
    }
}

/// Both parts without width, joined, and the whole padded; without a type there are parentheses, and a real part of
/// zero is left out, as in `repr`.
fn complex(value: Complex, spec: &Spec) -> Result<Str> {
    if spec.fill == '0' {
        return Err(errors::value_error(
            "Zero padding is not allowed in complex format specifier",
        ));
    }
    if spec.align == '=' {
        return Err(errors::value_error(
            "'=' alignment flag is not allowed in complex format specifier",
        ));
    }
    let part = |value: f64, sign: Option<char>| {
        let part = Spec {
            fill: ' ',
            align: '>',
            sign,
            width: 0,
            ..*spec
        };
        complex_part(value, &part)
    };
    let has_real = spec.kind.is_some() || value.re != 0.0 || value.re.is_sign_negative();
    if !has_real {
        return layout::pad(&format!("{}j", part(value.im, spec.sign)?), spec);
    }
    let real = part(value.re, spec.sign)?;
    let imaginary = part(value.im, Some('+'))?;
    let text = match spec.kind {
        None => format!("({real}{imaginary}j)"),
        Some(_) => format!("{real}{imaginary}j"),
    };
    layout::pad(&text, spec)
}

fn complex_part(value: f64, spec: &Spec) -> Result<Str> {
    let style = float::Style {
        kind: match (spec.kind, spec.precision) {
            (None, None) => 'r',
            (None | Some('n'), _) => 'g',
            (Some(kind), _) => kind,
        },
        precision: spec.precision.unwrap_or(6),
        alternate: spec.alternate,
        point_zero: false,
        no_negative_zero: spec.no_negative_zero,
    };
    let (negative, text) = float::text(value, &style)?;
    number(negative, &text, spec)
}

fn integer(value: &Int, spec: &Spec) -> Result<Str> {
    spec.refuse_for_integer()?;
    if spec.kind == Some('c') {
        return character(value, spec);
    }
    let (base, prefix) = match spec.kind {
        Some('b') => (2, "0b"),
        Some('o') => (8, "0o"),
        Some('x') => (16, "0x"),
        Some('X') => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.magnitude_digits(base)?;
    if spec.kind == Some('X') {
        digits.make_ascii_uppercase();
    }
    Number {
        negative: value.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
    }
    .layout(spec)
}

/// The type `c`: the character of a code point.
fn character(value: &Int, spec: &Spec) -> Result<Str> {
    let code = value.try_i64()?;
    let range = || errors::overflow_error("%c arg not in range(0x110000)");
    let code = u32::try_from(code).map_err(|_| range())?;
    let c = char::from_u32(code).ok_or_else(range)?;
    Number {
        negative: false,
        prefix: "",
        digits: "",
        rest: c.encode_utf8(&mut [0; 4]),
    }
    .layout(spec)
}

fn floating(value: f64, spec: &Spec) -> Result<Str> {
    let percent = spec.kind == Some('%');
    let value = if percent { value * 100.0 } else { value };
    let style = float::Style {
        kind: match (spec.kind, spec.precision) {
            (Some('%'), _) => 'f',
            (Some('n'), _) => 'g',
            (None, None) => 'r',
            (None, Some(_)) => 'g',
            (Some(kind), _) => kind,
        },
        precision: spec.precision.unwrap_or(6),
        alternate: spec.alternate,
        point_zero: spec.kind.is_none(),
        no_negative_zero: spec.no_negative_zero,
    };
    let (negative, mut text) = float::text(value, &style)?;
    if percent {
        text.push('%');
    }
    number(negative, &text, spec)
}

/// Lays out the text of a float.
fn number(negative: bool, text: &str, spec: &Spec) -> Result<Str> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    Number {
        negative,
        prefix: "",
        digits: &text[..end],
        rest: &text[end..],
    }
    .layout(spec)
}
