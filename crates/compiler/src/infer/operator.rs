//! Operators, subscripts, comparisons and iteration: which method of a library class each means.
//!
//! *Invariant:* at an operator nothing but `bool` to `int` and numbers to `float` is converted; everything else that
//! does not fit is left to Python's data model.

use super::expr::{primary, scalar, secondary};
use super::matching::Actual;
use super::term::{Cell, Term};
use super::{Decision, Infer};
use crate::hir::*;
use portalis_signature::{Member, Type};

impl<'a> Infer<'a, '_> {
    // --- arithmetic ---

    pub(super) fn unary(&mut self, e: &'a Expr, op: UnaryOp, operand: &'a Expr) -> Term {
        let term = self.operand(operand);
        let site = primary(e.id);
        if let Some(never) = self.waits(site, std::slice::from_ref(&term)) {
            return never;
        }
        let name = match op {
            UnaryOp::Neg => "__neg__",
            UnaryOp::Pos => "__pos__",
            UnaryOp::Invert => "__invert__",
        };
        let term = self.data_of(&term).unwrap_or(term);
        if let Some(result) = self.special(site, &term, name, &[]) {
            return result;
        }
        match self.try_method(site, &term, name, &[], false) {
            Some(result) => result,
            None => self.dynamic(site, &[term]),
        }
    }

    pub(super) fn binary(&mut self, e: &'a Expr, op: BinaryOp, a: &'a Expr, b: &'a Expr) -> Term {
        let operands = [self.operand(a), self.operand(b)];
        let site = primary(e.id);
        if let Some(never) = self.waits(site, &operands) {
            return never;
        }
        if op == BinaryOp::Pow && is_negated(a) && !matches!(b.kind, ExprKind::Int(_)) {
            return self.dynamic(site, &operands);
        }
        match self.operator(site, op, &operands, [Some(a), Some(b)]) {
            Some(result) => result,
            None => self.dynamic(site, &operands),
        }
    }

    fn operator(
        &mut self,
        site: usize,
        op: BinaryOp,
        [a, b]: &[Term; 2],
        [left, right]: [Option<&'a Expr>; 2],
    ) -> Option<Term> {
        let name = operator_name(op);
        if let Some([a, b]) = self.with_data(a, b) {
            return self.operator(site, op, &[a, b], [left, right]);
        }
        if matches!(a, Term::Instance(_)) || matches!(b, Term::Instance(_)) {
            let direct = self.special(site, a, &format!("__{name}__"), std::slice::from_ref(b));
            return direct.or_else(|| {
                self.special(site, b, &format!("__r{name}__"), std::slice::from_ref(a))
            });
        }
        let direct = self.try_method(
            site,
            a,
            &format!("__{name}__"),
            &[Actual::term(b, right)],
            false,
        );
        direct.or_else(|| {
            self.try_method(
                site,
                b,
                &format!("__r{name}__"),
                &[Actual::term(a, left)],
                false,
            )
        })
    }

    /// The operands with the numbers and texts that members of enumerations are, if that makes a difference.
    fn with_data(&mut self, a: &Term, b: &Term) -> Option<[Term; 2]> {
        match (self.data_of(a), self.data_of(b)) {
            (None, None) => None,
            (x, y) => Some([
                x.unwrap_or_else(|| a.clone()),
                y.unwrap_or_else(|| b.clone()),
            ]),
        }
    }

    /// `old op= value`: the in-place method, else the operator.
    pub(super) fn in_place(
        &mut self,
        site: usize,
        op: BinaryOp,
        old: &Term,
        value: &'a Expr,
    ) -> Term {
        let operands = [old.clone(), self.operand(value)];
        if let Some(never) = self.waits(site, &operands) {
            return never;
        }
        let name = format!("__i{}__", operator_name(op));
        let [_, new] = &operands;
        if let Some(result) = self.special(site, old, &name, std::slice::from_ref(new)) {
            return result;
        }
        if self
            .try_method(site, old, &name, &[Actual::term(new, Some(value))], false)
            .is_some()
        {
            return old.clone();
        }
        if let Term::Class(class, _) = old
            && self.library.has_member(*class, &name)
        {
            return self.dynamic(site, &operands);
        }
        match self.operator(site, op, &operands, [None, Some(value)]) {
            Some(result) => result,
            None => self.dynamic(site, &operands),
        }
    }

    // --- comparisons ---

    pub(super) fn compare(
        &mut self,
        e: &'a Expr,
        first: &'a Expr,
        rest: &'a [(CompareOp, Expr)],
    ) -> Term {
        let mut left = first;
        let mut result = Term::Never;
        for (op, right) in rest {
            let one = self.comparison(*op, left, right);
            result = self.cells.join(&result, &one);
            left = right;
        }
        if let [(_, only)] = rest
            && let Some(decision) = self.sites[secondary(only.id)].decision.clone()
        {
            self.decide(primary(e.id), decision);
        } else {
            self.decide(primary(e.id), Decision::Builtin);
        }
        result
    }

    fn comparison(&mut self, op: CompareOp, left: &'a Expr, right: &'a Expr) -> Term {
        let operands = [self.operand(left), self.operand(right)];
        self.compared(op, operands, Some(left), right)
    }

    /// The comparison of two values, the right one of which is what the expression gives.
    pub(super) fn compared(
        &mut self,
        op: CompareOp,
        operands: [Term; 2],
        left: Option<&'a Expr>,
        right: &'a Expr,
    ) -> Term {
        let site = secondary(right.id);
        if let Some(never) = self.waits(site, &operands) {
            return never;
        }
        let data = match op {
            CompareOp::Is | CompareOp::IsNot => None,
            CompareOp::Eq | CompareOp::NotEq if self.cells.same(&operands[0], &operands[1]) => None,
            CompareOp::In | CompareOp::NotIn if self.is_named_tuple(&operands[1]) => self
                .data_of(&operands[1])
                .map(|data| [operands[0].clone(), data]),
            CompareOp::In | CompareOp::NotIn => None,
            _ if self.cells.same(&operands[0], &operands[1])
                && self.is_named_tuple(&operands[0]) =>
            {
                None
            }
            _ => self.with_data(&operands[0], &operands[1]),
        };
        let [a, b] = data.as_ref().unwrap_or(&operands);
        let truth = scalar(self.library.known.bool);
        if self.is_comparison_built_in(op, a, b) {
            self.decide(site, Decision::Builtin);
            return truth;
        }
        let found = match op {
            CompareOp::Is | CompareOp::IsNot => None,
            CompareOp::In | CompareOp::NotIn if matches!(b, Term::Instance(_)) => {
                self.special(site, b, "__contains__", std::slice::from_ref(a))
            }
            _ if matches!(a, Term::Instance(_)) || matches!(b, Term::Instance(_)) => {
                let (name, reflected) = comparison_names(op);
                let direct = self.special(site, a, name, std::slice::from_ref(b));
                let direct = match op {
                    CompareOp::NotEq if direct.is_none() => {
                        self.special(site, a, "__eq__", std::slice::from_ref(b))
                    }
                    _ => direct,
                };
                direct.or_else(|| self.special(site, b, reflected, std::slice::from_ref(a)))
            }
            CompareOp::In | CompareOp::NotIn => {
                let found =
                    self.try_method(site, b, "__contains__", &[Actual::exact(a, left)], false);
                found.map(|_| truth.clone())
            }
            _ => {
                let (name, reflected) = comparison_names(op);
                let direct =
                    self.try_method(site, a, name, &[Actual::exact(b, Some(right))], false);
                direct.or_else(|| {
                    self.try_method(site, b, reflected, &[Actual::exact(a, left)], false)
                })
            }
        };
        match (found, op) {
            (Some(result), _) => result,
            (None, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn) => {
                self.dynamic(site, &operands);
                truth
            }
            (None, _) => self.dynamic(site, &operands),
        }
    }

    fn is_comparison_built_in(&mut self, op: CompareOp, a: &Term, b: &Term) -> bool {
        match op {
            CompareOp::Is | CompareOp::IsNot => {
                let none = matches!(a, Term::None) || matches!(b, Term::None);
                let related = match (a, b) {
                    (Term::Instance(c), Term::Instance(d)) => {
                        self.plain.is_subclass(*c, *d) || self.plain.is_subclass(*d, *c)
                    }
                    _ => false,
                };
                none || related || (self.is_scalar(a) && self.cells.same(a, b))
            }
            CompareOp::In | CompareOp::NotIn => match b {
                Term::Tuple(items) => {
                    self.is_scalar(a) && items.iter().all(|item| self.cells.same(item, a))
                }
                _ => false,
            },
            _ => match (a, b) {
                (Term::Instance(c), Term::Instance(d)) => self.is_compared_by_runtime(op, *c, *d),
                (Term::Class(..), Term::Class(..)) => self.is_scalar(a) && self.cells.same(a, b),
                (Term::Tuple(items), Term::Tuple(_)) => {
                    items.iter().all(|t| self.is_scalar(t)) && self.cells.same(a, b)
                }
                _ => false,
            },
        }
    }

    /// Whether the runtime's traits compare two instances: by identity, by `__eq__` and `__lt__`, or by what a dataclass
    /// makes.
    fn is_compared_by_runtime(&self, op: CompareOp, a: ClassId, b: ClassId) -> bool {
        if a != b {
            return false;
        }
        let made = self.plain.get(a).and_then(|p| p.dataclass.as_ref());
        let is_ordered = made.is_some_and(|d| d.order);
        let is_own = |name| !self.lacks(a, name);
        match op {
            CompareOp::Eq => true,
            CompareOp::NotEq => !is_own("__ne__"),
            CompareOp::Lt => is_ordered || is_own("__lt__"),
            CompareOp::Gt => is_ordered || is_own("__lt__") && !is_own("__gt__"),
            CompareOp::LtE | CompareOp::GtE => is_ordered,
            _ => false,
        }
    }

    fn is_scalar(&self, term: &Term) -> bool {
        matches!(term, Term::Class(class, _) if self.library.is_scalar(*class))
    }

    // --- subscripts ---

    pub(super) fn subscript(&mut self, at: ExprId, value: &'a Expr, index: &'a Expr) -> Term {
        if let Some(class) = self.enumeration_named(value) {
            return self.member_by_name(at, class, index);
        }
        let operands = [self.operand(value), self.operand(index)];
        let site = primary(at);
        if let Some(never) = self.waits(site, &operands) {
            return never;
        }
        if self.sites[site].dynamic {
            return self.dynamic(site, &operands);
        }
        let held = match self.is_named_tuple(&operands[0]) {
            true => self.data_of(&operands[0]),
            false => None,
        };
        if let Term::Tuple(items) = held.as_ref().unwrap_or(&operands[0])
            && let Some(item) = constant_index(index, items.len()).and_then(|i| items.get(i))
        {
            let item = item.clone();
            self.decide(site, Decision::Builtin);
            return item;
        }
        if let Some(result) = self.special(site, &operands[0], "__getitem__", &operands[1..]) {
            return result;
        }
        let args = [Actual::term(&operands[1], Some(index))];
        match self.try_method(site, &operands[0], "__getitem__", &args, false) {
            Some(result) => result,
            None => self.dynamic(site, &operands),
        }
    }

    // --- iteration and awaiting ---

    /// The type of what iterating over a value of this type gives; `None` where only the data model knows.
    pub(super) fn items_of(
        &mut self,
        site: usize,
        term: &Term,
        is_async: bool,
        decide: bool,
    ) -> Option<Term> {
        match term {
            Term::Tuple(items) if !is_async => {
                let mut joined = Term::Never;
                for item in items.iter() {
                    joined = self.cells.join(&joined, item);
                }
                if decide {
                    self.decide(site, Decision::Builtin);
                }
                Some(joined)
            }
            Term::Class(class, _) => {
                let (name, kinds) = Infer::iterator_methods(is_async);
                let overloads = self.library.member(*class, name, &kinds);
                let [overload] = overloads.as_slice() else {
                    return None;
                };
                let Type::Class(_, args) = &overload.function.signature.returns else {
                    return None;
                };
                let item = args.first()?;
                if decide {
                    self.try_overloads(site, &overloads, Some(term), &[], false)?;
                }
                let env = self.class_env(overload, Some(term));
                self.type_in(site, overload, &env, item)
            }
            Term::Instance(_) if !is_async && self.is_named_tuple(term) => {
                let data = self.data_of(term)?;
                self.items_of(site, &data, is_async, decide)
            }
            Term::Instance(_) => self.instance_items(site, term, is_async, decide),
            _ => None,
        }
    }

    /// What `__iter__` or `__aiter__` of an instance gives, where that is a generator or a library's iterator.
    fn instance_items(
        &mut self,
        site: usize,
        term: &Term,
        is_async: bool,
        decide: bool,
    ) -> Option<Term> {
        if !decide {
            return None;
        }
        let (name, _) = Infer::iterator_methods(is_async);
        let iterator = self.special(site, term, name, &[])?;
        match &iterator {
            Term::Never => Some(Term::Never),
            Term::Class(..) => {
                let item = self.items_of(site, &iterator, is_async, false);
                if item.is_none()
                    && let Term::Instance(class) = term
                {
                    self.open(*class, "its iterator is not typed");
                }
                item
            }
            _ => {
                if let Term::Instance(class) = term {
                    self.open(*class, "its iterator is not typed");
                }
                None
            }
        }
    }

    /// The cell of what awaiting a value of this type gives.
    pub(super) fn await_cell(&mut self, site: usize, term: &Term) -> Option<Cell> {
        match term {
            Term::Coroutine(cell) => Some(*cell),
            Term::Class(class, own) => {
                let overloads = self.library.member(*class, "__await__", &[Member::Method]);
                let [overload] = overloads.as_slice() else {
                    return None;
                };
                let signature = &overload.function.signature;
                let result = match &signature.returns {
                    Type::Class(name, args) if !signature.is_async && is_protocol(name) => {
                        args.last()?
                    }
                    other => other,
                };
                let env = self.class_env(overload, Some(term));
                match result {
                    // A future says no more than that it can be awaited: it is for its only parameter.
                    Type::Any if own.len() == 1 => own.first().copied(),
                    Type::Var(name) => env.iter().find(|(n, _)| n == name).map(|(_, cell)| *cell),
                    other => {
                        let cell = self.own_cell(site, Some(overload.target), "awaited");
                        let result = self.type_in(site, overload, &env, other)?;
                        self.cells.flow(&result, cell);
                        Some(cell)
                    }
                }
            }
            _ => None,
        }
    }
}

fn is_protocol(name: &str) -> bool {
    matches!(name, "Generator" | "Iterator" | "Awaitable" | "Coroutine")
}

/// The method's name without its underscores.
fn operator_name(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "add",
        BinaryOp::Sub => "sub",
        BinaryOp::Mul => "mul",
        BinaryOp::MatMul => "matmul",
        BinaryOp::Div => "truediv",
        BinaryOp::FloorDiv => "floordiv",
        BinaryOp::Mod => "mod",
        BinaryOp::Pow => "pow",
        BinaryOp::LShift => "lshift",
        BinaryOp::RShift => "rshift",
        BinaryOp::BitOr => "or",
        BinaryOp::BitXor => "xor",
        BinaryOp::BitAnd => "and",
    }
}

fn comparison_names(op: CompareOp) -> (&'static str, &'static str) {
    match op {
        CompareOp::NotEq => ("__ne__", "__ne__"),
        CompareOp::Lt => ("__lt__", "__gt__"),
        CompareOp::LtE => ("__le__", "__ge__"),
        CompareOp::Gt => ("__gt__", "__lt__"),
        CompareOp::GtE => ("__ge__", "__le__"),
        _ => ("__eq__", "__eq__"),
    }
}

/// The place that a literal index names in a tuple of that length.
fn constant_index(index: &Expr, len: usize) -> Option<usize> {
    let number = |e: &Expr| match &e.kind {
        ExprKind::Int(digits) => digits.parse::<usize>().ok(),
        _ => None,
    };
    match &index.kind {
        ExprKind::Unary(UnaryOp::Neg, inner) => len.checked_sub(number(inner).filter(|n| *n > 0)?),
        _ => number(index),
    }
}

/// `(-8) ** (1 / 3)` is a complex number.
fn is_negated(base: &Expr) -> bool {
    matches!(base.kind, ExprKind::Unary(UnaryOp::Neg, _))
}
