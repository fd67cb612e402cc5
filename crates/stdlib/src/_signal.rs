//! `_signal`: what the module `signal`, which is Python, asks of the host, and who is told of signals.
//!
//! Python's handlers run where the program waits (in an event loop, in `time.sleep`), and at once where it sends a signal to itself.
//! An event loop's own (`add_signal_handler`) run in handles of the loop.
//!
//! *Invariant:* no handler runs while another piece of the program is in the middle of something.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use portalis_async::host::{self, Interest};
use portalis_io::signals::{self, Action};
use portalis_macros::{module, pyfn};
use portalis_runtime::reach::Hook;
use portalis_runtime::{Error, Int, Result, Value, args, errors, files};

module!("_signal");

/// What asyncio and `time.sleep` need of signals; there once a program has to do with them.
pub(crate) static SIGNALS: Hook<Signals> = Hook::new();

/// See [`SIGNALS`].
pub(crate) struct Signals {
    /// Waits like `time.sleep`, for so many seconds.
    pub(crate) sleep: fn(Duration) -> Result<()>,
    /// A loop begins to run: it watches for signals.
    pub(crate) begin_run: fn(&crate::asyncio::Loop),
    /// Whether SIGINT is handled as it is by default.
    pub(crate) is_default_interrupt: fn() -> bool,
    /// Sets who is told of a signal; `None` is nobody but the default.
    pub(crate) tell: fn(i32, Option<Told>) -> Result<()>,
}

/// Who is told of a signal, in a handle of a loop.
pub(crate) type Told = Rc<dyn Fn()>;

thread_local! {
    /// Python's handlers; None stands for `SIG_DFL` and `SIG_IGN`.
    static HANDLERS: RefCell<BTreeMap<i32, Value>> = const { RefCell::new(BTreeMap::new()) };
    /// Who is told in an event loop.
    static TOLD: RefCell<BTreeMap<i32, Told>> = const { RefCell::new(BTreeMap::new()) };
    /// Signals that wait for the event loop.
    static WAITING: RefCell<Vec<i32>> = const { RefCell::new(Vec::new()) };
    static BEGUN: Cell<bool> = const { Cell::new(false) };
}

const SIGINT: i32 = 2;

fn failed(error: &std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::Unsupported {
        let host = host::platform();
        return errors::os_error_from(38, format!("{} has no signals", host.name()), None);
    }
    files::host_error(error, None)
}

/// The program has to do with signals.
#[pyfn("def begin() -> None")]
pub fn begin() {
    if BEGUN.replace(true) {
        return;
    }
    SIGNALS.install(&Signals {
        sleep,
        begin_run: crate::asyncio::watch_signals,
        is_default_interrupt: || {
            let is_default = |handlers: &BTreeMap<i32, Value>| !handlers.contains_key(&SIGINT);
            HANDLERS.with_borrow(is_default) && !TOLD.with_borrow(|t| t.contains_key(&SIGINT))
        },
        tell,
    });
    // A host without signals has no Ctrl-C either.
    let _ = signals::catch(SIGINT, Action::Note);
}

fn tell(number: i32, told: Option<Told>) -> Result<()> {
    let known = HANDLERS.with_borrow(|handlers| handlers.contains_key(&number));
    let action = match told {
        Some(_) => Action::Note,
        None if number == SIGINT || known => Action::Note,
        None => Action::Default,
    };
    signals::catch(number, action).map_err(|error| failed(&error))?;
    let old = TOLD.with_borrow_mut(|all| match told {
        Some(told) => all.insert(number, told),
        None => all.remove(&number),
    });
    drop(old);
    Ok(())
}

/// Sets what happens when a signal comes: 0 is the default, 1 nothing, 2 the handler's call.
#[pyfn("def catch(signum: int, action: int, handler: Any, /) -> None")]
pub fn catch(signum: i64, action: i64, handler: Value) -> Result<()> {
    let number = i32::try_from(signum).unwrap_or(-1);
    let action = match action {
        0 if number == SIGINT && !handler.is_none() => Action::Note,
        0 => Action::Default,
        1 => Action::Ignore,
        _ => Action::Note,
    };
    signals::catch(number, action).map_err(|error| failed(&error))?;
    let old = HANDLERS.with_borrow_mut(|handlers| handlers.insert(number, handler));
    drop(old);
    if let Ok(event_loop) = crate::asyncio::get_running_loop() {
        crate::asyncio::watch_signals(&event_loop);
    }
    Ok(())
}

/// SIGINT is KeyboardInterrupt again.
#[pyfn("def restore_interrupt() -> None")]
pub fn restore_interrupt() -> Result<()> {
    signals::catch(SIGINT, Action::Note).map_err(|error| failed(&error))?;
    let old = HANDLERS.with_borrow_mut(|handlers| handlers.remove(&SIGINT));
    drop(old);
    Ok(())
}

/// Calls the handlers of the signals that have come. Those of event loops wait for their loops.
fn run_now() -> Result<()> {
    for number in signals::take() {
        if TOLD.with_borrow(|told| told.contains_key(&number)) {
            WAITING.with_borrow_mut(|waiting| waiting.push(number));
            continue;
        }
        let handler = HANDLERS.with_borrow(|handlers| handlers.get(&number).cloned());
        match handler {
            Some(handler) if !handler.is_none() => {
                handler.call(args![Int::from(i64::from(number)), Value::None])?;
            }
            None if number == SIGINT => {
                return Err(Error::new(&errors::KeyboardInterrupt, Vec::new()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What a loop does when the source of signals is ready.
pub(crate) fn deliver() -> Result<()> {
    signals::drain();
    run_now()?;
    for number in WAITING.take() {
        let told = TOLD.with_borrow(|told| told.get(&number).cloned());
        if let Some(told) = told {
            told();
        }
    }
    Ok(())
}

/// Waits for a signal, or for so long: whether one came.
fn wait(timeout: Option<Duration>) -> Result<bool> {
    let source = signals::source().map_err(|error| failed(&error))?;
    let interest = Interest {
        read: true,
        write: false,
    };
    host::wait_ready(source, interest, timeout).map_err(|error| failed(&error))
}

fn sleep(duration: Duration) -> Result<()> {
    let end = Instant::now() + duration;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        if !WAITING.with_borrow(Vec::is_empty) {
            // There is a signal that only a loop can tell of, and none is running.
            host::sleep(left);
            return Ok(());
        }
        if wait(Some(left))? {
            signals::drain();
            run_now()?;
        }
    }
}

/// Wait until a signal arrives.
#[pyfn("def pause() -> None")]
pub fn pause() -> Result<()> {
    if wait(None)? {
        signals::drain();
    }
    run_now()
}

/// Send a signal to a process.
#[pyfn("def send(pid: int, signum: int, /) -> None")]
pub fn send(pid: i64, signum: i64) -> Result<()> {
    begin();
    let number = |number: i64| i32::try_from(number).unwrap_or(-1);
    signals::send(number(pid), number(signum)).map_err(|error| failed(&error))?;
    match pid == i64::from(std::process::id()) {
        true => run_now(),
        false => Ok(()),
    }
}

/// Arrange for SIGALRM to arrive after the given number of seconds.
#[pyfn("def alarm(seconds: int, /) -> int")]
pub fn alarm(seconds: i64) -> Result<Int> {
    let seconds = u32::try_from(seconds).unwrap_or(0);
    let left = signals::alarm(seconds).map_err(|error| failed(&error))?;
    Ok(Int::from(i64::from(left)))
}

/// Sets a timer: what was left of the last one, and its interval.
#[pyfn("def timer(which: int, seconds: float, interval: float, /) -> tuple[float, float]")]
pub fn timer(which: i64, seconds: f64, interval: f64) -> Result<(f64, f64)> {
    let which = i32::try_from(which).unwrap_or(-1);
    signals::timer(which, seconds, interval).map_err(|error| failed(&error))
}

/// What the system calls a signal.
#[pyfn("def description(signum: int, /) -> str | None")]
pub fn description(signum: i64) -> Option<portalis_runtime::Str> {
    let number = i32::try_from(signum).ok()?;
    signals::describe(number).map(portalis_runtime::Str::from)
}
