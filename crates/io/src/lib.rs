//! Network, processes and signals for portalis, as the hosts have them, one backend a kind of host.
//!
//! A host without them has the same API, whose every call is an error that says so.
//!
//! *Invariant:* `cfg` on the target stands only where [`net`], [`process`] and [`signals`] choose their backends.

pub mod net;
pub mod process;
pub mod signals;
