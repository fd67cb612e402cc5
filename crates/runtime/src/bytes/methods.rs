//! The methods of `bytes`.

use portalis_macros::pymethods;

use super::{Bytes, classify, hex, search, split, transform};
use crate::dunder::binary_entry;
use crate::{
    Args, Error, Int, Iterable, List, Object, Result, Str, Value, codecs, convert, errors,
};

#[cold]
fn not_found() -> Error {
    errors::value_error("subsection not found")
}

fn owned(parts: Vec<&[u8]>) -> List<Bytes> {
    parts.into_iter().map(Bytes::from).collect()
}

#[pymethods(1)]
impl Bytes {
    /// `b.decode(encoding, errors)`.
    ///
    /// # Errors
    /// `UnicodeDecodeError`, `LookupError`.
    #[pyfn("def decode(self, /, encoding: str = 'utf-8', errors: str = 'strict') -> str")]
    pub fn decode(&self, encoding: &str, errors: &str) -> Result<Str> {
        codecs::decode(self, encoding, errors).map(Str::from)
    }

    /// `b.hex(sep, bytes_per_sep)`.
    ///
    /// # Errors
    /// `ValueError` for a separator that is not one ASCII character.
    #[pyfn("def hex(self, sep: str | None = None, bytes_per_sep: int = 1) -> str")]
    pub fn hex(&self, sep: Option<&str>, bytes_per_sep: i64) -> Result<Str> {
        hex::to_hex(self, sep, bytes_per_sep)
    }

    /// `bytes.fromhex(text)`.
    ///
    /// # Errors
    /// `ValueError` where it is not pairs of digits.
    #[pyfn("def fromhex(cls, string: str, /) -> bytes", class)]
    pub fn fromhex(text: &str) -> Result<Bytes> {
        hex::from_hex(text).map(Bytes::from)
    }

    /// `bytes.maketrans(from, to)`.
    ///
    /// # Errors
    /// `ValueError` for different lengths.
    #[pyfn("def maketrans(frm: bytes, to: bytes, /) -> bytes", static)]
    pub fn maketrans(from: &Bytes, to: &Bytes) -> Result<Bytes> {
        transform::maketrans(from, to).map(Bytes::from)
    }

    /// `b.find(sub, start, end)`.
    #[pyfn(
        "def find(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn find(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        self.position(sub, start, end)
            .map_or(Int::new(-1), Int::from)
    }

    /// `b.rfind(sub, start, end)`.
    #[pyfn(
        "def rfind(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn rfind(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        self.last_position(sub, start, end)
            .map_or(Int::new(-1), Int::from)
    }

    /// `b.index(sub, start, end)`.
    ///
    /// # Errors
    /// `ValueError` where it is not found.
    #[pyfn(
        "def index(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn index(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Result<Int> {
        self.position(sub, start, end)
            .map(Int::from)
            .ok_or_else(not_found)
    }

    /// `b.rindex(sub, start, end)`.
    ///
    /// # Errors
    /// `ValueError` where it is not found.
    #[pyfn(
        "def rindex(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
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
    #[pyfn(
        "def count(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn count(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        search::window(self, start, end).map_or(Int::ZERO, |(_, window)| {
            Int::from(search::count(window, sub))
        })
    }

    /// `sub in b`.
    #[pyfn("def __contains__(self, key: bytes, /) -> bool")]
    pub fn contains(&self, sub: &Bytes) -> bool {
        search::find(self, sub).is_some()
    }

    /// `value in b` for an integer.
    ///
    /// # Errors
    /// `ValueError` for an integer that is no byte.
    #[pyfn("def __contains__(self, key: int, /) -> bool", dynamic = crate::dunder::contains)]
    pub fn contains_byte(&self, value: &Int) -> Result<bool> {
        let byte = super::to_byte(value, "byte must be in range(0, 256)")?;
        Ok(self.as_slice().contains(&byte))
    }

    /// `b.startswith(prefix, start, end)`.
    #[pyfn(
        "def startswith(self, prefix: bytes, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn startswith(&self, prefix: &Bytes, start: Option<i64>, end: Option<i64>) -> bool {
        search::window(self, start, end).is_some_and(|(_, window)| window.starts_with(prefix))
    }

    /// `b.startswith(prefix, start, end)` for bytes or a tuple of bytes.
    ///
    /// # Errors
    /// `TypeError` for anything else.
    #[pyfn(
        "def startswith(self, prefix: Any, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn startswith_any(
        &self,
        prefix: &Value,
        start: Option<i64>,
        end: Option<i64>,
    ) -> Result<bool> {
        any_of("startswith", prefix, |part| {
            self.startswith(part, start, end)
        })
    }

    /// `b.endswith(suffix, start, end)`.
    #[pyfn(
        "def endswith(self, suffix: bytes, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn endswith(&self, suffix: &Bytes, start: Option<i64>, end: Option<i64>) -> bool {
        search::window(self, start, end).is_some_and(|(_, window)| window.ends_with(suffix))
    }

    /// `b.endswith(suffix, start, end)` for bytes or a tuple of bytes.
    ///
    /// # Errors
    /// `TypeError` for anything else.
    #[pyfn(
        "def endswith(self, suffix: Any, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn endswith_any(
        &self,
        suffix: &Value,
        start: Option<i64>,
        end: Option<i64>,
    ) -> Result<bool> {
        any_of("endswith", suffix, |part| self.endswith(part, start, end))
    }

    /// `b.replace(old, new, count)`.
    #[pyfn("def replace(self, old: bytes, new: bytes, count: int = -1, /) -> bytes")]
    pub fn replace(&self, old: &Bytes, new: &Bytes, count: i64) -> Bytes {
        Bytes::from(search::replace(self, old, new, count))
    }

    /// `b.removeprefix(prefix)`.
    #[pyfn("def removeprefix(self, prefix: bytes, /) -> bytes")]
    pub fn removeprefix(&self, prefix: &Bytes) -> Bytes {
        self.as_slice()
            .strip_prefix(prefix.as_slice())
            .map_or_else(|| self.clone(), Bytes::from)
    }

    /// `b.removesuffix(suffix)`.
    #[pyfn("def removesuffix(self, suffix: bytes, /) -> bytes")]
    pub fn removesuffix(&self, suffix: &Bytes) -> Bytes {
        self.as_slice()
            .strip_suffix(suffix.as_slice())
            .map_or_else(|| self.clone(), Bytes::from)
    }

    /// `b.split(sep, maxsplit)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def split(self, /, sep: bytes | None = None, maxsplit: int = -1) -> list[bytes]")]
    pub fn split(&self, sep: Option<&Bytes>, maxsplit: i64) -> Result<List<Bytes>> {
        split::split(self, sep.map(Bytes::as_slice), maxsplit).map(owned)
    }

    /// `b.rsplit(sep, maxsplit)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def rsplit(self, /, sep: bytes | None = None, maxsplit: int = -1) -> list[bytes]")]
    pub fn rsplit(&self, sep: Option<&Bytes>, maxsplit: i64) -> Result<List<Bytes>> {
        split::rsplit(self, sep.map(Bytes::as_slice), maxsplit).map(owned)
    }

    /// `b.splitlines(keepends)`.
    #[pyfn("def splitlines(self, /, keepends: bool = False) -> list[bytes]")]
    pub fn splitlines(&self, keepends: bool) -> List<Bytes> {
        owned(split::lines(self, keepends))
    }

    /// `b.partition(sep)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def partition(self, sep: bytes, /) -> tuple[bytes, bytes, bytes]")]
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
    #[pyfn("def rpartition(self, sep: bytes, /) -> tuple[bytes, bytes, bytes]")]
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
    #[pyfn("def strip(self, bytes: bytes | None = None, /) -> bytes")]
    pub fn strip(&self, chars: Option<&Bytes>) -> Bytes {
        let test = split::stripped(chars.map(Bytes::as_slice));
        Bytes::from(split::strip_end(split::strip_start(self, test), test))
    }

    /// `b.lstrip(chars)`.
    #[pyfn("def lstrip(self, bytes: bytes | None = None, /) -> bytes")]
    pub fn lstrip(&self, chars: Option<&Bytes>) -> Bytes {
        Bytes::from(split::strip_start(
            self,
            split::stripped(chars.map(Bytes::as_slice)),
        ))
    }

    /// `b.rstrip(chars)`.
    #[pyfn("def rstrip(self, bytes: bytes | None = None, /) -> bytes")]
    pub fn rstrip(&self, chars: Option<&Bytes>) -> Bytes {
        Bytes::from(split::strip_end(
            self,
            split::stripped(chars.map(Bytes::as_slice)),
        ))
    }

    /// Concatenate any number of bytes objects.
    ///
    /// # Errors
    /// The first error of the iteration.
    #[pyfn("def join(self, iterable_of_bytes: Iterable[bytes], /) -> bytes", dynamic = join_entry)]
    pub fn join(&self, iterable_of_bytes: &impl Iterable<Item = Bytes>) -> Result<Bytes> {
        let mut joined = Vec::new();
        for (index, part) in iterable_of_bytes.iter()?.enumerate() {
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
    #[pyfn("def __mul__(self, value: int, /) -> bytes", dynamic = binary_entry!(Mul))]
    pub fn mul(&self, count: &Int) -> Result<Bytes> {
        repeated(self, count).map(Bytes::from)
    }

    /// `b.center(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one byte.
    #[pyfn("def center(self, width: int, fillchar: bytes = ..., /) -> bytes")]
    pub fn center(&self, width: i64, fillchar: Option<&Bytes>) -> Result<Bytes> {
        let missing = split::missing(self, width);
        let left = missing / 2 + (missing & width as usize & 1);
        split::fill(
            self,
            left,
            missing - left,
            fill_or_space(fillchar),
            "center",
        )
        .map(Bytes::from)
    }

    /// `b.ljust(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one byte.
    #[pyfn("def ljust(self, width: int, fillchar: bytes = ..., /) -> bytes")]
    pub fn ljust(&self, width: i64, fillchar: Option<&Bytes>) -> Result<Bytes> {
        split::fill(
            self,
            0,
            split::missing(self, width),
            fill_or_space(fillchar),
            "ljust",
        )
        .map(Bytes::from)
    }

    /// `b.rjust(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one byte.
    #[pyfn("def rjust(self, width: int, fillchar: bytes = ..., /) -> bytes")]
    pub fn rjust(&self, width: i64, fillchar: Option<&Bytes>) -> Result<Bytes> {
        split::fill(
            self,
            split::missing(self, width),
            0,
            fill_or_space(fillchar),
            "rjust",
        )
        .map(Bytes::from)
    }

    /// `b.zfill(width)`.
    #[pyfn("def zfill(self, width: int, /) -> bytes")]
    pub fn zfill(&self, width: i64) -> Bytes {
        Bytes::from(split::zfill(self, width))
    }

    /// `b.expandtabs(tabsize)`.
    #[pyfn("def expandtabs(self, /, tabsize: int = 8) -> bytes")]
    pub fn expandtabs(&self, tabsize: i64) -> Bytes {
        Bytes::from(transform::expandtabs(self, tabsize))
    }

    /// `b.translate(table, delete)`.
    ///
    /// # Errors
    /// `ValueError` for a table that has not 256 bytes.
    #[pyfn("def translate(self, table: bytes | None, /, delete: bytes = ...) -> bytes")]
    pub fn translate(&self, table: Option<&Bytes>, delete: Option<&Bytes>) -> Result<Bytes> {
        transform::translate(
            self,
            table.map(Bytes::as_slice),
            delete.map_or(b"", Bytes::as_slice),
        )
        .map(Bytes::from)
    }

    /// `b.upper()`.
    #[pyfn("def upper(self, /) -> bytes")]
    pub fn upper(&self) -> Bytes {
        Bytes::from(self.to_ascii_uppercase())
    }

    /// `b.lower()`.
    #[pyfn("def lower(self, /) -> bytes")]
    pub fn lower(&self) -> Bytes {
        Bytes::from(self.to_ascii_lowercase())
    }

    /// `b.swapcase()`.
    #[pyfn("def swapcase(self, /) -> bytes")]
    pub fn swapcase(&self) -> Bytes {
        Bytes::from(transform::swapcase(self))
    }

    /// `b.capitalize()`.
    #[pyfn("def capitalize(self, /) -> bytes")]
    pub fn capitalize(&self) -> Bytes {
        Bytes::from(transform::capitalize(self))
    }

    /// `b.title()`.
    #[pyfn("def title(self, /) -> bytes")]
    pub fn title(&self) -> Bytes {
        Bytes::from(transform::title(self))
    }

    /// `b.isalnum()`.
    #[pyfn("def isalnum(self, /) -> bool")]
    pub fn isalnum(&self) -> bool {
        classify::all(self, u8::is_ascii_alphanumeric)
    }

    /// `b.isalpha()`.
    #[pyfn("def isalpha(self, /) -> bool")]
    pub fn isalpha(&self) -> bool {
        classify::all(self, u8::is_ascii_alphabetic)
    }

    /// `b.isascii()`.
    #[pyfn("def isascii(self, /) -> bool")]
    pub fn isascii(&self) -> bool {
        self.is_ascii()
    }

    /// `b.isdigit()`.
    #[pyfn("def isdigit(self, /) -> bool")]
    pub fn isdigit(&self) -> bool {
        classify::all(self, u8::is_ascii_digit)
    }

    /// `b.isspace()`.
    #[pyfn("def isspace(self, /) -> bool")]
    pub fn isspace(&self) -> bool {
        classify::all(self, split::is_space)
    }

    /// `b.islower()`.
    #[pyfn("def islower(self, /) -> bool")]
    pub fn islower(&self) -> bool {
        classify::only_case(self, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
    }

    /// `b.isupper()`.
    #[pyfn("def isupper(self, /) -> bool")]
    pub fn isupper(&self) -> bool {
        classify::only_case(self, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
    }

    /// `b.istitle()`.
    #[pyfn("def istitle(self, /) -> bool")]
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
        _ => Err(crate::convert::out_of_memory()),
    }
}

/// The byte to fill with.
fn fill_or_space(fillchar: Option<&Bytes>) -> &[u8] {
    fillchar.map_or(b" ", Bytes::as_slice)
}

/// `bytes.join` of anything: TypeError for what is no iterable of bytes.
fn join_entry(args: Args) -> Result<Value> {
    let [separator, parts] = args.values() else {
        return Err(errors::type_error(format!(
            "bytes.join() takes exactly one argument ({} given)",
            args.values().len().saturating_sub(1)
        )));
    };
    let separator = Bytes::from_value(separator.clone())?;
    let parts = match parts.iter() {
        Err(error) if error.is(&errors::TypeError) => {
            return Err(errors::type_error("can only join an iterable"));
        }
        parts => parts?,
    };
    let mut joined = Vec::new();
    for (index, part) in parts.enumerate() {
        let part = part?;
        let bytes = convert::as_bytes(&part).ok_or_else(|| {
            errors::type_error(format!(
                "sequence item {index}: expected a bytes-like object, {} found",
                part.class_name()
            ))
        })?;
        if index > 0 {
            joined.extend_from_slice(&separator);
        }
        joined.extend_from_slice(&bytes);
    }
    Ok(Value::Bytes(Bytes::from(joined)))
}

/// Whether the test holds for the bytes, or for one of the tuple of bytes.
fn any_of(method: &str, parts: &Value, test: impl Fn(&Bytes) -> bool) -> Result<bool> {
    if let Some(part) = convert::as_bytes(parts) {
        return Ok(test(&part));
    }
    let Value::Tuple(parts) = parts else {
        return Err(errors::type_error(format!(
            "{method} first arg must be bytes or a tuple of bytes, not {}",
            parts.class_name()
        )));
    };
    for part in parts.as_slice() {
        let part = convert::as_bytes(part).ok_or_else(|| {
            errors::type_error(format!(
                "a bytes-like object is required, not '{}'",
                part.class_name()
            ))
        })?;
        if test(&part) {
            return Ok(true);
        }
    }
    Ok(false)
}
