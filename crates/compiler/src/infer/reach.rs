//! Whether the end of a block is reached.
//!
//! *Invariant:* syntactic, so that `lower` and the reader see the same answer; a call that never returns counts as one
//! that does.

use crate::hir::*;

/// Whether what follows the block can run because the block ran to its end.
pub(super) fn falls_through(body: &[Stmt]) -> bool {
    body.iter().all(|s| passes(&s.kind))
}

fn passes(kind: &StmtKind) -> bool {
    match kind {
        StmtKind::Return(_) | StmtKind::Raise(..) | StmtKind::Break | StmtKind::Continue => false,
        StmtKind::If(arms, orelse) => {
            arms.iter().any(|(_, body)| falls_through(body)) || falls_through(orelse)
        }
        StmtKind::While(test, body, _) if is_true(test) => breaks(body),
        StmtKind::While(_, body, orelse) => falls_through(orelse) || breaks(body),
        StmtKind::For { body, orelse, .. } => falls_through(orelse) || breaks(body),
        StmtKind::Try(t) => {
            let ends = falls_through(&t.body) && falls_through(&t.orelse);
            let handled = t.handlers.iter().any(|h| falls_through(&h.body));
            falls_through(&t.finally) && (ends || handled)
        }
        StmtKind::With {
            body, may_suppress, ..
        } => *may_suppress || falls_through(body),
        StmtKind::Match(_, cases) => {
            cases.iter().any(|c| falls_through(&c.body)) || !cases.iter().any(is_irrefutable)
        }
        _ => true,
    }
}

/// A test that is always true.
pub(super) fn is_true(test: &Expr) -> bool {
    match &test.kind {
        ExprKind::Bool(value) => *value,
        ExprKind::Int(digits) => digits.bytes().any(|b| b != b'0'),
        _ => false,
    }
}

/// A case that every subject matches.
pub(super) fn is_irrefutable(case: &Case) -> bool {
    fn pattern(p: &Pattern) -> bool {
        match p {
            Pattern::Capture(_) => true,
            Pattern::As(p, _) => pattern(p),
            Pattern::Or(all) => all.iter().any(pattern),
            _ => false,
        }
    }
    case.guard.is_none() && pattern(&case.pattern)
}

/// Whether a `break` in the block leaves the loop around it.
pub(super) fn breaks(body: &[Stmt]) -> bool {
    body.iter().any(|s| match &s.kind {
        StmtKind::Break => true,
        StmtKind::If(arms, orelse) => arms.iter().any(|(_, b)| breaks(b)) || breaks(orelse),
        // A `break` in a loop's `else` belongs to the loop around.
        StmtKind::While(_, _, orelse) | StmtKind::For { orelse, .. } => breaks(orelse),
        StmtKind::Try(t) => {
            breaks(&t.body)
                || t.handlers.iter().any(|h| breaks(&h.body))
                || breaks(&t.orelse)
                || breaks(&t.finally)
        }
        StmtKind::With { body, .. } => breaks(body),
        StmtKind::Match(_, cases) => cases.iter().any(|c| breaks(&c.body)),
        _ => false,
    })
}
