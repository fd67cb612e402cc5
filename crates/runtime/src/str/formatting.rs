//! `str.format`, `str.format_map` and `%`.

use portalis_macros::pymethods;

use super::Str;
use crate::format::template::{Fields, fill};
use crate::{Result, Value, errors, percent, reach};

#[pymethods(6)]
impl Str {
    /// `s.format(*args, **kwargs)`; [`View::format`](crate::View::format) is `format(s, spec)`.
    ///
    /// # Errors
    /// `ValueError` for a template that is none, `IndexError` and `KeyError` for missing values, and what formatting a
    /// value raises.
    #[pyfn("def format(self, /, *args: Any, **kwargs: Any) -> str")]
    pub fn format_fields(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<Str> {
        reach::MEMBERS.turn_on();
        self.format_found(args, kwargs)
    }

    /// [`Str::format_fields`] found by name, that is where members count already.
    #[pyfn("def format(self, /, *args: Any, **kwargs: Any) -> str")]
    fn format_found(&self, args: &[Value], kwargs: Vec<(Str, Value)>) -> Result<Str> {
        fill(self, &Arguments { args, kwargs })
    }

    /// `s.format_map(mapping)`.
    ///
    /// # Errors
    /// As [`Str::format_fields`].
    #[pyfn("def format_map(self, mapping: Any, /) -> str")]
    pub fn format_map(&self, mapping: &Value) -> Result<Str> {
        reach::MEMBERS.turn_on();
        self.format_map_found(mapping)
    }

    /// [`Str::format_map`] found by name.
    #[pyfn("def format_map(self, mapping: Any, /) -> str")]
    fn format_map_found(&self, mapping: &Value) -> Result<Str> {
        fill(self, &Mapping(mapping))
    }

    /// `s % values`.
    ///
    /// # Errors
    /// `TypeError` for too few, too many or unfitting values, `ValueError` for a format that is none.
    #[pyfn("def __mod__(self, value: Any, /) -> str")]
    pub fn modulo(&self, values: &Value) -> Result<Str> {
        percent::percent(self, values)
    }
}

struct Arguments<'a> {
    args: &'a [Value],
    kwargs: Vec<(Str, Value)>,
}

impl Fields for Arguments<'_> {
    fn positional(&self, index: usize) -> Result<Value> {
        match self.args.get(index) {
            Some(value) => Ok(value.clone()),
            None => Err(errors::index_error(format!(
                "Replacement index {index} out of range for positional args tuple"
            ))),
        }
    }

    fn named(&self, name: &str) -> Result<Value> {
        let found = self.kwargs.iter().find(|(key, _)| *key == name);
        match found {
            Some((_, value)) => Ok(value.clone()),
            None => Err(errors::key_error(Str::from(name))),
        }
    }
}

struct Mapping<'a>(&'a Value);

impl Fields for Mapping<'_> {
    fn positional(&self, _index: usize) -> Result<Value> {
        Err(errors::value_error(
            "Format string contains positional fields",
        ))
    }

    fn named(&self, name: &str) -> Result<Value> {
        self.0.get_item(&Value::Str(Str::from(name)))
    }
}
