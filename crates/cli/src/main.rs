//! The `portalis` command.
//!
//! [`args`] declares the command line, `commands` carries it out, [`show`] is what people see. Everything that is not about the
//! terminal is in `portalis-driver`.

#![forbid(unsafe_code)]

mod args;
mod commands;
mod show;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match commands::execute(cli.command) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            show::failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}
