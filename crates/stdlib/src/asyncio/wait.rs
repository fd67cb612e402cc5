//! `wait` and `wait_for`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_async::event_loop::TimerHandle;
use portalis_macros::{pyconst, pyfn};
use portalis_runtime::{Error, Object, Result, Set, Str, Value, View, errors, raise_from};

use super::awaitable::{self, Awaitable, is_coroutine};
use super::events::get_running_loop;
use super::exceptions::is_cancelled;
use super::futures::{FutureCore, Native};
use super::object::shared;
use super::{Timeout, future, timeout, waiting};

const FIRST_COMPLETED: &str = "FIRST_COMPLETED";
const FIRST_EXCEPTION: &str = "FIRST_EXCEPTION";
const ALL_COMPLETED: &str = "ALL_COMPLETED";

/// `wait` returns when any future is done.
#[pyconst("FIRST_COMPLETED: str")]
pub fn first_completed() -> Str {
    Str::from(FIRST_COMPLETED)
}

/// `wait` returns when any future has failed, or all are done.
#[pyconst("FIRST_EXCEPTION: str")]
pub fn first_exception() -> Str {
    Str::from(FIRST_EXCEPTION)
}

/// `wait` returns when all futures are done.
#[pyconst("ALL_COMPLETED: str")]
pub fn all_completed() -> Str {
    Str::from(ALL_COMPLETED)
}

/// Wait for the futures or tasks in fs, and return two sets: those that are done, and the others.
#[pyfn(
    "async def wait(fs: Any, *, timeout: float | None = None, return_when: str = 'ALL_COMPLETED') -> tuple[set[Any], set[Any]]"
)]
pub async fn wait(
    fs: Value,
    timeout: Option<f64>,
    return_when: Str,
) -> Result<(Set<Value>, Set<Value>)> {
    if shared::<FutureCore>(&fs).is_some() || is_coroutine(&fs) {
        return Err(errors::type_error(format!(
            "expect a list of futures, not {}",
            fs.class_name()
        )));
    }
    if !View::truthy(&fs)? {
        return Err(errors::value_error("Set of Tasks/Futures is empty."));
    }
    if ![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].contains(&return_when.as_str()) {
        return Err(errors::value_error(format!(
            "Invalid return_when value: {return_when}"
        )));
    }
    let futures = distinct(&fs)?;
    wait_for_cores(&futures, timeout, &return_when).await?;
    let (done, pending): (Vec<_>, Vec<_>) = futures.iter().partition(|core| core.is_done());
    let as_set =
        |cores: Vec<&Rc<FutureCore>>| Set::from_items(cores.into_iter().map(future::value));
    Ok((as_set(done)?, as_set(pending)?))
}

/// The futures in an iterable, each once.
fn distinct(fs: &Value) -> Result<Vec<Rc<FutureCore>>> {
    let set = Set::from_results(fs.iter()?)?;
    let items: Vec<Value> = set.to_vec();
    if items.iter().any(is_coroutine) {
        return Err(errors::type_error(
            "Passing coroutines is forbidden, use tasks explicitly.",
        ));
    }
    let core = |value: &Value| {
        shared::<FutureCore>(value).ok_or_else(|| {
            let class = value.class_name();
            errors::attribute_error_for(
                format!("'{class}' object has no attribute 'add_done_callback'"),
                value,
                "add_done_callback",
            )
        })
    };
    items.iter().map(core).collect()
}

async fn wait_for_cores(
    futures: &[Rc<FutureCore>],
    timeout: Option<f64>,
    return_when: &str,
) -> Result<()> {
    let event_loop = get_running_loop()?;
    let waiter = event_loop.new_future();
    let alarm = waiter.clone();
    let timer = timeout.map(|after| {
        event_loop
            .inner()
            .call_at(event_loop.time() + after, move || alarm.release())
    });
    let (release, counter) = (waiter.clone(), Cell::new(futures.len()));
    let (any, error) = (
        return_when == FIRST_COMPLETED,
        return_when == FIRST_EXCEPTION,
    );
    let stop_timer = timer.clone();
    let on_done: Native = Rc::new(move |core: &Rc<FutureCore>| {
        counter.set(counter.get().saturating_sub(1));
        if counter.get() == 0 || any || error && core.error().is_some() {
            stop_timer.iter().for_each(TimerHandle::cancel);
            release.release();
        }
    });
    futures.iter().for_each(|core| core.add_native(&on_done));
    let outcome = waiting::done(&waiter)
        .await
        .and_then(|()| waiter.result::<()>());
    timer.iter().for_each(TimerHandle::cancel);
    futures.iter().for_each(|core| core.remove_native(&on_done));
    outcome
}

/// Wait for a future or coroutine to complete, with a timeout in seconds.
#[pyfn("async def wait_for(fut: Awaitable[T], timeout: float | None) -> T")]
pub async fn wait_for<T: Object, A: Awaitable<Output = T>>(
    fut: A,
    timeout: Option<f64>,
) -> Result<T> {
    if timeout.is_some_and(|timeout| timeout <= 0.0) {
        return without_waiting(fut).await;
    }
    let guard: Timeout = self::timeout(timeout)?;
    guard.begin()?;
    let outcome = fut.wait().await;
    guard.end(outcome.as_ref().err())?;
    outcome
}

/// `wait_for` with no time left.
async fn without_waiting<T: Object, A: Awaitable<Output = T>>(fut: A) -> Result<T> {
    let core = awaitable::to_future(fut, None)?;
    if core.is_done() {
        return core.result();
    }
    cancel_and_wait(&core).await?;
    match core.result() {
        Err(error) if is_cancelled(&error) => timeout_error(&error),
        outcome => outcome,
    }
}

/// `raise TimeoutError from error`, in the handler of `error`.
pub(super) fn timeout_error<T>(error: &Error) -> Result<T> {
    let _handling = portalis_runtime::handling(error);
    raise_from(&errors::TimeoutError, error.value())
}

/// Cancels a future or task and waits until it is done.
async fn cancel_and_wait(core: &Rc<FutureCore>) -> Result<()> {
    let waiter = get_running_loop()?.new_future();
    let release = RefCell::new(Some(waiter.clone()));
    let on_done: Native = Rc::new(move |_: &Rc<FutureCore>| {
        if let Some(waiter) = release.take() {
            waiter.release();
        }
    });
    core.add_native(&on_done);
    core.cancel(None);
    let outcome = waiting::done(&waiter)
        .await
        .and_then(|()| waiter.result::<()>());
    core.remove_native(&on_done);
    outcome
}
