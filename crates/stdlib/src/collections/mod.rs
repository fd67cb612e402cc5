//! `collections`: containers beside the builtin ones.
//!
//! *Invariant:* `Counter`, `defaultdict` and `OrderedDict` are dicts: their items are in a `Dict` that `isinstance`, `dict(...)` and
//! `json` see.

pub mod abc;
mod counter;
mod defaultdict;
mod deque;
mod namedtuple;
mod ordered;

pub use counter::Counter;
pub use defaultdict::DefaultDict;
pub use deque::Deque;
pub(crate) use namedtuple::make as make_namedtuple;
pub use namedtuple::{namedtuple, namedtuple_class};
pub use ordered::{ChainMap, OrderedDict};

use portalis_runtime::{Dict, Result, Str, Value, errors};

portalis_macros::module!("collections");

/// The items that a constructor like `dict`'s is given.
fn dict_of(class: &str, args: Vec<Value>, kwargs: Vec<(Str, Value)>) -> Result<Dict<Value, Value>> {
    let dict = Dict::new();
    match &args[..] {
        [] => {}
        [items] => dict.update_from(items)?,
        more => {
            let text = format!("{class} expected at most 1 argument, got {}", more.len());
            return Err(errors::type_error(text));
        }
    }
    kwargs.into_iter().try_for_each(|(name, value)| dict.set_item(Value::Str(name), value))?;
    Ok(dict)
}
