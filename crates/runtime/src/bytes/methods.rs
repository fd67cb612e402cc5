//! The methods of `bytes`.

use super::{Bytes, classify, hex, search, split, transform};
use crate::{Error, Int, Result, Str, codecs, errors};

#[cold]
fn not_found() -> Error {
    errors::value_error("subsection not found")
}

fn owned(parts: Vec<&[u8]>) -> Vec<Bytes> {
    parts.into_iter().map(Bytes::from).collect()
}

impl Bytes {
    /// `b.decode(encoding, errors)`.
    ///
    /// # Errors
    /// `UnicodeDecodeError`, `LookupError`.
    pub fn decode(&self, encoding: &str, errors: &str) -> Result<Str> {
        codecs::decode(self, encoding, errors).map(Str::from)
    }

    /// `b.hex(sep, bytes_per_sep)`.
    ///
    /// # Errors
    /// `ValueError` for a separator that is not one ASCII character.
    pub fn hex(&self, sep: Option<&str>, bytes_per_sep: i64) -> Result<Str> {
        hex::to_hex(self, sep, bytes_per_sep)
    }

    /// `bytes.fromhex(text)`.
    ///
    /// # Errors
    /// `ValueError` where it is not pairs of digits.
    pub fn fromhex(text: &str) -> Result<Bytes> {
        hex::from_hex(text).map(Bytes::from)
    }

    /// `bytes.maketrans(from, to)`.
    ///
    /// # Errors
    /// `ValueError` for different lengths.
    pub fn maketrans(from: &Bytes, to: &Bytes) -> Result<Bytes> {
        transform::maketrans(from, to).map(Bytes::from)
    }

    /// `b.find(sub, start, end)`.
    pub fn find(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        self.position(sub, start, end)
            .map_or(Int::new(-1), Int::from)
    }

    /// `b.rfind(sub, start, end)`.
    pub fn rfind(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        self.last_position(sub, start, end)
            .map_or(Int::new(-1), Int::from)
    }

    /// `b.index(sub, start, end)`.
    ///
    /// # Errors
    /// `ValueError` where it is not found.
    pub fn index(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Result<Int> {
        self.position(sub, start, end)
            .map(Int::from)
            .ok_or_else(not_found)
    }

    /// `b.rindex(sub, start, end)`.
    ///
    /// # Errors
    /// `ValueError` where it is not found.
    pub fn rindex(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Result<Int> {
        self.last_position(sub, start, end)
            .map(Int::from)
            .ok_or_else(not_found)
    }

    fn position(&self, sub: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
        let (offset, window) = search::window(self, start, end)?;
        search::find(window, sub).map(|at| offset + at)
    }

    fn last_position(&self, sub: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
        let (offset, window) = search::window(self, start, end)?;
        search::rfind(window, sub).map(|at| offset + at)
    }

    /// `b.count(sub, start, end)`.
    pub fn count(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        search::window(self, start, end).map_or(Int::ZERO, |(_, window)| {
            Int::from(search::count(window, sub))
        })
    }

    /// `sub in b`.
    pub fn contains(&self, sub: &Bytes) -> bool {
        search::find(self, sub).is_some()
    }

    /// `value in b` for an integer.
    ///
    /// # Errors
    /// `ValueError` for an integer that is no byte.
    pub fn contains_byte(&self, value: &Int) -> Result<bool> {
        let byte = super::to_byte(value, "byte must be in range(0, 256)")?;
        Ok(self.as_slice().contains(&byte))
    }

    /// `b.startswith(prefix, start, end)`.
    pub fn startswith(&self, prefix: &Bytes, start: Option<i64>, end: Option<i64>) -> bool {
        search::window(self, start, end).is_some_and(|(_, window)| window.starts_with(prefix))
    }

    /// `b.endswith(suffix, start, end)`.
    pub fn endswith(&self, suffix: &Bytes, start: Option<i64>, end: Option<i64>) -> bool {
        search::window(self, start, end).is_some_and(|(_, window)| window.ends_with(suffix))
    }

    /// `b.replace(old, new, count)`.
    pub fn replace(&self, old: &Bytes, new: &Bytes, count: i64) -> Bytes {
        Bytes::from(search::replace(self, old, new, count))
    }

    /// `b.removeprefix(prefix)`.
    pub fn removeprefix(&self, prefix: &Bytes) -> Bytes {
        self.as_slice()
            .strip_prefix(prefix.as_slice())
            .map_or_else(|| self.clone(), Bytes::from)
    }

    /// `b.removesuffix(suffix)`.
    pub fn removesuffix(&self, suffix: &Bytes) -> Bytes {
        self.as_slice()
            .strip_suffix(suffix.as_slice())
            .map_or_else(|| self.clone(), Bytes::from)
    }

    /// `b.split(sep, maxsplit)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn split(&self, sep: Option<&Bytes>, maxsplit: i64) -> Result<Vec<Bytes>> {
        split::split(self, sep.map(Bytes::as_slice), maxsplit).map(owned)
    }

    /// `b.rsplit(sep, maxsplit)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn rsplit(&self, sep: Option<&Bytes>, maxsplit: i64) -> Result<Vec<Bytes>> {
        split::rsplit(self, sep.map(Bytes::as_slice), maxsplit).map(owned)
    }

    /// `b.splitlines(keepends)`.
    pub fn splitlines(&self, keepends: bool) -> Vec<Bytes> {
        owned(split::lines(self, keepends))
    }

    /// `b.partition(sep)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn partition(&self, sep: &Bytes) -> Result<(Bytes, Bytes, Bytes)> {
        split::check_separator(sep)?;
        Ok(match search::find(self, sep) {
            Some(at) => (
                Bytes::from(&self[..at]),
                sep.clone(),
                Bytes::from(&self[at + sep.as_slice().len()..]),
            ),
            None => (self.clone(), Bytes::EMPTY, Bytes::EMPTY),
        })
    }

    /// `b.rpartition(sep)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    pub fn rpartition(&self, sep: &Bytes) -> Result<(Bytes, Bytes, Bytes)> {
        split::check_separator(sep)?;
        Ok(match search::rfind(self, sep) {
            Some(at) => (
                Bytes::from(&self[..at]),
                sep.clone(),
                Bytes::from(&self[at + sep.as_slice().len()..]),
            ),
            None => (Bytes::EMPTY, Bytes::EMPTY, self.clone()),
        })
    }

    /// `b.strip(chars)`; none is white space.
    pub fn strip(&self, chars: Option<&Bytes>) -> Bytes {
        let test = split::stripped(chars.map(Bytes::as_slice));
        Bytes::from(split::strip_end(split::strip_start(self, test), test))
    }

    /// `b.lstrip(chars)`.
    pub fn lstrip(&self, chars: Option<&Bytes>) -> Bytes {
        Bytes::from(split::strip_start(
            self,
            split::stripped(chars.map(Bytes::as_slice)),
        ))
    }

    /// `b.rstrip(chars)`.
    pub fn rstrip(&self, chars: Option<&Bytes>) -> Bytes {
        Bytes::from(split::strip_end(
            self,
            split::stripped(chars.map(Bytes::as_slice)),
        ))
    }

    /// `b.join(parts)` of parts that are known to be bytes.
    ///
    /// # Errors
    /// The first error of the parts.
    pub fn join_parts(&self, parts: impl Iterator<Item = Result<Bytes>>) -> Result<Bytes> {
        let mut joined = Vec::new();
        for (index, part) in parts.enumerate() {
            if index > 0 {
                joined.extend_from_slice(self);
            }
            joined.extend_from_slice(&part?);
        }
        Ok(Bytes::from(joined))
    }

    /// `b * count`.
    ///
    /// # Errors
    /// `OverflowError` for a count beyond an index, `MemoryError` for bytes beyond memory.
    pub fn mul(&self, count: &Int) -> Result<Bytes> {
        repeated(self, count).map(Bytes::from)
    }

    /// `b.center(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one byte.
    pub fn center(&self, width: i64, fillchar: &Bytes) -> Result<Bytes> {
        let missing = split::missing(self, width);
        let left = missing / 2 + (missing & width as usize & 1);
        split::fill(self, left, missing - left, fillchar, "center").map(Bytes::from)
    }

    /// `b.ljust(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one byte.
    pub fn ljust(&self, width: i64, fillchar: &Bytes) -> Result<Bytes> {
        split::fill(self, 0, split::missing(self, width), fillchar, "ljust").map(Bytes::from)
    }

    /// `b.rjust(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one byte.
    pub fn rjust(&self, width: i64, fillchar: &Bytes) -> Result<Bytes> {
        split::fill(self, split::missing(self, width), 0, fillchar, "rjust").map(Bytes::from)
    }

    /// `b.zfill(width)`.
    pub fn zfill(&self, width: i64) -> Bytes {
        Bytes::from(split::zfill(self, width))
    }

    /// `b.expandtabs(tabsize)`.
    pub fn expandtabs(&self, tabsize: i64) -> Bytes {
        Bytes::from(transform::expandtabs(self, tabsize))
    }

    /// `b.translate(table, delete)`.
    ///
    /// # Errors
    /// `ValueError` for a table that has not 256 bytes.
    pub fn translate(&self, table: Option<&Bytes>, delete: &Bytes) -> Result<Bytes> {
        transform::translate(self, table.map(Bytes::as_slice), delete).map(Bytes::from)
    }

    /// `b.upper()`.
    pub fn upper(&self) -> Bytes {
        Bytes::from(self.to_ascii_uppercase())
    }

    /// `b.lower()`.
    pub fn lower(&self) -> Bytes {
        Bytes::from(self.to_ascii_lowercase())
    }

    /// `b.swapcase()`.
    pub fn swapcase(&self) -> Bytes {
        Bytes::from(transform::swapcase(self))
    }

    /// `b.capitalize()`.
    pub fn capitalize(&self) -> Bytes {
        Bytes::from(transform::capitalize(self))
    }

    /// `b.title()`.
    pub fn title(&self) -> Bytes {
        Bytes::from(transform::title(self))
    }

    /// `b.isalnum()`.
    pub fn isalnum(&self) -> bool {
        classify::all(self, u8::is_ascii_alphanumeric)
    }

    /// `b.isalpha()`.
    pub fn isalpha(&self) -> bool {
        classify::all(self, u8::is_ascii_alphabetic)
    }

    /// `b.isascii()`.
    pub fn isascii(&self) -> bool {
        self.is_ascii()
    }

    /// `b.isdigit()`.
    pub fn isdigit(&self) -> bool {
        classify::all(self, u8::is_ascii_digit)
    }

    /// `b.isspace()`.
    pub fn isspace(&self) -> bool {
        classify::all(self, split::is_space)
    }

    /// `b.islower()`.
    pub fn islower(&self) -> bool {
        classify::only_case(self, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
    }

    /// `b.isupper()`.
    pub fn isupper(&self) -> bool {
        classify::only_case(self, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
    }

    /// `b.istitle()`.
    pub fn istitle(&self) -> bool {
        classify::is_title(self)
    }
}

/// The bytes `count` times.
pub(super) fn repeated(bytes: &[u8], count: &Int) -> Result<Vec<u8>> {
    let count = count
        .to_i64()
        .ok_or_else(|| errors::overflow_error("cannot fit 'int' into an index-sized integer"))?;
    let count = usize::try_from(count).unwrap_or(0);
    match bytes.len().checked_mul(count) {
        Some(length) if length <= isize::MAX as usize / 16 => Ok(bytes.repeat(count)),
        _ => Err(errors::memory_error("")),
    }
}
