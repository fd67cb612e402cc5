//! Two kinds of threads: a few for futures, and as many as needed for calls that block.
//!
//! Both start when there is work for them. Threads for calls end after [`IDLE`] without any.

use super::start_thread;
use crate::host::{Job, Work};
use std::any::Any;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

/// How long a thread for calls waits for the next.
const IDLE: Duration = Duration::from_secs(10);
/// More threads for calls than this are not started: further calls wait for one.
const MAXIMUM_THREADS: usize = 512;

pub(crate) fn enter() -> Option<Box<dyn Any>> {
    None
}

pub(crate) fn spawn(job: Job) {
    let task = Arc::new(Task {
        job: Mutex::new(Some(job)),
        state: AtomicU8::new(QUEUED),
    });
    workers().push(task);
}

pub(crate) fn spawn_blocking(work: Work) {
    let mut calls = lock(&CALLS.calls);
    calls.waiting.push_back(work);
    if calls.idle >= calls.waiting.len() || calls.threads == MAXIMUM_THREADS {
        CALLS.arrived.notify_one();
        return;
    }
    calls.threads += 1;
    drop(calls);
    start_thread(run_calls);
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for nothing: neither queued nor running.
const IDLING: u8 = 0;
const QUEUED: u8 = 1;
const RUNNING: u8 = 2;
/// Woken while running: to be queued again.
const WOKEN: u8 = 3;

struct Task {
    job: Mutex<Option<Job>>,
    state: AtomicU8,
}

impl Task {
    fn run(self: Arc<Self>) {
        self.state.store(RUNNING, Ordering::Release);
        let mut job = lock(&self.job);
        let waker = Waker::from(Arc::clone(&self));
        let pending = match job.as_mut() {
            Some(future) => future.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Pending,
            None => false,
        };
        if !pending {
            *job = None;
            return;
        }
        drop(job);
        let idle =
            self.state
                .compare_exchange(RUNNING, IDLING, Ordering::AcqRel, Ordering::Acquire);
        if idle.is_err() {
            self.state.store(QUEUED, Ordering::Release);
            workers().push(self);
        }
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let update = |state| match state {
            IDLING => Some(QUEUED),
            RUNNING => Some(WOKEN),
            _ => None,
        };
        if self
            .state
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, update)
            == Ok(IDLING)
        {
            workers().push(self);
        }
    }
}

struct Workers {
    ready: Mutex<VecDeque<Arc<Task>>>,
    arrived: Condvar,
}

impl Workers {
    fn push(&self, task: Arc<Task>) {
        lock(&self.ready).push_back(task);
        self.arrived.notify_one();
    }

    fn pop(&self) -> Arc<Task> {
        let mut ready = lock(&self.ready);
        loop {
            if let Some(task) = ready.pop_front() {
                return task;
            }
            ready = self
                .arrived
                .wait(ready)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The threads for futures, started on first use.
fn workers() -> &'static Workers {
    static WORKERS: LazyLock<Workers> = LazyLock::new(|| {
        let count = thread::available_parallelism().map_or(1, usize::from);
        (0..count).for_each(|_| start_thread(run_tasks));
        Workers {
            ready: Mutex::default(),
            arrived: Condvar::new(),
        }
    });
    &WORKERS
}

fn run_tasks() {
    loop {
        workers().pop().run();
    }
}

struct Calls {
    calls: Mutex<Waiting>,
    arrived: Condvar,
}

struct Waiting {
    waiting: VecDeque<Work>,
    threads: usize,
    idle: usize,
}

static CALLS: Calls = Calls {
    calls: Mutex::new(Waiting {
        waiting: VecDeque::new(),
        threads: 0,
        idle: 0,
    }),
    arrived: Condvar::new(),
};

fn run_calls() {
    let mut calls = lock(&CALLS.calls);
    loop {
        if let Some(call) = calls.waiting.pop_front() {
            drop(calls);
            call();
            calls = lock(&CALLS.calls);
            continue;
        }
        calls.idle += 1;
        let (woken, timeout) = CALLS
            .arrived
            .wait_timeout(calls, IDLE)
            .unwrap_or_else(PoisonError::into_inner);
        calls = woken;
        calls.idle -= 1;
        if timeout.timed_out() && calls.waiting.is_empty() {
            calls.threads -= 1;
            return;
        }
    }
}
