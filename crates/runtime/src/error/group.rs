//! Exception groups (PEP 654): `split`, `subgroup`, `derive`.
//!
//! *Invariant:* a part of a group keeps message, traceback, cause, context and notes of the whole.

use super::Error;
use crate::value::downcast;
use crate::{Args, Class, List, Result, Str, Tuple, Value, args, errors, reach};

/// The members of a group; `None` for other exceptions.
pub fn exceptions(error: &Error) -> Option<Vec<Error>> {
    let may_be = reach::GROUPS.is_on() || reach::MEMBERS.is_on() || reach::INSTANCES.is_on();
    if !may_be || !error.is(&errors::BaseExceptionGroup) {
        return None;
    }
    match error.state().field("exceptions") {
        Some(Value::Tuple(members)) => Some(
            members
                .as_slice()
                .iter()
                .filter_map(Error::of_value)
                .collect(),
        ),
        _ => Some(Vec::new()),
    }
}

/// A group of the class that fits its members: `ExceptionGroup` where all are `Exception`s.
pub fn exception_group(message: impl Into<Str>, members: Vec<Error>) -> Error {
    reach::GROUPS.turn_on();
    let values: Vec<Value> = members.iter().map(Error::value).collect();
    let is_plain = members.iter().all(|member| member.is(&errors::Exception));
    let class = if is_plain {
        &errors::ExceptionGroup
    } else {
        &errors::BaseExceptionGroup
    };
    let message = Value::Str(message.into());
    let error = Error::new(
        class,
        vec![message.clone(), Value::List(List::from(values.clone()))],
    );
    error.state().set_field("message", message);
    error
        .state()
        .set_field("exceptions", Value::Tuple(Tuple::from(values)));
    error
}

/// `BaseExceptionGroup.__new__(cls, message, exceptions)`.
pub(crate) fn new_group(args: Args) -> Result<Value> {
    let values = args.values().to_vec();
    let [class, message, members] = &values[..] else {
        return Err(errors::type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            values.len().saturating_sub(1)
        )));
    };
    let Value::Str(_) = message else {
        return Err(errors::type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            message.class_name()
        )));
    };
    let checked = check_members(members)?;
    let is_plain = checked.iter().all(|member| member.is(&errors::Exception));
    let class = choose_class(class, is_plain)?;
    let object = crate::class::allocate(&class, &args![message, members])?;
    if let Some(error) = Error::of_value(&object) {
        let tuple = Tuple::from(checked.iter().map(Error::value).collect::<Vec<_>>());
        error.state().set_field("message", message.clone());
        error.state().set_field("exceptions", Value::Tuple(tuple));
    }
    Ok(object)
}

fn check_members(members: &Value) -> Result<Vec<Error>> {
    if !matches!(members, Value::List(_) | Value::Tuple(_))
        && members.quiet_find_attr("__getitem__")?.is_none()
    {
        return Err(errors::type_error(
            "second argument (exceptions) must be a sequence",
        ));
    }
    let mut checked = Vec::new();
    for (index, member) in members.iter()?.enumerate() {
        match Error::of_value(&member?) {
            Some(member) => checked.push(member),
            None => {
                return Err(errors::value_error(format!(
                    "Item {index} of second argument (exceptions) is not an exception"
                )));
            }
        }
    }
    match checked.is_empty() {
        true => Err(errors::value_error(
            "second argument (exceptions) must be a non-empty sequence",
        )),
        false => Ok(checked),
    }
}

fn choose_class(class: &Value, is_plain: bool) -> Result<Class> {
    let class = Class::of_value(class).ok_or_else(|| {
        errors::type_error("BaseExceptionGroup.__new__(X): X is not a type object")
    })?;
    let is = |native| {
        class
            .native()
            .is_some_and(|known| std::ptr::eq(known, native))
    };
    if is(&errors::BaseExceptionGroup) && is_plain {
        return Ok(errors::ExceptionGroup.class());
    }
    if !is_plain && is(&errors::ExceptionGroup) {
        return Err(errors::type_error(
            "Cannot nest BaseExceptions in an ExceptionGroup",
        ));
    }
    if !is_plain && class.derives(&errors::Exception) {
        return Err(errors::type_error(format!(
            "Cannot nest BaseExceptions in '{}'",
            class.name()
        )));
    }
    Ok(class)
}

/// What `split` and `subgroup` take: a class, a tuple of classes, or a predicate.
fn matches(condition: &Value, error: &Error) -> Result<bool> {
    let is_class = |value: &Value| Class::of_value(value).is_some_and(|class| class.is_exception());
    match condition {
        Value::Tuple(classes) if classes.as_slice().iter().all(is_class) => {
            error.is_instance(condition)
        }
        condition if is_class(condition) => error.is_instance(condition),
        condition if condition.is_callable() && Class::of_value(condition).is_none() => {
            condition.call(args![error.value()])?.truthy()
        }
        _ => Err(errors::type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        )),
    }
}

/// The part of a group whose leaves satisfy the condition, and the rest.
pub fn split(error: &Error, condition: &Value) -> Result<(Option<Error>, Option<Error>)> {
    split_by(error, &|error| matches(condition, error))
}

fn split_by(
    error: &Error,
    condition: &dyn Fn(&Error) -> Result<bool>,
) -> Result<(Option<Error>, Option<Error>)> {
    if condition(error)? {
        return Ok((Some(error.clone()), None));
    }
    let Some(members) = exceptions(error) else {
        return Ok((None, Some(error.clone())));
    };
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for member in members {
        let (yes, no) = split_by(&member, condition)?;
        matched.extend(yes);
        rest.extend(no);
    }
    Ok((part(error, matched)?, part(error, rest)?))
}

/// A group like `whole` with other members, made by its `derive`.
fn part(whole: &Error, members: Vec<Error>) -> Result<Option<Error>> {
    if members.is_empty() {
        return Ok(None);
    }
    let values: Vec<Value> = members.iter().map(Error::value).collect();
    let derived = whole
        .value()
        .quiet_call_method("derive", args![List::from(values)])?;
    let Some(group) =
        Error::of_value(&derived).filter(|group| group.is(&errors::BaseExceptionGroup))
    else {
        return Err(errors::type_error(
            "derive must return an instance of BaseExceptionGroup",
        ));
    };
    let (from, to) = (whole.state(), group.state());
    to.traceback.replace(from.traceback.borrow().clone());
    to.cause.replace(from.cause.borrow().clone());
    to.context.replace(from.context.borrow().clone());
    to.suppress_context.set(from.suppress_context.get());
    if let Some(Value::List(notes)) = whole.value().quiet_find_attr("__notes__")? {
        derived.quiet_set_attr("__notes__", Value::List(List::from(notes.to_vec())))?;
    }
    Ok(Some(group))
}

/// What an `except*` chain has left to raise: the rest of the group and what the handlers raised, as CPython's `_PyEval_ExceptStar`
/// machinery (`_PyExc_PrepReraiseStar`) puts them together.
///
/// `again` are the parts that handlers raised again as they were: with the rest they go back to their places in the group.
pub fn reraise_star(
    whole: &Error,
    raised: Vec<Error>,
    again: Vec<Error>,
    rest: Option<Error>,
) -> Result<Option<Error>> {
    let mut members = raised;
    if exceptions(whole).is_none() {
        // At most one clause ran. What it raised again is the group that was made for it.
        return Ok(members.pop().or_else(|| again.into_iter().next()).or(rest));
    }
    let rest = match again.is_empty() {
        true => rest,
        false => {
            let mut leaves = Vec::new();
            again
                .iter()
                .chain(&rest)
                .for_each(|part| collect_leaves(part, &mut leaves));
            let kept = |error: &Error| Ok(leaves.iter().any(|leaf| is_same(leaf, error)));
            split_by(whole, &kept)?.0
        }
    };
    match members.is_empty() {
        true => Ok(rest),
        false => {
            members.extend(rest);
            Ok(match members.len() {
                1 => members.pop(),
                _ => Some(exception_group("", members)),
            })
        }
    }
}

/// Both are the same exception object.
pub(crate) fn is_same(left: &Error, right: &Error) -> bool {
    left.value().is(&right.value())
}

fn collect_leaves(error: &Error, out: &mut Vec<Error>) {
    match exceptions(error) {
        Some(members) => members
            .iter()
            .for_each(|member| collect_leaves(member, out)),
        None => out.push(error.clone()),
    }
}

/// `except*`: the part of `error` that the classes in `wanted` match, as a group, and the rest.
pub fn split_star(error: &Error, wanted: &Value) -> Result<(Option<Error>, Option<Error>)> {
    refuse_groups(wanted)?;
    if exceptions(error).is_some() {
        return split(error, wanted);
    }
    match error.is_instance(wanted)? {
        true => {
            let group = exception_group("", vec![error.clone()]);
            let members = Value::Tuple(Tuple::from(vec![error.value()]));
            let args = Tuple::from(vec![Value::from(""), members]);
            group.state().args.replace(args);
            Ok((Some(group), None))
        }
        false => Ok((None, Some(error.clone()))),
    }
}

fn refuse_groups(wanted: &Value) -> Result<()> {
    let is_group = |value: &Value| {
        Class::of_value(value).is_some_and(|class| class.derives(&errors::BaseExceptionGroup))
    };
    let found = match wanted {
        Value::Tuple(classes) => classes.as_slice().iter().any(is_group),
        wanted => is_group(wanted),
    };
    match found {
        true => Err(errors::type_error(
            "catching ExceptionGroup with except* is not allowed. Use except instead.",
        )),
        false => Ok(()),
    }
}

/// `group.split(condition)` and `group.subgroup(condition)` as methods.
pub(crate) fn split_entry(args: Args) -> Result<Value> {
    let (error, condition) = receiver(&args)?;
    let (matched, rest) = split(&error, &condition)?;
    let value = |part: Option<Error>| part.map_or(Value::None, |error| error.value());
    Ok(Value::Tuple(Tuple::from(vec![value(matched), value(rest)])))
}

pub(crate) fn subgroup_entry(args: Args) -> Result<Value> {
    let (error, condition) = receiver(&args)?;
    Ok(split(&error, &condition)?
        .0
        .map_or(Value::None, |error| error.value()))
}

pub(crate) fn derive_entry(args: Args) -> Result<Value> {
    let (error, members) = receiver(&args)?;
    let message = error.state().field("message").unwrap_or_default();
    let class = errors::BaseExceptionGroup.class();
    crate::class::instantiate(&class, args![message, members])
}

fn receiver(args: &Args) -> Result<(Error, Value)> {
    match args.values() {
        [group, argument] => match downcast::<crate::instance::Instance>(group)
            .and_then(|_| Error::of_value(group))
        {
            Some(error) => Ok((error, argument.clone())),
            None => Err(errors::wrong_type("BaseExceptionGroup", group)),
        },
        other => Err(errors::type_error(format!(
            "expected exactly one argument ({} given)",
            other.len().saturating_sub(1)
        ))),
    }
}
