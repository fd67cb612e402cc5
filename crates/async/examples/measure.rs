//! Measures what the runtime promises: `cargo run --release -p portalis-async --example measure`.
//!
//! Medians, as in ../README.md. Figures of one run on a busy machine say little.

use portalis_async::{AsyncRuntime, sleep, spawn, spawn_local, yield_now};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

fn main() {
    let runtime = AsyncRuntime::new();
    report("spawn_local + join", "ns", || {
        runtime.block_on(spawn_and_join(1_000)) * 1e9
    });
    report("spawn_local + join, in a task", "ns", || {
        runtime.block_on(async { spawn_local(spawn_and_join(1_000)).await.expect("it ends") }) * 1e9
    });
    report("yield_now", "ns", || {
        runtime.block_on(yields(100_000)) * 1e9
    });
    report("yield_now, in a task", "ns", || {
        runtime.block_on(async { spawn_local(yields(100_000)).await.expect("it ends") }) * 1e9
    });
    report("spawn + join on other threads", "ns", || {
        runtime.block_on(async {
            let start = Instant::now();
            for _ in 0..1_000 {
                black_box(spawn(async { 1 }).await.expect("it ends"));
            }
            start.elapsed().as_secs_f64() / 1_000.0
        }) * 1e9
    });
    for millis in [1, 2, 5, 10, 50] {
        let rounds = (2_000 / millis as usize).clamp(100, 500);
        report_of(
            rounds,
            &format!("lateness of sleep({millis} ms)"),
            "us",
            || runtime.block_on(lateness(Duration::from_millis(millis))) * 1e6,
        );
    }
    report("1000 sleeps of 100 ms at once", "ms", || {
        runtime.block_on(many_sleeps()) * 1e3
    });
}

fn report(what: &str, unit: &str, measure: impl FnMut() -> f64) {
    report_of(ROUNDS, what, unit, measure);
}

fn report_of(rounds: usize, what: &str, unit: &str, mut measure: impl FnMut() -> f64) {
    let mut values: Vec<f64> = (0..rounds).map(|_| measure()).collect();
    values.sort_by(f64::total_cmp);
    let tail = match rounds >= 100 {
        true => format!("   p99 {:9.1} {unit}", values[rounds * 99 / 100 - 1]),
        false => String::new(),
    };
    println!(
        "{what:32} p50 {:9.1} {unit}{tail}   max {:9.1} {unit}",
        values[rounds / 2],
        values[rounds - 1]
    );
}

/// Seconds a task, for batches of `count` that are joined in order.
async fn spawn_and_join(count: usize) -> f64 {
    let start = Instant::now();
    for _ in 0..100 {
        let tasks: Vec<_> = (0..count)
            .map(|i| spawn_local(async move { black_box(i) }))
            .collect();
        for task in tasks {
            black_box(task.await.expect("it ends"));
        }
    }
    start.elapsed().as_secs_f64() / (100 * count) as f64
}

async fn yields(count: usize) -> f64 {
    let start = Instant::now();
    for _ in 0..count {
        yield_now().await;
    }
    start.elapsed().as_secs_f64() / count as f64
}

async fn lateness(duration: Duration) -> f64 {
    let start = Instant::now();
    sleep(duration).await;
    (start.elapsed() - duration).as_secs_f64()
}

async fn many_sleeps() -> f64 {
    let start = Instant::now();
    let tasks: Vec<_> = (0..1_000)
        .map(|_| spawn_local(sleep(Duration::from_millis(100))))
        .collect();
    for task in tasks {
        task.await.expect("it ends");
    }
    start.elapsed().as_secs_f64()
}
