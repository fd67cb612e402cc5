//! Raised exceptions: [`Error`], what `raise` does, and the stack of exceptions being handled.
//!
//! The classes and their constructors are in [`crate::errors`], tracebacks in [`traceback`], printing in [`report`],
//! groups in [`group`].
//!
//! *Invariant:* `__context__` is set when an exception is raised, and chains never form a cycle.

pub mod group;
mod object;
pub mod report;
pub mod traceback;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::instance::{Instance, Payload};
use crate::native::NativeClass;
use crate::{Args, Class, DynObject, Str, Tuple, Value, View, errors};
use traceback::Entry;

/// What fallible operations return.
pub type Result<T> = core::result::Result<T, Error>;

/// A raised exception: a handle on its instance.
#[derive(Clone)]
pub struct Error(Rc<Instance>);

/// What an exception instance holds besides its attributes.
pub struct ExceptionState {
    /// `args`.
    pub args: RefCell<Tuple<Value>>,
    /// `__cause__`.
    pub cause: RefCell<Option<Error>>,
    /// `__context__`.
    pub context: RefCell<Option<Error>>,
    /// `__suppress_context__`.
    pub suppress_context: Cell<bool>,
    /// `__traceback__`, innermost first.
    pub traceback: RefCell<Vec<Entry>>,
    /// Members of single classes: `value`, `code`, `errno`, `name`.
    pub fields: RefCell<Vec<(Str, Value)>>,
}

impl ExceptionState {
    pub(crate) fn new(args: Vec<Value>) -> ExceptionState {
        ExceptionState {
            args: RefCell::new(Tuple::from(args)),
            cause: RefCell::default(),
            context: RefCell::default(),
            suppress_context: Cell::new(false),
            traceback: RefCell::default(),
            fields: RefCell::default(),
        }
    }

    pub(crate) fn field(&self, name: &str) -> Option<Value> {
        let fields = self.fields.borrow();
        let found = fields.iter().find(|(known, _)| known.as_str() == name);
        found.map(|(_, value)| value.clone())
    }

    pub(crate) fn set_field(&self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        let mut fields = self.fields.borrow_mut();
        let known = fields.iter_mut().find(|(known, _)| known.as_str() == name);
        let _old = match known {
            Some((_, known)) => Some(std::mem::replace(known, value)),
            None => {
                fields.push((Str::from(name.to_owned()), value));
                None
            }
        };
        drop(fields);
    }
}

/// What an `except` clause can name: a library class, a class, or a class as a value.
pub trait ExceptionClass {
    /// `class` is this one or derives from it.
    fn matches(&self, class: &Class) -> bool;
}

impl ExceptionClass for NativeClass {
    fn matches(&self, class: &Class) -> bool {
        class.mro().iter().any(|known| {
            known
                .native()
                .is_some_and(|native| std::ptr::eq(native, self))
        })
    }
}

impl ExceptionClass for Class {
    fn matches(&self, class: &Class) -> bool {
        class.is_subclass(self)
    }
}

impl ExceptionClass for Value {
    fn matches(&self, class: &Class) -> bool {
        Class::of_value(self).is_some_and(|known| class.is_subclass(&known))
    }
}

impl Error {
    /// A new exception of a library class, raised now.
    #[cold]
    pub fn new(class: &'static NativeClass, args: Vec<Value>) -> Error {
        let error = Error(Instance::new(&class.class(), Payload::exception(args)));
        error.set_context();
        error
    }

    /// The exception that `value` is an instance of, not raised anew.
    pub fn of_value(value: &Value) -> Option<Error> {
        let instance = crate::value::downcast::<Instance>(value)?;
        instance.exception().is_some().then_some(Error(instance))
    }

    /// The exception instance.
    pub fn value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// Its state.
    pub fn state(&self) -> &ExceptionState {
        self.0
            .exception()
            .expect("an error is an exception instance")
    }

    /// Its class.
    pub fn class(&self) -> Class {
        self.0.class()
    }

    /// It is an instance of `class`.
    pub fn is(&self, class: &impl ExceptionClass) -> bool {
        class.matches(&self.class())
    }

    /// It matches what an `except` clause names: a class, or a tuple of classes; TypeError otherwise.
    pub fn is_instance(&self, wanted: &Value) -> Result<bool> {
        if let Value::Tuple(classes) = wanted {
            for class in classes.as_slice() {
                if self.is_instance(class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match Class::of_value(wanted) {
            Some(class) if class.is_exception() => Ok(self.class().is_subclass(&class)),
            _ => Err(errors::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )),
        }
    }

    /// Same exception object.
    pub fn same(&self, other: &Error) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// `args`.
    pub fn args(&self) -> Tuple<Value> {
        self.state().args.borrow().clone()
    }

    /// `str(e)`; errors in `__str__` give "<exception str() failed>".
    pub fn text(&self) -> Str {
        View::str(&self.value()).unwrap_or_else(|_| Str::from("<exception str() failed>"))
    }

    /// An attribute of the instance itself.
    pub(crate) fn own_attribute(&self, name: &str) -> Option<Value> {
        self.0.own(name)
    }

    /// `e.add_note(note)`.
    pub fn add_note(&self, note: Str) {
        let notes = match self.0.own("__notes__") {
            Some(Value::List(notes)) => notes,
            _ => {
                let notes = crate::List::new();
                // Exceptions have a dict, so this assignment cannot fail.
                let _ = self.0.set_own("__notes__", Value::List(notes.clone()));
                notes
            }
        };
        notes.append(Value::Str(note));
    }

    /// Appends a traceback entry.
    pub fn add_frame(&self, entry: Entry) {
        self.state().traceback.borrow_mut().push(entry);
    }

    /// Makes the exception being handled its `__context__`.
    fn set_context(&self) {
        let Some(current) = current() else { return };
        if current.same(self) {
            return;
        }
        // Cut a chain that leads back to this exception.
        let mut walk = current.clone();
        loop {
            let next = walk.state().context.borrow().clone();
            match next {
                Some(next) if next.same(self) => {
                    walk.state().context.take();
                    break;
                }
                Some(next) => walk = next,
                None => break,
            }
        }
        self.state().context.replace(Some(current));
    }
}

impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.class().name(), self.text())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for Error {}

thread_local! {
    static HANDLING: RefCell<Vec<Error>> = const { RefCell::new(Vec::new()) };
}

/// The exception being handled: `sys.exception()`.
pub fn current() -> Option<Error> {
    HANDLING.with_borrow(|stack| stack.last().cloned())
}

/// Makes an exception the one being handled until it is dropped.
pub struct Handling(Error);

/// Makes `error` the exception being handled, until the guard is dropped.
#[must_use = "the exception is handled while the guard lives"]
pub fn handling(error: &Error) -> Handling {
    HANDLING.with_borrow_mut(|stack| stack.push(error.clone()));
    Handling(error.clone())
}

impl Drop for Handling {
    fn drop(&mut self) {
        // The guard of a coroutine that is dropped while suspended is not on the stack.
        let _old = HANDLING.try_with(|stack| {
            let mut stack = stack.borrow_mut();
            let index = stack.iter().rposition(|known| known.same(&self.0))?;
            Some(stack.remove(index))
        });
    }
}

/// Takes out the exceptions that the present thread is handling; the call that this gives puts them back.
pub(crate) fn take_handled() -> impl FnOnce() {
    let handled = HANDLING.take();
    move || drop(HANDLING.replace(handled))
}

/// The part of the stack of handled exceptions that belongs to one coroutine or generator while it is suspended.
#[derive(Default)]
pub struct SuspendedHandling(RefCell<Vec<Error>>);

impl SuspendedHandling {
    /// Runs one step with the coroutine's own handled exceptions on top of its caller's.
    pub fn run<R>(&self, step: impl FnOnce() -> R) -> R {
        let base = HANDLING.with_borrow(Vec::len);
        let own = self.0.take();
        if !own.is_empty() {
            HANDLING.with_borrow_mut(|stack| stack.extend(own));
        }
        let result = step();
        let own = HANDLING.with_borrow_mut(|stack| stack.split_off(base.min(stack.len())));
        if !own.is_empty() {
            self.0.replace(own);
        }
        result
    }
}

/// `raise value`, where value is an exception class or instance.
pub fn exception_of(value: impl Into<Value>) -> Error {
    match to_exception(&value.into()) {
        Ok(error) | Err(error) => error,
    }
}

/// An exception, or a class of exceptions.
pub(crate) fn is_exception(value: &Value) -> bool {
    Error::of_value(value).is_some()
        || Class::of_value(value).is_some_and(|class| class.is_exception())
}

/// The exception that `raise value` raises, before it is raised.
fn to_exception(value: &Value) -> Result<Error> {
    if let Some(error) = Error::of_value(value) {
        return Ok(error);
    }
    match Class::of_value(value) {
        Some(class) if class.is_exception() => {
            let instance = value.call(Args::new())?;
            Error::of_value(&instance).ok_or_else(|| {
                errors::type_error(format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    class.default_repr(),
                    instance.class().default_repr()
                ))
            })
        }
        _ => Err(errors::type_error(
            "exceptions must derive from BaseException",
        )),
    }
}

/// Raises an exception that is there: always an error.
#[cold]
pub fn raise_error<T>(error: Error) -> Result<T> {
    error.set_context();
    Err(error)
}

/// `raise value`: always an error.
#[cold]
pub fn raise<T>(value: impl Into<Value>) -> Result<T> {
    let error = to_exception(&value.into())?;
    error.set_context();
    Err(error)
}

/// `raise value from cause`.
#[cold]
pub fn raise_from<T>(value: impl Into<Value>, cause: impl Into<Value>) -> Result<T> {
    let error = to_exception(&value.into())?;
    set_cause(&error, &cause.into())?;
    error.set_context();
    Err(error)
}

fn set_cause(error: &Error, cause: &Value) -> Result<()> {
    let cause = match cause {
        Value::None => None,
        cause => match to_exception(cause) {
            Ok(cause) => Some(cause),
            Err(error) if error.is(&errors::TypeError) => {
                return Err(errors::type_error(
                    "exception causes must derive from BaseException",
                ));
            }
            Err(error) => return Err(error),
        },
    };
    error.state().cause.replace(cause);
    error.state().suppress_context.set(true);
    Ok(())
}

/// A bare `raise`.
#[cold]
pub fn reraise<T>() -> Result<T> {
    Err(current().unwrap_or_else(|| errors::runtime_error("No active exception to reraise")))
}

/// `?` that leaves a labelled block with the error instead of the function.
#[macro_export]
macro_rules! try_ {
    ($label:lifetime, $expr:expr) => {
        match $expr {
            Ok(value) => value,
            Err(error) => break $label Err($crate::Error::from(error)),
        }
    };
}
