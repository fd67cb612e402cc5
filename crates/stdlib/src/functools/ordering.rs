//! `cmp_to_key` and `total_ordering`.

use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Class, CompareOp, Object, Result, Value, View, errors};

use crate::support::{builtin, callable};

struct KeyData {
    compare: Value,
    object: Value,
}

/// A key that is compared by an old-style comparison function.
#[pyclass("class KeyWrapper", final, tp_name = "functools.KeyWrapper")]
#[derive(Clone)]
pub struct KeyWrapper(Rc<KeyData>);

#[pymethods]
impl KeyWrapper {
    /// Value wrapped by a key function.
    #[pyfn("def obj(self) -> Any", property)]
    pub fn obj(&self) -> Value {
        self.0.object.clone()
    }

    #[pyfn("def __lt__(self, other: Any) -> Any")]
    fn lt(&self, other: Value) -> Result<Value> {
        self.compare(CompareOp::Lt, other)
    }

    #[pyfn("def __le__(self, other: Any) -> Any")]
    fn le(&self, other: Value) -> Result<Value> {
        self.compare(CompareOp::Le, other)
    }

    #[pyfn("def __gt__(self, other: Any) -> Any")]
    fn gt(&self, other: Value) -> Result<Value> {
        self.compare(CompareOp::Gt, other)
    }

    #[pyfn("def __ge__(self, other: Any) -> Any")]
    fn ge(&self, other: Value) -> Result<Value> {
        self.compare(CompareOp::Ge, other)
    }

    #[pyfn("def __eq__(self, other: Any) -> Any")]
    fn eq(&self, other: Value) -> Result<Value> {
        self.compare(CompareOp::Eq, other)
    }

    fn compare(&self, op: CompareOp, other: Value) -> Result<Value> {
        let Ok(other) = KeyWrapper::from_value(other) else {
            return Err(errors::type_error("other argument must be K instance"));
        };
        let objects = vec![self.0.object.clone(), other.0.object.clone()];
        let order = self.0.compare.call(Args::positional(objects))?;
        order.compare(op, &Value::from(0))
    }
}

/// Convert a cmp= function into a key= function.
///
///   mycmp
///     Function that compares two objects.
#[pyfn("def cmp_to_key(mycmp: Any) -> Any")]
pub fn cmp_to_key(mycmp: Value) -> Value {
    builtin("KeyWrapper", move |args| {
        let (positional, mut keywords) = args.into_parts();
        let object = positional.into_iter().next().or_else(|| keywords.pop().map(|(_, value)| value));
        match object {
            Some(object) => Ok(KeyWrapper(Rc::new(KeyData { compare: mycmp.clone(), object })).to_value()),
            None => Err(errors::type_error("K() missing required argument 'obj' (pos 1)")),
        }
    })
}

/// For each operation that a class can define: the others, as (name, negate, or-equal) of the defined one.
type Derived = (&'static str, fn(bool, bool) -> bool);

const FROM_LT: [Derived; 3] =
    [("__gt__", |less, equal| !less && !equal), ("__le__", |less, equal| less || equal), ("__ge__", |less, _| !less)];
const FROM_LE: [Derived; 3] =
    [("__ge__", |le, equal| !le || equal), ("__lt__", |le, equal| le && !equal), ("__gt__", |le, _| !le)];
const FROM_GT: [Derived; 3] =
    [("__lt__", |gt, equal| !gt && !equal), ("__ge__", |gt, equal| gt || equal), ("__le__", |gt, _| !gt)];
const FROM_GE: [Derived; 3] =
    [("__le__", |ge, equal| !ge || equal), ("__gt__", |ge, equal| ge && !equal), ("__lt__", |ge, _| !ge)];

/// Class decorator that fills in missing ordering methods.
#[pyfn("def total_ordering(cls: Any) -> Any")]
pub fn total_ordering(cls: Value) -> Result<Value> {
    let Some(class) = Class::of_value(&cls) else {
        return Err(errors::type_error("total_ordering() needs a class"));
    };
    // The order of preference is that of `max` of the names: __lt__, __le__, __gt__, __ge__.
    let roots = [("__lt__", FROM_LT), ("__le__", FROM_LE), ("__gt__", FROM_GT), ("__ge__", FROM_GE)];
    let defined: Vec<_> = roots.iter().filter(|(name, _)| defines(&class, name)).collect();
    let Some((root, derived)) = defined.first() else {
        return Err(errors::value_error("must define at least one ordering operation: < > <= >="));
    };
    for (name, combine) in derived {
        if !defined.iter().any(|(known, _)| known == name) {
            class.store(name, Some(derived_method(name, root, *combine)));
        }
    }
    Ok(cls)
}

fn defines(class: &Class, name: &str) -> bool {
    class.mro().iter().any(|c| !c.same(&portalis_runtime::classes::OBJECT.class()) && c.own(name).is_some())
}

fn derived_method(name: &'static str, root: &'static str, combine: fn(bool, bool) -> bool) -> Value {
    callable(name, move |args| {
        let [this, other] = args.values() else {
            return Err(errors::type_error(format!("{name}() takes 2 positional arguments but {} were given", args.values().len())));
        };
        let class = this.class();
        let result = match class.lookup(root) {
            Some(method) => method.call(Args::positional(vec![this.clone(), other.clone()]))?,
            None => Value::NotImplemented,
        };
        if matches!(result, Value::NotImplemented) {
            return Ok(result);
        }
        let equal = this.test(CompareOp::Eq, other)?;
        Ok(Value::Bool(combine(View::truthy(&result)?, equal)))
    })
}
