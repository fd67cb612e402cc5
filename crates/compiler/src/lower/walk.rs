//! Reads and writes of variables in evaluation order.
//!
//! One visitor serves every analysis that asks "where is this variable used": it reports each event of an expression
//! or of a statement's own parts (not of its blocks, which the analyses walk by their own rules).

use crate::hir::{
    Arg, Comprehension, ComprehensionKind, Expr, ExprKind, FPart, FunctionId, Name, Pattern,
    Program, Target, VarId,
};

/// What happens to a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Its value is used.
    Read(VarId),
    /// It gets a value.
    Write(VarId),
    /// A function object or class that uses it is made, or a function that uses it is called.
    Capture(VarId),
}

/// Reports the events of `e` to `out`.
pub(super) fn expr(program: &Program, e: &Expr, out: &mut dyn FnMut(Event)) {
    let mut each = |e: &Expr| expr(program, e, out);
    match &e.kind {
        ExprKind::None
        | ExprKind::Ellipsis
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_) => {}
        ExprKind::Imaginary(_) | ExprKind::Str(_) | ExprKind::Bytes(_) => {}
        ExprKind::FString(parts) => fparts(program, parts, out),
        ExprKind::Name(name) => self::name(name, out),
        ExprKind::Attribute(x, _)
        | ExprKind::Unary(_, x)
        | ExprKind::Not(x)
        | ExprKind::Await(x) => each(x),
        ExprKind::YieldFrom(x) | ExprKind::Starred(x) => each(x),
        ExprKind::Subscript(a, b) | ExprKind::Binary(_, a, b) => {
            each(a);
            each(b);
        }
        ExprKind::Slice(a, b, c) => [a, b, c].into_iter().flatten().for_each(|x| each(x)),
        ExprKind::Call(f, args) => {
            each(f);
            for arg in args {
                match arg {
                    Arg::Positional(x) | Arg::Star(x) | Arg::Keyword(_, x) | Arg::DoubleStar(x) => {
                        each(x)
                    }
                }
            }
        }
        ExprKind::Compare(a, rest) => {
            each(a);
            rest.iter().for_each(|(_, x)| each(x));
        }
        ExprKind::And(xs)
        | ExprKind::Or(xs)
        | ExprKind::Tuple(xs)
        | ExprKind::List(xs)
        | ExprKind::Set(xs) => xs.iter().for_each(each),
        ExprKind::If(test, then, other) => {
            each(test);
            each(then);
            each(other);
        }
        ExprKind::Lambda(function) => captures(program, *function, out),
        ExprKind::Dict(items) => {
            for (key, value) in items {
                if let Some(key) = key {
                    expr(program, key, out);
                }
                expr(program, value, out);
            }
        }
        ExprKind::Comprehension(c) => comprehension(program, c, out),
        ExprKind::Yield(x) => {
            if let Some(x) = x {
                each(x);
            }
        }
        ExprKind::Walrus(var, x) => {
            each(x);
            out(Event::Write(*var));
        }
    }
}

fn name(name: &Name, out: &mut dyn FnMut(Event)) {
    match name {
        Name::Var(var) => out(Event::Read(*var)),
        Name::ClassThenOuter(_, outer) => self::name(outer, out),
        Name::Builtin(_) | Name::Undefined(_) | Name::ClassCell(_) => {}
    }
}

fn fparts(program: &Program, parts: &[FPart], out: &mut dyn FnMut(Event)) {
    for part in parts {
        if let FPart::Value { value, spec, .. } = part {
            expr(program, value, out);
            fparts(program, spec, out);
        }
    }
}

fn comprehension(program: &Program, c: &Comprehension, out: &mut dyn FnMut(Event)) {
    for clause in &c.clauses {
        expr(program, &clause.iter, out);
        target(program, &clause.target, out);
        clause.conditions.iter().for_each(|x| expr(program, x, out));
    }
    match &c.kind {
        ComprehensionKind::List(x)
        | ComprehensionKind::Set(x)
        | ComprehensionKind::Generator(x) => expr(program, x, out),
        ComprehensionKind::Dict(k, v) => {
            expr(program, k, out);
            expr(program, v, out);
        }
    }
}

/// The variables that making or calling `function` uses, and its defaults.
pub(super) fn captures(program: &Program, function: FunctionId, out: &mut dyn FnMut(Event)) {
    let Some(f) = program.functions.get(function.index()) else {
        return;
    };
    for param in &f.params {
        if let Some(default) = &param.default {
            expr(program, default, out);
        }
    }
    f.captures.iter().for_each(|v| out(Event::Capture(*v)));
}

/// Reports the events of assigning to a target.
pub(super) fn target(program: &Program, t: &Target, out: &mut dyn FnMut(Event)) {
    match t {
        Target::Var(var, _) => out(Event::Write(*var)),
        Target::Attribute(x, ..) => expr(program, x, out),
        Target::Subscript(x, i, _) => {
            expr(program, x, out);
            expr(program, i, out);
        }
        Target::Unpack(ts, _) => ts.iter().for_each(|t| target(program, t, out)),
        Target::Starred(t, _) => target(program, t, out),
    }
}

/// Reports the events of matching a pattern.
pub(super) fn pattern(program: &Program, p: &Pattern, out: &mut dyn FnMut(Event)) {
    match p {
        Pattern::Value(x) | Pattern::Singleton(x) => expr(program, x, out),
        Pattern::Capture(var) | Pattern::Star(var) => {
            if let Some(var) = var {
                out(Event::Write(*var));
            }
        }
        Pattern::As(p, var) => {
            pattern(program, p, out);
            out(Event::Write(*var));
        }
        Pattern::Or(ps) | Pattern::Sequence(ps) => ps.iter().for_each(|p| pattern(program, p, out)),
        Pattern::Mapping(items, rest) => {
            for (key, p) in items {
                expr(program, key, out);
                pattern(program, p, out);
            }
            if let Some(var) = rest {
                out(Event::Write(*var));
            }
        }
        Pattern::Class(class, ps, named) => {
            expr(program, class, out);
            ps.iter().for_each(|p| pattern(program, p, out));
            named.iter().for_each(|(_, p)| pattern(program, p, out));
        }
    }
}
