//! Names in expressions.
//!
//! *Invariant:* a name that the symbol table calls global becomes a variable of the module, a builtin, a literal
//! (`__name__`) or [`Name::Undefined`].

use std::ops::Range;

use ruff_python_ast as ast;

use super::super::scopes::{Place, ScopeKind};
use super::Builder;
use crate::check::names;
use crate::hir::*;

impl Builder<'_, '_> {
    pub(super) fn name(&mut self, node: &ast::ExprName) -> ExprKind {
        let name = self.mangled(&node.id);
        let span = self.span(node);
        if matches!(name.as_str(), "__class__" | "super")
            && self.unit.scopes.look_up(self.scope, "__class__") == Place::Global
            && let Some(class) = self.class_cell()
        {
            self.mark_class_cell();
            if name == "__class__" {
                return ExprKind::Name(Name::ClassCell(class));
            }
        }
        // Type parameter lists see what is around them, class scopes included.
        let mut scope = self.scope;
        while self.unit.scopes.all[scope].kind == ScopeKind::TypeParams
            && self.unit.scopes.all[scope]
                .symbol(&name)
                .is_none_or(|symbol| !symbol.bound)
            && let Some(parent) = self.unit.scopes.all[scope].parent
        {
            scope = parent;
        }
        match self.unit.scopes.look_up(scope, &name) {
            Place::Enclosing(owner) => ExprKind::Name(Name::Var(self.variable(owner, &name, span))),
            Place::Local if scope == 0 => self.global(&name, span),
            Place::Local => {
                let var = self.variable(scope, &name, span.clone());
                if self.unit.scopes.all[scope].kind != ScopeKind::Class {
                    return ExprKind::Name(Name::Var(var));
                }
                match self.global(&name, span) {
                    ExprKind::Name(outer) => {
                        ExprKind::Name(Name::ClassThenOuter(var, Box::new(outer)))
                    }
                    literal => literal,
                }
            }
            Place::Global => self
                .class_name(scope, &name)
                .unwrap_or_else(|| self.global(&name, span)),
        }
    }

    /// `__qualname__` and `__module__` in a class body.
    fn class_name(&mut self, scope: usize, name: &str) -> Option<ExprKind> {
        if self.unit.scopes.all[scope].kind != ScopeKind::Class {
            return None;
        }
        match name {
            "__module__" => Some(ExprKind::Str(self.unit.source.module.clone())),
            "__qualname__" => Some(ExprKind::Str(
                self.shared.program.functions[self.function.index()]
                    .qualname
                    .clone(),
            )),
            _ => None,
        }
    }

    /// A name of the module, or a builtin.
    fn global(&mut self, name: &str, span: Range<u32>) -> ExprKind {
        let var = self.shared.modules.names[self.module.index()]
            .get(name)
            .copied();
        let is_builtin = self.is_builtin(name) || matches!(name, "IOError" | "EnvironmentError");
        match var {
            Some(var) if is_builtin => {
                return ExprKind::Name(Name::ClassThenOuter(
                    var,
                    Box::new(Name::Builtin(name.to_owned())),
                ));
            }
            Some(var) => return ExprKind::Name(Name::Var(var)),
            None => {}
        }
        if let Some(literal) = self.module_attribute(name) {
            return literal;
        }
        // CPython has one class under three names.
        let name = match name {
            "IOError" | "EnvironmentError" => "OSError".to_owned(),
            name => name.to_owned(),
        };
        let known = is_builtin && names::refuse(&self.unit.source.path, &name, span).is_none();
        // What is still undefined when definitions have been followed to uses is reported then.
        ExprKind::Name(if known {
            Name::Builtin(name)
        } else {
            Name::Undefined(name)
        })
    }

    fn is_builtin(&self, name: &str) -> bool {
        use super::super::modules::library_has;
        // Without a catalogue of builtins (tests of this stage) CPython's names stand in for it.
        match self.shared.modules.catalogue.module("builtins") {
            Some(_) => library_has(self.shared.modules.catalogue, "builtins", name),
            None => names::is_builtin(name),
        }
    }

    /// `__name__` and its like are known now.
    fn module_attribute(&self, name: &str) -> Option<ExprKind> {
        let source = &self.unit.source;
        let is_main = source.module == "__main__";
        let string = |text: &str| Some(ExprKind::Str(text.to_owned()));
        match name {
            "__name__" => string(&source.module),
            "__file__" => string(&source.path),
            "__debug__" => Some(ExprKind::Bool(true)),
            "__doc__" => match self.shared.program.functions[self.unit.function.index()]
                .docstring
                .as_deref()
            {
                Some(text) => string(text),
                None => Some(ExprKind::None),
            },
            "__package__" if is_main => Some(ExprKind::None),
            "__package__" if source.is_package => string(&source.module),
            "__package__" => string(
                source
                    .module
                    .rsplit_once('.')
                    .map_or("", |(package, _)| package),
            ),
            "__spec__" if is_main => Some(ExprKind::None),
            _ => None,
        }
    }

    /// The class whose `__class__` the current scope sees.
    pub(super) fn class_cell(&self) -> Option<ClassId> {
        let functions = &self.shared.program.functions;
        let mut next = functions.get(self.function.index());
        if next.is_some_and(|function| matches!(function.kind, FunctionKind::Class(_))) {
            return None;
        }
        while let Some(function) = next {
            if let FunctionKind::Class(class) = function.kind {
                return Some(class);
            }
            next = function
                .parent
                .and_then(|parent| functions.get(parent.index()));
        }
        None
    }

    fn mark_class_cell(&mut self) {
        if self.class_cell().is_none() {
            return;
        }
        let mut next = Some(self.function);
        while let Some(id) = next {
            let function = self.function_mut(id);
            if matches!(function.kind, FunctionKind::Class(_)) {
                return;
            }
            function.uses_class_cell = true;
            next = function.parent;
        }
    }
}
