//! What Python sees of `complex`.

use portalis_macros::pymethods;

use super::Complex;
use crate::value::BinaryOp;
use crate::{Args, Int, Result, Str, Value, View, convert, errors, native_object};

/// The complex number that a number is.
///
/// # Errors
/// `OverflowError` for an integer beyond floats.
fn of_number(value: &Value) -> Result<Option<Complex>> {
    Ok(match value {
        Value::Float(value) => Some(Complex::new(*value, 0.0)),
        Value::Int(value) => Some(Complex::new(value.to_f64()?, 0.0)),
        Value::Bool(value) => Some(Complex::new(f64::from(u8::from(*value)), 0.0)),
        value => native_object::native_ref::<Complex>(value).copied(),
    })
}

/// `a op b`; `None` where complex numbers have no such operator.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`.
pub(crate) fn binary(op: BinaryOp, a: Complex, b: Complex) -> Result<Option<Complex>> {
    Ok(Some(match op {
        BinaryOp::Add => a.plus(b),
        BinaryOp::Sub => a.minus(b),
        BinaryOp::Mul => a.times(b),
        BinaryOp::TrueDiv => a.divided(b)?,
        BinaryOp::Pow => a.raised(b)?,
        _ => return Ok(None),
    }))
}

fn entry(args: &Args, op: BinaryOp, reflected: bool) -> Result<Value> {
    let [a, b] = args.values() else {
        return Err(errors::type_error(format!(
            "expected 1 argument, got {}",
            args.values().len().saturating_sub(1)
        )));
    };
    let (Some(a), Some(b)) = (of_number(a)?, of_number(b)?) else {
        return Ok(Value::NotImplemented);
    };
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    let result = binary(op, a, b)?;
    Ok(result.map_or(Value::NotImplemented, |result| result.to_value()))
}

/// `==` and `!=`, exact also with integers.
fn equality_entry(args: &Args, wanted: bool) -> Result<Value> {
    let [a, b] = args.values() else {
        return Err(errors::type_error("expected 1 argument"));
    };
    let Some(a) = of_number(a)? else {
        return Ok(Value::NotImplemented);
    };
    let equal = match b {
        Value::Int(b) => a.equals_int(b),
        b => match of_number(b)? {
            Some(b) => a == b,
            None => return Ok(Value::NotImplemented),
        },
    };
    Ok(Value::Bool(equal == wanted))
}

/// One argument of `complex()`.
fn part(value: &Value, which: &str) -> Result<Complex> {
    if let Some(number) = of_number(value)? {
        return Ok(number);
    }
    if let Value::Object(_) = value {
        if let Some(method) = value.quiet_find_attr("__complex__")? {
            let given = method.call(Args::new())?;
            return native_object::native_ref::<Complex>(&given)
                .copied()
                .ok_or_else(|| {
                    errors::type_error(format!(
                        "{}.__complex__() must return a complex, not {}",
                        value.class_name(),
                        given.class_name()
                    ))
                });
        }
        if value.quiet_find_attr("__float__")?.is_some() || value.index_or_none()?.is_some() {
            return convert::to_float(value).map(|re| Complex::new(re, 0.0));
        }
    }
    let needed = if which == "first" {
        "a string or a number"
    } else {
        "a number"
    };
    Err(errors::type_error(format!(
        "complex() {which} argument must be {needed}, not '{}'",
        value.class_name()
    )))
}

#[pymethods]
impl Complex {
    /// The number of a text or of two parts, either of which may be complex itself.
    ///
    /// # Errors
    /// `TypeError` and `ValueError` where it is none.
    #[pyfn("def __new__(cls, real: Any = ..., imag: Any = ...) -> complex")]
    pub fn of_value(real: Option<Value>, imag: Option<Value>) -> Result<Complex> {
        if let Some(text) = real.as_ref().and_then(convert::as_text) {
            if imag.is_some() {
                return Err(errors::type_error(
                    "complex() can't take second arg if first is a string",
                ));
            }
            return Complex::parse(&text);
        }
        if imag.as_ref().and_then(convert::as_text).is_some() {
            return Err(errors::type_error("complex() second arg can't be a string"));
        }
        let zero = Complex::default();
        let first = real.as_ref().map_or(Ok(zero), |real| part(real, "first"))?;
        let Some(imag) = imag else {
            return Ok(first);
        };
        let second = part(&imag, "second")?;
        // A real part has no imaginary one: adding a zero would lose the sign of a negative zero.
        let more = |a: f64, b: f64| if b == 0.0 { a } else { a + b };
        Ok(Complex::new(
            more(first.re, -second.im),
            more(second.re, first.im),
        ))
    }

    /// the real part of a complex number
    #[pyfn("def real(self) -> float", property)]
    pub fn real(&self) -> f64 {
        self.re
    }

    /// the imaginary part of a complex number
    #[pyfn("def imag(self) -> float", property)]
    pub fn imag(&self) -> f64 {
        self.im
    }

    /// Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.
    #[pyfn("def conjugate(self, /) -> complex")]
    pub fn conjugate(&self) -> Complex {
        Complex::new(self.re, -self.im)
    }

    #[pyfn("def __add__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Add, false))]
    #[pyfn("def __radd__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Add, true))]
    #[doc(hidden)]
    pub fn op_add(&self, other: &Complex) -> Complex {
        self.plus(*other)
    }

    #[pyfn("def __sub__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Sub, false))]
    #[pyfn("def __rsub__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Sub, true))]
    #[doc(hidden)]
    pub fn op_sub(&self, other: &Complex) -> Complex {
        self.minus(*other)
    }

    #[pyfn("def __mul__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Mul, false))]
    #[pyfn("def __rmul__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Mul, true))]
    #[doc(hidden)]
    pub fn op_mul(&self, other: &Complex) -> Complex {
        self.times(*other)
    }

    /// `a / b`.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    #[pyfn("def __truediv__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::TrueDiv, false))]
    #[pyfn("def __rtruediv__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::TrueDiv, true))]
    pub fn true_div(&self, other: &Complex) -> Result<Complex> {
        self.divided(*other)
    }

    /// `a ** b`.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`.
    #[pyfn("def __pow__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Pow, false))]
    #[pyfn("def __rpow__(self, other: complex, /) -> complex", dynamic = |args| entry(&args, BinaryOp::Pow, true))]
    pub fn pow(&self, other: &Complex) -> Result<Complex> {
        self.raised(*other)
    }

    #[pyfn("def __neg__(self, /) -> complex")]
    #[doc(hidden)]
    pub fn op_neg(&self) -> Complex {
        self.negated()
    }

    #[pyfn("def __pos__(self, /) -> complex")]
    #[pyfn("def __complex__(self, /) -> complex")]
    #[doc(hidden)]
    pub fn op_pos(&self) -> Complex {
        *self
    }

    /// `abs(z)`.
    ///
    /// # Errors
    /// `OverflowError`.
    #[pyfn("def __abs__(self, /) -> float")]
    pub fn abs(&self) -> Result<f64> {
        self.magnitude()
    }

    /// Whether it is not zero.
    #[pyfn("def __bool__(self, /) -> bool")]
    pub fn is_true(&self) -> bool {
        self.re != 0.0 || self.im != 0.0
    }

    #[pyfn("def __eq__(self, other: complex, /) -> bool", operator = "==", dynamic = |args| equality_entry(&args, true))]
    #[doc(hidden)]
    pub fn op_eq(&self, other: &Complex) -> bool {
        self == other
    }

    #[pyfn("def __ne__(self, other: complex, /) -> bool", operator = "!=", dynamic = |args| equality_entry(&args, false))]
    #[doc(hidden)]
    pub fn op_ne(&self, other: &Complex) -> bool {
        self != other
    }

    /// The hash, that of the equal float or integer if there is one.
    #[pyfn("def __hash__(self, /) -> int")]
    pub fn hash_value(&self) -> Int {
        Int::new(self.number_hash())
    }

    /// The shortest text that reads back as the same number.
    #[pyfn("def __repr__(self, /) -> str")]
    pub fn to_repr(&self) -> Str {
        self.to_str()
    }

    /// The text by a format spec.
    ///
    /// # Errors
    /// `ValueError` for a spec that is not one of complex numbers.
    #[pyfn("def __format__(self, format_spec: str, /) -> str")]
    pub fn to_format(&self, format_spec: &str) -> Result<Str> {
        crate::format::format_complex(*self, format_spec)
    }

    pub(super) fn py_repr(&self) -> Result<Str> {
        Ok(self.to_str())
    }

    pub(super) fn py_truthy(&self) -> Result<bool> {
        Ok(self.is_true())
    }

    pub(super) fn py_eq(&self, other: &Complex) -> Result<bool> {
        Ok(self == other)
    }

    pub(super) fn py_hash(&self) -> Result<i64> {
        Ok(self.number_hash())
    }

    pub(super) fn py_format(&self, spec: &str) -> Result<Str> {
        self.to_format(spec)
    }
}

impl From<Complex> for Value {
    fn from(number: Complex) -> Value {
        number.to_value()
    }
}
