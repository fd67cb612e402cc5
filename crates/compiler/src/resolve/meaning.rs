//! Notes what variables always mean.
//!
//! *Invariant:* a meaning holds at every use that can be reached.

use super::build::TypeMeaning;
use crate::hir::*;

/// Sets the meanings of all variables.
pub(super) fn settle(program: &mut Program, types: &[(VarId, TypeMeaning)]) {
    let mut found: Vec<(VarId, Meaning, bool)> = Vec::new();
    let mut imports: Vec<(VarId, VarId)> = Vec::new();
    for function in &program.functions {
        straight_line(program, &function.body, &mut found, &mut imports);
    }
    for (var, meaning, decorated) in found {
        let variable = &mut program.variables[var.index()];
        if variable.bindings != 1
            || variable.is_deleted
            || variable.is_rebound_elsewhere && variable.bindings != 1
        {
            continue;
        }
        let slot = if decorated {
            &mut variable.undecorated
        } else {
            &mut variable.meaning
        };
        *slot = Some(meaning);
    }
    for _ in 0..imports.len() {
        let mut changed = false;
        for (var, source) in &imports {
            let source = program.variable(*source);
            let (meaning, undecorated) = (source.meaning.clone(), source.undecorated.clone());
            let variable = &mut program.variables[var.index()];
            if variable.bindings != 1 || variable.is_deleted {
                continue;
            }
            changed |= variable.meaning != meaning || variable.undecorated != undecorated;
            variable.meaning = meaning;
            variable.undecorated = undecorated;
        }
        if !changed {
            break;
        }
    }
    for (var, meaning) in types {
        let meaning = match meaning {
            TypeMeaning::Known(meaning) => Some(meaning.clone()),
            TypeMeaning::Same(source) => {
                let source = program.variable(*source);
                source
                    .meaning
                    .clone()
                    .or_else(|| source.undecorated.clone())
            }
        };
        program.variables[var.index()].type_meaning = meaning;
    }
}

fn straight_line(
    program: &Program,
    body: &[Stmt],
    found: &mut Vec<(VarId, Meaning, bool)>,
    imports: &mut Vec<(VarId, VarId)>,
) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Def(var, id) => {
                found.push((
                    *var,
                    Meaning::Function(*id),
                    !program.function(*id).decorators.is_empty(),
                ));
            }
            StmtKind::Class(var, id) => {
                found.push((
                    *var,
                    Meaning::Class(*id),
                    !program.class(*id).decorators.is_empty(),
                ));
            }
            StmtKind::ImportName(var, meaning) => found.push((*var, meaning.clone(), false)),
            StmtKind::ImportVar(var, source) => imports.push((*var, *source)),
            _ => {}
        }
    }
}
