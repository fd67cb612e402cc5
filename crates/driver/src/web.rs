//! A wasm module as a package for web pages and Node: the module, its JavaScript, its types, a page and a start for Node.
//!
//! ```text
//! hello.js, hello_bg.wasm, hello.d.ts   what wasm-bindgen makes
//! portalis.js, portalis.d.ts            `run()`: starts the program, hands out its output and its exit code
//! index.html                            a page that shows both
//! main.mjs, package.json                the same for Node
//! ```
//!
//! *Invariant:* the runtime and `portalis.js` agree on three globals: `portalis_args` (strings; the first is `sys.argv[0]`),
//! `portalis_write(fd, bytes)` and `portalis_exit(code)`, which is called once, when the program is over.

use crate::error::{Failure, Result};
use crate::target::Mode;
use crate::{fs, toolchain};
use std::path::Path;
use std::process::{Command, Stdio};

/// The files that only take the program's name.
const TEMPLATES: [(&str, &str); 4] = [
    ("portalis.js", include_str!("web/portalis.js")),
    ("portalis.d.ts", include_str!("web/portalis.d.ts")),
    ("index.html", include_str!("web/index.html")),
    ("main.mjs", include_str!("web/main.mjs")),
];

/// Makes the package of the wasm module that cargo made. `name` is that of the Python file.
pub(crate) fn package(wasm: &Path, folder: &Path, name: &str, mode: Mode) -> Result<()> {
    let mark = mark(wasm);
    let marked = folder.join(".made-from");
    if mark.is_some() && std::fs::read_to_string(&marked).ok() == mark {
        return Ok(());
    }
    let new = fs::beside(folder);
    fs::remove_dir(&new)?;
    fs::create_dir(&new)?;
    let made = write(wasm, &new, name, mode).and_then(|()| {
        fs::write(&new.join(".made-from"), mark.unwrap_or_default().as_bytes())?;
        fs::remove_dir(folder)?;
        std::fs::rename(&new, folder).map_err(|e| Failure::io("write", folder, &e))
    });
    let _ = fs::remove_dir(&new);
    made
}

/// Tells one build of a module from another.
fn mark(wasm: &Path) -> Option<String> {
    let data = std::fs::metadata(wasm).ok()?;
    Some(format!("{:?} {}", data.modified().ok()?, data.len()))
}

fn write(wasm: &Path, folder: &Path, name: &str, mode: Mode) -> Result<()> {
    let module = crate::project::package_name(Path::new(name)).replace('-', "_");
    bindgen(wasm, folder, &module, mode)?;
    if mode == Mode::Release {
        shrink(&folder.join(format!("{module}_bg.wasm")));
    }
    let stem = Path::new(name)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let fill = |text: &str| {
        text.replace("{{name}}", &stem)
            .replace("{{module}}", &module)
    };
    for (file, text) in TEMPLATES {
        fs::write(&folder.join(file), fill(text).as_bytes())?;
    }
    let json = format!(
        "{{\n  \"name\": \"{}\",\n  \"version\": \"0.1.0\",\n  \"type\": \"module\",\n  \
         \"main\": \"portalis.js\",\n  \"types\": \"portalis.d.ts\",\n  \"bin\": \"main.mjs\"\n}}\n",
        module.to_lowercase()
    );
    fs::write(&folder.join("package.json"), json.as_bytes())
}

#[cfg(feature = "web")]
fn bindgen(wasm: &Path, folder: &Path, module: &str, mode: Mode) -> Result<()> {
    let generate = || {
        wasm_bindgen_cli_support::Bindgen::new()
            .input_path(wasm)
            .out_name(module)
            .web(true)?
            .typescript(true)
            .omit_default_module_path(false)
            .remove_name_section(mode == Mode::Release)
            .remove_producers_section(mode == Mode::Release)
            .generate(folder)
    };
    generate().map_err(|e| {
        Failure::internal("wasm-bindgen did not accept the module; this is a bug in portalis")
            .detail(format!("{e:#}"))
    })
}

#[cfg(not(feature = "web"))]
fn bindgen(_: &Path, _: &Path, _: &str, _: Mode) -> Result<()> {
    Err(
        Failure::refused("this portalis was built without support for browsers and Node")
            .help("Build it with the feature `web`."),
    )
}

/// Makes the module smaller where wasm-opt is installed; without it, or where it fails, the module stays as it is.
fn shrink(wasm: &Path) {
    let Some(tool) = toolchain::on_path("wasm-opt") else {
        return;
    };
    let small = fs::beside(wasm);
    // What rustc turns on by default.
    let features = [
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ];
    let mut command = Command::new(tool);
    command
        .arg("-Oz")
        .args(features)
        .arg(wasm)
        .arg("-o")
        .arg(&small);
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if status.is_ok_and(|s| s.success()) {
        let _ = std::fs::rename(&small, wasm);
    }
    let _ = std::fs::remove_file(&small);
}
