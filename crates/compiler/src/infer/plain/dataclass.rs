//! `@dataclass`: its options and fields.
//!
//! *Invariant:* what is not understood here is `None`, and the class a dynamic one.

use super::form::{is_library, is_steady_value};
use crate::hir::*;
use crate::typed::{DataField, Dataclass};
use std::collections::BTreeSet;

/// The options of `@dataclass` and `@dataclass(…)`, and whether its fields are keyword-only.
pub(super) fn options(program: &Program, decorator: &Expr) -> Option<(Dataclass, bool)> {
    let mut made = Dataclass {
        repr: true,
        eq: true,
        ..Dataclass::default()
    };
    let mut keyword_only = false;
    let (function, args) = match &decorator.kind {
        ExprKind::Call(function, args) => (&**function, args.as_slice()),
        _ => (decorator, &[][..]),
    };
    if !is_library(program, function, "dataclasses", "dataclass") {
        return None;
    }
    for arg in args {
        let (name, value) = switch(arg)?;
        match name {
            "repr" => made.repr = value,
            "eq" => made.eq = value,
            "order" => made.order = value,
            "frozen" => made.frozen = value,
            "unsafe_hash" => made.unsafe_hash = value,
            "kw_only" => keyword_only = value,
            "slots" => {}
            "init" | "match_args" if value => {}
            _ => return None,
        }
    }
    (made.eq || !made.order).then_some((made, keyword_only))
}

/// The methods that a `NamedTuple` has.
pub(super) fn of_tuple() -> Dataclass {
    Dataclass {
        repr: true,
        eq: true,
        order: true,
        frozen: true,
        ..Dataclass::default()
    }
}

/// `name=True`.
fn switch(arg: &Arg) -> Option<(&str, bool)> {
    match arg {
        Arg::Keyword(name, value) => match value.kind {
            ExprKind::Bool(value) => Some((name, value)),
            _ => None,
        },
        _ => None,
    }
}

/// The fields that the class body declares itself.
pub(super) fn fields(
    program: &Program,
    body: &Function,
    mut keyword_only: bool,
) -> Option<Vec<DataField>> {
    let mut fields: Vec<DataField> = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, stmt) in body.body.iter().enumerate() {
        let StmtKind::Annotation(Target::Var(var, _), annotation) = &stmt.kind else {
            continue;
        };
        let name = &program.variable(*var).name;
        if is_form(program, annotation, "typing", "ClassVar") {
            continue;
        }
        if is_library(program, annotation, "dataclasses", "KW_ONLY") {
            keyword_only = true;
            continue;
        }
        let is_other = is_form(program, annotation, "dataclasses", "InitVar")
            || matches!(annotation.kind, ExprKind::Str(_));
        if is_other || !seen.insert(*var) {
            return None;
        }
        let mut field = DataField {
            name: name.clone(),
            var: *var,
            in_init: true,
            in_repr: true,
            in_compare: true,
            keyword_only,
            has_default: false,
        };
        if let Some(StmtKind::Assign(targets, value)) = body.body.get(index + 1).map(|s| &s.kind)
            && matches!(targets.as_slice(), [Target::Var(v, _)] if v == var)
        {
            default(program, value, &mut field)?;
        }
        fields.push(field);
    }
    Some(fields)
}

/// `= value` or `= field(…)`.
fn default(program: &Program, value: &Expr, field: &mut DataField) -> Option<()> {
    let args = match &value.kind {
        ExprKind::Call(function, args) if is_library(program, function, "dataclasses", "field") => {
            args
        }
        _ => {
            field.has_default = true;
            return is_steady_value(program, value).then_some(());
        }
    };
    for arg in args {
        match arg {
            Arg::Keyword(name, value) if name == "default" => {
                field.has_default = true;
                is_steady_value(program, value).then_some(())?;
            }
            Arg::Keyword(name, value) if name == "default_factory" => {
                field.has_default = true;
                is_factory(program, value).then_some(())?;
            }
            arg => match switch(arg)? {
                ("init", value) => field.in_init = value,
                ("repr", value) => field.in_repr = value,
                ("compare", value) => field.in_compare = value,
                ("kw_only", value) => field.keyword_only = value,
                _ => return None,
            },
        }
    }
    Some(())
}

/// Something that is called without arguments and means the same whenever that happens.
fn is_factory(program: &Program, e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Lambda(id) => program.function(*id).params.is_empty(),
        ExprKind::Name(Name::Builtin(_)) => true,
        ExprKind::Name(Name::Var(var)) => {
            let variable = program.variable(*var);
            variable.meaning.is_some() || variable.undecorated.is_some()
        }
        _ => false,
    }
}

/// `module.name` or `module.name[…]`.
fn is_form(program: &Program, annotation: &Expr, module: &str, name: &str) -> bool {
    match &annotation.kind {
        ExprKind::Subscript(base, _) => is_library(program, base, module, name),
        _ => is_library(program, annotation, module, name),
    }
}

/// Whether the constructor can be called as its fields stand: no required one after one with a default.
pub(super) fn is_ordered(fields: &[DataField]) -> bool {
    let mut positional = fields.iter().filter(|f| f.in_init && !f.keyword_only);
    let mut names = BTreeSet::new();
    positional
        .by_ref()
        .skip_while(|f| !f.has_default)
        .all(|f| f.has_default)
        && fields.iter().all(|f| names.insert(&f.name))
}
