//! Modules: one Rust file each. Top-level `def`s and classes are items, names that functions or other modules use are
//! `Global`s, and the statements are the body of `pub fn module()`.

use super::scope::{Body, Storage};
use super::{FileParts, Lower, names};
use crate::hir::{ModuleId, Program};
use crate::ir::{self, Expr, File, Item, Stmt, call, text};

/// Where a module's Rust code is.
pub(super) struct ModulePath {
    /// `crate::inventory::stock`.
    pub path: String,
    /// `inventory/stock.rs`.
    file: String,
    /// `["inventory", "stock"]`; empty where nothing of the module is used.
    parts: Vec<String>,
}

/// The Rust path of each module.
pub(super) fn paths(program: &Program) -> Vec<ModulePath> {
    let mut taken = names::Taken::default();
    let is_package = |name: &str| {
        program
            .modules
            .iter()
            .any(|m| m.name.starts_with(&format!("{name}.")))
    };
    program
        .modules
        .iter()
        .enumerate()
        .map(|(i, module)| {
            let parts: Vec<String> = if program.is_left_out(ModuleId(i as u32)) {
                Vec::new()
            } else if i == 0 {
                vec![taken.unique(&stem(&module.path))]
            } else {
                module.name.split('.').map(names::function).collect()
            };
            let inner = parts.join("/").replace("r#", "");
            let file = if i > 0 && (module.is_package || is_package(&module.name)) {
                format!("{inner}/mod.rs")
            } else {
                format!("{inner}.rs")
            };
            ModulePath {
                path: format!("crate::{}", parts.join("::")),
                file,
                parts,
            }
        })
        .collect()
}

/// The main file's name as a Rust module that no other module of the program can have.
fn stem(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.strip_suffix(".py").unwrap_or(file);
    let clean: String = stem
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    match names::function(&clean).as_str() {
        "" | "main" | "__main__" => "program".into(),
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("program_{name}"),
        name => name.to_string(),
    }
}

/// All files of the program.
pub(super) fn files(lower: &mut Lower) -> Vec<File> {
    let program = lower.program;
    let ids = (0..program.modules.len() as u32).map(ModuleId);
    let mut files: Vec<File> = ids
        .filter(|id| !program.is_left_out(*id))
        .map(|id| module(lower, id))
        .collect();
    declare_children(lower, &mut files);
    files.insert(0, main(lower));
    files
}

/// `main.rs`: declares the modules and runs the first.
fn main(lower: &Lower) -> File {
    let mut roots: Vec<&str> = lower
        .paths
        .iter()
        .filter_map(|p| p.parts.first())
        .map(String::as_str)
        .collect();
    roots.sort_unstable();
    roots.dedup();
    let mut items: Vec<Item> = roots
        .iter()
        .map(|name| Item::Mod((*name).to_string()))
        .collect();
    items.push(Item::Use("portalis::prelude::*".into()));
    let is_async = lower
        .program
        .modules
        .first()
        .is_some_and(|m| lower.suspends.contains(&m.body));
    let start = lower
        .paths
        .first()
        .map_or(String::new(), |p| p.parts.join("::"));
    items.push(Item::Fn(ir::Function {
        name: "main".into(),
        returns: Some("ExitCode".into()),
        body: ir::Block::value(call(
            if is_async { "start" } else { "run" },
            vec![text(format!("{start}::module"))],
        )),
        ..ir::Function::default()
    }));
    File {
        path: "main.rs".into(),
        items,
        ..File::default()
    }
}

/// `pub mod child;` in the files of packages.
fn declare_children(lower: &Lower, files: &mut Vec<File>) {
    let mut wanted: Vec<(Vec<String>, String)> = Vec::new();
    for path in lower.paths.iter().skip(1) {
        for depth in 1..path.parts.len() {
            let child = (path.parts[..depth].to_vec(), path.parts[depth].clone());
            if !wanted.contains(&child) {
                wanted.push(child);
            }
        }
    }
    wanted.sort();
    for (parent, child) in wanted.into_iter().rev() {
        let path = lower.paths.iter().find(|p| p.parts == parent);
        let item = Item::Mod(child);
        match path.and_then(|p| files.iter_mut().find(|f| f.path == p.file)) {
            Some(file) => file.items.insert(0, item),
            None => {
                let path = format!("{}/mod.rs", parent.join("/").replace("r#", ""));
                match files.iter_mut().find(|f| f.path == path) {
                    Some(file) => file.items.push(item),
                    None => files.push(File {
                        path,
                        items: vec![item],
                        ..File::default()
                    }),
                }
            }
        }
    }
}

/// The file of one module.
fn module(lower: &mut Lower, id: ModuleId) -> File {
    let program = lower.program;
    let module = program.module(id);
    lower.file = FileParts::default();
    lower.module = id;
    let taken = lower.taken.entry(id).or_default();
    ["module", "SOURCE", "INITIALISED"].iter().for_each(|name| {
        taken.unique(name);
    });
    let function = program.function(module.body);
    let mut body = Body::new(lower, function);
    let start = body.shared_variables();
    let mut block = body.block(&function.body);
    block.stmts.splice(0..0, start);
    if id.index() > 0 {
        block.stmts.insert(
            0,
            Stmt::Expr(Expr::If(
                Box::new(text("already_run(&INITIALISED)")),
                ir::Block {
                    stmts: vec![Stmt::Expr(Expr::Return(Some(Box::new(call(
                        "Ok",
                        vec![text("()")],
                    )))))],
                    tail: None,
                },
                None,
            )),
        );
        body.lower
            .file
            .globals
            .push(("INITIALISED".into(), "bool".into(), None));
    }
    if !block.diverges() {
        block.tail = Some(Box::new(call("Ok", vec![text("()")])));
    }
    let attributes: Vec<String> = body
        .never_loops
        .then(|| super::function::NEVER_LOOPS.to_string())
        .into_iter()
        .collect();
    declare_globals(lower, id);
    let mut file = File {
        path: lower.paths[id.index()].file.clone(),
        docs: super::function::docs(&module.docstring),
        comments: module.comments.clone(),
        items: Vec::new(),
    };
    let parts = std::mem::take(&mut lower.file);
    file.items.push(Item::Use("portalis::prelude::*".into()));
    if parts
        .statics
        .iter()
        .any(|i| matches!(i, Item::Static(_, _, ty, _) if ty == "Frame"))
    {
        file.items.push(Item::Const(
            Vec::new(),
            "SOURCE".into(),
            "&str".into(),
            text(raw_string(&module.text)),
        ));
    }
    if !parts.globals.is_empty() {
        let lines = parts.globals.iter().map(|(name, ty, python)| match python {
            Some(python) => format!("pub static {name}: {ty} = {python:?};"),
            None => format!("pub static {name}: {ty};"),
        });
        file.items
            .push(Item::Macro("globals".into(), lines.collect()));
    }
    file.items.extend(parts.statics);
    file.items.extend(parts.items);
    file.items.push(Item::Fn(ir::Function {
        docs: vec!["Runs the module's statements.".into()],
        attributes,
        is_public: true,
        is_async: lower.suspends.contains(&module.body),
        name: "module".into(),
        returns: Some("Result<()>".into()),
        body: block,
        ..ir::Function::default()
    }));
    let mut uses = parts.uses;
    uses.extend(parts.named.into_inner().into_iter().filter(|path| {
        let module = path.trim_start_matches("portalis::");
        crate::emit::mentions(&file, &format!("{module}::"))
    }));
    file.items.splice(1..1, uses.into_iter().map(Item::Use));
    file
}

/// Declares the statics of the module's global variables.
fn declare_globals(lower: &mut Lower, id: ModuleId) {
    let program = lower.program;
    let body = program.module(id).body;
    let is_here = |v: &&crate::hir::Variable| {
        let scope = program.function(v.scope);
        let is_class = matches!(scope.kind, crate::hir::FunctionKind::Class(_));
        v.scope == body || is_class && scope.parent == Some(body)
    };
    for v in program.variables.iter().filter(is_here) {
        if super::scope::storage_class(lower, v) != Storage::Global
            || !super::function::has_storage(program, lower.typed, v.id)
        {
            continue;
        }
        let name = lower.static_name(v.id);
        let ty = lower.var_ty(v.id);
        let ty = lower.rust_type(&ty);
        // Where the Rust name is another, NameError needs the Python one.
        let python = (v.name != name).then(|| v.name.clone());
        lower.file.globals.push((name, ty, python));
    }
}

/// A Rust raw string.
fn raw_string(text: &str) -> String {
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
