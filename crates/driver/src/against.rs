//! `check --against python3`: the program under CPython and as built, and where the two part.

use crate::error::{Failure, Result};
use crate::host::{self, Output, Start};
use crate::program::Built;
use crate::target::Target;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Where the two first differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A line of standard output, from 1; `None` where one of them ended before it.
    Line(usize, Option<String>, Option<String>),
    /// The exit codes; `None` where the time was over.
    Code(Option<u8>, Option<u8>),
}

/// Both runs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Under CPython.
    pub expected: Output,
    /// As built.
    pub actual: Output,
    /// Where they part, if they do.
    pub difference: Option<Difference>,
}

/// Runs both and compares standard output and exit code.
pub fn compare(
    python: &OsStr,
    built: &Built,
    target: Target,
    main: &Path,
    args: &[OsString],
    limit: Duration,
) -> Result<Comparison> {
    let mut command = Command::new(python);
    command
        .arg("-B")
        .arg(main)
        .args(args)
        .env("PYTHONUTF8", "1");
    let expected = host::capture_command(command, limit).map_err(|failure| {
        Failure::unavailable(failure.message).help("Name a Python 3.13, e.g. --against python3.13")
    })?;
    let actual = host::capture(
        built,
        target,
        &Start {
            argv0: main,
            args,
            folder: None,
        },
        None,
        limit,
    )?;
    let difference = difference(&expected, &actual);
    Ok(Comparison {
        expected,
        actual,
        difference,
    })
}

fn difference(expected: &Output, actual: &Output) -> Option<Difference> {
    let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let (left, right) = (text(expected), text(actual));
    // `split` and not `lines`: a missing last newline is a difference.
    let (mut left, mut right) = (left.split('\n'), right.split('\n'));
    for number in 1.. {
        let (a, b) = (left.next(), right.next());
        if a != b {
            return Some(Difference::Line(
                number,
                a.map(Into::into),
                b.map(Into::into),
            ));
        }
        if a.is_none() {
            break;
        }
    }
    (expected.code != actual.code).then_some(Difference::Code(expected.code, actual.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(stdout: &str, code: u8) -> Output {
        Output {
            stdout: stdout.into(),
            stderr: Vec::new(),
            code: Some(code),
        }
    }

    #[test]
    fn the_first_difference_is_found() {
        let find = |a: &str, b: &str| difference(&output(a, 0), &output(b, 0));
        assert_eq!(find("a\nb\n", "a\nb\n"), None);
        assert_eq!(
            find("a\nb\n", "a\nc\n"),
            Some(Difference::Line(2, Some("b".into()), Some("c".into())))
        );
        assert_eq!(
            find("a\n", "a"),
            Some(Difference::Line(2, Some(String::new()), None))
        );
        assert_eq!(
            difference(&output("", 0), &output("", 1)),
            Some(Difference::Code(Some(0), Some(1)))
        );
    }
}
