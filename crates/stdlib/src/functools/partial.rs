//! `partial` and `partialmethod`.

use std::rc::Rc;

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Args, Dict, Result, Str, Tuple, Value, View, errors};

use crate::support::callable;

struct PartialData {
    function: Value,
    positional: Vec<Value>,
    keywords: Vec<(Str, Value)>,
}

/// Create a new function with partial application of the given arguments and keywords.
#[pyclass("class partial", repr, tp_name = "functools.partial")]
#[derive(Clone)]
pub struct Partial(Rc<PartialData>);

#[pymethods]
impl Partial {
    /// A call of `func` with these arguments in front.
    #[pyfn("def __new__(cls, func: Any, /, *args: Any, **keywords: Any) -> partial", dynamic = new_dynamic)]
    pub fn new(func: Value, args: &[Value], keywords: Vec<(Str, Value)>) -> Result<Partial> {
        let args = args.to_vec();
        if !func.is_callable() {
            return Err(errors::type_error("the first argument must be callable"));
        }
        // A partial of a partial is flattened.
        let Ok(inner) = <Partial as portalis_runtime::Object>::from_value(func.clone()) else {
            return Ok(Partial(Rc::new(PartialData { function: func, positional: args, keywords })));
        };
        let mut positional = inner.0.positional.clone();
        positional.extend(args);
        let keywords = merged(&inner.0.keywords, keywords);
        Ok(Partial(Rc::new(PartialData { function: inner.0.function.clone(), positional, keywords })))
    }

    #[pyfn("def __call__(self, /, *args: Any, **keywords: Any) -> Any")]
    fn call(&self, args: &[Value], keywords: Vec<(Str, Value)>) -> Result<Value> {
        let args = args.to_vec();
        let mut positional = self.0.positional.clone();
        positional.extend(args);
        let keywords = merged(&self.0.keywords, keywords);
        self.0.function.call(Args::with_keywords(positional, keywords))
    }

    /// function object to use in future partial calls
    #[pyfn("def func(self) -> Any", property)]
    pub fn func(&self) -> Value {
        self.0.function.clone()
    }

    /// tuple of arguments to future partial calls
    #[pyfn("def args(self) -> Any", property)]
    pub fn args(&self) -> Value {
        Value::Tuple(Tuple::from(self.0.positional.clone()))
    }

    /// dictionary of keyword arguments to future partial calls
    #[pyfn("def keywords(self) -> Any", property)]
    pub fn keywords(&self) -> Value {
        let dict = Dict::new();
        self.0.keywords.iter().for_each(|(name, value)| dict.insert_name(name, value.clone()));
        Value::Dict(dict)
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let mut text = format!("functools.partial({}", View::repr(&self.0.function)?);
        for value in &self.0.positional {
            text += &format!(", {}", View::repr(value)?);
        }
        for (name, value) in &self.0.keywords {
            text += &format!(", {name}={}", View::repr(value)?);
        }
        Ok(Str::from(text + ")"))
    }
}

/// `old` with `new` over it.
fn merged(old: &[(Str, Value)], new: Vec<(Str, Value)>) -> Vec<(Str, Value)> {
    let mut all = old.to_vec();
    for (name, value) in new {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => *slot = value,
            None => all.push((name, value)),
        }
    }
    all
}

fn new_dynamic(args: Args) -> Result<Value> {
    let (positional, keywords) = args.into_parts();
    let mut positional = positional.into_iter();
    match positional.next() {
        Some(func) => Ok(View::to_value(&Partial::new(func, &positional.collect::<Vec<_>>(), keywords)?)),
        None => Err(errors::type_error("type 'partial' takes at least one argument")),
    }
}

/// Method descriptor with partial application of the given arguments and keywords.
#[pyfn("def partialmethod(func: Any, /, *args: Any, **keywords: Any) -> Any")]
pub fn partialmethod(func: Value, args: &[Value], keywords: Vec<(Str, Value)>) -> Value {
    let args = args.to_vec();
    callable("partialmethod", move |call| {
        let (positional, more) = call.into_parts();
        let mut given = positional.into_iter();
        // The receiver stays in front of the arguments that were fixed.
        let mut all: Vec<Value> = given.next().into_iter().collect();
        all.extend(args.iter().cloned());
        all.extend(given);
        func.call(Args::with_keywords(all, merged(&keywords, more)))
    })
}
