//! Dataclasses: the constructor, and the methods that the decorator makes.
//!
//! *Invariant:* the constructor takes every field that has a value when `__init__` has run, the defaults included:
//! whoever calls it evaluates them.

use super::{in_order_of_args, is_hashable, method, with_stmts};
use crate::hir::{self, Arg, ClassId, ExprKind, StmtKind};
use crate::ir::{self, Expr, Item, Stmt, call, text};
use crate::lower::names;
use crate::lower::scope::Body;
use crate::lower::value::{Form, Val, dynamic, owned};
use crate::typed::{Binding, DataField, Dataclass, Ty, Use};

/// Methods that the decorator makes of the fields that are compared, as keys.
const ORDER: [(&str, &str, bool, bool); 4] = [
    ("__lt__", "less", false, false),
    ("__gt__", "less", true, false),
    ("__le__", "less", true, true),
    ("__ge__", "less", false, true),
];

impl<'a> Body<'a, '_> {
    /// `new` of a dataclass.
    pub(super) fn dataclass_constructor(
        &mut self,
        id: ClassId,
        made: &Dataclass,
        name: &str,
    ) -> ir::Function {
        let passed: Vec<&DataField> = made.fields.iter().filter(|f| is_passed(f)).collect();
        let params = passed
            .iter()
            .map(|f| (names::variable(&f.name), self.field_rust_type(id, &f.name)))
            .collect();
        let is_whole = passed.len() == made.fields.len();
        let is_alone = self.lower.plain(id).is_some_and(|p| p.base.is_none())
            && !self.lower.has_subclasses(id)
            && !self.lower.face(id).is_some_and(|face| face.gets_more);
        let new = match is_whole && is_alone {
            true => self.literal_object(made, name),
            false if self.lower.is_alone(id) => call(name, vec![call("Rc::default", vec![])]),
            false => call(format!("{name}::blank"), vec![]),
        };
        let mut stmts = Vec::new();
        if !(is_whole && is_alone) {
            for field in &passed {
                let place = self.field_place(text("this"), id, &field.name);
                let value = text(names::variable(&field.name));
                stmts.push(Stmt::Expr(place.method("set", vec![value])));
            }
        }
        if let Some(post) = self.lower.method_of(id, "__post_init__") {
            let run = text("this").method(self.lower.function_name(post), vec![]);
            let run = match self.lower.returns_result(self.lower.program.function(post)) {
                true => run.tried(),
                false => run,
            };
            stmts.push(Stmt::Expr(run));
        }
        let mut attributes = Vec::new();
        if passed.len() > 7 {
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
            body: super::made(new, stmts),
            ..ir::Function::default()
        }
    }
    /// `Job(Rc::new(JobFields { name: Field::new(name) }))`.
    fn literal_object(&self, made: &Dataclass, name: &str) -> Expr {
        let init = |f: &DataField| {
            let value = call("Field::new", vec![text(names::variable(&f.name))]);
            Expr::Init(self.lower.field(&f.name), Box::new(value))
        };
        let fields = made.fields.iter().map(init).collect();
        let fields = Expr::Struct(format!("{name}Fields"), fields);
        call(name, vec![call("Rc::new", vec![fields])])
    }
    /// The methods that the decorator makes and that the class does not define.
    pub(super) fn dataclass_methods(&mut self, id: ClassId, made: &Dataclass) -> Vec<Item> {
        let name = self.lower.class_type(id);
        let own = |body: &Self, dunder: &str| {
            let plain = body.lower.plain(id);
            plain.is_some_and(|p| p.members.contains_key(dunder))
        };
        let mut out = Vec::new();
        if made.repr && !own(self, "__repr__") {
            out.push(self.made_repr(id, made));
        }
        let other = || vec![("other".to_string(), format!("&{name}"))];
        if made.eq && !own(self, "__eq__") {
            let tests = self.compared_fields(id, made, "self").into_iter();
            let tests = tests
                .zip(self.compared_fields(id, made, "other"))
                .map(|(a, b)| a.method("equals", vec![b.borrow()]).tried());
            let all = tests
                .reduce(|a, b| Expr::Binary("&&".into(), Box::new(a), Box::new(b)))
                .unwrap_or_else(|| text("true"));
            let all = call("Ok", vec![all]);
            let mut item = method("__eq__", other(), "Result<bool>", all);
            if made.fields.iter().all(|f| !f.in_compare)
                && let Item::Fn(function) = &mut item
            {
                function.params[1].0 = "_other".into();
            }
            out.push(item);
        }
        if made.order {
            for (dunder, way, swapped, negated) in ORDER {
                let (a, b) = match swapped {
                    true => ("other", "self"),
                    false => ("self", "other"),
                };
                let (a, b) = (
                    Expr::Tuple(self.compared_fields(id, made, a)),
                    Expr::Tuple(self.compared_fields(id, made, b)),
                );
                let test = a.method(way, vec![b.borrow()]);
                let test = match negated {
                    true => call("Ok", vec![Expr::Prefix("!", Box::new(test.tried()))]),
                    false => test,
                };
                out.push(method(dunder, other(), "Result<bool>", test));
            }
        }
        if is_hashable(made) && !own(self, "__hash__") {
            let key = Expr::Tuple(self.compared_fields(id, made, "self"));
            let hash = call("View::hash", vec![key.borrow()]).tried();
            let hash = call("Ok", vec![call("Int::from", vec![hash])]);
            out.push(method("__hash__", vec![], "Result<Int>", hash));
        }
        out
    }
    fn made_repr(&mut self, id: ClassId, made: &Dataclass) -> Item {
        let mut parts = Vec::new();
        let mut before = format!("{}(", self.lower.program.class(id).qualname);
        for field in made.fields.iter().filter(|f| f.in_repr) {
            parts.push(text(format!("{:?}", format!("{before}{}=", field.name))));
            let value = self.field_value(text("self"), id, &field.name);
            parts.push(value.method("repr", vec![]).tried());
            before = ", ".into();
        }
        let end = if parts.is_empty() {
            before + ")"
        } else {
            ")".into()
        };
        parts.push(text(format!("{end:?}")));
        let value = call("Ok", vec![Expr::Macro("concat_str".into(), '(', parts)]);
        let value = match self.lower.may_contain_itself(id) {
            true => call("repr_once", vec![text("self"), closure(value)]),
            false => value,
        };
        method("__repr__", vec![], "Result<Str>", value)
    }
    /// The values that comparisons look at.
    fn compared_fields(&mut self, id: ClassId, made: &Dataclass, of: &str) -> Vec<Expr> {
        let fields = made.fields.iter().filter(|f| f.in_compare);
        fields
            .map(|f| self.field_value(text(of), id, &f.name))
            .collect()
    }
    /// The tuple of a named tuple's fields.
    pub(super) fn as_tuple(&mut self, val: Val, class: ClassId) -> Val {
        let Some(made) = self.lower.dataclass(class) else {
            return val;
        };
        let mut stmts = Vec::new();
        let object = match val.form {
            Form::Owned => {
                let name = self.temporary("held");
                stmts.push(Stmt::Let {
                    pattern: name.clone(),
                    ty: None,
                    value: Some(val.expr),
                });
                text(name)
            }
            _ => val.expr,
        };
        let mut items = Vec::new();
        let mut types = Vec::new();
        for field in &made.fields {
            let item = self.held_field(object.clone(), class, &field.name);
            types.push(item.ty);
            items.push(item.expr);
        }
        owned(with_stmts(stmts, Expr::Tuple(items)), Ty::Tuple(types))
    }
    /// The field of a named tuple at a constant index.
    pub(in crate::lower) fn tuple_field(
        &mut self,
        object: Val,
        class: ClassId,
        at: usize,
    ) -> Option<Val> {
        let field = self.lower.dataclass(class)?.fields.get(at)?;
        let object = self.receiver(object);
        Some(self.held_field(object, class, &field.name))
    }
    /// `dataclasses.replace(instance, …)`, `named_tuple._replace(…)`.
    pub(in crate::lower) fn replaced(
        &mut self,
        id: ClassId,
        bindings: &[Binding],
        callee: &'a hir::Expr,
        args: &'a [Arg],
    ) -> Val {
        let from = match &callee.kind {
            ExprKind::Attribute(object, name) if name == "_replace" => Some(&**object),
            _ => args.first().map(crate::lower::call::argument),
        };
        let head = format!("{}::new", self.class_path(id));
        self.construct_dataclass(id, bindings, args, from, head)
    }
    /// A call of the constructor. Fields without an argument have their default, or the value that they have `from`
    /// another instance.
    pub(super) fn construct_dataclass(
        &mut self,
        id: ClassId,
        bindings: &[Binding],
        args: &'a [Arg],
        from: Option<&'a hir::Expr>,
        head: String,
    ) -> Val {
        let Some((home, made)) = self.lower.constructor_class(id) else {
            return owned(text("()"), Ty::None);
        };
        let mut values: Vec<Option<Expr>> = vec![None; made.fields.len()];
        let mut stmts = Vec::new();
        let from = from.map(|object| {
            let object = self.expr(object);
            if object.form != Form::Owned {
                return object.expr;
            }
            let name = self.temporary("old");
            stmts.push(Stmt::Let {
                pattern: name.clone(),
                ty: None,
                value: Some(self.own(object)),
            });
            text(name)
        });
        // Arguments in the order in which they are written.
        for (i, arg) in args.iter().enumerate() {
            let Some(at) = bindings.iter().position(|b| *b == Binding::Arg(i)) else {
                continue;
            };
            let value = self.expr(crate::lower::call::argument(arg));
            let ty = self.lower.var_ty(made.fields[at].var);
            values[at] = Some(self.owned_as(value, &ty));
        }
        let in_order: Vec<usize> = bindings
            .iter()
            .filter_map(|b| match b {
                Binding::Arg(i) => Some(*i),
                _ => None,
            })
            .collect();
        // What the instance has is read when all arguments are there.
        let is_late = from.is_some() && !made.frozen;
        if is_late || !in_order.windows(2).all(|w| w[0] < w[1]) {
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
        for (field, value) in made.fields.iter().zip(values) {
            match value {
                Some(value) => passed.push(value),
                None if let Some(from) = &from => {
                    passed.push(self.field_value(from.clone(), id, &field.name));
                }
                None if is_passed(field) => passed.push(self.field_default(home, field)),
                None => {}
            }
        }
        let made = self.attempt(call(head, passed));
        owned(with_stmts(stmts, made), Ty::Instance(id))
    }
    /// A field's default: a constant, `field(default=…)` or what `default_factory` makes.
    fn field_default(&mut self, id: ClassId, field: &DataField) -> Expr {
        let program = self.lower.program;
        let ty = self.lower.var_ty(field.var);
        let _ = id;
        let body = program.function(program.variable(field.var).scope);
        let value = body.body.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Assign(targets, value) => match targets.as_slice() {
                [hir::Target::Var(var, _)] if *var == field.var => Some(value),
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
                        return self.owned_as(val, &ty);
                    }
                    Arg::Keyword(key, e) if key == "default_factory" => {
                        return self.factory(e, &ty);
                    }
                    _ => {}
                }
            }
        }
        let val = self.expr(value);
        self.owned_as(val, &ty)
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
        let made = match self.lower.typed.meaning(e.id).clone() {
            Use::Library(lib) => self.library_call(&lib, None, Vec::new()),
            Use::Function(id, bindings) => self.direct_call(id, &bindings, &[]),
            Use::Construct(class, bindings) => self.construct(class, &bindings, &[]),
            _ => {
                let callee = self.value_of(e);
                let args = Expr::Macro("args".into(), '[', vec![]);
                dynamic(self.attempt(callee.method("call", vec![args])))
            }
        };
        self.owned_as(made, ty)
    }
}

/// Whether the constructor takes the field: also where Python's `__init__` does not, but it has a default.
fn is_passed(field: &DataField) -> bool {
    field.in_init || field.has_default
}

fn closure(body: Expr) -> Expr {
    Expr::Closure {
        is_move: false,
        params: String::new(),
        body: Box::new(body),
    }
}
