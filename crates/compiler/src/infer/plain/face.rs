//! Instances that become values: what dynamic code can do with them.
//!
//! Dynamic code reaches an attribute by its name only, and the whole program is known: the names that it reads and
//! assigns anywhere are the ones that a class needs a dynamic face for. Where names are made at run time, or classes
//! are looked into, there is no telling, and a class whose instances become values is a dynamic one.
//!
//! *Invariant:* whatever a face shows can become a `Value`, and whatever dynamic code may assign is one.

use super::form::is_literal;
use crate::hir::*;
use crate::infer::visit::expressions;
use crate::infer::{Infer, plain::solve::RUNTIME_CALLED};
use crate::typed::{Face, Member};
use std::collections::BTreeSet;

/// The names that dynamic code uses.
#[derive(Clone, Debug, Default)]
pub(in crate::infer) struct Names {
    reads: BTreeSet<String>,
    writes: BTreeSet<String>,
}

/// Attributes that the library looks up on objects of the program.
const OF_LIBRARY: &[&str] = &[
    "close", "aclose", "write", "flush", "read", "readline", "keys", "send", "throw",
];

/// Builtins that look into objects.
const REFLECTING: &[&str] = &[
    "vars", "dir", "setattr", "delattr", "super", "locals", "globals",
];

/// Library modules and names that look into objects.
const LOOKING: &[(&str, &[&str])] = &[
    ("copy", &[]),
    ("pickle", &[]),
    ("inspect", &[]),
    ("weakref", &[]),
    ("dataclasses", &["fields"]),
    ("operator", &["attrgetter", "methodcaller"]),
    ("typing", &["runtime_checkable"]),
];

/// What reads all fields of dataclasses, and copies what else it finds.
const TAKING_APART: &[(&str, &[&str])] = &[("dataclasses", &["asdict", "astuple", "is_dataclass"])];

/// Whether the program uses functions that take dataclasses apart.
fn takes_apart(program: &Program) -> bool {
    uses(program, TAKING_APART)
}

/// Whether the program looks at objects by other means than the names of attributes that stand in it.
pub(in crate::infer) fn is_reflective(program: &Program) -> bool {
    let mut found = uses(program, LOOKING);
    for function in &program.functions {
        let mut named = BTreeSet::new();
        expressions(function, &mut |e| {
            found |= match &e.kind {
                ExprKind::Attribute(of, name) => {
                    if name == "__name__" {
                        named.insert(of.id);
                    }
                    matches!(name.as_str(), "__dict__" | "__class__" | "__slots__")
                        && !named.contains(&e.id)
                        || name == "format" && !matches!(of.kind, ExprKind::Str(_))
                }
                ExprKind::Call(callee, args) => match &callee.kind {
                    ExprKind::Name(Name::Builtin(name)) => {
                        let is_unnamed_type = name == "type" && !named.contains(&e.id);
                        let is_computed = matches!(name.as_str(), "getattr" | "hasattr")
                            && !matches!(args.get(1), Some(Arg::Positional(n)) if is_literal(n));
                        let is_super = name == "super";
                        is_unnamed_type
                            || is_computed
                            || REFLECTING.contains(&name.as_str()) && !is_super
                    }
                    ExprKind::Attribute(of, name) if name == "format" => match &of.kind {
                        ExprKind::Str(text) => text.contains('.') || text.contains('['),
                        _ => true,
                    },
                    _ => false,
                },
                _ => false,
            };
        });
    }
    found
}

/// Whether the program names any of these: `from module import name`, `module.name`, and a module without names as
/// soon as it is imported.
fn uses(program: &Program, listed: &[(&str, &[&str])]) -> bool {
    let is_listed = |module: &str, name: Option<&str>| {
        listed.iter().any(|(m, names)| {
            *m == module && (names.is_empty() || name.is_some_and(|name| names.contains(&name)))
        })
    };
    let imports = program.variables.iter().filter_map(|v| v.meaning.as_ref());
    let mut found = imports.into_iter().any(|meaning| match meaning {
        Meaning::LibraryModule(module) => is_listed(module, None),
        Meaning::Library(module, name) => is_listed(module, Some(name)),
        _ => false,
    });
    for function in &program.functions {
        expressions(function, &mut |e| {
            if let ExprKind::Attribute(of, name) = &e.kind
                && let ExprKind::Name(Name::Var(var)) = &of.kind
                && let Some(Meaning::LibraryModule(module)) = &program.variable(*var).meaning
            {
                found |= is_listed(module, Some(name));
            }
        });
    }
    found
}

impl<'a> Infer<'a, '_> {
    /// An instance becomes a value: its family gets a face, or is open.
    pub(in crate::infer) fn escape_instance(&mut self, class: ClassId) {
        let plains = self.plain;
        let Some((root, _)) = plains.chain(class).last() else {
            return;
        };
        if self.faced.contains(&root) {
            return;
        }
        if plains.get(class).is_some_and(|p| p.is_tuple) {
            return self.open(class, "an instance becomes a value, which is a tuple");
        }
        if self.is_reflective {
            return self.open(
                class,
                "an instance becomes a value, and the program looks into values",
            );
        }
        self.faced.insert(root);
        let names = self.names.clone();
        for member in self.family(root) {
            self.face_special_methods(member);
            if self.takes_apart {
                self.show_fields(member);
            }
            names.reads.iter().for_each(|name| self.show(member, name));
            names
                .writes
                .iter()
                .for_each(|name| self.yield_to(member, name));
        }
    }

    /// All fields of a dataclass can become values. What is none would be copied.
    fn show_fields(&mut self, class: ClassId) {
        let plains = self.plain;
        let Some(plain) = plains.get(class) else {
            return;
        };
        match &plain.dataclass {
            Some(made) => made.fields.iter().for_each(|f| self.read_by_name(&f.name)),
            None if plain.enumeration.is_some() => {}
            None => self.open(class, "the program copies what is in dataclasses"),
        }
    }

    /// Dynamic code looks into instances of any class.
    pub(in crate::infer) fn look_into_objects(&mut self) {
        self.is_reflective = true;
        for class in self.faced.clone() {
            self.open(class, "the program looks into values");
        }
    }

    fn family(&self, root: ClassId) -> Vec<ClassId> {
        let below = self.plain.below(root).map(|(class, _)| class);
        below.chain([root]).collect()
    }

    /// Dynamic code reads an attribute of `object`. The receiver of a dynamic class's method is no instance of a plain one.
    pub(in crate::infer) fn reads_attribute(&mut self, object: &Expr, name: &str) {
        if !self.is_dynamic_receiver(object) {
            self.read_by_name(name);
        }
    }

    /// Dynamic code assigns an attribute of `object`.
    pub(in crate::infer) fn assigns_attribute(&mut self, object: &Expr, name: &str) {
        if !self.is_dynamic_receiver(object) {
            self.assign_by_name(name);
        }
    }

    fn is_dynamic_receiver(&self, object: &Expr) -> bool {
        let ExprKind::Name(Name::Var(var)) = &object.kind else {
            return false;
        };
        let function = self.program.function(self.program.variable(*var).scope);
        let is_first = function.params.first().is_some_and(|p| p.var == *var);
        is_first
            && function
                .class
                .is_some_and(|class| !self.plain.contains(class))
    }

    fn read_by_name(&mut self, name: &str) {
        if self.names.reads.insert(name.to_owned()) {
            for root in self.faced.clone() {
                for class in self.family(root) {
                    self.show(class, name);
                }
            }
        }
    }

    fn assign_by_name(&mut self, name: &str) {
        if self.names.writes.insert(name.to_owned()) {
            for root in self.faced.clone() {
                for class in self.family(root) {
                    self.yield_to(class, name);
                }
            }
        }
    }

    /// The names that the program's literals and the library use.
    pub(in crate::infer) fn prepare_names(&mut self) {
        self.is_reflective = is_reflective(self.program);
        self.takes_apart = takes_apart(self.program);
        OF_LIBRARY.iter().for_each(|name| self.read_by_name(name));
        for function in &self.program.functions {
            let mut found = Vec::new();
            expressions(function, &mut |e| {
                if let ExprKind::Call(callee, args) = &e.kind
                    && matches!(&callee.kind, ExprKind::Name(Name::Builtin(name)) if name == "getattr" || name == "hasattr")
                    && let Some(Arg::Positional(Expr {
                        kind: ExprKind::Str(name),
                        ..
                    })) = args.get(1)
                {
                    found.push(name.clone());
                }
            });
            found.iter().for_each(|name| self.read_by_name(name));
        }
    }

    /// What dynamic code reads of the class can become a value.
    fn show(&mut self, class: ClassId, name: &str) {
        if let Some(cell) = self.field_cell(class, name) {
            self.cells.mark_escaped(cell);
        }
        let plain = self.plain.get(class);
        match plain.and_then(|p| p.members.get(name)).copied() {
            Some(Member::Method(f) | Member::Static(f)) => self.escape_function(f),
            Some(Member::Class(_)) => {
                self.open(
                    class,
                    &format!("dynamic code uses its class method '{name}'"),
                );
            }
            Some(Member::Property(get, _)) if self.enumeration(class).is_some() => {
                self.escape_function(get);
            }
            Some(Member::Property(get, _)) => {
                self.functions[get.index()].called = true;
                self.cells.mark_escaped(self.result_cell(get));
            }
            Some(Member::Constant(var) | Member::Variable(var)) => {
                self.cells.mark_escaped(self.var_cell(var))
            }
            Some(Member::EnumMember(_)) | None => {}
        }
    }

    /// What dynamic code assigns is a value.
    fn yield_to(&mut self, class: ClassId, name: &str) {
        let plain = self.plain.get(class);
        let is_frozen = plain
            .and_then(|p| p.dataclass.as_ref())
            .is_some_and(|d| d.frozen);
        let member = plain.and_then(|p| p.members.get(name)).copied();
        match (self.field_cell(class, name), member) {
            (Some(_), _) if is_frozen => {
                self.open(class, &format!("dynamic code may assign '{name}'"));
            }
            (Some(cell), _) => self.cells.make_value(cell, "dynamic code assigns it"),
            (None, Some(Member::Property(_, Some(set)))) => {
                self.functions[set.index()].called = true;
                if let Some(param) = self.program.function(set).params.get(1) {
                    let cell = self.var_cell(param.var);
                    self.cells.make_value(cell, "dynamic code assigns it");
                }
            }
            (None, Some(_)) => self.open(class, &format!("dynamic code may assign '{name}'")),
            // It is kept beside the fields.
            (None, None) => {}
        }
    }

    /// The data model calls special methods with values.
    fn face_special_methods(&mut self, class: ClassId) {
        let plains = self.plain;
        let Some(plain) = plains.get(class) else {
            return;
        };
        for (name, member) in &plain.members {
            let Some(f) = member.function().filter(|_| is_dunder(name)) else {
                continue;
            };
            let compares = matches!(name.as_str(), "__eq__" | "__lt__");
            if plain.enumeration.is_some() {
                self.escape_function(f);
                continue;
            }
            if compares && (plain.base.is_some() || plains.below(class).next().is_some()) {
                self.open(class, "its instances are compared as values");
            }
            if !RUNTIME_CALLED.contains(&name.as_str()) {
                self.escape_function(f);
            }
        }
    }

    /// Whether an instance may get attributes that are no fields.
    fn gets_more(&self, class: ClassId) -> bool {
        let body = self.program.function(self.program.class(class).body);
        let has_slots = body
            .variables
            .iter()
            .any(|v| self.program.variable(*v).name == "__slots__");
        let is_known = |name: &String| {
            self.field_cell(class, name).is_some() || self.plain.member(class, name).is_some()
        };
        !has_slots && !self.names.writes.iter().all(is_known)
    }

    /// What is recorded of a class whose instances become values.
    pub(super) fn face(&self, class: ClassId) -> Option<Face> {
        let (root, _) = self.plain.chain(class).last()?;
        self.faced.contains(&root).then(|| Face {
            reads: self.names.reads.clone(),
            writes: self.names.writes.clone(),
            gets_more: self.gets_more(root),
            is_taken_apart: self.takes_apart,
        })
    }

    /// Whether instances of the class can become values.
    pub(in crate::infer) fn has_face(&self, class: ClassId) -> bool {
        let root = self.plain.chain(class).last();
        root.is_some_and(|(root, _)| self.faced.contains(&root))
    }
}
