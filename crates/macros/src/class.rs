//! `#[pyclass]` and `#[pymethods]`.
//!
//! A class's members stand in any number of `impl` blocks; each block fills one numbered slot of the class
//! (`#[pymethods(1)]`; 0 where no number is said), and the class's table is the slots put together.

use crate::entry::{self, Owner, runtime, value_params};
use crate::function::{self, Function, Member};
use crate::options::Options;
use portalis_signature::parse;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Generics, ImplItem, Item, ItemImpl};

/// How many `#[pymethods]` blocks a class can have.
const SLOTS: usize = 16;

const CLASS_OPTIONS: &[&str] = &[
    "payload",
    "immutable",
    "copy",
    "builtin",
    "variant",
    "named",
    "bases",
    "tp_name",
    "rust",
    "module",
    "final",
    "manual",
    "repr",
    "str",
    "truthy",
    "eq",
    "hash",
    "less",
    "format",
    "address",
    "slots",
];

/// Those of a `static`.
const NO_GENERICS: Generics = Generics {
    lt_token: None,
    params: syn::punctuated::Punctuated::new(),
    gt_token: None,
    where_clause: None,
};

/// Expands `#[pyclass("class …", …)]`.
pub(crate) fn pyclass(options: &Options, item: &Item) -> syn::Result<TokenStream> {
    options.check(CLASS_OPTIONS)?;
    let literal = options.text("#[pyclass(\"class name\")]")?;
    let header = parse::class(&literal.value())
        .map_err(|e| syn::Error::new(literal.span(), e.to_string()))?;
    let (ident, generics, attrs) = match item {
        Item::Struct(item) => (&item.ident, &item.generics, &item.attrs),
        Item::Enum(item) => (&item.ident, &item.generics, &item.attrs),
        Item::Type(item) => (&item.ident, &item.generics, &item.attrs),
        Item::Static(item) => (&item.ident, &NO_GENERICS, &item.attrs),
        other => {
            return Err(syn::Error::new_spanned(
                other,
                "a class is declared on a struct, an enum or a type alias",
            ));
        }
    };
    if let Item::Static(item) = item {
        return Ok(describe_static(&header, options, item));
    }
    let class = Class {
        header,
        options,
        ident,
        generics,
        doc: function::doc(attrs),
        module: crate::module_name(options.string("module")?),
    };
    class.expand()
}

/// The description of a class that is a `static NativeClass`: an exception.
fn describe_static(
    header: &parse::ClassHeader,
    options: &Options,
    item: &syn::ItemStatic,
) -> TokenStream {
    let (name, bases, doc) = (&header.name, &header.bases, function::doc(&item.attrs));
    let (ident, vis, immutable) = (&item.ident, &item.vis, options.flag("immutable"));
    let rust = ident.to_string();
    // `object` and `type` have no base.
    let is_exception = !bases.is_empty();
    let describe = crate::module::hidden("__describe_", ident);
    quote! {
        #[cfg(feature = "catalogue")]
        #[doc(hidden)]
        #[allow(non_snake_case, reason = "named after the class")]
        #vis fn #describe() -> ::portalis_signature::Class {
            ::portalis_signature::Class {
                name: #name.into(),
                type_params: ::std::vec::Vec::new(),
                bases: ::std::vec![#(#bases.into()),*],
                rust: #rust.into(),
                is_copy: false,
                is_immutable: #immutable,
                is_exception: #is_exception,
                members: ::std::vec::Vec::new(),
                doc: #doc.into(),
            }
        }
    }
}

struct Class<'a> {
    header: parse::ClassHeader,
    options: &'a Options,
    ident: &'a syn::Ident,
    generics: &'a Generics,
    doc: String,
    module: String,
}

impl Class<'_> {
    fn expand(&self) -> syn::Result<TokenStream> {
        let table = self.table()?;
        let describe = self.describe()?;
        let objects = if self.options.flag("builtin") {
            TokenStream::new()
        } else {
            self.native_type()
        };
        let view = if self.options.flag("builtin") || self.options.flag("manual") {
            TokenStream::new()
        } else {
            self.view()
        };
        let (rt, of_value) = (runtime(), self.of_value());
        let from = self.from();
        Ok(quote! {
            const _: () = {
                #[allow(unused_imports, reason = "a class whose slots are all filled does not need it")]
                use #rt::declare::NoMembers as _;
                #table
                impl #rt::declare::Declared for #of_value {
                    const CLASS: &'static #rt::NativeClass = &CLASS;
                    #[cfg(feature = "catalogue")]
                    fn describe() -> ::portalis_signature::Class {
                        #describe
                    }
                }
                #objects
            };
            #view
            #from
        })
    }

    /// `Value::from(deque)`, for a `Deque<Value>` alone, so that rustc knows which `Deque::new()` is meant. The runtime
    /// writes its own: some of its types convert without a wrapper.
    fn from(&self) -> TokenStream {
        let (rt, of_value) = (runtime(), self.of_value());
        if self.options.flag("builtin") || rt.to_string() == "crate" {
            return TokenStream::new();
        }
        quote! {
            impl ::std::convert::From<#of_value> for #rt::Value {
                fn from(handle: #of_value) -> #rt::Value {
                    #rt::View::to_value(&handle)
                }
            }
        }
    }

    /// `Deque<Value>`.
    fn of_value(&self) -> TokenStream {
        let (rt, ident) = (runtime(), self.ident);
        let values = value_params(self.generics)
            .into_iter()
            .map(|_| quote!(#rt::Value));
        let arguments: Vec<_> = values.collect();
        if arguments.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#arguments),*>)
        }
    }

    fn table(&self) -> syn::Result<TokenStream> {
        let (rt, of_value) = (runtime(), self.of_value());
        let (name, module, doc) = (&self.header.name, &self.module, &self.doc);
        let (is_base, immutable) = (!self.options.flag("final"), self.options.flag("immutable"));
        let slots = self
            .options
            .value("slots")
            .map(|path| quote!(slots: #path,));
        let bases = self.options.paths("bases")?;
        let bases: Vec<_> = bases.iter().map(base_table).collect();
        let parts = |what: &str| {
            let what = format_ident!("{what}");
            let parts =
                (0..SLOTS).map(|slot| quote!(#rt::declare::Slot::<#of_value, #slot>::#what));
            quote!(&[#(#parts),*])
        };
        let functions = |what: &str, which: &str| {
            let (parts, which) = (parts(what), format_ident!("{which}"));
            let which = quote!(#rt::declare::Which::#which);
            quote!(&#rt::declare::concat_functions::<{ #rt::declare::count_functions(#parts, #which) }>(#parts, #which))
        };
        // Operations on a variant of `Value` do not go by the class; its dunders are members like others.
        let (operators, others) = match self.options.flag("variant") || self.options.flag("named") {
            true => ("Nothing", "All"),
            false => ("Protocol", "Others"),
        };
        let (protocol, methods) = (
            functions("METHODS", operators),
            functions("METHODS", others),
        );
        let statics = functions("STATICS", "All");
        let class_methods = functions("CLASS_METHODS", "All");
        let properties = parts("PROPERTIES");
        let properties = quote!(&#rt::declare::concat_properties::<{ #rt::declare::count_properties(#properties) }>(#properties));
        let constructors = parts("CONSTRUCTOR");
        let variant = self.options.flag("variant");
        let none = quote!(slots: &[],);
        let (slots, member_slots) = match self.options.flag("variant") {
            true => (None, slots.unwrap_or(none)),
            false => (slots, none),
        };
        Ok(quote! {
            static MEMBERS: #rt::NativeMembers = #rt::NativeMembers {
                constructor: #rt::declare::first_entry(#constructors),
                methods: #methods,
                statics: #statics,
                class_methods: #class_methods,
                properties: #properties,
                #member_slots
            };
            static CLASS: #rt::NativeClass = #rt::NativeClass {
                doc: #doc,
                bases: &[#(#bases),*],
                is_base: #is_base,
                is_immutable: #immutable,
                is_variant: #variant,
                protocol: #protocol,
                #slots
                members: || #rt::reach::members(&MEMBERS),
                ..#rt::NativeClass::new(#name, #module)
            };
        })
    }

    fn describe(&self) -> syn::Result<TokenStream> {
        let (rt, of_value) = (runtime(), self.of_value());
        let header = &self.header;
        let (name, type_params, bases, doc) =
            (&header.name, &header.type_params, &header.bases, &self.doc);
        let rust = self
            .options
            .string("rust")?
            .unwrap_or_else(|| self.ident.to_string());
        let (copy, immutable) = (self.options.flag("copy"), self.options.flag("immutable"));
        let slots =
            (0..SLOTS).map(|slot| quote!(#rt::declare::Slot::<#of_value, #slot>::describe()));
        Ok(quote! {
            ::portalis_signature::Class {
                name: #name.into(),
                type_params: ::std::vec![#(#type_params.into()),*],
                bases: ::std::vec![#(#bases.into()),*],
                rust: #rust.into(),
                is_copy: #copy,
                is_immutable: #immutable,
                is_exception: false,
                members: ::std::vec::Vec::new().into_iter() #(.chain(#slots))* .collect(),
                doc: #doc.into(),
            }
        })
    }

    fn native_type(&self) -> TokenStream {
        let (rt, of_value) = (runtime(), self.of_value());
        let address = match self.options.value("address") {
            Some(path) => quote!(#path(self)),
            None => quote!(::std::rc::Rc::as_ptr(&self.0) as *const () as usize),
        };
        let payload = self.options.value("payload").map(|path| {
            quote!(fn payload(&self) -> ::std::option::Option<#rt::Value> { ::std::option::Option::Some(#path(self)) })
        });
        quote! {
            impl #rt::NativeType for #of_value {
                const CLASS: &'static #rt::NativeClass = &CLASS;
                fn address(&self) -> usize {
                    #address
                }
                #payload
            }
        }
    }

    /// `View` and `Object`: those of `object`, but for what the options name.
    fn view(&self) -> TokenStream {
        let (rt, of_value, ident) = (runtime(), self.of_value(), self.ident);
        let (impl_generics, ty_generics, where_clause) = self.generics.split_for_impl();
        let name = match self.options.string("tp_name") {
            Ok(Some(name)) => name,
            _ => self.header.name.clone(),
        };
        let has = |flag: &str, yes: TokenStream, no: TokenStream| {
            if self.options.flag(flag) { yes } else { no }
        };
        let repr = has(
            "repr",
            quote!(self.py_repr()),
            quote!(Ok(#rt::declare::default_repr(<#of_value as #rt::declare::Declared>::CLASS, #rt::declare::address::<Self, #of_value>(self)))),
        );
        let str = has("str", quote!(self.py_str()), quote!(#rt::View::repr(self)));
        let truthy = has("truthy", quote!(self.py_truthy()), quote!(Ok(true)));
        let format = has(
            "format",
            quote!(fn format(&self, spec: &str) -> #rt::Result<#rt::Str> { self.py_format(spec) }),
            quote!(),
        );
        let no_hash =
            quote!(Err(#rt::errors::type_error(::std::format!("unhashable type: '{}'", #name))));
        let by_address =
            quote!(Ok(#rt::declare::address_hash(#rt::declare::address::<Self, #of_value>(self))));
        let hash = has(
            "hash",
            quote!(self.py_hash()),
            has("eq", no_hash, by_address),
        );
        let eq = has(
            "eq",
            quote!(self.py_eq(other)),
            quote!(Ok(#rt::Object::same(self, other))),
        );
        let less = has(
            "less",
            quote!(fn less(&self, other: &Self) -> #rt::Result<bool> { self.py_less(other) }),
            quote!(),
        );
        quote! {
            impl #impl_generics #rt::View for #ident #ty_generics #where_clause {
                fn class_name(&self) -> #rt::Str { #rt::Str::from(#name) }
                fn to_value(&self) -> #rt::Value { #rt::declare::to_value::<Self, #of_value>(self) }
                fn repr(&self) -> #rt::Result<#rt::Str> { #repr }
                fn str(&self) -> #rt::Result<#rt::Str> { #str }
                fn truthy(&self) -> #rt::Result<bool> { #truthy }
                fn hash(&self) -> #rt::Result<i64> { #hash }
                #format
            }
            impl #impl_generics #rt::Object for #ident #ty_generics #where_clause {
                fn equals(&self, other: &Self) -> #rt::Result<bool> { #eq }
                fn same(&self, other: &Self) -> bool {
                    #rt::declare::address::<Self, #of_value>(self) == #rt::declare::address::<Self, #of_value>(other)
                }
                fn from_value(value: #rt::Value) -> #rt::Result<Self> { #rt::declare::from_value::<Self, #of_value>(value) }
                #less
            }
        }
    }
}

/// The table of a base class: a declared Rust type, or a `static NativeClass` (in capitals).
fn base_table(path: &syn::Path) -> TokenStream {
    let rt = runtime();
    let is_static = path.segments.last().is_some_and(|s| {
        s.ident
            .to_string()
            .chars()
            .all(|c| c.is_ascii_uppercase() || c == '_')
    });
    match is_static {
        true => quote!(&#path),
        false => quote!(<#path as #rt::declare::Declared>::CLASS),
    }
}

/// Expands `#[pymethods] impl …`.
pub(crate) fn pymethods(options: &Options, mut block: ItemImpl) -> syn::Result<TokenStream> {
    let slot = match &options.number {
        Some(number) => number.base10_parse::<usize>()?,
        None => 0,
    };
    if slot >= SLOTS {
        return Err(syn::Error::new_spanned(
            &options.number,
            format!("a class has {SLOTS} slots for blocks of methods"),
        ));
    }
    options.check(&["module"])?;
    let functions = take_functions(&mut block)?;
    let members = Block {
        functions: &functions,
        block: &block,
        slot,
        module: crate::module_name(options.string("module")?),
    };
    let members = members.expand();
    Ok(quote!(#block #members))
}

/// The methods with a `#[pyfn]`, which is taken off them.
fn take_functions(block: &mut ItemImpl) -> syn::Result<Vec<Function>> {
    let mut functions = Vec::new();
    for item in &mut block.items {
        let ImplItem::Fn(method) = item else { continue };
        let declarations: Vec<_> = method
            .attrs
            .extract_if(.., |a| crate::is_attribute(a, "pyfn"))
            .collect();
        if !declarations.is_empty() && block.trait_.is_none() {
            publish(method);
        }
        for declaration in declarations {
            functions.push(Function::read(
                &Options::of(&declaration)?,
                &method.attrs,
                &method.sig,
                true,
            )?);
        }
    }
    Ok(functions)
}

/// What Python can call, compiled code of other crates calls by its Rust name.
fn publish(method: &mut syn::ImplItemFn) {
    if matches!(method.vis, syn::Visibility::Inherited) {
        method.vis = syn::parse_quote!(pub);
        let reason: syn::Attribute =
            syn::parse_quote!(#[allow(missing_docs, reason = "documented by its Python name")]);
        method.attrs.push(reason);
    }
}

struct Block<'a> {
    functions: &'a [Function],
    block: &'a ItemImpl,
    slot: usize,
    module: String,
}

impl Block<'_> {
    fn expand(&self) -> TokenStream {
        let (rt, slot) = (runtime(), self.slot);
        let of_value = self.of_value();
        let methods = self.table(|f| f.member == Member::Method);
        let statics = self.table(|f| f.member == Member::Static && f.signature.name != "__new__");
        let class_methods = self.table(|f| f.member == Member::Class);
        let properties = self.properties();
        let constructor = match self.named("__new__") {
            Some(function) => {
                let entry = entry::entry(function, &self.owner());
                quote!(::std::option::Option::Some(#entry))
            }
            None => quote!(::std::option::Option::None),
        };
        let members = self.functions.iter().map(|f| {
            let (member, function) = (f.describe_member(), f.describe());
            quote!((#member, #function))
        });
        quote! {
            impl #rt::declare::Members<#slot> for #of_value {
                const METHODS: &'static [#rt::NativeFunction] = &[#(#methods),*];
                const STATICS: &'static [#rt::NativeFunction] = &[#(#statics),*];
                const CLASS_METHODS: &'static [#rt::NativeFunction] = &[#(#class_methods),*];
                const PROPERTIES: &'static [#rt::NativeProperty] = &[#(#properties),*];
                const CONSTRUCTOR: ::std::option::Option<#rt::Entry> = #constructor;
                #[cfg(feature = "catalogue")]
                fn describe() -> ::std::vec::Vec<(::portalis_signature::Member, ::portalis_signature::Function)> {
                    ::std::vec![#(#members),*]
                }
            }
        }
    }

    /// The type of the block with `Value` for its type parameters.
    fn of_value(&self) -> TokenStream {
        let names = value_params(&self.block.generics);
        let rt = runtime();
        replace(
            self.block.self_ty.to_token_stream(),
            &names,
            &quote!(#rt::Value),
        )
    }

    fn owner(&self) -> Owner<'_> {
        let (rt, of_value) = (runtime(), self.of_value());
        Owner {
            name: quote!(<#of_value as #rt::declare::Declared>::CLASS.name),
            generics: Some(&self.block.generics),
            self_ty: Some(&self.block.self_ty),
            of_trait: self.block.trait_.as_ref().map(|(_, path, _)| path),
        }
    }

    /// The last overload of a name: it takes everything.
    fn named(&self, name: &str) -> Option<&Function> {
        self.functions
            .iter()
            .rev()
            .find(|f| f.signature.name == name)
    }

    fn table(&self, belongs: impl Fn(&Function) -> bool) -> Vec<TokenStream> {
        let last = |f: &&Function| {
            self.named(&f.signature.name)
                .is_some_and(|l| std::ptr::eq(l, *f))
        };
        let functions = self.functions.iter().filter(|f| belongs(f)).filter(last);
        functions
            .map(|f| native_function(f, &self.owner(), &self.module))
            .collect()
    }

    fn properties(&self) -> Vec<TokenStream> {
        let rt = runtime();
        let getters = self
            .functions
            .iter()
            .filter(|f| f.member == Member::Property);
        let property = |getter: &Function| {
            let (name, doc) = (&getter.signature.name, &getter.doc);
            let get = entry::entry(getter, &self.owner());
            let is_setter = |f: &&Function| f.member == Member::Setter && f.signature.name == *name;
            let set = match self.functions.iter().find(is_setter) {
                Some(setter) => {
                    let set = entry::entry(setter, &self.owner());
                    quote!(::std::option::Option::Some(#set))
                }
                None => quote!(::std::option::Option::None),
            };
            quote!(#rt::NativeProperty { name: #name, doc: #doc, get: #get, set: #set })
        };
        getters.map(property).collect()
    }
}

/// The `NativeFunction` of a declaration.
pub(crate) fn native_function(function: &Function, owner: &Owner<'_>, module: &str) -> TokenStream {
    let rt = runtime();
    let (name, text, doc) = (&function.signature.name, &function.text, &function.doc);
    let entry = entry::entry(function, owner);
    quote!(#rt::NativeFunction { name: #name, module: #module, signature: #text, doc: #doc, entry: #entry })
}

/// Puts `with` for every identifier in `names`.
fn replace(tokens: TokenStream, names: &[proc_macro2::Ident], with: &TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|tree| match tree {
            TokenTree::Ident(ident) if names.contains(&ident) => with.clone(),
            TokenTree::Group(group) => {
                let inner = replace(group.stream(), names, with);
                TokenStream::from(TokenTree::Group(proc_macro2::Group::new(
                    group.delimiter(),
                    inner,
                )))
            }
            other => TokenStream::from(other),
        })
        .collect()
}
