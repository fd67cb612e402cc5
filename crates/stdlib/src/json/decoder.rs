//! `loads`, and `JSONDecodeError`.

use portalis_macros::{pyclass, pyfn};
use portalis_runtime::{Args, Class, Dict, Error, Int, List, NativeClass, Result, Str, Tuple, Value, args, errors, float};

use super::scan::{Failure, Scanner};

/// Subclass of ValueError with the following additional properties:
///
/// msg: The unformatted error message
/// doc: The JSON document being parsed
/// pos: The start index of doc where parsing failed
/// lineno: The line corresponding to pos
/// colno: The column corresponding to pos
#[pyclass("class JSONDecodeError(ValueError)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static JSONDecodeError: NativeClass = NativeClass {
    doc: "Subclass of ValueError with the properties msg, doc, pos, lineno and colno.",
    bases: &[&errors::ValueError],
    ..NativeClass::new("JSONDecodeError", "json.decoder")
};

/// What the caller wants made of parts of the text.
pub(super) struct Hooks {
    pub(super) strict: bool,
    object_hook: Option<Value>,
    object_pairs_hook: Option<Value>,
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Option<Value>,
}

impl Hooks {
    pub(super) fn int(&self, text: &str) -> Result<Value> {
        match &self.parse_int {
            Some(hook) => hook.call(args![Str::from(text)]),
            None => Int::parse(text).map(Value::Int),
        }
    }

    pub(super) fn float(&self, text: &str) -> Result<Value> {
        match &self.parse_float {
            Some(hook) => hook.call(args![Str::from(text)]),
            None => float::parse(text).map(Value::Float),
        }
    }

    pub(super) fn constant(&self, text: &'static str, value: f64) -> Result<Value> {
        match &self.parse_constant {
            Some(hook) => hook.call(args![Str::from(text)]),
            None => Ok(Value::Float(value)),
        }
    }

    pub(super) fn object(&self, items: Vec<(Str, Value)>) -> Result<Value> {
        if let Some(hook) = &self.object_pairs_hook {
            let pairs = items.into_iter().map(|(key, value)| Value::Tuple(Tuple::from(vec![Value::Str(key), value])));
            return hook.call(args![Value::List(pairs.collect::<List<Value>>())]);
        }
        let dict = Dict::new();
        for (key, value) in items {
            dict.set_item(Value::Str(key), value)?;
        }
        match &self.object_hook {
            Some(hook) => hook.call(args![Value::Dict(dict)]),
            None => Ok(Value::Dict(dict)),
        }
    }
}

/// Deserialize ``s`` (a ``str``, ``bytes`` or ``bytearray`` instance
/// containing a JSON document) to a Python object.
///
/// ``object_hook`` is an optional function that will be called with the
/// result of any object literal decode (a ``dict``). The return value of
/// ``object_hook`` will be used instead of the ``dict``.
#[pyfn("def loads(s: Any, *, cls: Any = None, object_hook: Any = None, parse_float: Any = None, parse_int: Any = None, parse_constant: Any = None, object_pairs_hook: Any = None, strict: bool = True, **kw: Any) -> Any")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn loads(
    s: Value,
    cls: Value,
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    object_pairs_hook: Value,
    strict: bool,
    kw: Vec<(Str, Value)>,
) -> Result<Value> {
    let text = text_of(&s)?;
    if !cls.is_none() {
        let hooks = [
            ("object_hook", object_hook),
            ("parse_float", parse_float),
            ("parse_int", parse_int),
            ("parse_constant", parse_constant),
            ("object_pairs_hook", object_pairs_hook),
        ];
        let given = hooks.into_iter().filter(|(_, hook)| !hook.is_none());
        let mut keywords: Vec<(Str, Value)> = given.map(|(name, hook)| (Str::from(name), hook)).collect();
        if !strict {
            keywords.push((Str::from("strict"), Value::Bool(false)));
        }
        keywords.extend(kw);
        return cls.call(Args::with_keywords(Vec::new(), keywords))?.call_method("decode", args![text]);
    }
    if let Some((name, _)) = kw.first() {
        let text = format!("JSONDecoder.__init__() got an unexpected keyword argument '{name}'");
        return Err(errors::type_error(text));
    }
    let hooks = hooks(object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, strict);
    decode(&text, &hooks).map_err(|failure| failure.into_error(&text))
}

fn hooks(
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    object_pairs_hook: Value,
    strict: bool,
) -> Hooks {
    let given = |hook: Value| Some(hook).filter(|hook| !hook.is_none());
    Hooks {
        strict,
        object_hook: given(object_hook),
        object_pairs_hook: given(object_pairs_hook),
        parse_float: given(parse_float),
        parse_int: given(parse_int),
        parse_constant: given(parse_constant),
    }
}

/// A JSON document at `idx` and where it ends: `JSONDecoder.raw_decode`.
#[pyfn("def _raw_decode(s: str, idx: int, object_hook: Any, parse_float: Any, parse_int: Any, parse_constant: Any, strict: bool, object_pairs_hook: Any, /) -> tuple[Any, int]")]
#[expect(clippy::too_many_arguments, reason = "JSONDecoder's fields")]
pub fn raw_decode(
    s: Str,
    idx: i64,
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    strict: bool,
    object_pairs_hook: Value,
) -> Result<(Value, Int)> {
    if idx < 0 {
        return Err(errors::value_error("idx cannot be negative"));
    }
    let hooks = hooks(object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, strict);
    let start = s.char_indices().nth(idx as usize).map_or(s.as_str().len(), |(at, _)| at);
    let mut scanner = Scanner::new(&s, start, &hooks);
    let value = scanner.value().map_err(|failure| failure.into_error(&s))?;
    let end = scanner.position();
    Ok((value, Int::from(s.get(..end).unwrap_or(&s).chars().count())))
}

impl Failure {
    fn into_error(self, text: &Str) -> Error {
        match self {
            Failure::Syntax(message, at) => syntax_error(message, text, at),
            Failure::Raised(error) => error,
        }
    }
}

/// Deserialize ``fp`` (a ``.read()``-supporting file-like object containing
/// a JSON document) to a Python object.
#[pyfn("def load(fp: Any, *, cls: Any = None, object_hook: Any = None, parse_float: Any = None, parse_int: Any = None, parse_constant: Any = None, object_pairs_hook: Any = None, strict: bool = True, **kw: Any) -> Any")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn load(
    fp: Value,
    cls: Value,
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    object_pairs_hook: Value,
    strict: bool,
    kw: Vec<(Str, Value)>,
) -> Result<Value> {
    let text = fp.call_method("read", Args::new())?;
    loads(text, cls, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, strict, kw)
}

fn decode(text: &str, hooks: &Hooks) -> std::result::Result<Value, Failure> {
    let mut scanner = Scanner::new(text, 0, hooks);
    scanner.space();
    let value = scanner.value()?;
    scanner.space();
    match scanner.position() {
        end if end == text.len() => Ok(value),
        end => Err(Failure::Syntax("Extra data", end)),
    }
}

fn text_of(source: &Value) -> Result<Str> {
    let bytes = match source {
        Value::Str(text) if text.starts_with('\u{feff}') => {
            return Err(syntax_error("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0));
        }
        Value::Str(text) => return Ok(text.clone()),
        Value::Bytes(bytes) => bytes.as_slice().to_vec(),
        other => match super::bytes_of(other) {
            Some(bytes) => bytes,
            None => {
                let text = format!("the JSON object must be str, bytes or bytearray, not {}", other.class_name());
                return Err(errors::type_error(text));
            }
        },
    };
    decoded(&bytes)
}

/// RFC 8259 text in UTF-8, UTF-16 or UTF-32, told apart by marks and zero bytes.
fn decoded(bytes: &[u8]) -> Result<Str> {
    let wide = |unit: usize, big: bool, skip: usize| -> Result<Str> {
        let units = bytes.get(skip..).unwrap_or(&[]).chunks(unit).map(|chunk| {
            let fold = |all: u32, byte: &u8| (all << 8) | u32::from(*byte);
            if big { chunk.iter().fold(0, fold) } else { chunk.iter().rev().fold(0, fold) }
        });
        if unit == 2 {
            let units: Vec<u16> = units.map(|unit| unit as u16).collect();
            return Ok(Str::from(String::from_utf16_lossy(&units)));
        }
        Ok(units.map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    match bytes {
        [0, 0, 0xfe, 0xff, ..] => wide(4, true, 4),
        [0xff, 0xfe, 0, 0, ..] => wide(4, false, 4),
        [0xfe, 0xff, ..] => wide(2, true, 2),
        [0xff, 0xfe, ..] => wide(2, false, 2),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0, 0, _, _, ..] => wide(4, true, 0),
        [0, _, ..] => wide(2, true, 0),
        [_, 0, 0, 0, ..] => wide(4, false, 0),
        [_, 0, ..] => wide(2, false, 0),
        bytes => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Str::from(text)),
        Err(_) => Value::Bytes(portalis_runtime::Bytes::from(bytes.to_vec()))
            .call_method("decode", Args::new())
            .and_then(<Str as portalis_runtime::Object>::from_value),
    }
}

/// The JSONDecodeError for a place given in bytes.
fn syntax_error(message: &'static str, text: &Str, at: usize) -> Error {
    let before = text.get(..at).unwrap_or(text);
    let position = before.chars().count();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(position, |rest| rest.chars().count()) + 1;
    let described = format!("{message}: line {line} column {column} (char {position})");
    let error = errors::exception_with(&JSONDecodeError, vec![Value::from(described)]);
    let value = error.value();
    let fields: [(&str, Value); 5] = [
        ("msg", Value::from(message)),
        ("doc", Value::Str(text.clone())),
        ("pos", Value::from(position)),
        ("lineno", Value::from(line)),
        ("colno", Value::from(column)),
    ];
    for (name, field) in fields {
        // Exceptions have a dict, so this cannot fail.
        let _ = value.set_attr(name, field);
    }
    error
}

/// The class `JSONDecodeError`.
pub fn decode_error_class() -> Class {
    JSONDecodeError.class()
}
