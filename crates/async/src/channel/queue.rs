//! [`AsyncQueue`]: a queue of work that knows when all of it is done, after `asyncio.Queue`.

use crate::sync::{WaitList, lock};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// A queue that any number of tasks put into and get from: first in, first out, or in another order.
///
/// ```
/// use portalis_async::{AsyncQueue, AsyncRuntime, spawn_local};
/// use std::rc::Rc;
///
/// AsyncRuntime::new().block_on(async {
///     let queue = Rc::new(AsyncQueue::new(10));
///     for job in 0..3 {
///         queue.put(job).await.expect("the queue is open");
///     }
///     let work = Rc::clone(&queue);
///     spawn_local(async move {
///         while work.get().await.is_ok() {
///             work.task_done().expect("one job is done for one that was taken");
///         }
///     });
///     queue.join().await;
///     queue.shutdown(false);
/// });
/// ```
pub struct AsyncQueue<T, S = VecDeque<T>> {
    state: Mutex<State<S>>,
    items: PhantomData<fn() -> T>,
}

struct State<S> {
    items: S,
    /// Zero is no limit.
    capacity: usize,
    /// Items that were put and of which nobody has said that they are done.
    unfinished: usize,
    shut_down: bool,
    getters: WaitList,
    putters: WaitList,
    joiners: WaitList,
}

/// The order of a queue: what keeps its items.
pub trait Store<T> {
    /// Puts an item in.
    fn push(&mut self, item: T);
    /// Takes out the item whose turn it is.
    fn pop(&mut self) -> Option<T>;
    /// The number of items.
    fn len(&self) -> usize;
    /// Whether there are no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> AsyncQueue<T> {
    /// A queue for `capacity` items, or any number if that is zero, which come out as they went in.
    pub const fn new(capacity: usize) -> Self {
        Self::with_store(capacity, VecDeque::new())
    }
}

impl<T> AsyncQueue<T, Vec<T>> {
    /// A queue from which the newest item comes first.
    pub const fn lifo(capacity: usize) -> Self {
        Self::with_store(capacity, Vec::new())
    }
}

impl<T: Ord> AsyncQueue<T, BinaryHeap<Reverse<T>>> {
    /// A queue from which the smallest item comes first.
    pub const fn priority(capacity: usize) -> Self {
        Self::with_store(capacity, BinaryHeap::new())
    }
}

impl<T, S> AsyncQueue<T, S> {
    /// A queue whose items come out as `items` has them.
    pub const fn with_store(capacity: usize, items: S) -> Self {
        let state = State {
            items,
            capacity,
            unfinished: 0,
            shut_down: false,
            getters: WaitList::new(),
            putters: WaitList::new(),
            joiners: WaitList::new(),
        };
        Self {
            state: Mutex::new(state),
            items: PhantomData,
        }
    }
}

impl<T, S: Store<T>> AsyncQueue<T, S> {
    /// Waits for room and puts an item. Dropping the future puts nothing.
    pub async fn put(&self, item: T) -> Result<(), QueueShutDown> {
        let mut item = Some(item);
        self.attempt(Side::Put, |state| {
            if state.shut_down {
                return Some(Err(QueueShutDown));
            }
            if state.is_full() {
                return None;
            }
            state.put(item.take()?);
            Some(Ok(()))
        })
        .await
    }

    /// Puts an item if there is room, or gives it back.
    pub fn try_put(&self, item: T) -> Result<(), QueueFull<T>> {
        let mut state = lock(&self.state);
        if state.shut_down || state.is_full() {
            return Err(QueueFull(item));
        }
        state.put(item);
        let getter = state.getters.pop();
        drop(state);
        wake(getter);
        Ok(())
    }

    /// Waits for an item. After [`shutdown`](Self::shutdown), what is left can be got still. Dropping the future gets
    /// nothing.
    pub async fn get(&self) -> Result<T, QueueShutDown> {
        self.attempt(Side::Get, |state| match state.items.pop() {
            Some(item) => Some(Ok(item)),
            None if state.shut_down => Some(Err(QueueShutDown)),
            None => None,
        })
        .await
    }

    /// An item, if there is one.
    pub fn try_get(&self) -> Result<T, QueueEmpty> {
        let mut state = lock(&self.state);
        let item = state.items.pop().ok_or(QueueEmpty)?;
        let putter = state.putters.pop();
        drop(state);
        wake(putter);
        Ok(item)
    }

    /// Says that the work on one item that was got is done.
    pub fn task_done(&self) -> Result<(), TooManyDone> {
        let mut state = lock(&self.state);
        state.unfinished = state.unfinished.checked_sub(1).ok_or(TooManyDone)?;
        let joiners = if state.unfinished == 0 {
            state.joiners.pop_all()
        } else {
            Vec::new()
        };
        drop(state);
        joiners.into_iter().for_each(Waker::wake);
        Ok(())
    }

    /// Waits until the work on all items is done.
    pub async fn join(&self) {
        self.attempt(Side::Join, |state| (state.unfinished == 0).then_some(()))
            .await;
    }

    /// Takes no more items. With `immediate`, those that are left are dropped and count as done.
    pub fn shutdown(&self, immediate: bool) {
        let mut state = lock(&self.state);
        state.shut_down = true;
        let mut dropped = Vec::new();
        if immediate {
            while let Some(item) = state.items.pop() {
                state.unfinished = state.unfinished.saturating_sub(1);
                dropped.push(item);
            }
        }
        let mut wakers = state.getters.pop_all();
        wakers.append(&mut state.putters.pop_all());
        if state.unfinished == 0 {
            wakers.append(&mut state.joiners.pop_all());
        }
        drop(state);
        drop(dropped);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        lock(&self.state).items.len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no room.
    pub fn is_full(&self) -> bool {
        lock(&self.state).is_full()
    }

    fn attempt<R, F>(&self, side: Side, attempt: F) -> Attempt<'_, T, S, F>
    where
        F: FnMut(&mut State<S>) -> Option<R>,
    {
        Attempt {
            queue: self,
            side,
            attempt,
            id: None,
        }
    }
}

impl<S> State<S> {
    fn is_full<T>(&self) -> bool
    where
        S: Store<T>,
    {
        self.capacity > 0 && self.items.len() >= self.capacity
    }

    fn put<T>(&mut self, item: T)
    where
        S: Store<T>,
    {
        self.items.push(item);
        self.unfinished += 1;
    }

    fn waiters(&mut self, side: Side) -> &mut WaitList {
        match side {
            Side::Get => &mut self.getters,
            Side::Put => &mut self.putters,
            Side::Join => &mut self.joiners,
        }
    }

    /// Whoever may go on now that somebody on `side` has been served.
    fn pop_opposite(&mut self, side: Side) -> Option<Waker> {
        match side {
            Side::Get => self.putters.pop(),
            Side::Put => self.getters.pop(),
            Side::Join => None,
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Get,
    Put,
    Join,
}

/// Tries again each time it is woken.
struct Attempt<'a, T, S, F> {
    queue: &'a AsyncQueue<T, S>,
    side: Side,
    attempt: F,
    id: Option<u64>,
}

/// Nothing in it is pinned.
impl<T, S, F> Unpin for Attempt<'_, T, S, F> {}

impl<T, S, R, F: FnMut(&mut State<S>) -> Option<R>> Future for Attempt<'_, T, S, F> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R> {
        let this = &mut *self;
        let mut state = lock(&this.queue.state);
        if this
            .id
            .is_some_and(|id| state.waiters(this.side).keep(id, cx.waker()))
        {
            return Poll::Pending;
        }
        match (this.attempt)(&mut state) {
            Some(result) => {
                this.id = None;
                let next = state.pop_opposite(this.side);
                drop(state);
                wake(next);
                Poll::Ready(result)
            }
            None => {
                this.id = Some(state.waiters(this.side).push(cx.waker(), ()));
                Poll::Pending
            }
        }
    }
}

impl<T, S, F> Drop for Attempt<'_, T, S, F> {
    /// One that was woken and gives up wakes the next, who waits again if there is nothing for it.
    fn drop(&mut self) {
        if let Some(id) = self.id {
            let mut state = lock(&self.queue.state);
            let waiters = state.waiters(self.side);
            let next = if waiters.remove(id) {
                None
            } else {
                waiters.pop()
            };
            drop(state);
            wake(next);
        }
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<T> Store<T> for VecDeque<T> {
    fn push(&mut self, item: T) {
        self.push_back(item);
    }

    fn pop(&mut self) -> Option<T> {
        self.pop_front()
    }

    fn len(&self) -> usize {
        self.len()
    }
}

impl<T> Store<T> for Vec<T> {
    fn push(&mut self, item: T) {
        self.push(item);
    }

    fn pop(&mut self) -> Option<T> {
        self.pop()
    }

    fn len(&self) -> usize {
        self.len()
    }
}

impl<T: Ord> Store<T> for BinaryHeap<Reverse<T>> {
    fn push(&mut self, item: T) {
        self.push(Reverse(item));
    }

    fn pop(&mut self) -> Option<T> {
        Some(self.pop()?.0)
    }

    fn len(&self) -> usize {
        self.len()
    }
}

impl<T, S: Store<T>> fmt::Debug for AsyncQueue<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncQueue")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// The queue takes no more items, and has none left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueShutDown;

/// There is no item at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueEmpty;

/// There is no room at present, or the queue was shut down; here is the item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct QueueFull<T>(pub T);

/// `task_done` was called more often than items were put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyDone;

impl<T> fmt::Debug for QueueFull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueueFull(..)")
    }
}

impl fmt::Display for QueueShutDown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue was shut down")
    }
}

impl fmt::Display for QueueEmpty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is empty")
    }
}

impl<T> fmt::Display for QueueFull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is full")
    }
}

impl fmt::Display for TooManyDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("task_done was called too many times")
    }
}

impl std::error::Error for QueueShutDown {}
impl std::error::Error for QueueEmpty {}
impl<T> std::error::Error for QueueFull<T> {}
impl std::error::Error for TooManyDone {}
