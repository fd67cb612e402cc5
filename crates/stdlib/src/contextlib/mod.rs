//! `contextlib`: context managers made of functions, and stacks of them.
//!
//! [`generator`] has `contextmanager` and its asynchronous sibling, [`managers`] the ready-made managers, [`stack`] the
//! exit stacks.
//!
//! *Invariant:* the order of `__enter__` and `__exit__` calls and what becomes of an exception are CPython's.

mod generator;
mod managers;
mod stack;

pub use generator::*;
pub use managers::*;
pub use stack::*;

portalis_macros::module!("contextlib");
