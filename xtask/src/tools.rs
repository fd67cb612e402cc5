//! Other programs: cargo, CPython, and the command under test.

use crate::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("xtask is in the workspace")
}

/// The cargo that started us.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command with our own output; an error if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|e| format!("cannot start {command:?}: {e}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("failed: {command:?}"))
    }
}

/// What a command prints; an error with what it says if it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("cannot start {command:?}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!(
        "failed: {command:?}\n{}",
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// Builds the command and returns its path.
pub(crate) fn portalis(release: bool) -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--quiet", "--package", "portalis-cli"]);
    if release {
        build.arg("--release");
    }
    run(&mut build)?;
    let folder = if release { "release" } else { "debug" };
    Ok(target_dir()
        .join(folder)
        .join(format!("portalis{}", std::env::consts::EXE_SUFFIX)))
}

/// Cargo's target directory of the workspace.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The command under test, with builds kept in this work tree and the runtime taken from it.
pub(crate) fn isolated(portalis: &Path) -> Command {
    let mut command = Command::new(portalis);
    command.current_dir(root());
    command
        .env("PORTALIS_HOME", target_dir().join("portalis"))
        .env("PORTALIS_RUNTIME", root().join("crates"));
    command
}

/// CPython 3.13.
pub(crate) fn python() -> Result<Command> {
    let named = std::env::var("PORTALIS_PYTHON").ok();
    let candidates = named
        .iter()
        .map(String::as_str)
        .chain(["python3.13", "python3", "python"]);
    for name in candidates {
        let mut command = Command::new(name);
        // Of pyenv's pythons the right one; without meaning elsewhere.
        command.current_dir(root()).env("PYENV_VERSION", "3.13.0");
        let mut ask = Command::new(name);
        ask.env("PYENV_VERSION", "3.13.0").arg("--version");
        if output(&mut ask).is_ok_and(|v| v.starts_with("Python 3.13.")) {
            return Ok(command);
        }
    }
    Err("there is no CPython 3.13: put python3.13 on PATH, or name it in PORTALIS_PYTHON".into())
}
