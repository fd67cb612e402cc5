//! `timeout`, `timeout_at` and the `Timeout` they give.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_async::event_loop::TimerHandle;
use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::error::group::exceptions;
use portalis_runtime::{Error, Result, Str, Value, View, errors};

use super::events::get_running_loop;
use super::exceptions::is_cancelled;
use super::futures::FutureCore;
use super::step::{self, TaskState};
use super::wait::timeout_error;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Created,
    Entered,
    Expiring,
    Expired,
    Exited,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Created => "created",
            State::Entered => "active",
            State::Expiring => "expiring",
            State::Expired => "expired",
            State::Exited => "finished",
        }
    }
}

struct TimeoutData {
    state: Cell<State>,
    when: Cell<Option<f64>>,
    timer: RefCell<Alarm>,
    task: RefCell<Option<Rc<FutureCore>>>,
    /// How often the task had been asked to cancel when it entered.
    cancelling: Cell<usize>,
}

/// What is going to call [`Timeout::expire`].
#[derive(Default)]
enum Alarm {
    #[default]
    None,
    /// On the ready queue, unless the flag says that it was cancelled.
    Soon(Rc<Cell<bool>>),
    At(TimerHandle),
}

impl Alarm {
    fn cancel(self) {
        match self {
            Alarm::None => {}
            Alarm::Soon(cancelled) => cancelled.set(true),
            Alarm::At(timer) => timer.cancel(),
        }
    }
}

/// Asynchronous context manager for cancelling overdue coroutines.
#[pyclass("class Timeout", module = "asyncio.timeouts", final, repr)]
#[derive(Clone)]
pub struct Timeout(Rc<TimeoutData>);

/// A timeout that is over after a delay in seconds; None is never.
#[pyfn("def timeout(delay: float | None) -> Timeout")]
pub fn timeout(delay: Option<f64>) -> Result<Timeout> {
    let event_loop = get_running_loop()?;
    Ok(Timeout::new(delay.map(|delay| event_loop.time() + delay)))
}

/// A timeout that is over at a time of the loop's clock.
#[pyfn("def timeout_at(when: float | None) -> Timeout")]
pub fn timeout_at(when: Option<f64>) -> Timeout {
    Timeout::new(when)
}

#[pymethods]
impl Timeout {
    /// A timeout that is over at a time of the loop's clock.
    #[pyfn("def __new__(cls, when: float | None) -> Timeout")]
    pub fn new(when: Option<f64>) -> Timeout {
        Timeout(Rc::new(TimeoutData {
            state: Cell::new(State::Created),
            when: Cell::new(when),
            timer: RefCell::default(),
            task: RefCell::default(),
            cancelling: Cell::new(0),
        }))
    }

    /// Return the present deadline.
    #[pyfn("def when(self) -> float | None")]
    pub fn when(&self) -> Option<f64> {
        self.0.when.get()
    }

    /// Reschedule the timeout.
    #[pyfn("def reschedule(self, when: float | None) -> None")]
    pub fn reschedule(&self, when: Option<f64>) -> Result<()> {
        match self.0.state.get() {
            State::Entered => {}
            State::Created => return Err(errors::runtime_error("Timeout has not been entered")),
            state => {
                let state = state.name();
                return Err(errors::runtime_error(format!(
                    "Cannot change state of {state} Timeout"
                )));
            }
        }
        self.0.when.set(when);
        self.0.timer.take().cancel();
        let Some(when) = when else { return Ok(()) };
        let event_loop = get_running_loop()?;
        let this = self.clone();
        let alarm = if when <= event_loop.time() {
            let cancelled = Rc::new(Cell::new(false));
            let flag = cancelled.clone();
            event_loop.push(move || {
                if !flag.get() {
                    this.expire();
                }
            });
            Alarm::Soon(cancelled)
        } else {
            Alarm::At(event_loop.inner().call_at(when, move || this.expire()))
        };
        self.0.timer.replace(alarm);
        Ok(())
    }

    /// Whether the deadline has passed while it was active.
    #[pyfn("def expired(self) -> bool")]
    pub fn expired(&self) -> bool {
        matches!(self.0.state.get(), State::Expiring | State::Expired)
    }

    /// Starts the timeout.
    #[pyfn("async def __aenter__(self) -> Timeout")]
    pub fn aenter(&self) -> impl Future<Output = Result<Timeout>> + use<> {
        let this = self.clone();
        async move {
            this.begin()?;
            Ok(this.clone())
        }
    }

    /// Ends the timeout, and makes a TimeoutError of its own cancellation.
    #[pyfn("async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None")]
    pub fn aexit(
        &self,
        _exc_type: Value,
        exc_val: Value,
        _exc_tb: Value,
    ) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move { this.end(Error::of_value(&exc_val).as_ref()) }
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = self.0.state.get();
        let when = match (state, self.0.when.get()) {
            (State::Entered, Some(when)) => {
                format!(" when={}", View::repr(&((when * 1000.0).round() / 1000.0))?)
            }
            (State::Entered, None) => " when=None".to_string(),
            _ => String::new(),
        };
        Ok(Str::from(format!("<Timeout [{}]{when}>", state.name())))
    }
}

impl Timeout {
    /// `__aenter__`.
    pub(super) fn begin(&self) -> Result<()> {
        if self.0.state.get() != State::Created {
            return Err(errors::runtime_error("Timeout has already been entered"));
        }
        let Some(task) = step::current() else {
            return Err(errors::runtime_error(
                "Timeout should be used inside a task",
            ));
        };
        self.0.state.set(State::Entered);
        self.0
            .cancelling
            .set(task.task().map_or(0, TaskState::cancelling));
        self.0.task.replace(Some(task));
        self.reschedule(self.0.when.get())
    }

    /// `__aexit__`.
    pub(super) fn end(&self, error: Option<&Error>) -> Result<()> {
        self.0.timer.take().cancel();
        let task = self.0.task.take();
        match self.0.state.get() {
            State::Entered => self.0.state.set(State::Exited),
            State::Expiring => {
                self.0.state.set(State::Expired);
                let left = task
                    .as_ref()
                    .and_then(|task| task.task())
                    .map_or(0, TaskState::uncancel);
                if left <= self.0.cancelling.get()
                    && let Some(error) = error
                {
                    return replace_cancellation(error);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn expire(&self) {
        if let Some(task) = &*self.0.task.borrow() {
            task.cancel(None);
        }
        self.0.state.set(State::Expiring);
        drop(self.0.timer.take());
    }
}

/// The cancellation was ours: it becomes a TimeoutError, be it the error itself or what the error came from.
fn replace_cancellation(error: &Error) -> Result<()> {
    if is_cancelled(error) {
        return timeout_error(error);
    }
    insert_timeout_error(error);
    if error.is(&errors::ExceptionGroup) {
        exceptions(error)
            .unwrap_or_default()
            .iter()
            .for_each(insert_timeout_error);
    }
    Ok(())
}

/// Puts a TimeoutError before the cancellation in a chain of contexts.
fn insert_timeout_error(error: &Error) {
    let mut error = error.clone();
    loop {
        let context = error.state().context.borrow().clone();
        let Some(context) = context else { return };
        if is_cancelled(&context) {
            let timeout = Error::new(&errors::TimeoutError, Vec::new());
            timeout.state().cause.replace(Some(context.clone()));
            timeout.state().context.replace(Some(context));
            timeout.state().suppress_context.set(true);
            error.state().context.replace(Some(timeout));
            return;
        }
        error = context;
    }
}
