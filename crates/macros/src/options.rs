//! What stands in the parentheses of the attributes: a string, then `flag` and `key = value` items.
//!
//! *Invariant:* an option that the attribute does not know is an error that lists the known ones.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, LitInt, LitStr, Token};

/// Parsed but unchecked options.
pub(crate) struct Options {
    /// The leading string; `#[pymethods]` has none.
    pub(crate) text: Option<LitStr>,
    /// A leading number (`#[pymethods(1)]`).
    pub(crate) number: Option<LitInt>,
    items: Vec<(Ident, Option<Expr>)>,
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let text = if input.peek(LitStr) {
            Some(input.parse()?)
        } else {
            None
        };
        let number = if input.peek(LitInt) {
            Some(input.parse()?)
        } else {
            None
        };
        let mut options = Options {
            text,
            number,
            items: Vec::new(),
        };
        if (options.text.is_some() || options.number.is_some()) && !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        while !input.is_empty() {
            let key = Ident::parse_any(input)?;
            let value = if input.parse::<Option<Token![=]>>()?.is_some() {
                Some(input.parse()?)
            } else {
                None
            };
            options.items.push((key, value));
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(options)
    }
}

use syn::ext::IdentExt;

impl Options {
    /// The options of `attribute`, which may stand without parentheses.
    pub(crate) fn of(attribute: &syn::Attribute) -> syn::Result<Options> {
        match &attribute.meta {
            syn::Meta::List(list) => list.parse_args(),
            _ => Ok(Options {
                text: None,
                number: None,
                items: Vec::new(),
            }),
        }
    }

    /// Fails on the first option that is not in `known`.
    pub(crate) fn check(&self, known: &[&str]) -> syn::Result<()> {
        for (key, _) in &self.items {
            if !known.iter().any(|k| key == k) {
                return Err(syn::Error::new(
                    key.span(),
                    format!(
                        "there is no option `{key}` here; known are: {}",
                        known.join(", ")
                    ),
                ));
            }
        }
        Ok(())
    }

    /// The leading string, which must be there.
    pub(crate) fn text(&self, what: &str) -> syn::Result<&LitStr> {
        self.text.as_ref().ok_or_else(|| {
            syn::Error::new(
                Span::call_site(),
                format!("expected a string first: {what}"),
            )
        })
    }

    /// The flag is there.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.items.iter().any(|(k, _)| k == key)
    }

    /// The value of `key`.
    pub(crate) fn value(&self, key: &str) -> Option<&Expr> {
        self.items
            .iter()
            .find(|(k, _)| k == key)
            .and_then(|(_, v)| v.as_ref())
    }

    /// The value of `key`, which must be a string.
    pub(crate) fn string(&self, key: &str) -> syn::Result<Option<String>> {
        match self.value(key) {
            None => Ok(None),
            Some(Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            })) => Ok(Some(text.value())),
            Some(other) => Err(syn::Error::new_spanned(
                other,
                format!("`{key}` is a string"),
            )),
        }
    }

    /// The paths in `key = [A, B]`.
    pub(crate) fn paths(&self, key: &str) -> syn::Result<Vec<syn::Path>> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let Expr::Array(array) = value else {
            return Err(syn::Error::new_spanned(
                value,
                format!("`{key}` is a list of paths in brackets"),
            ));
        };
        array
            .elems
            .iter()
            .map(|e| match e {
                Expr::Path(path) => Ok(path.path.clone()),
                other => Err(syn::Error::new_spanned(other, "expected a path")),
            })
            .collect()
    }
}
