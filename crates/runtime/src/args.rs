//! The arguments of a dynamic call, and the `args!` macro that writes them.
//!
//! *Invariant:* keyword names are unique; `*rest` and `**more` are already spread.

use crate::{Result, Str, Value};

/// Positional and keyword arguments of one call.
#[derive(Clone, Default)]
pub struct Args {
    positional: Vec<Value>,
    keywords: Vec<(Str, Value)>,
}

impl Args {
    /// No arguments.
    pub fn new() -> Args {
        Args::default()
    }

    /// Positional arguments only.
    pub fn positional(positional: Vec<Value>) -> Args {
        Args {
            positional,
            keywords: Vec::new(),
        }
    }

    /// Positional and keyword arguments.
    pub fn with_keywords(positional: Vec<Value>, keywords: Vec<(Str, Value)>) -> Args {
        Args {
            positional,
            keywords,
        }
    }

    /// The positional arguments.
    pub fn values(&self) -> &[Value] {
        &self.positional
    }

    /// The keyword arguments in the order of the call.
    pub fn keywords(&self) -> &[(Str, Value)] {
        &self.keywords
    }

    /// Both parts.
    pub fn into_parts(self) -> (Vec<Value>, Vec<(Str, Value)>) {
        (self.positional, self.keywords)
    }

    /// No keywords and no positional arguments.
    pub fn is_empty(&self) -> bool {
        self.positional.is_empty() && self.keywords.is_empty()
    }

    /// Appends a positional argument.
    pub fn push(&mut self, value: Value) {
        self.positional.push(value);
    }

    /// These arguments behind a receiver.
    pub fn prepend(mut self, receiver: Value) -> Args {
        self.positional.insert(0, receiver);
        self
    }

    /// The first positional argument, which is removed.
    pub fn split_first(mut self) -> Option<(Value, Args)> {
        if self.positional.is_empty() {
            return None;
        }
        let first = self.positional.remove(0);
        Some((first, self))
    }

    /// Appends the keyword argument `name`; TypeError where it is there already.
    pub fn push_keyword(&mut self, name: Str, value: Value) -> Result<()> {
        if self
            .keywords
            .iter()
            .any(|(known, _)| known.as_str() == name.as_str())
        {
            return Err(crate::errors::type_error(format!(
                "got multiple values for keyword argument '{}'",
                name.as_str()
            )));
        }
        self.keywords.push((name, value));
        Ok(())
    }

    /// Takes the keyword argument `name` out.
    pub fn take_keyword(&mut self, name: &str) -> Option<Value> {
        let index = self
            .keywords
            .iter()
            .position(|(known, _)| known.as_str() == name)?;
        Some(self.keywords.remove(index).1)
    }
}

/// The arguments of a dynamic call: `args![a, b, *rest, key = v, **more]`.
///
/// Items are anything that converts into a `Value`. With a star in it, the expression can fail and is a `Result<Args>` unwrapped by `?`
/// inside, so it stands in a function (or `try_!` block) that returns `Result`.
#[macro_export]
macro_rules! args {
    () => { $crate::Args::new() };
    ($($item:tt)+) => {{
        #[allow(unused_mut)]
        let mut arguments = $crate::Args::new();
        $crate::__args!(arguments; $($item)+);
        arguments
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __args {
    ($a:ident;) => {};
    ($a:ident; ** $more:expr $(, $($rest:tt)*)?) => {
        $crate::spread_keywords(&mut $a, &$more)?;
        $crate::__args!($a; $($($rest)*)?);
    };
    ($a:ident; * $more:expr $(, $($rest:tt)*)?) => {
        $crate::spread(&mut $a, &$more)?;
        $crate::__args!($a; $($($rest)*)?);
    };
    ($a:ident; $key:ident = $value:expr $(, $($rest:tt)*)?) => {
        $crate::Args::push_named(&mut $a, stringify!($key), $crate::Value::from($value));
        $crate::__args!($a; $($($rest)*)?);
    };
    ($a:ident; $value:expr $(, $($rest:tt)*)?) => {
        $crate::Args::push(&mut $a, $crate::Value::from($value));
        $crate::__args!($a; $($($rest)*)?);
    };
}

impl Args {
    /// Appends a keyword argument written by name in the source (unique there).
    pub fn push_named(&mut self, name: &'static str, value: Value) {
        let name = name.strip_prefix("r#").unwrap_or(name);
        self.keywords.push((Str::from(name), value));
    }
}
