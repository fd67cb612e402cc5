//! `float`.

use portalis_runtime::Float;
use portalis_runtime::float;

use crate::table::{Arg, Show};

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    let float = |index: usize| args[index].float();
    match operation.trim_start_matches("float.") {
        "true_div" => float(0).true_div(&float(1)).show(),
        "floor_div" => float(0).floor_div(&float(1)).show(),
        "modulo" => float(0).modulo(&float(1)).show(),
        "divmod" => float(0).divmod(&float(1)).show(),
        "pow" => float(0).pow(&float(1)).show(),
        "to_str" => float(0).to_str().show(),
        "hash" => float(0).py_hash().show(),
        "hex" => Float::hex(&float(0)).show(),
        "to_int" => float(0).to_int().show(),
        "round_to_int" => float(0).round_to_int().show(),
        "round_to" => float(0).round_to(args[1].int()).show(),
        "is_integer" => float(0).is_integer().show(),
        "as_integer_ratio" => float(0).as_integer_ratio().show(),
        "parse" => float::parse(args[0].str()).show(),
        "from_hex" => float::from_hex(args[0].str()).show(),
        _ => panic!("no operation {operation}"),
    }
}
