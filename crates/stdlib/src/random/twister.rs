//! The Mersenne Twister MT19937 (Matsumoto & Nishimura, 1998), with CPython's seeding and ways to draw numbers from it.
//!
//! *Invariant:* the same seed gives the same sequence as `random.Random` of CPython, bit for bit.

use std::hash::{BuildHasher, Hasher};

use portalis_runtime::Int;
use sha2::{Digest, Sha512};

const N: usize = 624;
const M: usize = 397;

/// The generator's state.
#[derive(Clone)]
pub(super) struct Twister {
    words: [u32; N],
    /// The next word to give out; `N` when all are used up.
    index: usize,
}

impl Twister {
    /// Seeded with a 32-bit number.
    fn of_word(seed: u32) -> Twister {
        let mut words = [0; N];
        let mut last = seed;
        for (i, word) in words.iter_mut().enumerate() {
            if i > 0 {
                last = 1_812_433_253_u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
            }
            *word = last;
        }
        Twister { words, index: N }
    }

    /// Seeded with an array of words (`init_by_array` of the reference implementation).
    pub(super) fn of_words(key: &[u32]) -> Twister {
        let mut twister = Twister::of_word(19_650_218);
        let words = &mut twister.words;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let mixed = (words[i - 1] ^ (words[i - 1] >> 30)).wrapping_mul(1_664_525);
            words[i] = (words[i] ^ mixed).wrapping_add(key[j]).wrapping_add(j as u32);
            (i, j) = (next(i, words), (j + 1) % key.len());
        }
        for _ in 0..N - 1 {
            let mixed = (words[i - 1] ^ (words[i - 1] >> 30)).wrapping_mul(1_566_083_941);
            words[i] = (words[i] ^ mixed).wrapping_sub(i as u32);
            i = next(i, words);
        }
        words[0] = 0x8000_0000;
        twister
    }

    /// Seeded with the absolute value of an integer.
    pub(super) fn of_int(seed: &Int) -> Twister {
        let (_, mut words) = seed.to_big().to_u32_digits();
        if words.is_empty() {
            words.push(0);
        }
        Twister::of_words(&words)
    }

    /// Seeded with bytes, as `seed(a, version=2)` does for `str`, `bytes` and `bytearray`.
    pub(super) fn of_bytes(seed: &[u8]) -> Twister {
        let mut all = seed.to_vec();
        all.extend(Sha512::digest(seed));
        Twister::of_int(&Int::from(num_bigint::BigInt::from_bytes_be(num_bigint::Sign::Plus, &all)))
    }

    /// Seeded by the host, differently each time.
    pub(super) fn of_entropy() -> Twister {
        // The standard library's hash keys are the system's entropy, without a dependency.
        let word = || {
            let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
            hasher.write_u8(0);
            hasher.finish() as u32
        };
        let words: Vec<u32> = (0..16).map(|_| word()).collect();
        Twister::of_words(&words)
    }

    /// The 624 words and the index.
    pub(super) fn state(&self) -> (&[u32], usize) {
        (&self.words, self.index)
    }

    /// A generator in that state; `None` where it is none.
    pub(super) fn of_state(words: &[u32], index: usize) -> Option<Twister> {
        let words = words.try_into().ok()?;
        (index <= N).then_some(Twister { words, index })
    }

    fn refill(&mut self) {
        for i in 0..N {
            let y = (self.words[i] & 0x8000_0000) | (self.words[(i + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[i] = self.words[(i + M) % N] ^ (y >> 1) ^ odd;
        }
        self.index = 0;
    }

    /// The next 32 bits.
    pub(super) fn word(&mut self) -> u32 {
        if self.index >= N {
            self.refill();
        }
        let mut y = self.words[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// A float in [0, 1) with 53 bits.
    pub(super) fn float(&mut self) -> f64 {
        let (a, b) = (self.word() >> 5, self.word() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// An integer of `count` bits.
    pub(super) fn bits(&mut self, count: u64) -> Int {
        if count <= 64 {
            return Int::from(self.bits64(count));
        }
        let whole = (count / 32) as usize;
        let mut words: Vec<u32> = (0..whole).map(|_| self.word()).collect();
        if !count.is_multiple_of(32) {
            words.push(self.word() >> (32 - count % 32));
        }
        Int::from(num_bigint::BigInt::from(num_bigint::BigUint::new(words)))
    }

    /// Up to 64 bits.
    fn bits64(&mut self, count: u64) -> u64 {
        match count {
            0 => 0,
            1..=32 => u64::from(self.word() >> (32 - count)),
            _ => {
                let low = u64::from(self.word());
                low | (u64::from(self.word() >> (64 - count)) << 32)
            }
        }
    }

    /// An integer in [0, limit).
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        let count = u64::from(u64::BITS - limit.leading_zeros());
        loop {
            let drawn = self.bits64(count);
            if drawn < limit || limit == 0 {
                return drawn;
            }
        }
    }

    /// An integer in [0, limit), of any size.
    pub(super) fn below_int(&mut self, limit: &Int) -> Int {
        if let Some(limit) = limit.to_i64() {
            return Int::from(self.below(limit as u64));
        }
        let count = limit.bit_length().clamp_i64() as u64;
        loop {
            let drawn = self.bits(count);
            if drawn < *limit {
                return drawn;
            }
        }
    }
}

/// The index behind `i`; at the end the last word becomes the first's neighbour.
fn next(i: usize, words: &mut [u32; N]) -> usize {
    if i + 1 < N {
        return i + 1;
    }
    words[0] = words[N - 1];
    1
}
