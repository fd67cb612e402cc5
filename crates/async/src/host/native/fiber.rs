//! A stack of its own for a call that can be left in the middle and be resumed.
//!
//! *Invariant:* a fiber is resumed on the thread that made it, and never inside of itself.

#![allow(unsafe_code, reason = "the fiber that runs is known by a pointer")]

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};
use std::cell::Cell;
use std::io;
use std::mem::ManuallyDrop;
use std::ptr;

/// Address space, of which the system gives what is touched: deep recursion needs as much as on the main stack.
const STACK: usize = 256 << 20;

/// Whether this host has fibers.
pub(crate) const AVAILABLE: bool = true;

/// A call on a stack of its own.
pub(crate) struct Fiber(ManuallyDrop<Coroutine<(), (), ()>>);

thread_local! {
    static RUNNING: Cell<*const Yielder<(), ()>> = const { Cell::new(ptr::null()) };
}

impl Fiber {
    /// A fiber that has not begun.
    pub(crate) fn new(call: Box<dyn FnOnce()>) -> io::Result<Fiber> {
        let stack = DefaultStack::new(STACK)?;
        let coroutine = Coroutine::with_stack(stack, move |yielder: &Yielder<(), ()>, ()| {
            RUNNING.set(yielder);
            call();
        });
        Ok(Fiber(ManuallyDrop::new(coroutine)))
    }

    /// Runs it to its end, or until it calls [`suspend`]; gives it back then.
    ///
    /// A fiber that is dropped before its end keeps its stack: what is on it belongs to others too.
    pub(crate) fn resume(mut self) -> Option<Fiber> {
        match self.0.resume(()) {
            CoroutineResult::Yield(()) => Some(self),
            CoroutineResult::Return(()) => {
                drop(ManuallyDrop::into_inner(self.0));
                None
            }
        }
    }
}

/// Leaves the fiber that runs, until it is resumed.
pub(crate) fn suspend() {
    let yielder = RUNNING.get();
    assert!(!yielder.is_null(), "no fiber is running");
    // SAFETY: the pointer was set by the fiber that runs now, when it began or when it was resumed last, and its yielder
    // lives on its stack until it ends.
    unsafe { &*yielder }.suspend(());
    RUNNING.set(yielder);
}
