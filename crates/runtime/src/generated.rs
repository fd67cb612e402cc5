//! What generated code calls besides the operations of Python's values: control flow out of `try` and `with`, unpacking,
//! pattern matching, f-strings.
//!
//! *Invariant:* nothing here is Python API; each item answers to one construct of the compiler's lowering.

use crate::error::Handling;
use crate::{
    Dict, Error, Global, GlobalKey, Iter, Iterable, List, Object, Result, Show, Str, Value, View,
    errors, handling,
};

/// How a `try` or `with` body was left that has something to do on every way out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow<T> {
    /// At its end.
    #[default]
    Next,
    /// By `break`.
    Break,
    /// By `continue`.
    Continue,
    /// By `return`.
    Return(T),
}

impl Value {
    /// The end of a `with` body: calls `__exit__`, which may swallow the error.
    pub fn leave<T: Default>(&self, outcome: Result<T>) -> Result<T> {
        match outcome {
            Ok(value) => self.exit(None).map(|_| value),
            Err(error) => {
                let guard = handling(&error);
                let swallowed = self.exit(Some(&error))?;
                drop(guard);
                if swallowed {
                    Ok(T::default())
                } else {
                    Err(error)
                }
            }
        }
    }

    /// The end of an `async with` body: awaits `__aexit__`, which may swallow the error.
    pub async fn aleave<T: Default>(&self, outcome: Result<T>) -> Result<T> {
        match outcome {
            Ok(value) => self.aexit(None).await.map(|_| value),
            Err(error) => {
                let guard = handling(&error);
                let swallowed = self.aexit(Some(&error)).await?;
                drop(guard);
                if swallowed {
                    Ok(T::default())
                } else {
                    Err(error)
                }
            }
        }
    }
}

/// While a `finally` block runs, the error that is under way is the context of what it raises.
pub fn handling_outcome<T>(outcome: &Result<T>) -> Option<Handling> {
    outcome.as_ref().err().map(handling)
}

/// `assert` that failed.
#[cold]
pub fn assertion_failed<T>(message: Option<Value>) -> Result<T> {
    match message {
        Some(message) => Err(errors::assertion_error(message)),
        None => Err(Error::new(&errors::AssertionError, Vec::new())),
    }
}

/// A name that is defined nowhere.
#[cold]
pub fn undefined(name: &str) -> Result<Value> {
    Err(errors::undefined_name(name))
}

/// An attribute that a module of the program does not have.
#[cold]
pub fn missing_attribute(module: &str, name: &str) -> Result<Value> {
    Err(errors::attribute_error(format!(
        "module '{module}' has no attribute '{name}'"
    )))
}

/// Whether a module's body has been started; marks it as started.
pub fn already_run(flag: &'static std::thread::LocalKey<Global<bool>>) -> bool {
    let before = flag.find().is_some();
    flag.set(true);
    before
}

/// `**more` in a dict display.
pub fn spread_dict<K: Object, V: Object>(dict: &Dict<K, V>, more: &Dict<K, V>) -> Result<()> {
    dict.update(more)
}

/// The items of `*items` among the arguments of a library function.
pub fn collected<I: Iterable + ?Sized>(items: &I) -> Result<Vec<I::Item>> {
    items.iter()?.collect()
}

/// An iterable whose items are converted on the way.
pub fn converted<I: Iterable + ?Sized, T: Object>(
    items: &I,
    convert: impl Fn(I::Item) -> T + 'static,
) -> Result<Iter<T>> {
    let items = items.iter()?;
    Ok(Iter::from_iterator(
        items.map(move |item| item.map(&convert)),
    ))
}

/// A container of values whose items are known to be of one type: it is empty, or was filled with such.
pub fn narrowed<T: Object>(items: &impl Iterable<Item = Value>) -> Result<Iter<T>> {
    let items = items.iter()?;
    Ok(Iter::from_iterator(
        items.map(|item| item.and_then(T::from_value)),
    ))
}

/// Values that are only looked at, as `print` takes them.
pub fn views<T: View>(items: &[T]) -> Vec<&dyn Show> {
    items.iter().map(|item| item as &dyn Show).collect()
}

/// `a, b = items`.
pub fn unpack<const N: usize, I: Iterable + ?Sized>(items: &I) -> Result<[I::Item; N]> {
    let mut found = Vec::with_capacity(N);
    let mut iterator = items.iter().map_err(no_unpacking)?;
    for _ in 0..N {
        match iterator.next() {
            Some(item) => found.push(item?),
            None => {
                return Err(errors::value_error(format!(
                    "not enough values to unpack (expected {N}, got {})",
                    found.len()
                )));
            }
        }
    }
    if iterator.next().transpose()?.is_some() {
        return Err(errors::value_error(format!(
            "too many values to unpack (expected {N})"
        )));
    }
    Ok(exactly(found))
}

/// `a, *b, c = items`: what stands before the star, the rest, what stands behind.
#[allow(clippy::type_complexity, reason = "three parts of one pattern")]
pub fn unpack_star<const B: usize, const A: usize, I: Iterable + ?Sized>(
    items: &I,
) -> Result<([I::Item; B], List<I::Item>, [I::Item; A])> {
    let items = items.iter().map_err(no_unpacking)?;
    let mut found = items.collect::<Result<Vec<_>>>()?;
    if found.len() < A + B {
        return Err(errors::value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            A + B,
            found.len()
        )));
    }
    let after = found.split_off(found.len() - A);
    let rest = found.split_off(B);
    Ok((exactly(found), List::from(rest), exactly(after)))
}

/// Unpacking has its own words for what cannot be iterated over.
#[cold]
fn no_unpacking(error: Error) -> Error {
    let text = View::str(&error.value()).unwrap_or_default();
    let class = text
        .as_str()
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix("' object is not iterable"));
    match class.filter(|_| error.is(&errors::TypeError)) {
        Some(class) => errors::type_error(format!("cannot unpack non-iterable {class} object")),
        None => error,
    }
}

/// A vector whose length has been checked.
fn exactly<T, const N: usize>(items: Vec<T>) -> [T; N] {
    <[T; N]>::try_from(items).unwrap_or_else(|_| unreachable!("the length was checked"))
}

/// The items of a value that a sequence pattern looks at: lists, tuples and what derives from them, no text.
fn sequence(subject: &Value) -> Result<Option<Vec<Value>>> {
    match subject {
        Value::List(list) => Ok(Some(list.to_vec())),
        Value::Tuple(tuple) => Ok(Some(tuple.iter()?.collect::<Result<_>>()?)),
        Value::Object(_) if subject.is_sequence() => {
            Ok(Some(subject.iter()?.collect::<Result<_>>()?))
        }
        _ => Ok(None),
    }
}

/// `case [a, b]`.
pub fn match_sequence<const N: usize>(subject: &Value) -> Result<Option<[Value; N]>> {
    Ok(sequence(subject)?.and_then(|items| <[Value; N]>::try_from(items).ok()))
}

/// `case [a, *b, c]`.
#[allow(clippy::type_complexity, reason = "three parts of one pattern")]
pub fn match_sequence_star<const B: usize, const A: usize>(
    subject: &Value,
) -> Result<Option<([Value; B], Value, [Value; A])>> {
    let Some(mut items) = sequence(subject)?.filter(|items| items.len() >= A + B) else {
        return Ok(None);
    };
    let after = items.split_off(items.len() - A);
    let rest = items.split_off(B);
    Ok(Some((
        exactly(items),
        Value::from(List::from(rest)),
        exactly(after),
    )))
}

/// `case {k: a, **rest}`: the values of the keys and a new dict of what is left.
pub fn match_mapping<const N: usize>(
    subject: &Value,
    keys: [Value; N],
) -> Result<Option<([Value; N], Value)>> {
    if !subject.is_mapping() {
        return Ok(None);
    }
    let mut found = Vec::with_capacity(N);
    for key in &keys {
        if !subject.contains(key)? {
            return Ok(None);
        }
        found.push(subject.get_item(key)?);
    }
    let rest: Dict<Value, Value> = Dict::new();
    for key in subject.iter()? {
        let key = key?;
        let value = subject.get_item(&key)?;
        rest.set_item(key, value)?;
    }
    for key in &keys {
        rest.del_item(key)?;
    }
    Ok(Some((exactly(found), Value::from(rest))))
}

/// `case C(a, name=b)`: the subject's attributes, by `__match_args__` and by name.
pub fn match_class<const N: usize>(
    subject: &Value,
    class: &Value,
    positional: usize,
    names: &[&str],
) -> Result<Option<[Value; N]>> {
    if crate::Class::of_value(class).is_none() {
        return Err(errors::type_error("called match pattern must be a class"));
    }
    if !crate::builtins::isinstance(subject, class)? {
        return Ok(None);
    }
    let mut found = Vec::with_capacity(N);
    let declared = match positional {
        0 => None,
        _ => class.find_attr("__match_args__")?,
    };
    let mut seen: Vec<Str> = Vec::new();
    if positional == 1 && declared.is_none() && matches_itself(class) {
        found.push(subject.clone());
    } else if positional > 0 {
        seen = match_args(class, declared, positional)?;
        for name in &seen {
            match subject.find_attr(name)? {
                Some(value) => found.push(value),
                None => return Ok(None),
            }
        }
    }
    for name in names {
        if seen.iter().any(|known| known.as_str() == *name) {
            return Err(errors::type_error(format!(
                "{}() got multiple sub-patterns for attribute '{name}'",
                class_label(class)
            )));
        }
        match subject.find_attr(name)? {
            Some(value) => found.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(exactly(found)))
}

fn class_label(class: &Value) -> Str {
    crate::Class::of_value(class).map_or_else(|| class.class_name(), |c| c.name())
}

/// The builtin classes whose one positional pattern is the subject itself.
fn matches_itself(class: &Value) -> bool {
    const THEMSELVES: &[&str] = &[
        "bool",
        "bytearray",
        "bytes",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "set",
        "str",
        "tuple",
    ];
    crate::Class::of_value(class).is_some_and(|class| {
        class
            .mro()
            .iter()
            .any(|c| c.is_native() && THEMSELVES.contains(&c.name().as_str()))
    })
}

/// The names that positional patterns of a class stand for.
fn match_args(class: &Value, declared: Option<Value>, positional: usize) -> Result<Vec<Str>> {
    let name = class_label(class);
    let names: Vec<Value> = match &declared {
        Some(Value::Tuple(names)) => names.iter()?.collect::<Result<_>>()?,
        Some(other) => {
            return Err(errors::type_error(format!(
                "{name}.__match_args__ must be a tuple (got {})",
                other.class_name()
            )));
        }
        None => Vec::new(),
    };
    let allowed = match declared.is_none() && matches_itself(class) {
        true => 1,
        false => names.len(),
    };
    if allowed < positional {
        return Err(errors::type_error(format!(
            "{name}() accepts {allowed} positional sub-pattern{} ({positional} given)",
            if allowed == 1 { "" } else { "s" }
        )));
    }
    let mut seen: Vec<Str> = Vec::new();
    for given in names.into_iter().take(positional) {
        let Value::Str(given) = &given else {
            return Err(errors::type_error(format!(
                "__match_args__ elements must be strings (got {})",
                given.class_name()
            )));
        };
        if seen.iter().any(|known| known.as_str() == given.as_str()) {
            return Err(errors::type_error(format!(
                "{name}() got multiple sub-patterns for attribute '{given}'"
            )));
        }
        seen.push(given.clone());
    }
    Ok(seen)
}

/// The state of `except*` clauses.
pub struct ExceptStar {
    whole: Error,
    rest: Option<Error>,
    part: Option<Error>,
    raised: Vec<Error>,
    /// The parts that their handlers raised again.
    again: Vec<Error>,
    handling: Option<crate::error::Handling>,
}

impl ExceptStar {
    /// Before the first clause.
    pub fn new(error: &Error) -> ExceptStar {
        ExceptStar {
            whole: error.clone(),
            rest: Some(error.clone()),
            part: None,
            raised: Vec::new(),
            again: Vec::new(),
            handling: None,
        }
    }

    /// The part of what is left that the classes match.
    pub fn take(&mut self, wanted: &Value) -> Result<Option<Error>> {
        let Some(rest) = self.rest.take() else {
            return Ok(None);
        };
        let (matched, rest) = crate::error::group::split_star(&rest, wanted)?;
        self.rest = rest;
        self.part = matched.clone();
        if let Some(matched) = &matched {
            // What the clause's body raises has this part as its context.
            self.handling = None;
            self.handling = Some(crate::handling(matched));
        }
        Ok(matched)
    }

    /// What a clause's body came to.
    pub fn outcome(&mut self, outcome: Result<()>) {
        self.handling = None;
        let Err(error) = outcome else { return };
        let is_part = |part: &Error| crate::error::group::is_same(part, &error);
        match self.part.as_ref().is_some_and(is_part) {
            true => self.again.push(error),
            false => self.raised.push(error),
        }
    }

    /// Behind the last clause: raises what is left and what was raised.
    pub fn finish(self) -> Result<()> {
        let ExceptStar {
            whole,
            rest,
            raised,
            again,
            ..
        } = self;
        match crate::error::group::reraise_star(&whole, raised, again, rest)? {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// The parts of an f-string, one after the other.
#[macro_export]
macro_rules! concat_str {
    ($($part:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut text = ::std::string::String::new();
        $(text.push_str(::core::convert::AsRef::<str>::as_ref(&$part));)*
        $crate::Str::from(text)
    }};
}

/// An f-string of parts that Rust's `Display` shows as Python's `str` does.
#[macro_export]
macro_rules! fstr {
    ($($part:tt)*) => { $crate::Str::from(::std::format!($($part)*)) };
}

/// The three arguments of `__exit__`.
pub fn exit_arguments<T>(outcome: &Result<T>) -> (Value, Value, Value) {
    match outcome {
        Ok(_) => (Value::None, Value::None, Value::None),
        Err(error) => {
            let value = error.value();
            let traceback = value.get_attr("__traceback__").unwrap_or(Value::None);
            (error.class().value(), value, traceback)
        }
    }
}

/// The outcome of a `with` body, unless `__exit__` swallowed its error.
pub fn settle<T: Default>(outcome: Result<T>, swallows: bool) -> Result<T> {
    match outcome {
        Err(_) if swallows => Ok(T::default()),
        outcome => outcome,
    }
}
