//! First names, so that other crates can compile against them; each moves to its own file.

#![allow(missing_docs)]

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Str(std::rc::Rc<str>);
impl Str {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Str {
    fn from(text: &str) -> Str {
        Str(text.into())
    }
}
impl From<String> for Str {
    fn from(text: String) -> Str {
        Str(text.into())
    }
}

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

#[derive(Clone, Debug)]
pub struct Error(pub Str);
pub type Result<T> = core::result::Result<T, Error>;

pub mod errors {
    use super::{Error, Str};
    pub fn type_error(text: impl Into<Str>) -> Error {
        Error(text.into())
    }
    pub fn system_error(text: impl Into<Str>) -> Error {
        Error(text.into())
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

impl std::fmt::Display for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
