//! The functions of the module: those of one hidden [`Random`](super::Random) that the host seeds.

use std::cell::RefCell;

use portalis_macros::pyfn;
use portalis_runtime::{Bytes, Int, List, Object, Result, Value};

use super::source::Source;
use super::twister::Twister;

thread_local! {
    static SHARED: RefCell<Source> = RefCell::new(Source::new(Twister::of_entropy()));
}

fn shared<R>(draw: impl FnOnce(&mut Source) -> R) -> R {
    SHARED.with_borrow_mut(draw)
}

/// random() -> x in the interval [0, 1).
#[pyfn("def random() -> float")]
pub fn random() -> f64 {
    shared(|source| source.random())
}

/// getrandbits(k) -> x.  Generates an int with k random bits.
#[pyfn("def getrandbits(k: int, /) -> int")]
pub fn getrandbits(k: &Int) -> Result<Int> {
    shared(|source| source.getrandbits(k))
}

/// Generate n random bytes.
#[pyfn("def randbytes(n: int) -> bytes")]
pub fn randbytes(n: &Int) -> Result<Bytes> {
    shared(|source| source.randbytes(n))
}

/// Choose a random item from range(stop) or range(start, stop[, step]).
///
/// Roughly equivalent to ``choice(range(start, stop, step))`` but
/// supports arbitrarily large ranges and is optimized for common cases.
#[pyfn("def randrange(start: int, stop: int | None = None, step: int = ...) -> int")]
pub fn randrange(start: &Int, stop: Option<Int>, step: Option<Int>) -> Result<Int> {
    shared(|source| source.randrange(start, stop.as_ref(), step.as_ref()))
}

/// Return random integer in range [a, b], including both end points.
#[pyfn("def randint(a: int, b: int) -> int")]
pub fn randint(a: &Int, b: &Int) -> Result<Int> {
    shared(|source| source.randrange(a, Some(&(b + Int::new(1))), None))
}

/// Get a random number in the range [a, b) or [a, b] depending on rounding.
#[pyfn("def uniform(a: float, b: float) -> float")]
pub fn uniform(a: f64, b: f64) -> f64 {
    shared(|source| source.uniform(a, b))
}

/// Triangular distribution.
///
/// Continuous distribution bounded by given lower and upper limits,
/// and having a given mode value in-between.
#[pyfn("def triangular(low: float = 0.0, high: float = 1.0, mode: float | None = None) -> float")]
pub fn triangular(low: f64, high: f64, mode: Option<f64>) -> f64 {
    shared(|source| source.triangular(low, high, mode))
}

/// Normal distribution.
///
/// mu is the mean, and sigma is the standard deviation.
#[pyfn("def normalvariate(mu: float = 0.0, sigma: float = 1.0) -> float")]
pub fn normalvariate(mu: f64, sigma: f64) -> f64 {
    shared(|source| source.normalvariate(mu, sigma))
}

/// Gaussian distribution.
///
/// mu is the mean, and sigma is the standard deviation.  This is
/// slightly faster than the normalvariate() function.
#[pyfn("def gauss(mu: float = 0.0, sigma: float = 1.0) -> float")]
pub fn gauss(mu: f64, sigma: f64) -> f64 {
    shared(|source| source.gauss(mu, sigma))
}

/// Log normal distribution.
#[pyfn("def lognormvariate(mu: float = 0.0, sigma: float = 1.0) -> float")]
pub fn lognormvariate(mu: f64, sigma: f64) -> Result<f64> {
    shared(|source| source.lognormvariate(mu, sigma))
}

/// Exponential distribution.
///
/// lambd is 1.0 divided by the desired mean.
#[pyfn("def expovariate(lambd: float = 1.0) -> float")]
pub fn expovariate(lambd: f64) -> Result<f64> {
    shared(|source| source.expovariate(lambd))
}

/// Circular data distribution.
#[pyfn("def vonmisesvariate(mu: float, kappa: float) -> float")]
pub fn vonmisesvariate(mu: f64, kappa: f64) -> f64 {
    shared(|source| source.vonmisesvariate(mu, kappa))
}

/// Gamma distribution.  Not the gamma function!
#[pyfn("def gammavariate(alpha: float, beta: float) -> float")]
pub fn gammavariate(alpha: f64, beta: f64) -> Result<f64> {
    shared(|source| source.gammavariate(alpha, beta))
}

/// Beta distribution.
///
/// Returned values range between 0 and 1.
#[pyfn("def betavariate(alpha: float, beta: float) -> float")]
pub fn betavariate(alpha: f64, beta: f64) -> Result<f64> {
    shared(|source| source.betavariate(alpha, beta))
}

/// Pareto distribution.  alpha is the shape parameter.
#[pyfn("def paretovariate(alpha: float) -> float")]
pub fn paretovariate(alpha: f64) -> Result<f64> {
    shared(|source| source.paretovariate(alpha))
}

/// Weibull distribution.
///
/// alpha is the scale parameter and beta is the shape parameter.
#[pyfn("def weibullvariate(alpha: float, beta: float) -> float")]
pub fn weibullvariate(alpha: f64, beta: f64) -> Result<f64> {
    shared(|source| source.weibullvariate(alpha, beta))
}

/// Return internal state; can be passed to setstate() later.
#[pyfn("def getstate() -> Any")]
pub fn getstate() -> Value {
    shared(|source| source.getstate())
}

/// Restore internal state from object returned by getstate().
#[pyfn("def setstate(state: Any) -> None")]
pub fn setstate(state: Value) -> Result<()> {
    shared(|source| source.setstate(&state))
}

/// Initialize internal state from a seed.
///
/// The only supported seed types are None, int, float,
/// str, bytes, and bytearray.
#[pyfn("def seed(a: Any = None, version: int = 2) -> None")]
pub fn seed(a: Value, version: &Int) -> Result<()> {
    shared(|source| source.seed(&a, version))
}

/// Choose a random element from a non-empty sequence.
#[pyfn("def choice(seq: list[T]) -> T")]
pub fn choice_of_list<T: Object>(seq: &List<T>) -> Result<T> {
    shared(|source| source.choice_of_list(seq))
}

/// Choose a random element from a non-empty sequence.
#[pyfn("def choice(seq: Any) -> Any")]
pub fn choice(seq: Value) -> Result<Value> {
    shared(|source| source.choice(&seq))
}

/// Shuffle list x in place, and return None.
#[pyfn("def shuffle(x: list[T]) -> None")]
pub fn shuffle_list<T: Object>(x: &List<T>) -> Result<()> {
    shared(|source| source.shuffle_list(x))
}

/// Shuffle list x in place, and return None.
#[pyfn("def shuffle(x: Any) -> None")]
pub fn shuffle(x: Value) -> Result<()> {
    shared(|source| source.shuffle_any(&x))
}

/// Chooses k unique random elements from a population sequence.
#[pyfn("def sample(population: list[T], k: int) -> list[T]")]
pub fn sample_of_list<T: Object>(population: &List<T>, k: &Int) -> Result<List<T>> {
    shared(|source| source.sample_of_list(population, k))
}

/// Chooses k unique random elements from a population sequence.
#[pyfn("def sample(population: Any, k: int, *, counts: Any = None) -> list[Any]")]
pub fn sample(population: Value, k: &Int, counts: Value) -> Result<List<Value>> {
    shared(|source| source.sample_any(&population, k, &counts))
}

/// Return a k sized list of population elements chosen with replacement.
///
/// If the relative weights or cumulative weights are not specified,
/// the selections are made with equal probability.
#[pyfn("def choices(population: list[T], weights: list[float] | None = None, *, cum_weights: list[float] | None = None, k: int = 1) -> list[T]")]
pub fn choices_of_list<T: Object>(population: &List<T>, weights: Option<List<f64>>, cum_weights: Option<List<f64>>, k: &Int) -> Result<List<T>> {
    shared(|source| source.choices_of_list(population, weights, cum_weights, k))
}

/// Return a k sized list of population elements chosen with replacement.
///
/// If the relative weights or cumulative weights are not specified,
/// the selections are made with equal probability.
#[pyfn("def choices(population: Any, weights: Any = None, *, cum_weights: Any = None, k: int = 1) -> list[Any]")]
pub fn choices(population: Value, weights: Value, cum_weights: Value, k: &Int) -> Result<List<Value>> {
    shared(|source| source.choices(&population, &weights, &cum_weights, k))
}

/// Binomial random variable.
///
/// Gives the number of successes for *n* independent trials
/// with the probability of success in each trial being *p*.
#[pyfn("def binomialvariate(n: int = 1, p: float = 0.5) -> int")]
pub fn binomialvariate(n: i64, p: f64) -> Result<Int> {
    shared(|source| source.binomialvariate(n, p)).map(Int::new)
}
