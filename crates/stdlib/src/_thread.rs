//! `_thread`: threads, and the locks that everything else about them is built on.
//!
//! Threads take turns on one thread of the system (`portalis_async::threads`): one runs until it waits. Where the host has
//! no stacks to switch to, starting one is CPython's RuntimeError.
//!
//! *Invariant:* a lock that is released is free, and whoever comes first gets it, as with CPython's.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use portalis_async::host;
use portalis_async::threads::{self, MAIN, ThreadId, WaitQueue};
use portalis_macros::{module, pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::error::report;
use portalis_runtime::{
    Args, Dict, Error, Int, List, Object, Result, Str, Tuple, Value, View, errors, run,
};

module!("_thread");

/// The longest timeout, in seconds.
#[pyconst("TIMEOUT_MAX: float")]
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// What a thread is called, and whether the program waits for it at its end.
struct Known {
    name: Str,
    is_daemon: bool,
}

thread_local! {
    static ALIVE: RefCell<BTreeMap<ThreadId, Known>> = const { RefCell::new(BTreeMap::new()) };
    /// Where the end of the program waits for threads.
    static ENDED: WaitQueue = WaitQueue::default();
    static AT_END: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    static ENDING: Cell<bool> = const { Cell::new(false) };
}

/// Starts a thread named `name`, which runs until it waits for the first time.
pub(crate) fn start(name: Str, is_daemon: bool, call: impl FnOnce() + 'static) -> Result<ThreadId> {
    if !threads::is_used() {
        threads::add_local(run::take_thread_state);
        threads::add_local(crate::contextvars::take_state);
        threads::add_local(crate::asyncio::take_state);
        run::at_end(finish);
    }
    let id = threads::next_id();
    let known = Known {
        name: name.clone(),
        is_daemon,
    };
    ALIVE.with_borrow_mut(|alive| alive.insert(id, known));
    let body = move || {
        run::set_thread_name(name);
        call();
        let known = ALIVE.with_borrow_mut(|alive| alive.remove(&id));
        drop(known);
        ENDED.with(WaitQueue::wake_all);
    };
    threads::start(body).map_err(|_| {
        ALIVE.with_borrow_mut(|alive| alive.remove(&id));
        errors::runtime_error("can't start new thread")
    })
}

/// Has `call` made when the program's own code has ended, before its threads are waited for.
pub(crate) fn before_end(call: impl FnOnce() + 'static) {
    AT_END.with_borrow_mut(|calls| calls.push(Box::new(call)));
}

/// The program's own code has ended.
pub(crate) fn is_ending() -> bool {
    ENDING.get()
}

/// Waits for the threads that are no daemons.
fn finish() {
    ENDING.set(true);
    for call in AT_END.take() {
        call();
    }
    while ALIVE.with_borrow(|alive| alive.values().any(|known| !known.is_daemon)) {
        ENDED.with(|ended| ended.wait(None));
    }
}

/// The time on the host's clock after so many seconds, in nanoseconds.
pub(crate) fn deadline(seconds: f64) -> u64 {
    let nanoseconds = (seconds.max(0.0) * 1e9).min(9e18) as u64;
    host::platform().now().saturating_add(nanoseconds)
}

/// Waits in a queue: whether this thread was woken before `until`.
pub(crate) fn wait(queue: &WaitQueue, until: Option<u64>) -> Result<bool> {
    if threads::is_used() {
        return Ok(queue.wait(until));
    }
    // There is nobody who could wake it.
    let host = host::platform();
    if !host.can_wait() {
        let name = host.name();
        return Err(errors::runtime_error(format!("{name} cannot block")));
    }
    let left = until.map_or(u64::MAX, |until| until.saturating_sub(host.now()));
    host::sleep(std::time::Duration::from_nanos(left));
    Ok(false)
}

fn ident(id: ThreadId) -> Int {
    // Numbers of the size that programs are used to.
    Int::from(0x7f00_0000_0000_i64 + (id as i64) * 0x1000)
}

/// Start a new thread, and return its identifier.
#[pyfn("def start_new_thread(function: Any, args: Any, kwargs: Any = None, /) -> int")]
pub fn start_new_thread(function: Value, args: Value, kwargs: Option<Value>) -> Result<Int> {
    let mut positional = Vec::new();
    for item in args.iter()? {
        positional.push(item?);
    }
    let mut keywords = Vec::new();
    if let Some(kwargs) = kwargs.filter(|kwargs| !kwargs.is_none()) {
        let kwargs: Dict<Value, Value> = Object::from_value(kwargs)?;
        for (key, value) in kwargs.entries() {
            keywords.push((View::str(&key)?, value));
        }
    }
    let args = Args::with_keywords(positional, keywords);
    let name = Str::from(format!("Dummy-{}", threads::next_id()));
    let id = start(name, true, move || {
        let Err(error) = function.call(args) else {
            return;
        };
        if !error.is(&errors::SystemExit) {
            let name = View::repr(&function).unwrap_or_default();
            report_uncaught(
                &format!("Exception ignored in thread started by: {name}"),
                &error,
            );
        }
    })?;
    Ok(ident(id))
}

/// Writes an exception that has ended a thread to stderr.
fn report_uncaught(head: &str, error: &Error) {
    run::flush_stdout();
    run::write_stderr(&format!("{head}\n{}", report::report(error)));
}

/// `threading.excepthook`: the exception that has ended the thread called `name`.
#[pyfn("def _report(name: str, error: Any) -> None")]
pub fn report_thread(name: Str, error: Value) {
    if let Some(error) = Error::of_value(&error) {
        report_uncaught(&format!("Exception in thread {name}:"), &error);
    }
}

/// Return a number that identifies the present thread.
#[pyfn("def get_ident() -> int")]
pub fn get_ident() -> Int {
    ident(threads::current())
}

/// Return the number of the present thread in the system.
#[pyfn("def get_native_id() -> int")]
pub fn get_native_id() -> Int {
    Int::from(1000 + threads::current() as i64)
}

/// Names the present thread, and says whether the program waits for it at its end.
#[pyfn("def _describe(name: str, daemon: bool) -> None")]
pub fn describe_thread(name: Str, daemon: bool) {
    let id = threads::current();
    run::set_thread_name(name.clone());
    let known = Known {
        name,
        is_daemon: daemon,
    };
    if id != MAIN {
        ALIVE.with_borrow_mut(|alive| alive.insert(id, known));
    }
}

/// Return the name of the present thread.
#[pyfn("def _name() -> str")]
pub fn thread_name() -> Str {
    run::thread_name()
}

thread_local! {
    static LOGGER: RefCell<Option<Value>> = const { RefCell::new(None) };
}

/// What writes logs: `function(level, text, exception or None)`. Installed by the module `logging`, which is Python.
#[pyfn("def _set_logger(function: Any) -> None")]
pub fn set_logger(function: Value) {
    let old = LOGGER.replace(Some(function));
    drop(old);
}

/// What the program's `logging` has installed.
pub(crate) fn logger() -> Option<Value> {
    LOGGER.with_borrow(Clone::clone)
}

/// Return the name of the task that is taking a step.
#[pyfn("def _task_name() -> str | None")]
pub fn task_name() -> Option<Str> {
    crate::asyncio::current_name()
}

/// Return whether the present thread is one that the program does not wait for.
#[pyfn("def _is_daemon() -> bool")]
pub fn thread_is_daemon() -> bool {
    ALIVE.with_borrow(|alive| {
        alive
            .get(&threads::current())
            .is_some_and(|known| known.is_daemon)
    })
}

/// Return identifiers and names of the threads that were started and are alive.
#[pyfn("def _alive() -> list[Any]")]
pub fn alive() -> List<Value> {
    let describe = |(id, known): (&ThreadId, &Known)| {
        Value::Tuple(Tuple::from(vec![
            View::to_value(&ident(*id)),
            Value::Str(known.name.clone()),
            Value::Bool(known.is_daemon),
        ]))
    };
    ALIVE.with_borrow(|alive| alive.iter().map(describe).collect())
}

/// Whether the host can start threads is known when one is started; others get their turn here.
#[pyfn("def _breathe() -> None")]
pub fn breathe() {
    threads::breathe();
}

/// Create a new lock object.
#[pyfn("def allocate_lock() -> lock")]
pub fn allocate_lock() -> Lock {
    Lock::new()
}

#[derive(Default)]
struct LockData {
    locked: Cell<bool>,
    waiting: WaitQueue,
}

/// A lock that one thread holds.
#[pyclass("class lock", module = "_thread")]
#[derive(Clone)]
pub struct Lock(Rc<LockData>);

/// How long an `acquire` may take.
enum Patience {
    None,
    Until(u64),
    Endless,
}

fn patience(blocking: bool, timeout: f64) -> Result<Patience> {
    if !blocking && timeout != -1.0 {
        return Err(errors::value_error(
            "can't specify a timeout for a non-blocking call",
        ));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(errors::value_error(
            "timeout value must be a non-negative number",
        ));
    }
    if timeout > TIMEOUT_MAX {
        return Err(errors::overflow_error("timeout value is too large"));
    }
    Ok(match () {
        () if !blocking || timeout == 0.0 => Patience::None,
        () if timeout == -1.0 => Patience::Endless,
        () => Patience::Until(deadline(timeout)),
    })
}

impl LockData {
    fn take(&self, patience: Patience) -> Result<bool> {
        let until = match patience {
            Patience::None => {
                threads::breathe();
                return Ok(!self.locked.replace(true));
            }
            Patience::Until(until) => Some(until),
            Patience::Endless => None,
        };
        while self.locked.get() {
            if !wait(&self.waiting, until)? && until.is_some() {
                return Ok(!self.locked.replace(true));
            }
        }
        self.locked.set(true);
        Ok(true)
    }

    fn release(&self) {
        self.locked.set(false);
        self.waiting.wake_one();
    }
}

#[pymethods]
impl Lock {
    /// A lock that nobody holds.
    #[pyfn("def __new__(cls) -> lock")]
    pub fn new() -> Lock {
        Lock(Rc::default())
    }

    /// Lock the lock; return whether that was possible in time.
    #[pyfn("def acquire(self, blocking: bool = True, timeout: float = -1) -> bool")]
    pub fn acquire(&self, blocking: Option<bool>, timeout: Option<f64>) -> Result<bool> {
        self.0
            .take(patience(blocking.unwrap_or(true), timeout.unwrap_or(-1.0))?)
    }

    /// Release the lock.
    #[pyfn("def release(self) -> None")]
    pub fn release(&self) -> Result<()> {
        if !self.0.locked.get() {
            return Err(errors::runtime_error("release unlocked lock"));
        }
        self.0.release();
        Ok(())
    }

    /// Whether the lock is held.
    #[pyfn("def locked(self) -> bool")]
    pub fn locked(&self) -> bool {
        threads::breathe();
        self.0.locked.get()
    }

    /// Lock the lock.
    #[pyfn("def __enter__(self) -> bool")]
    pub fn enter(&self) -> Result<bool> {
        self.0.take(Patience::Endless)
    }

    /// Release the lock.
    #[pyfn("def __exit__(self, typ: Any, value: Any, traceback: Any, /) -> None")]
    pub fn exit(&self, _typ: Value, _value: Value, _traceback: Value) -> Result<()> {
        self.release()
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = if self.0.locked.get() {
            "locked"
        } else {
            "unlocked"
        };
        let at = Rc::as_ptr(&self.0) as usize;
        Ok(Str::from(format!(
            "<{state} _thread.lock object at {at:#x}>"
        )))
    }
}

impl Default for Lock {
    fn default() -> Self {
        Lock::new()
    }
}

#[derive(Default)]
struct RLockData {
    lock: LockData,
    owner: Cell<Option<ThreadId>>,
    count: Cell<usize>,
}

/// A lock that its holder may acquire again.
#[pyclass("class RLock", module = "_thread")]
#[derive(Clone)]
pub struct RLock(Rc<RLockData>);

impl RLock {
    fn take(&self, patience: Patience) -> Result<bool> {
        if self.is_mine() {
            self.0.count.set(self.0.count.get() + 1);
            return Ok(true);
        }
        let taken = self.0.lock.take(patience)?;
        if taken {
            self.0.owner.set(Some(threads::current()));
            self.0.count.set(1);
        }
        Ok(taken)
    }

    fn is_mine(&self) -> bool {
        self.0.owner.get() == Some(threads::current())
    }
}

#[pymethods]
impl RLock {
    /// A lock that nobody holds.
    #[pyfn("def __new__(cls) -> RLock")]
    pub fn new() -> RLock {
        RLock(Rc::default())
    }

    /// Lock the lock; return whether that was possible in time.
    #[pyfn("def acquire(self, blocking: bool = True, timeout: float = -1) -> bool")]
    pub fn acquire(&self, blocking: Option<bool>, timeout: Option<f64>) -> Result<bool> {
        self.take(patience(blocking.unwrap_or(true), timeout.unwrap_or(-1.0))?)
    }

    /// Release the lock once.
    #[pyfn("def release(self) -> None")]
    pub fn release(&self) -> Result<()> {
        if !self.is_mine() {
            return Err(errors::runtime_error("cannot release un-acquired lock"));
        }
        let left = self.0.count.get() - 1;
        self.0.count.set(left);
        if left == 0 {
            self.0.owner.set(None);
            self.0.lock.release();
        }
        Ok(())
    }

    /// Lock the lock.
    #[pyfn("def __enter__(self) -> bool")]
    pub fn enter(&self) -> Result<bool> {
        self.take(Patience::Endless)
    }

    /// Release the lock once.
    #[pyfn("def __exit__(self, typ: Any, value: Any, traceback: Any, /) -> None")]
    pub fn exit(&self, _typ: Value, _value: Value, _traceback: Value) -> Result<()> {
        self.release()
    }

    /// Whether the present thread holds it.
    #[pyfn("def _is_owned(self) -> bool")]
    pub fn is_owned(&self) -> bool {
        self.is_mine()
    }

    /// Releases it altogether; what `_acquire_restore` takes.
    #[pyfn("def _release_save(self) -> Any")]
    pub fn release_save(&self) -> Result<Value> {
        let count = self.0.count.get();
        self.0.count.set(1);
        self.release()?;
        Ok(View::to_value(&Int::from(count)))
    }

    /// Acquires it as often as it was held.
    #[pyfn("def _acquire_restore(self, state: int) -> None")]
    pub fn acquire_restore(&self, state: i64) -> Result<()> {
        self.take(Patience::Endless)?;
        self.0.count.set(usize::try_from(state).unwrap_or(1));
        Ok(())
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let count = self.0.count.get();
        let state = if count > 0 { "locked" } else { "unlocked" };
        let owner = match self.0.owner.get() {
            Some(owner) => View::str(&ident(owner))?,
            None => Str::from("0"),
        };
        let at = Rc::as_ptr(&self.0) as usize;
        Ok(Str::from(format!(
            "<{state} _thread.RLock object owner={owner} count={count} at {at:#x}>"
        )))
    }
}

impl Default for RLock {
    fn default() -> Self {
        RLock::new()
    }
}
