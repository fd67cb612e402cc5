//! `portalis batch`: many programs through one build. `cargo xtask conformance` calls it and compares what it leaves.
//!
//! For the program with index N, `OUT/N/kind` is `ran`, `timeout`, `refused`, `rejected` (by rustc) or `failed`; `stdout` and `code`
//! are those of the program, and `stderr` is its own or says why it did not run.

use crate::args::BuildArgs;
use crate::show::{self, Line};
use portalis_compiler::Options;
use portalis_driver::batch::{self, Outcome, Run};
use portalis_driver::program::{self, Build};
use portalis_driver::{Failure, Home, Result};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) fn batch(
    args: &BuildArgs,
    files: &[PathBuf],
    out: &Path,
    limit: u64,
    jobs: usize,
) -> Result<u8> {
    let home = Home::find()?.with_target_dir(args.target_dir.clone());
    let build = Build {
        home,
        target: args.target,
        mode: args.mode(),
    };
    let options = Options {
        dynamic: args.dynamic,
        ..program::options(args.target)
    };
    let run = Run {
        limit: Duration::from_secs(limit),
        jobs,
    };
    let report = |index: usize, outcome: Outcome| {
        if let Err(e) = write(&out.join(index.to_string()), outcome) {
            show::failure(&Failure::io("write to", out, &e));
        }
    };
    batch::run(files, &build, &options, run, &Line::new(), &report)?;
    Ok(0)
}

fn write(folder: &Path, outcome: Outcome) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let (kind, stderr) = match outcome {
        Outcome::Ran(output) => {
            fs::write(folder.join("stdout"), &output.stdout)?;
            if let Some(code) = output.code {
                fs::write(folder.join("code"), code.to_string())?;
            }
            (
                if output.code.is_some() {
                    "ran"
                } else {
                    "timeout"
                },
                output.stderr,
            )
        }
        Outcome::Refused(compilation) => ("refused", show::plain(&compilation).into_bytes()),
        Outcome::Rejected(errors) => ("rejected", errors.into_bytes()),
        Outcome::Failed(failure) => {
            let detail = failure.detail.clone().unwrap_or_default();
            ("failed", format!("{failure}\n{detail}").into_bytes())
        }
    };
    fs::write(folder.join("stderr"), stderr)?;
    fs::write(folder.join("kind"), kind)
}
