//! Coroutine objects, and the `await` protocol on `Value`s (PEP 492).
//!
//! *Invariant:* a coroutine's body is polled by one awaiter; a second one gets CPython's RuntimeError.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::error::SuspendedHandling;
use crate::generator::{Body, State, stop_value, thrown};
use crate::value::BoxFuture;
use crate::{
    Args, Class, DynObject, Error, Object, Result, Str, Value, View, classes, errors, special,
};

struct Inner<T> {
    body: RefCell<Option<Body<T>>>,
    state: Cell<State>,
    handling: SuspendedHandling,
    name: &'static str,
    /// What goes in and out where it is driven by `send` and `throw`.
    hand: Rc<Hand>,
}

/// The channel of a coroutine that Python code drives: what an `__await__` iterator yields goes out, what `send` or
/// `throw` brings comes in.
#[derive(Default)]
struct Hand {
    out: RefCell<Option<Value>>,
    resume: RefCell<Option<Result<Value>>>,
}

thread_local! {
    /// The channel of the coroutine that is being driven by hand.
    static HAND: RefCell<Option<Rc<Hand>>> = const { RefCell::new(None) };
}

/// Takes out the coroutine that the present thread drives by hand; the call that this gives puts it back.
pub(crate) fn take_hand() -> impl FnOnce() {
    let hand = HAND.take();
    move || drop(HAND.replace(hand))
}

/// What calling an `async def` gives, before it is awaited. Clones are the same coroutine.
pub struct Coroutine<T>(Rc<Inner<T>>);

impl<T> Clone for Coroutine<T> {
    fn clone(&self) -> Self {
        Coroutine(self.0.clone())
    }
}

/// Makes a coroutine object; `qualname` is that of the function.
pub fn coroutine<T: 'static>(
    qualname: &'static str,
    body: impl Future<Output = Result<T>> + 'static,
) -> Coroutine<T> {
    Coroutine::new(qualname, body)
}

impl<T> Inner<T> {
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Result<T>> {
        let Some(mut body) = self.body.take() else {
            return Poll::Ready(Err(match self.state.get() {
                State::Running => errors::value_error("coroutine already executing"),
                _ => errors::runtime_error("cannot reuse already awaited coroutine"),
            }));
        };
        self.state.set(State::Running);
        match self.handling.run(|| body.as_mut().poll(cx)) {
            Poll::Ready(result) => {
                self.state.set(State::Done);
                drop(body);
                Poll::Ready(result.map_err(replace_stop))
            }
            Poll::Pending => {
                self.body.replace(Some(body));
                self.state.set(State::Suspended);
                Poll::Pending
            }
        }
    }
}

fn replace_stop(error: Error) -> Error {
    if !error.is(&errors::StopIteration) {
        return error;
    }
    let replaced = errors::runtime_error("coroutine raised StopIteration");
    replaced.state().cause.replace(Some(error.clone()));
    replaced.state().context.replace(Some(error));
    replaced.state().suppress_context.set(true);
    replaced
}

impl<T> Drop for Inner<T> {
    fn drop(&mut self) {
        if self.state.get() == State::Created && !crate::run::is_finished() {
            crate::run::warn(&format!(
                "RuntimeWarning: coroutine '{}' was never awaited\n\
                 RuntimeWarning: Enable tracemalloc to get the object allocation traceback",
                self.name
            ));
        }
    }
}

impl<T: 'static> Coroutine<T> {
    /// A coroutine of its body; `qualname` is that of the function.
    pub fn new(
        qualname: &'static str,
        body: impl Future<Output = Result<T>> + 'static,
    ) -> Coroutine<T> {
        Coroutine(Rc::new(Inner {
            body: RefCell::new(Some(Box::pin(body))),
            state: Cell::new(State::Created),
            handling: SuspendedHandling::default(),
            name: qualname,
            hand: Rc::default(),
        }))
    }

    /// `await coro`.
    pub fn await_(&self) -> Awaiting<T> {
        self.clone().into_future()
    }

    /// What identity goes by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// `__qualname__` of the function.
    pub fn qualname(&self) -> &'static str {
        self.0.name
    }

    /// `coro.close()`: it does not run any more.
    pub fn close(&self) {
        self.0.state.set(State::Done);
        let body = self.0.body.take();
        drop(body);
    }

    /// Runs it as far as it goes without waiting: `coro.send(None)`.
    pub fn step(&self) -> Poll<Result<T>> {
        self.0.poll(&mut Context::from_waker(Waker::noop()))
    }

    /// `coro.send(value)` or `coro.throw(error)`: what its awaitable yields, or its outcome.
    fn resume(&self, with: Result<Value>) -> Result<Resumed<T>> {
        let hand = &self.0.hand;
        match (self.0.state.get(), with) {
            (State::Created, Err(error)) => {
                self.close();
                return Err(error);
            }
            (State::Created, Ok(value)) if !value.is_none() => {
                return Err(errors::type_error(
                    "can't send non-None value to a just-started coroutine",
                ));
            }
            (State::Suspended, with) => drop(hand.resume.replace(Some(with))),
            _ => {}
        }
        let before = HAND.replace(Some(hand.clone()));
        let polled = self.step();
        HAND.replace(before);
        match polled {
            Poll::Ready(result) => result.map(Resumed::Returned),
            // It waits for something that knows of no error thrown from outside.
            Poll::Pending => match hand.resume.take() {
                Some(Err(error)) => {
                    self.close();
                    Err(error)
                }
                _ => Ok(Resumed::Yielded(hand.out.take().unwrap_or_default())),
            },
        }
    }

    /// `coro.close()`: GeneratorExit where it is suspended.
    fn close_by_hand(&self) -> Result<()> {
        if self.0.state.get() != State::Suspended {
            self.close();
            return Ok(());
        }
        match self.resume(Err(errors::generator_exit_now())) {
            Ok(Resumed::Yielded(_)) => {
                Err(errors::runtime_error("coroutine ignored GeneratorExit"))
            }
            Err(error) if !error.is(&errors::GeneratorExit) => Err(error),
            _ => Ok(()),
        }
    }

    /// It has begun to run.
    pub fn is_started(&self) -> bool {
        self.0.state.get() != State::Created
    }
}

/// What one step of a coroutine driven by hand gave.
enum Resumed<T> {
    Yielded(Value),
    Returned(T),
}

/// A coroutine that is awaited.
pub struct Awaiting<T> {
    coroutine: Coroutine<T>,
    started: bool,
}

impl<T> Future for Awaiting<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        if !self.started {
            self.started = true;
            match self.coroutine.0.state.get() {
                State::Created => {}
                State::Done => {
                    return Poll::Ready(Err(errors::runtime_error(
                        "cannot reuse already awaited coroutine",
                    )));
                }
                _ => {
                    return Poll::Ready(Err(errors::runtime_error(
                        "coroutine is being awaited already",
                    )));
                }
            }
        }
        self.coroutine.0.poll(cx)
    }
}

impl<T> IntoFuture for Coroutine<T> {
    type Output = Result<T>;
    type IntoFuture = Awaiting<T>;

    fn into_future(self) -> Awaiting<T> {
        Awaiting {
            coroutine: self,
            started: false,
        }
    }
}

impl<T: Object> View for Coroutine<T> {
    fn class_name(&self) -> Str {
        Str::from("coroutine")
    }

    fn to_value(&self) -> Value {
        Value::object(CoroutineObject(Box::new(self.clone())))
    }

    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<coroutine object {} at 0x{:x}>",
            self.0.name,
            self.address()
        )))
    }

    fn hash(&self) -> Result<i64> {
        Ok((self.address() >> 4) as i64)
    }
}

impl<T: Object> Object for Coroutine<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.address() == other.address())
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        let object = value.downcast::<CoroutineObject>();
        object
            .and_then(|object| object.0.as_any().downcast_ref::<Self>())
            .cloned()
            .ok_or_else(|| errors::wrong_type("coroutine", &value))
    }
}

/// A coroutine whatever its result is.
trait AnyCoroutine {
    fn as_any(&self) -> &dyn Any;
    fn name(&self) -> &'static str;
    fn state(&self) -> State;
    fn identity(&self) -> usize;
    fn shown(&self) -> Result<Str>;
    fn step_by_hand(&self, with: Result<Value>) -> Result<Value>;
    fn stop(&self) -> Result<()>;
    fn awaited(&self) -> BoxFuture;
}

impl<T: Object> AnyCoroutine for Coroutine<T> {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self) -> &'static str {
        self.qualname()
    }

    fn state(&self) -> State {
        self.0.state.get()
    }

    fn identity(&self) -> usize {
        self.address()
    }

    fn shown(&self) -> Result<Str> {
        View::repr(self)
    }

    fn step_by_hand(&self, with: Result<Value>) -> Result<Value> {
        match self.resume(with)? {
            Resumed::Yielded(value) => Ok(value),
            Resumed::Returned(value) => Err(errors::stop_iteration(value.to_value())),
        }
    }

    fn stop(&self) -> Result<()> {
        self.close_by_hand()
    }

    fn awaited(&self) -> BoxFuture {
        let awaiting = self.await_();
        Box::pin(async move { Ok(awaiting.await?.to_value()) })
    }
}

/// A coroutine as a value. Two of one coroutine are the same object: identity goes by the address.
pub struct CoroutineObject(Box<dyn AnyCoroutine>);

impl CoroutineObject {
    /// `__qualname__` of the function.
    pub fn qualname(&self) -> &'static str {
        self.0.name()
    }

    /// `coro.close()`, whatever it answers.
    pub fn close(&self) {
        let _ = self.0.stop();
    }
}

impl DynObject for CoroutineObject {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::COROUTINE.class()
    }

    fn class_name(&self) -> Str {
        Str::from("coroutine")
    }

    fn address(&self) -> usize {
        self.0.identity()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "__name__" => Some(Value::from(
                self.qualname().rsplit('.').next().unwrap_or_default(),
            )),
            "__qualname__" => Some(Value::from(self.qualname())),
            "cr_running" => Some(Value::Bool(self.0.state() == State::Running)),
            "cr_suspended" => Some(Value::Bool(self.0.state() == State::Suspended)),
            "cr_frame" if self.0.state() == State::Done => Some(Value::None),
            "cr_frame" => Some(Value::Ellipsis),
            "cr_await" => Some(Value::None),
            _ => None,
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        self.0.shown()
    }

    fn str(&self, _this: &Value) -> Result<Str> {
        self.0.shown()
    }

    fn hash(&self, this: &Value) -> Result<i64> {
        Ok(special::identity_hash(this))
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(true)
    }

    fn awaitable(&self, _this: &Value) -> Option<Result<BoxFuture>> {
        Some(Ok(self.0.awaited()))
    }
}

fn receiver(args: &Args) -> Result<Rc<CoroutineObject>> {
    match args.values().first() {
        Some(value) => crate::value::downcast::<CoroutineObject>(value)
            .ok_or_else(|| errors::wrong_type("coroutine", value)),
        None => Err(errors::type_error("unbound method needs an argument")),
    }
}

pub(crate) fn send_entry(args: Args) -> Result<Value> {
    let value = args.values().get(1).cloned().unwrap_or_default();
    receiver(&args)?.0.step_by_hand(Ok(value))
}

pub(crate) fn throw_entry(args: Args) -> Result<Value> {
    let coroutine = receiver(&args)?;
    let error = thrown(&args)?;
    coroutine.0.step_by_hand(Err(error))
}

pub(crate) fn close_entry(args: Args) -> Result<Value> {
    receiver(&args)?.0.stop()?;
    Ok(Value::None)
}

pub(crate) fn await_entry(args: Args) -> Result<Value> {
    Ok(await_iterator(receiver(&args)?.0.awaited()))
}

/// What `__await__` of a library awaitable gives: an iterator that stands for a Rust future.
///
/// It yields itself until the future, which whoever drives the iteration waits for, is done.
pub struct AwaitIterator {
    future: RefCell<Option<BoxFuture>>,
    result: RefCell<Option<Result<Value>>>,
}

/// What `__await__` of a library awaitable gives.
pub fn await_iterator(future: BoxFuture) -> Value {
    Value::object(AwaitIterator {
        future: RefCell::new(Some(future)),
        result: RefCell::new(None),
    })
}

impl AwaitIterator {
    /// Waits for the future; the result stays in the iterator.
    async fn complete(&self) {
        let future = self.future.take();
        if let Some(future) = future {
            let result = future.await;
            self.result.replace(Some(result));
        }
    }

    /// The next step of the iteration: itself, or StopIteration with the result.
    pub(crate) fn step(&self, this: &Value) -> Result<Value> {
        match self.result.take() {
            Some(Ok(value)) => Err(errors::stop_iteration(value)),
            Some(Err(error)) => Err(error),
            None if self.future.borrow().is_some() => Ok(this.clone()),
            None => Err(errors::stop_iteration(())),
        }
    }
}

impl DynObject for AwaitIterator {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::AWAIT_ITERATOR.class()
    }

    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        special::contains_by_iteration(this, item)
    }

    fn iter(&self, this: &Value) -> Result<crate::Iter<Value>> {
        crate::Iter::of_iterator(this.clone())
    }

    fn next(&self, this: &Value) -> Option<Option<Result<Value>>> {
        Some(match self.step(this) {
            Err(error) if error.is(&errors::StopIteration) => None,
            result => Some(result),
        })
    }

    fn awaitable(&self, _this: &Value) -> Option<Result<BoxFuture>> {
        None
    }
}

/// Runs the iterator that `__await__` gave to its end.
pub async fn drive(iterator: Value) -> Result<Value> {
    if let Some(known) = iterator.downcast::<AwaitIterator>() {
        known.complete().await;
        return finish(known.step(&iterator));
    }
    if iterator.quiet_find_attr("__next__")?.is_none() {
        return Err(errors::type_error(format!(
            "__await__() returned non-iterator of type '{}'",
            iterator.class_name()
        )));
    }
    let mut step = iterator.quiet_call_method("__next__", Args::new());
    loop {
        let yielded = match step {
            Ok(value) => value,
            Err(_) => return finish(step),
        };
        let resumed = match HAND.with_borrow(Clone::clone) {
            Some(hand) => {
                Handed {
                    hand,
                    value: Some(yielded),
                }
                .await
            }
            None => wait_for(&yielded).await.map(|()| Value::None),
        };
        step = match resumed {
            Ok(value) => match iterator.quiet_find_attr("send")? {
                Some(send) => send.call(Args::positional(vec![value])),
                None => iterator.quiet_call_method("__next__", Args::new()),
            },
            Err(error) => {
                iterator.quiet_call_method("throw", Args::positional(vec![error.value()]))
            }
        };
    }
}

/// Gives a yielded value to whoever drives the coroutine by hand, and waits for what he sends.
struct Handed {
    hand: Rc<Hand>,
    value: Option<Value>,
}

impl Future for Handed {
    type Output = Result<Value>;

    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<Value>> {
        if let Some(value) = self.value.take() {
            self.hand.out.replace(Some(value));
            return Poll::Pending;
        }
        let resume = self.hand.resume.take();
        resume.map_or(Poll::Pending, Poll::Ready)
    }
}

fn finish(step: Result<Value>) -> Result<Value> {
    match step {
        Err(error) if error.is(&errors::StopIteration) => Ok(stop_value(&error)),
        Err(error) => Err(error),
        Ok(_) => Err(errors::runtime_error("await wasn't used with future")),
    }
}

/// Waits for what an `__await__` iterator yielded: `None` is one turn of the loop.
async fn wait_for(yielded: &Value) -> Result<()> {
    if yielded.is_none() {
        Turn(false).await;
        return Ok(());
    }
    if let Some(known) = yielded.downcast::<AwaitIterator>() {
        known.complete().await;
        return Ok(());
    }
    let future = match yielded {
        Value::Object(object) => object.awaitable(yielded),
        _ => None,
    };
    match future {
        // The result is for whoever iterates: he asks for it himself.
        Some(future) => {
            let _ = future?.await;
            Ok(())
        }
        None => Err(errors::runtime_error(format!(
            "Task got bad yield: {}",
            View::repr(yielded)?
        ))),
    }
}

/// One turn of the event loop.
struct Turn(bool);

impl Future for Turn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
