//! Spells the Rust tree as text, laid out as rustfmt does it for the common cases.
//!
//! *Invariant:* decides nothing about meaning; the same tree gives the same bytes.
//!
//! [`emit`] prints files, [`expr`] expressions. A construct is printed on one line if it fits in [`WIDTH`] columns and
//! is opened at its outermost delimiter otherwise.

mod expr;
mod item;

use crate::ir::{Crate, File};

/// Columns of a line, as rustfmt's `max_width`.
const WIDTH: usize = 100;

/// The files of the crate: path below `src/`, text.
pub(crate) fn emit(program: &Crate) -> Vec<(String, String)> {
    program
        .files
        .iter()
        .map(|file| (file.path.clone(), item::file(file)))
        .collect()
}

/// Whether the text of a file has `part` in it.
pub(crate) fn mentions(file: &File, part: &str) -> bool {
    item::file(file).contains(part)
}

/// Text being written, with the current indentation.
#[derive(Default)]
struct Printer {
    out: String,
    indent: usize,
}

impl Printer {
    /// Ends the line and indents the next one.
    fn newline(&mut self) {
        self.out.push('\n');
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
    }
    /// Adds text to the line.
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }
    /// Columns used in the current line.
    fn column(&self) -> usize {
        let line = self.out.rfind('\n').map_or(0, |i| i + 1);
        self.out[line..].chars().count()
    }
    /// Runs `body` one level deeper.
    fn indented(&mut self, body: impl FnOnce(&mut Self)) {
        self.indent += 1;
        body(self);
        self.indent -= 1;
    }
}
