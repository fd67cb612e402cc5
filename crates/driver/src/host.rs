//! Runs what was built, on the host it was built for.
//!
//! *Invariant:* a program's stdout, stderr and exit code are passed on as they are; a failure to start it is a [`Failure`].

mod native;
mod process;

use crate::error::{Failure, Result};
use crate::program::Built;
use crate::target::Target;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub use process::Output;

/// Runs a program to its end and returns its exit code. `main` is what it sees as `sys.argv[0]`.
///
/// On Unix a native program takes the place of this process, so that signals and the terminal are its own.
pub fn run(built: &Built, target: Target, main: &Path, args: &[OsString]) -> Result<u8> {
    process::replace(command(built, target, main, args)?)
}

/// Runs a program with no input, and ends it after `limit`.
pub fn capture(
    built: &Built,
    target: Target,
    main: &Path,
    args: &[OsString],
    limit: Duration,
) -> Result<Output> {
    process::capture(command(built, target, main, args)?, limit)
}

/// The process that runs a program.
fn command(built: &Built, target: Target, main: &Path, args: &[OsString]) -> Result<Command> {
    match target {
        Target::Native => Ok(native::command(built, main, args)),
        other => Err(Failure::refused(format!(
            "running on {other} is not there yet"
        ))),
    }
}
