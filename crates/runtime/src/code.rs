//! `function.__code__`: what can be told of a compiled function's signature.
//!
//! *Invariant:* numbers and flags are CPython's; there is no byte code and there are no local variables but the parameters.

use crate::{
    Class, DynObject, FunctionKind, Int, Kind, NativeClass, Result, Signature, Str, Tuple, Value,
};

/// The class of `__code__`.
pub static CODE: NativeClass = NativeClass {
    is_base: false,
    ..NativeClass::new("code", "builtins")
};

/// A function's `__code__`.
pub struct Code {
    signature: &'static Signature,
    /// Names of free variables, where something asks for them.
    free: Value,
}

impl Code {
    /// That of a function with this signature and these free variables.
    pub fn of(signature: &'static Signature, free: Value) -> Value {
        Value::object(Code { signature, free })
    }

    fn count(&self, wanted: impl Fn(Kind) -> bool) -> Value {
        let params = self.signature.params.iter();
        Value::from(params.filter(|param| wanted(param.kind)).count())
    }

    /// Positional parameters, keyword-only ones, `*args`, `**kwargs`.
    fn names(&self) -> Value {
        let order = |kind: Kind| match kind {
            Kind::PositionalOnly | Kind::PositionalOrKeyword => 0,
            Kind::KeywordOnly => 1,
            Kind::VarPositional => 2,
            Kind::VarKeyword => 3,
        };
        let mut params: Vec<_> = self.signature.params.iter().collect();
        params.sort_by_key(|param| order(param.kind));
        Value::Tuple(
            params
                .into_iter()
                .map(|param| Value::from(param.name))
                .collect::<Tuple<Value>>(),
        )
    }

    fn flags(&self) -> i64 {
        let has = |kind: Kind| self.signature.params.iter().any(|param| param.kind == kind);
        let kind = match self.signature.kind {
            FunctionKind::Plain => 0,
            FunctionKind::Generator => 0x20,
            FunctionKind::Coroutine => 0x80,
            FunctionKind::AsyncGenerator => 0x200,
        };
        3 | kind
            | if has(Kind::VarPositional) { 4 } else { 0 }
            | if has(Kind::VarKeyword) { 8 } else { 0 }
    }
}

impl DynObject for Code {
    fn class(&self) -> Class {
        CODE.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        let positional =
            |kind: Kind| matches!(kind, Kind::PositionalOnly | Kind::PositionalOrKeyword);
        Some(match name {
            "co_name" => Value::from(self.signature.name),
            "co_qualname" => Value::from(self.signature.qualname),
            "co_argcount" => self.count(positional),
            "co_posonlyargcount" => self.count(|kind| kind == Kind::PositionalOnly),
            "co_kwonlyargcount" => self.count(|kind| kind == Kind::KeywordOnly),
            "co_varnames" => self.names(),
            "co_freevars" => self.free.clone(),
            "co_nlocals" => Value::from(self.signature.params.len()),
            "co_flags" => Value::Int(Int::new(self.flags())),
            "co_filename" => Value::from(self.signature.module),
            "co_firstlineno" => Value::from(1),
            _ => return None,
        })
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        Ok(Str::from(format!("<code object {}>", self.signature.name)))
    }
}
