//! The sources of the runtime that every generated program links: carried in this binary, unpacked where they are needed.
//!
//! *Invariant:* what is unpacked is a cargo workspace of its own that needs nothing else of this project.
//! While working on the runtime, `PORTALIS_RUNTIME=/path/to/crates` is used in place of the carried copy.

use crate::error::{Failure, Result};
use crate::fs::{self, Fingerprint};
use crate::home::Home;
use std::path::{Path, PathBuf};

mod lock;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// Sources ready to be linked.
#[derive(Clone, Debug)]
pub(crate) struct Runtime {
    /// The folder that holds the crates.
    pub(crate) crates: PathBuf,
    /// They may change under our feet, so that cargo has to look every time.
    pub(crate) is_live: bool,
    /// Names the sources.
    pub(crate) fingerprint: String,
}

impl Runtime {
    /// Unpacks the carried sources unless that was done before.
    pub(crate) fn ready(home: &Home) -> Result<Runtime> {
        if let Some(crates) = home.live_runtime() {
            return Runtime::live(crates);
        }
        let fingerprint = fingerprint();
        let folder = home
            .runtimes()
            .join(format!("{}-{fingerprint}", env!("CARGO_PKG_VERSION")));
        let runtime = Runtime {
            crates: folder.join("crates"),
            is_live: false,
            fingerprint,
        };
        if folder.is_dir() {
            return Ok(runtime);
        }
        let _lock = fs::lock(&home.runtimes().join("lock"))?;
        if !folder.is_dir() {
            let temporary = fs::beside(&folder);
            fs::remove_dir(&temporary)?;
            unpack(&temporary)
                .and_then(|()| {
                    std::fs::rename(&temporary, &folder)
                        .map_err(|e| Failure::io("write", &folder, &e))
                })
                .inspect_err(|_| {
                    let _ = fs::remove_dir(&temporary);
                })?;
        }
        Ok(runtime)
    }

    fn live(crates: &Path) -> Result<Runtime> {
        let crates = crates
            .canonicalize()
            .map_err(|e| Failure::io("find PORTALIS_RUNTIME", crates, &e))?;
        let fingerprint = Fingerprint::new()
            .add(crates.to_string_lossy().as_bytes())
            .hex();
        Ok(Runtime {
            crates,
            is_live: true,
            fingerprint,
        })
    }
}

/// Names the carried sources.
pub(crate) fn fingerprint() -> String {
    let all = embedded::FILES
        .iter()
        .fold(Fingerprint::new(), |f, (name, bytes)| {
            f.add(name).add(bytes)
        });
    all.short()
}

/// A lock file for what the package `root` needs, in the versions that portalis was tested with.
pub(crate) fn lock_file(root: &str) -> String {
    lock::only(&String::from_utf8_lossy(file("Cargo.lock")), root)
}

/// Writes the runtime's workspace into `folder`. Each project that uses it has a lock file of its own.
pub(crate) fn unpack(folder: &Path) -> Result<()> {
    fs::write_if_changed(&folder.join("Cargo.toml"), manifest().as_bytes())?;
    write_crates(folder, |name| !name.starts_with(WASI_HOST))
}

/// Writes the program that runs components as a workspace of its own. It is built once, on the user's machine: quick to build
/// matters more than quick to run, and what it compiles is as fast either way.
pub(crate) fn unpack_wasi_host(folder: &Path) -> Result<()> {
    let profile = "\n[profile.release]\nopt-level = 1\nstrip = true\n";
    fs::write_if_changed(
        &folder.join("Cargo.toml"),
        (manifest() + profile).as_bytes(),
    )?;
    fs::write_if_changed(
        &folder.join("Cargo.lock"),
        lock_file("portalis-wasi-host").as_bytes(),
    )?;
    write_crates(folder, |name| name.starts_with(WASI_HOST))
}

/// Names the program that `unpack_wasi_host` writes.
pub(crate) fn wasi_host_fingerprint() -> String {
    let files = embedded::FILES
        .iter()
        .filter(|(name, _)| name.starts_with(WASI_HOST));
    files
        .fold(Fingerprint::new(), |f, (name, bytes)| {
            f.add(name).add(bytes)
        })
        .short()
}

const WASI_HOST: &str = "crates/wasi-host/";

fn write_crates(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<()> {
    let wanted = |name: &str| name.starts_with("crates/") && is_wanted(name);
    for (name, bytes) in embedded::FILES.iter().filter(|(name, _)| wanted(name)) {
        fs::write_if_changed(&folder.join(name), bytes)?;
    }
    Ok(())
}

fn file(name: &str) -> &'static [u8] {
    let found = embedded::FILES.iter().find(|(n, _)| *n == name);
    found.map_or(&[], |(_, bytes)| bytes)
}

/// The workspace manifest of the carried crates: this project's own, less what they do not need.
fn manifest() -> String {
    let text = String::from_utf8_lossy(file("Cargo.toml"));
    let mut kept = String::from("[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n");
    let mut keep = false;
    for line in text.lines() {
        if line.starts_with('[') {
            let name = line.trim_matches(['[', ']']);
            keep = ["workspace.package", "workspace.dependencies"].contains(&name)
                || name.starts_with("workspace.lints");
            kept.push_str(if keep { "\n" } else { "" });
        }
        if keep && !line.trim().is_empty() && is_needed(line) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Not a dependency on a crate that is not carried.
fn is_needed(line: &str) -> bool {
    let Some((_, path)) = line.split_once("path = \"crates/") else {
        return true;
    };
    let folder = path.split('"').next().unwrap_or_default();
    !file(&format!("crates/{folder}/Cargo.toml")).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_only_carried_crates() {
        let text = manifest();
        assert!(
            text.contains("[workspace.package]") && text.contains("portalis-runtime = {"),
            "{text}"
        );
        assert!(
            !text.contains("portalis-compiler") && !text.contains("[profile"),
            "{text}"
        );
    }
}
