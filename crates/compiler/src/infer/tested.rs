//! What a test says about the variables and fields in it, and keeping that up to date along the walk.
//!
//! `if x is not None`, `if x`, `isinstance(x, str)`, and `and`, `or`, `not` of these; the same for `x.field`.
//!
//! *Invariant:* a fact about a field is dropped as soon as anything runs that might assign it: a call, an `await`, an
//! operator that may be user code.

use super::Op;
use super::narrow::{Base, Fact, Facts};
use super::walk::Walk;
use crate::hir::*;

/// What a test says when it holds.
pub(super) type Tested<'a> = Vec<(Tests<'a>, Base)>;

/// What a test looks at.
#[derive(Clone, Copy)]
pub(super) enum Tests<'a> {
    Var(VarId),
    Field(VarId, &'a str),
}

/// A place in the walk: what has been assigned and run since can be told.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    assigned: usize,
    disturbed: u32,
}

impl<'a> Walk<'a, '_, '_> {
    /// Walks an expression that is only tested: what it says when it is true and when it is false.
    pub(super) fn test(&mut self, e: &'a Expr) -> (Tested<'a>, Tested<'a>) {
        match &e.kind {
            ExprKind::And(all) | ExprKind::Or(all) => {
                let is_and = matches!(e.kind, ExprKind::And(_));
                self.infer.tests.insert(e.id);
                let said = self.chain(all, is_and);
                self.infer.visited[e.id.index()] = true;
                self.infer.push(Op::Expr(e));
                match is_and {
                    true => (said, Vec::new()),
                    false => (Vec::new(), said),
                }
            }
            ExprKind::Not(inner) => {
                let (yes, no) = self.test(inner);
                self.infer.visited[e.id.index()] = true;
                self.infer.push(Op::Expr(e));
                (no, yes)
            }
            _ => {
                self.expr(e);
                self.said(e)
            }
        }
    }

    /// Walks `a and b` or `a or b`: what it says when all operands are true, or all are false.
    pub(super) fn chain(&mut self, all: &'a [Expr], is_and: bool) -> Tested<'a> {
        let before = self.facts.clone();
        let start = self.mark();
        let mut said = Tested::new();
        for e in all {
            let mark = self.mark();
            let (yes, no) = self.test(e);
            let new = if is_and { yes } else { no };
            self.apply(&new);
            said.retain(|(what, _)| self.holds_since(*what, mark));
            said.extend(new);
        }
        self.restore(before, start);
        said
    }

    /// What a simple test says.
    fn said(&self, e: &'a Expr) -> (Tested<'a>, Tested<'a>) {
        let not_none = |e| {
            tested(e)
                .map(|what| (what, Base::NotNone))
                .into_iter()
                .collect()
        };
        match &e.kind {
            ExprKind::Compare(first, rest) => match rest.as_slice() {
                [(CompareOp::IsNot, second)] if matches!(second.kind, ExprKind::None) => {
                    (not_none(first), Vec::new())
                }
                [(CompareOp::Is, second)] if matches!(second.kind, ExprKind::None) => {
                    (Vec::new(), not_none(first))
                }
                _ => Default::default(),
            },
            ExprKind::Call(function, args) => (self.said_by_call(function, args), Vec::new()),
            _ => (not_none(e), Vec::new()),
        }
    }

    /// `case C(…)`.
    pub(super) fn said_by_pattern(&self, subject: &'a Expr, pattern: &'a Pattern) -> Tested<'a> {
        match pattern {
            Pattern::As(p, _) => self.said_by_pattern(subject, p),
            Pattern::Class(class, ..) => {
                let base = self.infer.plain_named(class).map(Base::Of);
                tested(subject).zip(base).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// `isinstance(x, C)`.
    fn said_by_call(&self, function: &'a Expr, args: &'a [Arg]) -> Tested<'a> {
        match (self.infer.meaning(function), args) {
            (
                Some(Meaning::Library(module, name)),
                [Arg::Positional(value), Arg::Positional(class)],
            ) if module == "builtins" && name == "isinstance" => {
                let base = match self.infer.plain_named(class) {
                    Some(class) => Some(Base::Of(class)),
                    None => self.infer.testable_class(class).map(Base::Is),
                };
                tested(value).zip(base).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    // --- facts ---

    /// Whether nobody else can bind the variable between a test and a use in this function.
    fn is_steady(&self, var: VarId) -> bool {
        let v = self.infer.program.variable(var);
        let scope = self.infer.program.function(v.scope);
        !v.is_rebound_elsewhere
            && !matches!(scope.kind, FunctionKind::Class(_))
            && (v.scope == self.function.id || (v.is_param && v.bindings == 1))
    }

    pub(super) fn learn(&mut self, var: VarId, fact: Fact) {
        if self.is_steady(var)
            && let Some(facts) = &mut self.facts
        {
            facts.insert(var, fact);
        }
    }

    pub(super) fn learn_field(&mut self, var: VarId, name: &str, fact: Fact) {
        if self.is_steady(var)
            && let Some(facts) = &mut self.facts
        {
            facts.insert_field(var, name, fact);
        }
    }

    pub(super) fn apply(&mut self, said: &Tested<'a>) {
        for (what, base) in said {
            match what {
                Tests::Var(var) => {
                    let known = self.facts.as_ref().and_then(|f| f.get(*var));
                    let is_more =
                        known.is_some_and(|f| matches!(f.base, Base::Is(_) | Base::Of(_)));
                    if !(*base == Base::NotNone && is_more) {
                        self.learn(*var, Fact::base(*base));
                    }
                }
                Tests::Field(var, name) => self.learn_field(*var, name, Fact::base(*base)),
            }
        }
    }

    pub(super) fn kill(&mut self, var: VarId) {
        self.assigned.push(var);
        if let Some(facts) = &mut self.facts {
            facts.remove(var);
        }
    }

    /// Something runs that may assign any field.
    pub(super) fn disturb(&mut self) {
        self.disturbed += 1;
        if let Some(facts) = &mut self.facts {
            facts.forget_fields();
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            assigned: self.assigned.len(),
            disturbed: self.disturbed,
        }
    }

    fn holds_since(&self, what: Tests<'a>, mark: Mark) -> bool {
        let assigned = &self.assigned[mark.assigned..];
        match what {
            Tests::Var(var) => !assigned.contains(&var),
            Tests::Field(var, _) => !assigned.contains(&var) && self.disturbed == mark.disturbed,
        }
    }

    /// Goes back to what was known before, without what has been assigned since.
    pub(super) fn restore(&mut self, before: Option<Facts>, start: Mark) {
        self.facts = before;
        if let Some(facts) = &mut self.facts {
            for var in &self.assigned[start.assigned..] {
                facts.remove(*var);
            }
            if self.disturbed != start.disturbed {
                facts.forget_fields();
            }
        }
    }

    /// Notes what is known of a variable at a use.
    pub(super) fn remember(&mut self, var: VarId, at: ExprId) {
        if let Some(fact) = self.facts.as_ref().and_then(|f| f.get(var)) {
            self.infer.facts.insert(at, fact.clone());
        }
    }

    /// Notes what is known of a field where it is read.
    pub(super) fn remember_field(&mut self, object: &Expr, name: &str, at: ExprId) {
        if let ExprKind::Name(Name::Var(var)) = &object.kind
            && let Some(fact) = self.facts.as_ref().and_then(|f| f.field(*var, name))
        {
            self.infer.facts.insert(at, fact.clone());
        }
    }
}

/// The variable or field that a test looks at.
fn tested(e: &Expr) -> Option<Tests<'_>> {
    match &e.kind {
        ExprKind::Name(Name::Var(var)) | ExprKind::Walrus(var, _) => Some(Tests::Var(*var)),
        ExprKind::Attribute(object, name) => match &object.kind {
            ExprKind::Name(Name::Var(var)) => Some(Tests::Field(*var, name)),
            _ => None,
        },
        _ => None,
    }
}

/// Evaluating it (not its parts) may run code of the program that is not seen here.
pub(super) fn may_run_code(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Compare(_, rest) => rest
            .iter()
            .any(|(op, _)| !matches!(op, CompareOp::Is | CompareOp::IsNot)),
        ExprKind::FString(_)
        | ExprKind::Call(..)
        | ExprKind::Subscript(..)
        | ExprKind::Unary(..)
        | ExprKind::Binary(..)
        | ExprKind::Comprehension(_)
        | ExprKind::Await(_)
        | ExprKind::Yield(_)
        | ExprKind::YieldFrom(_)
        | ExprKind::Starred(_)
        | ExprKind::Dict(_)
        | ExprKind::Set(_) => true,
        _ => false,
    }
}
