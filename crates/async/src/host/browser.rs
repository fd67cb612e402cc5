//! Pages, workers and Node: the host owns the thread, and the loop takes its turns from it.
//!
//! Turns are macrotasks, so that the page paints and handles events between them: messages of a `MessageChannel`, or
//! `setImmediate` where there is one (Node, where an open channel would keep the process alive). Not `setTimeout`,
//! which browsers stretch to 4 ms when nested; for the same reason a timer that fires only posts a macrotask, from
//! which the next timer is armed. At any time a loop has one of them at most: a macrotask, or an armed timer.
//!
//! Nothing here is thread-safe, and need not be: a worker is a program of its own.

use super::{Host, Stream, UPTIME};
use crate::event_loop::{EventLoop, LoopHandle, Next};
use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    fn date_now() -> f64;
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]);

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &JsValue, millis: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);

    type Function;
    #[wasm_bindgen(method, structural, js_name = call)]
    fn call_with_function(this: &Function, that: &JsValue, argument: &JsValue);
    #[wasm_bindgen(method, structural, js_name = call)]
    fn call_with_output(this: &Function, that: &JsValue, fd: u8, bytes: Vec<u8>);
    #[wasm_bindgen(thread_local_v2, js_name = setImmediate)]
    static SET_IMMEDIATE: Option<Function>;
    #[wasm_bindgen(method, structural, js_name = call)]
    fn call_with_code(this: &Function, that: &JsValue, code: u8);
    #[wasm_bindgen(thread_local_v2, js_name = portalis_write)]
    static PORTALIS_WRITE: Option<Function>;
    #[wasm_bindgen(thread_local_v2, js_name = portalis_exit)]
    static PORTALIS_EXIT: Option<Function>;
    #[wasm_bindgen(thread_local_v2, js_name = portalis_args)]
    static PORTALIS_ARGS: Option<Vec<String>>;

    type MessageChannel;
    #[wasm_bindgen(constructor)]
    fn new() -> MessageChannel;
    #[wasm_bindgen(method, getter)]
    fn port1(this: &MessageChannel) -> MessagePort;
    #[wasm_bindgen(method, getter)]
    fn port2(this: &MessageChannel) -> MessagePort;
    type MessagePort;
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &MessagePort, call: &JsValue);
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_message(this: &MessagePort, message: &JsValue);
    #[wasm_bindgen(method)]
    fn close(this: &MessagePort);

    type Process;
    #[wasm_bindgen(thread_local_v2, js_name = process)]
    static PROCESS: Option<Process>;
    #[wasm_bindgen(method, getter)]
    fn stdout(this: &Process) -> Option<NodeStream>;
    #[wasm_bindgen(method, getter)]
    fn stderr(this: &Process) -> Option<NodeStream>;
    type NodeStream;
    #[wasm_bindgen(method)]
    fn write(this: &NodeStream, bytes: Vec<u8>);

    #[wasm_bindgen(js_namespace = console, js_name = log)]
    fn console_log(line: &str);
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(line: &str);
}

/// For how many nanoseconds a loop keeps the thread: half a frame.
const SLICE: u64 = 8_000_000;
/// The longest delay of `setTimeout`, in milliseconds. A timer that fires too soon is armed again.
const MAXIMUM_DELAY: f64 = 2_147_483_647.0;
/// What `getRandomValues` gives at a time.
const ENTROPY_CHUNK: usize = 65_536;

thread_local! {
    /// The loops that are being driven.
    static DRIVERS: RefCell<Vec<Rc<Driver>>> = const { RefCell::new(Vec::new()) };
    /// Lines for the console that have no end yet.
    static LINES: RefCell<[Vec<u8>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) };
}

/// Names the driver of one loop: the trait wants hosts that could leave the thread, which JavaScript's objects cannot.
pub(crate) struct Platform {
    id: u32,
}

impl Default for Platform {
    fn default() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }
}

impl Platform {
    fn driver(&self) -> Option<Rc<Driver>> {
        DRIVERS.with_borrow(|drivers| drivers.iter().find(|driver| driver.id == self.id).cloned())
    }
}

impl Host for Platform {
    fn name(&self) -> &'static str {
        "the browser"
    }

    fn now(&self) -> u64 {
        now()
    }

    fn unix_time(&self) -> Duration {
        // A whole number of milliseconds.
        Duration::from_millis(date_now() as u64)
    }

    fn wake(&self) {
        if let Some(driver) = self.driver() {
            driver.post();
        }
    }

    fn rest(&self, until: Option<f64>) {
        if let (Some(driver), Some(until)) = (self.driver(), until) {
            let millis = (until - now() as f64 / 1e9) * 1e3;
            driver.arm(millis.ceil().clamp(0.0, MAXIMUM_DELAY));
        }
    }

    fn entropy(&self, bytes: &mut [u8]) {
        bytes.chunks_mut(ENTROPY_CHUNK).for_each(get_random_values);
    }

    /// Writes to `globalThis.portalis_write(fd, bytes)` if there is such a function, to Node's streams, or else whole
    /// lines to the console.
    fn write(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        let hooked = PORTALIS_WRITE.with(|hook| {
            if let Some(hook) = hook {
                hook.call_with_output(&JsValue::UNDEFINED, stream.fd(), bytes.to_vec());
            }
            hook.is_some()
        });
        if hooked {
            return Ok(());
        }
        match node_stream(stream) {
            Some(node) => node.write(bytes.to_vec()),
            None => write_lines(stream, bytes),
        }
        Ok(())
    }

    fn flush(&self, stream: Stream) {
        let rest = LINES.with_borrow_mut(|lines| std::mem::take(buffer(lines, stream)));
        if !rest.is_empty() {
            log(stream, &rest);
        }
    }

    /// What the page has put into `globalThis.portalis_args`.
    fn args(&self) -> Vec<String> {
        PORTALIS_ARGS.with(|args| args.clone().unwrap_or_default())
    }

    /// Calls `globalThis.portalis_exit(code)` if there is such a function.
    fn exit(&self, code: u8) {
        PORTALIS_EXIT.with(|hook| {
            if let Some(hook) = hook {
                hook.call_with_code(&JsValue::UNDEFINED, code);
            }
        });
    }

    fn can_wait(&self) -> bool {
        false
    }

    fn slice(&self) -> Option<u64> {
        Some(SLICE)
    }

    fn drive(&self, step: Box<dyn FnMut() -> Next>) {
        let driver = Driver::new(self.id, step);
        DRIVERS.with_borrow_mut(|drivers| drivers.push(Rc::clone(&driver)));
        driver.post();
    }
}

pub(crate) fn now() -> u64 {
    UPTIME.as_nanos() as u64 + (performance_now() * 1e6) as u64
}

/// A loop that runs for as long as the page does.
pub(crate) fn background() -> LoopHandle {
    thread_local! {
        static BACKGROUND: EventLoop = {
            let event_loop = EventLoop::on_platform();
            event_loop.start_forever(|| {});
            event_loop
        };
    }
    BACKGROUND.with(EventLoop::handle)
}

/// What calls one loop.
struct Driver {
    id: u32,
    step: RefCell<Box<dyn FnMut() -> Next>>,
    /// A macrotask is on its way.
    posted: Cell<bool>,
    timer: RefCell<Option<JsValue>>,
    /// The end to post to, where macrotasks are messages.
    port: Option<MessagePort>,
    turn: Closure<dyn FnMut()>,
    timeout: Closure<dyn FnMut()>,
}

impl Driver {
    fn new(id: u32, step: Box<dyn FnMut() -> Next>) -> Rc<Self> {
        let turn = Closure::new(move || with_driver(id, |driver| driver.take_turn()));
        let timeout = Closure::new(move || {
            with_driver(id, |driver| {
                driver.timer.take();
                driver.post();
            });
        });
        let port = SET_IMMEDIATE.with(Option::is_none).then(|| {
            let channel = MessageChannel::new();
            channel.port1().set_onmessage(turn.as_ref());
            channel.port2()
        });
        let (step, posted, timer) = (RefCell::new(step), Cell::new(false), RefCell::default());
        Rc::new(Self {
            id,
            step,
            posted,
            timer,
            port,
            turn,
            timeout,
        })
    }

    /// Has the loop take a turn as soon as the host has seen to its own business.
    fn post(&self) {
        if self.posted.replace(true) {
            return;
        }
        if let Some(timer) = self.timer.take() {
            clear_timeout(&timer);
        }
        match &self.port {
            Some(port) => port.post_message(&JsValue::UNDEFINED),
            None => SET_IMMEDIATE.with(|set_immediate| {
                if let Some(set_immediate) = set_immediate {
                    set_immediate.call_with_function(&JsValue::UNDEFINED, self.turn.as_ref());
                }
            }),
        }
    }

    /// Has the loop take a turn after a delay, unless it takes one before.
    fn arm(&self, millis: f64) {
        if !self.posted.get() {
            self.timer
                .replace(Some(set_timeout(self.timeout.as_ref(), millis)));
        }
    }

    fn take_turn(&self) {
        self.posted.set(false);
        // Borrowed already only if the loop has trapped: it is dead then.
        let Ok(mut step) = self.step.try_borrow_mut() else {
            return;
        };
        let next = step();
        drop(step);
        let host = Platform { id: self.id };
        match next {
            Next::Again => self.post(),
            Next::At(when) => host.rest(Some(when)),
            Next::Idle => {}
            Next::Done => {
                host.flush(Stream::Stdout);
                host.flush(Stream::Stderr);
                self.end();
            }
        }
    }

    fn end(&self) {
        let driver = DRIVERS.with_borrow_mut(|drivers| {
            let at = drivers.iter().position(|driver| driver.id == self.id)?;
            Some(drivers.swap_remove(at))
        });
        if let Some(port) = &self.port {
            port.close();
        }
        drop(driver);
    }
}

fn with_driver(id: u32, f: impl FnOnce(&Driver)) {
    if let Some(driver) = (Platform { id }).driver() {
        f(&driver);
    }
}

fn node_stream(stream: Stream) -> Option<NodeStream> {
    PROCESS.with(|process| match stream {
        Stream::Stdout => process.as_ref()?.stdout(),
        Stream::Stderr => process.as_ref()?.stderr(),
    })
}

/// Logs the lines that end in `bytes`, and keeps the rest.
fn write_lines(stream: Stream, bytes: &[u8]) {
    let lines = LINES.with_borrow_mut(|lines| {
        let buffer = buffer(lines, stream);
        buffer.extend_from_slice(bytes);
        let end = buffer.iter().rposition(|byte| *byte == b'\n')?;
        let rest = buffer.split_off(end + 1);
        buffer.pop();
        Some(std::mem::replace(buffer, rest))
    });
    if let Some(lines) = lines {
        log(stream, &lines);
    }
}

fn buffer(lines: &mut [Vec<u8>; 2], stream: Stream) -> &mut Vec<u8> {
    let [stdout, stderr] = lines;
    match stream {
        Stream::Stdout => stdout,
        Stream::Stderr => stderr,
    }
}

fn log(stream: Stream, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match stream {
        Stream::Stdout => console_log(&text),
        Stream::Stderr => console_error(&text),
    }
}

/// See [`super::wait_ready`]: there are no sockets here.
pub(crate) fn wait_ready(
    _source: i64,
    _interest: super::Interest,
    _timeout: Option<Duration>,
) -> io::Result<bool> {
    Err(io::ErrorKind::Unsupported.into())
}
