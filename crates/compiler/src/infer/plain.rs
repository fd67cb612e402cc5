//! Which classes can be Rust structs.
//!
//! A class is plain if nobody can tell: its fields are all there when `__init__` has run up to the last of them, its
//! methods are called by name only, its instances never become a `Value`, and the class itself is only called. The
//! form is checked here; the rest comes out while solving ([`Infer::open`]), and inference starts again without the
//! classes that turned out to be open.
//!
//! *Invariant:* plain on no more than syntax means nothing; only what is left after solving is recorded.

use super::term::{Cell, Term};
use super::visit::{each, parts};
use super::{Decision, Infer};
use crate::hir::*;
use crate::typed::PlainClass;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A class that may be plain.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    /// Fields in order of first assignment.
    pub(super) fields: Vec<String>,
    /// Methods by name.
    pub(super) methods: HashMap<String, FunctionId>,
}

/// Special methods that a struct can have: they are found by the runtime's own traits or by construction.
const SPECIAL: &[&str] = &["__init__", "__repr__", "__str__"];

/// The classes that are plain by their form.
pub(super) fn candidates(program: &Program) -> BTreeMap<ClassId, Plain> {
    let mut named = BTreeSet::new();
    for variable in &program.variables {
        if let (Some(Meaning::Class(id)), false) =
            (&variable.meaning, variable.is_rebound_elsewhere)
        {
            named.insert(*id);
        }
    }
    let classes = program.classes.iter().filter(|c| named.contains(&c.id));
    classes
        .filter_map(|class| Some((class.id, candidate(program, class)?)))
        .collect()
}

fn candidate(program: &Program, class: &Class) -> Option<Plain> {
    let body = program.function(class.body);
    let at_top = body
        .parent
        .is_some_and(|p| program.function(p).kind == FunctionKind::Module);
    let is_object = |arg: &Arg| matches!(arg, Arg::Positional(Expr { kind: ExprKind::Name(Name::Builtin(name)), .. }) if name == "object");
    if !at_top
        || !class.decorators.is_empty()
        || !class.type_params.is_empty()
        || !class.bases.iter().all(is_object)
    {
        return None;
    }
    let mut plain = Plain::default();
    for stmt in &body.body {
        match &stmt.kind {
            StmtKind::Def(var, id) => {
                let name = program.variable(*var).name.clone();
                if !is_method(program, *var, *id, &name) {
                    return None;
                }
                plain.methods.insert(name, *id);
            }
            StmtKind::Annotation(Target::Var(..), _) => {}
            _ => return None,
        }
    }
    if let Some(init) = plain.methods.get("__init__") {
        plain.fields = fields(program, program.function(*init))?;
    }
    let is_clash = plain.fields.iter().any(|f| plain.methods.contains_key(f));
    (!is_clash).then_some(plain)
}

fn is_method(program: &Program, var: VarId, id: FunctionId, name: &str) -> bool {
    let function = program.function(id);
    let is_special = name.starts_with("__") && name.ends_with("__");
    let Some(receiver) = function.params.first() else {
        return false;
    };
    program.variable(var).bindings == 1
        && function.decorators.is_empty()
        && !function.uses_class_cell
        && (!is_special || SPECIAL.contains(&name))
        && !(name == "__init__" && (function.is_async || function.is_generator))
        && matches!(
            receiver.kind,
            ParamKind::PositionalOnly | ParamKind::PositionalOrKeyword
        )
        && receiver.default.is_none()
        && program.variable(receiver.var).bindings == 1
        && !program.variable(receiver.var).is_deleted
}

// --- the fields that `__init__` makes ---

struct Init {
    receiver: VarId,
    /// In order of first assignment.
    order: Vec<String>,
}

/// The fields that `__init__` certainly assigns before the object is seen by anybody; `None` if it may be seen before.
fn fields(program: &Program, init: &Function) -> Option<Vec<String>> {
    let receiver = init.params.first()?.var;
    let mut state = Init {
        receiver,
        order: Vec::new(),
    };
    let last = init.body.iter().rposition(|s| state.assigns(&s.kind));
    let prefix = &init.body[..last.map_or(0, |i| i + 1)];
    let mut known = BTreeSet::new();
    state.block(program, prefix, &mut known)?;
    state.order.retain(|name| known.contains(name));
    Some(state.order)
}

impl Init {
    /// `self.x = …`, also in the arms of an `if`.
    fn assigns(&self, kind: &StmtKind) -> bool {
        match kind {
            StmtKind::Assign(targets, _) => targets.iter().any(|t| self.field(t).is_some()),
            StmtKind::If(arms, orelse) => {
                let assigns = |body: &[Stmt]| body.iter().any(|s| self.assigns(&s.kind));
                arms.iter().any(|(_, body)| assigns(body)) || assigns(orelse)
            }
            _ => false,
        }
    }

    fn field<'t>(&self, target: &'t Target) -> Option<&'t str> {
        match target {
            Target::Attribute(object, name, _) if self.is_receiver(object) => Some(name),
            _ => None,
        }
    }

    fn is_receiver(&self, e: &Expr) -> bool {
        matches!(e.kind, ExprKind::Name(Name::Var(var)) if var == self.receiver)
    }

    fn block(
        &mut self,
        program: &Program,
        body: &[Stmt],
        known: &mut BTreeSet<String>,
    ) -> Option<()> {
        body.iter()
            .try_for_each(|s| self.statement(program, &s.kind, known))
    }

    fn statement(
        &mut self,
        program: &Program,
        kind: &StmtKind,
        known: &mut BTreeSet<String>,
    ) -> Option<()> {
        match kind {
            StmtKind::Assign(targets, value) => {
                self.reads(program, value, known)?;
                for target in targets {
                    match self.field(target) {
                        Some(name) => {
                            known.insert(name.to_owned());
                            if !self.order.iter().any(|n| n == name) {
                                self.order.push(name.to_owned());
                            }
                        }
                        None => self.all_reads(program, kind, known)?,
                    }
                }
                Some(())
            }
            StmtKind::If(arms, orelse) => {
                let mut after: Option<BTreeSet<String>> = None;
                let other = [orelse.as_slice()];
                let bodies = arms.iter().map(|(_, b)| b.as_slice()).chain(other);
                arms.iter()
                    .try_for_each(|(test, _)| self.reads(program, test, known))?;
                for body in bodies {
                    let mut inner = known.clone();
                    self.block(program, body, &mut inner)?;
                    if super::reach::falls_through(body) {
                        after = Some(match after {
                            Some(after) => after.intersection(&inner).cloned().collect(),
                            None => inner,
                        });
                    }
                }
                *known = after?;
                Some(())
            }
            StmtKind::Return(_) | StmtKind::Def(..) | StmtKind::Class(..) => None,
            StmtKind::Annotation(..) => Some(()),
            kind => self.all_reads(program, kind, known),
        }
    }

    fn all_reads(
        &self,
        program: &Program,
        kind: &StmtKind,
        known: &BTreeSet<String>,
    ) -> Option<()> {
        let mut fine = true;
        parts(kind, &mut |e| {
            fine &= self.reads(program, e, known).is_some()
        });
        fine.then_some(())
    }

    /// The receiver may be looked at for fields that are there, and not be handed on.
    fn reads(&self, program: &Program, e: &Expr, known: &BTreeSet<String>) -> Option<()> {
        let mut seen = 0;
        let mut allowed = 0;
        let mut fine = true;
        each(e, &mut |e| match &e.kind {
            ExprKind::Name(Name::Var(var)) if *var == self.receiver => seen += 1,
            ExprKind::Attribute(object, name)
                if self.is_receiver(object) && known.contains(name) =>
            {
                allowed += 1
            }
            ExprKind::Lambda(id) => {
                fine &= !program.function(*id).captures.contains(&self.receiver)
            }
            _ => {}
        });
        (fine && seen == allowed).then_some(())
    }
}

// --- while solving ---

impl<'a> Infer<'a, '_> {
    /// The class is no plain one after all.
    pub(super) fn open(&mut self, class: ClassId, reason: &str) {
        let place = self.cells.place;
        if self.plain.contains_key(&class) && !self.opened.iter().any(|(c, ..)| *c == class) {
            self.opened.push((class, place, reason.to_owned()));
        }
    }

    pub(super) fn field_cell(&mut self, class: ClassId, name: &str) -> Option<Cell> {
        self.fields.get(&class)?.get(name).copied()
    }

    /// The method that a name on an instance means.
    pub(super) fn method(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        self.plain.get(&class)?.methods.get(name).copied()
    }

    /// The plain class whose method this is.
    pub(super) fn plain_class_of(&self, function: &Function) -> Option<ClassId> {
        function.class.filter(|c| self.plain.contains_key(c))
    }

    /// `object.name` where the object is an instance.
    pub(super) fn read_field(&mut self, site: usize, class: ClassId, name: &str) -> Option<Term> {
        match self.field_cell(class, name) {
            Some(cell) => {
                self.decide(site, Decision::Field(class));
                Some(self.cells.read(cell))
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

    /// `object.name = value` where the object is an instance.
    pub(super) fn write_field(
        &mut self,
        site: usize,
        class: ClassId,
        name: &str,
        term: &Term,
    ) -> bool {
        match self.field_cell(class, name) {
            Some(cell) => {
                self.decide(site, Decision::Field(class));
                self.cells.flow(term, cell);
                true
            }
            None => {
                self.open(
                    class,
                    &format!("its attribute '{name}' is no field that __init__ makes"),
                );
                false
            }
        }
    }

    /// `Class(…)`.
    pub(super) fn construct(
        &mut self,
        site: usize,
        class: ClassId,
        args: &'a [Arg],
    ) -> Option<Term> {
        let bindings = match self.method(class, "__init__") {
            Some(init) => self.bind_method(init, args),
            None if self.plain.contains_key(&class) && args.is_empty() => Some(Vec::new()),
            None => None,
        };
        let Some(bindings) = bindings else {
            self.open(class, "a call of it does not fit __init__");
            return None;
        };
        self.decide(site, Decision::Construct(class, bindings));
        Some(Term::Instance(class))
    }

    /// Classes of the program as they are recorded.
    pub(super) fn plain_classes(&mut self) -> Vec<Option<PlainClass>> {
        let mut all = Vec::with_capacity(self.program.classes.len());
        for class in &self.program.classes {
            let plain = self.plain.get(&class.id).cloned();
            let record = plain.map(|plain| PlainClass {
                base: None,
                fields: plain
                    .fields
                    .iter()
                    .map(|name| (name.clone(), self.field_type(class.id, name)))
                    .collect(),
                escapes: false,
            });
            all.push(record);
        }
        all
    }

    fn field_type(&mut self, class: ClassId, name: &str) -> crate::typed::Ty {
        match self.field_cell(class, name) {
            Some(cell) => self.cells.finish_cell(cell),
            None => crate::typed::Ty::Value,
        }
    }
}
