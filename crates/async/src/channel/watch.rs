//! One value, and the news that it has changed. Receivers see the newest value, not every one.

use crate::sync::{WaitList, lock};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A channel whose value is `value` until another is sent.
pub fn channel<T>(value: T) -> (Sender<T>, Receiver<T>) {
    let state = State {
        value: Arc::new(value),
        version: 0,
        sender: true,
        receivers: 1,
        waiting: WaitList::new(),
    };
    let shared = Arc::new(Mutex::new(state));
    (
        Sender {
            shared: Arc::clone(&shared),
        },
        Receiver { shared, seen: 0 },
    )
}

struct State<T> {
    value: Arc<T>,
    /// Counts the values.
    version: u64,
    sender: bool,
    receivers: usize,
    waiting: WaitList,
}

/// The end that sends.
pub struct Sender<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T> Sender<T> {
    /// Replaces the value, wakes the receivers, and returns the old value.
    pub fn send(&self, value: T) -> Arc<T> {
        let mut state = lock(&self.shared);
        state.version += 1;
        let old = std::mem::replace(&mut state.value, Arc::new(value));
        let wakers = state.waiting.pop_all();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
        old
    }

    /// The value.
    pub fn get(&self) -> Arc<T> {
        Arc::clone(&lock(&self.shared).value)
    }

    /// A receiver that has seen the present value.
    pub fn subscribe(&self) -> Receiver<T> {
        let mut state = lock(&self.shared);
        state.receivers += 1;
        Receiver {
            shared: Arc::clone(&self.shared),
            seen: state.version,
        }
    }

    /// The number of receivers.
    pub fn receiver_count(&self) -> usize {
        lock(&self.shared).receivers
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.sender = false;
        let wakers = state.waiting.pop_all();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// An end that receives. Clones have seen what this one has.
pub struct Receiver<T> {
    shared: Arc<Mutex<State<T>>>,
    seen: u64,
}

impl<T> Receiver<T> {
    /// Waits for a value that this receiver has not seen, and counts it as seen.
    pub async fn changed(&mut self) -> Result<(), Closed> {
        Changed {
            receiver: self,
            id: None,
        }
        .await
    }

    /// The value, which counts as seen.
    pub fn get(&mut self) -> Arc<T> {
        let state = lock(&self.shared);
        let (value, version) = (Arc::clone(&state.value), state.version);
        drop(state);
        self.seen = version;
        value
    }

    /// The value, which does not count as seen by that.
    pub fn peek(&self) -> Arc<T> {
        Arc::clone(&lock(&self.shared).value)
    }

    /// Whether there is a value that this receiver has not seen.
    pub fn has_changed(&self) -> bool {
        lock(&self.shared).version != self.seen
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        lock(&self.shared).receivers += 1;
        Self {
            shared: Arc::clone(&self.shared),
            seen: self.seen,
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        lock(&self.shared).receivers -= 1;
    }
}

struct Changed<'a, T> {
    receiver: &'a mut Receiver<T>,
    id: Option<u64>,
}

impl<T> Future for Changed<'_, T> {
    type Output = Result<(), Closed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let mut state = lock(&this.receiver.shared);
        if state.version != this.receiver.seen {
            let version = state.version;
            drop(state);
            this.receiver.seen = version;
            return Poll::Ready(Ok(()));
        }
        if !state.sender {
            return Poll::Ready(Err(Closed));
        }
        if !this.id.is_some_and(|id| state.waiting.keep(id, cx.waker())) {
            this.id = Some(state.waiting.push(cx.waker(), ()));
        }
        Poll::Pending
    }
}

impl<T> Drop for Changed<'_, T> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            lock(&self.receiver.shared).waiting.remove(id);
        }
    }
}

/// The sender is gone, and its last value was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the sender of the value is gone")
    }
}

impl std::error::Error for Closed {}

impl<T: fmt::Debug> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("value", &self.get())
            .finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("value", &self.peek())
            .finish()
    }
}
