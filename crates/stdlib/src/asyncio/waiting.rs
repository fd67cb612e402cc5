//! The leaves: where a coroutine waits for a future, for a turn of the loop, or for a Rust future.
//!
//! A leaf tells the task that is taking a step what it waits for; on the next step it first asks the task for an
//! error to raise here (a cancellation) and then looks at what it waited for.
//!
//! *Invariant:* every wait of a Python coroutine ends in one of these, so it can be cancelled.

use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use portalis_runtime::{Object, Result, raise_error};

use super::futures::{Callback, FutureCore};
use super::step::{self, TaskState};

/// The result of a future, once it is there.
pub(super) fn result_of<T>(core: Rc<FutureCore>) -> ResultOf<T> {
    ResultOf {
        done: Done { core },
        result: PhantomData,
    }
}

/// What `await future` waits for: its result.
pub struct ResultOf<T> {
    done: Done,
    result: PhantomData<fn() -> T>,
}

impl<T: Object> Future for ResultOf<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        ready!(Pin::new(&mut self.done).poll(cx))?;
        Poll::Ready(self.done.core.result())
    }
}

/// Waits until a future is done, whatever its outcome.
pub(super) fn done(core: &Rc<FutureCore>) -> Done {
    Done { core: core.clone() }
}

/// See [`done`].
pub(super) struct Done {
    core: Rc<FutureCore>,
}

impl Future for Done {
    type Output = Result<()>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let task = step::current();
        if let Some(thrown) = thrown(task.as_deref()) {
            return Poll::Ready(thrown);
        }
        if self.core.is_done() {
            return Poll::Ready(Ok(()));
        }
        match task.as_deref().and_then(FutureCore::task) {
            Some(task) => task.wait_for(&self.core),
            None => self.core.add_callback(Callback::Waker(cx.waker().clone())),
        }
        Poll::Pending
    }
}

/// The error that is to be raised at the await of this task.
fn thrown(task: Option<&FutureCore>) -> Option<Result<()>> {
    let error = task
        .and_then(FutureCore::task)
        .and_then(TaskState::take_thrown)?;
    Some(raise_error(error))
}

/// One turn of the event loop.
pub fn turn() -> impl Future<Output = Result<()>> {
    Turn(false)
}

struct Turn(bool);

impl Future for Turn {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if let Some(thrown) = thrown(step::current().as_deref()) {
            return Poll::Ready(thrown);
        }
        if self.0 {
            return Poll::Ready(Ok(()));
        }
        self.0 = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Waits for a future of the host (a socket, a timer of `portalis-async`) in a way that the task can be cancelled at: the
/// future is dropped then.
pub async fn host<T>(future: impl Future<Output = T>) -> Result<T> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(move |cx| {
        if let Some(Err(error)) = thrown(step::current().as_deref()) {
            return Poll::Ready(Err(error));
        }
        future.as_mut().poll(cx).map(Ok)
    })
    .await
}
