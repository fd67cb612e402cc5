//! Walks a module's tree and notes in which scope each name is bound, used and declared.
//!
//! *Invariant:* the order of the walk is CPython's, because "used prior to global declaration" depends on it.

use std::ops::Range;

use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::Ranged;

use super::scopes::{Scope, ScopeId, ScopeKind, Scopes, Symbol, mangle};
use crate::Source;
use crate::check::syntax_error;
use crate::diagnostic::Diagnostic;
use crate::parse::span;

/// Builds the symbol table of a module. `stars` are the names that its star imports bind.
pub(super) fn collect(source: &Source, body: &ast::Suite, errors: &mut Vec<Diagnostic>) -> Scopes {
    let scopes = Scopes {
        all: vec![Scope::new(ScopeKind::Module, None, None)],
        of_node: Default::default(),
    };
    let future = has_future_annotations(body);
    let mut collector = Collector {
        source,
        scopes,
        current: 0,
        errors,
        future,
        in_iterable: 0,
        in_annotation: false,
    };
    collector.suite(body);
    collector.scopes
}

/// `from __future__ import annotations` stands at the top.
pub(crate) fn has_future_annotations(body: &ast::Suite) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::ImportFrom(import) => {
            import.level == 0
                && import.module.as_deref() == Some("__future__")
                && import
                    .names
                    .iter()
                    .any(|alias| alias.name.as_str() == "annotations")
        }
        _ => false,
    })
}

struct Collector<'a> {
    source: &'a Source,
    scopes: Scopes,
    current: ScopeId,
    errors: &'a mut Vec<Diagnostic>,
    future: bool,
    /// Nesting of comprehension iterables around the current place.
    in_iterable: u32,
    in_annotation: bool,
}

impl Collector<'_> {
    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.current]
    }

    fn error(&mut self, span: Range<u32>, message: String) {
        self.errors
            .push(syntax_error::at(self.source, span, message));
    }

    /// Runs `inside` in a new scope that `node` opens.
    fn enter<T>(
        &mut self,
        node: &T,
        kind: ScopeKind,
        private: Option<&str>,
        inside: impl FnOnce(&mut Self),
    ) {
        let private = private
            .map(str::to_owned)
            .or_else(|| self.scope().private.clone());
        let id = self.scopes.all.len();
        self.scopes
            .all
            .push(Scope::new(kind, Some(self.current), private));
        self.scopes.of_node.insert(
            (
                std::ptr::from_ref(node) as usize,
                kind == ScopeKind::TypeParams,
            ),
            id,
        );
        let outer = std::mem::replace(&mut self.current, id);
        let iterable = std::mem::take(&mut self.in_iterable);
        inside(self);
        self.current = outer;
        self.in_iterable = iterable;
    }

    fn mangled(&self, name: &str) -> String {
        mangle(self.scopes.all[self.current].private.as_deref(), name)
    }

    fn use_name(&mut self, name: &str, span: Range<u32>) {
        let name = self.mangled(name);
        // Type parameter lists see what is around them, class scopes included.
        let mut id = self.current;
        while self.scopes.all[id].kind == ScopeKind::TypeParams
            && self.scopes.all[id].symbol(&name).is_none_or(|s| !s.bound)
        {
            let Some(parent) = self.scopes.all[id].parent else {
                break;
            };
            id = parent;
        }
        self.scopes.all[id].symbol_mut(&name, span.clone()).used = true;
        let function = matches!(
            self.scope().kind,
            ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_)
        );
        if name == "super" && function {
            self.scope().symbol_mut("__class__", span).used = true;
        }
    }

    fn bind(&mut self, name: &str, span: Range<u32>) {
        let name = self.mangled(name);
        self.bind_mangled(self.current, &name, span).assigned = true;
    }

    fn bind_mangled(&mut self, scope: ScopeId, name: &str, span: Range<u32>) -> &mut Symbol {
        let symbol = self.scopes.all[scope].symbol_mut(name, span.clone());
        if !std::mem::replace(&mut symbol.bound, true) {
            symbol.span = span;
        }
        symbol
    }

    fn suite(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(stmt) => self.optional(stmt.value.as_deref()),
            Stmt::Delete(stmt) => stmt.targets.iter().for_each(|target| self.target(target)),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Assign(stmt) => {
                stmt.targets.iter().for_each(|target| self.target(target));
                self.expr(&stmt.value);
            }
            Stmt::AugAssign(stmt) => {
                self.target(&stmt.target);
                self.expr(&stmt.value);
            }
            Stmt::AnnAssign(stmt) => self.annotated(stmt),
            Stmt::For(stmt) => {
                self.target(&stmt.target);
                self.expr(&stmt.iter);
                self.suite(&stmt.body);
                self.suite(&stmt.orelse);
            }
            Stmt::While(stmt) => {
                self.expr(&stmt.test);
                self.suite(&stmt.body);
                self.suite(&stmt.orelse);
            }
            Stmt::If(stmt) => {
                self.expr(&stmt.test);
                self.suite(&stmt.body);
                for clause in &stmt.elif_else_clauses {
                    self.optional(clause.test.as_ref());
                    self.suite(&clause.body);
                }
            }
            Stmt::With(stmt) => {
                for item in &stmt.items {
                    self.expr(&item.context_expr);
                    if let Some(target) = item.optional_vars.as_deref() {
                        self.target(target);
                    }
                }
                self.suite(&stmt.body);
            }
            Stmt::Match(stmt) => {
                self.expr(&stmt.subject);
                for case in &stmt.cases {
                    self.pattern(&case.pattern);
                    self.optional(case.guard.as_deref());
                    self.suite(&case.body);
                }
            }
            Stmt::Raise(stmt) => {
                self.optional(stmt.exc.as_deref());
                self.optional(stmt.cause.as_deref());
            }
            Stmt::Try(stmt) => self.try_(stmt),
            Stmt::Assert(stmt) => {
                self.expr(&stmt.test);
                self.optional(stmt.msg.as_deref());
            }
            Stmt::Import(stmt) => stmt.names.iter().for_each(|alias| self.import(alias)),
            Stmt::ImportFrom(stmt) => self.import_from(stmt),
            Stmt::Global(stmt) => stmt
                .names
                .iter()
                .for_each(|name| self.declare(name, span(stmt), true)),
            Stmt::Nonlocal(stmt) => stmt
                .names
                .iter()
                .for_each(|name| self.declare(name, span(stmt), false)),
            Stmt::Expr(stmt) => self.expr(&stmt.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn try_(&mut self, stmt: &ast::StmtTry) {
        self.suite(&stmt.body);
        for ast::ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
            self.optional(handler.type_.as_deref());
            if let Some(name) = &handler.name {
                self.bind(name, span(name));
            }
            self.suite(&handler.body);
        }
        self.suite(&stmt.orelse);
        self.suite(&stmt.finalbody);
    }

    fn import(&mut self, alias: &ast::Alias) {
        let name = match &alias.asname {
            Some(name) => name.as_str(),
            None => alias.name.split('.').next().unwrap_or(""),
        };
        let name = self.mangled(name);
        self.bind_mangled(self.current, &name, span(alias));
    }

    fn import_from(&mut self, stmt: &ast::StmtImportFrom) {
        for alias in &stmt.names {
            if alias.name.as_str() != "*" {
                self.import(alias);
            } else if self.scope().kind != ScopeKind::Module {
                self.error(
                    span(alias),
                    "import * only allowed at module level".to_owned(),
                );
            }
        }
    }

    fn declare(&mut self, name: &ast::Identifier, statement: Range<u32>, global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        let mangled = self.mangled(name);
        if !global && self.scope().kind == ScopeKind::Module {
            return self.error(
                statement,
                "nonlocal declaration not allowed at module level".to_owned(),
            );
        }
        let symbol = self.scope().symbol_mut(&mangled, span(name));
        let other = if global {
            symbol.declared_nonlocal.clone()
        } else {
            symbol.declared_global.clone()
        };
        let message = if symbol.param {
            Some(format!("name '{mangled}' is parameter and {word}"))
        } else if other.is_some() {
            Some(format!("name '{mangled}' is nonlocal and global"))
        } else if symbol.annotated {
            Some(format!("annotated name '{mangled}' can't be {word}"))
        } else if symbol.assigned {
            Some(format!(
                "name '{mangled}' is assigned to before {word} declaration"
            ))
        } else if symbol.used {
            Some(format!(
                "name '{mangled}' is used prior to {word} declaration"
            ))
        } else {
            None
        };
        let declared = if global {
            &mut symbol.declared_global
        } else {
            &mut symbol.declared_nonlocal
        };
        *declared = Some(statement.clone());
        if let Some(message) = message {
            self.error(other.unwrap_or(statement), message);
        }
    }

    fn annotated(&mut self, stmt: &ast::StmtAnnAssign) {
        if let (Expr::Name(name), true) = (&*stmt.target, stmt.simple) {
            let mangled = self.mangled(&name.id);
            let is_module = self.scope().kind == ScopeKind::Module;
            let symbol = self.scope().symbol_mut(&mangled, span(name));
            let word = match (&symbol.declared_global, &symbol.declared_nonlocal) {
                (Some(_), _) if !is_module => Some("global"),
                (_, Some(_)) => Some("nonlocal"),
                _ => None,
            };
            symbol.annotated = true;
            symbol.bound = true;
            if let Some(word) = word {
                self.error(
                    span(stmt),
                    format!("annotated name '{mangled}' can't be {word}"),
                );
            }
        } else if let (Expr::Name(name), Some(_)) = (&*stmt.target, &stmt.value) {
            self.bind(&name.id, span(name));
        } else if !stmt.target.is_name_expr() {
            self.target(&stmt.target);
        }
        self.annotation(&stmt.annotation);
        self.optional(stmt.value.as_deref());
    }

    /// With postponed evaluation the names in an annotation are no uses.
    fn annotation(&mut self, annotation: &Expr) {
        if !self.future {
            let outer = std::mem::replace(&mut self.in_annotation, true);
            self.expr(annotation);
            self.in_annotation = outer;
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        self.bind(&def.name, span(&def.name));
        self.defaults(&def.parameters);
        def.decorator_list
            .iter()
            .for_each(|decorator| self.expr(&decorator.expression));
        self.generic(def, def.type_params.as_deref(), None, |this| {
            for parameter in &*def.parameters {
                if let Some(annotation) = parameter.annotation() {
                    this.annotation(annotation);
                }
            }
            if let Some(returns) = def.returns.as_deref() {
                this.annotation(returns);
            }
            this.enter(def, ScopeKind::Function, None, |this| {
                this.parameters(&def.parameters);
                this.suite(&def.body);
            });
        });
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        self.bind(&class.name, span(&class.name));
        class
            .decorator_list
            .iter()
            .for_each(|decorator| self.expr(&decorator.expression));
        self.generic(
            class,
            class.type_params.as_deref(),
            Some(&class.name),
            |this| {
                if let Some(arguments) = class.arguments.as_deref() {
                    this.arguments(arguments);
                }
                this.enter(class, ScopeKind::Class, Some(&class.name), |this| {
                    this.suite(&class.body)
                });
            },
        );
    }

    fn type_alias(&mut self, alias: &ast::StmtTypeAlias) {
        if let Expr::Name(name) = &*alias.name {
            self.bind(&name.id, span(name));
        }
        self.generic(alias, alias.type_params.as_deref(), None, |this| {
            // The value is evaluated lazily, as a function of its own.
            this.enter(&*alias.value, ScopeKind::Lambda, None, |this| {
                this.expr(&alias.value);
            });
        });
    }

    /// Runs `inside` in the scope of the type parameters, if there are any.
    fn generic<T>(
        &mut self,
        node: &T,
        params: Option<&ast::TypeParams>,
        private: Option<&str>,
        inside: impl FnOnce(&mut Self),
    ) {
        let Some(params) = params else {
            return inside(self);
        };
        self.enter(node, ScopeKind::TypeParams, private, |this| {
            for param in params {
                let name = param.name();
                let mangled = this.mangled(name);
                let symbol = this.scope().symbol_mut(&mangled, span(name));
                let duplicate = std::mem::replace(&mut symbol.bound, true);
                symbol.type_param = true;
                if duplicate {
                    this.error(span(name), format!("duplicate type parameter '{name}'"));
                }
            }
            for param in params {
                if let ast::TypeParam::TypeVar(var) = param {
                    this.optional(var.bound.as_deref());
                }
                this.optional(param.default());
            }
            inside(this);
        });
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.optional(parameter.default());
        }
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters {
            let name = parameter.as_parameter().name();
            let mangled = self.mangled(name);
            let symbol = self.scope().symbol_mut(&mangled, span(name));
            symbol.bound = true;
            if std::mem::replace(&mut symbol.param, true) {
                self.error(
                    span(name),
                    format!("duplicate argument '{name}' in function definition"),
                );
            }
        }
    }

    fn arguments(&mut self, arguments: &ast::Arguments) {
        arguments.args.iter().for_each(|arg| self.expr(arg));
        arguments
            .keywords
            .iter()
            .for_each(|keyword| self.expr(&keyword.value));
    }

    fn optional(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn target(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => self.bind(&name.id, span(name)),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.target(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.target(target)),
            Expr::Starred(starred) => self.target(&starred.value),
            _ => self.expr(target),
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let mut capture = |name: &Option<ast::Identifier>| {
            if let Some(name) = name {
                self.bind(name, span(name));
            }
        };
        match pattern {
            Pattern::MatchValue(pattern) => self.expr(&pattern.value),
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(pattern) => {
                pattern.patterns.iter().for_each(|p| self.pattern(p))
            }
            Pattern::MatchMapping(pattern) => {
                capture(&pattern.rest);
                pattern.keys.iter().for_each(|key| self.expr(key));
                pattern.patterns.iter().for_each(|p| self.pattern(p));
            }
            Pattern::MatchClass(pattern) => {
                self.expr(&pattern.cls);
                pattern
                    .arguments
                    .patterns
                    .iter()
                    .for_each(|p| self.pattern(p));
                pattern
                    .arguments
                    .keywords
                    .iter()
                    .for_each(|keyword| self.pattern(&keyword.pattern));
            }
            Pattern::MatchStar(pattern) => capture(&pattern.name),
            Pattern::MatchAs(pattern) => {
                capture(&pattern.name);
                if let Some(pattern) = pattern.pattern.as_deref() {
                    self.pattern(pattern);
                }
            }
            Pattern::MatchOr(pattern) => pattern.patterns.iter().for_each(|p| self.pattern(p)),
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Name(name) => self.use_name(&name.id, span(name)),
            Expr::Named(named) => self.walrus(named),
            Expr::Lambda(lambda) => {
                if let Some(parameters) = lambda.parameters.as_deref() {
                    self.defaults(parameters);
                }
                self.enter(lambda, ScopeKind::Lambda, None, |this| {
                    if let Some(parameters) = lambda.parameters.as_deref() {
                        this.parameters(parameters);
                    }
                    this.expr(&lambda.body);
                });
            }
            Expr::ListComp(e) => {
                self.comprehension(e, "list comprehension", &e.generators, &[&e.elt])
            }
            Expr::SetComp(e) => {
                self.comprehension(e, "set comprehension", &e.generators, &[&e.elt])
            }
            Expr::Generator(e) => {
                self.comprehension(e, "generator expression", &e.generators, &[&e.elt])
            }
            Expr::DictComp(e) => match e.key.as_deref() {
                Some(key) => {
                    self.comprehension(e, "dict comprehension", &e.generators, &[key, &e.value])
                }
                None => self.comprehension(e, "dict comprehension", &e.generators, &[&e.value]),
            },
            Expr::Yield(e) => {
                self.yields(span(e));
                self.optional(e.value.as_deref());
            }
            Expr::YieldFrom(e) => {
                self.yields(span(e));
                self.expr(&e.value);
            }
            _ => each_child(expr, &mut |child| self.expr(child)),
        }
    }

    fn yields(&mut self, span: Range<u32>) {
        let kind = self.scope().kind;
        if let ScopeKind::Comprehension(words) = kind {
            self.error(span, format!("'yield' inside {words}"));
        } else {
            self.scope().is_generator = true;
        }
    }

    fn walrus(&mut self, named: &ast::ExprNamed) {
        let Expr::Name(name) = &*named.target else {
            return self.expr(&named.value);
        };
        let at = span(name);
        if self.in_iterable > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.error(span(named), message.to_owned());
        }
        if matches!(self.scope().kind, ScopeKind::Comprehension(_)) {
            self.walrus_in_comprehension(name);
        } else {
            self.bind(&name.id, at);
        }
        self.expr(&named.value);
    }

    /// `:=` in a comprehension binds in the scope around it.
    fn walrus_in_comprehension(&mut self, name: &ast::ExprName) {
        let mangled = self.mangled(&name.id);
        let mut id = self.current;
        while let ScopeKind::Comprehension(_) = self.scopes.all[id].kind {
            if self.scopes.all[id]
                .symbol(&mangled)
                .is_some_and(|symbol| symbol.iteration)
            {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{mangled}'"
                );
                return self.error(span(name), message);
            }
            // A later `for` of this comprehension must not take the name.
            let symbol = self.scopes.all[id].symbol_mut(&mangled, span(name));
            symbol.used = true;
            symbol.walrus = true;
            let Some(parent) = self.scopes.all[id].parent else {
                break;
            };
            id = parent;
        }
        match self.scopes.all[id].kind {
            ScopeKind::Class => {
                let message =
                    "assignment expression within a comprehension cannot be used in a class body";
                self.error(span(name), message.to_owned());
            }
            ScopeKind::TypeParams => {
                let message = "assignment expression within a comprehension cannot be used within the definition of a generic";
                self.error(span(name), message.to_owned());
            }
            _ => self.scopes.all[id].symbol_mut(&mangled, span(name)).bound = true,
        }
    }

    fn comprehension<T>(
        &mut self,
        node: &T,
        words: &'static str,
        clauses: &[ast::Comprehension],
        items: &[&Expr],
    ) {
        let Some((first, rest)) = clauses.split_first() else {
            return;
        };
        self.in_iterable += 1;
        self.expr(&first.iter);
        self.in_iterable -= 1;
        let inherited = self.in_iterable;
        self.enter(node, ScopeKind::Comprehension(words), None, |this| {
            this.in_iterable = inherited;
            this.iteration_target(&first.target);
            first.ifs.iter().for_each(|test| this.expr(test));
            for clause in rest {
                this.iteration_target(&clause.target);
                this.in_iterable += 1;
                this.expr(&clause.iter);
                this.in_iterable -= 1;
                clause.ifs.iter().for_each(|test| this.expr(test));
            }
            items.iter().for_each(|item| this.expr(item));
        });
    }

    fn iteration_target(&mut self, target: &Expr) {
        self.target(target);
        let mut names = Vec::new();
        target_names(target, &mut names);
        for name in names {
            let mangled = self.mangled(&name.id);
            let symbol = self.scope().symbol_mut(&mangled, span(name));
            symbol.iteration = true;
            if symbol.walrus {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{mangled}'"
                );
                self.error(span(name), message);
            }
        }
    }
}

fn target_names<'a>(target: &'a Expr, names: &mut Vec<&'a ast::ExprName>) {
    match target {
        Expr::Name(name) => names.push(name),
        Expr::Tuple(tuple) => tuple
            .elts
            .iter()
            .for_each(|target| target_names(target, names)),
        Expr::List(list) => list
            .elts
            .iter()
            .for_each(|target| target_names(target, names)),
        Expr::Starred(starred) => target_names(&starred.value, names),
        _ => {}
    }
}

/// Calls `visit` with the direct children of an expression in source order. Scopes and `:=` are left to the caller.
pub(crate) fn each_child<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match expr {
        Expr::BoolOp(e) => e.values.iter().for_each(visit),
        Expr::Named(e) => {
            visit(&e.target);
            visit(&e.value);
        }
        Expr::BinOp(e) => {
            visit(&e.left);
            visit(&e.right);
        }
        Expr::UnaryOp(e) => visit(&e.operand),
        Expr::If(e) => {
            visit(&e.test);
            visit(&e.body);
            visit(&e.orelse);
        }
        Expr::Dict(e) => {
            for item in &e.items {
                item.key.iter().for_each(&mut *visit);
                visit(&item.value);
            }
        }
        Expr::Set(e) => e.elts.iter().for_each(visit),
        Expr::List(e) => e.elts.iter().for_each(visit),
        Expr::Tuple(e) => e.elts.iter().for_each(visit),
        Expr::Await(e) => visit(&e.value),
        Expr::Yield(e) => e.value.iter().for_each(|value| visit(value)),
        Expr::YieldFrom(e) => visit(&e.value),
        Expr::Compare(e) => {
            visit(&e.left);
            e.comparators.iter().for_each(visit);
        }
        Expr::Call(e) => {
            visit(&e.func);
            let mut values: Vec<&Expr> = e.arguments.args.iter().collect();
            values.extend(e.arguments.keywords.iter().map(|keyword| &keyword.value));
            values.sort_by_key(|value| value.start());
            values.into_iter().for_each(visit);
        }
        Expr::FString(e) => {
            for part in &e.value {
                if let ast::FStringPart::FString(part) = part {
                    interpolations(&part.elements, visit);
                }
            }
        }
        Expr::TString(e) => {
            for part in e.value.as_slice() {
                interpolations(&part.elements, visit);
            }
        }
        Expr::Attribute(e) => visit(&e.value),
        Expr::Subscript(e) => {
            visit(&e.value);
            visit(&e.slice);
        }
        Expr::Starred(e) => visit(&e.value),
        Expr::Slice(e) => [&e.lower, &e.upper, &e.step]
            .into_iter()
            .flatten()
            .for_each(|part| visit(part)),
        Expr::Lambda(_)
        | Expr::ListComp(_)
        | Expr::SetComp(_)
        | Expr::DictComp(_)
        | Expr::Generator(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_)
        | Expr::Name(_)
        | Expr::IpyEscapeCommand(_) => {}
    }
}

fn interpolations<'a>(
    elements: &'a ast::InterpolatedStringElements,
    visit: &mut dyn FnMut(&'a Expr),
) {
    for element in elements.interpolations() {
        visit(&element.expression);
        if let Some(spec) = &element.format_spec {
            interpolations(&spec.elements, visit);
        }
    }
}
