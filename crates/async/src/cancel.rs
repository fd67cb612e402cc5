//! [`CancellationToken`]: tells any number of tasks, on any thread, to come to an end.
//!
//! *Invariant:* one mutex is held at a time, and none while a waker is called.

use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

/// A wish that work should end, which tasks can ask for or wait for. Clones are the same token.
///
/// Cancelling a token cancels its [children](Self::child_token), but not its parent. It cannot be undone.
///
/// ```
/// use portalis_async::{AsyncRuntime, CancellationToken, spawn_local};
///
/// AsyncRuntime::new().block_on(async {
///     let token = CancellationToken::new();
///     let seen = token.child_token();
///     let task = spawn_local(async move { seen.cancelled().await });
///     token.cancel();
///     assert!(task.await.is_ok());
/// });
/// ```
#[derive(Clone, Default)]
pub struct CancellationToken {
    node: Arc<Node>,
}

#[derive(Default)]
struct Node {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cancelled: bool,
    /// In the order in which they began to wait.
    waiting: Vec<(u64, Waker)>,
    next_id: u64,
    children: Vec<Weak<Node>>,
}

impl CancellationToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// A token that is cancelled with this one, at once if this one is already, or by itself.
    pub fn child_token(&self) -> Self {
        let child = Self::new();
        let mut state = self.node.lock();
        if state.cancelled {
            child.node.lock().cancelled = true;
            return child;
        }
        if state.children.len() == state.children.capacity() {
            state.children.retain(|child| child.strong_count() > 0);
        }
        state.children.push(Arc::downgrade(&child.node));
        child
    }

    /// Cancels the token and its children, and wakes whoever waits for that, in the order of waiting. A second time does
    /// nothing.
    pub fn cancel(&self) {
        let mut nodes = vec![Arc::clone(&self.node)];
        while let Some(node) = nodes.pop() {
            let (waiting, children) = node.cancel();
            waiting.into_iter().for_each(|(_, waker)| waker.wake());
            // The last is taken first: the eldest child goes first.
            nodes.extend(children.iter().rev().filter_map(Weak::upgrade));
        }
    }

    /// Whether [`cancel`](Self::cancel) was called on this token or one that it descends from.
    pub fn is_cancelled(&self) -> bool {
        self.node.lock().cancelled
    }

    /// Waits until the token is cancelled; no turn if it is. Dropping the future changes nothing.
    pub fn cancelled(&self) -> Cancelled {
        Cancelled {
            node: Arc::clone(&self.node),
            id: None,
        }
    }

    /// Awaits `future` until the token is cancelled: `None` then, and the future is dropped. A future that is finished when
    /// both are gets the benefit.
    pub async fn run_until_cancelled<F: IntoFuture>(&self, future: F) -> Option<F::Output> {
        let (mut future, mut cancelled) = (pin!(future.into_future()), pin!(self.cancelled()));
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => cancelled.as_mut().poll(cx).map(|()| None),
        })
        .await
    }
}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancellationToken")
            .field("cancelled", &self.is_cancelled())
            .finish()
    }
}

impl Node {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cancel(&self) -> (Vec<(u64, Waker)>, Vec<Weak<Self>>) {
        let mut state = self.lock();
        state.cancelled = true;
        (
            std::mem::take(&mut state.waiting),
            std::mem::take(&mut state.children),
        )
    }
}

/// The future of [`CancellationToken::cancelled`].
#[must_use = "futures do nothing unless awaited"]
pub struct Cancelled {
    node: Arc<Node>,
    id: Option<u64>,
}

impl Future for Cancelled {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.node.lock();
        if state.cancelled {
            return Poll::Ready(());
        }
        let known = self
            .id
            .and_then(|id| state.waiting.iter_mut().find(|(other, _)| *other == id));
        if let Some((_, waker)) = known {
            waker.clone_from(cx.waker());
            return Poll::Pending;
        }
        let id = state.next_id;
        state.next_id += 1;
        state.waiting.push((id, cx.waker().clone()));
        drop(state);
        self.id = Some(id);
        Poll::Pending
    }
}

impl Drop for Cancelled {
    fn drop(&mut self) {
        let Some(id) = self.id else {
            return;
        };
        let mut state = self.node.lock();
        let at = state.waiting.iter().position(|(other, _)| *other == id);
        let waker = at.map(|at| state.waiting.remove(at));
        drop(state);
        drop(waker);
    }
}

impl fmt::Debug for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancelled")
            .field("waiting", &self.id.is_some())
            .finish()
    }
}
