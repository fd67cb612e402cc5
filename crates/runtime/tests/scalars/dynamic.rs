//! Methods by name and classes called: the dynamic entries.

use portalis_runtime::{Args, List, Value, classes, errors};

use crate::table::{Arg, Show};

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    let values: Vec<Value> = args.iter().map(value).collect();
    let result = match operation.split_once('.') {
        Some(("call", name)) => {
            let (receiver, rest) = values.split_first().expect("a receiver");
            receiver.call_method(name, Args::positional(rest.to_vec()))
        }
        Some((_, name)) => {
            let class = match name {
                "int" => classes::INT,
                "float" => classes::FLOAT,
                "bool" => classes::BOOL,
                "str" => classes::STR,
                _ => classes::BYTES,
            };
            class.class().value().call(Args::positional(values))
        }
        None => panic!("no operation {operation}"),
    };
    match result {
        // How arguments are counted in words depends on how CPython's C function is written.
        Err(error) if error.is(&errors::TypeError) => "!TypeError".into(),
        result => result.map(Shown).show(),
    }
}

struct Shown(Value);

impl Show for Shown {
    fn show(&self) -> String {
        let all = |kind: char, items: Vec<Value>| {
            let items: Vec<String> = items.into_iter().map(|item| Shown(item).show()).collect();
            format!("{kind}{}", items.join(";"))
        };
        match &self.0 {
            Value::None => "n".into(),
            Value::NotImplemented => "?".into(),
            Value::Bool(value) => value.show(),
            Value::Int(value) => value.show(),
            Value::Float(value) => value.show(),
            Value::Str(value) => value.show(),
            Value::Bytes(value) => value.show(),
            Value::Tuple(items) => all('t', items.as_slice().to_vec()),
            Value::List(items) => all('l', items.to_vec()),
            other => format!("{other:?}"),
        }
    }
}

pub(crate) fn value(arg: &Arg) -> Value {
    match arg {
        Arg::None => Value::None,
        Arg::Bool(value) => Value::Bool(*value),
        Arg::Int(value) => Value::Int(value.clone()),
        Arg::Float(value) => Value::Float(*value),
        Arg::Str(text) => Value::Str(text.clone()),
        Arg::Bytes(bytes) => Value::Bytes(bytes.as_slice().into()),
        Arg::List(items) => Value::List(List::from(items.iter().map(value).collect::<Vec<_>>())),
        Arg::Seq(items) => Value::Tuple(items.iter().map(value).collect::<Vec<_>>().into()),
    }
}
