//! One message, once.

use crate::sync::lock;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A channel for one message.
///
/// ```
/// use portalis_async::{AsyncRuntime, oneshot, spawn_local};
///
/// AsyncRuntime::new().block_on(async {
///     let (sender, receiver) = oneshot::channel();
///     spawn_local(async move { sender.send("done") });
///     assert_eq!(receiver.await, Ok("done"));
/// });
/// ```
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Mutex::new(State {
        message: None,
        sender: true,
        receiver: true,
        waker: None,
    }));
    (
        Sender {
            shared: Arc::clone(&shared),
        },
        Receiver { shared },
    )
}

struct State<T> {
    message: Option<T>,
    /// Whether the sender is there still.
    sender: bool,
    receiver: bool,
    waker: Option<Waker>,
}

/// The end that sends.
pub struct Sender<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T> Sender<T> {
    /// Sends the message, or gives it back if the receiver is gone.
    pub fn send(self, message: T) -> Result<(), T> {
        let mut state = lock(&self.shared);
        if !state.receiver {
            return Err(message);
        }
        state.message = Some(message);
        Ok(())
    }

    /// Whether the receiver is gone.
    pub fn is_closed(&self) -> bool {
        !lock(&self.shared).receiver
    }
}

impl<T> Drop for Sender<T> {
    /// Wakes the receiver, for the message or for want of one.
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.sender = false;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// The end that receives: a future of the message.
pub struct Receiver<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T> Receiver<T> {
    /// The message, if it is there: `None` if it may come yet.
    pub fn try_recv(&mut self) -> Option<Result<T, RecvError>> {
        let mut state = lock(&self.shared);
        match state.message.take() {
            Some(message) => Some(Ok(message)),
            None if state.sender => None,
            None => Some(Err(RecvError)),
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(result) = self.try_recv() {
            return Poll::Ready(result);
        }
        let mut state = lock(&self.shared);
        if !state.sender {
            // Sent, or given up, in between.
            return Poll::Ready(state.message.take().ok_or(RecvError));
        }
        let old = state.waker.replace(cx.waker().clone());
        drop(state);
        drop(old);
        Poll::Pending
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.receiver = false;
        let left = (state.message.take(), state.waker.take());
        drop(state);
        drop(left);
    }
}

/// The sender is gone without a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecvError;

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the sender was dropped without sending")
    }
}

impl std::error::Error for RecvError {}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("closed", &self.is_closed())
            .finish()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
