//! What the compiler tells the user: a stable code, a place in their Python, a full sentence and a way around.
//!
//! *Invariant:* a code never changes its meaning; [`CODES`] and `docs/errors` list the same ones.

use unicode_width::UnicodeWidthChar;

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The program is compiled all the same.
    Warning,
    /// The program is refused.
    Error,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, e.g. `P0012`; `docs/errors/P0012.md` explains it.
    pub code: &'static str,
    /// Warning or error.
    pub severity: Severity,
    /// Path of the file as the user wrote it.
    pub path: String,
    /// Byte range in that file.
    pub span: std::ops::Range<u32>,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do instead, as a sentence.
    pub help: Option<String>,
}

/// The codes of all stages.
pub const CODES: &[(&str, &str)] = &[
    ("P0001", "syntax error"),
    ("P0002", "unknown module"),
    ("P0003", "unknown name in a module"),
    ("P0004", "code that is made at run time"),
    ("P0005", "names looked up at run time"),
    ("P0006", "relative import outside a package"),
    ("P0007", "undefined name"),
    ("P0008", "builtin that is not supported"),
    ("P0009", "lone surrogate in a string literal"),
    ("P0010", "code that is nested too deeply"),
    ("P0100", "construct that is not supported"),
];

impl Diagnostic {
    /// An error.
    pub fn error(
        code: &'static str,
        path: &str,
        span: std::ops::Range<u32>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let path = path.to_owned();
        Diagnostic {
            code,
            severity: Severity::Error,
            path,
            span,
            message: message.into(),
            help: None,
        }
    }

    /// A warning.
    pub fn warning(
        code: &'static str,
        path: &str,
        span: std::ops::Range<u32>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, path, span, message)
        }
    }

    /// Adds a way around.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// Sorts diagnostics by module and place and removes repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, modules: &[crate::hir::Module]) {
    let order = |path: &str| {
        modules
            .iter()
            .position(|module| module.path == path)
            .unwrap_or(usize::MAX)
    };
    diagnostics.sort_by_key(|diagnostic| {
        (
            order(&diagnostic.path),
            diagnostic.span.start,
            diagnostic.span.end,
        )
    });
    diagnostics.dedup();
}

/// 1-based line and 1-based column, in characters, of a byte position.
pub fn line_and_column(source: &str, position: u32) -> (u32, u32) {
    let (line, start, _) = line_of(source, position as usize);
    let before = source
        .get(start..floor(source, position as usize))
        .unwrap_or("");
    (line, before.chars().count() as u32 + 1)
}

/// Shows a diagnostic with the line of `source` that it is about:
///
/// ```text
/// error[P0002]: There is no module `nmupy`.
///  --> main.py:1:8
///   |
/// 1 | import nmupy
///   |        ^^^^^
///   = help: …
/// ```
pub fn render(diagnostic: &Diagnostic, source: &str, colour: bool) -> String {
    let paint = |code: &'static str, text: &str| match colour {
        true => format!("\x1b[{code}m{text}\x1b[0m"),
        false => text.to_owned(),
    };
    let (word, hue) = match diagnostic.severity {
        Severity::Error => ("error", "1;31"),
        Severity::Warning => ("warning", "1;33"),
    };
    let (number, column) = line_and_column(source, diagnostic.span.start);
    let (_, start, end) = line_of(source, diagnostic.span.start as usize);
    let line = source.get(start..end).unwrap_or("");
    let from = floor(source, diagnostic.span.start as usize).clamp(start, end);
    let to = floor(source, diagnostic.span.end as usize).clamp(from, end);
    let indent = width(source.get(start..from).unwrap_or(""), 0);
    let length = (width(source.get(start..to).unwrap_or(""), 0) - indent).max(1);
    let gutter = number.to_string().len();
    let bar = paint("1;34", &format!("{:gutter$} |", ""));
    let head = format!(
        "{}{}",
        paint(hue, &format!("{word}[{}]", diagnostic.code)),
        paint("1", &format!(": {}", diagnostic.message))
    );
    let mut text = format!(
        "{head}\n{:gutter$}{} {}:{number}:{column}\n{bar}\n{} {}\n{bar} {}{}\n",
        "",
        paint("1;34", "-->"),
        diagnostic.path,
        paint("1;34", &format!("{number} |")),
        expand(line),
        " ".repeat(indent),
        paint(hue, &"^".repeat(length)),
    );
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!(
            "{:gutter$} {} {}: {help}\n",
            "",
            paint("1;34", "="),
            paint("1", "help")
        ));
    }
    text
}

/// 1-based number, start and end of the line that holds `position`.
fn line_of(source: &str, position: usize) -> (u32, usize, usize) {
    let bytes = source.as_bytes();
    let position = position.min(bytes.len());
    let (mut number, mut start) = (1, 0);
    for (index, byte) in bytes.iter().enumerate().take(position) {
        // `\r\n` is one line end.
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')) {
            number += 1;
            start = index + 1;
        }
    }
    let rest = bytes.get(start..).unwrap_or(&[]);
    let length = rest
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .unwrap_or(rest.len());
    (number, start, start + length)
}

/// The character boundary at or before `position`.
fn floor(source: &str, position: usize) -> usize {
    let mut position = position.min(source.len());
    while !source.is_char_boundary(position) {
        position -= 1;
    }
    position
}

/// Columns that a terminal uses for `text`; tabs go to multiples of four.
fn width(text: &str, from: usize) -> usize {
    text.chars().fold(from, |column, c| match c {
        '\t' => column + 4 - column % 4,
        _ => column + c.width().unwrap_or(0),
    })
}

/// `text` with its tabs as spaces and without control characters.
fn expand(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let next = column + 4 - column % 4;
                result.extend(std::iter::repeat_n(' ', next - column));
                column = next;
            }
            _ if c.is_control() => {}
            _ => {
                result.push(c);
                column += c.width().unwrap_or(0);
            }
        }
    }
    result
}
