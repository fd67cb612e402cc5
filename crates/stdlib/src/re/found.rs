//! Match objects.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Dict, Int, Result, Str, Tuple, Value, View, errors};

use super::Pattern;
use super::matcher::Spans;
use super::subject::Subject;
use super::template::Template;

struct Data {
    pattern: Pattern,
    string: Value,
    subject: Subject,
    bounds: (usize, usize),
    spans: Spans,
}

/// The result of re.match() and re.search().
///
/// Match objects always have a boolean value of True.
#[pyclass("class Match", repr, immutable, tp_name = "re.Match")]
#[derive(Clone)]
pub struct Match(Rc<Data>);

impl Match {
    pub(super) fn new(
        pattern: Pattern,
        string: Value,
        subject: Subject,
        bounds: (usize, usize),
        spans: Spans,
    ) -> Match {
        Match(Rc::new(Data {
            pattern,
            string,
            subject,
            bounds,
            spans,
        }))
    }

    pub(super) fn subject(&self) -> &Subject {
        &self.0.subject
    }

    pub(super) fn span_of(&self, group: usize) -> Option<(usize, usize)> {
        self.0.spans.spans.get(group).copied().flatten()
    }

    pub(super) fn value_of(&self, group: usize, default: &Value) -> Value {
        match self.span_of(group) {
            Some((from, to)) => self.0.subject.slice(from, to),
            None => default.clone(),
        }
    }

    /// The number of the group that an argument names.
    fn index(&self, group: &Value) -> Result<usize> {
        let number = match group {
            Value::Str(name) => self.0.pattern.group_named(name.as_str()),
            _ => match group.index() {
                Ok(number) => number.to_usize(),
                Err(_) => None,
            },
        };
        number
            .filter(|number| *number < self.0.spans.spans.len())
            .ok_or_else(|| errors::index_error("no such group"))
    }

    fn get(&self, group: &Value) -> Result<Value> {
        Ok(self.value_of(self.index(group)?, &Value::None))
    }

    fn ends(&self, group: &Value) -> Result<(Int, Int)> {
        Ok(match self.span_of(self.index(group)?) {
            Some((from, to)) => (Int::from(from), Int::from(to)),
            None => (Int::new(-1), Int::new(-1)),
        })
    }

    fn py_repr(&self) -> Result<Str> {
        let (from, to) = self.span_of(0).unwrap_or_default();
        let text = View::repr(&self.value_of(0, &Value::None))?;
        let text: String = text.as_str().chars().take(50).collect();
        Ok(Str::from(format!(
            "<re.Match object; span=({from}, {to}), match={text}>"
        )))
    }
}

#[pymethods]
impl Match {
    /// Return subgroup(s) of the match by indices or names.
    ///
    /// For 0 returns the entire match.
    #[pyfn("def group(self) -> Any")]
    pub fn group(&self) -> Value {
        self.value_of(0, &Value::None)
    }

    /// Return subgroup(s) of the match by indices or names.
    ///
    /// For 0 returns the entire match.
    #[pyfn("def group(self, *args: Any) -> Any")]
    pub fn group_of(&self, args: &[Value]) -> Result<Value> {
        match args {
            [] => Ok(self.group()),
            [group] => self.get(group),
            groups => {
                let values = groups.iter().map(|group| self.get(group));
                Ok(Value::Tuple(values.collect::<Result<Tuple<Value>>>()?))
            }
        }
    }

    /// Return a tuple containing all the subgroups of the match, from 1.
    #[pyfn("def groups(self, default: Any = None) -> Any")]
    pub fn groups(&self, default: Value) -> Value {
        let count = self.0.spans.spans.len();
        Value::Tuple(
            (1..count)
                .map(|group| self.value_of(group, &default))
                .collect::<Tuple<Value>>(),
        )
    }

    /// Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.
    #[pyfn("def groupdict(self, default: Any = None) -> Any")]
    pub fn groupdict(&self, default: Value) -> Value {
        let dict: Dict<Value, Value> = Dict::new();
        let mut names: Vec<(&String, &usize)> = self.0.pattern.names().iter().collect();
        names.sort_by_key(|(_, group)| **group);
        names
            .into_iter()
            .for_each(|(name, group)| dict.insert_name(name, self.value_of(*group, &default)));
        Value::Dict(dict)
    }

    /// Return index of the start of the substring matched by group.
    #[pyfn("def start(self, group: Any = 0, /) -> int")]
    pub fn start(&self, group: Value) -> Result<Int> {
        Ok(self.ends(&group)?.0)
    }

    /// Return index of the end of the substring matched by group.
    #[pyfn("def end(self, group: Any = 0, /) -> int")]
    pub fn end(&self, group: Value) -> Result<Int> {
        Ok(self.ends(&group)?.1)
    }

    /// For match object m, return the 2-tuple (m.start(group), m.end(group)).
    #[pyfn("def span(self, group: Any = 0, /) -> tuple[int, int]")]
    pub fn span(&self, group: Value) -> Result<(Int, Int)> {
        self.ends(&group)
    }

    /// Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.
    #[pyfn("def expand(self, template: Any) -> Any")]
    pub fn expand(&self, template: Value) -> Result<Value> {
        Template::read(&Subject::of(&template)?, &self.0.pattern)?.expand(self)
    }

    /// `m[group]`.
    #[pyfn("def __getitem__(self, group: Any, /) -> Any")]
    pub fn get_item(&self, group: &Value) -> Result<Value> {
        self.get(group)
    }

    /// The integer index of the last matched capturing group.
    #[pyfn("def lastindex(self) -> int | None", property)]
    pub fn lastindex(&self) -> Option<Int> {
        self.0.spans.last.map(Int::from)
    }

    /// The name of the last matched capturing group.
    #[pyfn("def lastgroup(self) -> str | None", property)]
    pub fn lastgroup(&self) -> Option<Str> {
        let last = self.0.spans.last?;
        let names = self.0.pattern.names();
        names
            .iter()
            .find(|(_, group)| **group == last)
            .map(|(name, _)| Str::from(name))
    }

    /// The index into the string at which the RE engine started looking for a match.
    #[pyfn("def pos(self) -> int", property)]
    pub fn pos(&self) -> Int {
        Int::from(self.0.bounds.0)
    }

    /// The index into the string beyond which the RE engine will not go.
    #[pyfn("def endpos(self) -> int", property)]
    pub fn endpos(&self) -> Int {
        Int::from(self.0.bounds.1)
    }

    /// The string passed to match() or search().
    #[pyfn("def string(self) -> Any", property)]
    pub fn string(&self) -> Value {
        self.0.string.clone()
    }

    /// The regular expression object.
    #[pyfn("def re(self) -> Pattern", property)]
    pub fn re(&self) -> Pattern {
        self.0.pattern.clone()
    }

    /// The spans of all groups.
    #[pyfn("def regs(self) -> Any", property)]
    pub fn regs(&self) -> Value {
        let pair = |span: &Option<(usize, usize)>| {
            let (from, to) = span.map_or((-1, -1), |(from, to)| (from as i64, to as i64));
            Value::Tuple(Tuple::from(vec![Value::from(from), Value::from(to)]))
        };
        Value::Tuple(
            self.0
                .spans
                .spans
                .iter()
                .map(pair)
                .collect::<Tuple<Value>>(),
        )
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }

    #[pyfn("def __copy__(self) -> Match")]
    fn copy(&self) -> Match {
        self.clone()
    }

    #[pyfn("def __deepcopy__(self, memo: Any) -> Match")]
    fn deep_copy(&self, _memo: Value) -> Match {
        self.clone()
    }
}
