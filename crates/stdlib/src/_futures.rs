//! `_futures`: what `concurrent.futures` and asyncio's executors rest on: futures between threads, and a pool of threads.
//!
//! *Invariant:* callbacks run in the thread that finishes the future, after its waiters have been woken.

#![allow(non_upper_case_globals, reason = "Python's names")]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use portalis_async::threads::{self, ThreadId, WaitQueue};
use portalis_macros::{module, pyclass, pyfn, pymethods};
use portalis_runtime::error::report;
use portalis_runtime::{
    Args, Dict, Error, Int, NativeClass, Object, Result, Str, Value, View, errors, raise_error, run,
};

use crate::_thread as python_threads;

module!("_futures");

/// The Future was cancelled.
#[pyclass("class CancelledError(Exception)", immutable)]
pub static CancelledError: NativeClass = NativeClass {
    doc: "The Future was cancelled.",
    bases: &[&errors::Exception],
    ..NativeClass::new("CancelledError", "concurrent.futures._base")
};

/// The operation is not allowed in this state.
#[pyclass("class InvalidStateError(Exception)", immutable)]
pub static InvalidStateError: NativeClass = NativeClass {
    doc: "The operation is not allowed in this state.",
    bases: &[&errors::Exception],
    ..NativeClass::new("InvalidStateError", "concurrent.futures._base")
};

enum State {
    Pending,
    Running,
    Cancelled,
    Finished(Result<Value>),
}

impl State {
    fn name(&self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Running => "running",
            State::Cancelled => "cancelled",
            State::Finished(_) => "finished",
        }
    }
}

/// What hears of a future's end.
pub(crate) type Listener = Box<dyn FnOnce(&Future)>;

enum Callback {
    Python(Value),
    Native(Listener),
}

struct FutureData {
    state: RefCell<State>,
    waiting: WaitQueue,
    callbacks: RefCell<Vec<Callback>>,
}

/// The result of a call in another thread.
#[pyclass("class Future", module = "concurrent.futures._base")]
#[derive(Clone)]
pub struct Future(Rc<FutureData>);

impl Future {
    pub(crate) fn is_done(&self) -> bool {
        matches!(
            &*self.0.state.borrow(),
            State::Cancelled | State::Finished(_)
        )
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        matches!(&*self.0.state.borrow(), State::Cancelled)
    }

    /// The outcome, where it is finished.
    pub(crate) fn outcome(&self) -> Option<Result<Value>> {
        match &*self.0.state.borrow() {
            State::Finished(outcome) => Some(outcome.clone()),
            _ => None,
        }
    }

    pub(crate) fn listen(&self, listener: impl FnOnce(&Future) + 'static) {
        self.add(Callback::Native(Box::new(listener)));
    }

    /// Ends it, if it has not ended.
    pub(crate) fn finish(&self, outcome: Result<Value>) {
        if !self.is_done() {
            self.end(State::Finished(outcome));
        }
    }

    fn end(&self, state: State) {
        let old = self.0.state.replace(state);
        drop(old);
        self.0.waiting.wake_all();
        for callback in self.0.callbacks.take() {
            self.call(callback);
        }
    }

    fn add(&self, callback: Callback) {
        if self.is_done() {
            self.call(callback);
        } else {
            self.0.callbacks.borrow_mut().push(callback);
        }
    }

    fn call(&self, callback: Callback) {
        let function = match callback {
            Callback::Native(listener) => return listener(self),
            Callback::Python(function) => function,
        };
        if let Err(error) = function.call(Args::positional(vec![View::to_value(self)])) {
            run::flush_stdout();
            let shown = View::repr(self).unwrap_or_default();
            run::write_stderr(&format!(
                "exception calling callback for {shown}\n{}",
                report::report(&error)
            ));
        }
    }

    /// Waits for the end; TimeoutError, CancelledError.
    fn wait(&self, timeout: Option<f64>) -> Result<Result<Value>> {
        let until = timeout.map(python_threads::deadline);
        loop {
            match &*self.0.state.borrow() {
                State::Finished(outcome) => return Ok(outcome.clone()),
                State::Cancelled => return Err(Error::new(&CancelledError, Vec::new())),
                _ => {}
            }
            if !python_threads::wait(&self.0.waiting, until)? && until.is_some() && !self.is_done()
            {
                return Err(Error::new(&errors::TimeoutError, Vec::new()));
            }
        }
    }

    fn check_unfinished(&self) -> Result<()> {
        if !self.is_done() {
            return Ok(());
        }
        let state = self.0.state.borrow().name().to_uppercase();
        let shown = View::repr(self)?;
        Err(Error::new(
            &InvalidStateError,
            vec![Value::from(format!("{state}: {shown}"))],
        ))
    }
}

#[pymethods]
impl Future {
    /// A future that is pending.
    #[pyfn("def __new__(cls) -> Future")]
    pub fn new() -> Future {
        Future(Rc::new(FutureData {
            state: RefCell::new(State::Pending),
            waiting: WaitQueue::default(),
            callbacks: RefCell::default(),
        }))
    }

    /// Cancel the future if possible.
    #[pyfn("def cancel(self) -> bool")]
    pub fn cancel(&self) -> bool {
        match &*self.0.state.borrow() {
            State::Running | State::Finished(_) => return false,
            State::Cancelled => return true,
            State::Pending => {}
        }
        self.end(State::Cancelled);
        true
    }

    /// Return True if the future was cancelled.
    #[pyfn("def cancelled(self) -> bool")]
    pub fn cancelled(&self) -> bool {
        self.is_cancelled()
    }

    /// Return True if the future is currently executing.
    #[pyfn("def running(self) -> bool")]
    pub fn running(&self) -> bool {
        threads::breathe();
        matches!(&*self.0.state.borrow(), State::Running)
    }

    /// Return True if the future was cancelled or finished executing.
    #[pyfn("def done(self) -> bool")]
    pub fn done(&self) -> bool {
        threads::breathe();
        self.is_done()
    }

    /// Return the result of the call that the future represents.
    #[pyfn("def result(self, timeout: float | None = None) -> Any")]
    pub fn result(&self, timeout: Option<f64>) -> Result<Value> {
        match self.wait(timeout)? {
            Ok(value) => Ok(value),
            Err(error) => raise_error(error),
        }
    }

    /// Return the exception raised by the call that the future represents.
    #[pyfn("def exception(self, timeout: float | None = None) -> Any")]
    pub fn exception(&self, timeout: Option<f64>) -> Result<Value> {
        Ok(self
            .wait(timeout)?
            .err()
            .map_or(Value::None, |error| error.value()))
    }

    /// Attaches a callable that will be called when the future finishes.
    #[pyfn("def add_done_callback(self, fn: Any) -> None")]
    pub fn add_done_callback(&self, callback: Value) {
        self.add(Callback::Python(callback));
    }

    /// Mark the future as running or process any cancel notifications.
    #[pyfn("def set_running_or_notify_cancel(self) -> bool")]
    pub fn set_running_or_notify_cancel(&self) -> Result<bool> {
        match &*self.0.state.borrow() {
            State::Cancelled => return Ok(false),
            State::Pending => {}
            _ => return Err(errors::runtime_error("Future in unexpected state")),
        }
        self.0.state.replace(State::Running);
        Ok(true)
    }

    /// Sets the return value of work associated with the future.
    #[pyfn("def set_result(self, result: Any) -> None")]
    pub fn set_result(&self, result: Value) -> Result<()> {
        self.check_unfinished()?;
        self.finish(Ok(result));
        Ok(())
    }

    /// Sets the result of the future as being the given exception.
    #[pyfn("def set_exception(self, exception: Any) -> None")]
    pub fn set_exception(&self, exception: Value) -> Result<()> {
        self.check_unfinished()?;
        self.finish(Err(portalis_runtime::exception_of(exception)));
        Ok(())
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = self.0.state.borrow();
        let outcome = match &*state {
            State::Finished(Ok(value)) => format!(" returned {}", value.class_name()),
            State::Finished(Err(error)) => format!(" raised {}", error.value().class_name()),
            _ => String::new(),
        };
        let at = Rc::as_ptr(&self.0) as usize;
        Ok(Str::from(format!(
            "<Future at {at:#x} state={}{outcome}>",
            state.name()
        )))
    }
}

impl Default for Future {
    fn default() -> Self {
        Future::new()
    }
}

/// How many threads a pool has that is not told.
#[pyfn("def default_workers() -> int")]
pub fn default_workers() -> Int {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Int::from((processors + 4).min(32))
}

#[derive(Default)]
struct ArrivalsData {
    arrived: RefCell<VecDeque<Future>>,
    waiting: WaitQueue,
}

/// Futures in the order in which they end.
#[pyclass("class Arrivals", module = "_futures")]
#[derive(Clone)]
pub struct Arrivals(Rc<ArrivalsData>);

#[pymethods]
impl Arrivals {
    /// Those of a list.
    #[pyfn("def __new__(cls, futures: Any) -> Arrivals")]
    pub fn new(futures: Value) -> Result<Arrivals> {
        let arrivals = Arrivals(Rc::default());
        for future in futures.iter()? {
            let future = Future::from_value(future?)?;
            let data = arrivals.0.clone();
            future.listen(move |future| {
                data.arrived.borrow_mut().push_back(future.clone());
                data.waiting.wake_one();
            });
        }
        Ok(arrivals)
    }

    /// The next; None when none comes in time.
    #[pyfn("def next(self, timeout: float | None) -> Any")]
    pub fn next(&self, timeout: Option<f64>) -> Result<Value> {
        let until = timeout.map(python_threads::deadline);
        loop {
            let first = self.0.arrived.borrow_mut().pop_front();
            if let Some(first) = first {
                return Ok(View::to_value(&first));
            }
            let woken = python_threads::wait(&self.0.waiting, until)?;
            if !woken && until.is_some() && self.0.arrived.borrow().is_empty() {
                return Ok(Value::None);
            }
        }
    }
}

struct Work {
    future: Future,
    call: Box<dyn FnOnce() -> Result<Value>>,
}

struct PoolData {
    prefix: Str,
    initializer: Option<(Value, Args)>,
    limit: usize,
    threads: Cell<usize>,
    alive: Cell<usize>,
    /// Threads that wait for work and that nobody has counted on.
    idle: Cell<usize>,
    work: RefCell<VecDeque<Work>>,
    waiting: WaitQueue,
    ended: WaitQueue,
    is_shut_down: Cell<bool>,
    broken: Cell<bool>,
}

/// Threads that make calls.
#[pyclass("class Pool", module = "_futures")]
#[derive(Clone)]
pub struct Pool(Rc<PoolData>);

impl Pool {
    pub(crate) fn of(limit: usize, prefix: Str, initializer: Option<(Value, Args)>) -> Pool {
        let pool = Pool(Rc::new(PoolData {
            prefix,
            initializer,
            limit,
            threads: Cell::new(0),
            alive: Cell::new(0),
            idle: Cell::new(0),
            work: RefCell::default(),
            waiting: WaitQueue::default(),
            ended: WaitQueue::default(),
            is_shut_down: Cell::new(false),
            broken: Cell::new(false),
        }));
        let last = Rc::downgrade(&pool.0);
        python_threads::before_end(move || {
            if let Some(data) = last.upgrade() {
                Pool(data).begin_shutdown();
            }
        });
        pool
    }

    /// Has a thread make a call.
    pub(crate) fn run(&self, call: impl FnOnce() -> Result<Value> + 'static) -> Result<Future> {
        let data = &self.0;
        if data.broken.get() {
            return Err(errors::runtime_error(
                "A thread initializer failed, the thread pool is not usable anymore",
            ));
        }
        if data.is_shut_down.get() {
            return Err(errors::runtime_error(
                "cannot schedule new futures after shutdown",
            ));
        }
        if python_threads::is_ending() {
            return Err(errors::runtime_error(
                "cannot schedule new futures after interpreter shutdown",
            ));
        }
        let future = Future::new();
        data.work.borrow_mut().push_back(Work {
            future: future.clone(),
            call: Box::new(call),
        });
        if data.idle.get() > 0 {
            data.idle.set(data.idle.get() - 1);
            data.waiting.wake_one();
        } else if data.threads.get() < data.limit {
            self.start_thread()?;
        }
        Ok(future)
    }

    fn start_thread(&self) -> Result<ThreadId> {
        let data = &self.0;
        let name = Str::from(format!("{}_{}", data.prefix, data.threads.get()));
        data.threads.set(data.threads.get() + 1);
        data.alive.set(data.alive.get() + 1);
        let pool = self.clone();
        let started = python_threads::start(name, false, move || {
            pool.work();
            pool.0.alive.set(pool.0.alive.get() - 1);
            pool.0.ended.wake_all();
        });
        if started.is_err() {
            data.alive.set(data.alive.get() - 1);
            let unrun = data.work.borrow_mut().pop_back();
            drop(unrun);
        }
        started
    }

    /// What a thread of the pool does.
    fn work(&self) {
        let data = &self.0;
        if let Some((initializer, args)) = &data.initializer
            && let Err(error) = initializer.call(args.clone())
        {
            run::flush_stdout();
            run::write_stderr(&format!(
                "Exception in initializer:\n{}",
                report::report(&error)
            ));
            return self.fail();
        }
        loop {
            let next = data.work.borrow_mut().pop_front();
            match next {
                Some(work) => {
                    if work.future.set_running_or_notify_cancel().unwrap_or(false) {
                        let outcome = (work.call)();
                        work.future.finish(outcome);
                    }
                }
                None if data.is_shut_down.get() => return,
                None => {
                    data.idle.set(data.idle.get() + 1);
                    data.waiting.wait(None);
                }
            }
        }
    }

    /// The initializer has failed: nothing runs any more.
    fn fail(&self) {
        self.0.broken.set(true);
        let left = self.0.work.take();
        for work in left {
            work.future.finish(Err(errors::runtime_error(
                "A thread initializer failed, the thread pool is not usable anymore",
            )));
        }
    }

    fn begin_shutdown(&self) {
        self.0.is_shut_down.set(true);
        self.0.idle.set(0);
        self.0.waiting.wake_all();
    }

    /// No thread of it is left.
    pub(crate) fn close(&self, wait: bool, cancel: bool) {
        self.begin_shutdown();
        if cancel {
            let left = self.0.work.take();
            for work in left {
                work.future.cancel();
            }
        }
        while wait && self.0.alive.get() > 0 {
            self.0.ended.wait(None);
        }
    }
}

#[pymethods]
impl Pool {
    /// A pool without threads.
    #[pyfn("def __new__(cls, limit: int, prefix: str, initializer: Any, initargs: Any) -> Pool")]
    pub fn new(limit: i64, prefix: Str, initializer: Value, initargs: Value) -> Result<Pool> {
        let initializer = match initializer {
            Value::None => None,
            initializer => {
                let mut args = Vec::new();
                for arg in initargs.iter()? {
                    args.push(arg?);
                }
                Some((initializer, Args::positional(args)))
            }
        };
        Ok(Pool::of(
            usize::try_from(limit).unwrap_or(1),
            prefix,
            initializer,
        ))
    }

    /// Has a thread make a call.
    #[pyfn("def submit(self, fn: Any, args: Any, kwargs: Any) -> Future")]
    pub fn submit(&self, function: Value, args: Value, kwargs: Value) -> Result<Future> {
        let mut positional = Vec::new();
        for arg in args.iter()? {
            positional.push(arg?);
        }
        let mut keywords = Vec::new();
        for (key, value) in Dict::<Value, Value>::from_value(kwargs)?.entries() {
            keywords.push((View::str(&key)?, value));
        }
        let args = Args::with_keywords(positional, keywords);
        self.run(move || function.call(args))
    }

    /// Takes no more calls.
    #[pyfn("def shutdown(self, wait: bool, cancel_futures: bool) -> None")]
    pub fn shutdown(&self, wait: bool, cancel_futures: bool) {
        self.close(wait, cancel_futures);
    }
}
