//! Which classes can be Rust structs.
//!
//! A class is plain if nobody can tell: its fields are all there when `__init__` has run up to the last of them, its
//! methods are called by name only, and the class itself is only called. Where its instances become a `Value` it has a
//! [`face`] of the names that dynamic code may ask for. The form is checked here ([`form`]); the rest comes out while solving ([`Infer::open`](super::Infer::open)), and
//! inference starts again without the classes that turned out to be open.
//!
//! A class and its subclasses are plain together or not at all.
//!
//! *Invariant:* plain on no more than syntax means nothing; only what is left after solving is recorded.

mod bases;
mod dataclass;
mod enumeration;
mod face;
mod fields;
mod form;
mod solve;

pub(super) use enumeration::is_iterating;
pub(super) use face::Names;
pub(super) use form::candidates;
pub(crate) use form::{is_super, is_super_call};

use crate::hir::*;
use crate::typed::{Dataclass, Enumeration, Member};
use std::collections::{BTreeMap, BTreeSet};

/// A class that may be plain.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    /// The bases that the class statement names.
    bases: Vec<ClassId>,
    /// The class that follows it in the method resolution order.
    pub(super) base: Option<ClassId>,
    /// That is another one than it names: it has no instances of its own.
    is_mixin: bool,
    /// Its own fields in order of first assignment.
    pub(super) fields: Vec<String>,
    pub(super) members: BTreeMap<String, Member>,
    /// Class attributes that instances assign, or that a subclass gives another value.
    pub(super) initial: BTreeMap<String, VarId>,
    pub(super) dataclass: Option<Dataclass>,
    /// It is a `NamedTuple`: a frozen and ordered dataclass that is a tuple of its fields besides.
    pub(super) is_tuple: bool,
    pub(super) enumeration: Option<Enumeration>,
    /// `@abstractmethod`s: there is no instance until subclasses have overridden them all.
    abstracts: BTreeSet<FunctionId>,
}

/// The classes that may be plain.
#[derive(Clone, Debug, Default)]
pub(super) struct Plains {
    classes: BTreeMap<ClassId, Plain>,
}

impl Plains {
    pub(super) fn get(&self, class: ClassId) -> Option<&Plain> {
        self.classes.get(&class)
    }

    pub(super) fn contains(&self, class: ClassId) -> bool {
        self.classes.contains_key(&class)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (ClassId, &Plain)> {
        self.classes.iter().map(|(id, plain)| (*id, plain))
    }

    pub(super) fn clear(&mut self) {
        self.classes.clear();
    }

    /// The class and its bases, nearest first.
    pub(super) fn chain(&self, class: ClassId) -> impl Iterator<Item = (ClassId, &Plain)> {
        let first = self.get(class).map(|plain| (class, plain));
        std::iter::successors(first, |(_, plain)| {
            let base = plain.base?;
            Some((base, self.get(base)?))
        })
    }

    /// Whether an instance of `class` is one of `base`.
    pub(super) fn is_subclass(&self, class: ClassId, base: ClassId) -> bool {
        self.chain(class).any(|(c, _)| c == base)
    }

    /// The nearest class that both are.
    pub(super) fn common(&self, a: ClassId, b: ClassId) -> Option<ClassId> {
        let mut chain = self.chain(a).map(|(c, _)| c);
        chain.find(|c| self.is_subclass(b, *c))
    }

    /// The strict subclasses.
    pub(super) fn below(&self, class: ClassId) -> impl Iterator<Item = (ClassId, &Plain)> {
        self.iter()
            .filter(move |(c, _)| *c != class && self.is_subclass(*c, class))
    }

    /// What the name is on an instance, and the class that says so.
    pub(super) fn member(&self, class: ClassId, name: &str) -> Option<(ClassId, Member)> {
        self.chain(class)
            .find_map(|(c, plain)| Some((c, *plain.members.get(name)?)))
    }

    /// The class that declares the field.
    pub(super) fn field_home(&self, class: ClassId, name: &str) -> Option<ClassId> {
        self.chain(class)
            .find(|(_, plain)| plain.fields.iter().any(|f| f == name))
            .map(|(c, _)| c)
    }

    /// Takes the class out with all that it stands on and that stands on it.
    pub(super) fn remove(&mut self, class: ClassId) {
        let Some((root, _)) = self.chain(class).last() else {
            return;
        };
        let family: Vec<ClassId> = self.below(root).map(|(c, _)| c).chain([root]).collect();
        family
            .iter()
            .for_each(|class| drop(self.classes.remove(class)));
    }
}
