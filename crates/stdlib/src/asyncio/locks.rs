//! `Lock` and `Event`, and the queue of waiters that all primitives have.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::declare::{Declared, default_repr};
use portalis_runtime::{NativeType, Result, Str, Value, errors};

use super::events::get_running_loop;
use super::exceptions::is_cancelled;
use super::futures::FutureCore;
use super::{Loop, waiting};

/// Futures that tasks wait for, first come first.
#[derive(Default)]
pub(super) struct Waiters {
    futures: RefCell<VecDeque<Rc<FutureCore>>>,
    event_loop: RefCell<Option<Loop>>,
}

impl Waiters {
    pub(super) fn len(&self) -> usize {
        self.futures.borrow().len()
    }

    /// The running loop, which is the one of the first wait. `shown` is the object for the error.
    pub(super) fn event_loop(&self, shown: impl FnOnce() -> Result<Str>) -> Result<Loop> {
        let running = get_running_loop()?;
        let bound = self.event_loop.borrow().clone();
        match bound {
            Some(bound) if !bound.same(&running) => Err(errors::runtime_error(format!(
                "{} is bound to a different event loop",
                shown()?
            ))),
            Some(bound) => Ok(bound),
            None => {
                self.event_loop.replace(Some(running.clone()));
                Ok(running)
            }
        }
    }

    /// Appends a new future.
    pub(super) fn add(&self, event_loop: &Loop) -> Rc<FutureCore> {
        let future = event_loop.new_future();
        self.futures.borrow_mut().push_back(future.clone());
        future
    }

    pub(super) fn remove(&self, future: &Rc<FutureCore>) {
        self.futures
            .borrow_mut()
            .retain(|known| !Rc::ptr_eq(known, future));
    }

    pub(super) fn pop(&self) -> Option<Rc<FutureCore>> {
        self.futures.borrow_mut().pop_front()
    }

    pub(super) fn all_cancelled(&self) -> bool {
        self.futures
            .borrow()
            .iter()
            .all(|future| future.is_cancelled())
    }

    pub(super) fn first(&self) -> Option<Rc<FutureCore>> {
        self.futures.borrow().front().cloned()
    }

    /// The futures that are not done.
    pub(super) fn pending(&self) -> Vec<Rc<FutureCore>> {
        self.futures
            .borrow()
            .iter()
            .filter(|future| !future.is_done())
            .cloned()
            .collect()
    }

    /// Waits for a future of this queue and takes it off, whatever happens.
    pub(super) async fn wait(&self, future: &Rc<FutureCore>) -> Result<()> {
        let outcome = waiting::done(future)
            .await
            .and_then(|()| future.result::<Value>());
        self.remove(future);
        outcome.map(drop)
    }
}

/// `<asyncio.locks.Lock object at 0x… [extra]>`.
pub(super) fn shown<T: NativeType + Declared>(
    handle: &T,
    state: &str,
    waiters: &str,
) -> Result<Str> {
    let object = default_repr(<T as Declared>::CLASS, handle.address());
    let object = object.as_str().trim_end_matches('>');
    Ok(Str::from(format!("{object} [{state}{waiters}]>")))
}

/// `, waiters:2`.
pub(super) fn count_waiters(waiters: &Waiters) -> String {
    match waiters.len() {
        0 => String::new(),
        count => format!(", waiters:{count}"),
    }
}

#[derive(Default)]
struct LockData {
    locked: Cell<bool>,
    waiters: Waiters,
}

/// A lock that one task at a time holds.
#[pyclass("class Lock", module = "asyncio.locks", repr)]
#[derive(Clone, Default)]
pub struct Lock(Rc<LockData>);

#[pymethods]
impl Lock {
    /// A lock that nobody holds.
    #[pyfn("def __new__(cls) -> Lock")]
    pub fn new() -> Lock {
        Lock::default()
    }

    /// Return True if the lock is held.
    #[pyfn("def locked(self) -> bool")]
    pub fn locked(&self) -> bool {
        self.0.locked.get()
    }

    /// Wait until nobody holds the lock, and hold it.
    #[pyfn("async def acquire(self) -> bool")]
    pub fn acquire(&self) -> impl Future<Output = Result<bool>> + use<> {
        let this = self.clone();
        async move {
            if !this.0.locked.get() && this.0.waiters.all_cancelled() {
                this.0.locked.set(true);
                return Ok(true);
            }
            let event_loop = this.0.waiters.event_loop(|| this.py_repr())?;
            let future = this.0.waiters.add(&event_loop);
            if let Err(error) = this.0.waiters.wait(&future).await {
                if is_cancelled(&error) && !this.0.locked.get() {
                    this.wake_first();
                }
                return Err(error);
            }
            this.0.locked.set(true);
            Ok(true)
        }
    }

    /// Let the next task have the lock.
    #[pyfn("def release(self) -> None")]
    pub fn release(&self) -> Result<()> {
        if !self.0.locked.replace(false) {
            return Err(errors::runtime_error("Lock is not acquired."));
        }
        self.wake_first();
        Ok(())
    }

    /// Acquires.
    #[pyfn("async def __aenter__(self) -> None")]
    pub fn aenter(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move { this.acquire().await.map(drop) }
    }

    /// Releases.
    #[pyfn("async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None")]
    pub fn aexit(
        &self,
        _exc_type: Value,
        _exc: Value,
        _tb: Value,
    ) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move { this.release() }
    }

    fn wake_first(&self) {
        if let Some(first) = self.0.waiters.first().filter(|first| !first.is_done()) {
            first.finish_result(Box::new(true));
        }
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = if self.0.locked.get() {
            "locked"
        } else {
            "unlocked"
        };
        shown(self, state, &count_waiters(&self.0.waiters))
    }
}

#[derive(Default)]
struct EventData {
    value: Cell<bool>,
    waiters: Waiters,
}

/// A flag that tasks can wait for.
#[pyclass("class Event", module = "asyncio.locks", repr)]
#[derive(Clone, Default)]
pub struct Event(Rc<EventData>);

#[pymethods]
impl Event {
    /// A flag that is not set.
    #[pyfn("def __new__(cls) -> Event")]
    pub fn new() -> Event {
        Event::default()
    }

    /// Return True if the flag is set.
    #[pyfn("def is_set(self) -> bool")]
    pub fn is_set(&self) -> bool {
        self.0.value.get()
    }

    /// Set the flag, and wake all who wait for it.
    #[pyfn("def set(self) -> None")]
    pub fn set(&self) {
        if !self.0.value.replace(true) {
            for future in self.0.waiters.pending() {
                future.finish_result(Box::new(true));
            }
        }
    }

    /// Reset the flag.
    #[pyfn("def clear(self) -> None")]
    pub fn clear(&self) {
        self.0.value.set(false);
    }

    /// Wait until the flag is set.
    #[pyfn("async def wait(self) -> bool")]
    pub fn wait(&self) -> impl Future<Output = Result<bool>> + use<> {
        let this = self.clone();
        async move {
            if this.0.value.get() {
                return Ok(true);
            }
            let event_loop = this.0.waiters.event_loop(|| this.py_repr())?;
            let future = this.0.waiters.add(&event_loop);
            this.0.waiters.wait(&future).await?;
            Ok(true)
        }
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = if self.0.value.get() { "set" } else { "unset" };
        shown(self, state, &count_waiters(&self.0.waiters))
    }
}
