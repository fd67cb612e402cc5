//! What people see on the terminal: diagnostics, failures, progress.
//!
//! *Invariant:* all of it goes to stderr, in colour on terminals only; stdout belongs to the program and to what was asked for.

use anstream::{eprint, eprintln};
use anstyle::{AnsiColor, Style};
use portalis_compiler::diagnostic::{Diagnostic, Severity};
use portalis_driver::program::Compilation;
use portalis_driver::{Failure, Progress};
use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::path::Path;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::BrightYellow.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
const STEP: Style = AnsiColor::BrightGreen.on_default().bold();

/// Shows why the command stopped.
pub(crate) fn failure(failure: &Failure) {
    eprintln!("{ERROR}error{ERROR:#}: {}", failure.message);
    if let Some(detail) = &failure.detail {
        for line in detail.trim_end().lines() {
            eprintln!("  {line}");
        }
    }
    for help in &failure.help {
        eprintln!("  {HELP}help{HELP:#}: {help}");
    }
}

/// Shows what went wrong where a way around was found.
pub(crate) fn warning(failure: &Failure, outcome: &str) {
    eprintln!("{WARNING}warning{WARNING:#}: {}", failure.message);
    eprintln!("  {HELP}help{HELP:#}: {outcome}");
    for help in &failure.help {
        eprintln!("  {HELP}help{HELP:#}: {help}");
    }
}

/// Shows every diagnostic, then how many errors there are.
pub(crate) fn diagnostics(compilation: &Compilation, main: &Path) {
    let all = &compilation.compiled.diagnostics;
    for diagnostic in all {
        one(diagnostic, compilation);
    }
    match all.iter().filter(|d| d.severity == Severity::Error).count() {
        0 => {}
        1 => eprintln!(
            "{ERROR}error{ERROR:#}: {} was refused: 1 error",
            main.display()
        ),
        n => eprintln!(
            "{ERROR}error{ERROR:#}: {} was refused: {n} errors",
            main.display()
        ),
    }
}

/// Every diagnostic without colours.
pub(crate) fn plain(compilation: &Compilation) -> String {
    let all = compilation.compiled.diagnostics.iter();
    let text: String = all.map(|d| frame(d, compilation)).collect();
    anstream::adapter::strip_str(&text).to_string()
}

fn one(diagnostic: &Diagnostic, compilation: &Compilation) {
    eprint!("{}", frame(diagnostic, compilation));
}

/// In colour; the streams take it away where there is no terminal.
fn frame(diagnostic: &Diagnostic, compilation: &Compilation) -> String {
    let source = compilation
        .sources
        .iter()
        .find(|s| s.path == diagnostic.path);
    let text = source.map_or("", |s| &s.text);
    let mut frame = portalis_compiler::diagnostic::render(diagnostic, text, true);
    if !frame.ends_with('\n') {
        frame.push('\n');
    }
    frame
}

/// One line on a terminal that tells what is going on; nothing where nobody looks.
#[derive(Debug)]
pub(crate) struct Line {
    is_terminal: bool,
    is_shown: Cell<bool>,
    step: std::cell::RefCell<String>,
}

impl Line {
    pub(crate) fn new() -> Line {
        Line {
            is_terminal: std::io::stderr().is_terminal(),
            is_shown: Cell::new(false),
            step: std::cell::RefCell::default(),
        }
    }

    /// Tells what came of it.
    pub(crate) fn result(&self, text: &str) {
        self.done();
        if self.is_terminal {
            eprintln!("{STEP}{text}{STEP:#}");
        }
    }

    fn show(&self, text: &str) {
        if self.is_terminal {
            eprint!("\r\x1b[K{STEP}{}{STEP:#}{text}", self.step.borrow());
            let _ = std::io::stderr().flush();
            self.is_shown.set(true);
        }
    }
}

impl Progress for Line {
    fn step(&self, text: &str) {
        text.clone_into(&mut self.step.borrow_mut());
        self.show(" …");
    }

    fn crates(&self, done: usize, name: &str) {
        self.show(&format!(" … {done} crates ({name})"));
    }

    fn done(&self) {
        if self.is_shown.replace(false) {
            eprint!("\r\x1b[K");
            let _ = std::io::stderr().flush();
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.done();
    }
}
