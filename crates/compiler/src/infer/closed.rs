//! Exception classes of the program that are *closed*: every call of them names them.
//!
//! Such a class is a dynamic class like any other, but what reaches the parameters of its `__init__` is known, and the
//! receiver of its methods is an exception; so these slots keep their types, and the function object of the method
//! converts to them.
//!
//! *Invariant:* a class that is looked at in any way that could lead to a call of it (stored, passed on, found by `type(x)`) is
//! not closed.

use super::Infer;
use super::bind::bind;
use super::call::{formal_of_param, written};
use super::narrow::{arg_value, children};
use super::term::Term;
use super::visit::{each, expressions, statements};
use crate::hir::*;
use std::collections::HashSet;

/// Attributes of a class that lead to nothing that can be called.
const HARMLESS: &[&str] = &["__name__", "__qualname__", "__module__", "__doc__"];
/// Modules that make instances of classes that they find in others.
const MAKERS: &[&str] = &["copy", "pickle", "copyreg", "inspect", "gc"];

impl<'a> Infer<'a, '_> {
    /// The exception classes that are closed.
    pub(super) fn closed_exceptions(&self) -> HashSet<ClassId> {
        let makes = |meaning: &Meaning| match meaning {
            Meaning::Library(module, _) | Meaning::LibraryModule(module) => {
                MAKERS.contains(&module.as_str())
            }
            _ => false,
        };
        let mut variables = self.program.variables.iter();
        if variables.any(|v| v.meaning.as_ref().is_some_and(makes)) {
            return HashSet::new();
        }
        let mut seen = Seen::default();
        for function in &self.program.functions {
            self.look_at(function, &mut seen);
        }
        if seen.finds_classes {
            return HashSet::new();
        }
        let classes = self.program.classes.iter().map(|c| c.id);
        let mut closed: HashSet<ClassId> = classes.filter(|c| self.may_be_closed(*c)).collect();
        for (at, class) in seen.named {
            if !seen.allowed.contains(&at) {
                self.open_line(class, &mut closed);
            }
        }
        closed
    }

    /// A call of the class with unknown arguments reaches the first `__init__` in its line.
    fn open_line(&self, class: ClassId, closed: &mut HashSet<ClassId>) {
        closed.remove(&class);
        if self.own_init(class).is_none()
            && let Some(base) = self.program_base(class)
        {
            self.open_line(base, closed);
        }
    }

    fn may_be_closed(&self, class: ClassId) -> bool {
        self.makes_instances(class)
            && self.program.class(class).bases.len() == 1
            && self.derives_from_exception(class)
            && self
                .program_base(class)
                .is_none_or(|base| self.may_be_closed(base))
    }

    fn derives_from_exception(&self, class: ClassId) -> bool {
        let mut bases = self.program.class(class).bases.iter();
        bases.any(|base| self.exception_class(arg_value(base)).is_some())
    }

    fn program_base(&self, class: ClassId) -> Option<ClassId> {
        match self.meaning(arg_value(self.program.class(class).bases.first()?))? {
            Meaning::Class(base) => Some(base),
            _ => None,
        }
    }

    fn own_init(&self, class: ClassId) -> Option<FunctionId> {
        let body = self.program.function(self.program.class(class).body);
        let mut found = None;
        statements(&body.body, &mut |kind| {
            if let StmtKind::Def(_, id) = kind
                && self.program.function(*id).name == "__init__"
            {
                found = Some(*id);
            }
        });
        found
    }

    /// The `__init__` of the program that making an instance of the class calls.
    fn init(&self, class: ClassId) -> Option<FunctionId> {
        self.own_init(class)
            .or_else(|| self.init(self.program_base(class)?))
    }

    // --- where classes are named ---

    fn look_at(&self, function: &'a Function, seen: &mut Seen) {
        let defaults = function.params.iter().filter_map(|p| p.default.as_ref());
        for e in defaults.chain(&function.decorators) {
            each(e, &mut |e| self.look_at_expr(e, seen));
        }
        expressions(function, &mut |e| self.look_at_expr(e, seen));
        statements(&function.body, &mut |kind| match kind {
            StmtKind::Raise(exception, cause) => {
                exception.iter().chain(cause).for_each(|e| seen.allow(e))
            }
            StmtKind::Try(t) => t
                .handlers
                .iter()
                .flat_map(|h| &h.ty)
                .for_each(|e| seen.allow(e)),
            StmtKind::Class(_, id) => {
                let class = self.program.class(*id);
                for e in class.bases.iter().map(arg_value).chain(&class.decorators) {
                    each(e, &mut |e| self.look_at_expr(e, seen));
                }
                class
                    .bases
                    .iter()
                    .for_each(|base| seen.allow(arg_value(base)));
            }
            _ => {}
        });
    }

    fn look_at_expr(&self, e: &'a Expr, seen: &mut Seen) {
        if let Some(Meaning::Class(class)) = self.meaning(e) {
            seen.named.push((e.id, class));
        }
        match &e.kind {
            ExprKind::Attribute(object, name) if HARMLESS.contains(&name.as_str()) => {
                seen.looked_at.insert(object.id);
            }
            ExprKind::Attribute(_, name) if name == "__class__" => {
                seen.finds_classes |= !seen.looked_at.contains(&e.id);
            }
            ExprKind::Compare(..) => children(e, &mut |child| {
                seen.allow(child);
                seen.looked_at.insert(child.id);
            }),
            ExprKind::Call(function, args) => self.look_at_call(e, function, args, seen),
            ExprKind::Name(Name::Builtin(name)) if name == "type" => {
                seen.finds_classes |= !seen.looked_at.contains(&e.id);
            }
            _ => {}
        }
    }

    fn look_at_call(&self, e: &Expr, function: &Expr, args: &'a [Arg], seen: &mut Seen) {
        seen.allow(function);
        match &function.kind {
            ExprKind::Name(Name::Builtin(name))
                if name == "type" && args.len() == 1 && seen.looked_at.contains(&e.id) =>
            {
                seen.looked_at.insert(function.id);
            }
            ExprKind::Name(Name::Builtin(name)) if name == "isinstance" || name == "issubclass" => {
                args.iter().for_each(|arg| seen.allow(arg_value(arg)));
            }
            ExprKind::Attribute(_, name) if name == "split" || name == "subgroup" => {
                args.iter().for_each(|arg| seen.allow(arg_value(arg)));
            }
            _ => {}
        }
    }

    // --- what reaches the parameters ---

    /// The type that a parameter of a method of a closed class keeps although the method is a function object: `Never` for
    /// what callers pass to `__init__`.
    pub(super) fn kept(&self, function: &Function, index: usize) -> Option<Term> {
        let class = function.class.filter(|class| self.closed.contains(class))?;
        if !function.decorators.is_empty() {
            return None;
        }
        let kind = function.params.get(index)?.kind;
        match (index, kind) {
            (_, ParamKind::VarPositional | ParamKind::VarKeyword) => None,
            (0, _) => {
                let base = self.program.class(class).bases.first()?;
                Some(super::expr::scalar(self.exception_class(arg_value(base))))
            }
            _ => (function.name == "__init__").then_some(Term::Never),
        }
    }

    /// `Class(…)`, or `super().__init__(…)` in a class that derives from it.
    pub(super) fn reach_init(&mut self, class: ClassId, args: &'a [Arg]) {
        let Some(init) = self.init(class).filter(|_| self.closed.contains(&class)) else {
            return;
        };
        let params = self.program.function(init).params.get(1..).unwrap_or(&[]);
        let formals: Vec<_> = params.iter().map(formal_of_param).collect();
        let bindings = bind(&formals, &written(args), false);
        for (at, param) in params.iter().enumerate() {
            if self.kept(self.program.function(init), at + 1).is_none() {
                continue;
            }
            let cell = self.var_cell(param.var);
            let passed = match &bindings {
                Some(bindings) => match bindings.get(at) {
                    Some(crate::typed::Binding::Arg(index)) => args.get(*index).map(arg_value),
                    _ => continue,
                },
                None => None,
            };
            match passed.map(|e| self.operand(e)) {
                Some(term) if self.survives(&term) => self.cells.flow(&term, cell),
                _ => self.cells.make_value(cell, "an exception keeps it"),
            }
        }
    }

    /// What comes back from a `Value` as what it was.
    fn survives(&self, term: &Term) -> bool {
        match term {
            Term::Never | Term::None | Term::Value => true,
            Term::Optional(inner) => self.survives(inner),
            Term::Class(class, _) => {
                self.library.is_scalar(*class) || self.library.is_exception(*class)
            }
            _ => false,
        }
    }

    /// The class whose `__init__` a call of `super().__init__` in that function reaches.
    pub(super) fn super_class(&self, inside: &Function, callee: &Expr) -> Option<ClassId> {
        let ExprKind::Attribute(object, name) = &callee.kind else {
            return None;
        };
        let is_super = matches!(&object.kind, ExprKind::Call(f, args) if args.is_empty()
            && matches!(&f.kind, ExprKind::Name(Name::Builtin(name)) if name == "super"));
        let class = inside.class.filter(|_| is_super && name == "__init__")?;
        self.program_base(class)
    }
}

/// Where classes of the program are named.
#[derive(Default)]
struct Seen {
    named: Vec<(ExprId, ClassId)>,
    /// Names that do no more than ask for the class, or make an instance.
    allowed: HashSet<ExprId>,
    /// Expressions of which nothing but a harmless attribute is read.
    looked_at: HashSet<ExprId>,
    /// The class of some instance becomes a value.
    finds_classes: bool,
}

impl Seen {
    fn allow(&mut self, e: &Expr) {
        self.allowed.insert(e.id);
        if let ExprKind::Tuple(items) = &e.kind {
            items.iter().for_each(|item| self.allow(item));
        }
    }
}
