//! What the driver reports when it cannot go on: a sentence, a way around, and the exit code a script sees.
//!
//! *Invariant:* the text is complete; nothing is printed here. Refusals of Python programs are `Diagnostic`s of the compiler
//! and not [`Failure`]s.

use std::fmt;
use std::io;
use std::path::Path;

/// The program or the command line was refused.
pub const EXIT_REFUSED: u8 = 2;
/// Something outside is missing or broken: the toolchain, the disk, the network.
pub const EXIT_UNAVAILABLE: u8 = 69;
/// A bug in portalis itself.
pub const EXIT_INTERNAL: u8 = 70;

/// Shorthand of this crate.
pub type Result<T> = std::result::Result<T, Failure>;

/// Why the driver stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do about it, as sentences, one a line.
    pub help: Vec<String>,
    /// Output of a tool that explains it, shown as it is.
    pub detail: Option<String>,
    /// Exit code of the command.
    pub exit: u8,
    /// rustc did not accept the Rust that the compiler made.
    pub is_rejected: bool,
}

impl Failure {
    /// The input was refused.
    pub fn refused(message: impl Into<String>) -> Failure {
        Failure::new(message, EXIT_REFUSED)
    }

    /// The machine lacks something.
    pub fn unavailable(message: impl Into<String>) -> Failure {
        Failure::new(message, EXIT_UNAVAILABLE)
    }

    /// A bug in portalis.
    pub fn internal(message: impl Into<String>) -> Failure {
        Failure::new(message, EXIT_INTERNAL)
    }

    /// Marks it as rustc's rejection of generated code.
    #[must_use]
    pub(crate) fn rejected(mut self) -> Failure {
        self.is_rejected = true;
        self
    }

    /// Adds a way around.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Failure {
        self.help.push(help.into());
        self
    }

    /// Adds the output of a tool.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Failure {
        self.detail = Some(detail.into());
        self
    }

    fn new(message: impl Into<String>, exit: u8) -> Failure {
        Failure {
            message: message.into(),
            help: Vec::new(),
            detail: None,
            exit,
            is_rejected: false,
        }
    }

    /// A failed operation on a file: `verb` completes "cannot …".
    pub fn io(verb: &str, path: &Path, error: &io::Error) -> Failure {
        let failure = Failure::unavailable(format!(
            "cannot {verb} {}: {}",
            path.display(),
            reason(error)
        ));
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => failure
                .help("Free some space: `portalis clean` removes what portalis has built.")
                .help("Or set PORTALIS_HOME to a folder on another disk."),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                failure.help("Check the permissions of that path, or set PORTALIS_HOME to a folder that can be written.")
            }
            _ => failure,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help
            .iter()
            .try_for_each(|h| write!(f, "\n  help: {h}"))
    }
}

impl std::error::Error for Failure {}

/// The reason in plain words, without Rust's "(os error 2)".
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}
