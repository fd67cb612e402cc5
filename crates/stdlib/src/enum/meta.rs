//! What works on enumerations: the methods of the metaclass.

use portalis_runtime::{Args, Class, Dict, Result, Value, View, args, descriptor, errors};

use super::namespace::Namespace;
use super::{build, flag};
use crate::support::callable;

/// Fills the namespace of `EnumType`.
pub(super) fn fill(namespace: &Dict<Value, Value>) {
    let set = |name: &str, code: fn(Args) -> Result<Value>| namespace.insert_name(name, callable(name, code));
    set("__new__", build::new);
    set("__init__", |_| Ok(Value::None));
    set("__call__", call);
    set("__contains__", contains);
    set("__iter__", |args| Value::List(build::members(&receiver(&args)?)?.into()).call_method("__iter__", args![]));
    set("__reversed__", |args| {
        let members = build::members(&receiver(&args)?)?.into_iter().rev().collect::<Vec<_>>();
        Value::List(members.into()).call_method("__iter__", args![])
    });
    set("__len__", |args| Ok(Value::from(build::member_names(&receiver(&args)?).count_items())));
    set("__bool__", |_| Ok(Value::Bool(true)));
    set("__getitem__", |args| build::member_map(&receiver(&args)?).get_item(second(&args)?));
    set("__repr__", repr);
    set("__setattr__", set_attr);
    set("__delattr__", del_attr);
    let prepare = callable("__prepare__", |args| {
        let bases = match args.values() {
            [_, bases, ..] => bases.iter()?.collect::<Result<Vec<Value>>>()?,
            _ => Vec::new(),
        };
        Ok(Value::object(Namespace::new(&bases)))
    });
    namespace.insert_name("__prepare__", descriptor::static_method(prepare));
    let members = callable("__members__", |args| Ok(Value::Dict(build::member_map(&receiver(&args)?).copy())));
    namespace.insert_name("__members__", descriptor::property(members, Value::None, Value::None, Value::None));
}

fn receiver(args: &Args) -> Result<Class> {
    let class = args.values().first().and_then(Class::of_value);
    class.ok_or_else(|| errors::type_error("expected an enumeration"))
}

fn second(args: &Args) -> Result<&Value> {
    args.values().get(1).ok_or_else(|| errors::type_error("missing an argument"))
}

fn repr(args: Args) -> Result<Value> {
    let class = receiver(&args)?;
    let kind = if flag::is_flag(&class) { "flag" } else { "enum" };
    Ok(Value::from(format!("<{kind} '{}'>", class.name())))
}

/// `Color(value)` is the member with that value; `Enum(name, names)` makes an enumeration.
fn call(args: Args) -> Result<Value> {
    let class = receiver(&args)?;
    let mut values: Vec<Value> = args.values().iter().skip(1).cloned().collect();
    let keywords = args.keywords();
    let given = |name: &str| keywords.iter().find(|(known, _)| known.as_str() == name).map(|(_, value)| value.clone());
    values.extend(given("value"));
    if let Some(names) = given("names") {
        values.push(names);
    }
    let has_members = build::member_map(&class).truthy();
    match &values[..] {
        [] => Err(errors::type_error("EnumType.__call__() missing 1 required positional argument: 'value'")),
        [name, names] if !has_members => {
            let start = given("start").map_or(Ok(1), |start| start.index().map(|start| start.clamp_i64()))?;
            build::functional(&class, name, names, start, keywords)
        }
        [value] => lookup(&class, value),
        more => lookup(&class, &super::tuple(more.to_vec())),
    }
}

/// The member with a value, or what `_missing_` makes of it.
pub(super) fn lookup(class: &Class, value: &Value) -> Result<Value> {
    if value.class().same(class) {
        return Ok(value.clone());
    }
    if let Some(member) = build::by_value(class, value)? {
        return Ok(member);
    }
    let invalid = || -> Result<portalis_runtime::Error> {
        let text = format!("{} is not a valid {}", View::repr(value)?, class.qualname());
        Ok(errors::value_error(text))
    };
    let made = class.value().get_attr("_missing_")?.call(args![value])?;
    match made {
        Value::None => Err(invalid()?),
        member if member.class().is_subclass(class) => Ok(member),
        other => {
            let text = format!(
                "error in {}._missing_: returned {} instead of None or a valid member",
                class.name(),
                View::repr(&other)?
            );
            Err(errors::type_error(text))
        }
    }
}

fn contains(args: Args) -> Result<Value> {
    let (class, value) = (receiver(&args)?, second(&args)?);
    if value.class().is_subclass(&class) {
        return Ok(Value::Bool(true));
    }
    build::by_value(&class, value).map(|found| Value::Bool(found.is_some()))
}

fn set_attr(args: Args) -> Result<Value> {
    let [class, name, value] = args.values() else {
        return Err(errors::type_error("__setattr__() takes 3 arguments"));
    };
    let name = View::str(name)?;
    let Some(class) = Class::of_value(class) else { return Err(errors::type_error("expected an enumeration")) };
    if build::member_map(&class).find_name(&name).is_some() {
        return Err(errors::attribute_error(format!("cannot reassign member {}", View::repr(&name)?)));
    }
    class.store(&name, Some(value.clone()));
    Ok(Value::None)
}

fn del_attr(args: Args) -> Result<Value> {
    let class = receiver(&args)?;
    let name = View::str(second(&args)?)?;
    if build::member_map(&class).find_name(&name).is_some() {
        let text = format!("{} cannot delete member {}.", View::repr(&Value::Str(class.name()))?, View::repr(&name)?);
        return Err(errors::attribute_error(text));
    }
    if !class.store(&name, None) {
        let text = format!("type object '{}' has no attribute '{name}'", class.name());
        return Err(errors::attribute_error(text));
    }
    Ok(Value::None)
}
