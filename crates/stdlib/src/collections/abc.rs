//! `collections.abc`: abstract classes, as far as `isinstance` and annotations need them.
//!
//! *Invariant:* an instance is what has the methods of the class; nothing is registered and nothing inherited.

use portalis_macros::{module, pyconst};
use portalis_runtime::Value;

use crate::typing::abstract_class;

module!("collections.abc", rust = "collections::abc");

/// The abstract class `Callable`.
#[pyconst("Callable: Any")]
pub fn callable() -> Value {
    abstract_class("Callable")
}

/// The abstract class `Iterable`.
#[pyconst("Iterable: Any")]
pub fn iterable() -> Value {
    abstract_class("Iterable")
}

/// The abstract class `Iterator`.
#[pyconst("Iterator: Any")]
pub fn iterator() -> Value {
    abstract_class("Iterator")
}

/// The abstract class `Generator`.
#[pyconst("Generator: Any")]
pub fn generator() -> Value {
    abstract_class("Generator")
}

/// The abstract class `AsyncIterable`.
#[pyconst("AsyncIterable: Any")]
pub fn async_iterable() -> Value {
    abstract_class("AsyncIterable")
}

/// The abstract class `AsyncIterator`.
#[pyconst("AsyncIterator: Any")]
pub fn async_iterator() -> Value {
    abstract_class("AsyncIterator")
}

/// The abstract class `AsyncGenerator`.
#[pyconst("AsyncGenerator: Any")]
pub fn async_generator() -> Value {
    abstract_class("AsyncGenerator")
}

/// The abstract class `Awaitable`.
#[pyconst("Awaitable: Any")]
pub fn awaitable() -> Value {
    abstract_class("Awaitable")
}

/// The abstract class `Coroutine`.
#[pyconst("Coroutine: Any")]
pub fn coroutine() -> Value {
    abstract_class("Coroutine")
}

/// The abstract class `Sequence`.
#[pyconst("Sequence: Any")]
pub fn sequence() -> Value {
    abstract_class("Sequence")
}

/// The abstract class `MutableSequence`.
#[pyconst("MutableSequence: Any")]
pub fn mutable_sequence() -> Value {
    abstract_class("MutableSequence")
}

/// The abstract class `Mapping`.
#[pyconst("Mapping: Any")]
pub fn mapping() -> Value {
    abstract_class("Mapping")
}

/// The abstract class `MutableMapping`.
#[pyconst("MutableMapping: Any")]
pub fn mutable_mapping() -> Value {
    abstract_class("MutableMapping")
}

/// The abstract class `Set`.
#[pyconst("Set: Any")]
pub fn set() -> Value {
    abstract_class("Set")
}

/// The abstract class `MutableSet`.
#[pyconst("MutableSet: Any")]
pub fn mutable_set() -> Value {
    abstract_class("MutableSet")
}

/// The abstract class `Hashable`.
#[pyconst("Hashable: Any")]
pub fn hashable() -> Value {
    abstract_class("Hashable")
}

/// The abstract class `Sized`.
#[pyconst("Sized: Any")]
pub fn sized() -> Value {
    abstract_class("Sized")
}

/// The abstract class `Container`.
#[pyconst("Container: Any")]
pub fn container() -> Value {
    abstract_class("Container")
}

/// The abstract class `Collection`.
#[pyconst("Collection: Any")]
pub fn collection() -> Value {
    abstract_class("Collection")
}

/// The abstract class `Reversible`.
#[pyconst("Reversible: Any")]
pub fn reversible() -> Value {
    abstract_class("Reversible")
}

/// The abstract class `KeysView`.
#[pyconst("KeysView: Any")]
pub fn keys_view() -> Value {
    abstract_class("KeysView")
}

/// The abstract class `ValuesView`.
#[pyconst("ValuesView: Any")]
pub fn values_view() -> Value {
    abstract_class("ValuesView")
}

/// The abstract class `ItemsView`.
#[pyconst("ItemsView: Any")]
pub fn items_view() -> Value {
    abstract_class("ItemsView")
}
