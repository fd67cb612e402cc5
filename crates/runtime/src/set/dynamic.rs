//! Dynamic entries of the methods of sets that take any number of others.

use super::{FrozenSet, Set, SetHandle, algebra};
use crate::value::BinaryOp;
use crate::{Args, Object, Result, Value, errors};

fn receiver(value: &Value) -> Result<(SetHandle<Value>, bool)> {
    match FrozenSet::from_value(value.clone()) {
        Ok(set) => Ok((set.inner().clone(), true)),
        Err(_) => Set::from_value(value.clone()).map(|set| (set.inner().clone(), false)),
    }
}

fn split(args: &Args) -> Result<(&Value, &[Value])> {
    args.values()
        .split_first()
        .ok_or_else(|| errors::type_error("unbound method needs an argument"))
}

/// A new set of the receiver's class: the receiver, combined with each of the others in turn.
fn combined(args: &Args, step: fn(&Set<Value>, &Value) -> Result<Set<Value>>) -> Result<Value> {
    let (this, others) = split(args)?;
    let (handle, is_frozen) = receiver(this)?;
    let mut result = Set::from(handle.copy()?);
    for other in others {
        result = step(&result, other)?;
    }
    Ok(match is_frozen {
        true => Value::FrozenSet(FrozenSet::from(result.inner().clone())),
        false => Value::Set(result),
    })
}

fn changed(args: &Args, step: fn(&Set<Value>, &Value) -> Result<()>) -> Result<Value> {
    let (this, others) = split(args)?;
    let set = Set::from_value(this.clone())?;
    for other in others {
        step(&set, other)?;
    }
    Ok(Value::None)
}

pub(super) fn union(args: Args) -> Result<Value> {
    combined(&args, |set, other| set.union(other))
}

pub(super) fn intersection(args: Args) -> Result<Value> {
    // The sizes decide the order of the result, so the receiver itself is asked and not a copy of it.
    match args.values() {
        [this, other @ (Value::Set(_) | Value::FrozenSet(_))] => {
            let ((a, is_frozen), (b, _)) = (receiver(this)?, receiver(other)?);
            let result = algebra(BinaryOp::BitAnd, &a, &b)?.unwrap_or_default();
            Ok(if is_frozen {
                Value::FrozenSet(result.into())
            } else {
                Value::Set(result.into())
            })
        }
        _ => combined(&args, |set, other| set.intersection(other)),
    }
}

pub(super) fn difference(args: Args) -> Result<Value> {
    combined(&args, |set, other| set.difference(other))
}

pub(super) fn update(args: Args) -> Result<Value> {
    changed(&args, |set, other| set.update(other))
}

pub(super) fn intersection_update(args: Args) -> Result<Value> {
    changed(&args, |set, other| set.intersection_update(other))
}

pub(super) fn difference_update(args: Args) -> Result<Value> {
    changed(&args, |set, other| set.difference_update(other))
}
