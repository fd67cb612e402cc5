//! Expressions: atoms, names, attributes, conditions, f-strings, `await` and `yield`.

use super::scope::{Body, Storage};
use super::value::{Form, Val, dynamic, owned};
use crate::hir::{self, ExprKind, FPart, Meaning, ModuleId, Name, VarId};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Ty, Use};

impl<'a> Body<'a, '_> {
    /// Lowers an expression; its type is the one that inference found, or `Value`.
    pub(super) fn expr(&mut self, e: &'a hir::Expr) -> Val {
        if let Some(callable) = self.callable(e) {
            return callable;
        }
        match &e.kind {
            ExprKind::None => owned(text("()"), Ty::None),
            ExprKind::Ellipsis => dynamic(text("Value::Ellipsis")),
            ExprKind::Bool(b) => owned(text(b.to_string()), self.lower.builtin("bool", vec![])),
            ExprKind::Int(digits) => self.int(digits),
            ExprKind::Float(x) => owned(text(float(*x)), self.lower.builtin("float", vec![])),
            ExprKind::Imaginary(x) => self.imaginary(*x),
            ExprKind::Str(s) => self.literal(format!("{s:?}"), "str"),
            ExprKind::Bytes(bytes) => self.bytes(bytes),
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Name(name) => self.name(name, e),
            ExprKind::Attribute(object, name) => self.attribute(e, object, name),
            ExprKind::Subscript(object, index) => self.subscript(e, object, index),
            ExprKind::Slice(a, b, c) => self.slice(a.as_deref(), b.as_deref(), c.as_deref()),
            ExprKind::Call(callee, args) => self.call(e, callee, args),
            ExprKind::Unary(op, x) => self.unary(e, *op, x),
            ExprKind::Not(x) => {
                let test = self.negated_test(x);
                owned(test, self.lower.builtin("bool", vec![]))
            }
            ExprKind::Binary(op, a, b) => self.binary(e, *op, a, b),
            ExprKind::Compare(first, rest) => self.compare(first, rest),
            ExprKind::And(xs) => self.and_or(e, xs, true),
            ExprKind::Or(xs) => self.and_or(e, xs, false),
            ExprKind::If(test, then, other) => self.conditional(e, test, then, other),
            ExprKind::Lambda(function) => self.lambda(*function),
            ExprKind::Tuple(items) => self.tuple(e, items),
            ExprKind::List(items) => self.list(e, items),
            ExprKind::Set(items) => self.set(e, items),
            ExprKind::Dict(items) => self.dict(e, items),
            ExprKind::Comprehension(c) => self.comprehension(e, c),
            ExprKind::Await(x) => self.await_(x),
            ExprKind::Yield(x) => self.yield_(x.as_deref()),
            ExprKind::YieldFrom(x) => self.yield_from(e, x),
            ExprKind::Walrus(var, value) => self.walrus(*var, value),
            ExprKind::Starred(x) => self.expr(x),
        }
    }
    /// As [`Body::expr`]; what a call of an exception class made is an exception, not a `Value`.
    pub(super) fn typed_expr(&mut self, e: &'a hir::Expr) -> Val {
        let value = self.expr(e);
        let ty = self.lower.typed.ty(e.id).clone();
        if value.ty == Ty::Value && self.lower.is_exception(&ty) {
            return self.coerce(value, &ty);
        }
        value
    }
    fn int(&self, digits: &str) -> Val {
        let ty = self.lower.builtin("int", vec![]);
        let form = if ty == Ty::Value {
            Form::Owned
        } else {
            Form::Literal
        };
        let fits = digits.parse::<i64>().is_ok();
        let expr = match (fits, form) {
            (true, Form::Literal) => text(digits),
            (true, _) => call("Value::from", vec![text(format!("{digits}i64"))]),
            (false, _) => {
                let parsed = call("Int::from_digits", vec![text(format!("{digits:?}"))]);
                let expr = if ty == Ty::Value {
                    call("Value::from", vec![parsed])
                } else {
                    parsed
                };
                return owned(expr, ty);
            }
        };
        Val { expr, ty, form }
    }
    fn literal(&self, rust: String, class: &str) -> Val {
        let ty = self.lower.builtin(class, vec![]);
        match ty {
            Ty::Value => dynamic(call("Value::from", vec![text(rust)])),
            _ => Val {
                expr: text(rust),
                ty,
                form: Form::Literal,
            },
        }
    }
    fn imaginary(&self, x: f64) -> Val {
        let made = call("Complex::imaginary", vec![text(float(x))]);
        match self.lower.builtin("complex", vec![]) {
            Ty::Value => dynamic(call("Value::from", vec![made])),
            ty => owned(made, ty),
        }
    }
    fn bytes(&self, bytes: &[u8]) -> Val {
        let escaped: String = bytes
            .iter()
            .flat_map(|b| std::ascii::escape_default(*b))
            .map(char::from)
            .collect();
        let made = call("Bytes::from", vec![text(format!("b\"{escaped}\""))]);
        match self.lower.builtin("bytes", vec![]) {
            Ty::Value => dynamic(call("Value::from", vec![made])),
            ty => owned(made, ty),
        }
    }
    fn name(&mut self, name: &'a Name, e: &'a hir::Expr) -> Val {
        match name {
            Name::Var(var) => self.variable(*var, e),
            Name::Builtin(name) => self.library_value("builtins", name, &e.span),
            Name::ClassThenOuter(var, outer) => {
                let slot = self.slot(*var);
                let outer = self.name(outer, e);
                let outer = self.to_value(outer);
                let outer = self.own(outer);
                let head = match slot.storage {
                    Storage::ClassAttribute => {
                        text("ns").method("find", vec![text(format!("{:?}", slot.name))])
                    }
                    _ => text(slot.name).method("find", vec![]),
                };
                let value = match slot.storage {
                    Storage::ClassAttribute => text("value"),
                    _ => {
                        let value = self.to_value(owned(text("value"), self.lower.var_ty(*var)));
                        self.own(value)
                    }
                };
                let found = Expr::Match(
                    Box::new(head),
                    vec![("Some(value)".into(), value), ("None".into(), outer)],
                );
                dynamic(found)
            }
            Name::ClassCell(_) => {
                let value = text("class_cell").method("get", vec![]);
                dynamic(self.attempt(value))
            }
            Name::Undefined(name) => {
                let value = call("undefined", vec![text(format!("{name:?}"))]);
                dynamic(self.attempt(value))
            }
        }
    }
    /// A variable's value, as narrow as it is known to be here.
    fn variable(&mut self, var: VarId, e: &'a hir::Expr) -> Val {
        let program = self.lower.program;
        if let Some(class) = self.named_class(e)
            && self.lower.enumeration(class).is_some()
        {
            return self.all_members(class);
        }
        if !super::function::has_storage(program, self.lower.typed, var)
            && let Some(meaning) = &program.variable(var).meaning
        {
            return self.meaning_value(meaning, &e.span);
        }
        let value = self.read(var);
        let want = self.lower.typed.ty(e.id).clone();
        self.narrowed(value, &want)
    }
    /// A value as the type that it is known to have here.
    pub(super) fn narrowed(&mut self, value: Val, want: &Ty) -> Val {
        match (&value.ty, want) {
            (Ty::Optional(_), Ty::None) => owned(text("()"), Ty::None),
            (
                Ty::Optional(_),
                Ty::Class(..) | Ty::Tuple(_) | Ty::Instance(_) | Ty::Callable(..),
            )
            | (Ty::Value, Ty::Class(..))
            | (Ty::Instance(_), Ty::Instance(_)) => self.coerce(value, want),
            _ => value,
        }
    }
    /// A function, class, module or library item as a value.
    pub(super) fn meaning_value(&mut self, meaning: &Meaning, span: &hir::Span) -> Val {
        match meaning {
            Meaning::Library(module, name) => self.library_value(module, name, span),
            Meaning::LibraryModule(name) => self.library_module(name, span),
            Meaning::Module(_) => {
                self.refuse(
                    span,
                    "A module of the program cannot be used as a value yet.",
                    "Use its names directly: `module.name`, or `from module import name`.",
                );
                dynamic(text("Value::None"))
            }
            Meaning::Function(f) => self.function_object(*f),
            Meaning::Class(c) if let Some(class) = self.lower.exception(*c) => {
                dynamic(call("Value::from", vec![text(class).borrow()]))
            }
            Meaning::Class(c) => match self.lower.class_vars.get(c).copied() {
                Some(var) => self.read(var),
                None => dynamic(text("Value::None")),
            },
        }
    }
    /// The module that an expression names.
    pub(super) fn module_of(&self, e: &hir::Expr) -> Option<Meaning> {
        match &e.kind {
            ExprKind::Name(Name::Var(var)) => match self.lower.meaning(*var) {
                Some(m @ (Meaning::Module(_) | Meaning::LibraryModule(_))) => Some(m.clone()),
                _ => None,
            },
            ExprKind::Attribute(object, name) => match self.module_of(object)? {
                Meaning::LibraryModule(module) => {
                    let full = format!("{module}.{name}");
                    self.lower
                        .catalogue
                        .module(&full)
                        .map(|_| Meaning::LibraryModule(full))
                }
                Meaning::Module(id) => self.submodule(id, name),
                _ => None,
            },
            _ => None,
        }
    }
    fn submodule(&self, id: ModuleId, name: &str) -> Option<Meaning> {
        let program = self.lower.program;
        let module = program.module(id);
        if let Some(var) = module.names.get(name) {
            return match &program.variable(*var).meaning {
                Some(m @ (Meaning::Module(_) | Meaning::LibraryModule(_))) => Some(m.clone()),
                _ => None,
            };
        }
        let full = format!("{}.{name}", module.name);
        program
            .modules
            .iter()
            .position(|m| m.name == full)
            .map(|i| Meaning::Module(ModuleId(i as u32)))
    }
    /// The global that `module.name` names.
    pub(super) fn module_variable(&self, object: &hir::Expr, name: &str) -> Option<VarId> {
        match self.module_of(object)? {
            Meaning::Module(id) => self.lower.program.module(id).names.get(name).copied(),
            _ => None,
        }
    }
    fn attribute(&mut self, e: &'a hir::Expr, object: &'a hir::Expr, name: &str) -> Val {
        if let Some(var) = self.module_variable(object, name) {
            return self.variable(var, e);
        }
        match self.module_of(object) {
            Some(Meaning::LibraryModule(module)) => {
                return self.library_value(&module, name, &e.span);
            }
            Some(Meaning::Module(id)) => {
                if let Some(meaning) = self.submodule(id, name) {
                    return self.meaning_value(&meaning, &e.span);
                }
                let module = self.lower.program.module(id).name.clone();
                let value = call(
                    "missing_attribute",
                    vec![text(format!("{module:?}")), text(format!("{name:?}"))],
                );
                return dynamic(self.attempt(value));
            }
            _ => {}
        }
        match self.lower.typed.meaning(e.id).clone() {
            Use::Library(lib) => {
                let object = self.typed_expr(object);
                return self.library_method(&lib, object, vec![]);
            }
            Use::Field(class) => return self.read_field(e, object, class, name),
            Use::Builtin => {
                if let Some(class) = self.named_class(object) {
                    let class = self.lower.program.class(class);
                    let text = match name {
                        "__name__" => &class.name,
                        _ => &class.qualname,
                    };
                    return self.literal(format!("{text:?}"), "str");
                }
                if let Some(object) = crate::infer::class_name_of(e) {
                    let object = self.expr(object);
                    let object = self.borrow(object);
                    let name = call("View::class_name", vec![object]);
                    return owned(name, self.lower.typed.ty(e.id).clone());
                }
            }
            Use::Function(getter, _) => {
                let object = self.expr(object);
                return self.method_call(getter, object, &[], &[]);
            }
            _ => {}
        }
        let object = self.dynamic_receiver(object);
        dynamic(self.attempt(object.method("get_attr", vec![text(format!("{name:?}"))])))
    }
    fn subscript(&mut self, e: &'a hir::Expr, object: &'a hir::Expr, index: &'a hir::Expr) -> Val {
        match self.lower.typed.meaning(e.id).clone() {
            Use::Library(lib) => {
                let object = self.expr(object);
                let index = self.expr(index);
                self.library_method(&lib, object, vec![index])
            }
            Use::Function(f, _) => {
                let object = self.expr(object);
                let index = self.expr(index);
                self.method_on(f, object, vec![index])
            }
            Use::Construct(class, _) => self.looked_up(class, "by_name", index),
            Use::Builtin => self.tuple_item(object, index),
            _ => {
                let object = self.dynamic_receiver(object);
                let index = self.value_ref(index);
                dynamic(self.attempt(object.method("get_item", vec![index])))
            }
        }
    }
    /// A fixed tuple's item at a constant index.
    fn tuple_item(&mut self, object: &'a hir::Expr, index: &'a hir::Expr) -> Val {
        let object = self.expr(object);
        let count = match &object.ty {
            Ty::Tuple(items) => items.len(),
            Ty::Instance(class) => self.lower.match_args(*class).len(),
            _ => return object,
        };
        let at = match &index.kind {
            ExprKind::Int(digits) => digits.parse::<usize>().ok(),
            ExprKind::Unary(hir::UnaryOp::Neg, x) => match &x.kind {
                ExprKind::Int(digits) => digits
                    .parse::<usize>()
                    .ok()
                    .and_then(|n| count.checked_sub(n)),
                _ => None,
            },
            _ => None,
        };
        let at = at.unwrap_or(0).min(count.saturating_sub(1));
        if let Ty::Instance(class) = object.ty {
            return self
                .tuple_field(object.clone(), class, at)
                .unwrap_or(object);
        }
        let Ty::Tuple(items) = object.ty.clone() else {
            return object;
        };
        let form = if object.form == Form::Owned {
            Form::Owned
        } else {
            Form::Place
        };
        Val {
            expr: Expr::Field(Box::new(object.expr), at.to_string()),
            ty: items[at].clone(),
            form,
        }
    }
    fn slice(
        &mut self,
        a: Option<&'a hir::Expr>,
        b: Option<&'a hir::Expr>,
        c: Option<&'a hir::Expr>,
    ) -> Val {
        let mut parts = Vec::new();
        for part in [a, b, c] {
            parts.push(match part {
                Some(e) => self.value_of(e),
                None => text("Value::None"),
            });
        }
        let made = call("Slice::new", parts);
        match self.lower.builtin("slice", vec![]) {
            Ty::Value => dynamic(call("Value::from", vec![made])),
            ty => owned(made, ty),
        }
    }
    fn conditional(
        &mut self,
        e: &'a hir::Expr,
        test: &'a hir::Expr,
        then: &'a hir::Expr,
        other: &'a hir::Expr,
    ) -> Val {
        let cond = self.test(test);
        if let Expr::Text(known) = &cond
            && super::call::is_type_test(test)
        {
            match known.as_str() {
                "true" => return self.expr(then),
                "false" => return self.expr(other),
                _ => {}
            }
        }
        let then = self.expr(then);
        let other = self.expr(other);
        let ty = self.joined(e, &then.ty, &other.ty);
        let then = self.owned_as(then, &ty);
        let other = self.owned_as(other, &ty);
        owned(
            Expr::If(
                Box::new(cond),
                Block::value(then),
                Some(Box::new(Expr::Block(None, Block::value(other)))),
            ),
            ty,
        )
    }
    /// The type of an expression that has one of two values.
    pub(super) fn joined(&self, e: &hir::Expr, a: &Ty, b: &Ty) -> Ty {
        match self.lower.typed.ty(e.id) {
            _ if a == b => a.clone(),
            Ty::Never => Ty::Value,
            ty => ty.clone(),
        }
    }
    fn walrus(&mut self, var: VarId, value: &'a hir::Expr) -> Val {
        let value = self.expr(value);
        let mut stmts = self.assign_var(var, value);
        let mut all = std::mem::take(&mut self.ahead);
        all.append(&mut stmts);
        let mut read = self.read(var);
        let ty = read.ty.clone();
        if matches!(read.expr, Expr::Text(_)) && read.form == Form::Owned {
            read.form = Form::Place;
        }
        let read = self.own(read);
        owned(
            Expr::Block(
                None,
                Block {
                    stmts: all,
                    tail: Some(Box::new(read)),
                },
            ),
            ty,
        )
    }
    /// `await x`.
    fn await_(&mut self, x: &'a hir::Expr) -> Val {
        let value = self.expr(x);
        match value.ty.clone() {
            Ty::Coroutine(result) => {
                let value = if value.form == Form::Future {
                    value.expr
                } else {
                    self.own(value)
                };
                owned(self.attempt(value.awaited()), *result)
            }
            Ty::Class(_, args) if args.len() == 1 => {
                let value = self.own(value);
                owned(self.attempt(value.awaited()), args[0].clone())
            }
            _ => {
                let value = self.to_value(value);
                let value = self.own(value);
                dynamic(self.attempt(value.awaited()))
            }
        }
    }
    fn yield_(&mut self, x: Option<&'a hir::Expr>) -> Val {
        let item = self.lower.result_type(self.function.id);
        let value = match x {
            Some(x) => self.expr(x),
            None => owned(text("()"), Ty::None),
        };
        let value = self.owned_as(value, &item);
        let future = text("y").method("yield_", vec![value]).awaited();
        dynamic(self.attempt(future))
    }
    /// `yield from x`.
    fn yield_from(&mut self, e: &'a hir::Expr, x: &'a hir::Expr) -> Val {
        if *self.lower.typed.operation(e.id) == Use::Dynamic {
            let value = self.value_ref(x);
            let future = text("y").method("yield_from", vec![value]).awaited();
            return dynamic(self.attempt(future));
        }
        let item = self.lower.result_type(self.function.id);
        let value = self.expr(x);
        let is_generator = self.lower.is_builtin(&value.ty, "Generator");
        let value = self.iterable_of(value, &item);
        let value = self.borrow(value);
        if is_generator {
            let future = text("y").method("delegate", vec![value]).awaited();
            return dynamic(self.attempt(future));
        }
        let future = text("y").method("yield_all", vec![value]).awaited();
        let done = self.attempt(future);
        owned(done, Ty::None)
    }
    /// `f"…"`.
    fn fstring(&mut self, parts: &'a [FPart]) -> Val {
        let ty = self.lower.builtin("str", vec![]);
        let made = self.fparts(parts);
        if ty == Ty::Value {
            dynamic(call("Value::from", vec![made]))
        } else {
            owned(made, ty)
        }
    }
    /// `fstring![…]` of texts and formatted values.
    fn fparts(&mut self, parts: &'a [FPart]) -> Expr {
        if let Some(made) = self.displayed(parts) {
            return made;
        }
        let mut pieces = Vec::new();
        for part in parts {
            pieces.push(match part {
                FPart::Text(s) => text(format!("{s:?}")),
                FPart::Value {
                    value,
                    conversion,
                    spec,
                } => self.formatted(value, *conversion, spec),
            });
        }
        Expr::Macro("concat_str".into(), '!', pieces)
    }
    /// `fstr!("{} of {}", a, b)`, where Rust's `Display` says what Python's `str` does.
    fn displayed(&mut self, parts: &'a [FPart]) -> Option<Expr> {
        let is_shown = |part: &FPart| match part {
            FPart::Text(_) => true,
            FPart::Value {
                value,
                conversion: None | Some('s'),
                spec,
            } if spec.is_empty() => {
                let ty = self.lower.typed.ty(value.id);
                self.lower.is_builtin(ty, "str") || self.lower.is_builtin(ty, "int")
            }
            FPart::Value { .. } => false,
        };
        if !parts.iter().all(is_shown) {
            return None;
        }
        let mut format = String::new();
        let mut args = Vec::new();
        for part in parts {
            match part {
                FPart::Text(s) => format.push_str(&s.replace('{', "{{").replace('}', "}}")),
                FPart::Value { value, .. } => {
                    let value = self.expr(value);
                    match &value.expr {
                        Expr::Text(name) if value.form != Form::Literal && is_identifier(name) => {
                            format.push_str(&format!("{{{name}}}"));
                        }
                        _ => {
                            format.push_str("{}");
                            args.push(value.expr);
                        }
                    }
                }
            }
        }
        args.insert(0, text(format!("{format:?}")));
        Some(Expr::Macro("fstr".into(), '(', args))
    }
    /// `str` of a value with its conversion and format specification.
    fn formatted(
        &mut self,
        value: &'a hir::Expr,
        conversion: Option<char>,
        spec: &'a [FPart],
    ) -> Expr {
        let value = self.expr(value);
        let value = match value.ty {
            Ty::Value | Ty::Class(..) | Ty::Instance(_) => value,
            // Both halves show what they are by themselves.
            Ty::Optional(_) if value.form != Form::Literal => value,
            _ => self.to_value(value),
        };
        let value = match conversion {
            None => value,
            Some(c) => {
                let receiver = self.receiver(value);
                let name = match c {
                    'r' => "repr",
                    'a' => "ascii",
                    _ => "str",
                };
                owned(
                    self.attempt(receiver.method(name, vec![])),
                    self.lower.builtin("str", vec![]),
                )
            }
        };
        let spec = match spec {
            [] => return self.plain_text(value, conversion.is_some()),
            [FPart::Text(s)] => text(format!("{s:?}")),
            parts => Expr::Method(Box::new(self.fparts(parts)), "as_str".into(), vec![]),
        };
        let receiver = match value.form {
            Form::Literal => self.own(value),
            _ => value.expr,
        };
        self.attempt(receiver.method("format", vec![spec]))
    }
    fn plain_text(&mut self, value: Val, is_text: bool) -> Expr {
        if is_text {
            return value.expr;
        }
        if self.lower.is_builtin(&value.ty, "str") {
            return value.expr;
        }
        // What these say to an empty specification is their `str`.
        const PLAIN: [&str; 8] = [
            "int",
            "float",
            "bool",
            "list",
            "dict",
            "set",
            "frozenset",
            "tuple",
        ];
        let is_plain = PLAIN
            .iter()
            .any(|name| self.lower.is_builtin(&value.ty, name));
        let receiver = match value.form {
            Form::Literal => self.own(value),
            _ => value.expr,
        };
        match is_plain {
            true => self.attempt(receiver.method("str", vec![])),
            false => self.attempt(receiver.method("format", vec![text("\"\"")])),
        }
    }
    /// Statements gathered while an expression was lowered, in front of it.
    pub(super) fn with_ahead(&mut self, expr: Expr) -> Expr {
        if self.ahead.is_empty() {
            return expr;
        }
        let stmts: Vec<Stmt> = std::mem::take(&mut self.ahead);
        Expr::Block(
            None,
            Block {
                stmts,
                tail: Some(Box::new(expr)),
            },
        )
    }
}

/// A Rust float literal.
fn float(x: f64) -> String {
    match x {
        x if x.is_infinite() => "f64::INFINITY".into(),
        x => format!("{x:?}"),
    }
}

/// Whether a format string can name it.
fn is_identifier(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || c == '_') && name != "self"
}
