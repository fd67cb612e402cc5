//! `Semaphore` and `BoundedSemaphore`.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Class, DynObject, NativeType, Result, Str, Value, errors, special};

use super::exceptions::is_cancelled;
use super::locks::{Waiters, count_waiters};
use super::object::handle_object;

/// The shared part of a semaphore.
pub struct SemaphoreData {
    value: Cell<i64>,
    /// What a bounded one may not exceed.
    bound: Option<i64>,
    waiters: Waiters,
}

/// A counter that tasks decrement, waiting while it is zero.
#[pyclass("class Semaphore", module = "asyncio.locks", manual)]
#[derive(Clone)]
pub struct Semaphore(Rc<SemaphoreData>);

/// A semaphore that is not released more often than acquired.
#[pyclass("class BoundedSemaphore(Semaphore)", module = "asyncio.locks", manual, bases = [Semaphore], address = bounded_address)]
#[derive(Clone)]
pub struct BoundedSemaphore(Semaphore);

fn bounded_address(semaphore: &BoundedSemaphore) -> usize {
    semaphore.0.address()
}

handle_object!([] Semaphore, "Semaphore");
handle_object!([] BoundedSemaphore, "BoundedSemaphore");

impl BoundedSemaphore {
    fn shared(&self) -> &Rc<SemaphoreData> {
        &self.0.0
    }

    fn of(shared: Rc<SemaphoreData>) -> Option<BoundedSemaphore> {
        shared
            .bound
            .is_some()
            .then(|| BoundedSemaphore(Semaphore(shared)))
    }
}

impl Deref for BoundedSemaphore {
    type Target = Semaphore;

    fn deref(&self) -> &Semaphore {
        &self.0
    }
}

#[pymethods]
impl BoundedSemaphore {
    /// A semaphore with a first value, which it never exceeds.
    #[pyfn("def __new__(cls, value: int = 1) -> BoundedSemaphore")]
    pub fn new(value: i64) -> Result<BoundedSemaphore> {
        Semaphore::make(value, Some(value)).map(BoundedSemaphore)
    }
}

#[pymethods]
impl Semaphore {
    /// A semaphore with a first value.
    #[pyfn("def __new__(cls, value: int = 1) -> Semaphore")]
    pub fn new(value: i64) -> Result<Semaphore> {
        Semaphore::make(value, None)
    }

    /// Return True if acquire() would wait.
    #[pyfn("def locked(self) -> bool")]
    pub fn locked(&self) -> bool {
        self.0.value.get() == 0 || !self.0.waiters.all_cancelled()
    }

    /// Decrement the counter, waiting until that is possible.
    #[pyfn("async def acquire(self) -> bool")]
    pub fn acquire(&self) -> impl Future<Output = Result<bool>> + use<> {
        let this = self.clone();
        async move {
            if !this.locked() {
                this.add(-1);
                return Ok(true);
            }
            let event_loop = this
                .0
                .waiters
                .event_loop(|| portalis_runtime::View::repr(&this))?;
            let future = this.0.waiters.add(&event_loop);
            let outcome = this.0.waiters.wait(&future).await;
            if let Err(error) = &outcome
                && is_cancelled(error)
                && future.is_done()
                && !future.is_cancelled()
            {
                // It was ours already.
                this.add(1);
            }
            while this.0.value.get() > 0 && this.wake_next() {}
            outcome.map(|()| true)
        }
    }

    /// Increment the counter, and wake a task that waits for that.
    #[pyfn("def release(self) -> None")]
    pub fn release(&self) -> Result<()> {
        if self
            .0
            .bound
            .is_some_and(|bound| self.0.value.get() >= bound)
        {
            return Err(errors::value_error(
                "BoundedSemaphore released too many times",
            ));
        }
        self.add(1);
        self.wake_next();
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
}

impl Semaphore {
    fn make(value: i64, bound: Option<i64>) -> Result<Semaphore> {
        if value < 0 {
            return Err(errors::value_error("Semaphore initial value must be >= 0"));
        }
        Ok(Semaphore(Rc::new(SemaphoreData {
            value: Cell::new(value),
            bound,
            waiters: Waiters::default(),
        })))
    }

    fn add(&self, change: i64) {
        self.0.value.set(self.0.value.get() + change);
    }

    /// Hands a unit to the first task that waits for one.
    fn wake_next(&self) -> bool {
        let Some(first) = self.0.waiters.pending().into_iter().next() else {
            return false;
        };
        self.add(-1);
        first.finish_result(Box::new(true));
        true
    }

    fn shared(&self) -> &Rc<SemaphoreData> {
        &self.0
    }

    fn of(shared: Rc<SemaphoreData>) -> Option<Semaphore> {
        Some(Semaphore(shared))
    }
}

impl DynObject for SemaphoreData {
    fn class(&self) -> Class {
        match self.bound {
            Some(_) => BoundedSemaphore::CLASS.class(),
            None => Semaphore::CLASS.class(),
        }
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "_value" => Some(Value::from(self.value.get())),
            _ => None,
        }
    }

    fn repr(&self, this: &Value) -> Result<Str> {
        let state = match self.value.get() == 0 || !self.waiters.all_cancelled() {
            true => "locked".to_string(),
            false => format!("unlocked, value:{}", self.value.get()),
        };
        let (name, at) = (DynObject::class(self).full_name(), special::address(this));
        Ok(Str::from(format!(
            "<{name} object at {at} [{state}{}]>",
            count_waiters(&self.waiters)
        )))
    }

    fn str(&self, this: &Value) -> Result<Str> {
        DynObject::repr(self, this)
    }
}
