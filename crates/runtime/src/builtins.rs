//! The module `builtins`: everything that the files of this crate declare.
//!
//! *Invariant:* nothing is listed here; a builtin is declared where it is written.

pub mod asynchronous;
pub mod iteration;
pub mod numbers;
pub mod objects;
pub mod output;

pub use crate::files::open;
pub use asynchronous::*;
pub use iteration::*;
pub use numbers::*;
pub use objects::*;
pub use output::*;

portalis_macros::module!("builtins", crate, rust = "", also = crate::errors);
