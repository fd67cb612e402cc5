//! The SyntaxErrors that CPython's compiler raises after parsing: `return` outside a function and the like.
//!
//! *Invariant:* errors that need the symbol table are found in [`crate::resolve`] instead; those of patterns are in
//! [`super::patterns`].

use std::collections::HashSet;
use std::ops::Range;

use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt};

use crate::Source;
use crate::check::{patterns, syntax_error};
use crate::diagnostic::Diagnostic;
use crate::parse::span;
use crate::resolve::{each_child, is_async_comprehension};

/// Features of `__future__` in Python 3.13.
const FEATURES: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Checks a module.
pub(crate) fn check(source: &Source, body: &ast::Suite) -> Vec<Diagnostic> {
    let place = Place {
        function: None,
        is_comprehension: false,
        in_loop: false,
        in_except_star: false,
        inside: None,
    };
    let future = crate::resolve::has_future_annotations(body);
    let mut checker = Checker {
        source,
        errors: Vec::new(),
        place,
        future,
    };
    checker.future_imports(body);
    checker.suite(body);
    checker.errors
}

/// The function around.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Function {
    is_async: bool,
    is_generator: bool,
}

/// What is around the code being checked.
#[derive(Clone, Copy)]
struct Place {
    /// `None` in modules and class bodies.
    function: Option<Function>,
    is_comprehension: bool,
    in_loop: bool,
    in_except_star: bool,
    /// A place where `yield`, `await` and `:=` are not allowed, in CPython's words.
    inside: Option<&'static str>,
}

struct Checker<'a> {
    source: &'a Source,
    errors: Vec<Diagnostic>,
    place: Place,
    future: bool,
}

impl Checker<'_> {
    fn error(&mut self, span: Range<u32>, message: impl Into<String>) {
        self.errors
            .push(syntax_error::at(self.source, span, message.into()));
    }

    /// Runs `check` with the place changed by `change`.
    fn with(&mut self, change: impl FnOnce(&mut Place), check: impl FnOnce(&mut Self)) {
        let outer = self.place;
        change(&mut self.place);
        check(self);
        self.place = outer;
    }

    /// `from __future__` comes first.
    fn future_imports(&mut self, body: &[Stmt]) {
        let mut at_start = true;
        for (index, stmt) in body.iter().enumerate() {
            let is_docstring =
                index == 0 && matches!(stmt, Stmt::Expr(e) if e.value.is_string_literal_expr());
            match stmt {
                Stmt::ImportFrom(import) if is_future(import) => {
                    for alias in &import.names {
                        match alias.name.as_str() {
                            "braces" => self.error(span(stmt), "not a chance"),
                            name if !FEATURES.contains(&name) => {
                                self.error(
                                    span(stmt),
                                    format!("future feature {name} is not defined"),
                                );
                            }
                            _ => {}
                        }
                    }
                    if !at_start {
                        self.late_future(stmt);
                    }
                }
                _ => at_start &= is_docstring,
            }
        }
    }

    fn late_future(&mut self, stmt: &Stmt) {
        self.error(
            span(stmt),
            "from __future__ imports must occur at the beginning of the file",
        );
    }

    fn suite(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn nested(&mut self, body: &[Stmt]) {
        for stmt in body {
            if matches!(stmt, Stmt::ImportFrom(import) if is_future(import)) {
                self.late_future(stmt);
            }
        }
        self.suite(body);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(node) => self.return_(node),
            Stmt::Delete(node) => node
                .targets
                .iter()
                .for_each(|target| self.target(target, "delete")),
            Stmt::TypeAlias(node) => self.type_alias(node),
            Stmt::Assign(node) => {
                node.targets.iter().for_each(|target| self.assigned(target));
                self.value(&node.value);
            }
            Stmt::AugAssign(node) => {
                self.target(&node.target, "assign to");
                self.value(&node.value);
            }
            Stmt::AnnAssign(node) => {
                self.target(&node.target, "assign to");
                self.annotation(&node.annotation);
                if let Some(value) = &node.value {
                    self.value(value);
                }
            }
            Stmt::For(node) => {
                self.only_async(node.is_async, "async for", span(stmt));
                self.assigned(&node.target);
                self.expr(&node.iter);
                self.with(
                    |place| (place.in_loop, place.in_except_star) = (true, false),
                    |this| this.nested(&node.body),
                );
                self.nested(&node.orelse);
            }
            Stmt::While(node) => {
                self.expr(&node.test);
                self.with(
                    |place| (place.in_loop, place.in_except_star) = (true, false),
                    |this| this.nested(&node.body),
                );
                self.nested(&node.orelse);
            }
            Stmt::If(node) => {
                self.expr(&node.test);
                self.nested(&node.body);
                for clause in &node.elif_else_clauses {
                    clause.test.iter().for_each(|test| self.expr(test));
                    self.nested(&clause.body);
                }
            }
            Stmt::With(node) => {
                self.only_async(node.is_async, "async with", span(stmt));
                for item in &node.items {
                    self.expr(&item.context_expr);
                    item.optional_vars
                        .iter()
                        .for_each(|target| self.assigned(target));
                }
                self.nested(&node.body);
            }
            Stmt::Match(node) => {
                self.value(&node.subject);
                self.errors.extend(patterns::check(self.source, node));
                for case in &node.cases {
                    case.guard.iter().for_each(|guard| self.expr(guard));
                    self.nested(&case.body);
                }
            }
            Stmt::Raise(node) => {
                [&node.exc, &node.cause]
                    .into_iter()
                    .flatten()
                    .for_each(|value| self.expr(value));
            }
            Stmt::Try(node) => self.try_(node),
            Stmt::Assert(node) => {
                self.expr(&node.test);
                node.msg.iter().for_each(|message| self.expr(message));
            }
            Stmt::Import(node) => node.names.iter().for_each(|alias| self.import(stmt, alias)),
            Stmt::ImportFrom(node) => node.names.iter().for_each(|alias| self.import(stmt, alias)),
            Stmt::Expr(node) => self.value(&node.value),
            Stmt::Break(_) => self.leave_loop(span(stmt), "'break' outside loop"),
            Stmt::Continue(_) => self.leave_loop(span(stmt), "'continue' not properly in loop"),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn leave_loop(&mut self, span: Range<u32>, message: &str) {
        if self.place.in_except_star {
            self.error(
                span,
                "'break', 'continue' and 'return' cannot appear in an except* block",
            );
        } else if !self.place.in_loop {
            self.error(span, message);
        }
    }

    fn return_(&mut self, node: &ast::StmtReturn) {
        match self.place.function {
            None => self.error(span(node), "'return' outside function"),
            Some(_) if self.place.in_except_star => {
                self.error(
                    span(node),
                    "'break', 'continue' and 'return' cannot appear in an except* block",
                );
            }
            Some(function)
                if function.is_async && function.is_generator && node.value.is_some() =>
            {
                self.error(span(node), "'return' with value in async generator");
            }
            Some(_) => {}
        }
        node.value.iter().for_each(|value| self.value(value));
    }

    fn only_async(&mut self, is_async: bool, word: &str, span: Range<u32>) {
        if is_async
            && !self
                .place
                .function
                .is_some_and(|function| function.is_async)
        {
            self.error(span, format!("'{word}' outside async function"));
        }
    }

    fn try_(&mut self, node: &ast::StmtTry) {
        self.nested(&node.body);
        let last = node.handlers.len().saturating_sub(1);
        for (index, ExceptHandler::ExceptHandler(handler)) in node.handlers.iter().enumerate() {
            match &handler.type_ {
                Some(ty) => self.expr(ty),
                None if index < last => self.error(span(handler), "default 'except:' must be last"),
                None => {}
            }
            if let Some(name) = &handler.name {
                self.debug(name, "assign to", span(handler));
            }
            let star = node.is_star;
            self.with(
                |place| place.in_except_star |= star,
                |this| this.nested(&handler.body),
            );
        }
        self.nested(&node.orelse);
        self.nested(&node.finalbody);
    }

    fn import(&mut self, stmt: &Stmt, alias: &ast::Alias) {
        let name = alias
            .asname
            .as_ref()
            .map_or(alias.name.as_str(), |name| name.as_str());
        self.debug(name, "assign to", span(stmt));
    }

    fn debug(&mut self, name: &str, verb: &str, span: Range<u32>) {
        if name == "__debug__" {
            self.error(span, format!("cannot {verb} __debug__"));
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        def.decorator_list
            .iter()
            .for_each(|decorator| self.expr(&decorator.expression));
        self.defaults(&def.parameters);
        self.generic(def.type_params.as_deref(), |this| {
            for parameter in &*def.parameters {
                let name = parameter.as_parameter().name();
                this.debug(name, "assign to", span(name));
                parameter
                    .annotation()
                    .iter()
                    .for_each(|annotation| this.annotation(annotation));
            }
            def.returns
                .iter()
                .for_each(|returns| this.annotation(returns));
        });
        self.debug(&def.name, "assign to", span(def));
        let function = Function {
            is_async: def.is_async,
            is_generator: yields(&def.body),
        };
        let place = Place {
            function: Some(function),
            is_comprehension: false,
            in_loop: false,
            in_except_star: false,
            inside: None,
        };
        self.with(|outer| *outer = place, |this| this.nested(&def.body));
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        class
            .decorator_list
            .iter()
            .for_each(|decorator| self.expr(&decorator.expression));
        self.debug(&class.name, "assign to", span(class));
        self.generic(class.type_params.as_deref(), |this| {
            if let Some(arguments) = class.arguments.as_deref() {
                this.arguments(arguments);
            }
        });
        let place = Place {
            function: None,
            is_comprehension: false,
            in_loop: false,
            in_except_star: false,
            inside: None,
        };
        self.with(|outer| *outer = place, |this| this.nested(&class.body));
    }

    fn type_alias(&mut self, node: &ast::StmtTypeAlias) {
        self.generic(node.type_params.as_deref(), |_| {});
        self.with(
            |place| place.inside = Some("a type alias"),
            |this| this.expr(&node.value),
        );
    }

    /// Checks type parameters, and then `check` inside them.
    fn generic(&mut self, params: Option<&ast::TypeParams>, check: impl FnOnce(&mut Self)) {
        let Some(params) = params else {
            return check(self);
        };
        let mut with_default = false;
        for param in params {
            self.debug(param.name(), "assign to", span(param.name()));
            let words = |bound: &Expr| match bound.is_tuple_expr() {
                true => "a TypeVar constraint",
                false => "a TypeVar bound",
            };
            if let ast::TypeParam::TypeVar(ast::TypeParamTypeVar {
                bound: Some(bound), ..
            }) = param
            {
                self.with(
                    |place| place.inside = Some(words(bound)),
                    |this| this.expr(bound),
                );
            }
            let words = match param {
                ast::TypeParam::TypeVar(_) => "a TypeVar default",
                ast::TypeParam::TypeVarTuple(_) => "a TypeVarTuple default",
                ast::TypeParam::ParamSpec(_) => "a ParamSpec default",
            };
            match param.default() {
                Some(default) => {
                    with_default = true;
                    self.with(
                        |place| place.inside = Some(words),
                        |this| this.expr(default),
                    );
                }
                None if with_default => {
                    let name = param.name();
                    let message = format!(
                        "non-default type parameter '{name}' follows default type parameter"
                    );
                    self.error(span(param), message);
                }
                None => {}
            }
        }
        self.with(
            |place| place.inside = Some("the definition of a generic"),
            check,
        );
    }

    fn annotation(&mut self, annotation: &Expr) {
        if self.future {
            self.with(
                |place| place.inside = Some("an annotation"),
                |this| this.expr(annotation),
            );
        } else {
            match annotation {
                // `*args: *Ts`.
                Expr::Starred(starred) => self.expr(&starred.value),
                _ => self.expr(annotation),
            }
        }
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            parameter
                .default()
                .iter()
                .for_each(|default| self.expr(default));
        }
    }

    fn arguments(&mut self, arguments: &ast::Arguments) {
        for argument in &arguments.args {
            match argument {
                Expr::Starred(starred) => self.expr(&starred.value),
                _ => self.expr(argument),
            }
        }
        let mut seen = HashSet::new();
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                self.debug(name, "assign to", span(keyword));
                if !seen.insert(name.as_str()) {
                    self.error(span(keyword), format!("keyword argument repeated: {name}"));
                }
            }
            self.expr(&keyword.value);
        }
    }

    /// A target of `=`, `for` or `with`, where a star needs a list or tuple around it.
    fn assigned(&mut self, target: &Expr) {
        if target.is_starred_expr() {
            self.error(
                span(target),
                "starred assignment target must be in a list or tuple",
            );
        }
        self.target(target, "assign to");
    }

    fn target(&mut self, target: &Expr, verb: &str) {
        match target {
            Expr::Name(name) => self.debug(&name.id, verb, span(name)),
            Expr::Attribute(attribute) => {
                self.debug(&attribute.attr, verb, span(attribute));
                self.expr(&attribute.value);
            }
            Expr::Starred(starred) => self.target(&starred.value, verb),
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                if verb != "delete"
                    && elts
                        .iter()
                        .filter(|element| element.is_starred_expr())
                        .count()
                        > 1
                {
                    self.error(span(target), "multiple starred expressions in assignment");
                }
                elts.iter().for_each(|element| self.target(element, verb));
            }
            _ => self.children(target),
        }
    }

    /// A value where an unparenthesised tuple may have stars.
    fn value(&mut self, value: &Expr) {
        if let Expr::Starred(starred) = value {
            self.error(span(starred), "can't use starred expression here");
        }
        self.expr(value);
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(e) => self.comprehension(expr, &e.generators, &[&e.elt]),
            Expr::SetComp(e) => self.comprehension(expr, &e.generators, &[&e.elt]),
            Expr::Generator(e) => self.comprehension(expr, &e.generators, &[&e.elt]),
            Expr::DictComp(e) => {
                self.comprehension(
                    expr,
                    &e.generators,
                    &[e.key.as_deref().unwrap_or(&e.value), &e.value],
                );
            }
            Expr::Named(e) => {
                self.not_inside("named expression", span(expr));
                self.target(&e.target, "assign to");
                self.expr(&e.value);
            }
            Expr::Yield(e) => {
                self.yields("yield", span(expr));
                e.value.iter().for_each(|value| self.expr(value));
            }
            Expr::YieldFrom(e) => {
                self.yields("yield from", span(expr));
                if self
                    .place
                    .function
                    .is_some_and(|function| function.is_async)
                {
                    self.error(span(expr), "'yield from' inside async function");
                }
                self.expr(&e.value);
            }
            Expr::Await(e) => {
                self.awaits(span(expr));
                self.expr(&e.value);
            }
            Expr::Call(call) => {
                self.expr(&call.func);
                self.arguments(&call.arguments);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. })
            | Expr::List(ast::ExprList { elts, .. })
            | Expr::Set(ast::ExprSet { elts, .. }) => {
                for element in elts {
                    match element {
                        Expr::Starred(starred) => self.expr(&starred.value),
                        _ => self.expr(element),
                    }
                }
            }
            Expr::FString(_) => each_child(expr, &mut |child| self.value(child)),
            _ => self.children(expr),
        }
    }

    fn children(&mut self, expr: &Expr) {
        each_child(expr, &mut |child| self.expr(child));
    }

    /// `yield`, `await` and `:=` are not allowed in annotation-like places.
    fn not_inside(&mut self, what: &str, span: Range<u32>) -> bool {
        match self.place.inside {
            Some(place) => {
                self.error(span, format!("{what} cannot be used within {place}"));
                true
            }
            None => false,
        }
    }

    fn yields(&mut self, word: &str, span: Range<u32>) {
        // A yield inside a comprehension is the symbol table's to report.
        if !self.not_inside("yield expression", span.clone())
            && self.place.function.is_none()
            && !self.place.is_comprehension
        {
            self.error(span, format!("'{word}' outside function"));
        }
    }

    fn awaits(&mut self, span: Range<u32>) {
        if self.not_inside("await expression", span.clone()) || self.place.is_comprehension {
            return;
        }
        match self.place.function {
            None => self.error(span, "'await' outside function"),
            Some(Function {
                is_async: false, ..
            }) => self.error(span, "'await' outside async function"),
            Some(_) => {}
        }
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda) {
        if let Some(parameters) = lambda.parameters.as_deref() {
            self.defaults(parameters);
            for parameter in parameters {
                let name = parameter.as_parameter().name();
                self.debug(name, "assign to", span(name));
            }
        }
        let place = Place {
            function: Some(Function {
                is_async: false,
                is_generator: false,
            }),
            is_comprehension: false,
            in_loop: false,
            in_except_star: false,
            inside: None,
        };
        self.with(|outer| *outer = place, |this| this.expr(&lambda.body));
    }

    fn comprehension(&mut self, expr: &Expr, clauses: &[ast::Comprehension], items: &[&Expr]) {
        let is_async = is_async_comprehension(clauses, items);
        let allowed = self.place.is_comprehension
            || self
                .place
                .function
                .is_some_and(|function| function.is_async);
        if is_async && !expr.is_generator_expr() && !allowed {
            self.error(
                span(expr),
                "asynchronous comprehension outside of an asynchronous function",
            );
        }
        if let Some(first) = clauses.first() {
            self.expr(&first.iter);
        }
        self.with(
            |place| place.is_comprehension = true,
            |this| {
                for (index, clause) in clauses.iter().enumerate() {
                    this.assigned(&clause.target);
                    if index > 0 {
                        this.expr(&clause.iter);
                    }
                    clause.ifs.iter().for_each(|test| this.expr(test));
                }
                items.iter().for_each(|item| this.expr(item));
            },
        );
    }
}

fn is_future(import: &ast::StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_deref() == Some("__future__")
}

/// The body of a function yields, functions and classes inside it aside.
fn yields(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> ast::statement_visitor::StatementVisitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ => {
                    statement_exprs(stmt, &mut |expr| self.0 |= expr_yields(expr));
                    ast::statement_visitor::walk_stmt(self, stmt);
                }
            }
        }
    }
    let mut finder = Finder(false);
    ast::statement_visitor::walk_body(&mut finder, body);
    finder.0
}

/// Calls `visit` with the expressions of a statement itself.
fn statement_exprs<'a>(stmt: &'a Stmt, visit: &mut dyn FnMut(&'a Expr)) {
    match stmt {
        Stmt::Return(node) => node.value.iter().for_each(|value| visit(value)),
        Stmt::Delete(node) => node.targets.iter().for_each(visit),
        Stmt::Assign(node) => {
            node.targets.iter().for_each(&mut *visit);
            visit(&node.value);
        }
        Stmt::AugAssign(node) => {
            visit(&node.target);
            visit(&node.value);
        }
        Stmt::AnnAssign(node) => {
            visit(&node.target);
            node.value.iter().for_each(|value| visit(value));
        }
        Stmt::For(node) => {
            visit(&node.target);
            visit(&node.iter);
        }
        Stmt::While(node) => visit(&node.test),
        Stmt::If(node) => {
            visit(&node.test);
            node.elif_else_clauses
                .iter()
                .filter_map(|clause| clause.test.as_ref())
                .for_each(visit);
        }
        Stmt::With(node) => {
            for item in &node.items {
                visit(&item.context_expr);
                item.optional_vars.iter().for_each(|target| visit(target));
            }
        }
        Stmt::Match(node) => {
            visit(&node.subject);
            node.cases
                .iter()
                .filter_map(|case| case.guard.as_deref())
                .for_each(visit);
        }
        Stmt::Raise(node) => [&node.exc, &node.cause]
            .into_iter()
            .flatten()
            .for_each(|value| visit(value)),
        Stmt::Try(node) => {
            for ExceptHandler::ExceptHandler(handler) in &node.handlers {
                handler.type_.iter().for_each(|ty| visit(ty));
            }
        }
        Stmt::Assert(node) => {
            visit(&node.test);
            node.msg.iter().for_each(|message| visit(message));
        }
        Stmt::Expr(node) => visit(&node.value),
        _ => {}
    }
}

fn expr_yields(expr: &Expr) -> bool {
    match expr {
        Expr::Yield(_) | Expr::YieldFrom(_) => true,
        Expr::Lambda(_) => false,
        _ => {
            let mut found = false;
            each_child(expr, &mut |child| found |= expr_yields(child));
            found
        }
    }
}
