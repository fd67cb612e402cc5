//! Calls in other threads: `to_thread`, executors, and futures of `concurrent.futures`.
//!
//! Where the host has no threads, what `to_thread` and executors are given runs on the loop, in a handle of its own.
//!
//! *Invariant:* what another thread has for a loop goes through [`Loop::push_from_outside`], which ends the loop's rest.

use std::rc::Rc;

use portalis_async::threads as program_threads;
use portalis_macros::pyfn;
use portalis_runtime::reach::Switch;
use portalis_runtime::suspended::deferring;
use portalis_runtime::{Args, Error, Object, Result, Str, Value, View, errors};

use super::awaitable;
use super::events::{Closing, get_running_loop};
use super::exceptions::cancelled_error;
use super::futures::{FutureCore, Native};
use super::{Future, Loop};
use crate::_futures::{self as shared_futures, Future as SharedFuture, Pool};
use crate::contextvars;

/// A call for another thread.
pub(super) type Call = Box<dyn FnOnce() -> Result<Value>>;

/// What runs the calls of `run_in_executor(None, …)`. Behind a trait, so that a program that never makes one links no threads.
pub(super) trait Executor {
    /// Has a thread make a call; the future has its outcome.
    fn submit(&self, event_loop: &Loop, call: Call) -> Result<Future<Value>>;

    /// Ends its threads when they have made their calls; the future is done then.
    fn shut_down(self: Rc<Self>, event_loop: &Loop) -> Result<Rc<FutureCore>>;

    /// Takes no more calls.
    fn close(&self);
}

/// Loops have default executors.
pub(super) static EXECUTORS: Switch = Switch::new();

/// The loop's own threads.
struct Own(Pool);

impl Executor for Own {
    fn submit(&self, event_loop: &Loop, call: Call) -> Result<Future<Value>> {
        Ok(wrap(event_loop, &self.0.run(call)?))
    }

    fn shut_down(self: Rc<Self>, event_loop: &Loop) -> Result<Rc<FutureCore>> {
        in_thread(event_loop, move || self.0.close(true, false))
    }

    fn close(&self) {
        self.0.close(false, false);
    }
}

/// What `set_default_executor` was given.
struct Given(Value);

impl Executor for Given {
    fn submit(&self, event_loop: &Loop, call: Call) -> Result<Future<Value>> {
        let call = std::cell::Cell::new(Some(call));
        let function = crate::support::builtin("call", move |_| match call.take() {
            Some(call) => call(),
            None => Err(errors::runtime_error("the call was made already")),
        });
        submit(event_loop, &self.0, vec![function])
    }

    fn shut_down(self: Rc<Self>, event_loop: &Loop) -> Result<Rc<FutureCore>> {
        in_thread(event_loop, move || {
            // What goes wrong at the end of an executor is its own affair.
            drop(self.0.quiet_call_method("shutdown", Args::new()));
        })
    }

    fn close(&self) {}
}

/// Makes a call in a thread of its own; the future is done afterwards.
fn in_thread(event_loop: &Loop, call: impl FnOnce() + 'static) -> Result<Rc<FutureCore>> {
    let (done, event_loop) = (event_loop.new_future(), event_loop.clone());
    let told = done.clone();
    crate::_thread::start(Str::from("asyncio_shutdown"), true, move || {
        call();
        event_loop.push_from_outside(move || told.release());
    })?;
    Ok(done)
}

fn submit(event_loop: &Loop, executor: &Value, args: Vec<Value>) -> Result<Future<Value>> {
    let submitted = executor.quiet_call_method("submit", Args::positional(args))?;
    Ok(wrap(event_loop, &SharedFuture::from_value(submitted)?))
}

/// `set_default_executor`.
pub(super) fn given(executor: Value) -> Result<Rc<dyn Executor>> {
    match executor.class_name().as_str() {
        "ThreadPoolExecutor" => Ok(Rc::new(Given(executor))),
        _ => Err(errors::type_error(
            "executor must be ThreadPoolExecutor instance",
        )),
    }
}

/// Run a function in a separate thread, and return its result.
#[pyfn("async def to_thread(func: Any, /, *args: Any, **kwargs: Any) -> Any")]
pub fn to_thread(
    func: Value,
    args: &[Value],
    kwargs: Vec<(Str, Value)>,
) -> impl std::future::Future<Output = Result<Value>> + use<> {
    let args = Args::with_keywords(args.to_vec(), kwargs);
    async move {
        let event_loop = get_running_loop()?;
        let context = contextvars::copy_context();
        let call = move || context.enter(|| func.call(args))?;
        event_loop.run_in_threads(call)?.await
    }
}

impl Loop {
    /// Has a thread of the default executor make a call; the future has its outcome.
    fn run_in_threads(
        &self,
        call: impl FnOnce() -> Result<Value> + 'static,
    ) -> Result<Future<Value>> {
        self.check_executor()?;
        if !program_threads::is_available() {
            return Ok(self.run_here(call));
        }
        let make = || -> Rc<dyn Executor> {
            let limit = shared_futures::default_workers().clamp_i64();
            let limit = usize::try_from(limit).unwrap_or(1);
            Rc::new(Own(Pool::of(limit, Str::from("asyncio"), None)))
        };
        self.executor_or(make).submit(self, Box::new(call))
    }

    /// `run_in_executor`.
    pub(super) fn run_with(
        &self,
        executor: Value,
        function: Value,
        args: Vec<Value>,
    ) -> Result<Future<Value>> {
        if executor.is_none() {
            return self.run_in_threads(move || function.call(Args::positional(args)));
        }
        if !program_threads::is_available() {
            return Ok(self.run_here(move || function.call(Args::positional(args))));
        }
        let mut all = vec![function];
        all.extend(args);
        submit(self, &executor, all)
    }

    /// On a host without threads: makes the call on the loop.
    fn run_here(&self, call: impl FnOnce() -> Result<Value> + 'static) -> Future<Value> {
        let future = self.new_future();
        let (result, event_loop) = (Rc::clone(&future), self.clone());
        self.push(move || match deferring(call) {
            (outcome, None) => finish(&result, outcome),
            (_, Some(rest)) => {
                // The function waits where this host cannot: the loop waits for it.
                let task = async move { finish(&result, rest.await) };
                drop(event_loop.inner().spawn_task(task));
            }
        });
        Future::of_core(future)
    }

    /// Puts a call of another thread on the ready queue.
    pub(super) fn push_from_outside(&self, call: impl FnOnce() + 'static) {
        self.push(call);
        self.inner().host().wake();
    }

    /// Waits until the threads of the default executor have ended.
    /// Shuts the default executor down, if there is one.
    pub(super) fn shutting_executor_down(&self) -> Option<Closing> {
        let executor = self.take_executor()?;
        let this = self.clone();
        let shutting = async move {
            let done = executor.shut_down(&this)?;
            super::waiting::done(&done).await
        };
        EXECUTORS.gate(|| Some(Box::pin(shutting) as Closing))
    }
}

/// The outcome of a call that was made on the loop.
fn finish(future: &Rc<FutureCore>, outcome: Result<Value>) {
    if future.is_done() {
        return;
    }
    match outcome {
        Ok(value) => future.finish_result(Box::new(value)),
        Err(error) => future.finish_error(error),
    }
}

/// The asyncio future that has the outcome of one of `concurrent.futures`.
fn wrap(event_loop: &Loop, source: &SharedFuture) -> Future<Value> {
    let core = event_loop.new_future();
    let cancelled = source.clone();
    let on_done: Native = Rc::new(move |core: &Rc<FutureCore>| {
        if core.is_cancelled() {
            cancelled.cancel();
        }
    });
    core.add_native(&on_done);
    let (event_loop, target) = (event_loop.clone(), core.clone());
    source.listen(move |source| {
        let source = source.clone();
        event_loop.push_from_outside(move || copy_outcome(&source, &target));
    });
    Future::of_core(core)
}

fn copy_outcome(source: &SharedFuture, target: &Rc<FutureCore>) {
    if target.is_done() {
        return;
    }
    match source.outcome() {
        Some(Ok(value)) => target.finish_result(Box::new(value)),
        Some(Err(error)) if error.is(&shared_futures::CancelledError) => {
            target.finish_error(cancelled_error(Vec::new()));
        }
        Some(Err(error)) => target.finish_error(error),
        None => {
            target.cancel(None);
        }
    }
}

/// Wrap a future of concurrent.futures in one of asyncio.
#[pyfn("def wrap_future(future: Any, *, loop: _UnixSelectorEventLoop | None = None) -> Any")]
pub fn wrap_future(future: Value, event_loop: Option<Loop>) -> Result<Value> {
    if super::isfuture(future.clone()) {
        return Ok(future);
    }
    let Ok(source) = SharedFuture::from_value(future.clone()) else {
        let shown = View::repr(&future)?;
        return Err(Error::new(
            &errors::AssertionError,
            vec![Value::from(format!(
                "concurrent.futures.Future is expected, got {shown}"
            ))],
        ));
    };
    let event_loop = event_loop.map_or_else(super::get_event_loop, Ok)?;
    Ok(View::to_value(&wrap(&event_loop, &source)))
}

/// Submit a coroutine object to a loop of another thread, and return a concurrent.futures.Future for its result.
#[pyfn("def run_coroutine_threadsafe(coro: Any, loop: _UnixSelectorEventLoop) -> Any")]
pub fn run_coroutine_threadsafe(coro: Value, event_loop: Loop) -> Result<Value> {
    if !awaitable::is_coroutine(&coro) {
        return Err(errors::type_error("A coroutine object is required"));
    }
    event_loop.check_closed()?;
    let future = SharedFuture::new();
    let (result, owner) = (future.clone(), event_loop.clone());
    event_loop.push_from_outside(
        move || match awaitable::value_to_future(&coro, Some(&owner)) {
            Ok(task) => chain(&task, &result),
            Err(error) => result.finish(Err(error)),
        },
    );
    Ok(View::to_value(&future))
}

/// The outcome of a task goes to `target`; a cancellation of that cancels the task.
fn chain(task: &Rc<FutureCore>, target: &SharedFuture) {
    let result = target.clone();
    let on_done: Native = Rc::new(move |task: &Rc<FutureCore>| {
        if task.is_cancelled() {
            result.cancel();
        }
        if !result.set_running_or_notify_cancel().unwrap_or(false) {
            return;
        }
        match task.error() {
            Some(error) => result.finish(Err(error)),
            None => result.finish(task.result::<Value>()),
        }
    });
    task.add_native(&on_done);
    let task = task.clone();
    target.listen(move |target| {
        if target.is_cancelled() {
            let event_loop = task.event_loop().clone();
            event_loop.push_from_outside(move || {
                task.cancel(None);
            });
        }
    });
}
