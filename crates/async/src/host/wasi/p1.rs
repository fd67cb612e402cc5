//! WASI 0.1: nothing to wait for but the clock.

use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Nanoseconds since the program started.
pub(super) fn now() -> u64 {
    START.elapsed().as_nanos() as u64
}

/// Waits until the clock shows `until`; false if there is nothing to wait for.
pub(super) fn wait(until: Option<u64>) -> bool {
    let Some(until) = until else {
        return false;
    };
    thread::sleep(Duration::from_nanos(until.saturating_sub(now())));
    true
}

pub(super) fn look() {}

pub(super) fn exit(code: u8) {
    std::process::exit(code.into());
}
