//! Tokens of a signature string. *Invariant:* never panics. The grammar is in [`super`].

use super::{Error, Result};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Number,
    String,
    Symbol,
    End,
}

/// A token and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) offset: usize,
}

impl Token<'_> {
    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == Kind::Symbol && self.text == symbol
    }
    pub(super) fn is_name(&self, name: &str) -> bool {
        self.kind == Kind::Name && self.text == name
    }
}

impl std::fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            Kind::End => f.write_str("the end"),
            _ => write!(f, "`{}`", self.text),
        }
    }
}

pub(super) struct Lexer<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer { text, offset: 0 }
    }

    /// The next token; [`Kind::End`] for ever after the last.
    pub(super) fn next(&mut self) -> Result<Token<'a>> {
        let rest = self.text.get(self.offset..).unwrap_or("");
        self.offset += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let offset = self.offset;
        let (kind, len) = scan(rest).map_err(|message| Error { message, offset })?;
        self.offset += len;
        Ok(Token {
            kind,
            text: rest.get(..len).unwrap_or(""),
            offset,
        })
    }
}

/// Kind and length of the token that `rest` starts with.
fn scan(rest: &str) -> std::result::Result<(Kind, usize), String> {
    let Some(first) = rest.chars().next() else {
        return Ok((Kind::End, 0));
    };
    if let Some(len) = string_len(rest)? {
        return Ok((Kind::String, len));
    }
    if first.is_alphabetic() || first == '_' {
        return Ok((Kind::Name, span(rest, |c| c.is_alphanumeric() || c == '_')));
    }
    if first.is_ascii_digit() {
        return Ok((Kind::Number, number_len(rest)));
    }
    for symbol in ["...", "->", "**"] {
        if rest.starts_with(symbol) {
            return Ok((Kind::Symbol, symbol.len()));
        }
    }
    if "()[]{},:=*/|.-".contains(first) {
        return Ok((Kind::Symbol, first.len_utf8()));
    }
    Err(format!("`{first}` means nothing in a signature"))
}

fn span(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accept(c)).unwrap_or(text.len())
}

/// Length of a number: `12`, `1.5`, `1e-9`, `0x1F`.
fn number_len(text: &str) -> usize {
    let is_hex = text.starts_with("0x");
    let mut previous = '0';
    for (at, c) in text.char_indices() {
        let is_sign = matches!(c, '+' | '-') && matches!(previous, 'e' | 'E') && !is_hex;
        if !(c.is_ascii_alphanumeric() || c == '.' || c == '_' || is_sign) {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// Length of the string literal that `text` starts with (`'…'`, `"…"`, `b'…'`), if it starts with one.
fn string_len(text: &str) -> std::result::Result<Option<usize>, String> {
    let body = text.strip_prefix('b').unwrap_or(text);
    let Some(quote @ ('\'' | '"')) = body.chars().next() else {
        return Ok(None);
    };
    let mut escaped = false;
    for (at, c) in body.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Ok(Some(text.len() - body.len() + at + 1)),
            _ => {}
        }
    }
    Err("the string has no end".into())
}
