//! Packs the sources of the crates that generated programs link, so that an installed `portalis` carries them.
//!
//! Writes `$OUT_DIR/embedded.rs`: a table of paths and `include_bytes!`. See `src/runtime.rs` for what is done with it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Every crate a generated program links, by folder in `crates/`, and the program that runs components.
const CRATES: [&str; 8] = [
    "async",
    "io",
    "macros",
    "portalis",
    "runtime",
    "signature",
    "stdlib",
    "wasi-host",
];

fn main() {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = here
        .join("../..")
        .canonicalize()
        .expect("the workspace is two folders up");
    let mut files = vec![root.join("Cargo.toml"), root.join("Cargo.lock")];
    for name in CRATES {
        let folder = root.join("crates").join(name);
        files.push(folder.join("Cargo.toml"));
        files.extend(Some(folder.join("build.rs")).filter(|f| f.is_file()));
        for sources in ["src", "python"] {
            walk(&folder.join(sources), &mut files);
        }
    }
    files.sort();
    let mut table = String::from("pub(crate) static FILES: &[(&str, &[u8])] = &[\n");
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
        let name = file
            .strip_prefix(&root)
            .expect("it is below the root")
            .display()
            .to_string();
        let name = name.replace('\\', "/");
        writeln!(
            table,
            "    ({name:?}, include_bytes!({:?})),",
            file.display().to_string()
        )
        .expect("writing to a string");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    fs::write(out, table).expect("OUT_DIR can be written");
}

/// Adds the files below `folder`; changes of the folder itself (a new file) run this again.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if !entry.file_name().to_string_lossy().starts_with('.') {
            files.push(path);
        }
    }
}
