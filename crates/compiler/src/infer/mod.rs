//! Types by value flow: what can reach every variable, parameter, result and container item of the whole program.
//!
//! [`walk`] goes over the program once and turns it into operations on cells ([`term`]); an operation that reads a
//! cell runs again when the cell grows, until nothing does. Then parameters that no value reached take their
//! annotations, operations whose operands never get a value become dynamic, and [`record`] writes [`Typed`].
//!
//! *Invariant:* growth only. A static choice (an overload, a direct call) that a later value contradicts becomes
//! dynamic and stays so.

mod annotation;
mod assign;
mod bind;
mod call;
mod callable;
mod closed;
mod display;
mod exception;
mod expr;
mod library;
mod matching;
mod narrow;
mod operator;
mod plain;
mod reach;
mod record;
mod star;
mod term;
mod tested;
pub(crate) mod visit;
mod walk;

pub(crate) use expr::class_name_of;
pub(crate) use plain::{is_super, is_super_call};
pub(crate) use visit::expressions;

use crate::diagnostic::Diagnostic;
use crate::hir::*;
use crate::typed::{Binding, LibFunction, Member, Typed};
use library::Library;
use narrow::Fact;
use plain::Plains;
use portalis_signature::{Catalogue, Type};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use term::{Cell, Cells, NOWHERE, Term};

/// Infers the types of the program. With `dynamic` every slot is `Value` and every operation dynamic.
pub fn infer(program: &Program, catalogue: &Catalogue, dynamic: bool) -> (Typed, Vec<Diagnostic>) {
    if dynamic {
        return (record::all_dynamic(program), Vec::new());
    }
    (infer_with(program, catalogue, PLAIN_CLASSES), Vec::new())
}

/// Whether classes can be lowered as structs.
const PLAIN_CLASSES: bool = true;

/// How often inference starts again without the classes that turned out to be open, before it takes all for open.
const MAX_ROUNDS: usize = 4;

/// As [`infer`]; `plain` says whether classes may be lowered as Rust structs.
pub fn infer_with(program: &Program, catalogue: &Catalogue, plain: bool) -> Typed {
    let library = Library::new(catalogue);
    let mut candidates = match plain {
        true => plain::candidates(program),
        false => Plains::default(),
    };
    let mut opened = Vec::new();
    let mut rounds = 0;
    loop {
        let plains = Rc::new(candidates.clone());
        let mut infer = Infer::new(program, &library, &plains);
        infer.solve();
        if infer.opened.is_empty() {
            return Typed {
                opened,
                ..infer.record()
            };
        }
        let found = std::mem::take(&mut infer.opened);
        drop(infer);
        found
            .iter()
            .for_each(|(class, ..)| candidates.remove(*class));
        opened.extend(found);
        rounds += 1;
        if rounds == MAX_ROUNDS {
            candidates.clear();
        }
    }
}

/// A step that runs again whenever what it read has grown.
#[derive(Clone, Copy)]
enum Op<'a> {
    /// Works out an expression's type from its parts.
    Expr(&'a Expr),
    /// Everything that reaches the first cell reaches the second.
    Flow(Cell, Cell),
    /// Whatever reaches the cell becomes a `Value`.
    Escape(Cell),
    /// `target = value`.
    Store(&'a Target, &'a Expr),
    /// `target op= value`, with the read's own id.
    Augment(&'a Target, BinaryOp, &'a Expr, ExprId),
    /// `del value[index]`.
    DeleteItem(&'a Expr, &'a Expr),
    /// `for target in iter`.
    Iterate(&'a Expr, bool, &'a Target),
    /// `with context as target`.
    Enter(&'a Expr, bool, Option<&'a Target>),
    /// A field's `default_factory`.
    Factory(&'a Expr, VarId),
    /// `match subject`.
    Match(&'a Expr, &'a [Case]),
    /// `@decorator` above a `def`.
    Decorate(VarId, FunctionId),
}

/// What an operation has been found to mean, in terms of cells.
#[derive(Clone)]
enum Decision<'a> {
    Dynamic,
    Builtin,
    Function(FunctionId, Vec<Binding>),
    Construct(ClassId, Vec<Binding>),
    Field(ClassId),
    Callable,
    Library(Box<LibraryUse<'a>>),
}

/// A library call that has been decided on.
#[derive(Clone)]
struct LibraryUse<'a> {
    target: LibFunction,
    module: u32,
    is_async: bool,
    /// Values of type parameters.
    env: Vec<(String, Cell)>,
    params: Vec<&'a Type>,
    bindings: Vec<Binding>,
    result: Term,
    /// The types of the arguments by their place, for the last check.
    args: Vec<(usize, Term)>,
}

/// The state of one operation.
#[derive(Default)]
struct Site<'a> {
    /// A static meaning was contradicted; never try again.
    dynamic: bool,
    /// Cells that belong to it: type parameters of the function it calls, items of the display it is.
    cells: Vec<((Option<LibFunction>, String), Cell)>,
    decision: Option<Decision<'a>>,
    /// The operation that runs here.
    op: u32,
}

/// What is known about a function.
#[derive(Clone, Default)]
struct FunctionState {
    escaped: bool,
    /// Somebody calls it statically.
    called: bool,
    /// What a call of it gives, if not simply its result.
    call: Option<Term>,
    decorated: bool,
    /// It is in a slot somewhere.
    stored: bool,
}

struct Infer<'a, 'b> {
    program: &'a Program,
    library: &'b Library<'a>,
    cells: Cells,
    ops: Vec<Op<'a>>,
    sites: Vec<Site<'a>>,
    functions: Vec<FunctionState>,
    /// Modules that are used as values: all their variables are `Value`.
    escaped_modules: HashSet<ModuleId>,
    /// What is known about the variable at each use.
    facts: HashMap<ExprId, Fact>,
    /// Expressions written as arguments of a call: a function may stay a function there.
    arguments: HashSet<ExprId>,
    /// `and`/`or` that are only tested.
    tests: HashSet<ExprId>,
    /// Expressions that are part of the program that runs.
    visited: Vec<bool>,
    /// The function that a `yield` belongs to.
    yields: HashMap<ExprId, FunctionId>,
    /// Types of items, by the iterable's id.
    items: HashMap<ExprId, Cell>,
    /// Cells of starred targets, by address.
    target_cells: HashMap<*const Target, Cell>,
    /// Calls whose awaited result is unpacked at once, by site, and into how many targets.
    unpacked: HashMap<usize, usize>,
    /// Annotated variables.
    annotated: Vec<(Cell, &'a Expr)>,
    /// Fields of dataclasses.
    declared: Vec<(Cell, &'a Expr)>,
    /// Classes that are plain so far.
    plain: &'b Rc<Plains>,
    /// The cells of their fields, by the class that declares them.
    fields: HashMap<(ClassId, String), Cell>,
    /// First parameters of class methods.
    class_receivers: HashMap<VarId, ClassId>,
    /// The class that a `super()` looks beyond, by the call's id.
    supers: HashMap<ExprId, ClassId>,
    /// Those that are not after all: where and why.
    opened: Vec<(ClassId, ExprId, String)>,
    /// Exception classes of which all calls are known.
    closed: HashSet<ClassId>,
    /// Calls of `super().__init__` and the class whose `__init__` they mean.
    super_inits: HashMap<ExprId, ClassId>,
    /// The first classes of families whose instances become values.
    faced: BTreeSet<ClassId>,
    /// Names of enumerations that are only iterated over.
    iterated: HashSet<ExprId>,
    /// Classes of objects of which only the name is asked for.
    named_classes: HashSet<ExprId>,
    /// The names that dynamic code uses.
    names: plain::Names,
    /// The program looks at objects by other means than names.
    is_reflective: bool,
    /// The program takes dataclasses apart (`dataclasses.asdict`).
    takes_apart: bool,
    /// Operands that never get a value make their operation dynamic now.
    forcing: bool,
    /// Annotations are evaluated, as something may look at them.
    shows_annotations: bool,
}

impl<'a, 'b> Infer<'a, 'b> {
    fn new(program: &'a Program, library: &'b Library<'a>, plain: &'b Rc<Plains>) -> Infer<'a, 'b> {
        let exprs = program.expr_count as usize;
        let count = exprs + program.variables.len() + program.functions.len();
        let cells = Cells::new(library, plain.clone(), count);
        let mut sites = Vec::new();
        sites.resize_with(2 * exprs, Site::default);
        Infer {
            program,
            library,
            cells,
            ops: Vec::new(),
            sites,
            functions: vec![FunctionState::default(); program.functions.len()],
            escaped_modules: HashSet::new(),
            facts: HashMap::new(),
            arguments: HashSet::new(),
            tests: HashSet::new(),
            visited: vec![false; exprs],
            yields: HashMap::new(),
            items: HashMap::new(),
            target_cells: HashMap::new(),
            unpacked: HashMap::new(),
            annotated: Vec::new(),
            declared: Vec::new(),
            plain,
            fields: HashMap::new(),
            class_receivers: HashMap::new(),
            supers: HashMap::new(),
            opened: Vec::new(),
            closed: HashSet::new(),
            super_inits: HashMap::new(),
            faced: BTreeSet::new(),
            iterated: HashSet::new(),
            named_classes: HashSet::new(),
            names: plain::Names::default(),
            is_reflective: false,
            takes_apart: false,
            forcing: false,
            shows_annotations: program.shows_annotations(),
        }
    }

    // --- cells ---

    fn expr_cell(&self, id: ExprId) -> Cell {
        Cell(id.0)
    }

    fn var_cell(&self, id: VarId) -> Cell {
        Cell(self.program.expr_count + id.0)
    }

    fn result_cell(&self, id: FunctionId) -> Cell {
        Cell(self.program.expr_count + self.program.variables.len() as u32 + id.0)
    }

    /// A cell of this operation's own, the same one each time.
    fn own_cell(&mut self, site: usize, target: Option<LibFunction>, name: &str) -> Cell {
        let known = self.sites[site]
            .cells
            .iter()
            .find(|((t, n), _)| *t == target && n == name);
        if let Some((_, cell)) = known {
            return *cell;
        }
        let cell = self.cells.fresh();
        self.sites[site]
            .cells
            .push(((target, name.to_owned()), cell));
        cell
    }

    // --- solving ---

    fn push(&mut self, op: Op<'a>) {
        let id = self.ops.len() as u32;
        self.ops.push(op);
        self.cells.enqueue(id);
    }

    /// Everything up to the last fixpoint, unless a class turns out to be open.
    fn solve(&mut self) {
        self.prepare_classes();
        self.prepare_names();
        self.closed = self.closed_exceptions();
        self.prepare_callables();
        self.walk_program();
        self.run();
        self.seed_uncalled(false);
        self.run();
        self.seed_uncalled(true);
        self.run();
        if !self.opened.is_empty() {
            return;
        }
        self.force();
        self.settle();
        self.check_special_methods();
        #[cfg(debug_assertions)]
        if self.opened.is_empty() {
            assert_eq!(
                self.broken_flows(),
                Vec::<String>::new(),
                "a flow that cannot be lowered"
            );
        }
    }

    /// Runs operations until nothing changes.
    fn run(&mut self) {
        loop {
            self.settle_escapes();
            let Some(op) = self.cells.next() else { break };
            self.cells.current = op;
            self.step(self.ops[op as usize]);
        }
    }

    fn step(&mut self, op: Op<'a>) {
        match op {
            Op::Expr(e) => self.eval(e),
            Op::Flow(from, to) => {
                let term = self.cells.read(from);
                self.cells.flow(&term, to);
            }
            Op::Escape(cell) => {
                let term = self.cells.read(cell);
                self.cells.escape(&term);
            }
            Op::Store(target, value) => {
                self.cells.place = value.id;
                let term = self.cells.read(self.expr_cell(value.id));
                self.assign(target, &term, Some(value));
            }
            Op::Augment(target, op, value, read) => self.augment(target, op, value, read),
            Op::DeleteItem(value, index) => self.delete_item(value, index),
            Op::Iterate(iter, is_async, target) => {
                self.cells.place = iter.id;
                let item = self.iterate(iter, is_async);
                self.assign(target, &item, None);
            }
            Op::Enter(context, is_async, target) => self.enter(context, is_async, target),
            Op::Factory(function, var) => self.made_by_factory(function, var),
            Op::Match(subject, cases) => self.matches(subject, cases),
            Op::Decorate(var, function) => self.decorate(var, function),
        }
    }

    /// Functions and modules that became values since.
    fn settle_escapes(&mut self) {
        self.settle_callables();
        let place = self.cells.place;
        while let Some((function, at)) = self.cells.escaping.pop() {
            self.cells.place = at;
            self.escape_function(function);
        }
        self.cells.place = place;
        while let Some((class, at)) = self.cells.escaping_classes.pop() {
            let place = std::mem::replace(&mut self.cells.place, at);
            self.escape_instance(class);
            self.cells.place = place;
        }
    }

    /// The function object can be called with anything.
    fn escape_function(&mut self, id: FunctionId) {
        if std::mem::replace(&mut self.functions[id.index()].escaped, true) {
            return;
        }
        let function = self.program.function(id);
        // The receiver of a plain class's method is one whoever calls it.
        let receiver = self.receivers(function);
        for (index, param) in function.params.iter().enumerate().skip(receiver) {
            let cell = self.var_cell(param.var);
            match self.kept(function, index) {
                Some(term) => {
                    self.cells.flow(&term, cell);
                    self.cells.mark_escaped(cell);
                }
                None => self
                    .cells
                    .make_value(cell, "its function is used as a value"),
            }
        }
        let result = self.result_cell(id);
        if function.is_generator {
            self.cells
                .make_value(result, "its generator is used as a value");
        } else {
            self.cells.mark_escaped(result);
        }
    }

    /// How many parameters of a plain class's method are the instance or the class.
    fn receivers(&self, function: &Function) -> usize {
        usize::from(matches!(
            self.member_of(function),
            Some((
                _,
                Member::Method(_) | Member::Class(_) | Member::Property(..)
            ))
        ))
    }

    /// The module object can be read and written by anybody.
    fn escape_module(&mut self, id: ModuleId) {
        if !self.escaped_modules.insert(id) {
            return;
        }
        for var in self.program.module(id).names.values() {
            self.cells
                .make_value(self.var_cell(*var), "its module is used as a value");
            if let Some(Meaning::Function(f)) = self.program.variable(*var).meaning {
                self.escape_function(f);
            }
        }
    }

    /// Operations whose operands never get a value are never executed with one; they become dynamic, and the other
    /// operands must be ready for that.
    fn force(&mut self) {
        self.forcing = true;
        for op in 0..self.ops.len() as u32 {
            self.cells.enqueue(op);
        }
        self.run();
    }

    /// Makes static calls dynamic whose arguments do not fit what has become of the parameters.
    fn settle(&mut self) {
        for _ in 0..self.sites.len() {
            let unfit = self.unfit();
            if unfit.is_empty() {
                return;
            }
            for site in unfit {
                self.sites[site].dynamic = true;
                self.cells.enqueue(self.sites[site].op);
            }
            self.run();
        }
    }

    // --- decisions ---

    /// Notes what the operation means now.
    fn decide(&mut self, site: usize, decision: Decision<'a>) {
        self.sites[site].op = self.cells.current;
        self.sites[site].decision = Some(decision);
    }

    /// The operation is dynamic: its operands become values, its result is one.
    fn dynamic(&mut self, site: usize, operands: &[Term]) -> Term {
        for operand in operands {
            self.cells.escape(operand);
        }
        self.decide(site, Decision::Dynamic);
        Term::Value
    }

    /// Some operand has no value (yet). Waits, or gives up at the end.
    fn waits(&mut self, site: usize, operands: &[Term]) -> Option<Term> {
        if !operands.iter().any(Term::is_never) {
            return None;
        }
        if self.forcing {
            self.dynamic(site, operands);
        }
        Some(Term::Never)
    }

    /// Gives parameters that no value reached their annotations' types: first of functions that nobody calls, then of
    /// all others (called by such functions only).
    fn seed_uncalled(&mut self, all: bool) {
        for function in &self.program.functions {
            let state = &self.functions[function.id.index()];
            if state.escaped || (state.called && !all) {
                continue;
            }
            let called = state.called;
            let receiver = self.receivers(function);
            for param in function.params.iter().skip(receiver) {
                self.seed_param(param, called);
            }
        }
        if all {
            for (cell, annotation) in self.annotated.clone() {
                self.seed_variable(cell, annotation);
            }
            for (cell, annotation) in self.declared.clone() {
                if self.cells.peek(cell).is_never() {
                    let seed = self.seed(annotation);
                    self.cells.flow(&seed, cell);
                }
                self.seed_variable(cell, annotation);
            }
        }
    }

    fn seed_param(&mut self, param: &'a Param, called: bool) {
        let cell = self.var_cell(param.var);
        if called && !self.cells.peek(cell).is_never() {
            return;
        }
        if let Some(rest) = self.rest_cell(param) {
            let seed = param
                .annotation
                .as_ref()
                .map(|a| self.seed(a))
                .unwrap_or(Term::Value);
            return self.cells.flow(&seed, rest);
        }
        self.cells.place = param
            .annotation
            .as_ref()
            .or(param.default.as_ref())
            .map_or(NOWHERE, |e| e.id);
        match &param.annotation {
            Some(annotation) => {
                let seed = self.seed(annotation);
                self.cells.flow(&seed, cell);
            }
            None => self.cells.make_value(cell, "nobody calls its function"),
        }
    }
}
