//! Exceptions: what an `except` clause catches, and what calling an exception class gives.
//!
//! An exception of whatever class is a handle of one Rust type, so a slot is typed by the nearest library class; what
//! the classes of the program add is left to the data model.
//!
//! *Invariant:* a member of a library exception class is static only where no class of the program has that name.

use super::Infer;
use super::narrow::arg_value;
use super::term::Term;
use crate::hir::*;
use crate::typed::{LibClass, PLAIN_EXCEPTIONS};
use std::collections::BTreeSet;

impl<'a> Infer<'a, '_> {
    /// The type of the variable in `except classes as variable`.
    pub(super) fn caught(&mut self, classes: Option<&Expr>, is_star: bool) -> Term {
        let known = &self.library.known;
        let class = match (is_star, classes) {
            (true, _) => known.base_exception_group,
            (false, Some(classes)) => self.caught_class(classes).or(known.base_exception),
            (false, None) => known.base_exception,
        };
        super::expr::scalar(class)
    }

    fn caught_class(&self, classes: &Expr) -> Option<LibClass> {
        let ExprKind::Tuple(all) = &classes.kind else {
            return self.exception_class(classes);
        };
        let mut all = all.iter().map(|class| self.exception_class(class));
        let first = all.next()??;
        all.try_fold(first, |known, next| {
            self.cells.common_exception(known, next?)
        })
    }

    /// The library exception class that an expression names, or that the class of the program which it names
    /// derives from.
    pub(super) fn exception_class(&self, class: &Expr) -> Option<LibClass> {
        match self.meaning(class)? {
            Meaning::Library(module, name) => {
                let class = self.library.class_in(&module, &name)?;
                self.library.is_exception(class).then_some(class)
            }
            Meaning::Class(class) => {
                let bases = &self.program.class(class).bases;
                bases.iter().find_map(|base| match base {
                    Arg::Positional(base) => self.exception_class(base),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// The exception classes of the program that are their name and their base alone.
    pub(super) fn bare_exceptions(&self) -> BTreeSet<ClassId> {
        let mut found = BTreeSet::new();
        if self.program.shows_subclasses() {
            return found;
        }
        for module in &self.program.modules {
            for stmt in &self.program.function(module.body).body {
                if let StmtKind::Class(var, class) = &stmt.kind
                    && self.program.variable(*var).meaning == Some(Meaning::Class(*class))
                    && self.is_bare_exception(self.program.class(*class), &found)
                {
                    found.insert(*class);
                }
            }
        }
        found
    }

    fn is_bare_exception(&self, class: &Class, known: &BTreeSet<ClassId>) -> bool {
        let body = self.program.function(class.body);
        let nothing = |stmt: &Stmt| matches!(&stmt.kind, StmtKind::Expr(e) if matches!(e.kind, ExprKind::Ellipsis));
        let [Arg::Positional(base)] = class.bases.as_slice() else {
            return false;
        };
        let is_plain = match self.meaning(base) {
            Some(Meaning::Library(module, name)) => {
                module == "builtins" && PLAIN_EXCEPTIONS.contains(&name.as_str())
            }
            Some(Meaning::Class(base)) => known.contains(&base),
            _ => false,
        };
        is_plain
            && class.decorators.is_empty()
            && class.type_params.is_empty()
            && body.body.iter().all(nothing)
    }

    /// What a call of an exception class gives, if it can be nothing but an instance.
    pub(super) fn raised(&self, callee: &Expr) -> Option<LibClass> {
        if let Some(Meaning::Class(class)) = self.meaning(callee)
            && !self.makes_instances(class)
        {
            return None;
        }
        self.exception_class(callee)
    }

    /// No `__new__`, metaclass or decorator has a say in what a call of the class gives.
    pub(super) fn makes_instances(&self, class: ClassId) -> bool {
        let class = self.program.class(class);
        let body = self.program.function(class.body);
        let is_plain_base = |base: &Arg| match (base, self.meaning(arg_value(base))) {
            (Arg::Positional(_), Some(Meaning::Class(base))) => self.makes_instances(base),
            (Arg::Positional(_), Some(Meaning::Library(..))) => true,
            _ => false,
        };
        let names = |var: &VarId| self.program.variable(*var).name == "__new__";
        class.decorators.is_empty()
            && class.bases.iter().all(is_plain_base)
            && !body.variables.iter().any(names)
    }

    /// Whether a class of the program may have a member of its own under a name that a library exception class has.
    pub(super) fn may_shadow(&self, class: LibClass, name: &str) -> bool {
        let defines = |class: &Class| {
            let body = self.program.function(class.body);
            let is_it = |var: &VarId| self.program.variable(*var).name == name;
            body.variables.iter().any(is_it)
        };
        self.library.is_exception(class) && self.program.classes.iter().any(defines)
    }
}
