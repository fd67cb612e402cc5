//! A binary of this machine.

use super::Start;
use crate::program::Built;
use std::process::Command;

pub(super) fn command(built: &Built, start: &Start) -> Command {
    let mut command = Command::new(&built.artifact);
    // The runtime takes `sys.argv[0]` from here.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, start.argv0);
    command.args(start.args);
    command
}
