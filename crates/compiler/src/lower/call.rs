//! Calls.

use super::function::takes_class_cell;
use super::library::Operand;
use super::plain::with_stmts;
use super::scope::Body;
use super::value::{Form, Val, dynamic, owned, place};
use crate::hir::{self, Arg, ExprKind, FunctionId, Name};
use crate::infer;
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Binding, Ty, Use};

impl<'a> Body<'a, '_> {
    /// `callee(args)`.
    pub(super) fn call(&mut self, e: &'a hir::Expr, callee: &'a hir::Expr, args: &'a [Arg]) -> Val {
        if let Some(value) = self.super_call(callee, args) {
            return value;
        }
        match self.lower.typed.meaning(e.id).clone() {
            Use::Library(lib) => {
                let receiver = match &callee.kind {
                    ExprKind::Attribute(object, _) if self.module_of(object).is_none() => {
                        let object = self.typed_expr(object);
                        Some(self.with_data(object))
                    }
                    _ => None,
                };
                let operand = |a: &'a Arg| match a {
                    Arg::Star(items) => Operand::Star(items),
                    a => Operand::Py(argument(a)),
                };
                let operands = args.iter().map(operand).collect();
                let keywords = args.iter().map(|a| match a {
                    Arg::Keyword(name, _) => Some(name.clone()),
                    _ => None,
                });
                let outer = std::mem::replace(&mut self.keywords, keywords.collect());
                let value = self.library_call(&lib, receiver, operands);
                self.keywords = outer;
                return value;
            }
            Use::Function(id, bindings) => {
                if !self.lower.has_receiver(self.lower.program.function(id)) {
                    return self.direct_call(id, &bindings, args);
                }
                if let ExprKind::Attribute(object, _) = &callee.kind
                    && infer::is_super(object)
                    && let Some(first) = self.method().params.first()
                {
                    let receiver = self.read(first.var);
                    return self.super_method_call(id, receiver, &bindings, args);
                }
                // `len(obj)` and the like.
                if let (ExprKind::Name(Name::Builtin(_)), [first]) = (&callee.kind, args) {
                    let receiver = self.expr(argument(first));
                    return self.method_call(id, receiver, &[], &[]);
                }
                // `obj.method(…)`, or `obj(…)` for `__call__`.
                let receiver = match &callee.kind {
                    ExprKind::Attribute(object, _)
                        if !matches!(self.lower.typed.ty(callee.id), Ty::Instance(_)) =>
                    {
                        self.expr(object)
                    }
                    _ => self.expr(callee),
                };
                return self.method_call(id, receiver, &bindings, args);
            }
            Use::Construct(class, bindings) if self.named_class(callee) != Some(class) => {
                return self.replaced(class, &bindings, callee, args);
            }
            Use::Construct(class, bindings) => return self.construct(class, &bindings, args),
            Use::Callable => {
                let callee = self.expr(callee);
                return self.call_callable(callee, args);
            }
            Use::Builtin if infer::is_super_call(callee) => return owned(text("()"), Ty::None),
            Use::Builtin => return self.instance_test(args),
            _ => {}
        }
        let is_read = matches!(
            self.lower.typed.meaning(callee.id),
            Use::Field(_) | Use::Function(..)
        );
        if let ExprKind::Attribute(object, name) = &callee.kind
            && self.module_of(object).is_none()
            && !is_read
        {
            let object = self.dynamic_receiver(object);
            let args = self.call_args(args);
            return dynamic(
                self.attempt(object.method("call_method", vec![text(format!("{name:?}")), args])),
            );
        }
        let callee = self.expr(callee);
        let callee = self.to_value(callee);
        let callee = self.receiver(callee);
        let args = self.call_args(args);
        dynamic(self.attempt(callee.method("call", vec![args])))
    }
    /// `super()` without arguments.
    fn super_call(&mut self, callee: &hir::Expr, args: &[Arg]) -> Option<Val> {
        let ExprKind::Name(Name::Builtin(name)) = &callee.kind else {
            return None;
        };
        if name != "super" || !args.is_empty() {
            return None;
        }
        let Some(first) = self.function.params.first() else {
            return Some(self.failing_super("no arguments"));
        };
        if !self.function.uses_class_cell {
            return Some(self.failing_super("__class__ cell not found"));
        }
        let class = text("class_cell").method("get", vec![]);
        let class = self.attempt(class);
        let this = self.read(first.var);
        let this = self.to_value(this);
        let this = self.borrow(this);
        Some(dynamic(
            self.attempt(call("super_", vec![class.borrow(), this])),
        ))
    }
    /// `super()` where there is nothing that it could mean.
    fn failing_super(&mut self, why: &str) -> Val {
        dynamic(self.attempt(call("super_without", vec![text(format!("{why:?}"))])))
    }
    /// The method that this body is, or is written in.
    fn method(&self) -> &'a hir::Function {
        let program = self.lower.program;
        let mut at = self.function;
        while at.class.is_none()
            && let Some(parent) = at.parent
        {
            at = program.function(parent);
        }
        at
    }
    /// `isinstance(value, classes)` with plain classes.
    fn instance_test(&mut self, args: &'a [Arg]) -> Val {
        let bool = self.lower.builtin("bool", vec![]);
        let [value, classes] = args else {
            return owned(text("false"), bool);
        };
        let classes = match &argument(classes).kind {
            ExprKind::Tuple(all) => all.as_slice(),
            _ => std::slice::from_ref(argument(classes)),
        };
        let classes: Vec<hir::ClassId> =
            classes.iter().filter_map(|c| self.named_class(c)).collect();
        let value = self.expr(argument(value));
        let test = match value.ty.clone() {
            Ty::Instance(class) => {
                let object = self.borrow(value);
                self.is_instance(object, class, &classes)
            }
            Ty::Optional(inner) => match *inner {
                Ty::Instance(class) => {
                    let test = self.is_instance(text("it"), class, &classes);
                    let object = self.receiver(value);
                    match test {
                        Expr::Text(t) if t == "true" => object.method("is_some", vec![]),
                        Expr::Text(t) if t == "false" => text(t),
                        test => {
                            let closure = Expr::Closure {
                                is_move: false,
                                params: "it".into(),
                                body: Box::new(test),
                            };
                            object
                                .method("as_ref", vec![])
                                .method("is_some_and", vec![closure])
                        }
                    }
                }
                _ => text("false"),
            },
            Ty::Value => {
                let object = self.own(value);
                let faced = classes.iter().filter(|c| self.lower.face(**c).is_some());
                let faced: Vec<hir::ClassId> = faced.copied().collect();
                let tests = faced.into_iter().map(|class| {
                    let path = self.class_path(class);
                    let object = object.clone();
                    call(format!("{path}::from_value"), vec![object]).method("is_ok", vec![])
                });
                tests
                    .reduce(|a, b| Expr::Binary("||".into(), Box::new(a), Box::new(b)))
                    .unwrap_or_else(|| text("false"))
            }
            _ => text("false"),
        };
        owned(test, bool)
    }
    fn is_instance(&mut self, object: Expr, class: hir::ClassId, classes: &[hir::ClassId]) -> Expr {
        if classes.iter().any(|c| self.lower.is_subclass(class, *c)) {
            return text("true");
        }
        let below = classes
            .iter()
            .filter(|c| self.lower.is_subclass(**c, class));
        let below: Vec<hir::ClassId> = below.copied().collect();
        let tests = below.into_iter().map(|c| {
            self.downcast(object.clone(), class, c)
                .method("is_some", vec![])
        });
        tests
            .reduce(|a, b| Expr::Binary("||".into(), Box::new(a), Box::new(b)))
            .unwrap_or_else(|| text("false"))
    }
    /// The `Args` of a dynamic call.
    pub(super) fn call_args(&mut self, args: &'a [Arg]) -> Expr {
        let starred = |a: &Arg| matches!(a, Arg::Star(_) | Arg::DoubleStar(_));
        let Some(first) = args.iter().position(starred) else {
            let items = args.iter().map(|a| self.plain_argument(a)).collect();
            return Expr::Macro("args".into(), '[', items);
        };
        // `*` and `**` can fail, so they are statements of their own.
        let items: Vec<Expr> = args[..first]
            .iter()
            .map(|a| self.plain_argument(a))
            .collect();
        let name = self.temporary("arguments");
        let start = Expr::Macro("args".into(), '[', items);
        let mut stmts = vec![Stmt::Let {
            pattern: format!("mut {name}"),
            ty: None,
            value: Some(start),
        }];
        for arg in &args[first..] {
            let stmt = match arg {
                Arg::Positional(x) => {
                    let value = self.value_of(x);
                    text(name.clone()).method("push", vec![value])
                }
                Arg::Keyword(key, x) => {
                    let value = self.value_of(x);
                    let add = text(name.clone()).method(
                        "push_keyword",
                        vec![call("Str::from", vec![text(format!("{key:?}"))]), value],
                    );
                    self.attempt(add)
                }
                Arg::Star(x) => {
                    let value = self.value_ref(x);
                    self.attempt(call(
                        "spread",
                        vec![Expr::Prefix("&mut ", Box::new(text(name.clone()))), value],
                    ))
                }
                Arg::DoubleStar(x) => {
                    let value = self.value_ref(x);
                    self.attempt(call(
                        "spread_keywords",
                        vec![Expr::Prefix("&mut ", Box::new(text(name.clone()))), value],
                    ))
                }
            };
            stmts.push(Stmt::Expr(stmt));
        }
        Expr::Block(
            None,
            Block {
                stmts,
                tail: Some(Box::new(text(name))),
            },
        )
    }
    fn plain_argument(&mut self, arg: &'a Arg) -> Expr {
        match arg {
            Arg::Keyword(name, x) => {
                let value = self.expr(x);
                let value = self.argument(value);
                Expr::Named(super::names::escape_keyword(name), Box::new(value))
            }
            arg => {
                let value = self.expr(argument(arg));
                self.argument(value)
            }
        }
    }
    /// A direct call of a `def`.
    pub(super) fn direct_call(
        &mut self,
        id: FunctionId,
        bindings: &[Binding],
        args: &'a [Arg],
    ) -> Val {
        let program = self.lower.program;
        let f = program.function(id);
        let skip = self.lower.unbound(f).unwrap_or(0);
        let (stmts, mut passed) = self.passed(id, bindings, args, skip);
        let is_owned = self.lower.is_owned(f);
        for var in self.lower.captures[id.index()].clone() {
            passed.push(self.capture_argument(var, is_owned));
        }
        if takes_class_cell(self.lower.typed, f) {
            passed.push(self.class_cell_argument(is_owned));
        }
        let path = self.function_path(id);
        let val = self.call_result(id, call(path, passed));
        Val {
            expr: with_stmts(stmts, val.expr),
            ..val
        }
    }
    /// The arguments of a direct call for the parameters from number `skip` on, and the statements that keep Python's
    /// order of evaluation where keywords are written in another.
    pub(super) fn passed(
        &mut self,
        id: FunctionId,
        bindings: &[Binding],
        args: &'a [Arg],
        skip: usize,
    ) -> (Vec<Stmt>, Vec<Expr>) {
        let program = self.lower.program;
        let f = program.function(id);
        let order: Vec<usize> = bindings
            .iter()
            .flat_map(|b| match b {
                Binding::Arg(i) | Binding::Part(i, _) => vec![*i],
                Binding::Rest(is) | Binding::KeywordRest(is) => is.clone(),
                Binding::Default => vec![],
            })
            .collect();
        // A tuple of which parts are passed is evaluated once.
        let is_name = |i: usize| {
            args.get(i)
                .is_some_and(|arg| matches!(argument(arg).kind, ExprKind::Name(_)))
        };
        let in_order = order
            .windows(2)
            .all(|w| w[0] < w[1] || w[0] == w[1] && is_name(w[0]));
        let mut stmts = Vec::new();
        let mut vals: Vec<Val> = Vec::new();
        if !in_order {
            for arg in args {
                let val = self.expr(argument(arg));
                let ty = val.ty.clone();
                let name = self.temporary("argument");
                let value = self.own(val);
                stmts.push(Stmt::Let {
                    pattern: name.clone(),
                    ty: None,
                    value: Some(value),
                });
                vals.push(owned(text(name), ty));
            }
        }
        let mut passed = Vec::new();
        for (index, (param, binding)) in f.params.iter().skip(skip).zip(bindings).enumerate() {
            let want = self.lower.var_ty(param.var);
            let val = match binding {
                Binding::Arg(i) => match vals.get(*i) {
                    Some(val) => val.clone(),
                    None => self.expr(argument(&args[*i])),
                },
                Binding::Part(i, part) => {
                    let whole = match vals.get(*i) {
                        Some(val) => val.clone(),
                        None => self.expr(argument(&args[*i])),
                    };
                    part_of(whole, *part)
                }
                Binding::Default => self.default_value(id, index + skip),
                Binding::Rest(is) => self.rest(is, args, &vals, &want),
                Binding::KeywordRest(is) => self.keyword_rest(is, args, &vals, &want),
            };
            let val = self.coerce(val, &want);
            passed.push(if self.lower.is_borrowed(f, param) {
                self.borrow(val)
            } else {
                self.own(val)
            });
        }
        (stmts, passed)
    }
    /// What a direct call gives: a future, a generator, or the result of `?`.
    pub(super) fn call_result(&mut self, id: FunctionId, direct: Expr) -> Val {
        let f = self.lower.program.function(id);
        let result = self.lower.result_type(id);
        let recursive = self.lower.is_recursive(self.function.id, id);
        self.lower.failures.direct[self.function.id.index()].insert(id);
        let boxed = |future: Expr| {
            if recursive {
                call("Box::pin", vec![future])
            } else {
                future
            }
        };
        match (f.is_async, f.is_generator) {
            (true, false) => Val {
                expr: boxed(direct),
                ty: Ty::Coroutine(Box::new(result)),
                form: Form::Future,
            },
            (is_async, true) => {
                let class = if is_async {
                    "AsyncGenerator"
                } else {
                    "Generator"
                };
                match self.lower.builtin(class, vec![result]) {
                    Ty::Value => dynamic(call("Value::from", vec![direct])),
                    ty => owned(direct, ty),
                }
            }
            _ if self.lower.suspends.contains(&id) => {
                owned(self.attempt(boxed(direct).awaited()), result)
            }
            _ => owned(self.checked(id, direct), result),
        }
    }
    /// A direct call with `?` where the callee returns `Result`.
    fn checked(&mut self, id: FunctionId, direct: Expr) -> Expr {
        if !self.lower.returns_result(self.lower.program.function(id)) {
            return direct;
        }
        let caller = self.function.id.index();
        let before = self.lower.failures.own[caller];
        let tried = self.attempt(direct);
        self.lower.failures.own[caller] = before;
        if self
            .around
            .iter()
            .all(|a| matches!(a, super::scope::Around::Loop { .. }))
        {
            self.lower.failures.calls[caller].insert(id);
        }
        tried
    }
    /// The tuple of `*args`.
    fn rest(&mut self, indices: &[usize], args: &'a [Arg], vals: &[Val], want: &Ty) -> Val {
        let item = match want {
            Ty::Class(_, types) if !types.is_empty() => types[0].clone(),
            _ => Ty::Value,
        };
        let is_star = |i: &usize| matches!(args.get(*i), Some(Arg::Star(_)));
        let made = if indices.iter().any(is_star) {
            let operand = |i: &usize| match (&args[*i], vals.get(*i)) {
                (Arg::Star(items), _) => Operand::Star(items),
                (_, Some(val)) => Operand::Val(val.clone()),
                (arg, None) => Operand::Py(argument(arg)),
            };
            let rest = indices.iter().map(operand).collect();
            let all = self.spread_arguments(rest, &item, false);
            call("Tuple::from", vec![all])
        } else {
            let mut items = Vec::new();
            for i in indices {
                let val = match vals.get(*i) {
                    Some(val) => val.clone(),
                    None => self.expr(argument(&args[*i])),
                };
                items.push(self.owned_as(val, &item));
            }
            call("Tuple::from", vec![Expr::Macro("vec".into(), '[', items)])
        };
        if *want == Ty::Value {
            dynamic(call("Value::from", vec![made]))
        } else {
            owned(made, want.clone())
        }
    }
    /// The dict of `**kwargs`.
    fn keyword_rest(&mut self, indices: &[usize], args: &'a [Arg], vals: &[Val], want: &Ty) -> Val {
        let (key, item) = match want {
            Ty::Class(_, types) if types.len() == 2 => (types[0].clone(), types[1].clone()),
            _ => (Ty::Value, Ty::Value),
        };
        let mut items = Vec::new();
        for i in indices {
            let Arg::Keyword(name, x) = &args[*i] else {
                continue;
            };
            let val = match vals.get(*i) {
                Some(val) => val.clone(),
                None => self.expr(x),
            };
            let name = Val {
                expr: text(format!("{name:?}")),
                ty: self.lower.builtin("str", vec![]),
                form: Form::Literal,
            };
            let name = self.owned_as(name, &key);
            let val = self.owned_as(val, &item);
            items.push(Expr::Tuple(vec![name, val]));
        }
        let made = call("Dict::from_items", vec![Expr::Array(items)]);
        let made = self.attempt(made);
        if *want == Ty::Value {
            dynamic(call("Value::from", vec![made]))
        } else {
            owned(made, want.clone())
        }
    }
}

/// An item of a fixed tuple that is a variable or a temporary with a name.
fn part_of(whole: Val, part: usize) -> Val {
    let ty = match &whole.ty {
        Ty::Tuple(items) => items.get(part).cloned().unwrap_or(Ty::Value),
        _ => Ty::Value,
    };
    place(Expr::Field(Box::new(whole.expr), part.to_string()), ty)
}

pub(super) fn argument(arg: &Arg) -> &hir::Expr {
    match arg {
        Arg::Positional(e) | Arg::Star(e) | Arg::Keyword(_, e) | Arg::DoubleStar(e) => e,
    }
}

/// Whether an expression asks only for types: `isinstance`, `is None`, or whether a variable is true.
pub(super) fn is_type_test(e: &hir::Expr) -> bool {
    match &e.kind {
        ExprKind::Not(inner) => is_type_test(inner),
        ExprKind::And(all) | ExprKind::Or(all) => all.iter().all(is_type_test),
        ExprKind::Name(Name::Var(_)) => true,
        ExprKind::Compare(x, rest) => {
            matches!(x.kind, ExprKind::Name(Name::Var(_)))
                && matches!(rest.as_slice(), [(hir::CompareOp::Is | hir::CompareOp::IsNot, none)]
                    if matches!(none.kind, ExprKind::None))
        }
        ExprKind::Call(callee, _) => {
            matches!(&callee.kind, ExprKind::Name(Name::Builtin(name)) if name == "isinstance")
        }
        _ => false,
    }
}
