//! The form of a plain class: what its header and its body may say.
//!
//! *Invariant:* syntax only; what values flow where is looked at while solving.

use super::{Plain, Plains, bases, dataclass, enumeration, fields};
use crate::hir::*;
use crate::infer::visit::{each, expressions};
use crate::typed::{Dataclass, Member};
use std::collections::{BTreeMap, BTreeSet};

/// Special methods that would change what the runtime takes for granted of a struct.
const REFUSED: &[&str] = &[
    "__new__",
    "__del__",
    "__getattr__",
    "__getattribute__",
    "__setattr__",
    "__delattr__",
    "__init_subclass__",
    "__class_getitem__",
    "__set_name__",
    "__get__",
    "__set__",
    "__delete__",
    "__format__",
    "__copy__",
    "__deepcopy__",
    "__reduce__",
    "__getstate__",
    "__setstate__",
    "__dir__",
    "__subclasshook__",
    "__instancecheck__",
    "__prepare__",
    "__missing__",
];

/// The classes that are plain by their form.
pub(in crate::infer) fn candidates(program: &Program) -> Plains {
    let mut named = BTreeSet::new();
    for variable in &program.variables {
        let meaning = variable.meaning.as_ref().or(variable.undecorated.as_ref());
        if let (Some(Meaning::Class(id)), false) = (meaning, variable.is_rebound_elsewhere) {
            named.insert(*id);
        }
    }
    let assigned = assigned_on_classes(program);
    let classes = program.classes.iter().filter(|c| named.contains(&c.id));
    let mut forms: BTreeMap<ClassId, Plain> = classes
        .filter_map(|class| Some((class.id, form(program, class, &assigned)?)))
        .collect();
    bases::settle(program, &mut forms);
    complete(program, forms)
}

/// Finds out the fields, bases before subclasses.
fn complete(program: &Program, mut forms: BTreeMap<ClassId, Plain>) -> Plains {
    let mut plains = Plains::default();
    let mut refused: Vec<ClassId> = Vec::new();
    while !forms.is_empty() {
        let next = forms
            .iter()
            .find(|(_, plain)| plain.base.is_none_or(|base| !forms.contains_key(&base)));
        let Some(id) = next.map(|(id, _)| *id) else {
            break;
        };
        let Some(mut plain) = forms.remove(&id) else {
            break;
        };
        if inherit(program, &plains, &mut plain).is_none() {
            refused.push(id);
        }
        plains.classes.insert(id, plain);
    }
    overridden_attributes(&mut plains);
    let is_fine = |(id, plain): &(ClassId, &Plain)| fits(program, &plains, *id, plain);
    refused.extend(plains.iter().filter(|c| !is_fine(c)).map(|(id, _)| id));
    refused.into_iter().for_each(|class| plains.remove(class));
    plains
}

/// The fields of a class whose base is known.
fn inherit(program: &Program, plains: &Plains, plain: &mut Plain) -> Option<()> {
    let base = plain.base.and_then(|base| plains.get(base));
    let mut known: BTreeSet<String> = plain.initial.keys().cloned().collect();
    let chain = plain.base.into_iter().flat_map(|base| plains.chain(base));
    let inherited: BTreeSet<String> = chain
        .flat_map(|(_, p)| p.fields.iter().chain(p.initial.keys()).cloned())
        .collect();
    if let Some(own) = &mut plain.dataclass {
        let above = base.map_or(&[][..], |b| {
            b.dataclass.as_ref().map_or(&[], |d| d.fields.as_slice())
        });
        own.fields.splice(0..0, above.iter().cloned());
        let is_alike = base.is_none_or(|base| match &base.dataclass {
            Some(above) => above.frozen == own.frozen,
            None => base.fields.is_empty() && !base.members.contains_key("__init__"),
        });
        if !dataclass::is_ordered(&own.fields) || !is_alike {
            return None;
        }
        let set = own.fields.iter().filter(|f| f.in_init || f.has_default);
        known.extend(set.map(|f| f.name.clone()));
        let declared = own.fields.iter().map(|f| f.name.clone());
        plain.fields = declared.filter(|f| !inherited.contains(f)).collect();
        let all: Vec<String> = own.fields.iter().map(|f| f.name.clone()).collect();
        if let Some(Member::Method(init)) = plain.members.get("__post_init__") {
            fields::made_by(program, program.function(*init), &mut known, None)?;
        }
        return all.iter().all(|f| known.contains(f)).then_some(());
    }
    let Some(Member::Method(init)) = plain.members.get("__init__") else {
        plain.fields.extend(plain.initial.keys().cloned());
        plain.fields.retain(|f| !inherited.contains(f));
        return Some(());
    };
    if base.is_some_and(|b| b.dataclass.is_some()) {
        return None;
    }
    let mut order = fields::made_by(
        program,
        program.function(*init),
        &mut known,
        Some(&inherited),
    )?;
    if !inherited.is_subset(&known) {
        return None;
    }
    let names = plain.initial.keys().filter(|n| !order.contains(n)).cloned();
    order.extend(names.collect::<Vec<_>>());
    order.retain(|f| !inherited.contains(f));
    plain.fields = order;
    Some(())
}

/// A class attribute that a subclass gives another value becomes a field.
fn overridden_attributes(plains: &mut Plains) {
    let mut found: Vec<(ClassId, String)> = Vec::new();
    for (id, plain) in plains.iter() {
        let Some(base) = plain.base else { continue };
        for (name, member) in &plain.members {
            let above = plains.chain(base).filter(|(_, p)| {
                matches!(p.members.get(name), Some(Member::Constant(_)))
                    || p.initial.contains_key(name)
            });
            if let (Member::Constant(_), Some((top, _))) = (member, above.last()) {
                found.extend([(id, name.clone()), (top, name.clone())]);
            }
        }
    }
    // The class that declares it comes first.
    found.sort_by_key(|(id, _)| plains.chain(*id).count());
    for (id, name) in found {
        let is_declared = plains.field_home(id, &name).is_some();
        let Some(plain) = plains.classes.get_mut(&id) else {
            continue;
        };
        if let Some(Member::Constant(var)) = plain.members.remove(&name) {
            plain.initial.insert(name.clone(), var);
            if !is_declared {
                plain.fields.push(name);
            }
        }
    }
}

/// Whether the names of the class and of its bases agree.
fn fits(program: &Program, plains: &Plains, id: ClassId, plain: &Plain) -> bool {
    let has_subclass = plains.below(id).next().is_some();
    // A method that `__init__` calls may be one of a subclass whose fields are not there yet.
    let init = plain.members.get("__init__").and_then(Member::function);
    if has_subclass && init.is_some_and(|f| !fields::keeps_to_itself(program, program.function(f)))
    {
        return false;
    }
    if has_subclass && !shares_class_methods(program, plains, id, plain) {
        return false;
    }
    let is_done_well = |f: &FunctionId| uses_super_well(plain, program.function(*f));
    if !functions(plain).iter().all(is_done_well) {
        return false;
    }
    let order = |name: &str| plain.members.contains_key(name);
    if (order("__gt__") && !order("__lt__")) || (order("__ge__") && !order("__le__")) {
        return false;
    }
    let fields: BTreeSet<&String> = plains.chain(id).flat_map(|(_, p)| &p.fields).collect();
    let mut members = plains.chain(id).flat_map(|(_, p)| &p.members);
    let count: usize = plains.chain(id).map(|(_, p)| p.fields.len()).sum();
    count == fields.len()
        && members.all(|(name, _)| !fields.contains(name))
        && overrides_fit(program, plains, plain)
}

/// A class method means the same for all subclasses: it reads class attributes that they share.
fn shares_class_methods(program: &Program, plains: &Plains, id: ClassId, plain: &Plain) -> bool {
    let methods = plain.members.values().filter_map(|m| match m {
        Member::Class(f) => Some(program.function(*f)),
        _ => None,
    });
    methods.into_iter().all(|function| {
        let class = function.params.first().map(|p| p.var);
        let is_class =
            |e: &Expr| matches!(&e.kind, ExprKind::Name(Name::Var(v)) if Some(*v) == class);
        let (mut seen, mut allowed) = (0, 0);
        expressions(function, &mut |e| match &e.kind {
            ExprKind::Attribute(of, name) if is_class(of) => {
                let mut below = plains.below(id);
                allowed += u32::from(below.all(|(_, p)| !p.members.contains_key(name)));
            }
            ExprKind::Name(_) if is_class(e) => seen += 1,
            _ => {}
        });
        seen == allowed
    })
}

/// Methods that override others take the same parameters.
fn overrides_fit(program: &Program, plains: &Plains, plain: &Plain) -> bool {
    plain.members.iter().all(|(name, member)| {
        let above = plain.base.and_then(|base| plains.member(base, name));
        let Some((_, above)) = above else { return true };
        match (above, member) {
            _ if name == "__init__" || name == "__post_init__" => true,
            (Member::Method(a), Member::Method(b)) => same_signature(program, a, *b),
            (Member::Property(a, x), Member::Property(b, y)) => {
                same_signature(program, a, *b) && x.is_some() == y.is_some()
            }
            _ => false,
        }
    })
}

fn same_signature(program: &Program, a: FunctionId, b: FunctionId) -> bool {
    let (a, b) = (program.function(a), program.function(b));
    let same = |(p, q): (&Param, &Param)| {
        p.name == q.name && p.kind == q.kind && p.default.is_some() == q.default.is_some()
    };
    a.is_async == b.is_async
        && a.is_generator == b.is_generator
        && a.params.len() == b.params.len()
        && a.params.iter().zip(&b.params).skip(1).all(same)
        && a.params.iter().all(|p| p.default.is_none())
        && b.params.iter().all(|p| p.default.is_none())
}

// --- one class ---

fn form(program: &Program, class: &Class, assigned: &Assigned) -> Option<Plain> {
    let body = program.function(class.body);
    let at_top = body
        .parent
        .is_some_and(|p| program.function(p).kind == FunctionKind::Module);
    if !at_top {
        return None;
    }
    if let Some(base) = enumeration::base(program, class) {
        return enumeration::form(program, class, base);
    }
    let is_tuple = bases::is_named_tuple(program, class);
    let mut plain = Plain {
        bases: match is_tuple {
            true => Vec::new(),
            false => bases::bases(program, class)?,
        },
        is_tuple,
        dataclass: is_tuple.then(dataclass::of_tuple),
        ..Plain::default()
    };
    let mut keyword_only = false;
    if let Some((decorator, others)) = class.decorators.split_first() {
        let (options, only) = dataclass::options(program, decorator)?;
        if is_tuple {
            return None;
        }
        keyword_only = only;
        plain.dataclass = others.is_empty().then_some(options);
        plain.dataclass.as_ref()?;
    }
    if let Some(made) = &mut plain.dataclass {
        made.fields = dataclass::fields(program, body, keyword_only)?;
    }
    for stmt in &body.body {
        define(program, class, &mut plain, stmt, assigned)?;
    }
    assigned_attributes(program, &mut plain)?;
    if let Some(made) = &plain.dataclass {
        refuse_generated(&plain, made)?;
    }
    Some(plain)
}

fn define(
    program: &Program,
    class: &Class,
    plain: &mut Plain,
    stmt: &Stmt,
    assigned: &Assigned,
) -> Option<()> {
    match &stmt.kind {
        StmtKind::Def(var, id) => method(program, plain, *var, *id),
        StmtKind::Annotation(Target::Var(..), _) => Some(()),
        StmtKind::Expr(e) if matches!(e.kind, ExprKind::Ellipsis) => Some(()),
        StmtKind::Assign(targets, value) => {
            let [Target::Var(var, _)] = targets.as_slice() else {
                return None;
            };
            let variable = program.variable(*var);
            let is_field = plain
                .dataclass
                .as_ref()
                .is_some_and(|d| d.fields.iter().any(|f| f.var == *var));
            if is_field || variable.name == "__slots__" {
                return Some(());
            }
            if let Some(method) = alias(program, plain, value) {
                let is_new = variable.bindings == 1 && !plain.members.contains_key(&variable.name);
                plain
                    .members
                    .insert(variable.name.clone(), is_new.then_some(method)?);
                return Some(());
            }
            let is_attribute = variable.bindings == 1
                && !variable.is_rebound_elsewhere
                && !variable.is_captured
                && !variable.name.starts_with("__")
                && !uses_scope(program, value, variable.scope);
            let is_assigned = assigned.contains(&(class.id, variable.name.clone()));
            let member = match is_literal(value) && !is_assigned {
                true => Member::Constant(*var),
                false => Member::Variable(*var),
            };
            plain
                .members
                .insert(variable.name.clone(), is_attribute.then_some(member)?);
            Some(())
        }
        _ => None,
    }
}

/// `__rmul__ = __mul__`.
fn alias(program: &Program, plain: &Plain, value: &Expr) -> Option<Member> {
    let ExprKind::Name(Name::Var(var) | Name::ClassThenOuter(var, _)) = &value.kind else {
        return None;
    };
    match plain.members.get(&program.variable(*var).name) {
        Some(Member::Method(f))
            if program.function(*f).parent == Some(program.variable(*var).scope) =>
        {
            Some(Member::Method(*f))
        }
        _ => None,
    }
}

/// Whether an expression uses variables of this scope, or is evaluated later.
fn uses_scope(program: &Program, e: &Expr, scope: FunctionId) -> bool {
    let mut found = false;
    each(e, &mut |e| {
        found |= match &e.kind {
            ExprKind::Name(Name::Var(var)) => program.variable(*var).scope == scope,
            ExprKind::Name(Name::ClassThenOuter(..)) | ExprKind::Lambda(_) => true,
            ExprKind::Comprehension(_) | ExprKind::Walrus(..) => true,
            _ => false,
        };
    });
    found
}

/// Attributes that the program assigns on classes.
type Assigned = BTreeSet<(ClassId, String)>;

fn assigned_on_classes(program: &Program) -> Assigned {
    let mut found = BTreeSet::new();
    for function in &program.functions {
        fields::each_target(&function.body, &mut |target| {
            let Target::Attribute(object, name, _) = target else {
                return;
            };
            let receiver = function.params.first().map(|p| p.var);
            let is_receiver =
                matches!(&object.kind, ExprKind::Name(Name::Var(v)) if Some(*v) == receiver);
            let is_class_method = || {
                let mut decorators = function.decorators.iter();
                decorators.any(|d| is_library(program, d, "builtins", "classmethod"))
            };
            let class = match is_receiver && is_class_method() {
                true => function.class,
                false => named_class(program, object),
            };
            found.extend(class.map(|class| (class, name.clone())));
        });
    }
    found
}

pub(super) fn method(
    program: &Program,
    plain: &mut Plain,
    var: VarId,
    id: FunctionId,
) -> Option<()> {
    let function = program.function(id);
    let name = program.variable(var).name.clone();
    if is_dunder(&name) && REFUSED.contains(&name.as_str()) {
        return None;
    }
    let mut decorators: Vec<&Expr> = function.decorators.iter().collect();
    decorators.retain(|d| {
        let is_mark = is_library(program, d, "abc", "abstractmethod");
        if is_mark {
            plain.abstracts.insert(id);
        }
        !is_mark && !is_library(program, d, "typing", "override")
    });
    let member = match decorators.as_slice() {
        [] => Member::Method(id),
        [d] if is_library(program, d, "builtins", "staticmethod") => Member::Static(id),
        [d] if is_library(program, d, "builtins", "classmethod") => Member::Class(id),
        [d] if is_library(program, d, "builtins", "property") => Member::Property(id, None),
        [d] => match (&d.kind, plain.members.get(&name)) {
            (ExprKind::Attribute(of, setter), Some(Member::Property(get, None)))
                if setter == "setter"
                    && matches!(of.kind, ExprKind::Name(Name::Var(v)) if program.variable(v).name == name) =>
            {
                Member::Property(*get, Some(id))
            }
            _ => return None,
        },
        _ => return None,
    };
    let is_setter = matches!(member, Member::Property(_, Some(_)));
    let is_again = plain.members.contains_key(&name) && !is_setter;
    if is_again || !has_form(program, function, &member) {
        return None;
    }
    plain.members.insert(name, member);
    Some(())
}

fn has_form(program: &Program, function: &Function, member: &Member) -> bool {
    let initialises = matches!(function.name.as_str(), "__init__" | "__post_init__");
    if initialises && (function.is_async || function.is_generator) {
        return false;
    }
    if let Member::Property(..) = member
        && (function.is_async || function.is_generator)
    {
        return false;
    }
    if matches!(member, Member::Static(_)) {
        return true;
    }
    let Some(receiver) = function.params.first() else {
        return false;
    };
    let variable = program.variable(receiver.var);
    if matches!(member, Member::Class(_)) && variable.is_captured {
        return false;
    }
    matches!(
        receiver.kind,
        ParamKind::PositionalOnly | ParamKind::PositionalOrKeyword
    ) && receiver.default.is_none()
        && variable.bindings == 1
        && !variable.is_deleted
}

/// All functions of the class body.
fn functions(plain: &Plain) -> Vec<FunctionId> {
    let members = plain.members.values();
    let all = members.flat_map(|member| match member {
        Member::Property(get, set) => [Some(*get), *set],
        member => [member.function(), None],
    });
    all.flatten().collect()
}

/// `super()` only in `super().method(…)`, and only where there is a base class of the program, or for the empty
/// `__init__` of `object`.
fn uses_super_well(plain: &Plain, function: &Function) -> bool {
    if !function.uses_class_cell {
        return true;
    }
    let (mut seen, mut allowed) = (0, 0);
    let mut fine = true;
    expressions(function, &mut |e| match &e.kind {
        ExprKind::Name(Name::Builtin(name)) if name == "super" => seen += 1,
        ExprKind::Name(Name::ClassCell(_)) => fine = false,
        ExprKind::Call(callee, args) => match super_method(callee) {
            Some("__init__") if plain.base.is_none() => allowed += usize::from(args.is_empty()),
            Some(_) if plain.base.is_some() => allowed += 1,
            _ => {}
        },
        _ => {}
    });
    fine && seen > 0 && seen == allowed
}

/// The method of `super().method`.
pub(in crate::infer) fn super_method(callee: &Expr) -> Option<&str> {
    let ExprKind::Attribute(object, name) = &callee.kind else {
        return None;
    };
    is_super(object).then_some(name)
}

/// `super().method` as what is called.
pub(crate) fn is_super_call(callee: &Expr) -> bool {
    super_method(callee).is_some()
}

/// `super()`.
pub(crate) fn is_super(e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Call(f, args) if args.is_empty()
        && matches!(&f.kind, ExprKind::Name(Name::Builtin(name)) if name == "super"))
}

/// Class attributes that methods assign on `self` are fields that have a value from the start.
fn assigned_attributes(program: &Program, plain: &mut Plain) -> Option<()> {
    let mut assigned = BTreeSet::new();
    for id in functions(plain) {
        let function = program.function(id);
        let has_no_instance =
            |m: &Member| matches!(m, Member::Static(f) | Member::Class(f) if *f == id);
        if plain.members.values().any(has_no_instance) {
            continue;
        }
        let Some(receiver) = function.params.first().map(|p| p.var) else {
            continue;
        };
        fields::assigned(&function.body, receiver, &mut assigned);
    }
    for name in assigned {
        match plain.members.get(&name) {
            Some(Member::Constant(var)) => {
                plain.initial.insert(name.clone(), *var);
                plain.members.remove(&name);
            }
            Some(Member::Variable(_)) => return None,
            _ => {}
        }
    }
    Some(())
}

/// Whether the method changes nothing of what a named tuple does as a tuple.
fn is_beside_tuple(name: &str) -> bool {
    !name.starts_with('_') || matches!(name, "__repr__" | "__str__" | "__bool__")
}

/// Methods that `@dataclass` would make, or complain about.
fn refuse_generated(plain: &Plain, made: &Dataclass) -> Option<()> {
    let has = |name: &str| plain.members.contains_key(name);
    let orders = ["__lt__", "__le__", "__gt__", "__ge__"];
    let is_clash = has("__init__")
        || has("__setattr__")
        || made.order && orders.iter().any(|n| has(n))
        || plain.is_tuple && !plain.members.keys().all(|name| is_beside_tuple(name))
        || made.fields.iter().any(|f| has(&f.name));
    (!is_clash).then_some(())
}

// --- expressions ---

/// Whether the expression is this name of the library.
pub(super) fn is_library(program: &Program, e: &Expr, module: &str, name: &str) -> bool {
    let is_it = |meaning: &Option<Meaning>| matches!(meaning, Some(Meaning::Library(m, n)) if m == module && n == name);
    match &e.kind {
        ExprKind::Name(Name::Builtin(found)) => module == "builtins" && found == name,
        ExprKind::Name(Name::Var(var)) => {
            let variable = program.variable(*var);
            is_it(&variable.meaning) || is_it(&variable.type_meaning)
        }
        ExprKind::Attribute(object, found) if found == name => match &object.kind {
            ExprKind::Name(Name::Var(var)) => {
                matches!(&program.variable(*var).meaning, Some(Meaning::LibraryModule(m)) if m == module)
            }
            _ => false,
        },
        _ => false,
    }
}

/// The class of the program that an expression names.
pub(super) fn named_class(program: &Program, e: &Expr) -> Option<ClassId> {
    let variable = match &e.kind {
        ExprKind::Name(Name::Var(var)) => program.variable(*var),
        ExprKind::Subscript(base, _) => return named_class(program, base),
        ExprKind::Attribute(object, name) => match &object.kind {
            ExprKind::Name(Name::Var(var)) => match program.variable(*var).meaning {
                Some(Meaning::Module(module)) => {
                    program.variable(*program.module(module).names.get(name)?)
                }
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    match variable.meaning.as_ref().or(variable.undecorated.as_ref()) {
        Some(Meaning::Class(class)) => Some(*class),
        _ => None,
    }
}

/// A value that is written out, and that nobody can change.
pub(super) fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_) => true,
        ExprKind::Unary(UnaryOp::Neg, inner) => {
            matches!(inner.kind, ExprKind::Int(_) | ExprKind::Float(_))
        }
        _ => false,
    }
}

/// An immutable value that is the same whenever it is asked for after the class statement.
pub(super) fn is_steady_value(program: &Program, e: &Expr) -> bool {
    let mut fine = true;
    each(e, &mut |e| {
        fine &= is_literal(e)
            || match &e.kind {
                ExprKind::Tuple(_) => true,
                ExprKind::Name(Name::Var(var)) => {
                    let variable = program.variable(*var);
                    let scope = program.function(variable.scope);
                    scope.kind == FunctionKind::Module
                        && variable.bindings == 1
                        && !variable.is_deleted
                        && !variable.is_rebound_elsewhere
                }
                ExprKind::Attribute(object, _) => matches!(&object.kind,
                ExprKind::Name(Name::Var(var)) if match program.variable(*var).meaning {
                    Some(Meaning::LibraryModule(_)) => true,
                    Some(Meaning::Class(class)) => enumeration::base(program, program.class(class)).is_some(),
                    _ => false,
                }),
                _ => false,
            };
    });
    fine
}
