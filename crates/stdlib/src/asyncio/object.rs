//! Handles whose shared part is itself the Python object behind a `Value`.
//!
//! Futures and tasks, the kinds of queues and of handles each share one Rust type for several Python classes; so the class is a
//! question to the shared part, and a conversion to `Value` is a clone of the `Rc`, whatever the type parameter.

use std::rc::Rc;

use portalis_runtime::value::downcast;
use portalis_runtime::{DynObject, Value};

/// The shared part behind a value, or behind an instance of a Python class derived from its class.
pub(super) fn shared<D: DynObject>(value: &Value) -> Option<Rc<D>> {
    if let Some(found) = downcast::<D>(value) {
        return Some(found);
    }
    match value {
        Value::Object(object) => downcast::<D>(&object.payload()?),
        _ => None,
    }
}

/// `View` and `Object` of a handle: `shared` gives its `Rc`, `of` makes it of one, if the class is right.
macro_rules! handle_object {
    ([$($param:ident)?] $ty:ty, $name:literal) => {
        impl<$($param: ::portalis_runtime::Object)?> ::portalis_runtime::View for $ty {
            fn class_name(&self) -> ::portalis_runtime::Str {
                ::portalis_runtime::DynObject::class_name(&**self.shared())
            }

            fn to_value(&self) -> ::portalis_runtime::Value {
                ::portalis_runtime::Value::Object(self.shared().clone())
            }

            fn repr(&self) -> ::portalis_runtime::Result<::portalis_runtime::Str> {
                ::portalis_runtime::View::repr(&self.to_value())
            }

            fn str(&self) -> ::portalis_runtime::Result<::portalis_runtime::Str> {
                ::portalis_runtime::View::str(&self.to_value())
            }

            fn hash(&self) -> ::portalis_runtime::Result<i64> {
                ::portalis_runtime::View::hash(&self.to_value())
            }
        }

        impl<$($param: ::portalis_runtime::Object)?> ::portalis_runtime::Object for $ty {
            fn equals(&self, other: &Self) -> ::portalis_runtime::Result<bool> {
                Ok(::std::rc::Rc::ptr_eq(self.shared(), other.shared()))
            }

            fn same(&self, other: &Self) -> bool {
                ::std::rc::Rc::ptr_eq(self.shared(), other.shared())
            }

            fn less(&self, other: &Self) -> ::portalis_runtime::Result<bool> {
                let [one, other] = [self, other].map(::portalis_runtime::View::to_value);
                one.test(::portalis_runtime::CompareOp::Lt, &other)
            }

            fn from_value(value: ::portalis_runtime::Value) -> ::portalis_runtime::Result<Self> {
                $crate::asyncio::object::shared(&value)
                    .and_then(Self::of)
                    .ok_or_else(|| ::portalis_runtime::errors::wrong_type($name, &value))
            }
        }
    };
}
pub(super) use handle_object;
