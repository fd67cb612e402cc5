//! `sys`: the program's surroundings.
//!
//! [`streams`] has the standard streams, [`information`] what describes the machine and the implementation.
//!
//! *Invariant:* what CPython would say about itself is said about CPython 3.13, which programs are compiled for.

mod information;
mod streams;

pub use information::*;
pub use streams::*;

use portalis_macros::{module, pyconst, pyfn};
use portalis_runtime::{Class, Error, Int, List, Result, Str, Value, args, errors};

module!("sys");

thread_local! {
    static ARGV: List<Value> = std::env::args().map(Value::from).collect();
    static PATH: List<Value> = List::new();
}

/// The command line: the program and its arguments.
#[pyconst("argv: list[Any]")]
pub fn argv() -> List<Value> {
    ARGV.with(List::clone)
}

/// Where modules are searched; compiled programs have them all.
#[pyconst("path: list[Any]")]
pub fn path() -> List<Value> {
    PATH.with(List::clone)
}

/// The modules that are loaded; compiled programs do not list them.
#[pyconst("modules: dict[Any, Any]")]
pub fn modules() -> portalis_runtime::Dict<Value, Value> {
    portalis_runtime::Dict::new()
}

/// The largest index.
#[pyconst("maxsize: int")]
pub const MAXSIZE: Int = Int::new(i64::MAX);

/// The largest code point.
#[pyconst("maxunicode: int")]
pub const MAXUNICODE: Int = Int::new(0x10_ffff);

/// Least significant byte first.
#[pyconst("byteorder: str")]
pub fn byteorder() -> Str {
    Str::from("little")
}

/// The operating system.
#[pyconst("platform: str")]
pub fn platform() -> Str {
    Str::from(match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        "" | "unknown" => "emscripten",
        os => os,
    })
}

/// The version of Python, in words.
#[pyconst("version: str")]
pub fn version() -> Str {
    Str::from("3.13.0 (portalis)")
}

/// The version of Python as a number.
#[pyconst("hexversion: int")]
pub const HEXVERSION: Int = Int::new(0x030d_00f0);

/// The program that runs.
#[pyconst("executable: str")]
pub fn executable() -> Str {
    Str::from(std::env::current_exe().map(|path| path.display().to_string()).unwrap_or_default())
}

/// Modules are not written as byte code.
#[pyconst("dont_write_bytecode: bool")]
pub const DONT_WRITE_BYTECODE: bool = true;

/// The version of Python: a named tuple.
#[pyconst("version_info: Any")]
pub fn version_info() -> Value {
    thread_local! {
        static INFO: Value = make_version_info().unwrap_or_default();
    }
    INFO.with(Value::clone)
}

fn make_version_info() -> Result<Value> {
    let class = crate::collections::namedtuple_class("version_info", &["major", "minor", "micro", "releaselevel", "serial"], "sys")?;
    if let Some(class) = Class::of_value(&class) {
        class.store("__qualname__", None);
    }
    class.call(args![3, 13, 0, "final", 0])
}

/// Exit the interpreter by raising SystemExit(status).
///
/// If the status is omitted or None, it defaults to zero (i.e., success).
/// If the status is an integer, it will be used as the system exit status.
/// If it is another kind of object, it will be printed and the system
/// exit status will be one (i.e., failure).
#[pyfn("def exit(status: Any = None, /) -> NoReturn")]
pub fn exit(status: Value) -> Result<()> {
    Err(errors::system_exit(status))
}

/// Return current value of the recursion limit, the maximum depth of the Python interpreter stack.
#[pyfn("def getrecursionlimit() -> int")]
pub fn getrecursionlimit() -> Int {
    Int::from(portalis_runtime::function::recursion_limit())
}

/// Set the maximum depth of the Python interpreter stack to n.
#[pyfn("def setrecursionlimit(limit: int, /) -> None")]
pub fn setrecursionlimit(limit: &Int) -> Result<()> {
    if *limit < 1 {
        return Err(errors::value_error("recursion limit must be greater or equal than 1"));
    }
    portalis_runtime::function::set_recursion_limit(limit.to_usize().unwrap_or(usize::MAX));
    Ok(())
}

/// Return the current exception.
///
/// Return the most recent exception caught by an except clause
/// in the current stack frame or in an older stack frame, or None
/// if no such clause exists.
#[pyfn("def exception() -> Any")]
pub fn exception() -> Value {
    portalis_runtime::error::current().map_or(Value::None, |error| error.value())
}

/// Return current exception information: (type, value, traceback).
#[pyfn("def exc_info() -> tuple[Any, Any, Any]")]
pub fn exc_info() -> Result<(Value, Value, Value)> {
    match portalis_runtime::error::current() {
        Some(error) => exception_triple(&error),
        None => Ok((Value::None, Value::None, Value::None)),
    }
}

fn exception_triple(error: &Error) -> Result<(Value, Value, Value)> {
    let value = error.value();
    let traceback = value.get_attr("__traceback__")?;
    Ok((error.class().value(), value, traceback))
}

/// ``Intern'' the given string.
#[pyfn("def intern(string: str, /) -> str")]
pub fn intern(string: Str) -> Str {
    string
}

/// Return the current default encoding used by the Unicode implementation.
#[pyfn("def getdefaultencoding() -> str")]
pub fn getdefaultencoding() -> Str {
    Str::from("utf-8")
}

/// Return the encoding used to convert Unicode filenames to OS filenames.
#[pyfn("def getfilesystemencoding() -> str")]
pub fn getfilesystemencoding() -> Str {
    Str::from("utf-8")
}

/// Set the maximum number of digits of a conversion between int and str.
#[pyfn("def set_int_max_str_digits(maxdigits: int) -> None")]
pub fn set_int_max_str_digits(maxdigits: i64) {
    portalis_runtime::int::set_max_str_digits(maxdigits.max(0) as usize);
}

/// Return the maximum string digits limit for non-binary int<->str conversions.
#[pyfn("def get_int_max_str_digits() -> int")]
pub fn get_int_max_str_digits() -> Int {
    Int::from(portalis_runtime::int::max_str_digits())
}

/// Information about the implementation.
#[pyconst("implementation: Any")]
pub fn implementation() -> Value {
    let made = || -> Result<Value> {
        let class = crate::collections::namedtuple_class("namespace", &["name", "cache_tag", "version", "hexversion"], "types")?;
        class.call(args!["cpython", "cpython-313", version_info(), HEXVERSION])
    };
    made().unwrap_or_default()
}
