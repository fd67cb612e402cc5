//! The operators as functions.

use portalis_macros::pyfn;
use portalis_runtime::{Int, Result, Value};

/// Same as a + b.
#[pyfn("def add(a: Any, b: Any, /) -> Any")]
pub fn add(a: Value, b: Value) -> Result<Value> {
    a.add(&b)
}

/// Same as a - b.
#[pyfn("def sub(a: Any, b: Any, /) -> Any")]
pub fn sub(a: Value, b: Value) -> Result<Value> {
    a.sub(&b)
}

/// Same as a * b.
#[pyfn("def mul(a: Any, b: Any, /) -> Any")]
pub fn mul(a: Value, b: Value) -> Result<Value> {
    a.mul(&b)
}

/// Same as a @ b.
#[pyfn("def matmul(a: Any, b: Any, /) -> Any")]
pub fn matmul(a: Value, b: Value) -> Result<Value> {
    a.matmul(&b)
}

/// Same as a / b.
#[pyfn("def truediv(a: Any, b: Any, /) -> Any")]
pub fn truediv(a: Value, b: Value) -> Result<Value> {
    a.true_div(&b)
}

/// Same as a // b.
#[pyfn("def floordiv(a: Any, b: Any, /) -> Any")]
pub fn floordiv(a: Value, b: Value) -> Result<Value> {
    a.floor_div(&b)
}

/// Same as a % b.
#[pyfn("def mod(a: Any, b: Any, /) -> Any")]
pub fn modulo(a: Value, b: Value) -> Result<Value> {
    a.modulo(&b)
}

/// Same as a ** b.
#[pyfn("def pow(a: Any, b: Any, /) -> Any")]
pub fn pow(a: Value, b: Value) -> Result<Value> {
    a.pow(&b)
}

/// Same as a << b.
#[pyfn("def lshift(a: Any, b: Any, /) -> Any")]
pub fn lshift(a: Value, b: Value) -> Result<Value> {
    a.lshift(&b)
}

/// Same as a >> b.
#[pyfn("def rshift(a: Any, b: Any, /) -> Any")]
pub fn rshift(a: Value, b: Value) -> Result<Value> {
    a.rshift(&b)
}

/// Same as a & b.
#[pyfn("def and_(a: Any, b: Any, /) -> Any")]
pub fn and_(a: Value, b: Value) -> Result<Value> {
    a.bit_and(&b)
}

/// Same as a | b.
#[pyfn("def or_(a: Any, b: Any, /) -> Any")]
pub fn or_(a: Value, b: Value) -> Result<Value> {
    a.bit_or(&b)
}

/// Same as a ^ b.
#[pyfn("def xor(a: Any, b: Any, /) -> Any")]
pub fn xor(a: Value, b: Value) -> Result<Value> {
    a.bit_xor(&b)
}

/// Same as a == b.
#[pyfn("def eq(a: Any, b: Any, /) -> Any")]
pub fn eq(a: Value, b: Value) -> Result<Value> {
    a.eq(&b)
}

/// Same as a != b.
#[pyfn("def ne(a: Any, b: Any, /) -> Any")]
pub fn ne(a: Value, b: Value) -> Result<Value> {
    a.ne(&b)
}

/// Same as a < b.
#[pyfn("def lt(a: Any, b: Any, /) -> Any")]
pub fn lt(a: Value, b: Value) -> Result<Value> {
    a.lt(&b)
}

/// Same as a <= b.
#[pyfn("def le(a: Any, b: Any, /) -> Any")]
pub fn le(a: Value, b: Value) -> Result<Value> {
    a.le(&b)
}

/// Same as a > b.
#[pyfn("def gt(a: Any, b: Any, /) -> Any")]
pub fn gt(a: Value, b: Value) -> Result<Value> {
    a.gt(&b)
}

/// Same as a >= b.
#[pyfn("def ge(a: Any, b: Any, /) -> Any")]
pub fn ge(a: Value, b: Value) -> Result<Value> {
    a.ge(&b)
}

/// Same as a + b, for a and b sequences.
#[pyfn("def concat(a: Any, b: Any, /) -> Any")]
pub fn concat(a: Value, b: Value) -> Result<Value> {
    a.add(&b)
}

/// Same as a += b.
#[pyfn("def iadd(a: Any, b: Any, /) -> Any")]
pub fn iadd(a: Value, b: Value) -> Result<Value> {
    a.iadd(&b)
}

/// Same as a -= b.
#[pyfn("def isub(a: Any, b: Any, /) -> Any")]
pub fn isub(a: Value, b: Value) -> Result<Value> {
    a.isub(&b)
}

/// Same as a *= b.
#[pyfn("def imul(a: Any, b: Any, /) -> Any")]
pub fn imul(a: Value, b: Value) -> Result<Value> {
    a.imul(&b)
}

/// Same as a @= b.
#[pyfn("def imatmul(a: Any, b: Any, /) -> Any")]
pub fn imatmul(a: Value, b: Value) -> Result<Value> {
    a.imatmul(&b)
}

/// Same as a /= b.
#[pyfn("def itruediv(a: Any, b: Any, /) -> Any")]
pub fn itruediv(a: Value, b: Value) -> Result<Value> {
    a.itrue_div(&b)
}

/// Same as a //= b.
#[pyfn("def ifloordiv(a: Any, b: Any, /) -> Any")]
pub fn ifloordiv(a: Value, b: Value) -> Result<Value> {
    a.ifloor_div(&b)
}

/// Same as a %= b.
#[pyfn("def imod(a: Any, b: Any, /) -> Any")]
pub fn imod(a: Value, b: Value) -> Result<Value> {
    a.imodulo(&b)
}

/// Same as a **= b.
#[pyfn("def ipow(a: Any, b: Any, /) -> Any")]
pub fn ipow(a: Value, b: Value) -> Result<Value> {
    a.ipow(&b)
}

/// Same as a <<= b.
#[pyfn("def ilshift(a: Any, b: Any, /) -> Any")]
pub fn ilshift(a: Value, b: Value) -> Result<Value> {
    a.ilshift(&b)
}

/// Same as a >>= b.
#[pyfn("def irshift(a: Any, b: Any, /) -> Any")]
pub fn irshift(a: Value, b: Value) -> Result<Value> {
    a.irshift(&b)
}

/// Same as a &= b.
#[pyfn("def iand(a: Any, b: Any, /) -> Any")]
pub fn iand(a: Value, b: Value) -> Result<Value> {
    a.ibit_and(&b)
}

/// Same as a |= b.
#[pyfn("def ior(a: Any, b: Any, /) -> Any")]
pub fn ior(a: Value, b: Value) -> Result<Value> {
    a.ibit_or(&b)
}

/// Same as a ^= b.
#[pyfn("def ixor(a: Any, b: Any, /) -> Any")]
pub fn ixor(a: Value, b: Value) -> Result<Value> {
    a.ibit_xor(&b)
}

/// Same as -a.
#[pyfn("def neg(a: Any, /) -> Any")]
pub fn neg(a: Value) -> Result<Value> {
    a.neg()
}

/// Same as +a.
#[pyfn("def pos(a: Any, /) -> Any")]
pub fn pos(a: Value) -> Result<Value> {
    a.pos()
}

/// Same as ~a.
#[pyfn("def invert(a: Any, /) -> Any")]
pub fn invert(a: Value) -> Result<Value> {
    a.invert()
}

/// Same as ~a.
#[pyfn("def inv(a: Any, /) -> Any")]
pub fn inv(a: Value) -> Result<Value> {
    a.invert()
}

/// Return the absolute value of the argument.
#[pyfn("def abs(a: Any, /) -> Any")]
pub fn abs(a: Value) -> Result<Value> {
    (portalis_runtime::builtins::native::abs.entry)(portalis_runtime::Args::positional(vec![a]))
}

/// Same as not a.
#[pyfn("def not_(a: Any, /) -> bool")]
pub fn not_(a: Value) -> Result<bool> {
    Ok(!a.truthy()?)
}

/// Return True if a is true, False otherwise.
#[pyfn("def truth(a: Any, /) -> bool")]
pub fn truth(a: Value) -> Result<bool> {
    a.truthy()
}

/// Same as a is b.
#[pyfn("def is_(a: Any, b: Any, /) -> bool")]
pub fn is_(a: Value, b: Value) -> bool {
    a.is(&b)
}

/// Same as a is not b.
#[pyfn("def is_not(a: Any, b: Any, /) -> bool")]
pub fn is_not(a: Value, b: Value) -> bool {
    !a.is(&b)
}

/// Same as a.__index__()
#[pyfn("def index(a: Any, /) -> int")]
pub fn index(a: Value) -> Result<Int> {
    a.index()
}

/// Same as b in a (note reversed operands).
#[pyfn("def contains(a: Any, b: Any, /) -> bool")]
pub fn contains(a: Value, b: Value) -> Result<bool> {
    a.contains(&b)
}

/// Same as a[b].
#[pyfn("def getitem(a: Any, b: Any, /) -> Any")]
pub fn getitem(a: Value, b: Value) -> Result<Value> {
    a.get_item(&b)
}

/// Same as a[b] = c.
#[pyfn("def setitem(a: Any, b: Any, c: Any, /) -> None")]
pub fn setitem(a: Value, b: Value, c: Value) -> Result<()> {
    a.set_item(&b, c)
}

/// Same as del a[b].
#[pyfn("def delitem(a: Any, b: Any, /) -> None")]
pub fn delitem(a: Value, b: Value) -> Result<()> {
    a.del_item(&b)
}

/// Return the number of items in a which are, or which equal, b.
#[pyfn("def countOf(a: Any, b: Any, /) -> int")]
pub fn count_of(a: Value, b: Value) -> Result<Int> {
    let mut count = 0;
    for item in a.iter()? {
        count += i64::from(same(&item?, &b)?);
    }
    Ok(Int::new(count))
}

/// Return the first index of b in a.
#[pyfn("def indexOf(a: Any, b: Any, /) -> int")]
pub fn index_of(a: Value, b: Value) -> Result<Int> {
    for (index, item) in a.iter()?.enumerate() {
        if same(&item?, &b)? {
            return Ok(Int::from(index));
        }
    }
    Err(portalis_runtime::errors::value_error("sequence.index(x): x not in sequence"))
}

fn same(a: &Value, b: &Value) -> Result<bool> {
    Ok(a.is(b) || a.test(portalis_runtime::CompareOp::Eq, b)?)
}

/// Same as obj(*args, **kwargs).
#[pyfn("def call(obj: Any, /, *args: Any, **kwargs: Any) -> Any")]
pub fn call(obj: Value, args: &[Value], kwargs: Vec<(portalis_runtime::Str, Value)>) -> Result<Value> {
    let args = args.to_vec();
    obj.call(portalis_runtime::Args::with_keywords(args, kwargs))
}
