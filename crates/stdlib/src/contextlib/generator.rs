//! `contextmanager` and `asynccontextmanager`: a generator function as a factory of context managers.

use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Error, Result, Value, View, args, errors};

use crate::support::callable;

struct ManagerData {
    generator: Value,
    function: Value,
    arguments: Args,
}

impl ManagerData {
    fn new(function: &Value, arguments: Args) -> Result<Rc<ManagerData>> {
        let generator = function.call(arguments.clone())?;
        Ok(Rc::new(ManagerData { generator, function: function.clone(), arguments }))
    }
}

/// What `__exit__` tells about an exception that came out of the generator when `thrown` was thrown in.
///
/// The same exception means that the generator did not handle it. A StopIteration that was thrown in comes out as the cause of a
/// RuntimeError (PEP 479).
fn outcome(raised: Error, thrown: &Error, stop: &'static portalis_runtime::NativeClass) -> Result<Value> {
    if raised.same(thrown) {
        return Ok(Value::Bool(false));
    }
    if raised.is(stop) {
        return Ok(Value::Bool(true));
    }
    let cause = raised.state().cause.borrow().clone();
    let is_stop = thrown.is(&errors::StopIteration) || thrown.is(&errors::StopAsyncIteration);
    if raised.is(&errors::RuntimeError) && is_stop && cause.is_some_and(|cause| cause.same(thrown)) {
        return Ok(Value::Bool(false));
    }
    Err(raised)
}

/// Helper for @contextmanager decorator.
#[pyclass("class _GeneratorContextManager")]
#[derive(Clone)]
pub struct GeneratorContextManager(Rc<ManagerData>);

#[pymethods]
impl GeneratorContextManager {
    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Result<Value> {
        match self.0.generator.call_method("__next__", Args::new()) {
            Err(error) if error.is(&errors::StopIteration) => Err(errors::runtime_error("generator didn't yield")),
            result => result,
        }
    }

    #[pyfn("def __exit__(self, typ: Any, value: Any, traceback: Any) -> Any")]
    fn exit(&self, typ: Value, value: Value, _traceback: Value) -> Result<Value> {
        let generator = &self.0.generator;
        if typ.is_none() {
            return match generator.call_method("__next__", Args::new()) {
                Err(error) if error.is(&errors::StopIteration) => Ok(Value::Bool(false)),
                Err(error) => Err(error),
                Ok(_) => Err(close(generator, "generator didn't stop")?),
            };
        }
        let value = if value.is_none() { typ.call(Args::new())? } else { value };
        let thrown = portalis_runtime::exception_of(value.clone());
        match generator.call_method("throw", args![value]) {
            Err(raised) => outcome(raised, &thrown, &errors::StopIteration),
            Ok(_) => Err(close(generator, "generator didn't stop after throw()")?),
        }
    }

    /// As a decorator: each call of `func` runs in a new manager.
    #[pyfn("def __call__(self, func: Any) -> Any")]
    fn call(&self, func: Value) -> Result<Value> {
        let (data, inner) = (self.0.clone(), func.clone());
        let wrapper = callable("inner", move |args| {
            let manager = GeneratorContextManager(ManagerData::new(&data.function, data.arguments.clone())?);
            manager.enter()?;
            crate::contextlib::finish(inner.call(args), |outcome| match outcome {
                Some(error) => View::truthy(&manager.exit(error.class().value(), error.value(), Value::None)?),
                None => View::truthy(&manager.exit(Value::None, Value::None, Value::None)?),
            })
        });
        crate::functools::update_wrapper(wrapper, func, None, None)
    }
}

/// Leaves a `with` block: `exit` gets the exception, if there is one, and says whether it is swallowed.
pub(super) fn finish(outcome: Result<Value>, exit: impl FnOnce(Option<&Error>) -> Result<bool>) -> Result<Value> {
    match outcome {
        Ok(value) => exit(None).map(|_| value),
        Err(error) => match exit(Some(&error))? {
            true => Ok(Value::None),
            false => Err(error),
        },
    }
}

/// Closes a generator that should have ended, and the error that says so.
fn close(generator: &Value, text: &'static str) -> Result<Error> {
    generator.call_method("close", Args::new())?;
    Ok(errors::runtime_error(text))
}

/// @contextmanager decorator.
///
/// Typical usage:
///
///     @contextmanager
///     def some_generator(<arguments>):
///         <setup>
///         try:
///             yield <value>
///         finally:
///             <cleanup>
///
/// This makes this:
///
///     with some_generator(<arguments>) as <variable>:
///         <body>
#[pyfn("def contextmanager(func: Any) -> Any")]
pub fn contextmanager(func: Value) -> Result<Value> {
    let generator = func.clone();
    let helper = callable("helper", move |args| {
        Ok(GeneratorContextManager(ManagerData::new(&generator, args)?).to_value())
    });
    crate::functools::update_wrapper(helper, func, None, None)
}

/// Helper for @asynccontextmanager decorator.
#[pyclass("class _AsyncGeneratorContextManager")]
#[derive(Clone)]
pub struct AsyncGeneratorContextManager(Rc<ManagerData>);

#[pymethods]
impl AsyncGeneratorContextManager {
    #[pyfn("async def __aenter__(self) -> Any")]
    async fn aenter(&self) -> Result<Value> {
        match self.step("__anext__", Args::new()).await {
            Err(error) if error.is(&errors::StopAsyncIteration) => Err(errors::runtime_error("generator didn't yield")),
            result => result,
        }
    }

    #[pyfn("async def __aexit__(self, typ: Any, value: Any, traceback: Any) -> Any")]
    async fn aexit(&self, typ: Value, value: Value, _traceback: Value) -> Result<Value> {
        if typ.is_none() {
            return match self.step("__anext__", Args::new()).await {
                Err(error) if error.is(&errors::StopAsyncIteration) => Ok(Value::Bool(false)),
                Err(error) => Err(error),
                Ok(_) => Err(self.aclose("generator didn't stop").await?),
            };
        }
        let value = if value.is_none() { typ.call(Args::new())? } else { value };
        let thrown = portalis_runtime::exception_of(value.clone());
        match self.step("athrow", args![value]).await {
            Err(raised) => outcome(raised, &thrown, &errors::StopAsyncIteration),
            Ok(_) => Err(self.aclose("generator didn't stop after athrow()").await?),
        }
    }

    /// As a decorator: each call of `func` is awaited in a new manager.
    #[pyfn("def __call__(self, func: Any) -> Any")]
    fn call(&self, func: Value) -> Result<Value> {
        let (data, inner) = (self.0.clone(), func.clone());
        let wrapper = callable("inner", move |args| {
            let (data, inner) = (data.clone(), inner.clone());
            let body = async move {
                let manager = AsyncGeneratorContextManager(ManagerData::new(&data.function, data.arguments.clone())?);
                manager.aenter().await?;
                let outcome = match inner.call(args) {
                    Ok(awaitable) => awaitable.await_().await,
                    Err(error) => Err(error),
                };
                match outcome {
                    Ok(value) => {
                        manager.aexit(Value::None, Value::None, Value::None).await?;
                        Ok(value)
                    }
                    Err(error) => {
                        let left = manager.aexit(error.class().value(), error.value(), Value::None).await?;
                        if View::truthy(&left)? { Ok(Value::None) } else { Err(error) }
                    }
                }
            };
            Ok(portalis_runtime::Coroutine::new("AsyncContextDecorator.__call__.<locals>.inner", body).to_value())
        });
        crate::functools::update_wrapper(wrapper, func, None, None)
    }

    async fn step(&self, method: &str, args: Args) -> Result<Value> {
        self.0.generator.call_method(method, args)?.await_().await
    }

    async fn aclose(&self, text: &'static str) -> Result<Error> {
        self.step("aclose", Args::new()).await?;
        Ok(errors::runtime_error(text))
    }
}

/// @asynccontextmanager decorator.
///
/// Typical usage:
///
///     @asynccontextmanager
///     async def some_async_generator(<arguments>):
///         <setup>
///         try:
///             yield <value>
///         finally:
///             <cleanup>
///
/// This makes this:
///
///     async with some_async_generator(<arguments>) as <variable>:
///         <body>
#[pyfn("def asynccontextmanager(func: Any) -> Any")]
pub fn asynccontextmanager(func: Value) -> Result<Value> {
    let generator = func.clone();
    let helper = callable("helper", move |args| {
        Ok(AsyncGeneratorContextManager(ManagerData::new(&generator, args)?).to_value())
    });
    crate::functools::update_wrapper(helper, func, None, None)
}
