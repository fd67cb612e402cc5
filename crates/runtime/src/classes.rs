//! The tables of the builtin classes that are not declared beside a Rust type.
//!
//! *Invariant:* [`Value::class`](crate::Value::class) refers to these; programs that never ask for a class do not link
//! them.

use portalis_macros::pyclass;

use crate::declare::Declared;
use crate::native::{NativeClass, NativeFunction, NativeProperty};
use crate::reach::class_members;
use crate::{
    Args, Bytes, Class, Dict, DictItems, DictKeys, DictValues, Entry, FrozenSet, Int, List, Range,
    Result, Set, Slice, Str, Tuple, Value, construct, errors, slots,
};

const fn method(name: &'static str, entry: Entry) -> NativeFunction {
    NativeFunction {
        name,
        module: "builtins",
        signature: "",
        doc: "",
        entry,
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $python:literal in $module:literal { $($field:ident: $value:expr),* $(,)? })*) => {$(
        $(#[$doc])*
        pub static $name: NativeClass = NativeClass { $($field: $value,)* ..NativeClass::new($python, $module) };
    )*};
}

classes! {
    /// `NoneType`.
    NONE_TYPE = "NoneType" in "builtins" { is_base: false, members: class_members! { slots: slots::SINGLETON } }
    /// `NotImplementedType`.
    NOT_IMPLEMENTED_TYPE = "NotImplementedType" in "builtins" { is_base: false, members: class_members! { slots: slots::SINGLETON } }
    /// `ellipsis`.
    ELLIPSIS = "ellipsis" in "builtins" { is_base: false, members: class_members! { slots: slots::SINGLETON } }
    /// Iterators of no class of their own.
    ITERATOR = "iterator" in "builtins" { is_base: false, slots: slots::ITERATOR }
    /// `generator`.
    GENERATOR = "generator" in "builtins" { is_base: false, slots: slots::ITERATOR, members: class_members! { coroutine_members; methods: GENERATOR_METHODS } }
    /// `coroutine`.
    COROUTINE = "coroutine" in "builtins" { is_base: false, members: class_members! { coroutine_members; methods: COROUTINE_METHODS } }
    /// `coroutine_wrapper`.
    AWAIT_ITERATOR = "coroutine_wrapper" in "builtins" { is_base: false, slots: AWAIT_SLOTS, members: class_members! { coroutine_members; methods: AWAIT_METHODS } }
    /// `async_generator`.
    ASYNC_GENERATOR = "async_generator" in "builtins" { is_base: false, protocol: ASYNC_GENERATOR_PROTOCOL, members: class_members! { methods: ASYNC_GENERATOR_METHODS } }
    /// `async_generator_asend`.
    ASYNC_GENERATOR_STEP = "async_generator_asend" in "builtins" { is_base: false, protocol: STEP_PROTOCOL }
    /// `function`.
    FUNCTION = "function" in "builtins" { is_base: false, members: class_members! { slots: CALL, methods: GET } }
    /// `method`.
    METHOD = "method" in "builtins" { is_base: false, members: class_members! { slots: CALL } }
    /// `builtin_function_or_method`.
    BUILTIN_FUNCTION = "builtin_function_or_method" in "builtins" { is_base: false, members: class_members! { slots: CALL } }
    /// `method_descriptor`.
    METHOD_DESCRIPTOR = "method_descriptor" in "builtins" { is_base: false, members: class_members! { slots: CALL, methods: GET } }
    /// `getset_descriptor`.
    GETSET = "getset_descriptor" in "builtins" { is_base: false, members: class_members! { methods: DATA_DESCRIPTOR } }
    /// `member_descriptor`.
    MEMBER = "member_descriptor" in "builtins" { is_base: false, members: class_members! { methods: DATA_DESCRIPTOR } }
    /// `mappingproxy`.
    MAPPING_PROXY = "mappingproxy" in "builtins" { is_base: false, members: class_members! { constructor: Some(crate::descriptor::new_mapping_proxy) } }
    /// `module`.
    MODULE = "module" in "builtins" { is_base: false }
    /// `types.GenericAlias`.
    GENERIC_ALIAS = "GenericAlias" in "types" {}
    /// `types.UnionType`.
    UNION_TYPE = "UnionType" in "types" { is_base: false }
    /// `cell`.
    CELL = "cell" in "builtins" { is_base: false }
    /// `traceback`.
    TRACEBACK = "traceback" in "builtins" { is_base: false }
    /// `frame`.
    FRAME = "frame" in "builtins" { is_base: false }
}

/// The base class of the class hierarchy.
///
/// When called, it accepts no arguments and returns a new featureless
/// instance that has no instance attributes and cannot be given any.
#[pyclass("class object")]
pub static OBJECT: NativeClass = NativeClass {
    members: class_members! {
        slots: slots::OBJECT,
        statics: slots::OBJECT_STATICS,
        class_methods: slots::OBJECT_CLASS_METHODS,
        properties: OBJECT_PROPERTIES,
        constructor: Some(construct::object),
    },
    ..NativeClass::new("object", "builtins")
};

/// type(object) -> the object's type
/// type(name, bases, dict, **kwds) -> a new type
#[pyclass("class type")]
pub static TYPE: NativeClass = NativeClass {
    members: class_members! {
        slots: slots::TYPE,
        statics: slots::TYPE_STATICS,
        class_methods: slots::TYPE_CLASS_METHODS,
        constructor: Some(construct::type_),
    },
    ..NativeClass::new("type", "builtins")
};

/// Property attribute.
#[pyclass("class property")]
pub static PROPERTY: NativeClass = NativeClass {
    members: class_members! { constructor: Some(construct::property), methods: PROPERTY_METHODS },
    ..NativeClass::new("property", "builtins")
};

/// Convert a function to be a static method.
#[pyclass("class staticmethod")]
pub static STATICMETHOD: NativeClass = NativeClass {
    members: class_members! { constructor: Some(construct::staticmethod), methods: GET },
    ..NativeClass::new("staticmethod", "builtins")
};

/// Convert a function to be a class method.
#[pyclass("class classmethod")]
pub static CLASSMETHOD: NativeClass = NativeClass {
    members: class_members! { constructor: Some(construct::classmethod), methods: GET },
    ..NativeClass::new("classmethod", "builtins")
};

/// super() -> same as super(__class__, <first argument>)
/// super(type) -> unbound super object
/// super(type, obj) -> bound super object; requires isinstance(obj, type)
#[pyclass("class super")]
pub static SUPER: NativeClass = NativeClass {
    members: class_members! { constructor: Some(construct::super_), methods: GET },
    ..NativeClass::new("super", "builtins")
};

/// `int`.
pub const INT: &NativeClass = <Int as Declared>::CLASS;
/// `bool`.
pub const BOOL: &NativeClass = <bool as Declared>::CLASS;
/// `float`.
pub const FLOAT: &NativeClass = <f64 as Declared>::CLASS;
/// `str`.
pub const STR: &NativeClass = <Str as Declared>::CLASS;
/// `bytes`.
pub const BYTES: &NativeClass = <Bytes as Declared>::CLASS;

/// `list`.
pub const LIST: &NativeClass = <List<Value> as Declared>::CLASS;
/// `dict`.
pub const DICT: &NativeClass = <Dict<Value, Value> as Declared>::CLASS;
/// `set`.
pub const SET: &NativeClass = <Set<Value> as Declared>::CLASS;
/// `frozenset`.
pub const FROZENSET: &NativeClass = <FrozenSet<Value> as Declared>::CLASS;
/// `tuple`.
pub const TUPLE: &NativeClass = <Tuple<Value> as Declared>::CLASS;
/// `range`.
pub const RANGE: &NativeClass = <Range as Declared>::CLASS;
/// `slice`.
pub const SLICE: &NativeClass = <Slice as Declared>::CLASS;
/// `dict_keys`.
pub const DICT_KEYS: &NativeClass = <DictKeys<Value, Value> as Declared>::CLASS;
/// `dict_values`.
pub const DICT_VALUES: &NativeClass = <DictValues<Value, Value> as Declared>::CLASS;
/// `dict_items`.
pub const DICT_ITEMS: &NativeClass = <DictItems<Value, Value> as Declared>::CLASS;

/// `__get__` of the descriptors that are not written in Python.
fn descriptor_get(args: Args) -> Result<Value> {
    let (this, instance, owner) = match args.values() {
        [_, Value::None] | [_, Value::None, Value::None] => {
            return Err(errors::type_error("__get__(None, None) is invalid"));
        }
        [this, instance] => (this, instance, None),
        [this, instance, owner] => (this, instance, Class::of_value(owner)),
        other => {
            let (bound, given) = match other.len() {
                0 | 1 => ("at least 1", 0),
                more => ("at most 2", more - 1),
            };
            let plural = if given == 0 { "" } else { "s" };
            return Err(errors::type_error(format!(
                "expected {bound} argument{plural}, got {given}"
            )));
        }
    };
    let owner = owner.unwrap_or_else(|| instance.class());
    let instance = Some(instance).filter(|instance| !instance.is_none());
    match this {
        Value::Object(object) => object
            .descriptor_get(this, instance, &owner)
            .unwrap_or_else(|| Ok(this.clone())),
        this => Ok(this.clone()),
    }
}

fn descriptor_set(args: Args) -> Result<Value> {
    let (this, instance, value) = match args.values() {
        [this, instance] => (this, instance, None),
        [this, instance, value] => (this, instance, Some(value.clone())),
        other => {
            return Err(errors::type_error(format!(
                "expected 2 arguments, got {}",
                other.len().saturating_sub(1)
            )));
        }
    };
    if let Value::Object(object) = this {
        object.descriptor_set(this, instance, value)?;
    }
    Ok(Value::None)
}

static GET: &[NativeFunction] = &[method("__get__", descriptor_get)];

static DATA_DESCRIPTOR: &[NativeFunction] = &[
    method("__get__", descriptor_get),
    method("__set__", descriptor_set),
    method("__delete__", descriptor_set),
];

static CALL: &[NativeFunction] = &[method("__call__", |args| match args.split_first() {
    Some((callable, rest)) => callable.call(rest),
    None => Err(errors::type_error(
        "descriptor '__call__' needs an argument",
    )),
})];

static GENERATOR_METHODS: &[NativeFunction] = &[
    method("send", crate::generator::send_entry),
    method("throw", crate::generator::throw_entry),
    method("close", crate::generator::close_entry),
];

static COROUTINE_METHODS: &[NativeFunction] = &[
    method("send", crate::coroutine::send_entry),
    method("throw", crate::coroutine::throw_entry),
    method("close", crate::coroutine::close_entry),
    method("__await__", crate::coroutine::await_entry),
];

static AWAIT_SLOTS: &[NativeFunction] = &[
    method("__iter__", |args| Ok(args.values()[0].clone())),
    method("__next__", await_step),
];
static AWAIT_METHODS: &[NativeFunction] = &[method("send", await_step)];

fn await_step(args: Args) -> Result<Value> {
    match args.values().first() {
        Some(this) => match this.downcast::<crate::coroutine::AwaitIterator>() {
            Some(iterator) => iterator.step(this),
            None => Err(errors::wrong_type("coroutine_wrapper", this)),
        },
        None => Err(errors::type_error("descriptor needs an argument")),
    }
}

static ASYNC_GENERATOR_PROTOCOL: &[NativeFunction] = &[
    method("__aiter__", crate::async_generator::aiter_entry),
    method("__anext__", crate::async_generator::anext_entry),
];

static ASYNC_GENERATOR_METHODS: &[NativeFunction] = &[
    method("asend", crate::async_generator::asend_entry),
    method("athrow", crate::async_generator::athrow_entry),
    method("aclose", crate::async_generator::aclose_entry),
];

static STEP_PROTOCOL: &[NativeFunction] = &[
    method("__await__", crate::async_generator::step_await_entry),
    method("send", |args| step_of(args, "send")),
    method("throw", |args| step_of(args, "throw")),
    method("close", |_| Ok(Value::None)),
];

/// Passes a call on to what `__await__` gives.
fn step_of(args: Args, name: &str) -> Result<Value> {
    let (step, rest) = args.split_first().unwrap_or_default();
    let one = Args::positional(vec![step]);
    crate::async_generator::step_await_entry(one)?.quiet_call_method(name, rest)
}

static PROPERTY_METHODS: &[NativeFunction] = &[
    method("__get__", descriptor_get),
    method("__set__", descriptor_set),
    method("__delete__", descriptor_set),
    method("getter", |args| property_with(args, "getter")),
    method("setter", |args| property_with(args, "setter")),
    method("deleter", |args| property_with(args, "deleter")),
    method("__set_name__", |args| match args.values() {
        [this, _, Value::Str(name)] => {
            if let Some(property) = this.downcast::<crate::descriptor::Property>() {
                property.set_name(name.clone());
            }
            Ok(Value::None)
        }
        _ => Err(errors::type_error(
            "__set_name__() takes 2 positional arguments",
        )),
    }),
];

fn property_with(args: Args, which: &str) -> Result<Value> {
    match args.values() {
        [this, function] => match this.downcast::<crate::descriptor::Property>() {
            Some(property) => Ok(property.with(which, function.clone())),
            None => Err(errors::wrong_type("property", this)),
        },
        other => Err(errors::type_error(format!(
            "{which}() takes exactly one argument ({} given)",
            other.len().saturating_sub(1)
        ))),
    }
}

static OBJECT_PROPERTIES: &[NativeProperty] = &[
    NativeProperty {
        name: "__class__",
        doc: "",
        get: |args| Ok(args.values()[0].class().quiet_value()),
        set: Some(set_class),
    },
    NativeProperty {
        name: "__dict__",
        doc: "",
        get: get_dict,
        set: Some(set_dict),
    },
];

fn set_class(args: Args) -> Result<Value> {
    let [this, class] = args.values() else {
        return Ok(Value::None);
    };
    match (
        this.downcast::<crate::instance::Instance>(),
        Class::of_value(class),
    ) {
        (Some(instance), Some(class)) if !class.is_native() => {
            instance.set_class(class);
            Ok(Value::None)
        }
        (_, None) => Err(errors::type_error(format!(
            "__class__ must be set to a class, not '{}' object",
            class.class_name()
        ))),
        _ => Err(errors::type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        )),
    }
}

fn get_dict(args: Args) -> Result<Value> {
    let this = &args.values()[0];
    match this.downcast::<crate::instance::Instance>() {
        Some(instance) if this.class().has_dict() => Ok(Value::Dict(instance.dict())),
        Some(_) => Err(crate::special::no_attribute(this, "__dict__")),
        None => own_dict(this).ok_or_else(|| crate::special::no_attribute(this, "__dict__")),
    }
}

/// The `__dict__` of an object of the library.
fn own_dict(this: &Value) -> Option<Value> {
    match this {
        Value::Object(object) => object.own_attr("__dict__"),
        _ => None,
    }
}

fn set_dict(args: Args) -> Result<Value> {
    match args.values() {
        [this, Value::Dict(dict)] => match this.downcast::<crate::instance::Instance>() {
            Some(instance) => {
                instance.set_dict(dict.clone());
                Ok(Value::None)
            }
            None => Err(crate::special::no_attribute(this, "__dict__")),
        },
        [_, other] => Err(errors::type_error(format!(
            "__dict__ must be set to a dictionary, not a '{}'",
            other.class_name()
        ))),
        _ => Ok(Value::None),
    }
}

macro_rules! iterators {
    ($($name:ident $python:literal)*) => {
        $(static $name: NativeClass = NativeClass { is_base: false, slots: slots::ITERATOR, ..NativeClass::new($python, "builtins") };)*

        /// The class of an iterator by its name.
        pub(crate) fn iterator_class(name: &str) -> Class {
            match name {
                "generator" => GENERATOR.class(),
                $($python => $name.class(),)*
                _ => ITERATOR.class(),
            }
        }
    };
}
iterators! {
    LIST_ITERATOR "list_iterator"
    LIST_REVERSE_ITERATOR "list_reverseiterator"
    TUPLE_ITERATOR "tuple_iterator"
    STR_ITERATOR "str_iterator"
    BYTES_ITERATOR "bytes_iterator"
    SET_ITERATOR "set_iterator"
    RANGE_ITERATOR "range_iterator"
    DICT_KEY_ITERATOR "dict_keyiterator"
    DICT_VALUE_ITERATOR "dict_valueiterator"
    DICT_ITEM_ITERATOR "dict_itemiterator"
    CALLABLE_ITERATOR "callable_iterator"
    ENUMERATE "enumerate"
    ZIP "zip"
    MAP "map"
    FILTER "filter"
    REVERSED "reversed"
}
