//! Where each local variable is declared, and how: `let` at its first assignment, `let x;` before a branch, with `mut`
//! or not, or as a `Local<T>` where Rust cannot see that it has a value.
//!
//! *Invariant:* follows Rust's rules for initialisation, with labelled blocks for `try` and `with` bodies, and not
//! Python's: what Rust would call possibly uninitialised is a `Local<T>`, so generated code always passes rustc's check.
//!
//! A variable's home is the innermost block that has all its uses. In a loop body it is declared afresh each time round
//! only if the first statement that uses it gives it a value:
//!
//! ```python
//! for x in xs:
//!     if previous_known: print(previous)   # lives longer than one round
//!     previous = x
//! ```

use super::walk::{self, Event};
use crate::hir::{ExprKind, Function, Pattern, Program, Stmt, StmtKind, Target, VarId};
use std::collections::{HashMap, HashSet};

/// The declarations of one function.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    /// Before the statement at this index of this block, without a value.
    pub before: HashMap<(BlockKey, usize), Vec<VarId>>,
    /// Needs `mut`.
    pub mutable: HashSet<VarId>,
    /// Rust cannot see that it has a value at some use.
    pub maybe: HashSet<VarId>,
    /// Never read.
    pub unread: HashSet<VarId>,
    /// Read in one place, which runs at most once for each value: reading moves.
    pub movable: HashSet<VarId>,
}

/// Identifies a block: the address of its statements, which stay where they are while a program is lowered.
pub(super) type BlockKey = usize;

/// The key of a block.
pub(super) fn key(block: &[Stmt]) -> BlockKey {
    block.as_ptr() as usize
}

/// Plans the declarations of the variables of `function` for which `is_local` holds.
pub(super) fn declarations(
    program: &Program,
    function: &Function,
    is_local: &dyn Fn(VarId) -> bool,
) -> Declarations {
    let mut uses = Uses {
        program,
        is_local,
        totals: HashMap::new(),
    };
    let totals = uses.block(&function.body);
    uses.totals = totals;
    let params: HashSet<VarId> = function.params.iter().map(|p| p.var).collect();
    let mut homes = Homes {
        uses: &uses,
        params: &params,
        out: Declarations::default(),
        fresh: HashMap::new(),
    };
    let all: HashSet<VarId> = uses
        .totals
        .keys()
        .copied()
        .filter(|v| !params.contains(v))
        .collect();
    homes.place(&function.body, None, &all);
    let Homes { out, fresh, .. } = homes;
    let mut flow = Flow {
        program,
        is_local,
        fresh,
        out,
        reads: HashSet::new(),
        loops: Vec::new(),
        forks: Vec::new(),
    };
    let mut reads = Reads {
        program,
        found: HashMap::new(),
        homes: HashMap::new(),
    };
    reads.homes.extend(params.iter().map(|v| (*v, 0)));
    reads.block(&function.body, 0, &flow.fresh);
    let movable = reads.movable();
    let mut state = State {
        assigned: params.clone(),
        touched: params,
        dead: false,
    };
    flow.block(&function.body, &mut state);
    flow.out.movable = movable;
    flow.out.unread = uses
        .totals
        .keys()
        .copied()
        .chain(function.params.iter().map(|p| p.var))
        .filter(|v| !flow.reads.contains(v))
        .collect();
    flow.out
}

/// Counts uses.
struct Uses<'a> {
    program: &'a Program,
    is_local: &'a dyn Fn(VarId) -> bool,
    totals: HashMap<VarId, u32>,
}

type Counts = HashMap<VarId, u32>;

impl Uses<'_> {
    fn block(&self, block: &[Stmt]) -> Counts {
        let mut counts = Counts::new();
        for stmt in block {
            merge(&mut counts, self.stmt(stmt));
        }
        counts
    }
    fn stmt(&self, stmt: &Stmt) -> Counts {
        let mut counts = self.head(stmt);
        for block in blocks(stmt) {
            merge(&mut counts, self.block(block.stmts));
            merge(&mut counts, self.binders(&block));
        }
        counts
    }
    /// The uses outside of the statement's blocks.
    fn head(&self, stmt: &Stmt) -> Counts {
        let mut counts = Counts::new();
        head(self.program, stmt, &mut |event| {
            self.count(&mut counts, event)
        });
        counts
    }
    /// The variables that entering a block binds.
    fn binders(&self, block: &SubBlock) -> Counts {
        let mut counts = Counts::new();
        if let Some(target) = block.target {
            walk::target(self.program, target, &mut |event| {
                self.count(&mut counts, event)
            });
        }
        if let Some(var) = block.var {
            self.count(&mut counts, Event::Write(var));
        }
        counts
    }
    fn count(&self, counts: &mut Counts, event: Event) {
        if let Some(var) = event.var().filter(|v| (self.is_local)(*v)) {
            *counts.entry(var).or_default() += 1;
        }
    }
}

fn merge(into: &mut Counts, from: Counts) {
    for (var, n) in from {
        *into.entry(var).or_default() += n;
    }
}

/// A block inside a statement.
pub(super) struct SubBlock<'a> {
    pub stmts: &'a [Stmt],
    /// Bound at the start of each run of the block: a `for` target.
    target: Option<&'a Target>,
    /// Likewise: `except … as var`.
    var: Option<VarId>,
    is_loop: bool,
}

fn plain(stmts: &[Stmt]) -> SubBlock<'_> {
    SubBlock {
        stmts,
        target: None,
        var: None,
        is_loop: false,
    }
}

/// The blocks of a statement.
pub(super) fn blocks(stmt: &Stmt) -> Vec<SubBlock<'_>> {
    match &stmt.kind {
        StmtKind::If(arms, orelse) => arms
            .iter()
            .map(|(_, b)| plain(b))
            .chain([plain(orelse)])
            .collect(),
        StmtKind::While(_, body, orelse) => vec![
            SubBlock {
                is_loop: true,
                ..plain(body)
            },
            plain(orelse),
        ],
        StmtKind::For {
            target,
            body,
            orelse,
            ..
        } => vec![
            SubBlock {
                target: Some(target),
                is_loop: true,
                ..plain(body)
            },
            plain(orelse),
        ],
        StmtKind::Try(t) => {
            let handlers = t.handlers.iter().map(|h| SubBlock {
                var: h.var,
                ..plain(&h.body)
            });
            [plain(&t.body)]
                .into_iter()
                .chain(handlers)
                .chain([plain(&t.orelse), plain(&t.finally)])
                .collect()
        }
        StmtKind::With { body, .. } => vec![plain(body)],
        StmtKind::Match(_, cases) => cases.iter().map(|c| plain(&c.body)).collect(),
        _ => Vec::new(),
    }
}

/// The events of a statement outside of its blocks.
pub(super) fn head(program: &Program, stmt: &Stmt, out: &mut dyn FnMut(Event)) {
    match &stmt.kind {
        StmtKind::Expr(x) => walk::expr(program, x, out),
        StmtKind::Assign(targets, value) => {
            walk::expr(program, value, out);
            targets.iter().for_each(|t| walk::target(program, t, out));
        }
        StmtKind::Annotation(..)
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::ImportModule(_) => {}
        StmtKind::AugAssign(target, _, value, _) => {
            if let Target::Var(var, _) = target {
                out(Event::Read(*var));
            }
            walk::expr(program, value, out);
            walk::target(program, target, out);
        }
        StmtKind::Delete(targets) => targets.iter().for_each(|t| walk::target(program, t, out)),
        StmtKind::Return(x) => x.iter().for_each(|x| walk::expr(program, x, out)),
        StmtKind::Raise(x, cause) => x
            .iter()
            .chain(cause)
            .for_each(|x| walk::expr(program, x, out)),
        StmtKind::Assert(test, message) => {
            walk::expr(program, test, out);
            message.iter().for_each(|x| walk::expr(program, x, out));
        }
        StmtKind::If(arms, _) => arms
            .iter()
            .for_each(|(test, _)| walk::expr(program, test, out)),
        StmtKind::While(test, ..) => walk::expr(program, test, out),
        StmtKind::For { iter, .. } => walk::expr(program, iter, out),
        StmtKind::Try(t) => t
            .handlers
            .iter()
            .filter_map(|h| h.ty.as_ref())
            .for_each(|x| walk::expr(program, x, out)),
        StmtKind::With {
            context, target, ..
        } => {
            walk::expr(program, context, out);
            target.iter().for_each(|t| walk::target(program, t, out));
        }
        StmtKind::Match(subject, cases) => {
            walk::expr(program, subject, out);
            for case in cases {
                walk::pattern(program, &case.pattern, out);
                case.guard.iter().for_each(|g| walk::expr(program, g, out));
            }
        }
        StmtKind::Def(var, function) => {
            let decorators = program
                .functions
                .get(function.index())
                .map_or(&[][..], |f| &f.decorators);
            decorators.iter().for_each(|d| walk::expr(program, d, out));
            walk::captures(program, *function, out);
            out(Event::Write(*var));
        }
        StmtKind::Class(var, class) => {
            if let Some(class) = program.classes.get(class.index()) {
                super::class::header(class).for_each(|x| walk::expr(program, x, out));
                walk::captures(program, class.body, out);
            }
            out(Event::Write(*var));
        }
        StmtKind::ImportName(var, _) => out(Event::Write(*var)),
        StmtKind::TypeAlias(var, _, value) => {
            walk::expr(program, value, out);
            out(Event::Write(*var));
        }
        StmtKind::ImportVar(var, from) => {
            out(Event::Read(*from));
            out(Event::Write(*var));
        }
    }
}

/// Finds the home of each variable.
struct Homes<'a> {
    uses: &'a Uses<'a>,
    params: &'a HashSet<VarId>,
    out: Declarations,
    /// Variables that start without a value each time this block is entered.
    fresh: HashMap<BlockKey, Vec<VarId>>,
}

impl Homes<'_> {
    /// Places the variables in `candidates`, all of whose uses are in `block` (and its binders).
    fn place(&mut self, block: &[Stmt], binders: Option<&SubBlock>, candidates: &HashSet<VarId>) {
        let bound = binders.map(|b| self.uses.binders(b)).unwrap_or_default();
        let counts: Vec<Counts> = block.iter().map(|s| self.uses.stmt(s)).collect();
        let mut inner: HashMap<usize, HashSet<VarId>> = HashMap::new();
        let mut sorted: Vec<VarId> = candidates.iter().copied().collect();
        sorted.sort();
        for var in sorted {
            if bound.contains_key(&var) {
                self.fresh.entry(key(block)).or_default().push(var);
                continue;
            }
            let Some(first) = counts.iter().position(|c| c.contains_key(&var)) else {
                continue;
            };
            let in_first =
                counts.get(first).and_then(|c| c.get(&var)) == self.uses.totals.get(&var);
            if in_first && block.get(first).is_some_and(|s| self.fits_inside(s, var)) {
                inner.entry(first).or_default().insert(var);
                continue;
            }
            self.fresh.entry(key(block)).or_default().push(var);
            if !block
                .get(first)
                .is_some_and(|s| binds_directly(s, var, self.uses))
            {
                self.out
                    .before
                    .entry((key(block), first))
                    .or_default()
                    .push(var);
            }
        }
        let mut order: Vec<_> = inner.into_iter().collect();
        order.sort_by_key(|(i, _)| *i);
        for (i, vars) in order {
            let Some(stmt) = block.get(i) else { continue };
            for sub in blocks(stmt) {
                let mut counts = self.uses.block(sub.stmts);
                merge(&mut counts, self.uses.binders(&sub));
                let here: HashSet<VarId> = vars
                    .iter()
                    .copied()
                    .filter(|v| counts.contains_key(v))
                    .collect();
                if !here.is_empty() {
                    self.place(sub.stmts, Some(&sub), &here);
                }
            }
        }
    }
    /// Whether all uses are in one block of the statement, and, if that is a loop's, each round starts afresh.
    fn fits_inside(&self, stmt: &Stmt, var: VarId) -> bool {
        let total = self.uses.totals.get(&var).copied().unwrap_or(0);
        blocks(stmt).iter().any(|sub| {
            let bound = self.uses.binders(sub).get(&var).copied().unwrap_or(0);
            let inside = self.uses.block(sub.stmts).get(&var).copied().unwrap_or(0);
            bound + inside == total
                && (!sub.is_loop || bound > 0 || self.starts_afresh(sub.stmts, var))
        }) && !self.params.contains(&var)
    }
    fn starts_afresh(&self, block: &[Stmt], var: VarId) -> bool {
        let Some(first) = block.iter().find(|s| self.uses.stmt(s).contains_key(&var)) else {
            return true;
        };
        if binds_directly(first, var, self.uses) {
            return true;
        }
        // One level down: all uses in one sub-block that itself starts afresh.
        let total = self.uses.totals.get(&var).copied().unwrap_or(0);
        self.uses.stmt(first).get(&var).copied() == Some(total)
            && self.fits_inside(first, var)
            && blocks(first).iter().any(|sub| {
                self.uses.binders(sub).contains_key(&var)
                    || (self.uses.block(sub.stmts).contains_key(&var)
                        && self.starts_afresh(sub.stmts, var))
            })
    }
}

/// Whether the statement gives the variable a value without using it, as a plain `let` can.
fn binds_directly(stmt: &Stmt, var: VarId, uses: &Uses) -> bool {
    let reads = |e| {
        let mut found = false;
        walk::expr(uses.program, e, &mut |event| {
            found |= event.var() == Some(var)
        });
        found
    };
    match &stmt.kind {
        StmtKind::Assign(targets, value) => {
            targets.len() == 1 && targets.iter().any(|t| binds(t, var)) && !reads(value)
        }
        StmtKind::With {
            context,
            target: Some(t),
            ..
        } => binds(t, var) && !reads(context),
        StmtKind::Def(v, f) => {
            *v == var
                && uses.program.functions.get(f.index()).is_some_and(|f| {
                    !f.captures.contains(&var)
                        && !f.decorators.iter().any(&reads)
                        && !f
                            .params
                            .iter()
                            .any(|p| p.default.as_ref().is_some_and(&reads))
                })
        }
        StmtKind::Class(v, _) | StmtKind::ImportName(v, _) | StmtKind::ImportVar(v, _) => *v == var,
        _ => false,
    }
}

/// Whether a target is the variable, or a flat tuple of variables among which it stands once.
fn binds(target: &Target, var: VarId) -> bool {
    match target {
        Target::Var(v, _) => *v == var,
        Target::Unpack(ts, _) => {
            let is_var = |t: &Target| {
                matches!(t, Target::Var(..))
                    || matches!(t, Target::Starred(t, _) if matches!(**t, Target::Var(..)))
            };
            ts.iter().all(is_var) && ts.iter().filter(|t| binds(t, var)).count() == 1
        }
        Target::Starred(t, _) => binds(t, var),
        _ => false,
    }
}

/// What is known at a point of the program.
#[derive(Clone, Default)]
struct State {
    /// Surely has a value.
    assigned: HashSet<VarId>,
    /// May have a value.
    touched: HashSet<VarId>,
    /// The point is not reached.
    dead: bool,
}

impl State {
    fn join(&mut self, other: State) {
        self.touched.extend(other.touched);
        if other.dead {
            return;
        }
        if self.dead {
            self.assigned = other.assigned;
            self.dead = false;
        } else {
            self.assigned.retain(|v| other.assigned.contains(v));
        }
    }
}

/// Follows initialisation as rustc does.
struct Flow<'a> {
    program: &'a Program,
    is_local: &'a dyn Fn(VarId) -> bool,
    fresh: HashMap<BlockKey, Vec<VarId>>,
    out: Declarations,
    reads: HashSet<VarId>,
    /// The states at the `break`s of the loops around.
    loops: Vec<Option<State>>,
    /// What was assigned before the expressions around that may not be evaluated.
    forks: Vec<HashSet<VarId>>,
}

impl Flow<'_> {
    fn event(&mut self, event: Event, state: &mut State) {
        match event {
            Event::Fork => self.forks.push(state.assigned.clone()),
            Event::Join => state.assigned = self.forks.pop().unwrap_or_default(),
            Event::Read(var) | Event::Write(var) | Event::Capture(var) => {
                if (self.is_local)(var) {
                    self.variable(event, var, state);
                }
            }
        }
    }
    fn variable(&mut self, event: Event, var: VarId, state: &mut State) {
        match event {
            Event::Write(_) => {
                if !state.touched.insert(var) {
                    self.out.mutable.insert(var);
                }
                state.assigned.insert(var);
            }
            _ => {
                self.reads.insert(var);
                if !state.assigned.contains(&var) && !state.dead {
                    self.out.maybe.insert(var);
                }
            }
        }
    }
    fn block(&mut self, block: &[Stmt], state: &mut State) {
        for var in self.fresh.get(&key(block)).cloned().unwrap_or_default() {
            state.assigned.remove(&var);
            state.touched.remove(&var);
        }
        for stmt in block {
            self.stmt(stmt, state);
        }
    }
    fn expr(&mut self, e: &crate::hir::Expr, state: &mut State) {
        let mut events = Vec::new();
        walk::expr(self.program, e, &mut |event| events.push(event));
        events
            .into_iter()
            .for_each(|event| self.event(event, state));
    }
    fn stmt(&mut self, stmt: &Stmt, state: &mut State) {
        match &stmt.kind {
            StmtKind::If(arms, orelse) => self.branches(arms, orelse, state),
            StmtKind::While(test, body, orelse) => self.while_(test, body, orelse, state),
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.expr(iter, state);
                let before = state.clone();
                self.loop_body(body, Some(target), state);
                let after = self.loops.pop().flatten();
                state.assigned = before.assigned;
                state.dead = before.dead;
                self.block(orelse, state);
                if let Some(after) = after {
                    state.join(after);
                }
            }
            StmtKind::Try(t) => self.attempt(t, state),
            StmtKind::With {
                context,
                target,
                body,
                ..
            } => {
                self.expr(context, state);
                if let Some(target) = target {
                    self.target(target, state);
                }
                let before = state.clone();
                self.block(body, state);
                state.assigned = before.assigned;
                state.dead = before.dead;
            }
            StmtKind::Match(subject, cases) => self.match_(subject, cases, state),
            StmtKind::Break => {
                if let Some(states) = self.loops.last_mut() {
                    match states {
                        Some(joined) => joined.join(state.clone()),
                        None => *states = Some(state.clone()),
                    }
                }
                state.dead = true;
            }
            StmtKind::Delete(targets) => self.delete(targets, state),
            _ => {
                let mut events = Vec::new();
                head(self.program, stmt, &mut |event| events.push(event));
                events
                    .into_iter()
                    .for_each(|event| self.event(event, state));
                if matches!(
                    stmt.kind,
                    StmtKind::Return(_) | StmtKind::Raise(..) | StmtKind::Continue
                ) {
                    state.dead = true;
                }
            }
        }
    }
    fn target(&mut self, target: &Target, state: &mut State) {
        let mut events = Vec::new();
        walk::target(self.program, target, &mut |event| events.push(event));
        events
            .into_iter()
            .for_each(|event| self.event(event, state));
    }
    /// A deleted variable must be a `Local`.
    fn delete(&mut self, targets: &[Target], state: &mut State) {
        for target in targets {
            match target {
                Target::Var(var, _) if (self.is_local)(*var) => {
                    self.out.maybe.insert(*var);
                    self.reads.insert(*var);
                }
                Target::Unpack(inner, _) => self.delete(inner, state),
                _ => self.target(target, state),
            }
        }
    }
    fn branches(
        &mut self,
        arms: &[(crate::hir::Expr, Vec<Stmt>)],
        orelse: &[Stmt],
        state: &mut State,
    ) {
        let mut joined: Option<State> = None;
        let mut finish = |end: State| match &mut joined {
            Some(all) => all.join(end),
            None => joined = Some(end),
        };
        for (test, body) in arms {
            self.expr(test, state);
            let mut then = state.clone();
            self.block(body, &mut then);
            state.touched.extend(then.touched.iter().copied());
            finish(then);
        }
        let mut other = state.clone();
        self.block(orelse, &mut other);
        finish(other);
        if let Some(all) = joined {
            *state = all;
        }
    }
    /// Runs a loop body twice, so that what a round assigns is there in the next; leaves the breaks' state on `loops`.
    fn loop_body(&mut self, body: &[Stmt], target: Option<&Target>, state: &mut State) {
        let entry = state.assigned.clone();
        let dead = state.dead;
        self.loops.push(None);
        for _ in 0..2 {
            state.assigned = entry.clone();
            state.dead = dead;
            let fresh = self.fresh.get(&key(body)).cloned().unwrap_or_default();
            for var in fresh {
                state.touched.remove(&var);
            }
            if let Some(target) = target {
                self.target(target, state);
            }
            let kept: Vec<VarId> = self
                .fresh
                .get(&key(body))
                .cloned()
                .unwrap_or_default()
                .into_iter()
                .filter(|v| state.assigned.contains(v))
                .collect();
            let saved = self.fresh.remove(&key(body));
            for var in saved.iter().flatten().filter(|v| !kept.contains(v)) {
                state.assigned.remove(var);
            }
            self.block(body, state);
            if let Some(saved) = saved {
                self.fresh.insert(key(body), saved);
            }
        }
    }
    fn while_(
        &mut self,
        test: &crate::hir::Expr,
        body: &[Stmt],
        orelse: &[Stmt],
        state: &mut State,
    ) {
        let forever = matches!(test.kind, ExprKind::Bool(true));
        self.expr(test, state);
        let after_test = state.clone();
        self.loop_body(body, None, state);
        let mut scratch = State {
            touched: state.touched.clone(),
            ..after_test.clone()
        };
        self.expr(test, &mut scratch);
        let breaks = self.loops.pop().flatten();
        state.assigned = after_test.assigned;
        state.touched.extend(scratch.touched);
        state.dead = forever || after_test.dead;
        if !forever {
            self.block(orelse, state);
        }
        if let Some(breaks) = breaks {
            state.join(breaks);
        }
    }
    fn attempt(&mut self, t: &crate::hir::Try, state: &mut State) {
        let entry = state.clone();
        self.block(&t.body, state);
        let reset = |state: &mut State| {
            state.assigned = entry.assigned.clone();
            state.dead = entry.dead;
        };
        reset(state);
        let mut joined: Option<State> = None;
        let mut other = state.clone();
        self.block(&t.orelse, &mut other);
        joined = Some(joined.map_or(other.clone(), |mut j| {
            j.join(other.clone());
            j
        }));
        state.touched.extend(other.touched);
        for handler in &t.handlers {
            reset(state);
            if let Some(ty) = &handler.ty {
                self.expr(ty, state);
            }
            if let Some(var) = handler.var {
                let fresh = self
                    .fresh
                    .get(&key(&handler.body))
                    .is_some_and(|f| f.contains(&var));
                if fresh {
                    state.touched.remove(&var);
                }
                self.event(Event::Write(var), state);
                self.without_fresh(&handler.body, var, state);
                // The end of the handler unbinds it.
                if self.program.variable(var).maybe_unbound && (self.is_local)(var) {
                    self.out.maybe.insert(var);
                    self.reads.insert(var);
                }
            } else {
                self.block(&handler.body, state);
            }
            if let Some(all) = &mut joined {
                all.join(state.clone());
            }
        }
        let touched = state.touched.clone();
        if t.finally.is_empty() {
            if let Some(all) = joined {
                *state = all;
            }
            state.touched.extend(touched);
        } else {
            reset(state);
            self.block(&t.finally, state);
        }
    }
    /// A block whose binder has just been assigned.
    fn without_fresh(&mut self, block: &[Stmt], var: VarId, state: &mut State) {
        let saved = self.fresh.remove(&key(block));
        for other in saved.iter().flatten().filter(|v| **v != var) {
            state.assigned.remove(other);
            state.touched.remove(other);
        }
        self.block(block, state);
        if let Some(saved) = saved {
            self.fresh.insert(key(block), saved);
        }
    }
    fn match_(
        &mut self,
        subject: &crate::hir::Expr,
        cases: &[crate::hir::Case],
        state: &mut State,
    ) {
        self.expr(subject, state);
        let entry = state.clone();
        let mut joined = State {
            dead: true,
            ..State::default()
        };
        let mut exhaustive = false;
        for case in cases {
            state.assigned = entry.assigned.clone();
            state.dead = entry.dead;
            let mut events = Vec::new();
            walk::pattern(self.program, &case.pattern, &mut |event| events.push(event));
            alternatives(&case.pattern, false, &mut |var| {
                self.out.maybe.insert(var);
            });
            events
                .into_iter()
                .for_each(|event| self.event(event, state));
            if let Some(guard) = &case.guard {
                self.expr(guard, state);
            }
            exhaustive |=
                case.guard.is_none() && matches!(case.pattern, crate::hir::Pattern::Capture(_));
            self.block(&case.body, state);
            joined.join(state.clone());
        }
        if !exhaustive {
            joined.join(State {
                touched: state.touched.clone(),
                ..entry
            });
        }
        joined.touched.extend(state.touched.iter().copied());
        *state = joined;
    }
}

/// Counts the places that read each variable, and how many loops each is inside.
struct Reads<'a> {
    program: &'a Program,
    /// Number of places, and the loops around the innermost.
    found: HashMap<VarId, (u32, u32)>,
    /// The loops around each variable's home.
    homes: HashMap<VarId, u32>,
}

/// As many loops as an expression counts for that may run again, or whose variables are kept by a function.
const KEPT: u32 = 1000;

impl Reads<'_> {
    fn block(&mut self, block: &[Stmt], depth: u32, fresh: &HashMap<BlockKey, Vec<VarId>>) {
        for var in fresh.get(&key(block)).into_iter().flatten() {
            self.homes.insert(*var, depth);
        }
        for stmt in block {
            let again = u32::from(matches!(stmt.kind, StmtKind::While(..)));
            let mut forks = 0;
            let program = self.program;
            head(program, stmt, &mut |event| match event {
                Event::Fork => forks += KEPT,
                Event::Join => forks -= KEPT,
                Event::Read(var) => self.note(var, depth + again + forks),
                Event::Capture(var) => self.note(var, KEPT),
                Event::Write(_) => {}
            });
            // `xs[i] += 1` reads and stores with the same object and index.
            if let StmtKind::AugAssign(target, ..) = &stmt.kind {
                walk::target(program, target, &mut |event| {
                    if let Event::Read(var) = event {
                        self.note(var, KEPT);
                    }
                });
            }
            for sub in blocks(stmt) {
                self.block(sub.stmts, depth + u32::from(sub.is_loop), fresh);
            }
        }
    }
    fn note(&mut self, var: VarId, depth: u32) {
        let (count, deepest) = self.found.entry(var).or_default();
        *count += 1;
        *deepest = depth.max(*deepest);
    }
    fn movable(&self) -> HashSet<VarId> {
        let stays =
            |var: VarId| self.program.sees_lifetimes && !self.program.variable(var).is_hidden;
        let once = |(var, (count, depth)): (&VarId, &(u32, u32))| {
            (*count == 1 && self.homes.get(var) == Some(depth) && !stays(*var)).then_some(*var)
        };
        self.found.iter().filter_map(once).collect()
    }
}

/// The captures of a pattern that stand in alternatives, where Rust cannot see that each of them assigns.
fn alternatives(pattern: &Pattern, inside: bool, out: &mut dyn FnMut(VarId)) {
    let mut found = |var: &Option<VarId>| {
        if let Some(var) = var.filter(|_| inside) {
            out(var);
        }
    };
    match pattern {
        Pattern::Value(_) | Pattern::Singleton(_) => {}
        Pattern::Capture(var) | Pattern::Star(var) => found(var),
        Pattern::As(p, var) => {
            found(&Some(*var));
            alternatives(p, inside, out);
        }
        Pattern::Or(ps) => ps.iter().for_each(|p| alternatives(p, true, out)),
        Pattern::Sequence(ps) => ps.iter().for_each(|p| alternatives(p, inside, out)),
        Pattern::Mapping(items, rest) => {
            found(rest);
            items.iter().for_each(|(_, p)| alternatives(p, inside, out));
        }
        Pattern::Class(_, ps, named) => {
            ps.iter().for_each(|p| alternatives(p, inside, out));
            named.iter().for_each(|(_, p)| alternatives(p, inside, out));
        }
    }
}
