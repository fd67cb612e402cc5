//! `_socket`: what the module `socket`, which is Python, asks of the host.
//!
//! - `object.rs` is the class, `address.rs` what addresses are in Python and in Rust, `names.rs` asks for hosts by name.
//!
//! *Invariant:* errors are CPython's OSErrors; a host without sockets has none, and says so. Who waits lets other threads run.

mod address;
mod names;
mod object;

pub(crate) use address::{address_of, address_value, failed};
pub use names::*;
pub use object::*;

portalis_macros::module!("_socket");
