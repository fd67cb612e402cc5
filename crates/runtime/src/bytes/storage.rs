//! The 16 bytes of a `Bytes`: a literal of the program or a shared vector.
//!
//! *Invariant:* `Literal` is the pointer and length of a `&'static [u8]`; only [`Storage::literal`] makes one.
//!
//! This is the one file of `bytes` with unsafe code.

use std::rc::Rc;

#[derive(Clone)]
pub(super) enum Storage {
    Literal { length: u32, start: *const u8 },
    Shared(Rc<Vec<u8>>),
}

impl Storage {
    pub(super) const fn literal(bytes: &'static [u8]) -> Storage {
        assert!(
            bytes.len() <= u32::MAX as usize,
            "a literal of more than 4 GB"
        );
        Storage::Literal {
            length: bytes.len() as u32,
            start: bytes.as_ptr(),
        }
    }

    #[inline]
    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Storage::Literal { length, start } => {
                // SAFETY: `literal` took both from a slice that lives as long as the program.
                unsafe { std::slice::from_raw_parts(*start, *length as usize) }
            }
            Storage::Shared(bytes) => bytes,
        }
    }
}
