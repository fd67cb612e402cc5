//! Files of text.
//!
//! Lines are found in the bytes and decoded one by one, so that a long file need not be in memory.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use super::mode::Mode;
use super::raw::Raw;
use crate::codecs::{decode::decode, encode::encode};
use crate::{Int, Iter, List, Result, Str, Value, View, errors};

/// What ends a line, and what is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Newline {
    /// `None`: any end is read as `\n`.
    Translated,
    /// `''`: any end is kept.
    Any,
    /// `'\n'`: that alone.
    Feed,
    /// `'\r'`.
    Return,
    /// `'\r\n'`.
    Both,
}

struct Data {
    raw: Raw,
    name: Value,
    mode: Str,
    encoding: Str,
    errors: Str,
    newline: Newline,
}

/// A file of text.
#[pyclass("class TextIOWrapper", repr, final, tp_name = "_io.TextIOWrapper")]
#[derive(Clone)]
pub struct TextFile(Rc<Data>);

impl TextFile {
    pub(super) fn open(
        raw: Raw,
        name: Value,
        mode: Str,
        _parsed: Mode,
        encoding: Option<Str>,
        errors: Option<Str>,
        newline: Option<Str>,
    ) -> Result<TextFile> {
        let newline = match newline.as_ref().map(Str::as_str) {
            None => Newline::Translated,
            Some("") => Newline::Any,
            Some("\r") => Newline::Return,
            Some("\r\n") => Newline::Both,
            Some(_) => Newline::Feed,
        };
        let encoding = match encoding {
            Some(name) if name.as_str() != "locale" => name,
            _ => Str::from("utf-8"),
        };
        let errors = errors.unwrap_or_else(|| Str::from("strict"));
        // An encoding that does not exist is refused at once.
        encode("", encoding.as_str(), errors.as_str())?;
        Ok(TextFile(Rc::new(Data {
            raw,
            name,
            mode,
            encoding,
            errors,
            newline,
        })))
    }

    fn decoded(&self, bytes: &[u8]) -> Result<String> {
        let text = decode(bytes, self.0.encoding.as_str(), self.0.errors.as_str())?;
        Ok(match self.0.newline {
            Newline::Translated if text.contains('\r') => {
                text.replace("\r\n", "\n").replace('\r', "\n")
            }
            _ => text,
        })
    }

    /// Where the line at the start of `bytes` ends; `None` where more must be read to know.
    fn line_end(&self, bytes: &[u8], is_last: bool) -> Option<usize> {
        let find = |wanted: &[u8]| {
            bytes
                .windows(wanted.len())
                .position(|part| part == wanted)
                .map(|at| at + wanted.len())
        };
        match self.0.newline {
            Newline::Feed => find(b"\n"),
            Newline::Return => find(b"\r"),
            Newline::Both => find(b"\r\n"),
            Newline::Translated | Newline::Any => {
                let at = bytes
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))?;
                match (bytes[at], bytes.get(at + 1)) {
                    (b'\r', Some(b'\n')) => Some(at + 2),
                    (b'\r', None) if !is_last => None,
                    _ => Some(at + 1),
                }
            }
        }
    }

    /// The encoding's lines cannot be found in its bytes.
    fn is_wide(&self) -> bool {
        let name = self.0.encoding.as_str().to_ascii_lowercase();
        name.contains("16") || name.contains("32")
    }

    fn line(&self) -> Result<String> {
        self.0.raw.check_readable("not readable")?;
        if self.is_wide() {
            return self.decoded(&self.0.raw.read_all()?);
        }
        let bytes = self
            .0
            .raw
            .read_until(|bytes, is_last| self.line_end(bytes, is_last))?;
        self.decoded(&bytes)
    }

    /// `count` characters.
    fn some(&self, count: usize) -> Result<String> {
        let mut text = String::new();
        for _ in 0..count {
            let bytes = self
                .0
                .raw
                .read_until(|bytes, is_last| self.character_end(bytes, is_last))?;
            if bytes.is_empty() {
                break;
            }
            text.push_str(&self.decoded(&bytes)?);
        }
        Ok(text)
    }

    /// How long the character at the start of `bytes` is.
    fn character_end(&self, bytes: &[u8], is_last: bool) -> Option<usize> {
        let name = self.0.encoding.as_str().to_ascii_lowercase();
        let is_utf8 = matches!(name.as_str(), "utf-8" | "utf8" | "utf_8");
        let length = match bytes.first()? {
            b'\r' if self.0.newline == Newline::Translated => match bytes.get(1) {
                Some(b'\n') => 2,
                None if !is_last => return None,
                _ => 1,
            },
            0xc0..=0xdf if is_utf8 => 2,
            0xe0..=0xef if is_utf8 => 3,
            0xf0..=0xf7 if is_utf8 => 4,
            _ => 1,
        };
        (bytes.len() >= length || is_last).then_some(length.min(bytes.len()))
    }

    fn py_repr(&self) -> Result<Str> {
        let name = View::repr(&self.0.name)?;
        Ok(Str::from(format!(
            "<_io.TextIOWrapper name={name} mode='{}' encoding='{}'>",
            self.0.mode, self.0.encoding
        )))
    }
}

#[pymethods]
impl TextFile {
    /// Read at most size characters from stream; all that is left without an argument.
    #[pyfn("def read(self, size: int | None = None, /) -> str")]
    pub fn read(&self, size: Option<Int>) -> Result<Str> {
        self.0.raw.check_readable("not readable")?;
        match size.and_then(|size| usize::try_from(size.clamp_i64()).ok()) {
            Some(size) => self.some(size).map(Str::from),
            None => self.decoded(&self.0.raw.read_all()?).map(Str::from),
        }
    }

    /// Read until newline or EOF.
    #[pyfn("def readline(self, size: int = -1, /) -> str")]
    pub fn readline(&self, size: i64) -> Result<Str> {
        let Ok(size) = usize::try_from(size) else {
            return self.line().map(Str::from);
        };
        self.0.raw.check_readable("not readable")?;
        let mut text = String::new();
        for _ in 0..size {
            let next = self.some(1)?;
            text.push_str(&next);
            if next.is_empty() || next == "\n" {
                break;
            }
        }
        Ok(Str::from(text))
    }

    /// Return a list of lines from the stream.
    #[pyfn("def readlines(self, hint: int | None = None, /) -> list[Any]")]
    pub fn readlines(&self, hint: Option<Int>) -> Result<List<Value>> {
        let most = hint.map_or(0, |hint| hint.clamp_i64());
        let (lines, mut length) = (List::new(), 0);
        loop {
            let line = self.line()?;
            if line.is_empty() || (most > 0 && length >= most) {
                return Ok(lines);
            }
            length += line.len() as i64;
            lines.append(Value::from(line));
        }
    }

    /// Write string s to stream.
    ///
    /// Return the number of characters written
    /// (which is always equal to the length of the string).
    #[pyfn("def write(self, s: Any, /) -> int")]
    pub fn write(&self, s: Value) -> Result<Int> {
        self.0.raw.check_writable("not writable")?;
        let text = match &s {
            Value::Str(text) => text.clone(),
            Value::Object(object) => match object.payload() {
                Some(Value::Str(text)) => text,
                _ => return Err(not_text(&s)),
            },
            _ => return Err(not_text(&s)),
        };
        let translated = match self.0.newline {
            Newline::Return => text.as_str().replace('\n', "\r"),
            Newline::Both => text.as_str().replace('\n', "\r\n"),
            _ => text.as_str().to_owned(),
        };
        self.0.raw.write(&encode(
            &translated,
            self.0.encoding.as_str(),
            self.0.errors.as_str(),
        )?)?;
        Ok(text.len())
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
                line => Some(line.map(Value::from)),
            },
        )))
    }

    #[pyfn("def __next__(self) -> str")]
    fn next_line(&self) -> Result<Str> {
        match self.line()? {
            line if line.is_empty() => Err(errors::stop_iteration(Value::None)),
            line => Ok(Str::from(line)),
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

    /// Set the stream position, and return the new stream position.
    #[pyfn("def seek(self, cookie: int, whence: int = 0, /) -> int")]
    pub fn seek(&self, cookie: i64, whence: i64) -> Result<Int> {
        self.0.raw.check_open()?;
        match whence {
            1 if cookie != 0 => Err(super::unsupported("can't do nonzero cur-relative seeks")),
            2 if cookie != 0 => Err(super::unsupported("can't do nonzero end-relative seeks")),
            0 if cookie < 0 => Err(errors::value_error(format!(
                "negative seek position {cookie}"
            ))),
            _ => self.0.raw.seek(cookie, whence).map(Int::new),
        }
    }

    /// Return the stream position as an opaque number.
    #[pyfn("def tell(self) -> int")]
    pub fn tell(&self) -> Result<Int> {
        self.0.raw.tell().map(Int::new)
    }

    /// Truncate the file to at most size bytes.
    #[pyfn("def truncate(self, pos: int | None = None, /) -> int")]
    pub fn truncate(&self, pos: Option<Int>) -> Result<Int> {
        self.0.raw.check_writable("truncate")?;
        self.0
            .raw
            .truncate(pos.map(|pos| pos.clamp_i64()))
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
        self.0.mode.clone()
    }

    /// The encoding.
    #[pyfn("def encoding(self) -> str", property)]
    pub fn encoding(&self) -> Str {
        self.0.encoding.clone()
    }

    /// What is done about what cannot be decoded.
    #[pyfn("def errors(self) -> str", property)]
    pub fn errors(&self) -> Str {
        self.0.errors.clone()
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

fn not_text(value: &Value) -> crate::Error {
    errors::type_error(format!(
        "write() argument must be str, not {}",
        value.class_name()
    ))
}
