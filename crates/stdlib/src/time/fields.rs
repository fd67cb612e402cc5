//! `struct_time`, and the functions that make and take it.

use std::rc::Rc;

use portalis_async::host;
use portalis_macros::{pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::{Int, Iter, Object, Result, Str, Tuple, Value, View, errors};

use super::calendar::{Civil, civil_from_seconds, seconds_from_civil};

/// Seconds that local time is west of UTC.
#[pyconst("timezone: int")]
pub fn timezone() -> Int {
    Int::new(0)
}

/// Seconds that local daylight-saving time is west of UTC.
#[pyconst("altzone: int")]
pub fn altzone() -> Int {
    Int::new(0)
}

/// Local time has daylight saving.
#[pyconst("daylight: int")]
pub fn daylight() -> Int {
    Int::new(0)
}

/// Names of the local zone.
#[pyconst("tzname: tuple[str, str]")]
pub fn tzname() -> (Str, Str) {
    (Str::from("UTC"), Str::from("UTC"))
}

/// The time value as returned by gmtime(), localtime(), and strptime(), and
/// accepted by asctime(), mktime() and strftime().  May be considered as a
/// sequence of 9 integers.
#[pyclass("class struct_time", repr, eq, hash, less, immutable, tp_name = "time.struct_time")]
#[derive(Clone)]
pub struct StructTime(Rc<Civil>);

impl StructTime {
    pub(super) fn of(civil: Civil) -> StructTime {
        StructTime(Rc::new(civil))
    }

    pub(super) fn civil(&self) -> Civil {
        *self.0
    }

    fn numbers(&self) -> [i64; 9] {
        let t = &*self.0;
        [t.year, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearday, t.isdst]
    }

    /// The nine fields as a tuple.
    pub fn tuple(&self) -> Tuple<Value> {
        Tuple::from(self.numbers().map(Value::from))
    }

    fn py_eq(&self, other: &StructTime) -> Result<bool> {
        Ok(self.numbers() == other.numbers())
    }

    fn py_less(&self, other: &StructTime) -> Result<bool> {
        Ok(self.numbers() < other.numbers())
    }

    fn py_hash(&self) -> Result<i64> {
        View::hash(&self.tuple())
    }
}

#[pymethods]
impl StructTime {
    /// Of a sequence of nine integers.
    #[pyfn("def __new__(cls, sequence: Any) -> struct_time")]
    pub fn new(sequence: Value) -> Result<StructTime> {
        let items = sequence.iter()?.map(|item| item?.index()).collect::<Result<Vec<Int>>>()?;
        if items.len() < 9 {
            let text = format!("time.struct_time() takes an at least 9-sequence ({}-sequence given)", items.len());
            return Err(errors::type_error(text));
        }
        let n = |index: usize| items.get(index).map_or(0, Int::clamp_i64);
        Ok(StructTime::of(Civil {
            year: n(0),
            month: n(1),
            day: n(2),
            hour: n(3),
            minute: n(4),
            second: n(5),
            weekday: n(6),
            yearday: n(7),
            isdst: n(8),
        }))
    }

    /// year, for example, 1993
    #[pyfn("def tm_year(self) -> int", property)]
    pub fn tm_year(&self) -> Int {
        Int::new(self.0.year)
    }

    /// month of year, range [1, 12]
    #[pyfn("def tm_mon(self) -> int", property)]
    pub fn tm_mon(&self) -> Int {
        Int::new(self.0.month)
    }

    /// day of month, range [1, 31]
    #[pyfn("def tm_mday(self) -> int", property)]
    pub fn tm_mday(&self) -> Int {
        Int::new(self.0.day)
    }

    /// hours, range [0, 23]
    #[pyfn("def tm_hour(self) -> int", property)]
    pub fn tm_hour(&self) -> Int {
        Int::new(self.0.hour)
    }

    /// minutes, range [0, 59]
    #[pyfn("def tm_min(self) -> int", property)]
    pub fn tm_min(&self) -> Int {
        Int::new(self.0.minute)
    }

    /// seconds, range [0, 61])
    #[pyfn("def tm_sec(self) -> int", property)]
    pub fn tm_sec(&self) -> Int {
        Int::new(self.0.second)
    }

    /// day of week, range [0, 6], Monday is 0
    #[pyfn("def tm_wday(self) -> int", property)]
    pub fn tm_wday(&self) -> Int {
        Int::new(self.0.weekday)
    }

    /// day of year, range [1, 366]
    #[pyfn("def tm_yday(self) -> int", property)]
    pub fn tm_yday(&self) -> Int {
        Int::new(self.0.yearday)
    }

    /// 1 if summer time is in effect, 0 if not, and -1 if unknown
    #[pyfn("def tm_isdst(self) -> int", property)]
    pub fn tm_isdst(&self) -> Int {
        Int::new(self.0.isdst)
    }

    /// abbreviation of timezone name
    #[pyfn("def tm_zone(self) -> str", property)]
    pub fn tm_zone(&self) -> Str {
        Str::from("UTC")
    }

    /// offset from UTC in seconds
    #[pyfn("def tm_gmtoff(self) -> int", property)]
    pub fn tm_gmtoff(&self) -> Int {
        Int::new(0)
    }

    /// `len(t)`.
    #[pyfn("def __len__(self) -> int")]
    pub fn len(&self) -> Int {
        Int::new(9)
    }

    /// `t[i]`.
    #[pyfn("def __getitem__(self, index: Any, /) -> Any")]
    pub fn get_item(&self, index: Value) -> Result<Value> {
        Value::Tuple(self.tuple()).get_item(&index)
    }

    /// The nine fields in order.
    #[pyfn("def __iter__(self) -> Iterator[Any]")]
    pub fn iter(&self) -> Result<Iter<Value>> {
        Value::Tuple(self.tuple()).iter()
    }

    #[pyfn("def __eq__(self, other: Any, /) -> bool")]
    fn eq_method(&self, other: Value) -> Result<bool> {
        Value::Tuple(self.tuple()).test(portalis_runtime::CompareOp::Eq, &plain(other))
    }

    #[pyfn("def __lt__(self, other: Any, /) -> bool")]
    fn lt_method(&self, other: Value) -> Result<bool> {
        Value::Tuple(self.tuple()).test(portalis_runtime::CompareOp::Lt, &plain(other))
    }

    #[pyfn("def __hash__(self) -> int")]
    fn hash_method(&self) -> Result<i64> {
        self.py_hash()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let names = ["year", "mon", "mday", "hour", "min", "sec", "wday", "yday", "isdst"];
        let fields: Vec<String> = names.iter().zip(self.numbers()).map(|(name, n)| format!("tm_{name}={n}")).collect();
        Ok(Str::from(format!("time.struct_time({})", fields.join(", "))))
    }
}

/// A `struct_time` as the tuple that it is.
fn plain(value: Value) -> Value {
    match StructTime::from_value(value.clone()) {
        Ok(time) => Value::Tuple(time.tuple()),
        Err(_) => value,
    }
}

/// A calendar time given as `struct_time` or as a tuple.
pub(super) fn civil_of(value: &Value) -> Result<Civil> {
    if let Ok(time) = StructTime::from_value(value.clone()) {
        return Ok(time.civil());
    }
    match value {
        Value::Tuple(items) if items.as_slice().len() == 9 => Ok(StructTime::new(value.clone())?.civil()),
        Value::Tuple(_) => Err(errors::type_error("illegal time tuple argument")),
        _ => Err(errors::type_error("Tuple or struct_time argument required")),
    }
}

/// Seconds since the epoch: the argument, or now.
fn seconds(given: Option<f64>) -> Result<i64> {
    match given {
        None => Ok(host::platform().unix_time().as_secs() as i64),
        Some(seconds) if seconds.abs() < 67_767_976_233_529_200.0 => Ok(seconds.floor() as i64),
        Some(_) => Err(errors::overflow_error("timestamp out of range for platform time_t")),
    }
}

/// Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.
/// GMT).  When 'seconds' is not passed in, convert the current time instead.
#[pyfn("def gmtime(seconds: float | None = None, /) -> struct_time")]
pub fn gmtime(seconds: Option<f64>) -> Result<StructTime> {
    Ok(StructTime::of(civil_from_seconds(self::seconds(seconds)?)))
}

/// Convert seconds since the Epoch to a time tuple expressing local time.
/// When 'seconds' is not passed in, convert the current time instead.
#[pyfn("def localtime(seconds: float | None = None, /) -> struct_time")]
pub fn localtime(seconds: Option<f64>) -> Result<StructTime> {
    gmtime(seconds)
}

/// Convert a time tuple in local time to seconds since the Epoch.
#[pyfn("def mktime(tuple: Any, /) -> float")]
pub fn mktime(tuple: Value) -> Result<f64> {
    Ok(seconds_from_civil(&civil_of(&tuple)?) as f64)
}

/// Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.
///
/// When the time tuple is not present, current time as returned by localtime()
/// is used.
#[pyfn("def asctime(tuple: Any = ..., /) -> str")]
pub fn asctime(tuple: Option<Value>) -> Result<Str> {
    let civil = match tuple {
        Some(tuple) => civil_of(&tuple)?,
        None => civil_from_seconds(seconds(None)?),
    };
    Ok(super::format::ascii(&civil))
}

/// Convert a time in seconds since the Epoch to a string in local time.
///
/// This is equivalent to asctime(localtime(seconds)).
#[pyfn("def ctime(seconds: float | None = None, /) -> str")]
pub fn ctime(seconds: Option<f64>) -> Result<Str> {
    Ok(super::format::ascii(&civil_from_seconds(self::seconds(seconds)?)))
}
