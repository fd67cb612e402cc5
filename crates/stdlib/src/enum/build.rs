//! Makes an enumeration of a filled namespace.

use portalis_runtime::{Args, Class, CompareOp, Dict, Instance, List, Payload, Result, Str, Value, View, args, class, classes, errors};

use super::namespace::Namespace;
use super::{flag, is_enum, tuple};

/// Members by name, aliases included.
pub(super) fn member_map(class: &Class) -> Dict<Value, Value> {
    table(class, "_member_map_")
}

/// Members by hashable value.
pub(super) fn value_map(class: &Class) -> Dict<Value, Value> {
    table(class, "_value2member_map_")
}

fn table(class: &Class, name: &str) -> Dict<Value, Value> {
    match class.own(name) {
        Some(Value::Dict(dict)) => dict,
        _ => Dict::new(),
    }
}

/// Names of the members, without aliases.
pub(super) fn member_names(class: &Class) -> List<Value> {
    match class.own("_member_names_") {
        Some(Value::List(names)) => names,
        _ => List::new(),
    }
}

/// The type that members are as well; `object` for none.
pub(super) fn data_type(class: &Class) -> Class {
    let object = classes::OBJECT.class();
    class.lookup("_member_type_").as_ref().and_then(Class::of_value).unwrap_or(object)
}

/// Finds the data type of a class of which the bases are known, and gives it empty tables.
pub(super) fn set_data_type(class: &Class) {
    let object = classes::OBJECT.class();
    let found = class.mro().iter().skip(1).find(|base| !is_enum(base) && !base.same(&object) && makes_values(base)).cloned();
    let data = found.unwrap_or(object);
    class.store("_member_type_", Some(data.value()));
    class.store("_member_names_", Some(Value::List(List::new())));
    class.store("_member_map_", Some(Value::Dict(Dict::new())));
    class.store("_value2member_map_", Some(Value::Dict(Dict::new())));
}

/// A builtin class, or one with a `__new__` of its own, or a dataclass.
fn makes_values(class: &Class) -> bool {
    class.is_native() || class.own("__new__").is_some() || class.own("__dataclass_fields__").is_some()
}

/// `str` and `format` of members are those of the data type (`ReprEnum`).
pub(super) fn keep_text_of_data(class: &Class) {
    let data = data_type(class);
    let object = classes::OBJECT.class();
    let of_data = |name: &str| {
        let own = data.mro().iter().find(|base| base.own(name).is_some()).cloned();
        own.filter(|base| !base.same(&object)).and_then(|base| base.own(name))
    };
    // `object.__str__` would ask the enumeration's `__repr__`.
    class.store("__str__", of_data("__str__").or_else(|| of_data("__repr__")));
    if let Some(method) = of_data("__format__") {
        class.store("__format__", Some(method));
    }
    prefer_enum_methods(class, &["__repr__"]);
}

/// Methods that are the enumeration's and not the data type's.
pub(super) fn prefer_enum_methods(class: &Class, names: &[&str]) {
    for name in names {
        let found = class.mro().iter().skip(1).filter(|base| is_enum(base)).find_map(|base| base.own(name));
        if let (Some(method), None) = (found, class.own(name)) {
            class.store(name, Some(method));
        }
    }
}

/// `EnumType.__new__(metacls, cls, bases, classdict, **kwds)`.
pub(super) fn new(args: Args) -> Result<Value> {
    let (values, mut keywords) = args.into_parts();
    let [meta, name, bases, body] = &values[..] else {
        return Err(errors::type_error("EnumType.__new__() takes 5 positional arguments"));
    };
    keywords.retain(|(name, _)| name.as_str() != "boundary" && name.as_str() != "_simple");
    let bases = bases.iter()?.collect::<Result<Vec<Value>>>()?;
    let name = View::str(name)?;
    refuse_extension(&name, &bases)?;
    let Some(meta) = Class::of_value(meta) else { return Err(errors::type_error("metaclass expected")) };
    let filled;
    let namespace = match body.downcast::<Namespace>() {
        Some(namespace) => namespace,
        None => {
            filled = refill(&bases, body)?;
            filled.downcast::<Namespace>().ok_or_else(|| errors::system_error("a namespace of another kind"))?
        }
    };
    let class = class::new_class(meta, name, &bases, &Value::Dict(namespace.rest()), keywords)?;
    set_data_type(&class);
    choose_methods(&class, &bases);
    let members = namespace.members.borrow().clone();
    for (name, value) in members {
        add_member(&class, &name, value)?;
    }
    Ok(class.value())
}

/// A namespace of an ordinary dict: `EnumType(name, bases, {…})`.
fn refill(bases: &[Value], body: &Value) -> Result<Value> {
    let namespace = Value::object(Namespace::new(bases));
    for key in body.iter()? {
        let key = key?;
        namespace.set_item(&key, body.get_item(&key)?)?;
    }
    Ok(namespace)
}

fn refuse_extension(name: &str, bases: &[Value]) -> Result<()> {
    for base in bases.iter().filter_map(Class::of_value) {
        if is_enum(&base) && !member_names(&base).is_empty() {
            let text = format!("<enum '{name}'> cannot extend {}", View::repr(&base.value())?);
            return Err(errors::type_error(text));
        }
    }
    Ok(())
}

/// `repr`, `str` and `format` are an enumeration's, unless the body or `ReprEnum` says otherwise.
fn choose_methods(class: &Class, bases: &[Value]) {
    let object = classes::OBJECT.class();
    let directly_repr = bases.iter().any(|base| base.is(&super::repr_enum()));
    if directly_repr {
        return keep_text_of_data(class);
    }
    if data_type(class).same(&object) {
        return;
    }
    prefer_enum_methods(class, &["__repr__", "__str__", "__format__"]);
}

fn add_member(class: &Class, name: &Str, value: Value) -> Result<()> {
    let object = classes::OBJECT.class();
    let data = data_type(class);
    let arguments = match &value {
        Value::Tuple(items) if !data.same(&classes::TUPLE.class()) => items.to_vec(),
        value => vec![value.clone()],
    };
    let member = make_member(class, &data, &arguments)?;
    let own_value = member.downcast::<Instance>().and_then(|instance| instance.own("_value_"));
    let own_value = match own_value {
        Some(value) => value,
        None if data.same(&object) => value,
        None => plain(&member).unwrap_or(value),
    };
    set_own(&member, "_value_", own_value.clone())?;
    set_own(&member, "_name_", Value::Str(name.clone()))?;
    set_own(&member, "__objclass__", class.value())?;
    let init = class.mro().iter().take_while(|base| !base.is_native()).find_map(|base| base.own("__init__"));
    if let Some(init) = init {
        init.call(Args::positional(arguments).prepend(member.clone()))?;
    }
    let own_value = member.get_attr("_value_")?;
    set_own(&member, "_sort_order_", Value::from(member_names(class).count_items()))?;
    register(class, name, own_value, member)
}

pub(super) fn set_own(member: &Value, name: &str, value: Value) -> Result<()> {
    match member.downcast::<Instance>() {
        Some(instance) => instance.set_own(name, value),
        None => member.set_attr(name, value),
    }
}

/// The builtin value inside a member.
fn plain(member: &Value) -> Option<Value> {
    match member {
        Value::Object(object) => object.payload(),
        _ => None,
    }
}

fn make_member(class: &Class, data: &Class, arguments: &[Value]) -> Result<Value> {
    let custom = class.mro().iter().take_while(|base| !base.is_native()).filter(|base| !is_library(base)).find_map(|base| base.own("__new__"));
    if let Some(new) = custom {
        let new = portalis_runtime::special::read_from_class(new, None, class)?;
        return new.call(Args::positional(arguments.to_vec()).prepend(class.value()));
    }
    if data.same(&classes::OBJECT.class()) || !data.is_native() {
        return Ok(Instance::make(class, Payload::none()));
    }
    if data.same(&classes::STR.class())
        && class.mro().iter().any(|base| base.value().is(&super::str_enum()))
        && let Some(wrong) = arguments.iter().find(|argument| plain_str(argument).is_none())
    {
        return Err(errors::type_error(format!("{} is not a string", View::repr(wrong)?)));
    }
    let held = data.value().call(Args::positional(arguments.to_vec()))?;
    Ok(Instance::make(class, Payload::value(held)))
}

fn plain_str(value: &Value) -> Option<Value> {
    match value {
        Value::Str(_) => Some(value.clone()),
        other => plain(other).filter(|held| matches!(held, Value::Str(_))),
    }
}

fn is_library(class: &Class) -> bool {
    matches!(class.own("__module__"), Some(Value::Str(module)) if module.as_str() == "enum")
}

/// A pseudo-member: an instance with a value, registered by its value alone.
pub(super) fn make_unnamed(class: &Class, name: Value, value: &Value) -> Result<Value> {
    let data = data_type(class);
    let member = match data.same(&classes::OBJECT.class()) {
        true => Instance::make(class, Payload::none()),
        false => Instance::make(class, Payload::value(data.value().call(args![value])?)),
    };
    set_own(&member, "_value_", value.clone())?;
    set_own(&member, "_name_", name)?;
    value_map(class).set_item(value.clone(), member.clone())?;
    Ok(member)
}

/// Puts a member into the tables; one with the value of another becomes its alias.
fn register(class: &Class, name: &Str, value: Value, member: Value) -> Result<()> {
    let member = match by_value(class, &value)? {
        Some(known) => known,
        None => {
            if !flag::is_flag(class) || flag::is_single_bit(&value) {
                member_names(class).append(Value::Str(name.clone()));
            }
            match value_map(class).set_item(value, member.clone()) {
                Err(error) if !error.is(&errors::TypeError) => return Err(error),
                // An unhashable value is found by going through the members.
                _ => member,
            }
        }
    };
    class.store(name, Some(member.clone()));
    member_map(class).insert_name(name, member);
    Ok(())
}

/// The member with a value.
pub(super) fn by_value(class: &Class, value: &Value) -> Result<Option<Value>> {
    match value_map(class).find(value) {
        Ok(Some(found)) => return Ok(Some(found)),
        Err(error) if !error.is(&errors::TypeError) => return Err(error),
        _ => {}
    }
    for (_, member) in member_map(class).entries() {
        let own = member.get_attr("_value_")?;
        if View::hash(&own).is_err() && own.test(CompareOp::Eq, value)? {
            return Ok(Some(member));
        }
    }
    Ok(None)
}

/// Members in the order of their definition, without aliases.
pub(super) fn members(class: &Class) -> Result<Vec<Value>> {
    let map = member_map(class);
    member_names(class).to_vec().iter().map(|name| map.get_item(name)).collect()
}

/// `Enum(name, names)`: the functional interface.
pub(super) fn functional(class: &Class, name: &Value, names: &Value, start: i64, keywords: &[(Str, Value)]) -> Result<Value> {
    let bases = [class.value()];
    let body = Value::object(Namespace::new(&bases));
    let names = match names {
        Value::Str(text) => {
            let words = text.as_str().replace(',', " ");
            words.split_whitespace().map(|word| Value::from(word.to_owned())).collect()
        }
        Value::Dict(dict) => dict.entries().into_iter().map(|(name, value)| tuple(vec![name, value])).collect(),
        names => names.iter()?.collect::<Result<Vec<Value>>>()?,
    };
    let generate = class.lookup("_generate_next_value_").unwrap_or_default();
    let values = List::new();
    for item in names {
        let (name, value) = match &item {
            Value::Str(_) => {
                let last = List::from(values.to_vec());
                let value = generate.call(args![item.clone(), start, values.count_items(), last])?;
                (item, value)
            }
            pair => (pair.get_item(&Value::from(0))?, pair.get_item(&Value::from(1))?),
        };
        values.append(value.clone());
        body.set_item(&name, value)?;
    }
    let given = |wanted: &str| keywords.iter().find(|(name, _)| name.as_str() == wanted).map(|(_, value)| value.clone());
    body.set_item(&Value::from("__module__"), given("module").unwrap_or_else(|| Value::from("__main__")))?;
    if let Some(qualname) = given("qualname") {
        body.set_item(&Value::from("__qualname__"), qualname)?;
    }
    let mut all = vec![class.value()];
    if let Some(mixin) = given("type") {
        all.insert(0, mixin);
    }
    new(Args::positional(vec![class.metaclass().value(), name.clone(), tuple(all), body]))
}
