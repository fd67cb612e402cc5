//! Threads of tokio: one multi-thread runtime per process, made on first use.
//!
//! Its workers drive IO, so that futures of tokio's libraries work in local tasks too: their wakes come in through the
//! loop's letter box.

use crate::host::{Job, Work};
use std::any::Any;
use std::sync::LazyLock;
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .enable_all()
        .thread_name("portalis")
        .build()
        .expect("the system has threads and a selector for tokio")
});

/// Lets the thread that runs a loop use tokio's IO and time.
pub(crate) fn enter() -> Option<Box<dyn Any>> {
    Some(Box::new(RUNTIME.enter()))
}

pub(crate) fn spawn(job: Job) {
    RUNTIME.spawn(job);
}

pub(crate) fn spawn_blocking(work: Work) {
    RUNTIME.spawn_blocking(work);
}
