//! Library signatures against argument types: which overload fits, what flows into its type parameters, what it gives.
//!
//! A type parameter is a cell: of the receiver's type for a class's parameters, of the call's own for a function's.
//!
//! *Invariant:* checking has no effect; only the overload that is taken joins its arguments.

use super::bind::{Actual as Written, Formal, bind};
use super::expr::{scalar, secondary};
use super::library::{Named, Overload};
use super::term::{Cell, MAX_TUPLE_LENGTH, Term};
use super::{Decision, Infer, LibraryUse};
use crate::hir::{Expr, ExprKind, FunctionId, ParamKind, UnaryOp};
use crate::typed::{Binding, LibClass};
use portalis_signature::{Function, Member, Param, Passing, Type};
use std::rc::Rc;

/// Whether the arguments can be passed statically: `f(name=value)` for a library function's `**kwargs` cannot, and
/// `f(*items)` only where the items are taken as they are.
fn is_lowerable(function: &Function, bindings: &[Binding], args: &[Written<'_>]) -> bool {
    let is_star = |i: &usize| matches!(args.get(*i), Some(Written::Star));
    bindings.iter().zip(0..).all(|(binding, at)| match binding {
        Binding::KeywordRest(all) => all.is_empty(),
        Binding::Rest(all) if all.iter().any(is_star) => match function.passing.get(at) {
            Some(Passing::Slice(item) | Passing::Vec(item)) => {
                matches!(**item, Passing::Owned | Passing::View)
            }
            Some(Passing::Awaitables) => all.len() == 1,
            _ => false,
        },
        _ => true,
    })
}

/// An argument of a library call or an operand of an operator.
#[derive(Clone)]
pub(super) struct Actual<'a> {
    pub(super) written: Written<'a>,
    pub(super) term: Term,
    pub(super) expr: Option<&'a Expr>,
    /// Its place in the call's argument list.
    pub(super) index: usize,
    /// No number becomes another: `2**53 + 1 == 2.0**53` is false.
    pub(super) is_exact: bool,
    /// A `Value` may be converted to a scalar: all overloads ask for the same one.
    pub(super) unwraps: bool,
    /// Some overload asks for an `int`, so that a number which may be one is no `float`.
    pub(super) minds_ints: bool,
}

impl<'a> Actual<'a> {
    pub(super) fn term(term: &Term, expr: Option<&'a Expr>) -> Actual<'a> {
        Actual {
            written: Written::Positional,
            term: term.clone(),
            expr,
            index: 0,
            is_exact: false,
            unwraps: false,
            minds_ints: false,
        }
    }
    pub(super) fn exact(term: &Term, expr: Option<&'a Expr>) -> Actual<'a> {
        Actual {
            is_exact: true,
            ..Actual::term(term, expr)
        }
    }
}

/// Values of type parameters.
pub(super) type Env = Vec<(String, Cell)>;

/// One overload being matched at one place.
struct Match<'a, 'b> {
    site: usize,
    overload: &'b Overload<'a>,
    env: Env,
    /// How many of the type parameters are the receiver's.
    given: usize,
    /// The receiver's type parameters must not grow: a later overload may take the argument as it is.
    is_tight: bool,
    /// Cells that must be of exactly the type that the signature says.
    pins: Vec<(Cell, &'a Type)>,
    /// Inner cells made so far.
    inner: usize,
}

impl<'a> Infer<'a, '_> {
    /// A method of a library class by name, with these operands.
    pub(super) fn try_method(
        &mut self,
        site: usize,
        receiver: &Term,
        name: &str,
        args: &[Actual<'a>],
        unwraps: bool,
    ) -> Option<Term> {
        let Term::Class(class, _) = receiver else {
            return None;
        };
        let mut overloads = self.library.member(*class, name, &[Member::Method]);
        if self.library.is_scalar(*class) {
            // `bool` has `int`'s methods, but it is no `Int` in Rust.
            overloads.retain(|o| o.class == Some(*class));
        }
        let mut args = args.to_vec();
        if !unwraps {
            (0..)
                .zip(&mut args)
                .for_each(|(index, arg)| arg.index = index);
        }
        self.try_overloads(site, &overloads, Some(receiver), &args, unwraps)
    }

    /// The first overload that takes the arguments: makes it the operation's meaning and gives its result.
    pub(super) fn try_overloads(
        &mut self,
        site: usize,
        overloads: &[Overload<'a>],
        receiver: Option<&Term>,
        args: &[Actual<'a>],
        unwraps: bool,
    ) -> Option<Term> {
        if self.sites[site].dynamic {
            return None;
        }
        let written: Vec<Written<'_>> = args.iter().map(|a| a.written).collect();
        let bound = |o: &Overload<'a>| {
            let formals: Vec<Formal<'_>> = o.params.iter().map(formal_of_param).collect();
            bind(&formals, &written, true).filter(|all| is_lowerable(o.function, all, &written))
        };
        let bindable: Vec<_> = overloads
            .iter()
            .filter_map(|o| Some((o, bound(o)?)))
            .collect();
        let mut args = args.to_vec();
        for (index, arg) in args.iter_mut().enumerate() {
            let first = bindable.first().and_then(|(o, b)| type_at(o, b, index));
            if let Some(iterator) = self.iterator_of(first, arg) {
                if iterator.is_never() && !self.forcing {
                    return Some(Term::Never);
                }
                arg.term = iterator;
            }
            let mut types = bindable.iter().map(|(o, b)| type_at(o, b, index));
            let is_int = |ty: &Type| matches!(ty, Type::Class(name, _) if name == "int");
            arg.minds_ints = types.clone().flatten().any(is_int);
            let first = types.next().flatten();
            let is_star = arg.written == Written::Star;
            arg.unwraps = unwraps && !is_star && first.is_some() && types.all(|ty| ty == first);
        }
        let args = args.as_slice();
        // `"a" in [1, 2]` is a question to `__contains__(object)`, and no reason for a list of anything.
        let passes: &[bool] = if bindable.len() > 1 {
            &[true, false]
        } else {
            &[false]
        };
        for is_tight in passes {
            for (overload, bindings) in &bindable {
                let env = self.class_env(overload, receiver);
                let given = env.len();
                let mut m = Match {
                    site,
                    overload,
                    env,
                    given,
                    is_tight: *is_tight,
                    pins: Vec::new(),
                    inner: 0,
                };
                if self.takes(&mut m, bindings, args) {
                    return self.take(m, bindings.clone(), args);
                }
            }
        }
        None
    }

    /// What `__iter__` of an instance gives, where the library iterates over the argument.
    fn iterator_of(&mut self, ty: Option<&Type>, arg: &Actual<'a>) -> Option<Term> {
        let (Some(Type::Class(name, _)), Term::Instance(_), Some(e)) = (ty, &arg.term, arg.expr)
        else {
            return None;
        };
        let is_iterated = name == "Iterable" && arg.written != Written::Star;
        if !is_iterated || self.sites[secondary(e.id)].dynamic {
            return None;
        }
        let iterator = self.special(secondary(e.id), &arg.term, "__iter__", &[])?;
        matches!(iterator, Term::Never | Term::Class(..)).then_some(iterator)
    }

    fn takes(&mut self, m: &mut Match<'a, '_>, bindings: &[Binding], args: &[Actual<'a>]) -> bool {
        for (param, binding) in m.overload.params.iter().zip(bindings) {
            for arg in bound_args(binding, args) {
                if !self.fits(m, &param.ty, &arg.term, arg) {
                    return false;
                }
            }
        }
        true
    }

    fn take(
        &mut self,
        mut m: Match<'a, '_>,
        bindings: Vec<Binding>,
        args: &[Actual<'a>],
    ) -> Option<Term> {
        let parts = self.gathered_parts(&m, &bindings, args);
        for (at, (param, binding)) in m.overload.params.iter().zip(&bindings).enumerate() {
            if let (Binding::Default, Some(text)) = (binding, &param.default) {
                self.accept_default(&mut m, &param.ty, text);
            }
            let is_gathered = m.overload.function.passing.get(at) == Some(&Passing::Awaitables);
            for arg in bound_args(binding, args) {
                if is_gathered && arg.written == Written::Positional {
                    if parts.is_none() {
                        self.accept_awaited(&mut m, &param.ty, &arg.term);
                    }
                } else if !self.accept_library_function(&mut m, &param.ty, arg) {
                    self.accept(&mut m, &param.ty, &arg.term);
                }
                self.settle_function(&param.ty, arg);
            }
        }
        let mut result = self.result(&mut m)?;
        if let (Some(parts), Term::Class(future, _)) = (parts, &result) {
            let cell = self.own_cell(m.site, Some(m.overload.target), "parts");
            self.cells.flow(&Term::Tuple(parts.into()), cell);
            result = Term::Class(*future, [cell].into());
        }
        let pins = std::mem::take(&mut m.pins);
        for (cell, ty) in pins {
            let term = self.cells.read(cell);
            if !self.pin(&mut m, &term, ty) {
                self.sites[m.site].dynamic = true;
                return None;
            }
        }
        let known = LibraryUse {
            target: m.overload.target,
            module: m.overload.module,
            is_async: m.overload.function.signature.is_async,
            env: m.env,
            params: m.overload.params.iter().map(|p| &p.ty).collect(),
            bindings: bindings.into_iter().map(|b| written_at(b, args)).collect(),
            result: result.clone(),
            args: args.iter().map(|a| (a.index, a.term.clone())).collect(),
        };
        self.decide(m.site, Decision::Library(Box::new(known)));
        Some(result)
    }

    /// What each awaitable gives, where the results of all are unpacked at once: each target has a type of its own then.
    fn gathered_parts(
        &mut self,
        m: &Match<'a, '_>,
        bindings: &[Binding],
        args: &[Actual<'a>],
    ) -> Option<Vec<Term>> {
        let count = *self.unpacked.get(&m.site)?;
        let [Binding::Rest(all)] = bindings else {
            return None;
        };
        let fits = m.overload.function.passing == [Passing::Awaitables]
            && all.len() == count
            && (1..=MAX_TUPLE_LENGTH).contains(&count)
            && args.iter().all(|arg| arg.written == Written::Positional);
        if !fits {
            return None;
        }
        args.iter()
            .map(|arg| self.result_awaited(m.site, &arg.term))
            .collect()
    }

    /// The result of an awaitable among others: it reaches the signature's type, and the awaitable keeps its own.
    fn accept_awaited(&mut self, m: &mut Match<'a, '_>, ty: &'a Type, term: &Term) {
        if let (Type::Class(_, args), Some(result)) = (ty, self.result_awaited(m.site, term))
            && let Some(ty) = args.last()
        {
            self.accept(m, ty, &result);
        }
    }

    fn result_awaited(&mut self, site: usize, term: &Term) -> Option<Term> {
        match term {
            Term::Never | Term::Value => Some(term.clone()),
            _ => {
                let cell = self.await_cell(site, term)?;
                Some(self.cells.read(cell))
            }
        }
    }

    /// A default reaches its type parameter: `sum(items: Iterable[T], start: T = 0) -> T` of truth values is an `int`.
    fn accept_default(&mut self, m: &mut Match<'a, '_>, ty: &'a Type, text: &str) {
        let Type::Var(name) = ty else { return };
        let known = &self.library.known;
        let term = match text.as_bytes() {
            b"None" => Term::None,
            b"True" | b"False" => scalar(known.bool),
            [b'0'..=b'9' | b'-', ..] if text.contains('.') => scalar(known.float),
            [b'0'..=b'9' | b'-', ..] => scalar(known.int),
            [b'"' | b'\'', ..] => scalar(known.str),
            _ => return,
        };
        let cell = self.type_var(m, name);
        self.cells.flow(&term, cell);
    }

    /// A function that is passed to anything but a `Callable` is a value.
    fn settle_function(&mut self, ty: &Type, arg: &Actual<'a>) {
        let inner = match ty {
            Type::Optional(inner) => inner,
            ty => ty,
        };
        if let (Term::Function(_), Some(e)) = (&arg.term, arg.expr)
            && !matches!(inner, Type::Callable(Some(_), _))
        {
            let cell = self.expr_cell(e.id);
            self.cells.flow(&Term::Value, cell);
        }
    }

    fn result(&mut self, m: &mut Match<'a, '_>) -> Option<Term> {
        let signature = &m.overload.function.signature;
        let result = match (m.overload.constructs, m.overload.class, &signature.returns) {
            (true, Some(class), Type::Any) => self.constructed(m, class),
            (_, _, returns) => self.instance(m, returns)?,
        };
        if !signature.is_async {
            return Some(result);
        }
        let cell = match &signature.returns {
            Type::Var(name) => self.type_var(m, name),
            returns => {
                let cell = self.own_cell(m.site, Some(m.overload.target), "result");
                self.cells.flow(&result, cell);
                m.pins.push((cell, returns));
                cell
            }
        };
        Some(Term::Coroutine(cell))
    }

    fn constructed(&mut self, m: &mut Match<'a, '_>, class: LibClass) -> Term {
        let params = &self.library.class(class).type_params;
        let cells: Rc<[Cell]> = params.iter().map(|name| self.type_var(m, name)).collect();
        Term::Class(class, cells)
    }

    // --- type parameters ---

    /// The cells of the class's type parameters, as the receiver has them.
    pub(super) fn class_env(&mut self, overload: &Overload<'a>, receiver: Option<&Term>) -> Env {
        match (overload.class, receiver) {
            (Some(class), Some(Term::Class(_, args))) => {
                let params = &self.library.class(class).type_params;
                // An inherited member: the subclass does not say what its base's parameters are.
                if args.len() != params.len() {
                    return params
                        .iter()
                        .map(|name| (name.clone(), self.cells.value()))
                        .collect();
                }
                params.iter().cloned().zip(args.iter().copied()).collect()
            }
            _ => Env::new(),
        }
    }

    fn type_var(&mut self, m: &mut Match<'a, '_>, name: &str) -> Cell {
        if let Some((_, cell)) = m.env.iter().find(|(n, _)| n == name) {
            return *cell;
        }
        let cell = self.own_cell(m.site, Some(m.overload.target), name);
        m.env.push((name.to_owned(), cell));
        cell
    }

    // --- does it fit? ---

    fn fits(&mut self, m: &mut Match<'a, '_>, ty: &'a Type, term: &Term, arg: &Actual<'a>) -> bool {
        match (ty, term) {
            (Type::Callable(params, result), Term::Function(f)) => {
                self.fits_callable(m, params, result, *f, arg)
            }
            (Type::Optional(inner), Term::Function(_)) => self.fits(m, inner, term, arg),
            (Type::Callable(Some(types), result), Term::Callable(held)) => {
                types.len() == held.params.len() && self.fits_held(m, result, held.result, arg)
            }
            (Type::Callable(None, _), _) => true,
            (Type::Callable(Some(_), result), Term::Value) => {
                matches!(**result, Type::Any | Type::Object | Type::Var(_))
            }
            // A dynamic value may be `None`; a name of the library or of a class is not.
            (Type::Optional(inner), Term::Value) if matches!(**inner, Type::Callable(..)) => {
                arg.expr.is_some_and(|e| self.meaning(e).is_some())
                    && self.fits(m, inner, term, arg)
            }
            (Type::Var(name), _) if m.is_tight => match self.given_term(m, name) {
                Some(given) => self.absorbs(&given, term),
                None => true,
            },
            (Type::Any | Type::Object | Type::Var(_), _) | (_, Term::Never) => true,
            (_, Term::Function(_)) => false,
            (Type::None, Term::None) => true,
            (Type::Optional(_), Term::None) => true,
            (Type::Optional(inner), Term::Optional(t)) => self.fits(m, inner, t, arg),
            (Type::Optional(inner), _) => self.fits(m, inner, term, arg),
            (Type::Tuple(types), Term::Tuple(items)) if types.len() == items.len() => types
                .iter()
                .zip(items.iter())
                .all(|(ty, item)| self.fits(m, ty, item, arg)),
            (Type::Literal(text), _) => arg.expr.is_some_and(|e| is_literal(e, text)),
            (Type::Class(name, args), _) => self.fits_class(m, name, args, term, arg),
            _ => false,
        }
    }

    fn fits_class(
        &mut self,
        m: &mut Match<'a, '_>,
        name: &str,
        args: &'a [Type],
        term: &Term,
        arg: &Actual<'a>,
    ) -> bool {
        match self.library.named(name, m.overload.module) {
            Named::Iterable => self.fits_items(m, args, term, arg, false),
            Named::AsyncIterable => self.fits_items(m, args, term, arg, true),
            Named::Awaitable => self.fits_awaitable(m, args, term, arg),
            Named::Coroutine => {
                matches!(term, Term::Coroutine(_)) && self.fits_awaitable(m, args, term, arg)
            }
            Named::Class(class) => match term {
                Term::Class(c, own) if *c == class => {
                    let own: Vec<Term> = own.iter().map(|cell| self.cells.read(*cell)).collect();
                    args.iter()
                        .zip(&own)
                        .all(|(ty, own)| self.fits_argument(m, ty, own))
                }
                Term::Class(c, _) if self.library.derives_exception(*c, class) => true,
                Term::Class(c, _) if self.library.becomes_number(*c, class) => true,
                Term::Class(c, _) => !arg.is_exact && self.is_number_for(*c, class, arg),
                Term::Value => arg.unwraps && self.library.is_scalar(class),
                _ => false,
            },
            Named::Unknown => false,
        }
    }

    /// A container's own argument against the one that is asked for: they must become the same.
    fn fits_argument(&mut self, m: &mut Match<'a, '_>, ty: &'a Type, own: &Term) -> bool {
        match (ty, own) {
            (Type::Var(name), own) if m.is_tight => match self.given_term(m, name) {
                Some(given) => given.is_never() || own.is_never() || self.is_equal(&given, own),
                None => true,
            },
            (Type::Any | Type::Object | Type::Var(_), _) | (_, Term::Never) => true,
            (Type::None, Term::None) => true,
            (Type::Optional(inner), Term::Optional(own)) => self.fits_argument(m, inner, own),
            (Type::Optional(inner), own) if !own.is_value() => self.fits_argument(m, inner, own),
            (Type::Tuple(types), Term::Tuple(items)) if types.len() == items.len() => types
                .iter()
                .zip(items.iter())
                .all(|(ty, own)| self.fits_argument(m, ty, own)),
            (Type::Class(name, args), Term::Class(class, own)) => {
                let same = self.library.named(name, m.overload.module) == Named::Class(*class);
                let own: Vec<Term> = own.iter().map(|cell| self.cells.read(*cell)).collect();
                same && args
                    .iter()
                    .zip(&own)
                    .all(|(ty, own)| self.fits_argument(m, ty, own))
            }
            _ => false,
        }
    }

    /// What a type parameter of the receiver is now.
    fn given_term(&mut self, m: &Match<'a, '_>, name: &str) -> Option<Term> {
        let given = m.env.get(..m.given)?;
        let (_, cell) = given.iter().find(|(n, _)| n == name)?;
        Some(self.cells.read(*cell))
    }

    /// Whether a value of the second type can flow into the first without changing it.
    fn absorbs(&mut self, slot: &Term, term: &Term) -> bool {
        match (slot, term) {
            (_, Term::Never) | (Term::Value, _) => true,
            (Term::Optional(_), Term::None) => true,
            (Term::Optional(slot), Term::Optional(term)) => self.absorbs(slot, term),
            (Term::Optional(slot), term) => self.absorbs(slot, term),
            (Term::Tuple(slots), Term::Tuple(terms)) if slots.len() == terms.len() => slots
                .iter()
                .zip(terms.iter())
                .all(|(slot, term)| self.absorbs(slot, term)),
            (Term::Class(to, _), Term::Class(from, _))
                if self.library.becomes_number(*from, *to)
                    || self.library.derives_exception(*from, *to) =>
            {
                true
            }
            (slot, term) => self.is_equal(slot, term),
        }
    }

    /// Whether two types are the same all the way down.
    fn is_equal(&mut self, a: &Term, b: &Term) -> bool {
        self.cells.same(a, b) || self.cells.finish(a) == self.cells.finish(b)
    }

    fn is_number_for(&self, given: LibClass, wanted: LibClass, arg: &Actual<'a>) -> bool {
        let known = &self.library.known;
        let (given, wanted) = (Some(given), Some(wanted));
        (wanted == known.float && (given == known.int || given == known.bool))
            || (wanted == known.float && given == known.number && !arg.minds_ints)
            || (wanted == known.int && given == known.bool)
    }

    fn fits_items(
        &mut self,
        m: &mut Match<'a, '_>,
        args: &'a [Type],
        term: &Term,
        arg: &Actual<'a>,
        is_async: bool,
    ) -> bool {
        let item = match term {
            Term::Value => Term::Value,
            _ => match self.items_of(m.site, term, is_async, false) {
                Some(item) => item,
                None => return false,
            },
        };
        let exact = Actual {
            is_exact: true,
            unwraps: false,
            expr: None,
            ..arg.clone()
        };
        args.first()
            .is_none_or(|ty| self.fits(m, ty, &item, &exact))
    }

    fn fits_awaitable(
        &mut self,
        m: &mut Match<'a, '_>,
        args: &'a [Type],
        term: &Term,
        _: &Actual<'a>,
    ) -> bool {
        let result = match term {
            Term::Value => Term::Value,
            _ => match self.await_cell(m.site, term) {
                Some(cell) => self.cells.read(cell),
                None => return false,
            },
        };
        args.last()
            .is_none_or(|ty| self.fits_argument(m, ty, &result))
    }

    fn fits_callable(
        &mut self,
        m: &mut Match<'a, '_>,
        params: &'a Option<Vec<Type>>,
        result: &'a Type,
        id: FunctionId,
        arg: &Actual<'a>,
    ) -> bool {
        let Some(types) = params else { return false };
        let function = self.program.function(id);
        let state = &self.functions[id.index()];
        let is_positional = |p: &crate::hir::Param| {
            matches!(
                p.kind,
                ParamKind::PositionalOnly | ParamKind::PositionalOrKeyword
            )
        };
        if state.decorated
            || function.class.is_some()
            || function.is_async
            || function.is_generator
            || function.params.len() != types.len()
            || !function.params.iter().all(is_positional)
        {
            return false;
        }
        let given = self.result_of(id);
        let exact = Actual {
            is_exact: true,
            unwraps: false,
            expr: None,
            ..arg.clone()
        };
        self.fits(m, result, &given, &exact)
    }

    fn fits_held(
        &mut self,
        m: &mut Match<'a, '_>,
        wanted: &'a Type,
        result: Cell,
        arg: &Actual<'a>,
    ) -> bool {
        let given = self.cells.read(result);
        let exact = Actual {
            is_exact: true,
            unwraps: false,
            expr: None,
            ..arg.clone()
        };
        !matches!(given, Term::Coroutine(_)) && self.fits(m, wanted, &given, &exact)
    }

    // --- it fits: the argument flows in ---

    fn accept(&mut self, m: &mut Match<'a, '_>, ty: &'a Type, term: &Term) {
        match (ty, term) {
            (Type::Callable(Some(params), result), Term::Function(f)) => {
                self.accept_callable(m, params, result, *f)
            }
            (Type::Optional(inner), Term::Function(_)) => self.accept(m, inner, term),
            (Type::Callable(Some(types), result), Term::Callable(held)) => {
                for (ty, cell) in types.iter().zip(&held.params) {
                    if let Some(term) = self.instance(m, ty) {
                        self.cells.flow(&term, *cell);
                    }
                }
                let given = self.cells.read(held.result);
                self.accept(m, result, &given);
            }
            (Type::Callable(Some(params), result), Term::Value) => {
                for ty in params {
                    if let Some(term) = self.instance(m, ty) {
                        self.cells.escape(&term);
                    }
                }
                self.accept(m, result, &Term::Value);
            }
            (Type::Object, Term::Function(_)) | (Type::Any | Type::Callable(..), _) => {
                self.cells.escape(term);
            }
            (_, Term::Never) | (Type::Object | Type::None | Type::Literal(_), _) => {}
            (Type::Var(name), _) => {
                let cell = self.type_var(m, name);
                self.cells.flow(term, cell);
            }
            (Type::Optional(_), Term::None) => {}
            (Type::Optional(inner), Term::Optional(t)) => self.accept(m, inner, t),
            (Type::Optional(inner), _) => self.accept(m, inner, term),
            (Type::Tuple(types), Term::Tuple(items)) => {
                types
                    .iter()
                    .zip(items.iter())
                    .for_each(|(ty, item)| self.accept(m, ty, item));
            }
            (Type::Class(name, args), _) => self.accept_class(m, name, args, term),
            _ => {}
        }
    }

    fn accept_class(&mut self, m: &mut Match<'a, '_>, name: &str, args: &'a [Type], term: &Term) {
        match self.library.named(name, m.overload.module) {
            named @ (Named::Iterable | Named::AsyncIterable) => {
                let is_async = named == Named::AsyncIterable;
                let item = match term {
                    Term::Value => Some(Term::Value),
                    _ => self.items_of(m.site, term, is_async, false),
                };
                if let (Some(item), Some(ty)) = (item, args.first()) {
                    self.accept(m, ty, &item);
                }
            }
            Named::Awaitable | Named::Coroutine => {
                let Some(ty) = args.last() else { return };
                if term.is_value() {
                    return self.accept(m, ty, term);
                }
                if let Some(cell) = self.await_cell(m.site, term) {
                    self.equate(m, ty, cell);
                }
            }
            Named::Class(_) => {
                let Term::Class(_, own) = term else { return };
                for (ty, cell) in args.iter().zip(own.iter()) {
                    self.equate(m, ty, *cell);
                }
            }
            Named::Unknown => {}
        }
    }

    /// A container's argument is exactly this type.
    fn equate(&mut self, m: &mut Match<'a, '_>, ty: &'a Type, cell: Cell) {
        match ty {
            Type::Var(name) => {
                let var = self.type_var(m, name);
                self.cells.unify(cell, var);
            }
            Type::Any | Type::Object => self.cells.make_value(cell, "the library keeps it"),
            _ => m.pins.push((cell, ty)),
        }
    }

    fn accept_callable(
        &mut self,
        m: &mut Match<'a, '_>,
        types: &'a [Type],
        result: &'a Type,
        id: FunctionId,
    ) {
        self.functions[id.index()].called = true;
        let function = self.program.function(id);
        for (param, ty) in function.params.iter().zip(types) {
            if let Some(term) = self.instance(m, ty) {
                let cell = self.var_cell(param.var);
                self.cells.flow(&term, cell);
            }
        }
        let given = self.result_of(id);
        self.accept(m, result, &given);
    }

    /// `map(int, parts)`, `sorted(words, key=len)`: a function of the library for a `Callable`, called with what the
    /// signature says. False where only the data model knows what it gives.
    fn accept_library_function(
        &mut self,
        m: &mut Match<'a, '_>,
        ty: &'a Type,
        arg: &Actual<'a>,
    ) -> bool {
        let ty = match ty {
            Type::Optional(inner) => inner,
            ty => ty,
        };
        let (Type::Callable(Some(types), result), Term::Value, Some(e)) = (ty, &arg.term, arg.expr)
        else {
            return false;
        };
        if !self.names_library_function(e) || self.sites[secondary(e.id)].dynamic {
            return false;
        }
        let mut terms = Vec::with_capacity(types.len());
        for ty in types {
            match self.instance(m, ty) {
                Some(Term::Never) if !self.forcing => return true,
                Some(term) => terms.push(term),
                None => return false,
            }
        }
        match self.library_function_result(e, &terms) {
            Some(given) => {
                self.accept(m, result, &given);
                true
            }
            None => false,
        }
    }

    // --- types of results ---

    /// The type that the signature spells, with its parameters' present values; `None` if it has no representation.
    fn instance(&mut self, m: &mut Match<'a, '_>, ty: &'a Type) -> Option<Term> {
        Some(match ty {
            Type::Any | Type::Object | Type::Literal(_) => Term::Value,
            Type::None => Term::None,
            Type::Var(name) => {
                let cell = self.type_var(m, name);
                self.cells.read(cell)
            }
            Type::Optional(inner) => self.instance(m, inner)?.optional(),
            Type::Tuple(types) => {
                let mut items = Vec::with_capacity(types.len());
                for ty in types {
                    items.push(self.instance(m, ty)?);
                }
                Term::Tuple(items.into())
            }
            Type::Callable(..) => return None,
            Type::Class(name, args) => return self.instance_of_class(m, name, args),
        })
    }

    fn instance_of_class(
        &mut self,
        m: &mut Match<'a, '_>,
        name: &str,
        args: &'a [Type],
    ) -> Option<Term> {
        match self.library.named(name, m.overload.module) {
            Named::Class(class) => {
                let count = self.library.class(class).type_params.len();
                let mut cells = Vec::with_capacity(count);
                for index in 0..count {
                    cells.push(self.argument_cell(m, args.get(index).unwrap_or(&Type::Any))?);
                }
                Some(Term::Class(class, cells.into()))
            }
            Named::Coroutine => Some(Term::Coroutine(
                self.argument_cell(m, args.last().unwrap_or(&Type::Any))?,
            )),
            _ => None,
        }
    }

    fn argument_cell(&mut self, m: &mut Match<'a, '_>, ty: &'a Type) -> Option<Cell> {
        if let Type::Var(name) = ty {
            return Some(self.type_var(m, name));
        }
        m.inner += 1;
        let cell = self.own_cell(m.site, Some(m.overload.target), &format!("#{}", m.inner));
        let term = self.instance(m, ty)?;
        self.cells.flow(&term, cell);
        m.pins.push((cell, ty));
        Some(cell)
    }

    /// Holds a cell to the type that the signature gives it: what has reached it otherwise flows back into the type
    /// parameters. False where it is something else by now.
    fn pin(&mut self, m: &mut Match<'a, '_>, term: &Term, ty: &'a Type) -> bool {
        match (ty, term) {
            (_, Term::Never) => true,
            (Type::Any | Type::Object, term) => term.is_value(),
            (Type::None, term) => matches!(term, Term::None),
            (Type::Var(name), term) => {
                let cell = self.type_var(m, name);
                self.cells.flow(term, cell);
                true
            }
            (Type::Optional(inner), Term::Optional(t)) => self.pin(m, t, inner),
            (Type::Optional(inner), Term::Value) => self.pin(m, term, inner),
            (Type::Optional(_), Term::None) => true,
            (Type::Tuple(types), Term::Tuple(items)) if types.len() == items.len() => types
                .iter()
                .zip(items.iter())
                .all(|(ty, item)| self.pin(m, item, ty)),
            (Type::Class(name, args), Term::Class(class, own)) => {
                self.library.named(name, m.overload.module) == Named::Class(*class)
                    && self.pin_arguments(m, own, args)
            }
            (Type::Class(name, args), Term::Coroutine(result)) => {
                let is_it = self.library.named(name, m.overload.module) == Named::Coroutine;
                let last = args.len().saturating_sub(1);
                is_it && self.pin_arguments(m, &[*result], &args[last..])
            }
            _ => false,
        }
    }

    fn pin_arguments(&mut self, m: &mut Match<'a, '_>, own: &[Cell], types: &'a [Type]) -> bool {
        types.iter().zip(own).all(|(ty, cell)| match ty {
            Type::Var(name) => {
                let var = self.type_var(m, name);
                self.cells.unify(var, *cell);
                true
            }
            ty => {
                let term = self.cells.read(*cell);
                self.pin(m, &term, ty)
            }
        })
    }

    /// A type of an overload outside of a call, with the class's parameters put in.
    pub(super) fn type_in(
        &mut self,
        site: usize,
        overload: &Overload<'a>,
        env: &Env,
        ty: &'a Type,
    ) -> Option<Term> {
        let mut m = Match {
            site,
            overload,
            env: env.clone(),
            given: 0,
            is_tight: false,
            pins: Vec::new(),
            inner: 100,
        };
        self.instance(&mut m, ty)
    }

    /// The type of a constant.
    pub(super) fn plain_type(&mut self, ty: &Type, module: u32) -> Option<Term> {
        Some(match ty {
            Type::None => Term::None,
            Type::Optional(inner) => self.plain_type(inner, module)?.optional(),
            Type::Tuple(types) => {
                let items: Option<Vec<Term>> =
                    types.iter().map(|t| self.plain_type(t, module)).collect();
                Term::Tuple(items?.into())
            }
            Type::Class(name, args) if args.is_empty() => match self.library.named(name, module) {
                Named::Class(class) if self.library.class(class).type_params.is_empty() => {
                    Term::Class(class, [].into())
                }
                _ => return None,
            },
            _ => return None,
        })
    }
}

fn formal_of_param(param: &Param) -> Formal<'_> {
    Formal {
        name: &param.name,
        kind: param.kind,
        has_default: param.default.is_some(),
    }
}

/// The type of the parameter that takes this argument.
fn type_at<'a>(overload: &Overload<'a>, bindings: &[Binding], index: usize) -> Option<&'a Type> {
    let takes = |b: &Binding| match b {
        Binding::Arg(i) => *i == index,
        Binding::Rest(all) | Binding::KeywordRest(all) => all.contains(&index),
        Binding::Part(..) | Binding::Default => false,
    };
    let at = bindings.iter().position(takes)?;
    overload.params.get(at).map(|p| &p.ty)
}

fn bound_args<'b, 'a>(
    binding: &'b Binding,
    args: &'b [Actual<'a>],
) -> impl Iterator<Item = &'b Actual<'a>> {
    let indices: &[usize] = match binding {
        Binding::Arg(index) => std::slice::from_ref(index),
        Binding::Rest(indices) | Binding::KeywordRest(indices) => indices,
        Binding::Part(..) | Binding::Default => &[],
    };
    indices.iter().filter_map(|i| args.get(*i))
}

/// The binding with the places that the arguments have in the call's own list.
fn written_at(binding: Binding, args: &[Actual<'_>]) -> Binding {
    let place = |i: usize| args.get(i).map_or(i, |a| a.index);
    match binding {
        Binding::Arg(i) => Binding::Arg(place(i)),
        Binding::Rest(all) => Binding::Rest(all.into_iter().map(place).collect()),
        Binding::KeywordRest(all) => Binding::KeywordRest(all.into_iter().map(place).collect()),
        other => other,
    }
}

/// Whether the argument is written as the literal that selects an overload.
fn is_literal(e: &Expr, text: &str) -> bool {
    match &e.kind {
        ExprKind::None => text == "None",
        ExprKind::Bool(true) => text == "True",
        ExprKind::Bool(false) => text == "False",
        ExprKind::Int(digits) => text == digits,
        ExprKind::Unary(UnaryOp::Neg, inner) => text
            .strip_prefix('-')
            .is_some_and(|text| is_literal(inner, text.trim_start())),
        ExprKind::Str(value) => {
            let quoted = |q: char| {
                text.strip_prefix(q).and_then(|t| t.strip_suffix(q)) == Some(value.as_str())
            };
            quoted('"') || quoted('\'')
        }
        _ => false,
    }
}
