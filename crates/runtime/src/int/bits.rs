//! Bits, bytes and hashes of `int`, and the attributes every number has.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

use super::Int;
use crate::{Result, errors};

/// 2^61 - 1: hashes of numbers are residues of this prime, so that equal numbers of different types hash alike.
pub(crate) const HASH_MODULUS: u64 = (1 << 61) - 1;

/// The `byteorder` argument of `to_bytes` and `from_bytes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

impl ByteOrder {
    /// Reads `"little"` or `"big"`.
    ///
    /// # Errors
    /// `ValueError` for any other text.
    pub fn parse(name: &str) -> Result<ByteOrder> {
        match name {
            "little" => Ok(ByteOrder::Little),
            "big" => Ok(ByteOrder::Big),
            _ => Err(errors::value_error(
                "byteorder must be either 'little' or 'big'",
            )),
        }
    }
}

impl Int {
    /// `x.bit_length()`.
    pub(super) fn count_bits(&self) -> Int {
        match self {
            Int::Small(value) => Int::from(64 - value.unsigned_abs().leading_zeros()),
            Int::Big(big) => Int::from(big.bits()),
        }
    }

    /// `x.bit_count()`: the ones in the absolute value.
    pub(super) fn count_ones(&self) -> Int {
        match self {
            Int::Small(value) => Int::from(value.unsigned_abs().count_ones()),
            Int::Big(big) => Int::from(big.magnitude().count_ones()),
        }
    }

    /// The bytes of `x.to_bytes(length, byteorder, signed=signed)`.
    ///
    /// # Errors
    /// `OverflowError` where the value does not fit; `ValueError` for a negative length.
    pub fn to_byte_vec(&self, length: i64, order: ByteOrder, signed: bool) -> Result<Vec<u8>> {
        let length = usize::try_from(length)
            .map_err(|_| errors::value_error("length argument must be non-negative"))?;
        if self.is_negative() && !signed {
            return Err(errors::overflow_error(
                "can't convert negative int to unsigned",
            ));
        }
        // CPython lets -1 pass for the sign bits of nothing.
        if length == 0 && self == &-1 {
            return Ok(Vec::new());
        }
        let mut bytes = little_endian(&self.to_big(), signed);
        if bytes.len() > length {
            return Err(errors::overflow_error("int too big to convert"));
        }
        bytes.resize(length, if self.is_negative() { 0xff } else { 0 });
        if order == ByteOrder::Big {
            bytes.reverse();
        }
        Ok(bytes)
    }

    /// `int.from_bytes(bytes, byteorder, signed=signed)`.
    pub fn from_byte_slice(bytes: &[u8], order: ByteOrder, signed: bool) -> Int {
        Int::from(match (order, signed) {
            (ByteOrder::Little, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
            (ByteOrder::Big, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
            (ByteOrder::Little, true) => BigInt::from_signed_bytes_le(bytes),
            (ByteOrder::Big, true) => BigInt::from_signed_bytes_be(bytes),
        })
    }
}

/// The shortest bytes that hold the value; none for zero.
fn little_endian(value: &BigInt, signed: bool) -> Vec<u8> {
    if value.sign() == Sign::NoSign {
        Vec::new()
    } else if signed {
        value.to_signed_bytes_le()
    } else {
        value.to_bytes_le().1
    }
}

/// `hash(x)` of a small integer.
#[inline]
pub(super) fn hash_small(value: i64) -> i64 {
    let residue = (value.unsigned_abs() % HASH_MODULUS) as i64;
    reserve_minus_one(if value < 0 { -residue } else { residue })
}

/// `hash(x)` of a big integer.
pub(super) fn hash_big(value: &BigInt) -> i64 {
    let residue = (value % HASH_MODULUS)
        .to_i64()
        .expect("a residue of a 61-bit modulus");
    debug_assert!(residue == 0 || (residue < 0) == value.is_negative());
    reserve_minus_one(residue)
}

/// CPython's C code reports errors as -1, so no hash is -1.
#[inline]
pub(crate) fn reserve_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}
