//! `floor`, `ceil` and `trunc`, which ask a class's own method.

use portalis_macros::pyfn;
use portalis_runtime::{Args, Float, Int, Result, Value, errors};

/// Return the floor of x as an Integral.
///
/// This is the largest integer <= x.
#[pyfn("def floor(x: int, /) -> int")]
pub fn floor_int(x: Int) -> Int {
    x
}

/// Return the floor of x as an Integral.
///
/// This is the largest integer <= x.
#[pyfn("def floor(x: float, /) -> int")]
pub fn floor_float(x: f64) -> Result<Int> {
    x.floor().to_int()
}

/// Return the floor of x as an Integral.
///
/// This is the largest integer <= x.
#[pyfn("def floor(x: Any, /) -> Any")]
pub fn floor(x: Value) -> Result<Value> {
    rounded(x, "__floor__", f64::floor)
}

/// Return the ceiling of x as an Integral.
///
/// This is the smallest integer >= x.
#[pyfn("def ceil(x: int, /) -> int")]
pub fn ceil_int(x: Int) -> Int {
    x
}

/// Return the ceiling of x as an Integral.
///
/// This is the smallest integer >= x.
#[pyfn("def ceil(x: float, /) -> int")]
pub fn ceil_float(x: f64) -> Result<Int> {
    x.ceil().to_int()
}

/// Return the ceiling of x as an Integral.
///
/// This is the smallest integer >= x.
#[pyfn("def ceil(x: Any, /) -> Any")]
pub fn ceil(x: Value) -> Result<Value> {
    rounded(x, "__ceil__", f64::ceil)
}

/// Truncates the Real x to the nearest Integral toward 0.
///
/// Uses the __trunc__ magic method.
#[pyfn("def trunc(x: int, /) -> int")]
pub fn trunc_int(x: Int) -> Int {
    x
}

/// Truncates the Real x to the nearest Integral toward 0.
///
/// Uses the __trunc__ magic method.
#[pyfn("def trunc(x: float, /) -> int")]
pub fn trunc_float(x: f64) -> Result<Int> {
    x.to_int()
}

/// Truncates the Real x to the nearest Integral toward 0.
///
/// Uses the __trunc__ magic method.
#[pyfn("def trunc(x: Any, /) -> Any")]
pub fn trunc(x: Value) -> Result<Value> {
    match &x {
        Value::Float(_) | Value::Int(_) | Value::Bool(_) => rounded(x, "__trunc__", f64::trunc),
        _ => match x.class().lookup("__trunc__") {
            Some(method) => method.call(Args::positional(vec![x])),
            None => Err(errors::type_error(format!("type {} doesn't define __trunc__ method", x.class_name()))),
        },
    }
}

fn rounded(x: Value, method: &str, round: fn(f64) -> f64) -> Result<Value> {
    match &x {
        Value::Int(_) => return Ok(x),
        Value::Bool(truth) => return Ok(Value::from(i64::from(*truth))),
        Value::Object(_) => {
            if let Some(method) = x.class().lookup(method) {
                return method.call(Args::positional(vec![x]));
            }
        }
        _ => {}
    }
    Ok(Value::Int(round(portalis_runtime::native::argument::<f64>(x, method, 1)?).to_int()?))
}
