//! How a task drives its coroutine: one step is one poll, in the task's context.
//!
//! What CPython calls `throw` is [`TaskState::take_thrown`]: the error waits here for the leaf that the coroutine is suspended
//! at. A step that ends without a result has told, through [`TaskState::wait_for`], which future the task waits for.
//!
//! *Invariant:* while a step runs, its task is [`current`]; a coroutine is polled by its task's step alone.

use std::cell::{Cell, OnceCell, RefCell};

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context as PollContext, Poll, Waker};

use portalis_runtime::error::SuspendedHandling;
use portalis_runtime::{Coroutine, Error, Result, Str, Value, View, errors};

use super::Loop;
use super::awaitable::Coro;
use super::exceptions::{is_cancelled, is_exit};
use super::futures::{Callback, FutureCore, Kind, Stored};
use super::report::Report;
use crate::contextvars::Context;

/// A coroutine whose result is of any representation.
pub(super) type Body = Pin<Box<dyn Future<Output = Result<Box<dyn Stored>>>>>;

/// What a task has besides what every future has.
pub(super) struct TaskState {
    name: RefCell<Name>,
    coroutine: OnceCell<Value>,
    coroutine_name: &'static str,
    started: Cell<bool>,
    must_cancel: Cell<bool>,
    cancel_requests: Cell<usize>,
    /// What it waits for.
    waits_for: RefCell<Option<Rc<FutureCore>>>,
    /// What is to be raised at its await.
    thrown: RefCell<Option<Error>>,
    waker: RefCell<Option<Waker>>,
    handling: SuspendedHandling,
    pub(super) context: Context,
    pub(super) reports_destruction: Cell<bool>,
}

enum Name {
    Numbered(u64),
    Given(Str),
}

thread_local! {
    static NAMES: Cell<u64> = const { Cell::new(0) };
    static CURRENT: RefCell<Option<Rc<FutureCore>>> = const { RefCell::new(None) };
}

/// The task that is taking a step.
pub(super) fn current() -> Option<Rc<FutureCore>> {
    CURRENT.with_borrow(Clone::clone)
}

/// The name of the task that is taking a step.
pub(crate) fn current_name() -> Option<portalis_runtime::Str> {
    current()?.task().map(TaskState::name)
}

/// Takes out the task of the present thread; the call that this gives puts it back.
pub(super) fn take_current() -> impl FnOnce() {
    let current = CURRENT.take();
    move || drop(CURRENT.replace(current))
}

/// Makes a task; it takes its first step on the next turn.
pub(super) fn spawn(
    event_loop: &Loop,
    coro: Coro,
    name: Option<Value>,
    context: Context,
) -> Result<Rc<FutureCore>> {
    let (task, steps) = make(event_loop, coro, name, context)?;
    event_loop.inner().spawn_task(steps);
    Ok(task)
}

/// Makes a task that takes its first step here and now.
pub(super) fn spawn_eager(
    event_loop: &Loop,
    coro: Coro,
    name: Option<Value>,
    context: Context,
) -> Result<Rc<FutureCore>> {
    let (task, mut steps) = make(event_loop, coro, name, context)?;
    let polled = Pin::new(&mut steps).poll(&mut PollContext::from_waker(Waker::noop()));
    if polled.is_pending() {
        // From now on the loop's own waker is the one to call.
        let waker = task.task().and_then(|state| state.waker.take());
        drop(waker);
        event_loop.inner().spawn_task(steps);
    }
    Ok(task)
}

fn make(
    event_loop: &Loop,
    coro: Coro,
    name: Option<Value>,
    context: Context,
) -> Result<(Rc<FutureCore>, Steps)> {
    if let Err(error) = event_loop.check_closed() {
        coro.close();
        return Err(error);
    }
    let name = match name {
        Some(name) => Name::Given(View::str(&name)?),
        None => Name::Numbered(next(&NAMES)),
    };
    let state = TaskState {
        name: RefCell::new(name),
        coroutine: coro.object.map(OnceCell::from).unwrap_or_default(),
        coroutine_name: coro.name,
        started: Cell::new(false),
        must_cancel: Cell::new(false),
        cancel_requests: Cell::new(0),
        waits_for: RefCell::default(),
        thrown: RefCell::default(),
        waker: RefCell::default(),
        handling: SuspendedHandling::default(),
        context,
        reports_destruction: Cell::new(true),
    };
    let task = FutureCore::new(event_loop, Kind::Task(Box::new(state)));
    event_loop.register(&task);
    let steps = Steps {
        task: task.clone(),
        body: Some(coro.body),
    };
    Ok((task, steps))
}

fn next(counter: &'static std::thread::LocalKey<Cell<u64>>) -> u64 {
    counter.set(counter.get() + 1);
    counter.get()
}

impl TaskState {
    pub(super) fn name(&self) -> Str {
        match &*self.name.borrow() {
            Name::Numbered(number) => Str::from(format!("Task-{number}")),
            Name::Given(name) => name.clone(),
        }
    }

    pub(super) fn set_name(&self, name: Str) {
        self.name.replace(Name::Given(name));
    }

    /// The coroutine object; for a coroutine that never was one, an object that tells its name.
    pub(super) fn coroutine(&self) -> Value {
        let stand_in = || {
            let body = async {
                Err(errors::runtime_error(
                    "cannot reuse already awaited coroutine",
                ))
            };
            let coroutine = Coroutine::<Value>::new(self.coroutine_name, body);
            coroutine.close();
            View::to_value(&coroutine)
        };
        self.coroutine.get_or_init(stand_in).clone()
    }

    pub(super) fn cancelling(&self) -> usize {
        self.cancel_requests.get()
    }

    pub(super) fn uncancel(&self) -> usize {
        let left = self.cancel_requests.get().saturating_sub(1);
        if self.cancel_requests.replace(left) > 0 && left == 0 {
            self.must_cancel.set(false);
        }
        left
    }

    /// Puts the task on the ready queue.
    pub(super) fn wake(&self) {
        if let Some(waker) = &*self.waker.borrow() {
            waker.wake_by_ref();
        }
    }

    /// The task waits for `core` from the end of this step on.
    pub(super) fn wait_for(&self, core: &Rc<FutureCore>) {
        self.waits_for.replace(Some(core.clone()));
    }

    pub(super) fn take_thrown(&self) -> Option<Error> {
        // Leaves ask at every poll: look before taking.
        if self.thrown.borrow().is_none() {
            return None;
        }
        self.thrown.take()
    }

    /// `task.cancel(msg)` of a task that is not done.
    pub(super) fn request_cancel(&self, this: &Rc<FutureCore>, message: Option<Value>) -> bool {
        self.cancel_requests.set(self.cancel_requests.get() + 1);
        let waits_for = self.waits_for.borrow().clone();
        if let Some(waits_for) = &waits_for
            && waits_for.cancel(message.clone())
        {
            return true;
        }
        self.must_cancel.set(true);
        let old = this.cancel_message.replace(message);
        drop(old);
        if waits_for.is_none() && !current().is_some_and(|task| Rc::ptr_eq(&task, this)) {
            // It may wait for something of the host, which nobody but a step can cancel.
            self.wake();
        }
        true
    }

    pub(super) fn describe(&self, is_done: bool) -> Result<Vec<String>> {
        let mut info = vec![format!("name={}", View::repr(&self.name())?)];
        let state = match () {
            () if is_done => "done,",
            () if self.started.get() => "running",
            () => "",
        };
        if !self.coroutine_name.is_empty() {
            let space = if state.is_empty() { "" } else { " " };
            info.push(format!(
                "coro=<{}(){space}{}>",
                self.coroutine_name,
                state.trim_end_matches(',')
            ));
        }
        if let Some(waits_for) = &*self.waits_for.borrow()
            && !is_done
        {
            info.push(format!(
                "wait_for={}",
                View::repr(&Value::Object(waits_for.clone()))?
            ));
        }
        Ok(info)
    }

    /// The beginning of a step: what is to be raised at the await.
    fn prepare(&self, this: &Rc<FutureCore>) -> Option<Rc<FutureCore>> {
        let waited_for = self.waits_for.take();
        if self.must_cancel.replace(false) {
            let known = waited_for
                .as_ref()
                .is_some_and(|known| ended_cancelled(known));
            if !known && self.thrown.borrow().is_none() {
                self.thrown.replace(Some(this.make_cancelled_error()));
            }
        }
        waited_for
    }

    fn throw_next(&self, error: Error) {
        self.thrown.replace(Some(error));
        self.wake();
    }
}

/// What was waited for raises CancelledError by itself.
fn ended_cancelled(core: &FutureCore) -> bool {
    match &*core.state.borrow() {
        super::futures::State::Cancelled => true,
        super::futures::State::Error(error) => is_cancelled(error),
        _ => false,
    }
}

/// The Rust future that the event loop polls for a task.
struct Steps {
    task: Rc<FutureCore>,
    body: Option<Body>,
}

impl Future for Steps {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut PollContext<'_>) -> Poll<()> {
        let task = self.task.clone();
        let Some(state) = task.task() else {
            return Poll::Ready(());
        };
        if state.waker.borrow().is_none() {
            state.waker.replace(Some(cx.waker().clone()));
        }
        let waited_for = state.prepare(&task);
        let _stop = StopOnPanic(task.event_loop().clone());
        if !state.started.replace(true) && state.thrown.borrow().is_some() {
            self.body = None;
            let error = state.take_thrown();
            state.close_coroutine();
            end(
                &task,
                state,
                Err(error.unwrap_or_else(|| task.make_cancelled_error())),
            );
            return Poll::Ready(());
        }
        match self.step(state, &task, cx) {
            Poll::Ready(outcome) => {
                end(&task, state, outcome);
                Poll::Ready(())
            }
            Poll::Pending => {
                suspend(&task, state, waited_for);
                Poll::Pending
            }
        }
    }
}

impl TaskState {
    fn close_coroutine(&self) {
        if let Some(coroutine) = self.coroutine.get() {
            super::awaitable::close(coroutine);
        }
    }
}

impl Steps {
    /// Polls the coroutine in the task's context.
    fn step(
        &mut self,
        state: &TaskState,
        task: &Rc<FutureCore>,
        cx: &mut PollContext<'_>,
    ) -> Poll<Result<Box<dyn Stored>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(Err(errors::runtime_error("the task is finished")));
        };
        let polled = {
            let _current = Current::enter(task);
            let poll = || state.handling.run(|| body.as_mut().poll(cx));
            match state.context.enter(poll) {
                Ok(polled) => polled,
                Err(error) => Poll::Ready(Err(error)),
            }
        };
        if polled.is_ready() {
            // What the coroutine holds is let go before anybody hears of its end.
            self.body = None;
        }
        polled
    }
}

/// The coroutine has ended.
fn end(task: &Rc<FutureCore>, state: &TaskState, outcome: Result<Box<dyn Stored>>) {
    let event_loop = task.event_loop();
    match outcome {
        Ok(result) => {
            let undelivered = state.take_thrown().is_some();
            if state.must_cancel.replace(false) || undelivered {
                let message = task.cancel_message.borrow().clone();
                task.finish_cancelled(message, None);
            } else {
                task.finish_result(result);
            }
        }
        Err(error) if is_cancelled(&error) => task.finish_cancelled(None, Some(error)),
        Err(error) => {
            if is_exit(&error) {
                event_loop.exit(error.clone());
            }
            task.finish_error(error);
        }
    }
}

/// The coroutine waits.
fn suspend(task: &Rc<FutureCore>, state: &TaskState, waited_for: Option<Rc<FutureCore>>) {
    let waits_for = state.waits_for.borrow().clone();
    let Some(core) = waits_for else { return };
    if waited_for.is_some_and(|before| Rc::ptr_eq(&before, &core)) {
        // Something else has woken the task: the callback is there already.
        return;
    }
    let refusal = match () {
        () if !core.event_loop().same(task.event_loop()) => {
            let names = (
                View::repr(&Value::Object(task.clone())),
                View::repr(&Value::Object(core.clone())),
            );
            let (this, other) = (names.0.unwrap_or_default(), names.1.unwrap_or_default());
            Some(format!(
                "Task {this} got Future {other} attached to a different loop"
            ))
        }
        () if Rc::ptr_eq(&core, task) => {
            let this = View::repr(&Value::Object(task.clone())).unwrap_or_default();
            Some(format!("Task cannot await on itself: {this}"))
        }
        () => None,
    };
    if let Some(text) = refusal {
        state.waits_for.take();
        return state.throw_next(errors::runtime_error(text));
    }
    core.add_callback(Callback::Wake(task.clone()));
    if state.must_cancel.get() {
        let message = task.cancel_message.borrow().clone();
        if core.cancel(message) {
            state.must_cancel.set(false);
        }
    }
}

impl Drop for Steps {
    /// The loop was closed before the task was done.
    fn drop(&mut self) {
        let Some(state) = self.task.task() else {
            return;
        };
        let body = self.body.take();
        if body.is_none() || self.task.is_done() || !state.reports_destruction.get() {
            return;
        }
        let event_loop = self.task.event_loop();
        let report = Report::new("Task was destroyed but it is pending!");
        event_loop.report(report.with("task", Value::Object(self.task.clone())));
    }
}

/// Makes a task the current one while its step runs.
struct Current(Option<Rc<FutureCore>>);

impl Current {
    fn enter(task: &Rc<FutureCore>) -> Current {
        Current(CURRENT.replace(Some(task.clone())))
    }
}

impl Drop for Current {
    fn drop(&mut self) {
        let left = CURRENT.replace(self.0.take());
        drop(left);
    }
}

/// A panic in a step ends the program instead of leaving others to wait for ever.
struct StopOnPanic(Loop);

impl Drop for StopOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.panicked();
        }
    }
}
