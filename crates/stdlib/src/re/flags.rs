//! The flags of the module.
//!
//! *Invariant:* the bits are CPython's, so that `Pattern.flags` is the same number.

use portalis_macros::{pyclass, pyconst, pymethods};
use portalis_runtime::{Int, Object, Result, Str, Value, View, errors};
use std::rc::Rc;

pub(super) const IGNORE_CASE: u32 = 2;
pub(super) const LOCALE: u32 = 4;
pub(super) const MULTILINE: u32 = 8;
pub(super) const DOT_ALL: u32 = 16;
pub(super) const UNICODE: u32 = 32;
pub(super) const VERBOSE: u32 = 64;
pub(super) const DEBUG: u32 = 128;
pub(super) const ASCII: u32 = 256;

/// Bit, letter in `(?…)`, name.
pub(super) const ALL: [(u32, char, &str); 8] = [
    (IGNORE_CASE, 'i', "IGNORECASE"),
    (LOCALE, 'L', "LOCALE"),
    (MULTILINE, 'm', "MULTILINE"),
    (DOT_ALL, 's', "DOTALL"),
    (UNICODE, 'u', "UNICODE"),
    (VERBOSE, 'x', "VERBOSE"),
    (DEBUG, '\0', "DEBUG"),
    (ASCII, 'a', "ASCII"),
];

/// An enumeration of the flags of regular expressions.
#[pyclass(
    "class RegexFlag",
    repr,
    eq,
    hash,
    truthy,
    immutable,
    tp_name = "re.RegexFlag"
)]
#[derive(Clone)]
pub struct RegexFlag(Rc<u32>);

impl RegexFlag {
    fn of(bits: u32) -> RegexFlag {
        RegexFlag(Rc::new(bits))
    }

    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(match *self.0 {
            0 => "re.NOFLAG".to_owned(),
            bits => described(bits),
        }))
    }

    fn py_eq(&self, other: &RegexFlag) -> Result<bool> {
        Ok(self.0 == other.0)
    }

    fn py_hash(&self) -> Result<i64> {
        Ok(i64::from(*self.0))
    }

    fn py_truthy(&self) -> Result<bool> {
        Ok(*self.0 != 0)
    }
}

/// `re.IGNORECASE|re.MULTILINE`.
pub(super) fn described(bits: u32) -> String {
    let known = ALL.iter().filter(|(bit, ..)| bits & bit != 0);
    let mut names: Vec<String> = known.map(|(_, _, name)| format!("re.{name}")).collect();
    let rest = ALL.iter().fold(bits, |rest, (bit, ..)| rest & !bit);
    if rest != 0 {
        names.push(format!("{rest:#x}"));
    }
    names.join("|")
}

/// The bits of an argument for flags.
pub(super) fn bits(value: &Value) -> Result<u32> {
    if let Ok(flag) = RegexFlag::from_value(value.clone()) {
        return Ok(*flag.0);
    }
    let number: Int = value.index()?;
    number
        .to_i64()
        .and_then(|bits| u32::try_from(bits).ok())
        .ok_or_else(|| errors::overflow_error("Python int too large to convert to C int"))
}

#[pymethods]
impl RegexFlag {
    /// The flag of these bits.
    #[pyfn("def __new__(cls, value: Any) -> RegexFlag")]
    pub fn new(value: Value) -> Result<RegexFlag> {
        bits(&value).map(RegexFlag::of)
    }

    #[pyfn("def __or__(self, other: Any) -> RegexFlag")]
    fn bit_or(&self, other: Value) -> Result<RegexFlag> {
        Ok(RegexFlag::of(*self.0 | bits(&other)?))
    }

    #[pyfn("def __ror__(self, other: Any) -> RegexFlag")]
    fn rbit_or(&self, other: Value) -> Result<RegexFlag> {
        self.bit_or(other)
    }

    #[pyfn("def __and__(self, other: Any) -> RegexFlag")]
    fn bit_and(&self, other: Value) -> Result<RegexFlag> {
        Ok(RegexFlag::of(*self.0 & bits(&other)?))
    }

    #[pyfn("def __rand__(self, other: Any) -> RegexFlag")]
    fn rbit_and(&self, other: Value) -> Result<RegexFlag> {
        self.bit_and(other)
    }

    #[pyfn("def __xor__(self, other: Any) -> RegexFlag")]
    fn bit_xor(&self, other: Value) -> Result<RegexFlag> {
        Ok(RegexFlag::of(*self.0 ^ bits(&other)?))
    }

    #[pyfn("def __int__(self) -> int")]
    fn int(&self) -> Int {
        Int::from(i64::from(*self.0))
    }

    #[pyfn("def __index__(self) -> int")]
    fn index(&self) -> Int {
        self.int()
    }

    #[pyfn("def __bool__(self) -> bool")]
    fn truth(&self) -> bool {
        *self.0 != 0
    }

    #[pyfn("def __eq__(self, other: Any) -> bool")]
    fn eq_any(&self, other: Value) -> bool {
        bits(&other).is_ok_and(|bits| bits == *self.0)
    }

    #[pyfn("def __hash__(self) -> int")]
    fn hash_int(&self) -> Int {
        self.int()
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }

    /// The bits.
    #[pyfn("def value(self) -> int", property)]
    pub fn value(&self) -> Int {
        self.int()
    }

    /// The name, without the module.
    #[pyfn("def name(self) -> str", property)]
    pub fn name(&self) -> Str {
        Str::from(described(*self.0).replace("re.", ""))
    }
}

/// No flag.
#[pyconst("NOFLAG: Any")]
pub fn noflag() -> Value {
    RegexFlag::of(0).to_value()
}

/// Perform case-insensitive matching.
#[pyconst("IGNORECASE: Any")]
pub fn ignorecase() -> Value {
    RegexFlag::of(IGNORE_CASE).to_value()
}

/// Perform case-insensitive matching.
#[pyconst("I: Any")]
pub fn i() -> Value {
    ignorecase()
}

/// Make \w, \W, \b, \B, dependent on the current locale.
#[pyconst("LOCALE: Any")]
pub fn locale() -> Value {
    RegexFlag::of(LOCALE).to_value()
}

/// Make \w, \W, \b, \B, dependent on the current locale.
#[pyconst("L: Any")]
pub fn l() -> Value {
    locale()
}

/// "^" matches the beginning of lines (after a newline) as well as the string.
#[pyconst("MULTILINE: Any")]
pub fn multiline() -> Value {
    RegexFlag::of(MULTILINE).to_value()
}

/// "^" matches the beginning of lines (after a newline) as well as the string.
#[pyconst("M: Any")]
pub fn m() -> Value {
    multiline()
}

/// "." matches any character at all, including the newline.
#[pyconst("DOTALL: Any")]
pub fn dotall() -> Value {
    RegexFlag::of(DOT_ALL).to_value()
}

/// "." matches any character at all, including the newline.
#[pyconst("S: Any")]
pub fn s() -> Value {
    dotall()
}

/// Unicode matching, the default for str patterns.
#[pyconst("UNICODE: Any")]
pub fn unicode() -> Value {
    RegexFlag::of(UNICODE).to_value()
}

/// Unicode matching, the default for str patterns.
#[pyconst("U: Any")]
pub fn u() -> Value {
    unicode()
}

/// Ignore whitespace and comments for nicer looking RE's.
#[pyconst("VERBOSE: Any")]
pub fn verbose() -> Value {
    RegexFlag::of(VERBOSE).to_value()
}

/// Ignore whitespace and comments for nicer looking RE's.
#[pyconst("X: Any")]
pub fn x() -> Value {
    verbose()
}

/// Make \w, \W, \b, \B, \d, \D match the corresponding ASCII character categories.
#[pyconst("ASCII: Any")]
pub fn ascii() -> Value {
    RegexFlag::of(ASCII).to_value()
}

/// Make \w, \W, \b, \B, \d, \D match the corresponding ASCII character categories.
#[pyconst("A: Any")]
pub fn a() -> Value {
    ascii()
}

/// Would show the compiled program; nothing is shown here.
#[pyconst("DEBUG: Any")]
pub fn debug() -> Value {
    RegexFlag::of(DEBUG).to_value()
}
