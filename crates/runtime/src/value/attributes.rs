//! Attribute access and calls.
//!
//! *Invariant:* `call_method` gives what `get_attr` followed by `call` gives, without making the bound method.

use crate::native::NativeFunction;
use crate::{Args, Result, Str, Value, errors, reach, special};

/// A method that was looked up but not bound.
pub enum Method {
    /// A function found on the class, and the receiver that goes in front.
    Unbound(Value, Value),
    /// A function of the library, and the receiver that goes in front.
    Native(&'static NativeFunction, Value),
    /// Anything else: called as it is.
    Bound(Value),
}

impl Method {
    /// Calls it.
    pub fn call(&self, args: Args) -> Result<Value> {
        match self {
            Method::Unbound(function, receiver) => match function {
                Value::Object(object) => object.call_with_receiver(function, receiver, args),
                _ => function.call(args.prepend(receiver.clone())),
            },
            Method::Native(function, receiver) => (function.entry)(args.prepend(receiver.clone())),
            Method::Bound(callable) => callable.call(args),
        }
    }
}

impl Value {
    /// `x.name`.
    pub fn get_attr(&self, name: &str) -> Result<Value> {
        reach::MEMBERS.turn_on();
        self.quiet_get_attr(name)
    }

    /// `getattr(x, name, None)` as `hasattr` asks it: AttributeError is `None`, other errors pass.
    pub fn find_attr(&self, name: &str) -> Result<Option<Value>> {
        reach::MEMBERS.turn_on();
        self.quiet_find_attr(name)
    }

    /// `x.name = value`.
    pub fn set_attr(&self, name: &str, value: impl Into<Value>) -> Result<()> {
        reach::MEMBERS.turn_on();
        self.quiet_set_attr(name, value)
    }

    /// `del x.name`.
    pub fn del_attr(&self, name: &str) -> Result<()> {
        reach::MEMBERS.turn_on();
        self.store_attr(name, None)
    }

    /// `x.name(...)`.
    pub fn call_method(&self, name: &str, args: Args) -> Result<Value> {
        reach::MEMBERS.turn_on();
        self.quiet_call_method(name, args)
    }

    /// [`Value::get_attr`] where [`reach::MEMBERS`] is on already, or for a name in [`reach::PROTOCOL`].
    pub fn quiet_get_attr(&self, name: &str) -> Result<Value> {
        special::install_attributes();
        match self {
            Value::Object(object) => object.get_attr(self, name),
            _ => special::get_builtin_attr(self, name),
        }
    }

    /// [`Value::find_attr`], as [`Value::quiet_get_attr`].
    pub fn quiet_find_attr(&self, name: &str) -> Result<Option<Value>> {
        match self.quiet_get_attr(name) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is(&errors::AttributeError) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// [`Value::set_attr`], as [`Value::quiet_get_attr`].
    pub fn quiet_set_attr(&self, name: &str, value: impl Into<Value>) -> Result<()> {
        self.store_attr(name, Some(value.into()))
    }

    /// [`Value::call_method`], as [`Value::quiet_get_attr`].
    pub fn quiet_call_method(&self, name: &str, args: Args) -> Result<Value> {
        special::install_attributes();
        special::find_method(self, name)?.call(args)
    }

    fn store_attr(&self, name: &str, value: Option<Value>) -> Result<()> {
        special::install_stores();
        match self {
            Value::Object(object) => object.set_attr(self, name, value),

            _ => special::set_descriptor(self, &self.class(), name, value),
        }
    }

    /// `x(...)`.
    pub fn call(&self, args: Args) -> Result<Value> {
        match self {
            Value::Object(object) => object.call(self, args),

            _ => Err(errors::type_error(format!(
                "'{}' object is not callable",
                self.class_name()
            ))),
        }
    }

    /// `callable(x)`.
    pub fn is_callable(&self) -> bool {
        match self {
            Value::Object(object) => object.is_callable(),
            _ => false,
        }
    }
}

/// Appends what `*rest` gives.
pub fn spread(args: &mut Args, rest: &Value) -> Result<()> {
    let items = rest
        .iter()
        .map_err(|error| match error.is(&errors::TypeError) {
            true => errors::type_error(format!(
                "Value after * must be an iterable, not {}",
                rest.class_name()
            )),
            false => error,
        })?;
    for item in items {
        args.push(item?);
    }
    Ok(())
}

/// Appends what `**more` gives.
pub fn spread_keywords(args: &mut Args, more: &Value) -> Result<()> {
    if let Value::Dict(dict) = more {
        for (key, value) in dict.entries() {
            push_keyword(args, key, value)?;
        }
        return Ok(());
    }
    let Some(keys) = more.quiet_find_attr("keys")? else {
        return Err(errors::type_error(format!(
            "argument after ** must be a mapping, not {}",
            more.class_name()
        )));
    };
    for key in keys.call(Args::new())?.iter()? {
        let key = key?;
        let value = more.get_item(&key)?;
        push_keyword(args, key, value)?;
    }
    Ok(())
}

fn push_keyword(args: &mut Args, key: Value, value: Value) -> Result<()> {
    match key {
        Value::Str(name) => args.push_keyword(name, value),
        Value::Object(object) if matches!(object.payload(), Some(Value::Str(_))) => {
            reach::STR.turn_on();
            args.push_keyword(
                Str::from(
                    object
                        .str(&Value::Object(object.clone()))?
                        .as_str()
                        .to_string(),
                ),
                value,
            )
        }
        _ => Err(errors::type_error("keywords must be strings")),
    }
}
