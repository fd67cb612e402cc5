//! `binascii`: bytes as text and back.
//!
//! *Invariant:* what is refused is refused with CPython's `Error` and text. `base64`, in Python, is on top of it.

use portalis_macros::{module, pyclass, pyfn};
use portalis_runtime::{Bytes, Int, NativeClass, Result, Value, errors};

use crate::hashlib::hexadecimal;
use crate::io::bytes_of;

module!("binascii");

/// Raised for data that cannot be decoded.
#[pyclass("class Error(ValueError)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static Error: NativeClass = NativeClass {
    bases: &[&errors::ValueError],
    ..NativeClass::new("Error", "binascii")
};

fn failed<T>(text: impl Into<String>) -> Result<T> {
    Err(errors::exception_with(
        &Error,
        vec![Value::from(text.into())],
    ))
}

/// Bytes, or a text of ASCII.
fn ascii_of(data: &Value) -> Result<Vec<u8>> {
    match data {
        Value::Str(text) if text.is_ascii() => Ok(text.as_str().as_bytes().to_vec()),
        Value::Str(_) => Err(errors::value_error(
            "string argument should contain only ASCII characters",
        )),
        other => bytes_of(other).map_err(|_| {
            let name = other.class_name();
            errors::type_error(format!(
                "argument should be bytes, buffer or ASCII string, not '{name}'"
            ))
        }),
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64-code line of data.
#[pyfn("def b2a_base64(data: Any, /, *, newline: bool = True) -> bytes")]
pub fn b2a_base64(data: Value, newline: bool) -> Result<Bytes> {
    let data = bytes_of(&data)?;
    let mut out = Vec::with_capacity(data.len() / 3 * 4 + 5);
    for chunk in data.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let is_padding = i > chunk.len();
            let index = (bits >> (18 - 6 * i) & 63) as usize;
            out.push(if is_padding { b'=' } else { LETTERS[index] });
        }
    }
    if newline {
        out.push(b'\n');
    }
    Ok(Bytes::from(out))
}

fn value_of(letter: u8) -> Option<u32> {
    LETTERS
        .iter()
        .position(|known| *known == letter)
        .map(|value| value as u32)
}

/// Decode a line of base64 data.
#[pyfn("def a2b_base64(data: Any, /, *, strict_mode: bool = False) -> bytes")]
pub fn a2b_base64(data: Value, strict_mode: bool) -> Result<Bytes> {
    let data = ascii_of(&data)?;
    let (mut out, mut bits, mut count, mut padding) = (Vec::new(), 0_u32, 0, 0);
    if strict_mode && data.first() == Some(&b'=') {
        return failed("Leading padding not allowed");
    }
    for (at, letter) in data.iter().enumerate() {
        if *letter == b'=' {
            padding += 1;
            if count >= 2 && count + padding >= 4 {
                if strict_mode && at + 1 < data.len() {
                    return failed("Excess data after padding");
                }
                return Ok(Bytes::from(out));
            }
            continue;
        }
        let Some(value) = value_of(*letter) else {
            if strict_mode {
                return failed("Only base64 data is allowed");
            }
            continue;
        };
        if strict_mode && padding > 0 {
            return failed("Discontinuous padding not allowed");
        }
        padding = 0;
        bits = bits << 6 | value;
        match count {
            1 => out.push((bits >> 4) as u8),
            2 => out.push((bits >> 2) as u8),
            3 => out.push(bits as u8),
            _ => {}
        }
        count = (count + 1) % 4;
    }
    match count {
        0 => Ok(Bytes::from(out)),
        1 => {
            let letters = out.len() / 3 * 4 + 1;
            failed(format!(
                "Invalid base64-encoded string: number of data characters ({letters}) cannot be 1 more than a multiple of 4"
            ))
        }
        _ => failed("Incorrect padding"),
    }
}

/// Hexadecimal representation of binary data.
#[pyfn("def hexlify(data: Any, sep: Any = ..., bytes_per_sep: int = 1) -> bytes")]
pub fn hexlify(data: Value, sep: Option<Value>, bytes_per_sep: i64) -> Result<Bytes> {
    let data = bytes_of(&data)?;
    match sep {
        None => Ok(Bytes::from(hexadecimal(&data).into_bytes())),
        Some(sep) => {
            let text = Value::from(Bytes::from(data))
                .call_method("hex", portalis_runtime::args![sep, bytes_per_sep])?;
            ascii_of(&text).map(Bytes::from)
        }
    }
}

/// Hexadecimal representation of binary data.
#[pyfn("def b2a_hex(data: Any, sep: Any = ..., bytes_per_sep: int = 1) -> bytes")]
pub fn b2a_hex(data: Value, sep: Option<Value>, bytes_per_sep: i64) -> Result<Bytes> {
    hexlify(data, sep, bytes_per_sep)
}

/// Binary data of hexadecimal representation.
#[pyfn("def unhexlify(hexstr: Any, /) -> bytes")]
pub fn unhexlify(hexstr: Value) -> Result<Bytes> {
    let digits = ascii_of(&hexstr)?;
    if digits.len() % 2 != 0 {
        return failed("Odd-length string");
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match (digit(pair[0]), digit(pair[1])) {
        (Some(high), Some(low)) => Some((high * 16 + low) as u8),
        _ => None,
    };
    match digits
        .chunks_exact(2)
        .map(pair)
        .collect::<Option<Vec<u8>>>()
    {
        Some(bytes) => Ok(Bytes::from(bytes)),
        None => failed("Non-hexadecimal digit found"),
    }
}

/// Binary data of hexadecimal representation.
#[pyfn("def a2b_hex(hexstr: Any, /) -> bytes")]
pub fn a2b_hex(hexstr: Value) -> Result<Bytes> {
    unhexlify(hexstr)
}

/// Compute CRC-32 incrementally.
#[pyfn("def crc32(data: Any, crc: int = 0, /) -> int")]
pub fn crc32(data: Value, crc: i64) -> Result<Int> {
    let mut crc = !(crc as u32);
    for byte in bytes_of(&data)? {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    Ok(Int::from(i64::from(!crc)))
}

/// Compute CRC-CCITT incrementally.
#[pyfn("def crc_hqx(data: Any, crc: int, /) -> int")]
pub fn crc_hqx(data: Value, crc: i64) -> Result<Int> {
    let mut crc = crc as u32 & 0xffff;
    for byte in bytes_of(&data)? {
        crc ^= u32::from(byte) << 8;
        for _ in 0..8 {
            crc = crc << 1 ^ if crc & 0x8000 != 0 { 0x1021 } else { 0 };
        }
        crc &= 0xffff;
    }
    Ok(Int::from(i64::from(crc)))
}
