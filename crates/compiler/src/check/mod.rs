//! What the compiler refuses, and how it says so.
//!
//! [`syntax_error`] words the parser's errors as CPython does, [`compile_errors`] finds those that CPython's compiler
//! raises after parsing, [`names`], [`imports`] and [`literals`] word what is found while names are resolved.
//!
//! *Invariant:* messages of SyntaxErrors are CPython's where it has one.

pub(crate) mod compile_errors;
pub(crate) mod imports;
pub(crate) mod literals;
pub(crate) mod names;
pub(crate) mod patterns;
pub(crate) mod syntax_error;

pub(crate) use compile_errors::check;
use ruff_python_parser::UnsupportedSyntaxError;

use crate::Source;
use crate::diagnostic::Diagnostic;
use crate::parse::span;

/// Syntax that Python 3.13 does not have yet.
pub(crate) fn unsupported_version(source: &Source, error: &UnsupportedSyntaxError) -> Diagnostic {
    syntax_error::at(source, span(error), "invalid syntax".to_owned())
        .with_help(format!("{error}; programs are compiled as Python 3.13."))
}

/// Code that is nested so deeply that later stages, or the Rust compiler, could not take it.
pub(crate) fn too_deep(source: &Source, span: std::ops::Range<u32>) -> Diagnostic {
    Diagnostic::error(
        "P0010",
        &source.path,
        span,
        "The program is nested too deeply here.",
    )
    .with_help("Split the expression, e.g. by giving parts of it names.")
}
