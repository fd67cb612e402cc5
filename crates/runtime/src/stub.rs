//! First names, so that other crates can compile against them; each moves to its own file.

#![allow(missing_docs)]

use crate::Str;

#[derive(Clone, Debug, Default)]
pub enum Value {
    #[default]
    None,
}
impl Value {
    pub fn class_name(&self) -> Str {
        Str::from("NoneType")
    }
}

/// A raised exception: its class name and its text.
#[derive(Clone, Debug)]
pub struct Error {
    pub class: &'static str,
    pub text: Str,
}
pub type Result<T> = core::result::Result<T, Error>;

pub mod errors {
    use super::{Error, Str};

    macro_rules! constructors {
        ($($name:ident $class:literal)*) => {$(
            #[cold]
            pub fn $name(text: impl Into<Str>) -> Error {
                Error { class: $class, text: text.into() }
            }
        )*};
    }

    constructors! {
        value_error "ValueError"
        type_error "TypeError"
        system_error "SystemError"
        overflow_error "OverflowError"
        zero_division_error "ZeroDivisionError"
        index_error "IndexError"
        key_error "KeyError"
        lookup_error "LookupError"
        memory_error "MemoryError"
        unicode_encode_error "UnicodeEncodeError"
        unicode_decode_error "UnicodeDecodeError"
    }

    pub(crate) fn with_argument(error: Error, _function: &str, _index: usize) -> Error {
        error
    }
}

pub mod binder {
    use super::{Result, Value};
    use crate::{Args, native::Param};
    pub fn bind(_name: &str, params: &'static [Param], _args: Args) -> Result<Vec<Option<Value>>> {
        Ok(vec![None; params.len()])
    }
}

pub mod native_object {
    use super::{Result, Value};
    use crate::{NativeType, Object};
    /// The handle as a `Value`.
    pub fn native_value<T: NativeType + Object>(_handle: &T) -> Value {
        Value::None
    }
    /// The handle back from a `Value`, or from an instance of a Python class derived from it.
    pub fn native_from_value<T: NativeType + Object>(_value: Value) -> Result<T> {
        Err(crate::errors::type_error(T::CLASS.name))
    }
}

pub fn spread(_args: &mut crate::Args, _rest: &Value) -> Result<()> {
    Ok(())
}
pub fn spread_keywords(_args: &mut crate::Args, _more: &Value) -> Result<()> {
    Ok(())
}
