//! `TypeVar`, `ParamSpec`, `TypeVarTuple`, `NewType`, and the bases `Generic` and `Protocol`.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Result, Str, Tuple, Value, View};

use super::alias::{subscripted, union};
use crate::support::callable;

struct VariableData {
    name: Str,
    sign: &'static str,
    bound: Value,
    constraints: Vec<Value>,
}

/// Type variable.
#[pyclass("class TypeVar", repr, final)]
#[derive(Clone)]
pub struct TypeVar(Rc<VariableData>);

#[pymethods]
impl TypeVar {
    /// A type variable.
    #[pyfn("def __new__(cls, name: str, *constraints: Any, bound: Any = None, covariant: bool = False, contravariant: bool = False, infer_variance: bool = False, default: Any = None) -> TypeVar")]
    pub fn new(
        name: Str,
        constraints: &[Value],
        bound: Value,
        covariant: bool,
        contravariant: bool,
        _infer_variance: bool,
        _default: Value,
    ) -> TypeVar {
        let constraints = constraints.to_vec();
        let sign = match (covariant, contravariant) {
            (true, _) => "+",
            (_, true) => "-",
            _ => "~",
        };
        TypeVar(Rc::new(VariableData { name, sign, bound, constraints }))
    }

    #[pyfn("def __name__(self) -> str", property)]
    fn name(&self) -> Str {
        self.0.name.clone()
    }

    #[pyfn("def __bound__(self) -> Any", property)]
    fn bound(&self) -> Value {
        self.0.bound.clone()
    }

    #[pyfn("def __constraints__(self) -> Any", property)]
    fn constraints(&self) -> Value {
        Value::Tuple(Tuple::from(self.0.constraints.clone()))
    }

    /// The module's name.
    #[pyfn("def __module__(self) -> str", property)]
    fn module(&self) -> Str {
        Str::from("typing")
    }

    #[pyfn("def __covariant__(self) -> bool", property)]
    fn covariant(&self) -> bool {
        self.0.sign == "+"
    }

    #[pyfn("def __contravariant__(self) -> bool", property)]
    fn contravariant(&self) -> bool {
        self.0.sign == "-"
    }

    #[pyfn("def __or__(self, other: Any) -> Any")]
    fn or(&self, other: Value) -> Value {
        union(self.to_value(), other)
    }

    /// `*args: P.args`.
    #[pyfn("def args(self) -> Any", property)]
    fn args(&self) -> Value {
        self.to_value()
    }

    /// `**kwargs: P.kwargs`.
    #[pyfn("def kwargs(self) -> Any", property)]
    fn kwargs(&self) -> Value {
        self.to_value()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("{}{}", self.0.sign, self.0.name)))
    }
}

/// Parameter specification variable.
#[pyfn("def ParamSpec(name: str, *, bound: Any = None, covariant: bool = False, contravariant: bool = False, default: Any = None) -> TypeVar")]
pub fn param_spec(name: Str, bound: Value, covariant: bool, contravariant: bool, default: Value) -> TypeVar {
    TypeVar::new(name, &[], bound, covariant, contravariant, false, default)
}

/// Type variable tuple.
#[pyfn("def TypeVarTuple(name: str, *, default: Any = None) -> TypeVar")]
pub fn type_var_tuple(name: Str, default: Value) -> TypeVar {
    TypeVar::new(name, &[], Value::None, false, false, false, default)
}

/// NewType creates simple unique types with almost zero runtime overhead.
#[pyfn("def NewType(name: str, tp: Any) -> Any")]
pub fn new_type(name: Str, tp: Value) -> Result<Value> {
    let made = callable(&name, |args| Ok(args.values().first().cloned().unwrap_or_default()));
    made.set_attr("__supertype__", tp)?;
    Ok(made)
}

/// Abstract base class for generic types.
#[pyclass("class Generic")]
#[derive(Clone)]
pub struct Generic(Rc<()>);

#[pymethods]
impl Generic {
    /// `Generic[T]`.
    #[pyfn("def __class_getitem__(cls, params: Any) -> Any", class, dynamic = class_getitem)]
    pub fn class_getitem(params: Value) -> Value {
        params
    }
}

/// `Generic[T]`: an alias whose origin is the class.
fn class_getitem(args: portalis_runtime::Args) -> Result<Value> {
    match args.values() {
        [class, params] => Ok(subscripted(class.clone(), params.clone())),
        _ => Err(portalis_runtime::errors::type_error("__class_getitem__() takes one argument")),
    }
}

thread_local! {
    static PARAMETERS: RefCell<Vec<(Str, TypeVar)>> = const { RefCell::new(Vec::new()) };
}

/// The type parameter `name` of `def owner[name]`, `class owner[name]` or `type owner[name]`.
pub fn type_parameter(owner: &str, name: &str) -> Value {
    let known = PARAMETERS.with_borrow(|all| {
        let is_it = |(of, variable): &&(Str, TypeVar)| of.as_str() == owner && variable.0.name.as_str() == name;
        all.iter().find(is_it).map(|(_, variable)| variable.clone())
    });
    let variable = known.unwrap_or_else(|| {
        let made = TypeVar(Rc::new(VariableData {
            name: Str::from(name.to_owned()),
            sign: "",
            bound: Value::None,
            constraints: Vec::new(),
        }));
        PARAMETERS.with_borrow_mut(|all| all.push((Str::from(owner.to_owned()), made.clone())));
        made
    });
    variable.to_value()
}

struct AliasData {
    name: Str,
    params: Vec<Value>,
    /// Gives the value, which is asked for once.
    lazy: Value,
    value: RefCell<Option<Value>>,
}

/// Type alias: `type X = int`.
#[pyclass("class TypeAliasType", repr, final)]
#[derive(Clone)]
pub struct TypeAliasType(Rc<AliasData>);

/// What `type name[params] = value` binds; `lazy` gives the value.
pub fn type_alias(name: &str, params: Vec<Value>, lazy: Value) -> Value {
    let name = Str::from(name.to_owned());
    let value = RefCell::new(None);
    TypeAliasType(Rc::new(AliasData { name, params, lazy, value })).to_value()
}

#[pymethods]
impl TypeAliasType {
    #[pyfn("def __name__(self) -> str", property)]
    fn name(&self) -> Str {
        self.0.name.clone()
    }

    #[pyfn("def __type_params__(self) -> Any", property)]
    fn type_params(&self) -> Value {
        Value::Tuple(Tuple::from(self.0.params.clone()))
    }

    #[pyfn("def __parameters__(self) -> Any", property)]
    fn parameters(&self) -> Value {
        self.type_params()
    }

    #[pyfn("def __value__(self) -> Any", property)]
    fn value(&self) -> Result<Value> {
        if let Some(value) = self.0.value.borrow().clone() {
            return Ok(value);
        }
        let value = self.0.lazy.call(Args::new())?;
        self.0.value.replace(Some(value.clone()));
        Ok(value)
    }

    #[pyfn("def __getitem__(self, parameters: Any) -> Any")]
    fn subscript(&self, parameters: Value) -> Result<Value> {
        if self.0.params.is_empty() {
            return Err(portalis_runtime::errors::type_error("Only generic type aliases are subscriptable"));
        }
        Ok(subscripted(self.to_value(), parameters))
    }

    #[pyfn("def __or__(self, other: Any) -> Any")]
    fn or(&self, other: Value) -> Value {
        union(self.to_value(), other)
    }

    #[pyfn("def __ror__(self, other: Any) -> Any")]
    fn ror(&self, other: Value) -> Value {
        union(other, self.to_value())
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(self.0.name.clone())
    }
}
