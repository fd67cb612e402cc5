//! From a Python file to something that runs: the driver's main path on one page.

use crate::error::{Failure, Result};
use crate::home::Home;
use crate::progress::Progress;
use crate::project::{self, Project};
use crate::runtime::Runtime;
use crate::source::{self, Folder};
use crate::target::{Mode, Target};
use crate::{cargo, fs, toolchain, web};
use portalis_compiler::diagnostic::Severity;
use portalis_compiler::{Compiled, Options, Source};
use std::path::{Path, PathBuf};

/// A deeply nested program needs a deep stack; pages that are not touched cost nothing.
const COMPILER_STACK: usize = 1 << 28;

/// What the compiler made of a program, with the texts that its diagnostics point into.
#[derive(Debug)]
pub struct Compilation {
    /// The compiler's result.
    pub compiled: Compiled,
    /// Every Python file of the program, the main file first.
    pub sources: Vec<Source>,
}

impl Compilation {
    /// The program was refused.
    pub fn is_refused(&self) -> bool {
        self.compiled
            .diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    }
}

/// Reads and compiles the program that starts at `main`.
pub fn compile(main: &Path, options: &Options) -> Result<Compilation> {
    let work = || {
        let source = source::read_main(main)?;
        let folder = Folder::of(main);
        let compiled = portalis_compiler::compile(
            source.clone(),
            &folder,
            &portalis_stdlib::catalogue(),
            options,
        );
        if let Some(failure) = folder.failures.take().into_iter().next() {
            return Err(failure);
        }
        let mut sources = folder.loaded.take();
        sources.insert(0, source);
        Ok(Compilation { compiled, sources })
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("compiler".into())
            .stack_size(COMPILER_STACK);
        let thread = thread
            .spawn_scoped(scope, work)
            .map_err(|e| Failure::unavailable(format!("cannot start a thread: {e}")))?;
        thread.join().unwrap_or_else(|_| {
            Err(Failure::internal(format!(
                "portalis crashed on {}; this is a bug in portalis",
                main.display()
            )))
        })
    })
}

/// How to build.
#[derive(Clone, Debug)]
pub struct Build {
    /// Where builds are kept.
    pub home: Home,
    /// What to build for.
    pub target: Target,
    /// Quickly or optimised.
    pub mode: Mode,
}

/// A program that was built.
#[derive(Clone, Debug)]
pub struct Built {
    /// The binary or component that cargo made, or the folder of the package for browsers and Node.
    pub artifact: PathBuf,
    /// Folder of the generated project.
    pub project: PathBuf,
    /// Changes with every change of the program or of the runtime.
    pub fingerprint: String,
}

/// The compiler's options for programs that are built for `target`.
pub fn options(target: Target) -> Options {
    Options {
        can_block: target.can_block(),
        tracebacks: true,
        dynamic: false,
        dump: None,
    }
}

/// Builds a compiled program in the cache. Where rustc does not accept what inference led to, which is a bug, it is built
/// again with every value dynamic: slower, and as right. Then the failure comes beside it, to be shown as a warning.
///
/// Tests build with [`crate::batch`], where such a program counts as rejected.
pub fn build_either_way(
    main: &Path,
    compiled: &Compiled,
    options: &Options,
    build: &Build,
    progress: &dyn Progress,
) -> Result<(Built, Option<Failure>)> {
    let failure = match self::build(main, compiled, build, progress) {
        Ok(built) => return Ok((built, None)),
        Err(failure) if failure.is_rejected && !options.dynamic => failure,
        Err(failure) => return Err(failure),
    };
    let dynamic = Options {
        dynamic: true,
        dump: None,
        ..options.clone()
    };
    match compile(main, &dynamic) {
        Ok(compilation) if !compilation.is_refused() => {
            let built = build_as(main, &compilation.compiled, build, true, progress);
            match built {
                Ok(built) => Ok((built, Some(failure))),
                Err(second) if second.is_rejected => Err(failure),
                Err(second) => Err(second),
            }
        }
        _ => Err(failure),
    }
}

/// Builds a compiled program in the cache.
pub fn build(
    main: &Path,
    compiled: &Compiled,
    build: &Build,
    progress: &dyn Progress,
) -> Result<Built> {
    build_as(main, compiled, build, false, progress)
}

fn build_as(
    main: &Path,
    compiled: &Compiled,
    build: &Build,
    is_dynamic: bool,
    progress: &dyn Progress,
) -> Result<Built> {
    let Build { home, target, mode } = build;
    not_empty(main, compiled)?;
    let runtime = Runtime::ready(home)?;
    let kind = match (target.can_block(), is_dynamic) {
        (true, false) => "blocking",
        (false, false) => "async",
        (true, true) => "blocking dynamic",
        (false, true) => "async dynamic",
    };
    let _lock = fs::lock(
        &home
            .programs()
            .join(format!(".{}.lock", project::package_name(main))),
    )?;
    let project = project::cached(home, &runtime, main, kind, compiled)?;
    let built = |artifact| Built {
        artifact,
        project: project.folder.clone(),
        fingerprint: project.fingerprint.clone(),
    };
    if let Some(artifact) = up_to_date(&project, &runtime, *target, *mode) {
        return Ok(built(artifact));
    }
    let rejection = project.folder.join(".rejected");
    if !runtime.is_live
        && std::fs::read_to_string(&rejection).is_ok_and(|f| f == project.fingerprint)
    {
        return Err(cargo::rejected_before(home, &project));
    }
    toolchain::ready(*target, progress)?;
    progress.step(&format!("Building {}", main.display()));
    let artifact =
        cargo::build(home, &project, *target, *mode, progress).inspect_err(|failure| {
            if failure.is_rejected {
                // Only saves time: without the mark, rustc says it again.
                let _ = fs::write(&rejection, project.fingerprint.as_bytes());
            }
        })?;
    let package = project.folder.join("package").join(mode.profile(*target).1);
    let artifact = packaged(artifact, &package, main, build)?;
    let mark = format!("{}\n{}", project.fingerprint, artifact.display());
    fs::write(&cargo::stamp(&project, *target, *mode), mark.as_bytes())?;
    progress.done();
    Ok(built(artifact))
}

/// What a host takes: for browsers and Node the package in `folder`, else what cargo made.
pub(crate) fn packaged(
    artifact: PathBuf,
    folder: &Path,
    main: &Path,
    build: &Build,
) -> Result<PathBuf> {
    if !matches!(build.target, Target::Browser | Target::Node) {
        return Ok(artifact);
    }
    let name = main.file_name().unwrap_or_default().to_string_lossy();
    web::package(&artifact, folder, &name, build.mode)?;
    Ok(folder.to_owned())
}

/// The artifact of an earlier build of exactly this program. Saves asking cargo.
fn up_to_date(project: &Project, runtime: &Runtime, target: Target, mode: Mode) -> Option<PathBuf> {
    if runtime.is_live {
        return None;
    }
    let mark = std::fs::read_to_string(cargo::stamp(project, target, mode)).ok()?;
    let (fingerprint, artifact) = mark.split_once('\n')?;
    let artifact = PathBuf::from(artifact);
    (fingerprint == project.fingerprint && artifact.exists()).then_some(artifact)
}

/// A program that was accepted has files.
fn not_empty(main: &Path, compiled: &Compiled) -> Result<()> {
    match compiled.files.is_empty() {
        true => Err(Failure::internal(format!(
            "portalis made nothing of {}; this is a bug in portalis",
            main.display()
        ))),
        false => Ok(()),
    }
}

/// Writes the program as a cargo project that builds anywhere; `compiled` is formatted first.
pub fn transpile(main: &Path, compiled: Compiled, folder: &Path) -> Result<()> {
    not_empty(main, &compiled)?;
    project::standalone(folder, main, &formatted(compiled))
}

/// Every file as rustfmt lays it out.
pub fn formatted(mut compiled: Compiled) -> Compiled {
    for (_, text) in &mut compiled.files {
        *text = toolchain::format_rust(text);
    }
    compiled
}

/// Copies what was built to `out`, or to the usual name in the current folder, and returns where it went.
pub fn export(built: &Built, target: Target, main: &Path, out: Option<PathBuf>) -> Result<PathBuf> {
    let stem = main.file_stem().unwrap_or_default();
    let usual = match target {
        Target::Native => PathBuf::from(format!(
            "{}{}",
            stem.display(),
            std::env::consts::EXE_SUFFIX
        )),
        Target::Wasi => PathBuf::from(format!("{}.wasm", stem.display())),
        Target::Browser | Target::Node => PathBuf::from(format!("{}-{target}", stem.display())),
    };
    let out = out.unwrap_or(usual);
    if built.artifact.is_dir() {
        export_package(&built.artifact, &out)?;
        return Ok(out);
    }
    if out.is_dir() {
        return Err(Failure::refused(format!("{} is a folder", out.display()))
            .help("Give another name with --out."));
    }
    fs::copy(&built.artifact, &out)?;
    Ok(out)
}

/// Copies a package; only a folder that is empty or held a package before is written to.
fn export_package(package: &Path, out: &Path) -> Result<()> {
    let is_ours = out.join("portalis.js").is_file();
    let is_empty =
        std::fs::read_dir(out).map_or(!out.exists(), |mut entries| entries.next().is_none());
    if !is_ours && !is_empty {
        return Err(
            Failure::refused(format!("{} holds other files", out.display()))
                .help("Name a new or empty folder."),
        );
    }
    let new = fs::beside(out);
    let copied = fs::copy_dir(package, &new).and_then(|()| {
        fs::remove_dir(out)?;
        std::fs::rename(&new, out).map_err(|e| Failure::io("write", out, &e))
    });
    let _ = fs::remove_dir(&new);
    copied
}
