//! `cargo xtask setup`: what the targets need on a fresh machine, installed where that is possible, else told in one line each.

use crate::Result;
use crate::tools;
use std::process::{Command, Stdio};

/// Rust's names of the targets that programs are built for.
const RUST_TARGETS: [&str; 2] = ["wasm32-unknown-unknown", "wasm32-wasip2"];

pub(crate) fn setup() -> Result<()> {
    rust_targets()?;
    for (tool, package) in [("node", "nodejs"), ("chromium", "chromium")] {
        debian(tool, package)?;
    }
    Ok(())
}

fn rust_targets() -> Result<()> {
    let sysroot = tools::output(
        Command::new("rustc")
            .current_dir(tools::root())
            .args(["--print", "sysroot"]),
    )?;
    let folder = std::path::Path::new(sysroot.trim()).join("lib/rustlib");
    for target in RUST_TARGETS.iter().filter(|t| !folder.join(t).is_dir()) {
        println!("installing Rust's {target} target");
        tools::run(
            Command::new("rustup")
                .current_dir(tools::root())
                .args(["target", "add", target]),
        )
        .map_err(|e| {
            format!(
                "{e}\nRun `rustup target add {target}`, or install Rust from https://rustup.rs."
            )
        })?;
    }
    Ok(())
}

/// Other names of the same program.
fn names(tool: &str) -> &[&str] {
    match tool {
        "chromium" => &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
        ],
        _ => &["node", "nodejs"],
    }
}

fn debian(tool: &str, package: &str) -> Result<()> {
    let starts = |name: &str, arg: &str| {
        let status = Command::new(name)
            .arg(arg)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|s| s.success())
    };
    if names(tool).iter().any(|name| starts(name, "--version")) {
        return Ok(());
    }
    println!("installing {package}");
    let apt = |args: &[&str]| tools::run(Command::new("apt-get").args(args).stdin(Stdio::null()));
    let installed = apt(&["install", "--yes", "--no-install-recommends", package]).or_else(|_| {
        apt(&["update"])
            .and_then(|()| apt(&["install", "--yes", "--no-install-recommends", package]))
    });
    installed.map_err(|_| format!("{tool} is missing and could not be installed: put it on PATH (Debian: apt-get install {package})"))
}
