//! `Condition`: waiting for a notification while not holding a lock.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Args, Error, Result, Str, Value, View, errors};

use super::Lock;
use super::exceptions::is_cancelled;
use super::locks::{Waiters, count_waiters, shown};

struct ConditionData {
    lock: Lock,
    waiters: Waiters,
}

/// A condition that tasks can wait for while they do not hold its lock.
#[pyclass("class Condition", module = "asyncio.locks", repr)]
#[derive(Clone)]
pub struct Condition(Rc<ConditionData>);

#[pymethods]
impl Condition {
    /// A condition on a lock, a new one where none is given.
    #[pyfn("def __new__(cls, lock: Lock | None = None) -> Condition")]
    pub fn new(lock: Option<Lock>) -> Condition {
        Condition(Rc::new(ConditionData {
            lock: lock.unwrap_or_default(),
            waiters: Waiters::default(),
        }))
    }

    /// Return True if the lock is held.
    #[pyfn("def locked(self) -> bool")]
    pub fn locked(&self) -> bool {
        self.0.lock.locked()
    }

    /// Acquire the lock.
    #[pyfn("async def acquire(self) -> bool")]
    pub fn acquire(&self) -> impl Future<Output = Result<bool>> + use<> {
        let this = self.clone();
        async move { this.0.lock.acquire().await }
    }

    /// Release the lock.
    #[pyfn("def release(self) -> None")]
    pub fn release(&self) -> Result<()> {
        self.0.lock.release()
    }

    /// Release the lock, wait until notified, and acquire the lock again.
    #[pyfn("async def wait(self) -> bool")]
    pub fn wait(&self) -> impl Future<Output = Result<bool>> + use<> {
        let this = self.clone();
        async move {
            if !this.locked() {
                return Err(errors::runtime_error("cannot wait on un-acquired lock"));
            }
            let event_loop = this.0.waiters.event_loop(|| this.py_repr())?;
            this.release()?;
            let future = this.0.waiters.add(&event_loop);
            let outcome = this.0.waiters.wait(&future).await;
            let acquired = this.acquire_again().await;
            let outcome = match acquired {
                Ok(()) => outcome,
                Err(error) => Err(error),
            };
            if outcome.is_err() {
                // This task may have been notified and cannot make use of it: another one can.
                this.notify_some(1);
            }
            outcome.map(|()| true)
        }
    }

    /// Wait until a predicate becomes true, and return its last value.
    #[pyfn("async def wait_for(self, predicate: Any) -> Any")]
    pub fn wait_for(&self, predicate: Value) -> impl Future<Output = Result<Value>> + use<> {
        let this = self.clone();
        async move {
            loop {
                let result = predicate.call(Args::new())?;
                if View::truthy(&result)? {
                    return Ok(result);
                }
                this.wait().await?;
            }
        }
    }

    /// Wake up n of the tasks that wait.
    #[pyfn("def notify(self, n: int = 1) -> None")]
    pub fn notify(&self, n: i64) -> Result<()> {
        if !self.locked() {
            return Err(errors::runtime_error("cannot notify on un-acquired lock"));
        }
        self.notify_some(n);
        Ok(())
    }

    /// Wake up all tasks that wait.
    #[pyfn("def notify_all(self) -> None")]
    pub fn notify_all(&self) -> Result<()> {
        self.notify(self.0.waiters.len() as i64)
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

    /// Acquires the lock even where the task is cancelled meanwhile; the last cancellation is raised then.
    async fn acquire_again(&self) -> Result<()> {
        let mut cancellation: Option<Error> = None;
        loop {
            match self.acquire().await {
                Ok(_) => return cancellation.map_or(Ok(()), Err),
                Err(error) if is_cancelled(&error) => cancellation = Some(error),
                Err(error) => return Err(error),
            }
        }
    }

    fn notify_some(&self, n: i64) {
        let count = usize::try_from(n).unwrap_or(0);
        for future in self.0.waiters.pending().into_iter().take(count) {
            future.finish_result(Box::new(false));
        }
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = if self.locked() { "locked" } else { "unlocked" };
        shown(self, state, &count_waiters(&self.0.waiters))
    }
}
