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

mod bound;
mod control;
mod places;

use std::collections::{BTreeSet, HashMap};

use super::suppress::Suppressors;
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
        loops: Vec::new(),
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
    /// What each loop around binds.
    loops: Vec<BTreeSet<VarId>>,
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
            if self.loops.iter().any(|bound| bound.contains(var)) {
                self.webs.bound_after_capture(*var);
            }
        }
    }

    /// Notes that a generator expression which may outlive its statement is made: the next round of a loop around binds
    /// what it uses.
    fn capture_lazily(&mut self) {
        for var in self.loops.iter().flatten() {
            if self.program.variable(*var).is_used_lazily {
                self.webs.bound_after_capture(*var);
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
