//! [`Awaitable`]: what asyncio's functions take, statically typed or not.

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;

use portalis_macros::pyfn;
use portalis_runtime::coroutine::CoroutineObject;
use portalis_runtime::function::Function;
use portalis_runtime::reach::{Hook, Switch};
use portalis_runtime::{
    Args, Coroutine, FunctionKind, Iterable, Object, Result, Value, View, errors, special,
};

use super::futures::{FutureCore, Stored};
use super::object::shared;
use super::step::Body;
use super::{Future, Loop, Task};
use crate::contextvars::{self, Context};

/// A Rust future of a `Result`, a coroutine, a task, a future, or any of these as a `Value`.
pub trait Awaitable: 'static {
    /// What awaiting it gives.
    type Output: Object;

    /// Waits for it.
    fn wait(self) -> Pin<Box<dyn std::future::Future<Output = Result<Self::Output>>>>;
}

impl<F, T> Awaitable for F
where
    F: IntoFuture<Output = Result<T>> + 'static,
    F::IntoFuture: 'static,
    T: Object,
{
    type Output = T;

    fn wait(self) -> Pin<Box<dyn std::future::Future<Output = Result<T>>>> {
        Box::pin(self.into_future())
    }
}

/// The awaitables of `gather(a, b)` and `gather(*tasks)`, all with results of one type: a tuple of awaitables, an iterable of them
/// behind a reference, or a `Vec`.
pub trait Awaitables<T> {
    /// What is waited for, in order. Nothing has begun to run.
    fn children(self) -> Result<Vec<Child>>;
}

impl<A: Awaitable> Awaitables<A::Output> for Vec<A> {
    fn children(self) -> Result<Vec<Child>> {
        Ok(self.into_iter().map(Child::of).collect())
    }
}

impl<I: Iterable> Awaitables<<I::Item as Awaitable>::Output> for &I
where
    I::Item: Awaitable,
{
    fn children(self) -> Result<Vec<Child>> {
        self.iter()?.map(|item| item.map(Child::of)).collect()
    }
}

macro_rules! tuple_of_awaitables {
    ($first:ident $($rest:ident)*) => {
        impl<T: Object, $first: Awaitable<Output = T>, $($rest: Awaitable<Output = T>),*> Awaitables<T>
            for ($first, $($rest,)*)
        {
            #[allow(non_snake_case, reason = "a variable for each type")]
            fn children(self) -> Result<Vec<Child>> {
                let ($first, $($rest,)*) = self;
                Ok(vec![Child::of($first), $(Child::of($rest)),*])
            }
        }
        tuple_of_awaitables!($($rest)*);
    };
    () => {};
}
tuple_of_awaitables!(A B C D E F G H I J K L);

/// The awaitables of `a, b = await gather(x(), y())`: a tuple of them, with a tuple of results.
pub trait AwaitableTuple {
    /// The results, in order.
    type Outputs: Object;

    /// What is waited for, in order. Nothing has begun to run.
    fn children(self) -> Vec<Child>;

    /// The results of children that are all done.
    fn outputs(finished: Finished<'_>) -> Result<Self::Outputs>;
}

macro_rules! tuple_with_outputs {
    ($first:ident $($rest:ident)*) => {
        impl<$first: Awaitable, $($rest: Awaitable),*> AwaitableTuple for ($first, $($rest,)*)
        where
            ($first::Output, $($rest::Output,)*): Object,
        {
            type Outputs = ($first::Output, $($rest::Output,)*);

            #[allow(non_snake_case, reason = "a variable for each type")]
            fn children(self) -> Vec<Child> {
                let ($first, $($rest,)*) = self;
                vec![child($first), $(child($rest)),*]
            }

            fn outputs(mut finished: Finished<'_>) -> Result<Self::Outputs> {
                Ok((
                    finished.next::<$first::Output>()?,
                    $(finished.next::<$rest::Output>()?,)*
                ))
            }
        }
        tuple_with_outputs!($($rest)*);
    };
    () => {};
}
tuple_with_outputs!(A B C D E F G H I J K L);

/// Children that are all done, in order.
pub struct Finished<'a>(std::slice::Iter<'a, Rc<FutureCore>>);

impl<'a> Finished<'a> {
    pub(super) fn new(children: &'a [Rc<FutureCore>]) -> Finished<'a> {
        Finished(children.iter())
    }

    fn next<T: Object>(&mut self) -> Result<T> {
        match self.0.next() {
            Some(child) => child.result(),
            None => Err(errors::runtime_error("a result of gather() is missing")),
        }
    }
}

/// An awaitable that stands among others of other types.
pub fn child<A: Awaitable>(awaitable: A) -> Child {
    Child::of(awaitable)
}

/// One of the awaitables of a `gather`.
pub struct Child {
    identity: Option<usize>,
    is_coroutine: bool,
    start: Box<Start>,
}

/// Something that may be among the arguments of a `gather` twice.
pub(super) static IDENTITIES: Switch = Switch::new();

type Start = dyn FnOnce(Option<&Loop>) -> Result<Rc<FutureCore>>;

impl Child {
    fn of<A: Awaitable>(awaitable: A) -> Child {
        let any: &dyn Any = &awaitable;
        let core = match any.downcast_ref::<Value>() {
            Some(value) => shared::<FutureCore>(value),
            None => known_core(&awaitable),
        };
        let identity = match (&core, any.downcast_ref::<Coroutine<A::Output>>()) {
            (Some(core), _) => Some(Rc::as_ptr(core).cast::<()>() as usize),
            (None, Some(coroutine)) => Some(coroutine.address()),
            (None, None) => any.downcast_ref::<Value>().map(|v| v.id() as usize),
        };
        if identity.is_some() {
            IDENTITIES.turn_on();
        }
        Child {
            identity,
            is_coroutine: core.is_none(),
            start: Box::new(move |event_loop| to_future(awaitable, event_loop)),
        }
    }

    /// A future that is no other child of the same `gather`.
    pub(super) fn of_core(core: Rc<FutureCore>) -> Child {
        Child {
            identity: None,
            is_coroutine: false,
            start: Box::new(move |_| Ok(core)),
        }
    }

    /// The same for the same object; `None` where nobody else has it.
    pub(super) fn identity(&self) -> Option<usize> {
        self.identity
    }

    /// It needs a task.
    pub(super) fn is_coroutine(&self) -> bool {
        self.is_coroutine
    }

    /// The future that it is, or that it runs in from now on.
    pub(super) fn future(self, event_loop: Option<&Loop>) -> Result<Rc<FutureCore>> {
        (self.start)(event_loop)
    }
}

/// The shared part of a statically typed task or future.
fn known_core<A: Awaitable>(awaitable: &A) -> Option<Rc<FutureCore>> {
    let any: &dyn Any = awaitable;
    let task = any.downcast_ref::<Task<A::Output>>();
    let known = task.map(|task| task.core());
    known
        .or_else(|| any.downcast_ref::<Future<A::Output>>().map(Future::core))
        .cloned()
}

/// A coroutine on its way into a task.
pub(super) struct Coro {
    /// The object, where there is one.
    pub(super) object: Option<Value>,
    /// How `repr` calls it.
    pub(super) name: &'static str,
    pub(super) body: Body,
}

impl Coro {
    /// The coroutine of an awaitable that is one.
    pub(super) fn of<A: Awaitable>(awaitable: A) -> Result<Coro> {
        if let Some(value) = (&awaitable as &dyn Any).downcast_ref::<Value>() {
            return Coro::of_value(value);
        }
        let coroutine = (&awaitable as &dyn Any).downcast_ref::<Coroutine<A::Output>>();
        Ok(Coro {
            object: None,
            name: match coroutine {
                Some(coroutine) => coroutine.qualname(),
                None => function_name(std::any::type_name::<A>()),
            },
            body: body(awaitable),
        })
    }

    pub(super) fn of_value(value: &Value) -> Result<Coro> {
        if !is_coroutine(value) {
            return Err(errors::type_error(format!(
                "a coroutine was expected, got {}",
                View::repr(value)?
            )));
        }
        Ok(Coro::of_object(value.clone()))
    }

    fn of_object(value: Value) -> Coro {
        let name = value
            .downcast::<CoroutineObject>()
            .map_or("", CoroutineObject::qualname);
        let awaited = value.clone();
        Coro {
            object: Some(value),
            name,
            body: body(async move { awaited.await_().await }),
        }
    }

    /// A Rust future in the shape of a coroutine.
    pub(super) fn of_future<A: Awaitable>(name: &'static str, future: A) -> Coro {
        Coro {
            object: None,
            name,
            body: body(future),
        }
    }

    /// The task that a factory (`loop.set_task_factory`) makes for it.
    fn made_by(
        self,
        factory: &Value,
        event_loop: &Loop,
        name: Option<Value>,
        context: Option<Value>,
    ) -> Result<Rc<FutureCore>> {
        let coroutine = match self.object {
            Some(object) => object,
            None => coroutine_value(self.name, async move {
                self.body.await.map(|result| result.stored_value())
            }),
        };
        let mut keywords = Vec::new();
        if let Some(context) = context.filter(|context| !context.is_none()) {
            keywords.push((portalis_runtime::Str::from("context"), context));
        }
        let positional = vec![event_loop.to_value(), coroutine];
        let task = factory.call(Args::with_keywords(positional, keywords))?;
        let name = name.unwrap_or_default();
        match Task::<Value>::from_value(task.clone()) {
            Ok(own) if task.class().is_native() => own.set_name(name)?,
            _ => drop(task.quiet_call_method("set_name", portalis_runtime::args![name])?),
        }
        shared::<FutureCore>(&task)
            .ok_or_else(|| errors::type_error("the task factory has to return an asyncio.Task"))
    }

    /// Keeps it from being reported as never awaited.
    pub(super) fn close(&self) {
        if let Some(object) = &self.object {
            close(object);
        }
    }
}

/// The function behind tasks that a factory makes; installed with the first factory.
static FACTORIES: Hook<MadeBy> = Hook::new();

type MadeBy =
    fn(Coro, &Value, &Loop, Option<Value>, Option<Value>) -> Result<Rc<FutureCore>>;

/// The program sets a task factory.
pub(super) fn install_factories() {
    FACTORIES.install(&(Coro::made_by as MadeBy));
}

fn made_by(
    coro: Coro,
    factory: &Value,
    event_loop: &Loop,
    name: Option<Value>,
    context: Option<Value>,
) -> Result<Rc<FutureCore>> {
    match FACTORIES.get() {
        Some(made_by) => made_by(coro, factory, event_loop, name, context),
        None => Err(errors::runtime_error("there is no task factory")),
    }
}

/// `coroutine.close()`. A coroutine that has not begun has nothing to say to this.
pub(super) fn close(coroutine: &Value) {
    match coroutine.downcast::<CoroutineObject>() {
        Some(object) => object.close(),
        // One of a class of the program's own, or a wrapped generator.
        None => special::close(coroutine),
    }
}

fn body<A: Awaitable>(awaitable: A) -> Body {
    let future = awaitable.wait();
    Box::pin(async move {
        future
            .await
            .map(|result| Box::new(result) as Box<dyn Stored>)
    })
}

/// `worker` of `program::worker::{{closure}}`.
fn function_name(path: &'static str) -> &'static str {
    let path = path.split('<').next().unwrap_or(path);
    let mut parts = path.rsplit(':');
    let name = parts.find(|part| !part.is_empty() && !part.starts_with('{'));
    name.unwrap_or("coroutine")
}

/// The future or task that an awaitable is, or a new task for it.
pub(super) fn to_future<A: Awaitable>(
    awaitable: A,
    event_loop: Option<&Loop>,
) -> Result<Rc<FutureCore>> {
    let any: &dyn Any = &awaitable;
    if let Some(value) = any.downcast_ref::<Value>() {
        return value_to_future(value, event_loop);
    }
    if let Some(core) = known_core(&awaitable) {
        return check_loop(core, event_loop);
    }
    new_task(Coro::of(awaitable)?, event_loop)
}

/// `ensure_future(value)`.
pub(super) fn value_to_future(value: &Value, event_loop: Option<&Loop>) -> Result<Rc<FutureCore>> {
    if let Some(core) = shared::<FutureCore>(value) {
        return check_loop(core, event_loop);
    }
    let is_awaitable = match value {
        Value::Object(object) => object.class().has("__await__"),
        _ => false,
    };
    if !is_coroutine(value) && !is_awaitable {
        return Err(errors::type_error(
            "An asyncio.Future, a coroutine or an awaitable is required",
        ));
    }
    new_task(Coro::of_object(value.clone()), event_loop)
}

fn check_loop(core: Rc<FutureCore>, event_loop: Option<&Loop>) -> Result<Rc<FutureCore>> {
    if event_loop.is_some_and(|wanted| !wanted.same(core.event_loop())) {
        return Err(errors::value_error(
            "The future belongs to a different loop than the one specified as the loop argument",
        ));
    }
    Ok(core)
}

pub(super) fn new_task(coro: Coro, event_loop: Option<&Loop>) -> Result<Rc<FutureCore>> {
    let event_loop = match event_loop {
        Some(event_loop) => event_loop.clone(),
        None => super::get_event_loop().inspect_err(|_| coro.close())?,
    };
    if let Some(factory) = event_loop.task_factory() {
        return made_by(coro, &factory, &event_loop, None, None);
    }
    super::step::spawn(&event_loop, coro, None, contextvars::copy_context())
}

/// A task for a coroutine, which fails as CPython does where it is none.
pub(super) fn task_of<A: Awaitable>(
    event_loop: &Loop,
    awaitable: A,
    name: Option<Value>,
    context: Option<Value>,
) -> Result<Rc<FutureCore>> {
    let coro = Coro::of(awaitable)?;
    if let Some(factory) = event_loop.task_factory() {
        return made_by(coro, &factory, event_loop, name, context);
    }
    let context: Context = contextvars::given(context)?;
    super::step::spawn(event_loop, coro, name, context)
}

/// It is a coroutine object, or behaves like one.
pub(super) fn is_coroutine(value: &Value) -> bool {
    const METHODS: [&str; 4] = ["__await__", "send", "throw", "close"];
    match value {
        Value::Object(_) if value.downcast::<CoroutineObject>().is_some() => true,
        Value::Object(object) => {
            let class = object.class();
            METHODS.iter().all(|name| class.has(name))
        }
        _ => false,
    }
}

/// Return True if obj is a coroutine object.
#[pyfn("def iscoroutine(obj: Any) -> bool")]
pub fn iscoroutine(obj: Value) -> bool {
    is_coroutine(&obj)
}

/// Return True if func is a decorated coroutine function.
#[pyfn("def iscoroutinefunction(func: Any) -> bool")]
pub fn iscoroutinefunction(func: Value) -> bool {
    if let Some(function) = func.downcast::<Function>() {
        return function.signature().kind == FunctionKind::Coroutine;
    }
    match func.quiet_find_attr("__func__") {
        Ok(Some(inner)) => iscoroutinefunction(inner),
        _ => false,
    }
}

/// Return True when obj is a Future instance.
#[pyfn("def isfuture(obj: Any) -> bool")]
pub fn isfuture(obj: Value) -> bool {
    shared::<FutureCore>(&obj).is_some()
}

/// A coroutine object of a Rust future.
pub(super) fn coroutine_value(
    qualname: &'static str,
    body: impl std::future::Future<Output = Result<Value>> + 'static,
) -> Value {
    Coroutine::new(qualname, body).to_value()
}
