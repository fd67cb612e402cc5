//! The catalogue, indexed: classes, functions and members by name, and the classes that the language itself needs.
//!
//! *Invariant:* read-only, and no builtin is known by more than its name.

use super::term::ClassInfo;
use crate::typed::{LibClass, LibFunction};
use portalis_signature::{Catalogue, Class, Function, Member, Module, Param, Type};
use std::collections::{HashMap, HashSet};

/// Classes that literals and syntax make. `None` where the catalogue has no such class; such things are then dynamic.
#[derive(Default)]
pub(super) struct Known {
    pub(super) int: Option<LibClass>,
    pub(super) float: Option<LibClass>,
    /// `int | float`.
    pub(super) number: Option<LibClass>,
    pub(super) complex: Option<LibClass>,
    pub(super) bool: Option<LibClass>,
    pub(super) str: Option<LibClass>,
    pub(super) bytes: Option<LibClass>,
    pub(super) list: Option<LibClass>,
    pub(super) dict: Option<LibClass>,
    pub(super) set: Option<LibClass>,
    pub(super) tuple: Option<LibClass>,
    pub(super) slice: Option<LibClass>,
    pub(super) generator: Option<LibClass>,
    pub(super) async_generator: Option<LibClass>,
    pub(super) base_exception: Option<LibClass>,
    pub(super) base_exception_group: Option<LibClass>,
}

/// What a class name in a signature stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Iterable,
    AsyncIterable,
    Awaitable,
    Coroutine,
    Class(LibClass),
    Unknown,
}

/// One overload of a library function, ready to be matched against arguments.
#[derive(Clone)]
pub(super) struct Overload<'a> {
    pub(super) target: LibFunction,
    /// Module whose names its types use.
    pub(super) module: u32,
    pub(super) function: &'a Function,
    /// The parameters without `self`.
    pub(super) params: &'a [Param],
    /// The class whose type parameters it may use.
    pub(super) class: Option<LibClass>,
    /// A constructor: gives an instance of `class` whatever its annotation is.
    pub(super) constructs: bool,
}

/// The index.
pub(super) struct Library<'a> {
    catalogue: &'a Catalogue,
    modules: HashMap<&'a str, u32>,
    classes: HashMap<(u32, &'a str), LibClass>,
    functions: HashMap<(u32, &'a str), Vec<u32>>,
    constants: HashMap<(u32, &'a str), u32>,
    anywhere: HashMap<&'a str, LibClass>,
    members: HashMap<(LibClass, &'a str), Vec<u32>>,
    lines: HashMap<LibClass, Vec<LibClass>>,
    bases: HashSet<LibClass>,
    pub(super) known: Known,
}

impl<'a> Library<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Library<'a> {
        let mut library = Library {
            catalogue,
            modules: HashMap::new(),
            classes: HashMap::new(),
            functions: HashMap::new(),
            constants: HashMap::new(),
            anywhere: HashMap::new(),
            members: HashMap::new(),
            lines: HashMap::new(),
            bases: HashSet::new(),
            known: Known::default(),
        };
        library.index();
        library.find_known();
        library.line_up();
        library
    }

    fn index(&mut self) {
        for (m, module) in (0u32..).zip(&self.catalogue.modules) {
            self.modules.insert(&module.name, m);
            for (f, function) in (0u32..).zip(&module.functions) {
                self.functions
                    .entry((m, &function.signature.name))
                    .or_default()
                    .push(f);
            }
            for (c, constant) in (0u32..).zip(&module.constants) {
                self.constants.insert((m, &constant.name), c);
            }
            for (c, class) in (0u32..).zip(&module.classes) {
                let id = LibClass {
                    module: m,
                    class: c,
                };
                self.classes.insert((m, &class.name), id);
                self.anywhere.entry(&class.name).or_insert(id);
                for (i, (_, function)) in (0u32..).zip(&class.members) {
                    self.members
                        .entry((id, &function.signature.name))
                        .or_default()
                        .push(i);
                }
            }
        }
    }

    fn find_known(&mut self) {
        let builtin = |name: &str| {
            let module = *self.modules.get("builtins")?;
            self.classes.get(&(module, name)).copied()
        };
        let anywhere = |name: &str| builtin(name).or_else(|| self.anywhere.get(name).copied());
        self.known = Known {
            int: builtin("int"),
            float: builtin("float"),
            number: builtin(portalis_signature::parse::NUMBER),
            complex: builtin("complex"),
            bool: builtin("bool"),
            str: builtin("str"),
            bytes: builtin("bytes"),
            list: builtin("list"),
            dict: builtin("dict"),
            set: builtin("set"),
            tuple: builtin("tuple"),
            slice: builtin("slice"),
            generator: anywhere("Generator"),
            async_generator: anywhere("AsyncGenerator"),
            base_exception: builtin("BaseException"),
            base_exception_group: builtin("BaseExceptionGroup"),
        };
    }

    /// The classes with their bases, nearest first.
    fn line_up(&mut self) {
        let ids: Vec<LibClass> = self.anywhere_all();
        for id in ids {
            let mut line = vec![id];
            let mut next = 0;
            while let Some(&class) = line.get(next) {
                next += 1;
                for base in &self.class(class).bases {
                    if let Some(base) = self.find_class(base, class.module)
                        && !line.contains(&base)
                    {
                        line.push(base);
                    }
                }
            }
            self.bases.extend(&line[1..]);
            self.lines.insert(id, line);
        }
    }

    fn anywhere_all(&self) -> Vec<LibClass> {
        let mut all: Vec<LibClass> = self.classes.values().copied().collect();
        all.sort_by_key(|c| (c.module, c.class));
        all
    }

    pub(super) fn class(&self, id: LibClass) -> &'a Class {
        &self.catalogue.modules[id.module as usize].classes[id.class as usize]
    }

    pub(super) fn has_subclasses(&self, id: LibClass) -> bool {
        self.bases.contains(&id)
    }

    /// What the cells need to know of each class of each module.
    pub(super) fn infos(&self) -> Vec<Vec<ClassInfo>> {
        let info = |module: u32, index: u32, class: &Class| ClassInfo {
            name: class.name.clone(),
            is_immutable: class.is_immutable,
            parameters: class.type_params.len(),
            exceptions: match class.is_exception {
                true => self.line(LibClass {
                    module,
                    class: index,
                }),
                false => &[],
            }
            .to_vec(),
            number: self.known.number.filter(|_| {
                self.is_number(LibClass {
                    module,
                    class: index,
                })
            }),
        };
        let of_module = |(module, m): (u32, &Module)| {
            let classes = (0u32..).zip(&m.classes);
            classes.map(|(at, class)| info(module, at, class)).collect()
        };
        let modules = (0u32..).zip(&self.catalogue.modules);
        modules.map(of_module).collect()
    }

    /// The class and its bases, nearest first.
    pub(super) fn line(&self, id: LibClass) -> &[LibClass] {
        self.lines.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Both are exception classes, and the one derives from the other: their instances are handles of one type.
    pub(super) fn derives_exception(&self, class: LibClass, base: LibClass) -> bool {
        self.is_exception(base) && self.line(class).contains(&base)
    }

    pub(super) fn is_exception(&self, id: LibClass) -> bool {
        self.class(id).is_exception
    }

    pub(super) fn module_id(&self, name: &str) -> Option<u32> {
        self.modules.get(name).copied()
    }

    pub(super) fn class_in(&self, module: &str, name: &str) -> Option<LibClass> {
        self.classes.get(&(self.module_id(module)?, name)).copied()
    }

    /// The type of a constant and the module whose names it uses.
    pub(super) fn constant(&self, module: &str, name: &str) -> Option<(u32, &'a Type)> {
        let module = self.module_id(module)?;
        let index = *self.constants.get(&(module, name))?;
        Some((
            module,
            &self.catalogue.modules[module as usize].constants[index as usize].ty,
        ))
    }

    /// A class by the name that a signature of that module uses.
    pub(super) fn find_class(&self, name: &str, module: u32) -> Option<LibClass> {
        if let Some((path, name)) = name.rsplit_once('.') {
            return self.class_in(path, name);
        }
        let here = self.classes.get(&(module, name)).copied();
        here.or_else(|| self.class_in("builtins", name))
            .or_else(|| self.anywhere.get(name).copied())
    }

    /// What a class name in a signature means; protocols are known by name.
    pub(super) fn named(&self, name: &str, module: u32) -> Named {
        match name.rsplit('.').next().unwrap_or(name) {
            "Iterable" => Named::Iterable,
            "AsyncIterable" => Named::AsyncIterable,
            "Awaitable" => Named::Awaitable,
            "Coroutine" => Named::Coroutine,
            _ => self
                .find_class(name, module)
                .map_or(Named::Unknown, Named::Class),
        }
    }

    /// The overloads of a function of a module.
    pub(super) fn functions(&self, module: &str, name: &str) -> Vec<Overload<'a>> {
        let Some(id) = self.module_id(module) else {
            return Vec::new();
        };
        let Some(indices) = self.functions.get(&(id, name)) else {
            return Vec::new();
        };
        let overload = |&function: &u32| {
            let f = &self.catalogue.modules[id as usize].functions[function as usize];
            Overload {
                target: LibFunction::Function {
                    module: id,
                    function,
                },
                module: id,
                function: f,
                params: &f.signature.params,
                class: None,
                constructs: false,
            }
        };
        indices.iter().map(overload).collect()
    }

    /// The overloads of a member, from the nearest class that has it, if they are of one of these kinds.
    pub(super) fn member(
        &self,
        class: LibClass,
        name: &str,
        kinds: &[Member],
    ) -> Vec<Overload<'a>> {
        let Some(line) = self.lines.get(&class) else {
            return Vec::new();
        };
        let found = line
            .iter()
            .find_map(|c| Some((*c, self.members.get(&(*c, name))?)));
        let Some((owner, indices)) = found else {
            return Vec::new();
        };
        let overload = |&member: &u32| {
            let (kind, function) = &self.class(owner).members[member as usize];
            let params = &function.signature.params;
            let has_self = match kind {
                Member::Method | Member::Property | Member::Setter => true,
                Member::Class => params.first().is_some_and(|p| p.name == "cls"),
                Member::Static => params
                    .first()
                    .is_some_and(|p| p.name == "cls" || p.name == "self"),
            };
            kinds.contains(kind).then(|| Overload {
                target: LibFunction::Method {
                    class: owner,
                    member,
                },
                module: owner.module,
                function,
                params: if has_self {
                    params.get(1..).unwrap_or(&[])
                } else {
                    params
                },
                class: Some(owner),
                constructs: false,
            })
        };
        indices.iter().filter_map(overload).collect()
    }

    /// The constructors of a class. They are not inherited.
    pub(super) fn constructors(&self, class: LibClass) -> Vec<Overload<'a>> {
        let Some(indices) = self.members.get(&(class, "__new__")) else {
            return Vec::new();
        };
        let overload = |&member: &u32| {
            let function = &self.class(class).members[member as usize].1;
            let params = &function.signature.params;
            let has_self = params
                .first()
                .is_some_and(|p| p.name == "cls" || p.name == "self");
            Overload {
                target: LibFunction::Method { class, member },
                module: class.module,
                function,
                params: if has_self {
                    params.get(1..).unwrap_or(&[])
                } else {
                    params
                },
                class: Some(class),
                constructs: true,
            }
        };
        indices.iter().map(overload).collect()
    }

    pub(super) fn has_member(&self, class: LibClass, name: &str) -> bool {
        let line = self.lines.get(&class).into_iter().flatten();
        line.into_iter()
            .any(|c| self.members.contains_key(&(*c, name)))
    }

    pub(super) fn is_scalar(&self, class: LibClass) -> bool {
        let k = &self.known;
        let scalars = [k.int, k.float, k.bool, k.number, k.str, k.bytes, k.complex];
        scalars.contains(&Some(class))
    }

    /// `bool`, `int`, `float` and what holds any of them.
    pub(super) fn is_number(&self, class: LibClass) -> bool {
        let k = &self.known;
        [k.int, k.float, k.bool, k.number].contains(&Some(class))
    }

    /// Whether every value of the class is one of `int | float`, and the class another.
    pub(super) fn becomes_number(&self, from: LibClass, to: LibClass) -> bool {
        Some(to) == self.known.number && from != to && self.is_number(from)
    }
}
