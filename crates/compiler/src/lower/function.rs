//! `def` and `lambda`: Rust functions, and the function objects that stand for them as values.
//!
//! Every `def` is a Rust `fn`; one inside a function is an item there and takes the variables that it uses of the
//! functions around it as further parameters. A function that is used as a value has a function object besides, made
//! where the `def` statement runs, whose closure calls the `fn`.

use super::names::{self, Taken};
use super::scope::{Body, Mode, Slot, Storage, clean, storage_class};
use super::value::{Val, dynamic, owned};
use super::{Lower, walk};
use crate::hir::{self, ExprKind, FunctionId, FunctionKind, Meaning, ParamKind, Program, VarId};
use crate::ir::{self, Block, Expr, Item, Stmt, call, text};
use crate::typed::{Ty, Typed, Use};
use std::collections::{HashMap, HashSet};

/// On a function with a loop that ends in its first round.
pub(super) const NEVER_LOOPS: &str =
    "#[allow(clippy::never_loop, reason = \"as in the Python source\")]";

/// The variables of enclosing functions that each function takes as parameters: those it uses itself, and those of the
/// functions that it calls directly.
pub(super) fn captures(program: &Program, typed: &Typed) -> Vec<Vec<VarId>> {
    let own = |f: &hir::Function| -> Vec<VarId> { f.captures.clone() };
    let mut all: Vec<Vec<VarId>> = program.functions.iter().map(own).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for f in &program.functions {
            let mut more = Vec::new();
            for var in &all[f.id.index()] {
                if let Some(Meaning::Function(callee)) = &program.variable(*var).meaning {
                    more.extend(all[callee.index()].iter().copied());
                }
            }
            for var in more {
                let outside = program.variable(var).scope != f.id
                    && !is_inside(program, program.variable(var).scope, f.id);
                if outside && !all[f.id.index()].contains(&var) {
                    all[f.id.index()].push(var);
                    changed = true;
                }
            }
        }
    }
    for captured in &mut all {
        captured.retain(|v| has_storage(program, typed, *v));
    }
    all
}

/// The functions that each function mentions by name, or that those mention.
pub(super) fn reaches(program: &Program, typed: &Typed) -> Vec<HashSet<FunctionId>> {
    let mut direct: Vec<HashSet<FunctionId>> = Vec::new();
    let methods = methods(program, typed);
    for f in &program.functions {
        let mut found = HashSet::new();
        mentions(program, &f.body, &mut found);
        crate::infer::expressions(f, &mut |e| {
            for meaning in [typed.meaning(e.id), typed.operation(e.id)] {
                found.extend(called(program, &methods, meaning));
            }
        });
        direct.push(found);
    }
    let mut changed = true;
    while changed {
        changed = false;
        for i in 0..direct.len() {
            let more: Vec<FunctionId> = direct[i]
                .iter()
                .flat_map(|f| direct[f.index()].iter().copied())
                .collect();
            let before = direct[i].len();
            direct[i].extend(more);
            changed |= direct[i].len() > before;
        }
    }
    direct
}

/// The functions that one mentions by name.
pub(super) fn mentioned(program: &Program, function: &hir::Function) -> HashSet<FunctionId> {
    let mut found = HashSet::new();
    mentions(program, &function.body, &mut found);
    found
}

/// The methods of plain classes by name.
fn methods<'p>(program: &'p Program, typed: &Typed) -> HashMap<&'p str, Vec<FunctionId>> {
    let mut all: HashMap<&str, Vec<FunctionId>> = HashMap::new();
    for f in &program.functions {
        if f.class.is_some_and(|class| body_is_plain(typed, class)) {
            all.entry(&f.name).or_default().push(f.id);
        }
    }
    all
}

/// The functions that an operation may call: for a method, those of its name in all plain classes.
fn called(
    program: &Program,
    methods: &HashMap<&str, Vec<FunctionId>>,
    meaning: &Use,
) -> Vec<FunctionId> {
    match meaning {
        Use::Function(id, _) => {
            let same = methods.get(program.function(*id).name.as_str());
            let is_method = same.is_some_and(|all| all.contains(id));
            same.filter(|_| is_method).map_or(vec![*id], Clone::clone)
        }
        Use::Construct(class, _) => {
            let body = Some(program.class(*class).body);
            let inits = ["__init__", "__post_init__"].into_iter();
            let all = inits.filter_map(|name| methods.get(name)).flatten();
            all.copied()
                .filter(|f| program.function(*f).parent == body)
                .collect()
        }
        _ => Vec::new(),
    }
}

fn mentions(program: &Program, block: &[hir::Stmt], out: &mut HashSet<FunctionId>) {
    for stmt in block {
        super::declare::head(program, stmt, &mut |event| {
            if let walk::Event::Read(v) = event
                && let Some(Meaning::Function(f)) = &program.variable(v).meaning
            {
                out.insert(*f);
            }
        });
        super::declare::blocks(stmt)
            .iter()
            .for_each(|b| mentions(program, b.stmts, out));
    }
}

/// Whether scope `inner` is written inside `outer`.
fn is_inside(program: &Program, inner: FunctionId, outer: FunctionId) -> bool {
    let mut at = Some(inner);
    while let Some(id) = at {
        if id == outer {
            return true;
        }
        at = program.function(id).parent;
    }
    false
}

/// Whether a variable exists at run time: a function that is only called, and what is imported from the library, do not.
pub(super) fn has_storage(program: &Program, typed: &Typed, var: VarId) -> bool {
    match &program.variable(var).meaning {
        Some(Meaning::Function(f)) => typed.escapes.get(f.index()).copied().unwrap_or(true),
        Some(Meaning::Library(..) | Meaning::LibraryModule(_) | Meaning::Module(_)) => false,
        Some(Meaning::Class(class)) => {
            !body_is_plain(typed, *class) && !typed.exceptions.contains(class)
        }
        None => match &program.variable(var).undecorated {
            Some(Meaning::Class(class)) => !body_is_plain(typed, *class),
            _ => true,
        },
    }
}

impl<'a> Lower<'a> {
    /// Whether a call from `caller` may lead back to it, so that the future would contain itself.
    pub(super) fn is_recursive(&self, caller: FunctionId, callee: FunctionId) -> bool {
        caller == callee || self.reaches[callee.index()].contains(&caller)
    }
    /// Whether a call of the function makes a future or generator, which keeps its arguments.
    pub(super) fn is_owned(&self, f: &hir::Function) -> bool {
        f.is_async || f.is_generator || self.suspends.contains(&f.id)
    }
    /// Whether a parameter is taken as `&T`: nothing is kept or rebound, and the body does not outlive the call.
    pub(super) fn is_borrowed(&self, f: &hir::Function, param: &hir::Param) -> bool {
        let v = self.program.variable(param.var);
        let ty = self.var_ty(param.var);
        !self.is_owned(f)
            && v.bindings == 1
            && !v.is_deleted
            && storage_class(self, v) == Storage::Local
            && (!self.is_copy(&ty) || self.is_receiver(f, param))
    }
    /// Whether the parameter is the `self` of a method of a plain class.
    fn is_receiver(&self, f: &hir::Function, param: &hir::Param) -> bool {
        self.has_receiver(f) && f.params.first().is_some_and(|p| p.var == param.var)
    }
    /// The Rust `fn` of a `def`.
    pub(super) fn function(&mut self, id: FunctionId) -> ir::Function {
        let program = self.program;
        let typed = self.typed;
        let f = program.function(id);
        let name = self.function_name(id);
        let result = self.result_type(id);
        let mut body = Body::new(self, f);
        let mut out = ir::Function {
            name,
            docs: docs(&f.docstring),
            ..ir::Function::default()
        };
        let mut start = Vec::new();
        for (i, param) in f.params.iter().enumerate() {
            if i == 0 && body.lower.has_receiver(f) {
                start.extend(body.receiver_param(param, &mut out.params));
                continue;
            }
            // The class of a class method is only called, by its name.
            if i == 0 && body.lower.unbound(f) == Some(1) {
                continue;
            }
            let (head, mut more) = body.param(param);
            out.params.push(head);
            start.append(&mut more);
        }
        for var in body.lower.captures[id.index()].clone() {
            out.params
                .push(body.capture_param(var, body.lower.is_owned(f)));
        }
        if takes_class_cell(typed, f) {
            let ty = if body.lower.is_owned(f) {
                "Shared<Value>"
            } else {
                "&Shared<Value>"
            };
            out.params.push(("class_cell".into(), ty.into()));
        }
        start.extend(body.shared_variables());
        let block = match (f.is_async, f.is_generator) {
            (_, false) => {
                out.is_async = f.is_async || body.lower.suspends.contains(&id);
                out.returns = body.lower.returns(f, &result);
                body.function_block(start)
            }
            (is_async, true) => {
                let item = body.lower.rust_type(&result);
                out.returns = Some(if is_async {
                    format!("AsyncGenerator<{item}>")
                } else {
                    format!("Generator<{item}>")
                });
                body.generator_block(start, is_async)
            }
        };
        if body.never_loops {
            out.attributes.push(NEVER_LOOPS.into());
        }
        out.is_public = f
            .parent
            .is_some_and(|p| program.function(p).kind == FunctionKind::Module)
            || f.class.is_some_and(|c| body_is_plain(typed, c));
        if out.params.len() > 7 {
            out.attributes.push(
                "#[expect(clippy::too_many_arguments, reason = \"as in the Python source\")]"
                    .into(),
            );
        }
        let types = out.params.iter().map(|(_, ty)| ty).chain(&out.returns);
        if types
            .into_iter()
            .any(|ty| ty.matches("Callable<").count() > 1)
        {
            out.attributes.push(
                "#[allow(clippy::type_complexity, reason = \"functions of functions, as in the Python source\")]"
                    .into(),
            );
        }
        out.body = block;
        out
    }
    /// Whether a function returns `Result`. Futures and generators always do.
    pub(super) fn returns_result(&self, f: &hir::Function) -> bool {
        let is_hook =
            f.class.is_some_and(|c| body_is_plain(self.typed, c)) && super::plain::is_hook(&f.name);
        is_hook
            || self.is_owned(f)
            || f.kind != FunctionKind::Def
            || self
                .family_of(f.id)
                .iter()
                .any(|f| self.fallible[f.index()])
    }
    /// The Rust result type.
    fn returns(&self, f: &hir::Function, result: &Ty) -> Option<String> {
        let rust = self.rust_type(result);
        match self.returns_result(f) {
            true => Some(format!("Result<{rust}>")),
            false => Some(rust).filter(|t| t != "()"),
        }
    }
    /// What a call of the function gives (once awaited), as Rust has it.
    pub(super) fn result_type(&self, id: FunctionId) -> Ty {
        match self.typed.result(id) {
            Ty::Never => Ty::Value,
            ty => ty.clone(),
        }
    }
    /// The static signature of a function object.
    pub(super) fn signature_static(&mut self, f: &hir::Function) -> String {
        // In the file that is being made: another module may need an object of the function too.
        let name = self.top_name(self.module, &names::constant(&clean(&f.qualname)));
        let module = self.program.module(f.module).name.clone();
        let params: Vec<Expr> = f.params.iter().map(signature_param).collect();
        let value = call(
            "Signature::new",
            vec![
                text(format!("{:?}", f.name)),
                text(format!("{:?}", f.qualname)),
                text(format!("{module:?}")),
                Expr::Array(params).borrow(),
            ],
        );
        let kind = match (f.is_async, f.is_generator) {
            (false, false) => None,
            (true, false) => Some("FunctionKind::Coroutine"),
            (false, true) => Some("FunctionKind::Generator"),
            (true, true) => Some("FunctionKind::AsyncGenerator"),
        };
        let value = match kind {
            Some(kind) => value.method("with_kind", vec![text(kind)]),
            None => value,
        };
        let value = match &f.docstring {
            Some(doc) => value.method("with_doc", vec![text(format!("{doc:?}"))]),
            None => value,
        };
        self.file.statics.push(Item::Static(
            Vec::new(),
            name.clone(),
            "Signature".into(),
            value,
        ));
        name
    }
}

fn signature_param(param: &hir::Param) -> Expr {
    let kind = match param.kind {
        ParamKind::PositionalOnly => "Kind::PositionalOnly",
        ParamKind::PositionalOrKeyword => "Kind::PositionalOrKeyword",
        ParamKind::VarPositional => "Kind::VarPositional",
        ParamKind::KeywordOnly => "Kind::KeywordOnly",
        ParamKind::VarKeyword => "Kind::VarKeyword",
    };
    call(
        "Param::new",
        vec![
            text(format!("{:?}", param.name)),
            text(kind),
            text(param.default.is_some().to_string()),
        ],
    )
}

/// `///` lines of a docstring.
pub(super) fn docs(docstring: &Option<String>) -> Vec<String> {
    docstring
        .iter()
        .flat_map(|d| d.trim().lines().map(|l| l.trim_end().to_string()))
        .collect()
}

impl<'a> Body<'a, '_> {
    /// `self` of a plain class's method.
    fn receiver_param(
        &mut self,
        param: &hir::Param,
        params: &mut Vec<(String, String)>,
    ) -> Vec<Stmt> {
        let is_owned = self.lower.is_owned(self.function);
        params.push((
            if is_owned { "self" } else { "&self" }.into(),
            String::new(),
        ));
        let slot = self.slot(param.var);
        let mut start = Vec::new();
        match slot.storage {
            Storage::Local if !self.plan.mutable.contains(&param.var) => {
                let storage = if is_owned {
                    Storage::Local
                } else {
                    Storage::Borrowed
                };
                self.slots.insert(
                    param.var,
                    Slot {
                        name: "self".into(),
                        storage,
                    },
                );
            }
            storage => {
                let mut value = text("self").method("clone", vec![]);
                let mut pattern = slot.name.clone();
                if storage != Storage::Local {
                    let head = if storage == Storage::Shared {
                        "Shared::new"
                    } else {
                        "Local::new"
                    };
                    value = call(head, vec![text(format!("{:?}", param.name)), value]);
                }
                if storage != Storage::Shared {
                    pattern = format!("mut {pattern}");
                }
                start.push(Stmt::Let {
                    pattern,
                    ty: None,
                    value: Some(value),
                });
            }
        }
        start
    }
    /// The Rust parameter, and what must happen to it first.
    fn param(&mut self, param: &hir::Param) -> ((String, String), Vec<Stmt>) {
        let ty = self.lower.var_ty(param.var);
        let rust = self.lower.rust_type(&ty);
        let borrowed = self.lower.is_borrowed(self.function, param);
        let slot = self.slot(param.var);
        match slot.storage {
            Storage::Shared | Storage::Maybe => {
                let python = text(format!("{:?}", param.name));
                let (head, mutable) = if slot.storage == Storage::Shared {
                    ("Shared::new", "")
                } else {
                    ("Local::new", "mut ")
                };
                let value = call(head, vec![python, text(slot.name.clone())]);
                let bind = Stmt::Let {
                    pattern: format!("{mutable}{}", slot.name),
                    ty: None,
                    value: Some(value),
                };
                ((slot.name, rust), vec![bind])
            }
            _ if borrowed => {
                self.slots.insert(
                    param.var,
                    Slot {
                        name: slot.name.clone(),
                        storage: Storage::Borrowed,
                    },
                );
                ((slot.name, format!("&{rust}")), Vec::new())
            }
            _ => {
                let mutable = self.mutability(&param.var, &slot.name);
                ((format!("{mutable}{}", slot.name), rust), Vec::new())
            }
        }
    }
    /// The parameter that carries a captured variable.
    fn capture_param(&mut self, var: VarId, is_owned: bool) -> (String, String) {
        let ty = self.lower.var_ty(var);
        let rust = self.lower.rust_type(&ty);
        let slot = self.slot(var);
        self.declared.insert(var);
        let rust = if slot.storage == Storage::Shared {
            format!("Shared<{rust}>")
        } else {
            rust
        };
        if is_owned {
            return (slot.name, rust);
        }
        if slot.storage == Storage::Local {
            self.slots.insert(
                var,
                Slot {
                    name: slot.name.clone(),
                    storage: Storage::Borrowed,
                },
            );
        }
        (slot.name, format!("&{rust}"))
    }
    /// Declares the cells of this function's variables that inner functions rebind.
    pub(super) fn shared_variables(&mut self) -> Vec<Stmt> {
        let program = self.lower.program;
        let function = self.function;
        let mut out = Vec::new();
        for var in &function.variables {
            let v = program.variable(*var);
            let is_param = v.is_param || v.is_hidden;
            if !is_param
                && has_storage(program, self.lower.typed, *var)
                && storage_class(self.lower, v) == Storage::Shared
            {
                out.extend(self.declare(*var));
            }
        }
        out
    }
    /// The body of a plain or async function.
    fn function_block(&mut self, mut start: Vec<Stmt>) -> Block {
        let function = self.function;
        let is_recursive = self.lower.recursive.get(function.id.index());
        if is_recursive == Some(&true) && !self.lower.suspends.contains(&function.id) {
            let guard = call("recursion_guard", vec![]).tried();
            let guard = Stmt::Let {
                pattern: "_depth".into(),
                ty: None,
                value: Some(guard),
            };
            start.insert(0, guard);
        }
        let mut block = self.block(&function.body);
        block.stmts.splice(0..0, start);
        self.finish(block)
    }
    /// Gives the block its value where its end is reached.
    pub(super) fn finish(&mut self, mut block: Block) -> Block {
        let falls_through = self.lower.typed.falls_through.get(self.function.id.index());
        if !block.diverges() && self.mode == Mode::Plain && falls_through == Some(&false) {
            block.tail = Some(Box::new(text("unreachable!()")));
        } else if !block.diverges() {
            let result = if self.mode == Mode::Plain {
                self.lower.result_type(self.function.id)
            } else {
                self.return_type()
            };
            let none = self.coerce(owned(text("()"), Ty::None), &result);
            let none = self.own(none);
            block.tail = match self.lower.returns_result(self.function) {
                true => Some(Box::new(call("Ok", vec![none]))),
                false if result == Ty::None => None,
                false => Some(Box::new(none)),
            };
        }
        tail_returns(&mut block);
        block
    }
    /// `generator(|y| async move { … })`.
    fn generator_block(&mut self, start: Vec<Stmt>, is_async: bool) -> Block {
        self.mode = if is_async {
            Mode::AsyncGenerator
        } else {
            Mode::Generator
        };
        let inner = self.function_block(start);
        let head = if is_async {
            "async_generator"
        } else {
            "generator"
        };
        let name = text(format!("{:?}", self.function.qualname));
        let item = self.lower.result_type(self.function.id);
        let params = self.yielder(&item);
        let closure = Expr::Closure {
            is_move: true,
            params,
            body: Box::new(Expr::Async(inner)),
        };
        Block::value(call(head, vec![name, closure]))
    }
    /// The parameter of a generator's closure.
    pub(super) fn yielder(&self, item: &Ty) -> String {
        format!("y: Yielder<{}>", self.lower.rust_type(item))
    }
    /// The type of `return`'s value in this body.
    pub(super) fn return_type(&self) -> Ty {
        match self.mode {
            Mode::Plain => self.lower.result_type(self.function.id),
            Mode::Generator => Ty::Value,
            Mode::AsyncGenerator => Ty::None,
        }
    }
    /// A captured variable as an argument of a direct call.
    pub(super) fn capture_argument(&mut self, var: VarId, is_owned: bool) -> Expr {
        let slot = self.slot(var);
        let name = text(slot.name.clone());
        let is_param = self.lower.program.variable(var).scope != self.function.id
            && self.function.kind == FunctionKind::Def;
        match slot.storage {
            Storage::Shared if is_owned => name.method("clone", vec![]),
            Storage::Shared if is_param && !self.lower.is_owned(self.function) => name,
            Storage::Shared => name.borrow(),
            _ => {
                let val = self.read(var);
                if is_owned {
                    self.own(val)
                } else {
                    self.borrow(val)
                }
            }
        }
    }
    /// What a closure that calls a nested function keeps of the variables it captures: statements that clone them, the
    /// arguments made of the clones, and whether anything is taken by moving alone.
    pub(super) fn captured_clones(
        &mut self,
        captured: &[VarId],
        is_owned: bool,
    ) -> (Vec<Stmt>, Vec<Expr>, bool) {
        let (mut clones, mut args, mut is_move) = (Vec::new(), Vec::new(), false);
        for var in captured {
            let slot = self.slot(*var);
            let name = slot.name.clone();
            let ty = self.lower.var_ty(*var);
            if self.lower.is_copy(&ty) && slot.storage == Storage::Local {
                let name = text(name);
                args.push(if is_owned { name } else { name.borrow() });
                is_move = true;
                continue;
            }
            let value = if slot.storage == Storage::Shared {
                text(name.clone()).method("clone", vec![])
            } else {
                let val = self.read(*var);
                self.own(val)
            };
            let name = unreserved(&name);
            clones.push(Stmt::Let {
                pattern: name.clone(),
                ty: None,
                value: Some(value),
            });
            args.push(match is_owned {
                true if self.lower.is_copy(&ty) && slot.storage != Storage::Shared => text(name),
                true => text(name).method("clone", vec![]),
                false => text(name).borrow(),
            });
        }
        (clones, args, is_move)
    }
    /// The function object of a `def`.
    pub(super) fn function_object(&mut self, id: FunctionId) -> Val {
        let program = self.lower.program;
        let f = program.function(id);
        let captured = self.lower.captures[id.index()].clone();
        let path = self.function_path(id);
        let mut taken = Taken::default();
        taken.unique(&path);
        for var in &captured {
            taken.unique(&unreserved(&self.slot(*var).name));
        }
        let params: Vec<String> = f
            .params
            .iter()
            .enumerate()
            .map(|(i, p)| taken.unique(&argument_name(&p.name, i)))
            .collect();
        let is_owned = self.lower.is_owned(f);
        let mut args: Vec<Expr> = Vec::new();
        for (param, name) in f.params.iter().zip(&params) {
            let ty = self.lower.var_ty(param.var);
            let value = dynamic(text(name.clone()));
            let around = std::mem::take(&mut self.around);
            let value = self.coerce(value, &ty);
            self.around = around;
            args.push(if self.lower.is_borrowed(f, param) {
                self.borrow(value)
            } else {
                self.own(value)
            });
        }
        let (mut clones, passed, is_move) = self.captured_clones(&captured, is_owned);
        args.extend(passed);
        if takes_class_cell(self.lower.typed, f) {
            clones.push(self.class_cell_clone());
            let cell = text("class_cell");
            args.push(if is_owned {
                cell.method("clone", vec![])
            } else {
                cell.borrow()
            });
        }
        let result = self.lower.result_type(id);
        let direct = call(path, args);
        let body = match (f.is_async, f.is_generator) {
            // A dynamic call cannot wait here; the library says so when it comes to it.
            (false, false) if self.lower.suspends.contains(&id) => {
                let finished = call("run_now", vec![direct]);
                call("Ok", vec![self.converted(finished, result)])
            }
            (true, false) => {
                let is_dynamic = result == Ty::Value;
                let name = text(format!("{:?}", f.qualname));
                let object = |future: Expr| {
                    let coroutine = call("Coroutine::new", vec![name, future]);
                    call("Ok", vec![call("Value::from", vec![coroutine])])
                };
                if is_dynamic {
                    object(direct)
                } else {
                    // The future takes its arguments before the block that converts its result is made.
                    let started = Stmt::Let {
                        pattern: "future".into(),
                        ty: None,
                        value: Some(direct),
                    };
                    let result = self.converted(text("future").awaited(), result);
                    let converted = Expr::Async(Block::value(call("Ok", vec![result])));
                    let made = object(converted);
                    Expr::Block(
                        None,
                        Block {
                            stmts: vec![started],
                            tail: Some(Box::new(made)),
                        },
                    )
                }
            }
            (_, true) => call("Ok", vec![call("Value::from", vec![direct])]),
            (false, false) if !self.lower.returns_result(f) => {
                let value = self.to_value(owned(direct, result)).expr;
                call("Ok", vec![value])
            }
            (false, false) if result == Ty::Value => direct,
            (false, false) => call("Ok", vec![self.converted(direct, result)]),
        };
        self.make_function(f, params, clones, is_move, body)
    }
    /// `let class_cell = class_cell.clone();`
    fn class_cell_clone(&self) -> Stmt {
        let value = text("class_cell").method("clone", vec![]);
        Stmt::Let {
            pattern: "class_cell".into(),
            ty: None,
            value: Some(value),
        }
    }
    /// The `class_cell` argument of a direct call.
    pub(super) fn class_cell_argument(&self, is_owned: bool) -> Expr {
        let cell = text("class_cell");
        let is_ref = self.function.kind == FunctionKind::Def && !self.lower.is_owned(self.function);
        match is_owned {
            true => cell.method("clone", vec![]),
            false if is_ref => cell,
            false => cell.borrow(),
        }
    }
    /// `direct?` as a `Value`, inside a closure.
    fn converted(&mut self, direct: Expr, result: Ty) -> Expr {
        let value = direct.tried();
        self.to_value(owned(value, result)).expr
    }
    /// `function(&SIGNATURE, defaults, |[a, b]| body)`.
    fn make_function(
        &mut self,
        f: &'a hir::Function,
        params: Vec<String>,
        clones: Vec<Stmt>,
        is_move: bool,
        body: Expr,
    ) -> Val {
        let signature = self.lower.signature_static(f);
        let mut defaults = Vec::new();
        let has_statics = f.kind == FunctionKind::Def && !self.in_class();
        for (index, param) in f.params.iter().enumerate() {
            let Some(default) = &param.default else {
                continue;
            };
            // A `def` has evaluated its defaults already.
            let value = if has_statics {
                self.default_value(f.id, index)
            } else {
                self.expr(default)
            };
            let value = self.to_value(value);
            defaults.push(self.own(value));
        }
        let count = params.len();
        let is_move = is_move || !clones.is_empty();
        let closure = Expr::Closure {
            is_move,
            params: format!("[{}]: [Value; {count}]", params.join(", ")),
            body: Box::new(body),
        };
        let object = call(
            "function",
            vec![
                text(format!("&{signature}")),
                Expr::Macro("vec".into(), '[', defaults),
                closure,
            ],
        );
        let object = self.annotated(f, object);
        let object = self.generic_function(f, object);
        if clones.is_empty() {
            return dynamic(object);
        }
        dynamic(Expr::Block(
            None,
            Block {
                stmts: clones,
                tail: Some(Box::new(object)),
            },
        ))
    }
    /// `generic(object, [T])`, where something looks at type parameters.
    fn generic_function(&mut self, f: &'a hir::Function, object: Expr) -> Expr {
        if f.type_params.is_empty() || !self.lower.program.shows_type_params() {
            return object;
        }
        let params = self.type_params(&f.type_params);
        call("generic", vec![object, params])
    }
    /// `annotated(object, [("x", int)])`, where something looks at annotations.
    fn annotated(&mut self, f: &'a hir::Function, object: Expr) -> Expr {
        let params = f
            .params
            .iter()
            .filter_map(|p| Some((p.name.as_str(), p.annotation.as_ref()?)));
        let all: Vec<_> = params
            .chain(f.returns.iter().map(|r| ("return", r)))
            .collect();
        if !self.lower.shows_annotations || all.is_empty() {
            return object;
        }
        let is_shown = self.lower.program.evaluates_annotations(f);
        let mut items = Vec::new();
        for (name, annotation) in all {
            let value = self.annotation_value(annotation, is_shown);
            let value = if is_shown {
                value
            } else {
                call("Value::from", vec![value])
            };
            items.push(Expr::Tuple(vec![text(format!("{name:?}")), value]));
        }
        let annotations = Expr::Macro("vec".into(), '[', items);
        call("annotated", vec![object, annotations])
    }
    /// The function object of a lambda, whose body stands in the closure itself.
    pub(super) fn lambda(&mut self, id: FunctionId) -> Val {
        let program = self.lower.program;
        let f = program.function(id);
        let mut clones = self.clones(&self.lower.captures[id.index()].clone());
        if takes_class_cell(self.lower.typed, f) {
            clones.push(self.class_cell_clone());
        }
        let (params, body) = self.inner(f, |inner| inner.lambda_body(f));
        let is_move = !self.lower.captures[id.index()].is_empty();
        self.make_function(f, params, clones, is_move, body)
    }
    /// Parameters and body of a lambda's closure, in a body of its own.
    fn lambda_body(&mut self, f: &'a hir::Function) -> (Vec<String>, Expr) {
        let mut params = Vec::new();
        let mut stmts = Vec::new();
        for param in &f.params {
            let ty = self.lower.var_ty(param.var);
            let slot = self.slot(param.var);
            if slot.storage == Storage::Shared {
                let value = call(
                    "Shared::new",
                    vec![text(format!("{:?}", param.name)), text(slot.name.clone())],
                );
                stmts.push(Stmt::Let {
                    pattern: slot.name.clone(),
                    ty: None,
                    value: Some(value),
                });
            } else if ty != Ty::Value {
                let value = self.coerce(dynamic(text(slot.name.clone())), &ty);
                stmts.push(Stmt::Let {
                    pattern: slot.name.clone(),
                    ty: None,
                    value: Some(value.expr),
                });
            }
            params.push(slot.name);
        }
        if f.is_generator {
            let inner = self.generator_block(stmts, f.is_async);
            let object = call("Value::from", vec![Expr::Block(None, inner)]);
            return (params, call("Ok", vec![object]));
        }
        let value = match f.body.first().map(|s| &s.kind) {
            Some(hir::StmtKind::Return(Some(e))) => self.expr(e),
            _ => owned(text("()"), Ty::None),
        };
        let value = self.to_value(value);
        let value = self.own(value).as_result();
        stmts.append(&mut self.ahead);
        let shared = self.shared_variables();
        stmts.splice(0..0, shared);
        if stmts.is_empty() {
            return (params, value);
        }
        (
            params,
            Expr::Block(
                None,
                Block {
                    stmts,
                    tail: Some(Box::new(value)),
                },
            ),
        )
    }
    /// Clones of variables for a closure that may outlive this body, under the same names.
    pub(super) fn clones(&mut self, vars: &[VarId]) -> Vec<Stmt> {
        let mut out = Vec::new();
        for var in vars {
            let slot = self.slot(*var);
            let value = match slot.storage {
                Storage::Global | Storage::ClassAttribute => continue,
                Storage::Shared | Storage::Maybe => text(slot.name.clone()).method("clone", vec![]),
                Storage::Local
                    if slot.name != "self" && self.lower.is_copy(&self.lower.var_ty(*var)) =>
                {
                    continue;
                }
                _ => {
                    let val = self.read(*var);
                    self.own(val)
                }
            };
            out.push(Stmt::Let {
                pattern: unreserved(&slot.name),
                ty: None,
                value: Some(value),
            });
        }
        out
    }
    /// Lowers code that stands in a closure of this body: the same names, owned, and its own control flow.
    pub(super) fn inner<T>(
        &mut self,
        f: &'a hir::Function,
        work: impl FnOnce(&mut Body<'a, '_>) -> T,
    ) -> T {
        let mut inner = Body::new(&mut *self.lower, f);
        inner.slots = self
            .slots
            .iter()
            .map(|(var, slot)| {
                let storage = if slot.storage == Storage::Borrowed {
                    Storage::Local
                } else {
                    slot.storage.clone()
                };
                (
                    *var,
                    Slot {
                        name: unreserved(&slot.name),
                        storage,
                    },
                )
            })
            .filter(|(var, _)| !f.variables.contains(var))
            .collect();
        inner.taken = self.taken.clone();
        inner.declared = self.declared.clone();
        inner.line = self.line;
        work(&mut inner)
    }
    /// Path of a function's Rust `fn` from here.
    pub(super) fn function_path(&mut self, id: FunctionId) -> String {
        let program = self.lower.program;
        let f = program.function(id);
        let name = self.lower.function_name(id);
        if let Some(class) = f.class {
            return format!("{}::{name}", self.class_path(class));
        }
        if f.module != self.function.module {
            return format!("{}::{name}", self.lower.paths[f.module.index()].path);
        }
        name
    }
    /// A direct default of a parameter, evaluated at the call site because its value is always the same.
    pub(super) fn default_value(&mut self, id: FunctionId, index: usize) -> Val {
        let program = self.lower.program;
        let param = &program.function(id).params[index];
        match &param.default {
            Some(default) if is_constant(default) => self.expr(default),
            Some(default) => {
                let ty = self.default_ty(default);
                let name = self.default_static(id, index);
                let value = text(name).method("get", vec![]);
                owned(self.attempt(value), ty)
            }
            None => dynamic(text("Value::None")),
        }
    }
    /// The type of the static that keeps a default.
    fn default_ty(&self, default: &hir::Expr) -> Ty {
        match self.lower.typed.ty(default.id) {
            Ty::Never => Ty::Value,
            ty => ty.clone(),
        }
    }
    /// The static that keeps a default which is not a constant.
    pub(super) fn default_static(&mut self, id: FunctionId, index: usize) -> String {
        let program = self.lower.program;
        let f = program.function(id);
        let name = format!(
            "{}_DEFAULT_{}",
            names::constant(&clean(&f.qualname)),
            names::constant(&f.params[index].name)
        );
        if f.module == self.function.module {
            name
        } else {
            format!("{}::{name}", self.lower.paths[f.module.index()].path)
        }
    }
    /// Sets the statics of a function's defaults, where direct calls use them.
    pub(super) fn set_defaults(&mut self, id: FunctionId) -> Vec<Stmt> {
        let program = self.lower.program;
        let f = program.function(id);
        let mut out = Vec::new();
        for (index, param) in f.params.iter().enumerate() {
            let Some(default) = param.default.as_ref().filter(|d| !is_constant(d)) else {
                continue;
            };
            let ty = self.default_ty(default);
            let value = self.expr(default);
            let value = self.owned_as(value, &ty);
            let name = self.default_static(id, index);
            let rust = self.lower.rust_type(&ty);
            self.lower.file.globals.push((name.clone(), rust, None));
            out.push(Stmt::Expr(text(name).method("set", vec![value])));
        }
        out
    }
}

/// Whether an expression always has the same immutable value.
pub(super) fn is_constant(e: &hir::Expr) -> bool {
    match &e.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Ellipsis => true,
        ExprKind::Unary(_, x) => is_constant(x),
        ExprKind::Tuple(items) => items.iter().all(is_constant),
        _ => false,
    }
}

/// The name of a closure's parameter.
pub(super) fn argument_name(name: &str, index: usize) -> String {
    let name = names::variable(name);
    if name == "_" {
        format!("x{index}")
    } else {
        name
    }
}

/// Turns `return x;` at the end into `x`, in branches too.
fn tail_returns(block: &mut Block) {
    if let (
        Some(tail),
        Some(Stmt::Let {
            pattern,
            value: Some(_),
            ..
        }),
    ) = (&block.tail, block.stmts.last())
        && matches!(&**tail, Expr::Text(name) if name == pattern)
        && let Some(Stmt::Let {
            value: Some(value), ..
        }) = block.stmts.pop()
    {
        // `let x = value; x` is `value`.
        block.tail = Some(Box::new(value));
    }
    if let Some(tail) = &mut block.tail {
        return tail_expr(tail);
    }
    match block.stmts.pop() {
        Some(Stmt::Expr(Expr::Return(Some(value)))) => {
            block.tail = Some(value);
            tail_returns(block);
        }
        Some(Stmt::Expr(mut e @ Expr::If(..))) if e.diverges() => {
            tail_expr(&mut e);
            block.tail = Some(Box::new(e));
        }
        Some(other) => block.stmts.push(other),
        None => {}
    }
}

fn tail_expr(e: &mut Expr) {
    match e {
        Expr::If(_, then, Some(other)) => {
            tail_returns(then);
            tail_expr(other);
        }
        Expr::Block(None, block) => tail_returns(block),
        Expr::Return(Some(value)) => *e = (**value).clone(),
        _ => {}
    }
}

/// Whether a class is lowered as a struct.
/// Whether a function is given the cell of the class that it stands in: those of plain classes know their bases.
pub(super) fn takes_class_cell(typed: &Typed, f: &hir::Function) -> bool {
    f.uses_class_cell && !f.class.is_some_and(|class| body_is_plain(typed, class))
}

pub(super) fn body_is_plain(typed: &Typed, class: hir::ClassId) -> bool {
    typed.plain.get(class.index()).is_some_and(Option::is_some)
}

/// The name of a clone: `self` cannot be bound.
pub(super) fn unreserved(name: &str) -> String {
    if name == "self" {
        "this".to_string()
    } else {
        name.to_string()
    }
}
