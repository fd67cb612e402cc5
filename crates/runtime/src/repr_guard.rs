//! `repr` of containers that contain themselves.

use std::cell::RefCell;

thread_local! {
    static ACTIVE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// One container whose `repr` is being made.
pub struct ReprGuard(());

impl ReprGuard {
    /// `None` where the `repr` of this container is being made already.
    pub fn enter(address: usize) -> Option<ReprGuard> {
        ACTIVE.with_borrow_mut(|active| {
            if active.contains(&address) {
                return None;
            }
            active.push(address);
            Some(ReprGuard(()))
        })
    }
}

impl Drop for ReprGuard {
    fn drop(&mut self) {
        ACTIVE.with_borrow_mut(|active| active.pop());
    }
}
