//! The dunders of builtin classes as functions: what `int.__add__` or `super().__getitem__(key)` call.
//!
//! *Invariant:* they act on the builtin value inside the receiver and never ask the receiver's class again.

use crate::native::NativeFunction;
use crate::value::{
    BinaryOp, CompareOp, builtin_binary, builtin_compare, builtin_contains, builtin_del_item,
    builtin_get_item, builtin_hash, builtin_inplace, builtin_iter, builtin_len, builtin_repr,
    builtin_set_item, builtin_truthy,
};
use crate::{Args, Class, Entry, Result, Str, Value, View, args, errors, special};

const fn slot(name: &'static str, entry: Entry) -> NativeFunction {
    NativeFunction {
        name,
        module: "builtins",
        signature: "",
        doc: "",
        entry,
    }
}

/// The builtin value of an instance of a derived class, else the value itself.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(object) => object.payload().unwrap_or_else(|| value.clone()),
        value => value.clone(),
    }
}

fn one(args: &Args) -> Result<Value> {
    match args.values() {
        [receiver] => Ok(plain(receiver)),
        other => Err(errors::type_error(format!(
            "expected 0 arguments, got {}",
            other.len().saturating_sub(1)
        ))),
    }
}

fn two(args: &Args) -> Result<(Value, Value)> {
    match args.values() {
        [receiver, argument] => Ok((plain(receiver), argument.clone())),
        other => Err(errors::type_error(format!(
            "expected 1 argument, got {}",
            other.len().saturating_sub(1)
        ))),
    }
}

fn or_not_implemented(answer: Option<Value>) -> Value {
    answer.unwrap_or(Value::NotImplemented)
}

macro_rules! binary {
    ($module:ident |$a:ident, $b:ident| $order:expr; $($op:ident)*) => {
        pub(crate) mod $module {
            use super::*;
            $(#[allow(non_snake_case, reason = "named after the operator")]
            pub(crate) fn $op(args: Args) -> Result<Value> {
                let ($a, $b) = two(&args)?;
                let $b = plain(&$b);
                let (a, b) = $order;
                builtin_binary(BinaryOp::$op, a, b).map(or_not_implemented)
            })*
        }
    };
}
binary! { forward |a, b| (&a, &b); Add Sub Mul BitAnd BitOr BitXor }
binary! { reflected |a, b| (&b, &a); Sub Mul BitAnd BitOr BitXor }

macro_rules! compare {
    ($($name:ident $op:ident)*) => {$(
        pub(crate) fn $name(args: Args) -> Result<Value> {
            let (a, b) = two(&args)?;
            Ok(builtin_compare(CompareOp::$op, &a, &plain(&b))?.map_or(Value::NotImplemented, Value::Bool))
        }
    )*};
}
compare! { eq Eq ne Ne lt Lt le Le gt Gt ge Ge }

macro_rules! inplace {
    ($($name:ident $op:ident)*) => {$(
        fn $name(args: Args) -> Result<Value> {
            let (a, b) = two(&args)?;
            let done = builtin_inplace(BinaryOp::$op, &a, &plain(&b))?;
            // The receiver itself stays bound, also where it is of a derived class.
            Ok(match done {
                Some(_) => args.values()[0].clone(),
                None => Value::NotImplemented,
            })
        }
    )*};
}
inplace! { iadd Add imul Mul ior BitOr iand BitAnd isub Sub ixor BitXor }

fn repr(args: Args) -> Result<Value> {
    builtin_repr(&one(&args)?).map(Value::Str)
}

fn hash(args: Args) -> Result<Value> {
    builtin_hash(&one(&args)?).map(Value::from)
}

fn truthy(args: Args) -> Result<Value> {
    Ok(Value::Bool(builtin_truthy(&one(&args)?)))
}

pub(crate) fn len(args: Args) -> Result<Value> {
    Ok(builtin_len(&one(&args)?).map_or(Value::NotImplemented, Value::from))
}

pub(crate) fn get_item(args: Args) -> Result<Value> {
    let (container, key) = two(&args)?;
    match builtin_get_item(&container, &key) {
        Err(error) if matches!(container, Value::Dict(_)) && error.is(&errors::KeyError) => {
            missing(&args.values()[0], key, error)
        }
        result => result,
    }
}

/// `__missing__` of classes derived from `dict`.
fn missing(receiver: &Value, key: Value, error: crate::Error) -> Result<Value> {
    let Value::Object(object) = receiver else {
        return Err(error);
    };
    match special::method(receiver, &object.class(), "__missing__")? {
        Some(method) => method.call(args![key]),
        None => Err(error),
    }
}

pub(crate) fn set_item(args: Args) -> Result<Value> {
    match args.values() {
        [container, key, value] => {
            builtin_set_item(&plain(container), key, value.clone()).map(Value::from)
        }
        _ => Err(errors::type_error(format!(
            "expected 2 arguments, got {}",
            args.values().len().saturating_sub(1)
        ))),
    }
}

pub(crate) fn del_item(args: Args) -> Result<Value> {
    let (container, key) = two(&args)?;
    builtin_del_item(&container, &key).map(Value::from)
}

pub(crate) fn contains(args: Args) -> Result<Value> {
    let (container, item) = two(&args)?;
    builtin_contains(&container, &item).map(Value::Bool)
}

pub(crate) fn iter(args: Args) -> Result<Value> {
    Ok(builtin_iter(&one(&args)?)?.to_value())
}

/// Operators of receivers that answer through [`crate::DynObject`]: iterators, views, ranges.
pub(crate) fn dyn_iter(args: Args) -> Result<Value> {
    Ok(one(&args)?.iter()?.to_value())
}

pub(crate) fn dyn_next(args: Args) -> Result<Value> {
    crate::iter::next_of(&one(&args)?)
}

fn dyn_len(args: Args) -> Result<Value> {
    one(&args)?.len().map(Value::Int)
}

pub(crate) fn dyn_contains(args: Args) -> Result<Value> {
    let (container, item) = two(&args)?;
    container.contains(&item).map(Value::Bool)
}

pub(crate) fn dyn_get_item(args: Args) -> Result<Value> {
    let (container, key) = two(&args)?;
    container.get_item(&key)
}

const EQ: NativeFunction = slot("__eq__", eq);
const NE: NativeFunction = slot("__ne__", ne);
const LT: NativeFunction = slot("__lt__", lt);
const LE: NativeFunction = slot("__le__", le);
const GT: NativeFunction = slot("__gt__", gt);
const GE: NativeFunction = slot("__ge__", ge);

/// Of `None`, `NotImplemented` and `...`.
pub(crate) static SINGLETON: &[NativeFunction] = &[
    slot("__repr__", repr),
    slot("__bool__", truthy),
    slot("__hash__", hash),
];

/// Of `tuple`.
pub(crate) static TUPLE: &[NativeFunction] = &[
    slot("__add__", forward::Add),
    slot("__mul__", forward::Mul),
    slot("__rmul__", reflected::Mul),
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    slot("__repr__", repr),
    slot("__hash__", hash),
    slot("__len__", len),
    slot("__getitem__", get_item),
    slot("__contains__", contains),
    slot("__iter__", iter),
];

/// Of `list`.
pub(crate) static LIST: &[NativeFunction] = &[
    slot("__add__", forward::Add),
    slot("__mul__", forward::Mul),
    slot("__rmul__", reflected::Mul),
    slot("__iadd__", iadd),
    slot("__imul__", imul),
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    slot("__repr__", repr),
    slot("__len__", len),
    slot("__getitem__", get_item),
    slot("__setitem__", set_item),
    slot("__delitem__", del_item),
    slot("__contains__", contains),
    slot("__iter__", iter),
];

/// Of `dict`.
pub(crate) static DICT: &[NativeFunction] = &[
    slot("__or__", forward::BitOr),
    slot("__ror__", reflected::BitOr),
    slot("__ior__", ior),
    EQ,
    NE,
    slot("__repr__", repr),
    slot("__len__", len),
    slot("__getitem__", get_item),
    slot("__setitem__", set_item),
    slot("__delitem__", del_item),
    slot("__contains__", contains),
    slot("__iter__", iter),
];

macro_rules! set_slots {
    ($($more:expr),*) => {
        &[
            slot("__or__", forward::BitOr), slot("__ror__", reflected::BitOr),
            slot("__and__", forward::BitAnd), slot("__rand__", reflected::BitAnd),
            slot("__sub__", forward::Sub), slot("__rsub__", reflected::Sub),
            slot("__xor__", forward::BitXor), slot("__rxor__", reflected::BitXor),
            EQ, NE, LT, LE, GT, GE,
            slot("__repr__", repr),
            slot("__len__", len), slot("__contains__", contains), slot("__iter__", iter),
            $($more),*
        ]
    };
}

/// Of `set`.
pub(crate) static SET: &[NativeFunction] = set_slots![
    slot("__ior__", ior),
    slot("__iand__", iand),
    slot("__isub__", isub),
    slot("__ixor__", ixor)
];

/// Of `frozenset`.
pub(crate) static FROZENSET: &[NativeFunction] = set_slots![slot("__hash__", hash)];

/// Of iterators.
pub(crate) static ITERATOR: &[NativeFunction] =
    &[slot("__iter__", dyn_iter), slot("__next__", dyn_next)];

/// Of ranges.
pub(crate) static RANGE: &[NativeFunction] = &[
    slot("__iter__", dyn_iter),
    slot("__len__", dyn_len),
    slot("__contains__", dyn_contains),
    slot("__getitem__", dyn_get_item),
];

/// Of the views of dicts.
pub(crate) static VIEW: &[NativeFunction] = &[
    slot("__iter__", dyn_iter),
    slot("__len__", dyn_len),
    slot("__contains__", dyn_contains),
];

fn receiver(args: &Args) -> Result<&Value> {
    args.values()
        .first()
        .ok_or_else(|| errors::type_error("descriptor needs an argument"))
}

fn name_argument(args: &Args) -> Result<Str> {
    match args.values().get(1) {
        Some(Value::Str(name)) => Ok(name.clone()),
        other => Err(errors::type_error(format!(
            "attribute name must be string, not '{}'",
            other.map_or_else(|| Str::from("NoneType"), Value::class_name)
        ))),
    }
}

fn object_init(args: Args) -> Result<Value> {
    let this = receiver(&args)?;
    let class = this.class();
    let extra = args.values().len() > 1 || !args.keywords().is_empty();
    if extra && class.overriding("__init__").is_some() {
        return Err(errors::type_error(
            "object.__init__() takes exactly one argument (the instance to initialize)",
        ));
    }
    if extra && class.overriding("__new__").is_none() {
        return Err(errors::type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            class.name()
        )));
    }
    Ok(Value::None)
}

fn object_new(args: Args) -> Result<Value> {
    let Some((class, rest)) = args.split_first() else {
        return Err(errors::type_error("object.__new__(): not enough arguments"));
    };
    let Some(class) = Class::of_value(&class) else {
        return Err(errors::type_error(format!(
            "object.__new__(X): X is not a type object ({})",
            class.class_name()
        )));
    };
    if !rest.is_empty() && class.overriding("__new__").is_some() && !class.is_exception() {
        return Err(errors::type_error(
            "object.__new__() takes exactly one argument (the type to instantiate)",
        ));
    }
    if !rest.is_empty() && class.overriding("__init__").is_none() {
        return Err(errors::type_error(format!(
            "{}() takes no arguments",
            class.name()
        )));
    }
    crate::class::allocate(&class, &rest)
}

fn object_eq(args: Args) -> Result<Value> {
    match args.values() {
        [a, b] if a.is(b) => Ok(Value::Bool(true)),
        _ => Ok(Value::NotImplemented),
    }
}

fn object_ne(args: Args) -> Result<Value> {
    let [a, b] = args.values() else {
        return Ok(Value::NotImplemented);
    };
    match special::answer(a, &a.class(), "__eq__", b)? {
        Some(equal) => Ok(Value::Bool(!equal.truthy()?)),
        None => Ok(Value::NotImplemented),
    }
}

fn object_get(args: Args) -> Result<Value> {
    let (this, name) = (receiver(&args)?, name_argument(&args)?);
    match this {
        Value::Object(object) => special::plain_get_attr(this, &**object, &object.class(), &name),
        _ => special::get_builtin_attr(this, &name),
    }
}

fn object_set(args: Args) -> Result<Value> {
    let (this, name) = (receiver(&args)?, name_argument(&args)?);
    let value = args.values().get(2).cloned().unwrap_or_default();
    crate::instance::plain_set_attr(this, &name, Some(value)).map(Value::from)
}

fn object_del(args: Args) -> Result<Value> {
    let (this, name) = (receiver(&args)?, name_argument(&args)?);
    crate::instance::plain_set_attr(this, &name, None).map(Value::from)
}

fn object_format(args: Args) -> Result<Value> {
    let this = receiver(&args)?;
    match args.values().get(1) {
        Some(Value::Str(spec)) if spec.as_str().is_empty() => View::str(this).map(Value::Str),
        _ => Err(errors::type_error(format!(
            "unsupported format string passed to {}.__format__",
            this.class_name()
        ))),
    }
}

fn object_dir(args: Args) -> Result<Value> {
    Ok(Value::List(crate::introspect::dir(receiver(&args)?)?))
}

/// Of `object`.
pub(crate) static OBJECT: &[NativeFunction] = &[
    slot("__init__", object_init),
    slot("__eq__", object_eq),
    slot("__ne__", object_ne),
    slot("__hash__", |args| {
        Ok(Value::from(special::identity_hash(receiver(&args)?)))
    }),
    slot("__repr__", |args| {
        let this = receiver(&args)?;
        Ok(Value::Str(special::default_repr(this, &this.class())))
    }),
    slot("__str__", |args| {
        View::repr(receiver(&args)?).map(Value::Str)
    }),
    slot("__format__", object_format),
    slot("__getattribute__", object_get),
    slot("__setattr__", object_set),
    slot("__delattr__", object_del),
    slot("__dir__", object_dir),
];

/// `object.__new__`.
pub(crate) static OBJECT_STATICS: &[NativeFunction] = &[slot("__new__", object_new)];

/// `object.__init_subclass__`.
pub(crate) static OBJECT_CLASS_METHODS: &[NativeFunction] =
    &[slot("__init_subclass__", |args| match args.keywords() {
        [] => Ok(Value::None),
        _ => Err(errors::type_error(format!(
            "{}.__init_subclass__() takes no keyword arguments",
            receiver(&args)
                .ok()
                .and_then(Class::of_value)
                .map_or_else(|| Str::from("object"), |class| class.qualname())
        ))),
    })];

fn type_of_args(args: &Args) -> Result<Class> {
    let this = receiver(args)?;
    Class::of_value(this).ok_or_else(|| errors::wrong_type("type", this))
}

fn type_call(args: Args) -> Result<Value> {
    let class = type_of_args(&args)?;
    match args.split_first() {
        Some((_, rest)) => crate::class::instantiate(&class, rest),
        None => Err(errors::type_error(
            "descriptor '__call__' of 'type' object needs an argument",
        )),
    }
}

fn type_new(args: Args) -> Result<Value> {
    let metaclass = type_of_args(&args)?;
    let (values, keywords) = args.into_parts();
    match &values[..] {
        [_, Value::Str(name), Value::Tuple(bases), namespace] => crate::class::make_class(
            metaclass,
            name.clone(),
            bases.as_slice(),
            namespace,
            keywords,
        )
        .map(|class| class.quiet_value()),
        [_, name, bases, _] => Err(errors::type_error(match name {
            Value::Str(_) => format!(
                "type.__new__() argument 2 must be tuple, not {}",
                bases.class_name()
            ),
            _ => format!(
                "type.__new__() argument 1 must be str, not {}",
                name.class_name()
            ),
        })),
        _ => Err(errors::type_error(
            "type.__new__() takes exactly 3 arguments",
        )),
    }
}

fn type_mro(args: Args) -> Result<Value> {
    Ok(Value::List(
        type_of_args(&args)?
            .mro()
            .iter()
            .map(Class::quiet_value)
            .collect(),
    ))
}

fn type_subclasses(args: Args) -> Result<Value> {
    Ok(Value::List(
        type_of_args(&args)?
            .subclasses()
            .iter()
            .map(Class::quiet_value)
            .collect(),
    ))
}

fn type_set(args: Args) -> Result<Value> {
    let name = name_argument(&args)?;
    type_of_args(&args)?
        .set(
            &name,
            Some(args.values().get(2).cloned().unwrap_or_default()),
        )
        .map(Value::from)
}

fn type_del(args: Args) -> Result<Value> {
    let name = name_argument(&args)?;
    type_of_args(&args)?.set(&name, None).map(Value::from)
}

fn type_instance_check(args: Args) -> Result<Value> {
    let class = type_of_args(&args)?;
    Ok(Value::Bool(
        args.values()
            .get(1)
            .is_some_and(|value| value.class().is_subclass(&class)),
    ))
}

fn type_subclass_check(args: Args) -> Result<Value> {
    let class = type_of_args(&args)?;
    let other = args.values().get(1).and_then(Class::of_value);
    Ok(Value::Bool(
        other.is_some_and(|other| other.is_subclass(&class)),
    ))
}

/// Of `type`.
pub(crate) static TYPE: &[NativeFunction] = &[
    slot("__call__", type_call),
    slot("__init__", |_| Ok(Value::None)),
    slot("__repr__", |args| {
        Ok(Value::Str(type_of_args(&args)?.default_repr()))
    }),
    slot("__setattr__", type_set),
    slot("__delattr__", type_del),
    slot("__instancecheck__", type_instance_check),
    slot("__subclasscheck__", type_subclass_check),
    slot("mro", type_mro),
    slot("__subclasses__", type_subclasses),
];

/// `type.__new__` and `type.__prepare__`.
pub(crate) static TYPE_STATICS: &[NativeFunction] = &[slot("__new__", type_new)];

/// `type.__prepare__`.
pub(crate) static TYPE_CLASS_METHODS: &[NativeFunction] =
    &[slot("__prepare__", |_| Ok(Value::Dict(crate::Dict::new())))];
