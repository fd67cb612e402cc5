//! Files of the host: `open`, and what it returns.
//!
//! [`raw`] reads and writes bytes through buffers, [`text`] and [`binary`] are the objects that Python sees.
//!
//! *Invariant:* what was written is in the file when it is closed, or dropped. Where the host has no files, opening one is an OSError.

pub mod binary;
mod mode;
mod raw;
pub mod text;

pub use binary::BinaryFile;
pub use text::TextFile;

use portalis_macros::{pyclass, pyfn};

use crate::{Args, Error, NativeClass, Result, Str, Value, View, errors};

/// Raised when an operation is not supported by a stream.
#[pyclass("class UnsupportedOperation(OSError, ValueError)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static UnsupportedOperation: NativeClass = NativeClass {
    bases: &[&errors::OSError, &errors::ValueError],
    ..NativeClass::new("UnsupportedOperation", "io")
};

/// io.UnsupportedOperation with this text.
pub fn unsupported(text: &str) -> Error {
    errors::exception_with(&UnsupportedOperation, vec![Value::from(text.to_owned())])
}

/// Open file and return a stream.  Raise OSError upon failure.
///
/// file is either a text or byte string giving the name (and the path
/// if the file isn't in the current working directory) of the file to
/// be opened.
#[pyfn(
    "def open(file: Any, mode: str = 'r', buffering: int = -1, encoding: str | None = None, errors: str | None = None, newline: str | None = None, closefd: bool = True, opener: Any = None) -> Any"
)]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn open(
    file: Value,
    mode: Str,
    _buffering: i64,
    encoding: Option<Str>,
    errors: Option<Str>,
    newline: Option<Str>,
    _closefd: bool,
    _opener: Value,
) -> Result<Value> {
    let parsed = mode::Mode::parse(mode.as_str())?;
    mode::check_binary(
        &parsed,
        encoding.is_some(),
        errors.is_some(),
        newline.is_some(),
    )?;
    if let Some(newline) = newline.as_ref().map(Str::as_str)
        && !matches!(newline, "" | "\n" | "\r" | "\r\n")
    {
        let text = format!(
            "illegal newline value: {}",
            View::repr(&Str::from(newline))?
        );
        return Err(errors::value_error(text));
    }
    let path = path_of(&file)?;
    // What it is called from now on is the text, whatever object named it.
    let file = match &file {
        Value::Str(_) | Value::Bytes(_) => file,
        _ => Value::from(path.clone()),
    };
    let raw = raw::Raw::open(&path, &file, &parsed)?;
    if parsed.is_binary {
        return Ok(BinaryFile::new(raw, file, parsed).to_value());
    }
    text::TextFile::open(raw, file, mode, parsed, encoding, errors, newline)
        .map(|file| file.to_value())
}

/// The path that an argument means: a text, bytes, or an object with `__fspath__`.
pub fn path_of(file: &Value) -> Result<String> {
    match file {
        Value::Str(text) => Ok(text.as_str().to_owned()),
        Value::Bytes(bytes) => Ok(String::from_utf8_lossy(bytes.as_slice()).into_owned()),
        other => match other.class().lookup("__fspath__") {
            Some(method) => path_of(&method.call(Args::positional(vec![other.clone()]))?),
            None => Err(errors::type_error(format!(
                "expected str, bytes or os.PathLike object, not {}",
                other.class_name()
            ))),
        },
    }
}

/// The OSError for what the host says.
pub fn host_error(error: &std::io::Error, path: Option<&Value>) -> Error {
    use std::io::ErrorKind as Kind;
    let (number, text) = match error.kind() {
        Kind::NotFound => (2, "No such file or directory"),
        Kind::PermissionDenied => (13, "Permission denied"),
        Kind::AlreadyExists => (17, "File exists"),
        Kind::NotADirectory => (20, "Not a directory"),
        Kind::IsADirectory => (21, "Is a directory"),
        Kind::InvalidInput => (22, "Invalid argument"),
        Kind::ReadOnlyFilesystem => (30, "Read-only file system"),
        Kind::BrokenPipe => (32, "Broken pipe"),
        Kind::DirectoryNotEmpty => (39, "Directory not empty"),
        Kind::Unsupported => (38, "Function not implemented"),
        _ => match error.raw_os_error() {
            Some(number) => {
                return errors::os_error_from(i64::from(number), system_text(error), path.cloned());
            }
            None => return errors::os_error(error.to_string()),
        },
    };
    errors::os_error_from(number, text, path.cloned())
}

/// The host's words, without the number that Rust adds.
fn system_text(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.rfind(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
