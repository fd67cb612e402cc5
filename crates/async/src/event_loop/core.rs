//! The loop itself: a ready queue, a timer heap, and [`Core::turn`].
//!
//! CPython's `BaseEventLoop._run_once` is its contract. A turn runs what was ready when it began, due timers last; what
//! becomes ready meanwhile runs on the next turn. Tasks, plain calls and timers share one queue.
//!
//! *Invariant:* pure. It reads no clock, knows no target and never blocks: [`super::EventLoop`] asks the host for
//! the time and for rest. No `RefCell` in here is borrowed while code of the program runs.

use super::home::{Home, Letter};
use super::slab::Slab;
use super::task::TaskRef;
use super::timers::{Action, TimerKey, Timers};
use super::{CLOCK_RESOLUTION, current};
use crate::host::Interest;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;

/// What a loop needs next, as [`Host::drive`](crate::host::Host::drive) is told after each turn.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub enum Next {
    /// Another turn: something is ready.
    Again,
    /// A turn when the loop's clock shows this many seconds, or when the loop is woken.
    At(f64),
    /// A turn when the loop is woken.
    Idle,
    /// Nothing: the loop was stopped.
    Done,
}

/// One entry of the ready queue.
pub(crate) enum Handle {
    Task(TaskRef),
    Call(Box<dyn FnOnce()>),
    Timer(u32),
}

/// What is called when a source is ready to be read, and to be written.
#[derive(Default)]
pub(crate) struct Watches {
    read: Option<Rc<Watch>>,
    write: Option<Rc<Watch>>,
}

/// A call that is made whenever a source is ready. One that is over is not made, even if it is on the queue already.
pub(crate) struct Watch {
    call: Box<dyn Fn()>,
    over: Cell<bool>,
}

/// What a source can be ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// There is something to read.
    Read,
    /// There is room to write.
    Write,
}

impl Watches {
    fn place(&mut self, direction: Direction) -> &mut Option<Rc<Watch>> {
        match direction {
            Direction::Read => &mut self.read,
            Direction::Write => &mut self.write,
        }
    }

    fn interest(&self) -> Interest {
        Interest {
            read: self.read.is_some(),
            write: self.write.is_some(),
        }
    }
}

pub(crate) struct Core {
    home: Arc<Home>,
    ready: RefCell<VecDeque<Handle>>,
    timers: RefCell<Timers>,
    /// The tasks that are not finished.
    tasks: RefCell<Slab<TaskRef>>,
    /// What is called when a source is ready.
    watches: RefCell<BTreeMap<i64, Watches>>,
    pub(crate) stopping: Cell<bool>,
    pub(crate) running: Cell<bool>,
}

impl Core {
    pub(crate) fn new(home: Home) -> Self {
        Self {
            home: Arc::new(home),
            ready: RefCell::default(),
            timers: RefCell::new(Timers::new()),
            tasks: RefCell::default(),
            watches: RefCell::default(),
            stopping: Cell::new(false),
            running: Cell::new(false),
        }
    }

    pub(crate) fn home(&self) -> &Arc<Home> {
        &self.home
    }

    /// Runs what is ready, then what is due at `now`.
    pub(crate) fn turn(&self, now: f64) {
        self.read_mail();
        self.queue_due(now + CLOCK_RESOLUTION);
        let count = self.ready.borrow().len();
        for _ in 0..count {
            let Some(handle) = self.ready.borrow_mut().pop_front() else {
                break;
            };
            self.run(handle);
        }
    }

    /// Begins a watch, in place of the one that there was.
    pub(crate) fn watch(
        &self,
        source: i64,
        direction: Direction,
        call: Box<dyn Fn()>,
    ) -> io::Result<()> {
        let watch = Rc::new(Watch {
            call,
            over: Cell::new(false),
        });
        let (old, interest) = {
            let mut all = self.watches.borrow_mut();
            let watches = all.entry(source).or_default();
            let old = watches.place(direction).replace(watch);
            (old, watches.interest())
        };
        if let Some(old) = old {
            old.over.set(true);
            return Ok(());
        }
        let begun = self.home.host.watch(source, interest);
        if begun.is_err() {
            self.forget(source, direction);
        }
        begun
    }

    /// Ends a watch: whether there was one.
    pub(crate) fn unwatch(&self, source: i64, direction: Direction) -> bool {
        let Some((old, interest)) = self.forget(source, direction) else {
            return false;
        };
        old.over.set(true);
        // A source that is closed already is watched by nobody.
        let _ = self.home.host.watch(source, interest);
        true
    }

    fn forget(&self, source: i64, direction: Direction) -> Option<(Rc<Watch>, Interest)> {
        let mut all = self.watches.borrow_mut();
        let watches = all.get_mut(&source)?;
        let old = watches.place(direction).take()?;
        let interest = watches.interest();
        if interest == Interest::default() {
            all.remove(&source);
        }
        Some((old, interest))
    }

    /// Puts the calls on the queue whose sources the host has found ready.
    pub(crate) fn queue_ready(&self) {
        if self.watches.borrow().is_empty() {
            return;
        }
        for found in self.home.host.take_ready() {
            let watches = self.watches.borrow();
            let Some(watches) = watches.get(&found.source) else {
                continue;
            };
            let read = watches.read.as_ref().filter(|_| found.ready.read);
            let write = watches.write.as_ref().filter(|_| found.ready.write);
            for watch in read.into_iter().chain(write) {
                let watch = watch.clone();
                self.append(Handle::Call(Box::new(move || {
                    if !watch.over.get() {
                        (watch.call)();
                    }
                })));
            }
        }
    }

    /// What the loop needs before its next turn. A letter that comes later wakes the host.
    pub(crate) fn next(&self) -> Next {
        self.read_mail();
        let deadline = self.timers.borrow_mut().next_deadline();
        if self.stopping.get() || !self.ready.borrow().is_empty() {
            return Next::Again;
        }
        deadline.map_or(Next::Idle, Next::At)
    }

    pub(crate) fn has_timers(&self) -> bool {
        !self.timers.borrow().is_empty()
    }

    /// Appends to the ready queue, behind the letters that came before.
    pub(crate) fn push(&self, handle: Handle) {
        if self.home.has_mail() && current::is(Arc::as_ptr(&self.home)) {
            self.read_mail();
        }
        self.append(handle);
    }

    pub(crate) fn append(&self, handle: Handle) {
        self.ready.borrow_mut().push_back(handle);
    }

    pub(crate) fn add_timer(&self, when: f64, action: Action) -> TimerKey {
        self.timers.borrow_mut().add(when, action)
    }

    pub(crate) fn cancel_timer(&self, key: TimerKey) {
        let action = self.timers.borrow_mut().cancel(key);
        drop(action);
    }

    /// Has a timer wake `waker`; false if it has run or was cancelled.
    pub(crate) fn keep_timer(&self, key: TimerKey, waker: &Waker) -> bool {
        let old = self.timers.borrow_mut().set_waker(key, waker);
        drop(old);
        self.timers.borrow().is_pending(key)
    }

    /// Puts a task on the loop's list.
    pub(crate) fn list(&self, task: TaskRef) -> u32 {
        self.tasks.borrow_mut().insert(task)
    }

    pub(crate) fn unlist(&self, slot: u32) {
        let task = self.tasks.borrow_mut().remove(slot);
        drop(task);
    }

    /// Reads the letters of other threads. The loop is entered.
    pub(crate) fn read_mail(&self) {
        if !self.home.has_mail() {
            return;
        }
        for letter in self.home.take_letters() {
            match letter {
                Letter::Wake(parcel) => parcel.open().deliver_wake(self),
                Letter::Release(parcel) => drop(parcel.open()),
                Letter::Abort(parcel) => {
                    let task = parcel.open();
                    self.append(Handle::Call(Box::new(move || task.abort(&current::get()))));
                }
                Letter::Call(call) => self.append(Handle::Call(call)),
                Letter::CancelTimer(key) => {
                    // What the timer held may run code when it is dropped: not here.
                    let action = self.timers.borrow_mut().cancel(key);
                    if let Some(action) = action {
                        self.append(Handle::Call(Box::new(move || drop(action))));
                    }
                }
            }
        }
    }

    /// Drops all that the loop holds. Destructors may use the loop meanwhile; what they add is dropped too. The loop is
    /// entered, and is closed when this returns.
    pub(crate) fn close(&self) {
        loop {
            let tasks = self.tasks.borrow_mut().take_all();
            tasks.iter().for_each(TaskRef::set_unlisted);
            tasks.iter().for_each(|task| task.abort(self));
            drop(tasks);
            self.read_mail();
            let ready = self.ready.take();
            drop(ready);
            let timers = self.timers.borrow_mut().clear();
            drop(timers);
            let watches = self.watches.take();
            for source in watches.keys() {
                let _ = self.home.host.watch(*source, Interest::default());
            }
            drop(watches);
            let empty = self.tasks.borrow().is_empty()
                && self.ready.borrow().is_empty()
                && !self.has_timers();
            if empty && Home::close_if_empty(&self.home) {
                return;
            }
        }
    }

    fn queue_due(&self, end: f64) {
        let mut timers = self.timers.borrow_mut();
        let mut ready = self.ready.borrow_mut();
        while let Some(slot) = timers.pop_due(end) {
            ready.push_back(Handle::Timer(slot));
        }
    }

    fn run(&self, handle: Handle) {
        match handle {
            Handle::Task(task) => task.run(self),
            Handle::Call(call) => call(),
            Handle::Timer(slot) => {
                let action = self.timers.borrow_mut().take(slot);
                match action {
                    Some(Action::Call(call)) => call(),
                    Some(Action::Wake(waker)) => waker.wake(),
                    None => {}
                }
            }
        }
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        if !self.home.is_closed() {
            // Tasks point to the home, and only `close` knows how to let go of them: rather a leak than a dangling pointer.
            std::mem::forget(Arc::clone(&self.home));
        }
    }
}
