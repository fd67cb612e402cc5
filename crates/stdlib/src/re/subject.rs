//! What is searched: a text or bytes, with its characters at hand.
//!
//! *Invariant:* positions count code points, or bytes.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_runtime::{Bytes, Object, Result, Str, Value, errors};

use super::matcher::Text;

/// A text or bytes.
#[derive(Clone)]
pub(super) enum Subject {
    Ascii(Str),
    Wide(Str, Rc<[u32]>),
    Bytes(Bytes),
}

thread_local! {
    /// The text that was searched last: scanners ask for one match after the other in the same long text.
    static LAST: RefCell<Option<(Str, Rc<[u32]>)>> = const { RefCell::new(None) };
}

fn codes(text: &Str) -> Rc<[u32]> {
    LAST.with_borrow_mut(|last| match last {
        Some((known, codes)) if known.is_same(text) => codes.clone(),
        _ => {
            let codes: Rc<[u32]> = text.as_str().chars().map(u32::from).collect();
            *last = Some((text.clone(), codes.clone()));
            codes
        }
    })
}

impl Subject {
    /// The text or bytes that `value` is.
    pub(super) fn of(value: &Value) -> Result<Subject> {
        match value {
            Value::Str(text) => Ok(Subject::of_text(text)),
            Value::Bytes(bytes) => Ok(Subject::Bytes(bytes.clone())),
            Value::Object(object) => match object.payload() {
                Some(inner @ (Value::Str(_) | Value::Bytes(_))) => Subject::of(&inner),
                _ => match portalis_runtime::ByteArray::from_value(value.clone()) {
                    Ok(array) => Ok(Subject::Bytes(Bytes::from(array.to_vec()))),
                    Err(_) => Err(wrong(value)),
                },
            },
            _ => Err(wrong(value)),
        }
    }

    pub(super) fn of_text(text: &Str) -> Subject {
        match text.is_ascii() {
            true => Subject::Ascii(text.clone()),
            false => Subject::Wide(text.clone(), codes(text)),
        }
    }

    pub(super) fn is_text(&self) -> bool {
        !matches!(self, Subject::Bytes(_))
    }

    pub(super) fn text(&self) -> Text<'_> {
        match self {
            Subject::Ascii(text) => Text::Narrow(text.as_str().as_bytes()),
            Subject::Wide(_, codes) => Text::Wide(codes),
            Subject::Bytes(bytes) => Text::Narrow(bytes.as_slice()),
        }
    }

    pub(super) fn length(&self) -> usize {
        match self {
            Subject::Ascii(text) => text.as_str().len(),
            Subject::Wide(_, codes) => codes.len(),
            Subject::Bytes(bytes) => bytes.as_slice().len(),
        }
    }

    /// The part between two positions.
    pub(super) fn slice(&self, from: usize, to: usize) -> Value {
        match self {
            Subject::Ascii(text) | Subject::Wide(text, _) => Value::Str(text.substring(from, to)),
            Subject::Bytes(bytes) => {
                let part = bytes.as_slice().get(from..to).unwrap_or_default();
                Value::Bytes(Bytes::from(part.to_vec()))
            }
        }
    }

    /// Nothing, of the same kind.
    pub(super) fn empty(&self) -> Value {
        self.slice(0, 0)
    }

    /// All characters, as pattern and template are read.
    pub(super) fn to_codes(&self) -> Vec<u32> {
        match self {
            Subject::Ascii(text) | Subject::Wide(text, _) => {
                text.as_str().chars().map(u32::from).collect()
            }
            Subject::Bytes(bytes) => bytes
                .as_slice()
                .iter()
                .map(|byte| u32::from(*byte))
                .collect(),
        }
    }
}

fn wrong(value: &Value) -> portalis_runtime::Error {
    errors::type_error(format!(
        "expected string or bytes-like object, got '{}'",
        value.class_name()
    ))
}

/// Parts put together again.
pub(super) struct Builder {
    text: String,
    bytes: Vec<u8>,
    is_text: bool,
}

impl Builder {
    pub(super) fn new(is_text: bool) -> Builder {
        Builder {
            text: String::new(),
            bytes: Vec::new(),
            is_text,
        }
    }

    /// Adds a text or bytes.
    pub(super) fn push(&mut self, value: &Value, index: usize) -> Result<()> {
        match (self.is_text, value) {
            (true, Value::Str(text)) => self.text.push_str(text.as_str()),
            (false, Value::Bytes(bytes)) => self.bytes.extend_from_slice(bytes.as_slice()),
            (_, Value::Object(object))
                if matches!(object.payload(), Some(Value::Str(_) | Value::Bytes(_))) =>
            {
                return self.push(&object.payload().unwrap_or_default(), index);
            }
            (true, other) => {
                let text = format!(
                    "sequence item {index}: expected str instance, {} found",
                    other.class_name()
                );
                return Err(errors::type_error(text));
            }
            (false, other) => {
                let text = format!(
                    "sequence item {index}: expected a bytes-like object, {} found",
                    other.class_name()
                );
                return Err(errors::type_error(text));
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Value {
        match self.is_text {
            true => Value::Str(Str::from(self.text)),
            false => Value::Bytes(Bytes::from(self.bytes)),
        }
    }
}
