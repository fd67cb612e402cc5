//! The Rust that Python becomes, as people see it: each `translation/*.py` has its Rust beside it.
//!
//! `BLESS=1 cargo test -p portalis-cli --test translation` writes the Rust anew; read the difference as a reviewer would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn python_becomes_this_rust() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/translation");
    let mut programs: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "py"))
        .collect();
    programs.sort();
    assert!(!programs.is_empty(), "no programs in {}", folder.display());
    let wrong: Vec<String> = programs
        .iter()
        .filter_map(|path| difference(path))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What differs from the recorded Rust, if anything does.
fn difference(program: &Path) -> Option<String> {
    let name = program.file_name()?.to_string_lossy().into_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_portalis"))
        .arg("transpile")
        .arg(&name)
        .current_dir(program.parent()?)
        .output()
        .expect("portalis starts");
    let rust = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Some(format!(
            "{name}: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let recorded = program.with_extension("rs");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&recorded, &rust).expect("the Rust can be written");
        return None;
    }
    let expected = fs::read_to_string(&recorded).unwrap_or_default();
    (rust != expected).then(|| format!("{name} has become:\n{rust}"))
}
