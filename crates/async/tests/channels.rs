//! Channels and queues: order, limits, and ends that are dropped.

use portalis_async::host::sim::Sim;
use portalis_async::{
    AsyncQueue, AsyncRuntime, JoinSet, QueueShutDown, broadcast, mpsc, oneshot, sleep, spawn,
    spawn_local, timeout, watch, yield_now,
};
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

#[test]
fn one_message_or_none() {
    simulate(async {
        let (sender, receiver) = oneshot::channel();
        assert_eq!(sender.send(1), Ok(()));
        assert_eq!(receiver.await, Ok(1));
        let (sender, receiver) = oneshot::channel::<()>();
        let waits = spawn_local(receiver);
        turns(2).await;
        drop(sender);
        assert_eq!(waits.await.ok(), Some(Err(oneshot::RecvError)));
        let (sender, receiver) = oneshot::channel();
        drop(receiver);
        assert!(sender.is_closed());
        assert_eq!(sender.send("back"), Err("back"));
    });
}

#[test]
fn a_full_channel_has_its_senders_wait() {
    simulate(async {
        let (sender, mut receiver) = mpsc::channel(2);
        let sends = spawn_local(async move {
            for n in 0..5 {
                sender.send(n).await.expect("the receiver is there");
            }
        });
        turns(3).await;
        assert_eq!((receiver.len(), sends.is_finished()), (2, false));
        for n in 0..5 {
            assert_eq!(receiver.recv().await, Some(n));
        }
        assert_eq!(receiver.recv().await, None);
        assert_eq!(receiver.try_recv(), Err(mpsc::TryRecvError::Disconnected));
    });
}

#[test]
fn a_channel_without_receiver_gives_messages_back() {
    simulate(async {
        let (sender, receiver) = mpsc::channel(1);
        assert!(sender.try_send(1).is_ok());
        assert!(matches!(
            sender.try_send(2),
            Err(mpsc::TrySendError::Full(2))
        ));
        let waiting = sender.clone();
        let waits = spawn_local(async move { waiting.send(3).await });
        turns(2).await;
        drop(receiver);
        assert!(
            waits
                .await
                .is_ok_and(|result| result == Err(mpsc::SendError(3)))
        );
        assert!(matches!(
            sender.try_send(4),
            Err(mpsc::TrySendError::Closed(4))
        ));
        let (sender, mut receiver) = mpsc::unbounded_channel();
        assert!(sender.send(1).is_ok());
        receiver.close();
        assert!(sender.is_closed() && sender.send(2).is_err());
        assert_eq!(
            (receiver.recv().await, receiver.recv().await),
            (Some(1), None)
        );
    });
}

#[test]
fn messages_of_many_threads_all_arrive() {
    AsyncRuntime::new().block_on(async {
        let (sender, mut receiver) = mpsc::channel(3);
        let mut tasks = JoinSet::new();
        for id in 0..8_u64 {
            let sender = sender.clone();
            tasks.spawn(async move {
                for n in 0..200 {
                    sender.send((id, n)).await.expect("the receiver is there");
                }
            });
        }
        drop(sender);
        let mut next = [0; 8];
        while let Some((id, n)) = receiver.recv().await {
            assert_eq!(std::mem::replace(&mut next[id as usize], n + 1), n);
        }
        assert_eq!(next, [200; 8]);
        assert_eq!(tasks.len(), 8);
    });
}

#[test]
fn a_broadcast_reaches_all_and_tells_the_slow_what_they_missed() {
    simulate(async {
        let (sender, mut first) = broadcast::channel(2);
        let mut second = sender.subscribe();
        let waits = spawn_local(async move { second.recv().await });
        turns(2).await;
        for n in 0..4 {
            assert_eq!(sender.send(n), Ok(2));
        }
        let mut late = first.resubscribe();
        assert_eq!(waits.await.ok(), Some(Err(broadcast::RecvError::Lagged(2))));
        assert_eq!(first.recv().await, Err(broadcast::RecvError::Lagged(2)));
        assert_eq!((first.recv().await, first.recv().await), (Ok(2), Ok(3)));
        assert_eq!(first.try_recv(), None);
        drop(sender);
        assert_eq!(first.recv().await, Err(broadcast::RecvError::Closed));
        assert_eq!(late.recv().await, Err(broadcast::RecvError::Closed));
    });
}

#[test]
fn watchers_see_the_newest_value() {
    simulate(async {
        let (sender, mut receiver) = watch::channel(0);
        let mut other = receiver.clone();
        let waits = spawn_local(async move {
            let mut seen = vec![*other.peek()];
            while other.changed().await.is_ok() {
                seen.push(*other.get());
            }
            seen
        });
        turns(2).await;
        sender.send(1);
        sender.send(2);
        turns(2).await;
        assert!(receiver.has_changed());
        assert_eq!((*receiver.get(), receiver.has_changed()), (2, false));
        sender.send(3);
        drop(sender);
        assert_eq!(waits.await.ok(), Some(vec![0, 2, 3]));
        assert_eq!(receiver.changed().await, Ok(()));
        assert_eq!(receiver.changed().await, Err(watch::Closed));
    });
}

#[test]
fn queues_have_three_orders() {
    let items = [2, 3, 1];
    let (fifo, lifo, priority) = (
        AsyncQueue::new(0),
        AsyncQueue::lifo(0),
        AsyncQueue::priority(0),
    );
    for item in items {
        assert!(fifo.try_put(item).is_ok());
        assert!(lifo.try_put(item).is_ok());
        assert!(priority.try_put(item).is_ok());
    }
    let out = [(); 3].map(|()| (fifo.try_get(), lifo.try_get(), priority.try_get()));
    assert_eq!(out.map(|(item, _, _)| item), [Ok(2), Ok(3), Ok(1)]);
    assert_eq!(out.map(|(_, item, _)| item), [Ok(1), Ok(3), Ok(2)]);
    assert_eq!(out.map(|(_, _, item)| item), [Ok(1), Ok(2), Ok(3)]);
    assert!(fifo.try_get().is_err());
}

#[test]
fn a_queue_knows_when_its_work_is_done() {
    simulate(async {
        let queue = Rc::new(AsyncQueue::new(2));
        let workers: Vec<_> = (0..3)
            .map(|_| {
                let queue = Rc::clone(&queue);
                spawn_local(async move {
                    let mut sum = 0;
                    while let Ok(item) = queue.get().await {
                        sleep(Duration::from_secs(1)).await;
                        sum += item;
                        queue.task_done().expect("one was got");
                    }
                    sum
                })
            })
            .collect();
        for item in 1..=10 {
            queue.put(item).await.expect("the queue is open");
        }
        queue.join().await;
        assert!(queue.is_empty());
        queue.shutdown(false);
        assert_eq!(queue.put(11).await, Err(QueueShutDown));
        let mut sum = 0;
        for worker in workers {
            sum += worker.await.expect("nobody aborts it");
        }
        assert_eq!(sum, 55);
        assert!(queue.task_done().is_err());
    });
}

#[test]
fn a_getter_that_gives_up_passes_its_item_on() {
    simulate(async {
        let queue = Rc::new(AsyncQueue::new(0));
        let get = || {
            let queue = Rc::clone(&queue);
            spawn_local(async move { queue.get().await })
        };
        let (gives_up, waits) = (get(), get());
        turns(2).await;
        queue.try_put("item").expect("there is room");
        gives_up.abort();
        assert_eq!(waits.await.ok(), Some(Ok("item")));
    });
}

#[test]
fn shutting_down_at_once_drops_items_and_ends_waiting() {
    simulate(async {
        let queue = Rc::new(AsyncQueue::new(1));
        queue.try_put(1).expect("there is room");
        let (put, join) = (Rc::clone(&queue), Rc::clone(&queue));
        let puts = spawn_local(async move { put.put(2).await });
        let joins = spawn_local(async move { join.join().await });
        turns(2).await;
        queue.shutdown(true);
        assert_eq!(puts.await.ok(), Some(Err(QueueShutDown)));
        assert!(joins.await.is_ok());
        assert_eq!(queue.get().await, Err(QueueShutDown));
    });
}

#[test]
fn giving_up_a_message_loses_none() {
    simulate(async {
        let (sender, mut receiver) = mpsc::channel(1);
        assert!(
            timeout(Duration::from_secs(1), receiver.recv())
                .await
                .is_err()
        );
        let task = spawn(async move { sender.send("late").await });
        assert_eq!(receiver.recv().await, Some("late"));
        assert!(task.await.is_ok_and(|sent| sent.is_ok()));
    });
}
