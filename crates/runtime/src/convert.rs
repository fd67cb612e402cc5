//! `int()` and `float()` of any value, by the protocols `__int__`, `__index__`, `__float__`.

use crate::{Args, Bytes, Error, Float, Int, Result, Str, Value, errors};

/// `MemoryError()`: what is asked for is beyond any memory.
#[cold]
pub(crate) fn out_of_memory() -> Error {
    Error::new(&errors::MemoryError, Vec::new())
}

/// The integer that a number stands for, by `__int__` or `__index__`; `None` where it is no number.
///
/// # Errors
/// What the value's methods raise; `OverflowError` and `ValueError` for floats that have no integral part.
pub(crate) fn number_to_int(value: &Value) -> Result<Option<Int>> {
    match value {
        Value::Int(_) | Value::Bool(_) => Ok(value.as_int()),
        Value::Float(value) => value.to_int().map(Some),
        Value::Object(_) => match value.quiet_find_attr("__int__")? {
            Some(method) => {
                result_of("__int__", "int", &method.call(Args::new())?, Value::as_int).map(Some)
            }
            None => value.index_or_none(),
        },
        _ => Ok(None),
    }
}

/// What a conversion method gave, which must be of the type.
fn result_of<T>(
    method: &str,
    class: &str,
    given: &Value,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<T> {
    read(given).ok_or_else(|| {
        errors::type_error(format!(
            "{method} returned non-{class} (type {})",
            given.class_name()
        ))
    })
}

/// The float of a number, by `__float__` or `__index__`.
///
/// # Errors
/// `TypeError` where it is no number, `OverflowError` for an integer beyond floats.
pub(crate) fn to_float(value: &Value) -> Result<f64> {
    number_to_float(value)?.ok_or_else(|| {
        errors::type_error(format!("must be real number, not {}", value.class_name()))
    })
}

fn number_to_float(value: &Value) -> Result<Option<f64>> {
    match value {
        Value::Float(value) => Ok(Some(*value)),
        Value::Int(value) => value.to_f64().map(Some),
        Value::Bool(value) => Ok(Some(f64::from(u8::from(*value)))),
        Value::Object(object) => {
            if let Some(method) = value.quiet_find_attr("__float__")? {
                let given = method.call(Args::new())?;
                let class = value.class_name();
                return result_of(&format!("{class}.__float__"), "float", &given, as_float)
                    .map(Some);
            }
            match object.payload() {
                Some(payload) => number_to_float(&payload),
                None => value
                    .index_or_none()?
                    .map(|index| index.to_f64())
                    .transpose(),
            }
        }
        _ => Ok(None),
    }
}

pub(crate) fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(value) => Some(*value),
        Value::Object(object) => object.payload().as_ref().and_then(as_float),
        _ => None,
    }
}

/// The text inside a string or an instance of a class derived from `str`.
pub(crate) fn as_text(value: &Value) -> Option<Str> {
    match value {
        Value::Str(text) => Some(text.clone()),
        Value::Object(object) => object.payload().as_ref().and_then(as_text),
        _ => None,
    }
}

/// The bytes of a `bytes`, a `bytearray` or an instance of a class derived from them.
pub(crate) fn as_bytes(value: &Value) -> Option<Bytes> {
    match value {
        Value::Bytes(bytes) => Some(bytes.clone()),
        Value::Object(object) => {
            match crate::native_object::native_ref::<crate::ByteArray>(value) {
                Some(array) => Some(array.to_bytes()),
                None => match crate::native_object::native_ref::<crate::MemoryView>(value) {
                    Some(view) => view.to_bytes().ok(),
                    None => object.payload().as_ref().and_then(as_bytes),
                },
            }
        }
        _ => None,
    }
}

/// `int(x)`.
///
/// # Errors
/// `TypeError` where it is neither number nor text, `ValueError` for a text that is no integer.
pub(crate) fn to_int(value: &Value) -> Result<Int> {
    if let Some(number) = number_to_int(value)? {
        return Ok(number);
    }
    if let Some(text) = as_text(value) {
        return Int::parse(&text);
    }
    if let Some(bytes) = as_bytes(value) {
        return parse_int_bytes(&bytes, 10);
    }
    Err(errors::type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        value.class_name()
    )))
}

/// `int(x, base)`: of a text only.
///
/// # Errors
/// `TypeError` for another type, `ValueError` for a text that is no integer of the base.
pub(crate) fn to_int_base(value: &Value, base: i64) -> Result<Int> {
    if let Some(text) = as_text(value) {
        return Int::parse_base(&text, base);
    }
    if let Some(bytes) = as_bytes(value) {
        return parse_int_bytes(&bytes, base);
    }
    Err(errors::type_error(
        "int() can't convert non-string with explicit base",
    ))
}

fn parse_int_bytes(bytes: &Bytes, base: i64) -> Result<Int> {
    let text: String = bytes
        .as_slice()
        .iter()
        .map(|byte| char::from(*byte))
        .collect();
    let invalid = || {
        errors::value_error(format!(
            "invalid literal for int() with base {base}: {}",
            bytes.to_repr()
        ))
    };
    if !text.is_ascii() {
        return Err(invalid());
    }
    Int::parse_base(&text, base).map_err(|error| {
        if text.len() > 4000 || !(base == 0 || (2..=36).contains(&base)) {
            error
        } else {
            invalid()
        }
    })
}

/// `float(x)`.
///
/// # Errors
/// `TypeError` where it is neither number nor text, `ValueError` for a text that is no number.
pub(crate) fn to_float_or_parse(value: &Value) -> Result<f64> {
    if let Some(number) = number_to_float(value)? {
        return Ok(number);
    }
    if let Some(text) = as_text(value) {
        return crate::float::parse(&text);
    }
    if let Some(bytes) = as_bytes(value) {
        let text: String = bytes
            .as_slice()
            .iter()
            .map(|byte| char::from(*byte))
            .collect();
        return crate::float::parse(&text).map_err(|_| {
            errors::value_error(format!(
                "could not convert string to float: {}",
                bytes.to_repr()
            ))
        });
    }
    Err(errors::type_error(format!(
        "float() argument must be a string or a real number, not '{}'",
        value.class_name()
    )))
}

/// `bytes(source, encoding, errors)` or `bytearray(…)`, which `class` says.
///
/// # Errors
/// `TypeError` for what makes no bytes, `ValueError` for integers that are none, `UnicodeEncodeError`.
pub(crate) fn to_bytes(
    source: Option<Value>,
    encoding: Option<&str>,
    handler: Option<&str>,
    class: &str,
) -> Result<Vec<u8>> {
    let coded = encoding.is_some() || handler.is_some();
    let Some(source) = source else {
        return match (encoding, handler) {
            (None, None) => Ok(Vec::new()),
            (Some(_), _) => Err(errors::type_error("encoding without a string argument")),
            _ => Err(errors::type_error("errors without a string argument")),
        };
    };
    match as_text(&source) {
        Some(_) if encoding.is_none() => {
            return Err(errors::type_error("string argument without an encoding"));
        }
        Some(text) => {
            return crate::codecs::encode(
                &text,
                encoding.unwrap_or("utf-8"),
                handler.unwrap_or("strict"),
            );
        }
        None if coded => {
            let which = if encoding.is_some() {
                "encoding"
            } else {
                "errors"
            };
            return Err(errors::type_error(format!(
                "{which} without a string argument"
            )));
        }
        None => {}
    }
    bytes_of(&source, class)
}

/// The bytes of a buffer, of `__bytes__`, of a count, or of an iterable of integers.
fn bytes_of(source: &Value, class: &str) -> Result<Vec<u8>> {
    if let Some(method) = own_method(source, "__bytes__", class)? {
        let given = method.call(Args::new())?;
        return result_of("__bytes__", "bytes", &given, as_bytes).map(|bytes| bytes.to_vec());
    }
    if let Some(bytes) = as_bytes(source) {
        return Ok(bytes.to_vec());
    }
    if let Some(count) = source.index_or_none()? {
        return crate::bytes::zeros(&count);
    }
    let values = match source.iter() {
        Err(error) if error.is(&errors::TypeError) => {
            return Err(errors::type_error(format!(
                "cannot convert '{}' object to {class}",
                source.class_name()
            )));
        }
        values => values?,
    };
    let range = match class {
        "bytes" => "bytes must be in range(0, 256)",
        _ => "byte must be in range(0, 256)",
    };
    values
        .map(|value| crate::bytes::to_byte(&value?.index()?, range))
        .collect()
}

/// `__bytes__` of an object, which `bytearray` does not ask for.
fn own_method(source: &Value, name: &str, class: &str) -> Result<Option<Value>> {
    match source {
        Value::Object(_) if class == "bytes" => source.quiet_find_attr(name),
        _ => Ok(None),
    }
}
