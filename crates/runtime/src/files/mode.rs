//! The mode of `open`: `r`, `wb`, `a+` …

use crate::{Result, View, errors};

/// A mode that has been read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mode {
    pub(super) reads: bool,
    pub(super) writes: bool,
    pub(super) creates: bool,
    pub(super) truncates: bool,
    pub(super) appends: bool,
    pub(super) is_binary: bool,
}

impl Mode {
    pub(super) fn parse(mode: &str) -> Result<Mode> {
        let has = |c: char| mode.contains(c);
        let is_known = mode.chars().all(|c| "axrwb+t".contains(c));
        let repeats = mode.chars().any(|c| mode.matches(c).count() > 1);
        if !is_known || repeats {
            return Err(errors::value_error(format!(
                "invalid mode: {}",
                crate::Str::from(mode).repr()?
            )));
        }
        if has('t') && has('b') {
            return Err(errors::value_error(
                "can't have text and binary mode at once",
            ));
        }
        let kinds = mode.chars().filter(|c| "axrw".contains(*c)).count();
        if kinds != 1 {
            return Err(errors::value_error(
                "must have exactly one of create/read/write/append mode",
            ));
        }
        Ok(Mode {
            reads: has('r') || has('+'),
            writes: has('w') || has('a') || has('x') || has('+'),
            creates: has('x'),
            truncates: has('w'),
            appends: has('a'),
            is_binary: has('b'),
        })
    }

    /// As a file object tells it, without `t`.
    pub(super) fn text(self) -> &'static str {
        match (self.creates, self.truncates, self.appends, self.reads) {
            (true, _, _, true) => "xb+",
            (true, ..) => "xb",
            (_, true, _, true) => "rb+",
            (_, true, ..) => "wb",
            (_, _, true, true) => "ab+",
            (_, _, true, _) => "ab",
            _ if self.writes => "rb+",
            _ => "rb",
        }
    }
}

/// Bytes have no encoding.
pub(super) fn check_binary(mode: &Mode, encoding: bool, errors: bool, newline: bool) -> Result<()> {
    let wrong = [
        (encoding, "an encoding"),
        (errors, "an errors"),
        (newline, "a newline"),
    ];
    match wrong
        .into_iter()
        .find(|(given, _)| *given && mode.is_binary)
    {
        Some((_, what)) => Err(errors::value_error(format!(
            "binary mode doesn't take {what} argument"
        ))),
        None => Ok(()),
    }
}
