//! Reports names that nothing defines, attributes that modules do not have, and builtins that cannot be compiled.
//!
//! *Invariant:* runs when definitions have been followed to uses: before that, a class body's `x` may still be the
//! module's.

use std::collections::BTreeSet;

use portalis_signature::Catalogue;

use super::modules::library_has;
use super::visit::*;
use crate::check::{imports, names};
use crate::diagnostic::Diagnostic;
use crate::hir::*;

/// Adds a diagnostic for each such name, once a function.
pub(super) fn report(
    program: &mut Program,
    catalogue: &Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut functions = std::mem::take(&mut program.functions);
    let mut classes = std::mem::take(&mut program.classes);
    for function in &mut functions {
        let mut finder = Finder::new(program, catalogue, function.module, diagnostics);
        walk_stmts(&mut finder, &mut function.body);
        function
            .decorators
            .iter_mut()
            .for_each(|decorator| finder.expr(decorator));
        function
            .params
            .iter_mut()
            .for_each(|param| walk_optional(&mut finder, &mut param.default));
    }
    for class in &mut classes {
        let mut finder = Finder::new(program, catalogue, class.module, diagnostics);
        class
            .decorators
            .iter_mut()
            .for_each(|decorator| finder.expr(decorator));
        each_arg(&mut class.bases, &mut |base| finder.expr(base));
    }
    program.functions = functions;
    program.classes = classes;
}

struct Finder<'a> {
    program: &'a Program,
    catalogue: &'a Catalogue,
    path: &'a str,
    seen: BTreeSet<String>,
    /// How many `try` statements that catch AttributeError are around.
    guards: u32,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Finder<'a> {
    fn new(
        program: &'a Program,
        catalogue: &'a Catalogue,
        module: ModuleId,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let path = program.module(module).path.as_str();
        Finder {
            program,
            catalogue,
            path,
            seen: BTreeSet::new(),
            guards: 0,
            diagnostics,
        }
    }

    fn undefined(&mut self, name: &str, span: Span) {
        let refused = names::refuse(self.path, name, span.clone());
        if refused.is_some() || self.seen.insert(name.to_owned()) {
            let undefined = || names::undefined(self.path, name, span);
            self.diagnostics.push(refused.unwrap_or_else(undefined));
        }
    }

    /// `module.name`.
    fn attribute(&mut self, value: &Expr, name: &str, span: Span) {
        if self.guards > 0 || is_dunder(name) {
            return;
        }
        let missing = match self.module_of(value) {
            Some(Meaning::LibraryModule(module)) => {
                let submodule = format!("{module}.{name}");
                let is_inside = |other: &str| {
                    other
                        .strip_prefix(&submodule)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                let known = library_has(self.catalogue, &module, name)
                    || self
                        .catalogue
                        .modules
                        .iter()
                        .any(|other| is_inside(&other.name));
                (!known).then_some((module, true))
            }
            Some(Meaning::Module(id)) => {
                let module = self.program.module(id);
                let known =
                    module.names.contains_key(name) || module.names.contains_key("__getattr__");
                (!known).then_some((module.name.clone(), false))
            }
            _ => None,
        };
        if let Some((module, library)) = missing {
            let reason = self.catalogue.refusal(&module, Some(name));
            let error = imports::unknown_name(self.path, span, &module, name, library, reason);
            self.diagnostics.push(error);
        }
    }

    /// The module that an expression always means.
    fn module_of(&self, value: &Expr) -> Option<Meaning> {
        match &value.kind {
            ExprKind::Name(Name::Var(var)) => self.program.variable(*var).meaning.clone(),
            ExprKind::Attribute(outer, name) => match self.module_of(outer)? {
                Meaning::LibraryModule(module) => {
                    let inner = format!("{module}.{name}");
                    self.catalogue
                        .module(&inner)
                        .map(|_| Meaning::LibraryModule(inner))
                }
                Meaning::Module(id) => {
                    let var = self.program.module(id).names.get(name)?;
                    self.program.variable(*var).meaning.clone()
                }
                _ => None,
            },
            _ => None,
        }
    }
}

impl Visitor for Finder<'_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        let guarded = match &stmt.kind {
            StmtKind::Try(stmt) => stmt.handlers.iter().any(catches_attribute_error),
            _ => false,
        };
        self.guards += u32::from(guarded);
        walk_stmt(self, stmt);
        self.guards -= u32::from(guarded);
    }

    fn expr(&mut self, expr: &mut Expr) {
        match &expr.kind {
            ExprKind::Name(Name::Undefined(name)) => self.undefined(name, expr.span.clone()),
            ExprKind::Attribute(value, name) => self.attribute(value, name, expr.span.clone()),
            ExprKind::Call(callee, args) if args.is_empty() => {
                if let ExprKind::Name(Name::Builtin(name)) = &callee.kind
                    && matches!(name.as_str(), "vars" | "dir")
                {
                    self.diagnostics
                        .push(names::own_names(self.path, name, expr.span.clone()));
                }
            }
            _ => {}
        }
        walk_expr(self, expr);
    }
    fn read(&mut self, _: &mut Name) {}
    fn bind(&mut self, _: &mut VarId, _: &Span) {}
    fn delete(&mut self, _: &mut VarId) {}
    fn update(&mut self, _: &mut VarId, _: &Span) {}
    fn import(&mut self, _: &mut VarId) {}
    fn function(&mut self, _: FunctionId) {}
    fn class(&mut self, _: ClassId) {}
    fn annotation(&mut self, _: &mut Expr) {}
    fn type_params(&mut self, _: &mut [TypeParam]) {}
}

fn catches_attribute_error(handler: &Handler) -> bool {
    let is_one = |class: &Expr| match &class.kind {
        ExprKind::Name(Name::Builtin(name)) => {
            matches!(
                name.as_str(),
                "AttributeError" | "Exception" | "BaseException"
            )
        }
        _ => false,
    };
    match &handler.ty {
        None => true,
        Some(Expr {
            kind: ExprKind::Tuple(classes),
            ..
        }) => classes.iter().any(is_one),
        Some(class) => is_one(class),
    }
}
