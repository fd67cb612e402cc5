//! Plain classes while solving: what their names mean, and what shows that a class is no plain one.

use super::Plain;
use super::form::{is_library, is_literal, super_method};
use crate::hir::*;
use crate::infer::expr::{primary, scalar};
use crate::infer::narrow::arg_value;
use crate::infer::term::{Cell, Term};
use crate::infer::{Decision, Infer, bind};
use crate::typed::{Binding, DataField, Member, PlainClass, Ty};
use std::collections::BTreeSet;

/// Special methods that the runtime calls directly on instances and on their values alike.
pub(super) const RUNTIME_CALLED: &[&str] = &[
    "__init__",
    "__post_init__",
    "__repr__",
    "__str__",
    "__hash__",
    "__bool__",
    "__eq__",
    "__lt__",
];

/// Special methods that the runtime calls with another instance of the class.
const WITH_ANOTHER: &[&str] = &["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"];

impl<'a> Infer<'a, '_> {
    /// The class is no plain one after all.
    pub(in crate::infer) fn open(&mut self, class: ClassId, reason: &str) {
        let place = self.cells.place;
        if self.plain.contains(class) && !self.opened.iter().any(|(c, ..)| *c == class) {
            self.opened.push((class, place, reason.to_owned()));
        }
    }

    /// What a variable always means; for a plain class also where it is decorated.
    pub(in crate::infer) fn var_meaning(&self, var: VarId) -> Option<Meaning> {
        if let Some(class) = self.class_receivers.get(&var) {
            return Some(Meaning::Class(*class));
        }
        let variable = self.program.variable(var);
        variable.meaning.clone().or(match variable.undecorated {
            Some(Meaning::Class(class)) if self.plain.contains(class) => {
                Some(Meaning::Class(class))
            }
            _ => None,
        })
    }

    /// The plain class that an expression names.
    pub(in crate::infer) fn plain_named(&self, e: &Expr) -> Option<ClassId> {
        match self.meaning(e) {
            Some(Meaning::Class(class)) if self.plain.contains(class) => Some(class),
            _ => None,
        }
    }

    /// The plain class whose method this is.
    pub(in crate::infer) fn plain_class_of(&self, function: &Function) -> Option<ClassId> {
        function.class.filter(|c| self.plain.contains(*c))
    }

    /// What a `def` in the body of a plain class is.
    pub(in crate::infer) fn member_of(&self, function: &Function) -> Option<(ClassId, Member)> {
        let class = self.plain_class_of(function)?;
        let mut members = self.plain.get(class)?.members.values();
        let is_it = |m: &&Member| match m {
            Member::Property(get, set) => *get == function.id || *set == Some(function.id),
            m => m.function() == Some(function.id),
        };
        members.find(is_it).map(|m| (class, *m))
    }

    /// Fields, and methods that override others, before anything is walked.
    pub(in crate::infer) fn prepare_classes(&mut self) {
        let plains = self.plain;
        for (class, plain) in plains.iter() {
            if let Some(made) = &plain.enumeration {
                self.prepare_enumeration(class, made);
            }
            for name in &plain.fields {
                let cell = self.new_field(class, plain, name);
                self.fields.insert((class, name.clone()), cell);
            }
            for member in plain.members.values() {
                if let Member::Class(f) = member
                    && let Some(param) = self.program.function(*f).params.first()
                {
                    self.class_receivers.insert(param.var, class);
                }
            }
        }
        for (class, plain) in plains.iter() {
            for (name, var) in &plain.initial {
                let cell = self.var_cell(*var);
                if let Some(field) = self.field_cell(class, name) {
                    self.cells.unify(field, cell);
                }
            }
            for (name, member) in &plain.members {
                let above = plain.base.and_then(|base| plains.member(base, name));
                if let (Some((_, above)), false) = (above, name == "__init__") {
                    self.unify_members(above, *member);
                }
            }
        }
    }

    fn new_field(&mut self, class: ClassId, plain: &Plain, name: &str) -> Cell {
        let _ = class;
        let mut declared = plain.dataclass.iter().flat_map(|d| &d.fields);
        match declared.find(|f| f.name == name) {
            Some(field) => self.var_cell(field.var),
            None => self.cells.fresh(),
        }
    }

    /// An overriding method has the types of the one that it overrides.
    fn unify_members(&mut self, above: Member, member: Member) {
        let pairs = match (above, member) {
            (Member::Property(a, x), Member::Property(b, y)) => {
                vec![(Some(a), Some(b)), (x, y)]
            }
            (a, b) => vec![(a.function(), b.function())],
        };
        for (a, b) in pairs {
            let (Some(a), Some(b)) = (a, b) else { continue };
            self.cells.unify(self.result_cell(a), self.result_cell(b));
            let (a, b) = (self.program.function(a), self.program.function(b));
            for (p, q) in a.params.iter().zip(&b.params).skip(1) {
                self.cells.unify(self.var_cell(p.var), self.var_cell(q.var));
            }
        }
    }

    /// The types that the parameters of a member have by its form.
    pub(in crate::infer) fn prepare_member(&mut self, function: &'a Function) {
        let Some((class, member)) = self.member_of(function) else {
            return;
        };
        if matches!(member, Member::Static(_) | Member::Class(_)) {
            return;
        }
        let instance = Term::Instance(class);
        let takes_another = WITH_ANOTHER.contains(&function.name.as_str());
        let count = if takes_another { 2 } else { 1 };
        for param in function.params.iter().take(count) {
            self.cells.flow(&instance, self.var_cell(param.var));
        }
    }

    pub(in crate::infer) fn field_cell(&self, class: ClassId, name: &str) -> Option<Cell> {
        let home = self.plain.field_home(class, name)?;
        self.fields.get(&(home, name.to_owned())).copied()
    }

    /// The method that a name on an instance means.
    pub(in crate::infer) fn method(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        match self.plain.member(class, name)?.1 {
            Member::Method(f) => Some(f),
            _ => None,
        }
    }

    /// Whether the runtime's default for the operation stands, because no class of the chain says otherwise.
    pub(in crate::infer) fn lacks(&self, class: ClassId, name: &str) -> bool {
        self.plain.member(class, name).is_none()
    }

    /// `object.name` where the object is an instance.
    pub(in crate::infer) fn read_field(
        &mut self,
        site: usize,
        class: ClassId,
        name: &str,
    ) -> Option<Term> {
        if let (Some(home), Some(cell)) = (
            self.plain.field_home(class, name),
            self.field_cell(class, name),
        ) {
            self.decide(site, Decision::Field(home));
            return Some(self.cells.read(cell));
        }
        if let Some(term) = self.read_member(site, class, name) {
            return Some(term);
        }
        match self.plain.member(class, name) {
            Some((_, Member::Property(get, _))) => {
                self.functions[get.index()].called = true;
                self.decide(site, Decision::Function(get, Vec::new()));
                Some(self.result_of(get))
            }
            Some((home, Member::Constant(var) | Member::Variable(var))) => {
                self.decide(site, Decision::Field(home));
                Some(self.cells.read(self.var_cell(var)))
            }
            Some((home, Member::EnumMember(_))) => {
                self.decide(site, Decision::Field(home));
                Some(Term::Instance(home))
            }
            Some(_) => {
                self.open(class, &format!("its method '{name}' is used as a value"));
                None
            }
            None => {
                self.open(
                    class,
                    &format!("its attribute '{name}' is no field that __init__ makes"),
                );
                None
            }
        }
    }

    /// `Class.name`.
    pub(in crate::infer) fn read_class(
        &mut self,
        site: usize,
        class: ClassId,
        name: &str,
    ) -> Option<Term> {
        if let Some((home, Member::EnumMember(_))) = self.plain.member(class, name) {
            self.decide(site, Decision::Field(home));
            return Some(Term::Instance(home));
        }
        let chain = self.plain.chain(class);
        let mut found = chain.filter_map(|(home, plain)| {
            let constant = match plain.members.get(name) {
                Some(Member::Constant(var) | Member::Variable(var)) => Some(*var),
                _ => plain.initial.get(name).copied(),
            };
            Some((home, constant?))
        });
        let Some((home, var)) = found.next() else {
            drop(found);
            self.open(class, &format!("its attribute '{name}' is used"));
            return None;
        };
        drop(found);
        self.decide(site, Decision::Field(home));
        Some(self.cells.read(self.var_cell(var)))
    }

    /// `Class.name = value`.
    pub(in crate::infer) fn write_class(
        &mut self,
        site: usize,
        class: ClassId,
        name: &str,
        term: &Term,
    ) -> bool {
        match self.plain.member(class, name) {
            Some((home, Member::Variable(var))) if home == class => {
                self.decide(site, Decision::Field(home));
                self.cells.flow(term, self.var_cell(var));
                true
            }
            _ => {
                self.open(class, &format!("its class attribute '{name}' is assigned"));
                false
            }
        }
    }

    /// `object.name = value` where the object is an instance.
    pub(in crate::infer) fn write_field(
        &mut self,
        site: usize,
        class: ClassId,
        name: &str,
        term: &Term,
    ) -> bool {
        let is_frozen = self
            .plain
            .get(class)
            .and_then(|p| p.dataclass.as_ref())
            .is_some_and(|d| d.frozen);
        if is_frozen {
            self.open(class, &format!("its field '{name}' is frozen"));
            return false;
        }
        if let (Some(home), Some(cell)) = (
            self.plain.field_home(class, name),
            self.field_cell(class, name),
        ) {
            self.decide(site, Decision::Field(home));
            self.cells.flow(term, cell);
            return true;
        }
        if let Some((_, Member::Property(_, Some(set)))) = self.plain.member(class, name) {
            self.give(set, 1, term);
            self.decide(site, Decision::Function(set, vec![Binding::Arg(0)]));
            return true;
        }
        self.open(
            class,
            &format!("its attribute '{name}' is no field that __init__ makes"),
        );
        false
    }

    /// The parameter at this place gets a value.
    fn give(&mut self, function: FunctionId, at: usize, term: &Term) {
        self.functions[function.index()].called = true;
        if let Some(param) = self.program.function(function).params.get(at) {
            let cell = self.rest_cell(param).unwrap_or(self.var_cell(param.var));
            self.cells.flow(term, cell);
        }
    }

    /// `isinstance(value, Class)` or `isinstance(value, (Class, Other))` with plain classes.
    pub(in crate::infer) fn instance_test<'e>(
        &self,
        function: &Expr,
        args: &'e [Arg],
    ) -> Option<(&'e Expr, Vec<ClassId>)> {
        let [Arg::Positional(value), Arg::Positional(class)] = args else {
            return None;
        };
        let is_it = matches!(self.meaning(function), Some(Meaning::Library(module, name))
            if module == "builtins" && name == "isinstance");
        let classes: &[Expr] = match &class.kind {
            ExprKind::Tuple(all) => all,
            _ => std::slice::from_ref(class),
        };
        let classes: Option<Vec<ClassId>> = classes.iter().map(|c| self.plain_named(c)).collect();
        Some((value, classes.filter(|_| is_it)?))
    }

    /// `return NotImplemented` in an operator's method of a plain class: no value, but the error that follows.
    pub(in crate::infer) fn gives_up(&self, function: &Function, value: &Expr) -> bool {
        let is_it =
            matches!(&value.kind, ExprKind::Name(Name::Builtin(name)) if name == "NotImplemented");
        is_it && self.plain_class_of(function).is_some() && function.name.starts_with("__")
    }

    // --- calls ---

    /// A special method of an instance, called with these operands.
    pub(in crate::infer) fn special(
        &mut self,
        site: usize,
        object: &Term,
        name: &str,
        operands: &[Term],
    ) -> Option<Term> {
        let Term::Instance(class) = object else {
            return None;
        };
        let id = self.method(*class, name)?;
        let function = self.program.function(id);
        if let [Term::Instance(other)] = operands
            && other != class
            && has_reflected(name).is_some_and(|reflected| !self.lacks(*other, &reflected))
        {
            self.open(
                *class,
                &format!("'{name}' may be left to the other operand"),
            );
            return None;
        }
        let rest = function.params.get(1..)?;
        let takes_all = rest
            .iter()
            .any(|p| matches!(p.kind, ParamKind::VarPositional));
        let is_positional = |p: &Param| {
            matches!(
                p.kind,
                ParamKind::PositionalOnly | ParamKind::PositionalOrKeyword
            )
        };
        if !takes_all && (rest.len() != operands.len() || !rest.iter().all(is_positional)) {
            self.open(
                *class,
                &format!("its method '{name}' takes other parameters"),
            );
            return None;
        }
        for (index, operand) in operands.iter().enumerate() {
            self.give(id, (index + 1).min(rest.len()), operand);
        }
        self.functions[id.index()].called = true;
        let bindings = (0..operands.len()).map(Binding::Arg).collect();
        self.decide(site, Decision::Function(id, bindings));
        Some(self.result_of(id))
    }

    /// `instance.name(…)`: a method, or what a field holds.
    pub(in crate::infer) fn call_method(
        &mut self,
        site: usize,
        class: ClassId,
        function: &'a Expr,
        name: &str,
        args: &'a [Arg],
    ) -> Option<Term> {
        if let Some((_, member)) = self.plain.member(class, name)
            && let Some(id) = member.function()
        {
            return self.call_function(site, class, id, args);
        }
        let held = self.read_field(primary(function.id), class, name)?;
        let cell = self.expr_cell(function.id);
        self.cells.flow(&held, cell);
        if let Some(result) = self.call_held(site, &held, args) {
            return Some(result);
        }
        let mut operands = vec![held];
        for arg in args {
            operands.push(self.operand(arg_value(arg)));
        }
        self.settle_arguments(args);
        match self.waits(site, &operands) {
            Some(never) => Some(never),
            None => Some(self.dynamic(site, &operands)),
        }
    }

    /// `Class.name(…)`: a static or class method.
    pub(in crate::infer) fn call_on_class(
        &mut self,
        site: usize,
        class: ClassId,
        name: &str,
        args: &'a [Arg],
    ) -> Option<Term> {
        match self.plain.member(class, name) {
            Some((_, Member::Static(id) | Member::Class(id))) => {
                self.call_function(site, class, id, args)
            }
            _ => {
                self.open(class, &format!("'{name}' is called on the class"));
                None
            }
        }
    }

    /// `super().name(…)` in a method of the class.
    pub(in crate::infer) fn call_super(
        &mut self,
        site: usize,
        class: ClassId,
        function: &Expr,
        args: &'a [Arg],
    ) -> Option<Term> {
        let name = super_method(function)?;
        let base = self.plain.get(class).and_then(|p| p.base);
        let found = base.and_then(|base| self.plain.member(base, name));
        match found {
            Some((_, Member::Method(id))) if !self.is_bare(id) => {
                self.call_function(site, class, id, args)
            }
            None if name == "__init__" && args.is_empty() => {
                self.decide(site, Decision::Builtin);
                Some(Term::None)
            }
            _ => {
                self.open(class, &format!("super().{name} is no method of a base"));
                None
            }
        }
    }

    fn call_function(
        &mut self,
        site: usize,
        class: ClassId,
        id: FunctionId,
        args: &'a [Arg],
    ) -> Option<Term> {
        let is_static = matches!(
            self.member_of(self.program.function(id)),
            Some((_, Member::Static(_)))
        );
        let Some(bindings) = self.bind_function(id, usize::from(!is_static), args) else {
            let name = &self.program.function(id).name;
            self.open(class, &format!("a call does not fit its method '{name}'"));
            return None;
        };
        self.decide(site, Decision::Function(id, bindings));
        Some(self.result_of(id))
    }

    /// `Class(…)`.
    pub(in crate::infer) fn construct(
        &mut self,
        site: usize,
        class: ClassId,
        args: &'a [Arg],
    ) -> Option<Term> {
        if self.enumeration(class).is_some() {
            return self.member_by_value(site, class, args);
        }
        if self.is_abstract(class) {
            let is_plain = |arg: &Arg| is_literal(arg_value(arg));
            if !self.missing_methods(class).is_empty() && args.iter().all(is_plain) {
                self.decide(site, Decision::Construct(class, Vec::new()));
                return Some(Term::Instance(class));
            }
            self.open(class, "an abstract class or a mixin is called");
            return None;
        }
        let bindings = match self.data_fields(class) {
            Some(fields) => self.bind_fields(class, fields, args),
            None => match self.method(class, "__init__") {
                Some(init) => self.bind_function(init, 1, args),
                None if args.is_empty() => Some(Vec::new()),
                None => None,
            },
        };
        let Some(bindings) = bindings else {
            self.open(class, "a call of it does not fit __init__");
            return None;
        };
        self.decide(site, Decision::Construct(class, bindings));
        Some(Term::Instance(class))
    }

    /// An abstract method of a plain class that does nothing.
    pub(in crate::infer) fn is_bare(&self, id: FunctionId) -> bool {
        let function = self.program.function(id);
        let plain = self
            .plain_class_of(function)
            .and_then(|c| self.plain.get(c));
        let is_nothing =
            |s: &Stmt| matches!(&s.kind, StmtKind::Expr(e) if matches!(e.kind, ExprKind::Ellipsis));
        plain.is_some_and(|p| p.abstracts.contains(&id)) && function.body.iter().all(is_nothing)
    }

    fn is_abstract(&self, class: ClassId) -> bool {
        self.plain.get(class).is_some_and(|p| p.is_mixin)
            || self.bare_methods(class).next().is_some()
    }

    /// The names of abstract methods that nothing in the chain implements.
    fn bare_methods(&self, class: ClassId) -> impl Iterator<Item = &'a str> {
        let all = self
            .plain
            .chain(class)
            .flat_map(|(_, plain)| &plain.abstracts);
        all.filter_map(move |f| {
            let name = self.program.function(*f).name.as_str();
            let is_bare = match self.plain.member(class, name)?.1 {
                Member::Property(get, set) => get == *f || set == Some(*f),
                member => member.function() == Some(*f),
            };
            is_bare.then_some(name)
        })
    }

    /// What calling the class complains about: the abstract methods of a class derived from `ABC`.
    fn missing_methods(&self, class: ClassId) -> Vec<String> {
        let is_abc = |arg: &Arg| {
            let e = arg_value(arg);
            is_library(self.program, e, "abc", "ABC")
                || is_library(self.program, e, "abc", "ABCMeta")
        };
        let mut chain = self.plain.chain(class);
        if !chain.any(|(c, _)| self.program.class(c).bases.iter().any(is_abc)) {
            return Vec::new();
        }
        let names: BTreeSet<String> = self.bare_methods(class).map(str::to_owned).collect();
        names.into_iter().collect()
    }

    /// The fields that the constructor of a dataclass takes, in the order of its parameters.
    fn data_fields(&self, class: ClassId) -> Option<Vec<DataField>> {
        let mut chain = self.plain.chain(class);
        let made = chain.find(|(_, p)| p.dataclass.is_some() || p.members.contains_key("__init__"));
        let fields = &made?.1.dataclass.as_ref()?.fields;
        Some(fields.clone())
    }

    /// `__match_args__`: the fields that positional patterns mean.
    pub(in crate::infer) fn match_args(&self, class: ClassId) -> Vec<String> {
        let fields = self.data_fields(class).unwrap_or_default();
        let taken = fields.into_iter().filter(|f| f.in_init && !f.keyword_only);
        taken.map(|f| f.name).collect()
    }

    /// `dataclasses.replace(instance, field=value)`: a call of the constructor that takes the other fields from the
    /// instance.
    pub(in crate::infer) fn replaced(&mut self, site: usize, args: &'a [Arg]) -> Option<Term> {
        let (first, changes) = args.split_first()?;
        let object = match first {
            Arg::Positional(object) => self.operand(object),
            _ => Term::Value,
        };
        if object.is_never() {
            return Some(Term::Never);
        }
        let Some(bindings) = self.bind_changes(&object, changes, 1) else {
            if let Term::Instance(class) = object {
                self.open(class, "a call of 'replace' needs the data model");
            }
            self.look_into_objects();
            return None;
        };
        self.decide(site, Decision::Construct(bindings.0, bindings.1));
        Some(object)
    }

    /// `named_tuple._replace(field=value)`.
    pub(in crate::infer) fn replaced_fields(
        &mut self,
        site: usize,
        object: &Term,
        changes: &'a [Arg],
    ) -> Option<Term> {
        let (class, bindings) = self.bind_changes(object, changes, 0)?;
        self.decide(site, Decision::Construct(class, bindings));
        Some(object.clone())
    }

    /// The class of an instance that may be of no subclass, and one binding for each of its fields: an argument of
    /// the whole call, in which `before` others stand before the changes, or the default for what the instance has.
    fn bind_changes(
        &mut self,
        object: &Term,
        changes: &'a [Arg],
        before: usize,
    ) -> Option<(ClassId, Vec<Binding>)> {
        let Term::Instance(class) = object else {
            return None;
        };
        let made = self.plain.get(*class)?.dataclass.as_ref()?;
        let is_whole = made.fields.iter().all(|f| f.in_init);
        if !is_whole || self.plain.below(*class).next().is_some() {
            return None;
        }
        let names: Vec<(String, VarId)> = made
            .fields
            .iter()
            .map(|f| (f.name.clone(), f.var))
            .collect();
        let mut bindings = vec![Binding::Default; names.len()];
        for (index, change) in changes.iter().enumerate() {
            let Arg::Keyword(name, value) = change else {
                return None;
            };
            let at = names.iter().position(|(known, _)| known == name)?;
            let cell = self.var_cell(names[at].1);
            let term = self.operand(value);
            self.cells.flow(&term, cell);
            bindings[at] = Binding::Arg(index + before);
        }
        if let Some(post) = self.method(*class, "__post_init__") {
            self.functions[post.index()].called = true;
        }
        Some((*class, bindings))
    }

    /// One binding for each field; those that `__init__` does not take have their default.
    fn bind_fields(
        &mut self,
        class: ClassId,
        fields: Vec<DataField>,
        args: &'a [Arg],
    ) -> Option<Vec<Binding>> {
        let taken: Vec<&DataField> = fields.iter().filter(|f| f.in_init).collect();
        let (named, positional): (Vec<&DataField>, Vec<&DataField>) =
            taken.into_iter().partition(|f| f.keyword_only);
        let order: Vec<&DataField> = positional.into_iter().chain(named).collect();
        let formals: Vec<bind::Formal<'_>> = order
            .iter()
            .map(|f| bind::Formal {
                name: &f.name,
                kind: match f.keyword_only {
                    true => ParamKind::KeywordOnly,
                    false => ParamKind::PositionalOrKeyword,
                },
                has_default: f.has_default,
            })
            .collect();
        let bound = bind::bind(&formals, &super::super::call::written(args), false)?;
        if let Some(post) = self.method(class, "__post_init__") {
            self.functions[post.index()].called = true;
        }
        let mut bindings = vec![Binding::Default; fields.len()];
        for (field, binding) in order.iter().zip(bound) {
            let Some(at) = fields.iter().position(|f| f.name == field.name) else {
                continue;
            };
            if let Binding::Arg(index) = &binding
                && let Some(arg) = args.get(*index)
            {
                let value = arg_value(arg);
                let cell = self.var_cell(field.var);
                self.pass_value(value, cell);
            }
            bindings[at] = binding;
        }
        Some(bindings)
    }

    /// What a `default_factory` gives.
    pub(in crate::infer) fn made_by_factory(&mut self, function: &'a Expr, var: VarId) {
        self.cells.place = function.id;
        let site = primary(function.id);
        let made = match (&function.kind, self.meaning(function)) {
            (ExprKind::Lambda(id), _) => {
                self.functions[id.index()].called = true;
                Some(self.result_of(*id))
            }
            (_, Some(Meaning::Library(module, name))) => {
                self.call_library(site, &module, &name, &[])
            }
            (_, Some(Meaning::Function(id))) => self.call_program(site, id, &[]),
            (_, Some(Meaning::Class(class))) if self.plain.contains(class) => {
                self.construct(site, class, &[])
            }
            _ => None,
        };
        let made = made.unwrap_or_else(|| self.dynamic(site, &[]));
        let cell = self.var_cell(var);
        self.cells.flow(&made, cell);
    }

    // --- the end ---

    /// The runtime's own traits call some special methods: their types must be the ones that these have.
    pub(in crate::infer) fn check_special_methods(&mut self) {
        let plains = self.plain;
        for (class, plain) in plains.iter() {
            for (name, member) in &plain.members {
                let Member::Method(id) = member else { continue };
                let known = &self.library.known;
                let result = match name.as_str() {
                    "__repr__" | "__str__" => known.str,
                    "__eq__" | "__lt__" | "__bool__" | "__contains__" => known.bool,
                    "__hash__" | "__len__" => known.int,
                    _ => continue,
                };
                let found = self.result_of(*id);
                let fits = self.cells.same(&found, &scalar(result));
                let other = match name.as_str() {
                    "__eq__" | "__lt__" => self.program.function(*id).params.get(1),
                    _ => None,
                };
                let other = other.map(|p| self.cells.peek(self.var_cell(p.var)));
                let takes_it = other
                    .is_none_or(|t| matches!(t, Term::Instance(c) if plains.is_subclass(class, c)));
                if !fits || !takes_it {
                    self.open(class, &format!("'{name}' has other types than usual"));
                }
            }
        }
    }

    /// Classes of the program as they are recorded.
    pub(in crate::infer) fn plain_classes(&mut self) -> Vec<Option<PlainClass>> {
        let mut all = Vec::with_capacity(self.program.classes.len());
        for class in &self.program.classes {
            let plain = self.plain.get(class.id).cloned();
            let is_abstract = self.is_abstract(class.id);
            let record = plain.map(|plain| PlainClass {
                abstracts: plain
                    .abstracts
                    .iter()
                    .copied()
                    .filter(|f| self.is_bare(*f))
                    .collect(),
                is_abstract,
                missing: self.missing_methods(class.id),
                base: plain.base,
                fields: plain
                    .fields
                    .iter()
                    .map(|name| (name.clone(), self.field_type(class.id, name)))
                    .collect(),
                members: plain.members,
                initial: plain.initial,
                dataclass: plain.dataclass,
                is_tuple: plain.is_tuple,
                enumeration: plain.enumeration,
                face: self.face(class.id),
            });
            all.push(record);
        }
        all
    }

    fn field_type(&mut self, class: ClassId, name: &str) -> Ty {
        match self.field_cell(class, name) {
            Some(cell) => self.cells.finish_cell(cell),
            None => Ty::Value,
        }
    }
}

/// The method of the right operand that an operator's method leaves to by `NotImplemented`.
fn has_reflected(name: &str) -> Option<String> {
    let name = name.strip_prefix("__")?.strip_suffix("__")?;
    const OPERATORS: &[&str] = &[
        "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift",
        "and", "or", "xor",
    ];
    OPERATORS.contains(&name).then(|| format!("__r{name}__"))
}
