//! Files of bytes.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use super::mode::Mode;
use super::raw::Raw;
use crate::{Bytes, Int, Iter, List, Object, Result, Str, Value, View, errors};

struct Data {
    raw: Raw,
    name: Value,
}

/// A buffered file of bytes.
#[pyclass("class BufferedReader", repr, final, tp_name = "_io.BufferedReader")]
#[derive(Clone)]
pub struct BinaryFile(Rc<Data>);

impl BinaryFile {
    pub(super) fn new(raw: Raw, name: Value, _mode: Mode) -> BinaryFile {
        BinaryFile(Rc::new(Data { raw, name }))
    }

    fn line(&self) -> Result<Vec<u8>> {
        self.0.raw.check_readable("readline")?;
        self.0.raw.read_until(|bytes, _| {
            bytes
                .iter()
                .position(|byte| *byte == b'\n')
                .map(|at| at + 1)
        })
    }

    fn py_repr(&self) -> Result<Str> {
        let mode = self.0.raw.mode();
        let class = match (mode.reads, mode.writes) {
            (true, true) => "BufferedRandom",
            (_, true) => "BufferedWriter",
            _ => "BufferedReader",
        };
        Ok(Str::from(format!(
            "<_io.{class} name={}>",
            View::repr(&self.0.name)?
        )))
    }
}

/// The bytes of an argument.
fn bytes_of(value: &Value) -> Result<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Ok(bytes.as_slice().to_vec()),
        other => match crate::Bytes::from_value(other.clone()) {
            Ok(array) => Ok(array.to_vec()),
            Err(_) => {
                let text = format!(
                    "a bytes-like object is required, not '{}'",
                    other.class_name()
                );
                Err(errors::type_error(text))
            }
        },
    }
}

#[pymethods]
impl BinaryFile {
    /// Read and return up to n bytes; all that is left without an argument.
    #[pyfn("def read(self, size: int | None = None, /) -> bytes")]
    pub fn read(&self, size: Option<Int>) -> Result<Bytes> {
        self.0.raw.check_readable("read")?;
        let size = size.and_then(|size| usize::try_from(size.clamp_i64()).ok());
        let bytes = match size {
            Some(size) => self.0.raw.read(size)?,
            None => self.0.raw.read_all()?,
        };
        Ok(Bytes::from(bytes))
    }

    /// Read and return a line from the stream.
    #[pyfn("def readline(self, size: int = -1, /) -> bytes")]
    pub fn readline(&self, size: i64) -> Result<Bytes> {
        if let Ok(size) = usize::try_from(size) {
            self.0.raw.check_readable("readline")?;
            let end = |bytes: &[u8], _: bool| {
                let newline = bytes
                    .iter()
                    .take(size)
                    .position(|byte| *byte == b'\n')
                    .map(|at| at + 1);
                newline.or((bytes.len() >= size).then_some(size))
            };
            return self.0.raw.read_until(end).map(Bytes::from);
        }
        self.line().map(Bytes::from)
    }

    /// Return a list of lines from the stream.
    #[pyfn("def readlines(self, hint: int | None = None, /) -> list[Any]")]
    pub fn readlines(&self, _hint: Option<Int>) -> Result<List<Value>> {
        self.iter()?.collect()
    }

    /// Write buffer b to the IO stream; returns the number of bytes.
    #[pyfn("def write(self, b: Any, /) -> int")]
    pub fn write(&self, b: Value) -> Result<Int> {
        self.0.raw.check_writable("write")?;
        let bytes = bytes_of(&b)?;
        self.0.raw.write(&bytes)?;
        Ok(Int::from(bytes.len()))
    }

    /// Write a list of lines to stream.
    #[pyfn("def writelines(self, lines: Any, /) -> None")]
    pub fn writelines(&self, lines: Value) -> Result<()> {
        for line in lines.iter()? {
            self.write(line?)?;
        }
        Ok(())
    }

    /// The lines.
    #[pyfn("def __iter__(self) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        self.0.raw.check_open()?;
        let this = self.clone();
        Ok(Iter::from_iterator(std::iter::from_fn(
            move || match this.line() {
                Ok(line) if line.is_empty() => None,
                line => Some(line.map(|line| Value::Bytes(Bytes::from(line)))),
            },
        )))
    }

    #[pyfn("def __next__(self) -> bytes")]
    fn next_line(&self) -> Result<Bytes> {
        match self.line()? {
            line if line.is_empty() => Err(errors::stop_iteration(Value::None)),
            line => Ok(Bytes::from(line)),
        }
    }

    /// Flush write buffers, if applicable.
    #[pyfn("def flush(self) -> None")]
    pub fn flush(&self) -> Result<()> {
        self.0.raw.flush()
    }

    /// Flush and close the IO object.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) -> Result<()> {
        self.0.raw.close()
    }

    /// Change the stream position to the given byte offset.
    #[pyfn("def seek(self, offset: int, whence: int = 0, /) -> int")]
    pub fn seek(&self, offset: i64, whence: i64) -> Result<Int> {
        self.0.raw.seek(offset, whence).map(Int::new)
    }

    /// Return current stream position.
    #[pyfn("def tell(self) -> int")]
    pub fn tell(&self) -> Result<Int> {
        self.0.raw.tell().map(Int::new)
    }

    /// Truncate the file to at most size bytes.
    #[pyfn("def truncate(self, size: int | None = None, /) -> int")]
    pub fn truncate(&self, size: Option<Int>) -> Result<Int> {
        self.0.raw.check_writable("truncate")?;
        self.0
            .raw
            .truncate(size.map(|size| size.clamp_i64()))
            .map(Int::new)
    }

    /// Return whether object was opened for reading.
    #[pyfn("def readable(self) -> bool")]
    pub fn readable(&self) -> bool {
        self.0.raw.mode().reads
    }

    /// Return whether object was opened for writing.
    #[pyfn("def writable(self) -> bool")]
    pub fn writable(&self) -> bool {
        self.0.raw.mode().writes
    }

    /// Return whether object supports random access.
    #[pyfn("def seekable(self) -> bool")]
    pub fn seekable(&self) -> bool {
        true
    }

    /// Return whether this is an 'interactive' stream.
    #[pyfn("def isatty(self) -> bool")]
    pub fn isatty(&self) -> bool {
        false
    }

    /// The file is closed.
    #[pyfn("def closed(self) -> bool", property)]
    pub fn closed(&self) -> bool {
        self.0.raw.is_closed()
    }

    /// What was opened.
    #[pyfn("def name(self) -> Any", property)]
    pub fn name(&self) -> Value {
        self.0.name.clone()
    }

    /// How it was opened.
    #[pyfn("def mode(self) -> str", property)]
    pub fn mode(&self) -> Str {
        Str::from(self.0.raw.mode().text())
    }

    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Result<Value> {
        self.0.raw.check_open()?;
        Ok(self.to_value())
    }

    #[pyfn("def __exit__(self, *exc_info: Any) -> None")]
    fn exit(&self, _exc_info: &[Value]) -> Result<()> {
        self.close()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }
}
