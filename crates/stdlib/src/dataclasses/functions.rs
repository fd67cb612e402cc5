//! What works on dataclasses and their instances.

use portalis_macros::pyfn;
use portalis_runtime::{Args, Class, Dict, List, Result, Str, Tuple, Value, View, args, classes, errors};

use super::decorate::{Params, fields_of, process};
use super::field::{FieldData, FieldKind, is_missing};

fn class_of(value: &Value) -> Class {
    Class::of_value(value).unwrap_or_else(|| value.class())
}

/// The real fields of a dataclass or an instance.
fn all_fields(value: &Value) -> Option<Vec<super::Field>> {
    let class = class_of(value);
    class.mro().iter().find_map(fields_of)
}

fn real_fields(instance: &Value) -> Option<Vec<FieldData>> {
    if Class::of_value(instance).is_some() {
        return None;
    }
    let fields = all_fields(instance)?;
    Some(fields.iter().map(super::Field::data).filter(|f| f.kind == FieldKind::Field).collect())
}

/// Return a tuple describing the fields of this dataclass.
///
/// Accepts a dataclass or an instance of one. Tuple elements are of
/// type Field.
#[pyfn("def fields(class_or_instance: Any) -> tuple[Any, ...]")]
pub fn fields(class_or_instance: Value) -> Result<Tuple<Value>> {
    match all_fields(&class_or_instance) {
        Some(fields) => {
            let real = fields.iter().filter(|f| f.data().kind == FieldKind::Field);
            Ok(real.map(View::to_value).collect())
        }
        None => Err(errors::type_error("must be called with a dataclass type or instance")),
    }
}

/// Returns True if obj is a dataclass or an instance of a
/// dataclass.
#[pyfn("def is_dataclass(obj: Any) -> bool")]
pub fn is_dataclass(obj: Value) -> bool {
    all_fields(&obj).is_some()
}

/// Return the fields of a dataclass instance as a new dictionary mapping
/// field names to field values.
///
/// If given, 'dict_factory' will be used instead of built-in dict.
/// The function applies recursively to field values that are
/// dataclass instances. This will also look into built-in containers:
/// tuples, lists, and dicts.
#[pyfn("def asdict(obj: Any, *, dict_factory: Any = ...) -> Any")]
pub fn asdict(obj: Value, dict_factory: Option<Value>) -> Result<Value> {
    if real_fields(&obj).is_none() {
        return Err(errors::type_error("asdict() should be called on dataclass instances"));
    }
    convert(&obj, &|pairs| {
        if let Some(factory) = &dict_factory {
            let pairs = pairs.into_iter().map(|(name, value)| Value::Tuple(Tuple::from(vec![Value::Str(name), value])));
            return factory.call(args![Value::List(pairs.collect::<List<Value>>())]);
        }
        let dict = Dict::new();
        pairs.into_iter().for_each(|(name, value)| dict.insert_name(&name, value));
        Ok(Value::Dict(dict))
    })
}

/// Return the fields of a dataclass instance as a new tuple of field values.
///
/// If given, 'tuple_factory' will be used instead of built-in tuple.
/// The function applies recursively to field values that are
/// dataclass instances. This will also look into built-in containers:
/// tuples, lists, and dicts.
#[pyfn("def astuple(obj: Any, *, tuple_factory: Any = ...) -> Any")]
pub fn astuple(obj: Value, tuple_factory: Option<Value>) -> Result<Value> {
    if real_fields(&obj).is_none() {
        return Err(errors::type_error("astuple() should be called on dataclass instances"));
    }
    convert(&obj, &|pairs| {
        let values: Vec<Value> = pairs.into_iter().map(|(_, value)| value).collect();
        match &tuple_factory {
            Some(factory) => factory.call(args![Value::List(List::from(values))]),
            None => Ok(Value::Tuple(Tuple::from(values))),
        }
    })
}

type Make<'a> = dyn Fn(Vec<(Str, Value)>) -> Result<Value> + 'a;

/// The value with every dataclass instance in it replaced by what `make` gives; other objects are copied deeply.
fn convert(value: &Value, make: &Make<'_>) -> Result<Value> {
    if let Some(fields) = real_fields(value) {
        let mut pairs = Vec::new();
        for f in fields {
            let field = value.get_attr(&f.name)?;
            pairs.push((f.name, convert(&field, make)?));
        }
        return make(pairs);
    }
    match value {
        Value::List(items) => items.to_vec().iter().map(|v| convert(v, make)).collect::<Result<List<Value>>>().map(Value::List),
        Value::Tuple(items) => {
            items.as_slice().iter().map(|v| convert(v, make)).collect::<Result<Tuple<Value>>>().map(Value::Tuple)
        }
        Value::Dict(dict) => {
            let copy = Dict::new();
            for (key, value) in dict.entries() {
                copy.set_item(convert(&key, make)?, convert(&value, make)?)?;
            }
            Ok(Value::Dict(copy))
        }
        other => crate::copy::deepcopy(other.clone(), Value::None),
    }
}

/// Return a new object replacing specified fields with new values.
///
/// This is especially useful for frozen classes.
#[pyfn("def replace(obj: Any, /, **changes: Any) -> Any")]
pub fn replace(obj: Value, changes: Vec<(Str, Value)>) -> Result<Value> {
    let fields = match all_fields(&obj) {
        Some(fields) if Class::of_value(&obj).is_none() => fields,
        _ => return Err(errors::type_error("replace() should be called on dataclass instances")),
    };
    let mut changes = changes;
    for f in fields.iter().map(super::Field::data).filter(|f| f.kind != FieldKind::ClassVar) {
        let given = changes.iter().any(|(name, _)| *name == f.name);
        if !f.init {
            if given {
                let text = format!(
                    "field {} is declared with init=False, it cannot be specified with replace()",
                    f.name
                );
                return Err(errors::type_error(text));
            }
            continue;
        }
        if given {
            continue;
        }
        if f.kind == FieldKind::InitVar && is_missing(&f.default) {
            return Err(errors::type_error(format!("InitVar {} must be specified with replace()", View::repr(&f.name)?)));
        }
        let value = obj.get_attr(&f.name)?;
        changes.push((f.name, value));
    }
    obj.class().value().call(Args::with_keywords(Vec::new(), changes))
}

/// Return a new dynamically created dataclass.
///
/// The dataclass name will be 'cls_name'.  'fields' is an iterable
/// of either (name), (name, type) or (name, type, Field) objects.
#[pyfn("def make_dataclass(cls_name: str, fields: Any, *, bases: Any = (), namespace: Any = None, init: bool = True, repr: bool = True, eq: bool = True, order: bool = False, unsafe_hash: bool = False, frozen: bool = False, match_args: bool = True, kw_only: bool = False, slots: bool = False, weakref_slot: bool = False, module: Any = None) -> Any")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn make_dataclass(
    cls_name: Str,
    fields: Value,
    bases: Value,
    namespace: Value,
    init: bool,
    repr: bool,
    eq: bool,
    order: bool,
    unsafe_hash: bool,
    frozen: bool,
    match_args: bool,
    kw_only: bool,
    slots: bool,
    _weakref_slot: bool,
    module: Value,
) -> Result<Value> {
    let (body, annotations) = (Dict::new(), Dict::new());
    if !namespace.is_none() {
        body.update_from(&namespace)?;
    }
    for field in fields.iter()? {
        let field = field?;
        let parts = match &field {
            Value::Str(_) => vec![field.clone()],
            parts => parts.iter()?.collect::<Result<Vec<Value>>>()?,
        };
        let name = parts.first().map(View::str).transpose()?.unwrap_or_default();
        annotations.insert_name(&name, parts.get(1).cloned().unwrap_or(Value::from("typing.Any")));
        if let Some(default) = parts.get(2) {
            body.insert_name(&name, default.clone());
        }
    }
    body.insert_name("__annotations__", Value::Dict(annotations));
    body.insert_name("__module__", if module.is_none() { Value::from("types") } else { module });
    let bases = bases.iter()?.collect::<Result<Vec<Value>>>()?;
    let made = portalis_runtime::class::new_class(classes::TYPE.class(), cls_name, &bases, &Value::Dict(body), Vec::new())?;
    process(&made.value(), Params { init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots })
}
