//! Signals of Unix.
//!
//! The handler sets a bit and writes a byte into a pipe, which is all that may be done there.

#![allow(unsafe_code, reason = "signals are C's")]

use super::Action;
use std::io::{self, PipeReader, PipeWriter, Read, pipe};
use std::os::fd::AsRawFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

/// One bit a signal.
static NOTED: AtomicU64 = AtomicU64::new(0);
/// Where the handler writes to; -1 before there is a pipe.
static TELL: AtomicI32 = AtomicI32::new(-1);
static PIPE: OnceLock<(PipeReader, PipeWriter)> = OnceLock::new();

unsafe fn errno() -> *mut libc::c_int {
    #[cfg(target_os = "linux")]
    // SAFETY: it always is there.
    unsafe {
        libc::__errno_location()
    }
    #[cfg(not(target_os = "linux"))]
    // SAFETY: it always is there.
    unsafe {
        libc::__error()
    }
}

extern "C" fn note(number: libc::c_int) {
    let bit = 1u64 << (number as u32 & 63);
    let before = NOTED.fetch_or(bit, Ordering::SeqCst);
    if before & bit != 0 && number == libc::SIGINT {
        // Nobody has looked since the last time: the program is busy, and somebody wants it to end.
        // SAFETY: `signal` may be called in a handler.
        unsafe { libc::signal(number, libc::SIG_DFL) };
    }
    // SAFETY: `write` may be called in a handler; it reads one byte that outlives the call. `errno` is put back, since
    // the handler may have interrupted somebody who is about to look at it.
    unsafe {
        let errno = errno();
        let saved = *errno;
        libc::write(TELL.load(Ordering::SeqCst), c"!".as_ptr().cast(), 1);
        *errno = saved;
    }
}

fn open() -> io::Result<&'static (PipeReader, PipeWriter)> {
    if let Some(open) = PIPE.get() {
        return Ok(open);
    }
    let made = pipe()?;
    for end in [made.0.as_raw_fd(), made.1.as_raw_fd()] {
        // SAFETY: both are open.
        if unsafe { libc::fcntl(end, libc::F_SETFL, libc::O_NONBLOCK) } < 0 {
            return Err(io::Error::last_os_error());
        }
    }
    let open = PIPE.get_or_init(|| made);
    TELL.store(open.1.as_raw_fd(), Ordering::SeqCst);
    Ok(open)
}

/// Sets what happens when a signal comes.
pub fn catch(number: i32, action: Action) -> io::Result<()> {
    open()?;
    let handler = match action {
        Action::Default => libc::SIG_DFL,
        Action::Ignore => libc::SIG_IGN,
        Action::Note => note as extern "C" fn(libc::c_int) as libc::sighandler_t,
    };
    // SAFETY: an action that is all zeroes is one without flags; the handler does what handlers may. Calls that wait
    // are begun again (SA_RESTART): what has to end with a signal waits for the pipe as well.
    let failed = unsafe {
        let mut new: libc::sigaction = std::mem::zeroed();
        new.sa_sigaction = handler;
        new.sa_flags = libc::SA_RESTART;
        libc::sigemptyset(&mut new.sa_mask);
        libc::sigaction(number, &new, std::ptr::null_mut()) != 0
    };
    match failed {
        true => Err(io::Error::last_os_error()),
        false => Ok(()),
    }
}

/// The signals that were noted since the last time, by number.
pub fn take() -> Vec<i32> {
    let noted = NOTED.swap(0, Ordering::SeqCst);
    (1..64).filter(|bit| noted & (1 << bit) != 0).collect()
}

/// What becomes readable when a signal is noted: a file descriptor that stays open.
pub fn source() -> io::Result<i64> {
    Ok(i64::from(open()?.0.as_raw_fd()))
}

/// Makes the source unreadable again.
pub fn drain() {
    if let Some((mut reader, _)) = PIPE.get().map(|(reader, writer)| (reader, writer)) {
        let mut buffer = [0; 256];
        while matches!(reader.read(&mut buffer), Ok(count) if count > 0) {}
    }
}

/// Sends a signal to a process (or, as `kill` has it, to several); 0 only asks whether it is there. One to this process has been
/// dealt with when this returns: it goes to this thread, where it might go to another.
pub fn send(process: i32, number: i32) -> io::Result<()> {
    let is_own = i64::from(process) == i64::from(std::process::id());
    // SAFETY: no memory is involved.
    let sent = match is_own && number != 0 {
        true => unsafe { libc::raise(number) },
        false => unsafe { libc::kill(process, number) },
    };
    match sent {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Has SIGALRM sent after so many seconds, or never (0): how many were left of the last one.
pub fn alarm(seconds: u32) -> io::Result<u32> {
    // SAFETY: no memory is involved.
    Ok(unsafe { libc::alarm(seconds) })
}

/// `setitimer`: what was left of the last one, and its interval.
pub fn timer(which: i32, first: f64, then: f64) -> io::Result<(f64, f64)> {
    let time = |seconds: f64| libc::timeval {
        tv_sec: seconds.trunc() as libc::time_t,
        tv_usec: (seconds.fract() * 1e6).round() as libc::suseconds_t,
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    let new = libc::itimerval {
        it_value: time(first),
        it_interval: time(then),
    };
    let mut old = libc::itimerval {
        it_value: time(0.0),
        it_interval: time(0.0),
    };
    // SAFETY: both structures live through the call.
    match unsafe { libc::setitimer(which as _, &new, &mut old) } {
        0 => Ok((seconds(old.it_value), seconds(old.it_interval))),
        _ => Err(io::Error::last_os_error()),
    }
}

/// What the system calls a signal.
pub fn describe(number: i32) -> Option<String> {
    if !(1..=64).contains(&number) {
        return None;
    }
    // SAFETY: the text is the system's; it is copied at once.
    let text = unsafe {
        let text = libc::strsignal(number);
        if text.is_null() {
            return None;
        }
        std::ffi::CStr::from_ptr(text)
    };
    Some(text.to_string_lossy().into_owned())
}
