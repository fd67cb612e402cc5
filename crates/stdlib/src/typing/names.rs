//! The names of `typing` that are only ever subscripted, called or put into annotations.
//!
//! *Invariant:* each is one object; what subscripting it gives remembers the arguments and does nothing else.

use portalis_macros::pyconst;
use portalis_runtime::Value;

use super::form::{abstract_class, builtin_alias, form};

/// Special type indicating an unconstrained type.
#[pyconst("Any: Any")]
pub fn any() -> Value {
    form("Any")
}

/// Optional[X] is equivalent to Union[X, None].
#[pyconst("Optional: Any")]
pub fn optional() -> Value {
    form("Optional")
}

/// Union type; Union[X, Y] means either X or Y.
#[pyconst("Union: Any")]
pub fn union() -> Value {
    form("Union")
}

/// Special typing form to define literal types.
#[pyconst("Literal: Any")]
pub fn literal() -> Value {
    form("Literal")
}

/// Special type construct to mark class variables.
#[pyconst("ClassVar: Any")]
pub fn class_var() -> Value {
    form("ClassVar")
}

/// Special typing construct to indicate final names to type checkers.
#[pyconst("Final: Any")]
pub fn final_form() -> Value {
    form("Final")
}

/// Add context-specific metadata to a type.
#[pyconst("Annotated: Any")]
pub fn annotated() -> Value {
    form("Annotated")
}

/// Used to spell the type of "self" in classes.
#[pyconst("Self: Any")]
pub fn self_() -> Value {
    form("Self")
}

/// A special type like NoReturn, for functions that never return.
#[pyconst("Never: Any")]
pub fn never() -> Value {
    form("Never")
}

/// Special type indicating functions that never return.
#[pyconst("NoReturn: Any")]
pub fn no_return() -> Value {
    form("NoReturn")
}

/// Represents an arbitrary literal string.
#[pyconst("LiteralString: Any")]
pub fn literal_string() -> Value {
    form("LiteralString")
}

/// Special form for marking type aliases.
#[pyconst("TypeAlias: Any")]
pub fn type_alias_form() -> Value {
    form("TypeAlias")
}

/// Special form for annotating higher-order functions.
#[pyconst("Concatenate: Any")]
pub fn concatenate() -> Value {
    form("Concatenate")
}

/// Type unpack operator.
#[pyconst("Unpack: Any")]
pub fn unpack() -> Value {
    form("Unpack")
}

/// Special typing construct to mark a TypedDict key as required.
#[pyconst("Required: Any")]
pub fn required() -> Value {
    form("Required")
}

/// Special typing construct to mark a TypedDict key as potentially missing.
#[pyconst("NotRequired: Any")]
pub fn not_required() -> Value {
    form("NotRequired")
}

/// A special typing construct to mark an item of a TypedDict as read-only.
#[pyconst("ReadOnly: Any")]
pub fn read_only() -> Value {
    form("ReadOnly")
}

/// Special typing construct for marking user-defined type predicate functions.
#[pyconst("TypeGuard: Any")]
pub fn type_guard() -> Value {
    form("TypeGuard")
}

/// Special typing construct for marking user-defined type predicate functions.
#[pyconst("TypeIs: Any")]
pub fn type_is() -> Value {
    form("TypeIs")
}

/// A generic version of list.
#[pyconst("List: Any")]
pub fn list() -> Value {
    builtin_alias("List", portalis_runtime::classes::LIST)
}

/// A generic version of dict.
#[pyconst("Dict: Any")]
pub fn dict() -> Value {
    builtin_alias("Dict", portalis_runtime::classes::DICT)
}

/// A generic version of set.
#[pyconst("Set: Any")]
pub fn set() -> Value {
    builtin_alias("Set", portalis_runtime::classes::SET)
}

/// A generic version of frozenset.
#[pyconst("FrozenSet: Any")]
pub fn frozen_set() -> Value {
    builtin_alias("FrozenSet", portalis_runtime::classes::FROZENSET)
}

/// A generic version of tuple.
#[pyconst("Tuple: Any")]
pub fn tuple() -> Value {
    builtin_alias("Tuple", portalis_runtime::classes::TUPLE)
}

/// A generic version of type.
#[pyconst("Type: Any")]
pub fn type_() -> Value {
    builtin_alias("Type", &portalis_runtime::classes::TYPE)
}

/// A generic version of collections.abc.Callable.
#[pyconst("Callable: Any")]
pub fn callable() -> Value {
    abstract_class("Callable")
}

/// A generic version of collections.abc.Iterable.
#[pyconst("Iterable: Any")]
pub fn iterable() -> Value {
    abstract_class("Iterable")
}

/// A generic version of collections.abc.Iterator.
#[pyconst("Iterator: Any")]
pub fn iterator() -> Value {
    abstract_class("Iterator")
}

/// A generic version of collections.abc.Generator.
#[pyconst("Generator: Any")]
pub fn generator() -> Value {
    abstract_class("Generator")
}

/// A generic version of collections.abc.AsyncIterable.
#[pyconst("AsyncIterable: Any")]
pub fn async_iterable() -> Value {
    abstract_class("AsyncIterable")
}

/// A generic version of collections.abc.AsyncIterator.
#[pyconst("AsyncIterator: Any")]
pub fn async_iterator() -> Value {
    abstract_class("AsyncIterator")
}

/// A generic version of collections.abc.AsyncGenerator.
#[pyconst("AsyncGenerator: Any")]
pub fn async_generator() -> Value {
    abstract_class("AsyncGenerator")
}

/// A generic version of collections.abc.Awaitable.
#[pyconst("Awaitable: Any")]
pub fn awaitable() -> Value {
    abstract_class("Awaitable")
}

/// A generic version of collections.abc.Coroutine.
#[pyconst("Coroutine: Any")]
pub fn coroutine() -> Value {
    abstract_class("Coroutine")
}

/// A generic version of collections.abc.Sequence.
#[pyconst("Sequence: Any")]
pub fn sequence() -> Value {
    abstract_class("Sequence")
}

/// A generic version of collections.abc.MutableSequence.
#[pyconst("MutableSequence: Any")]
pub fn mutable_sequence() -> Value {
    abstract_class("MutableSequence")
}

/// A generic version of collections.abc.Mapping.
#[pyconst("Mapping: Any")]
pub fn mapping() -> Value {
    abstract_class("Mapping")
}

/// A generic version of collections.abc.MutableMapping.
#[pyconst("MutableMapping: Any")]
pub fn mutable_mapping() -> Value {
    abstract_class("MutableMapping")
}

/// A generic version of collections.abc.MutableSet.
#[pyconst("MutableSet: Any")]
pub fn mutable_set() -> Value {
    abstract_class("MutableSet")
}

/// A generic version of collections.abc.Hashable.
#[pyconst("Hashable: Any")]
pub fn hashable() -> Value {
    abstract_class("Hashable")
}

/// A generic version of collections.abc.Sized.
#[pyconst("Sized: Any")]
pub fn sized() -> Value {
    abstract_class("Sized")
}

/// A generic version of collections.abc.Container.
#[pyconst("Container: Any")]
pub fn container() -> Value {
    abstract_class("Container")
}

/// A generic version of collections.abc.Collection.
#[pyconst("Collection: Any")]
pub fn collection() -> Value {
    abstract_class("Collection")
}

/// A generic version of collections.abc.Reversible.
#[pyconst("Reversible: Any")]
pub fn reversible() -> Value {
    abstract_class("Reversible")
}

/// A generic version of collections.abc.KeysView.
#[pyconst("KeysView: Any")]
pub fn keys_view() -> Value {
    abstract_class("KeysView")
}

/// A generic version of collections.abc.ValuesView.
#[pyconst("ValuesView: Any")]
pub fn values_view() -> Value {
    abstract_class("ValuesView")
}

/// A generic version of collections.abc.ItemsView.
#[pyconst("ItemsView: Any")]
pub fn items_view() -> Value {
    abstract_class("ItemsView")
}

/// The protocol ContextManager.
#[pyconst("ContextManager: Any")]
pub fn context_manager() -> Value {
    abstract_class("ContextManager")
}

/// The protocol AsyncContextManager.
#[pyconst("AsyncContextManager: Any")]
pub fn async_context_manager() -> Value {
    abstract_class("AsyncContextManager")
}

/// The protocol SupportsInt.
#[pyconst("SupportsInt: Any")]
pub fn supports_int() -> Value {
    abstract_class("SupportsInt")
}

/// The protocol SupportsFloat.
#[pyconst("SupportsFloat: Any")]
pub fn supports_float() -> Value {
    abstract_class("SupportsFloat")
}

/// The protocol SupportsIndex.
#[pyconst("SupportsIndex: Any")]
pub fn supports_index() -> Value {
    abstract_class("SupportsIndex")
}

/// The protocol SupportsAbs.
#[pyconst("SupportsAbs: Any")]
pub fn supports_abs() -> Value {
    abstract_class("SupportsAbs")
}

/// The protocol SupportsRound.
#[pyconst("SupportsRound: Any")]
pub fn supports_round() -> Value {
    abstract_class("SupportsRound")
}

/// The protocol SupportsBytes.
#[pyconst("SupportsBytes: Any")]
pub fn supports_bytes() -> Value {
    abstract_class("SupportsBytes")
}

/// The protocol SupportsComplex.
#[pyconst("SupportsComplex: Any")]
pub fn supports_complex() -> Value {
    abstract_class("SupportsComplex")
}

/// The name Deque of annotations.
#[pyconst("Deque: Any")]
pub fn deque() -> Value {
    form("Deque")
}

/// The name DefaultDict of annotations.
#[pyconst("DefaultDict: Any")]
pub fn default_dict() -> Value {
    form("DefaultDict")
}

/// The name OrderedDict of annotations.
#[pyconst("OrderedDict: Any")]
pub fn ordered_dict() -> Value {
    form("OrderedDict")
}

/// The name Counter of annotations.
#[pyconst("Counter: Any")]
pub fn counter() -> Value {
    form("Counter")
}

/// The name ChainMap of annotations.
#[pyconst("ChainMap: Any")]
pub fn chain_map() -> Value {
    form("ChainMap")
}

/// The name IO of annotations.
#[pyconst("IO: Any")]
pub fn io() -> Value {
    form("IO")
}

/// The name TextIO of annotations.
#[pyconst("TextIO: Any")]
pub fn text_io() -> Value {
    form("TextIO")
}

/// The name BinaryIO of annotations.
#[pyconst("BinaryIO: Any")]
pub fn binary_io() -> Value {
    form("BinaryIO")
}

/// The name Pattern of annotations.
#[pyconst("Pattern: Any")]
pub fn pattern() -> Value {
    form("Pattern")
}

/// The name Match of annotations.
#[pyconst("Match: Any")]
pub fn match_alias() -> Value {
    form("Match")
}

/// The name Text of annotations.
#[pyconst("Text: Any")]
pub fn text() -> Value {
    form("Text")
}

/// The name AnyStr of annotations.
#[pyconst("AnyStr: Any")]
pub fn any_str() -> Value {
    form("AnyStr")
}

/// The name ByteString of annotations.
#[pyconst("ByteString: Any")]
pub fn byte_string() -> Value {
    form("ByteString")
}

/// The name ForwardRef of annotations.
#[pyconst("ForwardRef: Any")]
pub fn forward_ref() -> Value {
    form("ForwardRef")
}
