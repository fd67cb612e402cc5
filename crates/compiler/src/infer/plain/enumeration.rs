//! `Enum` classes of which all members are written out: Rust enums.
//!
//! *Invariant:* the members have distinct values that never change, so that a member is told by its place alone.

use super::form::{is_library, method};
use super::{Plain, fields};
use crate::hir::*;
use crate::infer::expr::{primary, scalar};
use crate::infer::term::Term;
use crate::infer::{Decision, Infer};
use crate::typed::{Binding, EnumBase, EnumMember, EnumValue, Enumeration, Member};
use std::collections::BTreeSet;

/// Special methods that the library's metaclass or the members' places stand for.
const REFUSED: &[&str] = &["__init__", "__eq__", "__hash__", "__len__", "__call__"];

/// Names that members and their Rust enum have for themselves.
const TAKEN: &[&str] = &["name", "value", "members", "by_name", "by_value", "mro"];

/// Which of the library's base classes the class statement names, if that is all it names.
pub(super) fn base(program: &Program, class: &Class) -> Option<EnumBase> {
    let [Arg::Positional(base)] = class.bases.as_slice() else {
        return None;
    };
    let known = [
        ("Enum", EnumBase::Enum),
        ("IntEnum", EnumBase::Int),
        ("StrEnum", EnumBase::Str),
    ];
    let found = known
        .iter()
        .find(|(name, _)| is_library(program, base, "enum", name));
    found.map(|(_, base)| *base)
}

/// The form of an `Enum` class: members with literal values or `auto()`, and methods.
pub(super) fn form(program: &Program, class: &Class, base: EnumBase) -> Option<Plain> {
    let is_unique = |d: &Expr| is_library(program, d, "enum", "unique");
    if !class.decorators.iter().all(is_unique) {
        return None;
    }
    let mut plain = Plain::default();
    let mut members: Vec<EnumMember> = Vec::new();
    for stmt in &program.function(class.body).body {
        match &stmt.kind {
            StmtKind::Def(var, id) => {
                let name = &program.variable(*var).name;
                let is_reserved =
                    TAKEN.contains(&name.as_str()) || REFUSED.contains(&name.as_str());
                let is_special = name.starts_with('_') && name.ends_with('_');
                let is_text = matches!(name.as_str(), "__str__" | "__repr__");
                let is_fine = match base {
                    EnumBase::Enum => !is_special || name.starts_with("__"),
                    EnumBase::Int | EnumBase::Str => !is_special || is_text,
                };
                if is_reserved || !is_fine {
                    return None;
                }
                method(program, &mut plain, *var, *id)?;
            }
            StmtKind::Expr(e) if matches!(e.kind, ExprKind::Ellipsis) => {}
            StmtKind::Assign(targets, value) => {
                let [Target::Var(var, _)] = targets.as_slice() else {
                    return None;
                };
                let member = member(program, *var, value, base, &members)?;
                plain
                    .members
                    .insert(member.name.clone(), Member::EnumMember(*var));
                members.push(member);
            }
            _ => return None,
        }
    }
    let distinct: BTreeSet<&EnumValue> = members.iter().map(|m| &m.value).collect();
    if members.is_empty() || distinct.len() != members.len() || assigns_itself(program, &plain) {
        return None;
    }
    plain.enumeration = Some(Enumeration { base, members });
    Some(plain)
}

/// `NAME = value`, after the members so far.
fn member(
    program: &Program,
    var: VarId,
    value: &Expr,
    base: EnumBase,
    before: &[EnumMember],
) -> Option<EnumMember> {
    let variable = program.variable(var);
    let is_own = variable.bindings == 1
        && !variable.is_rebound_elsewhere
        && !variable.is_captured
        && !variable.is_deleted;
    let name = variable.name.clone();
    if !is_own || name.starts_with('_') || TAKEN.contains(&name.as_str()) {
        return None;
    }
    let is_auto = matches!(&value.kind, ExprKind::Call(callee, args)
        if args.is_empty() && is_library(program, callee, "enum", "auto"));
    let value = match (&value.kind, base) {
        (_, EnumBase::Str) if is_auto => EnumValue::Str(name.to_lowercase()),
        _ if is_auto => EnumValue::Int(next_number(before)?),
        (ExprKind::Str(text), EnumBase::Enum | EnumBase::Str) => EnumValue::Str(text.clone()),
        (_, EnumBase::Enum | EnumBase::Int) => EnumValue::Int(number(value)?),
        _ => return None,
    };
    Some(EnumMember { name, var, value })
}

/// What `auto()` is after these members.
fn next_number(before: &[EnumMember]) -> Option<i64> {
    let mut largest = None;
    for member in before {
        match member.value {
            EnumValue::Int(n) => largest = largest.max(Some(n)),
            EnumValue::Str(_) => return None,
        }
    }
    largest.unwrap_or(0).checked_add(1)
}

/// A small integer that is written out.
fn number(e: &Expr) -> Option<i64> {
    match &e.kind {
        ExprKind::Int(digits) => digits.parse().ok(),
        ExprKind::Unary(UnaryOp::Neg, inner) => number(inner).map(|n| -n),
        _ => None,
    }
}

/// Whether a method gives its members attributes.
fn assigns_itself(program: &Program, plain: &Plain) -> bool {
    let mut assigned = BTreeSet::new();
    for f in plain.members.values().filter_map(Member::function) {
        let function = program.function(f);
        if let Some(receiver) = function.params.first() {
            fields::assigned(&function.body, receiver.var, &mut assigned);
        }
    }
    !assigned.is_empty()
}

impl<'a> Infer<'a, '_> {
    /// What the class is an enumeration of, if it is one.
    pub(in crate::infer) fn enumeration(&self, class: ClassId) -> Option<&Enumeration> {
        self.plain.get(class)?.enumeration.as_ref()
    }

    /// All values of an enumeration are in one cell, its `value`.
    pub(super) fn prepare_enumeration(&mut self, class: ClassId, made: &Enumeration) {
        let cell = self.cells.fresh();
        self.fields.insert((class, "value".to_owned()), cell);
        for member in &made.members {
            let of = self.var_cell(member.var);
            self.cells.unify(of, cell);
            match member.value {
                EnumValue::Int(_) => self.cells.flow(&scalar(self.library.known.int), cell),
                EnumValue::Str(_) => self.cells.flow(&scalar(self.library.known.str), cell),
            }
        }
    }

    /// `member.value` and `member.name`.
    pub(super) fn read_member(&mut self, site: usize, class: ClassId, name: &str) -> Option<Term> {
        self.enumeration(class)?;
        let term = match name {
            "value" | "_value_" => {
                let cell = *self.fields.get(&(class, "value".to_owned()))?;
                self.cells.read(cell)
            }
            "name" | "_name_" => scalar(self.library.known.str),
            _ => return None,
        };
        self.decide(site, Decision::Field(class));
        Some(term)
    }

    /// What an instance is besides: the number or text of an `IntEnum` or a `StrEnum`, the tuple of a `NamedTuple`.
    pub(in crate::infer) fn data_of(&mut self, term: &Term) -> Option<Term> {
        let Term::Instance(class) = term else {
            return None;
        };
        let plain = self.plain.get(*class)?;
        if plain.is_tuple {
            let fields = plain.dataclass.as_ref()?.fields.iter();
            let vars: Vec<VarId> = fields.map(|f| f.var).collect();
            let items = vars
                .into_iter()
                .map(|var| self.cells.read(self.var_cell(var)));
            return Some(Term::Tuple(items.collect()));
        }
        match plain.enumeration.as_ref()?.base {
            EnumBase::Enum => None,
            EnumBase::Int => Some(scalar(self.library.known.int)),
            EnumBase::Str => Some(scalar(self.library.known.str)),
        }
    }

    /// Whether the instance is a named tuple.
    pub(in crate::infer) fn is_named_tuple(&self, term: &Term) -> bool {
        matches!(term, Term::Instance(class) if self.plain.get(*class).is_some_and(|p| p.is_tuple))
    }

    /// `Class(value)`: the member that has it.
    pub(super) fn member_by_value(
        &mut self,
        site: usize,
        class: ClassId,
        args: &'a [Arg],
    ) -> Option<Term> {
        let term = match args {
            [Arg::Positional(value)] => self.operand(value),
            _ => Term::Tuple([].into()),
        };
        let is_plain = match &term {
            Term::Never => return Some(Term::Never),
            Term::Class(lib, _) => self.library.is_scalar(*lib),
            term => matches!(term, Term::Value),
        };
        if !is_plain {
            self.open(class, "it is called with more than a plain value");
            return None;
        }
        self.decide(site, Decision::Construct(class, vec![Binding::Arg(0)]));
        Some(Term::Instance(class))
    }

    /// `Class[name]`.
    pub(in crate::infer) fn member_by_name(
        &mut self,
        at: ExprId,
        class: ClassId,
        name: &Expr,
    ) -> Term {
        let site = primary(at);
        match self.operand(name) {
            Term::Never => Term::Never,
            Term::Class(lib, _) if Some(lib) == self.library.known.str => {
                self.decide(site, Decision::Construct(class, vec![Binding::Arg(0)]));
                Term::Instance(class)
            }
            _ => {
                self.open(class, "a member is looked up by a name that is no str");
                Term::Value
            }
        }
    }

    /// The plain enumeration that an expression names.
    pub(in crate::infer) fn enumeration_named(&self, e: &Expr) -> Option<ClassId> {
        let class = self.plain_named(e)?;
        self.enumeration(class).map(|_| class)
    }

    /// The members, where an enumeration is only iterated over.
    pub(in crate::infer) fn all_members(&mut self, class: ClassId, at: ExprId) -> Term {
        let item = self.own_cell(primary(at), None, "member");
        self.cells.flow(&Term::Instance(class), item);
        match self.library.known.tuple {
            Some(tuple) => Term::Class(tuple, [item].into()),
            None => Term::Value,
        }
    }
}

/// Builtins that look at the items of their arguments only.
const ITERATING: &[&str] = &[
    "all",
    "any",
    "enumerate",
    "filter",
    "frozenset",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "min",
    "reversed",
    "set",
    "sorted",
    "tuple",
    "zip",
];

/// Whether a call looks at the items of its arguments only.
pub(in crate::infer) fn is_iterating(function: &Expr) -> bool {
    matches!(&function.kind, ExprKind::Name(Name::Builtin(name)) if ITERATING.contains(&name.as_str()))
}
