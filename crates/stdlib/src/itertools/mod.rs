//! `itertools`: iterators for efficient looping.
//!
//! [`infinite`] has those without end, [`selecting`] those that pass on or leave out items, [`joining`] those that go over several
//! iterables, [`combining`] the combinatoric ones, [`grouping`] `groupby`, `tee`, `batched` and `pairwise`.
//!
//! *Invariant:* every iterator is as lazy as CPython's: it takes from its source when it is asked, and no more.

mod combining;
mod grouping;
mod infinite;
mod joining;
mod selecting;

pub use combining::*;
pub use grouping::*;
pub use infinite::*;
pub use joining::*;
pub use selecting::*;

use portalis_runtime::{Iter, Result};

portalis_macros::module!("itertools");

/// An iterator of a step function, by the name of its Python class.
fn lazy<T: 'static>(class: &'static str, step: impl FnMut() -> Option<Result<T>> + 'static) -> Iter<T> {
    Iter::from_iterator_named(std::iter::from_fn(step), class)
}
