//! `StringIO`.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Int, Iter, Iterable, List, Result, Str, Value, View, errors};

use super::{amount, closed, position};

struct Data {
    /// `None` once it is closed.
    text: Option<String>,
    /// In code points, and where that is in the text; both are beyond its end after a far `seek`.
    at: usize,
    byte: usize,
    /// All of it is ASCII, so that both are the same.
    is_ascii: bool,
    newline: Option<Str>,
}

/// Text I/O implementation using an in-memory buffer.
///
/// The initial_value argument sets the value of object.  The newline
/// argument is like the one of TextIOWrapper's constructor.
#[pyclass("class StringIO", tp_name = "_io.StringIO")]
#[derive(Clone)]
pub struct StringIO(Rc<RefCell<Data>>);

impl StringIO {
    fn with<R>(&self, work: impl FnOnce(&mut Data, &mut String) -> R) -> Result<R> {
        let mut data = self.0.borrow_mut();
        let Some(mut text) = data.text.take() else {
            return Err(closed());
        };
        let result = work(&mut data, &mut text);
        data.text = Some(text);
        Ok(result)
    }
}

impl Data {
    fn move_to(&mut self, text: &str, at: usize) {
        self.at = at;
        self.byte = match self.is_ascii {
            true => at,
            false => text
                .char_indices()
                .nth(at)
                .map_or(text.len(), |(byte, _)| byte),
        };
    }

    fn rest<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.byte.min(text.len())..).unwrap_or("")
    }

    /// Takes `part` of the rest.
    fn advance(&mut self, part: &str) -> Str {
        self.at += part.chars().count();
        self.byte += part.len();
        Str::from(part)
    }

    fn write(&mut self, text: &mut String, new: &str) {
        self.is_ascii &= new.is_ascii();
        let length = if self.is_ascii {
            text.len()
        } else {
            text.chars().count()
        };
        if self.at > length {
            text.extend(std::iter::repeat_n('\0', self.at - length));
        }
        let at = self.at;
        self.move_to(text, at);
        let count = new.chars().count();
        if self.byte >= text.len() {
            text.push_str(new);
        } else {
            let end = self
                .rest(text)
                .char_indices()
                .nth(count)
                .map_or(text.len(), |(byte, _)| self.byte + byte);
            text.replace_range(self.byte..end, new);
        }
        self.at += count;
        self.byte += new.len();
    }

    fn line(&mut self, text: &str, most: usize) -> Str {
        let rest = self.rest(text);
        let end = match self.newline.as_ref().map(Str::as_str) {
            Some("") => rest
                .find(['\n', '\r'])
                .map(|at| at + if rest[at..].starts_with("\r\n") { 2 } else { 1 }),
            Some(newline) if newline != "\n" => rest.find(newline).map(|at| at + newline.len()),
            _ => rest.find('\n').map(|at| at + 1),
        };
        let line = &rest[..end.unwrap_or(rest.len())];
        let end = line
            .char_indices()
            .nth(most)
            .map_or(line.len(), |(byte, _)| byte);
        self.advance(&line[..end])
    }
}

fn translated(newline: Option<&str>, text: &str) -> String {
    match newline {
        None => text.replace("\r\n", "\n").replace('\r', "\n"),
        Some("\r" | "\r\n") => text.replace('\n', newline.unwrap_or("\n")),
        Some(_) => text.to_owned(),
    }
}

impl Iterable for StringIO {
    type Item = Value;

    fn iter(&self) -> Result<Iter<Value>> {
        StringIO::iter(self)
    }
}

#[pymethods]
impl StringIO {
    /// A stream that holds `initial_value`.
    #[pyfn("def __new__(cls, initial_value: str | None = None, newline: Any = '\\n') -> StringIO")]
    pub fn new(initial_value: Option<Str>, newline: Value) -> StringIO {
        let newline = match newline {
            Value::Str(newline) => Some(newline),
            _ => None,
        };
        let mut data = Data {
            text: None,
            at: 0,
            byte: 0,
            is_ascii: true,
            newline,
        };
        let mut text = String::new();
        let initial = initial_value.unwrap_or_default();
        let initial = translated(data.newline.as_ref().map(Str::as_str), initial.as_str());
        data.write(&mut text, &initial);
        data.move_to(&text, 0);
        data.text = Some(text);
        StringIO(Rc::new(RefCell::new(data)))
    }

    /// Write string to file.
    ///
    /// Returns the number of characters written, which is always equal to
    /// the length of the string.
    #[pyfn("def write(self, s: Any, /) -> int")]
    pub fn write(&self, s: Value) -> Result<Int> {
        let payload = match &s {
            Value::Object(object) => object.payload().unwrap_or_default(),
            other => other.clone(),
        };
        let Value::Str(text) = payload else {
            return Err(errors::type_error(format!(
                "string argument expected, got '{}'",
                s.class_name()
            )));
        };
        self.with(|data, held| {
            let new = translated(data.newline.as_ref().map(Str::as_str), text.as_str());
            data.write(held, &new);
        })?;
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

    /// Retrieve the entire contents of the object.
    #[pyfn("def getvalue(self) -> str")]
    pub fn getvalue(&self) -> Result<Str> {
        self.with(|_, text| Str::from(text.as_str()))
    }

    /// Read at most size characters, returned as a string.
    #[pyfn("def read(self, size: int | None = None, /) -> str")]
    pub fn read(&self, size: Option<Int>) -> Result<Str> {
        let most = amount(size);
        self.with(|data, text| {
            let rest = data.rest(text);
            let end = rest
                .char_indices()
                .nth(most)
                .map_or(rest.len(), |(byte, _)| byte);
            let part = rest[..end].to_owned();
            data.advance(&part)
        })
    }

    /// Read until newline or EOF.
    #[pyfn("def readline(self, size: int | None = None, /) -> str")]
    pub fn readline(&self, size: Option<Int>) -> Result<Str> {
        let most = amount(size);
        self.with(|data, text| data.line(text, most))
    }

    /// Return a list of lines from the stream.
    #[pyfn("def readlines(self, hint: int | None = None, /) -> list[Any]")]
    pub fn readlines(&self, hint: Option<Int>) -> Result<List<Value>> {
        let most = hint.map_or(0, |hint| hint.clamp_i64());
        let (lines, mut length) = (List::new(), 0);
        loop {
            let line = self.readline(None)?;
            if line.as_str().is_empty() || (most > 0 && length >= most) {
                return Ok(lines);
            }
            length += line.char_count() as i64;
            lines.append(Value::Str(line));
        }
    }

    /// The lines.
    #[pyfn("def __iter__(self) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        self.with(|_, _| ())?;
        let this = self.clone();
        Ok(Iter::from_iterator(std::iter::from_fn(
            move || match this.readline(None) {
                Ok(line) if line.as_str().is_empty() => None,
                line => Some(line.map(Value::Str)),
            },
        )))
    }

    #[pyfn("def __next__(self) -> str")]
    fn next_line(&self) -> Result<Str> {
        match self.readline(None)? {
            line if line.as_str().is_empty() => Err(errors::stop_iteration(Value::None)),
            line => Ok(line),
        }
    }

    /// Tell the current file position.
    #[pyfn("def tell(self) -> int")]
    pub fn tell(&self) -> Result<Int> {
        self.with(|data, _| Int::from(data.at))
    }

    /// Change stream position.
    #[pyfn("def seek(self, pos: int, whence: int = 0, /) -> int")]
    pub fn seek(&self, pos: i64, whence: i64) -> Result<Int> {
        if whence == 0 && pos < 0 {
            return Err(errors::value_error(format!("Negative seek position {pos}")));
        }
        if !(0..=2).contains(&whence) {
            return Err(errors::value_error(format!(
                "Invalid whence ({whence}, should be 0, 1 or 2)"
            )));
        }
        if whence > 0 && pos != 0 {
            return Err(errors::os_error("Can't do nonzero cur-relative seeks"));
        }
        self.with(|data, text| {
            let to = position(pos, whence, data.at, text.chars().count())?;
            data.move_to(text, to);
            Ok(Int::from(to))
        })?
    }

    /// Truncate size to pos.
    #[pyfn("def truncate(self, pos: int | None = None, /) -> int")]
    pub fn truncate(&self, pos: Option<Int>) -> Result<Int> {
        self.with(|data, text| {
            let size = pos.map_or(data.at, |pos| pos.clamp_i64().max(0) as usize);
            let end = text
                .char_indices()
                .nth(size)
                .map_or(text.len(), |(byte, _)| byte);
            text.truncate(end);
            Int::from(size)
        })
    }

    /// Close the IO object.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        self.0.borrow_mut().text = None;
    }

    /// Nothing to do.
    #[pyfn("def flush(self) -> None")]
    pub fn flush(&self) -> Result<()> {
        self.with(|_, _| ())
    }

    /// The stream is closed.
    #[pyfn("def closed(self) -> bool", property)]
    pub fn closed(&self) -> bool {
        self.0.borrow().text.is_none()
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

    /// It is no terminal.
    #[pyfn("def isatty(self) -> bool")]
    pub fn isatty(&self) -> Result<bool> {
        self.with(|_, _| false)
    }

    #[pyfn("def fileno(self) -> int")]
    fn fileno(&self) -> Result<Int> {
        Err(portalis_runtime::files::unsupported("fileno"))
    }

    /// There is none.
    #[pyfn("def encoding(self) -> Any", property)]
    pub fn encoding(&self) -> Value {
        Value::None
    }

    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Result<Value> {
        self.with(|_, _| ())?;
        Ok(self.to_value())
    }

    #[pyfn("def __exit__(self, *exc_info: Any) -> None")]
    fn exit(&self, _exc_info: &[Value]) {
        self.close();
    }
}
