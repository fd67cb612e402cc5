//! The exception classes of asyncio, and a constructor for each.
//!
//! *Invariant:* the classes that are builtin (`TimeoutError`) are those of the builtins.

#![allow(non_upper_case_globals, reason = "Python's names")]

use portalis_macros::{pyclass, pyconst};
use portalis_runtime::{
    Args, Bytes, Error, NativeClass, NativeFunction, Result, Str, Tuple, Value, View, args, errors,
};

/// An exception class of a module below asyncio.
const fn class(
    name: &'static str,
    module: &'static str,
    base: &'static [&'static NativeClass],
    doc: &'static str,
) -> NativeClass {
    NativeClass {
        doc,
        bases: base,
        ..NativeClass::new(name, module)
    }
}

/// The Future or Task was cancelled.
#[pyclass("class CancelledError(BaseException)", immutable)]
pub static CancelledError: NativeClass = class(
    "CancelledError",
    "asyncio.exceptions",
    &[&errors::BaseException],
    "The Future or Task was cancelled.",
);

/// The operation is not allowed in this state.
#[pyclass("class InvalidStateError(Exception)", immutable)]
pub static InvalidStateError: NativeClass = class(
    "InvalidStateError",
    "asyncio.exceptions",
    &[&errors::Exception],
    "The operation is not allowed in this state.",
);

/// Incomplete read error. Attributes: partial, what was read; expected, how much was to be read, or None.
#[pyclass("class IncompleteReadError(EOFError)", immutable)]
pub static IncompleteReadError: NativeClass = NativeClass {
    protocol: &[init(incomplete_init)],
    ..class(
        "IncompleteReadError",
        "asyncio.exceptions",
        &[&errors::EOFError],
        "Incomplete read error.",
    )
};

/// Reached the buffer limit while looking for a separator. Attribute: consumed, how much may be taken off.
#[pyclass("class LimitOverrunError(Exception)", immutable)]
pub static LimitOverrunError: NativeClass = NativeClass {
    protocol: &[init(overrun_init)],
    ..class(
        "LimitOverrunError",
        "asyncio.exceptions",
        &[&errors::Exception],
        "Reached the buffer limit while looking for a separator.",
    )
};

const fn init(entry: portalis_runtime::Entry) -> NativeFunction {
    NativeFunction {
        name: "__init__",
        module: "asyncio.exceptions",
        signature: "",
        doc: "",
        entry,
    }
}

/// The instance, and the two arguments after it.
fn arguments(args: &Args) -> (Value, Value, Value) {
    let at = |at: usize| args.values().get(at).cloned().unwrap_or_default();
    (at(0), at(1), at(2))
}

/// `args` of an exception is this alone.
fn describe(exception: &Value, text: Value) {
    if let Some(error) = Error::of_value(exception) {
        error.state().args.replace(Tuple::from(vec![text]));
    }
}

fn incomplete_init(args: Args) -> Result<Value> {
    let (this, partial, expected) = arguments(&args);
    let shown = match expected.is_none() {
        true => Str::from("undefined"),
        false => View::repr(&expected)?,
    };
    let text = format!(
        "{} bytes read on a total of {shown} expected bytes",
        partial.len()?
    );
    describe(&this, Value::from(text));
    this.quiet_set_attr("partial", partial)?;
    this.quiet_set_attr("expected", expected)?;
    Ok(Value::None)
}

fn overrun_init(args: Args) -> Result<Value> {
    let (this, message, consumed) = arguments(&args);
    describe(&this, message);
    this.quiet_set_attr("consumed", consumed)?;
    Ok(Value::None)
}

/// Barrier is broken by barrier.abort() call.
#[pyclass("class BrokenBarrierError(RuntimeError)", immutable)]
pub static BrokenBarrierError: NativeClass = class(
    "BrokenBarrierError",
    "asyncio.exceptions",
    &[&errors::RuntimeError],
    "Barrier is broken by barrier.abort() call.",
);

/// Raised when Queue.get_nowait() is called on an empty Queue.
#[pyclass("class QueueEmpty(Exception)", immutable)]
pub static QueueEmpty: NativeClass = class(
    "QueueEmpty",
    "asyncio.queues",
    &[&errors::Exception],
    "Raised when Queue.get_nowait() is called on an empty Queue.",
);

/// Raised when the Queue.put_nowait() method is called on a full Queue.
#[pyclass("class QueueFull(Exception)", immutable)]
pub static QueueFull: NativeClass = class(
    "QueueFull",
    "asyncio.queues",
    &[&errors::Exception],
    "Raised when the Queue.put_nowait() method is called on a full Queue.",
);

/// Raised when putting on to or getting from a shut-down Queue.
#[pyclass("class QueueShutDown(Exception)", immutable)]
pub static QueueShutDown: NativeClass = class(
    "QueueShutDown",
    "asyncio.queues",
    &[&errors::Exception],
    "Raised when putting on to or getting from a shut-down Queue.",
);

/// Raises `CancelledError` with these arguments.
#[cold]
pub fn cancelled_error(args: Vec<Value>) -> Error {
    Error::new(&CancelledError, args)
}

/// Raises `InvalidStateError` with these arguments.
#[cold]
pub fn invalid_state_error(args: Vec<Value>) -> Error {
    Error::new(&InvalidStateError, args)
}

/// Raises `IncompleteReadError`: what was read of so many bytes.
#[cold]
pub(super) fn incomplete_read(partial: Bytes, expected: Option<usize>) -> Error {
    let expected = expected.map_or(Value::None, Value::from);
    made(&IncompleteReadError, incomplete_init, args![Value::Bytes(partial), expected])
}

/// Raises `LimitOverrunError`.
#[cold]
pub(super) fn limit_overrun(text: &'static str, consumed: usize) -> Error {
    made(
        &LimitOverrunError,
        overrun_init,
        args![Value::from(text), Value::from(consumed)],
    )
}

/// An instance of the class after its `__init__`; the error of that, if there is one.
fn made(class: &'static NativeClass, init: portalis_runtime::Entry, args: Args) -> Error {
    let error = Error::new(class, Vec::new());
    match init(args.prepend(error.value())) {
        Ok(_) => error,
        Err(error) => error,
    }
}

/// Raises `BrokenBarrierError` with these arguments.
#[cold]
pub fn broken_barrier_error(args: Vec<Value>) -> Error {
    Error::new(&BrokenBarrierError, args)
}

/// Raises `QueueEmpty` with these arguments.
#[cold]
pub fn queue_empty(args: Vec<Value>) -> Error {
    Error::new(&QueueEmpty, args)
}

/// Raises `QueueFull` with these arguments.
#[cold]
pub fn queue_full(args: Vec<Value>) -> Error {
    Error::new(&QueueFull, args)
}

/// Raises `QueueShutDown` with these arguments.
#[cold]
pub fn queue_shut_down(args: Vec<Value>) -> Error {
    Error::new(&QueueShutDown, args)
}

/// `asyncio.TimeoutError`, the builtin.
#[pyconst("TimeoutError: Any")]
pub fn timeout_error_class() -> Value {
    Value::from(&errors::TimeoutError)
}

/// It is a cancellation.
pub(crate) fn is_cancelled(error: &Error) -> bool {
    error.is(&CancelledError)
}

/// It ends the program: `SystemExit` or `KeyboardInterrupt`.
pub(crate) fn is_exit(error: &Error) -> bool {
    error.is(&errors::SystemExit) || error.is(&errors::KeyboardInterrupt)
}
