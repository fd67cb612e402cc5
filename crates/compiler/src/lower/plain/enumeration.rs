//! Enumerations: a Rust enum, and the runtime's macro that makes it an `Enum` class.
//!
//! ```text
//! #[derive(Clone, Copy, Debug, PartialEq, Eq)]
//! pub enum State { New, Running }
//! plain_enum! {
//!     State(Str): Enum, "__main__", "State" {};
//!     New = "NEW": Str::literal(&"new"),
//!     Running = "RUNNING": Str::literal(&"running"),
//! }
//! ```

use crate::hir::{self, ClassId};
use crate::ir::{self, Block, Item, call, text};
use crate::lower::scope::Body;
use crate::lower::value::{Val, owned};
use crate::lower::{Lower, names};
use crate::typed::{EnumBase, EnumMember, EnumValue, Enumeration, Ty};

impl<'a> Lower<'a> {
    /// What the class is an enumeration of, if it is one.
    pub(in crate::lower) fn enumeration(&self, class: ClassId) -> Option<&'a Enumeration> {
        self.plain(class)?.enumeration.as_ref()
    }
    /// The Rust name of a member: `NOT_FOUND` becomes `NotFound`.
    fn variant(&self, made: &Enumeration, member: &EnumMember) -> String {
        let mut taken = names::Taken::default();
        for known in &made.members {
            let name = taken.unique(&variant_name(&known.name));
            if known.var == member.var {
                return name;
            }
        }
        variant_name(&member.name)
    }
    /// The type of the members' values.
    fn data_type(&self, made: &Enumeration) -> Ty {
        made.members
            .first()
            .map_or(Ty::Value, |member| self.var_ty(member.var))
    }
}

impl<'a> Body<'a, '_> {
    /// The items of an enumeration.
    pub(super) fn enum_items(&mut self, id: ClassId, made: &'a Enumeration) -> Vec<Item> {
        let program = self.lower.program;
        let class = program.class(id);
        let name = self.lower.class_type(id);
        let data = self.lower.rust_type(&self.lower.data_type(made));
        let mut variants = Vec::new();
        let mut lines = Vec::new();
        for member in &made.members {
            let variant = self.lower.variant(made, member);
            variants.push(format!("{variant},"));
            let value = rust_value(&member.value, &data);
            lines.push(format!("{variant} = {:?}: {value},", member.name));
        }
        let base = match made.base {
            EnumBase::Enum => "Enum",
            EnumBase::Int => "Int",
            EnumBase::Str => "Str",
        };
        let module = &program.module(class.module).name;
        let (qualname, hooks) = (&class.qualname, self.hooks(id));
        lines.insert(
            0,
            format!("{name}({data}): {base}, {module:?}, {qualname:?} {{{hooks}}};"),
        );
        let mut items = vec![
            Item::Enum(ir::Enum {
                docs: crate::lower::function::docs(&class.docstring),
                attributes: vec!["#[derive(Clone, Copy, Debug, PartialEq, Eq)]".into()],
                name: name.clone(),
                variants,
            }),
            Item::Macro("plain_enum".into(), lines),
        ];
        let mut methods = Vec::new();
        self.method_items(&program.function(class.body).body, &mut methods);
        if !methods.is_empty() {
            items.push(Item::Impl(name.clone(), methods));
        }
        if self.lower.face(id).is_some() {
            let define = self.face_methods(id);
            items.push(Item::Impl(
                format!("EnumFace for {name}"),
                vec![library_base(made.base), define],
            ));
        }
        items
    }
    /// `State::New`.
    pub(in crate::lower) fn member_path(
        &mut self,
        class: ClassId,
        made: &Enumeration,
        name: &str,
    ) -> Option<Val> {
        let member = made.members.iter().find(|m| m.name == name)?;
        let variant = self.lower.variant(made, member);
        let path = format!("{}::{variant}", self.class_path(class));
        Some(owned(text(path), Ty::Instance(class)))
    }
    /// What an attribute of a member is: its value, its name or another member.
    pub(super) fn member_attribute(
        &mut self,
        object: &'a hir::Expr,
        class: ClassId,
        made: &Enumeration,
        name: &str,
    ) -> Val {
        if let Some(member) = self.member_path(class, made, name) {
            return member;
        }
        let (method, ty) = match name {
            "value" | "_value_" => ("value", self.lower.data_type(made)),
            _ => ("name", self.lower.builtin("str", vec![])),
        };
        let object = self.expr(object);
        let object = self.receiver(object);
        owned(object.method(method, vec![]), ty)
    }
    /// `State(value)` and `State[name]`.
    pub(in crate::lower) fn looked_up(
        &mut self,
        class: ClassId,
        function: &str,
        argument: &'a hir::Expr,
    ) -> Val {
        let argument = self.expr(argument);
        let argument = self.borrow(argument);
        let path = format!("{}::{function}", self.class_path(class));
        owned(
            self.attempt(call(path, vec![argument])),
            Ty::Instance(class),
        )
    }
    /// All members, where only the items of the class are looked at.
    pub(in crate::lower) fn all_members(&mut self, class: ClassId) -> Val {
        let tuple = self.lower.builtin("tuple", vec![Ty::Instance(class)]);
        let path = format!("{}::members", self.class_path(class));
        owned(call(path, vec![]), tuple)
    }
    /// What an instance is besides: the number or text of an `IntEnum` or a `StrEnum`, the tuple of a `NamedTuple`.
    pub(in crate::lower) fn with_data(&mut self, val: Val) -> Val {
        let Ty::Instance(class) = val.ty else {
            return val;
        };
        if self.lower.is_named_tuple(class) {
            return self.as_tuple(val, class);
        }
        match self.lower.enumeration(class) {
            Some(made) if made.base != EnumBase::Enum => {
                let ty = self.lower.data_type(made);
                let receiver = self.receiver(val);
                owned(receiver.method("value", vec![]), ty)
            }
            _ => val,
        }
    }
}

/// `fn base() -> Value`: the class of the library.
fn library_base(base: EnumBase) -> Item {
    let path = match base {
        EnumBase::Enum => "portalis::r#enum::enum_",
        EnumBase::Int => "portalis::r#enum::int_enum",
        EnumBase::Str => "portalis::r#enum::str_enum",
    };
    Item::Fn(ir::Function {
        name: "base".into(),
        returns: Some("Value".into()),
        body: Block::value(call(path, vec![])),
        ..ir::Function::default()
    })
}

/// A member's value as a Rust expression of the type of all values.
fn rust_value(value: &EnumValue, data: &str) -> String {
    match (value, data) {
        (EnumValue::Int(n), "Int") => format!("Int::new({n})"),
        (EnumValue::Str(text), "Str") => format!("Str::literal(&{text:?})"),
        (EnumValue::Int(n), _) => format!("Value::from({n})"),
        (EnumValue::Str(text), _) => format!("Value::from({text:?})"),
    }
}

/// `NOT_FOUND` and `not_found` become `NotFound`, `HttpError` stays.
fn variant_name(name: &str) -> String {
    let is_shouted = !name.chars().any(char::is_lowercase);
    let name = match is_shouted {
        true => name.to_lowercase(),
        false => name.to_owned(),
    };
    names::camel(&name)
}
