//! [`AsyncSemaphore`], which locks and bounded channels are made of.
//!
//! Permits are handed over: those that are returned go to whoever has waited longest, who cannot be overtaken. A large
//! request at the head of the queue holds back small ones behind it.

use super::wait_list::{WaitList, lock};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A number of permits that tasks take and give back.
///
/// ```
/// use portalis_async::{AsyncRuntime, AsyncSemaphore};
///
/// AsyncRuntime::new().block_on(async {
///     let connections = AsyncSemaphore::new(2);
///     let first = connections.acquire().await;
///     assert_eq!(connections.available_permits(), 1);
///     drop(first);
///     assert_eq!(connections.available_permits(), 2);
/// });
/// ```
#[derive(Clone)]
pub struct AsyncSemaphore {
    permits: Arc<Permits>,
}

impl AsyncSemaphore {
    /// A semaphore with this many permits.
    pub fn new(permits: usize) -> Self {
        Self {
            permits: Arc::new(Permits::new(permits)),
        }
    }

    /// Waits for a permit, which is given back when dropped.
    pub async fn acquire(&self) -> Permit {
        self.acquire_many(1).await
    }

    /// Waits for several permits at a time. More than there will ever be is waited for for ever.
    pub async fn acquire_many(&self, count: usize) -> Permit {
        // Nobody can close the permits of a semaphore.
        let _ = self.permits.acquire(count).await;
        Permit {
            permits: Arc::clone(&self.permits),
            count,
        }
    }

    /// A permit, if there is one and nobody waits.
    pub fn try_acquire(&self) -> Option<Permit> {
        let acquired = self.permits.try_acquire(1) == Ok(true);
        acquired.then(|| Permit {
            permits: Arc::clone(&self.permits),
            count: 1,
        })
    }

    /// Adds permits for good.
    pub fn add_permits(&self, count: usize) {
        self.permits.release(count);
    }

    /// The permits that nobody holds.
    pub fn available_permits(&self) -> usize {
        lock(&self.permits.state).available
    }
}

impl fmt::Debug for AsyncSemaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncSemaphore")
            .field("available", &self.available_permits())
            .finish()
    }
}

/// Permits of an [`AsyncSemaphore`], given back when dropped.
#[must_use = "a permit that is dropped is given back"]
pub struct Permit {
    permits: Arc<Permits>,
    count: usize,
}

impl Permit {
    /// Keeps the permits for ever.
    pub fn forget(mut self) {
        self.count = 0;
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.permits.release(self.count);
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit")
            .field("count", &self.count)
            .finish()
    }
}

/// The permits were closed: there will be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Closed;

/// A semaphore as its users inside the crate see it: permits are numbers, and can be closed.
pub(crate) struct Permits {
    state: Mutex<State>,
}

struct State {
    available: usize,
    closed: bool,
    waiting: WaitList<usize>,
}

impl Permits {
    pub(crate) const fn new(available: usize) -> Self {
        Self {
            state: Mutex::new(State {
                available,
                closed: false,
                waiting: WaitList::new(),
            }),
        }
    }

    pub(crate) fn acquire(&self, count: usize) -> Acquire<'_> {
        Acquire {
            permits: self,
            count,
            id: None,
        }
    }

    /// Whether permits could be taken at once.
    pub(crate) fn try_acquire(&self, count: usize) -> Result<bool, Closed> {
        let mut state = lock(&self.state);
        if state.closed {
            return Err(Closed);
        }
        let free = state.waiting.is_empty() && state.available >= count;
        if free {
            state.available -= count;
        }
        Ok(free)
    }

    pub(crate) fn release(&self, count: usize) {
        let mut state = lock(&self.state);
        state.available += count;
        let wakers = state.grant();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Ends all waiting, now and later.
    pub(crate) fn close(&self) {
        let mut state = lock(&self.state);
        state.closed = true;
        let wakers = state.waiting.pop_all();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl State {
    /// Hands permits to those who wait, as far as they go.
    fn grant(&mut self) -> Vec<Waker> {
        let mut wakers = Vec::new();
        while let Some(count) = self
            .waiting
            .front()
            .copied()
            .filter(|count| *count <= self.available)
        {
            self.available -= count;
            wakers.extend(self.waiting.pop());
        }
        wakers
    }
}

/// Waits for permits.
pub(crate) struct Acquire<'a> {
    permits: &'a Permits,
    count: usize,
    id: Option<u64>,
}

impl Future for Acquire<'_> {
    type Output = Result<(), Closed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = lock(&self.permits.state);
        if state.closed {
            drop(state);
            self.id = None;
            return Poll::Ready(Err(Closed));
        }
        match self.id {
            Some(id) if state.waiting.keep(id, cx.waker()) => return Poll::Pending,
            Some(_) => {}
            None if state.waiting.is_empty() && state.available >= self.count => {
                state.available -= self.count;
            }
            None => {
                let id = state.waiting.push(cx.waker(), self.count);
                drop(state);
                self.id = Some(id);
                return Poll::Pending;
            }
        }
        drop(state);
        self.id = None;
        Poll::Ready(Ok(()))
    }
}

impl Drop for Acquire<'_> {
    fn drop(&mut self) {
        let Some(id) = self.id else {
            return;
        };
        let mut state = lock(&self.permits.state);
        let mut wakers = Vec::new();
        if !state.closed {
            if !state.waiting.remove(id) {
                // Served, but gone: the next one gets it.
                state.available += self.count;
            }
            // Others may have waited behind a larger request only.
            wakers = state.grant();
        }
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}
