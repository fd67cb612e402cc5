//! `_os`: what the modules `os` and `os.path`, which are Python, ask of the host.
//!
//! *Invariant:* errors are CPython's OSErrors; a host without files or environment has none, and says so.

use std::io::IsTerminal;
use std::path::Path;
use std::time::UNIX_EPOCH;

use portalis_async::host;
use portalis_macros::{module, pyfn};
use portalis_runtime::{Bytes, Dict, Error, Int, List, Result, Str, Tuple, Value, errors, files};

module!("_os");

fn failed(error: &std::io::Error, path: &str) -> Error {
    files::host_error(error, Some(&Value::from(path.to_owned())))
}

/// A path, with the name under which it is known in errors.
fn on<T>(path: &str, work: impl FnOnce(&Path) -> std::io::Result<T>) -> Result<T> {
    work(Path::new(path)).map_err(|error| failed(&error, path))
}

/// The environment.
#[pyfn("def environ() -> dict[Any, Any]")]
pub fn environ() -> Result<Dict<Value, Value>> {
    let text = |text: std::ffi::OsString| Value::from(text.to_string_lossy().into_owned());
    Dict::from_items(std::env::vars_os().map(|(name, value)| (text(name), text(value))))
}

/// One variable, as it was when the program started.
#[pyfn("def getenv(name: str, /) -> str | None")]
pub fn getenv(name: &str) -> Option<Str> {
    std::env::var_os(name).map(|value| Str::from(value.to_string_lossy().into_owned()))
}

/// The variable is the program's own: no other process sees it.
#[pyfn("def putenv(name: str, value: str, /) -> None")]
pub fn putenv(name: &str, _value: &str) -> Result<()> {
    match name.is_empty() || name.contains('=') {
        true => Err(errors::value_error("illegal environment variable name")),
        false => Ok(()),
    }
}

/// As [`putenv`].
#[pyfn("def unsetenv(name: str, /) -> None")]
pub fn unsetenv(_name: &str) {}

/// The current folder.
#[pyfn("def getcwd() -> str")]
pub fn getcwd() -> Result<Str> {
    match std::env::current_dir() {
        Ok(path) => Ok(Str::from(path.to_string_lossy().into_owned())),
        Err(error) => Err(files::host_error(&error, None)),
    }
}

/// Changes the current folder.
#[pyfn("def chdir(path: str, /) -> None")]
pub fn chdir(path: &str) -> Result<()> {
    on(path, |path| std::env::set_current_dir(path))
}

/// The number of the process.
#[pyfn("def getpid() -> int")]
pub fn getpid() -> Int {
    match cfg!(target_family = "wasm") {
        true => Int::new(1),
        false => Int::from(i64::from(std::process::id())),
    }
}

/// How many processors there are.
#[pyfn("def cpu_count() -> int")]
pub fn cpu_count() -> Int {
    Int::from(std::thread::available_parallelism().map_or(1, |count| count.get()))
}

/// Unpredictable bytes.
#[pyfn("def urandom(size: int, /) -> bytes")]
pub fn urandom(size: i64) -> Bytes {
    let mut bytes = vec![0; size.max(0) as usize];
    host::platform().entropy(&mut bytes);
    Bytes::from(bytes)
}

/// Ends the process at once.
#[pyfn("def exit(status: int, /) -> None")]
pub fn exit(status: i64) {
    portalis_runtime::run::flush_stdout();
    std::process::exit((status & 0xff) as i32);
}

/// What an error number means.
#[pyfn("def strerror(code: int, /) -> str")]
pub fn strerror(code: i64) -> Str {
    let known = [
        (0, "Success"),
        (1, "Operation not permitted"),
        (2, "No such file or directory"),
        (4, "Interrupted system call"),
        (5, "Input/output error"),
        (9, "Bad file descriptor"),
        (11, "Resource temporarily unavailable"),
        (12, "Cannot allocate memory"),
        (13, "Permission denied"),
        (16, "Device or resource busy"),
        (17, "File exists"),
        (18, "Invalid cross-device link"),
        (20, "Not a directory"),
        (21, "Is a directory"),
        (22, "Invalid argument"),
        (24, "Too many open files"),
        (25, "Inappropriate ioctl for device"),
        (27, "File too large"),
        (28, "No space left on device"),
        (29, "Illegal seek"),
        (30, "Read-only file system"),
        (32, "Broken pipe"),
        (33, "Numerical argument out of domain"),
        (34, "Numerical result out of range"),
        (38, "Function not implemented"),
        (39, "Directory not empty"),
        (98, "Address already in use"),
        (104, "Connection reset by peer"),
        (110, "Connection timed out"),
        (111, "Connection refused"),
    ];
    match known.into_iter().find(|(number, _)| *number == code) {
        Some((_, text)) => Str::from(text),
        None => Str::from(format!("Unknown error {code}")),
    }
}

/// Names in a folder.
#[pyfn("def listdir(path: str, /) -> list[Any]")]
pub fn listdir(path: &str) -> Result<List<Value>> {
    let entries = on(path, |path| std::fs::read_dir(path))?;
    let name = |entry: std::io::Result<std::fs::DirEntry>| match entry {
        Ok(entry) => Ok(Value::from(
            entry.file_name().to_string_lossy().into_owned(),
        )),
        Err(error) => Err(failed(&error, path)),
    };
    entries.map(name).collect()
}

/// Makes a folder.
#[pyfn("def mkdir(path: str, /) -> None")]
pub fn mkdir(path: &str) -> Result<()> {
    on(path, |path| std::fs::create_dir(path))
}

/// Removes a file.
#[pyfn("def remove(path: str, /) -> None")]
pub fn remove(path: &str) -> Result<()> {
    on(path, |path| std::fs::remove_file(path))
}

/// Removes an empty folder.
#[pyfn("def rmdir(path: str, /) -> None")]
pub fn rmdir(path: &str) -> Result<()> {
    on(path, |path| std::fs::remove_dir(path))
}

/// Renames a file or folder.
#[pyfn("def rename(src: str, dst: str, /) -> None")]
pub fn rename(src: &str, dst: &str) -> Result<()> {
    std::fs::rename(src, dst).map_err(|error| {
        let found = failed(&error, src);
        // The other name is part of the error, too.
        let _ = found
            .value()
            .set_attr("filename2", Value::from(dst.to_owned()));
        found
    })
}

/// The path without symbolic links.
#[pyfn("def realpath(path: str, /) -> str")]
pub fn realpath(path: &str) -> Result<Str> {
    let real = on(path, |path| std::fs::canonicalize(path))?;
    Ok(Str::from(real.to_string_lossy().into_owned()))
}

/// Mode, ino, dev, nlink, uid, gid, size, and the times of access, modification and change in nanoseconds.
#[pyfn("def stat(path: str, follow_symlinks: bool, /) -> Any")]
pub fn stat(path: &str, follow_symlinks: bool) -> Result<Value> {
    let metadata = on(path, |path| match follow_symlinks {
        true => std::fs::metadata(path),
        false => std::fs::symlink_metadata(path),
    })?;
    let kind = if metadata.is_dir() {
        0o040_000
    } else if metadata.is_symlink() {
        0o120_000
    } else {
        0o100_000
    };
    let allowed = match (metadata.is_dir(), metadata.permissions().readonly()) {
        (true, _) => 0o755,
        (false, true) => 0o444,
        (false, false) => 0o644,
    };
    let nanoseconds = |time: std::io::Result<std::time::SystemTime>| {
        let since = time
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        since.map_or(0, |since| {
            i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
        })
    };
    let modified = nanoseconds(metadata.modified());
    let fields = [
        kind | allowed,
        0,
        0,
        1,
        0,
        0,
        metadata.len() as i64,
        nanoseconds(metadata.accessed()),
        modified,
        modified,
    ];
    Ok(Value::Tuple(
        fields
            .into_iter()
            .map(Value::from)
            .collect::<Tuple<Value>>(),
    ))
}

/// The descriptor is a terminal.
#[pyfn("def isatty(fd: int, /) -> bool")]
pub fn isatty(fd: i64) -> bool {
    match fd {
        0 => std::io::stdin().is_terminal(),
        1 => std::io::stdout().is_terminal(),
        2 => std::io::stderr().is_terminal(),
        _ => false,
    }
}
