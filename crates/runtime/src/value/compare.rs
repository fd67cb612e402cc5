//! Rich comparison of `Value` (language reference 3.3.1).
//!
//! *Invariant:* containers compare items with identity first, so `[nan] == [nan]` of one object is true.

use crate::{Object, Result, Value, errors, scalars};

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `==`.
    Eq,
    /// `!=`.
    Ne,
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
}

impl CompareOp {
    /// `__lt__`.
    pub fn dunder(self) -> &'static str {
        match self {
            CompareOp::Eq => "__eq__",
            CompareOp::Ne => "__ne__",
            CompareOp::Lt => "__lt__",
            CompareOp::Le => "__le__",
            CompareOp::Gt => "__gt__",
            CompareOp::Ge => "__ge__",
        }
    }

    /// As the TypeError writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// The operator with its operands swapped.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    /// Whether it holds for operands in that order; `None` is unordered (NaN).
    pub fn holds(self, ordering: Option<std::cmp::Ordering>) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match self {
            CompareOp::Eq => ordering == Some(Equal),
            CompareOp::Ne => ordering != Some(Equal),
            CompareOp::Lt => ordering == Some(Less),
            CompareOp::Le => matches!(ordering, Some(Less | Equal)),
            CompareOp::Gt => ordering == Some(Greater),
            CompareOp::Ge => matches!(ordering, Some(Greater | Equal)),
        }
    }
}

impl Value {
    /// `a == b`.
    pub fn eq(&self, other: &Value) -> Result<Value> {
        self.compare(CompareOp::Eq, other)
    }

    /// `a != b`.
    pub fn ne(&self, other: &Value) -> Result<Value> {
        self.compare(CompareOp::Ne, other)
    }

    /// `a < b`.
    pub fn lt(&self, other: &Value) -> Result<Value> {
        self.compare(CompareOp::Lt, other)
    }

    /// `a <= b`.
    pub fn le(&self, other: &Value) -> Result<Value> {
        self.compare(CompareOp::Le, other)
    }

    /// `a > b`.
    pub fn gt(&self, other: &Value) -> Result<Value> {
        self.compare(CompareOp::Gt, other)
    }

    /// `a >= b`.
    pub fn ge(&self, other: &Value) -> Result<Value> {
        self.compare(CompareOp::Ge, other)
    }

    /// Compares by Python's protocol.
    pub fn compare(&self, op: CompareOp, other: &Value) -> Result<Value> {
        if !matches!((self, other), (Value::Object(_), _) | (_, Value::Object(_))) {
            return match builtin_compare(op, self, other)? {
                Some(answer) => Ok(Value::Bool(answer)),
                None => self.compare_by_identity(op, other),
            };
        }
        match self.compare_protocol(op, other)? {
            Some(answer) => Ok(answer),
            None => self.compare_by_identity(op, other),
        }
    }

    fn compare_protocol(&self, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let right_first = self.right_compares_first(other);
        if right_first && let Some(answer) = other.compare_one_side(op.swapped(), self)? {
            return Ok(Some(answer));
        }
        if let Some(answer) = self.compare_one_side(op, other)? {
            return Ok(Some(answer));
        }
        if right_first {
            return Ok(None);
        }
        other.compare_one_side(op.swapped(), self)
    }

    /// The right operand's class is a proper subclass of the left's.
    fn right_compares_first(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Object(left), Value::Object(right)) => {
                let (left, right) = (left.class(), right.class());
                !left.same(&right) && right.is_subclass(&left)
            }
            (_, Value::Object(right)) => right.payload().is_some_and(|payload| {
                std::mem::discriminant(&payload) == std::mem::discriminant(self)
            }),
            _ => false,
        }
    }

    /// What the class of `self` answers; `None` is NotImplemented.
    fn compare_one_side(&self, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        match self {
            Value::Object(object) => object.compare(self, op, other),

            _ => {
                let payload = match other {
                    Value::Object(object) => object.payload(),
                    _ => None,
                };
                Ok(builtin_compare(op, self, payload.as_ref().unwrap_or(other))?.map(Value::Bool))
            }
        }
    }

    fn compare_by_identity(&self, op: CompareOp, other: &Value) -> Result<Value> {
        match op {
            CompareOp::Eq => Ok(Value::Bool(self.is(other))),
            CompareOp::Ne => Ok(Value::Bool(!self.is(other))),
            _ => Err(errors::type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                op.symbol(),
                self.class_name(),
                other.class_name()
            ))),
        }
    }

    /// `a op b` as a truth value.
    pub fn test(&self, op: CompareOp, other: &Value) -> Result<bool> {
        match self.compare(op, other)? {
            Value::Bool(answer) => Ok(answer),
            answer => answer.truthy(),
        }
    }
}

/// What comparison gives for builtin representations; `None` is NotImplemented.
pub(crate) fn builtin_compare(op: CompareOp, a: &Value, b: &Value) -> Result<Option<bool>> {
    use Value::{Bool, Bytes, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple};
    Ok(match (a, b) {
        (Int(x), Int(y)) => Some(op.holds(Some(x.cmp(y)))),
        (Float(x), Float(y)) => Some(op.holds(x.partial_cmp(y))),
        (Float(x), Int(_) | Bool(_)) => b.as_int().map(|y| op.holds(x.partial_cmp(&y))),
        (Int(_) | Bool(_), Float(y)) => a.as_int().map(|x| op.holds(x.partial_cmp(y))),
        (Bool(_), Bool(_) | Int(_)) | (Int(_), Bool(_)) => match (a.as_int(), b.as_int()) {
            (Some(x), Some(y)) => Some(op.holds(Some(x.cmp(&y)))),
            _ => None,
        },
        (Str(x), Str(y)) => Some(op.holds(Some(scalars::compare_text(x, y)))),
        (Bytes(x), Bytes(y)) => Some(op.holds(Some(scalars::compare_bytes(x, y)))),
        (List(x), List(y)) => Some(x.compare(op, y)?),
        (Tuple(x), Tuple(y)) => Some(x.compare(op, y)?),
        (Dict(x), Dict(y)) => match op {
            CompareOp::Eq => Some(x.equals(y)?),
            CompareOp::Ne => Some(!x.equals(y)?),
            _ => None,
        },
        (Set(x), Set(y)) => Some(crate::set::compare(op, x.inner(), y.inner())?),
        (Set(x), FrozenSet(y)) => Some(crate::set::compare(op, x.inner(), y.inner())?),
        (FrozenSet(x), Set(y)) => Some(crate::set::compare(op, x.inner(), y.inner())?),
        (FrozenSet(x), FrozenSet(y)) => Some(crate::set::compare(op, x.inner(), y.inner())?),
        (Value::None, Value::None) => match op {
            CompareOp::Eq => Some(true),
            CompareOp::Ne => Some(false),
            _ => None,
        },
        _ => None,
    })
}

impl Object for Value {
    fn equals(&self, other: &Value) -> Result<bool> {
        self.test(CompareOp::Eq, other)
    }

    fn same(&self, other: &Value) -> bool {
        self.is(other)
    }

    fn equals_quickly(&self, other: &Value) -> Option<bool> {
        match (self, other) {
            (Value::Int(a), Value::Int(b)) => Some(a == b),
            (Value::Str(a), Value::Str(b)) => Some(a.as_str() == b.as_str()),
            _ if self.is(other) => Some(true),
            (Value::Int(_), Value::Str(_)) | (Value::Str(_), Value::Int(_)) => Some(false),
            _ => None,
        }
    }

    fn less(&self, other: &Value) -> Result<bool> {
        self.test(CompareOp::Lt, other)
    }

    fn compares(&self, op: CompareOp, other: &Value) -> Result<bool> {
        self.test(op, other)
    }

    fn from_value(value: Value) -> Result<Value> {
        Ok(value)
    }
}
