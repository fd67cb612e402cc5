//! Functions in slots: variables, parameters, fields and containers that hold functions of the program.
//!
//! A function that comes into a slot is a `Callable` whose parameters are the function's own; where two functions meet,
//! their parameters and results become the same. A function that is looked at (printed, compared, given to the library) is an
//! object instead, and so are all that were in a slot with it.
//!
//! *Invariant:* only a function that takes exactly its positional parameters is ever a `Callable`.

use super::expr::{primary, secondary};
use super::matching::Actual;
use super::narrow::arg_value;
use super::term::{Held, Term};
use super::{Decision, Infer};
use crate::hir::*;
use crate::typed::LibClass;
use std::rc::Rc;

impl<'a> Infer<'a, '_> {
    /// What each function is in a slot.
    pub(super) fn prepare_callables(&mut self) {
        let program = self.program;
        for function in &program.functions {
            let held = self.is_positional(function).then(|| self.held(function));
            self.cells.held.push(held);
        }
    }

    fn is_positional(&self, function: &Function) -> bool {
        let is_plain = |p: &Param| {
            let is_it = matches!(
                p.kind,
                ParamKind::PositionalOnly | ParamKind::PositionalOrKeyword
            );
            is_it && p.default.is_none()
        };
        matches!(function.kind, FunctionKind::Def | FunctionKind::Lambda)
            && function.class.is_none()
            && !function.is_generator
            && !function.uses_class_cell
            && function.params.iter().all(is_plain)
    }

    fn held(&mut self, function: &Function) -> Term {
        let params = function.params.iter().map(|p| self.var_cell(p.var));
        let params = params.collect();
        let own = self.result_cell(function.id);
        let result = if function.is_async {
            let cell = self.cells.fresh();
            self.cells.flow(&Term::Coroutine(own), cell);
            cell
        } else {
            own
        };
        Term::Callable(Rc::new(Held {
            params,
            result,
            object: self.cells.fresh(),
        }))
    }

    /// Functions that have come into a slot, or have become objects there.
    pub(super) fn settle_callables(&mut self) {
        while let Some(function) = self.cells.stored.pop() {
            self.functions[function.index()].called = true;
            self.functions[function.index()].stored = true;
        }
        if !std::mem::take(&mut self.cells.is_looked_at) {
            return;
        }
        for index in 0..self.functions.len() {
            let state = &self.functions[index];
            if state.escaped || !state.stored {
                continue;
            }
            if let Some(Term::Callable(held)) = self.cells.held[index].clone()
                && self.cells.peek(held.object).is_value()
            {
                self.escape_function(FunctionId(index as u32));
            }
        }
    }

    /// A call of what a slot holds.
    pub(super) fn call_held(
        &mut self,
        site: usize,
        callee: &Term,
        args: &'a [Arg],
    ) -> Option<Term> {
        let Term::Callable(held) = callee else {
            return None;
        };
        let is_positional = |arg: &Arg| matches!(arg, Arg::Positional(_));
        if args.len() != held.params.len() || !args.iter().all(is_positional) {
            return None;
        }
        for (arg, cell) in args.iter().zip(&held.params) {
            self.pass_value(arg_value(arg), *cell);
        }
        self.decide(site, Decision::Callable);
        Some(self.cells.read(held.result))
    }

    /// `len`, `str.lower`, `math.sqrt`: a function, class or method of the library by its name.
    pub(super) fn names_library_function(&self, e: &Expr) -> bool {
        match (self.meaning(e), &e.kind) {
            (Some(Meaning::Library(module, name)), _) => {
                self.library.class_in(&module, &name).is_some()
                    || !self.library.functions(&module, &name).is_empty()
            }
            (None, ExprKind::Attribute(class, _)) => self.library_class(class).is_some(),
            _ => false,
        }
    }

    fn library_class(&self, e: &Expr) -> Option<LibClass> {
        match self.meaning(e)? {
            Meaning::Library(module, name) => self.library.class_in(&module, &name),
            _ => None,
        }
    }

    /// What a function of the library gives for operands of these types, if it can be called statically.
    pub(super) fn library_function_result(
        &mut self,
        e: &'a Expr,
        operands: &[Term],
    ) -> Option<Term> {
        let site = secondary(e.id);
        let actuals: Vec<Actual<'a>> = (0..)
            .zip(operands)
            .map(|(index, term)| Actual {
                index,
                ..Actual::term(term, None)
            })
            .collect();
        let first = operands.first();
        let result = match (self.meaning(e), &e.kind) {
            (Some(Meaning::Library(module, name)), _) => {
                if let Some(class) = self.library.class_in(&module, &name) {
                    let overloads = self.library.constructors(class);
                    return self.try_overloads(site, &overloads, None, &actuals, true);
                }
                let overloads = self.library.functions(&module, &name);
                if overloads.iter().any(|o| o.function.blocks) {
                    return None;
                }
                let dunder = overloads.first().and_then(|o| o.function.dunder.as_deref());
                let found = match (dunder, first) {
                    (Some(method), Some(first)) => {
                        let rest = renumbered(actuals.get(1..).unwrap_or(&[]));
                        self.try_method(site, first, method, &rest, true)
                    }
                    _ => None,
                };
                found.or_else(|| self.try_overloads(site, &overloads, None, &actuals, true))
            }
            (None, ExprKind::Attribute(class, name)) => {
                let class = self.library_class(class)?;
                let first = first.filter(|t| matches!(t, Term::Class(c, _) if *c == class))?;
                let rest = renumbered(actuals.get(1..).unwrap_or(&[]));
                self.try_method(site, first, name, &rest, true)
            }
            _ => None,
        };
        // A closure cannot wait.
        result.filter(|term| !matches!(term, Term::Coroutine(_)))
    }

    /// `@decorator` above a `def`: the decorator's result is bound to the name.
    pub(super) fn decorate(&mut self, var: VarId, id: FunctionId) {
        let function = self.program.function(id);
        let mut value = Term::Function(id);
        for decorator in function.decorators.iter().rev() {
            self.cells.place = decorator.id;
            value = self.decorated(decorator, value);
        }
        let cell = self.var_cell(var);
        self.cells.flow(&value, cell);
    }

    fn decorated(&mut self, decorator: &'a Expr, value: Term) -> Term {
        let site = secondary(decorator.id);
        let value = self.cells.in_slot(&value);
        if value.is_never() {
            return Term::Never;
        }
        let callee = match (&decorator.kind, self.meaning(decorator)) {
            (ExprKind::Attribute(source, name), None) if !self.is_static_object(source) => {
                let object = self.operand(source);
                if object.is_never() && !self.forcing {
                    return Term::Never;
                }
                if !self.sites[site].dynamic
                    && let Some(result) =
                        self.special(site, &object, name, std::slice::from_ref(&value))
                {
                    return result;
                }
                let read = self.read_attribute(primary(decorator.id), object, source, name);
                let cell = self.expr_cell(decorator.id);
                self.cells.flow(&read, cell);
                read
            }
            _ => {
                let callee = self.operand(decorator);
                self.cells.in_slot(&callee)
            }
        };
        if callee.is_never() && !self.forcing {
            return Term::Never;
        }
        if let Term::Callable(held) = &callee
            && held.params.len() == 1
            && !self.sites[site].dynamic
        {
            self.cells.flow(&value, held.params[0]);
            self.decide(site, Decision::Callable);
            return self.cells.read(held.result);
        }
        self.dynamic(site, &[callee, value])
    }
}

/// The arguments behind the receiver, counted from 0.
fn renumbered<'a>(args: &[Actual<'a>]) -> Vec<Actual<'a>> {
    let all = (0..).zip(args);
    all.map(|(index, arg)| Actual {
        index,
        ..arg.clone()
    })
    .collect()
}
