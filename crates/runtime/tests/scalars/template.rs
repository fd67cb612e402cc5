//! `%`-formatting and `str.format`.

use portalis_runtime::{Str, Value};

use crate::dynamic::value;
use crate::table::{Arg, Show};

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    let text = args[0].str();
    match operation {
        "percent" => text.modulo(&value(&args[1])).show(),
        "template.format" => {
            let Value::Tuple(positional) = value(&args[1]) else {
                panic!("a tuple")
            };
            let keywords = vec![
                (Str::from("a"), value(&args[2])),
                (Str::from("b"), value(&args[3])),
            ];
            text.format_fields(positional.as_slice(), keywords).show()
        }
        _ => panic!("no operation {operation}"),
    }
}
