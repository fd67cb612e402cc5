//! Lowered values and the coercions between their types.

use super::scope::Body;
use crate::ir::{self, Expr, Stmt, call, text};
use crate::typed::Ty;

/// How an expression stands for its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A temporary: can be moved.
    Owned,
    /// A variable or field: owning it takes a clone.
    Place,
    /// An expression of type `&T`.
    Ref,
    /// A Rust literal (`5`, `"x"`) that stands for an `Int` or `Str`.
    Literal,
    /// The Rust future of a call of an `async fn`: awaited as it is, boxed where it is kept.
    Future,
}

/// A lowered expression.
#[derive(Clone, Debug)]
pub(super) struct Val {
    /// The Rust expression.
    pub expr: Expr,
    /// Its Python type.
    pub ty: Ty,
    /// How it holds the value.
    pub form: Form,
}

/// A temporary.
pub(super) fn owned(expr: Expr, ty: Ty) -> Val {
    Val {
        expr,
        ty,
        form: Form::Owned,
    }
}

/// A variable.
pub(super) fn place(expr: Expr, ty: Ty) -> Val {
    Val {
        expr,
        ty,
        form: Form::Place,
    }
}

/// A temporary `Value`.
pub(super) fn dynamic(expr: Expr) -> Val {
    owned(expr, Ty::Value)
}

impl Body<'_, '_> {
    /// An expression of the value's own type that can be moved.
    pub(super) fn own(&self, val: Val) -> Expr {
        match val.form {
            Form::Owned => val.expr,
            Form::Place if self.lower.is_copy(&val.ty) => val.expr,
            Form::Ref if self.lower.is_copy(&val.ty) => Expr::Prefix("*", Box::new(val.expr)),
            Form::Place | Form::Ref => val.expr.method("clone", vec![]),
            // Beyond 32 bits a bare literal would be taken for one of them.
            Form::Literal if is_long(&val.expr) => call("Int::new", vec![val.expr]),
            Form::Literal => call(
                format!("{}::from", self.lower.rust_type(&val.ty)),
                vec![val.expr],
            ),
            Form::Future => {
                let name = match &val.expr {
                    Expr::Call(path, _) => match &**path {
                        Expr::Text(path) => path.clone(),
                        _ => String::new(),
                    },
                    _ => String::new(),
                };
                call("Coroutine::new", vec![text(format!("{name:?}")), val.expr])
            }
        }
    }
    /// An expression of type `&T`.
    pub(super) fn borrow(&self, val: Val) -> Expr {
        match val.form {
            Form::Ref => val.expr,
            Form::Place | Form::Owned => val.expr.borrow(),
            Form::Literal | Form::Future => self.own(val).borrow(),
        }
    }
    /// A receiver of a method call: what `.` borrows by itself.
    pub(super) fn receiver(&self, val: Val) -> Expr {
        match val.form {
            Form::Literal | Form::Future => self.own(val),
            _ => with_float_type(val.expr),
        }
    }
    /// The value as another type; see [`Ty`] for the pairs that occur.
    pub(super) fn coerce(&mut self, val: Val, want: &Ty) -> Val {
        if val.ty == *want
            || matches!(val.ty, Ty::Never) && matches!(want, Ty::Value)
            || matches!((&val.ty, want), (Ty::Value, Ty::Never))
        {
            return val;
        }
        match (val.ty.clone(), want) {
            (Ty::Never, _) => owned(
                Expr::Block(
                    None,
                    ir::Block {
                        stmts: vec![Stmt::Expr(val.expr)],
                        tail: Some(Box::new(text("unreachable!()"))),
                    },
                ),
                want.clone(),
            ),
            (_, Ty::Value | Ty::Never) => self.to_value(val),
            (Ty::None, Ty::Optional(_)) => owned(self.sequence(val, text("None")), want.clone()),
            (Ty::Optional(from), Ty::Optional(to)) if from != *to => {
                self.map_optional(val, &from, to)
            }
            (Ty::Optional(from), _) => self.unwrap_optional(val, *from, want),
            (_, Ty::Optional(inner)) if val.ty != Ty::Value => {
                let inner = self.coerce(val, inner);
                owned(call("Some", vec![self.own(inner)]), want.clone())
            }
            (Ty::Tuple(from), Ty::Tuple(to)) if from.len() == to.len() => {
                self.convert_tuple(val, &from, to)
            }
            (Ty::Instance(from), Ty::Instance(to)) if from != *to => {
                let object = self.own(val);
                match self.lower.is_subclass(from, *to) {
                    true => owned(self.upcast(object, from, *to), want.clone()),
                    false => {
                        let found = self.downcast(object.borrow(), from, *to);
                        let known = text("\"an instance of the class here\"");
                        owned(found.method("expect", vec![known]), want.clone())
                    }
                }
            }
            (Ty::Value, _) => self.from_value(val, want),
            (from, Ty::Class(..)) if self.lower.is_exception(&from) => Val {
                ty: want.clone(),
                ..val
            },
            (from, Ty::Class(..)) => self.scalar(val, &from, want),
            _ => val,
        }
    }
    /// The value as another type, owned.
    pub(super) fn owned_as(&mut self, val: Val, want: &Ty) -> Expr {
        let val = self.coerce(val, want);
        self.own(val)
    }
    /// As a `Value`.
    #[expect(
        clippy::wrong_self_convention,
        reason = "`val` is converted; `self` is only where to write"
    )]
    pub(super) fn to_value(&mut self, val: Val) -> Val {
        match val.ty {
            Ty::Value | Ty::Never => val,
            Ty::Instance(class) if self.lower.face(class).is_some() => {
                let receiver = self.receiver(val);
                dynamic(receiver.method("to_value", vec![]))
            }
            Ty::Instance(_) => {
                self.lower.opened = true;
                val
            }
            Ty::Optional(ref inner) if matches!(**inner, Ty::Instance(class) if self.lower.face(class).is_none()) =>
            {
                self.lower.opened = true;
                val
            }
            Ty::None => {
                let expr = self.sequence(val, text("Value::None"));
                dynamic(expr)
            }
            _ if val.form == Form::Literal && is_long(&val.expr) => {
                dynamic(call("Value::from", vec![self.own(val)]))
            }
            _ if val.form == Form::Literal => dynamic(call("Value::from", vec![val.expr])),
            Ty::Class(..) if self.lower.is_exception(&val.ty) => {
                let receiver = self.receiver(val);
                dynamic(receiver.method("value", vec![]))
            }
            Ty::Class(..) if !self.has_variant(&val.ty) => {
                let receiver = self.receiver(val);
                dynamic(receiver.method("to_value", vec![]))
            }
            _ => dynamic(call("Value::from", vec![self.own(val)])),
        }
    }
    /// As an argument of `args!`, which converts by itself.
    pub(super) fn argument(&mut self, val: Val) -> Expr {
        match val.ty {
            Ty::None | Ty::Instance(_) => self.to_value(val).expr,
            _ if val.form == Form::Literal && is_long(&val.expr) => self.own(val),
            _ if val.form == Form::Literal => val.expr,
            Ty::Class(..) if !self.has_variant(&val.ty) => self.to_value(val).expr,
            _ => self.own(val),
        }
    }
    /// A class that is a variant of `Value`, or converts by `From` for reasons of its own.
    fn has_variant(&self, ty: &Ty) -> bool {
        const VARIANTS: [&str; 11] = [
            "bool",
            "int",
            "float",
            "str",
            "bytes",
            "list",
            "dict",
            "set",
            "frozenset",
            "tuple",
            "slice",
        ];
        let is_dynamic =
            matches!(ty, Ty::Class(_, args) if args.iter().all(|arg| *arg == Ty::Value));
        is_dynamic && VARIANTS.iter().any(|name| self.lower.is_builtin(ty, name))
    }
    /// `after`, once the value has been evaluated if that has an effect.
    fn sequence(&self, val: Val, after: Expr) -> Expr {
        match &val.expr {
            Expr::Text(_) => after,
            _ => Expr::Block(
                None,
                ir::Block {
                    stmts: vec![Stmt::Expr(val.expr)],
                    tail: Some(Box::new(after)),
                },
            ),
        }
    }
    fn map_optional(&mut self, val: Val, from: &Ty, to: &Ty) -> Val {
        let item = self.coerce(owned(text("x"), from.clone()), to);
        let body = self.own(item);
        let whole = self.own(val);
        if body.has_try() {
            // An error leaves this function, which a closure could not.
            let some = call("Some", vec![body]);
            let arms = vec![("Some(x)".into(), some), ("None".into(), text("None"))];
            return owned(
                Expr::Match(Box::new(whole), arms),
                Ty::Optional(Box::new(to.clone())),
            );
        }
        owned(
            whole.method("map", vec![mapping("x", body)]),
            Ty::Optional(Box::new(to.clone())),
        )
    }
    /// The use of a variable that is known not to be `None` here.
    fn unwrap_optional(&mut self, val: Val, inner: Ty, want: &Ty) -> Val {
        let (whole, form) = match val.form {
            Form::Owned => (val.expr, Form::Owned),
            _ if self.lower.is_copy(&val.ty) => (self.own(val), Form::Owned),
            _ => (val.expr.method("as_ref", vec![]), Form::Ref),
        };
        let val = Val {
            expr: whole.method("expect", vec![text("\"not None here\"")]),
            ty: inner,
            form,
        };
        self.coerce(val, want)
    }
    fn convert_tuple(&mut self, val: Val, from: &[Ty], to: &[Ty]) -> Val {
        let names: Vec<String> = (0..from.len()).map(|i| format!("x{i}")).collect();
        let items: Vec<Expr> = names
            .iter()
            .zip(from.iter().zip(to))
            .map(|(name, (from, to))| self.owned_as(owned(text(name.clone()), from.clone()), to))
            .collect();
        let pattern = format!(
            "({})",
            names.join(", ") + if names.len() == 1 { "," } else { "" }
        );
        let whole = self.own(val);
        let block = ir::Block {
            stmts: vec![Stmt::Let {
                pattern,
                ty: None,
                value: Some(whole),
            }],
            tail: Some(Box::new(Expr::Tuple(items))),
        };
        owned(Expr::Block(None, block), Ty::Tuple(to.to_vec()))
    }
    /// Back from a `Value` that is known to be of the type, or whose TypeError is the library function's own.
    #[expect(
        clippy::wrong_self_convention,
        reason = "`val` is converted; `self` is only where to write"
    )]
    fn from_value(&mut self, val: Val, want: &Ty) -> Val {
        let ty = self.lower.rust_type(want);
        let head = if ty.contains('<') || ty.starts_with('(') {
            format!("<{ty}>::from_value")
        } else {
            format!("{ty}::from_value")
        };
        let value = self.own(val);
        owned(self.attempt(call(head, vec![value])), want.clone())
    }
    /// `int` and `bool` where the library wants a `float` or an `int`.
    fn scalar(&mut self, val: Val, from: &Ty, want: &Ty) -> Val {
        let to_float = self.lower.is_builtin(want, "float");
        if self.lower.is_number(want) {
            let value = match val.form {
                Form::Literal if !is_long(&val.expr) => val.expr,
                _ => self.own(val),
            };
            return owned(call("Number::from", vec![value]), want.clone());
        }
        if self.lower.is_number(from) && to_float {
            let receiver = self.receiver(val);
            return owned(
                self.attempt(receiver.method("to_f64", vec![])),
                want.clone(),
            );
        }
        if self.lower.is_builtin(from, "int") && to_float {
            if let (Form::Literal, Expr::Text(digits)) = (val.form, &val.expr)
                && digits.len() < 16
                && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            {
                return owned(text(format!("{digits}.0")), want.clone());
            }
            let receiver = self.receiver(val);
            return owned(
                self.attempt(receiver.method("to_f64", vec![])),
                want.clone(),
            );
        }
        let head = if to_float { "f64::from" } else { "Int::from" };
        if self.lower.is_builtin(from, "bool") && (to_float || self.lower.is_builtin(want, "int")) {
            return owned(call(head, vec![self.own(val)]), want.clone());
        }
        val
    }
}

/// `|x| body`; the function itself where the body does no more than call it.
pub(super) fn mapping(x: &str, body: Expr) -> Expr {
    match body {
        Expr::Call(f, args)
            if matches!(args.as_slice(), [Expr::Text(arg)] if arg == x)
                && matches!(*f, Expr::Text(_)) =>
        {
            *f
        }
        body => Expr::Closure {
            is_move: false,
            params: x.into(),
            body: Box::new(body),
        },
    }
}

/// An integer literal of more than 32 bits.
fn is_long(literal: &Expr) -> bool {
    matches!(literal, Expr::Text(t) if t.parse::<i64>().is_ok() && t.parse::<i32>().is_err())
}

/// `1.5_f64.abs()`: without its type a float literal has no methods.
fn with_float_type(e: Expr) -> Expr {
    match e {
        Expr::Text(t)
            if t.starts_with(|c: char| c.is_ascii_digit()) && t.parse::<f64>().is_ok() =>
        {
            text(format!("{t}_f64"))
        }
        Expr::Prefix("-", inner) => Expr::Prefix("-", Box::new(with_float_type(*inner))),
        e => e,
    }
}
