//! Hosts without sockets.

use super::{Address, Family, Half, Kind, Setting};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

/// There is none.
#[derive(Debug)]
pub enum Socket {}

fn none<T>() -> io::Result<T> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this host has no sockets",
    ))
}

/// As on hosts with sockets.
#[allow(missing_docs, reason = "none can be called: there is no socket")]
impl Socket {
    /// Always an error.
    pub fn new(_family: Family, _kind: Kind) -> io::Result<Socket> {
        none()
    }

    pub fn source(&self) -> i64 {
        match *self {}
    }

    pub fn bind(&self, _address: &Address) -> io::Result<()> {
        match *self {}
    }

    pub fn listen(&self, _backlog: i32) -> io::Result<()> {
        match *self {}
    }

    pub fn accept(&self) -> io::Result<(Socket, Address)> {
        match *self {}
    }

    pub fn connect(&self, _address: &Address) -> io::Result<()> {
        match *self {}
    }

    pub fn take_error(&self) -> io::Result<Option<io::Error>> {
        match *self {}
    }

    pub fn receive(&self, _buffer: &mut [u8]) -> io::Result<usize> {
        match *self {}
    }

    pub fn receive_from(&self, _limit: usize) -> io::Result<(Vec<u8>, Address)> {
        match *self {}
    }

    pub fn send(&self, _bytes: &[u8]) -> io::Result<usize> {
        match *self {}
    }

    pub fn send_to(&self, _bytes: &[u8], _address: &Address) -> io::Result<usize> {
        match *self {}
    }

    pub fn shutdown(&self, _half: Half) -> io::Result<()> {
        match *self {}
    }

    pub fn local(&self) -> io::Result<Address> {
        match *self {}
    }

    pub fn peer(&self) -> io::Result<Address> {
        match *self {}
    }

    pub fn set_nonblocking(&self, _nonblocking: bool) -> io::Result<()> {
        match *self {}
    }

    pub fn set_timeout(&self, _timeout: Option<Duration>) -> io::Result<()> {
        match *self {}
    }

    pub fn duplicate(&self) -> io::Result<Socket> {
        match *self {}
    }

    pub fn set(&self, _setting: Setting, _value: i64) -> io::Result<()> {
        match *self {}
    }

    pub fn get(&self, _setting: Setting) -> io::Result<i64> {
        match *self {}
    }
}

/// Always an error.
pub fn pair(_kind: Kind) -> io::Result<(Socket, Socket)> {
    none()
}

/// Always an error.
pub fn resolve(_host: &str, _port: u16) -> io::Result<Vec<SocketAddr>> {
    none()
}
