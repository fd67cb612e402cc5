//! `types`: names of the interpreter's own classes, and `SimpleNamespace`.
//!
//! *Invariant:* the names are the classes that `type(x)` gives.

use std::rc::Rc;

use portalis_macros::{module, pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::repr_guard::ReprGuard;
use portalis_runtime::{
    Args, Class, Dict, DynObject, NativeClass, Result, Str, Tuple, Value, View, class as class_module, classes,
    declare::Declared, errors, special,
};

use crate::support::{callable, name};

module!("types");

/// The class `FunctionType`.
#[pyconst("FunctionType: Any")]
pub fn function_type() -> Value {
    classes::FUNCTION.class().value()
}

/// The class `ModuleType`.
#[pyconst("ModuleType: Any")]
pub fn module_type() -> Value {
    classes::MODULE.class().value()
}

/// The class `LambdaType`.
#[pyconst("LambdaType: Any")]
pub fn lambda_type() -> Value {
    classes::FUNCTION.class().value()
}

/// The class `MethodType`.
#[pyconst("MethodType: Any")]
pub fn method_type() -> Value {
    classes::METHOD.class().value()
}

/// The class `BuiltinFunctionType`.
#[pyconst("BuiltinFunctionType: Any")]
pub fn builtin_function_type() -> Value {
    classes::BUILTIN_FUNCTION.class().value()
}

/// The class `BuiltinMethodType`.
#[pyconst("BuiltinMethodType: Any")]
pub fn builtin_method_type() -> Value {
    classes::BUILTIN_FUNCTION.class().value()
}

/// The class `GeneratorType`.
#[pyconst("GeneratorType: Any")]
pub fn generator_type() -> Value {
    classes::GENERATOR.class().value()
}

/// The class `CoroutineType`.
#[pyconst("CoroutineType: Any")]
pub fn coroutine_type() -> Value {
    classes::COROUTINE.class().value()
}

/// The class `AsyncGeneratorType`.
#[pyconst("AsyncGeneratorType: Any")]
pub fn async_generator_type() -> Value {
    classes::ASYNC_GENERATOR.class().value()
}

/// The class `NoneType`.
#[pyconst("NoneType: Any")]
pub fn none_type() -> Value {
    classes::NONE_TYPE.class().value()
}

/// The class `NotImplementedType`.
#[pyconst("NotImplementedType: Any")]
pub fn not_implemented_type() -> Value {
    classes::NOT_IMPLEMENTED_TYPE.class().value()
}

/// The class `EllipsisType`.
#[pyconst("EllipsisType: Any")]
pub fn ellipsis_type() -> Value {
    classes::ELLIPSIS.class().value()
}

/// The class `MappingProxyType`.
#[pyconst("MappingProxyType: Any")]
pub fn mapping_proxy_type() -> Value {
    classes::MAPPING_PROXY.class().value()
}

/// The class `TracebackType`.
#[pyconst("TracebackType: Any")]
pub fn traceback_type() -> Value {
    classes::TRACEBACK.class().value()
}

/// The class `FrameType`.
#[pyconst("FrameType: Any")]
pub fn frame_type() -> Value {
    classes::FRAME.class().value()
}

/// The class `CellType`.
#[pyconst("CellType: Any")]
pub fn cell_type() -> Value {
    classes::CELL.class().value()
}

/// The class `GenericAlias`.
#[pyconst("GenericAlias: Any")]
pub fn generic_alias() -> Value {
    classes::GENERIC_ALIAS.class().value()
}

/// The class `GetSetDescriptorType`.
#[pyconst("GetSetDescriptorType: Any")]
pub fn get_set_descriptor_type() -> Value {
    classes::GETSET.class().value()
}

/// The class `MemberDescriptorType`.
#[pyconst("MemberDescriptorType: Any")]
pub fn member_descriptor_type() -> Value {
    classes::MEMBER.class().value()
}

/// The class `MethodDescriptorType`.
#[pyconst("MethodDescriptorType: Any")]
pub fn method_descriptor_type() -> Value {
    classes::METHOD_DESCRIPTOR.class().value()
}

/// A simple attribute-based namespace.
#[pyclass("class SimpleNamespace", builtin)]
pub struct SimpleNamespace {
    attributes: Rc<Dict<Value, Value>>,
}

#[pymethods]
impl SimpleNamespace {
    /// A namespace with these attributes.
    #[pyfn("def __new__(cls, mapping_or_iterable: Any = (), /, **kwargs: Any) -> Any")]
    pub fn create(mapping_or_iterable: Value, kwargs: Vec<(Str, Value)>) -> Result<Value> {
        let attributes = Dict::new();
        attributes.update_from(&mapping_or_iterable)?;
        kwargs.into_iter().for_each(|(name, value)| attributes.insert_name(&name, value));
        Ok(Value::object(SimpleNamespace { attributes: Rc::new(attributes) }))
    }

    #[pyfn("def __repr__(self) -> str", dynamic = repr)]
    fn repr_text(&self) -> Result<Str> {
        let Some(_guard) = ReprGuard::enter(Rc::as_ptr(&self.attributes) as usize) else {
            return Ok(Str::from("namespace(...)"));
        };
        let mut parts = Vec::new();
        for (name, value) in self.attributes.entries() {
            parts.push(format!("{}={}", View::str(&name)?, View::repr(&value)?));
        }
        Ok(Str::from(format!("namespace({})", parts.join(", "))))
    }

    #[pyfn("def __eq__(self, other: Any) -> bool", dynamic = equal)]
    fn equals(&self, other: &SimpleNamespace) -> Result<bool> {
        self.attributes.equals(&other.attributes)
    }
}

fn repr(args: Args) -> Result<Value> {
    match args.values().first().and_then(|this| this.downcast::<SimpleNamespace>()) {
        Some(this) => this.repr_text().map(Value::Str),
        None => Err(errors::type_error("expected a SimpleNamespace")),
    }
}

fn equal(args: Args) -> Result<Value> {
    match args.values() {
        [a, b] => match (a.downcast::<SimpleNamespace>(), b.downcast::<SimpleNamespace>()) {
            (Some(a), Some(b)) => a.equals(b).map(Value::Bool),
            _ => Ok(Value::NotImplemented),
        },
        _ => Err(errors::type_error("two operands are expected")),
    }
}

impl DynObject for SimpleNamespace {
    fn class(&self) -> Class {
        let table: &'static NativeClass = <SimpleNamespace as Declared>::CLASS;
        table.class()
    }

    fn own_attr(&self, attribute: &str) -> Option<Value> {
        if attribute == "__dict__" {
            return Some(Value::Dict((*self.attributes).clone()));
        }
        self.attributes.find_name(attribute)
    }

    fn own_names(&self) -> Vec<Str> {
        self.attributes.names()
    }

    fn set_attr(&self, this: &Value, attribute: &str, value: Option<Value>) -> Result<()> {
        match value {
            Some(value) => self.attributes.set_item(name(attribute), value),
            None => match self.attributes.pop_or_none(&name(attribute))? {
                Some(_) => Ok(()),
                None => Err(special::no_attribute(this, attribute)),
            },
        }
    }
}

/// Create a class object dynamically using the appropriate metaclass.
#[pyfn("def new_class(name: str, bases: Any = (), kwds: Any = None, exec_body: Any = None) -> Any")]
pub fn new_class(name: Str, bases: Value, kwds: Value, exec_body: Value) -> Result<Value> {
    let namespace = Value::Dict(Dict::new());
    let mut keywords = Vec::new();
    if !kwds.is_none() {
        for key in kwds.iter()? {
            let key = key?;
            keywords.push((View::str(&key)?, kwds.get_item(&key)?));
        }
    }
    if !exec_body.is_none() {
        exec_body.call(Args::positional(vec![namespace.clone()]))?;
    }
    let bases = bases.iter()?.collect::<Result<Vec<Value>>>()?;
    let explicit = keywords.iter().position(|(name, _)| name.as_str() == "metaclass").map(|at| keywords.remove(at).1);
    let derived = bases.iter().map(Value::class).find(|class| !class.is_native()).map(|class| class.value());
    match explicit.or(derived) {
        Some(metaclass) => {
            let arguments = vec![Value::Str(name), Value::Tuple(Tuple::from(bases)), namespace];
            metaclass.call(Args::with_keywords(arguments, keywords))
        }
        None => Ok(class_module::new_class(classes::TYPE.class(), name, &bases, &namespace, keywords)?.value()),
    }
}

/// Convert regular generator function to a coroutine.
#[pyfn("def coroutine(func: Any) -> Any")]
pub fn coroutine(func: Value) -> Value {
    let inner = func.clone();
    let wrapper = callable("coroutine", move |args| {
        let made = inner.call(args)?;
        Ok(match made.class_name().as_str() {
            "generator" => View::to_value(&GeneratorWrapper(Rc::new(made))),
            _ => made,
        })
    });
    // A function always takes the attributes of another.
    crate::functools::update_wrapper(wrapper.clone(), func, None, None).unwrap_or(wrapper)
}

/// A generator that can be awaited.
#[pyclass("class _GeneratorWrapper", module = "types", tp_name = "generator")]
#[derive(Clone)]
pub struct GeneratorWrapper(Rc<Value>);

#[pymethods]
impl GeneratorWrapper {
    #[pyfn("def __await__(self) -> Any")]
    fn await_iterator(&self) -> Value {
        Value::clone(&self.0)
    }

    #[pyfn("def __iter__(self) -> Any")]
    fn iter(&self) -> Value {
        Value::clone(&self.0)
    }

    #[pyfn("def __next__(self) -> Any")]
    fn next(&self) -> Result<Value> {
        self.0.call_method("__next__", Args::new())
    }

    #[pyfn("def send(self, value: Any, /) -> Any")]
    fn send(&self, value: Value) -> Result<Value> {
        self.0.call_method("send", Args::positional(vec![value]))
    }

    #[pyfn("def throw(self, value: Any, /) -> Any")]
    fn throw(&self, value: Value) -> Result<Value> {
        self.0.call_method("throw", Args::positional(vec![value]))
    }

    #[pyfn("def close(self) -> None")]
    fn close(&self) -> Result<()> {
        self.0.call_method("close", Args::new()).map(drop)
    }
}
