//! Conversions between `Value` and Rust types.
//!
//! *Invariant:* `From` is for what becomes a `Value` without copying or asking anybody; everything else goes through
//! [`View::to_value`] and [`Object::from_value`].

use std::any::Any;
use std::rc::Rc;

use crate::{
    Bytes, Class, Coroutine, Dict, DynObject, Error, FrozenSet, Generator, Int, Iter, List, Object,
    Set, Str, Tuple, Value, View,
};

impl From<()> for Value {
    fn from((): ()) -> Value {
        Value::None
    }
}

macro_rules! from_variant {
    ($($variant:ident($ty:ty))*) => {$(
        impl From<$ty> for Value {
            fn from(value: $ty) -> Value {
                Value::$variant(value)
            }
        }
    )*};
}
from_variant! {
    Bool(bool) Int(Int) Float(f64) Str(Str) Bytes(Bytes) List(List<Value>) Dict(Dict<Value, Value>) Set(Set<Value>)
    FrozenSet(FrozenSet<Value>) Tuple(Tuple<Value>) Object(Rc<dyn DynObject>)
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(Int::new(value))
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Value {
        Value::Int(Int::new(i64::from(value)))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Int(Int::from(value))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Str(Str::from(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Str(Str::from(text))
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Value {
        value.clone()
    }
}

impl From<Class> for Value {
    fn from(class: Class) -> Value {
        class.value()
    }
}

impl From<&Class> for Value {
    fn from(class: &Class) -> Value {
        class.value()
    }
}

impl From<&'static crate::NativeClass> for Value {
    fn from(class: &'static crate::NativeClass) -> Value {
        class.class().value()
    }
}

impl From<Error> for Value {
    fn from(error: Error) -> Value {
        error.value()
    }
}

impl From<&Error> for Value {
    fn from(error: &Error) -> Value {
        error.value()
    }
}

macro_rules! from_view {
    ($([$($param:ident),*] $ty:ty)*) => {$(
        impl<$($param: Object),*> From<$ty> for Value {
            fn from(value: $ty) -> Value {
                value.to_value()
            }
        }
    )*};
}
// Of generators only the dynamic one: `Value::from(generator(…))` then says what its items are.
from_view! {
    [T] Iter<T> [] Generator<Value> [T] Coroutine<T> [T] Option<T>
    [A] (A,) [A, B] (A, B) [A, B, C] (A, B, C) [A, B, C, D] (A, B, C, D) [A, B, C, D, E] (A, B, C, D, E)
    [A, B, C, D, E, F] (A, B, C, D, E, F)
    [A, B, C, D, E, F, G] (A, B, C, D, E, F, G)
    [A, B, C, D, E, F, G, H] (A, B, C, D, E, F, G, H)
    [A, B, C, D, E, F, G, H, I] (A, B, C, D, E, F, G, H, I)
    [A, B, C, D, E, F, G, H, I, J] (A, B, C, D, E, F, G, H, I, J)
    [A, B, C, D, E, F, G, H, I, J, K] (A, B, C, D, E, F, G, H, I, J, K)
    [A, B, C, D, E, F, G, H, I, J, K, L] (A, B, C, D, E, F, G, H, I, J, K, L)
}

/// The shared object behind a `Value::Object`, as a concrete type.
pub fn downcast<T: DynObject>(value: &Value) -> Option<Rc<T>> {
    match value {
        Value::Object(object) => {
            let any: Rc<dyn Any> = object.clone();
            any.downcast::<T>().ok()
        }
        _ => None,
    }
}
