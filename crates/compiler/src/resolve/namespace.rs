//! `globals()`, `locals()`, `vars()` and `dir()` without an argument, and `eval` of a literal, as the code that they mean.
//!
//! Variables of a compiled program have no names at run time. A module that asks for them gets a table of functions that read them, by
//! name, and where something may be stored by name a function that binds them; `locals()` becomes such a table in its place.
//! The library's `_namespace` makes dicts of these tables.
//!
//! *Invariant:* a module that does not call these builtins stays as it is; one that has a name of its own for one of them, too.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Write;

use ruff_python_ast::relocate::relocate_expr;
use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Decorator, Expr, ExprContext, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::scopes::{Place, Scope, ScopeId, ScopeKind, Scopes, Symbol};
use crate::Source;
use crate::check::names::is_builtin;
use crate::parse::{parse_annotation, parse_statements};

/// Methods of dicts that change nothing.
const READERS: [&str; 7] = [
    "__contains__",
    "__getitem__",
    "copy",
    "get",
    "items",
    "keys",
    "values",
];

/// Builtins that only look at their argument.
const LOOKERS: [&str; 14] = [
    "bool",
    "dict",
    "enumerate",
    "filter",
    "id",
    "isinstance",
    "iter",
    "len",
    "list",
    "print",
    "set",
    "sorted",
    "tuple",
    "type",
];

/// Replaces `eval("…")` with the expression.
pub(super) fn inline_literals(body: &mut ast::Suite) {
    struct Evals;
    impl Transformer for Evals {
        fn visit_expr(&self, expr: &mut Expr) {
            transformer::walk_expr(self, expr);
            let inlined = match expr {
                Expr::Call(call) if is_name(&call.func, "eval") => literal_argument(call),
                _ => None,
            };
            if let Some(mut value) = inlined {
                relocate_expr(&mut value, expr.range());
                *expr = value;
            }
        }
    }
    Evals.visit_body(body);
}

/// The expression in the only argument, a string literal.
fn literal_argument(call: &ast::ExprCall) -> Option<Expr> {
    match (&*call.arguments.args, &*call.arguments.keywords) {
        ([Expr::StringLiteral(text)], []) => parse_annotation(text.value.to_str().trim()),
        _ => None,
    }
}

/// Rewrites the calls; true where there were any, so that the symbol table is to be made anew.
pub(super) fn rewrite(source: &Source, body: &mut ast::Suite, scopes: &Scopes) -> bool {
    let names = ["globals", "locals", "vars", "dir"];
    let is_shadowed = |scope: &Scope| {
        let bound = |name| scope.symbol(name).is_some_and(|symbol| symbol.bound);
        names.into_iter().any(bound)
    };
    if scopes.all.iter().any(is_shadowed) {
        return false;
    }
    let mut uses = Uses::default();
    uses.visit_body(body);
    let mentions = |name| source.text.contains(name);
    let closures = mentions("__closure__") || mentions("co_freevars");
    if uses.calls == 0 && !closures && !mentions("__annotations__") {
        return false;
    }
    let mut annotations = Annotations::default();
    annotations.visit_body(body);
    let rewriter = Rewriter {
        scopes,
        current: RefCell::new(vec![(0, Vec::new())]),
        statement: Cell::new(0),
        closures,
        annotations: annotations.0,
        method: match uses.escapes() {
            true => "live",
            false => "snapshot",
        },
    };
    rewriter.visit_body(body);
    let text = prologue(&uses, scopes);
    let at = body.iter().take_while(|stmt| is_head(stmt)).count();
    let mut tables = parse_statements(&text);
    AtTop.visit_body(&mut tables);
    body.splice(at..at, tables);
    true
}

/// Moves statements to the top of the file, where no comment is before them.
struct AtTop;

impl Transformer for AtTop {
    fn visit_stmt(&self, stmt: &mut Stmt) {
        transformer::walk_stmt(self, stmt);
        let range = match stmt {
            Stmt::FunctionDef(node) => &mut node.range,
            Stmt::ImportFrom(node) => &mut node.range,
            Stmt::Assign(node) => &mut node.range,
            Stmt::Delete(node) => &mut node.range,
            Stmt::Global(node) => &mut node.range,
            Stmt::If(node) => &mut node.range,
            _ => return,
        };
        *range = TextRange::default();
    }

    fn visit_expr(&self, expr: &mut Expr) {
        relocate_expr(expr, TextRange::default());
    }
}

/// What stays before everything else: the docstring and `from __future__`.
fn is_head(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(stmt) => stmt.value.is_string_literal_expr(),
        Stmt::ImportFrom(import) => import.module.as_deref() == Some("__future__"),
        _ => false,
    }
}

/// The tables of the module's variables.
fn prologue(uses: &Uses, scopes: &Scopes) -> String {
    let mut out = String::from("from _namespace import Namespace as __namespace_class__\n");
    out.push_str("from _namespace import local_names as __local_names__\n");
    out.push_str("from _namespace import with_cells as __with_cells__\n");
    if uses.calls == 0 {
        return out;
    }
    let mut names = module_names(scopes);
    let mut stored: Vec<String> = uses.stored.iter().cloned().collect();
    if uses.stores_any() {
        names.extend(unbound_names(scopes, &names));
        stored = names.clone();
    }
    let missing = stored.iter().filter(|name| !names.contains(name)).cloned();
    names.extend(missing.collect::<Vec<_>>());
    if !stored.is_empty() {
        bind_function(&stored, uses.deletes, &mut out);
    }
    out.push_str("__namespace__ = __namespace_class__({");
    for name in ["__name__", "__doc__", "__package__"] {
        let _ = write!(out, "{name:?}: lambda: {name}, ");
    }
    for name in ["__loader__", "__spec__", "__builtins__"] {
        let _ = write!(out, "{name:?}: lambda: None, ");
    }
    out.push_str("\"__file__\": lambda: __file__, \"__cached__\": lambda: None, ");
    for name in names {
        let _ = write!(out, "{name:?}: lambda: {name}, ");
    }
    let bind = if stored.is_empty() {
        "None"
    } else {
        "__bind__"
    };
    let _ = writeln!(out, "}}, {bind})");
    out
}

/// `def __bind__(__key__, __value__, __deletes__)`.
fn bind_function(names: &[String], deletes: bool, out: &mut String) {
    out.push_str("def __bind__(__key__, __value__, __deletes__):\n");
    let _ = writeln!(out, "    global {}", names.join(", "));
    for name in names {
        let _ = writeln!(out, "    if __key__ == {name:?}:");
        if deletes {
            let _ = writeln!(out, "        if __deletes__:\n            del {name}");
            let _ = writeln!(out, "        else:\n            {name} = __value__");
        } else {
            let _ = writeln!(out, "        {name} = __value__");
        }
    }
}

/// The names that the module binds, in the order in which they are first seen.
fn module_names(scopes: &Scopes) -> Vec<String> {
    let mut names: Vec<(u32, String)> = Vec::new();
    for (id, scope) in scopes.all.iter().enumerate() {
        for symbol in &scope.symbols {
            let here = symbol.bound && (id == 0 || symbol.declared_global.is_some());
            if here && !names.iter().any(|(_, name)| *name == symbol.name) {
                names.push((symbol.span.start, symbol.name.clone()));
            }
        }
    }
    names.into_iter().map(|(_, name)| name).collect()
}

/// Names that nothing binds, so that something may be stored under them.
fn unbound_names(scopes: &Scopes, bound: &[String]) -> Vec<String> {
    let mut names = BTreeSet::new();
    for symbol in scopes.all.iter().flat_map(|scope| &scope.symbols) {
        let is_free = symbol.place == Place::Global && !symbol.bound && symbol.used;
        let is_known = is_builtin(&symbol.name)
            || symbol.name.starts_with("__")
            || bound.contains(&symbol.name);
        if is_free && !is_known {
            names.insert(symbol.name.clone());
        }
    }
    names.into_iter().collect()
}

fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(expr, Expr::Name(found) if found.id == name)
}

/// The builtin that is called without arguments.
fn called(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Call(call) if call.arguments.is_empty() => match &*call.func {
            Expr::Name(name) => Some(name.id.as_str()),
            _ => None,
        },
        _ => None,
    }
}

/// How the module uses its table of variables.
#[derive(Default)]
struct Uses {
    /// Calls of any of the builtins.
    calls: usize,
    /// Calls that give the module's variables, and those of which the result is only read or stored to by a literal name.
    tables: usize,
    harmless: usize,
    stored: BTreeSet<String>,
    stores_computed: bool,
    deletes: bool,
    /// Functions and classes around.
    depth: u32,
}

impl Uses {
    fn escapes(&self) -> bool {
        self.tables > self.harmless || self.stores_computed || !self.stored.is_empty()
    }

    fn stores_any(&self) -> bool {
        self.tables > self.harmless || self.stores_computed
    }

    /// The expression is a call that gives the module's variables.
    fn is_table(&self, expr: &Expr) -> bool {
        match called(expr) {
            Some("globals") => true,
            Some("locals" | "vars") => self.depth == 0,
            _ => false,
        }
    }

    fn harmless(&mut self, expr: &Expr) {
        self.harmless += usize::from(self.is_table(expr));
    }

    fn subscript(&mut self, node: &ast::ExprSubscript) {
        if !self.is_table(&node.value) {
            return;
        }
        self.harmless += 1;
        if node.ctx == ExprContext::Load {
            return;
        }
        self.deletes |= node.ctx == ExprContext::Del;
        match &*node.slice {
            Expr::StringLiteral(name) if is_identifier(name.value.to_str()) => {
                self.stored.insert(name.value.to_str().to_owned());
            }
            _ => self.stores_computed = true,
        }
    }

    fn call(&mut self, node: &ast::ExprCall) {
        match &*node.func {
            Expr::Attribute(function) if READERS.contains(&function.attr.as_str()) => {
                self.harmless(&function.value);
            }
            Expr::Attribute(function) if self.is_table(&function.value) => {
                self.deletes |= !matches!(function.attr.as_str(), "update" | "setdefault");
            }
            Expr::Name(name) if LOOKERS.contains(&name.id.as_str()) => {
                node.arguments
                    .args
                    .iter()
                    .for_each(|arg| self.harmless(arg));
            }
            _ => {}
        }
        for keyword in &*node.arguments.keywords {
            if keyword.arg.is_none() {
                self.harmless(&keyword.value);
            }
        }
    }
}

impl<'a> Visitor<'a> for Uses {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::For(stmt) = stmt {
            self.harmless(&stmt.iter);
        }
        let inside = matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        self.depth += u32::from(inside);
        visitor::walk_stmt(self, stmt);
        self.depth -= u32::from(inside);
    }

    fn visit_comprehension(&mut self, clause: &'a ast::Comprehension) {
        self.harmless(&clause.iter);
        visitor::walk_comprehension(self, clause);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Subscript(node) => self.subscript(node),
            Expr::Call(node) => self.call(node),
            Expr::Compare(node) => {
                let tests = node.ops.iter().zip(&node.comparators);
                tests
                    .filter(|(op, _)| matches!(op, CmpOp::In | CmpOp::NotIn))
                    .for_each(|(_, value)| self.harmless(value));
            }
            Expr::Dict(node) => {
                let spread = node.items.iter().filter(|item| item.key.is_none());
                spread.for_each(|item| self.harmless(&item.value));
            }
            _ => {}
        }
        if matches!(called(expr), Some("globals" | "locals" | "vars" | "dir")) {
            self.calls += 1;
        }
        self.tables += usize::from(self.is_table(expr));
        let inside = matches!(expr, Expr::Lambda(_));
        self.depth += u32::from(inside);
        visitor::walk_expr(self, expr);
        self.depth -= u32::from(inside);
    }
}

/// The annotations of a module's variables, in order.
#[derive(Default)]
struct Annotations(Vec<(String, Expr)>);

impl<'a> Visitor<'a> for Annotations {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::AnnAssign(node) => {
                if let (Expr::Name(name), true) = (&*node.target, node.simple) {
                    self.0.retain(|(known, _)| *known != name.id.as_str());
                    self.0
                        .push((name.id.to_string(), (*node.annotation).clone()));
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let is_start = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_');
    is_start
        && chars.all(|c| c.is_alphanumeric() || c == '_')
        && parse_annotation(text).is_some_and(|expr| expr.is_name_expr())
}

/// `decorator(expr)`.
fn decorate(expr: &mut Expr, decorator: Expr) {
    let range = expr.range();
    let Some(mut template) = parse_annotation("decorator(None)") else {
        return;
    };
    relocate_expr(&mut template, range);
    let Expr::Call(mut call) = template else {
        return;
    };
    let none = Expr::NoneLiteral(ast::ExprNoneLiteral::default());
    call.arguments.args = Box::new([std::mem::replace(expr, none)]);
    call.func = Box::new(decorator);
    *expr = Expr::Call(call);
}

/// Parameters as CPython numbers them.
fn param_names(params: &ast::Parameters) -> Vec<String> {
    let plain = params.posonlyargs.iter().chain(&params.args);
    let plain = plain
        .chain(&params.kwonlyargs)
        .map(|param| &param.parameter);
    let rest = params
        .vararg
        .iter()
        .chain(&params.kwarg)
        .map(|param| &**param);
    plain
        .chain(rest)
        .map(|param| param.name.to_string())
        .collect()
}

/// Puts the tables where the calls are.
struct Rewriter<'a> {
    scopes: &'a Scopes,
    /// The scopes around, with the names of their parameters in CPython's order.
    current: RefCell<Vec<(ScopeId, Vec<String>)>>,
    /// Where the statement begins.
    statement: Cell<u32>,
    method: &'static str,
    /// Functions are asked for their `__closure__`.
    closures: bool,
    /// Of the module's variables.
    annotations: Vec<(String, Expr)>,
}

impl Rewriter<'_> {
    fn inside(
        &self,
        scope: Option<ScopeId>,
        params: Option<&ast::Parameters>,
        work: impl FnOnce(),
    ) {
        let scope = scope.unwrap_or(self.scope());
        let params = params.map(param_names).unwrap_or_default();
        self.current.borrow_mut().push((scope, params));
        work();
        self.current.borrow_mut().pop();
    }

    fn scope(&self) -> ScopeId {
        self.current.borrow().last().map_or(0, |(scope, _)| *scope)
    }

    /// The code of a call.
    fn code(&self, expr: &Expr) -> Option<String> {
        let locals = || match self.scope() {
            0 => format!("__namespace__.{}()", self.method),
            id => self.local_table(id),
        };
        match called(expr)? {
            "globals" => Some(format!("__namespace__.{}()", self.method)),
            "locals" | "vars" => Some(locals()),
            "dir" if self.scope() == 0 => Some("sorted(__namespace__.snapshot())".to_owned()),
            "dir" => Some(format!("sorted({})", locals())),
            _ => None,
        }
    }

    /// The variables of a function, or of a class as far as its body has come.
    fn local_table(&self, id: ScopeId) -> String {
        let Some(scope) = self.scopes.all.get(id) else {
            return "{}".to_owned();
        };
        let mut out = String::new();
        if scope.kind == ScopeKind::Class {
            out.push_str("{\"__module__\": __module__, \"__qualname__\": __qualname__");
            let at = self.statement.get();
            for symbol in scope.symbols.iter().filter(|s| s.bound && s.span.end <= at) {
                let _ = write!(out, ", {:?}: {}", symbol.name, symbol.name);
            }
            out.push('}');
            return out;
        }
        out.push_str("__local_names__({");
        for name in self.local_names(id, scope) {
            let _ = write!(out, "{name:?}: lambda: {name}, ");
        }
        out.push_str("})");
        out
    }

    /// `__annotations__` of the module, as far as its body has come.
    fn module_annotations(&self, expr: &Expr) -> Option<Expr> {
        let is_own = is_name(expr, "__annotations__") && !self.annotations.is_empty();
        let is_bound = |scope: &Scope| scope.symbol("__annotations__").is_some_and(|s| s.bound);
        if !is_own || self.scopes.all.iter().any(is_bound) {
            return None;
        }
        let at = match self.scope() {
            0 => self.statement.get(),
            _ => u32::MAX,
        };
        let Some(Expr::Dict(mut dict)) = parse_annotation("{}") else {
            return None;
        };
        for (name, annotation) in &self.annotations {
            if annotation.start().to_u32() < at {
                let key = Some(parse_annotation(&format!("{name:?}"))?);
                let value = annotation.clone();
                dict.items.push(ast::DictItem { key, value });
            }
        }
        let mut dict = Expr::Dict(dict);
        relocate_expr(&mut dict, expr.range());
        Some(dict)
    }

    /// What decorates a function with its free variables.
    fn cells(&self, scope: Option<ScopeId>, range: TextRange) -> Option<Expr> {
        let scope = scope.filter(|_| self.closures)?;
        let names = self.free_names(scope);
        if names.is_empty() {
            return None;
        }
        let mut code = String::from("__with_cells__({");
        for name in names {
            let _ = write!(code, "{name:?}: lambda: {name}, ");
        }
        code.push_str("})");
        let mut code = parse_annotation(&code)?;
        relocate_expr(&mut code, range);
        Some(code)
    }

    /// The variables of outer functions that a function, or one inside it, uses.
    fn free_names(&self, id: ScopeId) -> BTreeSet<String> {
        let is_inside = |scope: ScopeId| {
            let parent = |scope: &ScopeId| self.scopes.all.get(*scope)?.parent;
            std::iter::successors(Some(scope), parent).any(|around| around == id)
        };
        let inside = (0..self.scopes.all.len()).filter(|scope| is_inside(*scope));
        let symbols = inside.flat_map(|scope| &self.scopes.all[scope].symbols);
        let is_free = |symbol: &&Symbol| match symbol.place {
            Place::Enclosing(owner) => !is_inside(owner) && symbol.name != "__class__",
            Place::Local | Place::Global => false,
        };
        symbols
            .filter(is_free)
            .map(|symbol| symbol.name.clone())
            .collect()
    }

    /// In CPython's order: parameters and plain variables, those that inner functions use, those of outer functions.
    fn local_names(&self, id: ScopeId, scope: &Scope) -> Vec<String> {
        let is_cell = |name: &str| {
            let captures = |inner: &Scope| {
                inner
                    .symbol(name)
                    .is_some_and(|symbol| symbol.place == Place::Enclosing(id))
            };
            self.scopes.all.iter().any(captures)
        };
        let (mut plain, mut cells) = (Vec::new(), Vec::new());
        for symbol in &scope.symbols {
            let name = symbol.name.clone();
            match symbol.place {
                Place::Local if symbol.bound && (symbol.param || !is_cell(&name)) => {
                    plain.push(name)
                }
                Place::Local if symbol.bound => cells.push(name),
                _ => {}
            }
        }
        if let Some((_, params)) = self.current.borrow().last() {
            plain.sort_by_key(|name| {
                params
                    .iter()
                    .position(|param| param == name)
                    .unwrap_or(usize::MAX)
            });
        }
        cells.sort();
        plain.extend(cells);
        plain.extend(self.free_names(id));
        plain
    }
}

impl Transformer for Rewriter<'_> {
    fn visit_stmt(&self, stmt: &mut Stmt) {
        self.statement.set(stmt.start().to_u32());
        match stmt {
            Stmt::FunctionDef(node) => {
                let scope = self.scopes.of(&*node);
                let decorators = node.decorator_list.iter_mut();
                decorators.for_each(|decorator| self.visit_decorator(decorator));
                self.visit_parameters(&mut node.parameters);
                let params = Some(&*node.parameters);
                self.inside(scope, params, || self.visit_body(&mut node.body));
                let decorator = self
                    .cells(scope, node.name.range())
                    .map(|expression| Decorator {
                        range: expression.range(),
                        node_index: ast::AtomicNodeIndex::default(),
                        expression,
                    });
                node.decorator_list.extend(decorator);
            }
            Stmt::ClassDef(node) => {
                let scope = self.scopes.of(&*node);
                let decorators = node.decorator_list.iter_mut();
                decorators.for_each(|decorator| self.visit_decorator(decorator));
                if let Some(arguments) = &mut node.arguments {
                    self.visit_arguments(arguments);
                }
                self.inside(scope, None, || self.visit_body(&mut node.body));
            }
            _ => transformer::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&self, expr: &mut Expr) {
        match expr {
            Expr::Lambda(node) => {
                let scope = self.scopes.of(&*node);
                let params = node.parameters.as_deref();
                self.inside(scope, params, || self.visit_expr(&mut node.body));
                if let Some(decorator) = self.cells(scope, node.range()) {
                    decorate(expr, decorator);
                }
            }
            _ => transformer::walk_expr(self, expr),
        }
        if let Some(annotations) = self.module_annotations(expr) {
            *expr = annotations;
            return;
        }
        if let Some(mut code) = self.code(expr).and_then(|text| parse_annotation(&text)) {
            let range = TextRange::new(expr.start(), expr.end());
            relocate_expr(&mut code, range);
            *expr = code;
        }
    }
}
