//! A simulated host: virtual time and a seed. The same program with the same seed does the same, at once.
//!
//! Time stands still while tasks run and jumps to the next timer when none can. There are no threads: `spawn` and
//! `spawn_blocking` run on the loop.

use super::{Host, Stream};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A host for tests. Its clock starts at zero, its wall clock on 1 January 2000.
///
/// ```
/// use portalis_async::{AsyncRuntime, host::sim::Sim, sleep};
/// use std::{sync::Arc, time::Duration};
///
/// let sim = Arc::new(Sim::new(7));
/// AsyncRuntime::with_host(sim.clone()).block_on(sleep(Duration::from_secs(3600)));
/// assert_eq!(sim.elapsed(), Duration::from_secs(3600));
/// ```
#[derive(Debug)]
pub struct Sim {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    now: u64,
    random: u64,
    awake: bool,
    output: Vec<(Stream, Vec<u8>)>,
}

/// 2000-01-01T00:00:00Z.
const EPOCH: Duration = Duration::from_secs(946_684_800);

impl Sim {
    /// A host whose random numbers come from `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            state: Mutex::new(State {
                now: 0,
                random: seed,
                awake: false,
                output: Vec::new(),
            }),
        }
    }

    /// The virtual time that has gone by.
    pub fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.state().now)
    }

    /// Lets time go by while the loop is not looking, as a slow computation would.
    pub fn advance(&self, by: Duration) {
        self.state().now += by.as_nanos() as u64;
    }

    /// What was written to `stream` since the last time.
    pub fn take_output(&self, stream: Stream) -> Vec<u8> {
        let mut state = self.state();
        let (taken, kept) = std::mem::take(&mut state.output)
            .into_iter()
            .partition(|(to, _)| *to == stream);
        state.output = kept;
        let taken: Vec<(Stream, Vec<u8>)> = taken;
        taken.into_iter().flat_map(|(_, bytes)| bytes).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Sim {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Host for Sim {
    fn name(&self) -> &'static str {
        "the simulated host"
    }

    fn now(&self) -> u64 {
        self.state().now
    }

    fn unix_time(&self) -> Duration {
        EPOCH + self.elapsed()
    }

    fn wake(&self) {
        self.state().awake = true;
    }

    /// Jumps to `until`.
    ///
    /// # Panics
    ///
    /// If there is no timer either, or none within the five centuries that the clock counts: nothing can ever happen
    /// again.
    fn rest(&self, until: Option<f64>) {
        let mut state = self.state();
        if std::mem::take(&mut state.awake) {
            return;
        }
        // A deadline that lies between two nanoseconds has passed with the later one.
        let until = until
            .map(|until| (until * 1e9).ceil())
            .filter(|until| *until < u64::MAX as f64);
        let until =
            until.expect("the simulation is stuck: every task waits and no timer is set") as u64;
        // Always on: a deadline may be so far off that seconds cannot tell it from the nanosecond before.
        state.now = until.max(state.now + 1);
    }

    /// Bytes of SplitMix64 (Steele, Lea and Flood 2014).
    fn entropy(&self, bytes: &mut [u8]) {
        let mut state = self.state();
        for chunk in bytes.chunks_mut(8) {
            state.random = state.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state.random;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let word = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }

    fn write(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self.state().output.push((stream, bytes.to_vec()));
        Ok(())
    }
}
