//! Unicode properties and case mappings exactly as CPython 3.13 has them.
//!
//! Rust's own tables are of a newer Unicode, so letters that CPython does not know would be told apart. ASCII never reaches
//! a table. The tables are written by `tools/unicode_tables.py`.

#[rustfmt::skip]
mod tables;

use tables::*;

/// A set of code points: the sorted places where membership changes, below and from U+10000.
pub(super) struct Set {
    low: &'static [u16],
    high: &'static [u32],
}

impl Set {
    fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        let changes = match u16::try_from(code) {
            Ok(code) => self.low.partition_point(|change| *change <= code),
            Err(_) => self.high.partition_point(|change| *change <= code),
        };
        changes % 2 == 1
    }
}

/// Code points `first..=last`, every `stride`th, that map to themselves plus `delta`.
pub(super) struct Run {
    first: u32,
    last: u32,
    stride: u32,
    delta: i32,
}

impl Run {
    const fn new(first: u32, last: u32, stride: u32, delta: i32) -> Run {
        Run {
            first,
            last,
            stride,
            delta,
        }
    }
}

/// A case mapping: most go to one code point, a few to several.
pub(super) struct Map {
    runs: &'static [Run],
    long: &'static [(u32, &'static str)],
}

/// What a code point maps to.
enum Mapped {
    Same,
    One(char),
    Many(&'static str),
}

impl Map {
    fn get(&self, c: char) -> Mapped {
        let code = u32::from(c);
        if let Ok(index) = self.long.binary_search_by_key(&code, |entry| entry.0) {
            return Mapped::Many(self.long[index].1);
        }
        let index = self.runs.partition_point(|run| run.last < code);
        match self.runs.get(index) {
            Some(run) if run.first <= code && (code - run.first) % run.stride == 0 => code
                .checked_add_signed(run.delta)
                .and_then(char::from_u32)
                .map_or(Mapped::Same, Mapped::One),
            _ => Mapped::Same,
        }
    }
}

/// Appends what `mapped` says `c` becomes; false where it says nothing.
fn push_mapped(out: &mut String, mapped: &Mapped) -> bool {
    match mapped {
        Mapped::Same => return false,
        Mapped::One(c) => out.push(*c),
        Mapped::Many(text) => out.push_str(text),
    }
    true
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident: |$c:ident| $ascii:expr, $set:ident;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name($c: char) -> bool {
            if $c.is_ascii() { $ascii } else { $set.contains($c) }
        }
    )*};
}

properties! {
    /// `repr` shows it as it is.
    is_printable: |c| matches!(c, ' '..='~'), PRINTABLE;
    /// `isalpha` of one code point.
    is_alpha: |c| c.is_ascii_alphabetic(), ALPHA;
    /// `isdigit` of one code point.
    is_digit: |c| c.is_ascii_digit(), DIGIT;
    /// `isnumeric` of one code point.
    is_numeric: |c| c.is_ascii_digit(), NUMERIC;
    /// `islower` of one code point.
    is_lower: |c| c.is_ascii_lowercase(), LOWER;
    /// `isupper` of one code point.
    is_upper: |c| c.is_ascii_uppercase(), UPPER;
    /// A letter in title case, such as U+01C5.
    is_title: |_c| false, TITLE;
    /// May start an identifier.
    is_identifier_start: |c| c.is_ascii_alphabetic() || c == '_', IDENTIFIER_START;
    /// May continue an identifier.
    is_identifier_continue: |c| c.is_ascii_alphanumeric() || c == '_', IDENTIFIER_CONTINUE;
    /// Has a case.
    is_cased: |c| c.is_ascii_alphabetic(), CASED;
    /// Skipped when looking for the cased neighbours of a sigma.
    is_case_ignorable: |c| matches!(c, '\'' | '.' | ':' | '^' | '`'), CASE_IGNORABLE;
}

/// `isspace` of one code point.
#[inline]
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\x1c'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Ends a line for `splitlines`.
#[inline]
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The value of a decimal digit of any script.
#[inline]
pub(crate) fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    let index = DECIMAL_ZEROS.partition_point(|zero| *zero <= code);
    let zero = DECIMAL_ZEROS.get(index.checked_sub(1)?)?;
    Some(code - zero).filter(|value| *value < 10)
}

/// Appends the upper case of a code point.
pub(crate) fn push_upper(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_uppercase());
    } else if !push_mapped(out, &TO_UPPER.get(c)) {
        out.push(c);
    }
}

/// Appends the lower case of a code point, whatever is around it.
pub(crate) fn push_lower(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if !push_mapped(out, &TO_LOWER.get(c)) {
        out.push(c);
    }
}

/// Appends the title case of a code point.
pub(crate) fn push_title(out: &mut String, c: char) {
    if c.is_ascii() || !push_mapped(out, &TO_TITLE.get(c)) {
        push_upper(out, c);
    }
}

/// Appends the case folding of a code point.
pub(crate) fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() || !push_mapped(out, &TO_FOLDED.get(c)) {
        push_lower(out, c);
    }
}

/// What `int` and `float` read: spaces of any kind as ` `, digits of any script as ASCII, anything else outside ASCII as `?`.
///
/// The separators U+001C to U+001F stay: they are spaces for `isspace` but not here.
pub(crate) fn to_ascii_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t'..='\r' => ' ',
            _ if c.is_ascii() => c,
            _ if is_space(c) => ' ',
            _ => decimal_value(c)
                .and_then(|value| char::from_digit(value, 10))
                .unwrap_or('?'),
        })
        .collect()
}
