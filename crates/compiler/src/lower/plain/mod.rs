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
//! value before anything reads it, and an instance becomes a `Value` only if the class has a [`face`].

mod dataclass;
mod enumeration;
mod face;
mod family;

use super::scope::Body;
use super::value::{Val, owned};
use super::{Lower, names};
use crate::hir::{self, Arg, ClassId, ExprKind, FunctionId, StmtKind};
use crate::ir::{self, Block, Expr, Item, Stmt, call, text};
use crate::typed::{Binding, Dataclass, Member, PlainClass, Ty};
use std::collections::BTreeSet;

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
    /// How its dataclass decorator makes its methods, where it has one.
    fn dataclass(&self, class: ClassId) -> Option<&'a Dataclass> {
        self.plain(class)?.dataclass.as_ref()
    }
    /// What a name is on an instance of a plain class, and the class that defines it.
    pub(super) fn member(&self, class: ClassId, name: &str) -> Option<(ClassId, Member)> {
        let plain = self.plain(class)?;
        match plain.members.get(name) {
            Some(member) => Some((class, *member)),
            None => self.member(plain.base?, name),
        }
    }
    /// Whether a `def` is a method of a plain class that has no instance: a static or class method. How many of its
    /// parameters Rust leaves out.
    pub(super) fn unbound(&self, f: &hir::Function) -> Option<usize> {
        let plain = self.plain(f.class?)?;
        plain.members.values().find_map(|member| match member {
            Member::Static(id) if *id == f.id => Some(0),
            Member::Class(id) if *id == f.id => Some(1),
            _ => None,
        })
    }
    /// The method that a class or one of its bases has.
    fn method_of(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        match self.member(class, name)?.1 {
            Member::Method(f) => Some(f),
            _ => None,
        }
    }
    /// A field of a plain class or of its bases, and the class that declares it.
    fn field_home(&self, class: ClassId, name: &str) -> Option<(ClassId, &'a Ty)> {
        let plain = self.plain(class)?;
        match plain.fields.iter().find(|(field, _)| field == name) {
            Some((_, ty)) => Some((class, ty)),
            None => self.field_home(plain.base?, name),
        }
    }
    /// Whether an instance may hold itself, by way of others.
    fn may_contain_itself(&self, class: ClassId) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![class];
        while let Some(at) = next.pop() {
            let mut held = Vec::new();
            let Some(plain) = self.plain(at) else {
                continue;
            };
            plain
                .fields
                .iter()
                .for_each(|(_, ty)| instances(ty, &mut held));
            held.extend(plain.base);
            held.extend(self.subclasses(at));
            for found in held {
                if found == class {
                    return true;
                }
                if seen.insert(found) {
                    next.push(found);
                }
            }
        }
        false
    }
    /// Whether it has no base of the program and no subclasses.
    fn is_alone(&self, class: ClassId) -> bool {
        self.plain(class).is_some_and(|p| p.base.is_none()) && !self.has_subclasses(class)
    }
    /// The variable that a class attribute is.
    fn variable_of(&self, class: ClassId, name: &str) -> Option<hir::VarId> {
        match self.member(class, name)?.1 {
            Member::Variable(var) => Some(var),
            _ => None,
        }
    }
    /// Whether a variable of a class body is one that all instances share.
    pub(super) fn class_variable(&self, class: ClassId, v: &hir::Variable) -> bool {
        self.plain(class)
            .is_some_and(|p| p.members.get(&v.name) == Some(&Member::Variable(v.id)))
    }
    /// Whether it is a `NamedTuple`.
    pub(super) fn is_named_tuple(&self, class: ClassId) -> bool {
        self.plain(class).is_some_and(|p| p.is_tuple)
    }
    /// `__match_args__`: the fields that positional patterns mean.
    pub(super) fn match_args(&self, class: ClassId) -> Vec<String> {
        let made = self.constructor_class(class);
        let fields = made.iter().flat_map(|(_, made)| &made.fields);
        let taken = fields.filter(|f| f.in_init && !f.keyword_only);
        taken.map(|f| f.name.clone()).collect()
    }
    /// The dataclass whose constructor the class has, if it is one's.
    fn constructor_class(&self, class: ClassId) -> Option<(ClassId, &'a Dataclass)> {
        let plain = self.plain(class)?;
        match &plain.dataclass {
            Some(made) => Some((class, made)),
            None if plain.members.contains_key("__init__") => None,
            None => self.constructor_class(plain.base?),
        }
    }
}

impl<'a> Body<'a, '_> {
    /// The items of a plain class.
    pub(super) fn plain_items(&mut self, id: ClassId, plain: &PlainClass) -> Vec<Item> {
        if let Some(made) = self.lower.enumeration(id) {
            return self.enum_items(id, made);
        }
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
        let wraps = match plain.base {
            Some(base) => self.class_path(base),
            None => format!("Rc<{name}Fields>"),
        };
        let handle = ir::Struct {
            docs: super::function::docs(&class.docstring),
            attributes: vec!["#[derive(Clone)]".into()],
            name: name.clone(),
            wraps: Some(wraps),
            ..ir::Struct::default()
        };
        let mut members = self.constants(program.function(class.body));
        members.extend(self.constructor(id, plain));
        let mut methods = Vec::new();
        self.method_items(&program.function(class.body).body, &mut methods);
        members.append(&mut methods);
        if let Some(made) = &plain.dataclass {
            members.extend(self.dataclass_methods(id, made));
        }
        members.extend(self.dispatchers(id, plain));
        let hooks = self.hooks(id);
        let module = &program.module(class.module).name;
        let mut items = vec![Item::Struct(handle)];
        items.extend(self.data_items(id, &name, fields));
        let qualname = &class.qualname;
        let family = self.family(id, plain);
        items.push(Item::Line(match plain.base {
            None => format!(
                "plain_object!({name}: {name}Fields, {module:?}, {qualname:?} {{{hooks}}}{family});"
            ),
            Some(base) => format!(
                "plain_subclass!({name}: {base}, {name}Fields in {base}Kind::{name}, {module:?}, {qualname:?} {{{hooks}}}{family});",
                base = self.class_path(base),
            ),
        }));
        items.push(Item::Impl(name, members));
        items.extend(self.face_items(id));
        items
    }
    /// `repr: __repr__, …` of what the class defines.
    fn hooks(&self, id: ClassId) -> String {
        let made = self.lower.dataclass(id);
        let own = |dunder: &str| self.lower.method_of(id, dunder).is_some();
        let has = |dunder: &str| {
            own(dunder)
                || made.is_some_and(|made| match dunder {
                    "__repr__" => made.repr,
                    "__eq__" => made.eq,
                    "__lt__" => made.order,
                    "__hash__" => is_hashable(made),
                    _ => false,
                })
        };
        let mut hooks: Vec<String> = HOOKS
            .iter()
            .filter(|(dunder, _)| has(dunder) && !(*dunder == "__len__" && has("__bool__")))
            .map(|(dunder, hook)| format!("{hook}: {dunder}"))
            .collect();
        if has("__eq__") && !has("__hash__") {
            hooks.push("unhashable: __eq__".into());
        }
        if self.lower.face(id).is_some() {
            hooks.push("face: value".into());
            let is_ordered = made.is_some_and(|made| made.order);
            match (has("__eq__"), has("__lt__")) {
                _ if is_ordered => hooks.push("compares: all".into()),
                (true, true) => hooks.push("compares: both".into()),
                (true, false) => hooks.push("compares: equal".into()),
                (false, true) => hooks.push("compares: less".into()),
                (false, false) => {}
            }
        }
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
            let hir::FunctionKind::Class(class) = body.kind else {
                continue;
            };
            let name = &self.lower.program.variable(*var).name;
            let is_constant = self.lower.plain(class).is_some_and(|p| {
                p.initial.contains_key(name)
                    || matches!(p.members.get(name), Some(Member::Constant(_)))
            });
            if !is_constant {
                continue;
            }
            let name = self.lower.program.variable(*var).name.clone();
            let want = self.lower.var_ty(*var);
            let val = self.expr(value);
            if val.ty == want && is_const(&val) {
                let ty = self.lower.rust_type(&val.ty);
                let name = format!("pub {}", names::constant(&name));
                out.push(Item::Const(stmt.comments.clone(), name, ty, constant(val)));
                continue;
            }
            let value = self.owned_as(val, &want);
            out.push(Item::Fn(ir::Function {
                docs: vec![format!("The class attribute `{name}`.")],
                is_public: true,
                name: format!("class_{name}"),
                returns: Some(self.lower.rust_type(&want)),
                body: Block::value(value),
                ..ir::Function::default()
            }));
        }
        out
    }
    /// A class attribute by the class's name.
    fn constant_value(&mut self, class: ClassId, name: &str, var: hir::VarId) -> Val {
        let program = self.lower.program;
        let path = self.class_path(class);
        let ty = self.lower.var_ty(var);
        let body = program.function(program.class(class).body);
        let value = body.body.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Assign(targets, value) => match targets.as_slice() {
                [hir::Target::Var(v, _)] if *v == var => Some(value),
                _ => None,
            },
            _ => None,
        });
        if let Some(value) = value {
            let val = self.expr(value);
            if val.ty == ty && is_const(&val) {
                return owned(text(format!("{path}::{}", names::constant(name))), ty);
            }
        }
        owned(call(format!("{path}::class_{name}"), vec![]), ty)
    }
    /// `new`: allocates and initialises.
    fn constructor(&mut self, id: ClassId, plain: &PlainClass) -> Option<Item> {
        if plain.is_abstract {
            return None;
        }
        let name = self.lower.class_type(id);
        if let Some((_, made)) = self.lower.constructor_class(id) {
            return Some(Item::Fn(self.dataclass_constructor(id, made, &name)));
        }
        let new = match self.lower.is_alone(id) {
            true => call(name.clone(), vec![call("Rc::default", vec![])]),
            false => call(format!("{name}::blank"), vec![]),
        };
        let mut stmts = self.initial_values(id);
        let mut function = ir::Function {
            docs: vec!["A new instance.".into()],
            is_public: true,
            name: "new".into(),
            returns: Some(format!("Result<{name}>")),
            ..ir::Function::default()
        };
        let Some(init) = self.lower.method_of(id, "__init__") else {
            function.body = made(new, stmts);
            return Some(Item::Fn(function));
        };
        let defined = self.lower.function(init);
        function.params = defined
            .params
            .iter()
            .skip(1)
            .map(|(n, t)| (n.trim_start_matches("mut ").to_string(), t.clone()))
            .collect();
        function.attributes = defined.attributes.clone();
        function.is_async = defined.is_async;
        let args = function
            .params
            .iter()
            .map(|(n, _)| text(n.clone()))
            .collect();
        let run = text("this").method(defined.name, args);
        let run = if defined.is_async { run.awaited() } else { run };
        let returns_result = self.lower.returns_result(self.lower.program.function(init));
        stmts.push(Stmt::Expr(if returns_result { run.tried() } else { run }));
        function.body = made(new, stmts);
        Some(Item::Fn(function))
    }
    /// Fields that start with the value of a class attribute.
    fn initial_values(&mut self, id: ClassId) -> Vec<Stmt> {
        let Some(plain) = self.lower.plain(id) else {
            return Vec::new();
        };
        let inherited = plain.base.map(|base| self.initial_values(base));
        let mut out = inherited.unwrap_or_default();
        for (name, var) in &plain.initial {
            let value = self.constant_value(id, name, *var);
            let value = self.own(value);
            let place = self.field_place(text("this"), id, name);
            out.push(Stmt::Expr(place.method("set", vec![value])));
        }
        out
    }
    /// `C(args)`.
    pub(super) fn construct(&mut self, id: ClassId, bindings: &[Binding], args: &'a [Arg]) -> Val {
        if let (Some(_), [value]) = (self.lower.enumeration(id), args) {
            return self.looked_up(id, "by_value", crate::lower::call::argument(value));
        }
        if let Some(plain) = self.lower.plain(id).filter(|p| p.is_abstract) {
            let name = text(format!("{:?}", self.lower.program.class(id).name));
            let missing = plain.missing.iter().map(|name| text(format!("{name:?}")));
            let missing = Expr::Array(missing.collect()).borrow();
            let error = self.attempt(call("abstract_class", vec![name, missing]));
            return owned(error, Ty::Instance(id));
        }
        let path = self.class_path(id);
        let ty = Ty::Instance(id);
        let head = format!("{path}::new");
        if self.lower.constructor_class(id).is_some() {
            return self.construct_dataclass(id, bindings, args, None, head);
        }
        let passed = match self.lower.method_of(id, "__init__") {
            Some(init) => {
                self.lower.failures.direct[self.function.id.index()].insert(init);
                self.passed(init, bindings, args, 1)
            }
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
    /// The `Field` of an instance.
    fn field_place(&mut self, object: Expr, class: ClassId, name: &str) -> Expr {
        let field = self.lower.field(name);
        let home = self.lower.field_home(class, name).map(|(home, _)| home);
        let is_own = home.and_then(|home| self.lower.plain(home)?.base).is_some();
        match is_own {
            true => object.method(field, vec![]),
            false => object.dot(field),
        }
    }
    /// `object.field.get()`.
    fn field_value(&mut self, object: Expr, class: ClassId, name: &str) -> Expr {
        self.field_place(object, class, name).method("get", vec![])
    }
    /// A field's value.
    pub(super) fn held_field(&mut self, object: Expr, class: ClassId, name: &str) -> Val {
        let ty = self.lower.field_home(class, name).map(|(_, ty)| ty.clone());
        owned(
            self.field_value(object, class, name),
            ty.unwrap_or(Ty::Value),
        )
    }
    fn field_rust_type(&self, class: ClassId, name: &str) -> String {
        match self.lower.field_home(class, name) {
            Some((_, ty)) => self.lower.rust_type(ty),
            None => "Value".into(),
        }
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
        if let Some(made) = self.lower.enumeration(class) {
            return self.member_attribute(object, class, made, name);
        }
        let ty = self.lower.typed.ty(e.id).clone();
        let home = match self.named_class(object) {
            Some(_) => None,
            None => self.lower.field_home(class, name),
        };
        let Some((_, field_ty)) = home else {
            let plain = self.lower.plain(class);
            if let Some(var) = self.lower.variable_of(class, name) {
                let value = self.read(var);
                return self.narrowed(value, &ty);
            }
            let var = plain.and_then(|p| match p.members.get(name) {
                Some(Member::Constant(var)) => Some(*var),
                _ => p.initial.get(name).copied(),
            });
            let Some(var) = var else {
                return owned(text("()"), Ty::None);
            };
            return self.constant_value(class, name, var);
        };
        let object = self.expr(object);
        let object = self.receiver(object);
        let value = owned(self.field_value(object, class, name), field_ty.clone());
        self.narrowed(value, &ty)
    }
    /// The plain class that an expression names.
    pub(super) fn named_class(&self, e: &hir::Expr) -> Option<ClassId> {
        let var = match &e.kind {
            ExprKind::Name(hir::Name::Var(var)) => *var,
            ExprKind::Attribute(object, name) => self.module_variable(object, name)?,
            _ => return None,
        };
        let variable = self.lower.program.variable(var);
        let meaning = variable.meaning.as_ref().or(variable.undecorated.as_ref());
        match meaning {
            Some(hir::Meaning::Class(class)) => self.lower.plain(*class).map(|_| *class),
            None if variable.is_param => {
                let f = self.lower.program.function(variable.scope);
                let is_class = self.lower.unbound(f) == Some(1)
                    && f.params.first().is_some_and(|p| p.var == var);
                f.class.filter(|_| is_class)
            }
            _ => None,
        }
    }
    /// `object.name = value` for a field.
    pub(super) fn write_field(
        &mut self,
        object: &'a hir::Expr,
        class: ClassId,
        name: &str,
        value: Val,
    ) -> Vec<Stmt> {
        if self.named_class(object).is_some()
            && let Some(var) = self.lower.variable_of(class, name)
        {
            return self.assign_var(var, value);
        }
        let ty = self
            .lower
            .field_home(class, name)
            .map_or(Ty::Value, |(_, ty)| ty.clone());
        let value = self.owned_as(value, &ty);
        let object = self.expr(object);
        let object = self.receiver(object);
        let place = self.field_place(object, class, name);
        vec![Stmt::Expr(place.method("set", vec![value]))]
    }
    /// `object.name op= value` on a field.
    pub(super) fn aug_field(
        &mut self,
        object: &'a hir::Expr,
        class: ClassId,
        name: &str,
        op: hir::BinaryOp,
        value: &'a hir::Expr,
    ) -> Vec<Stmt> {
        let mut out = Vec::new();
        if self.named_class(object).is_some()
            && let Some(var) = self.lower.variable_of(class, name)
        {
            let old = self.read(var);
            let new = self.aug_operator(old, op, value);
            return self.assign_var(var, new);
        }
        let ty = self
            .lower
            .field_home(class, name)
            .map_or(Ty::Value, |(_, ty)| ty.clone());
        let kept = self.kept_val(object, &mut out);
        let kept = self.receiver(kept);
        let place = self.field_place(kept, class, name);
        let old = owned(place.clone().method("get", vec![]), ty.clone());
        let new = self.aug_operator(old, op, value);
        let new = self.owned_as(new, &ty);
        out.push(Stmt::Expr(place.method("set", vec![new])));
        out
    }
    /// A method call on a plain class's instance: receiver, then arguments.
    pub(super) fn method_call(
        &mut self,
        id: FunctionId,
        receiver: Val,
        bindings: &[Binding],
        args: &'a [Arg],
    ) -> Val {
        let receiver = self.method_receiver(self.lower.program.function(id), receiver);
        let name = self.lower.called_name(id);
        self.method_named(id, name, receiver, bindings, args)
    }
    fn method_named(
        &mut self,
        id: FunctionId,
        name: String,
        receiver: Expr,
        bindings: &[Binding],
        args: &'a [Arg],
    ) -> Val {
        let (stmts, passed) = self.passed(id, bindings, args, 1);
        let made = self.call_result(id, receiver.method(name, passed));
        Val {
            expr: with_stmts(stmts, made.expr),
            ..made
        }
    }
    /// The object of a method call. A future keeps it, so that it must be of the class that has the method.
    fn method_receiver(&mut self, f: &hir::Function, receiver: Val) -> Expr {
        match f.class {
            Some(class) if self.lower.is_owned(f) => self.owned_as(receiver, &Ty::Instance(class)),
            _ => self.receiver(receiver),
        }
    }
    /// `super().method(…)`.
    pub(super) fn super_method_call(
        &mut self,
        id: FunctionId,
        receiver: Val,
        bindings: &[Binding],
        args: &'a [Arg],
    ) -> Val {
        let f = self.lower.program.function(id);
        let name = self.lower.function_name(id);
        let receiver = match f.class {
            Some(_) if name == "__init__" && !self.lower.is_owned(f) => {
                self.receiver(receiver).dot("0")
            }
            _ => self.method_receiver(f, receiver),
        };
        self.method_named(id, name, receiver, bindings, args)
    }
    /// A method call with arguments that have been lowered.
    pub(super) fn method_on(&mut self, id: FunctionId, receiver: Val, args: Vec<Val>) -> Val {
        let f = self.lower.program.function(id);
        let mut passed = Vec::new();
        let mut args = args.into_iter();
        for param in f.params.iter().skip(1) {
            let val = match param.kind {
                hir::ParamKind::VarPositional => {
                    let items = args.by_ref().map(|val| self.own(val)).collect();
                    let want = self.lower.var_ty(param.var);
                    owned(
                        call("Tuple::from", vec![Expr::Macro("vec".into(), '[', items)]),
                        want,
                    )
                }
                _ => match args.next() {
                    Some(val) => val,
                    None => break,
                },
            };
            let want = self.lower.var_ty(param.var);
            let val = self.coerce(val, &want);
            passed.push(if self.lower.is_borrowed(f, param) {
                self.borrow(val)
            } else {
                self.own(val)
            });
        }
        let receiver = self.method_receiver(f, receiver);
        let name = self.lower.called_name(id);
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

/// The plain classes that a type mentions.
fn instances(ty: &Ty, out: &mut Vec<ClassId>) {
    match ty {
        Ty::Instance(class) => out.push(*class),
        Ty::Optional(inner) | Ty::Coroutine(inner) => instances(inner, out),
        Ty::Tuple(items) | Ty::Class(_, items) => items.iter().for_each(|t| instances(t, out)),
        _ => {}
    }
}

/// Whether a literal can be the value of a `const`.
fn is_const(val: &Val) -> bool {
    match &val.expr {
        Expr::Text(t) => {
            !t.contains('.') || val.form != super::value::Form::Literal || t.parse::<f64>().is_ok()
        }
        _ => false,
    }
}

/// Whether the decorator makes `__hash__`.
fn is_hashable(made: &Dataclass) -> bool {
    made.unsafe_hash || made.eq && made.frozen
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

/// The body of a constructor: `let this = new; stmts; Ok(this)`.
fn made(new: Expr, mut stmts: Vec<Stmt>) -> Block {
    if stmts.is_empty() {
        return Block::value(call("Ok", vec![new]));
    }
    let this = Stmt::Let {
        pattern: "this".into(),
        ty: None,
        value: Some(new),
    };
    stmts.insert(0, this);
    Block {
        stmts,
        tail: Some(Box::new(call("Ok", vec![text("this")]))),
    }
}
