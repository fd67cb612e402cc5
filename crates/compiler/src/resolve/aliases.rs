//! Leaves out what type aliases stand for, where nothing evaluates them.
//!
//! `type Shape = Circle | Square` that only annotations name is no reason for the two classes to be values.
//!
//! *Invariant:* an alias that is read anywhere keeps its value.

use std::collections::BTreeSet;

use super::usage::{ClassHeader, FunctionHeader};
use super::visit::*;
use crate::hir::*;

/// Takes the values of the aliases out that nothing reads.
pub(super) fn leave_out(program: &mut Program) {
    let mut aliases = Aliases {
        program,
        read: BTreeSet::new(),
        declared: BTreeSet::new(),
        dropping: false,
    };
    aliases.all_bodies();
    if aliases
        .declared
        .iter()
        .any(|var| !aliases.read.contains(var))
    {
        aliases.dropping = true;
        aliases.all_bodies();
    }
}

struct Aliases<'a> {
    program: &'a mut Program,
    read: BTreeSet<VarId>,
    declared: BTreeSet<VarId>,
    /// The second walk.
    dropping: bool,
}

impl Aliases<'_> {
    fn all_bodies(&mut self) {
        for index in 0..self.program.functions.len() {
            let mut body = std::mem::take(&mut self.program.functions[index].body);
            walk_stmts(self, &mut body);
            self.program.functions[index].body = body;
        }
    }
}

impl Visitor for Aliases<'_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        if let StmtKind::TypeAlias(var, _, value) = &mut stmt.kind {
            self.declared.insert(*var);
            if self.dropping && !self.read.contains(var) {
                value.kind = ExprKind::None;
            }
        }
        walk_stmt(self, stmt);
    }
    fn read(&mut self, name: &mut Name) {
        match name {
            Name::Var(var) => drop(self.read.insert(*var)),
            Name::ClassThenOuter(var, outer) => {
                self.read.insert(*var);
                self.read(outer);
            }
            _ => {}
        }
    }
    fn bind(&mut self, _: &mut VarId, _: &Span) {}
    fn delete(&mut self, var: &mut VarId) {
        self.read.insert(*var);
    }
    fn update(&mut self, var: &mut VarId, _: &Span) {
        self.read.insert(*var);
    }
    fn import(&mut self, var: &mut VarId) {
        self.read.insert(*var);
    }
    fn function(&mut self, id: FunctionId) {
        let mut header = FunctionHeader::take(self.program, id);
        header.decorators.iter_mut().for_each(|e| self.expr(e));
        let defaults = header.params.iter_mut().filter_map(|p| p.default.as_mut());
        defaults.for_each(|e| self.expr(e));
        header.put(self.program, id);
    }
    fn class(&mut self, id: ClassId) {
        let mut header = ClassHeader::take(self.program, id);
        header.decorators.iter_mut().for_each(|e| self.expr(e));
        each_arg(&mut header.bases, &mut |e| self.expr(e));
        header.put(self.program, id);
    }
    fn annotation(&mut self, _: &mut Expr) {}
    fn type_params(&mut self, _: &mut [TypeParam]) {}
}
