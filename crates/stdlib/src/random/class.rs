//! `Random`: a generator of one's own.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Bytes, Int, List, Object, Result, Value};

use super::source::Source;
use super::twister::Twister;

/// Random number generator base class used by bound module functions.
///
/// Used to instantiate instances of Random to get generators that don't
/// share state.
#[pyclass("class Random")]
#[derive(Clone)]
pub struct Random(Rc<RefCell<Source>>);

#[pymethods]
impl Random {
    /// A generator seeded with `x`.
    #[pyfn("def __new__(cls, x: Any = None) -> Random")]
    pub fn new(x: Value) -> Result<Random> {
        let mut source = Source::new(Twister::of_entropy());
        source.seed(&x, &Int::new(2))?;
        Ok(Random(Rc::new(RefCell::new(source))))
    }

    /// random() -> x in the interval [0, 1).
    #[pyfn("def random(self) -> float")]
    pub fn random(&self) -> f64 {
        self.0.borrow_mut().random()
    }

    /// getrandbits(k) -> x.  Generates an int with k random bits.
    #[pyfn("def getrandbits(self, k: int, /) -> int")]
    pub fn getrandbits(&self, k: &Int) -> Result<Int> {
        self.0.borrow_mut().getrandbits(k)
    }

    /// Generate n random bytes.
    #[pyfn("def randbytes(self, n: int) -> bytes")]
    pub fn randbytes(&self, n: &Int) -> Result<Bytes> {
        self.0.borrow_mut().randbytes(n)
    }

    /// Choose a random item from range(stop) or range(start, stop[, step]).
    ///
    /// Roughly equivalent to ``choice(range(start, stop, step))`` but
    /// supports arbitrarily large ranges and is optimized for common cases.
    #[pyfn("def randrange(self, start: int, stop: int | None = None, step: int = ...) -> int")]
    pub fn randrange(&self, start: &Int, stop: Option<Int>, step: Option<Int>) -> Result<Int> {
        self.0.borrow_mut().randrange(start, stop.as_ref(), step.as_ref())
    }

    /// Return random integer in range [a, b], including both end points.
    #[pyfn("def randint(self, a: int, b: int) -> int")]
    pub fn randint(&self, a: &Int, b: &Int) -> Result<Int> {
        self.0.borrow_mut().randrange(a, Some(&(b + Int::new(1))), None)
    }

    /// Get a random number in the range [a, b) or [a, b] depending on rounding.
    #[pyfn("def uniform(self, a: float, b: float) -> float")]
    pub fn uniform(&self, a: f64, b: f64) -> f64 {
        self.0.borrow_mut().uniform(a, b)
    }

    /// Triangular distribution.
    ///
    /// Continuous distribution bounded by given lower and upper limits,
    /// and having a given mode value in-between.
    #[pyfn("def triangular(self, low: float = 0.0, high: float = 1.0, mode: float | None = None) -> float")]
    pub fn triangular(&self, low: f64, high: f64, mode: Option<f64>) -> f64 {
        self.0.borrow_mut().triangular(low, high, mode)
    }

    /// Normal distribution.
    ///
    /// mu is the mean, and sigma is the standard deviation.
    #[pyfn("def normalvariate(self, mu: float = 0.0, sigma: float = 1.0) -> float")]
    pub fn normalvariate(&self, mu: f64, sigma: f64) -> f64 {
        self.0.borrow_mut().normalvariate(mu, sigma)
    }

    /// Gaussian distribution.
    ///
    /// mu is the mean, and sigma is the standard deviation.  This is
    /// slightly faster than the normalvariate() function.
    #[pyfn("def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float")]
    pub fn gauss(&self, mu: f64, sigma: f64) -> f64 {
        self.0.borrow_mut().gauss(mu, sigma)
    }

    /// Log normal distribution.
    #[pyfn("def lognormvariate(self, mu: float = 0.0, sigma: float = 1.0) -> float")]
    pub fn lognormvariate(&self, mu: f64, sigma: f64) -> Result<f64> {
        self.0.borrow_mut().lognormvariate(mu, sigma)
    }

    /// Exponential distribution.
    ///
    /// lambd is 1.0 divided by the desired mean.
    #[pyfn("def expovariate(self, lambd: float = 1.0) -> float")]
    pub fn expovariate(&self, lambd: f64) -> Result<f64> {
        self.0.borrow_mut().expovariate(lambd)
    }

    /// Circular data distribution.
    #[pyfn("def vonmisesvariate(self, mu: float, kappa: float) -> float")]
    pub fn vonmisesvariate(&self, mu: f64, kappa: f64) -> f64 {
        self.0.borrow_mut().vonmisesvariate(mu, kappa)
    }

    /// Gamma distribution.  Not the gamma function!
    #[pyfn("def gammavariate(self, alpha: float, beta: float) -> float")]
    pub fn gammavariate(&self, alpha: f64, beta: f64) -> Result<f64> {
        self.0.borrow_mut().gammavariate(alpha, beta)
    }

    /// Beta distribution.
    ///
    /// Returned values range between 0 and 1.
    #[pyfn("def betavariate(self, alpha: float, beta: float) -> float")]
    pub fn betavariate(&self, alpha: f64, beta: f64) -> Result<f64> {
        self.0.borrow_mut().betavariate(alpha, beta)
    }

    /// Pareto distribution.  alpha is the shape parameter.
    #[pyfn("def paretovariate(self, alpha: float) -> float")]
    pub fn paretovariate(&self, alpha: f64) -> Result<f64> {
        self.0.borrow_mut().paretovariate(alpha)
    }

    /// Weibull distribution.
    ///
    /// alpha is the scale parameter and beta is the shape parameter.
    #[pyfn("def weibullvariate(self, alpha: float, beta: float) -> float")]
    pub fn weibullvariate(&self, alpha: f64, beta: f64) -> Result<f64> {
        self.0.borrow_mut().weibullvariate(alpha, beta)
    }

    /// Binomial random variable.
    ///
    /// Gives the number of successes for *n* independent trials
    /// with the probability of success in each trial being *p*.
    #[pyfn("def binomialvariate(self, n: int = 1, p: float = 0.5) -> int")]
    pub fn binomialvariate(&self, n: i64, p: f64) -> Result<Int> {
        self.0.borrow_mut().binomialvariate(n, p).map(Int::new)
    }

    /// Return internal state; can be passed to setstate() later.
    #[pyfn("def getstate(self) -> Any")]
    pub fn getstate(&self) -> Value {
        self.0.borrow_mut().getstate()
    }

    /// Restore internal state from object returned by getstate().
    #[pyfn("def setstate(self, state: Any) -> None")]
    pub fn setstate(&self, state: Value) -> Result<()> {
        self.0.borrow_mut().setstate(&state)
    }

    /// Initialize internal state from a seed.
    ///
    /// The only supported seed types are None, int, float,
    /// str, bytes, and bytearray.
    #[pyfn("def seed(self, a: Any = None, version: int = 2) -> None")]
    pub fn seed(&self, a: Value, version: &Int) -> Result<()> {
        self.0.borrow_mut().seed(&a, version)
    }

    /// Choose a random element from a non-empty sequence.
    #[pyfn("def choice(self, seq: list[T]) -> T")]
    pub fn choice_of_list<T: Object>(&self, seq: &List<T>) -> Result<T> {
        self.0.borrow_mut().choice_of_list(seq)
    }

    /// Choose a random element from a non-empty sequence.
    #[pyfn("def choice(self, seq: Any) -> Any")]
    pub fn choice(&self, seq: Value) -> Result<Value> {
        self.0.borrow_mut().choice(&seq)
    }

    /// Shuffle list x in place, and return None.
    #[pyfn("def shuffle(self, x: list[T]) -> None")]
    pub fn shuffle_list<T: Object>(&self, x: &List<T>) -> Result<()> {
        self.0.borrow_mut().shuffle_list(x)
    }

    /// Shuffle list x in place, and return None.
    #[pyfn("def shuffle(self, x: Any) -> None")]
    pub fn shuffle(&self, x: Value) -> Result<()> {
        self.0.borrow_mut().shuffle_any(&x)
    }

    /// Chooses k unique random elements from a population sequence.
    #[pyfn("def sample(self, population: list[T], k: int) -> list[T]")]
    pub fn sample_of_list<T: Object>(&self, population: &List<T>, k: &Int) -> Result<List<T>> {
        self.0.borrow_mut().sample_of_list(population, k)
    }

    /// Chooses k unique random elements from a population sequence.
    #[pyfn("def sample(self, population: Any, k: int, *, counts: Any = None) -> list[Any]")]
    pub fn sample(&self, population: Value, k: &Int, counts: Value) -> Result<List<Value>> {
        self.0.borrow_mut().sample_any(&population, k, &counts)
    }

    /// Return a k sized list of population elements chosen with replacement.
    ///
    /// If the relative weights or cumulative weights are not specified,
    /// the selections are made with equal probability.
    #[pyfn("def choices(self, population: list[T], weights: list[float] | None = None, *, cum_weights: list[float] | None = None, k: int = 1) -> list[T]")]
    pub fn choices_of_list<T: Object>(&self, population: &List<T>, weights: Option<List<f64>>, cum_weights: Option<List<f64>>, k: &Int) -> Result<List<T>> {
        self.0.borrow_mut().choices_of_list(population, weights, cum_weights, k)
    }

    /// Return a k sized list of population elements chosen with replacement.
    ///
    /// If the relative weights or cumulative weights are not specified,
    /// the selections are made with equal probability.
    #[pyfn("def choices(self, population: Any, weights: Any = None, *, cum_weights: Any = None, k: int = 1) -> list[Any]")]
    pub fn choices(&self, population: Value, weights: Value, cum_weights: Value, k: &Int) -> Result<List<Value>> {
        self.0.borrow_mut().choices(&population, &weights, &cum_weights, k)
    }
}
