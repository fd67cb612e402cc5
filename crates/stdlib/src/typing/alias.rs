//! What subscripting the special forms gives: `Optional[int]`, `Callable[[int], str]`.
//!
//! *Invariant:* arguments are what CPython's `__args__` has, but for `Callable`, whose parameters stay a list; unions are flat.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::native_object::native_ref;
use portalis_runtime::{Args, Class, Object, Result, Str, Tuple, Value, View, classes, errors};

use super::form::{Form, form};
use super::variables::TypeVar;

struct AliasData {
    origin: Value,
    arguments: Tuple<Value>,
}

/// A subscripted special form or generic class.
#[pyclass("class _GenericAlias", repr, eq, final)]
#[derive(Clone)]
pub struct Alias(Rc<AliasData>);

/// `origin[parameters]`.
pub(super) fn subscripted(origin: Value, parameters: Value) -> Value {
    let arguments = match parameters {
        Value::Tuple(arguments) => arguments.as_slice().to_vec(),
        one => vec![one],
    };
    match form_name(&origin) {
        Some("Optional") => union_of(arguments.into_iter().chain([Value::None]).collect()),
        Some("Union") => union_of(arguments),
        Some("Literal" | "Annotated") => Alias::of(origin, arguments),
        _ => {
            let arguments = arguments.into_iter().map(checked).collect();
            Alias::of(origin, arguments)
        }
    }
}

/// `Union[a, b]`.
pub(super) fn union(a: Value, b: Value) -> Value {
    union_of(vec![a, b])
}

fn union_of(types: Vec<Value>) -> Value {
    let mut members: Vec<Value> = Vec::new();
    for ty in types {
        for member in members_of(&ty).unwrap_or_else(|| vec![checked(ty)]) {
            if !members.iter().any(|known| known.equals(&member).unwrap_or(false)) {
                members.push(member);
            }
        }
    }
    match members.as_slice() {
        [one] => one.clone(),
        _ => Alias::of(form("Union"), members),
    }
}

/// The members of `Union[…]` or of `a | b`.
fn members_of(ty: &Value) -> Option<Vec<Value>> {
    if let Some(alias) = native_ref::<Alias>(ty) {
        return alias.is_union().then(|| alias.0.arguments.as_slice().to_vec());
    }
    let arguments = ty.class().same(&classes::UNION_TYPE.class()).then(|| ty.get_attr("__args__").ok())??;
    arguments.iter().ok()?.collect::<Result<Vec<Value>>>().ok()
}

/// A type as it stands among arguments: `None` means its class.
fn checked(ty: Value) -> Value {
    match ty {
        Value::None => classes::NONE_TYPE.class().value(),
        Value::List(types) => Value::List(types.to_vec().into_iter().map(checked).collect()),
        ty => ty,
    }
}

fn form_name(origin: &Value) -> Option<&'static str> {
    native_ref::<Form>(origin).map(Form::python_name)
}

impl Alias {
    fn of(origin: Value, arguments: Vec<Value>) -> Value {
        Alias(Rc::new(AliasData { origin, arguments: Tuple::from(arguments) })).to_value()
    }

    fn is_union(&self) -> bool {
        form_name(&self.0.origin) == Some("Union")
    }

    fn py_eq(&self, other: &Alias) -> Result<bool> {
        if self.is_union() && other.is_union() {
            return same_members(self.0.arguments.as_slice(), other.0.arguments.as_slice());
        }
        Ok(self.0.origin.is(&other.0.origin) && self.0.arguments.equals(&other.0.arguments)?)
    }

    /// The type variables among the arguments, each once.
    fn variables(&self) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        let mut add = |variable: Value| {
            if !found.iter().any(|known| known.is(&variable)) {
                found.push(variable);
            }
        };
        for argument in self.flat() {
            match native_ref::<Alias>(&argument) {
                Some(inner) => inner.variables().into_iter().for_each(&mut add),
                None if native_ref::<TypeVar>(&argument).is_some() => add(argument),
                None => {}
            }
        }
        found
    }

    /// The arguments, with the parameters of a `Callable` one by one.
    fn flat(&self) -> Vec<Value> {
        let parts = self.0.arguments.as_slice().iter();
        parts
            .flat_map(|argument| match argument {
                Value::List(types) => types.to_vec(),
                one => vec![one.clone()],
            })
            .collect()
    }

    fn substituted(&self, pairs: &[(Value, Value)]) -> Value {
        let replace = |argument: &Value| match native_ref::<Alias>(argument) {
            Some(inner) => inner.substituted(pairs),
            None => pairs.iter().find(|(variable, _)| variable.is(argument)).map_or_else(|| argument.clone(), |(_, ty)| ty.clone()),
        };
        let arguments = self.0.arguments.as_slice().iter().map(|argument| match argument {
            Value::List(types) => Value::List(types.to_vec().iter().map(replace).collect()),
            one => replace(one),
        });
        subscripted(self.0.origin.clone(), Value::Tuple(arguments.collect()))
    }

    /// What `typing.get_origin` says.
    pub(super) fn public_origin(&self) -> Value {
        let class = native_ref::<Form>(&self.0.origin).and_then(Form::class);
        class.map_or_else(|| self.0.origin.clone(), |class| class.class().value())
    }

    /// What `typing.get_args` says.
    pub(super) fn public_arguments(&self) -> Value {
        Value::Tuple(self.0.arguments.clone())
    }
}

fn same_members(a: &[Value], b: &[Value]) -> Result<bool> {
    let has = |all: &[Value], one: &Value| all.iter().any(|known| known.equals(one).unwrap_or(false));
    Ok(a.len() == b.len() && a.iter().all(|member| has(b, member)))
}

#[pymethods]
impl Alias {
    #[pyfn("def __getitem__(self, parameters: Any) -> Any")]
    fn subscript(&self, parameters: Value) -> Result<Value> {
        let variables = self.variables();
        let types = match parameters {
            Value::Tuple(types) => types.as_slice().to_vec(),
            one => vec![one],
        };
        if variables.is_empty() {
            return Err(errors::type_error(format!("{} is not a generic class", self.py_repr()?)));
        }
        let pairs: Vec<_> = variables.into_iter().zip(types).collect();
        Ok(self.substituted(&pairs))
    }

    #[pyfn("def __origin__(self) -> Any", property)]
    fn origin(&self) -> Value {
        match form_name(&self.0.origin) {
            Some("Annotated") => self.0.arguments.as_slice().first().cloned().unwrap_or_default(),
            _ => self.public_origin(),
        }
    }

    #[pyfn("def __args__(self) -> Any", property)]
    fn arguments(&self) -> Value {
        match form_name(&self.0.origin) {
            Some("Annotated") => Value::Tuple(self.0.arguments.as_slice().iter().take(1).cloned().collect()),
            _ => Value::Tuple(Tuple::from(self.flat())),
        }
    }

    #[pyfn("def __metadata__(self) -> Any", property)]
    fn metadata(&self) -> Value {
        Value::Tuple(self.0.arguments.as_slice().iter().skip(1).cloned().collect())
    }

    #[pyfn("def __parameters__(self) -> Any", property)]
    fn parameters(&self) -> Value {
        Value::Tuple(Tuple::from(self.variables()))
    }

    #[pyfn("def __call__(self, *args: Any, **kwds: Any) -> Any")]
    fn call(&self, args: &[Value], kwds: Vec<(Str, Value)>) -> Result<Value> {
        let args = args.to_vec();
        self.0.origin.call(Args::with_keywords(args, kwds))
    }

    #[pyfn("def __or__(self, other: Any) -> Any")]
    fn or(&self, other: Value) -> Value {
        union(self.to_value(), other)
    }

    #[pyfn("def __ror__(self, other: Any) -> Any")]
    fn ror(&self, other: Value) -> Value {
        union(other, self.to_value())
    }

    #[pyfn("def __mro_entries__(self, bases: Any) -> Any")]
    fn mro_entries(&self, bases: Value) -> Result<Value> {
        match Class::of_value(&self.0.origin) {
            Some(class) => Ok(Value::Tuple(Tuple::from(vec![class.value()]))),
            None => self.0.origin.call_method("__mro_entries__", Args::positional(vec![bases])),
        }
    }

    #[pyfn("def __instancecheck__(self, instance: Any) -> bool")]
    fn is_instance(&self, instance: Value) -> Result<bool> {
        if !self.is_union() {
            return Err(errors::type_error("Subscripted generics cannot be used with class and instance checks"));
        }
        portalis_runtime::builtins::isinstance(&instance, &Value::Tuple(self.0.arguments.clone()))
    }

    #[pyfn("def __eq__(self, other: Any) -> Any")]
    fn eq_method(&self, other: Value) -> Result<Value> {
        if let Some(other) = native_ref::<Alias>(&other) {
            return self.py_eq(other).map(Value::Bool);
        }
        match members_of(&other).filter(|_| self.is_union()) {
            Some(members) => same_members(self.0.arguments.as_slice(), &members).map(Value::Bool),
            None => Ok(Value::NotImplemented),
        }
    }

    #[pyfn("def __hash__(self) -> int")]
    fn hash_method(&self) -> Result<i64> {
        if !self.is_union() {
            return View::hash(&Tuple::from(self.flat()));
        }
        // Unions are equal whatever the order of their members is.
        let members = self.0.arguments.as_slice();
        members.iter().try_fold(0i64, |sum, member| Ok(sum.wrapping_add(View::hash(member)?)))
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let arguments = self.0.arguments.as_slice();
        if self.is_union()
            && let [a, b] = arguments
            && let Some(other) = optional(a, b)
        {
            return Ok(Str::from(format!("typing.Optional[{}]", shown(other)?)));
        }
        let shown_arguments = arguments.iter().map(shown).collect::<Result<Vec<_>>>()?;
        let inside = match arguments {
            [] => "()".to_owned(),
            _ => shown_arguments.join(", "),
        };
        Ok(Str::from(format!("{}[{inside}]", shown(&self.0.origin)?)))
    }
}

/// The one of two members beside `None`.
fn optional<'a>(a: &'a Value, b: &'a Value) -> Option<&'a Value> {
    let none = classes::NONE_TYPE.class().value();
    match (a.is(&none), b.is(&none)) {
        (true, false) => Some(b),
        (false, true) => Some(a),
        _ => None,
    }
}

/// A type as the `repr` of a generic alias writes it.
fn shown(ty: &Value) -> Result<String> {
    Ok(match (ty, Class::of_value(ty)) {
        (_, Some(class)) => class.full_name(),
        (Value::None, _) => "None".to_owned(),
        (Value::Ellipsis, _) => "...".to_owned(),
        (Value::List(types), _) => {
            let types = types.to_vec().iter().map(shown).collect::<Result<Vec<_>>>()?;
            format!("[{}]", types.join(", "))
        }
        (other, None) => View::repr(other)?.to_string(),
    })
}
