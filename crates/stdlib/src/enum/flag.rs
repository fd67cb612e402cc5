//! `Flag` and `IntFlag`: enumerations of bits.

use portalis_runtime::{Args, Class, Dict, Int, List, Object, Result, Value, View, errors};

use super::member::{set, set_class_method};
use super::{build, meta};

/// The class is a flag.
pub(super) fn is_flag(class: &Class) -> bool {
    class.lookup("_flag_mark_").is_some()
}

/// Only members of one bit are listed; others are names for combinations.
pub(super) fn is_single_bit(value: &Value) -> bool {
    match Int::from_value(value.clone()) {
        Ok(value) => value > 0 && value.bit_count() == 1,
        Err(_) => true,
    }
}

/// Bits outside the members are kept (`IntFlag`); else they are an error.
fn keeps(class: &Class) -> bool {
    !build::data_type(class).same(&portalis_runtime::classes::OBJECT.class())
}

fn receiver(args: &Args) -> Result<&Value> {
    args.values().first().ok_or_else(|| errors::type_error("missing the member"))
}

fn bits(member: &Value) -> Result<Int> {
    member.get_attr("_value_")?.index()
}

/// Fills the namespace of `Flag`.
pub(super) fn fill(namespace: &Dict<Value, Value>) {
    namespace.insert_name("_flag_mark_", Value::Bool(true));
    set(namespace, "_generate_next_value_", next_value);
    set_class_method(namespace, "_missing_", missing);
    set(namespace, "__or__", |args| combine(&args, |a, b| a | b));
    set(namespace, "__and__", |args| combine(&args, |a, b| a & b));
    set(namespace, "__xor__", |args| combine(&args, |a, b| a ^ b));
    set(namespace, "__ror__", |args| combine(&args, |a, b| a | b));
    set(namespace, "__rand__", |args| combine(&args, |a, b| a & b));
    set(namespace, "__rxor__", |args| combine(&args, |a, b| a ^ b));
    set(namespace, "__invert__", |args| {
        let member = receiver(&args)?;
        let class = member.class();
        let inverted = !bits(member)?;
        let inverted = if keeps(&class) { inverted } else { inverted & mask(&class)? };
        meta::lookup(&class, &Value::Int(inverted))
    });
    set(namespace, "__bool__", |args| Ok(Value::Bool(!bits(receiver(&args)?)?.is_zero())));
    set(namespace, "__len__", |args| Ok(Value::Int(bits(receiver(&args)?)?.bit_count())));
    set(namespace, "__iter__", |args| {
        let member = receiver(&args)?;
        let parts: List<Value> = parts(&member.class(), &bits(member)?)?.into();
        Value::List(parts).call_method("__iter__", Args::new())
    });
    set(namespace, "__contains__", contains);
    set(namespace, "__repr__", |args| {
        let member = receiver(&args)?;
        let value = View::repr(&member.get_attr("_value_")?)?;
        Ok(Value::from(match member.get_attr("_name_")? {
            Value::None => format!("<{}: {value}>", member.class().name()),
            name => format!("<{}.{}: {value}>", member.class().name(), View::str(&name)?),
        }))
    });
    set(namespace, "__str__", |args| {
        let member = receiver(&args)?;
        Ok(Value::from(match member.get_attr("_name_")? {
            Value::None => format!("{}({})", member.class().name(), View::repr(&member.get_attr("_value_")?)?),
            name => format!("{}.{}", member.class().name(), View::str(&name)?),
        }))
    });
}

/// All bits of all members.
fn mask(class: &Class) -> Result<Int> {
    build::member_map(class).entries().iter().try_fold(Int::new(0), |mask, (_, member)| Ok(mask | bits(member)?))
}

/// The members of one bit in `value`, in the order of their definition.
fn parts(class: &Class, value: &Int) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    for member in build::members(class)? {
        let own = bits(&member)?;
        if !(&own & value).is_zero() {
            found.push(member);
        }
    }
    Ok(found)
}

fn next_value(args: Args) -> Result<Value> {
    let [_, start, _, last] = args.values() else {
        return Err(errors::type_error("_generate_next_value_() takes 4 arguments"));
    };
    let mut highest: Option<Int> = None;
    for value in last.iter()? {
        let value = value?.index()?;
        highest = Some(match highest {
            Some(known) if known > value => known,
            _ => value,
        });
    }
    match highest {
        None => Ok(if start.is_none() { Value::from(1) } else { start.clone() }),
        Some(highest) => Int::new(1).lshift(&highest.bit_length()).map(Value::Int),
    }
}

/// Combines two members, or a member of an `IntFlag` and an int.
fn combine(args: &Args, operation: fn(Int, Int) -> Int) -> Result<Value> {
    let [member, other] = args.values() else {
        return Err(errors::type_error("an operator takes two operands"));
    };
    let class = member.class();
    let other = match other {
        other if other.class().is_subclass(&class) => bits(other)?,
        Value::Int(other) if keeps(&class) => other.clone(),
        _ => return Ok(Value::NotImplemented),
    };
    meta::lookup(&class, &Value::Int(operation(bits(member)?, other)))
}

fn contains(args: Args) -> Result<Value> {
    let [member, other] = args.values() else {
        return Err(errors::type_error("__contains__() takes two arguments"));
    };
    if !other.class().is_subclass(&member.class()) {
        let text = format!(
            "unsupported operand type(s) for 'in': '{}' and '{}'",
            other.class().qualname(),
            member.class().qualname()
        );
        return Err(errors::type_error(text));
    }
    let other = bits(other)?;
    Ok(Value::Bool((&other & &bits(member)?) == other))
}

/// `_missing_`: the combination of bits, made on first use.
fn missing(args: Args) -> Result<Value> {
    let [class, value] = args.values() else {
        return Err(errors::type_error("_missing_() takes two arguments"));
    };
    let Some(class) = Class::of_value(class) else { return Err(errors::type_error("expected a flag")) };
    let Value::Int(value) = value else {
        return Err(errors::value_error(format!("{} is not a valid {}", View::repr(value)?, class.qualname())));
    };
    let mask = mask(&class)?;
    let all = Int::new(1).lshift(&mask.bit_length())? - Int::new(1);
    let mut value = value.clone();
    let outside = value < -(all.clone()) - Int::new(1) || value > all || !(&value & &(&all ^ &mask)).is_zero();
    if outside && !keeps(&class) {
        return Err(invalid(&class, &value, &mask)?);
    }
    if value.is_negative() {
        let size = Int::new(1).lshift(&value.bit_length())?;
        let size = if size > &all + &Int::new(1) { size } else { &all + &Int::new(1) };
        value = size + value;
    }
    if let Some(known) = build::by_value(&class, &Value::Int(value.clone()))? {
        return Ok(known);
    }
    pseudo_member(&class, value, &mask)
}

fn pseudo_member(class: &Class, value: Int, mask: &Int) -> Result<Value> {
    let mut names = Vec::new();
    for member in parts(class, &value)? {
        names.push(View::str(&member.get_attr("_name_")?)?.to_string());
    }
    let unknown = &value & &!mask;
    let name = match names.is_empty() {
        true => Value::None,
        false => {
            if !unknown.is_zero() {
                names.push(unknown.to_string());
            }
            Value::from(names.join("|"))
        }
    };
    build::make_unnamed(class, name, &Value::Int(value))
}

/// "<flag 'P'> invalid value 8\n    given 0b0 1000\n  allowed 0b0 0111".
fn invalid(class: &Class, value: &Int, mask: &Int) -> Result<portalis_runtime::Error> {
    let width = value.bit_length().clamp_i64().max(mask.bit_length().clamp_i64()) as usize;
    let shown = |number: &Int| -> Result<String> {
        let sign = if number.is_negative() { 1 } else { 0 };
        let digits = if number.is_negative() {
            (Int::new(1).lshift(&Int::from(width))? + number.clone()).magnitude_digits(2)?
        } else {
            number.magnitude_digits(2)?
        };
        let fill = if sign == 1 { "1" } else { "0" };
        Ok(format!("0b{sign} {}{digits}", fill.repeat(width.saturating_sub(digits.len()))))
    };

    let text = format!(
        "{} invalid value {value}\n    given {}\n  allowed {}",
        View::repr(&class.value())?,
        shown(value)?,
        shown(mask)?
    );
    Ok(errors::value_error(text))
}
