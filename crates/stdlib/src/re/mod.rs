//! `re`: regular expressions.
//!
//! A pattern is read by [`syntax`], compiled by [`program`] and run by [`matcher`]; [`pattern`](mod@pattern) and [`found`] are
//! the objects that Python sees, [`template`] the replacements of `sub`.
//!
//! *Invariant:* what matches, and what is refused, is what CPython's own engine matches and refuses: its order of alternatives,
//! its rules for empty matches, its Unicode.

mod flags;
mod found;
mod matcher;
mod pattern;
mod program;
mod sets;
mod subject;
mod syntax;
mod template;

pub use flags::*;
pub use found::*;
pub use pattern::*;

use portalis_macros::{module, pyclass, pyconst, pyfn};
use portalis_runtime::{Bytes, Error, Int, Iter, List, NativeClass, Result, Str, Value, errors};

use subject::Subject;
use syntax::Fault;

module!("re");

/// Exception raised for invalid regular expressions.
///
/// Attributes:
///
/// msg: The unformatted error message
/// pattern: The regular expression pattern
/// pos: The index in the pattern where compilation failed (may be None)
/// lineno: The line corresponding to pos (may be None)
/// colno: The column corresponding to pos (may be None)
#[pyclass("class PatternError(Exception)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static PatternError: NativeClass = NativeClass {
    bases: &[&errors::Exception],
    ..NativeClass::new("PatternError", "re")
};

/// The old name of `PatternError`.
#[pyconst("error: Any")]
pub fn error() -> Value {
    PatternError.class().value()
}

/// The exception for what is wrong with `source`.
fn fault(fault: Fault, source: &Subject) -> Error {
    match fault {
        Fault::Syntax(text, at) => syntax_error(&text, at, source),
        Fault::Value(text) => errors::value_error(text),
        Fault::Overflow(text) => errors::overflow_error(text),
        Fault::Index(text) => errors::index_error(text),
    }
}

fn syntax_error(message: &str, at: Option<usize>, source: &Subject) -> Error {
    let codes = source.to_codes();
    let mut text = message.to_owned();
    let (mut line, mut column) = (Value::None, Value::None);
    if let Some(at) = at {
        let before = codes.get(..at).unwrap_or(&codes);
        let lines = before.iter().filter(|code| **code == 10).count() + 1;
        let columns = before.iter().rev().take_while(|code| **code != 10).count() + 1;
        text.push_str(&format!(" at position {at}"));
        if codes.contains(&10) {
            text.push_str(&format!(" (line {lines}, column {columns})"));
        }
        (line, column) = (Value::from(lines), Value::from(columns));
    }
    let error = errors::exception_with(&PatternError, vec![Value::from(text)]);
    let value = error.value();
    let fields: [(&str, Value); 5] = [
        ("msg", Value::from(message.to_owned())),
        (
            "pattern",
            at.map_or(Value::None, |_| source.slice(0, source.length())),
        ),
        ("pos", at.map_or(Value::None, Value::from)),
        ("lineno", line),
        ("colno", column),
    ];
    for (name, field) in fields {
        // Exceptions have a dict, so this cannot fail.
        let _ = value.set_attr(name, field);
    }
    error
}

/// Compile a regular expression pattern, returning a Pattern object.
#[pyfn("def compile(pattern: Any, flags: Any = 0) -> Pattern")]
pub fn compile(pattern: Value, flags: Value) -> Result<Pattern> {
    Pattern::of(&pattern, &flags)
}

/// Try to apply the pattern at the start of the string, returning
/// a Match object, or None if no match was found.
#[pyfn("def match(pattern: Any, string: Any, flags: Any = 0) -> Match | None")]
pub fn match_(pattern: Value, string: Value, flags: Value) -> Result<Option<Match>> {
    Pattern::of(&pattern, &flags)?.match_(string, 0, i64::MAX)
}

/// Try to apply the pattern to all of the string, returning
/// a Match object, or None if no match was found.
#[pyfn("def fullmatch(pattern: Any, string: Any, flags: Any = 0) -> Match | None")]
pub fn fullmatch(pattern: Value, string: Value, flags: Value) -> Result<Option<Match>> {
    Pattern::of(&pattern, &flags)?.fullmatch(string, 0, i64::MAX)
}

/// Scan through string looking for a match to the pattern, returning
/// a Match object, or None if no match was found.
#[pyfn("def search(pattern: Any, string: Any, flags: Any = 0) -> Match | None")]
pub fn search(pattern: Value, string: Value, flags: Value) -> Result<Option<Match>> {
    Pattern::of(&pattern, &flags)?.search(string, 0, i64::MAX)
}

/// Return the string obtained by replacing the leftmost
/// non-overlapping occurrences of the pattern in string by the
/// replacement repl.  repl can be either a string or a callable;
/// if a string, backslash escapes in it are processed.  If it is
/// a callable, it's passed the Match object and must return
/// a replacement string to be used.
#[pyfn("def sub(pattern: Any, repl: Any, string: Any, count: int = 0, flags: Any = 0) -> Any")]
pub fn sub(pattern: Value, repl: Value, string: Value, count: i64, flags: Value) -> Result<Value> {
    Pattern::of(&pattern, &flags)?.sub(repl, string, count)
}

/// Return a 2-tuple containing (new_string, number).
/// new_string is the string obtained by replacing the leftmost
/// non-overlapping occurrences of the pattern in the source
/// string by the replacement repl.  number is the number of
/// substitutions that were made.
#[pyfn(
    "def subn(pattern: Any, repl: Any, string: Any, count: int = 0, flags: Any = 0) -> tuple[Any, int]"
)]
pub fn subn(
    pattern: Value,
    repl: Value,
    string: Value,
    count: i64,
    flags: Value,
) -> Result<(Value, Int)> {
    Pattern::of(&pattern, &flags)?.subn(repl, string, count)
}

/// Split the source string by the occurrences of the pattern,
/// returning a list containing the resulting substrings.  If
/// capturing parentheses are used in pattern, then the text of all
/// groups in the pattern are also returned as part of the resulting
/// list.  If maxsplit is nonzero, at most maxsplit splits occur,
/// and the remainder of the string is returned as the final element
/// of the list.
#[pyfn("def split(pattern: Any, string: Any, maxsplit: int = 0, flags: Any = 0) -> list[Any]")]
pub fn split(pattern: Value, string: Value, maxsplit: i64, flags: Value) -> Result<List<Value>> {
    Pattern::of(&pattern, &flags)?.split(string, maxsplit)
}

/// Return a list of all non-overlapping matches in the string.
///
/// If one or more capturing groups are present in the pattern, return
/// a list of groups; this will be a list of tuples if the pattern
/// has more than one group.
///
/// Empty matches are included in the result.
#[pyfn("def findall(pattern: Any, string: Any, flags: Any = 0) -> list[Any]")]
pub fn findall(pattern: Value, string: Value, flags: Value) -> Result<List<Value>> {
    Pattern::of(&pattern, &flags)?.findall(string, 0, i64::MAX)
}

/// Return an iterator over all non-overlapping matches in the
/// string.  For each match, the iterator returns a Match object.
///
/// Empty matches are included in the result.
#[pyfn("def finditer(pattern: Any, string: Any, flags: Any = 0) -> Iterator[Match]")]
pub fn finditer(pattern: Value, string: Value, flags: Value) -> Result<Iter<Match>> {
    Pattern::of(&pattern, &flags)?.finditer(string, 0, i64::MAX)
}

/// Clear the regular expression caches
#[pyfn("def purge() -> None")]
pub fn purge() {
    pattern::forget();
}

/// Escape special characters in a string.
#[pyfn("def escape(pattern: Any) -> Any")]
pub fn escape(pattern: Value) -> Result<Value> {
    const SPECIAL: &str = "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}";
    match Subject::of(&pattern)? {
        Subject::Bytes(bytes) => {
            let mut out = Vec::new();
            for byte in bytes.as_slice() {
                out.extend(SPECIAL.contains(char::from(*byte)).then_some(b'\\'));
                out.push(*byte);
            }
            Ok(Value::Bytes(Bytes::from(out)))
        }
        Subject::Ascii(text) | Subject::Wide(text, _) => {
            let mut out = String::new();
            for c in text.as_str().chars() {
                out.extend(SPECIAL.contains(c).then_some('\\'));
                out.push(c);
            }
            Ok(Value::Str(Str::from(out)))
        }
    }
}
