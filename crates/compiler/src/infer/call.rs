//! Calls: of functions of the program, of the library, of methods.
//!
//! *Invariant:* a call that cannot be bound as CPython would is dynamic, so that it raises what CPython raises.

use super::bind::{Actual as Written, Formal, bind};
use super::expr::{primary, scalar};
use super::library::Overload;
use super::matching::Actual;
use super::narrow::arg_value;
use super::star::Unbound;
use super::term::{Cell, Term};
use super::{Decision, Infer};
use crate::hir::*;
use crate::typed::Binding;
use portalis_signature::Member;

impl<'a> Infer<'a, '_> {
    pub(super) fn call(&mut self, e: &'a Expr, function: &'a Expr, args: &'a [Arg]) -> Term {
        let site = primary(e.id);
        if self.sites[site].dynamic {
            return self.dynamic_call(site, function, args);
        }
        if let ExprKind::Attribute(object, _) = &function.kind
            && let Some(class) = self.supers.get(&object.id).copied()
        {
            return match self.call_super(site, class, function, args) {
                Some(result) => result,
                None => Term::Value,
            };
        }
        if let Some((value, _)) = self.instance_test(function, args) {
            let operand = self.operand(value);
            let truth = scalar(self.library.known.bool);
            return match self.waits(site, &[operand]) {
                Some(never) => never,
                None => self.built_in(e.id, truth),
            };
        }
        let result = match self.meaning(function) {
            Some(Meaning::Function(id)) => self.call_program(site, id, args),
            Some(Meaning::Class(class)) if self.plain.contains(class) => {
                self.construct(site, class, args)
            }
            Some(Meaning::Library(module, name)) => self.call_library(site, &module, &name, args),
            Some(_) => None,
            None => self.call_value(site, function, args),
        };
        match result {
            Some(result) => result,
            None => self.dynamic_call(site, function, args),
        }
    }

    /// Python's own call: everything in it becomes a value.
    fn dynamic_call(&mut self, site: usize, function: &'a Expr, args: &'a [Arg]) -> Term {
        let callee = match (&function.kind, self.meaning(function)) {
            (_, Some(Meaning::Function(id))) => {
                self.escape_function(id);
                Term::Value
            }
            (_, Some(_)) => Term::Value,
            (ExprKind::Attribute(value, name), None) => {
                self.reads_attribute(value, name);
                self.object(value)
            }
            (_, None) => self.operand(function),
        };
        let mut operands = vec![callee];
        for arg in args {
            operands.push(self.operand(arg_value(arg)));
        }
        self.settle_arguments(args);
        if let Some(never) = self.waits(site, &operands) {
            return never;
        }
        let cell = self.expr_cell(function.id);
        self.cells.flow(&Term::Value, cell);
        let made = self.dynamic(site, &operands);
        let class = match self.meaning(function) {
            Some(Meaning::Class(class)) => Some(class),
            _ => self.super_inits.get(&function.id).copied(),
        };
        class
            .into_iter()
            .for_each(|class| self.reach_init(class, args));
        match self.raised(function) {
            Some(class) => Term::Class(class, [].into()),
            None => made,
        }
    }

    /// What is left of a dot, as a value: modules and library classes are no operands until then.
    pub(super) fn object(&mut self, value: &'a Expr) -> Term {
        if self.is_static_object(value) {
            if let Some(Meaning::Module(module)) = self.meaning(value) {
                self.escape_module(module);
            }
            let cell = self.expr_cell(value.id);
            self.cells.flow(&Term::Value, cell);
        }
        self.operand(value)
    }

    // --- functions of the program ---

    pub(super) fn call_program(
        &mut self,
        site: usize,
        id: FunctionId,
        args: &'a [Arg],
    ) -> Option<Term> {
        let program = self.program;
        let function = program.function(id);
        let state = &self.functions[id.index()];
        let has_rest = function.params.iter().any(|p| self.is_rest(p));
        if function.class.is_some() || state.decorated || (state.escaped && has_rest) {
            return None;
        }
        let bindings = match self.bind_arguments(&function.params, args) {
            Ok(bindings) => bindings,
            Err(Unbound::Waits) => return Some(Term::Never),
            Err(Unbound::Misfit) => return None,
        };
        self.functions[id.index()].called = true;
        for (param, binding) in function.params.iter().zip(&bindings) {
            self.pass(param, binding, args);
        }
        self.decide(site, Decision::Function(id, bindings));
        Some(self.result_of(id))
    }

    /// Binds the arguments of a call to the parameters from number `skip` on, and passes them on.
    pub(super) fn bind_function(
        &mut self,
        id: FunctionId,
        skip: usize,
        args: &'a [Arg],
    ) -> Option<Vec<Binding>> {
        let params = self.program.function(id).params.get(skip..)?;
        let formals: Vec<Formal<'_>> = params.iter().map(formal_of_param).collect();
        let bindings = bind(&formals, &written(args), false)?;
        self.functions[id.index()].called = true;
        for (param, binding) in params.iter().zip(&bindings) {
            self.pass(param, binding, args);
        }
        Some(bindings)
    }

    /// Functions among the arguments of a dynamic call are values.
    pub(super) fn settle_arguments(&mut self, args: &'a [Arg]) {
        for arg in args {
            let value = arg_value(arg);
            if matches!(self.operand(value), Term::Function(_)) {
                let cell = self.expr_cell(value.id);
                self.cells.flow(&Term::Value, cell);
            }
        }
    }

    fn pass(&mut self, param: &'a Param, binding: &Binding, args: &'a [Arg]) {
        let (indices, cell) = match binding {
            Binding::Arg(index) => (std::slice::from_ref(index), self.var_cell(param.var)),
            Binding::Part(index, part) => {
                let cell = self.var_cell(param.var);
                if let Some(arg) = args.get(*index) {
                    self.pass_part(arg, *part, cell);
                }
                return;
            }
            Binding::Rest(indices) | Binding::KeywordRest(indices) => {
                let rest = self.rest_cell(param).unwrap_or(self.var_cell(param.var));
                (indices.as_slice(), rest)
            }
            Binding::Default => return,
        };
        for arg in indices.iter().filter_map(|i| args.get(*i)) {
            self.pass_rest(arg, cell);
        }
    }

    /// The value of an argument reaches a slot.
    pub(super) fn pass_value(&mut self, value: &Expr, cell: Cell) {
        let term = self.operand(value);
        let term = self.cells.in_slot(&term);
        let held = self.expr_cell(value.id);
        self.cells.flow(&term, held);
        self.cells.flow(&term, cell);
    }

    /// What a call of this function gives.
    pub(super) fn result_of(&mut self, id: FunctionId) -> Term {
        match self.functions[id.index()].call.clone() {
            Some(term) => term,
            None => {
                let cell = self.result_cell(id);
                self.cells.read(cell)
            }
        }
    }

    fn is_rest(&self, param: &Param) -> bool {
        matches!(param.kind, ParamKind::VarPositional | ParamKind::VarKeyword)
    }

    /// The types of `*args` and `**kwargs` themselves.
    pub(super) fn prepare_param(&mut self, param: &'a Param) {
        if !self.is_rest(param) {
            return;
        }
        let item = self.cells.fresh();
        let known = &self.library.known;
        let term = match (param.kind, known.tuple, known.dict, known.str) {
            (ParamKind::VarPositional, Some(tuple), _, _) => Term::Class(tuple, [item].into()),
            (ParamKind::VarKeyword, _, Some(dict), Some(str)) => {
                let key = self.cells.fresh();
                self.cells.flow(&super::expr::scalar(Some(str)), key);
                Term::Class(dict, [key, item].into())
            }
            _ => Term::Value,
        };
        let cell = self.var_cell(param.var);
        self.cells.flow(&term, cell);
    }

    /// The cell of the items of `*args` or the values of `**kwargs`.
    pub(super) fn rest_cell(&mut self, param: &Param) -> Option<Cell> {
        if !self.is_rest(param) {
            return None;
        }
        match self.cells.peek(self.var_cell(param.var)) {
            Term::Class(_, args) => args.last().copied(),
            _ => None,
        }
    }

    // --- the library ---

    pub(super) fn call_library(
        &mut self,
        site: usize,
        module: &str,
        name: &str,
        args: &'a [Arg],
    ) -> Option<Term> {
        if let Some(class) = self.library.class_in(module, name) {
            let overloads = self.library.constructors(class);
            return self.call_overloads(site, &overloads, None, args);
        }
        if (module, name) == ("dataclasses", "replace") {
            return self.replaced(site, args);
        }
        let overloads = self.library.functions(module, name);
        let dunder = overloads.first().and_then(|o| o.function.dunder.as_deref());
        if let (Some(method), Some(Arg::Positional(first))) = (dunder, args.first()) {
            let receiver = self.operand(first);
            if let (Term::Instance(class), [_]) = (&receiver, args)
                && self.method(*class, method).is_some()
                && let Some(result) = self.special(site, &receiver, method, &[])
            {
                return Some(result);
            }
            let actuals = self.actuals(args.get(1..).unwrap_or(&[]))?;
            if receiver.is_never() || actuals.iter().any(|a| a.term.is_never()) {
                return self.wait_for_call(site, args);
            }
            if let Some(result) = self.try_method(site, &receiver, method, &actuals, true) {
                return Some(result);
            }
        }
        self.call_overloads(site, &overloads, None, args)
    }

    /// `instance(…)`, and calls of what is left of a dot or of what an expression gives.
    fn call_value(&mut self, site: usize, function: &'a Expr, args: &'a [Arg]) -> Option<Term> {
        if matches!(function.kind, ExprKind::Attribute(..)) {
            return self.call_member(site, function, args);
        }
        let callee = self.operand(function);
        if callee.is_never() {
            return self.wait_for_call(site, args);
        }
        if let Term::Instance(class) = callee
            && let Some(id) = self.method(class, "__call__")
        {
            let Some(bindings) = self.bind_function(id, 1, args) else {
                self.open(class, "a call does not fit its __call__");
                return None;
            };
            self.decide(site, Decision::Function(id, bindings));
            return Some(self.result_of(id));
        }
        self.call_held(site, &callee, args)
    }

    fn call_member(&mut self, site: usize, function: &'a Expr, args: &'a [Arg]) -> Option<Term> {
        let ExprKind::Attribute(value, name) = &function.kind else {
            return None;
        };
        if let Some(Meaning::Library(module, class)) = self.meaning(value)
            && let Some(class) = self.library.class_in(&module, &class)
        {
            let overloads = self
                .library
                .member(class, name, &[Member::Static, Member::Class]);
            return self.call_overloads(site, &overloads, None, args);
        }
        if let Some(class) = self.plain_named(value) {
            return self.call_on_class(site, class, name, args);
        }
        if self.is_static_object(value) {
            return None;
        }
        let receiver = self.operand(value);
        if receiver.is_never() {
            return self.wait_for_call(site, args);
        }
        if name == "_replace" && self.is_named_tuple(&receiver) {
            let replaced = self.replaced_fields(site, &receiver, args);
            if replaced.is_some() {
                return replaced;
            }
        }
        let receiver = match &receiver {
            Term::Instance(class)
                if !matches!(name.as_str(), "name" | "value")
                    && self.lacks(*class, name)
                    && self.plain.field_home(*class, name).is_none() =>
            {
                self.data_of(&receiver).unwrap_or(receiver)
            }
            _ => receiver,
        };
        if let Term::Instance(class) = &receiver {
            return self.call_method(site, *class, function, name, args);
        }
        let Term::Class(class, _) = &receiver else {
            return None;
        };
        // A special method by its name is a matter of the data model: what gives an iterator gives one as a value.
        if self.may_shadow(*class, name) || is_dunder(name) {
            return None;
        }
        let overloads = self.library.member(
            *class,
            name,
            &[Member::Method, Member::Static, Member::Class],
        );
        self.call_overloads(site, &overloads, Some(&receiver), args)
    }

    fn call_overloads(
        &mut self,
        site: usize,
        overloads: &[Overload<'a>],
        receiver: Option<&Term>,
        args: &'a [Arg],
    ) -> Option<Term> {
        if overloads.is_empty() {
            return None;
        }
        let actuals = self.actuals(args)?;
        if actuals.iter().any(|a| a.term.is_never()) {
            return self.wait_for_call(site, args);
        }
        self.try_overloads(site, overloads, receiver, &actuals, true)
    }

    /// Some argument has no value yet: the call gives nothing yet, or never will.
    fn wait_for_call(&mut self, _: usize, _: &'a [Arg]) -> Option<Term> {
        if self.forcing {
            None
        } else {
            Some(Term::Never)
        }
    }

    /// The arguments with their types; `None` where there is `**`.
    fn actuals(&mut self, args: &'a [Arg]) -> Option<Vec<Actual<'a>>> {
        let mut actuals = Vec::with_capacity(args.len());
        for (index, arg) in args.iter().enumerate() {
            let value = arg_value(arg);
            let written = match arg {
                Arg::Positional(_) => Written::Positional,
                Arg::Star(_) => Written::Star,
                Arg::Keyword(name, _) => Written::Keyword(name),
                Arg::DoubleStar(_) => return None,
            };
            let is_star = written == Written::Star;
            actuals.push(Actual {
                written,
                term: match is_star {
                    true => self.iterate(value, false),
                    false => self.operand(value),
                },
                expr: (!is_star).then_some(value),
                index,
                is_exact: is_star,
                unwraps: false,
                minds_ints: false,
            });
        }
        Some(actuals)
    }
}

pub(super) fn formal_of_param(param: &Param) -> Formal<'_> {
    Formal {
        name: &param.name,
        kind: param.kind,
        has_default: param.default.is_some(),
    }
}

pub(super) fn written(args: &[Arg]) -> Vec<Written<'_>> {
    let one = |arg| match arg {
        &Arg::Positional(_) => Written::Positional,
        Arg::Star(_) => Written::Star,
        Arg::Keyword(name, _) => Written::Keyword(name),
        Arg::DoubleStar(_) => Written::DoubleStar,
    };
    args.iter().map(one).collect()
}
