//! Reads the signature strings of `#[pyfn]`, `#[pyclass]` and `#[pyconst]`.
//!
//! `function("def sqrt(x: float, /) -> float")`, `class("class deque[T](object)")`, `constant("pi: float")` and
//! `ty("dict[K, V] | None")` are the whole interface. The grammar is Python's own, cut down to what a signature needs:
//! defaults are literals, annotations are what [`Type`] can hold, and a union of unlike things is [`Type::Any`].
//!
//! *Invariant:* never panics; what it does not understand is an [`Error`] with the place in the text.

mod lex;
#[cfg(test)]
mod tests;

use crate::{Kind, Param, Signature, Type};
use lex::{Lexer, Token};

/// What is wrong with a signature string, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// A full sentence.
    pub message: String,
    /// Byte offset into the text.
    pub offset: usize,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (at byte {})", self.message, self.offset)
    }
}

impl std::error::Error for Error {}

type Result<T> = std::result::Result<T, Error>;

/// The header of a `#[pyclass]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassHeader {
    /// Python name.
    pub name: String,
    /// Type parameters.
    pub type_params: Vec<String>,
    /// Base classes by Python name, dotted where they are of another module.
    pub bases: Vec<String>,
}

/// Parses `def name(params) -> type` or `async def …`.
pub fn function(text: &str) -> Result<Signature> {
    let mut p = Parser::new(text)?;
    let is_async = p.take_name("async");
    p.expect_name("def")?;
    let name = p.name()?;
    p.expect("(")?;
    let params = p.params()?;
    let returns = if p.take("->") { p.ty()? } else { Type::Any };
    p.end()?;
    Ok(Signature {
        name,
        is_async,
        params,
        returns,
    })
}

/// Parses `class Name[K, V](Base, other.Base)`.
pub fn class(text: &str) -> Result<ClassHeader> {
    let mut p = Parser::new(text)?;
    p.expect_name("class")?;
    let name = p.name()?;
    let mut type_params = Vec::new();
    if p.take("[") {
        type_params = p.until("]", Parser::name)?;
    }
    let mut bases = Vec::new();
    if p.take("(") {
        bases = p.until(")", Parser::dotted)?;
    }
    p.end()?;
    Ok(ClassHeader {
        name,
        type_params,
        bases,
    })
}

/// Parses `name: type`.
pub fn constant(text: &str) -> Result<(String, Type)> {
    let mut p = Parser::new(text)?;
    let name = p.name()?;
    p.expect(":")?;
    let ty = p.ty()?;
    p.end()?;
    Ok((name, ty))
}

/// Parses an annotation.
pub fn ty(text: &str) -> Result<Type> {
    let mut p = Parser::new(text)?;
    let ty = p.ty()?;
    p.end()?;
    Ok(ty)
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token<'a>,
    /// What the lexer could not read; then `token` is the end, and this is the error to report there.
    unreadable: Option<Error>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self> {
        let mut lexer = Lexer::new(text);
        let token = lexer.next()?;
        Ok(Parser {
            lexer,
            token,
            unreadable: None,
        })
    }

    fn error<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(self.unreadable.clone().unwrap_or(Error {
            message: message.into(),
            offset: self.token.offset,
        }))
    }

    /// Consumes the present token and gives its text.
    fn bump(&mut self) -> &'a str {
        let text = self.token.text;
        self.token = self.lexer.next().unwrap_or_else(|error| {
            let end = Token {
                kind: lex::Kind::End,
                text: "",
                offset: error.offset,
            };
            self.unreadable = Some(error);
            end
        });
        text
    }

    fn at(&self, symbol: &str) -> bool {
        self.token.is_symbol(symbol)
    }

    /// Consumes `symbol` if it is next.
    fn take(&mut self, symbol: &str) -> bool {
        self.take_if(self.at(symbol))
    }

    fn take_if(&mut self, condition: bool) -> bool {
        if condition {
            self.bump();
        }
        condition
    }

    fn take_name(&mut self, name: &str) -> bool {
        self.take_if(self.token.is_name(name))
    }

    fn expect(&mut self, symbol: &str) -> Result<()> {
        if self.take(symbol) {
            return Ok(());
        }
        self.error(format!("expected `{symbol}`, found {}", self.token))
    }

    fn expect_name(&mut self, name: &str) -> Result<()> {
        if self.take_name(name) {
            return Ok(());
        }
        self.error(format!("expected `{name}`, found {}", self.token))
    }

    fn name(&mut self) -> Result<String> {
        if self.token.kind == lex::Kind::Name {
            return Ok(self.bump().to_owned());
        }
        self.error(format!("expected a name, found {}", self.token))
    }

    /// `a.b.c`.
    fn dotted(&mut self) -> Result<String> {
        let mut name = self.name()?;
        while self.take(".") {
            name.push('.');
            name.push_str(&self.name()?);
        }
        Ok(name)
    }

    fn end(&self) -> Result<()> {
        if self.token.kind == lex::Kind::End && self.unreadable.is_none() {
            return Ok(());
        }
        self.error(format!(
            "expected the end of the signature, found {}",
            self.token
        ))
    }

    /// Items separated by commas (one may trail) up to and with `close`.
    fn until<T>(&mut self, close: &str, item: fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while !self.take(close) {
            items.push(item(self)?);
            if !self.take(",") {
                self.expect(close)?;
                break;
            }
        }
        Ok(items)
    }
}

/// Parameters.
impl Parser<'_> {
    /// The parameter list behind `(`, with its `)`.
    fn params(&mut self) -> Result<Vec<Param>> {
        let mut list = ParamList {
            params: Vec::new(),
            kind: Kind::PositionalOrKeyword,
        };
        while !self.take(")") {
            self.param(&mut list)?;
            if !self.take(",") {
                self.expect(")")?;
                break;
            }
        }
        Ok(list.params)
    }

    fn param(&mut self, list: &mut ParamList) -> Result<()> {
        if list
            .params
            .last()
            .is_some_and(|p| p.kind == Kind::VarKeyword)
        {
            return self.error("nothing may follow `**` parameters");
        }
        if self.take("**") {
            let param = self.one_param(Kind::VarKeyword)?;
            return self.push(list, param);
        }
        if self.take("/") {
            return self.slash(list);
        }
        if self.take("*") {
            return self.star(list);
        }
        let param = self.one_param(list.kind)?;
        self.push(list, param)
    }

    fn slash(&mut self, list: &mut ParamList) -> Result<()> {
        let ordinary = list
            .params
            .iter()
            .all(|p| p.kind == Kind::PositionalOrKeyword);
        if list.kind != Kind::PositionalOrKeyword || !ordinary || list.params.is_empty() {
            return self.error("`/` stands once, behind at least one parameter and before `*`");
        }
        list.params
            .iter_mut()
            .for_each(|p| p.kind = Kind::PositionalOnly);
        Ok(())
    }

    fn star(&mut self, list: &mut ParamList) -> Result<()> {
        if list.kind == Kind::KeywordOnly {
            return self.error("`*` stands once");
        }
        list.kind = Kind::KeywordOnly;
        if self.at(",") {
            return Ok(());
        }
        if self.at(")") {
            return self.error("a parameter must follow a bare `*`");
        }
        let param = self.one_param(Kind::VarPositional)?;
        self.push(list, param)
    }

    fn one_param(&mut self, kind: Kind) -> Result<Param> {
        let name = self.name()?;
        let ty = if self.take(":") {
            self.ty()?
        } else {
            Type::Any
        };
        let default = if self.take("=") {
            Some(self.literal()?)
        } else {
            None
        };
        if default.is_some() && matches!(kind, Kind::VarPositional | Kind::VarKeyword) {
            return self.error(format!(
                "`{name}` takes all the rest and cannot have a default"
            ));
        }
        Ok(Param {
            name,
            kind,
            ty,
            default,
        })
    }

    fn push(&self, list: &mut ParamList, param: Param) -> Result<()> {
        if list.params.iter().any(|p| p.name == param.name) {
            return self.error(format!("the parameter `{}` is there twice", param.name));
        }
        let positional = matches!(param.kind, Kind::PositionalOnly | Kind::PositionalOrKeyword);
        if positional && param.default.is_none() && list.params.iter().any(|p| p.default.is_some())
        {
            return self.error(format!(
                "the parameter `{}` needs a default, because one before it has one",
                param.name
            ));
        }
        list.params.push(param);
        Ok(())
    }

    /// A default: its source text as written.
    fn literal(&mut self) -> Result<String> {
        if self.at("(") || self.at("[") || self.at("{") {
            return self.display();
        }
        let mut text = String::new();
        if self.at("-") {
            text.push_str(self.bump());
        }
        match self.token.kind {
            lex::Kind::Number | lex::Kind::String => text.push_str(self.bump()),
            lex::Kind::Name if text.is_empty() => text.push_str(&self.dotted()?),
            _ if self.at("...") => text.push_str(self.bump()),
            _ => {
                return self.error(format!(
                    "expected a literal as default, found {}",
                    self.token
                ));
            }
        }
        Ok(text)
    }

    /// `()`, `(1, 2)`, `[]`, `{}`.
    fn display(&mut self) -> Result<String> {
        let open = self.bump();
        let close = match open {
            "(" => ")",
            "[" => "]",
            _ => "}",
        };
        let items = self.until(close, Self::literal)?;
        let comma = if open == "(" && items.len() == 1 {
            ","
        } else {
            ""
        };
        Ok(format!("{open}{}{comma}{close}", items.join(", ")))
    }
}

struct ParamList {
    params: Vec<Param>,
    /// Kind of the ordinary parameters that follow.
    kind: Kind,
}

/// Annotations.
impl Parser<'_> {
    /// `A | B | None`.
    fn ty(&mut self) -> Result<Type> {
        let mut members = vec![self.single()?];
        while self.take("|") {
            members.push(self.single()?);
        }
        Ok(union(members))
    }

    fn single(&mut self) -> Result<Type> {
        if self.take("...") {
            return self.error("`...` stands only in `tuple[T, ...]` and `Callable[..., R]`");
        }
        let name = self.dotted()?;
        match name.as_str() {
            "Any" => Ok(Type::Any),
            "object" => Ok(Type::Object),
            "None" => Ok(Type::None),
            "Literal" => self.literal_type(),
            "Callable" => self.callable(),
            "tuple" => self.tuple(),
            "Optional" => {
                self.expect("[")?;
                let inner = self.ty()?;
                self.expect("]")?;
                Ok(union(vec![inner, Type::None]))
            }
            _ if is_type_var(&name) => Ok(Type::Var(name)),
            _ => Ok(Type::Class(name, self.arguments()?)),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Type>> {
        if self.take("[") {
            self.until("]", Self::ty)
        } else {
            Ok(Vec::new())
        }
    }

    /// Behind `Literal`.
    fn literal_type(&mut self) -> Result<Type> {
        self.expect("[")?;
        let text = self.literal()?;
        self.expect("]")?;
        Ok(Type::Literal(text))
    }

    /// Behind `Callable`.
    fn callable(&mut self) -> Result<Type> {
        if !self.take("[") {
            return Ok(Type::Callable(None, Box::new(Type::Any)));
        }
        let params = if self.take("...") {
            None
        } else {
            self.expect("[")?;
            Some(self.until("]", Self::ty)?)
        };
        self.expect(",")?;
        let returns = self.ty()?;
        self.expect("]")?;
        Ok(Type::Callable(params, Box::new(returns)))
    }

    /// Behind `tuple`: bare, `[A, B]`, `[()]` or `[T, ...]`.
    fn tuple(&mut self) -> Result<Type> {
        if !self.take("[") {
            return Ok(Type::Class("tuple".into(), vec![Type::Any]));
        }
        if self.take("(") {
            self.expect(")")?;
            self.expect("]")?;
            return Ok(Type::Tuple(Vec::new()));
        }
        let mut items = vec![self.ty()?];
        while self.take(",") {
            if items.len() == 1 && self.take("...") {
                self.expect("]")?;
                return Ok(Type::Class("tuple".into(), items));
            }
            if self.at("]") {
                break;
            }
            items.push(self.ty()?);
        }
        self.expect("]")?;
        Ok(Type::Tuple(items))
    }
}

/// `T | None` is an [`Type::Optional`], the same thing twice is itself, all else is [`Type::Any`].
fn union(members: Vec<Type>) -> Type {
    let optional = members.len() > 1 && members.contains(&Type::None);
    let mut rest: Vec<Type> = members
        .into_iter()
        .filter(|m| !optional || *m != Type::None)
        .collect();
    rest.dedup();
    let is_number =
        |ty: &Type| matches!(ty, Type::Class(name, _) if name == "int" || name == "float");
    if rest.len() == 2 && rest.iter().all(is_number) {
        rest = vec![Type::Class(NUMBER.to_owned(), Vec::new())];
    }
    match (rest.len(), optional) {
        (0, _) => Type::None,
        (1, false) => rest.remove(0),
        (1, true) => match rest.remove(0) {
            // `Value` has a `None` of its own.
            Type::Any => Type::Any,
            Type::Object => Type::Object,
            inner @ Type::Optional(_) => inner,
            inner => Type::Optional(Box::new(inner)),
        },
        _ => Type::Any,
    }
}

/// The class that `int | float` in a signature stands for.
pub const NUMBER: &str = "int_or_float";

/// A single capital letter, optionally followed by a digit.
fn is_type_var(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && chars.next().is_none_or(|c| c.is_ascii_digit())
        && chars.next().is_none()
}
