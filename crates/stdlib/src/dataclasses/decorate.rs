//! The decorator: finds the fields of a class and gives it its methods.

use portalis_macros::pyfn;
use portalis_runtime::{Class, Dict, Object, Result, Str, Tuple, Value, View, args, classes, errors};

use super::field::{Field, FieldData, FieldKind, as_field, is_missing, kw_only, missing};
use super::methods;
use crate::support::callable;

/// The arguments of the decorator.
#[derive(Clone, Copy)]
pub(super) struct Params {
    pub(super) init: bool,
    pub(super) repr: bool,
    pub(super) eq: bool,
    pub(super) order: bool,
    pub(super) unsafe_hash: bool,
    pub(super) frozen: bool,
    pub(super) match_args: bool,
    pub(super) kw_only: bool,
    pub(super) slots: bool,
}

/// Add dunder methods based on the fields defined in the class.
///
/// Examines PEP 526 __annotations__ to determine fields.
///
/// If init is true, an __init__() method is added to the class. If repr
/// is true, a __repr__() method is added. If order is true, rich
/// comparison dunder methods are added. If unsafe_hash is true, a
/// __hash__() method is added. If frozen is true, fields may not be
/// assigned to after instance creation. If match_args is true, the
/// __match_args__ tuple is added. If kw_only is true, then by default
/// all fields are keyword-only. If slots is true, a new class with a
/// __slots__ attribute is returned.
#[pyfn("def dataclass(cls: Any = None, /, *, init: bool = True, repr: bool = True, eq: bool = True, order: bool = False, unsafe_hash: bool = False, frozen: bool = False, match_args: bool = True, kw_only: bool = False, slots: bool = False, weakref_slot: bool = False) -> Any")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn dataclass(
    cls: Value,
    init: bool,
    repr: bool,
    eq: bool,
    order: bool,
    unsafe_hash: bool,
    frozen: bool,
    match_args: bool,
    kw_only: bool,
    slots: bool,
    weakref_slot: bool,
) -> Result<Value> {
    let params = Params { init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots };
    if weakref_slot && !slots {
        return Err(errors::type_error("weakref_slot is True but slots is False"));
    }
    if !cls.is_none() {
        return process(&cls, params);
    }
    Ok(callable("wrap", move |args| process(&args.values().first().cloned().unwrap_or_default(), params)))
}

pub(super) fn process(cls: &Value, params: Params) -> Result<Value> {
    let Some(class) = Class::of_value(cls) else {
        return Err(errors::type_error("dataclass() should be called on a class"));
    };
    let fields = collect_fields(&class, params)?;
    check_frozen(&class, params)?;
    let table = Dict::new();
    fields.iter().for_each(|field| table.insert_name(&field.data().name, field.to_value()));
    class.store("__dataclass_fields__", Some(Value::Dict(table)));
    class.store("__dataclass_params__", Some(params_value(params)?));
    methods::install(&class, &fields.iter().map(Field::data).collect::<Vec<_>>(), params)?;
    if params.slots {
        return with_slots(&class, &fields);
    }
    Ok(cls.clone())
}

fn params_value(p: Params) -> Result<Value> {
    let names = ["init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot"];
    let made = crate::collections::namedtuple_class("_DataclassParams", &names, "dataclasses")?;
    made.call(args![
        p.init, p.repr, p.eq, p.order, p.unsafe_hash, p.frozen, p.match_args, p.kw_only, p.slots, false
    ])
}

/// The fields that a dataclass has.
pub(super) fn fields_of(class: &Class) -> Option<Vec<Field>> {
    match class.own("__dataclass_fields__")? {
        Value::Dict(table) => Some(table.entries().iter().filter_map(|(_, field)| as_field(field)).collect()),
        _ => None,
    }
}

fn collect_fields(class: &Class, params: Params) -> Result<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    let mut put = |field: Field| {
        let name = field.data().name;
        match fields.iter_mut().find(|known| known.data().name == name) {
            Some(known) => *known = field,
            None => fields.push(field),
        }
    };
    for base in class.mro().iter().skip(1).rev() {
        fields_of(base).into_iter().flatten().for_each(&mut put);
    }
    let mut kw_only_below = params.kw_only;
    for (name, ty) in annotations(class) {
        if is_kw_only_mark(&ty) {
            kw_only_below = true;
            continue;
        }
        put(own_field(class, &name, ty, kw_only_below)?);
    }
    for (name, value) in class.own_attributes() {
        if as_field(&value).is_some() && !annotations(class).iter().any(|(known, _)| *known == name) {
            return Err(errors::type_error(format!("{} is a field but has no type annotation", View::repr(&name)?)));
        }
    }
    Ok(fields)
}

fn annotations(class: &Class) -> Vec<(Str, Value)> {
    match class.own("__annotations__") {
        Some(Value::Dict(table)) => {
            let entries = table.entries().into_iter();
            entries.filter_map(|(name, ty)| Some((Str::from_value(name).ok()?, ty))).collect()
        }
        _ => Vec::new(),
    }
}

fn is_kw_only_mark(ty: &Value) -> bool {
    match ty {
        Value::Str(text) => matches!(text.as_str(), "KW_ONLY" | "dataclasses.KW_ONLY"),
        ty => ty.is(&kw_only()),
    }
}

/// Annotations may be source text, so the kind is told by the name that it starts with, as CPython does for text; so does
/// what a form of `typing` shows itself as.
fn kind_of(ty: &Value) -> Result<FieldKind> {
    let text = match ty {
        Value::Str(text) => text.clone(),
        ty if Class::of_value(ty).is_none() => View::repr(ty)?,
        _ => return Ok(FieldKind::Field),
    };
    let head = text.as_str().split('[').next().unwrap_or("").trim();
    let name = head.rsplit('.').next().and_then(|name| name.split(' ').next());
    Ok(match name {
        Some("ClassVar") => FieldKind::ClassVar,
        Some("InitVar") => FieldKind::InitVar,
        _ => FieldKind::Field,
    })
}

fn own_field(class: &Class, name: &Str, ty: Value, kw_only_below: bool) -> Result<Field> {
    let value = class.own(name);
    // A slot of the class is no default.
    let default = value.clone().filter(|v| v.class().name() != "member_descriptor");
    let field = match default.as_ref().and_then(as_field) {
        Some(field) => field,
        None => Field::new(FieldData::plain(default.unwrap_or_else(missing))),
    };
    let mut data = field.data();
    data.name = name.clone();
    data.kind = kind_of(&ty)?;
    data.ty = ty;
    check_field(&data)?;
    if data.kind != FieldKind::ClassVar && is_missing(&data.kw_only) {
        data.kw_only = Value::Bool(kw_only_below);
    }
    if value.as_ref().and_then(as_field).is_some() {
        class.store(name, Some(data.default.clone()).filter(|default| !is_missing(default)));
    }
    field.update(data);
    Ok(field)
}

fn check_field(data: &FieldData) -> Result<()> {
    let name = &data.name;
    if data.kind != FieldKind::Field && !is_missing(&data.default_factory) {
        return Err(errors::type_error(format!("field {name} cannot have a default factory")));
    }
    if data.kind == FieldKind::ClassVar && !is_missing(&data.kw_only) {
        return Err(errors::type_error(format!("field {name} is a ClassVar but specifies kw_only")));
    }
    let class = data.default.class();
    if data.kind == FieldKind::Field && matches!(class.lookup("__hash__"), None | Some(Value::None)) {
        let shown = View::repr(&class.value())?;
        return Err(errors::value_error(format!(
            "mutable default {shown} for field {name} is not allowed: use default_factory"
        )));
    }
    Ok(())
}

fn check_frozen(class: &Class, params: Params) -> Result<()> {
    for base in class.mro().iter().skip(1) {
        let Some(base_params) = base.own("__dataclass_params__") else { continue };
        let base_frozen = View::truthy(&base_params.get_attr("frozen")?)?;
        if base_frozen && !params.frozen {
            return Err(errors::type_error("cannot inherit non-frozen dataclass from a frozen one"));
        }
        if !base_frozen && params.frozen {
            return Err(errors::type_error("cannot inherit frozen dataclass from a non-frozen one"));
        }
    }
    Ok(())
}

/// A new class like `class`, with `__slots__`.
fn with_slots(class: &Class, fields: &[Field]) -> Result<Value> {
    if class.own("__slots__").is_some() {
        return Err(errors::type_error(format!("{} already specifies __slots__", class.name())));
    }
    let own: Vec<Str> = fields.iter().map(Field::data).filter(|f| f.kind == FieldKind::Field).map(|f| f.name).collect();
    let inherited: Vec<Str> = class.mro().iter().skip(1).filter_map(fields_of).flatten().map(|f| f.data().name).collect();
    let slots: Vec<Value> = own.iter().filter(|name| !inherited.contains(name)).cloned().map(Value::Str).collect();
    let namespace = Dict::new();
    for (name, value) in class.own_attributes() {
        if !own.contains(&name) && !matches!(name.as_str(), "__dict__" | "__weakref__") {
            namespace.insert_name(&name, value);
        }
    }
    namespace.insert_name("__slots__", Value::Tuple(Tuple::from(slots)));
    namespace.insert_name("__qualname__", Value::Str(class.qualname()));
    let bases: Vec<Value> = class.bases().iter().map(Class::value).collect();
    let metaclass = class.metaclass();
    let made = match metaclass.same(&classes::TYPE.class()) {
        true => portalis_runtime::class::new_class(metaclass, class.name(), &bases, &Value::Dict(namespace), Vec::new())?.value(),
        false => metaclass.value().call(args![class.name(), Value::Tuple(Tuple::from(bases)), Value::Dict(namespace)])?,
    };
    Ok(made)
}
