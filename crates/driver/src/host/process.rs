//! Processes: in place of this one, or with their output caught and their time limited.

use crate::error::{Failure, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Where a piece of output went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// What a program printed and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// Exit code; `None` if it was ended because its time was over.
    pub code: Option<u8>,
}

/// Runs in place of this process where the system can do that, else beside it.
pub(super) fn replace(mut command: Command) -> Result<u8> {
    #[cfg(unix)]
    let result = Err(std::os::unix::process::CommandExt::exec(&mut command));
    #[cfg(not(unix))]
    let result = command.status().map(exit_code);
    result.map_err(|e| Failure::io("start", Path::new(command.get_program()), &e))
}

/// The code a shell would show: 128 and the signal for a process that was killed.
pub(super) fn exit_code(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return u8::try_from(128 + signal).unwrap_or(u8::MAX);
    }
    // Exit codes are taken modulo 256, as the system does.
    status.code().map_or(1, |code| code.to_le_bytes()[0])
}

/// Runs with the file `input` as its input, or none, and ends the process after `limit`.
pub(super) fn capture(
    mut command: Command,
    input: Option<&Path>,
    limit: Duration,
) -> Result<Output> {
    let stdin = match input {
        Some(path) => File::open(path)
            .map_err(|e| Failure::io("read", path, &e))?
            .into(),
        None => Stdio::null(),
    };
    command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let program = command.get_program().to_owned();
    let mut child = command
        .spawn()
        .map_err(|e| Failure::io("start", Path::new(&program), &e))?;
    let stdout = reader(child.stdout.take());
    let stderr = reader(child.stderr.take());
    let code = wait(&mut child, limit);
    let read = |reader: JoinHandle<Vec<u8>>| reader.join().unwrap_or_default();
    Ok(Output {
        stdout: read(stdout),
        stderr: read(stderr),
        code,
    })
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// Waits for the end; `None` if `limit` was over first, and the process was killed.
pub(crate) fn wait(child: &mut Child, limit: Duration) -> Option<u8> {
    let end = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    while Instant::now() < end {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(exit_code(status));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}
