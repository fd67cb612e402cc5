//! `module!` and `#[pymodule]`: the description and the table of a module, made of the declarations in it.

use crate::entry::runtime;
use crate::function::plain;
use crate::options::Options;
use crate::source::{self, Found};
use portalis_signature::parse;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Generics, Item};

const MODULE_OPTIONS: &[&str] = &["rust", "crate", "also"];

/// Expands `module!("math")`.
pub(crate) fn module(options: &Options, items: Vec<Found>, rust: &str) -> syn::Result<TokenStream> {
    options.check(MODULE_OPTIONS)?;
    let name = options.text("module!(\"math\")")?.value();
    let rust = options.string("rust")?.unwrap_or_else(|| rust.to_owned());
    let mut declared = Declared {
        whole_crate: options.flag("crate"),
        also: options.value("also").cloned(),
        ..Declared::default()
    };
    for found in &items {
        declared.add(found)?;
    }
    Ok(declared.expand(&name, &rust))
}

/// What a module declares, each as the path to the item with its `cfg`s.
#[derive(Default)]
struct Declared {
    /// Paths are from the crate's root, not from the collecting module.
    whole_crate: bool,
    /// A Rust module with more classes: `describe()` and `native`.
    also: Option<syn::Expr>,
    functions: Vec<Entry>,
    classes: Vec<Entry>,
    constants: Vec<Entry>,
}

struct Entry {
    python: String,
    cfgs: Vec<syn::Attribute>,
    /// Path of the Rust module, from the collecting one: empty or `a::b::`.
    path: TokenStream,
    /// Rust name; for classes with `Value`s for type parameters.
    rust: TokenStream,
    ident: Ident,
    /// A class that is a `static NativeClass`, not a Rust type.
    is_static: bool,
}

impl Declared {
    fn add(&mut self, found: &Found) -> syn::Result<()> {
        for attribute in source::attributes(&found.item) {
            let Some(kind) = ["pyfn", "pyclass", "pyconst"]
                .into_iter()
                .find(|k| crate::is_attribute(attribute, k))
            else {
                continue;
            };
            let Ok(options) = Options::of(attribute) else {
                continue;
            };
            let Some(text) = options.text.as_ref().map(syn::LitStr::value) else {
                continue;
            };
            let (ident, generics) = name(&found.item)?;
            let python = match kind {
                "pyfn" => parse::function(&text).map(|s| s.name),
                "pyclass" => parse::class(&text).map(|c| c.name),
                _ => parse::constant(&text).map(|(name, _)| name),
            };
            // The attribute itself reports what cannot be parsed.
            let Ok(python) = python else { continue };
            let modules = &found.path;
            let list = match kind {
                "pyfn" => &mut self.functions,
                "pyclass" => &mut self.classes,
                _ => &mut self.constants,
            };
            list.push(Entry {
                python,
                cfgs: found.cfgs.clone(),
                path: match self.whole_crate {
                    true => quote!(crate::#(#modules::)*),
                    false => quote!(#(#modules::)*),
                },
                rust: of_value(ident, generics),
                ident: ident.clone(),
                is_static: matches!(found.item, Item::Static(_)),
            });
        }
        Ok(())
    }

    fn expand(&self, name: &str, rust: &str) -> TokenStream {
        let describe = self.describe(name, rust);
        let native = self.native(name);
        quote! {
            #describe
            #native
        }
    }

    fn describe(&self, name: &str, rust: &str) -> TokenStream {
        let functions = self
            .functions
            .iter()
            .map(|e| e.push("functions", hidden("__describe_", &e.ident)));
        let constants = self
            .constants
            .iter()
            .map(|e| e.push("constants", hidden("__describe_", &e.ident)));
        let rt = runtime();
        let classes = self.classes.iter().map(|e| {
            let Entry { cfgs, path, rust, is_static, .. } = e;
            if *is_static {
                return e.push("classes", hidden("__describe_", &e.ident));
            }
            quote!(#(#cfgs)* module.classes.push(<#path #rust as #rt::declare::Declared>::describe());)
        });
        let also = self
            .also
            .iter()
            .map(|also| quote!(module.classes.extend(#also::describe());));
        let at = if rust.is_empty() {
            quote!(module)
        } else {
            quote!(module.at(#rust))
        };
        quote! {
            /// What the compiler knows of this module.
            #[cfg(feature = "catalogue")]
            pub fn describe() -> ::portalis_signature::Module {
                #[allow(unused_mut, reason = "a module may declare nothing")]
                let mut module = ::portalis_signature::Module { name: #name.into(), ..::std::default::Default::default() };
                #(#functions)*
                #(#classes)*
                #(#constants)*
                #(#also)*
                #at
            }
        }
    }

    fn native(&self, name: &str) -> TokenStream {
        let rt = runtime();
        let above = self.above();
        let last: Vec<_> = self.last_functions().collect();
        let uses = last.iter().map(|e| {
            let Entry { cfgs, path, .. } = e;
            let (hidden, python) = (hidden("__native_", &e.ident), identifier(&e.python));
            quote!(#(#cfgs)* pub use #above #path #hidden as #python;)
        });
        let classes = self.classes.iter().map(|e| {
            let (cfgs, table, python) = (&e.cfgs, e.table(&above), identifier(&e.python));
            quote!(#(#cfgs)* pub static #python: &#rt::NativeClass = #table;)
        });
        let table = self.table(name, &last);
        let reexport = self
            .also
            .iter()
            .map(|also| quote!(pub use #also::native::*;));
        quote! {
            /// The dynamic side of this module: a static for each function and class, under its Python name, and [`MODULE`](native::MODULE).
            #[allow(non_upper_case_globals, missing_docs, unused_imports, reason = "named as in Python")]
            pub mod native {
                // Types that stand in `super` and in the prelude under the name of a type parameter's value.
                use super::*;
                #(#reexport)*
                #(#uses)*
                #(#classes)*
                #table
            }
        }
    }

    /// Of functions with the same name the last.
    fn last_functions(&self) -> impl Iterator<Item = &Entry> {
        let is_last = |i: usize, e: &Entry| {
            !self
                .functions
                .iter()
                .skip(i + 1)
                .any(|later| later.python == e.python)
        };
        self.functions
            .iter()
            .enumerate()
            .filter(move |(i, e)| is_last(*i, e))
            .map(|(_, e)| e)
    }

    /// What leads from inside `native` to where the paths start.
    fn above(&self) -> TokenStream {
        if self.whole_crate {
            TokenStream::new()
        } else {
            quote!(super::)
        }
    }

    fn table(&self, name: &str, functions: &[&Entry]) -> TokenStream {
        let rt = runtime();
        let above = self.above();
        let functions = functions.iter().map(|e| {
            let (cfgs, python) = (&e.cfgs, identifier(&e.python));
            quote!(#(#cfgs)* &#python)
        });
        let classes = self.classes.iter().map(|e| {
            let (cfgs, table) = (&e.cfgs, e.table(&above));
            quote!(#(#cfgs)* #table)
        });
        let constants = self.constants.iter().map(|e| {
            let Entry {
                cfgs, path, python, ..
            } = e;
            let hidden = hidden("__value_", &e.ident);
            quote!(#(#cfgs)* (#python, #above #path #hidden))
        });
        quote! {
            /// All of the module, for `getattr` on it.
            pub static MODULE: #rt::declare::NativeModule = #rt::declare::NativeModule {
                name: #name,
                functions: &[#(#functions),*],
                classes: &[#(#classes),*],
                constants: &[#(#constants),*],
            };
        }
    }
}

impl Entry {
    /// The `&'static NativeClass` of a class.
    fn table(&self, above: &TokenStream) -> TokenStream {
        let (rt, Entry { path, rust, .. }) = (runtime(), self);
        if self.is_static {
            return quote!(&#above #path #rust);
        }
        quote!(<#above #path #rust as #rt::declare::Declared>::CLASS)
    }

    fn push(&self, list: &str, describe: Ident) -> TokenStream {
        let Entry { cfgs, path, .. } = self;
        let list = format_ident!("{list}");
        quote!(#(#cfgs)* module.#list.push(#path #describe());)
    }
}

/// Name of an item that a declaration makes beside the declared one.
pub(crate) fn hidden(prefix: &str, ident: &Ident) -> Ident {
    format_ident!("{prefix}{}", plain(ident), span = ident.span())
}

/// A Python name as a Rust identifier.
fn identifier(name: &str) -> Ident {
    let call_site = proc_macro2::Span::call_site();
    match name {
        // Words that no raw identifier can be.
        "super" | "self" | "crate" => format_ident!("{name}_", span = call_site),
        _ => syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, call_site)),
    }
}

fn name(item: &Item) -> syn::Result<(&Ident, Option<&Generics>)> {
    match item {
        Item::Fn(item) => Ok((&item.sig.ident, None)),
        Item::Struct(item) => Ok((&item.ident, Some(&item.generics))),
        Item::Enum(item) => Ok((&item.ident, Some(&item.generics))),
        Item::Type(item) => Ok((&item.ident, Some(&item.generics))),
        Item::Const(item) => Ok((&item.ident, None)),
        Item::Static(item) => Ok((&item.ident, None)),
        other => Err(syn::Error::new_spanned(
            other,
            "this cannot be declared to Python",
        )),
    }
}

fn of_value(ident: &Ident, generics: Option<&Generics>) -> TokenStream {
    let rt = runtime();
    let params = generics.map(crate::entry::value_params).unwrap_or_default();
    if params.is_empty() {
        return quote!(#ident);
    }
    let values = params.iter().map(|_| quote!(#rt::Value));
    quote!(#ident<#(#values),*>)
}

/// Writes `module = "name"` into the declarations on `item`: they cannot see the module around them.
pub(crate) fn say_module(item: &mut Item, name: &str) {
    for attribute in source::attributes_mut(item) {
        let has_module = ["pyfn", "pyclass", "pymethods"]
            .iter()
            .any(|k| crate::is_attribute(attribute, k));
        match &mut attribute.meta {
            syn::Meta::List(list) if has_module => {
                let tokens = &list.tokens;
                list.tokens = quote!(#tokens, module = #name);
            }
            syn::Meta::Path(path) if has_module => {
                let path = path.clone();
                attribute.meta = syn::parse_quote!(#path(module = #name));
            }
            _ => {}
        }
    }
}
