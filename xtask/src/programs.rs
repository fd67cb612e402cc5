//! The Python programs of `conformance/` and `examples/`, and what CPython printed for each.
//!
//! Beside `name.py` stand `name.out`, its standard output, and `name.code`, its exit code where that is not 0. In a folder with a
//! `main.py` that is the program, and the other files are its modules.

use crate::Result;
use crate::tools::root;
use std::fs;
use std::path::{Path, PathBuf};

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Program {
    /// Path from the workspace's folder, with `/`.
    pub(crate) path: String,
}

/// What CPython printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) stdout: Vec<u8>,
    pub(crate) code: u8,
}

impl Program {
    fn beside(&self, extension: &str) -> PathBuf {
        root().join(&self.path).with_extension(extension)
    }

    /// What was recorded; `None` if nothing was.
    pub(crate) fn expected(&self) -> Option<Expected> {
        let stdout = fs::read(self.beside("out")).ok()?;
        let code = fs::read_to_string(self.beside("code"))
            .ok()
            .and_then(|c| c.trim().parse().ok())
            .unwrap_or(0);
        Some(Expected { stdout, code })
    }

    /// Records it.
    pub(crate) fn record(&self, expected: &Expected) -> Result<()> {
        let write = || {
            fs::write(self.beside("out"), &expected.stdout)?;
            match expected.code {
                0 if self.beside("code").exists() => fs::remove_file(self.beside("code")),
                0 => Ok(()),
                code => fs::write(self.beside("code"), format!("{code}\n")),
            }
        };
        write().map_err(|e| format!("cannot write beside {}: {e}", self.path))
    }
}

/// The programs below a folder of the workspace whose path contains `filter`, in order.
pub(crate) fn below(folder: &str, filter: &str) -> Vec<Program> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    let mut programs: Vec<Program> = found
        .into_iter()
        .filter_map(|path| {
            Some(
                path.strip_prefix(root())
                    .ok()?
                    .to_string_lossy()
                    .replace('\\', "/"),
            )
        })
        .filter(|path| path.contains(filter))
        .map(|path| Program { path })
        .collect();
    programs.sort();
    programs
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let main = folder.join("main.py");
    if main.is_file() {
        found.push(main);
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|e| e.path()) {
        let is_hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with(['.', '_']));
        if path.is_dir() && !is_hidden {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}
