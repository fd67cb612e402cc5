//! What goes wrong where nobody can catch it: reports to the loop's exception handler, and their text on stderr.

use std::cell::RefCell;

use portalis_async::host::Stream;
use portalis_runtime::error::report as traceback;
use portalis_runtime::{Dict, Error, Object, Result, Str, Value, View, args, handling};

use super::exceptions::is_exit;
use super::{Handle, Loop};
use crate::contextvars::Context;

/// The `context` of `call_exception_handler`, under construction.
pub(super) struct Report {
    entries: Entries,
}

type Entries = Vec<(Str, Value)>;

/// A handler that the program has set, and how it is called: programs without one do without all that it would be given.
#[derive(Clone)]
pub(super) struct Handler {
    pub(super) function: Value,
    call: fn(&Loop, &Value, Report),
}

impl Handler {
    pub(super) fn new(function: Value) -> Handler {
        let call = |event_loop: &Loop, function: &Value, report: Report| match report.into_dict() {
            Ok(context) => event_loop.call_handler(function, &context),
            Err(error) => event_loop.write_stderr(&traceback::report(&error)),
        };
        Handler { function, call }
    }
}

impl Report {
    pub(super) fn new(message: impl Into<String>) -> Report {
        Report {
            entries: vec![(Str::from("message"), Value::from(message.into()))],
        }
    }

    pub(super) fn error(self, error: &Error) -> Report {
        self.with("exception", error.value())
    }

    pub(super) fn with(mut self, key: &'static str, value: Value) -> Report {
        self.entries.push((Str::from(key), value));
        self
    }

    fn into_dict(self) -> Result<Dict<Value, Value>> {
        Dict::from_items(
            self.entries
                .into_iter()
                .map(|(key, value)| (Value::from(key), value)),
        )
    }
}

impl Loop {
    /// Hands a report to the exception handler.
    pub(super) fn report(&self, report: Report) {
        match self.exception_handler() {
            Some(handler) => (handler.call)(self, &handler.function, report),
            None => self.show(report.entries),
        }
    }

    /// `call_exception_handler`.
    pub(super) fn handle_context(&self, context: &Dict<Value, Value>) {
        match self.exception_handler() {
            Some(handler) => self.call_handler(&handler.function, context),
            None => self.show_context(context),
        }
    }

    fn call_handler(&self, handler: &Value, context: &Dict<Value, Value>) {
        let call = || handler.call(args![self.to_value(), Value::Dict(context.clone())]);
        let outcome = match context_of(context) {
            Some(inside) => inside.enter(call).and_then(|outcome| outcome),
            None => call(),
        };
        let Err(error) = outcome else { return };
        if is_exit(&error) {
            self.exit(error);
            return;
        }
        let _handling = handling(&error);
        let report = Report::new("Unhandled error in exception handler");
        let report = report
            .error(&error)
            .with("context", Value::Dict(context.clone()));
        self.show(report.entries);
    }

    /// `default_exception_handler`.
    pub(super) fn show_context(&self, context: &Dict<Value, Value>) {
        let entry = |(key, value): (Value, Value)| Ok((View::str(&key)?, value));
        match context.entries().into_iter().map(entry).collect() {
            Ok(entries) => self.show(entries),
            Err(error) => self.show_failure(&error),
        }
    }

    fn show(&self, entries: Entries) {
        match describe(entries) {
            Ok((text, error)) => match crate::_thread::logger() {
                Some(logger) => log_to(&logger, ERROR, &text, error.as_ref()),
                None => {
                    let trace = error.as_ref().map(traceback::report).unwrap_or_default();
                    self.write_stderr(&format!("{text}\n{trace}"));
                }
            },
            Err(error) => self.show_failure(&error),
        }
    }

    fn show_failure(&self, error: &Error) {
        self.write_stderr(&format!(
            "Exception in default exception handler\n{}",
            traceback::report(error)
        ));
    }

    fn write_stderr(&self, text: &str) {
        portalis_runtime::run::flush_stdout();
        // A broken stderr is nobody's to hear of.
        let _ = self.inner().host().write(Stream::Stderr, text.as_bytes());
    }
}

/// Levels of `logging`.
const DEBUG: i64 = 10;
const WARNING: i64 = 30;
const ERROR: i64 = 40;

/// Has the program's `logging` write something as the logger `asyncio`.
fn log_to(logger: &Value, level: i64, text: &str, error: Option<&Error>) {
    let error = error.map_or(Value::None, Error::value);
    if let Err(error) = logger.call(args![level, Value::from(text.to_owned()), error]) {
        portalis_runtime::run::unraisable(&error, "the logger 'asyncio'");
    }
}

/// Something that nobody sees who has not asked for it.
pub(super) fn debug(text: &str) {
    if let Some(logger) = crate::_thread::logger() {
        log_to(&logger, DEBUG, text, None);
    }
}

/// A warning of the logger `asyncio`.
pub(super) fn warn(text: &str) {
    if let Some(logger) = crate::_thread::logger() {
        return log_to(&logger, WARNING, text, None);
    }
    portalis_runtime::run::flush_stdout();
    portalis_runtime::run::write_stderr(&format!("{text}\n"));
}

/// The context of the task or handle that a report is about.
fn context_of(context: &Dict<Value, Value>) -> Option<Context> {
    for key in ["task", "future", "handle"] {
        let Some(value) = context.find_name(key) else {
            continue;
        };
        if let Some(task) = super::object::shared::<super::futures::FutureCore>(&value) {
            return task.task().map(|task| task.context.clone());
        }
        return Handle::from_value(value)
            .ok()
            .map(|handle| handle.get_context());
    }
    None
}

/// What a report says, and the exception that it is about.
fn describe(entries: Entries) -> Result<(String, Option<Error>)> {
    let (mut message, mut exception) = (Value::None, None);
    // Sorted by key; there are few.
    let mut others: Entries = Vec::new();
    for (key, value) in entries {
        match key.as_str() {
            "message" => message = value,
            "exception" => exception = Error::of_value(&value),
            text => {
                let at = others.partition_point(|(other, _)| other.as_str() <= text);
                others.insert(at, (key, value));
            }
        }
    }
    let mut text = match message {
        Value::None => "Unhandled exception in event loop".to_string(),
        message => View::str(&message)?.as_str().to_string(),
    };
    for (key, value) in &others {
        text.push_str(&format!("\n{key}: {}", View::repr(value)?));
    }
    Ok((text, exception))
}

thread_local! {
    static SHOWN: RefCell<Vec<i64>> = const { RefCell::new(Vec::new()) };
}

/// `make()`, or `None` inside of a call for the same object: `reprlib.recursive_repr`.
pub(super) fn without_recursion<R>(id: i64, make: impl FnOnce() -> Result<R>) -> Result<Option<R>> {
    if SHOWN.with_borrow(|shown| shown.contains(&id)) {
        return Ok(None);
    }
    SHOWN.with_borrow_mut(|shown| shown.push(id));
    let made = make();
    SHOWN.with_borrow_mut(|shown| shown.retain(|known| *known != id));
    made.map(Some)
}
