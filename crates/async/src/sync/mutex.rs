//! [`AsyncMutex`]: a lock that may be held across awaits.
//!
//! While it is held the value is in the guard, out of everybody's reach; so no unsafe code is needed.

use super::semaphore::Permits;
use super::wait_list::lock;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

/// Mutual exclusion for tasks, in the order of asking. A panic of the holder does not poison it.
///
/// ```
/// use portalis_async::{AsyncMutex, AsyncRuntime};
///
/// AsyncRuntime::new().block_on(async {
///     let numbers = AsyncMutex::new(vec![1]);
///     numbers.lock().await.push(2);
///     assert_eq!(*numbers.lock().await, [1, 2]);
/// });
/// ```
pub struct AsyncMutex<T> {
    free: Permits,
    /// Empty while locked.
    value: Mutex<Option<Box<T>>>,
}

impl<T> AsyncMutex<T> {
    /// An unlocked mutex.
    pub fn new(value: T) -> Self {
        Self {
            free: Permits::new(1),
            value: Mutex::new(Some(Box::new(value))),
        }
    }

    /// Waits until nobody holds the lock, and takes it. No turn if nobody does.
    pub async fn lock(&self) -> AsyncMutexGuard<'_, T> {
        // Nobody can close the permit of a mutex.
        let _ = self.free.acquire(1).await;
        self.guard()
    }

    /// The lock, if nobody holds it or waits for it.
    pub fn try_lock(&self) -> Option<AsyncMutexGuard<'_, T>> {
        (self.free.try_acquire(1) == Ok(true)).then(|| self.guard())
    }

    /// Whether somebody holds the lock.
    pub fn is_locked(&self) -> bool {
        lock(&self.value).is_none()
    }

    /// The value.
    pub fn into_inner(self) -> T {
        let value = self
            .value
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *value.expect("guards borrow the mutex and are gone")
    }

    fn guard(&self) -> AsyncMutexGuard<'_, T> {
        AsyncMutexGuard {
            mutex: self,
            value: lock(&self.value).take(),
        }
    }
}

impl<T: Default> Default for AsyncMutex<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> fmt::Debug for AsyncMutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncMutex")
            .field("locked", &self.is_locked())
            .finish()
    }
}

/// The lock of an [`AsyncMutex`], released when dropped.
#[must_use = "a lock that is dropped is released"]
pub struct AsyncMutexGuard<'a, T> {
    mutex: &'a AsyncMutex<T>,
    /// Empty only in `drop`.
    value: Option<Box<T>>,
}

impl<'a, T> AsyncMutexGuard<'a, T> {
    /// The mutex that this is the lock of.
    pub(crate) fn mutex(&self) -> &'a AsyncMutex<T> {
        self.mutex
    }
}

impl<T> Deref for AsyncMutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
            .as_ref()
            .expect("the guard has the value until it is dropped")
    }
}

impl<T> DerefMut for AsyncMutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value
            .as_mut()
            .expect("the guard has the value until it is dropped")
    }
}

impl<T> Drop for AsyncMutexGuard<'_, T> {
    fn drop(&mut self) {
        *lock(&self.mutex.value) = self.value.take();
        self.mutex.free.release(1);
    }
}

impl<T: fmt::Debug> fmt::Debug for AsyncMutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
