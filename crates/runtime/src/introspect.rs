//! `dir`, `vars`, `isinstance`, `issubclass`.

use crate::value::CompareOp;
use crate::{Class, List, Result, Str, Value, args, errors, special};

/// The names that `dir(x)` lists.
pub fn dir(value: &Value) -> Result<List<Value>> {
    let mut names: Vec<Str> = Vec::new();
    let mut add = |name: Str| {
        if !names.contains(&name) {
            names.push(name);
        }
    };
    if let Value::Object(object) = value {
        object.own_names().into_iter().for_each(&mut add);
    }
    let class = Class::of_value(value).unwrap_or_else(|| value.class());
    for class in class.mro().iter() {
        class
            .own_attributes()
            .into_iter()
            .for_each(|(name, _)| add(name));
    }
    names.sort();
    Ok(names.into_iter().map(Value::Str).collect())
}

/// `isinstance(value, wanted)`.
pub fn isinstance(value: &Value, wanted: &Value) -> Result<bool> {
    if let Value::Tuple(classes) = wanted {
        for class in classes.as_slice() {
            if isinstance(value, class)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let Some(class) = Class::of_value(wanted) else {
        return check_hook(
            wanted,
            "__instancecheck__",
            value,
            "isinstance() arg 2 must be a type, a tuple of types, or a union",
        );
    };
    let actual = value.class();
    if actual.is_subclass(&class) {
        return Ok(true);
    }
    match class.has_plain_metaclass() {
        true => Ok(false),
        false => special::method(wanted, &class.metaclass(), "__instancecheck__")?
            .map_or(Ok(Value::Bool(false)), |hook| hook.call(args![value]))?
            .truthy(),
    }
}

/// `issubclass(class, wanted)`.
pub fn issubclass(value: &Value, wanted: &Value) -> Result<bool> {
    let Some(class) = Class::of_value(value) else {
        return Err(errors::type_error("issubclass() arg 1 must be a class"));
    };
    if let Value::Tuple(classes) = wanted {
        for candidate in classes.as_slice() {
            if issubclass(value, candidate)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let Some(wanted_class) = Class::of_value(wanted) else {
        return check_hook(
            wanted,
            "__subclasscheck__",
            value,
            "issubclass() arg 2 must be a class, a tuple of classes, or a union",
        );
    };
    if wanted_class.has_plain_metaclass() || class.is_subclass(&wanted_class) {
        return Ok(class.is_subclass(&wanted_class));
    }
    special::method(wanted, &wanted_class.metaclass(), "__subclasscheck__")?
        .map_or(Ok(Value::Bool(false)), |hook| hook.call(args![value]))?
        .truthy()
}

fn check_hook(wanted: &Value, name: &str, value: &Value, refusal: &'static str) -> Result<bool> {
    if let Value::Object(object) = wanted
        && let Some(hook) = special::method(wanted, &object.class(), name)?
    {
        return hook.call(args![value])?.truthy();
    }
    Err(errors::type_error(refusal))
}

/// `vars(x)`.
pub fn vars(value: &Value) -> Result<Value> {
    match value.find_attr("__dict__")? {
        Some(dict) => Ok(dict),
        None => Err(errors::type_error(
            "vars() argument must have __dict__ attribute",
        )),
    }
}

/// `a == b` as builtins ask it: identity first.
pub fn equal(a: &Value, b: &Value) -> Result<bool> {
    Ok(a.is(b) || a.test(CompareOp::Eq, b)?)
}
