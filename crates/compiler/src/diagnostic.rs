//! What the compiler tells the user: a stable code, a place in their Python, a full sentence and a way around.

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
