//! `int | str`: what `|` between classes gives.
//!
//! *Invariant:* members are flat and unlike; `None` stands for its class.

use crate::value::{BinaryOp, CompareOp};
use crate::{Class, DynObject, Result, Str, Tuple, Value, View, alias, classes};

/// `types.UnionType`.
pub(crate) struct Union(Vec<Value>);

/// `a | b` where both can be members of a union of types.
pub(crate) fn union(a: &Value, b: &Value) -> Option<Value> {
    let mut members: Vec<Value> = Vec::new();
    for side in [a, b] {
        let more = match side {
            Value::None => vec![classes::NONE_TYPE.class().quiet_value()],
            side if Class::of_value(side).is_some() || alias::is_alias(side) => vec![side.clone()],
            side => side.downcast::<Union>()?.0.clone(),
        };
        for member in more {
            if !members.iter().any(|known| known.is(&member)) {
                members.push(member);
            }
        }
    }
    match members.as_slice() {
        [one] => Some(one.clone()),
        _ => Some(Value::object(Union(members))),
    }
}

/// The members of a union, where `value` is one.
pub(crate) fn members(value: &Value) -> Option<Vec<Value>> {
    value.downcast::<Union>().map(|union| union.0.clone())
}

impl Union {
    fn same_members(&self, other: &Union) -> bool {
        let has = |all: &[Value], one: &Value| all.iter().any(|known| known.is(one));
        self.0.len() == other.0.len() && self.0.iter().all(|member| has(&other.0, member))
    }
}

impl DynObject for Union {
    fn class(&self) -> Class {
        classes::UNION_TYPE.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        (name == "__args__").then(|| Value::Tuple(Tuple::from(self.0.clone())))
    }

    fn binary(
        &self,
        this: &Value,
        op: BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        Ok(match (op, reflected) {
            (BinaryOp::BitOr, false) => union(this, other),
            (BinaryOp::BitOr, true) => union(other, this),
            _ => None,
        })
    }

    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let same = other
            .downcast::<Union>()
            .map(|other| self.same_members(other));
        Ok(match (op, same) {
            (CompareOp::Eq, Some(same)) => Some(Value::Bool(same)),
            (CompareOp::Ne, Some(same)) => Some(Value::Bool(!same)),
            _ => None,
        })
    }

    fn hash(&self, _this: &Value) -> Result<i64> {
        let mut hash = 0i64;
        for member in &self.0 {
            hash = hash.wrapping_add(View::hash(member)?);
        }
        Ok(hash)
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let mut names = Vec::new();
        for member in &self.0 {
            names.push(match member.is(&classes::NONE_TYPE.class().quiet_value()) {
                true => "None".to_string(),
                false => alias::name_of(member)?,
            });
        }
        Ok(Str::from(names.join(" | ")))
    }
}
