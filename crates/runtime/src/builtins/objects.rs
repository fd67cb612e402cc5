//! Builtin functions on any object: text, attributes, classes, identity.

use portalis_macros::{pyconst, pyfn};

use crate::{Int, Result, Str, Value, View, errors};

/// The canonical string of an object.
#[pyfn("def repr(obj: object, /) -> str")]
pub fn repr(object: &dyn View) -> Result<Str> {
    object.repr()
}

/// The canonical string of an object with non-ASCII characters escaped.
#[pyfn("def ascii(obj: object, /) -> str")]
pub fn ascii(object: &dyn View) -> Result<Str> {
    let text = object.repr()?;
    let mut out = String::new();
    for c in text.as_str().chars() {
        match u32::from(c) {
            0..0x80 => out.push(c),
            code @ 0x80..0x100 => out.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..0x1_0000 => out.push_str(&format!("\\u{code:04x}")),
            code => out.push_str(&format!("\\U{code:08x}")),
        }
    }
    Ok(Str::from(out))
}

/// An object formatted by a specification.
#[pyfn("def format(value: object, format_spec: str = '', /) -> str")]
pub fn format(value: &dyn View, spec: &str) -> Result<Str> {
    value.format(spec)
}

/// The hash value of an object.
#[pyfn("def hash(obj: object, /) -> int")]
pub fn hash(object: &dyn View) -> Result<Int> {
    object.hash().map(Int::from)
}

/// The identity of an object.
#[pyfn("def id(obj: Any, /) -> int")]
pub fn id(object: &Value) -> Int {
    Int::from(object.id())
}

/// Whether an object can be called.
#[pyfn("def callable(obj: Any, /) -> bool")]
pub fn callable(object: &Value) -> bool {
    object.is_callable()
}

/// An attribute by name.
#[pyfn("def getattr(object: Any, name: Any, default: Any = ..., /) -> Any")]
pub fn getattr(object: &Value, name: &Value, default: Option<Value>) -> Result<Value> {
    let name = attribute_name(name)?;
    match default {
        None => object.get_attr(&name),
        Some(default) => Ok(object.find_attr(&name)?.unwrap_or(default)),
    }
}

/// Whether an object has an attribute of that name.
#[pyfn("def hasattr(obj: Any, name: Any, /) -> bool")]
pub fn hasattr(object: &Value, name: &Value) -> Result<bool> {
    Ok(object.find_attr(&attribute_name(name)?)?.is_some())
}

/// Sets an attribute by name.
#[pyfn("def setattr(obj: Any, name: Any, value: Any, /) -> None")]
pub fn setattr(object: &Value, name: &Value, value: Value) -> Result<()> {
    object.set_attr(&attribute_name(name)?, value)
}

/// Deletes an attribute by name.
#[pyfn("def delattr(obj: Any, name: Any, /) -> None")]
pub fn delattr(object: &Value, name: &Value) -> Result<()> {
    object.del_attr(&attribute_name(name)?)
}

fn attribute_name(name: &Value) -> Result<Str> {
    match name {
        Value::Str(name) => Ok(name.clone()),
        other => Err(errors::type_error(format!(
            "attribute name must be string, not '{}'",
            other.class_name()
        ))),
    }
}

/// Whether an object is an instance of a class, or of one of a tuple of classes.
#[pyfn("def isinstance(obj: Any, class_or_tuple: Any, /) -> bool")]
pub fn isinstance(object: &Value, wanted: &Value) -> Result<bool> {
    crate::introspect::isinstance(object, wanted)
}

/// Whether a class derives from another, or from one of a tuple of classes.
#[pyfn("def issubclass(cls: Any, class_or_tuple: Any, /) -> bool")]
pub fn issubclass(class: &Value, wanted: &Value) -> Result<bool> {
    crate::introspect::issubclass(class, wanted)
}

/// The attributes of an object.
#[pyfn("def vars(object: Any, /) -> Any")]
pub fn vars(object: &Value) -> Result<Value> {
    object
        .find_attr("__dict__")?
        .ok_or_else(|| errors::type_error("vars() argument must have __dict__ attribute"))
}

/// The names of an object's attributes, sorted.
#[pyfn("def dir(object: Any, /) -> Any")]
pub fn dir(object: &Value) -> Result<Value> {
    crate::reach::MEMBERS.turn_on();
    let has_own = |class: &crate::Class| {
        let mut names = class.own_attributes().into_iter();
        !class.is_native() && names.any(|(name, _)| &*name == "__dir__")
    };
    if let Value::Object(_) = object
        && object.class().mro().iter().any(has_own)
    {
        let names = object.quiet_call_method("__dir__", crate::args![])?;
        return crate::builtins::sorted(&names, false).map(Value::from);
    }
    crate::introspect::dir(object).map(Value::from)
}

/// What a binary special method returns for operands that it does not know.
#[pyconst("NotImplemented: Any")]
pub fn not_implemented() -> Value {
    Value::NotImplemented
}

/// The object that `...` is.
#[pyconst("Ellipsis: Any")]
pub fn ellipsis() -> Value {
    Value::Ellipsis
}
