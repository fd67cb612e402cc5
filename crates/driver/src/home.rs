//! Where portalis keeps what it builds: one folder for the user, one shared target directory for all programs.
//!
//! ```text
//! $PORTALIS_HOME, else $XDG_CACHE_HOME/portalis, else ~/.cache/portalis
//!   runtime/<version>-<fingerprint>/   the runtime's sources, unpacked once
//!   programs/<name>-<fingerprint>/     generated projects, one a Python program and kind of host
//!   target/                            cargo's, shared by all of them
//!   bin/                               our own programs, such as the one that runs WASI components
//!   logs/                              what cargo said when a build failed
//! ```

use crate::error::{Failure, Result};
use crate::fs;
use std::env;
use std::path::{Path, PathBuf};

/// The folder.
#[derive(Clone, Debug)]
pub struct Home {
    root: PathBuf,
    target: Option<PathBuf>,
    runtime: Option<PathBuf>,
}

impl Home {
    /// The folder that the environment names. It is not made yet.
    pub fn find() -> Result<Home> {
        let from = |name: &str| {
            env::var_os(name)
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        };
        let root = from("PORTALIS_HOME")
            .or_else(|| from("XDG_CACHE_HOME").map(|p| p.join("portalis")))
            .or_else(|| env::home_dir().map(|p| p.join(".cache").join("portalis")))
            .ok_or_else(|| {
                Failure::unavailable("there is no home folder to keep builds in")
                    .help("Set PORTALIS_HOME to a folder that can be written.")
            })?;
        let root = std::path::absolute(&root).map_err(|e| Failure::io("find", &root, &e))?;
        let runtime = from("PORTALIS_RUNTIME");
        Ok(Home {
            runtime,
            ..Home::at(root)
        })
    }

    /// That folder, which is an absolute path, with the runtime that the command carries.
    pub fn at(root: PathBuf) -> Home {
        Home {
            root,
            target: None,
            runtime: None,
        }
    }

    /// Builds in `target` instead of the shared target directory.
    #[must_use]
    pub fn with_target_dir(mut self, target: Option<PathBuf>) -> Home {
        self.target = target.map(|t| std::path::absolute(&t).unwrap_or(t));
        self
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The crates of the runtime to use instead of the carried ones, while working on them.
    pub(crate) fn live_runtime(&self) -> Option<&Path> {
        self.runtime.as_deref()
    }

    /// Unpacked runtimes.
    pub fn runtimes(&self) -> PathBuf {
        self.root.join("runtime")
    }

    /// Generated projects.
    pub fn programs(&self) -> PathBuf {
        self.root.join("programs")
    }

    /// Cargo's target directory.
    pub fn target_dir(&self) -> PathBuf {
        self.target
            .clone()
            .unwrap_or_else(|| self.root.join("target"))
    }

    /// Logs of failed builds.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Programs of our own.
    pub(crate) fn bin(&self) -> PathBuf {
        self.root.join("bin")
    }

    /// Removes what was built and unpacked; our own programs only with `all`.
    pub fn clean(&self, all: bool) -> Result<()> {
        for folder in [
            self.runtimes(),
            self.programs(),
            self.target_dir(),
            self.logs(),
        ] {
            fs::remove_dir(&folder)?;
        }
        if all {
            fs::remove_dir(&self.bin())?;
        }
        // Only if nothing else is there.
        let _ = std::fs::remove_dir(&self.root);
        Ok(())
    }
}
