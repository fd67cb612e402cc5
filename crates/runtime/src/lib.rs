//! Python values, operators, exceptions, iterators, generators and builtins.
//!
//! Start at [`Value`] for the dynamic type, [`Object`] for what all representations share, [`native`] for what the
//! macros generate.

pub mod args;
pub mod native;
pub mod object;
mod stub;

pub use args::Args;
pub use native::{Entry, NativeClass, NativeFunction, NativeProperty, NativeType};
pub use object::{Object, View};
pub use stub::*;
