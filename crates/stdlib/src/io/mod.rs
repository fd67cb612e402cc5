//! `io`: streams in memory, and the names of the others.
//!
//! *Invariant:* files are the runtime's (`open` is a builtin); what is here has no host.

mod bytes;
mod text;

pub(crate) use bytes::bytes_of;
pub use bytes::*;
pub use text::*;

use portalis_macros::{module, pyconst, pyfn};
use portalis_runtime::{Error, Int, Result, Str, Value, declare::Declared, errors, files};

module!("io");

/// Size of buffers.
#[pyconst("DEFAULT_BUFFER_SIZE: int")]
pub const DEFAULT_BUFFER_SIZE: Int = Int::new(8192);

/// Start of the stream.
#[pyconst("SEEK_SET: int")]
pub const SEEK_SET: Int = Int::new(0);

/// The present position.
#[pyconst("SEEK_CUR: int")]
pub const SEEK_CUR: Int = Int::new(1);

/// End of the stream.
#[pyconst("SEEK_END: int")]
pub const SEEK_END: Int = Int::new(2);

/// Raised when an operation is not supported by a stream.
#[pyconst("UnsupportedOperation: Any")]
pub fn unsupported_operation() -> Value {
    files::UnsupportedOperation.class().value()
}

/// Files of text.
#[pyconst("TextIOWrapper: Any")]
pub fn text_io_wrapper() -> Value {
    <files::TextFile as Declared>::CLASS.class().value()
}

/// Files of bytes.
#[pyconst("BufferedReader: Any")]
pub fn buffered_reader() -> Value {
    <files::BinaryFile as Declared>::CLASS.class().value()
}

/// Files of bytes.
#[pyconst("BufferedWriter: Any")]
pub fn buffered_writer() -> Value {
    buffered_reader()
}

/// Open file and return a stream.  Raise OSError upon failure.
#[pyfn(
    "def open(file: Any, mode: str = 'r', buffering: int = -1, encoding: str | None = None, errors: str | None = None, newline: str | None = None, closefd: bool = True, opener: Any = None) -> Any"
)]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn open(
    file: Value,
    mode: Str,
    buffering: i64,
    encoding: Option<Str>,
    errors: Option<Str>,
    newline: Option<Str>,
    closefd: bool,
    opener: Value,
) -> Result<Value> {
    files::open(
        file, mode, buffering, encoding, errors, newline, closefd, opener,
    )
}

/// What is said of a stream that was closed.
fn closed() -> Error {
    errors::value_error("I/O operation on closed file")
}

/// A new position, as `seek` works it out.
fn position(offset: i64, whence: i64, at: usize, length: usize) -> Result<usize> {
    let base = match whence {
        0 if offset < 0 => {
            return Err(errors::value_error(format!("negative seek value {offset}")));
        }
        0 => 0,
        1 => at as i64,
        2 => length as i64,
        other => {
            return Err(errors::value_error(format!(
                "invalid whence ({other}, should be 0, 1 or 2)"
            )));
        }
    };
    Ok((base + offset).max(0) as usize)
}

/// `size` of a `read`: `None` and negative numbers mean everything.
fn amount(size: Option<Int>) -> usize {
    size.and_then(|size| usize::try_from(size.clamp_i64()).ok())
        .unwrap_or(usize::MAX)
}
