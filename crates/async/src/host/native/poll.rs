//! Which sockets are ready: what a loop that watches some rests on instead of its condition variable.
//!
//! Events are level-triggered, as `select` has them: a source that stays ready is found at each look.
//!
//! *Invariant:* a source is forgotten before it is closed; who watches it sees to that ([`Host::watch`]).
//!
//! [`Host::watch`]: crate::host::Host::watch

#![allow(unsafe_code, reason = "sources are raw file descriptors")]

use crate::host::{Interest, Readiness};
use polling::{Event, Events, PollMode, Poller};
use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[cfg(unix)]
type Raw = std::os::fd::RawFd;
#[cfg(windows)]
type Raw = std::os::windows::io::RawSocket;

/// What one loop watches.
pub(crate) struct Watcher {
    poller: Poller,
    interests: Mutex<HashMap<i64, Interest>>,
    ready: Mutex<Vec<Readiness>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watcher {
    pub(crate) fn new() -> io::Result<Watcher> {
        Ok(Watcher {
            poller: Poller::new()?,
            interests: Mutex::default(),
            ready: Mutex::default(),
        })
    }

    /// See [`Host::watch`](crate::host::Host::watch).
    pub(crate) fn watch(&self, source: i64, interest: Interest) -> io::Result<()> {
        let raw = Raw::try_from(source).map_err(|_| io::ErrorKind::InvalidInput)?;
        let key = usize::try_from(source).map_err(|_| io::ErrorKind::InvalidInput)?;
        let event = Event::new(key, interest.read, interest.write);
        let mut interests = lock(&self.interests);
        let known = interests.contains_key(&source);
        if interest == Interest::default() {
            interests.remove(&source);
            // SAFETY: whoever watches a source keeps it open until he has ended that, which is here.
            let borrowed = unsafe { borrow(raw) };
            return match known {
                true => self.poller.delete(borrowed),
                false => Ok(()),
            };
        }
        if known {
            // SAFETY: as above: the source is open for as long as it is watched.
            let borrowed = unsafe { borrow(raw) };
            self.poller
                .modify_with_mode(borrowed, event, PollMode::Level)?;
        } else {
            // SAFETY: the source is open, and is taken off before it is closed.
            unsafe { self.poller.add_with_mode(raw, event, PollMode::Level)? };
        }
        interests.insert(source, interest);
        Ok(())
    }

    /// Waits until a source is ready, until it is woken, or for so long.
    pub(crate) fn wait(&self, timeout: Option<Duration>) {
        let mut events = Events::new();
        // A wait that was interrupted is begun again by the loop.
        if self.poller.wait(&mut events, timeout).is_err() {
            return;
        }
        let interests = lock(&self.interests);
        let mut ready = lock(&self.ready);
        for event in events.iter() {
            let Ok(source) = i64::try_from(event.key) else {
                continue;
            };
            let Some(wanted) = interests.get(&source) else {
                continue;
            };
            // An error or a hang-up shows at whatever is tried next.
            let failed = event.is_err().unwrap_or(false) || event.is_interrupt();
            let found = Interest {
                read: wanted.read && (event.readable || failed),
                write: wanted.write && (event.writable || failed),
            };
            if found != Interest::default() {
                ready.push(Readiness {
                    source,
                    ready: found,
                });
            }
        }
    }

    pub(crate) fn wake(&self) {
        // It fails only if the poller is gone, and then nobody waits.
        let _ = self.poller.notify();
    }

    pub(crate) fn take_ready(&self) -> Vec<Readiness> {
        std::mem::take(&mut *lock(&self.ready))
    }
}

/// # Safety
///
/// The source is open while the result lives.
#[cfg(unix)]
unsafe fn borrow<'a>(raw: Raw) -> std::os::fd::BorrowedFd<'a> {
    // SAFETY: passed on.
    unsafe { std::os::fd::BorrowedFd::borrow_raw(raw) }
}

/// # Safety
///
/// The source is open while the result lives.
#[cfg(windows)]
unsafe fn borrow<'a>(raw: Raw) -> std::os::windows::io::BorrowedSocket<'a> {
    // SAFETY: passed on.
    unsafe { std::os::windows::io::BorrowedSocket::borrow_raw(raw) }
}
