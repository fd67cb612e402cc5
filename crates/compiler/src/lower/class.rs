//! Class statements as dynamic classes: a unit struct whose `impl` holds the methods as associated functions, and the
//! call that makes the class object where the statement runs.

use super::scope::Body;
use super::value::{Val, dynamic};
use super::{Lower, names};
use crate::hir::{self, Arg, ClassId, FunctionKind, Program, Stmt as PyStmt, StmtKind, VarId};
use crate::ir::{self, Expr, Item, Stmt, call, text};
use std::collections::HashMap;

/// The expressions of a class header, in evaluation order.
pub(super) fn header(class: &hir::Class) -> impl Iterator<Item = &hir::Expr> {
    class
        .decorators
        .iter()
        .chain(class.bases.iter().map(argument))
}

fn argument(arg: &Arg) -> &hir::Expr {
    match arg {
        Arg::Positional(e) | Arg::Star(e) | Arg::Keyword(_, e) | Arg::DoubleStar(e) => e,
    }
}

/// The variable that each class statement binds.
pub(super) fn variables(program: &Program) -> HashMap<ClassId, VarId> {
    let mut out = HashMap::new();
    for f in &program.functions {
        collect(&f.body, &mut out);
    }
    out
}

fn collect(block: &[PyStmt], out: &mut HashMap<ClassId, VarId>) {
    for stmt in block {
        if let StmtKind::Class(var, class) = &stmt.kind {
            out.insert(*class, *var);
        }
        super::declare::blocks(stmt)
            .iter()
            .for_each(|b| collect(b.stmts, out));
    }
}

impl<'a> Lower<'a> {
    /// Names the statics of exception classes.
    pub(super) fn name_exceptions(&mut self) {
        for id in &self.typed.exceptions {
            let class = self.program.class(*id);
            let name = self.top_name(class.module, &names::constant(&class.name));
            self.exceptions.insert(*id, name);
        }
    }
    /// The path of the static of an exception class, if it has one.
    pub(super) fn exception(&self, id: ClassId) -> Option<String> {
        let name = self.exceptions.get(&id)?;
        let module = self.program.class(id).module;
        Some(match module == self.module {
            true => name.clone(),
            false => format!("{}::{name}", self.paths[module.index()].path),
        })
    }
    /// The Rust type that holds a class's methods.
    pub(super) fn class_type(&mut self, id: ClassId) -> String {
        if let Some(name) = self.classes.get(&id) {
            return name.clone();
        }
        let class = self.program.class(id);
        let name = self.top_name(class.module, &names::type_name(&class.name));
        self.classes.insert(id, name.clone());
        name
    }
}

impl<'a> Body<'a, '_> {
    /// The static of an exception class that is nothing but a name; the comments above the class come first in its documentation.
    pub(super) fn exception_item(
        &mut self,
        id: ClassId,
        name: String,
        comments: &[String],
    ) -> Item {
        let program = self.lower.program;
        let class = program.class(id);
        let module = &program.module(class.module).name;
        let doc = class.docstring.as_deref().unwrap_or_default();
        let bases = class.bases.iter().map(argument);
        let bases = bases
            .filter_map(|base| self.exception_class(base))
            .collect();
        let words = [&class.name, module.as_str(), doc].map(|word| text(format!("{word:?}")));
        let mut arguments = Vec::from(words);
        arguments.push(Expr::Array(bases).borrow());
        let made = call("exception_class", arguments);
        let mut docs = comments.to_vec();
        docs.extend(super::function::docs(&class.docstring));
        Item::PubStatic(docs, name, "NativeClass".into(), made)
    }
    /// The items of a class: its unit struct and methods.
    pub(super) fn class_items(&mut self, id: ClassId) -> Vec<Item> {
        let program = self.lower.program;
        let class = program.class(id);
        let name = self.lower.class_type(id);
        let mut methods = Vec::new();
        self.method_items(&program.function(class.body).body, &mut methods);
        if methods.is_empty() {
            return Vec::new();
        }
        let docs = super::function::docs(&class.docstring);
        let structure = ir::Struct {
            docs,
            name: name.clone(),
            ..ir::Struct::default()
        };
        vec![Item::Struct(structure), Item::Impl(name, methods)]
    }
    /// The methods of a class body, those under `if` included.
    pub(super) fn method_items(&mut self, block: &[PyStmt], out: &mut Vec<Item>) {
        for stmt in block {
            if let StmtKind::Def(_, f) = &stmt.kind
                && !self.lower.is_bare(*f)
            {
                let mut function = self.lower.function(*f);
                function.comments = stmt.comments.clone();
                out.push(Item::Fn(function));
            }
            for block in super::declare::blocks(stmt) {
                self.method_items(block.stmts, out);
            }
        }
    }
    /// The class object of a class statement, before its decorators.
    pub(super) fn class_object(&mut self, id: ClassId) -> Val {
        let program = self.lower.program;
        let class = program.class(id);
        let is_plain = class.bases.iter().all(|b| matches!(b, Arg::Positional(_)));
        let generic = self.generic_base(class);
        let bases = if is_plain {
            let mut bases: Vec<Expr> = class
                .bases
                .iter()
                .map(|b| self.value_of(argument(b)))
                .collect();
            bases.extend(generic);
            Expr::Array(bases).borrow()
        } else {
            match self.call_args(&class.bases) {
                Expr::Macro(name, open, mut args) => {
                    args.splice(0..0, generic);
                    Expr::Macro(name, open, args)
                }
                args => args,
            }
        };
        let body_function = program.function(class.body);
        let namespace = self.inner(body_function, |inner| {
            let mut block = inner.block(&body_function.body);
            block.tail = Some(Box::new(call("Ok", vec![text("()")])));
            let mut start = inner.class_head(class);
            start.append(&mut block.stmts);
            block.stmts = start;
            block
        });
        let module = program.module(class.module).name.clone();
        let closure = Expr::Closure {
            is_move: false,
            params: "ns".into(),
            body: Box::new(Expr::Block(None, namespace)),
        };
        let head = if is_plain { "class" } else { "class_with" };
        let made = call(
            head,
            vec![
                text(format!("{:?}", class.name)),
                text(format!("{:?}", class.qualname)),
                text(format!("{module:?}")),
                bases,
                closure,
            ],
        );
        dynamic(self.attempt(made))
    }
    /// `class C[T]` has `typing.Generic` as its last base.
    fn generic_base(&mut self, class: &'a hir::Class) -> Option<Expr> {
        if class.type_params.is_empty() {
            return None;
        }
        let generic = self.library_value("typing", "Generic", &class.span);
        let generic = self.own(generic);
        if !self.lower.program.shows_type_params() {
            return Some(generic);
        }
        let params = self.type_params(&class.type_params);
        let tuple = call("Value::from", vec![call("Tuple::from", vec![params])]);
        Some(self.attempt(generic.method("get_item", vec![tuple.borrow()])))
    }
    /// Sets the docstring, and takes the cell that `super()` finds the class by.
    fn class_head(&mut self, class: &'a hir::Class) -> Vec<Stmt> {
        let mut out = Vec::new();
        if let Some(doc) = &class.docstring {
            let doc = text(format!("{doc:?}"));
            let set = text("ns").method("set", vec![text("\"__doc__\""), doc]);
            out.push(Stmt::Expr(self.attempt(set)));
        }
        if !class.type_params.is_empty() && self.lower.program.shows_type_params() {
            let params = self.type_params(&class.type_params);
            let tuple = call("Tuple::from", vec![params]);
            let set = text("ns").method("set", vec![text("\"__type_params__\""), tuple]);
            out.push(Stmt::Expr(self.attempt(set)));
        }
        if self.needs_cell(class.id) {
            let cell = text("ns").method("class_cell", vec![]);
            out.push(Stmt::Let {
                pattern: "class_cell".into(),
                ty: None,
                value: Some(cell),
            });
        }
        out
    }
    /// Whether a method uses `super()` or `__class__`.
    fn needs_cell(&self, id: ClassId) -> bool {
        let program = self.lower.program;
        let body = program.class(id).body;
        program
            .functions
            .iter()
            .any(|f| f.uses_class_cell && (f.class == Some(id) || f.parent == Some(body)))
    }
    /// Whether the body being lowered is a class's.
    pub(super) fn in_class(&self) -> bool {
        matches!(self.function.kind, FunctionKind::Class(_))
    }
}
