//! How connections and servers come about: names are looked up, sockets made, bound and connected.
//!
//! *Invariant:* the order of things, and how many turns they take, is that of CPython's `BaseEventLoop`.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;

use portalis_async::event_loop::Direction;
use portalis_io::net::{Address, Family, Kind, Setting, Socket};
use portalis_macros::pymethods;
use portalis_runtime::{Args, Error, List, Object, Result, Str, Tuple, Value, View, errors};

use super::awaitable::coroutine_value;
use super::events::get_running_loop;
use super::protocols::{Own, Protocol};
use super::servers::Factory;
use super::{Loop, Server, Transport, turn, waiting};
use crate::_socket::{PySocket, address_value, failed, lookup, port_of};

/// What else can be said of a connection or server.
pub(super) struct Options(Vec<(Str, Value)>);

impl Options {
    /// Those that this library knows; others are CPython's TypeError, and TLS is not there.
    pub(super) fn of(function: &str, given: Vec<(Str, Value)>) -> Result<Options> {
        const KNOWN: [&str; 22] = [
            "family",
            "proto",
            "flags",
            "sock",
            "local_addr",
            "backlog",
            "reuse_address",
            "reuse_port",
            "keep_alive",
            "start_serving",
            "happy_eyeballs_delay",
            "interleave",
            "all_errors",
            "ssl",
            "server_hostname",
            "ssl_handshake_timeout",
            "ssl_shutdown_timeout",
            "loop",
            "limit",
            "path",
            "cleanup_socket",
            "context",
        ];
        for (name, value) in &given {
            if !KNOWN.contains(&name.as_str()) {
                return Err(errors::type_error(format!(
                    "{function}() got an unexpected keyword argument '{name}'"
                )));
            }
            if name.as_str() == "ssl" && View::truthy(value)? {
                return Err(errors::not_implemented_error(
                    "TLS is not supported: connections are not encrypted",
                ));
            }
        }
        Ok(Options(given))
    }

    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let found = self.0.iter().find(|(known, _)| known.as_str() == name);
        found
            .map(|(_, value)| value.clone())
            .filter(|value| !value.is_none())
    }

    fn flag(&self, name: &str, default: bool) -> Result<bool> {
        self.get(name)
            .map_or(Ok(default), |value| View::truthy(&value))
    }

    fn family(&self) -> Result<Option<Family>> {
        let number = self.get("family").map(portalis_runtime::Int::from_value);
        Ok(match number.transpose()?.map(|number| number.clamp_i64()) {
            Some(2) => Some(Family::V4),
            Some(10) => Some(Family::V6),
            _ => None,
        })
    }

    fn socket(&self) -> Result<Option<PySocket>> {
        self.get("sock").map(PySocket::from_value).transpose()
    }
}

/// The addresses of a host. Asking for a name takes two turns, as an executor's answer does.
async fn resolve(host: &str, port: u16, family: Option<Family>) -> Result<Vec<SocketAddr>> {
    if host.parse::<IpAddr>().is_err() {
        turn().await?;
        turn().await?;
    }
    let mut found = lookup(host, port)?;
    match family {
        Some(Family::V4) => found.retain(SocketAddr::is_ipv4),
        Some(Family::V6) => found.retain(SocketAddr::is_ipv6),
        _ => {}
    }
    Ok(found)
}

fn family_of(address: &Address) -> Family {
    match address {
        Address::Net(SocketAddr::V4(_)) => Family::V4,
        Address::Net(SocketAddr::V6(_)) => Family::V6,
        Address::Path(_) => Family::Unix,
    }
}

fn made(address: &Address) -> Result<PySocket> {
    let family = family_of(address);
    let socket = Socket::new(family, Kind::Stream).map_err(|error| failed(&error))?;
    socket
        .set_nonblocking(true)
        .map_err(|error| failed(&error))?;
    Ok(PySocket::of(Rc::new(socket), family, Kind::Stream))
}

/// Waits until a socket is ready once.
async fn ready(event_loop: &Loop, socket: &Rc<Socket>, direction: Direction) -> Result<()> {
    let future = event_loop.new_future();
    let told = future.clone();
    let inner = event_loop.inner();
    inner
        .watch(socket.source(), direction, move || told.release())
        .map_err(|error| failed(&error))?;
    let outcome = waiting::result_of::<()>(future).await;
    event_loop.inner().unwatch(socket.source(), direction);
    outcome
}

/// Connects a socket, which takes as long as it takes.
pub(super) async fn connect_socket(
    event_loop: &Loop,
    handle: &PySocket,
    address: &Address,
) -> Result<()> {
    let socket = handle.host()?;
    match socket.connect(address) {
        Ok(()) => return Ok(()),
        // EINPROGRESS
        Err(error)
            if error.kind() == ErrorKind::WouldBlock || error.raw_os_error() == Some(115) => {}
        Err(error) => return Err(failed(&error)),
    }
    ready(event_loop, &socket, Direction::Write).await?;
    match socket.take_error().map_err(|error| failed(&error))? {
        None => Ok(()),
        Some(error) => {
            let shown = View::repr(&address_value(address))?;
            let number = i64::from(error.raw_os_error().unwrap_or_default());
            let text = format!("Connect call failed {shown}");
            Err(errors::os_error_from(number, text, None))
        }
    }
}

/// Connects to the first address that takes a connection.
async fn connect_to(event_loop: &Loop, addresses: Vec<Address>) -> Result<PySocket> {
    let mut failures: Vec<Error> = Vec::new();
    for address in addresses {
        let handle = made(&address)?;
        match connect_socket(event_loop, &handle, &address).await {
            Ok(()) => return Ok(handle),
            Err(error) => {
                handle.close();
                if !error.is(&errors::OSError) {
                    return Err(error);
                }
                failures.push(error);
            }
        }
    }
    Err(summary(failures)?)
}

/// The error of several attempts.
fn summary(mut failures: Vec<Error>) -> Result<Error> {
    let shown = |error: &Error| View::str(&error.value());
    let texts: Result<Vec<Str>> = failures.iter().map(shown).collect();
    let texts = texts?;
    if failures.is_empty() {
        return Ok(errors::os_error("getaddrinfo() returned empty list"));
    }
    if texts.iter().all(|text| Some(text) == texts.first()) {
        return Ok(failures.remove(0));
    }
    let texts: Vec<&str> = texts.iter().map(Str::as_str).collect();
    Ok(errors::os_error(format!(
        "Multiple exceptions: {}",
        texts.join(", ")
    )))
}

/// A transport on a socket that is connected.
async fn transport_on(
    event_loop: &Loop,
    handle: PySocket,
    protocol: Rc<dyn Protocol>,
) -> Result<Transport> {
    let waiter = event_loop.new_future();
    let transport = Transport::start(event_loop, handle, protocol, None, &waiter)?;
    match waiting::result_of::<()>(waiter).await {
        Ok(()) => Ok(transport),
        Err(error) => {
            transport.close();
            Err(error)
        }
    }
}

/// `create_connection`: `make` is called when there is a connection.
pub(super) async fn connect(
    event_loop: &Loop,
    make: impl FnOnce() -> Result<Rc<dyn Protocol>>,
    host: Value,
    port: Value,
    options: Options,
) -> Result<Transport> {
    let given = options.socket()?;
    if (!host.is_none() || !port.is_none()) && given.is_some() {
        return Err(errors::value_error(
            "host/port and sock can not be specified at the same time",
        ));
    }
    let handle = match given {
        Some(handle) => handle,
        None if host.is_none() && port.is_none() => {
            return Err(errors::value_error(
                "host and port was not specified and no sock specified",
            ));
        }
        None => {
            let host = host_text(&host)?;
            let port = port_of(&port)?;
            let found = resolve(&host, port, options.family()?).await?;
            let addresses = found.into_iter().map(Address::Net).collect();
            connect_to(event_loop, addresses).await?
        }
    };
    transport_on(event_loop, handle, make()?).await
}

/// `create_unix_connection`.
pub(super) async fn connect_path(
    event_loop: &Loop,
    make: impl FnOnce() -> Result<Rc<dyn Protocol>>,
    path: Value,
    options: Options,
) -> Result<Transport> {
    let handle = match options.socket()? {
        Some(handle) => handle,
        None if path.is_none() => {
            return Err(errors::value_error("no path and sock were specified"));
        }
        None => {
            let address = Address::Path(path_text(&path)?);
            let handle = made(&address)?;
            let connected = connect_socket(event_loop, &handle, &address).await;
            connected.inspect_err(|_| handle.close())?;
            handle
        }
    };
    transport_on(event_loop, handle, make()?).await
}

fn host_text(host: &Value) -> Result<String> {
    match host {
        Value::None => Ok("localhost".to_owned()),
        Value::Bytes(bytes) => Ok(String::from_utf8_lossy(bytes.as_slice()).into_owned()),
        host => Ok(Str::from_value(host.clone())?.to_string()),
    }
}

fn path_text(path: &Value) -> Result<String> {
    match path.quiet_find_attr("__fspath__")? {
        Some(method) => Ok(View::str(&method.call(Args::new())?)?.to_string()),
        None => Ok(View::str(path)?.to_string()),
    }
}

/// The hosts of a server: none is all interfaces.
fn hosts_of(host: &Value) -> Result<Vec<String>> {
    match host {
        Value::None => Ok(vec!["0.0.0.0".to_owned(), "::".to_owned()]),
        Value::Str(text) if text.as_str().is_empty() => hosts_of(&Value::None),
        Value::Str(text) => Ok(vec![text.to_string()]),
        many => many.iter()?.map(|host| host_text(&host?)).collect(),
    }
}

/// A socket at an address, for a server.
fn bound(address: &Address, options: &Options) -> Result<PySocket> {
    let handle = made(address)?;
    let socket = handle.host()?;
    let set = |setting| socket.set(setting, 1).map_err(|error| failed(&error));
    if family_of(address) != Family::Unix {
        if options.flag("reuse_address", true)? {
            set(Setting::ReuseAddress)?;
        }
        if options.flag("reuse_port", false)? {
            set(Setting::ReusePort)?;
        }
    }
    if family_of(address) == Family::V6 {
        set(Setting::OnlyV6)?;
    }
    socket.bind(address).map_err(|error| {
        let number = i64::from(error.raw_os_error().unwrap_or_default());
        let shown = View::repr(&address_value(address)).unwrap_or_default();
        let reason = View::str(&failed(&error).value()).unwrap_or_default();
        let text = format!(
            "error while attempting to bind on address {shown}: {}",
            reason.as_str().to_lowercase()
        );
        errors::os_error_from(number, text, None)
    })?;
    Ok(handle)
}

fn backlog_of(options: &Options) -> Result<i32> {
    let backlog = match options.get("backlog") {
        Some(backlog) => portalis_runtime::Int::from_value(backlog)?.clamp_i64(),
        None => 100,
    };
    Ok(i32::try_from(backlog).unwrap_or(i32::MAX))
}

/// `create_server`.
pub(super) async fn serve(
    event_loop: &Loop,
    factory: Factory,
    host: Value,
    port: Value,
    options: Options,
) -> Result<Server> {
    let given = options.socket()?;
    if (!host.is_none() || !port.is_none()) && given.is_some() {
        return Err(errors::value_error(
            "host/port and sock can not be specified at the same time",
        ));
    }
    let sockets = match given {
        Some(handle) => vec![handle],
        None if host.is_none() && port.is_none() => {
            return Err(errors::value_error(
                "Neither host/port nor sock were specified",
            ));
        }
        None => {
            let port = port_of(&port)?;
            let all_interfaces = hosts_of(&host)?.len() > 1 && !matches!(host, Value::List(_));
            let addresses = addresses_of(hosts_of(&host)?, port, options.family()?).await?;
            let mut sockets = Vec::new();
            for address in addresses {
                match bound(&address, &options) {
                    Ok(handle) => sockets.push(handle),
                    // A machine without IPv6 serves what it has.
                    Err(_) if all_interfaces && family_of(&address) == Family::V6 => {}
                    Err(error) => return Err(error),
                }
            }
            sockets
        }
    };
    started(event_loop, sockets, factory, &options).await
}

/// `create_unix_server`.
pub(super) async fn serve_path(
    event_loop: &Loop,
    factory: Factory,
    path: Value,
    options: Options,
) -> Result<Server> {
    let handle = match options.socket()? {
        Some(handle) => handle,
        None if path.is_none() => {
            return Err(errors::value_error(
                "path was not specified, and no sock specified",
            ));
        }
        None => {
            let path = path_text(&path)?;
            // A socket that an earlier server has left is replaced.
            let _ = std::fs::remove_file(&path);
            bound(&Address::Path(path), &options)?
        }
    };
    started(event_loop, vec![handle], factory, &options).await
}

async fn started(
    event_loop: &Loop,
    sockets: Vec<PySocket>,
    factory: Factory,
    options: &Options,
) -> Result<Server> {
    let server = Server::on(event_loop, sockets, factory, backlog_of(options)?);
    if options.flag("start_serving", true)? {
        server.begin()?;
        turn().await?;
    }
    Ok(server)
}

/// The addresses of all hosts; each host is looked up by a task.
async fn addresses_of(
    hosts: Vec<String>,
    port: u16,
    family: Option<Family>,
) -> Result<Vec<Address>> {
    let task = |host: String| {
        let name = "BaseEventLoop._create_server_getaddrinfo";
        coroutine_value(name, async move {
            let found = resolve(&host, port, family).await?;
            let texts = found
                .into_iter()
                .map(|address| Value::from(address.to_string()));
            Ok(Value::Tuple(Tuple::from(texts.collect::<Vec<_>>())))
        })
    };
    let tasks: Vec<Value> = hosts.into_iter().map(task).collect();
    let found: List<Value> = super::gather_outcomes(&tasks, false)?.await?;
    let mut addresses = Vec::new();
    for one in found.to_vec() {
        for text in one.iter()? {
            let text = View::str(&text?)?;
            if let Ok(address) = text.as_str().parse() {
                let address = Address::Net(address);
                if !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
        }
    }
    Ok(addresses)
}

/// What makes protocols: the program's function.
pub(super) fn factory_of(function: Value) -> Factory {
    Box::new(move || {
        let protocol = function.call(Args::new())?;
        Ok(Rc::new(Own(protocol)))
    })
}

#[pymethods(2)]
impl Loop {
    /// Connect to a host, and return (transport, protocol).
    #[pyfn(
        "async def create_connection(self, protocol_factory: Any, host: Any = None, port: Any = None, **options: Any) -> tuple[Transport, Any]"
    )]
    pub fn create_connection(
        &self,
        protocol_factory: Value,
        host: Value,
        port: Value,
        options: Vec<(Str, Value)>,
    ) -> impl Future<Output = Result<(Transport, Value)>> + use<> {
        let this = self.clone();
        async move {
            let options = Options::of("create_connection", options)?;
            let make = factory_of(protocol_factory);
            let transport = connect(&this, make, host, port, options).await?;
            let protocol = transport.get_protocol();
            Ok((transport, protocol))
        }
    }

    /// Connect to a path of this machine, and return (transport, protocol).
    #[pyfn(
        "async def create_unix_connection(self, protocol_factory: Any, path: Any = None, **options: Any) -> tuple[Transport, Any]"
    )]
    pub fn create_unix_connection(
        &self,
        protocol_factory: Value,
        path: Value,
        options: Vec<(Str, Value)>,
    ) -> impl Future<Output = Result<(Transport, Value)>> + use<> {
        let this = self.clone();
        async move {
            let options = Options::of("create_unix_connection", options)?;
            let make = factory_of(protocol_factory);
            let transport = connect_path(&this, make, path, options).await?;
            let protocol = transport.get_protocol();
            Ok((transport, protocol))
        }
    }

    /// Make a server.
    #[pyfn(
        "async def create_server(self, protocol_factory: Any, host: Any = None, port: Any = None, **options: Any) -> Server"
    )]
    pub fn create_server(
        &self,
        protocol_factory: Value,
        host: Value,
        port: Value,
        options: Vec<(Str, Value)>,
    ) -> impl Future<Output = Result<Server>> + use<> {
        let this = self.clone();
        async move {
            let options = Options::of("create_server", options)?;
            serve(&this, factory_of(protocol_factory), host, port, options).await
        }
    }

    /// Make a server at a path of this machine.
    #[pyfn(
        "async def create_unix_server(self, protocol_factory: Any, path: Any = None, **options: Any) -> Server"
    )]
    pub fn create_unix_server(
        &self,
        protocol_factory: Value,
        path: Value,
        options: Vec<(Str, Value)>,
    ) -> impl Future<Output = Result<Server>> + use<> {
        let this = self.clone();
        async move {
            let options = Options::of("create_unix_server", options)?;
            serve_path(&this, factory_of(protocol_factory), path, options).await
        }
    }

    /// Have a callback called whenever a file descriptor is ready to be read.
    #[pyfn("def add_reader(self, fd: Any, callback: Any, *args: Any) -> None")]
    pub fn add_reader(&self, fd: Value, callback: Value, args: &[Value]) -> Result<()> {
        self.watch_for(&fd, Direction::Read, callback, args)
    }

    /// End what add_reader() began: whether there was such a callback.
    #[pyfn("def remove_reader(self, fd: Any) -> bool")]
    pub fn remove_reader(&self, fd: Value) -> Result<bool> {
        self.check_closed()?;
        Ok(self.inner().unwatch(source_of(&fd)?, Direction::Read))
    }

    /// Have a callback called whenever a file descriptor is ready to be written.
    #[pyfn("def add_writer(self, fd: Any, callback: Any, *args: Any) -> None")]
    pub fn add_writer(&self, fd: Value, callback: Value, args: &[Value]) -> Result<()> {
        self.watch_for(&fd, Direction::Write, callback, args)
    }

    /// End what add_writer() began: whether there was such a callback.
    #[pyfn("def remove_writer(self, fd: Any) -> bool")]
    pub fn remove_writer(&self, fd: Value) -> Result<bool> {
        self.check_closed()?;
        Ok(self.inner().unwatch(source_of(&fd)?, Direction::Write))
    }

    /// Receive up to so many bytes from a socket that does not block.
    #[pyfn("async def sock_recv(self, sock: Any, n: int) -> bytes")]
    pub fn sock_recv(
        &self,
        sock: Value,
        n: i64,
    ) -> impl Future<Output = Result<portalis_runtime::Bytes>> + use<> {
        let this = self.clone();
        async move {
            let socket = PySocket::from_value(sock)?.host()?;
            let mut buffer = vec![0; usize::try_from(n).unwrap_or(0)];
            loop {
                match socket.receive(&mut buffer) {
                    Ok(count) => {
                        buffer.truncate(count);
                        return Ok(portalis_runtime::Bytes::from(buffer));
                    }
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        ready(&this, &socket, Direction::Read).await?;
                    }
                    Err(error) => return Err(failed(&error)),
                }
            }
        }
    }

    /// Send all of it over a socket that does not block.
    #[pyfn("async def sock_sendall(self, sock: Any, data: Any) -> None")]
    pub fn sock_sendall(
        &self,
        sock: Value,
        data: Value,
    ) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            let socket = PySocket::from_value(sock)?.host()?;
            let bytes = crate::_socket::bytes_of(&data)?;
            let mut sent = 0;
            while let Some(rest) = bytes.get(sent..).filter(|rest| !rest.is_empty()) {
                match socket.send(rest) {
                    Ok(count) => sent += count,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        ready(&this, &socket, Direction::Write).await?;
                    }
                    Err(error) => return Err(failed(&error)),
                }
            }
            Ok(())
        }
    }

    /// Connect a socket that does not block.
    #[pyfn("async def sock_connect(self, sock: Any, address: Any) -> None")]
    pub fn sock_connect(
        &self,
        sock: Value,
        address: Value,
    ) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            let handle = PySocket::from_value(sock)?;
            let address = crate::_socket::address_of(&address, handle.family(), "connect")?;
            connect_socket(&this, &handle, &address).await
        }
    }

    /// Take a connection of a socket that does not block.
    #[pyfn("async def sock_accept(self, sock: Any) -> tuple[Any, Any]")]
    pub fn sock_accept(&self, sock: Value) -> impl Future<Output = Result<(Value, Value)>> + use<> {
        let this = self.clone();
        async move {
            let handle = PySocket::from_value(sock)?;
            let socket = handle.host()?;
            loop {
                match socket.accept() {
                    Ok((connection, address)) => {
                        connection
                            .set_nonblocking(true)
                            .map_err(|error| failed(&error))?;
                        let connection =
                            PySocket::of(Rc::new(connection), handle.family(), handle.kind());
                        connection.setblocking(false);
                        return Ok((View::to_value(&connection), address_value(&address)));
                    }
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        ready(&this, &socket, Direction::Read).await?;
                    }
                    Err(error) => return Err(failed(&error)),
                }
            }
        }
    }

    fn watch_for(
        &self,
        fd: &Value,
        direction: Direction,
        callback: Value,
        args: &[Value],
    ) -> Result<()> {
        self.check_closed()?;
        let (this, args) = (self.clone(), args.to_vec());
        let context = crate::contextvars::copy_context();
        let call = move || {
            super::handles::call_now(&this, &callback, Args::positional(args.clone()), &context);
        };
        let source = source_of(fd)?;
        let watched = self.inner().watch(source, direction, call);
        watched.map_err(|error| failed(&error))
    }
}

/// The file descriptor that an object stands for.
fn source_of(fd: &Value) -> Result<i64> {
    let number = match fd {
        Value::Int(number) => number.clone(),
        other => match other.quiet_find_attr("fileno")? {
            Some(method) => portalis_runtime::Int::from_value(method.call(Args::new())?)?,
            None => {
                return Err(errors::value_error(format!(
                    "Invalid file object: {}",
                    View::repr(other)?
                )));
            }
        },
    };
    match number.clamp_i64() {
        number if number < 0 => Err(errors::value_error(format!(
            "Invalid file descriptor: {number}"
        ))),
        number => Ok(number),
    }
}

/// The running loop, for the functions of the module.
pub(super) fn here() -> Result<Loop> {
    get_running_loop()
}
