//! The dynamic entry of a declared function: `fn(Args) -> Result<Value>`.
//!
//! It binds the arguments as CPython does, converts each to what the Rust function takes, calls it with every type
//! parameter standing for `Value`, and converts the result back. Type parameters are put in by aliases (`type T = Value;`)
//! at the head of the entry, so the declared types can be written out as they are.
//!
//! *Invariant:* the text generated here names nothing but the runtime's `declare` and `native` modules and what the
//! declaration itself names.

use crate::function::{Function, Receiver};
use crate::passing::{self, Passing};
use portalis_signature::Kind;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Generics, Type};

/// Where a function is declared.
pub(crate) struct Owner<'a> {
    /// An expression of type `&str`: the class or module name that error messages put before the function's.
    pub(crate) name: TokenStream,
    /// Generics of the `impl` block.
    pub(crate) generics: Option<&'a Generics>,
    /// The type of the `impl` block, type parameters as written; `None` for free functions.
    pub(crate) self_ty: Option<&'a Type>,
    /// The trait of the `impl` block.
    pub(crate) of_trait: Option<&'a syn::Path>,
}

/// Path of the runtime crate.
pub(crate) fn runtime() -> TokenStream {
    match std::env::var("CARGO_CRATE_NAME").as_deref() {
        Ok("portalis_runtime") => quote!(crate),
        _ => quote!(::portalis_runtime),
    }
}

/// The entry as an expression: a block with a function in it, or the hand-written one.
pub(crate) fn entry(function: &Function, owner: &Owner<'_>) -> TokenStream {
    if let Some(dynamic) = &function.dynamic {
        return quote!(#dynamic);
    }
    let rt = runtime();
    let aliases = aliases(function, owner);
    let receiver = bind_receiver(function, owner);
    let bind = bind(function, owner);
    let call = call(function, owner);
    let body = quote! {
        #aliases
        #receiver
        #bind
        #call
    };
    let body = match owner.self_ty {
        Some(ty) => replace_self(body, &quote!(#ty)),
        None => body,
    };
    quote!({
        #[allow(
            non_camel_case_types, unused_imports, unused_variables, unused_mut, dead_code,
            clippy::let_unit_value, clippy::unit_arg, clippy::needless_borrow, clippy::redundant_closure,
            clippy::useless_conversion, clippy::needless_question_mark, clippy::explicit_auto_deref, clippy::borrow_deref_ref, clippy::clone_on_copy, clippy::should_implement_trait,
            reason = "generated for every shape of function"
        )]
        fn entry(args: #rt::Args) -> #rt::Result<#rt::Value> {
            use #rt::{Object as _, View as _};
            #body
        }
        entry
    })
}

/// `type T = Value;` for every type parameter that stands for a Python type.
fn aliases(function: &Function, owner: &Owner<'_>) -> TokenStream {
    let rt = runtime();
    let of_impl = owner.generics.into_iter().flat_map(value_params);
    let of_function = value_params(&function.generics);
    let names = of_impl.chain(of_function);
    quote!(#(type #names = #rt::Value;)*)
}

/// The type parameters that stand for a Python type, not for a closure or an iterable.
pub(crate) fn value_params(generics: &Generics) -> Vec<Ident> {
    let all = generics.type_params().map(|p| p.ident.clone());
    all.filter(|name| !passing::is_special(name, generics))
        .collect()
}

/// Takes the receiver, or the class of a class method, off the arguments.
fn bind_receiver(function: &Function, owner: &Owner<'_>) -> TokenStream {
    let rt = runtime();
    let (class, name) = (&owner.name, &function.signature.name);
    if function.receiver.is_some() {
        return quote!(let (receiver, args) = #rt::declare::receiver::<Self>(args, #class, #name)?;);
    }
    if function.member == crate::function::Member::Class {
        return quote!(let args = #rt::declare::drop_class(args););
    }
    TokenStream::new()
}

/// Binds the arguments to variables `a0`, `a1`, … of what the Rust function takes, or what it borrows from.
fn bind(function: &Function, owner: &Owner<'_>) -> TokenStream {
    let rt = runtime();
    let (owner_name, name) = (&owner.name, &function.signature.name);
    let params = function.params();
    let count = params.len();
    let table = params.iter().map(|p| {
        let (name, kind, has_default) = (&p.name, kind(p.kind), p.default.is_some());
        quote!(#rt::native::Param::new(#name, #kind, #has_default))
    });
    let names: Vec<_> = (0..count).map(argument_name).collect();
    let conversions = (0..count).map(|index| convert_param(function, index));
    quote! {
        static PARAMS: [#rt::native::Param; #count] = [#(#table),*];
        let [#(#names),*] = #rt::declare::bind::<#count>(#owner_name, #name, &PARAMS, args)?;
        #(#conversions)*
    }
}

fn argument_name(index: usize) -> Ident {
    format_ident!("a{}", index, span = Span::mixed_site())
}

fn kind(kind: Kind) -> TokenStream {
    let rt = runtime();
    let name = format_ident!("{}", format!("{kind:?}"));
    quote!(#rt::native::Kind::#name)
}

/// `let a0 = …;`: from `Option<Value>` to the holder of the argument.
fn convert_param(function: &Function, index: usize) -> TokenStream {
    let rt = runtime();
    let (Some(param), Some(passing)) = (function.params().get(index), function.passing.get(index))
    else {
        return TokenStream::new();
    };
    let variable = argument_name(index);
    let place = Place {
        function: &function.signature.name,
        index: index + 1,
    };
    let value = quote!(value);
    let converted = match (param.kind, passing) {
        (Kind::VarPositional, Passing::Slice(inner, _)) => {
            convert_all(inner, &place, quote!(positional))
        }
        (Kind::VarPositional, Passing::Awaitables) => {
            convert_all(&Passing::Awaitable, &place, quote!(positional))
        }
        (Kind::VarKeyword, Passing::Slice(inner, _)) => {
            convert_all(inner, &place, quote!(keywords))
        }
        _ => holder(passing, &place, value.clone()),
    };
    let converted = match is_operator(&function.signature.name) {
        true => {
            quote!(match (|| -> #rt::Result<_> { Ok(#converted) })() { Ok(it) => it, Err(_) => return Ok(#rt::Value::NotImplemented) })
        }
        false => converted,
    };
    match (param.default.as_deref(), passing) {
        (Some("..."), Passing::Optional(inner)) => {
            let inner = holder(inner, &place, value.clone());
            quote!(let #variable = match #variable { Some(#value) => Some(#inner), None => None };)
        }
        (Some(default), _) => {
            let default = crate::literal::value(default);
            quote!(let #variable = { let #value = #variable.unwrap_or_else(|| #default); #converted };)
        }
        (None, _) => {
            quote!(let #variable = { let #value = #rt::declare::given(#variable); #converted };)
        }
    }
}

/// Special methods that answer NotImplemented where the other operand is of a class that they do not know.
fn is_operator(name: &str) -> bool {
    const OPERATORS: [&str; 19] = [
        "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "matmul", "truediv", "floordiv",
        "mod", "divmod", "lshift", "rshift", "and", "or", "xor",
    ];
    let Some(name) = name
        .strip_prefix("__")
        .and_then(|name| name.strip_suffix("__"))
    else {
        return false;
    };
    OPERATORS.contains(&name)
        || name
            .strip_prefix('r')
            .is_some_and(|name| OPERATORS.contains(&name))
}

/// Where an argument is, for error messages.
struct Place<'a> {
    function: &'a str,
    index: usize,
}

/// `*args` or `**kwargs` as a `Vec` of holders.
fn convert_all(inner: &Passing, place: &Place<'_>, how: TokenStream) -> TokenStream {
    let rt = runtime();
    let item = match (inner, how.to_string().as_str()) {
        (Passing::Owned(Type::Tuple(pair)), "keywords") if pair.elems.len() == 2 => {
            let second = pair
                .elems
                .last()
                .map(|ty| holder(&Passing::Owned(ty.clone()), place, quote!(value)));
            quote!({ let (name, value) = item; (name, #second) })
        }
        _ => holder(inner, place, quote!(item)),
    };
    quote!({
        let mut all = ::std::vec::Vec::new();
        for item in #rt::declare::#how(value)? {
            all.push(#item);
        }
        all
    })
}

/// The expression that turns the `Value` in `value` into what [`pass`] passes or borrows from.
fn holder(passing: &Passing, place: &Place<'_>, value: TokenStream) -> TokenStream {
    let rt = runtime();
    let Place { function, index } = place;
    match passing {
        Passing::Owned(ty) | Passing::Borrowed(ty) => {
            quote!(#rt::native::argument::<#ty>(#value, #function, #index)?)
        }
        Passing::StrSlice => quote!(#rt::native::argument::<#rt::Str>(#value, #function, #index)?),
        Passing::I64 => quote!(#rt::declare::index(#value, #function, #index)?),
        Passing::Iterable(item, _) => quote!(#rt::declare::Items::<#item>::new(#value)),
        Passing::Closure(..) | Passing::Awaitable | Passing::Awaitables | Passing::View => value,
        Passing::Optional(inner) => {
            let inner = holder(inner, place, value.clone());
            quote!(if #rt::declare::is_none(&#value) { None } else { Some(#inner) })
        }
        Passing::Slice(inner, _) => convert_all(inner, place, quote!(positional)),
    }
}

/// The argument expression made of the holder `name`.
fn pass(passing: &Passing, name: &Ident) -> TokenStream {
    let rt = runtime();
    match passing {
        Passing::Owned(_)
        | Passing::I64
        | Passing::Awaitable
        | Passing::Awaitables
        | Passing::Iterable(_, false) => {
            quote!(#name)
        }
        Passing::Borrowed(_) | Passing::StrSlice | Passing::View | Passing::Iterable(_, true) => {
            quote!(&#name)
        }
        Passing::Closure(closure) => {
            let lambda = lambda(closure, name);
            if closure.by_reference {
                quote!(&#lambda)
            } else {
                lambda
            }
        }
        Passing::Optional(inner) => match &**inner {
            Passing::Borrowed(_) | Passing::View | Passing::Iterable(_, true) => {
                quote!(#name.as_ref())
            }
            Passing::StrSlice => quote!(#name.as_deref()),
            Passing::Closure(closure) => {
                let lambda = lambda(closure, name);
                quote!(#name.map(|#name| #lambda))
            }
            _ => quote!(#name),
        },
        Passing::Slice(inner, by_reference) => {
            let all = match &**inner {
                Passing::Iterable(item, true) => {
                    quote!(#name.iter().map(|v| v as &dyn #rt::Iterable<Item = #item>).collect::<::std::vec::Vec<_>>())
                }
                Passing::View => {
                    quote!(#name.iter().map(|v| v as &dyn #rt::Show).collect::<::std::vec::Vec<_>>())
                }
                _ => quote!(#name),
            };
            if *by_reference { quote!(&#all) } else { all }
        }
    }
}

/// A Rust closure around the callable in `name`.
fn lambda(closure: &passing::Closure, name: &Ident) -> TokenStream {
    let rt = runtime();
    let (params, returns) = (&closure.params, &closure.returns);
    let names: Vec<_> = (0..params.len()).map(|i| format_ident!("p{i}")).collect();
    let result = quote! {
        #name.call(#rt::Args::positional(::std::vec![#(#names.to_value()),*]))
    };
    if closure.is_result {
        return quote!(move |#(#names: #params),*| -> #rt::Result<#returns> {
            <#returns as #rt::Object>::from_value(#result?)
        });
    }
    quote!(move |#(#names: #params),*| -> #returns { #result })
}

/// The call itself and what becomes of its result.
fn call(function: &Function, owner: &Owner<'_>) -> TokenStream {
    let rt = runtime();
    let callee = callee(function, owner);
    let receiver = match function.receiver {
        Some(Receiver::Reference) => quote!(&receiver,),
        Some(Receiver::Value) => quote!(receiver,),
        None => TokenStream::new(),
    };
    let arguments = function
        .passing
        .iter()
        .enumerate()
        .map(|(i, p)| pass(p, &argument_name(i)));
    let mut call = quote!(#callee(#receiver #(#arguments),*));
    if function.is_async {
        call = quote!(#call.await);
    }
    if function.fallible {
        call = quote!(#call?);
    }
    let give = give(&function.returns, call);
    if function.is_async {
        let name = &function.signature.name;
        return quote!(Ok(#rt::declare::coroutine(#name, async move { Ok(#give) })));
    }
    quote!(Ok(#give))
}

/// The result as a `Value`.
fn give(returns: &Type, call: TokenStream) -> TokenStream {
    let rt = runtime();
    match quote!(#returns).to_string().as_str() {
        "i64" | "usize" | "u64" | "i32" | "u32" => {
            quote!(#rt::View::to_value(&#rt::Int::from(#call)))
        }
        "& str" | "& 'static str" | "String" => quote!(#rt::View::to_value(&#rt::Str::from(#call))),
        "Value" => call,
        _ => quote!(#rt::View::to_value(&#call)),
    }
}

/// `sqrt`, `sorted::<Value, _>`, `<List<Value>>::append`, `<f64 as FloatMethods>::is_integer`.
fn callee(function: &Function, owner: &Owner<'_>) -> TokenStream {
    let rt = runtime();
    let ident = &function.ident;
    let generics = &function.generics;
    let arguments: Vec<_> = generics
        .type_params()
        .map(|p| {
            if passing::is_special(&p.ident, generics) {
                quote!(_)
            } else {
                quote!(#rt::Value)
            }
        })
        .collect();
    let turbofish = (!arguments.is_empty()).then(|| quote!(::<#(#arguments),*>));
    match (owner.self_ty, owner.of_trait) {
        (Some(_), Some(of_trait)) => quote!(<Self as #of_trait>::#ident #turbofish),
        (Some(_), None) => quote!(<Self>::#ident #turbofish),
        (None, _) => quote!(#ident #turbofish),
    }
}

/// `Self` spelt out: the entry is a function of its own, where `Self` means nothing.
fn replace_self(tokens: TokenStream, self_ty: &TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|tree| match tree {
            TokenTree::Ident(ident) if ident == "Self" => self_ty.clone(),
            TokenTree::Group(group) => {
                let inner = replace_self(group.stream(), self_ty);
                let mut replaced = proc_macro2::Group::new(group.delimiter(), inner);
                replaced.set_span(group.span());
                TokenStream::from(TokenTree::Group(replaced))
            }
            other => TokenStream::from(other),
        })
        .collect()
}
