//! Locks, events, barriers: who is served when, and what becomes of those who give up.

use portalis_async::host::sim::Sim;
use portalis_async::{
    AsyncBarrier, AsyncCondition, AsyncEvent, AsyncMutex, AsyncRuntime, AsyncRwLock,
    AsyncSemaphore, Either, JoinSet, LocalJoinHandle, LocalJoinSet, select, sleep, spawn,
    spawn_local, timeout, yield_now,
};
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

fn simulate<F: Future>(future: F) -> F::Output {
    AsyncRuntime::with_host(Arc::new(Sim::new(1))).block_on(future)
}

async fn turns(count: usize) {
    for _ in 0..count {
        yield_now().await;
    }
}

async fn all<T>(tasks: Vec<LocalJoinHandle<T>>) -> Vec<T> {
    let mut outputs = Vec::new();
    for task in tasks {
        outputs.push(task.await.expect("nobody aborts it"));
    }
    outputs
}

#[test]
fn a_mutex_serves_in_order() {
    let order = simulate(async {
        let mutex = Rc::new(AsyncMutex::new(Vec::new()));
        let tasks = (0..4)
            .map(|n| {
                let mutex = Rc::clone(&mutex);
                spawn_local(async move {
                    let mut order = mutex.lock().await;
                    yield_now().await;
                    order.push(n);
                })
            })
            .collect();
        all(tasks).await;
        Rc::into_inner(mutex)
            .expect("the tasks are gone")
            .into_inner()
    });
    assert_eq!(order, [0, 1, 2, 3]);
}

#[test]
fn a_lock_that_is_handed_to_nobody_goes_on() {
    simulate(async {
        let mutex = Rc::new(AsyncMutex::new(()));
        let guard = mutex.lock().await;
        let wait = |mutex: &Rc<AsyncMutex<()>>| {
            let mutex = Rc::clone(mutex);
            spawn_local(async move { drop(mutex.lock().await) })
        };
        let (gives_up, waits) = (wait(&mutex), wait(&mutex));
        turns(1).await;
        assert!(mutex.try_lock().is_none());
        drop(guard);
        // Granted, but aborted before it runs.
        gives_up.abort();
        waits.await.expect("nobody aborts it");
        assert!(mutex.try_lock().is_some());
    });
}

#[test]
fn a_mutex_guards_across_threads() {
    AsyncRuntime::new().block_on(async {
        let counter = Arc::new(AsyncMutex::new(0));
        let mut tasks = JoinSet::new();
        for _ in 0..8 {
            let counter = Arc::clone(&counter);
            tasks.spawn(async move {
                for _ in 0..100 {
                    let mut counter = counter.lock().await;
                    let seen = *counter;
                    yield_now().await;
                    *counter = seen + 1;
                }
            });
        }
        while let Some(result) = tasks.join_next().await {
            result.expect("nobody aborts it");
        }
        assert_eq!(*counter.lock().await, 800);
    });
}

#[test]
fn readers_share_and_writers_do_not() {
    simulate(async {
        let value = Rc::new(AsyncRwLock::new(1));
        let (first, second) = (value.read().await, value.read().await);
        let writing = Rc::clone(&value);
        let writer = spawn_local(async move { *writing.write().await += 1 });
        turns(2).await;
        let reading = Rc::clone(&value);
        let reader = spawn_local(async move { *reading.read().await });
        turns(2).await;
        assert!(!writer.is_finished() && !reader.is_finished());
        assert_eq!(*first + *second, 2);
        drop((first, second));
        assert_eq!(reader.await.ok(), Some(2));
    });
}

#[test]
fn a_large_request_is_not_overtaken() {
    simulate(async {
        let permits = AsyncSemaphore::new(2);
        let held = permits.acquire().await;
        let wait = |count| {
            let permits = permits.clone();
            spawn_local(async move { permits.acquire_many(count).await.forget() })
        };
        let (large, small) = (wait(2), wait(1));
        turns(2).await;
        assert!(permits.try_acquire().is_none() && !small.is_finished());
        large.abort();
        small.await.expect("nobody aborts it");
        drop(held);
        assert_eq!(permits.available_permits(), 1);
    });
}

#[test]
fn setting_an_event_wakes_all_even_if_it_is_cleared() {
    simulate(async {
        let event = Rc::new(AsyncEvent::new());
        let tasks = (0..3)
            .map(|n| {
                let event = Rc::clone(&event);
                spawn_local(async move {
                    event.wait().await;
                    n
                })
            })
            .collect();
        turns(1).await;
        event.set();
        event.clear();
        assert_eq!(all(tasks).await, [0, 1, 2]);
        assert!(!event.is_set());
    });
}

#[test]
fn a_condition_wakes_as_many_as_it_is_told() {
    simulate(async {
        let (mutex, condition) = (Rc::new(AsyncMutex::new(0)), Rc::new(AsyncCondition::new()));
        let order = Rc::new(RefCell::new(Vec::new()));
        let tasks: Vec<_> = (0..3)
            .map(|n| {
                let (mutex, condition) = (Rc::clone(&mutex), Rc::clone(&condition));
                let order = Rc::clone(&order);
                spawn_local(async move {
                    let guard = mutex.lock().await;
                    let guard = condition.wait_while(guard, |value| *value == 0).await;
                    order.borrow_mut().push(n);
                    drop(guard);
                })
            })
            .collect();
        turns(3).await;
        // Notified for nothing: it waits again, as the last.
        condition.notify_one();
        turns(3).await;
        *mutex.lock().await = 1;
        condition.notify_one();
        turns(3).await;
        assert_eq!(*order.borrow(), [1]);
        condition.notify_all();
        all(tasks).await;
        assert_eq!(*order.borrow(), [1, 2, 0]);
    });
}

#[test]
fn a_notification_is_passed_on_by_those_who_give_up() {
    simulate(async {
        let (mutex, condition) = (Rc::new(AsyncMutex::new(())), Rc::new(AsyncCondition::new()));
        let wait = || {
            let (mutex, condition) = (Rc::clone(&mutex), Rc::clone(&condition));
            spawn_local(async move { drop(condition.wait(mutex.lock().await).await) })
        };
        let (gives_up, waits) = (wait(), wait());
        turns(3).await;
        condition.notify_one();
        gives_up.abort();
        waits.await.expect("nobody aborts it");
    });
}

#[test]
fn a_barrier_opens_for_all_at_once_again_and_again() {
    simulate(async {
        let barrier = Rc::new(AsyncBarrier::new(3));
        for _ in 0..2 {
            assert!(
                timeout(Duration::from_secs(1), barrier.wait())
                    .await
                    .is_err()
            );
            let tasks = (0..3)
                .map(|_| {
                    let barrier = Rc::clone(&barrier);
                    spawn_local(async move { barrier.wait().await })
                })
                .collect();
            assert_eq!(all(tasks).await, [false, false, true]);
        }
    });
}

#[test]
fn tasks_are_joined_as_they_finish() {
    simulate(async {
        let mut tasks = LocalJoinSet::new();
        for n in [3, 1, 2] {
            tasks.spawn_local(async move {
                sleep(Duration::from_secs(n)).await;
                n
            });
        }
        sleep(Duration::from_secs(10)).await;
        for n in 1..=2 {
            assert_eq!(tasks.join_next().await.and_then(Result::ok), Some(n));
        }
        tasks.spawn_local(std::future::pending());
        tasks.abort_all();
        assert_eq!(tasks.join_next().await.and_then(Result::ok), Some(3));
        assert!(
            tasks
                .join_next()
                .await
                .is_some_and(|result| result.is_err())
        );
        assert!(tasks.join_next().await.is_none() && tasks.is_empty());
    });
}

#[test]
fn select_takes_the_first_and_prefers_the_left() {
    simulate(async {
        let second = sleep(Duration::from_secs(2));
        assert_eq!(
            select(second, sleep(Duration::from_secs(1))).await,
            Either::Right(())
        );
        assert_eq!(select(async { 1 }, async { 2 }).await, Either::Left(1));
    });
}

/// The futures of this crate go to other threads.
#[test]
fn futures_are_send() {
    AsyncRuntime::new().block_on(async {
        let event = Arc::new(AsyncEvent::new());
        let (seen, lock) = (Arc::clone(&event), Arc::new(AsyncRwLock::new(0)));
        let task = spawn(async move {
            seen.wait().await;
            *lock.write().await += 1;
            *lock.read().await
        });
        event.set();
        assert_eq!(task.await.ok(), Some(1));
    });
}
