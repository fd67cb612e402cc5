//! Replacements: `\1`, `\g<name>` and escapes.
//!
//! *Invariant:* a template is read once a call, before the first match is replaced.

use portalis_runtime::{Bytes, Result, Str, Value};

use super::subject::{Builder, Subject};
use super::syntax::{Fault, Parsed, Scanner, Token, number, quoted, simple_escape};
use super::{Match, Pattern};

enum Part {
    Literal(Value),
    Group(usize),
}

/// A replacement that has been read.
pub(super) struct Template(Vec<Part>);

impl Template {
    /// Reads `source` for matches of `pattern`.
    pub(super) fn read(source: &Subject, pattern: &Pattern) -> Result<Template> {
        let codes = source.to_codes();
        if !codes.contains(&u32::from('\\')) {
            return Ok(Template(vec![Part::Literal(
                source.slice(0, source.length()),
            )]));
        }
        let mut reader = Reader {
            pattern,
            is_text: source.is_text(),
            parts: Vec::new(),
            literal: Vec::new(),
        };
        match reader.read(&codes) {
            Ok(()) => Ok(Template(reader.parts)),
            Err(fault) => Err(super::fault(fault, source)),
        }
    }

    /// The replacement of one match.
    pub(super) fn expand(&self, found: &Match) -> Result<Value> {
        if let [Part::Literal(value)] = self.0.as_slice() {
            return Ok(value.clone());
        }
        let mut builder = Builder::new(found.subject().is_text());
        for (index, part) in self.0.iter().enumerate() {
            match part {
                Part::Literal(value) => builder.push(value, index)?,
                Part::Group(group) => {
                    if let Some((from, to)) = found.span_of(*group) {
                        builder.push(&found.subject().slice(from, to), index)?;
                    }
                }
            }
        }
        Ok(builder.finish())
    }
}

struct Reader<'a> {
    pattern: &'a Pattern,
    is_text: bool,
    parts: Vec<Part>,
    literal: Vec<u32>,
}

impl Reader<'_> {
    fn read(&mut self, codes: &[u32]) -> Parsed<()> {
        let mut source = Scanner::new(codes, self.is_text)?;
        while let Some(token) = source.take()? {
            match token {
                Token::Plain(code) => self.literal.push(code),
                Token::Escape(code) => self.escape(&mut source, code)?,
            }
        }
        self.end_literal();
        Ok(())
    }

    fn end_literal(&mut self) {
        let codes = std::mem::take(&mut self.literal);
        if codes.is_empty() {
            return;
        }
        let value = match self.is_text {
            true => Value::Str(
                codes
                    .into_iter()
                    .filter_map(char::from_u32)
                    .collect::<Str>(),
            ),
            false => Value::Bytes(Bytes::from(
                codes
                    .into_iter()
                    .map(|code| code as u8)
                    .collect::<Vec<u8>>(),
            )),
        };
        self.parts.push(Part::Literal(value));
    }

    fn group(&mut self, source: &Scanner<'_>, group: usize, back: usize) -> Parsed<()> {
        if group > self.pattern.group_count() {
            return Err(source.fault(format!("invalid group reference {group}"), back));
        }
        self.end_literal();
        self.parts.push(Part::Group(group));
        Ok(())
    }

    fn escape(&mut self, source: &mut Scanner<'_>, code: u32) -> Parsed<()> {
        let octal = |c: char| matches!(c, '0'..='7');
        let c = char::from_u32(code).unwrap_or('\0');
        match c {
            'g' => self.named(source),
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    match source.next_if(octal)? {
                        Some(digit) => value = value * 8 + digit.to_digit(8).unwrap_or_default(),
                        None => break,
                    }
                }
                self.literal.push(value & 0xff);
                Ok(())
            }
            '1'..='9' => {
                let mut digits = c.to_string();
                if let Some(second) = source.next_if(|c| c.is_ascii_digit())? {
                    digits.push(second);
                    if octal(c)
                        && octal(second)
                        && let Some(third) = source.next_if(octal)?
                    {
                        digits.push(third);
                        return self.octal(source, &digits);
                    }
                }
                let group = digits.parse().unwrap_or(usize::MAX);
                self.group(source, group, digits.len())
            }
            _ => {
                let escaped = if c == 'b' { Some(8) } else { simple_escape(c) };
                match escaped {
                    Some(value) => self.literal.push(value),
                    None if c.is_ascii_alphabetic() => {
                        return Err(source.fault(format!("bad escape \\{c}"), 2));
                    }
                    None => self.literal.extend([u32::from('\\'), code]),
                }
                Ok(())
            }
        }
    }

    fn octal(&mut self, source: &Scanner<'_>, digits: &str) -> Parsed<()> {
        match u32::from_str_radix(digits, 8).unwrap_or(u32::MAX) {
            value @ ..=0o377 => {
                self.literal.push(value);
                Ok(())
            }
            _ => {
                let text = format!("octal escape value \\{digits} outside of range 0-0o377");
                Err(source.fault(text, digits.len() + 1))
            }
        }
    }

    /// `\g<name>`
    fn named(&mut self, source: &mut Scanner<'_>) -> Parsed<()> {
        if !source.eat('<')? {
            return Err(source.fault("missing <", 0));
        }
        let name = source.until('>', "group name")?;
        let back = name.chars().count() + 1;
        let group = match number(&name) {
            Some(group) => group,
            None => {
                source.check_name(&name)?;
                match self.pattern.group_named(&name) {
                    Some(group) => group,
                    None => {
                        return Err(Fault::Index(format!(
                            "unknown group name {}",
                            quoted(&name)
                        )));
                    }
                }
            }
        };
        self.group(source, group, back)
    }
}
