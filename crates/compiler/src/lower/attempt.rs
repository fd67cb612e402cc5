//! `try` and `with`: a labelled block whose value is the outcome.
//!
//! ```text
//! let outcome: Result<()> = 'body: { …; Ok(()) };
//! if let Err(error) = outcome { … }
//! ```
//!
//! Where something must happen on every way out (`finally`, `with`), `return`, `break` and `continue` leave the block as
//! `Flow` values and are carried on behind it.

use super::scope::{Around, Body, Jumps, Slot, Storage};
use super::value::{dynamic, place};
use crate::hir::{self, ExprKind, Handler, Stmt as PyStmt, Target, Try, VarId};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Ty, Use};

impl<'a> Body<'a, '_> {
    /// `try`.
    pub(super) fn try_stmt(&mut self, t: &'a Try) -> Vec<Stmt> {
        if t.finally.is_empty() {
            return self.except(t);
        }
        let line = self.line;
        let (outcome, jumps) = self.outcome(true, |body| {
            if t.handlers.is_empty() {
                body.block(&t.body)
            } else {
                let stmts = body.except(t);
                Block { stmts, tail: None }
            }
        });
        let name = self.temporary("outcome");
        let ty = self.outcome_type(jumps);
        let mut out = vec![Stmt::Let {
            pattern: name.clone(),
            ty: Some(ty),
            value: Some(outcome),
        }];
        // What the `finally` block raises has the error under way as its context.
        let guard = call("handling_outcome", vec![text(name.clone()).borrow()]);
        let mut finally = self.block(&t.finally);
        finally.stmts.insert(
            0,
            Stmt::Let {
                pattern: "_handling".into(),
                ty: None,
                value: Some(guard),
            },
        );
        let diverges = finally.diverges();
        out.push(Stmt::Expr(Expr::Block(None, finally)));
        if !diverges {
            self.line = line;
            out.extend(self.carry_on(text(name), jumps, true));
        }
        out
    }
    /// The labelled block around `work`, and the jumps that leave it as values.
    fn outcome(
        &mut self,
        catches_jumps: bool,
        work: impl FnOnce(&mut Self) -> Block,
    ) -> (Expr, Jumps) {
        let label = self.label("body");
        self.around.push(Around::Attempt {
            label: label.clone(),
            catches_jumps,
            jumps: Jumps::default(),
        });
        let mut block = work(self);
        let jumps = match self.around.pop() {
            Some(Around::Attempt { jumps, .. }) => jumps,
            _ => Jumps::default(),
        };
        if !block.diverges() {
            let done = if jumps.any() { "Flow::Next" } else { "()" };
            block.tail = Some(Box::new(call("Ok", vec![text(done)])));
        }
        (Expr::Block(Some(label), block), jumps)
    }
    fn outcome_type(&mut self, jumps: Jumps) -> String {
        if !jumps.any() {
            return "Result<()>".into();
        }
        let ty = self.return_type();
        format!("Result<Flow<{}>>", self.lower.rust_type(&ty))
    }
    /// Goes where the outcome says.
    fn carry_on(&mut self, outcome: Expr, jumps: Jumps, fails: bool) -> Vec<Stmt> {
        let outcome = if fails {
            // The error has its traceback entry for this function.
            let label = self.catcher();
            Expr::Try {
                value: Box::new(outcome),
                label,
                at: None,
            }
        } else {
            outcome
        };
        if !jumps.any() {
            return vec![Stmt::Expr(outcome)];
        }
        let mut arms = Vec::new();
        if jumps.returns {
            let value = self.return_(text("value"));
            arms.push(("Flow::Return(value)".to_string(), value));
        }
        if jumps.breaks {
            arms.push(("Flow::Break".to_string(), self.break_()));
        }
        if jumps.continues {
            arms.push(("Flow::Continue".to_string(), self.continue_()));
        }
        if let [(pattern, jump)] = arms.as_slice() {
            let cond = Expr::Let(pattern.clone(), Box::new(outcome));
            let then = Block {
                stmts: vec![Stmt::Expr(jump.clone())],
                tail: None,
            };
            return vec![Stmt::Expr(Expr::If(Box::new(cond), then, None))];
        }
        arms.push(("_".to_string(), Expr::Block(None, Block::default())));
        vec![Stmt::Expr(Expr::Match(Box::new(outcome), arms))]
    }
    /// `try … except … else` without `finally`.
    fn except(&mut self, t: &'a Try) -> Vec<Stmt> {
        let (outcome, _) = self.outcome(false, |body| body.block(&t.body));
        let name = self.temporary("outcome");
        let error = self.temporary("error");
        let mut out = vec![Stmt::Let {
            pattern: name.clone(),
            ty: Some("Result<()>".into()),
            value: Some(outcome),
        }];
        self.handled.push(error.clone());
        let handlers = if t.is_star {
            self.star_handlers(&t.handlers, &error)
        } else {
            self.handlers(&t.handlers, &error)
        };
        self.handled.pop();
        let other = if t.orelse.is_empty() {
            None
        } else {
            Some(Box::new(Expr::Block(None, self.block(&t.orelse))))
        };
        let cond = Expr::Let(format!("Err({error})"), Box::new(text(name)));
        out.push(Stmt::Expr(Expr::If(Box::new(cond), handlers, other)));
        out
    }
    fn handlers(&mut self, handlers: &'a [Handler], error: &str) -> Block {
        let mut chain: Option<Expr> = Some(Expr::Block(None, {
            let again = self.rethrow(text(error));
            Block {
                stmts: vec![Stmt::Expr(again)],
                tail: None,
            }
        }));
        for handler in handlers.iter().rev() {
            let body = self.handler(handler, error);
            chain = Some(match &handler.ty {
                None => Expr::Block(None, body),
                Some(ty) => {
                    self.line = self.lower.line(self.function.module, handler.span.start);
                    let test = self.exception_test(ty, error);
                    Expr::If(Box::new(test), body, chain.map(Box::new))
                }
            });
        }
        let guard = Stmt::Let {
            pattern: "_handling".into(),
            ty: None,
            value: Some(call("handling", vec![text(error).borrow()])),
        };
        match chain {
            Some(Expr::Block(None, mut block)) => {
                block.stmts.insert(0, guard);
                block
            }
            Some(chain) => Block {
                stmts: vec![guard, Stmt::Expr(chain)],
                tail: None,
            },
            None => Block {
                stmts: vec![guard],
                tail: None,
            },
        }
    }
    fn handler(&mut self, handler: &'a Handler, error: &str) -> Block {
        let declared = self.declared.clone();
        let mut start: Vec<Stmt> = handler
            .comments
            .iter()
            .map(|c| Stmt::Comment(c.clone()))
            .collect();
        if let Some(var) = handler.var {
            start.extend(self.name_error(var, error));
        }
        let block = match handler.var.filter(|var| self.is_missed(*var)) {
            Some(var) => self.unbinding(var, handler, start),
            None => self.open_block(&handler.body, start),
        };
        self.declared = declared;
        block
    }
    /// Whether somebody could see that the end of the handler unbinds the variable.
    fn is_missed(&mut self, var: VarId) -> bool {
        self.lower.program.variable(var).maybe_unbound
            || !matches!(self.slot(var).storage, Storage::Local | Storage::Borrowed)
    }
    /// The body of a handler, which unbinds the variable however it is left.
    fn unbinding(&mut self, var: VarId, handler: &'a Handler, start: Vec<Stmt>) -> Block {
        let mut block = Block {
            stmts: start,
            tail: None,
        };
        let (outcome, jumps) = self.outcome(true, |body| body.block(&handler.body));
        let slot = self.slot(var);
        let unbind = match slot.storage {
            Storage::ClassAttribute => {
                let name = text(format!("{:?}", slot.name));
                let unbind = text("ns").method("unbind", vec![name]);
                self.attempt(unbind)
            }
            _ => text(slot.name).method("unbind", vec![]),
        };
        let name = self.temporary("outcome");
        let ty = self.outcome_type(jumps);
        block.stmts.push(Stmt::Let {
            pattern: name.clone(),
            ty: Some(ty),
            value: Some(outcome),
        });
        block.stmts.push(Stmt::Expr(unbind));
        block.stmts.extend(self.carry_on(text(name), jumps, true));
        block
    }
    /// Binds the variable of an `except` clause: to the error itself where nothing else is ever bound to it.
    fn name_error(&mut self, var: VarId, error: &str) -> Vec<Stmt> {
        let v = self.lower.program.variable(var);
        let ty = self.lower.var_ty(var);
        let is_exception = self.lower.is_exception(&ty);
        let is_local = self.slot(var).storage == Storage::Local;
        if is_exception && is_local && v.bindings == 1 && !self.plan.mutable.contains(&var) {
            let slot = Slot {
                name: error.to_string(),
                storage: Storage::Local,
            };
            self.slots.insert(var, slot);
            self.declared.insert(var);
            return Vec::new();
        }
        let value = match ty {
            Ty::Value => dynamic(text(error).method("value", vec![])),
            _ => place(text(error), self.lower.builtin("BaseException", vec![])),
        };
        let mut stmts = self.assign_var(var, value);
        let mut all = std::mem::take(&mut self.ahead);
        all.append(&mut stmts);
        all
    }
    /// Whether an `except` clause catches the error.
    fn exception_test(&mut self, ty: &'a hir::Expr, error: &str) -> Expr {
        let tests: Option<Vec<Expr>> = match &ty.kind {
            ExprKind::Tuple(classes) => classes.iter().map(|c| self.is_of(c, error)).collect(),
            _ => self.is_of(ty, error).map(|test| vec![test]),
        };
        let either = |a, b| Expr::Binary("||".into(), Box::new(a), Box::new(b));
        if let Some(test) = tests.and_then(|tests| tests.into_iter().reduce(either)) {
            return test;
        }
        let class = self.value_ref(ty);
        self.attempt(text(error).method("is_instance", vec![class]))
    }
    /// `error.is(&errors::ValueError)`, where an exception class of the library is named.
    fn is_of(&mut self, class: &hir::Expr, error: &str) -> Option<Expr> {
        let class = self.exception_class(class)?;
        Some(text(error).method("is", vec![class]))
    }
    /// `except*`: each clause takes its part of the group; what is left, or was raised meanwhile, goes on.
    fn star_handlers(&mut self, handlers: &'a [Handler], error: &str) -> Block {
        let guard = Stmt::Let {
            pattern: "_handling".into(),
            ty: None,
            value: Some(call("handling", vec![text(error).borrow()])),
        };
        let rest = self.temporary("groups");
        let make = call("ExceptStar::new", vec![text(error).borrow()]);
        let mut out = vec![
            guard,
            Stmt::Let {
                pattern: format!("mut {rest}"),
                ty: None,
                value: Some(make),
            },
        ];
        for handler in handlers {
            self.line = self.lower.line(self.function.module, handler.span.start);
            let Some(ty) = &handler.ty else { continue };
            let class = self.value_ref(ty);
            let part = self.attempt(text(rest.clone()).method("take", vec![class]));
            self.handled.push("part".into());
            let (outcome, _) = self.outcome(false, |body| body.handler(handler, "part"));
            self.handled.pop();
            let keep = Stmt::Expr(text(rest.clone()).method("outcome", vec![outcome]));
            let body = Block {
                stmts: vec![keep],
                tail: None,
            };
            out.push(Stmt::Expr(Expr::If(
                Box::new(Expr::Let("Some(part)".into(), Box::new(part))),
                body,
                None,
            )));
        }
        let last = text(rest).method("finish", vec![]);
        let last = self.attempt(last);
        out.push(Stmt::Expr(last));
        Block {
            stmts: out,
            tail: None,
        }
    }
    /// `with` and `async with`.
    pub(super) fn with_stmt(
        &mut self,
        is_async: bool,
        context: &'a hir::Expr,
        target: Option<&'a Target>,
        body: &'a [PyStmt],
    ) -> Vec<Stmt> {
        let entered_by = match self.lower.typed.operation(context.id) {
            Use::Function(enter, _) => Some(*enter),
            _ => None,
        };
        let value = self.expr(context);
        let manager_ty = if entered_by.is_some() {
            value.ty.clone()
        } else {
            Ty::Value
        };
        let value = self.owned_as(value, &manager_ty);
        let manager = self.temporary("manager");
        let mut out = vec![Stmt::Let {
            pattern: manager.clone(),
            ty: None,
            value: Some(value),
        }];
        let enter = text(manager.clone()).method(if is_async { "aenter" } else { "enter" }, vec![]);
        let enter = if is_async { enter.awaited() } else { enter };
        let entered = match entered_by {
            Some(f) => self.enter_plain(f, &manager, &manager_ty),
            None => dynamic(self.attempt(enter)),
        };
        let line = self.line;
        // The target is part of the body: an error in its assignment is the manager's to see.
        let mut start = Vec::new();
        match target {
            None => out.push(Stmt::Expr(entered.expr)),
            Some(target) => {
                start = self.assign_to(target, entered, None);
                out.append(&mut self.ahead);
            }
        }
        out.append(&mut start);
        let (outcome, jumps) = self.outcome(true, |b| b.block(body));
        let name = self.temporary("outcome");
        let ty = self.outcome_type(jumps);
        out.push(Stmt::Let {
            pattern: name.clone(),
            ty: Some(ty),
            value: Some(outcome),
        });
        self.line = line;
        if let Some(enter) = entered_by {
            let (stmts, settled) = self.leave_plain(enter, &manager, &manager_ty, &name);
            out.extend(stmts);
            out.extend(self.carry_on(settled, jumps, true));
            return out;
        }
        let leave =
            text(manager).method(if is_async { "aleave" } else { "leave" }, vec![text(name)]);
        let leave = if is_async { leave.awaited() } else { leave };
        out.extend(self.carry_on(leave, jumps, true));
        out
    }
}
