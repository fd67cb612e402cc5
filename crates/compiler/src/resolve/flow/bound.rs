//! What a piece of code binds.
//!
//! *Invariant:* functions and classes inside it are left out.

use std::collections::BTreeSet;

use crate::hir::*;
use crate::resolve::visit::*;

/// Evaluating the expression binds something.
pub(super) fn binds(expr: &mut Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::None => false,
        _ => {
            let mut bound = Bound::default();
            bound.expr(expr);
            !bound.vars.is_empty()
        }
    }
}

/// Collects what a piece of code binds.
#[derive(Default)]
pub(super) struct Bound {
    pub(super) vars: BTreeSet<VarId>,
}

impl Visitor for Bound {
    fn read(&mut self, _: &mut Name) {}
    fn bind(&mut self, var: &mut VarId, _: &Span) {
        self.vars.insert(*var);
    }
    fn delete(&mut self, var: &mut VarId) {
        self.vars.insert(*var);
    }
    fn update(&mut self, var: &mut VarId, _: &Span) {
        self.vars.insert(*var);
    }
    fn import(&mut self, _: &mut VarId) {}
    fn function(&mut self, _: FunctionId) {}
    fn class(&mut self, _: ClassId) {}
    fn annotation(&mut self, _: &mut Expr) {}
    fn type_params(&mut self, params: &mut [TypeParam]) {
        self.vars.extend(params.iter().map(|param| param.var));
    }
}
