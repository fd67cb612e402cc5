//! [`select`]: whichever comes first.

use std::future::{Future, IntoFuture, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// What [`select`] gives: the output of the future that was first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Either<A, B> {
    /// Of the first argument.
    Left(A),
    /// Of the second argument.
    Right(B),
}

/// Awaits two futures until one is finished, and drops the other. If both are, the first argument counts.
///
/// ```
/// use portalis_async::{AsyncRuntime, Either, select, sleep};
/// use std::time::Duration;
///
/// let first = AsyncRuntime::new().block_on(async {
///     select(sleep(Duration::from_secs(60)), async { "no waiting" }).await
/// });
/// assert_eq!(first, Either::Right("no waiting"));
/// ```
pub async fn select<A: IntoFuture, B: IntoFuture>(a: A, b: B) -> Either<A::Output, B::Output> {
    let (mut a, mut b) = (pin!(a.into_future()), pin!(b.into_future()));
    poll_fn(|cx| {
        if let Poll::Ready(output) = a.as_mut().poll(cx) {
            return Poll::Ready(Either::Left(output));
        }
        b.as_mut().poll(cx).map(Either::Right)
    })
    .await
}
