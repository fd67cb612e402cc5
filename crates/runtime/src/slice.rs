//! `slice` and `range`.
//!
//! *Invariant:* indexes that a slice gives are within the sequence it was asked about.

use portalis_macros::{pyclass, pymethods};

use crate::iter::{Iter, Iterable};
use crate::value::{BinaryOp, CompareOp};
use crate::{
    Class, DynObject, Int, Object, Result, Str, Tuple, Value, View, classes, errors, slots,
};

/// slice(stop)
/// slice(start, stop[, step])
///
/// Create a slice object.
#[pyclass("class slice", builtin, immutable, final)]
#[derive(Clone)]
pub struct Slice {
    /// `None` or what was written.
    pub start: Value,
    /// `None` or what was written.
    pub stop: Value,
    /// `None` or what was written.
    pub step: Value,
}

/// `slice(start, stop, step)`.
pub fn slice(start: impl Into<Value>, stop: impl Into<Value>, step: impl Into<Value>) -> Slice {
    Slice {
        start: start.into(),
        stop: stop.into(),
        step: step.into(),
    }
}

impl Slice {
    /// Back from a `Value`; TypeError where it is of another class.
    pub fn from_value(value: Value) -> Result<Slice> {
        let slice = value.downcast::<Slice>().cloned();
        slice.ok_or_else(|| errors::wrong_type("slice", &value))
    }
}

impl From<Slice> for Value {
    fn from(slice: Slice) -> Value {
        Value::object(slice)
    }
}

fn bound(value: &Value) -> Result<Option<i64>> {
    match value {
        Value::None => Ok(None),
        value => match value.index_or_none()? {
            Some(index) => Ok(Some(index.clamp_i64())),
            None => Err(errors::type_error(
                "slice indices must be integers or None or have an __index__ method",
            )),
        },
    }
}

#[pymethods]
impl Slice {
    /// `slice(start, stop, step)`.
    #[pyfn("def __new__(cls, start: Any, stop: Any, step: Any = None, /) -> slice", dynamic = crate::construct::slice)]
    pub fn new(start: Value, stop: Value, step: Value) -> Slice {
        Slice { start, stop, step }
    }

    /// Start, stop and step as integers.
    pub fn parts(&self) -> Result<(Option<i64>, Option<i64>, Option<i64>)> {
        Ok((bound(&self.start)?, bound(&self.stop)?, bound(&self.step)?))
    }

    /// It has no step, or the step is 1.
    pub fn is_simple(&self) -> bool {
        matches!(&self.step, Value::None)
            || matches!(&self.step, Value::Int(step) if step.to_i64() == Some(1))
    }

    /// Start, stop and step for a sequence of that length.
    pub fn adjusted(&self, length: usize) -> Result<(i64, i64, i64)> {
        let (start, stop, step) = self.parts()?;
        let step = step.unwrap_or(1);
        if step == 0 {
            return Err(errors::value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let length = length as i64;
        let (low, high) = if step < 0 {
            (-1, length - 1)
        } else {
            (0, length)
        };
        let adjust = |value: Option<i64>, default: i64| match value {
            None => default,
            Some(value) if value < 0 => (value.saturating_add(length)).max(low),
            Some(value) => value.min(high),
        };
        let (first, last) = if step < 0 { (high, low) } else { (low, high) };
        Ok((adjust(start, first), adjust(stop, last), step))
    }

    /// S.indices(len) -> (start, stop, stride)
    ///
    /// Assuming a sequence of length len, calculate the start and stop
    /// indices, and the stride length of the extended slice described by
    /// S. Out of bounds indices are clipped in a manner consistent with the
    /// handling of normal slices.
    ///
    /// # Errors
    /// `TypeError` for bounds or a length that are no integers, `ValueError` for a step of zero or a negative length.
    #[pyfn("def indices(self, len: Any, /) -> tuple[int, int, int]", dynamic = indices_entry)]
    pub fn indices_within(&self, len: &Value) -> Result<(Int, Int, Int)> {
        let length = len.index()?.clamp_i64();
        if length < 0 {
            return Err(errors::value_error("length should not be negative"));
        }
        let (start, stop, step) = self.adjusted(length.unsigned_abs() as usize)?;
        Ok((Int::from(start), Int::from(stop), Int::from(step)))
    }

    /// First and one past last index of a slice without step.
    pub(crate) fn bounds(&self, length: usize) -> Result<(usize, usize)> {
        let (start, stop, _) = self.adjusted(length)?;
        Ok((start as usize, stop.max(start) as usize))
    }

    /// The indexes that it selects of a sequence of that length.
    pub fn indices(&self, length: usize) -> Result<impl ExactSizeIterator<Item = usize> + use<>> {
        let (start, stop, step) = self.adjusted(length)?;
        let count = count_steps(start, stop, step);
        Ok((0..count as usize).map(move |index| (start + index as i64 * step) as usize))
    }
}

/// How many items `range(start, stop, step)` has.
fn count_steps(start: i64, stop: i64, step: i64) -> u64 {
    let (low, high, step) = if step > 0 {
        (start, stop, step as u64)
    } else {
        (stop, start, step.unsigned_abs())
    };
    if low >= high {
        0
    } else {
        (high.wrapping_sub(low) as u64 - 1) / step + 1
    }
}

fn indices_entry(args: crate::Args) -> Result<Value> {
    match args.values() {
        [slice, length] => {
            let slice = Slice::from_value(slice.clone())?;
            slice.indices_within(length).map(Value::from)
        }
        others => Err(errors::type_error(format!(
            "slice.indices() takes exactly one argument ({} given)",
            others.len().saturating_sub(1)
        ))),
    }
}

impl DynObject for Slice {
    fn class(&self) -> Class {
        classes::SLICE.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "start" => Some(self.start.clone()),
            "stop" => Some(self.stop.clone()),
            "step" => Some(self.step.clone()),
            _ => None,
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        let (start, stop, step) = (
            View::repr(&self.start)?,
            View::repr(&self.stop)?,
            View::repr(&self.step)?,
        );
        Ok(Str::from(format!("slice({start}, {stop}, {step})")))
    }

    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        let Some(other) = other.downcast::<Slice>() else {
            return Ok(None);
        };
        let parts = |slice: &Slice| {
            Tuple::from([slice.start.clone(), slice.stop.clone(), slice.step.clone()])
        };
        Ok(Some(Value::Bool(parts(self).compare(op, &parts(other))?)))
    }

    fn hash(&self, _this: &Value) -> Result<i64> {
        View::hash(&Tuple::from([
            self.start.clone(),
            self.stop.clone(),
            self.step.clone(),
        ]))
    }
}

/// range(stop) -> range object
/// range(start, stop[, step]) -> range object
///
/// Return an object that produces a sequence of integers from start (inclusive)
/// to stop (exclusive) by step.
#[pyclass("class range", builtin, immutable, final, slots = slots::RANGE)]
#[derive(Clone)]
pub struct Range {
    start: Int,
    stop: Int,
    step: Int,
}

#[pymethods]
impl Range {
    /// `range(stop)`.
    #[pyfn("def __new__(cls, stop: int, /) -> range", dynamic = crate::construct::range)]
    pub fn until(stop: &Int) -> Range {
        Range::to(stop.clone())
    }

    /// `range(start, stop)`.
    #[pyfn("def __new__(cls, start: int, stop: int, /) -> range", dynamic = crate::construct::range)]
    pub fn between(start: &Int, stop: &Int) -> Range {
        Range {
            start: start.clone(),
            stop: stop.clone(),
            step: Int::ONE,
        }
    }

    /// `range(start, stop, step)`; ValueError where the step is 0.
    #[pyfn("def __new__(cls, start: int, stop: int, step: int, /) -> range", dynamic = crate::construct::range)]
    pub fn stepped(start: &Int, stop: &Int, step: &Int) -> Result<Range> {
        Range::new(start.clone(), stop.clone(), step.clone())
    }

    /// `range(start, stop, step)`; ValueError where the step is 0.
    pub fn new(start: Int, stop: Int, step: Int) -> Result<Range> {
        match step.is_zero() {
            true => Err(errors::value_error("range() arg 3 must not be zero")),
            false => Ok(Range { start, stop, step }),
        }
    }

    /// `range(stop)`.
    pub fn to(stop: impl Into<Int>) -> Range {
        Range {
            start: Int::ZERO,
            stop: stop.into(),
            step: Int::ONE,
        }
    }

    /// The bounds as machine integers, where all values fit.
    fn small(&self) -> Option<(i64, i64, i64)> {
        Some((
            self.start.to_i64()?,
            self.stop.to_i64()?,
            self.step.to_i64()?,
        ))
    }

    /// `len(r)`.
    #[pyfn("def __len__(self, /) -> int")]
    pub fn len(&self) -> Int {
        if let Some((start, stop, step)) = self.small() {
            return Int::from(count_steps(start, stop, step) as i128);
        }
        let (low, high, step) = match self.step.is_negative() {
            false => (&self.start, &self.stop, self.step.clone()),
            true => (&self.stop, &self.start, -&self.step),
        };
        if low >= high {
            return Int::ZERO;
        }
        (high - low - 1)
            .floor_div(&step)
            .map_or(Int::ZERO, |steps| steps + 1)
    }

    /// `not r`.
    pub fn is_empty(&self) -> bool {
        self.len().is_zero()
    }

    /// `bool(r)`.
    pub fn truthy(&self) -> bool {
        !self.is_empty()
    }

    /// `r[i]`.
    #[pyfn("def __getitem__(self, key: int, /) -> int")]
    pub fn get_item(&self, index: &Int) -> Result<Int> {
        let length = self.len();
        let index = if index.is_negative() {
            index + &length
        } else {
            index.clone()
        };
        match !index.is_negative() && index < length {
            true => Ok(&self.start + &self.step * index),
            false => Err(errors::index_error("range object index out of range")),
        }
    }

    /// `r[a:b:c]`.
    #[pyfn("def __getitem__(self, key: slice, /) -> range", dynamic = slots::dyn_get_item)]
    pub fn get_slice(&self, slice: &Slice) -> Result<Range> {
        let length = self.len().to_usize().ok_or_else(|| {
            errors::overflow_error("Python int too large to convert to C ssize_t")
        })?;
        let (start, stop, step) = slice.adjusted(length)?;
        Ok(Range {
            start: &self.start + &self.step * Int::new(start),
            stop: &self.start + &self.step * Int::new(stop),
            step: &self.step * Int::new(step),
        })
    }

    /// `x in r` for an integer.
    #[pyfn("def __contains__(self, key: int, /) -> bool", dynamic = slots::dyn_contains)]
    pub fn contains(&self, item: &Int) -> Result<bool> {
        let inside = match self.step.is_negative() {
            false => *item >= self.start && *item < self.stop,
            true => *item <= self.start && *item > self.stop,
        };
        Ok(inside && (item - &self.start).modulo(&self.step)?.is_zero())
    }

    /// The integers in order.
    #[pyfn("def __iter__(self, /) -> Iterator[int]", dynamic = slots::dyn_iter)]
    #[inline]
    pub fn iter(&self) -> Result<RangeIter> {
        Ok(match self.small() {
            Some((next, stop, step)) => RangeIter::Small {
                next,
                left: count_steps(next, stop, step),
                step,
            },
            None => RangeIter::Big {
                next: self.start.clone(),
                left: self.len(),
                step: self.step.clone(),
            },
        })
    }

    /// `reversed(r)`.
    #[pyfn("def __reversed__(self, /) -> Iterator[int]", dynamic = reversed_entry)]
    pub fn reversed(&self) -> Range {
        let length = self.len();
        match length.is_zero() {
            true => Range {
                start: Int::ZERO,
                stop: Int::ZERO,
                step: -&self.step,
            },
            false => Range {
                start: &self.start + &self.step * (length - 1),
                stop: &self.start - &self.step,
                step: -&self.step,
            },
        }
    }

    /// What equality and hash go by: length, first, step.
    fn identity(&self) -> Tuple<Value> {
        let length = self.len();
        let (first, step) = match length.to_i64() {
            Some(0) => (Value::None, Value::None),
            Some(1) => (Value::Int(self.start.clone()), Value::None),
            _ => (
                Value::Int(self.start.clone()),
                Value::Int(self.step.clone()),
            ),
        };
        Tuple::from([Value::Int(length), first, step])
    }

    /// `r.count(x)`.
    #[pyfn("def count(self, value: int, /) -> int")]
    pub fn count(&self, item: &Int) -> Result<Int> {
        Ok(Int::from(i64::from(self.contains(item)?)))
    }

    /// `r.index(x)`.
    #[pyfn("def index(self, value: int, /) -> int")]
    pub fn index(&self, item: &Int) -> Result<Int> {
        match self.contains(item)? {
            true => (item - &self.start).floor_div(&self.step),
            false => Err(errors::value_error(format!(
                "{} is not in range",
                View::repr(item)?
            ))),
        }
    }
}

/// The iterator of a range.
pub enum RangeIter {
    /// All values fit 64 bits.
    Small {
        /// Next value.
        next: i64,
        /// Values left.
        left: u64,
        /// Difference of values.
        step: i64,
    },
    /// Any integers.
    Big {
        /// Next value.
        next: Int,
        /// Values left.
        left: Int,
        /// Difference of values.
        step: Int,
    },
}

impl Iterator for RangeIter {
    type Item = Result<Int>;

    #[inline]
    fn next(&mut self) -> Option<Result<Int>> {
        match self {
            RangeIter::Small { left: 0, .. } => None,
            RangeIter::Small { next, left, step } => {
                let value = *next;
                *left -= 1;
                *next = next.wrapping_add(*step);
                Some(Ok(Int::new(value)))
            }
            RangeIter::Big { next, left, step } => {
                if left.is_zero() {
                    return None;
                }
                let value = next.clone();
                *left -= 1;
                *next += &*step;
                Some(Ok(value))
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            RangeIter::Small { left, .. } => (*left as usize, Some(*left as usize)),
            RangeIter::Big { .. } => (0, None),
        }
    }
}

impl Iterable for Range {
    type Item = Int;

    fn iter(&self) -> Result<Iter<Int>> {
        Ok(Iter::from_iterator_named(
            Range::iter(self)?,
            "range_iterator",
        ))
    }
}

impl View for Range {
    fn class_name(&self) -> Str {
        Str::from("range")
    }

    fn to_value(&self) -> Value {
        Value::object(self.clone())
    }

    fn repr(&self) -> Result<Str> {
        let (start, stop) = (View::repr(&self.start)?, View::repr(&self.stop)?);
        Ok(Str::from(match self.step.to_i64() {
            Some(1) => format!("range({start}, {stop})"),
            _ => format!("range({start}, {stop}, {})", View::repr(&self.step)?),
        }))
    }

    fn truthy(&self) -> Result<bool> {
        Ok(!self.is_empty())
    }

    fn hash(&self) -> Result<i64> {
        View::hash(&self.identity())
    }
}

impl Object for Range {
    fn equals(&self, other: &Self) -> Result<bool> {
        self.identity().compare(CompareOp::Eq, &other.identity())
    }

    fn from_value(value: Value) -> Result<Self> {
        value
            .downcast::<Range>()
            .cloned()
            .ok_or_else(|| errors::wrong_type("range", &value))
    }
}

impl DynObject for Range {
    fn class(&self) -> Class {
        classes::RANGE.class()
    }

    fn own_attr(&self, name: &str) -> Option<Value> {
        match name {
            "start" => Some(Value::Int(self.start.clone())),
            "stop" => Some(Value::Int(self.stop.clone())),
            "step" => Some(Value::Int(self.step.clone())),
            _ => None,
        }
    }

    fn repr(&self, _this: &Value) -> Result<Str> {
        View::repr(self)
    }

    fn str(&self, _this: &Value) -> Result<Str> {
        View::repr(self)
    }

    fn truthy(&self, _this: &Value) -> Result<bool> {
        Ok(!self.is_empty())
    }

    fn hash(&self, _this: &Value) -> Result<i64> {
        View::hash(self)
    }

    fn len(&self, _this: &Value) -> Result<Option<usize>> {
        match self.len().to_usize() {
            Some(length) => Ok(Some(length)),
            None => Err(errors::overflow_error(
                "Python int too large to convert to C ssize_t",
            )),
        }
    }

    fn get_item(&self, _this: &Value, key: &Value) -> Result<Value> {
        if let Some(slice) = key.downcast::<Slice>() {
            return Ok(Value::object(self.get_slice(slice)?));
        }
        match key.index_or_none()? {
            Some(index) => Ok(Value::Int(self.get_item(&index)?)),
            None => Err(errors::type_error(format!(
                "range indices must be integers or slices, not {}",
                key.class_name()
            ))),
        }
    }

    fn contains(&self, _this: &Value, item: &Value) -> Result<bool> {
        match item {
            Value::Int(_) | Value::Bool(_) => self.contains(&item.as_int().unwrap_or_default()),
            item => {
                for candidate in self.iter()? {
                    if Value::Int(candidate?).test(CompareOp::Eq, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    fn iter(&self, _this: &Value) -> Result<Iter<Value>> {
        Ok(Iter::from_iterator_named(
            Range::iter(self)?.map(|item| item.map(Value::Int)),
            "range_iterator",
        ))
    }

    fn compare(&self, _this: &Value, op: CompareOp, other: &Value) -> Result<Option<Value>> {
        match (other.downcast::<Range>(), op) {
            (Some(other), CompareOp::Eq | CompareOp::Ne) => Ok(Some(Value::Bool(
                self.identity().compare(op, &other.identity())?,
            ))),
            _ => Ok(None),
        }
    }

    fn binary(
        &self,
        _this: &Value,
        _op: BinaryOp,
        _other: &Value,
        _reflected: bool,
    ) -> Result<Option<Value>> {
        Ok(None)
    }
}

impl From<Range> for Value {
    fn from(range: Range) -> Value {
        Value::object(range)
    }
}

fn reversed_entry(args: crate::Args) -> Result<Value> {
    let range = Range::from_value(args.values().first().cloned().unwrap_or_default())?;
    Ok(Iterable::iter(&range.reversed())?.to_value())
}
