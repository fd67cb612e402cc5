//! One declared function or method: the Python signature held against the Rust item.
//!
//! *Invariant:* after [`Function::read`] the Python parameters (without `self` or `cls`) and the Rust ones pair up, one to one.
//! The description for the compiler is made here, the dynamic entry in [`crate::entry`].

use crate::options::Options;
use crate::passing::{self, Passing};
use portalis_signature::{Param, Signature, parse};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, FnArg, Generics, Ident, ReturnType, Type};

/// What `#[pyfn]` on a free function may say.
const FUNCTION_OPTIONS: &[&str] = &[
    "operator",
    "dunder",
    "blocks",
    "rust_macro",
    "dynamic",
    "module",
];
/// What `#[pyfn]` on a method may say.
const METHOD_OPTIONS: &[&str] = &[
    "operator",
    "dunder",
    "blocks",
    "rust_macro",
    "dynamic",
    "static",
    "class",
    "property",
    "setter",
];

/// The kind of class member; mirrors `portalis_signature::Member`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Member {
    Method,
    Static,
    Class,
    Property,
    Setter,
}

/// A declared function.
pub(crate) struct Function {
    /// The `def` line as written.
    pub(crate) text: String,
    /// The parsed `def` line, `cls` of static and class methods removed.
    pub(crate) signature: Signature,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// One for each parameter of `signature` behind `self`.
    pub(crate) passing: Vec<Passing>,
    /// `self` is taken: by reference or by value.
    pub(crate) receiver: Option<Receiver>,
    pub(crate) is_async: bool,
    pub(crate) returns: Type,
    pub(crate) fallible: bool,
    pub(crate) member: Member,
    pub(crate) doc: String,
    /// A hand-written `fn(Args) -> Result<Value>`.
    pub(crate) dynamic: Option<Expr>,
    /// The Python module where the attribute says it.
    pub(crate) module: Option<String>,
    operator: Option<String>,
    dunder: Option<String>,
    rust_macro: Option<String>,
    blocks: bool,
}

/// How a method takes `self`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receiver {
    Reference,
    Value,
}

impl Function {
    /// Reads a declaration. `in_class`: it is an item of a `#[pymethods]` block.
    pub(crate) fn read(
        attribute: &Options,
        attrs: &[Attribute],
        sig: &syn::Signature,
        in_class: bool,
    ) -> syn::Result<Function> {
        attribute.check(if in_class {
            METHOD_OPTIONS
        } else {
            FUNCTION_OPTIONS
        })?;
        let literal = attribute.text("#[pyfn(\"def name(parameters) -> type\")]")?;
        let text = literal.value();
        let mut signature =
            parse::function(&text).map_err(|e| syn::Error::new(literal.span(), e.to_string()))?;
        let receiver = receiver(sig);
        let member = member(attribute, &signature, receiver);
        if in_class
            && receiver.is_none()
            && signature.params.first().is_some_and(|p| p.name == "cls")
        {
            signature.params.remove(0);
        }
        let mut function = Function {
            text,
            signature,
            ident: sig.ident.clone(),
            generics: sig.generics.clone(),
            passing: Vec::new(),
            receiver,
            is_async: sig.asyncness.is_some(),
            returns: syn::parse_quote!(()),
            fallible: false,
            member,
            doc: doc(attrs),
            dynamic: attribute.value("dynamic").cloned(),
            module: attribute.string("module")?,
            operator: attribute.string("operator")?,
            dunder: attribute.string("dunder")?,
            rust_macro: attribute.string("rust_macro")?,
            blocks: attribute.flag("blocks"),
        };
        function.read_result(&sig.output);
        function.read_params(sig)?;
        Ok(function)
    }

    fn read_result(&mut self, output: &ReturnType) {
        let awaited = match output {
            ReturnType::Type(_, ty) => future_output(ty),
            ReturnType::Default => None,
        };
        self.is_async |= awaited.is_some();
        (self.returns, self.fallible) = match awaited {
            Some(ty) => passing::result_type(&syn::parse_quote!(-> #ty)),
            None => passing::result_type(output),
        };
    }

    /// Pairs the Python parameters up with the Rust ones.
    fn read_params(&mut self, sig: &syn::Signature) -> syn::Result<()> {
        let inputs: Vec<_> = sig
            .inputs
            .iter()
            .filter_map(|input| match input {
                FnArg::Typed(typed) if !is_self(&typed.pat) => Some(typed),
                _ => None,
            })
            .collect();
        let params = self.params().len();
        if inputs.len() != params {
            let message = format!(
                "the Python signature has {params} parameters, the Rust function {}",
                inputs.len()
            );
            return Err(syn::Error::new_spanned(&sig.ident, message));
        }
        for input in inputs {
            self.passing.push(Passing::read(&input.ty, &sig.generics)?);
        }
        Ok(())
    }

    /// The Python parameters that the Rust function has too: all but `self`.
    pub(crate) fn params(&self) -> &[Param] {
        let skip = usize::from(self.receiver.is_some());
        self.signature.params.get(skip..).unwrap_or(&[])
    }

    /// The Rust name without `r#`.
    pub(crate) fn plain_name(&self) -> String {
        plain(&self.ident)
    }

    /// The expression that makes the `portalis_signature::Function`.
    pub(crate) fn describe(&self) -> TokenStream {
        let text = &self.text;
        let rust = self
            .rust_macro
            .clone()
            .unwrap_or_else(|| self.ident.to_string());
        let passing = self.passing.iter().map(Passing::describe);
        let (is_async, fallible, is_macro, blocks) = (
            self.is_async,
            self.fallible,
            self.rust_macro.is_some(),
            self.blocks,
        );
        let (operator, dunder) = (
            optional(self.operator.as_deref()),
            optional(self.dunder.as_deref()),
        );
        let doc = &self.doc;
        let drop_class = self
            .dropped_class()
            .then(|| quote!(signature.params.remove(0);));
        quote!({
            #[allow(unused_mut)]
            let mut signature = ::portalis_signature::parse::function(#text).expect("the macro has parsed it");
            #drop_class
            ::portalis_signature::Function {
                signature,
                rust: #rust.into(),
                passing: ::std::vec![#(#passing),*],
                is_async: #is_async,
                fallible: #fallible,
                is_macro: #is_macro,
                operator: #operator,
                dunder: #dunder,
                blocks: #blocks,
                doc: #doc.into(),
            }
        })
    }

    /// `describe` has to drop `cls`, which the written text still has.
    fn dropped_class(&self) -> bool {
        parse::function(&self.text)
            .is_ok_and(|written| written.params.len() > self.signature.params.len())
    }

    /// The expression for the `portalis_signature::Member`.
    pub(crate) fn describe_member(&self) -> TokenStream {
        let member = quote!(::portalis_signature::Member);
        match self.member {
            Member::Method => quote!(#member::Method),
            Member::Static => quote!(#member::Static),
            Member::Class => quote!(#member::Class),
            Member::Property => quote!(#member::Property),
            Member::Setter => quote!(#member::Setter),
        }
    }
}

fn member(attribute: &Options, signature: &Signature, receiver: Option<Receiver>) -> Member {
    match () {
        _ if attribute.flag("property") => Member::Property,
        _ if attribute.flag("setter") => Member::Setter,
        _ if attribute.flag("class") => Member::Class,
        _ if attribute.flag("static") || receiver.is_none() || signature.name == "__new__" => {
            Member::Static
        }
        _ => Member::Method,
    }
}

fn receiver(sig: &syn::Signature) -> Option<Receiver> {
    match sig.inputs.first()? {
        FnArg::Receiver(receiver) => {
            let by_reference =
                receiver.reference.is_some() || matches!(&*receiver.ty, Type::Reference(_));
            Some(if by_reference {
                Receiver::Reference
            } else {
                Receiver::Value
            })
        }
        FnArg::Typed(typed) if is_self(&typed.pat) => {
            Some(if matches!(&*typed.ty, Type::Reference(_)) {
                Receiver::Reference
            } else {
                Receiver::Value
            })
        }
        FnArg::Typed(_) => None,
    }
}

fn is_self(pattern: &syn::Pat) -> bool {
    matches!(pattern, syn::Pat::Ident(ident) if ident.ident == "self")
}

/// `X` in `impl Future<Output = X>`.
fn future_output(ty: &Type) -> Option<Type> {
    let Type::ImplTrait(it) = ty else { return None };
    it.bounds.iter().find_map(|bound| {
        let syn::TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let last = bound.path.segments.last()?;
        let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        arguments.args.iter().find_map(|argument| match argument {
            syn::GenericArgument::AssocType(assoc) if assoc.ident == "Output" => {
                Some(assoc.ty.clone())
            }
            _ => None,
        })
    })
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(::std::option::Option::Some(#text.into())),
        None => quote!(::std::option::Option::None),
    }
}

/// An identifier without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// The text of the doc comments.
pub(crate) fn doc(attrs: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attr in attrs.iter().filter(|a| a.path().is_ident("doc")) {
        if let syn::Meta::NameValue(meta) = &attr.meta
            && let Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) = &meta.value
        {
            let text = text.value();
            lines.push(text.strip_prefix(' ').unwrap_or(&text).to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}
