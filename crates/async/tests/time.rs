//! Sleeping, limits, intervals and cancellation, in simulated time.

use portalis_async::host::Host;
use portalis_async::host::sim::Sim;
use portalis_async::{
    AsyncRuntime, CancellationToken, Instant, MissedTicks, TimeoutError, interval, sleep,
    sleep_until, spawn, spawn_local, timeout, yield_now,
};
use std::cell::RefCell;
use std::future::{Future, pending};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Runs a future in simulated time and tells how much of it went by.
fn simulate<F: Future>(future: impl FnOnce(Arc<Sim>) -> F) -> (F::Output, Duration) {
    let sim = Arc::new(Sim::new(1));
    let output = AsyncRuntime::with_host(sim.clone()).block_on(future(sim.clone()));
    (output, sim.elapsed())
}

#[test]
fn sleeps_overlap_and_end_in_order() {
    let (order, elapsed) = simulate(|_| async {
        let order = Rc::new(RefCell::new(Vec::new()));
        let tasks: Vec<_> = [3, 1, 2]
            .into_iter()
            .map(|n| {
                let order = Rc::clone(&order);
                spawn_local(async move {
                    sleep(secs(n)).await;
                    order.borrow_mut().push(n);
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("nobody aborts it");
        }
        order.take()
    });
    assert_eq!((order, elapsed), (vec![1, 2, 3], secs(3)));
}

#[test]
fn a_sleep_of_nothing_is_one_turn() {
    let (_, elapsed) = simulate(|_| async {
        let order = Rc::new(RefCell::new(Vec::new()));
        let tasks: Vec<_> = ["a", "b"]
            .map(|name| {
                let order = Rc::clone(&order);
                spawn_local(async move {
                    order.borrow_mut().push(name);
                    sleep(Duration::ZERO).await;
                    order.borrow_mut().push(name);
                })
            })
            .into();
        for task in tasks {
            task.await.expect("nobody aborts it");
        }
        assert_eq!(order.take(), ["a", "b", "a", "b"]);
    });
    assert_eq!(elapsed, Duration::ZERO);
}

#[test]
fn a_sleep_counts_from_the_call() {
    let (_, elapsed) = simulate(|sim| async move {
        let nap = sleep(secs(2));
        sim.advance(secs(5));
        nap.await;
        sleep_until(Instant::from_seconds(1.0)).await;
    });
    assert_eq!(elapsed, secs(5));
}

#[test]
fn a_dropped_sleep_takes_its_timer_back() {
    let (_, elapsed) = simulate(|_| async {
        for _ in 0..1000 {
            assert_eq!(timeout(secs(100), yield_now()).await, Ok(()));
        }
        sleep(secs(1)).await;
    });
    assert_eq!(elapsed, secs(1));
}

#[test]
fn long_sleeps_are_exact_enough() {
    let (_, elapsed) = simulate(|_| sleep(secs(50 * 365 * 86_400)));
    assert!(elapsed >= secs(50 * 365 * 86_400) && elapsed < secs(50 * 365 * 86_400 + 1));
}

#[test]
#[should_panic(expected = "stuck")]
fn a_sleep_without_end_does_not_end() {
    simulate(|_| sleep(Duration::MAX));
}

#[test]
fn a_timeout_ends_what_takes_too_long() {
    let (results, elapsed) = simulate(|_| async {
        let late = timeout(secs(1), pending::<()>()).await;
        let early = timeout(secs(5), async {
            sleep(secs(2)).await;
            7
        });
        (late, early.await)
    });
    assert_eq!(results, (Err(TimeoutError), Ok(7)));
    assert_eq!(elapsed, secs(3));
}

#[test]
fn an_interval_does_not_drift() {
    let (ticks, _) = simulate(|_| async {
        let mut ticks = Vec::new();
        let mut interval = interval(millis(100));
        for work in [0, 30, 70, 99, 0] {
            ticks.push(interval.tick().await.as_seconds());
            sleep(millis(work)).await;
        }
        ticks
    });
    let expected = [0.0, 0.1, 0.2, 0.3, 0.4];
    assert!(
        ticks
            .iter()
            .zip(expected)
            .all(|(tick, expected)| (tick - expected).abs() < 1e-9),
        "{ticks:?}"
    );
}

#[test]
fn missed_ticks_follow_are_delayed_or_left_out() {
    async fn after_missing(missed: MissedTicks) -> Vec<u64> {
        let start = Instant::now();
        let mut interval = interval(millis(100));
        interval.set_missed_ticks(missed);
        interval.tick().await;
        sleep(millis(350)).await;
        let mut seen = Vec::new();
        for _ in 0..4 {
            interval.tick().await;
            seen.push((start.elapsed().as_secs_f64() * 1e3).round() as u64);
        }
        seen
    }
    assert_eq!(
        simulate(|_| after_missing(MissedTicks::Burst)).0,
        [350, 350, 350, 400]
    );
    assert_eq!(
        simulate(|_| after_missing(MissedTicks::Delay)).0,
        [350, 450, 550, 650]
    );
    assert_eq!(
        simulate(|_| after_missing(MissedTicks::Skip)).0,
        [350, 400, 500, 600]
    );
}

#[test]
fn a_token_cancels_its_children_alone() {
    simulate(|_| async {
        let parent = CancellationToken::new();
        let (first, second) = (parent.child_token(), parent.child_token());
        let grandchild = second.child_token();
        first.cancel();
        assert!(first.is_cancelled() && !parent.is_cancelled() && !second.is_cancelled());
        let waits = spawn_local(grandchild.cancelled());
        yield_now().await;
        assert!(!waits.is_finished());
        parent.cancel();
        waits.await.expect("nobody aborts it");
        assert!(grandchild.is_cancelled() && parent.child_token().is_cancelled());
        assert_eq!(parent.run_until_cancelled(pending::<()>()).await, None);
        assert_eq!(parent.run_until_cancelled(async { 1 }).await, Some(1));
    });
}

#[test]
fn the_same_seed_gives_the_same_numbers() {
    let bytes = |seed| {
        let mut bytes = [0; 11];
        Sim::new(seed).entropy(&mut bytes);
        bytes
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
}

/// Sleeps for real: threads that run no loop have their own clockwork.
#[test]
fn sleeping_works_on_other_threads() {
    let start = std::time::Instant::now();
    AsyncRuntime::new().block_on(async {
        let far = spawn(async {
            sleep(millis(20)).await;
            timeout(millis(10), pending::<()>()).await
        });
        assert_eq!(far.await.ok(), Some(Err(TimeoutError)));
    });
    assert!(start.elapsed() >= millis(30));
}
