//! Expressions: literals, names, attributes, and where the others are dealt with.
//!
//! *Invariant:* [`Infer::eval`] may run any number of times; each time it can only add to the expression's cell.

use super::narrow::narrowed;
use super::term::{Cell, Term};
use super::{Decision, Infer};
use crate::hir::*;
use crate::typed::LibClass;
use portalis_signature::Member;
use std::rc::Rc;

impl<'a> Infer<'a, '_> {
    pub(super) fn eval(&mut self, e: &'a Expr) {
        self.cells.place = e.id;
        let term = self.term_of(e);
        let cell = self.expr_cell(e.id);
        match term {
            Term::Function(f) if self.arguments.contains(&e.id) => {
                self.cells.hold_function(f, cell)
            }
            term => self.cells.flow(&term, cell),
        }
    }

    fn term_of(&mut self, e: &'a Expr) -> Term {
        if self.named_classes.contains(&e.id)
            && let Some(object) = class_of(e)
            && let Term::Never | Term::Instance(_) = self.operand(object)
        {
            // Nobody asks for the class itself: its name is the object's to say.
            return Term::Never;
        }
        let known = &self.library.known;
        match &e.kind {
            ExprKind::None => Term::None,
            ExprKind::Ellipsis => Term::Value,
            ExprKind::Bool(_) => scalar(known.bool),
            ExprKind::Int(_) => scalar(known.int),
            ExprKind::Float(_) => scalar(known.float),
            ExprKind::Imaginary(_) => scalar(known.complex),
            ExprKind::Str(_) | ExprKind::FString(_) => scalar(known.str),
            ExprKind::Bytes(_) => scalar(known.bytes),
            ExprKind::Name(name) => self.name(name, e.id),
            ExprKind::Lambda(function) => Term::Function(*function),
            ExprKind::Attribute(value, name) => self.attribute(e, value, name),
            ExprKind::Call(function, args) => self.call(e, function, args),
            ExprKind::Subscript(value, index) => self.subscript(e.id, value, index),
            ExprKind::Slice(a, b, c) => self.slice(e, [a, b, c]),
            ExprKind::Unary(op, operand) => self.unary(e, *op, operand),
            ExprKind::Not(_) => self.built_in(e.id, scalar(self.library.known.bool)),
            ExprKind::Binary(op, a, b) => self.binary(e, *op, a, b),
            ExprKind::Compare(first, rest) => self.compare(e, first, rest),
            ExprKind::And(all) => self.choice(e, all, true),
            ExprKind::Or(all) => self.choice(e, all, false),
            ExprKind::If(_, then, other) => {
                let (then, other) = (self.operand(then), self.operand(other));
                let joined = self.cells.join(&then, &other);
                self.built_in(e.id, joined)
            }
            ExprKind::Tuple(items) => self.tuple(e, items),
            ExprKind::List(items) => self.collection(e, known.list, items),
            ExprKind::Set(items) => self.collection(e, known.set, items),
            ExprKind::Dict(items) => self.dict(e, items),
            ExprKind::Comprehension(c) => self.comprehended(e, c),
            ExprKind::Await(value) => self.awaited(e, value),
            ExprKind::Yield(value) => self.yielded(e, value.as_deref()),
            ExprKind::YieldFrom(value) => self.delegated(e, value),
            ExprKind::Walrus(var, value) => {
                let term = self.operand(value);
                let cell = self.var_cell(*var);
                self.cells.flow(&term, cell);
                self.built_in(e.id, term)
            }
            ExprKind::Starred(value) => self.operand(value),
        }
    }

    /// The type of a part of the current operation.
    pub(super) fn operand(&mut self, e: &Expr) -> Term {
        let cell = self.expr_cell(e.id);
        self.cells.read(cell)
    }

    /// An operation that is known by the types of its operands.
    pub(super) fn built_in(&mut self, at: ExprId, result: Term) -> Term {
        self.decide(primary(at), Decision::Builtin);
        result
    }

    fn choice(&mut self, e: &Expr, all: &[Expr], is_and: bool) -> Term {
        if self.tests.contains(&e.id) {
            return self.built_in(e.id, scalar(self.library.known.bool));
        }
        let mut joined = Term::Never;
        for (index, operand) in all.iter().enumerate() {
            let mut term = self.operand(operand);
            if !is_and && index + 1 < all.len() {
                term = term.without_none();
            }
            joined = self.cells.join(&joined, &term);
        }
        self.built_in(e.id, joined)
    }

    // --- names ---

    fn name(&mut self, name: &Name, at: ExprId) -> Term {
        match name {
            Name::Var(var) => match self.var_meaning(*var) {
                Some(Meaning::Class(class)) if self.iterated.contains(&at) => {
                    self.all_members(class, at)
                }
                Some(meaning) => self.meant(&meaning),
                None => self.variable(*var, at),
            },
            Name::Builtin(name) => {
                self.meant(&Meaning::Library("builtins".to_owned(), name.clone()))
            }
            Name::ClassThenOuter(var, outer) => {
                let term = self.variable(*var, at);
                self.cells.escape(&term);
                let term = self.name(outer, at);
                self.cells.escape(&term);
                Term::Value
            }
            Name::ClassCell(_) | Name::Undefined(_) => Term::Value,
        }
    }

    pub(super) fn variable(&mut self, var: VarId, at: ExprId) -> Term {
        let slot = self.cells.read(self.var_cell(var));
        let Some(fact) = self.facts.get(&at).cloned() else {
            return slot;
        };
        let scope = self.program.function(self.program.variable(var).scope);
        if scope.kind == FunctionKind::Module && self.escaped_modules.contains(&scope.module) {
            return slot;
        }
        let library = &self.library;
        narrowed(&mut self.cells, |c| library.is_scalar(c), slot, &fact)
    }

    /// A function, class, module or constant as a value.
    fn meant(&mut self, meaning: &Meaning) -> Term {
        match meaning {
            Meaning::Function(f) if !self.functions[f.index()].decorated => Term::Function(*f),
            Meaning::Function(f) => {
                self.escape_function(*f);
                Term::Value
            }
            Meaning::Module(m) => {
                self.escape_module(*m);
                Term::Value
            }
            Meaning::Library(module, name) => {
                if (module.as_str(), name.as_str()) == ("dataclasses", "replace") {
                    self.look_into_objects();
                }
                self.constant(module, name)
            }
            Meaning::Class(class) => {
                self.open(*class, "the class is used as a value");
                Term::Value
            }
            Meaning::LibraryModule(_) => Term::Value,
        }
    }

    fn constant(&mut self, module: &str, name: &str) -> Term {
        match self.library.constant(module, name) {
            Some((module, ty)) => self.plain_type(ty, module).unwrap_or(Term::Value),
            None => Term::Value,
        }
    }

    /// What an expression means before the program has run: names and attributes of modules.
    pub(super) fn meaning(&self, e: &Expr) -> Option<Meaning> {
        match &e.kind {
            ExprKind::Name(Name::Var(var)) => self.var_meaning(*var),
            ExprKind::Name(Name::Builtin(name)) => {
                Some(Meaning::Library("builtins".to_owned(), name.clone()))
            }
            ExprKind::Attribute(value, name) => match self.meaning(value)? {
                Meaning::LibraryModule(module) => {
                    let inner = format!("{module}.{name}");
                    Some(match self.library.module_id(&inner) {
                        Some(_) => Meaning::LibraryModule(inner),
                        None => Meaning::Library(module, name.clone()),
                    })
                }
                Meaning::Module(module) => {
                    let var = *self.program.module(module).names.get(name)?;
                    self.var_meaning(var)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The variable that `module.name` is.
    pub(super) fn module_variable(&self, value: &Expr, name: &str) -> Option<VarId> {
        match self.meaning(value)? {
            Meaning::Module(module) => self.program.module(module).names.get(name).copied(),
            _ => None,
        }
    }

    /// Modules and library classes left of a dot are looked into, not evaluated.
    pub(super) fn is_static_object(&self, e: &Expr) -> bool {
        match self.meaning(e) {
            Some(Meaning::Module(_) | Meaning::LibraryModule(_)) => true,
            Some(Meaning::Library(module, name)) => self.library.class_in(&module, &name).is_some(),
            Some(Meaning::Class(class)) => self.plain.contains(class),
            _ => self.supers.contains_key(&e.id),
        }
    }

    /// A library class of which `isinstance` says all there is to say: it has no subclasses, or is an exception.
    pub(super) fn testable_class(&self, e: &Expr) -> Option<LibClass> {
        let Some(Meaning::Library(module, name)) = self.meaning(e) else {
            return None;
        };
        let class = self.library.class_in(&module, &name)?;
        // An exception of any subclass is a handle of the same type.
        if self.library.is_exception(class) {
            return Some(class);
        }
        // Named tuples are tuples, and the classes of classes have no type in Rust.
        let is_simple =
            !self.library.has_subclasses(class) && !matches!(name.as_str(), "tuple" | "type");
        let is_base = |arg: &Arg| {
            let base = super::narrow::arg_value(arg);
            match self.meaning(base) {
                // `StrEnum` is made at run time.
                Some(Meaning::Library(m, _)) if m == "enum" => true,
                Some(Meaning::Library(m, n)) => self.library.class_in(&m, &n) == Some(class),
                Some(Meaning::Class(_)) => false,
                _ => true,
            }
        };
        let is_extended = self
            .program
            .classes
            .iter()
            .any(|c| c.bases.iter().any(is_base));
        (is_simple && !is_extended).then_some(class)
    }

    // --- attributes ---

    fn attribute(&mut self, e: &'a Expr, value: &'a Expr, name: &str) -> Term {
        if let Some(var) = self.module_variable(value, name) {
            return match self.var_meaning(var) {
                Some(meaning) => self.meant(&meaning),
                None => self.cells.read(self.var_cell(var)),
            };
        }
        if let Some(meaning) = self.meaning(e) {
            return self.meant(&meaning);
        }
        let site = primary(e.id);
        if let Some(object) = class_name_of(e)
            && let Term::Instance(_) = self.operand(object)
        {
            return self.built_in(e.id, scalar(self.library.known.str));
        }
        if let Some(class) = self.plain_named(value)
            && matches!(name, "__name__" | "__qualname__")
            && (self.plain.below(class).next().is_none() || !self.is_class_receiver(value))
        {
            return self.built_in(e.id, scalar(self.library.known.str));
        }
        if let Some(class) = self.plain_named(value)
            && let Some(term) = self.read_class(site, class, name)
        {
            return term;
        }
        let object = self.object(value);
        let term = self.read_attribute(site, object, value, name);
        self.narrowed_field(e.id, term)
    }

    /// Whether it is the `cls` of a class method, which may stand for a subclass.
    fn is_class_receiver(&self, e: &Expr) -> bool {
        matches!(&e.kind, ExprKind::Name(Name::Var(var)) if self.class_receivers.contains_key(var))
    }

    /// What is known of a field of a plain class where it is read.
    pub(super) fn narrowed_field(&mut self, at: ExprId, slot: Term) -> Term {
        let is_field = matches!(self.sites[primary(at)].decision, Some(Decision::Field(_)));
        let Some(fact) = self.facts.get(&at).filter(|_| is_field).cloned() else {
            return slot;
        };
        let library = self.library;
        narrowed(&mut self.cells, |c| library.is_scalar(c), slot, &fact)
    }

    pub(super) fn read_attribute(
        &mut self,
        site: usize,
        object: Term,
        value: &Expr,
        name: &str,
    ) -> Term {
        if let Some(never) = self.waits(site, std::slice::from_ref(&object)) {
            return never;
        }
        if let Term::Instance(class) = &object
            && let Some(term) = self.read_field(site, *class, name)
        {
            return term;
        }
        if let Term::Class(class, _) = &object
            && !self.may_shadow(*class, name)
        {
            let getters = self.library.member(*class, name, &[Member::Property]);
            if let Some(result) = self.try_overloads(site, &getters, Some(&object), &[], true) {
                return result;
            }
        }
        self.reads_attribute(value, name);
        self.dynamic(site, &[object])
    }

    // --- coroutines and generators ---

    fn awaited(&mut self, e: &'a Expr, value: &'a Expr) -> Term {
        let term = self.operand(value);
        let site = primary(e.id);
        if let Some(never) = self.waits(site, std::slice::from_ref(&term)) {
            return never;
        }
        match self.await_cell(site, &term) {
            Some(cell) => {
                self.decide(site, Decision::Builtin);
                self.cells.read(cell)
            }
            None => self.dynamic(site, &[term]),
        }
    }

    fn yielded(&mut self, e: &'a Expr, value: Option<&'a Expr>) -> Term {
        let item = value.map_or(Term::None, |v| self.operand(v));
        if let Some(function) = self.yields.get(&e.id).copied() {
            let cell = self.result_cell(function);
            self.cells.flow(&item, cell);
        }
        Term::Value
    }

    fn delegated(&mut self, e: &'a Expr, value: &'a Expr) -> Term {
        let term = self.operand(value);
        let site = secondary(e.id);
        if let Some(never) = self.waits(site, std::slice::from_ref(&term)) {
            return never;
        }
        let item = match self.sites[site].dynamic {
            true => None,
            false => self.items_of(site, &term, false, true),
        };
        let is_static = item.is_some();
        // The data model passes on what is sent and thrown, so both ends are dynamic.
        let item = item.unwrap_or_else(|| self.dynamic(site, std::slice::from_ref(&term)));
        if let Some(function) = self.yields.get(&e.id).copied() {
            let cell = self.result_cell(function);
            self.cells.flow(&item, cell);
        }
        let generator = self.library.known.generator;
        match (&term, self.yields.get(&e.id).copied()) {
            // What is sent and thrown is passed on to it, so that it yields what this one yields.
            (Term::Class(class, args), Some(function)) if Some(*class) == generator => {
                if let Some(items) = args.first() {
                    let own = self.result_cell(function);
                    self.cells.unify(*items, own);
                }
                Term::Value
            }
            _ if is_static => Term::None,
            _ => Term::Value,
        }
    }

    /// What calling a generator function gives.
    pub(super) fn generator(&mut self, class: Option<LibClass>, items: Cell) -> Term {
        let Some(class) = class else {
            self.cells
                .make_value(items, "the catalogue has no generators");
            return Term::Value;
        };
        let count = self.library.class(class).type_params.len();
        let mut args = vec![items];
        while args.len() < count {
            let other = self.cells.fresh();
            self.cells
                .make_value(other, "generators pass dynamic values back and forth");
            args.push(other);
        }
        args.truncate(count);
        Term::Class(class, args.into())
    }
}

/// `type(object).__name__` and `object.__class__.__name__`.
pub(crate) fn class_name_of(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::Attribute(class, name) if name == "__name__" => class_of(class),
        _ => None,
    }
}

/// `type(object)` and `object.__class__`.
fn class_of(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::Attribute(object, name) if name == "__class__" => Some(object),
        ExprKind::Call(callee, args) => match (&callee.kind, args.as_slice()) {
            (ExprKind::Name(Name::Builtin(name)), [Arg::Positional(object)]) if name == "type" => {
                Some(object)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The site of an expression's own meaning.
pub(super) fn primary(id: ExprId) -> usize {
    2 * id.index()
}

/// The site of its second meaning.
pub(super) fn secondary(id: ExprId) -> usize {
    2 * id.index() + 1
}

/// An instance of a class without parameters.
pub(super) fn scalar(class: Option<LibClass>) -> Term {
    class.map_or(Term::Value, |c| Term::Class(c, Rc::new([])))
}
