//! Dynamic entries of the methods of `dict` whose arguments one Rust function does not cover.

use crate::native::{self, Kind, Param};
use crate::{Args, Dict, Object, Result, Value};

const fn required(name: &'static str) -> Param {
    Param::new(name, Kind::PositionalOnly, false)
}

const fn optional(name: &'static str) -> Param {
    Param::new(name, Kind::PositionalOnly, true)
}

fn receiver(value: Option<Value>) -> Result<Dict<Value, Value>> {
    Dict::from_value(value.unwrap_or_default())
}

static LOOKUP: [Param; 3] = [required("self"), required("key"), optional("default")];

pub(super) fn get(args: Args) -> Result<Value> {
    let [this, key, default] = native::bind::<3>("get", &LOOKUP, args)?;
    Ok(receiver(this)?
        .find(&key.unwrap_or_default())?
        .or(default)
        .unwrap_or_default())
}

pub(super) fn pop(args: Args) -> Result<Value> {
    let [this, key, default] = native::bind::<3>("pop", &LOOKUP, args)?;
    let (dict, key) = (receiver(this)?, key.unwrap_or_default());
    match default {
        Some(default) => dict.pop_default(&key, default),
        None => dict.pop(&key),
    }
}

pub(super) fn setdefault(args: Args) -> Result<Value> {
    let [this, key, default] = native::bind::<3>("setdefault", &LOOKUP, args)?;
    receiver(this)?.setdefault(key.unwrap_or_default(), default.unwrap_or_default())
}

pub(super) fn fromkeys(args: Args) -> Result<Value> {
    static PARAMS: [Param; 2] = [required("iterable"), optional("value")];
    let [keys, value] = native::bind::<2>("fromkeys", &PARAMS, args)?;
    Dict::fromkeys(&keys.unwrap_or_default(), value.unwrap_or_default()).map(Value::Dict)
}

pub(super) fn update(args: Args) -> Result<Value> {
    let (positional, keywords) = args.into_parts();
    let mut positional = positional.into_iter();
    let dict = receiver(positional.next())?;
    if let Some(other) = positional.next() {
        dict.update_from(&other)?;
    }
    let more = positional.len();
    if more > 0 {
        return Err(crate::errors::type_error(format!(
            "update expected at most 1 argument, got {}",
            more + 1
        )));
    }
    for (name, value) in keywords {
        dict.set_item(Value::Str(name), value)?;
    }
    Ok(Value::None)
}
