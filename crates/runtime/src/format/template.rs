//! `str.format` and `str.format_map`: replacement fields with names, indexes, attributes, conversions and nested specs.

use crate::{Error, Result, Str, Value, View as _, errors};

/// Where fields get their values.
pub(crate) trait Fields {
    /// `{0}`.
    fn positional(&self, index: usize) -> Result<Value>;
    /// `{name}`.
    fn named(&self, name: &str) -> Result<Value>;
}

/// Fills the fields of a template.
///
/// # Errors
/// `ValueError` for a template that is none, and what looking a value up or formatting it raises.
pub(crate) fn fill(template: &str, fields: &dyn Fields) -> Result<Str> {
    let mut numbering = Numbering::Unknown;
    build(template, fields, &mut numbering, 2).map(Str::from)
}

/// Whether `{}` or `{0}` has been used: a template must not mix them.
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

impl Numbering {
    /// The index of a field without one.
    fn next(&mut self) -> Result<usize> {
        let index = match self {
            Numbering::Unknown => 0,
            Numbering::Automatic(next) => *next,
            Numbering::Manual => {
                return Err(errors::value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        *self = Numbering::Automatic(index + 1);
        Ok(index)
    }

    fn manual(&mut self) -> Result<()> {
        if let Numbering::Automatic(_) = self {
            return Err(errors::value_error(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        *self = Numbering::Manual;
        Ok(())
    }
}

/// One replacement field as written.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
    /// The spec has fields itself.
    nested: bool,
}

fn build(
    template: &str,
    fields: &dyn Fields,
    numbering: &mut Numbering,
    depth: u32,
) -> Result<String> {
    if depth == 0 {
        return Err(errors::value_error("Max string recursion exceeded"));
    }
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..at + 1];
        rest = &rest[at + 1..];
        if let Some(escaped) = rest.strip_prefix(brace) {
            out.push_str(brace);
            rest = escaped;
        } else if brace == "}" || rest.is_empty() {
            return Err(errors::value_error(format!(
                "Single '{brace}' encountered in format string"
            )));
        } else {
            let (field, behind) = read_field(rest)?;
            rest = behind;
            out.push_str(&render(&field, fields, numbering, depth)?);
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// Reads a field behind its `{`; what is behind its `}` is the rest.
fn read_field(text: &str) -> Result<(Field<'_>, &str)> {
    let end = name_end(text)?;
    let Some(end) = end else {
        return Err(errors::value_error("expected '}' before end of string"));
    };
    let name = &text[..end];
    let (stop, mut rest) = (&text[end..end + 1], &text[end + 1..]);
    let mut field = Field {
        name,
        conversion: None,
        spec: "",
        nested: false,
    };
    if stop == "}" {
        return Ok((field, rest));
    }
    if stop == "!" {
        let mut chars = rest.chars();
        let conversion = chars.next().ok_or_else(|| {
            errors::value_error("end of string while looking for conversion specifier")
        })?;
        field.conversion = Some(conversion);
        let behind = chars.next();
        rest = chars.as_str();
        match behind {
            Some('}') => return Ok((field, rest)),
            Some(':') => {}
            Some(_) => {
                return Err(errors::value_error(
                    "expected ':' after conversion specifier",
                ));
            }
            None => return Err(unmatched()),
        }
    }
    let end = spec_end(rest).ok_or_else(unmatched)?;
    field.spec = &rest[..end];
    field.nested = field.spec.contains('{');
    Ok((field, &rest[end + 1..]))
}

#[cold]
fn unmatched() -> Error {
    errors::value_error("unmatched '{' in format spec")
}

/// Where the name of a field ends; `!`, `:` and `}` do not end it in brackets.
fn name_end(text: &str) -> Result<Option<usize>> {
    let mut in_brackets = false;
    for (at, c) in text.char_indices() {
        match c {
            ']' if in_brackets => in_brackets = false,
            _ if in_brackets => {}
            '[' => in_brackets = true,
            '{' => return Err(errors::value_error("unexpected '{' in field name")),
            '}' | ':' | '!' => return Ok(Some(at)),
            _ => {}
        }
    }
    Ok(None)
}

/// Where the `}` is that ends a spec, which may have fields itself.
fn spec_end(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn render(
    field: &Field<'_>,
    fields: &dyn Fields,
    numbering: &mut Numbering,
    depth: u32,
) -> Result<Str> {
    let value = look_up(field.name, fields, numbering)?;
    let value = match field.conversion {
        None => value,
        Some(conversion) => Value::Str(convert(&value, conversion)?),
    };
    if field.nested {
        let spec = build(field.spec, fields, numbering, depth - 1)?;
        return value.format(&spec);
    }
    value.format(field.spec)
}

/// `!s`, `!r`, `!a`.
fn convert(value: &Value, conversion: char) -> Result<Str> {
    match conversion {
        's' => value.str(),
        'r' => value.repr(),
        'a' => Ok(crate::str::escape_non_ascii(&value.repr()?)),
        '!'..='~' => Err(errors::value_error(format!(
            "Unknown conversion specifier {conversion}"
        ))),
        _ => Err(errors::value_error(format!(
            "Unknown conversion specifier \\x{:x}",
            u32::from(conversion)
        ))),
    }
}

/// The value of `name`, `0`, `name.attribute`, `0[key]` and so on.
fn look_up(name: &str, fields: &dyn Fields, numbering: &mut Numbering) -> Result<Value> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let mut value = match (first, index(first)?) {
        ("", _) => fields.positional(numbering.next()?)?,
        (_, Some(index)) => {
            numbering.manual()?;
            fields.positional(index)?
        }
        (_, None) => fields.named(first)?,
    };
    while !rest.is_empty() {
        if let Some(attribute) = rest.strip_prefix('.') {
            let end = attribute.find(['.', '[']).unwrap_or(attribute.len());
            let (attribute, behind) = attribute.split_at(end);
            value = value.quiet_get_attr(not_empty(attribute)?)?;
            rest = behind;
        } else if let Some(key) = rest.strip_prefix('[') {
            let (key, behind) = key
                .split_once(']')
                .ok_or_else(|| errors::value_error("Missing ']' in format string"))?;
            value = match index(not_empty(key)?)? {
                Some(index) => value.get_item(&Value::from(index))?,
                None => value.get_item(&Value::Str(Str::from(key)))?,
            };
            rest = behind;
        } else {
            return Err(errors::value_error(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        }
    }
    Ok(value)
}

fn not_empty(name: &str) -> Result<&str> {
    if name.is_empty() {
        return Err(errors::value_error("Empty attribute in format string"));
    }
    Ok(name)
}

/// The number that a name is, if it is one.
fn index(name: &str) -> Result<Option<usize>> {
    if name.is_empty() {
        return Ok(None);
    }
    let mut number: usize = 0;
    for c in name.chars() {
        let Some(digit) = crate::str::unicode::decimal_value(c) else {
            return Ok(None);
        };
        number = number
            .checked_mul(10)
            .and_then(|tens| tens.checked_add(digit as usize))
            .filter(|number| *number <= isize::MAX as usize)
            .ok_or_else(|| errors::value_error("Too many decimal digits in format string"))?;
    }
    Ok(Some(number))
}
