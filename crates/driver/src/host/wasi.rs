//! A component in wasmtime: our own host, built when it is first needed, or a `wasmtime` on PATH.
//!
//! Building the host takes minutes of CPU time; that is why it is not part of the command.

use crate::error::{Failure, Result};
use crate::home::Home;
use crate::progress::Progress;
use crate::runtime;
use crate::{cargo, fs, toolchain};
use std::path::PathBuf;
use std::process::Command;

use super::Start;
use crate::program::Built;

/// How components are run.
#[derive(Clone, Debug)]
pub(crate) enum Runner {
    /// `portalis-wasi`.
    Ours(PathBuf),
    /// The command line of wasmtime.
    Wasmtime(PathBuf),
}

pub(super) fn command(built: &Built, start: &Start) -> Result<Command> {
    let home = Home::find()?;
    let runner = find(&home).ok_or_else(|| {
        Failure::unavailable("there is nothing to run components with")
            .help("Put wasmtime on PATH.")
    })?;
    Ok(match runner {
        Runner::Ours(path) => {
            let mut command = Command::new(path);
            command
                .arg(&built.artifact)
                .arg(start.argv0)
                .args(start.args);
            command
        }
        Runner::Wasmtime(path) => {
            let mut command = Command::new(path);
            command.args([
                "run",
                "-S",
                "cli-exit-with-code=y,inherit-network=y,inherit-env=y,allow-ip-name-lookup=y",
            ]);
            command
                .args(["--dir", ".", "--dir", "/", "--argv0"])
                .arg(start.argv0)
                .arg(&built.artifact)
                .args(start.args);
            command
        }
    })
}

/// What `doctor` says of it.
pub(crate) fn installed(home: &Home) -> Option<String> {
    find(home).map(|runner| match runner {
        Runner::Ours(path) | Runner::Wasmtime(path) => path.display().to_string(),
    })
}

/// The runner that is there: named in the environment, beside this command, built before, or on PATH.
fn find(home: &Home) -> Option<Runner> {
    let name = format!("portalis-wasi{}", std::env::consts::EXE_SUFFIX);
    let named = std::env::var_os("PORTALIS_WASI_HOST").map(PathBuf::from);
    let beside = std::env::current_exe()
        .ok()
        .map(|exe| exe.with_file_name(&name));
    let ours = [named, beside, Some(kept(home))]
        .into_iter()
        .flatten()
        .find(|path| path.is_file());
    ours.map(Runner::Ours)
        .or_else(|| toolchain::on_path("wasmtime").map(Runner::Wasmtime))
}

/// Where the host is kept once it is built.
fn kept(home: &Home) -> PathBuf {
    let (version, fingerprint) = (env!("CARGO_PKG_VERSION"), runtime::wasi_host_fingerprint());
    let name = format!(
        "portalis-wasi-{version}-{fingerprint}{}",
        std::env::consts::EXE_SUFFIX
    );
    home.bin().join(name)
}

/// Makes sure that there is a runner, building ours if there is none.
pub(crate) fn ready(home: &Home, progress: &dyn Progress) -> Result<()> {
    let _lock = fs::lock(&home.bin().join("lock"))?;
    if find(home).is_some() {
        return Ok(());
    }
    progress.step(
        "Building the WASI host with wasmtime (once; several minutes, or put wasmtime on PATH)",
    );
    let folder = home.root().join("wasi-host");
    runtime::unpack_wasi_host(&folder)?;
    let made = cargo::build_host(&folder, "portalis-wasi-host", "portalis-wasi", progress)?;
    fs::copy(&made, &kept(home))?;
    // Hundreds of megabytes that nobody needs again.
    fs::remove_dir(&folder)
}
