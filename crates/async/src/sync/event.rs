//! [`AsyncEvent`]: a flag that tasks wait for.

use super::wait_list::{WaitList, lock};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// A flag that is set and cleared. As `asyncio.Event`: setting it wakes all who wait, even if it is cleared before they run.
#[derive(Default)]
pub struct AsyncEvent {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    set: bool,
    waiting: WaitList,
}

impl AsyncEvent {
    /// An event that is not set.
    pub const fn new() -> Self {
        Self {
            state: Mutex::new(State {
                set: false,
                waiting: WaitList::new(),
            }),
        }
    }

    /// Sets the flag and wakes all who wait, in the order of waiting.
    pub fn set(&self) {
        let mut state = lock(&self.state);
        state.set = true;
        let wakers = state.waiting.pop_all();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Clears the flag: `wait` waits again.
    pub fn clear(&self) {
        lock(&self.state).set = false;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        lock(&self.state).set
    }

    /// Waits until the flag is set; no turn if it is.
    pub async fn wait(&self) {
        EventWait {
            event: self,
            id: None,
        }
        .await;
    }
}

impl fmt::Debug for AsyncEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncEvent")
            .field("set", &self.is_set())
            .finish()
    }
}

struct EventWait<'a> {
    event: &'a AsyncEvent,
    id: Option<u64>,
}

impl Future for EventWait<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = lock(&self.event.state);
        match self.id {
            Some(id) if state.waiting.keep(id, cx.waker()) => return Poll::Pending,
            None if !state.set => {
                let id = state.waiting.push(cx.waker(), ());
                drop(state);
                self.id = Some(id);
                return Poll::Pending;
            }
            Some(_) | None => {}
        }
        drop(state);
        self.id = None;
        Poll::Ready(())
    }
}

impl Drop for EventWait<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            lock(&self.event.state).waiting.remove(id);
        }
    }
}
