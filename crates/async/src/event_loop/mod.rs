//! The event loop, and the low-level interface on which other runtimes are built.
//!
//! Programs use [`AsyncRuntime`](crate::AsyncRuntime) and the free functions of the crate. This module is for those who
//! bring their own kind of task, as Python's asyncio does: calls and timers on the queue that tasks are on, loops
//! that run until they are stopped, several loops one after another.
//!
//! The order of things is CPython's (`asyncio.BaseEventLoop`):
//!
//! - A turn runs what was ready when it began, then the timers that were due then. What is scheduled meanwhile, a new task
//!   included, runs on the next turn.
//! - A timer is due when its deadline is before `time() + CLOCK_RESOLUTION`; timers of equal deadlines run in the
//!   order in which `heapq` gives them out.
//! - A task that wakes itself, or is woken several times, is on the queue once.
//!
//! Where to go next: `core.rs` is the loop, `timers.rs` its heap, `task.rs` the tasks and their wakers, `home.rs` what
//! other threads see.

mod core;
mod current;
mod handles;
mod home;
mod slab;
pub(crate) mod task;
mod timers;

pub use self::core::{Direction, Next};
pub use self::handles::{LoopHandle, TimerHandle};

pub(crate) use self::current::{
    get as current_core, leave as leave_loops, try_get as try_current_core, with as with_current,
};
pub(crate) use self::timers::Action;

use self::core::{Core, Handle};
use self::home::Home;
use crate::host::{self, Host};
use crate::join::JoinError;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use task::LocalJoinHandle;

/// Seconds by which a timer may run early, as `time.get_clock_info('monotonic').resolution` has it.
pub const CLOCK_RESOLUTION: f64 = 1e-9;

/// An event loop; clones are handles on the same one. It belongs to one thread, [`LoopHandle`] goes to others.
///
/// Call [`close`](Self::close) when done with it: what waits on a loop may hold the loop, and is then kept for ever.
#[derive(Clone)]
pub struct EventLoop {
    core: Rc<Core>,
}

impl EventLoop {
    /// A new loop on `host`, which belongs to this loop alone.
    pub fn new(host: Arc<dyn Host>) -> Self {
        Self {
            core: Rc::new(Core::new(Home::new(host))),
        }
    }

    /// A new loop on the host that the program runs on.
    pub fn on_platform() -> Self {
        Self::new(host::platform())
    }

    /// The loop that is running on this thread.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn current() -> Self {
        Self::try_current().expect("no event loop is running on this thread")
    }

    /// The loop that is running on this thread, if any.
    pub fn try_current() -> Option<Self> {
        Some(Self {
            core: try_current_core()?,
        })
    }

    /// The host of this loop.
    pub fn host(&self) -> &Arc<dyn Host> {
        &self.core.home().host
    }

    /// The loop's clock: seconds since some moment, never going back.
    pub fn time(&self) -> f64 {
        seconds(self.host().now())
    }

    /// Runs `call` on the next turn, or on the first one if the loop is not running yet.
    pub fn call_soon(&self, call: impl FnOnce() + 'static) {
        self.push(Handle::Call(Box::new(call)));
    }

    /// Runs `call` once the loop's clock shows `when`, in seconds.
    pub fn call_at(&self, when: f64, call: impl FnOnce() + 'static) -> TimerHandle {
        let key = self.core.add_timer(when, Action::Call(Box::new(call)));
        TimerHandle::new(self.core.home(), key)
    }

    /// As [`call_soon`](Self::call_soon), and wakes a resting loop: see [`LoopHandle::call_soon`].
    pub fn call_soon_threadsafe(&self, call: impl FnOnce() + Send + 'static) {
        self.handle().call_soon(call);
    }

    /// Has `call` made on each turn on which `source` (a file descriptor) is ready, in place of the call that it had. The
    /// source stays open until [`unwatch`](Self::unwatch). An error where the host has no sockets.
    pub fn watch(
        &self,
        source: i64,
        direction: Direction,
        call: impl Fn() + 'static,
    ) -> std::io::Result<()> {
        self.core.watch(source, direction, Box::new(call))
    }

    /// Ends [`watch`](Self::watch): whether there was such a call.
    pub fn unwatch(&self, source: i64, direction: Direction) -> bool {
        self.core.unwatch(source, direction)
    }

    /// A handle for other threads.
    pub fn handle(&self) -> LoopHandle {
        LoopHandle::new(self.core.home())
    }

    /// Makes a task of `future`: it takes its first step on the next turn.
    ///
    /// # Panics
    ///
    /// If the loop is closed.
    pub fn spawn_task<F: Future + 'static>(&self, future: F) -> LocalJoinHandle<F::Output> {
        assert!(!self.is_closed(), "the event loop is closed");
        task::spawn(&self.core, future)
    }

    /// Runs the loop until `future` is finished, and to the end of that turn. Other tasks stay as they are; the
    /// loop can be run again. [`stop`](Self::stop) does not end it.
    ///
    /// # Panics
    ///
    /// If the future does, if the loop is running or closed, or if there is nothing to do but wait and the host cannot
    /// (browsers: use [`start`](Self::start)).
    pub fn run_until<F: Future>(&self, future: F) -> F::Output {
        let _running = self.begin();
        let _here = self.host().enter();
        let result = task::scoped(&self.core, future, |main| {
            self.turn_until(&|| {
                self.core.stopping.set(false);
                main.is_finished()
            });
        });
        match result {
            Some(Ok(output)) => output,
            Some(Err(JoinError::Panicked(panic))) => std::panic::resume_unwind(panic),
            Some(Err(JoinError::Cancelled)) | None => {
                unreachable!("nobody holds a handle to abort the main task")
            }
        }
    }

    /// Runs the loop until [`stop`](Self::stop), and to the end of that turn; one turn if it was called before.
    ///
    /// # Panics
    ///
    /// As [`run_until`](Self::run_until).
    pub fn run_forever(&self) {
        let _running = self.begin();
        let _here = self.host().enter();
        let turned = std::cell::Cell::new(false);
        self.turn_until(&|| turned.replace(true) && self.core.stopping.get());
        self.core.stopping.set(false);
    }

    /// Starts the loop on `future` and calls `done` with its output, after the end of that turn.
    ///
    /// Where the host can wait, this returns after `done`, like [`run_until`](Self::run_until). In a browser it returns
    /// at once, and the loop takes its turns from the browser's own.
    pub fn start<F: Future + 'static>(&self, future: F, done: impl FnOnce(F::Output) + 'static) {
        let stop = StopOnDrop(self.clone());
        let main = self.spawn_task(async move {
            let _stop = stop;
            future.await
        });
        self.start_forever(move || match main.take() {
            Some(Ok(output)) => done(output),
            Some(Err(JoinError::Panicked(panic))) => std::panic::resume_unwind(panic),
            // Stopped by somebody else: there is no output.
            Some(Err(JoinError::Cancelled)) | None => {}
        });
    }

    /// As [`run_forever`](Self::run_forever), but in the manner of [`start`](Self::start): `done` is called when the loop
    /// has stopped.
    pub fn start_forever(&self, done: impl FnOnce() + 'static) {
        self.assert_ready();
        self.core.running.set(true);
        let event_loop = self.clone();
        let mut done = Some(done);
        self.host().drive(Box::new(move || {
            let next = event_loop.slice();
            if next == Next::Done
                && let Some(done) = done.take()
            {
                done();
            }
            next
        }));
    }

    /// Ends `run_forever` at the end of the present turn.
    pub fn stop(&self) {
        self.core.stopping.set(true);
    }

    /// Whether the loop is being run.
    pub fn is_running(&self) -> bool {
        self.core.running.get()
    }

    /// Whether [`close`](Self::close) was called.
    pub fn is_closed(&self) -> bool {
        self.core.home().is_closed()
    }

    /// Drops all tasks, calls and timers. Wakers and handles of a closed loop do nothing. Twice is as good as once.
    ///
    /// # Panics
    ///
    /// If the loop is running.
    pub fn close(&self) {
        assert!(!self.is_running(), "a running event loop cannot be closed");
        if !self.is_closed() {
            let _entered = current::enter(&self.core);
            self.core.close();
        }
    }

    fn push(&self, handle: Handle) {
        if self.core.home().has_mail() {
            let _entered = current::enter(&self.core);
            self.core.read_mail();
        }
        self.core.append(handle);
    }

    fn assert_ready(&self) {
        assert!(!self.is_closed(), "the event loop is closed");
        assert!(!self.is_running(), "the event loop is already running");
    }

    fn begin(&self) -> Running<'_> {
        self.assert_ready();
        self.core.running.set(true);
        Running {
            core: &self.core,
            _entered: current::enter(&self.core),
        }
    }

    /// Turns and rests until `done`, which is asked before each turn and after the last.
    fn turn_until(&self, done: &dyn Fn() -> bool) {
        while !done() {
            self.wait();
            self.core.turn(self.turn_time());
        }
    }

    fn wait(&self) {
        let host = self.host();
        let next = self.core.next();
        assert!(
            next == Next::Again || host.can_wait(),
            "{} cannot wait for a future: start the program with `start` instead of `block_on`",
            host.name()
        );
        match next {
            Next::At(when) => host.rest(Some(when)),
            Next::Idle => host.rest(None),
            Next::Again | Next::Done => host.look(),
        }
        self.core.queue_ready();
    }

    /// Turns until there is nothing ready or the host wants its thread back.
    fn slice(&self) -> Next {
        let _entered = current::enter(&self.core);
        let _here = self.host().enter();
        self.core.queue_ready();
        let limit = self.host().slice().map(|slice| self.host().now() + slice);
        loop {
            self.core.turn(self.turn_time());
            if self.core.stopping.replace(false) {
                self.core.running.set(false);
                return Next::Done;
            }
            let next = self.core.next();
            if next != Next::Again || limit.is_none_or(|limit| self.host().now() >= limit) {
                return next;
            }
        }
    }

    /// The time of a turn, which matters only if there are timers.
    fn turn_time(&self) -> f64 {
        if self.core.has_timers() {
            self.time()
        } else {
            0.0
        }
    }
}

impl Drop for EventLoop {
    /// Closes the loop with its last handle. While it runs, or is being closed, there are others.
    fn drop(&mut self) {
        if Rc::strong_count(&self.core) == 1 && !self.is_running() {
            self.close();
        }
    }
}

impl std::fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventLoop")
            .field("host", &self.host().name())
            .field("running", &self.is_running())
            .finish()
    }
}

/// Nanoseconds in seconds, rounded as CPython rounds them.
pub(crate) fn seconds(nanoseconds: u64) -> f64 {
    nanoseconds as f64 / 1e9
}

/// Stops the loop when its main task ends, be it by a panic.
struct StopOnDrop(EventLoop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

struct Running<'a> {
    core: &'a Rc<Core>,
    _entered: current::Entered,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.core.running.set(false);
    }
}
