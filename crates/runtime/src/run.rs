//! Running a program: output, uncaught exceptions, exit codes.
//!
//! *Invariant:* what was printed is out before anything goes to stderr and before the process ends.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};

use portalis_async::AsyncRuntime;
use portalis_async::host::{self, Host};

use crate::error::report;
use crate::{Error, Result, Str, Value, View, errors};

pub use crate::output::{flush as flush_stdout, replace, replaced, write_stderr, write_stdout};

thread_local! {
    /// Has no destructor, so it can be asked while other thread-local values go away.
    static FINISHED: Cell<bool> = const { Cell::new(false) };
    static AT_EXIT: Cell<Option<fn()>> = const { Cell::new(None) };
}

thread_local! {
    static THREAD_NAME: RefCell<Option<Str>> = const { RefCell::new(None) };
    static AT_END: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// Has `call` made when the program's own code is at its end: threads that are left run on in it.
pub fn at_end(call: fn()) {
    AT_END.set(Some(call));
}

/// What the present thread of the program is called.
pub fn thread_name() -> Str {
    THREAD_NAME
        .with_borrow(Clone::clone)
        .unwrap_or_else(|| Str::from("MainThread"))
}

/// Names the present thread of the program.
pub fn set_thread_name(name: Str) {
    THREAD_NAME.replace(Some(name));
}

/// Takes out what the interpreter knows of the present thread; the call that this gives puts it back.
pub fn take_thread_state() -> Box<dyn FnOnce()> {
    let handled = crate::error::take_handled();
    let depth = crate::function::take_depth();
    let hand = crate::coroutine::take_hand();
    let hooks = crate::async_generator::set_hooks(None);
    let name = THREAD_NAME.take();
    Box::new(move || {
        handled();
        crate::function::put_depth(depth);
        hand();
        crate::async_generator::set_hooks(hooks);
        THREAD_NAME.replace(name);
    })
}

/// The program has ended: what is dropped from now on runs no Python code any more.
pub fn is_finished() -> bool {
    FINISHED.get()
}

/// `function` is called when the program has ended, after the report of an uncaught exception.
pub fn at_exit(function: fn()) {
    AT_EXIT.set(Some(function));
}

/// Where the program runs.
static HOST: LazyLock<Arc<dyn Host>> = LazyLock::new(host::platform);

/// A warning of the interpreter itself.
pub fn warn(text: &str) {
    write_stderr(&format!("sys:1: {text}\n"));
}

/// An exception that has nowhere to go: `sys.unraisablehook`.
pub fn unraisable(error: &Error, object: &str) {
    write_stderr(&format!(
        "Exception ignored in: {object}\n{}",
        report::report(error)
    ));
}

/// Prints an uncaught exception, and gives the exit code that CPython would end with.
pub fn finish(result: Result<()>) -> u8 {
    let code = match result {
        Ok(()) => 0,
        Err(error) if error.is(&errors::SystemExit) => exit_code(&error),
        Err(error) => {
            write_stderr(&report::report(&error));
            if error.is(&errors::KeyboardInterrupt) {
                130
            } else {
                1
            }
        }
    };
    if let Some(call) = AT_END.take() {
        call();
    }
    if let Some(function) = AT_EXIT.take() {
        function();
    }
    flush_stdout();
    FINISHED.set(true);
    code
}

fn exit_code(error: &Error) -> u8 {
    match error.state().field("code").unwrap_or_default() {
        Value::None => 0,
        code => match code.as_int() {
            Some(code) => (code.clamp_i64() & 0xff) as u8,
            None => {
                let text = View::str(&code).map_or_else(|_| String::new(), String::from);
                write_stderr(&format!("{text}\n"));
                1
            }
        },
    }
}

/// What the program was started with: `sys.argv`.
pub fn args() -> Vec<String> {
    HOST.args()
}

/// Runs a program, on a thread with a stack that recursion cannot exhaust where the host has threads.
pub fn run(main: impl FnOnce() -> Result<()> + Send + 'static) -> ExitCode {
    tell_of_panics();
    let code = on_large_stack(move || finish(main()));
    HOST.exit(code);
    ExitCode::from(code)
}

/// Runs a program on a host that cannot wait: `main` returns at once, and the host is told when the program is over.
pub fn start<F>(main: impl FnOnce() -> F) -> ExitCode
where
    F: Future<Output = Result<()>> + 'static,
{
    tell_of_panics();
    let main = main();
    AsyncRuntime::new().start(async move { HOST.exit(finish(main.await)) });
    ExitCode::SUCCESS
}

/// A host that cannot wait has no stderr of its own either, and a bug would go by in silence.
fn tell_of_panics() {
    if !HOST.can_wait() {
        std::panic::set_hook(Box::new(|panic| write_stderr(&format!("{panic}\n"))));
    }
}

#[cfg(not(target_family = "wasm"))]
fn on_large_stack(main: impl FnOnce() -> u8 + Send + 'static) -> u8 {
    const STACK: usize = 1 << 30;
    match std::thread::Builder::new()
        .name("main".to_string())
        .stack_size(STACK)
        .spawn(main)
    {
        Ok(thread) => thread.join().unwrap_or(101),
        Err(_) => 101,
    }
}

#[cfg(target_family = "wasm")]
fn on_large_stack(main: impl FnOnce() -> u8 + Send + 'static) -> u8 {
    main()
}
