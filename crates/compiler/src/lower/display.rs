//! Displays and comprehensions.

use super::scope::{Body, Mode, Slot, Storage};
use super::value::{Val, dynamic, owned};
use super::walk;
use crate::hir::{self, Clause, Comprehension, ComprehensionKind, ExprKind, VarId};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::Ty;

impl<'a> Body<'a, '_> {
    /// A new container: of its static type, or as a `Value` where the catalogue has no such class.
    fn container(&self, expr: Expr, class: &str, args: Vec<Ty>) -> Val {
        match self.lower.builtin(class, args) {
            Ty::Value => dynamic(call("Value::from", vec![expr])),
            ty => owned(expr, ty),
        }
    }
    /// The type arguments that inference found for a display.
    fn arguments<const N: usize>(&self, e: &hir::Expr) -> [Ty; N] {
        let known = match self.lower.typed.ty(e.id) {
            Ty::Class(_, args) if args.len() == N => args.clone(),
            _ => Vec::new(),
        };
        std::array::from_fn(|i| match known.get(i) {
            Some(Ty::Never) | None => Ty::Value,
            Some(ty) => ty.clone(),
        })
    }
    /// `[a, *b]`.
    pub(super) fn list(&mut self, e: &'a hir::Expr, items: &'a [hir::Expr]) -> Val {
        let [item] = self.arguments(e);
        let made = self.list_of(items, &item);
        self.container(made, "list", vec![item])
    }
    fn list_of(&mut self, items: &'a [hir::Expr], item: &Ty) -> Expr {
        if items.is_empty() {
            return call(
                format!("List::<{}>::new", self.lower.rust_type(item)),
                vec![],
            );
        }
        if !items.iter().any(|x| matches!(x.kind, ExprKind::Starred(_))) {
            let items = items.iter().map(|x| self.item(x, item)).collect();
            return call("List::from", vec![Expr::Array(items)]);
        }
        let name = self.temporary("items");
        let ty = format!("List<{}>", self.lower.rust_type(item));
        let mut stmts = vec![Stmt::Let {
            pattern: name.clone(),
            ty: Some(ty),
            value: Some(call("List::new", vec![])),
        }];
        for x in items {
            let stmt = match &x.kind {
                ExprKind::Starred(inner) => {
                    let value = self.expr(inner);
                    let value = self.iterable_of(value, item);
                    let value = self.borrow(value);
                    self.attempt(text(name.clone()).method("extend", vec![value]))
                }
                _ => {
                    let value = self.item(x, item);
                    text(name.clone()).method("append", vec![value])
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
    fn item(&mut self, x: &'a hir::Expr, ty: &Ty) -> Expr {
        let value = self.expr(x);
        self.owned_as(value, ty)
    }
    /// `(a, *b)`.
    pub(super) fn tuple(&mut self, e: &'a hir::Expr, items: &'a [hir::Expr]) -> Val {
        let is_slice = |ty: &Ty| self.lower.is_builtin(ty, "slice");
        if let Ty::Tuple(types) = self.lower.typed.ty(e.id).clone()
            && types.len() == items.len()
            && !items.is_empty()
            && !types.iter().any(is_slice)
        {
            let items = items
                .iter()
                .zip(&types)
                .map(|(x, ty)| self.item(x, ty))
                .collect();
            return owned(Expr::Tuple(items), Ty::Tuple(types));
        }
        if !items.iter().any(|x| matches!(x.kind, ExprKind::Starred(_))) {
            let items: Vec<Expr> = items.iter().map(|x| self.item(x, &Ty::Value)).collect();
            return dynamic(call(
                "Value::from",
                vec![call(
                    "Tuple::from",
                    vec![Expr::Macro("vec".into(), '[', items)],
                )],
            ));
        }
        let item = match self.lower.typed.ty(e.id) {
            Ty::Class(_, args) if args.len() == 1 => args[0].clone(),
            _ => Ty::Value,
        };
        let list = self.list_of(items, &item);
        let made = self.attempt(call("Tuple::from_iterable", vec![list.borrow()]));
        match self.lower.typed.ty(e.id) {
            ty @ Ty::Class(..) => owned(made, ty.clone()),
            _ => dynamic(call("Value::from", vec![made])),
        }
    }
    /// `{a, *b}`.
    pub(super) fn set(&mut self, e: &'a hir::Expr, items: &'a [hir::Expr]) -> Val {
        let [item] = self.arguments(e);
        let list = if items.iter().any(|x| matches!(x.kind, ExprKind::Starred(_))) {
            let list = self.list_of(items, &item);
            call("Set::from_iterable", vec![list.borrow()])
        } else {
            let items = items.iter().map(|x| self.item(x, &item)).collect();
            call("Set::from_items", vec![Expr::Array(items)])
        };
        let made = self.attempt(list);
        self.container(made, "set", vec![item])
    }
    /// `{k: v, **d}`.
    pub(super) fn dict(
        &mut self,
        e: &'a hir::Expr,
        items: &'a [(Option<hir::Expr>, hir::Expr)],
    ) -> Val {
        let [key, value] = self.arguments(e);
        if items.is_empty() {
            let args = format!(
                "{}, {}",
                self.lower.rust_type(&key),
                self.lower.rust_type(&value)
            );
            return self.container(
                call(format!("Dict::<{args}>::new"), vec![]),
                "dict",
                vec![key, value],
            );
        }
        if items.iter().all(|(k, _)| k.is_some()) {
            let mut pairs = Vec::new();
            for (k, v) in items {
                let k = k.as_ref().map(|k| self.item(k, &key));
                let v = self.item(v, &value);
                pairs.extend(k.map(|k| Expr::Tuple(vec![k, v])));
            }
            let made = self.attempt(call("Dict::from_items", vec![Expr::Array(pairs)]));
            return self.container(made, "dict", vec![key, value]);
        }
        let name = self.temporary("items");
        let ty = format!(
            "Dict<{}, {}>",
            self.lower.rust_type(&key),
            self.lower.rust_type(&value)
        );
        let mut stmts = vec![Stmt::Let {
            pattern: name.clone(),
            ty: Some(ty),
            value: Some(call("Dict::new", vec![])),
        }];
        for (k, v) in items {
            let stmt = match k {
                Some(k) => {
                    let k = self.item(k, &key);
                    let v = self.item(v, &value);
                    text(name.clone()).method("set_item", vec![k, v])
                }
                None => {
                    let more = self.expr(v);
                    // What is no mapping raises TypeError.
                    let is_scalar = ["int", "float", "bool", "str", "bytes"]
                        .iter()
                        .any(|name| self.lower.is_builtin(&more.ty, name));
                    let more = match more.ty {
                        Ty::Class(..) if !is_scalar => more,
                        _ => self.to_value(more),
                    };
                    let is_dynamic = more.ty == Ty::Value;
                    let more = self.borrow(more);
                    if is_dynamic {
                        text(name.clone()).method("update_from", vec![more])
                    } else {
                        call("spread_dict", vec![text(name.clone()).borrow(), more])
                    }
                }
            };
            stmts.push(Stmt::Expr(self.attempt(stmt)));
        }
        self.container(
            Expr::Block(
                None,
                Block {
                    stmts,
                    tail: Some(Box::new(text(name))),
                },
            ),
            "dict",
            vec![key, value],
        )
    }
    /// A comprehension: loops that fill a new container, or a generator.
    pub(super) fn comprehension(&mut self, e: &'a hir::Expr, c: &'a Comprehension) -> Val {
        self.name_targets(c);
        let declared = self.declared.clone();
        let ahead = std::mem::take(&mut self.ahead);
        let value = match &c.kind {
            ComprehensionKind::List(x) => {
                let [item] = self.arguments(e);
                let ty = format!("List<{}>", self.lower.rust_type(&item));
                let made = self.filled(c, ty, "List::new", |body, name| {
                    let value = body.item(x, &item);
                    text(name).method("append", vec![value])
                });
                self.container(made, "list", vec![item])
            }
            ComprehensionKind::Set(x) => {
                let [item] = self.arguments(e);
                let ty = format!("Set<{}>", self.lower.rust_type(&item));
                let made = self.filled(c, ty, "Set::new", |body, name| {
                    let value = body.item(x, &item);
                    body.attempt(text(name).method("add", vec![value]))
                });
                self.container(made, "set", vec![item])
            }
            ComprehensionKind::Dict(k, v) => {
                let [key, value] = self.arguments(e);
                let ty = format!(
                    "Dict<{}, {}>",
                    self.lower.rust_type(&key),
                    self.lower.rust_type(&value)
                );
                let made = self.filled(c, ty, "Dict::new", |body, name| {
                    let k = body.item(k, &key);
                    let v = body.item(v, &value);
                    body.attempt(text(name).method("set_item", vec![k, v]))
                });
                self.container(made, "dict", vec![key, value])
            }
            ComprehensionKind::Generator(x) => self.generator_expression(e, c, x),
        };
        self.ahead = ahead;
        self.declared = declared;
        value
    }
    /// Targets that nothing reads are `_`.
    fn name_targets(&mut self, c: &Comprehension) {
        let mut read = Vec::new();
        let program = self.lower.program;
        let mut nested = Vec::new();
        let mut depth = 0;
        let mut note = |event| match event {
            walk::Event::Fork => depth += 1,
            walk::Event::Join => depth -= 1,
            walk::Event::Read(v) => {
                read.push(v);
                if depth > 0 {
                    nested.push(v);
                }
            }
            walk::Event::Capture(v) => {
                read.push(v);
                nested.push(v);
            }
            walk::Event::Write(_) => {}
        };
        for clause in &c.clauses {
            walk::expr(program, &clause.iter, &mut note);
            clause
                .conditions
                .iter()
                .for_each(|x| walk::expr(program, x, &mut note));
        }
        match &c.kind {
            ComprehensionKind::List(x)
            | ComprehensionKind::Set(x)
            | ComprehensionKind::Generator(x) => walk::expr(program, x, &mut note),
            ComprehensionKind::Dict(k, v) => {
                walk::expr(program, k, &mut note);
                walk::expr(program, v, &mut note);
            }
        }
        for var in &c.variables {
            let is_local =
                super::scope::storage_class(self.lower, program.variable(*var)) == Storage::Local;
            let places = read.iter().filter(|v| *v == var).count();
            if is_local && places == 1 && c.clauses.len() == 1 && !nested.contains(var) {
                self.plan.movable.insert(*var);
            }
        }
        for var in c.variables.iter().filter(|v| !read.contains(v)) {
            if super::scope::storage_class(self.lower, program.variable(*var)) == Storage::Local {
                self.slots.insert(
                    *var,
                    Slot {
                        name: "_".into(),
                        storage: Storage::Local,
                    },
                );
            }
        }
    }
    /// `{ let items = List::new(); for …; items }`.
    fn filled(
        &mut self,
        c: &'a Comprehension,
        ty: String,
        new: &str,
        add: impl FnOnce(&mut Self, String) -> Expr,
    ) -> Expr {
        let name = self.temporary("items");
        let mut stmts = self.cells(&c.variables);
        stmts.push(Stmt::Let {
            pattern: name.clone(),
            ty: Some(ty),
            value: Some(call(new, vec![])),
        });
        let inner = name.clone();
        stmts.extend(self.clauses(&c.clauses, None, |body| vec![Stmt::Expr(add(body, inner))]));
        Expr::Block(
            None,
            Block {
                stmts,
                tail: Some(Box::new(text(name))),
            },
        )
    }
    /// Cells of targets that functions inside the comprehension use.
    fn cells(&mut self, vars: &[VarId]) -> Vec<Stmt> {
        let mut out = Vec::new();
        for var in vars {
            if self.slot(*var).storage == Storage::Shared {
                self.declared.remove(var);
                out.extend(self.declare(*var));
            }
        }
        out
    }
    /// The loops of a comprehension around what `inside` makes; `first` is the outermost iterator if it exists already.
    fn clauses(
        &mut self,
        clauses: &'a [Clause],
        first: Option<(Expr, Ty)>,
        inside: impl FnOnce(&mut Self) -> Vec<Stmt>,
    ) -> Vec<Stmt> {
        let Some((clause, rest)) = clauses.split_first() else {
            let ahead = std::mem::take(&mut self.ahead);
            let mut stmts = inside(self);
            let mut out = std::mem::replace(&mut self.ahead, ahead);
            out.append(&mut stmts);
            return out;
        };
        let (source, item) = first.unwrap_or_else(|| self.iteration(&clause.iter, clause.is_async));
        let (pattern, mut stmts) = self.loop_target(&clause.target, item, clause.is_async);
        let mut tests: Vec<Expr> = Vec::new();
        for condition in &clause.conditions {
            tests.push(self.test(condition));
        }
        let mut inner = self.clauses(rest, None, inside);
        for test in tests.into_iter().rev() {
            inner = vec![Stmt::Expr(Expr::If(
                Box::new(test),
                Block {
                    stmts: inner,
                    tail: None,
                },
                None,
            ))];
        }
        stmts.append(&mut inner);
        let block = Block { stmts, tail: None };
        if !clause.is_async {
            return vec![Stmt::Expr(Expr::For(
                None,
                pattern,
                Box::new(source),
                block,
            ))];
        }
        let name = self.temporary("iterator");
        let next = self.attempt(text(name.clone()).method("anext", vec![]).awaited());
        let repeat = Expr::While(
            None,
            Box::new(Expr::Let(format!("Some({pattern})"), Box::new(next))),
            block,
        );
        vec![
            Stmt::Let {
                pattern: name,
                ty: None,
                value: Some(source),
            },
            Stmt::Expr(repeat),
        ]
    }
    /// `(x for …)`: the first iterator now, the rest as it is asked for.
    fn generator_expression(
        &mut self,
        e: &'a hir::Expr,
        c: &'a Comprehension,
        x: &'a hir::Expr,
    ) -> Val {
        let Some(first) = c.clauses.first() else {
            return dynamic(text("Value::None"));
        };
        let [item] = self.arguments(e);
        let (source, source_item) = self.iteration(&first.iter, first.is_async);
        let name = self.temporary("source");
        let mut outside = vec![Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(source),
        }];
        let used = self.generator_uses(c, x);
        outside.extend(self.clones(&used));
        let slots = self.slots.clone();
        for slot in self.slots.values_mut() {
            slot.name = super::function::unreserved(&slot.name);
            if slot.storage == Storage::Borrowed {
                slot.storage = Storage::Local;
            }
        }
        let around = std::mem::take(&mut self.around);
        let mode = std::mem::replace(
            &mut self.mode,
            if c.is_async {
                Mode::AsyncGenerator
            } else {
                Mode::Generator
            },
        );
        let mut stmts = self.cells(&c.variables);
        stmts.extend(
            self.clauses(&c.clauses, Some((text(name), source_item)), |body| {
                let value = body.item(x, &item);
                let given = text("y").method("yield_", vec![value]).awaited();
                vec![Stmt::Expr(body.attempt(given))]
            }),
        );
        self.mode = mode;
        self.around = around;
        self.slots = slots;
        let done = if c.is_async {
            text("()")
        } else {
            text("Value::None")
        };
        let params = self.yielder(&item);
        let block = Block {
            stmts,
            tail: Some(Box::new(call("Ok", vec![done]))),
        };
        let closure = Expr::Closure {
            is_move: true,
            params,
            body: Box::new(Expr::Async(block)),
        };
        let head = if c.is_async {
            "async_generator"
        } else {
            "generator"
        };
        let made = call(head, vec![text("\"<genexpr>\""), closure]);
        let whole = Expr::Block(
            None,
            Block {
                stmts: outside,
                tail: Some(Box::new(made)),
            },
        );
        self.container(
            whole,
            if c.is_async {
                "AsyncGenerator"
            } else {
                "Generator"
            },
            vec![item],
        )
    }
    /// The variables that a generator expression takes with it.
    fn generator_uses(&self, c: &Comprehension, x: &hir::Expr) -> Vec<VarId> {
        let program = self.lower.program;
        let mut out: Vec<VarId> = Vec::new();
        let mut note = |event: walk::Event| {
            let Some(v) = event.var() else { return };
            if !c.variables.contains(&v)
                && !out.contains(&v)
                && super::function::has_storage(program, self.lower.typed, v)
            {
                out.push(v);
            }
        };
        for (i, clause) in c.clauses.iter().enumerate() {
            if i > 0 {
                walk::expr(program, &clause.iter, &mut note);
            }
            walk::target(program, &clause.target, &mut note);
            clause
                .conditions
                .iter()
                .for_each(|x| walk::expr(program, x, &mut note));
        }
        walk::expr(program, x, &mut note);
        // Targets of comprehensions inside belong to the generator.
        out.retain(|v| !program.variable(*v).is_hidden || self.slots.contains_key(v));
        out
    }
}
