//! `Queue`, and what the kinds of queues share.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{
    Class, DynObject, Int, NativeType, Object, Result, Str, Value, View, errors,
};

use super::exceptions::{queue_empty, queue_full, queue_shut_down};
use super::futures::FutureCore;
use super::locks::Waiters;
use super::object::shared;
use super::{Event, LifoQueue, PriorityQueue, waiting};

/// In which order items leave a queue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Fifo,
    Lifo,
    Priority,
}

/// The shared part of a queue.
pub struct QueueData<T> {
    pub(super) order: Order,
    maxsize: i64,
    pub(super) items: RefCell<VecDeque<T>>,
    getters: Waiters,
    putters: Waiters,
    unfinished: Cell<usize>,
    finished: Event,
    is_shut_down: Cell<bool>,
}

/// A queue, first in first out.
#[pyclass("class Queue[T]", module = "asyncio.queues", manual)]
pub struct Queue<T>(pub(super) Rc<QueueData<T>>);

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Queue(self.0.clone())
    }
}

impl<T: Object> Queue<T> {
    pub(super) fn make(order: Order, maxsize: i64) -> Queue<T> {
        let finished = Event::new();
        finished.set();
        Queue(Rc::new(QueueData {
            order,
            maxsize,
            items: RefCell::default(),
            getters: Waiters::default(),
            putters: Waiters::default(),
            unfinished: Cell::new(0),
            finished,
            is_shut_down: Cell::new(false),
        }))
    }

    fn describe(&self) -> Result<String> {
        let data = &self.0;
        let mut text = format!("maxsize={}", data.maxsize);
        let items: Vec<T> = data.items.borrow().iter().cloned().collect();
        if !items.is_empty() {
            let shown: Result<Vec<_>> = items.iter().map(View::repr).collect();
            let shown: Vec<String> = shown?
                .iter()
                .map(|text| text.as_str().to_string())
                .collect();
            text.push_str(&format!(" _queue=[{}]", shown.join(", ")));
        }
        for (name, waiters) in [("getters", &data.getters), ("putters", &data.putters)] {
            if waiters.len() > 0 {
                text.push_str(&format!(" _{name}[{}]", waiters.len()));
            }
        }
        if data.unfinished.get() > 0 {
            text.push_str(&format!(" tasks={}", data.unfinished.get()));
        }
        if data.is_shut_down.get() {
            text.push_str(" shutdown");
        }
        Ok(text)
    }

    fn count(&self) -> usize {
        self.0.items.borrow().len()
    }

    fn class_text(&self) -> &'static str {
        match self.0.order {
            Order::Fifo => "Queue",
            Order::Lifo => "LifoQueue",
            Order::Priority => "PriorityQueue",
        }
    }

    /// Waits in one of the two queues of waiters; `can_go` tells whether another waiter could go on instead of this one.
    async fn wait_in(&self, waiters: &Waiters, can_go: impl Fn() -> bool) -> Result<()> {
        let event_loop = waiters.event_loop(|| View::repr(self))?;
        let future = waiters.add(&event_loop);
        let outcome = waiting::done(&future)
            .await
            .and_then(|()| future.result::<Value>());
        let Err(error) = outcome else { return Ok(()) };
        future.cancel(None);
        waiters.remove(&future);
        if can_go() && !future.is_cancelled() {
            wake_next(waiters);
        }
        Err(error)
    }
}

/// Wakes the first waiter that is not done.
fn wake_next(waiters: &Waiters) {
    while let Some(waiter) = waiters.pop() {
        if !waiter.is_done() {
            waiter.release();
            return;
        }
    }
}

#[pymethods]
impl<T: Object> Queue<T> {
    /// A queue for at most maxsize items; 0 is any number.
    #[pyfn("def __new__(cls, maxsize: int = 0) -> Queue[T]")]
    pub fn new(maxsize: i64) -> Queue<T> {
        Queue::make(Order::Fifo, maxsize)
    }

    /// Number of items in the queue.
    #[pyfn("def qsize(self) -> int")]
    pub fn qsize(&self) -> Int {
        Int::from(self.count())
    }

    /// Number of items allowed in the queue.
    #[pyfn("def maxsize(self) -> int", property)]
    pub fn maxsize(&self) -> Int {
        Int::new(self.0.maxsize)
    }

    /// Return True if the queue is empty.
    #[pyfn("def empty(self) -> bool")]
    pub fn empty(&self) -> bool {
        self.0.items.borrow().is_empty()
    }

    /// Return True if there are maxsize items in the queue.
    #[pyfn("def full(self) -> bool")]
    pub fn full(&self) -> bool {
        self.0.maxsize > 0 && self.count() as i64 >= self.0.maxsize
    }

    /// Put an item into the queue, waiting until there is room.
    #[pyfn("async def put(self, item: T) -> None")]
    pub fn put(&self, item: T) -> impl Future<Output = Result<()>> + use<T> {
        let this = self.clone();
        async move {
            while this.full() {
                if this.0.is_shut_down.get() {
                    return Err(queue_shut_down(Vec::new()));
                }
                this.wait_in(&this.0.putters, || !this.full()).await?;
            }
            this.put_nowait(item)
        }
    }

    /// Put an item into the queue, or raise QueueFull.
    #[pyfn("def put_nowait(self, item: T) -> None")]
    pub fn put_nowait(&self, item: T) -> Result<()> {
        if self.0.is_shut_down.get() {
            return Err(queue_shut_down(Vec::new()));
        }
        if self.full() {
            return Err(queue_full(Vec::new()));
        }
        self.push(item)?;
        self.0.unfinished.set(self.0.unfinished.get() + 1);
        self.0.finished.clear();
        wake_next(&self.0.getters);
        Ok(())
    }

    /// Remove and return an item, waiting until there is one.
    #[pyfn("async def get(self) -> T")]
    pub fn get(&self) -> impl Future<Output = Result<T>> + use<T> {
        let this = self.clone();
        async move {
            while this.empty() {
                if this.0.is_shut_down.get() {
                    return Err(queue_shut_down(Vec::new()));
                }
                this.wait_in(&this.0.getters, || !this.empty()).await?;
            }
            this.get_nowait()
        }
    }

    /// Remove and return an item, or raise QueueEmpty.
    #[pyfn("def get_nowait(self) -> T")]
    pub fn get_nowait(&self) -> Result<T> {
        let Some(item) = self.pop()? else {
            let shut_down = self.0.is_shut_down.get();
            return Err(if shut_down {
                queue_shut_down(Vec::new())
            } else {
                queue_empty(Vec::new())
            });
        };
        wake_next(&self.0.putters);
        Ok(item)
    }

    /// Indicate that a formerly enqueued task is complete.
    #[pyfn("def task_done(self) -> None")]
    pub fn task_done(&self) -> Result<()> {
        let Some(left) = self.0.unfinished.get().checked_sub(1) else {
            return Err(errors::value_error("task_done() called too many times"));
        };
        self.0.unfinished.set(left);
        if left == 0 {
            self.0.finished.set();
        }
        Ok(())
    }

    /// Wait until all items have been gotten and processed.
    #[pyfn("async def join(self) -> None")]
    pub fn join(&self) -> impl Future<Output = Result<()>> + use<T> {
        let this = self.clone();
        async move {
            if this.0.unfinished.get() > 0 {
                this.0.finished.wait().await?;
            }
            Ok(())
        }
    }

    /// Make gets (of an empty queue, or at once) and puts raise QueueShutDown.
    #[pyfn("def shutdown(self, immediate: bool = False) -> None")]
    pub fn shutdown(&self, immediate: bool) -> Result<()> {
        self.0.is_shut_down.set(true);
        if immediate {
            while self.pop()?.is_some() {
                self.0
                    .unfinished
                    .set(self.0.unfinished.get().saturating_sub(1));
            }
            if self.0.unfinished.get() == 0 {
                self.0.finished.set();
            }
        }
        for waiters in [&self.0.getters, &self.0.putters] {
            while let Some(waiter) = waiters.pop() {
                FutureCore::release(&waiter);
            }
        }
        Ok(())
    }
}

impl<T: Object> View for Queue<T> {
    fn class_name(&self) -> Str {
        Str::from(self.class_text())
    }

    fn to_value(&self) -> Value {
        let any: &dyn std::any::Any = self;
        match any.downcast_ref::<Queue<Value>>() {
            Some(queue) => Value::Object(queue.0.clone()),
            None => panic!(
                "a '{}' of statically typed items was used dynamically",
                self.class_text()
            ),
        }
    }

    fn repr(&self) -> Result<Str> {
        let address = Rc::as_ptr(&self.0).cast::<()>() as usize;
        Ok(Str::from(format!(
            "<{} at {address:#x} {}>",
            self.class_text(),
            self.describe()?
        )))
    }

    fn str(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<{} {}>",
            self.class_text(),
            self.describe()?
        )))
    }

    fn hash(&self) -> Result<i64> {
        Ok(portalis_runtime::declare::address_hash(
            Rc::as_ptr(&self.0).cast::<()>() as usize,
        ))
    }
}

impl<T: Object> Object for Queue<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.same(other))
    }

    fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    fn from_value(value: Value) -> Result<Self> {
        let queue = shared::<QueueData<Value>>(&value).map(Queue);
        let any = queue.as_ref().map(|queue| queue as &dyn std::any::Any);
        any.and_then(|any| any.downcast_ref::<Queue<T>>())
            .cloned()
            .ok_or_else(|| errors::wrong_type("Queue", &value))
    }
}

impl DynObject for QueueData<Value> {
    fn class(&self) -> Class {
        match self.order {
            Order::Fifo => <Queue<Value> as NativeType>::CLASS.class(),
            Order::Lifo => <LifoQueue<Value> as NativeType>::CLASS.class(),
            Order::Priority => <PriorityQueue<Value> as NativeType>::CLASS.class(),
        }
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "_unfinished_tasks" => Some(Value::from(self.unfinished.get())),
            _ => None,
        }
    }

    fn repr(&self, this: &Value) -> Result<Str> {
        View::repr(&Queue::<Value>::from_value(this.clone())?)
    }

    fn str(&self, this: &Value) -> Result<Str> {
        View::str(&Queue::<Value>::from_value(this.clone())?)
    }
}
