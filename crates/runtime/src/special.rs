//! The data model by dunder lookup: what `object` does, and how special methods are found and called.
//!
//! *Invariant:* special methods are looked up on the class, never on the instance (language reference 3.3.12).

use crate::instance::Instance;
use crate::native_object::NativeMethod;
use crate::reach::{Hook, Unreached};
use crate::value::{BoxFuture, CompareOp, Method, UnaryOp};
use crate::{
    Args, Class, DynObject, Error, Int, Iter, Result, Str, Value, args, errors, object::View, reach,
};

/// The special method `name` of `this`, ready to be called.
pub fn method(this: &Value, class: &Class, name: &str) -> Result<Option<Method>> {
    if !reach::CLASSES.is_on() {
        // No object is made of it where all classes are the library's.
        let found = class.native_method(name);
        return Ok(found.map(|function| Method::Native(function, this.clone())));
    }
    match class.lookup(name) {
        Some(found) => bind(found, this, class).map(Some),
        None => Ok(None),
    }
}

fn bind(found: Value, this: &Value, class: &Class) -> Result<Method> {
    match &found {
        Value::Object(object) if object.is_function() => Ok(Method::Unbound(found, this.clone())),
        Value::Object(object) => match object.descriptor_get(&found, Some(this), class) {
            Some(bound) => Ok(Method::Bound(bound?)),
            None => Ok(Method::Bound(found)),
        },
        _ => Ok(Method::Bound(found)),
    }
}

/// What operators on objects do that ask their class: installed with the first such object.
pub(crate) static OPERATORS: Hook<Operators> = Hook::new();

/// The functions behind [`OPERATORS`].
pub(crate) struct Operators {
    pub(crate) call: fn(&Value, &Class, Args) -> Result<Value>,
    pub(crate) hash: fn(&Value, &Class) -> Result<i64>,
    pub(crate) truthy: fn(&Value, &Class) -> Result<bool>,
    pub(crate) len: fn(&Value, &Class) -> Result<Option<usize>>,
    pub(crate) index: fn(&Value, &Class) -> Result<Option<Int>>,
    pub(crate) answer: fn(&Value, &Class, &str, &Value) -> Result<Option<Value>>,
    pub(crate) unary: fn(&Value, &Class, UnaryOp) -> Result<Option<Value>>,
    pub(crate) compare: fn(&Value, &Class, CompareOp, &Value) -> Result<Option<Value>>,
    pub(crate) get_item: fn(&Value, &Class, &Value) -> Result<Value>,
    pub(crate) set_item: fn(&Value, &Class, &Value, Option<Value>) -> Result<()>,
    pub(crate) contains: fn(&Value, &Class, &Value) -> Result<bool>,
    pub(crate) iter: fn(&Value, &Class) -> Result<Iter<Value>>,
    pub(crate) next: fn(&Value, &Class) -> Option<Option<Result<Value>>>,
    pub(crate) awaitable: fn(&Value, &Class) -> Option<Result<BoxFuture>>,
    close: fn(&Value),
    pub(crate) is_callable: fn(&Class) -> bool,
}

/// Operators on an object of some class may go by the class from now on.
#[inline(always)]
pub fn install_operators() {
    OPERATORS.install(&Operators {
        call,
        hash,
        truthy,
        len,
        index,
        answer,
        unary,
        compare,
        get_item,
        set_item,
        contains,
        iter,
        next,
        awaitable,
        is_callable: |class| class.lookup("__call__").is_some(),
        close: |this| {
            let _ = this.quiet_call_method("close", Args::new());
        },
    });
}

/// `x.close()` of an object that behaves like a coroutine.
pub fn close(this: &Value) {
    if let Some(operators) = OPERATORS.get() {
        (operators.close)(this);
    }
}

/// What looking an attribute up by name does: installed by the first look.
pub(crate) static ATTRIBUTES: Hook<Attributes> = Hook::new();

/// The functions behind [`ATTRIBUTES`].
pub(crate) struct Attributes {
    pub(crate) get_attr: fn(&Value, &str) -> Result<Value>,
    pub(crate) find_method: fn(&Value, &str) -> Result<Method>,
    pub(crate) of_method: fn(&NativeMethod, &str) -> Option<Value>,
    pub(crate) bind_method: fn(&NativeMethod, &Value) -> Value,
}

/// Attributes may be looked up by name from now on.
#[inline(always)]
pub(crate) fn install_attributes() {
    reach::NAMES.turn_on();
    ATTRIBUTES.install(&Attributes {
        get_attr: |this, name| match this {
            Value::Object(object) => get_attr(this, &**object, name),
            _ => get_builtin_attr(this, name),
        },
        find_method: |this, name| match this {
            Value::Object(object) => find_object_method(this, &**object, name),
            _ => find_method(this, name),
        },
        of_method: NativeMethod::attribute,
        bind_method: NativeMethod::bind,
    });
}

/// What assigning attributes does: installed by the first assignment.
pub(crate) static STORES: Hook<Stores> = Hook::new();

/// The functions behind [`STORES`].
pub(crate) struct Stores {
    pub(crate) set_descriptor: fn(&Value, &Class, &str, Option<Value>) -> Result<()>,
    pub(crate) set_instance: fn(&Instance, &Value, &str, Option<Value>) -> Result<()>,
}

/// Attributes may be assigned from now on.
#[inline(always)]
pub(crate) fn install_stores() {
    STORES.install(&Stores {
        set_descriptor,
        set_instance: Instance::assign,
    });
}

/// Calls the one-argument special method `name`; `None` where the class has none or it answers NotImplemented.
pub fn answer(this: &Value, class: &Class, name: &str, other: &Value) -> Result<Option<Value>> {
    match method(this, class, name)? {
        Some(method) => match method.call(Args::positional(vec![other.clone()]))? {
            Value::NotImplemented => Ok(None),
            result => Ok(Some(result)),
        },
        None => Ok(None),
    }
}

/// The method that `x.name(...)` calls, not bound where that can be avoided.
pub fn find_method(this: &Value, name: &str) -> Result<Method> {
    let Value::Object(object) = this else {
        let class = this.class();
        return match class.lookup(name) {
            Some(found) => bind(found, this, &class),
            None => Err(no_attribute(this, name)),
        };
    };
    object.find_method(this, name)
}

/// [`find_method`] for an object.
pub fn find_object_method<O: DynObject + ?Sized>(
    this: &Value,
    object: &O,
    name: &str,
) -> Result<Method> {
    let class = object.class();
    if !class.has_plain_lookup() {
        return object.get_attr(this, name).map(Method::Bound);
    }
    match class.lookup(name) {
        Some(found) if is_function(&found) => match object.own_attr(name) {
            Some(own) => Ok(Method::Bound(own)),
            None => Ok(Method::Unbound(found, this.clone())),
        },
        _ => object.get_attr(this, name).map(Method::Bound),
    }
}

pub(crate) fn is_function(value: &Value) -> bool {
    matches!(value, Value::Object(object) if object.is_function())
}

/// `object.__getattribute__`, then `__getattr__`; a class's own `__getattribute__` comes first.
pub fn get_attr<O: DynObject + ?Sized>(this: &Value, object: &O, name: &str) -> Result<Value> {
    let class = object.class();
    if class.has_plain_lookup() {
        return plain_get_attr(this, object, &class, name);
    }
    let found = match class.overriding("__getattribute__") {
        Some(hook) => hook.call(args![this.clone(), attr_name(name)]),
        None => plain_get_attr(this, object, &class, name),
    };
    match found {
        Err(error) if error.is(&errors::AttributeError) => match class.lookup("__getattr__") {
            Some(hook) => bind(hook, this, &class)?.call(args![attr_name(name)]),
            None => Err(error),
        },
        found => found,
    }
}

/// `object.__getattribute__`.
pub fn plain_get_attr<O: DynObject + ?Sized>(
    this: &Value,
    object: &O,
    class: &Class,
    name: &str,
) -> Result<Value> {
    let on_class = class.lookup(name);
    if let Some(descriptor @ Value::Object(found)) = &on_class
        && found.is_data_descriptor()
        && let Some(result) = found.descriptor_get(descriptor, Some(this), class)
    {
        return result;
    }
    if let Some(own) = object.own_attr(name) {
        return Ok(own);
    }
    match on_class {
        Some(found) => read_from_class(found, Some(this), class),
        None => Err(no_attribute(this, name)),
    }
}

/// What an attribute found on a class reads as.
pub fn read_from_class(found: Value, instance: Option<&Value>, owner: &Class) -> Result<Value> {
    match &found {
        Value::Object(object) => object
            .descriptor_get(&found, instance, owner)
            .unwrap_or(Ok(found.clone())),
        _ => Ok(found),
    }
}

/// Attribute of a value with a builtin representation.
pub fn get_builtin_attr(this: &Value, name: &str) -> Result<Value> {
    let class = this.class();
    match class.lookup(name) {
        Some(found) => read_from_class(found, Some(this), &class),
        None => Err(no_attribute(this, name)),
    }
}

fn attr_name(name: &str) -> Value {
    Value::Str(Str::from(name.to_string()))
}

/// AttributeError: "'C' object has no attribute 'x'".
#[cold]
pub fn no_attribute(this: &Value, name: &str) -> Error {
    let text = format!("'{}' object has no attribute '{name}'", this.class_name());
    errors::attribute_error_for(text, this, name)
}

/// Assignment to an attribute of an object that has none of its own: data descriptors only.
pub fn set_descriptor(this: &Value, class: &Class, name: &str, value: Option<Value>) -> Result<()> {
    let found = class.lookup(name);
    if let Some(descriptor @ Value::Object(object)) = &found
        && object.is_data_descriptor()
    {
        return object.descriptor_set(descriptor, this, value);
    }
    let text = match found {
        Some(_) => format!("'{}' object attribute '{name}' is read-only", class.name()),
        None => format!(
            "'{}' object has no attribute '{name}' and no __dict__ for setting new attributes",
            class.name()
        ),
    };
    Err(errors::attribute_error_for(text, this, name))
}

/// `__get__` of an object whose class is written in Python.
pub fn descriptor_get(
    this: &Value,
    class: &Class,
    instance: Option<&Value>,
    owner: &Class,
) -> Option<Result<Value>> {
    if class.is_native() {
        return None;
    }
    let getter = class.lookup("__get__")?;
    let instance = instance.cloned().unwrap_or_default();
    Some(
        bind(getter, this, class)
            .and_then(|method| method.call(args![instance, owner.quiet_value()])),
    )
}

/// The class has `__set__` or `__delete__`.
pub fn is_data_descriptor(class: &Class) -> bool {
    !class.is_native()
        && (class.lookup("__set__").is_some() || class.lookup("__delete__").is_some())
}

/// `__set__` or `__delete__` of an object whose class is written in Python.
pub fn descriptor_set(
    this: &Value,
    class: &Class,
    instance: &Value,
    value: Option<Value>,
) -> Result<()> {
    let (name, arguments) = match value {
        Some(value) => ("__set__", args![instance.clone(), value]),
        None => ("__delete__", args![instance.clone()]),
    };
    if class.is_native() {
        return Err(errors::attribute_error(name));
    }
    match method(this, class, name)? {
        Some(method) => method.call(arguments).map(|_| ()),
        None => Err(errors::attribute_error(name)),
    }
}

/// `object.__repr__`.
pub fn default_repr(this: &Value, class: &Class) -> Str {
    Str::from(format!(
        "<{} object at {}>",
        class.full_name(),
        address(this)
    ))
}

/// An address as `repr` writes it.
pub fn address(this: &Value) -> String {
    format!("0x{:x}", this.id())
}

fn text_of(result: Value, name: &str) -> Result<Str> {
    match result {
        Value::Str(text) => Ok(text),
        Value::Object(object) if matches!(object.payload(), Some(Value::Str(_))) => {
            match object.payload() {
                Some(Value::Str(text)) => Ok(text),
                _ => Ok(Str::from("")),
            }
        }
        other => Err(errors::type_error(format!(
            "{name} returned non-string (type {})",
            other.class_name()
        ))),
    }
}

/// `repr(x)`.
pub fn repr(this: &Value, class: &Class) -> Result<Str> {
    match method(this, class, "__repr__")? {
        Some(method) => text_of(method.call(Args::new())?, "__repr__"),
        None => Ok(default_repr(this, class)),
    }
}

/// `str(x)`.
pub fn str(this: &Value, class: &Class) -> Result<Str> {
    match method(this, class, "__str__")? {
        Some(method) => text_of(method.call(Args::new())?, "__str__"),
        None => View::repr(this),
    }
}

/// `format(x, spec)`.
pub fn format(this: &Value, class: &Class, spec: &str) -> Result<Str> {
    // What the builtin classes make of an empty specification is `str(x)`, which a class derived from them may define.
    let is_builtin = |method: &Value| method.downcast::<crate::function::Function>().is_none();
    if spec.is_empty() && class.lookup("__format__").as_ref().is_some_and(is_builtin) {
        return View::str(this);
    }
    match method(this, class, "__format__")? {
        Some(method) => match method.call(args![Str::from(spec.to_string())])? {
            Value::Str(text) => Ok(text),
            other => Err(errors::type_error(format!(
                "__format__ must return a str, not {}",
                other.class_name()
            ))),
        },
        None if spec.is_empty() => View::str(this),
        None => Err(errors::type_error(format!(
            "unsupported format string passed to {}.__format__",
            class.name()
        ))),
    }
}

/// `hash(x)`.
pub fn hash(this: &Value, class: &Class) -> Result<i64> {
    match class.lookup("__hash__") {
        Some(Value::None) => Err(errors::type_error(format!(
            "unhashable type: '{}'",
            class.name()
        ))),
        Some(found) if is_of_object(&found) => Ok(identity_hash(this)),
        Some(found) => match bind(found, this, class)?.call(Args::new())? {
            // A hash that fits is taken as it is; only a longer one is hashed as an int is.
            Value::Int(hash) => match hash.to_i64() {
                Some(-1) => Ok(-2),
                Some(hash) => Ok(hash),
                None => Ok(hash.py_hash()),
            },
            Value::Bool(hash) => Ok(i64::from(hash)),
            _ => Err(errors::type_error(
                "__hash__ method should return an integer",
            )),
        },
        None => Ok(identity_hash(this)),
    }
}

/// `object.__hash__`.
pub fn identity_hash(this: &Value) -> i64 {
    this.id().rotate_right(4)
}

/// `bool(x)`.
pub fn truthy(this: &Value, class: &Class) -> Result<bool> {
    if let Some(method) = method(this, class, "__bool__")? {
        return match method.call(Args::new())? {
            Value::Bool(answer) => Ok(answer),
            other => Err(errors::type_error(format!(
                "__bool__ should return bool, returned {}",
                other.class_name()
            ))),
        };
    }
    Ok(len(this, class)?.is_none_or(|length| length != 0))
}

/// `len(x)`.
pub fn len(this: &Value, class: &Class) -> Result<Option<usize>> {
    let Some(method) = method(this, class, "__len__")? else {
        return Ok(None);
    };
    let length = method.call(Args::new())?.index()?;
    if length.is_negative() {
        return Err(errors::value_error("__len__() should return >= 0"));
    }
    match length.to_usize() {
        Some(length) => Ok(Some(length)),
        None => Err(errors::overflow_error(
            "cannot fit 'int' into an index-sized integer",
        )),
    }
}

/// `operator.index(x)`.
pub fn index(this: &Value, class: &Class) -> Result<Option<Int>> {
    let Some(method) = method(this, class, "__index__")? else {
        return Ok(None);
    };
    let result = method.call(Args::new())?;
    match result.as_int() {
        Some(value) => Ok(Some(value)),
        None => Err(errors::type_error(format!(
            "__index__ returned non-int (type {})",
            result.class_name()
        ))),
    }
}

#[cold]
pub(crate) fn not_callable(class: &str) -> Error {
    errors::type_error(format!("'{class}' object is not callable"))
}

#[cold]
pub(crate) fn not_subscriptable(class: &str) -> Error {
    errors::type_error(format!("'{class}' object is not subscriptable"))
}

#[cold]
pub(crate) fn does_not_take_items(class: &str, deletes: bool) -> Error {
    let what = match deletes {
        false => "does not support item assignment",
        true => "doesn't support item deletion",
    };
    errors::type_error(format!("'{class}' object {what}"))
}

#[cold]
pub(crate) fn not_a_container(class: &str) -> Error {
    errors::type_error(format!("argument of type '{class}' is not iterable"))
}

#[cold]
pub(crate) fn not_iterable(class: &str) -> Error {
    errors::type_error(format!("'{class}' object is not iterable"))
}

/// `object.__eq__` and `object.__ne__`: identity.
pub(crate) fn compare_identity(this: &Value, op: CompareOp, other: &Value) -> Option<Value> {
    let (Value::Object(a), Value::Object(b)) = (this, other) else {
        return None;
    };
    match op {
        CompareOp::Eq if a.address() == b.address() => Some(Value::Bool(true)),
        CompareOp::Ne if a.address() == b.address() => Some(Value::Bool(false)),
        _ => None,
    }
}

/// `op x`.
pub fn unary(this: &Value, class: &Class, op: UnaryOp) -> Result<Option<Value>> {
    match method(this, class, op.dunder())? {
        Some(method) => method.call(Args::new()).map(Some),
        None => Ok(None),
    }
}

/// `x(...)`.
pub fn call(this: &Value, class: &Class, args: Args) -> Result<Value> {
    match method(this, class, "__call__")? {
        Some(method) => method.call(args),
        None => Err(not_callable(&class.name())),
    }
}

/// A comparison. `!=` falls back on the inverse of `==`.
pub fn compare(this: &Value, class: &Class, op: CompareOp, other: &Value) -> Result<Option<Value>> {
    let found = class
        .lookup(op.dunder())
        .filter(|found| !is_of_object(found));
    if let Some(found) = found {
        return match bind(found, this, class)?.call(Args::positional(vec![other.clone()]))? {
            Value::NotImplemented => Ok(None),
            result => Ok(Some(result)),
        };
    }
    // `object.__eq__` is identity, `object.__ne__` the inverse of what `__eq__` says.
    match op {
        CompareOp::Ne => {}
        CompareOp::Eq if this.is(other) => return Ok(Some(Value::Bool(true))),
        _ => return Ok(None),
    }
    match compare(this, class, CompareOp::Eq, other)? {
        Some(equal) => Ok(Some(Value::Bool(!equal.truthy()?))),
        None => Ok(None),
    }
}

/// It is one of `object`'s own methods.
fn is_of_object(found: &Value) -> bool {
    found
        .downcast::<NativeMethod>()
        .is_some_and(|method| method.belongs_to(&crate::classes::OBJECT))
}

/// `x[key]`.
pub fn get_item(this: &Value, class: &Class, key: &Value) -> Result<Value> {
    match method(this, class, "__getitem__")? {
        Some(method) => method.call(Args::positional(vec![key.clone()])),
        None => Err(not_subscriptable(&class.name())),
    }
}

/// `x[key] = value`, or `del x[key]`.
pub fn set_item(this: &Value, class: &Class, key: &Value, value: Option<Value>) -> Result<()> {
    let deletes = value.is_none();
    let (name, arguments) = match value {
        Some(value) => ("__setitem__", vec![key.clone(), value]),
        None => ("__delitem__", vec![key.clone()]),
    };
    match method(this, class, name)? {
        Some(method) => method.call(Args::positional(arguments)).map(|_| ()),
        None => Err(does_not_take_items(&class.name(), deletes)),
    }
}

/// `item in x`, by `__contains__` or by iteration.
pub fn contains(this: &Value, class: &Class, item: &Value) -> Result<bool> {
    match class.lookup("__contains__") {
        Some(Value::None) => {
            return Err(errors::type_error(format!(
                "'{}' object is not a container",
                class.name()
            )));
        }
        Some(found) => {
            return bind(found, this, class)?
                .call(Args::positional(vec![item.clone()]))?
                .truthy();
        }
        None => {}
    }
    contains_iterated(this, item)
}

/// How `item in x` is answered for what can only be iterated; installed by the first `in`.
static ITERATED: Hook<fn(&Value, &Value) -> Result<bool>> = Hook::new();

/// Objects are asked `item in x` from now on.
#[inline(always)]
pub(crate) fn install_contains() {
    ITERATED.install(&(contains_iterated as fn(&Value, &Value) -> Result<bool>));
}

/// `item in x` of what can only be iterated.
pub fn contains_by_iteration(this: &Value, item: &Value) -> Result<bool> {
    match ITERATED.get() {
        Some(contains) => contains(this, item),
        None => Unreached::unreached(),
    }
}

fn contains_iterated(this: &Value, item: &Value) -> Result<bool> {
    let items = this
        .iter()
        .map_err(|error| match error.is(&errors::TypeError) {
            true => not_a_container(&this.class_name()),
            false => error,
        })?;
    for candidate in items {
        let candidate = candidate?;
        if candidate.is(item) || candidate.test(CompareOp::Eq, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `iter(x)`, by `__iter__` or by `__getitem__` from 0.
pub fn iter(this: &Value, class: &Class) -> Result<Iter<Value>> {
    match class.lookup("__iter__") {
        Some(Value::None) => {}
        Some(found) => {
            let iterator = bind(found, this, class)?.call(Args::new())?;
            return Iter::of_iterator(iterator);
        }
        None if class.lookup("__getitem__").is_some() => {
            return Ok(Iter::of_sequence(this.clone()));
        }
        None => {}
    }
    Err(not_iterable(&class.name()))
}

/// `next(x)`.
pub fn next(this: &Value, class: &Class) -> Option<Option<Result<Value>>> {
    let found = class.lookup("__next__")?;
    let result = bind(found, this, class).and_then(|method| method.call(Args::new()));
    Some(match result {
        Err(error) if error.is(&errors::StopIteration) => None,
        result => Some(result),
    })
}

/// `await x`, by `__await__`.
pub fn awaitable(this: &Value, class: &Class) -> Option<Result<BoxFuture>> {
    let found = class.lookup("__await__")?;
    let iterator = bind(found, this, class).and_then(|method| method.call(Args::new()));
    Some(iterator.map(|iterator| Box::pin(crate::coroutine::drive(iterator)) as BoxFuture))
}
