//! Reads JSON text: RFC 8259 with `NaN` and the infinities, as CPython's scanner does.
//!
//! It works on bytes; an error's position, which counts code points, is worked out only when there is one.
//!
//! *Invariant:* errors have CPython's texts and positions; depth is limited as the recursion of CPython's scanner is.

use portalis_runtime::{List, Str, Value, errors};

use super::decoder::Hooks;

/// What is wrong, and at which byte.
pub(super) enum Failure {
    /// A JSONDecodeError.
    Syntax(&'static str, usize),
    /// An error of a hook.
    Raised(portalis_runtime::Error),
}

impl From<portalis_runtime::Error> for Failure {
    fn from(error: portalis_runtime::Error) -> Failure {
        Failure::Raised(error)
    }
}

type Scan<T> = std::result::Result<T, Failure>;

fn syntax<T>(message: &'static str, at: usize) -> Scan<T> {
    Err(Failure::Syntax(message, at))
}

/// Deeper nesting is a RecursionError, as in CPython, before the stack ends.
const MAX_DEPTH: usize = 990;

/// Reads values from a text.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    hooks: &'a Hooks,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, at: usize, hooks: &'a Hooks) -> Scanner<'a> {
        Scanner { text, at, depth: 0, hooks }
    }

    /// The byte behind what was read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space.
    pub(super) fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// A value that starts right here.
    pub(super) fn value(&mut self) -> Scan<Value> {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                Ok(Value::Str(self.string()?))
            }
            Some(b'{') => self.nested("object", Self::object),
            Some(b'[') => self.nested("array", Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn nested(&mut self, what: &str, read: fn(&mut Self) -> Scan<Value>) -> Scan<Value> {
        if self.depth == MAX_DEPTH {
            let text = format!("maximum recursion depth exceeded while decoding a JSON {what} from a unicode string");
            return Err(errors::recursion_error(text).into());
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn word(&mut self) -> Scan<Value> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let words = [("null", Value::None), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
        for (word, value) in words {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        for (word, value) in [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(self.hooks.constant(word, value)?);
            }
        }
        syntax("Expecting value", self.at)
    }

    fn number(&mut self) -> Scan<Value> {
        let start = self.at;
        self.take(b'-');
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => {
                self.at = start;
                return self.word();
            }
        }
        let is_float = self.fraction() | self.exponent();
        let text = self.text.get(start..self.at).unwrap_or("");
        Ok(if is_float { self.hooks.float(text)? } else { self.hooks.int(text)? })
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    /// `.5`; a point without digits is not part of the number.
    fn fraction(&mut self) -> bool {
        let start = self.at;
        if self.take(b'.') {
            self.digits();
            if self.at > start + 1 {
                return true;
            }
        }
        self.at = start;
        false
    }

    /// `e+5`; without digits it is not part of the number.
    fn exponent(&mut self) -> bool {
        let start = self.at;
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            let digits = self.at;
            self.digits();
            if self.at > digits {
                return true;
            }
        }
        self.at = start;
        false
    }

    /// Behind `[`.
    fn array(&mut self) -> Scan<Value> {
        let mut items = Vec::new();
        self.space();
        if self.take(b']') {
            return Ok(Value::List(List::from(items)));
        }
        loop {
            items.push(self.value()?);
            self.space();
            if self.take(b']') {
                return Ok(Value::List(List::from(items)));
            }
            let comma = self.at;
            if !self.take(b',') {
                return syntax("Expecting ',' delimiter", self.at);
            }
            self.space();
            if self.peek() == Some(b']') {
                return syntax("Illegal trailing comma before end of array", comma);
            }
        }
    }

    /// Behind `{`.
    fn object(&mut self) -> Scan<Value> {
        let mut items = Vec::new();
        self.space();
        if self.take(b'}') {
            return Ok(self.hooks.object(items)?);
        }
        loop {
            if !self.take(b'"') {
                return syntax("Expecting property name enclosed in double quotes", self.at);
            }
            let key = self.string()?;
            self.space();
            if !self.take(b':') {
                return syntax("Expecting ':' delimiter", self.at);
            }
            self.space();
            items.push((key, self.value()?));
            self.space();
            if self.take(b'}') {
                return Ok(self.hooks.object(items)?);
            }
            let comma = self.at;
            if !self.take(b',') {
                return syntax("Expecting ',' delimiter", self.at);
            }
            self.space();
            if self.peek() == Some(b'}') {
                return syntax("Illegal trailing comma before end of object", comma);
            }
        }
    }

    /// Behind the opening quote.
    fn string(&mut self) -> Scan<Str> {
        let begin = self.at - 1;
        let mut text = String::new();
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
            let plain = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len());
            text.push_str(self.text.get(self.at..self.at + plain).unwrap_or(""));
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Str::from(text));
                }
                Some(b'\\') => self.escape(begin, &mut text)?,
                Some(_) if self.hooks.strict => return syntax("Invalid control character at", self.at),
                Some(control) => {
                    text.push(char::from(control));
                    self.at += 1;
                }
                None => return syntax("Unterminated string starting at", begin),
            }
        }
    }

    fn escape(&mut self, begin: usize, text: &mut String) -> Scan<()> {
        let backslash = self.at;
        self.at += 1;
        let Some(kind) = self.peek() else { return syntax("Unterminated string starting at", begin) };
        self.at += 1;
        text.push(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point()?,
            _ => return syntax("Invalid \\escape", backslash),
        });
        Ok(())
    }

    /// Behind `\u`; a high surrogate takes the low one that follows.
    fn code_point(&mut self) -> Scan<char> {
        let first = self.hex4()?;
        if (0xd800..0xdc00).contains(&first) && self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u")) {
            let before = self.at;
            self.at += 2;
            let second = self.hex4()?;
            if (0xdc00..0xe000).contains(&second) {
                let combined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(combined).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex4(&mut self) -> Scan<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|d| u32::from_str_radix(d, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => syntax("Invalid \\uXXXX escape", self.at - 1),
        }
    }
}
