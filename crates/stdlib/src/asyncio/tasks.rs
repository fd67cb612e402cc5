//! Functions on tasks: making them, and asking which there are.

use portalis_macros::pyfn;
use portalis_runtime::{Object, Result, Set, Value};

use super::awaitable::{self, Awaitable};
use super::events::get_running_loop;
use super::{Future, Loop, Task, future, step};

/// Schedule the execution of a coroutine object in a task, and return the task.
#[pyfn("def create_task(coro: Coroutine[T], *, name: Any = None, context: Any = None) -> Task[T]")]
pub fn create_task<T: Object, A: Awaitable<Output = T>>(
    coro: A,
    name: Option<Value>,
    context: Option<Value>,
) -> Result<Task<T>> {
    let event_loop = get_running_loop()?;
    awaitable::task_of(&event_loop, coro, name, context).map(Task::of_core)
}

/// Wrap a coroutine or an awaitable in a future; a future is returned as it is.
#[pyfn(
    "def ensure_future(coro_or_future: Awaitable[T], *, loop: _UnixSelectorEventLoop | None = None) -> Future[T]"
)]
pub fn ensure_future<T: Object, A: Awaitable<Output = T>>(
    coro_or_future: A,
    event_loop: Option<Loop>,
) -> Result<Future<T>> {
    awaitable::to_future(coro_or_future, event_loop.as_ref()).map(Future::of_core)
}

/// Return the task that is running, or None.
#[pyfn("def current_task(loop: _UnixSelectorEventLoop | None = None) -> Any")]
pub fn current_task(event_loop: Option<Loop>) -> Result<Value> {
    let event_loop = match event_loop {
        Some(event_loop) => event_loop,
        None => get_running_loop()?,
    };
    let current = step::current().filter(|task| task.event_loop().same(&event_loop));
    Ok(current.as_ref().map(future::value).unwrap_or_default())
}

/// Return the set of all tasks of a loop that are not done.
#[pyfn("def all_tasks(loop: _UnixSelectorEventLoop | None = None) -> set[Any]")]
pub fn all_tasks(event_loop: Option<Loop>) -> Result<Set<Value>> {
    let event_loop = match event_loop {
        Some(event_loop) => event_loop,
        None => get_running_loop()?,
    };
    Set::from_items(event_loop.pending_tasks().iter().map(future::value))
}
