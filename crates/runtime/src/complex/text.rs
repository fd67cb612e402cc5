//! Complex numbers to text and back.

use super::Complex;
use crate::format::float::{Style, text};
use crate::str::unicode;
use crate::{Error, Result, Str, errors};

impl Complex {
    /// `repr(z)`, which is also `str(z)`: the real part is left out where it is (positive) zero.
    pub fn to_str(self) -> Str {
        let imaginary = part(self.im);
        if self.re == 0.0 && self.re.is_sign_positive() {
            return Str::from(format!("{imaginary}j"));
        }
        let plus = if imaginary.starts_with('-') { "" } else { "+" };
        Str::from(format!("({}{plus}{imaginary}j)", part(self.re)))
    }

    /// `complex(text)`.
    ///
    /// # Errors
    /// `ValueError` where the text is no complex number.
    pub fn parse(text: &str) -> Result<Complex> {
        let ascii = unicode::to_ascii_digits(text);
        let trimmed = ascii.trim_matches(' ');
        let inner = match trimmed.strip_prefix('(') {
            Some(inner) => inner
                .strip_suffix(')')
                .ok_or_else(malformed)?
                .trim_matches(' '),
            None => trimmed,
        };
        let number = crate::float::without_underscores(inner).ok_or_else(|| {
            let shown = crate::str::repr(text);
            errors::value_error(format!("could not convert string to complex: {shown}"))
        })?;
        read(&number).ok_or_else(malformed)
    }
}

/// The shortest text of a part, without `.0`.
fn part(value: f64) -> String {
    let style = Style {
        kind: 'r',
        precision: 0,
        alternate: false,
        point_zero: false,
        no_negative_zero: false,
    };
    let (negative, text) = text(value, &style).unwrap_or_default();
    if negative { format!("-{text}") } else { text }
}

#[cold]
fn malformed() -> Error {
    errors::value_error("complex() arg is a malformed string")
}

/// `x`, `yj` or `x+yj`, where `y` may be a sign alone or nothing.
fn read(text: &str) -> Option<Complex> {
    let first = Part::read(text)?;
    match first.rest {
        "" => Some(Complex::new(first.number?, 0.0)),
        "j" | "J" => Some(Complex::new(0.0, first.factor())),
        rest => {
            let second = Part::read(rest)?;
            let complete = second.sign.is_some() && matches!(second.rest, "j" | "J");
            complete.then_some(Complex::new(first.number?, second.factor()))
        }
    }
}

/// A sign and a number, either of which may be missing, and what is behind them.
struct Part<'a> {
    sign: Option<f64>,
    number: Option<f64>,
    rest: &'a str,
}

impl Part<'_> {
    fn read(text: &str) -> Option<Part<'_>> {
        let sign = match text.as_bytes().first() {
            Some(b'-') => Some(-1.0),
            Some(b'+') => Some(1.0),
            _ => None,
        };
        let unsigned = &text[usize::from(sign.is_some())..];
        let (number, rest) = unsigned.split_at(float_length(unsigned));
        let number = match number {
            "" => None,
            digits => Some(sign.unwrap_or(1.0) * digits.parse::<f64>().ok()?),
        };
        Some(Part { sign, number, rest })
    }

    /// What the part puts before its `j`.
    fn factor(&self) -> f64 {
        self.number.or(self.sign).unwrap_or(1.0)
    }
}

/// How many bytes at the start are an unsigned float.
fn float_length(text: &str) -> usize {
    let lower = text.to_ascii_lowercase();
    for word in ["infinity", "inf", "nan"] {
        if lower.starts_with(word) {
            return word.len();
        }
    }
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(0);
    let mut length = whole;
    if text[length..].starts_with('.') {
        let fraction = digits(length + 1);
        if whole + fraction == 0 {
            return 0;
        }
        length += 1 + fraction;
    }
    if length == 0 {
        return 0;
    }
    if text[length..].starts_with(['e', 'E']) {
        let sign = usize::from(text[length + 1..].starts_with(['+', '-']));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}
