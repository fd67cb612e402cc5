//! The Rust tools that builds need: found, asked for their version, and completed with targets.

use crate::error::{Failure, Result};
use crate::progress::Progress;
use crate::target::Target;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, io};

/// The oldest Rust that builds the runtime.
pub const RUST: (u32, u32) = (1, 95);

/// The cargo to call: the one that started us, else the first on PATH.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO")
        .filter(|c| Path::new(c).is_file())
        .unwrap_or_else(|| "cargo".into())
}

/// The error for a tool that could not be started.
pub(crate) fn missing(tool: &str, error: &io::Error) -> Failure {
    if error.kind() != io::ErrorKind::NotFound {
        return Failure::unavailable(format!("cannot start {tool}: {error}"));
    }
    Failure::unavailable(format!("{tool} is not installed, or not on PATH")).help(
        "Install Rust from https://rustup.rs, then try again; `portalis doctor` checks everything.",
    )
}

/// Output of a tool that is expected to be quick; `None` if it is not there or fails.
pub(crate) fn output(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Option<String> {
    let result = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let Output { status, stdout, .. } = result.ok()?;
    status
        .success()
        .then(|| String::from_utf8_lossy(&stdout).trim().to_owned())
}

/// Makes sure that Rust's standard library for `target` is there, installing it where rustup can.
pub(crate) fn ready(target: Target, progress: &dyn Progress) -> Result<()> {
    let Some(triple) = target.triple() else {
        return Ok(());
    };
    if has_target(triple) {
        return Ok(());
    }
    progress.step(&format!("Installing Rust's {triple} target (once)"));
    let result = Command::new("rustup")
        .args(["target", "add", triple])
        .stdin(Stdio::null())
        .output();
    match result {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(
            Failure::unavailable(format!("cannot install Rust's {triple} target"))
                .help(format!("Run `rustup target add {triple}`."))
                .detail(String::from_utf8_lossy(&output.stderr)),
        ),
        Err(_) => Err(Failure::unavailable(format!(
            "Rust's {triple} target is not installed, and there is no rustup"
        ))
        .help("Install it the way you installed Rust, or install Rust from https://rustup.rs.")),
    }
}

/// Rust's standard library for `triple` is installed.
pub(crate) fn has_target(triple: &str) -> bool {
    let Some(sysroot) = output("rustc", &["--print", "sysroot"]) else {
        return false;
    };
    Path::new(&sysroot)
        .join("lib/rustlib")
        .join(triple)
        .join("lib")
        .is_dir()
}

/// The program's path, if it is on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let suffix = env::consts::EXE_SUFFIX;
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(format!("{program}{suffix}")))
        .find(|p| p.is_file())
}

/// `text` as rustfmt lays it out; as it is where there is no rustfmt.
pub fn format_rust(text: &str) -> String {
    formatted(text).unwrap_or_else(|| text.to_owned())
}

fn formatted(text: &str) -> Option<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let owned = text.to_owned();
    // Written beside the reading: a long text fills the pipe.
    let writer = std::thread::spawn(move || stdin.write_all(owned.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).ok())?
}
