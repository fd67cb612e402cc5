//! Many programs built by one cargo and run one after the other: how the tests go through hundreds of them.

use crate::error::{Failure, Result};
use crate::host::{self, Output, Start};
use crate::program::{self, Build, Built, Compilation};
use crate::progress::Progress;
use crate::project;
use crate::runtime::Runtime;
use crate::{cargo, fs, toolchain};
use portalis_compiler::{Compiled, Options};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// What became of one program.
#[derive(Debug)]
pub enum Outcome {
    /// It ran.
    Ran(Output),
    /// The compiler refused it.
    Refused(Compilation),
    /// The compiler accepted it and rustc did not: what rustc said.
    Rejected(String),
    /// It could not be read, compiled or started.
    Failed(Failure),
}

/// How the programs are run.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Time after which a program is ended.
    pub limit: Duration,
    /// How many run at a time.
    pub jobs: usize,
}

/// Compiles, builds and runs `programs`, and calls `report` for each as its result is known.
pub fn run(
    programs: &[PathBuf],
    build: &Build,
    options: &Options,
    run: Run,
    progress: &dyn Progress,
    report: &(dyn Fn(usize, Outcome) + Sync),
) -> Result<()> {
    let mut accepted: Vec<(usize, Compilation)> = Vec::new();
    for (index, main) in programs.iter().enumerate() {
        match program::compile(main, options) {
            Ok(compilation) if compilation.is_refused() => {
                report(index, Outcome::Refused(compilation))
            }
            Ok(compilation) => accepted.push((index, compilation)),
            Err(failure) => report(index, Outcome::Failed(failure)),
        }
    }
    let built = build_all(programs, &accepted, build, progress)?;
    let queue = Mutex::new(accepted.iter().map(|(index, _)| *index).zip(built));
    std::thread::scope(|scope| {
        for _ in 0..run.jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let Some((index, built)) = queue.lock().ok().and_then(|mut q| q.next()) else {
                        return;
                    };
                    report(index, outcome(built, build, &programs[index], run.limit));
                }
            });
        }
    });
    Ok(())
}

fn outcome(
    built: std::result::Result<Built, String>,
    build: &Build,
    main: &Path,
    limit: Duration,
) -> Outcome {
    match built {
        Err(errors) => Outcome::Rejected(errors),
        Ok(built) => {
            let input = main.with_extension("in");
            let input = input.is_file().then_some(input.as_path());
            match host::capture(&built, build.target, &start(main), input, limit) {
                Ok(output) => Outcome::Ran(output),
                Err(failure) => Outcome::Failed(failure),
            }
        }
    }
}

/// Each program runs in its own folder. A file `name.in` beside `name.py` is what it reads from standard input.
fn start(main: &Path) -> Start<'_> {
    let folder = main
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let argv0 = Path::new(main.file_name().unwrap_or_default());
    Start {
        argv0,
        args: &[],
        folder,
    }
}

fn build_all(
    programs: &[PathBuf],
    accepted: &[(usize, Compilation)],
    build: &Build,
    progress: &dyn Progress,
) -> Result<Vec<std::result::Result<Built, String>>> {
    if accepted.is_empty() {
        return Ok(Vec::new());
    }
    let Build { home, target, mode } = build;
    let runtime = Runtime::ready(home)?;
    toolchain::ready(*target, progress)?;
    host::ready(home, *target, progress)?;
    let kind = if target.can_block() {
        "blocking"
    } else {
        "async"
    };
    let _lock = fs::lock(&home.programs().join(".batch.lock"))?;
    let named: Vec<(String, &Compiled)> = accepted
        .iter()
        .map(|(index, c)| (unique_name(&programs[*index]), &c.compiled))
        .collect();
    let project = project::batch(home, &runtime, kind, &named)?;
    progress.step(&format!("Building {} programs", named.len()));
    let names: Vec<String> = named.into_iter().map(|(name, _)| name).collect();
    let artifacts = cargo::build_all(home, &project, *target, *mode, &names, progress)?;
    progress.done();
    let finish = |(index, name, binary): (usize, &String, cargo::Binary)| {
        let artifact = binary?;
        let folder = project
            .folder
            .join("package")
            .join(mode.profile(*target).1)
            .join(name);
        let artifact = program::packaged(artifact, &folder, &programs[index], build)
            .map_err(|e| e.to_string())?;
        Ok(Built {
            artifact,
            project: project.folder.clone(),
            fingerprint: String::new(),
        })
    };
    let all = accepted
        .iter()
        .map(|(index, _)| *index)
        .zip(&names)
        .zip(artifacts);
    Ok(all
        .map(|((index, name), binary)| finish((index, name, binary)))
        .collect())
}

/// `examples/inventory_app/main.py` is `inventory_app_main` and a fingerprint of the whole path.
fn unique_name(main: &Path) -> String {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (folder, file) = (
        part(main.parent().and_then(Path::file_name)),
        part(main.file_name()),
    );
    let unique = fs::Fingerprint::new()
        .add(main.to_string_lossy().as_bytes())
        .short();
    format!(
        "{}-{unique}",
        project::package_name(Path::new(&format!("{folder}_{file}")))
    )
}
