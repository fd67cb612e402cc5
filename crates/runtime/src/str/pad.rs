//! Filling a `str` up to a width.

use portalis_macros::pymethods;

use super::Str;
use crate::{Result, errors};

#[pymethods(5)]
impl Str {
    /// `s.center(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one character.
    #[pyfn("def center(self, width: int, fillchar: str = ' ', /) -> str")]
    pub fn center(&self, width: i64, fillchar: &str) -> Result<Str> {
        let missing = self.missing(width);
        // CPython puts the odd one left where the width is odd.
        let left = missing / 2 + (missing & width as usize & 1);
        self.padded(left, missing - left, fillchar)
    }

    /// `s.ljust(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one character.
    #[pyfn("def ljust(self, width: int, fillchar: str = ' ', /) -> str")]
    pub fn ljust(&self, width: i64, fillchar: &str) -> Result<Str> {
        self.padded(0, self.missing(width), fillchar)
    }

    /// `s.rjust(width, fillchar)`.
    ///
    /// # Errors
    /// `TypeError` where `fillchar` is not one character.
    #[pyfn("def rjust(self, width: int, fillchar: str = ' ', /) -> str")]
    pub fn rjust(&self, width: i64, fillchar: &str) -> Result<Str> {
        self.padded(self.missing(width), 0, fillchar)
    }

    /// How many code points short of a width.
    fn missing(&self, width: i64) -> usize {
        usize::try_from(width)
            .unwrap_or(0)
            .saturating_sub(self.char_count())
    }

    fn padded(&self, left: usize, right: usize, fill: &str) -> Result<Str> {
        let mut chars = fill.chars();
        let (Some(fill), None) = (chars.next(), chars.next()) else {
            return Err(errors::type_error(
                "The fill character must be exactly one character long",
            ));
        };
        if left == 0 && right == 0 {
            return Ok(self.clone());
        }
        if left.saturating_add(right) > isize::MAX as usize / 16 {
            return Err(crate::convert::out_of_memory());
        }
        let mut out = String::with_capacity(self.as_str().len() + left + right);
        push_repeated(&mut out, fill, left);
        out.push_str(self);
        push_repeated(&mut out, fill, right);
        Ok(Str::from(out))
    }

    /// `s.zfill(width)`: zeros after a sign.
    #[pyfn("def zfill(self, width: int, /) -> str")]
    pub fn zfill(&self, width: i64) -> Str {
        let missing = self.missing(width);
        if missing == 0 {
            return self.clone();
        }
        let text = self.as_str();
        let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
        let mut out = String::with_capacity(text.len() + missing);
        out.push_str(sign);
        push_repeated(&mut out, '0', missing);
        out.push_str(digits);
        Str::from(out)
    }

    /// `s.expandtabs(tabsize)`.
    #[pyfn("def expandtabs(self, /, tabsize: int = 8) -> str")]
    pub fn expandtabs(&self, tabsize: i64) -> Str {
        let size = usize::try_from(tabsize).unwrap_or(0);
        let mut out = String::with_capacity(self.as_str().len());
        let mut column = 0;
        for c in self.as_str().chars() {
            match c {
                '\t' if size == 0 => {}
                '\t' => {
                    let spaces = size - column % size;
                    push_repeated(&mut out, ' ', spaces);
                    column += spaces;
                }
                _ => {
                    out.push(c);
                    column = if matches!(c, '\n' | '\r') {
                        0
                    } else {
                        column + 1
                    };
                }
            }
        }
        Str::from(out)
    }
}

/// Appends a character several times.
pub(crate) fn push_repeated(out: &mut String, c: char, count: usize) {
    out.extend(std::iter::repeat_n(c, count));
}
