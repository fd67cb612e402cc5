//! The `is…` methods of `str`.

use portalis_macros::pymethods;

use super::{Str, unicode};

#[pymethods(2)]
impl Str {
    /// Not empty, and the test holds for all.
    fn all_chars(&self, test: impl Fn(char) -> bool) -> bool {
        !self.as_str().is_empty() && self.as_str().chars().all(test)
    }

    /// `s.isalnum()`.
    #[pyfn("def isalnum(self, /) -> bool")]
    pub fn isalnum(&self) -> bool {
        self.all_chars(|c| unicode::is_alpha(c) || unicode::is_numeric(c) || unicode::is_digit(c))
    }

    /// `s.isalpha()`.
    #[pyfn("def isalpha(self, /) -> bool")]
    pub fn isalpha(&self) -> bool {
        self.all_chars(unicode::is_alpha)
    }

    /// `s.isascii()`.
    #[pyfn("def isascii(self, /) -> bool")]
    pub fn isascii(&self) -> bool {
        self.is_ascii()
    }

    /// `s.isdecimal()`.
    #[pyfn("def isdecimal(self, /) -> bool")]
    pub fn isdecimal(&self) -> bool {
        self.all_chars(|c| unicode::decimal_value(c).is_some())
    }

    /// `s.isdigit()`.
    #[pyfn("def isdigit(self, /) -> bool")]
    pub fn isdigit(&self) -> bool {
        self.all_chars(unicode::is_digit)
    }

    /// `s.isidentifier()`.
    #[pyfn("def isidentifier(self, /) -> bool")]
    pub fn isidentifier(&self) -> bool {
        let mut chars = self.as_str().chars();
        chars.next().is_some_and(unicode::is_identifier_start)
            && chars.all(unicode::is_identifier_continue)
    }

    /// `s.islower()`: has a lower case letter and none of another case.
    #[pyfn("def islower(self, /) -> bool")]
    pub fn islower(&self) -> bool {
        let other = |c| unicode::is_upper(c) || unicode::is_title(c);
        self.as_str().chars().any(unicode::is_lower) && !self.as_str().chars().any(other)
    }

    /// `s.isnumeric()`.
    #[pyfn("def isnumeric(self, /) -> bool")]
    pub fn isnumeric(&self) -> bool {
        self.all_chars(unicode::is_numeric)
    }

    /// `s.isprintable()`: also of the empty text.
    #[pyfn("def isprintable(self, /) -> bool")]
    pub fn isprintable(&self) -> bool {
        self.as_str().chars().all(unicode::is_printable)
    }

    /// `s.isspace()`.
    #[pyfn("def isspace(self, /) -> bool")]
    pub fn isspace(&self) -> bool {
        self.all_chars(unicode::is_space)
    }

    /// `s.istitle()`: each word starts with its only capital.
    #[pyfn("def istitle(self, /) -> bool")]
    pub fn istitle(&self) -> bool {
        let (mut in_word, mut found) = (false, false);
        for c in self.as_str().chars() {
            let capital = unicode::is_upper(c) || unicode::is_title(c);
            let lower = unicode::is_lower(c);
            if (capital && in_word) || (lower && !in_word) {
                return false;
            }
            in_word = capital || lower;
            found |= in_word;
        }
        found
    }

    /// `s.isupper()`: has a capital and no letter of another case.
    #[pyfn("def isupper(self, /) -> bool")]
    pub fn isupper(&self) -> bool {
        let other = |c| unicode::is_lower(c) || unicode::is_title(c);
        self.as_str().chars().any(unicode::is_upper) && !self.as_str().chars().any(other)
    }
}
