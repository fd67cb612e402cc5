//! Variables that are more than a Rust local: globals, captured variables that are rebound, locals that may be unbound.
//!
//! *Invariant:* reading an unbound variable is CPython's NameError, never a default. No borrow is held while an old
//! value is dropped.

use std::cell::RefCell;
use std::rc::Rc;

use crate::{Class, DynObject, Error, Result, Value, errors};

/// A global variable; made by `globals!`.
pub struct Global<T: 'static> {
    name: &'static str,
    cell: RefCell<Option<T>>,
}

impl<T: Clone> Global<T> {
    /// An unbound variable.
    pub const fn new(name: &'static str) -> Global<T> {
        Global {
            name,
            cell: RefCell::new(None),
        }
    }
}

/// Access to a global variable through its thread-local key.
pub trait GlobalKey<T> {
    /// Its value; NameError where it is unbound.
    fn get(&'static self) -> Result<T>;
    /// Its value, if it is bound.
    fn find(&'static self) -> Option<T>;
    /// Binds it.
    fn set(&'static self, value: impl Into<T>);
    /// Unbinds it; NameError where it is unbound.
    fn del(&'static self) -> Result<()>;
    /// Unbinds it if it is bound: the end of `except … as`.
    fn unbind(&'static self);
}

impl<T: Clone> GlobalKey<T> for std::thread::LocalKey<Global<T>> {
    fn get(&'static self) -> Result<T> {
        self.with(|global| {
            global
                .cell
                .borrow()
                .clone()
                .ok_or_else(|| errors::undefined_name(global.name))
        })
    }

    fn find(&'static self) -> Option<T> {
        self.with(|global| global.cell.borrow().clone())
    }

    fn set(&'static self, value: impl Into<T>) {
        let value = value.into();
        let _old = self.with(|global| global.cell.replace(Some(value)));
    }

    fn del(&'static self) -> Result<()> {
        match self.with(|global| global.cell.take()) {
            Some(_) => Ok(()),
            None => Err(self.with(|global| errors::undefined_name(global.name))),
        }
    }

    fn unbind(&'static self) {
        let _old = self.with(|global| global.cell.take());
    }
}

/// Declares global variables: `globals! { static COUNTER: Int = "counter"; static JOBS: List<Str> = "jobs"; }`.
///
/// They are unbound at first. Without `= "name"` the Rust name is the Python name.
#[macro_export]
macro_rules! globals {
    ($($(#[$attr:meta])* $vis:vis static $name:ident: $ty:ty $(= $python:literal)?;)*) => {
        ::std::thread_local! {$(
            $(#[$attr])*
            $vis static $name: $crate::Global<$ty> =
                const { $crate::Global::new($crate::__global_name!($name $($python)?)) };
        )*}
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __global_name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $python:literal) => {
        $python
    };
}

/// A captured variable that is rebound after its capture. Clones are the same variable.
pub struct Shared<T> {
    name: &'static str,
    cell: Rc<RefCell<Option<T>>>,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared {
            name: self.name,
            cell: self.cell.clone(),
        }
    }
}

impl<T: Clone> Shared<T> {
    /// A variable with a value.
    pub fn new(name: &'static str, value: T) -> Shared<T> {
        Shared {
            name,
            cell: Rc::new(RefCell::new(Some(value))),
        }
    }

    /// A variable with no value yet.
    pub fn unbound(name: &'static str) -> Shared<T> {
        Shared {
            name,
            cell: Rc::default(),
        }
    }

    /// Its value; NameError where it is unbound.
    pub fn get(&self) -> Result<T> {
        self.find().ok_or_else(|| self.error())
    }

    /// Its value, in the function whose variable it is: UnboundLocalError where it is unbound.
    pub fn get_own(&self) -> Result<T> {
        self.find().ok_or_else(|| unbound_local(self.name))
    }

    /// Its value, if it is bound.
    pub fn find(&self) -> Option<T> {
        self.cell.borrow().clone()
    }

    /// Unbinds it if it is bound: the end of `except … as`.
    pub fn unbind(&self) {
        let _old = self.cell.take();
    }

    /// It has no value.
    pub fn is_unbound(&self) -> bool {
        self.cell.borrow().is_none()
    }

    /// Binds it.
    pub fn set(&self, value: impl Into<T>) {
        let _old = self.cell.replace(Some(value.into()));
    }

    /// Unbinds it; NameError where it is unbound.
    pub fn del(&self) -> Result<()> {
        match self.cell.take() {
            Some(_) => Ok(()),
            None => Err(self.error()),
        }
    }

    #[cold]
    fn error(&self) -> Error {
        let name = self.name;
        errors::name_error_for(
            format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            ),
            name,
        )
    }
}

/// A local variable that may be unbound.
#[derive(Clone)]
pub struct Local<T> {
    name: &'static str,
    value: Option<T>,
    /// It is a module's: NameError and not UnboundLocalError.
    is_global: bool,
}

impl<T: Clone> Local<T> {
    /// A variable with no value yet.
    pub const fn unbound(name: &'static str) -> Local<T> {
        Local {
            name,
            value: None,
            is_global: false,
        }
    }

    /// A variable of a module with no value yet.
    pub const fn undefined(name: &'static str) -> Local<T> {
        Local {
            name,
            value: None,
            is_global: true,
        }
    }

    /// A variable with a value.
    pub fn new(name: &'static str, value: T) -> Local<T> {
        Local {
            name,
            value: Some(value),
            is_global: false,
        }
    }

    /// Its value; UnboundLocalError where it is unbound.
    pub fn get(&self) -> Result<T> {
        self.value.clone().ok_or_else(|| self.error())
    }

    /// Binds it.
    pub fn set(&mut self, value: impl Into<T>) {
        self.value = Some(value.into());
    }

    /// Unbinds it; UnboundLocalError where it is unbound.
    pub fn del(&mut self) -> Result<()> {
        match self.value.take() {
            Some(_) => Ok(()),
            None => Err(self.error()),
        }
    }

    /// Unbinds it if it is bound: the end of `except … as`.
    pub fn unbind(&mut self) {
        self.value = None;
    }

    #[cold]
    fn error(&self) -> Error {
        match self.is_global {
            true => errors::undefined_name(self.name),
            false => unbound_local(self.name),
        }
    }
}

#[cold]
fn unbound_local(name: &str) -> Error {
    errors::unbound_local_error(format!(
        "cannot access local variable '{name}' where it is not associated with a value"
    ))
}

/// The `__classcell__` of a class namespace.
pub(crate) struct Cell_(pub(crate) Shared<Value>);

impl DynObject for Cell_ {
    fn class(&self) -> Class {
        crate::classes::CELL.class()
    }
}
