//! Writes JSON text.
//!
//! *Invariant:* numbers are written by the `repr` of `int` and `float` themselves, whatever class of theirs a value has, as CPython does.

use portalis_runtime::{Float, Result, Str, Value, errors};

/// What `dumps` was asked for.
pub(super) struct Style {
    pub(super) skipkeys: bool,
    pub(super) ensure_ascii: bool,
    pub(super) check_circular: bool,
    pub(super) allow_nan: bool,
    /// The text of one level.
    pub(super) indent: Option<String>,
    pub(super) item_separator: String,
    pub(super) key_separator: String,
    pub(super) default: Option<Value>,
    pub(super) sort_keys: bool,
}

/// Deeper nesting is a RecursionError, as in CPython, before the stack ends.
const MAX_DEPTH: usize = 990;

/// Writes values to a text.
pub(super) struct Encoder<'a> {
    style: &'a Style,
    text: String,
    /// The containers around the present value, and what `default` is asked to replace.
    open: Vec<i64>,
    /// How many of them are containers.
    depth: usize,
}

impl<'a> Encoder<'a> {
    pub(super) fn new(style: &'a Style) -> Encoder<'a> {
        Encoder { style, text: String::new(), open: Vec::new(), depth: 0 }
    }

    pub(super) fn finish(self) -> Str {
        Str::from(self.text)
    }

    /// Writes `value`.
    pub(super) fn value(&mut self, value: &Value) -> Result<()> {
        match plain(value) {
            Value::None => self.text.push_str("null"),
            Value::Bool(value) => self.text.push_str(if value { "true" } else { "false" }),
            Value::Int(number) => self.text.push_str(&number.to_str()?),
            Value::Float(number) => {
                let text = self.float(number)?;
                self.text.push_str(&text);
            }
            Value::Str(text) => quote(&mut self.text, &text, self.style.ensure_ascii),
            Value::List(list) => self.array(value, list.to_vec())?,
            Value::Tuple(tuple) => self.array(value, tuple.as_slice().to_vec())?,
            Value::Dict(dict) => self.object(value, dict.entries())?,
            _ => self.other(value)?,
        }
        Ok(())
    }

    fn float(&self, number: f64) -> Result<Str> {
        if number.is_finite() {
            return Ok(number.to_str());
        }
        if !self.style.allow_nan {
            let text = format!("Out of range float values are not JSON compliant: {}", number.to_str());
            return Err(errors::value_error(text));
        }
        Ok(Str::from(match number {
            _ if number.is_nan() => "NaN",
            _ if number > 0.0 => "Infinity",
            _ => "-Infinity",
        }))
    }

    /// What `default` makes of a value of another class.
    fn other(&mut self, value: &Value) -> Result<()> {
        let Some(default) = &self.style.default else {
            let text = format!("Object of type {} is not JSON serializable", value.class_name());
            return Err(errors::type_error(text));
        };
        self.enter(value)?;
        let replaced = default.call(portalis_runtime::Args::positional(vec![value.clone()]))?;
        self.value(&replaced)?;
        self.open.pop();
        Ok(())
    }

    fn enter(&mut self, value: &Value) -> Result<()> {
        let id = value.id();
        if self.style.check_circular && self.open.contains(&id) {
            return Err(errors::value_error("Circular reference detected"));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(errors::recursion_error("maximum recursion depth exceeded while encoding a JSON object"));
        }
        self.open.push(id);
        Ok(())
    }

    fn array(&mut self, value: &Value, items: Vec<Value>) -> Result<()> {
        if items.is_empty() {
            self.text.push_str("[]");
            return Ok(());
        }
        self.enter(value)?;
        self.depth += 1;
        self.text.push('[');
        for (index, item) in items.iter().enumerate() {
            self.separate(index);
            self.value(item)?;
        }
        self.close(']');
        Ok(())
    }

    fn object(&mut self, value: &Value, mut items: Vec<(Value, Value)>) -> Result<()> {
        if items.is_empty() {
            self.text.push_str("{}");
            return Ok(());
        }
        self.enter(value)?;
        if self.style.sort_keys {
            items = super::sorted_by_key(items)?;
        }
        self.depth += 1;
        self.text.push('{');
        let mut index = 0;
        for (key, value) in &items {
            let Some(key) = self.key(key)? else { continue };
            self.separate(index);
            quote(&mut self.text, &key, self.style.ensure_ascii);
            self.text.push_str(&self.style.key_separator);
            self.value(value)?;
            index += 1;
        }
        self.close('}');
        Ok(())
    }

    /// A key as text; `None` where it is to be skipped.
    fn key(&self, key: &Value) -> Result<Option<Str>> {
        Ok(Some(match plain(key) {
            Value::Str(text) => text,
            Value::Float(number) => self.float(number)?,
            Value::Bool(true) => Str::from("true"),
            Value::Bool(false) => Str::from("false"),
            Value::None => Str::from("null"),
            Value::Int(number) => number.to_str()?,
            _ if self.style.skipkeys => return Ok(None),
            _ => {
                let text = format!("keys must be str, int, float, bool or None, not {}", key.class_name());
                return Err(errors::type_error(text));
            }
        }))
    }

    /// What stands before the item number `index`.
    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.text.push_str(&self.style.item_separator);
        }
        self.new_line();
    }

    fn new_line(&mut self) {
        if let Some(indent) = &self.style.indent {
            self.text.push('\n');
            (0..self.depth).for_each(|_| self.text.push_str(indent));
        }
    }

    fn close(&mut self, bracket: char) {
        self.open.pop();
        self.depth -= 1;
        self.new_line();
        self.text.push(bracket);
    }
}

/// The builtin value inside an instance of a class derived from a builtin one.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(object) => object.payload().unwrap_or_else(|| value.clone()),
        value => value.clone(),
    }
}

/// Writes `text` as a JSON string.
fn quote(out: &mut String, text: &str, ensure_ascii: bool) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            '\u{7f}'.. if !ensure_ascii => out.push(c),
            _ => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out.push('"');
}
