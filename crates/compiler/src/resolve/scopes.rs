//! The symbol table: which scope each name of a module belongs to, by the rules of CPython's `symtable.c`.
//!
//! Two steps: [`super::collect`] walks the tree and notes how each scope uses each name; [`Scopes::settle`] then decides
//! for each whether it is local, belongs to an enclosing function or is global.
//!
//! *Invariant:* comprehensions and type parameter lists are scopes here, although the resolved tree has no function
//! for them.

use std::collections::HashMap;
use std::ops::Range;

use crate::Source;
use crate::check::syntax_error;
use crate::diagnostic::Diagnostic;

/// Index into [`Scopes::all`]; the module's is 0.
pub(super) type ScopeId = usize;

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// Any comprehension; the words are CPython's for messages.
    Comprehension(&'static str),
    TypeParams,
}

/// Where a name of a scope is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the scope itself.
    Local,
    /// In that enclosing scope.
    Enclosing(ScopeId),
    /// In the module, or a builtin.
    Global,
}

/// How a scope uses a name.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    pub(super) name: String,
    pub(super) bound: bool,
    /// Bound by something else than `import`, after which `global` may still come.
    pub(super) assigned: bool,
    pub(super) used: bool,
    pub(super) param: bool,
    pub(super) annotated: bool,
    pub(super) type_param: bool,
    pub(super) declared_global: Option<Range<u32>>,
    pub(super) declared_nonlocal: Option<Range<u32>>,
    /// The target of a comprehension's own `for`.
    pub(super) iteration: bool,
    /// `:=` in the comprehension binds it, in the scope around.
    pub(super) walrus: bool,
    pub(super) span: Range<u32>,
    pub(super) place: Place,
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    /// The class whose private names are mangled here.
    pub(super) private: Option<String>,
    pub(super) symbols: Vec<Symbol>,
    index: HashMap<String, usize>,
    pub(super) is_generator: bool,
}

impl Scope {
    pub(super) fn new(kind: ScopeKind, parent: Option<ScopeId>, private: Option<String>) -> Scope {
        Scope {
            kind,
            parent,
            private,
            symbols: Vec::new(),
            index: HashMap::new(),
            is_generator: false,
        }
    }

    pub(super) fn symbol(&self, name: &str) -> Option<&Symbol> {
        self.index
            .get(name)
            .and_then(|index| self.symbols.get(*index))
    }

    pub(super) fn symbol_mut(&mut self, name: &str, span: Range<u32>) -> &mut Symbol {
        let index = match self.index.get(name) {
            Some(index) => *index,
            None => {
                self.index.insert(name.to_owned(), self.symbols.len());
                self.symbols.push(Symbol::new(name, span));
                self.symbols.len() - 1
            }
        };
        &mut self.symbols[index]
    }

    /// Names in it can be seen by the functions inside it.
    fn is_function_like(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }
}

impl Symbol {
    fn new(name: &str, span: Range<u32>) -> Symbol {
        Symbol {
            name: name.to_owned(),
            bound: false,
            assigned: false,
            used: false,
            param: false,
            annotated: false,
            type_param: false,
            declared_global: None,
            declared_nonlocal: None,
            iteration: false,
            walrus: false,
            span,
            place: Place::Global,
        }
    }

    fn is_local(&self) -> bool {
        self.bound && self.declared_global.is_none() && self.declared_nonlocal.is_none()
    }
}

/// All scopes of a module.
#[derive(Debug)]
pub(super) struct Scopes {
    pub(super) all: Vec<Scope>,
    /// The scope that a node opens, by the node's address. A generic `def` or `class` opens two.
    pub(super) of_node: HashMap<(usize, bool), ScopeId>,
}

impl Scopes {
    /// The scope that `node` opens.
    pub(super) fn of<T>(&self, node: &T) -> Option<ScopeId> {
        self.of_node
            .get(&(std::ptr::from_ref(node) as usize, false))
            .copied()
    }

    /// The scope of the type parameters of `node`.
    pub(super) fn type_params_of<T>(&self, node: &T) -> Option<ScopeId> {
        self.of_node
            .get(&(std::ptr::from_ref(node) as usize, true))
            .copied()
    }

    /// Decides the place of every symbol.
    pub(super) fn settle(&mut self, source: &Source, errors: &mut Vec<Diagnostic>) {
        for id in 0..self.all.len() {
            for symbol in 0..self.all[id].symbols.len() {
                let place = self.place(id, &self.all[id].symbols[symbol], source, errors);
                self.all[id].symbols[symbol].place = place;
            }
        }
    }

    fn place(
        &self,
        id: ScopeId,
        symbol: &Symbol,
        source: &Source,
        errors: &mut Vec<Diagnostic>,
    ) -> Place {
        let scope = &self.all[id];
        if symbol.declared_global.is_some() {
            return Place::Global;
        }
        if let Some(span) = &symbol.declared_nonlocal {
            let found = self.enclosing(id, &symbol.name);
            let error = |message| syntax_error::at(source, span.clone(), message);
            return match found {
                Place::Enclosing(owner)
                    if self.all[owner]
                        .symbol(&symbol.name)
                        .is_some_and(|s| s.type_param) =>
                {
                    let name = &symbol.name;
                    errors.push(error(format!(
                        "nonlocal binding not allowed for type parameter '{name}'"
                    )));
                    found
                }
                Place::Global if scope.kind != ScopeKind::Module => {
                    errors.push(error(format!(
                        "no binding for nonlocal '{}' found",
                        symbol.name
                    )));
                    found
                }
                _ => found,
            };
        }
        if symbol.is_local() {
            Place::Local
        } else {
            self.enclosing(id, &symbol.name)
        }
    }

    /// Where a name that scope `id` does not bind is found.
    pub(super) fn enclosing(&self, id: ScopeId, name: &str) -> Place {
        let mut next = self.all[id].parent;
        while let Some(current) = next {
            let scope = &self.all[current];
            if scope.is_function_like()
                && let Some(symbol) = scope.symbol(name)
            {
                if symbol.declared_global.is_some() {
                    return Place::Global;
                }
                if symbol.is_local() {
                    return Place::Enclosing(current);
                }
            }
            next = scope.parent;
        }
        Place::Global
    }

    /// The place of `name` seen from scope `id`, also where the scope's code does not use it (string annotations).
    pub(super) fn look_up(&self, id: ScopeId, name: &str) -> Place {
        match self.all[id].symbol(name) {
            Some(symbol) => symbol.place,
            None => self.enclosing(id, name),
        }
    }

    /// The innermost scope from `id` outwards that is no comprehension: where `:=` binds.
    pub(super) fn outside_comprehensions(&self, mut id: ScopeId) -> ScopeId {
        while let Scope {
            kind: ScopeKind::Comprehension(_),
            parent: Some(parent),
            ..
        } = &self.all[id]
        {
            id = *parent;
        }
        id
    }
}

/// `_Class__name` for a private `__name` inside a class.
pub(super) fn mangle(private: Option<&str>, name: &str) -> String {
    match private.map(|class| class.trim_start_matches('_')) {
        Some(class)
            if name.starts_with("__")
                && !name.ends_with("__")
                && !name.contains('.')
                && !class.is_empty() =>
        {
            format!("_{class}{name}")
        }
        _ => name.to_owned(),
    }
}
