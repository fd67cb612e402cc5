//! `ExitStack` and `AsyncExitStack`.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Args, Error, Result, Str, Value, View, args, errors};

/// What is done when the stack unwinds.
#[derive(Clone)]
struct Exit {
    /// Takes the three exception arguments; or, for a callback, nothing but what it was given.
    function: Value,
    /// A callback's own arguments.
    arguments: Option<Args>,
    is_async: bool,
}

#[derive(Default)]
struct StackData {
    exits: RefCell<Vec<Exit>>,
}

impl StackData {
    fn push(&self, function: Value, arguments: Option<Args>, is_async: bool) {
        self.exits.borrow_mut().push(Exit { function, arguments, is_async });
    }

    fn pop(&self) -> Option<Exit> {
        self.exits.borrow_mut().pop()
    }

    fn take(&self) -> StackData {
        StackData { exits: RefCell::new(self.exits.take()) }
    }

    /// `enter_context(cm)`.
    fn enter_context(&self, manager: &Value) -> Result<Value> {
        let (enter, exit) = (find(manager, "__enter__", PLAIN)?, find(manager, "__exit__", PLAIN)?);
        let result = enter.call(args![manager.clone()])?;
        self.push(bind(exit, manager), None, false);
        Ok(result)
    }

    /// `push(exit)`: a context manager or a function with the signature of `__exit__`.
    fn push_exit(&self, exit: &Value, method: &str, is_async: bool) {
        match exit.class().lookup(method) {
            Some(found) => self.push(bind(found, exit), None, is_async),
            None => self.push(exit.clone(), None, is_async),
        }
    }
}

const PLAIN: &str = "context manager";
const ASYNC: &str = "asynchronous context manager";

/// A special method as it stands on the class of `manager`.
fn find(manager: &Value, method: &str, protocol: &str) -> Result<Value> {
    let class = manager.class();
    class.lookup(method).ok_or_else(|| {
        let text = format!("'{}.{}' object does not support the {protocol} protocol", module(&class), class.qualname());
        errors::type_error(text)
    })
}

fn module(class: &portalis_runtime::Class) -> Str {
    match class.lookup("__module__") {
        Some(Value::Str(module)) => module,
        _ => Str::from("builtins"),
    }
}

fn bind(method: Value, receiver: &Value) -> Value {
    portalis_runtime::function::bound_method(method, receiver.clone())
}

/// The three arguments of `__exit__`.
fn exception_arguments(error: Option<&Error>) -> Result<Args> {
    Ok(match error {
        Some(error) => args![error.class(), error.value(), error.value().get_attr("__traceback__")?],
        None => args![Value::None, Value::None, Value::None],
    })
}

/// What is known while a stack unwinds.
struct Unwinding {
    /// The exception to be told to the next exit.
    pending: Option<Error>,
    received: bool,
    suppressed: bool,
    raised: bool,
}

impl Unwinding {
    fn new(value: &Value) -> Unwinding {
        let pending = Error::of_value(value);
        Unwinding { received: pending.is_some(), pending, suppressed: false, raised: false }
    }

    /// Takes in what an exit gave.
    fn note(&mut self, result: Result<Value>) -> Result<()> {
        match result {
            Ok(value) => {
                if self.pending.is_some() && View::truthy(&value)? {
                    self.pending = None;
                    self.suppressed = true;
                    self.raised = false;
                }
            }
            Err(error) => {
                set_context(&error, self.pending.take());
                self.pending = Some(error);
                self.raised = true;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Value> {
        match self.pending {
            Some(error) if self.raised => Err(error),
            _ => Ok(Value::Bool(self.received && self.suppressed)),
        }
    }
}

/// The context of what an exit raised is what was being unwound.
fn set_context(error: &Error, pending: Option<Error>) {
    let Some(pending) = pending.filter(|pending| !pending.same(error)) else { return };
    let mut last = error.clone();
    loop {
        let next = last.state().context.borrow().clone();
        match next {
            Some(next) if next.same(&pending) => return,
            Some(next) => last = next,
            None => break,
        }
    }
    last.state().context.replace(Some(pending));
}

fn run(exit: &Exit, error: Option<&Error>) -> Result<Value> {
    let _handling = error.map(portalis_runtime::handling);
    match &exit.arguments {
        Some(arguments) => exit.function.call(arguments.clone()).map(|_| Value::Bool(false)),
        None => exit.function.call(exception_arguments(error)?),
    }
}

async fn run_async(exit: &Exit, error: Option<&Error>) -> Result<Value> {
    let _handling = error.map(portalis_runtime::handling);
    match &exit.arguments {
        Some(arguments) => exit.function.call(arguments.clone())?.await_().await.map(|_| Value::Bool(false)),
        None => exit.function.call(exception_arguments(error)?)?.await_().await,
    }
}

/// Context manager for dynamic management of a stack of exit callbacks.
///
/// For example:
///     with ExitStack() as stack:
///         files = [stack.enter_context(open(fname)) for fname in filenames]
///         # All opened files will automatically be closed at the end of
///         # the with statement, even if attempts to open files later
///         # in the list raise an exception.
#[pyclass("class ExitStack")]
#[derive(Clone)]
pub struct ExitStack(Rc<StackData>);

#[pymethods]
impl ExitStack {
    /// An empty stack.
    #[pyfn("def __new__(cls) -> ExitStack")]
    #[expect(clippy::new_without_default, reason = "constructed from Python")]
    pub fn new() -> ExitStack {
        ExitStack(Rc::default())
    }

    #[pyfn("def __enter__(self) -> Any")]
    fn enter(&self) -> Value {
        self.to_value()
    }

    #[pyfn("def __exit__(self, typ: Any, value: Any, traceback: Any) -> Any")]
    fn exit(&self, _typ: Value, value: Value, _traceback: Value) -> Result<Value> {
        let mut unwinding = Unwinding::new(&value);
        while let Some(exit) = self.0.pop() {
            let result = run(&exit, unwinding.pending.as_ref());
            unwinding.note(result)?;
        }
        unwinding.finish()
    }

    /// Immediately unwind the context stack.
    #[pyfn("def close(self) -> None")]
    pub fn close(&self) -> Result<()> {
        self.exit(Value::None, Value::None, Value::None).map(|_| ())
    }

    /// Enters the supplied context manager.
    ///
    /// If successful, also pushes its __exit__ method as a callback and
    /// returns the result of the __enter__ method.
    #[pyfn("def enter_context(self, cm: Any) -> Any")]
    pub fn enter_context(&self, cm: Value) -> Result<Value> {
        self.0.enter_context(&cm)
    }

    /// Registers a callback with the standard __exit__ method signature.
    #[pyfn("def push(self, exit: Any) -> Any")]
    pub fn push(&self, exit: Value) -> Value {
        self.0.push_exit(&exit, "__exit__", false);
        exit
    }

    /// Registers an arbitrary callback and arguments.
    ///
    /// Cannot suppress exceptions.
    #[pyfn("def callback(self, callback: Any, /, *args: Any, **kwds: Any) -> Any")]
    pub fn callback(&self, callback: Value, args: &[Value], kwds: Vec<(Str, Value)>) -> Value {
        let args = args.to_vec();
        self.0.push(callback.clone(), Some(Args::with_keywords(args, kwds)), false);
        callback
    }

    /// Preserve the context stack by transferring it to a new instance.
    #[pyfn("def pop_all(self) -> ExitStack")]
    pub fn pop_all(&self) -> ExitStack {
        ExitStack(Rc::new(self.0.take()))
    }
}

/// Async context manager for dynamic management of a stack of exit callbacks.
///
/// For example:
///     async with AsyncExitStack() as stack:
///         connections = [await stack.enter_async_context(get_connection())
///             for i in range(5)]
///         # All opened connections will automatically be released at the
///         # end of the async with statement, even if attempts to open a
///         # connection later in the list raise an exception.
#[pyclass("class AsyncExitStack")]
#[derive(Clone)]
pub struct AsyncExitStack(Rc<StackData>);

#[pymethods]
impl AsyncExitStack {
    /// An empty stack.
    #[pyfn("def __new__(cls) -> AsyncExitStack")]
    #[expect(clippy::new_without_default, reason = "constructed from Python")]
    pub fn new() -> AsyncExitStack {
        AsyncExitStack(Rc::default())
    }

    #[pyfn("async def __aenter__(self) -> Any")]
    async fn aenter(&self) -> Result<Value> {
        Ok(self.to_value())
    }

    #[pyfn("async def __aexit__(self, typ: Any, value: Any, traceback: Any) -> Any")]
    async fn aexit(&self, _typ: Value, value: Value, _traceback: Value) -> Result<Value> {
        let mut unwinding = Unwinding::new(&value);
        while let Some(exit) = self.0.pop() {
            let result = match exit.is_async {
                true => run_async(&exit, unwinding.pending.as_ref()).await,
                false => run(&exit, unwinding.pending.as_ref()),
            };
            unwinding.note(result)?;
        }
        unwinding.finish()
    }

    /// Immediately unwind the context stack.
    #[pyfn("async def aclose(self) -> None")]
    pub async fn aclose(&self) -> Result<()> {
        self.aexit(Value::None, Value::None, Value::None).await.map(|_| ())
    }

    /// Enters the supplied async context manager.
    ///
    /// If successful, also pushes its __aexit__ method as a callback and
    /// returns the result of the __aenter__ method.
    #[pyfn("async def enter_async_context(self, cm: Any) -> Any")]
    pub async fn enter_async_context(&self, cm: Value) -> Result<Value> {
        let (enter, exit) = (find(&cm, "__aenter__", ASYNC)?, find(&cm, "__aexit__", ASYNC)?);
        let result = enter.call(args![cm.clone()])?.await_().await?;
        self.0.push(bind(exit, &cm), None, true);
        Ok(result)
    }

    /// Registers a coroutine function with the standard __aexit__ method
    /// signature.
    #[pyfn("def push_async_exit(self, exit: Any) -> Any")]
    pub fn push_async_exit(&self, exit: Value) -> Value {
        self.0.push_exit(&exit, "__aexit__", true);
        exit
    }

    /// Registers an arbitrary coroutine function and arguments.
    ///
    /// Cannot suppress exceptions.
    #[pyfn("def push_async_callback(self, callback: Any, /, *args: Any, **kwds: Any) -> Any")]
    pub fn push_async_callback(&self, callback: Value, args: &[Value], kwds: Vec<(Str, Value)>) -> Value {
        let args = args.to_vec();
        self.0.push(callback.clone(), Some(Args::with_keywords(args, kwds)), true);
        callback
    }

    /// Enters the supplied context manager.
    ///
    /// If successful, also pushes its __exit__ method as a callback and
    /// returns the result of the __enter__ method.
    #[pyfn("def enter_context(self, cm: Any) -> Any")]
    pub fn enter_context(&self, cm: Value) -> Result<Value> {
        self.0.enter_context(&cm)
    }

    /// Registers a callback with the standard __exit__ method signature.
    #[pyfn("def push(self, exit: Any) -> Any")]
    pub fn push(&self, exit: Value) -> Value {
        self.0.push_exit(&exit, "__exit__", false);
        exit
    }

    /// Registers an arbitrary callback and arguments.
    ///
    /// Cannot suppress exceptions.
    #[pyfn("def callback(self, callback: Any, /, *args: Any, **kwds: Any) -> Any")]
    pub fn callback(&self, callback: Value, args: &[Value], kwds: Vec<(Str, Value)>) -> Value {
        let args = args.to_vec();
        self.0.push(callback.clone(), Some(Args::with_keywords(args, kwds)), false);
        callback
    }

    /// Preserve the context stack by transferring it to a new instance.
    #[pyfn("def pop_all(self) -> AsyncExitStack")]
    pub fn pop_all(&self) -> AsyncExitStack {
        AsyncExitStack(Rc::new(self.0.take()))
    }
}
