//! `complex`.

use portalis_runtime::format::format_complex;
use portalis_runtime::{Complex, Result, Value, View};

use crate::table::{Arg, Show};

/// Tuples of two floats stand for complex numbers.
fn value(arg: &Arg) -> Value {
    match arg {
        Arg::Seq(parts) => Complex::new(parts[0].float(), parts[1].float()).to_value(),
        other => crate::dynamic::value(other),
    }
}

fn value_op(op: &str, a: &Value, b: &Value) -> Result<Value> {
    match op {
        "+" => a.add(b),
        "-" => a.sub(b),
        "*" => a.mul(b),
        "/" => a.true_div(b),
        "**" => a.pow(b),
        "//" => a.floor_div(b),
        "==" => a.eq(b),
        _ => a.ne(b),
    }
}

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    let number = |index: usize| match &args[index] {
        Arg::Seq(parts) => Complex::new(parts[0].float(), parts[1].float()),
        other => panic!("{other:?} is no complex number"),
    };
    match operation.trim_start_matches("complex.") {
        "plus" => number(0).plus(number(1)).show(),
        "minus" => number(0).minus(number(1)).show(),
        "times" => number(0).times(number(1)).show(),
        "divided" => number(0).divided(number(1)).show(),
        "raised" => number(0).raised(number(1)).show(),
        "to_str" => number(0).to_str().show(),
        "magnitude" => number(0).magnitude().show(),
        "hash" => number(0).number_hash().show(),
        "format" => format_complex(number(0), args[1].str()).show(),
        "value_op" => value_op(args[0].str(), &value(&args[1]), &value(&args[2]))
            .and_then(|result| View::repr(&result))
            .show(),
        "new" => Complex::of_value(args.first().map(value), args.get(1).map(value))
            .map(|made| made.to_str())
            .show(),
        "parse" => Complex::parse(args[0].str()).show(),
        _ => panic!("no operation {operation}"),
    }
}
