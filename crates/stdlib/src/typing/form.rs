//! Special forms. What subscripting them gives is in [`super::alias`].

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::declare::Declared;
use super::alias::{subscripted, union};
use portalis_runtime::{Args, ByteArray, NativeClass, Result, Str, Value, View, errors};

struct FormData {
    name: &'static str,
    /// The builtin class that the form stands for (`List`).
    class: Option<&'static NativeClass>,
    /// Methods that an instance has (`Iterable`: `__iter__`).
    methods: Option<&'static [&'static str]>,
}

/// A special form of `typing`, or an abstract class of `collections.abc`.
#[pyclass("class _SpecialForm", repr, final)]
#[derive(Clone)]
pub struct Form(Rc<FormData>);

thread_local! {
    static FORMS: RefCell<Vec<Form>> = const { RefCell::new(Vec::new()) };
}

fn intern(name: &'static str, class: Option<&'static NativeClass>, methods: Option<&'static [&'static str]>) -> Value {
    let known = FORMS.with_borrow(|forms| forms.iter().find(|form| form.0.name == name).cloned());
    let form = known.unwrap_or_else(|| {
        let form = Form(Rc::new(FormData { name, class, methods }));
        FORMS.with_borrow_mut(|forms| forms.push(form.clone()));
        form
    });
    form.to_value()
}

/// The special form of that name.
pub(super) fn form(name: &'static str) -> Value {
    intern(name, None, None)
}

/// The generic alias of a builtin class.
pub(super) fn builtin_alias(name: &'static str, class: &'static NativeClass) -> Value {
    intern(name, Some(class), None)
}

/// The abstract class of that name: an instance is what has its methods.
pub(crate) fn abstract_class(name: &'static str) -> Value {
    let methods: &'static [&'static str] = match name {
        "Callable" => &["__call__"],
        "Iterable" => &["__iter__"],
        "Iterator" => &["__iter__", "__next__"],
        "Generator" => &["__iter__", "__next__", "send", "throw", "close"],
        "AsyncIterable" => &["__aiter__"],
        "AsyncIterator" => &["__aiter__", "__anext__"],
        "AsyncGenerator" => &["__aiter__", "__anext__", "asend", "athrow", "aclose"],
        "Awaitable" => &["__await__"],
        "Coroutine" => &["__await__", "send", "throw", "close"],
        "Hashable" => &["__hash__"],
        "Sized" => &["__len__"],
        "Container" => &["__contains__"],
        "Collection" => &["__len__", "__iter__", "__contains__"],
        "Reversible" => &["__iter__", "__reversed__"],
        "ContextManager" => &["__enter__", "__exit__"],
        "AsyncContextManager" => &["__aenter__", "__aexit__"],
        "SupportsInt" => &["__int__"],
        "SupportsFloat" => &["__float__"],
        "SupportsIndex" => &["__index__"],
        "SupportsAbs" => &["__abs__"],
        "SupportsRound" => &["__round__"],
        "SupportsBytes" => &["__bytes__"],
        "SupportsComplex" => &["__complex__"],
        _ => &[],
    };
    intern(name, None, Some(methods))
}

impl Form {
    /// The name in `typing`.
    pub(super) fn python_name(&self) -> &'static str {
        self.0.name
    }

    /// The builtin class that the form stands for.
    pub(super) fn class(&self) -> Option<&'static NativeClass> {
        self.0.class
    }

    /// An instance of such a class is an instance of the form.
    fn admits(&self, class: &portalis_runtime::Class) -> bool {
        if inherits(class, self.0.name) {
            return true;
        }
        if let Some(registered) = registered(self.0.name) {
            return registered.iter().any(|wanted| class.derives(wanted));
        }
        let Some(methods) = self.0.methods else {
            return self.0.class.is_some_and(|wanted| class.derives(wanted));
        };
        let defines = |name: &&str| !matches!(class.lookup(name), None | Some(Value::None));
        !methods.is_empty() && methods.iter().all(defines)
    }
}

/// A class of the program derives from the abstract class of that name.
fn inherits(class: &portalis_runtime::Class, name: &str) -> bool {
    let name = if name == "AbstractSet" { "Set" } else { name };
    let is_abstract = |base: &portalis_runtime::Class| {
        !base.is_native()
            && base.name().as_str() == name
            && matches!(base.own("__module__"), Some(Value::Str(module)) if module.as_str() == "collections.abc")
    };
    !class.is_native() && class.mro().iter().any(is_abstract)
}

/// The classes that are registered with an abstract class which does not look at methods.
fn registered(name: &str) -> Option<Vec<&'static NativeClass>> {
    use portalis_runtime::classes as c;
    const DEQUE: &NativeClass = <crate::collections::Deque<Value> as Declared>::CLASS;
    const BYTE_ARRAY: &NativeClass = <ByteArray as Declared>::CLASS;
    Some(match name {
        "Sequence" => vec![&c::LIST, &c::TUPLE, c::STR, c::BYTES, BYTE_ARRAY, &c::RANGE, DEQUE],
        "MutableSequence" => vec![&c::LIST, BYTE_ARRAY, DEQUE],
        "Mapping" => vec![&c::DICT, &c::MAPPING_PROXY, <crate::collections::ChainMap as Declared>::CLASS],
        "MutableMapping" => vec![&c::DICT, <crate::collections::ChainMap as Declared>::CLASS],
        "Set" | "AbstractSet" => vec![&c::SET, &c::FROZENSET, &c::DICT_KEYS, &c::DICT_ITEMS],
        "MutableSet" => vec![&c::SET],
        "KeysView" => vec![&c::DICT_KEYS],
        "ValuesView" => vec![&c::DICT_VALUES],
        "ItemsView" => vec![&c::DICT_ITEMS],
        "Generator" => vec![&c::GENERATOR],
        "Coroutine" => vec![&c::COROUTINE],
        "AsyncGenerator" => vec![&c::ASYNC_GENERATOR],
        _ => return None,
    })
}

#[pymethods]
impl Form {
    #[pyfn("def __getitem__(self, parameters: Any) -> Any")]
    fn subscript(&self, parameters: Value) -> Value {
        subscripted(self.to_value(), parameters)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("typing.{}", self.0.name)))
    }

    #[pyfn("def __call__(self, *args: Any, **kwds: Any) -> Any")]
    fn call(&self, args: &[Value], kwds: Vec<(Str, Value)>) -> Result<Value> {
        let args = args.to_vec();
        match self.0.class {
            Some(class) => class.class().value().call(Args::with_keywords(args, kwds)),
            None => Err(errors::type_error(format!("Cannot instantiate typing.{}", self.0.name))),
        }
    }

    #[pyfn("def __or__(self, other: Any) -> Any")]
    fn or(&self, other: Value) -> Value {
        union(self.to_value(), other)
    }

    #[pyfn("def __ror__(self, other: Any) -> Any")]
    fn ror(&self, other: Value) -> Value {
        union(other, self.to_value())
    }

    /// A class that derives from a form derives from the builtin class behind it, or from nothing.
    #[pyfn("def __mro_entries__(self, bases: Any) -> Any")]
    fn mro_entries(&self, _bases: Value) -> Value {
        Value::Tuple(self.0.class.map(|class| class.class().value()).into_iter().collect())
    }

    #[pyfn("def __instancecheck__(self, instance: Any) -> bool")]
    fn is_instance(&self, instance: Value) -> bool {
        self.admits(&instance.class()) || (self.0.name == "Callable" && instance.is_callable())
    }

    #[pyfn("def __subclasscheck__(self, cls: Any) -> bool")]
    fn is_subclass(&self, cls: Value) -> bool {
        portalis_runtime::Class::of_value(&cls).is_some_and(|class| self.admits(&class))
    }

    #[pyfn("def register(self, subclass: Any) -> Any")]
    fn register(&self, subclass: Value) -> Value {
        subclass
    }

    #[pyfn("def __name__(self) -> str", property)]
    fn name(&self) -> Str {
        Str::from(self.0.name)
    }

    #[pyfn("def _name(self) -> str", property)]
    fn private_name(&self) -> Str {
        Str::from(self.0.name)
    }
}
