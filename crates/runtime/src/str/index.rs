//! Indexes, slices and iteration of `str` by code point.
//!
//! ASCII texts are indexed as bytes. For others a shared text keeps the offset of each 64th code point once it has been
//! indexed, so that `s[i]` in a loop is not quadratic.

use portalis_macros::pymethods;

use super::Str;
use super::storage::{Shared, Storage};
use crate::{Int, Iter, Result, Slice, errors};

/// Code points between two kept offsets.
const STEP: usize = 64;

#[pymethods(7)]
impl Str {
    /// `s[i]`.
    ///
    /// # Errors
    /// `IndexError`.
    #[pyfn("def __getitem__(self, index: int, /) -> str")]
    #[inline]
    pub fn get_item(&self, index: &Int) -> Result<Str> {
        self.get_index(index.to_index()?)
    }

    /// `s[i]` for an index that fits.
    ///
    /// # Errors
    /// `IndexError`.
    #[inline]
    pub fn get_index(&self, index: i64) -> Result<Str> {
        self.char_at(index)
            .map(Str::from_char)
            .ok_or_else(|| errors::index_error("string index out of range"))
    }

    /// The code point at an index, which counts from the end if it is negative.
    #[inline]
    pub fn char_at(&self, index: i64) -> Option<char> {
        if self.is_ascii() {
            let index = if index < 0 {
                index + self.as_str().len() as i64
            } else {
                index
            };
            let byte = self.as_bytes().get(usize::try_from(index).ok()?)?;
            return Some(char::from(*byte));
        }
        let count = self.char_count() as i64;
        let index = if index < 0 { index + count } else { index };
        if !(0..count).contains(&index) {
            return None;
        }
        self.as_str()[self.byte_offset(index as usize)..]
            .chars()
            .next()
    }

    /// Where the code point of that index starts in the UTF-8 text; its end for the length and beyond.
    pub fn byte_offset(&self, index: usize) -> usize {
        let text = self.as_str();
        if self.is_ascii() {
            return index.min(text.len());
        }
        match &self.0 {
            Storage::Shared(shared) if text.len() > STEP => shared.offset(index),
            _ => offset_from(text, 0, index),
        }
    }

    /// `s[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero.
    pub fn slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Result<Str> {
        let step = step.unwrap_or(1);
        if step == 0 {
            return Err(errors::value_error("slice step cannot be zero"));
        }
        let (start, stop) = slice_bounds(self.char_count(), start, stop, step);
        if step == 1 {
            return Ok(self.substring(start.max(0) as usize, stop.max(0) as usize));
        }
        Ok(self.stepped(start, stop, step))
    }

    /// The code points from `start` up to `stop`.
    pub fn substring(&self, start: usize, stop: usize) -> Str {
        if start >= stop {
            return Str::EMPTY;
        }
        let from = self.byte_offset(start);
        let to = self.byte_offset(stop);
        if from == 0 && to == self.as_str().len() {
            return self.clone();
        }
        Str::from(&self.as_str()[from..to])
    }

    fn stepped(&self, start: i64, stop: i64, step: i64) -> Str {
        let chars: Vec<char> = self.as_str().chars().collect();
        let mut out = String::new();
        let mut index = start;
        while (step > 0 && index < stop) || (step < 0 && index > stop) {
            out.push(chars[index as usize]);
            match index.checked_add(step) {
                Some(next) => index = next,
                None => break,
            }
        }
        Str::from(out)
    }

    /// `s[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero, `TypeError` for bounds that are no integers.
    #[pyfn("def __getitem__(self, index: slice, /) -> str", dynamic = crate::dunder::get_item)]
    pub fn get_slice(&self, index: &Slice) -> Result<Str> {
        let (start, stop, step) = index.parts()?;
        self.slice(start, stop, step)
    }

    /// `len(s)`: the number of code points.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.char_count())
    }

    /// `not s`.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// `iter(s)`.
    ///
    /// # Errors
    /// None; all iterations can fail.
    #[pyfn("def __iter__(self, /) -> Iterator[str]")]
    pub fn iter(&self) -> Result<Iter<Str>> {
        Ok(Iter::from_iterator_named(
            self.code_points().map(Ok),
            "str_iterator",
        ))
    }

    /// The code points, each as a string.
    pub fn code_points(&self) -> Chars {
        Chars {
            text: self.clone(),
            offset: 0,
        }
    }
}

impl Shared {
    fn offset(&self, index: usize) -> usize {
        let offsets = self.offsets.get_or_init(|| {
            self.text()
                .char_indices()
                .step_by(STEP)
                .map(|(offset, _)| offset)
                .collect()
        });
        match offsets.get(index / STEP) {
            Some(start) => offset_from(self.text(), *start, index % STEP),
            None => self.text().len(),
        }
    }
}

/// The byte that is `chars` code points after the byte `start`.
fn offset_from(text: &str, start: usize, chars: usize) -> usize {
    text[start..]
        .char_indices()
        .nth(chars)
        .map_or(text.len(), |(offset, _)| start + offset)
}

/// The iterator over the code points of a string.
#[derive(Clone)]
pub struct Chars {
    text: Str,
    offset: usize,
}

impl Iterator for Chars {
    type Item = Str;

    #[inline]
    fn next(&mut self) -> Option<Str> {
        let c = self.text.as_str()[self.offset..].chars().next()?;
        self.offset += c.len_utf8();
        Some(Str::from_char(c))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let bytes = self.text.as_str().len() - self.offset;
        (bytes.div_ceil(4), Some(bytes))
    }
}

impl IntoIterator for &Str {
    type Item = Str;
    type IntoIter = Chars;
    fn into_iter(self) -> Chars {
        self.code_points()
    }
}

/// `slice(start, stop, step).indices(length)` without the step, as CPython clamps them.
pub fn slice_bounds(length: usize, start: Option<i64>, stop: Option<i64>, step: i64) -> (i64, i64) {
    let length = length as i64;
    let (low, high) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let clamp = |bound: i64| {
        let bound = if bound < 0 {
            bound.saturating_add(length)
        } else {
            bound
        };
        bound.clamp(low, high)
    };
    let (first, last) = if step < 0 { (high, low) } else { (low, high) };
    (start.map_or(first, clamp), stop.map_or(last, clamp))
}

const _: () = assert!(size_of::<Str>() <= 16);
