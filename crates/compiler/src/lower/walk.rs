//! Reads and writes of variables in evaluation order.
//!
//! One visitor serves every analysis that asks "where is this variable used": it reports each event of an expression
//! or of a statement's own parts (not of its blocks, which the analyses walk by their own rules).

use crate::hir::{
    Arg, Comprehension, ComprehensionKind, Expr, ExprKind, FPart, FunctionId, Meaning, Name,
    Pattern, Program, Target, VarId,
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
    /// What follows, up to the matching [`Event::Join`], may not be evaluated.
    Fork,
    /// The end of what may not be evaluated.
    Join,
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
        ExprKind::Name(name) => self::name(program, name, out),
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
        ExprKind::Tuple(xs) | ExprKind::List(xs) | ExprKind::Set(xs) => xs.iter().for_each(each),
        ExprKind::And(xs) | ExprKind::Or(xs) => {
            for (i, x) in xs.iter().enumerate() {
                forked(program, &[x], i > 0, out);
            }
        }
        ExprKind::If(test, then, other) => {
            each(test);
            forked(program, &[&**then], true, out);
            forked(program, &[&**other], true, out);
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

/// Expressions that may not be evaluated where `fork` holds.
fn forked(program: &Program, exprs: &[&Expr], fork: bool, out: &mut dyn FnMut(Event)) {
    if fork {
        out(Event::Fork);
    }
    exprs.iter().for_each(|x| expr(program, x, out));
    if fork {
        out(Event::Join);
    }
}

fn name(program: &Program, name: &Name, out: &mut dyn FnMut(Event)) {
    match name {
        Name::Var(var) => {
            out(Event::Read(*var));
            // A direct call of a function passes what it captures.
            if let Some(Meaning::Function(f)) = &program.variable(*var).meaning {
                let captures = &program.function(*f).captures;
                captures.iter().for_each(|v| out(Event::Capture(*v)));
            }
        }
        Name::ClassThenOuter(_, outer) => self::name(program, outer, out),
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
    let Some((first, _)) = c.clauses.split_first() else {
        return;
    };
    expr(program, &first.iter, out);
    out(Event::Fork);
    let mut written = Vec::new();
    rounds(program, c, &mut |event| {
        if let Event::Write(var) = event {
            written.push(var);
        }
        out(event);
    });
    // Each round assigns again.
    written.into_iter().for_each(|var| out(Event::Write(var)));
    out(Event::Join);
}

/// What happens in the rounds of a comprehension.
fn rounds(program: &Program, c: &Comprehension, out: &mut dyn FnMut(Event)) {
    for (i, clause) in c.clauses.iter().enumerate() {
        if i > 0 {
            expr(program, &clause.iter, out);
        }
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

impl Event {
    /// The variable that it is about.
    pub(super) fn var(self) -> Option<VarId> {
        match self {
            Event::Read(var) | Event::Write(var) | Event::Capture(var) => Some(var),
            Event::Fork | Event::Join => None,
        }
    }
}
