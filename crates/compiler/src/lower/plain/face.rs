//! The dynamic face of a plain class: the runtime's trait `Face`, by which instances become `Value`s.
//!
//! ```text
//! impl Face for Job {
//!     fn define(class: &Namespace) -> Result<()> { class.set("run", function(…))?; Ok(()) }
//!     fn attribute(&self, name: &str) -> Result<Option<Value>> { … }
//!     fn set_attribute(&self, name: &str, value: Value) -> Result<bool> { … }
//! }
//! ```
//!
//! *Invariant:* it shows no more than dynamic code names: see [`Face`](crate::typed::Face).

use crate::hir::{ClassId, FunctionId};
use crate::ir::{self, Block, Expr, Item, Stmt, call, text};
use crate::lower::Lower;
use crate::lower::scope::Body;
use crate::lower::value::owned;
use crate::typed::{Face, Member};
use std::collections::BTreeMap;

impl<'a> Lower<'a> {
    /// The names of the class that dynamic code uses, if its instances become values.
    pub(in crate::lower) fn face(&self, class: ClassId) -> Option<&'a Face> {
        self.plain(class)?.face.as_ref()
    }
    /// The fields of the class and of its bases.
    fn all_fields(&self, class: ClassId) -> Vec<String> {
        let Some(plain) = self.plain(class) else {
            return Vec::new();
        };
        let mut all = plain.base.map_or(Vec::new(), |base| self.all_fields(base));
        all.extend(plain.fields.iter().map(|(name, _)| name.clone()));
        all
    }
    /// Properties and constants of the class and of its bases.
    fn all_members(&self, class: ClassId) -> BTreeMap<String, (ClassId, Member)> {
        let Some(plain) = self.plain(class) else {
            return BTreeMap::new();
        };
        let mut all = plain
            .base
            .map_or(BTreeMap::new(), |base| self.all_members(base));
        let own = plain.members.iter();
        all.extend(own.map(|(name, member)| (name.clone(), (class, *member))));
        all
    }
}

impl<'a> Body<'a, '_> {
    /// `impl Face for …`, where instances become values.
    pub(super) fn face_items(&mut self, id: ClassId) -> Option<Item> {
        let face = self.lower.face(id)?;
        let name = self.lower.class_type(id);
        let mut items = Vec::new();
        if let Some(base) = self.lower.plain(id).and_then(|p| p.base) {
            let base = self.class_path(base);
            items.push(Item::Fn(ir::Function {
                name: "base".into(),
                returns: Some("Option<Class>".into()),
                body: Block::value(call(
                    "Some",
                    vec![call(format!("face_class::<{base}>"), vec![])],
                )),
                ..ir::Function::default()
            }));
        }
        items.push(self.face_methods(id));
        items.push(self.face_attributes(id, face));
        items.push(self.face_assignments(id, face));
        Some(Item::Impl(format!("Face for {name}"), items))
    }
    /// `define`: the methods that dynamic code calls.
    pub(super) fn face_methods(&mut self, id: ClassId) -> Item {
        let plain = self.lower.plain(id);
        let members: Vec<(String, FunctionId)> = plain
            .iter()
            .flat_map(|p| p.members.iter().map(move |m| (p, m)))
            .filter_map(|(p, (name, member))| {
                let function = match member {
                    // A face reads properties by name, the class of an enumeration has them.
                    Member::Property(get, _) => p.enumeration.is_some().then_some(*get),
                    member => member.function(),
                };
                Some((name.clone(), function?))
            })
            .filter(|(_, f)| {
                self.lower
                    .typed
                    .escapes
                    .get(f.index())
                    .copied()
                    .unwrap_or(true)
                    && !self.lower.is_bare(*f)
            })
            .collect();
        let mut stmts = Vec::new();
        for (name, f) in members {
            let is_static = self.lower.unbound(self.lower.program.function(f)) == Some(0);
            let function = self.function_object(f).expr;
            let is_property = matches!(
                plain.and_then(|p| p.members.get(&name)),
                Some(Member::Property(..))
            );
            let function = match is_static {
                true => call("static_method", vec![function]),
                false if is_property => {
                    let args = Expr::Macro("args".into(), '[', vec![function]);
                    let property = call("Value::from", vec![text("builtins::native::property")]);
                    property.method("call", vec![args]).tried()
                }
                false => function,
            };
            let set = text("class").method("set", vec![text(format!("{name:?}")), function]);
            stmts.push(Stmt::Expr(set.tried()));
        }
        if let (Some(made), true) = (
            self.lower.dataclass(id),
            self.lower.face(id).is_some_and(|face| face.is_taken_apart),
        ) {
            let names = made.fields.iter().map(|f| text(format!("{:?}", f.name)));
            let names = Expr::Array(names.collect()).borrow();
            let table = call("portalis::dataclasses::field_table", vec![names]);
            let set = text("class").method("set", vec![text("\"__dataclass_fields__\""), table]);
            stmts.push(Stmt::Expr(set.tried()));
        }
        let param = if stmts.is_empty() { "_class" } else { "class" };
        Item::Fn(ir::Function {
            name: "define".into(),
            params: vec![(param.into(), "&Namespace".into())],
            returns: Some("Result<()>".into()),
            body: Block {
                stmts,
                tail: Some(Box::new(call("Ok", vec![text("()")]))),
            },
            ..ir::Function::default()
        })
    }
    /// `attribute`: fields, properties and class attributes by name.
    fn face_attributes(&mut self, id: ClassId, face: &Face) -> Item {
        let mut arms = Vec::new();
        for field in self.lower.all_fields(id) {
            if face.reads.contains(&field)
                && let Some((_, ty)) = self.lower.field_home(id, &field)
            {
                let value = owned(self.field_value(text("self"), id, &field), ty.clone());
                arms.push((format!("{field:?}"), value));
            }
        }
        for (name, (home, member)) in self.lower.all_members(id) {
            let value = match member {
                _ if !face.reads.contains(&name) => continue,
                Member::Property(get, _) => {
                    let result = self.lower.result_type(get);
                    let run = text("self").method(self.lower.called_name(get), vec![]);
                    owned(self.tried_if_fallible(get, run), result)
                }
                Member::Variable(var) => self.read(var),
                Member::Constant(var) => self.constant_value(home, &name, var),
                _ => continue,
            };
            arms.push((format!("{name:?}"), value));
        }
        let rest = match face.gets_more {
            true => text("self.more.get(name)"),
            false => text("None"),
        };
        let is_unused = arms.is_empty() && !face.gets_more;
        let arms: Vec<(String, Expr)> = arms
            .into_iter()
            .map(|(name, value)| {
                let value = self.to_value(value);
                (name, self.own(value))
            })
            .collect();
        let body = match arms.is_empty() {
            true => call("Ok", vec![rest]),
            false => {
                let rest = Expr::Return(Some(Box::new(call("Ok", vec![rest]))));
                let found = Expr::Match(Box::new(text("name")), with_rest(arms, rest));
                call("Ok", vec![call("Some", vec![found])])
            }
        };
        Item::Fn(ir::Function {
            name: "attribute".into(),
            params: vec![
                ("&self".into(), String::new()),
                (
                    if is_unused { "_name" } else { "name" }.into(),
                    "&str".into(),
                ),
            ],
            returns: Some("Result<Option<Value>>".into()),
            body: Block::value(body),
            ..ir::Function::default()
        })
    }
    /// `set_attribute`: fields and properties with setters by name.
    fn face_assignments(&mut self, id: ClassId, face: &Face) -> Item {
        let mut arms = Vec::new();
        for field in self.lower.all_fields(id) {
            if face.writes.contains(&field) {
                let place = self.field_place(text("self"), id, &field);
                let set = place.method("set", vec![text("value")]);
                arms.push((format!("{field:?}"), set));
            }
        }
        for (name, (_, member)) in self.lower.all_members(id) {
            if let (Member::Property(_, Some(set)), true) = (member, face.writes.contains(&name)) {
                let f = self.lower.program.function(set);
                let is_borrowed = f
                    .params
                    .get(1)
                    .is_some_and(|p| self.lower.is_borrowed(f, p));
                let value = if is_borrowed { "&value" } else { "value" };
                let run = text("self").method(self.lower.called_name(set), vec![text(value)]);
                arms.push((format!("{name:?}"), self.tried_if_fallible(set, run)));
            }
        }
        let is_unused = arms.is_empty() && !face.gets_more;
        let set_more = text("self.more.set(name, value)");
        let (stmts, is_set) = match (arms.is_empty(), face.gets_more) {
            (true, false) => (Vec::new(), "false"),
            (true, true) => (vec![Stmt::Expr(set_more)], "true"),
            (false, gets_more) => {
                let nothing = Expr::Return(Some(Box::new(call("Ok", vec![text("false")]))));
                let rest = if gets_more { set_more } else { nothing };
                let set = Expr::Match(Box::new(text("name")), with_rest(arms, rest));
                (vec![Stmt::Expr(set)], "true")
            }
        };
        let (name, value) = match is_unused {
            true => ("_name", "_value"),
            false => ("name", "value"),
        };
        Item::Fn(ir::Function {
            name: "set_attribute".into(),
            params: vec![
                ("&self".into(), String::new()),
                (name.into(), "&str".into()),
                (value.into(), "Value".into()),
            ],
            returns: Some("Result<bool>".into()),
            body: Block {
                stmts,
                tail: Some(Box::new(call("Ok", vec![text(is_set)]))),
            },
            ..ir::Function::default()
        })
    }
    fn tried_if_fallible(&self, id: FunctionId, run: Expr) -> Expr {
        match self.lower.returns_result(self.lower.program.function(id)) {
            true => run.tried(),
            false => run,
        }
    }
}

fn with_rest(mut arms: Vec<(String, Expr)>, rest: Expr) -> Vec<(String, Expr)> {
    arms.push(("_".into(), rest));
    arms
}
