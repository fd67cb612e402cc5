//! `conformance/gaps.toml`: the programs that are not right yet, each with its present result and the reason.
//!
//! One line a gap: `"conformance/x.py" = { result = "refused", reason = "…", target = "wasi", mode = "dynamic" }`. Without a target it
//! holds on all of them, without a mode (`dynamic` or `static`) in both.

use crate::Result;
use crate::conformance::How;
use crate::programs::Program;
use crate::tools;
use std::fs;
use std::path::PathBuf;

const HEAD: &str = "\
# Programs that are not right yet: their present result, and why. A gap that closes or changes fails the tests.
# `cargo xtask conformance --record-gaps` writes the list anew; say in `reason` what is missing.

";

/// A program that is known not to be right.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gap {
    path: String,
    target: Option<String>,
    mode: Option<String>,
    pub(crate) result: String,
    reason: String,
}

impl Gap {
    #[cfg(test)]
    pub(crate) fn new(path: &str, result: &str) -> Gap {
        Gap {
            path: path.into(),
            result: result.into(),
            ..Gap::default()
        }
    }

    fn read(line: &str) -> Option<Gap> {
        let field = |name: &str| {
            let (_, rest) = line.split_once(&format!(" {name} = \""))?;
            Some(rest.split('"').next()?.to_owned())
        };
        let path = line.split('"').nth(1)?.to_owned();
        Some(Gap {
            path,
            target: field("target"),
            mode: field("mode"),
            result: field("result")?,
            reason: field("reason")?,
        })
    }

    fn line(&self) -> String {
        let optional = |name: &str, value: &Option<String>| {
            value
                .as_ref()
                .map_or(String::new(), |value| format!(", {name} = \"{value}\""))
        };
        let (target, mode) = (
            optional("target", &self.target),
            optional("mode", &self.mode),
        );
        format!(
            "\"{}\" = {{ result = \"{}\", reason = \"{}\"{target}{mode} }}\n",
            self.path, self.result, self.reason
        )
    }

    fn is_about(&self, program: &Program, how: &How) -> bool {
        let is_target = self.target.as_ref().is_none_or(|t| *t == how.target);
        let is_mode = self
            .mode
            .as_ref()
            .is_none_or(|m| (m == "dynamic") == how.dynamic);
        self.path == program.path && is_target && is_mode
    }
}

fn file() -> PathBuf {
    tools::root().join("conformance/gaps.toml")
}

/// The whole list.
pub(crate) fn read() -> Result<Vec<Gap>> {
    let text = fs::read_to_string(file()).unwrap_or_default();
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            Gap::read(line)
                .ok_or_else(|| format!("conformance/gaps.toml:{}: not a gap: {line}", number + 1))
        })
        .collect()
}

/// Every gap is about a program that is there.
pub(crate) fn check() -> Result<()> {
    let gone: Vec<String> = read()?
        .into_iter()
        .map(|g| g.path)
        .filter(|p| !tools::root().join(p).is_file())
        .collect();
    if gone.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "conformance/gaps.toml names what is not there: {}",
            gone.join(", ")
        ))
    }
}

/// The gap that is recorded for a program.
pub(crate) fn find<'a>(gaps: &'a [Gap], program: &Program, how: &How) -> Option<&'a Gap> {
    gaps.iter().find(|gap| gap.is_about(program, how))
}

/// Takes in a result; a gap that has not changed keeps its reason.
pub(crate) fn update(
    gaps: &mut Vec<Gap>,
    program: &Program,
    how: &How,
    wrong: Option<(&str, &str)>,
) {
    let old = find(gaps, program, how).cloned();
    if old.as_ref().map(|gap| gap.result.as_str()) == wrong.map(|(word, _)| word) {
        return;
    }
    if let Some(gap) = gaps
        .iter_mut()
        .find(|gap| how.dynamic && gap.mode.is_none() && gap.is_about(program, how))
    {
        gap.mode = Some("static".to_owned());
    }
    gaps.retain(|gap| !gap.is_about(program, how));
    if let Some((word, text)) = wrong {
        let is_elsewhere = how.target != "native";
        gaps.push(Gap {
            path: program.path.clone(),
            target: is_elsewhere.then(|| how.target.clone()),
            mode: how.dynamic.then(|| "dynamic".to_owned()),
            result: word.to_owned(),
            reason: reason(text),
        });
    }
}

/// The line of a message that tells most, as a reason to start from.
fn reason(text: &str) -> String {
    let errors = text.lines().find(|line| line.starts_with("error"));
    let last = text
        .lines()
        .rfind(|line| line.contains("Error"))
        .or(text.lines().next());
    let line = errors.or(last).unwrap_or("it prints something else");
    line.replace(['"', '\\'], "'")
        .trim()
        .chars()
        .take(160)
        .collect()
}

/// Writes the list.
pub(crate) fn write(gaps: &[Gap]) -> Result<()> {
    let mut gaps = gaps.to_vec();
    gaps.sort();
    let text: String = gaps.iter().map(Gap::line).collect();
    fs::write(file(), format!("{HEAD}{text}"))
        .map_err(|e| format!("cannot write conformance/gaps.toml: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(target: &str, dynamic: bool) -> How {
        How {
            target: target.into(),
            dynamic,
            ..How::default()
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let line = "\"conformance/x.py\" = { result = \"differs\", reason = \"no such thing\", target = \"wasi\" }\n";
        let gap = Gap::read(line).unwrap();
        assert_eq!(gap.line(), line);
        let program = Program {
            path: "conformance/x.py".into(),
        };
        assert!(
            gap.is_about(&program, &how("wasi", true))
                && !gap.is_about(&program, &how("native", false))
        );
        assert_eq!(
            Gap::read("\"conformance/x.py\" = { result = \"differs\" }"),
            None,
            "a gap has a reason"
        );
    }

    #[test]
    fn recording_keeps_reasons_and_drops_what_works() {
        let program = Program {
            path: "x.py".into(),
        };
        let how = how("native", false);
        let mut gaps = vec![Gap {
            reason: "written by hand".into(),
            ..Gap::new("x.py", "refused")
        }];
        update(
            &mut gaps,
            &program,
            &how,
            Some(("refused", "error[P1]: other")),
        );
        assert_eq!(gaps[0].reason, "written by hand");
        update(
            &mut gaps,
            &program,
            &how,
            Some(("differs", "line 1\n  - a\nTypeError: \"b\"")),
        );
        assert_eq!(
            (gaps[0].result.as_str(), gaps[0].reason.as_str()),
            ("differs", "TypeError: 'b'")
        );
        update(&mut gaps, &program, &how, None);
        assert!(gaps.is_empty());
    }
}
