//! What `infer` finds out: a type for every slot and a meaning for every operation.
//!
//! *Invariant:* where an operation is recorded as static, the types of its operands are the ones that its signature
//! asks for, up to the coercions listed at [`Ty`]; where it is dynamic, every operand's type can become a `Value`
//! (the arguments of mutable containers in it are [`Ty::Value`] themselves). `lower` relies on this and decides
//! nothing again.

use crate::hir::{ClassId, ExprId, FunctionId, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// The type of a slot.
///
/// `lower` can coerce a value of one type to another in these cases only, so a flow from one slot to another must be
/// one of them: equal types; `Never` to anything; `None` or `T` to `Optional(T)`; anything whose mutable type arguments are all `Value` to
/// `Value`; `Optional(T)` likewise; tuples element by element; a subclass instance to a base class's; an instance of a
/// class with a [`Face`] to `Value`; an exception to an exception class that its own derives from; `int`, `float` and
/// `bool` to `int | float`; `int`/`bool`/`int | float`
/// to `float` and `bool` to `int` and `Value` to any scalar or `Optional` scalar **only** at a library function's
/// parameter; anything
/// iterable to [`Ty::Iterable`] where its items coerce to its argument.
///
/// A *use* of a variable or of a field may have a narrower type than the slot itself (`if x is not None: x`): then the
/// slot is `Optional(T)` and the use `T`, or the slot is `Value` and the use a library class whose mutable arguments
/// are all `Value`. The value is known to be of that type there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// No value reaches it (unreachable code, the items of a list that stays empty). Lowered as `Value`.
    Never,
    /// The dynamic type.
    Value,
    /// `None`; Rust `()`.
    None,
    /// `T | None`; Rust `Option<T>`. Never nested, never around `Value`, `None` or `Never`.
    Optional(Box<Ty>),
    /// A fixed-length tuple; a Rust tuple.
    Tuple(Vec<Ty>),
    /// A library class with its arguments: index of module and class in the catalogue.
    Class(LibClass, Vec<Ty>),
    /// An instance of a plain class of the program (a Rust struct).
    Instance(ClassId),
    /// A function of the program that is only called or passed to a `Callable` parameter, or a `Callable` slot.
    Callable(Vec<Ty>, Box<Ty>),
    /// What calling an `async def` of the program or library gives before it is awaited.
    Coroutine(Box<Ty>),
    /// Only in [`LibCall::params`]: anything that iterates over items that coerce to this type, `Value` included.
    Iterable(Box<Ty>),
    /// Only in [`LibCall::params`]: anything that iterates asynchronously over such items.
    AsyncIterable(Box<Ty>),
    /// Only in [`LibCall::params`]: a coroutine, task, future with exactly this result; `Value` for `Awaitable(Value)`.
    Awaitable(Box<Ty>),
}

/// A class of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LibClass {
    /// Index into [`Catalogue::modules`](portalis_signature::Catalogue::modules).
    pub module: u32,
    /// Index into [`Module::classes`](portalis_signature::Module::classes).
    pub class: u32,
}

/// A function or method of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LibFunction {
    /// Index into [`Module::functions`](portalis_signature::Module::functions).
    Function {
        /// Index of the module.
        module: u32,
        /// Index of the function.
        function: u32,
    },
    /// Index into [`Class::members`](portalis_signature::Class::members).
    Method {
        /// The class that declares it.
        class: LibClass,
        /// Index of the member.
        member: u32,
    },
}

/// Where each parameter of a static call gets its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The argument at this index of the call's argument list.
    Arg(usize),
    /// An item of the fixed tuple at this index of the argument list, which is starred there.
    Part(usize, usize),
    /// The arguments that `*args` takes, by index; of starred ones it takes the items.
    Rest(Vec<usize>),
    /// The keyword arguments that `**kwargs` takes, by index.
    KeywordRest(Vec<usize>),
    /// The parameter's default.
    Default,
}

/// A statically resolved call of a library function: which, the type parameters' values, and the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibCall {
    /// What is called.
    pub target: LibFunction,
    /// The values of the signature's and class's type parameters, by name.
    pub type_args: Vec<(String, Ty)>,
    /// The types that the parameters have with `type_args` put in, `self` excluded; the type of one item for `*args`.
    pub params: Vec<Ty>,
    /// Where each parameter gets its value, `self` excluded. Where a builtin means a method (`len(x)`), its first
    /// argument is the receiver and the others are counted from 0.
    pub bindings: Vec<Binding>,
    /// The type of the result (of the coroutine, where it is async).
    pub result: Ty,
}

/// What an expression, operator or attribute means.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Use {
    /// Python's data model on `Value`s.
    #[default]
    Dynamic,
    /// A call of a library function (`f(x)`, `m.f(x)`), or what an operator, subscript, iteration, `in`, truth test
    /// or attribute read means on a library class: the first operand is the receiver for a method.
    Library(LibCall),
    /// A direct call of a `def` of the program, with a binding for each parameter. For a method the receiver is the
    /// object left of the dot and `bindings` leaves out `self`.
    Function(FunctionId, Vec<Binding>),
    /// Construction of a plain class of the program; bindings of its `__init__` without `self`.
    Construct(ClassId, Vec<Binding>),
    /// A field of a plain class: the class that declares it. The callee of a dynamic call may be one
    /// (`self.callback()`).
    Field(ClassId),
    /// A call of a `Callable` slot, each argument in its place. As the second meaning of a decorator: its call with
    /// the function below it.
    Callable,
    /// An operation that `lower` knows by the operand types alone: comparison with `is`, tuple indexing by a
    /// constant, `and`/`or`/`not`, `==` and ordering of equal scalars or tuples, `x in (a, b)` with a fixed tuple of
    /// `x`'s type. An `and`/`or` that is only tested has type `bool` whatever its operands are.
    Builtin,
}

/// The result of inference.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Type of each expression's value, by [`ExprId`].
    pub exprs: Vec<Ty>,
    /// Meaning of each expression (calls, operators, subscripts, attributes), by [`ExprId`].
    pub uses: Vec<Use>,
    /// The second meaning of an expression, for operations that have no expression of their own, by [`ExprId`]:
    ///
    /// - of the right operand of a comparison: that comparison (`a < b < c` has two). The receiver is the left
    ///   operand; for `in` it is the right one;
    /// - of the value of an augmented assignment: the operator (`__iadd__`, else `__add__`); what is read before it is
    ///   in `exprs` and `uses` under the statement's own id;
    /// - of the index in an assignment or `del` target: `__setitem__`, `__delitem__`;
    /// - of the object of an attribute target: the field or property that is assigned;
    /// - of an iterable (`for`, comprehension clause, star, right side of an unpacking): `__iter__` or `__aiter__`;
    ///   [`Use::Builtin`] for a fixed tuple, whose items coerce to `items`;
    /// - of a context manager: `__enter__` or `__aenter__`; the matching exit method is static as well.
    ///
    /// A static binary operator or comparison may be the reflected method of the right operand (`__radd__`); the name
    /// of the target tells.
    pub operations: Vec<Use>,
    /// For the iterable of a `for`, comprehension clause, unpacking or star: the type of its items, by [`ExprId`].
    pub items: Vec<Ty>,
    /// Type of each variable.
    pub vars: Vec<Ty>,
    /// Result type of each function (of the awaited result for `async def`; of the yielded items for generators).
    pub returns: Vec<Ty>,
    /// The end of the function's body can be reached, so `None` is one of its results.
    pub falls_through: Vec<bool>,
    /// For generators: what `send` passes in and what `return` gives.
    pub generators: Vec<Option<(Ty, Ty)>>,
    /// The function is used as a `Value` somewhere, so it needs a function object; all its parameters are `Value`.
    pub escapes: Vec<bool>,
    /// Classes lowered as Rust structs; all others are dynamic classes.
    pub plain: Vec<Option<PlainClass>>,
    /// Exception classes that are their name and their base alone: statics of the runtime's kind of class. All bases but the last are
    /// such classes too, and that is one of [`PLAIN_EXCEPTIONS`].
    pub exceptions: BTreeSet<ClassId>,
    /// Why a slot is `Value`, for `explain`: variable, span of the widening expression, reason.
    pub widenings: Vec<(VarId, ExprId, String)>,
    /// Why a class that has the form of a plain one is dynamic: where and what was found.
    pub opened: Vec<(ClassId, ExprId, String)>,
}

/// Builtin exceptions that keep their arguments and nothing else.
pub const PLAIN_EXCEPTIONS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "BaseException",
    "Exception",
    "IndexError",
    "KeyError",
    "LookupError",
    "NotImplementedError",
    "OverflowError",
    "RuntimeError",
    "TypeError",
    "ValueError",
    "ZeroDivisionError",
];

/// A class that is lowered as a struct.
#[derive(Clone, Debug, Default)]
pub struct PlainClass {
    /// Its plain base class.
    pub base: Option<ClassId>,
    /// Its own fields in order of first assignment.
    pub fields: Vec<(String, Ty)>,
    /// What its body defines, by name.
    pub members: BTreeMap<String, Member>,
    /// Class attributes that instances assign: fields that start with the attribute's value.
    pub initial: BTreeMap<String, VarId>,
    /// `@abstractmethod`s without a body of their own: nobody calls them.
    pub abstracts: BTreeSet<FunctionId>,
    /// There are no instances of the class itself.
    pub is_abstract: bool,
    /// The abstract methods that a call of the class complains about.
    pub missing: Vec<String>,
    /// How `@dataclass` makes its methods.
    pub dataclass: Option<Dataclass>,
    /// It is a `NamedTuple`: a tuple of its fields wherever one is needed. It is a dataclass in all else.
    pub is_tuple: bool,
    /// It is an enumeration: it has members, but neither fields nor subclasses.
    pub enumeration: Option<Enumeration>,
    /// Instances become `Value`s somewhere, so that it needs a dynamic face.
    pub face: Option<Face>,
}

/// What dynamic code does with the instances of a plain class.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// Names of attributes that it reads.
    pub reads: BTreeSet<String>,
    /// Names of attributes that it assigns.
    pub writes: BTreeSet<String>,
    /// `dataclasses.asdict` and the like read the fields of dataclasses.
    pub is_taken_apart: bool,
    /// It may assign attributes that are no fields.
    pub gets_more: bool,
}

/// An `Enum` class: its members in order of definition.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Its base class.
    pub base: EnumBase,
    /// All members; no two have one value.
    pub members: Vec<EnumMember>,
}

/// The library's base class of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumBase {
    /// `Enum`.
    Enum,
    /// `IntEnum`: each member is its number.
    Int,
    /// `StrEnum`: each member is its text.
    Str,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// Its Python name.
    pub name: String,
    /// The variable of the class body.
    pub var: VarId,
    /// Its value.
    pub value: EnumValue,
}

/// The value of a member.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EnumValue {
    /// An `int`.
    Int(i64),
    /// A `str`.
    Str(String),
}

/// What a name in the body of a plain class is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// A `def` that is called on an instance.
    Method(FunctionId),
    /// `@staticmethod`.
    Static(FunctionId),
    /// `@classmethod`; its first parameter is only called.
    Class(FunctionId),
    /// `@property` and its setter.
    Property(FunctionId, Option<FunctionId>),
    /// A member of an enumeration.
    EnumMember(VarId),
    /// A class attribute that is a literal and stays it.
    Constant(VarId),
    /// Any other class attribute: a variable that all share.
    Variable(VarId),
}

impl Member {
    /// The function of a method, static or class method.
    pub fn function(&self) -> Option<FunctionId> {
        match self {
            Member::Method(f) | Member::Static(f) | Member::Class(f) => Some(*f),
            Member::Property(..)
            | Member::EnumMember(_)
            | Member::Constant(_)
            | Member::Variable(_) => None,
        }
    }
}

/// A dataclass: its options, and all its fields, those of its bases first (the order of the constructor's parameters
/// but for keyword-only ones).
#[derive(Clone, Debug, Default)]
pub struct Dataclass {
    /// `repr=`.
    pub repr: bool,
    /// `eq=`.
    pub eq: bool,
    /// `order=`.
    pub order: bool,
    /// `frozen=`.
    pub frozen: bool,
    /// `unsafe_hash=`.
    pub unsafe_hash: bool,
    /// The fields.
    pub fields: Vec<DataField>,
}

/// A field of a dataclass.
#[derive(Clone, Debug)]
pub struct DataField {
    /// Its name.
    pub name: String,
    /// The class variable that declares it.
    pub var: VarId,
    /// Whether the constructor takes it.
    pub in_init: bool,
    /// Whether `__repr__` shows it.
    pub in_repr: bool,
    /// Whether comparisons look at it.
    pub in_compare: bool,
    /// Whether it is passed by name only.
    pub keyword_only: bool,
    /// Whether it has a default or a factory.
    pub has_default: bool,
}

impl Typed {
    /// The type of an expression.
    pub fn ty(&self, expr: ExprId) -> &Ty {
        self.exprs.get(expr.index()).unwrap_or(&Ty::Value)
    }
    /// The meaning of an expression.
    pub fn meaning(&self, expr: ExprId) -> &Use {
        self.uses.get(expr.index()).unwrap_or(&Use::Dynamic)
    }
    /// The second meaning of an expression: see [`Typed::operations`].
    pub fn operation(&self, expr: ExprId) -> &Use {
        self.operations.get(expr.index()).unwrap_or(&Use::Dynamic)
    }
    /// The type of the items of an iterable: see [`Typed::items`].
    pub fn item(&self, expr: ExprId) -> &Ty {
        self.items.get(expr.index()).unwrap_or(&Ty::Value)
    }
    /// The type of a variable.
    pub fn var(&self, var: VarId) -> &Ty {
        self.vars.get(var.index()).unwrap_or(&Ty::Value)
    }
    /// The result type of a function.
    pub fn result(&self, function: FunctionId) -> &Ty {
        self.returns.get(function.index()).unwrap_or(&Ty::Value)
    }
}
