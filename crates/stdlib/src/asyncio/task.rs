//! `Task`: a coroutine that runs by itself.

use std::ops::Deref;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Int, NativeType, Object, Result, Str, Value, View};

use super::awaitable::{Awaitable, Coro};
use super::events::get_event_loop;
use super::futures::FutureCore;
use super::object::handle_object;
use super::step::{self, TaskState};
use super::waiting::ResultOf;
use super::{Future, Loop};
use crate::contextvars::{self, Context};

type FutureOfValue = Future<Value>;

/// A coroutine that runs by itself.
// What a task will give is settled by its coroutine, so a task as a value says the same as the typed one: `immutable`.
#[pyclass("class Task[T](Future)", module = "_asyncio", manual, named, immutable, bases = [FutureOfValue], address = task_address)]
pub struct Task<T>(Future<T>);

fn task_address(task: &Task<Value>) -> usize {
    task.0.address()
}

impl<T> Clone for Task<T> {
    fn clone(&self) -> Self {
        Task(self.0.clone())
    }
}

impl<T> Deref for Task<T> {
    type Target = Future<T>;

    fn deref(&self) -> &Future<T> {
        &self.0
    }
}

handle_object!([T] Task<T>, "Task");

impl<T> Task<T> {
    pub(super) fn of_core(core: Rc<FutureCore>) -> Task<T> {
        Task(Future::of_core(core))
    }

    fn shared(&self) -> &Rc<FutureCore> {
        self.0.core()
    }

    fn of(core: Rc<FutureCore>) -> Option<Task<T>> {
        core.task().is_some().then(|| Task::of_core(core))
    }

    fn state(&self) -> Option<&TaskState> {
        self.0.0.task()
    }
}

impl<T: Object> IntoFuture for Task<T> {
    type Output = Result<T>;
    type IntoFuture = ResultOf<T>;

    fn into_future(self) -> ResultOf<T> {
        self.0.into_future()
    }
}

#[pymethods]
impl<T: Object> Task<T> {
    /// A task on a loop, the present one where none is given.
    #[pyfn(
        "def __new__(cls, coro: Coroutine[T], *, loop: _UnixSelectorEventLoop | None = None, name: Any = None, context: Any = None, eager_start: bool = False) -> Task[T]"
    )]
    pub fn new<A: Awaitable<Output = T>>(
        coro: A,
        event_loop: Option<Loop>,
        name: Option<Value>,
        context: Option<Value>,
        eager_start: bool,
    ) -> Result<Task<T>> {
        let event_loop = match event_loop {
            Some(event_loop) => event_loop,
            None => get_event_loop()?,
        };
        let coro = Coro::of(coro)?;
        let context = contextvars::given(context)?;
        let is_eager = eager_start && event_loop.is_running();
        let spawn = if is_eager {
            step::spawn_eager
        } else {
            step::spawn
        };
        spawn(&event_loop, coro, name, context).map(Task::of_core)
    }

    /// Return the name of the task.
    #[pyfn("def get_name(self) -> str")]
    pub fn get_name(&self) -> Str {
        self.state().map(TaskState::name).unwrap_or_default()
    }

    /// Set the name of the task.
    #[pyfn("def set_name(self, value: Any, /) -> None")]
    pub fn set_name(&self, value: Value) -> Result<()> {
        let name = View::str(&value)?;
        if let Some(state) = self.state() {
            state.set_name(name);
        }
        Ok(())
    }

    /// Return the count of the task's cancellation requests.
    #[pyfn("def cancelling(self) -> int")]
    pub fn cancelling(&self) -> Int {
        Int::from(self.state().map_or(0, TaskState::cancelling))
    }

    /// Decrement the count of the task's cancellation requests, and return what is left.
    #[pyfn("def uncancel(self) -> int")]
    pub fn uncancel(&self) -> Int {
        Int::from(self.state().map_or(0, TaskState::uncancel))
    }

    /// Return the coroutine object; None for a coroutine that never was an object.
    #[pyfn("def get_coro(self) -> Any")]
    pub fn get_coro(&self) -> Value {
        self.state().map(TaskState::coroutine).unwrap_or_default()
    }

    /// Return the context that the task runs in.
    #[pyfn("def get_context(self) -> contextvars.Context")]
    pub fn get_context(&self) -> Context {
        self.state()
            .map(|state| state.context.clone())
            .unwrap_or_default()
    }
}
