//! `stdin`, `stdout` and `stderr`.

use std::rc::Rc;

use portalis_macros::{pyclass, pyconst, pymethods};
use portalis_runtime::{Int, Iter, Iterable, List, Result, Str, Value, View, run};

/// Which stream it is, as its file descriptor.
#[pyclass("class TextIOWrapper", repr, final)]
#[derive(Clone)]
pub struct TextStream(Rc<i64>);

thread_local! {
    static STREAMS: [TextStream; 3] = [0, 1, 2].map(|fd| TextStream(Rc::new(fd)));
}

fn stream(index: usize) -> Value {
    STREAMS.with(|streams| streams[index].to_value())
}

/// Standard input.
#[pyconst("stdin: Any", setter = "set_stdin")]
pub fn stdin() -> Value {
    run::replaced(0).unwrap_or_else(|| stream(0))
}

/// Standard output.
#[pyconst("stdout: Any", setter = "set_stdout")]
pub fn stdout() -> Value {
    run::replaced(1).unwrap_or_else(|| stream(1))
}

/// Standard error.
#[pyconst("stderr: Any", setter = "set_stderr")]
pub fn stderr() -> Value {
    run::replaced(2).unwrap_or_else(|| stream(2))
}

/// Standard input as it was when the program started.
#[pyconst("__stdin__: Any")]
pub fn original_stdin() -> Value {
    stream(0)
}

/// Standard output as it was when the program started.
#[pyconst("__stdout__: Any")]
pub fn original_stdout() -> Value {
    stream(1)
}

/// Standard error as it was when the program started.
#[pyconst("__stderr__: Any")]
pub fn original_stderr() -> Value {
    stream(2)
}

/// `sys.stdout = target` and the like; gives what the name meant before.
pub fn replace_stream(name: &str, target: Value) -> Value {
    let (fd, old) = match name {
        "stderr" => (2, stderr()),
        _ => (1, stdout()),
    };
    set_stream(fd, target);
    old
}

fn set_stream(fd: usize, target: Value) {
    let is_original = target.is(&stream(fd));
    run::replace(fd, Some(target).filter(|_| !is_original));
}

/// `sys.stdin = target`.
pub fn set_stdin(target: Value) {
    set_stream(0, target);
}

/// `sys.stdout = target`.
pub fn set_stdout(target: Value) {
    set_stream(1, target);
}

/// `sys.stderr = target`.
pub fn set_stderr(target: Value) {
    set_stream(2, target);
}

#[pymethods]
impl TextStream {
    /// Write string s to stream.
    ///
    /// Return the number of characters written
    /// (which is always equal to the length of the string).
    #[pyfn("def write(self, s: str, /) -> int")]
    pub fn write(&self, s: &str) -> Int {
        match *self.0 {
            2 => run::write_stderr(s),
            _ => run::write_stdout(s),
        }
        Int::from(s.chars().count())
    }

    /// Write a list of lines to stream.
    #[pyfn("def writelines(self, lines: Iterable[str], /) -> None")]
    pub fn writelines(&self, lines: &impl Iterable<Item = Str>) -> Result<()> {
        for line in lines.iter()? {
            self.write(&line?);
        }
        Ok(())
    }

    /// Flush write buffers, if applicable.
    #[pyfn("def flush(self) -> None")]
    pub fn flush(&self) {
        run::flush_stdout();
    }

    /// Return whether this is an 'interactive' stream.
    #[pyfn("def isatty(self) -> bool")]
    pub fn isatty(&self) -> bool {
        use std::io::IsTerminal;
        match *self.0 {
            0 => std::io::stdin().is_terminal(),
            1 => std::io::stdout().is_terminal(),
            _ => std::io::stderr().is_terminal(),
        }
    }

    /// Returns underlying file descriptor if one exists.
    #[pyfn("def fileno(self) -> int")]
    pub fn fileno(&self) -> Int {
        Int::new(*self.0)
    }

    /// Read and return one line from the stream.
    #[pyfn("def readline(self, size: int = -1, /) -> str")]
    pub fn readline(&self, size: i64) -> Result<Str> {
        run::flush_stdout();
        let mut line = String::new();
        // An unreadable stream is at its end.
        let _ = std::io::stdin().read_line(&mut line);
        if let Ok(size) = usize::try_from(size) {
            line = line.chars().take(size).collect();
        }
        Ok(Str::from(line))
    }

    /// Read and return the whole stream.
    #[pyfn("def read(self, size: int = -1, /) -> str")]
    pub fn read(&self, size: i64) -> Result<Str> {
        run::flush_stdout();
        let text = std::io::read_to_string(std::io::stdin()).unwrap_or_default();
        match usize::try_from(size) {
            Ok(size) => Ok(text.chars().take(size).collect()),
            Err(_) => Ok(Str::from(text)),
        }
    }

    /// Return a list of lines from the stream.
    #[pyfn("def readlines(self) -> list[Any]")]
    pub fn readlines(&self) -> Result<List<Value>> {
        self.iter()?.collect::<Result<List<Value>>>()
    }

    /// The lines.
    #[pyfn("def __iter__(self) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        let this = self.clone();
        Ok(Iter::from_iterator(std::iter::from_fn(move || match this.readline(-1) {
            Ok(line) if line.is_empty() => None,
            line => Some(line.map(Value::Str)),
        })))
    }

    /// Always false.
    #[pyfn("def closed(self) -> bool", property)]
    pub fn closed(&self) -> bool {
        false
    }

    /// The encoding.
    #[pyfn("def encoding(self) -> str", property)]
    pub fn encoding(&self) -> Str {
        Str::from("utf-8")
    }

    /// What the stream is called.
    #[pyfn("def name(self) -> str", property)]
    pub fn name(&self) -> Str {
        Str::from(["<stdin>", "<stdout>", "<stderr>"].get(*self.0 as usize).copied().unwrap_or("?"))
    }

    /// What the stream can do.
    #[pyfn("def mode(self) -> str", property)]
    pub fn mode(&self) -> Str {
        Str::from(if *self.0 == 0 { "r" } else { "w" })
    }

    /// Changes nothing: streams are UTF-8 and buffered by what they are.
    #[pyfn("def reconfigure(self, **options: Any) -> None")]
    pub fn reconfigure(&self, _options: Vec<(Str, Value)>) {}

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("<_io.TextIOWrapper name='{}' mode='{}' encoding='utf-8'>", self.name(), self.mode())))
    }
}
