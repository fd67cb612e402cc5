//! `to_thread`: running a function that blocks.
//!
//! Values do not leave their thread, so for now the function runs on the loop, in a handle of its own; [`start`] is the one place that
//! would hand it to another thread.

use std::rc::Rc;

use portalis_macros::pyfn;
use portalis_runtime::{Args, Result, Str, Value};

use super::events::get_running_loop;
use super::{Future, Loop};
use crate::contextvars;

/// Run a function in a separate thread, and return its result.
#[pyfn("async def to_thread(func: Any, /, *args: Any, **kwargs: Any) -> Any")]
pub fn to_thread(
    func: Value,
    args: &[Value],
    kwargs: Vec<(Str, Value)>,
) -> impl std::future::Future<Output = Result<Value>> + use<> {
    let args = Args::with_keywords(args.to_vec(), kwargs);
    async move {
        let event_loop = get_running_loop()?;
        start(&event_loop, func, args).await_().await
    }
}

/// Starts the call; the future has its outcome.
pub(super) fn start(event_loop: &Loop, function: Value, args: Args) -> Future<Value> {
    if let Some(seconds) = time_to_sleep(&function, &args) {
        return sleeping(event_loop, seconds);
    }
    let future = event_loop.new_future();
    let (result, context) = (Rc::clone(&future), contextvars::copy_context());
    event_loop.push(move || {
        let outcome = context
            .enter(|| function.call(args))
            .and_then(|outcome| outcome);
        if result.is_cancelled() {
            return;
        }
        match outcome {
            Ok(value) => result.finish_result(Box::new(value)),
            Err(error) => result.finish_error(error),
        }
    });
    Future::of_core(future)
}

/// A thread that does nothing but `time.sleep` is a timer.
fn time_to_sleep(function: &Value, args: &Args) -> Option<f64> {
    if !function.is(&Value::from(&crate::time::native::sleep)) || !args.keywords().is_empty() {
        return None;
    }
    match args.values() {
        [Value::Float(seconds)] if *seconds >= 0.0 => Some(*seconds),
        [Value::Int(seconds)] if *seconds >= 0 => Some(seconds.to_f64().ok()?),
        _ => None,
    }
}

fn sleeping(event_loop: &Loop, seconds: f64) -> Future<Value> {
    let future = event_loop.new_future();
    let alarm = future.clone();
    let when = event_loop.time() + seconds;
    event_loop.inner().call_at(when, move || alarm.release());
    Future::of_core(future)
}
