//! Every receiver gets every message that is sent while it is there.
//!
//! The channel keeps the newest messages, as many as its capacity. A receiver that is slower is told how many it has missed
//! and goes on with the oldest that is left; senders never wait.

use crate::sync::{WaitList, lock};
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A channel that keeps the newest `capacity` messages.
///
/// # Panics
///
/// If `capacity` is zero.
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(
        capacity > 0,
        "a channel needs room for one message at least"
    );
    let state = State {
        messages: VecDeque::new(),
        sent: 0,
        capacity,
        senders: 1,
        receivers: 1,
        waiting: WaitList::new(),
    };
    let shared = Arc::new(Mutex::new(state));
    (
        Sender {
            shared: Arc::clone(&shared),
        },
        Receiver { shared, next: 0 },
    )
}

struct State<T> {
    /// The newest ones; the last has number `sent - 1`.
    messages: VecDeque<T>,
    sent: u64,
    capacity: usize,
    senders: usize,
    receivers: usize,
    waiting: WaitList,
}

impl<T> State<T> {
    fn oldest(&self) -> u64 {
        self.sent - self.messages.len() as u64
    }
}

/// A sender. Clones send to the same receivers.
pub struct Sender<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T: Clone> Sender<T> {
    /// Sends to all receivers, and returns how many there are. Without any the message is given back.
    pub fn send(&self, message: T) -> Result<usize, SendError<T>> {
        let mut state = lock(&self.shared);
        if state.receivers == 0 {
            return Err(SendError(message));
        }
        let oldest = if state.messages.len() == state.capacity {
            state.messages.pop_front()
        } else {
            None
        };
        state.messages.push_back(message);
        state.sent += 1;
        let (receivers, wakers) = (state.receivers, state.waiting.pop_all());
        drop(state);
        drop(oldest);
        wakers.into_iter().for_each(Waker::wake);
        Ok(receivers)
    }

    /// A receiver of the messages that are sent from now on.
    pub fn subscribe(&self) -> Receiver<T> {
        let mut state = lock(&self.shared);
        state.receivers += 1;
        Receiver {
            shared: Arc::clone(&self.shared),
            next: state.sent,
        }
    }

    /// The number of receivers.
    pub fn receiver_count(&self) -> usize {
        lock(&self.shared).receivers
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        lock(&self.shared).senders += 1;
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.senders -= 1;
        let wakers = if state.senders == 0 {
            state.waiting.pop_all()
        } else {
            Vec::new()
        };
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// A receiver of the messages that are sent while it is there.
pub struct Receiver<T> {
    shared: Arc<Mutex<State<T>>>,
    /// The number of the message to come.
    next: u64,
}

impl<T: Clone> Receiver<T> {
    /// The next message.
    pub async fn recv(&mut self) -> Result<T, RecvError> {
        Recv {
            receiver: self,
            id: None,
        }
        .await
    }

    /// The next message, if there is one: `None` if it may come yet.
    pub fn try_recv(&mut self) -> Option<Result<T, RecvError>> {
        let state = lock(&self.shared);
        let oldest = state.oldest();
        if self.next < oldest {
            let missed = oldest - self.next;
            drop(state);
            self.next = oldest;
            return Some(Err(RecvError::Lagged(missed)));
        }
        match state.messages.get((self.next - oldest) as usize).cloned() {
            Some(message) => {
                drop(state);
                self.next += 1;
                Some(Ok(message))
            }
            None if state.senders == 0 => Some(Err(RecvError::Closed)),
            None => None,
        }
    }

    /// Another receiver of the messages that are sent from now on.
    pub fn resubscribe(&self) -> Self {
        let mut state = lock(&self.shared);
        state.receivers += 1;
        Self {
            shared: Arc::clone(&self.shared),
            next: state.sent,
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.receivers -= 1;
        let messages = if state.receivers == 0 {
            std::mem::take(&mut state.messages)
        } else {
            VecDeque::new()
        };
        drop(state);
        drop(messages);
    }
}

struct Recv<'a, T> {
    receiver: &'a mut Receiver<T>,
    id: Option<u64>,
}

impl<T: Clone> Future for Recv<'_, T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        // On the list first: a message that is sent from here on wakes.
        let mut state = lock(&this.receiver.shared);
        if !this.id.is_some_and(|id| state.waiting.keep(id, cx.waker())) {
            this.id = Some(state.waiting.push(cx.waker(), ()));
        }
        drop(state);
        match this.receiver.try_recv() {
            Some(result) => Poll::Ready(result),
            None => Poll::Pending,
        }
    }
}

impl<T> Drop for Recv<'_, T> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            lock(&self.receiver.shared).waiting.remove(id);
        }
    }
}

/// Nobody receives; here is the message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendError<T>(pub T);

/// Why there is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecvError {
    /// All senders are gone, and all their messages were received.
    Closed,
    /// So many messages were pushed out by newer ones.
    Lagged(u64),
}

impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SendError(..)")
    }
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the channel has no receivers")
    }
}

impl<T> std::error::Error for SendError<T> {}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("the channel is closed"),
            Self::Lagged(count) => write!(f, "{count} messages were missed"),
        }
    }
}

impl std::error::Error for RecvError {}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}
