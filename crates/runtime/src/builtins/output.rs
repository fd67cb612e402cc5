//! `print` and `input`.

use portalis_macros::pyfn;

use crate::{Result, Show, Str, Value, View, errors, output};

/// Prints values to a stream, or to standard output.
#[pyfn("def print(*args: object) -> None")]
pub fn print(values: &[&dyn Show]) -> Result<()> {
    write_line(values, " ", "\n", false)
}

/// Prints values with a separator and an end of one's own.
#[pyfn("def print(*args: object, sep: str = ' ', end: str = '\\n', flush: bool = False) -> None")]
pub fn print_with(values: &[&dyn Show], sep: &str, end: &str, flush: bool) -> Result<()> {
    write_line(values, sep, end, flush)
}

/// Prints values to a stream, or to standard output.
#[pyfn(
    "def print(*args: Any, sep: Any = None, end: Any = None, file: Any = None, flush: Any = False) -> None"
)]
pub fn print_to(
    values: &[Value],
    sep: &Value,
    end: &Value,
    file: &Value,
    flush: &Value,
) -> Result<()> {
    let (sep, end) = (text(sep, "sep", " ")?, text(end, "end", "\n")?);
    let views: Vec<&dyn Show> = values.iter().map(|value| value as &dyn Show).collect();
    if file.is_none() {
        return write_line(&views, &sep, &end, flush.truthy()?);
    }
    write_to(file, &views, &sep, &end)?;
    if flush.truthy()? {
        file.quiet_call_method("flush", crate::args![])?;
    }
    Ok(())
}

fn write_line(values: &[&dyn Show], sep: &str, end: &str, flush: bool) -> Result<()> {
    if let Some(stream) = output::replaced(1) {
        write_to(&stream, values, sep, end)?;
        if flush {
            stream.quiet_call_method("flush", crate::args![])?;
        }
        return Ok(());
    }
    output::write(&line(values, sep, end)?)?;
    if flush {
        output::flush();
    }
    Ok(())
}

/// Writes to a stream that the program gave: piece by piece, as its own classes can see.
fn write_to(stream: &Value, values: &[&dyn Show], sep: &str, end: &str) -> Result<()> {
    let write = |text: Str| {
        let written = stream.quiet_call_method("write", crate::args![text]);
        written.map(drop)
    };
    if stream.class().is_native() {
        return write(Str::from(line(values, sep, end)?));
    }
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            write(Str::from(sep.to_string()))?;
        }
        write(value.shown()?)?;
    }
    write(Str::from(end.to_string()))
}

fn line(values: &[&dyn Show], sep: &str, end: &str) -> Result<String> {
    let mut line = String::new();
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            line.push_str(sep);
        }
        line.push_str(value.shown()?.as_str());
    }
    line.push_str(end);
    Ok(line)
}

fn text(value: &Value, name: &str, default: &str) -> Result<String> {
    match value {
        Value::None => Ok(default.to_string()),
        Value::Str(text) => Ok(text.as_str().to_string()),
        other => Err(errors::type_error(format!(
            "{name} must be None or a string, not {}",
            other.class_name()
        ))),
    }
}

/// Reads a line from standard input, without its end.
#[pyfn("def input(prompt: object = '', /) -> str")]
pub fn input(prompt: &dyn View) -> Result<Str> {
    output::write(prompt.str()?.as_str())?;
    if let Some(stream) = output::replaced(0) {
        let line = stream.quiet_call_method("readline", crate::args![])?;
        return line_of_input(View::str(&line)?.as_str());
    }
    output::flush();
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| errors::os_error(error.to_string()))?;
    line_of_input(&line)
}

/// A line as it was read, without its end.
fn line_of_input(line: &str) -> Result<Str> {
    if line.is_empty() {
        return Err(errors::eof_error("EOF when reading a line"));
    }
    let line = line.strip_suffix('\n').unwrap_or(line);
    Ok(Str::from(
        line.strip_suffix('\r').unwrap_or(line).to_string(),
    ))
}
