//! Finding, counting and replacing parts of a `str`.

use portalis_macros::pymethods;

use super::Str;
use crate::{Error, Int, Result, Value, convert, errors};

/// The part of a text between two optional indexes, as the search methods take them.
struct Window<'a> {
    text: &'a str,
    /// Index of its first code point in the whole text.
    start: usize,
}

impl Window<'_> {
    /// The index in the whole text of a byte of the part.
    fn index(&self, byte: usize) -> Int {
        Int::from(self.start + super::storage::count_chars(&self.text[..byte]))
    }
}

#[pymethods(3)]
impl Str {
    /// `None` where `start` is beyond `end`: then not even the empty text is found.
    fn window(&self, start: Option<i64>, end: Option<i64>) -> Option<Window<'_>> {
        if matches!(start, None | Some(0)) && end.is_none() {
            return Some(Window {
                text: self.as_str(),
                start: 0,
            });
        }
        let length = self.char_count() as i64;
        let from_end = |bound: i64| {
            if bound < 0 {
                bound.saturating_add(length).max(0)
            } else {
                bound
            }
        };
        let start = from_end(start.unwrap_or(0));
        let end = from_end(end.unwrap_or(length)).min(length);
        if start > end {
            return None;
        }
        let (start, end) = (start as usize, end as usize);
        let text = &self.as_str()[self.byte_offset(start)..self.byte_offset(end)];
        Some(Window { text, start })
    }

    /// `s.find(sub, start, end)`: the lowest index, or -1.
    #[pyfn("def find(self, sub: str, start: int | None = None, end: int | None = None, /) -> int")]
    pub fn find(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Int {
        self.position(sub, start, end)
            .unwrap_or_else(|| Int::new(-1))
    }

    /// `s.rfind(sub, start, end)`: the highest index, or -1.
    #[pyfn("def rfind(self, sub: str, start: int | None = None, end: int | None = None, /) -> int")]
    pub fn rfind(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Int {
        self.last_position(sub, start, end)
            .unwrap_or_else(|| Int::new(-1))
    }

    /// `s.index(sub, start, end)`.
    ///
    /// # Errors
    /// `ValueError` where it is not found.
    #[pyfn("def index(self, sub: str, start: int | None = None, end: int | None = None, /) -> int")]
    pub fn index(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Result<Int> {
        self.position(sub, start, end).ok_or_else(not_found)
    }

    /// `s.rindex(sub, start, end)`.
    ///
    /// # Errors
    /// `ValueError` where it is not found.
    #[pyfn(
        "def rindex(self, sub: str, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn rindex(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Result<Int> {
        self.last_position(sub, start, end).ok_or_else(not_found)
    }

    fn position(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Option<Int> {
        let window = self.window(start, end)?;
        window.text.find(sub).map(|byte| window.index(byte))
    }

    fn last_position(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Option<Int> {
        let window = self.window(start, end)?;
        window.text.rfind(sub).map(|byte| window.index(byte))
    }

    /// `s.count(sub, start, end)`: occurrences that do not overlap.
    #[pyfn("def count(self, sub: str, start: int | None = None, end: int | None = None, /) -> int")]
    pub fn count(&self, sub: &str, start: Option<i64>, end: Option<i64>) -> Int {
        let Some(window) = self.window(start, end) else {
            return Int::ZERO;
        };
        if sub.is_empty() {
            return Int::from(super::storage::count_chars(window.text) + 1);
        }
        Int::from(window.text.matches(sub).count())
    }

    /// `s.startswith(prefix, start, end)`.
    #[pyfn(
        "def startswith(self, prefix: str, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn startswith(&self, prefix: &str, start: Option<i64>, end: Option<i64>) -> bool {
        self.window(start, end)
            .is_some_and(|window| window.text.starts_with(prefix))
    }

    /// `s.startswith(prefix, start, end)` for a string or a tuple of strings.
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
        any_of("startswith", prefix, |text| {
            self.startswith(text, start, end)
        })
    }

    /// `s.endswith(suffix, start, end)`.
    #[pyfn(
        "def endswith(self, suffix: str, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn endswith(&self, suffix: &str, start: Option<i64>, end: Option<i64>) -> bool {
        self.window(start, end)
            .is_some_and(|window| window.text.ends_with(suffix))
    }

    /// `s.endswith(suffix, start, end)` for a string or a tuple of strings.
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
        any_of("endswith", suffix, |text| self.endswith(text, start, end))
    }

    /// `part in s`.
    #[pyfn("def __contains__(self, key: str, /) -> bool", dynamic = crate::dunder::contains)]
    #[inline]
    pub fn contains(&self, part: &str) -> bool {
        self.as_str().contains(part)
    }

    /// `s.replace(old, new, count)`; a negative count is all of them.
    #[pyfn("def replace(self, old: str, new: str, /, count: int = -1) -> str")]
    pub fn replace(&self, old: &str, new: &str, count: i64) -> Str {
        if count == 0 || !self.contains(old) {
            return self.clone();
        }
        Str::from(match usize::try_from(count) {
            Ok(count) => self.as_str().replacen(old, new, count),
            Err(_) => self.as_str().replace(old, new),
        })
    }

    /// `s.removeprefix(prefix)`.
    #[pyfn("def removeprefix(self, prefix: str, /) -> str")]
    pub fn removeprefix(&self, prefix: &str) -> Str {
        match self.as_str().strip_prefix(prefix) {
            Some(rest) if !prefix.is_empty() => Str::from(rest),
            _ => self.clone(),
        }
    }

    /// `s.removesuffix(suffix)`.
    #[pyfn("def removesuffix(self, suffix: str, /) -> str")]
    pub fn removesuffix(&self, suffix: &str) -> Str {
        match self.as_str().strip_suffix(suffix) {
            Some(rest) if !suffix.is_empty() => Str::from(rest),
            _ => self.clone(),
        }
    }
}

#[cold]
fn not_found() -> Error {
    errors::value_error("substring not found")
}

/// Whether the test holds for the string, or for one of the tuple of strings.
fn any_of(method: &str, texts: &Value, test: impl Fn(&str) -> bool) -> Result<bool> {
    if let Some(text) = convert::as_text(texts) {
        return Ok(test(&text));
    }
    let Value::Tuple(texts) = texts else {
        return Err(errors::type_error(format!(
            "{method} first arg must be str or a tuple of str, not {}",
            texts.class_name()
        )));
    };
    for text in texts.as_slice() {
        match convert::as_text(text) {
            Some(text) if test(&text) => return Ok(true),
            Some(_) => {}
            None => {
                return Err(errors::type_error(format!(
                    "tuple for {method} must only contain str, not {}",
                    text.class_name()
                )));
            }
        }
    }
    Ok(false)
}
