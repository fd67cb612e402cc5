//! What Python sees of `str` beside the methods in the other files: constructors, operators, conversions, `encode`.

use portalis_macros::pymethods;

use super::{Str, repr};
use crate::dunder::{binary_entry, compare_entry};
use crate::{Bytes, Int, Result, Value, View, codecs, convert, errors, format};

#[pymethods]
impl Str {
    /// `""`.
    #[pyfn("def __new__(cls) -> str")]
    pub fn empty() -> Str {
        Str::EMPTY
    }

    /// `str(x)`.
    ///
    /// # Errors
    /// What `__str__` raises.
    #[pyfn("def __new__(cls, object: object) -> str")]
    pub fn of(object: &dyn View) -> Result<Str> {
        object.str()
    }

    /// The text that bytes encode.
    ///
    /// # Errors
    /// `UnicodeDecodeError`, `LookupError`.
    #[pyfn("def __new__(cls, object: bytes, encoding: str, errors: str = 'strict') -> str")]
    pub fn of_bytes(object: &Bytes, encoding: &str, errors: &str) -> Result<Str> {
        codecs::decode(object, encoding, errors).map(Str::from)
    }

    /// `str(object, encoding, errors)` with any of them left out.
    ///
    /// # Errors
    /// What `__str__` raises; `TypeError` for what cannot be decoded.
    #[pyfn("def __new__(cls, object: Any = ..., encoding: str = ..., errors: str = ...) -> str")]
    pub fn of_value(
        object: Option<Value>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> Result<Str> {
        let Some(object) = object else {
            return Ok(Str::EMPTY);
        };
        if encoding.is_none() && errors.is_none() {
            return View::str(&object);
        }
        if convert::as_text(&object).is_some() {
            return Err(errors::type_error("decoding str is not supported"));
        }
        let bytes = convert::as_bytes(&object).ok_or_else(|| {
            errors::type_error(format!(
                "decoding to str: need a bytes-like object, {} found",
                View::class_name(&object)
            ))
        })?;
        codecs::decode(
            &bytes,
            encoding.unwrap_or("utf-8"),
            errors.unwrap_or("strict"),
        )
        .map(Str::from)
    }

    /// Encode the string using the codec registered for encoding.
    ///
    /// # Errors
    /// `UnicodeEncodeError`, `LookupError`.
    #[pyfn("def encode(self, /, encoding: str = 'utf-8', errors: str = 'strict') -> bytes")]
    pub fn encode(&self, encoding: &str, errors: &str) -> Result<Bytes> {
        codecs::encode(self, encoding, errors).map(Bytes::from)
    }

    #[pyfn("def __add__(self, value: str, /) -> str", operator = "+", dynamic = binary_entry!(Add))]
    #[doc(hidden)]
    pub fn op_add(&self, value: &Str) -> Str {
        self + value
    }

    /// The hash, the same in every run.
    #[pyfn("def __hash__(self, /) -> int")]
    pub fn hash_value(&self) -> Int {
        Int::new(self.py_hash())
    }

    /// The text as a literal.
    #[pyfn("def __repr__(self, /) -> str")]
    pub fn to_repr(&self) -> Str {
        repr(self)
    }

    /// The text itself.
    #[pyfn("def __str__(self, /) -> str")]
    pub fn to_str(&self) -> Str {
        self.clone()
    }

    /// The text by a format spec.
    ///
    /// # Errors
    /// `ValueError` for a spec that is not one of texts.
    #[pyfn("def __format__(self, format_spec: str, /) -> str")]
    pub fn to_format(&self, format_spec: &str) -> Result<Str> {
        format::format_str(self, format_spec)
    }

    #[pyfn("def __eq__(self, other: str, /) -> bool", operator = "==", dynamic = compare_entry!(Eq))]
    #[doc(hidden)]
    pub fn op_eq(&self, other: &Str) -> bool {
        self == other
    }

    #[pyfn("def __ne__(self, other: str, /) -> bool", operator = "!=", dynamic = compare_entry!(Ne))]
    #[doc(hidden)]
    pub fn op_ne(&self, other: &Str) -> bool {
        self != other
    }

    #[pyfn("def __lt__(self, other: str, /) -> bool", operator = "<", dynamic = compare_entry!(Lt))]
    #[doc(hidden)]
    pub fn op_lt(&self, other: &Str) -> bool {
        self < other
    }

    #[pyfn("def __le__(self, other: str, /) -> bool", operator = "<=", dynamic = compare_entry!(Le))]
    #[doc(hidden)]
    pub fn op_le(&self, other: &Str) -> bool {
        self <= other
    }

    #[pyfn("def __gt__(self, other: str, /) -> bool", operator = ">", dynamic = compare_entry!(Gt))]
    #[doc(hidden)]
    pub fn op_gt(&self, other: &Str) -> bool {
        self > other
    }

    #[pyfn("def __ge__(self, other: str, /) -> bool", operator = ">=", dynamic = compare_entry!(Ge))]
    #[doc(hidden)]
    pub fn op_ge(&self, other: &Str) -> bool {
        self >= other
    }
}
