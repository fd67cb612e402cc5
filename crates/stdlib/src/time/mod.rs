//! `time`: clocks and calendar times.
//!
//! [`calendar`] converts between seconds and fields, [`format`](mod@format) is `strftime` and `strptime`, [`fields`] is
//! `struct_time`.
//!
//! *Invariant:* clocks are read through the host alone. Local time is UTC, until the host can tell its zone.

mod calendar;
mod clocks;
mod fields;
mod format;

pub use clocks::*;
pub use fields::*;
pub use format::*;

portalis_macros::module!("time");
