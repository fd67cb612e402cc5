//! Properties of single code points, for the library's scanners and matchers.
//!
//! *Invariant:* CPython's Unicode, as the methods of `str` have it.

use super::unicode;

/// `isspace`.
pub fn is_space(c: char) -> bool {
    unicode::is_space(c)
}

/// `isalnum`.
pub fn is_alphanumeric(c: char) -> bool {
    unicode::is_alpha(c) || unicode::is_numeric(c) || unicode::is_digit(c)
}

/// `isdecimal`.
pub fn is_decimal(c: char) -> bool {
    unicode::decimal_value(c).is_some()
}

/// `isprintable`.
pub fn is_printable(c: char) -> bool {
    unicode::is_printable(c)
}

/// Lower case, where that is one code point; otherwise the first of them, as CPython's tables have it.
pub fn simple_lower(c: char) -> char {
    let mut out = String::new();
    unicode::push_lower(&mut out, c);
    out.chars().next().unwrap_or(c)
}

/// Upper case, where that is one code point; otherwise `c`.
pub fn simple_upper(c: char) -> char {
    let mut out = String::new();
    unicode::push_upper(&mut out, c);
    let mut chars = out.chars();
    match (chars.next(), chars.next()) {
        (Some(upper), None) => upper,
        _ => c,
    }
}
