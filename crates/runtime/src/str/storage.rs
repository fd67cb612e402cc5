//! The 16 bytes of a `Str`: a literal, a short text inside the handle, or a shared one on the heap.
//!
//! *Invariant:* `Inline` holds valid UTF-8 in its first `len` bytes; only [`Storage::inline`] makes one.
//!
//! This is the one file of `str` with unsafe code.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// The longest text, in bytes, that needs no allocation.
const INLINE: usize = 14;

#[derive(Clone)]
pub(super) enum Storage {
    Literal(&'static &'static str),
    Inline { len: u8, bytes: [u8; INLINE] },
    Shared(Rc<Shared>),
}

/// A text on the heap with what has been found out about it.
pub(super) struct Shared {
    text: String,
    /// Number of code points; `usize::MAX` until counted.
    chars: Cell<usize>,
    /// The hash; 0 until computed.
    pub(super) hash: Cell<i64>,
    /// Byte offset of each 64th code point, once a text outside ASCII has been indexed.
    pub(super) offsets: OnceCell<Box<[usize]>>,
}

const UNCOUNTED: usize = usize::MAX;

impl Shared {
    fn new(text: String) -> Shared {
        Shared {
            text,
            chars: Cell::new(UNCOUNTED),
            hash: Cell::new(0),
            offsets: OnceCell::new(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn char_count(&self) -> usize {
        if self.chars.get() == UNCOUNTED {
            self.chars.set(count_chars(&self.text));
        }
        self.chars.get()
    }

    /// Appends in place, forgetting what the longer text no longer has.
    fn push_str(&mut self, text: &str) {
        let chars = self.chars.get();
        if chars != UNCOUNTED {
            self.chars.set(chars + count_chars(text));
        }
        self.text.push_str(text);
        self.hash.set(0);
        self.offsets.take();
    }
}

/// Number of code points; bytes where all are ASCII, which is quicker to see than to count.
pub(super) fn count_chars(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

impl Storage {
    /// The text inside the handle, if it is short enough.
    #[inline]
    pub(super) fn inline(text: &str) -> Option<Storage> {
        let mut bytes = [0; INLINE];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let len = text.len() as u8;
        Some(Storage::Inline { len, bytes })
    }

    pub(super) fn shared(text: String) -> Storage {
        Storage::Shared(Rc::new(Shared::new(text)))
    }

    #[inline]
    pub(super) fn as_str(&self) -> &str {
        match self {
            Storage::Literal(text) => text,
            Storage::Inline { len, bytes } => {
                // SAFETY: `inline` copied the first `len <= INLINE` bytes from a `str`.
                unsafe { std::str::from_utf8_unchecked(bytes.get_unchecked(..*len as usize)) }
            }
            Storage::Shared(shared) => shared.text(),
        }
    }

    /// Appends, in place where this is the only handle on a heap text: `s += x` in a loop is linear.
    pub(super) fn push_str(&mut self, text: &str) {
        if let Storage::Shared(shared) = self
            && let Some(shared) = Rc::get_mut(shared)
        {
            return shared.push_str(text);
        }
        let mut joined = String::with_capacity(2 * (self.as_str().len() + text.len()));
        joined.push_str(self.as_str());
        joined.push_str(text);
        *self = Storage::inline(&joined).unwrap_or_else(|| Storage::shared(joined));
    }
}
