//! Class objects as values: attributes, calls, `repr`.

use super::{Class, ClassData, instantiate};
use crate::value::{BinaryOp, Method};
use crate::{
    Args, DynObject, Iter, Result, Str, Tuple, Value, args, classes, errors, reach,
    reach::Unreached, special,
};

impl DynObject for ClassData {
    fn class(&self) -> Class {
        self.handle().metaclass()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        if !reach::MEMBERS.is_on() {
            return None;
        }
        self.handle().own(name)
    }

    fn own_names(&self) -> Vec<Str> {
        if !reach::MEMBERS.is_on() {
            return Vec::new();
        }
        self.handle()
            .own_attributes()
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        if !reach::MEMBERS.is_on() {
            return Unreached::unreached();
        }
        let class = self.handle();
        match class.has_plain_metaclass() {
            true => class.plain_get(this, name),
            false => class.get_through_metaclass(this, name),
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        self.get_attr(this, name).map(Method::Bound)
    }

    fn binary(
        &self,
        this: &Value,
        op: BinaryOp,
        other: &Value,
        reflected: bool,
    ) -> Result<Option<Value>> {
        if !reach::MEMBERS.is_on() {
            return Unreached::unreached();
        }
        let name = match reflected {
            true => op.reflected(),
            false => op.dunder(),
        };
        let own = special::answer(this, &self.class(), name, other)?;
        if own.is_some() || op != BinaryOp::BitOr {
            return Ok(own);
        }
        Ok(match reflected {
            false => crate::union::union(this, other),
            true => crate::union::union(other, this),
        })
    }

    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        if !reach::MEMBERS.is_on() {
            return Unreached::unreached();
        }
        let class = self.handle();
        if !class.has_plain_metaclass() {
            let meta = class.metaclass();
            let hook = if value.is_some() {
                "__setattr__"
            } else {
                "__delattr__"
            };
            if let Some(function) = meta
                .mro()
                .iter()
                .take_while(|meta| !meta.is_native())
                .find_map(|meta| meta.own(hook))
            {
                let mut arguments = args![this.clone(), Str::from(name.to_string())];
                value.into_iter().for_each(|value| arguments.push(value));
                return function.call(arguments).map(|_| ());
            }
            if let Some(descriptor @ Value::Object(object)) = &meta.lookup(name)
                && object.is_data_descriptor()
            {
                return object.descriptor_set(descriptor, this, value);
            }
        }
        class.set(name, value)
    }

    fn call(&self, this: &Value, args: Args) -> Result<Value> {
        if !reach::MEMBERS.is_on() {
            return Unreached::unreached();
        }
        let class = self.handle();
        if !class.has_plain_metaclass() {
            let meta = class.metaclass();
            let custom = meta
                .mro()
                .iter()
                .take_while(|meta| !meta.is_native())
                .find_map(|meta| meta.own("__call__"));
            if let Some(function) = custom {
                return special::read_from_class(function, Some(this), &meta)?.call(args);
            }
        }
        if class
            .native()
            .is_some_and(|native| std::ptr::eq(native, &classes::TYPE))
            && args.values().len() == 1
        {
            return Ok(args.values()[0].class().quiet_value());
        }
        instantiate(&class, args)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        owner: &Class,
    ) -> Option<Result<Value>> {
        match self.handle().has_plain_metaclass() {
            true => None,
            false => special::descriptor_get(this, &self.class(), instance, owner),
        }
    }

    fn is_data_descriptor(&self) -> bool {
        false
    }

    fn repr(&self, this: &Value) -> Result<Str> {
        let class = self.handle();
        match class.has_plain_metaclass() {
            true => Ok(class.default_repr()),
            false => special::repr(this, &class.metaclass()),
        }
    }

    fn str(&self, this: &Value) -> Result<Str> {
        match self.handle().has_plain_metaclass() {
            true => self.repr(this),
            false => special::str(this, &self.class()),
        }
    }

    fn hash(&self, this: &Value) -> Result<i64> {
        match self.handle().has_plain_metaclass() {
            true => Ok(special::identity_hash(this)),
            false => special::hash(this, &self.class()),
        }
    }

    fn truthy(&self, this: &Value) -> Result<bool> {
        match self.handle().has_plain_metaclass() {
            true => Ok(true),
            false => special::truthy(this, &self.class()),
        }
    }

    fn get_item(&self, this: &Value, key: &Value) -> Result<Value> {
        if !reach::MEMBERS.is_on() {
            return Unreached::unreached();
        }
        let class = self.handle();
        if !class.has_plain_metaclass()
            && let Some(method) = special::method(this, &class.metaclass(), "__getitem__")?
        {
            return method.call(args![key]);
        }
        match class.lookup("__class_getitem__") {
            Some(found) => special::read_from_class(found, Some(this), &class)?.call(args![key]),
            None if class.is_native() => Ok(crate::alias::generic_alias(this.clone(), key)),
            None => Err(errors::type_error(format!(
                "type '{}' is not subscriptable",
                class.name()
            ))),
        }
    }

    fn iter(&self, this: &Value) -> Result<Iter<Value>> {
        if !reach::MEMBERS.is_on() {
            return Unreached::unreached();
        }
        match self.handle().has_plain_metaclass() {
            true => Err(errors::type_error("'type' object is not iterable")),
            false => special::iter(this, &self.class()),
        }
    }
}

impl Class {
    /// `<class 'module.Name'>`.
    pub(crate) fn default_repr(&self) -> Str {
        Str::from(format!("<class '{}'>", self.full_name()))
    }

    fn plain_get(&self, this: &Value, name: &str) -> Result<Value> {
        if let Some(value) = self.introspect(name) {
            return Ok(value);
        }
        if let Some(found) = self.lookup(name) {
            return special::read_from_class(found, None, self);
        }
        match classes::TYPE.class().lookup(name) {
            Some(found) => special::read_from_class(found, Some(this), &classes::TYPE.class()),
            None => Err(self.no_attribute(this, name)),
        }
    }

    fn get_through_metaclass(&self, this: &Value, name: &str) -> Result<Value> {
        let meta = self.metaclass();
        let found = match meta
            .mro()
            .iter()
            .take_while(|meta| !meta.is_native())
            .find_map(|meta| meta.own("__getattribute__"))
        {
            Some(hook) => hook.call(args![this, Str::from(name.to_string())]),
            None => self.type_get(this, &meta, name),
        };
        match found {
            Err(error) if error.is(&errors::AttributeError) => match meta.lookup("__getattr__") {
                Some(hook) => hook.call(args![this, Str::from(name.to_string())]),
                None => Err(error),
            },
            found => found,
        }
    }

    /// `type.__getattribute__`.
    fn type_get(&self, this: &Value, meta: &Class, name: &str) -> Result<Value> {
        if let Some(value) = self.introspect(name) {
            return Ok(value);
        }
        let on_meta = meta.lookup(name);
        if let Some(descriptor @ Value::Object(object)) = &on_meta
            && object.is_data_descriptor()
            && let Some(result) = object.descriptor_get(descriptor, Some(this), meta)
        {
            return result;
        }
        if let Some(found) = self.lookup(name) {
            return special::read_from_class(found, None, self);
        }
        match on_meta {
            Some(found) => special::read_from_class(found, Some(this), meta),
            None => Err(self.no_attribute(this, name)),
        }
    }

    fn no_attribute(&self, this: &Value, name: &str) -> crate::Error {
        errors::attribute_error_for(
            format!("type object '{}' has no attribute '{name}'", self.name()),
            this,
            name,
        )
    }

    /// The attributes that `type` gives every class.
    fn introspect(&self, name: &str) -> Option<Value> {
        let classes_of = |list: Vec<Class>| {
            Value::Tuple(Tuple::from(
                list.iter().map(Class::quiet_value).collect::<Vec<_>>(),
            ))
        };
        Some(match name {
            "__name__" => Value::Str(self.name()),
            "__qualname__" => Value::Str(self.qualname()),
            "__bases__" => classes_of(self.bases()),
            "__base__" => self.bases().first().map_or(Value::None, Class::quiet_value),
            "__mro__" => classes_of(self.mro().to_vec()),
            "__class__" => self.metaclass().quiet_value(),
            "__dict__" => crate::descriptor::mapping_proxy(self),
            "__module__" => self
                .own("__module__")
                .or_else(|| self.lookup("__module__"))?,
            "__doc__" => self.own("__doc__").unwrap_or_default(),
            _ => return None,
        })
    }

    /// `type.__setattr__` and `type.__delattr__`.
    pub(crate) fn set(&self, name: &str, value: Option<Value>) -> Result<()> {
        if self.native().is_some_and(|native| !native.is_heap) {
            return Err(errors::type_error(format!(
                "cannot set '{name}' attribute of immutable type '{}'",
                self.name()
            )));
        }
        match (name, &value) {
            ("__name__", Some(Value::Str(text))) => *self.0.name.borrow_mut() = text.clone(),
            ("__qualname__", Some(Value::Str(text))) => {
                *self.0.qualname.borrow_mut() = text.clone()
            }
            _ => {
                let deletes = value.is_none();
                if !self.store(name, value) && deletes {
                    return Err(self.no_attribute(&self.quiet_value(), name));
                }
            }
        }
        Ok(())
    }
}
