//! Displays and comprehensions.
//!
//! *Invariant:* each display has its own item cells; what they hold is decided by everybody who sees the object.

use super::expr::primary;
use super::term::Term;
use super::{Decision, Infer};
use crate::hir::*;
use crate::typed::LibClass;
use std::rc::Rc;

impl<'a> Infer<'a, '_> {
    pub(super) fn tuple(&mut self, e: &'a Expr, items: &'a [Expr]) -> Term {
        if items.iter().any(|i| matches!(i.kind, ExprKind::Starred(_))) {
            return self.collection(e, self.library.known.tuple, items);
        }
        let mut terms = Vec::with_capacity(items.len());
        for item in items {
            let term = self.operand(item);
            if term.is_never() {
                return Term::Never;
            }
            terms.push(self.stored(term));
        }
        if terms.len() > super::term::MAX_TUPLE_LENGTH {
            return self.dynamic(primary(e.id), &terms);
        }
        self.built_in(e.id, Term::Tuple(terms.into()))
    }

    /// What a term is once it is in a container.
    fn stored(&mut self, term: Term) -> Term {
        if !matches!(term, Term::Function(_)) {
            return term;
        }
        self.cells.escape(&term);
        Term::Value
    }

    pub(super) fn collection(
        &mut self,
        e: &'a Expr,
        class: Option<LibClass>,
        items: &'a [Expr],
    ) -> Term {
        let cell = self.own_cell(primary(e.id), None, "items");
        for item in items {
            let term = match &item.kind {
                ExprKind::Starred(inner) => self.iterate(inner, false),
                _ => self.operand(item),
            };
            self.cells.flow(&term, cell);
        }
        self.container(e.id, class, vec![cell])
    }

    fn container(&mut self, at: ExprId, class: Option<LibClass>, cells: Vec<super::Cell>) -> Term {
        match class {
            Some(class) if self.library.class(class).type_params.len() == cells.len() => {
                let term = Term::Class(class, cells.into());
                self.built_in(at, term)
            }
            _ => {
                for cell in cells {
                    self.cells
                        .make_value(cell, "the catalogue has no such container");
                }
                self.dynamic(primary(at), &[])
            }
        }
    }

    pub(super) fn dict(&mut self, e: &'a Expr, items: &'a [(Option<Expr>, Expr)]) -> Term {
        let site = primary(e.id);
        let keys = self.own_cell(site, None, "keys");
        let values = self.own_cell(site, None, "values");
        for (key, value) in items {
            let term = self.operand(value);
            match key {
                Some(key) => {
                    let key = self.operand(key);
                    self.cells.flow(&key, keys);
                    self.cells.flow(&term, values);
                }
                None => self.merged(&term, keys, values),
            }
        }
        self.container(e.id, self.library.known.dict, vec![keys, values])
    }

    /// `**mapping` in a display.
    fn merged(&mut self, mapping: &Term, keys: super::Cell, values: super::Cell) {
        match mapping {
            Term::Never => {}
            Term::Class(class, args)
                if Some(*class) == self.library.known.dict && args.len() == 2 =>
            {
                self.cells.unify(args[0], keys);
                self.cells.unify(args[1], values);
            }
            other => {
                self.cells.escape(other);
                self.cells
                    .make_value(keys, "a dynamic mapping is merged in");
                self.cells
                    .make_value(values, "a dynamic mapping is merged in");
            }
        }
    }

    pub(super) fn comprehended(&mut self, e: &'a Expr, c: &'a Comprehension) -> Term {
        let site = primary(e.id);
        let known = &self.library.known;
        let (class, item) = match &c.kind {
            ComprehensionKind::List(item) => (known.list, item),
            ComprehensionKind::Set(item) => (known.set, item),
            ComprehensionKind::Generator(item) => {
                let class = if c.is_async {
                    known.async_generator
                } else {
                    known.generator
                };
                let cell = self.own_cell(site, None, "items");
                let term = self.operand(item);
                self.cells.flow(&term, cell);
                if !self.sites[site].cells.iter().any(|((_, n), _)| n == "rest") {
                    let made = self.generator(class, cell);
                    let kept = self.own_cell(site, None, "rest");
                    self.cells.flow(&made, kept);
                }
                let kept = self.own_cell(site, None, "rest");
                self.decide(site, Decision::Builtin);
                return self.cells.read(kept);
            }
            ComprehensionKind::Dict(key, value) => {
                let keys = self.own_cell(site, None, "keys");
                let values = self.own_cell(site, None, "values");
                let (key, value) = (self.operand(key), self.operand(value));
                self.cells.flow(&key, keys);
                self.cells.flow(&value, values);
                return self.container(e.id, self.library.known.dict, vec![keys, values]);
            }
        };
        let cell = self.own_cell(site, None, "items");
        let term = self.operand(item);
        self.cells.flow(&term, cell);
        self.container(e.id, class, vec![cell])
    }

    pub(super) fn slice(&mut self, e: &'a Expr, parts: [&'a Option<Box<Expr>>; 3]) -> Term {
        let site = primary(e.id);
        let parts: Vec<Term> = parts
            .into_iter()
            .flatten()
            .map(|p| self.operand(p))
            .collect();
        if let Some(never) = self.waits(site, &parts) {
            return never;
        }
        let Some(class) = self.library.known.slice else {
            return self.dynamic(site, &parts);
        };
        let int = self.library.known.int;
        let is_plain = |t: &Term| match t {
            Term::None => true,
            Term::Class(c, _) => Some(*c) == int,
            Term::Optional(t) => matches!(&**t, Term::Class(c, _) if Some(*c) == int),
            _ => false,
        };
        if parts.iter().all(is_plain) {
            self.decide(site, Decision::Builtin);
        } else {
            self.dynamic(site, &parts);
        }
        let args: Rc<[super::Cell]> = match self.library.class(class).type_params.len() {
            0 => Rc::new([]),
            _ => return Term::Value,
        };
        Term::Class(class, args)
    }
}
