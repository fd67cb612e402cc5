//! Library modules as values: what `import math; getattr(math, name)` looks at.
//!
//! *Invariant:* nothing of a module is linked unless the module itself is used as a value.

use crate::declare::NativeModule;
use crate::{Class, Dict, DynObject, Result, Str, Value, classes, errors};

/// A module of the library.
struct ModuleObject(&'static NativeModule);

impl From<&'static NativeModule> for Value {
    fn from(module: &'static NativeModule) -> Value {
        Value::object(ModuleObject(module))
    }
}

impl ModuleObject {
    fn find(&self, name: &str) -> Option<Value> {
        let module = self.0;
        let function = module.functions.iter().find(|f| f.name == name);
        if let Some(function) = function {
            return Some(Value::from(*function));
        }
        if let Some(class) = module.classes.iter().find(|c| c.name == name) {
            return Some(Value::from(*class));
        }
        let constant = module.constants.iter().find(|(known, _)| *known == name);
        constant.map(|(_, value)| value())
    }

    fn names(&self) -> Vec<&'static str> {
        let module = self.0;
        let functions = module.functions.iter().map(|f| f.name);
        let classes = module.classes.iter().map(|c| c.name);
        let constants = module.constants.iter().map(|(name, _)| *name);
        functions.chain(classes).chain(constants).collect()
    }
}

impl DynObject for ModuleObject {
    fn class(&self) -> Class {
        classes::MODULE.class()
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self.0).cast::<()>() as usize
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "__name__" => Some(Value::from(self.0.name)),
            "__doc__" | "__spec__" | "__loader__" => Some(Value::None),
            "__package__" => Some(Value::from(match self.0.name.rsplit_once('.') {
                Some((package, _)) => package,
                None => "",
            })),
            "__dict__" => {
                let dict = Dict::new();
                for name in self.names() {
                    dict.insert_name(name, self.find(name).unwrap_or_default());
                }
                Some(Value::Dict(dict))
            }
            name => self.find(name),
        }
    }

    fn own_names(&self) -> Vec<Str> {
        let mut names: Vec<Str> = self.names().into_iter().map(Str::from).collect();
        names.push(Str::from("__name__"));
        names
    }

    fn get_attr(&self, _this: &Value, name: &str) -> Result<Value> {
        self.own_attr(name).ok_or_else(|| {
            errors::attribute_error(format!(
                "module '{}' has no attribute '{name}'",
                self.0.name
            ))
        })
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!("<module '{}' (built-in)>", self.0.name)))
    }
}
