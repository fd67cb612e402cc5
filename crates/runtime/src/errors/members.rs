//! What single exception classes add: `__init__`, `__str__`, members.

use crate::error::{Error, ExceptionState, group};
use crate::native::{NativeFunction, NativeProperty};
use crate::{Args, Class, Result, Str, Tuple, Value, View, class::allocate, errors};

const fn slot(name: &'static str, entry: crate::Entry) -> NativeFunction {
    NativeFunction {
        name,
        module: "builtins",
        signature: "",
        doc: "",
        entry,
    }
}

macro_rules! fields {
    ($($name:literal)*) => {
        &[$(NativeProperty {
            name: $name,
            doc: "",
            get: |args| Ok(error_of(&args)?.state().field($name).unwrap_or_default()),
            set: Some(|args| {
                error_of(&args)?.state().set_field($name, value_of(&args));
                Ok(Value::None)
            }),
        }),*]
    };
}

pub(super) static BASE: &[NativeFunction] = &[
    slot("__init__", init),
    slot("__str__", text),
    slot("__repr__", repr),
];
pub(super) static BASE_NEW: &[NativeFunction] = &[slot("__new__", new)];
pub(super) static BASE_METHODS: &[NativeFunction] = &[
    slot("add_note", add_note),
    slot("with_traceback", with_traceback),
];
pub(super) static BASE_PROPERTIES: &[NativeProperty] = &[
    NativeProperty {
        name: "args",
        doc: "",
        get: get_args,
        set: Some(set_args),
    },
    NativeProperty {
        name: "__cause__",
        doc: "",
        get: get_cause,
        set: Some(set_cause),
    },
    NativeProperty {
        name: "__context__",
        doc: "",
        get: get_context,
        set: Some(set_context),
    },
    NativeProperty {
        name: "__suppress_context__",
        doc: "",
        get: get_suppress,
        set: Some(set_suppress),
    },
    NativeProperty {
        name: "__traceback__",
        doc: "",
        get: get_traceback,
        set: Some(set_traceback),
    },
];
pub(super) static GROUP: &[NativeFunction] = &[
    slot("__init__", init),
    slot("__str__", group_text),
    slot("__repr__", group_repr),
    slot("derive", group::derive_entry),
];
pub(super) static GROUP_NEW: &[NativeFunction] = &[slot("__new__", group::new_group)];
pub(super) static GROUP_METHODS: &[NativeFunction] = &[
    slot("split", group::split_entry),
    slot("subgroup", group::subgroup_entry),
];
pub(super) static GROUP_PROPERTIES: &[NativeProperty] = fields!["message" "exceptions"];
pub(super) static STOP: &[NativeFunction] = &[slot("__init__", |args| init_first(args, "value"))];
pub(super) static STOP_PROPERTIES: &[NativeProperty] = fields!["value"];
pub(super) static EXIT: &[NativeFunction] = &[slot("__init__", exit_init)];
pub(super) static EXIT_PROPERTIES: &[NativeProperty] = fields!["code"];
pub(super) static IMPORT: &[NativeFunction] = &[slot("__init__", import_init)];
pub(super) static IMPORT_PROPERTIES: &[NativeProperty] = fields!["name" "path" "name_from" "msg"];
pub(super) static NAMED: &[NativeFunction] = &[slot("__init__", keyword_init)];
pub(super) static NAME_PROPERTIES: &[NativeProperty] = fields!["name"];
pub(super) static ATTRIBUTE_PROPERTIES: &[NativeProperty] = fields!["name" "obj"];
pub(super) static KEY: &[NativeFunction] = &[slot("__str__", key_text)];
pub(super) static OS: &[NativeFunction] = &[slot("__init__", os_init), slot("__str__", os_text)];
pub(super) static OS_NEW: &[NativeFunction] = &[slot("__new__", os_new)];
pub(super) static OS_PROPERTIES: &[NativeProperty] =
    fields!["errno" "strerror" "filename" "filename2"];
pub(super) static UNICODE: &[NativeFunction] = &[
    slot("__init__", unicode_init),
    slot("__str__", unicode_text),
];
pub(super) static UNICODE_PROPERTIES: &[NativeProperty] =
    fields!["encoding" "object" "start" "end" "reason"];
pub(super) static SYNTAX: &[NativeFunction] = &[slot("__init__", |args| init_first(args, "msg"))];
pub(super) static SYNTAX_PROPERTIES: &[NativeProperty] = fields!["msg" "filename" "lineno" "offset" "text" "end_lineno" "end_offset" "print_file_and_line"];

fn error_of(args: &Args) -> Result<Error> {
    let receiver = args.values().first().cloned().unwrap_or_default();
    Error::of_value(&receiver).ok_or_else(|| errors::wrong_type("BaseException", &receiver))
}

fn value_of(args: &Args) -> Value {
    args.values().get(1).cloned().unwrap_or_default()
}

fn new(args: Args) -> Result<Value> {
    let Some((class, rest)) = args.split_first() else {
        return Err(errors::type_error(
            "BaseException.__new__(): not enough arguments",
        ));
    };
    match Class::of_value(&class) {
        Some(class) if class.is_exception() => allocate(&class, &rest),
        _ => Err(errors::type_error(format!(
            "BaseException.__new__(X): X is not a type object ({})",
            class.class_name()
        ))),
    }
}

fn refuse_keywords(error: &Error, args: &Args) -> Result<()> {
    match args.keywords().is_empty() {
        true => Ok(()),
        false => Err(errors::type_error(format!(
            "{}() takes no keyword arguments",
            error.class().name()
        ))),
    }
}

fn init(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    refuse_keywords(&error, &args)?;
    error
        .state()
        .args
        .replace(Tuple::from(args.values()[1..].to_vec()));
    Ok(Value::None)
}

fn init_first(args: Args, field: &'static str) -> Result<Value> {
    let first = value_of(&args);
    init(args.clone())?;
    error_of(&args)?.state().set_field(field, first);
    Ok(Value::None)
}

fn exit_init(args: Args) -> Result<Value> {
    let code = match args.values() {
        [] | [_] => Value::None,
        [_, code] => code.clone(),
        [_, all @ ..] => Value::Tuple(Tuple::from(all.to_vec())),
    };
    init(args.clone())?;
    error_of(&args)?.state().set_field("code", code);
    Ok(Value::None)
}

/// `name=`, `obj=`, `path=` as keywords.
fn keyword_init(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    let (positional, keywords) = args.into_parts();
    for (name, value) in keywords {
        if !matches!(name.as_str(), "name" | "obj" | "path" | "name_from") {
            let class = error.class().name();
            return Err(errors::type_error(format!(
                "{class}() got an unexpected keyword argument '{name}'"
            )));
        }
        error.state().set_field(&name, value);
    }
    init(Args::positional(positional))
}

fn import_init(args: Args) -> Result<Value> {
    let message = if args.values().len() == 2 {
        value_of(&args)
    } else {
        Value::None
    };
    error_of(&args)?.state().set_field("msg", message);
    keyword_init(args)
}

fn text(args: Args) -> Result<Value> {
    let items = error_of(&args)?.args();
    Ok(Value::Str(match items.as_slice() {
        [] => Str::from(""),
        [one] => View::str(one)?,
        _ => View::repr(&items)?,
    }))
}

fn repr(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    let (name, items) = (error.class().name(), error.args());
    Ok(Value::from(match items.as_slice() {
        [one] => format!("{name}({})", View::repr(one)?),
        _ => format!("{name}{}", View::repr(&items)?),
    }))
}

fn key_text(args: Args) -> Result<Value> {
    match error_of(&args)?.args().as_slice() {
        [one] => Ok(Value::Str(View::repr(one)?)),
        _ => text(args),
    }
}

fn add_note(args: Args) -> Result<Value> {
    match value_of(&args) {
        Value::Str(note) => {
            error_of(&args)?.add_note(note);
            Ok(Value::None)
        }
        other => Err(errors::type_error(format!(
            "note must be a str, not '{}'",
            other.class_name()
        ))),
    }
}

fn with_traceback(args: Args) -> Result<Value> {
    set_traceback(args.clone())?;
    Ok(args.values().first().cloned().unwrap_or_default())
}

fn get_args(args: Args) -> Result<Value> {
    Ok(Value::Tuple(error_of(&args)?.args()))
}

fn set_args(args: Args) -> Result<Value> {
    let mut items = Vec::new();
    for item in value_of(&args).iter()? {
        items.push(item?);
    }
    error_of(&args)?.state().args.replace(Tuple::from(items));
    Ok(Value::None)
}

fn optional(error: &Option<Error>) -> Value {
    error.as_ref().map_or(Value::None, Error::value)
}

fn linked(value: &Value, what: &str) -> Result<Option<Error>> {
    match value {
        Value::None => Ok(None),
        value => match Error::of_value(value) {
            Some(error) => Ok(Some(error)),
            None => Err(errors::type_error(format!(
                "exception {what} must be None or derive from BaseException"
            ))),
        },
    }
}

fn get_cause(args: Args) -> Result<Value> {
    Ok(optional(&error_of(&args)?.state().cause.borrow()))
}

fn set_cause(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    error
        .state()
        .cause
        .replace(linked(&value_of(&args), "cause")?);
    error.state().suppress_context.set(true);
    Ok(Value::None)
}

fn get_context(args: Args) -> Result<Value> {
    Ok(optional(&error_of(&args)?.state().context.borrow()))
}

fn set_context(args: Args) -> Result<Value> {
    error_of(&args)?
        .state()
        .context
        .replace(linked(&value_of(&args), "context")?);
    Ok(Value::None)
}

fn get_suppress(args: Args) -> Result<Value> {
    Ok(Value::Bool(error_of(&args)?.state().suppress_context.get()))
}

fn set_suppress(args: Args) -> Result<Value> {
    error_of(&args)?
        .state()
        .suppress_context
        .set(value_of(&args).truthy()?);
    Ok(Value::None)
}

fn get_traceback(args: Args) -> Result<Value> {
    Ok(crate::error::traceback::as_value(&error_of(&args)?))
}

fn set_traceback(args: Args) -> Result<Value> {
    crate::error::traceback::set(&error_of(&args)?, &value_of(&args))?;
    Ok(Value::None)
}

fn group_text(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    let count = group::exceptions(&error).map_or(0, |members| members.len());
    let message = View::str(&error.state().field("message").unwrap_or_default())?;
    let plural = if count == 1 { "" } else { "s" };
    Ok(Value::from(format!(
        "{message} ({count} sub-exception{plural})"
    )))
}

fn group_repr(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    let message = View::repr(&error.state().field("message").unwrap_or_default())?;
    let members: Result<Vec<String>> = group::exceptions(&error)
        .unwrap_or_default()
        .iter()
        .map(|member| Ok(View::repr(&member.value())?.into()))
        .collect();
    Ok(Value::from(format!(
        "{}({message}, [{}])",
        error.class().name(),
        members?.join(", ")
    )))
}

/// `OSError(errno, text)` is of the class that errno selects (PEP 3151).
fn os_new(args: Args) -> Result<Value> {
    let class = args.values().first().and_then(Class::of_value);
    let is_os_error = class.is_some_and(|class| {
        class
            .native()
            .is_some_and(|native| std::ptr::eq(native, &errors::OSError))
    });
    let errno = match args.values() {
        [_, Value::Int(errno), _, ..] if is_os_error => errno.to_i64(),
        _ => None,
    };
    let Some(class) = errno.and_then(os_class) else {
        return new(args);
    };
    match args.split_first() {
        Some((_, rest)) => allocate(&class.class(), &rest),
        None => Err(errors::type_error(
            "OSError.__new__(): not enough arguments",
        )),
    }
}

/// The class that errno selects.
pub(super) fn os_class(errno: i64) -> Option<&'static crate::NativeClass> {
    Some(match errno {
        1 | 13 => &errors::PermissionError,
        2 => &errors::FileNotFoundError,
        3 => &errors::ProcessLookupError,
        4 => &errors::InterruptedError,
        10 => &errors::ChildProcessError,
        11 | 114 | 115 => &errors::BlockingIOError,
        17 => &errors::FileExistsError,
        20 => &errors::NotADirectoryError,
        21 => &errors::IsADirectoryError,
        32 | 108 => &errors::BrokenPipeError,
        103 => &errors::ConnectionAbortedError,
        104 => &errors::ConnectionResetError,
        110 => &errors::TimeoutError,
        111 => &errors::ConnectionRefusedError,
        _ => return None,
    })
}

fn os_init(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    refuse_keywords(&error, &args)?;
    describe_os(error.state(), &args.values()[1..]);
    Ok(Value::None)
}

/// What the arguments of an OSError say: errno, text, file name, Windows's error, second file name.
pub(super) fn describe_os(state: &ExceptionState, values: &[Value]) {
    let has_errno = (2..=5).contains(&values.len());
    if has_errno {
        state.set_field("errno", &values[0]);
        state.set_field("strerror", &values[1]);
        for (index, name) in [(2, "filename"), (4, "filename2")] {
            if let Some(value) = values.get(index) {
                state.set_field(name, value);
            }
        }
    }
    // `args` keeps errno and text alone, where there is a file name.
    let kept = if has_errno { &values[..2] } else { values };
    state.args.replace(Tuple::from(kept.to_vec()));
}

fn os_text(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    let field = |name: &str| error.state().field(name).filter(|value| !value.is_none());
    let (Some(errno), Some(strerror)) = (
        error.state().field("errno"),
        error.state().field("strerror"),
    ) else {
        return text(args);
    };
    let lead = format!("[Errno {}] {}", View::str(&errno)?, View::str(&strerror)?);
    Ok(Value::from(match (field("filename"), field("filename2")) {
        (Some(first), Some(second)) => format!(
            "{lead}: {} -> {}",
            View::repr(&first)?,
            View::repr(&second)?
        ),
        (Some(first), None) => format!("{lead}: {}", View::repr(&first)?),
        _ => lead,
    }))
}

fn unicode_init(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    init(args.clone())?;
    let values = &args.values()[1..];
    let names: &[&str] = match error.is(&errors::UnicodeTranslateError) {
        true => &["object", "start", "end", "reason"],
        false => &["encoding", "object", "start", "end", "reason"],
    };
    if values.len() == names.len() {
        names
            .iter()
            .zip(values)
            .for_each(|(name, value)| error.state().set_field(name, value));
    }
    Ok(Value::None)
}

fn unicode_text(args: Args) -> Result<Value> {
    let error = error_of(&args)?;
    let field = |name: &str| error.state().field(name);
    let (Some(object), Some(start), Some(end), Some(reason)) = (
        field("object"),
        field("start"),
        field("end"),
        field("reason"),
    ) else {
        return text(args);
    };
    let (start, end) = (start.index()?.clamp_i64(), end.index()?.clamp_i64());
    let encoding = View::str(&field("encoding").unwrap_or_default())?;
    let reason = View::str(&reason)?;
    let verb = match &error {
        error if error.is(&errors::UnicodeDecodeError) => {
            format!("'{encoding}' codec can't decode")
        }
        error if error.is(&errors::UnicodeEncodeError) => {
            format!("'{encoding}' codec can't encode")
        }
        _ => "can't translate".to_string(),
    };
    if end == start + 1 {
        let item = object.get_item(&Value::from(start))?;
        let what = match &item {
            Value::Int(byte) => format!("byte 0x{:02x}", byte.clamp_i64()),
            item => format!("character {}", escaped(item)?),
        };
        return Ok(Value::from(format!(
            "{verb} {what} in position {start}: {reason}"
        )));
    }
    let what = if matches!(object, Value::Bytes(_)) {
        "bytes"
    } else {
        "characters"
    };
    Ok(Value::from(format!(
        "{verb} {what} in position {start}-{}: {reason}",
        end - 1
    )))
}

fn escaped(item: &Value) -> Result<String> {
    let text = View::str(item)?;
    let code = text.as_str().chars().next().map_or(0, u32::from);
    Ok(match code {
        0..=0xff => format!("'\\x{code:02x}'"),
        0x100..=0xffff => format!("'\\u{code:04x}'"),
        _ => format!("'\\U{code:08x}'"),
    })
}
