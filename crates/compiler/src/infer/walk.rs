//! One pass over the program: operations for everything that runs, and what is known about variables where they are
//! used.
//!
//! *Invariant:* an operation's parts come before it, so that most operations run once.

use super::narrow::{Base, Fact, Facts, arg_value, bound_in, children, meet};
use super::reach::{breaks, falls_through, is_irrefutable, is_true};
use super::term::{NOWHERE, Term};
use super::{Infer, Op};
use crate::hir::*;

/// What a test says about variables when it holds.
type Tested = Vec<(VarId, Base)>;

/// The walk through one function.
struct Walk<'a, 'b> {
    infer: &'b mut Infer<'a>,
    function: &'a Function,
    /// What is known here; `None` after a `return`.
    facts: Option<Facts>,
    /// Variables in the order in which they were assigned so far.
    assigned: Vec<VarId>,
    /// Functions found on the way.
    pending: Vec<FunctionId>,
}

impl<'a> Infer<'a> {
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
                pending: Vec::new(),
            };
            walk.block(&function.body);
            let mut found = walk.pending;
            if falls_through(&function.body) && !function.is_generator {
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
        self.functions[id.index()].decorated = !function.decorators.is_empty();
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

impl<'a> Walk<'a, '_> {
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
            StmtKind::TypeAlias(var, _, _) => self.value_var(*var, "it is a type alias"),
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
            self.infer.annotated.push((*var, annotation));
        }
        let evaluated = matches!(
            self.function.kind,
            FunctionKind::Module | FunctionKind::Class(_)
        );
        let module = self.infer.program.module(self.function.module);
        if evaluated && !module.future_annotations {
            self.escaping(annotation);
        }
    }

    fn augment(&mut self, target: &'a Target, op: BinaryOp, value: &'a Expr, read: ExprId) {
        self.infer.visited[read.index()] = true;
        if let Target::Var(var, _) = target {
            self.remember(*var, read);
        } else {
            self.target(target);
        }
        self.expr(value);
        self.infer.push(Op::Augment(target, op, value, read));
        if let Target::Var(var, _) = target {
            self.kill(*var);
        }
    }

    fn delete(&mut self, target: &'a Target) {
        self.target(target);
        match target {
            Target::Attribute(value, ..) => {
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

    fn def(&mut self, var: VarId, id: FunctionId) {
        self.defaults(id);
        let function = self.infer.program.function(id);
        function.decorators.iter().for_each(|d| self.escaping(d));
        if self.infer.program.variable(var).meaning.is_none() || function.class.is_some() {
            self.infer.cells.escaping.push((id, NOWHERE));
            self.value_var(var, "a function is stored");
        }
        self.pending.push(id);
        self.kill(var);
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
        class.decorators.iter().for_each(|d| self.escaping(d));
        class.bases.iter().for_each(|b| self.escaping(arg_value(b)));
        if self.infer.program.variable(var).meaning.is_none() {
            self.value_var(var, "a class is stored");
        }
        for var in &self.infer.program.function(class.body).variables {
            self.value_var(*var, "it is an attribute of a class");
        }
        self.pending.push(class.body);
        self.kill(var);
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
        self.expr(iter);
        let bound = bound_in(body);
        bound.iter().for_each(|v| self.kill(*v));
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
            handler.ty.iter().for_each(|e| self.escaping(e));
            if let Some(var) = handler.var {
                self.value_var(var, "it holds an exception");
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
        let before = self.facts.clone();
        self.block(body);
        if may_suppress {
            let after = self.facts.take();
            self.facts = before;
            bound_in(body).into_iter().for_each(|v| self.kill(v));
            self.facts = meet(after, self.facts.take());
        }
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
            let before = self.facts.clone();
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
                self.escaping(class);
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

    fn expr(&mut self, e: &'a Expr) {
        self.infer.visited[e.id.index()] = true;
        match &e.kind {
            ExprKind::Name(Name::Var(var)) => self.remember(*var, e.id),
            ExprKind::Lambda(function) => {
                self.defaults(*function);
                self.pending.push(*function);
            }
            ExprKind::Attribute(value, _) => self.object(value),
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
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.infer.yields.insert(e.id, self.function.id);
                children(e, &mut |child| self.expr(child));
            }
            _ => children(e, &mut |child| self.expr(child)),
        }
        self.infer.push(Op::Expr(e));
    }

    /// What is left of a dot. Modules and classes are no values there.
    fn object(&mut self, value: &'a Expr) {
        if !self.infer.is_static_object(value) {
            self.expr(value);
        } else {
            self.infer.visited[value.id.index()] = true;
        }
    }

    fn call(&mut self, function: &'a Expr, args: &'a [Arg]) {
        if self.infer.meaning(function).is_none() {
            match &function.kind {
                ExprKind::Attribute(value, _) => self.object(value),
                _ => self.expr(function),
            }
        }
        self.infer.visited[function.id.index()] = true;
        for arg in args {
            let value = arg_value(arg);
            if matches!(arg, Arg::Positional(_) | Arg::Keyword(..)) {
                self.infer.arguments.insert(value.id);
            }
            self.expr(value);
        }
    }

    fn ternary(&mut self, test: &'a Expr, then: &'a Expr, other: &'a Expr) {
        let (yes, no) = self.test(test);
        let before = self.facts.clone();
        let start = self.assigned.len();
        self.apply(&yes);
        self.expr(then);
        self.restore(before.clone(), start);
        self.apply(&no);
        self.expr(other);
        self.restore(before, start);
    }

    fn comprehension(&mut self, c: &'a Comprehension) {
        let before = self.facts.clone();
        let start = self.assigned.len();
        c.variables.iter().for_each(|v| self.kill(*v));
        for (index, clause) in c.clauses.iter().enumerate() {
            self.expr(&clause.iter);
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

    // --- tests ---

    /// Walks an expression that is only tested: what it says when it is true and when it is false.
    fn test(&mut self, e: &'a Expr) -> (Tested, Tested) {
        match &e.kind {
            ExprKind::And(all) | ExprKind::Or(all) => {
                let is_and = matches!(e.kind, ExprKind::And(_));
                self.infer.tests.insert(e.id);
                let said = self.chain(all, is_and);
                self.infer.visited[e.id.index()] = true;
                self.infer.push(Op::Expr(e));
                if is_and {
                    (said, Vec::new())
                } else {
                    (Vec::new(), said)
                }
            }
            ExprKind::Not(inner) => {
                let (yes, no) = self.test(inner);
                self.infer.visited[e.id.index()] = true;
                self.infer.push(Op::Expr(e));
                (no, yes)
            }
            _ => {
                self.expr(e);
                self.said(e)
            }
        }
    }

    /// Walks `a and b` or `a or b`: what it says when all operands are true, or all are false.
    fn chain(&mut self, all: &'a [Expr], is_and: bool) -> Tested {
        let before = self.facts.clone();
        let start = self.assigned.len();
        let mut said = Tested::new();
        for e in all {
            let mark = self.assigned.len();
            let (yes, no) = self.test(e);
            let new = if is_and { yes } else { no };
            self.apply(&new);
            let assigned = &self.assigned[mark..];
            said.retain(|(var, _)| !assigned.contains(var));
            said.extend(new);
        }
        self.restore(before, start);
        said
    }

    /// What a simple test says.
    fn said(&self, e: &'a Expr) -> (Tested, Tested) {
        match &e.kind {
            ExprKind::Compare(first, rest) => match (tested_var(first), rest.as_slice()) {
                (Some(var), [(op, second)]) if matches!(second.kind, ExprKind::None) => match op {
                    CompareOp::IsNot => (vec![(var, Base::NotNone)], Vec::new()),
                    CompareOp::Is => (Vec::new(), vec![(var, Base::NotNone)]),
                    _ => Default::default(),
                },
                _ => Default::default(),
            },
            ExprKind::Call(function, args) => match (self.infer.meaning(function), args.as_slice())
            {
                (
                    Some(Meaning::Library(module, name)),
                    [Arg::Positional(value), Arg::Positional(class)],
                ) if module == "builtins" && name == "isinstance" => {
                    let said = tested_var(value).zip(self.infer.testable_class(class));
                    (
                        said.map(|(var, class)| (var, Base::Is(class)))
                            .into_iter()
                            .collect(),
                        Vec::new(),
                    )
                }
                _ => Default::default(),
            },
            _ => (
                tested_var(e)
                    .map(|var| (var, Base::NotNone))
                    .into_iter()
                    .collect(),
                Vec::new(),
            ),
        }
    }

    // --- facts ---

    /// Whether nobody else can bind the variable between a test and a use in this function.
    fn is_steady(&self, var: VarId) -> bool {
        let v = self.infer.program.variable(var);
        if v.is_rebound_elsewhere
            || matches!(
                self.infer.program.function(v.scope).kind,
                FunctionKind::Class(_)
            )
        {
            return false;
        }
        v.scope == self.function.id || (v.is_param && v.bindings == 1)
    }

    fn learn(&mut self, var: VarId, fact: Fact) {
        if self.is_steady(var)
            && let Some(facts) = &mut self.facts
        {
            facts.insert(var, fact);
        }
    }

    fn apply(&mut self, said: &Tested) {
        for (var, base) in said {
            let known = self.facts.as_ref().and_then(|f| f.get(*var));
            if *base == Base::NotNone && known.is_some_and(|f| matches!(f.base, Base::Is(_))) {
                continue;
            }
            self.learn(*var, Fact::base(*base));
        }
    }

    fn kill(&mut self, var: VarId) {
        self.assigned.push(var);
        if let Some(facts) = &mut self.facts {
            facts.remove(var);
        }
    }

    /// Goes back to what was known before, without what has been assigned since.
    fn restore(&mut self, before: Option<Facts>, start: usize) {
        self.facts = before;
        if let Some(facts) = &mut self.facts {
            for var in &self.assigned[start..] {
                facts.remove(*var);
            }
        }
    }

    /// Notes what is known of a variable at a use.
    fn remember(&mut self, var: VarId, at: ExprId) {
        if let Some(fact) = self.facts.as_ref().and_then(|f| f.get(var)) {
            self.infer.facts.insert(at, fact.clone());
        }
    }
}

/// The variable that a test looks at.
fn tested_var(e: &Expr) -> Option<VarId> {
    match &e.kind {
        ExprKind::Name(Name::Var(var)) | ExprKind::Walrus(var, _) => Some(*var),
        _ => None,
    }
}
