//! Which context managers may swallow an exception.
//!
//! After `with lock: x = f()` the variable is bound, after `with suppress(E): x = f()` it may not be. Nothing in the
//! syntax tells them apart, so all managers that a program could make are looked at.
//!
//! *Invariant:* the answer "does not suppress" is only given where no manager that can reach the place does.

use std::collections::HashMap;

use crate::hir::*;

/// The context managers of a program that may swallow exceptions.
pub(super) struct Suppressors {
    /// Whether what a variable makes when it is called does, where one statement binds it.
    known: HashMap<VarId, bool>,
    /// The library modules that variables always mean.
    modules: HashMap<VarId, String>,
    /// There is one of any kind.
    any: bool,
}

const LIBRARY: &[(&str, &str)] = &[
    ("contextlib", "AsyncExitStack"),
    ("contextlib", "ExitStack"),
    ("contextlib", "suppress"),
];

impl Suppressors {
    /// Looks through the program before its variables are split.
    pub(super) fn find(program: &Program) -> Suppressors {
        let mut result = Suppressors {
            known: HashMap::new(),
            modules: HashMap::new(),
            any: false,
        };
        let mut classes = vec![false; program.classes.len()];
        for function in &program.functions {
            let is_exit = matches!(function.name.as_str(), "__exit__" | "__aexit__");
            if is_exit && returns_true(&function.body) {
                result.any = true;
                if let Some(class) = function.class {
                    classes[class.index()] = true;
                }
            }
            result.any |= is_generator_manager(function) && yields_in_try(&function.body, false);
            result.any |= imports_suppressor(&function.body);
        }
        if result.any {
            for function in &program.functions {
                result.note(program, &classes, &function.body);
            }
        }
        result
    }

    /// Notes what the statements of a body bind.
    fn note(&mut self, program: &Program, classes: &[bool], body: &[Stmt]) {
        any_stmt(body, &mut |stmt| {
            match &stmt.kind {
                StmtKind::ImportName(var, Meaning::LibraryModule(module))
                    if is_constant(program, *var) =>
                {
                    self.modules.insert(*var, module.clone());
                }
                StmtKind::ImportName(var, Meaning::Library(module, name))
                    if is_constant(program, *var) =>
                {
                    self.known
                        .insert(*var, LIBRARY.contains(&(module.as_str(), name.as_str())));
                }
                StmtKind::Class(var, class) if is_constant(program, *var) => {
                    let header = program.class(*class);
                    let open = !header.bases.is_empty() || !header.decorators.is_empty();
                    self.known.insert(*var, open || classes[class.index()]);
                }
                StmtKind::Def(var, function) if is_constant(program, *var) => {
                    let function = program.function(*function);
                    if is_generator_manager(function) {
                        self.known
                            .insert(*var, yields_in_try(&function.body, false));
                    }
                }
                _ => {}
            }
            false
        });
    }

    /// A `with` on `context` may swallow an exception of its body.
    pub(super) fn may_suppress(&self, context: &Expr) -> bool {
        if !self.any {
            return false;
        }
        let ExprKind::Call(callee, _) = &context.kind else {
            return true;
        };
        match &callee.kind {
            ExprKind::Name(Name::Builtin(_)) => false,
            ExprKind::Name(Name::Var(var)) => self.known.get(var).copied().unwrap_or(true),
            ExprKind::Attribute(value, name) => match &value.kind {
                ExprKind::Name(Name::Var(var)) => match self.modules.get(var) {
                    Some(module) => LIBRARY.contains(&(module.as_str(), name.as_str())),
                    None => true,
                },
                _ => true,
            },
            _ => true,
        }
    }
}

fn is_constant(program: &Program, var: VarId) -> bool {
    program
        .variables
        .get(var.index())
        .is_some_and(|var| var.bindings == 1 && !var.is_deleted)
}

/// Presumably `@contextmanager`.
fn is_generator_manager(function: &Function) -> bool {
    function.is_generator && !function.decorators.is_empty()
}

/// Some `return` of the body gives something that may be true.
fn returns_true(body: &[Stmt]) -> bool {
    any_stmt(body, &mut |stmt| match &stmt.kind {
        StmtKind::Return(Some(value)) => {
            !matches!(value.kind, ExprKind::None | ExprKind::Bool(false))
        }
        _ => false,
    })
}

/// A generator (of `@contextmanager`) that yields inside a `try` with handlers may swallow what its `with` raises.
fn yields_in_try(body: &[Stmt], inside: bool) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::Try(stmt) => {
            let caught = inside || !stmt.handlers.is_empty();
            let returns = |body: &[Stmt]| {
                any_stmt(body, &mut |stmt| matches!(stmt.kind, StmtKind::Return(_)))
            };
            yields_in_try(&stmt.body, caught)
                || yields_in_try(&stmt.orelse, inside)
                || returns(&stmt.finally)
                || stmt
                    .handlers
                    .iter()
                    .any(|handler| yields_in_try(&handler.body, inside))
        }
        StmtKind::With { body, .. } => yields_in_try(body, true),
        StmtKind::If(arms, orelse) => {
            arms.iter().any(|(_, body)| yields_in_try(body, inside))
                || yields_in_try(orelse, inside)
        }
        StmtKind::While(_, body, orelse) | StmtKind::For { body, orelse, .. } => {
            yields_in_try(body, inside) || yields_in_try(orelse, inside)
        }
        StmtKind::Match(_, cases) => cases.iter().any(|case| yields_in_try(&case.body, inside)),
        StmtKind::Expr(value) | StmtKind::Assign(_, value) => {
            inside && matches!(value.kind, ExprKind::Yield(_))
        }
        _ => false,
    })
}

/// The body imports a manager of the library that swallows exceptions, or its module.
fn imports_suppressor(body: &[Stmt]) -> bool {
    any_stmt(body, &mut |stmt| match &stmt.kind {
        StmtKind::ImportName(_, Meaning::LibraryModule(module)) => module == "contextlib",
        StmtKind::ImportName(_, Meaning::Library(module, name)) => {
            LIBRARY.contains(&(module.as_str(), name.as_str()))
        }
        _ => false,
    })
}

/// Some statement of the body, or inside one of it, passes the test.
pub(super) fn any_stmt(body: &[Stmt], test: &mut dyn FnMut(&Stmt) -> bool) -> bool {
    body.iter().any(|stmt| {
        test(stmt)
            || match &stmt.kind {
                StmtKind::If(arms, orelse) => {
                    arms.iter().any(|(_, body)| any_stmt(body, test)) || any_stmt(orelse, test)
                }
                StmtKind::While(_, body, orelse) | StmtKind::For { body, orelse, .. } => {
                    any_stmt(body, test) || any_stmt(orelse, test)
                }
                StmtKind::With { body, .. } => any_stmt(body, test),
                StmtKind::Try(stmt) => {
                    any_stmt(&stmt.body, test)
                        || stmt
                            .handlers
                            .iter()
                            .any(|handler| any_stmt(&handler.body, test))
                        || any_stmt(&stmt.orelse, test)
                        || any_stmt(&stmt.finally, test)
                }
                StmtKind::Match(_, cases) => cases.iter().any(|case| any_stmt(&case.body, test)),
                _ => false,
            }
    })
}
