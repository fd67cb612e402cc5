//! Other programs: [`start`] runs one, [`Child`] is what can be known of it and done to it.
//!
//! Nothing here waits: that it has ended, an event loop or a blocking wait learns from [`Child::source`].

#[cfg(unix)]
#[path = "unix.rs"]
mod backend;
#[cfg(not(unix))]
#[path = "none.rs"]
mod backend;

pub use backend::{Child, start};

use crate::net::Socket;

/// Where a standard stream of a child comes from or goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// The parent's own.
    Inherit,
    /// Nothing, and nowhere.
    Null,
    /// The parent holds the other end.
    Pipe,
    /// Where stdout goes; for stderr alone.
    Stdout,
    /// An open file of the parent, by its descriptor.
    File(i64),
}

/// What is to be run, and how.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its arguments; the first is its name.
    pub args: Vec<String>,
    /// What is run, if not what the first argument names.
    pub executable: Option<String>,
    /// The folder that it runs in, if not the parent's.
    pub folder: Option<String>,
    /// All of its environment, if not the parent's.
    pub environment: Option<Vec<(String, String)>>,
    /// stdin, stdout and stderr.
    pub streams: [Stream; 3],
    /// Signals to the parent's group do not reach it.
    pub own_group: bool,
}

/// A child that runs, and the parent's ends of its pipes.
#[derive(Debug)]
pub struct Started {
    /// The child.
    pub child: Child,
    /// stdin, stdout and stderr, where they are pipes.
    pub pipes: [Option<Socket>; 3],
}
