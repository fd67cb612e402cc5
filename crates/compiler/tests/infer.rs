//! Inference on small programs: each `tests/infer/*.py` with every slot's type and every dynamic operation beside it.
//!
//! `BLESS=1 cargo test -p portalis-compiler --test infer` writes the expectations; read the difference before you
//! commit it. In programs that begin with `# plain`, classes may be structs. The catalogue is a small one of its own, `tests/infer/catalogue.txt`.

#![expect(
    clippy::disallowed_methods,
    reason = "the test reads its own data files"
)]

use portalis_compiler::{Loader, Source, explain, infer, resolve};
use portalis_signature::{Catalogue, Class, Constant, Function, Member, Module, Signature, parse};
use std::path::Path;

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Option<Source> {
        None
    }
}

fn function(signature: Signature, dunder: Option<String>) -> Function {
    Function {
        rust: signature.name.clone(),
        is_async: signature.is_async,
        signature,
        passing: Vec::new(),
        fallible: true,
        is_macro: false,
        operator: None,
        dunder,
        blocks: false,
        doc: String::new(),
    }
}

/// Reads the little catalogue: `module`, `class`, `const` and `def` lines; members are indented.
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for line in include_str!("infer/catalogue.txt").lines() {
        let (text, dunder) = match line.split_once(" #dunder ") {
            Some((text, dunder)) => (text, Some(dunder.to_owned())),
            None => (line, None),
        };
        if let Some(name) = text.strip_prefix("module ") {
            let name = name.to_owned();
            catalogue.modules.push(Module {
                name,
                ..Module::default()
            });
            continue;
        }
        let module = catalogue.modules.last_mut().expect("a module comes first");
        if text.starts_with("class ") {
            let (text, is_immutable) = match text.strip_suffix(" immutable") {
                Some(text) => (text, true),
                None => (text, false),
            };
            let header = parse::class(text).expect(text);
            module.classes.push(Class {
                rust: header.name.clone(),
                name: header.name,
                type_params: header.type_params,
                bases: header.bases,
                is_copy: false,
                is_immutable,
                is_exception: false,
                members: Vec::new(),
                doc: String::new(),
            });
        } else if let Some(text) = text.strip_prefix("    ") {
            let signature = parse::function(text).expect(text);
            let kind = if signature.name == "__new__" {
                Member::Static
            } else {
                Member::Method
            };
            let class = module.classes.last_mut().expect("a class comes first");
            class.members.push((kind, function(signature, None)));
        } else if let Some(text) = text.strip_prefix("const ") {
            let (name, ty) = parse::constant(text).expect(text);
            module.constants.push(Constant {
                rust: name.clone(),
                name,
                ty,
                setter: None,
            });
        } else {
            module
                .functions
                .push(function(parse::function(text).expect(text), dunder));
        }
    }
    catalogue
}

fn explained(path: &Path, catalogue: &Catalogue) -> String {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let text = std::fs::read_to_string(path).expect("the program can be read");
    let is_plain = text.starts_with("# plain");
    let mut out = String::new();
    let source = Source {
        module: "__main__".to_owned(),
        path: name,
        text,
        is_package: false,
    };
    let (program, diagnostics) = resolve::resolve(source, &NoFiles, catalogue);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let typed = infer::infer_with(&program, catalogue, is_plain);
    for (class, _, reason) in &typed.opened {
        out += &format!("class {} is open: {reason}\n", program.class(*class).name);
    }
    for (class, plain) in program.classes.iter().zip(&typed.plain) {
        let Some(plain) = plain else { continue };
        let spelt = |(name, ty): &(String, _)| {
            format!("{name}: {}", explain::spell(ty, &program, catalogue))
        };
        let fields: Vec<String> = plain.fields.iter().map(spelt).collect();
        out += &format!("class {} {{ {} }}\n", class.name, fields.join(", "));
    }
    for slot in explain::slots(&program, &typed, catalogue) {
        out += &format!("{}: {}: {}", slot.location.1, slot.name, slot.ty);
        if let Some((_, line, reason)) = slot.widened {
            out += &format!("  # line {line}: {reason}");
        }
        out.push('\n');
    }
    for (_, line, text) in explain::dynamic_operations(&program, &typed) {
        out += &format!("{line}: dynamic {}\n", text.lines().next().unwrap_or(""));
    }
    out
}

#[test]
fn programs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/infer");
    let catalogue = catalogue();
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "py"));
    paths.sort();
    let mut failed = Vec::new();
    for path in paths {
        let found = explained(&path, &catalogue);
        let golden = path.with_extension("types");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&golden, &found).expect("the expectation can be written");
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if found != expected {
            failed.push(format!(
                "{}\n--- expected\n{expected}--- found\n{found}",
                path.display()
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
