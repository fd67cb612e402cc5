//! Processes of the operating system.
//!
//! A thread waits for each child and writes down how it ended; then it closes a pipe, whose end is what others wait for.

#![allow(
    unsafe_code,
    reason = "descriptors that the program names by their numbers"
)]

use super::{Program, Started, Stream};
use crate::net::Socket;
use std::io::{self, PipeReader, pipe};
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread;

/// Another program that runs, or ran.
#[derive(Debug)]
pub struct Child {
    id: u32,
    status: Arc<OnceLock<i32>>,
    ended: PipeReader,
}

impl Child {
    /// Its number.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// How it ended, if it has: its exit code, or the number of the signal that ended it, negative.
    pub fn status(&self) -> Option<i32> {
        self.status.get().copied()
    }

    /// What becomes readable when it has ended: a file descriptor, open as long as this is.
    pub fn source(&self) -> i64 {
        i64::from(self.ended.as_raw_fd())
    }
}

/// Both ends of a stream.
struct Ends {
    child: Stdio,
    parent: Option<Socket>,
    /// For a stderr that goes the same way.
    same: Option<OwnedFd>,
}

impl Ends {
    fn of(child: Stdio) -> Ends {
        Ends {
            child,
            parent: None,
            same: None,
        }
    }
}

fn file(descriptor: i64) -> io::Result<OwnedFd> {
    let raw = RawFd::try_from(descriptor).map_err(|_| io::ErrorKind::InvalidInput)?;
    if raw < 0 {
        return Err(io::Error::from_raw_os_error(9));
    }
    // SAFETY: it is duplicated at once; a number that is no open file is an error of that.
    unsafe { BorrowedFd::borrow_raw(raw) }.try_clone_to_owned()
}

fn input(stream: Stream) -> io::Result<Ends> {
    match stream {
        Stream::Pipe => {
            let (parent, child) = Socket::pair_with()?;
            let mut ends = Ends::of(Stdio::from(child));
            ends.parent = Some(parent);
            Ok(ends)
        }
        Stream::Null => Ok(Ends::of(Stdio::null())),
        Stream::File(descriptor) => Ok(Ends::of(Stdio::from(file(descriptor)?))),
        Stream::Inherit | Stream::Stdout => Ok(Ends::of(Stdio::inherit())),
    }
}

fn output(stream: Stream, own: i64) -> io::Result<Ends> {
    let child = match stream {
        Stream::Pipe => {
            let (parent, child) = pipe()?;
            let mut ends = Ends::of(Stdio::from(child.try_clone()?));
            ends.same = Some(child.into());
            ends.parent = Some(Socket::of_pipe(parent.into())?);
            return Ok(ends);
        }
        Stream::Null => return Ok(Ends::of(Stdio::null())),
        Stream::File(descriptor) => file(descriptor)?,
        Stream::Inherit | Stream::Stdout => file(own)?,
    };
    let mut ends = Ends::of(Stdio::from(child.try_clone()?));
    ends.same = Some(child);
    Ok(ends)
}

fn merged(stdout: &Ends) -> io::Result<Ends> {
    match &stdout.same {
        Some(same) => Ok(Ends::of(Stdio::from(same.try_clone()?))),
        None => Ok(Ends::of(Stdio::null())),
    }
}

/// Runs a program. That there is none of that name, or no such folder, is an error.
pub fn start(program: &Program) -> io::Result<Started> {
    let name = program.args.first().map_or("", String::as_str);
    let mut command = Command::new(program.executable.as_deref().unwrap_or(name));
    command.arg0(name).args(program.args.iter().skip(1));
    if let Some(folder) = &program.folder {
        command.current_dir(folder);
    }
    if let Some(environment) = &program.environment {
        command.env_clear();
        command.envs(environment.iter().map(|(name, value)| (name, value)));
    }
    if program.own_group {
        command.process_group(0);
    }
    let [stdin, stdout, stderr] = program.streams;
    let (stdin, stdout) = (input(stdin)?, output(stdout, 1)?);
    let stderr = match stderr {
        Stream::Stdout => merged(&stdout)?,
        other => output(other, 2)?,
    };
    command.stdin(stdin.child);
    command.stdout(stdout.child);
    command.stderr(stderr.child);
    let child = watch(command.spawn()?)?;
    let pipes = [stdin.parent, stdout.parent, stderr.parent];
    Ok(Started { child, pipes })
}

/// Has a thread wait for it.
fn watch(mut child: std::process::Child) -> io::Result<Child> {
    let (ended, tell) = pipe()?;
    let status = Arc::new(OnceLock::new());
    let told = status.clone();
    let id = child.id();
    thread::Builder::new().name("child".into()).spawn(move || {
        // What cannot be waited for has ended unseen; CPython says 255 then.
        let code = child.wait().map_or(255, code);
        // Nobody else sets it.
        let _ = told.set(code);
        drop(tell);
    })?;
    Ok(Child { id, status, ended })
}

fn code(status: ExitStatus) -> i32 {
    let signal = status.signal().map(|number| -number);
    status.code().or(signal).unwrap_or(255)
}
