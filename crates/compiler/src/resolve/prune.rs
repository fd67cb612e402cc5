//! Leaves out what the program does not use of library modules that are written in Python.
//!
//! The program's own code is taken whole. Of a library module, `def`s, classes, imports and assignments at the top stay if
//! something that stays names them, and the methods of its classes if something that stays has an attribute or a string
//! of that name. Statements of other kinds always stay.
//!
//! *Invariant:* what is left out could not have been reached: where a module is used as a value, or attributes are looked up
//! by names that are made at run time, everything stays that could be meant.

use std::collections::{HashMap, HashSet};

use super::visit::{self, Visitor};
use crate::hir::*;

/// Methods that Rust code of the library calls by name.
const CALLED_BY_NAME: &[&str] = &[
    "buffer_updated",
    "close",
    "connection_lost",
    "connection_made",
    "data_received",
    "datagram_received",
    "default",
    "dst",
    "encode",
    "eof_received",
    "error_received",
    "flush",
    "fromutc",
    "get_buffer",
    "isatty",
    "keys",
    "parse_args",
    "pause_writing",
    "read",
    "readline",
    "resume_writing",
    "shutdown",
    "submit",
    "tzname",
    "utcoffset",
    "write",
];

/// Prunes all library modules of the program.
pub(super) fn prune(program: &mut Program) {
    if !program.modules.iter().any(|module| module.is_library) {
        return;
    }
    let mut live = Live::new(program);
    let own: Vec<FunctionId> = program
        .modules
        .iter()
        .filter(|m| !m.is_library)
        .map(|m| m.body)
        .collect();
    for body in own {
        live.function(program, body);
    }
    while live.step(program) {}
    live.sweep(program);
}

/// What has been found to be used.
struct Live {
    functions: Vec<bool>,
    classes: Vec<bool>,
    uses: Uses,
    /// The statements that stay, of each body in which some may go.
    stays: Vec<(FunctionId, Vec<bool>)>,
}

/// What a walk over live code has found.
#[derive(Default)]
struct Uses {
    vars: Vec<bool>,
    names: HashSet<String>,
    functions: Vec<FunctionId>,
    classes: Vec<ClassId>,
    modules: Vec<ModuleId>,
    /// What each variable always means, the variable that each definition binds, and the attributes of each module.
    meanings: Vec<Option<Meaning>>,
    functions_by: HashMap<FunctionId, VarId>,
    /// The names of variables of class bodies: `x = property(get_x)`.
    members: HashMap<VarId, String>,
    classes_by: HashMap<ClassId, VarId>,
    attributes: Vec<Vec<(String, VarId)>>,
    /// Attributes are looked up by names that are made at run time.
    any_name: bool,
}

impl Live {
    fn new(program: &Program) -> Live {
        let (mut functions_by, mut classes_by) = (HashMap::new(), HashMap::new());
        for module in program.modules.iter().filter(|module| module.is_library) {
            for stmt in &program.function(module.body).body {
                match &stmt.kind {
                    StmtKind::Def(var, id) => drop(functions_by.insert(*id, *var)),
                    StmtKind::Class(var, id) => drop(classes_by.insert(*id, *var)),
                    _ => {}
                }
            }
        }
        let is_member = |variable: &&Variable| {
            matches!(
                program.function(variable.scope).kind,
                FunctionKind::Class(_)
            )
        };
        let members = program.variables.iter().filter(is_member);
        let attributes = |module: &Module| {
            module
                .names
                .iter()
                .map(|(name, var)| (name.clone(), *var))
                .collect()
        };
        Live {
            functions: vec![false; program.functions.len()],
            classes: vec![false; program.classes.len()],
            uses: Uses {
                vars: vec![false; program.variables.len()],
                names: CALLED_BY_NAME
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect(),
                meanings: program
                    .variables
                    .iter()
                    .map(|variable| variable.meaning.clone())
                    .collect(),
                functions_by,
                members: members.map(|v| (v.id, v.name.clone())).collect(),
                classes_by,
                attributes: program.modules.iter().map(attributes).collect(),
                ..Uses::default()
            },
            stays: Vec::new(),
        }
    }

    /// Walks everything that has become live; false where nothing has.
    fn step(&mut self, program: &mut Program) -> bool {
        let mut changed = false;
        while let Some(id) = self.uses.functions.pop() {
            self.function(program, id);
            changed = true;
        }
        while let Some(id) = self.uses.classes.pop() {
            self.class(program, id);
            changed = true;
        }
        while let Some(id) = self.uses.modules.pop() {
            self.function(program, program.module(id).body);
            changed = true;
        }
        for index in 0..self.stays.len() {
            changed |= self.body(program, index);
        }
        changed
    }

    /// Everything about a function; of a library module or class only what is used.
    fn function(&mut self, program: &mut Program, id: FunctionId) {
        if std::mem::replace(&mut self.functions[id.index()], true) {
            return;
        }
        let function = &mut program.functions[id.index()];
        let mut decorators = std::mem::take(&mut function.decorators);
        decorators
            .iter_mut()
            .for_each(|decorator| self.uses.expr(decorator));
        for param in &mut function.params {
            visit::walk_optional(&mut self.uses, &mut param.default);
            param
                .annotation
                .iter_mut()
                .for_each(|annotation| self.uses.annotation(annotation));
        }
        function
            .returns
            .iter_mut()
            .for_each(|annotation| self.uses.annotation(annotation));
        function.decorators = decorators;
        let is_library = program
            .modules
            .get(function.module.index())
            .is_some_and(|module| module.is_library);
        let is_open = matches!(function.kind, FunctionKind::Module | FunctionKind::Class(_));
        if is_library && is_open {
            let statements = function.body.len();
            self.stays.push((id, vec![false; statements]));
            return;
        }
        let mut body = std::mem::take(&mut function.body);
        visit::walk_stmts(&mut self.uses, &mut body);
        program.functions[id.index()].body = body;
    }

    fn class(&mut self, program: &mut Program, id: ClassId) {
        if std::mem::replace(&mut self.classes[id.index()], true) {
            return;
        }
        let class = &mut program.classes[id.index()];
        visit::each_arg(&mut class.bases, &mut |base| self.uses.expr(base));
        class
            .decorators
            .iter_mut()
            .for_each(|decorator| self.uses.expr(decorator));
        let body = class.body;
        self.function(program, body);
    }

    /// Walks the statements of a library module or class that have become live.
    fn body(&mut self, program: &mut Program, index: usize) -> bool {
        let (id, _) = self.stays[index];
        let in_class = matches!(program.function(id).kind, FunctionKind::Class(_));
        let mut changed = false;
        let mut body = std::mem::take(&mut program.functions[id.index()].body);
        for (at, stmt) in body.iter_mut().enumerate() {
            if self.stays[index].1[at] || !self.is_wanted(program, stmt, in_class) {
                continue;
            }
            self.stays[index].1[at] = true;
            self.uses.stmt(stmt);
            changed = true;
        }
        program.functions[id.index()].body = body;
        changed
    }

    fn is_wanted(&self, program: &Program, stmt: &Stmt, in_class: bool) -> bool {
        let named = |var: &VarId| {
            let name = program.variable(*var).name.as_str();
            if in_class {
                return is_dunder(name) || self.uses.any_name || self.uses.names.contains(name);
            }
            self.uses.vars[var.index()]
        };
        match &stmt.kind {
            StmtKind::Def(var, _) => named(var),
            StmtKind::Class(var, _) if !in_class => named(var),
            StmtKind::ImportName(var, _) | StmtKind::ImportVar(var, _) if !in_class => named(var),
            StmtKind::Assign(targets, _) if !in_class => {
                targets.iter().any(|target| match target {
                    Target::Var(var, _) => named(var),
                    _ => true,
                })
            }
            _ => true,
        }
    }

    /// Takes out what is not used.
    fn sweep(self, program: &mut Program) {
        for (id, stays) in self.stays {
            let body = &mut program.functions[id.index()].body;
            let mut stays = stays.into_iter();
            body.retain(|_| stays.next().unwrap_or(true));
            // A module that only imports others is not needed: who uses those imports them.
            let is_import = |stmt: &Stmt| matches!(stmt.kind, StmtKind::ImportModule(_));
            if body.iter().all(is_import) {
                body.clear();
            }
        }
        for (function, live) in program.functions.iter_mut().zip(self.functions) {
            if !live {
                function.body.clear();
                function.decorators.clear();
                function.returns = None;
                for param in &mut function.params {
                    param.default = None;
                    param.annotation = None;
                }
            }
        }
        for (class, live) in program.classes.iter_mut().zip(self.classes) {
            if !live {
                class.bases.clear();
                class.decorators.clear();
            }
        }
    }
}

impl Uses {
    /// A variable is used, and so is the definition that it always means.
    fn var(&mut self, var: VarId) {
        self.vars[var.index()] = true;
        if let Some(name) = self.members.get(&var) {
            self.names.insert(name.clone());
        }
        if let Some(meaning) = self.meanings[var.index()].clone() {
            self.meaning(&meaning);
        }
    }

    fn meaning(&mut self, meaning: &Meaning) {
        let defined = match meaning {
            Meaning::Function(id) => self.functions_by.get(id),
            Meaning::Class(id) => self.classes_by.get(id),
            _ => None,
        };
        if let Some(var) = defined {
            self.vars[var.index()] = true;
        }
    }

    fn module_meant(&self, var: VarId) -> Option<ModuleId> {
        match self.meanings[var.index()] {
            Some(Meaning::Module(id)) => Some(id),
            _ => None,
        }
    }

    /// The module that an expression always is.
    fn module_of(&self, expr: &Expr) -> Option<ModuleId> {
        match &expr.kind {
            ExprKind::Name(Name::Var(var)) => self.module_meant(*var),
            ExprKind::Attribute(value, name) => {
                let var = self.attribute(self.module_of(value)?, name)?;
                self.module_meant(var)
            }
            _ => None,
        }
    }

    fn attribute(&self, module: ModuleId, name: &str) -> Option<VarId> {
        let attributes = &self.attributes[module.index()];
        attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, var)| *var)
    }

    /// Everything in the module may be used.
    fn whole_module(&mut self, module: ModuleId) {
        for index in 0..self.attributes[module.index()].len() {
            let var = self.attributes[module.index()][index].1;
            if self.vars[var.index()] {
                continue;
            }
            self.var(var);
            if let Some(inner) = self.module_meant(var) {
                self.whole_module(inner);
            }
        }
    }

    /// `module.name`, without taking the whole module for used.
    fn module_attribute(&mut self, expr: &Expr) -> bool {
        let ExprKind::Attribute(value, name) = &expr.kind else {
            return false;
        };
        let Some(module) = self.module_of(value) else {
            return false;
        };
        if let ExprKind::Name(Name::Var(var)) = &value.kind {
            self.var(*var);
        }
        self.module_attribute(value);
        match self.attribute(module, name) {
            Some(var) => self.var(var),
            None => self.whole_module(module),
        }
        true
    }

    /// `getattr(x, f"do_{name}")`.
    fn looks_up_any_name(callee: &Expr, args: &[Arg]) -> bool {
        let ExprKind::Name(Name::Builtin(name)) = &callee.kind else {
            return false;
        };
        match name.as_str() {
            "getattr" => {
                !matches!(args.get(1), Some(Arg::Positional(name)) if matches!(name.kind, ExprKind::Str(_)))
            }
            "dir" | "vars" => true,
            _ => false,
        }
    }
}

impl Visitor for Uses {
    fn read(&mut self, name: &mut Name) {
        match name {
            Name::Var(var) => {
                self.var(*var);
                if let Some(module) = self.module_meant(*var) {
                    self.whole_module(module);
                }
            }
            Name::ClassThenOuter(var, outer) => {
                self.var(*var);
                self.read(outer);
            }
            Name::Builtin(_) | Name::ClassCell(_) | Name::Undefined(_) => {}
        }
    }

    fn bind(&mut self, _var: &mut VarId, _span: &Span) {}

    fn delete(&mut self, _var: &mut VarId) {}

    fn update(&mut self, var: &mut VarId, _span: &Span) {
        self.var(*var);
    }

    fn import(&mut self, var: &mut VarId) {
        self.var(*var);
    }

    fn function(&mut self, id: FunctionId) {
        self.functions.push(id);
    }

    fn class(&mut self, id: ClassId) {
        self.classes.push(id);
    }

    fn annotation(&mut self, annotation: &mut Expr) {
        self.expr(annotation);
    }

    fn type_params(&mut self, params: &mut [TypeParam]) {
        for param in params {
            visit::walk_optional(self, &mut param.bound);
            visit::walk_optional(self, &mut param.default);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::ImportModule(id) => self.modules.push(*id),
            StmtKind::ImportName(var, Meaning::Module(id))
                if self.meanings[var.index()].is_none() =>
            {
                self.whole_module(*id);
            }
            StmtKind::ImportName(_, meaning) => self.meaning(meaning),
            StmtKind::Assign(targets, _) => {
                for target in targets {
                    if let Target::Attribute(_, name, _) = target {
                        self.names.insert(name.clone());
                    }
                }
            }
            _ => {}
        }
        visit::walk_stmt(self, stmt);
    }

    fn expr(&mut self, expr: &mut Expr) {
        if self.module_attribute(expr) {
            return;
        }
        match &expr.kind {
            ExprKind::Attribute(_, name) => {
                self.names.insert(name.clone());
            }
            ExprKind::Str(text) if text.len() < 40 && !text.contains(' ') => {
                self.names.insert(text.clone());
            }
            ExprKind::Call(callee, args) if Self::looks_up_any_name(callee, args) => {
                self.any_name = true
            }
            _ => {}
        }
        visit::walk_expr(self, expr);
    }
}
