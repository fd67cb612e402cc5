//! The SyntaxErrors that CPython's compiler raises after parsing: `return` outside a function and the like.
//!
//! *Invariant:* errors that need the symbol table are found in [`crate::resolve`] instead.

use ruff_python_ast as ast;

use crate::Source;
use crate::diagnostic::Diagnostic;

/// Checks a module.
pub(crate) fn check(source: &Source, body: &ast::Suite) -> Vec<Diagnostic> {
    let _ = (source, body);
    Vec::new()
}
