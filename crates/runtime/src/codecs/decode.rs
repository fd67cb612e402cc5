//! Bytes to text.

use super::{Encoding, Order, WINDOWS_1252, unicode_error, unknown_handler};
use crate::{Bytes, Error, Result, Value, errors};

/// A sequence of bytes that means nothing.
struct Malformed {
    start: usize,
    end: usize,
    reason: &'static str,
}

/// `data.decode(encoding, errors)`.
///
/// # Errors
/// `LookupError` for an unknown encoding or handler, `UnicodeDecodeError`.
pub fn decode(data: &[u8], encoding: &str, handler: &str) -> Result<String> {
    if data.is_empty() {
        // CPython does not look at the names either.
        return Ok(String::new());
    }
    let encoding = Encoding::find(encoding)?;
    match encoding {
        Encoding::Utf8 => decode_with(data, encoding, handler, utf8_step),
        Encoding::Utf8Sig => {
            let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
            decode_with(data, encoding, handler, utf8_step)
        }
        Encoding::Ascii => decode_with(data, encoding, handler, ascii_step),
        Encoding::Latin1 => Ok(data.iter().map(|byte| char::from(*byte)).collect()),
        Encoding::Windows1252 => decode_with(data, encoding, handler, windows_1252_step),
        Encoding::Wide(size, order) => {
            let (order, skip) = byte_order(data, size, order);
            decode_wide(&data[skip..], size, order, encoding, handler)
        }
    }
}

/// Decodes by a step that appends what is well formed from a position on and tells where it ends: at the end, or
/// before what is malformed.
fn decode_with(
    data: &[u8],
    encoding: Encoding,
    handler: &str,
    step: impl Fn(&[u8], usize, &mut String) -> Option<Malformed>,
) -> Result<String> {
    let mut out = String::with_capacity(data.len());
    let mut at = 0;
    while let Some(malformed) = step(data, at, &mut out) {
        replace(&mut out, data, &malformed, encoding, handler)?;
        at = malformed.end;
    }
    Ok(out)
}

fn utf8_step(data: &[u8], at: usize, out: &mut String) -> Option<Malformed> {
    let error = match std::str::from_utf8(&data[at..]) {
        Ok(text) => {
            out.push_str(text);
            return None;
        }
        Err(error) => error,
    };
    let start = at + error.valid_up_to();
    out.push_str(std::str::from_utf8(&data[at..start]).unwrap_or_default());
    let (end, reason) = match error.error_len() {
        None => (data.len(), "unexpected end of data"),
        Some(length) if matches!(data[start], 0x80..=0xc1 | 0xf5..) => {
            (start + length, "invalid start byte")
        }
        Some(length) => (start + length, "invalid continuation byte"),
    };
    Some(Malformed { start, end, reason })
}

fn ascii_step(data: &[u8], at: usize, out: &mut String) -> Option<Malformed> {
    let good = data[at..].iter().take_while(|byte| byte.is_ascii()).count();
    out.extend(data[at..at + good].iter().map(|byte| char::from(*byte)));
    let start = at + good;
    (start < data.len()).then_some(Malformed {
        start,
        end: start + 1,
        reason: "ordinal not in range(128)",
    })
}

fn windows_1252_step(data: &[u8], at: usize, out: &mut String) -> Option<Malformed> {
    for (offset, byte) in data[at..].iter().enumerate() {
        let c = match byte {
            0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(*byte),
        };
        if c == '\0' && *byte != 0 {
            let start = at + offset;
            return Some(Malformed {
                start,
                end: start + 1,
                reason: "character maps to <undefined>",
            });
        }
        out.push(c);
    }
    None
}

/// The order that is said, or that the mark at the start says, and the length of the mark.
fn byte_order(data: &[u8], size: usize, order: Option<Order>) -> (Order, usize) {
    if let Some(order) = order {
        return (order, 0);
    }
    match (size, data) {
        (2, [0xff, 0xfe, ..]) => (Order::Little, 2),
        (2, [0xfe, 0xff, ..]) => (Order::Big, 2),
        (4, [0xff, 0xfe, 0, 0, ..]) => (Order::Little, 4),
        (4, [0, 0, 0xfe, 0xff, ..]) => (Order::Big, 4),
        _ => (Order::Little, 0),
    }
}

fn decode_wide(
    data: &[u8],
    size: usize,
    order: Order,
    encoding: Encoding,
    handler: &str,
) -> Result<String> {
    let named = match encoding {
        Encoding::Wide(size, None) => Encoding::Wide(size, Some(order)),
        other => other,
    };
    let step = |data: &[u8], at: usize, out: &mut String| {
        if size == 2 {
            utf16_step(data, at, order, out)
        } else {
            utf32_step(data, at, order, out)
        }
    };
    decode_with(data, named, handler, step)
}

fn unit(data: &[u8], at: usize, size: usize, order: Order) -> Option<u32> {
    let bytes = data.get(at..at + size)?;
    let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
    Some(match order {
        Order::Big => bytes.iter().fold(0, join),
        Order::Little => bytes.iter().rev().fold(0, join),
    })
}

fn utf16_step(data: &[u8], mut at: usize, order: Order, out: &mut String) -> Option<Malformed> {
    let malformed =
        |start: usize, end: usize, reason: &'static str| Some(Malformed { start, end, reason });
    while at < data.len() {
        let Some(first) = unit(data, at, 2, order) else {
            return malformed(at, data.len(), "truncated data");
        };
        if let Some(c) = char::from_u32(first) {
            out.push(c);
            at += 2;
            continue;
        }
        if first >= 0xdc00 {
            return malformed(at, at + 2, "illegal encoding");
        }
        match unit(data, at + 2, 2, order) {
            None => return malformed(at, data.len(), "unexpected end of data"),
            Some(second @ 0xdc00..0xe000) => {
                let code = 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
                out.extend(char::from_u32(code));
                at += 4;
            }
            Some(_) => return malformed(at, at + 2, "illegal UTF-16 surrogate"),
        }
    }
    None
}

fn utf32_step(data: &[u8], mut at: usize, order: Order, out: &mut String) -> Option<Malformed> {
    while at < data.len() {
        let Some(code) = unit(data, at, 4, order) else {
            return Some(Malformed {
                start: at,
                end: data.len(),
                reason: "truncated data",
            });
        };
        let Some(c) = char::from_u32(code) else {
            let reason = if code > 0x10ffff {
                "code point not in range(0x110000)"
            } else {
                "code point in surrogate code point range(0xd800, 0xe000)"
            };
            return Some(Malformed {
                start: at,
                end: at + 4,
                reason,
            });
        };
        out.push(c);
        at += 4;
    }
    None
}

fn replace(
    out: &mut String,
    data: &[u8],
    malformed: &Malformed,
    encoding: Encoding,
    handler: &str,
) -> Result<()> {
    match handler {
        "strict" => return Err(decode_error(data, malformed, encoding)),
        "ignore" => {}
        "replace" => out.push('\u{fffd}'),
        "backslashreplace" => {
            for byte in &data[malformed.start..malformed.end] {
                out.push_str(&format!("\\x{byte:02x}"));
            }
        }
        _ => return Err(unknown_handler(handler)),
    }
    Ok(())
}

#[cold]
fn decode_error(data: &[u8], malformed: &Malformed, encoding: Encoding) -> Error {
    unicode_error(
        &errors::UnicodeDecodeError,
        [
            Value::from(encoding.name()),
            Value::Bytes(Bytes::from(data)),
            Value::from(malformed.start),
            Value::from(malformed.end),
            Value::from(malformed.reason),
        ],
    )
}
