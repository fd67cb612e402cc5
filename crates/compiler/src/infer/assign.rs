//! What is bound: assignment targets, loops, `with`, `match`.
//!
//! *Invariant:* a target that is not a variable, a known subscript or a fixed tuple's parts takes `Value`s.

use super::expr::{primary, secondary};
use super::matching::Actual;
use super::term::{Cell, Term};
use super::{Decision, Infer};
use crate::hir::*;
use portalis_signature::Member;

impl<'a> Infer<'a, '_> {
    /// `target = value`, where the value has this type; `value` if it is an expression of its own.
    pub(super) fn assign(&mut self, target: &'a Target, term: &Term, value: Option<&'a Expr>) {
        match target {
            Target::Var(var, _) => {
                let cell = self.var_cell(*var);
                self.cells.flow(term, cell);
            }
            Target::Attribute(object, name, _) => self.assign_attribute(object, name, term),
            Target::Subscript(object, index, _) => self.assign_item(object, index, term),
            Target::Unpack(targets, _) => self.unpack(targets, term, value),
            Target::Starred(target, _) => self.assign(target, term, None),
        }
    }

    fn assign_attribute(&mut self, object: &'a Expr, name: &str, term: &Term) {
        if let Some(var) = self.module_variable(object, name) {
            let cell = self.var_cell(var);
            return self.cells.flow(term, cell);
        }
        let site = secondary(object.id);
        if let Some(class) = self.plain_named(object)
            && (term.is_never() || self.write_class(site, class, name, term))
        {
            return;
        }
        let operands = [self.object(object), term.clone()];
        if self.waits(site, &operands).is_some() {
            return;
        }
        if let Term::Instance(class) = &operands[0]
            && self.write_field(site, *class, name, term)
        {
            return;
        }
        if let Term::Class(class, _) = &operands[0] {
            let setters = self.library.member(*class, name, &[Member::Setter]);
            let args = [Actual::term(term, None)];
            if self
                .try_overloads(site, &setters, Some(&operands[0]), &args, true)
                .is_some()
            {
                return;
            }
        }
        self.assigns_attribute(object, name);
        self.dynamic(site, &operands);
    }

    fn assign_item(&mut self, object: &'a Expr, index: &'a Expr, term: &Term) {
        let site = secondary(index.id);
        let operands = [self.operand(object), self.operand(index), term.clone()];
        if self.waits(site, &operands).is_some() {
            return;
        }
        if self
            .special(site, &operands[0], "__setitem__", &operands[1..])
            .is_some()
        {
            return;
        }
        let args = [
            Actual::term(&operands[1], Some(index)),
            Actual::term(&operands[2], None),
        ];
        if self
            .try_method(site, &operands[0], "__setitem__", &args, false)
            .is_none()
        {
            self.dynamic(site, &operands);
        }
    }

    pub(super) fn delete_item(&mut self, object: &'a Expr, index: &'a Expr) {
        let site = secondary(index.id);
        self.cells.place = index.id;
        let operands = [self.operand(object), self.operand(index)];
        if self.waits(site, &operands).is_some() {
            return;
        }
        if self
            .special(site, &operands[0], "__delitem__", &operands[1..])
            .is_some()
        {
            return;
        }
        let args = [Actual::term(&operands[1], Some(index))];
        if self
            .try_method(site, &operands[0], "__delitem__", &args, false)
            .is_none()
        {
            self.dynamic(site, &operands);
        }
    }

    // --- unpacking ---

    fn unpack(&mut self, targets: &'a [Target], term: &Term, value: Option<&'a Expr>) {
        let star = targets
            .iter()
            .position(|t| matches!(t, Target::Starred(..)));
        let data = match self.is_named_tuple(term) {
            true => self.data_of(term),
            false => None,
        };
        let term = data.as_ref().unwrap_or(term);
        match (term, star) {
            (Term::Never, _) => {}
            (Term::Tuple(items), None) if items.len() == targets.len() => {
                for (target, item) in targets.iter().zip(items.iter()) {
                    self.assign(target, item, None);
                }
            }
            (Term::Tuple(items), Some(star)) if items.len() + 1 >= targets.len() => {
                self.unpack_around(targets, items, star);
            }
            (Term::Class(..), _) if value.is_some_and(|v| self.is_iterable(v)) => {
                let Some(value) = value else { return };
                let item = self.iterate(value, false);
                for target in targets {
                    self.assign_part(target, &item);
                }
            }
            _ => {
                self.cells.escape(term);
                if let Some(value) = value {
                    self.dynamic(secondary(value.id), &[]);
                    let cell = self.item_cell(value.id);
                    self.cells.make_value(cell, "a dynamic value is unpacked");
                }
                targets
                    .iter()
                    .for_each(|t| self.assign(t, &Term::Value, None));
            }
        }
    }

    /// `a, *b, c = (1, 2, 3, 4)`.
    fn unpack_around(&mut self, targets: &'a [Target], items: &[Term], star: usize) {
        let after = targets.len() - star - 1;
        let end = items.len() - after;
        for (target, item) in targets[..star].iter().zip(items) {
            self.assign(target, item, None);
        }
        // The list is made from what the tuple is as a value.
        items[star..end]
            .iter()
            .for_each(|item| self.cells.escape(item));
        self.assign_part(&targets[star], &Term::Value);
        for (target, item) in targets[star + 1..].iter().zip(&items[end..]) {
            self.assign(target, item, None);
        }
    }

    /// One target of an unpacking takes an item; a starred one takes a list of them.
    fn assign_part(&mut self, target: &'a Target, item: &Term) {
        let Target::Starred(inner, _) = target else {
            return self.assign(target, item, None);
        };
        let Some(list) = self.library.known.list else {
            return self.assign(inner, &Term::Value, None);
        };
        let cell = match self.target_cells.get(&std::ptr::from_ref(target)) {
            Some(cell) => *cell,
            None => {
                let cell = self.cells.fresh();
                self.target_cells.insert(std::ptr::from_ref(target), cell);
                cell
            }
        };
        self.cells.flow(item, cell);
        self.assign(inner, &Term::Class(list, [cell].into()), None);
    }

    // --- iteration ---

    pub(super) fn item_cell(&mut self, id: ExprId) -> Cell {
        if let Some(cell) = self.items.get(&id) {
            return *cell;
        }
        let cell = self.cells.fresh();
        self.items.insert(id, cell);
        cell
    }

    fn is_iterable(&mut self, e: &Expr) -> bool {
        match self.operand(e) {
            Term::Class(class, _) => self.library.has_member(class, "__iter__"),
            _ => false,
        }
    }

    /// The type of the items; notes it and what iterating means.
    pub(super) fn iterate(&mut self, e: &'a Expr, is_async: bool) -> Term {
        let term = self.operand(e);
        let site = secondary(e.id);
        if let Some(never) = self.waits(site, std::slice::from_ref(&term)) {
            return never;
        }
        let item = match self.items_of(site, &term, is_async, true) {
            Some(item) => item,
            None => self.dynamic(site, &[term]),
        };
        let cell = self.item_cell(e.id);
        self.cells.flow(&item, cell);
        self.cells.read(cell)
    }

    // --- in-place operators ---

    pub(super) fn augment(
        &mut self,
        target: &'a Target,
        op: BinaryOp,
        value: &'a Expr,
        read: ExprId,
    ) {
        self.cells.place = value.id;
        let old = match target {
            Target::Var(var, _) => self.variable(*var, read),
            Target::Attribute(object, name, _) => match self.module_variable(object, name) {
                Some(var) => self.cells.read(self.var_cell(var)),
                None if let Some(class) = self.plain_named(object)
                    && let Some(term) = self.read_class(primary(read), class, name) =>
                {
                    term
                }
                None => {
                    let term = self.object(object);
                    let slot = self.read_attribute(primary(read), term, object, name);
                    self.narrowed_field(read, slot)
                }
            },
            Target::Subscript(object, index, _) => self.subscript(read, object, index),
            _ => Term::Value,
        };
        let read_cell = self.expr_cell(read);
        self.cells.flow(&old, read_cell);
        let old = self.cells.read(read_cell);
        let new = self.in_place(secondary(value.id), op, &old, value);
        self.assign(target, &new, None);
        if let Target::Subscript(_, index, _) = target {
            self.agree(read, value.id, index.id);
        }
    }

    /// `x[i] += v` is read and stored statically, or all of it is left to the data model.
    fn agree(&mut self, read: ExprId, value: ExprId, index: ExprId) {
        let sites = [primary(read), secondary(index), secondary(value)];
        let decision = |site: usize| self.sites[site].decision.as_ref();
        let is_dynamic = |site: &usize| matches!(decision(*site), Some(Decision::Dynamic));
        if !sites[..2].iter().any(is_dynamic) || sites.iter().all(is_dynamic) {
            return;
        }
        sites
            .iter()
            .for_each(|site| self.sites[*site].dynamic = true);
        let current = self.cells.current;
        self.cells.enqueue(current);
    }

    // --- with ---

    pub(super) fn enter(&mut self, context: &'a Expr, is_async: bool, target: Option<&'a Target>) {
        self.cells.place = context.id;
        let manager = self.operand(context);
        let site = secondary(context.id);
        let entered = match self.waits(site, std::slice::from_ref(&manager)) {
            Some(never) => never,
            None => self.entered(site, &manager, is_async),
        };
        if let Some(target) = target {
            self.assign(target, &entered, None);
        }
    }

    fn entered(&mut self, site: usize, manager: &Term, is_async: bool) -> Term {
        let (enter, exit) = if is_async {
            ("__aenter__", "__aexit__")
        } else {
            ("__enter__", "__exit__")
        };
        if let Term::Instance(class) = manager {
            return self.entered_instance(site, *class, manager, [enter, exit], is_async);
        }
        if let Term::Class(class, _) = manager
            && self.library.has_member(*class, exit)
            && let Some(result) = self.try_method(site, manager, enter, &[], true)
        {
            let entered = match (&result, is_async) {
                (Term::Coroutine(cell), true) => self.cells.read(*cell),
                (_, false) => result,
                _ => return self.dynamic(site, std::slice::from_ref(manager)),
            };
            // What is left is told of the exception as a value, so both are ready to be one.
            self.cells.escape(manager);
            self.cells.escape(&entered);
            return entered;
        }
        self.dynamic(site, std::slice::from_ref(manager))
    }

    /// `with instance`: both methods are called directly; the one at the end gets the exception as values.
    fn entered_instance(
        &mut self,
        site: usize,
        class: ClassId,
        manager: &Term,
        [enter, exit]: [&str; 2],
        is_async: bool,
    ) -> Term {
        let outcome = [Term::Value, Term::Value, Term::Value];
        let left = self.special(site, manager, exit, &outcome);
        let entered = self.special(site, manager, enter, &[]);
        match (left, entered) {
            (Some(_), Some(Term::Coroutine(cell))) if is_async => self.cells.read(cell),
            (Some(_), Some(result)) if !is_async => result,
            _ => {
                self.open(class, &format!("it has no '{enter}' or '{exit}' to call"));
                self.dynamic(site, std::slice::from_ref(manager))
            }
        }
    }

    // --- match ---

    /// The subject is compared and taken apart by its type where all patterns can be, else by the data model.
    pub(super) fn matches(&mut self, subject: &'a Expr, cases: &'a [Case]) {
        self.cells.place = subject.id;
        let seen = self.operand(subject);
        if seen.is_never() {
            return;
        }
        let site = secondary(subject.id);
        let is_static = !self.sites[site].dynamic
            && cases.iter().all(|case| self.matched(&case.pattern, &seen));
        if is_static {
            self.decide(site, Decision::Builtin);
            return;
        }
        self.dynamic(site, std::slice::from_ref(&seen));
        let seen = match seen {
            Term::Class(..) | Term::None | Term::Optional(_) => seen,
            _ => Term::Value,
        };
        for case in cases {
            self.capture(&case.pattern, &seen);
        }
    }

    /// Whether the pattern needs no more than the subject's type; its captures have that type.
    fn matched(&mut self, pattern: &'a Pattern, seen: &Term) -> bool {
        match (pattern, seen) {
            (Pattern::Capture(var) | Pattern::Star(var), _) => {
                var.iter().for_each(|v| self.bind_variable(*v, seen));
                true
            }
            (Pattern::As(p, var), _) => {
                let narrow = self.narrowed_by(p, seen);
                self.bind_variable(*var, &narrow);
                self.matched(p, seen)
            }
            (Pattern::Or(all), _) => all.iter().all(|p| self.matched(p, seen)),
            (Pattern::Value(e), Term::Class(..) | Term::Instance(_)) => {
                self.is_compared(CompareOp::Eq, seen, e)
            }
            (Pattern::Singleton(e), _) => self.is_compared(CompareOp::Is, seen, e),
            (Pattern::Sequence(all), Term::Tuple(items)) => {
                let is_whole =
                    all.len() == items.len() && !all.iter().any(|p| matches!(p, Pattern::Star(_)));
                let mut pairs = all.iter().zip(items.iter());
                is_whole && pairs.all(|(p, item)| self.matched(p, item))
            }
            (Pattern::Class(class, positional, named), _) => {
                self.class_matched(class, positional, named, seen)
            }
            _ => false,
        }
    }

    /// Whether the subject and what the pattern says are compared by their types.
    fn is_compared(&mut self, op: CompareOp, seen: &Term, e: &'a Expr) -> bool {
        let value = self.operand(e);
        let can_be = match (seen, &value) {
            _ if value.is_never() => return true,
            (Term::Value, _) | (_, Term::Value) => false,
            (Term::Instance(a), Term::Instance(b)) => a == b,
            (Term::Instance(_), Term::None) => true,
            (Term::Instance(_), _) => self.data_of(seen).is_some(),
            _ => true,
        };
        if can_be {
            self.compared(op, [seen.clone(), value], None, e);
        }
        can_be && !self.sites[secondary(e.id)].dynamic
    }

    /// `case Class(…)` with a plain class, on an instance of its family.
    fn class_matched(
        &mut self,
        e: &'a Expr,
        positional: &'a [Pattern],
        named: &'a [(String, Pattern)],
        seen: &Term,
    ) -> bool {
        let held = match seen {
            Term::Optional(inner) => inner,
            seen => seen,
        };
        let (Some(class), Term::Instance(of)) = (self.plain_named(e), held) else {
            return false;
        };
        let is_related = self.plain.is_subclass(class, *of) || self.plain.is_subclass(*of, class);
        let names = self.match_args(class);
        if !is_related || self.enumeration(class).is_some() || names.len() < positional.len() {
            return false;
        }
        self.decide(primary(e.id), Decision::Construct(class, Vec::new()));
        let named = named.iter().map(|(name, p)| (name.clone(), p));
        let mut parts = names.into_iter().zip(positional).chain(named);
        parts.all(|(name, p)| match self.field_cell(class, &name) {
            Some(cell) => {
                let held = self.cells.read(cell);
                held.is_never() || self.matched(p, &held)
            }
            None => false,
        })
    }

    /// What a subject is known to be where the pattern has matched.
    fn narrowed_by(&self, pattern: &Pattern, seen: &Term) -> Term {
        match (pattern, seen) {
            (Pattern::Class(e, ..), Term::Instance(_) | Term::Optional(_)) => self
                .plain_named(e)
                .map_or_else(|| seen.clone(), Term::Instance),
            _ => seen.clone(),
        }
    }

    fn capture(&mut self, pattern: &'a Pattern, seen: &Term) {
        match pattern {
            Pattern::Value(_) | Pattern::Singleton(_) => {}
            Pattern::Capture(var) | Pattern::Star(var) => {
                var.iter().for_each(|v| self.bind_variable(*v, seen))
            }
            Pattern::As(p, var) => {
                self.bind_variable(*var, seen);
                self.capture(p, seen);
            }
            Pattern::Or(all) => all.iter().for_each(|p| self.capture(p, seen)),
            Pattern::Sequence(all) => all.iter().for_each(|p| self.capture(p, &Term::Value)),
            Pattern::Mapping(items, rest) => {
                rest.iter()
                    .for_each(|v| self.bind_variable(*v, &Term::Value));
                items
                    .iter()
                    .for_each(|(_, p)| self.capture(p, &Term::Value));
            }
            Pattern::Class(class, positional, named) => {
                if let Some(class) = self.plain_named(class) {
                    self.open(class, "a pattern with it needs the data model");
                }
                positional
                    .iter()
                    .for_each(|p| self.capture(p, &Term::Value));
                named
                    .iter()
                    .for_each(|(_, p)| self.capture(p, &Term::Value));
            }
        }
    }

    fn bind_variable(&mut self, var: VarId, term: &Term) {
        let cell = self.var_cell(var);
        self.cells.flow(term, cell);
    }

    /// The members that iteration looks for.
    pub(super) fn iterator_methods(is_async: bool) -> (&'static str, [Member; 1]) {
        (
            if is_async { "__aiter__" } else { "__iter__" },
            [Member::Method],
        )
    }
}
