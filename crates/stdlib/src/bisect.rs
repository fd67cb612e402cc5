//! `bisect`: binary search in sorted lists.

use portalis_macros::{module, pyfn};
use portalis_runtime::{Int, List, Object, Result, Value, errors};

module!("bisect");

/// The first index in [lo, hi) at which `before` fails.
fn search(lo: &Int, hi: Option<Int>, length: usize, mut before: impl FnMut(usize) -> Result<bool>) -> Result<usize> {
    let Some(mut low) = lo.to_usize() else {
        return Err(errors::value_error("lo must be non-negative"));
    };
    let mut high = hi.map_or(length, |hi| if hi.is_negative() { length } else { hi.to_usize().unwrap_or(usize::MAX) });
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle)? { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn left<T: Object>(a: &List<T>, x: &T, lo: &Int, hi: Option<Int>) -> Result<usize> {
    search(lo, hi, a.count_items(), |i| a.get(i as i64)?.less(x))
}

fn right<T: Object>(a: &List<T>, x: &T, lo: &Int, hi: Option<Int>) -> Result<usize> {
    search(lo, hi, a.count_items(), |i| Ok(!x.less(&a.get(i as i64)?)?))
}

/// Item number `i` of any sequence, seen through `key`.
fn item(a: &Value, i: usize, key: &Value) -> Result<Value> {
    let item = a.get_item(&Value::from(i))?;
    if key.is_none() { Ok(item) } else { key.call(portalis_runtime::Args::positional(vec![item])) }
}

fn length(a: &Value, hi: &Option<Int>) -> Result<usize> {
    if hi.is_some() { Ok(usize::MAX) } else { Ok(a.len()?.to_usize().unwrap_or(0)) }
}

/// Return the index where to insert item x in list a, assuming a is sorted.
///
/// The return value i is such that all e in a[:i] have e < x, and all e in
/// a[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will
/// insert just before the leftmost x already there.
#[pyfn("def bisect_left(a: list[T], x: T, lo: int = 0, hi: int | None = None) -> int")]
pub fn bisect_left<T: Object>(a: &List<T>, x: &T, lo: &Int, hi: Option<Int>) -> Result<Int> {
    left(a, x, lo, hi).map(Int::from)
}

/// Return the index where to insert item x in list a, assuming a is sorted.
///
/// The return value i is such that all e in a[:i] have e < x, and all e in
/// a[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will
/// insert just before the leftmost x already there.
#[pyfn("def bisect_left(a: Any, x: Any, lo: int = 0, hi: int | None = None, *, key: Any = None) -> int")]
pub fn bisect_left_any(a: Value, x: Value, lo: &Int, hi: Option<Int>, key: Value) -> Result<Int> {
    let length = length(&a, &hi)?;
    search(lo, hi, length, |i| item(&a, i, &key)?.less(&x)).map(Int::from)
}

/// Return the index where to insert item x in list a, assuming a is sorted.
///
/// The return value i is such that all e in a[:i] have e <= x, and all e in
/// a[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will
/// insert just after the rightmost x already there.
#[pyfn("def bisect_right(a: list[T], x: T, lo: int = 0, hi: int | None = None) -> int")]
pub fn bisect_right<T: Object>(a: &List<T>, x: &T, lo: &Int, hi: Option<Int>) -> Result<Int> {
    right(a, x, lo, hi).map(Int::from)
}

/// Return the index where to insert item x in list a, assuming a is sorted.
///
/// The return value i is such that all e in a[:i] have e <= x, and all e in
/// a[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will
/// insert just after the rightmost x already there.
#[pyfn("def bisect_right(a: Any, x: Any, lo: int = 0, hi: int | None = None, *, key: Any = None) -> int")]
pub fn bisect_right_any(a: Value, x: Value, lo: &Int, hi: Option<Int>, key: Value) -> Result<Int> {
    let length = length(&a, &hi)?;
    search(lo, hi, length, |i| Ok(!x.less(&item(&a, i, &key)?)?)).map(Int::from)
}

/// Alias of `bisect_right`.
#[pyfn("def bisect(a: list[T], x: T, lo: int = 0, hi: int | None = None) -> int")]
pub fn bisect<T: Object>(a: &List<T>, x: &T, lo: &Int, hi: Option<Int>) -> Result<Int> {
    right(a, x, lo, hi).map(Int::from)
}

/// Alias of `bisect_right`.
#[pyfn("def bisect(a: Any, x: Any, lo: int = 0, hi: int | None = None, *, key: Any = None) -> int")]
pub fn bisect_any(a: Value, x: Value, lo: &Int, hi: Option<Int>, key: Value) -> Result<Int> {
    bisect_right_any(a, x, lo, hi, key)
}

/// Insert item x in list a, and keep it sorted assuming a is sorted.
///
/// If x is already in a, insert it to the left of the leftmost x.
#[pyfn("def insort_left(a: list[T], x: T, lo: int = 0, hi: int | None = None) -> None")]
pub fn insort_left<T: Object>(a: &List<T>, x: T, lo: &Int, hi: Option<Int>) -> Result<()> {
    let index = left(a, &x, lo, hi)?;
    a.insert(&Int::from(index), x);
    Ok(())
}

/// Insert item x in list a, and keep it sorted assuming a is sorted.
///
/// If x is already in a, insert it to the left of the leftmost x.
#[pyfn("def insort_left(a: Any, x: Any, lo: int = 0, hi: int | None = None, *, key: Any = None) -> None")]
pub fn insort_left_any(a: Value, x: Value, lo: &Int, hi: Option<Int>, key: Value) -> Result<()> {
    let wanted = keyed(&x, &key)?;
    let index = bisect_left_any(a.clone(), wanted, lo, hi, key)?;
    insert(&a, index, x)
}

/// Insert item x in list a, and keep it sorted assuming a is sorted.
///
/// If x is already in a, insert it to the right of the rightmost x.
#[pyfn("def insort_right(a: list[T], x: T, lo: int = 0, hi: int | None = None) -> None")]
pub fn insort_right<T: Object>(a: &List<T>, x: T, lo: &Int, hi: Option<Int>) -> Result<()> {
    let index = right(a, &x, lo, hi)?;
    a.insert(&Int::from(index), x);
    Ok(())
}

/// Insert item x in list a, and keep it sorted assuming a is sorted.
///
/// If x is already in a, insert it to the right of the rightmost x.
#[pyfn("def insort_right(a: Any, x: Any, lo: int = 0, hi: int | None = None, *, key: Any = None) -> None")]
pub fn insort_right_any(a: Value, x: Value, lo: &Int, hi: Option<Int>, key: Value) -> Result<()> {
    let wanted = keyed(&x, &key)?;
    let index = bisect_right_any(a.clone(), wanted, lo, hi, key)?;
    insert(&a, index, x)
}

/// Alias of `insort_right`.
#[pyfn("def insort(a: list[T], x: T, lo: int = 0, hi: int | None = None) -> None")]
pub fn insort<T: Object>(a: &List<T>, x: T, lo: &Int, hi: Option<Int>) -> Result<()> {
    insort_right(a, x, lo, hi)
}

/// Alias of `insort_right`.
#[pyfn("def insort(a: Any, x: Any, lo: int = 0, hi: int | None = None, *, key: Any = None) -> None")]
pub fn insort_any(a: Value, x: Value, lo: &Int, hi: Option<Int>, key: Value) -> Result<()> {
    insort_right_any(a, x, lo, hi, key)
}

fn keyed(x: &Value, key: &Value) -> Result<Value> {
    if key.is_none() { Ok(x.clone()) } else { key.call(portalis_runtime::Args::positional(vec![x.clone()])) }
}

fn insert(a: &Value, index: Int, x: Value) -> Result<()> {
    match a {
        Value::List(list) => list.insert(&index, x),
        a => {
            a.call_method("insert", portalis_runtime::Args::positional(vec![Value::Int(index), x]))?;
        }
    }
    Ok(())
}
