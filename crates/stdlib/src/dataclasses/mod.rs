//! `dataclasses`: classes whose methods are made of their annotated fields.
//!
//! [`field`](mod@field) has `Field` and the markers, [`decorate`] finds the fields and puts the methods on the class, [`methods`] are those
//! methods, [`functions`] what works on instances.
//!
//! *Invariant:* the methods behave as the source text would that CPython makes them from, messages of wrong calls included.

mod decorate;
mod field;
mod functions;
mod methods;

pub use decorate::dataclass;
pub use field::*;
pub use functions::*;

use portalis_macros::{module, pyclass};
use portalis_runtime::{NativeClass, errors};

module!("dataclasses");

/// Raised when an attempt is made to assign to a field of a frozen dataclass.
#[pyclass("class FrozenInstanceError(AttributeError)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static FrozenInstanceError: NativeClass = NativeClass {
    bases: &[&errors::AttributeError],
    ..NativeClass::new("FrozenInstanceError", "dataclasses")
};
