//! Syntax trees to the resolved program ([`crate::hir`]).
//!
//! Modules are found and parsed when the first import asks for them ([`modules`]), the symbol table decides which scope
//! each name belongs to ([`scopes`]), [`build`] makes the tree, [`flow`] follows definitions to uses so that [`split`]
//! can give each group of them a variable of its own, and [`meaning`] notes what each variable always means; [`prune`] then leaves out what is not
//! used of library modules written in Python.
//!
//! *Invariant:* every input gives a program; what is wrong with it is in the diagnostics.

mod aliases;
mod build;
mod collect;
mod companions;
pub mod dump;
mod flow;
mod meaning;
mod modules;
mod namespace;
mod prune;
mod scopes;
mod split;
mod suppress;
mod undefined;
mod usage;
mod visit;
mod webs;

pub(crate) use build::is_async as is_async_comprehension;
pub(crate) use collect::{each_child, has_future_annotations};
use portalis_signature::Catalogue;

use crate::diagnostic::Diagnostic;
use crate::hir::{Function, FunctionId, FunctionKind, ModuleId, Program};
use crate::{Loader, Source};

/// Resolves the program that starts at `main`.
pub fn resolve(
    main: Source,
    loader: &dyn Loader,
    catalogue: &Catalogue,
) -> (Program, Vec<Diagnostic>) {
    crate::parse::with_deep_stack(|| stages(main, loader, catalogue))
}

fn stages(main: Source, loader: &dyn Loader, catalogue: &Catalogue) -> (Program, Vec<Diagnostic>) {
    let mut program = Program::default();
    let (mut diagnostics, mut types, companions) =
        build::build(main, loader, catalogue, &mut program);
    aliases::leave_out(&mut program);
    split::split(&mut program, &mut types);
    meaning::settle(&mut program, &types);
    companions::redirect(&mut program, &companions, catalogue);
    prune::prune(&mut program);
    undefined::report(&mut program, catalogue, &mut diagnostics);
    crate::diagnostic::sort(&mut diagnostics, &program.modules);
    (program, diagnostics)
}

/// Adds a module body to the program.
fn new_function(program: &mut Program, module: ModuleId) -> FunctionId {
    let id = FunctionId(program.functions.len() as u32);
    program.functions.push(Function {
        id,
        name: "<module>".to_owned(),
        qualname: "<module>".to_owned(),
        module,
        parent: None,
        class: None,
        kind: FunctionKind::Module,
        is_async: false,
        is_generator: false,
        params: Vec::new(),
        returns: None,
        decorators: Vec::new(),
        body: Vec::new(),
        docstring: None,
        type_params: Vec::new(),
        variables: Vec::new(),
        captures: Vec::new(),
        uses_class_cell: false,
        span: 0..0,
    });
    id
}
