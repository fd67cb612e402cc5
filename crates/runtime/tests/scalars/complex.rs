//! `complex`.

use portalis_runtime::Complex;

use crate::table::{Arg, Show};

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
        "hash" => number(0).py_hash().show(),
        "parse" => Complex::parse(args[0].str()).show(),
        _ => panic!("no operation {operation}"),
    }
}
