//! How library functions and classes written in Rust present themselves to dynamic code.
//!
//! The macros `#[pyfn]`, `#[pyclass]` and `#[pymethods]` generate these tables; nothing here is written by hand outside
//! the runtime's own builtin types. A table is linked only where something refers to it by name.
//!
//! *Invariant:* all of it is `const`-constructible data; the live [`Class`](crate::Class) of a table is made on
//! first use, by [`NativeClass::class`].

use crate::{Args, Error, Object, Result, Value};

pub use portalis_signature::Kind;

/// The dynamic entry of a library function: takes the arguments as written, binds and converts them itself.
/// A method's entry gets the receiver as first positional argument, a class method's the class.
pub type Entry = fn(Args) -> Result<Value>;

/// A function of the library.
#[derive(Clone, Copy)]
pub struct NativeFunction {
    /// Python name.
    pub name: &'static str,
    /// Module that `__module__` names.
    pub module: &'static str,
    /// The `def` line as declared.
    pub signature: &'static str,
    /// Docstring.
    pub doc: &'static str,
    /// What a call runs.
    pub entry: Entry,
}

/// A property of a library class.
#[derive(Clone, Copy)]
pub struct NativeProperty {
    /// Python name.
    pub name: &'static str,
    /// Docstring.
    pub doc: &'static str,
    /// Gets the receiver.
    pub get: Entry,
    /// Gets receiver and value.
    pub set: Option<Entry>,
}

/// A class of the library.
pub struct NativeClass {
    /// Python name.
    pub name: &'static str,
    /// Module that `__module__` names.
    pub module: &'static str,
    /// Docstring.
    pub doc: &'static str,
    /// Base classes; empty means `object`.
    pub bases: &'static [&'static NativeClass],
    /// Python code may derive from it.
    pub is_base: bool,
    /// It was made by a class statement: its attributes may be set.
    pub is_heap: bool,
    /// Instances never change: the value is made by `__new__` and not by `__init__`.
    pub is_immutable: bool,
    /// Its instances have a variant of their own in [`Value`].
    pub is_variant: bool,
    /// Dunders that are the same functions for many classes; looked up first.
    pub slots: &'static [NativeFunction],
    /// Dunders of its own, and what else [`is_protocol`](crate::reach::is_protocol).
    pub protocol: &'static [NativeFunction],
    /// Everything that only a look by name finds, behind [`MEMBERS`](crate::reach::MEMBERS).
    pub members: fn() -> &'static NativeMembers,
}

/// What a class of the library has besides the dunders that operations on its instances go by.
pub struct NativeMembers {
    /// `__new__` and `__init__` in one: gets the arguments of the call, **without** the class.
    /// `None`: "cannot create 'x' instances".
    pub constructor: Option<Entry>,
    /// Dunders that operations do not go by: those of classes with a variant of their own in `Value`.
    pub slots: &'static [NativeFunction],
    /// Ordinary methods.
    pub methods: &'static [NativeFunction],
    /// Static methods.
    pub statics: &'static [NativeFunction],
    /// Class methods; the entry gets the class first.
    pub class_methods: &'static [NativeFunction],
    /// Properties.
    pub properties: &'static [NativeProperty],
}

impl NativeMembers {
    /// Nothing, for `..NativeMembers::NONE` in a static.
    pub const NONE: NativeMembers = NativeMembers {
        constructor: None,
        slots: &[],
        methods: &[],
        statics: &[],
        class_methods: &[],
        properties: &[],
    };
}

impl NativeClass {
    /// A class with no members, for `..NativeClass::new("name", "module")` in a static.
    pub const fn new(name: &'static str, module: &'static str) -> NativeClass {
        NativeClass {
            name,
            module,
            doc: "",
            bases: &[],
            is_base: true,
            is_heap: false,
            is_immutable: false,
            is_variant: false,
            slots: &[],
            protocol: &[],
            members: || &NativeMembers::NONE,
        }
    }

    /// `__new__` and `__init__` in one.
    pub fn constructor(&self) -> Option<Entry> {
        (self.members)().constructor
    }

    /// The method `name`, dunders included.
    pub(crate) fn method(&self, name: &str) -> Option<&'static NativeFunction> {
        let members = (self.members)();
        [self.slots, members.slots, self.protocol, members.methods]
            .into_iter()
            .flatten()
            .find(|function| function.name == name)
    }
}

/// One parameter of a function, as the binder needs it.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Python name.
    pub name: &'static str,
    /// How it may be passed.
    pub kind: Kind,
    /// It has a default.
    pub has_default: bool,
}

impl Param {
    /// A parameter; usable in statics.
    pub const fn new(name: &'static str, kind: Kind, has_default: bool) -> Param {
        Param {
            name,
            kind,
            has_default,
        }
    }
}

/// Matches the arguments of a call to the `N` parameters of the library function `name`, in their order.
///
/// A parameter with a default that got no argument is `None`. `*args` is a tuple, `**kwargs` a dict.
/// Raises CPython's TypeErrors.
pub fn bind<const N: usize>(
    name: &str,
    params: &'static [Param],
    args: Args,
) -> Result<[Option<Value>; N]> {
    let bound = crate::binder::bind_native(name, params, args)?;
    <[Option<Value>; N]>::try_from(bound)
        .map_err(|_| crate::errors::system_error("parameter table of wrong length"))
}

/// Converts argument number `index` (from 1; the receiver does not count) of `function` to the type its body takes, with CPython's TypeError where
/// it is of another class: "sqrt() argument 1 must be str, not int", "must be real number, not str".
pub fn argument<T: Object>(value: Value, function: &str, index: usize) -> Result<T> {
    T::from_value(value).map_err(|error| describe(error, function, index))
}

/// The receiver of a method: TypeError "descriptor 'm' for 'C' objects doesn't apply to a 'D' object".
pub fn receiver<T: Object>(value: Value, class: &str, method: &str) -> Result<T> {
    let other = value.class_name();
    // The builtin value inside an instance of a derived class: its own methods may be what asks.
    // A library object that is a builtin value as well (`Counter`) is what it is.
    let payload = value
        .downcast::<crate::Instance>()
        .and_then(crate::DynObject::payload);
    let value = payload.unwrap_or(value);
    T::from_value(value).map_err(|_| {
        crate::errors::type_error(format!(
            "descriptor '{method}' for '{class}' objects doesn't apply to a '{other}' object"
        ))
    })
}

fn describe(error: Error, function: &str, index: usize) -> Error {
    crate::errors::with_argument(error, function, index)
}

/// A library class as a Rust type: a cheap handle whose clones are the same Python object.
///
/// `#[pyclass]` implements it. With it come, by [`native_value`] and [`native_from_value`], the two halves of
/// [`Object`] that are the same for every class.
pub trait NativeType: Clone + 'static {
    /// Its table.
    const CLASS: &'static NativeClass;
    /// What `is` and `id()` go by: the address of the shared part (`Rc::as_ptr(&self.0) as *const () as usize`).
    fn address(&self) -> usize;
    /// The builtin value that it is as well, for a class derived from a builtin one (`Counter` is a dict).
    fn payload(&self) -> Option<Value> {
        None
    }
}

pub use crate::native_object::{native_from_value, native_value};
