//! Compiled patterns.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{
    Dict, Int, Iter, List, Object, Result, Str, Tuple, Value, View, args, errors,
};

use super::found::Match;
use super::matcher::{Matcher, Spans, Want};
use super::program::{self, Program};
use super::subject::{Builder, Subject};
use super::template::Template;
use super::{fault, flags, syntax};

struct Data {
    source: Subject,
    program: Program,
    flags: u32,
    names: BTreeMap<String, usize>,
}

/// Compiled regular expression object.
#[pyclass("class Pattern", repr, eq, hash, immutable, tp_name = "re.Pattern")]
#[derive(Clone)]
pub struct Pattern(Rc<Data>);

/// As many patterns are kept as CPython keeps.
const CACHED: usize = 512;

thread_local! {
    static CACHE: RefCell<HashMap<(Str, u32), Pattern>> = RefCell::default();
}

/// Forgets all patterns.
pub(super) fn forget() {
    CACHE.take();
}

impl Pattern {
    /// The pattern that an argument is or says.
    pub(super) fn of(pattern: &Value, flags: &Value) -> Result<Pattern> {
        let bits = flags::bits(flags)?;
        if let Value::Str(text) = pattern {
            return Pattern::of_text(text, bits);
        }
        if let Ok(compiled) = Pattern::from_value(pattern.clone()) {
            return match bits {
                0 => Ok(compiled),
                _ => Err(errors::value_error(
                    "cannot process flags argument with a compiled pattern",
                )),
            };
        }
        let source = Subject::of(pattern)
            .map_err(|_| errors::type_error("first argument must be string or compiled pattern"))?;
        Pattern::compile(source, bits)
    }

    fn of_text(text: &Str, bits: u32) -> Result<Pattern> {
        let key = (text.clone(), bits);
        if let Some(known) = CACHE.with_borrow(|cache| cache.get(&key).cloned()) {
            return Ok(known);
        }
        let made = Pattern::compile(Subject::of_text(text), bits)?;
        CACHE.with_borrow_mut(|cache| {
            if cache.len() >= CACHED {
                cache.clear();
            }
            cache.insert(key, made.clone());
        });
        Ok(made)
    }

    fn compile(source: Subject, bits: u32) -> Result<Pattern> {
        let read = || {
            let tree = syntax::parse(&source.to_codes(), source.is_text(), bits)?;
            let program = program::compile(&tree)?;
            Ok((tree, program))
        };
        match read() {
            Ok((tree, program)) => Ok(Pattern(Rc::new(Data {
                source,
                program,
                flags: tree.flags,
                names: tree.names,
            }))),
            Err(found) => Err(fault(found, &source)),
        }
    }

    pub(super) fn group_count(&self) -> usize {
        self.0.program.groups
    }

    pub(super) fn group_named(&self, name: &str) -> Option<usize> {
        self.0.names.get(name).copied()
    }

    pub(super) fn names(&self) -> &BTreeMap<String, usize> {
        &self.0.names
    }

    fn subject(&self, string: &Value) -> Result<Subject> {
        let subject = Subject::of(string)?;
        match (self.0.source.is_text(), subject.is_text()) {
            (true, false) => Err(errors::type_error(
                "cannot use a string pattern on a bytes-like object",
            )),
            (false, true) => Err(errors::type_error(
                "cannot use a bytes pattern on a string-like object",
            )),
            _ => Ok(subject),
        }
    }

    fn matcher<'a>(&'a self, subject: &'a Subject, end: usize, want: Want) -> Matcher<'a> {
        Matcher::new(&self.0.program, subject.text(), end, want)
    }

    fn found(
        &self,
        string: &Value,
        subject: &Subject,
        bounds: (usize, usize),
        spans: Spans,
    ) -> Match {
        Match::new(self.clone(), string.clone(), subject.clone(), bounds, spans)
    }

    fn at_start(&self, string: &Value, pos: i64, endpos: i64, want: Want) -> Result<Option<Match>> {
        let subject = self.subject(string)?;
        let (from, to) = bounds(&subject, pos, endpos);
        if from > to {
            return Ok(None);
        }
        let spans = self.matcher(&subject, to, want).at(from);
        Ok(spans.map(|spans| self.found(string, &subject, (from, to), spans)))
    }

    /// All matches, one after the other.
    fn scan(&self, string: &Value, subject: &Subject, pos: i64, endpos: i64) -> Scan {
        let (from, to) = bounds(subject, pos, endpos);
        Scan {
            pattern: self.clone(),
            string: string.clone(),
            subject: subject.clone(),
            bounds: (from, to),
            at: from,
            not_empty_at: None,
        }
    }

    fn replaced(&self, repl: Value, string: Value, count: i64) -> Result<(Value, usize)> {
        let subject = self.subject(&string)?;
        let template = match repl.is_callable() {
            true => None,
            false => Some(Template::read(
                &Subject::of(&repl).map_err(|_| bad_template(&repl))?,
                self,
            )?),
        };
        let mut builder = Builder::new(subject.is_text());
        let (mut at, mut done, mut items) = (0, 0, 0);
        let mut scan = self.scan(&string, &subject, 0, i64::MAX);
        while count == 0 || (done as i64) < count {
            let Some(found) = scan.next() else { break };
            let (from, to) = found.span_of(0).unwrap_or((at, at));
            if at < from {
                builder.push(&subject.slice(at, from), items)?;
                items += 1;
            }
            let replacement = match &template {
                Some(template) => template.expand(&found)?,
                None => repl.call(args![found])?,
            };
            if !replacement.is_none() {
                builder.push(&replacement, items)?;
                items += 1;
            }
            at = to;
            done += 1;
        }
        if done == 0 {
            return Ok((subject.slice(0, subject.length()), 0));
        }
        builder.push(&subject.slice(at, subject.length()), items)?;
        Ok((builder.finish(), done))
    }

    fn py_repr(&self) -> Result<Str> {
        let source = View::repr(&self.0.source.slice(0, self.0.source.length()))?;
        let source: String = source.as_str().chars().take(200).collect();
        let types = flags::LOCALE | flags::UNICODE | flags::ASCII;
        let is_default = self.0.source.is_text() && self.0.flags & types == flags::UNICODE;
        let shown = if is_default {
            self.0.flags & !flags::UNICODE
        } else {
            self.0.flags
        };
        Ok(Str::from(match shown {
            0 => format!("re.compile({source})"),
            bits => format!("re.compile({source}, {})", flags::described(bits)),
        }))
    }

    fn py_eq(&self, other: &Pattern) -> Result<bool> {
        let same_source = self.0.source.to_codes() == other.0.source.to_codes();
        Ok(self.0.flags == other.0.flags
            && same_source
            && self.0.source.is_text() == other.0.source.is_text())
    }

    fn py_hash(&self) -> Result<i64> {
        View::hash(&self.pattern())
    }
}

fn bad_template(repl: &Value) -> portalis_runtime::Error {
    errors::type_error(format!(
        "decoding to str: need a bytes-like object, {} found",
        repl.class_name()
    ))
}

fn bounds(subject: &Subject, pos: i64, endpos: i64) -> (usize, usize) {
    let clamp = |at: i64| (at.max(0) as usize).min(subject.length());
    (clamp(pos), clamp(endpos))
}

/// The matches in one text, in order.
struct Scan {
    pattern: Pattern,
    string: Value,
    subject: Subject,
    bounds: (usize, usize),
    at: usize,
    not_empty_at: Option<usize>,
}

impl Iterator for Scan {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        if self.at > self.bounds.1 {
            return None;
        }
        let mut matcher = self
            .pattern
            .matcher(&self.subject, self.bounds.1, Want::Prefix);
        let Some(spans) = matcher.search(self.at, self.not_empty_at) else {
            self.at = usize::MAX;
            return None;
        };
        let (from, to) = spans
            .spans
            .first()
            .copied()
            .flatten()
            .unwrap_or((self.at, self.at));
        self.at = to;
        self.not_empty_at = (from == to).then_some(to);
        Some(
            self.pattern
                .found(&self.string, &self.subject, self.bounds, spans),
        )
    }
}

#[pymethods]
impl Pattern {
    /// Matches zero or more characters at the beginning of the string.
    #[pyfn(
        "def match(self, string: Any, pos: int = 0, endpos: int = 9223372036854775807) -> Match | None"
    )]
    pub fn match_(&self, string: Value, pos: i64, endpos: i64) -> Result<Option<Match>> {
        self.at_start(&string, pos, endpos, Want::Prefix)
    }

    /// Matches against all of the string.
    #[pyfn(
        "def fullmatch(self, string: Any, pos: int = 0, endpos: int = 9223372036854775807) -> Match | None"
    )]
    pub fn fullmatch(&self, string: Value, pos: i64, endpos: i64) -> Result<Option<Match>> {
        self.at_start(&string, pos, endpos, Want::Full)
    }

    /// Scan through string looking for a match, and return a corresponding match object instance.
    ///
    /// Return None if no position in the string matches.
    #[pyfn(
        "def search(self, string: Any, pos: int = 0, endpos: int = 9223372036854775807) -> Match | None"
    )]
    pub fn search(&self, string: Value, pos: i64, endpos: i64) -> Result<Option<Match>> {
        let subject = self.subject(&string)?;
        Ok(self.scan(&string, &subject, pos, endpos).next())
    }

    /// Return a list of all non-overlapping matches of pattern in string.
    #[pyfn(
        "def findall(self, string: Any, pos: int = 0, endpos: int = 9223372036854775807) -> list[Any]"
    )]
    pub fn findall(&self, string: Value, pos: i64, endpos: i64) -> Result<List<Value>> {
        let subject = self.subject(&string)?;
        let item = |found: Match| match self.group_count() {
            0 => found.value_of(0, &Value::None),
            1 => found.value_of(1, &subject.empty()),
            groups => {
                let values = (1..=groups).map(|group| found.value_of(group, &subject.empty()));
                Value::Tuple(values.collect::<Tuple<Value>>())
            }
        };
        Ok(self
            .scan(&string, &subject, pos, endpos)
            .map(item)
            .collect())
    }

    /// Return an iterator over all non-overlapping matches for the RE pattern in string.
    ///
    /// For each match, the iterator returns a match object.
    #[pyfn(
        "def finditer(self, string: Any, pos: int = 0, endpos: int = 9223372036854775807) -> Iterator[Match]"
    )]
    pub fn finditer(&self, string: Value, pos: i64, endpos: i64) -> Result<Iter<Match>> {
        let subject = self.subject(&string)?;
        Ok(Iter::from_iterator(
            self.scan(&string, &subject, pos, endpos).map(Ok),
        ))
    }

    /// Split string by the occurrences of pattern.
    #[pyfn("def split(self, string: Any, maxsplit: int = 0) -> list[Any]")]
    pub fn split(&self, string: Value, maxsplit: i64) -> Result<List<Value>> {
        let subject = self.subject(&string)?;
        let mut parts = Vec::new();
        let (mut at, mut done) = (0, 0);
        let mut scan = self.scan(&string, &subject, 0, i64::MAX);
        while maxsplit == 0 || done < maxsplit {
            let Some(found) = scan.next() else { break };
            let (from, to) = found.span_of(0).unwrap_or((at, at));
            parts.push(subject.slice(at, from));
            parts.extend((1..=self.group_count()).map(|group| found.value_of(group, &Value::None)));
            at = to;
            done += 1;
        }
        parts.push(subject.slice(at, subject.length()));
        Ok(List::from(parts))
    }

    /// Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.
    #[pyfn("def sub(self, repl: Any, string: Any, count: int = 0) -> Any")]
    pub fn sub(&self, repl: Value, string: Value, count: i64) -> Result<Value> {
        Ok(self.replaced(repl, string, count)?.0)
    }

    /// Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of
    /// pattern with the replacement repl.
    #[pyfn("def subn(self, repl: Any, string: Any, count: int = 0) -> tuple[Any, int]")]
    pub fn subn(&self, repl: Value, string: Value, count: i64) -> Result<(Value, Int)> {
        let (text, done) = self.replaced(repl, string, count)?;
        Ok((text, Int::from(done)))
    }

    /// The regex matching flags.
    #[pyfn("def flags(self) -> int", property)]
    pub fn flags(&self) -> Int {
        Int::from(i64::from(self.0.flags))
    }

    /// The number of capturing groups in the pattern.
    #[pyfn("def groups(self) -> int", property)]
    pub fn groups(&self) -> Int {
        Int::from(self.group_count())
    }

    /// A dictionary mapping group names to group numbers.
    #[pyfn("def groupindex(self) -> Any", property)]
    pub fn groupindex(&self) -> Value {
        let dict: Dict<Value, Value> = Dict::new();
        let mut names: Vec<(&String, &usize)> = self.0.names.iter().collect();
        names.sort_by_key(|(_, group)| **group);
        names
            .into_iter()
            .for_each(|(name, group)| dict.insert_name(name, Value::from(*group)));
        Value::Dict(dict)
    }

    /// The pattern string from which the RE object was compiled.
    #[pyfn("def pattern(self) -> Any", property)]
    pub fn pattern(&self) -> Value {
        self.0.source.slice(0, self.0.source.length())
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }

    #[pyfn("def __eq__(self, other: Any) -> bool")]
    fn eq_any(&self, other: Value) -> Result<bool> {
        Pattern::from_value(other).map_or(Ok(false), |other| self.py_eq(&other))
    }

    #[pyfn("def __hash__(self) -> int")]
    fn hash_int(&self) -> Result<Int> {
        self.py_hash().map(Int::new)
    }

    #[pyfn("def __copy__(self) -> Pattern")]
    fn copy(&self) -> Pattern {
        self.clone()
    }

    #[pyfn("def __deepcopy__(self, memo: Any) -> Pattern")]
    fn deep_copy(&self, _memo: Value) -> Pattern {
        self.clone()
    }
}
