//! `repr` and `ascii` of a text.

use super::{Str, unicode};

/// `repr(text)`.
pub fn repr(text: &str) -> Str {
    quoted(text, usize::MAX, unicode::is_printable)
}

/// `ascii(text)`: all outside ASCII is escaped.
pub fn ascii(text: &str) -> Str {
    quoted(text, usize::MAX, |c| matches!(c, ' '..='~'))
}

/// The text with all outside ASCII escaped: `ascii(x)` of a `repr`.
pub fn escape_non_ascii(text: &str) -> Str {
    if text.is_ascii() {
        return Str::from(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_escape(&mut out, c);
        }
    }
    Str::from(out)
}

/// The first `limit` code points of `repr(text)`: how CPython shows a text in an error (`%.200R`).
pub fn repr_limited(text: &str, limit: usize) -> Str {
    quoted(text, limit, unicode::is_printable)
}

fn quoted(text: &str, limit: usize, shown: impl Fn(char) -> bool) -> Str {
    // Bytes, because looking for a `char` goes through the search for texts of any length.
    let has = |quote: u8| text.as_bytes().contains(&quote);
    let quote = if has(b'\'') && !has(b'"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        if c == quote || c == '\\' {
            out.push('\\');
            out.push(c);
        } else if shown(c) {
            out.push(c);
        } else {
            push_escape(&mut out, c);
        }
        // One code point of the text is at least one of the result: enough for any limit.
        if limit != usize::MAX && out.len() > 4 * limit {
            break;
        }
    }
    out.push(quote);
    if limit != usize::MAX
        && let Some((end, _)) = out.char_indices().nth(limit)
    {
        out.truncate(end);
    }
    Str::from(out)
}

/// `\n`, `\x1f`, `\u200b` or `\U000e0001`.
pub(crate) fn push_escape(out: &mut String, c: char) {
    let code = u32::from(c);
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if code < 0x100 => push_hex(out, 'x', code, 2),
        _ if code < 0x1_0000 => push_hex(out, 'u', code, 4),
        _ => push_hex(out, 'U', code, 8),
    }
}

/// A backslash, the kind of escape, and that many hexadecimal digits.
pub(crate) fn push_hex(out: &mut String, kind: char, code: u32, digits: u32) {
    out.push('\\');
    out.push(kind);
    for position in (0..digits).rev() {
        let digit = (code >> (4 * position)) & 0xf;
        out.push(char::from_digit(digit, 16).expect("four bits"));
    }
}
