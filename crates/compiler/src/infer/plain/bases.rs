//! The bases of plain classes: one class after the other, as Python's method resolution order has them (C3).
//!
//! A mixin is put between the class that mixes it in and the class that follows it there. So each plain class has at
//! most one base, as long as a mixin is followed by the same class wherever it is used; its own instances would lack
//! that base, so it has none.
//!
//! *Invariant:* a class and its bases are plain together or not at all.

use super::Plain;
use super::enumeration;
use super::form::{is_library, named_class};
use crate::hir::*;
use crate::infer::narrow::arg_value;
use std::collections::{BTreeMap, BTreeSet};

/// The base classes of the program that a class statement names; `None` where it names others that matter.
pub(super) fn bases(program: &Program, class: &Class) -> Option<Vec<ClassId>> {
    let mut bases = Vec::new();
    for arg in &class.bases {
        let e = arg_value(arg);
        let is_metaclass = matches!(arg, Arg::Keyword(name, _) if name == "metaclass")
            && is_library(program, e, "abc", "ABCMeta");
        let is_generic = matches!(&e.kind, ExprKind::Subscript(of, _) if is_library(program, of, "typing", "Generic"));
        let is_nothing = is_library(program, e, "builtins", "object")
            || is_library(program, e, "abc", "ABC")
            || is_generic;
        match (arg, named_class(program, e)) {
            _ if is_metaclass => {}
            (Arg::Positional(_), Some(found))
                if enumeration::base(program, program.class(found)).is_none()
                    && !is_named_tuple(program, program.class(found)) =>
            {
                bases.push(found);
            }
            (Arg::Positional(_), None) if is_nothing => {}
            _ => return None,
        }
    }
    Some(bases)
}

/// Whether the class statement names `typing.NamedTuple` and nothing else.
pub(super) fn is_named_tuple(program: &Program, class: &Class) -> bool {
    match class.bases.as_slice() {
        [Arg::Positional(base)] => is_library(program, base, "typing", "NamedTuple"),
        _ => false,
    }
}

/// Gives each class its one base, and leaves only whole families.
pub(super) fn settle(program: &Program, forms: &mut BTreeMap<ClassId, Plain>) {
    loop {
        close(program, forms);
        let refused = linearise(forms);
        if refused.is_empty() {
            return;
        }
        refused.iter().for_each(|class| drop(forms.remove(class)));
    }
}

/// A class goes where its base or a subclass of it is dynamic.
fn close(program: &Program, forms: &mut BTreeMap<ClassId, Plain>) {
    loop {
        let count = forms.len();
        for class in &program.classes {
            let bases: Vec<ClassId> = class
                .bases
                .iter()
                .filter_map(|base| named_class(program, arg_value(base)))
                .collect();
            if !bases.iter().all(|base| forms.contains_key(base)) {
                forms.remove(&class.id);
            }
            if !forms.contains_key(&class.id) {
                bases.iter().for_each(|base| drop(forms.remove(base)));
            }
        }
        if forms.len() == count {
            return;
        }
    }
}

/// The class after each class in all resolution orders; gives those that no one class follows.
fn linearise(forms: &mut BTreeMap<ClassId, Plain>) -> Vec<ClassId> {
    let mut followers: BTreeMap<ClassId, BTreeSet<Option<ClassId>>> = BTreeMap::new();
    let mut refused = Vec::new();
    for class in forms.keys() {
        let Some(order) = resolution_order(forms, *class) else {
            refused.push(*class);
            continue;
        };
        // What follows a class in its own order counts only where it is no base of others.
        let is_base = forms.values().any(|p| p.bases.contains(class));
        for (at, one) in order.iter().enumerate() {
            if at > 0 || !is_base {
                let next = order.get(at + 1).copied();
                followers.entry(*one).or_default().insert(next);
            }
        }
    }
    for (class, next) in followers {
        let mut next = next.into_iter();
        let (Some(base), None, Some(plain)) = (next.next(), next.next(), forms.get_mut(&class))
        else {
            refused.push(class);
            continue;
        };
        plain.base = base;
        plain.is_mixin = base != plain.bases.first().copied();
    }
    refused
}

/// The method resolution order of a class, itself first.
fn resolution_order(forms: &BTreeMap<ClassId, Plain>, class: ClassId) -> Option<Vec<ClassId>> {
    let bases = &forms.get(&class)?.bases;
    let mut lists: Vec<Vec<ClassId>> = bases
        .iter()
        .map(|base| resolution_order(forms, *base))
        .collect::<Option<_>>()?;
    lists.push(bases.clone());
    let mut order = vec![class];
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(order);
        }
        let is_free = |head: &ClassId| !lists.iter().any(|list| list[1..].contains(head));
        let next = lists.iter().map(|list| list[0]).find(is_free)?;
        order.push(next);
        lists
            .iter_mut()
            .for_each(|list| list.retain(|c| *c != next));
    }
}
