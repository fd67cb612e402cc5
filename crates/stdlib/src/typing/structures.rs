//! `NamedTuple`, `TypedDict` and `Protocol`: bases whose metaclasses make something of a class body.
//!
//! The metaclasses are made at run time, as classes that Python code would make.

use portalis_macros::{pyconst, pyfn};
use portalis_runtime::{Args, Class, Dict, Result, Str, Value, View, class, classes, declare::Declared, errors};

use super::variables::Generic;
use crate::support::callable;

struct Bases {
    named_tuple: Class,
    typed_dict: Class,
    protocol: Class,
}

thread_local! {
    static BASES: Bases = make().expect("the classes of the library are well formed");
}

type Code = fn(Args) -> Result<Value>;

fn metaclass(name: &str, base: Class, methods: &[(&str, Code)]) -> Result<Class> {
    let namespace = Dict::new();
    namespace.insert_name("__module__", Value::from("typing"));
    methods.iter().for_each(|(name, code)| namespace.insert_name(name, callable(name, *code)));
    class::new_class(classes::TYPE.class(), name.into(), &[base.value()], &Value::Dict(namespace), Vec::new())
}

fn base(name: &str, meta: &Class, bases: &[Value]) -> Result<Class> {
    let namespace = Dict::new();
    namespace.insert_name("__module__", Value::from("typing"));
    class::new_class(meta.clone(), name.into(), bases, &Value::Dict(namespace), Vec::new())
}

fn make() -> Result<Bases> {
    let type_ = classes::TYPE.class();
    let named = metaclass("NamedTupleMeta", type_.clone(), &[("__new__", new_named_tuple), ("__call__", call_named_tuple)])?;
    let typed = metaclass(
        "_TypedDictMeta",
        type_,
        &[("__new__", new_typed_dict), ("__call__", call_typed_dict), ("__instancecheck__", refuse_typed_dict_check)],
    )?;
    let abc = Class::of_value(&crate::abc::abc_meta()).unwrap_or_else(|| classes::TYPE.class());
    let protocol = metaclass(
        "_ProtocolMeta",
        abc,
        &[("__instancecheck__", is_protocol_instance), ("__subclasscheck__", is_protocol_subclass)],
    )?;
    let generic = <Generic as Declared>::CLASS.class().value();
    Ok(Bases {
        named_tuple: base("NamedTuple", &named, &[])?,
        typed_dict: base("TypedDict", &typed, &[classes::DICT.class().value()])?,
        protocol: base("Protocol", &protocol, &[generic])?,
    })
}

/// Typed version of namedtuple.
#[pyconst("NamedTuple: Any")]
pub fn named_tuple() -> Value {
    BASES.with(|bases| bases.named_tuple.value())
}

/// A simple typed namespace. At runtime it is equivalent to a plain dict.
#[pyconst("TypedDict: Any")]
pub fn typed_dict() -> Value {
    BASES.with(|bases| bases.typed_dict.value())
}

/// Base class for protocol classes.
#[pyconst("Protocol: Any")]
pub fn protocol() -> Value {
    BASES.with(|bases| bases.protocol.value())
}

/// Mark a protocol class as a runtime protocol.
///
/// Such protocol can be used with isinstance() and issubclass().
#[pyfn("def runtime_checkable(cls: Any) -> Any")]
pub fn runtime_checkable(cls: Value) -> Value {
    if let Some(class) = Class::of_value(&cls) {
        class.store("_is_runtime_protocol", Some(Value::Bool(true)));
    }
    cls
}

/// The entries of a namespace, of whatever kind.
fn entries(namespace: &Value) -> Result<Vec<(Str, Value)>> {
    let mut all = Vec::new();
    for key in namespace.iter()? {
        let key = key?;
        all.push((View::str(&key)?, namespace.get_item(&key)?));
    }
    Ok(all)
}

fn annotations(namespace: &[(Str, Value)]) -> Result<Vec<(Str, Value)>> {
    match namespace.iter().find(|(name, _)| name.as_str() == "__annotations__") {
        Some((_, table)) => entries(table),
        None => Ok(Vec::new()),
    }
}

fn new_named_tuple(args: Args) -> Result<Value> {
    let [_, name, _, namespace] = args.values() else {
        return Err(errors::type_error("NamedTupleMeta.__new__() takes 4 positional arguments"));
    };
    let namespace = entries(namespace)?;
    let of = |wanted: &str| namespace.iter().find(|(name, _)| name.as_str() == wanted).map(|(_, value)| value.clone());
    let fields = annotations(&namespace)?;
    let (mut names, mut defaults) = (Vec::new(), Vec::new());
    let mut defaulted: Vec<String> = Vec::new();
    for (field, _) in &fields {
        match of(field) {
            Some(default) => {
                defaults.push(default);
                defaulted.push(field.to_string());
            }
            None if !defaults.is_empty() => {
                let plural = if defaulted.len() > 1 { "s" } else { "" };
                let text = format!(
                    "Non-default namedtuple field {field} cannot follow default field{plural} {}",
                    defaulted.join(", ")
                );
                return Err(errors::type_error(text));
            }
            None => {}
        }
        names.push(field.clone());
    }
    let module = of("__module__").map(|module| View::str(&module)).transpose()?.unwrap_or_default();
    let made = crate::collections::make_namedtuple(View::str(name)?, names.clone(), defaults, module)?;
    let Some(class) = Class::of_value(&made) else { return Ok(made) };
    for (name, value) in namespace {
        if PROHIBITED.contains(&name.as_str()) {
            return Err(errors::attribute_error(format!("Cannot overwrite NamedTuple attribute {name}")));
        }
        if !SPECIAL.contains(&name.as_str()) && !names.contains(&name) {
            class.store(&name, Some(value));
        }
    }
    Ok(made)
}

const PROHIBITED: [&str; 9] =
    ["__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict"];
const SPECIAL: [&str; 5] = ["__module__", "__name__", "__qualname__", "__orig_bases__", "__classcell__"];

/// `NamedTuple("Point", [("x", int)])`.
fn call_named_tuple(args: Args) -> Result<Value> {
    let [_, name, fields] = args.values() else {
        return Err(errors::type_error("NamedTuple() takes a name and fields"));
    };
    let mut names = Vec::new();
    for field in fields.iter()? {
        names.push(View::str(&field?.get_item(&Value::from(0))?)?);
    }
    crate::collections::make_namedtuple(View::str(name)?, names, Vec::new(), Str::from("__main__"))
}

fn new_typed_dict(args: Args) -> Result<Value> {
    let (values, keywords) = args.into_parts();
    let [meta, name, _, namespace] = &values[..] else {
        return Err(errors::type_error("_TypedDictMeta.__new__() takes 4 positional arguments"));
    };
    let Some(meta) = Class::of_value(meta) else { return Err(errors::type_error("metaclass expected")) };
    let total = keywords.iter().find(|(name, _)| name.as_str() == "total").is_none_or(|(_, total)| total.truthy().unwrap_or(true));
    let bases = [classes::DICT.class().value()];
    let made = class::new_class(meta, View::str(name)?, &bases, namespace, Vec::new())?;
    made.store("__total__", Some(Value::Bool(total)));
    Ok(made.value())
}

/// `Movie(title="x")` is a plain dict; `TypedDict("Movie", {…})` a class.
fn call_typed_dict(args: Args) -> Result<Value> {
    let Some((class, rest)) = args.split_first() else {
        return Err(errors::type_error("expected a class"));
    };
    if !class.is(&typed_dict()) {
        return classes::DICT.class().value().call(rest);
    }
    let (name, fields) = match rest.values() {
        [name, fields] => (View::str(name)?, fields.clone()),
        _ => return Err(errors::type_error("TypedDict() takes a name and a dict of fields")),
    };
    let namespace = Dict::new();
    namespace.insert_name("__annotations__", fields);
    let bases = [classes::DICT.class().value()];
    class::new_class(class.class(), name, &bases, &Value::Dict(namespace), Vec::new()).map(|made| made.value())
}

fn refuse_typed_dict_check(_args: Args) -> Result<Value> {
    Err(errors::type_error("TypedDict does not support instance and class checks"))
}

/// Names that an instance of the protocol has.
fn members(class: &Class) -> Result<Vec<Str>> {
    let mut names = Vec::new();
    for base in class.mro().iter().filter(|base| !base.is_native() && !base.value().is(&protocol())) {
        let own = base.own_attributes();
        names.extend(annotations(&own)?.into_iter().map(|(name, _)| name));
        let is_member = |name: &str| {
            !SPECIAL.contains(&name)
                && !matches!(
                    name,
                    "__doc__" | "__dict__" | "__weakref__" | "__annotations__" | "__abstractmethods__" | "__parameters__"
                        | "_abc_registry" | "_is_runtime_protocol" | "_is_protocol" | "__slots__" | "__hash__"
                )
        };
        names.extend(own.into_iter().map(|(name, _)| name).filter(|name| is_member(name)));
    }
    Ok(names)
}

/// The class itself is a protocol, and not a class that implements one.
fn is_protocol(class: &Class) -> bool {
    class.bases().iter().any(|base| base.value().is(&protocol()))
}

fn both(args: &Args) -> Result<(Class, &Value)> {
    match args.values() {
        [class, value] => match Class::of_value(class) {
            Some(class) => Ok((class, value)),
            None => Err(errors::type_error("a class is expected")),
        },
        _ => Err(errors::type_error("two arguments are expected")),
    }
}

fn check_runtime(class: &Class) -> Result<()> {
    if is_protocol(class) && class.own("_is_runtime_protocol").is_none() {
        let text = "Instance and class checks can only be used with @runtime_checkable protocols";
        return Err(errors::type_error(text));
    }
    Ok(())
}

fn is_protocol_instance(args: Args) -> Result<Value> {
    let (class, value) = both(&args)?;
    check_runtime(&class)?;
    if value.class().is_subclass(&class) {
        return Ok(Value::Bool(true));
    }
    if !is_protocol(&class) {
        return Ok(Value::Bool(false));
    }
    for name in members(&class)? {
        match value.find_attr(&name)? {
            None | Some(Value::None) => return Ok(Value::Bool(false)),
            Some(_) => {}
        }
    }
    Ok(Value::Bool(true))
}

fn is_protocol_subclass(args: Args) -> Result<Value> {
    let (class, value) = both(&args)?;
    check_runtime(&class)?;
    let Some(candidate) = Class::of_value(value) else {
        return Err(errors::type_error("issubclass() arg 1 must be a class"));
    };
    let defines = |name: &Str| !matches!(candidate.lookup(name), None | Some(Value::None));
    let fits = candidate.is_subclass(&class) || (is_protocol(&class) && members(&class)?.iter().all(defines));
    Ok(Value::Bool(fits))
}
