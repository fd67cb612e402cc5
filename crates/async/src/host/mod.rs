//! What a target provides: the trait [`Host`] and one small backend per target.
//!
//! *Invariant:* `cfg` on the target stands only below this folder.

pub mod sim;

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(not(target_family = "wasm"))]
use native as backend;

/// The tokio whose threads this crate uses.
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
pub use tokio;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod browser;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use browser as backend;

#[cfg(target_os = "wasi")]
pub mod wasi;
#[cfg(target_os = "wasi")]
use wasi as backend;

#[cfg(not(target_family = "wasm"))]
pub(crate) use native::fiber;
#[cfg(target_family = "wasm")]
#[path = "no_fiber.rs"]
pub(crate) mod fiber;

use crate::event_loop::{LoopHandle, Next};
use std::any::Any;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A future for any thread.
pub type Job = Pin<Box<dyn Future<Output = ()> + Send>>;
/// A call that may block its thread.
pub type Work = Box<dyn FnOnce() + Send>;

/// What the clock of a platform shows when the program starts. Programs written for a clock that counts from the start
/// of the machine (`if loop.time() - last > limit`, with `last = 0` at first) find a machine that has been up for a day.
const UPTIME: Duration = Duration::from_secs(86_400);

/// How the thread that runs the program waits once it has threads of its own: see [`crate::threads`].
pub(crate) struct Waits {
    /// Waits until a time of the clock, in nanoseconds, or until it is woken.
    pub(crate) park: fn(Option<u64>) -> bool,
    /// Lets others run that can.
    pub(crate) give_way: fn(),
    /// Wakes one of them, from any thread of the system.
    pub(crate) wake: fn(u64),
    /// The number of the present one, or `None` on another thread of the system.
    pub(crate) current: fn() -> Option<u64>,
}

/// Set by the first thread that a program starts. What waits goes through here, so that programs without threads link
/// nothing of them.
pub(crate) static WAITS: OnceLock<Waits> = OnceLock::new();

/// Waits for so long; threads of the program run meanwhile.
pub fn sleep(duration: Duration) {
    match WAITS.get() {
        Some(waits) if (waits.current)().is_some() => {
            let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
            (waits.park)(Some(now().saturating_add(nanoseconds)));
        }
        _ => std::thread::sleep(duration),
    }
}

/// Waits until a source (a file descriptor) is ready, true then, or for so long; threads of the program run meanwhile.
pub fn wait_ready(source: i64, interest: Interest, timeout: Option<Duration>) -> io::Result<bool> {
    backend::wait_ready(source, interest, timeout)
}

/// The host that the program runs on, for one loop.
pub fn platform() -> Arc<dyn Host> {
    Arc::new(backend::Platform::default())
}

/// What the clock of all the platform's hosts shows.
pub(crate) fn now() -> u64 {
    backend::now()
}

/// The loop in the background: for timers of futures that are polled where no loop runs.
///
/// # Panics
///
/// On WASI, which has nowhere to run it.
pub(crate) fn background() -> LoopHandle {
    backend::background()
}

/// Where a program's text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output, file descriptor 1.
    Stdout,
    /// Standard error, file descriptor 2.
    Stderr,
}

impl Stream {
    /// The file descriptor.
    pub const fn fd(self) -> u8 {
        match self {
            Self::Stdout => 1,
            Self::Stderr => 2,
        }
    }
}

/// What is watched at a source: a file descriptor, or what the host has in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    /// There is something to read, or the end of it.
    pub read: bool,
    /// There is room to write.
    pub write: bool,
}

/// A source is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// The source, as it was given to [`Host::watch`].
    pub source: i64,
    /// For what.
    pub ready: Interest,
}

/// What one loop asks of the world around it.
///
/// The methods with a body are those in which hosts without threads agree.
pub trait Host: Send + Sync + 'static {
    /// What the host is called in messages to the user.
    fn name(&self) -> &'static str;

    /// Nanoseconds since some moment; never goes back.
    fn now(&self) -> u64;

    /// Time since 1970 in UTC.
    fn unix_time(&self) -> Duration;

    /// Ends the present `rest`, or else the next. May be called from any thread, and does not run the loop itself.
    fn wake(&self);

    /// Nothing is ready until the loop's clock shows `until` seconds, or until `wake`. A host that can wait does; one
    /// that cannot sees to it that the loop is driven again, and returns.
    fn rest(&self, until: Option<f64>);

    /// Fills `bytes` with unpredictable ones (the simulated host: with predictable ones).
    fn entropy(&self, bytes: &mut [u8]);

    /// Writes all of `bytes`.
    fn write(&self, stream: Stream, bytes: &[u8]) -> io::Result<()>;

    /// Shows what `write` still keeps, if it keeps anything (the end of a line, for a console that shows lines).
    fn flush(&self, stream: Stream) {
        let _ = stream;
    }

    /// What the program was started with; its own name comes first.
    fn args(&self) -> Vec<String> {
        let args = std::env::args_os();
        args.map(|arg| arg.to_string_lossy().into_owned()).collect()
    }

    /// The program is over, and all that it wrote is out. A host that learns of it by the value of `main` does nothing.
    fn exit(&self, code: u8) {
        let _ = code;
    }

    /// Called instead of `rest` when something is ready: a host that learns of events only when asked may ask now.
    fn look(&self) {}

    /// Has `rest` and `look` find out when a source is ready, from now on, for as long as it is; no interest ends it.
    /// The source stays open meanwhile. An error where the host has no sockets.
    fn watch(&self, source: i64, interest: Interest) -> io::Result<()> {
        let _ = (source, interest);
        Err(io::ErrorKind::Unsupported.into())
    }

    /// What `rest` and `look` have found out since it was asked last.
    fn take_ready(&self) -> Vec<Readiness> {
        Vec::new()
    }

    /// Whether `rest` waits.
    fn can_wait(&self) -> bool {
        true
    }

    /// After how many nanoseconds of turns a driven loop should return, so that others get to use the thread.
    fn slice(&self) -> Option<u64> {
        None
    }

    /// Calls `step` whenever the loop has something to do, until it says [`Next::Done`]. A host that can wait returns
    /// after that, one that cannot returns at once.
    fn drive(&self, mut step: Box<dyn FnMut() -> Next>) {
        loop {
            match step() {
                Next::Again => self.look(),
                Next::At(when) => self.rest(Some(when)),
                Next::Idle => self.rest(None),
                Next::Done => return,
            }
        }
    }

    /// Called when the loop begins to run on a thread; what is returned is dropped when it leaves.
    fn enter(&self) -> Option<Box<dyn Any>> {
        None
    }

    /// Runs a future on other threads. A host without them gives it back, and the loop runs it.
    fn spawn(&self, job: Job) -> Result<(), Job> {
        Err(job)
    }

    /// Runs a call on a thread for such. A host without threads gives it back, and the loop makes the call itself.
    fn spawn_blocking(&self, work: Work) -> Result<(), Work> {
        Err(work)
    }
}
