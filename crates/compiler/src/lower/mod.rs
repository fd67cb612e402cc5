//! Decides the Rust program: representations, coercions, borrows, control flow.
//!
//! Every construct has a dynamic lowering, on `Value`s by Python's data model, and some have a static one that is
//! taken where [`Typed`] says so. Nothing is inferred here.
//!
//! *Invariant:* the tree that comes out is well-typed Rust for every program that resolve accepted.
//!
//! Where things are: [`module`] files and globals, [`function`] `def`s and function objects, [`class`], [`stmt`]
//! statements, [`assign`] targets, [`control`] loops, [`attempt`] `try` and `with`, [`pattern`] `match`, [`expr`]
//! expressions, [`call`], [`operator`], [`display`] displays and comprehensions, [`value`] coercions, [`declare`] where
//! variables are declared, [`names`] Rust names.

mod assign;
mod attempt;
mod call;
mod callable;
mod class;
mod control;
mod declare;
mod display;
mod expr;
mod function;
mod library;
mod module;
mod names;
mod operator;
mod pattern;
mod plain;
mod recurs;
mod scope;
mod stmt;
mod suspend;
mod types;
mod value;
mod walk;

use crate::Options;
use crate::diagnostic::{Diagnostic, Severity};
use crate::hir::{ClassId, FunctionId, ModuleId, Program, Span, VarId};
use crate::ir;
use crate::typed::Typed;
use names::Taken;
use portalis_signature::Catalogue;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Lowers the whole program.
pub(crate) fn lower(
    program: &Program,
    typed: &Typed,
    catalogue: &Catalogue,
    options: &Options,
) -> Lowering {
    // What can fail shows when everything has been lowered once, taking it that all functions can.
    let first = run(
        program,
        typed,
        catalogue,
        options,
        vec![true; program.functions.len()],
        Vec::new(),
    );
    let opened = first.opened;
    let recursive = first.failures.recursive(program, typed);
    let fallible = first.failures.fallible(&recursive);
    let second = run(program, typed, catalogue, options, fallible, recursive);
    Lowering {
        program: second.program,
        diagnostics: second.diagnostics,
        opened,
    }
}

/// The lowered program.
pub(crate) struct Lowering {
    /// The Rust tree.
    pub(crate) program: ir::Crate,
    /// What could not be lowered.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// A class was taken for plain whose instances become values: infer again without plain classes.
    pub(crate) opened: bool,
}

/// The result of lowering once.
struct Lowered {
    program: ir::Crate,
    diagnostics: Vec<Diagnostic>,
    opened: bool,
    failures: Failures,
}

/// Which functions fail by themselves, and which call which.
struct Failures {
    own: Vec<bool>,
    /// Calls whose failure is the caller's.
    calls: Vec<HashSet<FunctionId>>,
    /// All direct calls.
    direct: Vec<HashSet<FunctionId>>,
}

impl Failures {
    /// The plain functions that call themselves directly, or by way of others. (What a coroutine or generator does is done
    /// at another depth each time.)
    fn recursive(&self, program: &Program, typed: &Typed) -> Vec<bool> {
        let is_plain = |id: FunctionId| {
            let f = program.function(id);
            !f.is_async && !f.is_generator
        };
        let mut found = vec![false; self.direct.len()];
        for f in program.functions.iter().filter(|f| is_plain(f.id)) {
            let mut seen: HashSet<FunctionId> = HashSet::new();
            let mut queue: Vec<FunctionId> = vec![f.id];
            while let Some(id) = queue.pop() {
                let next = self.direct[id.index()].iter().filter(|id| is_plain(**id));
                queue.extend(next.filter(|id| seen.insert(**id)));
            }
            found[f.id.index()] = seen.contains(&f.id) || recurs::through_library(typed, f);
        }
        found
    }
    /// The functions that fail by themselves or call one that does.
    fn fallible(mut self, recursive: &[bool]) -> Vec<bool> {
        for (own, recursive) in self.own.iter_mut().zip(recursive) {
            *own |= recursive;
        }
        loop {
            let more: Vec<usize> = (0..self.own.len())
                .filter(|i| !self.own[*i] && self.calls[*i].iter().any(|f| self.own[f.index()]))
                .collect();
            if more.is_empty() {
                return self.own;
            }
            more.into_iter().for_each(|i| self.own[i] = true);
        }
    }
}

fn run(
    program: &Program,
    typed: &Typed,
    catalogue: &Catalogue,
    options: &Options,
    fallible: Vec<bool>,
    recursive: Vec<bool>,
) -> Lowered {
    let mut lower = Lower {
        failures: Failures {
            own: vec![false; program.functions.len()],
            calls: vec![HashSet::new(); program.functions.len()],
            direct: vec![HashSet::new(); program.functions.len()],
        },
        fallible,
        recursive,
        opened: false,
        program,
        typed,
        catalogue,
        options,
        diagnostics: Vec::new(),
        paths: module::paths(program),
        functions: HashMap::new(),
        captures: function::captures(program, typed),
        statics: HashMap::new(),
        class_vars: class::variables(program),
        lines: crate::hir::Lines::new(program),
        reaches: function::reaches(program, typed),
        suspends: if options.can_block {
            HashSet::new()
        } else {
            suspend::suspending(program, typed, catalogue)
        },
        classes: HashMap::new(),
        exceptions: HashMap::new(),
        methods: HashMap::new(),
        taken: HashMap::new(),
        shows_annotations: program.shows_annotations(),
        file: FileParts::default(),
        module: ModuleId(0),
    };
    lower.name_plain_classes();
    lower.name_exceptions();
    let files = module::files(&mut lower);
    Lowered {
        program: ir::Crate {
            files,
            features: Vec::new(),
        },
        diagnostics: lower.diagnostics,
        opened: lower.opened,
        failures: lower.failures,
    }
}

/// What all bodies share.
struct Lower<'a> {
    program: &'a Program,
    typed: &'a Typed,
    catalogue: &'a Catalogue,
    options: &'a Options,
    diagnostics: Vec<Diagnostic>,
    /// Rust path and file of each module.
    paths: Vec<module::ModulePath>,
    /// Rust name of each function that has been named, without its module.
    functions: HashMap<FunctionId, String>,
    /// Variables of enclosing functions that each function takes as further parameters.
    captures: Vec<Vec<VarId>>,
    /// Rust name of each global.
    statics: HashMap<VarId, String>,
    /// The variable that each class statement binds.
    class_vars: HashMap<ClassId, VarId>,
    /// Where the second and later lines of each module start.
    lines: crate::hir::Lines,
    /// The functions that each function may call directly, or by way of others.
    reaches: Vec<HashSet<FunctionId>>,
    /// Plain functions that are `async` because the host cannot block.
    suspends: HashSet<FunctionId>,
    /// Functions that return `Result`: found out by lowering once.
    fallible: Vec<bool>,
    /// Functions that count how deep they call themselves; likewise.
    recursive: Vec<bool>,
    /// What this run finds out.
    failures: Failures,
    /// An instance of a plain class would have to become a `Value`.
    opened: bool,
    /// Rust type of each class.
    classes: HashMap<ClassId, String>,
    /// The statics of exception classes that are nothing but a name.
    exceptions: HashMap<ClassId, String>,
    /// Names taken in the `impl` of each class.
    methods: HashMap<ClassId, Taken>,
    /// Names taken at the top of each module's file.
    taken: HashMap<ModuleId, Taken>,
    /// Annotations are evaluated, as something may look at them.
    shows_annotations: bool,
    /// The file being made.
    file: FileParts,
    /// Its module.
    module: ModuleId,
}

/// What bodies add to their file.
#[derive(Default)]
struct FileParts {
    /// Signatures, frames and other statics.
    statics: Vec<ir::Item>,
    /// Thread-local globals: name, type, and the Python name where it is another.
    globals: Vec<(String, String, Option<String>)>,
    /// Functions and classes of the module's top level.
    items: Vec<ir::Item>,
    /// Library modules that are named.
    uses: BTreeSet<String>,
    /// Library modules of the types that were asked for: not all of these are written.
    named: RefCell<BTreeSet<String>>,
}

impl Lower<'_> {
    /// A construct that cannot be compiled.
    fn refuse(&mut self, module: ModuleId, span: &Span, message: impl Into<String>, help: &str) {
        let diagnostic = Diagnostic {
            code: "P0100",
            severity: Severity::Error,
            path: self.program.module(module).path.clone(),
            span: span.clone(),
            message: message.into(),
            help: Some(help.to_string()),
        };
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
    /// A name at the top of the module's file that nothing else has.
    fn top_name(&mut self, module: ModuleId, name: &str) -> String {
        self.taken.entry(module).or_default().unique(name)
    }
    /// 1-based line of a byte offset.
    fn line(&self, module: ModuleId, offset: u32) -> u32 {
        self.lines.line(module, offset)
    }
}
