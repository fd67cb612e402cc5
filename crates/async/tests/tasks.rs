//! Tasks, their handles and their wakers, on the simulated host unless threads matter.

use portalis_async::host::sim::Sim;
use portalis_async::{
    AsyncRuntime, EventLoop, JoinError, spawn, spawn_blocking, spawn_local, yield_now,
};
use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::task::{Poll, Waker};
use std::thread;

fn simulate<F: Future>(future: F) -> F::Output {
    AsyncRuntime::with_host(Arc::new(Sim::new(1))).block_on(future)
}

#[test]
fn a_task_gives_its_output() {
    assert_eq!(
        simulate(async { spawn_local(async { "output".to_string() }).await.ok() }).as_deref(),
        Some("output")
    );
}

#[test]
fn a_new_task_waits_for_the_next_turn() {
    simulate(async {
        let ran = Rc::new(Cell::new(false));
        let seen = Rc::clone(&ran);
        let task = spawn_local(async move { seen.set(true) });
        assert!(!ran.get());
        yield_now().await;
        assert!(ran.get() && task.is_finished());
    });
}

#[test]
fn a_panic_is_an_outcome() {
    simulate(async {
        let error = spawn_local(async { panic!("oh no") })
            .await
            .expect_err("it panics");
        assert_eq!(error.to_string(), "the task panicked: oh no");
    });
}

#[test]
fn an_aborted_task_drops_its_future_at_once() {
    simulate(async {
        let shared = Rc::new(());
        let held = Rc::clone(&shared);
        let task = spawn_local(async move {
            pending::<()>().await;
            drop(held);
        });
        yield_now().await;
        assert_eq!(Rc::strong_count(&shared), 2);
        task.abort();
        assert_eq!(Rc::strong_count(&shared), 1);
        assert!(matches!(task.await, Err(JoinError::Cancelled)));
    });
}

#[test]
fn a_task_aborted_before_its_first_step_never_runs() {
    simulate(async {
        let task = spawn_local(async { unreachable!("aborted first") });
        task.abort();
        yield_now().await;
        assert!(
            task.await
                .is_err_and(|error: JoinError| error.is_cancelled())
        );
    });
}

#[test]
fn a_task_that_aborts_itself_goes_on_to_its_next_await() {
    simulate(async {
        let own = Rc::new(RefCell::new(None));
        let (handle, reached) = (Rc::clone(&own), Rc::new(Cell::new(0)));
        let steps = Rc::clone(&reached);
        let task = spawn_local(async move {
            let handle: Option<portalis_async::LocalJoinHandle<()>> = handle.borrow_mut().take();
            handle.expect("set below").abort();
            steps.set(1);
            yield_now().await;
            steps.set(2);
        });
        *own.borrow_mut() = Some(task);
        yield_now().await;
        yield_now().await;
        yield_now().await;
        assert_eq!(reached.get(), 1);
    });
}

#[test]
fn several_wakes_are_one() {
    simulate(async {
        let polls = Rc::new(Cell::new(0));
        let (count, waker) = (Rc::clone(&polls), Rc::new(RefCell::new(None::<Waker>)));
        let slot = Rc::clone(&waker);
        drop(spawn_local(poll_fn(move |cx| {
            count.set(count.get() + 1);
            *slot.borrow_mut() = Some(cx.waker().clone());
            Poll::<()>::Pending
        })));
        yield_now().await;
        for _ in 0..3 {
            waker.borrow().as_ref().expect("polled").wake_by_ref();
        }
        yield_now().await;
        yield_now().await;
        assert_eq!(polls.get(), 2);
    });
}

#[test]
fn a_waker_outlives_task_and_loop() {
    let (send, receive) = mpsc::channel::<Waker>();
    let far = thread::spawn(move || {
        let waker = receive.recv().expect("sent below");
        let copies: Vec<_> = (0..10).map(|_| waker.clone()).collect();
        waker.wake();
        // The loop is gone when this channel is.
        assert!(receive.recv().is_err());
        copies.iter().for_each(Waker::wake_by_ref);
    });
    let runtime = AsyncRuntime::new();
    let output = runtime.block_on(async {
        let mut polls = 0;
        poll_fn(|cx| {
            polls += 1;
            if polls == 1 {
                send.send(cx.waker().clone()).expect("the thread receives");
                return Poll::Pending;
            }
            Poll::Ready(polls)
        })
        .await
    });
    assert_eq!(output, 2);
    runtime.shutdown();
    drop(send);
    far.join().expect("the thread ends well");
}

#[test]
fn wakers_of_tasks_go_round_between_threads() {
    let (send, receive) = mpsc::channel::<Waker>();
    let far = thread::spawn(move || {
        let mut kept = Vec::new();
        for waker in receive {
            kept.push(waker.clone());
            waker.wake_by_ref();
        }
        kept.len()
    });
    AsyncRuntime::new().block_on(async {
        let tasks: Vec<_> = (0..20)
            .map(|id| {
                let send = send.clone();
                spawn_local(async move {
                    for _ in 0..10 {
                        let mut sent = false;
                        poll_fn(|cx| {
                            if std::mem::replace(&mut sent, true) {
                                return Poll::Ready(());
                            }
                            send.send(cx.waker().clone()).expect("the thread receives");
                            Poll::Pending
                        })
                        .await;
                    }
                    id
                })
            })
            .collect();
        for (id, task) in tasks.into_iter().enumerate() {
            assert_eq!(task.await.ok(), Some(id));
        }
    });
    drop(send);
    assert_eq!(far.join().ok(), Some(200));
}

#[test]
fn calls_of_other_threads_keep_their_order() {
    let event_loop = EventLoop::on_platform();
    let handle = event_loop.handle();
    let (send, receive) = mpsc::channel();
    let far = thread::spawn(move || {
        for i in 0..100 {
            let send = send.clone();
            assert!(handle.call_soon(move || send.send(i).expect("the test receives")));
        }
        handle.call_soon(|| EventLoop::current().stop());
    });
    event_loop.run_forever();
    far.join().expect("the thread ends well");
    assert_eq!(
        receive.try_iter().collect::<Vec<_>>(),
        (0..100).collect::<Vec<_>>()
    );
}

#[test]
fn a_threadsafe_call_keeps_its_place_among_others() {
    let event_loop = EventLoop::new(Arc::new(Sim::new(1)));
    let (send, receive) = mpsc::channel();
    let (a, b, c) = (send.clone(), send.clone(), send);
    event_loop.call_soon(move || a.send(1).expect("the test receives"));
    event_loop.call_soon_threadsafe(move || b.send(2).expect("the test receives"));
    event_loop.call_soon(move || c.send(3).expect("the test receives"));
    event_loop.run_until(async {});
    assert_eq!(receive.try_iter().collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn spawn_and_blocking_calls_work_with_and_without_threads() {
    async fn both() -> (i32, i32) {
        let nested = spawn(async { spawn(async { 1 }).await.expect("nobody aborts it") });
        let call = spawn_blocking(|| 2);
        (
            nested.await.expect("nobody aborts it"),
            call.await.expect("nobody aborts it"),
        )
    }
    assert_eq!(simulate(both()), (1, 2));
    assert_eq!(AsyncRuntime::new().block_on(both()), (1, 2));
}

#[test]
fn tasks_on_other_threads_are_aborted_and_panic_too() {
    async fn all() {
        let waits = spawn(pending::<()>());
        yield_now().await;
        waits.abort();
        assert!(matches!(waits.await, Err(JoinError::Cancelled)));
        let panics = spawn(async { panic!("far away") });
        assert!(matches!(panics.await, Err::<(), _>(JoinError::Panicked(_))));
        let panics = spawn_blocking(|| panic!("far away"));
        assert!(matches!(panics.await, Err::<(), _>(JoinError::Panicked(_))));
    }
    simulate(all());
    AsyncRuntime::new().block_on(all());
}
