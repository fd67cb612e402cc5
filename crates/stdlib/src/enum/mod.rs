//! `enum`: classes whose attributes are their only instances.
//!
//! [`namespace`] is what a class body fills, [`build`] makes the class of it, [`meta`] has what works on enumerations (`len`, `in`,
//! lookup by value), [`member`] what works on their members, [`flag`] flags.
//!
//! The metaclass and the base classes are made at run time, as classes that Python code would make: so everything that holds
//! for those holds for enumerations.
//!
//! *Invariant:* a member is made once; its class holds it under its name, in `_member_map_`, and by value.

mod build;
mod flag;
mod member;
mod meta;
mod namespace;

pub use namespace::{Auto, Wrapped, auto, member, nonmember};

use portalis_macros::{module, pyconst, pyfn};
use portalis_runtime::{Class, Dict, Result, Tuple, Value, View, class, classes, descriptor, errors};

module!("enum", rust = "r#enum");

/// The classes of the module.
struct Classes {
    meta: Class,
    base: Class,
    repr: Class,
    int: Class,
    str: Class,
    flag: Class,
    int_flag: Class,
}

thread_local! {
    static CLASSES: Classes = make().expect("the classes of the library are well formed");
}

fn new_class(meta: &Class, name: &str, bases: &[Value], fill: impl FnOnce(&Dict<Value, Value>)) -> Result<Class> {
    let namespace = Dict::new();
    namespace.insert_name("__module__", Value::from("enum"));
    fill(&namespace);
    class::new_class(meta.clone(), name.into(), bases, &Value::Dict(namespace), Vec::new())
}

fn make() -> Result<Classes> {
    let meta = new_class(&classes::TYPE.class(), "EnumType", &[classes::TYPE.class().value()], meta::fill)?;
    let base = new_class(&meta, "Enum", &[], member::fill)?;
    let derived = |name: &str, bases: &[Value], fill: fn(&Dict<Value, Value>)| -> Result<Class> {
        let class = new_class(&meta, name, bases, fill)?;
        build::set_data_type(&class);
        Ok(class)
    };
    build::set_data_type(&base);
    let repr = derived("ReprEnum", &[base.value()], |_| {})?;
    let int = derived("IntEnum", &[classes::INT.class().value(), repr.value()], |_| {})?;
    let str = derived("StrEnum", &[classes::STR.class().value(), repr.value()], member::fill_str)?;
    let flag = derived("Flag", &[base.value()], flag::fill)?;
    let int_flag = derived("IntFlag", &[classes::INT.class().value(), repr.value(), flag.value()], |_| {})?;
    for class in [&int, &str, &int_flag] {
        build::keep_text_of_data(class);
    }
    build::prefer_enum_methods(&int_flag, &["__repr__", "__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__", "__iter__", "__len__", "__bool__", "__contains__"]);
    Ok(Classes { meta, base, repr, int, str, flag, int_flag })
}

/// Metaclass for Enum.
#[pyconst("EnumType: Any")]
pub fn enum_type() -> Value {
    CLASSES.with(|c| c.meta.value())
}

/// The old name of the metaclass.
#[pyconst("EnumMeta: Any")]
pub fn enum_meta() -> Value {
    enum_type()
}

/// Create a collection of name/value pairs.
#[pyconst("Enum: Any")]
pub fn enum_() -> Value {
    CLASSES.with(|c| c.base.value())
}

/// Only changes the repr(), leaving str() and format() to the mixed-in type.
#[pyconst("ReprEnum: Any")]
pub fn repr_enum() -> Value {
    CLASSES.with(|c| c.repr.value())
}

/// Enum where members are also (and must be) ints
#[pyconst("IntEnum: Any")]
pub fn int_enum() -> Value {
    CLASSES.with(|c| c.int.value())
}

/// Enum where members are also (and must be) strings
#[pyconst("StrEnum: Any")]
pub fn str_enum() -> Value {
    CLASSES.with(|c| c.str.value())
}

/// Support for flags
#[pyconst("Flag: Any")]
pub fn flag_() -> Value {
    CLASSES.with(|c| c.flag.value())
}

/// Support for integer-based Flags
#[pyconst("IntFlag: Any")]
pub fn int_flag() -> Value {
    CLASSES.with(|c| c.int_flag.value())
}

/// A property that members may shadow.
#[pyfn("def property(fget: Any) -> Any")]
pub fn property(fget: Value) -> Value {
    descriptor::property(fget, Value::None, Value::None, Value::None)
}

/// Class decorator for enumerations ensuring unique member values.
#[pyfn("def unique(enumeration: Any) -> Any")]
pub fn unique(enumeration: Value) -> Result<Value> {
    let Some(class) = Class::of_value(&enumeration) else {
        return Err(errors::type_error("unique() needs an enumeration"));
    };
    let mut aliases = Vec::new();
    for (name, member) in build::member_map(&class).entries() {
        let (name, own) = (View::str(&name)?, View::str(&member.get_attr("_name_")?)?);
        if name != own {
            aliases.push(format!("{name} -> {own}"));
        }
    }
    if !aliases.is_empty() {
        let text = format!("duplicate values found in {}: {}", View::repr(&enumeration)?, aliases.join(", "));
        return Err(errors::value_error(text));
    }
    Ok(enumeration)
}

/// A class is one of the library's own that is not derived from but has no members.
fn is_enum(class: &Class) -> bool {
    // While the classes are being made, they are recognised by what they have.
    class.lookup("_member_map_").is_some() || class.lookup("_generate_next_value_").is_some()
}

fn tuple(values: Vec<Value>) -> Value {
    Value::Tuple(Tuple::from(values))
}
