//! Python source text to Rust source text.
//!
//! `text -> Ast -> Resolved -> Typed -> Ir -> RustFile -> text`: each stage is a pure function from the stage before
//! to the next plus a `Vec<Diagnostic>`; [`compile`] shows the whole pipeline on one page.
//!
//! *Invariant:* no IO, no clock, no environment. Files of other modules come through [`Loader`].

#![forbid(unsafe_code)]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod check;
pub mod diagnostic;
mod emit;
pub mod explain;
pub mod hir;
pub mod infer;
pub mod ir;
mod lower;
pub mod parse;
pub mod resolve;
pub mod typed;

use diagnostic::Diagnostic;
use portalis_signature::Catalogue;

/// One Python file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Dotted module name; the main file is `__main__`.
    pub module: String,
    /// Path as the user wrote it; shown in diagnostics and tracebacks.
    pub path: String,
    /// The text.
    pub text: String,
    /// `__init__.py`: relative imports start here and not at the parent.
    pub is_package: bool,
}

/// Finds the source of an imported module. The compiler asks for every module that a program imports, except those that
/// CPython has loaded before it looks for files (`sys`, `os`, `time`, …): a program's own file goes before a library
/// module of the same name. For `a.b` it asks for `a` first.
pub trait Loader {
    /// The file of the dotted module `name`, or `None` where there is none.
    fn load(&self, name: &str) -> Option<Source>;
}

/// A stage whose result `--dump` can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// ruff's syntax tree.
    Ast,
    /// Names resolved ([`hir`]).
    Resolved,
    /// Types inferred ([`typed`]).
    Typed,
    /// Rust-like tree, before it is spelt.
    Ir,
    /// The Rust text.
    Rust,
}

/// What the caller wants.
#[derive(Clone, Debug)]
pub struct Options {
    /// The host can block the thread (native, WASI). Where it cannot (browser, Node), functions that reach
    /// `asyncio.run` or `time.sleep` become `async`.
    pub can_block: bool,
    /// Record Python lines on the error path. On for programs that are run; off for Rust that people will own.
    pub tracebacks: bool,
    /// Treat every slot as `Value`: the dynamic lowering of everything, for differential tests.
    pub dynamic: bool,
    /// Also return this stage as text.
    pub dump: Option<Stage>,
}

/// One line of `portalis explain`.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Python path, e.g. `worker.queue` or `Job.name`.
    pub name: String,
    /// File and 1-based line of its first definition.
    pub location: (String, u32),
    /// The inferred type in Python's notation; `Value` where it is dynamic.
    pub ty: String,
    /// Why it is dynamic: file, line and reason.
    pub widened: Option<(String, u32, String)>,
}

/// The result of [`compile`]. Where a diagnostic is an error, `files` is empty.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// Rust files: path below `src/`, text. `main.rs` is first.
    pub files: Vec<(String, String)>,
    /// Cargo features of the façade crate that the program needs, sorted.
    pub features: Vec<String>,
    /// All that was found, errors and warnings, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// Every slot with its type.
    pub slots: Vec<Slot>,
    /// The stage that [`Options::dump`] asked for.
    pub dump: Option<String>,
}

/// Compiles the program that starts at `main`.
pub fn compile(
    main: Source,
    loader: &dyn Loader,
    catalogue: &Catalogue,
    options: &Options,
) -> Compiled {
    parse::with_deep_stack(|| pipeline(main, loader, catalogue, options))
}

/// Without the warnings about library modules written in Python, which are not the user's.
fn own(mut diagnostics: Vec<Diagnostic>, program: &hir::Program) -> Vec<Diagnostic> {
    let library = |path: &str| {
        program
            .modules
            .iter()
            .any(|m| m.is_library && m.path == path)
    };
    diagnostics
        .retain(|found| found.severity == diagnostic::Severity::Error || !library(&found.path));
    diagnostics
}

fn pipeline(
    main: Source,
    loader: &dyn Loader,
    catalogue: &Catalogue,
    options: &Options,
) -> Compiled {
    let mut compiled = Compiled::default();
    if options.dump == Some(Stage::Ast) {
        compiled.dump = Some(format!("{:#?}", parse::parse(&main).body));
    }
    let (program, diagnostics) = resolve::resolve(main, loader, catalogue);
    compiled.diagnostics = own(diagnostics, &program);
    if options.dump == Some(Stage::Resolved) {
        compiled.dump = Some(resolve::dump::dump(&program));
    }
    // The rest of a file with a syntax error is not there, so that later stages would only miss things.
    if compiled
        .diagnostics
        .iter()
        .any(|found| matches!(found.code, "P0001" | "P0010"))
    {
        return compiled;
    }
    let (mut typed, diagnostics) = infer::infer(&program, catalogue, options.dynamic);
    compiled.diagnostics.extend(diagnostics);
    let mut lowered = lower::lower(&program, &typed, catalogue, options);
    if lowered.opened {
        typed = infer::infer_with(&program, catalogue, false);
        lowered = lower::lower(&program, &typed, catalogue, options);
    }
    compiled.slots = explain::slots(&program, &typed, catalogue);
    if options.dump == Some(Stage::Typed) {
        compiled.dump = Some(format!("{typed:#?}"));
    }
    let rust = lowered.program;
    compiled.diagnostics.extend(lowered.diagnostics);
    if options.dump == Some(Stage::Ir) {
        compiled.dump = Some(format!("{rust:#?}"));
    }
    let files = emit::emit(&rust);
    if options.dump == Some(Stage::Rust) {
        let text = |(path, text): &(String, String)| format!("// src/{path}\n{text}");
        compiled.dump = Some(files.iter().map(text).collect::<Vec<_>>().join("\n"));
    }
    if compiled
        .diagnostics
        .iter()
        .any(|d| d.severity == diagnostic::Severity::Error)
    {
        return compiled;
    }
    compiled.files = files;
    compiled.features = rust.features;
    compiled
}
