//! Signals on the event loop: `add_signal_handler`, and what `Runner` does about Ctrl-C.
//!
//! *Invariant:* a program that has nothing to do with signals links none of it but a test of a hook.

use std::cell::Cell;
use std::rc::Rc;

use portalis_async::event_loop::Direction;
use portalis_io::signals;
use portalis_macros::pymethods;
use portalis_runtime::{Args, Error, Result, Value, View, errors};

use super::futures::FutureCore;
use super::{Handle, Loop};
use crate::_signal::{SIGNALS, deliver};
use crate::contextvars;

/// Has the loop look for signals.
pub(crate) fn watch_signals(event_loop: &Loop) {
    let Ok(source) = signals::source() else {
        return;
    };
    let told = event_loop.clone();
    let on_ready = move || {
        if let Err(error) = deliver() {
            told.exit(error);
        }
    };
    // A host without signals has none to look for.
    let _ = event_loop.inner().watch(source, Direction::Read, on_ready);
}

fn signal_number(value: &Value) -> Result<i32> {
    let Some(number) = value.as_int() else {
        return Err(errors::type_error(format!(
            "sig must be an int, not {}",
            View::repr(value)?
        )));
    };
    match i32::try_from(number.clamp_i64()) {
        Ok(number) if (1..=64).contains(&number) => Ok(number),
        _ => Err(errors::value_error(format!(
            "invalid signal number {}",
            View::repr(value)?
        ))),
    }
}

#[pymethods(3)]
impl Loop {
    /// Call a function on the loop when a signal comes.
    #[pyfn("def add_signal_handler(self, sig: Any, callback: Any, *args: Any) -> None")]
    pub fn add_signal_handler(&self, sig: Value, callback: Value, args: &[Value]) -> Result<()> {
        if super::awaitable::is_coroutine(&callback) || super::iscoroutinefunction(callback.clone())
        {
            return Err(errors::type_error(
                "coroutines cannot be used with add_signal_handler()",
            ));
        }
        let number = signal_number(&sig)?;
        self.check_closed()?;
        crate::_signal::begin();
        if number == 9 || number == 19 {
            return Err(errors::runtime_error(format!(
                "sig {number} cannot be caught"
            )));
        }
        let (event_loop, args) = (self.clone(), args.to_vec());
        let context = contextvars::copy_context();
        let told = Rc::new(move || {
            let args = Args::positional(args.clone());
            Handle::soon(&event_loop, callback.clone(), args, context.clone());
        });
        match SIGNALS.get() {
            Some(signals) => (signals.tell)(number, Some(told))?,
            None => return Ok(()),
        }
        self.note_signal(number, true);
        watch_signals(self);
        Ok(())
    }

    /// No more of that: whether there was any.
    #[pyfn("def remove_signal_handler(self, sig: Any) -> bool")]
    pub fn remove_signal_handler(&self, sig: Value) -> Result<bool> {
        let number = signal_number(&sig)?;
        if !self.note_signal(number, false) {
            return Ok(false);
        }
        if let Some(signals) = SIGNALS.get() {
            (signals.tell)(number, None)?;
        }
        Ok(true)
    }
}

impl Loop {
    /// The signals that this loop has handlers for end with it.
    pub(super) fn forget_signals(&self) {
        let Some(signals) = SIGNALS.get() else { return };
        for number in self.take_signals() {
            // Nobody is there to hear of it.
            let _ = (signals.tell)(number, None);
        }
    }
}

fn interrupt() -> Error {
    Error::new(&errors::KeyboardInterrupt, Vec::new())
}

/// Ctrl-C while a runner runs: the first cancels its task, the next is KeyboardInterrupt at once.
pub(super) struct Interrupts(Option<Rc<Cell<u32>>>);

impl Interrupts {
    /// Begins, unless the program handles SIGINT itself.
    pub(super) fn begin(event_loop: &Loop, task: &Rc<FutureCore>) -> Interrupts {
        let Some(signals) = SIGNALS.get().filter(|all| (all.is_default_interrupt)()) else {
            return Interrupts(None);
        };
        let count = Rc::new(Cell::new(0));
        let (counted, event_loop, task) = (count.clone(), event_loop.clone(), task.clone());
        let told = Rc::new(move || {
            counted.set(counted.get() + 1);
            if counted.get() == 1 && !task.is_done() {
                task.cancel(None);
                return;
            }
            event_loop.exit(interrupt());
        });
        match (signals.tell)(2, Some(told)) {
            Ok(()) => Interrupts(Some(count)),
            Err(_) => Interrupts(None),
        }
    }

    /// Ends it; a cancellation that was Ctrl-C's is KeyboardInterrupt.
    pub(super) fn end<T>(self, task: &Rc<FutureCore>, outcome: Result<T>) -> Result<T> {
        let Some(count) = self.0 else { return outcome };
        if let Some(signals) = SIGNALS.get() {
            (signals.tell)(2, None)?;
        }
        match outcome {
            Err(error)
                if count.get() > 0
                    && super::exceptions::is_cancelled(&error)
                    && task.task().is_some_and(|state| state.uncancel() == 0) =>
            {
                let _handling = portalis_runtime::handling(&error);
                portalis_runtime::raise(interrupt())
            }
            outcome => outcome,
        }
    }
}
