//! [`FutureCore`]: the state, callbacks and outcome that futures and tasks share.
//!
//! It is not generic: an outcome is kept as what it is and converted where a `Value` is asked for, so that a `Task<Int>` and the
//! same task as a `Value` are one object.
//!
//! *Invariant:* no borrow is held while callbacks are scheduled or values dropped.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::Waker;

use portalis_runtime::coroutine::await_iterator;
use portalis_runtime::value::BoxFuture;
use portalis_runtime::{
    Class, DynObject, Error, Iter, NativeType, Object, Result, Str, Value, View, errors, raise_error,
};

use super::exceptions::{cancelled_error, invalid_state_error};
use super::report::Report;
use super::step::TaskState;
use super::{Future, GatheringFuture, Loop, Task, report};
use crate::contextvars::Context;

/// A result of any representation.
pub(super) trait Stored {
    fn as_any(&self) -> &dyn Any;
    fn stored_value(&self) -> Value;
}

impl<T: Object> Stored for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn stored_value(&self) -> Value {
        View::to_value(self)
    }
}

/// How far a future is.
pub(super) enum State {
    Pending,
    Cancelled,
    Result(Box<dyn Stored>),
    Error(Error),
}

/// What is called when a future is done.
pub(super) type Native = Rc<dyn Fn(&Rc<FutureCore>)>;

/// A done-callback.
pub(super) enum Callback {
    /// The task that waits for it goes on.
    Wake(Rc<FutureCore>),
    /// A Rust future outside of any task goes on.
    Waker(Waker),
    Native(Native),
    Python(Value, Context),
}

/// What kind of future it is.
pub(super) enum Kind {
    Future,
    Task(Box<TaskState>),
    /// What `gather` gives: cancelling it cancels these.
    Gathering {
        children: Vec<Rc<FutureCore>>,
        cancel_requested: Cell<bool>,
    },
}

/// The shared part of a future.
pub(super) struct FutureCore {
    event_loop: Loop,
    pub(super) state: RefCell<State>,
    callbacks: RefCell<Vec<Callback>>,
    pub(super) cancel_message: RefCell<Option<Value>>,
    /// The error that ended a task which was cancelled, for the first who asks.
    cancelled_error: RefCell<Option<Error>>,
    /// It ended with an error that nobody has looked at.
    unseen: Cell<bool>,
    pub(super) kind: Kind,
}

impl FutureCore {
    pub(super) fn new(event_loop: &Loop, kind: Kind) -> Rc<FutureCore> {
        Rc::new(FutureCore {
            event_loop: event_loop.clone(),
            state: RefCell::new(State::Pending),
            callbacks: RefCell::default(),
            cancel_message: RefCell::default(),
            cancelled_error: RefCell::default(),
            unseen: Cell::new(false),
            kind,
        })
    }

    pub(super) fn event_loop(&self) -> &Loop {
        &self.event_loop
    }

    pub(super) fn task(&self) -> Option<&TaskState> {
        match &self.kind {
            Kind::Task(task) => Some(task),
            _ => None,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        !matches!(&*self.state.borrow(), State::Pending)
    }

    pub(super) fn is_cancelled(&self) -> bool {
        matches!(&*self.state.borrow(), State::Cancelled)
    }

    /// The error that it ended with, which counts as seen from now on.
    pub(super) fn error(&self) -> Option<Error> {
        self.unseen.set(false);
        match &*self.state.borrow() {
            State::Error(error) => Some(error.clone()),
            _ => None,
        }
    }

    /// Nobody needs to be told that the error was not looked at.
    pub(super) fn forget_error(&self) {
        self.unseen.set(false);
    }

    /// The error to raise where this was cancelled.
    pub(super) fn make_cancelled_error(&self) -> Error {
        if let Some(error) = self.cancelled_error.take() {
            return error;
        }
        let message = self.cancel_message.borrow().clone();
        cancelled_error(message.into_iter().collect())
    }

    /// `result()`.
    pub(super) fn result<T: Object>(&self) -> Result<T> {
        let error = match &*self.state.borrow() {
            State::Result(result) => {
                return match result.as_any().downcast_ref::<T>() {
                    Some(result) => Ok(result.clone()),
                    None => T::from_value(result.stored_value()),
                };
            }
            State::Error(error) => Some(error.clone()),
            State::Cancelled => None,
            State::Pending => {
                return Err(invalid_state_error(vec![Value::from("Result is not set.")]));
            }
        };
        self.unseen.set(false);
        raise_error(error.unwrap_or_else(|| self.make_cancelled_error()))
    }

    /// `exception()`.
    pub(super) fn exception(&self) -> Result<Option<Error>> {
        match &*self.state.borrow() {
            State::Pending => {
                return Err(invalid_state_error(vec![Value::from(
                    "Exception is not set.",
                )]));
            }
            State::Cancelled => {}
            _ => {
                self.unseen.set(false);
                return Ok(match &*self.state.borrow() {
                    State::Error(error) => Some(error.clone()),
                    _ => None,
                });
            }
        }
        raise_error(self.make_cancelled_error())
    }

    /// `cancel(msg)`: for a future at once, for a task at its await, for a gathering future its children.
    pub(super) fn cancel(self: &Rc<Self>, message: Option<Value>) -> bool {
        self.unseen.set(false);
        if self.is_done() {
            return false;
        }
        match &self.kind {
            Kind::Future => {
                self.finish_cancelled(message, None);
                true
            }
            Kind::Task(task) => task.request_cancel(self, message),
            Kind::Gathering {
                children,
                cancel_requested,
            } => {
                let mut any = false;
                for child in children {
                    any |= child.cancel(message.clone());
                }
                if any {
                    cancel_requested.set(true);
                }
                any
            }
        }
    }

    /// It is cancelled; `error` is what its coroutine ended with.
    pub(super) fn finish_cancelled(self: &Rc<Self>, message: Option<Value>, error: Option<Error>) {
        self.cancelled_error.replace(error);
        let old = self.cancel_message.replace(message);
        drop(old);
        self.finish(State::Cancelled);
    }

    pub(super) fn finish_result(self: &Rc<Self>, result: Box<dyn Stored>) {
        self.finish(State::Result(result));
    }

    pub(super) fn finish_error(self: &Rc<Self>, error: Error) {
        let error = match error.is(&errors::StopIteration) {
            true => stop_iteration_error(error),
            false => error,
        };
        self.finish(State::Error(error));
        self.unseen.set(true);
    }

    fn finish(self: &Rc<Self>, state: State) {
        self.state.replace(state);
        for callback in self.callbacks.take() {
            self.schedule(callback);
        }
    }

    /// `set_result`, unless it is done: InvalidStateError then.
    pub(super) fn set_result(self: &Rc<Self>, result: Box<dyn Stored>) -> Result<()> {
        self.check_pending()?;
        self.finish_result(result);
        Ok(())
    }

    /// `set_result(None)` unless it is done.
    pub(super) fn release(self: &Rc<Self>) {
        if !self.is_done() {
            self.finish_result(Box::new(()));
        }
    }

    pub(super) fn check_pending(&self) -> Result<()> {
        match self.is_done() {
            true => Err(invalid_state_error(vec![Value::from("invalid state")])),
            false => Ok(()),
        }
    }

    /// Calls `callback` when this is done, or soon if it is.
    pub(super) fn add_callback(self: &Rc<Self>, callback: Callback) {
        if self.is_done() {
            self.schedule(callback);
        } else {
            self.callbacks.borrow_mut().push(callback);
        }
    }

    pub(super) fn add_native(self: &Rc<Self>, callback: &Native) {
        self.add_callback(Callback::Native(callback.clone()));
    }

    pub(super) fn remove_native(&self, callback: &Native) {
        let is_it = |known: &Callback| matches!(known, Callback::Native(known) if Rc::ptr_eq(known, callback));
        let mut callbacks = self.callbacks.borrow_mut();
        let (removed, kept) = callbacks.drain(..).partition::<Vec<_>, _>(is_it);
        *callbacks = kept;
        drop(callbacks);
        drop(removed);
    }

    /// Removes what equals `function`, and tells how many there were.
    pub(super) fn remove_python(&self, function: &Value) -> Result<usize> {
        let mut removed = Vec::new();
        let all = self.callbacks.take();
        let mut kept = Vec::with_capacity(all.len());
        let mut failure = None;
        for callback in all {
            let equal = match &callback {
                Callback::Python(known, _) if failure.is_none() => {
                    known.is(function)
                        || match known.equals(function) {
                            Ok(equal) => equal,
                            Err(error) => {
                                failure = Some(error);
                                false
                            }
                        }
                }
                _ => false,
            };
            if equal {
                removed.push(callback)
            } else {
                kept.push(callback)
            }
        }
        // Those that were added by a comparison meanwhile come last.
        kept.append(&mut self.callbacks.borrow_mut());
        self.callbacks.replace(kept);
        match failure {
            Some(error) => Err(error),
            None => Ok(removed.len()),
        }
    }

    fn schedule(self: &Rc<Self>, callback: Callback) {
        match callback {
            Callback::Wake(task) => {
                if let Some(state) = task.task() {
                    state.wake();
                }
            }
            Callback::Waker(waker) => waker.wake(),
            Callback::Native(native) => {
                let this = self.clone();
                self.event_loop.push(move || native(&this));
            }
            Callback::Python(function, context) => {
                super::handles::schedule(self, function, context);
            }
        }
    }

    fn callback_names(&self) -> Result<Option<String>> {
        let callbacks = self.callbacks.borrow();
        let name = |callback: &Callback| match callback {
            Callback::Python(function, _) => super::handles::callback_name(function),
            Callback::Wake(_) => Ok("Task.task_wakeup()".to_string()),
            Callback::Native(_) | Callback::Waker(_) => Ok("<native>()".to_string()),
        };
        Ok(match &callbacks[..] {
            [] => None,
            [one] => Some(name(one)?),
            [one, two] => Some(format!("{}, {}", name(one)?, name(two)?)),
            [first, .., last] => Some(format!(
                "{}, <{} more>, {}",
                name(first)?,
                callbacks.len() - 2,
                name(last)?
            )),
        })
    }

    fn describe(&self) -> Result<String> {
        let mut info = Vec::new();
        let mut tail = Vec::new();
        match &*self.state.borrow() {
            State::Pending => info.push(match self.task() {
                Some(task) if task.cancelling() > 0 => "cancelling".to_string(),
                _ => "pending".to_string(),
            }),
            State::Cancelled => info.push("cancelled".to_string()),
            State::Error(error) => {
                info.push("finished".to_string());
                tail.push(format!("exception={}", View::repr(&error.value())?));
            }
            State::Result(result) => {
                info.push("finished".to_string());
                tail.push(format!("result={}", short_repr(&result.stored_value())?));
            }
        }
        if let Some(task) = self.task() {
            info.extend(task.describe(self.is_done())?);
        }
        if let Some(names) = self.callback_names()? {
            tail.push(format!("cb=[{names}]"));
        }
        info.extend(tail);
        Ok(info.join(" "))
    }
}

/// `reprlib.repr`: the text of a value, long ones cut short.
fn short_repr(value: &Value) -> Result<String> {
    match value {
        Value::List(items) => short_items("[", &items.to_vec(), "]"),
        Value::Tuple(items) if items.as_slice().len() != 1 => {
            short_items("(", items.as_slice(), ")")
        }
        Value::Int(_) => cut(&View::repr(value)?, 40),
        _ => cut(&View::repr(value)?, 30),
    }
}

fn short_items(open: &str, items: &[Value], close: &str) -> Result<String> {
    const SHOWN: usize = 6;
    let mut texts = Vec::new();
    for item in items.iter().take(SHOWN) {
        texts.push(short_repr(item)?);
    }
    if items.len() > SHOWN {
        texts.push("...".to_string());
    }
    Ok(format!("{open}{}{close}", texts.join(", ")))
}

fn cut(text: &str, limit: usize) -> Result<String> {
    let count = text.chars().count();
    if count <= limit {
        return Ok(text.to_string());
    }
    let head: String = text.chars().take((limit - 3) / 2).collect();
    let tail: String = text
        .chars()
        .skip(count - (limit - 3 - (limit - 3) / 2))
        .collect();
    Ok(format!("{head}...{tail}"))
}

fn stop_iteration_error(error: Error) -> Error {
    let replaced = errors::runtime_error(
        "StopIteration interacts badly with generators and cannot be raised into a Future",
    );
    replaced.state().cause.replace(Some(error.clone()));
    replaced.state().context.replace(Some(error));
    replaced.state().suppress_context.set(true);
    replaced
}

impl DynObject for FutureCore {
    fn class(&self) -> Class {
        match &self.kind {
            Kind::Task(_) => <Task<Value> as NativeType>::CLASS.class(),
            Kind::Future => <Future<Value> as NativeType>::CLASS.class(),
            Kind::Gathering { .. } => GatheringFuture::CLASS.class(),
        }
    }

    fn class_name(&self) -> Str {
        Str::from(match &self.kind {
            Kind::Task(_) => "Task",
            Kind::Future => "Future",
            Kind::Gathering { .. } => "_GatheringFuture",
        })
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "_asyncio_future_blocking" => Some(Value::Bool(false)),
            _ => None,
        }
    }

    fn repr(&self, this: &Value) -> Result<Str> {
        let info = report::without_recursion(this.id(), || self.describe())?;
        Ok(Str::from(match info {
            Some(info) => format!("<{} {info}>", self.class_name()),
            None => "...".to_string(),
        }))
    }

    fn str(&self, this: &Value) -> Result<Str> {
        DynObject::repr(self, this)
    }

    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        portalis_runtime::special::contains_by_iteration(this, item)
    }

    fn iter(&self, this: &Value) -> Result<Iter<Value>> {
        match shared_of(this) {
            Some(core) => Iter::of_iterator(await_iterator(Box::pin(super::waiting::result_of::<Value>(core)))),
            None => Err(errors::wrong_type("Future", this)),
        }
    }

    fn awaitable(&self, this: &Value) -> Option<Result<BoxFuture>> {
        let core = shared_of(this)?;
        Some(Ok(Box::pin(super::waiting::result_of::<Value>(core))))
    }
}

fn shared_of(value: &Value) -> Option<Rc<FutureCore>> {
    super::object::shared::<FutureCore>(value)
}

impl Drop for FutureCore {
    fn drop(&mut self) {
        if !self.unseen.get() {
            return;
        }
        let name = DynObject::class_name(self);
        let State::Error(error) = self.state.replace(State::Pending) else {
            return;
        };
        // The report needs an object to show: what is left of this one goes on in it.
        let kind = std::mem::replace(&mut self.kind, Kind::Future);
        let core = FutureCore::new(&self.event_loop, kind);
        core.state.replace(State::Error(error.clone()));
        let report = Report::new(format!("{name} exception was never retrieved")).error(&error);
        self.event_loop
            .report(report.with("future", Value::Object(core)));
    }
}
