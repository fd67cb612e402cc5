//! A package in Node.

use super::Start;
use crate::error::{Failure, Result};
use crate::program::Built;
use crate::toolchain;
use std::path::PathBuf;
use std::process::Command;

pub(super) fn command(built: &Built, start: &Start) -> Result<Command> {
    let mut command = Command::new(find()?);
    command
        .arg(built.artifact.join("main.mjs"))
        .args(start.args)
        .env("PORTALIS_ARGV0", start.argv0);
    Ok(command)
}

/// Node, by either of its names.
pub(crate) fn find() -> Result<PathBuf> {
    ["node", "nodejs"]
        .into_iter()
        .find_map(toolchain::on_path)
        .ok_or_else(|| {
            Failure::unavailable("Node is not installed, or not on PATH")
                .help("Install it from https://nodejs.org (Debian: apt-get install nodejs).")
        })
}
