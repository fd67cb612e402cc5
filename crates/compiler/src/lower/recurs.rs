//! Special methods that the library may call again while they run.
//!
//! `__repr__` of a node formats the next node: no call is written, and yet a ring of nodes never ends.

use super::function::body_is_plain;
use crate::hir::*;
use crate::infer::visit::expressions;
use crate::typed::{Ty, Typed};

/// Builtins that call no method of their arguments.
const QUIET: [&str; 6] = [
    "callable",
    "id",
    "isinstance",
    "issubclass",
    "super",
    "type",
];

/// A special method of a plain class that hands objects to the library.
pub(super) fn through_library(typed: &Typed, function: &Function) -> bool {
    let is_plain = |class| body_is_plain(typed, class);
    let name = function.name.as_str();
    if !is_dunder(name) || name == "__init__" || !function.class.is_some_and(is_plain) {
        return false;
    }
    let mut found = false;
    expressions(function, &mut |e| {
        found |= operands(e).into_iter().any(|operand| {
            let constant = matches!(operand.kind, ExprKind::Name(Name::Builtin(_)));
            !constant && may_hold_instance(typed.ty(operand.id))
        });
    });
    found
}

/// What an operation asks something of.
fn operands<'e>(e: &'e Expr) -> Vec<&'e Expr> {
    match &e.kind {
        ExprKind::FString(parts) => parts
            .iter()
            .filter_map(|part| match part {
                FPart::Value { value, .. } => Some(value),
                FPart::Text(_) => None,
            })
            .collect(),
        ExprKind::Call(callee, args) => {
            let is_quiet = matches!(&callee.kind, ExprKind::Name(Name::Builtin(name)) if QUIET.contains(&name.as_str()));
            let value = |arg: &'e Arg| match arg {
                Arg::Positional(x) | Arg::Star(x) | Arg::Keyword(_, x) | Arg::DoubleStar(x) => x,
            };
            match is_quiet {
                true => Vec::new(),
                false => args.iter().map(value).collect(),
            }
        }
        ExprKind::Binary(_, a, b) | ExprKind::Subscript(a, b) => vec![&**a, &**b],
        ExprKind::Unary(_, a) | ExprKind::Not(a) => vec![&**a],
        ExprKind::Compare(first, rest) => {
            let by_value = |op: &CompareOp| !matches!(op, CompareOp::Is | CompareOp::IsNot);
            let others = rest.iter().filter(|(op, _)| by_value(op)).map(|(_, x)| x);
            let others: Vec<&Expr> = others.collect();
            match others.is_empty() {
                true => others,
                false => std::iter::once(&**first).chain(others).collect(),
            }
        }
        _ => Vec::new(),
    }
}

/// A value of the type may be an object of the program, or contain one.
fn may_hold_instance(ty: &Ty) -> bool {
    match ty {
        Ty::Value | Ty::Instance(_) => true,
        Ty::Optional(inner) => may_hold_instance(inner),
        Ty::Tuple(items) | Ty::Class(_, items) => items.iter().any(may_hold_instance),
        _ => false,
    }
}
