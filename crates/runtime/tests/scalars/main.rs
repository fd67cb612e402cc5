//! The scalar types against what CPython answered: each line of `tests/data/*.txt` is one call and its result.
//!
//! `tests/data/record.py` writes the tables; the value notation is described there.

mod bytes;
mod complex;
mod dynamic;
mod float;
mod format;
mod int;
mod str;
mod table;
mod template;

use table::check;

#[test]
fn ints() {
    check(include_str!("../data/int.txt"), int::call);
}

#[test]
fn floats() {
    check(include_str!("../data/float.txt"), float::call);
}

#[test]
fn strs() {
    check(include_str!("../data/str.txt"), str::call);
}

#[test]
fn formats() {
    check(include_str!("../data/format.txt"), format::call);
}

#[test]
fn bytes() {
    check(include_str!("../data/bytes.txt"), bytes::call);
}

#[test]
fn percents() {
    check(include_str!("../data/percent.txt"), template::call);
}

#[test]
fn templates() {
    check(include_str!("../data/template.txt"), template::call);
}

#[test]
fn complexes() {
    check(include_str!("../data/complex.txt"), complex::call);
}

#[test]
fn dynamic_calls() {
    check(include_str!("../data/dynamic.txt"), dynamic::call);
}
