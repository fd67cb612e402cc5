//! Asynchronous generators (PEP 525): an async block that yields and also awaits.
//!
//! *Invariant:* a poll of the body that ends with a value in the channel is a `yield`; one that ends without is a wait.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use portalis_macros::{pyclass, pymethods};

use crate::error::SuspendedHandling;
use crate::generator::{Body, Channel, State, Yielder, thrown};
use crate::value::BoxFuture;
use crate::{
    Args, Class, DynObject, Error, Object, Result, Str, Value, View, classes, coroutine, errors,
    reach,
};

struct Inner<T, S> {
    body: RefCell<Option<Body<()>>>,
    channel: Rc<Channel<T, S>>,
    state: Cell<State>,
    handling: SuspendedHandling,
    name: &'static str,
    life: Life<T, S>,
}

/// What is done at the beginning of a generator and when it goes away; chosen where its types are known.
struct Life<T, S> {
    begin: fn(&Rc<Inner<T, S>>),
    end: fn(&mut Inner<T, S>),
}

/// An asynchronous generator that is running, for whoever has to close it.
pub trait Closable {
    /// Closes it: its `finally` blocks run.
    fn close(self: Rc<Self>) -> BoxFuture;
}

impl<T: 'static, S: 'static> Closable for Inner<T, S> {
    fn close(self: Rc<Self>) -> BoxFuture {
        let generator = AsyncGenerator(self);
        Box::pin(async move { generator.aclose().await.map(|()| Value::None) })
    }
}

/// What an event loop wants to know of asynchronous generators: `sys.set_asyncgen_hooks`.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// A generator is iterated for the first time.
    pub begin: fn(Weak<dyn Closable>),
    /// A suspended generator has gone away: this closes it.
    pub end: fn(BoxFuture),
}

thread_local! {
    static HOOKS: Cell<Option<Hooks>> = const { Cell::new(None) };
}

/// Sets the hooks, and gives those before.
pub fn set_hooks(hooks: Option<Hooks>) -> Option<Hooks> {
    HOOKS.replace(hooks)
}

fn begin<T: 'static, S: 'static>(inner: &Rc<Inner<T, S>>) {
    if let Some(hooks) = HOOKS.get() {
        let weak = Rc::downgrade(inner);
        (hooks.begin)(weak);
    }
}

/// Lets the body go on in a generator of its own, which is closed.
fn end<T: 'static, S: 'static>(inner: &mut Inner<T, S>) {
    let Some(hooks) = HOOKS.get() else { return };
    let rest = Rc::new(Inner {
        body: RefCell::new(inner.body.take()),
        channel: inner.channel.clone(),
        state: Cell::new(State::Suspended),
        handling: std::mem::take(&mut inner.handling),
        name: inner.name,
        life: Life {
            begin: |_| {},
            end: |_| {},
        },
    });
    (hooks.end)(rest.close());
}

impl<T, S> Drop for Inner<T, S> {
    fn drop(&mut self) {
        if self.state.get() == State::Suspended {
            (self.life.end)(self);
        }
    }
}

/// An asynchronous generator that yields `T` and is sent `S`. Clones are the same generator.
#[pyclass("class AsyncGenerator[T]", builtin, final)]
pub struct AsyncGenerator<T, S = Value>(Rc<Inner<T, S>>);

impl<T, S> Clone for AsyncGenerator<T, S> {
    fn clone(&self) -> Self {
        AsyncGenerator(self.0.clone())
    }
}

/// Makes an asynchronous generator of its body; `qualname` is that of the function.
pub fn async_generator<T: 'static, F>(
    qualname: &'static str,
    body: impl FnOnce(Yielder<T>) -> F,
) -> AsyncGenerator<T>
where
    F: Future<Output = Result<()>> + 'static,
{
    reach::ASYNC_GENERATORS.turn_on();
    let channel: Rc<Channel<T, Value>> = Rc::default();
    let body = body(Yielder(channel.clone()));
    AsyncGenerator(Rc::new(Inner {
        body: RefCell::new(Some(Box::pin(body))),
        channel,
        state: Cell::new(State::Created),
        handling: SuspendedHandling::default(),
        name: qualname,
        life: Life { begin, end },
    }))
}

impl<T, S> Inner<T, S> {
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        let Some(mut body) = self.body.take() else {
            return Poll::Ready(None);
        };
        match self.handling.run(|| body.as_mut().poll(cx)) {
            Poll::Ready(result) => {
                self.state.set(State::Done);
                drop(body);
                Poll::Ready(result.err().map(|error| Err(replace_stop(error))))
            }
            Poll::Pending => {
                self.body.replace(Some(body));
                match self.channel.out.borrow_mut().take() {
                    Some(value) => {
                        self.state.set(State::Suspended);
                        Poll::Ready(Some(Ok(value)))
                    }
                    None => Poll::Pending,
                }
            }
        }
    }
}

fn replace_stop(error: Error) -> Error {
    let text = match () {
        () if error.is(&errors::StopIteration) => "async generator raised StopIteration",
        () if error.is(&errors::StopAsyncIteration) => "async generator raised StopAsyncIteration",
        () => return error,
    };
    let replaced = errors::runtime_error(text);
    replaced.state().cause.replace(Some(error.clone()));
    replaced.state().context.replace(Some(error));
    replaced.state().suppress_context.set(true);
    replaced
}

impl<T, S> AsyncGenerator<T, S> {
    /// What identity goes by.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// Sends a value in or throws an exception, and waits for the next item; `None` at the end.
    pub async fn resume(&self, with: Result<S>) -> Option<Result<T>> {
        match self.0.state.get() {
            State::Running => {
                return Some(Err(errors::runtime_error(
                    "anext(): asynchronous generator is already running",
                )));
            }
            State::Done => return with.err().map(Err),
            State::Created => {
                if let Err(error) = with {
                    self.0.state.set(State::Done);
                    drop(self.0.body.take());
                    return Some(Err(error));
                }
                (self.0.life.begin)(&self.0);
            }
            State::Suspended => {
                self.0.channel.resume.replace(Some(with));
            }
        }
        self.0.state.set(State::Running);
        poll_fn(|cx| self.0.poll(cx)).await
    }

    /// `agen.aclose()`.
    pub async fn aclose(&self) -> Result<()> {
        match self.resume(Err(errors::generator_exit_now())).await {
            None => Ok(()),
            Some(Ok(_)) => Err(errors::runtime_error(
                "async generator ignored GeneratorExit",
            )),
            Some(Err(error))
                if error.is(&errors::GeneratorExit) || error.is(&errors::StopAsyncIteration) =>
            {
                Ok(())
            }
            Some(Err(error)) => Err(error),
        }
    }

    /// `agen.athrow(exception)`.
    pub async fn athrow(&self, error: Error) -> Result<T> {
        self.resume(Err(error)).await.unwrap_or_else(|| Err(stop()))
    }

    /// `agen.asend(value)`.
    pub async fn asend(&self, value: S) -> Result<T> {
        self.resume(Ok(value)).await.unwrap_or_else(|| Err(stop()))
    }
}

impl<T, S> AsyncGenerator<T, S> {
    /// A generator that has not begun has no `yield` that could give the value.
    fn check_sent(&self, value: &Value) -> Result<()> {
        match self.0.state.get() == State::Created && !value.is_none() {
            true => Err(errors::type_error(
                "can't send non-None value to a just-started async generator",
            )),
            false => Ok(()),
        }
    }
}

impl<T, S: Default> AsyncGenerator<T, S> {
    /// `async for` over it: the next item, `None` at the end.
    pub async fn anext(&self) -> Result<Option<T>> {
        self.resume(Ok(S::default())).await.transpose()
    }
}

#[pymethods]
impl<T: Object> AsyncGenerator<T> {
    /// `aiter(agen)`.
    #[pyfn("def __aiter__(self, /) -> AsyncGenerator[T]", dynamic = aiter_entry)]
    pub fn aiter(&self) -> Result<AsyncGenerator<T>> {
        Ok(self.clone())
    }

    /// The next item; StopAsyncIteration at the end.
    #[pyfn("async def __anext__(self, /) -> T", dynamic = anext_entry)]
    pub fn next_or_stop(&self) -> impl Future<Output = Result<T>> + use<T> {
        let this = self.clone();
        async move { this.asend(Value::None).await }
    }

    /// `agen.asend(value)`.
    #[pyfn("async def asend(self, value: Any, /) -> T", dynamic = asend_entry)]
    pub fn send_value(&self, value: Value) -> impl Future<Output = Result<T>> + use<T> {
        let this = self.clone();
        async move {
            this.check_sent(&value)?;
            this.asend(value).await
        }
    }

    /// `agen.athrow(exception)`, for an exception or a class.
    #[pyfn("async def athrow(self, value: Any, /) -> T", dynamic = athrow_entry)]
    pub fn throw_value(&self, value: Value) -> impl Future<Output = Result<T>> + use<T> {
        let this = self.clone();
        async move { this.athrow(crate::error::exception_of(value)).await }
    }

    /// `agen.aclose()`.
    #[pyfn("async def aclose(self, /) -> None", dynamic = aclose_entry)]
    pub fn close_value(&self) -> impl Future<Output = Result<()>> + use<T> {
        let this = self.clone();
        async move { this.aclose().await }
    }
}

fn stop() -> Error {
    Error::new(&errors::StopAsyncIteration, Vec::new())
}

impl<T: Object, S: Object + Default> AsyncGenerator<T, S> {
    /// The same generator with dynamic items; what is sent and thrown is passed on.
    fn dynamic(&self) -> AsyncGenerator<Value> {
        let inner = self.clone();
        async_generator(self.0.name, |y| async move {
            let mut sent = Ok(S::default());
            while let Some(item) = inner.resume(sent).await {
                sent = y.yield_(item?.to_value()).await.and_then(S::from_value);
            }
            Ok(())
        })
    }
}

impl<T: Object, S: Object + Default> View for AsyncGenerator<T, S> {
    fn class_name(&self) -> Str {
        Str::from("async_generator")
    }

    fn to_value(&self) -> Value {
        match crate::object::same_type::<Self, AsyncGenerator<Value, Value>>(self) {
            Some(generator) => Value::object(AsyncGeneratorObject(generator.clone())),
            None => Value::object(AsyncGeneratorObject(self.dynamic())),
        }
    }

    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<async_generator object {} at 0x{:x}>",
            self.0.name,
            self.address()
        )))
    }

    fn hash(&self) -> Result<i64> {
        Ok((self.address() >> 4) as i64)
    }
}

impl<T: Object, S: Object + Default> Object for AsyncGenerator<T, S> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.address() == other.address())
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        let known = value
            .downcast::<AsyncGeneratorObject>()
            .map(|object| object.0.clone());
        known
            .as_ref()
            .and_then(crate::object::same_type::<AsyncGenerator<Value, Value>, Self>)
            .cloned()
            .ok_or_else(|| errors::wrong_type("async_generator", &value))
    }
}

impl From<AsyncGenerator<Value>> for Value {
    fn from(generator: AsyncGenerator<Value>) -> Value {
        generator.to_value()
    }
}

/// An asynchronous generator as a value.
pub struct AsyncGeneratorObject(pub(crate) AsyncGenerator<Value, Value>);

impl DynObject for AsyncGeneratorObject {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::ASYNC_GENERATOR.class()
    }

    fn class_name(&self) -> Str {
        Str::from("async_generator")
    }

    fn address(&self) -> usize {
        self.0.address()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        let qualname = self.0.0.name;
        match name {
            "__name__" => Some(Value::from(qualname.rsplit('.').next().unwrap_or(qualname))),
            "__qualname__" => Some(Value::from(qualname)),
            "ag_running" => Some(Value::Bool(self.0.0.state.get() == State::Running)),
            "ag_suspended" => Some(Value::Bool(self.0.0.state.get() == State::Suspended)),
            "ag_frame" if self.0.0.state.get() == State::Done => Some(Value::None),
            "ag_frame" => Some(Value::Ellipsis),
            _ => None,
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        View::repr(&self.0)
    }
}

fn receiver(args: &Args) -> Result<AsyncGenerator<Value, Value>> {
    match args.values().first() {
        Some(value) => Object::from_value(value.clone()),
        None => Err(errors::type_error("unbound method needs an argument")),
    }
}

/// The awaitable that a method of an asynchronous generator gives.
struct Step(RefCell<Option<BoxFuture>>);

impl DynObject for Step {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::ASYNC_GENERATOR_STEP.class()
    }

    fn awaitable(&self, _this: &Value) -> Option<Result<BoxFuture>> {
        Some(self.0.take().ok_or_else(|| {
            errors::runtime_error("cannot reuse already awaited __anext__()/asend()")
        }))
    }
}

/// A library awaitable made of a future; awaiting it again is an error.
pub fn awaitable(future: impl Future<Output = Result<Value>> + 'static) -> Value {
    Value::object(Step(RefCell::new(Some(Box::pin(future)))))
}

pub(crate) fn aiter_entry(args: Args) -> Result<Value> {
    receiver(&args).map(Value::from)
}

pub(crate) fn anext_entry(args: Args) -> Result<Value> {
    let generator = receiver(&args)?;
    Ok(awaitable(async move { generator.asend(Value::None).await }))
}

pub(crate) fn asend_entry(args: Args) -> Result<Value> {
    let (generator, value) = (
        receiver(&args)?,
        args.values().get(1).cloned().unwrap_or_default(),
    );
    Ok(awaitable(async move {
        generator.check_sent(&value)?;
        generator.asend(value).await
    }))
}

pub(crate) fn athrow_entry(args: Args) -> Result<Value> {
    let (generator, error) = (receiver(&args)?, thrown(&args)?);
    Ok(awaitable(async move { generator.athrow(error).await }))
}

pub(crate) fn aclose_entry(args: Args) -> Result<Value> {
    let generator = receiver(&args)?;
    Ok(awaitable(async move {
        generator.aclose().await.map(|()| Value::None)
    }))
}

pub(crate) fn step_await_entry(args: Args) -> Result<Value> {
    let value = args.values().first().cloned().unwrap_or_default();
    Ok(coroutine::await_iterator(value.awaitable()?))
}
