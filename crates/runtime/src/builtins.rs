//! The module `builtins`: everything that the files of this crate declare.
//!
//! *Invariant:* nothing is listed here; a builtin is declared where it is written.

portalis_macros::module!("builtins", crate, rust = "", also = crate::errors);
