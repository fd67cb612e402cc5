//! Plain classes: what the structs that the compiler makes of Python classes stand on.
//!
//! *Invariant:* an instance is no `Value`. Where inference finds that one must be, [`face`](crate::face) wraps it.

use std::cell::RefCell;

use crate::repr_guard::ReprGuard;
use crate::value::CompareOp;
use crate::{Error, Int, Result, Str, Value, View, errors};

/// A field of an instance. It has no value before `__init__` gives it one, and nothing reads it before that.
#[derive(Debug)]
pub struct Field<T>(RefCell<Option<T>>);

impl<T> Default for Field<T> {
    fn default() -> Self {
        Field(RefCell::new(None))
    }
}

impl<T: Clone> Field<T> {
    /// A field with a value.
    pub const fn new(value: T) -> Field<T> {
        Field(RefCell::new(Some(value)))
    }

    /// Its value.
    ///
    /// # Panics
    ///
    /// Where it has none, which inference excludes.
    #[inline]
    pub fn get(&self) -> T {
        self.0
            .borrow()
            .clone()
            .expect("a field has a value before it is read")
    }

    /// Gives it a value.
    #[inline]
    pub fn set(&self, value: impl Into<T>) {
        let _old = self.0.replace(Some(value.into()));
    }
}

/// Attributes of an instance that are no fields: dynamic code may add any.
#[derive(Debug, Default)]
pub struct Attributes(RefCell<Vec<(Str, Value)>>);

impl Attributes {
    /// The attribute's value.
    pub fn get(&self, name: &str) -> Option<Value> {
        let all = self.0.borrow();
        let found = all.iter().find(|(known, _)| known.as_str() == name);
        found.map(|(_, value)| value.clone())
    }

    /// Gives it a value.
    pub fn set(&self, name: &str, value: Value) {
        let mut all = self.0.borrow_mut();
        let _old = match all.iter_mut().find(|(known, _)| known.as_str() == name) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                all.push((Str::from(name.to_string()), value));
                None
            }
        };
        drop(all);
    }
}

/// The comparisons that a class answers itself.
#[derive(Clone, Copy, Debug)]
pub struct Compares {
    /// `==` and `!=`.
    pub equal: bool,
    /// `<`.
    pub less: bool,
    /// `<=`, `>` and `>=`.
    pub all: bool,
}

impl Compares {
    /// None of them.
    pub const NONE: Compares = Compares {
        equal: false,
        less: false,
        all: false,
    };

    /// `__eq__`.
    pub const EQUAL: Compares = Compares {
        equal: true,
        ..Compares::NONE
    };

    /// `__lt__`.
    pub const LESS: Compares = Compares {
        less: true,
        ..Compares::NONE
    };

    /// `__eq__` and `__lt__`.
    pub const BOTH: Compares = Compares {
        equal: true,
        ..Compares::LESS
    };

    /// What `@dataclass(order=True)` makes.
    pub const ALL: Compares = Compares {
        equal: true,
        less: true,
        all: true,
    };

    /// Whether it answers this one.
    pub fn answers(self, op: CompareOp) -> bool {
        match op {
            CompareOp::Eq | CompareOp::Ne => self.equal,
            CompareOp::Lt => self.less,
            _ => self.all,
        }
    }
}

/// An instance of a plain class; `plain_object!` implements it. The defaults are those of `object`.
pub trait PlainObject: Clone + 'static {
    /// `__qualname__`.
    const NAME: &'static str;
    /// `__module__`.
    const MODULE: &'static str;

    /// The comparisons that the class answers itself.
    const COMPARES: Compares = Compares::NONE;

    /// What identity goes by.
    fn identity(&self) -> usize;

    /// As a `Value`: only for classes that have a [`Face`](crate::face::Face).
    fn as_value(&self) -> Value {
        unreachable!(
            "inference keeps the instances of `{}` out of values",
            Self::NAME
        )
    }

    /// Back from a `Value`.
    fn of_value(_value: &Value) -> Option<Self> {
        None
    }

    /// `repr(x)`.
    fn repr(&self) -> Result<Str> {
        Ok(Str::from(format!(
            "<{}.{} object at {:#x}>",
            Self::MODULE,
            Self::NAME,
            self.identity()
        )))
    }

    /// `str(x)`.
    fn str(&self) -> Result<Str> {
        self.repr()
    }

    /// `x == y`.
    fn equals(&self, other: &Self) -> Result<bool> {
        Ok(self.identity() == other.identity())
    }

    /// `x < y`.
    fn less(&self, _other: &Self) -> Result<bool> {
        let name = Self::NAME;
        Err(errors::type_error(format!(
            "'<' not supported between instances of '{name}' and '{name}'"
        )))
    }

    /// `hash(x)`.
    fn hash(&self) -> Result<i64> {
        Ok((self.identity() >> 4) as i64)
    }

    /// `bool(x)`.
    fn truthy(&self) -> Result<bool> {
        Ok(true)
    }
}

/// The name of the class as error messages write it.
pub fn class_name<T: PlainObject>() -> Str {
    Str::from(T::NAME.rsplit('.').next().unwrap_or(T::NAME).to_string())
}

/// What an operator's method that returns `NotImplemented` comes to, where the other operand has no answer either.
#[cold]
pub fn unsupported<T>(method: &str, this: &impl View, other: &impl View) -> Result<T> {
    let (this, other) = (this.class_name(), other.class_name());
    let name = method.trim_matches('_');
    let comparison = match name {
        "lt" => Some("<"),
        "le" => Some("<="),
        "gt" => Some(">"),
        "ge" => Some(">="),
        _ => None,
    };
    if let Some(symbol) = comparison {
        return Err(errors::type_error(format!(
            "'{symbol}' not supported between instances of '{this}' and '{other}'"
        )));
    }
    const SYMBOLS: [(&str, &str); 13] = [
        ("add", "+"),
        ("sub", "-"),
        ("mul", "*"),
        ("matmul", "@"),
        ("truediv", "/"),
        ("floordiv", "//"),
        ("mod", "%"),
        ("pow", "** or pow()"),
        ("lshift", "<<"),
        ("rshift", ">>"),
        ("and", "&"),
        ("or", "|"),
        ("xor", "^"),
    ];
    let find = |name: &str| SYMBOLS.iter().find(|(n, _)| *n == name).map(|(_, s)| *s);
    let in_place = name
        .strip_prefix('i')
        .and_then(find)
        .map(|s| format!("{s}="));
    let reflected = name.strip_prefix('r').and_then(find);
    let (symbol, swapped) = match (find(name), in_place, reflected) {
        (Some(symbol), ..) => (symbol.to_owned(), false),
        (_, Some(symbol), _) => (symbol, false),
        (_, _, Some(symbol)) => (symbol.to_owned(), true),
        _ => (name.to_owned(), false),
    };
    let (left, right) = if swapped {
        (other, this)
    } else {
        (this, other)
    };
    Err(errors::type_error(format!(
        "unsupported operand type(s) for {symbol}: '{left}' and '{right}'"
    )))
}

/// What `hash()` makes of the result of `__hash__`.
pub fn hash_of(hash: &Int) -> Result<i64> {
    match hash.to_i64() {
        Some(-1) => Ok(-2),
        Some(hash) => Ok(hash),
        None => View::hash(hash),
    }
}

/// `__eq__` without `__hash__`.
#[cold]
pub fn unhashable<T: PlainObject>() -> Error {
    errors::type_error(format!("unhashable type: '{}'", class_name::<T>().as_str()))
}

/// A `Value` stands where an instance is wanted.
#[cold]
pub fn wrong_class<T: PlainObject>(value: &Value) -> Error {
    errors::type_error(format!(
        "'{}' object is no '{}'",
        value.class_name().as_str(),
        T::NAME
    ))
}

/// `repr` of an object that may hold itself: `...` for the one inside (`reprlib.recursive_repr`).
pub fn repr_once<T: PlainObject>(object: &T, make: impl FnOnce() -> Result<Str>) -> Result<Str> {
    match ReprGuard::enter(object.identity()) {
        Some(_guard) => make(),
        None => Ok(Str::from("...")),
    }
}

/// A plain class with a plain base: its handle is the base's handle, known to be of this class.
pub trait Subclass: Sized {
    /// The handle of the base class.
    type Base;

    /// The instance, if it is one of this class.
    fn of(base: &Self::Base) -> Option<Self>;
}

/// Makes a struct around `Rc<Fields>` a Python object: `plain_object!(Job: JobFields, "__main__", "Job" { repr: __repr__ });`.
///
/// Each hook names the method of the struct that answers it. A class with subclasses lists them after the enum that its
/// fields keep the instance's class in: `… {} JobKind [UrgentJob, Chore]`.
#[macro_export]
macro_rules! plain_object {
    ($name:ident: $fields:ident, $module:literal, $qualname:literal { $($hook:ident: $method:ident),* $(,)? } $($kind:ident [$($sub:ty),*])?) => {
        impl ::core::ops::Deref for $name {
            type Target = $fields;
            fn deref(&self) -> &$fields {
                &self.0
            }
        }
        $(#[allow(dead_code)]
        impl $name {
            fn blank() -> Self {
                Self(::std::rc::Rc::default())
            }
            pub(crate) fn with_class(class: $kind) -> Self {
                Self(::std::rc::Rc::new($fields { class, ..<_>::default() }))
            }
            pub(crate) fn class(&self) -> &$kind {
                &self.0.class
            }
        })?
        impl $crate::PlainObject for $name {
            const NAME: &'static str = $qualname;
            const MODULE: &'static str = $module;
            fn identity(&self) -> usize {
                ::std::rc::Rc::as_ptr(&self.0).cast::<()>() as usize
            }
            $($crate::__plain_hook!($hook $method);)*
        }
        $crate::__plain_view!($name [$($($sub),*)?]);
    };
}

/// As [`plain_object!`] for a subclass, whose struct is around the base's handle:
/// `plain_subclass!(Circle: Shape, CircleFields in ShapeKind::Circle, "__main__", "Circle" {} { radius: f64 });`.
#[macro_export]
macro_rules! plain_subclass {
    ($name:ident: $base:ty, $fields:ident in $($variant:ident)::+, $module:literal, $qualname:literal { $($hook:ident: $method:ident),* $(,)? } $($kind:ident [$($sub:ty),*])? $({ $($field:ident: $ty:ty),* $(,)? })?) => {
        impl ::core::ops::Deref for $name {
            type Target = $base;
            fn deref(&self) -> &$base {
                &self.0
            }
        }
        impl From<$name> for $base {
            fn from(object: $name) -> $base {
                object.0
            }
        }
        impl $crate::Subclass for $name {
            type Base = $base;
            fn of(base: &$base) -> Option<Self> {
                matches!(base.class(), $($variant)::+(_)).then(|| Self(base.clone()))
            }
        }
        #[allow(dead_code)]
        impl $name {
            fn blank() -> Self {
                Self::over(<_>::default())
            }
            fn over(fields: $fields) -> Self {
                Self(<$base>::with_class($($variant)::+(fields)))
            }
            fn own(&self) -> &$fields {
                match self.0.class() {
                    $($variant)::+(fields) => fields,
                    _ => unreachable!("the handle is of the instance's class"),
                }
            }
            $(pub(crate) fn with_class(class: $kind) -> Self {
                Self::over($fields { class, ..<_>::default() })
            }
            pub(crate) fn class(&self) -> &$kind {
                &self.own().class
            })?
            $($(pub(crate) fn $field(&self) -> &$crate::plain::Field<$ty> {
                &self.own().$field
            })*)?
        }
        impl $crate::PlainObject for $name {
            const NAME: &'static str = $qualname;
            const MODULE: &'static str = $module;
            fn identity(&self) -> usize {
                $crate::PlainObject::identity(&self.0)
            }
            $($crate::__plain_hook!($hook $method);)*
        }
        $crate::__plain_view!($name [$($($sub),*)?]);
    };
}

/// What generic code asks of a plain class: of the instance's own class, where that is a subclass.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_view {
    ($name:ident $subs:tt) => {
        impl $crate::View for $name {
            fn class_name(&self) -> $crate::Str {
                $crate::__plain_dispatch!(self $subs it => $crate::View::class_name(&it));
                $crate::plain::class_name::<Self>()
            }
            fn to_value(&self) -> $crate::Value {
                $crate::__plain_dispatch!(self $subs it => $crate::View::to_value(&it));
                $crate::PlainObject::as_value(self)
            }
            fn repr(&self) -> $crate::Result<$crate::Str> {
                $crate::__plain_dispatch!(self $subs it => $crate::View::repr(&it));
                $crate::PlainObject::repr(self)
            }
            fn str(&self) -> $crate::Result<$crate::Str> {
                $crate::__plain_dispatch!(self $subs it => $crate::View::str(&it));
                $crate::PlainObject::str(self)
            }
            fn truthy(&self) -> $crate::Result<bool> {
                $crate::__plain_dispatch!(self $subs it => $crate::View::truthy(&it));
                $crate::PlainObject::truthy(self)
            }
            fn hash(&self) -> $crate::Result<i64> {
                $crate::__plain_dispatch!(self $subs it => $crate::View::hash(&it));
                $crate::PlainObject::hash(self)
            }
        }
        impl $crate::Object for $name {
            fn equals(&self, other: &Self) -> $crate::Result<bool> {
                $crate::__plain_pair!(self other $subs equals);
                $crate::PlainObject::equals(self, other)
            }
            fn same(&self, other: &Self) -> bool {
                $crate::PlainObject::identity(self) == $crate::PlainObject::identity(other)
            }
            fn less(&self, other: &Self) -> $crate::Result<bool> {
                $crate::__plain_pair!(self other $subs less);
                $crate::PlainObject::less(self, other)
            }
            fn from_value(value: $crate::Value) -> $crate::Result<Self> {
                match $crate::__plain_found!($name value $subs) {
                    Some(object) => Ok(object),
                    None => Err($crate::plain::wrong_class::<Self>(&value)),
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __plain_dispatch {
    ($this:ident [$($sub:ty),*] $it:ident => $call:expr) => {
        $(if let Some($it) = <$sub as $crate::Subclass>::of($this) {
            return $call;
        })*
    };
}

/// The instance in a value, also where it is of a subclass.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_found {
    ($name:ident $value:ident [$($sub:ty),*]) => {{
        let found = <$name as $crate::PlainObject>::of_value(&$value);
        $(let found = found.or_else(|| {
            <$sub as $crate::Object>::from_value($value.clone()).ok().map($name::from)
        });)*
        found
    }};
}

/// Two instances of one subclass are that one's to compare.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_pair {
    ($this:ident $other:ident [$($sub:ty),*] $method:ident) => {
        $(if let (Some(a), Some(b)) = (
            <$sub as $crate::Subclass>::of($this),
            <$sub as $crate::Subclass>::of($other),
        ) {
            return $crate::Object::$method(&a, &b);
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __plain_hook {
    (repr $method:ident) => {
        fn repr(&self) -> $crate::Result<$crate::Str> {
            self.$method()
        }
    };
    (str $method:ident) => {
        fn str(&self) -> $crate::Result<$crate::Str> {
            self.$method()
        }
    };
    (equals $method:ident) => {
        fn equals(&self, other: &Self) -> $crate::Result<bool> {
            self.$method(other)
        }
    };
    (less $method:ident) => {
        fn less(&self, other: &Self) -> $crate::Result<bool> {
            self.$method(other)
        }
    };
    (hash $method:ident) => {
        fn hash(&self) -> $crate::Result<i64> {
            self.$method()
                .and_then(|hash| $crate::plain::hash_of(&hash))
        }
    };
    (unhashable $method:ident) => {
        fn hash(&self) -> $crate::Result<i64> {
            Err($crate::plain::unhashable::<Self>())
        }
    };
    (truthy $method:ident) => {
        fn truthy(&self) -> $crate::Result<bool> {
            self.$method()
        }
    };
    (compares equal) => {
        const COMPARES: $crate::plain::Compares = $crate::plain::Compares::EQUAL;
    };
    (compares less) => {
        const COMPARES: $crate::plain::Compares = $crate::plain::Compares::LESS;
    };
    (compares both) => {
        const COMPARES: $crate::plain::Compares = $crate::plain::Compares::BOTH;
    };
    (compares all) => {
        const COMPARES: $crate::plain::Compares = $crate::plain::Compares::ALL;
    };
    (face $method:ident) => {
        fn as_value(&self) -> $crate::Value {
            $crate::face::face_value(self)
        }
        fn of_value(value: &$crate::Value) -> Option<Self> {
            $crate::face::face_of(value)
        }
    };
    (count $method:ident) => {
        fn truthy(&self) -> $crate::Result<bool> {
            Ok(self.$method()? != 0)
        }
    };
}
