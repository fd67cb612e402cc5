//! `str.translate` and the tables for it.

use portalis_macros::pymethods;

use super::Str;
use crate::{Dict, Int, Result, Value, View, convert, errors};

#[pymethods(8)]
impl Str {
    /// Replace each character in the string using the given translation table.
    ///
    /// # Errors
    /// `TypeError` and `ValueError` for a table that gives something else than text, a code point or None.
    #[pyfn("def translate(self, table: Any, /) -> str")]
    pub fn translate(&self, table: &Value) -> Result<Str> {
        let mut out = String::with_capacity(self.as_str().len());
        for c in self.as_str().chars() {
            push_translated(&mut out, c, table)?;
        }
        Ok(Str::from(out))
    }

    /// The table that maps each character of one text to that of another.
    ///
    /// # Errors
    /// `ValueError` for different lengths.
    #[pyfn(
        "def maketrans(x: str, y: str, z: str = '', /) -> dict[int, int | None]",
        static
    )]
    pub fn maketrans(x: &str, y: &str, z: &str) -> Result<Dict<Int, Option<Int>>> {
        if x.chars().count() != y.chars().count() {
            return Err(errors::value_error(
                "the first two maketrans arguments must have equal length",
            ));
        }
        let code = |c: char| Int::from(u32::from(c));
        let mapped = x
            .chars()
            .zip(y.chars())
            .map(|(from, to)| (code(from), Some(code(to))));
        let deleted = z.chars().map(|c| (code(c), None));
        Dict::from_items(mapped.chain(deleted))
    }

    /// Return a translation table usable for str.translate().
    ///
    /// # Errors
    /// `TypeError` and `ValueError` for what makes no table.
    #[pyfn("def maketrans(x: Any, y: Any = ..., z: Any = ..., /) -> Any", static)]
    pub fn maketrans_any(x: Value, y: Option<Value>, z: Option<Value>) -> Result<Value> {
        let Some(y) = y else {
            return table_of_dict(&x);
        };
        let text = |value: &Value, which: &str| {
            convert::as_text(value).ok_or_else(|| {
                errors::type_error(format!(
                    "maketrans() argument {which} must be str, not {}",
                    value.class_name()
                ))
            })
        };
        let x = convert::as_text(&x).ok_or_else(|| {
            errors::type_error(
                "first maketrans argument must be a string if there is a second argument",
            )
        })?;
        let y = text(&y, "2")?;
        let z = z.map_or(Ok(Str::EMPTY), |z| text(&z, "3"))?;
        Str::maketrans(&x, &y, &z).map(|table| table.to_value())
    }
}

/// `maketrans` of a dict: keys that are characters become code points.
fn table_of_dict(dict: &Value) -> Result<Value> {
    let Value::Dict(dict) = dict else {
        return Err(errors::type_error(
            "if you give only one argument to maketrans it must be a dict",
        ));
    };
    let table = Dict::new();
    for key in crate::Iterable::iter(dict)? {
        let key = key?;
        let value = dict.get_item(&key)?;
        table.set_item(table_key(key)?, value)?;
    }
    Ok(Value::Dict(table))
}

fn table_key(key: Value) -> Result<Value> {
    if let Some(text) = convert::as_text(&key) {
        let mut chars = text.as_str().chars();
        return match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(Value::Int(Int::from(u32::from(c)))),
            _ => Err(errors::value_error(
                "string keys in translate table must be of length 1",
            )),
        };
    }
    match key.as_int() {
        Some(_) => Ok(key),
        None => Err(errors::type_error(
            "keys in translate table must be strings or integers",
        )),
    }
}

/// Appends what the table says; a character that it does not know stays.
fn push_translated(out: &mut String, c: char, table: &Value) -> Result<()> {
    let found = match table.get_item(&Value::Int(Int::from(u32::from(c)))) {
        Err(error) if error.is(&errors::LookupError) => {
            out.push(c);
            return Ok(());
        }
        found => found?,
    };
    if found.is_none() {
        return Ok(());
    }
    if let Some(text) = convert::as_text(&found) {
        out.push_str(&text);
        return Ok(());
    }
    let code = found
        .as_int()
        .ok_or_else(|| errors::type_error("character mapping must return integer, None or str"))?;
    let to = code
        .to_i64()
        .and_then(|code| u32::try_from(code).ok())
        .and_then(char::from_u32)
        .ok_or_else(|| errors::value_error("character mapping must be in range(0x110000)"))?;
    out.push(to);
    Ok(())
}
