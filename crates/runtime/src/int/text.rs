//! `int` to text and back.
//!
//! Conversions of base 10 take time that grows with the square of the length, so CPython limits the digits
//! (`sys.set_int_max_str_digits`), and so do we, with the same errors.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use num_bigint::BigInt;

use super::BIG;
use super::Int;
use crate::reach::Unreached;
use crate::str::{Str, unicode};
use crate::{Error, Result, errors};

static MAX_STR_DIGITS: AtomicUsize = AtomicUsize::new(4300);

/// `sys.get_int_max_str_digits()`; 0 is no limit.
pub fn max_str_digits() -> usize {
    MAX_STR_DIGITS.load(Ordering::Relaxed)
}

/// `sys.set_int_max_str_digits(limit)`, without its check of the argument.
pub fn set_max_str_digits(limit: usize) {
    MAX_STR_DIGITS.store(limit, Ordering::Relaxed);
}

impl fmt::Display for Int {
    /// All digits, without the limit on them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Int::Small(value) => fmt::Display::fmt(value, f),
            Int::Big(big) => BIG
                .get()
                .map_or(Ok(()), |operations| (operations.display)(big, f)),
        }
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Int {
    /// `str(x)`, which is also its `repr`.
    ///
    /// # Errors
    /// `ValueError` beyond the limit of digits.
    pub fn to_str(&self) -> Result<Str> {
        match self {
            Int::Small(value) => Ok(Digits::new(*value).as_str().into()),
            Int::Big(big) => decimal(big).map(Str::from),
        }
    }

    /// The digits of the absolute value in a base of 2 to 36, lower case.
    ///
    /// # Errors
    /// `ValueError` beyond the limit of digits, in base 10 alone (as CPython uses it).
    pub fn magnitude_digits(&self, base: u32) -> Result<String> {
        match (self, base) {
            (Int::Small(value), 10) => Ok(value.unsigned_abs().to_string()),
            (Int::Small(value), 16) => Ok(format!("{:x}", value.unsigned_abs())),
            (Int::Small(value), 8) => Ok(format!("{:o}", value.unsigned_abs())),
            (Int::Small(value), 2) => Ok(format!("{:b}", value.unsigned_abs())),
            (Int::Big(big), 10) => {
                let mut text = decimal(big)?;
                if text.starts_with('-') {
                    text.remove(0);
                }
                Ok(text)
            }
            (Int::Big(big), _) => Ok(BIG
                .get()
                .map_or_else(String::new, |operations| (operations.to_base)(big, base))),
            (Int::Small(value), _) => Ok(digits_in_base(value.unsigned_abs(), base)),
        }
    }

    /// `bin(x)`, `oct(x)`, `hex(x)` for the prefixes `"0b"`, `"0o"`, `"0x"` and their bases.
    pub fn to_prefixed(&self, base: u32, prefix: &str) -> Str {
        let sign = if self.is_negative() { "-" } else { "" };
        let digits = self.magnitude_digits(base).unwrap_or_default();
        Str::from(format!("{sign}{prefix}{digits}"))
    }

    /// The value of a literal of the program: decimal digits, as many as there are.
    pub fn from_digits(digits: &str) -> Int {
        let value = BigInt::parse_bytes(digits.as_bytes(), 10);
        Int::from(value.unwrap_or_default())
    }

    /// `int(text)`.
    ///
    /// # Errors
    /// `ValueError` where the text is no decimal integer or too long.
    pub fn parse(text: &str) -> Result<Int> {
        Int::parse_base(text, 10)
    }

    /// `int(text, base)`: 2 to 36, or 0 for the base that the prefix says.
    ///
    /// # Errors
    /// `ValueError` where the text is no integer of that base or too long, or the base is out of range.
    pub fn parse_base(text: &str, base: i64) -> Result<Int> {
        let radix = match u32::try_from(base) {
            Ok(radix @ (0 | 2..=36)) => radix,
            _ => {
                return Err(errors::value_error(
                    "int() base must be >= 2 and <= 36, or 0",
                ));
            }
        };
        if let Some(value) = parse_short(text, radix) {
            return Ok(Int::Small(value));
        }
        let ascii = unicode::to_ascii_digits(text);
        parse_literal(ascii.trim_matches(' '), radix)?.ok_or_else(|| invalid(text, base))
    }
}

fn decimal(big: &BigInt) -> Result<String> {
    match BIG.get() {
        Some(operations) => (operations.to_decimal)(big),
        None => Unreached::unreached(),
    }
}

/// The digits in a base of 2 to 36, lower case.
fn digits_in_base(mut value: u64, base: u32) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = (value % u64::from(base)) as u32;
        digits.push(char::from_digit(digit, base).unwrap_or('0'));
        value /= u64::from(base);
        if value == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cold]
fn invalid(text: &str, base: i64) -> Error {
    let shown = crate::str::repr_limited(text, 200);
    errors::value_error(format!(
        "invalid literal for int() with base {base}: {shown}"
    ))
}

/// The common case: a few plain digits.
fn parse_short(text: &str, radix: u32) -> Option<i64> {
    if radix != 10 || text.is_empty() || text.len() > 18 {
        return None;
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value = 0i64;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Some(if negative { -value } else { value })
}

/// Sign, prefix, digits with single underscores between them; `None` where the text is anything else.
fn parse_literal(text: &str, radix: u32) -> Result<Option<Int>> {
    let (negative, text) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (prefix, rest) = split_prefix(text);
    let (radix, body, only_zeros) = match (radix, prefix) {
        (0, Some(base)) => (base, rest, false),
        (0, None) => (10, text, text.starts_with('0')),
        (base, Some(prefix)) if base == prefix => (base, rest, false),
        _ => (radix, text, false),
    };
    let Some((digits, complete)) = scan_digits(body, radix) else {
        return Ok(None);
    };
    if !complete {
        return Ok(None);
    }
    check_limit(digits.len(), radix)?;
    // Decimal literals do not start with 0 in source text, `0` and `00` excepted.
    if only_zeros && digits.iter().any(|digit| *digit != 0) {
        return Ok(None);
    }
    let magnitude =
        BigInt::from_radix_be(num_bigint::Sign::Plus, &digits, radix).unwrap_or_default();
    Ok(Some(Int::from(if negative {
        -magnitude
    } else {
        magnitude
    })))
}

/// The base that `0x`, `0o` or `0b` says, and what follows; one underscore may follow a prefix.
fn split_prefix(text: &str) -> (Option<u32>, &str) {
    let base = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => return (None, text),
    };
    let rest = &text[2..];
    (Some(base), rest.strip_prefix('_').unwrap_or(rest))
}

/// The values of the digits at the start, and whether they are the whole text. `None` where they are no number.
fn scan_digits(text: &str, radix: u32) -> Option<(Vec<u8>, bool)> {
    let mut digits = Vec::with_capacity(text.len());
    let mut after_digit = false;
    let mut complete = true;
    for c in text.chars() {
        if c == '_' && after_digit {
            after_digit = false;
        } else if let Some(digit) = c.to_digit(radix) {
            digits.push(digit as u8);
            after_digit = true;
        } else {
            complete = false;
            break;
        }
    }
    (after_digit && !digits.is_empty()).then_some((digits, complete))
}

fn check_limit(digits: usize, radix: u32) -> Result<()> {
    let limit = max_str_digits();
    if radix.is_power_of_two() || limit == 0 || digits <= limit {
        return Ok(());
    }
    Err(errors::value_error(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    )))
}

pub(super) fn big_to_decimal(big: &BigInt) -> Result<String> {
    let limit = max_str_digits();
    let exceeds = || {
        errors::value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // A digit takes less than 4 bits: more than 4 a digit are surely too many, and need no conversion to tell.
    if limit > 0 && big.bits() / 4 > limit as u64 {
        return Err(exceeds());
    }
    let text = big.to_string();
    let digits = text.len() - usize::from(text.starts_with('-'));
    if limit > 0 && digits > limit {
        return Err(exceeds());
    }
    Ok(text)
}

/// The decimal text of an `i64` on the stack.
pub(crate) struct Digits {
    buffer: [u8; 20],
    start: usize,
}

impl Digits {
    pub(crate) fn new(value: i64) -> Self {
        let mut buffer = [0; 20];
        let mut start = buffer.len();
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            buffer[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            start -= 1;
            buffer[start] = b'-';
        }
        Digits { buffer, start }
    }

    pub(crate) fn as_str(&self) -> &str {
        let digits = self.buffer.get(self.start..).unwrap_or_default();
        std::str::from_utf8(digits).unwrap_or_default()
    }
}
