//! Splitting, stripping and joining.

use portalis_macros::pymethods;

use super::{Str, unicode};
use crate::dunder::binary_entry;
use crate::{Args, Error, Int, Iterable, List, Object, Result, Value, convert, errors};

#[pymethods(4)]
impl Str {
    /// `s.split(sep, maxsplit)`; no separator is runs of white space, a negative limit is none.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def split(self, /, sep: str | None = None, maxsplit: int = -1) -> list[str]")]
    pub fn split(&self, sep: Option<&str>, maxsplit: i64) -> Result<List<Str>> {
        let text = self.as_str();
        let Some(sep) = sep else {
            return Ok(List::from(split_space(text, maxsplit)));
        };
        check_separator(sep)?;
        Ok(match parts(maxsplit) {
            Some(parts) => text.splitn(parts, sep).map(Str::from).collect(),
            None => text.split(sep).map(Str::from).collect(),
        })
    }

    /// `s.rsplit(sep, maxsplit)`: as [`Str::split`], from the end.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def rsplit(self, /, sep: str | None = None, maxsplit: int = -1) -> list[str]")]
    pub fn rsplit(&self, sep: Option<&str>, maxsplit: i64) -> Result<List<Str>> {
        let text = self.as_str();
        let mut found: Vec<Str> = match sep {
            None => rsplit_space(text, maxsplit),
            Some(sep) => {
                check_separator(sep)?;
                match parts(maxsplit) {
                    Some(parts) => text.rsplitn(parts, sep).map(Str::from).collect(),
                    None => text.rsplit(sep).map(Str::from).collect(),
                }
            }
        };
        found.reverse();
        Ok(List::from(found))
    }

    /// `s.splitlines(keepends)`.
    #[pyfn("def splitlines(self, /, keepends: bool = False) -> list[str]")]
    pub fn splitlines(&self, keepends: bool) -> List<Str> {
        let mut lines = Vec::new();
        let mut rest = self.as_str();
        while !rest.is_empty() {
            let (line, end) = first_line(rest);
            lines.push(Str::from(if keepends { &rest[..end] } else { line }));
            rest = &rest[end..];
        }
        List::from(lines)
    }

    /// `s.partition(sep)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def partition(self, sep: str, /) -> tuple[str, str, str]")]
    pub fn partition(&self, sep: &str) -> Result<(Str, Str, Str)> {
        check_separator(sep)?;
        Ok(match self.as_str().split_once(sep) {
            Some((head, tail)) => (head.into(), sep.into(), tail.into()),
            None => (self.clone(), Str::EMPTY, Str::EMPTY),
        })
    }

    /// `s.rpartition(sep)`.
    ///
    /// # Errors
    /// `ValueError` for an empty separator.
    #[pyfn("def rpartition(self, sep: str, /) -> tuple[str, str, str]")]
    pub fn rpartition(&self, sep: &str) -> Result<(Str, Str, Str)> {
        check_separator(sep)?;
        Ok(match self.as_str().rsplit_once(sep) {
            Some((head, tail)) => (head.into(), sep.into(), tail.into()),
            None => (Str::EMPTY, Str::EMPTY, self.clone()),
        })
    }

    /// `s.strip(chars)`; no characters is white space.
    #[pyfn("def strip(self, chars: str | None = None, /) -> str")]
    pub fn strip(&self, chars: Option<&str>) -> Str {
        self.part(self.as_str().trim_matches(|c| is_stripped(c, chars)))
    }

    /// `s.lstrip(chars)`.
    #[pyfn("def lstrip(self, chars: str | None = None, /) -> str")]
    pub fn lstrip(&self, chars: Option<&str>) -> Str {
        self.part(self.as_str().trim_start_matches(|c| is_stripped(c, chars)))
    }

    /// `s.rstrip(chars)`.
    #[pyfn("def rstrip(self, chars: str | None = None, /) -> str")]
    pub fn rstrip(&self, chars: Option<&str>) -> Str {
        self.part(self.as_str().trim_end_matches(|c| is_stripped(c, chars)))
    }

    /// A part of this text; the text itself where it is all of it.
    fn part(&self, part: &str) -> Str {
        if part.len() == self.as_str().len() {
            self.clone()
        } else {
            Str::from(part)
        }
    }

    /// Concatenate any number of strings.
    ///
    /// # Errors
    /// The first error of the iteration.
    #[pyfn("def join(self, iterable: Iterable[str], /) -> str", dynamic = join_entry)]
    pub fn join(&self, iterable: &impl Iterable<Item = Str>) -> Result<Str> {
        let mut joined = String::new();
        for (index, part) in iterable.iter()?.enumerate() {
            if index > 0 {
                joined.push_str(self);
            }
            joined.push_str(&part?);
        }
        Ok(Str::from(joined))
    }

    /// `s * count`.
    ///
    /// # Errors
    /// `OverflowError` for a count beyond an index, `MemoryError` for a text beyond memory.
    #[pyfn("def __mul__(self, value: int, /) -> str", dynamic = binary_entry!(Mul))]
    pub fn mul(&self, count: &Int) -> Result<Str> {
        let count = count.to_i64().ok_or_else(|| {
            errors::overflow_error("cannot fit 'int' into an index-sized integer")
        })?;
        let count = usize::try_from(count).unwrap_or(0);
        match self.as_str().len().checked_mul(count) {
            Some(bytes) if bytes <= isize::MAX as usize / 16 => {
                Ok(Str::from(self.as_str().repeat(count)))
            }
            _ => Err(crate::convert::out_of_memory()),
        }
    }
}

/// White space, or one of the characters.
fn is_stripped(c: char, chars: Option<&str>) -> bool {
    match chars {
        None => unicode::is_space(c),
        Some(chars) => chars.contains(c),
    }
}

fn check_separator(sep: &str) -> Result<()> {
    if sep.is_empty() {
        return Err(empty_separator());
    }
    Ok(())
}

#[cold]
fn empty_separator() -> Error {
    errors::value_error("empty separator")
}

/// The number of parts that a limit on splits allows.
fn parts(maxsplit: i64) -> Option<usize> {
    usize::try_from(maxsplit)
        .ok()
        .and_then(|splits| splits.checked_add(1))
}

fn split_space(text: &str, maxsplit: i64) -> Vec<Str> {
    let mut limit = parts(maxsplit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(unicode::is_space);
    while !rest.is_empty() {
        limit -= 1;
        if limit == 0 {
            found.push(Str::from(rest));
            break;
        }
        let end = rest.find(unicode::is_space).unwrap_or(rest.len());
        found.push(Str::from(&rest[..end]));
        rest = rest[end..].trim_start_matches(unicode::is_space);
    }
    found
}

/// The words from the last to the first.
fn rsplit_space(text: &str, maxsplit: i64) -> Vec<Str> {
    let mut limit = parts(maxsplit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    let mut rest = text.trim_end_matches(unicode::is_space);
    while !rest.is_empty() {
        limit -= 1;
        if limit == 0 {
            found.push(Str::from(rest));
            break;
        }
        let word = rest.trim_end_matches(|c| !unicode::is_space(c)).len();
        found.push(Str::from(&rest[word..]));
        rest = rest[..word].trim_end_matches(unicode::is_space);
    }
    found
}

/// The first line without its end, and where the next one starts.
fn first_line(text: &str) -> (&str, usize) {
    let Some((length, end)) = text
        .char_indices()
        .find(|(_, c)| unicode::is_line_break(*c))
    else {
        return (text, text.len());
    };
    let mut next = length + end.len_utf8();
    if text[length..].starts_with("\r\n") {
        next += 1;
    }
    (&text[..length], next)
}

/// `str.join` of anything: TypeError for what is no iterable of strings.
fn join_entry(args: Args) -> Result<Value> {
    let [separator, parts] = args.values() else {
        return Err(errors::type_error(format!(
            "str.join() takes exactly one argument ({} given)",
            args.values().len().saturating_sub(1)
        )));
    };
    let separator = Str::from_value(separator.clone())?;
    let parts = match parts.iter() {
        Err(error) if error.is(&errors::TypeError) => {
            return Err(errors::type_error("can only join an iterable"));
        }
        parts => parts?,
    };
    let mut joined = String::new();
    for (index, part) in parts.enumerate() {
        let part = part?;
        let text = convert::as_text(&part).ok_or_else(|| {
            errors::type_error(format!(
                "sequence item {index}: expected str instance, {} found",
                part.class_name()
            ))
        })?;
        if index > 0 {
            joined.push_str(&separator);
        }
        joined.push_str(&text);
    }
    Ok(Value::Str(Str::from(joined)))
}
