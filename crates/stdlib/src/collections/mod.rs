//! `collections`: containers beside the builtin ones.
//!
//! *Invariant:* `Counter`, `defaultdict` and `OrderedDict` are dicts: their items are in a `Dict` that `isinstance`, `dict(...)` and
//! `json` see.

mod deque;
mod namedtuple;

pub use deque::Deque;
pub use namedtuple::{namedtuple, namedtuple_class};

portalis_macros::module!("collections");
