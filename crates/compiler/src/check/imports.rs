//! Refusals of imports.
//!
//! *Invariant:* these are errors only where no handler for ImportError is around the import.

use std::ops::Range;

use crate::Source;
use crate::diagnostic::Diagnostic;

/// No file and no library module has this name. `inside` is the package that exists.
pub(crate) fn unknown_module(
    source: &Source,
    span: Range<u32>,
    name: &str,
    inside: Option<&str>,
    reason: Option<&str>,
) -> Diagnostic {
    if let Some(reason) = reason {
        let message = format!("The module `{name}` is not supported: {reason}");
        return Diagnostic::error("P0002", &source.path, span, message).with_help(
            "Do without it, or import it inside `try: … except ImportError:` with something to use in its place.",
        );
    }
    let message = match inside {
        Some(package) => format!("There is no module `{name}` in `{package}`."),
        None => format!(
            "There is no module `{name}`: it is neither a file of the program nor part of the library."
        ),
    };
    Diagnostic::error("P0002", &source.path, span, message).with_help(
        "Put the module's source beside the program, or import it inside `try: … except ImportError:` with something to use \
         in its place.",
    )
}

/// The module exists and the name in it does not.
pub(crate) fn unknown_name(
    path: &str,
    span: Range<u32>,
    module: &str,
    name: &str,
    library: bool,
    reason: Option<&str>,
) -> Diagnostic {
    if let Some(reason) = reason {
        let message = format!("`{module}.{name}` is not supported: {reason}");
        return Diagnostic::error("P0003", path, span, message)
            .with_help("Write the program without it.");
    }
    let (message, help) = match library {
        true => (
            format!("The library's `{module}` has no `{name}`, or it is not supported yet."),
            "Use another function of the module, or write this one in your program.".to_owned(),
        ),
        false => (
            format!("The module `{module}` of the program binds no name `{name}`."),
            format!("Check the spelling, or define `{name}` in `{module}`."),
        ),
    };
    Diagnostic::error("P0003", path, span, message).with_help(help)
}

/// A relative import that leaves the program's packages. `text` is CPython's.
pub(crate) fn relative(source: &Source, span: Range<u32>, text: &str, level: u32) -> Diagnostic {
    let message =
        format!("This import goes {level} package level(s) up from here, which fails: {text}.");
    Diagnostic::error("P0006", &source.path, span, message)
        .with_help("Import the module by its full name; the main file belongs to no package.")
}
