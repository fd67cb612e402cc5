//! Bad input gets a clear error with a way around, the right exit code, and leaves nothing behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of one test, empty at its start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("errors")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target directory can be written");
    folder
}

fn portalis(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portalis"));
    command
        .current_dir(folder)
        .env("PORTALIS_HOME", folder.join("home"))
        .env_remove("PORTALIS_RUNTIME");
    command
}

/// Exit code and stderr of a command that prints nothing on stdout.
fn refused(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = portalis(folder)
        .args(args)
        .output()
        .expect("the command starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[track_caller]
fn check(folder: &Path, args: &[&str], expected: &[&str]) {
    let (code, stderr) = refused(folder, args);
    assert_eq!(code, Some(2), "{stderr}");
    for text in expected {
        assert!(stderr.contains(text), "no {text:?} in:\n{stderr}");
    }
    assert!(
        !stderr.contains('\x1b'),
        "colour where there is no terminal:\n{stderr}"
    );
    assert!(!folder.join("home").exists(), "something was written");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = folder("files");
    fs::write(folder.join("latin.py"), b"x = 1\ny = '\xe9'\n").unwrap();
    fs::create_dir(folder.join("package")).unwrap();
    fs::write(folder.join("package/__main__.py"), "").unwrap();
    check(
        &folder,
        &["run", "nope.py"],
        &["cannot read nope.py: there is no such file", "help:"],
    );
    check(
        &folder,
        &["run", "package"],
        &["package is a folder", "package/__main__.py"],
    );
    check(
        &folder,
        &["build", "latin.py"],
        &[
            "latin.py: Non-UTF-8 code",
            "line 2",
            "Save the file as UTF-8",
        ],
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let folder = folder("syntax");
    fs::write(folder.join("bad.py"), "x = (\n").unwrap();
    fs::write(
        folder.join("imports.py"),
        "import nmupy\nfrom json import loadz\n",
    )
    .unwrap();
    check(&folder, &["run", "bad.py"], &["bad.py:", "was refused"]);
    check(
        &folder,
        &["check", "imports.py"],
        &["nmupy", "imports.py:1", "imports.py:2", "2 errors"],
    );
}

#[test]
fn an_imported_file_that_cannot_be_decoded_is_named() {
    let folder = folder("imported");
    fs::write(folder.join("main.py"), "import other\n").unwrap();
    fs::write(folder.join("other.py"), b"\xff").unwrap();
    check(
        &folder,
        &["check", "main.py"],
        &["other.py: Non-UTF-8 code starting with '\\xff' on line 1"],
    );
}

#[test]
fn misspelt_options_and_targets() {
    let folder = folder("usage");
    check(
        &folder,
        &["run", "--relese", "a.py"],
        &["--relese", "--help"],
    );
    check(
        &folder,
        &["run", "--target", "wassi", "a.py"],
        &["native, wasi, browser, node", "'wasi'"],
    );
    check(&folder, &["runn", "a.py"], &["runn", "run"]);
}

#[test]
fn a_refused_program_is_not_transpiled() {
    let folder = folder("transpile");
    fs::write(folder.join("bad.py"), "x = (\n").unwrap();
    check(
        &folder,
        &["transpile", "bad.py", "--out", "out"],
        &["was refused"],
    );
    assert!(!folder.join("out").exists());
}
