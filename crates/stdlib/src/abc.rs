//! `abc`: abstract base classes.
//!
//! The metaclass is made at run time, as a class that Python code would make.
//!
//! *Invariant:* a class with abstract methods left has no instances; the runtime refuses them by `__abstractmethods__`.

use portalis_macros::{module, pyconst, pyfn};
use portalis_runtime::{
    Args, Class, Dict, FrozenSet, Result, Value, View, args, class, classes, descriptor, errors,
};

use crate::support::callable;

module!("abc");

thread_local! {
    static CLASSES: (Class, Class) = make().expect("the classes of the library are well formed");
}

/// Metaclass for defining Abstract Base Classes (ABCs).
#[pyconst("ABCMeta: Any")]
pub fn abc_meta() -> Value {
    CLASSES.with(|(meta, _)| meta.value())
}

/// Helper class that provides a standard way to create an ABC using inheritance.
#[pyconst("ABC: Any")]
pub fn abc() -> Value {
    CLASSES.with(|(_, base)| base.value())
}

fn make() -> Result<(Class, Class)> {
    let namespace = Dict::new();
    let set = |name: &str, code: fn(Args) -> Result<Value>| namespace.insert_name(name, callable(name, code));
    set("__new__", new);
    set("register", register);
    set("__instancecheck__", is_instance);
    set("__subclasscheck__", is_subclass);
    namespace.insert_name("__module__", Value::from("abc"));
    let type_ = classes::TYPE.class();
    let meta = class::new_class(type_.clone(), "ABCMeta".into(), &[type_.value()], &Value::Dict(namespace), Vec::new())?;
    let namespace = Dict::new();
    namespace.insert_name("__module__", Value::from("abc"));
    namespace.insert_name("__slots__", Value::Tuple(Vec::new().into()));
    let base = class::new_class(meta.clone(), "ABC".into(), &[], &Value::Dict(namespace), Vec::new())?;
    Ok((meta, base))
}

/// `ABCMeta.__new__(mcls, name, bases, namespace, **kwargs)`.
fn new(args: Args) -> Result<Value> {
    let (values, keywords) = args.into_parts();
    let [meta, name, bases, namespace] = &values[..] else {
        return Err(errors::type_error("ABCMeta.__new__() takes 4 positional arguments"));
    };
    let Some(meta) = Class::of_value(meta) else { return Err(errors::type_error("metaclass expected")) };
    let bases = bases.iter()?.collect::<Result<Vec<Value>>>()?;
    let made = class::new_class(meta, View::str(name)?, &bases, namespace, keywords)?;
    update(&made)?;
    Ok(made.value())
}

fn is_abstract(value: &Value) -> Result<bool> {
    let marked = |value: &Value| match value.find_attr("__isabstractmethod__")? {
        Some(mark) => mark.truthy(),
        None => Ok(false),
    };
    if marked(value)? {
        return Ok(true);
    }
    // Properties and static and class methods are as abstract as what they hold.
    for part in ["fget", "fset", "fdel", "__func__"] {
        if !matches!(value, Value::Object(_)) || Class::of_value(value).is_some() {
            return Ok(false);
        }
        if let Some(part) = value.find_attr(part)?
            && marked(&part)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Works `__abstractmethods__` out.
fn update(class: &Class) -> Result<()> {
    let mut names: Vec<Value> = Vec::new();
    for (name, value) in class.own_attributes() {
        if is_abstract(&value)? {
            names.push(Value::Str(name));
        }
    }
    for base in class.bases() {
        let Some(inherited) = base.lookup("__abstractmethods__") else { continue };
        for name in inherited.iter()? {
            let name = name?;
            let value = class.lookup(&View::str(&name)?);
            if let Some(value) = value
                && is_abstract(&value)?
            {
                names.push(name);
            }
        }
    }
    class.store("__abstractmethods__", Some(Value::FrozenSet(FrozenSet::from_items(names)?)));
    Ok(())
}

fn registered(class: &Class) -> Vec<Class> {
    match class.own("_abc_registry") {
        Some(Value::List(classes)) => classes.to_vec().iter().filter_map(Class::of_value).collect(),
        _ => Vec::new(),
    }
}

fn register(args: Args) -> Result<Value> {
    let [class, subclass] = args.values() else {
        return Err(errors::type_error("ABCMeta.register() missing 1 required positional argument: 'subclass'"));
    };
    if Class::of_value(subclass).is_none() {
        return Err(errors::type_error("Can only register classes"));
    }
    if let Some(class) = Class::of_value(class) {
        let mut all: Vec<Value> = registered(&class).iter().map(Class::value).collect();
        all.push(subclass.clone());
        class.store("_abc_registry", Some(Value::List(all.into())));
    }
    Ok(subclass.clone())
}

/// `issubclass(candidate, class)`: by inheritance, by `__subclasshook__`, or by registration with it or a class below it.
fn admits(class: &Class, candidate: &Class) -> Result<bool> {
    if let Some(hook) = class.lookup("__subclasshook__") {
        let bound = portalis_runtime::special::read_from_class(hook, None, class)?;
        match bound.call(args![candidate.value()])? {
            Value::NotImplemented => {}
            answer => return answer.truthy(),
        }
    }
    if candidate.is_subclass(class) {
        return Ok(true);
    }
    for known in registered(class) {
        if candidate.is_subclass(&known) {
            return Ok(true);
        }
    }
    for below in class.subclasses() {
        if admits(&below, candidate)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn both(args: &Args) -> Result<(Class, &Value)> {
    match args.values() {
        [class, value] => match Class::of_value(class) {
            Some(class) => Ok((class, value)),
            None => Err(errors::type_error("a class is expected")),
        },
        _ => Err(errors::type_error("two arguments are expected")),
    }
}

fn is_instance(args: Args) -> Result<Value> {
    let (class, value) = both(&args)?;
    admits(&class, &value.class()).map(Value::Bool)
}

fn is_subclass(args: Args) -> Result<Value> {
    let (class, value) = both(&args)?;
    match Class::of_value(value) {
        Some(candidate) => admits(&class, &candidate).map(Value::Bool),
        None => Err(errors::type_error("issubclass() arg 1 must be a class")),
    }
}

/// A decorator indicating abstract methods.
///
/// Requires that the metaclass is ABCMeta or derived from it.  A
/// class that has a metaclass derived from ABCMeta cannot be
/// instantiated unless all of its abstract methods are overridden.
#[pyfn("def abstractmethod(funcobj: Any) -> Any")]
pub fn abstractmethod(funcobj: Value) -> Result<Value> {
    // A property has no attributes of its own; what it holds is marked.
    if funcobj.set_attr("__isabstractmethod__", true).is_err()
        && let Some(function) = funcobj.find_attr("fget")?
    {
        function.set_attr("__isabstractmethod__", true)?;
    }
    Ok(funcobj)
}

/// A decorator indicating abstract properties.
#[pyfn("def abstractproperty(fget: Any) -> Any")]
pub fn abstractproperty(fget: Value) -> Result<Value> {
    let fget = abstractmethod(fget)?;
    Ok(descriptor::property(fget, Value::None, Value::None, Value::None))
}

/// Returns the current ABC cache token.
#[pyfn("def get_cache_token() -> int")]
pub fn get_cache_token() -> portalis_runtime::Int {
    portalis_runtime::Int::new(0)
}

/// Recalculate the set of abstract methods of an abstract class.
#[pyfn("def update_abstractmethods(cls: Any) -> Any")]
pub fn update_abstractmethods(cls: Value) -> Result<Value> {
    if let Some(class) = Class::of_value(&cls)
        && class.lookup("__abstractmethods__").is_some()
    {
        update(&class)?;
    }
    Ok(cls)
}

/// A decorator indicating abstract classmethods.
#[pyfn("def abstractclassmethod(callable: Any) -> Any")]
pub fn abstractclassmethod(callable: Value) -> Result<Value> {
    Ok(descriptor::class_method(abstractmethod(callable)?))
}

/// A decorator indicating abstract staticmethods.
#[pyfn("def abstractstaticmethod(callable: Any) -> Any")]
pub fn abstractstaticmethod(callable: Value) -> Result<Value> {
    Ok(descriptor::static_method(abstractmethod(callable)?))
}
