//! Gives each group of definitions that share a use (a web) a variable of its own, and numbers the variables anew.
//!
//! `x = input(); x = int(x)` becomes two variables named `x`, so that each has one type.
//!
//! *Invariant:* only variables that no other scope sees are split, and only where nobody can tell that the first `x` is
//! kept longer than CPython would.

use std::collections::{BTreeMap, BTreeSet};

use super::build::TypeMeaning;
use super::flow::follow;
use super::suppress::Suppressors;
use super::usage::{self, Outer};
use super::visit::*;
use super::webs::{Node, Webs};
use crate::hir::*;

/// Splits the variables of the program.
pub(super) fn split(program: &mut Program, types: &mut [(VarId, TypeMeaning)]) {
    let outer = usage::count(program);
    program.sees_lifetimes = sees_lifetimes(program);
    let all = with_inner(program, &outer);
    let suppressors = Suppressors::find(program);
    let mut webs = Webs::new(program, whole(program));
    let mut own: Vec<Vec<VarId>> = vec![Vec::new(); program.functions.len()];
    for variable in &program.variables {
        own[variable.scope.index()].push(variable.id);
    }
    for (index, own) in own.into_iter().enumerate() {
        follow(
            program,
            &mut webs,
            &all,
            &suppressors,
            FunctionId(index as u32),
            own,
        );
    }
    webs.settle();
    let map = number(program, &mut webs);
    rename(program, &webs, &map);
    for (var, meaning) in types {
        *var = map.var(*var);
        if let TypeMeaning::Same(source) = meaning {
            *source = map.var(*source);
        }
    }
    usage::count(program);
    for variable in &mut program.variables {
        variable.bound_before_captures &= variable.bindings == 1 && !variable.is_deleted;
    }
    list_variables(program);
}

/// What each function and the functions inside it use of the scopes around.
fn with_inner(program: &Program, outer: &Outer) -> Outer {
    let mut all = outer.clone();
    // Functions inside come after the one around.
    for function in program.functions.iter().rev() {
        if let Some(parent) = function.parent {
            let inner = all[function.id.index()].clone();
            all[parent.index()].extend(inner);
        }
    }
    all
}

/// Modules that show when an object goes away.
const LIFETIMES: &[&str] = &["gc", "weakref"];

/// The program can see when an object goes away. `x = Node(1); x = Node(2)` lets go of the first one at once, which two
/// variables would not do.
fn sees_lifetimes(program: &Program) -> bool {
    program.functions.iter().any(|function| {
        let library = program
            .modules
            .get(function.module.index())
            .is_none_or(|module| module.is_library);
        let mut imports = |stmt: &Stmt| match &stmt.kind {
            StmtKind::ImportName(
                _,
                Meaning::LibraryModule(module) | Meaning::Library(module, _),
            ) => LIFETIMES.contains(&module.as_str()),
            StmtKind::ImportModule(module) => {
                let module = program.module(*module);
                module.is_library && LIFETIMES.contains(&module.name.as_str())
            }
            _ => false,
        };
        !library
            && (function.name == "__del__"
                || super::suppress::any_stmt(&function.body, &mut imports))
    })
}

/// Which variables must stay in one piece.
fn whole(program: &Program) -> Vec<bool> {
    if program.sees_lifetimes {
        return program
            .variables
            .iter()
            .map(|variable| !variable.is_hidden || variable.is_captured || variable.is_used_lazily)
            .collect();
    }
    let splittable = |variable: &Variable| {
        let kind = program.function(variable.scope).kind;
        let scope = match kind {
            FunctionKind::Def | FunctionKind::Lambda => true,
            // Other modules may look at a module's attributes; nobody looks at those of the main one.
            FunctionKind::Module => {
                variable.is_hidden || program.function(variable.scope).module == ModuleId(0)
            }
            FunctionKind::Class(_) => variable.is_hidden,
        };
        scope && !variable.is_captured && !variable.is_used_lazily && !variable.is_rebound_elsewhere
    };
    let mut whole: Vec<bool> = program
        .variables
        .iter()
        .map(|variable| !splittable(variable))
        .collect();
    for function in &program.functions {
        declared(&function.body, &mut |var| whole[var.index()] = true);
    }
    whole
}

/// Calls `visit` with the variables that have annotations: they are declared to have one type.
fn declared(body: &[Stmt], visit: &mut dyn FnMut(VarId)) {
    super::suppress::any_stmt(body, &mut |stmt| {
        if let StmtKind::Annotation(Target::Var(var, _), _) = &stmt.kind {
            visit(*var);
        }
        false
    });
}

/// The new variable of each node.
struct Map {
    vars: Vec<VarId>,
}

impl Map {
    fn var(&self, old: VarId) -> VarId {
        self.vars.get(old.index()).copied().unwrap_or(old)
    }
}

/// Replaces the program's variables by one a web.
fn number(program: &mut Program, webs: &mut Webs) -> Map {
    let nodes: Vec<(Node, VarId, Option<Span>)> = webs
        .all()
        .map(|(node, var, span)| (node, var, span.cloned()))
        .collect();
    // The first binding of each web.
    let mut bindings: BTreeMap<Node, Span> = BTreeMap::new();
    for (node, _, span) in &nodes {
        if let Some(span) = span {
            let first = bindings
                .entry(webs.find(*node))
                .or_insert_with(|| span.clone());
            if span.start < first.start {
                *first = span.clone();
            }
        }
    }
    let mut root_of: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut unbound: BTreeSet<Node> = BTreeSet::new();
    for (node, var, _) in &nodes {
        let root = webs.find(*node);
        // Where no binding arrives, any variable of the name will do: it is unbound there.
        let shown = if bindings.contains_key(&root) {
            root
        } else {
            webs.find(Node(var.0))
        };
        if webs.may_be_unbound(root) {
            unbound.insert(shown);
        }
        root_of.push(shown);
    }
    let mut roots: BTreeMap<Node, VarId> = BTreeMap::new();
    for ((_, var, _), root) in nodes.iter().zip(&root_of) {
        roots.entry(*root).or_insert(*var);
    }
    let old = std::mem::take(&mut program.variables);
    let mut order: Vec<(Node, VarId)> = roots.into_iter().collect();
    order.sort_by_key(|(root, var)| {
        let variable = &old[var.index()];
        let span = bindings.get(root).unwrap_or(&variable.span);
        (variable.scope, span.start, *var, *root)
    });
    let mut numbers: BTreeMap<Node, VarId> = BTreeMap::new();
    for (root, var) in order {
        let id = VarId(program.variables.len() as u32);
        numbers.insert(root, id);
        let is_first = webs.find(Node(var.0)) == root;
        let variable = &old[var.index()];
        program.variables.push(Variable {
            id,
            is_param: variable.is_param && is_first,
            maybe_unbound: unbound.contains(&root),
            bound_before_captures: !webs.is_captured_unbound(var),
            span: bindings.get(&root).unwrap_or(&variable.span).clone(),
            ..variable.clone()
        });
    }
    Map {
        vars: root_of.into_iter().map(|root| numbers[&root]).collect(),
    }
}

/// Writes the new variables into the tree.
fn rename(program: &mut Program, webs: &Webs, map: &Map) {
    let scopes: Vec<FunctionId> = program
        .variables
        .iter()
        .map(|variable| variable.scope)
        .collect();
    let constant: Vec<bool> = program
        .variables
        .iter()
        .map(|v| v.bound_before_captures && !v.is_deleted)
        .collect();
    for index in 0..program.functions.len() {
        let mut body = std::mem::take(&mut program.functions[index].body);
        let mut params = std::mem::take(&mut program.functions[index].params);
        let mut type_params = std::mem::take(&mut program.functions[index].type_params);
        let function = &mut program.functions[index];
        let rename = |current| Rename {
            webs,
            map,
            scopes: &scopes,
            constant: &constant,
            current,
        };
        let mut inside = rename(FunctionId(index as u32));
        walk_stmts(&mut inside, &mut body);
        params
            .iter_mut()
            .for_each(|param| inside.rename(&mut param.var));
        // The rest of the header belongs to the scope around.
        let mut outside = rename(function.parent.unwrap_or(function.id));
        function
            .decorators
            .iter_mut()
            .for_each(|decorator| outside.expr(decorator));
        walk_optional(&mut outside, &mut function.returns);
        outside.type_params(&mut type_params);
        for param in &mut params {
            walk_optional(&mut outside, &mut param.default);
            walk_optional(&mut outside, &mut param.annotation);
        }
        function.body = body;
        function.params = params;
        function.type_params = type_params;
    }
    for class in &mut program.classes {
        let parent = program.functions[class.body.index()]
            .parent
            .unwrap_or(class.body);
        let mut outside = Rename {
            webs,
            map,
            scopes: &scopes,
            constant: &constant,
            current: parent,
        };
        class
            .decorators
            .iter_mut()
            .for_each(|decorator| outside.expr(decorator));
        outside.type_params(&mut class.type_params);
        each_arg(&mut class.bases, &mut |base| outside.expr(base));
    }
    let mut nowhere = Rename {
        webs,
        map,
        scopes: &scopes,
        constant: &constant,
        current: FunctionId(u32::MAX),
    };
    program
        .string_annotations
        .values_mut()
        .for_each(|annotation| nowhere.expr(annotation));
    for module in &mut program.modules {
        module
            .names
            .values_mut()
            .for_each(|var| *var = map.var(*var));
    }
}

struct Rename<'a> {
    webs: &'a Webs,
    map: &'a Map,
    /// The scope of each new variable.
    scopes: &'a [FunctionId],
    /// Each new variable is bound wherever another scope can look at it.
    constant: &'a [bool],
    current: FunctionId,
}

impl Rename<'_> {
    fn rename(&self, var: &mut VarId) {
        *var = self.map.var(*var);
    }

    /// Whether the variable of a [`Name::ClassThenOuter`] is bound: always, never, or not known.
    fn is_bound(&self, node: VarId, new: VarId) -> Option<bool> {
        let bound = self.webs.boundness(Node(node.0));
        if self.scopes.get(new.index()) == Some(&self.current) {
            return match (bound.may_be_bound, bound.may_be_unbound) {
                (true, false) => Some(true),
                (false, _) => Some(false),
                (true, true) => None,
            };
        }
        match (self.webs.has_binding(node), self.constant.get(new.index())) {
            (false, _) => Some(false),
            (true, Some(true)) => Some(true),
            _ => None,
        }
    }
}

impl Visitor for Rename<'_> {
    fn read(&mut self, name: &mut Name) {
        match name {
            Name::Var(var) => self.rename(var),
            Name::ClassThenOuter(var, outer) => {
                let node = *var;
                self.rename(var);
                let new = *var;
                self.read(outer);
                match self.is_bound(node, new) {
                    Some(true) => *name = Name::Var(new),
                    Some(false) => *name = std::mem::replace(&mut **outer, Name::Var(new)),
                    None => {}
                }
            }
            Name::Builtin(_) | Name::Undefined(_) | Name::ClassCell(_) => {}
        }
    }
    fn bind(&mut self, var: &mut VarId, _: &Span) {
        self.rename(var);
    }
    fn delete(&mut self, var: &mut VarId) {
        self.rename(var);
    }
    fn update(&mut self, var: &mut VarId, _: &Span) {
        self.rename(var);
    }
    fn import(&mut self, var: &mut VarId) {
        self.rename(var);
    }
    fn handler_end(&mut self, _: &mut VarId) {}
    fn function(&mut self, _: FunctionId) {}
    fn class(&mut self, _: ClassId) {}
    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        walk_comprehension(self, comprehension);
        let mut variables = BTreeSet::new();
        for clause in &comprehension.clauses {
            targets(&clause.target, &mut variables);
        }
        comprehension.variables = variables.into_iter().collect();
    }
    fn declare(&mut self, var: &mut VarId) {
        self.rename(var);
    }
    fn annotation(&mut self, annotation: &mut Expr) {
        self.expr(annotation);
    }
    fn type_params(&mut self, params: &mut [TypeParam]) {
        for param in params {
            self.rename(&mut param.var);
            walk_optional(self, &mut param.bound);
            walk_optional(self, &mut param.default);
        }
    }
}

fn targets(target: &Target, variables: &mut BTreeSet<VarId>) {
    match target {
        Target::Var(var, _) => {
            variables.insert(*var);
        }
        Target::Unpack(items, _) => items.iter().for_each(|item| targets(item, variables)),
        Target::Starred(target, _) => targets(target, variables),
        Target::Attribute(..) | Target::Subscript(..) => {}
    }
}

/// Lists the variables of each function: parameters first, then by place.
fn list_variables(program: &mut Program) {
    for function in &mut program.functions {
        function.variables = function.params.iter().map(|param| param.var).collect();
    }
    for variable in &program.variables {
        let list = &mut program.functions[variable.scope.index()].variables;
        if !variable.is_param {
            list.push(variable.id);
        }
    }
}
