//! Matching the arguments of a call to parameters, with CPython's TypeErrors.
//!
//! *Invariant:* the result has one entry a parameter, in order; `None` only where a default is to be used.

use crate::native::{Kind, Param};
use crate::{Args, Dict, Error, Result, Str, Tuple, Value, errors};

/// Matches `args` to `params` for the Python function that messages call `name`.
pub fn bind(name: &str, params: &'static [Param], args: Args) -> Result<Vec<Option<Value>>> {
    bind_as(name, params, args, false)
}

/// The same for a library function: where all its parameters are positional-only it is one of C, which has texts of its own.
pub fn bind_native(name: &str, params: &'static [Param], args: Args) -> Result<Vec<Option<Value>>> {
    bind_as(name, params, args, is_builtin(params))
}

fn bind_as(
    name: &str,
    params: &'static [Param],
    args: Args,
    of_c: bool,
) -> Result<Vec<Option<Value>>> {
    let (positional, keywords) = args.into_parts();
    let slots = params.iter().filter(|param| is_positional(param)).count();
    let given = positional.len();
    let mut bound: Vec<Option<Value>> = vec![None; params.len()];
    let mut rest = Vec::new();
    for (index, value) in positional.into_iter().enumerate() {
        match index < slots {
            true => bound[index] = Some(value),
            false => rest.push(value),
        }
    }
    let more = bind_keywords(name, params, keywords, &mut bound, of_c)?;
    match params
        .iter()
        .position(|param| param.kind == Kind::VarPositional)
    {
        Some(index) => bound[index] = Some(Value::Tuple(Tuple::from(rest))),
        None if !rest.is_empty() => return Err(too_many(name, params, given, &bound, of_c)),
        None => {}
    }
    if let Some(index) = params
        .iter()
        .position(|param| param.kind == Kind::VarKeyword)
    {
        let dict = Dict::new();
        for (key, value) in more {
            dict.insert_name(&key, value);
        }
        bound[index] = Some(Value::Dict(dict));
    }
    match params
        .iter()
        .zip(&bound)
        .any(|(param, value)| value.is_none() && !param.has_default)
    {
        true => Err(missing(name, params, &bound, of_c)),
        false => Ok(bound),
    }
}

fn is_positional(param: &Param) -> bool {
    matches!(param.kind, Kind::PositionalOnly | Kind::PositionalOrKeyword)
}

/// Puts keyword arguments into their places and gives the ones for `**kwargs`.
fn bind_keywords(
    name: &str,
    params: &'static [Param],
    keywords: Vec<(Str, Value)>,
    bound: &mut [Option<Value>],
    of_c: bool,
) -> Result<Vec<(Str, Value)>> {
    let takes_any = params.iter().any(|param| param.kind == Kind::VarKeyword);
    let mut more = Vec::new();
    for (key, value) in keywords {
        let by_name = |param: &Param| {
            matches!(param.kind, Kind::PositionalOrKeyword | Kind::KeywordOnly)
                && param.name == key.as_str()
        };
        match params.iter().position(by_name) {
            Some(index) if bound[index].is_some() => {
                return Err(errors::type_error(format!(
                    "{name}() got multiple values for argument '{key}'"
                )));
            }
            Some(index) => bound[index] = Some(value),
            None if takes_any => more.push((key, value)),
            None => return Err(unexpected(name, params, &key, of_c)),
        }
    }
    Ok(more)
}

#[cold]
fn unexpected(name: &str, params: &'static [Param], key: &str, of_c: bool) -> Error {
    if of_c {
        return errors::type_error(format!("{name}() takes no keyword arguments"));
    }
    if params
        .iter()
        .any(|param| param.kind == Kind::PositionalOnly && param.name == key)
    {
        return errors::type_error(format!(
            "{name}() got some positional-only arguments passed as keyword arguments: '{key}'"
        ));
    }
    let candidates = params
        .iter()
        .filter(|param| matches!(param.kind, Kind::PositionalOrKeyword | Kind::KeywordOnly));
    match crate::suggest::closest(key, candidates.map(|param| param.name)) {
        Some(close) => errors::type_error(format!(
            "{name}() got an unexpected keyword argument '{key}'. Did you mean '{close}'?"
        )),
        None => errors::type_error(format!(
            "{name}() got an unexpected keyword argument '{key}'"
        )),
    }
}

/// Functions of C have positional-only parameters alone, and texts of their own.
fn is_builtin(params: &[Param]) -> bool {
    params
        .iter()
        .all(|param| param.kind == Kind::PositionalOnly)
}

#[cold]
fn too_many(
    name: &str,
    params: &'static [Param],
    given: usize,
    bound: &[Option<Value>],
    of_c: bool,
) -> Error {
    let positional: Vec<&Param> = params.iter().filter(|param| is_positional(param)).collect();
    let most = positional.len();
    let least = positional.iter().filter(|param| !param.has_default).count();
    if of_c {
        let own = given.saturating_sub(receiver(params));
        return native_count(name, least - receiver(params), most - receiver(params), own);
    }
    let only_given = params
        .iter()
        .zip(bound)
        .filter(|(param, value)| param.kind == Kind::KeywordOnly && value.is_some())
        .count();
    let takes = match least == most {
        true => format!("{most} positional argument{}", plural(most)),
        false => format!("from {least} to {most} positional arguments"),
    };
    let were = if given == 1 && only_given == 0 {
        "was"
    } else {
        "were"
    };
    let given_text = match only_given {
        0 => format!("{given}"),
        n => format!(
            "{given} positional argument{} (and {n} keyword-only argument{})",
            plural(given),
            plural(n)
        ),
    };
    errors::type_error(format!(
        "{name}() takes {takes} but {given_text} {were} given"
    ))
}

fn receiver(params: &[Param]) -> usize {
    usize::from(
        params
            .first()
            .is_some_and(|param| matches!(param.name, "self" | "cls")),
    )
}

fn native_count(name: &str, least: usize, most: usize, given: usize) -> Error {
    let short = name.rsplit('.').next().unwrap_or(name);
    let text = match (least, most) {
        (_, 0) => format!("{name}() takes no arguments ({given} given)"),
        (1, 1) => format!("{name}() takes exactly one argument ({given} given)"),
        _ if least == most => format!(
            "{short} expected {most} argument{}, got {given}",
            plural(most)
        ),
        _ if given > most => format!(
            "{short} expected at most {most} argument{}, got {given}",
            plural(most)
        ),
        _ => format!(
            "{short} expected at least {least} argument{}, got {given}",
            plural(least)
        ),
    };
    errors::type_error(text)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cold]
fn missing(name: &str, params: &'static [Param], bound: &[Option<Value>], of_c: bool) -> Error {
    let absent = |param: &Param, value: &Option<Value>| value.is_none() && !param.has_default;
    if of_c {
        let own = receiver(params);
        let least = params.iter().filter(|param| !param.has_default).count() - own;
        let given = bound
            .iter()
            .filter(|value| value.is_some())
            .count()
            .saturating_sub(own);
        return native_count(name, least, params.len() - own, given);
    }
    let of = |wanted: &dyn Fn(&Param) -> bool| -> Vec<&'static str> {
        params
            .iter()
            .zip(bound)
            .filter(|(param, value)| wanted(param) && absent(param, value))
            .map(|(param, _)| param.name)
            .collect()
    };
    let positional = of(&is_positional);
    let (names, kind) = match positional.is_empty() {
        false => (positional, "positional"),
        true => (of(&|param| param.kind == Kind::KeywordOnly), "keyword-only"),
    };
    let count = names.len();
    errors::type_error(format!(
        "{name}() missing {count} required {kind} argument{}: {}",
        plural(count),
        listed(&names)
    ))
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}
