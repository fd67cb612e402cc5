//! Runs what was built, on the host it was built for.
//!
//! *Invariant:* a program's stdout, stderr and exit code are passed on as they are; a failure to start it is a `Failure`.

pub(crate) mod browser;
mod native;
pub(crate) mod node;
mod process;
pub(crate) mod wasi;

use crate::error::{Failure, Result};
use crate::home::Home;
use crate::program::Built;
use crate::progress::Progress;
use crate::target::Target;
use process::Stream;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub use process::Output;

/// How a program is started.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// What it sees as `sys.argv[0]`.
    pub argv0: &'a Path,
    /// `sys.argv[1:]`.
    pub args: &'a [OsString],
    /// The current folder; ours if there is none.
    pub folder: Option<&'a Path>,
}

/// Runs a program to its end and returns its exit code.
///
/// On Unix it takes the place of this process where it can, so that signals and the terminal are its own.
pub fn run(built: &Built, target: Target, start: &Start) -> Result<u8> {
    if target == Target::Browser {
        let code = browser::run(built, start, None, &mut |stream, bytes| {
            pass_on(stream, bytes)
        })?;
        return Ok(code.unwrap_or(1));
    }
    process::replace(command(built, target, start)?)
}

/// Runs a program with what the file `input` holds as its input, or none, and ends it after `limit`.
pub fn capture(
    built: &Built,
    target: Target,
    start: &Start,
    input: Option<&Path>,
    limit: Duration,
) -> Result<Output> {
    if target == Target::Browser {
        let mut output = Output::default();
        output.code = browser::run(
            built,
            start,
            Some(limit),
            &mut |stream, bytes| match stream {
                Stream::Stdout => output.stdout.extend(bytes),
                Stream::Stderr => output.stderr.extend(bytes),
            },
        )?;
        return Ok(output);
    }
    process::capture(command(built, target, start)?, input, limit)
}

/// Runs any command with no input, and ends it after `limit`.
pub(crate) fn capture_command(command: Command, limit: Duration) -> Result<Output> {
    process::capture(command, None, limit)
}

/// Makes sure that programs for `target` can be run.
pub fn ready(home: &Home, target: Target, progress: &dyn Progress) -> Result<()> {
    match target {
        Target::Native => Ok(()),
        Target::Node => node::find().map(drop),
        Target::Browser => browser::find().map(drop),
        Target::Wasi => wasi::ready(home, progress),
    }
}

/// The process that runs a program.
fn command(built: &Built, target: Target, start: &Start) -> Result<Command> {
    let mut command = match target {
        Target::Native => native::command(built, start),
        Target::Node => node::command(built, start)?,
        Target::Wasi => wasi::command(built, start)?,
        Target::Browser => return Err(Failure::internal("a browser is not started as a process")),
    };
    if let Some(folder) = start.folder {
        command.current_dir(folder);
    }
    Ok(command)
}

/// To our own stdout and stderr; readers that have gone away are no concern of the program.
fn pass_on(stream: Stream, bytes: &[u8]) {
    let _ = match stream {
        Stream::Stdout => std::io::stdout()
            .write_all(bytes)
            .and_then(|()| std::io::stdout().flush()),
        Stream::Stderr => std::io::stderr().write_all(bytes),
    };
}
