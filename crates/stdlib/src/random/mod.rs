//! `random`: pseudo-random numbers, the same for the same seed as CPython's.
//!
//! [`twister`] is the generator, [`source`] the distributions, [`sequences`] what picks from sequences; [`Random`] and the functions of the
//! module declare them to Python.
//!
//! *Invariant:* no Python code runs while a generator is borrowed.

mod class;
mod functions;
mod sequences;
mod source;
mod state;
mod twister;

pub use class::Random;
pub use functions::*;

portalis_macros::module!("random");
