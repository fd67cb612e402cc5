//! `as_completed`: awaitables in the order in which they are done.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

use portalis_async::event_loop::TimerHandle;
use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::declare::{self, Declared};
use portalis_runtime::{
    Coroutine, Error, Iter, Iterable, NativeFunction, NativeType, Object, Result, Set, Str, Value,
    View, errors,
};

use super::awaitable::{is_coroutine, to_future};
use super::events::get_event_loop;
use super::futures::{FutureCore, Native};
use super::object::shared;
use super::{Loop, Queue, future};

struct Completions {
    /// What is done; `None` for each that the timeout has left.
    done: Queue<Value>,
    todo: RefCell<Vec<Rc<FutureCore>>>,
    left: Cell<usize>,
    timer: RefCell<Option<TimerHandle>>,
    on_done: RefCell<Option<Native>>,
}

/// Iterator of awaitables representing tasks of as_completed().
///
/// What it gives is settled by what it waits for, so as a value it says the same: `immutable`.
#[pyclass(
    "class _AsCompletedIterator[T]",
    module = "asyncio.tasks",
    final,
    immutable,
    manual,
    slots = SLOTS
)]
pub struct AsCompletedIterator<T>(Rc<Completions>, PhantomData<T>);

impl<T> Clone for AsCompletedIterator<T> {
    fn clone(&self) -> Self {
        AsCompletedIterator(self.0.clone(), PhantomData)
    }
}

impl<T: Object> AsCompletedIterator<T> {
    fn dynamic(&self) -> AsCompletedIterator<Value> {
        AsCompletedIterator(self.0.clone(), PhantomData)
    }
}

impl<T: Object> View for AsCompletedIterator<T> {
    fn class_name(&self) -> Str {
        Str::from("_AsCompletedIterator")
    }

    fn to_value(&self) -> Value {
        declare::to_value::<AsCompletedIterator<Value>, AsCompletedIterator<Value>>(&self.dynamic())
    }

    fn repr(&self) -> Result<Str> {
        Ok(declare::default_repr(
            <AsCompletedIterator<Value> as Declared>::CLASS,
            self.dynamic().address(),
        ))
    }

    fn hash(&self) -> Result<i64> {
        Ok(declare::address_hash(self.dynamic().address()))
    }
}

impl<T: Object> Object for AsCompletedIterator<T> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.same(other))
    }

    fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    fn from_value(value: Value) -> Result<Self> {
        type Dynamic = AsCompletedIterator<Value>;
        let found = declare::from_value::<Dynamic, Dynamic>(value)?;
        Ok(AsCompletedIterator(found.0, PhantomData))
    }
}

/// As a value it is its own iterator.
static SLOTS: &[NativeFunction] = &[NativeFunction {
    name: "__iter__",
    module: "asyncio.tasks",
    signature: "",
    doc: "",
    entry: |args| Ok(args.values().first().cloned().unwrap_or_default()),
}];

/// Create an iterator of awaitables or their results in completion order.
#[pyfn(
    "def as_completed(fs: Iterable[Awaitable[T]], *, timeout: float | None = None) -> _AsCompletedIterator[T]"
)]
pub fn as_completed<T: Object, F: Object + IntoFuture<Output = Result<T>>>(
    fs: &impl Iterable<Item = F>,
    timeout: Option<f64>,
) -> Result<AsCompletedIterator<T>>
where
    F::IntoFuture: 'static,
{
    let event_loop = get_event_loop()?;
    let mut todo: Vec<Rc<FutureCore>> = Vec::new();
    for item in Set::from_results(fs.iter()?)?.to_vec() {
        add_once(&mut todo, to_future(item, Some(&event_loop))?);
    }
    Ok(AsCompletedIterator::new(todo, &event_loop, timeout))
}

/// As [`as_completed`], for anything.
#[pyfn("def as_completed(fs: Any, *, timeout: float | None = None) -> _AsCompletedIterator[Any]")]
pub fn values_as_completed(fs: Value, timeout: Option<f64>) -> Result<AsCompletedIterator<Value>> {
    if shared::<FutureCore>(&fs).is_some() || is_coroutine(&fs) {
        let class = fs.class_name();
        return Err(errors::type_error(format!(
            "expects an iterable of awaitables, not {class}"
        )));
    }
    as_completed(&fs, timeout)
}

fn add_once(todo: &mut Vec<Rc<FutureCore>>, core: Rc<FutureCore>) {
    if !todo.iter().any(|known| Rc::ptr_eq(known, &core)) {
        todo.push(core);
    }
}

impl<T: Object> AsCompletedIterator<T> {
    fn new(todo: Vec<Rc<FutureCore>>, event_loop: &Loop, timeout: Option<f64>) -> Self {
        let completions = Rc::new(Completions {
            done: Queue::new(0),
            left: Cell::new(todo.len()),
            todo: RefCell::new(todo.clone()),
            timer: RefCell::default(),
            on_done: RefCell::default(),
        });
        let told = completions.clone();
        let on_done: Native = Rc::new(move |core: &Rc<FutureCore>| told.completed(core));
        completions.on_done.replace(Some(on_done.clone()));
        todo.iter().for_each(|core| core.add_native(&on_done));
        if let Some(timeout) = timeout.filter(|_| !todo.is_empty()) {
            let late = completions.clone();
            let timer = event_loop
                .inner()
                .call_at(event_loop.time() + timeout, move || late.timed_out());
            completions.timer.replace(Some(timer));
        }
        AsCompletedIterator(completions, PhantomData)
    }
}

impl Completions {
    fn completed(&self, core: &Rc<FutureCore>) {
        let mut todo = self.todo.borrow_mut();
        let Some(at) = todo.iter().position(|known| Rc::ptr_eq(known, core)) else {
            return;
        };
        todo.remove(at);
        let is_last = todo.is_empty();
        drop(todo);
        // The queue has no limit and is never shut down.
        let _ = self.done.put_nowait(future::value(core));
        if is_last {
            self.timer.take().iter().for_each(TimerHandle::cancel);
            self.on_done.take();
        }
    }

    fn timed_out(&self) {
        let on_done = self.on_done.take();
        for core in self.todo.take() {
            on_done
                .iter()
                .for_each(|on_done| core.remove_native(on_done));
            let _ = self.done.put_nowait(Value::None);
        }
    }

    fn take_one(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    /// The future that is done next.
    async fn next(&self) -> Result<Rc<FutureCore>> {
        let item = self.done.get().await?;
        shared::<FutureCore>(&item).ok_or_else(|| Error::new(&errors::TimeoutError, Vec::new()))
    }
}

impl<T: Object> Iterable for AsCompletedIterator<T> {
    type Item = Coroutine<T>;

    fn iter(&self) -> Result<Iter<Coroutine<T>>> {
        AsCompletedIterator::iter(self)
    }
}

#[pymethods]
impl<T: Object> AsCompletedIterator<T> {
    /// Coroutines for the results.
    #[pyfn("def __iter__(self) -> Iterator[Coroutine[T]]")]
    pub fn iter(&self) -> Result<Iter<Coroutine<T>>> {
        let this = self.clone();
        let next = move || this.take_one().map(Ok);
        Ok(Iter::from_iterator(std::iter::from_fn(next)))
    }

    /// A coroutine for the result of what is done next.
    #[pyfn("def __next__(self) -> Coroutine[T]")]
    pub fn next(&self) -> Result<Coroutine<T>> {
        self.take_one().ok_or_else(|| errors::stop_iteration(()))
    }

    fn take_one(&self) -> Option<Coroutine<T>> {
        let completions = self.0.clone();
        completions.take_one().then(|| {
            Coroutine::new("_AsCompletedIterator._wait_for_one", async move {
                completions.next().await?.result()
            })
        })
    }

    /// Itself.
    #[pyfn("def __aiter__(self) -> Any")]
    pub fn aiter(&self) -> AsCompletedIterator<T> {
        self.clone()
    }

    /// What is done next.
    #[pyfn("async def __anext__(self) -> Any")]
    pub fn anext(&self) -> impl Future<Output = Result<Value>> + use<T> {
        let completions = self.0.clone();
        async move {
            if !completions.take_one() {
                return Err(Error::new(&errors::StopAsyncIteration, Vec::new()));
            }
            Ok(future::value(&completions.next().await?))
        }
    }
}
