//! `Queue`, and what the kinds of queues share.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{
    Args, Class, DynObject, Int, List, NativeType, Object, Result, Str, Value, View, args, errors,
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
    /// The instance of a derived class that has its own `_init`, `_put` or `_get`, and keeps the items.
    owner: RefCell<Option<Weak<dyn DynObject>>>,
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
            owner: RefCell::default(),
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

    /// See [`QueueData::owner`].
    fn owner(&self) -> Option<Value> {
        let owner = self.0.owner.borrow();
        Some(Value::Object(owner.as_ref()?.upgrade()?))
    }

    /// What a derived class keeps its items in.
    fn own_items(&self) -> Option<Value> {
        self.owner()?.find_attr("_queue").ok().flatten()
    }

    fn count(&self) -> usize {
        match self.own_items().map(|items| items.len()) {
            Some(Ok(count)) => usize::try_from(count.clamp_i64()).unwrap_or_default(),
            _ => self.0.items.borrow().len(),
        }
    }

    /// Puts an item in, by the method of a derived class if there is one.
    fn put_item(&self, item: T) -> Result<()> {
        match self.owner() {
            Some(owner) => owner.call_method("_put", args![item.to_value()]).map(drop),
            None => self.push(item),
        }
    }

    fn take_item(&self) -> Result<Option<T>> {
        match self.owner() {
            Some(_) if self.empty() => Ok(None),
            Some(owner) => T::from_value(owner.call_method("_get", Args::new())?).map(Some),
            None => self.pop(),
        }
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

#[pymethods(1)]
impl<T: Object> Queue<T> {
    /// Makes what holds the items of a derived class.
    #[pyfn("def _init(self, maxsize: int) -> None")]
    pub fn init_items(&self, _maxsize: i64) -> Result<()> {
        let items = match self.0.order {
            Order::Fifo => View::to_value(&crate::collections::Deque::<Value>::new()),
            Order::Lifo | Order::Priority => Value::List(List::new()),
        };
        match self.owner() {
            Some(owner) => owner.set_attr("_queue", items),
            None => Ok(()),
        }
    }

    /// Puts an item in without looking at anything else.
    #[pyfn("def _put(self, item: T) -> None")]
    pub fn put_in(&self, item: T) -> Result<()> {
        match (self.own_items(), self.0.order) {
            (None, _) => self.push(item),
            (Some(Value::List(heap)), Order::Priority) => {
                crate::heapq::heappush(&heap, item.to_value())
            }
            (Some(items), _) => items
                .call_method("append", args![item.to_value()])
                .map(drop),
        }
    }

    /// Takes an item out; there is one.
    #[pyfn("def _get(self) -> T")]
    pub fn take_out(&self) -> Result<T> {
        let item = match (self.own_items(), self.0.order) {
            (None, _) => return self.pop()?.ok_or_else(|| queue_empty(Vec::new())),
            (Some(Value::List(heap)), Order::Priority) => crate::heapq::heappop(&heap)?,
            (Some(items), Order::Fifo) => items.call_method("popleft", Args::new())?,
            (Some(items), _) => items.call_method("pop", Args::new())?,
        };
        T::from_value(item)
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
        self.count() == 0
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
        self.put_item(item)?;
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
        let Some(item) = self.take_item()? else {
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
            while self.take_item()?.is_some() {
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

    fn adopted_by(&self, instance: &Value) -> Result<()> {
        const OWN: [&str; 3] = ["_init", "_put", "_get"];
        let base = DynObject::class(self);
        let Value::Object(object) = instance else {
            return Ok(());
        };
        let class = object.class();
        if !OWN.iter().any(|name| class.overrides(name, &base)) {
            return Ok(());
        }
        self.owner.replace(Some(Rc::downgrade(object)));
        instance
            .call_method("_init", args![Value::from(self.maxsize)])
            .map(drop)
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
