//! Descriptors: `property`, `staticmethod`, `classmethod`, slots, and the properties of library classes.
//!
//! *Invariant:* a data descriptor (property, slot, library property) wins over the instance's own attributes.

use std::cell::RefCell;

use crate::instance::Instance;
use crate::names::NameMap;
use crate::native::{NativeClass, NativeProperty};
use crate::value::{BinaryOp, CompareOp, Method};
use crate::{
    Args, Class, Dict, DynObject, Result, Str, Value, args, classes, errors,
    function::bound_method, special,
};

/// `staticmethod(f)`.
pub struct StaticMethod {
    function: Value,
    attributes: RefCell<NameMap>,
}

/// `staticmethod(f)`.
pub fn static_method(function: impl Into<Value>) -> Value {
    Value::object(StaticMethod {
        function: function.into(),
        attributes: RefCell::default(),
    })
}

/// `classmethod(f)`.
pub struct ClassMethod {
    function: Value,
    attributes: RefCell<NameMap>,
}

/// `classmethod(f)`.
pub fn class_method(function: impl Into<Value>) -> Value {
    Value::object(ClassMethod {
        function: function.into(),
        attributes: RefCell::default(),
    })
}

macro_rules! wrapper {
    ($name:ident) => {
        impl $name {
            fn wrapped_attr(&self, this: &Value, name: &str) -> Result<Value> {
                if let Some(value) = self.attributes.borrow().get(name) {
                    return Ok(value.clone());
                }
                match name {
                    "__func__" | "__wrapped__" => Ok(self.function.clone()),
                    "__name__"
                    | "__qualname__"
                    | "__doc__"
                    | "__module__"
                    | "__isabstractmethod__"
                    | "__annotations__" => self.function.quiet_get_attr(name),
                    _ => special::plain_get_attr(this, self, &DynObject::class(self), name),
                }
            }

            fn store(&self, name: &str, value: Option<Value>) {
                let _old = match value {
                    Some(value) => self.attributes.borrow_mut().set(name, value),
                    None => self.attributes.borrow_mut().remove(name),
                };
            }
        }
    };
}
wrapper!(StaticMethod);
wrapper!(ClassMethod);

impl DynObject for StaticMethod {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::STATICMETHOD.class()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        self.wrapped_attr(this, name)
    }

    fn set_attr(&self, _this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        self.store(name, value);
        Ok(())
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        self.function.call(args)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn descriptor_get(
        &self,
        _this: &Value,
        _instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        Some(Ok(self.function.clone()))
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<staticmethod({})>",
            crate::View::repr(&self.function)?
        )))
    }
}

impl DynObject for ClassMethod {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::CLASSMETHOD.class()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        self.wrapped_attr(this, name)
    }

    fn set_attr(&self, _this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        self.store(name, value);
        Ok(())
    }

    fn descriptor_get(
        &self,
        _this: &Value,
        instance: Option<&Value>,
        owner: &Class,
    ) -> Option<Result<Value>> {
        // A class found through its metaclass is the instance itself.
        let class = match instance {
            Some(instance) => Class::of_value(instance).unwrap_or_else(|| owner.clone()),
            None => owner.clone(),
        };
        Some(Ok(bound_method(self.function.clone(), class.quiet_value())))
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<classmethod({})>",
            crate::View::repr(&self.function)?
        )))
    }
}

/// `property(fget, fset, fdel, doc)`.
pub struct Property {
    get: Value,
    set: Value,
    delete: Value,
    doc: RefCell<Value>,
    name: RefCell<Option<Str>>,
}

/// `property(fget, fset, fdel, doc)`; `None` where there is none.
pub fn property(
    get: impl Into<Value>,
    set: impl Into<Value>,
    delete: impl Into<Value>,
    doc: impl Into<Value>,
) -> Value {
    Value::object(Property {
        get: get.into(),
        set: set.into(),
        delete: delete.into(),
        doc: RefCell::new(doc.into()),
        name: RefCell::default(),
    })
}

impl Property {
    fn refuse(&self, owner: &Value, what: &str) -> crate::Error {
        // The fields of named tuples are no properties in CPython.
        if what == "setter" && owner.class().derives(classes::TUPLE) {
            return errors::attribute_error("can't set attribute");
        }
        let class = owner.class_name();
        let name =
            self.name
                .borrow()
                .clone()
                .or_else(|| match self.get.quiet_find_attr("__name__") {
                    Ok(Some(Value::Str(name))) => Some(name),
                    _ => None,
                });
        errors::attribute_error(match name {
            Some(name) => format!("property '{name}' of '{class}' object has no {what}"),
            None => format!("property of '{class}' object has no {what}"),
        })
    }

    /// `__set_name__`.
    pub(crate) fn set_name(&self, name: Str) {
        *self.name.borrow_mut() = Some(name);
    }

    /// A copy with one function replaced: `getter`, `setter`, `deleter`.
    pub(crate) fn with(&self, which: &str, function: Value) -> Value {
        let pick = |name: &str, old: &Value| {
            if which == name {
                function.clone()
            } else {
                old.clone()
            }
        };
        let copy = Property {
            get: pick("getter", &self.get),
            set: pick("setter", &self.set),
            delete: pick("deleter", &self.delete),
            doc: RefCell::new(self.doc.borrow().clone()),
            name: RefCell::new(self.name.borrow().clone()),
        };
        Value::object(copy)
    }
}

impl DynObject for Property {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::PROPERTY.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        Some(match name {
            "fget" => self.get.clone(),
            "fset" => self.set.clone(),
            "fdel" => self.delete.clone(),
            "__doc__" => match &*self.doc.borrow() {
                Value::None => self
                    .get
                    .quiet_find_attr("__doc__")
                    .ok()
                    .flatten()
                    .unwrap_or_default(),
                doc => doc.clone(),
            },
            "__name__" => Value::Str(self.name.borrow().clone()?),
            "__isabstractmethod__" => {
                let is_abstract = |f: &Value| {
                    matches!(
                        f.quiet_find_attr("__isabstractmethod__"),
                        Ok(Some(Value::Bool(true)))
                    )
                };
                Value::Bool(
                    is_abstract(&self.get) || is_abstract(&self.set) || is_abstract(&self.delete),
                )
            }
            _ => return None,
        })
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.own_attr(name) {
            Some(value) => Ok(value),
            None => special::plain_get_attr(this, self, &self.class(), name),
        }
    }

    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        match (name, value) {
            ("__doc__", Some(value)) => {
                let _old = self.doc.replace(value);
                Ok(())
            }
            (_, value) => special::set_descriptor(this, &self.class(), name, value),
        }
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        Some(match instance {
            None => Ok(this.clone()),
            Some(instance) if self.get.is_none() => Err(self.refuse(instance, "getter")),
            Some(instance) => call_with(&self.get, instance, Args::new()),
        })
    }

    fn is_data_descriptor(&self) -> bool {
        true
    }

    fn descriptor_set(&self, _this: &Value, instance: &Value, value: Option<Value>) -> Result<()> {
        let (function, what, arguments) = match value {
            Some(value) => (&self.set, "setter", args![value]),
            None => (&self.delete, "deleter", Args::new()),
        };
        match function {
            Value::None => Err(self.refuse(instance, what)),
            function => call_with(function, instance, arguments).map(|_| ()),
        }
    }
}

fn call_with(function: &Value, receiver: &Value, args: Args) -> Result<Value> {
    Method::Unbound(function.clone(), receiver.clone()).call(args)
}

/// A property of a library class.
pub struct NativeGetSet {
    property: &'static NativeProperty,
    class: &'static NativeClass,
}

impl NativeGetSet {
    pub(crate) fn new(
        property: &'static NativeProperty,
        class: &'static NativeClass,
    ) -> NativeGetSet {
        NativeGetSet { property, class }
    }
}

impl DynObject for NativeGetSet {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::GETSET.class()
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self.property) as usize
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "__name__" => Some(Value::from(self.property.name)),
            "__doc__" => Some(Value::from(self.property.doc)),
            _ => None,
        }
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        Some(match instance {
            None => Ok(this.clone()),
            Some(instance) => (self.property.get)(args![instance]),
        })
    }

    fn is_data_descriptor(&self) -> bool {
        true
    }

    fn descriptor_set(&self, _this: &Value, instance: &Value, value: Option<Value>) -> Result<()> {
        match (self.property.set, value) {
            (Some(set), Some(value)) => set(args![instance, value]).map(|_| ()),
            _ => Err(errors::attribute_error(format!(
                "attribute '{}' of '{}' objects is not writable",
                self.property.name, self.class.name
            ))),
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<attribute '{}' of '{}' objects>",
            self.property.name, self.class.name
        )))
    }
}

/// A name of `__slots__`. The value is kept with the instance's other attributes.
pub struct SlotMember {
    name: Str,
}

impl SlotMember {
    pub(crate) fn new(name: Str) -> SlotMember {
        SlotMember { name }
    }
}

impl DynObject for SlotMember {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::MEMBER.class()
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        let Some(instance) = instance else {
            return Some(Ok(this.clone()));
        };
        let own = instance
            .downcast::<Instance>()
            .and_then(|object| object.own(&self.name));
        Some(own.ok_or_else(|| special::no_attribute(instance, &self.name)))
    }

    fn is_data_descriptor(&self) -> bool {
        true
    }

    fn descriptor_set(&self, _this: &Value, instance: &Value, value: Option<Value>) -> Result<()> {
        let Some(object) = instance.downcast::<Instance>() else {
            return Err(special::no_attribute(instance, &self.name));
        };
        match value {
            Some(value) => object.set_own(&self.name, value),
            None => match object.del_own(&self.name)? {
                true => Ok(()),
                false => Err(errors::attribute_error_for(
                    self.name.as_str().to_string(),
                    instance,
                    &self.name,
                )),
            },
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!("<member '{}'>", self.name)))
    }
}

/// A view of a dict that only reads; of a copy for `cls.__dict__`.
pub struct MappingProxy(Dict<Value, Value>);

/// `cls.__dict__`.
pub(crate) fn mapping_proxy(class: &Class) -> Value {
    let dict = Dict::new();
    for (name, value) in class.own_attributes() {
        dict.insert_name(&name, value);
    }
    Value::object(MappingProxy(dict))
}

/// `types.MappingProxyType(mapping)`.
pub(crate) fn new_mapping_proxy(args: Args) -> Result<Value> {
    let dict = match args.values() {
        [Value::Dict(dict)] => dict.clone(),
        [mapping @ Value::Object(_)] if mapping.class().has("keys") => {
            let copy = Dict::new();
            copy.update_from(mapping)?;
            copy
        }
        [other] => {
            let name = other.class_name();
            let text = format!("mappingproxy() argument must be a mapping, not {name}");
            return Err(errors::type_error(text));
        }
        _ => {
            let text = "mappingproxy() missing required argument 'mapping' (pos 1)";
            return Err(errors::type_error(text));
        }
    };
    Ok(Value::object(MappingProxy(dict)))
}

/// The dict behind a proxy, or the value itself.
fn unproxied(value: &Value) -> Value {
    match value.downcast::<MappingProxy>() {
        Some(proxy) => Value::Dict(proxy.0.clone()),
        None => value.clone(),
    }
}

impl DynObject for MappingProxy {
    fn declare_operators() {}

    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let same = crate::Object::equals(&Value::Dict(self.0.clone()), &unproxied(other));
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same?)),
            CompareOp::Ne => Some(Value::Bool(!same?)),
            _ => None,
        })
    }

    fn binary(
        &self,
        _this: &Value,
        op: BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        let (own, other) = (Value::Dict(self.0.clone()), unproxied(other));
        match (op, reflected) {
            (BinaryOp::BitOr, false) => own.bit_or(&other).map(Some),
            (BinaryOp::BitOr, true) => other.bit_or(&own).map(Some),
            _ => Ok(None),
        }
    }

    fn class(&self) -> Class {
        classes::MAPPING_PROXY.class()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match name {
            "get" | "keys" | "values" | "items" | "copy" => {
                Value::Dict(self.0.clone()).quiet_get_attr(name)
            }
            _ => special::plain_get_attr(this, self, &self.class(), name),
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        self.get_attr(this, name).map(Method::Bound)
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "mappingproxy({})",
            crate::View::repr(&self.0)?
        )))
    }

    fn str(&self, _this: &Value) -> Result<Str> {
        crate::View::repr(&self.0)
    }

    fn len(&self, _this: &Value) -> Result<Option<usize>> {
        Ok(Some(self.0.count_items()))
    }

    fn get_item(&self, _this: &Value, key: &Value) -> Result<Value> {
        self.0.get_item(key)
    }

    fn contains(&self, _this: &Value, item: &Value) -> Result<bool> {
        self.0.contains(item)
    }

    fn iter(&self, _this: &Value) -> Result<crate::Iter<Value>> {
        crate::iter::Iterable::iter(&self.0)
    }
}
