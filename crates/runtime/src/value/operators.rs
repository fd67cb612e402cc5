//! Binary, in-place and unary operators of `Value` (language reference 3.3.8).
//!
//! *Invariant:* `builtin_*` functions answer for builtin representations only and give `None` for NotImplemented; the
//! protocol (reflected operands, subclass priority, TypeError) is in [`Value::binary`] alone.

use crate::{Error, Int, Result, Str, Value, errors, scalars};

macro_rules! binary_ops {
    ($($(#[$doc:meta])* $name:ident $method:ident $inplace:ident $symbol:literal $dunder:literal $reflected:literal $assign:literal)*) => {
        /// A binary operator.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum BinaryOp {
            $($(#[$doc])* $name,)*
        }

        impl BinaryOp {
            /// `__add__`.
            pub fn dunder(self) -> &'static str {
                match self { $(BinaryOp::$name => $dunder,)* }
            }
            /// `__radd__`.
            pub fn reflected(self) -> &'static str {
                match self { $(BinaryOp::$name => $reflected,)* }
            }
            /// `__iadd__`.
            pub fn inplace(self) -> &'static str {
                match self { $(BinaryOp::$name => $assign,)* }
            }
            /// As the TypeError writes it.
            pub fn symbol(self) -> &'static str {
                match self { $(BinaryOp::$name => $symbol,)* }
            }
        }

        impl Value {
            $(
                $(#[$doc])*
                pub fn $method(&self, other: &Value) -> Result<Value> {
                    self.binary(BinaryOp::$name, other)
                }
                /// The in-place variant; gives the object to bind.
                pub fn $inplace(&self, other: &Value) -> Result<Value> {
                    self.inplace(BinaryOp::$name, other)
                }
            )*
        }
    };
}

binary_ops! {
    /// `a + b`.
    Add add iadd "+" "__add__" "__radd__" "__iadd__"
    /// `a - b`.
    Sub sub isub "-" "__sub__" "__rsub__" "__isub__"
    /// `a * b`.
    Mul mul imul "*" "__mul__" "__rmul__" "__imul__"
    /// `a @ b`.
    MatMul matmul imatmul "@" "__matmul__" "__rmatmul__" "__imatmul__"
    /// `a / b`.
    TrueDiv true_div itrue_div "/" "__truediv__" "__rtruediv__" "__itruediv__"
    /// `a // b`.
    FloorDiv floor_div ifloor_div "//" "__floordiv__" "__rfloordiv__" "__ifloordiv__"
    /// `a % b`.
    Mod modulo imodulo "%" "__mod__" "__rmod__" "__imod__"
    /// `divmod(a, b)`.
    DivMod divmod idivmod "divmod()" "__divmod__" "__rdivmod__" "__idivmod__"
    /// `a ** b`.
    Pow pow ipow "** or pow()" "__pow__" "__rpow__" "__ipow__"
    /// `a << b`.
    LShift lshift ilshift "<<" "__lshift__" "__rlshift__" "__ilshift__"
    /// `a >> b`.
    RShift rshift irshift ">>" "__rshift__" "__rrshift__" "__irshift__"
    /// `a & b`.
    BitAnd bit_and ibit_and "&" "__and__" "__rand__" "__iand__"
    /// `a | b`.
    BitOr bit_or ibit_or "|" "__or__" "__ror__" "__ior__"
    /// `a ^ b`.
    BitXor bit_xor ibit_xor "^" "__xor__" "__rxor__" "__ixor__"
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-a`.
    Neg,
    /// `+a`.
    Pos,
    /// `~a`.
    Invert,
}

impl UnaryOp {
    /// `__neg__`.
    pub fn dunder(self) -> &'static str {
        match self {
            UnaryOp::Neg => "__neg__",
            UnaryOp::Pos => "__pos__",
            UnaryOp::Invert => "__invert__",
        }
    }

    fn symbol(self) -> &'static str {
        match self {
            UnaryOp::Neg => "-",
            UnaryOp::Pos => "+",
            UnaryOp::Invert => "~",
        }
    }
}

impl Value {
    /// `-a`.
    pub fn neg(&self) -> Result<Value> {
        self.unary(UnaryOp::Neg)
    }

    /// `+a`.
    pub fn pos(&self) -> Result<Value> {
        self.unary(UnaryOp::Pos)
    }

    /// `~a`.
    pub fn invert(&self) -> Result<Value> {
        self.unary(UnaryOp::Invert)
    }

    /// Applies a unary operator.
    pub fn unary(&self, op: UnaryOp) -> Result<Value> {
        let result = match self {
            Value::Object(object) => object.unary(self, op)?,

            _ => builtin_unary(op, self),
        };
        result.ok_or_else(|| {
            errors::type_error(format!(
                "bad operand type for unary {}: '{}'",
                op.symbol(),
                self.class_name()
            ))
        })
    }

    /// Applies a binary operator by Python's protocol: the right operand's reflected method goes first where its class
    /// is a proper subclass of the left's, else the left's method and then the reflected one.
    #[inline]
    pub fn binary(&self, op: BinaryOp, other: &Value) -> Result<Value> {
        if let (Value::Int(a), Value::Int(b)) = (self, other) {
            match op {
                BinaryOp::Add => return Ok(Value::Int(a + b)),
                BinaryOp::Sub => return Ok(Value::Int(a - b)),
                BinaryOp::Mul => return Ok(Value::Int(a * b)),
                _ => {}
            }
        }
        self.binary_protocol(op, other)?
            .ok_or_else(|| unsupported(op, op.symbol(), self, other))
    }

    fn binary_protocol(&self, op: BinaryOp, other: &Value) -> Result<Option<Value>> {
        let (Value::Object(left), right) = (self, other) else {
            return self.builtin_left(op, other);
        };
        let Value::Object(right_object) = right else {
            return left.binary(self, op, other, false);
        };
        let (left_class, right_class) = (left.class(), right_object.class());
        if left_class.same(&right_class) {
            return left.binary(self, op, other, false);
        }
        let right_first = right_class.is_subclass(&left_class)
            && right_class.overrides(op.reflected(), &left_class);
        if right_first && let Some(result) = right_object.binary(other, op, self, true)? {
            return Ok(Some(result));
        }
        if let Some(result) = left.binary(self, op, other, false)? {
            return Ok(Some(result));
        }
        if right_first {
            return Ok(None);
        }
        right_object.binary(other, op, self, true)
    }

    /// The protocol where the left operand has a builtin representation.
    fn builtin_left(&self, op: BinaryOp, other: &Value) -> Result<Option<Value>> {
        let Value::Object(right) = other else {
            return builtin_binary(op, self, other);
        };
        // An instance of a Python class derived from the left operand's class goes first; where it is not, the
        // builtin does not know it, unless it derives from a builtin itself.
        let right_first = right.payload().is_some_and(|payload| {
            std::mem::discriminant(&payload) == std::mem::discriminant(self)
        });
        if right_first && let Some(result) = right.binary(other, op, self, true)? {
            return Ok(Some(result));
        }
        let plain = right.payload();
        if let Some(result) = builtin_binary(op, self, plain.as_ref().unwrap_or(other))? {
            return Ok(Some(result));
        }
        if right_first {
            Ok(None)
        } else {
            right.binary(other, op, self, true)
        }
    }

    /// Applies an in-place operator and gives the object to bind.
    pub fn inplace(&self, op: BinaryOp, other: &Value) -> Result<Value> {
        let result = match self {
            Value::Object(object) => object.inplace(self, op, other)?,

            Value::List(_) | Value::Set(_) | Value::Dict(_) => builtin_inplace(op, self, other)?,
            _ => None,
        };
        if let Some(result) = result {
            return Ok(result);
        }
        if let (Value::Int(a), Value::Int(b), BinaryOp::Add) = (self, other, op) {
            return Ok(Value::Int(a + b));
        }
        let symbol = match op {
            BinaryOp::Pow => "**=".to_string(),
            _ => format!("{}=", op.symbol()),
        };
        self.binary_protocol(op, other)?
            .ok_or_else(|| unsupported(op, &symbol, self, other))
    }

    /// `pow(a, b, modulus)`.
    pub fn pow_mod(&self, exponent: &Value, modulus: &Value) -> Result<Value> {
        if modulus.is_none() {
            return self.pow(exponent);
        }
        match (self.as_int(), exponent.as_int(), modulus.as_int()) {
            (Some(a), Some(b), Some(c)) => Ok(Value::Int(crate::int::pow_mod(&a, &b, &c)?)),
            _ => self.pow_mod_method(exponent, modulus),
        }
    }

    /// `pow(a, b, modulus)` of what are not three integers: only the first operand is asked.
    fn pow_mod_method(&self, exponent: &Value, modulus: &Value) -> Result<Value> {
        if matches!(self, Value::Object(_)) && self.class().lookup("__pow__").is_some() {
            let args = crate::args![exponent.clone(), modulus.clone()];
            let answer = self.quiet_call_method("__pow__", args)?;
            if !matches!(answer, Value::NotImplemented) {
                return Ok(answer);
            }
        }
        if [self, exponent, modulus]
            .iter()
            .any(|value| matches!(value, Value::Float(_)))
        {
            return Err(errors::type_error(
                "pow() 3rd argument not allowed unless all arguments are integers",
            ));
        }
        Err(errors::type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            self.class_name(),
            exponent.class_name(),
            modulus.class_name()
        )))
    }

    /// The integer, of an `int` or `bool` (not of what has `__index__`).
    pub fn as_int(&self) -> Option<Int> {
        match self {
            Value::Int(value) => Some(value.clone()),
            Value::Bool(value) => Some(Int::new(i64::from(*value))),
            Value::Object(object) => object.payload().and_then(|payload| payload.as_int()),
            _ => None,
        }
    }
}

fn unsupported(op: BinaryOp, symbol: &str, left: &Value, right: &Value) -> Error {
    // `+` of sequences has texts of its own: the slot of concatenation answers last.
    let (kind, right_name) = (left.class_name(), right.class_name());
    match (op, left) {
        (BinaryOp::Add, Value::Str(_) | Value::List(_) | Value::Tuple(_)) => errors::type_error(
            format!("can only concatenate {kind} (not \"{right_name}\") to {kind}"),
        ),
        (BinaryOp::Add, Value::Bytes(_)) => {
            errors::type_error(format!("can't concat {right_name} to bytes"))
        }
        (BinaryOp::Mul, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)) => {
            errors::type_error(format!(
                "can't multiply sequence by non-int of type '{right_name}'"
            ))
        }
        (BinaryOp::Mul, _)
            if matches!(
                right,
                Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)
            ) =>
        {
            errors::type_error(format!(
                "can't multiply sequence by non-int of type '{kind}'"
            ))
        }
        _ => errors::type_error(format!(
            "unsupported operand type(s) for {symbol}: '{kind}' and '{right_name}'"
        )),
    }
}

/// What `a op b` gives for builtin representations; `None` is NotImplemented.
pub fn builtin_binary(op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    use Value::{Bool, Bytes, Dict, Float, FrozenSet, Int, List, Set, Str, Tuple};
    match (a, b) {
        (Bool(x), Bool(y)) => match op {
            BinaryOp::BitAnd => Ok(Some(Bool(x & y))),
            BinaryOp::BitOr => Ok(Some(Bool(x | y))),
            BinaryOp::BitXor => Ok(Some(Bool(x ^ y))),
            _ => scalars::int_binary(op, &crate::Int::from(*x), &crate::Int::from(*y)),
        },
        (Int(x), Int(y)) => scalars::int_binary(op, x, y),
        (Int(x), Bool(y)) => scalars::int_binary(op, x, &crate::Int::from(*y)),
        (Bool(x), Int(y)) => scalars::int_binary(op, &crate::Int::from(*x), y),
        (Float(x), Float(y)) => scalars::float_binary(op, *x, *y),
        (Float(x), Int(y)) => scalars::float_binary(op, *x, y.to_f64()?),
        (Float(x), Bool(y)) => scalars::float_binary(op, *x, f64::from(*y)),
        (Int(x), Float(y)) => scalars::float_binary(op, x.to_f64()?, *y),
        (Bool(x), Float(y)) => scalars::float_binary(op, f64::from(*x), *y),
        (Str(x), _) if op == BinaryOp::Mod => Ok(Some(Str_(scalars::percent(x, b)?))),
        (Bytes(x), _) if op == BinaryOp::Mod => Ok(Some(Bytes(scalars::percent_bytes(x, b)?))),
        (Str(x), Str(y)) if op == BinaryOp::Add => Ok(Some(Str(scalars::concat(x, y)))),
        (Bytes(x), Bytes(y)) if op == BinaryOp::Add => Ok(Some(Bytes(scalars::concat_bytes(x, y)))),
        (List(x), List(y)) if op == BinaryOp::Add => Ok(Some(List(x.concat(y)))),
        (Tuple(x), Tuple(y)) if op == BinaryOp::Add => Ok(Some(Tuple(x.concat(y)))),
        (Str(_) | Bytes(_) | List(_) | Tuple(_), _) if op == BinaryOp::Mul => {
            match index_operand(b)? {
                Some(count) => Ok(Some(repeat(a, &count)?)),
                None => Ok(None),
            }
        }
        (_, Str(_) | Bytes(_) | List(_) | Tuple(_)) if op == BinaryOp::Mul => {
            match index_operand(a)? {
                Some(count) => Ok(Some(repeat(b, &count)?)),
                None => Ok(None),
            }
        }
        (Dict(x), Dict(y)) if op == BinaryOp::BitOr => Ok(Some(Dict(x.merged(y)?))),
        (Set(x), Set(_) | FrozenSet(_)) => {
            Ok(crate::set::algebra(op, x.inner(), set_of(b))?.map(|t| Set(t.into())))
        }
        (FrozenSet(x), Set(_) | FrozenSet(_)) => {
            Ok(crate::set::algebra(op, x.inner(), set_of(b))?.map(|t| FrozenSet(t.into())))
        }
        _ => Ok(None),
    }
}

#[expect(
    non_upper_case_globals,
    reason = "a variant under a name that does not hide the type `Str`"
)]
const Str_: fn(Str) -> Value = Value::Str;

fn set_of(value: &Value) -> &crate::set::SetHandle<Value> {
    match value {
        Value::Set(set) => set.inner(),
        Value::FrozenSet(set) => set.inner(),
        _ => unreachable!("guarded by the caller's match"),
    }
}

/// The count of a repetition: an integer or what has `__index__`.
fn index_operand(value: &Value) -> Result<Option<Int>> {
    match value {
        Value::Int(_) | Value::Bool(_) => Ok(value.as_int()),
        Value::Object(_) => value.index_or_none(),
        _ => Ok(None),
    }
}

fn repeat(sequence: &Value, count: &Int) -> Result<Value> {
    let Some(count) = count.to_i64() else {
        return Err(errors::overflow_error(
            "cannot fit 'int' into an index-sized integer",
        ));
    };
    Ok(match sequence {
        Value::Str(text) => Value::Str(scalars::repeat(text, count)?),
        Value::Bytes(bytes) => Value::Bytes(scalars::repeat_bytes(bytes, count)?),
        Value::List(list) => Value::List(list.repeated(count)?),
        Value::Tuple(tuple) => Value::Tuple(tuple.repeated(count)?),
        _ => Value::NotImplemented,
    })
}

/// What `a op= b` does to builtin mutable containers; `None`: fall back on the binary operator.
pub fn builtin_inplace(op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    match (a, op) {
        (Value::List(list), BinaryOp::Add) => {
            list.extend(b)?;
            Ok(Some(a.clone()))
        }
        (Value::List(list), BinaryOp::Mul) => match index_operand(b)? {
            Some(count) => {
                list.repeat_in_place(count.clamp_i64())?;
                Ok(Some(a.clone()))
            }
            None => Ok(None),
        },
        (Value::Dict(dict), BinaryOp::BitOr) => {
            dict.update_from(b)?;
            Ok(Some(a.clone()))
        }
        (Value::Set(set), _) if matches!(b, Value::Set(_) | Value::FrozenSet(_)) => {
            Ok(crate::set::algebra_in_place(op, set.inner(), set_of(b))?.then(|| a.clone()))
        }
        _ => Ok(None),
    }
}

/// What `op a` gives for builtin representations.
pub fn builtin_unary(op: UnaryOp, a: &Value) -> Option<Value> {
    match (op, a) {
        (UnaryOp::Neg, Value::Float(value)) => Some(Value::Float(-value)),
        (UnaryOp::Pos, Value::Float(value)) => Some(Value::Float(*value)),
        (_, Value::Int(_) | Value::Bool(_)) => {
            let value = a.as_int()?;
            Some(Value::Int(match op {
                UnaryOp::Neg => -value,
                UnaryOp::Pos => value,
                UnaryOp::Invert => !value,
            }))
        }
        _ => None,
    }
}
