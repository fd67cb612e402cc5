//! `cargo xtask bless`: records what CPython 3.13 prints for each program, and tells what changed.
//!
//! Every program runs twice; one that prints something else the second time is reported and not recorded.

use crate::Result;
use crate::programs::{self, Expected, Program};
use crate::tools;
use std::process::Stdio;

pub(crate) fn bless(args: &[&str]) -> Result<()> {
    let filter = args.first().copied().unwrap_or_default();
    let mut all = programs::below("conformance", filter);
    all.extend(programs::below("examples", filter));
    let (mut changed, mut unsteady) = (0, 0);
    for program in &all {
        let recorded = program.expected();
        let now = under_python(program)?;
        if recorded.as_ref() == Some(&now) {
            continue;
        }
        if under_python(program)? != now {
            println!("not the same twice: {}", program.path);
            unsteady += 1;
            continue;
        }
        program.record(&now)?;
        println!(
            "{}: {}",
            if recorded.is_some() { "changed" } else { "new" },
            program.path
        );
        changed += 1;
    }
    println!(
        "{} programs, {changed} recorded, {unsteady} unsteady",
        all.len()
    );
    if unsteady == 0 {
        Ok(())
    } else {
        Err(String::new())
    }
}

/// Runs a program under CPython.
pub(crate) fn under_python(program: &Program) -> Result<Expected> {
    let mut python = tools::python()?;
    let path = tools::root().join(&program.path);
    python.current_dir(path.parent().unwrap_or(&path));
    python
        .args(["-X", "utf8", "-B", "-W", "ignore::SyntaxWarning"])
        .arg(path.file_name().unwrap_or_default());
    let output = python
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("cannot start {python:?}: {e}"))?;
    let code = output
        .status
        .code()
        .ok_or_else(|| format!("{} was killed under CPython", program.path))?;
    Ok(Expected {
        stdout: output.stdout,
        code: code.to_le_bytes()[0],
    })
}
