//! Reads JSON: the output of `cargo metadata` and of `portalis explain --json`.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads a text; `None` if it is no JSON.
    pub(crate) fn parse(text: &str) -> Option<Json> {
        let mut chars = text.chars().peekable();
        let value = value(&mut chars)?;
        blank(&mut chars);
        chars.next().is_none().then_some(value)
    }

    /// A field of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        let Json::Object(fields) = self else {
            return None;
        };
        fields.get(name)
    }

    /// The elements of a list; none of anything else.
    pub(crate) fn list(&self) -> &[Json] {
        let Json::List(elements) = self else {
            return &[];
        };
        elements
    }

    pub(crate) fn str(&self) -> Option<&str> {
        let Json::String(text) = self else {
            return None;
        };
        Some(text)
    }

    pub(crate) fn number(&self) -> Option<f64> {
        let Json::Number(number) = self else {
            return None;
        };
        Some(*number)
    }
}

type Input<'a> = Peekable<Chars<'a>>;

fn blank(chars: &mut Input<'_>) {
    while chars.next_if(|c| c.is_ascii_whitespace()).is_some() {}
}

fn value(chars: &mut Input<'_>) -> Option<Json> {
    blank(chars);
    match chars.peek()? {
        '{' => object(chars),
        '[' => list(chars),
        '"' => string(chars).map(Json::String),
        't' => word(chars, "true", Json::Bool(true)),
        'f' => word(chars, "false", Json::Bool(false)),
        'n' => word(chars, "null", Json::Null),
        _ => number(chars),
    }
}

fn word(chars: &mut Input<'_>, word: &str, value: Json) -> Option<Json> {
    word.chars()
        .all(|c| chars.next() == Some(c))
        .then_some(value)
}

fn number(chars: &mut Input<'_>) -> Option<Json> {
    let mut text = String::new();
    while let Some(c) = chars.next_if(|c| c.is_ascii_digit() || "+-.eE".contains(*c)) {
        text.push(c);
    }
    text.parse().ok().map(Json::Number)
}

fn string(chars: &mut Input<'_>) -> Option<String> {
    chars.next_if_eq(&'"')?;
    let mut text = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => text.push(escape(chars)?),
            c => text.push(c),
        }
    }
}

/// Halves of surrogate pairs become replacement characters: nothing that we read has any.
fn escape(chars: &mut Input<'_>) -> Option<char> {
    Some(match chars.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\x08',
        'f' => '\x0c',
        'u' => {
            let code: String = chars.by_ref().take(4).collect();
            char::from_u32(u32::from_str_radix(&code, 16).ok()?).unwrap_or('\u{fffd}')
        }
        c => c,
    })
}

fn list(chars: &mut Input<'_>) -> Option<Json> {
    chars.next();
    let mut elements = Vec::new();
    loop {
        blank(chars);
        if chars.next_if_eq(&']').is_some() {
            return Some(Json::List(elements));
        }
        elements.push(value(chars)?);
        blank(chars);
        chars.next_if_eq(&',');
    }
}

fn object(chars: &mut Input<'_>) -> Option<Json> {
    chars.next();
    let mut fields = BTreeMap::new();
    loop {
        blank(chars);
        if chars.next_if_eq(&'}').is_some() {
            return Some(Json::Object(fields));
        }
        let name = string(chars)?;
        blank(chars);
        chars.next_if_eq(&':')?;
        fields.insert(name, value(chars)?);
        blank(chars);
        chars.next_if_eq(&',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let json =
            Json::parse(r#" {"a": [1, -2.5e1, "x\n\u0041"], "b": null, "c": true} "#).unwrap();
        assert_eq!(json.get("a").unwrap().list()[1].number(), Some(-25.0));
        assert_eq!(json.get("a").unwrap().list()[2].str(), Some("x\nA"));
        assert_eq!(json.get("b"), Some(&Json::Null));
        assert_eq!(Json::parse("{"), None);
        assert_eq!(Json::parse("1 2"), None);
    }
}
