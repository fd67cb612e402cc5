//! The exception classes of asyncio, and a constructor for each.
//!
//! *Invariant:* the classes that are builtin (`TimeoutError`) are those of the builtins.

use portalis_macros::pyconst;
use portalis_runtime::{Error, NativeClass, Value, errors};

macro_rules! exceptions {
    ($($class:ident $constant:ident $function:ident $module:literal $base:ident $doc:literal)*) => {$(
        #[doc = $doc]
        pub static $class: NativeClass = NativeClass {
            doc: $doc,
            bases: &[&errors::$base],
            ..NativeClass::new(stringify!($constant), $module)
        };

        #[doc = concat!("Raises `", stringify!($constant), "` with these arguments.")]
        #[cold]
        pub fn $function(args: Vec<Value>) -> Error {
            Error::new(&$class, args)
        }
    )*};
}

exceptions! {
    CANCELLED_ERROR CancelledError cancelled_error "asyncio.exceptions" BaseException "The Future or Task was cancelled."
    INVALID_STATE_ERROR InvalidStateError invalid_state_error "asyncio.exceptions" Exception "The operation is not allowed in this state."
    INCOMPLETE_READ_ERROR IncompleteReadError incomplete_read_error "asyncio.exceptions" EOFError "Incomplete read error."
    LIMIT_OVERRUN_ERROR LimitOverrunError limit_overrun_error "asyncio.exceptions" Exception "Reached the buffer limit while looking for a separator."
    BROKEN_BARRIER_ERROR BrokenBarrierError broken_barrier_error "asyncio.exceptions" RuntimeError "Barrier is broken by barrier.abort() call."
    QUEUE_EMPTY QueueEmpty queue_empty "asyncio.queues" Exception "Raised when Queue.get_nowait() is called on an empty Queue."
    QUEUE_FULL QueueFull queue_full "asyncio.queues" Exception "Raised when the Queue.put_nowait() method is called on a full Queue."
    QUEUE_SHUT_DOWN QueueShutDown queue_shut_down "asyncio.queues" Exception "Raised when putting on to or getting from a shut-down Queue."
}

/// `asyncio.CancelledError`.
#[pyconst("CancelledError: Any")]
pub fn cancelled_error_class() -> Value {
    Value::from(&CANCELLED_ERROR)
}

/// `asyncio.InvalidStateError`.
#[pyconst("InvalidStateError: Any")]
pub fn invalid_state_error_class() -> Value {
    Value::from(&INVALID_STATE_ERROR)
}

/// `asyncio.IncompleteReadError`.
#[pyconst("IncompleteReadError: Any")]
pub fn incomplete_read_error_class() -> Value {
    Value::from(&INCOMPLETE_READ_ERROR)
}

/// `asyncio.LimitOverrunError`.
#[pyconst("LimitOverrunError: Any")]
pub fn limit_overrun_error_class() -> Value {
    Value::from(&LIMIT_OVERRUN_ERROR)
}

/// `asyncio.BrokenBarrierError`.
#[pyconst("BrokenBarrierError: Any")]
pub fn broken_barrier_error_class() -> Value {
    Value::from(&BROKEN_BARRIER_ERROR)
}

/// `asyncio.QueueEmpty`.
#[pyconst("QueueEmpty: Any")]
pub fn queue_empty_class() -> Value {
    Value::from(&QUEUE_EMPTY)
}

/// `asyncio.QueueFull`.
#[pyconst("QueueFull: Any")]
pub fn queue_full_class() -> Value {
    Value::from(&QUEUE_FULL)
}

/// `asyncio.QueueShutDown`.
#[pyconst("QueueShutDown: Any")]
pub fn queue_shut_down_class() -> Value {
    Value::from(&QUEUE_SHUT_DOWN)
}

/// `asyncio.TimeoutError`, the builtin.
#[pyconst("TimeoutError: Any")]
pub fn timeout_error_class() -> Value {
    Value::from(&errors::TimeoutError)
}

/// It is a cancellation.
pub(crate) fn is_cancelled(error: &Error) -> bool {
    error.is(&CANCELLED_ERROR)
}

/// It ends the program: `SystemExit` or `KeyboardInterrupt`.
pub(crate) fn is_exit(error: &Error) -> bool {
    error.is(&errors::SystemExit) || error.is(&errors::KeyboardInterrupt)
}
