//! Plain functions that wait, on hosts that cannot block: where one is called as a value, by code that cannot wait either.
//!
//! `asyncio.to_thread(work)` can wait for it: what [`deferring`] calls may leave its rest behind as a future.
//!
//! *Invariant:* a future is left behind by the call that `deferring` makes, and is taken by it.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::value::BoxFuture;
use crate::{Object, Result, View, errors};

thread_local! {
    static MAY_DEFER: Cell<bool> = const { Cell::new(false) };
    static DEFERRED: RefCell<Option<BoxFuture>> = const { RefCell::new(None) };
}

/// Runs a function that may wait as far as it goes without. RuntimeError where it has to wait and nobody can for it.
pub fn run_now<T: Object>(future: impl Future<Output = Result<T>> + 'static) -> Result<T> {
    let may_defer = MAY_DEFER.replace(false);
    let mut future: Pin<Box<dyn Future<Output = Result<T>>>> = Box::pin(future);
    let polled = future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    if let Poll::Ready(outcome) = polled {
        return outcome;
    }
    if may_defer {
        let rest = async move { future.await.map(|result| View::to_value(&result)) };
        DEFERRED.replace(Some(Box::pin(rest)));
    }
    Err(errors::runtime_error(
        "this host cannot block: a function that waits cannot be called from here",
    ))
}

/// Makes a call; the future of its rest, where the function that is called has to wait.
pub fn deferring<R>(call: impl FnOnce() -> R) -> (R, Option<BoxFuture>) {
    MAY_DEFER.set(true);
    let result = call();
    MAY_DEFER.set(false);
    (result, DEFERRED.take())
}
