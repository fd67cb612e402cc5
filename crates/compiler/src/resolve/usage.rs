//! Counts how variables are bound and by which scopes they are used.
//!
//! *Invariant:* run before and after variables are split; it sets everything that it sets from nothing.

use std::collections::BTreeSet;

use super::visit::*;
use crate::hir::*;

/// What each function uses of the scopes around it, globals included; by [`FunctionId`].
pub(super) type Outer = Vec<BTreeSet<VarId>>;

/// Sets the counts of all variables and the captures of all functions.
pub(super) fn count(program: &mut Program) -> Outer {
    for variable in &mut program.variables {
        variable.is_captured = false;
        variable.is_used_lazily = false;
        variable.is_rebound_elsewhere = false;
        variable.is_deleted = false;
        variable.bindings = u32::from(variable.is_param);
    }
    for function in &mut program.functions {
        function.captures.clear();
    }
    let mut outer: Outer = vec![BTreeSet::new(); program.functions.len()];
    for index in 0..program.functions.len() {
        let function = FunctionId(index as u32);
        let mut body = std::mem::take(&mut program.functions[index].body);
        Counter {
            program,
            outer: &mut outer,
            function,
            lazy: Vec::new(),
            generators: Vec::new(),
            evaluated: true,
        }
        .body(&mut body);
        program.functions[index].body = body;
    }
    captures(program, &outer);
    outer
}

/// A variable of a function around is captured by all functions in between.
fn captures(program: &mut Program, outer: &Outer) {
    let mut captured: Vec<BTreeSet<VarId>> = vec![BTreeSet::new(); outer.len()];
    for (index, used) in outer.iter().enumerate() {
        for var in used {
            let variable = program.variable(*var);
            let scope = variable.scope;
            // Globals are reached by name, and so are type parameters; a comprehension's target is no global.
            if variable.type_param.is_some()
                || program.function(scope).kind == FunctionKind::Module && !variable.is_hidden
            {
                continue;
            }
            let mut next = Some(FunctionId(index as u32));
            while let Some(function) = next.filter(|function| *function != scope) {
                captured[function.index()].insert(*var);
                next = program.function(function).parent;
            }
        }
    }
    for (function, captured) in program.functions.iter_mut().zip(captured) {
        function.captures = captured.into_iter().collect();
    }
}

struct Counter<'a> {
    program: &'a mut Program,
    outer: &'a mut Outer,
    function: FunctionId,
    /// The variables of each generator expression around that may run later.
    lazy: Vec<BTreeSet<VarId>>,
    /// The variables of each generator expression around, which `:=` inside it does not bind.
    generators: Vec<BTreeSet<VarId>>,
    /// False inside annotations that are not evaluated.
    evaluated: bool,
}

impl Counter<'_> {
    fn body(&mut self, body: &mut [Stmt]) {
        walk_stmts(self, body);
    }

    fn touch(&mut self, var: VarId) -> &mut Variable {
        let function = self.function;
        let elsewhere = self.program.variable(var).scope != function;
        let lazily =
            !elsewhere && self.lazy.iter().any(|own| !own.contains(&var)) && !self.lazy.is_empty();
        if self.evaluated && elsewhere {
            self.outer[function.index()].insert(var);
        }
        let evaluated = self.evaluated;
        let variable = &mut self.program.variables[var.index()];
        variable.is_captured |= evaluated && elsewhere;
        variable.is_used_lazily |= evaluated && lazily;
        variable
    }

    fn bound(&mut self, var: VarId) {
        let function = self.function;
        let inside =
            !self.generators.is_empty() && self.generators.iter().all(|own| !own.contains(&var));
        let lazily = inside || !self.lazy.is_empty();
        let variable = self.touch(var);
        variable.bindings += 1;
        variable.is_used_lazily |= inside && variable.scope == function;
        variable.is_rebound_elsewhere |=
            variable.scope != function || lazily && variable.is_used_lazily;
    }

    /// Runs `inside` as code that is not evaluated, if `condition`.
    fn unevaluated(&mut self, condition: bool, inside: impl FnOnce(&mut Self)) {
        let outer = self.evaluated;
        self.evaluated &= !condition;
        inside(self);
        self.evaluated = outer;
    }

    fn postponed(&self) -> bool {
        let module = self.program.function(self.function).module;
        self.program
            .modules
            .get(module.index())
            .is_some_and(|module| module.future_annotations)
    }
}

impl Visitor for Counter<'_> {
    fn read(&mut self, name: &mut Name) {
        match name {
            Name::Var(var) => {
                self.touch(*var);
            }
            Name::ClassThenOuter(var, outer) => {
                self.touch(*var);
                self.read(outer);
            }
            Name::Builtin(_) | Name::Undefined(_) | Name::ClassCell(_) => {}
        }
    }

    fn bind(&mut self, var: &mut VarId, _: &Span) {
        self.bound(*var);
    }

    fn delete(&mut self, var: &mut VarId) {
        let function = self.function;
        let variable = self.touch(*var);
        variable.is_deleted = true;
        variable.is_rebound_elsewhere |= variable.scope != function;
    }

    fn update(&mut self, var: &mut VarId, _: &Span) {
        self.bound(*var);
    }

    fn import(&mut self, var: &mut VarId) {
        self.touch(*var);
    }

    fn function(&mut self, id: FunctionId) {
        let mut header = FunctionHeader::take(self.program, id);
        let postponed = self.postponed();
        header
            .decorators
            .iter_mut()
            .for_each(|decorator| walk_expr(self, decorator));
        header
            .params
            .iter_mut()
            .for_each(|param| walk_optional(self, &mut param.default));
        self.type_params(&mut header.type_params);
        self.unevaluated(postponed, |this| {
            header
                .params
                .iter_mut()
                .for_each(|param| walk_optional(this, &mut param.annotation));
            walk_optional(this, &mut header.returns);
        });
        header.put(self.program, id);
    }

    fn class(&mut self, id: ClassId) {
        let mut class = ClassHeader::take(self.program, id);
        class
            .decorators
            .iter_mut()
            .for_each(|decorator| walk_expr(self, decorator));
        self.type_params(&mut class.type_params);
        each_arg(&mut class.bases, &mut |base| walk_expr(self, base));
        class.put(self.program, id);
    }

    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        let own = comprehension.variables.iter().copied();
        let is_generator = matches!(comprehension.kind, ComprehensionKind::Generator(_));
        if comprehension.consumed_at_once {
            for around in [self.lazy.last_mut(), self.generators.last_mut()] {
                around
                    .into_iter()
                    .for_each(|around| around.extend(own.clone()));
            }
            if is_generator {
                self.generators.push(own.collect());
            }
            walk_comprehension(self, comprehension);
            if is_generator {
                self.generators.pop();
            }
            return;
        }
        // The first iterable is evaluated at once.
        let mut first = comprehension
            .clauses
            .first_mut()
            .map(|clause| take_expr(&mut clause.iter));
        walk_optional(self, &mut first);
        self.lazy.push(own.clone().collect());
        self.generators.push(own.collect());
        walk_comprehension(self, comprehension);
        self.generators.pop();
        self.lazy.pop();
        if let (Some(clause), Some(first)) = (comprehension.clauses.first_mut(), first) {
            clause.iter = first;
        }
    }

    fn annotation(&mut self, annotation: &mut Expr) {
        let local = matches!(
            self.program.function(self.function).kind,
            FunctionKind::Def | FunctionKind::Lambda
        );
        let postponed = local || self.postponed();
        self.unevaluated(postponed, |this| walk_expr(this, annotation));
    }

    fn type_params(&mut self, params: &mut [TypeParam]) {
        for param in params {
            self.bound(param.var);
            walk_optional(self, &mut param.bound);
            walk_optional(self, &mut param.default);
        }
    }
}

/// The expressions of a `def` that belong to the scope around, taken out of the program while they are walked.
pub(super) struct FunctionHeader {
    pub(super) decorators: Vec<Expr>,
    pub(super) params: Vec<Param>,
    pub(super) returns: Option<Expr>,
    pub(super) type_params: Vec<TypeParam>,
}

impl FunctionHeader {
    pub(super) fn take(program: &mut Program, id: FunctionId) -> FunctionHeader {
        let function = &mut program.functions[id.index()];
        FunctionHeader {
            decorators: std::mem::take(&mut function.decorators),
            params: std::mem::take(&mut function.params),
            returns: function.returns.take(),
            type_params: std::mem::take(&mut function.type_params),
        }
    }

    pub(super) fn put(self, program: &mut Program, id: FunctionId) {
        let function = &mut program.functions[id.index()];
        function.decorators = self.decorators;
        function.params = self.params;
        function.returns = self.returns;
        function.type_params = self.type_params;
    }
}

/// The expressions of a `class` that belong to the scope around.
pub(super) struct ClassHeader {
    pub(super) decorators: Vec<Expr>,
    pub(super) bases: Vec<Arg>,
    pub(super) type_params: Vec<TypeParam>,
}

impl ClassHeader {
    pub(super) fn take(program: &mut Program, id: ClassId) -> ClassHeader {
        let class = &mut program.classes[id.index()];
        ClassHeader {
            decorators: std::mem::take(&mut class.decorators),
            bases: std::mem::take(&mut class.bases),
            type_params: std::mem::take(&mut class.type_params),
        }
    }

    pub(super) fn put(self, program: &mut Program, id: ClassId) {
        let class = &mut program.classes[id.index()];
        class.decorators = self.decorators;
        class.bases = self.bases;
        class.type_params = self.type_params;
    }
}

/// Takes an expression out, leaving `None` of the same id.
pub(super) fn take_expr(expr: &mut Expr) -> Expr {
    let (id, span) = (expr.id, expr.span.clone());
    std::mem::replace(
        expr,
        Expr {
            id,
            span,
            kind: ExprKind::None,
        },
    )
}
