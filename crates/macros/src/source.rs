//! Reads the source files of the crate that is being compiled: which module a declaration belongs to, and what a
//! `module!` collects.
//!
//! A declaration stands alone in its file and in no list, so the module's table has to be put together from what the
//! files hold. Only files that are part of the crate are read, so a change in one of them always compiles the crate
//! (and expands its macros) anew.
//!
//! *Invariant:* a file that cannot be read or parsed is skipped: rustc reports it better.

use std::path::{Path, PathBuf};
use syn::{Item, Meta};

/// The file that the present macro call is written in.
pub(crate) fn present_file() -> Option<PathBuf> {
    proc_macro::Span::call_site().local_file()
}

/// The Python module that a declaration in `file` belongs to: the one that `module!("name")` of this file or of the nearest
/// parent module's file says.
pub(crate) fn python_module(file: &Path) -> Option<String> {
    let mut file = file.to_owned();
    // A crate is not nested deeper than this.
    for _ in 0..16 {
        if let Some(name) = std::fs::read_to_string(&file)
            .ok()
            .and_then(|text| said(&text))
        {
            return Some(name);
        }
        file = parent_file(&file)?;
    }
    None
}

/// `name` in `module!("name"…`.
fn said(text: &str) -> Option<String> {
    let rest = &text[text
        .find("\nportalis_macros::module!(\"")
        .or_else(|| text.find("\nmodule!(\""))?..];
    let mut parts = rest.splitn(3, '"');
    parts.next()?;
    parts.next().map(str::to_owned)
}

/// The file of the parent module.
fn parent_file(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    let stem = file.file_stem()?.to_str()?;
    let folder = match stem {
        "lib" | "main" => return None,
        "mod" => folder.parent()?,
        _ => folder,
    };
    let beside = folder
        .parent()
        .zip(folder.file_name())
        .map(|(p, name)| p.join(name).with_extension("rs"));
    let candidates = [
        Some(folder.join("mod.rs")),
        beside,
        Some(folder.join("lib.rs")),
    ];
    candidates
        .into_iter()
        .flatten()
        .find(|c| c != file && c.is_file())
}

/// An item with the Rust path of its module (relative to the collecting file) and the `cfg`s that it is under.
pub(crate) struct Found {
    pub(crate) item: Item,
    pub(crate) path: Vec<syn::Ident>,
    pub(crate) cfgs: Vec<syn::Attribute>,
}

/// All items of `file` and of the modules below it, up to those with a `module!` for another Python module than `name`.
pub(crate) fn items(file: &Path, name: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let Some(parsed) = parse(file) else {
        return found;
    };
    let folder = children_folder(file);
    Walk {
        name,
        found: &mut found,
    }
    .items(parsed.items, &folder, &[], &[]);
    found
}

/// The items of an inline module.
pub(crate) fn inline_items(items: &[Item]) -> Vec<Found> {
    let with = |item: &Item| Found {
        item: item.clone(),
        path: Vec::new(),
        cfgs: cfgs(attributes(item)),
    };
    items.iter().map(with).collect()
}

struct Walk<'a> {
    name: &'a str,
    found: &'a mut Vec<Found>,
}

impl Walk<'_> {
    fn items(
        &mut self,
        items: Vec<Item>,
        folder: &Path,
        path: &[syn::Ident],
        cfgs_above: &[syn::Attribute],
    ) {
        for item in items {
            let mut all = cfgs_above.to_vec();
            all.extend(cfgs(attributes(&item)));
            match item {
                Item::Mod(module) => self.module(module, folder, path, &all),
                item => self.found.push(Found {
                    item,
                    path: path.to_vec(),
                    cfgs: all,
                }),
            }
        }
    }

    fn module(
        &mut self,
        module: syn::ItemMod,
        folder: &Path,
        path: &[syn::Ident],
        cfgs: &[syn::Attribute],
    ) {
        if module
            .attrs
            .iter()
            .any(|a| crate::is_attribute(a, "pymodule"))
        {
            return;
        }
        let name = crate::function::plain(&module.ident);
        let mut path = path.to_vec();
        path.push(module.ident);
        let below = folder.join(&name);
        if let Some((_, items)) = module.content {
            return self.items(items, &below, &path, cfgs);
        }
        let candidates = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
        let Some(text) = candidates
            .iter()
            .find_map(|c| std::fs::read_to_string(c).ok())
        else {
            return;
        };
        let is_other = said(&text).is_some_and(|said| said != self.name);
        if let Ok(parsed) = syn::parse_file(&text)
            && !is_other
        {
            self.items(parsed.items, &below, &path, cfgs);
        }
    }
}

/// The crate's root file, seen from one of its files.
pub(crate) fn crate_root(file: &Path) -> PathBuf {
    let mut file = file.to_owned();
    while let Some(parent) = parent_file(&file) {
        file = parent;
    }
    file
}

fn parse(file: &Path) -> Option<syn::File> {
    syn::parse_file(&std::fs::read_to_string(file).ok()?).ok()
}

/// Where the files of the modules declared in `file` are.
fn children_folder(file: &Path) -> PathBuf {
    match file.file_stem().and_then(|s| s.to_str()) {
        Some("lib" | "main" | "mod") => file.parent().unwrap_or(Path::new("")).to_owned(),
        _ => file.with_extension(""),
    }
}

fn cfgs(attributes: &[syn::Attribute]) -> Vec<syn::Attribute> {
    attributes
        .iter()
        .filter(|a| matches!(&a.meta, Meta::List(list) if list.path.is_ident("cfg")))
        .cloned()
        .collect()
}

/// The attributes of the kinds of item that can be declared or hold declarations.
pub(crate) fn attributes(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        _ => &[],
    }
}

/// [`attributes`], to be changed; of `impl` blocks too.
pub(crate) fn attributes_mut(item: &mut Item) -> &mut [syn::Attribute] {
    match item {
        Item::Fn(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => &mut [],
    }
}

/// The name of the Rust module that `file` is.
pub(crate) fn rust_name(file: &Path) -> String {
    let stem = |path: &Path| {
        path.file_stem()
            .and_then(|s| s.to_str())
            .unwrap_or("")
            .to_owned()
    };
    match stem(file).as_str() {
        "lib" | "main" => String::new(),
        "mod" => file.parent().map(stem).unwrap_or_default(),
        name => name.to_owned(),
    }
}
