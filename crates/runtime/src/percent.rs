//! `format % values`: printf-style formatting of `str` (and, by way of Latin-1, of `bytes`).
//!
//! `spec` reads one conversion, `number` makes the text of numbers; what is here takes the values in turn, by key, or
//! the single one, as CPython does, with its errors.

mod number;
mod spec;

use crate::str::push_repeated;
use crate::{Bytes, Result, Str, Value, View as _, errors};
use spec::{Conversion, Reader};

/// `format % values` for `str`.
///
/// # Errors
/// `TypeError` for too few, too many or unfitting values, `ValueError` for a format that is none, and what `str()` or
/// `repr()` of a value raises.
pub fn percent(format: &str, values: &Value) -> Result<Str> {
    Engine::new(format, values, Kind::Str).run().map(Str::from)
}

/// `format % values` for `bytes`.
///
/// # Errors
/// As [`percent`].
pub fn percent_bytes(format: &Bytes, values: &Value) -> Result<Bytes> {
    let text: String = format
        .as_slice()
        .iter()
        .map(|byte| char::from(*byte))
        .collect();
    let done = Engine::new(&text, values, Kind::Bytes).run()?;
    // Every piece is made of code points below 256.
    Ok(Bytes::from(
        done.chars().map(|c| c as u8).collect::<Vec<u8>>(),
    ))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Str,
    Bytes,
}

/// Where the next value comes from.
enum Supply {
    /// The items of a tuple, and how many are used.
    Items(Vec<Value>, usize),
    /// One value, until it is used.
    One(Option<Value>),
}

struct Engine<'a> {
    reader: Reader<'a>,
    kind: Kind,
    supply: Supply,
    /// The values by key, where they are not a tuple or text.
    mapping: Option<&'a Value>,
    out: String,
}

/// The text of one value and what goes around it.
pub(crate) struct Piece {
    /// Without sign and prefix.
    pub(crate) text: String,
    pub(crate) sign: &'static str,
    pub(crate) prefix: &'static str,
    /// Zeros may fill it up.
    pub(crate) numeric: bool,
}

impl Piece {
    fn text(text: String) -> Piece {
        Piece {
            text,
            sign: "",
            prefix: "",
            numeric: false,
        }
    }
}

impl<'a> Engine<'a> {
    fn new(format: &'a str, values: &'a Value, kind: Kind) -> Engine<'a> {
        let supply = match values {
            Value::Tuple(items) => Supply::Items(items.as_slice().to_vec(), 0),
            other => Supply::One(Some(other.clone())),
        };
        Engine {
            reader: Reader::new(format),
            kind,
            supply,
            mapping: is_mapping(values).then_some(values),
            out: String::with_capacity(format.len() + 16),
        }
    }

    fn run(mut self) -> Result<String> {
        while self.reader.literal(&mut self.out) {
            self.conversion()?;
        }
        let unused = match &self.supply {
            Supply::Items(items, used) => *used < items.len(),
            Supply::One(value) => value.is_some(),
        };
        if unused && self.mapping.is_none() {
            let target = if self.kind == Kind::Bytes {
                "bytes"
            } else {
                "string"
            };
            return Err(errors::type_error(format!(
                "not all arguments converted during {target} formatting"
            )));
        }
        Ok(self.out)
    }

    fn conversion(&mut self) -> Result<()> {
        if self.reader.take('%') {
            self.out.push('%');
            return Ok(());
        }
        if self.reader.take('(') {
            self.look_up()?;
        }
        let mut conversion = Conversion::default();
        self.reader.flags(&mut conversion);
        self.width(&mut conversion)?;
        self.precision(&mut conversion)?;
        let (code, index) = self.reader.code()?;
        let value = self.next()?;
        let piece = self.piece(code, index, &conversion, &value)?;
        if conversion.width > i32::MAX as usize {
            return Err(crate::convert::out_of_memory());
        }
        write_piece(&mut self.out, &piece, &conversion);
        Ok(())
    }

    /// `(key)`: the value of the key is the only one there is from here on.
    fn look_up(&mut self) -> Result<()> {
        let Some(mapping) = self.mapping else {
            return Err(errors::type_error("format requires a mapping"));
        };
        let key = self.reader.key()?;
        let key = match self.kind {
            Kind::Str => Value::Str(Str::from(key.as_str())),
            Kind::Bytes => Value::Bytes(Bytes::from(
                key.chars().map(|c| c as u8).collect::<Vec<u8>>(),
            )),
        };
        self.supply = Supply::One(Some(mapping.get_item(&key)?));
        Ok(())
    }

    fn next(&mut self) -> Result<Value> {
        let next = match &mut self.supply {
            Supply::One(value) => value.take(),
            Supply::Items(items, used) => {
                let item = items.get(*used).cloned();
                *used += 1;
                item
            }
        };
        next.ok_or_else(|| errors::type_error("not enough arguments for format string"))
    }

    /// The integer for a `*`.
    fn star(&mut self, limit: &'static str) -> Result<i64> {
        match self.next()? {
            value @ (Value::Int(_) | Value::Bool(_)) => value
                .as_int()
                .and_then(|value| value.to_i64())
                .filter(|value| i32::try_from(*value).is_ok())
                .ok_or_else(|| errors::overflow_error(limit)),
            _ => Err(errors::type_error("* wants int")),
        }
    }

    fn width(&mut self, conversion: &mut Conversion) -> Result<()> {
        conversion.width = if self.reader.take('*') {
            let width = self.star("Python int too large to convert to C ssize_t")?;
            conversion.left |= width < 0;
            usize::try_from(width.unsigned_abs()).unwrap_or(0)
        } else {
            self.reader
                .number(isize::MAX as usize, "width too big")?
                .unwrap_or(0)
        };
        Ok(())
    }

    fn precision(&mut self, conversion: &mut Conversion) -> Result<()> {
        if !self.reader.take('.') {
            return Ok(());
        }
        conversion.precision = Some(if self.reader.take('*') {
            let precision = self.star("Python int too large to convert to C int")?;
            usize::try_from(precision).unwrap_or(0)
        } else {
            self.reader
                .number(i32::MAX as usize, "precision too big")?
                .unwrap_or(0)
        });
        Ok(())
    }

    fn piece(
        &self,
        code: char,
        index: usize,
        conversion: &Conversion,
        value: &Value,
    ) -> Result<Piece> {
        match code {
            's' | 'b' if self.kind == Kind::Bytes => self.bytes_piece(value, conversion),
            's' => Ok(truncated(&value.str()?, conversion)),
            'r' | 'a' if self.kind == Kind::Bytes || code == 'a' => Ok(truncated(
                &crate::str::escape_non_ascii(&value.repr()?),
                conversion,
            )),
            'r' => Ok(truncated(&value.repr()?, conversion)),
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => number::integer(code, conversion, value),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => number::float(code, conversion, value),
            'c' => self.character(value),
            _ => Err(errors::value_error(format!(
                "unsupported format character '{}' (0x{:x}) at index {index}",
                if matches!(code, ' '..='\x7e') {
                    code
                } else {
                    '?'
                },
                u32::from(code),
            ))),
        }
    }

    fn bytes_piece(&self, value: &Value, conversion: &Conversion) -> Result<Piece> {
        let bytes = match value {
            Value::Bytes(bytes) => bytes.clone(),
            _ => match crate::native_object::native_ref::<crate::ByteArray>(value) {
                Some(array) => array.to_bytes(),
                None => {
                    return Err(errors::type_error(format!(
                        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                        value.class_name()
                    )));
                }
            },
        };
        let text: String = bytes
            .as_slice()
            .iter()
            .map(|byte| char::from(*byte))
            .collect();
        Ok(truncated(&text, conversion))
    }

    fn character(&self, value: &Value) -> Result<Piece> {
        match self.kind {
            Kind::Str => number::character(value).map(|c| Piece::text(c.to_string())),
            Kind::Bytes => {
                number::byte(value).map(|byte| Piece::text(char::from(byte).to_string()))
            }
        }
    }
}

/// What `%(key)s` can look into: anything with `__getitem__` but tuples and texts.
fn is_mapping(values: &Value) -> bool {
    match values {
        Value::Tuple(_) | Value::Str(_) => false,
        Value::Dict(_) | Value::List(_) | Value::Bytes(_) => true,
        Value::Object(_) => matches!(values.quiet_find_attr("__getitem__"), Ok(Some(_))),
        _ => false,
    }
}

fn truncated(text: &str, conversion: &Conversion) -> Piece {
    let end = conversion
        .precision
        .and_then(|precision| text.char_indices().nth(precision))
        .map_or(text.len(), |(end, _)| end);
    Piece::text(text[..end].to_owned())
}

/// Sign, prefix and text in the width: zeros go behind sign and prefix, spaces before or behind all of it.
fn write_piece(out: &mut String, piece: &Piece, conversion: &Conversion) {
    let sign = match (piece.sign, piece.numeric) {
        ("", true) if conversion.plus => "+",
        ("", true) if conversion.space => " ",
        (sign, _) => sign,
    };
    let length = sign.len() + piece.prefix.len() + piece.text.chars().count();
    let missing = conversion.width.saturating_sub(length);
    let zeros = conversion.zero && piece.numeric;
    let (before, zeros, behind) = match (conversion.left, zeros) {
        (true, _) => (0, 0, missing),
        (false, true) => (0, missing, 0),
        (false, false) => (missing, 0, 0),
    };
    push_repeated(out, ' ', before);
    out.push_str(sign);
    out.push_str(piece.prefix);
    push_repeated(out, '0', zeros);
    out.push_str(&piece.text);
    push_repeated(out, ' ', behind);
}
