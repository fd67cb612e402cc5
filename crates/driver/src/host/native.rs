//! A binary of this machine.

use crate::error::{Failure, Result};
use crate::program::Built;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

#[cfg(unix)]
pub(super) fn run(built: &Built, main: &Path, args: &[OsString]) -> Result<u8> {
    use std::os::unix::process::CommandExt;
    let error = Command::new(&built.artifact).arg0(main).args(args).exec();
    Err(Failure::io("start", &built.artifact, &error))
}

#[cfg(not(unix))]
pub(super) fn run(built: &Built, _: &Path, args: &[OsString]) -> Result<u8> {
    let status = Command::new(&built.artifact).args(args).status();
    let status = status.map_err(|e| Failure::io("start", &built.artifact, &e))?;
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code & 0xff).ok())
        .unwrap_or(1))
}
