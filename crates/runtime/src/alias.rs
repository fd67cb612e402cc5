//! `list[int]`: what subscripting a class gives at run time.

use crate::value::Method;
use crate::{Args, Class, DynObject, Result, Str, Tuple, Value, View, classes, special};

/// `origin[args]`.
pub struct GenericAlias {
    origin: Value,
    args: Tuple<Value>,
}

/// `origin[key]`.
pub fn generic_alias(origin: Value, key: &Value) -> Value {
    let args = match key {
        Value::Tuple(args) => args.clone(),
        key => Tuple::from(vec![key.clone()]),
    };
    Value::object(GenericAlias { origin, args })
}

/// A type as the `repr` of what contains it writes it.
pub(crate) fn name_of(value: &Value) -> Result<String> {
    match Class::of_value(value) {
        Some(class) => Ok(class.full_name()),
        None if matches!(value, Value::Ellipsis) => Ok("...".to_string()),
        None => Ok(View::repr(value)?.as_str().to_string()),
    }
}

/// `list[int]` and the like.
pub(crate) fn is_alias(value: &Value) -> bool {
    value.downcast::<GenericAlias>().is_some()
}

impl DynObject for GenericAlias {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::GENERIC_ALIAS.class()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match name {
            "__origin__" => Ok(self.origin.clone()),
            "__args__" => Ok(Value::Tuple(self.args.clone())),
            "__mro_entries__" => Ok(Value::object(Entries(self.origin.clone()))),
            "__class__" => special::plain_get_attr(this, self, &self.class(), name),
            _ => self.origin.quiet_get_attr(name),
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        self.get_attr(this, name).map(Method::Bound)
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        self.origin.call(args)
    }

    fn binary(
        &self,
        this: &Value,
        op: crate::value::BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        Ok(match (op, reflected) {
            (crate::value::BinaryOp::BitOr, false) => crate::union::union(this, other),
            (crate::value::BinaryOp::BitOr, true) => crate::union::union(other, this),
            _ => None,
        })
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let args: Result<Vec<String>> = self.args.as_slice().iter().map(name_of).collect();
        Ok(Str::from(format!(
            "{}[{}]",
            name_of(&self.origin)?,
            args?.join(", ")
        )))
    }
}

/// `alias.__mro_entries__`: a class that derives from `list[int]` derives from `list`.
struct Entries(Value);

impl DynObject for Entries {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::BUILTIN_FUNCTION.class()
    }

    fn call(&self, _this: &Value, _args: Args) -> Result<Value> {
        Ok(Value::Tuple(Tuple::from(vec![self.0.clone()])))
    }
}
