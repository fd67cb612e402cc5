//! What a program can be built for, and how hard to optimise.

use std::fmt;
use std::str::FromStr;

/// A kind of host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A binary for this machine.
    Native,
    /// A WASI 0.2 component.
    Wasi,
    /// A package for web pages.
    Browser,
    /// A package for Node.
    Node,
}

impl Target {
    /// All of them, in the order in which help lists them.
    pub const ALL: [Target; 4] = [Target::Native, Target::Wasi, Target::Browser, Target::Node];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Target::Native => "native",
            Target::Wasi => "wasi",
            Target::Browser => "browser",
            Target::Node => "node",
        }
    }

    /// Rust's name for it; `None` is the machine we are on.
    pub fn triple(self) -> Option<&'static str> {
        match self {
            Target::Native => None,
            Target::Wasi => Some("wasm32-wasip2"),
            Target::Browser | Target::Node => Some("wasm32-unknown-unknown"),
        }
    }

    /// The host can wait without returning to it.
    pub fn can_block(self) -> bool {
        matches!(self, Target::Native | Target::Wasi)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Target, String> {
        let found = Target::ALL.into_iter().find(|t| t.name() == text);
        found.ok_or_else(|| {
            format!("there is no target {text:?}: it is native, wasi, browser or node")
        })
    }
}

/// How a program is built: quickly, or to run fast and be small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Seconds from edit to output.
    #[default]
    Quick,
    /// Optimised and stripped.
    Release,
}

impl Mode {
    /// The cargo profile of generated projects, and the folder it builds into.
    pub(crate) fn profile(self, target: Target) -> (&'static str, &'static str) {
        match (self, target) {
            (Mode::Quick, _) => ("dev", "debug"),
            (Mode::Release, Target::Native) => ("release", "release"),
            (Mode::Release, _) => ("small", "small"),
        }
    }
}
