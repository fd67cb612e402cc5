//! Operating systems with threads.
//!
//! The loop parks on a condition variable, whose time-out is as fine as the system's. Other threads come from
//! `pool.rs`, or from tokio with the feature of that name.

#[cfg_attr(feature = "tokio", path = "tokio.rs")]
mod pool;

pub(crate) mod fiber;

use super::{Host, Job, Stream, UPTIME, WAITS, Waits, Work};
use crate::event_loop::{EventLoop, LoopHandle};
use std::any::Any;
use std::io::{self, Write};
use std::sync::{Condvar, LazyLock, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Where one loop parks.
#[derive(Default)]
pub(crate) struct Platform {
    awake: Mutex<bool>,
    woken: Condvar,
    /// The thread of the program that rests here.
    resting: Mutex<Option<u64>>,
}

impl Platform {
    /// `rest` of a program with threads: they run meanwhile.
    fn rest_among(&self, waits: &Waits, this: u64, until: Option<f64>) {
        let is_awake = || {
            let mut awake = self.awake.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *awake, false)
        };
        let resting = |id| *self.resting.lock().unwrap_or_else(PoisonError::into_inner) = id;
        resting(Some(this));
        if !is_awake() {
            // Early rather than late: the loop looks at its timers again.
            (waits.park)(until.map(|until| (until * 1e9) as u64));
            is_awake();
        }
        resting(None);
    }
}

impl Host for Platform {
    fn name(&self) -> &'static str {
        std::env::consts::OS
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
        let mut awake = self.awake.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut *awake, true) {
            return;
        }
        self.woken.notify_one();
        if let Some(waits) = WAITS.get() {
            let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(id) = resting.take() {
                (waits.wake)(id);
            }
        }
    }

    fn look(&self) {
        if let Some(waits) = WAITS.get() {
            (waits.give_way)();
        }
    }

    fn rest(&self, until: Option<f64>) {
        if let Some(waits) = WAITS.get()
            && let Some(this) = (waits.current)()
        {
            return self.rest_among(waits, this, until);
        }
        let mut awake = self.awake.lock().unwrap_or_else(PoisonError::into_inner);
        while !*awake {
            let Some(until) = until else {
                awake = self
                    .woken
                    .wait(awake)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = until - now() as f64 / 1e9;
            if left <= 0.0 {
                break;
            }
            let left = Duration::try_from_secs_f64(left)
                .unwrap_or(Duration::MAX)
                .min(MAXIMUM_WAIT);
            awake = self
                .woken
                .wait_timeout(awake, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        *awake = false;
    }

    fn entropy(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system has random numbers");
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

    fn enter(&self) -> Option<Box<dyn Any>> {
        pool::enter()
    }

    fn spawn(&self, job: Job) -> Result<(), Job> {
        pool::spawn(job);
        Ok(())
    }

    fn spawn_blocking(&self, work: Work) -> Result<(), Work> {
        pool::spawn_blocking(work);
        Ok(())
    }
}

pub(crate) fn now() -> u64 {
    (UPTIME + START.elapsed()).as_nanos() as u64
}

/// A loop on a thread of its own.
pub(crate) fn background() -> LoopHandle {
    static BACKGROUND: LazyLock<LoopHandle> = LazyLock::new(|| {
        let (send, receive) = mpsc::channel();
        start_thread(move || {
            let event_loop = EventLoop::on_platform();
            send.send(event_loop.handle())
                .expect("the starter waits for the handle");
            event_loop.run_forever();
        });
        receive.recv().expect("the thread sends its handle")
    });
    BACKGROUND.clone()
}

fn start_thread(run: impl FnOnce() + Send + 'static) {
    thread::Builder::new()
        .name("portalis".into())
        .spawn(run)
        .expect("the system has threads");
}

/// Longer waits are made of several, for systems whose waits overflow.
const MAXIMUM_WAIT: Duration = Duration::from_secs(24 * 3600);
