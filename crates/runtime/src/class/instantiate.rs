//! Calling a class: `__new__`, then `__init__`.
//!
//! *Invariant:* a library class is made by its constructor alone; an instance of a Python class derived from it carries the
//! made value as payload.

use crate::instance::{Instance, Payload};
use crate::native_object::NativeNew;
use crate::{Args, Class, Result, Value, errors, special};

/// `cls(...)`, with the metaclass already asked.
pub fn instantiate(class: &Class, args: Args) -> Result<Value> {
    if let Some(native) = class.native()
        && !class.is_exception()
    {
        return match native.constructor() {
            Some(constructor) => constructor(args),
            None => Err(errors::type_error(format!(
                "cannot create '{}' instances",
                class.name()
            ))),
        };
    }
    let (new, init) = (own_new(class), class.lookup("__init__"));
    let has_init = init.as_ref().is_some_and(|init| !is_objects(init));
    let object = match &new {
        Some(new) => new.call(args.clone().prepend(class.quiet_value()))?,
        None if !has_init && !args.is_empty() && !class.is_exception() => {
            return Err(errors::type_error(format!(
                "{}() takes no arguments",
                class.name()
            )));
        }
        None => allocate(class, &args)?,
    };
    let made = object.class();
    if !made.is_subclass(class) || !has_init {
        return Ok(object);
    }
    let answer = match special::method(&object, &made, "__init__")? {
        Some(method) => method.call(args)?,
        None => Value::None,
    };
    match answer {
        Value::None => Ok(object),
        other => Err(errors::type_error(format!(
            "__init__() should return None, not '{}'",
            other.class_name()
        ))),
    }
}

/// The `__new__` of the class, where it is not `object`'s or that of exceptions.
fn own_new(class: &Class) -> Option<Value> {
    let mro = class.mro();
    let defined = mro
        .iter()
        .filter(|class| !is_root(class))
        .find_map(|class| class.own("__new__"))?;
    special::read_from_class(defined, None, class).ok()
}

fn is_root(class: &Class) -> bool {
    class.native().is_some_and(|native| {
        std::ptr::eq(native, &crate::classes::OBJECT)
            || std::ptr::eq(native, &crate::errors::BaseException)
    })
}

fn is_objects(init: &Value) -> bool {
    init.downcast::<crate::native_object::NativeMethod>()
        .is_some_and(|method| method.belongs_to(&crate::classes::OBJECT))
}

/// `object.__new__(cls)`: an instance with no attributes.
pub fn allocate(class: &Class, args: &Args) -> Result<Value> {
    if let Some(native) = class.native()
        && !class.is_exception()
        && !std::ptr::eq(native, &crate::classes::OBJECT)
    {
        return Err(errors::type_error(format!(
            "object.__new__({0}) is not safe, use {0}.__new__()",
            class.name()
        )));
    }
    refuse_abstract(class)?;
    let payload = match class.native_base() {
        _ if class.is_exception() => Payload::exception(args.values().to_vec()),
        Some(native) if native.constructor().is_some() => Payload::later(native),
        _ => Payload::none(),
    };
    Ok(Instance::make(class, payload))
}

/// Classes with abstract methods have no instances.
fn refuse_abstract(class: &Class) -> Result<()> {
    if class.is_native() || class.has_plain_metaclass() {
        return Ok(());
    }
    let Some(names) = class.own("__abstractmethods__") else {
        return Ok(());
    };
    let mut missing = Vec::new();
    for name in names.iter()? {
        missing.push(crate::View::str(&name?)?.as_str().to_string());
    }
    missing.sort();
    match missing.is_empty() {
        true => Ok(()),
        false => abstract_class(&class.name(), &missing),
    }
}

/// What a call of a class with these abstract methods comes to.
///
/// # Errors
///
/// `TypeError`, always.
#[cold]
pub fn abstract_class<T>(name: &str, missing: &[impl AsRef<str>]) -> Result<T> {
    let names: Vec<&str> = missing.iter().map(AsRef::as_ref).collect();
    let plural = if names.len() == 1 { "" } else { "s" };
    Err(errors::type_error(format!(
        "Can't instantiate abstract class {name} without an implementation for abstract method{plural} '{}'",
        names.join("', '")
    )))
}

impl NativeNew {
    /// `int.__new__(cls, ...)`.
    pub(crate) fn make(&self, args: Args) -> Result<Value> {
        let native = self.0;
        let Some((first, rest)) = args.split_first() else {
            return Err(errors::type_error(format!(
                "{}.__new__(): not enough arguments",
                native.name
            )));
        };
        let Some(class) = Class::of_value(&first) else {
            return Err(errors::type_error(format!(
                "{}.__new__(X): X is not a type object ({})",
                native.name,
                first.class_name()
            )));
        };
        if !class.derives(native) {
            return Err(errors::type_error(format!(
                "{0}.__new__({1}): {1} is not a subtype of {0}",
                native.name,
                class.name()
            )));
        }
        let Some(constructor) = native.constructor() else {
            return allocate(&class, &rest);
        };
        if class.is_native() {
            return if native.is_immutable {
                constructor(rest)
            } else {
                constructor(Args::new())
            };
        }
        refuse_abstract(&class)?;
        let payload = if native.is_immutable {
            Payload::value(constructor(rest)?)
        } else {
            Payload::later(native)
        };
        Ok(Instance::make(&class, payload))
    }
}
