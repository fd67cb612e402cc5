//! Expressions.

use super::{Printer, WIDTH, item};
use crate::ir::Expr;

/// Prints an expression; `reserve` columns must stay free behind it on its last line.
pub(super) fn expr(p: &mut Printer, e: &Expr, reserve: usize) {
    if !has_block(e) {
        let line = flat(e);
        if p.column() + line.chars().count() + reserve <= WIDTH {
            p.push(&line);
            return;
        }
    }
    broken(p, e, reserve);
}

/// Prints what follows `=`: on the same line where its first line fits, else indented on the next.
pub(super) fn after_equals(p: &mut Printer, e: &Expr, reserve: usize) {
    let line = if has_block(e) { String::new() } else { flat(e) };
    let fits_here = p.column() + 1 + line.chars().count() + reserve <= WIDTH;
    let fits_next = (p.indent + 1) * 4 + line.chars().count() + reserve <= WIDTH;
    if fits_here || has_block(e) || !fits_next || opens_well(e) {
        p.push(" ");
        expr(p, e, reserve);
    } else {
        p.indented(|p| {
            p.newline();
            p.push(&line);
        });
    }
}

/// Whether it is readable to open the expression at its last delimiter.
fn opens_well(e: &Expr) -> bool {
    match e {
        Expr::Call(..) | Expr::Macro(..) | Expr::Array(_) | Expr::Tuple(_) => true,
        Expr::Try {
            value, label: None, ..
        } => opens_well(value),
        Expr::Prefix(_, inner) => opens_well(inner),
        _ => false,
    }
}

/// An expression as a statement: assignments and jumps have no parentheses around them.
pub(super) fn statement(p: &mut Printer, e: &Expr) {
    match e {
        Expr::Assign(place, value) => {
            expr(p, place, 0);
            p.push(" =");
            after_equals(p, value, 1);
        }
        _ => expr(p, e, 1),
    }
}

/// Whether it holds a block and so never is one line.
fn has_block(e: &Expr) -> bool {
    match e {
        Expr::Text(_) | Expr::Continue(_) => false,
        Expr::Block(..)
        | Expr::If(..)
        | Expr::Match(..)
        | Expr::Loop(..)
        | Expr::While(..)
        | Expr::For(..)
        | Expr::Async(_) => true,
        Expr::Call(f, args) => has_block(f) || args.iter().any(has_block),
        Expr::Method(f, _, args) => has_block(f) || args.iter().any(has_block),
        Expr::Macro(_, _, args) | Expr::Tuple(args) | Expr::Array(args) | Expr::Struct(_, args) => {
            args.iter().any(has_block)
        }
        Expr::Field(x, _)
        | Expr::Init(_, x)
        | Expr::Named(_, x)
        | Expr::Prefix(_, x)
        | Expr::Await(x)
        | Expr::Let(_, x) => has_block(x),
        Expr::Try { value, .. } => has_block(value),
        Expr::Binary(_, a, b) | Expr::Assign(a, b) => has_block(a) || has_block(b),
        Expr::Closure { body, .. } => has_block(body),
        Expr::Return(x) | Expr::Break(_, x) => x.as_deref().is_some_and(has_block),
    }
}

/// One line.
fn flat(e: &Expr) -> String {
    let mut p = Printer::default();
    write(&mut p, e, &mut |p, e| p.push(&flat(e)), &mut |p, args| {
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                p.push(", ");
            }
            p.push(&flat(arg));
        }
    });
    p.out
}

/// Several lines: the outermost list is opened, or parts are printed in turn.
fn broken(p: &mut Printer, e: &Expr, reserve: usize) {
    write(p, e, &mut |p, e| expr(p, e, reserve), &mut arguments);
}

/// The arguments of a list that does not fit: hugging a sole or last block-like one, else one a line.
fn arguments(p: &mut Printer, args: &[Expr]) {
    if let Some((last, before)) = args.split_last()
        && matches!(
            last,
            Expr::Closure { .. }
                | Expr::Block(..)
                | Expr::Async(_)
                | Expr::Array(_)
                | Expr::Macro(..)
                | Expr::Match(..)
        )
        && !before.iter().any(has_block)
    {
        let head: String = before.iter().map(|a| format!("{}, ", flat(a))).collect();
        if p.column() + head.chars().count() + 20 <= WIDTH && (has_block(last) || before.is_empty())
        {
            p.push(&head);
            expr(p, last, 2);
            return;
        }
    }
    if args.is_empty() {
        return;
    }
    p.indented(|p| {
        for arg in args {
            p.newline();
            expr(p, arg, 1);
            p.push(",");
        }
    });
    p.newline();
}

/// How tightly an expression binds, for parentheses.
fn precedence(e: &Expr) -> u8 {
    match e {
        Expr::Closure { .. }
        | Expr::Return(_)
        | Expr::Break(..)
        | Expr::Assign(..)
        | Expr::Named(..) => 0,
        // A `let` stands bare in a chain of `&&`.
        Expr::Let(..) => 3,
        Expr::Binary(op, ..) => operator_precedence(op),
        Expr::Prefix("..", _) => 1,
        Expr::Prefix(..) => 11,
        Expr::Text(text) => text_precedence(text),
        _ => 13,
    }
}

/// Atoms are tight, but a negative literal or a cast is not.
fn text_precedence(text: &str) -> u8 {
    if text.starts_with('-') {
        11
    } else if text.contains(" as ") && !text.starts_with('<') {
        10
    } else {
        13
    }
}

fn operator_precedence(op: &str) -> u8 {
    match op {
        "*" | "/" | "%" => 9,
        "+" | "-" => 8,
        "<<" | ">>" => 7,
        "&" => 6,
        "^" => 5,
        "|" => 4,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => 3,
        "&&" => 2,
        "||" | ".." => 1,
        _ => 0,
    }
}

type Part<'a> = &'a mut dyn FnMut(&mut Printer, &Expr);
type Parts<'a> = &'a mut dyn FnMut(&mut Printer, &[Expr]);

/// `part` in parentheses where it binds less tightly than `least`.
fn tight(p: &mut Printer, e: &Expr, least: u8, part: Part) {
    // A block at the start of a statement would end it.
    let parens = precedence(e) < least
        || (least >= 13
            && matches!(
                e,
                Expr::If(..) | Expr::Match(..) | Expr::Async(_) | Expr::Block(..) | Expr::Loop(..)
            ));
    if parens {
        p.push("(");
    }
    part(p, e);
    if parens {
        p.push(")");
    }
}

fn label(label: &Option<String>) -> String {
    label.as_ref().map_or(String::new(), |l| format!("'{l}: "))
}

/// The shape of every expression; `part` prints a child and `list` the children of a delimited list.
fn write(p: &mut Printer, e: &Expr, part: Part, list: Parts) {
    match e {
        Expr::Text(text) => p.push(text),
        Expr::Call(f, args) => {
            tight(p, f, 13, part);
            delimited(p, "(", ")", args, list);
        }
        Expr::Method(x, name, args) => {
            tight(p, x, 13, part);
            p.push(".");
            p.push(name);
            delimited(p, "(", ")", args, list);
        }
        Expr::Field(x, name) => {
            tight(p, x, 13, part);
            p.push(".");
            p.push(name);
        }
        Expr::Macro(name, open, args) => {
            p.push(name);
            p.push("!");
            let (open, close) = if *open == '[' { ("[", "]") } else { ("(", ")") };
            delimited(p, open, close, args, list);
        }
        Expr::Named(name, x) => {
            p.push(name);
            p.push(" = ");
            part(p, x);
        }
        Expr::Prefix(op, x) => {
            p.push(op);
            tight(p, x, 11, part);
        }
        Expr::Binary(op, a, b) => {
            let level = operator_precedence(op);
            // Comparisons do not chain.
            tight(p, a, if level == 3 { 4 } else { level }, part);
            p.push(&format!(" {op} "));
            // `a && (b && c)` is `a && b && c`, and a `let` in it needs it to be.
            tight(p, b, if op == "&&" { level } else { level + 1 }, part);
        }
        Expr::Assign(a, b) => {
            part(p, a);
            p.push(" = ");
            part(p, b);
        }
        Expr::Await(x) => {
            tight(p, x, 13, part);
            p.push(".await");
        }
        Expr::Try { value, label, at } => attempt(p, value, label, at, part),
        Expr::Let(pattern, x) => {
            p.push(&format!("let {pattern} = "));
            tight(p, x, 3, part);
        }
        Expr::Closure {
            is_move,
            params,
            body,
        } => {
            p.push(if *is_move { "move " } else { "" });
            p.push(&format!("|{params}| "));
            part(p, body);
        }
        Expr::Return(x) => jump(p, "return", x, part),
        Expr::Break(label, x) => {
            let head = label
                .as_ref()
                .map_or("break".to_string(), |l| format!("break '{l}"));
            jump(p, &head, x, part);
        }
        Expr::Continue(label) => p.push(
            &label
                .as_ref()
                .map_or("continue".to_string(), |l| format!("continue '{l}")),
        ),
        Expr::Tuple(args) if args.len() == 1 => {
            p.push("(");
            part(p, &args[0]);
            p.push(",)");
        }
        Expr::Tuple(args) => delimited(p, "(", ")", args, list),
        Expr::Array(args) => delimited(p, "[", "]", args, list),
        Expr::Struct(name, args) => {
            p.push(name);
            delimited(p, " { ", " }", args, list);
        }
        Expr::Init(name, x) => {
            p.push(name);
            if !matches!(&**x, Expr::Text(value) if value == name) {
                p.push(": ");
                part(p, x);
            }
        }
        _ => blocks(p, e),
    }
}

fn delimited(p: &mut Printer, open: &str, close: &str, args: &[Expr], list: Parts) {
    p.push(open);
    list(p, args);
    p.push(close);
}

fn jump(p: &mut Printer, head: &str, value: &Option<Box<Expr>>, part: Part) {
    p.push(head);
    if let Some(value) = value {
        p.push(" ");
        part(p, value);
    }
}

/// `x?` in its spellings.
fn attempt(
    p: &mut Printer,
    value: &Expr,
    label: &Option<String>,
    at: &Option<(String, u32)>,
    part: Part,
) {
    if let Some(label) = label {
        p.push(&format!("try_!('{label}, "));
        tight(p, value, if at.is_some() { 13 } else { 0 }, part);
    } else {
        tight(p, value, 13, part);
    }
    if let Some((frame, line)) = at {
        p.push(&format!(".at(&{frame}, {line})"));
    }
    p.push(if label.is_some() { ")" } else { "?" });
}

/// Expressions with blocks; they are always laid out over lines.
fn blocks(p: &mut Printer, e: &Expr) {
    match e {
        Expr::Block(name, body) => {
            p.push(&label(name));
            item::block(p, body);
        }
        Expr::If(cond, then, other) => {
            p.push("if ");
            expr(p, cond, 2);
            p.push(" ");
            item::block(p, then);
            if let Some(other) = other {
                p.push(" else ");
                match &**other {
                    Expr::If(..) => blocks(p, other),
                    Expr::Block(None, body) => item::block(p, body),
                    value => item::block(p, &crate::ir::Block::value(value.clone())),
                }
            }
        }
        Expr::Match(x, arms) => {
            p.push("match ");
            expr(p, x, 2);
            p.push(" {");
            p.indented(|p| {
                for (pattern, value) in arms {
                    p.newline();
                    p.push(&format!("{pattern} => "));
                    expr(p, value, 1);
                    if !matches!(value, Expr::Block(None, _)) {
                        p.push(",");
                    }
                }
            });
            p.newline();
            p.push("}");
        }
        Expr::Loop(name, body) => {
            p.push(&label(name));
            p.push("loop ");
            item::block(p, body);
        }
        Expr::While(name, cond, body) => {
            p.push(&label(name));
            p.push("while ");
            expr(p, cond, 2);
            p.push(" ");
            item::block(p, body);
        }
        Expr::For(name, pattern, iter, body) => {
            p.push(&label(name));
            p.push(&format!("for {pattern} in "));
            expr(p, iter, 2);
            p.push(" ");
            item::block(p, body);
        }
        Expr::Async(body) => {
            p.push("async move ");
            item::block(p, body);
        }
        _ => {}
    }
}
