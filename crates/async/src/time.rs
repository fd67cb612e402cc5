//! Time: sleeping, limits, intervals.
//!
//! All of it reads the clock of the running loop's host. A future that is polled where no loop runs (on a thread of the
//! pool, or in somebody else's executor) gets its wake from a loop in the background.

use crate::event_loop::{Action, EventLoop, TimerHandle, current_core, seconds, try_current_core};
use crate::host;
use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::ops::{Add, AddAssign, Sub};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A moment on the clock of a loop's host, in seconds as CPython counts them (`loop.time()`).
///
/// Moments of different hosts, such as two simulated ones, have nothing to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Instant(f64);

impl Instant {
    /// The present moment of the running loop, or of the platform if no loop is running.
    pub fn now() -> Self {
        match try_current_core() {
            Some(core) => Self(seconds(core.home().host.now())),
            None => Self(seconds(host::now())),
        }
    }

    /// The moment that [`EventLoop::time`] calls `seconds`.
    pub const fn from_seconds(seconds: f64) -> Self {
        Self(seconds)
    }

    /// As [`EventLoop::time`] counts.
    pub const fn as_seconds(self) -> f64 {
        self.0
    }

    /// The time since this moment, zero if it is yet to come.
    pub fn elapsed(self) -> Duration {
        Self::now() - self
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0 + duration.as_secs_f64())
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub for Instant {
    type Output = Duration;

    /// The time from `earlier` to this moment, zero if it is the other way round.
    fn sub(self, earlier: Self) -> Duration {
        Duration::try_from_secs_f64(self.0 - earlier.0).unwrap_or_default()
    }
}

/// Waits for `duration`, counted from this call; where no loop is running yet, from the first poll. Zero is one turn of
/// the loop.
pub fn sleep(duration: Duration) -> Sleep {
    let running = !duration.is_zero() && try_current_core().is_some();
    Sleep::new(if running {
        Due::At(Instant::now() + duration)
    } else {
        Due::After(duration)
    })
}

/// Waits until `deadline`. If that is past, waits for one turn of the loop.
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(Due::At(deadline))
}

/// Lets everything else that is ready run: one turn of the loop.
pub fn yield_now() -> impl Future<Output = ()> + Send {
    let mut yielded = false;
    poll_fn(move |cx| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}

/// The future of [`sleep`]. Dropping it takes its timer back.
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited"]
pub struct Sleep {
    due: Due,
    state: State,
}

#[derive(Clone, Copy, Debug)]
enum Due {
    At(Instant),
    /// From the first poll.
    After(Duration),
}

#[derive(Debug)]
enum State {
    New,
    /// Woken already, to run on the next turn.
    Yielded,
    Timer(TimerHandle),
    Background(Arc<BackgroundTimer>),
    Done,
}

impl Sleep {
    const fn new(due: Due) -> Self {
        Self {
            due,
            state: State::New,
        }
    }

    fn deadline(&mut self) -> Instant {
        match self.due {
            Due::At(deadline) => deadline,
            Due::After(duration) => {
                let deadline = Instant::now() + duration;
                self.due = Due::At(deadline);
                deadline
            }
        }
    }

    fn begin(&mut self, waker: &Waker) -> State {
        let deadline = self.deadline();
        if Instant::now() >= deadline {
            waker.wake_by_ref();
            return State::Yielded;
        }
        match try_current_core() {
            Some(core) => {
                let key = core.add_timer(deadline.0, Action::Wake(waker.clone()));
                State::Timer(TimerHandle::new(core.home(), key))
            }
            None => State::Background(BackgroundTimer::start(deadline, waker)),
        }
    }

    fn cancel(&mut self) {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Timer(timer) => timer.cancel(),
            State::Background(timer) => timer.cancel(),
            State::New | State::Yielded | State::Done => {}
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let ended = match &self.state {
            State::New => {
                self.state = self.begin(cx.waker());
                false
            }
            State::Yielded | State::Done => true,
            State::Timer(timer) if timer.is_here() => {
                !current_core().keep_timer(timer.key(), cx.waker())
            }
            State::Background(timer) if try_current_core().is_none() => !timer.keep(cx.waker()),
            State::Timer(_) | State::Background(_) => {
                // The future has moved to another thread or loop.
                let ended = Instant::now() >= self.deadline();
                if !ended {
                    self.cancel();
                    self.state = self.begin(cx.waker());
                }
                ended
            }
        };
        if !ended {
            return Poll::Pending;
        }
        self.cancel();
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// A timer on the loop in the background.
#[derive(Debug, Default)]
struct BackgroundTimer {
    state: Mutex<BackgroundState>,
}

#[derive(Debug, Default)]
struct BackgroundState {
    ended: bool,
    waker: Option<Waker>,
    timer: Option<TimerHandle>,
}

impl BackgroundTimer {
    fn start(deadline: Instant, waker: &Waker) -> Arc<Self> {
        let timer = Arc::new(Self::default());
        timer.lock().waker = Some(waker.clone());
        let started = Arc::clone(&timer);
        let background = host::background();
        background.call_soon(move || {
            let ended = Arc::clone(&started);
            let handle = EventLoop::current().call_at(deadline.0, move || ended.end());
            let mut state = started.lock();
            if state.ended {
                handle.cancel();
            } else {
                state.timer = Some(handle);
            }
        });
        timer
    }

    fn end(&self) {
        let mut state = self.lock();
        state.ended = true;
        state.timer = None;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Has the timer wake `waker`; false if it has ended.
    fn keep(&self, waker: &Waker) -> bool {
        let mut state = self.lock();
        if !state.ended {
            state.waker = Some(waker.clone());
        }
        !state.ended
    }

    fn cancel(&self) {
        let mut state = self.lock();
        state.ended = true;
        let left = (state.waker.take(), state.timer.take());
        drop(state);
        if let Some(timer) = left.1 {
            timer.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, BackgroundState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time given to [`timeout`] is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeoutError;

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time limit was exceeded")
    }
}

impl std::error::Error for TimeoutError {}

/// Awaits `future`, but no longer than `limit` from this call. The future is dropped then. A future that is finished
/// when both are gets the benefit.
pub fn timeout<F: IntoFuture>(
    limit: Duration,
    future: F,
) -> impl Future<Output = Result<F::Output, TimeoutError>> {
    let (future, sleep) = (future.into_future(), sleep(limit));
    async move {
        let (mut future, mut sleep) = (pin!(future), pin!(sleep));
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => sleep.as_mut().poll(cx).map(|()| Err(TimeoutError)),
        })
        .await
    }
}

/// What an [`Interval`] does about ticks that nobody awaited in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissedTicks {
    /// They follow at once.
    #[default]
    Burst,
    /// Ticks are counted from the late one.
    Delay,
    /// They are left out; later ticks come when they would have come.
    Skip,
}

/// Ticks every `period`, for the first time at once.
///
/// # Panics
///
/// If `period` is zero.
pub fn interval(period: Duration) -> Interval {
    assert!(
        !period.is_zero(),
        "an interval needs a period greater than zero"
    );
    Interval {
        period,
        next: Instant::now(),
        missed: MissedTicks::default(),
        sleep: None,
    }
}

/// A source of ticks: see [`interval`].
#[derive(Debug)]
pub struct Interval {
    period: Duration,
    next: Instant,
    missed: MissedTicks,
    sleep: Option<Sleep>,
}

impl Interval {
    /// Waits for the next tick and returns the moment for which it was set. A tick that is due takes no turn. Dropping
    /// the future loses nothing.
    pub async fn tick(&mut self) -> Instant {
        poll_fn(|cx| self.poll_tick(cx)).await
    }

    /// Says what to do about missed ticks from now on.
    pub fn set_missed_ticks(&mut self, missed: MissedTicks) {
        self.missed = missed;
    }

    /// The time between ticks.
    pub const fn period(&self) -> Duration {
        self.period
    }

    /// The next tick is one period from now.
    pub fn reset(&mut self) {
        self.sleep = None;
        self.next = Instant::now() + self.period;
    }

    fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Instant> {
        let now = Instant::now();
        if now < self.next {
            let sleep = self.sleep.get_or_insert_with(|| sleep_until(self.next));
            if Pin::new(sleep).poll(cx).is_pending() {
                return Poll::Pending;
            }
        }
        self.sleep = None;
        let tick = self.next;
        self.next = self.after(tick, now);
        Poll::Ready(tick)
    }

    fn after(&self, tick: Instant, now: Instant) -> Instant {
        let next = tick + self.period;
        match self.missed {
            MissedTicks::Delay if now > next => now + self.period,
            MissedTicks::Skip if now > next => {
                let periods = ((now - tick).as_secs_f64() / self.period.as_secs_f64()).floor();
                Instant(tick.0 + (periods + 1.0) * self.period.as_secs_f64())
            }
            _ => next,
        }
    }
}
