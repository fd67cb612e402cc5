//! A source of random numbers: the generator, and the distributions on top of it.
//!
//! *Invariant:* each distribution draws from the generator exactly as CPython's does, in number and order. Sources of the
//! algorithms are named at each.

use std::f64::consts::{E, LN_2, PI, TAU};

use portalis_runtime::{Float, Int, Result, errors};

use super::twister::Twister;

/// A generator and the second half of the last `gauss` pair.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) twister: Twister,
    pub(super) gauss_next: Option<f64>,
}

impl Source {
    /// A source on that generator.
    pub(super) fn new(twister: Twister) -> Source {
        Source { twister, gauss_next: None }
    }

    /// A float in [0, 1).
    pub(super) fn random(&mut self) -> f64 {
        self.twister.float()
    }

    /// An integer of `count` bits.
    pub(super) fn getrandbits(&mut self, count: &Int) -> Result<Int> {
        if count.is_negative() {
            return Err(errors::value_error("number of bits must be non-negative"));
        }
        Ok(self.twister.bits(count.try_i64()? as u64))
    }

    /// `randrange(stop)`, `randrange(start, stop, step)`.
    pub(super) fn randrange(&mut self, start: &Int, stop: Option<&Int>, step: Option<&Int>) -> Result<Int> {
        let Some(stop) = stop else {
            if step.is_some() {
                return Err(errors::type_error("Missing a non-None stop argument"));
            }
            if *start > 0 {
                return Ok(self.twister.below_int(start));
            }
            return Err(errors::value_error("empty range for randrange()"));
        };
        let one = Int::new(1);
        let step = step.unwrap_or(&one);
        let width = stop - start;
        if *step == 1 {
            if width > 0 {
                return Ok(start + self.twister.below_int(&width));
            }
            return Err(errors::value_error(format!("empty range in randrange({start}, {stop})")));
        }
        let count = match () {
            _ if *step > 0 => (width + step - Int::new(1)).floor_div(step)?,
            _ if step.is_zero() => return Err(errors::value_error("zero step for randrange()")),
            _ => (width + step + Int::new(1)).floor_div(step)?,
        };
        if count <= 0 {
            return Err(errors::value_error(format!("empty range in randrange({start}, {stop}, {step})")));
        }
        Ok(start + step * self.twister.below_int(&count))
    }

    /// An index below `length`.
    pub(super) fn index(&mut self, length: usize) -> usize {
        self.twister.below(length as u64) as usize
    }

    /// Swaps the items of a sequence of `length` into a random order.
    pub(super) fn shuffle(&mut self, length: usize, mut swap: impl FnMut(usize, usize) -> Result<()>) -> Result<()> {
        for i in (1..length).rev() {
            let j = self.index(i + 1);
            swap(i, j)?;
        }
        Ok(())
    }

    /// The indexes of `count` different items out of `length`.
    pub(super) fn sample(&mut self, length: usize, count: usize) -> Vec<usize> {
        // A pool is smaller than a set of what was taken, up to this size.
        let set_size = match count {
            0..=5 => 21,
            _ => 21 + 4_usize.saturating_pow(((count as f64 * 3.0).ln() / 4.0_f64.ln()).ceil() as u32),
        };
        if length <= set_size {
            return self.sample_from_pool(length, count);
        }
        let mut taken = std::collections::HashSet::new();
        let mut draw = || loop {
            let index = self.index(length);
            if taken.insert(index) {
                return index;
            }
        };
        (0..count).map(|_| draw()).collect()
    }

    fn sample_from_pool(&mut self, length: usize, count: usize) -> Vec<usize> {
        let mut pool: Vec<usize> = (0..length).collect();
        let mut draw = |i: usize| {
            let j = self.index(length - i);
            let index = pool[j];
            pool[j] = pool[length - i - 1];
            index
        };
        (0..count).map(&mut draw).collect()
    }

    /// Uniform between `a` and `b`.
    pub(super) fn uniform(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.random()
    }

    /// Triangular between `low` and `high` with its peak at `mode`.
    pub(super) fn triangular(&mut self, low: f64, high: f64, mode: Option<f64>) -> f64 {
        let mut u = self.random();
        let mut c = match mode {
            None => 0.5,
            Some(_) if high == low => return low,
            Some(mode) => (mode - low) / (high - low),
        };
        let (mut low, mut high) = (low, high);
        if u > c {
            (u, c) = (1.0 - u, 1.0 - c);
            (low, high) = (high, low);
        }
        low + (high - low) * (u * c).sqrt()
    }

    /// Normal: Kinderman and Monahan's ratio of uniforms (1977).
    pub(super) fn normalvariate(&mut self, mu: f64, sigma: f64) -> f64 {
        let magic = 4.0 * (-0.5_f64).exp() / 2.0_f64.sqrt();
        loop {
            let u1 = self.random();
            let u2 = 1.0 - self.random();
            let z = magic * (u1 - 0.5) / u2;
            if z * z / 4.0 <= -u2.ln() {
                return mu + z * sigma;
            }
        }
    }

    /// Normal: Box and Muller's pairs, of which the second is kept.
    pub(super) fn gauss(&mut self, mu: f64, sigma: f64) -> f64 {
        let z = self.gauss_next.take().unwrap_or_else(|| {
            let angle = self.random() * TAU;
            let radius = (-2.0 * (1.0 - self.random()).ln()).sqrt();
            self.gauss_next = Some(angle.sin() * radius);
            angle.cos() * radius
        });
        mu + z * sigma
    }

    /// Log-normal.
    pub(super) fn lognormvariate(&mut self, mu: f64, sigma: f64) -> Result<f64> {
        crate::math::exp(self.normalvariate(mu, sigma))
    }

    /// Exponential with rate `lambd`.
    pub(super) fn expovariate(&mut self, lambd: f64) -> Result<f64> {
        (-(1.0 - self.random()).ln()).true_div(&lambd)
    }

    /// Circular normal (von Mises): Best and Fisher (1979).
    pub(super) fn vonmisesvariate(&mut self, mu: f64, kappa: f64) -> f64 {
        if kappa <= 1e-6 {
            return TAU * self.random();
        }
        let s = 0.5 / kappa;
        let r = s + (1.0 + s * s).sqrt();
        let z = loop {
            let z = (PI * self.random()).cos();
            let d = z / (r + z);
            let u = self.random();
            if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
                break z;
            }
        };
        let q = 1.0 / r;
        let f = (q + z) / (1.0 + q * z);
        let angle = if self.random() > 0.5 { mu + f.acos() } else { mu - f.acos() };
        angle.modulo(&TAU).unwrap_or(angle)
    }

    /// Gamma: Cheng (1977) for alpha > 1, Ahrens and Dieter's GS (1974) below 1.
    pub(super) fn gammavariate(&mut self, alpha: f64, beta: f64) -> Result<f64> {
        if alpha <= 0.0 || beta <= 0.0 {
            return Err(errors::value_error("gammavariate: alpha and beta must be > 0.0"));
        }
        if alpha > 1.0 {
            return Ok(self.gamma_above_one(alpha, beta));
        }
        if alpha == 1.0 {
            return Ok(-(1.0 - self.random()).ln() * beta);
        }
        Ok(self.gamma_below_one(alpha, beta))
    }

    fn gamma_above_one(&mut self, alpha: f64, beta: f64) -> f64 {
        let magic = 1.0 + 4.5_f64.ln();
        let inverse = (2.0 * alpha - 1.0).sqrt();
        let b = alpha - 2.0 * LN_2;
        let c = alpha + inverse;
        loop {
            let u1 = self.random();
            if !(1e-7 < u1 && u1 < 0.999_999_9) {
                continue;
            }
            let u2 = 1.0 - self.random();
            let v = (u1 / (1.0 - u1)).ln() / inverse;
            let x = alpha * v.exp();
            let z = u1 * u1 * u2;
            let r = b + c * v - x;
            if r + magic - 4.5 * z >= 0.0 || r >= z.ln() {
                return x * beta;
            }
        }
    }

    fn gamma_below_one(&mut self, alpha: f64, beta: f64) -> f64 {
        loop {
            let u = self.random();
            let b = (E + alpha) / E;
            let p = b * u;
            let x = if p <= 1.0 { p.powf(1.0 / alpha) } else { -((b - p) / alpha).ln() };
            let u1 = self.random();
            let accepted = if p > 1.0 { u1 <= x.powf(alpha - 1.0) } else { u1 <= (-x).exp() };
            if accepted {
                return x * beta;
            }
        }
    }

    /// Beta, of two gammas (Knuth, volume 2, 3.4.1).
    pub(super) fn betavariate(&mut self, alpha: f64, beta: f64) -> Result<f64> {
        let y = self.gammavariate(alpha, 1.0)?;
        if y == 0.0 {
            return Ok(0.0);
        }
        Ok(y / (y + self.gammavariate(beta, 1.0)?))
    }

    /// Pareto.
    pub(super) fn paretovariate(&mut self, alpha: f64) -> Result<f64> {
        let u = 1.0 - self.random();
        Float::pow(&u, &(-1.0_f64).true_div(&alpha)?)
    }

    /// Weibull.
    pub(super) fn weibullvariate(&mut self, alpha: f64, beta: f64) -> Result<f64> {
        let u = 1.0 - self.random();
        Ok(alpha * Float::pow(&-u.ln(), &1.0_f64.true_div(&beta)?)?)
    }

    /// How many of `n` trials succeed with probability `p`: Devroye's geometric method for few, Hörmann's transformed rejection
    /// (BTRS, 1993) for many.
    pub(super) fn binomialvariate(&mut self, n: i64, p: f64) -> Result<i64> {
        if n < 0 {
            return Err(errors::value_error("n must be non-negative"));
        }
        if p <= 0.0 || p >= 1.0 {
            return match p {
                0.0 => Ok(0),
                1.0 => Ok(n),
                _ => Err(errors::value_error("p must be in the range 0.0 <= p <= 1.0")),
            };
        }
        if n == 1 {
            return Ok(i64::from(self.random() < p));
        }
        if p > 0.5 {
            return Ok(n - self.binomialvariate(n, 1.0 - p)?);
        }
        if n as f64 * p < 10.0 {
            return Ok(self.few_successes(n, p));
        }
        Ok(self.many_successes(n, p))
    }

    fn few_successes(&mut self, n: i64, p: f64) -> i64 {
        let (mut x, mut y) = (0, 0_i64);
        let c = (1.0 - p).log2();
        if c == 0.0 {
            return x;
        }
        loop {
            y = y.saturating_add((self.random().log2() / c).floor() as i64).saturating_add(1);
            if y > n {
                return x;
            }
            x += 1;
        }
    }

    fn many_successes(&mut self, n: i64, p: f64) -> i64 {
        let count = n as f64;
        let spread = (count * p * (1.0 - p)).sqrt();
        let b = 1.15 + 2.53 * spread;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let c = count * p + 0.5;
        let squeeze = 0.92 - 4.2 / b;
        let lgamma = |x: f64| crate::math::lgamma(x).unwrap_or(f64::INFINITY);
        let alpha = (2.83 + 5.1 / b) * spread;
        let odds = (p / (1.0 - p)).ln();
        let mode = ((count + 1.0) * p).floor();
        let h = lgamma(mode + 1.0) + lgamma(count - mode + 1.0);
        loop {
            let u = self.random() - 0.5;
            let us = 0.5 - u.abs();
            let k = ((2.0 * a / us + b) * u + c).floor();
            if !(0.0..=count).contains(&k) {
                continue;
            }
            let mut v = self.random();
            if us >= 0.07 && v <= squeeze {
                return k as i64;
            }
            v *= alpha / (a / (us * us) + b);
            if v.ln() <= h - lgamma(k + 1.0) - lgamma(count - k + 1.0) + (k - mode) * odds {
                return k as i64;
            }
        }
    }
}
