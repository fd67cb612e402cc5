//! Reads a format spec and refuses what does not go together, with CPython's texts.

use crate::{Error, Result, errors};

/// A format spec, taken apart.
pub(super) struct Spec {
    pub(super) fill: char,
    pub(super) align: char,
    pub(super) sign: Option<char>,
    pub(super) no_negative_zero: bool,
    pub(super) alternate: bool,
    pub(super) width: usize,
    /// The separator, and the digits between two of them.
    pub(super) grouping: Option<(char, usize)>,
    pub(super) precision: Option<usize>,
    pub(super) kind: Option<char>,
}

/// The rest of the text that is being read.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.0.chars().next()
    }

    fn skip(&mut self, c: char) {
        self.0 = self.0.get(c.len_utf8()..).unwrap_or_default();
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.skip(c);
        }
        found
    }

    fn take_if(&mut self, test: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| test(*c))?;
        self.skip(c);
        Some(c)
    }

    /// A number of decimal digits of any script, if there is one.
    fn number(&mut self) -> Result<Option<usize>> {
        let mut number: Option<usize> = None;
        while let Some(c) = self.peek()
            && let Some(digit) = crate::str::unicode::decimal_value(c)
        {
            self.skip(c);
            number = number
                .unwrap_or(0)
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(digit as usize))
                .filter(|number| *number <= isize::MAX as usize)
                .map(Some)
                .ok_or_else(|| errors::value_error("Too many decimal digits in format string"))?;
        }
        Ok(number)
    }
}

fn is_align(c: char) -> bool {
    matches!(c, '<' | '>' | '=' | '^')
}

impl Spec {
    /// Reads the spec of an object of `class`, which aligns and shows itself as given where the spec does not say.
    pub(super) fn parse(text: &str, class: &str, align: char, kind: Option<char>) -> Result<Spec> {
        let mut reader = Reader(text);
        let (fill, said_align) = read_align(&mut reader);
        let sign = reader.take_if(|c| matches!(c, ' ' | '+' | '-'));
        let no_negative_zero = reader.take('z');
        let alternate = reader.take('#');
        let zero = fill.is_none() && reader.take('0');
        let default_align = if zero && align == '>' { '=' } else { align };
        let width = reader.number()?.unwrap_or(0);
        let separator = read_separator(&mut reader)?;
        let precision = read_precision(&mut reader)?;
        let said_kind = reader.peek();
        if reader.0.chars().nth(1).is_some() {
            return Err(errors::value_error(format!(
                "Invalid format specifier '{text}' for object of type '{class}'"
            )));
        }
        let kind = said_kind.or(kind);
        Ok(Spec {
            fill: fill.unwrap_or(if zero { '0' } else { ' ' }),
            align: said_align.unwrap_or(default_align),
            sign,
            no_negative_zero,
            alternate,
            width,
            grouping: separator.map(|c| grouping(c, kind)).transpose()?,
            precision,
            kind,
        })
    }

    pub(super) fn unknown_type(&self, class: &str) -> Error {
        let kind = show_code(self.kind.unwrap_or('\0'));
        errors::value_error(format!(
            "Unknown format code '{kind}' for object of type '{class}'"
        ))
    }

    pub(super) fn refuse_for_text(&self) -> Result<()> {
        let reason = match self {
            Spec {
                sign: Some(' '), ..
            } => "Space not allowed in string format specifier",
            Spec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
            Spec {
                no_negative_zero: true,
                ..
            } => "Negative zero coercion (z) not allowed in string format specifier",
            Spec {
                alternate: true, ..
            } => "Alternate form (#) not allowed in string format specifier",
            Spec { align: '=', .. } => "'=' alignment not allowed in string format specifier",
            _ => return Ok(()),
        };
        Err(errors::value_error(reason))
    }

    pub(super) fn refuse_for_integer(&self) -> Result<()> {
        let reason = match self {
            Spec {
                precision: Some(_), ..
            } => "Precision not allowed in integer format specifier",
            Spec {
                no_negative_zero: true,
                ..
            } => "Negative zero coercion (z) not allowed in integer format specifier",
            Spec {
                kind: Some('c'),
                sign: Some(_),
                ..
            } => "Sign not allowed with integer format specifier 'c'",
            Spec {
                kind: Some('c'),
                alternate: true,
                ..
            } => "Alternate form (#) not allowed with integer format specifier 'c'",
            _ => return Ok(()),
        };
        Err(errors::value_error(reason))
    }
}

/// Fill and alignment: the fill can be any character, so the second one decides.
fn read_align(reader: &mut Reader<'_>) -> (Option<char>, Option<char>) {
    let mut chars = reader.0.chars();
    match (chars.next(), chars.next()) {
        (Some(fill), Some(align)) if is_align(align) => {
            reader.skip(fill);
            reader.skip(align);
            (Some(fill), Some(align))
        }
        _ => (None, reader.take_if(is_align)),
    }
}

fn read_separator(reader: &mut Reader<'_>) -> Result<Option<char>> {
    let both = || errors::value_error("Cannot specify both ',' and '_'.");
    let comma = reader.take(',');
    let underscore = reader.take('_');
    if underscore && (comma || reader.peek() == Some(',')) {
        return Err(both());
    }
    Ok(match (comma, underscore) {
        (true, _) => Some(','),
        (_, true) => Some('_'),
        _ => None,
    })
}

fn read_precision(reader: &mut Reader<'_>) -> Result<Option<usize>> {
    if !reader.take('.') {
        return Ok(None);
    }
    match reader.number()? {
        None => Err(errors::value_error("Format specifier missing precision")),
        precision => Ok(precision),
    }
}

/// How many digits stand between two separators, if the type can have them.
fn grouping(separator: char, kind: Option<char>) -> Result<(char, usize)> {
    match kind {
        None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok((separator, 3)),
        Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok((separator, 4)),
        Some(kind) => Err(errors::value_error(format!(
            "Cannot specify '{separator}' with '{}'.",
            show_code(kind)
        ))),
    }
}

/// A type code as errors show it.
fn show_code(code: char) -> String {
    match code {
        '!'..='\x7f' => code.to_string(),
        _ => format!("\\x{:x}", u32::from(code)),
    }
}
