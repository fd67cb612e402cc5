//! `asyncio`: tasks, futures, queues, locks and timeouts on the event loop of `portalis-async`.
//!
//! Ported rule by rule from CPython's behaviour, on callbacks and waiter queues: a done-callback is one handle of the
//! loop, a step of a task is one handle, a new task starts on the next turn. So programs see CPython's order.
//!
//! - `events.rs` is the loop as Python sees it, `handles.rs` its handles, `report.rs` its exception handler;
//! - `futures.rs` is the shared part of futures and tasks, `future.rs` and `task.rs` their Python classes, `step.rs` drives a task's
//!   coroutine, `waiting.rs` is the one place where a coroutine waits for a future;
//! - `transports.rs` are connections, `protocols.rs` whom they tell, `connections.rs` and `servers.rs` how they come about, `streams.rs` and
//!   `reader.rs` the streams on them;
//! - everything else is built on these alone.
//!
//! *Invariant:* a coroutine is cancelled by an error at its await, never by being dropped.

mod as_completed;
mod awaitable;
mod barrier;
mod condition;
mod connections;
mod datagrams;
mod events;
mod exceptions;
mod future;
mod futures;
mod gather;
mod handles;
mod locks;
mod object;
mod policies;
mod protocols;
mod queue_kinds;
mod queues;
mod reader;
mod report;
mod runners;
mod semaphore;
mod servers;
mod shield;
mod signals;
mod sleep;
mod step;
mod streams;
mod task;
mod taskgroups;
mod tasks;
#[cfg(test)]
mod tests;
mod threads;
mod timeouts;
mod transports;
mod wait;
mod waiting;

pub use as_completed::*;
pub use awaitable::*;
pub use barrier::*;
pub use condition::*;
pub use datagrams::*;
pub use events::*;
pub use exceptions::*;
pub use future::*;
pub use gather::*;
pub use handles::*;
pub use locks::*;
pub use policies::*;
pub use queue_kinds::*;
pub use queues::*;
pub use reader::*;
pub use runners::*;
pub use semaphore::*;
pub use servers::*;
pub use shield::*;
pub(crate) use signals::watch_signals;
pub use sleep::*;
pub(crate) use step::current_name;
pub use streams::*;
pub use task::*;
pub use taskgroups::*;
pub use tasks::*;
pub use threads::*;
pub use timeouts::*;
pub use transports::*;
pub use wait::*;
pub use waiting::{ResultOf, host, turn};

portalis_macros::module!("asyncio");
