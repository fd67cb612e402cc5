//! `cargo xtask emitted`: the Rust that the examples become is clippy-clean with default lints, and laid out as rustfmt would.
//!
//! All of them go into one package with a binary each, so that the runtime is looked at once.

use crate::Result;
use crate::programs::{self, Program};
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn check() -> Result<()> {
    let folder = tools::target_dir().join("emitted");
    let portalis = tools::portalis(false)?;
    let _ = fs::remove_dir_all(folder.join("src"));
    let mut features: Vec<String> = Vec::new();
    for program in programs::below("examples", "") {
        features.extend(transpiled(&portalis, &program, &folder)?);
    }
    features.sort();
    features.dedup();
    write(&folder.join("Cargo.toml"), &manifest(&features))?;
    let cargo = |args: &[&str]| tools::run(tools::cargo().current_dir(&folder).args(args));
    cargo(&["fmt", "--check"])?;
    cargo(&["clippy", "--quiet", "--", "-D", "warnings"])
}

/// Moves the sources of one program into the package and returns the features it needs.
fn transpiled(portalis: &Path, program: &Program, folder: &Path) -> Result<Vec<String>> {
    let out = folder.join("one");
    let _ = fs::remove_dir_all(&out);
    let mut transpile = tools::isolated(portalis);
    tools::run(
        transpile
            .args(["transpile", &program.path, "--out"])
            .arg(&out),
    )?;
    let name = program.path.trim_end_matches(".py").replace('/', "_");
    let to: PathBuf = folder.join("src/bin").join(name);
    fs::create_dir_all(folder.join("src/bin")).map_err(|e| e.to_string())?;
    fs::rename(out.join("src"), &to)
        .map_err(|e| format!("cannot move to {}: {e}", to.display()))?;
    let manifest = fs::read_to_string(out.join("Cargo.toml")).map_err(|e| e.to_string())?;
    let list = manifest
        .split_once("features = [")
        .and_then(|(_, rest)| rest.split_once(']'));
    let names = list.map_or("", |(list, _)| list).split(',');
    Ok(names
        .map(|n| n.trim().trim_matches('"').to_owned())
        .filter(|n| !n.is_empty())
        .collect())
}

fn manifest(features: &[String]) -> String {
    let portalis = tools::root().join("crates/portalis");
    format!(
        "[package]\nname = \"emitted\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         portalis = {{ path = '{}', features = {features:?} }}\n\n[workspace]\n",
        portalis.display()
    )
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}
