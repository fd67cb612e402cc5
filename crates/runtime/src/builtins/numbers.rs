//! Builtin functions on numbers, and the ones that compare.

use portalis_macros::pyfn;

use crate::{Args, Float, Int, Iterable, Number, Object, Result, Str, Value, View, errors};

/// The absolute value.
#[pyfn("def abs(x: int, /) -> int")]
pub fn abs_int(x: &Int) -> Int {
    if *x < 0 { -x } else { x.clone() }
}

/// The absolute value.
#[pyfn("def abs(x: float, /) -> float")]
pub fn abs_float(x: f64) -> f64 {
    x.abs()
}

/// The absolute value.
#[pyfn("def abs(x: int | float, /) -> int | float")]
pub fn abs_number(x: &Number) -> Number {
    x.abs()
}

/// The absolute value.
#[pyfn("def abs(x: Any, /) -> Any")]
pub fn abs(x: &Value) -> Result<Value> {
    match x {
        Value::Int(x) => Ok(Value::from(abs_int(x))),
        Value::Bool(x) => Ok(Value::from(i64::from(*x))),
        Value::Float(x) => Ok(Value::from(x.abs())),
        _ => match x.class().lookup("__abs__") {
            Some(_) => x.quiet_call_method("__abs__", crate::args![]),
            None => Err(errors::type_error(format!(
                "bad operand type for abs(): '{}'",
                x.class_name()
            ))),
        },
    }
}

/// The quotient and the remainder.
#[pyfn("def divmod(x: int, y: int, /) -> tuple[int, int]")]
pub fn divmod_int(x: &Int, y: &Int) -> Result<(Int, Int)> {
    Ok((x.floor_div(y)?, x.modulo(y)?))
}

/// The quotient and the remainder.
#[pyfn("def divmod(x: float, y: float, /) -> tuple[float, float]")]
pub fn divmod_float(x: f64, y: f64) -> Result<(f64, f64)> {
    x.divmod(&y)
}

/// The quotient and the remainder.
#[pyfn("def divmod(x: Any, y: Any, /) -> Any")]
pub fn divmod(x: &Value, y: &Value) -> Result<Value> {
    if let Value::Object(_) = x
        && x.class().lookup("__divmod__").is_some()
    {
        let answer = x.quiet_call_method("__divmod__", crate::args![y.clone()])?;
        if !matches!(answer, Value::NotImplemented) {
            return Ok(answer);
        }
    }
    let wrong = |error: crate::Error| match error.is(&errors::TypeError) {
        true => errors::type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            x.class_name(),
            y.class_name()
        )),
        false => error,
    };
    let quotient = x.floor_div(y).map_err(wrong)?;
    Ok(Value::from((quotient, x.modulo(y)?)))
}

/// `base ** exp`, with three arguments modulo the third.
#[pyfn("def pow(base: Any, exp: Any, mod: Any = None) -> Any")]
pub fn pow(base: &Value, exp: &Value, modulus: &Value) -> Result<Value> {
    match modulus {
        Value::None => base.pow(exp),
        modulus => base.pow_mod(exp, modulus),
    }
}

/// An integer is its own nearest one.
#[pyfn("def round(number: int, /) -> int")]
pub fn round_int(number: Int) -> Int {
    number
}

/// An integer rounded to so many digits behind the point; fewer than none round to tens, hundreds, …
#[pyfn("def round(number: int, ndigits: int) -> int")]
pub fn round_int_digits(number: &Int, ndigits: &Int) -> Result<Int> {
    number.round_to(ndigits)
}

/// The integer nearest to a number, halves to the even one.
#[pyfn("def round(number: int | float, /) -> int")]
pub fn round_number(number: &Number) -> Result<Int> {
    match number {
        Number::Bool(x) => Ok(Int::from(i64::from(*x))),
        Number::Int(x) => Ok(x.clone()),
        Number::Float(x) => round_float(*x),
    }
}

/// The integer nearest to a float, halves to the even one.
#[pyfn("def round(number: float, /) -> int")]
pub fn round_float(number: f64) -> Result<Int> {
    number.round_to_int()
}

/// A float rounded to so many digits behind the point.
#[pyfn("def round(number: float, ndigits: int) -> float")]
pub fn round_digits(number: f64, ndigits: &Int) -> Result<f64> {
    number.round_to(ndigits)
}

/// A number rounded to so many digits behind the point.
#[pyfn("def round(number: Any, ndigits: Any = None) -> Any")]
pub fn round(number: &Value, ndigits: &Value) -> Result<Value> {
    match (number, ndigits) {
        (Value::Float(x), Value::None) => Ok(Value::from(round_float(*x)?)),
        (Value::Float(x), digits) => Ok(Value::from(round_digits(*x, &digits.index()?)?)),
        (Value::Int(x), Value::None) => Ok(Value::from(x.clone())),
        (Value::Bool(x), Value::None) => Ok(Value::from(i64::from(*x))),
        (Value::Int(x), digits) => Ok(Value::from(x.round_to(&digits.index()?)?)),
        (other, digits) => match other.class().lookup("__round__") {
            Some(_) if digits.is_none() => other.quiet_call_method("__round__", Args::new()),
            Some(_) => other.quiet_call_method("__round__", crate::args![digits.clone()]),
            None => Err(errors::type_error(format!(
                "type {} doesn't define __round__ method",
                other.class_name()
            ))),
        },
    }
}

/// The sum of the items.
#[pyfn("def sum(iterable: Iterable[int], /) -> int")]
pub fn sum_ints(iterable: &impl Iterable<Item = Int>) -> Result<Int> {
    let mut total = Int::from(0);
    for item in iterable.iter()? {
        total = &total + &item?;
    }
    Ok(total)
}

/// How many of the items are true.
#[pyfn("def sum(iterable: Iterable[bool], /) -> int")]
pub fn sum_bools(iterable: &impl Iterable<Item = bool>) -> Result<Int> {
    let mut total = 0;
    for item in iterable.iter()? {
        total += i64::from(item?);
    }
    Ok(Int::from(total))
}

/// The sum of floats: 0 where there are none.
#[pyfn("def sum(iterable: Iterable[float], /) -> int | float")]
pub fn sum_of_floats(iterable: &impl Iterable<Item = f64>) -> Result<Number> {
    let items = iterable.iter()?.map(|item| Ok(Number::Float(item?)));
    sum_items(items)
}

/// The sum of numbers.
#[pyfn("def sum(iterable: Iterable[int | float], /) -> int | float")]
pub fn sum_numbers(iterable: &impl Iterable<Item = Number>) -> Result<Number> {
    sum_items(iterable.iter()?)
}

fn sum_items(items: impl Iterator<Item = Result<Number>>) -> Result<Number> {
    let items = items.map(|item| Ok(item?.to_value()));
    Number::from_value(sum_values(Value::from(0), items)?)
}

/// The sum of the items and a start value.
#[pyfn("def sum(iterable: Any, /, start: Any = 0) -> Any")]
pub fn sum(iterable: &Value, start: &Value) -> Result<Value> {
    if let Value::Str(_) = start {
        return Err(errors::type_error(
            "sum() can't sum strings [use ''.join(seq) instead]",
        ));
    }
    if let Value::Bytes(_) = start {
        return Err(errors::type_error(
            "sum() can't sum bytes [use b''.join(seq) instead]",
        ));
    }
    sum_values(start.clone(), iterable.iter()?)
}

fn sum_values(start: Value, mut items: impl Iterator<Item = Result<Value>>) -> Result<Value> {
    let mut total = start;
    while let Some(item) = items.next() {
        let item = item?;
        if let (Value::Int(_) | Value::Float(_), Value::Float(_)) = (&total, &item) {
            return sum_floats(total, item, &mut items);
        }
        total = total.add(&item)?;
    }
    Ok(total)
}

/// Goes on with compensation (Neumaier), as CPython does from 3.12 on, while the items are floats and ints.
fn sum_floats(
    start: Value,
    first: Value,
    items: &mut impl Iterator<Item = Result<Value>>,
) -> Result<Value> {
    let mut total = number(&start)?.unwrap_or(0.0);
    let mut compensation = 0.0;
    let mut next = Some(Ok(first));
    while let Some(item) = next {
        let item = item?;
        match number(&item)? {
            Some(x) => {
                let sum = total + x;
                compensation += if total.abs() >= x.abs() {
                    (total - sum) + x
                } else {
                    (x - sum) + total
                };
                total = sum;
            }
            None => {
                let mut rest = Value::from(compensated(total, compensation)).add(&item)?;
                for item in items {
                    rest = rest.add(&item?)?;
                }
                return Ok(rest);
            }
        }
        next = items.next();
    }
    Ok(Value::from(compensated(total, compensation)))
}

fn compensated(total: f64, compensation: f64) -> f64 {
    if compensation != 0.0 && compensation.is_finite() {
        total + compensation
    } else {
        total
    }
}

fn number(value: &Value) -> Result<Option<f64>> {
    match value {
        Value::Float(x) => Ok(Some(*x)),
        Value::Int(x) => x.to_f64().map(Some),
        Value::Bool(x) => Ok(Some(f64::from(*x))),
        _ => Ok(None),
    }
}

/// The smallest item.
#[pyfn("def min(iterable: Iterable[T], /) -> T")]
pub fn min_of<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<T> {
    extreme(iterable, "min", |new, best| new.less(best))
}

/// The largest item.
#[pyfn("def max(iterable: Iterable[T], /) -> T")]
pub fn max_of<T: Object>(iterable: &impl Iterable<Item = T>) -> Result<T> {
    extreme(iterable, "max", |new, best| best.less(new))
}

/// The smallest item, or the default where there is none.
#[pyfn("def min(iterable: Iterable[T], /, *, default: T) -> T")]
pub fn min_or<T: Object>(iterable: &impl Iterable<Item = T>, default: T) -> Result<T> {
    let mut items = iterable.iter()?.peekable();
    match items.peek() {
        None => Ok(default),
        Some(_) => best(items, "min", |new, best| new.less(best)),
    }
}

/// The smaller of two values.
#[pyfn("def min(a: T, b: T, /) -> T")]
pub fn min_two<T: Object>(a: T, b: T) -> Result<T> {
    Ok(if b.less(&a)? { b } else { a })
}

/// The largest item, or the default where there is none.
#[pyfn("def max(iterable: Iterable[T], /, *, default: T) -> T")]
pub fn max_or<T: Object>(iterable: &impl Iterable<Item = T>, default: T) -> Result<T> {
    let mut items = iterable.iter()?.peekable();
    match items.peek() {
        None => Ok(default),
        Some(_) => best(items, "max", |new, best| best.less(new)),
    }
}

/// The larger of two values.
#[pyfn("def max(a: T, b: T, /) -> T")]
pub fn max_two<T: Object>(a: T, b: T) -> Result<T> {
    Ok(if a.less(&b)? { b } else { a })
}

/// The smallest of several values.
#[pyfn("def min(a: T, b: T, *args: T) -> T")]
pub fn min_several<T: Object>(a: T, b: T, args: &[T]) -> Result<T> {
    args.iter()
        .try_fold(min_two(a, b)?, |a, b| min_two(a, b.clone()))
}

/// The largest of several values.
#[pyfn("def max(a: T, b: T, *args: T) -> T")]
pub fn max_several<T: Object>(a: T, b: T, args: &[T]) -> Result<T> {
    args.iter()
        .try_fold(max_two(a, b)?, |a, b| max_two(a, b.clone()))
}

/// The item whose key is smallest.
#[pyfn("def min(iterable: Iterable[T], /, *, key: Callable[[T], K]) -> T")]
pub fn min_by_key<T: Object, K: Object>(
    iterable: &impl Iterable<Item = T>,
    key: impl Fn(T) -> Result<K>,
) -> Result<T> {
    let keyed = iterable
        .iter()?
        .map(|item| item.and_then(|item| Ok((key(item.clone())?, item))));
    best(keyed, "min", |new: &(K, T), old| new.0.less(&old.0)).map(|(_, item)| item)
}

/// The item whose key is largest.
#[pyfn("def max(iterable: Iterable[T], /, *, key: Callable[[T], K]) -> T")]
pub fn max_by_key<T: Object, K: Object>(
    iterable: &impl Iterable<Item = T>,
    key: impl Fn(T) -> Result<K>,
) -> Result<T> {
    let keyed = iterable
        .iter()?
        .map(|item| item.and_then(|item| Ok((key(item.clone())?, item))));
    best(keyed, "max", |new: &(K, T), old| old.0.less(&new.0)).map(|(_, item)| item)
}

fn extreme<T: Object>(
    iterable: &impl Iterable<Item = T>,
    name: &str,
    better: impl Fn(&T, &T) -> Result<bool>,
) -> Result<T> {
    best(iterable.iter()?, name, better)
}

fn best<T>(
    items: impl Iterator<Item = Result<T>>,
    name: &str,
    better: impl Fn(&T, &T) -> Result<bool>,
) -> Result<T> {
    let mut best: Option<T> = None;
    for item in items {
        let item = item?;
        best = Some(match best {
            Some(old) if !better(&item, &old)? => old,
            _ => item,
        });
    }
    best.ok_or_else(|| errors::value_error(format!("{name}() iterable argument is empty")))
}

/// The smallest item or argument.
#[pyfn("def min(*args: Any, key: Any = None, default: Any = ...) -> Any")]
pub fn min(args: &[Value], key: &Value, default: Option<Value>) -> Result<Value> {
    extreme_of(args, key, default, "min", |new, best| {
        new.lt(best)?.truthy()
    })
}

/// The largest item or argument.
#[pyfn("def max(*args: Any, key: Any = None, default: Any = ...) -> Any")]
pub fn max(args: &[Value], key: &Value, default: Option<Value>) -> Result<Value> {
    extreme_of(args, key, default, "max", |new, best| {
        new.gt(best)?.truthy()
    })
}

fn extreme_of(
    args: &[Value],
    key: &Value,
    default: Option<Value>,
    name: &str,
    better: impl Fn(&Value, &Value) -> Result<bool>,
) -> Result<Value> {
    let keyed = |item: Value| -> Result<(Value, Value)> {
        match key {
            Value::None => Ok((item.clone(), item)),
            key => Ok((key.call(crate::args![item.clone()])?, item)),
        }
    };
    let better = |new: &(Value, Value), old: &(Value, Value)| better(&new.0, &old.0);
    match (args, default) {
        ([], _) => Err(errors::type_error(format!(
            "{name} expected at least 1 argument, got 0"
        ))),
        ([iterable], default) => {
            let mut items = iterable.iter()?.map(|item| item.and_then(keyed)).peekable();
            match (items.peek(), default) {
                (None, Some(default)) => Ok(default),
                _ => best(items, name, better).map(|(_, item)| item),
            }
        }
        (_, Some(_)) => Err(errors::type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        ))),
        (args, None) => best(args.iter().cloned().map(keyed), name, better).map(|(_, item)| item),
    }
}

/// The binary digits of an int.
#[pyfn("def bin(number: Any, /) -> str")]
pub fn bin(number: &Value) -> Result<Str> {
    number.index()?.format("#b")
}

/// The hexadecimal digits of an int.
#[pyfn("def hex(number: Any, /) -> str")]
pub fn hex(number: &Value) -> Result<Str> {
    number.index()?.format("#x")
}

/// The octal digits of an int.
#[pyfn("def oct(number: Any, /) -> str")]
pub fn oct(number: &Value) -> Result<Str> {
    number.index()?.format("#o")
}

/// The character of a code point.
#[pyfn("def chr(i: int, /) -> str")]
pub fn chr(i: &Int) -> Result<Str> {
    let code = i.to_i64().filter(|code| (0..=0x10_FFFF).contains(code));
    let Some(code) = code else {
        return Err(errors::value_error("chr() arg not in range(0x110000)"));
    };
    match char::from_u32(code as u32) {
        Some(c) => Ok(Str::from(c.to_string())),
        None => Err(errors::value_error(
            "surrogates are not supported by this implementation of str",
        )),
    }
}

/// The code point of a character.
#[pyfn("def ord(c: str, /) -> int")]
pub fn ord_str(c: &Str) -> Result<Int> {
    let mut chars = c.as_str().chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(Int::from(i64::from(u32::from(c)))),
        _ => Err(errors::type_error(format!(
            "ord() expected a character, but string of length {} found",
            c.as_str().chars().count()
        ))),
    }
}

/// The code point of a character, or the value of a byte.
#[pyfn("def ord(c: Any, /) -> int")]
pub fn ord(c: &Value) -> Result<Int> {
    match c {
        Value::Str(c) => ord_str(c),
        Value::Bytes(bytes) if bytes.as_slice().len() == 1 => {
            Ok(Int::from(i64::from(bytes.as_slice()[0])))
        }
        Value::Bytes(bytes) => Err(errors::type_error(format!(
            "ord() expected a character, but string of length {} found",
            bytes.as_slice().len()
        ))),
        other => Err(errors::type_error(format!(
            "ord() expected string of length 1, but {} found",
            other.class_name()
        ))),
    }
}
