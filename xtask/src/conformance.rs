//! `cargo xtask conformance`: programs on our targets against what CPython 3.13 printed.
//!
//! *Invariant:* nothing is skipped. A program that is not right yet stands in `conformance/gaps.toml` with its present result; a gap
//! that closes, or changes, is a failure until the list says so.

use crate::Result;
use crate::gaps::{self, Gap};
use crate::programs::{self, Program};
use crate::tools;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const TARGETS: [&str; 4] = ["native", "wasi", "node", "browser"];
/// Lines of a difference that are shown.
const SHOWN: usize = 12;

/// How many were right, how many were not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// As recorded in the list of gaps.
    pub(crate) gaps: usize,
}

impl Count {
    pub(crate) fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.gaps += other.gaps;
    }

    /// Prints the closing line; an error if anything failed.
    pub(crate) fn close(self) -> Result<()> {
        if self.gaps > 0 {
            println!(
                "{} known gaps, as recorded in conformance/gaps.toml",
                self.gaps
            );
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 {
            Ok(())
        } else {
            Err(String::new())
        }
    }
}

/// How to run them.
#[derive(Clone, Debug, Default)]
pub(crate) struct How {
    pub(crate) target: String,
    pub(crate) release: bool,
    pub(crate) dynamic: bool,
    /// Write the list of gaps anew instead of holding the results against it.
    pub(crate) record: bool,
}

pub(crate) fn command(args: &[&str]) -> Result<()> {
    let mut how = How::default();
    let (mut filter, mut targets) = ("", Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--target" => targets.push(*args.next().ok_or("--target needs a target")?),
            "--release" => how.release = true,
            "--dynamic" => how.dynamic = true,
            "--record-gaps" => how.record = true,
            other if other.starts_with('-') => return Err(format!("there is no option {other}")),
            other => filter = other,
        }
    }
    if targets.is_empty() {
        targets.push("native");
    }
    let mut all = programs::below("conformance", filter);
    all.extend(programs::below("examples", filter));
    let mut count = Count::default();
    for target in targets {
        count.add(check(
            &all,
            &How {
                target: target.into(),
                ..how.clone()
            },
        )?);
    }
    count.close()
}

pub(crate) fn examples(targets: &[&str]) -> Result<()> {
    let all = programs::below("examples", "");
    let mut count = Count::default();
    for target in if targets.is_empty() {
        &TARGETS
    } else {
        targets
    } {
        count.add(check(
            &all,
            &How {
                target: (*target).into(),
                ..How::default()
            },
        )?);
    }
    count.close()
}

/// Runs the programs on one target and compares.
pub(crate) fn check(programs: &[Program], how: &How) -> Result<Count> {
    if !TARGETS.contains(&how.target.as_str()) {
        return Err(format!("there is no target {:?}", how.target));
    }
    let mut gaps = gaps::read()?;
    let out = tools::target_dir().join("conformance").join(&how.target);
    let _ = fs::remove_dir_all(&out);
    run(programs, how, &out)?;
    let mut count = Count::default();
    let mut reasons = BTreeMap::new();
    for (index, program) in programs.iter().enumerate() {
        let result = result(program, &out.join(index.to_string()));
        if let Some((_, text)) = wrong(&result) {
            let errors: BTreeSet<&str> = text.lines().filter(|l| l.starts_with("error")).collect();
            errors
                .into_iter()
                .for_each(|e| *reasons.entry(e.to_owned()).or_default() += 1);
        }
        if how.record {
            gaps::update(&mut gaps, program, how, wrong(&result));
        }
        match judge(program, &result, gaps::find(&gaps, program, how)) {
            Ok(true) => count.passed += 1,
            Ok(false) => count.gaps += 1,
            Err(message) => {
                count.failed += 1;
                println!("FAILED {} on {}: {message}", program.path, how.target);
            }
        }
    }
    if how.record {
        gaps::write(&gaps)?;
    }
    frequent(&reasons);
    let Count {
        passed,
        failed,
        gaps,
    } = count;
    println!(
        "{}: {passed} of {} as CPython, {gaps} known gaps, {failed} failed",
        how.target,
        programs.len()
    );
    Ok(count)
}

/// What stands in the way of several programs, for those who mend it.
fn frequent(reasons: &BTreeMap<String, usize>) {
    let mut reasons: Vec<(&String, &usize)> =
        reasons.iter().filter(|(_, count)| **count > 2).collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (reason, count) in reasons.into_iter().take(SHOWN) {
        println!("{count:4} programs: {reason}");
    }
}

fn run(programs: &[Program], how: &How, out: &Path) -> Result<()> {
    if programs.is_empty() {
        return Ok(());
    }
    let mut portalis = tools::isolated(&tools::portalis(false)?);
    portalis
        .args(["batch", "--target", &how.target])
        .arg("--out")
        .arg(out);
    portalis
        .args(how.release.then_some("--release"))
        .args(how.dynamic.then_some("--dynamic"));
    portalis.args(programs.iter().map(|p| &p.path));
    tools::run(&mut portalis)
}

/// What became of a program.
enum Outcome {
    Right,
    /// A word for the list of gaps, and what to show.
    Wrong(&'static str, String),
}

/// The word and the text of a wrong result.
fn wrong(outcome: &Outcome) -> Option<(&'static str, &str)> {
    match outcome {
        Outcome::Right => None,
        Outcome::Wrong(word, text) => Some((word, text)),
    }
}

fn result(program: &Program, folder: &Path) -> Outcome {
    let read = |name: &str| fs::read(folder.join(name)).unwrap_or_default();
    let text = |name: &str| String::from_utf8_lossy(&read(name)).into_owned();
    let shown = |text: String| text.lines().take(2 * SHOWN).collect::<Vec<_>>().join("\n");
    let Some(expected) = program.expected() else {
        return Outcome::Wrong("unrecorded", "run `cargo xtask bless`".into());
    };
    match text("kind").as_str() {
        "ran" => {}
        "timeout" => return Outcome::Wrong("timeout", shown(text("stderr"))),
        "refused" => return Outcome::Wrong("refused", shown(text("stderr"))),
        "rejected" => return Outcome::Wrong("rejected", shown(text("stderr"))),
        _ => return Outcome::Wrong("failed", shown(text("stderr"))),
    }
    let code: u8 = text("code").trim().parse().unwrap_or(0);
    if read("stdout") == expected.stdout && code == expected.code {
        return Outcome::Right;
    }
    let mut message = difference(&String::from_utf8_lossy(&expected.stdout), &text("stdout"));
    if code != expected.code {
        message.push_str(&format!("exit code {code} instead of {}\n", expected.code));
    }
    message.push_str(&shown(text("stderr")));
    Outcome::Wrong("differs", message)
}

/// The first lines that differ.
fn difference(expected: &str, actual: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), actual.lines().collect());
    let Some(first) = (0..left.len().max(right.len())).find(|i| left.get(*i) != right.get(*i))
    else {
        return String::new();
    };
    let end = first + SHOWN / 3;
    let side = |mark: char, lines: &[&str]| -> String {
        lines
            .iter()
            .take(end)
            .skip(first)
            .map(|l| format!("  {mark} {l}\n"))
            .collect()
    };
    format!(
        "line {}\n{}{}",
        first + 1,
        side('-', &left),
        side('+', &right)
    )
}

/// `Ok(true)` if it is right, `Ok(false)` if it is the gap that is recorded.
fn judge(program: &Program, outcome: &Outcome, gap: Option<&Gap>) -> Result<bool> {
    match (outcome, gap) {
        (Outcome::Right, None) => Ok(true),
        (Outcome::Wrong(word, _), Some(gap)) if *word == gap.result => Ok(false),
        (Outcome::Right, Some(_)) => Err(format!(
            "it works now: remove {} from conformance/gaps.toml",
            program.path
        )),
        (Outcome::Wrong(word, text), Some(gap)) => Err(format!(
            "{word} instead of {} as recorded\n{text}",
            gap.result
        )),
        (Outcome::Wrong(word, text), None) => Err(format!("{word}\n{text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_gap_is_a_failure() {
        let program = Program {
            path: "conformance/x.py".into(),
        };
        let gap = Gap::new("conformance/x.py", "refused");
        let wrong = |word| Outcome::Wrong(word, String::new());
        assert_eq!(judge(&program, &Outcome::Right, None), Ok(true));
        assert_eq!(judge(&program, &wrong("refused"), Some(&gap)), Ok(false));
        assert!(judge(&program, &Outcome::Right, Some(&gap)).is_err());
        assert!(judge(&program, &wrong("differs"), Some(&gap)).is_err());
        assert!(judge(&program, &wrong("differs"), None).is_err());
    }

    #[test]
    fn the_first_difference_is_shown() {
        assert_eq!(
            difference("a\nb\nc\n", "a\nx\nc\n"),
            "line 2\n  - b\n  - c\n  + x\n  + c\n"
        );
        assert_eq!(difference("a\n", "a\nb\n"), "line 2\n  + b\n");
    }
}
