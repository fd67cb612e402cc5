//! Synchronisation between tasks, on one thread or on several.
//!
//! All of it is fair: whoever waits longest is served first, and what is free is taken without a turn of the loop.
//! Futures may be dropped at any await; what they were granted meanwhile goes to the next.

mod barrier;
mod condition;
mod event;
mod mutex;
mod rwlock;
mod semaphore;
mod wait_list;

pub use barrier::AsyncBarrier;
pub use condition::AsyncCondition;
pub use event::AsyncEvent;
pub use mutex::{AsyncMutex, AsyncMutexGuard};
pub use rwlock::{AsyncReadGuard, AsyncRwLock, AsyncWriteGuard};
pub use semaphore::{AsyncSemaphore, Permit};

pub(crate) use semaphore::Permits;
pub(crate) use wait_list::{WaitList, lock};
