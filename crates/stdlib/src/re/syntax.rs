//! Reads a pattern: text to a tree of [`Node`]s.
//!
//! *Invariant:* what is refused is refused with CPython's text and position. Nothing here depends on what is matched later.

use std::collections::BTreeMap;

use portalis_runtime::{Str, View};

use super::flags;
use super::sets::{Category, Item};

/// Stands for no upper bound.
pub(super) const UNLIMITED: u32 = u32::MAX;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Char(u32),
    NotChar(u32),
    /// `.`
    Any,
    Set {
        items: Vec<Item>,
        negated: bool,
    },
    At(At),
    Branch(Vec<Vec<Node>>),
    Group {
        index: Option<usize>,
        add: u32,
        remove: u32,
        body: Vec<Node>,
    },
    Atomic(Vec<Node>),
    Look {
        behind: bool,
        negative: bool,
        body: Vec<Node>,
    },
    Reference(usize),
    /// `(?(1)yes|no)`
    Condition(usize, Vec<Node>, Vec<Node>),
    Repeat {
        min: u32,
        max: u32,
        kind: Greed,
        body: Vec<Node>,
    },
    /// `(?!)`
    Never,
}

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// `^`
    Beginning,
    /// `\A`
    BeginningOfText,
    /// `$`
    End,
    /// `\Z`
    EndOfText,
    Boundary,
    NoBoundary,
}

/// How a repetition tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// What is wrong with a pattern.
#[derive(Debug)]
pub(super) enum Fault {
    /// A `PatternError`: text, and the position where there is one.
    Syntax(String, Option<usize>),
    Value(&'static str),
    Overflow(&'static str),
    /// An `IndexError` of a template.
    Index(String),
}

pub(super) type Parsed<T> = Result<T, Fault>;

/// One character, or a backslash and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Plain(u32),
    Escape(u32),
}

impl Token {
    fn length(self) -> usize {
        match self {
            Token::Plain(_) => 1,
            Token::Escape(_) => 2,
        }
    }

    fn text(self) -> String {
        match self {
            Token::Plain(code) => shown(code),
            Token::Escape(code) => format!("\\{}", shown(code)),
        }
    }
}

fn shown(code: u32) -> String {
    char::from_u32(code)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
        .to_string()
}

/// Walks over the text of a pattern or a template.
pub(super) struct Scanner<'a> {
    text: &'a [u32],
    index: usize,
    pub(super) next: Option<Token>,
    pub(super) is_text: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a [u32], is_text: bool) -> Parsed<Scanner<'a>> {
        let mut scanner = Scanner {
            text,
            index: 0,
            next: None,
            is_text,
        };
        scanner.advance()?;
        Ok(scanner)
    }

    fn advance(&mut self) -> Parsed<()> {
        let Some(code) = self.text.get(self.index) else {
            self.next = None;
            return Ok(());
        };
        if *code != u32::from('\\') {
            self.index += 1;
            self.next = Some(Token::Plain(*code));
            return Ok(());
        }
        let Some(escaped) = self.text.get(self.index + 1) else {
            return Err(Fault::Syntax(
                "bad escape (end of pattern)".into(),
                Some(self.text.len() - 1),
            ));
        };
        self.index += 2;
        self.next = Some(Token::Escape(*escaped));
        Ok(())
    }

    pub(super) fn take(&mut self) -> Parsed<Option<Token>> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    pub(super) fn eat(&mut self, c: char) -> Parsed<bool> {
        let found = self.is_at(c);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn is_at(&self, c: char) -> bool {
        self.next == Some(Token::Plain(u32::from(c)))
    }

    pub(super) fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::length)
    }

    fn seek(&mut self, index: usize) -> Parsed<()> {
        self.index = index;
        self.advance()
    }

    /// The next plain character, if it passes.
    pub(super) fn next_if(&mut self, test: impl Fn(char) -> bool) -> Parsed<Option<char>> {
        match self.next {
            Some(Token::Plain(code)) if char::from_u32(code).is_some_and(&test) => {
                self.advance()?;
                Ok(char::from_u32(code))
            }
            _ => Ok(None),
        }
    }

    fn while_(&mut self, most: usize, test: impl Fn(char) -> bool) -> Parsed<String> {
        let mut found = String::new();
        while found.len() < most
            && let Some(c) = self.next_if(&test)?
        {
            found.push(c);
        }
        Ok(found)
    }

    /// The text up to `end`, which is taken too.
    pub(super) fn until(&mut self, end: char, what: &str) -> Parsed<String> {
        let mut found = String::new();
        loop {
            let token = self.take()?;
            let Some(token) = token else {
                return Err(match found.is_empty() {
                    true => self.fault(format!("missing {what}"), 0),
                    false => self.fault(
                        format!("missing {end}, unterminated name"),
                        found.chars().count(),
                    ),
                });
            };
            if token == Token::Plain(u32::from(end)) {
                return match found.is_empty() {
                    true => Err(self.fault(format!("missing {what}"), 1)),
                    false => Ok(found),
                };
            }
            found.push_str(&token.text());
        }
    }

    /// A fault `back` characters before the present place.
    pub(super) fn fault(&self, text: impl Into<String>, back: usize) -> Fault {
        Fault::Syntax(text.into(), Some(self.tell().saturating_sub(back)))
    }

    pub(super) fn check_name(&self, name: &str) -> Parsed<()> {
        let is_name = Str::from(name).isidentifier() && (self.is_text || name.is_ascii());
        match is_name {
            true => Ok(()),
            false => Err(self.fault(
                format!("bad character in group name {}", quoted(name)),
                name.chars().count() + 1,
            )),
        }
    }
}

/// `repr(name)`.
pub(super) fn quoted(name: &str) -> String {
    View::repr(&Str::from(name)).map_or_else(|_| name.to_owned(), |text| text.to_string())
}

/// The number that a name of digits is.
pub(super) fn number(name: &str) -> Option<usize> {
    let is_number = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| name.parse().unwrap_or(usize::MAX))
}

/// A pattern that has been read.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) flags: u32,
    /// Groups, number 0 not counted.
    pub(super) groups: usize,
    pub(super) names: BTreeMap<String, usize>,
    /// Widths of what each group matches, by number.
    pub(super) widths: Vec<Option<(u64, u64)>>,
}

/// Reads a pattern.
pub(super) fn parse(text: &[u32], is_text: bool, flags: u32) -> Parsed<Tree> {
    let mut parser = Parser {
        source: Scanner::new(text, is_text)?,
        flags,
        widths: vec![None],
        names: BTreeMap::new(),
        references: Vec::new(),
        behind_groups: None,
    };
    let nodes = parser.alternatives(flags & flags::VERBOSE != 0, true)?;
    let flags = fixed(is_text, parser.flags)?;
    if parser.source.next.is_some() {
        return Err(parser.source.fault("unbalanced parenthesis", 0));
    }
    let groups = parser.widths.len() - 1;
    if let Some((group, at)) = parser.references.iter().find(|(group, _)| *group > groups) {
        return Err(Fault::Syntax(
            format!("invalid group reference {group}"),
            Some(*at),
        ));
    }
    Ok(Tree {
        nodes,
        flags,
        groups,
        names: parser.names,
        widths: parser.widths,
    })
}

fn fixed(is_text: bool, flags: u32) -> Parsed<u32> {
    let has = |bit: u32| flags & bit != 0;
    match is_text {
        true if has(flags::LOCALE) => {
            Err(Fault::Value("cannot use LOCALE flag with a str pattern"))
        }
        true if !has(flags::ASCII) => Ok(flags | flags::UNICODE),
        true if has(flags::UNICODE) => {
            Err(Fault::Value("ASCII and UNICODE flags are incompatible"))
        }
        false if has(flags::UNICODE) => {
            Err(Fault::Value("cannot use UNICODE flag with a bytes pattern"))
        }
        false if has(flags::LOCALE) && has(flags::ASCII) => {
            Err(Fault::Value("ASCII and LOCALE flags are incompatible"))
        }
        _ => Ok(flags),
    }
}

const TYPE_FLAGS: u32 = flags::ASCII | flags::LOCALE | flags::UNICODE;

struct Parser<'a> {
    source: Scanner<'a>,
    flags: u32,
    /// The width of each group; `None` while it is open.
    widths: Vec<Option<(u64, u64)>>,
    names: BTreeMap<String, usize>,
    /// Numbers in conditions, and where they stand.
    references: Vec<(usize, usize)>,
    /// Groups from this one on are in the look-behind that is being read.
    behind_groups: Option<usize>,
}

impl Parser<'_> {
    fn alternatives(&mut self, verbose: bool, outermost: bool) -> Parsed<Vec<Node>> {
        let mut verbose = verbose;
        let mut all = vec![self.sequence(verbose, outermost)?];
        while self.source.eat('|')? {
            if outermost {
                verbose = self.flags & flags::VERBOSE != 0;
            }
            all.push(self.sequence(verbose, false)?);
        }
        match all.len() {
            1 => Ok(all.pop().unwrap_or_default()),
            _ => Ok(vec![Node::Branch(all)]),
        }
    }

    fn sequence(&mut self, verbose: bool, first: bool) -> Parsed<Vec<Node>> {
        let mut nodes = Vec::new();
        let mut verbose = verbose;
        while let Some(token) = self.source.next {
            if matches!(token, Token::Plain(c) if c == u32::from('|') || c == u32::from(')')) {
                break;
            }
            self.source.take()?;
            let code = match token {
                Token::Escape(code) => {
                    nodes.push(self.escape(code)?);
                    continue;
                }
                Token::Plain(code) => code,
            };
            let c = char::from_u32(code).unwrap_or('\0');
            if verbose && matches!(c, ' ' | '\t'..='\r') {
                continue;
            }
            if verbose && c == '#' {
                while !matches!(self.source.take()?, None | Some(Token::Plain(10))) {}
                continue;
            }
            match c {
                '[' => nodes.push(self.set()?),
                '*' | '+' | '?' | '{' => self.repeat(c, &mut nodes)?,
                '.' => nodes.push(Node::Any),
                '^' => nodes.push(Node::At(At::Beginning)),
                '$' => nodes.push(Node::At(At::End)),
                '(' => {
                    let is_head = first && nodes.is_empty();
                    if let Some(node) = self.group(&mut verbose, is_head)? {
                        nodes.push(node);
                    }
                }
                _ => nodes.push(Node::Char(code)),
            }
        }
        Ok(nodes)
    }

    fn repeat(&mut self, c: char, nodes: &mut Vec<Node>) -> Parsed<()> {
        let here = self.source.tell();
        let (min, max) = match c {
            '?' => (0, 1),
            '*' => (0, UNLIMITED),
            '+' => (1, UNLIMITED),
            _ => match self.bounds(here)? {
                Some(bounds) => bounds,
                None => {
                    nodes.push(Node::Char(u32::from('{')));
                    return Ok(());
                }
            },
        };
        let back = self.source.tell() - here + 1;
        let body = match nodes.last() {
            None | Some(Node::At(_)) => return Err(self.source.fault("nothing to repeat", back)),
            Some(Node::Repeat { .. }) => return Err(self.source.fault("multiple repeat", back)),
            Some(_) => nodes.pop(),
        };
        let kind = if self.source.eat('?')? {
            Greed::Lazy
        } else if self.source.eat('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        let body = match body {
            Some(Node::Group {
                index: None,
                add: 0,
                remove: 0,
                body,
            }) => body,
            body => body.into_iter().collect(),
        };
        nodes.push(Node::Repeat {
            min,
            max,
            kind,
            body,
        });
        Ok(())
    }

    /// The numbers of `{2,3}`; `None` where the brace is a character.
    fn bounds(&mut self, here: usize) -> Parsed<Option<(u32, u32)>> {
        if self.source.is_at('}') {
            return Ok(None);
        }
        let digit = |c: char| c.is_ascii_digit();
        let low = self.source.while_(usize::MAX, digit)?;
        let high = match self.source.eat(',')? {
            true => self.source.while_(usize::MAX, digit)?,
            false => low.clone(),
        };
        if !self.source.eat('}')? {
            self.source.seek(here)?;
            return Ok(None);
        }
        let number = |digits: &str, none: u32| match digits {
            "" => Ok(none),
            digits => match digits.parse::<u32>() {
                Ok(number) if number < UNLIMITED => Ok(number),
                _ => Err(Fault::Overflow("the repetition number is too large")),
            },
        };
        let (min, max) = (number(&low, 0)?, number(&high, UNLIMITED)?);
        if max < min {
            let back = self.source.tell() - here;
            return Err(self
                .source
                .fault("min repeat greater than max repeat", back));
        }
        Ok(Some((min, max)))
    }

    fn set(&mut self) -> Parsed<Node> {
        let here = self.source.tell() - 1;
        let unterminated = |parser: &Self| {
            let back = parser.source.tell() - here;
            parser.source.fault("unterminated character set", back)
        };
        let negated = self.source.eat('^')?;
        let mut items: Vec<Item> = Vec::new();
        loop {
            let Some(token) = self.source.take()? else {
                return Err(unterminated(self));
            };
            if token == Token::Plain(u32::from(']')) && !items.is_empty() {
                break;
            }
            let first = self.set_item(token)?;
            if !self.source.eat('-')? {
                items.push(first);
                continue;
            }
            let Some(last) = self.source.take()? else {
                return Err(unterminated(self));
            };
            if last == Token::Plain(u32::from(']')) {
                items.push(first);
                items.push(Item::Char(u32::from('-')));
                break;
            }
            let range = match (&first, self.set_item(last)?) {
                (Item::Char(first), Item::Char(last)) if *first <= last => {
                    Item::Range(*first, last)
                }
                _ => {
                    let text = format!(
                        "bad character range {}-{}",
                        self.set_text(token),
                        self.set_text(last)
                    );
                    return Err(self.source.fault(text, token.length() + 1 + last.length()));
                }
            };
            items.push(range);
        }
        Ok(match items.as_slice() {
            [Item::Char(code)] if negated => Node::NotChar(*code),
            [Item::Char(code)] => Node::Char(*code),
            _ => Node::Set { items, negated },
        })
    }

    fn set_text(&self, token: Token) -> String {
        token.text()
    }

    fn set_item(&mut self, token: Token) -> Parsed<Item> {
        match token {
            Token::Plain(code) => Ok(Item::Char(code)),
            Token::Escape(code) => match char::from_u32(code).unwrap_or('\0') {
                'b' => Ok(Item::Char(8)),
                c => match category(c) {
                    Some(item) => Ok(item),
                    None => self.coded(c, code, true).map(Item::Char),
                },
            },
        }
    }

    fn escape(&mut self, code: u32) -> Parsed<Node> {
        let c = char::from_u32(code).unwrap_or('\0');
        match c {
            'A' => return Ok(Node::At(At::BeginningOfText)),
            'Z' => return Ok(Node::At(At::EndOfText)),
            'b' => return Ok(Node::At(At::Boundary)),
            'B' => return Ok(Node::At(At::NoBoundary)),
            '1'..='9' => return self.octal_or_reference(c),
            _ => {}
        }
        match category(c) {
            Some(item) => Ok(Node::Set {
                items: vec![item],
                negated: false,
            }),
            None => self.coded(c, code, false).map(Node::Char),
        }
    }

    /// Escapes that stand for one character.
    fn coded(&mut self, c: char, code: u32, in_set: bool) -> Parsed<u32> {
        if let Some(simple) = simple_escape(c) {
            return Ok(simple);
        }
        let octal = |c: char| matches!(c, '0'..='7');
        match c {
            'x' => self.hexadecimal(c, 2),
            'u' if self.source.is_text => self.hexadecimal(c, 4),
            'U' if self.source.is_text => self.hexadecimal(c, 8),
            'N' if self.source.is_text => self.named(),
            '0'..='7' if in_set => {
                let digits = format!("{c}{}", self.source.while_(2, octal)?);
                self.octal_value(&digits)
            }
            '0' => {
                let digits = format!("0{}", self.source.while_(2, octal)?);
                Ok(u32::from_str_radix(&digits, 8).unwrap_or_default())
            }
            _ if c.is_ascii_alphanumeric() => {
                Err(self.source.fault(format!("bad escape \\{c}"), 2))
            }
            _ => Ok(code),
        }
    }

    fn octal_value(&self, digits: &str) -> Parsed<u32> {
        match u32::from_str_radix(digits, 8).unwrap_or(u32::MAX) {
            value @ ..=0o377 => Ok(value),
            _ => {
                let text = format!("octal escape value \\{digits} outside of range 0-0o377");
                Err(self.source.fault(text, digits.len() + 1))
            }
        }
    }

    fn hexadecimal(&mut self, c: char, length: usize) -> Parsed<u32> {
        let digits = self.source.while_(length, |c| c.is_ascii_hexdigit())?;
        if digits.len() != length {
            return Err(self
                .source
                .fault(format!("incomplete escape \\{c}{digits}"), digits.len() + 2));
        }
        match u32::from_str_radix(&digits, 16) {
            Ok(code) if code <= 0x10_ffff => Ok(code),
            _ => Err(self
                .source
                .fault(format!("bad escape \\{c}{digits}"), digits.len() + 2)),
        }
    }

    /// `\N{…}`: there is no table of names.
    fn named(&mut self) -> Parsed<u32> {
        if !self.source.eat('{')? {
            return Err(self.source.fault("missing {", 0));
        }
        let name = self.source.until('}', "character name")?;
        Err(self.source.fault(
            format!("undefined character name {}", quoted(&name)),
            name.chars().count() + 4,
        ))
    }

    fn octal_or_reference(&mut self, first: char) -> Parsed<Node> {
        let mut digits = first.to_string();
        if let Some(second) = self.source.next_if(|c| c.is_ascii_digit())? {
            digits.push(second);
            let octal = |c: char| matches!(c, '0'..='7');
            if octal(first)
                && octal(second)
                && let Some(third) = self.source.next_if(octal)?
            {
                digits.push(third);
                return self.octal_value(&digits).map(Node::Char);
            }
        }
        let group: usize = digits.parse().unwrap_or(usize::MAX);
        let back = digits.len() + 1;
        if group >= self.widths.len() {
            return Err(self
                .source
                .fault(format!("invalid group reference {group}"), back - 1));
        }
        self.reference(group, back)
    }

    fn reference(&mut self, group: usize, back: usize) -> Parsed<Node> {
        if self.widths.get(group).is_some_and(Option::is_none) {
            return Err(self.source.fault("cannot refer to an open group", back));
        }
        self.check_behind(group)?;
        Ok(Node::Reference(group))
    }

    fn check_behind(&self, group: usize) -> Parsed<()> {
        match self.behind_groups {
            Some(_) if self.widths.get(group).copied().flatten().is_none() => {
                Err(self.source.fault("cannot refer to an open group", 0))
            }
            Some(first) if group >= first => Err(self.source.fault(
                "cannot refer to group defined in the same lookbehind subpattern",
                0,
            )),
            _ => Ok(()),
        }
    }

    /// What follows a `(`; `None` for comments and flags.
    fn group(&mut self, verbose: &mut bool, is_head: bool) -> Parsed<Option<Node>> {
        let start = self.source.tell() - 1;
        if !self.source.eat('?')? {
            return self.capture(None, start, *verbose).map(Some);
        }
        let Some(token) = self.source.take()? else {
            return Err(self.source.fault("unexpected end of pattern", 0));
        };
        let c = match token {
            Token::Plain(code) => char::from_u32(code).unwrap_or('\0'),
            Token::Escape(_) => '\\',
        };
        match c {
            'P' => self.extension(start, *verbose).map(Some),
            ':' => self.plain(0, 0, start, *verbose).map(Some),
            '#' => self.comment(start).map(|()| None),
            '=' | '!' => self.look(false, c == '!', start, *verbose).map(Some),
            '<' => {
                let Some(token) = self.source.take()? else {
                    return Err(self.source.fault("unexpected end of pattern", 0));
                };
                match token.text().as_str() {
                    "=" => self.look(true, false, start, *verbose).map(Some),
                    "!" => self.look(true, true, start, *verbose).map(Some),
                    other => Err(self
                        .source
                        .fault(format!("unknown extension ?<{other}"), token.length() + 2)),
                }
            }
            '(' => self.condition(start, *verbose).map(Some),
            '>' => {
                let body = self.alternatives(*verbose, false)?;
                self.close(start)?;
                Ok(Some(Node::Atomic(body)))
            }
            c if c == '-' || flag(c).is_some() => self.flags(c, start, verbose, is_head),
            _ => Err(self.source.fault(
                format!("unknown extension ?{}", token.text()),
                token.length() + 1,
            )),
        }
    }

    fn close(&mut self, start: usize) -> Parsed<()> {
        if self.source.eat(')')? {
            return Ok(());
        }
        let back = self.source.tell() - start;
        Err(self
            .source
            .fault("missing ), unterminated subpattern", back))
    }

    fn plain(&mut self, add: u32, remove: u32, start: usize, verbose: bool) -> Parsed<Node> {
        let verbose = (verbose || add & flags::VERBOSE != 0) && remove & flags::VERBOSE == 0;
        let body = self.alternatives(verbose, false)?;
        self.close(start)?;
        Ok(Node::Group {
            index: None,
            add,
            remove,
            body,
        })
    }

    fn capture(&mut self, name: Option<String>, start: usize, verbose: bool) -> Parsed<Node> {
        let index = self.widths.len();
        if let Some(name) = name {
            if let Some(known) = self.names.get(&name) {
                let text = format!(
                    "redefinition of group name {} as group {index}; was group {known}",
                    quoted(&name)
                );
                return Err(self.source.fault(text, name.chars().count() + 1));
            }
            self.names.insert(name, index);
        }
        self.widths.push(None);
        let body = self.alternatives(verbose, false)?;
        self.close(start)?;
        let width = width(&body, &self.widths);
        if let Some(slot) = self.widths.get_mut(index) {
            *slot = Some(width);
        }
        Ok(Node::Group {
            index: Some(index),
            add: 0,
            remove: 0,
            body,
        })
    }

    /// `(?P…`
    fn extension(&mut self, start: usize, verbose: bool) -> Parsed<Node> {
        if self.source.eat('<')? {
            let name = self.source.until('>', "group name")?;
            self.source.check_name(&name)?;
            return self.capture(Some(name), start, verbose);
        }
        if self.source.eat('=')? {
            let name = self.source.until(')', "group name")?;
            self.source.check_name(&name)?;
            let back = name.chars().count() + 1;
            return match self.names.get(&name).copied() {
                Some(group) => self.reference(group, back),
                None => Err(self
                    .source
                    .fault(format!("unknown group name {}", quoted(&name)), back)),
            };
        }
        match self.source.take()? {
            None => Err(self.source.fault("unexpected end of pattern", 0)),
            Some(token) => Err(self.source.fault(
                format!("unknown extension ?P{}", token.text()),
                token.length() + 2,
            )),
        }
    }

    fn comment(&mut self, start: usize) -> Parsed<()> {
        loop {
            if self.source.next.is_none() {
                let back = self.source.tell() - start;
                return Err(self.source.fault("missing ), unterminated comment", back));
            }
            if self.source.take()? == Some(Token::Plain(u32::from(')'))) {
                return Ok(());
            }
        }
    }

    fn look(&mut self, behind: bool, negative: bool, start: usize, verbose: bool) -> Parsed<Node> {
        let outer = self.behind_groups;
        if behind && outer.is_none() {
            self.behind_groups = Some(self.widths.len());
        }
        let body = self.alternatives(verbose, false)?;
        self.behind_groups = outer;
        self.close(start)?;
        Ok(match negative && body.is_empty() {
            true => Node::Never,
            false => Node::Look {
                behind,
                negative,
                body,
            },
        })
    }

    /// `(?(1)yes|no)`
    fn condition(&mut self, start: usize, verbose: bool) -> Parsed<Node> {
        let name = self.source.until(')', "group name")?;
        let back = name.chars().count() + 1;
        let group = match number(&name) {
            Some(0) => return Err(self.source.fault("bad group number", back)),
            Some(group) if group >= 1 << 30 => {
                return Err(self
                    .source
                    .fault(format!("invalid group reference {group}"), back));
            }
            Some(group) => {
                if self.references.iter().all(|(known, _)| *known != group) {
                    self.references.push((group, self.source.tell() - back));
                }
                group
            }
            None => {
                self.source.check_name(&name)?;
                match self.names.get(&name).copied() {
                    Some(group) => group,
                    None => {
                        return Err(self
                            .source
                            .fault(format!("unknown group name {}", quoted(&name)), back));
                    }
                }
            }
        };
        self.check_behind(group)?;
        let yes = self.sequence(verbose, false)?;
        let mut no = Vec::new();
        if self.source.eat('|')? {
            no = self.sequence(verbose, false)?;
            if self.source.is_at('|') {
                return Err(self
                    .source
                    .fault("conditional backref with more than two branches", 0));
            }
        }
        self.close(start)?;
        Ok(Node::Condition(group, yes, no))
    }

    /// `(?i)`, `(?i-m:…)`.
    fn flags(
        &mut self,
        first: char,
        start: usize,
        verbose: &mut bool,
        is_head: bool,
    ) -> Parsed<Option<Node>> {
        let (mut add, mut remove, mut c) = (0, 0, first);
        if c != '-' {
            loop {
                add |= self.type_checked(c, add)?;
                c = self.flag_or(")-:", "missing -, : or )")?;
                if matches!(c, ')' | '-' | ':') {
                    break;
                }
            }
        }
        if c == ')' {
            self.flags |= add;
            if !is_head {
                let back = self.source.tell() - start;
                return Err(self
                    .source
                    .fault("global flags not at the start of the expression", back));
            }
            *verbose = self.flags & flags::VERBOSE != 0;
            return Ok(None);
        }
        if add & flags::DEBUG != 0 {
            return Err(self
                .source
                .fault("bad inline flags: cannot turn on global flag", 1));
        }
        if c == '-' {
            c = self.flag_or("", "missing flag")?;
            loop {
                let bit = flag(c).unwrap_or_default();
                if bit & TYPE_FLAGS != 0 {
                    let text = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.fault(text, 0));
                }
                remove |= bit;
                c = self.flag_or(":", "missing :")?;
                if c == ':' {
                    break;
                }
            }
        }
        if add & remove != 0 {
            return Err(self
                .source
                .fault("bad inline flags: flag turned on and off", 1));
        }
        self.plain(add, remove, start, *verbose).map(Some)
    }

    fn type_checked(&self, c: char, before: u32) -> Parsed<u32> {
        let bit = flag(c).unwrap_or_default();
        if self.source.is_text && c == 'L' {
            return Err(self.source.fault(
                "bad inline flags: cannot use 'L' flag with a str pattern",
                0,
            ));
        }
        if !self.source.is_text && c == 'u' {
            return Err(self.source.fault(
                "bad inline flags: cannot use 'u' flag with a bytes pattern",
                0,
            ));
        }
        if bit & TYPE_FLAGS != 0 && (before | bit) & TYPE_FLAGS != bit {
            return Err(self.source.fault(
                "bad inline flags: flags 'a', 'u' and 'L' are incompatible",
                0,
            ));
        }
        Ok(bit)
    }

    /// The next flag, or one of the characters in `ends`.
    fn flag_or(&mut self, ends: &str, missing: &'static str) -> Parsed<char> {
        let Some(token) = self.source.take()? else {
            return Err(self.source.fault(missing, 0));
        };
        let c = match token {
            Token::Plain(code) => char::from_u32(code).unwrap_or('\0'),
            Token::Escape(_) => '\\',
        };
        if ends.contains(c) || flag(c).is_some() {
            return Ok(c);
        }
        let text = if Str::from(c).isalpha() {
            "unknown flag"
        } else {
            missing
        };
        Err(self.source.fault(text, token.length()))
    }
}

fn flag(c: char) -> Option<u32> {
    let found = flags::ALL
        .iter()
        .find(|(_, letter, _)| *letter == c && c != '\0');
    found.map(|(bit, ..)| *bit)
}

fn category(c: char) -> Option<Item> {
    let category = match c {
        'd' | 'D' => Category::Digit,
        's' | 'S' => Category::Space,
        'w' | 'W' => Category::Word,
        _ => return None,
    };
    Some(Item::Category(category, c.is_ascii_uppercase()))
}

pub(super) fn simple_escape(c: char) -> Option<u32> {
    Some(match c {
        'a' => 7,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}

/// The least and the greatest number of characters that the nodes match.
pub(super) fn width(nodes: &[Node], groups: &[Option<(u64, u64)>]) -> (u64, u64) {
    let mut total = (0_u64, 0_u64);
    for node in nodes {
        let (low, high) = node_width(node, groups);
        total = (total.0.saturating_add(low), total.1.saturating_add(high));
    }
    total
}

fn node_width(node: &Node, groups: &[Option<(u64, u64)>]) -> (u64, u64) {
    let either = |all: &[&Vec<Node>]| {
        let widths = all.iter().map(|nodes| width(nodes, groups));
        widths
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            .unwrap_or((0, 0))
    };
    match node {
        Node::Char(_) | Node::NotChar(_) | Node::Any | Node::Set { .. } => (1, 1),
        Node::At(_) | Node::Look { .. } | Node::Never => (0, 0),
        Node::Branch(all) => either(&all.iter().collect::<Vec<_>>()),
        Node::Group { body, .. } | Node::Atomic(body) => width(body, groups),
        Node::Reference(group) => groups.get(*group).copied().flatten().unwrap_or((0, 0)),
        Node::Condition(_, yes, no) => either(&[yes, no]),
        Node::Repeat { min, max, body, .. } => {
            let (low, high) = width(body, groups);
            let high = match *max == UNLIMITED && high > 0 {
                true => u64::MAX,
                false => high.saturating_mul(u64::from(*max)),
            };
            (low.saturating_mul(u64::from(*min)), high)
        }
    }
}
