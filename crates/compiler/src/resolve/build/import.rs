//! Imports.
//!
//! *Invariant:* a module that does not exist is refused, unless a handler for ImportError is around: then the import is a
//! `raise`, with CPython's text.

use std::collections::BTreeSet;

use ruff_python_ast::{self as ast, ExceptHandler, Expr as Ast, Stmt as AstStmt};

use super::super::modules::{Found, absolute_name, library_has};
use super::fold::Outcome;
use super::{Builder, Shared, TypeMeaning};
use crate::check::imports;
use crate::hir::*;

/// What `from module import name` gives.
enum Imported {
    Variable(VarId),
    Meaning(Meaning),
    Missing,
}

impl Builder<'_, '_> {
    pub(super) fn import(&mut self, stmt: &ast::StmtImport, out: &mut Vec<Stmt>) {
        for alias in &stmt.names {
            let span = self.span(alias);
            if self.find(&alias.name) == Found::Missing {
                self.missing_module(&alias.name, span, out);
                continue;
            }
            self.run(&alias.name, span.clone(), out);
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            self.run_attributes(&alias.name, bound, span.clone(), out);
            let top = alias.name.split('.').next().unwrap_or("");
            let (bound, name) = match &alias.asname {
                Some(asname) => (asname.as_str(), alias.name.as_str()),
                None => (top, top),
            };
            let Some(meaning) = self.module_meaning(name) else {
                continue;
            };
            self.read(name);
            let var = self.bound(bound, span.clone());
            push(out, span, StmtKind::ImportName(var, meaning));
        }
    }

    /// Runs the submodules of a library package that the module names as attributes of it: `asyncio.subprocess` after `import asyncio`,
    /// which imports all of its own in CPython.
    ///
    /// The text is asked, since the module is being built: one that is only mentioned is one too many, and does nothing.
    fn run_attributes(&mut self, package: &str, bound: &str, span: Span, out: &mut Vec<Stmt>) {
        if self.find(package) != Found::Library {
            return;
        }
        let unit = self.unit.clone();
        let prefix = format!("{package}.");
        let catalogue = self.shared.modules.catalogue;
        let children = catalogue.modules.iter().filter_map(|module| {
            let child = module.name.strip_prefix(&prefix)?;
            let named = unit.source.text.contains(&format!("{bound}.{child}."));
            named.then_some(&module.name)
        });
        for name in children {
            self.run(name, span.clone(), out);
        }
    }

    pub(super) fn import_from(&mut self, stmt: &ast::StmtImportFrom, out: &mut Vec<Stmt>) {
        let span = self.span(stmt);
        let unit = self.unit.clone();
        let Some(module) = absolute_name(&unit.source, stmt) else {
            return self.relative_beyond_top(stmt, span, out);
        };
        if module == "__future__" {
            return self.future(stmt, out);
        }
        if self.find(&module) == Found::Missing {
            return self.missing_module(&module, span, out);
        }
        self.run(&module, span, out);
        for alias in &stmt.names {
            if alias.name.as_str() == "*" {
                self.import_star(&module, self.span(alias), out);
            } else {
                self.import_one(&module, alias, out);
            }
        }
    }

    fn future(&mut self, stmt: &ast::StmtImportFrom, out: &mut Vec<Stmt>) {
        // `_Feature` objects are hardly ever looked at; where the library has them, the names are bound.
        for alias in &stmt.names {
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            if self.find("__future__") == Found::Library {
                let span = self.span(alias);
                let var = self.bound(name, span.clone());
                let meaning = Meaning::Library("__future__".to_owned(), alias.name.to_string());
                push(out, span, StmtKind::ImportName(var, meaning));
            }
        }
    }

    fn import_one(&mut self, module: &str, alias: &ast::Alias, out: &mut Vec<Stmt>) {
        let span = self.span(alias);
        let imported = self.imported(module, &alias.name, span.clone(), out);
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        match imported {
            Imported::Missing => self.missing_name(module, &alias.name, span, out),
            Imported::Meaning(meaning) => {
                let var = self.bound(name, span.clone());
                push(out, span, StmtKind::ImportName(var, meaning));
            }
            Imported::Variable(source) => {
                let var = self.bound(name, span.clone());
                if var != source {
                    push(out, span, StmtKind::ImportVar(var, source));
                }
            }
        }
    }

    fn import_star(&mut self, module: &str, span: Span, out: &mut Vec<Stmt>) {
        let names = self.shared.modules.exports(module, self.shared.program);
        for name in names {
            let kind = match self.imported(module, &name, span.clone(), out) {
                Imported::Missing => continue,
                Imported::Meaning(meaning) => {
                    StmtKind::ImportName(self.bound(&name, span.clone()), meaning)
                }
                Imported::Variable(source) => {
                    StmtKind::ImportVar(self.bound(&name, span.clone()), source)
                }
            };
            push(out, span.clone(), kind);
        }
    }

    /// Looks `name` up in `module`: an attribute, else a submodule, which is then run.
    fn imported(&mut self, module: &str, name: &str, span: Span, out: &mut Vec<Stmt>) -> Imported {
        let submodule = format!("{module}.{name}");
        match self.find(module) {
            Found::Library if library_has(self.shared.modules.catalogue, module, name) => {
                Imported::Meaning(Meaning::Library(module.to_owned(), name.to_owned()))
            }
            Found::Library
                if let Some(var) =
                    self.shared
                        .modules
                        .companion_name(module, name, self.shared.program) =>
            {
                Imported::Variable(var)
            }
            Found::Library => match self.find(&submodule) {
                Found::Library => Imported::Meaning(Meaning::LibraryModule(submodule)),
                Found::Program(id) => {
                    self.run(&submodule, span, out);
                    Imported::Meaning(Meaning::Module(id))
                }
                Found::Missing => Imported::Missing,
            },
            Found::Program(id) => {
                let is_package = self.shared.modules.units[id.index()].source.is_package;
                let own = self.shared.modules.names[id.index()].get(name).copied();
                let imports_itself = own.is_some() && self.only_imports(id, name);
                if is_package
                    && (own.is_none() || imports_itself)
                    && let Found::Program(submodule_id) = self.find(&submodule)
                {
                    self.run(&submodule, span, out);
                    self.read(&submodule);
                    return Imported::Meaning(Meaning::Module(submodule_id));
                }
                self.read(module);
                match own {
                    Some(var) => Imported::Variable(var),
                    None if self.binds_later(id, name) => Imported::Variable(
                        self.shared
                            .modules
                            .name(id, name, &span, self.shared.program),
                    ),
                    None => Imported::Missing,
                }
            }
            Found::Missing => Imported::Missing,
        }
    }

    /// Every binding of `name` at the top of package `id` imports its submodule of that name.
    fn only_imports(&self, id: ModuleId, name: &str) -> bool {
        let unit = &self.shared.modules.units[id.index()];
        let imports = |stmt: &AstStmt| match stmt {
            AstStmt::ImportFrom(import) => {
                import.module.is_none()
                    && import.level == 1
                    && import
                        .names
                        .iter()
                        .any(|a| a.name.as_str() == name && a.asname.is_none())
            }
            _ => false,
        };
        let declared = unit
            .scopes
            .all
            .first()
            .and_then(|scope| scope.symbol(name))
            .is_some_and(|symbol| symbol.bound);
        !declared || unit.body.iter().any(imports)
    }

    /// A module with `__getattr__` has every name.
    fn binds_later(&self, id: ModuleId, _name: &str) -> bool {
        self.shared.modules.names[id.index()].contains_key("__getattr__")
    }

    fn find(&mut self, name: &str) -> Found {
        self.shared.modules.packages(name, self.shared.program)
    }

    /// Runs the module and the packages around it, and binds each in the one around it.
    fn run(&mut self, name: &str, span: Span, out: &mut Vec<Stmt>) {
        let ends = name
            .match_indices('.')
            .map(|(dot, _)| dot)
            .chain([name.len()]);
        for end in ends {
            let part = &name[..end];
            let id = match self.find(part) {
                Found::Program(id) => id,
                Found::Library => {
                    let companion = self.shared.modules.companion(part, self.shared.program);
                    if let Some(id) = companion.filter(|id| *id != self.module) {
                        push(out, span.clone(), StmtKind::ImportModule(id));
                    }
                    continue;
                }
                Found::Missing => continue,
            };
            if id == self.module {
                continue;
            }
            self.shared.runs.push((self.module, id));
            if self.has_run.contains(&id) {
                continue;
            }
            if self.depth == 1 {
                self.has_run.insert(id);
            }
            push(out, span.clone(), StmtKind::ImportModule(id));
            let Some((package, child)) = part.rsplit_once('.') else {
                continue;
            };
            if let Found::Program(package) = self.find(package) {
                let var = self
                    .shared
                    .modules
                    .name(package, child, &span, self.shared.program);
                if self.only_imports(package, child) {
                    push(
                        out,
                        span.clone(),
                        StmtKind::ImportName(var, Meaning::Module(id)),
                    );
                }
            }
        }
    }

    /// Notes that this module looks at `name`'s attributes.
    fn read(&mut self, name: &str) {
        if let Found::Program(id) = self.find(name) {
            self.shared.reads.push((self.module, id));
        }
    }

    fn module_meaning(&mut self, name: &str) -> Option<Meaning> {
        match self.find(name) {
            Found::Program(id) => Some(Meaning::Module(id)),
            Found::Library => Some(Meaning::LibraryModule(name.to_owned())),
            Found::Missing => None,
        }
    }

    fn missing_module(&mut self, name: &str, span: Span, out: &mut Vec<Stmt>) {
        let missing = self.first_missing(name);
        if self.import_guards == 0 {
            let inside = missing
                .rsplit_once('.')
                .map(|(parent, _)| parent.to_owned());
            let reason = self.shared.modules.catalogue.refusal(&missing, None);
            let source = &self.unit.source;
            let error = imports::unknown_module(source, span, &missing, inside.as_deref(), reason);
            return self.error(error);
        }
        let mut message = format!("No module named '{missing}'");
        if let Some((parent, _)) = missing.rsplit_once('.')
            && !self.is_package(parent)
        {
            message.push_str(&format!("; '{parent}' is not a package"));
        }
        self.raise(
            "ModuleNotFoundError",
            message,
            &[("name", &missing)],
            span,
            out,
        );
    }

    fn missing_name(&mut self, module: &str, name: &str, span: Span, out: &mut Vec<Stmt>) {
        if self.import_guards == 0 {
            let library = self.find(module) == Found::Library;
            let reason = self.shared.modules.catalogue.refusal(module, Some(name));
            let path = &self.unit.source.path;
            let error = imports::unknown_name(path, span, module, name, library, reason);
            return self.error(error);
        }
        let message = format!("cannot import name '{name}' from '{module}' (unknown location)");
        self.raise("ImportError", message, &[("name", module)], span, out);
    }

    fn relative_beyond_top(&mut self, stmt: &ast::StmtImportFrom, span: Span, out: &mut Vec<Stmt>) {
        let message =
            if self.unit.source.module == "__main__" || !self.unit.source.module.contains('.') {
                "attempted relative import with no known parent package"
            } else {
                "attempted relative import beyond top-level package"
            };
        if self.import_guards == 0 {
            let error = imports::relative(&self.unit.source, span, message, stmt.level);
            return self.error(error);
        }
        self.raise("ImportError", message.to_owned(), &[], span, out);
    }

    /// The first part of a dotted name that does not exist.
    fn first_missing(&mut self, name: &str) -> String {
        let ends = name
            .match_indices('.')
            .map(|(dot, _)| dot)
            .chain([name.len()]);
        for end in ends {
            if self.find(&name[..end]) == Found::Missing {
                return name[..end].to_owned();
            }
        }
        name.to_owned()
    }

    fn is_package(&mut self, name: &str) -> bool {
        match self.find(name) {
            Found::Program(id) => self.shared.modules.units[id.index()].source.is_package,
            Found::Library => {
                let prefix = format!("{name}.");
                self.shared
                    .modules
                    .catalogue
                    .modules
                    .iter()
                    .any(|module| module.name.starts_with(&prefix))
            }
            Found::Missing => false,
        }
    }

    fn raise(
        &mut self,
        class: &str,
        message: String,
        keywords: &[(&str, &str)],
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let callee = self.make(
            span.clone(),
            ExprKind::Name(Name::Builtin(class.to_owned())),
        );
        let mut args = vec![Arg::Positional(
            self.make(span.clone(), ExprKind::Str(message)),
        )];
        for (name, value) in keywords {
            let value = self.make(span.clone(), ExprKind::Str((*value).to_owned()));
            args.push(Arg::Keyword((*name).to_owned(), value));
        }
        let call = self.make(span.clone(), ExprKind::Call(Box::new(callee), args));
        push(out, span, StmtKind::Raise(Some(call), None));
    }

    /// Imports under `if TYPE_CHECKING`.
    pub(super) fn type_imports(&mut self, body: &[AstStmt]) {
        for stmt in body {
            match stmt {
                AstStmt::Import(import) => {
                    for alias in &import.names {
                        let name = alias
                            .asname
                            .as_ref()
                            .map_or(alias.name.split('.').next().unwrap_or(""), |n| n.as_str());
                        let module = if alias.asname.is_some() {
                            alias.name.as_str()
                        } else {
                            name
                        };
                        let var = self.bound(name, self.span(alias));
                        self.shared.type_only.push((var, module.to_owned(), None));
                    }
                }
                AstStmt::ImportFrom(import) => {
                    let unit = self.unit.clone();
                    let Some(module) = absolute_name(&unit.source, import) else {
                        continue;
                    };
                    for alias in import
                        .names
                        .iter()
                        .filter(|alias| alias.name.as_str() != "*")
                    {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        let var = self.bound(name, self.span(alias));
                        self.shared.type_only.push((
                            var,
                            module.clone(),
                            Some(alias.name.to_string()),
                        ));
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a `try` whose body consists of imports of library modules fails, where that is known now.
    pub(super) fn import_outcome(&mut self, stmt: &ast::StmtTry) -> Option<Outcome> {
        let imports = |stmt: &AstStmt| matches!(stmt, AstStmt::Import(_) | AstStmt::ImportFrom(_));
        if stmt.is_star || !stmt.finalbody.is_empty() || !stmt.body.iter().all(imports) {
            return None;
        }
        for (index, import) in stmt.body.iter().enumerate() {
            if let Some(class) = self.failure(import)? {
                let handler = stmt
                    .handlers
                    .iter()
                    .position(|handler| catches(handler, class))?;
                let plain = stmt.handlers[..=handler].iter().all(known_handler);
                let ExceptHandler::ExceptHandler(clause) = &stmt.handlers[handler];
                let simple = plain && clause.name.is_none() && !raises(&clause.body);
                return simple.then_some(Outcome::Fails(index, handler));
            }
        }
        Some(Outcome::Succeeds)
    }

    /// The exception that an import raises; `None` where it depends on the code of a module.
    fn failure(&mut self, stmt: &AstStmt) -> Option<Option<&'static str>> {
        match stmt {
            AstStmt::Import(import) => {
                for alias in &import.names {
                    match self.find(&alias.name) {
                        Found::Program(_) => return None,
                        Found::Library => {}
                        Found::Missing if self.runs_code(&alias.name) => return None,
                        Found::Missing => return Some(Some("ModuleNotFoundError")),
                    }
                }
            }
            AstStmt::ImportFrom(import) => {
                let unit = self.unit.clone();
                let module = absolute_name(&unit.source, import)?;
                match self.find(&module) {
                    Found::Program(_) => return None,
                    Found::Missing if self.runs_code(&module) => return None,
                    Found::Missing => return Some(Some("ModuleNotFoundError")),
                    Found::Library => {}
                }
                for alias in &import.names {
                    let submodule = format!("{module}.{}", alias.name);
                    let exists = alias.name.as_str() == "*"
                        || library_has(self.shared.modules.catalogue, &module, &alias.name)
                        || self
                            .shared
                            .modules
                            .companion_name(&module, &alias.name, self.shared.program)
                            .is_some()
                        || self.find(&submodule) != Found::Missing;
                    if !exists {
                        return Some(Some("ImportError"));
                    }
                }
            }
            _ => return None,
        }
        Some(None)
    }

    /// Before the missing part of `name` is looked for, a package of the program runs.
    fn runs_code(&mut self, name: &str) -> bool {
        name.match_indices('.')
            .any(|(dot, _)| matches!(self.find(&name[..dot]), Found::Program(_)))
    }
}

fn push(out: &mut Vec<Stmt>, span: Span, kind: StmtKind) {
    out.push(Stmt {
        comments: Vec::new(),
        trailing: None,
        span,
        kind,
    });
}

fn handler_classes(handler: &ExceptHandler) -> Option<Vec<&str>> {
    let ExceptHandler::ExceptHandler(handler) = handler;
    match handler.type_.as_deref() {
        None => Some(vec!["BaseException"]),
        Some(Ast::Name(name)) => Some(vec![name.id.as_str()]),
        Some(Ast::Tuple(tuple)) => tuple
            .elts
            .iter()
            .map(|node| match node {
                Ast::Name(name) => Some(name.id.as_str()),
                _ => None,
            })
            .collect(),
        Some(_) => None,
    }
}

/// The handler catches an ImportError.
pub(super) fn catches_import_error(handler: &ExceptHandler) -> bool {
    catches(handler, "ModuleNotFoundError")
}

fn catches(handler: &ExceptHandler, class: &str) -> bool {
    let classes = handler_classes(handler).unwrap_or_default();
    classes.iter().any(|name| {
        matches!(*name, "ImportError" | "Exception" | "BaseException")
            || *name == "ModuleNotFoundError" && class == *name
    })
}

/// All classes of the handler are builtin names, so that it is known what it catches.
fn known_handler(handler: &ExceptHandler) -> bool {
    handler_classes(handler).is_some_and(|classes| {
        classes
            .iter()
            .all(|name| crate::check::names::is_builtin(name))
    })
}

/// The statements contain a `raise`, whose context would be the ImportError.
fn raises(body: &[AstStmt]) -> bool {
    !body.iter().all(|stmt| {
        matches!(
            stmt,
            AstStmt::Assign(_)
                | AstStmt::AnnAssign(_)
                | AstStmt::Import(_)
                | AstStmt::ImportFrom(_)
                | AstStmt::Pass(_)
                | AstStmt::FunctionDef(_)
                | AstStmt::ClassDef(_)
        )
    })
}

/// Fills in what is known when all modules are built.
pub(super) fn finish(shared: &mut Shared<'_>) {
    let names = std::mem::take(&mut shared.modules.names);
    for (var, module, name) in std::mem::take(&mut shared.type_only) {
        let submodule = name.as_ref().map(|name| format!("{module}.{name}"));
        let library = shared.modules.catalogue.module(&module);
        let meaning = match (shared.modules.known(&module), name) {
            (Some(Found::Program(id)), None) => TypeMeaning::Known(Meaning::Module(id)),
            (Some(Found::Program(id)), Some(name)) => match names[id.index()].get(&name) {
                Some(source) => TypeMeaning::Same(*source),
                None => match submodule.and_then(|name| shared.modules.known(&name)) {
                    Some(Found::Program(id)) => TypeMeaning::Known(Meaning::Module(id)),
                    _ => continue,
                },
            },
            (_, None) if library.is_some() => TypeMeaning::Known(Meaning::LibraryModule(module)),
            (_, Some(name)) if library_has(shared.modules.catalogue, &module, &name) => {
                TypeMeaning::Known(Meaning::Library(module, name))
            }
            _ => continue,
        };
        shared.types.push((var, meaning));
    }
    let cycles = cycles(shared);
    for (module, names) in shared.program.modules.iter_mut().zip(names) {
        module.names = names;
    }
    for id in cycles {
        if let Some(module) = shared.program.modules.get_mut(id.index()) {
            module.in_import_cycle = true;
        }
    }
}

/// Modules whose names another module may read while they are being executed.
fn cycles(shared: &Shared<'_>) -> BTreeSet<ModuleId> {
    let reachable = |from: ModuleId| {
        let mut seen = BTreeSet::new();
        let mut queue = vec![from];
        while let Some(module) = queue.pop() {
            for (_, next) in shared.runs.iter().filter(|(from, _)| *from == module) {
                if seen.insert(*next) {
                    queue.push(*next);
                }
            }
        }
        seen
    };
    let read: BTreeSet<ModuleId> = shared.reads.iter().map(|(_, module)| *module).collect();
    read.into_iter()
        .filter(|module| {
            let inside = reachable(*module);
            shared
                .reads
                .iter()
                .any(|(reader, read)| read == module && reader != module && inside.contains(reader))
        })
        .collect()
}
