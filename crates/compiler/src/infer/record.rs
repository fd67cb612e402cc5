//! The end of inference: cells become [`Ty`], decisions become [`Use`].
//!
//! *Invariant:* what is recorded as static fits by the coercions that [`Ty`] lists; [`Infer::unfit`] finds what does
//! not while it can still be made dynamic.

use super::expr::{primary, secondary};
use super::library::Named;
use super::reach::falls_through;
use super::term::{Cell, STORED, Term};
use super::{Decision, Infer, LibraryUse};
use crate::hir::*;
use crate::typed::{Binding, LibCall, LibClass, Ty, Typed, Use};
use portalis_signature::Type;

/// Every slot `Value`, every operation dynamic.
pub(super) fn all_dynamic(program: &Program) -> Typed {
    let exprs = program.expr_count as usize;
    let functions = program.functions.len();
    Typed {
        exprs: vec![Ty::Value; exprs],
        uses: vec![Use::Dynamic; exprs],
        operations: vec![Use::Dynamic; exprs],
        items: vec![Ty::Value; exprs],
        vars: vec![Ty::Value; program.variables.len()],
        returns: vec![Ty::Value; functions],
        falls_through: program
            .functions
            .iter()
            .map(|f| falls_through(&f.body))
            .collect(),
        generators: program.functions.iter().map(generator).collect(),
        escapes: vec![true; functions],
        plain: vec![None; program.classes.len()],
        exceptions: Default::default(),
        widenings: Vec::new(),
        opened: Vec::new(),
    }
}

fn generator(function: &Function) -> Option<(Ty, Ty)> {
    function.is_generator.then_some((Ty::Value, Ty::Value))
}

impl<'a> Infer<'a, '_> {
    /// Everything that was found out.
    pub(super) fn record(mut self) -> Typed {
        let program = self.program;
        let ids = || (0..program.expr_count).map(ExprId);
        Typed {
            exprs: ids().map(|id| self.expr_type(id)).collect(),
            uses: ids().map(|id| self.meaning_of(primary(id))).collect(),
            operations: ids().map(|id| self.meaning_of(secondary(id))).collect(),
            items: ids().map(|id| self.item_type(id)).collect(),
            vars: program.variables.iter().map(|v| self.var_type(v)).collect(),
            returns: program
                .functions
                .iter()
                .map(|f| self.finish_slot(self.result_cell(f.id)))
                .collect(),
            falls_through: program
                .functions
                .iter()
                .map(|f| falls_through(&f.body))
                .collect(),
            generators: program.functions.iter().map(generator).collect(),
            escapes: self.functions.iter().map(|f| f.escaped).collect(),
            plain: self.plain_classes(),
            exceptions: self.bare_exceptions(),
            widenings: self.widenings(),
            opened: Vec::new(),
        }
    }

    fn finish_slot(&mut self, cell: Cell) -> Ty {
        let term = self.cells.peek(cell);
        self.finish(&term)
    }

    fn finish(&mut self, term: &Term) -> Ty {
        let Term::Function(id) = term else {
            return self.cells.finish(term);
        };
        let function = self.program.function(*id);
        let params = function
            .params
            .iter()
            .map(|p| self.finish_slot(self.var_cell(p.var)))
            .collect();
        let result = self.result_of(*id);
        Ty::Callable(params, Box::new(self.cells.finish(&result)))
    }

    fn expr_type(&mut self, id: ExprId) -> Ty {
        if !self.visited.get(id.index()).copied().unwrap_or(false) {
            return Ty::Value;
        }
        self.finish_slot(self.expr_cell(id))
    }

    fn item_type(&mut self, id: ExprId) -> Ty {
        match self.items.get(&id) {
            Some(cell) => self.finish_slot(*cell),
            None => Ty::Value,
        }
    }

    fn var_type(&mut self, variable: &Variable) -> Ty {
        match self.var_meaning(variable.id) {
            Some(_) => Ty::Value,
            None => self.finish_slot(self.var_cell(variable.id)),
        }
    }

    fn meaning_of(&mut self, site: usize) -> Use {
        match self.sites[site].decision.clone() {
            None | Some(Decision::Dynamic) => Use::Dynamic,
            Some(Decision::Builtin) => Use::Builtin,
            Some(Decision::Function(id, bindings)) => Use::Function(id, bindings),
            Some(Decision::Construct(class, bindings)) => Use::Construct(class, bindings),
            Some(Decision::Field(class)) => Use::Field(class),
            Some(Decision::Callable) => Use::Callable,
            Some(Decision::Library(call)) => Use::Library(self.library_call(&call)),
        }
    }

    fn library_call(&mut self, call: &LibraryUse<'a>) -> LibCall {
        let result = match &call.result {
            Term::Coroutine(cell) if call.is_async => self.cells.finish_cell(*cell),
            other => self.finish(other),
        };
        LibCall {
            target: call.target,
            type_args: call
                .env
                .iter()
                .map(|(name, cell)| (name.clone(), self.cells.finish_cell(*cell)))
                .collect(),
            params: call
                .params
                .iter()
                .map(|ty| self.param_type(ty, call))
                .collect(),
            bindings: call.bindings.clone(),
            result,
        }
    }

    fn param_type(&mut self, ty: &Type, call: &LibraryUse<'a>) -> Ty {
        match ty {
            Type::Any | Type::Object => Ty::Value,
            Type::None => Ty::None,
            Type::Var(name) => match call.env.iter().find(|(n, _)| n == name) {
                Some((_, cell)) => self.cells.finish_cell(*cell),
                None => Ty::Value,
            },
            Type::Tuple(types) => {
                Ty::Tuple(types.iter().map(|t| self.param_type(t, call)).collect())
            }
            Type::Callable(params, result) => {
                let params = params
                    .iter()
                    .flatten()
                    .map(|t| self.param_type(t, call))
                    .collect();
                Ty::Callable(params, Box::new(self.param_type(result, call)))
            }
            Type::Optional(inner) => match self.param_type(inner, call) {
                ty @ (Ty::Value | Ty::None | Ty::Never | Ty::Optional(_)) => ty,
                ty => Ty::Optional(Box::new(ty)),
            },
            Type::Literal(text) => self.literal_type(text),
            Type::Class(name, args) => self.param_class(name, args, call),
        }
    }

    fn literal_type(&self, text: &str) -> Ty {
        let known = &self.library.known;
        let class = match text.as_bytes().first() {
            _ if text == "None" => return Ty::None,
            Some(b'T' | b'F') => known.bool,
            Some(b'0'..=b'9' | b'-') => known.int,
            _ => known.str,
        };
        class.map_or(Ty::Value, |c| Ty::Class(c, Vec::new()))
    }

    fn param_class(&mut self, name: &str, args: &[Type], call: &LibraryUse<'a>) -> Ty {
        let last = |infer: &mut Self| args.last().map_or(Ty::Value, |t| infer.param_type(t, call));
        match self.library.named(name, call.module) {
            Named::Iterable => Ty::Iterable(Box::new(last(self))),
            Named::AsyncIterable => Ty::AsyncIterable(Box::new(last(self))),
            Named::Awaitable => Ty::Awaitable(Box::new(last(self))),
            Named::Coroutine => Ty::Coroutine(Box::new(last(self))),
            Named::Class(class) => {
                let count = self.library.class(class).type_params.len();
                let arg = |i: usize| args.get(i).map_or(Ty::Value, |t| self.param_type(t, call));
                Ty::Class(class, (0..count).map(arg).collect())
            }
            Named::Unknown => Ty::Value,
        }
    }

    // --- the last check ---

    /// Static library calls whose arguments or result do not fit after all.
    pub(super) fn unfit(&mut self) -> Vec<usize> {
        let mut unfit = Vec::new();
        for site in 0..self.sites.len() {
            if let Some(Decision::Library(call)) = self.sites[site].decision.clone()
                && !self.is_fit(site, &call)
            {
                unfit.push(site);
            }
        }
        unfit
    }

    fn is_fit(&mut self, site: usize, call: &LibraryUse<'a>) -> bool {
        if site.is_multiple_of(2) {
            let here = self.finish_slot(Cell((site / 2) as u32));
            let given = self.finish(&call.result);
            // `lower` knows the type that the operation itself gives.
            let widens = matches!((&given, &here), (Ty::Class(a, _), Ty::Class(b, _)) if self.widens(*a, *b));
            if here != given && !widens && here != Ty::Never && !self.is_test_result(&here) {
                return false;
            }
        }
        for (ty, binding) in call.params.iter().zip(&call.bindings) {
            let wanted = self.param_type(ty, call);
            let indices: &[usize] = match binding {
                Binding::Arg(index) => std::slice::from_ref(index),
                Binding::Rest(all) | Binding::KeywordRest(all) => all,
                Binding::Part(..) | Binding::Default => &[],
            };
            for (_, term) in call
                .args
                .iter()
                .filter(|(index, _)| indices.contains(index))
            {
                let given = self.finish(term);
                if !matches!(ty, Type::Object) && !self.coerces(&given, &wanted) {
                    return false;
                }
            }
        }
        true
    }

    /// A comparison's own type is the truth value of all its parts.
    fn is_test_result(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Class(class, _) if Some(*class) == self.library.known.bool)
    }

    /// Whether `lower` can make the one of the other at a library function's parameter.
    fn coerces(&self, from: &Ty, to: &Ty) -> bool {
        let known = &self.library.known;
        match (from, to) {
            _ if from == to => true,
            (Ty::Never, _) => true,
            (_, Ty::Iterable(_) | Ty::AsyncIterable(_) | Ty::Awaitable(_) | Ty::Callable(..)) => {
                true
            }
            (_, Ty::Value) => self.is_convertible(from),
            (Ty::None, Ty::Optional(_)) => true,
            (Ty::Optional(from), Ty::Optional(to)) => self.coerces(from, to),
            (from, Ty::Optional(to)) => self.coerces(from, to),
            (Ty::Tuple(from), Ty::Tuple(to)) => {
                from.len() == to.len()
                    && from.iter().zip(to).all(|(from, to)| self.coerces(from, to))
            }
            (Ty::Class(from, _), Ty::Class(to, _)) if self.widens(*from, *to) => true,
            (Ty::Class(from, _), Ty::Class(to, _)) => {
                let (from, to) = (Some(*from), Some(*to));
                let is_number = [known.int, known.bool, known.number].contains(&from);
                (to == known.float && is_number) || (to == known.int && from == known.bool)
            }
            (Ty::Value, Ty::Class(class, _)) => self.library.is_scalar(*class),
            _ => false,
        }
    }

    /// Whether an instance of the one class can be made one of the other anywhere.
    fn widens(&self, from: LibClass, to: LibClass) -> bool {
        self.library.derives_exception(from, to) || self.library.becomes_number(from, to)
    }

    /// Whether a value of the type can become a `Value`.
    fn is_convertible(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Never | Ty::Value | Ty::None => true,
            Ty::Instance(class) => self.has_face(*class),
            Ty::Optional(inner) => self.is_convertible(inner),
            Ty::Tuple(items) => items.iter().all(|t| self.is_convertible(t)),
            Ty::Class(class, args) if self.library.class(*class).is_immutable => {
                args.iter().all(|t| self.is_convertible(t))
            }
            Ty::Class(_, args) => args.iter().all(|t| *t == Ty::Value),
            Ty::Coroutine(result) => self.is_convertible(result),
            Ty::Callable(..) | Ty::Iterable(_) | Ty::AsyncIterable(_) | Ty::Awaitable(_) => false,
        }
    }

    // --- self-checks ---

    /// Flows that `lower` could not convert; there are none.
    #[cfg(debug_assertions)]
    pub(super) fn broken_flows(&mut self) -> Vec<String> {
        let mut broken = Vec::new();
        for op in self.ops.clone() {
            let (from, to) = match op {
                super::Op::Flow(from, to) => (from, to),
                super::Op::Store(Target::Var(var, _), value) => {
                    (self.expr_cell(value.id), self.var_cell(*var))
                }
                _ => continue,
            };
            let (from, to) = (self.finish_slot(from), self.finish_slot(to));
            if !self.flows(&from, &to) {
                broken.push(format!("{from:?} to {to:?}"));
            }
        }
        broken
    }

    /// Whether `lower` can make the one of the other anywhere.
    #[cfg(debug_assertions)]
    fn flows(&self, from: &Ty, to: &Ty) -> bool {
        match (from, to) {
            _ if from == to => true,
            (Ty::Never, _) => true,
            (Ty::Callable(..), Ty::Value) => true,
            (_, Ty::Value) => self.is_convertible(from),
            (Ty::Class(from, _), Ty::Class(to, _)) => self.widens(*from, *to),
            (Ty::None, Ty::Optional(_)) => true,
            (Ty::Optional(from), Ty::Optional(to)) => self.flows(from, to),
            (from, Ty::Optional(to)) => self.flows(from, to),
            (Ty::Tuple(from), Ty::Tuple(to)) => {
                from.len() == to.len() && from.iter().zip(to).all(|(from, to)| self.flows(from, to))
            }
            _ => false,
        }
    }

    // --- reasons ---

    fn widenings(&mut self) -> Vec<(VarId, ExprId, String)> {
        let mut all = Vec::new();
        for variable in &self.program.variables {
            if self.var_meaning(variable.id).is_some() {
                continue;
            }
            let cell = self.var_cell(variable.id);
            if let Some((place, reason)) = self.reason_in(cell, 0) {
                // The expression may know better where its value became dynamic.
                let known = (place.0 < self.program.expr_count).then(|| self.expr_cell(place));
                let inner = known
                    .filter(|_| reason == STORED)
                    .and_then(|cell| self.cells.reason(cell));
                let (place, reason) = inner.unwrap_or((place, reason));
                all.push((variable.id, place, reason));
            }
        }
        all
    }

    /// Why the cell, or the first dynamic argument in its type, is `Value`.
    fn reason_in(&mut self, cell: Cell, depth: usize) -> Option<(ExprId, String)> {
        let term = self.cells.peek(cell);
        if term.is_value() {
            return self.cells.reason(cell);
        }
        if depth > 6 {
            None
        } else {
            self.reason_in_term(&term, depth)
        }
    }

    fn reason_in_term(&mut self, term: &Term, depth: usize) -> Option<(ExprId, String)> {
        match term {
            Term::Optional(inner) => self.reason_in_term(inner, depth + 1),
            Term::Tuple(items) => items.iter().find_map(|t| self.reason_in_term(t, depth + 1)),
            Term::Class(_, args) => args.iter().find_map(|a| self.reason_in(*a, depth + 1)),
            Term::Coroutine(result) => self.reason_in(*result, depth + 1),
            Term::Callable(held) if self.cells.peek(held.object).is_value() => {
                self.cells.reason(held.object)
            }
            _ => None,
        }
    }
}
