//! [`AsyncRwLock`]: many readers or one writer.
//!
//! Readers share the value by counting; a writer has it alone once all permits are its own.

use super::semaphore::Permits;
use super::wait_list::lock;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};

/// As many readers may hold the lock at a time.
const READERS: usize = usize::MAX >> 3;

/// A lock for many readers or one writer, in the order of asking: a waiting writer holds back later readers.
pub struct AsyncRwLock<T> {
    permits: Permits,
    /// Empty while a writer holds the lock.
    value: Mutex<Option<Arc<T>>>,
}

impl<T> AsyncRwLock<T> {
    /// An unlocked lock.
    pub fn new(value: T) -> Self {
        Self {
            permits: Permits::new(READERS),
            value: Mutex::new(Some(Arc::new(value))),
        }
    }

    /// Waits until no writer holds the lock.
    pub async fn read(&self) -> AsyncReadGuard<'_, T> {
        // Nobody can close the permits of a lock.
        let _ = self.permits.acquire(1).await;
        AsyncReadGuard {
            lock: self,
            value: lock(&self.value).clone(),
        }
    }

    /// Waits until nobody holds the lock.
    pub async fn write(&self) -> AsyncWriteGuard<'_, T> {
        let _ = self.permits.acquire(READERS).await;
        AsyncWriteGuard {
            lock: self,
            value: lock(&self.value).take(),
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        let value = self
            .value
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        value
            .and_then(Arc::into_inner)
            .expect("guards borrow the lock and are gone")
    }
}

impl<T: Default> Default for AsyncRwLock<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> fmt::Debug for AsyncRwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncRwLock").finish_non_exhaustive()
    }
}

/// The right to read from an [`AsyncRwLock`], given up when dropped.
#[must_use = "a lock that is dropped is released"]
pub struct AsyncReadGuard<'a, T> {
    lock: &'a AsyncRwLock<T>,
    /// Empty only in `drop`.
    value: Option<Arc<T>>,
}

impl<T> Deref for AsyncReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
            .as_ref()
            .expect("the guard has the value until it is dropped")
    }
}

impl<T> Drop for AsyncReadGuard<'_, T> {
    fn drop(&mut self) {
        // First the count, then the permit: a writer must find itself alone.
        drop(self.value.take());
        self.lock.permits.release(1);
    }
}

/// The right to write to an [`AsyncRwLock`], given up when dropped.
#[must_use = "a lock that is dropped is released"]
pub struct AsyncWriteGuard<'a, T> {
    lock: &'a AsyncRwLock<T>,
    /// Empty only in `drop`.
    value: Option<Arc<T>>,
}

impl<T> Deref for AsyncWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
            .as_ref()
            .expect("the guard has the value until it is dropped")
    }
}

impl<T> DerefMut for AsyncWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value
            .as_mut()
            .and_then(Arc::get_mut)
            .expect("the writer has the value alone until the guard is dropped")
    }
}

impl<T> Drop for AsyncWriteGuard<'_, T> {
    fn drop(&mut self) {
        *lock(&self.lock.value) = self.value.take();
        self.lock.permits.release(READERS);
    }
}
