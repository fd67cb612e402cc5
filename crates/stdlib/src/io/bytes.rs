//! `BytesIO`.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{
    Bytes, Int, Iter, Iterable, List, Object, Result, Value, View, errors,
};

use super::{amount, closed, position};

struct Data {
    /// `None` once it is closed.
    bytes: Option<Vec<u8>>,
    at: usize,
}

/// Buffered I/O implementation using an in-memory bytes buffer.
#[pyclass("class BytesIO", tp_name = "_io.BytesIO")]
#[derive(Clone)]
pub struct BytesIO(Rc<RefCell<Data>>);

impl BytesIO {
    fn with<R>(&self, work: impl FnOnce(&mut Vec<u8>, &mut usize) -> R) -> Result<R> {
        let mut data = self.0.borrow_mut();
        let Data { bytes, at } = &mut *data;
        match bytes {
            Some(bytes) => Ok(work(bytes, at)),
            None => Err(errors::value_error("I/O operation on closed file.")),
        }
    }

    fn take(&self, most: usize, until_newline: bool) -> Result<Bytes> {
        self.with(|bytes, at| {
            let rest = bytes.get(*at..).unwrap_or_default();
            let end = match until_newline {
                true => rest
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(rest.len(), |end| end + 1),
                false => rest.len(),
            };
            let part = rest[..end.min(most)].to_vec();
            *at += part.len();
            Bytes::from(part)
        })
    }
}

pub(crate) fn bytes_of(value: &Value) -> Result<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Ok(bytes.as_slice().to_vec()),
        other => match Bytes::from_value(other.clone()) {
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

impl Iterable for BytesIO {
    type Item = Value;

    fn iter(&self) -> Result<Iter<Value>> {
        BytesIO::iter(self)
    }
}

#[pymethods]
impl BytesIO {
    /// A stream that holds `initial_bytes`.
    #[pyfn("def __new__(cls, initial_bytes: Any = None) -> BytesIO")]
    pub fn new(initial_bytes: Value) -> Result<BytesIO> {
        let bytes = if initial_bytes.is_none() {
            Vec::new()
        } else {
            bytes_of(&initial_bytes)?
        };
        Ok(BytesIO(Rc::new(RefCell::new(Data {
            bytes: Some(bytes),
            at: 0,
        }))))
    }

    /// Write bytes to file.
    ///
    /// Return the number of bytes written.
    #[pyfn("def write(self, b: Any, /) -> int")]
    pub fn write(&self, b: Value) -> Result<Int> {
        let new = bytes_of(&b)?;
        self.with(|bytes, at| {
            if bytes.len() < *at {
                bytes.resize(*at, 0);
            }
            let end = (*at + new.len()).min(bytes.len());
            bytes.splice(*at..end, new.iter().copied());
            *at += new.len();
        })?;
        Ok(Int::from(new.len()))
    }

    /// Write lines to the file.
    #[pyfn("def writelines(self, lines: Any, /) -> None")]
    pub fn writelines(&self, lines: Value) -> Result<()> {
        for line in lines.iter()? {
            self.write(line?)?;
        }
        Ok(())
    }

    /// Retrieve the entire contents of the BytesIO object.
    #[pyfn("def getvalue(self) -> bytes")]
    pub fn getvalue(&self) -> Result<Bytes> {
        self.with(|bytes, _| Bytes::from(bytes.clone()))
    }

    /// The contents: a copy.
    #[pyfn("def getbuffer(self) -> bytes")]
    pub fn getbuffer(&self) -> Result<Bytes> {
        self.getvalue()
    }

    /// Read at most size bytes, returned as a bytes object.
    #[pyfn("def read(self, size: int | None = None, /) -> bytes")]
    pub fn read(&self, size: Option<Int>) -> Result<Bytes> {
        self.take(amount(size), false)
    }

    /// As `read`.
    #[pyfn("def read1(self, size: int | None = None, /) -> bytes")]
    pub fn read1(&self, size: Option<Int>) -> Result<Bytes> {
        self.read(size)
    }

    /// Next line from the file, as a bytes object.
    #[pyfn("def readline(self, size: int | None = None, /) -> bytes")]
    pub fn readline(&self, size: Option<Int>) -> Result<Bytes> {
        self.take(amount(size), true)
    }

    /// List of bytes objects, each a line from the file.
    #[pyfn("def readlines(self, size: int | None = None, /) -> list[Any]")]
    pub fn readlines(&self, _size: Option<Int>) -> Result<List<Value>> {
        self.iter()?.collect()
    }

    /// The lines.
    #[pyfn("def __iter__(self) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        self.with(|_, _| ())?;
        let this = self.clone();
        Ok(Iter::from_iterator(std::iter::from_fn(
            move || match this.take(usize::MAX, true) {
                Ok(line) if line.as_slice().is_empty() => None,
                line => Some(line.map(Value::Bytes)),
            },
        )))
    }

    #[pyfn("def __next__(self) -> bytes")]
    fn next_line(&self) -> Result<Bytes> {
        match self.take(usize::MAX, true)? {
            line if line.as_slice().is_empty() => Err(errors::stop_iteration(Value::None)),
            line => Ok(line),
        }
    }

    /// Current file position, an integer.
    #[pyfn("def tell(self) -> int")]
    pub fn tell(&self) -> Result<Int> {
        self.with(|_, at| Int::from(*at))
    }

    /// Change stream position.
    #[pyfn("def seek(self, pos: int, whence: int = 0, /) -> int")]
    pub fn seek(&self, pos: i64, whence: i64) -> Result<Int> {
        self.with(|bytes, at| {
            *at = position(pos, whence, *at, bytes.len())?;
            Ok(Int::from(*at))
        })?
    }

    /// Truncate the file to at most size bytes.
    #[pyfn("def truncate(self, size: int | None = None, /) -> int")]
    pub fn truncate(&self, size: Option<Int>) -> Result<Int> {
        self.with(|bytes, at| {
            let size = size.map_or(*at, |size| size.clamp_i64().max(0) as usize);
            bytes.truncate(size);
            Int::from(size)
        })
    }

    /// Disable all I/O operations.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        self.0.borrow_mut().bytes = None;
    }

    /// Does nothing.
    #[pyfn("def flush(self) -> None")]
    pub fn flush(&self) -> Result<()> {
        self.with(|_, _| ())
    }

    /// True if the file is closed.
    #[pyfn("def closed(self) -> bool", property)]
    pub fn closed(&self) -> bool {
        self.0.borrow().bytes.is_none()
    }

    /// Returns True if the IO object can be read.
    #[pyfn("def readable(self) -> bool")]
    pub fn readable(&self) -> Result<bool> {
        self.with(|_, _| true)
    }

    /// Returns True if the IO object can be written.
    #[pyfn("def writable(self) -> bool")]
    pub fn writable(&self) -> Result<bool> {
        self.with(|_, _| true)
    }

    /// Returns True if the IO object can be seeked.
    #[pyfn("def seekable(self) -> bool")]
    pub fn seekable(&self) -> Result<bool> {
        self.with(|_, _| true)
    }

    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Result<Value> {
        self.with(|_, _| ()).map_err(|_| closed())?;
        Ok(self.to_value())
    }

    #[pyfn("def __exit__(self, *exc_info: Any) -> None")]
    fn exit(&self, _exc_info: &[Value]) {
        self.close();
    }
}
