//! Library functions and objects as values.
//!
//! *Invariant:* two conversions of one library handle are the same Python object: identity goes by
//! [`NativeType::address`], not by the wrapper.

use crate::native::{NativeClass, NativeFunction, NativeType};
use crate::reach::{self, Unreached};
use crate::value::CompareOp;
use crate::{Args, Class, DynObject, Result, Str, Value, classes, errors, special};

/// A library object behind a `Value`.
pub struct NativeObject<T: NativeType> {
    handle: T,
}

impl<T: NativeType> DynObject for NativeObject<T> {
    fn declare_operators() {
        if const { reach::has_operators(T::CLASS) } {
            special::install_operators();
        }
        // Its dunders are in the table of the builtin class.
        if const { reach::extends_variant(T::CLASS) } {
            reach::MEMBERS.turn_on();
        }
    }

    fn class(&self) -> Class {
        T::CLASS.class()
    }

    fn class_name(&self) -> Str {
        Str::from(T::CLASS.name)
    }

    fn address(&self) -> usize {
        self.handle.address()
    }

    fn payload(&self) -> Option<Value> {
        self.handle.payload()
    }
}

/// The handle as a `Value`.
pub fn native_value<T: NativeType>(handle: &T) -> Value {
    Value::object(NativeObject {
        handle: handle.clone(),
    })
}

/// The handle back from a `Value`, or from an instance of a Python class derived from it.
pub fn native_from_value<T: NativeType>(value: Value) -> Result<T> {
    if let Some(object) = value.downcast::<NativeObject<T>>() {
        return Ok(object.handle.clone());
    }
    if let Value::Object(object) = &value
        && let Some(payload) = object.payload()
        && let Some(object) = payload.downcast::<NativeObject<T>>()
    {
        return Ok(object.handle.clone());
    }
    Err(errors::wrong_type(T::CLASS.name, &value))
}

/// The handle, borrowed, where a `Value` is one.
pub fn native_ref<T: NativeType>(value: &Value) -> Option<&T> {
    value
        .downcast::<NativeObject<T>>()
        .map(|object| &object.handle)
}

/// A function of the library as a value.
pub struct Builtin {
    function: &'static NativeFunction,
}

/// A function of the library as a value.
pub fn native_function(function: &'static NativeFunction) -> Value {
    Value::object(Builtin { function })
}

impl From<&'static NativeFunction> for Value {
    fn from(function: &'static NativeFunction) -> Value {
        native_function(function)
    }
}

fn function_attr(function: &'static NativeFunction, qualname: String, name: &str) -> Option<Value> {
    Some(match name {
        "__name__" => Value::from(function.name),
        "__qualname__" => Value::from(qualname),
        "__module__" => Value::from(function.module),
        "__doc__" => Value::from(function.doc),
        _ => return None,
    })
}

impl DynObject for Builtin {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::BUILTIN_FUNCTION.class()
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self.function) as usize
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        function_attr(self.function, self.function.name.to_string(), name)
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.own_attr(name) {
            Some(value) => Ok(value),
            None => special::plain_get_attr(this, self, &self.class(), name),
        }
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        (self.function.entry)(args)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<built-in function {}>",
            self.function.name
        )))
    }
}

/// A method of a library class, as it stands in the class.
pub struct NativeMethod {
    function: &'static NativeFunction,
    class: &'static NativeClass,
}

impl NativeMethod {
    pub(crate) fn new(
        function: &'static NativeFunction,
        class: &'static NativeClass,
    ) -> NativeMethod {
        NativeMethod { function, class }
    }

    /// `__name__` and so on.
    pub(crate) fn attribute(&self, name: &str) -> Option<Value> {
        if name == "__objclass__" {
            return Some(self.class.class().quiet_value());
        }
        function_attr(
            self.function,
            format!("{}.{}", self.class.name, self.function.name),
            name,
        )
    }

    /// The method of `receiver`.
    pub(crate) fn bind(&self, receiver: &Value) -> Value {
        Value::object(BoundBuiltin {
            function: self.function,
            class: self.class,
            receiver: receiver.clone(),
        })
    }

    pub(crate) fn belongs_to(&self, class: &'static NativeClass) -> bool {
        std::ptr::eq(self.class, class)
    }
}

impl DynObject for NativeMethod {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::METHOD_DESCRIPTOR.class()
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self.function) as usize
            ^ (std::ptr::from_ref(self.class) as usize).rotate_left(20)
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        (special::ATTRIBUTES.get()?.of_method)(self, name)
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.own_attr(name) {
            Some(value) => Ok(value),
            None => plain_attribute(this, name),
        }
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        match args.values().first() {
            Some(receiver)
                if !receiver.class().derives(self.class)
                    && self.function.name.starts_with("__") =>
            {
                Err(errors::type_error(format!(
                    "descriptor '{}' requires a '{}' object but received a '{}'",
                    self.function.name,
                    self.class.name,
                    receiver.class_name()
                )))
            }
            Some(receiver) if !receiver.class().derives(self.class) => {
                Err(errors::type_error(format!(
                    "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                    self.function.name,
                    self.class.name,
                    receiver.class_name()
                )))
            }
            Some(_) => (self.function.entry)(args),
            None => Err(errors::type_error(format!(
                "unbound method {}.{}() needs an argument",
                self.class.name, self.function.name
            ))),
        }
    }

    fn call_with_receiver(&self, _this: &Value, receiver: &Value, args: Args) -> Result<Value> {
        (self.function.entry)(args.prepend(receiver.clone()))
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn is_function(&self) -> bool {
        true
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        let attributes = special::ATTRIBUTES.get()?;
        Some(Ok(match instance {
            Some(instance) => (attributes.bind_method)(self, instance),
            None => this.clone(),
        }))
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let kind = if self.function.name.starts_with("__") {
            "slot wrapper"
        } else {
            "method"
        };
        Ok(Str::from(format!(
            "<{kind} '{}' of '{}' objects>",
            self.function.name, self.class.name
        )))
    }
}

/// [`special::plain_get_attr`], which is there where attributes are looked up.
fn plain_attribute(this: &Value, name: &str) -> Result<Value> {
    match special::ATTRIBUTES.get() {
        Some(attributes) => (attributes.get_attr)(this, name),
        None => Unreached::unreached(),
    }
}

/// A method of a library class, bound.
struct BoundBuiltin {
    function: &'static NativeFunction,
    class: &'static NativeClass,
    receiver: Value,
}

impl DynObject for BoundBuiltin {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::BUILTIN_FUNCTION.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "__self__" => Some(self.receiver.clone()),
            _ => function_attr(
                self.function,
                format!("{}.{}", self.class.name, self.function.name),
                name,
            ),
        }
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.own_attr(name) {
            Some(value) => Ok(value),
            None => special::plain_get_attr(this, self, &DynObject::class(self), name),
        }
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        (self.function.entry)(args.prepend(self.receiver.clone()))
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<built-in method {} of {} object at {}>",
            self.function.name,
            self.receiver.class_name(),
            special::address(&self.receiver)
        )))
    }

    fn hash(&self, _this: &Value) -> Result<i64> {
        Ok(special::identity_hash(&self.receiver) ^ (std::ptr::from_ref(self.function) as i64))
    }

    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<BoundBuiltin>() else {
            return Ok(None);
        };
        let same = std::ptr::eq(self.function, other.function) && self.receiver.is(&other.receiver);
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same)),
            CompareOp::Ne => Some(Value::Bool(!same)),
            _ => None,
        })
    }
}

/// `int.__new__`: `__new__` of a library class.
pub struct NativeNew(pub(crate) &'static NativeClass);

impl DynObject for NativeNew {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::BUILTIN_FUNCTION.class()
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        self.make(args)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from("<built-in method __new__ of type object>"))
    }
}

/// `list.__init__`: `__init__` of a library class whose instances are mutable.
pub struct NativeInit(pub(crate) &'static NativeClass);

impl NativeInit {
    fn init(&self, receiver: &Value, args: Args) -> Result<Value> {
        let Some(constructor) = self.0.constructor() else {
            return Ok(Value::None);
        };
        if let Some(instance) = receiver.downcast::<crate::instance::Instance>() {
            let payload = constructor(args)?;
            instance.set_payload(payload.clone());
            if let Value::Object(payload) = &payload {
                payload.adopted_by(receiver)?;
            }
        }
        Ok(Value::None)
    }
}

impl DynObject for NativeInit {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::METHOD_DESCRIPTOR.class()
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        match args.split_first() {
            Some((receiver, rest)) => self.init(&receiver, rest),
            None => Err(errors::type_error(format!(
                "unbound method {}.__init__() needs an argument",
                self.0.name
            ))),
        }
    }

    fn call_with_receiver(&self, _this: &Value, receiver: &Value, args: Args) -> Result<Value> {
        self.init(receiver, args)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn is_function(&self) -> bool {
        true
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        Some(Ok(match instance {
            Some(instance) => crate::function::bound_method(this.clone(), instance.clone()),
            None => this.clone(),
        }))
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<slot wrapper '__init__' of '{}' objects>",
            self.0.name
        )))
    }
}
