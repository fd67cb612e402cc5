//! `portalis check --against python3`: both runs, and the first difference.

use super::{built, print};
use crate::args::BuildArgs;
use crate::show::Line;
use portalis_driver::against::{self, Comparison, Difference};
use portalis_driver::{EXIT_REFUSED, Home, Progress, Result, host};
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::Duration;

/// Long enough for any program that one would compare.
const LIMIT: Duration = Duration::from_secs(600);

pub(super) fn check(
    build: &BuildArgs,
    file: &Path,
    python: &OsStr,
    args: &[OsString],
) -> Result<u8> {
    let progress = Line::new();
    let Some(built) = built(build, file, &progress)? else {
        return Ok(EXIT_REFUSED);
    };
    host::ready(&Home::find()?, build.target, &progress)?;
    progress.step(&format!("Running {} twice", file.display()));
    let comparison = against::compare(python, &built, build.target, file, args, LIMIT)?;
    progress.done();
    print(&report(&comparison, &python.to_string_lossy()))?;
    Ok(u8::from(comparison.difference.is_some()))
}

fn report(comparison: &Comparison, python: &str) -> String {
    let line = |line: &Option<String>| line.clone().unwrap_or_else(|| "(no more output)".into());
    let code =
        |code: &Option<u8>| code.map_or_else(|| "none: it did not end".into(), |c| c.to_string());
    let (what, expected, actual) = match &comparison.difference {
        None => {
            let lines = comparison
                .expected
                .stdout
                .iter()
                .filter(|b| **b == b'\n')
                .count();
            let code = code(&comparison.expected.code);
            return format!("the same: {lines} lines of output, exit code {code}\n");
        }
        Some(Difference::Line(number, a, b)) => {
            (format!("line {number} of the output"), line(a), line(b))
        }
        Some(Difference::Code(a, b)) => ("exit code".into(), code(a), code(b)),
    };
    let width = python.chars().count().max("as built".len());
    let mut text = format!(
        "different: {what}\n  {python:width$}  {expected}\n  {:width$}  {actual}\n",
        "as built"
    );
    for (name, output) in [
        (python, &comparison.expected),
        ("as built", &comparison.actual),
    ] {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let last: Vec<&str> = stderr.trim_end().lines().collect();
        for line in &last[last.len().saturating_sub(3)..] {
            text.push_str(&format!("  {name:width$}  stderr: {line}\n"));
        }
    }
    text
}
