//! All expressions of a function, in source order.
//!
//! *Invariant:* goes into comprehensions, not into the bodies of lambdas, `def`s and classes.

use super::narrow::children;
use crate::hir::*;

/// Calls `visit` for each expression in the body and the defaults of a function, parts after the whole.
pub(crate) fn expressions<'a>(function: &'a Function, visit: &mut dyn FnMut(&'a Expr)) {
    let mut deep = |e: &'a Expr| each(e, visit);
    block(&function.body, &mut deep);
}

/// Calls `visit` for the expression and everything in it.
pub(super) fn each<'a>(e: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    visit(e);
    children(e, &mut |child| each(child, visit));
    if let ExprKind::Comprehension(c) = &e.kind {
        c.clauses
            .iter()
            .for_each(|clause| target(&clause.target, &mut |e| each(e, visit)));
    }
}

/// Calls `visit` for each whole expression of a statement and of the statements in it.
pub(super) fn parts<'a>(kind: &'a StmtKind, visit: &mut dyn FnMut(&'a Expr)) {
    statement(kind, visit);
}

/// Calls `visit` for each statement and the statements in it.
pub(super) fn statements<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a StmtKind)) {
    for stmt in body {
        visit(&stmt.kind);
        match &stmt.kind {
            StmtKind::If(arms, orelse) => {
                arms.iter().for_each(|(_, body)| statements(body, visit));
                statements(orelse, visit);
            }
            StmtKind::While(_, body, orelse) | StmtKind::For { body, orelse, .. } => {
                statements(body, visit);
                statements(orelse, visit);
            }
            StmtKind::Try(t) => {
                let handlers = t.handlers.iter().map(|h| &h.body);
                for body in [&t.body, &t.orelse, &t.finally].into_iter().chain(handlers) {
                    statements(body, visit);
                }
            }
            StmtKind::With { body, .. } => statements(body, visit),
            StmtKind::Match(_, cases) => {
                cases.iter().for_each(|case| statements(&case.body, visit))
            }
            _ => {}
        }
    }
}

fn block<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a Expr)) {
    body.iter().for_each(|s| statement(&s.kind, visit));
}

fn statement<'a>(kind: &'a StmtKind, visit: &mut dyn FnMut(&'a Expr)) {
    match kind {
        StmtKind::Expr(e) => visit(e),
        StmtKind::Assign(targets, value) => {
            visit(value);
            targets.iter().for_each(|t| target(t, visit));
        }
        StmtKind::AugAssign(t, _, value, _) => {
            target(t, visit);
            visit(value);
        }
        StmtKind::Delete(targets) => targets.iter().for_each(|t| target(t, visit)),
        StmtKind::Return(value) => value.iter().for_each(visit),
        StmtKind::Raise(a, b) => a.iter().chain(b).for_each(visit),
        StmtKind::Assert(test, message) => [test].into_iter().chain(message).for_each(visit),
        StmtKind::If(arms, orelse) => {
            for (test, body) in arms {
                visit(test);
                block(body, visit);
            }
            block(orelse, visit);
        }
        StmtKind::While(test, body, orelse) => {
            visit(test);
            block(body, visit);
            block(orelse, visit);
        }
        StmtKind::For {
            target: t,
            iter,
            body,
            orelse,
            ..
        } => {
            visit(iter);
            target(t, visit);
            block(body, visit);
            block(orelse, visit);
        }
        StmtKind::Try(t) => {
            block(&t.body, visit);
            for handler in &t.handlers {
                handler.ty.iter().for_each(&mut *visit);
                block(&handler.body, visit);
            }
            block(&t.orelse, visit);
            block(&t.finally, visit);
        }
        StmtKind::With {
            context,
            target: t,
            body,
            ..
        } => {
            visit(context);
            t.iter().for_each(|t| target(t, visit));
            block(body, visit);
        }
        StmtKind::Match(subject, cases) => {
            visit(subject);
            for case in cases {
                case.guard.iter().for_each(&mut *visit);
                block(&case.body, visit);
            }
        }
        _ => {}
    }
}

fn target<'a>(t: &'a Target, visit: &mut dyn FnMut(&'a Expr)) {
    match t {
        Target::Var(..) => {}
        Target::Attribute(value, ..) => visit(value),
        Target::Subscript(value, index, _) => {
            visit(value);
            visit(index);
        }
        Target::Unpack(all, _) => all.iter().for_each(|t| target(t, visit)),
        Target::Starred(t, _) => target(t, visit),
    }
}
