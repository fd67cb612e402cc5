//! The methods of `bytearray` that do what those of `bytes` do, on a copy.
//!
//! *Invariant:* each asks the method of [`Bytes`] of the same name, so that texts of errors and defaults are its own.

use portalis_macros::pymethods;

use super::ByteArray;
use crate::declare::Members;
use crate::{Args, Int, List, Object, Result, Str, Value, View, errors};

#[pymethods(1)]
impl ByteArray {
    /// The lowest index at which a part is found; ValueError where it is not.
    ///
    /// # Errors
    /// Those of `bytes.index`.
    #[pyfn("def index(self, *args: Any) -> int")]
    pub fn index(&self, args: &[Value]) -> Result<Int> {
        Int::from_value(self.as_bytes("index", args, Vec::new())?)
    }

    /// The highest index at which a part is found; ValueError where it is not.
    ///
    /// # Errors
    /// Those of `bytes.rindex`.
    #[pyfn("def rindex(self, *args: Any) -> int")]
    pub fn rindex(&self, args: &[Value]) -> Result<Int> {
        Int::from_value(self.as_bytes("rindex", args, Vec::new())?)
    }

    /// The highest index at which a part is found, or -1.
    ///
    /// # Errors
    /// Those of `bytes.rfind`.
    #[pyfn("def rfind(self, *args: Any) -> int")]
    pub fn rfind(&self, args: &[Value]) -> Result<Int> {
        Int::from_value(self.as_bytes("rfind", args, Vec::new())?)
    }

    /// `bytes.isalnum` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.isalnum`.
    #[pyfn("def isalnum(self, *args: Any) -> bool")]
    pub fn isalnum(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("isalnum", args, Vec::new())?)
    }

    /// `bytes.isalpha` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.isalpha`.
    #[pyfn("def isalpha(self, *args: Any) -> bool")]
    pub fn isalpha(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("isalpha", args, Vec::new())?)
    }

    /// `bytes.isascii` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.isascii`.
    #[pyfn("def isascii(self, *args: Any) -> bool")]
    pub fn isascii(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("isascii", args, Vec::new())?)
    }

    /// `bytes.isdigit` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.isdigit`.
    #[pyfn("def isdigit(self, *args: Any) -> bool")]
    pub fn isdigit(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("isdigit", args, Vec::new())?)
    }

    /// `bytes.islower` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.islower`.
    #[pyfn("def islower(self, *args: Any) -> bool")]
    pub fn islower(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("islower", args, Vec::new())?)
    }

    /// `bytes.isspace` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.isspace`.
    #[pyfn("def isspace(self, *args: Any) -> bool")]
    pub fn isspace(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("isspace", args, Vec::new())?)
    }

    /// `bytes.istitle` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.istitle`.
    #[pyfn("def istitle(self, *args: Any) -> bool")]
    pub fn istitle(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("istitle", args, Vec::new())?)
    }

    /// `bytes.isupper` of the bytes.
    ///
    /// # Errors
    /// Those of `bytes.isupper`.
    #[pyfn("def isupper(self, *args: Any) -> bool")]
    pub fn isupper(&self, args: &[Value]) -> Result<bool> {
        bool::from_value(self.as_bytes("isupper", args, Vec::new())?)
    }

    /// A copy with its first byte in upper case and the rest in lower case.
    ///
    /// # Errors
    /// Those of `bytes.capitalize`.
    #[pyfn("def capitalize(self, *args: Any) -> bytearray")]
    pub fn capitalize(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("capitalize", args, Vec::new())?)
    }

    /// A copy in the middle of so many bytes.
    ///
    /// # Errors
    /// Those of `bytes.center`.
    #[pyfn("def center(self, *args: Any) -> bytearray")]
    pub fn center(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("center", args, Vec::new())?)
    }

    /// A copy with spaces for tabs.
    ///
    /// # Errors
    /// Those of `bytes.expandtabs`.
    #[pyfn("def expandtabs(self, *args: Any, **kwargs: Any) -> bytearray")]
    pub fn expandtabs(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<ByteArray> {
        copied(self.as_bytes("expandtabs", args, kwargs)?)
    }

    /// The parts with the bytes between them.
    ///
    /// # Errors
    /// Those of `bytes.join`.
    #[pyfn("def join(self, *args: Any) -> bytearray")]
    pub fn join(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("join", args, Vec::new())?)
    }

    /// A copy at the left of so many bytes.
    ///
    /// # Errors
    /// Those of `bytes.ljust`.
    #[pyfn("def ljust(self, *args: Any) -> bytearray")]
    pub fn ljust(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("ljust", args, Vec::new())?)
    }

    /// A copy without bytes at the start.
    ///
    /// # Errors
    /// Those of `bytes.lstrip`.
    #[pyfn("def lstrip(self, *args: Any) -> bytearray")]
    pub fn lstrip(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("lstrip", args, Vec::new())?)
    }

    /// A copy without a prefix.
    ///
    /// # Errors
    /// Those of `bytes.removeprefix`.
    #[pyfn("def removeprefix(self, *args: Any) -> bytearray")]
    pub fn removeprefix(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("removeprefix", args, Vec::new())?)
    }

    /// A copy without a suffix.
    ///
    /// # Errors
    /// Those of `bytes.removesuffix`.
    #[pyfn("def removesuffix(self, *args: Any) -> bytearray")]
    pub fn removesuffix(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("removesuffix", args, Vec::new())?)
    }

    /// A copy at the right of so many bytes.
    ///
    /// # Errors
    /// Those of `bytes.rjust`.
    #[pyfn("def rjust(self, *args: Any) -> bytearray")]
    pub fn rjust(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("rjust", args, Vec::new())?)
    }

    /// A copy without bytes at the end.
    ///
    /// # Errors
    /// Those of `bytes.rstrip`.
    #[pyfn("def rstrip(self, *args: Any) -> bytearray")]
    pub fn rstrip(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("rstrip", args, Vec::new())?)
    }

    /// A copy with upper and lower case exchanged.
    ///
    /// # Errors
    /// Those of `bytes.swapcase`.
    #[pyfn("def swapcase(self, *args: Any) -> bytearray")]
    pub fn swapcase(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("swapcase", args, Vec::new())?)
    }

    /// A copy with words in title case.
    ///
    /// # Errors
    /// Those of `bytes.title`.
    #[pyfn("def title(self, *args: Any) -> bytearray")]
    pub fn title(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("title", args, Vec::new())?)
    }

    /// A copy with each byte replaced by that of a table.
    ///
    /// # Errors
    /// Those of `bytes.translate`.
    #[pyfn("def translate(self, *args: Any, **kwargs: Any) -> bytearray")]
    pub fn translate(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<ByteArray> {
        copied(self.as_bytes("translate", args, kwargs)?)
    }

    /// A copy with zeros at the left.
    ///
    /// # Errors
    /// Those of `bytes.zfill`.
    #[pyfn("def zfill(self, *args: Any) -> bytearray")]
    pub fn zfill(&self, args: &[Value]) -> Result<ByteArray> {
        copied(self.as_bytes("zfill", args, Vec::new())?)
    }

    /// The parts between separators.
    ///
    /// # Errors
    /// Those of `bytes.split`.
    #[pyfn("def split(self, *args: Any, **kwargs: Any) -> list[Any]")]
    pub fn split(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<List<Value>> {
        self.as_bytes("split", args, kwargs)?
            .iter()?
            .map(|part| Ok(copied(part?)?.to_value()))
            .collect()
    }

    /// The parts between separators, counted from the end.
    ///
    /// # Errors
    /// Those of `bytes.rsplit`.
    #[pyfn("def rsplit(self, *args: Any, **kwargs: Any) -> list[Any]")]
    pub fn rsplit(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<List<Value>> {
        self.as_bytes("rsplit", args, kwargs)?
            .iter()?
            .map(|part| Ok(copied(part?)?.to_value()))
            .collect()
    }

    /// The lines.
    ///
    /// # Errors
    /// Those of `bytes.splitlines`.
    #[pyfn("def splitlines(self, *args: Any, **kwargs: Any) -> list[Any]")]
    pub fn splitlines(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<List<Value>> {
        self.as_bytes("splitlines", args, kwargs)?
            .iter()?
            .map(|part| Ok(copied(part?)?.to_value()))
            .collect()
    }

    /// What is before a separator, it, and what is after.
    ///
    /// # Errors
    /// Those of `bytes.partition`.
    #[pyfn("def partition(self, *args: Any) -> Any")]
    pub fn partition(&self, args: &[Value]) -> Result<Value> {
        parts(&self.as_bytes("partition", args, Vec::new())?)
    }

    /// What is before the last separator, it, and what is after.
    ///
    /// # Errors
    /// Those of `bytes.rpartition`.
    #[pyfn("def rpartition(self, *args: Any) -> Any")]
    pub fn rpartition(&self, args: &[Value]) -> Result<Value> {
        parts(&self.as_bytes("rpartition", args, Vec::new())?)
    }

    /// The method of `bytes`, found in its own table: a look by name would need, and keep, all members of all classes.
    fn as_bytes(&self, method: &str, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<Value> {
        let args = Args::with_keywords(args.to_vec(), kwargs);
        let mut methods = <crate::Bytes as Members<1>>::METHODS.iter();
        match methods.find(|function| function.name == method) {
            Some(function) => (function.entry)(args.prepend(Value::Bytes(self.to_bytes()))),
            None => Err(errors::attribute_error(method.to_owned())),
        }
    }
}

fn copied(bytes: Value) -> Result<ByteArray> {
    let bytes = crate::Bytes::from_value(bytes)?;
    Ok(ByteArray::from(bytes.to_vec()))
}

fn parts(whole: &Value) -> Result<Value> {
    let parts = whole.iter()?.map(|part| Ok(copied(part?)?.to_value()));
    let parts = parts.collect::<Result<Vec<Value>>>()?;
    Ok(Value::Tuple(crate::Tuple::from(parts)))
}
