//! `await`, `async for` and `async with` on `Value`.

use std::future::Future;
use std::pin::Pin;

use crate::{Args, Error, Result, Value, args, errors, special};

/// A boxed future of a dynamic result.
pub type BoxFuture = Pin<Box<dyn Future<Output = Result<Value>>>>;

impl Value {
    /// `await x`.
    pub fn await_(&self) -> impl Future<Output = Result<Value>> + use<> {
        let future = self.awaitable();
        async move { future?.await }
    }

    /// What `await x` waits for; TypeError where it cannot be awaited.
    pub fn awaitable(&self) -> Result<BoxFuture> {
        let found = match self {
            Value::Object(object) => object.awaitable(self),

            _ => None,
        };
        found.unwrap_or_else(|| {
            Err(errors::type_error(format!(
                "object {} can't be used in 'await' expression",
                self.class_name()
            )))
        })
    }

    /// `aiter(x)`.
    pub fn aiter(&self) -> Result<AsyncIter> {
        let class = self.class_of_object();
        let Some(method) = class
            .as_ref()
            .map(|class| special::method(self, class, "__aiter__"))
            .transpose()?
            .flatten()
        else {
            return Err(errors::type_error(format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.class_name()
            )));
        };
        let iterator = method.call(Args::new())?;
        match iterator
            .class_of_object()
            .is_some_and(|class| class.lookup("__anext__").is_some())
        {
            true => Ok(AsyncIter(iterator)),
            false => Err(errors::type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                iterator.class_name()
            ))),
        }
    }

    /// `anext(x)`: StopAsyncIteration at the end.
    pub fn anext(&self) -> impl Future<Output = Result<Value>> + use<> {
        let step = self.call_special("__anext__", Args::new());
        async move { step?.await_().await }
    }

    fn class_of_object(&self) -> Option<crate::Class> {
        match self {
            Value::Object(object) => Some(object.class()),
            _ => None,
        }
    }

    /// Calls a special method, looked up on the class.
    pub fn call_special(&self, name: &str, arguments: Args) -> Result<Value> {
        match special::method(self, &self.class(), name)? {
            Some(method) => method.call(arguments),
            None => Err(special::no_attribute(self, name)),
        }
    }

    /// `with x`: what `__enter__` gives.
    pub fn enter(&self) -> Result<Value> {
        self.context_method("__enter__", "__exit__", "context manager")?;
        self.call_special("__enter__", Args::new())
    }

    /// The end of `with x`: calls `__exit__` with the exception, if there is one, and tells whether it was swallowed.
    pub fn exit(&self, outcome: Option<&Error>) -> Result<bool> {
        let _handling = outcome.map(crate::error::handling);
        self.call_special("__exit__", exit_arguments(outcome))?
            .truthy()
    }

    /// `async with x`: what `__aenter__` gives.
    pub fn aenter(&self) -> impl Future<Output = Result<Value>> + use<> {
        let entered = self
            .context_method("__aenter__", "__aexit__", "asynchronous context manager")
            .and_then(|()| self.call_special("__aenter__", Args::new()));
        async move { entered?.await_().await }
    }

    /// The end of `async with x`.
    pub async fn aexit(&self, outcome: Option<&Error>) -> Result<bool> {
        let _handling = outcome.map(crate::error::handling);
        self.call_special("__aexit__", exit_arguments(outcome))?
            .await_()
            .await?
            .truthy()
    }

    fn context_method(&self, enter: &str, exit: &str, protocol: &str) -> Result<()> {
        let class = self.class();
        if class.lookup(enter).is_none() {
            return Err(errors::type_error(format!(
                "'{}' object does not support the {protocol} protocol",
                class.name()
            )));
        }
        match class.lookup(exit).is_some() {
            true => Ok(()),
            false => Err(errors::type_error(format!(
                "'{}' object does not support the {protocol} protocol (missed {exit} method)",
                class.name()
            ))),
        }
    }
}

impl IntoFuture for Value {
    type Output = Result<Value>;
    type IntoFuture = BoxFuture;

    fn into_future(self) -> BoxFuture {
        self.awaitable()
            .unwrap_or_else(|error| Box::pin(std::future::ready(Err(error))))
    }
}

/// An asynchronous iterator: what `aiter` gives.
#[derive(Clone)]
pub struct AsyncIter(Value);

impl AsyncIter {
    /// `async for` over it: the next item, `None` at the end.
    pub async fn anext(&self) -> Result<Option<Value>> {
        if let Some(generator) = self
            .0
            .downcast::<crate::async_generator::AsyncGeneratorObject>()
        {
            return generator.0.anext().await;
        }
        match self.0.anext().await {
            Err(error) if error.is(&errors::StopAsyncIteration) => Ok(None),
            item => item.map(Some),
        }
    }

    /// `aiter(it)`.
    pub fn aiter(&self) -> Result<AsyncIter> {
        Ok(self.clone())
    }
}

impl From<AsyncIter> for Value {
    fn from(iterator: AsyncIter) -> Value {
        iterator.0
    }
}

fn exit_arguments(outcome: Option<&Error>) -> Args {
    match outcome {
        Some(error) => args![
            error.class(),
            error,
            crate::error::traceback::as_value(error)
        ],
        None => args![(), (), ()],
    }
}
