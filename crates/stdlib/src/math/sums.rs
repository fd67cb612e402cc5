//! Sums, products and distances over iterables.

use portalis_macros::pyfn;
use portalis_runtime::{Int, Iterable, Object, Result, Value, errors};

/// Return an accurate floating-point sum of values in the iterable seq.
///
/// Assumes IEEE-754 floating-point arithmetic.
#[pyfn("def fsum(seq: Iterable[float], /) -> float")]
pub fn fsum(seq: &impl Iterable<Item = f64>) -> Result<f64> {
    let mut sum = ExactSum::default();
    for x in seq.iter()? {
        sum.add(x?)?;
    }
    sum.finish()
}

/// Non-overlapping partial sums in increasing magnitude (Shewchuk, 1997).
#[derive(Default)]
struct ExactSum {
    partials: Vec<f64>,
    special: f64,
    infinities: f64,
}

impl ExactSum {
    fn add(&mut self, value: f64) -> Result<()> {
        let mut x = value;
        let mut kept = 0;
        for i in 0..self.partials.len() {
            let mut y = self.partials[i];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return Ok(());
        }
        if x.is_finite() {
            self.partials.push(x);
            return Ok(());
        }
        if value.is_finite() {
            return Err(errors::overflow_error("intermediate overflow in fsum"));
        }
        if value.is_infinite() {
            self.infinities += value;
        }
        self.special += value;
        self.partials.clear();
        Ok(())
    }

    fn finish(self) -> Result<f64> {
        if self.special != 0.0 {
            if self.infinities.is_nan() {
                return Err(errors::value_error("-inf + inf in fsum"));
            }
            return Ok(self.special);
        }
        let mut rest = self.partials.iter().rev().copied().peekable();
        let Some(mut high) = rest.next() else { return Ok(0.0) };
        let mut low = 0.0;
        for y in rest.by_ref() {
            let x = high;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // Half-even rounding needs the sign of what is left.
        if let Some(next) = rest.peek()
            && ((low < 0.0 && *next < 0.0) || (low > 0.0 && *next > 0.0))
        {
            let y = low * 2.0;
            let x = high + y;
            if y == x - high {
                high = x;
            }
        }
        Ok(high)
    }
}

/// Calculate the product of all the elements in the input iterable.
///
/// The default start value for the product is 1.
#[pyfn("def prod(iterable: Iterable[int], /, *, start: int = 1) -> int")]
pub fn prod_int(iterable: &impl Iterable<Item = Int>, start: Int) -> Result<Int> {
    let mut product = start;
    for x in iterable.iter()? {
        product *= x?;
    }
    Ok(product)
}

/// Calculate the product of all the elements in the input iterable.
///
/// The default start value for the product is 1.
#[pyfn("def prod(iterable: Iterable[float], /, *, start: float = 1.0) -> float")]
pub fn prod_float(iterable: &impl Iterable<Item = f64>, start: f64) -> Result<f64> {
    let mut product = start;
    for x in iterable.iter()? {
        product *= x?;
    }
    Ok(product)
}

/// Calculate the product of all the elements in the input iterable.
///
/// The default start value for the product is 1.
///
/// When the iterable is empty, return the start value.  This function is
/// intended specifically for use with numeric values and may reject
/// non-numeric types.
#[pyfn("def prod(iterable: Any, /, *, start: Any = 1) -> Any")]
pub fn prod(iterable: Value, start: Value) -> Result<Value> {
    let mut product = start;
    for x in iterable.iter()? {
        product = product.mul(&x?)?;
    }
    Ok(product)
}

/// Return the sum of products of values from two iterables p and q.
///
/// Roughly equivalent to:
///
///     sum(itertools.starmap(operator.mul, zip(p, q, strict=True)))
///
/// For float and mixed int/float inputs, the intermediate products
/// and sums are computed with extended precision.
#[pyfn("def sumprod(p: Any, q: Any, /) -> Any")]
pub fn sumprod(p: Value, q: Value) -> Result<Value> {
    let p = p.iter()?.collect::<Result<Vec<Value>>>()?;
    let q = q.iter()?.collect::<Result<Vec<Value>>>()?;
    if p.len() != q.len() {
        return Err(errors::value_error("Inputs are not the same length"));
    }
    let is_float = |v: &Value| matches!(v, Value::Float(_));
    let is_number = |v: &Value| matches!(v, Value::Float(_) | Value::Int(_));
    if p.iter().chain(&q).all(is_number) && p.iter().chain(&q).any(is_float) {
        return precise(&p, &q).map(Value::Float);
    }
    let mut total = Value::from(0);
    for (a, b) in p.iter().zip(&q) {
        total = total.add(&a.mul(b)?)?;
    }
    Ok(total)
}

/// The sum of exact products, rounded once.
fn precise(p: &[Value], q: &[Value]) -> Result<f64> {
    let mut sum = ExactSum::default();
    for (a, b) in p.iter().zip(q) {
        let (a, b) = (f64::from_value(a.clone())?, f64::from_value(b.clone())?);
        let high = a * b;
        if !high.is_finite() {
            return p.iter().zip(q).try_fold(0.0, |total, (a, b)| Ok(total + f64::from_value(a.clone())? * f64::from_value(b.clone())?));
        }
        sum.add(high)?;
        sum.add(libm::fma(a, b, -high))?;
    }
    sum.finish()
}

/// Multidimensional Euclidean distance from the origin to a point.
///
/// Roughly equivalent to:
///     sqrt(sum(x**2 for x in coordinates))
///
/// For a two dimensional point (x, y), gives the hypotenuse
/// using the Pythagorean theorem:  sqrt(x*x + y*y).
#[pyfn("def hypot(*coordinates: float) -> float")]
pub fn hypot(coordinates: &[f64]) -> f64 {
    norm(coordinates)
}

/// Return the Euclidean distance between two points p and q.
///
/// The points should be specified as sequences (or iterables) of
/// coordinates.  Both inputs must have the same dimension.
#[pyfn("def dist(p: Iterable[float], q: Iterable[float], /) -> float")]
pub fn dist(p: &impl Iterable<Item = f64>, q: &impl Iterable<Item = f64>) -> Result<f64> {
    let p = p.iter()?.collect::<Result<Vec<f64>>>()?;
    let q = q.iter()?.collect::<Result<Vec<f64>>>()?;
    if p.len() != q.len() {
        return Err(errors::value_error("both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = p.iter().zip(&q).map(|(a, b)| a - b).collect();
    Ok(norm(&differences))
}

/// The length of a vector, without overflow or underflow on the way: scaled by a power of two, squares summed with their rounding errors,
/// and the root corrected once (Borges, "An Improved Algorithm for hypot(a,b)", 2019, as CPython does it).
fn norm(vector: &[f64]) -> f64 {
    let max = vector.iter().fold(0.0_f64, |max, x| max.max(x.abs()));
    if vector.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || vector.len() <= 1 {
        return max;
    }
    let (_, exponent) = libm::frexp(max);
    if exponent < -1023 {
        // A subnormal maximum would make the scale infinite.
        let smallest = f64::MIN_POSITIVE;
        let scaled: Vec<f64> = vector.iter().map(|x| x / smallest).collect();
        return smallest * norm(&scaled);
    }
    let scale = libm::ldexp(1.0, -exponent);
    let mut sum = SquareSum { sum: 1.0, low1: 0.0, low2: 0.0 };
    vector.iter().for_each(|x| sum.add(x * scale, x * scale));
    let root = sum.value().sqrt();
    sum.add(-root, root);
    (root + sum.value() / (2.0 * root)) / scale
}

/// A sum of products, with what rounding loses of it. It starts at 1, which keeps the additions in order of magnitude.
struct SquareSum {
    sum: f64,
    low1: f64,
    low2: f64,
}

impl SquareSum {
    fn add(&mut self, a: f64, b: f64) {
        let product = a * b;
        let total = self.sum + product;
        self.low2 += product - (total - self.sum);
        self.low1 += libm::fma(a, b, -product);
        self.sum = total;
    }

    fn value(&self) -> f64 {
        self.sum - 1.0 + (self.low1 + self.low2)
    }
}
