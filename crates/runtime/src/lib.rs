//! Python values, operators, exceptions, iterators, generators and builtins.
//!
//! Start at [`Value`] for the dynamic type, [`Object`] for what all representations share, [`class`](mod@class) for classes
//! and instances, [`error`] for exceptions, [`native`] for what the macros generate. Scalars are in [`int`], [`float`],
//! [`str`](mod@str) and [`bytes`].

pub mod alias;
pub mod args;
pub mod async_generator;
pub mod binder;
pub mod bool;
pub mod builtins;
mod by_class;
pub mod bytes;
mod callable;
pub mod class;
pub mod classes;
pub mod code;
pub mod codecs;
pub mod complex;
mod construct;
pub(crate) mod convert;
pub mod coroutine;
pub mod declare;
pub mod descriptor;
pub mod dict;
pub(crate) mod dunder;
pub mod dyn_object;
pub mod enumeration;
pub mod error;
pub mod errors;
pub mod face;
pub mod files;
pub mod float;
pub mod format;
pub mod function;
pub mod generated;
pub mod generator;
pub mod globals;
pub mod instance;
pub mod int;
pub mod introspect;
pub mod iter;
pub mod list;
mod module_object;
pub mod names;
pub mod native;
pub mod native_object;
mod number;
pub mod object;
mod object_impls;
pub mod output;
pub mod percent;
pub mod plain;
pub mod reach;
pub mod repr_guard;
pub mod run;
mod scalars;
pub mod set;
pub mod slice;
mod slots;
mod sort;
pub mod special;
pub mod str;
pub mod suggest;
pub mod super_;
pub mod suspended;
pub mod tuple;
mod union;
pub mod value;

pub use self::bool::BoolMethods;
pub use args::Args;
pub use async_generator::{AsyncGenerator, async_generator};
pub use bytes::{ByteArray, Bytes, MemoryView};
pub use callable::Callable;
pub use class::{Class, Namespace, abstract_class, class, class_with};
pub use complex::Complex;
pub use coroutine::{Coroutine, coroutine};
pub use descriptor::static_method;
pub use dict::{Dict, DictItems, DictKeys, DictValues};
pub use dyn_object::DynObject;
pub use enumeration::{EnumFace, PlainEnum};
pub use error::traceback::{At, Frame};
pub use error::{Error, Result, exception_of, handling, raise, raise_error, raise_from, reraise};
pub use errors::exception_class;
pub use face::{Face, face_class};
pub use float::{Float, FloatMethods};
pub use function::{
    FunctionKind, Signature, annotated, bound_method, function, generic, recursion_guard,
};
pub use generated::*;
pub use generator::{Generator, Yielder, generator};
pub use globals::{Global, GlobalKey, Local, Shared};
pub use instance::{Instance, Payload};
pub use int::Int;
pub use iter::{Iter, Iterable};
pub use list::List;
pub use native::{
    Entry, Kind, NativeClass, NativeFunction, NativeMembers, NativeProperty, NativeType, Param,
};
pub use number::Number;
pub use object::{Object, Show, View};
pub use plain::{Attributes, Field, PlainObject, Subclass, repr_once, unsupported};
pub use run::{run, start};
pub use set::{FrozenSet, Set};
pub use slice::{Range, Slice, slice};
pub use str::Str;
pub use super_::{super_, super_without};
pub use tuple::Tuple;
pub use value::{AsyncIter, BoxFuture, CompareOp, Value, spread, spread_keywords};
