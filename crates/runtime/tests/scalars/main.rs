//! The scalar types against what CPython answered: each line of `tests/data/*.txt` is one call and its result.
//!
//! `tests/data/record.py` writes the tables; the value notation is described there.

mod float;
mod int;
mod table;

use table::check;

#[test]
fn ints() {
    check(include_str!("../data/int.txt"), int::call);
}

#[test]
fn floats() {
    check(include_str!("../data/float.txt"), float::call);
}
