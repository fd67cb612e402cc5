//! Tasks that may run on other threads, and how all tasks end.
//!
//! [`spawn`] and [`spawn_blocking`] wrap what they are given so that its outcome lands in a packet that task and handle
//! share; the host only has to run something that returns nothing. Tasks of this thread need none of that: see
//! [`spawn_local`].

use crate::event_loop::task::{self, LocalJoinHandle};
use crate::event_loop::{EventLoop, with_current};
use crate::host::{self, Job, Work};
use std::any::Any;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// Why a task has no output.
pub enum JoinError {
    /// It was aborted, or its loop was closed.
    Cancelled,
    /// It panicked, with this payload.
    Panicked(Box<dyn Any + Send>),
}

impl JoinError {
    /// Whether the task was cancelled.
    pub const fn is_cancelled(&self) -> bool {
        matches!(self, Self::Cancelled)
    }

    fn panic_text(payload: &(dyn Any + Send)) -> Option<&str> {
        payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("Cancelled"),
            Self::Panicked(payload) => f
                .debug_tuple("Panicked")
                .field(&Self::panic_text(&**payload))
                .finish(),
        }
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("the task was cancelled"),
            Self::Panicked(payload) => match Self::panic_text(&**payload) {
                Some(text) => write!(f, "the task panicked: {text}"),
                None => f.write_str("the task panicked"),
            },
        }
    }
}

impl std::error::Error for JoinError {}

/// Makes a task of `future` on the loop that is running on this thread. It takes its first step on the next turn.
///
/// # Panics
///
/// If no loop is running on this thread.
pub fn spawn_local<F: Future + 'static>(future: F) -> LocalJoinHandle<F::Output> {
    with_current(|core| task::spawn(core, future))
        .expect("spawn_local needs a running loop: call it inside block_on")
}

/// Runs `future` on the host's other threads, or as a task of the running loop where there are none (browsers, WASI and
/// the simulated host).
///
/// # Panics
///
/// If the host has no threads and no loop is running.
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (job, handle) = job(future);
    let event_loop = EventLoop::try_current();
    let returned = match &event_loop {
        Some(event_loop) => event_loop.host().spawn(job),
        None => host::platform().spawn(job),
    };
    if let Err(job) = returned {
        let event_loop = event_loop
            .expect("without threads, spawn needs a running loop: call it inside block_on");
        drop(event_loop.spawn_task(job));
    }
    handle
}

/// Runs `call`, which may block, on a thread for such calls. Where there are none the loop makes the call on its next
/// turn, and everything else waits.
///
/// A call that has begun cannot be aborted.
///
/// # Panics
///
/// If the host has no threads and no loop is running.
pub fn spawn_blocking<T: Send + 'static>(
    call: impl FnOnce() -> T + Send + 'static,
) -> JoinHandle<T> {
    let (work, handle) = work(call);
    let event_loop = EventLoop::try_current();
    let returned = match &event_loop {
        Some(event_loop) => event_loop.host().spawn_blocking(work),
        None => host::platform().spawn_blocking(work),
    };
    if let Err(work) = returned {
        let event_loop = event_loop.expect("without threads, spawn_blocking needs a running loop");
        event_loop.call_soon(work);
    }
    handle
}

/// Awaits a task of [`spawn`] or [`spawn_blocking`].
///
/// Awaiting gives the task's output, or the [`JoinError`] that says why there is none. Dropping the handle lets the task
/// go on alone; awaiting twice panics.
pub struct JoinHandle<T> {
    packet: Arc<Packet<T>>,
}

impl<T> JoinHandle<T> {
    /// Has the task's future dropped at its present await, after which it counts as finished with
    /// [`JoinError::Cancelled`]. A finished task is left alone.
    pub fn abort(&self) {
        let task = {
            let mut state = self.packet.lock();
            state.aborted = true;
            state.task.take()
        };
        if let Some(task) = task {
            task.wake();
        }
    }

    /// Whether the task has ended, one way or another.
    pub fn is_finished(&self) -> bool {
        self.packet.lock().finished
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.packet.lock();
        if state.finished {
            let result = state.result.take();
            drop(state);
            return Poll::Ready(
                result.expect("a JoinHandle was awaited again after it had given its result"),
            );
        }
        let old = state.joiner.replace(cx.waker().clone());
        drop(state);
        drop(old);
        Poll::Pending
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("finished", &self.is_finished())
            .finish()
    }
}

/// What a task and its handle share.
struct Packet<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    finished: bool,
    aborted: bool,
    result: Option<Result<T, JoinError>>,
    joiner: Option<Waker>,
    /// Wakes the task, to be aborted.
    task: Option<Waker>,
}

impl<T> Packet<T> {
    fn new() -> Arc<Self> {
        let state = State {
            finished: false,
            aborted: false,
            result: None,
            joiner: None,
            task: None,
        };
        Arc::new(Self {
            state: Mutex::new(state),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records the outcome; the first one counts.
    fn finish(&self, result: Result<T, JoinError>) {
        let mut state = self.lock();
        if state.finished {
            return;
        }
        state.finished = true;
        state.result = Some(result);
        let wakers = (state.joiner.take(), state.task.take());
        drop(state);
        if let Some(joiner) = wakers.0 {
            joiner.wake();
        }
    }

    /// Leaves the task's waker for `abort`; true if it was called already.
    fn is_aborted(&self, task: &Waker) -> bool {
        let mut state = self.lock();
        if !state.task.as_ref().is_some_and(|old| old.will_wake(task)) {
            state.task = Some(task.clone());
        }
        state.aborted
    }
}

/// The task's side of a packet: without an outcome when dropped, the task was cancelled.
struct Sender<T>(Arc<Packet<T>>);

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.finish(Err(JoinError::Cancelled));
    }
}

/// `future` as something that returns nothing, and the handle that gets its output.
pub(crate) fn job<F>(future: F) -> (Job, JoinHandle<F::Output>)
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let packet = Packet::new();
    let sender = Sender(Arc::clone(&packet));
    let job = async move {
        let result = {
            let mut future = pin!(future);
            poll_fn(|cx| poll_job(&sender.0, future.as_mut(), cx)).await
        };
        sender.0.finish(result);
    };
    (Box::pin(job), JoinHandle { packet })
}

fn poll_job<F: Future>(
    packet: &Packet<F::Output>,
    future: Pin<&mut F>,
    cx: &mut Context<'_>,
) -> Poll<Result<F::Output, JoinError>> {
    if packet.is_aborted(cx.waker()) {
        return Poll::Ready(Err(JoinError::Cancelled));
    }
    match catch_unwind(AssertUnwindSafe(|| future.poll(cx))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(JoinError::Panicked(panic))),
    }
}

/// `call` as something that returns nothing, and the handle that gets its output.
pub(crate) fn work<T: Send + 'static>(
    call: impl FnOnce() -> T + Send + 'static,
) -> (Work, JoinHandle<T>) {
    let packet = Packet::new();
    let sender = Sender(Arc::clone(&packet));
    let work = move || {
        if !sender.0.lock().aborted {
            sender
                .0
                .finish(catch_unwind(AssertUnwindSafe(call)).map_err(JoinError::Panicked));
        }
    };
    (Box::new(work), JoinHandle { packet })
}
