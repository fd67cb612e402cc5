//! The part of a loop that other threads may touch: its letter box, and its host to wake it by.
//!
//! Wakers, remote handles and timer handles point here. A letter is posted under one mutex and read by the loop at the
//! beginning of a turn (or before something is appended to the ready queue, so that both keep one order).
//!
//! *Invariant:* after `close` no letter is accepted; what refers to a closed loop does nothing.

use super::task::Parcel;
use super::timers::TimerKey;
use crate::host::Host;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) enum Letter {
    /// Put the task on the ready queue.
    Wake(Parcel),
    /// Give up a reference that was dropped elsewhere.
    Release(Parcel),
    /// Drop the task's future.
    Abort(Parcel),
    Call(Box<dyn FnOnce() + Send>),
    CancelTimer(TimerKey),
}

pub(crate) struct Home {
    pub(crate) host: Arc<dyn Host>,
    mail: Mutex<Mail>,
    /// Whether there are letters, to be read without the mutex.
    has_mail: AtomicBool,
    /// As `Mail::closed`, to be read without the mutex.
    closed: AtomicBool,
    /// Tasks that are not freed. Written by the loop's thread, or under the mutex once the loop is closed.
    pub(crate) live: AtomicUsize,
}

#[derive(Default)]
pub(crate) struct Mail {
    letters: Vec<Letter>,
    pub(crate) closed: bool,
}

impl Home {
    pub(crate) fn new(host: Arc<dyn Host>) -> Self {
        Self {
            host,
            mail: Mutex::default(),
            has_mail: AtomicBool::new(false),
            closed: AtomicBool::new(false),
            live: AtomicUsize::new(0),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Posts a letter and wakes the host. A closed loop gives the letter back.
    pub(crate) fn post(&self, letter: Letter) -> Result<(), Letter> {
        self.deposit(&mut self.lock(), letter)?;
        self.host.wake();
        Ok(())
    }

    /// Posts a letter that may wait until the loop wakes for something else.
    pub(crate) fn deposit(&self, mail: &mut Mail, letter: Letter) -> Result<(), Letter> {
        if mail.closed {
            return Err(letter);
        }
        mail.letters.push(letter);
        self.has_mail.store(true, Ordering::Release);
        Ok(())
    }

    pub(crate) fn has_mail(&self) -> bool {
        self.has_mail.load(Ordering::Acquire)
    }

    pub(crate) fn take_letters(&self) -> Vec<Letter> {
        let mut mail = self.lock();
        self.has_mail.store(false, Ordering::Release);
        std::mem::take(&mut mail.letters)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Closes the box if it is empty, and says whether it did.
    pub(crate) fn close_if_empty(home: &Arc<Self>) -> bool {
        let mut mail = home.lock();
        if !mail.letters.is_empty() {
            return false;
        }
        mail.closed = true;
        home.closed.store(true, Ordering::Release);
        if home.live.load(Ordering::Relaxed) > 0 {
            // The tasks that are left point here: `task::release_when_closed` gives this count back with the last.
            std::mem::forget(Arc::clone(home));
        }
        true
    }
}
