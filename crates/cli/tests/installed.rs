//! The command as it is installed, away from this work tree: with the runtime that it carries, and what it writes for others to build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PROGRAM: &str = "\
import sys

from helper import greet

print(greet(sys.argv[1]))
sys.exit(len(sys.argv))
";

const HELPER: &str = "\
def greet(name: str) -> str:
    return f\"hello {name}\"
";

/// A folder with the program, emptied, and one for builds that is kept between runs.
fn folders() -> (PathBuf, PathBuf) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("installed");
    let folder = root.join("work");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("hello.py"), PROGRAM).unwrap();
    fs::write(folder.join("helper.py"), HELPER).unwrap();
    (folder, root.join("home"))
}

fn outcome(output: &Output) -> (String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let shown = match output.stdout.is_empty() {
        true => text(&output.stderr),
        false => text(&output.stdout),
    };
    (shown, output.status.code())
}

#[test]
fn a_program_runs_is_built_and_is_transpiled() {
    let (folder, home) = folders();
    let portalis = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portalis"));
        command
            .current_dir(&folder)
            .env("PORTALIS_HOME", &home)
            .env_remove("PORTALIS_RUNTIME");
        outcome(&command.args(args).output().unwrap())
    };
    let greeted = ("hello you\n".to_owned(), Some(3));
    assert_eq!(portalis(&["run", "hello.py", "you", "--release"]), greeted);

    assert_eq!(portalis(&["build", "hello.py"]), (String::new(), Some(0)));
    let built = Command::new(folder.join("hello"))
        .args(["you", "there"])
        .output()
        .unwrap();
    assert_eq!(outcome(&built), greeted);

    assert_eq!(
        portalis(&["transpile", "hello.py", "--out", "project"]),
        (String::new(), Some(0))
    );
    // Somebody else's machine: no portalis, and a target directory of its own.
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(folder.join("project"))
        .env("CARGO_TARGET_DIR", home.join("elsewhere"))
        .env_remove("PORTALIS_RUNTIME");
    let run = cargo
        .args(["run", "--quiet", "--offline", "--", "you", "there"])
        .output()
        .unwrap();
    assert_eq!(outcome(&run), greeted);
}
