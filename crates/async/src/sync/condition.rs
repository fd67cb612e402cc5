//! [`AsyncCondition`]: waiting, under a lock, until somebody says that something has changed.

use super::mutex::AsyncMutexGuard;
use super::wait_list::{WaitList, lock};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// A condition variable for [`AsyncMutex`](crate::AsyncMutex).
///
/// There are no spurious wakes, but another task may have had the lock in between: use [`wait_while`](Self::wait_while).
#[derive(Default)]
pub struct AsyncCondition {
    waiting: Mutex<WaitList>,
}

impl AsyncCondition {
    /// A condition that nobody waits for.
    pub const fn new() -> Self {
        Self {
            waiting: Mutex::new(WaitList::new()),
        }
    }

    /// Gives up the lock, waits to be notified, and takes the lock again.
    pub async fn wait<'a, T>(&self, guard: AsyncMutexGuard<'a, T>) -> AsyncMutexGuard<'a, T> {
        let mutex = guard.mutex();
        let mut notified = Notified {
            condition: self,
            guard: Some(guard),
            id: None,
        };
        (&mut notified).await;
        let guard = mutex.lock().await;
        // From here on the notification is used up.
        notified.id = None;
        guard
    }

    /// Waits until `condition` is false, asking at once and after each notification.
    pub async fn wait_while<'a, T>(
        &self,
        mut guard: AsyncMutexGuard<'a, T>,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> AsyncMutexGuard<'a, T> {
        while condition(&mut guard) {
            guard = self.wait(guard).await;
        }
        guard
    }

    /// Wakes the one that has waited longest. Whoever gives up waiting after that passes it on.
    pub fn notify_one(&self) {
        let waker = lock(&self.waiting).pop();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Wakes all who wait.
    pub fn notify_all(&self) {
        let wakers = lock(&self.waiting).pop_all();
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl fmt::Debug for AsyncCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncCondition")
            .field("waiting", &lock(&self.waiting).len())
            .finish()
    }
}

struct Notified<'c, 'm, T> {
    condition: &'c AsyncCondition,
    /// Released once the wait has begun, so that no notification is missed.
    guard: Option<AsyncMutexGuard<'m, T>>,
    id: Option<u64>,
}

impl<T> Future for &mut Notified<'_, '_, T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut waiting = lock(&self.condition.waiting);
        match self.id {
            Some(id) if waiting.keep(id, cx.waker()) => Poll::Pending,
            Some(_) => Poll::Ready(()),
            None => {
                let id = waiting.push(cx.waker(), ());
                drop(waiting);
                self.id = Some(id);
                drop(self.guard.take());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Notified<'_, '_, T> {
    fn drop(&mut self) {
        if let Some(id) = self.id
            && !lock(&self.condition.waiting).remove(id)
        {
            self.condition.notify_one();
        }
    }
}
