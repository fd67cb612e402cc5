//! Hosts without signals.

use super::Action;
use std::io;

fn none<T>() -> io::Result<T> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this host has no signals",
    ))
}

/// Always an error.
pub fn catch(_number: i32, _action: Action) -> io::Result<()> {
    none()
}

/// There never are any.
pub fn take() -> Vec<i32> {
    Vec::new()
}

/// Always an error.
pub fn source() -> io::Result<i64> {
    none()
}

/// There is nothing to forget.
pub fn drain() {}

/// Always an error.
pub fn send(_process: i32, _number: i32) -> io::Result<()> {
    none()
}

/// Always an error.
pub fn alarm(_seconds: u32) -> io::Result<u32> {
    none()
}

/// Always an error.
pub fn timer(_which: i32, _first: f64, _then: f64) -> io::Result<(f64, f64)> {
    none()
}

/// There is nothing to say.
pub fn describe(_number: i32) -> Option<String> {
    None
}
