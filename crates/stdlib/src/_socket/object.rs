//! The class `socket`.

use std::cell::{Cell, RefCell};
use std::io::{self, ErrorKind};
use std::rc::Rc;
use std::time::{Duration, Instant};

use portalis_async::host::{self, Interest};
use portalis_io::net::{self, Address, Family, Half, Kind, Setting, Socket};
use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Bytes, Int, Object, Result, Str, Value, View, errors};

use super::{address_of, address_value, failed};

/// Python's numbers for families and kinds, as Linux has them.
const AF_UNIX: i64 = 1;
const AF_INET: i64 = 2;
const AF_INET6: i64 = 10;
const SOCK_DGRAM: i64 = 2;

struct Data {
    socket: RefCell<Option<Rc<Socket>>>,
    family: Family,
    kind: Kind,
    /// Seconds that a call may wait; `None` is for ever.
    timeout: Cell<Option<f64>>,
}

/// A socket.
#[pyclass("class socket", module = "socket", repr)]
#[derive(Clone)]
pub struct PySocket(Rc<Data>);

/// The bytes of an argument.
pub(crate) fn bytes_of(value: &Value) -> Result<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Ok(bytes.as_slice().to_vec()),
        other => match Bytes::from_value(other.clone()) {
            Ok(array) => Ok(array.to_vec()),
            Err(_) => Err(errors::type_error(format!(
                "a bytes-like object is required, not '{}'",
                other.class_name()
            ))),
        },
    }
}

/// Which setting a program means by two numbers, as Linux has them.
fn setting(level: i64, option: i64) -> Option<Setting> {
    match (level, option) {
        (1, 2) => Some(Setting::ReuseAddress),
        (1, 6) => Some(Setting::Broadcast),
        (1, 7) => Some(Setting::SendBuffer),
        (1, 8) => Some(Setting::ReceiveBuffer),
        (1, 9) => Some(Setting::KeepAlive),
        (1, 15) => Some(Setting::ReusePort),
        (6, 1) => Some(Setting::NoDelay),
        (41, 26) => Some(Setting::OnlyV6),
        _ => None,
    }
}

impl PySocket {
    pub(crate) fn of(socket: Rc<Socket>, family: Family, kind: Kind) -> PySocket {
        PySocket(Rc::new(Data {
            socket: RefCell::new(Some(socket)),
            family,
            kind,
            timeout: Cell::new(None),
        }))
    }

    /// The open socket.
    pub(crate) fn host(&self) -> Result<Rc<Socket>> {
        let open = self.0.socket.borrow().clone();
        open.ok_or_else(|| errors::os_error_from(9, "Bad file descriptor", None))
    }

    /// Its file descriptor, or -1.
    pub(crate) fn source(&self) -> i64 {
        let socket = self.0.socket.borrow();
        socket.as_ref().map_or(-1, |socket| socket.source())
    }

    pub(crate) fn family(&self) -> Family {
        self.0.family
    }

    pub(crate) fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Does what may have to wait, for as long as this socket waits.
    fn attempt<T>(
        &self,
        interest: Interest,
        mut work: impl FnMut(&Socket) -> io::Result<T>,
    ) -> Result<T> {
        let socket = self.host()?;
        let limit = self.0.timeout.get();
        let end = limit.map(|limit| Instant::now() + Duration::from_secs_f64(limit.max(0.0)));
        loop {
            match work(&socket) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_pending(&error) && limit != Some(0.0) => {
                    let left = end.map(|end| end.saturating_duration_since(Instant::now()));
                    let ready = host::wait_ready(socket.source(), interest, left);
                    if !ready.map_err(|error| failed(&error))? && left.is_some() {
                        return Err(errors::timeout_error("timed out"));
                    }
                }
                outcome => return outcome.map_err(|error| failed(&error)),
            }
        }
    }

    fn reading<T>(&self, work: impl FnMut(&Socket) -> io::Result<T>) -> Result<T> {
        let interest = Interest {
            read: true,
            write: false,
        };
        self.attempt(interest, work)
    }

    fn writing<T>(&self, work: impl FnMut(&Socket) -> io::Result<T>) -> Result<T> {
        let interest = Interest {
            read: false,
            write: true,
        };
        self.attempt(interest, work)
    }

    fn address(&self, value: &Value, function: &str) -> Result<Address> {
        address_of(value, self.0.family, function)
    }
}

/// It will be done later.
fn is_pending(error: &io::Error) -> bool {
    // A connection that was begun: EINPROGRESS, EALREADY.
    error.kind() == ErrorKind::WouldBlock || matches!(error.raw_os_error(), Some(115 | 114))
}

#[pymethods]
impl PySocket {
    /// A new socket.
    #[pyfn(
        "def __new__(cls, family: int = -1, type: int = -1, proto: int = -1, fileno: Any = None) -> socket"
    )]
    pub fn new(family: i64, kind: i64, _proto: i64, _fileno: Value) -> Result<PySocket> {
        let family = match family {
            AF_UNIX => Family::Unix,
            -1 | AF_INET => Family::V4,
            AF_INET6 => Family::V6,
            _ => {
                let text = "Address family not supported by protocol";
                return Err(errors::os_error_from(97, text, None));
            }
        };
        let kind = match kind & 0xf {
            SOCK_DGRAM => Kind::Datagram,
            _ => Kind::Stream,
        };
        let socket = Socket::new(family, kind).map_err(|error| failed(&error))?;
        // Whether a call waits is this class's affair, so that other threads run meanwhile.
        socket
            .set_nonblocking(true)
            .map_err(|error| failed(&error))?;
        Ok(PySocket::of(Rc::new(socket), family, kind))
    }

    /// The family of its addresses.
    #[pyfn("def family(self) -> int", property)]
    pub fn family_number(&self) -> Int {
        Int::new(match self.0.family {
            Family::Unix => AF_UNIX,
            Family::V4 => AF_INET,
            Family::V6 => AF_INET6,
        })
    }

    /// The kind of socket.
    #[pyfn("def type(self) -> int", property)]
    pub fn kind_number(&self) -> Int {
        Int::new(match self.0.kind {
            Kind::Stream => 1,
            Kind::Datagram => SOCK_DGRAM,
        })
    }

    /// The protocol: the usual one of its kind.
    #[pyfn("def proto(self) -> int", property)]
    pub fn proto(&self) -> Int {
        Int::new(0)
    }

    /// Return the file descriptor, or -1 for a closed socket.
    #[pyfn("def fileno(self) -> int")]
    pub fn fileno(&self) -> Int {
        Int::from(self.source())
    }

    /// Give it an address.
    #[pyfn("def bind(self, address: Any, /) -> None")]
    pub fn bind(&self, address: Value) -> Result<()> {
        let address = self.address(&address, "bind")?;
        self.host()?.bind(&address).map_err(|error| failed(&error))
    }

    /// Take connections.
    #[pyfn("def listen(self, backlog: int = 128, /) -> None")]
    pub fn listen(&self, backlog: i64) -> Result<()> {
        let backlog = backlog.clamp(0, i64::from(i32::MAX)) as i32;
        self.host()?.listen(backlog).map_err(|error| failed(&error))
    }

    /// Wait for a connection: its socket, and where it comes from.
    #[pyfn("def accept(self) -> tuple[socket, Any]")]
    pub fn accept(&self) -> Result<(PySocket, Value)> {
        let (socket, address) = self.reading(Socket::accept)?;
        socket
            .set_nonblocking(true)
            .map_err(|error| failed(&error))?;
        let socket = PySocket::of(Rc::new(socket), self.0.family, self.0.kind);
        Ok((socket, address_value(&address)))
    }

    /// Connect to an address.
    #[pyfn("def connect(self, address: Any, /) -> None")]
    pub fn connect(&self, address: Value) -> Result<()> {
        let address = self.address(&address, "connect")?;
        let mut begun = false;
        self.writing(|socket| {
            if std::mem::replace(&mut begun, true) {
                return match socket.take_error()? {
                    Some(error) => Err(error),
                    None => Ok(()),
                };
            }
            socket.connect(&address)
        })
    }

    /// Connect to an address: 0, or the number of the error.
    #[pyfn("def connect_ex(self, address: Any, /) -> int")]
    pub fn connect_ex(&self, address: Value) -> Result<Int> {
        match self.connect(address) {
            Ok(()) => Ok(Int::new(0)),
            Err(error) => match error.value().quiet_find_attr("errno")? {
                Some(Value::Int(number)) => Ok(number),
                _ => Err(error),
            },
        }
    }

    /// Receive up to so many bytes; none are the end.
    #[pyfn("def recv(self, bufsize: int, flags: int = 0, /) -> bytes")]
    pub fn recv(&self, bufsize: i64, _flags: i64) -> Result<Bytes> {
        let Ok(size) = usize::try_from(bufsize) else {
            return Err(errors::value_error("negative buffersize in recv"));
        };
        let mut buffer = vec![0; size];
        let count = self.reading(|socket| socket.receive(&mut buffer))?;
        buffer.truncate(count);
        Ok(Bytes::from(buffer))
    }

    /// Receive a message of up to so many bytes, and who sent it.
    #[pyfn("def recvfrom(self, bufsize: int, flags: int = 0, /) -> tuple[bytes, Any]")]
    pub fn recvfrom(&self, bufsize: i64, _flags: i64) -> Result<(Bytes, Value)> {
        let size = usize::try_from(bufsize).unwrap_or(0);
        let (message, sender) = self.reading(|socket| socket.receive_from(size))?;
        Ok((Bytes::from(message), address_value(&sender)))
    }

    /// Send some of it: how many bytes.
    #[pyfn("def send(self, data: Any, flags: int = 0, /) -> int")]
    pub fn send(&self, data: Value, _flags: i64) -> Result<Int> {
        let bytes = bytes_of(&data)?;
        self.writing(|socket| socket.send(&bytes)).map(Int::from)
    }

    /// Send all of it.
    #[pyfn("def sendall(self, data: Any, flags: int = 0, /) -> None")]
    pub fn sendall(&self, data: Value, _flags: i64) -> Result<()> {
        let bytes = bytes_of(&data)?;
        let mut sent = 0;
        while let Some(rest) = bytes.get(sent..).filter(|rest| !rest.is_empty()) {
            sent += self.writing(|socket| socket.send(rest))?;
        }
        Ok(())
    }

    /// Send a message: how many bytes.
    #[pyfn("def sendto(self, data: Any, address: Any, /) -> int")]
    pub fn sendto(&self, data: Value, address: Value) -> Result<Int> {
        let (bytes, address) = (bytes_of(&data)?, self.address(&address, "sendto")?);
        let sent = self.writing(|socket| socket.send_to(&bytes, &address))?;
        Ok(Int::from(sent))
    }
}

#[pymethods(1)]
impl PySocket {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let kind = self.kind_number();
        let source = self.source();
        let name = match self.0.socket.borrow().as_ref().map(|socket| socket.local()) {
            Some(Ok(address)) => format!(", laddr={}", View::repr(&address_value(&address))?),
            _ => String::new(),
        };
        let closed = if self.0.socket.borrow().is_none() {
            " [closed]"
        } else {
            ""
        };
        Ok(Str::from(format!(
            "<socket.socket{closed} fd={source}, family={}, type={kind}, proto=0{name}>",
            self.family_number()
        )))
    }

    /// End a half of the connection.
    #[pyfn("def shutdown(self, how: int, /) -> None")]
    pub fn shutdown(&self, how: i64) -> Result<()> {
        let half = match how {
            0 => Half::Read,
            1 => Half::Write,
            _ => Half::Both,
        };
        self.host()?.shutdown(half).map_err(|error| failed(&error))
    }

    /// Close it.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        let socket = self.0.socket.take();
        drop(socket);
    }

    /// Its own address.
    #[pyfn("def getsockname(self) -> Any")]
    pub fn getsockname(&self) -> Result<Value> {
        let address = self.host()?.local().map_err(|error| failed(&error))?;
        Ok(address_value(&address))
    }

    /// The address of its peer.
    #[pyfn("def getpeername(self) -> Any")]
    pub fn getpeername(&self) -> Result<Value> {
        let address = self.host()?.peer().map_err(|error| failed(&error))?;
        Ok(address_value(&address))
    }

    /// Whether its calls wait.
    #[pyfn("def setblocking(self, flag: bool, /) -> None")]
    pub fn setblocking(&self, flag: bool) {
        self.0.timeout.set((!flag).then_some(0.0));
    }

    /// Return whether its calls wait.
    #[pyfn("def getblocking(self) -> bool")]
    pub fn getblocking(&self) -> bool {
        self.0.timeout.get() != Some(0.0)
    }

    /// How many seconds its calls wait.
    #[pyfn("def settimeout(self, value: float | None, /) -> None")]
    pub fn settimeout(&self, value: Option<f64>) -> Result<()> {
        if value.is_some_and(|value| value < 0.0) {
            return Err(errors::value_error("Timeout value out of range"));
        }
        self.0.timeout.set(value);
        Ok(())
    }

    /// Return how many seconds its calls wait.
    #[pyfn("def gettimeout(self) -> float | None")]
    pub fn gettimeout(&self) -> Option<f64> {
        self.0.timeout.get()
    }

    /// Change a setting. Those that are not known here keep the host's own value.
    #[pyfn("def setsockopt(self, level: int, optname: int, value: Any, /) -> None")]
    pub fn setsockopt(&self, level: i64, optname: i64, value: Value) -> Result<()> {
        let socket = self.host()?;
        let Some(setting) = setting(level, optname) else {
            return Ok(());
        };
        let value = Int::from_value(value)?.clamp_i64();
        socket.set(setting, value).map_err(|error| failed(&error))
    }

    /// Read a setting.
    #[pyfn("def getsockopt(self, level: int, optname: int, /) -> int")]
    pub fn getsockopt(&self, level: i64, optname: i64) -> Result<Int> {
        let socket = self.host()?;
        match setting(level, optname) {
            Some(setting) => socket
                .get(setting)
                .map(Int::from)
                .map_err(|error| failed(&error)),
            None if (level, optname) == (1, 4) => {
                let error = socket.take_error().map_err(|error| failed(&error))?;
                let number = error.and_then(|error| error.raw_os_error()).unwrap_or(0);
                Ok(Int::from(i64::from(number)))
            }
            None => Err(errors::os_error_from(92, "Protocol not available", None)),
        }
    }

    /// Begins a block that closes it.
    #[pyfn("def __enter__(self) -> socket")]
    pub fn enter(&self) -> PySocket {
        self.clone()
    }

    /// Closes it.
    #[pyfn("def __exit__(self, *args: Any) -> None")]
    pub fn exit(&self, _args: &[Value]) {
        self.close();
    }
}

/// Two sockets that are connected to one another.
#[pyfn("def _pair(type: int) -> tuple[socket, socket]")]
pub fn pair(kind: i64) -> Result<(PySocket, PySocket)> {
    let kind = match kind {
        SOCK_DGRAM => Kind::Datagram,
        _ => Kind::Stream,
    };
    let (a, b) = net::pair(kind).map_err(|error| failed(&error))?;
    let made = |socket: Socket| -> Result<PySocket> {
        socket
            .set_nonblocking(true)
            .map_err(|error| failed(&error))?;
        Ok(PySocket::of(Rc::new(socket), Family::Unix, kind))
    };
    Ok((made(a)?, made(b)?))
}
