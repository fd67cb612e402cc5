//! `typing`: everything is there and nothing is checked.
//!
//! [`names`] are the special forms and generic aliases, made in [`form`]; [`variables`] has `TypeVar` and `NewType`, [`functions`] the rest.
//!
//! *Invariant:* no annotation changes what a program does.

mod alias;
mod form;
mod functions;
mod names;
mod structures;
mod variables;

pub(crate) use form::abstract_class;
pub use alias::Alias;
pub use form::Form;
pub use functions::*;
pub use names::*;
pub use structures::*;
pub use variables::*;

portalis_macros::module!("typing");
