//! Functions as values: `def` and `lambda` where they are more than called by name, and bound methods.
//!
//! *Invariant:* a call binds exactly as CPython does ([`crate::binder`]); the closure sees one value a parameter.

use std::cell::{Cell, OnceCell, RefCell};

use crate::names::NameMap;
use crate::native::{Kind, Param};
use crate::value::{CompareOp, Method};
use crate::{
    Args, Class, Dict, DynObject, Result, Str, Tuple, Value, binder, classes, errors, special,
};

/// What calling a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// Its result.
    Plain,
    /// A generator.
    Generator,
    /// A coroutine.
    Coroutine,
    /// An asynchronous generator.
    AsyncGenerator,
}

/// The static part of a function.
#[derive(Debug)]
pub struct Signature {
    /// `__name__`.
    pub name: &'static str,
    /// `__qualname__`.
    pub qualname: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// `__doc__`.
    pub doc: Option<&'static str>,
    /// The parameters in order.
    pub params: &'static [Param],
    /// What a call gives.
    pub kind: FunctionKind,
}

impl Signature {
    /// A plain function with no docstring.
    pub const fn new(
        name: &'static str,
        qualname: &'static str,
        module: &'static str,
        params: &'static [Param],
    ) -> Signature {
        Signature {
            name,
            qualname,
            module,
            doc: None,
            params,
            kind: FunctionKind::Plain,
        }
    }

    /// With a docstring.
    pub const fn with_doc(mut self, doc: &'static str) -> Signature {
        self.doc = Some(doc);
        self
    }

    /// With another kind.
    pub const fn with_kind(mut self, kind: FunctionKind) -> Signature {
        self.kind = kind;
        self
    }
}

type Code = dyn Fn(&Function, Args) -> Result<Value>;

/// A function object.
pub struct Function {
    signature: &'static Signature,
    defaults: RefCell<Vec<(&'static str, Value)>>,
    /// `__name__` and the like, where they were assigned.
    attributes: RefCell<NameMap>,
    /// `__dict__`, once there is something in it or somebody has asked.
    dict: OnceCell<Dict<Value, Value>>,
    code: Box<Code>,
}

/// Makes a function object. `defaults` has a value for each parameter that has a default, in order.
pub fn function<const N: usize>(
    signature: &'static Signature,
    defaults: impl Into<Vec<Value>>,
    body: impl Fn([Value; N]) -> Result<Value> + 'static,
) -> Value {
    let with_default = signature
        .params
        .iter()
        .filter(|param| param.has_default)
        .map(|param| param.name);
    let defaults = with_default.zip(defaults.into()).collect();
    let code = move |function: &Function, args: Args| body(function.bind::<N>(args)?);
    Value::object(Function {
        signature,
        defaults: RefCell::new(defaults),
        attributes: RefCell::default(),
        dict: OnceCell::new(),
        code: Box::new(code),
    })
}

/// Gives a function object its `__annotations__`.
pub fn annotated(function: Value, annotations: Vec<(&'static str, Value)>) -> Value {
    if let Some(object) = crate::value::downcast::<Function>(&function) {
        let dict = Dict::new();
        annotations
            .into_iter()
            .for_each(|(name, value)| dict.insert_name(name, value));
        let mut attributes = object.attributes.borrow_mut();
        attributes.set("__annotations__", Value::Dict(dict));
    }
    function
}

/// Gives a function object its `__type_params__`.
pub fn generic(function: Value, params: Vec<Value>) -> Value {
    if let Some(object) = crate::value::downcast::<Function>(&function) {
        let mut attributes = object.attributes.borrow_mut();
        attributes.set("__type_params__", Value::Tuple(Tuple::from(params)));
    }
    function
}

impl Function {
    fn bind<const N: usize>(&self, args: Args) -> Result<[Value; N]> {
        let args = match self.bind_simply::<N>(args) {
            Ok(values) => return Ok(values),
            Err(args) => args,
        };
        let bound = binder::bind(&self.qualname(), self.signature.params, args)?;
        let mut values = Vec::with_capacity(N);
        for (param, value) in self.signature.params.iter().zip(bound) {
            values.push(match value {
                Some(value) => value,
                None => self
                    .default(param.name)
                    .ok_or_else(|| self.lost_default(param))?,
            });
        }
        <[Value; N]>::try_from(values)
            .map_err(|_| errors::system_error("signature and body do not agree"))
    }

    /// The common case: as many positional arguments as there are parameters, all of them ordinary.
    #[inline]
    fn bind_simply<const N: usize>(&self, args: Args) -> core::result::Result<[Value; N], Args> {
        let ordinary =
            |param: &Param| matches!(param.kind, Kind::PositionalOnly | Kind::PositionalOrKeyword);
        match args.keywords().is_empty()
            && args.values().len() == N
            && self.signature.params.iter().all(ordinary)
        {
            true => <[Value; N]>::try_from(args.into_parts().0).map_err(Args::positional),
            false => Err(args),
        }
    }

    /// `__defaults__` was replaced by a shorter tuple.
    #[cold]
    fn lost_default(&self, param: &Param) -> crate::Error {
        errors::type_error(format!(
            "{}() missing 1 required positional argument: '{}'",
            self.qualname(),
            param.name
        ))
    }

    /// The static part.
    pub fn signature(&self) -> &'static Signature {
        self.signature
    }

    fn default(&self, name: &str) -> Option<Value> {
        self.defaults
            .borrow()
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.clone())
    }

    fn qualname(&self) -> String {
        match self.attributes.borrow().get("__qualname__") {
            Some(Value::Str(name)) => name.as_str().to_string(),
            _ => self.signature.qualname.to_string(),
        }
    }

    /// `__defaults__` (positional) or `__kwdefaults__` (keyword-only) parts.
    fn defaults_of(&self, keyword_only: bool) -> Vec<(&'static str, Value)> {
        let is = |name: &str| {
            self.signature.params.iter().any(|param| {
                param.name == name && (param.kind == Kind::KeywordOnly) == keyword_only
            })
        };
        self.defaults
            .borrow()
            .iter()
            .filter(|(name, _)| is(name))
            .cloned()
            .collect()
    }

    fn builtin_attr(&self, name: &str) -> Option<Value> {
        let signature = self.signature;
        Some(match name {
            "__name__" => Value::from(signature.name),
            "__qualname__" => Value::from(signature.qualname),
            "__module__" => Value::from(signature.module),
            "__doc__" => signature.doc.map_or(Value::None, Value::from),
            "__defaults__" => match self.defaults_of(false) {
                defaults if defaults.is_empty() => Value::None,
                defaults => Value::Tuple(Tuple::from(
                    defaults
                        .into_iter()
                        .map(|(_, value)| value)
                        .collect::<Vec<_>>(),
                )),
            },
            "__kwdefaults__" => match self.defaults_of(true) {
                defaults if defaults.is_empty() => Value::None,
                defaults => {
                    let dict = Dict::new();
                    defaults
                        .into_iter()
                        .for_each(|(name, value)| dict.insert_name(name, value));
                    Value::Dict(dict)
                }
            },
            "__annotations__" => Value::Dict(Dict::new()),
            "__type_params__" => no_names(),
            "__code__" => {
                let free = self.attributes.borrow().get("__freevars__").cloned();
                crate::code::Code::of(signature, free.unwrap_or_else(no_names))
            }
            "__closure__" => Value::None,
            "__dict__" => Value::Dict(self.dict.get_or_init(Dict::new).clone()),
            _ => return None,
        })
    }

    fn set_defaults(&self, value: &Value) -> Result<()> {
        let names: Vec<&'static str> = {
            let positional = self
                .signature
                .params
                .iter()
                .filter(|p| p.kind != Kind::KeywordOnly && p.has_default);
            positional.map(|param| param.name).collect()
        };
        let mut values = Vec::new();
        if !value.is_none() {
            for item in value.iter()? {
                values.push(item?);
            }
        }
        let skip = names.len().saturating_sub(values.len());
        let mut defaults: Vec<_> = names.into_iter().skip(skip).zip(values).collect();
        defaults.extend(self.defaults_of(true));
        let _old = self.defaults.replace(defaults);
        Ok(())
    }
}

/// `()`.
fn no_names() -> Value {
    Value::Tuple(Tuple::from(Vec::new()))
}

/// Attributes of a function that are not in its `__dict__`.
fn is_slot(name: &str) -> bool {
    matches!(
        name,
        "__name__"
            | "__qualname__"
            | "__module__"
            | "__doc__"
            | "__annotations__"
            | "__type_params__"
            | "__closure__"
            | "__freevars__"
    )
}

/// Levels of recursion where the program sets no other limit; the module's own level is one of CPython's 1000.
const LEVELS: isize = 1000;

thread_local! {
    /// How many levels of recursion are left.
    static LEFT: Cell<isize> = const { Cell::new(LEVELS - 1) };
    static LIMIT: Cell<isize> = const { Cell::new(LEVELS) };
}

/// One level of recursion; dropping it leaves the level.
pub struct Depth(());

impl Drop for Depth {
    #[inline]
    fn drop(&mut self) {
        LEFT.set(LEFT.get() + 1);
    }
}

/// Enters one more level of recursion.
///
/// # Errors
/// `RecursionError` where there are too many.
#[inline]
pub fn recursion_guard() -> Result<Depth> {
    let left = LEFT.get() - 1;
    if left < 0 {
        return Err(too_deep());
    }
    LEFT.set(left);
    Ok(Depth(()))
}

/// How many levels the present thread has left; the next begins at the top.
pub(crate) fn take_depth() -> isize {
    LEFT.replace(LIMIT.get() - 1)
}

pub(crate) fn put_depth(left: isize) {
    LEFT.set(left);
}

#[cold]
fn too_deep() -> crate::Error {
    errors::recursion_error("maximum recursion depth exceeded")
}

/// `sys.getrecursionlimit()`.
pub fn recursion_limit() -> usize {
    LIMIT.get().unsigned_abs()
}

/// `sys.setrecursionlimit(limit)`.
pub fn set_recursion_limit(limit: usize) {
    let limit = isize::try_from(limit).unwrap_or(isize::MAX);
    LEFT.set(LEFT.get() + (limit - LIMIT.get()));
    LIMIT.set(limit);
}

impl DynObject for Function {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::FUNCTION.class()
    }

    fn class_name(&self) -> Str {
        Str::from("function")
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.attributes.borrow().get(name) {
            return Some(value.clone());
        }
        if let Some(value) = self.dict.get().and_then(|dict| dict.find_name(name)) {
            return Some(value);
        }
        let value = self.builtin_attr(name)?;
        if name == "__annotations__" {
            self.attributes.borrow_mut().set(name, value.clone());
        }
        Some(value)
    }

    fn own_names(&self) -> Vec<Str> {
        self.dict.get().map(Dict::names).unwrap_or_default()
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.own_attr(name) {
            Some(value) => Ok(value),
            None => special::plain_get_attr(this, self, &self.class(), name),
        }
    }

    fn set_attr(&self, this: &Value, name: &str, value: Option<Value>) -> Result<()> {
        match (name, value) {
            ("__defaults__", value) => return self.set_defaults(&value.unwrap_or_default()),
            ("__dict__", Some(Value::Dict(dict))) => {
                for (key, value) in dict.entries() {
                    self.set_attr(this, crate::View::str(&key)?.as_str(), Some(value))?;
                }
            }
            (name, Some(value)) if is_slot(name) => {
                let _old = self.attributes.borrow_mut().set(name, value);
            }
            (name, Some(value)) => self.dict.get_or_init(Dict::new).insert_name(name, value),
            (name, None) => {
                let key = Value::from(name);
                match self.dict.get() {
                    Some(dict) if dict.contains(&key)? => dict.del_item(&key)?,
                    _ => return Err(special::no_attribute(this, name)),
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        let _depth = recursion_guard()?;
        (self.code)(self, args)
    }

    #[inline]
    fn call_with_receiver(&self, _this: &Value, receiver: &Value, args: Args) -> Result<Value> {
        let _depth = recursion_guard()?;
        (self.code)(self, args.prepend(receiver.clone()))
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn is_function(&self) -> bool {
        true
    }

    fn descriptor_get(
        &self,
        this: &Value,
        instance: Option<&Value>,
        _owner: &Class,
    ) -> Option<Result<Value>> {
        Some(Ok(match instance {
            Some(instance) => bound_method(this.clone(), instance.clone()),
            None => this.clone(),
        }))
    }

    fn repr(&self, this: &Value) -> Result<Str> {
        Ok(Str::from(format!(
            "<function {} at {}>",
            self.qualname(),
            special::address(this)
        )))
    }

    fn str(&self, this: &Value) -> Result<Str> {
        self.repr(this)
    }

    fn hash(&self, this: &Value) -> Result<i64> {
        Ok(special::identity_hash(this))
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(true)
    }

    fn compare(&self, _this: &Value, _op: CompareOp, _other: &Value) -> Result<Option<Value>> {
        Ok(None)
    }
}

/// A method bound to its receiver.
pub struct BoundMethod {
    function: Value,
    receiver: Value,
}

impl BoundMethod {
    /// `__func__`.
    pub fn function(&self) -> &Value {
        &self.function
    }

    /// `__self__`.
    pub fn receiver(&self) -> &Value {
        &self.receiver
    }
}

/// Binds `function` to `receiver`.
pub fn bound_method(function: Value, receiver: Value) -> Value {
    Value::object(BoundMethod { function, receiver })
}

impl DynObject for BoundMethod {
    fn declare_operators() {}

    fn class(&self) -> Class {
        classes::METHOD.class()
    }

    fn class_name(&self) -> Str {
        Str::from("method")
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "__self__" => Some(self.receiver.clone()),
            "__func__" => Some(self.function.clone()),
            _ => None,
        }
    }

    fn get_attr(&self, this: &Value, name: &str) -> Result<Value> {
        match self.own_attr(name) {
            Some(value) => Ok(value),
            None if self.class().lookup(name).is_some() && !is_slot(name) => {
                special::plain_get_attr(this, self, &self.class(), name)
            }
            None => match self.function.quiet_find_attr(name)? {
                Some(value) => Ok(value),
                None => Err(special::no_attribute(this, name)),
            },
        }
    }

    fn find_method(&self, this: &Value, name: &str) -> Result<Method> {
        self.get_attr(this, name).map(Method::Bound)
    }

    fn call(&self, _this: &Value, args: Args) -> Result<Value> {
        match &self.function {
            Value::Object(function) => {
                function.call_with_receiver(&self.function, &self.receiver, args)
            }
            function => function.call(args.prepend(self.receiver.clone())),
        }
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let name = match self.function.quiet_find_attr("__qualname__")? {
            Some(Value::Str(name)) => name,
            _ => Str::from("?"),
        };
        Ok(Str::from(format!(
            "<bound method {name} of {}>",
            crate::View::repr(&self.receiver)?
        )))
    }

    fn str(&self, this: &Value) -> Result<Str> {
        self.repr(this)
    }

    fn hash(&self, _this: &Value) -> Result<i64> {
        Ok(special::identity_hash(&self.receiver) ^ special::identity_hash(&self.function))
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(true)
    }

    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<BoundMethod>() else {
            return Ok(None);
        };
        let same = self.receiver.is(&other.receiver) && self.function.is(&other.function);
        Ok(match op {
            CompareOp::Eq => Some(Value::Bool(same)),
            CompareOp::Ne => Some(Value::Bool(!same)),
            _ => None,
        })
    }
}
