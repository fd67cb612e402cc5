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
    entries: Vec<(&'static str, Value)>,
}

impl Report {
    pub(super) fn new(message: impl Into<String>) -> Report {
        Report {
            entries: vec![("message", Value::from(message.into()))],
        }
    }

    pub(super) fn error(self, error: &Error) -> Report {
        self.with("exception", error.value())
    }

    pub(super) fn with(mut self, key: &'static str, value: Value) -> Report {
        self.entries.push((key, value));
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
        match report.into_dict() {
            Ok(context) => self.handle_context(&context),
            Err(error) => self.write_stderr(&traceback::report(&error)),
        }
    }

    pub(super) fn handle_context(&self, context: &Dict<Value, Value>) {
        let Some(handler) = self.exception_handler() else {
            self.show(context);
            return;
        };
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
        match report
            .error(&error)
            .with("context", Value::Dict(context.clone()))
            .into_dict()
        {
            Ok(context) => self.show(&context),
            Err(error) => self.write_stderr(&traceback::report(&error)),
        }
    }

    /// `default_exception_handler`.
    pub(super) fn show(&self, context: &Dict<Value, Value>) {
        let text = describe(context).unwrap_or_else(|error| {
            format!(
                "Exception in default exception handler\n{}",
                traceback::report(&error)
            )
        });
        self.write_stderr(&text);
    }

    fn write_stderr(&self, text: &str) {
        portalis_runtime::run::flush_stdout();
        // A broken stderr is nobody's to hear of.
        let _ = self.inner().host().write(Stream::Stderr, text.as_bytes());
    }
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

fn describe(context: &Dict<Value, Value>) -> Result<String> {
    let message = context
        .find_name("message")
        .filter(|message| !message.is_none());
    let mut text = match message {
        Some(message) => View::str(&message)?.as_str().to_string(),
        None => "Unhandled exception in event loop".to_string(),
    };
    let mut entries: Vec<(Str, Value)> = Vec::new();
    for (key, value) in context.entries() {
        entries.push((View::str(&key)?, value));
    }
    entries.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
    for (key, value) in &entries {
        if !matches!(key.as_str(), "message" | "exception") {
            text.push_str(&format!("\n{key}: {}", View::repr(value)?));
        }
    }
    text.push('\n');
    if let Some(error) = context
        .find_name("exception")
        .as_ref()
        .and_then(Error::of_value)
    {
        text.push_str(&traceback::report(&error));
    }
    Ok(text)
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
