//! Runs cargo on a generated project and says in our words what went wrong.
//!
//! *Invariant:* the network is used only where a build without it has just failed for the lack of a package.

use crate::error::{Failure, Result};
use crate::fs;
use crate::home::Home;
use crate::progress::Progress;
use crate::project::Project;
use crate::target::{Mode, Target};
use crate::toolchain;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Builds the project and returns the path of what was made.
pub(crate) fn build(
    home: &Home,
    project: &Project,
    target: Target,
    mode: Mode,
    progress: &dyn Progress,
) -> Result<PathBuf> {
    let run = |offline: bool| run(&mut command(home, project, target, mode, offline), progress);
    let mut outcome = run(true)?;
    if outcome.needs_network() {
        progress.step("Fetching the runtime's dependencies (once)");
        outcome = run(false)?;
    }
    match outcome.executable {
        Some(path) if outcome.success => Ok(path),
        _ => Err(outcome.failure(home, project)),
    }
}

fn command(home: &Home, project: &Project, target: Target, mode: Mode, offline: bool) -> Command {
    let mut command = Command::new(toolchain::cargo());
    command.current_dir(&project.folder).args([
        "build",
        "--quiet",
        "--message-format",
        "json-render-diagnostics",
    ]);
    command
        .args(["--profile", mode.profile(target).0])
        .arg("--target-dir")
        .arg(home.target_dir());
    if let Some(triple) = target.triple() {
        command.args(["--target", triple]);
    }
    if offline {
        command.arg("--offline");
    }
    // Settings of a cargo that started us must not change where things go or what is built.
    for name in [
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "CARGO_MANIFEST_DIR",
        "CARGO_ENCODED_RUSTFLAGS",
    ] {
        command.env_remove(name);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What cargo did.
struct Outcome {
    success: bool,
    executable: Option<PathBuf>,
    errors: String,
}

fn run(command: &mut Command, progress: &dyn Progress) -> Result<Outcome> {
    let mut child = command
        .spawn()
        .map_err(|e| toolchain::missing("cargo", &e))?;
    let mut stderr = child.stderr.take().expect("it was asked for");
    // Read beside stdout: either pipe may fill up.
    let errors = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let stdout = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut executable = None;
    let mut built = 0;
    for line in stdout.lines().map_while(std::result::Result::ok) {
        if !line.contains("\"reason\":\"compiler-artifact\"") {
            continue;
        }
        if !line.contains("\"fresh\":true") {
            built += 1;
            progress.crates(built, &json_string(&line, "name").unwrap_or_default());
        }
        executable = json_string(&line, "executable")
            .map(PathBuf::from)
            .or(executable);
    }
    let status = child
        .wait()
        .map_err(|e| Failure::unavailable(format!("cannot wait for cargo: {e}")))?;
    let errors = errors.join().unwrap_or_default();
    Ok(Outcome {
        success: status.success(),
        executable,
        errors,
    })
}

impl Outcome {
    fn needs_network(&self) -> bool {
        !self.success && self.errors.contains("--offline")
    }

    fn failure(self, home: &Home, project: &Project) -> Failure {
        let has = |texts: &[&str]| texts.iter().any(|t| self.errors.contains(t));
        if has(&["No space left on device", "os error 28", "os error 122"]) {
            return Failure::unavailable("the disk is full")
                .help("Free some space: `portalis clean` removes what portalis has built.")
                .help("Or set PORTALIS_HOME to a folder on another disk.");
        }
        if has(&[
            "failed to download",
            "Could not resolve host",
            "spurious network error",
            "unable to update registry",
        ]) {
            return Failure::unavailable(
                "the first build needs the network, to fetch the runtime's dependencies",
            )
            .help("Connect and try again; after that no network is needed.")
            .detail(self.errors);
        }
        if has(&["linker `", "linking with `"]) && has(&["not found", "No such file"]) {
            return Failure::unavailable("there is no linker")
                .help("Install a C toolchain (Debian: apt-get install gcc; macOS: xcode-select --install).")
                .detail(self.errors);
        }
        if has(&[
            "requires rustc",
            "is not supported by the following package",
            "feature `edition2024` is required",
        ]) {
            return Failure::unavailable("this Rust toolchain is too old")
                .help(
                    "Run `rustup update stable`; `portalis doctor` tells which version is needed.",
                )
                .detail(self.errors);
        }
        self.rejected(home, project)
    }

    fn rejected(self, home: &Home, project: &Project) -> Failure {
        let log = home.logs().join(format!("{}.log", project.package));
        let failure =
            Failure::internal("the generated Rust did not compile; this is a bug in portalis");
        let failure = match fs::write(&log, self.errors.as_bytes()) {
            Ok(()) => failure.help(format!(
                "What the Rust compiler said is kept in {}",
                log.display()
            )),
            Err(_) => failure,
        };
        let first: Vec<&str> = self.errors.lines().take(24).collect();
        failure
            .help(format!(
                "The Rust is in {}",
                project.folder.join("src").display()
            ))
            .detail(first.join("\n"))
    }
}

/// The value of the first string field `name` in a line of JSON.
fn json_string(line: &str, name: &str) -> Option<String> {
    let key = format!("\"{name}\":\"");
    let rest = &line[line.find(&key)? + key.len()..];
    let mut text = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

/// Removes the marks by which builds are known to be up to date.
pub(crate) fn stamp(project: &Project, target: Target, mode: Mode) -> PathBuf {
    let name = format!(
        ".built-{}-{}",
        target.triple().unwrap_or("native"),
        mode.profile(target).0
    );
    Path::new(&project.folder).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_from_json() {
        let line = r#"{"reason":"x","target":{"name":"a\"b"},"executable":"C:\\x\u0041"}"#;
        assert_eq!(json_string(line, "name").as_deref(), Some("a\"b"));
        assert_eq!(json_string(line, "executable").as_deref(), Some("C:\\xA"));
        assert_eq!(json_string(r#"{"executable":null}"#, "executable"), None);
    }
}
