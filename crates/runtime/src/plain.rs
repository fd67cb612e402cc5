//! Plain classes: what the structs that the compiler makes of Python classes stand on.
//!
//! *Invariant:* an instance of a plain class never becomes a `Value`; inference sees to that.

use std::cell::RefCell;

use crate::{Error, Result, Str, Value, errors};

/// A field of an instance. It has no value before `__init__` gives it one, and nothing reads it before that.
#[derive(Debug)]
pub struct Field<T>(RefCell<Option<T>>);

impl<T> Default for Field<T> {
    fn default() -> Self {
        Field(RefCell::new(None))
    }
}

impl<T: Clone> Field<T> {
    /// A field with a value.
    pub const fn new(value: T) -> Field<T> {
        Field(RefCell::new(Some(value)))
    }

    /// Its value.
    ///
    /// # Panics
    ///
    /// Where it has none, which inference excludes.
    #[inline]
    pub fn get(&self) -> T {
        self.0
            .borrow()
            .clone()
            .expect("a field has a value before it is read")
    }

    /// Gives it a value.
    #[inline]
    pub fn set(&self, value: impl Into<T>) {
        let _old = self.0.replace(Some(value.into()));
    }
}

/// An instance of a plain class; `plain_object!` implements it. The defaults are those of `object`.
pub trait PlainObject: Clone + 'static {
    /// `__qualname__`.
    const NAME: &'static str;
    /// `__module__`.
    const MODULE: &'static str;

    /// What identity goes by.
    fn identity(&self) -> usize;

    /// `repr(x)`.
    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<{}.{} object at {:#x}>",
            Self::MODULE,
            Self::NAME,
            self.identity()
        )))
    }

    /// `str(x)`.
    fn str(&self) -> Result<Str> {
        self.repr()
    }

    /// `x == y`.
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.identity() == other.identity())
    }

    /// `x < y`.
    fn less(&self, _other: &Self) -> Result<bool> {
        let name = Self::NAME;
        Err(errors::type_error(format!(
            "'<' not supported between instances of '{name}' and '{name}'"
        )))
    }

    /// `hash(x)`.
    fn hash(&self) -> Result<i64> {
        Ok((self.identity() >> 4) as i64)
    }

    /// `bool(x)`.
    fn truthy(&self) -> Result<bool> {
        Ok(true)
    }
}

/// The name of the class as error messages write it.
pub fn class_name<T: PlainObject>() -> Str {
    Str::from(T::NAME.rsplit('.').next().unwrap_or(T::NAME).to_string())
}

/// A `Value` stands where an instance is wanted.
#[cold]
pub fn wrong_class<T: PlainObject>(value: &Value) -> Error {
    errors::type_error(format!(
        "'{}' object is no '{}'",
        value.class_name().as_str(),
        T::NAME
    ))
}

/// Makes a struct around `Rc<Fields>` a Python object: `plain_object!(Job: JobFields, "__main__", "Job" { repr: __repr__ });`.
///
/// Each hook names the method of the struct that answers it.
#[macro_export]
macro_rules! plain_object {
    ($name:ident: $fields:ident, $module:literal, $qualname:literal { $($hook:ident: $method:ident),* $(,)? }) => {
        impl ::core::ops::Deref for $name {
            type Target = $fields;
            fn deref(&self) -> &$fields {
                &self.0
            }
        }
        impl $crate::PlainObject for $name {
            const NAME: &'static str = $qualname;
            const MODULE: &'static str = $module;
            fn identity(&self) -> usize {
                ::std::rc::Rc::as_ptr(&self.0).cast::<()>() as usize
            }
            $($crate::__plain_hook!($hook $method);)*
        }
        impl $crate::View for $name {
            fn class_name(&self) -> $crate::Str {
                $crate::plain::class_name::<Self>()
            }
            fn to_value(&self) -> $crate::Value {
                unreachable!("an instance of a plain class never becomes a Value")
            }
            fn repr(&self) -> $crate::Result<$crate::Str> {
                $crate::PlainObject::repr(self)
            }
            fn str(&self) -> $crate::Result<$crate::Str> {
                $crate::PlainObject::str(self)
            }
            fn truthy(&self) -> $crate::Result<bool> {
                $crate::PlainObject::truthy(self)
            }
            fn hash(&self) -> $crate::Result<i64> {
                $crate::PlainObject::hash(self)
            }
        }
        impl $crate::Object for $name {
            fn equals(&self, other: &Self) -> $crate::Result<bool> {
                $crate::PlainObject::equals(self, other)
            }
            fn same(&self, other: &Self) -> bool {
                $crate::PlainObject::identity(self) == $crate::PlainObject::identity(other)
            }
            fn less(&self, other: &Self) -> $crate::Result<bool> {
                $crate::PlainObject::less(self, other)
            }
            fn from_value(value: $crate::Value) -> $crate::Result<Self> {
                Err($crate::plain::wrong_class::<Self>(&value))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __plain_hook {
    (repr $method:ident) => {
        fn repr(&self) -> $crate::Result<$crate::Str> {
            Self::$method(self)
        }
    };
    (str $method:ident) => {
        fn str(&self) -> $crate::Result<$crate::Str> {
            Self::$method(self)
        }
    };
    (equals $method:ident) => {
        fn equals(&self, other: &Self) -> $crate::Result<bool> {
            Self::$method(self, other)
        }
    };
    (less $method:ident) => {
        fn less(&self, other: &Self) -> $crate::Result<bool> {
            Self::$method(self, other)
        }
    };
    (hash $method:ident) => {
        fn hash(&self) -> $crate::Result<i64> {
            Self::$method(self).and_then(|hash| hash.to_i64())
        }
    };
    (truthy $method:ident) => {
        fn truthy(&self) -> $crate::Result<bool> {
            Self::$method(self)
        }
    };
    (count $method:ident) => {
        fn truthy(&self) -> $crate::Result<bool> {
            Ok(Self::$method(self)? != 0)
        }
    };
}
