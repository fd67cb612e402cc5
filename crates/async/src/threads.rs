//! Threads of a program that share one thread of the system, one running at a time.
//!
//! What interpreters with one lock give their programs: a thread runs until it waits ([`park`], [`host::sleep`], an
//! event loop that rests), and then the next goes on that can. Values need not be `Send`. Each thread has a stack of its
//! own ([`host::fiber`]); the first, which runs the program, is [`MAIN`].
//!
//! A thread that is started runs at once, and who started it goes on when it waits: where a thread is made, the starter
//! waits for it to have begun, and short threads have finished by then.
//!
//! *Invariant:* other threads of the system touch nothing here but [`wake`]'s letter box. No `RefCell` is borrowed while
//! a thread runs.

use crate::event_loop::leave_loops;
use crate::host::{self, WAITS, Waits, fiber::Fiber};
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::io;
use std::rc::Rc;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A thread of the program.
pub type ThreadId = u64;

/// The thread that the program begins on.
pub const MAIN: ThreadId = 0;

/// What a thread has in thread-local variables: taken out when it is left, put back by the call that this gives.
pub type Take = fn() -> Box<dyn FnOnce()>;

/// In nanoseconds: `sys.getswitchinterval()`.
const SWITCH_INTERVAL: u64 = 5_000_000;

/// Wakes from anywhere that have not been seen yet.
static LETTERS: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());
static ARRIVED: Condvar = Condvar::new();

#[derive(Default)]
struct Scheduler {
    /// Whether this thread of the system runs the program.
    is_here: Cell<bool>,
    current: Cell<ThreadId>,
    made: Cell<ThreadId>,
    tickets: Cell<u64>,
    /// Who can go on, and whether he was woken.
    ready: RefCell<VecDeque<(ThreadId, bool)>>,
    /// Who waits, by the ticket of this wait.
    parked: RefCell<HashMap<ThreadId, u64>>,
    deadlines: RefCell<BinaryHeap<Reverse<(u64, u64, ThreadId)>>>,
    /// The stacks of all but the main thread and the one that runs.
    fibers: RefCell<HashMap<ThreadId, Fiber>>,
    outcome: Cell<bool>,
    /// When the present thread got its turn.
    since: Cell<u64>,
    locals: RefCell<Vec<Take>>,
}

thread_local! {
    static SCHEDULER: Rc<Scheduler> = Rc::default();
}

fn scheduler() -> Rc<Scheduler> {
    SCHEDULER.with(Rc::clone)
}

/// Whether this host can start threads.
pub const fn is_available() -> bool {
    host::fiber::AVAILABLE
}

/// Whether the program has started a thread.
pub fn is_used() -> bool {
    scheduler().is_here.get()
}

/// Starts a thread, which runs until it waits for the first time. An error where the host has no stacks for it.
pub fn start(call: impl FnOnce() + 'static) -> io::Result<ThreadId> {
    let this = scheduler();
    let id = this.made.get() + 1;
    let fiber = Fiber::new(Box::new(call))?;
    this.made.set(id);
    this.is_here.set(true);
    // The first thread sets it; later ones find it set.
    let _ = WAITS.set(Waits {
        park,
        give_way,
        wake,
        current: || scheduler().is_here.get().then(current),
    });
    this.fibers.borrow_mut().insert(id, fiber);
    let starter = (this.current.get(), true);
    this.ready.borrow_mut().push_front(starter);
    this.ready.borrow_mut().push_front((id, true));
    this.wait_for_turn();
    Ok(id)
}

/// The number that the next thread gets.
pub fn next_id() -> ThreadId {
    scheduler().made.get() + 1
}

/// The present thread.
pub fn current() -> ThreadId {
    scheduler().current.get()
}

/// Waits until somebody wakes this thread, true then, or until the clock of the host shows `until` nanoseconds.
pub fn park(until: Option<u64>) -> bool {
    let this = scheduler();
    let (id, ticket) = (this.current.get(), this.tickets.get());
    this.tickets.set(ticket + 1);
    this.parked.borrow_mut().insert(id, ticket);
    if let Some(until) = until {
        let deadline = Reverse((until, ticket, id));
        this.deadlines.borrow_mut().push(deadline);
    }
    this.wait_for_turn()
}

/// A thread that is parked goes on when its turn comes.
pub fn unpark(id: ThreadId) {
    scheduler().unpark(id, true);
}

/// As [`unpark`], from any thread of the system.
pub fn wake(id: ThreadId) {
    let mut letters = LETTERS.lock().unwrap_or_else(PoisonError::into_inner);
    letters.push(id);
    ARRIVED.notify_one();
}

/// Lets the threads run that can, before this one goes on.
pub fn give_way() {
    let this = scheduler();
    if !this.is_here.get() {
        return;
    }
    this.collect();
    if this.ready.borrow().is_empty() {
        return;
    }
    let id = this.current.get();
    this.ready.borrow_mut().push_back((id, true));
    this.wait_for_turn();
}

/// What takes time without waiting calls this now and then: others get their turn after [`SWITCH_INTERVAL`].
pub fn breathe() {
    let this = scheduler();
    if this.is_here.get() && host::now().saturating_sub(this.since.get()) > SWITCH_INTERVAL {
        give_way();
        this.since.set(host::now());
    }
}

/// Has `take` called whenever a thread is left.
pub fn add_local(take: Take) {
    scheduler().locals.borrow_mut().push(take);
}

impl Scheduler {
    fn unpark(&self, id: ThreadId, woken: bool) {
        if self.parked.borrow_mut().remove(&id).is_some() {
            self.ready.borrow_mut().push_back((id, woken));
        }
    }

    /// Leaves this thread, and comes back when it is its turn: whether it was woken.
    fn wait_for_turn(&self) -> bool {
        let this = self.current.get();
        let loops = leave_loops();
        let locals = self.locals.borrow().clone();
        let locals: Vec<_> = locals.into_iter().map(|take| take()).collect();
        if this == MAIN {
            self.run_others();
        } else {
            host::fiber::suspend();
        }
        locals.into_iter().for_each(|put_back| put_back());
        drop(loops);
        self.since.set(host::now());
        self.outcome.get()
    }

    /// On the main stack: runs other threads until it is the main one's turn.
    fn run_others(&self) {
        loop {
            self.collect();
            let next = self.ready.borrow_mut().pop_front();
            let Some((id, woken)) = next else {
                self.idle();
                continue;
            };
            self.current.set(id);
            self.outcome.set(woken);
            if id == MAIN {
                return;
            }
            let fiber = self.fibers.borrow_mut().remove(&id);
            if let Some(fiber) = fiber.and_then(Fiber::resume) {
                self.fibers.borrow_mut().insert(id, fiber);
            }
        }
    }

    /// Finds out who has been woken from outside, and whose time has come.
    fn collect(&self) {
        let letters = std::mem::take(&mut *LETTERS.lock().unwrap_or_else(PoisonError::into_inner));
        letters.into_iter().for_each(|id| self.unpark(id, true));
        let mut now = None;
        while let Some((when, id)) = self.next_deadline() {
            if when > *now.get_or_insert_with(host::now) {
                break;
            }
            self.deadlines.borrow_mut().pop();
            self.unpark(id, false);
        }
    }

    /// The first deadline of a wait that is still going on.
    fn next_deadline(&self) -> Option<(u64, ThreadId)> {
        let mut deadlines = self.deadlines.borrow_mut();
        loop {
            let Reverse((when, ticket, id)) = *deadlines.peek()?;
            if self.parked.borrow().get(&id) == Some(&ticket) {
                return Some((when, id));
            }
            deadlines.pop();
        }
    }

    /// Nobody can go on: waits for a deadline or a letter.
    fn idle(&self) {
        let deadline = self.next_deadline().map(|(when, _)| when);
        let letters = LETTERS.lock().unwrap_or_else(PoisonError::into_inner);
        if !letters.is_empty() {
            return;
        }
        let left = deadline.map(|when| Duration::from_nanos(when.saturating_sub(host::now())));
        // A wait that ends too early is begun again.
        match left {
            Some(left) => drop(ARRIVED.wait_timeout(letters, left)),
            None => drop(ARRIVED.wait(letters)),
        }
    }
}

/// Threads that wait for one thing, in the order in which they came.
#[derive(Default)]
pub struct WaitQueue(RefCell<VecDeque<ThreadId>>);

impl WaitQueue {
    /// Waits until this thread is woken, true then, or until `until`.
    pub fn wait(&self, until: Option<u64>) -> bool {
        let id = current();
        self.0.borrow_mut().push_back(id);
        let woken = park(until);
        if !woken {
            self.0.borrow_mut().retain(|waiting| *waiting != id);
        }
        woken
    }

    /// Wakes who has waited longest.
    pub fn wake_one(&self) {
        let first = self.0.borrow_mut().pop_front();
        first.into_iter().for_each(unpark);
    }

    /// Wakes all.
    pub fn wake_all(&self) {
        let all = self.0.take();
        all.into_iter().for_each(unpark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_take_turns_where_they_wait() {
        let log: Rc<RefCell<Vec<String>>> = Rc::default();
        let done = Rc::new(WaitQueue::default());
        for (name, milliseconds) in [("a", 20), ("b", 10)] {
            let (log, done) = (log.clone(), done.clone());
            let run = move || {
                log.borrow_mut().push(format!("{name} begins"));
                host::sleep(Duration::from_millis(milliseconds));
                log.borrow_mut().push(format!("{name} ends"));
                done.wake_one();
            };
            start(run).expect("the host has stacks");
        }
        assert!(done.wait(None));
        assert!(done.wait(None));
        assert_eq!(*log.borrow(), ["a begins", "b begins", "b ends", "a ends"]);
        assert!(!done.wait(Some(host::now() + 1_000_000)));
    }
}
