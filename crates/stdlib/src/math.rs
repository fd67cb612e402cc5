//! `math`: the mathematical functions of C's library and some on integers.
//!
//! *Invariant:* results are bit for bit those of CPython on Linux/x86-64 with glibc, or within the last unit where libm differs.

portalis_macros::module!("math");
