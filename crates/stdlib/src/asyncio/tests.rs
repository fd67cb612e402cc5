//! Programs on the simulated host: time is virtual, nothing really sleeps.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use portalis_async::EventLoop;
use portalis_async::host::sim::Sim;
use portalis_runtime::{Object, Result, Str, Value, View, errors};

use super::awaitable::Awaitable;
use super::exceptions::is_cancelled;
use super::*;

type Log = Rc<RefCell<Vec<String>>>;

fn run_on_sim<T: Object>(main: impl Awaitable<Output = T>) -> Result<T> {
    let event_loop = Loop::on(EventLoop::new(Arc::new(Sim::new(1))), false);
    let outcome = event_loop.run_until_complete(main);
    event_loop.close()?;
    outcome
}

fn check(main: impl Awaitable<Output = ()>, log: &Log, expected: &[&str]) {
    run_on_sim(main).expect("the program ends well");
    assert_eq!(*log.borrow(), expected);
}

fn note(log: &Log, text: impl Into<String>) {
    log.borrow_mut().push(text.into());
}

#[test]
fn a_new_task_starts_on_the_next_turn() {
    let log = Log::default();
    let shared = log.clone();
    let main = async move {
        let log = shared;
        let inner = log.clone();
        let task = create_task(
            async move {
                note(&inner, "task 1");
                sleep(0.0).await?;
                note(&inner, "task 2");
                Ok(Str::from("7"))
            },
            None,
            None,
        )?;
        note(&log, "main 1");
        sleep(0.0).await?;
        note(&log, "main 2");
        note(&log, format!("got {}", task.await?));
        Ok(())
    };
    check(
        main,
        &log,
        &["main 1", "task 1", "main 2", "task 2", "got 7"],
    );
}

#[test]
fn a_cancelled_task_can_clean_up_and_swallow() {
    let log = Log::default();
    let shared = log.clone();
    let main = async move {
        let log = shared;
        let inner = log.clone();
        let task = create_task(
            async move {
                let outcome = sleep(10.0).await;
                note(
                    &inner,
                    format!(
                        "cancelled {}",
                        outcome.is_err_and(|error| is_cancelled(&error))
                    ),
                );
                sleep(1.0).await?;
                note(&inner, "cleaned up");
                Ok(())
            },
            None,
            None,
        )?;
        sleep(0.0).await?;
        note(&log, format!("cancel {}", task.cancel(None)));
        task.clone().await?;
        note(
            &log,
            format!("{} {} {}", task.cancelled(), task.cancelling(), task.done()),
        );
        Ok(())
    };
    check(
        main,
        &log,
        &[
            "cancel true",
            "cancelled true",
            "cleaned up",
            "false 1 true",
        ],
    );
}

#[test]
fn a_task_that_is_cancelled_before_its_first_step_never_runs() {
    let log = Log::default();
    let shared = log.clone();
    let main = async move {
        let log = shared;
        let inner = log.clone();
        let body = async move {
            note(&inner, "ran");
            Ok(())
        };
        let task = create_task(body, None, None)?;
        task.cancel(Some(Value::from("why")));
        let error = task.clone().await.expect_err("it was cancelled");
        note(&log, format!("{} {}", error.text(), task.cancelled()));
        Ok(())
    };
    check(main, &log, &["why true"]);
}

#[test]
fn a_timeout_becomes_timeout_error() {
    let main = async {
        let outcome = wait_for(async { sleep(5.0).await }, Some(1.0)).await;
        assert!(outcome.expect_err("it is late").is(&errors::TimeoutError));
        assert_eq!(get_running_loop()?.time(), 1.0);
        Ok(())
    };
    run_on_sim(main).expect("the program ends well");
}

#[test]
fn gather_gives_results_in_order_and_the_first_error() {
    let work = |seconds: f64, result: i64| {
        super::awaitable::coroutine_value("work", async move {
            sleep(seconds).await?;
            if result < 0 {
                Err(errors::value_error("negative"))
            } else {
                Ok(Value::from(result))
            }
        })
    };
    let main = async move {
        let results = gather_outcomes(&[work(0.2, 1), work(0.1, 2)], false)?.await?;
        assert_eq!(View::repr(&results)?.as_str(), "[1, 2]");
        let results = gather_outcomes(&[work(0.2, 1), work(0.1, -1)], true)?.await?;
        assert_eq!(
            View::repr(&results)?.as_str(),
            "[1, ValueError('negative')]"
        );
        let outcome = gather_outcomes(&[work(0.2, 1), work(0.1, -1)], false)?.await;
        let error = outcome.err().expect("one fails");
        assert!(error.is(&errors::ValueError));
        Ok(())
    };
    run_on_sim(main).expect("the program ends well");
}

#[test]
fn a_group_cancels_its_other_tasks() {
    let log = Log::default();
    let shared = log.clone();
    let main = async move {
        let log = shared;
        let group = TaskGroup::new();
        group.aenter().await?;
        let inner = log.clone();
        group.create_task(
            async move {
                let outcome = sleep(5.0).await;
                note(&inner, format!("other {}", outcome.is_err()));
                outcome
            },
            None,
            None,
        )?;
        group.create_task(
            async { Err::<(), _>(errors::value_error("bad")) },
            None,
            None,
        )?;
        let error = group
            .aexit(Value::None, Value::None, Value::None)
            .await
            .expect_err("a task failed");
        note(&log, error.text().as_str());
        Ok(())
    };
    check(
        main,
        &log,
        &[
            "other true",
            "unhandled errors in a TaskGroup (1 sub-exception)",
        ],
    );
}

#[test]
fn a_queue_hands_items_over() {
    let log = Log::default();
    let shared = log.clone();
    let main = async move {
        let log = shared;
        let queue: Queue<Str> = Queue::new(1);
        let (source, inner) = (queue.clone(), log.clone());
        let task = create_task(
            async move {
                for _ in 0..3 {
                    let item = source.get().await?;
                    note(&inner, format!("got {item}"));
                    source.task_done()?;
                }
                Ok(())
            },
            None,
            None,
        )?;
        for item in ["a", "b", "c"] {
            queue.put(Str::from(item)).await?;
            note(&log, format!("put {item}"));
        }
        queue.join().await?;
        task.await
    };
    check(
        main,
        &log,
        &["put a", "got a", "put b", "got b", "put c", "got c"],
    );
}
