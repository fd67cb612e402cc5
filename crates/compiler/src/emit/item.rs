//! Files, items, statements and blocks.

use super::{Printer, WIDTH, expr};
use crate::ir::{Block, Enum, Expr, File, Function, Item, Stmt, Struct};

/// The text of a file.
pub(super) fn file(file: &File) -> String {
    let mut p = Printer::default();
    for line in &file.comments {
        p.push(&comment("//", line));
        p.newline();
    }
    for line in &file.docs {
        p.push(&comment("//!", line));
        p.newline();
    }
    if !file.docs.is_empty() || !file.comments.is_empty() {
        p.newline();
    }
    items(&mut p, &file.items);
    while p.out.ends_with("\n\n") {
        p.out.pop();
    }
    if !p.out.ends_with('\n') {
        p.out.push('\n');
    }
    p.out
}

/// A comment line without trailing space.
fn comment(mark: &str, line: &str) -> String {
    if line.is_empty() {
        mark.to_string()
    } else {
        format!("{mark} {line}")
    }
}

/// Items with an empty line between them, except between uses, modules, statics and constants.
fn items(p: &mut Printer, items: &[Item]) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            let dense = |x: &Item| {
                matches!(x, Item::Use(_) | Item::Mod(_))
                    || matches!(x, Item::Static(d, ..) | Item::Const(d, ..) if d.is_empty())
            };
            if !(dense(&items[i - 1])
                && dense(item)
                && std::mem::discriminant(&items[i - 1]) == std::mem::discriminant(item))
            {
                p.out.push('\n');
            }
            p.newline();
        }
        self::item(p, item);
    }
    if p.indent == 0 {
        p.out.push('\n');
    }
}

/// One item.
fn item(p: &mut Printer, item: &Item) {
    match item {
        Item::Use(path) => p.push(&format!("use {path};")),
        Item::Mod(name) => p.push(&format!("pub mod {name};")),
        Item::Fn(function) => self::function(p, function),
        Item::Struct(s) => self::structure(p, s),
        Item::Enum(e) => self::enumeration(p, e),
        Item::Line(line) => p.push(line),
        Item::Impl(head, members) => {
            p.push(&format!("impl {head} {{"));
            p.indented(|p| {
                p.newline();
                items(p, members);
            });
            p.newline();
            p.push("}");
        }
        Item::Static(docs, name, ty, value) => {
            bound_item(p, docs, &format!("static {name}: {ty} ="), value)
        }
        Item::PubStatic(docs, name, ty, value) => {
            bound_item(p, docs, &format!("pub static {name}: {ty} ="), value)
        }
        Item::Const(docs, name, ty, value) => bound_item(p, docs, &constant_head(name, ty), value),
        Item::Macro(name, lines) => {
            p.push(&format!("{name}! {{"));
            p.indented(|p| {
                for line in lines {
                    p.newline();
                    p.push(line);
                }
            });
            p.newline();
            p.push("}");
        }
    }
}

/// `head value;`
fn bound_item(p: &mut Printer, docs: &[String], head: &str, value: &Expr) {
    documented(p, docs, &[]);
    p.push(head);
    expr::after_equals(p, value, 1);
    p.push(";");
}

/// Doc lines and attributes.
fn documented(p: &mut Printer, docs: &[String], attributes: &[String]) {
    for line in docs {
        p.push(&comment("///", line));
        p.newline();
    }
    for line in attributes {
        p.push(line);
        p.newline();
    }
}

fn structure(p: &mut Printer, s: &Struct) {
    documented(p, &s.docs, &s.attributes);
    if let Some(inner) = &s.wraps {
        p.push(&format!("pub struct {}({inner});", s.name));
        return;
    }
    if s.fields.is_empty() {
        p.push(&format!("pub struct {};", s.name));
        return;
    }
    p.push(&format!("pub struct {} {{", s.name));
    p.indented(|p| {
        for (name, ty) in &s.fields {
            p.newline();
            p.push(&format!("pub {name}: {ty},"));
        }
    });
    p.newline();
    p.push("}");
}

fn enumeration(p: &mut Printer, e: &Enum) {
    documented(p, &e.docs, &e.attributes);
    p.push(&format!("pub enum {} {{", e.name));
    p.indented(|p| {
        for line in &e.variants {
            p.newline();
            p.push(line);
        }
    });
    p.newline();
    p.push("}");
}

fn function(p: &mut Printer, f: &Function) {
    for line in &f.comments {
        p.push(&comment("//", line));
        p.newline();
    }
    documented(p, &f.docs, &f.attributes);
    let head = format!(
        "{}{}fn {}(",
        if f.is_public { "pub " } else { "" },
        if f.is_async { "async " } else { "" },
        f.name
    );
    let params: Vec<String> = f
        .params
        .iter()
        .map(|(n, t)| {
            if t.is_empty() {
                n.clone()
            } else {
                format!("{n}: {t}")
            }
        })
        .collect();
    let tail = match &f.returns {
        Some(ty) => format!(") -> {ty} {{"),
        None => ") {".to_string(),
    };
    p.push(&head);
    let one_line = params.join(", ");
    if p.column() + one_line.chars().count() + tail.chars().count() <= WIDTH {
        p.push(&one_line);
    } else {
        p.indented(|p| {
            for param in &params {
                p.newline();
                p.push(param);
                p.push(",");
            }
        });
        p.newline();
    }
    p.push(&tail);
    block_rest(p, &f.body);
}

/// `{ … }`.
pub(super) fn block(p: &mut Printer, block: &Block) {
    p.push("{");
    block_rest(p, block);
}

/// What follows the opening brace.
fn block_rest(p: &mut Printer, block: &Block) {
    if block.stmts.is_empty() && block.tail.is_none() {
        p.push("}");
        return;
    }
    p.indented(|p| {
        let mut first = true;
        for stmt in &block.stmts {
            match stmt {
                Stmt::Blank if first => continue,
                Stmt::Blank => p.out.push('\n'),
                Stmt::Trailing(text) => p.push(&format!(" {}", comment("//", text))),
                _ => {
                    p.newline();
                    self::stmt(p, stmt);
                }
            }
            first = false;
        }
        if let Some(tail) = &block.tail {
            p.newline();
            expr::expr(p, tail, 0);
        }
    });
    p.newline();
    p.push("}");
}

/// One statement.
fn stmt(p: &mut Printer, stmt: &Stmt) {
    match stmt {
        Stmt::Comment(text) => p.push(&comment("//", text)),
        Stmt::Blank | Stmt::Trailing(_) => {}
        Stmt::Let { pattern, ty, value } => {
            p.push(&format!("let {pattern}"));
            if let Some(ty) = ty {
                p.push(&format!(": {ty}"));
            }
            if let Some(value) = value {
                p.push(" =");
                expr::after_equals(p, value, 1);
            }
            p.push(";");
        }
        Stmt::LetElse(pattern, value, other) => {
            p.push(&format!("let {pattern} = "));
            expr::expr(p, value, 6);
            p.push(" else ");
            block(p, other);
            p.push(";");
        }
        Stmt::Expr(e) => {
            expr::statement(p, e);
            if !ends_with_block(e) {
                p.push(";");
            }
        }
        Stmt::Item(item) => self::item(p, item),
    }
}

/// Whether rustfmt leaves out the semicolon.
fn ends_with_block(e: &Expr) -> bool {
    matches!(
        e,
        Expr::Block(..)
            | Expr::If(..)
            | Expr::Match(..)
            | Expr::Loop(..)
            | Expr::While(..)
            | Expr::For(..)
    )
}

/// `const NAME: TYPE =`; a name that starts with `pub` is public.
fn constant_head(name: &str, ty: &str) -> String {
    match name.strip_prefix("pub ") {
        Some(name) => format!("pub const {name}: {ty} ="),
        None => format!("const {name}: {ty} ="),
    }
}
