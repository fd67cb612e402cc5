//! `Future`: a result that is not there yet.

use std::marker::PhantomData;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::coroutine::await_iterator;
use portalis_runtime::{Error, Int, Object, Result, Value, View, errors, exception_of};

use super::Loop;
use super::events::{get_event_loop, python_callback};
use super::futures::{FutureCore, Kind, Stored};
use super::object::handle_object;
use super::waiting::{self, ResultOf};

/// A result that is not there yet. Tasks are futures too.
#[pyclass("class Future[T]", module = "_asyncio", manual, named)]
pub struct Future<T>(pub(super) Rc<FutureCore>, PhantomData<T>);

impl<T> Clone for Future<T> {
    fn clone(&self) -> Self {
        Future::of_core(self.0.clone())
    }
}

handle_object!([T] Future<T>, "Future");

impl<T> Future<T> {
    pub(super) fn of_core(core: Rc<FutureCore>) -> Future<T> {
        Future(core, PhantomData)
    }

    pub(super) fn core(&self) -> &Rc<FutureCore> {
        &self.0
    }

    fn shared(&self) -> &Rc<FutureCore> {
        &self.0
    }

    fn of(core: Rc<FutureCore>) -> Option<Future<T>> {
        Some(Future::of_core(core))
    }
}

impl<T: Object> IntoFuture for Future<T> {
    type Output = Result<T>;
    type IntoFuture = ResultOf<T>;

    /// `await future`.
    fn into_future(self) -> ResultOf<T> {
        waiting::result_of(self.0)
    }
}

#[pymethods]
impl<T: Object> Future<T> {
    /// Return the result, or raise the exception.
    #[pyfn("def result(self) -> T")]
    pub fn result(&self) -> Result<T> {
        self.0.result()
    }

    /// Return the exception, or None.
    #[pyfn("def exception(self) -> BaseException | None")]
    pub fn exception(&self) -> Result<Option<Error>> {
        self.0.exception()
    }

    /// Mark the future done and set its result.
    #[pyfn("def set_result(self, result: T, /) -> None")]
    pub fn set_result(&self, result: T) -> Result<()> {
        if let Kind::Task(_) = self.0.kind {
            return Err(errors::runtime_error(
                "Task does not support set_result operation",
            ));
        }
        self.0.set_result(Box::new(result) as Box<dyn Stored>)
    }

    /// Mark the future done and set an exception.
    #[pyfn("def set_exception(self, exception: Any, /) -> None")]
    pub fn set_exception(&self, exception: Value) -> Result<()> {
        if let Kind::Task(_) = self.0.kind {
            return Err(errors::runtime_error(
                "Task does not support set_exception operation",
            ));
        }
        self.0.check_pending()?;
        let is_exception = portalis_runtime::Class::of_value(&exception)
            .is_some_and(|class| class.is_exception())
            || Error::of_value(&exception).is_some();
        if !is_exception {
            return Err(errors::type_error("invalid exception object"));
        }
        let error = exception_of(exception);
        self.0.finish_error(error);
        Ok(())
    }

    /// Return True if the future is done.
    #[pyfn("def done(self) -> bool")]
    pub fn done(&self) -> bool {
        self.0.is_done()
    }

    /// Return True if the future was cancelled.
    #[pyfn("def cancelled(self) -> bool")]
    pub fn cancelled(&self) -> bool {
        self.0.is_cancelled()
    }

    /// Cancel the future; for a task, request that it cancel itself.
    #[pyfn("def cancel(self, msg: Any = None) -> bool")]
    pub fn cancel(&self, msg: Option<Value>) -> bool {
        self.0.cancel(msg)
    }

    /// Call a function with the future when it is done.
    #[pyfn("def add_done_callback(self, fn: Any, /, *, context: Any = None) -> None")]
    pub fn add_done_callback(&self, function: Value, context: Option<Value>) -> Result<()> {
        self.0.add_callback(python_callback(function, context)?);
        Ok(())
    }

    /// Remove all instances of a callback, and return how many there were.
    #[pyfn("def remove_done_callback(self, fn: Any, /) -> int")]
    pub fn remove_done_callback(&self, function: Value) -> Result<Int> {
        self.0.remove_python(&function).map(Int::from)
    }

    /// Return the loop of the future.
    #[pyfn("def get_loop(self) -> _UnixSelectorEventLoop")]
    pub fn get_loop(&self) -> Loop {
        self.0.event_loop().clone()
    }

    /// The iterator behind `await`.
    #[pyfn("def __await__(self) -> Any")]
    pub fn await_iterator(&self) -> Value {
        let core = self.0.clone();
        await_iterator(Box::pin(waiting::result_of::<Value>(core)))
    }

    /// As `__await__`.
    #[pyfn("def __iter__(self) -> Any")]
    pub fn iter(&self) -> Value {
        self.await_iterator()
    }
}

#[pymethods(1)]
impl Future<Value> {
    /// A future on a loop, the present one where none is given.
    #[pyfn("def __new__(cls, *, loop: _UnixSelectorEventLoop | None = None) -> Future[Any]")]
    pub fn new(event_loop: Option<Loop>) -> Result<Future<Value>> {
        let event_loop = match event_loop {
            Some(event_loop) => event_loop,
            None => get_event_loop()?,
        };
        Ok(Future::of_core(event_loop.new_future()))
    }
}

/// A future as a `Value`.
pub(super) fn value(core: &Rc<FutureCore>) -> Value {
    View::to_value(&Future::<Value>::of_core(core.clone()))
}
