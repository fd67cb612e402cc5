//! The command line: every command, option and help text.
//!
//! *Invariant:* data only; what a command does is in `commands`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use portalis_compiler::Stage;
use portalis_driver::{Mode, Target};
use std::ffi::OsString;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  portalis run hello.py                     compile, build and run
  portalis run server.py --port 8080        what follows the file goes to the program
  portalis run --target browser hello.py    the same in headless Chromium
  portalis build --release hello.py         an optimised binary: ./hello
  portalis build --target browser hello.py  a package with a page: ./hello-browser/
  portalis transpile hello.py               the Rust, on standard output
  portalis transpile hello.py --out hello   a cargo project that builds anywhere
  portalis check hello.py                   everything that cannot be compiled
  portalis explain hello.py                 the type inferred for each variable

Exit codes:
  0 success; of `run`: whatever the program exits with
  2 the program or the command line was refused
  69 something is missing or broken: the toolchain, the disk, the network
  70 a bug in portalis";

/// Compiles Python to Rust, for native binaries, browsers, Node and WASI.
#[derive(Debug, Parser)]
#[command(name = "portalis", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compile, build and run a program
    ///
    /// The program gets the arguments after its file, and its exit code is that of this command.
    #[command(after_help = "\
Examples:
  portalis run hello.py
  portalis run --release sort.py big.txt
  portalis run --target node hello.py")]
    Run {
        #[command(flatten)]
        build: BuildArgs,
        /// The program's main file, and its arguments
        // One list: with two positionals clap would take options between the file and the first argument for its own.
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        #[arg(value_names = ["FILE", "ARGS"], value_hint = ValueHint::FilePath)]
        program: Vec<OsString>,
    },
    /// Build a program: a binary, a component, or a package for browsers or Node
    #[command(after_help = "\
Examples:
  portalis build --release hello.py             ./hello
  portalis build --target wasi hello.py         ./hello.wasm
  portalis build --target browser hello.py      ./hello-browser/index.html and what it loads
  portalis build --target node hello.py -o pkg  ./pkg/")]
    Build {
        #[command(flatten)]
        build: BuildArgs,
        /// The program's main file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Where to put it
        #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
        out: Option<PathBuf>,
    },
    /// Show the Rust that a program becomes, or write it as a cargo project
    #[command(after_help = "\
Examples:
  portalis transpile hello.py               the Rust
  portalis transpile hello.py --out hello   a cargo project; it builds where portalis is not installed
  portalis transpile hello.py --dump=typed  the program as inference sees it")]
    Transpile {
        /// The program's main file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Write a cargo project with the runtime's sources into this folder
        #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        out: Option<PathBuf>,
        /// Show a stage of the compiler instead
        #[arg(long, value_name = "STAGE", conflicts_with = "out")]
        dump: Option<Dump>,
        /// The kind of host to compile for
        #[arg(short, long, default_value = "native", value_parser = targets(), value_name = "TARGET")]
        target: Target,
        /// Treat every value as dynamic, as if no type could be inferred
        #[arg(long, hide = true)]
        dynamic: bool,
    },
    /// Report everything that cannot be compiled, without building
    #[command(after_help = "\
Examples:
  portalis check hello.py
  portalis check hello.py --against python3     run it there and as built, and show the first difference
  portalis check --target node hello.py --against python3.13 -- arg1 arg2")]
    Check {
        #[command(flatten)]
        build: BuildArgs,
        /// The program's main file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Run the program under this Python and as built, and show the first difference
        #[arg(long, value_name = "PYTHON", value_hint = ValueHint::CommandName)]
        against: Option<OsString>,
        /// Arguments of the program
        #[arg(last = true, requires = "against")]
        args: Vec<OsString>,
    },
    /// Tell the inferred type of every variable, and what made it dynamic
    Explain {
        /// The program's main file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Only what is dynamic
        #[arg(long)]
        dynamic: bool,
    },
    /// Check that this machine has what builds need
    Doctor,
    /// Remove what portalis has built and unpacked
    Clean {
        /// Also the host that runs WASI components, which takes minutes to build
        #[arg(long)]
        all: bool,
    },
    /// Build many programs at once and run them; for tests
    #[command(hide = true)]
    Batch {
        #[command(flatten)]
        build: BuildArgs,
        /// The programs' main files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Results go to `N/` in this folder: `kind`, `stdout`, `stderr`, `code`
        #[arg(long)]
        out: PathBuf,
        /// Seconds after which a program is ended
        #[arg(long, default_value_t = 30)]
        limit: u64,
        /// How many run at a time
        #[arg(long, default_value_t = 2)]
        jobs: usize,
    },
    /// Write a completion script for a shell
    #[command(after_help = "\
Examples:
  portalis completions bash > ~/.local/share/bash-completion/completions/portalis
  portalis completions zsh > ~/.zfunc/_portalis
  portalis completions fish > ~/.config/fish/completions/portalis.fish")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Options of every command that builds.
#[derive(Args, Clone, Debug)]
pub(crate) struct BuildArgs {
    /// What to build for
    #[arg(short, long, default_value = "native", value_parser = targets(), value_name = "TARGET")]
    pub(crate) target: Target,
    /// Optimise: slower to build, faster and smaller
    #[arg(short, long)]
    pub(crate) release: bool,
    /// Build in this folder instead of the shared one
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) target_dir: Option<PathBuf>,
    /// Treat every value as dynamic, as if no type could be inferred
    #[arg(long, hide = true)]
    pub(crate) dynamic: bool,
}

impl BuildArgs {
    pub(crate) fn mode(&self) -> Mode {
        if self.release {
            Mode::Release
        } else {
            Mode::Quick
        }
    }
}

/// Knows the names, for completions and for the error.
fn targets() -> impl TypedValueParser<Value = Target> {
    PossibleValuesParser::new(Target::ALL.map(Target::name)).try_map(|name| name.parse::<Target>())
}

/// A stage of the compiler.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Dump {
    /// The syntax tree
    Ast,
    /// Names resolved
    Resolved,
    /// Types inferred
    Typed,
    /// The Rust-like tree
    Ir,
    /// The Rust as emitted, before rustfmt
    Rust,
}

impl From<Dump> for Stage {
    fn from(dump: Dump) -> Stage {
        match dump {
            Dump::Ast => Stage::Ast,
            Dump::Resolved => Stage::Resolved,
            Dump::Typed => Stage::Typed,
            Dump::Ir => Stage::Ir,
            Dump::Rust => Stage::Rust,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn what_follows_the_file_goes_to_the_program() {
        let cli =
            Cli::try_parse_from(["portalis", "run", "-r", "a.py", "--release", "-x", "b"]).unwrap();
        let Command::Run { build, program } = cli.command else {
            panic!("not run")
        };
        assert!(build.release);
        assert_eq!(program, ["a.py", "--release", "-x", "b"]);
    }
}
