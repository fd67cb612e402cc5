//! The event loop as Python sees it, and which loop is running or set.
//!
//! [`Loop`] wraps a `portalis_async` loop. Where the host cannot wait (a browser page), a new loop shares the host's loop that
//! runs already: it runs when the page's turns do, and stopping it stops nobody else.
//!
//! *Invariant:* what is scheduled goes through [`Loop::push`], so that an exit (`SystemExit`) ends the run.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::{Rc, Weak};

use portalis_async::EventLoop;
use portalis_macros::{pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::async_generator::{Closable, Hooks, set_hooks};
use portalis_runtime::{
    Args, Dict, Error, NativeType, Object, Result, Str, Value, View, errors, reach,
};

use super::awaitable::{self, Awaitable, Coro};
use super::futures::{Callback, FutureCore, Kind, Native};
use super::report::{Handler, Report};
use super::threads::{EXECUTORS, Executor};
use super::waiting;
use super::{Future, Handle, Task, TimerHandle};
use crate::_signal::SIGNALS;
use crate::contextvars::{self, Context};

struct LoopData {
    inner: EventLoop,
    /// The inner loop is the host's own, which runs whatever we do.
    is_guest: bool,
    running: Cell<bool>,
    closed: Cell<bool>,
    debug: Cell<bool>,
    slow_callback_duration: Cell<f64>,
    panicked: Cell<bool>,
    executor_is_shut_down: Cell<bool>,
    executor: RefCell<Option<Rc<dyn Executor>>>,
    /// What ends the run: SystemExit or KeyboardInterrupt.
    exit: RefCell<Option<Error>>,
    /// Tells a guest's `run_forever` that it is to stop.
    stopped: RefCell<Option<Rc<FutureCore>>>,
    exception_handler: RefCell<Option<Handler>>,
    task_factory: RefCell<Option<Value>>,
    /// The tasks in the order in which they were made; some of them may be done.
    tasks: RefCell<Vec<Weak<FutureCore>>>,
    /// The asynchronous generators that were iterated while the loop was running.
    generators: RefCell<Vec<Weak<dyn Closable>>>,
    /// The signals that have handlers on this loop.
    signals: RefCell<Vec<i32>>,
}

/// An event loop.
#[pyclass("class _UnixSelectorEventLoop", module = "asyncio.unix_events", repr)]
#[derive(Clone)]
pub struct Loop(Rc<LoopData>);

thread_local! {
    static RUNNING: RefCell<Option<Loop>> = const { RefCell::new(None) };
    static SET: RefCell<Option<Loop>> = const { RefCell::new(None) };
}

/// Takes out what asyncio knows of the present thread; the call that this gives puts it back.
pub(crate) fn take_state() -> Box<dyn FnOnce()> {
    let (running, set) = (RUNNING.take(), SET.take());
    let current = super::step::take_current();
    Box::new(move || {
        drop((RUNNING.replace(running), SET.replace(set)));
        current();
    })
}

/// The loop that is running, if any.
pub(super) fn running() -> Option<Loop> {
    RUNNING.with_borrow(Clone::clone)
}

/// Return the running event loop in the current OS thread.
#[pyfn("def get_running_loop() -> _UnixSelectorEventLoop")]
pub fn get_running_loop() -> Result<Loop> {
    running().ok_or_else(|| errors::runtime_error("no running event loop"))
}

/// Return the running event loop, or the one that was set.
#[pyfn("def get_event_loop() -> _UnixSelectorEventLoop")]
pub fn get_event_loop() -> Result<Loop> {
    if let Some(running) = running() {
        return Ok(running);
    }
    match super::policies::current() {
        Some(policy) => policy.event_loop("get_event_loop"),
        None => loop_that_is_set(),
    }
}

pub(super) fn loop_that_is_set() -> Result<Loop> {
    SET.with_borrow(Clone::clone).ok_or_else(|| {
        let thread = portalis_runtime::run::thread_name();
        errors::runtime_error(format!(
            "There is no current event loop in thread '{thread}'."
        ))
    })
}

/// Set the current event loop.
#[pyfn("def set_event_loop(loop: _UnixSelectorEventLoop | None) -> None")]
pub fn set_event_loop(event_loop: Option<Loop>) -> Result<()> {
    match super::policies::current() {
        Some(policy) => policy.set_event_loop(event_loop),
        None => {
            put_loop(event_loop);
            Ok(())
        }
    }
}

pub(super) fn put_loop(event_loop: Option<Loop>) {
    let old = SET.replace(event_loop);
    drop(old);
}

/// Create and return a new event loop.
#[pyfn("def new_event_loop() -> _UnixSelectorEventLoop")]
pub fn new_event_loop() -> Result<Loop> {
    match super::policies::current() {
        Some(policy) => policy.event_loop("new_event_loop"),
        None => Ok(make_loop()),
    }
}

/// The class of event loops.
#[pyconst("AbstractEventLoop: Any")]
pub fn abstract_event_loop() -> Value {
    Loop::CLASS.class().value()
}

/// The class of event loops.
#[pyconst("BaseEventLoop: Any")]
pub fn base_event_loop() -> Value {
    abstract_event_loop()
}

/// The class of event loops.
#[pyconst("EventLoop: Any")]
pub fn event_loop() -> Value {
    abstract_event_loop()
}

/// The class of event loops.
#[pyconst("SelectorEventLoop: Any")]
pub fn selector_event_loop() -> Value {
    abstract_event_loop()
}

/// A loop of the host that the program runs on.
pub(super) fn make_loop() -> Loop {
    match EventLoop::try_current() {
        Some(outer) if !outer.host().can_wait() => Loop::on(outer, true),
        _ => {
            super::report::debug("Using selector: EpollSelector");
            Loop::on(EventLoop::on_platform(), false)
        }
    }
}

impl Default for Loop {
    fn default() -> Self {
        Loop::new()
    }
}

impl Loop {
    /// A loop on another; `is_guest` where that one runs anyway.
    pub(super) fn on(inner: EventLoop, is_guest: bool) -> Loop {
        Loop(Rc::new(LoopData {
            inner,
            is_guest,
            running: Cell::new(false),
            closed: Cell::new(false),
            debug: Cell::new(false),
            slow_callback_duration: Cell::new(0.1),
            panicked: Cell::new(false),
            executor_is_shut_down: Cell::new(false),
            executor: RefCell::default(),
            exit: RefCell::default(),
            signals: RefCell::default(),
            stopped: RefCell::default(),
            exception_handler: RefCell::default(),
            task_factory: RefCell::default(),
            tasks: RefCell::default(),
            generators: RefCell::default(),
        }))
    }

    pub(super) fn inner(&self) -> &EventLoop {
        &self.0.inner
    }

    /// The host can wait for this loop.
    pub(super) fn can_run(&self) -> bool {
        !self.0.is_guest
    }

    pub(super) fn same(&self, other: &Loop) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    pub(super) fn check_closed(&self) -> Result<()> {
        match self.0.closed.get() {
            true => Err(errors::runtime_error("Event loop is closed")),
            false => Ok(()),
        }
    }

    /// Puts a call on the ready queue.
    pub(super) fn push(&self, call: impl FnOnce() + 'static) {
        if !self.0.closed.get() {
            self.0.inner.call_soon(call);
        }
    }

    pub(super) fn call_python(&self, function: Value, args: Args, context: Context) {
        if !self.0.closed.get() {
            Handle::soon(self, function, args, context);
        }
    }

    pub(super) fn new_future(&self) -> Rc<FutureCore> {
        FutureCore::new(self, Kind::Future)
    }

    pub(super) fn register(&self, task: &Rc<FutureCore>) {
        let mut tasks = self.0.tasks.borrow_mut();
        if tasks.len() == tasks.capacity() {
            // Those that are done go out when there are as many as those that are not, at most.
            tasks.retain(|known| known.upgrade().is_some_and(|task| !task.is_done()));
            let pending = tasks.len();
            tasks.reserve(pending.max(16));
        }
        tasks.push(Rc::downgrade(task));
    }

    /// The tasks that are not done, in the order in which they were made.
    pub(super) fn pending_tasks(&self) -> Vec<Rc<FutureCore>> {
        let tasks = self.0.tasks.borrow();
        let known = tasks.iter().filter_map(Weak::upgrade);
        known.filter(|task| !task.is_done()).collect()
    }

    /// Notes that a signal has a handler here, or no more: whether it had one.
    pub(super) fn note_signal(&self, number: i32, has_handler: bool) -> bool {
        let mut signals = self.0.signals.borrow_mut();
        let known = signals.iter().position(|known| *known == number);
        match (known, has_handler) {
            (None, true) => signals.push(number),
            (Some(at), false) => drop(signals.swap_remove(at)),
            _ => {}
        }
        known.is_some()
    }

    /// The signals that have handlers here; they have none afterwards.
    pub(super) fn take_signals(&self) -> Vec<i32> {
        self.0.signals.take()
    }

    pub(super) fn task_factory(&self) -> Option<Value> {
        self.0.task_factory.borrow().clone()
    }

    pub(super) fn exception_handler(&self) -> Option<Handler> {
        self.0.exception_handler.borrow().clone()
    }

    /// Ends the run with SystemExit or KeyboardInterrupt.
    pub(super) fn exit(&self, error: Error) {
        let old = self.0.exit.replace(Some(error));
        drop(old);
        self.stop();
    }

    /// A task has panicked: the run is over.
    pub(super) fn panicked(&self) {
        self.0.panicked.set(true);
        self.stop();
    }

    pub(super) fn check_executor(&self) -> Result<()> {
        self.check_closed()?;
        match self.0.executor_is_shut_down.get() {
            true => Err(errors::runtime_error("Executor shutdown has been called")),
            false => Ok(()),
        }
    }

    /// The default executor, which the first call makes.
    pub(super) fn executor_or(&self, make: impl FnOnce() -> Rc<dyn Executor>) -> Rc<dyn Executor> {
        EXECUTORS.turn_on();
        self.0
            .executor
            .borrow_mut()
            .get_or_insert_with(make)
            .clone()
    }

    pub(super) fn take_executor(&self) -> Option<Rc<dyn Executor>> {
        self.0.executor.take()
    }

    fn check_running(&self) -> Result<()> {
        if self.0.running.get() {
            return Err(errors::runtime_error("This event loop is already running"));
        }
        match running() {
            Some(_) => Err(errors::runtime_error(
                "Cannot run the event loop while another loop is running",
            )),
            None => Ok(()),
        }
    }

    /// How a run ended.
    fn finish_run(&self) -> Result<()> {
        assert!(!self.0.panicked.get(), "a task has panicked");
        match self.0.exit.take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    pub(super) fn run_core(&self, core: &Rc<FutureCore>) -> Result<()> {
        let stop = stop_when_done();
        core.add_native(&stop);
        let outcome = self.run_forever();
        core.remove_native(&stop);
        end_of_run(core, outcome)
    }

    /// Runs a step of closing the loop in a task.
    pub(super) fn run_closing(&self, name: &'static str, step: Closing) -> Result<()> {
        self.check_closed()?;
        self.check_running()?;
        let core = awaitable::new_task(Coro::of_future(name, step), Some(self))?;
        self.run_core(&core)?;
        core.result()
    }

    pub(super) async fn run_core_async(&self, core: &Rc<FutureCore>) -> Result<()> {
        let stop = stop_when_done();
        core.add_native(&stop);
        let outcome = self.run_forever_async().await;
        core.remove_native(&stop);
        end_of_run(core, outcome)
    }
}

/// A step of closing a loop.
pub(super) type Closing = Pin<Box<dyn std::future::Future<Output = Result<()>>>>;

fn end_of_run(core: &Rc<FutureCore>, outcome: Result<()>) -> Result<()> {
    if outcome.is_err() {
        core.forget_error();
        return outcome;
    }
    match core.is_done() {
        true => Ok(()),
        false => Err(errors::runtime_error(
            "Event loop stopped before Future completed.",
        )),
    }
}

/// The done-callback that stops the loop. An exit stops it by itself.
fn stop_when_done() -> Native {
    Rc::new(|core: &Rc<FutureCore>| {
        if !core
            .error()
            .is_some_and(|error| super::exceptions::is_exit(&error))
        {
            core.event_loop().stop();
        }
    })
}

/// Generators belong to the loop that is running when they are first iterated, and are closed by a task of it.
const GENERATOR_HOOKS: Hooks = Hooks {
    begin: |generator| {
        let Some(event_loop) = loop_of_generators() else {
            return;
        };
        let mut generators = event_loop.0.generators.borrow_mut();
        if generators.len() == generators.capacity() {
            generators.retain(|known| known.strong_count() > 0);
        }
        generators.push(generator);
    },
    end: |closing| {
        let Some(event_loop) = loop_of_generators() else {
            return;
        };
        let owner = event_loop.clone();
        event_loop.push(move || {
            let body = Coro::of_future("async_generator_athrow", closing);
            // A loop that is closed closes no generators.
            drop(super::step::spawn(
                &owner,
                body,
                None,
                contextvars::copy_context(),
            ));
        });
    },
};

/// The running loop, in programs with asynchronous generators: the others do without what follows.
fn loop_of_generators() -> Option<Loop> {
    reach::ASYNC_GENERATORS.gate(running)
}

/// The loop is running while this lives.
struct Running<'a>(&'a Loop, Option<Hooks>);

impl<'a> Running<'a> {
    fn begin(event_loop: &'a Loop) -> Running<'a> {
        event_loop.0.running.set(true);
        RUNNING.replace(Some(event_loop.clone()));
        Running(event_loop, set_hooks(Some(GENERATOR_HOOKS)))
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.0.running.set(false);
        set_hooks(self.1);
        let left = RUNNING.replace(None);
        drop(left);
    }
}

#[pymethods]
impl Loop {
    /// A new loop.
    #[pyfn("def __new__(cls) -> _UnixSelectorEventLoop")]
    pub fn new() -> Loop {
        make_loop()
    }

    /// Run until stop() is called.
    #[pyfn("def run_forever(self) -> None", blocks)]
    pub fn run_forever(&self) -> Result<()> {
        self.check_closed()?;
        self.check_running()?;
        if self.0.is_guest {
            let host = self.0.inner.host().name();
            return Err(errors::runtime_error(format!(
                "{host} cannot wait for an event loop: use asyncio.run()"
            )));
        }
        {
            if let Some(signals) = SIGNALS.get() {
                (signals.begin_run)(self);
            }
            let _running = Running::begin(self);
            self.0.inner.run_forever();
        }
        self.finish_run()
    }

    /// Run until the future is done, and return its result.
    #[pyfn("def run_until_complete(self, future: Awaitable[T]) -> T", blocks)]
    pub fn run_until_complete<T: Object, A: Awaitable<Output = T>>(&self, future: A) -> Result<T> {
        self.check_closed()?;
        self.check_running()?;
        let core = awaitable::to_future(future, Some(self))?;
        self.run_core(&core)?;
        core.result()
    }

    /// Stop running the event loop at the end of the present turn.
    #[pyfn("def stop(self) -> None")]
    pub fn stop(&self) {
        if !self.0.is_guest {
            self.0.inner.stop();
            return;
        }
        if let Some(stopped) = &*self.0.stopped.borrow() {
            stopped.release();
        }
    }

    /// Close the event loop, which must not be running.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) -> Result<()> {
        if self.0.running.get() {
            return Err(errors::runtime_error("Cannot close a running event loop"));
        }
        if self.0.closed.replace(true) {
            return Ok(());
        }
        self.forget_signals();
        self.0.executor_is_shut_down.set(true);
        if let Some(executor) = self.take_executor() {
            executor.close();
        }
        if !self.0.is_guest {
            self.0.inner.close();
        }
        Ok(())
    }

    /// Return True if the loop was closed.
    #[pyfn("def is_closed(self) -> bool")]
    pub fn is_closed(&self) -> bool {
        self.0.closed.get()
    }

    /// Return True if the loop is running.
    #[pyfn("def is_running(self) -> bool")]
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Return the time of the loop's clock, in seconds.
    #[pyfn("def time(self) -> float")]
    pub fn time(&self) -> f64 {
        self.0.inner.time()
    }

    /// Create a Future attached to the loop.
    #[pyfn("def create_future(self) -> Future[Any]")]
    pub fn create_future(&self) -> Future<Value> {
        Future::of_core(self.new_future())
    }

    /// Schedule a coroutine object, and return its task.
    #[pyfn(
        "def create_task(self, coro: Coroutine[T], *, name: Any = None, context: Any = None) -> Task[T]"
    )]
    pub fn create_task<T: Object, A: Awaitable<Output = T>>(
        &self,
        coro: A,
        name: Option<Value>,
        context: Option<Value>,
    ) -> Result<Task<T>> {
        awaitable::task_of(self, coro, name, context).map(Task::of_core)
    }

    /// Arrange for a callback to be called on the next turn.
    #[pyfn("def call_soon(self, callback: Any, *args: Any, context: Any = None) -> Handle")]
    pub fn call_soon(
        &self,
        callback: Value,
        args: &[Value],
        context: Option<Value>,
    ) -> Result<Handle> {
        self.check_closed()?;
        self.check_callback(&callback, "call_soon")?;
        let context = contextvars::given(context)?;
        Ok(Handle::soon(
            self,
            callback,
            Args::positional(args.to_vec()),
            context,
        ))
    }

    /// Like call_soon(), but thread-safe.
    #[pyfn(
        "def call_soon_threadsafe(self, callback: Any, *args: Any, context: Any = None) -> Handle"
    )]
    pub fn call_soon_threadsafe(
        &self,
        callback: Value,
        args: &[Value],
        context: Option<Value>,
    ) -> Result<Handle> {
        let handle = self.call_soon(callback, args, context)?;
        self.0.inner.host().wake();
        Ok(handle)
    }

    /// Arrange for a callback to be called after a delay in seconds.
    #[pyfn(
        "def call_later(self, delay: float, callback: Any, *args: Any, context: Any = None) -> TimerHandle"
    )]
    pub fn call_later(
        &self,
        delay: f64,
        callback: Value,
        args: &[Value],
        context: Option<Value>,
    ) -> Result<TimerHandle> {
        self.check_callback(&callback, "call_later")?;
        self.call_at(self.time() + delay, callback, args, context)
    }

    /// Arrange for a callback to be called at a time of the loop's clock.
    #[pyfn(
        "def call_at(self, when: float, callback: Any, *args: Any, context: Any = None) -> TimerHandle"
    )]
    pub fn call_at(
        &self,
        when: f64,
        callback: Value,
        args: &[Value],
        context: Option<Value>,
    ) -> Result<TimerHandle> {
        self.check_closed()?;
        self.check_callback(&callback, "call_at")?;
        let context = contextvars::given(context)?;
        Ok(TimerHandle::at(
            self,
            when,
            callback,
            Args::positional(args.to_vec()),
            context,
        ))
    }

    /// Run a function in a thread of an executor; None is the default one.
    #[pyfn("def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Future[Any]")]
    pub fn run_in_executor(
        &self,
        executor: Value,
        func: Value,
        args: &[Value],
    ) -> Result<Future<Value>> {
        self.check_closed()?;
        self.check_callback(&func, "run_in_executor")?;
        self.run_with(executor, func, args.to_vec())
    }

    /// Set the executor of run_in_executor(None, ...).
    #[pyfn("def set_default_executor(self, executor: Any) -> None")]
    pub fn set_default_executor(&self, executor: Value) -> Result<()> {
        EXECUTORS.turn_on();
        let executor = super::threads::given(executor)?;
        let old = self.0.executor.replace(Some(executor));
        drop(old);
        Ok(())
    }
}

#[pymethods(1)]
impl Loop {
    /// Set the function that is told of errors that nobody catches; None is the default one.
    #[pyfn("def set_exception_handler(self, handler: Any) -> None")]
    pub fn set_exception_handler(&self, handler: Value) -> Result<()> {
        if !handler.is_none() && !handler.is_callable() {
            let shown = View::repr(&handler)?;
            return Err(errors::type_error(format!(
                "A callable object or None is expected, got {shown}"
            )));
        }
        let old = self
            .0
            .exception_handler
            .replace((!handler.is_none()).then(|| Handler::new(handler)));
        drop(old);
        Ok(())
    }

    /// Return the exception handler, or None if it is the default one.
    #[pyfn("def get_exception_handler(self) -> Any")]
    pub fn get_exception_handler(&self) -> Value {
        self.exception_handler()
            .map_or(Value::None, |handler| handler.function)
    }

    /// Tell the exception handler.
    #[pyfn("def call_exception_handler(self, context: dict[Any, Any]) -> None")]
    pub fn call_exception_handler(&self, context: Dict<Value, Value>) {
        self.handle_context(&context);
    }

    /// Write a report to stderr.
    #[pyfn("def default_exception_handler(self, context: dict[Any, Any]) -> None")]
    pub fn default_exception_handler(&self, context: Dict<Value, Value>) {
        self.show_context(&context);
    }

    /// Whether the loop is in debug mode.
    #[pyfn("def get_debug(self) -> bool")]
    pub fn get_debug(&self) -> bool {
        self.0.debug.get()
    }

    /// Set the debug mode.
    #[pyfn("def set_debug(self, enabled: bool) -> None")]
    pub fn set_debug(&self, enabled: bool) {
        self.0.debug.set(enabled);
    }

    /// From how many seconds on a call counts as slow, in debug mode.
    #[pyfn("def slow_callback_duration(self) -> float", property)]
    pub fn slow_callback_duration(&self) -> f64 {
        self.0.slow_callback_duration.get()
    }

    /// Sets it.
    #[pyfn("def slow_callback_duration(self, value: float) -> None", setter)]
    pub fn set_slow_callback_duration(&self, value: f64) {
        self.0.slow_callback_duration.set(value);
    }

    /// Set the function that makes tasks.
    #[pyfn("def set_task_factory(self, factory: Any) -> None")]
    pub fn set_task_factory(&self, factory: Value) -> Result<()> {
        if !factory.is_none() && !factory.is_callable() {
            return Err(errors::type_error(
                "task factory must be a callable or None",
            ));
        }
        super::awaitable::install_factories();
        let old = self
            .0
            .task_factory
            .replace(Some(factory).filter(|factory| !factory.is_none()));
        drop(old);
        Ok(())
    }

    /// Return what set_task_factory() was given.
    #[pyfn("def get_task_factory(self) -> Any")]
    pub fn get_task_factory(&self) -> Value {
        self.0.task_factory.borrow().clone().unwrap_or_default()
    }

    /// Close the asynchronous generators that are active.
    #[pyfn("async def shutdown_asyncgens(self) -> None")]
    pub fn shutdown_asyncgens(&self) -> impl std::future::Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            match this.closing_generators() {
                Some(closing) => closing.await,
                None => Ok(()),
            }
        }
    }

    /// Shut the default executor down.
    #[pyfn("async def shutdown_default_executor(self, timeout: float | None = None) -> None")]
    pub fn shutdown_default_executor(
        &self,
        _timeout: Option<f64>,
    ) -> impl std::future::Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            this.0.executor_is_shut_down.set(true);
            match this.shutting_executor_down() {
                Some(shutting) => shutting.await,
                None => Ok(()),
            }
        }
    }

    /// Closes the generators that are alive, all at a time.
    fn closing_generators(&self) -> Option<Closing> {
        let alive: Vec<Rc<dyn Closable>> = self
            .0
            .generators
            .take()
            .iter()
            .filter_map(Weak::upgrade)
            .collect();
        if alive.is_empty() {
            return None;
        }
        let this = self.clone();
        reach::ASYNC_GENERATORS.gate(|| Some(Box::pin(this.close_generators(alive)) as Closing))
    }

    async fn close_generators(self, alive: Vec<Rc<dyn Closable>>) -> Result<()> {
        let close = |generator: Rc<dyn Closable>| {
            let coro = Coro::of_future("aclose", generator.close());
            awaitable::new_task(coro, Some(&self))
        };
        let tasks: Vec<Rc<FutureCore>> = alive.into_iter().map(close).collect::<Result<_>>()?;
        waiting::done(&super::gather::gather_known(&tasks)?).await?;
        for error in tasks.iter().filter_map(|task| task.error()) {
            if error.is(&errors::Exception) {
                let message = "an error occurred during closing of asynchronous generator";
                self.report(Report::new(message).error(&error));
            }
        }
        Ok(())
    }

    fn check_callback(&self, callback: &Value, method: &str) -> Result<()> {
        if !self.0.debug.get() {
            return Ok(());
        }
        if awaitable::is_coroutine(callback) || super::iscoroutinefunction(callback.clone()) {
            return Err(errors::type_error(format!(
                "coroutines cannot be used with {method}()"
            )));
        }
        if !callback.is_callable() {
            let shown = View::repr(callback)?;
            return Err(errors::type_error(format!(
                "a callable object was expected by {method}(), got {shown}"
            )));
        }
        Ok(())
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let word = |flag: bool| if flag { "True" } else { "False" };
        Ok(Str::from(format!(
            "<_UnixSelectorEventLoop running={} closed={} debug={}>",
            word(self.0.running.get()),
            word(self.0.closed.get()),
            word(self.0.debug.get())
        )))
    }
}

/// The twins of the blocking methods, for hosts that cannot wait.
impl Loop {
    /// [`Loop::run_forever`], awaited.
    pub async fn run_forever_async(&self) -> Result<()> {
        if !self.0.is_guest {
            return self.run_forever();
        }
        self.check_closed()?;
        self.check_running()?;
        let stopped = self.new_future();
        self.0.stopped.replace(Some(stopped.clone()));
        {
            let _running = Running::begin(self);
            waiting::done(&stopped).await?;
        }
        self.0.stopped.take();
        self.finish_run()
    }

    /// Runs a step of closing the loop in a task.
    pub(super) async fn run_closing_async(&self, name: &'static str, step: Closing) -> Result<()> {
        self.check_closed()?;
        self.check_running()?;
        let core = awaitable::new_task(Coro::of_future(name, step), Some(self))?;
        self.run_core_async(&core).await?;
        core.result()
    }

    /// [`Loop::run_until_complete`], awaited.
    pub async fn run_until_complete_async<T: Object, A: Awaitable<Output = T>>(
        &self,
        future: A,
    ) -> Result<T> {
        self.check_closed()?;
        self.check_running()?;
        let core = awaitable::to_future(future, Some(self))?;
        self.run_core_async(&core).await?;
        core.result()
    }
}

/// A done-callback that is a Python function.
pub(super) fn python_callback(function: Value, context: Option<Value>) -> Result<Callback> {
    super::handles::install_callbacks();
    Ok(Callback::Python(function, contextvars::given(context)?))
}
