//! `accumulate`, `compress`, `dropwhile`, `filterfalse`, `islice`, `starmap` and `takewhile`.

use portalis_macros::pyfn;
use portalis_runtime::{Args, Int, Iter, Iterable, Object, Result, Value, View, errors};

use super::lazy;

/// Return series of accumulated sums.
#[pyfn("def accumulate(iterable: Iterable[int]) -> Iterator[int]")]
pub fn accumulate_int(iterable: &impl Iterable<Item = Int>) -> Result<Iter<Int>> {
    let (mut source, mut total) = (iterable.iter()?, Int::new(0));
    Ok(lazy("itertools.accumulate", move || {
        Some(source.next()?.map(|item| {
            total = &total + &item;
            total.clone()
        }))
    }))
}

/// Return series of accumulated sums (or other binary function results).
#[pyfn("def accumulate(iterable: Iterable[T], func: Callable[[T, T], T]) -> Iterator[T]")]
pub fn accumulate_by<T: Object>(
    iterable: &impl Iterable<Item = T>,
    func: impl Fn(T, T) -> Result<T> + 'static,
) -> Result<Iter<T>> {
    Ok(running(iterable.iter()?, None, func))
}

/// Return series of accumulated sums (or other binary function results).
#[pyfn("def accumulate(iterable: Any, func: Any = None, *, initial: Any = None) -> Iterator[Any]")]
pub fn accumulate(iterable: Value, func: Value, initial: Value) -> Result<Iter<Value>> {
    let initial = Some(initial).filter(|initial| !initial.is_none());
    Ok(running(iterable.iter()?, initial, move |total: Value, item: Value| match func.is_none() {
        true => total.add(&item),
        false => func.call(Args::positional(vec![total, item])),
    }))
}

fn running<T: Object>(
    mut source: Iter<T>,
    mut initial: Option<T>,
    combine: impl Fn(T, T) -> Result<T> + 'static,
) -> Iter<T> {
    let mut total: Option<T> = None;
    lazy("itertools.accumulate", move || {
        if let Some(initial) = initial.take() {
            total = Some(initial.clone());
            return Some(Ok(initial));
        }
        let item = match source.next()? {
            Ok(item) => item,
            error => return Some(error),
        };
        let next = match total.clone() {
            Some(total) => combine(total, item),
            None => Ok(item),
        };
        Some(next.inspect(|next| total = Some(next.clone())))
    })
}

/// Return data elements corresponding to true selector elements.
///
/// Forms a shorter iterator from selected data elements using the selectors to
/// choose the data elements.
#[pyfn("def compress(data: Iterable[T], selectors: Iterable[U]) -> Iterator[T]")]
pub fn compress<T: Object, U: Object>(
    data: &impl Iterable<Item = T>,
    selectors: &impl Iterable<Item = U>,
) -> Result<Iter<T>> {
    let (mut data, mut selectors) = (data.iter()?, selectors.iter()?);
    Ok(lazy("itertools.compress", move || loop {
        let item = match data.next()? {
            Ok(item) => item,
            error => return Some(error),
        };
        match selectors.next()?.and_then(|selector| View::truthy(&selector)) {
            Ok(true) => return Some(Ok(item)),
            Ok(false) => {}
            Err(error) => return Some(Err(error)),
        }
    }))
}

/// Drop items from the iterable while predicate(item) is true.
///
/// Afterwards, return every element until the iterable is exhausted.
#[pyfn("def dropwhile(predicate: Callable[[T], Any], iterable: Iterable[T], /) -> Iterator[T]")]
pub fn dropwhile<T: Object>(
    predicate: impl Fn(T) -> Result<Value> + 'static,
    iterable: &impl Iterable<Item = T>,
) -> Result<Iter<T>> {
    let (mut source, mut dropping) = (iterable.iter()?, true);
    Ok(lazy("itertools.dropwhile", move || loop {
        let item = match source.next()? {
            Ok(item) => item,
            error => return Some(error),
        };
        if !dropping {
            return Some(Ok(item));
        }
        match predicate(item.clone()).and_then(|answer| View::truthy(&answer)) {
            Ok(true) => {}
            Ok(false) => {
                dropping = false;
                return Some(Ok(item));
            }
            Err(error) => return Some(Err(error)),
        }
    }))
}

/// Return successive entries from an iterable as long as the predicate evaluates to true for each entry.
#[pyfn("def takewhile(predicate: Callable[[T], Any], iterable: Iterable[T], /) -> Iterator[T]")]
pub fn takewhile<T: Object>(
    predicate: impl Fn(T) -> Result<Value> + 'static,
    iterable: &impl Iterable<Item = T>,
) -> Result<Iter<T>> {
    let (mut source, mut taking) = (iterable.iter()?, true);
    Ok(lazy("itertools.takewhile", move || {
        if !taking {
            return None;
        }
        let item = match source.next()? {
            Ok(item) => item,
            error => return Some(error),
        };
        match predicate(item.clone()).and_then(|answer| View::truthy(&answer)) {
            Ok(true) => Some(Ok(item)),
            Ok(false) => {
                taking = false;
                None
            }
            Err(error) => Some(Err(error)),
        }
    }))
}

/// Return those items of iterable for which function(item) is false.
///
/// If function is None, return the items that are false.
#[pyfn("def filterfalse(function: Callable[[T], Any] | None, iterable: Iterable[T], /) -> Iterator[T]")]
pub fn filterfalse<T: Object>(
    function: Option<impl Fn(T) -> Result<Value> + 'static>,
    iterable: &impl Iterable<Item = T>,
) -> Result<Iter<T>> {
    let mut source = iterable.iter()?;
    Ok(lazy("itertools.filterfalse", move || loop {
        let item = match source.next()? {
            Ok(item) => item,
            error => return Some(error),
        };
        let answer = match &function {
            Some(function) => function(item.clone()).and_then(|answer| View::truthy(&answer)),
            None => View::truthy(&item),
        };
        match answer {
            Ok(true) => {}
            Ok(false) => return Some(Ok(item)),
            Err(error) => return Some(Err(error)),
        }
    }))
}

/// Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.
#[pyfn("def starmap(function: Any, iterable: Any, /) -> Iterator[Any]")]
pub fn starmap(function: Value, iterable: Value) -> Result<Iter<Value>> {
    let mut source = iterable.iter()?;
    Ok(lazy("itertools.starmap", move || {
        let call = |arguments: Value| {
            let arguments = arguments.iter()?.collect::<Result<Vec<Value>>>()?;
            function.call(Args::positional(arguments))
        };
        Some(source.next()?.and_then(call))
    }))
}

/// The first `stop` items of an iterable.
#[pyfn("def islice(iterable: Iterable[T], stop: int | None, /) -> Iterator[T]")]
pub fn islice_to<T: Object>(iterable: &impl Iterable<Item = T>, stop: Option<Int>) -> Result<Iter<T>> {
    islice(iterable, None, stop, None)
}

/// Return an iterator whose next() method returns selected values from an iterable.
///
/// If start is specified, will skip all preceding elements;
/// otherwise, start defaults to zero.  Step defaults to one.  If
/// specified as another value, step determines how many values are
/// skipped between successive calls.  Works like a slice() on a list
/// but returns an iterator.
#[pyfn("def islice(iterable: Iterable[T], start: int | None, stop: int | None, step: int | None = None, /) -> Iterator[T]", dynamic = islice_dynamic)]
pub fn islice<T: Object>(
    iterable: &impl Iterable<Item = T>,
    start: Option<Int>,
    stop: Option<Int>,
    step: Option<Int>,
) -> Result<Iter<T>> {
    let bound = |bound: Option<Int>, default: usize, text: &str| match bound {
        None => Ok(default),
        Some(bound) => bound.to_usize().ok_or_else(|| errors::value_error(text.to_owned())),
    };
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let stop = bound(stop, usize::MAX, if start.is_none() && step.is_none() { STOP } else { INDICES })?;
    let start = bound(start, 0, INDICES)?;
    let step = bound(step, 1, STEP)?;
    if step == 0 {
        return Err(errors::value_error(STEP));
    }
    let (mut source, mut position, mut wanted) = (Some(iterable.iter()?), 0, start);
    Ok(lazy("itertools.islice", move || {
        // Items up to the next wanted one are consumed, as many as stay below `stop`.
        let items = source.as_mut()?;
        let target = wanted.min(stop);
        while position < target {
            match items.next() {
                Some(Ok(_)) => position += 1,
                Some(error) => return Some(error),
                None => {
                    source = None;
                    return None;
                }
            }
        }
        if wanted >= stop {
            source = None;
            return None;
        }
        position += 1;
        wanted = wanted.saturating_add(step);
        let item = items.next();
        if item.is_none() {
            source = None;
        }
        item
    }))
}

fn islice_dynamic(args: Args) -> Result<Value> {
    let bound = |value: &Value| match value {
        Value::None => Ok(None),
        value => value.index().map(Some),
    };
    let iter = match args.values() {
        [iterable, stop] => {
            let stop = bound(stop).map_err(|_| {
                errors::value_error("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
            })?;
            islice_to(iterable, stop)?
        }
        [iterable, start, stop, rest @ ..] if rest.len() <= 1 => {
            let indices = |value: &Value| {
                bound(value).map_err(|_| {
                    errors::value_error("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
                })
            };
            let step = match rest.first() {
                Some(step) => {
                    bound(step).map_err(|_| errors::value_error("Step for islice() must be a positive integer or None."))?
                }
                None => None,
            };
            islice(iterable, indices(start)?, indices(stop)?, step)?
        }
        values if values.len() < 2 => {
            return Err(errors::type_error(format!("islice expected at least 2 arguments, got {}", values.len())));
        }
        values => return Err(errors::type_error(format!("islice expected at most 4 arguments, got {}", values.len()))),
    };
    Ok(iter.to_value())
}
