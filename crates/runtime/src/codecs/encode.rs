//! Text to bytes.

use super::{Encoding, Order, WINDOWS_1252, unicode_error, unknown_handler};
use crate::str::push_escape;
use crate::{Error, Result, Str, Value, errors};

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// `LookupError` for an unknown encoding or handler, `UnicodeEncodeError`.
pub fn encode(text: &str, encoding: &str, handler: &str) -> Result<Vec<u8>> {
    let encoding = Encoding::find(encoding)?;
    match encoding {
        Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Sig => Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Wide(size, order) => Ok(encode_wide(text, size, order)),
        Encoding::Ascii if text.is_ascii() => Ok(text.as_bytes().to_vec()),
        _ => encode_bytewise(text, encoding, handler),
    }
}

fn encode_wide(text: &str, size: usize, order: Option<Order>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * size);
    if order.is_none() {
        push_unit(&mut out, 0xfeff, size, order);
    }
    for c in text.chars() {
        if size == 4 {
            push_unit(&mut out, u32::from(c), size, order);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                push_unit(&mut out, u32::from(*unit), size, order);
            }
        }
    }
    out
}

fn push_unit(out: &mut Vec<u8>, unit: u32, size: usize, order: Option<Order>) {
    if order == Some(Order::Big) {
        out.extend_from_slice(&unit.to_be_bytes()[4 - size..]);
    } else {
        out.extend_from_slice(&unit.to_le_bytes()[..size]);
    }
}

/// Encodings of one byte a character; a run of characters that have none is one error.
fn encode_bytewise(text: &str, encoding: Encoding, handler: &str) -> Result<Vec<u8>> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if let Some(byte) = encode_char(*c, encoding) {
            out.push(byte);
            at += 1;
            continue;
        }
        let run = chars[at..]
            .iter()
            .take_while(|c| encode_char(**c, encoding).is_none())
            .count();
        let error = || encode_error(text, encoding, at, at + run);
        replace_run(&mut out, &chars[at..at + run], handler, error)?;
        at += run;
    }
    Ok(out)
}

fn encode_char(c: char, encoding: Encoding) -> Option<u8> {
    let code = u32::from(c);
    match encoding {
        Encoding::Ascii => u8::try_from(code).ok().filter(u8::is_ascii),
        Encoding::Windows1252 if !matches!(code, 0..0x80 | 0xa0..0x100) => {
            let index = WINDOWS_1252.iter().position(|known| *known == c)?;
            Some(0x80 + index as u8)
        }
        _ => u8::try_from(code).ok(),
    }
}

fn replace_run(
    out: &mut Vec<u8>,
    run: &[char],
    handler: &str,
    error: impl Fn() -> Error,
) -> Result<()> {
    for c in run {
        match handler {
            "strict" => return Err(error()),
            "ignore" => {}
            "replace" => out.push(b'?'),
            "backslashreplace" => {
                let mut text = String::new();
                push_escape(&mut text, *c);
                out.extend_from_slice(text.as_bytes());
            }
            "xmlcharrefreplace" => {
                out.extend_from_slice(format!("&#{};", u32::from(*c)).as_bytes());
            }
            _ => return Err(unknown_handler(handler)),
        }
    }
    Ok(())
}

#[cold]
fn encode_error(text: &str, encoding: Encoding, start: usize, end: usize) -> Error {
    let reason = match encoding {
        Encoding::Ascii => "ordinal not in range(128)",
        Encoding::Latin1 => "ordinal not in range(256)",
        _ => "character maps to <undefined>",
    };
    unicode_error(
        &errors::UnicodeEncodeError,
        [
            Value::from(encoding.name()),
            Value::Str(Str::from(text)),
            Value::from(start),
            Value::from(end),
            Value::from(reason),
        ],
    )
}
