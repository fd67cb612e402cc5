//! What each command does.

mod against;
mod batch;
mod doctor;
mod explain;

use crate::args::{BuildArgs, Cli, Command, Dump};
use crate::show::{self, Line};
use clap::CommandFactory;
use portalis_compiler::{Compiled, Options};
use portalis_driver::host::Start;
use portalis_driver::program::{self, Build, Built, Compilation};
use portalis_driver::{EXIT_REFUSED, Failure, Home, Progress, Result, host};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Carries out a command and returns the exit code.
pub(crate) fn execute(command: Command) -> Result<u8> {
    match command {
        Command::Run { build, program } => run(&build, &program),
        Command::Build { build, file, out } => build_to(&build, &file, out),
        Command::Transpile {
            file,
            out,
            dump,
            target,
            dynamic,
        } => {
            let options = Options {
                tracebacks: false,
                dynamic,
                ..program::options(target)
            };
            transpile(&file, out, dump, options)
        }
        Command::Check {
            build,
            file,
            against,
            args,
        } => match against {
            None => check(&build, &file),
            Some(python) => against::check(&build, &file, &python, &args),
        },
        Command::Explain {
            file,
            json,
            dynamic,
        } => explain::explain(&file, json, dynamic),
        Command::Batch {
            build,
            files,
            out,
            limit,
            jobs,
        } => batch::batch(&build, &files, &out, limit, jobs),
        Command::Doctor => doctor::doctor(),
        Command::Clean { all } => Home::find()?.clean(all).map(|()| 0),
        Command::Completions { shell } => {
            clap_complete::generate(
                shell,
                &mut Cli::command(),
                "portalis",
                &mut std::io::stdout(),
            );
            Ok(0)
        }
    }
}

/// The compiled program; `None` if it was refused, which has then been shown.
fn accepted(file: &Path, options: &Options) -> Result<Option<Compilation>> {
    let compilation = program::compile(file, options)?;
    show::diagnostics(&compilation, file);
    Ok((!compilation.is_refused()).then_some(compilation))
}

/// Compiles and builds; `None` if the program was refused.
fn built(args: &BuildArgs, file: &Path, progress: &dyn Progress) -> Result<Option<Built>> {
    let options = Options {
        dynamic: args.dynamic,
        ..program::options(args.target)
    };
    let Some(compilation) = accepted(file, &options)? else {
        return Ok(None);
    };
    let home = Home::find()?.with_target_dir(args.target_dir.clone());
    let build = Build {
        home,
        target: args.target,
        mode: args.mode(),
    };
    let (built, rejection) =
        program::build_either_way(file, &compilation.compiled, &options, &build, progress)?;
    if let Some(rejection) = rejection {
        progress.done();
        show::warning(
            &rejection,
            "It was built without inferred types: it is right, and slower than it could be.",
        );
    }
    Ok(Some(built))
}

fn run(build: &BuildArgs, program: &[OsString]) -> Result<u8> {
    let (file, args) = program.split_first().expect("clap requires the file");
    if file.to_string_lossy().starts_with('-') {
        let file = file.display();
        return Err(Failure::refused(format!("there is no option {file}"))
            .help("`portalis run --help` lists the options.")
            .help(format!("For a file of that name write ./{file}")));
    }
    let file = Path::new(file);
    let progress = Line::new();
    let Some(built) = built(build, file, &progress)? else {
        return Ok(EXIT_REFUSED);
    };
    host::ready(&Home::find()?, build.target, &progress)?;
    progress.done();
    host::run(
        &built,
        build.target,
        &Start {
            argv0: file,
            args,
            folder: None,
        },
    )
}

fn build_to(args: &BuildArgs, file: &Path, out: Option<PathBuf>) -> Result<u8> {
    let progress = Line::new();
    let Some(built) = built(args, file, &progress)? else {
        return Ok(EXIT_REFUSED);
    };
    let out = program::export(&built, args.target, file, out)?;
    progress.result(&format!("Built {}", out.display()));
    Ok(0)
}

fn check(build: &BuildArgs, file: &Path) -> Result<u8> {
    let accepted = accepted(file, &program::options(build.target))?;
    Ok(if accepted.is_some() { 0 } else { EXIT_REFUSED })
}

fn transpile(
    file: &Path,
    out: Option<PathBuf>,
    dump: Option<Dump>,
    mut options: Options,
) -> Result<u8> {
    options.dump = dump.map(Into::into);
    let compilation = program::compile(file, &options)?;
    show::diagnostics(&compilation, file);
    // A stage before the one that refused the program is there all the same.
    if let (Some(_), Some(text)) = (dump, &compilation.compiled.dump) {
        print(text)?;
    }
    if compilation.is_refused() {
        return Ok(EXIT_REFUSED);
    }
    match out {
        _ if dump.is_some() => {}
        Some(folder) => {
            program::transpile(file, compilation.compiled, &folder)?;
            Line::new().result(&format!(
                "Wrote {}; `cargo run` in it runs the program",
                folder.display()
            ));
        }
        None => print(&listing(&program::formatted(compilation.compiled)))?,
    }
    Ok(0)
}

/// The files one after the other; each under its name if there are several.
fn listing(compiled: &Compiled) -> String {
    match compiled.files.as_slice() {
        [(_, text)] => text.clone(),
        files => {
            let parts: Vec<String> = files
                .iter()
                .map(|(name, text)| format!("// src/{name}\n\n{text}"))
                .collect();
            parts.join("\n")
        }
    }
}

/// Writes to stdout; a reader that has gone away (`| head`) is no error.
fn print(text: &str) -> Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::unavailable(format!(
            "cannot write to standard output: {e}"
        ))),
        _ => Ok(()),
    }
}
