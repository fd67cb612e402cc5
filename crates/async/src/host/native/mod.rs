//! Operating systems with threads.
//!
//! The loop parks on a condition variable, whose time-out is as fine as the system's. Other threads come from
//! `pool.rs`, or from tokio with the feature of that name.

#[cfg_attr(feature = "tokio", path = "tokio.rs")]
mod pool;

pub(crate) mod fiber;
mod poll;

use super::{Host, Interest, Job, Readiness, Stream, UPTIME, WAITS, Waits, Work};
use crate::event_loop::{EventLoop, LoopHandle};
use poll::Watcher;
use std::any::Any;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex, OnceLock, PoisonError, mpsc};
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
    /// Where it rests instead, once it watches sockets.
    watcher: OnceLock<Arc<Watcher>>,
}

impl Platform {
    /// `rest` of a loop that watches sockets.
    fn rest_watching(&self, watcher: &Arc<Watcher>, until: Option<f64>) {
        let is_awake = {
            let mut awake = self.awake.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *awake, false)
        };
        let timeout = match until {
            _ if is_awake => Some(Duration::ZERO),
            Some(until) => Some(time_until(until)),
            None => None,
        };
        wait_for(watcher, timeout);
        *self.awake.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

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
        if let Some(watcher) = self.watcher.get() {
            watcher.wake();
        }
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
        if let Some(watcher) = self.watcher.get() {
            watcher.wait(Some(Duration::ZERO));
        }
    }

    fn watch(&self, source: i64, interest: Interest) -> io::Result<()> {
        if let Some(watcher) = self.watcher.get() {
            return watcher.watch(source, interest);
        }
        let watcher = Arc::new(Watcher::new()?);
        watcher.watch(source, interest)?;
        // Only the loop's own thread sets it.
        let _ = self.watcher.set(watcher);
        Ok(())
    }

    fn take_ready(&self) -> Vec<Readiness> {
        self.watcher
            .get()
            .map(|watcher| watcher.take_ready())
            .unwrap_or_default()
    }

    fn rest(&self, until: Option<f64>) {
        if let Some(watcher) = self.watcher.get() {
            return self.rest_watching(watcher, until);
        }
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
            let left = time_until(until);
            if left.is_zero() {
                break;
            }
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

/// How long it is until the loop's clock shows `until`.
fn time_until(until: f64) -> Duration {
    let left = until - now() as f64 / 1e9;
    match left <= 0.0 {
        true => Duration::ZERO,
        false => Duration::try_from_secs_f64(left)
            .unwrap_or(Duration::MAX)
            .min(MAXIMUM_WAIT),
    }
}

/// Waits until one of several sources is ready, or for so long; threads of the program run meanwhile.
fn wait_for(watcher: &Arc<Watcher>, timeout: Option<Duration>) {
    match WAITS.get() {
        Some(waits) if (waits.current)().is_some() => {
            wait_elsewhere(waits, watcher.clone(), timeout);
        }
        _ => watcher.wait(timeout),
    }
}

pub(crate) fn wait_ready(
    source: i64,
    interest: Interest,
    timeout: Option<Duration>,
) -> io::Result<bool> {
    let watcher = Arc::new(Watcher::new()?);
    watcher.watch(source, interest)?;
    wait_for(&watcher, timeout);
    watcher.watch(source, Interest::default())?;
    Ok(!watcher.take_ready().is_empty())
}

/// Waits on a thread for such, and lets the other threads of the program run meanwhile.
fn wait_elsewhere(waits: &Waits, watcher: Arc<Watcher>, timeout: Option<Duration>) {
    let (Some(this), Some(wake)) = ((waits.current)(), WAITS.get().map(|waits| waits.wake)) else {
        return;
    };
    let ended = Arc::new(AtomicBool::new(false));
    let tell = ended.clone();
    pool::spawn_blocking(Box::new(move || {
        watcher.wait(timeout);
        tell.store(true, Ordering::Release);
        wake(this);
    }));
    while !ended.load(Ordering::Acquire) {
        (waits.park)(None);
    }
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
