//! `math`: the mathematical functions of C's library and some on integers.
//!
//! *Invariant:* results are bit for bit those of CPython on Linux/x86-64 with glibc, or within the last unit where libm differs.

use portalis_macros::{module, pyconst};

module!("math");

/// The mathematical constant *π*.
#[pyconst("pi: float")]
pub const PI: f64 = std::f64::consts::PI;
