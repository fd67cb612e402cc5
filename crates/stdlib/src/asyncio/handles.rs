//! `Handle` and `TimerHandle`: calls that were put on the loop.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::CompareOp;
use portalis_runtime::reach::Hook;
use portalis_runtime::{Args, Class, DynObject, NativeType, Result, Str, Value, View, args};

use super::Loop;
use super::exceptions::is_exit;
use super::futures::FutureCore;
use super::object::handle_object;
use super::report::Report;
use crate::contextvars::Context;

/// The shared part of a handle.
pub struct HandleData {
    event_loop: Loop,
    call: RefCell<Option<(Value, Args)>>,
    context: Context,
    cancelled: Cell<bool>,
    /// For a timer: its time, and the timer itself.
    when: Option<f64>,
    timer: RefCell<Option<portalis_async::event_loop::TimerHandle>>,
}

/// A call that was put on the loop.
#[pyclass("class Handle", module = "asyncio.events", manual)]
#[derive(Clone)]
pub struct Handle(Rc<HandleData>);

/// A call that waits for its time.
#[pyclass("class TimerHandle(Handle)", module = "asyncio.events", manual, bases = [Handle], address = timer_address)]
#[derive(Clone)]
pub struct TimerHandle(Handle);

fn timer_address(handle: &TimerHandle) -> usize {
    handle.0.address()
}

handle_object!([] Handle, "Handle");
handle_object!([] TimerHandle, "TimerHandle");

impl Handle {
    /// `call_soon`: the call is on the ready queue when this returns.
    pub(super) fn soon(event_loop: &Loop, function: Value, args: Args, context: Context) -> Handle {
        let handle = Handle::new(event_loop, function, args, context, None);
        let queued = handle.clone();
        event_loop.push(move || queued.run());
        handle
    }

    fn new(
        event_loop: &Loop,
        function: Value,
        args: Args,
        context: Context,
        when: Option<f64>,
    ) -> Handle {
        install_callbacks();
        Handle(Rc::new(HandleData {
            event_loop: event_loop.clone(),
            call: RefCell::new(Some((function, args))),
            context,
            cancelled: Cell::new(false),
            when,
            timer: RefCell::default(),
        }))
    }

    fn run(&self) {
        let Some((function, args)) = self.0.call.take() else {
            return;
        };
        if self.0.cancelled.get() {
            return;
        }
        let outcome = self
            .0
            .context
            .enter(|| function.call(args))
            .and_then(|outcome| outcome);
        let Err(error) = outcome else { return };
        if is_exit(&error) {
            self.0.event_loop.exit(error);
            return;
        }
        let name = callback_name(&function).unwrap_or_default();
        let report = Report::new(format!("Exception in callback {name}")).error(&error);
        self.0
            .event_loop
            .report(report.with("handle", self.to_value()));
    }

    pub(super) fn shared(&self) -> &Rc<HandleData> {
        &self.0
    }

    fn of(shared: Rc<HandleData>) -> Option<Handle> {
        Some(Handle(shared))
    }
}

impl TimerHandle {
    /// `call_at`.
    pub(super) fn at(
        event_loop: &Loop,
        when: f64,
        function: Value,
        args: Args,
        context: Context,
    ) -> TimerHandle {
        let handle = Handle::new(event_loop, function, args, context, Some(when));
        let queued = handle.clone();
        let timer = event_loop.inner().call_at(when, move || queued.run());
        handle.0.timer.replace(Some(timer));
        TimerHandle(handle)
    }

    fn shared(&self) -> &Rc<HandleData> {
        &self.0.0
    }

    fn is(&self, other: &TimerHandle) -> bool {
        Rc::ptr_eq(&self.0.0, &other.0.0)
    }

    fn of(shared: Rc<HandleData>) -> Option<TimerHandle> {
        shared.when.is_some().then(|| TimerHandle(Handle(shared)))
    }
}

impl Deref for TimerHandle {
    type Target = Handle;

    fn deref(&self) -> &Handle {
        &self.0
    }
}

#[pymethods]
impl Handle {
    /// Keeps the call from being made.
    #[pyfn("def cancel(self) -> None")]
    pub fn cancel(&self) {
        if self.0.cancelled.replace(true) {
            return;
        }
        let call = self.0.call.take();
        if let Some(timer) = &*self.0.timer.borrow() {
            timer.cancel();
        }
        drop(call);
    }

    /// Whether it was cancelled.
    #[pyfn("def cancelled(self) -> bool")]
    pub fn cancelled(&self) -> bool {
        self.0.cancelled.get()
    }

    /// The context that the call is made in.
    #[pyfn("def get_context(self) -> contextvars.Context")]
    pub fn get_context(&self) -> Context {
        self.0.context.clone()
    }
}

#[pymethods]
impl TimerHandle {
    /// When the call is due, on the loop's clock.
    #[pyfn("def when(self) -> float")]
    pub fn when(&self) -> f64 {
        self.0.0.when.unwrap_or_default()
    }

    /// The call is due earlier.
    #[pyfn("def __lt__(self, other: TimerHandle, /) -> bool")]
    pub fn is_before(&self, other: TimerHandle) -> bool {
        self.when() < other.when()
    }

    /// The call is due earlier, or is the same.
    #[pyfn("def __le__(self, other: TimerHandle, /) -> bool")]
    pub fn is_not_after(&self, other: TimerHandle) -> bool {
        self.when() < other.when() || self.is(&other)
    }

    /// The call is due later.
    #[pyfn("def __gt__(self, other: TimerHandle, /) -> bool")]
    pub fn is_after(&self, other: TimerHandle) -> bool {
        self.when() > other.when()
    }

    /// The call is due later, or is the same.
    #[pyfn("def __ge__(self, other: TimerHandle, /) -> bool")]
    pub fn is_not_before(&self, other: TimerHandle) -> bool {
        self.when() > other.when() || self.is(&other)
    }
}

impl DynObject for HandleData {
    fn class(&self) -> Class {
        match self.when {
            Some(_) => TimerHandle::CLASS.class(),
            None => Handle::CLASS.class(),
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let mut info = DynObject::class_name(self).as_str().to_string();
        if self.cancelled.get() {
            info.push_str(" cancelled");
        }
        if let Some(when) = self.when {
            info.push_str(&format!(" when={}", View::repr(&when)?));
        }
        if let Some((function, _)) = &*self.call.borrow() {
            info.push_str(&format!(" {}", callback_name(function)?));
        }
        Ok(Str::from(format!("<{info}>")))
    }

    fn str(&self, this: &Value) -> Result<Str> {
        DynObject::repr(self, this)
    }

    /// Timers compare by their times.
    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = super::object::shared::<HandleData>(other) else {
            return Ok(None);
        };
        let (Some(own), Some(others)) = (self.when, other.when) else {
            return Ok(None);
        };
        let same = std::ptr::eq(self, &*other);
        Ok(match op {
            CompareOp::Lt => Some(Value::Bool(own < others)),
            CompareOp::Le => Some(Value::Bool(own < others || same)),
            CompareOp::Gt => Some(Value::Bool(own > others)),
            CompareOp::Ge => Some(Value::Bool(own > others || same)),
            _ => None,
        })
    }
}

/// What functions of the program need that are callbacks; installed by the first.
static CALLBACKS: Hook<Callbacks> = Hook::new();

struct Callbacks {
    name: fn(&Value) -> Result<String>,
    schedule: fn(&Rc<FutureCore>, Value, Context),
}

/// A function of the program becomes a callback.
pub(super) fn install_callbacks() {
    CALLBACKS.install(&Callbacks {
        name: named,
        schedule: |core, function, context| {
            let argument = args![Value::Object(core.clone())];
            core.event_loop().call_python(function, argument, context);
        },
    });
}

/// Calls `function(core)` in the next turn.
pub(super) fn schedule(core: &Rc<FutureCore>, function: Value, context: Context) {
    if let Some(callbacks) = CALLBACKS.get() {
        (callbacks.schedule)(core, function, context);
    }
}

/// Calls a callback here and now; what goes wrong is reported.
pub(super) fn call_now(event_loop: &Loop, function: &Value, args: Args, context: &Context) {
    let outcome = context
        .enter(|| function.call(args))
        .and_then(|outcome| outcome);
    let Err(error) = outcome else { return };
    if is_exit(&error) {
        event_loop.exit(error);
        return;
    }
    install_callbacks();
    let name = callback_name(function).unwrap_or_default();
    event_loop.report(Report::new(format!("Exception in callback {name}")).error(&error));
}

/// How a callback is called in messages: its qualified name, or its `repr`.
pub(super) fn callback_name(function: &Value) -> Result<String> {
    match CALLBACKS.get() {
        Some(callbacks) => (callbacks.name)(function),
        None => Ok(String::new()),
    }
}

fn named(function: &Value) -> Result<String> {
    for attribute in ["__qualname__", "__name__"] {
        if let Some(Value::Str(name)) = function.quiet_find_attr(attribute)?
            && !name.as_str().is_empty()
        {
            return Ok(format!("{name}()"));
        }
    }
    Ok(format!("{}()", View::repr(function)?))
}
