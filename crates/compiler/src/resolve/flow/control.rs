//! Control flow: branches, loops, `try`, `with` and `match`.
//!
//! *Invariant:* after each of these methods the state is the one in which the statement after it begins.

use std::collections::{BTreeSet, HashMap};

use super::bound::Bound;
use super::{Catch, Flow, Frame, Jump, State};
use crate::hir::*;
use crate::resolve::visit::*;
use crate::resolve::webs::Node;

impl Flow<'_> {
    pub(super) fn if_(&mut self, arms: &mut [(Expr, Vec<Stmt>)], orelse: &mut [Stmt]) {
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

    pub(super) fn while_(&mut self, test: &mut Expr, body: &mut [Stmt], orelse: &mut [Stmt]) {
        let mut bound = Bound::default();
        bound.expr(test);
        walk_stmts(&mut bound, body);
        let header = self.loop_header(&bound.vars);
        self.loops.push(bound.vars);
        let (yes, no) = self.test(test);
        self.state = yes;
        let breaks = self.loop_body(body, &header);
        self.loops.pop();
        self.state = no;
        self.stmts(orelse);
        self.join_all(breaks);
    }

    pub(super) fn for_(
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
        self.loops.push(bound.vars);
        walk_target(self, target);
        let breaks = self.loop_body(body, &header);
        self.loops.pop();
        self.state = exit;
        self.stmts(orelse);
        self.join_all(breaks);
    }

    /// Makes a phi for each variable that the loop binds.
    pub(super) fn loop_header(&mut self, bound: &BTreeSet<VarId>) -> Vec<(usize, Node)> {
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
    pub(super) fn loop_body(&mut self, body: &mut [Stmt], header: &[(usize, Node)]) -> Vec<State> {
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

    pub(super) fn lead_back(
        &mut self,
        header: &[(usize, Node)],
        ends: impl IntoIterator<Item = State>,
    ) {
        for end in ends.into_iter().flatten() {
            for (index, phi) in header {
                self.webs.add_operand(*phi, end[*index]);
            }
        }
    }

    pub(super) fn jump(&mut self, jump: Jump) {
        let state = self.state.take();
        self.jump_from(self.frames.len(), jump, state);
    }

    /// Sends `state` to where `jump` leads from inside the first `depth` frames.
    pub(super) fn jump_from(&mut self, depth: usize, jump: Jump, mut state: State) {
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

    pub(super) fn try_(&mut self, stmt: &mut Try) {
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

    pub(super) fn try_except(
        &mut self,
        body: &mut [Stmt],
        handlers: &mut [Handler],
        orelse: &mut [Stmt],
    ) {
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

    pub(super) fn handler(&mut self, handler: &mut Handler) {
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
    pub(super) fn caught(&mut self) -> State {
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

    pub(super) fn with(
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

    pub(super) fn match_(&mut self, subject: &mut Expr, cases: &mut [Case], span: &Span) {
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

    pub(super) fn pattern(&mut self, pattern: &mut Pattern, span: &Span) {
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
