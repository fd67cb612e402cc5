//! `json`: JSON text from and to Python objects.
//!
//! [`decoder`] is `loads` on the scanner in `scan`, `dumps` here is on the encoder in `encode`.
//!
//! *Invariant:* no Python code but the caller's hooks runs while a text is read.

mod decoder;
mod encode;
mod scan;

pub use decoder::*;

use portalis_macros::{module, pyfn};
use portalis_runtime::{Args, Int, List, Object, Result, Str, Value, View, args};

use encode::{Encoder, Style};

module!("json");

/// Serialize ``obj`` to a JSON formatted ``str``.
///
/// If ``indent`` is a non-negative integer, then JSON array elements and
/// object members will be pretty-printed with that indent level. An indent
/// level of 0 will only insert newlines. ``None`` is the most compact
/// representation.
#[pyfn("def dumps(obj: Any, *, skipkeys: bool = False, ensure_ascii: bool = True, check_circular: bool = True, allow_nan: bool = True, cls: Any = None, indent: Any = None, separators: Any = None, default: Any = None, sort_keys: bool = False, **kw: Any) -> str")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn dumps(
    obj: Value,
    skipkeys: bool,
    ensure_ascii: bool,
    check_circular: bool,
    allow_nan: bool,
    cls: Value,
    indent: Value,
    separators: Value,
    default: Value,
    sort_keys: bool,
    kw: Vec<(Str, Value)>,
) -> Result<Str> {
    if !cls.is_none() {
        let keywords: [(&str, Value); 8] = [
            ("skipkeys", skipkeys.into()),
            ("ensure_ascii", ensure_ascii.into()),
            ("check_circular", check_circular.into()),
            ("allow_nan", allow_nan.into()),
            ("indent", indent),
            ("separators", separators),
            ("default", default),
            ("sort_keys", sort_keys.into()),
        ];
        let mut keywords: Vec<(Str, Value)> = keywords.into_iter().map(|(name, value)| (Str::from(name), value)).collect();
        keywords.extend(kw);
        let encoder = cls.call(Args::with_keywords(Vec::new(), keywords))?;
        return Str::from_value(encoder.call_method("encode", args![obj])?);
    }
    let (item_separator, key_separator) = separators_of(&separators, !indent.is_none())?;
    let style = Style {
        skipkeys,
        ensure_ascii,
        check_circular,
        allow_nan,
        indent: indent_of(&indent)?,
        item_separator,
        key_separator,
        default: Some(default).filter(|default| !default.is_none()),
        sort_keys,
    };
    let mut encoder = Encoder::new(&style);
    encoder.value(&obj)?;
    Ok(encoder.finish())
}

/// Serialize ``obj`` as a JSON formatted stream to ``fp`` (a
/// ``.write()``-supporting file-like object).
#[pyfn("def dump(obj: Any, fp: Any, *, skipkeys: bool = False, ensure_ascii: bool = True, check_circular: bool = True, allow_nan: bool = True, cls: Any = None, indent: Any = None, separators: Any = None, default: Any = None, sort_keys: bool = False, **kw: Any) -> None")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn dump(
    obj: Value,
    fp: Value,
    skipkeys: bool,
    ensure_ascii: bool,
    check_circular: bool,
    allow_nan: bool,
    cls: Value,
    indent: Value,
    separators: Value,
    default: Value,
    sort_keys: bool,
    kw: Vec<(Str, Value)>,
) -> Result<()> {
    let text = dumps(
        obj, skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators, default, sort_keys, kw,
    )?;
    fp.call_method("write", args![text]).map(|_| ())
}

fn separators_of(separators: &Value, indented: bool) -> Result<(String, String)> {
    if separators.is_none() {
        let item = if indented { "," } else { ", " };
        return Ok((item.to_owned(), ": ".to_owned()));
    }
    let pair = <(Str, Str)>::from_value(Value::Tuple(separators.iter()?.collect::<Result<portalis_runtime::Tuple<Value>>>()?))?;
    Ok((pair.0.to_string(), pair.1.to_string()))
}

fn indent_of(indent: &Value) -> Result<Option<String>> {
    match indent {
        Value::None => Ok(None),
        Value::Str(text) => Ok(Some(text.to_string())),
        count => {
            let count: Int = count.index()?;
            Ok(Some(" ".repeat(count.clamp_i64().max(0) as usize)))
        }
    }
}

/// Items sorted as `sorted(d.items())` sorts them: by the keys, which are unique.
fn sorted_by_key(items: Vec<(Value, Value)>) -> Result<Vec<(Value, Value)>> {
    let pairs: List<(Value, Value)> = List::from(items);
    pairs.sort_by_key(|(key, _)| Ok(key), false)?;
    Ok(pairs.take())
}

/// The bytes of a `bytearray`.
fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    let array = portalis_runtime::ByteArray::from_value(value.clone()).ok()?;
    View::to_value(&array).iter().ok()?.map(|byte| byte.ok()?.index().ok()?.to_i64().map(|b| b as u8)).collect()
}
