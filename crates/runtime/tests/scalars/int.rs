//! `int`.

use portalis_runtime::Int;
use portalis_runtime::int::{ByteOrder, pow_mod};

use crate::table::{Arg, Show};

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    let int = |index: usize| args[index].int();
    match operation.trim_start_matches("int.") {
        "add" => (int(0) + int(1)).show(),
        "sub" => (int(0) - int(1)).show(),
        "mul" => (int(0) * int(1)).show(),
        "and" => (int(0) & int(1)).show(),
        "or" => (int(0) | int(1)).show(),
        "xor" => (int(0) ^ int(1)).show(),
        "floor_div" => int(0).floor_div(int(1)).show(),
        "modulo" => int(0).modulo(int(1)).show(),
        "true_div" => int(0).true_div(int(1)).show(),
        "lt" => (int(0) < int(1)).show(),
        "le" => (int(0) <= int(1)).show(),
        "eq" => (int(0) == int(1)).show(),
        "pow" => int(0).pow(int(1)).show(),
        "pow_to_float" => int(0).pow_to_float(int(1)).show(),
        "lshift" => int(0).lshift(int(1)).show(),
        "rshift" => int(0).rshift(int(1)).show(),
        "pow_mod" => pow_mod(int(0), int(1), int(2)).show(),
        "lt_float" => (*int(0) < args[1].float()).show(),
        "eq_float" => (*int(0) == args[1].float()).show(),
        "hash" => int(0).py_hash().show(),
        "to_f64" => int(0).to_f64().show(),
        "to_str" => int(0).to_str().show(),
        "neg" => (-int(0)).show(),
        "invert" => (!int(0)).show(),
        "abs" => int(0).abs().show(),
        "bit_length" => int(0).bit_length().show(),
        "bit_count" => int(0).bit_count().show(),
        "bin" => int(0).to_prefixed(2, "0b").show(),
        "oct" => int(0).to_prefixed(8, "0o").show(),
        "hex" => int(0).to_prefixed(16, "0x").show(),
        "round_to" => int(0).round_to(int(1)).show(),
        "to_bytes" => ByteOrder::parse(args[2].str())
            .and_then(|order| int(0).to_byte_vec(args[1].i64(), order, args[3].bool()))
            .show(),
        "from_bytes" => ByteOrder::parse(args[1].str())
            .map(|order| Int::from_byte_slice(args[0].bytes(), order, args[2].bool()))
            .show(),
        "from_f64" => Int::from_f64(args[0].float()).show(),
        "parse" => Int::parse_base(args[0].str(), args[1].i64()).show(),
        _ => panic!("no operation {operation}"),
    }
}

#[test]
fn literals_on_either_side() {
    let seven = Int::new(7);
    assert_eq!(&seven + 1, 8);
    assert_eq!(1 + &seven, 8);
    assert_eq!(1 - seven.clone(), -6);
    assert!(seven < 8 && 6 < seven);
    assert_eq!(7, seven);
    let mut total = Int::new(i64::MAX);
    total += 1;
    assert_eq!(total.to_string(), "9223372036854775808");
    total -= &Int::ONE;
    assert_eq!(total, i64::MAX);
}
