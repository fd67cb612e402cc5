//! `sleep`.

use portalis_macros::pyfn;
use portalis_runtime::value::CompareOp;
use portalis_runtime::{Object, Result, Value, errors};

use super::events::get_running_loop;
use super::waiting;

/// Wait for a time in seconds; 0 is one turn of the loop.
#[pyfn("async def sleep(delay: float) -> None")]
pub async fn sleep(delay: f64) -> Result<()> {
    if delay <= 0.0 {
        return waiting::turn().await;
    }
    if delay.is_nan() {
        return Err(errors::value_error("Invalid delay: NaN (not a number)"));
    }
    let event_loop = get_running_loop()?;
    let future = event_loop.new_future();
    let alarm = future.clone();
    let timer = event_loop
        .inner()
        .call_at(event_loop.time() + delay, move || alarm.release());
    let outcome = waiting::done(&future).await.and_then(|()| future.result());
    timer.cancel();
    outcome
}

/// As [`sleep`], and return a result.
#[pyfn("async def sleep(delay: float, result: T) -> T")]
pub async fn sleep_for<T: Object>(delay: f64, result: T) -> Result<T> {
    sleep(delay).await?;
    Ok(result)
}

/// As [`sleep_for`], for a delay that may be anything.
#[pyfn("async def sleep(delay: Any, result: Any = None) -> Any")]
pub async fn sleep_any(delay: Value, result: Value) -> Result<Value> {
    let delay = match delay {
        Value::Float(delay) => delay,
        delay if delay.test(CompareOp::Le, &Value::from(0))? => 0.0,
        delay => Object::from_value(delay)?,
    };
    sleep(delay).await?;
    Ok(result)
}
