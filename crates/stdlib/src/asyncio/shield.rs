//! `shield`: waiting for a future without passing a cancellation on to it.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::pyfn;
use portalis_runtime::{Object, Result};

use super::Future;
use super::awaitable::{self, Awaitable};
use super::futures::{FutureCore, Native, Stored};

/// Wait for a future, shielding it from cancellation.
#[pyfn("def shield(arg: Awaitable[T]) -> Future[T]")]
pub fn shield<T: Object, A: Awaitable<Output = T>>(arg: A) -> Result<Future<T>> {
    let inner = awaitable::to_future(arg, None)?;
    if inner.is_done() {
        return Ok(Future::of_core(inner));
    }
    let outer = inner.event_loop().new_future();
    let target = outer.clone();
    let inner_done: Native = Rc::new(move |inner: &Rc<FutureCore>| pass_on::<T>(inner, &target));
    // Removing the callback breaks the circle between the two futures.
    let link = RefCell::new(Some((inner.clone(), inner_done.clone())));
    let outer_done: Native = Rc::new(move |_: &Rc<FutureCore>| {
        if let Some((inner, callback)) = link.take()
            && !inner.is_done()
        {
            inner.remove_native(&callback);
        }
    });
    inner.add_native(&inner_done);
    outer.add_native(&outer_done);
    Ok(Future::of_core(outer))
}

fn pass_on<T: Object>(inner: &Rc<FutureCore>, outer: &Rc<FutureCore>) {
    if outer.is_done() {
        inner.forget_error();
        return;
    }
    if inner.is_cancelled() {
        outer.cancel(None);
    } else if let Some(error) = inner.error() {
        outer.finish_error(error);
    } else {
        match inner.result::<T>() {
            Ok(result) => outer.finish_result(Box::new(result) as Box<dyn Stored>),
            Err(error) => outer.finish_error(error),
        }
    }
}
