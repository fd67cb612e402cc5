//! Hosts without stacks to switch to: no fiber is ever made.

use std::convert::Infallible;
use std::io;

/// Whether this host has fibers.
pub(crate) const AVAILABLE: bool = false;

/// A call on a stack of its own.
pub(crate) struct Fiber(Infallible);

impl Fiber {
    /// An error, on this host.
    pub(crate) fn new(_call: Box<dyn FnOnce()>) -> io::Result<Fiber> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    /// Never called.
    pub(crate) fn resume(self) -> Option<Fiber> {
        match self.0 {}
    }
}

/// Never called.
pub(crate) fn suspend() {}
