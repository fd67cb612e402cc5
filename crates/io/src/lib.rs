//! Network for portalis: sockets as the hosts have them, one backend a kind of host.
//!
//! A host without sockets has the same API, whose every call is an error that says so.
//!
//! *Invariant:* `cfg` on the target stands only in [`net`]'s choice of a backend.

pub mod net;
