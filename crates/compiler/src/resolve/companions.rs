//! `json.JSONEncoder`, where `json` is in Rust but for some names that are in Python.
//!
//! *Invariant:* afterwards, what is looked up in a library module is there, or nowhere.

use std::collections::BTreeMap;

use portalis_signature::Catalogue;

use super::modules::{library_has, new_variable};
use super::visit::{self, Visitor};
use crate::hir::*;

/// Turns attributes of library modules that are in their Python part into attributes of that part.
pub(super) fn redirect(
    program: &mut Program,
    companions: &BTreeMap<String, ModuleId>,
    catalogue: &Catalogue,
) {
    let mut modules = companions.clone();
    modules.extend(submodules(program));
    if modules.is_empty() {
        return;
    }
    let mut parts = BTreeMap::new();
    for (name, id) in modules {
        let scope = program.module(id).body;
        let var = new_variable(program, &name, scope, 0..0);
        let variable = &mut program.variables[var.index()];
        variable.is_hidden = true;
        variable.meaning = Some(Meaning::Module(id));
        let names = program.module(id).names.keys();
        parts.insert(name, (var, names.cloned().collect()));
    }
    let meanings = program.variables.iter().map(|v| v.meaning.clone());
    let mut redirect = Redirect {
        catalogue,
        parts,
        meanings: meanings.collect(),
        expr_count: program.expr_count,
    };
    for function in &mut program.functions {
        redirect.function_parts(function);
    }
    for class in &mut program.classes {
        visit::each_arg(&mut class.bases, &mut |base| redirect.base(base));
        let decorators = &mut class.decorators;
        decorators.iter_mut().for_each(|e| redirect.expr(e));
    }
    program.expr_count = redirect.expr_count;
}

/// Library modules in Python that may stand in a package in Rust: `asyncio.exceptions`.
fn submodules(program: &Program) -> Vec<(String, ModuleId)> {
    let modules = program.modules.iter().zip(0..);
    modules
        .filter(|(module, _)| module.is_library && module.name.contains('.'))
        .map(|(module, index)| (module.name.clone(), ModuleId(index)))
        .collect()
}

struct Redirect<'a> {
    catalogue: &'a Catalogue,
    /// A variable that means the Python part, and the names in that.
    parts: BTreeMap<String, (VarId, Vec<String>)>,
    meanings: Vec<Option<Meaning>>,
    expr_count: u32,
}

impl Redirect<'_> {
    fn function_parts(&mut self, function: &mut Function) {
        let decorators = &mut function.decorators;
        decorators.iter_mut().for_each(|e| self.expr(e));
        for param in &mut function.params {
            visit::walk_optional(self, &mut param.default);
            visit::walk_optional(self, &mut param.annotation);
        }
        visit::walk_optional(self, &mut function.returns);
        visit::walk_stmts(self, &mut function.body);
    }

    /// A base class: where both parts of a module have the name, it is that of the Python part.
    fn base(&mut self, expr: &mut Expr) {
        if let ExprKind::Subscript(origin, _) = &mut expr.kind
            && self.abstract_base(origin).is_some()
        {
            let origin = std::mem::replace(&mut origin.kind, ExprKind::None);
            expr.kind = origin;
        }
        match self.abstract_base(expr) {
            Some((var, name)) => {
                let module = Expr {
                    id: self.next_id(),
                    span: expr.span.clone(),
                    kind: ExprKind::Name(Name::Var(var)),
                };
                expr.kind = ExprKind::Attribute(Box::new(module), name);
            }
            None => self.expr(expr),
        }
    }

    /// `Sequence` of `collections.abc` or `typing`: the class that has the methods to inherit.
    fn abstract_base(&self, expr: &Expr) -> Option<(VarId, String)> {
        let (module, name) = match &expr.kind {
            ExprKind::Name(Name::Var(var)) => match self.meanings.get(var.index())? {
                Some(Meaning::Library(module, name)) => (module.clone(), name.clone()),
                _ => return None,
            },
            ExprKind::Attribute(value, name) => (self.module_of(value)?, name.clone()),
            _ => return None,
        };
        let module = match module.as_str() {
            "typing" => "collections.abc",
            other => other,
        };
        let name = match name.as_str() {
            "AbstractSet" => "Set".to_owned(),
            _ => name,
        };
        let (var, names) = self.parts.get(module)?;
        names.contains(&name).then_some((*var, name))
    }

    fn next_id(&mut self) -> ExprId {
        let id = ExprId(self.expr_count);
        self.expr_count += 1;
        id
    }

    /// The library module that an expression always is.
    fn module_of(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Name(Name::Var(var)) => match self.meanings.get(var.index())? {
                Some(Meaning::LibraryModule(name)) => Some(name.clone()),
                _ => None,
            },
            ExprKind::Attribute(value, name) => {
                let inner = format!("{}.{name}", self.module_of(value)?);
                self.catalogue.module(&inner).map(|_| inner)
            }
            _ => None,
        }
    }
}

impl Visitor for Redirect<'_> {
    fn read(&mut self, _name: &mut Name) {}
    fn bind(&mut self, _var: &mut VarId, _span: &Span) {}
    fn delete(&mut self, _var: &mut VarId) {}
    fn update(&mut self, _var: &mut VarId, _span: &Span) {}
    fn import(&mut self, _var: &mut VarId) {}
    fn function(&mut self, _id: FunctionId) {}
    fn class(&mut self, _id: ClassId) {}
    fn type_params(&mut self, _params: &mut [TypeParam]) {}

    fn annotation(&mut self, annotation: &mut Expr) {
        self.expr(annotation);
    }

    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::Attribute(value, name) = &mut expr.kind
            && let Some(module) = self.module_of(value)
            && let Some((var, names)) = self.parts.get(&module)
            && names.contains(name)
            && !library_has(self.catalogue, &module, name)
        {
            value.kind = ExprKind::Name(Name::Var(*var));
            return;
        }
        visit::walk_expr(self, expr);
    }
}
