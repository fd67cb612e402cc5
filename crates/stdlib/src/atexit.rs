//! `atexit`: functions that are called when the program ends.
//!
//! *Invariant:* the last one registered is the first one called, after the report of an uncaught exception.

use std::cell::RefCell;

use portalis_macros::{module, pyfn};
use portalis_runtime::{Args, Int, Result, Str, Value, View, errors, run};

module!("atexit");

type Call = (Value, Vec<Value>, Vec<(Str, Value)>);

thread_local! {
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
}

fn call_all() {
    while let Some((function, args, kwargs)) = CALLS.with_borrow_mut(Vec::pop) {
        if let Err(error) = function.call(Args::with_keywords(args, kwargs)) {
            let shown = View::repr(&function).unwrap_or_default();
            run::unraisable(&error, &format!("atexit callback {shown}"));
        }
    }
}

/// Register a function to be executed upon normal program termination
#[pyfn("def register(func: Any, /, *args: Any, **kwargs: Any) -> Any")]
pub fn register(func: Value, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<Value> {
    if !func.is_callable() {
        return Err(errors::type_error("the first argument must be callable"));
    }
    run::at_exit(call_all);
    CALLS.with_borrow_mut(|calls| calls.push((func.clone(), args.to_vec(), kwargs)));
    Ok(func)
}

/// Unregister an exit function which was previously registered using atexit.register
#[pyfn("def unregister(func: Any, /) -> None")]
pub fn unregister(func: Value) -> Result<()> {
    let calls = CALLS.take();
    let mut kept = Vec::new();
    for call in calls {
        if !call.0.test(portalis_runtime::CompareOp::Eq, &func)? {
            kept.push(call);
        }
    }
    CALLS.set(kept);
    Ok(())
}

/// Clear the list of previously registered exit functions.
#[pyfn("def _clear() -> None")]
pub fn clear() {
    drop(CALLS.take());
}

/// Run all registered exit functions.
#[pyfn("def _run_exitfuncs() -> None")]
pub fn run_exitfuncs() {
    call_all();
}

/// Return the number of registered exit functions.
#[pyfn("def _ncallbacks() -> int")]
pub fn ncallbacks() -> Int {
    Int::from(CALLS.with_borrow(Vec::len))
}
