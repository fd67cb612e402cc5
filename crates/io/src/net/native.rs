//! Sockets of the operating system.

#![allow(
    unsafe_code,
    reason = "the system writes into a buffer that is not initialised"
)]

use super::{Address, Family, Half, Kind, Setting};
use socket2::{Domain, SockAddr, Type};
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, ToSocketAddrs};
use std::time::Duration;

/// A socket, closed when it is dropped; or the end of a pipe that is read.
#[derive(Debug)]
pub struct Socket(socket2::Socket);

impl Socket {
    /// A new socket, which blocks.
    pub fn new(family: Family, kind: Kind) -> io::Result<Socket> {
        let domain = match family {
            Family::V4 => Domain::IPV4,
            Family::V6 => Domain::IPV6,
            Family::Unix => Domain::UNIX,
        };
        socket2::Socket::new(domain, type_of(kind), None).map(Socket)
    }

    /// What an event loop watches it by: its file descriptor.
    pub fn source(&self) -> i64 {
        #[cfg(unix)]
        {
            i64::from(std::os::fd::AsRawFd::as_raw_fd(&self.0))
        }
        #[cfg(windows)]
        {
            std::os::windows::io::AsRawSocket::as_raw_socket(&self.0) as i64
        }
    }

    /// Gives it an address.
    pub fn bind(&self, address: &Address) -> io::Result<()> {
        self.0.bind(&to_system(address)?)
    }

    /// Takes connections from now on, so many of them waiting.
    pub fn listen(&self, backlog: i32) -> io::Result<()> {
        self.0.listen(backlog)
    }

    /// The next connection, and where it comes from.
    pub fn accept(&self) -> io::Result<(Socket, Address)> {
        let (socket, address) = self.0.accept()?;
        Ok((Socket(socket), of_system(&address)))
    }

    /// Connects it; the peer of messages that name none.
    pub fn connect(&self, address: &Address) -> io::Result<()> {
        self.0.connect(&to_system(address)?)
    }

    /// Why a connection that was begun did not come about; the error is forgotten then.
    pub fn take_error(&self) -> io::Result<Option<io::Error>> {
        self.0.take_error()
    }

    /// Reads what is there; nothing is the end.
    pub fn receive(&self, buffer: &mut [u8]) -> io::Result<usize> {
        match (&self.0).read(buffer) {
            #[cfg(unix)]
            Err(error) if error.raw_os_error() == Some(libc::ENOTSOCK) => self.read_pipe(buffer),
            outcome => outcome,
        }
    }

    /// [`receive`](Self::receive) of a pipe.
    #[cfg(unix)]
    fn read_pipe(&self, buffer: &mut [u8]) -> io::Result<usize> {
        let source = std::os::fd::AsRawFd::as_raw_fd(&self.0);
        // SAFETY: the descriptor is open, and the system writes no more than there is room for.
        let count = unsafe { libc::read(source, buffer.as_mut_ptr().cast(), buffer.len()) };
        usize::try_from(count).map_err(|_| io::Error::last_os_error())
    }

    /// The end of a pipe that is read, which does not block.
    #[cfg(unix)]
    pub fn of_pipe(end: std::os::fd::OwnedFd) -> io::Result<Socket> {
        let socket = socket2::Socket::from(end);
        socket.set_nonblocking(true)?;
        Ok(Socket(socket))
    }

    /// A socket that does not block, and its peer for another process.
    #[cfg(unix)]
    pub fn pair_with() -> io::Result<(Socket, std::os::fd::OwnedFd)> {
        let (own, other) = socket2::Socket::pair(Domain::UNIX, Type::STREAM, None)?;
        own.set_nonblocking(true)?;
        Ok((Socket(own), other.into()))
    }

    /// Reads a message of at most so many bytes, and who sent it.
    pub fn receive_from(&self, limit: usize) -> io::Result<(Vec<u8>, Address)> {
        let mut message = Vec::with_capacity(limit);
        let (count, sender) = self.0.recv_from(message.spare_capacity_mut())?;
        // SAFETY: the system has written so many bytes, which are no more than there is room for.
        unsafe { message.set_len(count.min(limit)) };
        Ok((message, of_system(&sender)))
    }

    /// Writes some of it: how much.
    pub fn send(&self, bytes: &[u8]) -> io::Result<usize> {
        (&self.0).write(bytes)
    }

    /// Sends a message.
    pub fn send_to(&self, bytes: &[u8], address: &Address) -> io::Result<usize> {
        self.0.send_to(bytes, &to_system(address)?)
    }

    /// Ends a half of the connection.
    pub fn shutdown(&self, half: Half) -> io::Result<()> {
        self.0.shutdown(match half {
            Half::Read => Shutdown::Read,
            Half::Write => Shutdown::Write,
            Half::Both => Shutdown::Both,
        })
    }

    /// Its own address.
    pub fn local(&self) -> io::Result<Address> {
        self.0.local_addr().map(|address| of_system(&address))
    }

    /// The address of its peer.
    pub fn peer(&self) -> io::Result<Address> {
        self.0.peer_addr().map(|address| of_system(&address))
    }

    /// Whether what would have to wait is an error instead.
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {
        self.0.set_nonblocking(nonblocking)
    }

    /// How long a call may block.
    pub fn set_timeout(&self, timeout: Option<Duration>) -> io::Result<()> {
        self.0.set_read_timeout(timeout)?;
        self.0.set_write_timeout(timeout)
    }

    /// Another handle on the same socket.
    pub fn duplicate(&self) -> io::Result<Socket> {
        self.0.try_clone().map(Socket)
    }

    /// Changes a setting.
    pub fn set(&self, setting: Setting, value: i64) -> io::Result<()> {
        let (on, size) = (value != 0, usize::try_from(value).unwrap_or(0));
        match setting {
            Setting::ReuseAddress => self.0.set_reuse_address(on),
            #[cfg(unix)]
            Setting::ReusePort => self.0.set_reuse_port(on),
            #[cfg(not(unix))]
            Setting::ReusePort => Ok(()),
            Setting::KeepAlive => self.0.set_keepalive(on),
            Setting::Broadcast => self.0.set_broadcast(on),
            Setting::NoDelay => self.0.set_tcp_nodelay(on),
            Setting::OnlyV6 => self.0.set_only_v6(on),
            Setting::SendBuffer => self.0.set_send_buffer_size(size),
            Setting::ReceiveBuffer => self.0.set_recv_buffer_size(size),
        }
    }

    /// Reads a setting.
    pub fn get(&self, setting: Setting) -> io::Result<i64> {
        let size = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
        match setting {
            Setting::ReuseAddress => self.0.reuse_address().map(i64::from),
            #[cfg(unix)]
            Setting::ReusePort => self.0.reuse_port().map(i64::from),
            #[cfg(not(unix))]
            Setting::ReusePort => Ok(0),
            Setting::KeepAlive => self.0.keepalive().map(i64::from),
            Setting::Broadcast => self.0.broadcast().map(i64::from),
            Setting::NoDelay => self.0.tcp_nodelay().map(i64::from),
            Setting::OnlyV6 => self.0.only_v6().map(i64::from),
            Setting::SendBuffer => self.0.send_buffer_size().map(size),
            Setting::ReceiveBuffer => self.0.recv_buffer_size().map(size),
        }
    }
}

/// Two sockets that are connected to one another.
pub fn pair(kind: Kind) -> io::Result<(Socket, Socket)> {
    #[cfg(unix)]
    {
        let (a, b) = socket2::Socket::pair(Domain::UNIX, type_of(kind), None)?;
        Ok((Socket(a), Socket(b)))
    }
    #[cfg(not(unix))]
    {
        let _ = kind;
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The addresses of a host, by name or number; asks the network.
pub fn resolve(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    (host, port).to_socket_addrs().map(Iterator::collect)
}

fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Stream => Type::STREAM,
        Kind::Datagram => Type::DGRAM,
    }
}

fn to_system(address: &Address) -> io::Result<SockAddr> {
    match address {
        Address::Net(address) => Ok(SockAddr::from(*address)),
        Address::Path(path) => SockAddr::unix(path),
    }
}

fn of_system(address: &SockAddr) -> Address {
    match address.as_socket() {
        Some(address) => Address::Net(address),
        None => {
            let path = address.as_pathname();
            Address::Path(path.map_or_else(String::new, |path| path.to_string_lossy().into_owned()))
        }
    }
}
