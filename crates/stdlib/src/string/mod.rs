//! `string`: constants, `capwords` and `Template`.
//!
//! *Invariant:* a template replaces what CPython's pattern finds: `$name`, `${name}` and `$$`.

use std::rc::Rc;

use portalis_macros::{module, pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::{Dict, Result, Str, Value, View, errors};

module!("string");

macro_rules! text {
    ($text:literal) => {{
        const TEXT: &str = $text;
        Str::literal(&TEXT)
    }};
}

/// The lower-case letters of ASCII.
#[pyconst("ascii_lowercase: str")]
pub const ASCII_LOWERCASE: Str = text!("abcdefghijklmnopqrstuvwxyz");

/// The upper-case letters of ASCII.
#[pyconst("ascii_uppercase: str")]
pub const ASCII_UPPERCASE: Str = text!("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// The letters of ASCII.
#[pyconst("ascii_letters: str")]
pub const ASCII_LETTERS: Str = text!("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// Decimal digits.
#[pyconst("digits: str")]
pub const DIGITS: Str = text!("0123456789");

/// Hexadecimal digits.
#[pyconst("hexdigits: str")]
pub const HEXDIGITS: Str = text!("0123456789abcdefABCDEF");

/// Octal digits.
#[pyconst("octdigits: str")]
pub const OCTDIGITS: Str = text!("01234567");

/// Punctuation of ASCII.
#[pyconst("punctuation: str")]
pub const PUNCTUATION: Str = text!("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

/// White space of ASCII.
#[pyconst("whitespace: str")]
pub const WHITESPACE: Str = text!(" \t\n\r\u{b}\u{c}");

/// Everything of ASCII that is printed.
#[pyconst("printable: str")]
pub const PRINTABLE: Str =
    text!("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\u{b}\u{c}");

/// Split the argument into words using split, capitalize each
/// word using capitalize, and join the capitalized words using
/// join.  If the optional second argument sep is absent or None,
/// runs of whitespace characters are replaced by a single space
/// and leading and trailing whitespace are removed, otherwise
/// sep is used to split and join the words.
#[pyfn("def capwords(s: str, sep: str | None = None) -> str")]
pub fn capwords(s: &str, sep: Option<Str>) -> Str {
    let capital = |word: &str| {
        let mut chars = word.chars();
        let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        first + &chars.as_str().to_lowercase()
    };
    Str::from(match sep {
        Some(sep) => s.split(sep.as_str()).map(capital).collect::<Vec<_>>().join(&sep),
        None => s.split_whitespace().map(capital).collect::<Vec<_>>().join(" "),
    })
}

/// A string class for supporting $-substitutions.
#[pyclass("class Template")]
#[derive(Clone)]
pub struct Template(Rc<Str>);

/// A part of a template.
enum Part<'a> {
    Text(&'a str),
    /// The name, and the text of the whole placeholder.
    Name(&'a str, &'a str),
    /// A `$` that starts nothing, at this byte.
    Invalid(usize),
}

fn name_length(text: &str) -> usize {
    let is_part = |(index, c): (usize, char)| c == '_' || c.is_ascii_alphabetic() || (index > 0 && c.is_ascii_digit());
    text.char_indices().take_while(|part| is_part(*part)).count()
}

fn parts(template: &str) -> Vec<Part<'_>> {
    let (mut parts, mut at) = (Vec::new(), 0);
    while let Some(dollar) = template.get(at..).and_then(|rest| rest.find('$')).map(|found| at + found) {
        parts.push(Part::Text(&template[at..dollar]));
        let rest = &template[dollar + 1..];
        let braced = rest.strip_prefix('{').map(|inner| (inner, name_length(inner)));
        let (part, length) = match (rest, braced) {
            (rest, _) if rest.starts_with('$') => (Part::Text("$"), 2),
            (_, Some((inner, n))) if n > 0 && inner[n..].starts_with('}') => {
                (Part::Name(&inner[..n], &template[dollar..dollar + n + 3]), n + 3)
            }
            (rest, None) if name_length(rest) > 0 => {
                let n = name_length(rest);
                (Part::Name(&rest[..n], &template[dollar..dollar + n + 1]), n + 1)
            }
            _ => (Part::Invalid(dollar), 1),
        };
        parts.push(part);
        at = dollar + length;
    }
    parts.push(Part::Text(&template[at..]));
    parts
}

#[pymethods]
impl Template {
    /// A template of this text.
    #[pyfn("def __new__(cls, template: str) -> Template")]
    pub fn new(template: Str) -> Template {
        Template(Rc::new(template))
    }

    /// The text.
    #[pyfn("def template(self) -> str", property)]
    pub fn template(&self) -> Str {
        (*self.0).clone()
    }

    /// The text with every placeholder replaced; KeyError for a missing one, ValueError for a stray `$`.
    #[pyfn("def substitute(self, mapping: Any = ..., /, **kws: Any) -> str")]
    pub fn substitute(&self, mapping: Option<Value>, kws: Vec<(Str, Value)>) -> Result<Str> {
        let values = Values::new(mapping, kws);
        let mut text = String::new();
        for part in parts(&self.0) {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Name(name, _) => text.push_str(&View::str(&values.get(name)?)?),
                Part::Invalid(at) => return Err(self.invalid(at)),
            }
        }
        Ok(Str::from(text))
    }

    /// Like `substitute`, but placeholders without a value stay as they are.
    #[pyfn("def safe_substitute(self, mapping: Any = ..., /, **kws: Any) -> str")]
    pub fn safe_substitute(&self, mapping: Option<Value>, kws: Vec<(Str, Value)>) -> Result<Str> {
        let values = Values::new(mapping, kws);
        let mut text = String::new();
        for part in parts(&self.0) {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Name(name, whole) => match values.get(name) {
                    Ok(value) => text.push_str(&View::str(&value)?),
                    Err(error) if error.is(&errors::KeyError) => text.push_str(whole),
                    Err(error) => return Err(error),
                },
                Part::Invalid(_) => text.push('$'),
            }
        }
        Ok(Str::from(text))
    }

    fn invalid(&self, at: usize) -> portalis_runtime::Error {
        let before = self.0.get(..at).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        errors::value_error(format!("Invalid placeholder in string: line {line}, col {column}"))
    }
}

/// Where the values come from: keywords first.
struct Values {
    keywords: Dict<Value, Value>,
    mapping: Option<Value>,
}

impl Values {
    fn new(mapping: Option<Value>, kws: Vec<(Str, Value)>) -> Values {
        let keywords = Dict::new();
        kws.into_iter().for_each(|(name, value)| keywords.insert_name(&name, value));
        Values { keywords, mapping }
    }

    fn get(&self, name: &str) -> Result<Value> {
        match (self.keywords.find_name(name), &self.mapping) {
            (Some(value), _) => Ok(value),
            (None, Some(mapping)) => mapping.get_item(&crate::support::name(name)),
            (None, None) => Err(errors::key_error(Str::from(name))),
        }
    }
}
