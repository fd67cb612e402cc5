//! Sockets: [`Socket`], addresses, and names of hosts.
//!
//! Calls block, or are `WouldBlock` errors on a socket that does not; which of the two, [`Socket::set_nonblocking`] says. When to try
//! again, an event loop tells (`portalis_async::event_loop::EventLoop::watch`), by [`Socket::source`].

#[cfg(not(target_family = "wasm"))]
#[path = "native.rs"]
mod backend;
#[cfg(target_family = "wasm")]
#[path = "none.rs"]
mod backend;

pub use backend::{Socket, pair, resolve};

use std::net::SocketAddr;

/// What kind of addresses a socket has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
    /// Paths of this machine.
    Unix,
}

/// How a socket carries data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A stream of bytes.
    Stream,
    /// Messages.
    Datagram,
}

/// Where a socket is, or its peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A host and a port.
    Net(SocketAddr),
    /// A path of this machine; empty for a socket without one.
    Path(String),
}

/// Which half of a connection is shut down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Nothing more is read.
    Read,
    /// Nothing more is written.
    Write,
    /// Both.
    Both,
}

/// A setting of a socket that is on or off, or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `SO_REUSEADDR`.
    ReuseAddress,
    /// `SO_REUSEPORT`.
    ReusePort,
    /// `SO_KEEPALIVE`.
    KeepAlive,
    /// `SO_BROADCAST`.
    Broadcast,
    /// `TCP_NODELAY`.
    NoDelay,
    /// `IPV6_V6ONLY`.
    OnlyV6,
    /// `SO_SNDBUF`, in bytes.
    SendBuffer,
    /// `SO_RCVBUF`, in bytes.
    ReceiveBuffer,
}
