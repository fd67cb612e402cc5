//! All of portalis's input and output: Python files, generated cargo projects, the Rust toolchain, and the hosts that programs run on.
//!
//! Start at [`program`], which is the way from a Python file to something that runs, on one page.
//!
//! *Invariant:* nothing is printed here; progress goes to a [`Progress`] and errors come back as a [`Failure`].

#![forbid(unsafe_code)]

pub mod against;
pub mod batch;
mod cargo;
pub mod doctor;
mod error;
mod fs;
mod home;
pub mod host;
pub mod program;
mod progress;
mod project;
mod runtime;
mod source;
mod target;
pub mod toolchain;
mod web;

pub use error::{EXIT_INTERNAL, EXIT_REFUSED, EXIT_UNAVAILABLE, Failure, Result};
pub use home::Home;
pub use progress::{Progress, Quiet};
pub use target::{Mode, Target};
