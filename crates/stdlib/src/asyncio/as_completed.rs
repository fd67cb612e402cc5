//! `as_completed`: awaitables in the order in which they are done.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_async::event_loop::TimerHandle;
use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Error, Result, Set, Value, errors};

use super::awaitable::{coroutine_value, is_coroutine, value_to_future};
use super::events::get_event_loop;
use super::futures::{FutureCore, Native};
use super::object::shared;
use super::{Queue, future};

struct Completions {
    /// What is done; `None` for each that the timeout has left.
    done: Queue<Value>,
    todo: RefCell<Vec<Rc<FutureCore>>>,
    left: Cell<usize>,
    timer: RefCell<Option<TimerHandle>>,
    on_done: RefCell<Option<Native>>,
}

/// Iterator of awaitables representing tasks of as_completed().
#[pyclass("class _AsCompletedIterator", module = "asyncio.tasks", final)]
#[derive(Clone)]
pub struct AsCompletedIterator(Rc<Completions>);

/// Create an iterator of awaitables or their results in completion order.
#[pyfn("def as_completed(fs: Any, *, timeout: float | None = None) -> Any")]
pub fn as_completed(fs: Value, timeout: Option<f64>) -> Result<Value> {
    if shared::<FutureCore>(&fs).is_some() || is_coroutine(&fs) {
        let class = fs.class_name();
        return Err(errors::type_error(format!(
            "expects an iterable of awaitables, not {class}"
        )));
    }
    let event_loop = get_event_loop()?;
    let mut todo: Vec<Rc<FutureCore>> = Vec::new();
    for item in Set::from_results(fs.iter()?)?.to_vec() {
        let core = value_to_future(&item, Some(&event_loop))?;
        if !todo.iter().any(|known| Rc::ptr_eq(known, &core)) {
            todo.push(core);
        }
    }
    let this = AsCompletedIterator(Rc::new(Completions {
        done: Queue::new(0),
        left: Cell::new(todo.len()),
        todo: RefCell::new(todo.clone()),
        timer: RefCell::default(),
        on_done: RefCell::default(),
    }));
    let told = this.clone();
    let on_done: Native = Rc::new(move |core: &Rc<FutureCore>| told.completed(core));
    this.0.on_done.replace(Some(on_done.clone()));
    todo.iter().for_each(|core| core.add_native(&on_done));
    if let Some(timeout) = timeout.filter(|_| !todo.is_empty()) {
        let late = this.clone();
        let timer = event_loop
            .inner()
            .call_at(event_loop.time() + timeout, move || late.timed_out());
        this.0.timer.replace(Some(timer));
    }
    Ok(portalis_runtime::View::to_value(&this))
}

impl AsCompletedIterator {
    fn completed(&self, core: &Rc<FutureCore>) {
        let mut todo = self.0.todo.borrow_mut();
        let Some(at) = todo.iter().position(|known| Rc::ptr_eq(known, core)) else {
            return;
        };
        todo.remove(at);
        let is_last = todo.is_empty();
        drop(todo);
        // The queue has no limit and is never shut down.
        let _ = self.0.done.put_nowait(future::value(core));
        if is_last {
            self.0.timer.take().iter().for_each(TimerHandle::cancel);
            self.0.on_done.take();
        }
    }

    fn timed_out(&self) {
        let on_done = self.0.on_done.take();
        for core in self.0.todo.take() {
            on_done
                .iter()
                .for_each(|on_done| core.remove_native(on_done));
            let _ = self.0.done.put_nowait(Value::None);
        }
    }

    fn take_one(&self) -> bool {
        let left = self.0.left.get();
        self.0.left.set(left.saturating_sub(1));
        left > 0
    }

    async fn wait_for_one(self, resolve: bool) -> Result<Value> {
        let item = self.0.done.get().await?;
        match shared::<FutureCore>(&item) {
            None => Err(Error::new(&errors::TimeoutError, Vec::new())),
            Some(core) if resolve => core.result(),
            Some(_) => Ok(item),
        }
    }
}

#[pymethods]
impl AsCompletedIterator {
    /// Itself.
    #[pyfn("def __iter__(self) -> Any")]
    pub fn iter(&self) -> AsCompletedIterator {
        self.clone()
    }

    /// A coroutine for the result of what is done next.
    #[pyfn("def __next__(self) -> Any")]
    pub fn next(&self) -> Result<Value> {
        if !self.take_one() {
            return Err(errors::stop_iteration(()));
        }
        Ok(coroutine_value(
            "_AsCompletedIterator._wait_for_one",
            self.clone().wait_for_one(true),
        ))
    }

    /// Itself.
    #[pyfn("def __aiter__(self) -> Any")]
    pub fn aiter(&self) -> AsCompletedIterator {
        self.clone()
    }

    /// What is done next.
    #[pyfn("async def __anext__(self) -> Any")]
    pub fn anext(&self) -> impl Future<Output = Result<Value>> + use<> {
        let this = self.clone();
        async move {
            if !this.take_one() {
                return Err(Error::new(&errors::StopAsyncIteration, Vec::new()));
            }
            this.clone().wait_for_one(false).await
        }
    }
}
