//! Expressions, and what happens at each place where a variable is read, bound or deleted.
//!
//! *Invariant:* operands are visited in the order of evaluation.

use std::collections::BTreeSet;

use super::bound::{Bound, binds};
use super::{Flow, State};
use crate::hir::*;
use crate::resolve::usage::{ClassHeader, FunctionHeader, take_expr};
use crate::resolve::visit::*;
use crate::resolve::webs::Node;

impl Flow<'_> {
    /// Evaluates a condition: the states in which it holds and does not hold.
    pub(super) fn test(&mut self, test: &mut Expr) -> (State, State) {
        match &mut test.kind {
            ExprKind::Bool(true) => (self.state.take(), None),
            ExprKind::Bool(false) => (None, self.state.take()),
            ExprKind::Int(digits) => match digits == "0" {
                true => (None, self.state.take()),
                false => (self.state.take(), None),
            },
            ExprKind::Not(operand) => {
                let (yes, no) = self.test(operand);
                (no, yes)
            }
            ExprKind::And(values) => {
                let mut failed = None;
                for value in values {
                    let (yes, no) = self.test(value);
                    failed = self.join(failed, no);
                    self.state = yes;
                }
                (self.state.take(), failed)
            }
            ExprKind::Or(values) => {
                let mut held = None;
                for value in values {
                    let (yes, no) = self.test(value);
                    held = self.join(held, yes);
                    self.state = no;
                }
                (held, self.state.take())
            }
            _ => {
                self.expr(test);
                (self.state.clone(), self.state.take())
            }
        }
    }

    /// Operands of which the later ones may not be evaluated.
    pub(super) fn short_circuit<'e>(&mut self, operands: impl Iterator<Item = &'e mut Expr>) {
        let mut end = None;
        for operand in operands {
            // Most operands bind nothing, and states are long.
            if binds(operand) {
                let before = self.state.clone();
                self.expr(operand);
                end = self.join(end, before);
            } else {
                self.expr(operand);
            }
        }
        if end.is_some() {
            self.state = self.join_state_kept(end);
        }
    }

    pub(super) fn clauses(
        &mut self,
        clauses: &mut [Clause],
        kind: &mut ComprehensionKind,
        bound: &BTreeSet<VarId>,
    ) {
        let Some((clause, rest)) = clauses.split_first_mut() else {
            return match kind {
                ComprehensionKind::List(item)
                | ComprehensionKind::Set(item)
                | ComprehensionKind::Generator(item) => {
                    self.expr(item);
                }
                ComprehensionKind::Dict(key, value) => {
                    self.expr(key);
                    self.expr(value);
                }
            };
        };
        self.expr(&mut clause.iter);
        let header = self.loop_header(bound);
        let exit = self.state.clone();
        walk_target(self, &mut clause.target);
        let mut ends = Vec::new();
        for condition in &mut clause.conditions {
            let (yes, no) = self.test(condition);
            ends.push(no);
            self.state = yes;
        }
        self.clauses(rest, kind, bound);
        self.may_raise();
        ends.push(self.state.take());
        self.lead_back(&header, ends);
        self.state = exit;
    }
}

impl Visitor for Flow<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::And(values) | ExprKind::Or(values) => {
                let mut values = values.iter_mut();
                values.next().into_iter().for_each(|first| self.expr(first));
                self.short_circuit(values);
            }
            ExprKind::Compare(first, rest) => {
                self.expr(first);
                let mut rest = rest.iter_mut().map(|(_, value)| value);
                rest.next().into_iter().for_each(|second| self.expr(second));
                self.short_circuit(rest);
            }
            ExprKind::If(test, then, other) => {
                if !binds(test) && !binds(then) && !binds(other) {
                    return [test, then, other]
                        .into_iter()
                        .for_each(|operand| self.expr(operand));
                }
                let (yes, no) = self.test(test);
                self.state = yes;
                self.expr(then);
                let end = self.state.take();
                self.state = no;
                self.expr(other);
                self.state = self.join_state_kept(end);
            }
            _ => walk_expr(self, expr),
        }
    }

    fn read(&mut self, name: &mut Name) {
        match name {
            Name::Var(var) => {
                if let Some(node) = self.current(*var) {
                    self.webs.read(node, *var);
                    var.0 = node.0;
                }
            }
            Name::ClassThenOuter(var, outer) => {
                self.read(outer);
                if let Some(node) = self.current(*var) {
                    self.webs.read_if_bound(node);
                    var.0 = node.0;
                }
            }
            Name::Builtin(_) | Name::Undefined(_) | Name::ClassCell(_) => {}
        }
    }

    fn bind(&mut self, var: &mut VarId, span: &Span) {
        // Several targets: an earlier one is bound when a later one raises.
        self.may_raise();
        let node = self.webs.define(*var, span);
        self.set(*var, node);
        var.0 = node.0;
    }

    fn delete(&mut self, var: &mut VarId) {
        let original = *var;
        let node = match self.current(original) {
            Some(node) => {
                self.webs.read(node, original);
                node
            }
            None => Node(original.0),
        };
        let deleted = self.webs.deleted(original, node);
        self.set(original, deleted);
        var.0 = deleted.0;
    }

    fn update(&mut self, var: &mut VarId, span: &Span) {
        let original = *var;
        if let Some(node) = self.current(original) {
            self.webs.read(node, original);
            self.bind(var, span);
            // `x += 1` is one place in the tree, so what it reads and what it binds are one variable.
            self.webs.join(Node(var.0), node);
        } else {
            self.bind(var, span);
        }
    }

    fn import(&mut self, _: &mut VarId) {}

    fn function(&mut self, id: FunctionId) {
        let mut header = FunctionHeader::take(self.program, id);
        header
            .decorators
            .iter_mut()
            .for_each(|decorator| self.expr(decorator));
        header
            .params
            .iter_mut()
            .for_each(|param| walk_optional(self, &mut param.default));
        self.type_params(&mut header.type_params);
        if !self.postponed_annotations() {
            header
                .params
                .iter_mut()
                .for_each(|param| walk_optional(self, &mut param.annotation));
            walk_optional(self, &mut header.returns);
        }
        header.put(self.program, id);
        self.capture(id);
    }

    fn class(&mut self, id: ClassId) {
        let mut header = ClassHeader::take(self.program, id);
        header
            .decorators
            .iter_mut()
            .for_each(|decorator| self.expr(decorator));
        self.type_params(&mut header.type_params);
        each_arg(&mut header.bases, &mut |base| self.expr(base));
        header.put(self.program, id);
        let body = self.program.class(id).body;
        self.capture(body);
    }

    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        let mut bound = Bound::default();
        let mut first = comprehension
            .clauses
            .first_mut()
            .map(|clause| take_expr(&mut clause.iter));
        walk_comprehension(&mut bound, comprehension);
        if let (Some(clause), Some(first)) = (comprehension.clauses.first_mut(), first.take()) {
            clause.iter = first;
        }
        if !comprehension.consumed_at_once {
            self.capture_lazily();
        }
        self.loops.push(bound.vars.clone());
        self.clauses(
            &mut comprehension.clauses,
            &mut comprehension.kind,
            &bound.vars,
        );
        self.loops.pop();
    }

    fn annotation(&mut self, annotation: &mut Expr) {
        let is_local = matches!(
            self.program.function(self.id).kind,
            FunctionKind::Def | FunctionKind::Lambda
        );
        if !is_local && !self.postponed_annotations() {
            self.expr(annotation);
        }
    }

    fn type_params(&mut self, params: &mut [TypeParam]) {
        // Bounds and defaults are evaluated later, if ever.
        for param in params {
            let span = self.program.variable(param.var).span.clone();
            self.bind(&mut param.var, &span);
        }
    }
}
