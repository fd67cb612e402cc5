//! Project commands: `cargo xtask ci | test | bless | conformance | layers | bench`.
//!
//! *Invariant:* the standard library only, so that it is built in two seconds.

#![forbid(unsafe_code)]

mod bench;
mod bless;
mod ci;
mod conformance;
mod emitted;
mod gaps;
mod json;
mod layers;
mod programs;
mod setup;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask ci                               everything that must pass: what CI runs
cargo xtask test                             the tests of the crates
cargo xtask conformance [FILTER] [OPTIONS]   programs against what CPython 3.13 printed
    --target native|wasi|node|browser        where they run (several times for several; native)
    --release                                optimised
    --dynamic                                with every value dynamic
    --record-gaps                            write conformance/gaps.toml anew from the results
cargo xtask examples [TARGET…]               the examples, on all targets unless some are named
cargo xtask emitted                          the Rust of the examples: clippy and rustfmt
cargo xtask size                             the small program has not grown
cargo xtask bless [FILTER]                   record what CPython 3.13 prints
cargo xtask layers                           check the arrows between the crates
cargo xtask setup                            install what the targets need
cargo xtask bench                            measure";

/// What went wrong, already in words; an empty one has been told before.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.split_first() {
        Some((&"ci", [])) => ci::ci(),
        Some((&"test", rest)) => ci::test(rest),
        Some((&"conformance", rest)) => conformance::command(rest),
        Some((&"examples", rest)) => conformance::examples(rest),
        Some((&"bless", rest)) => bless::bless(rest),
        Some((&"layers", [])) => layers::check(),
        Some((&"emitted", [])) => emitted::check(),
        Some((&"size", [])) => bench::check_size(),
        Some((&"setup", [])) => setup::setup(),
        Some((&"bench", rest)) => bench::bench(rest),
        _ => Err(HELP.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            if !message.is_empty() {
                eprintln!("{message}");
            }
            ExitCode::FAILURE
        }
    }
}
