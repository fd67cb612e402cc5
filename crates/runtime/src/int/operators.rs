//! `+ - * & | ^ ~` and negation for every mix of `Int`, `&Int` and `i64`.
//!
//! The short path is one checked machine operation; everything else is out of line, so that an addition in a loop stays
//! a few instructions.

use std::ops::{
    Add, AddAssign, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Mul, MulAssign,
    Neg, Not, Sub, SubAssign,
};

use num_bigint::BigInt;

use super::Int;

/// The operation on big integers, for operands or results that do not fit.
#[cold]
#[inline(never)]
fn slow<R: Into<Int>>(a: &Int, b: &Int, operation: impl Fn(&BigInt, &BigInt) -> R) -> Int {
    match (a, b) {
        (Int::Big(a), Int::Big(b)) => operation(a, b).into(),
        (Int::Big(a), Int::Small(b)) => operation(a, &BigInt::from(*b)).into(),
        (Int::Small(a), Int::Big(b)) => operation(&BigInt::from(*a), b).into(),
        (Int::Small(a), Int::Small(b)) => operation(&BigInt::from(*a), &BigInt::from(*b)).into(),
    }
}

macro_rules! operator {
    ($trait:ident $method:ident $assign_trait:ident $assign:ident, |$a:ident, $b:ident| $fast:expr) => {
        impl $trait<&Int> for &Int {
            type Output = Int;
            #[inline]
            fn $method(self, other: &Int) -> Int {
                if let (Int::Small($a), Int::Small($b)) = (self, other) {
                    let ($a, $b) = (*$a, *$b);
                    if let Some(result) = $fast {
                        return Int::Small(result);
                    }
                }
                slow(self, other, |a, b| a.$method(b))
            }
        }
        operator!(@mixed $trait $method Int, Int);
        operator!(@mixed $trait $method Int, &Int);
        operator!(@mixed $trait $method &Int, Int);
        operator!(@literal $trait $method Int);
        operator!(@literal $trait $method &Int);
        impl $assign_trait<&Int> for Int {
            #[inline]
            fn $assign(&mut self, other: &Int) {
                *self = (&*self).$method(other);
            }
        }
        impl $assign_trait<Int> for Int {
            #[inline]
            fn $assign(&mut self, other: Int) {
                *self = (&*self).$method(&other);
            }
        }
        impl $assign_trait<i64> for Int {
            #[inline]
            fn $assign(&mut self, other: i64) {
                *self = (&*self).$method(&Int::Small(other));
            }
        }
    };
    (@mixed $trait:ident $method:ident $left:ty, $right:ty) => {
        impl $trait<$right> for $left {
            type Output = Int;
            #[inline]
            fn $method(self, other: $right) -> Int {
                operator!(@by_ref self).$method(operator!(@by_ref other))
            }
        }
    };
    (@literal $trait:ident $method:ident $left:ty) => {
        impl $trait<i64> for $left {
            type Output = Int;
            #[inline]
            fn $method(self, other: i64) -> Int {
                operator!(@by_ref self).$method(&Int::Small(other))
            }
        }
        impl $trait<$left> for i64 {
            type Output = Int;
            #[inline]
            fn $method(self, other: $left) -> Int {
                (&Int::Small(self)).$method(operator!(@by_ref other))
            }
        }
    };
    (@by_ref $value:expr) => {
        std::borrow::Borrow::<Int>::borrow(&$value)
    };
}

operator!(Add add AddAssign add_assign, |a, b| a.checked_add(b));
operator!(Sub sub SubAssign sub_assign, |a, b| a.checked_sub(b));
operator!(Mul mul MulAssign mul_assign, |a, b| a.checked_mul(b));
operator!(BitAnd bitand BitAndAssign bitand_assign, |a, b| Some(a & b));
operator!(BitOr bitor BitOrAssign bitor_assign, |a, b| Some(a | b));
operator!(BitXor bitxor BitXorAssign bitxor_assign, |a, b| Some(a ^ b));

impl Neg for &Int {
    type Output = Int;
    #[inline]
    fn neg(self) -> Int {
        match self {
            Int::Small(value) if *value != i64::MIN => Int::Small(-value),
            _ => Int::from(-self.to_big()),
        }
    }
}

impl Neg for Int {
    type Output = Int;
    #[inline]
    fn neg(self) -> Int {
        -&self
    }
}

impl Not for &Int {
    type Output = Int;
    #[inline]
    fn not(self) -> Int {
        match self {
            Int::Small(value) => Int::Small(!value),
            Int::Big(big) => Int::from(!&**big),
        }
    }
}

impl Not for Int {
    type Output = Int;
    #[inline]
    fn not(self) -> Int {
        !&self
    }
}
