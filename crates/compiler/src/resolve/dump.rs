//! Shows a resolved program as compact text, for `--dump=resolved` and golden tests.

use crate::hir::Program;

/// The program as text.
pub fn dump(program: &Program) -> String {
    format!("{program:#?}")
}
