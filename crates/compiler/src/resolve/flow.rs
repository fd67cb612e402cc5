//! Follows definitions to uses through one function at a time.
//!
//! This is SSA construction on the structured tree: each binding is a node, places where control flow meets are phi
//! nodes, and `del` is a node too. A use makes its node live; live phis join their operands into one web. The walk
//! writes the node of each place into the tree in the variable's stead; [`super::split`] turns nodes into variables.
//!
//! Exceptions: whatever is bound inside a `try` may be what its handlers see, so bindings are noted in the [`Catch`] of
//! every `try` around, but only once something that can raise follows them.
//!
//! *Invariant:* each place of the tree is visited once, loops and `finally` included.

use std::collections::{BTreeSet, HashMap};

use super::suppress::Suppressors;
use super::usage::{ClassHeader, FunctionHeader, take_expr};
use super::visit::*;
use super::webs::{Node, Webs};
use crate::hir::*;

/// The node of each variable of the function, by position in [`Flow::own`]; `None` where control does not come.
type State = Option<Vec<Node>>;

/// Where control goes on after `break`, `continue` and `return`.
enum Frame {
    Loop {
        breaks: Vec<State>,
        continues: Vec<State>,
    },
    Finally {
        jumps: Vec<(Jump, State)>,
    },
    /// Inside `except … as e`: leaving it unbinds the name.
    Handler(usize, Node),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Jump {
    Break,
    Continue,
    Return,
}

/// What the handlers of a `try` may see.
struct Catch {
    entry: State,
    bound: HashMap<usize, Vec<Node>>,
}

/// Follows definitions through the function `id`. `all` is what each function and those inside it use of the scopes
/// around.
pub(super) fn follow(
    program: &mut Program,
    webs: &mut Webs,
    all: &[BTreeSet<VarId>],
    suppressors: &Suppressors,
    id: FunctionId,
    own: Vec<VarId>,
) {
    let mut body = std::mem::take(&mut program.functions[id.index()].body);
    let mut params = std::mem::take(&mut program.functions[id.index()].params);
    let index = own
        .iter()
        .enumerate()
        .map(|(index, var)| (*var, index))
        .collect();
    let entry = own.iter().map(|var| webs.unbound(*var)).collect();
    let mut flow = Flow {
        program,
        webs,
        all,
        suppressors,
        id,
        own,
        index,
        state: Some(entry),
        frames: Vec::new(),
        catches: Vec::new(),
        pending: Vec::new(),
    };
    for param in &mut params {
        let span = flow.program.variable(param.var).span.clone();
        flow.bind(&mut param.var, &span);
    }
    flow.stmts(&mut body);
    let function = &mut program.functions[id.index()];
    function.body = body;
    function.params = params;
}

struct Flow<'a> {
    program: &'a mut Program,
    webs: &'a mut Webs,
    all: &'a [BTreeSet<VarId>],
    suppressors: &'a Suppressors,
    id: FunctionId,
    own: Vec<VarId>,
    index: HashMap<VarId, usize>,
    state: State,
    frames: Vec<Frame>,
    catches: Vec<Catch>,
    /// Bindings after which nothing has been able to raise yet.
    pending: Vec<(usize, Node)>,
}

impl Flow<'_> {
    fn stmts(&mut self, body: &mut [Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        self.may_raise();
        match &mut stmt.kind {
            StmtKind::If(arms, orelse) => self.if_(arms, orelse),
            StmtKind::While(test, body, orelse) => self.while_(test, body, orelse),
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.for_(target, iter, body, orelse),
            StmtKind::Try(stmt) => self.try_(stmt),
            StmtKind::With {
                context,
                target,
                body,
                may_suppress,
                ..
            } => {
                *may_suppress = self.suppressors.may_suppress(context);
                let suppresses = *may_suppress;
                self.with(context, target, body, suppresses);
            }
            StmtKind::Match(subject, cases) => {
                let span = stmt.span.clone();
                self.match_(subject, cases, &span);
            }
            StmtKind::Return(value) => {
                self.optional(value);
                self.jump(Jump::Return);
            }
            StmtKind::Raise(value, cause) => {
                self.optional(value);
                self.optional(cause);
                self.may_raise();
                self.state = None;
            }
            StmtKind::Assert(test, message) => {
                let (yes, no) = self.test(test);
                self.state = no;
                self.optional(message);
                self.may_raise();
                self.state = yes;
            }
            StmtKind::Assign(
                targets,
                Expr {
                    kind: ExprKind::None,
                    ..
                },
            ) => {
                let before: Vec<Option<Node>> = targets
                    .iter()
                    .map(|target| self.target_node(target))
                    .collect();
                targets
                    .iter_mut()
                    .for_each(|target| walk_target(self, target));
                self.release(targets, &before);
            }
            StmtKind::Break => self.jump(Jump::Break),
            StmtKind::Continue => self.jump(Jump::Continue),
            _ => walk_stmt(self, stmt),
        }
    }

    fn target_node(&self, target: &Target) -> Option<Node> {
        match target {
            Target::Var(var, _) => self.current(*var),
            _ => None,
        }
    }

    /// `x = None` lets go of what `x` held, which its finaliser or a weak reference may show: it is the same variable.
    fn release(&mut self, targets: &[Target], before: &[Option<Node>]) {
        for (target, before) in targets.iter().zip(before) {
            if let (Target::Var(var, _), Some(before)) = (target, before)
                && !self.webs.is_start(*before)
            {
                self.webs.read_if_bound(*before);
                self.webs.join(Node(var.0), *before);
            }
        }
    }

    fn optional(&mut self, expr: &mut Option<Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    // Control flow.

    fn if_(&mut self, arms: &mut [(Expr, Vec<Stmt>)], orelse: &mut [Stmt]) {
        let mut end = None;
        for (test, body) in arms {
            let (yes, no) = self.test(test);
            self.state = yes;
            self.stmts(body);
            end = self.join_state_kept(end);
            self.state = no;
        }
        self.stmts(orelse);
        self.state = self.join(end, self.state.clone());
    }

    fn while_(&mut self, test: &mut Expr, body: &mut [Stmt], orelse: &mut [Stmt]) {
        let mut bound = Bound::default();
        bound.expr(test);
        walk_stmts(&mut bound, body);
        let header = self.loop_header(&bound.vars);
        let (yes, no) = self.test(test);
        self.state = yes;
        let breaks = self.loop_body(body, &header);
        self.state = no;
        self.stmts(orelse);
        self.join_all(breaks);
    }

    fn for_(
        &mut self,
        target: &mut Target,
        iter: &mut Expr,
        body: &mut [Stmt],
        orelse: &mut [Stmt],
    ) {
        self.expr(iter);
        let mut bound = Bound::default();
        walk_target(&mut bound, target);
        walk_stmts(&mut bound, body);
        let header = self.loop_header(&bound.vars);
        let exit = self.state.clone();
        walk_target(self, target);
        let breaks = self.loop_body(body, &header);
        self.state = exit;
        self.stmts(orelse);
        self.join_all(breaks);
    }

    /// Makes a phi for each variable that the loop binds.
    fn loop_header(&mut self, bound: &BTreeSet<VarId>) -> Vec<(usize, Node)> {
        self.may_raise();
        let mut header = Vec::new();
        let Some(state) = &mut self.state else {
            return header;
        };
        for var in bound {
            let Some(index) = self.index.get(var).copied() else {
                continue;
            };
            let phi = self.webs.phi(*var, vec![state[index]]);
            state[index] = phi;
            header.push((index, phi));
        }
        header
    }

    /// Runs the body and leads its ends back to the header. Gives the states at `break`.
    fn loop_body(&mut self, body: &mut [Stmt], header: &[(usize, Node)]) -> Vec<State> {
        self.frames.push(Frame::Loop {
            breaks: Vec::new(),
            continues: Vec::new(),
        });
        self.stmts(body);
        self.may_raise();
        let Some(Frame::Loop { breaks, continues }) = self.frames.pop() else {
            return Vec::new();
        };
        let end = self.state.take();
        self.lead_back(header, continues.into_iter().chain([end]));
        breaks
    }

    fn lead_back(&mut self, header: &[(usize, Node)], ends: impl IntoIterator<Item = State>) {
        for end in ends.into_iter().flatten() {
            for (index, phi) in header {
                self.webs.add_operand(*phi, end[*index]);
            }
        }
    }

    fn jump(&mut self, jump: Jump) {
        let state = self.state.take();
        self.jump_from(self.frames.len(), jump, state);
    }

    /// Sends `state` to where `jump` leads from inside the first `depth` frames.
    fn jump_from(&mut self, depth: usize, jump: Jump, mut state: State) {
        for frame in self.frames[..depth].iter_mut().rev() {
            match frame {
                Frame::Handler(index, node) => {
                    if let Some(state) = &mut state {
                        state[*index] = *node;
                    }
                }
                Frame::Finally { jumps } => return jumps.push((jump, state)),
                Frame::Loop { breaks, continues } => match jump {
                    Jump::Break => return breaks.push(state),
                    Jump::Continue => return continues.push(state),
                    Jump::Return => {}
                },
            }
        }
    }

    fn try_(&mut self, stmt: &mut Try) {
        let Try {
            body,
            handlers,
            orelse,
            finally,
            ..
        } = stmt;
        if finally.is_empty() {
            return self.try_except(body, handlers, orelse);
        }
        self.catches.push(Catch {
            entry: self.state.clone(),
            bound: HashMap::new(),
        });
        self.frames.push(Frame::Finally { jumps: Vec::new() });
        self.try_except(body, handlers, orelse);
        let normal = self.state.take();
        let raised = self.caught();
        let Some(Frame::Finally { jumps }) = self.frames.pop() else {
            return;
        };
        let mut before = self.join(normal.clone(), raised);
        for (_, state) in &jumps {
            before = self.join(before, state.clone());
        }
        self.state = before.clone();
        self.stmts(finally);
        let after = self.state.take();
        self.state = through(&before, &after, normal);
        for (jump, state) in jumps {
            let state = through(&before, &after, state);
            if state.is_some() {
                self.jump_from(self.frames.len(), jump, state);
            }
        }
    }

    fn try_except(&mut self, body: &mut [Stmt], handlers: &mut [Handler], orelse: &mut [Stmt]) {
        if handlers.is_empty() {
            self.stmts(body);
            return self.stmts(orelse);
        }
        self.catches.push(Catch {
            entry: self.state.clone(),
            bound: HashMap::new(),
        });
        self.stmts(body);
        let raised = self.caught();
        self.stmts(orelse);
        let mut end = self.state.take();
        for handler in handlers {
            self.state = raised.clone();
            self.handler(handler);
            end = self.join_state(end);
        }
        self.state = end;
    }

    fn handler(&mut self, handler: &mut Handler) {
        self.optional(&mut handler.ty);
        let name = handler.var;
        if let Some(var) = &mut handler.var {
            self.bind(var, &handler.span);
        }
        let Some(var) = name else {
            return self.stmts(&mut handler.body);
        };
        let bound = handler.var.map_or(Node(var.0), |var| Node(var.0));
        let deleted = self.webs.deleted(var, bound);
        let index = self.index.get(&var).copied();
        let Some(index) = index else {
            return self.stmts(&mut handler.body);
        };
        self.frames.push(Frame::Handler(index, deleted));
        self.stmts(&mut handler.body);
        self.frames.pop();
        if let Some(state) = &mut self.state {
            // The name may have been bound anew: that is what is deleted then.
            self.webs.join(deleted, state[index]);
            state[index] = deleted;
        }
    }

    /// Leaves the innermost [`Catch`]: the state in which an exception arrives.
    fn caught(&mut self) -> State {
        let catch = self.catches.pop()?;
        let mut state = catch.entry?;
        let mut bound: Vec<(usize, Vec<Node>)> = catch.bound.into_iter().collect();
        bound.sort_by_key(|(index, _)| *index);
        for (index, mut nodes) in bound {
            nodes.push(state[index]);
            nodes.sort();
            nodes.dedup();
            if nodes.len() > 1 {
                state[index] = self.webs.phi(self.own[index], nodes);
            }
        }
        Some(state)
    }

    fn with(
        &mut self,
        context: &mut Expr,
        target: &mut Option<Target>,
        body: &mut [Stmt],
        may_suppress: bool,
    ) {
        self.expr(context);
        let catch = |this: &Self| Catch {
            entry: this.state.clone(),
            bound: HashMap::new(),
        };
        if may_suppress {
            let catch = catch(self);
            self.catches.push(catch);
        }
        if let Some(target) = target {
            walk_target(self, target);
        }
        self.stmts(body);
        self.may_raise();
        if may_suppress {
            let raised = self.caught();
            self.state = self.join(self.state.clone(), raised);
        }
    }

    fn match_(&mut self, subject: &mut Expr, cases: &mut [Case], span: &Span) {
        self.expr(subject);
        let mut end = None;
        for case in cases {
            self.may_raise();
            let unmatched = if irrefutable(&case.pattern) {
                None
            } else {
                self.state.clone()
            };
            self.pattern(&mut case.pattern, span);
            self.may_raise();
            let mut next = unmatched;
            if let Some(guard) = &mut case.guard {
                let (yes, no) = self.test(guard);
                self.state = yes;
                next = self.join(next, no);
            }
            self.stmts(&mut case.body);
            end = self.join_state(end);
            self.state = next;
        }
        self.state = self.join(end, self.state.clone());
    }

    fn pattern(&mut self, pattern: &mut Pattern, span: &Span) {
        match pattern {
            Pattern::Or(patterns) => {
                let before = self.state.clone();
                let mut end = None;
                for pattern in patterns {
                    self.state = before.clone();
                    self.pattern(pattern, span);
                    end = self.join_state(end);
                }
                self.state = end;
            }
            Pattern::As(inner, var) => {
                self.pattern(inner, span);
                self.bind(var, span);
            }
            Pattern::Sequence(patterns) => patterns
                .iter_mut()
                .for_each(|pattern| self.pattern(pattern, span)),
            Pattern::Mapping(items, rest) => {
                for (key, pattern) in items {
                    self.expr(key);
                    self.pattern(pattern, span);
                }
                rest.iter_mut().for_each(|var| self.bind(var, span));
            }
            Pattern::Class(class, positional, keywords) => {
                self.expr(class);
                positional
                    .iter_mut()
                    .for_each(|pattern| self.pattern(pattern, span));
                keywords
                    .iter_mut()
                    .for_each(|(_, pattern)| self.pattern(pattern, span));
            }
            Pattern::Value(_) | Pattern::Singleton(_) | Pattern::Capture(_) | Pattern::Star(_) => {
                walk_pattern(self, pattern, span);
            }
        }
    }

    /// Evaluates a condition: the states in which it holds and does not hold.
    fn test(&mut self, test: &mut Expr) -> (State, State) {
        match &mut test.kind {
            ExprKind::Bool(true) => (self.state.take(), None),
            ExprKind::Bool(false) => (None, self.state.take()),
            ExprKind::Int(digits) => match digits == "0" {
                true => (None, self.state.take()),
                false => (self.state.take(), None),
            },
            ExprKind::Not(operand) => {
                let (yes, no) = self.test(operand);
                (no, yes)
            }
            ExprKind::And(values) => {
                let mut failed = None;
                for value in values {
                    let (yes, no) = self.test(value);
                    failed = self.join(failed, no);
                    self.state = yes;
                }
                (self.state.take(), failed)
            }
            ExprKind::Or(values) => {
                let mut held = None;
                for value in values {
                    let (yes, no) = self.test(value);
                    held = self.join(held, yes);
                    self.state = no;
                }
                (held, self.state.take())
            }
            _ => {
                self.expr(test);
                (self.state.clone(), self.state.take())
            }
        }
    }

    /// Operands of which the later ones may not be evaluated.
    fn short_circuit<'e>(&mut self, operands: impl Iterator<Item = &'e mut Expr>) {
        let mut end = None;
        for operand in operands {
            // Most operands bind nothing, and states are long.
            if binds(operand) {
                let before = self.state.clone();
                self.expr(operand);
                end = self.join(end, before);
            } else {
                self.expr(operand);
            }
        }
        if end.is_some() {
            self.state = self.join_state_kept(end);
        }
    }

    fn clauses(
        &mut self,
        clauses: &mut [Clause],
        kind: &mut ComprehensionKind,
        bound: &BTreeSet<VarId>,
    ) {
        let Some((clause, rest)) = clauses.split_first_mut() else {
            return match kind {
                ComprehensionKind::List(item)
                | ComprehensionKind::Set(item)
                | ComprehensionKind::Generator(item) => {
                    self.expr(item);
                }
                ComprehensionKind::Dict(key, value) => {
                    self.expr(key);
                    self.expr(value);
                }
            };
        };
        self.expr(&mut clause.iter);
        let header = self.loop_header(bound);
        let exit = self.state.clone();
        walk_target(self, &mut clause.target);
        let mut ends = Vec::new();
        for condition in &mut clause.conditions {
            let (yes, no) = self.test(condition);
            ends.push(no);
            self.state = yes;
        }
        self.clauses(rest, kind, bound);
        self.may_raise();
        ends.push(self.state.take());
        self.lead_back(&header, ends);
        self.state = exit;
    }

    // States.

    fn join(&mut self, left: State, right: State) -> State {
        let (mut left, right) = match (left, right) {
            (Some(left), Some(right)) => (left, right),
            (state, None) | (None, state) => return state,
        };
        for (index, (node, other)) in left.iter_mut().zip(right).enumerate() {
            if *node != other {
                *node = self.webs.phi(self.own[index], vec![*node, other]);
            }
        }
        Some(left)
    }

    /// Joins the current state, after which control is elsewhere.
    fn join_state(&mut self, end: State) -> State {
        let state = self.state.take();
        self.join(end, state)
    }

    /// Joins the current state, from which control goes on.
    fn join_state_kept(&mut self, end: State) -> State {
        let state = self.state.clone();
        self.join(end, state)
    }

    fn join_all(&mut self, states: Vec<State>) {
        for state in states {
            let current = self.state.take();
            self.state = self.join(current, state);
        }
    }

    /// What has been bound so far may be what a handler sees.
    fn may_raise(&mut self) {
        for (index, node) in self.pending.drain(..) {
            for catch in &mut self.catches {
                catch.bound.entry(index).or_default().push(node);
            }
        }
    }

    fn set(&mut self, var: VarId, node: Node) {
        let Some(index) = self.index.get(&var).copied() else {
            return;
        };
        if let Some(state) = &mut self.state {
            state[index] = node;
        }
        if !self.catches.is_empty() {
            self.pending.push((index, node));
        }
    }

    /// The node that a use of `var` sees; `None` where control does not come or it is another scope's.
    fn current(&self, var: VarId) -> Option<Node> {
        let index = self.index.get(&var)?;
        self.state.as_ref()?.get(*index).copied()
    }

    /// Notes that a function which captures variables is made.
    fn capture(&mut self, id: FunctionId) {
        let all = self.all;
        let Some(captured) = all.get(id.index()) else {
            return;
        };
        for var in captured {
            if let Some(node) = self.current(*var) {
                self.webs.capture(*var, node);
            }
        }
    }

    fn postponed_annotations(&self) -> bool {
        let module = self.program.function(self.id).module;
        self.program
            .modules
            .get(module.index())
            .is_some_and(|module| module.future_annotations)
    }
}

impl Visitor for Flow<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::And(values) | ExprKind::Or(values) => {
                let mut values = values.iter_mut();
                values.next().into_iter().for_each(|first| self.expr(first));
                self.short_circuit(values);
            }
            ExprKind::Compare(first, rest) => {
                self.expr(first);
                let mut rest = rest.iter_mut().map(|(_, value)| value);
                rest.next().into_iter().for_each(|second| self.expr(second));
                self.short_circuit(rest);
            }
            ExprKind::If(test, then, other) => {
                if !binds(test) && !binds(then) && !binds(other) {
                    return [test, then, other]
                        .into_iter()
                        .for_each(|operand| self.expr(operand));
                }
                let (yes, no) = self.test(test);
                self.state = yes;
                self.expr(then);
                let end = self.state.take();
                self.state = no;
                self.expr(other);
                self.state = self.join_state_kept(end);
            }
            _ => walk_expr(self, expr),
        }
    }

    fn read(&mut self, name: &mut Name) {
        match name {
            Name::Var(var) => {
                if let Some(node) = self.current(*var) {
                    self.webs.read(node, *var);
                    var.0 = node.0;
                }
            }
            Name::ClassThenOuter(var, outer) => {
                self.read(outer);
                if let Some(node) = self.current(*var) {
                    self.webs.read_if_bound(node);
                    var.0 = node.0;
                }
            }
            Name::Builtin(_) | Name::Undefined(_) | Name::ClassCell(_) => {}
        }
    }

    fn bind(&mut self, var: &mut VarId, span: &Span) {
        // Several targets: an earlier one is bound when a later one raises.
        self.may_raise();
        let node = self.webs.define(*var, span);
        self.set(*var, node);
        var.0 = node.0;
    }

    fn delete(&mut self, var: &mut VarId) {
        let original = *var;
        let node = match self.current(original) {
            Some(node) => {
                self.webs.read(node, original);
                node
            }
            None => Node(original.0),
        };
        let deleted = self.webs.deleted(original, node);
        self.set(original, deleted);
        var.0 = deleted.0;
    }

    fn update(&mut self, var: &mut VarId, span: &Span) {
        let original = *var;
        if let Some(node) = self.current(original) {
            self.webs.read(node, original);
            self.bind(var, span);
            // `x += 1` is one place in the tree, so what it reads and what it binds are one variable.
            self.webs.join(Node(var.0), node);
        } else {
            self.bind(var, span);
        }
    }

    fn import(&mut self, _: &mut VarId) {}

    fn function(&mut self, id: FunctionId) {
        let mut header = FunctionHeader::take(self.program, id);
        header
            .decorators
            .iter_mut()
            .for_each(|decorator| self.expr(decorator));
        header
            .params
            .iter_mut()
            .for_each(|param| walk_optional(self, &mut param.default));
        self.type_params(&mut header.type_params);
        if !self.postponed_annotations() {
            header
                .params
                .iter_mut()
                .for_each(|param| walk_optional(self, &mut param.annotation));
            walk_optional(self, &mut header.returns);
        }
        header.put(self.program, id);
        self.capture(id);
    }

    fn class(&mut self, id: ClassId) {
        let mut header = ClassHeader::take(self.program, id);
        header
            .decorators
            .iter_mut()
            .for_each(|decorator| self.expr(decorator));
        self.type_params(&mut header.type_params);
        each_arg(&mut header.bases, &mut |base| self.expr(base));
        header.put(self.program, id);
        let body = self.program.class(id).body;
        self.capture(body);
    }

    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        let mut bound = Bound::default();
        let mut first = comprehension
            .clauses
            .first_mut()
            .map(|clause| take_expr(&mut clause.iter));
        walk_comprehension(&mut bound, comprehension);
        if let (Some(clause), Some(first)) = (comprehension.clauses.first_mut(), first.take()) {
            clause.iter = first;
        }
        self.clauses(
            &mut comprehension.clauses,
            &mut comprehension.kind,
            &bound.vars,
        );
    }

    fn annotation(&mut self, annotation: &mut Expr) {
        let is_local = matches!(
            self.program.function(self.id).kind,
            FunctionKind::Def | FunctionKind::Lambda
        );
        if !is_local && !self.postponed_annotations() {
            self.expr(annotation);
        }
    }

    fn type_params(&mut self, params: &mut [TypeParam]) {
        // Bounds and defaults are evaluated later, if ever.
        for param in params {
            let span = self.program.variable(param.var).span.clone();
            self.bind(&mut param.var, &span);
        }
    }
}

/// The state after `finally` for a path that came to it with `state`: what `finally` did not bind is as it was.
fn through(before: &State, after: &State, state: State) -> State {
    let (before, after, mut state) = (before.as_ref()?, after.as_ref()?, state?);
    for (index, node) in state.iter_mut().enumerate() {
        if before[index] != after[index] {
            *node = after[index];
        }
    }
    Some(state)
}

/// The pattern always matches.
fn irrefutable(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Capture(_) => true,
        Pattern::As(pattern, _) => irrefutable(pattern),
        Pattern::Or(patterns) => patterns.iter().any(irrefutable),
        _ => false,
    }
}

/// Evaluating the expression binds something.
fn binds(expr: &mut Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) | ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::None => false,
        _ => {
            let mut bound = Bound::default();
            bound.expr(expr);
            !bound.vars.is_empty()
        }
    }
}

/// Collects what a piece of code binds.
#[derive(Default)]
struct Bound {
    vars: BTreeSet<VarId>,
}

impl Visitor for Bound {
    fn read(&mut self, _: &mut Name) {}
    fn bind(&mut self, var: &mut VarId, _: &Span) {
        self.vars.insert(*var);
    }
    fn delete(&mut self, var: &mut VarId) {
        self.vars.insert(*var);
    }
    fn update(&mut self, var: &mut VarId, _: &Span) {
        self.vars.insert(*var);
    }
    fn import(&mut self, _: &mut VarId) {}
    fn function(&mut self, _: FunctionId) {}
    fn class(&mut self, _: ClassId) {}
    fn annotation(&mut self, _: &mut Expr) {}
    fn type_params(&mut self, params: &mut [TypeParam]) {
        self.vars.extend(params.iter().map(|param| param.var));
    }
}
