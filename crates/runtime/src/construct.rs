//! The constructors of builtin classes: `int(x)`, `list(items)`, `type(name, bases, namespace)`.

use crate::native::{Kind, Param, bind};
use crate::{
    Args, Dict, FrozenSet, Int, List, Result, Set, Slice, Tuple, Value, descriptor, errors,
};

const fn positional(name: &'static str) -> Param {
    Param::new(name, Kind::PositionalOnly, true)
}

const fn keyword(name: &'static str) -> Param {
    Param::new(name, Kind::PositionalOrKeyword, true)
}

fn one(name: &'static str, params: &'static [Param], args: Args) -> Result<Option<Value>> {
    let [argument] = bind::<1>(name, params, args)?;
    Ok(argument)
}

static ITERABLE: [Param; 1] = [positional("iterable")];

pub(crate) fn object(args: Args) -> Result<Value> {
    match args.is_empty() {
        true => Ok(crate::instance::Instance::make(
            &crate::classes::OBJECT.class(),
            crate::instance::Payload::none(),
        )),
        false => Err(errors::type_error("object() takes no arguments")),
    }
}

pub(crate) fn type_(args: Args) -> Result<Value> {
    match args.values().len() {
        1 => Ok(args.values()[0].class().quiet_value()),
        3 => {
            let (values, keywords) = args.into_parts();
            let class = crate::classes::TYPE.class();
            let metaclass = match &values[1] {
                Value::Tuple(bases) => bases
                    .as_slice()
                    .iter()
                    .map(Value::class)
                    .find(|class| !class.is_native()),
                _ => None,
            };
            match metaclass {
                Some(metaclass) => metaclass
                    .quiet_value()
                    .call(Args::with_keywords(values, keywords)),
                None => match &values[..] {
                    [Value::Str(name), Value::Tuple(bases), namespace] => crate::class::make_class(
                        class,
                        name.clone(),
                        bases.as_slice(),
                        namespace,
                        keywords,
                    )
                    .map(|class| class.quiet_value()),
                    [Value::Str(_), bases, _] => Err(errors::type_error(format!(
                        "type.__new__() argument 2 must be tuple, not {}",
                        bases.class_name()
                    ))),
                    [name, ..] => Err(errors::type_error(format!(
                        "type.__new__() argument 1 must be str, not {}",
                        name.class_name()
                    ))),
                    [] => Ok(Value::None),
                },
            }
        }
        _ => Err(errors::type_error("type() takes 1 or 3 arguments")),
    }
}

pub(crate) fn list(args: Args) -> Result<Value> {
    match one("list", &ITERABLE, args)? {
        Some(items) => List::from_iterable(&items).map(Value::List),
        None => Ok(Value::List(List::new())),
    }
}

pub(crate) fn tuple(args: Args) -> Result<Value> {
    match one("tuple", &ITERABLE, args)? {
        Some(Value::Tuple(tuple)) => Ok(Value::Tuple(tuple)),
        Some(items) => Tuple::from_iterable(&items).map(Value::Tuple),
        None => Ok(Value::Tuple(Tuple::default())),
    }
}

pub(crate) fn set(args: Args) -> Result<Value> {
    match one("set", &ITERABLE, args)? {
        Some(items) => Set::from_iterable(&items).map(Value::Set),
        None => Ok(Value::Set(Set::new())),
    }
}

pub(crate) fn frozenset(args: Args) -> Result<Value> {
    match one("frozenset", &ITERABLE, args)? {
        Some(Value::FrozenSet(set)) => Ok(Value::FrozenSet(set)),
        Some(items) => FrozenSet::from_iterable(&items).map(Value::FrozenSet),
        None => Ok(Value::FrozenSet(FrozenSet::new())),
    }
}

pub(crate) fn dict(args: Args) -> Result<Value> {
    let (positional, keywords) = args.into_parts();
    let dict = Dict::new();
    match &positional[..] {
        [] => {}
        [source] => dict.update_from(source)?,
        all => {
            return Err(errors::type_error(format!(
                "dict expected at most 1 argument, got {}",
                all.len()
            )));
        }
    }
    for (name, value) in keywords {
        dict.set_item(Value::Str(name), value)?;
    }
    Ok(Value::Dict(dict))
}

pub(crate) fn range(args: Args) -> Result<Value> {
    let parts: Vec<Int> = args
        .values()
        .iter()
        .map(Value::index)
        .collect::<Result<_>>()?;
    Ok(Value::from(match &parts[..] {
        [stop] => crate::Range::to(stop.clone()),
        [start, stop] => crate::Range::new(start.clone(), stop.clone(), Int::ONE)?,
        [start, stop, step] => crate::Range::new(start.clone(), stop.clone(), step.clone())?,
        [] => {
            return Err(errors::type_error(
                "range expected at least 1 argument, got 0",
            ));
        }
        more => {
            return Err(errors::type_error(format!(
                "range expected at most 3 arguments, got {}",
                more.len()
            )));
        }
    }))
}

pub(crate) fn slice(args: Args) -> Result<Value> {
    let none = Value::None;
    let (start, stop, step) = match args.values() {
        [stop] => (&none, stop, &none),
        [start, stop] => (start, stop, &none),
        [start, stop, step] => (start, stop, step),
        [] => {
            return Err(errors::type_error(
                "slice expected at least 1 argument, got 0",
            ));
        }
        more => {
            return Err(errors::type_error(format!(
                "slice expected at most 3 arguments, got {}",
                more.len()
            )));
        }
    };
    Ok(Value::from(Slice {
        start: start.clone(),
        stop: stop.clone(),
        step: step.clone(),
    }))
}

pub(crate) fn property(args: Args) -> Result<Value> {
    static PARAMS: [Param; 4] = [
        keyword("fget"),
        keyword("fset"),
        keyword("fdel"),
        keyword("doc"),
    ];
    let [get, set, delete, doc] = bind::<4>("property", &PARAMS, args)?;
    Ok(descriptor::property(
        get.unwrap_or_default(),
        set.unwrap_or_default(),
        delete.unwrap_or_default(),
        doc.unwrap_or_default(),
    ))
}

pub(crate) fn staticmethod(args: Args) -> Result<Value> {
    static PARAMS: [Param; 1] = [Param::new("function", Kind::PositionalOnly, false)];
    Ok(descriptor::static_method(
        one("staticmethod", &PARAMS, args)?.unwrap_or_default(),
    ))
}

pub(crate) fn classmethod(args: Args) -> Result<Value> {
    static PARAMS: [Param; 1] = [Param::new("function", Kind::PositionalOnly, false)];
    Ok(descriptor::class_method(
        one("classmethod", &PARAMS, args)?.unwrap_or_default(),
    ))
}

pub(crate) fn super_(args: Args) -> Result<Value> {
    match args.values() {
        _ if !args.keywords().is_empty() => {
            Err(errors::type_error("super() takes no keyword arguments"))
        }
        [class, object] => crate::super_::super_(class, object),
        [class] => crate::super_::unbound_super(class),
        [] => Err(errors::runtime_error("super(): no arguments")),
        more => Err(errors::type_error(format!(
            "super expected at most 2 arguments, got {}",
            more.len()
        ))),
    }
}
