//! Standard output and error: what `print` writes to.
//!
//! Standard output is buffered as CPython's is: by lines on a terminal and where a person watches (browsers), by blocks
//! elsewhere; it is flushed before the program ends and before anything goes to standard error.
//!
//! *Invariant:* all output of a program goes through here, so its order is kept.

use std::cell::RefCell;
use std::io::IsTerminal;

use portalis_async::host::{self, Stream};

use crate::{Result, Str, Value, reach};

/// Bytes that are kept back before they are written.
const BLOCK: usize = 8192;

thread_local! {
    static BUFFER: RefCell<String> = const { RefCell::new(String::new()) };
    static REPLACED: RefCell<[Option<Value>; 3]> = const { RefCell::new([None, None, None]) };
    static BY_LINES: bool = cfg!(target_family = "wasm") || std::io::stdout().is_terminal();
}

/// Writes to `sys.stdout`.
pub fn write(text: &str) -> Result<()> {
    match replaced(1) {
        Some(stream) => stream
            .quiet_call_method("write", crate::args![Str::from(text.to_string())])
            .map(drop),
        None => {
            write_stdout(text);
            Ok(())
        }
    }
}

/// Writes to the program's own standard output.
pub fn write_stdout(text: &str) {
    let is_due = BUFFER.with(|buffer| {
        let mut buffer = buffer.borrow_mut();
        buffer.push_str(text);
        buffer.len() >= BLOCK
            || (BY_LINES.with(|by_lines| *by_lines) && text.as_bytes().contains(&b'\n'))
    });
    if is_due {
        flush();
    }
}

/// Writes what is buffered.
pub fn flush() {
    let text = BUFFER.with(|buffer| std::mem::take(&mut *buffer.borrow_mut()));
    if !text.is_empty() {
        // A closed pipe is no reason to fail: there is nobody to tell.
        let _ = host::platform().write(Stream::Stdout, text.as_bytes());
    }
}

/// Writes to standard error, after what is buffered for standard output.
pub fn write_stderr(text: &str) {
    flush();
    let _ = host::platform().write(Stream::Stderr, text.as_bytes());
}

/// What the program has put in the place of `sys.stdin` (0), `sys.stdout` (1) or `sys.stderr` (2).
pub fn replaced(stream: usize) -> Option<Value> {
    if !reach::STREAMS.is_on() {
        return None;
    }
    REPLACED.with_borrow(|replaced| replaced.get(stream).cloned().flatten())
}

/// Assigns `sys.stdin` (0), `sys.stdout` (1) or `sys.stderr` (2); `None` is the real stream.
pub fn replace(stream: usize, target: Option<Value>) {
    reach::STREAMS.turn_on();
    let old = REPLACED.with_borrow_mut(|replaced| {
        let slot = replaced.get_mut(stream)?;
        std::mem::replace(slot, target)
    });
    drop(old);
}
