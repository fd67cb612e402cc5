//! Notes what variables always mean: the one function, class, module or library name that they are bound to.
//!
//! *Invariant:* a meaning holds at every use that can be reached with the variable bound.

use std::collections::{BTreeMap, BTreeSet};

use super::build::TypeMeaning;
use crate::hir::*;

/// A statement that binds a variable to something with a meaning.
struct Found {
    var: VarId,
    what: What,
    /// It stands in the straight line of the variable's scope, so that it has happened when the scope has been executed.
    straight: bool,
}

enum What {
    Meaning(Meaning),
    /// Its decorators may have replaced it.
    Decorated(Meaning),
    /// What that variable of another module means.
    Same(VarId),
}

/// Sets the meanings of all variables.
pub(super) fn settle(program: &mut Program, types: &[(VarId, TypeMeaning)]) {
    let mut found = Vec::new();
    for function in &program.functions {
        let first = found.len();
        collect(program, &function.body, true, &mut found);
        for found in &mut found[first..] {
            found.straight &= program.variable(found.var).scope == function.id;
        }
    }
    let repeated = repeated_imports(program, &found);
    found.retain(|found| {
        repeated.contains(&found.var) || is_settled(program.variable(found.var), found.straight)
    });
    let mut imports = Vec::new();
    for Found { var, what, .. } in found {
        let variable = &mut program.variables[var.index()];
        match what {
            What::Meaning(meaning) => variable.meaning = Some(meaning),
            What::Decorated(meaning) => variable.undecorated = Some(meaning),
            What::Same(source) => imports.push((var, source)),
        }
    }
    follow_imports(program, &imports);
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
    name_imports(program);
}

/// Variables that every one of their bindings binds to the same module or library name (`import os` in two places, or a
/// package's submodule, which each import of it binds in the package).
fn repeated_imports(program: &Program, found: &[Found]) -> BTreeSet<VarId> {
    let mut imports: BTreeMap<VarId, (&Meaning, u32, bool)> = BTreeMap::new();
    for Found {
        var,
        what,
        straight,
    } in found
    {
        if let What::Meaning(meaning) = what {
            let entry = imports.entry(*var).or_insert((meaning, 0, false));
            entry.1 += u32::from(entry.0 == meaning);
            entry.2 |= *straight;
        }
    }
    imports
        .into_iter()
        .filter(|(var, (meaning, count, straight))| {
            let variable = program.variable(*var);
            let always = match meaning {
                Meaning::Module(id) => *straight || is_submodule(program, variable, *id),
                Meaning::LibraryModule(_) | Meaning::Library(..) => *straight,
                Meaning::Function(_) | Meaning::Class(_) => false,
            };
            let only = variable.bindings == *count && !variable.is_deleted;
            always && only && !variable.maybe_unbound
        })
        .map(|(var, _)| var)
        .collect()
}

/// The variable is the attribute of a package that importing its submodule binds.
fn is_submodule(program: &Program, variable: &Variable, module: ModuleId) -> bool {
    let package = program.module(program.function(variable.scope).module);
    let is_body = package.body == variable.scope;
    is_body && program.module(module).name == format!("{}.{}", package.name, variable.name)
}

/// The variable's one binding has happened at every use.
fn is_settled(variable: &Variable, straight: bool) -> bool {
    let once = variable.bindings == 1 && !variable.is_deleted && !variable.is_rebound_elsewhere;
    // A function may use a global that is bound further down: it is called later.
    let seen_by_others = !variable.is_captured || straight || variable.bound_before_captures;
    once && !variable.maybe_unbound && seen_by_others
}

fn collect(program: &Program, body: &[Stmt], straight: bool, found: &mut Vec<Found>) {
    for stmt in body {
        let mut add = |var: VarId, what| {
            found.push(Found {
                var,
                what,
                straight,
            })
        };
        match &stmt.kind {
            StmtKind::Def(var, id) => {
                add(
                    *var,
                    decorated(Meaning::Function(*id), &program.function(*id).decorators),
                );
            }
            StmtKind::Class(var, id) => add(
                *var,
                decorated(Meaning::Class(*id), &program.class(*id).decorators),
            ),
            StmtKind::ImportName(var, meaning) => add(*var, What::Meaning(meaning.clone())),
            StmtKind::ImportVar(var, source) => add(*var, What::Same(*source)),
            StmtKind::With {
                body, may_suppress, ..
            } => collect(program, body, straight && !may_suppress, found),
            StmtKind::If(arms, orelse) => {
                arms.iter()
                    .for_each(|(_, body)| collect(program, body, false, found));
                collect(program, orelse, false, found);
            }
            StmtKind::While(_, body, orelse) | StmtKind::For { body, orelse, .. } => {
                collect(program, body, false, found);
                collect(program, orelse, false, found);
            }
            StmtKind::Try(stmt) => {
                // Without handlers, what follows is reached only where the body has been executed to its end.
                let whole = straight && stmt.handlers.is_empty();
                collect(program, &stmt.body, whole, found);
                stmt.handlers
                    .iter()
                    .for_each(|handler| collect(program, &handler.body, false, found));
                collect(program, &stmt.orelse, whole, found);
                collect(program, &stmt.finally, straight, found);
            }
            StmtKind::Match(_, cases) => cases
                .iter()
                .for_each(|case| collect(program, &case.body, false, found)),
            _ => {}
        }
    }
}

fn decorated(meaning: Meaning, decorators: &[Expr]) -> What {
    if decorators.is_empty() {
        What::Meaning(meaning)
    } else {
        What::Decorated(meaning)
    }
}

/// Names may be imported through several modules.
fn follow_imports(program: &mut Program, imports: &[(VarId, VarId)]) {
    for _ in 0..=imports.len() {
        let mut changed = false;
        for (var, source) in imports {
            let source = program.variable(*source);
            let (meaning, undecorated) = (source.meaning.clone(), source.undecorated.clone());
            let variable = &mut program.variables[var.index()];
            changed |= variable.meaning != meaning || variable.undecorated != undecorated;
            variable.meaning = meaning;
            variable.undecorated = undecorated;
        }
        if !changed {
            break;
        }
    }
}

/// `from module import name` of a function, class or module binds to that, unless the module may be half executed.
fn name_imports(program: &mut Program) {
    let known: Vec<Option<Meaning>> = program
        .variables
        .iter()
        .map(|variable| {
            let function = program.function(variable.scope);
            let module = program.module(function.module);
            variable.meaning.clone().filter(|_| !module.in_import_cycle)
        })
        .collect();
    for function in &mut program.functions {
        each_stmt(&mut function.body, &mut |stmt| {
            if let StmtKind::ImportVar(var, source) = &stmt.kind
                && let Some(meaning) = known.get(source.index()).and_then(Option::as_ref)
            {
                stmt.kind = StmtKind::ImportName(*var, meaning.clone());
            }
        });
    }
}

fn each_stmt(body: &mut [Stmt], visit: &mut dyn FnMut(&mut Stmt)) {
    for stmt in body {
        visit(stmt);
        match &mut stmt.kind {
            StmtKind::If(arms, orelse) => {
                arms.iter_mut().for_each(|(_, body)| each_stmt(body, visit));
                each_stmt(orelse, visit);
            }
            StmtKind::While(_, body, orelse) | StmtKind::For { body, orelse, .. } => {
                each_stmt(body, visit);
                each_stmt(orelse, visit);
            }
            StmtKind::With { body, .. } => each_stmt(body, visit),
            StmtKind::Try(stmt) => {
                each_stmt(&mut stmt.body, visit);
                stmt.handlers
                    .iter_mut()
                    .for_each(|handler| each_stmt(&mut handler.body, visit));
                each_stmt(&mut stmt.orelse, visit);
                each_stmt(&mut stmt.finally, visit);
            }
            StmtKind::Match(_, cases) => cases
                .iter_mut()
                .for_each(|case| each_stmt(&mut case.body, visit)),
            _ => {}
        }
    }
}
