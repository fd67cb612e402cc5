//! Running a program: output, uncaught exceptions, exit codes.
//!
//! *Invariant:* what was printed is out before anything goes to stderr and before the process ends.

use std::cell::RefCell;
use std::io::Write;
use std::process::ExitCode;

use crate::error::report;
use crate::{Error, Result, Value, View, errors};

/// Bytes that stdout gathers before they go out.
const BUFFER: usize = 8192;

thread_local! {
    static OUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

thread_local! {
    static REPLACED: RefCell<[Option<Value>; 2]> = const { RefCell::new([None, None]) };
}

/// What the program has put in the place of `sys.stdout` (1) or `sys.stderr` (2). `print` writes there.
pub fn replaced(stream: usize) -> Option<Value> {
    REPLACED.with_borrow(|replaced| replaced.get(stream.checked_sub(1)?).cloned().flatten())
}

/// Assigns `sys.stdout` (1) or `sys.stderr` (2); `None` is the real stream.
pub fn replace(stream: usize, target: Option<Value>) {
    let old = REPLACED.with_borrow_mut(|replaced| {
        let slot = replaced.get_mut(stream.checked_sub(1)?)?;
        std::mem::replace(slot, target)
    });
    drop(old);
}

/// Writes to stdout, through a buffer.
pub fn write_stdout(text: &str) {
    let full = OUT.with_borrow_mut(|out| {
        out.extend_from_slice(text.as_bytes());
        out.len() >= BUFFER
    });
    if full {
        flush_stdout();
    }
}

/// Sends what stdout has gathered.
pub fn flush_stdout() {
    let bytes = OUT.take();
    if !bytes.is_empty() {
        let mut out = std::io::stdout().lock();
        // A closed pipe is no reason to fail: there is nobody to tell.
        let _ = out.write_all(&bytes).and_then(|()| out.flush());
    }
}

/// Writes to stderr, behind everything printed so far.
pub fn write_stderr(text: &str) {
    flush_stdout();
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

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
    flush_stdout();
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

/// Runs a program, on a thread with a stack that recursion cannot exhaust where the host has threads.
pub fn run(main: impl FnOnce() -> Result<()> + Send + 'static) -> ExitCode {
    ExitCode::from(on_large_stack(move || finish(main())))
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
