//! `Transport`: one connection on the event loop, as CPython's `_SelectorSocketTransport` behaves.
//!
//! *Invariant:* what the protocol is told, it is told in a handle of the loop, in the context in which the transport was made.

use std::cell::{Cell, RefCell};
use std::io::ErrorKind;
use std::rc::{Rc, Weak};

use portalis_async::event_loop::Direction;
use portalis_io::net::Half;
use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Dict, Error, Int, Result, Str, Value, View, errors};

use super::Loop;
use super::futures::FutureCore;
use super::protocols::{Own, Protocol};
use super::report::Report;
use super::servers::ServerData;
use crate::_socket::{PySocket, address_value, bytes_of, failed};
use crate::contextvars::{self, Context};

/// How much is read at a time.
const READ_SIZE: usize = 256 * 1024;
/// From how many bytes on the protocol is asked to pause.
const HIGH_WATER: usize = 64 * 1024;

struct Data {
    event_loop: Loop,
    context: Context,
    /// Its file descriptor, as long as it is open.
    source: i64,
    handle: PySocket,
    protocol: RefCell<Option<Rc<dyn Protocol>>>,
    server: RefCell<Option<Rc<ServerData>>>,
    extra: Dict<Value, Value>,
    buffer: RefCell<Vec<u8>>,
    closing: Cell<bool>,
    /// How often something was to be written since the connection was lost.
    lost: Cell<u32>,
    ended: Cell<bool>,
    reading_paused: Cell<bool>,
    protocol_paused: Cell<bool>,
    connected: Cell<bool>,
    high: Cell<usize>,
    low: Cell<usize>,
}

/// A connection.
#[pyclass("class Transport", module = "asyncio.transports", repr)]
#[derive(Clone)]
pub struct Transport(Rc<Data>);

/// A transport that nobody is kept alive by.
#[derive(Clone)]
pub(super) struct WeakTransport(Weak<Data>);

impl WeakTransport {
    pub(super) fn upgrade(&self) -> Option<Transport> {
        self.0.upgrade().map(Transport)
    }

    pub(super) fn is(&self, other: &Transport) -> bool {
        std::ptr::eq(self.0.as_ptr(), Rc::as_ptr(&other.0))
    }
}

/// How many bytes are to be written, and from where on.
fn limits(high: Option<i64>, low: Option<i64>) -> Result<(usize, usize)> {
    let default = HIGH_WATER as i64;
    let high = high.unwrap_or_else(|| low.map_or(default, |low| low.saturating_mul(4)));
    let low = low.unwrap_or(high.div_euclid(4));
    if high < low || low < 0 {
        return Err(errors::value_error(format!(
            "high ({high}) must be >= low ({low}) must be >= 0"
        )));
    }
    let size = |size: i64| usize::try_from(size).unwrap_or(usize::MAX);
    Ok((size(high), size(low)))
}

impl Transport {
    /// A transport for a socket that is connected: its protocol is told on the next turn, then reading begins, then
    /// `waiter` is done.
    pub(super) fn start(
        event_loop: &Loop,
        handle: PySocket,
        protocol: Rc<dyn Protocol>,
        server: Option<&Rc<ServerData>>,
        waiter: &Rc<FutureCore>,
    ) -> Result<Transport> {
        let socket = handle.host()?;
        let extra = Dict::new();
        extra.insert_name("socket", View::to_value(&handle));
        for (name, address) in [("sockname", socket.local()), ("peername", socket.peer())] {
            let address = address.map_or(Value::None, |address| address_value(&address));
            extra.insert_name(name, address);
        }
        let transport = Transport(Rc::new(Data {
            event_loop: event_loop.clone(),
            context: contextvars::copy_context(),
            source: socket.source(),
            handle,
            protocol: RefCell::new(Some(protocol)),
            server: RefCell::new(server.cloned()),
            extra,
            buffer: RefCell::default(),
            closing: Cell::new(false),
            lost: Cell::new(0),
            ended: Cell::new(false),
            reading_paused: Cell::new(false),
            protocol_paused: Cell::new(false),
            connected: Cell::new(true),
            high: Cell::new(HIGH_WATER),
            low: Cell::new(HIGH_WATER / 4),
        }));
        if let Some(server) = server {
            server.attach(&transport);
        }
        transport.tell_soon("connection_made", |this| match this.protocol() {
            Some(protocol) => protocol.connected(this),
            None => Ok(()),
        });
        transport.soon(|this| {
            if !this.0.closing.get() && !this.0.reading_paused.get() {
                this.begin_reading();
            }
        });
        let waiter = waiter.clone();
        transport.soon(move |_| waiter.release());
        Ok(transport)
    }

    pub(super) fn weak(&self) -> WeakTransport {
        WeakTransport(Rc::downgrade(&self.0))
    }

    pub(super) fn event_loop(&self) -> &Loop {
        &self.0.event_loop
    }

    fn protocol(&self) -> Option<Rc<dyn Protocol>> {
        self.0.protocol.borrow().clone()
    }

    fn soon(&self, call: impl FnOnce(&Transport) + 'static) {
        let this = self.clone();
        self.0.event_loop.push(move || {
            // A context that is entered already is somebody else's mistake, and reported there.
            let _ = this.0.context.enter(|| call(&this));
        });
    }

    /// As [`Transport::soon`]; an error is reported as that of a callback of this name.
    fn tell_soon(&self, name: &'static str, call: impl FnOnce(&Transport) -> Result<()> + 'static) {
        self.soon(move |this| {
            let Err(error) = call(this) else { return };
            if super::exceptions::is_exit(&error) {
                this.0.event_loop.exit(error);
                return;
            }
            let report = Report::new(format!("Exception in callback {name}()"));
            this.0.event_loop.report(report.error(&error));
        });
    }

    fn begin_reading(&self) {
        let this = self.clone();
        let call = move || {
            let _ = this.0.context.enter(|| this.read());
        };
        let inner = self.0.event_loop.inner();
        if let Err(error) = inner.watch(self.0.source, Direction::Read, call) {
            self.fail(failed(&error), "Fatal error on transport");
        }
    }

    fn end_reading(&self) {
        let inner = self.0.event_loop.inner();
        inner.unwatch(self.0.source, Direction::Read);
    }

    fn end_writing(&self) {
        let inner = self.0.event_loop.inner();
        inner.unwatch(self.0.source, Direction::Write);
    }

    /// There is something to read.
    fn read(&self) {
        if self.0.lost.get() > 0 {
            return;
        }
        let Some(protocol) = self.protocol() else {
            return;
        };
        let mut buffer = vec![0; READ_SIZE];
        let Ok(socket) = self.0.handle.host() else {
            return;
        };
        let count = match socket.receive(&mut buffer) {
            Ok(count) => count,
            Err(error) if is_temporary(&error) => return,
            Err(error) => {
                return self.fail(failed(&error), "Fatal read error on socket transport");
            }
        };
        buffer.truncate(count);
        buffer.shrink_to_fit();
        let outcome = match count {
            0 => protocol.ended().map(|keeps| match keeps {
                true => self.end_reading(),
                false => self.close(),
            }),
            _ => protocol.received(buffer),
        };
        if let Err(error) = outcome {
            let method = if count == 0 {
                "eof_received"
            } else {
                "data_received"
            };
            let text = format!("Fatal error: protocol.{method}() call failed.");
            self.fail(error, &text);
        }
    }

    /// There is room to write.
    fn write_rest(&self) {
        if self.0.lost.get() > 0 {
            return;
        }
        let Ok(socket) = self.0.handle.host() else {
            return;
        };
        let sent = socket.send(&self.0.buffer.borrow());
        match sent {
            Ok(count) => {
                self.0.buffer.borrow_mut().drain(..count);
            }
            Err(error) if is_temporary(&error) => return,
            Err(error) => {
                self.end_writing();
                self.0.buffer.borrow_mut().clear();
                return self.fail(failed(&error), "Fatal write error on socket transport");
            }
        }
        self.maybe_resume();
        if !self.0.buffer.borrow().is_empty() {
            return;
        }
        self.end_writing();
        if self.0.closing.get() {
            self.lose(None);
        } else if self.0.ended.get() {
            self.shut_down();
        }
    }

    /// Nothing more will be written. A connection that is gone already has no half to shut down.
    fn shut_down(&self) {
        if let Ok(socket) = self.0.handle.host() {
            let _ = socket.shutdown(Half::Write);
        }
    }

    fn maybe_pause(&self) {
        let size = self.0.buffer.borrow().len();
        if size > self.0.high.get() && !self.0.protocol_paused.replace(true) {
            self.tell_protocol("protocol.pause_writing() failed", |protocol| {
                protocol.pause()
            });
        }
    }

    fn maybe_resume(&self) {
        let size = self.0.buffer.borrow().len();
        if self.0.protocol_paused.get() && size <= self.0.low.get() {
            self.0.protocol_paused.set(false);
            self.tell_protocol("protocol.resume_writing() failed", |protocol| {
                protocol.resume()
            });
        }
    }

    fn tell_protocol(&self, failure: &str, call: impl FnOnce(&dyn Protocol) -> Result<()>) {
        let Some(protocol) = self.protocol() else {
            return;
        };
        if let Err(error) = call(&*protocol) {
            let report = self.about(Report::new(failure)).error(&error);
            self.0.event_loop.report(report);
        }
    }

    fn about(&self, report: Report) -> Report {
        let protocol = self
            .protocol()
            .map_or(Value::None, |protocol| protocol.value());
        report
            .with("transport", View::to_value(self))
            .with("protocol", protocol)
    }

    /// What cannot be mended has gone wrong. Errors of the network are the protocol's to hear of; others are reported.
    fn fail(&self, error: Error, message: &str) {
        if super::exceptions::is_exit(&error) {
            self.0.event_loop.exit(error);
            return;
        }
        if !error.is(&errors::OSError) {
            let report = self.about(Report::new(message)).error(&error);
            self.0.event_loop.report(report);
        }
        self.force_close(Some(error));
    }

    pub(super) fn force_close(&self, error: Option<Error>) {
        if self.0.lost.get() > 0 {
            return;
        }
        if !self.0.buffer.borrow().is_empty() {
            self.0.buffer.borrow_mut().clear();
            self.end_writing();
        }
        if !self.0.closing.replace(true) {
            self.end_reading();
        }
        self.0.lost.set(self.0.lost.get() + 1);
        self.lose_soon(error);
    }

    fn lose_soon(&self, error: Option<Error>) {
        self.soon(move |this| this.lose(error));
    }

    /// The end: the protocol is told, the socket closed.
    fn lose(&self, error: Option<Error>) {
        if !self.0.connected.replace(false) {
            return;
        }
        self.end_reading();
        self.end_writing();
        let protocol = self.0.protocol.take();
        let outcome = protocol.map_or(Ok(()), |protocol| protocol.lost(error.as_ref()));
        self.0.handle.close();
        let server = self.0.server.take();
        if let Some(server) = server {
            server.detach(self);
        }
        if let Err(error) = outcome {
            let report =
                Report::new("Exception in callback _SelectorTransport._call_connection_lost()");
            self.0.event_loop.report(report.error(&error));
        }
    }

    pub(super) fn write_bytes(&self, bytes: &[u8]) -> Result<()> {
        if self.0.ended.get() {
            return Err(errors::runtime_error(
                "Cannot call write() after write_eof()",
            ));
        }
        if bytes.is_empty() {
            return Ok(());
        }
        if self.0.lost.get() > 0 {
            if self.0.lost.get() >= 5 {
                super::report::warn("socket.send() raised exception.");
            }
            self.0.lost.set(self.0.lost.get() + 1);
            return Ok(());
        }
        let mut rest = bytes;
        if self.0.buffer.borrow().is_empty() {
            match self.0.handle.host()?.send(bytes) {
                Ok(count) => rest = bytes.get(count..).unwrap_or_default(),
                Err(error) if is_temporary(&error) => {}
                Err(error) => {
                    self.fail(failed(&error), "Fatal write error on socket transport");
                    return Ok(());
                }
            }
            if rest.is_empty() {
                return Ok(());
            }
            self.begin_writing();
        }
        self.0.buffer.borrow_mut().extend_from_slice(rest);
        self.maybe_pause();
        Ok(())
    }

    fn begin_writing(&self) {
        let this = self.clone();
        let call = move || {
            let _ = this.0.context.enter(|| this.write_rest());
        };
        let inner = self.0.event_loop.inner();
        if let Err(error) = inner.watch(self.0.source, Direction::Write, call) {
            self.fail(failed(&error), "Fatal error on transport");
        }
    }
}

/// It is worth another try.
fn is_temporary(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

#[pymethods]
impl Transport {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let data = &self.0;
        let mut info = vec!["_SelectorSocketTransport".to_owned()];
        if data.handle.source() < 0 {
            info.push("closed".to_owned());
        } else if data.closing.get() {
            info.push("closing".to_owned());
        }
        info.push(format!("fd={}", data.source));
        if data.handle.source() >= 0 {
            let reading = if self.is_reading() { "polling" } else { "idle" };
            let size = data.buffer.borrow().len();
            let writing = if size > 0 { "polling" } else { "idle" };
            info.push(format!("read={reading}"));
            info.push(format!("write=<{writing}, bufsize={size}>"));
        }
        Ok(Str::from(format!("<{}>", info.join(" "))))
    }

    /// Information about the connection: 'peername', 'sockname', 'socket'.
    #[pyfn("def get_extra_info(self, name: str, default: Any = None) -> Any")]
    pub fn get_extra_info(&self, name: &str, default: Value) -> Value {
        self.0.extra.find_name(name).unwrap_or(default)
    }

    /// Return whether it is closed, or being closed.
    #[pyfn("def is_closing(self) -> bool")]
    pub fn is_closing(&self) -> bool {
        self.0.closing.get()
    }

    /// Close it when all is written.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        if self.0.closing.replace(true) {
            return;
        }
        self.end_reading();
        if self.0.buffer.borrow().is_empty() {
            self.0.lost.set(self.0.lost.get() + 1);
            self.end_writing();
            self.lose_soon(None);
        }
    }

    /// Close it at once.
    #[pyfn("def abort(self) -> None")]
    pub fn abort(&self) {
        self.force_close(None);
    }

    /// Write, now or when there is room.
    #[pyfn("def write(self, data: Any) -> None")]
    pub fn write(&self, data: Value) -> Result<()> {
        self.write_bytes(&data_of(&data)?)
    }

    /// Write all of these.
    #[pyfn("def writelines(self, list_of_data: Any) -> None")]
    pub fn writelines(&self, list_of_data: Value) -> Result<()> {
        self.write_bytes(&joined(&list_of_data)?)
    }

    /// Nothing more will be written; reading goes on.
    #[pyfn("def write_eof(self) -> None")]
    pub fn write_eof(&self) {
        if self.0.closing.get() || self.0.ended.replace(true) {
            return;
        }
        if self.0.buffer.borrow().is_empty() {
            self.shut_down();
        }
    }

    /// Return whether write_eof() is supported.
    #[pyfn("def can_write_eof(self) -> bool")]
    pub fn can_write_eof(&self) -> bool {
        true
    }

    /// Set the protocol.
    #[pyfn("def set_protocol(self, protocol: Any) -> None")]
    pub fn set_protocol(&self, protocol: Value) {
        let old = self.0.protocol.replace(Some(Rc::new(Own(protocol))));
        drop(old);
    }

    /// Return the protocol.
    #[pyfn("def get_protocol(self) -> Any")]
    pub fn get_protocol(&self) -> Value {
        self.protocol()
            .map_or(Value::None, |protocol| protocol.value())
    }

    /// Read no more for the time being.
    #[pyfn("def pause_reading(self) -> None")]
    pub fn pause_reading(&self) {
        if self.is_reading() {
            self.0.reading_paused.set(true);
            self.end_reading();
        }
    }

    /// Go on reading.
    #[pyfn("def resume_reading(self) -> None")]
    pub fn resume_reading(&self) {
        if !self.0.closing.get() && self.0.reading_paused.replace(false) {
            self.begin_reading();
        }
    }

    /// Return whether it is reading.
    #[pyfn("def is_reading(self) -> bool")]
    pub fn is_reading(&self) -> bool {
        !self.0.closing.get() && !self.0.reading_paused.get()
    }

    /// Set between which sizes of the buffer the protocol pauses.
    #[pyfn(
        "def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None"
    )]
    pub fn set_write_buffer_limits(&self, high: Option<Int>, low: Option<Int>) -> Result<()> {
        let number = |number: Int| number.clamp_i64();
        let (high, low) = limits(high.map(number), low.map(number))?;
        self.0.high.set(high);
        self.0.low.set(low);
        self.maybe_pause();
        Ok(())
    }

    /// Return (low, high).
    #[pyfn("def get_write_buffer_limits(self) -> tuple[int, int]")]
    pub fn get_write_buffer_limits(&self) -> (Int, Int) {
        (Int::from(self.0.low.get()), Int::from(self.0.high.get()))
    }

    /// Return how much there is to write.
    #[pyfn("def get_write_buffer_size(self) -> int")]
    pub fn get_write_buffer_size(&self) -> Int {
        Int::from(self.0.buffer.borrow().len())
    }
}

/// What is to be written.
pub(super) fn data_of(value: &Value) -> Result<Vec<u8>> {
    bytes_of(value).map_err(|_| {
        errors::type_error(format!(
            "data argument must be a bytes-like object, not '{}'",
            value.class_name()
        ))
    })
}

pub(super) fn joined(parts: &Value) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for (at, part) in parts.iter()?.enumerate() {
        let part = part?;
        let bytes = bytes_of(&part).map_err(|_| {
            errors::type_error(format!(
                "sequence item {at}: expected a bytes-like object, {} found",
                part.class_name()
            ))
        })?;
        all.extend(bytes);
    }
    Ok(all)
}
