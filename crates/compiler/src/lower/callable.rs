//! Functions in slots: `Callable::new(|(a, b)| f(a, b))`, and calls of them.

use super::scope::{Body, Storage};
use super::value::{Form, Val, dynamic, owned};
use crate::hir::{self, Arg, ExprKind, FunctionId, Meaning, Name};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Ty, Use};

impl<'a> Body<'a, '_> {
    /// A function of the program or a lambda, where it is to be a `Callable`.
    pub(super) fn callable(&mut self, e: &'a hir::Expr) -> Option<Val> {
        let Ty::Callable(params, result) = self.lower.typed.ty(e.id).clone() else {
            return None;
        };
        if let ExprKind::Lambda(_) = &e.kind {
            let ty = Ty::Callable(params.clone(), result);
            let closure = self.closure(e, &ty);
            let closure = self.tupled(closure, &params);
            return Some(owned(call("Callable::new", vec![closure]), ty));
        }
        let id = self.function_named(e)?;
        Some(self.function_callable(id, &params, &result))
    }
    fn function_named(&self, e: &hir::Expr) -> Option<FunctionId> {
        let var = match &e.kind {
            ExprKind::Name(Name::Var(var)) => *var,
            ExprKind::Attribute(object, name) => self.module_variable(object, name)?,
            _ => return None,
        };
        match self.lower.meaning(var)? {
            Meaning::Function(id) => Some(*id),
            _ => None,
        }
    }
    /// A closure of `|a, b|` as one of `|(a, b): (A, B)|`.
    fn tupled(&self, closure: Expr, types: &[Ty]) -> Expr {
        match closure {
            Expr::Closure {
                is_move,
                params,
                body,
            } => {
                let names = params.split(", ").filter(|name| !name.is_empty());
                Expr::Closure {
                    is_move,
                    params: self.tuple_pattern(names, types),
                    body,
                }
            }
            Expr::Block(label, mut block) => {
                block.tail = block.tail.map(|tail| Box::new(self.tupled(*tail, types)));
                Expr::Block(label, block)
            }
            other => other,
        }
    }
    fn tuple_pattern<'n>(&self, names: impl Iterator<Item = &'n str>, types: &[Ty]) -> String {
        let names: Vec<&str> = names.collect();
        let types: Vec<String> = types.iter().map(|ty| self.lower.rust_type(ty)).collect();
        let comma = if names.len() == 1 { "," } else { "" };
        format!(
            "({}{comma}): ({}{comma})",
            names.join(", "),
            types.join(", ")
        )
    }
    /// A `def` as a `Callable`.
    pub(super) fn function_callable(&mut self, id: FunctionId, params: &[Ty], result: &Ty) -> Val {
        let program = self.lower.program;
        let f = program.function(id);
        let names: Vec<String> = (f.params.iter().enumerate())
            .map(|(i, p)| super::function::argument_name(&p.name, i))
            .collect();
        let around = std::mem::take(&mut self.around);
        let mut args = Vec::new();
        for ((param, name), ty) in f.params.iter().zip(&names).zip(params) {
            let want = self.lower.var_ty(param.var);
            let value = self.coerce(owned(text(name.clone()), ty.clone()), &want);
            args.push(if self.lower.is_borrowed(f, param) {
                self.borrow(value)
            } else {
                self.own(value)
            });
        }
        let (clones, captured) = self.captured_arguments(id);
        args.extend(captured);
        let path = self.function_path(id);
        let body = self.callable_body(id, call(path, args), result);
        self.around = around;
        let closure = Expr::Closure {
            is_move: !self.lower.captures[id.index()].is_empty(),
            params: self.tuple_pattern(names.iter().map(String::as_str), params),
            body: Box::new(body),
        };
        let made = call("Callable::new", vec![closure]);
        let ty = Ty::Callable(params.to_vec(), Box::new(result.clone()));
        if clones.is_empty() {
            return owned(made, ty);
        }
        let block = Block {
            stmts: clones,
            tail: Some(Box::new(made)),
        };
        owned(Expr::Block(None, block), ty)
    }
    /// What the closure takes along, and the arguments that it passes for it.
    fn captured_arguments(&mut self, id: FunctionId) -> (Vec<Stmt>, Vec<Expr>) {
        let is_owned = self.lower.is_owned(self.lower.program.function(id));
        let mut clones = Vec::new();
        let mut args = Vec::new();
        for var in self.lower.captures[id.index()].clone() {
            let slot = self.slot(var);
            let ty = self.lower.var_ty(var);
            let is_copy = self.lower.is_copy(&ty) && slot.storage == Storage::Local;
            if !is_copy {
                let value = if slot.storage == Storage::Shared {
                    text(slot.name.clone()).method("clone", vec![])
                } else {
                    let val = self.read(var);
                    self.own(val)
                };
                clones.push(Stmt::Let {
                    pattern: super::function::unreserved(&slot.name),
                    ty: None,
                    value: Some(value),
                });
            }
            let name = text(super::function::unreserved(&slot.name));
            args.push(match is_owned {
                true if is_copy => name,
                true => name.method("clone", vec![]),
                false => name.borrow(),
            });
        }
        (clones, args)
    }
    /// A direct call as what a closure gives: a `Result` of the closure's result type.
    pub(super) fn callable_body(&mut self, id: FunctionId, direct: Expr, result: &Ty) -> Expr {
        let f = self.lower.program.function(id);
        let have = self.lower.result_type(id);
        if f.is_async {
            let future = Val {
                expr: direct,
                ty: Ty::Coroutine(Box::new(have)),
                form: Form::Future,
            };
            return call("Ok", vec![self.owned_as(future, result)]);
        }
        let direct = match self.lower.suspends.contains(&id) {
            true => call("run_now", vec![direct]),
            false => direct,
        };
        if !self.lower.returns_result(f) {
            let value = self.owned_as(owned(direct, have), result);
            return call("Ok", vec![value]);
        }
        if have == *result {
            return direct;
        }
        let value = owned(direct.tried(), have);
        call("Ok", vec![self.owned_as(value, result)])
    }
    /// `callee(a, b)` where the callee is a `Callable`.
    pub(super) fn call_callable(&mut self, callee: Val, args: &'a [Arg]) -> Val {
        let Ty::Callable(params, _) = callee.ty.clone() else {
            return callee;
        };
        let mut items = Vec::new();
        for (arg, ty) in args.iter().zip(&params) {
            let value = self.expr(super::call::argument(arg));
            items.push(self.owned_as(value, ty));
        }
        self.called(callee, items)
    }
    /// A call with arguments that are there already.
    pub(super) fn called(&mut self, callee: Val, items: Vec<Expr>) -> Val {
        let result = match &callee.ty {
            Ty::Callable(_, result) => (**result).clone(),
            _ => Ty::Value,
        };
        let receiver = self.receiver(callee);
        let arguments = if items.is_empty() {
            text("()")
        } else {
            Expr::Tuple(items)
        };
        owned(
            self.attempt(receiver.method("call", vec![arguments])),
            result,
        )
    }
    /// A `Callable` as the Rust closure that a library function takes, which gives it arguments of these types.
    pub(super) fn callable_closure(&mut self, val: Val, params: &[Ty]) -> Expr {
        let own = match &val.ty {
            Ty::Callable(own, _) => own.clone(),
            _ => Vec::new(),
        };
        let name = self.temporary("callable");
        let held = Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(self.own(val)),
        };
        let names: Vec<String> = (0..params.len()).map(|i| format!("x{i}")).collect();
        let given = names.iter().enumerate().map(|(i, name)| {
            let name = text(name.clone());
            match (params.get(i), own.get(i)) {
                (Some(given), Some(taken)) if given != taken => {
                    self.owned_as(owned(name, given.clone()), taken)
                }
                _ => name,
            }
        });
        let given = given.collect();
        let closure = Expr::Closure {
            is_move: true,
            params: names.join(", "),
            body: Box::new(text(name).method("call", vec![Expr::Tuple(given)])),
        };
        let block = Block {
            stmts: vec![held],
            tail: Some(Box::new(closure)),
        };
        Expr::Block(None, block)
    }
    /// What a `def` binds to its name: the function, or what its decorators make of it.
    pub(super) fn decorated_function(&mut self, var: hir::VarId, f: &'a hir::Function) -> Val {
        let decorators: Vec<Decorator> = f.decorators.iter().map(|d| self.decorator(d)).collect();
        let want = match decorators.last() {
            Some(decorator) => self.decorator_takes(decorator),
            None => self.lower.var_ty(var),
        };
        let want = match want {
            Ty::Optional(inner) => *inner,
            want => want,
        };
        let mut value = match want {
            Ty::Callable(params, result) => self.function_callable(f.id, &params, &result),
            _ => self.function_object(f.id),
        };
        for decorator in decorators.into_iter().rev() {
            value = self.decorated(decorator, value);
        }
        value
    }
    fn decorator(&mut self, e: &'a hir::Expr) -> Decorator {
        match (self.lower.typed.operation(e.id).clone(), &e.kind) {
            (Use::Callable, _) => Decorator::Callable(self.expr(e)),
            (Use::Function(id, _), ExprKind::Attribute(object, _)) => {
                Decorator::Method(id, self.expr(object))
            }
            _ => Decorator::Value(self.value_of(e)),
        }
    }
    /// The type of the function that a decorator is called with.
    fn decorator_takes(&self, decorator: &Decorator) -> Ty {
        match decorator {
            Decorator::Callable(Val {
                ty: Ty::Callable(params, _),
                ..
            }) => params.first().cloned().unwrap_or(Ty::Value),
            Decorator::Method(id, _) => {
                let params = &self.lower.program.function(*id).params;
                params
                    .get(1)
                    .map_or(Ty::Value, |p| self.lower.var_ty(p.var))
            }
            _ => Ty::Value,
        }
    }
    fn decorated(&mut self, decorator: Decorator, value: Val) -> Val {
        let want = self.decorator_takes(&decorator);
        match decorator {
            Decorator::Callable(callee) => {
                let value = self.owned_as(value, &want);
                self.called(callee, vec![value])
            }
            Decorator::Method(id, receiver) => self.method_on(id, receiver, vec![value]),
            Decorator::Value(callee) => {
                let value = self.to_value(value);
                let args = Expr::Macro("args".into(), '[', vec![self.own(value)]);
                dynamic(self.attempt(callee.method("call", vec![args])))
            }
        }
    }
}

/// What stands behind an `@`.
enum Decorator {
    /// A dynamic value.
    Value(Expr),
    /// A function in a slot.
    Callable(Val),
    /// A method of a plain class, and its object.
    Method(FunctionId, Val),
}
