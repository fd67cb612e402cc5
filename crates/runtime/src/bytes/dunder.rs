//! The constructors, operators and conversions of `bytes`.

use portalis_macros::pymethods;

use super::{Bytes, zeros};
use crate::dunder::{binary_entry, compare_entry};
use crate::{Int, Iter, Result, Slice, Str, Value, codecs, convert};

#[pymethods]
impl Bytes {
    /// `b""`.
    #[pyfn("def __new__(cls) -> bytes")]
    pub fn empty() -> Bytes {
        Bytes::EMPTY
    }

    /// That many zeros.
    ///
    /// # Errors
    /// `ValueError` for a negative count.
    #[pyfn("def __new__(cls, source: int, /) -> bytes")]
    pub fn zeros(source: &Int) -> Result<Bytes> {
        zeros(source).map(Bytes::from)
    }

    /// The bytes themselves.
    #[pyfn("def __new__(cls, source: bytes, /) -> bytes")]
    pub fn of(source: &Bytes) -> Bytes {
        source.clone()
    }

    /// The bytes that encode a text.
    ///
    /// # Errors
    /// `UnicodeEncodeError`, `LookupError`.
    #[pyfn("def __new__(cls, source: str, encoding: str, errors: str = 'strict') -> bytes")]
    pub fn of_str(source: &str, encoding: &str, errors: &str) -> Result<Bytes> {
        codecs::encode(source, encoding, errors).map(Bytes::from)
    }

    /// `bytes(source, encoding, errors)` with any of them left out.
    ///
    /// # Errors
    /// `TypeError` for what makes no bytes, `ValueError` for integers that are none, `UnicodeEncodeError`.
    #[pyfn("def __new__(cls, source: Any = ..., encoding: str = ..., errors: str = ...) -> bytes")]
    pub fn of_value(
        source: Option<Value>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> Result<Bytes> {
        convert::to_bytes(source, encoding, errors, "bytes").map(Bytes::from)
    }

    #[pyfn("def __add__(self, value: bytes, /) -> bytes", operator = "+", dynamic = binary_entry!(Add))]
    #[doc(hidden)]
    pub fn op_add(&self, value: &Bytes) -> Bytes {
        self + value
    }

    /// `b % values`.
    ///
    /// # Errors
    /// `TypeError` for too few, too many or unfitting values, `ValueError` for a format that is none.
    #[pyfn("def __mod__(self, value: object, /) -> bytes")]
    pub fn modulo(&self, values: &dyn crate::View) -> Result<Bytes> {
        crate::percent::percent_bytes(self, &values.to_value())
    }

    /// The hash, the same in every run.
    #[pyfn("def __hash__(self, /) -> int")]
    pub fn hash_value(&self) -> Int {
        Int::new(self.py_hash())
    }

    /// The bytes as a literal.
    #[pyfn("def __repr__(self, /) -> str")]
    pub fn to_repr(&self) -> Str {
        Str::from(super::quoted(self))
    }

    /// The bytes themselves.
    #[pyfn("def __bytes__(self, /) -> bytes")]
    pub fn to_bytes(&self) -> Bytes {
        self.clone()
    }

    #[pyfn("def __eq__(self, other: bytes, /) -> bool", operator = "==", dynamic = compare_entry!(Eq))]
    #[doc(hidden)]
    pub fn op_eq(&self, other: &Bytes) -> bool {
        self == other
    }

    #[pyfn("def __ne__(self, other: bytes, /) -> bool", operator = "!=", dynamic = compare_entry!(Ne))]
    #[doc(hidden)]
    pub fn op_ne(&self, other: &Bytes) -> bool {
        self != other
    }

    #[pyfn("def __lt__(self, other: bytes, /) -> bool", operator = "<", dynamic = compare_entry!(Lt))]
    #[doc(hidden)]
    pub fn op_lt(&self, other: &Bytes) -> bool {
        self < other
    }

    #[pyfn("def __le__(self, other: bytes, /) -> bool", operator = "<=", dynamic = compare_entry!(Le))]
    #[doc(hidden)]
    pub fn op_le(&self, other: &Bytes) -> bool {
        self <= other
    }

    #[pyfn("def __gt__(self, other: bytes, /) -> bool", operator = ">", dynamic = compare_entry!(Gt))]
    #[doc(hidden)]
    pub fn op_gt(&self, other: &Bytes) -> bool {
        self > other
    }

    #[pyfn("def __ge__(self, other: bytes, /) -> bool", operator = ">=", dynamic = compare_entry!(Ge))]
    #[doc(hidden)]
    pub fn op_ge(&self, other: &Bytes) -> bool {
        self >= other
    }

    /// `b[i]`.
    ///
    /// # Errors
    /// `IndexError`.
    #[pyfn("def __getitem__(self, index: int, /) -> int")]
    pub fn get_item(&self, index: &Int) -> Result<Int> {
        super::byte_at(self, index, "index out of range").map(Int::from)
    }

    /// `b[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero.
    pub fn slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Result<Bytes> {
        super::sliced(self, start, stop, step).map(Bytes::from)
    }

    /// `b[start:stop:step]`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero, `TypeError` for bounds that are no integers.
    #[pyfn("def __getitem__(self, index: slice, /) -> bytes", dynamic = crate::dunder::get_item)]
    pub fn get_slice(&self, index: &Slice) -> Result<Bytes> {
        let (start, stop, step) = index.parts()?;
        self.slice(start, stop, step)
    }

    /// `len(b)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.as_slice().len())
    }

    /// `not b`.
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// `iter(b)`.
    ///
    /// # Errors
    /// None; all iterations can fail.
    #[pyfn("def __iter__(self, /) -> Iterator[int]")]
    pub fn iter(&self) -> Result<Iter<Int>> {
        Ok(Iter::from_iterator_named(
            self.values().map(Ok),
            "bytes_iterator",
        ))
    }
}
