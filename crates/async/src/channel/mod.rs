//! Channels between tasks, on one thread or on several.
//!
//! Messages are received in the order of sending. Nothing is lost when a future is dropped at an await: a message that
//! `recv` has not returned is still in the channel.

pub mod broadcast;
pub mod mpsc;
pub mod oneshot;
mod queue;
pub mod watch;

pub use queue::{AsyncQueue, QueueEmpty, QueueFull, QueueShutDown, Store, TooManyDone};
