//! Reports names that nothing defines and builtins that cannot be compiled.
//!
//! *Invariant:* runs when definitions have been followed to uses: before that, a class body's `x` may still be the
//! module's.

use std::collections::BTreeSet;

use super::visit::*;
use crate::check::names;
use crate::diagnostic::Diagnostic;
use crate::hir::*;

/// Adds a diagnostic for each such name, once a function.
pub(super) fn report(program: &mut Program, diagnostics: &mut Vec<Diagnostic>) {
    for index in 0..program.functions.len() {
        let function = &mut program.functions[index];
        let mut body = std::mem::take(&mut function.body);
        let mut decorators = std::mem::take(&mut function.decorators);
        let mut defaults: Vec<Option<Expr>> = function
            .params
            .iter_mut()
            .map(|param| param.default.take())
            .collect();
        let path = program.modules[function.module.index()].path.as_str();
        let mut finder = Finder {
            path,
            seen: BTreeSet::new(),
            diagnostics,
        };
        walk_stmts(&mut finder, &mut body);
        decorators
            .iter_mut()
            .for_each(|decorator| finder.expr(decorator));
        defaults
            .iter_mut()
            .for_each(|default| walk_optional(&mut finder, default));
        let function = &mut program.functions[index];
        function.body = body;
        function.decorators = decorators;
        for (param, default) in function.params.iter_mut().zip(defaults) {
            param.default = default;
        }
    }
    for class in &mut program.classes {
        let path = program.modules[class.module.index()].path.as_str();
        let mut finder = Finder {
            path,
            seen: BTreeSet::new(),
            diagnostics,
        };
        class
            .decorators
            .iter_mut()
            .for_each(|decorator| finder.expr(decorator));
        each_arg(&mut class.bases, &mut |base| finder.expr(base));
    }
}

struct Finder<'a> {
    path: &'a str,
    seen: BTreeSet<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Visitor for Finder<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::Name(Name::Undefined(name)) = &expr.kind {
            let span = expr.span.clone();
            let refused = names::refuse(self.path, name, span.clone());
            if refused.is_some() || self.seen.insert(name.clone()) {
                let undefined = || names::undefined(self.path, name, span);
                self.diagnostics.push(refused.unwrap_or_else(undefined));
            }
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
