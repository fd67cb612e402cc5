//! The parser's errors in CPython's words.
//!
//! *Invariant:* one error a line: what follows the first is mostly its consequence.

use std::ops::Range;

use ruff_python_ast::token::Tokens;
use ruff_python_parser::ParseError;

use crate::Source;
use crate::diagnostic::Diagnostic;
use crate::parse::span;

/// A syntax error with CPython's text.
pub(crate) fn at(source: &Source, span: Range<u32>, message: String) -> Diagnostic {
    Diagnostic::error(
        "P0001",
        &source.path,
        span,
        format!("SyntaxError: {message}"),
    )
}

/// The diagnostics of a file's parse errors.
pub(crate) fn from_parser(
    source: &Source,
    errors: &[ParseError],
    _tokens: &Tokens,
) -> Vec<Diagnostic> {
    errors
        .iter()
        .map(|error| at(source, span(error), error.error.to_string()))
        .collect()
}
