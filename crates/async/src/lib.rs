//! Event loop, tasks and time: one API with one order of events on native systems, in browsers and on WASI.
//!
//! [`AsyncRuntime`] runs futures; [`spawn_local`], [`spawn`], [`sleep`], [`timeout`] and the rest work inside them.
//! [`event_loop`] is for those who build another runtime on the loop, [`host`] for those who bring the loop to another
//! target.
//!
//! ../README.md shows a program and what each host can do.
//!
//! *Invariant:* the loop is written once and is pure; a target is one file below `host/`. `unsafe` code is in
//! `event_loop/task.rs` alone.

#![deny(unsafe_code)]

mod cancel;
pub mod event_loop;
pub mod host;
mod join;
mod runtime;
mod time;

pub use cancel::{CancellationToken, Cancelled};
pub use event_loop::EventLoop;
pub use event_loop::task::LocalJoinHandle;
pub use join::{JoinError, JoinHandle, spawn, spawn_blocking, spawn_local};
pub use runtime::AsyncRuntime;
pub use time::{
    Instant, Interval, MissedTicks, Sleep, TimeoutError, interval, sleep, sleep_until, timeout,
    yield_now,
};
