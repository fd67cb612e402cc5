//! Streams: `open_connection`, `start_server`, and `StreamWriter`.
//!
//! `reader.rs` is the other half. Both are on a transport, whose protocol is [`StreamProtocol`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Error, Result, Str, Value, View, args, errors, raise};

use super::connections::{self, Options};
use super::futures::{FutureCore, Native};
use super::protocols::Protocol;
use super::reader::StreamReader;
use super::report::Report;
use super::servers::Factory;
use super::transports::{data_of, joined};
use super::{Loop, Server, Transport, awaitable, turn, waiting};

/// The protocol of a connection that is read and written as streams.
struct StreamProtocol {
    event_loop: Loop,
    reader: StreamReader,
    /// What a server calls for each connection, until it has.
    connected: RefCell<Option<Value>>,
    paused: Cell<bool>,
    lost: Cell<bool>,
    draining: RefCell<Vec<Rc<FutureCore>>>,
    closed: Rc<FutureCore>,
    /// As the protocol of a connection that became one of streams: itself.
    this: RefCell<std::rc::Weak<StreamProtocol>>,
}

impl StreamProtocol {
    fn new(event_loop: &Loop, limit: i64, connected: Option<Value>) -> Result<Rc<StreamProtocol>> {
        let protocol = Rc::new(StreamProtocol {
            event_loop: event_loop.clone(),
            reader: StreamReader::on(event_loop, limit)?,
            connected: RefCell::new(connected),
            paused: Cell::new(false),
            lost: Cell::new(false),
            draining: RefCell::default(),
            closed: event_loop.new_future(),
            this: RefCell::default(),
        });
        protocol.this.replace(Rc::downgrade(&protocol));
        Ok(protocol)
    }

    /// Waits until there is room to write.
    async fn drain(&self) -> Result<()> {
        if self.lost.get() {
            return Err(Error::new(
                &errors::ConnectionResetError,
                vec![Value::from("Connection lost")],
            ));
        }
        if !self.paused.get() {
            return Ok(());
        }
        let waiter = self.event_loop.new_future();
        self.draining.borrow_mut().push(waiter.clone());
        let outcome = waiting::result_of::<()>(waiter.clone()).await;
        self.draining
            .borrow_mut()
            .retain(|known| !Rc::ptr_eq(known, &waiter));
        outcome
    }

    fn tell_drainers(&self, error: Option<&Error>) {
        let waiters = self.draining.borrow().clone();
        for waiter in waiters.iter().filter(|waiter| !waiter.is_done()) {
            match error {
                Some(error) => waiter.finish_error(error.clone()),
                None => waiter.release(),
            }
        }
    }

    /// Calls what a server was given; a coroutine becomes a task.
    fn serve(self: &Rc<Self>, function: &Value, transport: &Transport) -> Result<()> {
        let writer = StreamWriter::on(transport.clone(), self.clone());
        let result = function.call(args![View::to_value(&self.reader), View::to_value(&writer)])?;
        if !awaitable::is_coroutine(&result) {
            return Ok(());
        }
        let task = awaitable::task_of(&self.event_loop, result, None, None)?;
        let transport = transport.clone();
        let on_done: Native = Rc::new(move |task: &Rc<FutureCore>| {
            if task.is_cancelled() {
                transport.close();
            } else if let Some(error) = task.error() {
                let report = Report::new("Unhandled exception in client_connected_cb")
                    .error(&error)
                    .with("transport", View::to_value(&transport));
                transport.event_loop().report(report);
                transport.close();
            }
        });
        task.add_native(&on_done);
        Ok(())
    }
}

impl Drop for StreamProtocol {
    /// Whoever does not wait for the end does not want to hear of its error.
    fn drop(&mut self) {
        self.closed.forget_error();
    }
}

impl Protocol for StreamProtocol {
    fn connected(&self, transport: &Transport) -> Result<()> {
        self.reader.connect(Some(transport.clone()));
        let function = self.connected.take();
        match (function, self.this.borrow().upgrade()) {
            (Some(function), Some(this)) => this.serve(&function, transport),
            _ => Ok(()),
        }
    }

    fn received(&self, data: Vec<u8>) -> Result<()> {
        self.reader.take(&data);
        Ok(())
    }

    fn ended(&self) -> Result<bool> {
        self.reader.feed_eof();
        Ok(true)
    }

    fn lost(&self, error: Option<&Error>) -> Result<()> {
        match error {
            Some(error) => self.reader.fail(error.clone()),
            None => self.reader.feed_eof(),
        }
        if !self.closed.is_done() {
            match error {
                Some(error) => self.closed.finish_error(error.clone()),
                None => self.closed.release(),
            }
        }
        self.lost.set(true);
        if self.paused.get() {
            self.tell_drainers(error);
        }
        self.reader.connect(None);
        Ok(())
    }

    fn pause(&self) -> Result<()> {
        self.paused.set(true);
        Ok(())
    }

    fn resume(&self) -> Result<()> {
        self.paused.set(false);
        self.tell_drainers(None);
        Ok(())
    }

    fn value(&self) -> Value {
        Value::None
    }
}

struct WriterData {
    transport: Transport,
    protocol: Rc<StreamProtocol>,
}

impl Drop for WriterData {
    /// A connection that nobody can write to any more is closed.
    fn drop(&mut self) {
        if !self.transport.is_closing() && !self.protocol.event_loop.is_closed() {
            self.transport.close();
        }
    }
}

/// Writes to a connection.
#[pyclass("class StreamWriter", module = "asyncio.streams", repr)]
#[derive(Clone)]
pub struct StreamWriter(Rc<WriterData>);

impl StreamWriter {
    fn on(transport: Transport, protocol: Rc<StreamProtocol>) -> StreamWriter {
        StreamWriter(Rc::new(WriterData {
            transport,
            protocol,
        }))
    }
}

#[pymethods]
impl StreamWriter {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<StreamWriter transport={} reader={}>",
            View::repr(&self.0.transport)?,
            View::repr(&self.0.protocol.reader)?
        )))
    }

    /// The transport.
    #[pyfn("def transport(self) -> Transport", property)]
    pub fn transport(&self) -> Transport {
        self.0.transport.clone()
    }

    /// Write, now or when there is room.
    #[pyfn("def write(self, data: Any) -> None")]
    pub fn write(&self, data: Value) -> Result<()> {
        self.0.transport.write_bytes(&data_of(&data)?)
    }

    /// Write all of these.
    #[pyfn("def writelines(self, data: Any) -> None")]
    pub fn writelines(&self, data: Value) -> Result<()> {
        self.0.transport.write_bytes(&joined(&data)?)
    }

    /// Nothing more will be written; reading goes on.
    #[pyfn("def write_eof(self) -> None")]
    pub fn write_eof(&self) {
        self.0.transport.write_eof();
    }

    /// Return whether write_eof() is supported.
    #[pyfn("def can_write_eof(self) -> bool")]
    pub fn can_write_eof(&self) -> bool {
        true
    }

    /// Close the connection when all is written.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        self.0.transport.close();
    }

    /// Return whether it is closed, or being closed.
    #[pyfn("def is_closing(self) -> bool")]
    pub fn is_closing(&self) -> bool {
        self.0.transport.is_closing()
    }

    /// Wait until it is closed.
    #[pyfn("async def wait_closed(self) -> None")]
    pub fn wait_closed(&self) -> impl Future<Output = Result<()>> + use<> {
        let closed = self.0.protocol.closed.clone();
        waiting::result_of::<()>(closed)
    }

    /// Information about the connection: 'peername', 'sockname', 'socket'.
    #[pyfn("def get_extra_info(self, name: str, default: Any = None) -> Any")]
    pub fn get_extra_info(&self, name: &str, default: Value) -> Value {
        self.0.transport.get_extra_info(name, default)
    }

    /// Wait until there is room to write.
    #[pyfn("async def drain(self) -> None")]
    pub fn drain(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            if let Some(error) = this.0.protocol.reader.error() {
                return raise(error);
            }
            if this.0.transport.is_closing() {
                turn().await?;
            }
            this.0.protocol.drain().await
        }
    }

    /// TLS is not there.
    #[pyfn("async def start_tls(self, sslcontext: Any, **options: Any) -> None")]
    pub fn start_tls(
        &self,
        _sslcontext: Value,
        _options: Vec<(Str, Value)>,
    ) -> impl Future<Output = Result<()>> + use<> {
        async move {
            Err(errors::not_implemented_error(
                "TLS is not supported: connections are not encrypted",
            ))
        }
    }
}

/// Makes the protocol of each connection of a server.
fn factory(event_loop: &Loop, limit: i64, function: Value) -> Factory {
    let event_loop = event_loop.clone();
    Box::new(move || {
        let protocol = StreamProtocol::new(&event_loop, limit, Some(function.clone()))?;
        Ok(protocol)
    })
}

/// Connect to a host: (reader, writer).
#[pyfn(
    "async def open_connection(host: Any = None, port: Any = None, *, limit: int = 65536, **options: Any) -> tuple[StreamReader, StreamWriter]"
)]
pub async fn open_connection(
    host: Value,
    port: Value,
    limit: i64,
    options: Vec<(Str, Value)>,
) -> Result<(StreamReader, StreamWriter)> {
    let options = Options::of("create_connection", options)?;
    let event_loop = connections::here()?;
    let protocol = StreamProtocol::new(&event_loop, limit, None)?;
    let made: Rc<dyn Protocol> = protocol.clone();
    let connected = connections::connect(&event_loop, || Ok(made), host, port, options);
    let transport = connected.await?;
    let reader = protocol.reader.clone();
    Ok((reader, StreamWriter::on(transport, protocol)))
}

/// Make a server that calls client_connected_cb(reader, writer) for each connection.
#[pyfn(
    "async def start_server(client_connected_cb: Any, host: Any = None, port: Any = None, *, limit: int = 65536, **options: Any) -> Server"
)]
pub async fn start_server(
    client_connected_cb: Value,
    host: Value,
    port: Value,
    limit: i64,
    options: Vec<(Str, Value)>,
) -> Result<Server> {
    let options = Options::of("create_server", options)?;
    let event_loop = connections::here()?;
    let factory = factory(&event_loop, limit, client_connected_cb);
    connections::serve(&event_loop, factory, host, port, options).await
}

/// Connect to a path of this machine: (reader, writer).
#[pyfn(
    "async def open_unix_connection(path: Any = None, *, limit: int = 65536, **options: Any) -> tuple[StreamReader, StreamWriter]"
)]
pub async fn open_unix_connection(
    path: Value,
    limit: i64,
    options: Vec<(Str, Value)>,
) -> Result<(StreamReader, StreamWriter)> {
    let options = Options::of("create_unix_connection", options)?;
    let event_loop = connections::here()?;
    let protocol = StreamProtocol::new(&event_loop, limit, None)?;
    let made: Rc<dyn Protocol> = protocol.clone();
    let transport = connections::connect_path(&event_loop, || Ok(made), path, options).await?;
    let reader = protocol.reader.clone();
    Ok((reader, StreamWriter::on(transport, protocol)))
}

/// Make a server at a path of this machine.
#[pyfn(
    "async def start_unix_server(client_connected_cb: Any, path: Any = None, *, limit: int = 65536, **options: Any) -> Server"
)]
pub async fn start_unix_server(
    client_connected_cb: Value,
    path: Value,
    limit: i64,
    options: Vec<(Str, Value)>,
) -> Result<Server> {
    let options = Options::of("create_unix_server", options)?;
    let event_loop = connections::here()?;
    let factory = factory(&event_loop, limit, client_connected_cb);
    connections::serve_path(&event_loop, factory, path, options).await
}
