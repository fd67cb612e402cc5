//! What is known about a variable at a place in the program: that it is not `None`, that it is of a class, or which
//! assignments its value can come from.
//!
//! *Invariant:* a fact may be forgotten at any time; it may never be kept past an assignment that it does not know.

use super::term::{Cell, Cells, Term};
use crate::hir::{VarId, *};
use crate::typed::LibClass;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// What remains of the variable's own type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// Nothing: the value comes from one of the assignments.
    Nothing,
    /// Everything but `None`.
    NotNone,
    /// The instances of a library class.
    Is(LibClass),
    /// The instances of a plain class.
    Of(ClassId),
}

/// The value is in `base`, or of the type of one of the cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) base: Base,
    pub(super) cells: Vec<Cell>,
}

impl Fact {
    pub(super) fn base(base: Base) -> Fact {
        Fact {
            base,
            cells: Vec::new(),
        }
    }

    fn merge(&self, other: &Fact) -> Fact {
        let base = match (self.base, other.base) {
            (Base::Nothing, b) | (b, Base::Nothing) => b,
            (a, b) if a == b => a,
            _ => Base::NotNone,
        };
        let mut cells = self.cells.clone();
        for cell in &other.cells {
            if !cells.contains(cell) {
                cells.push(*cell);
            }
        }
        Fact { base, cells }
    }
}

/// The facts at one place: a shared map and what has changed since. A long module with many `if`s copies only the
/// changes.
#[derive(Clone, Default)]
pub(super) struct Facts {
    shared: Rc<HashMap<VarId, Fact>>,
    changes: HashMap<VarId, Option<Fact>>,
    /// What is known of `variable.field`; forgotten whenever code runs that is not seen.
    fields: HashMap<(VarId, String), Fact>,
}

/// How many changes are carried along before they are folded in.
const MAX_CHANGES: usize = 48;

impl Facts {
    pub(super) fn get(&self, var: VarId) -> Option<&Fact> {
        match self.changes.get(&var) {
            Some(change) => change.as_ref(),
            None => self.shared.get(&var),
        }
    }

    pub(super) fn insert(&mut self, var: VarId, fact: Fact) {
        self.change(var, Some(fact));
    }

    pub(super) fn field(&self, var: VarId, name: &str) -> Option<&Fact> {
        if self.fields.is_empty() {
            return None;
        }
        self.fields.get(&(var, name.to_owned()))
    }

    pub(super) fn insert_field(&mut self, var: VarId, name: &str, fact: Fact) {
        self.fields.insert((var, name.to_owned()), fact);
    }

    pub(super) fn forget_fields(&mut self) {
        self.fields.clear();
    }

    pub(super) fn remove(&mut self, var: VarId) {
        if !self.fields.is_empty() {
            self.fields.retain(|(of, _), _| *of != var);
        }
        if self.get(var).is_some() {
            self.change(var, None);
        }
    }

    fn change(&mut self, var: VarId, fact: Option<Fact>) {
        self.changes.insert(var, fact);
        if self.changes.len() <= MAX_CHANGES {
            return;
        }
        let mut all = (*self.shared).clone();
        for (var, change) in self.changes.drain() {
            match change {
                Some(fact) => drop(all.insert(var, fact)),
                None => drop(all.remove(&var)),
            }
        }
        self.shared = Rc::new(all);
    }

    fn met(&self, other: &Facts) -> Facts {
        let mut met = self.clone();
        let of_other = other.changes.keys();
        let mut touched: BTreeSet<VarId> = self.changes.keys().chain(of_other).copied().collect();
        if !Rc::ptr_eq(&self.shared, &other.shared) {
            touched.extend(self.shared.keys());
        }
        for var in touched {
            match (self.get(var), other.get(var)) {
                (Some(a), Some(b)) if a == b => met.insert(var, a.clone()),
                (Some(a), Some(b)) => met.insert(var, a.merge(b)),
                _ => met.remove(var),
            }
        }
        let both = |(key, a): (&(VarId, String), &Fact)| {
            Some((key.clone(), a.merge(other.fields.get(key)?)))
        };
        met.fields = self.fields.iter().filter_map(both).collect();
        met
    }
}

/// What holds where two paths meet; `None` is a path that does not get there.
pub(super) fn meet(a: Option<Facts>, b: Option<Facts>) -> Option<Facts> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.met(&b)),
        (a, b) => a.or(b),
    }
}

/// The type of a use of a variable whose slot has type `slot`.
pub(super) fn narrowed(
    cells: &mut Cells,
    scalar: impl Fn(LibClass) -> bool,
    slot: Term,
    fact: &Fact,
) -> Term {
    if let (Base::Is(class), true) = (fact.base, fact.cells.is_empty())
        && let Some(found) = narrowed_instance(cells, &slot, class)
    {
        return found;
    }
    let assigned: Vec<Term> = fact.cells.iter().map(|c| cells.read(*c)).collect();
    let waits = assigned.iter().all(Term::is_never);
    let may_be_none = assigned.iter().any(|t| !t.is_never() && t.may_be_none());
    if let (Base::Is(class), true) = (fact.base, assigned.is_empty()) {
        return match slot.without_none() {
            Term::Class(c, args) if c == class => Term::Class(c, args),
            Term::Value => instance(cells, class),
            // The test never holds.
            _ => Term::Never,
        };
    }
    if let (Base::Of(class), true) = (fact.base, assigned.is_empty()) {
        return match slot.without_none() {
            Term::Instance(c) if cells.plains.is_subclass(c, class) => Term::Instance(c),
            Term::Instance(c) if cells.plains.is_subclass(class, c) => Term::Instance(class),
            Term::Value => Term::Value,
            // The test never holds.
            _ => Term::Never,
        };
    }
    match (&slot, fact.base) {
        (Term::Optional(_) | Term::None, Base::Nothing) if waits => Term::Never,
        (Term::Optional(_) | Term::None, _) if !may_be_none => slot.without_none(),
        (Term::Value, Base::Is(class)) if is_all(&assigned, class) => instance(cells, class),
        (Term::Value, Base::Nothing) => match assigned.iter().find(|t| !t.is_never()) {
            Some(Term::Class(class, _)) if scalar(*class) && is_all(&assigned, *class) => {
                instance(cells, *class)
            }
            _ => slot,
        },
        _ => slot,
    }
}

/// An exception of which a test says that it is of this class too: it can be of a class that derives from both. A number of which
/// a test says what it is keeps its representation.
fn narrowed_instance(cells: &Cells, slot: &Term, tested: LibClass) -> Option<Term> {
    match slot {
        Term::Optional(inner) => narrowed_instance(cells, inner, tested),
        Term::Class(known, _) => {
            if cells.is_number(*known) {
                return Some(slot.clone());
            }
            let common = cells.common_exception(*known, tested)?;
            let nearer = if common == *known { tested } else { *known };
            Some(Term::Class(nearer, Rc::new([])))
        }
        _ => None,
    }
}

fn is_all(assigned: &[Term], class: LibClass) -> bool {
    assigned
        .iter()
        .all(|t| matches!(t, Term::Never) || matches!(t, Term::Class(c, _) if *c == class))
}

/// An instance found in a `Value`: its arguments are `Value` too.
fn instance(cells: &mut Cells, class: LibClass) -> Term {
    let count = cells.parameters(class);
    let args: Vec<Cell> = (0..count).map(|_| cells.value()).collect();
    Term::Class(class, args.into())
}

// --- the variables that a piece of the program binds ---

/// The variables bound by these statements.
pub(super) fn bound_in(body: &[Stmt]) -> BTreeSet<VarId> {
    let mut bound = BTreeSet::new();
    statements(body, &mut bound);
    bound
}

fn statements(body: &[Stmt], out: &mut BTreeSet<VarId>) {
    for stmt in body {
        statement(&stmt.kind, out);
    }
}

fn statement(kind: &StmtKind, out: &mut BTreeSet<VarId>) {
    match kind {
        StmtKind::Expr(e) => expr(e, out),
        StmtKind::Assign(targets, value) => {
            expr(value, out);
            targets.iter().for_each(|t| target(t, out));
        }
        StmtKind::Annotation(..) => {}
        StmtKind::TypeAlias(v, _, _) => drop(out.insert(*v)),
        StmtKind::AugAssign(t, _, value, _) => {
            expr(value, out);
            target(t, out);
        }
        StmtKind::Delete(targets) => targets.iter().for_each(|t| target(t, out)),
        StmtKind::Return(e) => e.iter().for_each(|e| expr(e, out)),
        StmtKind::Raise(a, b) => a.iter().chain(b).for_each(|e| expr(e, out)),
        StmtKind::Assert(test, message) => {
            expr(test, out);
            message.iter().for_each(|e| expr(e, out));
        }
        StmtKind::If(arms, orelse) => {
            for (test, body) in arms {
                expr(test, out);
                statements(body, out);
            }
            statements(orelse, out);
        }
        StmtKind::While(test, body, orelse) => {
            expr(test, out);
            statements(body, out);
            statements(orelse, out);
        }
        StmtKind::For {
            target: t,
            iter,
            body,
            orelse,
            ..
        } => {
            expr(iter, out);
            target(t, out);
            statements(body, out);
            statements(orelse, out);
        }
        StmtKind::Try(t) => {
            statements(&t.body, out);
            for handler in &t.handlers {
                handler.ty.iter().for_each(|e| expr(e, out));
                out.extend(handler.var);
                statements(&handler.body, out);
            }
            statements(&t.orelse, out);
            statements(&t.finally, out);
        }
        StmtKind::With {
            context,
            target: t,
            body,
            ..
        } => {
            expr(context, out);
            t.iter().for_each(|t| target(t, out));
            statements(body, out);
        }
        StmtKind::Match(subject, cases) => {
            expr(subject, out);
            for case in cases {
                pattern(&case.pattern, out);
                case.guard.iter().for_each(|e| expr(e, out));
                statements(&case.body, out);
            }
        }
        StmtKind::Def(v, _)
        | StmtKind::Class(v, _)
        | StmtKind::ImportName(v, _)
        | StmtKind::ImportVar(v, _) => {
            out.insert(*v);
        }
        StmtKind::ImportModule(_) | StmtKind::Break | StmtKind::Continue => {}
    }
}

fn target(t: &Target, out: &mut BTreeSet<VarId>) {
    match t {
        Target::Var(v, _) => drop(out.insert(*v)),
        Target::Attribute(value, ..) => expr(value, out),
        Target::Subscript(value, index, _) => {
            expr(value, out);
            expr(index, out);
        }
        Target::Unpack(targets, _) => targets.iter().for_each(|t| target(t, out)),
        Target::Starred(t, _) => target(t, out),
    }
}

/// The variables that a pattern captures.
pub(super) fn pattern(p: &Pattern, out: &mut BTreeSet<VarId>) {
    match p {
        Pattern::Value(e) | Pattern::Singleton(e) => expr(e, out),
        Pattern::Capture(v) | Pattern::Star(v) => out.extend(*v),
        Pattern::As(p, v) => {
            out.insert(*v);
            pattern(p, out);
        }
        Pattern::Or(all) | Pattern::Sequence(all) => all.iter().for_each(|p| pattern(p, out)),
        Pattern::Mapping(items, rest) => {
            out.extend(*rest);
            items.iter().for_each(|(_, p)| pattern(p, out));
        }
        Pattern::Class(_, positional, named) => {
            positional.iter().for_each(|p| pattern(p, out));
            named.iter().for_each(|(_, p)| pattern(p, out));
        }
    }
}

/// Assignment expressions anywhere in the expression, and comprehension targets.
fn expr(e: &Expr, out: &mut BTreeSet<VarId>) {
    match &e.kind {
        ExprKind::Walrus(v, _) => drop(out.insert(*v)),
        ExprKind::Comprehension(c) => out.extend(&c.variables),
        _ => {}
    }
    children(e, &mut |child| expr(child, out));
}

/// Calls `visit` for each direct part of an expression, in the order of evaluation (nearly: a comprehension's clauses
/// come before its element). Bodies of lambdas are no parts.
pub(super) fn children<'a>(e: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &e.kind {
        ExprKind::FString(parts) => fstring(parts, visit),
        ExprKind::Attribute(a, _)
        | ExprKind::Unary(_, a)
        | ExprKind::Not(a)
        | ExprKind::Await(a)
        | ExprKind::YieldFrom(a)
        | ExprKind::Walrus(_, a)
        | ExprKind::Starred(a) => visit(a),
        ExprKind::Subscript(a, b) | ExprKind::Binary(_, a, b) => {
            visit(a);
            visit(b);
        }
        ExprKind::Slice(a, b, c) => [a, b, c].into_iter().flatten().for_each(|e| visit(e)),
        ExprKind::Call(f, args) => {
            visit(f);
            args.iter().for_each(|a| visit(arg_value(a)));
        }
        ExprKind::Compare(first, rest) => {
            visit(first);
            rest.iter().for_each(|(_, e)| visit(e));
        }
        ExprKind::And(all)
        | ExprKind::Or(all)
        | ExprKind::Tuple(all)
        | ExprKind::List(all)
        | ExprKind::Set(all) => {
            all.iter().for_each(visit);
        }
        ExprKind::If(a, b, c) => [a, b, c].into_iter().for_each(|e| visit(e)),
        ExprKind::Dict(items) => items
            .iter()
            .for_each(|(k, v)| k.iter().chain([v]).for_each(&mut *visit)),
        ExprKind::Yield(e) => e.iter().for_each(|e| visit(e)),
        ExprKind::Comprehension(c) => {
            for clause in &c.clauses {
                visit(&clause.iter);
                clause.conditions.iter().for_each(&mut *visit);
            }
            match &c.kind {
                ComprehensionKind::List(e)
                | ComprehensionKind::Set(e)
                | ComprehensionKind::Generator(e) => visit(e),
                ComprehensionKind::Dict(k, v) => [k, v].into_iter().for_each(visit),
            }
        }
        _ => {}
    }
}

fn fstring<'a>(parts: &'a [FPart], visit: &mut dyn FnMut(&'a Expr)) {
    for part in parts {
        if let FPart::Value { value, spec, .. } = part {
            visit(value);
            fstring(spec, visit);
        }
    }
}

/// The expression of an argument.
pub(super) fn arg_value(arg: &Arg) -> &Expr {
    match arg {
        Arg::Positional(e) | Arg::Star(e) | Arg::Keyword(_, e) | Arg::DoubleStar(e) => e,
    }
}
