//! [`AsyncBarrier`]: tasks that go on together.

use super::wait_list::{WaitList, lock};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// A point at which a number of tasks wait for one another, again and again.
pub struct AsyncBarrier {
    parties: usize,
    waiting: Mutex<WaitList>,
}

impl AsyncBarrier {
    /// A barrier for so many tasks; none counts as one.
    pub const fn new(parties: usize) -> Self {
        Self {
            parties: if parties == 0 { 1 } else { parties },
            waiting: Mutex::new(WaitList::new()),
        }
    }

    /// Waits until as many tasks wait as the barrier is for. True for one of them, the last to come. A task that gives up
    /// waiting does not count.
    pub async fn wait(&self) -> bool {
        BarrierWait {
            barrier: self,
            id: None,
        }
        .await
    }
}

impl fmt::Debug for AsyncBarrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = lock(&self.waiting).len();
        f.debug_struct("AsyncBarrier")
            .field("parties", &self.parties)
            .field("waiting", &waiting)
            .finish()
    }
}

struct BarrierWait<'a> {
    barrier: &'a AsyncBarrier,
    id: Option<u64>,
}

impl Future for BarrierWait<'_> {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let mut waiting = lock(&self.barrier.waiting);
        match self.id {
            Some(id) if waiting.keep(id, cx.waker()) => Poll::Pending,
            Some(_) => Poll::Ready(false),
            None if waiting.len() + 1 < self.barrier.parties => {
                let id = waiting.push(cx.waker(), ());
                drop(waiting);
                self.id = Some(id);
                Poll::Pending
            }
            None => {
                let wakers = waiting.pop_all();
                drop(waiting);
                wakers.into_iter().for_each(Waker::wake);
                Poll::Ready(true)
            }
        }
    }
}

impl Drop for BarrierWait<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            lock(&self.barrier.waiting).remove(id);
        }
    }
}
