//! Messages: `create_datagram_endpoint`, and its transport, as CPython's `_SelectorDatagramTransport` behaves.
//!
//! *Invariant:* what the protocol is told, it is told in a handle of the loop, in the context in which the transport was made.

use std::cell::Cell;
use std::io::ErrorKind;
use std::rc::Rc;

use portalis_async::event_loop::Direction;
use portalis_io::net::{Address, Family, Kind, Setting, Socket};
use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Args, Bytes, Dict, Error, Object, Result, Str, Value, View, args, errors};

use super::handles::call_now;
use super::{Loop, waiting};
use crate::_socket::{PySocket, address_of, address_value, bytes_of, failed};
use crate::contextvars::{self, Context};

/// How large a message may be.
const MESSAGE_SIZE: usize = 256 * 1024;

struct Data {
    event_loop: Loop,
    context: Context,
    handle: PySocket,
    protocol: Value,
    /// The peer that it is connected to.
    peer: Option<Value>,
    extra: Dict<Value, Value>,
    closing: Cell<bool>,
}

/// A socket for messages.
#[pyclass("class DatagramTransport", module = "asyncio.transports")]
#[derive(Clone)]
pub struct DatagramTransport(Rc<Data>);

impl DatagramTransport {
    fn soon(&self, call: impl FnOnce(&DatagramTransport) + 'static) {
        let this = self.clone();
        self.0.event_loop.push(move || call(&this));
    }

    fn tell(&self, method: &str, args: Args) {
        let told = self.0.protocol.quiet_get_attr(method);
        match told {
            Ok(function) => call_now(&self.0.event_loop, &function, args, &self.0.context),
            Err(error) => {
                let report = super::report::Report::new("Fatal error on transport");
                self.0.event_loop.report(report.error(&error));
            }
        }
    }

    fn begin_reading(&self) {
        let this = self.clone();
        let inner = self.0.event_loop.inner();
        let watched = inner.watch(self.0.handle.source(), Direction::Read, move || this.read());
        if let Err(error) = watched {
            self.tell("error_received", args![failed(&error).value()]);
        }
    }

    fn read(&self) {
        let Ok(socket) = self.0.handle.host() else {
            return;
        };
        match socket.receive_from(MESSAGE_SIZE) {
            Ok((message, sender)) => {
                let message = Value::Bytes(Bytes::from(message));
                self.tell("datagram_received", args![message, address_value(&sender)]);
            }
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(error) => self.tell("error_received", args![failed(&error).value()]),
        }
    }

    fn end(&self) {
        if self.0.closing.replace(true) {
            return;
        }
        let inner = self.0.event_loop.inner();
        inner.unwatch(self.0.handle.source(), Direction::Read);
        self.soon(|this| {
            this.tell("connection_lost", args![Value::None]);
            this.0.handle.close();
        });
    }
}

#[pymethods]
impl DatagramTransport {
    /// Send a message, to the peer or to an address.
    #[pyfn("def sendto(self, data: Any, addr: Any = None) -> None")]
    pub fn sendto(&self, data: Value, addr: Value) -> Result<()> {
        let bytes = bytes_of(&data)?;
        if let Some(peer) = &self.0.peer
            && !addr.is_none()
            && !Object::equals(peer, &addr)?
        {
            return Err(errors::value_error(format!(
                "Invalid address: must be None or {}",
                View::repr(peer)?
            )));
        }
        let socket = self.0.handle.host()?;
        let sent = match &self.0.peer {
            Some(_) => socket.send(&bytes),
            None => {
                let address = address_of(&addr, self.0.handle.family(), "sendto")?;
                socket.send_to(&bytes, &address)
            }
        };
        match sent {
            Ok(_) => {}
            // As the network does with a message that there is no room for.
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => self.tell("error_received", args![failed(&error).value()]),
        }
        Ok(())
    }

    /// Close it.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        self.end();
    }

    /// Close it at once.
    #[pyfn("def abort(self) -> None")]
    pub fn abort(&self) {
        self.end();
    }

    /// Return whether it is closed, or being closed.
    #[pyfn("def is_closing(self) -> bool")]
    pub fn is_closing(&self) -> bool {
        self.0.closing.get()
    }

    /// Its protocol.
    #[pyfn("def get_protocol(self) -> Any")]
    pub fn get_protocol(&self) -> Value {
        self.0.protocol.clone()
    }

    /// Information about it: 'peername', 'sockname', 'socket'.
    #[pyfn("def get_extra_info(self, name: str, default: Any = None) -> Any")]
    pub fn get_extra_info(&self, name: &str, default: Value) -> Value {
        self.0.extra.find_name(name).unwrap_or(default)
    }
}

/// The options that are given and not None.
fn option(options: &[(Str, Value)], name: &str) -> Option<Value> {
    let found = options.iter().find(|(known, _)| known.as_str() == name);
    found
        .map(|(_, value)| value.clone())
        .filter(|value| !value.is_none())
}

fn socket_for(options: &[(Str, Value)]) -> Result<(PySocket, Option<Address>)> {
    if let Some(given) = option(options, "sock") {
        return Ok((PySocket::from_value(given)?, None));
    }
    let is_v6 = option(options, "family").and_then(|family| family.as_int()) == Some(10.into());
    let family = if is_v6 { Family::V6 } else { Family::V4 };
    let address = |name: &str| -> Result<Option<Address>> {
        let given = option(options, name);
        given.map(|at| address_of(&at, family, "bind")).transpose()
    };
    let (local, remote) = (address("local_addr")?, address("remote_addr")?);
    if local.is_none() && remote.is_none() && option(options, "family").is_none() {
        return Err(errors::value_error("unexpected address family"));
    }
    let made = || -> std::io::Result<Socket> {
        let socket = Socket::new(family, Kind::Datagram)?;
        socket.set_nonblocking(true)?;
        if option(options, "allow_broadcast").is_some() {
            socket.set(Setting::Broadcast, 1)?;
        }
        if option(options, "reuse_port").is_some() {
            socket.set(Setting::ReusePort, 1)?;
        }
        if let Some(local) = &local {
            socket.bind(local)?;
        }
        if let Some(remote) = &remote {
            socket.connect(remote)?;
        }
        Ok(socket)
    };
    let socket = made().map_err(|error| failed(&error))?;
    Ok((
        PySocket::of(Rc::new(socket), family, Kind::Datagram),
        remote,
    ))
}

async fn open(
    event_loop: Loop,
    factory: Value,
    options: Vec<(Str, Value)>,
) -> Result<(DatagramTransport, Value)> {
    let (handle, remote) = socket_for(&options)?;
    let protocol: Value = factory.call(Args::new())?;
    let extra = Dict::new();
    extra.insert_name("socket", View::to_value(&handle));
    let local = handle.host()?.local();
    let local: std::result::Result<Value, Error> = local
        .map(|address| address_value(&address))
        .map_err(|error| failed(&error));
    extra.insert_name("sockname", local?);
    let peer = remote.as_ref().map(address_value);
    extra.insert_name("peername", peer.clone().unwrap_or_default());
    let transport = DatagramTransport(Rc::new(Data {
        event_loop: event_loop.clone(),
        context: contextvars::copy_context(),
        handle,
        protocol: protocol.clone(),
        peer,
        extra,
        closing: Cell::new(false),
    }));
    transport.soon(|this| this.tell("connection_made", args![View::to_value(this)]));
    transport.soon(DatagramTransport::begin_reading);
    let waiter = event_loop.new_future();
    let made = waiter.clone();
    transport.soon(move |_| made.release());
    waiting::result_of::<()>(waiter).await?;
    Ok((transport, protocol))
}

#[pymethods(4)]
impl Loop {
    /// Make a socket for messages, and return (transport, protocol).
    #[pyfn(
        "async def create_datagram_endpoint(self, protocol_factory: Any, local_addr: Any = None, remote_addr: Any = None, **options: Any) -> tuple[DatagramTransport, Any]"
    )]
    pub fn create_datagram_endpoint(
        &self,
        protocol_factory: Value,
        local_addr: Value,
        remote_addr: Value,
        mut options: Vec<(Str, Value)>,
    ) -> impl Future<Output = Result<(DatagramTransport, Value)>> + use<> {
        options.push((Str::from("local_addr"), local_addr));
        options.push((Str::from("remote_addr"), remote_addr));
        open(self.clone(), protocol_factory, options)
    }
}
