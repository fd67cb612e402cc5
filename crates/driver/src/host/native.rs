//! A binary of this machine.

use crate::program::Built;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

pub(super) fn command(built: &Built, main: &Path, args: &[OsString]) -> Command {
    let mut command = Command::new(&built.artifact);
    // The runtime takes `sys.argv[0]` from here.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, main);
    #[cfg(not(unix))]
    let _ = main;
    command.args(args);
    command
}
