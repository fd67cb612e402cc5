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
use std::collections::HashMap;
use std::ffi::OsString;
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
    let outcome = run(home, project, target, mode, progress)?;
    match outcome.artifacts.get(&project.package) {
        Some(path) if outcome.success => Ok(path.clone()),
        _ => Err(outcome
            .failure()
            .unwrap_or_else(|text| rejected(&text, home, project))),
    }
}

/// What became of one binary of several.
pub(crate) type Binary = std::result::Result<PathBuf, String>;

/// Builds every binary of the project: the path of each, or what the Rust compiler said.
pub(crate) fn build_all(
    home: &Home,
    project: &Project,
    target: Target,
    mode: Mode,
    names: &[String],
    progress: &dyn Progress,
) -> Result<Vec<Binary>> {
    let outcome = run(home, project, target, mode, progress)?;
    // Nothing was made and no error has a binary's name: it is not the programs.
    if !outcome.success
        && outcome.artifacts.is_empty()
        && names.iter().all(|n| !outcome.errors.contains_key(n))
    {
        return Err(outcome
            .failure()
            .unwrap_or_else(|text| rejected(&text, home, project)));
    }
    let error = |name: &String| {
        outcome
            .errors
            .get(name)
            .cloned()
            .unwrap_or_else(|| outcome.stderr.clone())
    };
    Ok(names
        .iter()
        .map(|name| {
            outcome
                .artifacts
                .get(name)
                .cloned()
                .ok_or_else(|| error(name))
        })
        .collect())
}

/// Builds a program of our own, optimised for the time to build it, and returns its path.
pub(crate) fn build_host(
    folder: &Path,
    package: &str,
    binary: &str,
    progress: &dyn Progress,
) -> Result<PathBuf> {
    let arguments = ["--release", "--package", package].map(OsString::from);
    let mut outcome = online_if_needed(folder, &arguments, progress)?;
    match outcome.artifacts.remove(binary) {
        Some(path) if outcome.success => Ok(path),
        _ => Err(outcome.failure().unwrap_or_else(|text| {
            Failure::unavailable(format!("{package} could not be built")).detail(text)
        })),
    }
}

fn run(
    home: &Home,
    project: &Project,
    target: Target,
    mode: Mode,
    progress: &dyn Progress,
) -> Result<Outcome> {
    let mut arguments: Vec<OsString> = vec![
        "--keep-going".into(),
        "--profile".into(),
        mode.profile(target).0.into(),
    ];
    arguments.extend(["--target-dir".into(), home.target_dir().into()]);
    if let Some(triple) = target.triple() {
        arguments.extend(["--target".into(), triple.into()]);
        if mode == Mode::Release && target != Target::Wasi {
            arguments.extend(["--config".into(), small_link(triple).into()]);
        }
    }
    online_if_needed(&project.folder, &arguments, progress)
}

/// Two rounds of link-time optimisation for WebAssembly. What only a switch of `portalis_runtime::reach` leads to is gone after
/// the first; that it refers to nothing any more is news to what stands behind other switches, and rustc has one round.
/// So it hands the linker LLVM's bitcode instead of code, and rustc's own linker for WebAssembly makes the second. The linker of
/// components takes no such options.
fn small_link(triple: &str) -> String {
    format!(
        "target.{triple}.rustflags=['-Clinker-plugin-lto', '-Clink-arg=--compress-relocations']"
    )
}

fn online_if_needed(
    folder: &Path,
    arguments: &[OsString],
    progress: &dyn Progress,
) -> Result<Outcome> {
    let outcome = once(&mut command(folder, arguments, &["--offline"]), progress)?;
    if !outcome.needs_network() {
        return Ok(outcome);
    }
    progress.step("Fetching the runtime's dependencies (once)");
    once(&mut command(folder, arguments, &[]), progress)
}

fn command(folder: &Path, arguments: &[OsString], more: &[&str]) -> Command {
    let mut command = Command::new(toolchain::cargo());
    command
        .current_dir(folder)
        .args(["build", "--quiet", "--message-format", "json"]);
    command.args(arguments).args(more);
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
#[derive(Default)]
struct Outcome {
    success: bool,
    /// What was made, by the name of the binary.
    artifacts: HashMap<String, PathBuf>,
    /// What rustc said, by the name of the binary or library.
    errors: HashMap<String, String>,
    /// What cargo said itself.
    stderr: String,
}

fn once(command: &mut Command, progress: &dyn Progress) -> Result<Outcome> {
    let mut child = command
        .spawn()
        .map_err(|e| toolchain::missing("cargo", &e))?;
    let mut stderr = child.stderr.take().expect("it was asked for");
    // Read beside stdout: either pipe may fill up.
    let said = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let stdout = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut outcome = Outcome::default();
    let mut built = 0;
    for line in stdout.lines().map_while(std::result::Result::ok) {
        built += usize::from(
            line.contains("\"reason\":\"compiler-artifact\"") && line.contains("\"fresh\":false"),
        );
        outcome.read(&line, built, progress);
    }
    let status = child
        .wait()
        .map_err(|e| Failure::unavailable(format!("cannot wait for cargo: {e}")))?;
    outcome.success = status.success();
    outcome.stderr = said.join().unwrap_or_default();
    Ok(outcome)
}

impl Outcome {
    /// Takes in one message of cargo's.
    fn read(&mut self, line: &str, built: usize, progress: &dyn Progress) {
        let name = || json_string(line, "name").unwrap_or_default();
        if line.contains("\"reason\":\"compiler-artifact\"") {
            if line.contains("\"fresh\":false") {
                progress.crates(built, &name());
            }
            if let Some(path) = json_string(line, "executable") {
                self.artifacts.insert(name(), path.into());
            }
        } else if line.contains("\"reason\":\"compiler-message\"")
            && line.contains("\"level\":\"error\"")
        {
            let text = json_string(line, "rendered").unwrap_or_default();
            self.errors.entry(name()).or_default().push_str(&text);
        }
    }

    fn needs_network(&self) -> bool {
        !self.success && self.stderr.contains("--offline")
    }

    /// Everything that was said.
    fn text(&self) -> String {
        let mut names: Vec<&String> = self.errors.keys().collect();
        names.sort();
        let errors: String = names.into_iter().map(|n| self.errors[n].as_str()).collect();
        format!("{errors}{}", self.stderr)
    }

    /// What is wrong with this machine; else the whole text, which tells what is wrong with the Rust.
    fn failure(&self) -> std::result::Result<Failure, String> {
        let text = self.text();
        let has = |texts: &[&str]| texts.iter().any(|t| text.contains(t));
        if has(&["No space left on device", "os error 28", "os error 122"]) {
            return Ok(Failure::unavailable("the disk is full")
                .help("Free some space: `portalis clean` removes what portalis has built.")
                .help("Or set PORTALIS_HOME to a folder on another disk."));
        }
        if has(&[
            "failed to download",
            "Could not resolve host",
            "spurious network error",
            "Unable to update registry",
        ]) {
            return Ok(Failure::unavailable(
                "the first build needs the network, to fetch the runtime's dependencies",
            )
            .help("Connect and try again; after that no network is needed.")
            .detail(text));
        }
        if has(&["linker `", "linking with `"]) && has(&["not found", "No such file"]) {
            return Ok(Failure::unavailable("there is no linker")
                .help("Install a C toolchain (Debian: apt-get install gcc; macOS: xcode-select --install).")
                .detail(text));
        }
        if has(&[
            "requires rustc",
            "is not supported by the following package",
            "feature `edition2024` is required",
        ]) {
            return Ok(Failure::unavailable("this Rust toolchain is too old")
                .help(
                    "Run `rustup update stable`; `portalis doctor` tells which version is needed.",
                )
                .detail(text));
        }
        Err(text)
    }
}

fn log(home: &Home, project: &Project) -> PathBuf {
    home.logs().join(format!("{}.log", project.package))
}

/// As rustc rejected exactly this program earlier.
pub(crate) fn rejected_before(home: &Home, project: &Project) -> Failure {
    let text = std::fs::read_to_string(log(home, project)).unwrap_or_default();
    rejected(&text, home, project)
}

fn rejected(text: &str, home: &Home, project: &Project) -> Failure {
    let log = log(home, project);
    let failure =
        Failure::internal("the generated Rust did not compile; this is a bug in portalis")
            .rejected();
    let failure = match fs::write(&log, text.as_bytes()) {
        Ok(()) => failure.help(format!(
            "What the Rust compiler said is kept in {}",
            log.display()
        )),
        Err(_) => failure,
    };
    let first: Vec<&str> = text.lines().take(24).collect();
    failure
        .help(format!(
            "The Rust is in {}",
            project.folder.join("src").display()
        ))
        .detail(first.join("\n"))
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
