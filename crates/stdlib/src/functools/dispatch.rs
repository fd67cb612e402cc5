//! `singledispatch`: a function that is chosen by the class of its first argument.

use std::rc::Rc;

use portalis_macros::pyfn;
use portalis_runtime::{Args, Class, Dict, Result, Str, Value, View, classes, errors};

use crate::support::{builtin, callable};

struct Registry {
    functions: Dict<Value, Value>,
}

impl Registry {
    /// The implementation for a class: that of the first class in its method resolution order that has one.
    fn dispatch(&self, class: &Class) -> Result<Value> {
        for candidate in class.mro().iter() {
            if let Some(function) = self.functions.find(&candidate.value())? {
                return Ok(function);
            }
        }
        Ok(Value::None)
    }

    fn register(self: &Rc<Self>, class: Value, function: Option<Value>) -> Result<Value> {
        if Class::of_value(&class).is_none() {
            if let (Some(members), true) = (union_members(&class)?, function.is_some()) {
                for member in members {
                    self.register(member, function.clone())?;
                }
                return Ok(function.unwrap_or_default());
            }
            return match annotated_class(&class)? {
                Some(annotated) if function.is_none() => self.register(annotated, Some(class)),
                _ => Err(invalid(&class, function.is_some())?),
            };
        }
        match function {
            Some(function) => {
                self.functions.set_item(class, function.clone())?;
                Ok(function)
            }
            None => {
                let this = self.clone();
                Ok(callable("register", move |args| {
                    let function = args.values().first().cloned().unwrap_or_default();
                    this.register(class.clone(), Some(function))
                }))
            }
        }
    }
}

/// The classes of `int | str`.
fn union_members(ty: &Value) -> Result<Option<Vec<Value>>> {
    match ty.find_attr("__args__")? {
        Some(args) if ty.class_name().as_str().ends_with("UnionType") || ty.class_name().as_str() == "_UnionGenericAlias" => {
            args.iter()?.collect::<Result<Vec<Value>>>().map(Some)
        }
        _ => Ok(None),
    }
}

/// The class that the first parameter of a function is annotated with.
fn annotated_class(function: &Value) -> Result<Option<Value>> {
    let Some(annotations) = function.find_attr("__annotations__")? else { return Ok(None) };
    for name in annotations.iter()? {
        let name = name?;
        if View::str(&name)?.as_str() != "return" {
            return annotations.get_item(&name).map(Some);
        }
    }
    Ok(None)
}

fn invalid(class: &Value, has_function: bool) -> Result<portalis_runtime::Error> {
    let text = match has_function {
        true => format!("Invalid first argument to `register()`. {} is not a class or union type.", View::repr(class)?),
        false => format!(
            "Invalid first argument to `register()`: {}. Use either `@register(some_class)` or plain `@register` on an annotated function.",
            View::repr(class)?
        ),
    };
    Ok(errors::type_error(text))
}

/// Single-dispatch generic function decorator.
///
/// Transforms a function into a generic function, which can have different
/// behaviours depending upon the type of its first argument. The decorated
/// function acts as the default implementation, and additional
/// implementations can be registered using the register() attribute of the
/// generic function.
#[pyfn("def singledispatch(func: Any) -> Any")]
pub fn singledispatch(func: Value) -> Result<Value> {
    let registry = Rc::new(Registry { functions: Dict::new() });
    registry.functions.set_item(classes::OBJECT.class().value(), func.clone())?;
    let name = match func.find_attr("__name__")? {
        Some(name) => View::str(&name)?,
        None => Str::from("singledispatch function"),
    };
    let this = registry.clone();
    let wrapper = callable("singledispatch", move |args| match args.values().first() {
        Some(first) => this.dispatch(&first.class())?.call(args),
        None => Err(errors::type_error(format!("{name} requires at least 1 positional argument"))),
    });
    super::update_wrapper(wrapper.clone(), func, None, None)?;
    wrapper.set_attr("registry", Value::Dict(registry.functions.clone()))?;
    let this = registry.clone();
    wrapper.set_attr("dispatch", builtin("dispatch", move |args| dispatch(&this, &args)))?;
    wrapper.set_attr("register", builtin("register", move |args| register(&registry, args)))?;
    Ok(wrapper)
}

fn dispatch(registry: &Registry, args: &Args) -> Result<Value> {
    match args.values().first().and_then(Class::of_value) {
        Some(class) => registry.dispatch(&class),
        None => Err(errors::type_error("dispatch() needs a class")),
    }
}

fn register(registry: &Rc<Registry>, mut args: Args) -> Result<Value> {
    let function = args.take_keyword("func").or_else(|| args.values().get(1).cloned());
    let class = args.values().first().cloned().unwrap_or_default();
    registry.register(class, function.filter(|f| !f.is_none()))
}
