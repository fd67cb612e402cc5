//! `operator`: the operators as functions, and callables that fetch.
//!
//! *Invariant:* each function is the operator itself, reflected methods included.

mod functions;
mod getters;

pub use functions::*;
pub use getters::*;

portalis_macros::module!("operator");
