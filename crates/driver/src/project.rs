//! A compiled program as a cargo project: in the cache, to build it, or where the user wants to keep it.
//!
//! *Invariant:* a file that did not change is not touched, so that cargo rebuilds only what it must; a folder that the user named is
//! complete or as it was.

use crate::error::{Failure, Result};
use crate::fs::{self, Fingerprint};
use crate::home::Home;
use crate::runtime::{self, Runtime};
use portalis_compiler::Compiled;
use std::path::{Path, PathBuf};

/// First line of every manifest we write; how we know that a folder is ours to write again.
const MARK: &str = "# Written by portalis";

/// How programs are built. `dev` is tuned for the time from edit to output: the program itself is not optimised, what it links is.
const PROFILES: &str = r#"
[profile.dev]
debug = 0

# Built once: what helps to build it again would cost a tenth of the time.
[profile.dev.package."*"]
opt-level = 2
incremental = false
codegen-units = 16

# Only the compiler runs these: a slow macro costs less than optimising it.
[profile.dev.package.syn]
opt-level = 0
[profile.dev.package.quote]
opt-level = 0
[profile.dev.package.proc-macro2]
opt-level = 0
[profile.dev.package.portalis-macros]
opt-level = 0

[profile.release]
lto = true
codegen-units = 1
panic = "abort"
strip = true

# WebAssembly.
[profile.small]
inherits = "release"
opt-level = "z"
"#;

/// WebAssembly's stack of one megabyte is too small for Python's thousand nested calls.
const CARGO_CONFIG: &str = r#"[target.'cfg(target_family = "wasm")']
rustflags = ["-Clink-arg=-zstack-size=16777216"]
"#;

/// A generated project in the cache.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// Name of the package and of the binary.
    pub(crate) package: String,
    /// Changes with every change of a file of it.
    pub(crate) fingerprint: String,
}

/// Writes the project of `main` for the kind of host `kind` into the cache.
pub(crate) fn cached(
    home: &Home,
    runtime: &Runtime,
    main: &Path,
    kind: &str,
    compiled: &Compiled,
) -> Result<Project> {
    let path = std::path::absolute(main).unwrap_or_else(|_| main.to_owned());
    let unique = Fingerprint::new()
        .add(path.to_string_lossy().as_bytes())
        .add(kind)
        .short();
    let package = format!("{}-{unique}", package_name(main));
    let folder = home.programs().join(&package);
    let manifest = manifest(
        &package,
        &runtime.crates.join("portalis"),
        &compiled.features,
    );
    write_sources(&folder, &manifest, compiled)?;
    seed_lock_file(&folder, runtime)?;
    let mark = Fingerprint::new().add(&manifest).add(&runtime.fingerprint);
    let mark = compiled
        .files
        .iter()
        .fold(mark, |f, (name, text)| f.add(name).add(text));
    Ok(Project {
        folder,
        package,
        fingerprint: mark.hex(),
    })
}

/// Writes one project with a binary for each program: `programs` are its name and what the compiler made of it.
///
/// Linking stays one step a program, but cargo starts once and the runtime is looked at once.
pub(crate) fn batch(
    home: &Home,
    runtime: &Runtime,
    kind: &str,
    programs: &[(String, &Compiled)],
) -> Result<Project> {
    let package = format!("batch-{kind}");
    let folder = home.programs().join(&package);
    let mut features: Vec<String> = programs
        .iter()
        .flat_map(|(_, c)| c.features.clone())
        .collect();
    features.sort();
    features.dedup();
    let manifest = manifest(&package, &runtime.crates.join("portalis"), &features);
    // Cargo finds `src/bin/NAME/main.rs` by itself, and modules stand beside it as beside `src/main.rs`.
    let all = Compiled {
        files: programs
            .iter()
            .flat_map(|(name, c)| {
                c.files
                    .iter()
                    .map(move |(f, text)| (format!("bin/{name}/{f}"), text.clone()))
            })
            .collect(),
        ..Compiled::default()
    };
    write_sources(&folder, &manifest, &all)?;
    seed_lock_file(&folder, runtime)?;
    Ok(Project {
        folder,
        package,
        fingerprint: String::new(),
    })
}

/// Starts from the versions that this runtime was tested with; cargo then drops what the program does not use.
fn seed_lock_file(folder: &Path, runtime: &Runtime) -> Result<()> {
    let seeded = folder.join(".runtime");
    let is_seeded = std::fs::read_to_string(&seeded).is_ok_and(|f| f == runtime.fingerprint);
    if is_seeded && folder.join("Cargo.lock").is_file() {
        return Ok(());
    }
    fs::write(
        &folder.join("Cargo.lock"),
        runtime::lock_file("portalis").as_bytes(),
    )?;
    fs::write(&seeded, runtime.fingerprint.as_bytes())
}

/// Writes a project with the runtime's sources into `folder`, for people to keep.
pub(crate) fn standalone(folder: &Path, main: &Path, compiled: &Compiled) -> Result<()> {
    refuse_foreign(folder)?;
    let new = fs::beside(folder);
    fs::remove_dir(&new)?;
    let written = write_standalone(&new, main, compiled).and_then(|()| replace(folder, &new));
    let _ = fs::remove_dir(&new);
    written
}

fn write_standalone(new: &Path, main: &Path, compiled: &Compiled) -> Result<()> {
    let manifest = manifest(
        &package_name(main),
        Path::new("portalis/crates/portalis"),
        &compiled.features,
    );
    write_sources(new, &manifest, compiled)?;
    runtime::unpack(&new.join("portalis"))?;
    fs::write(
        &new.join("Cargo.lock"),
        runtime::lock_file("portalis").as_bytes(),
    )?;
    fs::write(&new.join(".gitignore"), b"/target\n")
}

/// A folder with other things in it is not ours to write into.
fn refuse_foreign(folder: &Path) -> Result<()> {
    let Ok(mut entries) = std::fs::read_dir(folder) else {
        return match folder.exists() {
            true => Err(Failure::refused(format!(
                "{} is not a folder",
                folder.display()
            ))),
            false => Ok(()),
        };
    };
    let ours =
        std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|t| t.starts_with(MARK));
    if ours || entries.next().is_none() {
        return Ok(());
    }
    Err(
        Failure::refused(format!("{} holds other files", folder.display()))
            .help("Name a new or empty folder."),
    )
}

/// Moves what was written into place; what the user has besides (`target/`, `.git/`) stays.
fn replace(folder: &Path, new: &Path) -> Result<()> {
    fs::create_dir(folder)?;
    for name in [
        "src",
        "portalis",
        ".cargo",
        "Cargo.lock",
        ".gitignore",
        "Cargo.toml",
    ] {
        let (from, to) = (new.join(name), folder.join(name));
        if from.is_dir() {
            fs::remove_dir(&to)?;
        }
        std::fs::rename(&from, &to).map_err(|e| Failure::io("write", &to, &e))?;
    }
    Ok(())
}

/// The manifest and `src/`, and nothing in `src/` that is no longer part of the program.
fn write_sources(folder: &Path, manifest: &str, compiled: &Compiled) -> Result<()> {
    let sources = folder.join("src");
    for (name, text) in &compiled.files {
        fs::write_if_changed(&sources.join(name), text.as_bytes())?;
    }
    remove_others(&sources, &sources, compiled)?;
    fs::write_if_changed(&folder.join(".cargo/config.toml"), CARGO_CONFIG.as_bytes())?;
    fs::write_if_changed(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    Ok(())
}

fn remove_others(root: &Path, folder: &Path, compiled: &Compiled) -> Result<()> {
    fs::create_dir(folder)?;
    let entries = std::fs::read_dir(folder).map_err(|e| Failure::io("list", folder, &e))?;
    for path in entries.flatten().map(|e| e.path()) {
        let name = path.strip_prefix(root).unwrap_or(&path);
        if path.is_dir() {
            remove_others(root, &path, compiled)?;
            // Gone only if nothing is left in it.
            let _ = std::fs::remove_dir(&path);
        } else if !compiled.files.iter().any(|(n, _)| Path::new(n) == name) {
            std::fs::remove_file(&path).map_err(|e| Failure::io("remove", &path, &e))?;
        }
    }
    Ok(())
}

fn manifest(package: &str, portalis: &Path, features: &[String]) -> String {
    let features: Vec<String> = features.iter().map(|f| format!("{f:?}")).collect();
    let features = features.join(", ");
    // TOML's literal strings keep the backslashes of Windows.
    let path = portalis.display();
    format!(
        "{MARK}\n[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nportalis = {{ path = '{path}', features = [{features}] }}\n\n\
         [workspace]\nexclude = [\"portalis\"]\n{PROFILES}"
    )
}

/// The file's name as cargo accepts it for a package: `my program.py` is `my_program`, `2048.py` is `py_2048`.
pub(crate) fn package_name(main: &Path) -> String {
    let stem = main.file_stem().unwrap_or_default().to_string_lossy();
    let mut name: String = stem
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect();
    // Cargo refuses names that are Rust keywords or crates that rustc finds by itself.
    let is_taken = [
        "portalis",
        "std",
        "core",
        "alloc",
        "test",
        "proc_macro",
        "deps",
        "build",
        "examples",
        "incremental",
    ];
    let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_plain || is_taken.contains(&name.as_str()) || KEYWORDS.contains(&name.as_str()) {
        name.insert_str(0, "py_");
    }
    name
}

const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_are_what_cargo_accepts() {
        let name = |path: &str| package_name(Path::new(path));
        assert_eq!(name("dir/hello.py"), "hello");
        assert_eq!(name("my program.v2.py"), "my_program_v2");
        assert_eq!(name("2048.py"), "py_2048");
        assert_eq!(name("async.py"), "py_async");
        assert_eq!(name("été.py"), "py__t_");
        assert_eq!(name("test.py"), "py_test");
    }

    #[test]
    fn only_our_folders_are_written_again() {
        let folder = std::env::temp_dir().join(format!("portalis-project-{}", std::process::id()));
        let compiled = |text: &str| Compiled {
            files: vec![("main.rs".into(), text.into())],
            ..Compiled::default()
        };
        fs::write(&folder.join("notes.txt"), b"mine").unwrap();
        assert!(standalone(&folder, Path::new("a.py"), &compiled("fn main() {}")).is_err());
        fs::remove_dir(&folder).unwrap();
        standalone(&folder, Path::new("a.py"), &compiled("fn main() {}")).unwrap();
        fs::write(&folder.join("target/x"), b"").unwrap();
        standalone(&folder, Path::new("a.py"), &compiled("fn main() { }")).unwrap();
        assert_eq!(
            std::fs::read_to_string(folder.join("src/main.rs")).unwrap(),
            "fn main() { }"
        );
        assert!(
            folder.join("target/x").exists()
                && folder.join("portalis/crates/runtime/Cargo.toml").exists()
        );
        fs::remove_dir(&folder).unwrap();
    }
}
