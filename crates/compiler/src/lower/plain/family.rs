//! Classes with subclasses: one allocation for the whole object, and calls that find the method of its own class.
//!
//! ```text
//! pub struct Shape(Rc<ShapeFields>);                  // the handle of every instance
//! pub struct ShapeFields { name: Field<Str>, class: ShapeKind }
//! pub enum ShapeKind { Shape, Circle(CircleFields) }  // what the instance is, with what it has besides
//! pub struct Circle(Shape);                           // a `Shape` that is known to be a circle
//! impl Shape { pub fn area(&self) -> f64 { if let Some(it) = Circle::of(self) { return it.area(); } … } }
//! ```
//!
//! A subclass's handle dereferences to its base's, so that inherited fields and methods are found by themselves.
//!
//! *Invariant:* `class` never changes after construction.

use crate::hir::{ClassId, FunctionId};
use crate::ir::{self, Block, Expr, Item, Stmt, call, text};
use crate::lower::scope::Body;
use crate::lower::{Lower, names};
use crate::typed::{Member, PlainClass};

impl<'a> Lower<'a> {
    /// The direct subclasses.
    pub(in crate::lower) fn subclasses(&self, class: ClassId) -> Vec<ClassId> {
        let is_sub = |id: &ClassId| self.plain(*id).is_some_and(|p| p.base == Some(class));
        let classes = self.program.classes.iter().map(|c| c.id);
        classes.filter(is_sub).collect()
    }
    pub(super) fn has_subclasses(&self, class: ClassId) -> bool {
        !self.subclasses(class).is_empty()
    }
    /// Whether an instance of `class` is one of `base`.
    pub(in crate::lower) fn is_subclass(&self, class: ClassId, base: ClassId) -> bool {
        let above = || self.plain(class)?.base;
        class == base || above().is_some_and(|above| self.is_subclass(above, base))
    }
    /// The nearest classes below that define the method themselves.
    fn overriding(&self, class: ClassId, name: &str) -> Vec<ClassId> {
        let mut found = Vec::new();
        for sub in self.subclasses(class) {
            match self
                .plain(sub)
                .is_some_and(|p| p.members.contains_key(name))
            {
                true => found.push(sub),
                false => found.extend(self.overriding(sub, name)),
            }
        }
        found
    }
    /// The class that a family of classes starts with.
    fn root(&self, class: ClassId) -> ClassId {
        match self.plain(class).and_then(|p| p.base) {
            Some(base) => self.root(base),
            None => class,
        }
    }
    /// An abstract method that does nothing.
    pub(in crate::lower) fn is_bare(&self, id: FunctionId) -> bool {
        let class = self.program.function(id).class;
        class
            .and_then(|class| self.plain(class))
            .is_some_and(|plain| plain.abstracts.contains(&id))
    }
    /// The function and those of its name in related classes: a call of one may mean another, so that they are alike.
    pub(in crate::lower) fn family_of(&self, id: FunctionId) -> Vec<FunctionId> {
        let f = self.program.function(id);
        let Some(class) = f.class.filter(|c| self.plain(*c).is_some()) else {
            return vec![id];
        };
        if f.name == "__init__" {
            return vec![id];
        }
        let root = self.root(class);
        let is_setter = self.is_setter(id);
        let mut found = Vec::new();
        for other in &self.program.classes {
            let Some(plain) = self.plain(other.id) else {
                continue;
            };
            let Some(member) = plain.members.get(&f.name) else {
                continue;
            };
            if self.root(other.id) == root {
                found.extend(match member {
                    Member::Property(_, set) if is_setter => *set,
                    Member::Property(get, _) => Some(*get),
                    member => member.function(),
                });
            }
        }
        found
    }
    /// Whether it is the setter of a property.
    pub(in crate::lower) fn is_setter(&self, id: FunctionId) -> bool {
        let f = self.program.function(id);
        let plain = f.class.and_then(|class| self.plain(class));
        plain.is_some_and(
            |p| matches!(p.members.get(&f.name), Some(Member::Property(_, Some(set))) if *set == id),
        )
    }
    /// The name of a method for those who call it on an instance of any subclass.
    pub(in crate::lower) fn dispatcher_name(&self, id: FunctionId) -> String {
        let f = self.program.function(id);
        match self.is_setter(id) {
            true => format!("set_{}", f.name),
            false => names::method(&f.name),
        }
    }
    /// The name by which a method is called on an instance.
    pub(in crate::lower) fn called_name(&mut self, id: FunctionId) -> String {
        match self.is_dispatched(id) {
            true => self.dispatcher_name(id),
            false => self.function_name(id),
        }
    }
    /// Whether calls of the method go through a dispatcher, so that the `def` itself has another name.
    pub(in crate::lower) fn is_dispatched(&self, id: FunctionId) -> bool {
        let f = self.program.function(id);
        let Some(class) = f.class else { return false };
        f.name != "__init__"
            && f.name != "__post_init__"
            && self
                .plain(class)
                .is_some_and(|p| p.members.contains_key(&f.name))
            && !self.overriding(class, &f.name).is_empty()
    }
}

impl<'a> Body<'a, '_> {
    /// The structs of the fields, and the enum of what an instance may be.
    pub(super) fn data_items(
        &mut self,
        id: ClassId,
        name: &str,
        mut fields: Vec<(String, String)>,
    ) -> Vec<Item> {
        let subclasses = self.lower.subclasses(id);
        if !subclasses.is_empty() {
            fields.push(("class".into(), format!("{name}Kind")));
        }
        let is_root = self.lower.plain(id).is_some_and(|p| p.base.is_none());
        if is_root && self.lower.face(id).is_some_and(|face| face.gets_more) {
            fields.push(("more".into(), "Attributes".into()));
        }
        let mut out = vec![Item::Struct(ir::Struct {
            docs: vec![format!("The fields of a [`{name}`].")],
            attributes: vec!["#[derive(Default)]".into()],
            name: format!("{name}Fields"),
            fields,
            ..ir::Struct::default()
        })];
        if subclasses.is_empty() {
            return out;
        }
        let mut lines = vec!["#[default]".to_string(), format!("{name},")];
        for sub in subclasses {
            let variant = self.lower.class_type(sub);
            lines.push(format!("{variant}({}Fields),", self.class_path(sub)));
        }
        out.push(Item::Enum(ir::Enum {
            docs: vec![format!("The classes of which a [`{name}`] can be.")],
            attributes: vec!["#[derive(Default)]".into()],
            name: format!("{name}Kind"),
            variants: lines,
        }));
        out
    }
    /// ` [Circle, Square] { fields }` of the macro that implements the class.
    pub(super) fn family(&mut self, id: ClassId, plain: &PlainClass) -> String {
        let mut out = String::new();
        let subclasses = self.lower.subclasses(id);
        if !subclasses.is_empty() {
            let name = self.lower.class_type(id);
            let paths: Vec<String> = subclasses.iter().map(|c| self.class_path(*c)).collect();
            out += &format!(" {name}Kind [{}]", paths.join(", "));
        }
        if plain.base.is_some() && !plain.fields.is_empty() {
            let fields: Vec<String> = plain
                .fields
                .iter()
                .map(|(field, ty)| {
                    format!("{}: {}", self.lower.field(field), self.lower.rust_type(ty))
                })
                .collect();
            out += &format!(" {{ {} }}", fields.join(", "));
        }
        out
    }
    /// Methods that call the one of the instance's own class.
    pub(super) fn dispatchers(&mut self, id: ClassId, plain: &PlainClass) -> Vec<Item> {
        let mut out = Vec::new();
        for (name, member) in &plain.members {
            let functions = match member {
                Member::Method(f) => vec![*f],
                Member::Property(get, set) => [*get].into_iter().chain(*set).collect(),
                _ => continue,
            };
            for f in functions {
                if self.lower.is_dispatched(f) {
                    out.push(Item::Fn(self.dispatcher(id, name, f)));
                }
            }
        }
        out
    }
    fn dispatcher(&mut self, id: ClassId, name: &str, f: FunctionId) -> ir::Function {
        let here = self.lower.function(f);
        let is_setter = self.lower.is_setter(f);
        let names: Vec<String> = here
            .params
            .iter()
            .skip(1)
            .map(|(n, _)| n.trim_start_matches("mut ").to_string())
            .collect();
        let mut stmts = Vec::new();
        for sub in self.lower.overriding(id, name) {
            let member = self.lower.plain(sub).and_then(|p| p.members.get(name));
            let target = match member {
                Some(Member::Property(get, set)) => {
                    if is_setter {
                        *set
                    } else {
                        Some(*get)
                    }
                }
                Some(member) => member.function(),
                None => None,
            };
            let Some(target) = target else { continue };
            let args = self.handed_on(f, target, &names);
            let run = text("it").method(self.lower.called_name(target), args);
            let run = self.finished_dispatch(f, target, run);
            let object = match here.params.first() {
                Some((receiver, _)) if receiver.starts_with('&') => "self",
                _ => "&self",
            };
            let found = self.downcast(text(object), id, sub);
            stmts.push(Stmt::Expr(Expr::If(
                Box::new(Expr::Let("Some(it)".into(), Box::new(found))),
                Block {
                    stmts: vec![Stmt::Expr(Expr::Return(Some(Box::new(run))))],
                    tail: None,
                },
                None,
            )));
        }
        let args = names.iter().map(|n| text(n.clone())).collect();
        let run = match self.lower.is_bare(f) {
            true => text("unreachable!(\"the method is abstract\")"),
            false => {
                let run = text("self").method(here.name.clone(), args);
                self.finished_dispatch(f, f, run)
            }
        };
        ir::Function {
            name: self.lower.dispatcher_name(f),
            is_public: true,
            is_async: here.is_async,
            attributes: here.attributes.clone(),
            params: here
                .params
                .iter()
                .map(|(n, t)| (n.trim_start_matches("mut ").to_string(), t.clone()))
                .collect(),
            returns: here.returns.clone(),
            body: Block {
                stmts,
                tail: Some(Box::new(run)),
            },
            ..ir::Function::default()
        }
    }
    /// The parameters of one method as arguments of another that may take them by reference or not.
    fn handed_on(&mut self, from: FunctionId, to: FunctionId, names: &[String]) -> Vec<Expr> {
        let program = self.lower.program;
        let (from, to) = (program.function(from), program.function(to));
        let params = from.params.iter().zip(&to.params).skip(1);
        let pairs: Vec<(bool, bool)> = params
            .map(|(a, b)| {
                (
                    self.lower.is_borrowed(from, a),
                    self.lower.is_borrowed(to, b),
                )
            })
            .collect();
        names
            .iter()
            .zip(pairs)
            .map(|(name, pair)| match pair {
                (true, false) => text(name.clone()).method("clone", vec![]),
                (false, true) => text(name.clone()).borrow(),
                _ => text(name.clone()),
            })
            .collect()
    }
    /// Awaits a call in a dispatcher.
    fn finished_dispatch(&self, from: FunctionId, to: FunctionId, run: Expr) -> Expr {
        let f = self.lower.program.function(from);
        let is_future = f.is_async && !f.is_generator || self.lower.suspends.contains(&from);
        if !is_future {
            return run;
        }
        match self.lower.is_recursive(from, to) {
            true => call("Box::pin", vec![run]).awaited(),
            false => run.awaited(),
        }
    }
    /// The instance as one of a subclass: an `Option`.
    pub(in crate::lower) fn downcast(&mut self, object: Expr, from: ClassId, to: ClassId) -> Expr {
        let base = self.lower.plain(to).and_then(|p| p.base);
        let path = self.class_path(to);
        match base {
            Some(base) if base != from => {
                let above = self.downcast(object, from, base);
                let closure = Expr::Closure {
                    is_move: false,
                    params: "it".into(),
                    body: Box::new(call(format!("{path}::of"), vec![text("&it")])),
                };
                above.method("and_then", vec![closure])
            }
            _ => call(format!("{path}::of"), vec![object]),
        }
    }
    /// The instance as one of a base class, owned.
    pub(in crate::lower) fn upcast(&mut self, object: Expr, from: ClassId, to: ClassId) -> Expr {
        let mut object = object;
        let mut at = from;
        while at != to
            && let Some(base) = self.lower.plain(at).and_then(|p| p.base)
        {
            let path = self.class_path(base);
            object = call(format!("{path}::from"), vec![object]);
            at = base;
        }
        object
    }
}
