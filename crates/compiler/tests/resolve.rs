//! Golden tests of parsing and name resolution: `tests/resolve/*.py` (or a folder with `main.py`) with the dump beside
//! it, and the SyntaxErrors of `syntax_errors.txt`, which are recorded from CPython; where place or words still differ,
//! `syntax_differences.txt` has both.
//!
//! `BLESS=1 cargo test -p portalis-compiler --test resolve` writes the dumps.

#![expect(
    clippy::disallowed_methods,
    reason = "the test reads and writes its own data files"
)]

use std::path::{Path, PathBuf};

use portalis_compiler::diagnostic::{CODES, Diagnostic, line_and_column, render};
use portalis_compiler::hir::Program;
use portalis_compiler::resolve::{dump::dump, resolve};
use portalis_compiler::{Loader, Options, Source, compile};
use portalis_signature::{Catalogue, Module, parse};

/// The files of a folder.
struct Folder(PathBuf);

impl Loader for Folder {
    fn load(&self, name: &str) -> Option<Source> {
        let path = name.replace('.', "/");
        [
            (format!("{path}.py"), false),
            (format!("{path}/__init__.py"), true),
        ]
        .into_iter()
        .find_map(|(path, is_package)| {
            let text = std::fs::read_to_string(self.0.join(&path)).ok()?;
            Some(Source {
                module: name.to_owned(),
                path,
                text,
                is_package,
            })
        })
    }
}

/// A small library: resolution must not depend on the real one.
fn catalogue() -> Catalogue {
    let function = |name: &str| {
        let signature =
            parse::function(&format!("def {name}(*args: Any) -> Any")).expect("a signature");
        portalis_signature::Function {
            signature,
            rust: name.to_owned(),
            passing: Vec::new(),
            is_async: false,
            fallible: true,
            is_macro: false,
            operator: None,
            dunder: None,
            blocks: false,
            doc: String::new(),
        }
    };
    let module = |name: &str, functions: &[&str]| Module {
        name: name.to_owned(),
        functions: functions.iter().map(|name| function(name)).collect(),
        ..Module::default()
    };
    let python = Module {
        name: "written".to_owned(),
        python: Some("from math import sqrt\n\ndef in_python(): return sqrt(2)\n".to_owned()),
        ..Module::default()
    };
    let modules = vec![
        module("asyncio", &["run", "sleep", "gather"]),
        module("collections.abc", &["Iterable"]),
        module("contextlib", &["suppress", "contextmanager"]),
        module("json", &["dumps", "loads"]),
        module("math", &["sqrt", "floor"]),
        module("os", &["getcwd"]),
        module("os.path", &["join"]),
        module("sys", &["exit"]),
        module("weakref", &["ref"]),
        module("typing", &["TYPE_CHECKING", "Any", "Annotated", "Literal"]),
        python,
    ];
    Catalogue {
        modules,
        ..Catalogue::default()
    }
}

fn resolve_file(path: &Path) -> (Program, Vec<Diagnostic>) {
    let text = std::fs::read_to_string(path).expect("the test's program");
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("main.py")
        .to_owned();
    let main = Source {
        module: "__main__".to_owned(),
        path: name,
        text,
        is_package: false,
    };
    let folder = Folder(path.parent().expect("a folder").to_owned());
    resolve(main, &folder, &catalogue())
}

/// The dump with the diagnostics above it.
fn shown(program: &Program, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let module = program
            .modules
            .iter()
            .find(|module| module.path == diagnostic.path);
        text.push_str(&render(
            diagnostic,
            module.map_or("", |module| &module.text),
            false,
        ));
    }
    text + &dump(program)
}

#[test]
fn programs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/resolve");
    let mut entries: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    entries.sort();
    let mut failures = String::new();
    for entry in entries {
        let program = if entry.is_dir() {
            entry.join("main.py")
        } else {
            entry.clone()
        };
        if program
            .extension()
            .is_none_or(|extension| extension != "py")
            || program.ends_with("record.py")
        {
            continue;
        }
        let (resolved, diagnostics) = resolve_file(&program);
        let actual = shown(&resolved, &diagnostics);
        let golden = program.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&golden, &actual).expect("the golden file");
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if actual != expected {
            failures.push_str(&format!(
                "{}:\n{}\n",
                program.display(),
                difference(&expected, &actual)
            ));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The lines from the first that differs.
fn difference(expected: &str, actual: &str) -> String {
    let same = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(left, right)| left == right)
        .count();
    let tail = |text: &str| {
        text.lines()
            .skip(same.saturating_sub(2))
            .take(8)
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!("expected:\n{}\nactual:\n{}", tail(expected), tail(actual))
}

#[test]
fn syntax_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/resolve");
    let text = std::fs::read_to_string(folder.join("syntax_errors.txt")).expect("the cases");
    let (mut failures, mut worse) = (String::new(), String::new());
    for case in text.split("\n---").skip(1) {
        let (expected, program) = case.split_once('\n').unwrap_or((case, ""));
        let (expected, program) = (
            expected.trim(),
            format!("{}\n", program.trim_end_matches('\n')),
        );
        let actual = first_error(&program);
        let refused = |answer: &str| answer != "ok";
        if refused(expected) != refused(&actual) {
            worse.push_str(&format!(
                "{program:?}\n  CPython: {expected}\n  here:    {actual}\n"
            ));
        } else if expected != actual {
            failures.push_str(&format!(
                "{program:?}\n  CPython: {expected}\n  here:    {actual}\n"
            ));
        }
    }
    let golden = folder.join("syntax_differences.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&golden, &failures).expect("the golden file");
    }
    let known = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        worse.is_empty(),
        "accepted or refused unlike CPython:\n{worse}"
    );
    assert!(failures == known, "{}", difference(&known, &failures));
}

const OPTIONS: Options = Options {
    can_block: true,
    tracebacks: false,
    dynamic: false,
    dump: None,
};

/// Each code has a page, and the page's example gives the code.
#[test]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors");
    let mut catalogue = catalogue();
    catalogue.modules.push(Module {
        name: "builtins".to_owned(),
        ..Module::default()
    });
    for (code, title) in CODES {
        let page =
            std::fs::read_to_string(folder.join(format!("{code}.md"))).expect("the code's page");
        assert!(
            page.to_lowercase()
                .starts_with(&format!("# {code}: {title}").to_lowercase()),
            "{code}: {title}"
        );
        let example = page
            .split("```python\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next());
        let nested = format!("x = {}1\n", "-".repeat(3000));
        let text = if *code == "P0010" {
            nested
        } else {
            example.expect("an example").to_owned()
        };
        let main = Source {
            module: "__main__".to_owned(),
            path: "main.py".to_owned(),
            text,
            is_package: false,
        };
        let loader = Folder(PathBuf::from("/nowhere"));
        // What lowering refuses comes after the other stages.
        let diagnostics = match *code < "P0100" {
            true => resolve(main, &loader, &catalogue).1,
            false => compile(main, &loader, &catalogue, &OPTIONS).diagnostics,
        };
        assert!(
            diagnostics
                .iter()
                .any(|diagnostic| diagnostic.code == *code),
            "{code}: {diagnostics:?}"
        );
    }
}

/// Line, column and message of the first SyntaxError, as CPython shows it.
fn first_error(program: &str) -> String {
    let source = Source {
        module: "__main__".to_owned(),
        path: "program.py".to_owned(),
        text: program.to_owned(),
        is_package: false,
    };
    let (_, diagnostics) = resolve(
        source,
        &Folder(PathBuf::from("/nowhere")),
        &Catalogue::default(),
    );
    match diagnostics
        .iter()
        .find(|diagnostic| diagnostic.code == "P0001")
    {
        Some(error) => {
            let (line, column) = line_and_column(program, error.span.start);
            format!(
                "{line}:{column} {}",
                error.message.split_once(": ").map_or("", |(_, text)| text)
            )
        }
        None => "ok".to_owned(),
    }
}
