//! `_weakref`: references that do not keep their object.
//!
//! *Invariant:* a reference is dead as soon as the last strong one is gone; nothing is called then.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use portalis_macros::{module, pyclass, pymethods};
use portalis_runtime::{DynObject, Object, Result, Str, Value, View, errors};

module!("_weakref");

struct Data {
    target: Weak<dyn DynObject>,
    class: Str,
    address: i64,
    hash: Cell<Option<i64>>,
}

/// A weak reference.
#[pyclass("class ReferenceType", repr, eq, hash, tp_name = "weakref.ReferenceType")]
#[derive(Clone)]
pub struct Reference(Rc<Data>);

impl Reference {
    fn target(&self) -> Option<Value> {
        self.0.target.upgrade().map(Value::Object)
    }

    fn py_repr(&self) -> Result<Str> {
        let at = Rc::as_ptr(&self.0) as usize;
        Ok(Str::from(match self.target() {
            Some(_) => format!("<weakref at {at:#x}; to '{}' at {:#x}>", self.0.class, self.0.address),
            None => format!("<weakref at {at:#x}; dead>"),
        }))
    }

    fn py_eq(&self, other: &Reference) -> Result<bool> {
        match (self.target(), other.target()) {
            (Some(a), Some(b)) => a.test(portalis_runtime::CompareOp::Eq, &b),
            _ => Ok(Rc::ptr_eq(&self.0, &other.0)),
        }
    }

    fn py_hash(&self) -> Result<i64> {
        if let Some(hash) = self.0.hash.get() {
            return Ok(hash);
        }
        let Some(target) = self.target() else {
            return Err(errors::type_error("weak object has gone away"));
        };
        let hash = View::hash(&target)?;
        self.0.hash.set(Some(hash));
        Ok(hash)
    }
}

#[pymethods]
impl Reference {
    /// A weak reference to `object`.
    #[pyfn("def __new__(cls, object: Any, callback: Any = None, /) -> ReferenceType")]
    pub fn new(object: Value, callback: Value) -> Result<Reference> {
        if !callback.is_none() {
            let text = "weak references with a callback are not supported: nothing is called when an object goes away";
            return Err(errors::not_implemented_error(text));
        }
        let Value::Object(target) = &object else {
            let text = format!("cannot create weak reference to '{}' object", object.class_name());
            return Err(errors::type_error(text));
        };
        let data = Data {
            target: Rc::downgrade(target),
            class: object.class().name(),
            address: object.id(),
            hash: Cell::new(None),
        };
        Ok(Reference(Rc::new(data)))
    }

    /// The object, or None if it is gone.
    #[pyfn("def __call__(self) -> Any")]
    pub fn call(&self) -> Value {
        self.target().unwrap_or_default()
    }

    /// There is none.
    #[pyfn("def __callback__(self) -> Any", property)]
    pub fn callback(&self) -> Value {
        Value::None
    }

    #[pyfn("def __eq__(self, other: Any) -> bool")]
    fn eq_any(&self, other: Value) -> Result<bool> {
        Reference::from_value(other).map_or(Ok(false), |other| self.py_eq(&other))
    }

    #[pyfn("def __hash__(self) -> int")]
    fn hash_int(&self) -> Result<i64> {
        self.py_hash()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }
}

