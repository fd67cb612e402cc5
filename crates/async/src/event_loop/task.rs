//! Tasks of a loop: one allocation for header, future and output, and wakers that may go anywhere.
//!
//! This is the crate's one file with `unsafe` code. The rules it rests on:
//!
//! - **The owner.** The loop of a task is its owner; "the owner does x" means that x happens on the thread that has
//!   the loop entered at present (see [`super::current`]). At most one thread has.
//! - **Counting.** A reference is counted in `own` if the owner made it and in `lent` if anybody else did. Only the
//!   owner counts down, in `own` alone (which may go below zero): a reference that is dropped elsewhere is posted to the
//!   loop's letter box and dropped there. So the owner needs no atomic read-modify-write, and whoever else clones
//!   needs one. A reference is made before the one that it is a clone of is dropped, and reaches the owner
//!   through the box or not at all; hence the owner, when it sees `own + lent == 0`, is alone.
//! - **After close.** A closed loop has no owner any more; counting down then happens under the mutex of its box. Its
//!   tasks hold neither a future nor an output then, unless a join handle keeps the latter.
//! - **Stage and flags** are touched by the owner and by the join handle, which never leaves the loop's thread.
//!
//! A task is kept by its loop until it is finished, so that dropping the last waker never drops a future in the
//! middle of somebody else's code.

#![allow(
    unsafe_code,
    reason = "tasks are allocated, counted and erased by hand; the crate denies it elsewhere"
)]

use super::core::{Core, Handle};
use super::current;
use super::home::{Home, Letter};
use crate::join::JoinError;
use std::cell::{Cell, UnsafeCell};
use std::future::Future;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

/// On the ready queue.
const QUEUED: u8 = 1;
/// Its future is being polled or dropped: nobody else may touch the stage.
const RUNNING: u8 = 2;
/// The future is gone.
const DONE: u8 = 4;
/// To be dropped as soon as it is no longer running.
const ABORTED: u8 = 8;
/// Nobody will take the output.
const DETACHED: u8 = 16;

/// `Header::slot` of a task that its loop no longer lists.
const UNLISTED: u32 = u32::MAX;

struct Header {
    vtable: &'static Vtable,
    /// Stays valid while the task lives: see [`Home::live`].
    home: *const Home,
    own: AtomicI32,
    lent: AtomicI32,
    /// A wake of another thread is in the letter box.
    mailed: AtomicBool,
    flags: Cell<u8>,
    /// Key in the loop's list of tasks.
    slot: Cell<u32>,
    joiner: Cell<Option<Waker>>,
}

/// What the header must know of the type of the future.
struct Vtable {
    /// Polls the future; true if the stage is `Done` now.
    poll: unsafe fn(NonNull<Header>) -> bool,
    /// Drops the future: the stage is `Done` with `Cancelled` now.
    cancel: unsafe fn(NonNull<Header>),
    /// Moves the output into the `Option<Result<T, JoinError>>` that the pointer points to.
    take: unsafe fn(NonNull<Header>, *mut ()),
    /// Drops the output.
    discard: unsafe fn(NonNull<Header>),
    free: unsafe fn(NonNull<Header>),
}

#[repr(C)]
struct Task<F: Future> {
    header: Header,
    stage: UnsafeCell<Stage<F>>,
}

enum Stage<F: Future> {
    Running(F),
    Done(Result<F::Output, JoinError>),
    Empty,
}

impl Header {
    fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }

    fn set(&self, flag: u8) {
        self.flags.set(self.flags.get() | flag);
    }

    fn clear(&self, flag: u8) {
        self.flags.set(self.flags.get() & !flag);
    }

    fn home(&self) -> &Home {
        // SAFETY: `home` came from an `Arc` that the loop holds until it is closed; a closed loop with live tasks leaves
        // one count behind (`Home::close_if_empty`), which `release_when_closed` gives back with the last task.
        unsafe { &*self.home }
    }

    fn owned_here(&self) -> bool {
        current::is(self.home)
    }

    fn add_reference(&self) {
        if self.owned_here() {
            self.own
                .store(self.own.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        } else if self.lent.fetch_add(1, Ordering::Relaxed) > i32::MAX / 2 {
            // Wakers that are cloned and forgotten without end: as in `Arc`, there is no way to go on.
            std::process::abort();
        }
    }

    /// Counts down. True if that was the last reference.
    ///
    /// The caller is the owner, or holds the mutex of the closed box.
    fn subtract_reference(&self) -> bool {
        let own = self.own.load(Ordering::Relaxed) - 1;
        self.own.store(own, Ordering::Relaxed);
        own + self.lent.load(Ordering::Acquire) == 0
    }
}

/// A counted reference to a task.
pub(crate) struct TaskRef(NonNull<Header>);

/// A reference that may be on another thread, where all that one can do with it is to drop it.
pub(crate) struct Parcel(TaskRef);

// SAFETY: dropping a reference and cloning a waker are safe everywhere (see the rules above), and `open` is checked.
unsafe impl Send for Parcel {}

impl Parcel {
    /// Unpacks on the owner's thread.
    pub(crate) fn open(self) -> TaskRef {
        assert!(
            self.0.header().owned_here(),
            "a task was unpacked outside its loop"
        );
        self.0
    }
}

impl TaskRef {
    fn header(&self) -> &Header {
        // SAFETY: `self` is counted, so the allocation is alive; nobody ever makes a `&mut Header`.
        unsafe { self.0.as_ref() }
    }

    /// Puts the task on the ready queue of its loop, from any thread, unless it is there or finished.
    fn schedule(&self) {
        let header = self.header();
        if header.owned_here() {
            self.schedule_here();
        } else if !header.mailed.swap(true, Ordering::AcqRel) {
            // A closed loop gives the letter back: nobody is there to wake.
            drop(header.home().post(Letter::Wake(Parcel(self.clone()))));
        }
    }

    fn schedule_here(&self) {
        let header = self.header();
        if !header.has(QUEUED | DONE) {
            header.set(QUEUED);
            current::with(|core| core.push(Handle::Task(self.clone())));
        }
    }

    /// Delivers a wake of another thread. The flag is lowered first: a wake that comes later is a new one.
    pub(crate) fn deliver_wake(self, core: &Core) {
        let header = self.header();
        header.mailed.swap(false, Ordering::AcqRel);
        if !header.has(QUEUED | DONE) {
            header.set(QUEUED);
            core.append(Handle::Task(self));
        }
    }

    /// Polls the task once. The caller is the owner.
    pub(crate) fn run(self, core: &Core) {
        let header = self.header();
        header.clear(QUEUED);
        if header.has(DONE) {
            return;
        }
        header.set(RUNNING);
        // SAFETY: the task is neither done nor running, so its stage is `Running` and nobody else looks at it.
        let done = unsafe { (header.vtable.poll)(self.0) };
        header.clear(RUNNING);
        if done {
            self.finish(core);
        } else if header.has(ABORTED) {
            self.cancel(core);
        }
    }

    /// Drops the future now, or after the present poll. The caller is the owner.
    pub(crate) fn abort(&self, core: &Core) {
        let header = self.header();
        if header.has(RUNNING) {
            header.set(ABORTED);
        } else if !header.has(DONE) {
            self.cancel(core);
        }
    }

    fn cancel(&self, core: &Core) {
        let header = self.header();
        header.set(RUNNING);
        // SAFETY: the task is neither done nor running, so its stage is `Running` and nobody else looks at it.
        unsafe { (header.vtable.cancel)(self.0) };
        header.clear(RUNNING);
        self.finish(core);
    }

    fn finish(&self, core: &Core) {
        let header = self.header();
        header.set(DONE);
        if header.has(DETACHED) {
            // SAFETY: the task is done and its handle, which alone would take the output, is gone.
            unsafe { (header.vtable.discard)(self.0) };
        }
        core.unlist(header.slot.replace(UNLISTED));
        if let Some(joiner) = header.joiner.take() {
            joiner.wake();
        }
    }

    /// Marks a task whose loop has just dropped its list.
    pub(crate) fn set_unlisted(&self) {
        self.header().slot.set(UNLISTED);
    }
}

impl Clone for TaskRef {
    fn clone(&self) -> Self {
        self.header().add_reference();
        Self(self.0)
    }
}

impl Drop for TaskRef {
    fn drop(&mut self) {
        let header = self.header();
        if !header.owned_here() {
            release_elsewhere(self.0);
        } else if header.subtract_reference() {
            let home = header.home();
            home.live
                .store(home.live.load(Ordering::Relaxed) - 1, Ordering::Relaxed);
            // SAFETY: that was the last reference.
            unsafe { (header.vtable.free)(self.0) };
        }
    }
}

/// Drops a counted reference on a thread that has not entered the loop.
fn release_elsewhere(task: NonNull<Header>) {
    // SAFETY: the reference is counted until this function has given it away.
    let home = unsafe { task.as_ref() }.home;
    // SAFETY: the task is alive, and so is its home.
    let mut mail = unsafe { &*home }.lock();
    if mail.closed {
        let last_of_home = release_when_closed(task);
        drop(mail);
        if last_of_home {
            // SAFETY: this is the count that `Home::close_if_empty` left behind for the tasks, the last of which is gone.
            unsafe { Arc::decrement_strong_count(home) };
        }
        return;
    }
    // SAFETY: the box is open, so its loop holds the home.
    let deposited = unsafe { &*home }.deposit(&mut mail, Letter::Release(Parcel(TaskRef(task))));
    debug_assert!(deposited.is_ok(), "an open box takes letters");
}

/// Drops a counted reference under the mutex of a closed box; true if no task of that loop is left.
fn release_when_closed(task: NonNull<Header>) -> bool {
    // SAFETY: the reference is counted until `subtract_reference`.
    let header = unsafe { task.as_ref() };
    if !header.subtract_reference() {
        return false;
    }
    let live = header.home().live.load(Ordering::Relaxed) - 1;
    header.home().live.store(live, Ordering::Relaxed);
    // SAFETY: that was the last reference. The stage is empty (no handle is left, and `close` has dropped the future),
    // so no code of the program runs here, on a thread and under a mutex that it does not expect.
    unsafe { (header.vtable.free)(task) };
    live == 0
}

/// Makes a task of `future` and puts it on the ready queue: it runs on the next turn.
pub(crate) fn spawn<F: Future + 'static>(core: &Core, future: F) -> LocalJoinHandle<F::Output> {
    // SAFETY: the future is `'static`.
    unsafe { spawn_unchecked(core, future) }
}

/// Runs `drive` beside a task made of `future`, and returns what came of it: the future is dropped by then, wherever
/// its wakers may be, so it may borrow from the caller.
pub(crate) fn scoped<F: Future>(
    core: &Core,
    future: F,
    drive: impl FnOnce(&LocalJoinHandle<F::Output>),
) -> Option<Result<F::Output, JoinError>> {
    struct Guard<'a, T>(&'a Core, LocalJoinHandle<T>);
    impl<T> Drop for Guard<'_, T> {
        fn drop(&mut self) {
            let header = self.1.task.header();
            if header.has(RUNNING) {
                // A future that may not outlive this frame is being polled below it and cannot be dropped.
                std::process::abort();
            }
            self.1.task.abort(self.0);
        }
    }
    // SAFETY: the guard drops the future before this function returns or unwinds. The output leaves by `take` or is
    // dropped with the handle.
    let guard = Guard(core, unsafe { spawn_unchecked(core, future) });
    drive(&guard.1);
    guard.1.take()
}

/// # Safety
///
/// The future must be finished or aborted, and its output gone, before a borrow that it holds ends.
unsafe fn spawn_unchecked<F: Future>(core: &Core, future: F) -> LocalJoinHandle<F::Output> {
    let home = core.home();
    home.live
        .store(home.live.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
    let header = Header {
        vtable: const {
            &Vtable {
                poll: poll::<F>,
                cancel: cancel::<F>,
                take: take::<F>,
                discard: discard::<F>,
                free: free::<F>,
            }
        },
        home: Arc::as_ptr(home),
        // The loop's list, the ready queue and the handle.
        own: AtomicI32::new(3),
        lent: AtomicI32::new(0),
        mailed: AtomicBool::new(false),
        flags: Cell::new(QUEUED),
        slot: Cell::new(UNLISTED),
        joiner: Cell::new(None),
    };
    let task = Box::new(Task {
        header,
        stage: UnsafeCell::new(Stage::Running(future)),
    });
    let task = NonNull::from(Box::leak(task)).cast::<Header>();
    let handle = LocalJoinHandle {
        task: TaskRef(task),
        output: PhantomData,
    };
    handle.task.header().slot.set(core.list(TaskRef(task)));
    core.push(Handle::Task(TaskRef(task)));
    handle
}

/// # Safety
///
/// `task` is the header of a live `Task<F>` whose stage nobody else is looking at.
unsafe fn stage_mut<'a, F: Future>(task: NonNull<Header>) -> &'a mut Stage<F> {
    // SAFETY: `Task` is `repr(C)` with the header first, and the pointer was made from the whole box. The header, which
    // others may look at, is not part of what is borrowed here.
    unsafe { &mut *UnsafeCell::raw_get(&raw const (*task.cast::<Task<F>>().as_ptr()).stage) }
}

unsafe fn poll<F: Future>(task: NonNull<Header>) -> bool {
    // SAFETY: as promised by the caller; the flag RUNNING keeps everybody else away.
    let stage = unsafe { stage_mut::<F>(task) };
    let Stage::Running(future) = stage else {
        return true;
    };
    // SAFETY: the future is inside the box, where it stays until it is dropped.
    let future = unsafe { Pin::new_unchecked(future) };
    // SAFETY: the table follows the rules of `RawWaker`; this waker borrows the caller's reference and is not dropped.
    let waker = ManuallyDrop::new(unsafe { Waker::new(task.as_ptr().cast(), &WAKER) });
    let result = match catch_unwind(AssertUnwindSafe(|| {
        future.poll(&mut Context::from_waker(&waker))
    })) {
        Ok(Poll::Pending) => return false,
        Ok(Poll::Ready(output)) => Ok(output),
        Err(panic) => Err(JoinError::Panicked(panic)),
    };
    replace_stage(stage, result);
    true
}

unsafe fn cancel<F: Future>(task: NonNull<Header>) {
    // SAFETY: as promised by the caller.
    replace_stage(unsafe { stage_mut::<F>(task) }, Err(JoinError::Cancelled));
}

/// Drops the future where it lies. A panic of its destructor is the task's outcome.
fn replace_stage<F: Future>(stage: &mut Stage<F>, result: Result<F::Output, JoinError>) {
    let dropped = catch_unwind(AssertUnwindSafe(|| *stage = Stage::Empty));
    *stage = Stage::Done(dropped.map_err(JoinError::Panicked).and(result));
}

unsafe fn take<F: Future>(task: NonNull<Header>, out: *mut ()) {
    // SAFETY: as promised by the caller.
    let stage = std::mem::replace(unsafe { stage_mut::<F>(task) }, Stage::Empty);
    if let Stage::Done(result) = stage {
        // SAFETY: the caller has handed out a place of this type.
        unsafe { *out.cast::<Option<Result<F::Output, JoinError>>>() = Some(result) };
    }
}

unsafe fn discard<F: Future>(task: NonNull<Header>) {
    // SAFETY: as promised by the caller. The stage is replaced before the output's destructor runs.
    drop(std::mem::replace(
        unsafe { stage_mut::<F>(task) },
        Stage::Empty,
    ));
}

unsafe fn free<F: Future>(task: NonNull<Header>) {
    // SAFETY: the last reference is gone, and the box was made by `spawn_unchecked` with this very `F`.
    drop(unsafe { Box::from_raw(task.cast::<Task<F>>().as_ptr()) });
}

static WAKER: RawWakerVTable =
    RawWakerVTable::new(waker_clone, waker_wake, waker_wake_by_ref, waker_drop);

/// The reference that a waker is.
///
/// # Safety
///
/// `data` is a waker's of the table `WAKER`. Whoever drops the result consumes the waker.
unsafe fn waker_task(data: *const ()) -> ManuallyDrop<TaskRef> {
    // SAFETY: wakers are made from non-null headers.
    ManuallyDrop::new(TaskRef(unsafe {
        NonNull::new_unchecked(data.cast_mut().cast())
    }))
}

unsafe fn waker_clone(data: *const ()) -> RawWaker {
    // SAFETY: called for a waker of this table.
    unsafe { waker_task(data) }.header().add_reference();
    RawWaker::new(data, &WAKER)
}

unsafe fn waker_wake(data: *const ()) {
    // SAFETY: called for a waker of this table, which the caller gives up.
    let task = ManuallyDrop::into_inner(unsafe { waker_task(data) });
    task.schedule();
}

unsafe fn waker_wake_by_ref(data: *const ()) {
    // SAFETY: called for a waker of this table.
    unsafe { waker_task(data) }.schedule();
}

unsafe fn waker_drop(data: *const ()) {
    // SAFETY: called for a waker of this table, which the caller gives up.
    drop(ManuallyDrop::into_inner(unsafe { waker_task(data) }));
}

/// Awaits a task of this thread's loop ([`spawn_local`](crate::spawn_local)).
///
/// Awaiting gives the task's output, or the [`JoinError`] that says why there is none. Awaiting a finished task takes
/// no turn of the loop. Dropping the handle lets the task go on alone; awaiting twice panics.
pub struct LocalJoinHandle<T> {
    task: TaskRef,
    output: PhantomData<T>,
}

impl<T> LocalJoinHandle<T> {
    /// Drops the task's future, which then counts as finished with [`JoinError::Cancelled`]. A finished task is left
    /// alone; a task that aborts itself goes on to its next await.
    pub fn abort(&self) {
        let header = self.task.header();
        if header.owned_here() {
            let core = current::get();
            self.task.abort(&core);
        } else {
            drop(header.home().post(Letter::Abort(Parcel(self.task.clone()))));
        }
    }

    /// Whether the task has ended, one way or another.
    pub fn is_finished(&self) -> bool {
        self.task.header().has(DONE)
    }

    /// The outcome, if the task is finished and nobody has taken it.
    pub fn take(&self) -> Option<Result<T, JoinError>> {
        let mut result = None;
        if self.is_finished() {
            let header = self.task.header();
            // SAFETY: the task is done; the handle was made for the type of its output.
            unsafe { (header.vtable.take)(self.task.0, (&raw mut result).cast()) };
        }
        result
    }
}

impl<T> Future for LocalJoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.is_finished() {
            return Poll::Ready(
                self.take()
                    .expect("a JoinHandle was awaited again after it had given its result"),
            );
        }
        let joiner = &self.task.header().joiner;
        let waker = match joiner.take() {
            Some(waker) if waker.will_wake(cx.waker()) => waker,
            _ => cx.waker().clone(),
        };
        joiner.set(Some(waker));
        Poll::Pending
    }
}

impl<T> Unpin for LocalJoinHandle<T> {}

impl<T> Drop for LocalJoinHandle<T> {
    fn drop(&mut self) {
        let header = self.task.header();
        drop(header.joiner.take());
        if self.is_finished() {
            // SAFETY: the task is done, and this is the handle that alone would take the output.
            unsafe { (header.vtable.discard)(self.task.0) };
        } else {
            header.set(DETACHED);
        }
    }
}

impl<T> std::fmt::Debug for LocalJoinHandle<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalJoinHandle")
            .field("finished", &self.is_finished())
            .finish()
    }
}
