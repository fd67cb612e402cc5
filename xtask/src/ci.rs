//! `cargo xtask ci`: everything that must pass, from the quick to the slow, with one closing line.

use crate::Result;
use crate::conformance::{self, Count, How};
use crate::{bench, emitted, gaps, layers, programs, setup, tools};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Instant;

/// Crates that need minutes to build and are tested through the programs that run in them.
const APART: &str = "portalis-wasi-host";

pub(crate) fn ci() -> Result<()> {
    let mut count = Count::default();
    setup::setup()?;
    step(&mut count, "format", || {
        tools::run(tools::cargo().args(["fmt", "--all", "--check"]))
    });
    step(&mut count, "layers", layers::check);
    step(&mut count, "gaps", gaps::check);
    step(&mut count, "clippy", clippy);
    step(&mut count, "emitted Rust", emitted::check);
    step(&mut count, "size", bench::check_size);
    let counted: [(&str, &dyn Fn() -> Result<Count>); 3] = [
        ("tests", &|| crates(&[])),
        ("conformance", &|| everything("conformance", "native")),
        ("examples", &|| {
            let mut count = Count::default();
            for target in ["native", "node", "browser", "wasi"] {
                count.add(everything("examples", target)?);
            }
            Ok(count)
        }),
    ];
    for (name, check) in counted {
        let start = Instant::now();
        println!("== {name}");
        match check() {
            Ok(more) => count.add(more),
            Err(message) => {
                println!("FAILED {name}: {message}");
                count.failed += 1;
            }
        }
        println!("== {name}: {:.0} s", start.elapsed().as_secs_f64());
    }
    count.close()
}

pub(crate) fn test(args: &[&str]) -> Result<()> {
    crates(args)?.close()
}

fn step(count: &mut Count, name: &str, check: impl FnOnce() -> Result<()>) {
    let start = Instant::now();
    match check() {
        Ok(()) => count.passed += 1,
        Err(message) => {
            println!("FAILED {name}: {message}");
            count.failed += 1;
        }
    }
    println!("== {name}: {:.0} s", start.elapsed().as_secs_f64());
}

fn clippy() -> Result<()> {
    let mut clippy = tools::cargo();
    clippy.args([
        "clippy",
        "--quiet",
        "--workspace",
        "--exclude",
        APART,
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    tools::run(&mut clippy)
}

fn everything(folder: &str, target: &str) -> Result<Count> {
    conformance::check(
        &programs::below(folder, ""),
        &How {
            target: target.into(),
            ..How::default()
        },
    )
}

/// Runs the crates' tests, passing on what cargo prints, and adds up its counts.
fn crates(args: &[&str]) -> Result<Count> {
    let mut cargo = tools::cargo();
    cargo
        .args(["test", "--workspace", "--exclude", APART, "--no-fail-fast"])
        .args(args);
    let mut child = cargo
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot start {cargo:?}: {e}"))?;
    let stdout = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut count = Count::default();
    for line in stdout.lines().map_while(std::result::Result::ok) {
        let is_noise =
            line.trim().is_empty() || line.ends_with("... ok") || line.starts_with("running ");
        if !is_noise {
            println!("{line}");
        }
        count.add(counts(&line));
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    if !status.success() && count.failed == 0 {
        return Err("the tests could not be built or run".into());
    }
    Ok(count)
}

/// Reads `test result: ok. 3 passed; 0 failed; …`.
fn counts(line: &str) -> Count {
    let Some(rest) = line.strip_prefix("test result: ") else {
        return Count::default();
    };
    let number = |word: &str| {
        let (before, _) = rest.split_once(word)?;
        before
            .rsplit([' ', '.'])
            .find(|w| !w.is_empty())?
            .parse()
            .ok()
    };
    Count {
        passed: number(" passed").unwrap_or(0),
        failed: number(" failed").unwrap_or(0),
        gaps: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_cargo_test_are_read() {
        let count = counts(
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
        );
        assert_eq!((count.passed, count.failed), (12, 3));
        assert_eq!(counts("running 3 tests").passed, 0);
    }
}
