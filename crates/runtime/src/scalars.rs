//! The operators of builtin scalars, for the dynamic type: which function of `int`, `float`, `str` and `bytes` an operator means.

use std::cmp::Ordering;

use crate::float::Float;
use crate::value::BinaryOp;
use crate::{Bytes, Complex, Int, Iter, Result, Slice, Str, Tuple, Value, View, errors};

/// `a op b` of integers.
pub(crate) fn int_binary(op: BinaryOp, a: &Int, b: &Int) -> Result<Option<Value>> {
    Ok(Some(match op {
        BinaryOp::Add => Value::Int(a + b),
        BinaryOp::Sub => Value::Int(a - b),
        BinaryOp::Mul => Value::Int(a * b),
        BinaryOp::TrueDiv => Value::Float(a.true_div(b)?),
        BinaryOp::FloorDiv => Value::Int(a.floor_div(b)?),
        BinaryOp::Mod => Value::Int(a.modulo(b)?),
        BinaryOp::DivMod => {
            let (quotient, remainder) = a.divmod(b)?;
            Value::Tuple(Tuple::from([Value::Int(quotient), Value::Int(remainder)]))
        }
        BinaryOp::Pow if b.is_negative() => Value::Float(a.pow_to_float(b)?),
        BinaryOp::Pow => Value::Int(a.pow(b)?),
        BinaryOp::LShift => Value::Int(a.lshift(b)?),
        BinaryOp::RShift => Value::Int(a.rshift(b)?),
        BinaryOp::BitAnd => Value::Int(a & b),
        BinaryOp::BitOr => Value::Int(a | b),
        BinaryOp::BitXor => Value::Int(a ^ b),
        BinaryOp::MatMul => return Ok(None),
    }))
}

/// `a op b` of floats.
pub(crate) fn float_binary(op: BinaryOp, a: f64, b: f64) -> Result<Option<Value>> {
    if op == BinaryOp::Pow && crate::float::power_is_complex(a, b) {
        let power = Complex::new(a, 0.0).raised(Complex::new(b, 0.0))?;
        return Ok(Some(power.to_value()));
    }
    Ok(Some(Value::Float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::TrueDiv => Float::true_div(&a, &b)?,
        BinaryOp::FloorDiv => Float::floor_div(&a, &b)?,
        BinaryOp::Mod => Float::modulo(&a, &b)?,
        BinaryOp::Pow => Float::pow(&a, &b)?,
        BinaryOp::DivMod => {
            let (quotient, remainder) = Float::divmod(&a, &b)?;
            return Ok(Some(Value::Tuple(Tuple::from([
                Value::Float(quotient),
                Value::Float(remainder),
            ]))));
        }
        _ => return Ok(None),
    })))
}

/// `text % values`.
pub(crate) fn percent(text: &Str, values: &Value) -> Result<Str> {
    crate::percent::percent(text, values)
}

/// `bytes % values`.
pub(crate) fn percent_bytes(bytes: &Bytes, values: &Value) -> Result<Bytes> {
    crate::percent::percent_bytes(bytes, values)
}

pub(crate) fn concat(a: &Str, b: &Str) -> Str {
    a.clone() + b.as_str()
}

pub(crate) fn concat_bytes(a: &Bytes, b: &Bytes) -> Bytes {
    Bytes::from([a.as_slice(), b.as_slice()].concat())
}

pub(crate) fn repeat(text: &Str, count: i64) -> Result<Str> {
    let count = count.max(0) as usize;
    match text.as_str().len().checked_mul(count) {
        Some(total) if total <= isize::MAX as usize => Ok(Str::from(text.as_str().repeat(count))),
        _ => Err(errors::memory_error("")),
    }
}

pub(crate) fn repeat_bytes(bytes: &Bytes, count: i64) -> Result<Bytes> {
    crate::list::repeat(bytes.as_slice(), count).map(Bytes::from)
}

/// Code points compare as UTF-8 bytes do.
pub(crate) fn compare_text(a: &Str, b: &Str) -> Ordering {
    a.as_str().as_bytes().cmp(b.as_str().as_bytes())
}

pub(crate) fn compare_bytes(a: &Bytes, b: &Bytes) -> Ordering {
    a.as_slice().cmp(b.as_slice())
}

pub(crate) fn text_item(text: &Str, index: &Int) -> Result<Str> {
    text.get_item(index)
}

pub(crate) fn text_slice(text: &Str, slice: &Slice) -> Result<Str> {
    let (start, stop, step) = slice.parts()?;
    text.slice(start, stop, step)
}

pub(crate) fn text_iter(text: &Str) -> Result<Iter<Value>> {
    Ok(Iter::from_iterator_named(
        text.code_points().map(|c| Ok(Value::Str(c))),
        "str_iterator",
    ))
}

pub(crate) fn text_len(text: &Str) -> usize {
    text.char_count()
}

pub(crate) fn bytes_item(bytes: &Bytes, index: &Int) -> Result<Int> {
    bytes.get_item(index)
}

pub(crate) fn bytes_slice(bytes: &Bytes, slice: &Slice) -> Result<Bytes> {
    let (start, stop, step) = slice.parts()?;
    bytes.slice(start, stop, step)
}

pub(crate) fn bytes_iter(bytes: &Bytes) -> Result<Iter<Value>> {
    Ok(Iter::from_iterator_named(
        bytes.values().map(|byte| Ok(Value::Int(byte))),
        "bytes_iterator",
    ))
}

pub(crate) fn bytes_len(bytes: &Bytes) -> usize {
    bytes.as_slice().len()
}

/// `item in bytes`: an integer or bytes.
pub(crate) fn bytes_contains(bytes: &Bytes, item: &Value) -> Result<bool> {
    match item {
        Value::Bytes(part) => Ok(bytes.contains(part)),
        item => match item.index_or_none()? {
            Some(byte) => bytes.contains_byte(&byte),
            None => Err(errors::type_error(format!(
                "a bytes-like object is required, not '{}'",
                View::class_name(item)
            ))),
        },
    }
}
