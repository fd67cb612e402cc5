//! `struct`: C structures in bytes.
//!
//! *Invariant:* native sizes and alignment are those of a 64-bit Linux, wherever the program runs.

use std::rc::Rc;

use num_bigint::BigInt;
use portalis_macros::{module, pyclass, pyfn, pymethods};
use portalis_runtime::{
    ByteArray, Bytes, Int, Iter, NativeClass, Object, Result, Str, Tuple, Value, View, errors,
};

use crate::io::bytes_of;

module!("struct", rust = "r#struct");

/// Raised for formats and values that do not go together.
#[pyclass("class error(Exception)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static error: NativeClass = NativeClass {
    bases: &[&errors::Exception],
    ..NativeClass::new("error", "struct")
};

fn failed<T>(text: impl Into<String>) -> Result<T> {
    Err(errors::exception_with(
        &error,
        vec![Value::from(text.into())],
    ))
}

/// One kind of item, with how often it comes (for `s` and `p`: how long it is).
#[derive(Clone, Copy, Debug)]
struct Item {
    code: char,
    count: usize,
    size: usize,
    /// Where it starts.
    offset: usize,
}

/// A format that has been read.
#[derive(Clone, Debug)]
struct Layout {
    items: Vec<Item>,
    size: usize,
    little: bool,
    native: bool,
}

fn size_of(code: char, native: bool) -> Option<usize> {
    Some(match code {
        'x' | 'c' | 'b' | 'B' | '?' | 's' | 'p' => 1,
        'h' | 'H' | 'e' => 2,
        'i' | 'I' | 'f' => 4,
        'l' | 'L' => {
            if native {
                8
            } else {
                4
            }
        }
        'q' | 'Q' | 'd' => 8,
        'n' | 'N' | 'P' if native => 8,
        _ => return None,
    })
}

impl Layout {
    fn parse(format: &Value) -> Result<Layout> {
        let text = match format {
            Value::Str(text) => text.as_str().to_owned(),
            Value::Bytes(bytes) => String::from_utf8_lossy(bytes.as_slice()).into_owned(),
            other => {
                let text = format!(
                    "Struct() argument 1 must be a str or bytes object, not {}",
                    other.class_name()
                );
                return Err(errors::type_error(text));
            }
        };
        let order = text.chars().next().filter(|c| "@=<>!".contains(*c));
        let native = matches!(order, None | Some('@'));
        let little = !matches!(order, Some('>' | '!'));
        let mut layout = Layout {
            items: Vec::new(),
            size: 0,
            little,
            native,
        };
        let mut count: Option<usize> = None;
        for c in text.chars().skip(usize::from(order.is_some())) {
            if let Some(digit) = c.to_digit(10) {
                let more = count
                    .unwrap_or(0)
                    .checked_mul(10)
                    .and_then(|count| count.checked_add(digit as usize));
                match more {
                    Some(more) => count = Some(more),
                    None => return failed("overflow in item count"),
                }
                continue;
            }
            if c.is_whitespace() && count.is_none() {
                continue;
            }
            let Some(size) = size_of(c, native) else {
                return failed("bad char in struct format");
            };
            layout.add(c, count.take().unwrap_or(1), size, native);
        }
        if count.is_some() {
            return failed("repeat count given without format specifier");
        }
        Ok(layout)
    }

    fn add(&mut self, code: char, count: usize, size: usize, native: bool) {
        let offset = if native {
            self.size.next_multiple_of(size)
        } else {
            self.size
        };
        self.items.push(Item {
            code,
            count,
            size,
            offset,
        });
        self.size = offset + count * size;
    }

    /// How many values there are.
    fn values(&self) -> usize {
        let of = |item: &Item| match item.code {
            'x' => 0,
            's' | 'p' => 1,
            _ => item.count,
        };
        self.items.iter().map(of).sum()
    }

    fn pack(&self, values: &[Value]) -> Result<Vec<u8>> {
        let wanted = self.values();
        if values.len() != wanted {
            return failed(format!(
                "pack expected {wanted} items for packing (got {})",
                values.len()
            ));
        }
        let mut out = vec![0; self.size];
        let mut values = values.iter();
        for item in &self.items {
            match item.code {
                'x' => {}
                's' | 'p' => {
                    let value = values.next().cloned().unwrap_or_default();
                    let Ok(bytes) = bytes_of(&value) else {
                        return failed(format!(
                            "argument for '{}' must be a bytes object",
                            item.code
                        ));
                    };
                    put_text(&mut out, item, &bytes);
                }
                _ => {
                    for index in 0..item.count {
                        let value = values.next().cloned().unwrap_or_default();
                        let bytes = self.packed(item, &value)?;
                        let start = item.offset + index * item.size;
                        out[start..start + item.size].copy_from_slice(&bytes);
                    }
                }
            }
        }
        Ok(out)
    }

    /// One value in the order of the format.
    fn packed(&self, item: &Item, value: &Value) -> Result<Vec<u8>> {
        let mut bytes = match item.code {
            'c' => match bytes_of(value) {
                Ok(bytes) if bytes.len() == 1 => bytes,
                _ => return failed("char format requires a bytes object of length 1"),
            },
            '?' => vec![u8::from(value.truthy()?)],
            'f' => {
                let number = real(value)?;
                let narrow = number as f32;
                if narrow.is_infinite() && number.is_finite() && !self.native {
                    return Err(errors::overflow_error(
                        "float too large to pack with f format",
                    ));
                }
                narrow.to_le_bytes().to_vec()
            }
            'd' => real(value)?.to_le_bytes().to_vec(),
            'e' => half(real(value)?)?.to_le_bytes().to_vec(),
            _ => integer(item, value)?,
        };
        if !self.little {
            bytes.reverse();
        }
        Ok(bytes)
    }

    fn unpack(&self, data: &[u8]) -> Vec<Value> {
        let mut values = Vec::new();
        for item in &self.items {
            let part = data
                .get(item.offset..item.offset + item.count * item.size)
                .unwrap_or_default();
            match item.code {
                'x' => {}
                's' => values.push(Value::Bytes(Bytes::from(part.to_vec()))),
                'p' => {
                    let length = part.first().map_or(0, |length| usize::from(*length));
                    let text = part.get(1..).unwrap_or_default();
                    values.push(Value::Bytes(Bytes::from(
                        text[..length.min(text.len())].to_vec(),
                    )));
                }
                _ => values.extend(
                    part.chunks(item.size)
                        .map(|bytes| self.unpacked(item.code, bytes)),
                ),
            }
        }
        values
    }

    fn unpacked(&self, code: char, bytes: &[u8]) -> Value {
        let mut bytes = bytes.to_vec();
        if !self.little {
            bytes.reverse();
        }
        let mut wide = [0; 8];
        wide[..bytes.len()].copy_from_slice(&bytes);
        let unsigned = u64::from_le_bytes(wide);
        match code {
            'c' => Value::Bytes(Bytes::from(bytes)),
            '?' => Value::Bool(unsigned != 0),
            'f' => Value::Float(f64::from(f32::from_bits(unsigned as u32))),
            'd' => Value::Float(f64::from_bits(unsigned)),
            'e' => Value::Float(from_half(unsigned as u16)),
            'b' | 'h' | 'i' | 'l' | 'q' | 'n' => {
                let shift = 64 - 8 * bytes.len() as u32;
                Value::Int(Int::from((unsigned << shift) as i64 >> shift))
            }
            _ => Value::Int(Int::from(unsigned)),
        }
    }
}

fn put_text(out: &mut [u8], item: &Item, bytes: &[u8]) {
    let place = &mut out[item.offset..item.offset + item.count];
    if item.code == 'p' {
        let Some((length, place)) = place.split_first_mut() else {
            return;
        };
        let count = bytes.len().min(place.len()).min(255);
        *length = count as u8;
        place[..count].copy_from_slice(&bytes[..count]);
        return;
    }
    let count = bytes.len().min(place.len());
    place[..count].copy_from_slice(&bytes[..count]);
}

fn real(value: &Value) -> Result<f64> {
    f64::from_value(value.clone()).or_else(|_| failed("required argument is not a float"))
}

fn integer(item: &Item, value: &Value) -> Result<Vec<u8>> {
    let number: Int = match value.index() {
        Ok(number) => number,
        Err(_) => return failed("required argument is not an integer"),
    };
    let bits = 8 * item.size as u32;
    let is_signed = item.code.is_ascii_lowercase();
    let big = BigInt::from(1) << (bits - u32::from(is_signed));
    let (low, high) = if is_signed {
        (-big.clone(), big - 1)
    } else {
        (BigInt::from(0), big - 1)
    };
    let wide = number.to_big();
    if wide < low || wide > high {
        let code = item.code;
        return failed(format!(
            "'{code}' format requires {low} <= number <= {high}"
        ));
    }
    let bytes = wide.to_signed_bytes_le();
    let fill = if wide.sign() == num_bigint::Sign::Minus {
        0xff
    } else {
        0
    };
    let mut out = vec![fill; item.size];
    let count = bytes.len().min(item.size);
    out[..count].copy_from_slice(&bytes[..count]);
    Ok(out)
}

/// The nearest half-precision number, ties to even.
fn half(number: f64) -> Result<u16> {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    if number.is_nan() {
        return Ok(sign | 0x7e00);
    }
    if number.is_infinite() {
        return Ok(sign | 0x7c00);
    }
    let magnitude = number.abs();
    if magnitude == 0.0 {
        return Ok(sign);
    }
    let exponent = (((magnitude.to_bits() >> 52) as i32) - 1023).max(-14);
    let scaled = magnitude / 2_f64.powi(exponent - 10);
    let rounded = scaled.round_ties_even() as u32;
    let bits = if rounded < 0x400 {
        rounded
    } else {
        (((exponent + 15) as u32) << 10) + (rounded - 0x400)
    };
    match bits {
        bits if bits >= 0x7c00 => Err(errors::overflow_error(
            "float too large to pack with e format",
        )),
        bits => Ok(sign | bits as u16),
    }
}

fn from_half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * 2_f64.powi(exponent - 15),
    }
}

/// Struct(fmt) --> compiled struct object
#[pyclass("class Struct", repr, final, tp_name = "_struct.Struct")]
#[derive(Clone)]
pub struct Struct(Rc<(Layout, Value)>);

impl Struct {
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("Struct({})", View::repr(&self.0.1)?)))
    }

    fn exact(&self, data: &[u8]) -> Result<Value> {
        if data.len() != self.0.0.size {
            return failed(format!(
                "unpack requires a buffer of {} bytes",
                self.0.0.size
            ));
        }
        Ok(Value::Tuple(Tuple::from(self.0.0.unpack(data))))
    }

    fn at(&self, length: usize, offset: i64, what: &str) -> Result<usize> {
        let size = self.0.0.size;
        let start = if offset < 0 {
            offset + length as i64
        } else {
            offset
        };
        if start < 0 {
            return failed(format!(
                "offset {offset} out of range for {length}-byte buffer"
            ));
        }
        let start = start as usize;
        if start + size > length {
            let need = start + size;
            return failed(format!(
                "{what} requires a buffer of at least {need} bytes for {} {size} bytes at offset {start} (actual buffer size is {length})",
                if what == "pack_into" {
                    "packing"
                } else {
                    "unpacking"
                }
            ));
        }
        Ok(start)
    }
}

#[pymethods]
impl Struct {
    /// A compiled format.
    #[pyfn("def __new__(cls, format: Any) -> Struct")]
    pub fn new(format: Value) -> Result<Struct> {
        Ok(Struct(Rc::new((Layout::parse(&format)?, format))))
    }

    /// Return a bytes object containing values packed according to the format.
    #[pyfn("def pack(self, *v: Any) -> bytes")]
    pub fn pack(&self, v: &[Value]) -> Result<Bytes> {
        self.0.0.pack(v).map(Bytes::from)
    }

    /// Pack the values and write the packed bytes into the writable buffer starting at offset.
    #[pyfn("def pack_into(self, buffer: Any, offset: int, *v: Any) -> None")]
    pub fn pack_into(&self, buffer: Value, offset: i64, v: &[Value]) -> Result<()> {
        let Ok(array) = ByteArray::from_value(buffer) else {
            return Err(errors::type_error(
                "pack_into() argument 1 must be read-write bytes-like object",
            ));
        };
        let bytes = self.0.0.pack(v)?;
        let start = self.at(array.to_vec().len(), offset, "pack_into")?;
        for (index, byte) in bytes.into_iter().enumerate() {
            array
                .to_value()
                .set_item(&Value::from(start + index), Value::from(i64::from(byte)))?;
        }
        Ok(())
    }

    /// Return a tuple containing unpacked values.
    #[pyfn("def unpack(self, buffer: Any, /) -> Any")]
    pub fn unpack(&self, buffer: Value) -> Result<Value> {
        self.exact(&bytes_of(&buffer)?)
    }

    /// Return a tuple containing values unpacked from the buffer at an offset.
    #[pyfn("def unpack_from(self, buffer: Any, offset: int = 0) -> Any")]
    pub fn unpack_from(&self, buffer: Value, offset: i64) -> Result<Value> {
        let data = bytes_of(&buffer)?;
        let start = self.at(data.len(), offset, "unpack_from")?;
        self.exact(&data[start..start + self.0.0.size])
    }

    /// Return an iterator yielding tuples.
    #[pyfn("def iter_unpack(self, buffer: Any, /) -> Iterator[Any]")]
    pub fn iter_unpack(&self, buffer: Value) -> Result<Iter<Value>> {
        let data = bytes_of(&buffer)?;
        let size = self.0.0.size;
        if size == 0 {
            return failed("cannot iteratively unpack with a struct of length 0");
        }
        if data.len() % size != 0 {
            return failed(format!(
                "iterative unpacking requires a buffer of a multiple of {size} bytes"
            ));
        }
        let items: Vec<Result<Value>> = data.chunks(size).map(|chunk| self.exact(chunk)).collect();
        Ok(Iter::from_iterator(items.into_iter()))
    }

    /// struct format string
    #[pyfn("def format(self) -> Any", property)]
    pub fn format(&self) -> Value {
        self.0.1.clone()
    }

    /// struct size in bytes
    #[pyfn("def size(self) -> int", property)]
    pub fn size(&self) -> Int {
        Int::from(self.0.0.size)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }
}

/// Return a bytes object containing the values v1, v2, ... packed according to the format string.
#[pyfn("def pack(format: Any, /, *v: Any) -> bytes")]
pub fn pack(format: Value, v: &[Value]) -> Result<Bytes> {
    Struct::new(format)?.pack(v)
}

/// Pack the values according to the format string and write the packed bytes into the writable buffer starting at offset.
#[pyfn("def pack_into(format: Any, buffer: Any, offset: int, /, *v: Any) -> None")]
pub fn pack_into(format: Value, buffer: Value, offset: i64, v: &[Value]) -> Result<()> {
    Struct::new(format)?.pack_into(buffer, offset, v)
}

/// Return a tuple containing values unpacked according to the format string.
#[pyfn("def unpack(format: Any, buffer: Any, /) -> Any")]
pub fn unpack(format: Value, buffer: Value) -> Result<Value> {
    Struct::new(format)?.unpack(buffer)
}

/// Return a tuple containing values unpacked according to the format string, from an offset on.
#[pyfn("def unpack_from(format: Any, /, buffer: Any, offset: int = 0) -> Any")]
pub fn unpack_from(format: Value, buffer: Value, offset: i64) -> Result<Value> {
    Struct::new(format)?.unpack_from(buffer, offset)
}

/// Return an iterator yielding tuples unpacked from the given bytes source according to the format string.
#[pyfn("def iter_unpack(format: Any, buffer: Any, /) -> Iterator[Any]")]
pub fn iter_unpack(format: Value, buffer: Value) -> Result<Iter<Value>> {
    Struct::new(format)?.iter_unpack(buffer)
}

/// Return size in bytes of the struct described by the format string.
#[pyfn("def calcsize(format: Any, /) -> int")]
pub fn calcsize(format: Value) -> Result<Int> {
    Struct::new(format).map(|made| made.size())
}
