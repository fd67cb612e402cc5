//! Signals: what the system tells a program, from outside or from itself.
//!
//! A signal that is [noted](Action::Note) is one that [`take`] gives afterwards; that there is one, an event loop or a blocking wait learns
//! from [`source`].
//!
//! *Invariant:* nothing of the program runs inside of a signal handler.

#[cfg(unix)]
#[path = "unix.rs"]
mod backend;
#[cfg(not(unix))]
#[path = "none.rs"]
mod backend;

pub use backend::{alarm, catch, describe, drain, send, source, take, timer};

/// What happens when a signal comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// What the system does by default.
    Default,
    /// Nothing.
    Ignore,
    /// It is noted.
    Note,
}
