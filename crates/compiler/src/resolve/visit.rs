//! Walks over the resolved tree that give each place of a variable to a visitor, in the order of evaluation.
//!
//! *Invariant:* a walk does not enter the bodies of functions and classes; the visitor is told of them.

use crate::hir::*;

/// What a pass does at the places of a tree.
pub(super) trait Visitor {
    /// A name is read.
    fn read(&mut self, name: &mut Name);
    /// A variable is bound.
    fn bind(&mut self, var: &mut VarId, span: &Span);
    /// A variable is deleted, by `del` or at the end of a handler.
    fn delete(&mut self, var: &mut VarId);
    /// The end of a handler unbinds its name.
    fn handler_end(&mut self, var: &mut VarId) {
        self.delete(var);
    }
    /// `x: int` declares a variable.
    fn declare(&mut self, _var: &mut VarId) {}
    /// `target += …` on a variable: it is read and then bound.
    fn update(&mut self, var: &mut VarId, span: &Span);
    /// A variable of another module is read by an import.
    fn import(&mut self, var: &mut VarId);
    /// A `def` or `lambda` is evaluated. Decorators, defaults and annotations are its own.
    fn function(&mut self, id: FunctionId);
    /// A `class` is evaluated.
    fn class(&mut self, id: ClassId);
    /// A comprehension; the default walks it.
    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        walk_comprehension(self, comprehension);
    }
    /// An annotation of a variable.
    fn annotation(&mut self, annotation: &mut Expr);
    /// Type parameters of a type alias.
    fn type_params(&mut self, params: &mut [TypeParam]);
    /// A statement; the default walks it.
    fn stmt(&mut self, stmt: &mut Stmt) {
        walk_stmt(self, stmt);
    }
    /// An expression; the default walks it.
    fn expr(&mut self, expr: &mut Expr) {
        walk_expr(self, expr);
    }
}

/// Walks statements.
pub(super) fn walk_stmts<V: Visitor + ?Sized>(visitor: &mut V, body: &mut [Stmt]) {
    for stmt in body {
        visitor.stmt(stmt);
    }
}

/// Walks a statement.
pub(super) fn walk_stmt<V: Visitor + ?Sized>(visitor: &mut V, stmt: &mut Stmt) {
    let span = stmt.span.clone();
    match &mut stmt.kind {
        StmtKind::Expr(value) => visitor.expr(value),
        StmtKind::Assign(targets, value) => {
            visitor.expr(value);
            targets
                .iter_mut()
                .for_each(|target| walk_target(visitor, target));
        }
        StmtKind::Annotation(target, annotation) => {
            // A declaration binds nothing; the object of `x.y: int` is evaluated.
            if let Target::Var(var, _) = target {
                visitor.declare(var);
            }
            if let Target::Attribute(value, ..) = target {
                visitor.expr(value);
            }
            if let Target::Subscript(value, index, _) = target {
                visitor.expr(value);
                visitor.expr(index);
            }
            visitor.annotation(annotation);
        }
        StmtKind::TypeAlias(var, params, value) => {
            visitor.type_params(params);
            visitor.expr(value);
            visitor.bind(var, &span);
        }
        StmtKind::AugAssign(target, _, value, _) => match target {
            Target::Var(var, at) => {
                visitor.expr(value);
                visitor.update(var, at);
            }
            _ => {
                walk_target(visitor, target);
                visitor.expr(value);
            }
        },
        StmtKind::Delete(targets) => targets
            .iter_mut()
            .for_each(|target| walk_deleted(visitor, target)),
        StmtKind::Return(value) => walk_optional(visitor, value),
        StmtKind::Raise(value, cause) => {
            walk_optional(visitor, value);
            walk_optional(visitor, cause);
        }
        StmtKind::Assert(test, message) => {
            visitor.expr(test);
            walk_optional(visitor, message);
        }
        StmtKind::If(arms, orelse) => {
            for (test, body) in arms {
                visitor.expr(test);
                walk_stmts(visitor, body);
            }
            walk_stmts(visitor, orelse);
        }
        StmtKind::While(test, body, orelse) => {
            visitor.expr(test);
            walk_stmts(visitor, body);
            walk_stmts(visitor, orelse);
        }
        StmtKind::For {
            target,
            iter,
            body,
            orelse,
            ..
        } => {
            visitor.expr(iter);
            walk_target(visitor, target);
            walk_stmts(visitor, body);
            walk_stmts(visitor, orelse);
        }
        StmtKind::Try(stmt) => {
            walk_stmts(visitor, &mut stmt.body);
            for handler in &mut stmt.handlers {
                walk_optional(visitor, &mut handler.ty);
                if let Some(var) = &mut handler.var {
                    visitor.bind(var, &handler.span);
                }
                walk_stmts(visitor, &mut handler.body);
                if let Some(var) = &mut handler.var {
                    visitor.handler_end(var);
                }
            }
            walk_stmts(visitor, &mut stmt.orelse);
            walk_stmts(visitor, &mut stmt.finally);
        }
        StmtKind::With {
            context,
            target,
            body,
            ..
        } => {
            visitor.expr(context);
            if let Some(target) = target {
                walk_target(visitor, target);
            }
            walk_stmts(visitor, body);
        }
        StmtKind::Match(subject, cases) => {
            visitor.expr(subject);
            for case in cases {
                walk_pattern(visitor, &mut case.pattern, &span);
                walk_optional(visitor, &mut case.guard);
                walk_stmts(visitor, &mut case.body);
            }
        }
        StmtKind::Def(var, id) => {
            visitor.function(*id);
            visitor.bind(var, &span);
        }
        StmtKind::Class(var, id) => {
            visitor.class(*id);
            visitor.bind(var, &span);
        }
        StmtKind::ImportName(var, _) => visitor.bind(var, &span),
        StmtKind::ImportVar(var, source) => {
            visitor.import(source);
            visitor.bind(var, &span);
        }
        StmtKind::ImportModule(_) | StmtKind::Break | StmtKind::Continue => {}
    }
}

/// Walks an optional expression.
pub(super) fn walk_optional<V: Visitor + ?Sized>(visitor: &mut V, expr: &mut Option<Expr>) {
    if let Some(expr) = expr {
        visitor.expr(expr);
    }
}

/// Walks a target that is bound.
pub(super) fn walk_target<V: Visitor + ?Sized>(visitor: &mut V, target: &mut Target) {
    match target {
        Target::Var(var, span) => visitor.bind(var, span),
        Target::Attribute(value, ..) => visitor.expr(value),
        Target::Subscript(value, index, _) => {
            visitor.expr(value);
            visitor.expr(index);
        }
        Target::Unpack(targets, _) => targets
            .iter_mut()
            .for_each(|target| walk_target(visitor, target)),
        Target::Starred(target, _) => walk_target(visitor, target),
    }
}

/// Walks a target of `del`.
pub(super) fn walk_deleted<V: Visitor + ?Sized>(visitor: &mut V, target: &mut Target) {
    match target {
        Target::Var(var, _) => visitor.delete(var),
        Target::Unpack(targets, _) => targets
            .iter_mut()
            .for_each(|target| walk_deleted(visitor, target)),
        _ => walk_target(visitor, target),
    }
}

/// Walks a pattern.
pub(super) fn walk_pattern<V: Visitor + ?Sized>(
    visitor: &mut V,
    pattern: &mut Pattern,
    span: &Span,
) {
    match pattern {
        Pattern::Value(value) | Pattern::Singleton(value) => visitor.expr(value),
        Pattern::Capture(var) | Pattern::Star(var) => {
            var.iter_mut().for_each(|var| visitor.bind(var, span))
        }
        Pattern::As(pattern, var) => {
            walk_pattern(visitor, pattern, span);
            visitor.bind(var, span);
        }
        Pattern::Or(patterns) | Pattern::Sequence(patterns) => {
            patterns
                .iter_mut()
                .for_each(|pattern| walk_pattern(visitor, pattern, span));
        }
        Pattern::Mapping(items, rest) => {
            for (key, pattern) in items {
                visitor.expr(key);
                walk_pattern(visitor, pattern, span);
            }
            rest.iter_mut().for_each(|var| visitor.bind(var, span));
        }
        Pattern::Class(class, positional, keywords) => {
            visitor.expr(class);
            positional
                .iter_mut()
                .for_each(|pattern| walk_pattern(visitor, pattern, span));
            keywords
                .iter_mut()
                .for_each(|(_, pattern)| walk_pattern(visitor, pattern, span));
        }
    }
}

/// Walks an expression.
pub(super) fn walk_expr<V: Visitor + ?Sized>(visitor: &mut V, expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::Name(name) => visitor.read(name),
        ExprKind::Lambda(id) => visitor.function(*id),
        ExprKind::Comprehension(comprehension) => visitor.comprehension(comprehension),
        ExprKind::Walrus(var, value) => {
            visitor.expr(value);
            visitor.bind(var, &expr.span);
        }
        _ => each_operand(expr, &mut |operand| visitor.expr(operand)),
    }
}

/// Walks a comprehension in the order of evaluation.
pub(super) fn walk_comprehension<V: Visitor + ?Sized>(
    visitor: &mut V,
    comprehension: &mut Comprehension,
) {
    for clause in &mut comprehension.clauses {
        visitor.expr(&mut clause.iter);
        walk_target(visitor, &mut clause.target);
        clause
            .conditions
            .iter_mut()
            .for_each(|test| visitor.expr(test));
    }
    match &mut comprehension.kind {
        ComprehensionKind::List(item)
        | ComprehensionKind::Set(item)
        | ComprehensionKind::Generator(item) => {
            visitor.expr(item);
        }
        ComprehensionKind::Dict(key, value) => {
            visitor.expr(key);
            visitor.expr(value);
        }
    }
}

/// Calls `visit` with the direct operands of an expression in the order of evaluation. Names, lambdas, comprehensions
/// and `:=` are the caller's.
pub(super) fn each_operand(expr: &mut Expr, visit: &mut dyn FnMut(&mut Expr)) {
    match &mut expr.kind {
        ExprKind::FString(parts) => each_part(parts, visit),
        ExprKind::Attribute(value, _)
        | ExprKind::Unary(_, value)
        | ExprKind::Not(value)
        | ExprKind::Await(value)
        | ExprKind::YieldFrom(value)
        | ExprKind::Starred(value) => visit(value),
        ExprKind::Yield(value) => value.iter_mut().for_each(|value| visit(value)),
        ExprKind::Subscript(left, right) | ExprKind::Binary(_, left, right) => {
            visit(left);
            visit(right);
        }
        ExprKind::Slice(start, stop, step) => {
            [start, stop, step]
                .into_iter()
                .flatten()
                .for_each(|part| visit(part));
        }
        ExprKind::Call(callee, args) => {
            visit(callee);
            each_arg(args, visit);
        }
        ExprKind::Compare(first, rest) => {
            visit(first);
            rest.iter_mut().for_each(|(_, value)| visit(value));
        }
        ExprKind::If(test, then, other) => {
            visit(test);
            visit(then);
            visit(other);
        }
        ExprKind::And(values)
        | ExprKind::Or(values)
        | ExprKind::Tuple(values)
        | ExprKind::List(values)
        | ExprKind::Set(values) => values.iter_mut().for_each(visit),
        ExprKind::Dict(items) => {
            for (key, value) in items {
                key.iter_mut().for_each(&mut *visit);
                visit(value);
            }
        }
        ExprKind::None
        | ExprKind::Ellipsis
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Name(_)
        | ExprKind::Lambda(_)
        | ExprKind::Comprehension(_)
        | ExprKind::Walrus(..) => {}
    }
}

/// Calls `visit` with the values of arguments.
pub(super) fn each_arg(args: &mut [Arg], visit: &mut dyn FnMut(&mut Expr)) {
    for arg in args {
        match arg {
            Arg::Positional(value)
            | Arg::Star(value)
            | Arg::Keyword(_, value)
            | Arg::DoubleStar(value) => visit(value),
        }
    }
}

fn each_part(parts: &mut [FPart], visit: &mut dyn FnMut(&mut Expr)) {
    for part in parts {
        if let FPart::Value { value, spec, .. } = part {
            visit(value);
            each_part(spec, visit);
        }
    }
}
