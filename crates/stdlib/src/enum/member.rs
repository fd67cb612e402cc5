//! What works on members: the methods of `Enum` and `StrEnum`.

use portalis_runtime::{Args, CompareOp, Dict, Result, Str, Value, View, descriptor, errors};

use crate::support::callable;

fn receiver(args: &Args) -> Result<&Value> {
    args.values().first().ok_or_else(|| errors::type_error("missing the member"))
}

/// A function of the class's namespace.
pub(super) fn set(namespace: &Dict<Value, Value>, name: &str, code: fn(Args) -> Result<Value>) {
    namespace.insert_name(name, callable(name, code));
}

/// A class method of the namespace.
pub(super) fn set_class_method(namespace: &Dict<Value, Value>, name: &str, code: fn(Args) -> Result<Value>) {
    namespace.insert_name(name, descriptor::class_method(callable(name, code)));
}

/// Fills the namespace of `Enum`.
pub(super) fn fill(namespace: &Dict<Value, Value>) {
    set(namespace, "__repr__", |args| {
        let member = receiver(&args)?;
        let (name, value) = (member.get_attr("_name_")?, member.get_attr("_value_")?);
        Ok(Value::from(format!("<{}.{}: {}>", member.class().name(), View::str(&name)?, View::repr(&value)?)))
    });
    set(namespace, "__str__", |args| {
        let member = receiver(&args)?;
        Ok(Value::from(format!("{}.{}", member.class().name(), View::str(&member.get_attr("_name_")?)?)))
    });
    set(namespace, "__format__", |args| {
        let text = View::str(receiver(&args)?)?;
        let spec = args.values().get(1).map(View::str).transpose()?.unwrap_or_default();
        View::format(&text, &spec).map(Value::Str)
    });
    set(namespace, "__hash__", |args| View::hash(&receiver(&args)?.get_attr("_name_")?).map(Value::from));
    set(namespace, "__copy__", |args| receiver(&args).cloned());
    set(namespace, "__deepcopy__", |args| receiver(&args).cloned());
    set(namespace, "_generate_next_value_", next_value);
    set_class_method(namespace, "_missing_", |_| Ok(Value::None));
    for (name, field) in [("name", "_name_"), ("value", "_value_")] {
        let get = callable(name, move |args| receiver(&args)?.get_attr(field));
        let refuse = callable(name, move |_| {
            Err(errors::attribute_error(format!("<enum 'Enum'> cannot set attribute '{name}'")))
        });
        namespace.insert_name(name, descriptor::property(get, refuse, Value::None, Value::None));
    }
}

/// One more than the largest value so far.
fn next_value(args: Args) -> Result<Value> {
    let [_, start, _, last] = args.values() else {
        return Err(errors::type_error("_generate_next_value_() takes 4 arguments"));
    };
    let mut largest: Option<Value> = None;
    for value in last.iter()? {
        let value = value?;
        let grows = match &largest {
            Some(known) => value.test(CompareOp::Gt, known).map_err(|_| errors::type_error("unable to sort non-numeric values"))?,
            None => true,
        };
        if grows {
            largest = Some(value);
        }
    }
    match largest {
        None => Ok(start.clone()),
        Some(largest) => largest.add(&Value::from(1)).map_err(|error| match View::repr(&largest) {
            Ok(text) => errors::type_error(format!("unable to increment {text}")),
            Err(_) => error,
        }),
    }
}

/// Fills the namespace of `StrEnum`.
pub(super) fn fill_str(namespace: &Dict<Value, Value>) {
    set(namespace, "_generate_next_value_", |args| {
        let name: Str = args.values().first().map(View::str).transpose()?.unwrap_or_default();
        Ok(Value::from(name.as_str().to_lowercase()))
    });
}
