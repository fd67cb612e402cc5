//! Default values: a Python literal as a Rust expression of type `Value`.

use crate::entry::runtime;
use proc_macro2::TokenStream;
use quote::quote;

/// The `Value` of `source`. What is no literal is taken for a Rust path to something with a `to_value`.
pub(crate) fn value(source: &str) -> TokenStream {
    let rt = runtime();
    match source {
        "None" => return quote!(#rt::Value::None),
        "True" => return quote!(#rt::View::to_value(&true)),
        "False" => return quote!(#rt::View::to_value(&false)),
        "()" => return quote!(#rt::declare::empty_tuple()),
        "[]" => return quote!(#rt::declare::empty_list()),
        "{}" => return quote!(#rt::declare::empty_dict()),
        _ => {}
    }
    if let Some(text) = string(source) {
        return quote!(#rt::View::to_value(&#rt::Str::from(#text)));
    }
    if let Ok(number) = source.parse::<i64>() {
        return quote!(#rt::View::to_value(&#rt::Int::from(#number)));
    }
    if let Ok(number) = source.parse::<f64>() {
        return quote!(#rt::View::to_value(&#number));
    }
    let message = format!(
        "the default `{source}` is no literal that a dynamic call can use; give `dynamic = …`"
    );
    quote!(compile_error!(#message))
}

/// The text of a string literal with the escapes that defaults need.
fn string(source: &str) -> Option<String> {
    let quote = source.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let body = source.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut text = String::new();
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => text.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                '0' => '\0',
                other => other,
            }),
            (other, false) => text.push(other),
        }
    }
    Some(text)
}
