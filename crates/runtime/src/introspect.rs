//! `dir`, `vars`, `isinstance`, `issubclass`.

use crate::function::{Function, FunctionKind};
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
        if let Some(members) = crate::union::members(wanted) {
            return isinstance(value, &Value::Tuple(crate::Tuple::from(members)));
        }
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
    if let Some(members) = crate::union::members(wanted) {
        return issubclass(value, &Value::Tuple(crate::Tuple::from(members)));
    }
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
    match value.quiet_find_attr("__dict__")? {
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

/// `inspect.iscoroutinefunction(f)`.
pub fn is_coroutine_function(value: &Value) -> bool {
    let kind = |value: &Value| {
        value
            .downcast::<Function>()
            .map(|function| function.signature().kind)
    };
    let function = match value.downcast::<crate::function::BoundMethod>() {
        Some(method) => method.function(),
        None => value,
    };
    kind(function) == Some(FunctionKind::Coroutine)
}

impl Value {
    /// `collections.abc.Sequence` has it, for `match`: text and bytes are none there.
    pub fn is_sequence(&self) -> bool {
        match self {
            Value::List(_) | Value::Tuple(_) => true,
            Value::Object(object) => {
                matches!(object.payload(), Some(Value::List(_) | Value::Tuple(_)))
                    || self.downcast::<crate::Range>().is_some()
                    || is_registered(self, "Sequence", "deque")
            }
            _ => false,
        }
    }

    /// `collections.abc.Mapping` has it, for `match`.
    pub fn is_mapping(&self) -> bool {
        match self {
            Value::Dict(_) => true,
            Value::Object(object) => {
                matches!(object.payload(), Some(Value::Dict(_)))
                    || self.downcast::<crate::descriptor::MappingProxy>().is_some()
                    || is_registered(self, "Mapping", "OrderedDict")
            }
            _ => false,
        }
    }
}

/// The class derives from the abstract class of that name, or is the library class that is registered with it.
fn is_registered(value: &Value, of_abc: &str, registered: &str) -> bool {
    value.class().mro().iter().any(|class| {
        let module = class.own("__module__");
        let module = match &module {
            Some(Value::Str(module)) => module.as_str(),
            _ => "",
        };
        let name = class.name();
        (name.ends_with(of_abc)
            && matches!(module, "collections.abc" | "typing" | "_collections_abc"))
            || (name == registered && module == "collections")
    })
}
