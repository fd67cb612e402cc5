//! `closing`, `aclosing`, `nullcontext`, `suppress` and the redirections.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Error, Result, Value};

/// Context to automatically close something at the end of a block.
#[pyclass("class closing")]
#[derive(Clone)]
pub struct Closing(Rc<Value>);

#[pymethods]
impl Closing {
    /// Closes `thing` on exit.
    #[pyfn("def __new__(cls, thing: Any) -> closing")]
    pub fn new(thing: Value) -> Closing {
        Closing(Rc::new(thing))
    }

    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Value {
        (*self.0).clone()
    }

    #[pyfn("def __exit__(self, *exc_info: Any) -> Any")]
    fn exit(&self, _exc_info: &[Value]) -> Result<Value> {
        self.0.call_method("close", Args::new())?;
        Ok(Value::None)
    }
}

/// Async context manager for safely finalizing an asynchronously cleaned-up
/// resource such as an async generator, calling its ``aclose()`` method.
#[pyclass("class aclosing")]
#[derive(Clone)]
pub struct AClosing(Rc<Value>);

#[pymethods]
impl AClosing {
    /// Closes `thing` on exit.
    #[pyfn("def __new__(cls, thing: Any) -> aclosing")]
    pub fn new(thing: Value) -> AClosing {
        AClosing(Rc::new(thing))
    }

    #[pyfn("async def __aenter__(self) -> Any")]
    async fn aenter(&self) -> Result<Value> {
        Ok((*self.0).clone())
    }

    #[pyfn("async def __aexit__(self, *exc_info: Any) -> Any")]
    async fn aexit(&self, _exc_info: &[Value]) -> Result<Value> {
        self.0.call_method("aclose", Args::new())?.await_().await?;
        Ok(Value::None)
    }
}

/// Context manager that does no additional processing.
///
/// Used as a stand-in for a normal context manager, when a particular
/// block of code is only sometimes used with a normal context manager.
#[pyclass("class nullcontext")]
#[derive(Clone)]
pub struct NullContext(Rc<Value>);

#[pymethods]
impl NullContext {
    /// Enters to `enter_result`.
    #[pyfn("def __new__(cls, enter_result: Any = None) -> nullcontext")]
    pub fn new(enter_result: Value) -> NullContext {
        NullContext(Rc::new(enter_result))
    }

    /// What entering gives.
    #[pyfn("def enter_result(self) -> Any", property)]
    pub fn enter_result(&self) -> Value {
        (*self.0).clone()
    }

    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Value {
        (*self.0).clone()
    }

    #[pyfn("def __exit__(self, *excinfo: Any) -> None")]
    fn exit(&self, _excinfo: &[Value]) {}

    #[pyfn("async def __aenter__(self) -> Any")]
    async fn aenter(&self) -> Result<Value> {
        Ok((*self.0).clone())
    }

    #[pyfn("async def __aexit__(self, *excinfo: Any) -> None")]
    async fn aexit(&self, _excinfo: &[Value]) -> Result<()> {
        Ok(())
    }
}

/// Context manager to suppress specified exceptions
///
/// After the exception is suppressed, execution proceeds with the next
/// statement following the with statement.
#[pyclass("class suppress")]
#[derive(Clone)]
pub struct Suppress(Rc<Vec<Value>>);

#[pymethods]
impl Suppress {
    /// Suppresses exceptions of these classes.
    #[pyfn("def __new__(cls, *exceptions: Any) -> suppress")]
    pub fn new(exceptions: &[Value]) -> Suppress {
        let exceptions = exceptions.to_vec();
        Suppress(Rc::new(exceptions))
    }

    #[pyfn("def __enter__(self) -> None")]
    fn enter(&self) {}

    #[pyfn("def __exit__(self, exctype: Any, excinst: Any, exctb: Any) -> Any")]
    fn exit(&self, _exctype: Value, excinst: Value, _exctb: Value) -> Result<Value> {
        let Some(error) = Error::of_value(&excinst) else { return Ok(Value::None) };
        let wanted = Value::Tuple(portalis_runtime::Tuple::from(self.0.to_vec()));
        if error.is_instance(&wanted)? {
            return Ok(Value::Bool(true));
        }
        if error.is(&portalis_runtime::errors::BaseExceptionGroup) {
            let (_, rest) = portalis_runtime::error::group::split(&error, &wanted)?;
            return match rest {
                None => Ok(Value::Bool(true)),
                Some(rest) if rest.same(&error) => Ok(Value::Bool(false)),
                Some(rest) => Err(rest),
            };
        }
        Ok(Value::Bool(false))
    }
}

struct RedirectData {
    stream: &'static str,
    target: Value,
    old: RefCell<Vec<Value>>,
}

/// Context manager for temporarily redirecting stdout or stderr to another file.
#[pyclass("class _RedirectStream")]
#[derive(Clone)]
pub struct Redirect(Rc<RedirectData>);

#[pymethods]
impl Redirect {
    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Result<Value> {
        let old = crate::sys::replace_stream(self.0.stream, self.0.target.clone());
        self.0.old.borrow_mut().push(old);
        Ok(self.0.target.clone())
    }

    #[pyfn("def __exit__(self, exctype: Any, excinst: Any, exctb: Any) -> None")]
    fn exit(&self, _exctype: Value, _excinst: Value, _exctb: Value) {
        let old = self.0.old.borrow_mut().pop();
        if let Some(old) = old {
            crate::sys::replace_stream(self.0.stream, old);
        }
    }
}

fn redirect(stream: &'static str, target: Value) -> Redirect {
    Redirect(Rc::new(RedirectData { stream, target, old: RefCell::default() }))
}

/// Context manager for temporarily redirecting stdout to another file.
#[pyfn("def redirect_stdout(new_target: Any) -> _RedirectStream")]
pub fn redirect_stdout(new_target: Value) -> Redirect {
    redirect("stdout", new_target)
}

/// Context manager for temporarily redirecting stderr to another file.
#[pyfn("def redirect_stderr(new_target: Any) -> _RedirectStream")]
pub fn redirect_stderr(new_target: Value) -> Redirect {
    redirect("stderr", new_target)
}
