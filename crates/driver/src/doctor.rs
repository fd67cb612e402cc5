//! What this machine has of the things that builds and runs need.

use crate::home::Home;
use crate::host::{browser, node, wasi};
use crate::target::Target;
use crate::{fs, toolchain};

/// How it stands with one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Good,
    /// It is missing, and one target or comfort with it.
    Optional,
    /// Nothing can be built without it.
    Bad,
}

/// One thing that was looked for.
#[derive(Clone, Debug)]
pub struct Check {
    /// What was looked for.
    pub name: &'static str,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do if it is missing.
    pub help: &'static str,
}

/// Looks for everything.
pub fn doctor(home: &Home) -> Vec<Check> {
    let linker = ["cc", "gcc", "clang"]
        .into_iter()
        .find_map(toolchain::on_path);
    vec![
        rust(),
        required(
            "cargo",
            toolchain::output(toolchain::cargo(), &["--version"]),
            "Install Rust from https://rustup.rs.",
        ),
        required(
            "linker",
            linker.map(|p| p.display().to_string()),
            "Install a C toolchain (Debian: apt-get install gcc; macOS: xcode-select --install).",
        ),
        cache(home),
        optional(
            "rustfmt",
            toolchain::output("rustfmt", &["--version"]),
            "Run `rustup component add rustfmt`: `transpile` lays out Rust with it.",
        ),
        target("target wasi", Target::Wasi),
        optional(
            "wasi runner",
            wasi::installed(home),
            "It is built when it is first needed, which takes minutes; wasmtime on PATH is used instead.",
        ),
        target("target browser, node", Target::Browser),
        optional(
            "node",
            node::find().ok().and_then(|p| {
                Some(format!(
                    "{} {}",
                    p.display(),
                    toolchain::output(&p, &["--version"])?
                ))
            }),
            "Install it from https://nodejs.org (Debian: apt-get install nodejs), for `--target node`.",
        ),
        optional(
            "chromium",
            browser::find().ok().map(|p| p.display().to_string()),
            "Install Chromium or Chrome (Debian: apt-get install chromium), for `run --target browser`.",
        ),
        optional(
            "wasm-opt",
            toolchain::on_path("wasm-opt").map(|p| p.display().to_string()),
            "Install binaryen for smaller packages with --release.",
        ),
    ]
}

fn required(name: &'static str, found: Option<String>, help: &'static str) -> Check {
    check(name, found, State::Bad, help)
}

fn optional(name: &'static str, found: Option<String>, help: &'static str) -> Check {
    check(name, found, State::Optional, help)
}

fn check(name: &'static str, found: Option<String>, otherwise: State, help: &'static str) -> Check {
    match found {
        Some(found) => Check {
            name,
            state: State::Good,
            found,
            help: "",
        },
        None => Check {
            name,
            state: otherwise,
            found: "not found".into(),
            help,
        },
    }
}

fn rust() -> Check {
    let help = "Install Rust from https://rustup.rs, or run `rustup update stable`; Rust 1.95 or newer is needed.";
    let Some(version) = toolchain::output("rustc", &["--version"]) else {
        return required("rust", None, help);
    };
    let is_new = number(&version).is_some_and(|v| v >= toolchain::RUST);
    let state = if is_new { State::Good } else { State::Bad };
    Check {
        name: "rust",
        state,
        found: version,
        help: if is_new { "" } else { help },
    }
}

/// `rustc 1.95.0 (…)` is (1, 95).
fn number(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split_whitespace().nth(1)?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn target(name: &'static str, target: Target) -> Check {
    let triple = target.triple().filter(|t| toolchain::has_target(t));
    let found = triple.map(|t| format!("{t} is installed"));
    optional(
        name,
        found,
        "It is installed by rustup when it is first needed.",
    )
}

fn cache(home: &Home) -> Check {
    let probe = home.root().join(".probe");
    let help = "Set PORTALIS_HOME to a folder that can be written.";
    let result = fs::write(&probe, b"");
    let _ = std::fs::remove_file(&probe);
    match result {
        Ok(()) => required("builds in", Some(home.root().display().to_string()), help),
        Err(failure) => Check {
            name: "builds in",
            state: State::Bad,
            found: failure.message,
            help,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(number("rustc 1.95.0 (abc 2026-01-01)"), Some((1, 95)));
        assert!(number("rustc 1.100.0-nightly") > Some((1, 95)));
        assert_eq!(number("rustc"), None);
    }
}
