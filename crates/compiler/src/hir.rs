//! The resolved program: what `resolve` makes of the syntax tree and every later stage reads.
//!
//! Names are variables, functions and classes by id; scopes, captures, imports and private names are settled; sugar
//! that has no meaning of its own is gone. Nothing here is typed.
//!
//! *Invariant:* ids are dense and in source order, so that stages can keep their results in vectors and their
//! output is the same on every run.

use std::collections::BTreeMap;
use std::ops::Range;

/// Declares a dense id type.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index into the vector of its kind.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
ids! {
    /// A module of the program, in [`Program::modules`].
    ModuleId
    /// A function, lambda, module body or class body, in [`Program::functions`].
    FunctionId
    /// A class, in [`Program::classes`].
    ClassId
    /// A variable, in [`Program::variables`].
    VarId
    /// An expression; side tables are indexed by it. [`Program::expr_count`] is their length.
    ExprId
}

/// Byte range in the module's source.
pub type Span = Range<u32>;

/// The whole program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Modules in order of first import; the main module is first.
    pub modules: Vec<Module>,
    /// All function-like scopes.
    pub functions: Vec<Function>,
    /// All classes.
    pub classes: Vec<Class>,
    /// All variables of all scopes.
    pub variables: Vec<Variable>,
    /// One more than the highest [`ExprId`].
    pub expr_count: u32,
    /// What a string literal in an annotation says (`"Job"` in `x: list["Job"]`), by the literal's id. It is never
    /// evaluated and its names are no uses.
    pub string_annotations: BTreeMap<ExprId, Expr>,
    /// The program can see when an object goes away, so a variable keeps what it holds as long as Python's would.
    pub sees_lifetimes: bool,
}

impl Program {
    /// The module.
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.index()]
    }
    /// The function.
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.index()]
    }
    /// Nothing is used of that library module, so that it is no part of what is made.
    pub fn is_left_out(&self, id: ModuleId) -> bool {
        let module = self.module(id);
        module.is_library && self.function(module.body).body.is_empty()
    }
    /// The class.
    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.index()]
    }
    /// The variable.
    pub fn variable(&self, id: VarId) -> &Variable {
        &self.variables[id.index()]
    }
    /// Something in the program may look at annotations as values. Where nothing does, they are not evaluated.
    pub fn shows_annotations(&self) -> bool {
        const WORDS: [&str; 6] = [
            "annotations__",
            "get_type_hints",
            "get_annotations",
            "singledispatch",
            "inspect",
            "fields(",
        ];
        self.mentions(&WORDS)
    }
    /// One of the words stands in the program's own text.
    fn mentions(&self, words: &[&str]) -> bool {
        let mut own = self.modules.iter().filter(|module| !module.is_library);
        own.any(|module| words.iter().any(|word| module.text.contains(word)))
    }
    /// Something in the program may look at the type parameters of functions and classes.
    pub fn shows_type_params(&self) -> bool {
        const WORDS: [&str; 3] = ["__type_params__", "__parameters__", "__orig_bases__"];
        self.mentions(&WORDS)
    }
    /// Something in the program may ask which subclasses a class has, and in which order they were made.
    pub fn shows_subclasses(&self) -> bool {
        self.modules
            .iter()
            .any(|module| module.text.contains("__subclasses__"))
    }
    /// Whether the annotations of a function or class are evaluated: those with type parameters of their own are kept
    /// as they are written.
    pub fn evaluates_annotations(&self, function: &Function) -> bool {
        let mut scope = Some(function.id);
        while let Some(id) = scope {
            let function = self.function(id);
            let class = match function.kind {
                FunctionKind::Class(class) => Some(class),
                _ => None,
            };
            let is_generic = !function.type_params.is_empty()
                || class.is_some_and(|class| !self.class(class).type_params.is_empty());
            if is_generic {
                return false;
            }
            scope = function.parent;
        }
        !self.module(function.module).future_annotations
    }
}

/// `__name__`, a name that Python itself gives a meaning.
pub fn is_dunder(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// Where the second and later lines of each module start, in bytes.
pub struct Lines(Vec<Vec<u32>>);

impl Lines {
    /// Looks for the line ends once.
    pub fn new(program: &Program) -> Lines {
        let starts = |module: &Module| {
            let bytes = (1u32..).zip(module.text.bytes());
            bytes
                .filter(|(_, b)| *b == b'\n')
                .map(|(next, _)| next)
                .collect()
        };
        Lines(program.modules.iter().map(starts).collect())
    }
    /// The 1-based line of a byte offset.
    pub fn line(&self, module: ModuleId, offset: u32) -> u32 {
        let starts = &self.0[module.index()];
        1 + starts.partition_point(|start| *start <= offset) as u32
    }
}

/// One Python file.
#[derive(Clone, Debug)]
pub struct Module {
    /// Dotted name; `__main__` for the main file.
    pub name: String,
    /// Path for messages.
    pub path: String,
    /// The text, for lines and code frames.
    pub text: String,
    /// `__init__.py`.
    pub is_package: bool,
    /// Its body as a function of kind [`FunctionKind::Module`].
    pub body: FunctionId,
    /// Module docstring.
    pub docstring: Option<String>,
    /// Comments before the first statement (without `#`), e.g. a licence.
    pub comments: Vec<String>,
    /// Its attributes: every name that it, a `global` in one of its functions, or another module binds in it.
    pub names: BTreeMap<String, VarId>,
    /// `from __future__ import annotations`: annotations are never evaluated.
    pub future_annotations: bool,
    /// It is a module of the library that is written in Python.
    pub is_library: bool,
    /// It imports itself by way of other modules, so that another module may see it half executed.
    pub in_import_cycle: bool,
}

/// What a function-like scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// A module's body.
    Module,
    /// A `def`.
    Def,
    /// A lambda; its body is one `Return`.
    Lambda,
    /// A class body: its names are attributes of the class.
    Class(ClassId),
}

/// A function-like scope. Comprehensions are no functions: their targets are variables of the enclosing function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its own id.
    pub id: FunctionId,
    /// `def` name; `<lambda>`, `<module>` or the class name for the other kinds.
    pub name: String,
    /// `__qualname__`.
    pub qualname: String,
    /// Where it is.
    pub module: ModuleId,
    /// The enclosing scope; `None` for modules.
    pub parent: Option<FunctionId>,
    /// The class whose body it is written in directly (it is a method).
    pub class: Option<ClassId>,
    /// What it is.
    pub kind: FunctionKind,
    /// `async def`.
    pub is_async: bool,
    /// It has a `yield`.
    pub is_generator: bool,
    /// Parameters in order.
    pub params: Vec<Param>,
    /// Annotation of the result.
    pub returns: Option<Expr>,
    /// Decorators, outermost first.
    pub decorators: Vec<Expr>,
    /// The statements, without the docstring.
    pub body: Vec<Stmt>,
    /// The value of `__doc__`: as CPython 3.13's compiler, indentation is removed and blank lines around it stay
    /// (`inspect.cleandoc` is this without them).
    pub docstring: Option<String>,
    /// `def f[T]`.
    pub type_params: Vec<TypeParam>,
    /// Variables of this scope, parameters first, then in order of first binding.
    pub variables: Vec<VarId>,
    /// Variables of enclosing *functions* (not globals) that it or a function inside it uses.
    pub captures: Vec<VarId>,
    /// It, or a function inside it, uses zero-argument `super()` or `__class__` of the enclosing class statement.
    pub uses_class_cell: bool,
    /// The `def` or `class` header, for messages.
    pub span: Span,
}

/// How an argument reaches a parameter.
pub use portalis_signature::Kind as ParamKind;

/// One parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its variable.
    pub var: VarId,
    /// Python name (after private-name mangling).
    pub name: String,
    /// How it is passed.
    pub kind: ParamKind,
    /// Evaluated once, when the `def` is executed, in the enclosing scope.
    pub default: Option<Expr>,
    /// Annotation.
    pub annotation: Option<Expr>,
}

/// A type parameter (PEP 695). Its variable is a hidden one of the scope around the `def` or `class`.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Its variable.
    pub var: VarId,
    /// Python name.
    pub name: String,
    /// `T`, `*Ts` or `**P`.
    pub kind: TypeParamKind,
    /// `T: bound`, evaluated when it is asked for.
    pub bound: Option<Expr>,
    /// `T = default`, evaluated when it is asked for.
    pub default: Option<Expr>,
}

/// The kinds of type parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    /// `T`.
    TypeVar,
    /// `*Ts`.
    TypeVarTuple,
    /// `**P`.
    ParamSpec,
}

/// A class statement.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its own id.
    pub id: ClassId,
    /// Python name.
    pub name: String,
    /// `__qualname__`.
    pub qualname: String,
    /// Where it is.
    pub module: ModuleId,
    /// Base expressions, in order (`Generic[T]` included).
    pub bases: Vec<Arg>,
    /// Decorators, outermost first.
    pub decorators: Vec<Expr>,
    /// Its body as a function of kind [`FunctionKind::Class`].
    pub body: FunctionId,
    /// Docstring, cleaned as [`Function::docstring`].
    pub docstring: Option<String>,
    /// `class C[T]`.
    pub type_params: Vec<TypeParam>,
    /// The class header.
    pub span: Span,
}

/// A variable: a name in one scope, or one of several where the definitions of a local name share no use
/// (`x = input(); x = int(x)`). Comprehension targets and `except … as e` names are variables of their function,
/// fresh for each comprehension.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its own id.
    pub id: VarId,
    /// Python name (after private-name mangling).
    pub name: String,
    /// The scope it belongs to. A class body's variables are attributes of the class.
    pub scope: FunctionId,
    /// Is a parameter.
    pub is_param: bool,
    /// It is no attribute of its module or class: a comprehension target or a type parameter.
    pub is_hidden: bool,
    /// A scope other than its own uses or binds it.
    pub is_captured: bool,
    /// A generator expression that may outlive the statement uses it ([`Comprehension::consumed_at_once`] is false), so
    /// that it sees what is bound later.
    pub is_used_lazily: bool,
    /// A scope other than its own binds it (`nonlocal`, `global`), or another module assigns it as an attribute.
    pub is_rebound_elsewhere: bool,
    /// How many binding places there are (assignments, `for` targets, `def`, `import`, …; a parameter counts one).
    pub bindings: u32,
    /// Deleted somewhere by `del`, or by the end of an `except … as`.
    pub is_deleted: bool,
    /// Some use in its own scope may find it unbound (UnboundLocalError or NameError). Uses in other scopes do not
    /// count here.
    pub maybe_unbound: bool,
    /// It has one binding, and no function that captures it is made before that has happened or, in a loop, happens
    /// again.
    pub bound_before_captures: bool,
    /// What the name always means, where it is bound exactly once, by that statement, and every use in its own scope
    /// comes after it; decorated definitions have none. A class attribute may still be assigned from outside.
    pub meaning: Option<Meaning>,
    /// What [`Variable::meaning`] would be if the decorators gave back the function or class itself.
    pub undecorated: Option<Meaning>,
    /// It is a type parameter: the qualified name of what it belongs to.
    pub type_param: Option<String>,
    /// What the name means in annotations only: it is imported under `if TYPE_CHECKING`.
    pub type_meaning: Option<Meaning>,
    /// First binding.
    pub span: Span,
}

/// What a name means before the program has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A `def` of the program.
    Function(FunctionId),
    /// A class of the program.
    Class(ClassId),
    /// A module of the program.
    Module(ModuleId),
    /// A module of the library, by its Python name.
    LibraryModule(String),
    /// A function, class or constant of the library: module, then name (`("math", "sqrt")`, `("builtins", "len")`).
    Library(String, String),
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its id.
    pub id: ExprId,
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// A name in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A variable of this or an enclosing scope. Look at [`Variable::meaning`].
    Var(VarId),
    /// A builtin that nothing shadows; always [`Meaning::Library`] of `builtins` (or `__name__`, `__file__`, … which
    /// resolve folds to literals).
    Builtin(String),
    /// The variable if it is bound by now, else the other one: in a class body the class's variable and the global; or
    /// a global that may be unbound and has a builtin's name.
    ClassThenOuter(VarId, Box<Name>),
    /// `__class__` in a method.
    ClassCell(ClassId),
    /// Not defined anywhere: NameError when it is evaluated.
    Undefined(String),
}

/// The kinds of expression.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `True`, `False`.
    Bool(bool),
    /// An integer, as decimal digits (any size).
    Int(String),
    /// A float.
    Float(f64),
    /// The imaginary part of a complex literal.
    Imaginary(f64),
    /// A string, implicit concatenation done.
    Str(String),
    /// A bytes literal.
    Bytes(Vec<u8>),
    /// An f-string.
    FString(Vec<FPart>),
    /// A name.
    Name(Name),
    /// `value.name`. Where `value` is a module, later stages look the name up there.
    Attribute(Box<Expr>, String),
    /// `value[index]`; a tuple index is a [`ExprKind::Tuple`], a slice a [`ExprKind::Slice`].
    Subscript(Box<Expr>, Box<Expr>),
    /// `a:b:c` inside a subscript.
    Slice(Option<Box<Expr>>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// A call; arguments in source order.
    Call(Box<Expr>, Vec<Arg>),
    /// `-x`, `+x`, `~x`.
    Unary(UnaryOp, Box<Expr>),
    /// `not x`.
    Not(Box<Expr>),
    /// `a + b` and the like.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a < b <= c`: the first operand and then operator, operand.
    Compare(Box<Expr>, Vec<(CompareOp, Expr)>),
    /// `a and b and c`.
    And(Vec<Expr>),
    /// `a or b or c`.
    Or(Vec<Expr>),
    /// `then if test else other`: test, then, other.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// A lambda.
    Lambda(FunctionId),
    /// `(a, *b)`.
    Tuple(Vec<Expr>),
    /// `[a, *b]`.
    List(Vec<Expr>),
    /// `{a, *b}`.
    Set(Vec<Expr>),
    /// `{k: v, **d}`: a missing key is `**`.
    Dict(Vec<(Option<Expr>, Expr)>),
    /// A comprehension or generator expression.
    Comprehension(Box<Comprehension>),
    /// `await x`.
    Await(Box<Expr>),
    /// `yield x`.
    Yield(Option<Box<Expr>>),
    /// `yield from x`.
    YieldFrom(Box<Expr>),
    /// `x := value`.
    Walrus(VarId, Box<Expr>),
    /// `*x` in a display or an assignment target.
    Starred(Box<Expr>),
}

/// A part of an f-string.
#[derive(Clone, Debug)]
pub enum FPart {
    /// Text, escapes done.
    Text(String),
    /// `{value!r:spec}`; `{x=}` has become a text part and this.
    Value {
        /// The value.
        value: Expr,
        /// `r`, `s` or `a`.
        conversion: Option<char>,
        /// The format specification, itself parts; empty where there is none.
        spec: Vec<FPart>,
    },
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub enum Arg {
    /// `f(x)`.
    Positional(Expr),
    /// `f(*x)`.
    Star(Expr),
    /// `f(name=x)`.
    Keyword(String, Expr),
    /// `f(**x)`.
    DoubleStar(Expr),
}

/// What a comprehension makes.
#[derive(Clone, Debug)]
pub enum ComprehensionKind {
    /// `[x for …]`.
    List(Expr),
    /// `{x for …}`.
    Set(Expr),
    /// `{k: v for …}`.
    Dict(Expr, Expr),
    /// `(x for …)`: lazy; the first iterable is evaluated at once.
    Generator(Expr),
}

/// A comprehension.
#[derive(Clone, Debug)]
pub struct Comprehension {
    /// What it makes.
    pub kind: ComprehensionKind,
    /// The `for` clauses, outermost first.
    pub clauses: Vec<Clause>,
    /// It has `async for` or, for all but generators' first iterable, `await` inside.
    pub is_async: bool,
    /// A generator expression that is an argument of a builtin which runs it to its end before it returns (`sum`, `list`,
    /// `any`, …); true for the other kinds.
    pub consumed_at_once: bool,
    /// Its own variables (the targets).
    pub variables: Vec<VarId>,
}

/// `async for target in iter if c1 if c2`.
#[derive(Clone, Debug)]
pub struct Clause {
    /// `async for`.
    pub is_async: bool,
    /// What is bound.
    pub target: Target,
    /// What is iterated.
    pub iter: Expr,
    /// The filters.
    pub conditions: Vec<Expr>,
}

/// What can be assigned to.
#[derive(Clone, Debug)]
pub enum Target {
    /// A variable.
    Var(VarId, Span),
    /// `value.name`.
    Attribute(Expr, String, Span),
    /// `value[index]`.
    Subscript(Expr, Expr, Span),
    /// `a, *b, c`.
    Unpack(Vec<Target>, Span),
    /// `*b`, only inside `Unpack`.
    Starred(Box<Target>, Span),
}

/// A statement with the comments around it.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Comment lines above it, without `#` and one space.
    pub comments: Vec<String>,
    /// A comment at the end of its line.
    pub trailing: Option<String>,
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// The kinds of statement. `pass`, `global` and `nonlocal` are gone; an `if` on `TYPE_CHECKING` or on
/// `__name__ == "__main__"` is replaced by the arm that is taken.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// An expression for its effect.
    Expr(Expr),
    /// `t1 = t2 = value`.
    Assign(Vec<Target>, Expr),
    /// `x: T = value` is this and then an [`StmtKind::Assign`] to the same target, which alone evaluates the target's
    /// object; without a value it only declares. CPython evaluates the annotation (after the value) in modules and
    /// classes without [`Module::future_annotations`], never in functions.
    Annotation(Target, Expr),
    /// `type X[T] = value`; the value is evaluated when it is asked for.
    TypeAlias(VarId, Vec<TypeParam>, Expr),
    /// `target += value`. The target as an expression carries the read: its id is the first field.
    AugAssign(Target, BinaryOp, Expr, ExprId),
    /// `del t1, t2`.
    Delete(Vec<Target>),
    /// `return x`.
    Return(Option<Expr>),
    /// `raise x from y`.
    Raise(Option<Expr>, Option<Expr>),
    /// `assert test, message`.
    Assert(Expr, Option<Expr>),
    /// `if`: the arms in order (test, body), then `else`.
    If(Vec<(Expr, Vec<Stmt>)>, Vec<Stmt>),
    /// `while test: body else: other`.
    While(Expr, Vec<Stmt>, Vec<Stmt>),
    /// `for target in iter: body else: other`.
    For {
        /// `async for`.
        is_async: bool,
        /// What is bound.
        target: Target,
        /// What is iterated.
        iter: Expr,
        /// The body.
        body: Vec<Stmt>,
        /// Runs where no `break` was taken.
        orelse: Vec<Stmt>,
    },
    /// `try`.
    Try(Box<Try>),
    /// One `with` item (several are nested).
    With {
        /// `async with`.
        is_async: bool,
        /// The context manager.
        context: Expr,
        /// `as target`.
        target: Option<Target>,
        /// The body.
        body: Vec<Stmt>,
        /// The context manager may swallow an exception of the body, so that what follows is reached.
        may_suppress: bool,
    },
    /// `match`.
    Match(Expr, Vec<Case>),
    /// `def`: binds the variable to the function.
    Def(VarId, FunctionId),
    /// `class`: binds the variable to the class.
    Class(VarId, ClassId),
    /// Runs a program module's body unless it has run; packages first.
    ImportModule(ModuleId),
    /// Binds a variable to a module, or to a name of a module.
    ImportName(VarId, Meaning),
    /// `from module import name` where `name` is an ordinary variable of a program module.
    ImportVar(VarId, VarId),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// `try`.
#[derive(Clone, Debug)]
pub struct Try {
    /// The body.
    pub body: Vec<Stmt>,
    /// `except` clauses.
    pub handlers: Vec<Handler>,
    /// `else`.
    pub orelse: Vec<Stmt>,
    /// `finally`.
    pub finally: Vec<Stmt>,
    /// `except*`.
    pub is_star: bool,
}

/// `except T as e:`.
#[derive(Clone, Debug)]
pub struct Handler {
    /// The class or tuple of classes; `None` for a bare `except`.
    pub ty: Option<Expr>,
    /// `as e`.
    pub var: Option<VarId>,
    /// The body.
    pub body: Vec<Stmt>,
    /// Where it is.
    pub span: Span,
    /// Comments above it.
    pub comments: Vec<String>,
}

/// `case pattern if guard:`.
#[derive(Clone, Debug)]
pub struct Case {
    /// The pattern.
    pub pattern: Pattern,
    /// The guard.
    pub guard: Option<Expr>,
    /// The body.
    pub body: Vec<Stmt>,
    /// Comments above it.
    pub comments: Vec<String>,
}

/// A pattern of `match` (PEP 634).
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A literal or dotted name: compared with `==`.
    Value(Expr),
    /// `None`, `True`, `False`: compared with `is`.
    Singleton(Expr),
    /// `_`, or a name that binds (capture).
    Capture(Option<VarId>),
    /// `p as name`.
    As(Box<Pattern>, VarId),
    /// `p | q`.
    Or(Vec<Pattern>),
    /// `[a, *rest, b]`; `Star` at most once.
    Sequence(Vec<Pattern>),
    /// `*rest` in a sequence.
    Star(Option<VarId>),
    /// `{k: p, **rest}`.
    Mapping(Vec<(Expr, Pattern)>, Option<VarId>),
    /// `C(p, name=q)`.
    Class(Expr, Vec<Pattern>, Vec<(String, Pattern)>),
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `-`.
    Neg,
    /// `+`.
    Pos,
    /// `~`.
    Invert,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `@`.
    MatMul,
    /// `/`.
    Div,
    /// `//`.
    FloorDiv,
    /// `%`.
    Mod,
    /// `**`.
    Pow,
    /// `<<`.
    LShift,
    /// `>>`.
    RShift,
    /// `|`.
    BitOr,
    /// `^`.
    BitXor,
    /// `&`.
    BitAnd,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `==`.
    Eq,
    /// `!=`.
    NotEq,
    /// `<`.
    Lt,
    /// `<=`.
    LtE,
    /// `>`.
    Gt,
    /// `>=`.
    GtE,
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `in`.
    In,
    /// `not in`.
    NotIn,
}
