//! [`AsyncRuntime`]: an event loop for programs.

use crate::event_loop::EventLoop;
use crate::event_loop::task::LocalJoinHandle;
use crate::host::{self, Host};
use crate::join::{self, JoinHandle};
use std::future::Future;
use std::sync::Arc;

/// Runs futures on this thread, and gives them the threads of the host.
///
/// ```
/// use portalis_async::{AsyncRuntime, sleep, spawn_local};
/// use std::time::Duration;
///
/// let answer = AsyncRuntime::new().block_on(async {
///     let task = spawn_local(async {
///         sleep(Duration::from_millis(1)).await;
///         42
///     });
///     task.await
/// });
/// assert_eq!(answer.ok(), Some(42));
/// ```
#[derive(Debug)]
pub struct AsyncRuntime {
    event_loop: EventLoop,
}

impl AsyncRuntime {
    /// A runtime on the host that the program runs on.
    pub fn new() -> Self {
        Self::with_host(host::platform())
    }

    /// A runtime on `host`: see [`host::sim`].
    pub fn with_host(host: Arc<dyn Host>) -> Self {
        Self {
            event_loop: EventLoop::new(host),
        }
    }

    /// Runs `future`, and local tasks beside it, on this thread. Tasks that are left go on with the next call.
    ///
    /// # Panics
    ///
    /// If the future does; in a browser, whose threads cannot wait, as soon as there is nothing left but to wait: use
    /// [`start`](Self::start) there.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.event_loop.run_until(future)
    }

    /// Runs `future` from beginning to end: on the spot where the host can wait, and from the browser's own turns, after
    /// this call has returned, where it cannot. What programs for all hosts have at the end of `main`.
    pub fn start<F: Future<Output = ()> + 'static>(self, future: F) {
        let event_loop = self.event_loop.clone();
        self.event_loop.start(future, move |()| event_loop.close());
    }

    /// As the free function [`spawn`](crate::spawn), on this runtime's host.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let (job, handle) = join::job(future);
        if let Err(job) = self.event_loop.host().spawn(job) {
            drop(self.event_loop.spawn_task(job));
        }
        handle
    }

    /// As the free function [`spawn_local`](crate::spawn_local), on this runtime's loop.
    pub fn spawn_local<F: Future + 'static>(&self, future: F) -> LocalJoinHandle<F::Output> {
        self.event_loop.spawn_task(future)
    }

    /// The loop under this runtime.
    pub const fn event_loop(&self) -> &EventLoop {
        &self.event_loop
    }

    /// Drops the local tasks that are left. So does dropping the runtime. Futures on other threads go on.
    pub fn shutdown(self) {
        self.event_loop.close();
    }
}

impl Default for AsyncRuntime {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for AsyncRuntime {
    fn drop(&mut self) {
        if !self.event_loop.is_running() {
            self.event_loop.close();
        }
    }
}
