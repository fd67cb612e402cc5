//! Tracebacks as text, line for line as CPython's `traceback` module writes them (without carets).

use super::Error;
use super::group::exceptions;
use super::traceback::Entry;
use crate::{Class, Value, View};

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
const WIDTH: usize = 15;
const DEPTH: usize = 10;

/// The report of an uncaught exception, as it goes to stderr.
pub fn report(error: &Error) -> String {
    let mut writer = Writer {
        out: String::new(),
        depth: 0,
        needs_close: false,
        seen: Vec::new(),
    };
    writer.chain(error);
    writer.out
}

/// `traceback.format_exception_only`.
pub fn exception_only(error: &Error) -> String {
    let class = error.class();
    let mut name = class_label(&class);
    let text = error.text();
    if !text.as_str().is_empty() {
        name.push_str(": ");
        name.push_str(&text);
    }
    name.push('\n');
    for note in notes(error) {
        name.push_str(&note);
        name.push('\n');
    }
    name
}

fn class_label(class: &Class) -> String {
    let full = class.full_name();
    full.strip_prefix("__main__.")
        .map_or(full.clone(), str::to_string)
}

fn notes(error: &Error) -> Vec<String> {
    let notes = match error.class().is_native() {
        true => error.own_attribute("__notes__"),
        false => error
            .value()
            .quiet_find_attr("__notes__")
            .unwrap_or_default(),
    };
    let Some(Value::List(notes)) = notes else {
        return Vec::new();
    };
    let text = |note: Value| {
        View::str(&note).map_or_else(|_| "<note str() failed>".to_string(), String::from)
    };
    notes.to_vec().into_iter().map(text).collect()
}

/// The `File "…", line …` entries of a traceback, outermost first.
pub fn entries(error: &Error) -> String {
    let entries = error.state().traceback.borrow().clone();
    let mut out = String::new();
    let (mut last, mut repeated): (Option<Entry>, usize) = (None, 0);
    for entry in entries.iter().rev() {
        let same = last
            .is_some_and(|last| std::ptr::eq(last.frame, entry.frame) && last.line == entry.line);
        repeated = if same {
            repeated + 1
        } else {
            flush_repeats(&mut out, repeated)
        };
        last = Some(*entry);
        if repeated >= 3 {
            continue;
        }
        out.push_str(&format!(
            "  File \"{}\", line {}, in {}\n",
            entry.frame.file,
            entry.line,
            entry.frame.name()
        ));
        if let Some(line) = entry.frame.line(entry.line) {
            out.push_str(&format!("    {line}\n"));
        }
    }
    flush_repeats(&mut out, repeated);
    out
}

fn flush_repeats(out: &mut String, repeated: usize) -> usize {
    if repeated >= 3 {
        let more = repeated - 2;
        let plural = if more == 1 { "" } else { "s" };
        out.push_str(&format!(
            "  [Previous line repeated {more} more time{plural}]\n"
        ));
    }
    0
}

struct Writer {
    out: String,
    depth: usize,
    needs_close: bool,
    seen: Vec<Error>,
}

impl Writer {
    fn emit(&mut self, text: &str, margin: char) {
        let indent = match self.depth {
            0 => String::new(),
            depth => format!("{}{margin} ", "  ".repeat(depth)),
        };
        for line in text.split_inclusive('\n') {
            self.out.push_str(&indent);
            self.out.push_str(line);
        }
    }

    /// An exception behind those that it came from.
    fn chain(&mut self, error: &Error) {
        let mut chain: Vec<(Option<&str>, Error)> = Vec::new();
        let mut next = Some(error.clone());
        while let Some(error) = next {
            self.seen.push(error.clone());
            let state = error.state();
            let (cause, context) = (state.cause.borrow().clone(), state.context.borrow().clone());
            let fresh = |found: &Error| !self.seen.iter().any(|known| known.same(found));
            let (message, origin) = match (cause, context) {
                (Some(cause), _) if fresh(&cause) => (Some(CAUSE), Some(cause)),
                (Option::None, Some(context))
                    if !state.suppress_context.get() && fresh(&context) =>
                {
                    (Some(CONTEXT), Some(context))
                }
                _ => (Option::None, Option::None),
            };
            chain.push((message, error));
            next = origin;
        }
        for (message, error) in chain.iter().rev() {
            if let Some(message) = message {
                self.emit(message, '|');
            }
            self.one(error);
        }
    }

    fn one(&mut self, error: &Error) {
        let Some(members) = exceptions(error) else {
            self.stack(error, "Traceback (most recent call last):\n", '|');
            self.emit(&exception_only(error), '|');
            return;
        };
        if self.depth > DEPTH {
            self.emit(&format!("... (max_group_depth is {DEPTH})\n"), '|');
            return;
        }
        let is_top = self.depth == 0;
        if is_top {
            self.depth = 1;
        }
        self.stack(
            error,
            "Exception Group Traceback (most recent call last):\n",
            if is_top { '+' } else { '|' },
        );
        self.emit(&exception_only(error), '|');
        self.members(&members);
        if is_top {
            self.depth = 0;
        }
    }

    fn stack(&mut self, error: &Error, title: &str, margin: char) {
        let entries = entries(error);
        if !entries.is_empty() {
            self.emit(title, margin);
            self.emit(&entries, '|');
        }
    }

    fn members(&mut self, members: &[Error]) {
        let shown = members.len().min(WIDTH + 1);
        self.needs_close = false;
        for index in 0..shown {
            let is_last = index + 1 == shown;
            self.needs_close |= is_last;
            let truncated = index >= WIDTH;
            let title = if truncated {
                "...".to_string()
            } else {
                (index + 1).to_string()
            };
            let lead = if index == 0 { "+-" } else { "  " };
            self.out.push_str(&format!(
                "{}{lead}+---------------- {title} ----------------\n",
                "  ".repeat(self.depth)
            ));
            self.depth += 1;
            if truncated {
                let more = members.len() - WIDTH;
                let plural = if more > 1 { "s" } else { "" };
                self.emit(&format!("and {more} more exception{plural}\n"), '|');
            } else {
                self.chain(&members[index]);
            }
            if is_last && self.needs_close {
                self.out.push_str(&format!(
                    "{}+------------------------------------\n",
                    "  ".repeat(self.depth)
                ));
                self.needs_close = false;
            }
            self.depth -= 1;
        }
    }
}
