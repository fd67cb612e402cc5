//! `Server`: sockets that take connections, and the connections that they have taken.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_async::event_loop::Direction;
use portalis_io::net::Socket;
use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Result, Str, Tuple, Value, View, errors};

use super::awaitable::Coro;
use super::futures::FutureCore;
use super::protocols::Protocol;
use super::transports::WeakTransport;
use super::{Loop, Transport, step, turn, waiting};
use crate::_socket::{PySocket, failed};
use crate::contextvars;

/// Makes the protocol of a connection.
pub(super) type Factory = Box<dyn Fn() -> Result<Rc<dyn Protocol>>>;

/// The shared part of a server.
pub(super) struct ServerData {
    event_loop: Loop,
    factory: Factory,
    backlog: i32,
    sockets: RefCell<Option<Vec<PySocket>>>,
    clients: RefCell<Vec<WeakTransport>>,
    waiters: RefCell<Option<Vec<Rc<FutureCore>>>>,
    serving: Cell<bool>,
    for_ever: RefCell<Option<Rc<FutureCore>>>,
}

/// A server.
#[pyclass("class Server", module = "asyncio.base_events", repr)]
#[derive(Clone)]
pub struct Server(Rc<ServerData>);

impl ServerData {
    pub(super) fn attach(&self, transport: &Transport) {
        self.clients.borrow_mut().push(transport.weak());
    }

    pub(super) fn detach(&self, transport: &Transport) {
        self.clients
            .borrow_mut()
            .retain(|known| !known.is(transport));
        self.wake_if_over();
    }

    fn wake_if_over(&self) {
        if self.sockets.borrow().is_some() || !self.clients.borrow().is_empty() {
            return;
        }
        let waiters = self.waiters.take();
        for waiter in waiters.into_iter().flatten() {
            waiter.release();
        }
    }

    /// Takes the connections that are waiting: each is a task that makes a transport.
    fn take_connections(self: &Rc<Self>, listener: &PySocket) {
        let Ok(socket) = listener.host() else { return };
        for _ in 0..=self.backlog {
            let Ok((connection, _)) = socket.accept() else {
                return;
            };
            if connection.set_nonblocking(true).is_err() {
                continue;
            }
            let this = self.clone();
            let connection = PySocket::of(Rc::new(connection), listener.family(), listener.kind());
            let body = async move { this.serve_connection(connection).await };
            let body = Coro::of_future("BaseSelectorEventLoop._accept_connection2", body);
            // A loop that is closed takes no connections.
            drop(step::spawn(
                &self.event_loop,
                body,
                None,
                contextvars::copy_context(),
            ));
        }
    }

    async fn serve_connection(self: Rc<Self>, connection: PySocket) -> Result<()> {
        let outcome = async {
            let protocol = (self.factory)()?;
            let waiter = self.event_loop.new_future();
            let made =
                Transport::start(&self.event_loop, connection, protocol, Some(&self), &waiter)?;
            waiting::done(&waiter).await.inspect_err(|_| made.close())
        };
        let Err(error) = outcome.await else {
            return Ok(());
        };
        if super::exceptions::is_cancelled(&error) || super::exceptions::is_exit(&error) {
            return Err(error);
        }
        let message = "Error on transport creation for incoming connection";
        self.event_loop
            .report(super::report::Report::new(message).error(&error));
        Ok(())
    }
}

impl Server {
    pub(super) fn on(
        event_loop: &Loop,
        sockets: Vec<PySocket>,
        factory: Factory,
        backlog: i32,
    ) -> Server {
        Server(Rc::new(ServerData {
            event_loop: event_loop.clone(),
            factory,
            backlog,
            sockets: RefCell::new(Some(sockets)),
            clients: RefCell::default(),
            waiters: RefCell::new(Some(Vec::new())),
            serving: Cell::new(false),
            for_ever: RefCell::default(),
        }))
    }

    pub(super) fn begin(&self) -> Result<()> {
        if self.0.serving.replace(true) {
            return Ok(());
        }
        let sockets = self.0.sockets.borrow().clone().unwrap_or_default();
        for listener in sockets {
            let socket = listener.host()?;
            let backlog = self.0.backlog;
            socket.listen(backlog).map_err(|error| failed(&error))?;
            let (this, context) = (self.0.clone(), contextvars::copy_context());
            let source = socket.source();
            let take = move || {
                let _ = context.enter(|| this.take_connections(&listener));
            };
            let inner = self.0.event_loop.inner();
            inner
                .watch(source, Direction::Read, take)
                .map_err(|error| failed(&error))?;
        }
        Ok(())
    }
}

/// Sockets by what they are watched by.
fn source_of(socket: &Socket) -> i64 {
    socket.source()
}

#[pymethods]
impl Server {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let sockets = Value::Tuple(self.sockets());
        Ok(Str::from(format!(
            "<Server sockets={}>",
            View::repr(&sockets)?
        )))
    }

    /// Its sockets; none when it is closed.
    #[pyfn("def sockets(self) -> tuple[Any, ...]", property)]
    pub fn sockets(&self) -> Tuple<Value> {
        let sockets = self.0.sockets.borrow().clone().unwrap_or_default();
        let values: Vec<Value> = sockets.iter().map(View::to_value).collect();
        Tuple::from(values)
    }

    /// Return the event loop.
    #[pyfn("def get_loop(self) -> _UnixSelectorEventLoop")]
    pub fn get_loop(&self) -> Loop {
        self.0.event_loop.clone()
    }

    /// Return whether it takes connections.
    #[pyfn("def is_serving(self) -> bool")]
    pub fn is_serving(&self) -> bool {
        self.0.serving.get()
    }

    /// Take no more connections; those that there are go on.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) {
        let Some(sockets) = self.0.sockets.take() else {
            return;
        };
        for listener in &sockets {
            if let Ok(socket) = listener.host() {
                let inner = self.0.event_loop.inner();
                inner.unwatch(source_of(&socket), Direction::Read);
            }
            listener.close();
        }
        self.0.serving.set(false);
        if let Some(future) = self.0.for_ever.take() {
            future.cancel(None);
        }
        self.0.wake_if_over();
    }

    /// Close the connections.
    #[pyfn("def close_clients(self) -> None")]
    pub fn close_clients(&self) {
        let clients = self.0.clients.borrow().clone();
        for client in clients.iter().filter_map(WeakTransport::upgrade) {
            client.close();
        }
    }

    /// Close the connections at once.
    #[pyfn("def abort_clients(self) -> None")]
    pub fn abort_clients(&self) {
        let clients = self.0.clients.borrow().clone();
        for client in clients.iter().filter_map(WeakTransport::upgrade) {
            client.abort();
        }
    }

    /// Take connections from now on.
    #[pyfn("async def start_serving(self) -> None")]
    pub fn start_serving(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            this.begin()?;
            turn().await
        }
    }

    /// Take connections until this is cancelled.
    #[pyfn("async def serve_forever(self) -> None")]
    pub fn serve_forever(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            if this.0.for_ever.borrow().is_some() {
                return Err(errors::runtime_error(format!(
                    "server {} is already being awaited on serve_forever()",
                    this.py_repr()?
                )));
            }
            if this.0.sockets.borrow().is_none() {
                return Err(errors::runtime_error(format!(
                    "server {} is closed",
                    this.py_repr()?
                )));
            }
            this.begin()?;
            let future = this.0.event_loop.new_future();
            this.0.for_ever.replace(Some(future.clone()));
            let outcome = waiting::result_of::<()>(future).await;
            this.0.for_ever.take();
            if outcome.is_err() {
                this.close();
                this.wait_closed().await?;
            }
            outcome
        }
    }

    /// Wait until it is closed and all its connections are.
    #[pyfn("async def wait_closed(self) -> None")]
    pub fn wait_closed(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            let waiter = this.0.event_loop.new_future();
            match &mut *this.0.waiters.borrow_mut() {
                Some(waiters) => waiters.push(waiter.clone()),
                None => return Ok(()),
            }
            waiting::result_of::<()>(waiter).await
        }
    }

    /// Begins a block that closes it.
    #[pyfn("async def __aenter__(self) -> Server")]
    pub fn aenter(&self) -> impl Future<Output = Result<Server>> + use<> {
        let this = self.clone();
        async move { Ok(this) }
    }

    /// Closes it.
    #[pyfn("async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None")]
    pub fn aexit(
        &self,
        _exc_type: Value,
        _exc: Value,
        _tb: Value,
    ) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            this.close();
            this.wait_closed().await
        }
    }
}
