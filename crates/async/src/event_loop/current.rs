//! Which loop this thread has entered.
//!
//! Wakers ask [`is`] to tell a wake from their own loop, which costs next to nothing, from one that must go through the
//! letter box. Loops may be entered inside one another; only the innermost counts.

use super::core::Core;
use super::home::Home;
use std::cell::{Cell, RefCell};
use std::ptr;
use std::rc::Rc;
use std::sync::Arc;

thread_local! {
    /// The address of the home of `CURRENT`, to be compared and never followed.
    static HOME: Cell<*const Home> = const { Cell::new(ptr::null()) };
    static CURRENT: RefCell<Option<Rc<Core>>> = const { RefCell::new(None) };
}

/// Whether the loop with this home is the one that this thread has entered.
pub(crate) fn is(home: *const Home) -> bool {
    HOME.get() == home
}

/// Calls `f` with the present loop. `f` must not run code of the program, which might enter another loop.
pub(crate) fn with<R>(f: impl FnOnce(&Core) -> R) -> Option<R> {
    CURRENT
        .try_with(|current| current.borrow().as_deref().map(f))
        .ok()
        .flatten()
}

pub(crate) fn try_get() -> Option<Rc<Core>> {
    CURRENT
        .try_with(|current| current.borrow().clone())
        .ok()
        .flatten()
}

/// The present loop, on a thread that is known to have one.
pub(crate) fn get() -> Rc<Core> {
    try_get().expect("HOME is set while a loop is entered only")
}

/// Makes `core` the present loop until the guard is dropped.
pub(crate) fn enter(core: &Rc<Core>) -> Entered {
    let home = HOME.replace(Arc::as_ptr(core.home()));
    Entered {
        home,
        core: CURRENT.replace(Some(Rc::clone(core))),
    }
}

/// Leaves all loops, for a thread of the program that has entered none; dropping what is given enters them again.
pub(crate) fn leave() -> Entered {
    let home = HOME.replace(ptr::null());
    Entered {
        home,
        core: CURRENT.take(),
    }
}

/// The loop that was entered before.
#[must_use]
pub(crate) struct Entered {
    home: *const Home,
    core: Option<Rc<Core>>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        HOME.set(self.home);
        let left = CURRENT.try_with(|current| current.replace(self.core.take()));
        drop(left);
    }
}
