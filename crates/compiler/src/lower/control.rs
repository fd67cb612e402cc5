//! Loops, `break` and `continue`.

use super::scope::{Around, Body};
use super::value::owned;
use crate::hir::{self, ExprKind, Stmt as PyStmt, Target};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Ty, Use};

impl<'a> Body<'a, '_> {
    /// `while`.
    pub(super) fn while_stmt(
        &mut self,
        test: &'a hir::Expr,
        body: &'a [PyStmt],
        orelse: &'a [PyStmt],
    ) -> Vec<Stmt> {
        self.enter_loop(!orelse.is_empty());
        let forever = matches!(test.kind, ExprKind::Bool(true));
        let cond = self.test(test);
        let block = self.block(body);
        self.never_loops |= block.diverges();
        let (label, else_label) = self.leave_loop();
        let repeat = if forever {
            Expr::Loop(label, block)
        } else {
            Expr::While(label, Box::new(cond), block)
        };
        self.with_else(repeat, orelse, else_label)
    }
    /// `for` and `async for`.
    pub(super) fn for_stmt(
        &mut self,
        is_async: bool,
        target: &'a Target,
        iter: &'a hir::Expr,
        body: &'a [PyStmt],
        orelse: &'a [PyStmt],
    ) -> Vec<Stmt> {
        let (source, item) = self.iteration(iter, is_async);
        self.enter_loop(!orelse.is_empty());
        let declared = self.declared.clone();
        let (pattern, start) = self.loop_target(target, item, is_async);
        let block = self.open_block(body, start);
        self.declared = declared;
        self.never_loops |= block.diverges();
        let (label, else_label) = self.leave_loop();
        let repeat = if is_async {
            self.async_loop(label, pattern, source, block)
        } else {
            Expr::For(label, pattern, Box::new(source), block)
        };
        self.with_else(repeat, orelse, else_label)
    }
    /// `while let Some(item) = iterator.anext().await? { … }`.
    fn async_loop(
        &mut self,
        label: Option<String>,
        pattern: String,
        source: Expr,
        block: Block,
    ) -> Expr {
        let name = self.temporary("iterator");
        let next = text(name.clone()).method("anext", vec![]).awaited();
        let next = self.attempt(next);
        let repeat = Expr::While(
            label,
            Box::new(Expr::Let(format!("Some({pattern})"), Box::new(next))),
            block,
        );
        Expr::Block(
            None,
            Block {
                stmts: vec![
                    Stmt::Let {
                        pattern: name.clone(),
                        ty: None,
                        value: Some(source),
                    },
                    Stmt::Expr(repeat),
                ],
                tail: None,
            },
        )
    }
    /// The Rust iterator over an expression's items, and their type.
    pub(super) fn iteration(&mut self, iter: &'a hir::Expr, is_async: bool) -> (Expr, Ty) {
        let mut value = self.expr(iter);
        if let Use::Function(f, _) = self.lower.typed.operation(iter.id).clone() {
            value = self.method_on(f, value, vec![]);
        }
        let item = self.item_type(&value, Some(iter.id));
        if is_async {
            let is_generator = self.lower.is_builtin(&value.ty, "AsyncGenerator");
            let value = if is_generator {
                value
            } else {
                self.to_value(value)
            };
            let receiver = self.receiver(value);
            return (self.attempt(receiver.method("aiter", vec![])), item);
        }
        let value = self.iterable(value, &item);
        let receiver = self.receiver(value);
        (self.attempt(receiver.method("iter", vec![])), item)
    }
    /// A value that has `iter()` over items of this type.
    pub(super) fn iterable(&mut self, value: super::value::Val, item: &Ty) -> super::value::Val {
        let value = match value.ty {
            Ty::Instance(class) if self.lower.is_named_tuple(class) => self.with_data(value),
            _ => value,
        };
        match value.ty.clone() {
            Ty::Tuple(items) if !items.is_empty() => {
                let list = self.lower.builtin("list", vec![item.clone()]);
                let names: Vec<String> = (0..items.len()).map(|i| format!("x{i}")).collect();
                let exprs: Vec<Expr> = names
                    .iter()
                    .zip(&items)
                    .map(|(n, ty)| self.owned_as(owned(text(n.clone()), ty.clone()), item))
                    .collect();
                let pattern = format!(
                    "({}{})",
                    names.join(", "),
                    if names.len() == 1 { "," } else { "" }
                );
                let whole = self.own(value);
                let made = call("List::from", vec![Expr::Array(exprs)]);
                let block = Block {
                    stmts: vec![Stmt::Let {
                        pattern,
                        ty: None,
                        value: Some(whole),
                    }],
                    tail: Some(Box::new(made)),
                };
                owned(Expr::Block(None, block), list)
            }
            Ty::Class(..) if self.is_iterable(&value.ty) => value,
            _ => self.to_value(value),
        }
    }
    /// A container as a `Value`, only to be looked at.
    pub(super) fn viewed(&mut self, value: super::value::Val) -> super::value::Val {
        let receiver = self.receiver(value);
        super::value::dynamic(receiver.method("to_value", vec![]))
    }
    /// Whether a library class implements the runtime's `Iterable`: the builtin containers and the generic ones do, all
    /// others are iterated as values.
    fn is_iterable(&self, ty: &Ty) -> bool {
        let Ty::Class(class, _) = ty else {
            return false;
        };
        let module = self.lower.catalogue.modules.get(class.module as usize);
        let is_builtin = module.is_some_and(|m| m.name == "builtins");
        self.lower.lib_class(*class).is_some_and(|c| {
            let has_iter = c
                .members
                .iter()
                .any(|(_, f)| f.signature.name == "__iter__");
            has_iter && (is_builtin || !c.type_params.is_empty())
        })
    }
    /// `&x` of something iterable.
    pub(super) fn borrow_iterable(&mut self, value: super::value::Val) -> Expr {
        let value = if self.is_iterable(&value.ty) {
            value
        } else {
            self.to_value(value)
        };
        self.borrow(value)
    }
    /// The loop's pattern and what the body starts with.
    pub(super) fn loop_target(
        &mut self,
        target: &'a Target,
        item: Ty,
        is_async: bool,
    ) -> (String, Vec<Stmt>) {
        let name = match target {
            Target::Var(var, _) if self.lower.var_ty(*var) == item => {
                let slot = self.slot(*var);
                if slot.storage == super::scope::Storage::Local && !self.declared.contains(var) {
                    self.declared.insert(*var);
                    let mutable = self.mutability(var, &slot.name);
                    if is_async {
                        return (format!("{mutable}{}", slot.name), Vec::new());
                    }
                    let pattern = if slot.name == "_" {
                        "item".to_string()
                    } else {
                        slot.name.clone()
                    };
                    let value = self.attempt(text(pattern.clone()));
                    if slot.name.starts_with('_') {
                        return (pattern, vec![Stmt::Expr(value)]);
                    }
                    return (
                        pattern,
                        vec![Stmt::Let {
                            pattern: format!("{mutable}{}", slot.name),
                            ty: None,
                            value: Some(value),
                        }],
                    );
                }
                self.temporary("item")
            }
            _ => self.temporary("item"),
        };
        let value = if is_async {
            text(name.clone())
        } else {
            self.attempt(text(name.clone()))
        };
        let mut start = self.assign_to(target, owned(value, item), None);
        let mut out = std::mem::take(&mut self.ahead);
        out.append(&mut start);
        (name, out)
    }
    pub(super) fn enter_loop(&mut self, has_else: bool) {
        let label = self.label("repeat");
        let else_label = has_else.then(|| self.label("search"));
        self.around.push(Around::Loop {
            label,
            is_labelled: false,
            else_label,
            broke: false,
        });
    }
    /// The labels that jumps have used.
    pub(super) fn leave_loop(&mut self) -> (Option<String>, Option<String>) {
        match self.around.pop() {
            Some(Around::Loop {
                label,
                is_labelled,
                else_label,
                broke,
            }) => (is_labelled.then_some(label), else_label.filter(|_| broke)),
            _ => (None, None),
        }
    }
    /// `'search: { loop; else }`.
    fn with_else(
        &mut self,
        repeat: Expr,
        orelse: &'a [PyStmt],
        else_label: Option<String>,
    ) -> Vec<Stmt> {
        if orelse.is_empty() {
            return vec![Stmt::Expr(repeat)];
        }
        if else_label.is_some() {
            self.around.push(Around::Labelled);
        }
        let mut block = self.block(orelse);
        if else_label.is_some() {
            self.around.pop();
        }
        let Some(label) = else_label else {
            let mut out = vec![Stmt::Expr(repeat)];
            out.push(Stmt::Expr(Expr::Block(None, block)));
            return out;
        };
        block.stmts.insert(0, Stmt::Expr(repeat));
        vec![Stmt::Expr(Expr::Block(Some(label), block))]
    }
    /// `break`.
    pub(super) fn break_(&mut self) -> Expr {
        let mut inside_attempt = false;
        for around in self.around.iter_mut().rev() {
            match around {
                Around::Attempt {
                    label,
                    catches_jumps: true,
                    jumps,
                } => {
                    jumps.breaks = true;
                    return Expr::Break(
                        Some(label.clone()),
                        Some(Box::new(call("Ok", vec![text("Flow::Break")]))),
                    );
                }
                Around::Attempt { .. } | Around::Labelled => inside_attempt = true,
                Around::Loop {
                    else_label: Some(label),
                    broke,
                    ..
                } => {
                    *broke = true;
                    return Expr::Break(Some(label.clone()), None);
                }
                Around::Loop {
                    label, is_labelled, ..
                } => {
                    *is_labelled |= inside_attempt;
                    return Expr::Break(inside_attempt.then(|| label.clone()), None);
                }
            }
        }
        Expr::Break(None, None)
    }
    /// `continue`.
    pub(super) fn continue_(&mut self) -> Expr {
        let mut inside_attempt = false;
        for around in self.around.iter_mut().rev() {
            match around {
                Around::Attempt {
                    label,
                    catches_jumps: true,
                    jumps,
                } => {
                    jumps.continues = true;
                    return Expr::Break(
                        Some(label.clone()),
                        Some(Box::new(call("Ok", vec![text("Flow::Continue")]))),
                    );
                }
                Around::Attempt { .. } | Around::Labelled => inside_attempt = true,
                Around::Loop {
                    label, is_labelled, ..
                } => {
                    *is_labelled |= inside_attempt;
                    return Expr::Continue(inside_attempt.then(|| label.clone()));
                }
            }
        }
        Expr::Continue(None)
    }
}
