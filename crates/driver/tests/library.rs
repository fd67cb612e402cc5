//! Every module of the library that is written in Python compiles whole, with types and without: what programs use of one is compiled
//! with them, so that a name that rustc rejects would cost a program that did nothing wrong.

use portalis_compiler::Options;
use portalis_driver::batch::{self, Outcome, Run};
use portalis_driver::program::{self, Build};
use portalis_driver::{Home, Mode, Quiet, Target};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

/// The names that a module binds at its top.
fn names(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.lines().filter_map(bound).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The name of a line that is `def NAME`, `class NAME` or `NAME = value`.
fn bound(line: &str) -> Option<&str> {
    let heads = ["def ", "class ", "async def "];
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let (rest, is_header) = match heads.iter().find_map(|head| line.strip_prefix(head)) {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    (!name.is_empty() && (is_header || after.starts_with(" = "))).then_some(name)
}

/// A program for each module: it names everything, and looks an attribute up by a name made at run time, so that all methods stay.
fn programs(folder: PathBuf) -> Vec<PathBuf> {
    std::fs::create_dir_all(&folder).unwrap();
    let catalogue = portalis_stdlib::catalogue();
    let mut all = Vec::new();
    for module in &catalogue.modules {
        let Some(python) = &module.python else {
            continue;
        };
        let mut text = format!("import {}\n\nfound = [\n", module.name);
        for name in names(python) {
            text += &format!("    {}.{name},\n", module.name);
        }
        text += "]\ngetattr(found, \"app\" + \"end\")\n";
        let file = folder.join(format!("all_of_{}.py", module.name.replace('.', "_")));
        std::fs::write(&file, text).unwrap();
        all.push(file);
    }
    all
}

fn check(is_dynamic: bool) {
    let build = Build {
        home: Home::at(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("home")),
        target: Target::Native,
        mode: Mode::Quick,
    };
    let options = Options {
        dynamic: is_dynamic,
        ..program::options(build.target)
    };
    let run = Run {
        limit: Duration::from_secs(20),
        jobs: 1,
    };
    let all = programs(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("modules"));
    let wrong = Mutex::new(Vec::new());
    let report = |index: usize, outcome: Outcome| {
        let said = match outcome {
            Outcome::Ran(output) if output.code == Some(0) => return,
            Outcome::Ran(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
            Outcome::Refused(compilation) => format!("{:#?}", compilation.compiled.diagnostics),
            Outcome::Rejected(errors) => errors,
            Outcome::Failed(failure) => failure.to_string(),
        };
        let mut wrong = wrong.lock().unwrap();
        wrong.push(format!("{}: {said}", all[index].display()));
    };
    batch::run(&all, &build, &options, run, &Quiet, &report).unwrap();
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_module_compiles_with_types_and_without() {
    // One after the other: they share a build folder.
    check(false);
    check(true);
}
