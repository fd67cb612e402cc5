//! Statements.

use super::declare::key;
use super::function::has_storage;
use super::scope::{Around, Body, Mode, Slot, Storage};
use super::value::{Form, Val, dynamic, owned};
use crate::hir::{
    self, ClassId, ExprKind, FunctionId, FunctionKind, Meaning, Stmt as PyStmt, StmtKind, VarId,
};
use crate::ir::{Block, Expr, Item, Stmt, call, text};
use crate::typed::{PLAIN_EXCEPTIONS, Ty};

impl<'a> Body<'a, '_> {
    /// A block of statements; what is declared in it is forgotten behind it.
    pub(super) fn block(&mut self, stmts: &'a [PyStmt]) -> Block {
        let declared = self.declared.clone();
        let block = self.open_block(stmts, Vec::new());
        self.declared = declared;
        block
    }
    /// A block that starts with Rust statements of its own; the caller restores `declared`.
    pub(super) fn open_block(&mut self, stmts: &'a [PyStmt], start: Vec<Stmt>) -> Block {
        let mut block = Block {
            stmts: start,
            tail: None,
        };
        for (index, stmt) in stmts.iter().enumerate() {
            self.line = self.lower.line(self.function.module, stmt.span.start);
            for var in self
                .plan
                .before
                .get(&(key(stmts), index))
                .cloned()
                .unwrap_or_default()
            {
                block.stmts.extend(self.declare(var));
            }
            let comments = stmt.comments.iter().map(|c| Stmt::Comment(c.clone()));
            if !self.moves_comments(stmt) {
                block.stmts.extend(comments);
            }
            let lowered = self.stmt(stmt);
            block.stmts.append(&mut self.ahead);
            let is_empty = lowered.is_empty();
            block.stmts.extend(lowered);
            if let Some(comment) = stmt.trailing.as_ref().filter(|_| !is_empty) {
                block.stmts.push(Stmt::Trailing(comment.clone()));
            }
            if block.diverges() {
                break;
            }
        }
        block
    }
    /// The comments above a definition go with its item.
    fn moves_comments(&self, stmt: &PyStmt) -> bool {
        matches!(stmt.kind, StmtKind::Def(..) | StmtKind::Class(..))
    }
    /// One statement.
    fn stmt(&mut self, stmt: &'a PyStmt) -> Vec<Stmt> {
        match &stmt.kind {
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Assign(targets, value) => self.assign(targets, value),
            StmtKind::Annotation(target, annotation) => self.annotation_stmt(target, annotation),
            StmtKind::TypeAlias(var, params, value) => self.type_alias(*var, params, value),
            StmtKind::AugAssign(target, op, value, id) => self.aug_assign(target, *op, value, *id),
            StmtKind::Delete(targets) => targets.iter().flat_map(|t| self.delete(t)).collect(),
            StmtKind::Return(value) => self.return_stmt(value.as_ref()),
            StmtKind::Raise(value, cause) => self.raise(value.as_ref(), cause.as_ref()),
            StmtKind::Assert(test, message) => self.assert(test, message.as_ref()),
            StmtKind::If(arms, orelse) => self.if_stmt(arms, orelse),
            StmtKind::While(test, body, orelse) => self.while_stmt(test, body, orelse),
            StmtKind::For {
                is_async,
                target,
                iter,
                body,
                orelse,
            } => self.for_stmt(*is_async, target, iter, body, orelse),
            StmtKind::Try(t) => self.try_stmt(t),
            StmtKind::With {
                is_async,
                context,
                target,
                body,
                ..
            } => self.with_stmt(*is_async, context, target.as_ref(), body),
            StmtKind::Match(subject, cases) => self.match_stmt(subject, cases),
            StmtKind::Def(var, function) => self.def_stmt(*var, *function, stmt),
            StmtKind::Class(var, class) => self.class_stmt(*var, *class, stmt),
            StmtKind::ImportModule(module) if self.lower.program.is_left_out(*module) => Vec::new(),
            StmtKind::ImportModule(module) => {
                let path = self.lower.paths[module.index()].path.clone();
                let body = self.lower.program.module(*module).body;
                let run = call(format!("{path}::module"), vec![]);
                let suspends = self.lower.suspends.contains(&body);
                let run = if suspends { run.awaited() } else { run };
                vec![Stmt::Expr(self.attempt(run))]
            }
            StmtKind::ImportName(var, meaning) => self.import_name(*var, meaning, stmt),
            StmtKind::ImportVar(var, from) => self.import_var(*var, *from),
            StmtKind::Break => vec![Stmt::Expr(self.break_())],
            StmtKind::Continue => vec![Stmt::Expr(self.continue_())],
        }
    }
    /// An expression for its effect.
    fn expr_stmt(&mut self, e: &'a hir::Expr) -> Vec<Stmt> {
        if let ExprKind::Walrus(var, value) = &e.kind {
            let value = self.expr(value);
            return self.assign_var(*var, value);
        }
        let value = self.expr(e);
        match value.expr {
            Expr::Text(_) => Vec::new(),
            // Futures and other `must_use` temporaries are dropped in sight.
            expr if value.form == super::value::Form::Future => {
                vec![Stmt::Expr(call("drop", vec![expr]))]
            }
            expr @ (Expr::Try { .. } | Expr::Block(..) | Expr::If(..) | Expr::Match(..))
                if value.ty == Ty::None =>
            {
                vec![Stmt::Expr(expr)]
            }
            expr @ (Expr::Try { .. } | Expr::Call(..) | Expr::Method(..) | Expr::Macro(..)) => {
                vec![Stmt::Expr(expr)]
            }
            expr => vec![Stmt::Let {
                pattern: "_".into(),
                ty: None,
                value: Some(expr),
            }],
        }
    }
    /// `type X[T] = value`; where nothing reads the alias it has no value.
    fn type_alias(
        &mut self,
        var: VarId,
        params: &'a [hir::TypeParam],
        value: &'a hir::Expr,
    ) -> Vec<Stmt> {
        if matches!(value.kind, hir::ExprKind::None) {
            return Vec::new();
        }
        let program = self.lower.program;
        let path = self.library_item("typing::type_alias");
        let name = text(format!("{:?}", program.variable(var).name));
        let params = self.type_params(params);
        let value = self.value_of(value);
        let alias = dynamic(call(path, vec![name, params, value]));
        self.assign_var(var, alias)
    }
    /// `vec![T, U]`.
    pub(super) fn type_params(&mut self, params: &'a [hir::TypeParam]) -> Expr {
        let params = params.iter().map(|p| self.read(p.var).expr).collect();
        Expr::Macro("vec".into(), '[', params)
    }
    /// A class body keeps its annotations.
    fn annotation_stmt(&mut self, target: &'a hir::Target, annotation: &'a hir::Expr) -> Vec<Stmt> {
        let hir::Target::Var(var, _) = target else {
            return Vec::new();
        };
        if !self.in_class() {
            return Vec::new();
        }
        let name = self.lower.program.variable(*var).name.clone();
        let is_shown =
            self.lower.shows_annotations && self.lower.program.evaluates_annotations(self.function);
        let value = self.annotation_value(annotation, is_shown);
        let annotate = text("ns").method("annotate", vec![text(format!("{name:?}")), value]);
        vec![Stmt::Expr(self.attempt(annotate))]
    }
    /// An annotation as a value. Where nothing looks at it, its source text, which costs nothing.
    pub(super) fn annotation_value(&mut self, annotation: &'a hir::Expr, is_shown: bool) -> Expr {
        if is_shown {
            return self.value_of(annotation);
        }
        let module = self.lower.program.module(self.function.module);
        let range = annotation.span.start as usize..annotation.span.end as usize;
        let source = module.text.get(range).unwrap_or("").to_string();
        text(format!("{source:?}"))
    }
    fn return_stmt(&mut self, value: Option<&'a hir::Expr>) -> Vec<Stmt> {
        let want = self.return_type();
        if let Some(given_up) = value.and_then(|value| self.not_implemented(value)) {
            return given_up;
        }
        let value = match value {
            Some(value) => self.expr(value),
            None => owned(text("()"), Ty::None),
        };
        let value = self.coerce(value, &want);
        let value = if self.is_last_use(&value) {
            value.expr
        } else {
            self.own(value)
        };
        if let Expr::Try { label: Some(_), .. } = &value {
            // The way out with an error stands apart from the way out with the value.
            let name = self.temporary("value");
            let returned = self.return_(text(name.clone()));
            return vec![
                Stmt::Let {
                    pattern: name,
                    ty: None,
                    value: Some(value),
                },
                Stmt::Expr(returned),
            ];
        }
        vec![Stmt::Expr(self.return_(value))]
    }
    /// `return NotImplemented` of a plain class's operator: what Python says when the other operand has no answer either.
    fn not_implemented(&mut self, value: &hir::Expr) -> Option<Vec<Stmt>> {
        let is_it = matches!(&value.kind, hir::ExprKind::Name(hir::Name::Builtin(name)) if name == "NotImplemented");
        let class = self
            .function
            .class
            .filter(|c| self.lower.plain(*c).is_some());
        if !is_it || class.is_none() || !self.function.name.starts_with("__") {
            return None;
        }
        let params: Vec<hir::VarId> = self.function.params.iter().map(|p| p.var).collect();
        let [this, other] = params.as_slice() else {
            return None;
        };
        let (this, other) = (self.read(*this), self.read(*other));
        let name = self.function.name.clone();
        if matches!(name.as_str(), "__eq__" | "__ne__") {
            let same = match (&this.ty, &other.ty) {
                (Ty::Instance(_), Ty::Instance(_)) => {
                    let (this, other) = (self.receiver(this), self.borrow(other));
                    this.method("same", vec![other])
                }
                _ => text("false"),
            };
            let same = if name == "__eq__" {
                same
            } else {
                super::operator::not(same)
            };
            return Some(vec![Stmt::Expr(self.return_(same))]);
        }
        let (this, other) = (self.borrow(this), self.borrow(other));
        let error = call("unsupported", vec![text(format!("{name:?}")), this, other]);
        Some(vec![Stmt::Expr(self.leave_with(error))])
    }
    /// Whether a returned value is a local that nothing can use any more.
    fn is_last_use(&self, value: &Val) -> bool {
        let Expr::Text(name) = &value.expr else {
            return false;
        };
        let is_local = |slot: &Slot, var: &VarId| {
            slot.name == *name
                && slot.storage == Storage::Local
                && self.lower.program.variable(*var).scope == self.function.id
        };
        value.form == Form::Place
            && self.function.kind == FunctionKind::Def
            && !self.around.iter().any(|a| {
                matches!(
                    a,
                    Around::Attempt {
                        catches_jumps: true,
                        ..
                    }
                )
            })
            && self.slots.iter().any(|(var, slot)| is_local(slot, var))
    }
    /// `Ok(value)`, in the branches of a choice; `Ok(x?)` is `x`.
    fn succeed(&self, value: Expr) -> Expr {
        match value {
            Expr::Try {
                value,
                label: None,
                at: None,
            } if self.mode == Mode::Plain => *value,
            Expr::If(cond, mut then, Some(other)) => {
                if let Some(tail) = then.tail.take() {
                    then.tail = Some(Box::new(self.succeed(*tail)));
                }
                Expr::If(cond, then, Some(Box::new(self.succeed(*other))))
            }
            Expr::Block(None, mut block) => {
                if let Some(tail) = block.tail.take() {
                    block.tail = Some(Box::new(self.succeed(*tail)));
                }
                Expr::Block(None, block)
            }
            value => call("Ok", vec![value]),
        }
    }
    /// `return`, through the attempts around that have work to do.
    pub(super) fn return_(&mut self, value: Expr) -> Expr {
        for around in self.around.iter_mut().rev() {
            if let Around::Attempt {
                label,
                catches_jumps: true,
                jumps,
            } = around
            {
                jumps.returns = true;
                let flow = call("Ok", vec![call("Flow::Return", vec![value])]);
                return Expr::Break(Some(label.clone()), Some(Box::new(flow)));
            }
        }
        // `return Ok(x?)` is `return x`.
        if !self.lower.returns_result(self.function) {
            let is_unit = matches!(&value, Expr::Text(t) if t == "()");
            return Expr::Return((!is_unit).then(|| Box::new(value)));
        }
        Expr::Return(Some(Box::new(self.succeed(value))))
    }
    fn raise(&mut self, value: Option<&'a hir::Expr>, cause: Option<&'a hir::Expr>) -> Vec<Stmt> {
        let Some(value) = value else {
            let raised = match self.handled.last() {
                Some(error) => call("Err", vec![text(error.clone()).method("clone", vec![])]),
                None => call("reraise", vec![]),
            };
            return vec![Stmt::Expr(self.leave_with(raised))];
        };
        let made = match self.builtin_error(value) {
            Some(made) => Some(made),
            None => self.made_error(value),
        };
        let value = match (made, cause) {
            (Some(error), None) => {
                let raised = call("Err", vec![error]);
                return vec![Stmt::Expr(self.leave_with(raised))];
            }
            (Some(error), Some(_)) => error.method("value", vec![]),
            (None, _) => self.value_of(value),
        };
        let raised = match cause {
            Some(cause) => {
                let cause = self.value_of(cause);
                call("raise_from", vec![value, cause])
            }
            None => call("raise", vec![value]),
        };
        vec![Stmt::Expr(self.leave_with(raised))]
    }
    /// `ValueError(text)` as the runtime's own constructor of it.
    fn builtin_error(&mut self, value: &'a hir::Expr) -> Option<Expr> {
        let hir::ExprKind::Call(callee, args) = &value.kind else {
            return None;
        };
        let (hir::ExprKind::Name(hir::Name::Builtin(name)), [hir::Arg::Positional(argument)]) =
            (&callee.kind, args.as_slice())
        else {
            return None;
        };
        if !PLAIN_EXCEPTIONS.contains(&name.as_str()) {
            return None;
        }
        let argument = self.expr(argument);
        let argument = match (&argument.ty, argument.form) {
            (ty, Form::Literal) if self.lower.is_builtin(ty, "str") => argument.expr,
            _ => {
                let argument = self.to_value(argument);
                self.own(argument)
            }
        };
        let path = format!("errors::{}", super::names::snake(name));
        Some(call(path, vec![argument]))
    }
    /// `NotFound(key)` or `NotFound`, an exception class that is nothing but a name, as a new error.
    fn made_error(&mut self, value: &'a hir::Expr) -> Option<Expr> {
        let (class, args) = match &value.kind {
            hir::ExprKind::Call(callee, args) => (&**callee, args.as_slice()),
            _ => (value, &[][..]),
        };
        let class = self.bare_exception(class)?;
        let positional = args.iter().map(|arg| match arg {
            hir::Arg::Positional(e) => Some(e),
            _ => None,
        });
        let positional: Vec<&hir::Expr> = positional.collect::<Option<_>>()?;
        let values = positional.into_iter().map(|e| self.value_of(e)).collect();
        let values = Expr::Macro("vec".into(), '[', values);
        Some(call("Error::new", vec![text(class).borrow(), values]))
    }
    /// An expression as an owned `Value`.
    pub(super) fn value_of(&mut self, e: &'a hir::Expr) -> Expr {
        let value = self.expr(e);
        let value = self.to_value(value);
        self.own(value)
    }
    fn assert(&mut self, test: &'a hir::Expr, message: Option<&'a hir::Expr>) -> Vec<Stmt> {
        let test = self.negated_test(test);
        let message = match message {
            Some(message) => call("Some", vec![self.value_of(message)]),
            None => text("None"),
        };
        let fail = self.leave_with(call("assertion_failed", vec![message]));
        vec![Stmt::Expr(Expr::If(
            Box::new(test),
            Block {
                stmts: vec![Stmt::Expr(fail)],
                tail: None,
            },
            None,
        ))]
    }
    fn if_stmt(&mut self, arms: &'a [(hir::Expr, Vec<PyStmt>)], orelse: &'a [PyStmt]) -> Vec<Stmt> {
        let Some(((test, body), rest)) = arms.split_first() else {
            return Vec::new();
        };
        let line = self.line;
        let cond = self.test(test);
        // What inference knows (`isinstance` of a plain class) is no question any more.
        match &cond {
            Expr::Text(t) if t == "true" && super::call::is_type_test(test) => {
                return self.block(body).stmts;
            }
            Expr::Text(t) if t == "false" && super::call::is_type_test(test) => {
                return match rest.is_empty() {
                    true => self.block(orelse).stmts,
                    false => self.if_stmt(rest, orelse),
                };
            }
            _ => {}
        }
        let then = self.block(body);
        let other = if !rest.is_empty() {
            self.line = line;
            self.else_if(rest, orelse)
        } else if orelse.is_empty() {
            None
        } else {
            Some(Box::new(Expr::Block(None, self.block(orelse)))).filter(|e| !is_empty(e))
        };
        if cond.has_block() {
            // A condition with blocks in it stands by itself.
            let name = self.temporary("condition");
            let bound = Stmt::Let {
                pattern: name.clone(),
                ty: None,
                value: Some(cond),
            };
            return vec![
                bound,
                Stmt::Expr(Expr::If(Box::new(text(name)), then, other)),
            ];
        }
        vec![Stmt::Expr(Expr::If(Box::new(cond), then, other))]
    }
    fn else_if(
        &mut self,
        arms: &'a [(hir::Expr, Vec<PyStmt>)],
        orelse: &'a [PyStmt],
    ) -> Option<Box<Expr>> {
        let mut stmts = self.if_stmt(arms, orelse);
        match (stmts.pop(), stmts.is_empty()) {
            (Some(Stmt::Expr(e)), true) => Some(Box::new(e)),
            (Some(last), _) => {
                stmts.push(last);
                Some(Box::new(Expr::Block(None, Block { stmts, tail: None })))
            }
            (None, _) => None,
        }
    }
    fn def_stmt(&mut self, var: VarId, id: FunctionId, stmt: &'a PyStmt) -> Vec<Stmt> {
        let program = self.lower.program;
        let f = program.function(id);
        let mut out = Vec::new();
        // A class's methods are in its `impl`.
        if !self.in_class() {
            let mut function = self.lower.function(id);
            function.comments = stmt.comments.clone();
            if self.function.kind == FunctionKind::Module {
                self.lower.file.items.push(Item::Fn(function));
            } else {
                out.push(Stmt::Item(Item::Fn(function)));
            }
        }
        let has_value = has_storage(program, self.lower.typed, var);
        if !has_value || !self.in_class() {
            out.extend(self.set_defaults(id));
        }
        if has_value {
            let value = self.decorated_function(var, f);
            out.extend(self.assign_var(var, value));
        }
        out
    }
    fn class_stmt(&mut self, var: VarId, id: ClassId, stmt: &'a PyStmt) -> Vec<Stmt> {
        let program = self.lower.program;
        let mut out: Vec<Stmt> = Vec::new();
        if let Some(name) = self.lower.exceptions.get(&id).cloned() {
            let item = self.exception_item(id, name, &stmt.comments);
            self.lower.file.items.push(item);
            return out;
        }
        let plain = self.lower.plain(id);
        let items = match plain {
            Some(plain) => self.plain_items(id, plain),
            None => self.class_items(id),
        };
        if self.function.kind == FunctionKind::Module || self.in_class() {
            self.lower.file.items.extend(items);
        } else {
            out.extend(items.into_iter().map(Stmt::Item));
        }
        if plain.is_some() {
            out.extend(self.class_variables(id));
            return out;
        }
        out.extend(stmt.comments.iter().map(|c| Stmt::Comment(c.clone())));
        let mut decorators = Vec::new();
        for decorator in &program.class(id).decorators {
            let value = self.value_of(decorator);
            decorators.push(value);
        }
        let mut value = self.class_object(id);
        for decorator in decorators.into_iter().rev() {
            let args = Expr::Macro("args".into(), '[', vec![value.expr]);
            value = dynamic(self.attempt(decorator.method("call", vec![args])));
        }
        out.extend(self.assign_var(var, value));
        out
    }
    /// The defaults of a plain class's methods, and the first values of the class attributes that are variables.
    fn class_variables(&mut self, id: ClassId) -> Vec<Stmt> {
        let program = self.lower.program;
        let mut out = Vec::new();
        for stmt in &program.function(program.class(id).body).body {
            if let StmtKind::Def(_, method) = &stmt.kind {
                out.extend(self.set_defaults(*method));
            }
            if let StmtKind::Assign(targets, value) = &stmt.kind
                && let [hir::Target::Var(var, _)] = targets.as_slice()
                && self.lower.class_variable(id, program.variable(*var))
            {
                self.line = self.lower.line(self.function.module, stmt.span.start);
                let value = self.expr(value);
                out.extend(self.assign_var(*var, value));
            }
        }
        out
    }
    fn import_name(&mut self, var: VarId, meaning: &Meaning, stmt: &PyStmt) -> Vec<Stmt> {
        if !has_storage(self.lower.program, self.lower.typed, var) {
            return Vec::new();
        }
        let value = self.meaning_value(meaning, &stmt.span);
        self.assign_var(var, value)
    }
    fn import_var(&mut self, var: VarId, from: VarId) -> Vec<Stmt> {
        if !has_storage(self.lower.program, self.lower.typed, var) {
            return Vec::new();
        }
        let value = self.read(from);
        self.assign_var(var, value)
    }
}

/// Whether it is `{}`.
pub(super) fn is_empty(e: &Expr) -> bool {
    matches!(e, Expr::Block(None, b) if b.stmts.is_empty() && b.tail.is_none())
}
