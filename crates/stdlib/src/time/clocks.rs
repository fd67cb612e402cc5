//! Clocks and `sleep`.

use std::time::Duration;

use portalis_async::host;
use portalis_macros::pyfn;
use portalis_runtime::{Int, Result, errors};

fn unix_time() -> Duration {
    host::platform().unix_time()
}

/// Nanoseconds of the monotonic clock.
fn now() -> u64 {
    host::platform().now()
}

fn nanoseconds(duration: Duration) -> Int {
    Int::from(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX))
}

/// Return the current time in seconds since the Epoch.
///
/// Fractions of a second may be present if the system clock provides them.
#[pyfn("def time() -> float")]
pub fn time() -> f64 {
    unix_time().as_secs_f64()
}

/// Return the current time in nanoseconds since the Epoch.
#[pyfn("def time_ns() -> int")]
pub fn time_ns() -> Int {
    nanoseconds(unix_time())
}

/// Monotonic clock, cannot go backward.
#[pyfn("def monotonic() -> float")]
pub fn monotonic() -> f64 {
    now() as f64 / 1e9
}

/// Monotonic clock, cannot go backward, as nanoseconds.
#[pyfn("def monotonic_ns() -> int")]
pub fn monotonic_ns() -> Int {
    Int::from(now())
}

/// Performance counter for benchmarking.
#[pyfn("def perf_counter() -> float")]
pub fn perf_counter() -> f64 {
    monotonic()
}

/// Performance counter for benchmarking as nanoseconds.
#[pyfn("def perf_counter_ns() -> int")]
pub fn perf_counter_ns() -> Int {
    monotonic_ns()
}

/// Process time for profiling: the time since the program started.
#[pyfn("def process_time() -> float")]
pub fn process_time() -> f64 {
    monotonic()
}

/// Process time for profiling as nanoseconds.
#[pyfn("def process_time_ns() -> int")]
pub fn process_time_ns() -> Int {
    monotonic_ns()
}

/// Thread time for profiling.
#[pyfn("def thread_time() -> float")]
pub fn thread_time() -> f64 {
    monotonic()
}

/// Delay execution for a given number of seconds.
///
/// The argument may be a floating-point number for subsecond precision.
#[pyfn("def sleep(seconds: float, /) -> None", blocks)]
pub fn sleep(seconds: f64) -> Result<()> {
    let duration = duration(seconds)?;
    if !host::platform().can_wait() {
        return portalis_runtime::suspended::run_now(sleep_async(seconds));
    }
    if let Some(signals) = crate::_signal::SIGNALS.get() {
        return (signals.sleep)(duration);
    }
    host::sleep(duration);
    Ok(())
}

/// [`sleep`] where the host cannot block: the caller waits, and the event loop goes on.
pub async fn sleep_async(seconds: f64) -> Result<()> {
    portalis_async::sleep(duration(seconds)?).await;
    Ok(())
}

fn duration(seconds: f64) -> Result<Duration> {
    if seconds.is_nan() {
        return Err(errors::value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(errors::value_error("sleep length must be non-negative"));
    }
    Duration::try_from_secs_f64(seconds)
        .map_err(|_| errors::overflow_error("timestamp too large to convert to C PyTime_t"))
}
