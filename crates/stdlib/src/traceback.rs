//! `traceback`: exceptions as text.
//!
//! *Invariant:* the text is what goes to stderr for an uncaught exception.

use portalis_macros::{module, pyfn};
use portalis_runtime::error::report;
use portalis_runtime::{Error, List, Result, Str, Value, View, args, error, errors};

module!("traceback");

fn error_of(value: &Value) -> Result<Option<Error>> {
    match (value, Error::of_value(value)) {
        (Value::None, _) => Ok(None),
        (_, Some(error)) => Ok(Some(error)),
        _ => Err(errors::type_error(format!(
            "Exception expected for value, {} found",
            value.class_name()
        ))),
    }
}

/// `exc`, or `exc, value, tb` as they were before Python 3.10.
fn chosen(exc: &Value, value: &Option<Value>) -> Result<Option<Error>> {
    match value {
        Some(value) => error_of(value),
        None => error_of(exc),
    }
}

fn text(error: Option<&Error>, chain: bool) -> String {
    match error {
        None => "NoneType: None\n".to_owned(),
        Some(error) if chain => report::report(error),
        Some(error) => {
            let entries = report::entries(error);
            let title = if entries.is_empty() {
                ""
            } else {
                "Traceback (most recent call last):\n"
            };
            format!("{title}{entries}{}", report::exception_only(error))
        }
    }
}

fn emit(text: String, file: &Value) -> Result<()> {
    let file = if file.is_none() {
        crate::sys::stderr()
    } else {
        file.clone()
    };
    file.call_method("write", args![Str::from(text)])
        .map(|_| ())
}

/// The parts of a report: each entry with its source line is one.
fn parts(text: &str) -> List<Value> {
    let mut parts: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match parts.last_mut() {
            Some(last) if line.starts_with("    ") && last.starts_with("  File ") => {
                last.push_str(line)
            }
            _ => parts.push(line.to_owned()),
        }
    }
    parts.into_iter().map(Value::from).collect()
}

/// Like print_exc() but return a string.
#[pyfn("def format_exc(limit: Any = None, chain: bool = True) -> str")]
pub fn format_exc(_limit: Value, chain: bool) -> Str {
    Str::from(text(error::current().as_ref(), chain))
}

/// Shorthand for 'print_exception(sys.exception(), limit=limit, file=file, chain=chain)'.
#[pyfn("def print_exc(limit: Any = None, file: Any = None, chain: bool = True) -> None")]
pub fn print_exc(_limit: Value, file: Value, chain: bool) -> Result<()> {
    emit(text(error::current().as_ref(), chain), &file)
}

/// Format a stack trace and the exception information.
#[pyfn(
    "def format_exception(exc: Any, /, value: Any = ..., tb: Any = None, limit: Any = None, chain: bool = True) -> list[Any]"
)]
pub fn format_exception(
    exc: Value,
    value: Option<Value>,
    _tb: Value,
    _limit: Value,
    chain: bool,
) -> Result<List<Value>> {
    let error = chosen(&exc, &value)?;
    Ok(parts(&text(error.as_ref(), chain)))
}

/// Print exception up to 'limit' stack trace entries from 'tb' to 'file'.
#[pyfn(
    "def print_exception(exc: Any, /, value: Any = ..., tb: Any = None, limit: Any = None, file: Any = None, chain: bool = True) -> None"
)]
pub fn print_exception(
    exc: Value,
    value: Option<Value>,
    _tb: Value,
    _limit: Value,
    file: Value,
    chain: bool,
) -> Result<()> {
    let error = chosen(&exc, &value)?;
    emit(text(error.as_ref(), chain), &file)
}

/// Format the exception part of a traceback.
#[pyfn("def format_exception_only(exc: Any, /, value: Any = ...) -> list[Any]")]
pub fn format_exception_only(exc: Value, value: Option<Value>) -> Result<List<Value>> {
    let Some(error) = chosen(&exc, &value)? else {
        return Ok(List::from(vec![Value::from("NoneType: None\n")]));
    };
    Ok(parts(&report::exception_only(&error)))
}

/// The entries of the traceback of the exception that is being handled.
fn entries_of(tb: &Value) -> Result<List<Value>> {
    let current = error::current().filter(|error| {
        error
            .value()
            .get_attr("__traceback__")
            .is_ok_and(|own| own.is(tb) || !tb.is_none())
    });
    Ok(current.map_or_else(List::new, |error| parts(&report::entries(&error))))
}

/// A shorthand for 'format_list(extract_tb(tb, limit))'.
#[pyfn("def format_tb(tb: Any, limit: Any = None) -> list[Any]")]
pub fn format_tb(tb: Value, _limit: Value) -> Result<List<Value>> {
    entries_of(&tb)
}

/// Print up to 'limit' stack trace entries from the traceback 'tb'.
#[pyfn("def print_tb(tb: Any, limit: Any = None, file: Any = None) -> None")]
pub fn print_tb(tb: Value, _limit: Value, file: Value) -> Result<()> {
    let mut text = String::new();
    for entry in entries_of(&tb)?.to_vec() {
        text.push_str(View::str(&entry)?.as_str());
    }
    emit(text, &file)
}

/// Compiled code keeps no stack that could be shown: nothing.
#[pyfn("def format_stack(f: Any = None, limit: Any = None) -> list[Any]")]
pub fn format_stack(_f: Value, _limit: Value) -> List<Value> {
    List::new()
}

/// As [`format_stack`].
#[pyfn("def print_stack(f: Any = None, limit: Any = None, file: Any = None) -> None")]
pub fn print_stack(_f: Value, _limit: Value, _file: Value) {}
