//! Handles on a loop and on its timers that any thread may hold.

use super::current;
use super::home::{Home, Letter};
use super::timers::TimerKey;
use std::sync::Arc;

/// A loop as other threads see it.
#[derive(Clone)]
pub struct LoopHandle {
    home: Arc<Home>,
}

impl LoopHandle {
    pub(crate) fn new(home: &Arc<Home>) -> Self {
        Self {
            home: Arc::clone(home),
        }
    }

    /// Runs `call` on the loop's thread, in the order of calls, and wakes the loop if it rests. False if the loop is
    /// closed: `call` is dropped then.
    pub fn call_soon(&self, call: impl FnOnce() + Send + 'static) -> bool {
        self.home.post(Letter::Call(Box::new(call))).is_ok()
    }

    /// Whether the loop is closed.
    pub fn is_closed(&self) -> bool {
        self.home.is_closed()
    }
}

impl std::fmt::Debug for LoopHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoopHandle")
            .field("closed", &self.is_closed())
            .finish()
    }
}

/// A call that waits for its time. Dropping the handle changes nothing.
#[derive(Clone)]
pub struct TimerHandle {
    home: Arc<Home>,
    key: TimerKey,
}

impl TimerHandle {
    pub(crate) fn new(home: &Arc<Home>, key: TimerKey) -> Self {
        Self {
            home: Arc::clone(home),
            key,
        }
    }

    pub(crate) fn key(&self) -> TimerKey {
        self.key
    }

    /// Whether the timer's loop is the one that runs on this thread.
    pub(crate) fn is_here(&self) -> bool {
        current::is(Arc::as_ptr(&self.home))
    }

    /// Keeps the call from being made, and drops it; too late, or a second time, does nothing. From another thread it
    /// takes effect with the loop's next turn.
    pub fn cancel(&self) {
        if self.is_here() {
            current::get().cancel_timer(self.key);
        } else {
            drop(self.home.post(Letter::CancelTimer(self.key)));
        }
    }
}

impl std::fmt::Debug for TimerHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("TimerHandle").field(&self.key).finish()
    }
}
