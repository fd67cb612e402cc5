//! The order of things on a loop, on the simulated host: turns, timers, stop and run again.

use portalis_async::event_loop::EventLoop;
use portalis_async::host::sim::Sim;
use portalis_async::host::{Host, Stream};
use portalis_async::yield_now;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

type Log<T> = Rc<RefCell<Vec<T>>>;

fn simulated() -> EventLoop {
    EventLoop::new(Arc::new(Sim::new(1)))
}

fn log<T>() -> Log<T> {
    Rc::new(RefCell::new(Vec::new()))
}

/// A call that records `item`.
fn note<T: 'static>(log: &Log<T>, item: T) -> impl FnOnce() + use<T> {
    let log = Rc::clone(log);
    move || log.borrow_mut().push(item)
}

/// Runs until everything that is ready, or becomes so, has run: `turns` turns.
fn run_turns(event_loop: &EventLoop, turns: usize) {
    event_loop.run_until(async {
        for _ in 1..turns {
            yield_now().await;
        }
    });
}

#[test]
fn calls_and_tasks_share_one_queue() {
    let (event_loop, order) = (simulated(), log());
    event_loop.call_soon(note(&order, "call 1"));
    let in_task = note(&order, "task");
    drop(event_loop.spawn_task(async move { in_task() }));
    event_loop.call_soon(note(&order, "call 2"));
    run_turns(&event_loop, 1);
    assert_eq!(*order.borrow(), ["call 1", "task", "call 2"]);
}

#[test]
fn what_becomes_ready_runs_on_the_next_turn() {
    let (event_loop, order) = (simulated(), log());
    let (inner, late, soon) = (
        event_loop.clone(),
        note(&order, "inner"),
        note(&order, "outer"),
    );
    event_loop.call_soon(move || {
        soon();
        inner.call_soon(late);
    });
    event_loop.call_soon(note(&order, "second"));
    run_turns(&event_loop, 2);
    assert_eq!(*order.borrow(), ["outer", "second", "inner"]);
}

#[test]
fn a_yield_is_one_turn() {
    let (event_loop, order) = (simulated(), log());
    for name in ["a", "b"] {
        let order = Rc::clone(&order);
        drop(event_loop.spawn_task(async move {
            for step in 0..3 {
                order.borrow_mut().push((name, step));
                yield_now().await;
            }
        }));
    }
    run_turns(&event_loop, 4);
    assert_eq!(
        *order.borrow(),
        [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    );
}

#[test]
fn due_timers_run_behind_what_is_ready() {
    let (event_loop, order) = (simulated(), log());
    let timer = event_loop.call_at(0.0, note(&order, "timer"));
    event_loop.call_soon(note(&order, "call"));
    run_turns(&event_loop, 1);
    assert_eq!(*order.borrow(), ["call", "timer"]);
    timer.cancel();
}

/// Equal deadlines come out in the order of heapq, which cancelled timers change: as `record_timers.py` saw CPython do it.
#[test]
fn timers_run_in_the_order_of_cpython() {
    let (mut event_loop, order) = (simulated(), log::<usize>());
    let mut timers = Vec::new();
    for (number, line) in include_str!("timers.txt").lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["loop", _] => (event_loop, timers) = (simulated(), Vec::new()),
            ["add", id, when] => {
                let id = id.parse().expect("a number");
                timers.push(event_loop.call_at(when.parse().expect("a number"), note(&order, id)));
            }
            ["cancel", id] => timers[id.parse::<usize>().expect("a number")].cancel(),
            ["run", when, ref ran @ ..] => {
                let stop = event_loop.clone();
                event_loop.call_at(when.parse().expect("a number"), move || stop.stop());
                event_loop.run_forever();
                let ran: Vec<usize> = ran.iter().map(|id| id.parse().expect("a number")).collect();
                assert_eq!(order.take(), ran, "line {}", number + 1);
            }
            _ => panic!("line {} is no step", number + 1),
        }
    }
}

#[test]
fn cancelled_timers_do_not_run() {
    let (event_loop, order) = (simulated(), log());
    let timers: Vec<_> = (0..300)
        .map(|i| event_loop.call_at(f64::from(i), note(&order, i)))
        .collect();
    timers
        .iter()
        .enumerate()
        .filter(|(i, _)| i % 3 != 0)
        .for_each(|(_, timer)| timer.cancel());
    let stop = event_loop.clone();
    event_loop.call_at(1000.0, move || stop.stop());
    event_loop.run_forever();
    timers.iter().for_each(|timer| timer.cancel());
    assert_eq!(*order.borrow(), (0..300).step_by(3).collect::<Vec<_>>());
    assert_eq!(event_loop.time(), 1000.0);
}

#[test]
fn a_timer_cancelled_in_its_own_turn_does_not_run() {
    let (event_loop, order) = (simulated(), log());
    let second = Rc::new(Cell::new(None));
    let seen = Rc::clone(&second);
    event_loop.call_at(1.0, move || {
        let timer: Option<portalis_async::event_loop::TimerHandle> = seen.take();
        timer.expect("set below").cancel();
    });
    second.set(Some(event_loop.call_at(1.0, note(&order, "second"))));
    let stop = event_loop.clone();
    event_loop.call_at(2.0, move || stop.stop());
    event_loop.run_forever();
    assert!(order.borrow().is_empty());
}

#[test]
fn stop_ends_with_the_turn_and_the_loop_runs_again() {
    let (event_loop, order) = (simulated(), log());
    let stop = event_loop.clone();
    event_loop.call_soon(move || stop.stop());
    event_loop.call_soon(note(&order, "same turn"));
    event_loop.run_forever();
    assert_eq!(*order.borrow(), ["same turn"]);
    event_loop.call_soon(note(&order, "next run"));
    event_loop.stop();
    event_loop.run_forever();
    assert_eq!(*order.borrow(), ["same turn", "next run"]);
}

#[test]
fn run_until_leaves_other_tasks_for_the_next_run() {
    let (event_loop, order) = (simulated(), log());
    let shared = Rc::clone(&order);
    drop(event_loop.spawn_task(async move {
        for step in 0..4 {
            shared.borrow_mut().push(step);
            yield_now().await;
        }
    }));
    assert_eq!(event_loop.run_until(async { 1 }), 1);
    assert_eq!(*order.borrow(), [0]);
    run_turns(&event_loop, 2);
    assert_eq!(*order.borrow(), [0, 1, 2]);
}

#[test]
fn the_future_of_run_until_may_borrow() {
    let event_loop = simulated();
    let text = String::from("borrowed");
    let borrowed = &text;
    assert_eq!(
        event_loop.run_until(async { borrowed.as_str() }),
        "borrowed"
    );
}

#[test]
fn loops_run_inside_loops() {
    let outer = simulated();
    let inner = simulated();
    let woken = outer.run_until(async {
        let task = portalis_async::spawn_local(async {
            yield_now().await;
            "outer task"
        });
        assert_eq!(inner.run_until(async { yield_now().await }), ());
        assert!(!inner.is_running());
        task.await.expect("nobody aborts it")
    });
    assert_eq!(woken, "outer task");
}

#[test]
#[should_panic(expected = "already running")]
fn a_running_loop_is_not_run_again() {
    let event_loop = simulated();
    event_loop.run_until(async { event_loop.run_until(async {}) });
}

#[test]
#[should_panic(expected = "stuck")]
fn a_simulation_that_waits_for_nothing_says_so() {
    simulated().run_until(std::future::pending::<()>());
}

#[test]
fn start_calls_back_when_the_turn_is_over() {
    let (event_loop, order) = (simulated(), log());
    let (inner, before, after) = (event_loop.clone(), note(&order, 1), note(&order, 2));
    let done = Rc::clone(&order);
    event_loop.start(
        async move {
            inner.call_at(0.5, before);
            portalis_async::sleep(std::time::Duration::from_secs(1)).await;
            inner.call_soon(after);
            3
        },
        move |output| done.borrow_mut().push(output),
    );
    assert_eq!(*order.borrow(), [1, 3]);
    assert!(!event_loop.is_running());
}

#[test]
fn closing_drops_what_waits() {
    struct OnDrop(Log<&'static str>, &'static str);
    impl Drop for OnDrop {
        fn drop(&mut self) {
            self.0.borrow_mut().push(self.1);
        }
    }
    let (event_loop, order) = (simulated(), log());
    let task = OnDrop(Rc::clone(&order), "task");
    let handle = event_loop.spawn_task(async move {
        std::future::pending::<()>().await;
        drop(task);
    });
    let call = OnDrop(Rc::clone(&order), "call");
    event_loop.call_soon(move || drop(call));
    let timer = OnDrop(Rc::clone(&order), "timer");
    event_loop.call_at(1.0, move || drop(timer));
    event_loop.close();
    event_loop.close();
    assert!(event_loop.is_closed());
    assert!(handle.is_finished());
    assert_eq!(*order.borrow(), ["task", "call", "timer"]);
    assert!(!event_loop.handle().call_soon(|| {}));
}

/// Hosts that learn of events only when asked are asked while the loop is busy, however it is driven.
#[test]
fn a_busy_loop_looks_for_events() {
    #[derive(Default)]
    struct Asked {
        sim: Sim,
        times: AtomicUsize,
    }
    impl Host for Asked {
        fn name(&self) -> &'static str {
            "a host that must be asked"
        }
        fn now(&self) -> u64 {
            self.sim.now()
        }
        fn unix_time(&self) -> Duration {
            self.sim.unix_time()
        }
        fn wake(&self) {
            self.sim.wake();
        }
        fn rest(&self, until: Option<f64>) {
            self.sim.rest(until);
        }
        fn entropy(&self, bytes: &mut [u8]) {
            self.sim.entropy(bytes);
        }
        fn write(&self, stream: Stream, bytes: &[u8]) -> std::io::Result<()> {
            self.sim.write(stream, bytes)
        }
        fn look(&self) {
            self.times.fetch_add(1, Ordering::Relaxed);
        }
    }
    let (first, second) = (Arc::new(Asked::default()), Arc::new(Asked::default()));
    run_turns(&EventLoop::new(first.clone()), 50);
    let busy = async {
        for _ in 0..50 {
            yield_now().await;
        }
    };
    EventLoop::new(second.clone()).start(busy, |()| {});
    assert!(first.times.load(Ordering::Relaxed) >= 49);
    assert!(second.times.load(Ordering::Relaxed) >= 49);
}
