//! Finds, parses and numbers the modules of the program, each when the first import asks for it.
//!
//! *Invariant:* a module's symbol table and the ids of its variables exist before anything refers to them; its body may
//! be built later.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use portalis_signature::Catalogue;
use ruff_python_ast::{self as ast, Stmt};

use super::collect::{collect, has_future_annotations};
use super::namespace;
use super::scopes::Scopes;
use crate::diagnostic::Diagnostic;
use crate::hir::{FunctionId, ModuleId, Program, VarId, Variable};
use crate::parse::{Comment, parse};
use crate::{Loader, Source};

/// Modules that CPython has in memory before the program's directory is searched, so that a file of the same name does
/// not replace them.
const ALWAYS_LOADED: &[&str] = &[
    "_abc",
    "_codecs",
    "_collections_abc",
    "_io",
    "_thread",
    "_weakref",
    "abc",
    "builtins",
    "codecs",
    "encodings",
    "errno",
    "faulthandler",
    "genericpath",
    "io",
    "itertools",
    "marshal",
    "os",
    "os.path",
    "posix",
    "posixpath",
    "site",
    "stat",
    "sys",
    "time",
    "zipimport",
];

/// What a module name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file of the program (or a library module written in Python).
    Program(ModuleId),
    /// A module of the catalogue, or a package of such modules.
    Library,
    /// Neither.
    Missing,
}

/// A module of the program before it is built.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) source: Source,
    pub(super) body: ast::Suite,
    pub(super) comments: Vec<Comment>,
    pub(super) scopes: Scopes,
    pub(super) function: FunctionId,
    pub(super) future_annotations: bool,
    pub(super) is_library: bool,
}

/// All modules that were asked for.
pub(super) struct Modules<'a> {
    loader: &'a dyn Loader,
    pub(super) catalogue: &'a Catalogue,
    found: HashMap<String, Found>,
    /// The Python parts of library modules that have both: by the module's name.
    pub(super) companions: BTreeMap<String, ModuleId>,
    pub(super) units: Vec<Rc<Unit>>,
    /// The attributes of each module.
    pub(super) names: Vec<BTreeMap<String, VarId>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Modules<'a> {
    pub(super) fn new(loader: &'a dyn Loader, catalogue: &'a Catalogue) -> Modules<'a> {
        let (found, units, names) = (HashMap::new(), Vec::new(), Vec::new());
        Modules {
            loader,
            catalogue,
            found,
            companions: BTreeMap::new(),
            units,
            names,
            diagnostics: Vec::new(),
        }
    }

    /// What `name` is, where something has asked for it before.
    pub(super) fn known(&self, name: &str) -> Option<Found> {
        self.found.get(name).copied()
    }

    /// Finds the module `name`; a file is read, parsed and numbered.
    pub(super) fn find(&mut self, name: &str, program: &mut Program) -> Found {
        if let Some(found) = self.found.get(name) {
            return *found;
        }
        let found = match self.source(name, program) {
            Some((source, is_library)) => {
                return Found::Program(self.add(source, is_library, program));
            }
            None if self.in_catalogue(name) => Found::Library,
            None => Found::Missing,
        };
        self.found.insert(name.to_owned(), found);
        found
    }

    /// The source of a module of the program. The program's own files go before the library's, as the script's
    /// directory goes first in `sys.path`.
    fn source(&mut self, name: &str, program: &mut Program) -> Option<(Source, bool)> {
        let parent = name.rsplit_once('.').map(|(parent, _)| parent);
        let inside = match parent.map(|parent| (parent, self.parent(parent, program))) {
            None => true,
            Some((_, Found::Program(id))) => self
                .units
                .get(id.index())
                .is_some_and(|unit| unit.source.is_package),
            Some((_, Found::Library | Found::Missing)) => false,
        };
        if inside
            && !ALWAYS_LOADED.contains(&name)
            && let Some(source) = self.loader.load(name)
        {
            return Some((
                Source {
                    module: name.to_owned(),
                    ..source
                },
                false,
            ));
        }
        let module = self.catalogue.module(name)?;
        let text = module.python.clone()?;
        if has_native_part(module) {
            return None;
        }
        let prefix = format!("{name}.");
        let is_package = self
            .catalogue
            .modules
            .iter()
            .any(|module| module.name.starts_with(&prefix));
        let path = format!("{}.py", name.replace('.', "/"));
        Some((
            Source {
                module: name.to_owned(),
                path,
                text,
                is_package,
            },
            true,
        ))
    }

    /// The part in Python of a library module of which the other part is in Rust.
    pub(super) fn companion(&mut self, name: &str, program: &mut Program) -> Option<ModuleId> {
        if let Some(known) = self.companions.get(name) {
            return Some(*known);
        }
        let module = self
            .catalogue
            .module(name)
            .filter(|module| has_native_part(module))?;
        let source = Source {
            module: name.to_owned(),
            path: format!("{}.py", name.replace('.', "/")),
            text: module.python.clone()?,
            is_package: false,
        };
        let found = self.found.get(name).copied();
        let id = self.add(source, true, program);
        self.found
            .insert(name.to_owned(), found.unwrap_or(Found::Library));
        self.companions.insert(name.to_owned(), id);
        Some(id)
    }

    /// The variable `name` of the Python part of the library module `module`.
    pub(super) fn companion_name(
        &mut self,
        module: &str,
        name: &str,
        program: &mut Program,
    ) -> Option<VarId> {
        let id = self.companion(module, program)?;
        self.names[id.index()].get(name).copied()
    }

    /// The package around a module. A directory without `__init__.py` is an empty package.
    fn parent(&mut self, name: &str, program: &mut Program) -> Found {
        self.find(name, program)
    }

    /// Takes a directory without `__init__.py` (a namespace package) for an empty package, if `child` is in it.
    pub(super) fn namespace_package(
        &mut self,
        name: &str,
        child: &str,
        program: &mut Program,
    ) -> Found {
        let found = self.find(name, program);
        if found != Found::Missing || self.loader.load(child).is_none() {
            return found;
        }
        let source = Source {
            module: name.to_owned(),
            path: String::new(),
            text: String::new(),
            is_package: true,
        };
        Found::Program(self.add(source, false, program))
    }

    fn in_catalogue(&self, name: &str) -> bool {
        let prefix = format!("{name}.");
        self.catalogue
            .modules
            .iter()
            .any(|module| module.name == name || module.name.starts_with(&prefix))
    }

    /// Parses a file and numbers the variables of its module scope.
    pub(super) fn add(
        &mut self,
        source: Source,
        is_library: bool,
        program: &mut Program,
    ) -> ModuleId {
        let id = ModuleId(self.units.len() as u32);
        let function = super::new_function(program, id);
        self.found.insert(source.module.clone(), Found::Program(id));
        let mut parsed = parse(&source);
        self.diagnostics.extend(parsed.errors);
        let mut errors = crate::check::check(&source, &parsed.body);
        // Without a library (tests of this stage) there is nothing that could make a dict of variables.
        let has_names = !is_library && self.catalogue.module("_namespace").is_some();
        if has_names {
            namespace::inline_literals(&mut parsed.body);
        }
        let mut scopes = collect(&source, &parsed.body, &mut errors);
        scopes.settle(&source, &mut errors);
        if has_names && namespace::rewrite(&source, &mut parsed.body, &scopes) {
            // What is wrong has been reported by the first walk.
            let mut again = Vec::new();
            scopes = collect(&source, &parsed.body, &mut again);
            scopes.settle(&source, &mut again);
        }
        self.diagnostics.append(&mut errors);
        let future_annotations = has_future_annotations(&parsed.body);
        let unit = Unit {
            body: parsed.body,
            comments: parsed.comments,
            scopes,
            function,
            future_annotations,
            is_library,
            source,
        };
        let unit = Rc::new(unit);
        self.units.push(unit.clone());
        self.names.push(BTreeMap::new());
        self.number(id, &unit, program);
        self.star_imports(id, &unit, program);
        id
    }

    /// Numbers the names that the module's code binds in the module, by `global` in a function too.
    fn number(&mut self, id: ModuleId, unit: &Unit, program: &mut Program) {
        for (index, scope) in unit.scopes.all.iter().enumerate() {
            for symbol in &scope.symbols {
                let module_level = index == 0 && symbol.bound;
                let declared = symbol.bound && symbol.declared_global.is_some();
                if module_level || declared {
                    self.name(id, &symbol.name, &symbol.span, program);
                }
            }
            // `:=` in a comprehension under `global x`, and names that are only deleted, are bound above as well.
        }
    }

    /// The variable `name` of a module; made if there is none.
    pub(super) fn name(
        &mut self,
        id: ModuleId,
        name: &str,
        span: &std::ops::Range<u32>,
        program: &mut Program,
    ) -> VarId {
        let function = self.units[id.index()].function;
        *self.names[id.index()]
            .entry(name.to_owned())
            .or_insert_with(|| new_variable(program, name, function, span.clone()))
    }

    /// Names that `from x import *` binds must be known before any code of the module is resolved.
    fn star_imports(&mut self, id: ModuleId, unit: &Unit, program: &mut Program) {
        for import in star_statements(&unit.body) {
            let Some(name) = absolute_name(&unit.source, import) else {
                continue;
            };
            self.packages(&name, program);
            for exported in self.exports(&name, program) {
                self.name(id, &exported, &crate::parse::span(import), program);
            }
        }
    }

    /// Finds the packages around `name`, from the outside in, and then `name`.
    pub(super) fn packages(&mut self, name: &str, program: &mut Program) -> Found {
        for (dot, _) in name.match_indices('.') {
            let child_end = name[dot + 1..]
                .find('.')
                .map_or(name.len(), |end| dot + 1 + end);
            self.namespace_package(&name[..dot], &name[..child_end], program);
        }
        self.find(name, program)
    }

    /// The names that `from name import *` binds.
    pub(super) fn exports(&mut self, name: &str, program: &mut Program) -> Vec<String> {
        match self.find(name, program) {
            Found::Program(id) => {
                let unit = self.units[id.index()].clone();
                let all = static_all(&unit.body);
                let public = || {
                    self.names[id.index()]
                        .keys()
                        .filter(|name| !name.starts_with('_'))
                        .cloned()
                        .collect()
                };
                all.unwrap_or_else(public)
            }
            Found::Library => {
                let mut names = library_names(self.catalogue, name);
                if let Some(id) = self.companion(name, program) {
                    let unit = self.units[id.index()].clone();
                    names.extend(static_all(&unit.body).unwrap_or_default());
                }
                names
            }
            Found::Missing => Vec::new(),
        }
    }
}

/// The public names of a catalogue module, sorted.
fn library_names(catalogue: &Catalogue, name: &str) -> Vec<String> {
    let Some(module) = catalogue.module(name) else {
        return Vec::new();
    };
    let functions = module.functions.iter().map(|f| &f.signature.name);
    let classes = module.classes.iter().map(|c| &c.name);
    let constants = module.constants.iter().map(|c| &c.name);
    let names = functions
        .chain(classes)
        .chain(constants)
        .filter(|name| !name.starts_with('_'));
    let sorted: std::collections::BTreeSet<String> = names.cloned().collect();
    sorted.into_iter().collect()
}

fn has_native_part(module: &portalis_signature::Module) -> bool {
    !(module.functions.is_empty() && module.classes.is_empty() && module.constants.is_empty())
}

/// The module has this name.
pub(super) fn library_has(catalogue: &Catalogue, module: &str, name: &str) -> bool {
    catalogue.module(module).is_some_and(|module| {
        module.functions.iter().any(|f| f.signature.name == name)
            || module.classes.iter().any(|c| c.name == name)
            || module.constants.iter().any(|c| c.name == name)
    })
}

/// Adds a variable to the program.
pub(super) fn new_variable(
    program: &mut Program,
    name: &str,
    scope: FunctionId,
    span: std::ops::Range<u32>,
) -> VarId {
    let id = VarId(program.variables.len() as u32);
    program.variables.push(Variable {
        id,
        name: name.to_owned(),
        scope,
        is_param: false,
        is_hidden: false,
        is_captured: false,
        is_used_lazily: false,
        type_param: None,
        is_rebound_elsewhere: false,
        bindings: 0,
        is_deleted: false,
        maybe_unbound: false,
        bound_before_captures: false,
        meaning: None,
        undecorated: None,
        type_meaning: None,
        span,
    });
    id
}

/// The absolute name of the module that `import` names; `None` where it goes beyond the top.
pub(super) fn absolute_name(source: &Source, import: &ast::StmtImportFrom) -> Option<String> {
    let module = import.module.as_deref().unwrap_or("");
    if import.level == 0 {
        return Some(module.to_owned());
    }
    if source.module == "__main__" {
        return None;
    }
    let mut package = source.module.as_str();
    let up = if source.is_package {
        import.level - 1
    } else {
        import.level
    };
    for _ in 0..up {
        package = package.rsplit_once('.')?.0;
    }
    Some(if module.is_empty() {
        package.to_owned()
    } else {
        format!("{package}.{module}")
    })
}

/// The `from x import *` statements of a module, wherever they stand outside functions and classes.
fn star_statements(body: &[Stmt]) -> Vec<&ast::StmtImportFrom> {
    let mut result = Vec::new();
    for stmt in body {
        match stmt {
            Stmt::ImportFrom(import)
                if import.names.iter().any(|alias| alias.name.as_str() == "*") =>
            {
                result.push(import)
            }
            Stmt::If(stmt) => {
                result.extend(star_statements(&stmt.body));
                stmt.elif_else_clauses
                    .iter()
                    .for_each(|clause| result.extend(star_statements(&clause.body)));
            }
            Stmt::Try(stmt) => {
                result.extend(star_statements(&stmt.body));
                for ast::ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
                    result.extend(star_statements(&handler.body));
                }
                result.extend(star_statements(&stmt.orelse));
                result.extend(star_statements(&stmt.finalbody));
            }
            Stmt::With(stmt) => result.extend(star_statements(&stmt.body)),
            Stmt::For(stmt) => result.extend(star_statements(&stmt.body)),
            Stmt::While(stmt) => result.extend(star_statements(&stmt.body)),
            _ => {}
        }
    }
    result
}

/// `__all__` where it is written as literals: one assignment, and `+=` or `extend` after it.
fn static_all(body: &[Stmt]) -> Option<Vec<String>> {
    let mut all: Option<Vec<String>> = None;
    for stmt in body {
        match stmt {
            Stmt::Assign(stmt) if stmt.targets.iter().any(is_all) => {
                all = Some(strings(&stmt.value)?)
            }
            Stmt::AnnAssign(stmt) if is_all(&stmt.target) => {
                all = Some(strings(stmt.value.as_deref()?)?)
            }
            Stmt::AugAssign(stmt) if is_all(&stmt.target) => {
                all.as_mut()?.extend(strings(&stmt.value)?)
            }
            Stmt::Expr(stmt) => {
                if let ast::Expr::Call(call) = &*stmt.value
                    && let ast::Expr::Attribute(function) = &*call.func
                    && is_all(&function.value)
                    && let [argument] = &*call.arguments.args
                {
                    match function.attr.as_str() {
                        "extend" => all.as_mut()?.extend(strings(argument)?),
                        "append" => all.as_mut()?.push(string(argument)?),
                        _ => return None,
                    }
                }
            }
            _ => {}
        }
    }
    all
}

fn is_all(target: &ast::Expr) -> bool {
    matches!(target, ast::Expr::Name(name) if name.id.as_str() == "__all__")
}

fn strings(value: &ast::Expr) -> Option<Vec<String>> {
    match value {
        ast::Expr::List(list) => list.elts.iter().map(string).collect(),
        ast::Expr::Tuple(tuple) => tuple.elts.iter().map(string).collect(),
        _ => None,
    }
}

fn string(value: &ast::Expr) -> Option<String> {
    match value {
        ast::Expr::StringLiteral(literal) => Some(literal.value.to_str().to_owned()),
        _ => None,
    }
}
