//! Rust spellings of types.

use super::Lower;
use crate::typed::{LibClass, Ty};
use portalis_signature as sig;

impl Lower<'_> {
    /// The Rust type of a slot.
    pub(super) fn rust_type(&self, ty: &Ty) -> String {
        match ty {
            Ty::Never | Ty::Value | Ty::Iterable(_) | Ty::AsyncIterable(_) | Ty::Awaitable(_) => {
                "Value".to_string()
            }
            Ty::None => "()".to_string(),
            Ty::Optional(inner) => format!("Option<{}>", self.rust_type(inner)),
            Ty::Tuple(items) if items.is_empty() => "Tuple<Value>".to_string(),
            Ty::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|t| self.rust_type(t)).collect();
                if items.len() == 1 {
                    format!("({},)", items.join(""))
                } else {
                    format!("({})", items.join(", "))
                }
            }
            Ty::Class(class, args) => match self.lib_class(*class) {
                Some(sig) if sig.is_exception => "Error".to_string(),
                Some(sig) if args.is_empty() => {
                    self.named_type(&sig.rust);
                    sig.rust.clone()
                }
                Some(sig) => {
                    self.named_type(&sig.rust);
                    let args: Vec<String> = args.iter().map(|t| self.rust_type(t)).collect();
                    format!("{}<{}>", sig.rust, args.join(", "))
                }
                None => "Value".to_string(),
            },
            Ty::Instance(class) => {
                let name = self.classes.get(class).cloned().unwrap_or_default();
                let module = self.program.class(*class).module;
                if module == self.module {
                    name
                } else {
                    format!("{}::{name}", self.paths[module.index()].path)
                }
            }
            Ty::Callable(params, result) => {
                let types: Vec<String> = params.iter().map(|t| self.rust_type(t)).collect();
                let comma = if types.len() == 1 { "," } else { "" };
                let result = self.rust_type(result);
                format!("Callable<({}{comma}), {result}>", types.join(", "))
            }
            Ty::Coroutine(result) => format!("Coroutine<{}>", self.rust_type(result)),
        }
    }
    /// Notes that the file may name a class of the library.
    fn named_type(&self, path: &str) {
        let module = self.library_module_of(path);
        self.file.named.borrow_mut().extend(module);
    }
    /// What a file has to import to name a path of the library.
    pub(super) fn library_module_of(&self, path: &str) -> Option<String> {
        let (module, _) = path.split_once("::")?;
        let name = module.trim_start_matches("r#");
        let is_module = name != "builtins" && self.catalogue.modules.iter().any(|m| m.name == name);
        is_module.then(|| format!("portalis::{module}"))
    }
    /// Whether the Rust type is `Copy`.
    pub(super) fn is_copy(&self, ty: &Ty) -> bool {
        match ty {
            Ty::None => true,
            Ty::Optional(inner) => self.is_copy(inner),
            Ty::Tuple(items) => !items.is_empty() && items.iter().all(|t| self.is_copy(t)),
            Ty::Class(class, _) => self.lib_class(*class).is_some_and(|c| c.is_copy),
            Ty::Instance(class) => self.enumeration(*class).is_some(),
            _ => false,
        }
    }
    /// Whether the type is `int | float`.
    pub(super) fn is_number(&self, ty: &Ty) -> bool {
        self.is_builtin(ty, sig::parse::NUMBER)
    }
    /// Whether values of the type are exceptions, of whatever class.
    pub(super) fn is_exception(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Class(class, _) if self.lib_class(*class).is_some_and(|c| c.is_exception))
    }
    /// The declaration of a library class.
    pub(super) fn lib_class(&self, class: LibClass) -> Option<&sig::Class> {
        self.catalogue
            .modules
            .get(class.module as usize)?
            .classes
            .get(class.class as usize)
    }
    /// A class of `builtins` by name, as a type with these arguments; `Value` if the catalogue lacks it.
    pub(super) fn builtin(&self, name: &str, args: Vec<Ty>) -> Ty {
        let Some(module) = self
            .catalogue
            .modules
            .iter()
            .position(|m| m.name == "builtins")
        else {
            return Ty::Value;
        };
        let classes = &self.catalogue.modules[module].classes;
        match classes.iter().position(|c| c.name == name) {
            Some(class) => Ty::Class(
                LibClass {
                    module: module as u32,
                    class: class as u32,
                },
                args,
            ),
            None => Ty::Value,
        }
    }
    /// Whether `ty` is the builtin class of that name.
    pub(super) fn is_builtin(&self, ty: &Ty, name: &str) -> bool {
        let Ty::Class(class, _) = ty else {
            return false;
        };
        self.catalogue
            .modules
            .get(class.module as usize)
            .is_some_and(|m| m.name == "builtins")
            && self.lib_class(*class).is_some_and(|c| c.name == name)
    }
}
