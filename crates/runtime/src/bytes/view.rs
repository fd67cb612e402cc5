//! `memoryview`: a window on the bytes of a `bytes` or `bytearray`.
//!
//! *Invariant:* the window was within its bytes when it was made; bytes that have gone since read as zero.

use std::cell::Cell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use super::{ByteArray, Bytes, hex};
use crate::iter::Iter;
use crate::value::CompareOp;
use crate::{Args, Int, List, Object, Result, Slice, Str, Value, View, convert, errors};

/// Create a new memoryview object which references the given object.
#[pyclass("class memoryview", repr, truthy, eq, hash)]
#[derive(Clone)]
pub struct MemoryView(Rc<Window>);

struct Window {
    owner: Owner,
    /// Where the first item is, and how far the next one is from it, in bytes.
    start: usize,
    step: isize,
    count: usize,
    format: Format,
    readonly: bool,
    released: Cell<bool>,
}

#[derive(Clone)]
enum Owner {
    Bytes(Bytes),
    Array(ByteArray),
}

impl Owner {
    fn read<const N: usize>(&self, at: usize) -> [u8; N] {
        let copy = |bytes: &[u8]| {
            let mut item = [0; N];
            if let Some(found) = bytes.get(at..at + N) {
                item.copy_from_slice(found);
            }
            item
        };
        match self {
            Owner::Bytes(bytes) => copy(bytes.as_slice()),
            Owner::Array(array) => array.with(copy),
        }
    }
}

/// The native formats of `struct`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Format(char);

impl Format {
    fn parse(text: &str) -> Result<Format> {
        let plain = text.strip_prefix('@').unwrap_or(text);
        let mut chars = plain.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if "bBchHiIlLqQnNfd?".contains(c) => Ok(Format(c)),
            _ => Err(errors::value_error(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'",
            )),
        }
    }

    fn size(self) -> usize {
        match self.0 {
            'h' | 'H' => 2,
            'i' | 'I' | 'f' => 4,
            'l' | 'L' | 'q' | 'Q' | 'n' | 'N' | 'd' => 8,
            _ => 1,
        }
    }

    /// The least and the greatest integer.
    fn range(self) -> (i128, i128) {
        let bits = 8 * self.size() as u32;
        match self.0.is_ascii_lowercase() {
            true => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
            false => (0, (1 << bits) - 1),
        }
    }

    fn item(self, owner: &Owner, at: usize) -> Value {
        match (self.0, self.size()) {
            ('c', _) => Value::Bytes(Bytes::from(owner.read::<1>(at).to_vec())),
            ('?', _) => Value::Bool(owner.read::<1>(at) != [0]),
            ('f', _) => Value::Float(f64::from(f32::from_le_bytes(owner.read(at)))),
            ('d', _) => Value::Float(f64::from_le_bytes(owner.read(at))),
            ('b', _) => Value::from(i64::from(i8::from_le_bytes(owner.read(at)))),
            ('h', _) => Value::from(i64::from(i16::from_le_bytes(owner.read(at)))),
            ('i', _) => Value::from(i64::from(i32::from_le_bytes(owner.read(at)))),
            ('l' | 'q' | 'n', _) => Value::from(i64::from_le_bytes(owner.read(at))),
            (_, 1) => Value::from(i64::from(u8::from_le_bytes(owner.read(at)))),
            (_, 2) => Value::from(i64::from(u16::from_le_bytes(owner.read(at)))),
            (_, 4) => Value::from(i64::from(u32::from_le_bytes(owner.read(at)))),
            _ => Value::Int(Int::from(u64::from_le_bytes(owner.read(at)))),
        }
    }

    /// The bytes of an item that is stored.
    fn bytes_of(self, value: &Value) -> Result<Vec<u8>> {
        let wrong_type =
            || errors::type_error(format!("memoryview: invalid type for format '{}'", self.0));
        let wrong_value =
            || errors::value_error(format!("memoryview: invalid value for format '{}'", self.0));
        match self.0 {
            'c' => match value {
                Value::Bytes(byte) if byte.as_slice().len() == 1 => Ok(byte.to_vec()),
                Value::Bytes(_) => Err(wrong_value()),
                _ => Err(wrong_type()),
            },
            '?' => Ok(vec![u8::from(value.truthy()?)]),
            'f' | 'd' => {
                let number = match (convert::as_float(value), value.as_int()) {
                    (Some(number), _) => number,
                    (None, Some(number)) => number.to_f64()?,
                    (None, None) => return Err(wrong_type()),
                };
                match self.0 {
                    'f' => Ok((number as f32).to_le_bytes().to_vec()),
                    _ => Ok(number.to_le_bytes().to_vec()),
                }
            }
            _ => {
                let number = value.index_or_none()?.ok_or_else(wrong_type)?;
                let (low, high) = self.range();
                let number: i128 = number.to_string().parse().map_err(|_| wrong_value())?;
                match (low..=high).contains(&number) {
                    true => Ok(number.to_le_bytes()[..self.size()].to_vec()),
                    false => Err(wrong_value()),
                }
            }
        }
    }
}

#[pymethods]
impl MemoryView {
    /// `memoryview(object)`.
    ///
    /// # Errors
    /// `TypeError` for what has no buffer.
    #[pyfn("def __new__(cls, object: Any) -> memoryview")]
    pub fn new(object: &Value) -> Result<MemoryView> {
        if let Some(view) = crate::native_object::native_ref::<MemoryView>(object) {
            view.window()?;
            return Ok(MemoryView(Rc::new(view.0.part())));
        }
        let owner = match crate::native_object::native_ref::<ByteArray>(object) {
            Some(array) => Owner::Array(array.clone()),
            None => Owner::Bytes(convert::as_bytes(object).ok_or_else(|| {
                errors::type_error(format!(
                    "memoryview: a bytes-like object is required, not '{}'",
                    object.class_name()
                ))
            })?),
        };
        let (count, readonly) = match &owner {
            Owner::Bytes(bytes) => (bytes.as_slice().len(), true),
            Owner::Array(array) => (array.byte_count(), false),
        };
        Ok(MemoryView(Rc::new(Window {
            owner,
            start: 0,
            step: 1,
            count,
            format: Format('B'),
            readonly,
            released: Cell::new(false),
        })))
    }

    fn window(&self) -> Result<&Window> {
        match self.0.released.get() {
            false => Ok(&self.0),
            true => Err(errors::value_error(
                "operation forbidden on released memoryview object",
            )),
        }
    }

    /// What `is` and `id()` go by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// Return the data in the buffer as a byte string.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def tobytes(self) -> bytes")]
    pub fn to_bytes(&self) -> Result<Bytes> {
        Ok(self.window()?.bytes())
    }

    /// Return the data in the buffer as a list of elements.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def tolist(self) -> list[Any]")]
    pub fn to_list(&self) -> Result<List<Value>> {
        let window = self.window()?;
        Ok((0..window.count).map(|i| window.item(i)).collect())
    }

    /// Return the data in the buffer as a str of hexadecimal numbers.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def hex(self, sep: str = ..., bytes_per_sep: int = 1) -> str")]
    pub fn hex(&self, sep: Option<&str>, bytes_per_sep: i64) -> Result<Str> {
        hex::to_hex(self.to_bytes()?.as_slice(), sep, bytes_per_sep)
    }

    /// Return a readonly version of the memoryview.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def toreadonly(self) -> memoryview")]
    pub fn to_readonly(&self) -> Result<MemoryView> {
        let window = self.window()?.part();
        Ok(MemoryView(Rc::new(Window {
            readonly: true,
            ..window
        })))
    }

    /// Cast a memoryview to a new format.
    ///
    /// # Errors
    /// `ValueError` for an unknown format, `TypeError` where the lengths do not fit.
    #[pyfn("def cast(self, format: str) -> memoryview")]
    pub fn cast(&self, format: &str) -> Result<MemoryView> {
        let window = self.window()?;
        let format = Format::parse(format)?;
        if window.step != window.format.size() as isize {
            return Err(errors::type_error(
                "memoryview: casts are restricted to C-contiguous views",
            ));
        }
        if format.size() > 1 && window.format.size() > 1 {
            return Err(errors::type_error(
                "memoryview: cannot cast between two non-byte formats",
            ));
        }
        let bytes = window.count * window.format.size();
        if !bytes.is_multiple_of(format.size()) {
            return Err(errors::type_error(
                "memoryview: length is not a multiple of itemsize",
            ));
        }
        Ok(MemoryView(Rc::new(Window {
            format,
            step: format.size() as isize,
            count: bytes / format.size(),
            ..window.part()
        })))
    }

    /// Release the underlying buffer exposed by the memoryview object.
    #[pyfn("def release(self) -> None")]
    pub fn release(&self) {
        self.0.released.set(true);
    }

    #[pyfn("def __enter__(self) -> memoryview")]
    #[doc(hidden)]
    pub fn enter(&self) -> Result<MemoryView> {
        self.window().map(|_| self.clone())
    }

    #[pyfn("def __exit__(self, exc_type: Any, exc: Any, traceback: Any) -> None")]
    #[doc(hidden)]
    pub fn exit(&self, _exc_type: &Value, _exc: &Value, _traceback: &Value) {
        self.release();
    }

    /// The underlying object of the memoryview.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def obj(self) -> Any", property)]
    pub fn obj(&self) -> Result<Value> {
        Ok(match &self.window()?.owner {
            Owner::Bytes(bytes) => Value::Bytes(bytes.clone()),
            Owner::Array(array) => array.to_value(),
        })
    }

    /// A bool indicating whether the memory is read only.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def readonly(self) -> bool", property)]
    pub fn readonly(&self) -> Result<bool> {
        Ok(self.window()?.readonly)
    }

    /// The size in bytes of each element of the memoryview.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def itemsize(self) -> int", property)]
    pub fn itemsize(&self) -> Result<Int> {
        Ok(Int::from(self.window()?.format.size()))
    }

    /// A string containing the format (in struct module style) for each element.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def format(self) -> str", property)]
    pub fn format(&self) -> Result<Str> {
        Ok(Str::from(self.window()?.format.0.to_string()))
    }

    /// The amount of space in bytes that the array would use in a contiguous representation.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def nbytes(self) -> int", property)]
    pub fn nbytes(&self) -> Result<Int> {
        let window = self.window()?;
        Ok(Int::from(window.count * window.format.size()))
    }

    /// An integer indicating how many dimensions of a multi-dimensional array the memory represents.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def ndim(self) -> int", property)]
    pub fn ndim(&self) -> Result<Int> {
        self.window().map(|_| Int::from(1))
    }

    /// A tuple of ndim integers giving the shape of the memory.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def shape(self) -> Any", property)]
    pub fn shape(&self) -> Result<Value> {
        Ok(Value::from((Int::from(self.window()?.count),)))
    }

    /// A tuple of ndim integers giving the size in bytes to access each element.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def strides(self) -> Any", property)]
    pub fn strides(&self) -> Result<Value> {
        Ok(Value::from((Int::from(self.window()?.step as i64),)))
    }

    /// A bool indicating whether the memory is contiguous.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def contiguous(self) -> bool", property)]
    pub fn contiguous(&self) -> Result<bool> {
        let window = self.window()?;
        Ok(window.count < 2 || window.step == window.format.size() as isize)
    }

    /// `len(m)`.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Result<Int> {
        Ok(Int::from(self.window()?.count))
    }

    /// `iter(m)`.
    ///
    /// # Errors
    /// `ValueError` for a view that is released.
    #[pyfn("def __iter__(self, /) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        self.window()?;
        let view = self.clone();
        let items = (0..self.0.count).map(move |i| Ok(view.0.item(i)));
        Ok(Iter::from_iterator_named(items, "memory_iterator"))
    }

    /// `m[i]`, `m[i:j]`.
    ///
    /// # Errors
    /// `IndexError`, `TypeError`; `ValueError` for a view that is released.
    #[pyfn("def __getitem__(self, key: Any, /) -> Any")]
    pub fn get_item(&self, key: &Value) -> Result<Value> {
        let window = self.window()?;
        match key.downcast::<Slice>() {
            Some(slice) => Ok(MemoryView(Rc::new(window.slice(slice)?)).to_value()),
            None => Ok(window.item(window.position(key)?)),
        }
    }

    /// `m[i] = value`, `m[i:j] = values`.
    ///
    /// # Errors
    /// `IndexError`, `TypeError` for memory that is read only, `ValueError` for another number of items.
    #[pyfn("def __setitem__(self, key: Any, value: Any, /) -> None")]
    pub fn set_item(&self, key: &Value, value: &Value) -> Result<()> {
        let window = self.window()?;
        let Owner::Array(array) = &window.owner else {
            return Err(errors::type_error("cannot modify read-only memory"));
        };
        if window.readonly {
            return Err(errors::type_error("cannot modify read-only memory"));
        }
        let Some(slice) = key.downcast::<Slice>() else {
            let at = window.at(window.position(key)?);
            array.overwrite(at, &window.format.bytes_of(value)?);
            return Ok(());
        };
        let part = window.slice(slice)?;
        let values = MemoryView::new(value)?;
        if values.0.count != part.count || values.0.format != part.format {
            return Err(errors::value_error(
                "memoryview assignment: lvalue and rvalue have different structures",
            ));
        }
        let values = values.0.bytes();
        let items = values.as_slice().chunks(part.format.size());
        for (i, item) in items.enumerate() {
            array.overwrite(part.at(i), item);
        }
        Ok(())
    }

    /// `del m[i]`.
    ///
    /// # Errors
    /// Always: memory cannot be deleted.
    #[pyfn("def __delitem__(self, key: Any, /) -> None")]
    pub fn del_item(&self, _key: &Value) -> Result<()> {
        Err(errors::type_error("cannot delete memory"))
    }

    /// `hash(m)`.
    ///
    /// # Errors
    /// `ValueError` for memory that can be written to.
    #[pyfn("def __hash__(self, /) -> int")]
    pub fn hash_value(&self) -> Result<Int> {
        self.py_hash().map(Int::from)
    }

    #[pyfn("def __eq__(self, other: Any, /) -> Any", dynamic = |args| compare_entry(args, CompareOp::Eq))]
    #[doc(hidden)]
    pub fn op_eq(&self, other: &Value) -> Value {
        equals(self, other, CompareOp::Eq)
    }

    #[pyfn("def __ne__(self, other: Any, /) -> Any", dynamic = |args| compare_entry(args, CompareOp::Ne))]
    #[doc(hidden)]
    pub fn op_ne(&self, other: &Value) -> Value {
        equals(self, other, CompareOp::Ne)
    }

    /// `repr(m)`.
    #[pyfn("def __repr__(self, /) -> str")]
    pub fn to_repr(&self) -> Str {
        let word = match self.0.released.get() {
            true => "released memory",
            false => "memory",
        };
        Str::from(format!("<{word} at {:#x}>", self.address()))
    }

    fn py_repr(&self) -> Result<Str> {
        Ok(self.to_repr())
    }

    fn py_hash(&self) -> Result<i64> {
        match self.window()?.readonly {
            true => View::hash(&self.to_bytes()?),
            false => Err(errors::value_error(
                "cannot hash writable memoryview object",
            )),
        }
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(self.window()?.count > 0)
    }

    fn py_eq(&self, other: &MemoryView) -> Result<bool> {
        Ok(self.0.bytes() == other.0.bytes())
    }
}

impl Window {
    /// Another view of the same.
    fn part(&self) -> Window {
        Window {
            owner: self.owner.clone(),
            released: Cell::new(false),
            ..*self
        }
    }

    fn at(&self, index: usize) -> usize {
        self.start.saturating_add_signed(index as isize * self.step)
    }

    fn item(&self, index: usize) -> Value {
        self.format.item(&self.owner, self.at(index))
    }

    fn bytes(&self) -> Bytes {
        let mut bytes = Vec::with_capacity(self.count * self.format.size());
        for index in 0..self.count {
            let at = self.at(index);
            bytes.extend((at..at + self.format.size()).flat_map(|at| self.owner.read::<1>(at)));
        }
        Bytes::from(bytes)
    }

    fn position(&self, key: &Value) -> Result<usize> {
        let Some(index) = key.index_or_none()? else {
            return Err(errors::type_error("memoryview: invalid slice key"));
        };
        let (index, count) = (index.clamp_i64(), self.count as i64);
        let index = if index < 0 { index + count } else { index };
        match (0..count).contains(&index) {
            true => Ok(index as usize),
            false => Err(errors::index_error("index out of bounds on dimension 1")),
        }
    }

    fn slice(&self, slice: &Slice) -> Result<Window> {
        let (start, _, step) = slice.adjusted(self.count)?;
        let count = slice.indices(self.count)?.len();
        let start = if count == 0 { 0 } else { start as usize };
        Ok(Window {
            start: self.at(start),
            step: self.step * step as isize,
            count,
            ..self.part()
        })
    }
}

fn equals(view: &MemoryView, other: &Value, op: CompareOp) -> Value {
    let same = match crate::native_object::native_ref::<MemoryView>(other) {
        Some(other) => {
            let items = |view: &MemoryView| {
                (0..view.0.count)
                    .map(|i| view.0.item(i))
                    .collect::<Vec<_>>()
            };
            let (left, right) = (items(view), items(other));
            let same = |(a, b): (&Value, &Value)| a.equals(b).unwrap_or(false);
            left.len() == right.len() && left.iter().zip(&right).all(same)
        }
        None => match convert::as_bytes(other) {
            Some(other) => view.0.bytes() == other,
            None => return Value::NotImplemented,
        },
    };
    Value::Bool(same == matches!(op, CompareOp::Eq))
}

fn compare_entry(args: Args, op: CompareOp) -> Result<Value> {
    let [view, other] = args.values() else {
        return Ok(Value::NotImplemented);
    };
    let view = MemoryView::from_value(view.clone())?;
    Ok(equals(&view, other, op))
}
