//! What `sys` tells about numbers, the implementation and the interpreter.
//!
//! *Invariant:* numbers are the machine's own; what is CPython's own business has the value it has there.

use portalis_macros::{pyconst, pyfn};
use portalis_runtime::{Args, Int, List, Result, Str, Value};

/// An instance of a struct sequence of the module.
fn info(name: &str, fields: &[(&str, Value)]) -> Value {
    let made = || -> Result<Value> {
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let class = crate::collections::namedtuple_class(&format!("sys.{name}"), &names, "sys")?;
        class.call(Args::positional(
            fields.iter().map(|(_, value)| value.clone()).collect(),
        ))
    };
    made().unwrap_or_default()
}

/// Information about the precision and internal representation of floats.
#[pyconst("float_info: Any")]
pub fn float_info() -> Value {
    info(
        "float_info",
        &[
            ("max", f64::MAX.into()),
            ("max_exp", 1024.into()),
            ("max_10_exp", 308.into()),
            ("min", f64::MIN_POSITIVE.into()),
            ("min_exp", (-1021).into()),
            ("min_10_exp", (-307).into()),
            ("dig", 15.into()),
            ("mant_dig", 53.into()),
            ("epsilon", f64::EPSILON.into()),
            ("radix", 2.into()),
            ("rounds", 1.into()),
        ],
    )
}

/// Information about the representation of integers.
#[pyconst("int_info: Any")]
pub fn int_info() -> Value {
    info(
        "int_info",
        &[
            ("bits_per_digit", 30.into()),
            ("sizeof_digit", 4.into()),
            ("default_max_str_digits", 4300.into()),
            ("str_digits_check_threshold", 640.into()),
        ],
    )
}

/// Information about hashing of numbers.
#[pyconst("hash_info: Any")]
pub fn hash_info() -> Value {
    info(
        "hash_info",
        &[
            ("width", 64.into()),
            ("modulus", Int::new((1 << 61) - 1).into()),
            ("inf", 314_159.into()),
            ("nan", 0.into()),
            ("imag", 1_000_003.into()),
            ("algorithm", "siphash13".into()),
            ("hash_bits", 64.into()),
            ("seed_bits", 128.into()),
            ("cutoff", 0.into()),
        ],
    )
}

/// Flags of the interpreter.
#[pyconst("flags: Any")]
pub fn flags() -> Value {
    let numbers = [
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
    ];
    let mut fields: Vec<(&str, Value)> = numbers
        .into_iter()
        .map(|name| (name, Value::from(0)))
        .collect();
    fields.push(("dev_mode", false.into()));
    fields.push(("utf8_mode", 1.into()));
    fields.push(("warn_default_encoding", 0.into()));
    fields.push(("safe_path", false.into()));
    fields.push(("int_max_str_digits", 4300.into()));
    info("flags", &fields)
}

/// The C API version of the interpreter.
#[pyconst("api_version: int")]
pub const API_VERSION: Int = Int::new(1013);

/// ABI flags as specified by PEP 3149.
#[pyconst("abiflags: str")]
pub fn abiflags() -> Str {
    Str::from("")
}

/// How floats are shown: with as few digits as tell them apart.
#[pyconst("float_repr_style: str")]
pub fn float_repr_style() -> Str {
    Str::from("short")
}

/// Name of the platform-specific library directory.
#[pyconst("platlibdir: str")]
pub fn platlibdir() -> Str {
    Str::from("lib")
}

/// Where Python would be installed: compiled programs need none.
#[pyconst("prefix: str")]
pub fn prefix() -> Str {
    Str::from("/usr")
}

/// As [`prefix`].
#[pyconst("exec_prefix: str")]
pub fn exec_prefix() -> Str {
    prefix()
}

/// As [`prefix`]: there are no virtual environments.
#[pyconst("base_prefix: str")]
pub fn base_prefix() -> Str {
    prefix()
}

/// As [`prefix`].
#[pyconst("base_exec_prefix: str")]
pub fn base_exec_prefix() -> Str {
    prefix()
}

/// Options `-W` of the command line: there are none.
#[pyconst("warnoptions: list[Any]")]
pub fn warnoptions() -> List<Value> {
    List::new()
}

/// The command line as it was given.
#[pyconst("orig_argv: list[Any]")]
pub fn orig_argv() -> List<Value> {
    super::argv().copy()
}

/// Return True if Python is exiting.
#[pyfn("def is_finalizing() -> bool")]
pub fn is_finalizing() -> bool {
    false
}

/// Return the current thread switch interval.
#[pyfn("def getswitchinterval() -> float")]
pub fn getswitchinterval() -> f64 {
    0.005
}

/// Set the ideal thread switching delay: threads of compiled programs switch where they block.
#[pyfn("def setswitchinterval(interval: float, /) -> None")]
pub fn setswitchinterval(_interval: f64) {}

/// Return the global debug tracing function: there is none.
#[pyfn("def gettrace() -> Any")]
pub fn gettrace() -> Value {
    Value::None
}

/// Return the profiling function: there is none.
#[pyfn("def getprofile() -> Any")]
pub fn getprofile() -> Value {
    Value::None
}

/// Passes the event to any hooks that are attached: none are.
#[pyfn("def audit(event: str, /, *args: Any) -> None")]
pub fn audit(_event: &str, _args: &[Value]) {}

/// Return the encoding's error handler of file names.
#[pyfn("def getfilesystemencodeerrors() -> str")]
pub fn getfilesystemencodeerrors() -> Str {
    Str::from("surrogateescape")
}
