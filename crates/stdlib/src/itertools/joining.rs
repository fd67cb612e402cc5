//! `chain` and `zip_longest`.

use portalis_macros::{pyclass, pyfn, pymethods};
use portalis_runtime::{Iter, Iterable, Object, Result, Tuple, Value};

use super::lazy;

/// Return a chain object whose .__next__() method returns elements from the
/// first iterable until it is exhausted, then elements from the next
/// iterable, until all of the iterables are exhausted.
#[pyclass("class chain[T]", builtin)]
pub struct Chain<T>(std::marker::PhantomData<T>);

#[pymethods]
impl<T: Object> Chain<T> {
    /// The items of all of `iterables`.
    #[pyfn("def __new__(cls, *iterables: Iterable[T]) -> Iterator[T]")]
    #[expect(clippy::new_ret_no_self, reason = "a chain is an iterator and nothing else")]
    pub fn new(iterables: &[&dyn Iterable<Item = T>]) -> Result<Iter<T>> {
        // As in CPython, `iter()` is called on each in its turn; only what fails at once fails here.
        let sources = iterables.iter().map(|iterable| iterable.iter()).collect::<Vec<_>>();
        Ok(joined(sources.into_iter()))
    }

    /// Alternative chain() constructor taking a single iterable argument that evaluates lazily.
    #[pyfn("def from_iterable(cls, iterable: Iterable[list[T]], /) -> Iterator[T]", class)]
    pub fn from_lists(iterable: &impl Iterable<Item = portalis_runtime::List<T>>) -> Result<Iter<T>> {
        let outer = iterable.iter()?;
        Ok(joined(outer.map(|inner| Iterable::iter(&inner?))))
    }

    /// Alternative chain() constructor taking a single iterable argument that evaluates lazily.
    #[pyfn("def from_iterable(cls, iterable: Iterable[Any], /) -> Iterator[Any]", class)]
    pub fn from_iterable(iterable: &impl Iterable<Item = Value>) -> Result<Iter<Value>> {
        let outer = iterable.iter()?;
        Ok(joined(outer.map(|inner| Value::iter(&inner?))))
    }
}

fn joined<T: 'static>(mut sources: impl Iterator<Item = Result<Iter<T>>> + 'static) -> Iter<T> {
    let mut current: Option<Iter<T>> = None;
    lazy("itertools.chain", move || loop {
        if let Some(item) = current.as_mut().and_then(Iterator::next) {
            return Some(item);
        }
        match sources.next()? {
            Ok(next) => current = Some(next),
            Err(error) => return Some(Err(error)),
        }
    })
}

/// Return a zip_longest object whose .__next__() method returns a tuple where
/// the i-th element comes from the i-th iterable argument.  The .__next__()
/// method continues until the longest iterable in the argument sequence
/// is exhausted and then it raises StopIteration.  When the shorter iterables
/// are exhausted, the fillvalue is substituted in their place.  The fillvalue
/// defaults to None or can be specified by a keyword argument.
#[pyfn("def zip_longest(*iterables: Any, fillvalue: Any = None) -> Iterator[tuple[Any, ...]]")]
pub fn zip_longest(iterables: &[Value], fillvalue: Value) -> Result<Iter<Tuple<Value>>> {
    let mut sources = iterables.iter().map(|it| it.iter().map(Some)).collect::<Result<Vec<_>>>()?;
    Ok(lazy("itertools.zip_longest", move || longest(&mut sources, &fillvalue).transpose()))
}

fn longest(sources: &mut [Option<Iter<Value>>], fill: &Value) -> Result<Option<Tuple<Value>>> {
    let mut row = Vec::with_capacity(sources.len());
    for source in sources.iter_mut() {
        let item = match source {
            Some(source) => source.next().transpose()?,
            None => None,
        };
        if item.is_none() {
            *source = None;
        }
        row.push(item.unwrap_or_else(|| fill.clone()));
    }
    Ok(sources.iter().any(Option::is_some).then(|| Tuple::from(row)))
}
