//! Who waits for something, in the order of coming.
//!
//! *Invariant:* whoever takes an entry off the list has granted what it waited for. So a waiter that no longer finds itself
//! has been served, and one that gives up (its future is dropped) must pass on what it was granted meanwhile.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

/// Locks a mutex that is never held while code of the program runs, and hence never poisoned in earnest.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A queue of wakers, each with a request.
#[derive(Debug)]
pub(crate) struct WaitList<R = ()> {
    entries: VecDeque<Entry<R>>,
    next_id: u64,
}

#[derive(Debug)]
struct Entry<R> {
    id: u64,
    waker: Waker,
    request: R,
}

impl<R> WaitList<R> {
    pub(crate) const fn new() -> Self {
        Self {
            entries: VecDeque::new(),
            next_id: 0,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn push(&mut self, waker: &Waker, request: R) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        self.entries.push_back(Entry {
            id,
            waker: waker.clone(),
            request,
        });
        id
    }

    /// Has a waiter woken by `waker` from now on; false if it was served.
    pub(crate) fn keep(&mut self, id: u64, waker: &Waker) -> bool {
        match self.find(id) {
            Some(at) => {
                self.entries[at].waker.clone_from(waker);
                true
            }
            None => false,
        }
    }

    /// Takes a waiter off that gives up; false if it was served.
    pub(crate) fn remove(&mut self, id: u64) -> bool {
        match self.find(id) {
            Some(at) => self.entries.remove(at).is_some(),
            None => false,
        }
    }

    /// The request of the waiter whose turn it is.
    pub(crate) fn front(&self) -> Option<&R> {
        Some(&self.entries.front()?.request)
    }

    /// Serves the waiter whose turn it is.
    pub(crate) fn pop(&mut self) -> Option<Waker> {
        Some(self.entries.pop_front()?.waker)
    }

    /// Serves all.
    pub(crate) fn pop_all(&mut self) -> Vec<Waker> {
        self.entries.drain(..).map(|entry| entry.waker).collect()
    }

    fn find(&self, id: u64) -> Option<usize> {
        self.entries
            .binary_search_by_key(&id, |entry| entry.id)
            .ok()
    }
}

impl<R> Default for WaitList<R> {
    fn default() -> Self {
        Self::new()
    }
}
