//! WASI 0.2: one list of pollables, given to the host when the loop rests and, now and then, while it is busy.
//!
//! *Invariant:* a pollable leaves the list with the future that waits for it. A stream that is dropped before its
//! pollable would trap.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasip2::clocks::monotonic_clock;
use wasip2::io::poll::{Pollable, poll};

/// Nanoseconds of the host's clock.
pub(super) fn now() -> u64 {
    monotonic_clock::now()
}

/// Ends the program here and now.
pub(super) fn exit(code: u8) {
    wasip2::cli::exit::exit_with_code(code);
}

/// Waits for `pollable`, which may be waited for several times.
pub fn ready(pollable: Rc<Pollable>) -> Ready {
    Ready {
        pollable,
        watch: None,
    }
}

/// The future of [`ready`].
#[must_use = "futures do nothing unless awaited"]
#[derive(Debug)]
pub struct Ready {
    pollable: Rc<Pollable>,
    /// Where the list has it.
    watch: Option<u64>,
}

impl Future for Ready {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.pollable.ready() {
            return Poll::Ready(());
        }
        let watched = self
            .watch
            .is_some_and(|id| WATCHES.with_borrow_mut(|list| list.keep(id, cx.waker())));
        if !watched {
            let pollable = Rc::clone(&self.pollable);
            self.watch = Some(WATCHES.with_borrow_mut(|list| list.add(pollable, cx.waker())));
        }
        Poll::Pending
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        if let Some(id) = self.watch {
            let watch = WATCHES.with_borrow_mut(|list| list.take(id));
            drop(watch);
        }
    }
}

thread_local! {
    static WATCHES: RefCell<Watches> = const { RefCell::new(Watches { list: Vec::new(), next: 0 }) };
}

/// In the order of their numbers.
struct Watches {
    list: Vec<Watch>,
    next: u64,
}

struct Watch {
    id: u64,
    pollable: Rc<Pollable>,
    waker: Waker,
}

impl Watches {
    fn add(&mut self, pollable: Rc<Pollable>, waker: &Waker) -> u64 {
        let id = self.next;
        self.next += 1;
        self.list.push(Watch {
            id,
            pollable,
            waker: waker.clone(),
        });
        id
    }

    fn keep(&mut self, id: u64, waker: &Waker) -> bool {
        let Ok(at) = self.find(id) else {
            return false;
        };
        self.list[at].waker.clone_from(waker);
        true
    }

    fn take(&mut self, id: u64) -> Option<Watch> {
        let at = self.find(id).ok()?;
        Some(self.list.remove(at))
    }

    fn find(&self, id: u64) -> Result<usize, usize> {
        self.list.binary_search_by_key(&id, |watch| watch.id)
    }
}

/// Waits until a pollable is ready or the clock shows `until`; false if there is nothing to wait for.
pub(super) fn wait(until: Option<u64>) -> bool {
    let timer = until.map(monotonic_clock::subscribe_instant);
    let ready = WATCHES.with_borrow_mut(|watches| {
        let mut pollables: Vec<&Pollable> =
            watches.list.iter().map(|watch| &*watch.pollable).collect();
        pollables.extend(&timer);
        if pollables.is_empty() {
            return None;
        }
        let mut indexes = poll(&pollables);
        // Hosts list them as they like; wakes go in the order of waiting.
        indexes.sort_unstable();
        // The last index may be the timer's.
        let timer_index = watches.list.len();
        let indexes = indexes.into_iter().map(|index| index as usize);
        let ready = indexes.filter(|index| *index < timer_index).rev();
        let ready: Vec<Watch> = ready.map(|index| watches.list.remove(index)).collect();
        Some(ready)
    });
    let Some(ready) = ready else {
        return false;
    };
    for watch in ready.into_iter().rev() {
        // The pollable goes first: the task may drop its stream.
        drop(watch.pollable);
        watch.waker.wake();
    }
    true
}

/// Wakes what is ready and does not wait.
pub(super) fn look() {
    if WATCHES.with_borrow(|watches| !watches.list.is_empty()) {
        // A timer in the past has `poll` return at once.
        wait(Some(0));
    }
}
