//! Reads a printf-style format piece by piece.

use crate::{Error, Result, errors};

/// Flags, width and precision of one conversion.
#[derive(Default)]
pub(super) struct Conversion {
    pub(super) left: bool,
    pub(super) plus: bool,
    pub(super) space: bool,
    pub(super) alternate: bool,
    pub(super) zero: bool,
    pub(super) width: usize,
    pub(super) precision: Option<usize>,
}

pub(super) struct Reader<'a> {
    whole: &'a str,
    rest: &'a str,
}

#[cold]
fn incomplete() -> Error {
    errors::value_error("incomplete format")
}

impl<'a> Reader<'a> {
    pub(super) fn new(format: &'a str) -> Reader<'a> {
        Reader {
            whole: format,
            rest: format,
        }
    }

    /// Copies what stands before the next `%` and skips that; false at the end.
    pub(super) fn literal(&mut self, out: &mut String) -> bool {
        match self.rest.split_once('%') {
            Some((literal, rest)) => {
                out.push_str(literal);
                self.rest = rest;
                true
            }
            None => {
                out.push_str(self.rest);
                self.rest = "";
                false
            }
        }
    }

    pub(super) fn take(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The key behind a parenthesis, and its end; parentheses nest.
    pub(super) fn key(&mut self) -> Result<String> {
        let mut depth = 1;
        for (at, c) in self.rest.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let key = self.rest[..at].to_owned();
                self.rest = &self.rest[at + 1..];
                return Ok(key);
            }
        }
        Err(errors::value_error("incomplete format key"))
    }

    pub(super) fn flags(&mut self, conversion: &mut Conversion) {
        while let Some(c) = self.rest.chars().next() {
            match c {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                '0' => conversion.zero = true,
                _ => return,
            }
            self.rest = &self.rest[1..];
        }
    }

    /// A decimal number up to `most`, if there is one.
    pub(super) fn number(&mut self, most: usize, too_big: &'static str) -> Result<Option<usize>> {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse::<usize>() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(errors::value_error(too_big)),
        }
    }

    /// The type of the conversion, behind C's length modifiers, and its index in the format.
    pub(super) fn code(&mut self) -> Result<(char, usize)> {
        if self.rest.starts_with(['h', 'l', 'L']) {
            self.rest = &self.rest[1..];
        }
        let code = self.rest.chars().next().ok_or_else(incomplete)?;
        let byte = self.whole.len() - self.rest.len();
        self.rest = &self.rest[code.len_utf8()..];
        Ok((code, self.whole[..byte].chars().count()))
    }
}
