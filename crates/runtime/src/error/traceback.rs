//! Traceback entries, added on the error path only.

use super::{Error, Result};
use crate::{Class, DynObject, Value};

/// A function of the program, for tracebacks.
#[derive(Debug)]
pub struct Frame {
    /// The Python file.
    pub file: &'static str,
    /// `__qualname__`; `<module>` for a module.
    pub qualname: &'static str,
    /// The text of the file, where it is there to show lines of.
    pub text: Option<&'static str>,
}

impl Frame {
    /// A function of a file whose text is not kept.
    pub const fn new(file: &'static str, qualname: &'static str) -> Frame {
        Frame {
            file,
            qualname,
            text: None,
        }
    }

    /// A function of a file with that text.
    pub const fn with_text(
        file: &'static str,
        qualname: &'static str,
        text: &'static str,
    ) -> Frame {
        Frame {
            file,
            qualname,
            text: Some(text),
        }
    }

    /// `__name__`: what tracebacks show.
    pub fn name(&self) -> &'static str {
        self.qualname.rsplit('.').next().unwrap_or(self.qualname)
    }

    /// The source line, without indentation.
    pub fn line(&self, line: u32) -> Option<&'static str> {
        let text = self
            .text?
            .lines()
            .nth((line as usize).checked_sub(1)?)?
            .trim();
        (!text.is_empty()).then_some(text)
    }
}

/// A place that an exception passed.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The function.
    pub frame: &'static Frame,
    /// The line, from 1.
    pub line: u32,
}

/// `.at(&FRAME, line)`: adds a traceback entry where a result is an error.
pub trait At {
    /// Adds the entry.
    #[must_use = "the result may be an error"]
    fn at(self, frame: &'static Frame, line: u32) -> Self;
}

impl<T> At for Result<T> {
    #[inline]
    fn at(self, frame: &'static Frame, line: u32) -> Self {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(error.at(frame, line)),
        }
    }
}

impl At for Error {
    #[cold]
    fn at(self, frame: &'static Frame, line: u32) -> Self {
        self.add_frame(Entry { frame, line });
        self
    }
}

/// `__traceback__`: the entries from some place on.
pub struct Traceback {
    /// Outermost first.
    entries: Vec<Entry>,
}

/// `e.__traceback__`.
pub(crate) fn as_value(error: &Error) -> Value {
    let entries: Vec<Entry> = error
        .state()
        .traceback
        .borrow()
        .iter()
        .rev()
        .copied()
        .collect();
    traceback(entries)
}

fn traceback(entries: Vec<Entry>) -> Value {
    match entries.is_empty() {
        true => Value::None,
        false => Value::object(Traceback { entries }),
    }
}

/// `e.__traceback__ = value`.
pub(crate) fn set(error: &Error, value: &Value) -> Result<()> {
    let entries = match value.downcast::<Traceback>() {
        Some(traceback) => traceback.entries.iter().rev().copied().collect(),
        None if value.is_none() => Vec::new(),
        None => {
            return Err(crate::errors::type_error(
                "__traceback__ must be a traceback or None",
            ));
        }
    };
    error.state().traceback.replace(entries);
    Ok(())
}

impl DynObject for Traceback {
    fn declare_operators() {}

    fn class(&self) -> Class {
        crate::classes::TRACEBACK.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        let first = self.entries.first()?;
        Some(match name {
            "tb_lineno" => Value::from(i64::from(first.line)),
            "tb_next" => traceback(self.entries[1..].to_vec()),
            "tb_frame" => Value::object(FrameObject(*first)),
            _ => return None,
        })
    }
}

/// `tb.tb_frame` and its `f_code`.
struct FrameObject(Entry);

impl DynObject for FrameObject {
    fn declare_operators() {}

    fn class(&self) -> Class {
        crate::classes::FRAME.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        Some(match name {
            "f_lineno" => Value::from(i64::from(self.0.line)),
            "f_code" => Value::object(FrameObject(self.0)),
            "co_name" => Value::from(self.0.frame.name()),
            "co_qualname" => Value::from(self.0.frame.qualname),
            "co_filename" => Value::from(self.0.frame.file),
            _ => return None,
        })
    }
}
