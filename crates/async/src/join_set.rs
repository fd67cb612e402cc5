//! [`JoinSet`]: tasks that are awaited as they finish.
//!
//! Each handle is polled with a waker of its own, which leaves the task's number with the set.

use crate::event_loop::task::LocalJoinHandle;
use crate::join::{JoinError, JoinHandle, spawn, spawn_local};
use crate::sync::lock;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

/// A set of tasks on other threads ([`spawn`]); [`LocalJoinSet`] is for those of this one. Dropping it aborts them.
///
/// ```
/// use portalis_async::{AsyncRuntime, JoinSet};
///
/// AsyncRuntime::new().block_on(async {
///     let mut tasks = JoinSet::new();
///     for number in 1..=3 {
///         tasks.spawn(async move { number * number });
///     }
///     let mut sum = 0;
///     while let Some(square) = tasks.join_next().await {
///         sum += square.expect("nobody aborts it");
///     }
///     assert_eq!(sum, 14);
/// });
/// ```
pub struct JoinSet<T, H: Abort = JoinHandle<T>> {
    handles: BTreeMap<u64, H>,
    /// Of tasks that had finished when they came into the set.
    results: BTreeMap<u64, Result<T, JoinError>>,
    next_id: u64,
    finished: Arc<Finished>,
}

/// A set of tasks of this thread's loop ([`spawn_local`]).
pub type LocalJoinSet<T> = JoinSet<T, LocalJoinHandle<T>>;

/// Handles of tasks that can be aborted.
pub trait Abort {
    /// Aborts the task.
    fn abort(&self);
}

impl<T> Abort for JoinHandle<T> {
    fn abort(&self) {
        self.abort();
    }
}

impl<T> Abort for LocalJoinHandle<T> {
    fn abort(&self) {
        self.abort();
    }
}

#[derive(Default)]
struct Finished {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// In the order of finishing.
    ids: VecDeque<u64>,
    waker: Option<Waker>,
}

struct Finish {
    id: u64,
    finished: Arc<Finished>,
}

impl Wake for Finish {
    fn wake(self: Arc<Self>) {
        let mut state = lock(&self.finished.state);
        state.ids.push_back(self.id);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T: Send + 'static> JoinSet<T> {
    /// Spawns a future as a task of the set, as [`spawn`] does.
    pub fn spawn<F: Future<Output = T> + Send + 'static>(&mut self, future: F) {
        self.insert(spawn(future));
    }
}

impl<T: 'static> LocalJoinSet<T> {
    /// Spawns a future as a task of the set, as [`spawn_local`] does.
    pub fn spawn_local<F: Future<Output = T> + 'static>(&mut self, future: F) {
        self.insert(spawn_local(future));
    }
}

impl<T, H: Future<Output = Result<T, JoinError>> + Abort + Unpin> JoinSet<T, H> {
    /// An empty set.
    pub fn new() -> Self {
        Self {
            handles: BTreeMap::new(),
            next_id: 0,
            finished: Arc::default(),
            results: BTreeMap::new(),
        }
    }

    /// Waits for the next task to finish and takes it out; `None` if the set is empty. Dropping the future loses nothing.
    pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {
        poll_fn(|cx| self.poll_join_next(cx)).await
    }

    /// Aborts all tasks. They stay in the set, and finish as cancelled.
    pub fn abort_all(&self) {
        self.handles.values().for_each(Abort::abort);
    }

    /// The number of tasks, finished or not, that have not been joined.
    pub fn len(&self) -> usize {
        self.handles.len() + self.results.len()
    }

    /// Whether there is no task to join.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn insert(&mut self, mut handle: H) {
        let id = self.next_id;
        self.next_id += 1;
        match self.poll_task(id, &mut handle) {
            Poll::Pending => {
                self.handles.insert(id, handle);
            }
            Poll::Ready(result) => {
                self.results.insert(id, result);
                lock(&self.finished.state).ids.push_back(id);
            }
        }
    }

    fn poll_task(&self, id: u64, handle: &mut H) -> Poll<Result<T, JoinError>> {
        let waker = Waker::from(Arc::new(Finish {
            id,
            finished: Arc::clone(&self.finished),
        }));
        Pin::new(handle).poll(&mut Context::from_waker(&waker))
    }

    fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {
        if self.is_empty() {
            return Poll::Ready(None);
        }
        loop {
            let mut state = lock(&self.finished.state);
            let Some(id) = state.ids.pop_front() else {
                state.waker = Some(cx.waker().clone());
                return Poll::Pending;
            };
            drop(state);
            if let Some(result) = self.results.remove(&id) {
                return Poll::Ready(Some(result));
            }
            let Some(mut handle) = self.handles.remove(&id) else {
                continue;
            };
            match self.poll_task(id, &mut handle) {
                Poll::Ready(result) => return Poll::Ready(Some(result)),
                // Woken for no reason.
                Poll::Pending => drop(self.handles.insert(id, handle)),
            }
        }
    }
}

impl<T, H: Future<Output = Result<T, JoinError>> + Abort + Unpin> Default for JoinSet<T, H> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, H: Abort> Drop for JoinSet<T, H> {
    fn drop(&mut self) {
        self.handles.values().for_each(Abort::abort);
    }
}

impl<T, H: Abort> fmt::Debug for JoinSet<T, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet")
            .field("len", &self.handles.len())
            .finish()
    }
}
