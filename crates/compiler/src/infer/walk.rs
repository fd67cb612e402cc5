//! One pass over the program: operations for everything that runs, and what is known about variables where they are
//! used.
//!
//! *Invariant:* an operation's parts come before it, so that most operations run once.

use super::expr::{class_name_of, primary};
use super::narrow::{Base, Fact, Facts, arg_value, bound_in, children, meet};
use super::plain::{is_iterating, is_super};
use super::reach::{breaks, falls_through, is_irrefutable, is_true};
use super::term::{NOWHERE, Term};
use super::tested::may_run_code;
use super::visit::each;
use super::{Infer, Op};
use crate::hir::*;
use crate::typed::Member;

/// The walk through one function.
pub(super) struct Walk<'a, 'b, 'c> {
    pub(super) infer: &'b mut Infer<'a, 'c>,
    pub(super) function: &'a Function,
    /// What is known here; `None` after a `return`.
    pub(super) facts: Option<Facts>,
    /// Variables in the order in which they were assigned so far.
    pub(super) assigned: Vec<VarId>,
    /// How often something ran that may assign any field.
    pub(super) disturbed: u32,
    /// Functions found on the way.
    pending: Vec<FunctionId>,
}

impl<'a> Infer<'a, '_> {
    /// Makes the operations of all modules and everything that they define.
    pub(super) fn walk_program(&mut self) {
        for module in &self.program.modules {
            self.walk_function(module.body);
        }
    }

    fn walk_function(&mut self, id: FunctionId) {
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            self.prepare(id);
            let function = self.program.function(id);
            let mut walk = Walk {
                infer: self,
                function,
                facts: Some(Facts::default()),
                assigned: Vec::new(),
                disturbed: 0,
                pending: Vec::new(),
            };
            walk.block(&function.body);
            let mut found = walk.pending;
            if falls_through(&function.body) && !function.is_generator && !self.is_bare(id) {
                let result = self.result_cell(id);
                self.cells.flow(&Term::None, result);
            }
            found.reverse();
            pending.extend(found);
        }
    }

    /// Types that a function's parameters and calls have by its form.
    fn prepare(&mut self, id: FunctionId) {
        let function = self.program.function(id);
        for param in &function.params {
            self.prepare_param(param);
        }
        self.prepare_member(function);
        let is_member = self.plain_class_of(function).is_some();
        self.functions[id.index()].decorated = !function.decorators.is_empty() && !is_member;
        let result = self.result_cell(id);
        let known = &self.library.known;
        let class = match (function.is_generator, function.is_async) {
            (false, false) => return,
            (false, true) => {
                self.functions[id.index()].call = Some(Term::Coroutine(result));
                return;
            }
            (true, false) => known.generator,
            (true, true) => known.async_generator,
        };
        self.functions[id.index()].call = Some(self.generator(class, result));
    }
}

impl<'a> Walk<'a, '_, '_> {
    fn block(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.statement(&stmt.kind);
        }
    }

    fn statement(&mut self, kind: &'a StmtKind) {
        match kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Assign(targets, value) => self.assign(targets, value),
            StmtKind::Annotation(target, annotation) => self.annotation(target, annotation),
            StmtKind::TypeAlias(var, params, value) => {
                self.parameters_of_types(params);
                self.escaping(value);
                self.value_var(*var, "it is a type alias");
            }
            StmtKind::AugAssign(target, op, value, read) => self.augment(target, *op, value, *read),
            StmtKind::Delete(targets) => targets.iter().for_each(|t| self.delete(t)),
            StmtKind::Return(value) => self.give_back(value.as_ref()),
            StmtKind::Raise(exception, cause) => {
                exception.iter().chain(cause).for_each(|e| self.escaping(e));
                self.facts = None;
            }
            StmtKind::Assert(test, message) => self.assert(test, message.as_ref()),
            StmtKind::If(arms, orelse) => self.branches(arms, orelse),
            StmtKind::While(test, body, orelse) => self.repeat(test, body, orelse),
            StmtKind::For {
                is_async,
                target,
                iter,
                body,
                orelse,
            } => {
                self.iterate(*is_async, target, iter, body, orelse);
            }
            StmtKind::Try(t) => self.attempt(t),
            StmtKind::With {
                is_async,
                context,
                target,
                body,
                may_suppress,
            } => {
                self.with(*is_async, context, target.as_ref(), body, *may_suppress);
            }
            StmtKind::Match(subject, cases) => self.cases(subject, cases),
            StmtKind::Def(var, function) => self.def(*var, *function),
            StmtKind::Class(var, class) => self.class(*var, *class),
            StmtKind::ImportModule(_) => {}
            StmtKind::ImportName(var, meaning) => self.import(*var, meaning),
            StmtKind::ImportVar(var, from) => {
                let op = Op::Flow(self.infer.var_cell(*from), self.infer.var_cell(*var));
                self.infer.push(op);
                self.kill(*var);
            }
            StmtKind::Break | StmtKind::Continue => self.facts = None,
        }
    }

    // --- simple statements ---

    fn assign(&mut self, targets: &'a [Target], value: &'a Expr) {
        if let ([Target::Unpack(parts, _)], ExprKind::Await(call)) = (targets, &value.kind)
            && !parts.iter().any(|part| matches!(part, Target::Starred(..)))
        {
            self.infer.unpacked.insert(primary(call.id), parts.len());
        }
        self.expr(value);
        for target in targets {
            self.store(target, value);
        }
    }

    fn store(&mut self, target: &'a Target, value: &'a Expr) {
        let from = self.infer.expr_cell(value.id);
        if let Target::Var(var, _) = target {
            self.infer.push(Op::Store(target, value));
            self.kill(*var);
            let fact = Fact {
                base: Base::Nothing,
                cells: vec![from],
            };
            return self.learn(*var, fact);
        }
        self.target(target);
        self.infer.push(Op::Store(target, value));
        self.disturb();
        if let Target::Attribute(object, name, _) = target
            && let ExprKind::Name(Name::Var(var)) = &object.kind
        {
            let fact = Fact {
                base: Base::Nothing,
                cells: vec![from],
            };
            self.learn_field(*var, name, fact);
        }
    }

    /// Walks the expressions in a target and forgets what it binds.
    fn target(&mut self, target: &'a Target) {
        match target {
            Target::Var(var, _) => self.kill(*var),
            Target::Attribute(value, ..) => self.object(value),
            Target::Subscript(value, index, _) => {
                self.expr(value);
                self.expr(index);
            }
            Target::Unpack(targets, _) => targets.iter().for_each(|t| self.target(t)),
            Target::Starred(target, _) => self.target(target),
        }
    }

    fn annotation(&mut self, target: &'a Target, annotation: &'a Expr) {
        if let Target::Var(var, _) = target {
            let cell = self.infer.var_cell(*var);
            self.infer.annotated.push((cell, annotation));
        }
        if let Target::Attribute(object, name, _) = target
            && let Some(class) = self.infer.plain_class_of(self.function)
            && let ExprKind::Name(Name::Var(var)) = &object.kind
            && self.function.params.first().is_some_and(|p| p.var == *var)
            && let Some(cell) = self.infer.field_cell(class, name)
        {
            self.infer.annotated.push((cell, annotation));
        }
        let evaluated = matches!(
            self.function.kind,
            FunctionKind::Module | FunctionKind::Class(_)
        );
        let is_shown = matches!(self.function.kind, FunctionKind::Class(_))
            && self.infer.shows_annotations
            && self.infer.program.evaluates_annotations(self.function);
        let module = self.infer.program.module(self.function.module);
        let is_read = !module.future_annotations && self.reads_variables(annotation);
        if evaluated && (is_shown || is_read) {
            self.escaping(annotation);
        }
    }

    /// Whether an annotation is more than names of types, which need no values.
    fn reads_variables(&self, annotation: &Expr) -> bool {
        let mut found = false;
        each(annotation, &mut |e| {
            if let ExprKind::Name(Name::Var(var)) = &e.kind {
                found |= self.infer.var_meaning(*var).is_none();
            }
        });
        found
    }

    fn augment(&mut self, target: &'a Target, op: BinaryOp, value: &'a Expr, read: ExprId) {
        self.infer.visited[read.index()] = true;
        if let Target::Var(var, _) = target {
            self.remember(*var, read);
        } else {
            self.target(target);
        }
        if let Target::Attribute(object, name, _) = target {
            self.remember_field(object, name, read);
        }
        self.expr(value);
        self.infer.push(Op::Augment(target, op, value, read));
        match target {
            Target::Var(var, _) => self.kill(*var),
            _ => self.disturb(),
        }
    }

    fn delete(&mut self, target: &'a Target) {
        self.target(target);
        self.disturb();
        match target {
            Target::Attribute(value, ..) => {
                self.infer.is_reflective = true;
                let cell = self.infer.expr_cell(value.id);
                self.infer.push(Op::Escape(cell));
            }
            Target::Subscript(value, index, _) => self.infer.push(Op::DeleteItem(value, index)),
            _ => {}
        }
    }

    fn give_back(&mut self, value: Option<&'a Expr>) {
        let result = self.infer.result_cell(self.function.id);
        match value {
            Some(value) if self.infer.gives_up(self.function, value) => {}
            Some(value) => {
                self.expr(value);
                let from = self.infer.expr_cell(value.id);
                let op = if self.function.is_generator {
                    Op::Escape(from)
                } else {
                    Op::Flow(from, result)
                };
                self.infer.push(op);
            }
            None if !self.function.is_generator => self.infer.cells.flow(&Term::None, result),
            None => {}
        }
        self.facts = None;
    }

    fn assert(&mut self, test: &'a Expr, message: Option<&'a Expr>) {
        let (yes, no) = self.test(test);
        if let Some(message) = message {
            let here = self.facts.clone();
            self.apply(&no);
            self.escaping(message);
            self.facts = here;
        }
        self.apply(&yes);
    }

    fn import(&mut self, var: VarId, meaning: &'a Meaning) {
        self.kill(var);
        if self.infer.program.variable(var).meaning.is_some() {
            return;
        }
        match meaning {
            Meaning::Function(f) => self.infer.cells.escaping.push((*f, NOWHERE)),
            Meaning::Module(m) => self.infer.escape_module(*m),
            _ => {}
        }
        self.value_var(var, "it is imported and bound elsewhere too");
    }

    fn value_var(&mut self, var: VarId, reason: &str) {
        let cell = self.infer.var_cell(var);
        self.infer.cells.make_value(cell, reason);
        self.kill(var);
    }

    // --- definitions ---

    fn parameters_of_types(&mut self, params: &[TypeParam]) {
        params
            .iter()
            .for_each(|param| self.value_var(param.var, "it is a type parameter"));
    }

    fn def(&mut self, var: VarId, id: FunctionId) {
        self.defaults(id);
        let function = self.infer.program.function(id);
        self.parameters_of_types(&function.type_params);
        if self.infer.shows_annotations && self.infer.program.evaluates_annotations(function) {
            let annotations = function.params.iter().filter_map(|p| p.annotation.as_ref());
            annotations
                .chain(&function.returns)
                .for_each(|a| self.escaping(a));
        }
        let is_method = self.infer.plain_class_of(function).is_some();
        let is_stored = self.infer.program.variable(var).meaning.is_none();
        if !is_method && function.class.is_some() {
            function.decorators.iter().for_each(|d| self.escaping(d));
            self.infer.cells.escaping.push((id, NOWHERE));
            self.value_var(var, "a function is stored");
        } else if !is_method {
            function.decorators.iter().for_each(|d| self.decorator(d));
            if is_stored {
                self.infer.push(Op::Decorate(var, id));
            }
        }
        self.pending.push(id);
        self.kill(var);
    }

    /// What stands behind an `@`; a method is called, not taken from its object.
    fn decorator(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Attribute(object, _) if self.infer.meaning(e).is_none() => {
                self.object(object);
                self.infer.visited[e.id.index()] = true;
            }
            _ => self.expr(e),
        }
    }

    /// Evaluates the defaults of a function; they reach its parameters.
    fn defaults(&mut self, id: FunctionId) {
        for param in &self.infer.program.function(id).params {
            if let Some(default) = &param.default {
                self.expr(default);
                let op = Op::Flow(
                    self.infer.expr_cell(default.id),
                    self.infer.var_cell(param.var),
                );
                self.infer.push(op);
            }
        }
    }

    fn class(&mut self, var: VarId, id: ClassId) {
        let class = self.infer.program.class(id);
        self.parameters_of_types(&class.type_params);
        if self.infer.plain.contains(id) {
            self.plain_body(class);
            return self.kill(var);
        }
        class.decorators.iter().for_each(|d| self.escaping(d));
        class.bases.iter().for_each(|b| self.escaping(arg_value(b)));
        if self.infer.var_meaning(var).is_none() {
            self.value_var(var, "a class is stored");
        }
        for var in &self.infer.program.function(class.body).variables {
            self.value_var(*var, "it is an attribute of a class");
        }
        self.pending.push(class.body);
        self.kill(var);
    }

    /// The body of a plain class: its methods, constants and the defaults of its fields.
    fn plain_body(&mut self, class: &'a Class) {
        let program = self.infer.program;
        let made = self.infer.plain.get(class.id);
        let data = made.and_then(|p| p.dataclass.as_ref());
        let is_field = |var: VarId| data.is_some_and(|d| d.fields.iter().any(|f| f.var == var));
        for stmt in &program.function(class.body).body {
            match &stmt.kind {
                StmtKind::Def(var, id) => self.def(*var, *id),
                StmtKind::Annotation(Target::Var(var, _), annotation) if is_field(*var) => {
                    let cell = self.infer.var_cell(*var);
                    self.infer.declared.push((cell, annotation));
                }
                StmtKind::Assign(targets, value) => match targets.as_slice() {
                    [Target::Var(var, _)] if is_field(*var) => self.field_default(*var, value),
                    [Target::Var(var, _)] if !self.is_class_value(class.id, *var) => {}
                    targets => self.assign(targets, value),
                },
                _ => {}
            }
        }
    }

    /// Whether a variable of a plain class's body is a constant or a variable that instances share.
    fn is_class_value(&self, class: ClassId, var: VarId) -> bool {
        let name = &self.infer.program.variable(var).name;
        let plain = self.infer.plain.get(class);
        plain.is_some_and(|p| {
            p.initial.contains_key(name)
                || matches!(
                    p.members.get(name),
                    Some(Member::Constant(_) | Member::Variable(_))
                )
        })
    }

    /// `= value`, `= field(default=value)` or `= field(default_factory=function)`.
    fn field_default(&mut self, var: VarId, value: &'a Expr) {
        let args = match &value.kind {
            ExprKind::Call(_, args) => args.as_slice(),
            _ => {
                self.expr(value);
                let (from, to) = (self.infer.expr_cell(value.id), self.infer.var_cell(var));
                return self.infer.push(Op::Flow(from, to));
            }
        };
        for arg in args {
            match arg {
                Arg::Keyword(name, value) if name == "default" => self.field_default(var, value),
                Arg::Keyword(name, value) if name == "default_factory" => {
                    if let ExprKind::Lambda(function) = &value.kind {
                        self.pending.push(*function);
                    }
                    self.infer.visited[value.id.index()] = true;
                    self.infer.push(Op::Factory(value, var));
                }
                _ => {}
            }
        }
    }

    // --- compound statements ---

    fn branches(&mut self, arms: &'a [(Expr, Vec<Stmt>)], orelse: &'a [Stmt]) {
        let mut after = None;
        for (test, body) in arms {
            let (yes, no) = self.test(test);
            let before = self.facts.clone();
            self.apply(&yes);
            self.block(body);
            after = meet(after, self.facts.take());
            self.facts = before;
            self.apply(&no);
        }
        self.block(orelse);
        self.facts = meet(after, self.facts.take());
    }

    fn repeat(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let bound = bound_in(body);
        bound.iter().for_each(|v| self.kill(*v));
        self.disturb();
        let (yes, no) = self.test(test);
        let before = self.facts.clone();
        self.apply(&yes);
        self.block(body);
        self.facts = before;
        bound.iter().for_each(|v| self.kill(*v));
        if breaks(body) {
            let broken = self.facts.clone();
            self.block(orelse);
            self.facts = meet(broken, self.facts.take());
        } else if is_true(test) {
            self.facts = None;
        } else {
            self.apply(&no);
            self.block(orelse);
        }
    }

    fn iterate(
        &mut self,
        is_async: bool,
        target: &'a Target,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) {
        self.iterable(iter);
        let bound = bound_in(body);
        bound.iter().for_each(|v| self.kill(*v));
        self.disturb();
        self.target(target);
        self.infer.push(Op::Iterate(iter, is_async, target));
        let before = self.facts.clone();
        self.block(body);
        self.facts = before;
        bound.iter().for_each(|v| self.kill(*v));
        let broken = self.facts.clone();
        self.block(orelse);
        if breaks(body) {
            self.facts = meet(broken, self.facts.take());
        }
    }

    fn attempt(&mut self, t: &'a Try) {
        let before = self.facts.clone();
        self.block(&t.body);
        let bound = bound_in(&t.body);
        self.block(&t.orelse);
        let mut after = self.facts.take();
        for handler in &t.handlers {
            self.facts = before.clone();
            bound.iter().for_each(|v| self.kill(*v));
            self.disturb();
            handler.ty.iter().for_each(|e| self.escaping(e));
            if let Some(var) = handler.var {
                let caught = self.infer.caught(handler.ty.as_ref(), t.is_star);
                let cell = self.infer.var_cell(var);
                self.infer.cells.flow(&caught, cell);
                self.kill(var);
            }
            self.block(&handler.body);
            handler.var.iter().for_each(|v| self.kill(*v));
            after = meet(after, self.facts.take());
        }
        if t.finally.is_empty() {
            self.facts = after;
            return;
        }
        // The last block runs after any part of the others.
        self.facts = before;
        self.disturb();
        for part in [&t.body, &t.orelse]
            .into_iter()
            .chain(t.handlers.iter().map(|h| &h.body))
        {
            bound_in(part).into_iter().for_each(|v| self.kill(v));
        }
        self.block(&t.finally);
        if !falls_through(&t.finally) {
            self.facts = None;
            return;
        }
        self.facts = after;
        self.disturb();
        bound_in(&t.finally).into_iter().for_each(|v| self.kill(v));
    }

    fn with(
        &mut self,
        is_async: bool,
        context: &'a Expr,
        target: Option<&'a Target>,
        body: &'a [Stmt],
        may_suppress: bool,
    ) {
        self.expr(context);
        if let Some(target) = target {
            self.target(target);
        }
        self.infer.push(Op::Enter(context, is_async, target));
        self.disturb();
        let before = self.facts.clone();
        self.block(body);
        if may_suppress {
            let after = self.facts.take();
            self.facts = before;
            bound_in(body).into_iter().for_each(|v| self.kill(v));
            self.facts = meet(after, self.facts.take());
        }
        self.disturb();
    }

    fn cases(&mut self, subject: &'a Expr, cases: &'a [Case]) {
        self.expr(subject);
        self.infer.push(Op::Match(subject, cases));
        let mut bound = std::collections::BTreeSet::new();
        cases
            .iter()
            .for_each(|c| super::narrow::pattern(&c.pattern, &mut bound));
        bound.iter().for_each(|v| self.kill(*v));
        let mut after = None;
        for case in cases {
            self.pattern(&case.pattern);
            self.disturb();
            let before = self.facts.clone();
            let said = self.said_by_pattern(subject, &case.pattern);
            self.apply(&said);
            if let Some(guard) = &case.guard {
                let (yes, _) = self.test(guard);
                self.apply(&yes);
            }
            self.block(&case.body);
            after = meet(after, self.facts.take());
            self.facts = before;
            if is_irrefutable(case) {
                self.facts = None;
            }
        }
        self.facts = meet(after, self.facts.take());
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::Value(e) | Pattern::Singleton(e) => self.expr(e),
            Pattern::Capture(_) | Pattern::Star(_) => {}
            Pattern::As(p, _) => self.pattern(p),
            Pattern::Or(all) | Pattern::Sequence(all) => all.iter().for_each(|p| self.pattern(p)),
            Pattern::Mapping(items, _) => {
                for (key, p) in items {
                    self.escaping(key);
                    self.pattern(p);
                }
            }
            Pattern::Class(class, positional, named) => {
                match self.infer.plain_named(class) {
                    Some(_) => self.infer.visited[class.id.index()] = true,
                    None => self.escaping(class),
                }
                positional.iter().for_each(|p| self.pattern(p));
                named.iter().for_each(|(_, p)| self.pattern(p));
            }
        }
    }

    // --- expressions ---

    /// An expression that becomes a dynamic value.
    fn escaping(&mut self, e: &'a Expr) {
        self.expr(e);
        let cell = self.infer.expr_cell(e.id);
        self.infer.push(Op::Escape(cell));
    }

    pub(super) fn expr(&mut self, e: &'a Expr) {
        self.infer.visited[e.id.index()] = true;
        match &e.kind {
            ExprKind::Name(Name::Var(var)) => self.remember(*var, e.id),
            ExprKind::Lambda(function) => {
                self.defaults(*function);
                self.pending.push(*function);
            }
            ExprKind::Attribute(value, name) => {
                if class_name_of(e).is_some() {
                    self.infer.named_classes.insert(value.id);
                }
                self.object(value);
                self.remember_field(value, name, e.id);
            }
            ExprKind::Call(function, args) => self.call(function, args),
            ExprKind::And(all) => drop(self.chain(all, true)),
            ExprKind::Or(all) => drop(self.chain(all, false)),
            ExprKind::Not(inner) => drop(self.test(inner)),
            ExprKind::If(test, then, other) => self.ternary(test, then, other),
            ExprKind::Walrus(var, value) => {
                self.expr(value);
                self.kill(*var);
                let fact = Fact {
                    base: Base::Nothing,
                    cells: vec![self.infer.expr_cell(value.id)],
                };
                self.learn(*var, fact);
            }
            ExprKind::Comprehension(c) => self.comprehension(c),
            ExprKind::Subscript(value, index) if self.infer.enumeration_named(value).is_some() => {
                self.object(value);
                self.expr(index);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.infer.yields.insert(e.id, self.function.id);
                children(e, &mut |child| self.expr(child));
            }
            _ => children(e, &mut |child| self.expr(child)),
        }
        self.infer.push(Op::Expr(e));
        if may_run_code(e) {
            self.disturb();
        }
    }

    /// What is left of a dot. Modules and classes are no values there.
    fn object(&mut self, value: &'a Expr) {
        if !self.infer.is_static_object(value) {
            self.expr(value);
        } else {
            self.infer.visited[value.id.index()] = true;
        }
    }

    /// What is iterated over. An enumeration is no value there.
    fn iterable(&mut self, e: &'a Expr) {
        if matches!(e.kind, ExprKind::Name(_)) && self.infer.enumeration_named(e).is_some() {
            self.infer.iterated.insert(e.id);
        }
        self.expr(e);
    }

    fn call(&mut self, function: &'a Expr, args: &'a [Arg]) {
        self.note_super(function);
        if let Some((value, _)) = self.infer.instance_test(function, args) {
            self.infer.visited[function.id.index()] = true;
            return self.expr(value);
        }
        if let Some(class) = self.infer.super_class(self.function, function) {
            self.infer.super_inits.insert(function.id, class);
        }
        if self.infer.meaning(function).is_none() {
            match &function.kind {
                ExprKind::Attribute(value, _) => self.object(value),
                _ => self.expr(function),
            }
        }
        self.infer.visited[function.id.index()] = true;
        let is_iterating = is_iterating(function);
        for arg in args {
            let value = arg_value(arg);
            if matches!(arg, Arg::Positional(_) | Arg::Keyword(..)) {
                self.infer.arguments.insert(value.id);
            }
            match is_iterating {
                true => self.iterable(value),
                false => self.expr(value),
            }
        }
    }

    /// `super().method`: which class it looks beyond.
    fn note_super(&mut self, callee: &'a Expr) {
        let ExprKind::Attribute(object, _) = &callee.kind else {
            return;
        };
        if !is_super(object) {
            return;
        }
        let program = self.infer.program;
        let mut at = self.function;
        while at.class.is_none()
            && let Some(parent) = at.parent
        {
            at = program.function(parent);
        }
        if let Some(class) = self.infer.plain_class_of(at) {
            self.infer.supers.insert(object.id, class);
        }
    }

    fn ternary(&mut self, test: &'a Expr, then: &'a Expr, other: &'a Expr) {
        let (yes, no) = self.test(test);
        let before = self.facts.clone();
        let start = self.mark();
        self.apply(&yes);
        self.expr(then);
        self.restore(before.clone(), start);
        self.apply(&no);
        self.expr(other);
        self.restore(before, start);
    }

    fn comprehension(&mut self, c: &'a Comprehension) {
        let before = self.facts.clone();
        let start = self.mark();
        c.variables.iter().for_each(|v| self.kill(*v));
        for (index, clause) in c.clauses.iter().enumerate() {
            self.iterable(&clause.iter);
            if index == 0 && !c.consumed_at_once {
                // It runs later, when other things may hold.
                self.facts = Some(Facts::default());
            }
            self.target(&clause.target);
            self.infer
                .push(Op::Iterate(&clause.iter, clause.is_async, &clause.target));
            for condition in &clause.conditions {
                let (yes, _) = self.test(condition);
                self.apply(&yes);
            }
        }
        match &c.kind {
            ComprehensionKind::List(e)
            | ComprehensionKind::Set(e)
            | ComprehensionKind::Generator(e) => self.expr(e),
            ComprehensionKind::Dict(key, value) => {
                self.expr(key);
                self.expr(value);
            }
        }
        self.restore(before, start);
    }
}
