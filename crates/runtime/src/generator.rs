//! Generators: an async block that is driven by hand (PEP 255, 342, 380).
//!
//! `y.yield_(v).await?` puts the value out and suspends; what `send` or `throw` brings is the result of the await.
//!
//! *Invariant:* the body is polled by [`Generator::resume`] alone, never while it is running.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use portalis_macros::{pyclass, pymethods};

use crate::error::SuspendedHandling;
use crate::iter::{Iter, Iterable, Source};
use crate::{
    Args, Class, DynObject, Error, Object, Result, Str, Value, View, classes, errors, special,
};

/// Where yielded values go out and sent ones come in.
pub(crate) struct Channel<T, S> {
    pub(crate) out: RefCell<Option<T>>,
    pub(crate) resume: RefCell<Option<Result<S>>>,
}

impl<T, S> Default for Channel<T, S> {
    fn default() -> Self {
        Channel {
            out: RefCell::new(None),
            resume: RefCell::new(None),
        }
    }
}

/// The body's side of a generator.
pub struct Yielder<T, S = Value>(pub(crate) Rc<Channel<T, S>>);

impl<T, S> Clone for Yielder<T, S> {
    fn clone(&self) -> Self {
        Yielder(self.0.clone())
    }
}

impl<T, S> Yielder<T, S> {
    /// `yield value`: what is sent in, or the exception thrown in.
    pub fn yield_(&self, value: impl Into<T>) -> Yield<T, S> {
        Yield {
            channel: self.0.clone(),
            value: Some(value.into()),
        }
    }
}

impl<T: Object> Yielder<T, Value> {
    /// `yield from items` for what is no generator: nothing but `next` can be asked of it.
    pub async fn yield_all<I: Iterable<Item = T>>(&self, items: &I) -> Result<()> {
        let items = items.iter()?;
        while let Some(item) = items.next_item() {
            if !self.yield_(item?).await?.is_none() {
                return Err(errors::attribute_error(format!(
                    "'{}' object has no attribute 'send'",
                    items.class_name()
                )));
            }
        }
        Ok(())
    }

    /// `yield from generator`: passes on what is sent and thrown, and gives what it returns (PEP 380).
    pub async fn delegate(&self, generator: &Generator<T>) -> Result<Value> {
        let mut step = generator.resume(Ok(Value::None))?;
        loop {
            let item = match step {
                Step::Yielded(item) => item,
                Step::Returned(value) => return Ok(value.unwrap_or_default()),
            };
            step = match self.yield_(item).await {
                Err(error) if error.is(&errors::GeneratorExit) => {
                    generator.close()?;
                    return Err(error);
                }
                resumed => generator.resume(resumed)?,
            };
        }
    }
}

impl Yielder<Value, Value> {
    /// `yield from iterable`: passes on what is sent and thrown, and gives the value of StopIteration (PEP 380).
    pub async fn yield_from(&self, iterable: &Value) -> Result<Value> {
        let iterator = match iterable.downcast::<GeneratorObject>() {
            Some(_) => iterable.clone(),
            None => iterable.iter()?.to_value(),
        };
        let mut step = step_of(iterator.quiet_call_method("__next__", Args::new()));
        loop {
            let value = match step? {
                Stepped::Yielded(value) => value,
                Stepped::Returned(value) => return Ok(value),
            };
            step = match self.yield_(value).await {
                Ok(Value::None) => step_of(iterator.quiet_call_method("__next__", Args::new())),
                Ok(sent) => {
                    step_of(iterator.quiet_call_method("send", Args::positional(vec![sent])))
                }
                Err(error) if error.is(&errors::GeneratorExit) => {
                    if let Some(close) = iterator.quiet_find_attr("close")? {
                        close.call(Args::new())?;
                    }
                    return Err(error);
                }
                Err(error) => match iterator.quiet_find_attr("throw")? {
                    Some(throw) => step_of(throw.call(Args::positional(vec![error.value()]))),
                    None => return Err(error),
                },
            };
        }
    }
}

enum Stepped {
    Yielded(Value),
    Returned(Value),
}

fn step_of(result: Result<Value>) -> Result<Stepped> {
    match result {
        Ok(value) => Ok(Stepped::Yielded(value)),
        Err(error) if error.is(&errors::StopIteration) => Ok(Stepped::Returned(stop_value(&error))),
        Err(error) => Err(error),
    }
}

/// The value that a StopIteration carries.
pub fn stop_value(error: &Error) -> Value {
    error.state().field("value").unwrap_or_default()
}

/// The future of one `yield`.
pub struct Yield<T, S> {
    channel: Rc<Channel<T, S>>,
    value: Option<T>,
}

impl<T, S> Unpin for Yield<T, S> {}

impl<T, S> Future for Yield<T, S> {
    type Output = Result<S>;

    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<S>> {
        if let Some(value) = self.value.take() {
            *self.channel.out.borrow_mut() = Some(value);
            return Poll::Pending;
        }
        let resume = self.channel.resume.borrow_mut().take();
        resume.map_or(Poll::Pending, Poll::Ready)
    }
}

pub(crate) type Body<R> = Pin<Box<dyn Future<Output = Result<R>>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Created,
    Suspended,
    Running,
    Done,
}

/// What one step of a generator gave.
pub enum Step<T, R> {
    /// `yield`.
    Yielded(T),
    /// `return`; `None` where it had returned before.
    Returned(Option<R>),
}

struct Inner<T, S, R> {
    body: RefCell<Option<Body<R>>>,
    channel: Rc<Channel<T, S>>,
    state: Cell<State>,
    handling: SuspendedHandling,
    name: &'static str,
}

/// A generator that yields `T`, is sent `S` and returns `R`. Clones are the same generator.
#[pyclass("class Generator[T]", builtin, final)]
pub struct Generator<T, S = Value, R = Value>(Rc<Inner<T, S, R>>);

impl<T, S, R> Clone for Generator<T, S, R> {
    fn clone(&self) -> Self {
        Generator(self.0.clone())
    }
}

/// Makes a generator of its body; `qualname` is that of the function.
pub fn generator<T, F>(qualname: &'static str, body: impl FnOnce(Yielder<T>) -> F) -> Generator<T>
where
    F: Future<Output = Result<Value>> + 'static,
{
    let channel: Rc<Channel<T, Value>> = Rc::default();
    let body = body(Yielder(channel.clone()));
    Generator(Rc::new(Inner {
        body: RefCell::new(Some(Box::pin(body))),
        channel,
        state: Cell::new(State::Created),
        handling: SuspendedHandling::default(),
        name: qualname,
    }))
}

impl<T, S, R> Inner<T, S, R> {
    fn resume(&self, with: Result<S>) -> Result<Step<T, R>> {
        match self.state.get() {
            State::Running => return Err(errors::value_error("generator already executing")),
            State::Done => return with.map(|_| Step::Returned(None)),
            State::Created => {
                if let Err(error) = with {
                    self.finish();
                    return Err(error);
                }
            }
            State::Suspended => *self.channel.resume.borrow_mut() = Some(with),
        }
        let depth = crate::recursion_guard()?;
        let Some(mut body) = self.body.take() else {
            return Ok(Step::Returned(None));
        };
        self.state.set(State::Running);
        let polled = self
            .handling
            .run(|| body.as_mut().poll(&mut Context::from_waker(Waker::noop())));
        drop(depth);
        match polled {
            Poll::Ready(result) => {
                self.state.set(State::Done);
                drop(body);
                result
                    .map(|value| Step::Returned(Some(value)))
                    .map_err(replace_stop)
            }
            Poll::Pending => {
                self.body.replace(Some(body));
                self.state.set(State::Suspended);
                match self.channel.out.borrow_mut().take() {
                    Some(value) => Ok(Step::Yielded(value)),
                    None => Err(errors::runtime_error(
                        "a generator waited for something other than its caller",
                    )),
                }
            }
        }
    }

    fn finish(&self) {
        self.state.set(State::Done);
        drop(self.body.take());
    }

    fn close(&self) -> Result<Option<R>> {
        if self.state.get() == State::Created {
            self.finish();
            return Ok(None);
        }
        match self.resume(Err(errors::generator_exit_now())) {
            Ok(Step::Yielded(_)) => Err(errors::runtime_error("generator ignored GeneratorExit")),
            Ok(Step::Returned(value)) => Ok(value),
            Err(error) if error.is(&errors::GeneratorExit) || error.is(&errors::StopIteration) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// PEP 479.
fn replace_stop(error: Error) -> Error {
    if !error.is(&errors::StopIteration) {
        return error;
    }
    let replaced = errors::runtime_error("generator raised StopIteration");
    replaced.state().cause.replace(Some(error.clone()));
    replaced.state().context.replace(Some(error));
    replaced.state().suppress_context.set(true);
    replaced
}

impl<T, S, R> Drop for Inner<T, S, R> {
    fn drop(&mut self) {
        // `finally` blocks run when a suspended generator goes away.
        if self.state.get() == State::Suspended
            && !crate::run::is_finished()
            && let Err(error) = self.close()
        {
            crate::run::unraisable(&error, "generator");
        }
    }
}

impl<T, S: Default, R> Generator<T, S, R> {
    /// What identity goes by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// Sends a value in, or throws an exception.
    pub fn resume(&self, with: Result<S>) -> Result<Step<T, R>> {
        self.0.resume(with)
    }

    /// `g.close()`.
    pub fn close(&self) -> Result<()> {
        self.0.close().map(|_| ())
    }

    /// `for` over it: the next item, `None` at the end.
    #[inline]
    pub fn next_item(&self) -> Option<Result<T>> {
        match self.0.resume(Ok(S::default())) {
            Ok(Step::Yielded(value)) => Some(Ok(value)),
            Ok(Step::Returned(_)) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

#[pymethods]
impl<T: Object> Generator<T> {
    /// `iter(g)`.
    #[pyfn("def __iter__(self, /) -> Iterator[T]")]
    pub fn iter(&self) -> Result<Iter<T>> {
        Ok(Iter::new(self.clone()))
    }

    /// `next(g)`: StopIteration at the end.
    #[pyfn("def __next__(self, /) -> T")]
    pub fn next_or_stop(&self) -> Result<T> {
        self.send(Value::None)
    }

    /// `g.send(value)`.
    #[pyfn("def send(self, value: Any, /) -> T")]
    pub fn send(&self, value: Value) -> Result<T> {
        if self.0.state.get() == State::Created && !value.is_none() {
            return Err(errors::type_error(
                "can't send non-None value to a just-started generator",
            ));
        }
        item_or_stop(self.resume(Ok(value)))
    }

    /// `g.throw(exception)`, for an exception or a class.
    #[pyfn("def throw(self, value: Any, /) -> T")]
    pub fn throw_value(&self, value: Value) -> Result<T> {
        self.throw(crate::error::exception_of(value))
    }

    /// `g.close()`.
    #[pyfn("def close(self, /) -> Any")]
    pub fn close_value(&self) -> Result<Value> {
        Ok(self.0.close()?.unwrap_or_default())
    }

    /// `g.throw(exception)`.
    pub fn throw(&self, error: Error) -> Result<T> {
        item_or_stop(self.resume(Err(error)))
    }
}

fn item_or_stop<T, R: Object>(step: Result<Step<T, R>>) -> Result<T> {
    match step? {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(errors::stop_iteration(
            value.map_or(Value::None, |value| value.to_value()),
        )),
    }
}

impl<T, S: Default, R> Source<T> for Generator<T, S, R> {
    #[inline]
    fn next(&self) -> Option<Result<T>> {
        self.next_item()
    }

    fn class_name(&self) -> &'static str {
        "generator"
    }
}

impl<T: Object, S: Default + 'static, R: 'static> Iterable for Generator<T, S, R> {
    type Item = T;

    fn iter(&self) -> Result<Iter<T>> {
        Ok(Iter::new(self.clone()))
    }
}

impl<T: Object, S: Object + Default, R: Object> Generator<T, S, R> {
    /// The same generator with dynamic items; what is sent and thrown is passed on.
    fn dynamic(&self) -> Generator<Value> {
        let inner = self.clone();
        generator(self.0.name, |y| async move {
            let mut sent = Ok(S::default());
            loop {
                match inner.resume(sent)? {
                    Step::Yielded(item) => {
                        sent = y.yield_(item.to_value()).await.and_then(S::from_value)
                    }
                    Step::Returned(value) => {
                        return Ok(value.map_or(Value::None, |value| value.to_value()));
                    }
                }
            }
        })
    }
}

impl<T: Object, S: Object + Default, R: Object> View for Generator<T, S, R> {
    fn class_name(&self) -> Str {
        Str::from("generator")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<Self, Generator<Value, Value, Value>>(self) {
            Some(generator) => Value::object(GeneratorObject(generator.clone())),
            None => Value::object(GeneratorObject(self.dynamic())),
        }
    }

    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<generator object {} at 0x{:x}>",
            self.0.name,
            self.address()
        )))
    }

    fn hash(&self) -> Result<i64> {
        Ok((self.address() >> 4) as i64)
    }
}

impl<T: Object, S: Object + Default, R: Object> Object for Generator<T, S, R> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.same(other))
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        let known = value
            .downcast::<GeneratorObject>()
            .map(|object| object.0.clone());
        known
            .as_ref()
            .and_then(crate::object::same_type::<Generator<Value, Value, Value>, Self>)
            .cloned()
            .ok_or_else(|| errors::wrong_type("generator", &value))
    }
}

/// A generator as a value.
pub struct GeneratorObject(pub(crate) Generator<Value, Value, Value>);

impl DynObject for GeneratorObject {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::GENERATOR.class()
    }

    fn class_name(&self) -> Str {
        Str::from("generator")
    }

    fn address(&self) -> usize {
        self.0.address()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        let short = |name: &'static str| name.rsplit('.').next().unwrap_or(name);
        match name {
            "__name__" => Some(Value::from(short(self.0.0.name))),
            "__qualname__" => Some(Value::from(self.0.0.name)),
            "gi_running" => Some(Value::Bool(self.0.0.state.get() == State::Running)),
            "gi_frame" if self.0.0.state.get() == State::Done => Some(Value::None),
            "gi_frame" => Some(Value::Ellipsis),
            "gi_suspended" => Some(Value::Bool(self.0.0.state.get() == State::Suspended)),
            _ => None,
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        View::repr(&self.0)
    }

    fn str(&self, _this: &Value) -> Result<Str> {
        View::repr(&self.0)
    }

    fn hash(&self, this: &Value) -> Result<i64> {
        Ok(special::identity_hash(this))
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(true)
    }

    fn contains(&self, this: &Value, item: &Value) -> Result<bool> {
        special::contains_by_iteration(this, item)
    }

    fn iter(&self, _this: &Value) -> Result<Iter<Value>> {
        Ok(Iter::new(GeneratorSource(self.0.clone())))
    }

    fn next(&self, _this: &Value) -> Option<Option<Result<Value>>> {
        Some(self.0.next_item())
    }
}

/// Keeps the generator's identity when its iterator becomes a value again.
struct GeneratorSource(Generator<Value, Value, Value>);

impl Source<Value> for GeneratorSource {
    fn next(&self) -> Option<Result<Value>> {
        self.0.next_item()
    }

    fn class_name(&self) -> &'static str {
        "generator"
    }

    fn origin(&self) -> Option<Value> {
        Some(Value::object(GeneratorObject(self.0.clone())))
    }
}

pub(crate) fn receiver(args: &Args) -> Result<Generator<Value, Value, Value>> {
    match args.values().first() {
        Some(value) => Object::from_value(value.clone()),
        None => Err(errors::type_error("unbound method needs an argument")),
    }
}

pub(crate) fn send_entry(args: Args) -> Result<Value> {
    let generator = receiver(&args)?;
    let [_, value] = args.values() else {
        return Err(errors::type_error(format!(
            "generator.send() takes exactly one argument ({} given)",
            args.values().len() - 1
        )));
    };
    generator.send(value.clone())
}

pub(crate) fn throw_entry(args: Args) -> Result<Value> {
    let generator = receiver(&args)?;
    generator.throw(thrown(&args)?)
}

/// The exception of `throw(exception)` or of the old `throw(type, value, traceback)`.
pub(crate) fn thrown(args: &Args) -> Result<Error> {
    match args.values() {
        [_, value] if !crate::error::is_exception(value) => Err(errors::type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            value.class_name()
        ))),
        [_, exception] => Ok(crate::error::exception_of(exception)),
        [_, class, value, ..] if Error::of_value(value).is_some() => {
            let _ = class;
            Ok(crate::error::exception_of(value))
        }
        [_, class, Value::None, ..] => Ok(crate::error::exception_of(class)),
        [_, class, value, ..] => Ok(crate::error::exception_of(
            class.call(Args::positional(vec![value.clone()]))?,
        )),
        _ => Err(errors::type_error(
            "throw expected at least 1 argument, got 0",
        )),
    }
}

pub(crate) fn close_entry(args: Args) -> Result<Value> {
    Ok(receiver(&args)?.0.close()?.unwrap_or_default())
}
