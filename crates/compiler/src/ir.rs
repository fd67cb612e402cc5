//! The program as a Rust tree: what `lower` decides and `emit` spells.
//!
//! Every choice of representation, coercion and borrow has been made; nothing here knows Python. Types and paths are
//! text, because no later stage looks into them.
//!
//! *Invariant:* a tree that `lower` makes is a well-typed program when it is printed; `emit` only adds white space.

/// The whole generated crate.
#[derive(Clone, Debug, Default)]
pub struct Crate {
    /// `main.rs` first.
    pub files: Vec<File>,
    /// Cargo features of the façade that it needs, sorted.
    pub features: Vec<String>,
}

/// One Rust file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Path below `src/`.
    pub path: String,
    /// `//!` lines.
    pub docs: Vec<String>,
    /// `//` lines above everything.
    pub comments: Vec<String>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a file, block or impl.
#[derive(Clone, Debug)]
pub enum Item {
    /// `use path;`
    Use(String),
    /// `mod name;`
    Mod(String),
    /// A function.
    Fn(Function),
    /// `struct`.
    Struct(Struct),
    /// An enum.
    Enum(Enum),
    /// `impl Name { … }`; the text is what stands between `impl` and the brace.
    Impl(String, Vec<Item>),
    /// `static NAME: TYPE = value;`
    Static(Vec<String>, String, String, Expr),
    /// `pub static NAME: TYPE = value;`
    PubStatic(Vec<String>, String, String, Expr),
    /// `const NAME: TYPE = value;`
    Const(Vec<String>, String, String, Expr),
    /// `name! { lines }`
    Macro(String, Vec<String>),
    /// A line as it is.
    Line(String),
}

/// A struct item.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// `///` lines.
    pub docs: Vec<String>,
    /// `#[…]` lines.
    pub attributes: Vec<String>,
    /// Its name.
    pub name: String,
    /// The type that a tuple struct wraps.
    pub wraps: Option<String>,
    /// Field names and types; none for a unit struct.
    pub fields: Vec<(String, String)>,
}

/// An enum item.
#[derive(Clone, Debug, Default)]
pub struct Enum {
    /// `///` lines.
    pub docs: Vec<String>,
    /// `#[…]` lines.
    pub attributes: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its lines: variants with their commas, and attributes.
    pub variants: Vec<String>,
}

/// A function item.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// `//` lines above it.
    pub comments: Vec<String>,
    /// `///` lines.
    pub docs: Vec<String>,
    /// `#[…]` lines.
    pub attributes: Vec<String>,
    /// `pub`.
    pub is_public: bool,
    /// `async`.
    pub is_async: bool,
    /// Its name.
    pub name: String,
    /// Patterns (with `mut` where needed) and types; a lone `&self` has an empty type.
    pub params: Vec<(String, String)>,
    /// Result type.
    pub returns: Option<String>,
    /// The body.
    pub body: Block,
}

/// A block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Statements in order.
    pub stmts: Vec<Stmt>,
    /// The value.
    pub tail: Option<Box<Expr>>,
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Stmt {
    /// A `//` line.
    Comment(String),
    /// An empty line.
    Blank,
    /// `let pattern: ty = value;`
    Let {
        /// With `mut` where needed.
        pattern: String,
        /// Only where Rust cannot infer it.
        ty: Option<String>,
        /// None declares only.
        value: Option<Expr>,
    },
    /// `let pattern = value else { … };`
    LetElse(String, Expr, Block),
    /// An expression and `;` (left out after blocks).
    Expr(Expr),
    /// An item inside a function.
    Item(Item),
    /// A `// comment` at the end of the line of the statement before.
    Trailing(String),
}

/// An expression.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A path, literal or other atom.
    Text(String),
    /// `f(a, b)`.
    Call(Box<Expr>, Vec<Expr>),
    /// `x.m(a, b)`.
    Method(Box<Expr>, String, Vec<Expr>),
    /// `x.f`.
    Field(Box<Expr>, String),
    /// `name![a, b]` or `name!(a, b)`: name with its bracket, arguments.
    Macro(String, char, Vec<Expr>),
    /// `name = value` inside a macro call.
    Named(String, Box<Expr>),
    /// A prefix operator: `-`, `!`, `*`, `&`, or `..`.
    Prefix(&'static str, Box<Expr>),
    /// `a op b`.
    Binary(String, Box<Expr>, Box<Expr>),
    /// `place = value`.
    Assign(Box<Expr>, Box<Expr>),
    /// `x.await`.
    Await(Box<Expr>),
    /// `x?`, or `try_!('label, x)`; the Python line for tracebacks.
    Try {
        /// The fallible expression.
        value: Box<Expr>,
        /// The block that is left; `None` leaves the function.
        label: Option<String>,
        /// The frame's static and the line, where tracebacks are wanted.
        at: Option<(String, u32)>,
    },
    /// `'label: { … }` or a plain block.
    Block(Option<String>, Block),
    /// `if cond { … } else …`; the condition may be a `Let`.
    If(Box<Expr>, Block, Option<Box<Expr>>),
    /// `let pattern = value` in a condition.
    Let(String, Box<Expr>),
    /// `match x { pattern => value }`.
    Match(Box<Expr>, Vec<(String, Expr)>),
    /// `'label: loop { … }`.
    Loop(Option<String>, Block),
    /// `'label: while cond { … }`.
    While(Option<String>, Box<Expr>, Block),
    /// `'label: for pattern in iter { … }`.
    For(Option<String>, String, Box<Expr>, Block),
    /// `|params| body`, with `move` where asked for.
    Closure {
        /// `move`.
        is_move: bool,
        /// Parameter patterns.
        params: String,
        /// The body.
        body: Box<Expr>,
    },
    /// `async move { … }`.
    Async(Block),
    /// `return x`.
    Return(Option<Box<Expr>>),
    /// `break 'label x`.
    Break(Option<String>, Option<Box<Expr>>),
    /// `continue 'label`.
    Continue(Option<String>),
    /// `(a, b)`.
    Tuple(Vec<Expr>),
    /// `[a, b]`.
    Array(Vec<Expr>),
    /// `Name { a: x, b: y }`; its parts are [`Expr::Init`].
    Struct(String, Vec<Expr>),
    /// `name: value` in a struct expression.
    Init(String, Box<Expr>),
}

/// A path or other atom.
pub fn text(text: impl Into<String>) -> Expr {
    Expr::Text(text.into())
}

/// `path(args)`.
pub fn call(path: impl Into<String>, args: Vec<Expr>) -> Expr {
    Expr::Call(Box::new(text(path)), args)
}

impl Expr {
    /// `self.name(args)`.
    pub fn method(self, name: impl Into<String>, args: Vec<Expr>) -> Expr {
        Expr::Method(Box::new(self), name.into(), args)
    }
    /// `self.name`.
    pub fn dot(self, name: impl Into<String>) -> Expr {
        Expr::Field(Box::new(self), name.into())
    }
    /// `&self`.
    pub fn borrow(self) -> Expr {
        Expr::Prefix("&", Box::new(self))
    }
    /// `self?`, which leaves the function or closure it stands in.
    pub fn tried(self) -> Expr {
        Expr::Try {
            value: Box::new(self),
            label: None,
            at: None,
        }
    }
    /// The last expression of what returns a `Result`: `Ok(self)`, and `x` for `x?`.
    pub fn as_result(self) -> Expr {
        match self {
            Expr::Try {
                value,
                label: None,
                at: None,
            } => *value,
            value => call("Ok", vec![value]),
        }
    }
    /// `self.await`.
    pub fn awaited(self) -> Expr {
        Expr::Await(Box::new(self))
    }
    fn breaks(&self, label: Option<&str>, bare: bool) -> bool {
        let any = |xs: &[Expr]| xs.iter().any(|x| x.breaks(label, bare));
        match self {
            Expr::Break(to, value) => {
                let here = match to {
                    Some(to) => Some(to.as_str()) == label,
                    None => bare,
                };
                here || value.as_ref().is_some_and(|v| v.breaks(label, bare))
            }
            Expr::Loop(_, body) => body.breaks(label, false),
            Expr::While(_, cond, body) | Expr::For(_, _, cond, body) => {
                cond.breaks(label, bare) || body.breaks(label, false)
            }
            Expr::Block(_, body) => body.breaks(label, bare),
            Expr::If(cond, then, other) => {
                cond.breaks(label, bare)
                    || then.breaks(label, bare)
                    || other.as_ref().is_some_and(|o| o.breaks(label, bare))
            }
            Expr::Match(x, arms) => {
                x.breaks(label, bare) || arms.iter().any(|(_, e)| e.breaks(label, bare))
            }
            Expr::Call(f, args) => f.breaks(label, bare) || any(args),
            Expr::Method(x, _, args) => x.breaks(label, bare) || any(args),
            Expr::Macro(_, _, args)
            | Expr::Tuple(args)
            | Expr::Array(args)
            | Expr::Struct(_, args) => any(args),
            Expr::Field(x, _) | Expr::Named(_, x) | Expr::Init(_, x) | Expr::Prefix(_, x) => {
                x.breaks(label, bare)
            }
            Expr::Await(x) | Expr::Let(_, x) | Expr::Try { value: x, .. } => x.breaks(label, bare),
            Expr::Binary(_, a, b) | Expr::Assign(a, b) => {
                a.breaks(label, bare) || b.breaks(label, bare)
            }
            Expr::Return(x) => x.as_ref().is_some_and(|x| x.breaks(label, bare)),
            // A closure or async block has no way out to the loop.
            Expr::Text(_) | Expr::Closure { .. } | Expr::Async(_) | Expr::Continue(_) => false,
        }
    }
    /// Whether a block with statements stands in it, outside of closures.
    pub fn has_block(&self) -> bool {
        let any = |xs: &[Expr]| xs.iter().any(Expr::has_block);
        match self {
            Expr::Block(_, block) => !block.stmts.is_empty(),
            Expr::Call(f, args) => f.has_block() || any(args),
            Expr::Method(x, _, args) => x.has_block() || any(args),
            Expr::Macro(_, _, args)
            | Expr::Tuple(args)
            | Expr::Array(args)
            | Expr::Struct(_, args) => any(args),
            Expr::Field(x, _) | Expr::Named(_, x) | Expr::Init(_, x) | Expr::Prefix(_, x) => {
                x.has_block()
            }
            Expr::Await(x) | Expr::Try { value: x, .. } => x.has_block(),
            Expr::Binary(_, a, b) | Expr::Assign(a, b) => a.has_block() || b.has_block(),
            _ => false,
        }
    }
    /// Whether a `?` stands in it that a closure around it would catch; blocks count as having one.
    pub fn has_try(&self) -> bool {
        let any = |xs: &[Expr]| xs.iter().any(Expr::has_try);
        match self {
            Expr::Text(_) | Expr::Closure { .. } | Expr::Async(_) => false,
            Expr::Call(f, args) => f.has_try() || any(args),
            Expr::Method(x, _, args) => x.has_try() || any(args),
            Expr::Macro(_, _, args)
            | Expr::Tuple(args)
            | Expr::Array(args)
            | Expr::Struct(_, args) => any(args),
            Expr::Field(x, _) | Expr::Named(_, x) | Expr::Init(_, x) | Expr::Prefix(_, x) => {
                x.has_try()
            }
            Expr::Binary(_, a, b) => a.has_try() || b.has_try(),
            _ => true,
        }
    }
    /// Whether control never comes back from it.
    pub fn diverges(&self) -> bool {
        match self {
            Expr::Return(_) | Expr::Break(..) | Expr::Continue(_) => true,
            Expr::Block(None, block) => block.diverges(),
            Expr::Loop(label, body) => !body.breaks(label.as_deref(), true),
            Expr::If(_, then, Some(other)) => then.diverges() && other.diverges(),
            _ => false,
        }
    }
}

impl Block {
    /// Whether something in it breaks the loop around it: by its label, or by a bare `break` that is no inner loop's.
    fn breaks(&self, label: Option<&str>, bare: bool) -> bool {
        let in_stmt = |s: &Stmt| match s {
            Stmt::Let { value: Some(e), .. } | Stmt::Expr(e) => e.breaks(label, bare),
            Stmt::LetElse(_, e, block) => e.breaks(label, bare) || block.breaks(label, bare),
            _ => false,
        };
        self.stmts.iter().any(in_stmt) || self.tail.as_ref().is_some_and(|e| e.breaks(label, bare))
    }
    /// A block that is only a value.
    pub fn value(expr: Expr) -> Block {
        Block {
            stmts: Vec::new(),
            tail: Some(Box::new(expr)),
        }
    }
    /// Whether control never reaches its end.
    pub fn diverges(&self) -> bool {
        match &self.tail {
            Some(tail) => tail.diverges(),
            None => self
                .stmts
                .iter()
                .any(|s| matches!(s, Stmt::Expr(e) if e.diverges())),
        }
    }
}
