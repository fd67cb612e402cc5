//! Python values, operators, exceptions, iterators, generators and builtins.
//!
//! Start at [`Value`] for the dynamic type, [`Object`] for what all representations share, [`native`] for what the
//! macros generate. Scalars are in [`int`], [`float`] and [`str`](mod@str).

pub mod args;
pub mod bool;
pub mod builtins;
pub mod bytes;
pub mod codecs;
pub(crate) mod convert;
pub mod declare;
pub(crate) mod dunder;
pub mod float;
pub mod format;
pub mod int;
pub mod native;
pub mod object;
pub mod percent;
pub mod str;
mod stub;

pub use self::bool::BoolMethods;
pub use args::Args;
pub use bytes::{ByteArray, Bytes};
pub use float::{Float, FloatMethods};
pub use int::Int;
pub use native::{Entry, NativeClass, NativeFunction, NativeProperty, NativeType};
pub use object::{Object, View};
pub use str::Str;
pub use stub::*;
