//! `LifoQueue` and `PriorityQueue`, and how items go into each kind of queue and leave it.
//!
//! *Invariant:* a comparison may run Python code; the items are out of their cell meanwhile, as a heap that is looked at in the
//! middle of a push is in nobody's interest.

use std::collections::VecDeque;
use std::ops::Deref;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{NativeType, Object, Result, Str, Value, View, errors};

use super::Queue;
use super::queues::Order;

type QueueOfValue = Queue<Value>;

/// A queue, last in first out.
#[pyclass("class LifoQueue[T](Queue)", module = "asyncio.queues", manual, bases = [QueueOfValue], address = lifo_address)]
pub struct LifoQueue<T>(Queue<T>);

/// A queue that gives the smallest item first.
#[pyclass("class PriorityQueue[T](Queue)", module = "asyncio.queues", manual, bases = [QueueOfValue], address = priority_address)]
pub struct PriorityQueue<T>(Queue<T>);

fn lifo_address(queue: &LifoQueue<Value>) -> usize {
    queue.0.address()
}

fn priority_address(queue: &PriorityQueue<Value>) -> usize {
    queue.0.address()
}

macro_rules! kind_of_queue {
    ($kind:ident, $order:expr) => {
        impl<T> Clone for $kind<T> {
            fn clone(&self) -> Self {
                $kind(self.0.clone())
            }
        }

        impl<T> Deref for $kind<T> {
            type Target = Queue<T>;

            fn deref(&self) -> &Queue<T> {
                &self.0
            }
        }

        impl<T: Object> View for $kind<T> {
            fn class_name(&self) -> Str {
                View::class_name(&self.0)
            }

            fn to_value(&self) -> Value {
                View::to_value(&self.0)
            }

            fn repr(&self) -> Result<Str> {
                View::repr(&self.0)
            }

            fn str(&self) -> Result<Str> {
                View::str(&self.0)
            }

            fn hash(&self) -> Result<i64> {
                View::hash(&self.0)
            }
        }

        impl<T: Object> Object for $kind<T> {
            fn equals(&self, other: &Self) -> Result<bool> {
                self.0.equals(&other.0)
            }

            fn same(&self, other: &Self) -> bool {
                self.0.same(&other.0)
            }

            fn from_value(value: Value) -> Result<Self> {
                let queue = Queue::<T>::from_value(value.clone()).ok();
                queue
                    .filter(|queue| queue.0.order == $order)
                    .map($kind)
                    .ok_or_else(|| errors::wrong_type(stringify!($kind), &value))
            }
        }
    };
}

kind_of_queue!(LifoQueue, Order::Lifo);
kind_of_queue!(PriorityQueue, Order::Priority);

#[pymethods]
impl<T: Object> LifoQueue<T> {
    /// A queue for at most maxsize items; 0 is any number.
    #[pyfn("def __new__(cls, maxsize: int = 0) -> LifoQueue[T]")]
    pub fn new(maxsize: i64) -> LifoQueue<T> {
        LifoQueue(Queue::make(Order::Lifo, maxsize))
    }
}

#[pymethods]
impl<T: Object> PriorityQueue<T> {
    /// A queue for at most maxsize items; 0 is any number.
    #[pyfn("def __new__(cls, maxsize: int = 0) -> PriorityQueue[T]")]
    pub fn new(maxsize: i64) -> PriorityQueue<T> {
        PriorityQueue(Queue::make(Order::Priority, maxsize))
    }
}

impl<T: Object> Queue<T> {
    pub(super) fn push(&self, item: T) -> Result<()> {
        if self.0.order != Order::Priority {
            self.0.items.borrow_mut().push_back(item);
            return Ok(());
        }
        self.with_heap(|heap| {
            heap.push_back(item);
            sift_down(heap, 0, heap.len() - 1)
        })
    }

    pub(super) fn pop(&self) -> Result<Option<T>> {
        match self.0.order {
            Order::Fifo => Ok(self.0.items.borrow_mut().pop_front()),
            Order::Lifo => Ok(self.0.items.borrow_mut().pop_back()),
            Order::Priority => self.with_heap(pop_smallest),
        }
    }

    fn with_heap<R>(&self, change: impl FnOnce(&mut VecDeque<T>) -> R) -> R {
        let mut heap = self.0.items.take();
        let result = change(&mut heap);
        heap.append(&mut self.0.items.borrow_mut());
        self.0.items.replace(heap);
        result
    }
}

/// `heapq.heappop`.
fn pop_smallest<T: Object>(heap: &mut VecDeque<T>) -> Result<Option<T>> {
    let Some(last) = heap.pop_back() else {
        return Ok(None);
    };
    let Some(first) = heap.front_mut() else {
        return Ok(Some(last));
    };
    let smallest = std::mem::replace(first, last);
    sift_up(heap)?;
    Ok(Some(smallest))
}

/// `heapq._siftdown`: moves the item at `at` towards the root until its parent is not greater.
fn sift_down<T: Object>(heap: &mut VecDeque<T>, start: usize, mut at: usize) -> Result<()> {
    while at > start {
        let parent = (at - 1) / 2;
        if !heap[at].less(&heap[parent])? {
            break;
        }
        heap.swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// `heapq._siftup`: sinks the root to a leaf along the smaller children, then lets it rise to its place.
fn sift_up<T: Object>(heap: &mut VecDeque<T>) -> Result<()> {
    let (mut at, mut child) = (0, 1);
    while child < heap.len() {
        let right = child + 1;
        if right < heap.len() && !heap[child].less(&heap[right])? {
            child = right;
        }
        heap.swap(at, child);
        at = child;
        child = 2 * at + 1;
    }
    sift_down(heap, 0, at)
}
