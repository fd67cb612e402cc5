//! `bytes` and `bytearray`.
//!
//! What both can do is in `search`, `split`, `transform`, `classify` and `hex` as functions on slices; `methods` and
//! `array` put Python's names on them.

pub mod array;
mod classify;
pub mod copies;
mod dunder;
mod hex;
mod methods;
mod object;
mod search;
mod split;
mod storage;
mod transform;
pub mod view;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Add, Deref};
use std::rc::Rc;

use portalis_macros::pyclass;

pub use array::ByteArray;
use storage::Storage;
pub use view::MemoryView;

use crate::str::slice_bounds;
use crate::{Int, Result, errors};

/// bytes(iterable_of_ints) -> bytes
/// bytes(string, encoding[, errors]) -> bytes
/// bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
/// bytes(int) -> bytes object of size given by the parameter initialized with null bytes
/// bytes() -> empty bytes object
///
/// Construct an immutable array of bytes from:
///   - an iterable yielding integers in range(256)
///   - a text string encoded using the specified encoding
///   - any object implementing the buffer API.
///   - an integer
#[pyclass("class bytes", builtin, variant, immutable)]
#[derive(Clone)]
pub struct Bytes(Storage);

impl Bytes {
    /// `b""`.
    pub const EMPTY: Bytes = Bytes::literal(b"");

    /// A literal of the program: no allocation, no copy.
    #[inline]
    pub const fn literal(bytes: &'static [u8]) -> Bytes {
        Bytes(Storage::literal(bytes))
    }

    /// The bytes.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// `hash(b)`: the same in every run, and that of the equal `str` of ASCII.
    pub fn py_hash(&self) -> i64 {
        crate::str::hash_bytes(self)
    }

    /// The bytes as integers.
    pub fn values(&self) -> impl Iterator<Item = Int> + use<> {
        let bytes = self.clone();
        (0..bytes.as_slice().len()).map(move |index| Int::from(bytes.as_slice()[index]))
    }
}

/// `repr` of bytes, of either type.
pub(crate) fn quoted(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for byte in bytes {
        match byte {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b' '..=b'~' => {
                if *byte == b'\\' || char::from(*byte) == quote {
                    out.push('\\');
                }
                out.push(char::from(*byte));
            }
            _ => crate::str::push_hex(&mut out, 'x', u32::from(*byte), 2),
        }
    }
    out.push(quote);
    out
}

/// The position of an index that counts from the end if it is negative.
fn position(length: usize, index: &Int) -> Result<Option<usize>> {
    let index = index.to_index()?;
    let index = if index < 0 {
        index + length as i64
    } else {
        index
    };
    Ok(usize::try_from(index).ok().filter(|index| *index < length))
}

fn byte_at(bytes: &[u8], index: &Int, text: &'static str) -> Result<u8> {
    position(bytes.len(), index)?
        .map(|index| bytes[index])
        .ok_or_else(|| errors::index_error(text))
}

/// The bytes of a slice with any step.
fn sliced(
    bytes: &[u8],
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<Vec<u8>> {
    Ok(slice_positions(bytes.len(), start, stop, step)?
        .map(|index| bytes[index])
        .collect())
}

/// The positions that a slice means, in its order.
fn slice_positions(
    length: usize,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<impl Iterator<Item = usize>> {
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(errors::value_error("slice step cannot be zero"));
    }
    let (start, stop) = slice_bounds(length, start, stop, step);
    let distance = if step > 0 { stop - start } else { start - stop };
    let count = if distance > 0 {
        (distance as u64 - 1) / step.unsigned_abs() + 1
    } else {
        0
    };
    Ok((0..count as i64).map(move |index| (start + index * step) as usize))
}

/// An integer as a byte.
///
/// # Errors
/// `ValueError` with the given text out of its range.
pub(crate) fn to_byte(value: &Int, text: &'static str) -> Result<u8> {
    value
        .to_i64()
        .and_then(|value| u8::try_from(value).ok())
        .ok_or_else(|| errors::value_error(text))
}

/// `bytes(count)`: that many zeros.
///
/// # Errors
/// `ValueError` for a negative count, `OverflowError` and `MemoryError` for one beyond an index or memory.
pub(crate) fn zeros(count: &Int) -> Result<Vec<u8>> {
    let count = count
        .to_i64()
        .ok_or_else(|| errors::overflow_error("cannot fit 'int' into an index-sized integer"))?;
    match usize::try_from(count) {
        Err(_) => Err(errors::value_error("negative count")),
        Ok(count) if count > isize::MAX as usize / 16 => Err(crate::convert::out_of_memory()),
        Ok(count) => Ok(vec![0; count]),
    }
}

impl Deref for Bytes {
    type Target = [u8];
    #[inline]
    fn deref(&self) -> &[u8] {
        self.as_slice()
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.as_slice()
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Bytes::EMPTY
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes(Storage::Shared(Rc::new(bytes)))
    }
}

impl<const N: usize> From<&'static [u8; N]> for Bytes {
    /// A literal of the program: no allocation, no copy.
    #[inline]
    fn from(bytes: &'static [u8; N]) -> Bytes {
        Bytes::literal(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Bytes {
        Bytes::from(bytes.to_vec())
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&quoted(self))
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Bytes {}

impl PartialOrd for Bytes {
    fn partial_cmp(&self, other: &Bytes) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bytes {
    fn cmp(&self, other: &Bytes) -> Ordering {
        self.as_slice().cmp(other.as_slice())
    }
}

impl Hash for Bytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

impl Add<&Bytes> for &Bytes {
    type Output = Bytes;
    fn add(self, other: &Bytes) -> Bytes {
        Bytes::from([self.as_slice(), other.as_slice()].concat())
    }
}

impl Add<Bytes> for Bytes {
    type Output = Bytes;
    fn add(self, other: Bytes) -> Bytes {
        &self + &other
    }
}

impl Add<&Bytes> for Bytes {
    type Output = Bytes;
    fn add(self, other: &Bytes) -> Bytes {
        &self + other
    }
}

impl Add<Bytes> for &Bytes {
    type Output = Bytes;
    fn add(self, other: Bytes) -> Bytes {
        self + &other
    }
}

const _: () = assert!(size_of::<Bytes>() <= 16);
