//! [`Callable`]: a function kept in a statically typed slot, a list or a dict.
//!
//! *Invariant:* it is only called, kept and passed on. Where a program looks at a function in any other way, the compiler makes a
//! function object instead.

use std::rc::Rc;

use crate::{Object, Result, Str, Value, View, errors};

/// A function of the arguments `A`, a tuple, that gives `R`. Clones are the same function.
pub struct Callable<A, R>(Rc<dyn Fn(A) -> Result<R>>);

impl<A, R> Clone for Callable<A, R> {
    fn clone(&self) -> Self {
        Callable(self.0.clone())
    }
}

impl<A: 'static, R: 'static> Callable<A, R> {
    /// The function that the closure is.
    pub fn new(function: impl Fn(A) -> Result<R> + 'static) -> Callable<A, R> {
        Callable(Rc::new(function))
    }

    /// `f(…)`.
    pub fn call(&self, arguments: A) -> Result<R> {
        let _depth = crate::recursion_guard()?;
        (self.0)(arguments)
    }

    fn address(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<()>() as usize
    }
}

impl<A: 'static, R: 'static> View for Callable<A, R> {
    fn class_name(&self) -> Str {
        Str::from("function")
    }

    /// No program sees this: see the invariant above.
    fn to_value(&self) -> Value {
        Value::None
    }

    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!("<function at 0x{:x}>", self.address())))
    }

    fn hash(&self) -> Result<i64> {
        Ok(crate::declare::address_hash(self.address()))
    }
}

impl<A: 'static, R: 'static> Object for Callable<A, R> {
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.same(other))
    }

    fn same(&self, other: &Self) -> bool {
        self.address() == other.address()
    }

    fn from_value(value: Value) -> Result<Self> {
        Err(errors::wrong_type("function", &value))
    }
}
