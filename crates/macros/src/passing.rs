//! How a Rust function takes a parameter, read off its Rust type.
//!
//! *Invariant:* this looks at the spelling of the type alone; an alias of `str` or `i64` is not seen through.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    GenericArgument, GenericParam, Generics, PathArguments, ReturnType, Type, TypeParamBound,
    WherePredicate,
};

/// [`portalis_signature::Passing`] with the Rust types that the dynamic entry converts to.
pub(crate) enum Passing {
    Owned(Type),
    Borrowed(Type),
    StrSlice,
    I64,
    /// Type of an item, and whether it is passed by reference.
    Iterable(Type, bool),
    Closure(Closure),
    Awaitable,
    /// `impl Awaitables<T>`.
    Awaitables,
    View,
    Optional(Box<Passing>),
    /// The items, and whether they are passed as `&[T]`.
    Slice(Box<Passing>, bool),
}

/// A parameter that is a Rust closure.
pub(crate) struct Closure {
    pub(crate) params: Vec<Type>,
    /// The result, without the `Result` around it.
    pub(crate) returns: Type,
    pub(crate) is_result: bool,
    /// `&impl Fn(…)`.
    pub(crate) by_reference: bool,
}

impl Passing {
    /// Reads `ty`, a parameter's type in an item with these generics.
    pub(crate) fn read(ty: &Type, generics: &Generics) -> syn::Result<Passing> {
        let (inner, by_reference) = match ty {
            Type::Reference(reference) => (without_parens(&reference.elem), true),
            other => (other, false),
        };
        if let Some(passing) = by_bounds(inner, generics, by_reference) {
            return Ok(passing);
        }
        match ty {
            Type::Reference(reference) => read_reference(&reference.elem, generics),
            _ if is_named(ty, "i64") => Ok(Passing::I64),
            _ => match (argument(ty, "Option"), argument(ty, "Vec")) {
                (Some(inner), _) => {
                    Ok(Passing::Optional(Box::new(Passing::read(inner, generics)?)))
                }
                (_, Some(inner)) => Ok(Passing::Slice(
                    Box::new(Passing::read(inner, generics)?),
                    false,
                )),
                _ => Ok(Passing::Owned(ty.clone())),
            },
        }
    }

    /// The expression that makes the `portalis_signature::Passing`.
    pub(crate) fn describe(&self) -> TokenStream {
        let passing = quote!(::portalis_signature::Passing);
        match self {
            Passing::Owned(_) => quote!(#passing::Owned),
            Passing::Borrowed(_) => quote!(#passing::Borrowed),
            Passing::StrSlice => quote!(#passing::StrSlice),
            Passing::I64 => quote!(#passing::I64),
            Passing::Iterable(..) => quote!(#passing::Iterable),
            Passing::Closure(..) => quote!(#passing::Closure),
            Passing::Awaitable => quote!(#passing::Awaitable),
            Passing::Awaitables => quote!(#passing::Awaitables),
            Passing::View => quote!(#passing::View),
            Passing::Optional(inner) => {
                let inner = inner.describe();
                quote!(#passing::Optional(::std::boxed::Box::new(#inner)))
            }
            Passing::Slice(inner, false) => {
                let inner = inner.describe();
                quote!(#passing::Vec(::std::boxed::Box::new(#inner)))
            }
            Passing::Slice(inner, true) => {
                let inner = inner.describe();
                quote!(#passing::Slice(::std::boxed::Box::new(#inner)))
            }
        }
    }
}

/// `&(impl A + B)` needs its parentheses.
fn without_parens(ty: &Type) -> &Type {
    match ty {
        Type::Paren(paren) => &paren.elem,
        other => other,
    }
}

fn read_reference(inner: &Type, generics: &Generics) -> syn::Result<Passing> {
    match inner {
        _ if is_named(inner, "str") => Ok(Passing::StrSlice),
        Type::TraitObject(object) => {
            Ok(by_bound_list(&object.bounds, true).unwrap_or(Passing::View))
        }
        Type::Slice(slice) => Ok(Passing::Slice(
            Box::new(Passing::read(&slice.elem, generics)?),
            true,
        )),
        _ => Ok(Passing::Borrowed(inner.clone())),
    }
}

/// `impl Trait`, or a type parameter that is bound by one of the traits that say how a parameter is passed.
fn by_bounds(ty: &Type, generics: &Generics, by_reference: bool) -> Option<Passing> {
    match ty {
        Type::ImplTrait(it) => by_bound_list(&it.bounds, by_reference),
        Type::Path(path) => {
            by_bound_list(&bounds_of(path.path.get_ident()?, generics), by_reference)
        }
        _ => None,
    }
}

/// What the traits say about how a value is passed.
fn by_bound_list<'a>(
    bounds: impl IntoIterator<Item = &'a TypeParamBound>,
    by_reference: bool,
) -> Option<Passing> {
    for bound in bounds {
        let TypeParamBound::Trait(bound) = bound else {
            continue;
        };
        let Some(last) = bound.path.segments.last() else {
            continue;
        };
        let name = last.ident.to_string();
        match (name.as_str(), &last.arguments) {
            ("Iterable" | "IntoIterator", arguments) => {
                return Some(Passing::Iterable(item(arguments), by_reference));
            }
            ("Awaitable" | "Future", _) => return Some(Passing::Awaitable),
            ("Awaitables", _) => return Some(Passing::Awaitables),
            ("Fn" | "FnMut" | "FnOnce" | "AsyncFn", PathArguments::Parenthesized(call)) => {
                let (returns, is_result) = result_type(&call.output);
                let params = call.inputs.iter().cloned().collect();
                return Some(Passing::Closure(Closure {
                    params,
                    returns,
                    is_result,
                    by_reference,
                }));
            }
            _ => {}
        }
    }
    None
}

/// All bounds of the type parameter `name`.
fn bounds_of(name: &syn::Ident, generics: &Generics) -> Vec<TypeParamBound> {
    let mut bounds = Vec::new();
    for param in &generics.params {
        if let GenericParam::Type(param) = param
            && param.ident == *name
        {
            bounds.extend(param.bounds.iter().cloned());
        }
    }
    for predicate in generics.where_clause.iter().flat_map(|w| &w.predicates) {
        if let WherePredicate::Type(predicate) = predicate
            && is_named(&predicate.bounded_ty, &name.to_string())
        {
            bounds.extend(predicate.bounds.iter().cloned());
        }
    }
    bounds
}

/// The type parameter is passed as one of the special kinds, so its value at a call is inferred.
pub(crate) fn is_special(name: &syn::Ident, generics: &Generics) -> bool {
    let ty: Type = syn::parse_quote!(#name);
    by_bounds(&ty, generics, false).is_some()
}

/// `X` in `<Item = X>`; `Value` where it is not said.
fn item(arguments: &PathArguments) -> Type {
    if let PathArguments::AngleBracketed(arguments) = arguments {
        for argument in &arguments.args {
            if let GenericArgument::AssocType(assoc) = argument
                && assoc.ident == "Item"
            {
                return assoc.ty.clone();
            }
        }
    }
    syn::parse_quote!(Value)
}

/// The type that a function gives, without the `Result` around it, and whether there was one.
pub(crate) fn result_type(output: &ReturnType) -> (Type, bool) {
    match output {
        ReturnType::Default => (syn::parse_quote!(()), false),
        ReturnType::Type(_, ty) => match argument(ty, "Result") {
            Some(inner) => (inner.clone(), true),
            None => ((**ty).clone(), false),
        },
    }
}

/// `X` in `Name<X>`.
pub(crate) fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if last.ident != name {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    ty.to_token_stream().to_string() == name
}
