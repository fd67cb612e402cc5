//! Runs what was built, on the host it was built for.
//!
//! *Invariant:* a program's stdout, stderr and exit code are passed on as they are; a failure to start it is a [`Failure`].

mod native;

use crate::error::{Failure, Result};
use crate::program::Built;
use crate::target::Target;
use std::ffi::OsString;
use std::path::Path;

/// Runs a program to its end and returns its exit code. `main` is what it sees as `sys.argv[0]`.
///
/// On Unix a native program takes the place of this process, so that signals and the terminal are its own.
pub fn run(built: &Built, target: Target, main: &Path, args: &[OsString]) -> Result<u8> {
    match target {
        Target::Native => native::run(built, main, args),
        other => Err(Failure::refused(format!(
            "running on {other} is not there yet"
        ))),
    }
}
