//! Python files from the disk as the compiler wants them: decoded (BOM, PEP 263), with `\n` line ends, found as CPython finds them.
//!
//! *Invariant:* a file that cannot be read or decoded is a [`Failure`] that names it; it never reads as an empty module.

use crate::error::{Failure, Result, reason};
use portalis_compiler::{Loader, Source};
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads the program's main file.
pub(crate) fn read_main(path: &Path) -> Result<Source> {
    if path.is_dir() {
        let failure =
            Failure::refused(format!("{} is a folder, not a Python file", path.display()));
        let main = path.join("__main__.py");
        return Err(match main.is_file() {
            true => failure.help(format!("Name the file to run: {}", main.display())),
            false => failure.help("Name the file that starts the program."),
        });
    }
    let text = read(path)?;
    Ok(Source {
        module: "__main__".into(),
        path: path.display().to_string(),
        text,
        is_package: false,
    })
}

/// Finds modules beside the main file, and remembers all that it read and every file that could not be read.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// Sources in the order in which they were asked for.
    pub(crate) loaded: RefCell<Vec<Source>>,
    /// Files that exist but could not be read or decoded.
    pub(crate) failures: RefCell<Vec<Failure>>,
}

impl Folder {
    /// The folder of the main file: `sys.path[0]`.
    pub(crate) fn of(main: &Path) -> Folder {
        let root = main.parent().unwrap_or(Path::new("")).to_owned();
        Folder {
            root,
            loaded: RefCell::default(),
            failures: RefCell::default(),
        }
    }
}

impl Loader for Folder {
    fn load(&self, name: &str) -> Option<Source> {
        let (path, is_package) = find(&self.root, name)?;
        let text = match &path {
            Found::File(path) => read(path)
                .map_err(|e| self.failures.borrow_mut().push(e))
                .ok()?,
            Found::Namespace(_) => String::new(),
        };
        let path = match path {
            Found::File(path) | Found::Namespace(path) => path.display().to_string(),
        };
        let source = Source {
            module: name.into(),
            path,
            text,
            is_package,
        };
        self.loaded.borrow_mut().push(source.clone());
        Some(source)
    }
}

enum Found {
    File(PathBuf),
    /// A folder without `__init__.py` (PEP 420).
    Namespace(PathBuf),
}

/// CPython's order in one folder: a package, then a module, then a namespace package.
fn find(root: &Path, name: &str) -> Option<(Found, bool)> {
    if name.split('.').any(str::is_empty) {
        return None;
    }
    let base = name
        .split('.')
        .fold(root.to_owned(), |path, part| path.join(part));
    let init = base.join("__init__.py");
    if init.is_file() {
        return Some((Found::File(init), true));
    }
    // Not `with_extension`: that would cut a dotted folder name.
    let mut file = base.clone().into_os_string();
    file.push(".py");
    let file = PathBuf::from(file);
    if file.is_file() {
        return Some((Found::File(file), false));
    }
    base.is_dir().then_some((Found::Namespace(base), true))
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|e| {
        let failure = Failure::refused(format!("cannot read {}: {}", path.display(), reason(&e)));
        match e.kind() {
            std::io::ErrorKind::NotFound => {
                failure.help("Check the spelling and the folder you are in.")
            }
            _ => failure,
        }
    })?;
    decode(&bytes).map_err(|problem| {
        Failure::refused(format!("{}: {problem}", path.display())).help("Save the file as UTF-8.")
    })
}

/// Text of a source file: UTF-8 unless a coding cookie says otherwise.
fn decode(bytes: &[u8]) -> std::result::Result<String, String> {
    let (bytes, bom) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let text = match cookie(bytes).as_deref() {
        None | Some("utf-8") => utf8(bytes)?,
        Some(other) if bom => return Err(format!("encoding problem: {other} with BOM")),
        Some("latin-1") => bytes.iter().map(|b| char::from(*b)).collect(),
        Some("ascii") if bytes.is_ascii() => utf8(bytes)?,
        Some("ascii") => return Err("it is declared as ASCII but holds other bytes".into()),
        Some(other) => return Err(format!("unknown encoding: {other}")),
    };
    if let Some(at) = text.find('\0') {
        let line = 1 + text[..at].matches('\n').count();
        return Err(format!(
            "source code cannot contain null bytes (line {line})"
        ));
    }
    Ok(if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    })
}

fn utf8(bytes: &[u8]) -> std::result::Result<String, String> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|e| {
        let at = e.valid_up_to();
        let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
        let byte = bytes.get(at).copied().unwrap_or_default();
        format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared"
        )
    })
}

/// The encoding that a comment in the first two lines declares (PEP 263), by its usual name.
fn cookie(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|b| *b == b'\n').take(2) {
        let text = String::from_utf8_lossy(line);
        let text = text.trim_start_matches([' ', '\t', '\x0c']);
        match text.strip_prefix('#') {
            Some(comment) => {
                if let Some(name) = declared(comment) {
                    return Some(usual_name(&name));
                }
            }
            // A first line with code on it ends the search.
            None if text.trim().is_empty() => {}
            None => return None,
        }
    }
    None
}

/// The name after `coding:` or `coding=`.
fn declared(comment: &str) -> Option<String> {
    comment.match_indices("coding").find_map(|(at, word)| {
        let rest = comment[at + word.len()..].strip_prefix([':', '='])?;
        let name: String = rest
            .trim_start_matches([' ', '\t'])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
            .collect();
        (!name.is_empty()).then_some(name)
    })
}

fn usual_name(name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('_', "-");
    match name.as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "utf-8-sig" | "cp65001" => "utf-8".into(),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" | "8859" | "cp819" | "latin" => {
            "latin-1".into()
        }
        "ascii" | "us-ascii" | "646" => "ascii".into(),
        _ if name.starts_with("utf-8-") => "utf-8".into(),
        _ if name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") => "latin-1".into(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_as_declared() {
        assert_eq!(decode(b"x = 1\r\ny = 2\r").unwrap(), "x = 1\ny = 2\n");
        assert_eq!(decode(b"\xef\xbb\xbfx").unwrap(), "x");
        assert_eq!(
            decode(b"# -*- coding: latin-1 -*-\n'\xe9'").unwrap(),
            "# -*- coding: latin-1 -*-\n'\u{e9}'"
        );
        assert!(decode(b"#!/usr/bin/python\n# vim: set fileencoding=utf8 :\n").is_ok());
        assert!(
            decode(b"x = 1\n# coding: koi8-r\n").is_ok(),
            "code before the cookie hides it"
        );
    }

    #[test]
    fn what_cannot_be_decoded_is_refused() {
        let err = |bytes: &[u8]| decode(bytes).unwrap_err();
        assert_eq!(
            err(b"\n\xff"),
            "Non-UTF-8 code starting with '\\xff' on line 2, but no encoding declared"
        );
        assert_eq!(err(b"# coding: koi8-r\n"), "unknown encoding: koi8-r");
        assert_eq!(
            err(b"\xef\xbb\xbf# coding: latin-1\n"),
            "encoding problem: latin-1 with BOM"
        );
        assert_eq!(
            err(b"a\n\0"),
            "source code cannot contain null bytes (line 2)"
        );
    }
}
