//! Event loop, tasks and time: one API with one order of events on native systems, in browsers and on WASI.
//!
//! [`AsyncRuntime`] runs futures; [`spawn_local`], [`spawn`], [`sleep`], [`timeout`] and the rest work inside them.
//! [`event_loop`] is for those who build another runtime on the loop, [`host`] for those who bring the loop to another
//! target.
//!
//! ../README.md shows a program and what each host can do.
//!
//! *Invariant:* the loop is written once and is pure; a target is one file below `host/`. `unsafe` code is in
//! `event_loop/task.rs` and `host/native/fiber.rs` alone.

#![deny(unsafe_code)]

mod cancel;
mod channel;
pub mod event_loop;
pub mod host;
mod join;
mod join_set;
mod runtime;
mod select;
mod sync;
pub mod threads;
mod time;

pub use cancel::{CancellationToken, Cancelled};
pub use channel::{
    AsyncQueue, QueueEmpty, QueueFull, QueueShutDown, Store, TooManyDone, broadcast, mpsc, oneshot,
    watch,
};
pub use event_loop::EventLoop;
pub use event_loop::task::LocalJoinHandle;
pub use join::{JoinError, JoinHandle, spawn, spawn_blocking, spawn_local};
pub use join_set::{Abort, JoinSet, LocalJoinSet};
pub use runtime::AsyncRuntime;
pub use select::{Either, select};
pub use sync::{
    AsyncBarrier, AsyncCondition, AsyncEvent, AsyncMutex, AsyncMutexGuard, AsyncReadGuard,
    AsyncRwLock, AsyncSemaphore, AsyncWriteGuard, Permit,
};
pub use time::{
    Instant, Interval, MissedTicks, Sleep, TimeoutError, interval, sleep, sleep_until, timeout,
    yield_now,
};
