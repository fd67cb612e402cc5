//! Plain classes: a Rust struct of fields behind a cheap handle, its methods in an `impl`.
//!
//! ```text
//! #[derive(Clone)]
//! pub struct Job(Rc<JobFields>);
//! #[derive(Default)]
//! pub struct JobFields { name: Field<Str> }
//! plain_object!(Job: JobFields, "__main__", "Job" { repr: __repr__ });
//! impl Job { pub fn new(name: &Str) -> Result<Job> { … } … }
//! ```
//!
//! *Invariant:* only for classes that inference lists in [`Typed::plain`](crate::typed::Typed::plain): every field has a
//! value before anything reads it, and no instance becomes a `Value`.

use super::scope::Body;
use super::value::{Val, owned};
use super::{Lower, names};
use crate::hir::{self, Arg, ClassId, ExprKind, FunctionId, StmtKind};
use crate::ir::{self, Block, Expr, Item, Stmt, call, text};
use crate::typed::{Binding, PlainClass, Ty};

/// The methods that `View` and `Object` answer by, and their names there.
const HOOKS: [(&str, &str); 7] = [
    ("__repr__", "repr"),
    ("__str__", "str"),
    ("__eq__", "equals"),
    ("__lt__", "less"),
    ("__hash__", "hash"),
    ("__bool__", "truthy"),
    ("__len__", "count"),
];

impl<'a> Lower<'a> {
    /// The plain class, if it is one.
    pub(super) fn plain(&self, class: ClassId) -> Option<&'a PlainClass> {
        self.typed.plain.get(class.index())?.as_ref()
    }
    /// Names the types of all plain classes, which slots of any function may have.
    pub(super) fn name_plain_classes(&mut self) {
        for class in &self.program.classes {
            if self.plain(class.id).is_some() {
                self.class_type(class.id);
            }
        }
    }
    /// Whether it is a method of a plain class that has the instance as its first parameter.
    pub(super) fn has_receiver(&self, f: &hir::Function) -> bool {
        let Some(class) = f.class else { return false };
        self.plain(class).is_some()
            && f.params
                .first()
                .is_some_and(|p| *self.typed.var(p.var) == Ty::Instance(class))
    }
    /// The Rust name of a field.
    pub(super) fn field(&self, name: &str) -> String {
        names::method(name)
    }
    /// Whether a dataclass decorator makes its methods.
    fn is_dataclass(&self, class: ClassId) -> bool {
        !self.program.class(class).decorators.is_empty()
    }
    /// Whether a dataclass option is switched on.
    fn option(&self, class: ClassId, name: &str, default: bool) -> bool {
        let given = self
            .program
            .class(class)
            .decorators
            .iter()
            .find_map(|d| match &d.kind {
                ExprKind::Call(_, args) => args.iter().find_map(|a| match a {
                    Arg::Keyword(key, e) if key == name => {
                        Some(matches!(e.kind, ExprKind::Bool(true)))
                    }
                    _ => None,
                }),
                _ => None,
            });
        given.unwrap_or(default)
    }
    /// The method of a class by its Python name.
    fn method_of(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        let body = self.program.class(class).body;
        self.program
            .functions
            .iter()
            .find(|f| f.class == Some(class) && f.parent == Some(body) && f.name == name)
            .map(|f| f.id)
    }
}

impl<'a> Body<'a, '_> {
    /// The items of a plain class.
    pub(super) fn plain_items(&mut self, id: ClassId, plain: &PlainClass) -> Vec<Item> {
        let program = self.lower.program;
        let class = program.class(id);
        let name = self.lower.class_type(id);
        let fields: Vec<(String, String)> = plain
            .fields
            .iter()
            .map(|(field, ty)| {
                let rust = self.lower.rust_type(ty);
                (self.lower.field(field), format!("Field<{rust}>"))
            })
            .collect();
        let handle = ir::Struct {
            docs: super::function::docs(&class.docstring),
            attributes: vec!["#[derive(Clone)]".into()],
            name: name.clone(),
            wraps: Some(format!("Rc<{name}Fields>")),
            ..ir::Struct::default()
        };
        let data = ir::Struct {
            docs: vec![format!("The fields of a [`{name}`].")],
            attributes: vec!["#[derive(Default)]".into()],
            name: format!("{name}Fields"),
            fields,
            ..ir::Struct::default()
        };
        let mut members = self.constants(program.function(class.body));
        members.extend(self.constructor(id, plain));
        let mut methods = Vec::new();
        self.method_items(&program.function(class.body).body, &mut methods);
        members.append(&mut methods);
        members.extend(self.dataclass_methods(id, plain));
        let hooks = self.hooks(id);
        let module = &program.module(class.module).name;
        let object = format!(
            "plain_object!({name}: {name}Fields, {module:?}, {:?} {{{hooks}}});",
            class.qualname
        );
        vec![
            Item::Struct(handle),
            Item::Struct(data),
            Item::Line(object),
            Item::Impl(name, members),
        ]
    }
    /// `repr: __repr__, …` of what the class defines.
    fn hooks(&self, id: ClassId) -> String {
        let is_data = self.lower.is_dataclass(id);
        let has = |dunder: &str| {
            self.lower.method_of(id, dunder).is_some()
                || is_data
                    && (dunder == "__repr__" && self.lower.option(id, "repr", true)
                        || dunder == "__eq__" && self.lower.option(id, "eq", true)
                        || dunder == "__lt__" && self.lower.option(id, "order", false))
        };
        let hooks: Vec<String> = HOOKS
            .iter()
            .filter(|(dunder, _)| has(dunder))
            .map(|(dunder, hook)| format!("{hook}: {dunder}"))
            .collect();
        if hooks.is_empty() {
            String::new()
        } else {
            format!(" {} ", hooks.join(", "))
        }
    }
    /// `NAME = literal` of the class body as associated constants.
    fn constants(&mut self, body: &'a hir::Function) -> Vec<Item> {
        let mut out = Vec::new();
        for stmt in &body.body {
            let StmtKind::Assign(targets, value) = &stmt.kind else {
                continue;
            };
            let [hir::Target::Var(var, _)] = targets.as_slice() else {
                continue;
            };
            if self.lower.is_dataclass_field(body, *var) {
                continue;
            }
            let name = names::constant(&self.lower.program.variable(*var).name);
            let val = self.expr(value);
            let ty = self.lower.rust_type(&val.ty);
            out.push(Item::Const(
                stmt.comments.clone(),
                format!("pub {name}"),
                ty,
                constant(val),
            ));
        }
        out
    }
    /// `new`: allocates and initialises.
    fn constructor(&mut self, id: ClassId, plain: &PlainClass) -> Option<Item> {
        let name = self.lower.class_type(id);
        if self.lower.is_dataclass(id) {
            return Some(Item::Fn(self.dataclass_constructor(id, plain, name)));
        }
        let new = call(name.clone(), vec![call("Rc::default", vec![])]);
        let mut function = ir::Function {
            docs: vec!["A new instance.".into()],
            is_public: true,
            name: "new".into(),
            returns: Some(format!("Result<{name}>")),
            ..ir::Function::default()
        };
        let Some(init) = self.lower.method_of(id, "__init__") else {
            function.body = Block::value(call("Ok", vec![new]));
            return Some(Item::Fn(function));
        };
        let made = self.lower.function(init);
        function.params = made
            .params
            .iter()
            .skip(1)
            .map(|(n, t)| (n.trim_start_matches("mut ").to_string(), t.clone()))
            .collect();
        function.attributes = made.attributes.clone();
        function.is_async = made.is_async;
        let args = function
            .params
            .iter()
            .map(|(n, _)| text(n.clone()))
            .collect();
        let run = text("this").method(made.name, args);
        let run = if made.is_async { run.awaited() } else { run };
        let returns_result = self.lower.returns_result(self.lower.program.function(init));
        let run = if returns_result {
            Expr::Try {
                value: Box::new(run),
                label: None,
                at: None,
            }
        } else {
            run
        };
        function.body = Block {
            stmts: vec![
                Stmt::Let {
                    pattern: "this".into(),
                    ty: None,
                    value: Some(new),
                },
                Stmt::Expr(run),
            ],
            tail: Some(Box::new(call("Ok", vec![text("this")]))),
        };
        Some(Item::Fn(function))
    }
    fn dataclass_constructor(
        &mut self,
        id: ClassId,
        plain: &PlainClass,
        name: String,
    ) -> ir::Function {
        let params = plain
            .fields
            .iter()
            .map(|(field, ty)| (names::variable(field), self.lower.rust_type(ty)))
            .collect();
        let inits: Vec<Expr> = plain
            .fields
            .iter()
            .map(|(field, _)| {
                let value = call("Field::new", vec![text(names::variable(field))]);
                Expr::Init(self.lower.field(field), Box::new(value))
            })
            .collect();
        let fields = Expr::Struct(format!("{name}Fields"), inits);
        let new = call(name.clone(), vec![call("Rc::new", vec![fields])]);
        let mut body = Block::value(call("Ok", vec![new.clone()]));
        if let Some(post) = self.lower.method_of(id, "__post_init__") {
            let run = text("this").method(self.lower.function_name(post), vec![]);
            let returns_result = self.lower.returns_result(self.lower.program.function(post));
            let run = if returns_result {
                Expr::Try {
                    value: Box::new(run),
                    label: None,
                    at: None,
                }
            } else {
                run
            };
            body = Block {
                stmts: vec![
                    Stmt::Let {
                        pattern: "this".into(),
                        ty: None,
                        value: Some(new),
                    },
                    Stmt::Expr(run),
                ],
                tail: Some(Box::new(call("Ok", vec![text("this")]))),
            };
        }
        let mut attributes = Vec::new();
        if plain.fields.len() > 7 {
            attributes.push(
                "#[expect(clippy::too_many_arguments, reason = \"as in the Python source\")]"
                    .into(),
            );
        }
        ir::Function {
            docs: vec!["A new instance.".into()],
            attributes,
            is_public: true,
            name: "new".into(),
            params,
            returns: Some(format!("Result<{name}>")),
            body,
            ..ir::Function::default()
        }
    }
    /// `__repr__`, `__eq__` and `__lt__` of a dataclass that does not define them.
    fn dataclass_methods(&mut self, id: ClassId, plain: &PlainClass) -> Vec<Item> {
        if !self.lower.is_dataclass(id) {
            return Vec::new();
        }
        let name = self.lower.class_type(id);
        let wanted = |body: &Self, dunder: &str, option: &str, default: bool| {
            body.lower.option(id, option, default) && body.lower.method_of(id, dunder).is_none()
        };
        let mut out = Vec::new();
        if wanted(self, "__repr__", "repr", true) {
            let mut parts = Vec::new();
            let mut before = format!("{}(", self.lower.program.class(id).qualname);
            for (field, _) in &plain.fields {
                parts.push(text(format!("{:?}", format!("{before}{field}="))));
                let value = text("self")
                    .dot(self.lower.field(field))
                    .method("get", vec![])
                    .method("repr", vec![]);
                parts.push(Expr::Try {
                    value: Box::new(value),
                    label: None,
                    at: None,
                });
                before = ", ".into();
            }
            parts.push(text(if plain.fields.is_empty() {
                format!("{:?}", before + ")")
            } else {
                "\")\"".into()
            }));
            let value = Expr::Macro("concat_str".into(), '(', parts);
            out.push(method(
                "__repr__",
                vec![],
                "Result<Str>",
                call("Ok", vec![value]),
            ));
        }
        let other = || vec![("other".to_string(), format!("&{name}"))];
        if wanted(self, "__eq__", "eq", true) {
            let tests = plain.fields.iter().map(|(field, _)| {
                let field = self.lower.field(field);
                let mine = text("self").dot(field.clone()).method("get", vec![]);
                let theirs = text("other").dot(field).method("get", vec![]).borrow();
                Expr::Try {
                    value: Box::new(mine.method("equals", vec![theirs])),
                    label: None,
                    at: None,
                }
            });
            let all = tests
                .reduce(|a, b| Expr::Binary("&&".into(), Box::new(a), Box::new(b)))
                .unwrap_or_else(|| text("true"));
            out.push(method(
                "__eq__",
                other(),
                "Result<bool>",
                call("Ok", vec![all]),
            ));
        }
        if wanted(self, "__lt__", "order", false) {
            let key = |of: &str| {
                Expr::Tuple(
                    plain
                        .fields
                        .iter()
                        .map(|(field, _)| {
                            text(of).dot(self.lower.field(field)).method("get", vec![])
                        })
                        .collect(),
                )
            };
            out.push(method(
                "__lt__",
                other(),
                "Result<bool>",
                key("self").method("less", vec![key("other").borrow()]),
            ));
        }
        out
    }
    /// `C(args)`.
    pub(super) fn construct(&mut self, id: ClassId, bindings: &[Binding], args: &'a [Arg]) -> Val {
        let path = self.class_path(id);
        let ty = Ty::Instance(id);
        let head = format!("{path}::new");
        if self.lower.is_dataclass(id) {
            return self.construct_dataclass(id, bindings, args, head);
        }
        let passed = match self.lower.method_of(id, "__init__") {
            Some(init) => self.passed(init, bindings, args, 1),
            None => (Vec::new(), Vec::new()),
        };
        let made = call(head, passed.1);
        let suspends = self
            .lower
            .method_of(id, "__init__")
            .is_some_and(|f| self.lower.suspends.contains(&f));
        let made = if suspends { made.awaited() } else { made };
        let made = self.attempt(made);
        owned(with_stmts(passed.0, made), ty)
    }
    fn construct_dataclass(
        &mut self,
        id: ClassId,
        bindings: &[Binding],
        args: &'a [Arg],
        head: String,
    ) -> Val {
        let Some(plain) = self.lower.plain(id) else {
            return owned(text("()"), Ty::None);
        };
        let mut values: Vec<Option<Expr>> = vec![None; plain.fields.len()];
        let mut stmts = Vec::new();
        // Arguments in the order in which they are written.
        for (i, arg) in args.iter().enumerate() {
            let Some(at) = bindings.iter().position(|b| *b == Binding::Arg(i)) else {
                continue;
            };
            let value = self.expr(super::call::argument(arg));
            let value = self.owned_as(value, &plain.fields[at].1);
            values[at] = Some(value);
        }
        let in_order = bindings
            .iter()
            .filter_map(|b| match b {
                Binding::Arg(i) => Some(*i),
                _ => None,
            })
            .collect::<Vec<_>>();
        if !in_order.windows(2).all(|w| w[0] < w[1]) {
            for at in in_order_of_args(bindings) {
                if let Some(value) = values[at].take() {
                    let name = self.temporary("argument");
                    stmts.push(Stmt::Let {
                        pattern: name.clone(),
                        ty: None,
                        value: Some(value),
                    });
                    values[at] = Some(text(name));
                }
            }
        }
        let mut passed = Vec::new();
        for (at, (field, ty)) in plain.fields.iter().enumerate() {
            let value = match values[at].take() {
                Some(value) => value,
                None => self.field_default(id, field, ty),
            };
            passed.push(value);
        }
        let made = self.attempt(call(head, passed));
        owned(with_stmts(stmts, made), Ty::Instance(id))
    }
    /// A field's default: a constant, `field(default=…)` or what `default_factory` makes.
    fn field_default(&mut self, id: ClassId, field: &str, ty: &Ty) -> Expr {
        let program = self.lower.program;
        let body = program.function(program.class(id).body);
        let value = body.body.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Assign(targets, value) => match targets.as_slice() {
                [hir::Target::Var(var, _)] if program.variable(*var).name == field => Some(value),
                _ => None,
            },
            _ => None,
        });
        let Some(value) = value else {
            return text("Value::None");
        };
        if let ExprKind::Call(_, args) = &value.kind {
            for arg in args {
                match arg {
                    Arg::Keyword(key, e) if key == "default" => {
                        let val = self.expr(e);
                        return self.owned_as(val, ty);
                    }
                    Arg::Keyword(key, e) if key == "default_factory" => return self.factory(e, ty),
                    _ => {}
                }
            }
        }
        let val = self.expr(value);
        self.owned_as(val, ty)
    }
    /// `default_factory=list`, a lambda or a function.
    fn factory(&mut self, e: &'a hir::Expr, ty: &Ty) -> Expr {
        if let ExprKind::Lambda(id) = &e.kind
            && let Some(StmtKind::Return(Some(value))) = self
                .lower
                .program
                .function(*id)
                .body
                .first()
                .map(|s| &s.kind)
        {
            let val = self.expr(value);
            return self.owned_as(val, ty);
        }
        if let Ty::Class(class, _) = ty
            && let Some(sig) = self.lower.lib_class(*class)
            && matches!(&e.kind, ExprKind::Name(hir::Name::Builtin(name)) if *name == sig.name)
        {
            return call(format!("{}::new", sig.rust), vec![]);
        }
        if let Ty::Instance(class) = ty {
            let made = self.construct(*class, &[], &[]);
            return self.own(made);
        }
        let callee = self.value_of(e);
        let made =
            self.attempt(callee.method("call", vec![Expr::Macro("args".into(), '[', vec![])]));
        self.owned_as(super::value::dynamic(made), ty)
    }
    /// Path of a plain class's type from here.
    pub(super) fn class_path(&mut self, id: ClassId) -> String {
        let name = self.lower.class_type(id);
        let module = self.lower.program.class(id).module;
        if module == self.function.module {
            name
        } else {
            format!("{}::{name}", self.lower.paths[module.index()].path)
        }
    }
    /// `object.name` where inference found a field or constant.
    pub(super) fn read_field(
        &mut self,
        e: &'a hir::Expr,
        object: &'a hir::Expr,
        class: ClassId,
        name: &str,
    ) -> Val {
        let ty = self.lower.typed.ty(e.id).clone();
        let Some(plain) = self.lower.plain(class) else {
            return owned(text("()"), Ty::None);
        };
        let Some((_, field_ty)) = plain.fields.iter().find(|(field, _)| field == name) else {
            let path = self.class_path(class);
            return owned(text(format!("{path}::{}", names::constant(name))), ty);
        };
        let object = self.expr(object);
        let object = self.receiver(object);
        let value = owned(
            object.dot(self.lower.field(name)).method("get", vec![]),
            field_ty.clone(),
        );
        self.narrowed(value, &ty)
    }
    /// `object.name = value` for a field.
    pub(super) fn write_field(
        &mut self,
        object: &'a hir::Expr,
        class: ClassId,
        name: &str,
        value: Val,
    ) -> Stmt {
        let field = self
            .lower
            .plain(class)
            .and_then(|p| p.fields.iter().find(|(field, _)| field == name));
        let ty = field.map_or(Ty::Value, |(_, ty)| ty.clone());
        let value = self.owned_as(value, &ty);
        let object = self.expr(object);
        let object = self.receiver(object);
        Stmt::Expr(
            object
                .dot(self.lower.field(name))
                .method("set", vec![value]),
        )
    }
    /// A method call on a plain class's instance: receiver, then arguments.
    pub(super) fn method_call(
        &mut self,
        id: FunctionId,
        receiver: Val,
        bindings: &[Binding],
        args: &'a [Arg],
    ) -> Val {
        let (stmts, passed) = self.passed(id, bindings, args, 1);
        let f = self.lower.program.function(id);
        let receiver = if self.lower.is_owned(f) {
            self.own(receiver)
        } else {
            self.receiver(receiver)
        };
        let name = self.lower.function_name(id);
        let made = self.call_result(id, receiver.method(name, passed));
        Val {
            expr: with_stmts(stmts, made.expr),
            ..made
        }
    }
    /// A method call with arguments that have been lowered.
    pub(super) fn method_on(&mut self, id: FunctionId, receiver: Val, args: Vec<Val>) -> Val {
        let f = self.lower.program.function(id);
        let mut passed = Vec::new();
        for (param, val) in f.params.iter().skip(1).zip(args) {
            let want = self.lower.var_ty(param.var);
            let val = self.coerce(val, &want);
            passed.push(if self.lower.is_borrowed(f, param) {
                self.borrow(val)
            } else {
                self.own(val)
            });
        }
        let receiver = if self.lower.is_owned(f) {
            self.own(receiver)
        } else {
            self.receiver(receiver)
        };
        let name = self.lower.function_name(id);
        self.call_result(id, receiver.method(name, passed))
    }
    /// A method call whose result is awaited where the method is async.
    fn finished(&mut self, val: Val) -> Val {
        match val.ty.clone() {
            Ty::Coroutine(result) => owned(self.attempt(val.expr.awaited()), *result),
            _ => val,
        }
    }
    /// What `__enter__` or `__aenter__` of a plain class gives.
    pub(super) fn enter_plain(&mut self, enter: FunctionId, manager: &str, ty: &Ty) -> Val {
        let receiver = super::value::place(text(manager), ty.clone());
        let entered = self.method_on(enter, receiver, vec![]);
        self.finished(entered)
    }
    /// Calls `__exit__` or `__aexit__` of a plain class: `settle(outcome, swallows)`, and what must stand before it.
    pub(super) fn leave_plain(
        &mut self,
        enter: FunctionId,
        manager: &str,
        ty: &Ty,
        outcome: &str,
    ) -> (Vec<Stmt>, Expr) {
        let f = self.lower.program.function(enter);
        let exit = if f.name == "__aenter__" {
            "__aexit__"
        } else {
            "__exit__"
        };
        let class = match ty {
            Ty::Instance(class) => *class,
            _ => return (Vec::new(), text(outcome)),
        };
        let Some(exit) = self.lower.method_of(class, exit) else {
            return (Vec::new(), text(outcome));
        };
        let names = ["exc_type", "exc", "traceback"].map(|name| self.temporary(name));
        let bind = Stmt::Let {
            pattern: format!("({})", names.join(", ")),
            ty: None,
            value: Some(call("exit_arguments", vec![text(outcome).borrow()])),
        };
        let args = names
            .iter()
            .map(|name| owned(text(name.clone()), Ty::Value))
            .collect();
        let receiver = super::value::place(text(manager), ty.clone());
        let left = self.method_on(exit, receiver, args);
        let left = self.finished(left);
        let mut stmts = vec![bind];
        let swallows = if left.ty == Ty::None {
            stmts.push(Stmt::Expr(left.expr));
            text("false")
        } else {
            self.truth(left)
        };
        (stmts, call("settle", vec![text(outcome), swallows]))
    }
}

impl Lower<'_> {
    /// Whether a class variable is a dataclass field and no constant.
    fn is_dataclass_field(&self, body: &hir::Function, var: hir::VarId) -> bool {
        let hir::FunctionKind::Class(class) = body.kind else {
            return false;
        };
        self.is_dataclass(class)
            && self.plain(class).is_some_and(|p| {
                p.fields
                    .iter()
                    .any(|(field, _)| *field == self.program.variable(var).name)
            })
    }
}

/// The parameters in the order in which their arguments are written.
fn in_order_of_args(bindings: &[Binding]) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = bindings
        .iter()
        .enumerate()
        .filter_map(|(at, b)| match b {
            Binding::Arg(i) => Some((*i, at)),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// `{ stmts; value }`.
pub(super) fn with_stmts(stmts: Vec<Stmt>, value: Expr) -> Expr {
    if stmts.is_empty() {
        return value;
    }
    Expr::Block(
        None,
        Block {
            stmts,
            tail: Some(Box::new(value)),
        },
    )
}

/// A method that looks at `self`.
fn method(name: &str, params: Vec<(String, String)>, returns: &str, value: Expr) -> Item {
    let mut all = vec![("&self".to_string(), String::new())];
    all.extend(params);
    Item::Fn(ir::Function {
        name: name.into(),
        params: all,
        returns: Some(returns.into()),
        body: Block::value(value),
        ..ir::Function::default()
    })
}

/// A literal in a `const`.
fn constant(val: Val) -> Expr {
    match (&val.expr, val.form) {
        (Expr::Text(t), super::value::Form::Literal) if t.starts_with('"') => {
            call("Str::literal", vec![text(t.clone()).borrow()])
        }
        (_, super::value::Form::Literal) => call("Int::new", vec![val.expr]),
        _ => val.expr,
    }
}

/// Whether `View` or `Object` answer by the method, so that it returns a `Result` whatever its body does.
pub(super) fn is_hook(name: &str) -> bool {
    HOOKS.iter().any(|(dunder, _)| *dunder == name)
}
