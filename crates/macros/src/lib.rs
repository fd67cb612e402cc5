//! The macros that declare a Python function, class or module on top of its Rust body.
//!
//! | macro | on | makes |
//! |---|---|---|
//! | [`macro@pyfn`] | a free function, or a method inside [`macro@pymethods`] | its description and dynamic entry |
//! | [`macro@pyconst`] | a `const`, a `static` or a function without parameters | its description and value |
//! | [`macro@pyclass`] | a struct, enum or type alias | the class's table |
//! | [`macro@pymethods`] | an `impl` block of the class | its members |
//! | [`module!`] | the end of a module's file | `describe()` and `native`, of all the declarations in the file and below |
//!
//! Descriptions are compiled only with the cargo feature `catalogue` of the crate that declares.
//!
//! *Invariant:* the expansion keeps the Rust item as it was written. Start at [`function`] for what is read,
//! [`entry`] for what is made of it.

mod class;
mod entry;
mod function;
mod literal;
mod module;
mod options;
mod passing;
mod source;

use entry::{Owner, runtime};
use function::Function;
use options::Options;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_macro_input};

/// Declares a library function: `#[pyfn("def sqrt(x: float, /) -> float")]`.
///
/// The Python parameters and the Rust ones pair up in order. How Rust takes each is read off its type: `T`, `&T`, `&str`,
/// `i64`, `Option<…>`, `impl Iterable<Item = T>`, `impl Fn(A) -> Result<R>`, `impl Awaitable<Output = T>`, `&dyn View`;
/// `&[T]`, `Vec<T>` or `impl Awaitables<T>` for `*args` and `Vec<(Str, T)>` for `**kwargs`. A default of `...` makes the parameter an
/// `Option` that is `None` only where no argument was given.
///
/// Options behind the string:
/// - `operator = "+"`: a Rust operator that spells this method.
/// - `dunder = "__len__"`: a call of this function means that method of its first argument's class.
/// - `blocks`: the call blocks the thread.
/// - `rust_macro = "print"`: static calls are of this macro; the function below is what dynamic calls reach.
/// - `dynamic = path`: a hand-written `fn(Args) -> Result<Value>` is the dynamic entry.
/// - `static`, `class`, `property`, `setter` (methods): the kind of member, where it is not an ordinary method.
///
/// Of several functions (methods) with one Python name the static call takes the first that fits, the dynamic entry is
/// the last one's.
#[proc_macro_attribute]
pub fn pyfn(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let options = parse_macro_input!(attribute as Options);
    let item = parse_macro_input!(item as syn::ItemFn);
    let made =
        Function::read(&options, &item.attrs, &item.sig, false).map(|f| free_function(&f, &item));
    with_item(quote!(#item), made)
}

fn free_function(function: &Function, item: &syn::ItemFn) -> TokenStream {
    let rt = runtime();
    let module = module_name(function.module.clone());
    let shown = if module == "builtins" {
        ""
    } else {
        module.as_str()
    };
    let owner = Owner {
        name: quote!(#shown),
        generics: None,
        self_ty: None,
        of_trait: None,
    };
    let native = class::native_function(function, &owner, &module);
    let describe = function.describe();
    let name = function.plain_name();
    let (static_name, describe_name) = (
        module::hidden("__native_", &item.sig.ident),
        module::hidden("__describe_", &item.sig.ident),
    );
    let (vis, cfgs) = (&item.vis, cfgs(&item.attrs));
    let doc = format!("Dynamic entry of [`{name}`].");
    quote! {
        #(#cfgs)*
        #[doc = #doc]
        #[doc(hidden)]
        #[allow(non_upper_case_globals, reason = "named after the function")]
        #vis static #static_name: #rt::NativeFunction = #native;
        #(#cfgs)*
        #[cfg(feature = "catalogue")]
        #[doc(hidden)]
        #vis fn #describe_name() -> ::portalis_signature::Function {
            #describe
        }
    }
}

/// Declares a constant of a module: `#[pyconst("pi: float")] pub const PI: f64 = …`.
///
/// On a function without parameters, the value is made when it is asked for. With `setter = "set_stdout"`, a function from a
/// `Value`, programs may assign it (`sys.stdout = …`).
#[proc_macro_attribute]
pub fn pyconst(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let options = parse_macro_input!(attribute as Options);
    let item = parse_macro_input!(item as Item);
    let made = constant(&options, &item);
    with_item(quote!(#item), made)
}

fn constant(options: &Options, item: &Item) -> syn::Result<TokenStream> {
    options.check(&["setter"])?;
    let setter = match options.string("setter")? {
        Some(path) => quote!(::core::option::Option::Some(#path.into())),
        None => quote!(::core::option::Option::None),
    };
    let literal = options.text("#[pyconst(\"name: type\")]")?;
    let text = literal.value();
    portalis_signature::parse::constant(&text)
        .map_err(|e| syn::Error::new(literal.span(), e.to_string()))?;
    let (ident, vis, value) = match item {
        Item::Const(item) => (&item.ident, &item.vis, item.ident.to_string()),
        Item::Static(item) => (&item.ident, &item.vis, item.ident.to_string()),
        Item::Fn(item) => (&item.sig.ident, &item.vis, format!("{}()", item.sig.ident)),
        other => {
            return Err(syn::Error::new_spanned(
                other,
                "a constant is a `const`, a `static` or a function",
            ));
        }
    };
    let rt = runtime();
    let (describe, value_name) = (
        module::hidden("__describe_", ident),
        module::hidden("__value_", ident),
    );
    let read: syn::Expr = syn::parse_str(&value)?;
    Ok(quote! {
        #[doc(hidden)]
        #[allow(non_snake_case, reason = "named after the constant")]
        #vis fn #value_name() -> #rt::Value {
            #rt::View::to_value(&#read)
        }
        #[cfg(feature = "catalogue")]
        #[doc(hidden)]
        #[allow(non_snake_case, reason = "named after the constant")]
        #vis fn #describe() -> ::portalis_signature::Constant {
            let (name, ty) = ::portalis_signature::parse::constant(#text).expect("the macro has parsed it");
            ::portalis_signature::Constant { name, ty, rust: #value.into(), setter: #setter }
        }
    })
}

/// Declares a library class: `#[pyclass("class deque[T]")]` on a struct that is a cheap handle, `struct Deque<T>(Rc<…>)`.
///
/// It makes the class's table (`Declared`), `NativeType` and, unless told otherwise, `View` and `Object`: those of Python's
/// `object`, but for what these options name, for each of which the type has a method:
/// `repr` (`py_repr(&self) -> Result<Str>`), `str`, `format` (`py_format(&self, &str)`), `truthy` (`Result<bool>`), `eq`
/// (`py_eq(&self, &Self) -> Result<bool>`; without `hash` it makes the class unhashable), `hash` (`Result<i64>`), `less`.
///
/// Other options: `immutable`, `copy` (for the compiler), `bases = [A, B]` (Rust types with `Value` for parameters, or
/// names of `static NativeClass`es in capitals), `payload = path` (the builtin value that it is as well), `final` (cannot
/// be derived from), `tp_name = "collections.deque"` (as error messages name it), `rust = "f64"` (the Rust type, where it is not
/// the item's name), `address = path` (instead of the pointer of the `Rc` in field 0), `manual` (`View` and `Object` are
/// written by hand), `slots = path` (a `&[NativeFunction]` of dunders that go before the methods), `builtin` (a representation of its own in `Value`: nothing but the table is made).
///
/// On a `static` of type `NativeClass` (an exception class) it makes the description alone.
#[proc_macro_attribute]
pub fn pyclass(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let options = parse_macro_input!(attribute as Options);
    let item = parse_macro_input!(item as Item);
    let made = class::pyclass(&options, &item);
    with_item(quote!(#item), made)
}

/// Declares the methods with a `#[pyfn]` in an `impl` block of a class; also in the `impl` of a trait, for classes whose
/// Rust type is foreign (`f64`). A second block is `#[pymethods(1)]`, and so on to 15.
///
/// A function without a receiver is a static method; one whose Python name is `__new__` is the constructor.
#[proc_macro_attribute]
pub fn pymethods(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let options = parse_macro_input!(attribute as Options);
    let block = parse_macro_input!(item as syn::ItemImpl);
    match class::pymethods(&options, block.clone()) {
        Ok(made) => made.into(),
        Err(error) => with_item(quote!(#block), Err(error)),
    }
}

/// Collects the declarations of this file and of the modules below it that have no `module!` of their own:
/// `portalis_macros::module!("math");` at the head of `math.rs`.
///
/// It makes `describe()` (with the feature `catalogue`) and `pub mod native`, which holds the dynamic entry of each function and the table
/// of each class under its Python name, and `MODULE`, the table for `getattr` on the module. `rust = "path"` says where the façade
/// has the module, if not under the file's name; for the prelude it is `""`. With `crate` it collects the whole crate's;
/// `also = path` is a Rust module with more classes: with `describe()` and `native` like those made here.
#[proc_macro]
pub fn module(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let options = parse_macro_input!(input as Options);
    let Some(file) = source::present_file() else {
        // Editors expand macros without files; they get an empty module.
        return module::module(&options, Vec::new(), "")
            .unwrap_or_else(syn::Error::into_compile_error)
            .into();
    };
    let rust = source::rust_name(&file);
    let root = if options.flag("crate") {
        source::crate_root(&file)
    } else {
        file
    };
    let name = options
        .text
        .as_ref()
        .map(syn::LitStr::value)
        .unwrap_or_default();
    module::module(&options, source::items(&root, &name), &rust)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// [`module!`] for an inline module: `#[pymodule("math")] pub mod math { … }`.
#[proc_macro_attribute]
pub fn pymodule(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let options = parse_macro_input!(attribute as Options);
    let mut item = parse_macro_input!(item as syn::ItemMod);
    let Some((_, items)) = &mut item.content else {
        let error = syn::Error::new_spanned(
            &item.ident,
            "the module stands here; for a file, write `module!` in it",
        );
        return error.into_compile_error().into();
    };
    let rust = function::plain(&item.ident);
    if let Some(name) = &options.text {
        items
            .iter_mut()
            .for_each(|item| module::say_module(item, &name.value()));
    }
    match module::module(&options, source::inline_items(items), &rust) {
        Ok(made) => {
            items.push(Item::Verbatim(made));
            quote!(#item).into()
        }
        Err(error) => with_item(quote!(#item), Err(error)),
    }
}

/// The item as it was, and what was made of it or the error.
fn with_item(item: TokenStream, made: syn::Result<TokenStream>) -> proc_macro::TokenStream {
    let made = made.unwrap_or_else(syn::Error::into_compile_error);
    quote!(#item #made).into()
}

/// `attribute` is the one called `name`, by whatever path.
fn is_attribute(attribute: &syn::Attribute, name: &str) -> bool {
    attribute
        .path()
        .segments
        .last()
        .is_some_and(|s| s.ident == name)
}

/// The Python module of the declaration that is being expanded.
fn module_name(said: Option<String>) -> String {
    said.or_else(|| source::python_module(&source::present_file()?))
        .unwrap_or_else(|| "builtins".into())
}

fn cfgs(attributes: &[syn::Attribute]) -> Vec<&syn::Attribute> {
    attributes
        .iter()
        .filter(|a| a.path().is_ident("cfg"))
        .collect()
}
