//! `copy`: shallow and deep copies.
//!
//! *Invariant:* a deep copy keeps the shape of what it copies: an object that is reached twice is copied once.

use portalis_macros::{module, pyclass, pyfn};
use portalis_runtime::{
    Args, Class, Dict, FrozenSet, Instance, List, NativeClass, Payload, Result, Set, Tuple, Value, args, errors,
};

module!("copy");

/// Raised where an object cannot be copied.
#[pyclass("class Error(Exception)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static Error: NativeClass = NativeClass { bases: &[&errors::Exception], ..NativeClass::new("Error", "copy") };

/// Shallow copy operation on arbitrary Python objects.
#[pyfn("def copy(x: Any) -> Any")]
pub fn copy(x: Value) -> Result<Value> {
    match &x {
        Value::List(items) => Ok(Value::List(items.copy())),
        Value::Dict(dict) => Ok(Value::Dict(dict.copy())),
        Value::Set(set) => Ok(Value::Set(set.copy()?)),
        Value::Object(_) => copy_object(&x),
        _ => Ok(x),
    }
}

fn copy_object(x: &Value) -> Result<Value> {
    if let Some(hook) = x.class().lookup("__copy__") {
        return hook.call(args![x.clone()]);
    }
    match x.downcast::<Instance>() {
        Some(_) if Class::of_value(x).is_none() => rebuild(x, Ok, Ok),
        _ => Ok(x.clone()),
    }
}

/// A new instance of the same class: its payload through `payload`, each attribute through `attribute`.
fn rebuild(
    x: &Value,
    payload: impl FnOnce(Value) -> Result<Value>,
    mut attribute: impl FnMut(Value) -> Result<Value>,
) -> Result<Value> {
    let Some(old) = x.downcast::<Instance>() else { return Ok(x.clone()) };
    let class = x.class();
    let held = match x {
        Value::Object(object) => object.payload(),
        _ => None,
    };
    let made = match (held, old.exception()) {
        (_, Some(state)) => Instance::make(&class, Payload::exception(state.args.borrow().to_vec())),
        (Some(held), None) => Instance::make(&class, Payload::value(payload(held)?)),
        (None, None) => Instance::make(&class, Payload::none()),
    };
    if let Some(new) = made.downcast::<Instance>() {
        for (name, value) in old.own_entries() {
            new.set_own(&name, attribute(value)?)?;
        }
    }
    Ok(made)
}

/// Deep copy operation on arbitrary Python objects.
#[pyfn("def deepcopy(x: Any, memo: Any = None) -> Any")]
pub fn deepcopy(x: Value, memo: Value) -> Result<Value> {
    let memo = match memo {
        Value::Dict(memo) => memo,
        _ => Dict::new(),
    };
    deep(&x, &memo)
}

fn deep(x: &Value, memo: &Dict<Value, Value>) -> Result<Value> {
    let is_atom = !matches!(x, Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Tuple(_) | Value::Object(_));
    if is_atom {
        return Ok(x.clone());
    }
    let key = Value::from(x.id());
    if let Some(known) = memo.find(&key)? {
        return Ok(known);
    }
    let remember = |copy: Value| -> Result<Value> {
        memo.set_item(key.clone(), copy.clone())?;
        Ok(copy)
    };
    match x {
        Value::List(items) => {
            let copy = List::new();
            remember(Value::List(copy.clone()))?;
            for item in items.to_vec() {
                copy.append(deep(&item, memo)?);
            }
            Ok(Value::List(copy))
        }
        Value::Dict(dict) => {
            let copy = Dict::new();
            remember(Value::Dict(copy.clone()))?;
            for (key, value) in dict.entries() {
                copy.set_item(deep(&key, memo)?, deep(&value, memo)?)?;
            }
            Ok(Value::Dict(copy))
        }
        Value::Set(set) => {
            let items = set.to_vec().iter().map(|item| deep(item, memo)).collect::<Result<Vec<Value>>>()?;
            remember(Value::Set(Set::from_items(items)?))
        }
        Value::FrozenSet(set) => {
            let items = set.to_vec().iter().map(|item| deep(item, memo)).collect::<Result<Vec<Value>>>()?;
            remember(Value::FrozenSet(FrozenSet::from_items(items)?))
        }
        Value::Tuple(items) => deep_tuple(x, items, memo, &key),
        _ => deep_object(x, memo, &key),
    }
}

/// A tuple whose items are their own copies is its own copy.
fn deep_tuple(x: &Value, items: &Tuple<Value>, memo: &Dict<Value, Value>, key: &Value) -> Result<Value> {
    let copies = items.as_slice().iter().map(|item| deep(item, memo)).collect::<Result<Vec<Value>>>()?;
    // A cycle through the tuple has copied it already.
    if let Some(known) = memo.find(key)? {
        return Ok(known);
    }
    let same = items.as_slice().iter().zip(&copies).all(|(a, b)| a.id() == b.id());
    let copy = if same { x.clone() } else { Value::Tuple(Tuple::from(copies)) };
    memo.set_item(key.clone(), copy.clone())?;
    Ok(copy)
}

fn deep_object(x: &Value, memo: &Dict<Value, Value>, key: &Value) -> Result<Value> {
    if Class::of_value(x).is_some() {
        return Ok(x.clone());
    }
    if let Some(hook) = x.class().lookup("__deepcopy__") {
        let copy = hook.call(args![x.clone(), Value::Dict(memo.clone())])?;
        memo.set_item(key.clone(), copy.clone())?;
        return Ok(copy);
    }
    if x.downcast::<Instance>().is_some() {
        // The copy is known before its attributes are copied, so that a cycle ends at it.
        let copy = rebuild(x, |payload| deep(&payload, memo), Ok)?;
        memo.set_item(key.clone(), copy.clone())?;
        if let (Some(old), Some(new)) = (x.downcast::<Instance>(), copy.downcast::<Instance>()) {
            for (name, value) in old.own_entries() {
                new.set_own(&name, deep(&value, memo)?)?;
            }
        }
        return Ok(copy);
    }
    if let Some(iterable) = x.class().lookup("__copy__") {
        // A container of the library: a copy with deep copies of its items.
        let _ = iterable;
        return copy_container(x, memo, key);
    }
    Ok(x.clone())
}

fn copy_container(x: &Value, memo: &Dict<Value, Value>, key: &Value) -> Result<Value> {
    let copy = copy_object(x)?;
    memo.set_item(key.clone(), copy.clone())?;
    if x.class().lookup("append").is_some() {
        copy.call_method("clear", Args::new())?;
        for item in x.iter()? {
            copy.call_method("append", args![deep(&item?, memo)?])?;
        }
    }
    Ok(copy)
}
