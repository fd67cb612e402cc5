//! Matching the arguments of a call to parameters, with CPython's TypeErrors.
//!
//! *Invariant:* the result has one entry a parameter, in order; `None` only where a default is to be used.

use crate::native::{Kind, Param};
use crate::{Args, Dict, Error, Result, Str, Tuple, Value, errors};

/// Matches `args` to `params` for the Python function that messages call `name`.
pub fn bind(name: &str, params: &'static [Param], args: Args) -> Result<Vec<Option<Value>>> {
    bind_as(name, params, args, false)
}

/// The same for a library function: those that are written in C in CPython have texts of their own. Where all
/// parameters are positional-only it is one of them.
pub fn bind_native(name: &str, params: &'static [Param], args: Args) -> Result<Vec<Option<Value>>> {
    let of_c = is_builtin(params);
    if !of_c && is_written_in_c(name) {
        check_as_c(name, params, &args)?;
    }
    bind_as(name, params, args, of_c)
}

/// The owner is one of those that CPython has in C: the builtins and their types, and some modules.
fn is_written_in_c(name: &str) -> bool {
    const OWNERS: [&str; 20] = [
        "bool",
        "bytearray",
        "bytes",
        "complex",
        "deque",
        "dict",
        "enumerate",
        "float",
        "frozenset",
        "int",
        "itertools",
        "list",
        "math",
        "memoryview",
        "partial",
        "range",
        "set",
        "str",
        "tuple",
        "zip",
    ];
    match name.split_once('.') {
        Some((owner, _)) => OWNERS.binary_search(&owner).is_ok(),
        None => true,
    }
}

/// The TypeErrors of functions with parameters that can be passed by name, as C's argument parser words them.
fn check_as_c(name: &str, params: &'static [Param], args: &Args) -> Result<()> {
    let own = receiver(params);
    let params = &params[own..];
    let given = args.values().len().saturating_sub(own);
    let (owner, short) = name.rsplit_once('.').unwrap_or(("", name));
    let (short, is_class) = match short {
        "__new__" | "__init__" => (owner.rsplit('.').next().unwrap_or(owner), true),
        short => (short, false),
    };
    let takes_rest = params.iter().any(|param| param.kind == Kind::VarPositional);
    let wrong = if takes_rest {
        None
    } else if is_class && args.keywords().is_empty() {
        let least = required(params, is_positional);
        let most = params.iter().filter(|param| is_positional(param)).count();
        return match (least..=most).contains(&given) {
            true => Ok(()),
            false => Err(native_count(short, least, most, given)),
        };
    } else {
        wrong_count(params, given, args.keywords().len())
    };
    let wrong = wrong
        .or_else(|| missing_in_c(params, given, args.keywords()))
        .or_else(|| wrong_name(params, given, args.keywords()));
    match wrong {
        Some(text) => Err(errors::type_error(text.replace('@', &format!("{short}()")))),
        None => Ok(()),
    }
}

fn required(params: &[Param], wanted: impl Fn(&Param) -> bool) -> usize {
    let required = |param: &&Param| wanted(param) && !param.has_default;
    params.iter().filter(required).count()
}

fn has_name(param: &Param) -> bool {
    matches!(param.kind, Kind::PositionalOrKeyword | Kind::KeywordOnly)
}

/// What is wrong with the number of arguments; `@` is the function.
fn wrong_count(params: &[Param], given: usize, keywords: usize) -> Option<String> {
    let takes_names = params.iter().any(|param| param.kind == Kind::VarKeyword);
    let all = params.len() - usize::from(takes_names);
    let most = params.iter().filter(|param| is_positional(param)).count();
    let least = required(params, |param| param.kind == Kind::PositionalOnly);
    let total = given + keywords;
    if total > all && !takes_names {
        let kind = if given == 0 { "keyword " } else { "" };
        return Some(format!(
            "@ takes at most {all} {kind}argument{} ({total} given)",
            plural(all)
        ));
    }
    let (bound, count) = match given {
        _ if given > most && most == 0 => return Some("@ takes no positional arguments".into()),
        _ if given > most => ("at most", most),
        _ if given < least => ("at least", least),
        _ => return None,
    };
    let bound = if least == most { "exactly" } else { bound };
    Some(format!(
        "@ takes {bound} {count} positional argument{} ({given} given)",
        plural(count)
    ))
}

fn missing_in_c(params: &[Param], given: usize, keywords: &[(Str, Value)]) -> Option<String> {
    let named = |wanted: &str| keywords.iter().any(|(key, _)| key.as_str() == wanted);
    let is_missing = |(index, param): &(usize, &Param)| {
        let is_passed =
            is_positional(param) && *index < given || has_name(param) && named(param.name);
        !is_passed && !param.has_default && (is_positional(param) || has_name(param))
    };
    let (index, param) = params.iter().enumerate().find(is_missing)?;
    Some(format!(
        "@ missing required argument '{}' (pos {})",
        param.name,
        index + 1
    ))
}

fn wrong_name(params: &[Param], given: usize, keywords: &[(Str, Value)]) -> Option<String> {
    let takes_names = params.iter().any(|param| param.kind == Kind::VarKeyword);
    keywords.iter().find_map(|(key, _)| {
        let place = params
            .iter()
            .position(|param| has_name(param) && param.name == key.as_str());
        match place {
            Some(index) if index < given && is_positional(&params[index]) => Some(format!(
                "argument for @ given by name ('{key}') and position ({})",
                index + 1
            )),
            None if !takes_names => Some(format!("@ got an unexpected keyword argument '{key}'")),
            _ => None,
        }
    })
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
