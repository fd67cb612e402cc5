//! `run` and `Runner`: a loop from its making to its closing.
//!
//! Every blocking function has an awaited twin for hosts that cannot wait. The twins and the blocking ones share everything but the
//! runs of the loop themselves.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Object, Result, Value, View, errors};

use super::awaitable::{Awaitable, Coro};
use super::events::{self, Closing, new_event_loop, set_event_loop};
use super::futures::FutureCore;
use super::report::Report;
use super::signals::Interrupts;
use super::{Loop, future, gather};
use crate::contextvars::{self, Context};

/// Execute a coroutine in a new event loop, and return the result.
#[pyfn(
    "def run(main: Coroutine[T], *, debug: bool | None = None, loop_factory: Any = None) -> T",
    blocks
)]
pub fn run<T: Object, A: Awaitable<Output = T>>(
    main: A,
    debug: Option<bool>,
    loop_factory: Option<Value>,
) -> Result<T> {
    let runner = begin(debug, loop_factory)?;
    let outcome = runner.run(main, None);
    let closed = runner.close();
    finish(outcome, closed)
}

/// [`run`], awaited: for hosts that cannot wait.
pub async fn run_async<T: Object, A: Awaitable<Output = T>>(
    main: A,
    debug: Option<bool>,
    loop_factory: Option<Value>,
) -> Result<T> {
    let runner = begin(debug, loop_factory)?;
    let outcome = runner.run_async(main, None).await;
    let closed = runner.close_async().await;
    finish(outcome, closed)
}

fn begin(debug: Option<bool>, loop_factory: Option<Value>) -> Result<Runner> {
    if events::running().is_some() {
        return Err(errors::runtime_error(
            "asyncio.run() cannot be called from a running event loop",
        ));
    }
    let runner = Runner::new(debug, loop_factory);
    runner.init()?;
    Ok(runner)
}

/// An error of closing replaces the outcome.
fn finish<T>(outcome: Result<T>, closed: Result<()>) -> Result<T> {
    match closed {
        Ok(()) => outcome,
        Err(error) => Err(error),
    }
}

#[derive(Clone)]
enum State {
    Created,
    Initialized(Loop, Context),
    Closed,
}

struct RunnerData {
    debug: Option<bool>,
    loop_factory: Option<Value>,
    state: RefCell<State>,
    set_event_loop: Cell<bool>,
}

/// A context manager that controls event loop life cycle.
#[pyclass("class Runner", module = "asyncio.runners")]
#[derive(Clone)]
pub struct Runner(Rc<RunnerData>);

#[pymethods]
impl Runner {
    /// A runner that makes its loop when it needs it.
    #[pyfn("def __new__(cls, *, debug: bool | None = None, loop_factory: Any = None) -> Runner")]
    pub fn new(debug: Option<bool>, loop_factory: Option<Value>) -> Runner {
        Runner(Rc::new(RunnerData {
            debug,
            loop_factory,
            state: RefCell::new(State::Created),
            set_event_loop: Cell::new(false),
        }))
    }

    /// Makes the loop.
    #[pyfn("def __enter__(self) -> Runner")]
    pub fn enter(&self) -> Result<Runner> {
        self.init()?;
        Ok(self.clone())
    }

    /// Closes the loop.
    #[pyfn(
        "def __exit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None",
        blocks
    )]
    pub fn exit(&self, _exc_type: Value, _exc_val: Value, _exc_tb: Value) -> Result<()> {
        self.close()
    }

    /// Return the event loop.
    #[pyfn("def get_loop(self) -> _UnixSelectorEventLoop")]
    pub fn get_loop(&self) -> Result<Loop> {
        Ok(self.init()?.0)
    }

    /// Run a coroutine in the event loop.
    #[pyfn(
        "def run(self, coro: Coroutine[T], *, context: Any = None) -> T",
        blocks
    )]
    pub fn run<T: Object, A: Awaitable<Output = T>>(
        &self,
        coro: A,
        context: Option<Value>,
    ) -> Result<T> {
        let (event_loop, task) = self.start(coro, context)?;
        let interrupts = Interrupts::begin(&event_loop, &task);
        let outcome = event_loop.run_core(&task).and_then(|()| task.result());
        interrupts.end(&task, outcome)
    }

    /// Shutdown and close the event loop.
    #[pyfn("def close(self) -> None", blocks)]
    pub fn close(&self) -> Result<()> {
        let Some(event_loop) = self.event_loop() else {
            return Ok(());
        };
        let outcome = cancel_all(&event_loop).and_then(|tasks| match tasks {
            Some((tasks, gathered)) => {
                event_loop.run_core(&gathered)?;
                report_failures(&event_loop, &tasks);
                Ok(())
            }
            None => Ok(()),
        });
        let outcome = outcome.and_then(|()| match event_loop.can_run() {
            true => shut_down(&event_loop),
            // Closing generators is all that there could be to do.
            false => Ok(()),
        });
        finish(outcome, self.finish_close(&event_loop))
    }
}

impl Runner {
    /// [`Runner::run`], awaited.
    pub async fn run_async<T: Object, A: Awaitable<Output = T>>(
        &self,
        coro: A,
        context: Option<Value>,
    ) -> Result<T> {
        let (event_loop, task) = self.start(coro, context)?;
        event_loop.run_core_async(&task).await?;
        task.result()
    }

    /// [`Runner::close`], awaited.
    pub async fn close_async(&self) -> Result<()> {
        let Some(event_loop) = self.event_loop() else {
            return Ok(());
        };
        let outcome = match cancel_all(&event_loop) {
            Ok(Some((tasks, gathered))) => {
                let outcome = event_loop.run_core_async(&gathered).await;
                report_failures(&event_loop, &tasks);
                outcome
            }
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        let outcome = match outcome {
            Ok(()) => shut_down_async(&event_loop).await,
            Err(error) => Err(error),
        };
        finish(outcome, self.finish_close(&event_loop))
    }

    /// [`Runner::exit`], awaited.
    pub async fn exit_async(
        &self,
        _exc_type: Value,
        _exc_val: Value,
        _exc_tb: Value,
    ) -> Result<()> {
        self.close_async().await
    }

    fn event_loop(&self) -> Option<Loop> {
        match &*self.0.state.borrow() {
            State::Initialized(event_loop, _) => Some(event_loop.clone()),
            _ => None,
        }
    }

    fn init(&self) -> Result<(Loop, Context)> {
        let state = self.0.state.borrow().clone();
        match state {
            State::Initialized(event_loop, context) => return Ok((event_loop, context)),
            State::Closed => return Err(errors::runtime_error("Runner is closed")),
            State::Created => {}
        }
        let event_loop = match &self.0.loop_factory {
            Some(factory) => Object::from_value(factory.call(Args::new())?)?,
            None => {
                let event_loop = new_event_loop()?;
                if !self.0.set_event_loop.replace(true) {
                    set_event_loop(Some(event_loop.clone()))?;
                }
                event_loop
            }
        };
        if let Some(debug) = self.0.debug {
            event_loop.set_debug(debug);
        }
        let context = contextvars::copy_context();
        self.0
            .state
            .replace(State::Initialized(event_loop.clone(), context.clone()));
        Ok((event_loop, context))
    }

    /// The task for the coroutine that is to be run.
    fn start<A: Awaitable>(
        &self,
        coro: A,
        context: Option<Value>,
    ) -> Result<(Loop, Rc<FutureCore>)> {
        let any: &dyn std::any::Any = &coro;
        if let Some(value) = any.downcast_ref::<Value>()
            && !super::awaitable::is_coroutine(value)
        {
            let shown = View::repr(value)?;
            return Err(errors::value_error(format!(
                "a coroutine was expected, got {shown}"
            )));
        }
        if events::running().is_some() {
            return Err(errors::runtime_error(
                "Runner.run() cannot be called from a running event loop",
            ));
        }
        let (event_loop, own) = self.init()?;
        let context = match context {
            Some(context) => Object::from_value(context)?,
            None => own,
        };
        let task = super::step::spawn(&event_loop, Coro::of(coro)?, None, context)?;
        Ok((event_loop, task))
    }

    fn finish_close(&self, event_loop: &Loop) -> Result<()> {
        if self.0.set_event_loop.get() {
            set_event_loop(None)?;
        }
        self.0.state.replace(State::Closed);
        event_loop.close()
    }
}

type Tasks = Vec<Rc<FutureCore>>;

/// Cancels all tasks; gives them and a future that is done when they are.
fn cancel_all(event_loop: &Loop) -> Result<Option<(Tasks, Rc<FutureCore>)>> {
    let tasks = event_loop.pending_tasks();
    if tasks.is_empty() {
        return Ok(None);
    }
    for task in &tasks {
        task.cancel(None);
    }
    let gathered = gather::gather_known(&tasks)?;
    Ok(Some((tasks, gathered)))
}

fn report_failures(event_loop: &Loop, tasks: &[Rc<FutureCore>]) {
    for task in tasks.iter().filter(|task| !task.is_cancelled()) {
        if let Some(error) = task.error() {
            let report =
                Report::new("unhandled exception during asyncio.run() shutdown").error(&error);
            event_loop.report(report.with("task", future::value(task)));
        }
    }
}

/// Asynchronous generators and the executor.
fn closing(event_loop: &Loop) -> [(&'static str, Closing); 2] {
    let executor = event_loop.shutdown_default_executor(None);
    [
        (
            "BaseEventLoop.shutdown_asyncgens",
            Box::pin(event_loop.shutdown_asyncgens()),
        ),
        (
            "BaseEventLoop.shutdown_default_executor",
            Box::pin(executor),
        ),
    ]
}

fn shut_down(event_loop: &Loop) -> Result<()> {
    for (name, step) in closing(event_loop) {
        event_loop.run_closing(name, step)?;
    }
    Ok(())
}

/// [`shut_down`], awaited.
async fn shut_down_async(event_loop: &Loop) -> Result<()> {
    for (name, step) in closing(event_loop) {
        event_loop.run_closing_async(name, step).await?;
    }
    Ok(())
}
