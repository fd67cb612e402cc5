//! `_process`: what the modules `subprocess` and `asyncio.subprocess`, which are Python, ask of the host.
//!
//! *Invariant:* errors are CPython's OSErrors; a host without processes has none, and says so. Who waits lets other threads run.

use std::rc::Rc;
use std::time::Duration;

use portalis_async::host::{self, Interest};
use portalis_io::net::{Family, Kind, Socket};
use portalis_io::process::{self, Program, Stream};
use portalis_macros::{module, pyclass, pyfn, pymethods};
use portalis_runtime::{Error, Int, Result, Str, Value, View, errors, files};

use crate::_socket::PySocket;

module!("_process");

struct Data {
    child: process::Child,
    pipes: [Option<PySocket>; 3],
}

/// Another program that runs, or ran.
#[pyclass("class Child", module = "_process")]
#[derive(Clone)]
pub struct Child(Rc<Data>);

#[pymethods]
impl Child {
    /// Its number.
    #[pyfn("def pid(self) -> int", property)]
    pub fn pid(&self) -> Int {
        Int::from(i64::from(self.0.child.id()))
    }

    /// How it ended: its exit code, or the negative number of a signal; None while it runs.
    #[pyfn("def poll(self) -> Any")]
    pub fn poll(&self) -> Value {
        let status = self.0.child.status();
        status.map_or(Value::None, |status| Value::from(i64::from(status)))
    }

    /// Wait until it has ended, or for so many seconds: whether it has.
    #[pyfn("def wait(self, timeout: float | None, /) -> bool")]
    pub fn wait(&self, timeout: Option<f64>) -> Result<bool> {
        if self.0.child.status().is_some() {
            return Ok(true);
        }
        let interest = Interest {
            read: true,
            write: false,
        };
        let limit = timeout
            .map(|timeout| Duration::try_from_secs_f64(timeout.max(0.0)).unwrap_or(Duration::MAX));
        host::wait_ready(self.fileno().clamp_i64(), interest, limit)
            .map_err(|error| failed(&error, None))
    }

    /// What can be read when it has ended.
    #[pyfn("def fileno(self) -> int")]
    pub fn fileno(&self) -> Int {
        Int::from(self.0.child.source())
    }

    /// The parent's end of a pipe: of stdin (0), stdout or stderr.
    #[pyfn("def pipe(self, number: int, /) -> Any")]
    pub fn pipe(&self, number: i64) -> Value {
        let pipe = usize::try_from(number)
            .ok()
            .and_then(|at| self.0.pipes.get(at));
        match pipe {
            Some(Some(pipe)) => View::to_value(pipe),
            _ => Value::None,
        }
    }
}

fn failed(error: &std::io::Error, name: Option<&str>) -> Error {
    if error.kind() == std::io::ErrorKind::Unsupported {
        let host = host::platform();
        return errors::os_error_from(38, format!("{} has no processes", host.name()), None);
    }
    let name = name.map(|name| Value::from(name.to_owned()));
    files::host_error(error, name.as_ref())
}

/// As `subprocess` has it: -1 is a pipe, -2 goes with stdout, -3 is nothing, and -4 stands for None.
fn stream(number: i64) -> Stream {
    match number {
        -1 => Stream::Pipe,
        -2 => Stream::Stdout,
        -3 => Stream::Null,
        -4 => Stream::Inherit,
        number => Stream::File(number),
    }
}

fn texts(values: &Value) -> Result<Vec<String>> {
    let text = |value: Result<Value>| Ok(View::str(&value?)?.as_str().to_owned());
    values.iter()?.map(text).collect()
}

/// Run a program. *env* is its names and values in turn.
#[pyfn(
    "def start(args: Any, executable: str | None, cwd: str | None, env: Any, streams: Any, own_group: bool, /) -> Child"
)]
pub fn start(
    args: Value,
    executable: Option<Str>,
    cwd: Option<Str>,
    env: Value,
    streams: Value,
    own_group: bool,
) -> Result<Child> {
    let owned = |text: Str| text.as_str().to_owned();
    let (args, folder) = (texts(&args)?, cwd.map(owned));
    if let Some(folder) = &folder {
        std::fs::metadata(folder).map_err(|error| failed(&error, Some(folder)))?;
    }
    let environment = match env {
        Value::None => None,
        env => {
            let all = texts(&env)?;
            let pair = |pair: &[String]| Some((pair.first()?.clone(), pair.get(1)?.clone()));
            Some(all.chunks_exact(2).filter_map(pair).collect())
        }
    };
    let mut numbers = [-4; 3];
    for (at, number) in numbers.iter_mut().zip(streams.iter()?) {
        *at = number?.as_int().map_or(-4, |number| number.clamp_i64());
    }
    let program = Program {
        executable: executable.map(owned),
        folder,
        environment,
        streams: numbers.map(stream),
        own_group,
        args,
    };
    portalis_runtime::run::flush_stdout();
    let name = program.executable.as_ref().or(program.args.first());
    let started = process::start(&program).map_err(|error| failed(&error, name.map(|n| &**n)))?;
    let handle = |pipe: Socket| PySocket::of(Rc::new(pipe), Family::Unix, Kind::Stream);
    Ok(Child(Rc::new(Data {
        child: started.child,
        pipes: started.pipes.map(|pipe| pipe.map(handle)),
    })))
}
