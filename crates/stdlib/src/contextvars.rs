//! `contextvars`: variables that have a value of their own in each task (PEP 567).
//!
//! A [`Context`] holds its bindings in a shared vector that is copied when somebody writes, so that copying a context, which
//! every task and every callback does, is one allocation.
//!
//! *Invariant:* a context is entered by one call at a time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Error, Int, Iter, Object, Result, Str, Value, View, errors};

portalis_macros::module!("contextvars");

type Bindings = Rc<Vec<(ContextVar, Value)>>;

struct Variable {
    name: Str,
    default: Option<Value>,
}

/// A variable whose value depends on the context.
#[pyclass("class ContextVar", module = "_contextvars", repr)]
#[derive(Clone)]
pub struct ContextVar(Rc<Variable>);

/// The bindings of variables that a task or a call sees.
#[pyclass("class Context", module = "_contextvars")]
#[derive(Clone)]
pub struct Context(Rc<Contents>);

#[derive(Default)]
struct Contents {
    bindings: RefCell<Bindings>,
    entered: Cell<bool>,
}

/// What `ContextVar.set` gives, for `ContextVar.reset`.
#[pyclass("class Token", module = "_contextvars", repr)]
#[derive(Clone)]
pub struct Token(Rc<Set>);

struct Set {
    var: ContextVar,
    context: Context,
    old: Option<Value>,
    used: Cell<bool>,
}

/// The class of `Token.MISSING`.
#[pyclass(
    "class MissingType",
    module = "contextvars",
    tp_name = "Token.MISSING",
    repr
)]
#[derive(Clone)]
pub struct MissingType(Rc<()>);

#[pymethods]
impl MissingType {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from("<Token.MISSING>"))
    }
}

fn missing() -> Value {
    MISSING.with(View::to_value)
}

thread_local! {
    static MISSING: MissingType = MissingType(Rc::new(()));
    static CURRENT: RefCell<Context> = RefCell::new(Context(Rc::default()));
}

/// The context of the present call.
pub fn current() -> Context {
    CURRENT.with_borrow(Clone::clone)
}

/// Takes out the context of the present thread; the call that this gives puts it back.
pub(crate) fn take_state() -> Box<dyn FnOnce()> {
    let context = CURRENT.replace(Context(Rc::default()));
    Box::new(move || drop(CURRENT.replace(context)))
}

/// A copy of the present context.
#[pyfn("def copy_context() -> Context")]
pub fn copy_context() -> Context {
    CURRENT.with_borrow(Context::copy)
}

impl Context {
    fn find(&self, var: &ContextVar) -> Option<Value> {
        let bindings = self.0.bindings.borrow();
        bindings
            .iter()
            .find(|(known, _)| Rc::ptr_eq(&known.0, &var.0))
            .map(|(_, value)| value.clone())
    }

    fn bind(&self, var: &ContextVar, value: Option<Value>) {
        let mut bindings = self.0.bindings.borrow_mut();
        let at = bindings
            .iter()
            .position(|(known, _)| Rc::ptr_eq(&known.0, &var.0));
        let items = Rc::make_mut(&mut bindings);
        let old = match (at, value) {
            (Some(at), Some(value)) => items
                .get_mut(at)
                .map(|item| std::mem::replace(&mut item.1, value)),
            (Some(at), None) => Some(items.remove(at).1),
            (None, Some(value)) => {
                items.push((var.clone(), value));
                None
            }
            (None, None) => None,
        };
        // Dropping a value may run code that looks at the context.
        drop(bindings);
        drop(old);
    }

    /// Runs `call` with this context as the present one; RuntimeError where it is entered already.
    pub fn enter<R>(&self, call: impl FnOnce() -> R) -> Result<R> {
        if self.0.entered.replace(true) {
            let this = View::repr(self)?;
            return Err(errors::runtime_error(format!(
                "cannot enter context: {this} is already entered"
            )));
        }
        let _entered = Entered {
            context: self.clone(),
            before: CURRENT.replace(self.clone()),
        };
        Ok(call())
    }
}

/// Leaves the context when it is dropped.
struct Entered {
    context: Context,
    before: Context,
}

impl Drop for Entered {
    fn drop(&mut self) {
        let left = CURRENT.replace(self.before.clone());
        drop(left);
        self.context.0.entered.set(false);
    }
}

#[pymethods]
impl Context {
    /// A new, empty context.
    #[pyfn("def __new__(cls) -> Context")]
    pub fn new() -> Context {
        Context(Rc::default())
    }

    /// Calls `callable` in the context.
    #[pyfn("def run(self, callable: Any, /, *args: Any, **kwargs: Any) -> Any")]
    pub fn run(&self, callable: Value, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<Value> {
        let args = Args::with_keywords(args.to_vec(), kwargs);
        self.enter(|| callable.call(args))?
    }

    /// A copy.
    #[pyfn("def copy(self) -> Context")]
    pub fn copy(&self) -> Context {
        Context(Rc::new(Contents {
            bindings: RefCell::new(self.0.bindings.borrow().clone()),
            entered: Cell::new(false),
        }))
    }

    /// The value of a variable, or `default`.
    #[pyfn("def get(self, var: ContextVar, default: Any = None, /) -> Any")]
    pub fn get(&self, var: ContextVar, default: Option<Value>) -> Value {
        self.find(&var).or(default).unwrap_or_default()
    }

    /// The value of a variable.
    #[pyfn("def __getitem__(self, var: ContextVar, /) -> Any")]
    pub fn get_item(&self, var: ContextVar) -> Result<Value> {
        self.find(&var)
            .ok_or_else(|| errors::key_error(var.to_value()))
    }

    /// Whether a variable has a value.
    #[pyfn("def __contains__(self, var: ContextVar, /) -> bool")]
    pub fn contains(&self, var: ContextVar) -> bool {
        self.find(&var).is_some()
    }

    /// How many variables have a value.
    #[pyfn("def __len__(self) -> int")]
    pub fn len(&self) -> Int {
        Int::from(self.0.bindings.borrow().len())
    }

    /// The variables and their values.
    #[pyfn("def items(self) -> Any")]
    pub fn items(&self) -> Value {
        let pair = |(var, value): &(ContextVar, Value)| {
            Value::Tuple(portalis_runtime::Tuple::from(vec![
                var.to_value(),
                value.clone(),
            ]))
        };
        let items: Vec<Value> = self.0.bindings.borrow().iter().map(pair).collect();
        Iter::from_iterator(items.into_iter().map(Ok)).to_value()
    }

    /// The variables.
    #[pyfn("def keys(self) -> Any")]
    pub fn keys(&self) -> Value {
        self.iter()
    }

    /// The values.
    #[pyfn("def values(self) -> Any")]
    pub fn values(&self) -> Value {
        let bindings = self.0.bindings.borrow();
        let values: Vec<Value> = bindings.iter().map(|(_, value)| value.clone()).collect();
        Iter::from_iterator(values.into_iter().map(Ok)).to_value()
    }

    /// The variables.
    #[pyfn("def __iter__(self) -> Any")]
    pub fn iter(&self) -> Value {
        let vars: Vec<Value> = self
            .0
            .bindings
            .borrow()
            .iter()
            .map(|(var, _)| var.to_value())
            .collect();
        Iter::from_iterator(vars.into_iter().map(Ok)).to_value()
    }
}

impl Default for Context {
    fn default() -> Self {
        Context::new()
    }
}

#[pymethods]
impl ContextVar {
    /// A new variable.
    #[pyfn("def __new__(cls, name: str, *, default: Any = ...) -> ContextVar")]
    pub fn new(name: Str, default: Option<Value>) -> ContextVar {
        ContextVar(Rc::new(Variable { name, default }))
    }

    /// Its name.
    #[pyfn("def name(self) -> str", property)]
    pub fn name(&self) -> Str {
        self.0.name.clone()
    }

    /// The value in the present context, or `default`, or the variable's default; LookupError else.
    #[pyfn("def get(self, default: Any = ..., /) -> Any")]
    pub fn get(&self, default: Option<Value>) -> Result<Value> {
        let found = CURRENT.with_borrow(|context| context.find(self));
        match found.or(default).or_else(|| self.0.default.clone()) {
            Some(value) => Ok(value),
            None => Err(errors::lookup_error(self.to_value())),
        }
    }

    /// Sets the value in the present context.
    #[pyfn("def set(self, value: Any, /) -> Token")]
    pub fn set(&self, value: Value) -> Token {
        let context = current();
        let old = context.find(self);
        context.bind(self, Some(value));
        Token(Rc::new(Set {
            var: self.clone(),
            context,
            old,
            used: Cell::new(false),
        }))
    }

    /// Puts back what was there before the `set` that gave this token.
    #[pyfn("def reset(self, token: Token, /) -> None")]
    pub fn reset(&self, token: Token) -> Result<()> {
        let set = &token.0;
        let wrong = |what: &str| -> Result<Error> {
            Ok(errors::value_error(format!(
                "{} was created {what}",
                View::repr(&token)?
            )))
        };
        if set.used.get() {
            return Err(errors::runtime_error(format!(
                "{} has already been used once",
                View::repr(&token)?
            )));
        }
        if !Rc::ptr_eq(&set.var.0, &self.0) {
            return Err(wrong("by a different ContextVar")?);
        }
        if !Rc::ptr_eq(&set.context.0, &current().0) {
            return Err(wrong("in a different Context")?);
        }
        set.used.set(true);
        set.context.bind(self, set.old.clone());
        Ok(())
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let default = match &self.0.default {
            Some(default) => format!(" default={}", View::repr(default)?),
            None => String::new(),
        };
        let at = Rc::as_ptr(&self.0) as usize;
        Ok(Str::from(format!(
            "<ContextVar name={}{default} at {at:#x}>",
            View::repr(&self.0.name)?
        )))
    }
}

#[pymethods]
impl Token {
    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let used = if self.0.used.get() { " used" } else { "" };
        let at = Rc::as_ptr(&self.0) as usize;
        Ok(Str::from(format!(
            "<Token{used} var={} at {at:#x}>",
            View::repr(&self.0.var)?
        )))
    }

    /// The variable.
    #[pyfn("def var(self) -> ContextVar", property)]
    pub fn var(&self) -> ContextVar {
        self.0.var.clone()
    }

    /// The value before.
    #[pyfn("def old_value(self) -> Any", property)]
    pub fn old_value(&self) -> Value {
        self.0.old.clone().unwrap_or_else(missing)
    }

    /// What stands for the value of a variable that had none.
    #[pyfn("def MISSING(self) -> Any", property)]
    pub fn missing(&self) -> Value {
        missing()
    }
}

/// The context that a `context=` argument names: a copy of the present one where there is none.
pub(crate) fn given(context: Option<Value>) -> Result<Context> {
    match context {
        Some(context) => Object::from_value(context),
        None => Ok(copy_context()),
    }
}
