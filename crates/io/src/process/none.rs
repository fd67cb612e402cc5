//! Hosts without processes.

use super::{Program, Started};
use std::io;

/// There is none.
#[derive(Debug)]
pub enum Child {}

/// As on hosts with processes.
impl Child {
    /// Its number.
    pub fn id(&self) -> u32 {
        match *self {}
    }

    /// How it ended, if it has.
    pub fn status(&self) -> Option<i32> {
        match *self {}
    }

    /// What becomes readable when it has ended.
    pub fn source(&self) -> i64 {
        match *self {}
    }
}

/// Always an error.
pub fn start(_program: &Program) -> io::Result<Started> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this host has no processes",
    ))
}
