//! `Counter`: a dict that counts.

use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{CompareOp, Dict, Int, Iter, List, Object, Result, Str, Value, View, classes, errors};

struct CounterData {
    dict: Dict<Value, Value>,
}

/// Dict subclass for counting hashable items.  Sometimes called a bag
/// or multiset.  Elements are stored as dictionary keys and their counts
/// are stored as dictionary values.
#[pyclass("class Counter(dict)", repr, truthy, eq, payload = Counter::value, bases = [classes::DICT])]
#[derive(Clone)]
pub struct Counter(Rc<CounterData>);

/// What it inherits from `dict`.
impl std::ops::Deref for Counter {
    type Target = Dict<Value, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0.dict
    }
}

impl Counter {
    fn of(dict: Dict<Value, Value>) -> Counter {
        Counter(Rc::new(CounterData { dict }))
    }

    fn value(&self) -> Value {
        Value::Dict(self.0.dict.clone())
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(self.0.dict.truthy())
    }

    fn py_eq(&self, other: &Counter) -> Result<bool> {
        self.all(other, |a, b| a.test(CompareOp::Eq, b))
    }

    fn count(&self, key: &Value) -> Result<Value> {
        Ok(self.0.dict.find(key)?.unwrap_or_else(|| Value::from(0)))
    }

    fn add_to(&self, key: Value, count: &Value) -> Result<()> {
        let sum = match self.0.dict.find(&key)? {
            Some(known) => count.add(&known)?,
            None => count.clone(),
        };
        self.0.dict.set_item(key, sum)
    }

    fn count_items(&self, items: &Value) -> Result<()> {
        let one = Value::from(1);
        for item in items.iter()? {
            let item = item?;
            let sum = self.count(&item)?.add(&one)?;
            self.0.dict.set_item(item, sum)?;
        }
        Ok(())
    }

    /// `compare` holds for the counts of every key of either.
    fn all(&self, other: &Counter, compare: impl Fn(&Value, &Value) -> Result<bool>) -> Result<bool> {
        for (key, _) in self.0.dict.entries().into_iter().chain(other.0.dict.entries()) {
            if !compare(&self.count(&key)?, &other.count(&key)?)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Keys of both in order with what `combine` gives, where that is positive.
    fn combined(&self, other: &Counter, combine: impl Fn(&Value, &Value) -> Result<Value>) -> Result<Counter> {
        let result = Dict::new();
        let theirs = other.0.dict.entries().into_iter().map(|(key, _)| key);
        let ours = self.0.dict.entries().into_iter().map(|(key, _)| key);
        for key in ours.chain(theirs) {
            if result.contains(&key)? {
                continue;
            }
            let count = combine(&self.count(&key)?, &other.count(&key)?)?;
            if is_positive(&count)? {
                result.set_item(key, count)?;
            }
        }
        Ok(Counter::of(result))
    }

    /// Takes the counts of another counter over.
    fn become_(&self, other: Counter) -> Result<Counter> {
        self.0.dict.clear();
        self.0.dict.update(&other.0.dict)?;
        Ok(self.clone())
    }
}

fn is_positive(count: &Value) -> Result<bool> {
    count.test(CompareOp::Gt, &Value::from(0))
}

/// A mapping's items: what has `items`.
fn pairs(mapping: &Value) -> Result<Option<Vec<(Value, Value)>>> {
    match mapping {
        Value::Dict(dict) => Ok(Some(dict.entries())),
        Value::Object(object) => match object.payload() {
            Some(Value::Dict(dict)) => Ok(Some(dict.entries())),
            _ if mapping.class().lookup("keys").is_none() => Ok(None),
            _ => {
                let dict = Dict::new();
                dict.update_from(mapping)?;
                Ok(Some(dict.entries()))
            }
        },
        _ => Ok(None),
    }
}

#[pymethods]
impl Counter {
    /// Create a new, empty Counter object.  And if given, count elements
    /// from an input iterable.  Or, initialize the count from another mapping
    /// of elements to their counts.
    #[pyfn("def __new__(cls, iterable: Any = None, /, **kwds: Any) -> Counter")]
    pub fn new(iterable: Value, kwds: Vec<(Str, Value)>) -> Result<Counter> {
        let counter = Counter::of(Dict::new());
        counter.update(iterable, kwds)?;
        Ok(counter)
    }

    /// `c[k]`: 0 where it is missing.
    #[pyfn("def __getitem__(self, key: Any, /) -> Any")]
    pub fn get_item(&self, key: Value) -> Result<Value> {
        self.count(&key)
    }

    /// The count of elements not in the Counter is zero.
    #[pyfn("def __missing__(self, key: Any) -> int")]
    pub fn missing(&self, _key: Value) -> Int {
        Int::new(0)
    }

    /// Like dict.__delitem__() but does not raise KeyError for missing values.
    #[pyfn("def __delitem__(self, elem: Any) -> None")]
    pub fn del_item(&self, elem: Value) -> Result<()> {
        self.0.dict.pop_or_none(&elem).map(|_| ())
    }

    /// Sum of the counts.
    #[pyfn("def total(self) -> Any")]
    pub fn total(&self) -> Result<Value> {
        self.0.dict.entries().iter().try_fold(Value::from(0), |total, (_, count)| total.add(count))
    }

    /// List the n most common elements and their counts from the most
    /// common to the least.  If n is None, then list all element counts.
    #[pyfn("def most_common(self, n: int | None = None) -> list[Any]")]
    pub fn most_common(&self, n: Option<Int>) -> Result<List<Value>> {
        let items = List::from(self.0.dict.entries());
        items.sort_by_key(|(_, count)| Ok(count), true)?;
        let limit = n.map_or(usize::MAX, |n| n.clamp_i64().max(0) as usize);
        Ok(items.take().into_iter().take(limit).map(|pair| pair.to_value()).collect())
    }

    /// Iterator over elements repeating each as many times as its count.
    #[pyfn("def elements(self) -> Iterator[Any]")]
    pub fn elements(&self) -> Result<Iter<Value>> {
        let mut entries = Vec::new();
        for (key, count) in self.0.dict.entries() {
            entries.push((key, count.index()?.clamp_i64().max(0)));
        }
        let repeated = entries.into_iter().flat_map(|(key, count)| (0..count).map(move |_| Ok(key.clone())));
        Ok(Iter::from_iterator_named(repeated, "itertools.chain"))
    }

    /// Counter.fromkeys() is undefined.  Use Counter(iterable) instead.
    #[pyfn("def fromkeys(cls, iterable: Any, v: Any = None) -> Any", class)]
    pub fn fromkeys(_iterable: Value, _v: Value) -> Result<Value> {
        Err(errors::not_implemented_error("Counter.fromkeys() is undefined.  Use Counter(iterable) instead."))
    }

    /// Like dict.update() but add counts instead of replacing them.
    #[pyfn("def update(self, iterable: Any = None, /, **kwds: Any) -> None")]
    pub fn update(&self, iterable: Value, kwds: Vec<(Str, Value)>) -> Result<()> {
        if !iterable.is_none() {
            match pairs(&iterable)? {
                Some(pairs) => pairs.into_iter().try_for_each(|(key, count)| self.add_to(key, &count))?,
                None => self.count_items(&iterable)?,
            }
        }
        kwds.into_iter().try_for_each(|(name, count)| self.add_to(Value::Str(name), &count))
    }

    /// Like dict.update() but subtracts counts instead of replacing them.
    /// Counts can be reduced below zero.
    #[pyfn("def subtract(self, iterable: Any = None, /, **kwds: Any) -> None")]
    pub fn subtract(&self, iterable: Value, kwds: Vec<(Str, Value)>) -> Result<()> {
        let lower = |key: Value, count: &Value| {
            let difference = self.count(&key)?.sub(count)?;
            self.0.dict.set_item(key, difference)
        };
        if !iterable.is_none() {
            match pairs(&iterable)? {
                Some(pairs) => pairs.into_iter().try_for_each(|(key, count)| lower(key, &count))?,
                None => {
                    for item in iterable.iter()? {
                        lower(item?, &Value::from(1))?;
                    }
                }
            }
        }
        kwds.into_iter().try_for_each(|(name, count)| lower(Value::Str(name), &count))
    }

    /// Return a shallow copy.
    #[pyfn("def copy(self) -> Counter")]
    pub fn copy(&self) -> Counter {
        Counter::of(self.0.dict.copy())
    }

    #[pyfn("def __copy__(self) -> Counter")]
    fn copy_hook(&self) -> Counter {
        self.copy()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        if self.0.dict.is_empty() {
            return Ok(Str::from("Counter()"));
        }
        // Where counts cannot be ordered, the order is that of the dict.
        let sorted = Dict::new();
        match self.most_common(None) {
            Ok(items) => {
                for pair in items.to_vec() {
                    let (key, count) = <(Value, Value)>::from_value(pair)?;
                    sorted.set_item(key, count)?;
                }
            }
            Err(error) if error.is(&errors::TypeError) => sorted.update(&self.0.dict)?,
            Err(error) => return Err(error),
        }
        Ok(Str::from(format!("Counter({})", View::repr(&sorted)?)))
    }
}

/// Comparison and arithmetic of multisets.
#[pymethods(1)]
impl Counter {
    #[pyfn("def __eq__(self, other: Counter) -> bool")]
    fn eq_method(&self, other: Counter) -> Result<bool> {
        self.py_eq(&other)
    }

    #[pyfn("def __ne__(self, other: Counter) -> bool")]
    fn ne_method(&self, other: Counter) -> Result<bool> {
        Ok(!self.py_eq(&other)?)
    }

    #[pyfn("def __le__(self, other: Counter) -> bool")]
    fn le_method(&self, other: Counter) -> Result<bool> {
        self.all(&other, |a, b| a.test(CompareOp::Le, b))
    }

    #[pyfn("def __lt__(self, other: Counter) -> bool")]
    fn lt_method(&self, other: Counter) -> Result<bool> {
        Ok(self.le_method(other.clone())? && !self.py_eq(&other)?)
    }

    #[pyfn("def __ge__(self, other: Counter) -> bool")]
    fn ge_method(&self, other: Counter) -> Result<bool> {
        self.all(&other, |a, b| a.test(CompareOp::Ge, b))
    }

    #[pyfn("def __gt__(self, other: Counter) -> bool")]
    fn gt_method(&self, other: Counter) -> Result<bool> {
        Ok(self.ge_method(other.clone())? && !self.py_eq(&other)?)
    }

    /// Add counts from two counters.
    #[pyfn("def __add__(self, other: Counter) -> Counter")]
    fn add(&self, other: Counter) -> Result<Counter> {
        self.combined(&other, Value::add)
    }

    /// Subtract count, but keep only results with positive counts.
    #[pyfn("def __sub__(self, other: Counter) -> Counter")]
    fn sub(&self, other: Counter) -> Result<Counter> {
        self.combined(&other, Value::sub)
    }

    /// Union is the maximum of value in either of the input counters.
    #[pyfn("def __or__(self, other: Counter) -> Counter")]
    fn or(&self, other: Counter) -> Result<Counter> {
        self.combined(&other, |a, b| Ok(if a.test(CompareOp::Lt, b)? { b.clone() } else { a.clone() }))
    }

    /// Intersection is the minimum of corresponding counts.
    #[pyfn("def __and__(self, other: Counter) -> Counter")]
    fn and(&self, other: Counter) -> Result<Counter> {
        self.combined(&other, |a, b| Ok(if a.test(CompareOp::Lt, b)? { a.clone() } else { b.clone() }))
    }

    /// Adds an empty counter, effectively stripping negative and zero counts.
    #[pyfn("def __pos__(self) -> Counter")]
    fn pos(&self) -> Result<Counter> {
        self.combined(&Counter::of(Dict::new()), Value::add)
    }

    /// Subtracts from an empty counter.  Strips positive and zero counts,
    /// and flips the sign on negative counts.
    #[pyfn("def __neg__(self) -> Counter")]
    fn neg(&self) -> Result<Counter> {
        self.combined(&Counter::of(Dict::new()), |a, b| b.sub(a))
    }

    #[pyfn("def __iadd__(self, other: Counter) -> Counter")]
    fn iadd(&self, other: Counter) -> Result<Counter> {
        self.become_(self.add(other)?)
    }

    #[pyfn("def __isub__(self, other: Counter) -> Counter")]
    fn isub(&self, other: Counter) -> Result<Counter> {
        self.become_(self.sub(other)?)
    }

    #[pyfn("def __ior__(self, other: Counter) -> Counter")]
    fn ior(&self, other: Counter) -> Result<Counter> {
        self.become_(self.or(other)?)
    }

    #[pyfn("def __iand__(self, other: Counter) -> Counter")]
    fn iand(&self, other: Counter) -> Result<Counter> {
        self.become_(self.and(other)?)
    }
}
