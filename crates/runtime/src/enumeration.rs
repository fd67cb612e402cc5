//! Enumerations whose members are all known: what the Rust enums that the compiler makes of `Enum` classes stand on.
//!
//! A member that becomes a `Value` is the member of an ordinary class of the library's `enum`, made when it is first
//! asked for: dynamic code sees what it would see in Python.
//!
//! *Invariant:* each member has one object, so that `is` on values means what `==` means on the Rust enum.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::{Class, Error, Namespace, Object, Result, Str, Tuple, Value, View, errors};

/// A Rust enum that is an `Enum` class; `plain_enum!` implements it.
pub trait PlainEnum: Object + Copy + PartialEq {
    /// `__qualname__`.
    const NAME: &'static str;
    /// `__module__`.
    const MODULE: &'static str;
    /// The members in order of definition, by their names.
    const MEMBERS: &'static [(Self, &'static str)];

    /// What the members are worth.
    type Data: Object;

    /// `member.value`.
    fn data(self) -> Self::Data;

    /// As a `Value`: only for classes that have an [`EnumFace`].
    fn as_value(self) -> Value {
        unreachable!(
            "inference keeps the members of `{}` out of values",
            Self::NAME
        )
    }

    /// Back from a `Value`.
    fn of_value(_value: &Value) -> Option<Self> {
        None
    }
}

/// What dynamic code can ask of an enumeration. Generated code implements it.
pub trait EnumFace: PlainEnum {
    /// The class of the library that it derives from.
    fn base() -> Value;

    /// Puts the methods into the class object.
    fn define(class: &Namespace) -> Result<()>;
}

/// The name of the class as error messages write it.
pub fn class_name<T: PlainEnum>() -> Str {
    Str::from(T::NAME.rsplit('.').next().unwrap_or(T::NAME).to_string())
}

/// `member.name`.
pub fn name<T: PlainEnum>(member: T) -> Str {
    let found = T::MEMBERS.iter().find(|(known, _)| *known == member);
    Str::from(found.map_or("", |(_, name)| *name))
}

/// All members, as iterating over the class gives them.
pub fn members<T: PlainEnum>() -> Tuple<T> {
    T::MEMBERS.iter().map(|(member, _)| *member).collect()
}

/// `Class(value)`.
///
/// # Errors
///
/// `ValueError` where no member has the value.
pub fn by_value<T: PlainEnum>(value: &dyn View) -> Result<T> {
    let wanted = value.to_value();
    for (member, _) in T::MEMBERS {
        if member.data().to_value().equals(&wanted)? {
            return Ok(*member);
        }
    }
    if let Some(member) = T::of_value(&wanted) {
        return Ok(member);
    }
    Err(errors::value_error(format!(
        "{} is not a valid {}",
        View::repr(&wanted)?.as_str(),
        T::NAME
    )))
}

/// `Class[name]`.
///
/// # Errors
///
/// `KeyError` where no member has the name.
pub fn by_name<T: PlainEnum>(name: &Str) -> Result<T> {
    let found = T::MEMBERS.iter().find(|(_, known)| *known == name.as_str());
    found
        .map(|(member, _)| *member)
        .ok_or_else(|| errors::key_error(name.clone()))
}

/// `<State.NEW: 'new'>`.
pub fn repr<T: PlainEnum>(member: T) -> Result<Str> {
    let data = member.data().repr()?;
    let (class, name) = (class_name::<T>(), name(member));
    Ok(Str::from(format!("<{class}.{name}: {data}>")))
}

/// `State.NEW`.
pub fn qualified_name<T: PlainEnum>(member: T) -> Str {
    let (class, name) = (class_name::<T>(), name(member));
    Str::from(format!("{class}.{name}"))
}

/// A `Value` stands where a member is wanted.
#[cold]
pub fn wrong_class<T: PlainEnum>(value: &Value) -> Error {
    errors::type_error(format!(
        "'{}' object is no '{}'",
        value.class_name().as_str(),
        T::NAME
    ))
}

thread_local! {
    static MEMBERS: RefCell<HashMap<TypeId, Rc<[Value]>>> = RefCell::default();
}

/// The members as objects of the class, which is made when they are first asked for.
fn objects<T: EnumFace>() -> Rc<[Value]> {
    let key = TypeId::of::<T>();
    if let Some(known) = MEMBERS.with_borrow(|all| all.get(&key).cloned()) {
        return known;
    }
    // A class statement with known members and functions has nothing to fail with.
    let made: Rc<[Value]> = define::<T>().unwrap_or_default().into();
    MEMBERS.with_borrow_mut(|all| all.insert(key, made.clone()));
    made
}

fn define<T: EnumFace>() -> Result<Vec<Value>> {
    let name = T::NAME.rsplit('.').next().unwrap_or(T::NAME);
    let class = crate::class(name, T::NAME, T::MODULE, &[T::base()], |class| {
        for (member, name) in T::MEMBERS {
            class.set(name, member.data().to_value())?;
        }
        T::define(class)
    })?;
    let members = T::MEMBERS.iter();
    members.map(|(_, name)| class.get_attr(name)).collect()
}

/// The member as a `Value`.
pub fn enum_value<T: EnumFace>(member: T) -> Value {
    let at = T::MEMBERS.iter().position(|(known, _)| *known == member);
    let objects = objects::<T>();
    at.and_then(|at| objects.get(at).cloned())
        .unwrap_or(Value::None)
}

/// The member behind a `Value`, if it is one.
pub fn enum_of<T: EnumFace>(value: &Value) -> Option<T> {
    let at = objects::<T>().iter().position(|object| object.is(value))?;
    T::MEMBERS.get(at).map(|(member, _)| *member)
}

/// The class object.
pub fn enum_class<T: EnumFace>() -> Option<Class> {
    objects::<T>().first().map(Value::class)
}

/// Makes a Rust enum an `Enum` class:
/// `plain_enum! { State(Str): Enum, "__main__", "State" {}; New = "NEW": Str::literal(&"new") }`.
///
/// After the name stands the type of the values, then the base class: `Enum`, `Int` or `Str`. The hooks are those of
/// [`plain_object!`](crate::plain_object).
#[macro_export]
macro_rules! plain_enum {
    (
        $name:ident($data:ty): $base:ident, $module:literal, $qualname:literal { $($hook:ident: $method:ident),* $(,)? };
        $($variant:ident = $member:literal: $value:expr),* $(,)?
    ) => {
        #[allow(dead_code)]
        impl $name {
            /// Its value in Python.
            pub fn value(self) -> $data {
                $crate::PlainEnum::data(self)
            }
            /// Its name in Python.
            pub fn name(self) -> $crate::Str {
                $crate::enumeration::name(self)
            }
            /// All members in order of definition.
            pub fn members() -> $crate::Tuple<$name> {
                $crate::enumeration::members()
            }
            /// The member with this value.
            pub fn by_value(value: &dyn $crate::View) -> $crate::Result<$name> {
                $crate::enumeration::by_value(value)
            }
            /// The member with this name.
            pub fn by_name(name: &$crate::Str) -> $crate::Result<$name> {
                $crate::enumeration::by_name(name)
            }
        }
        impl $crate::PlainEnum for $name {
            const NAME: &'static str = $qualname;
            const MODULE: &'static str = $module;
            const MEMBERS: &'static [(Self, &'static str)] = &[$(($name::$variant, $member)),*];
            type Data = $data;
            fn data(self) -> $data {
                match self {
                    $($name::$variant => $value),*
                }
            }
            $($crate::__enum_face!($hook);)*
        }
        impl $crate::View for $name {
            fn class_name(&self) -> $crate::Str {
                $crate::enumeration::class_name::<Self>()
            }
            fn to_value(&self) -> $crate::Value {
                $crate::PlainEnum::as_value(*self)
            }
            fn repr(&self) -> $crate::Result<$crate::Str> {
                $($crate::__enum_hook!(repr $hook self.$method());)*
                $crate::enumeration::repr(*self)
            }
            fn str(&self) -> $crate::Result<$crate::Str> {
                $($crate::__enum_hook!(str $hook self.$method());)*
                $crate::__enum_base!($base str self)
            }
            fn format(&self, spec: &str) -> $crate::Result<$crate::Str> {
                $crate::__enum_base!($base format self spec)
            }
            fn truthy(&self) -> $crate::Result<bool> {
                $($crate::__enum_hook!(truthy $hook self.$method());)*
                $crate::__enum_base!($base truthy self)
            }
            fn hash(&self) -> $crate::Result<i64> {
                $crate::__enum_base!($base hash self)
            }
        }
        impl $crate::Object for $name {
            fn equals(&self, other: &Self) -> $crate::Result<bool> {
                Ok(self == other)
            }
            fn same(&self, other: &Self) -> bool {
                self == other
            }
            fn equals_quickly(&self, other: &Self) -> Option<bool> {
                Some(self == other)
            }
            fn less(&self, other: &Self) -> $crate::Result<bool> {
                $($crate::__enum_hook!(less $hook self.$method(other));)*
                $crate::__enum_base!($base less self other)
            }
            fn from_value(value: $crate::Value) -> $crate::Result<Self> {
                $crate::PlainEnum::of_value(&value)
                    .ok_or_else(|| $crate::enumeration::wrong_class::<Self>(&value))
            }
        }
    };
}

/// Leaves by the class's own method, where the hook is the one that is asked for.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_hook {
    (repr repr $call:expr) => {
        return $call
    };
    (str str $call:expr) => {
        return $call
    };
    (truthy truthy $call:expr) => {
        return $call
    };
    (less less $call:expr) => {
        return $call
    };
    ($wanted:ident $hook:ident $call:expr) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __enum_face {
    (face) => {
        fn as_value(self) -> $crate::Value {
            $crate::enumeration::enum_value(self)
        }
        fn of_value(value: &$crate::Value) -> Option<Self> {
            $crate::enumeration::enum_of(value)
        }
    };
    ($hook:ident) => {};
}

/// What the base class says: a member of an `IntEnum` or `StrEnum` is its value in all but `repr`.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_base {
    (Enum str $this:ident) => {
        Ok($crate::enumeration::qualified_name(*$this))
    };
    (Enum format $this:ident $spec:ident) => {
        $crate::View::format(&$crate::View::str($this)?, $spec)
    };
    (Enum truthy $this:ident) => {
        Ok(true)
    };
    (Enum hash $this:ident) => {
        $crate::View::hash(&$crate::enumeration::name(*$this))
    };
    (Enum less $this:ident $other:ident) => {{
        let name = $crate::enumeration::class_name::<Self>();
        let _ = $other;
        Err($crate::errors::type_error(format!(
            "'<' not supported between instances of '{name}' and '{name}'"
        )))
    }};
    ($base:ident str $this:ident) => {
        $crate::View::str(&$crate::PlainEnum::data(*$this))
    };
    ($base:ident format $this:ident $spec:ident) => {
        $crate::View::format(&$crate::PlainEnum::data(*$this), $spec)
    };
    ($base:ident truthy $this:ident) => {
        $crate::View::truthy(&$crate::PlainEnum::data(*$this))
    };
    ($base:ident hash $this:ident) => {
        $crate::View::hash(&$crate::PlainEnum::data(*$this))
    };
    ($base:ident less $this:ident $other:ident) => {
        $crate::Object::less(
            &$crate::PlainEnum::data(*$this),
            &$crate::PlainEnum::data(*$other),
        )
    };
}
