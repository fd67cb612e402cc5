//! Number theory: on integers of any size.

use portalis_macros::pyfn;
use portalis_runtime::{Error, Int, Result, errors};

/// Find n!.
///
/// Raise a ValueError if x is negative or non-integral.
#[pyfn("def factorial(n: int, /) -> int")]
pub fn factorial(n: &Int) -> Result<Int> {
    if n.is_negative() {
        return Err(errors::value_error("factorial() not defined for negative values"));
    }
    match n.to_i64() {
        Some(n) => Ok(product(1, n)),
        None => Err(errors::overflow_error(format!("factorial() argument should not exceed {}", i64::MAX))),
    }
}

/// first * … * last, by halves, so that large numbers are multiplied by large ones.
fn product(first: i64, last: i64) -> Int {
    if last - first < 8 {
        return (first..=last).fold(Int::new(1), |all, n| all * Int::new(n));
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

/// Return the integer part of the square root of the input.
#[pyfn("def isqrt(n: int, /) -> int")]
pub fn isqrt(n: &Int) -> Result<Int> {
    if n.is_negative() {
        return Err(errors::value_error("isqrt() argument must be nonnegative"));
    }
    match n.to_i64() {
        Some(n) => Ok(Int::new(n.isqrt())),
        None => Ok(Int::from(n.to_big().sqrt())),
    }
}

/// Greatest Common Divisor.
#[pyfn("def gcd(*integers: int) -> int")]
pub fn gcd(integers: &[Int]) -> Int {
    integers.iter().fold(Int::new(0), |all, n| gcd_of(&all, n))
}

fn gcd_of(a: &Int, b: &Int) -> Int {
    let (mut a, mut b) = (a.abs(), b.abs());
    while let (Some(x), Some(y)) = (a.to_i64(), b.to_i64()) {
        if y == 0 {
            return Int::new(x);
        }
        (a, b) = (Int::new(y), Int::new(x % y));
    }
    Int::from(num_integer::Integer::gcd(&a.to_big(), &b.to_big()))
}

/// Least Common Multiple.
#[pyfn("def lcm(*integers: int) -> int")]
pub fn lcm(integers: &[Int]) -> Result<Int> {
    let mut all = Int::new(1);
    for n in integers {
        if n.is_zero() || all.is_zero() {
            all = Int::new(0);
            continue;
        }
        all = all.floor_div(&gcd_of(&all, n))? * n.abs();
    }
    Ok(all)
}

/// Number of ways to choose k items from n items without repetition and without order.
///
/// Evaluates to n! / (k! * (n - k)!) when k <= n and evaluates
/// to zero when k > n.
///
/// Also called the binomial coefficient because it is equivalent
/// to the coefficient of k-th term in polynomial expansion of the
/// expression (1 + x)**n.
///
/// Raises TypeError if either of the arguments are not integers.
/// Raises ValueError if either of the arguments are negative.
#[pyfn("def comb(n: int, k: int, /) -> int")]
pub fn comb(n: &Int, k: &Int) -> Result<Int> {
    check_counts(n, k)?;
    if k > n {
        return Ok(Int::new(0));
    }
    let rest = n - k;
    let k = if rest < *k { &rest } else { k };
    let k = k.to_i64().ok_or_else(|| too_large("min(n - k, k) must not exceed"))?;
    let mut result = Int::new(1);
    for i in 0..k {
        // After each step it is the binomial coefficient of n and i + 1, so the division is exact.
        result = (result * (n - Int::new(i))).floor_div(&Int::new(i + 1))?;
    }
    Ok(result)
}

/// Number of ways to choose k items from n items without repetition and with order.
///
/// Evaluates to n! / (n - k)! when k <= n and evaluates
/// to zero when k > n.
///
/// If k is not specified or is None, then k defaults to n
/// and the function returns n!.
///
/// Raises TypeError if either of the arguments are not integers.
/// Raises ValueError if either of the arguments are negative.
#[pyfn("def perm(n: int, k: int | None = None, /) -> int")]
pub fn perm(n: &Int, k: Option<Int>) -> Result<Int> {
    let Some(k) = k else { return factorial(n) };
    check_counts(n, &k)?;
    if k > *n {
        return Ok(Int::new(0));
    }
    let count = k.to_i64().ok_or_else(|| too_large("k must not exceed"))?;
    if let Some(n) = n.to_i64() {
        return Ok(product(n - count + 1, n));
    }
    let mut result = Int::new(1);
    for i in 0..count {
        result *= n - Int::new(i);
    }
    Ok(result)
}

fn check_counts(n: &Int, k: &Int) -> Result<()> {
    if n.is_negative() {
        return Err(errors::value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(errors::value_error("k must be a non-negative integer"));
    }
    Ok(())
}

fn too_large(text: &str) -> Error {
    errors::overflow_error(format!("{text} {}", i64::MAX))
}
