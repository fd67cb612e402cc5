//! Annotations as seeds for slots that no value reaches.
//!
//! *Invariant:* never consulted for a slot that a value reaches, so an annotation changes no behaviour.

use super::Infer;
use super::term::{Cell, Term};
use crate::hir::*;
use crate::typed::LibClass;
use std::rc::Rc;

impl<'a> Infer<'a, '_> {
    /// The type that an annotation names; `Value` for whatever is not understood.
    pub(super) fn seed(&mut self, annotation: &Expr) -> Term {
        match &annotation.kind {
            ExprKind::None => Term::None,
            ExprKind::Str(_) => match self.program.string_annotations.get(&annotation.id) {
                Some(inner) => self.seed(inner),
                None => Term::Value,
            },
            ExprKind::Binary(BinaryOp::BitOr, a, b) => {
                let (a, b) = (self.seed(a), self.seed(b));
                match (&a, &b) {
                    (Term::None, _) | (_, Term::None) => self.cells.join(&a, &b),
                    (Term::Class(c, _), Term::Class(d, _))
                        if self.library.is_number(*c) && self.library.is_number(*d) =>
                    {
                        self.cells.join(&a, &b)
                    }
                    _ => Term::Value,
                }
            }
            ExprKind::Subscript(base, index) => self.seed_generic(base, index),
            _ => match self.annotation_class(annotation) {
                Some(class) => self.seed_class(class, &[]),
                None => match self.annotation_meaning(annotation) {
                    Some(Meaning::Class(class)) if self.plain.contains(class) => {
                        Term::Instance(class)
                    }
                    _ => Term::Value,
                },
            },
        }
    }

    fn seed_generic(&mut self, base: &Expr, index: &Expr) -> Term {
        let args: Vec<&Expr> = match &index.kind {
            ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![index],
        };
        if let Some(Meaning::Library(module, name)) = self.annotation_meaning(base)
            && module == "typing"
            && name == "Optional"
        {
            return self.seed(index).optional();
        }
        let Some(class) = self.annotation_class(base) else {
            return Term::Value;
        };
        if Some(class) != self.library.known.tuple {
            return self.seed_class(class, &args);
        }
        match args.as_slice() {
            [item, dots] if matches!(dots.kind, ExprKind::Ellipsis) => {
                self.seed_class(class, &[item])
            }
            _ => {
                let items: Rc<[Term]> = args.iter().map(|a| self.seed(a)).collect();
                Term::Tuple(items)
            }
        }
    }

    fn seed_class(&mut self, class: LibClass, args: &[&Expr]) -> Term {
        // Anything may be iterable.
        let is_one = self.library.is_scalar(class) || self.library.is_exception(class);
        if self.library.has_subclasses(class) && !is_one {
            return Term::Value;
        }
        let count = self.library.class(class).type_params.len();
        let mut cells: Vec<Cell> = Vec::new();
        for index in 0..count {
            let cell = self.cells.fresh();
            let item = args.get(index).map_or(Term::Value, |a| self.seed(a));
            self.cells.flow(&item, cell);
            cells.push(cell);
        }
        Term::Class(class, cells.into())
    }

    fn annotation_meaning(&self, e: &Expr) -> Option<Meaning> {
        if let ExprKind::Name(Name::Var(var)) = &e.kind {
            let var = self.program.variable(*var);
            return self.var_meaning(var.id).or(var.type_meaning.clone());
        }
        self.meaning(e)
    }

    fn annotation_class(&self, e: &Expr) -> Option<LibClass> {
        let Some(Meaning::Library(module, name)) = self.annotation_meaning(e) else {
            return None;
        };
        let known = &self.library.known;
        if module == "typing" {
            return match name.as_str() {
                "List" => known.list,
                "Dict" => known.dict,
                "Set" => known.set,
                "Tuple" => known.tuple,
                _ => None,
            };
        }
        self.library.class_in(&module, &name)
    }

    /// `xs: list[int] = []` where nothing is ever put in.
    pub(super) fn seed_variable(&mut self, cell: Cell, annotation: &'a Expr) {
        let Term::Class(class, args) = self.cells.peek(cell) else {
            return;
        };
        if args.is_empty() || args.iter().any(|a| !self.cells.peek(*a).is_never()) {
            return;
        }
        let seed = self.seed(annotation);
        if matches!(&seed, Term::Class(c, _) if *c == class) {
            self.cells.flow(&seed, cell);
        }
    }
}
