//! Literals that cannot be represented.
//!
//! *Invariant:* strings are sequences of Unicode scalar values here.

use std::ops::Range;

use crate::Source;
use crate::check::syntax_error;
use crate::diagnostic::Diagnostic;

/// CPython's limit for decimal literals.
const MAX_DIGITS: usize = 4300;

/// A decimal literal that is longer than CPython takes.
pub(crate) fn too_many_digits(
    source: &Source,
    span: Range<u32>,
    digits: &str,
) -> Option<Diagnostic> {
    let literal = source.text.get(span.start as usize..span.end as usize)?;
    let is_decimal =
        !literal.starts_with("0x") && !literal.starts_with("0X") && !literal.starts_with("0o");
    let is_decimal = is_decimal
        && !literal.starts_with("0O")
        && !literal.starts_with("0b")
        && !literal.starts_with("0B");
    if !is_decimal || digits.len() <= MAX_DIGITS {
        return None;
    }
    let message = format!(
        "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use \
         sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid \
         decimal conversion limits.",
        digits.len()
    );
    Some(syntax_error::at(source, span, message))
}

/// A `\ud800`…`\udfff` escape in the literal at `span`.
pub(crate) fn surrogates(source: &Source, span: Range<u32>) -> Option<Diagnostic> {
    let literal = source.text.get(span.start as usize..span.end as usize)?;
    let escape = |(at, _): (usize, &str)| {
        let digits = literal.get(at + 2..)?;
        let digits = if literal.get(at..at + 2)? == "\\u" {
            digits.get(..4)?
        } else {
            digits.get(..8)?
        };
        let value = u32::from_str_radix(digits, 16).ok()?;
        let escaped = literal
            .get(..at)?
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\')
            .count()
            % 2
            == 1;
        ((0xd800..0xe000).contains(&value) && !escaped).then_some(at)
    };
    let at = literal
        .match_indices("\\u")
        .chain(literal.match_indices("\\U"))
        .find_map(escape)?;
    let start = span.start + at as u32;
    let message = "This escape is half of a surrogate pair, which no text can contain.";
    let help = "Write the character itself, or `\\U` with its eight-digit code point; for raw bytes use `bytes`.";
    Some(Diagnostic::error("P0009", &source.path, start..start + 6, message).with_help(help))
}
