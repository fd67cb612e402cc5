//! Operators, comparisons, truth tests, `and` and `or`.

use super::scope::Body;
use super::value::{Form, Val, dynamic, owned};
use crate::hir::{self, BinaryOp, CompareOp, FunctionId, UnaryOp};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Ty, Use};

/// The method of `Value` that an operator is.
pub(super) fn method_name(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "add",
        BinaryOp::Sub => "sub",
        BinaryOp::Mul => "mul",
        BinaryOp::MatMul => "matmul",
        BinaryOp::Div => "true_div",
        BinaryOp::FloorDiv => "floor_div",
        BinaryOp::Mod => "modulo",
        BinaryOp::Pow => "pow",
        BinaryOp::LShift => "lshift",
        BinaryOp::RShift => "rshift",
        BinaryOp::BitOr => "bit_or",
        BinaryOp::BitXor => "bit_xor",
        BinaryOp::BitAnd => "bit_and",
    }
}

/// The special method that a comparison is.
fn special_comparison(op: CompareOp) -> &'static str {
    match op {
        CompareOp::NotEq => "__ne__",
        CompareOp::Lt => "__lt__",
        CompareOp::LtE => "__le__",
        CompareOp::Gt => "__gt__",
        CompareOp::GtE => "__ge__",
        _ => "__eq__",
    }
}

impl<'a> Body<'a, '_> {
    /// `a op b`.
    pub(super) fn binary(
        &mut self,
        e: &'a hir::Expr,
        op: BinaryOp,
        a: &'a hir::Expr,
        b: &'a hir::Expr,
    ) -> Val {
        let left = self.operand(a, b);
        let right = self.expr(b);
        let (left, right) = match self.lower.typed.meaning(e.id) {
            Use::Library(_) => (self.with_data(left), self.with_data(right)),
            _ => (left, right),
        };
        if let Use::Library(lib) = self.lower.typed.meaning(e.id).clone() {
            return if self.is_reflected(&lib) {
                self.library_operator(&lib, right, left)
            } else {
                self.library_operator(&lib, left, right)
            };
        }
        if let Use::Function(id, _) = self.lower.typed.meaning(e.id).clone() {
            return self.special_operator(id, op, left, right);
        }
        let left = self.to_value(left);
        let left = self.receiver(left);
        let right = self.to_value(right);
        let right = self.borrow(right);
        dynamic(self.attempt(left.method(method_name(op), vec![right])))
    }
    /// An operator that is a special method of an instance: of the right operand where it is the reflected one.
    pub(super) fn special_operator(
        &mut self,
        id: FunctionId,
        op: BinaryOp,
        left: Val,
        right: Val,
    ) -> Val {
        let name = &self.lower.program.function(id).name;
        let is_reflected = name.starts_with("__r")
            && !matches!((op, name.as_str()), (BinaryOp::RShift, "__rshift__"));
        match self.has_method(&left, id) && !(is_reflected && self.has_method(&right, id)) {
            true => self.method_on(id, left, vec![right]),
            false => self.method_on(id, right, vec![left]),
        }
    }
    fn is_tuple_instance(&self, val: &Val) -> bool {
        matches!(val.ty, Ty::Instance(class) if self.lower.is_named_tuple(class))
    }
    /// Whether the value is an instance of the class that defines the method.
    fn has_method(&self, val: &Val, id: FunctionId) -> bool {
        match (&val.ty, self.lower.program.function(id).class) {
            (Ty::Instance(class), Some(owner)) => self.lower.is_subclass(*class, owner),
            _ => false,
        }
    }
    /// A left operand: copied out where evaluating the right one assigns variables.
    pub(super) fn operand(&mut self, e: &'a hir::Expr, next: &'a hir::Expr) -> Val {
        let value = self.expr(e);
        if !has_walrus(self.lower.program, next)
            || value.form == Form::Owned
            || value.form == Form::Literal
        {
            return value;
        }
        let ty = value.ty.clone();
        owned(self.own(value), ty)
    }
    /// `-x`, `+x`, `~x`.
    pub(super) fn unary(&mut self, e: &'a hir::Expr, op: UnaryOp, x: &'a hir::Expr) -> Val {
        let value = self.expr(x);
        let value = match self.lower.typed.meaning(e.id) {
            Use::Library(_) => self.with_data(value),
            _ => value,
        };
        if let (UnaryOp::Neg, Form::Literal, Expr::Text(digits)) = (op, value.form, &value.expr)
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            return Val {
                expr: text(format!("-{digits}")),
                ..value
            };
        }
        if let Use::Library(lib) = self.lower.typed.meaning(e.id).clone() {
            return self.library_method(&lib, value, vec![]);
        }
        if let Use::Function(id, _) = self.lower.typed.meaning(e.id).clone() {
            return self.method_on(id, value, vec![]);
        }
        let value = self.to_value(value);
        let receiver = self.receiver(value);
        let name = match op {
            UnaryOp::Neg => "neg",
            UnaryOp::Pos => "pos",
            UnaryOp::Invert => "invert",
        };
        dynamic(self.attempt(receiver.method(name, vec![])))
    }
    /// A comparison as a value.
    pub(super) fn compare(
        &mut self,
        first: &'a hir::Expr,
        rest: &'a [(CompareOp, hir::Expr)],
    ) -> Val {
        match rest {
            [(op, right)] => {
                let left = self.operand(first, right);
                self.compare_one(left, *op, right)
            }
            _ => {
                let test = self.chain(first, rest);
                owned(test, self.lower.builtin("bool", vec![]))
            }
        }
    }
    /// `a < b < c` as a Rust condition; the middle operands are evaluated once.
    fn chain(&mut self, first: &'a hir::Expr, rest: &'a [(CompareOp, hir::Expr)]) -> Expr {
        let left = self.expr(first);
        self.chain_from(left, rest)
    }
    fn chain_from(&mut self, left: Val, rest: &'a [(CompareOp, hir::Expr)]) -> Expr {
        let Some(((op, right), more)) = rest.split_first() else {
            return text("true");
        };
        if more.is_empty() {
            let value = self.compare_one(left, *op, right);
            return self.truth(value);
        }
        let middle = self.expr(right);
        if matches!(middle.expr, Expr::Text(_)) {
            let here = self.compare_vals(left, *op, middle.clone(), right);
            let here = self.truth(here);
            let after = self.chain_from(middle, more);
            return Expr::Binary("&&".into(), Box::new(here), Box::new(after));
        }
        let name = self.temporary("middle");
        let ty = middle.ty.clone();
        let value = self.own(middle);
        let kept = super::value::place(text(name.clone()), ty.clone());
        let left = {
            let ty = left.ty.clone();
            owned(self.own(left), ty)
        };
        let left_name = self.temporary("left");
        let left_ty = left.ty.clone();
        let here = self.compare_vals(
            super::value::place(text(left_name.clone()), left_ty),
            *op,
            kept.clone(),
            right,
        );
        let here = self.truth(here);
        let after = self.chain_from(kept, more);
        let stmts = vec![
            Stmt::Let {
                pattern: left_name,
                ty: None,
                value: Some(left.expr),
            },
            Stmt::Let {
                pattern: name,
                ty: None,
                value: Some(value),
            },
        ];
        Expr::Block(
            None,
            Block {
                stmts,
                tail: Some(Box::new(Expr::Binary(
                    "&&".into(),
                    Box::new(here),
                    Box::new(after),
                ))),
            },
        )
    }
    pub(super) fn compare_one(&mut self, left: Val, op: CompareOp, right: &'a hir::Expr) -> Val {
        let value = self.expr(right);
        self.compare_vals(left, op, value, right)
    }
    fn compare_vals(&mut self, left: Val, op: CompareOp, right: Val, source: &'a hir::Expr) -> Val {
        let bool = self.lower.builtin("bool", vec![]);
        let is_same = left.ty == right.ty;
        let (left, right) = match (op, self.lower.typed.operation(source.id)) {
            (CompareOp::In | CompareOp::NotIn, Use::Library(_) | Use::Builtin)
                if self.is_tuple_instance(&right) =>
            {
                (left, self.with_data(right))
            }
            (CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn, _)
            | (_, Use::Function(..) | Use::Dynamic) => (left, right),
            (CompareOp::Eq | CompareOp::NotEq, _) if is_same => (left, right),
            _ if is_same && self.is_tuple_instance(&left) => (left, right),
            _ => (self.with_data(left), self.with_data(right)),
        };
        match self.lower.typed.operation(source.id).clone() {
            Use::Library(lib) => {
                let (receiver, other) = match op {
                    CompareOp::In | CompareOp::NotIn => (right, left),
                    _ if self.is_reflected_comparison(&lib, op) => (right, left),
                    CompareOp::Eq | CompareOp::NotEq
                        if self.belongs(&lib, &right.ty) && !self.belongs(&lib, &left.ty) =>
                    {
                        (right, left)
                    }
                    _ => (left, right),
                };
                let result = self.library_operator(&lib, receiver, other);
                let negate = matches!(op, CompareOp::NotIn)
                    || matches!(op, CompareOp::NotEq) && !self.names(&lib, "__ne__");
                if negate {
                    let test = self.truth(result);
                    return owned(not(test), bool);
                }
                return result;
            }
            Use::Function(f, _) => {
                let is_in = matches!(op, CompareOp::In | CompareOp::NotIn);
                let name = &self.lower.program.function(f).name;
                let is_negated = op == CompareOp::NotEq && name == "__eq__";
                let is_reflected = !is_negated && special_comparison(op) != name;
                let is_own =
                    self.has_method(&left, f) && !(is_reflected && self.has_method(&right, f));
                let (receiver, other) = match is_in || !is_own {
                    true => (right, left),
                    false => (left, right),
                };
                let result = self.method_on(f, receiver, vec![other]);
                if op == CompareOp::NotIn || is_negated {
                    let test = self.truth(result);
                    return owned(not(test), bool);
                }
                return result;
            }
            Use::Builtin => {
                if let Some(test) = self.compare_objects(&left, op, &right) {
                    return owned(test, bool);
                }
                if let Some(test) = self.compare_scalars(&left, op, &right) {
                    return owned(test, bool);
                }
            }
            _ => {}
        }
        self.compare_dynamic(left, op, right, bool)
    }
    /// `==` and ordering of tuples and instances of one type, and `in` a fixed tuple.
    fn compare_objects(&mut self, left: &Val, op: CompareOp, right: &Val) -> Option<Expr> {
        if let (CompareOp::In | CompareOp::NotIn, Ty::Tuple(_)) = (op, &right.ty) {
            let items = self.iterable(right.clone(), &left.ty);
            let needle = self.borrow(left.clone());
            let items = self.receiver(items);
            let test = self.attempt(items.method("contains", vec![needle]));
            return Some(if op == CompareOp::NotIn {
                not(test)
            } else {
                test
            });
        }
        if let Ty::Instance(class) = left.ty
            && self.lower.enumeration(class).is_some()
            && left.ty == right.ty
        {
            let sign = match op {
                CompareOp::Is | CompareOp::Eq => Some("=="),
                CompareOp::IsNot | CompareOp::NotEq => Some("!="),
                _ => None,
            };
            if let Some(sign) = sign {
                let (a, b) = (self.own(left.clone()), self.own(right.clone()));
                return Some(Expr::Binary(sign.into(), Box::new(a), Box::new(b)));
            }
        }
        if let (Ty::Instance(a), Ty::Instance(b)) = (&left.ty, &right.ty)
            && a != b
        {
            let (a, b) = (*a, *b);
            let (left, right) = match self.lower.is_subclass(a, b) {
                true => (self.coerce(left.clone(), &Ty::Instance(b)), right.clone()),
                false => (left.clone(), self.coerce(right.clone(), &Ty::Instance(a))),
            };
            return self.compare_objects(&left, op, &right);
        }
        if left.ty != right.ty || !matches!(left.ty, Ty::Tuple(_) | Ty::Instance(_)) {
            return None;
        }
        if let (Ty::Instance(_), CompareOp::LtE | CompareOp::GtE) = (&left.ty, op) {
            let (a, b) = (self.receiver(left.clone()), self.borrow(right.clone()));
            return Some(self.attempt(a.method(special_comparison(op), vec![b])));
        }
        let (name, swapped, negated) = match op {
            CompareOp::Eq => ("equals", false, false),
            CompareOp::NotEq => ("equals", false, true),
            CompareOp::Lt => ("less", false, false),
            CompareOp::Gt => ("less", true, false),
            CompareOp::LtE if matches!(left.ty, Ty::Tuple(_)) => ("less", true, true),
            CompareOp::GtE if matches!(left.ty, Ty::Tuple(_)) => ("less", false, true),
            CompareOp::Is | CompareOp::IsNot if matches!(left.ty, Ty::Instance(_)) => {
                ("same", false, op == CompareOp::IsNot)
            }
            _ => return None,
        };
        let (a, b) = if swapped {
            (right, left)
        } else {
            (left, right)
        };
        let (a, b) = (self.receiver(a.clone()), self.borrow(b.clone()));
        let test = a.method(name, vec![b]);
        let test = if name == "same" {
            test
        } else {
            self.attempt(test)
        };
        Some(if negated { not(test) } else { test })
    }
    /// `is None` on an `Option`, and equal representations that Rust compares.
    fn compare_scalars(&mut self, left: &Val, op: CompareOp, right: &Val) -> Option<Expr> {
        match op {
            CompareOp::Is | CompareOp::IsNot => {
                let is = op == CompareOp::Is;
                let test = match (&left.ty, &right.ty) {
                    (Ty::Optional(_), Ty::None) => left
                        .expr
                        .clone()
                        .method(if is { "is_none" } else { "is_some" }, vec![]),
                    (Ty::None, Ty::None) => text(is.to_string()),
                    (Ty::Class(..) | Ty::Tuple(_) | Ty::Callable(..), Ty::None)
                        if left.form != Form::Owned =>
                    {
                        text((!is).to_string())
                    }
                    _ => return None,
                };
                Some(test)
            }
            CompareOp::In | CompareOp::NotIn => None,
            _ if left.ty == right.ty && matches!(left.ty, Ty::Class(..)) => {
                let rust = match op {
                    CompareOp::Eq => "==",
                    CompareOp::NotEq => "!=",
                    CompareOp::Lt => "<",
                    CompareOp::LtE => "<=",
                    CompareOp::Gt => ">",
                    _ => ">=",
                };
                let side = |val: &Val| match val.form {
                    Form::Ref => Expr::Prefix("*", Box::new(val.expr.clone())),
                    _ => val.expr.clone(),
                };
                if left.form == Form::Literal && right.form == Form::Literal {
                    return None;
                }
                let is_text = left.form == Form::Literal && self.lower.is_builtin(&left.ty, "str");
                let left = if is_text {
                    &owned(self.own(left.clone()), left.ty.clone())
                } else {
                    left
                };
                Some(Expr::Binary(
                    rust.into(),
                    Box::new(side(left)),
                    Box::new(side(right)),
                ))
            }
            _ => None,
        }
    }
    fn compare_dynamic(&mut self, left: Val, op: CompareOp, right: Val, bool: Ty) -> Val {
        let left = self.to_value(left);
        let right = self.to_value(right);
        let name = match op {
            CompareOp::Eq => "eq",
            CompareOp::NotEq => "ne",
            CompareOp::Lt => "lt",
            CompareOp::LtE => "le",
            CompareOp::Gt => "gt",
            CompareOp::GtE => "ge",
            CompareOp::Is | CompareOp::IsNot => {
                let left = self.receiver(left);
                let right = self.borrow(right);
                let test = left.method("is", vec![right]);
                return owned(
                    if op == CompareOp::IsNot {
                        not(test)
                    } else {
                        test
                    },
                    bool,
                );
            }
            CompareOp::In | CompareOp::NotIn => {
                // The left operand is evaluated first.
                let (stmts, left) = match left.expr {
                    Expr::Text(_) | Expr::Call(..) => (Vec::new(), self.borrow(left)),
                    _ => {
                        let name = self.temporary("needle");
                        let value = self.own(left);
                        (
                            vec![Stmt::Let {
                                pattern: name.clone(),
                                ty: None,
                                value: Some(value),
                            }],
                            text(name).borrow(),
                        )
                    }
                };
                let right = self.receiver(right);
                let test = self.attempt(right.method("contains", vec![left]));
                let test = if stmts.is_empty() {
                    test
                } else {
                    Expr::Block(
                        None,
                        Block {
                            stmts,
                            tail: Some(Box::new(test)),
                        },
                    )
                };
                return owned(
                    if op == CompareOp::NotIn {
                        not(test)
                    } else {
                        test
                    },
                    bool,
                );
            }
        };
        let left = self.receiver(left);
        let right = self.borrow(right);
        dynamic(self.attempt(left.method(name, vec![right])))
    }
    /// An expression as a Rust condition.
    pub(super) fn test(&mut self, e: &'a hir::Expr) -> Expr {
        let ahead = std::mem::take(&mut self.ahead);
        let test = match &e.kind {
            hir::ExprKind::And(xs) => self.tests(xs, "&&"),
            hir::ExprKind::Or(xs) => self.tests(xs, "||"),
            hir::ExprKind::Not(x) => self.negated_test(x),
            _ => {
                let value = self.expr(e);
                self.truth(value)
            }
        };
        let test = self.with_ahead(test);
        self.ahead = ahead;
        test
    }
    fn tests(&mut self, xs: &'a [hir::Expr], op: &str) -> Expr {
        let mut out: Option<Expr> = None;
        for x in xs {
            let test = self.test(x);
            let is_neutral = match &test {
                Expr::Text(t) => *t == if op == "&&" { "true" } else { "false" },
                _ => false,
            };
            if is_neutral && super::call::is_type_test(x) {
                continue;
            }
            out = Some(match out {
                None => test,
                Some(before) => Expr::Binary(op.into(), Box::new(before), Box::new(test)),
            });
        }
        out.unwrap_or_else(|| text(if op == "&&" { "true" } else { "false" }))
    }
    /// `not x` as a Rust condition.
    pub(super) fn negated_test(&mut self, e: &'a hir::Expr) -> Expr {
        not(self.test(e))
    }
    /// The truth of a value.
    pub(super) fn truth(&mut self, value: Val) -> Expr {
        if self.lower.is_builtin(&value.ty, "bool") {
            return match value.form {
                Form::Ref => Expr::Prefix("*", Box::new(value.expr)),
                _ => value.expr,
            };
        }
        match &value.ty {
            Ty::None => match value.expr {
                Expr::Text(_) => text("false"),
                expr => Expr::Block(
                    None,
                    Block {
                        stmts: vec![Stmt::Expr(expr)],
                        tail: Some(Box::new(text("false"))),
                    },
                ),
            },
            Ty::Never => value.expr,
            Ty::Callable(..) => text("true"),
            ty if self.lower.is_builtin(ty, "int") => {
                let value = self.compared(value);
                Expr::Binary("!=".into(), Box::new(value), Box::new(text("0")))
            }
            ty if self.is_sized(ty) => {
                let receiver = self.receiver(value);
                not(receiver.method("is_empty", vec![]))
            }
            Ty::Class(..) | Ty::Instance(_) | Ty::Optional(_) => {
                let value = self.borrow(value);
                self.attempt(call("View::truthy", vec![value]))
            }
            Ty::Value => {
                let receiver = self.receiver(value);
                self.attempt(receiver.method("truthy", vec![]))
            }
            _ => {
                let value = self.to_value(value);
                let receiver = self.receiver(value);
                self.attempt(receiver.method("truthy", vec![]))
            }
        }
    }
    /// Whether its truth is whether it has items, and Rust's `is_empty` says so.
    fn is_sized(&self, ty: &Ty) -> bool {
        ["str", "list", "dict", "set"]
            .iter()
            .any(|name| self.lower.is_builtin(ty, name))
    }
    /// `a and b`, `a or b` as values.
    pub(super) fn and_or(&mut self, e: &'a hir::Expr, xs: &'a [hir::Expr], is_and: bool) -> Val {
        let bool = self.lower.builtin("bool", vec![]);
        let ty = self.lower.typed.ty(e.id).clone();
        if ty == bool && bool != Ty::Value && xs.iter().all(|x| *self.lower.typed.ty(x.id) == bool)
        {
            return owned(self.tests(xs, if is_and { "&&" } else { "||" }), bool);
        }
        let Some((last, before)) = xs.split_last() else {
            return owned(text("()"), Ty::None);
        };
        let mut vals: Vec<Val> = Vec::new();
        for x in before {
            vals.push(self.expr(x));
        }
        let last = self.expr(last);
        let want = if ty == Ty::Never || vals.iter().any(|v| v.ty == Ty::Value) && ty != Ty::Value {
            Ty::Value
        } else {
            ty
        };
        let mut out = self.owned_as(last, &want);
        for val in vals.into_iter().rev() {
            out = self.choose(val, out, &want, is_and);
        }
        owned(out, want)
    }
    /// `{ let value = x; if value.truthy()? { … } else { … } }`.
    fn choose(&mut self, val: Val, other: Expr, want: &Ty, is_and: bool) -> Expr {
        if !is_and && val.ty == Ty::None && *want != Ty::None {
            // `None or x` is `x`, once what gives `None` has run.
            return match &val.expr {
                Expr::Text(_) => other,
                _ => Expr::Block(
                    None,
                    Block {
                        stmts: vec![Stmt::Expr(val.expr)],
                        tail: Some(Box::new(other)),
                    },
                ),
            };
        }
        let name = self.temporary("value");
        let ty = val.ty.clone();
        let held = self.own(val);
        let place = super::value::place(text(name.clone()), ty.clone());
        let test = self.truth(place);
        let keep = match (&ty, want) {
            // `x or default` has no `None` left.
            (Ty::Optional(inner), want) if **inner == *want => {
                text(name.clone()).method("expect", vec![text("\"true, so not None\"")])
            }
            _ => self.owned_as(owned(text(name.clone()), ty), want),
        };
        let (then, other) = if is_and { (other, keep) } else { (keep, other) };
        let choice = Expr::If(
            Box::new(test),
            Block::value(then),
            Some(Box::new(Expr::Block(None, Block::value(other)))),
        );
        let stmts = vec![Stmt::Let {
            pattern: name,
            ty: None,
            value: Some(held),
        }];
        Expr::Block(
            None,
            Block {
                stmts,
                tail: Some(Box::new(choice)),
            },
        )
    }
}

/// `!test`, without double negation.
pub(super) fn not(test: Expr) -> Expr {
    match test {
        Expr::Prefix("!", inner) => *inner,
        Expr::Method(x, name, args) if name == "is_none" => Expr::Method(x, "is_some".into(), args),
        Expr::Method(x, name, args) if name == "is_some" => Expr::Method(x, "is_none".into(), args),
        Expr::Binary(op, a, b) if op == "==" || op == "!=" => {
            let op = if op == "==" { "!=" } else { "==" };
            Expr::Binary(op.into(), a, b)
        }
        Expr::Text(t) if t == "true" => text("false"),
        Expr::Text(t) if t == "false" => text("true"),
        test => Expr::Prefix("!", Box::new(test)),
    }
}

fn has_walrus(program: &hir::Program, e: &hir::Expr) -> bool {
    let mut found = false;
    super::walk::expr(program, e, &mut |event| {
        found |= matches!(event, super::walk::Event::Write(_))
    });
    found
}
