//! Which functions must be `async` because the host cannot block: in a browser, whatever reaches `asyncio.run` or
//! `time.sleep` by direct calls.
//!
//! A blocking function `path::f` of the library has an async twin `path::f_async` with the same parameters.

use crate::hir::{FunctionId, FunctionKind, Program, StmtKind};
use crate::infer;
use crate::typed::{LibCall, LibFunction, Typed, Use};
use portalis_signature::Catalogue;
use std::collections::HashSet;

/// The functions of the program that are plain in Python and `async` in Rust.
pub(super) fn suspending(
    program: &Program,
    typed: &Typed,
    catalogue: &Catalogue,
) -> HashSet<FunctionId> {
    let mut found: HashSet<FunctionId> = HashSet::new();
    loop {
        let before = found.len();
        for f in &program.functions {
            let is_plain = !f.is_async && !f.is_generator;
            let is_body = matches!(f.kind, FunctionKind::Def | FunctionKind::Module);
            if !is_plain || !is_body || found.contains(&f.id) {
                continue;
            }
            let mut suspends = imports(program, &f.body, &found);
            infer::expressions(f, &mut |e| match typed.meaning(e.id) {
                Use::Library(lib) => suspends |= blocks(catalogue, lib),
                Use::Function(callee, _) => suspends |= found.contains(callee),
                _ => {}
            });
            if suspends {
                found.insert(f.id);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Whether a body imports a module whose own body suspends.
fn imports(program: &Program, block: &[crate::hir::Stmt], found: &HashSet<FunctionId>) -> bool {
    block.iter().any(|stmt| {
        matches!(&stmt.kind, StmtKind::ImportModule(module) if found.contains(&program.module(*module).body))
            || super::declare::blocks(stmt).iter().any(|b| imports(program, b.stmts, found))
    })
}

/// Whether a library function or method blocks the thread.
fn blocks(catalogue: &Catalogue, lib: &LibCall) -> bool {
    let function = match lib.target {
        LibFunction::Function { module, function } => catalogue
            .modules
            .get(module as usize)
            .and_then(|m| m.functions.get(function as usize)),
        LibFunction::Method { class, member } => catalogue
            .modules
            .get(class.module as usize)
            .and_then(|m| m.classes.get(class.class as usize))
            .and_then(|c| c.members.get(member as usize))
            .map(|(_, f)| f),
    };
    function.is_some_and(|f| f.blocks)
}
