//! The fields that `__init__` makes.
//!
//! *Invariant:* a field counts only if it has a value before anybody can read it.

use super::form::super_method;
use crate::hir::*;
use crate::infer::reach::falls_through;
use crate::infer::visit::{each, expressions, parts};
use std::collections::BTreeSet;

struct Init<'a> {
    receiver: VarId,
    /// In order of first assignment.
    order: Vec<String>,
    /// The fields of the base class, where its `__init__` can be called.
    inherited: Option<&'a BTreeSet<String>>,
}

/// The fields that `__init__` certainly assigns before the object is seen by anybody; `None` if it may be seen before.
/// `known` has the fields that are there already, and gets the new ones.
pub(super) fn made_by(
    program: &Program,
    init: &Function,
    known: &mut BTreeSet<String>,
    inherited: Option<&BTreeSet<String>>,
) -> Option<Vec<String>> {
    let receiver = init.params.first()?.var;
    let mut state = Init {
        receiver,
        order: Vec::new(),
        inherited,
    };
    let last = init.body.iter().rposition(|s| state.assigns(&s.kind));
    let prefix = &init.body[..last.map_or(0, |i| i + 1)];
    state.block(program, prefix, known)?;
    state.order.retain(|name| known.contains(name));
    Some(state.order)
}

/// Whether `__init__` does no more with the object than read and write its fields, and call its base's `__init__`.
pub(super) fn keeps_to_itself(program: &Program, init: &Function) -> bool {
    let Some(receiver) = init.params.first().map(|p| p.var) else {
        return false;
    };
    let (mut seen, mut allowed) = (0, 0);
    let mut fine = true;
    let mut count = |e: &Expr| match &e.kind {
        ExprKind::Name(Name::Var(var)) if *var == receiver => seen += 1,
        ExprKind::Call(callee, _) if super_method(callee).is_some_and(|m| m != "__init__") => {
            fine = false;
        }
        ExprKind::Call(callee, _) if matches!(&callee.kind, ExprKind::Attribute(of, _) if is_name(of, receiver)) =>
        {
            fine = false;
        }
        ExprKind::Attribute(object, _) if is_name(object, receiver) => allowed += 1,
        ExprKind::Lambda(id) => fine &= !program.function(*id).captures.contains(&receiver),
        _ => {}
    };
    expressions(init, &mut count);
    let mut targets = 0;
    written(&init.body, receiver, &mut |_| targets += 1);
    fine && seen == allowed + targets && !has_inner(&init.body)
}

/// The fields that the statements assign on `receiver`.
pub(super) fn assigned(body: &[Stmt], receiver: VarId, found: &mut BTreeSet<String>) {
    written(body, receiver, &mut |name| {
        found.insert(name.to_owned());
    });
}

fn is_name(e: &Expr, var: VarId) -> bool {
    matches!(e.kind, ExprKind::Name(Name::Var(v)) if v == var)
}

fn has_inner(body: &[Stmt]) -> bool {
    body.iter()
        .any(|s| matches!(s.kind, StmtKind::Def(..) | StmtKind::Class(..)))
}

/// Calls `visit` for each `receiver.name` that is assigned.
fn written(body: &[Stmt], receiver: VarId, visit: &mut dyn FnMut(&str)) {
    each_target(body, &mut |target| match target {
        Target::Attribute(object, name, _) if is_name(object, receiver) => visit(name),
        _ => {}
    });
}

/// Calls `visit` for everything that the statements bind, parts of unpackings included.
pub(super) fn each_target<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a Target)) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Assign(targets, _) => targets.iter().for_each(|t| target(t, visit)),
            StmtKind::AugAssign(t, ..) => target(t, visit),
            StmtKind::If(arms, orelse) => {
                arms.iter().for_each(|(_, b)| each_target(b, visit));
                each_target(orelse, visit);
            }
            StmtKind::While(_, a, b) => [a, b].into_iter().for_each(|b| each_target(b, visit)),
            StmtKind::For {
                target: t,
                body,
                orelse,
                ..
            } => {
                target(t, visit);
                each_target(body, visit);
                each_target(orelse, visit);
            }
            StmtKind::With {
                target: t, body, ..
            } => {
                t.iter().for_each(|t| target(t, visit));
                each_target(body, visit);
            }
            StmtKind::Try(t) => {
                let handlers = t.handlers.iter().map(|h| &h.body);
                [&t.body, &t.orelse, &t.finally]
                    .into_iter()
                    .chain(handlers)
                    .for_each(|b| each_target(b, visit));
            }
            StmtKind::Match(_, cases) => cases.iter().for_each(|c| each_target(&c.body, visit)),
            _ => {}
        }
    }
}

fn target<'a>(t: &'a Target, visit: &mut dyn FnMut(&'a Target)) {
    match t {
        Target::Unpack(all, _) => all.iter().for_each(|t| target(t, visit)),
        Target::Starred(t, _) => target(t, visit),
        t => visit(t),
    }
}

impl Init<'_> {
    /// `self.x = …`, also in the arms of an `if`.
    fn assigns(&self, kind: &StmtKind) -> bool {
        match kind {
            StmtKind::Assign(targets, _) => {
                let mut found = false;
                targets
                    .iter()
                    .for_each(|t| target(t, &mut |t| found |= self.field(t).is_some()));
                found
            }
            StmtKind::Expr(e) => self.inherited.is_some() && self.initialises_base(e),
            StmtKind::If(arms, orelse) => {
                let assigns = |body: &[Stmt]| body.iter().any(|s| self.assigns(&s.kind));
                arms.iter().any(|(_, body)| assigns(body)) || assigns(orelse)
            }
            _ => false,
        }
    }

    fn field<'t>(&self, target: &'t Target) -> Option<&'t str> {
        match target {
            Target::Attribute(object, name, _) if self.is_receiver(object) => Some(name),
            _ => None,
        }
    }

    fn is_receiver(&self, e: &Expr) -> bool {
        matches!(e.kind, ExprKind::Name(Name::Var(var)) if var == self.receiver)
    }

    fn block(
        &mut self,
        program: &Program,
        body: &[Stmt],
        known: &mut BTreeSet<String>,
    ) -> Option<()> {
        body.iter()
            .try_for_each(|s| self.statement(program, &s.kind, known))
    }

    fn statement(
        &mut self,
        program: &Program,
        kind: &StmtKind,
        known: &mut BTreeSet<String>,
    ) -> Option<()> {
        match kind {
            StmtKind::Assign(targets, value) => {
                self.reads(program, value, known)?;
                let mut is_more = false;
                let mut bind = |t: &Target| match (self.field(t), t) {
                    (Some(name), _) => {
                        known.insert(name.to_owned());
                        if !self.order.iter().any(|n| n == name) {
                            self.order.push(name.to_owned());
                        }
                    }
                    (None, Target::Var(..)) => {}
                    (None, _) => is_more = true,
                };
                targets.iter().for_each(|t| target(t, &mut bind));
                match is_more {
                    true => self.all_reads(program, kind, known),
                    false => Some(()),
                }
            }
            StmtKind::If(arms, orelse) => {
                let mut after: Option<BTreeSet<String>> = None;
                let other = [orelse.as_slice()];
                let bodies = arms.iter().map(|(_, b)| b.as_slice()).chain(other);
                arms.iter()
                    .try_for_each(|(test, _)| self.reads(program, test, known))?;
                for body in bodies {
                    let mut inner = known.clone();
                    self.block(program, body, &mut inner)?;
                    if falls_through(body) {
                        after = Some(match after {
                            Some(after) => after.intersection(&inner).cloned().collect(),
                            None => inner,
                        });
                    }
                }
                *known = after?;
                Some(())
            }
            StmtKind::Return(_) | StmtKind::Def(..) | StmtKind::Class(..) => None,
            StmtKind::Annotation(..) => Some(()),
            StmtKind::Expr(e) if self.initialises_base(e) => {
                self.all_reads(program, kind, known)?;
                known.extend(self.inherited.into_iter().flatten().cloned());
                Some(())
            }
            kind => self.all_reads(program, kind, known),
        }
    }

    fn all_reads(
        &self,
        program: &Program,
        kind: &StmtKind,
        known: &BTreeSet<String>,
    ) -> Option<()> {
        let mut fine = true;
        parts(kind, &mut |e| {
            fine &= self.reads(program, e, known).is_some()
        });
        fine.then_some(())
    }

    /// `super().__init__(…)`.
    fn initialises_base(&self, e: &Expr) -> bool {
        matches!(&e.kind, ExprKind::Call(callee, _) if super_method(callee) == Some("__init__"))
    }

    /// The receiver may be looked at for fields that are there, and not be handed on.
    fn reads(&self, program: &Program, e: &Expr, known: &BTreeSet<String>) -> Option<()> {
        let mut seen = 0;
        let mut allowed = 0;
        let mut fine = true;
        each(e, &mut |e| match &e.kind {
            ExprKind::Name(Name::Var(var)) if *var == self.receiver => seen += 1,
            ExprKind::Attribute(object, name)
                if self.is_receiver(object) && known.contains(name) =>
            {
                allowed += 1
            }
            ExprKind::Lambda(id) => {
                fine &= !program.function(*id).captures.contains(&self.receiver)
            }
            // Any other method of the base may read what is not there yet.
            ExprKind::Call(callee, _) => {
                fine &= super_method(callee).is_none_or(|method| method == "__init__");
            }
            _ => {}
        });
        (fine && seen == allowed).then_some(())
    }
}
