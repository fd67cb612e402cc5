//! `StreamReader`: what has come in, read by lines, sizes and separators.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Bytes, Error, Object, Result, Str, Value, View, errors, raise};

use super::exceptions::{incomplete_read, limit_overrun};
use super::futures::FutureCore;
use super::{Loop, Transport, waiting};
use crate::_socket::bytes_of;

/// How much a reader takes in before it asks its transport to pause, by default.
pub(super) const LIMIT: i64 = 64 * 1024;

struct Data {
    event_loop: Loop,
    limit: usize,
    buffer: RefCell<Vec<u8>>,
    ended: Cell<bool>,
    waiter: RefCell<Option<Rc<FutureCore>>>,
    error: RefCell<Option<Error>>,
    transport: RefCell<Option<Transport>>,
    paused: Cell<bool>,
}

/// What a connection brings.
#[pyclass("class StreamReader", module = "asyncio.streams", repr)]
#[derive(Clone)]
pub struct StreamReader(Rc<Data>);

/// What a search for separators comes to.
enum Found {
    /// What is before the first of them, and that.
    Chunk(Bytes),
    /// The stream has ended without one: all that was left.
    End(Bytes),
    /// None within the limit: the message, and how much may be taken off.
    Overrun(&'static str, usize),
}

impl StreamReader {
    pub(super) fn on(event_loop: &Loop, limit: i64) -> Result<StreamReader> {
        let limit = usize::try_from(limit).unwrap_or(0);
        if limit == 0 {
            return Err(errors::value_error("Limit cannot be <= 0"));
        }
        Ok(StreamReader(Rc::new(Data {
            event_loop: event_loop.clone(),
            limit,
            buffer: RefCell::default(),
            ended: Cell::new(false),
            waiter: RefCell::default(),
            error: RefCell::default(),
            transport: RefCell::default(),
            paused: Cell::new(false),
        })))
    }

    pub(super) fn connect(&self, transport: Option<Transport>) {
        let old = self.0.transport.replace(transport);
        drop(old);
    }

    pub(super) fn error(&self) -> Option<Error> {
        self.0.error.borrow().clone()
    }

    pub(super) fn fail(&self, error: Error) {
        self.0.error.replace(Some(error.clone()));
        if let Some(waiter) = self.0.waiter.take()
            && !waiter.is_done()
        {
            waiter.finish_error(error);
        }
    }

    pub(super) fn take(&self, data: &[u8]) {
        if data.is_empty() {
            return;
        }
        self.0.buffer.borrow_mut().extend_from_slice(data);
        self.wake();
        let transport = self.0.transport.borrow().clone();
        if let Some(transport) = transport
            && !self.0.paused.get()
            && self.0.buffer.borrow().len() > 2 * self.0.limit
        {
            transport.pause_reading();
            self.0.paused.set(true);
        }
    }

    fn wake(&self) {
        if let Some(waiter) = self.0.waiter.take() {
            waiter.release();
        }
    }

    fn resume_transport(&self) {
        if self.0.paused.get() && self.0.buffer.borrow().len() <= self.0.limit {
            self.resume();
        }
    }

    fn resume(&self) {
        self.0.paused.set(false);
        if let Some(transport) = &*self.0.transport.borrow() {
            transport.resume_reading();
        }
    }

    fn check(&self) -> Result<()> {
        match self.error() {
            Some(error) => raise(error),
            None => Ok(()),
        }
    }

    /// Waits until something comes in, or the end.
    async fn wait_for_data(&self, function: &str) -> Result<()> {
        if self.0.waiter.borrow().is_some() {
            return Err(errors::runtime_error(format!(
                "{function}() called while another coroutine is already waiting for incoming data"
            )));
        }
        if self.0.paused.get() {
            self.resume();
        }
        let waiter = self.0.event_loop.new_future();
        self.0.waiter.replace(Some(waiter.clone()));
        let outcome = waiting::result_of::<()>(waiter).await;
        let waiter = self.0.waiter.take();
        drop(waiter);
        outcome
    }

    /// The first so many bytes, or all if there are fewer.
    fn cut(&self, size: usize) -> Bytes {
        let mut buffer = self.0.buffer.borrow_mut();
        if size >= buffer.len() {
            return Bytes::from(std::mem::take(&mut *buffer));
        }
        let rest = buffer.split_off(size);
        Bytes::from(std::mem::replace(&mut *buffer, rest))
    }

    async fn until(&self, separators: &[Vec<u8>]) -> Result<Bytes> {
        Ok(match self.find(separators).await? {
            Found::Chunk(chunk) => chunk,
            Found::End(rest) => return Err(incomplete_read(rest, None)),
            Found::Overrun(text, consumed) => return Err(limit_overrun(text, consumed)),
        })
    }

    async fn find(&self, separators: &[Vec<u8>]) -> Result<Found> {
        let shortest = separators.iter().map(Vec::len).min().unwrap_or(0);
        let longest = separators.iter().map(Vec::len).max().unwrap_or(0);
        if separators.is_empty() {
            return Err(errors::value_error(
                "Separator should contain at least one element",
            ));
        }
        if shortest == 0 {
            return Err(errors::value_error(
                "Separator should be at least one-byte string",
            ));
        }
        self.check()?;
        let mut offset = 0;
        let (start, end) = loop {
            let length = self.0.buffer.borrow().len();
            if length >= offset + shortest {
                if let Some(found) = first_of(separators, &self.0.buffer.borrow(), offset) {
                    break found;
                }
                offset = (length + 1).saturating_sub(longest);
                if offset > self.0.limit {
                    let text = "Separator is not found, and chunk exceed the limit";
                    return Ok(Found::Overrun(text, offset));
                }
            }
            if self.0.ended.get() {
                return Ok(Found::End(self.cut(usize::MAX)));
            }
            self.wait_for_data("readuntil").await?;
        };
        if start > self.0.limit {
            let text = "Separator is found, but chunk is longer than limit";
            return Ok(Found::Overrun(text, start));
        }
        let chunk = self.cut(end);
        self.resume_transport();
        Ok(Found::Chunk(chunk))
    }

    async fn line(&self) -> Result<Bytes> {
        let (text, consumed) = match self.find(&[b"\n".to_vec()]).await? {
            Found::Chunk(line) | Found::End(line) => return Ok(line),
            Found::Overrun(text, consumed) => (text, consumed),
        };
        if self.0.buffer.borrow().get(consumed) == Some(&b'\n') {
            self.cut(consumed + 1);
        } else {
            self.cut(usize::MAX);
        }
        self.resume_transport();
        let _handling = portalis_runtime::handling(&limit_overrun(text, consumed));
        raise(errors::value_error(text))
    }

    async fn up_to(&self, n: i64) -> Result<Bytes> {
        self.check()?;
        if n == 0 {
            return Ok(Bytes::default());
        }
        let Ok(size) = usize::try_from(n) else {
            let mut all = Vec::new();
            loop {
                let limit = i64::try_from(self.0.limit).unwrap_or(i64::MAX);
                let block = Box::pin(self.up_to(limit)).await?;
                if block.as_slice().is_empty() {
                    return Ok(Bytes::from(all));
                }
                all.extend_from_slice(block.as_slice());
            }
        };
        if self.0.buffer.borrow().is_empty() && !self.0.ended.get() {
            self.wait_for_data("read").await?;
        }
        let data = self.cut(size);
        self.resume_transport();
        Ok(data)
    }

    async fn exactly(&self, n: i64) -> Result<Bytes> {
        let Ok(size) = usize::try_from(n) else {
            return Err(errors::value_error(
                "readexactly size can not be less than zero",
            ));
        };
        self.check()?;
        while self.0.buffer.borrow().len() < size {
            if self.0.ended.get() {
                return Err(incomplete_read(self.cut(usize::MAX), Some(size)));
            }
            self.wait_for_data("readexactly").await?;
        }
        let data = self.cut(size);
        self.resume_transport();
        Ok(data)
    }
}

/// Where the separator that ends first is, from `offset` on: its start and end.
fn first_of(separators: &[Vec<u8>], buffer: &[u8], offset: usize) -> Option<(usize, usize)> {
    let rest = buffer.get(offset..)?;
    let find = |separator: &Vec<u8>| {
        let at = rest
            .windows(separator.len())
            .position(|part| part == separator.as_slice())?;
        Some((offset + at, offset + at + separator.len()))
    };
    separators
        .iter()
        .filter_map(find)
        .min_by_key(|(_, end)| *end)
}

#[pymethods]
impl StreamReader {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let data = &self.0;
        let mut info = vec!["StreamReader".to_owned()];
        let size = data.buffer.borrow().len();
        if size > 0 {
            info.push(format!("{size} bytes"));
        }
        if data.ended.get() {
            info.push("eof".to_owned());
        }
        if data.limit as i64 != LIMIT {
            info.push(format!("limit={}", data.limit));
        }
        if let Some(waiter) = &*data.waiter.borrow() {
            info.push(format!(
                "waiter={}",
                View::repr(&Value::Object(waiter.clone()))?
            ));
        }
        if let Some(error) = &*data.error.borrow() {
            info.push(format!("exception={}", View::repr(&error.value())?));
        }
        if let Some(transport) = &*data.transport.borrow() {
            info.push(format!("transport={}", View::repr(transport)?));
        }
        if data.paused.get() {
            info.push("paused".to_owned());
        }
        Ok(Str::from(format!("<{}>", info.join(" "))))
    }

    /// A reader that is fed by hand.
    #[pyfn("def __new__(cls, limit: int = 65536, loop: Any = None) -> StreamReader")]
    pub fn new(limit: i64, event_loop: Value) -> Result<StreamReader> {
        let event_loop = match event_loop.is_none() {
            true => super::get_event_loop()?,
            false => Loop::from_value(event_loop)?,
        };
        StreamReader::on(&event_loop, limit)
    }

    /// Read up to n bytes; -1 is all there is until the end.
    #[pyfn("async def read(self, n: int = -1) -> bytes")]
    pub fn read(&self, n: i64) -> impl Future<Output = Result<Bytes>> + use<> {
        let this = self.clone();
        async move { this.up_to(n).await }
    }

    /// Read a line, with its end.
    #[pyfn("async def readline(self) -> bytes")]
    pub fn readline(&self) -> impl Future<Output = Result<Bytes>> + use<> {
        let this = self.clone();
        async move { this.line().await }
    }

    /// Read n bytes, or raise IncompleteReadError.
    #[pyfn("async def readexactly(self, n: int) -> bytes")]
    pub fn readexactly(&self, n: i64) -> impl Future<Output = Result<Bytes>> + use<> {
        let this = self.clone();
        async move { this.exactly(n).await }
    }

    /// Read up to a separator, which is part of what is read; or to one of several.
    #[pyfn("async def readuntil(self, separator: Any = ...) -> bytes")]
    pub fn readuntil(
        &self,
        separator: Option<Value>,
    ) -> impl Future<Output = Result<Bytes>> + use<> {
        let this = self.clone();
        async move {
            let separators = match separator {
                None => vec![b"\n".to_vec()],
                Some(Value::Tuple(many)) => {
                    let many: Result<Vec<_>> = many.to_vec().iter().map(bytes_of).collect();
                    many?
                }
                Some(one) => vec![bytes_of(&one)?],
            };
            this.until(&separators).await
        }
    }

    /// Return True if all is read and nothing more will come.
    #[pyfn("def at_eof(self) -> bool")]
    pub fn at_eof(&self) -> bool {
        self.0.ended.get() && self.0.buffer.borrow().is_empty()
    }

    /// Something has come in.
    #[pyfn("def feed_data(self, data: Any) -> None")]
    pub fn feed_data(&self, data: Value) -> Result<()> {
        if self.0.ended.get() {
            let text = Value::from("feed_data after feed_eof");
            return Err(Error::new(&errors::AssertionError, vec![text]));
        }
        self.take(&bytes_of(&data)?);
        Ok(())
    }

    /// Nothing more will come.
    #[pyfn("def feed_eof(self) -> None")]
    pub fn feed_eof(&self) {
        self.0.ended.set(true);
        self.wake();
    }

    /// Return the exception that reading fails with, or None.
    #[pyfn("def exception(self) -> Any")]
    pub fn exception(&self) -> Value {
        self.error().map_or(Value::None, |error| error.value())
    }

    /// Has reading fail.
    #[pyfn("def set_exception(self, exc: Any) -> None")]
    pub fn set_exception(&self, exc: Value) {
        if let Some(error) = Error::of_value(&exc) {
            self.fail(error);
        }
    }

    /// Whose bytes these are.
    #[pyfn("def set_transport(self, transport: Any) -> None")]
    pub fn set_transport(&self, transport: Value) {
        self.connect(Transport::from_value(transport).ok());
    }

    /// Its lines.
    #[pyfn("def __aiter__(self) -> StreamReader")]
    pub fn aiter(&self) -> StreamReader {
        self.clone()
    }

    /// The next line.
    #[pyfn("async def __anext__(self) -> bytes")]
    pub fn anext(&self) -> impl Future<Output = Result<Bytes>> + use<> {
        let this = self.clone();
        async move {
            let line = this.line().await?;
            match line.as_slice().is_empty() {
                true => Err(Error::new(&errors::StopAsyncIteration, Vec::new())),
                false => Ok(line),
            }
        }
    }
}
