//! Upper, lower and title case, by Unicode's full mappings.

use portalis_macros::pymethods;

use super::{Str, unicode};

#[pymethods(1)]
impl Str {
    /// Return a copy of the string converted to uppercase.
    #[pyfn("def upper(self, /) -> str")]
    pub fn upper(&self) -> Str {
        if self.as_str().is_ascii() {
            return Str::from(self.as_str().to_ascii_uppercase());
        }
        self.mapped(|out, _, c| unicode::push_upper(out, c))
    }

    /// Return a copy of the string converted to lowercase.
    #[pyfn("def lower(self, /) -> str")]
    pub fn lower(&self) -> Str {
        if self.as_str().is_ascii() {
            return Str::from(self.as_str().to_ascii_lowercase());
        }
        self.mapped(|out, at, c| push_lower(out, self, at, c))
    }

    /// Return a version of the string suitable for caseless comparisons.
    #[pyfn("def casefold(self, /) -> str")]
    pub fn casefold(&self) -> Str {
        if self.as_str().is_ascii() {
            return Str::from(self.as_str().to_ascii_lowercase());
        }
        self.mapped(|out, _, c| unicode::push_folded(out, c))
    }

    /// Convert uppercase characters to lowercase and lowercase characters to uppercase.
    #[pyfn("def swapcase(self, /) -> str")]
    pub fn swapcase(&self) -> Str {
        self.mapped(|out, at, c| {
            if unicode::is_upper(c) {
                push_lower(out, self, at, c);
            } else if unicode::is_lower(c) {
                unicode::push_upper(out, c);
            } else {
                out.push(c);
            }
        })
    }

    /// Return a capitalized version of the string.
    #[pyfn("def capitalize(self, /) -> str")]
    pub fn capitalize(&self) -> Str {
        self.mapped(|out, at, c| {
            if at == 0 {
                unicode::push_title(out, c);
            } else {
                push_lower(out, self, at, c);
            }
        })
    }

    /// Return a version of the string where each word is titlecased.
    #[pyfn("def title(self, /) -> str")]
    pub fn title(&self) -> Str {
        let mut in_word = false;
        self.mapped(|out, at, c| {
            if in_word {
                push_lower(out, self, at, c);
            } else {
                unicode::push_title(out, c);
            }
            in_word = unicode::is_cased(c);
        })
    }

    /// The text that `push` makes of each code point, given with its byte offset.
    fn mapped(&self, mut push: impl FnMut(&mut String, usize, char)) -> Str {
        let mut out = String::with_capacity(self.as_str().len());
        for (at, c) in self.as_str().char_indices() {
            push(&mut out, at, c);
        }
        Str::from(out)
    }
}

/// Appends the lower case of the code point at a byte of the text: the one case where its neighbours matter is a
/// sigma, which has a form for the end of a word.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c == 'Σ' && is_final(&text[..at], &text[at + c.len_utf8()..]) {
        out.push('ς');
    } else {
        unicode::push_lower(out, c);
    }
}

fn is_final(before: &str, after: &str) -> bool {
    let neighbour = |mut chars: Box<dyn Iterator<Item = char> + '_>| {
        chars
            .find(|c| !unicode::is_case_ignorable(*c))
            .is_some_and(unicode::is_cased)
    };
    neighbour(Box::new(before.chars().rev())) && !neighbour(Box::new(after.chars()))
}
