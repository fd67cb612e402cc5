//! WASI: one thread, and a host that is asked to wait when there is nothing else to do.
//!
//! 0.2 waits for pollables (`p2.rs`, which network and streams use as well), 0.1 for the clock alone (`p1.rs`).

#[cfg_attr(target_env = "p2", path = "p2.rs")]
#[cfg_attr(not(target_env = "p2"), path = "p1.rs")]
mod poll;

#[cfg(target_env = "p2")]
pub use poll::{Ready, ready};

use super::{Host, Stream, UPTIME};
use crate::event_loop::LoopHandle;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// Of so many turns with something ready, one asks the host for events.
const TURNS_PER_LOOK: u32 = 64;

/// In nanoseconds.
const MAXIMUM_WAIT: u64 = 24 * 3_600 * 1_000_000_000;

#[derive(Default)]
pub(crate) struct Platform {
    awake: AtomicBool,
    turns: AtomicU32,
}

impl Host for Platform {
    fn name(&self) -> &'static str {
        "WASI"
    }

    fn now(&self) -> u64 {
        now()
    }

    fn unix_time(&self) -> Duration {
        SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn wake(&self) {
        self.awake.store(true, Ordering::Relaxed);
    }

    /// Waits.
    ///
    /// # Panics
    ///
    /// If there is nothing to wait for: without threads, nothing can ever happen again.
    fn rest(&self, until: Option<f64>) {
        if self.awake.swap(false, Ordering::Relaxed) {
            return;
        }
        // Longer waits are made of several: hosts need not cope with deadlines of centuries to come.
        let latest = poll::now() + MAXIMUM_WAIT;
        let until =
            until.map(|until| (((until - UPTIME.as_secs_f64()) * 1e9).ceil() as u64).min(latest));
        assert!(
            poll::wait(until),
            "every task waits, and there is no timer and no event to wait for"
        );
    }

    /// The value of `main` tells WASI no more than whether it failed.
    fn exit(&self, code: u8) {
        if code > 1 {
            poll::exit(code);
        }
    }

    fn look(&self) {
        let turns = self.turns.load(Ordering::Relaxed) + 1;
        self.turns.store(turns % TURNS_PER_LOOK, Ordering::Relaxed);
        if turns == TURNS_PER_LOOK {
            poll::look();
        }
    }

    fn entropy(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("WASI has random numbers");
    }

    fn write(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        match stream {
            Stream::Stdout => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(bytes)?;
                stdout.flush()
            }
            Stream::Stderr => io::stderr().lock().write_all(bytes),
        }
    }
}

pub(crate) fn now() -> u64 {
    UPTIME.as_nanos() as u64 + poll::now()
}

pub(crate) fn background() -> LoopHandle {
    panic!("on WASI timers need a running loop: call this inside block_on")
}

/// See [`crate::host::wait_ready`]: there are no sockets here.
pub(crate) fn wait_ready(
    _source: i64,
    _interest: crate::host::Interest,
    _timeout: Option<Duration>,
) -> io::Result<bool> {
    Err(io::ErrorKind::Unsupported.into())
}
