//! Many senders, one receiver; with room for so many messages, or without limit.

use crate::sync::{Permits, lock};
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A channel with room for `capacity` messages: senders wait while it is full.
///
/// ```
/// use portalis_async::{AsyncRuntime, mpsc, spawn_local};
///
/// AsyncRuntime::new().block_on(async {
///     let (sender, mut receiver) = mpsc::channel(2);
///     spawn_local(async move {
///         for number in 0..5 {
///             sender.send(number).await.expect("the receiver is there");
///         }
///     });
///     let mut sum = 0;
///     while let Some(number) = receiver.recv().await {
///         sum += number;
///     }
///     assert_eq!(sum, 10);
/// });
/// ```
///
/// # Panics
///
/// If `capacity` is zero.
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(
        capacity > 0,
        "a channel needs room for one message at least"
    );
    let shared = Arc::new(Shared::new(Some(Permits::new(capacity))));
    (Sender(Half::new(&shared)), Receiver { shared })
}

/// A channel that takes any number of messages at once.
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, Receiver<T>) {
    let shared = Arc::new(Shared::new(None));
    (UnboundedSender(Half::new(&shared)), Receiver { shared })
}

struct Shared<T> {
    state: Mutex<State<T>>,
    /// Room for messages, if it is limited.
    room: Option<Permits>,
}

struct State<T> {
    messages: VecDeque<T>,
    senders: usize,
    /// No more messages are taken.
    closed: bool,
    waker: Option<Waker>,
}

impl<T> Shared<T> {
    fn new(room: Option<Permits>) -> Self {
        let state = State {
            messages: VecDeque::new(),
            senders: 0,
            closed: false,
            waker: None,
        };
        Self {
            state: Mutex::new(state),
            room,
        }
    }

    fn push(&self, message: T) -> Result<(), SendError<T>> {
        let mut state = lock(&self.state);
        if state.closed {
            return Err(SendError(message));
        }
        state.messages.push_back(message);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }

    fn close(&self) {
        lock(&self.state).closed = true;
        if let Some(room) = &self.room {
            room.close();
        }
    }
}

/// What both kinds of senders are made of: it counts them.
struct Half<T> {
    shared: Arc<Shared<T>>,
}

impl<T> Half<T> {
    fn new(shared: &Arc<Shared<T>>) -> Self {
        lock(&shared.state).senders += 1;
        Self {
            shared: Arc::clone(shared),
        }
    }
}

impl<T> Clone for Half<T> {
    fn clone(&self) -> Self {
        Self::new(&self.shared)
    }
}

impl<T> Drop for Half<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared.state);
        state.senders -= 1;
        let waker = if state.senders == 0 {
            state.waker.take()
        } else {
            None
        };
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// A sender of a channel with limited room. Clones send to the same receiver.
pub struct Sender<T>(Half<T>);

impl<T> Sender<T> {
    /// Waits for room and sends. Gives the message back if the receiver is gone. Dropping the future sends nothing.
    pub async fn send(&self, message: T) -> Result<(), SendError<T>> {
        let room = self
            .0
            .shared
            .room
            .as_ref()
            .expect("channels of this kind have limited room");
        match room.acquire(1).await {
            Ok(()) => self.0.shared.push(message),
            Err(_) => Err(SendError(message)),
        }
    }

    /// Sends if there is room at once.
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let room = self
            .0
            .shared
            .room
            .as_ref()
            .expect("channels of this kind have limited room");
        match room.try_acquire(1) {
            Ok(true) => self
                .0
                .shared
                .push(message)
                .map_err(|error| TrySendError::Closed(error.0)),
            Ok(false) => Err(TrySendError::Full(message)),
            Err(_) => Err(TrySendError::Closed(message)),
        }
    }

    /// Whether the receiver is gone or has closed the channel.
    pub fn is_closed(&self) -> bool {
        lock(&self.0.shared.state).closed
    }
}

/// A sender of a channel without limit. Clones send to the same receiver.
pub struct UnboundedSender<T>(Half<T>);

impl<T> UnboundedSender<T> {
    /// Sends, or gives the message back if the receiver is gone.
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.0.shared.push(message)
    }

    /// Whether the receiver is gone or has closed the channel.
    pub fn is_closed(&self) -> bool {
        lock(&self.0.shared.state).closed
    }
}

/// The receiver of a channel.
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
}

impl<T> Receiver<T> {
    /// The next message; `None` if there is none and all senders are gone, or the channel is closed.
    pub async fn recv(&mut self) -> Option<T> {
        poll_fn(|cx| self.poll_recv(cx)).await
    }

    /// The next message, if there is one.
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let mut state = lock(&self.shared.state);
        let message = state.messages.pop_front();
        let ended = state.closed || state.senders == 0;
        drop(state);
        match message {
            Some(message) => {
                if let Some(room) = &self.shared.room {
                    room.release(1);
                }
                Ok(message)
            }
            None if ended => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }

    /// As [`recv`](Self::recv), for futures written by hand.
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let mut state = lock(&self.shared.state);
        if state.messages.is_empty() && state.senders > 0 && !state.closed {
            let old = state.waker.replace(cx.waker().clone());
            drop(state);
            drop(old);
            return Poll::Pending;
        }
        drop(state);
        Poll::Ready(self.try_recv().ok())
    }

    /// Takes no more messages; those that are there can be received still.
    pub fn close(&mut self) {
        self.shared.close();
    }

    /// The number of messages that are there.
    pub fn len(&self) -> usize {
        lock(&self.shared.state).messages.len()
    }

    /// Whether no message is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.shared.close();
        let messages = std::mem::take(&mut lock(&self.shared.state).messages);
        drop(messages);
    }
}

/// The receiver is gone; here is the message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendError<T>(pub T);

/// Why a message was not sent at once; here it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// There is no room at present.
    Full(T),
    /// The receiver is gone.
    Closed(T),
}

/// Why no message was received at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryRecvError {
    /// There is none at present.
    Empty,
    /// There will be none any more.
    Disconnected,
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("closed", &self.is_closed())
            .finish()
    }
}

impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedSender")
            .field("closed", &self.is_closed())
            .finish()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("messages", &self.len())
            .finish()
    }
}

impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SendError(..)")
    }
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the receiver of the channel is gone")
    }
}

impl<T> std::error::Error for SendError<T> {}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "Full(..)",
            Self::Closed(_) => "Closed(..)",
        })
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "the channel is full",
            Self::Closed(_) => "the receiver of the channel is gone",
        })
    }
}

impl<T> std::error::Error for TrySendError<T> {}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no message is there",
            Self::Disconnected => "the channel is closed",
        })
    }
}

impl std::error::Error for TryRecvError {}
