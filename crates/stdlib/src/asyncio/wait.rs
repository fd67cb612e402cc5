//! `wait` and `wait_for`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_async::event_loop::TimerHandle;
use portalis_macros::{pyconst, pyfn};
use portalis_runtime::{
    Error, Iterable, Object, Result, Set, Str, Value, View, errors, raise_from,
};

use super::awaitable::{self, Awaitable, is_coroutine};
use super::events::get_running_loop;
use super::exceptions::is_cancelled;
use super::futures::{FutureCore, Native};
use super::object::shared;
use super::{Future, Task, Timeout, timeout, waiting};

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

/// What `wait` waits for.
pub trait Waitable: Object {
    /// The shared part; `None` where it is no future.
    #[doc(hidden)]
    fn known_core(&self) -> Option<WaitedFor>;
}

/// The shared part of a future, for this module alone.
pub struct WaitedFor(Rc<FutureCore>);

impl<T: Object> Waitable for Task<T> {
    fn known_core(&self) -> Option<WaitedFor> {
        Some(WaitedFor(self.core().clone()))
    }
}

impl<T: Object> Waitable for Future<T> {
    fn known_core(&self) -> Option<WaitedFor> {
        Some(WaitedFor(self.core().clone()))
    }
}

impl Waitable for Value {
    fn known_core(&self) -> Option<WaitedFor> {
        shared::<FutureCore>(self).map(WaitedFor)
    }
}

/// Wait for the futures or tasks in fs, and return two sets: those that are done, and the others.
#[pyfn(
    "async def wait(fs: Iterable[Task[T]], *, timeout: float | None = None, return_when: str = 'ALL_COMPLETED') -> tuple[set[Task[T]], set[Task[T]]]"
)]
pub fn wait<T: Object, I: Iterable<Item = Task<T>>>(
    fs: &I,
    timeout: Option<f64>,
    return_when: Str,
) -> impl std::future::Future<Output = Result<Waited<Task<T>>>> + use<T, I> {
    wait_for_items(fs, timeout, return_when)
}

/// As [`wait`], for futures that are no tasks.
#[pyfn(
    "async def wait(fs: Iterable[Future[T]], *, timeout: float | None = None, return_when: str = 'ALL_COMPLETED') -> tuple[set[Future[T]], set[Future[T]]]"
)]
pub fn wait_for_futures<T: Object, I: Iterable<Item = Future<T>>>(
    fs: &I,
    timeout: Option<f64>,
    return_when: Str,
) -> impl std::future::Future<Output = Result<Waited<Future<T>>>> + use<T, I> {
    wait_for_items(fs, timeout, return_when)
}

/// As [`wait`], for anything.
#[pyfn(
    "async def wait(fs: Any, *, timeout: float | None = None, return_when: str = 'ALL_COMPLETED') -> tuple[set[Any], set[Any]]"
)]
pub async fn wait_for_values(
    fs: Value,
    timeout: Option<f64>,
    return_when: Str,
) -> Result<Waited<Value>> {
    if shared::<FutureCore>(&fs).is_some() || is_coroutine(&fs) {
        return Err(errors::type_error(format!(
            "expect a list of futures, not {}",
            fs.class_name()
        )));
    }
    if !View::truthy(&fs)? {
        return Err(errors::value_error("Set of Tasks/Futures is empty."));
    }
    wait_for_items(&fs, timeout, return_when).await
}

/// Those that are done, and the others.
type Waited<F> = (Set<F>, Set<F>);

fn wait_for_items<F: Waitable, I: Iterable<Item = F>>(
    fs: &I,
    timeout: Option<f64>,
    return_when: Str,
) -> impl std::future::Future<Output = Result<Waited<F>>> + use<F, I> {
    // Held, not iterated: the set is made when the coroutine runs.
    let items = fs.iter();
    async move {
        let items: Vec<F> = Set::from_results(items?)?.to_vec();
        if items.is_empty() {
            return Err(errors::value_error("Set of Tasks/Futures is empty."));
        }
        check_return_when(&return_when)?;
        let futures = with_cores(items)?;
        let cores: Vec<Rc<FutureCore>> = futures.iter().map(|(_, core)| core.clone()).collect();
        wait_for_cores(&cores, timeout, &return_when).await?;
        let (done, pending): (Vec<_>, Vec<_>) =
            futures.into_iter().partition(|(_, core)| core.is_done());
        let as_set = |all: Vec<(F, _)>| Set::from_items(all.into_iter().map(|(item, _)| item));
        Ok((as_set(done)?, as_set(pending)?))
    }
}

fn check_return_when(return_when: &str) -> Result<()> {
    if [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].contains(&return_when) {
        return Ok(());
    }
    Err(errors::value_error(format!(
        "Invalid return_when value: {return_when}"
    )))
}

/// Futures with their shared parts; errors for what is none.
fn with_cores<F: Waitable>(items: Vec<F>) -> Result<Vec<(F, Rc<FutureCore>)>> {
    let is_coroutine = |item: &F| {
        let any: &dyn std::any::Any = item;
        any.downcast_ref::<Value>().is_some_and(is_coroutine)
    };
    if items.iter().any(is_coroutine) {
        return Err(errors::type_error(
            "Passing coroutines is forbidden, use tasks explicitly.",
        ));
    }
    let with_core = |item: F| match item.known_core() {
        Some(WaitedFor(core)) => Ok((item, core)),
        None => Err(errors::attribute_error_for(
            format!(
                "'{}' object has no attribute 'add_done_callback'",
                item.class_name()
            ),
            &item.to_value(),
            "add_done_callback",
        )),
    };
    items.into_iter().map(with_core).collect()
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
