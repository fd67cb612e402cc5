//! Type terms and the cells that hold them: joins, unification and what happens when a value becomes dynamic.
//!
//! A cell's term only ever grows (`Never`, concrete, `Optional`, `Value`), so solving ends. The arguments of container
//! types are cells of their own: where two lists meet, their item cells become one cell, because both names are the
//! same list and a copy would be seen. Plain values flow from cell to cell and are joined.
//!
//! *Invariant:* a term that flowed into a `Value` has `Value` for all arguments of its mutable containers.

use super::library::Library;
use super::plain::Plains;
use crate::hir::{ClassId, ExprId, FunctionId};
use crate::typed::{LibClass, Ty};
use std::rc::Rc;

/// A slot of the program or an argument of a container type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Cell(pub(super) u32);

/// A type while it is being inferred.
#[derive(Clone, Debug)]
pub(super) enum Term {
    /// Nothing has arrived yet.
    Never,
    /// The dynamic type.
    Value,
    /// `None`.
    None,
    /// Something concrete, or `None`.
    Optional(Rc<Term>),
    /// A fixed-length tuple.
    Tuple(Rc<[Term]>),
    /// A library class.
    Class(LibClass, Rc<[Cell]>),
    /// An instance of a plain class.
    Instance(ClassId),
    /// An `async def`'s call, with its result.
    Coroutine(Cell),
    /// A function of the program, as an argument of a call. In a slot it is a `Callable`, or a `Value`.
    Function(FunctionId),
    /// A function in a slot.
    Callable(Rc<Held>),
}

/// The cells of a function in a slot; those of functions that meet there are the same.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) params: Box<[Cell]>,
    pub(super) result: Cell,
    /// `Value` where the function is looked at in any other way than by a call.
    pub(super) object: Cell,
}

impl Term {
    pub(super) fn is_never(&self) -> bool {
        matches!(self, Term::Never)
    }
    pub(super) fn is_value(&self) -> bool {
        matches!(self, Term::Value)
    }
    /// Can be `None`, or is not known to be anything else.
    pub(super) fn may_be_none(&self) -> bool {
        matches!(
            self,
            Term::Never | Term::Value | Term::None | Term::Optional(_)
        )
    }
    /// `T | None`; `Value` where that is none.
    pub(super) fn optional(self) -> Term {
        match self {
            Term::Never | Term::None => Term::None,
            Term::Value | Term::Optional(_) => self,
            Term::Function(_) => self,
            other => Term::Optional(Rc::new(other)),
        }
    }
    /// What is left when it is known not to be `None`.
    pub(super) fn without_none(self) -> Term {
        match self {
            Term::Optional(t) => (*t).clone(),
            Term::None => Term::Never,
            other => other,
        }
    }
}

/// How many items a fixed tuple has at most: longer Rust tuples implement none of the traits.
pub(super) const MAX_TUPLE_LENGTH: usize = 12;
/// How deep tuples nest before they become `Value`.
const MAX_TUPLE_DEPTH: usize = 4;
/// How deep containers nest before they become `Value`.
const MAX_DEPTH: usize = 8;

/// No expression in particular.
pub(super) const NOWHERE: ExprId = ExprId(u32::MAX);

/// The reason that leads on to the expression that is stored.
pub(super) const STORED: &str = "a dynamic value is stored";

struct Slot {
    parent: u32,
    term: Term,
    /// Its content can become a `Value` although it is none itself.
    escaped: bool,
    watchers: Vec<u32>,
    /// Where and why it became `Value`.
    reason: Option<(ExprId, String)>,
}

/// What the cells know of a library class.
pub(super) struct ClassInfo {
    pub(super) name: String,
    pub(super) is_immutable: bool,
    pub(super) parameters: usize,
    /// For an exception class: itself and its bases, nearest first.
    pub(super) exceptions: Vec<LibClass>,
    /// For the classes of numbers: the one that holds any of them.
    pub(super) number: Option<LibClass>,
}

/// All cells, and the operations that wait to be looked at again.
pub(super) struct Cells {
    slots: Vec<Slot>,
    queued: Vec<bool>,
    queue: std::collections::VecDeque<u32>,
    /// The operation that runs now.
    pub(super) current: u32,
    /// The expression it belongs to, for reasons.
    pub(super) place: ExprId,
    /// What the last join made a `Value` of, and where.
    clash: Option<(ExprId, String)>,
    /// Functions that became values and where, to be dealt with by the caller.
    pub(super) escaping: Vec<(FunctionId, ExprId)>,
    /// Plain classes whose instances became values, likewise.
    pub(super) escaping_classes: Vec<(ClassId, ExprId)>,
    /// What there is to know of each library class.
    classes: Vec<Vec<ClassInfo>>,
    /// What each function is in a slot, if it can be in one.
    pub(super) held: Vec<Option<Term>>,
    /// Functions that have come into a slot.
    pub(super) stored: Vec<FunctionId>,
    /// Some function in a slot may have become an object.
    pub(super) is_looked_at: bool,
    /// A cell that is `Value`: the argument of every container that was found in one.
    value: Option<Cell>,
    /// The plain classes and what they stand on.
    pub(super) plains: Rc<Plains>,
}

impl Cells {
    pub(super) fn new(library: &Library, plains: Rc<Plains>, count: usize) -> Cells {
        let mut cells = Cells {
            slots: Vec::with_capacity(count * 2),
            queued: Vec::new(),
            queue: std::collections::VecDeque::new(),
            current: 0,
            place: NOWHERE,
            clash: None,
            escaping: Vec::new(),
            escaping_classes: Vec::new(),
            classes: library.infos(),
            held: Vec::new(),
            stored: Vec::new(),
            is_looked_at: false,
            value: None,
            plains,
        };
        for _ in 0..count {
            cells.fresh();
        }
        cells
    }

    pub(super) fn fresh(&mut self) -> Cell {
        let id = self.slots.len() as u32;
        self.slots.push(Slot {
            parent: id,
            term: Term::Never,
            escaped: false,
            watchers: Vec::new(),
            reason: None,
        });
        Cell(id)
    }

    pub(super) fn find(&mut self, cell: Cell) -> Cell {
        let mut root = cell.0;
        while self.slots[root as usize].parent != root {
            root = self.slots[root as usize].parent;
        }
        let mut at = cell.0;
        while self.slots[at as usize].parent != root {
            at = std::mem::replace(&mut self.slots[at as usize].parent, root);
        }
        Cell(root)
    }

    fn slot(&mut self, cell: Cell) -> &mut Slot {
        let root = self.find(cell);
        &mut self.slots[root.0 as usize]
    }

    /// The term, without watching it.
    pub(super) fn peek(&mut self, cell: Cell) -> Term {
        self.slot(cell).term.clone()
    }

    /// The term; the current operation runs again when it changes.
    pub(super) fn read(&mut self, cell: Cell) -> Term {
        let current = self.current;
        let slot = self.slot(cell);
        if slot.watchers.last() != Some(&current) {
            slot.watchers.push(current);
        }
        let term = slot.term.clone();
        self.settled(term)
    }

    /// The term, `Value` for functions that have become objects.
    pub(super) fn settled(&mut self, term: Term) -> Term {
        match &term {
            Term::Callable(held) if self.read(held.object).is_value() => Term::Value,
            Term::Optional(inner) if matches!(**inner, Term::Callable(_)) => {
                self.settled((**inner).clone()).optional()
            }
            _ => term,
        }
    }

    /// What a function is once it is in a slot.
    pub(super) fn in_slot(&mut self, term: &Term) -> Term {
        let Term::Function(function) = term else {
            return term.clone();
        };
        match self.held.get(function.index()).cloned().flatten() {
            Some(held) => {
                self.stored.push(*function);
                self.settled(held)
            }
            None => {
                self.escape(term);
                Term::Value
            }
        }
    }

    pub(super) fn reason(&mut self, cell: Cell) -> Option<(ExprId, String)> {
        self.slot(cell).reason.clone()
    }

    // --- the work list ---

    pub(super) fn enqueue(&mut self, op: u32) {
        let index = op as usize;
        if self.queued.len() <= index {
            self.queued.resize(index + 1, false);
        }
        if !std::mem::replace(&mut self.queued[index], true) {
            self.queue.push_back(op);
        }
    }

    pub(super) fn next(&mut self) -> Option<u32> {
        let op = self.queue.pop_front()?;
        self.queued[op as usize] = false;
        Some(op)
    }

    fn fire(&mut self, cell: Cell) {
        for op in std::mem::take(&mut self.slot(cell).watchers) {
            self.enqueue(op);
        }
    }

    // --- growth ---

    /// A value of this type reaches the cell.
    pub(super) fn flow(&mut self, term: &Term, cell: Cell) {
        if term.is_never() {
            return;
        }
        let old = self.peek(cell);
        // A function is in a slot as soon as it is anywhere else than in the argument list.
        let term = &self.in_slot(term);
        let joined = self.join(&old, term);
        // Joining may have come back to this very cell.
        let now = self.peek(cell);
        let joined = if self.same(&now, &old) {
            joined
        } else {
            self.join(&now, &joined)
        };
        if joined.is_value() && !old.is_value() {
            self.note(cell, &old, term);
        }
        self.set(cell, joined);
    }

    /// An argument of a call is this function; it need not become a `Value`.
    pub(super) fn hold_function(&mut self, function: FunctionId, cell: Cell) {
        if self.peek(cell).is_never() {
            self.set(cell, Term::Function(function));
        }
    }

    fn set(&mut self, cell: Cell, term: Term) {
        let old = self.peek(cell);
        if self.same(&old, &term) {
            return;
        }
        if !term.is_value() && self.is_too_deep(cell, &term) {
            self.note(cell, &old, &term);
            self.escape(&term);
            self.escape(&old);
            return self.become_value(cell);
        }
        let slot = self.slot(cell);
        slot.term = term.clone();
        if slot.escaped {
            self.escape(&term);
        }
        self.fire(cell);
    }

    fn become_value(&mut self, cell: Cell) {
        let slot = self.slot(cell);
        let old = std::mem::replace(&mut slot.term, Term::Value);
        if !old.is_value() {
            self.fire(cell);
            self.escape(&old);
        }
    }

    /// Makes the cell `Value`, for this reason.
    pub(super) fn make_value(&mut self, cell: Cell, reason: &str) {
        if self.peek(cell).is_value() {
            return;
        }
        let place = self.place;
        let slot = self.slot(cell);
        if slot.reason.is_none() {
            slot.reason = Some((place, reason.to_owned()));
        }
        self.become_value(cell);
    }

    fn note(&mut self, cell: Cell, old: &Term, new: &Term) {
        let place = self.place;
        if self.slot(cell).reason.is_some() {
            return;
        }
        let text = match (old, new) {
            (_, Term::Function(_)) => "a function is stored".to_owned(),
            (_, Term::Value) => match self.clash.take() {
                Some((at, text)) if at == place => text,
                _ if cell.0 == place.0 => "the operation is dynamic".to_owned(),
                _ => STORED.to_owned(),
            },
            (Term::Never, _) => "the type contains itself".to_owned(),
            _ => format!("{} meets {}", self.brief(old), self.brief(new)),
        };
        self.slot(cell).reason = Some((place, text));
    }

    /// How many type parameters a class has.
    pub(super) fn parameters(&self, class: LibClass) -> usize {
        self.class_info(class).map_or(0, |info| info.parameters)
    }

    /// The cell that is `Value` from the start.
    pub(super) fn value(&mut self) -> Cell {
        if let Some(cell) = self.value {
            return cell;
        }
        let cell = self.fresh();
        self.make_value(cell, "it was found in a dynamic value");
        self.value = Some(cell);
        cell
    }

    /// A few words for a term.
    fn brief(&self, term: &Term) -> String {
        match term {
            Term::Never => "nothing".to_owned(),
            Term::Value => "a dynamic value".to_owned(),
            Term::None => "None".to_owned(),
            Term::Optional(t) => format!("{} | None", self.brief(t)),
            Term::Tuple(items) => format!("a tuple of {}", items.len()),
            Term::Class(c, _) => self
                .class_info(*c)
                .map_or_else(String::new, |info| info.name.clone()),
            Term::Instance(_) => "an instance".to_owned(),
            Term::Coroutine(_) => "a coroutine".to_owned(),
            Term::Function(_) | Term::Callable(_) => "a function".to_owned(),
        }
    }

    /// The smallest type that both coerce to; unifies the arguments of containers that meet.
    pub(super) fn join(&mut self, a: &Term, b: &Term) -> Term {
        let (a, b) = match (a, b) {
            (Term::Never, t) | (t, Term::Never) => return t.clone(),
            (Term::Function(_), _) | (_, Term::Function(_)) => (&self.in_slot(a), &self.in_slot(b)),
            both => both,
        };
        match (a, b) {
            (Term::Value, Term::Value) => Term::Value,
            (Term::None, Term::None) => Term::None,
            (Term::None, t) | (t, Term::None) if !matches!(t, Term::Value | Term::Function(_)) => {
                t.clone().optional()
            }
            (Term::Optional(x), Term::Optional(y)) => self.join(x, y).optional(),
            (Term::Optional(x), t) | (t, Term::Optional(x))
                if !matches!(t, Term::Value | Term::Function(_)) =>
            {
                self.join(x, t).optional()
            }
            (Term::Tuple(x), Term::Tuple(y)) if x.len() == y.len() => {
                let items: Rc<[Term]> = x
                    .iter()
                    .zip(y.iter())
                    .map(|(x, y)| self.join(x, y))
                    .collect();
                Term::Tuple(items)
            }
            (Term::Class(c, x), Term::Class(d, y)) if c == d => {
                for (x, y) in x.iter().zip(y.iter()) {
                    self.unify(*x, *y);
                }
                a.clone()
            }
            (Term::Class(c, _), Term::Class(d, _)) if let Some(number) = self.number(*c, *d) => {
                Term::Class(number, Rc::new([]))
            }
            (Term::Class(c, _), Term::Class(d, _))
                if let Some(base) = self.common_exception(*c, *d) =>
            {
                Term::Class(base, Rc::new([]))
            }
            (Term::Instance(c), Term::Instance(d))
                if let Some(base) = self.plains.common(*c, *d) =>
            {
                Term::Instance(base)
            }
            (Term::Coroutine(x), Term::Coroutine(y)) => {
                self.unify(*x, *y);
                a.clone()
            }
            (Term::Callable(x), Term::Callable(y)) if x.params.len() == y.params.len() => {
                for (x, y) in x.params.iter().zip(&y.params) {
                    self.unify(*x, *y);
                }
                self.unify(x.result, y.result);
                self.unify(x.object, y.object);
                self.is_looked_at = true;
                self.settled(a.clone())
            }
            _ => {
                if !a.is_value() && !b.is_value() {
                    self.clash = Some((
                        self.place,
                        format!("{} meets {}", self.brief(a), self.brief(b)),
                    ));
                }
                self.escape(a);
                self.escape(b);
                Term::Value
            }
        }
    }

    /// The class that holds the numbers of two classes.
    fn number(&self, a: LibClass, b: LibClass) -> Option<LibClass> {
        self.class_info(b)?.number?;
        self.class_info(a)?.number
    }

    /// A slot of any numbers.
    pub(super) fn is_number(&self, class: LibClass) -> bool {
        self.class_info(class)
            .is_some_and(|info| info.number == Some(class))
    }

    /// The nearest class that two exception classes derive from.
    pub(super) fn common_exception(&self, a: LibClass, b: LibClass) -> Option<LibClass> {
        let others = &self.class_info(b)?.exceptions;
        let line = &self.class_info(a)?.exceptions;
        line.iter().find(|class| others.contains(class)).copied()
    }

    /// Both cells are the same slot from now on.
    pub(super) fn unify(&mut self, a: Cell, b: Cell) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        let (keep, drop) = if a.0 < b.0 { (a, b) } else { (b, a) };
        let dropped = &mut self.slots[drop.0 as usize];
        dropped.parent = keep.0;
        let term = std::mem::replace(&mut dropped.term, Term::Never);
        let watchers = std::mem::take(&mut dropped.watchers);
        let escaped = dropped.escaped;
        let reason = dropped.reason.take();
        let kept = &mut self.slots[keep.0 as usize];
        let old = kept.term.clone();
        let differ = !(old.is_never() && term.is_never());
        kept.watchers.extend(watchers);
        kept.reason = kept.reason.take().or(reason);
        let newly_escaped = escaped && !kept.escaped;
        kept.escaped |= escaped;
        if differ {
            // The watchers of the one that was poorer must look again.
            self.fire(keep);
        }
        if newly_escaped {
            self.escape(&old);
        }
        self.flow(&term, keep);
    }

    /// The value becomes a `Value`: so do the items of every mutable container in it.
    pub(super) fn escape(&mut self, term: &Term) {
        match term {
            Term::Never | Term::Value | Term::None => {}
            Term::Optional(t) => self.escape(t),
            Term::Tuple(items) => items.iter().for_each(|t| self.escape(t)),
            Term::Class(class, args) => {
                let immutable = self.is_immutable(*class);
                for arg in args.iter() {
                    if immutable {
                        self.mark_escaped(*arg);
                    } else {
                        self.make_value(*arg, "its container becomes a dynamic value");
                    }
                }
            }
            // Nobody can give it another result.
            Term::Coroutine(result) => self.mark_escaped(*result),
            Term::Instance(class) => self.escaping_classes.push((*class, self.place)),
            Term::Function(function) => self.escaping.push((*function, self.place)),
            Term::Callable(held) => {
                self.make_value(held.object, "the function becomes a dynamic value");
                self.is_looked_at = true;
            }
        }
    }

    /// Whatever reaches the cell must be able to become a `Value`.
    pub(super) fn mark_escaped(&mut self, cell: Cell) {
        let slot = self.slot(cell);
        if !std::mem::replace(&mut slot.escaped, true) {
            let term = slot.term.clone();
            self.escape(&term);
        }
    }

    fn is_immutable(&self, class: LibClass) -> bool {
        self.class_info(class).is_some_and(|info| info.is_immutable)
    }

    fn class_info(&self, class: LibClass) -> Option<&ClassInfo> {
        self.classes
            .get(class.module as usize)?
            .get(class.class as usize)
    }

    /// Whether the term is the one that is there already.
    pub(super) fn same(&mut self, a: &Term, b: &Term) -> bool {
        match (a, b) {
            (Term::Never, Term::Never) | (Term::Value, Term::Value) | (Term::None, Term::None) => {
                true
            }
            (Term::Optional(x), Term::Optional(y)) => self.same(x, y),
            (Term::Tuple(x), Term::Tuple(y)) => {
                x.len() == y.len() && x.iter().zip(y.iter()).all(|(x, y)| self.same(x, y))
            }
            (Term::Class(c, x), Term::Class(d, y)) => {
                c == d
                    && x.len() == y.len()
                    && x.iter()
                        .zip(y.iter())
                        .all(|(x, y)| self.find(*x) == self.find(*y))
            }
            (Term::Instance(c), Term::Instance(d)) => c == d,
            (Term::Coroutine(x), Term::Coroutine(y)) => self.find(*x) == self.find(*y),
            (Term::Function(f), Term::Function(g)) => f == g,
            (Term::Callable(x), Term::Callable(y)) => {
                Rc::ptr_eq(x, y)
                    || (x.params.len() == y.params.len()
                        && self.find(x.object) == self.find(y.object)
                        && self.find(x.result) == self.find(y.result))
            }
            _ => false,
        }
    }

    /// A list in itself has no finite type; neither has a tuple that grows in a loop.
    fn is_too_deep(&mut self, cell: Cell, term: &Term) -> bool {
        if matches!(term, Term::Class(_, args) if args.is_empty()) {
            return false;
        }
        let root = self.find(cell);
        self.reaches(root, term, 0, 0)
    }

    fn reaches(&mut self, root: Cell, term: &Term, depth: usize, tuples: usize) -> bool {
        if depth > MAX_DEPTH || tuples > MAX_TUPLE_DEPTH {
            return true;
        }
        match term {
            Term::Optional(t) => self.reaches(root, t, depth, tuples),
            Term::Tuple(items) => items
                .iter()
                .any(|t| self.reaches(root, t, depth + 1, tuples + 1)),
            Term::Class(_, args) => args.iter().any(|arg| self.cell_reaches(root, *arg, depth)),
            Term::Coroutine(result) => self.cell_reaches(root, *result, depth),
            Term::Callable(held) => {
                let mut parts = held.params.iter().chain([&held.result]);
                parts.any(|cell| self.cell_reaches(root, *cell, depth))
            }
            _ => false,
        }
    }

    fn cell_reaches(&mut self, root: Cell, cell: Cell, depth: usize) -> bool {
        let cell = self.find(cell);
        if cell == root {
            return true;
        }
        let inner = self.peek(cell);
        self.reaches(root, &inner, depth + 1, 0)
    }

    // --- the end ---

    /// The term as the rest of the compiler sees it.
    pub(super) fn finish(&mut self, term: &Term) -> Ty {
        self.finish_at(term, 0)
    }

    fn finish_at(&mut self, term: &Term, depth: usize) -> Ty {
        if depth > 2 * MAX_DEPTH + MAX_TUPLE_DEPTH {
            return Ty::Value;
        }
        match term {
            Term::Never => Ty::Never,
            Term::Value | Term::Function(_) => Ty::Value,
            Term::None => Ty::None,
            Term::Optional(t) => match self.finish_at(t, depth + 1) {
                Ty::Value => Ty::Value,
                inner => Ty::Optional(Box::new(inner)),
            },
            Term::Tuple(items) => {
                Ty::Tuple(items.iter().map(|t| self.finish_at(t, depth + 1)).collect())
            }
            Term::Class(class, args) => Ty::Class(
                *class,
                args.iter()
                    .map(|a| self.finish_argument(*a, depth + 1))
                    .collect(),
            ),
            Term::Instance(class) => Ty::Instance(*class),
            Term::Coroutine(result) => {
                Ty::Coroutine(Box::new(self.finish_argument(*result, depth + 1)))
            }
            Term::Callable(held) if self.peek(held.object).is_value() => Ty::Value,
            Term::Callable(held) => {
                let params = held.params.iter();
                let params = params
                    .map(|p| self.finish_argument(*p, depth + 1))
                    .collect();
                let result = self.finish_argument(held.result, depth + 1);
                Ty::Callable(params, Box::new(result))
            }
        }
    }

    /// An argument of a container: it needs a representation even where no value ever arrives.
    pub(super) fn finish_cell(&mut self, cell: Cell) -> Ty {
        self.finish_argument(cell, 0)
    }

    fn finish_argument(&mut self, cell: Cell, depth: usize) -> Ty {
        let term = self.peek(cell);
        match self.finish_at(&term, depth) {
            Ty::Never => Ty::Value,
            ty => ty,
        }
    }
}
