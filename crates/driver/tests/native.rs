//! A generated project is built and written out as it should be. What programs print is tested in `conformance/`.

use portalis_compiler::Compiled;
use portalis_driver::program::{self, Build};
use portalis_driver::{Home, Mode, Quiet, Target};
use std::path::{Path, PathBuf};
use std::process::Command;

fn program(text: &str) -> Compiled {
    Compiled {
        files: vec![("main.rs".into(), text.into())],
        ..Compiled::default()
    }
}

/// A home of this test alone, kept between runs so that the runtime is built once.
fn home() -> Home {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("home");
    Home::at(root)
}

#[test]
fn a_program_is_built_runs_and_is_not_built_twice() {
    let build = Build {
        home: home(),
        target: Target::Native,
        mode: Mode::Quick,
    };
    let main = Path::new("hello.py");
    let compiled =
        program("use portalis as _;\nfn main() { println!(\"hello\"); std::process::exit(3) }\n");
    let built = program::build(main, &compiled, &build, &Quiet).unwrap();
    let output = Command::new(&built.artifact).output().unwrap();
    assert_eq!(
        (output.stdout.as_slice(), output.status.code()),
        (b"hello\n".as_slice(), Some(3))
    );
    let time = |path: &Path| std::fs::metadata(path).unwrap().modified().unwrap();
    let before = time(&built.artifact);
    let again = program::build(main, &compiled, &build, &Quiet).unwrap();
    assert_eq!(
        (again.fingerprint, time(&again.artifact)),
        (built.fingerprint, before)
    );
}

#[test]
fn rust_that_does_not_compile_is_our_bug_and_leaves_a_log() {
    let build = Build {
        home: home(),
        target: Target::Native,
        mode: Mode::Quick,
    };
    let failure = program::build(
        Path::new("wrong.py"),
        &program("fn main() { 1 + }"),
        &build,
        &Quiet,
    )
    .unwrap_err();
    assert_eq!(failure.exit, portalis_driver::EXIT_INTERNAL);
    assert!(
        failure.message.contains("this is a bug in portalis"),
        "{failure}"
    );
    assert!(failure.detail.is_some_and(|d| d.contains("error")));
    assert!(std::fs::read_dir(home().logs()).unwrap().count() > 0);
}
