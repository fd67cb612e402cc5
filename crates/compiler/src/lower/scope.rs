//! The state of one Rust function while it is lowered: names, where control goes, what has been declared.

use super::Lower;
use super::declare::{self, Declarations};
use super::names::{self, Taken};
use super::value::{Val, dynamic, owned, place};
use crate::hir::{self, FunctionId, FunctionKind, Meaning, VarId};
use crate::ir::{Expr, Item, Stmt, call, text};
use crate::typed::Ty;
use std::collections::{HashMap, HashSet};

/// Where a variable lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Storage {
    /// A Rust variable.
    Local,
    /// A Rust variable of type `&T`: a parameter or capture that is only looked at.
    Borrowed,
    /// A Rust variable of type `Local<T>`.
    Maybe,
    /// A Rust variable of type `Shared<T>` or `&Shared<T>`.
    Shared,
    /// A `Global<T>` static.
    Global,
    /// An attribute of the class being made, in the namespace `ns`.
    ClassAttribute,
}

/// A variable in this body.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Rust name or path.
    pub name: String,
    /// Where it lives.
    pub storage: Storage,
}

/// What encloses the code being lowered, innermost last.
#[derive(Debug)]
pub(super) enum Around {
    /// A loop: its label and whether a jump has used it; the label of the block that `break` leaves where there is an `else`.
    Loop {
        label: String,
        is_labelled: bool,
        else_label: Option<String>,
        broke: bool,
    },
    /// A labelled block that nothing but its own jump leaves: a bare `break` cannot stand in it.
    Labelled,
    /// A labelled block that catches errors. Where it has work to do on every way out, jumps leave it as `Flow` values.
    Attempt {
        label: String,
        catches_jumps: bool,
        jumps: Jumps,
    },
}

/// Which jumps leave an attempt as values.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Jumps {
    pub returns: bool,
    pub breaks: bool,
    pub continues: bool,
}

impl Jumps {
    pub(super) fn any(self) -> bool {
        self.returns || self.breaks || self.continues
    }
}

/// What the body is compiled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A function.
    Plain,
    /// The async block of a generator; `return` gives its value.
    Generator,
    /// The async block of an async generator.
    AsyncGenerator,
}

/// The function being lowered.
pub(super) struct Body<'a, 'l> {
    pub lower: &'l mut Lower<'a>,
    pub function: &'a hir::Function,
    pub mode: Mode,
    pub slots: HashMap<VarId, Slot>,
    pub taken: Taken,
    pub labels: Taken,
    /// The Rust functions that it calls by name.
    pub called: HashSet<String>,
    pub plan: Declarations,
    pub declared: HashSet<VarId>,
    pub around: Vec<Around>,
    /// Names of the errors being handled, innermost last.
    pub handled: Vec<String>,
    /// The Python line of the statement being lowered.
    pub line: u32,
    /// The static that names this function in tracebacks, once it has been needed.
    pub frame: Option<String>,
    /// The keywords of the library call being lowered, by argument.
    pub keywords: Vec<Option<String>>,
    /// A loop in it ends in its first round.
    pub never_loops: bool,
    /// Statements that must stand before the one being lowered.
    pub ahead: Vec<Stmt>,
}

impl<'a, 'l> Body<'a, 'l> {
    /// A body for `function`, with its locals named and planned.
    pub(super) fn new(lower: &'l mut Lower<'a>, function: &'a hir::Function) -> Self {
        let program = lower.program;
        let is_local = |var: VarId| {
            let v = program.variable(var);
            v.scope == function.id && !v.is_hidden && storage_class(lower, v) == Storage::Local
        };
        let plan = declare::declarations(program, function, &is_local);
        let mut body = Body {
            lower,
            function,
            mode: Mode::Plain,
            slots: HashMap::new(),
            taken: Taken::default(),
            labels: Taken::default(),
            called: HashSet::new(),
            plan,
            declared: HashSet::new(),
            around: Vec::new(),
            handled: Vec::new(),
            line: 0,
            frame: None,
            ahead: Vec::new(),
            never_loops: false,
            keywords: Vec::new(),
        };
        for name in ["ns", "y", "class_cell", "_depth"] {
            body.taken.unique(name);
        }
        body.reserve_functions();
        body
    }
    /// Keeps variables from hiding the Rust functions that this body calls by name.
    fn reserve_functions(&mut self) {
        let program = self.lower.program;
        let id = self.function.id;
        let mut called = super::function::mentioned(program, self.function);
        let inside = program.functions.iter().filter(|f| f.parent == Some(id));
        called.extend(inside.map(|f| f.id));
        let mut called: Vec<FunctionId> = called.into_iter().collect();
        called.sort();
        for id in called {
            let f = program.function(id);
            if f.kind == FunctionKind::Def && f.class.is_none() {
                let name = self.lower.function_name(id);
                self.called.insert(name);
            }
        }
    }
    /// The slot of a variable that this body names.
    pub(super) fn slot(&mut self, var: VarId) -> Slot {
        if let Some(slot) = self.slots.get(&var) {
            return slot.clone();
        }
        let v = self.lower.program.variable(var);
        let storage = match storage_class(self.lower, v) {
            Storage::Local if self.plan.maybe.contains(&var) => Storage::Maybe,
            storage => storage,
        };
        let name = match storage {
            Storage::Global => return self.global(var),
            Storage::ClassAttribute => v.name.clone(),
            _ if v.scope == self.function.id
                && self.plan.unread.contains(&var)
                && storage == Storage::Local =>
            {
                let name = names::variable(&v.name);
                let name = if name == "_" {
                    name
                } else {
                    format!("_{}", name.trim_start_matches("r#").trim_start_matches('_'))
                };
                if name == "_" {
                    name
                } else {
                    self.taken.unique(&name)
                }
            }
            // The Rust function keeps the name; its object stands beside it.
            _ if matches!(v.meaning, Some(Meaning::Function(_))) => {
                let name = names::variable(&v.name);
                self.taken
                    .unique(&format!("{}_object", name.trim_start_matches("r#")))
            }
            _ => {
                let name = names::variable(&v.name);
                let name = match name.as_str() {
                    "_" => names::UNDERSCORE.to_string(),
                    _ if self.called.contains(&name) => {
                        format!("{}_object", name.trim_start_matches("r#"))
                    }
                    _ => name,
                };
                self.taken.unique(&name)
            }
        };
        let slot = Slot { name, storage };
        self.slots.insert(var, slot.clone());
        slot
    }
    fn global(&mut self, var: VarId) -> Slot {
        let name = self.lower.static_name(var);
        let here = self.function.module;
        let scope = self.lower.program.variable(var).scope;
        let there = self.lower.program.function(scope).module;
        let name = if here == there {
            name
        } else {
            format!("{}::{name}", self.lower.paths[there.index()].path)
        };
        let slot = Slot {
            name,
            storage: Storage::Global,
        };
        self.slots.insert(var, slot.clone());
        slot
    }
    /// A Rust variable that no Python name stands for.
    pub(super) fn temporary(&mut self, name: &str) -> String {
        self.taken.unique(name)
    }
    /// `mut ` where the variable is assigned again.
    pub(super) fn mutability(&self, var: &VarId, name: &str) -> &'static str {
        match self.plan.mutable.contains(var) && name != "_" {
            true => "mut ",
            false => "",
        }
    }
    /// The variable's value.
    pub(super) fn read(&mut self, var: VarId) -> Val {
        if let Some(parameter) = self.type_parameter(var) {
            return parameter;
        }
        let ty = self.lower.var_ty(var);
        let slot = self.slot(var);
        let name = text(slot.name.clone());
        match slot.storage {
            Storage::Local if self.plan.movable.contains(&var) => owned(name, ty),
            Storage::Local => place(name, ty),
            Storage::Borrowed => Val {
                expr: name,
                ty,
                form: super::value::Form::Ref,
            },
            Storage::Shared if self.is_own_unbound(var) => {
                let value = name.method("get_own", vec![]);
                owned(self.attempt(value), ty)
            }
            Storage::Maybe | Storage::Shared | Storage::Global => {
                let value = name.method("get", vec![]);
                owned(self.attempt(value), ty)
            }
            Storage::ClassAttribute => {
                let value = text("ns").method("get", vec![text(format!("{:?}", slot.name))]);
                dynamic(self.attempt(value))
            }
        }
    }
    /// A type parameter, which is made when it is asked for.
    fn type_parameter(&mut self, var: VarId) -> Option<Val> {
        let program = self.lower.program;
        let v = program.variable(var);
        let owner = v.type_param.as_ref()?;
        let path = self.library_item("typing::type_parameter");
        let names = [owner, &v.name].map(|name| text(format!("{name:?}")));
        Some(dynamic(call(path, names.to_vec())))
    }
    /// A use in its own function may find the variable unbound.
    fn is_own_unbound(&self, var: VarId) -> bool {
        let v = self.lower.program.variable(var);
        v.scope == self.function.id && v.maybe_unbound
    }
    /// Statements that give the variable a value, which already has its type and is owned.
    pub(super) fn write(&mut self, var: VarId, value: Expr) -> Stmt {
        let slot = self.slot(var);
        let name = slot.name.clone();
        match slot.storage {
            Storage::Local | Storage::Borrowed => {
                if slot.name == "_"
                    || self.function.params.iter().all(|p| p.var != var)
                        && self.declared.insert(var)
                {
                    let mutable = self.mutability(&var, &slot.name);
                    let ty = self.annotation(var, &value);
                    let value = if ty.is_some() {
                        without_turbofish(value)
                    } else {
                        value
                    };
                    return Stmt::Let {
                        pattern: format!("{mutable}{name}"),
                        ty,
                        value: Some(value),
                    };
                }
                Stmt::Expr(Expr::Assign(Box::new(text(name)), Box::new(value)))
            }
            Storage::Maybe | Storage::Shared => {
                let mut stmts = self.declare(var);
                self.ahead.append(&mut stmts);
                Stmt::Expr(text(name).method("set", vec![value]))
            }
            Storage::Global => Stmt::Expr(text(name).method("set", vec![value])),
            Storage::ClassAttribute => {
                let value = text("ns").method("set", vec![text(format!("{name:?}")), value]);
                Stmt::Expr(self.attempt(value))
            }
        }
    }
    /// A type for `let` where the value alone does not tell it.
    fn annotation(&mut self, var: VarId, value: &Expr) -> Option<String> {
        let is_open = match value {
            Expr::Text(text) => text == "None",
            Expr::Call(path, args) => {
                args.is_empty() && matches!(&**path, Expr::Text(p) if p.ends_with("::new"))
            }
            Expr::Block(..) => true,
            _ => false,
        };
        let ty = self.lower.var_ty(var);
        is_open
            .then(|| self.lower.rust_type(&ty))
            .filter(|t| t != "Value")
    }
    /// The declaration of a variable that has no value yet, if it needs one here.
    pub(super) fn declare(&mut self, var: VarId) -> Vec<Stmt> {
        let slot = self.slot(var);
        if slot.name == "_" {
            return Vec::new();
        }
        let is_param = self.function.params.iter().any(|p| p.var == var);
        if is_param
            || !matches!(
                slot.storage,
                Storage::Local | Storage::Maybe | Storage::Shared
            )
            || !self.declared.insert(var)
        {
            return Vec::new();
        }
        let v = self.lower.program.variable(var);
        let ty = self.lower.var_ty(var);
        let ty = self.lower.rust_type(&ty);
        let is_global = self.function.kind == FunctionKind::Module && !v.is_hidden;
        let unbound = match is_global {
            true => "Local::undefined",
            false => "Local::unbound",
        };
        let (pattern, ty, value) = match slot.storage {
            Storage::Local => {
                let mutable = self.mutability(&var, &slot.name);
                (format!("{mutable}{}", slot.name), Some(ty), None)
            }
            Storage::Maybe => (
                format!("mut {}", slot.name),
                Some(format!("Local<{ty}>")),
                Some(call(unbound, vec![text(format!("{:?}", v.name))])),
            ),
            _ => (
                slot.name,
                Some(format!("Shared<{ty}>")),
                Some(call("Shared::unbound", vec![text(format!("{:?}", v.name))])),
            ),
        };
        vec![Stmt::Let { pattern, ty, value }]
    }
    /// `value?`, aimed at the innermost attempt.
    pub(super) fn attempt(&mut self, value: Expr) -> Expr {
        let label = self.catcher();
        let at = self.location();
        Expr::Try {
            value: Box::new(value),
            label,
            at,
        }
    }
    /// The label of the block that an error leaves; where there is none it leaves the function.
    pub(super) fn catcher(&mut self) -> Option<String> {
        let label = self.around.iter().rev().find_map(|a| match a {
            Around::Attempt { label, .. } => Some(label.clone()),
            Around::Loop { .. } | Around::Labelled => None,
        });
        if label.is_none() {
            self.lower.failures.own[self.function.id.index()] = true;
        }
        label
    }
    /// Frame and line of the current statement, where tracebacks are wanted. The library has no entries in tracebacks, in
    /// whichever language it is written.
    pub(super) fn location(&mut self) -> Option<(String, u32)> {
        let is_library = self.lower.program.module(self.lower.module).is_library;
        if is_library || !self.lower.options.tracebacks {
            return None;
        }
        if self.frame.is_none() {
            self.frame = Some(self.lower.frame_static(self.function));
        }
        self.frame.clone().map(|frame| (frame, self.line))
    }
    /// Leaves with a `Result` that is an error.
    pub(super) fn leave_with(&mut self, raised: Expr) -> Expr {
        let raised = match self.location() {
            Some((frame, line)) => raised.method(
                "at",
                vec![text(format!("&{frame}")), text(line.to_string())],
            ),
            None => raised,
        };
        self.leave(raised)
    }
    /// Leaves with an error that has its traceback entry already.
    pub(super) fn rethrow(&mut self, error: Expr) -> Expr {
        self.leave(call("Err", vec![error]))
    }
    fn leave(&mut self, error: Expr) -> Expr {
        match self.catcher() {
            Some(label) => Expr::Break(Some(label), Some(Box::new(error))),
            None => Expr::Return(Some(Box::new(error))),
        }
    }
    /// A label that no other block of this body has.
    pub(super) fn label(&mut self, name: &str) -> String {
        self.labels.unique(name)
    }
    /// Refuses a construct of this function.
    pub(super) fn refuse(&mut self, span: &hir::Span, message: impl Into<String>, help: &str) {
        self.lower.refuse(self.function.module, span, message, help);
    }
}

/// Where a variable lives, seen from its own scope and before `Maybe` is known.
pub(super) fn storage_class(lower: &Lower, v: &hir::Variable) -> Storage {
    let scope = lower.program.function(v.scope);
    match scope.kind {
        FunctionKind::Class(class) if !v.is_hidden => {
            return match lower.class_variable(class, v) {
                true => Storage::Global,
                false => Storage::ClassAttribute,
            };
        }
        FunctionKind::Module
            if !v.is_hidden
                && (v.is_captured || v.is_rebound_elsewhere || lower.is_exported(v)) =>
        {
            return Storage::Global;
        }
        _ => {}
    }
    let settled =
        v.bindings == 1 && !v.is_rebound_elsewhere && (v.is_param || v.bound_before_captures);
    // A generator expression may be there before the binding, or be where it is.
    let settled = settled && !(v.is_used_lazily && v.maybe_unbound);
    // The object of a function that captures itself through another is captured before it is made.
    let is_own_capture = matches!(&v.meaning, Some(Meaning::Function(f))
        if lower.captures.get(f.index()).is_some_and(|captured| captured.contains(&v.id)));
    if (v.is_captured || v.is_used_lazily) && (!settled || is_own_capture) {
        Storage::Shared
    } else {
        Storage::Local
    }
}

impl Lower<'_> {
    /// The type of a variable's Rust slot.
    pub(super) fn var_ty(&self, var: VarId) -> Ty {
        match self.typed.var(var) {
            Ty::Never => Ty::Value,
            ty => ty.clone(),
        }
    }
    /// A function of the program that calls reach directly: the variable always means it.
    pub(super) fn meaning(&self, var: VarId) -> Option<&Meaning> {
        self.program.variable(var).meaning.as_ref()
    }
    /// Other modules may name it: the program has more than one module, and it is no main module's.
    fn is_exported(&self, v: &hir::Variable) -> bool {
        let module = self.program.function(v.scope).module;
        module.index() > 0
    }
    /// The static of a global.
    pub(super) fn static_name(&mut self, var: VarId) -> String {
        if let Some(name) = self.statics.get(&var) {
            return name.clone();
        }
        let v = self.program.variable(var);
        let module = self.program.function(v.scope).module;
        let name = match self.program.function(v.scope).kind {
            FunctionKind::Class(class) => format!("{}_{}", self.program.class(class).name, v.name),
            _ => v.name.clone(),
        };
        let name = self.top_name(module, &names::constant(&name));
        self.statics.insert(var, name.clone());
        name
    }
    /// The traceback frame of a function.
    pub(super) fn frame_static(&mut self, function: &hir::Function) -> String {
        let module = self.program.module(function.module);
        let name = self.top_name(
            function.module,
            &format!("{}_FRAME", names::constant(&clean(&function.qualname))),
        );
        let frame = call(
            "Frame::with_text",
            vec![
                text(format!("{:?}", module.path)),
                text(format!("{:?}", function.qualname)),
                text("SOURCE"),
            ],
        );
        self.file.statics.push(Item::Static(
            Vec::new(),
            name.clone(),
            "Frame".into(),
            frame,
        ));
        name
    }
    /// The Rust name of a function.
    pub(super) fn function_name(&mut self, id: FunctionId) -> String {
        if let Some(name) = self.functions.get(&id) {
            return name.clone();
        }
        let f = self.program.function(id);
        let name = match f.class {
            Some(class) => {
                let name = match self.is_dispatched(id) {
                    true => format!(
                        "{}_{}",
                        names::function(&self.program.class(class).name),
                        self.dispatcher_name(id)
                    ),
                    false => self.dispatcher_name(id),
                };
                self.methods.entry(class).or_default().unique(&name)
            }
            // Unique in the file, so that no inner function hides one that it calls.
            None => self.top_name(f.module, &names::function(&clean(&f.name))),
        };
        self.functions.insert(id, name.clone());
        name
    }
}

/// `Outer.<locals>.inner` as part of an identifier.
pub(super) fn clean(qualname: &str) -> String {
    qualname
        .replace(".<locals>", "")
        .replace("<lambda>", "lambda")
        .replace("<module>", "module")
        .replace('.', "_")
}

/// `List::new()` for `List::<T>::new()`: the variable tells the type.
fn without_turbofish(value: Expr) -> Expr {
    if let Expr::Call(path, args) = &value
        && args.is_empty()
        && let Expr::Text(path) = &**path
        && let Some((class, _)) = path.split_once("::<")
        && path.ends_with(">::new")
    {
        return call(format!("{class}::new"), Vec::new());
    }
    value
}
