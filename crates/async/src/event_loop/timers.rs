//! The timers of a loop: CPython's heap of scheduled calls.
//!
//! *Invariant:* the heap compares deadlines only, with `<`, and sifts exactly as `heapq` does. Equal deadlines therefore
//! come out in heapq's order (six equal `call_at` run 0, 5, 2, 4, 1, 3), which programs can see. A cancelled timer stays
//! in the heap until it reaches the top or until cancelled ones are the majority, as in
//! `BaseEventLoop._run_once`.
//!
//! No user code runs in here: what a caller must drop is returned to it.

use super::slab::Slab;
use std::task::Waker;

/// Below this many timers cancelled ones wait until they reach the top (`_MIN_SCHEDULED_TIMER_HANDLES`).
const MIN_SCHEDULED: usize = 100;

/// What a timer does when it is due.
pub(crate) enum Action {
    Call(Box<dyn FnOnce()>),
    Wake(Waker),
}

/// Names one timer of one loop for ever: slots are reused, generations are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimerKey {
    slot: u32,
    generation: u32,
}

struct Timer {
    generation: u32,
    /// In the heap; otherwise it is on the ready queue.
    scheduled: bool,
    /// `None` once cancelled.
    action: Option<Action>,
}

#[derive(Clone, Copy)]
struct Entry {
    when: f64,
    slot: u32,
}

pub(crate) struct Timers {
    heap: Vec<Entry>,
    timers: Slab<Timer>,
    /// CPython's `_timer_cancelled_count`, with its drift: see [`Timers::pop_due`].
    cancelled: usize,
    generation: u32,
}

impl Timers {
    pub(crate) const fn new() -> Self {
        Self {
            heap: Vec::new(),
            timers: Slab::new(),
            cancelled: 0,
            generation: 0,
        }
    }

    pub(crate) fn add(&mut self, when: f64, action: Action) -> TimerKey {
        self.generation = self.generation.wrapping_add(1);
        let generation = self.generation;
        let slot = self.timers.insert(Timer {
            generation,
            scheduled: true,
            action: Some(action),
        });
        self.heap.push(Entry { when, slot });
        let last = self.heap.len() - 1;
        sift_down(&mut self.heap, 0, last);
        TimerKey { slot, generation }
    }

    /// Cancels a timer that has not run; twice or too late does nothing.
    pub(crate) fn cancel(&mut self, key: TimerKey) -> Option<Action> {
        let timer = self
            .timers
            .get_mut(key.slot)
            .filter(|timer| timer.generation == key.generation)?;
        let action = timer.action.take()?;
        if timer.scheduled {
            self.cancelled += 1;
        }
        Some(action)
    }

    /// Whether the timer has neither run nor been cancelled.
    pub(crate) fn is_pending(&self, key: TimerKey) -> bool {
        self.timers
            .get(key.slot)
            .is_some_and(|timer| timer.generation == key.generation && timer.action.is_some())
    }

    /// Lets a pending timer wake `waker` instead of the one it had, which is returned.
    pub(crate) fn set_waker(&mut self, key: TimerKey, waker: &Waker) -> Option<Action> {
        let timer = self
            .timers
            .get_mut(key.slot)
            .filter(|timer| timer.generation == key.generation)?;
        match &timer.action {
            Some(Action::Wake(old)) if old.will_wake(waker) => None,
            Some(_) => timer.action.replace(Action::Wake(waker.clone())),
            None => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// The deadline at the top of the heap, after cancelled timers were dropped from it.
    pub(crate) fn next_deadline(&mut self) -> Option<f64> {
        if self.heap.len() > MIN_SCHEDULED && self.cancelled * 2 > self.heap.len() {
            self.drop_cancelled();
        } else {
            self.drop_cancelled_head();
        }
        Some(self.heap.first()?.when)
    }

    /// Takes the top timer if it is due before `end`. A cancelled one is handed out like any other and counts as
    /// cancelled still, as in CPython.
    pub(crate) fn pop_due(&mut self, end: f64) -> Option<u32> {
        if self.heap.first()?.when >= end {
            return None;
        }
        let slot = pop(&mut self.heap)?.slot;
        if let Some(timer) = self.timers.get_mut(slot) {
            timer.scheduled = false;
        }
        Some(slot)
    }

    /// What a due timer is to do; `None` if it was cancelled meanwhile.
    pub(crate) fn take(&mut self, slot: u32) -> Option<Action> {
        self.timers.remove(slot)?.action
    }

    /// Empties the heap and returns what it held.
    pub(crate) fn clear(&mut self) -> Vec<Action> {
        self.heap.clear();
        self.cancelled = 0;
        self.timers
            .take_all()
            .into_iter()
            .filter_map(|timer| timer.action)
            .collect()
    }

    fn drop_cancelled(&mut self) {
        let timers = &mut self.timers;
        self.heap.retain(|entry| {
            let live = is_live(timers, entry.slot);
            if !live {
                timers.remove(entry.slot);
            }
            live
        });
        heapify(&mut self.heap);
        self.cancelled = 0;
    }

    fn drop_cancelled_head(&mut self) {
        while let Some(top) = self.heap.first() {
            if is_live(&self.timers, top.slot) {
                break;
            }
            self.timers.remove(top.slot);
            pop(&mut self.heap);
            self.cancelled = self.cancelled.saturating_sub(1);
        }
    }
}

fn is_live(timers: &Slab<Timer>, slot: u32) -> bool {
    timers.get(slot).is_some_and(|timer| timer.action.is_some())
}

/// `heapq.heappop`.
fn pop(heap: &mut Vec<Entry>) -> Option<Entry> {
    let last = heap.pop()?;
    let Some(first) = heap.first_mut() else {
        return Some(last);
    };
    let top = std::mem::replace(first, last);
    sift_up(heap, 0);
    Some(top)
}

/// `heapq.heapify`.
fn heapify(heap: &mut [Entry]) {
    for pos in (0..heap.len() / 2).rev() {
        sift_up(heap, pos);
    }
}

/// `heapq._siftdown`: moves the entry at `pos` towards the root until its parent is not later.
fn sift_down(heap: &mut [Entry], start: usize, mut pos: usize) {
    let entry = heap[pos];
    while pos > start {
        let parent = (pos - 1) / 2;
        if entry.when < heap[parent].when {
            heap[pos] = heap[parent];
            pos = parent;
        } else {
            break;
        }
    }
    heap[pos] = entry;
}

/// `heapq._siftup`: sinks the entry at `pos` to a leaf along the smaller children (the right one if they are equal),
/// then lets it rise to its place.
fn sift_up(heap: &mut [Entry], mut pos: usize) {
    let (start, end) = (pos, heap.len());
    let entry = heap[pos];
    let mut child = 2 * pos + 1;
    while child < end {
        let right = child + 1;
        // `not a < b` and not `a >= b`: the two differ for nan, which `call_at` accepts.
        if right < end
            && !matches!(
                heap[child].when.partial_cmp(&heap[right].when),
                Some(std::cmp::Ordering::Less)
            )
        {
            child = right;
        }
        heap[pos] = heap[child];
        pos = child;
        child = 2 * pos + 1;
    }
    heap[pos] = entry;
    sift_down(heap, start, pos);
}
