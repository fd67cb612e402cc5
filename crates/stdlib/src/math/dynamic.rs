//! Dynamic entries of the logarithms: an `int` of any size has one, other arguments become floats.

use portalis_runtime::{Args, Object, Result, Value, errors, native::argument};

use super::logarithms;

/// `log(x[, base])`.
pub(super) fn log(args: Args) -> Result<Value> {
    if !args.keywords().is_empty() {
        return Err(errors::type_error("math.log() takes no keyword arguments"));
    }
    let base = |base: &Value| argument::<f64>(base.clone(), "log", 2);
    let result = match args.values() {
        [x] => natural(x),
        [x, b] => logarithms::divide(natural(x)?, Some(match b {
            Value::Int(b) => return quotient(natural(x)?, logarithms::log_int(b, None)?),
            b => base(b)?,
        })),
        [] => Err(errors::type_error("log expected at least 1 argument, got 0")),
        more => Err(errors::type_error(format!("log expected at most 2 arguments, got {}", more.len()))),
    };
    result.map(Value::Float)
}

fn quotient(a: f64, b: f64) -> Result<Value> {
    portalis_runtime::Float::true_div(&a, &b).map(Value::Float)
}

fn natural(x: &Value) -> Result<f64> {
    match x {
        Value::Int(x) => logarithms::log_int(x, None),
        x => logarithms::log(argument(x.clone(), "log", 1)?, None),
    }
}

/// `log2(x)`.
pub(super) fn log2(args: Args) -> Result<Value> {
    match one(&args, "log2")? {
        Value::Int(x) => logarithms::log2_int(x),
        x => logarithms::log2(f64::from_value(x.clone())?),
    }
    .map(Value::Float)
}

/// `log10(x)`.
pub(super) fn log10(args: Args) -> Result<Value> {
    match one(&args, "log10")? {
        Value::Int(x) => logarithms::log10_int(x),
        x => logarithms::log10(f64::from_value(x.clone())?),
    }
    .map(Value::Float)
}

fn one<'a>(args: &'a Args, name: &str) -> Result<&'a Value> {
    match args.values() {
        _ if !args.keywords().is_empty() => Err(errors::type_error(format!("math.{name}() takes no keyword arguments"))),
        [x] => Ok(x),
        values => Err(errors::type_error(format!("math.{name}() takes exactly one argument ({} given)", values.len()))),
    }
}
