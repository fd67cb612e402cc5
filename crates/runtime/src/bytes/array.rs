//! `bytearray`: bytes that change.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};

use super::{Bytes, hex, methods, position, slice_positions, sliced, to_byte};
use crate::value::CompareOp;
use crate::{Args, Int, Iter, Object, Result, Slice, Str, Value, View, codecs, convert, errors};

/// bytearray(iterable_of_ints) -> bytearray
/// bytearray(string, encoding[, errors]) -> bytearray
/// bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
/// bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
/// bytearray() -> empty bytes array
///
/// Construct a mutable bytearray object.
#[pyclass("class bytearray", repr, truthy, eq, less)]
#[derive(Clone, Default)]
pub struct ByteArray(Rc<RefCell<Vec<u8>>>);

/// What an item must be.
const RANGE: &str = "byte must be in range(0, 256)";

#[pymethods]
impl ByteArray {
    /// `bytearray()`.
    #[pyfn("def __new__(cls) -> bytearray")]
    pub fn new() -> ByteArray {
        ByteArray::default()
    }

    /// That many zeros.
    ///
    /// # Errors
    /// `ValueError` for a negative count.
    #[pyfn("def __new__(cls, source: int, /) -> bytearray")]
    pub fn zeros(source: &Int) -> Result<ByteArray> {
        super::zeros(source).map(ByteArray::from)
    }

    /// A copy of bytes.
    #[pyfn("def __new__(cls, source: bytes, /) -> bytearray")]
    pub fn of(source: &Bytes) -> ByteArray {
        ByteArray::from(source.to_vec())
    }

    /// The bytes that encode a text.
    ///
    /// # Errors
    /// `UnicodeEncodeError`, `LookupError`.
    #[pyfn("def __new__(cls, source: str, encoding: str, errors: str = 'strict') -> bytearray")]
    pub fn of_str(source: &str, encoding: &str, errors: &str) -> Result<ByteArray> {
        codecs::encode(source, encoding, errors).map(ByteArray::from)
    }

    /// `bytearray(source, encoding, errors)` with any of them left out.
    ///
    /// # Errors
    /// `TypeError` for what makes no bytes, `ValueError` for integers that are none, `UnicodeEncodeError`.
    #[pyfn(
        "def __new__(cls, source: Any = ..., encoding: str = ..., errors: str = ...) -> bytearray"
    )]
    pub fn of_value(
        source: Option<Value>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> Result<ByteArray> {
        convert::to_bytes(source, encoding, errors, "bytearray").map(ByteArray::from)
    }

    /// A copy of the bytes as they are now.
    pub fn to_vec(&self) -> Vec<u8> {
        self.0.borrow().clone()
    }

    /// `bytes(a)`.
    pub fn to_bytes(&self) -> Bytes {
        Bytes::from(self.to_vec())
    }

    /// Looks at the bytes; `look` must not touch the array.
    pub fn with<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        look(&self.0.borrow())
    }

    /// Replaces the bytes from `at` on, as far as there are any.
    pub(super) fn overwrite(&self, at: usize, with: &[u8]) {
        if let Some(place) = self.0.borrow_mut().get_mut(at..at + with.len()) {
            place.copy_from_slice(with);
        }
    }

    /// What `is` and `id()` go by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// The number of bytes.
    pub fn byte_count(&self) -> usize {
        self.0.borrow().len()
    }

    /// `repr(a)`.
    #[pyfn("def __repr__(self, /) -> str")]
    pub fn to_repr(&self) -> Str {
        let quoted = super::quoted(&self.0.borrow());
        // Other than `bytes`, CPython escapes the single quote here between double ones too.
        let quoted = if quoted.starts_with("b\"") {
            quoted.replace('\'', "\\'")
        } else {
            quoted
        };
        Str::from(format!("bytearray({quoted})"))
    }

    /// `a[i]`.
    ///
    /// # Errors
    /// `IndexError`.
    #[pyfn("def __getitem__(self, index: int, /) -> int")]
    pub fn get_item(&self, index: &Int) -> Result<Int> {
        super::byte_at(&self.0.borrow(), index, "bytearray index out of range").map(Int::from)
    }

    /// `a[i] = value`.
    ///
    /// # Errors
    /// `IndexError`; `ValueError` for an integer that is no byte.
    #[pyfn("def __setitem__(self, index: int, value: int, /) -> None")]
    pub fn set_item(&self, index: &Int, value: &Int) -> Result<()> {
        let byte = to_byte(value, RANGE)?;
        let at = self.checked_position(index)?;
        self.0.borrow_mut()[at] = byte;
        Ok(())
    }

    /// `del a[i]`.
    ///
    /// # Errors
    /// `IndexError`.
    #[pyfn("def __delitem__(self, index: int, /) -> None")]
    pub fn del_item(&self, index: &Int) -> Result<()> {
        let at = self.checked_position(index)?;
        self.0.borrow_mut().remove(at);
        Ok(())
    }

    fn checked_position(&self, index: &Int) -> Result<usize> {
        position(self.byte_count(), index)?
            .ok_or_else(|| errors::index_error("bytearray index out of range"))
    }

    /// `a[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero.
    pub fn slice(
        &self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Result<ByteArray> {
        sliced(&self.0.borrow(), start, stop, step).map(ByteArray::from)
    }

    /// `a[start:stop:step] = values`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero, and for another number of values than a step other than 1 has places.
    pub fn set_slice(
        &self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
        values: &[u8],
    ) -> Result<()> {
        if values.is_empty() {
            // Assigning nothing deletes, whatever the step.
            return self.del_slice(start, stop, step);
        }
        let mut bytes = self.0.borrow_mut();
        let positions: Vec<usize> = slice_positions(bytes.len(), start, stop, step)?.collect();
        if matches!(step, None | Some(1)) {
            let (from, _) = crate::str::slice_bounds(bytes.len(), start, stop, 1);
            let from = from as usize;
            bytes.splice(from..from + positions.len(), values.iter().copied());
            return Ok(());
        }
        if positions.len() != values.len() {
            return Err(errors::value_error(format!(
                "attempt to assign bytes of size {} to extended slice of size {}",
                values.len(),
                positions.len()
            )));
        }
        for (at, value) in positions.into_iter().zip(values) {
            bytes[at] = *value;
        }
        Ok(())
    }

    /// `del a[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero.
    pub fn del_slice(
        &self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut kept = vec![true; bytes.len()];
        for at in slice_positions(bytes.len(), start, stop, step)? {
            kept[at] = false;
        }
        let mut kept = kept.into_iter();
        bytes.retain(|_| kept.next().unwrap_or(true));
        Ok(())
    }

    /// `a.append(value)`.
    ///
    /// # Errors
    /// `ValueError` for an integer that is no byte.
    #[pyfn("def append(self, item: int, /) -> None")]
    pub fn append(&self, value: &Int) -> Result<()> {
        let byte = to_byte(value, RANGE)?;
        self.0.borrow_mut().push(byte);
        Ok(())
    }

    /// `a.extend(values)` of bytes.
    pub fn extend_bytes(&self, values: &[u8]) {
        self.0.borrow_mut().extend_from_slice(values);
    }

    /// `a.insert(index, value)`.
    ///
    /// # Errors
    /// `ValueError` for an integer that is no byte.
    #[pyfn("def insert(self, index: int, item: int, /) -> None")]
    pub fn insert(&self, index: i64, value: &Int) -> Result<()> {
        let byte = to_byte(value, RANGE)?;
        let mut bytes = self.0.borrow_mut();
        let length = bytes.len() as i64;
        let index = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        bytes.insert(index.clamp(0, length) as usize, byte);
        Ok(())
    }

    /// `a.pop(index)`.
    ///
    /// # Errors
    /// `IndexError`.
    #[pyfn("def pop(self, index: int = -1, /) -> int")]
    pub fn pop(&self, index: &Int) -> Result<Int> {
        if self.0.borrow().is_empty() {
            return Err(errors::index_error("pop from empty bytearray"));
        }
        let at = position(self.byte_count(), index)?
            .ok_or_else(|| errors::index_error("pop index out of range"))?;
        Ok(Int::from(self.0.borrow_mut().remove(at)))
    }

    /// `a.remove(value)`.
    ///
    /// # Errors
    /// `ValueError` where it is not there, or for an integer that is no byte.
    #[pyfn("def remove(self, value: int, /) -> None")]
    pub fn remove(&self, value: &Int) -> Result<()> {
        let byte = to_byte(value, RANGE)?;
        let mut bytes = self.0.borrow_mut();
        let at = bytes
            .iter()
            .position(|found| *found == byte)
            .ok_or_else(|| errors::value_error("value not found in bytearray"))?;
        bytes.remove(at);
        Ok(())
    }

    /// `a.clear()`.
    #[pyfn("def clear(self, /) -> None")]
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// `a.reverse()`.
    #[pyfn("def reverse(self, /) -> None")]
    pub fn reverse(&self) {
        self.0.borrow_mut().reverse();
    }

    /// `a.copy()`.
    #[pyfn("def copy(self, /) -> bytearray")]
    pub fn copy(&self) -> ByteArray {
        ByteArray::from(self.to_vec())
    }

    /// `a.decode(encoding, errors)`.
    ///
    /// # Errors
    /// `UnicodeDecodeError`, `LookupError`.
    #[pyfn("def decode(self, /, encoding: str = 'utf-8', errors: str = 'strict') -> str")]
    pub fn decode(&self, encoding: &str, errors: &str) -> Result<Str> {
        codecs::decode(&self.0.borrow(), encoding, errors).map(Str::from)
    }

    /// `a.hex(sep, bytes_per_sep)`.
    ///
    /// # Errors
    /// `ValueError` for a separator that is not one ASCII character.
    #[pyfn("def hex(self, sep: str | None = None, bytes_per_sep: int = 1) -> str")]
    pub fn hex(&self, sep: Option<&str>, bytes_per_sep: i64) -> Result<Str> {
        hex::to_hex(&self.0.borrow(), sep, bytes_per_sep)
    }

    /// `bytearray.fromhex(text)`.
    ///
    /// # Errors
    /// `ValueError` where it is not pairs of digits.
    #[pyfn("def fromhex(cls, string: str, /) -> bytearray", class)]
    pub fn fromhex(text: &str) -> Result<ByteArray> {
        hex::from_hex(text).map(ByteArray::from)
    }

    /// `a.find(sub, start, end)`.
    #[pyfn(
        "def find(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn find(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        self.to_bytes().find(sub, start, end)
    }

    /// `a.count(sub, start, end)`.
    #[pyfn(
        "def count(self, sub: bytes, start: int | None = None, end: int | None = None, /) -> int"
    )]
    pub fn count(&self, sub: &Bytes, start: Option<i64>, end: Option<i64>) -> Int {
        self.to_bytes().count(sub, start, end)
    }

    /// `sub in a`.
    #[pyfn("def __contains__(self, key: bytes, /) -> bool")]
    pub fn contains(&self, sub: &Bytes) -> bool {
        super::search::find(&self.0.borrow(), sub).is_some()
    }

    /// `value in a` for an integer.
    ///
    /// # Errors
    /// `ValueError` for an integer that is no byte.
    #[pyfn("def __contains__(self, key: int, /) -> bool", dynamic = contains_entry)]
    pub fn contains_byte(&self, value: &Int) -> Result<bool> {
        Ok(self.0.borrow().contains(&to_byte(value, RANGE)?))
    }

    /// `a.startswith(prefix, start, end)`.
    #[pyfn(
        "def startswith(self, prefix: bytes, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn startswith(&self, prefix: &Bytes, start: Option<i64>, end: Option<i64>) -> bool {
        self.to_bytes().startswith(prefix, start, end)
    }

    /// `a.endswith(suffix, start, end)`.
    #[pyfn(
        "def endswith(self, suffix: bytes, start: int | None = None, end: int | None = None, /) -> bool"
    )]
    pub fn endswith(&self, suffix: &Bytes, start: Option<i64>, end: Option<i64>) -> bool {
        self.to_bytes().endswith(suffix, start, end)
    }

    /// `a.replace(old, new, count)`.
    #[pyfn("def replace(self, old: bytes, new: bytes, count: int = -1, /) -> bytearray")]
    pub fn replace(&self, old: &Bytes, new: &Bytes, count: i64) -> ByteArray {
        ByteArray::from(super::search::replace(&self.0.borrow(), old, new, count))
    }

    /// `a.strip(chars)`; none is white space.
    #[pyfn("def strip(self, bytes: bytes | None = None, /) -> bytearray")]
    pub fn strip(&self, chars: Option<&Bytes>) -> ByteArray {
        ByteArray::from(self.to_bytes().strip(chars).to_vec())
    }

    /// `a.upper()`.
    #[pyfn("def upper(self, /) -> bytearray")]
    pub fn upper(&self) -> ByteArray {
        ByteArray::from(self.0.borrow().to_ascii_uppercase())
    }

    /// `a.lower()`.
    #[pyfn("def lower(self, /) -> bytearray")]
    pub fn lower(&self) -> ByteArray {
        ByteArray::from(self.0.borrow().to_ascii_lowercase())
    }

    /// `a + b`.
    #[pyfn("def __add__(self, other: bytes, /) -> bytearray")]
    pub fn concat(&self, other: &Bytes) -> ByteArray {
        ByteArray::from([self.0.borrow().as_slice(), other.as_slice()].concat())
    }

    /// `a += b`.
    #[pyfn("def __iadd__(self, other: bytes, /) -> bytearray")]
    pub fn iadd(&self, other: &Bytes) -> ByteArray {
        self.extend_bytes(other);
        self.clone()
    }

    /// `a[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero, `TypeError` for bounds that are no integers.
    #[pyfn("def __getitem__(self, index: slice, /) -> bytearray", dynamic = get_item_entry)]
    pub fn get_slice(&self, index: &Slice) -> Result<ByteArray> {
        let (start, stop, step) = index.parts()?;
        self.slice(start, stop, step)
    }

    /// `a[start:stop:step] = values`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero, and for another number of values than a step other than 1 has places.
    #[pyfn("def __setitem__(self, index: slice, value: bytes, /) -> None", dynamic = set_item_entry)]
    pub fn assign_slice(&self, index: &Slice, value: &Bytes) -> Result<()> {
        let (start, stop, step) = index.parts()?;
        self.set_slice(start, stop, step, value)
    }

    /// `del a[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero.
    #[pyfn("def __delitem__(self, index: slice, /) -> None", dynamic = del_item_entry)]
    pub fn delete_slice(&self, index: &Slice) -> Result<()> {
        let (start, stop, step) = index.parts()?;
        self.del_slice(start, stop, step)
    }

    /// Append all the items from the iterator or sequence to the bytearray.
    ///
    /// # Errors
    /// `TypeError` for what is no iterable of integers, `ValueError` for integers that are no bytes.
    #[pyfn("def extend(self, iterable_of_ints: Any, /) -> None")]
    pub fn extend(&self, iterable_of_ints: &Value) -> Result<()> {
        if iterable_of_ints.as_int().is_some() {
            return Err(errors::type_error("can't extend bytearray with int"));
        }
        let values = convert::to_bytes(Some(iterable_of_ints.clone()), None, None, "bytearray")?;
        self.extend_bytes(&values);
        Ok(())
    }

    /// `iter(a)`: the bytes there are at each step.
    ///
    /// # Errors
    /// None; all iterations can fail.
    #[pyfn("def __iter__(self, /) -> Iterator[int]")]
    pub fn iter(&self) -> Result<Iter<Int>> {
        let array = self.clone();
        let mut next = 0;
        let step = std::iter::from_fn(move || {
            let byte = *array.0.borrow().get(next)?;
            next += 1;
            Some(Ok(Int::from(byte)))
        });
        Ok(Iter::from_iterator_named(step, "bytearray_iterator"))
    }

    /// `len(a)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.byte_count())
    }

    /// `not a`.
    pub fn is_empty(&self) -> bool {
        self.byte_count() == 0
    }

    #[pyfn("def __eq__(self, other: bytearray, /) -> bool", operator = "==")]
    #[pyfn("def __eq__(self, other: bytes, /) -> bool", operator = "==", dynamic = |args| compare_entry(args, CompareOp::Eq))]
    #[doc(hidden)]
    pub fn op_eq(&self, other: &ByteArray) -> bool {
        self == other
    }

    #[pyfn("def __ne__(self, other: bytearray, /) -> bool", operator = "!=")]
    #[pyfn("def __ne__(self, other: bytes, /) -> bool", operator = "!=", dynamic = |args| compare_entry(args, CompareOp::Ne))]
    #[doc(hidden)]
    pub fn op_ne(&self, other: &ByteArray) -> bool {
        self != other
    }

    #[pyfn("def __lt__(self, other: bytearray, /) -> bool", operator = "<", dynamic = |args| compare_entry(args, CompareOp::Lt))]
    #[doc(hidden)]
    pub fn op_lt(&self, other: &ByteArray) -> bool {
        self < other
    }

    #[pyfn("def __le__(self, other: bytearray, /) -> bool", operator = "<=", dynamic = |args| compare_entry(args, CompareOp::Le))]
    #[doc(hidden)]
    pub fn op_le(&self, other: &ByteArray) -> bool {
        self <= other
    }

    #[pyfn("def __gt__(self, other: bytearray, /) -> bool", operator = ">", dynamic = |args| compare_entry(args, CompareOp::Gt))]
    #[doc(hidden)]
    pub fn op_gt(&self, other: &ByteArray) -> bool {
        self > other
    }

    #[pyfn("def __ge__(self, other: bytearray, /) -> bool", operator = ">=", dynamic = |args| compare_entry(args, CompareOp::Ge))]
    #[doc(hidden)]
    pub fn op_ge(&self, other: &ByteArray) -> bool {
        self >= other
    }

    fn py_repr(&self) -> Result<Str> {
        Ok(self.to_repr())
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(!self.is_empty())
    }

    fn py_eq(&self, other: &ByteArray) -> Result<bool> {
        Ok(self == other)
    }

    fn py_less(&self, other: &ByteArray) -> Result<bool> {
        Ok(self < other)
    }

    /// `a * count`.
    ///
    /// # Errors
    /// `OverflowError` for a count beyond an index, `MemoryError` for bytes beyond memory.
    #[pyfn("def __mul__(self, value: int, /) -> bytearray")]
    pub fn mul(&self, count: &Int) -> Result<ByteArray> {
        methods::repeated(&self.0.borrow(), count).map(ByteArray::from)
    }
}

impl From<Vec<u8>> for ByteArray {
    fn from(bytes: Vec<u8>) -> ByteArray {
        ByteArray(Rc::new(RefCell::new(bytes)))
    }
}

impl PartialEq for ByteArray {
    fn eq(&self, other: &ByteArray) -> bool {
        *self.0.borrow() == *other.0.borrow()
    }
}

impl PartialEq<Bytes> for ByteArray {
    fn eq(&self, other: &Bytes) -> bool {
        self.0.borrow().as_slice() == other.as_slice()
    }
}

impl PartialOrd for ByteArray {
    fn partial_cmp(&self, other: &ByteArray) -> Option<std::cmp::Ordering> {
        self.0.borrow().partial_cmp(&*other.0.borrow())
    }
}

impl std::fmt::Debug for ByteArray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_repr())
    }
}

fn receiver(args: &Args) -> Result<ByteArray> {
    ByteArray::from_value(args.values().first().cloned().unwrap_or_default())
}

/// A subscript: an index or a slice.
enum Key<'a> {
    Index(Int),
    Slice(&'a Slice),
}

fn key(args: &Args) -> Result<Key<'_>> {
    let key = args.values().get(1).unwrap_or(&Value::None);
    if let Some(slice) = key.downcast::<Slice>() {
        return Ok(Key::Slice(slice));
    }
    key.index_or_none()?.map(Key::Index).ok_or_else(|| {
        errors::type_error(format!(
            "bytearray indices must be integers or slices, not {}",
            key.class_name()
        ))
    })
}

fn get_item_entry(args: Args) -> Result<Value> {
    let array = receiver(&args)?;
    match key(&args)? {
        Key::Index(index) => array.get_item(&index).map(Value::Int),
        Key::Slice(slice) => array.get_slice(slice).map(|part| part.to_value()),
    }
}

fn set_item_entry(args: Args) -> Result<Value> {
    let array = receiver(&args)?;
    let value = args.values().get(2).cloned().unwrap_or_default();
    match key(&args)? {
        Key::Index(index) => array.set_item(&index, &Int::from_value(value)?)?,
        Key::Slice(slice) => {
            let values = convert::to_bytes(Some(value), None, None, "bytearray")?;
            array.assign_slice(slice, &Bytes::from(values))?;
        }
    }
    Ok(Value::None)
}

fn del_item_entry(args: Args) -> Result<Value> {
    let array = receiver(&args)?;
    match key(&args)? {
        Key::Index(index) => array.del_item(&index)?,
        Key::Slice(slice) => array.delete_slice(slice)?,
    }
    Ok(Value::None)
}

fn contains_entry(args: Args) -> Result<Value> {
    let array = receiver(&args)?;
    let item = args.values().get(1).cloned().unwrap_or_default();
    crate::value::builtin_contains(&Value::Bytes(array.to_bytes()), &item).map(Value::Bool)
}

fn compare_entry(args: Args, op: CompareOp) -> Result<Value> {
    let array = receiver(&args)?;
    let other = args.values().get(1).and_then(convert::as_bytes);
    Ok(match other {
        Some(other) => Value::Bool(op.holds(Some(array.to_bytes().cmp(&other)))),
        None => Value::NotImplemented,
    })
}
