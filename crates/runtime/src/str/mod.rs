//! `str`: an immutable text of code points, shared between its handles.
//!
//! The text is UTF-8. Indexes, lengths and slices count code points, in constant time where the text is ASCII. Lone
//! surrogates cannot be held: what would make one (`"\ud800"`, the error handler `surrogateescape`) is refused.
//!
//! `storage` is the representation, `index` indexes and slices, `search`, `split`, `case`, `classify`, `pad`,
//! `translate` and `encode` are the methods; `quote` is `repr`.

mod case;
mod classify;
mod formatting;
mod index;
mod methods;
mod object;
mod pad;
pub mod properties;
mod quote;
mod search;
mod split;
mod storage;
mod translate;
pub(crate) mod unicode;

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Add, AddAssign, Deref};
use std::rc::Rc;

use portalis_macros::pyclass;

pub use index::{Chars, slice_bounds};
pub(crate) use pad::push_repeated;
pub use quote::{ascii, escape_non_ascii, repr, repr_limited};
pub(crate) use quote::{push_escape, push_hex};
use storage::Storage;

/// str(object='') -> str
/// str(bytes_or_buffer[, encoding[, errors]]) -> str
///
/// Create a new string object from the given object. If encoding or
/// errors is specified, then the object must expose a data buffer
/// that will be decoded using the given encoding and error handler.
#[pyclass("class str", builtin, variant, immutable)]
#[derive(Clone)]
pub struct Str(Storage);

impl Str {
    /// A literal of the program: no allocation, no copy.
    #[inline]
    pub const fn literal(text: &'static &'static str) -> Str {
        Str(Storage::Literal(text))
    }

    /// `""`.
    pub const EMPTY: Str = Str::literal(&"");

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The string of one code point; of ASCII and Latin-1 short enough to need no allocation.
    #[inline]
    pub fn from_char(c: char) -> Str {
        Str::from(&*c.encode_utf8(&mut [0; 4]))
    }

    /// The number of code points.
    #[inline]
    pub fn char_count(&self) -> usize {
        match &self.0 {
            Storage::Shared(shared) => shared.char_count(),
            _ => storage::count_chars(self.as_str()),
        }
    }

    /// Whether all code points are ASCII.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        match &self.0 {
            Storage::Shared(shared) => shared.char_count() == shared.text().len(),
            _ => self.as_str().is_ascii(),
        }
    }

    /// `hash(s)`: the same in every run.
    pub fn py_hash(&self) -> i64 {
        match &self.0 {
            Storage::Shared(shared) => {
                if shared.hash.get() == 0 {
                    shared.hash.set(hash_bytes(shared.text().as_bytes()));
                }
                shared.hash.get()
            }
            _ => hash_bytes(self.as_str().as_bytes()),
        }
    }

    /// `a is b`: the same text in the same place, or two short texts that are equal.
    pub fn is_same(&self, other: &Str) -> bool {
        match (&self.0, &other.0) {
            (Storage::Shared(a), Storage::Shared(b)) => Rc::ptr_eq(a, b),
            (Storage::Shared(_), _) | (_, Storage::Shared(_)) => false,
            _ => self == other,
        }
    }
}

/// A multiplicative hash of bytes, eight at a time; never 0, which marks "not computed", nor -1.
pub(crate) fn hash_bytes(bytes: &[u8]) -> i64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    if bytes.is_empty() {
        return 0;
    }
    let mut state = FACTOR ^ bytes.len() as u64;
    let mut mix = |word: u64| {
        let product = u128::from(state ^ word) * u128::from(FACTOR);
        state = (product as u64) ^ (product >> 64) as u64 ^ FACTOR.rotate_left(17);
    };
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        mix(u64::from_le_bytes(
            chunk.try_into().expect("chunks of eight"),
        ));
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(u64::from_le_bytes(last));
    mix(0);
    match state as i64 {
        0 => 1,
        hash => crate::int::reserve_minus_one(hash),
    }
}

impl Deref for Str {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Str {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Str {
    #[inline]
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Default for Str {
    fn default() -> Self {
        Str::EMPTY
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&repr(self))
    }
}

impl From<&str> for Str {
    #[inline]
    fn from(text: &str) -> Str {
        Str(Storage::inline(text).unwrap_or_else(|| Storage::shared(text.to_owned())))
    }
}

impl From<String> for Str {
    #[inline]
    fn from(text: String) -> Str {
        Str(Storage::inline(&text).unwrap_or_else(|| Storage::shared(text)))
    }
}

impl From<&String> for Str {
    fn from(text: &String) -> Str {
        Str::from(text.as_str())
    }
}

impl From<char> for Str {
    #[inline]
    fn from(c: char) -> Str {
        Str::from_char(c)
    }
}

impl From<&Str> for Str {
    #[inline]
    fn from(text: &Str) -> Str {
        text.clone()
    }
}

impl From<Str> for String {
    fn from(text: Str) -> String {
        text.as_str().to_owned()
    }
}

impl FromIterator<char> for Str {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Str {
        Str::from(String::from_iter(chars))
    }
}

impl PartialEq for Str {
    #[inline]
    fn eq(&self, other: &Str) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Str {}

impl PartialEq<str> for Str {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Str {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<Str> for str {
    #[inline]
    fn eq(&self, other: &Str) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Str> for &str {
    #[inline]
    fn eq(&self, other: &Str) -> bool {
        *self == other.as_str()
    }
}

impl PartialOrd for Str {
    #[inline]
    fn partial_cmp(&self, other: &Str) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    /// By code points, which is the order of UTF-8 bytes too.
    #[inline]
    fn cmp(&self, other: &Str) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd<str> for Str {
    #[inline]
    fn partial_cmp(&self, other: &str) -> Option<Ordering> {
        Some(self.as_str().cmp(other))
    }
}

impl PartialOrd<&str> for Str {
    #[inline]
    fn partial_cmp(&self, other: &&str) -> Option<Ordering> {
        Some(self.as_str().cmp(other))
    }
}

impl Hash for Str {
    /// As `str` hashes, so that maps can be searched by `&str`.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Two texts in a new one.
fn joined(a: &str, b: &str) -> Str {
    let mut text = String::with_capacity(a.len() + b.len());
    text.push_str(a);
    text.push_str(b);
    Str::from(text)
}

macro_rules! add {
    ($($left:ty, $right:ty;)*) => {$(
        impl Add<$right> for $left {
            type Output = Str;
            #[inline]
            fn add(self, other: $right) -> Str {
                joined(self.as_ref(), other.as_ref())
            }
        }
    )*};
}

add! {
    &Str, &Str;
    &Str, Str;
    &Str, &str;
    &str, &Str;
    &str, Str;
}

impl<T: AsRef<str>> Add<T> for Str {
    type Output = Str;
    /// Appends in place where `self` is the only handle.
    #[inline]
    fn add(mut self, other: T) -> Str {
        self.0.push_str(other.as_ref());
        self
    }
}

impl<T: AsRef<str>> AddAssign<T> for Str {
    /// Appends in place where `self` is the only handle: building a text in a loop is linear.
    #[inline]
    fn add_assign(&mut self, other: T) {
        self.0.push_str(other.as_ref());
    }
}
