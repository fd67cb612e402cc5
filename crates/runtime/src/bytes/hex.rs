//! `hex` and `fromhex`.

use crate::str::unicode;
use crate::{Result, Str, errors};

/// `b.hex(sep, bytes_per_sep)`: groups are counted from the right, for a negative number from the left.
///
/// # Errors
/// `ValueError` for a separator that is not one ASCII character.
pub(crate) fn to_hex(bytes: &[u8], sep: Option<&str>, group: i64) -> Result<Str> {
    let separator = match sep.map(|sep| (sep.chars().next(), sep.chars().nth(1))) {
        None => None,
        Some((Some(c), None)) if c.is_ascii() => Some(c),
        Some((Some(_), None)) => return Err(errors::value_error("sep must be ASCII.")),
        Some(_) => return Err(errors::value_error("sep must be length 1.")),
    };
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(2 * bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        let from_edge = if group < 0 {
            index
        } else {
            bytes.len() - index
        };
        if let Some(separator) = separator
            && index > 0
            && size > 0
            && from_edge % size == 0
        {
            out.push(separator);
        }
        for digit in [byte >> 4, byte & 0xf] {
            out.push(char::from_digit(u32::from(digit), 16).expect("four bits"));
        }
    }
    Ok(Str::from(out))
}

/// `bytes.fromhex(text)`: pairs of digits with white space between them.
///
/// # Errors
/// `ValueError` that names the position of what is no digit.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len() / 2);
    let mut at = 0;
    while at < chars.len() {
        if chars[at].is_ascii()
            && unicode::is_space(chars[at])
            && !matches!(chars[at], '\x1c'..='\x1f')
        {
            at += 1;
            continue;
        }
        let digit = |at: usize| {
            chars.get(at).and_then(|c| c.to_digit(16)).ok_or_else(|| {
                errors::value_error(format!(
                    "non-hexadecimal number found in fromhex() arg at position {at}"
                ))
            })
        };
        let (high, low) = (digit(at)?, digit(at + 1)?);
        out.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(out)
}
