//! The exception classes of asyncio, and a constructor for each.
//!
//! *Invariant:* the classes that are builtin (`TimeoutError`) are those of the builtins.

#![allow(non_upper_case_globals, reason = "Python's names")]

use portalis_macros::{pyclass, pyconst};
use portalis_runtime::{Error, NativeClass, Value, errors};

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

/// Incomplete read error.
#[pyclass("class IncompleteReadError(EOFError)", immutable)]
pub static IncompleteReadError: NativeClass = class(
    "IncompleteReadError",
    "asyncio.exceptions",
    &[&errors::EOFError],
    "Incomplete read error.",
);

/// Reached the buffer limit while looking for a separator.
#[pyclass("class LimitOverrunError(Exception)", immutable)]
pub static LimitOverrunError: NativeClass = class(
    "LimitOverrunError",
    "asyncio.exceptions",
    &[&errors::Exception],
    "Reached the buffer limit while looking for a separator.",
);

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

/// Raises `IncompleteReadError` with these arguments.
#[cold]
pub fn incomplete_read_error(args: Vec<Value>) -> Error {
    Error::new(&IncompleteReadError, args)
}

/// Raises `LimitOverrunError` with these arguments.
#[cold]
pub fn limit_overrun_error(args: Vec<Value>) -> Error {
    Error::new(&LimitOverrunError, args)
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
