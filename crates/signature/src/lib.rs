//! Python types, function signatures and the module catalogue.
//!
//! This crate is data only: what the macros record about a library function, what the compiler reads of it. It is the
//! one place where the compiler learns which names exist; it knows no builtin of its own.
//!
//! *Invariant:* no IO, no clock, no dependency.
//!
//! Start at [`Catalogue`]; [`parse`] reads the signature strings of `#[pyfn]`.

#![forbid(unsafe_code)]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod parse;

/// A Python type as a library signature can spell it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `Any`: the dynamic type. An argument that flows here is converted to a `Value` and may be kept.
    Any,
    /// `object`: any value, only looked at during the call and never kept (`print`, `repr`, `isinstance`).
    Object,
    /// `None`.
    None,
    /// A class by name with its arguments: `int`, `list[T]`, `Iterable[tuple[K, V]]`, `asyncio.Queue[T]`.
    Class(String, Vec<Type>),
    /// A type parameter: a single capital letter, optionally followed by a digit (`T`, `K2`).
    Var(String),
    /// `tuple[A, B]`; the homogeneous `tuple[T, ...]` is `Class("tuple", [T])`.
    Tuple(Vec<Type>),
    /// `Callable[[A, B], R]`; `Callable[..., R]` has `None` for parameters.
    Callable(Option<Vec<Type>>, Box<Type>),
    /// `T | None`.
    Optional(Box<Type>),
    /// `Literal[...]`: selects an overload by the literal that the call site writes.
    Literal(String),
}

/// How a parameter may be passed, as in `inspect.Parameter.kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Before `/`.
    PositionalOnly,
    /// The ordinary kind.
    PositionalOrKeyword,
    /// `*args`.
    VarPositional,
    /// After `*`.
    KeywordOnly,
    /// `**kwargs`.
    VarKeyword,
}

/// One parameter of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Python name.
    pub name: String,
    /// How it may be passed.
    pub kind: Kind,
    /// Annotation; [`Type::Any`] where there is none.
    pub ty: Type,
    /// The default as Python source (a literal), if there is one. `...` means that the function can tell whether the
    /// argument was given: the Rust parameter is an `Option` that is `None` only if it was not.
    pub default: Option<String>,
}

/// A parsed `def` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Python name.
    pub name: String,
    /// `async def`: calling it gives an awaitable.
    pub is_async: bool,
    /// Parameters in order; a method's include `self`, a class method's and `__new__`'s do not include `cls`.
    pub params: Vec<Param>,
    /// Return annotation; [`Type::Any`] where there is none.
    pub returns: Type,
}

/// How the Rust function takes one parameter; read off its Rust type by the macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passing {
    /// By value, in the ordinary representation of the Python type (`Int`, `f64`, `Str`, `List<T>`, `Value`, …).
    Owned,
    /// `&T` of that representation.
    Borrowed,
    /// `&str`.
    StrSlice,
    /// `i64`: the compiler converts an `int` (OverflowError if it does not fit).
    I64,
    /// `impl Iterable<Item = T>` or `&impl Iterable<…>`: anything iterable, passed by reference.
    Iterable,
    /// `impl Fn(A, B) -> Result<R>` for `Callable[[A, B], R]`; inside `Option<…>` it is [`Passing::Optional`].
    Closure,
    /// `impl Awaitable<Output = T>`: a future or a coroutine, by value.
    Awaitable,
    /// `impl Awaitables<T>` for `*args`: a tuple of awaitables, or a reference to an iterable of them.
    Awaitables,
    /// `&dyn Object`-like view for [`Type::Object`]: `&x` of any representation.
    View,
    /// `Option<P>`: the default is `None`.
    Optional(Box<Passing>),
    /// `&[P]` for `*args`.
    Slice(Box<Passing>),
    /// `Vec<P>` for `*args`.
    Vec(Box<Passing>),
}

/// A function, method or constructor of the library: the Python signature and the Rust item behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The Python side.
    pub signature: Signature,
    /// Rust path from the façade's prelude or module (`math::sqrt`), or the bare method name for methods.
    pub rust: String,
    /// How each Rust parameter is taken, in the Python order, without `self`.
    pub passing: Vec<Passing>,
    /// The Rust function is `async`.
    pub is_async: bool,
    /// The Rust function returns `Result`.
    pub fallible: bool,
    /// The Rust name is a `macro_rules!` macro (`print!`), called with `name = value` for keywords.
    pub is_macro: bool,
    /// A Rust operator that spells this method (`"+"`, `"=="`, `"-"` for negation); operands are taken by reference
    /// unless the type is `Copy`.
    pub operator: Option<String>,
    /// `len(x)` is `x.__len__()`: the method that a call of this builtin means on its first argument's class.
    pub dunder: Option<String>,
    /// The call blocks the thread (`time.sleep`, `asyncio.run`): where the host cannot block it must be awaited.
    pub blocks: bool,
    /// Doc comment.
    pub doc: String,
}

/// What kind of member a class attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// An ordinary method: `self` is the first parameter.
    Method,
    /// `@staticmethod`.
    Static,
    /// `@classmethod` (constructors such as `dict.fromkeys`).
    Class,
    /// `@property`: read with no parentheses.
    Property,
    /// `@name.setter`: `x.name = value`; the parameters are `self` and the value.
    Setter,
}

/// A class of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Python name.
    pub name: String,
    /// Type parameters (`["K", "V"]`).
    pub type_params: Vec<String>,
    /// Base classes by Python name.
    pub bases: Vec<String>,
    /// Rust type without its arguments (`List`, `asyncio::Queue`).
    pub rust: String,
    /// `Copy` in Rust (`f64`, `bool`).
    pub is_copy: bool,
    /// Instances never change: they may be converted to `Value` by copying.
    pub is_immutable: bool,
    /// An exception class: whatever the class, an instance is a handle on it, an `Error`.
    pub is_exception: bool,
    /// Members; overloads share a name. The constructor is `__new__`.
    pub members: Vec<(Member, Function)>,
    /// Doc comment.
    pub doc: String,
}

/// A constant of a module (`math.pi`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Python name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Rust path; ends in `()` where the value is made when it is asked for (`sys::argv()`).
    pub rust: String,
    /// Rust path of the function that `module.name = value` calls with a `Value`; none: it cannot be assigned.
    pub setter: Option<String>,
}

/// A module of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// Python name (`builtins`, `math`, `collections.abc`).
    pub name: String,
    /// Functions; overloads share a name and the first that fits is taken. The last is the one that dynamic calls use,
    /// so it takes everything.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Constants.
    pub constants: Vec<Constant>,
    /// The source of what is written in Python: all of the module, or names that the other fields do not have. A class of
    /// the same name as one of theirs is what classes derive from.
    pub python: Option<String>,
    /// Doc comment.
    pub doc: String,
}

/// Everything a compiled program may use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// All modules; `builtins` is one of them.
    pub modules: Vec<Module>,
    /// Names that there cannot be.
    pub refusals: Vec<Refusal>,
}

/// A name of Python's library that compiled programs cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The module.
    pub module: String,
    /// The name in it; `None` for the module itself.
    pub name: Option<String>,
    /// Why not, as a sentence.
    pub reason: String,
}

impl Module {
    /// Puts `prefix::` (the Rust path of the module) before the Rust names of all items. The macros record bare names.
    pub fn at(mut self, prefix: &str) -> Module {
        let functions = self.functions.iter_mut().map(|f| &mut f.rust);
        let classes = self.classes.iter_mut().map(|c| &mut c.rust);
        let constants = self.constants.iter_mut().map(|c| &mut c.rust);
        for rust in functions.chain(classes).chain(constants) {
            *rust = format!("{prefix}::{rust}");
        }
        self
    }
}

impl Catalogue {
    /// The module of that Python name.
    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.iter().find(|m| m.name == name)
    }

    /// Why there is no such module, or no such name in it, where that is known.
    pub fn refusal(&self, module: &str, name: Option<&str>) -> Option<&str> {
        let wanted = |r: &&Refusal| r.module == module && r.name.as_deref() == name;
        self.refusals.iter().find(wanted).map(|r| r.reason.as_str())
    }
}
