//! Names that cannot be compiled, and names that nothing defines.
//!
//! *Invariant:* only names that the program does not bind itself are judged here.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// The public names of CPython 3.13's `builtins`, sorted.
const BUILTINS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "BaseExceptionGroup",
    "BlockingIOError",
    "BrokenPipeError",
    "BufferError",
    "BytesWarning",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "DeprecationWarning",
    "EOFError",
    "Ellipsis",
    "EncodingWarning",
    "EnvironmentError",
    "Exception",
    "ExceptionGroup",
    "False",
    "FileExistsError",
    "FileNotFoundError",
    "FloatingPointError",
    "FutureWarning",
    "GeneratorExit",
    "IOError",
    "ImportError",
    "ImportWarning",
    "IndentationError",
    "IndexError",
    "InterruptedError",
    "IsADirectoryError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "None",
    "NotADirectoryError",
    "NotImplemented",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PendingDeprecationWarning",
    "PermissionError",
    "ProcessLookupError",
    "PythonFinalizationError",
    "RecursionError",
    "ReferenceError",
    "ResourceWarning",
    "RuntimeError",
    "RuntimeWarning",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "SyntaxWarning",
    "SystemError",
    "SystemExit",
    "TabError",
    "TimeoutError",
    "True",
    "TypeError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "UnicodeWarning",
    "UserWarning",
    "ValueError",
    "Warning",
    "ZeroDivisionError",
    "__build_class__",
    "__import__",
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "copyright",
    "credits",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "license",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
];

/// CPython has this builtin.
pub(crate) fn is_builtin(name: &str) -> bool {
    BUILTINS.binary_search(&name).is_ok()
}

/// A builtin that no compiled program can have.
pub(crate) fn refuse(path: &str, name: &str, span: Range<u32>) -> Option<Diagnostic> {
    let error = |code, message: String, help: &str| {
        Some(Diagnostic::error(code, path, span.clone(), message).with_help(help))
    };
    match name {
        "eval" | "exec" | "compile" => {
            let help = "Call a function instead; for data, `ast.literal_eval` or `json.loads` read literals.";
            error(
                "P0004",
                format!(
                    "`{name}` runs Python code that is made at run time, which a compiled program cannot."
                ),
                help,
            )
        }
        "__import__" => {
            let help = "Use an `import` statement; it may stand inside a function or a condition.";
            error(
                "P0004",
                "`__import__` loads a module whose name is only known at run time.".to_owned(),
                help,
            )
        }
        "globals" | "locals" => {
            let help = "Keep what you want to look up by name in a dictionary of your own.";
            error(
                "P0005",
                format!(
                    "`{name}` looks variables up by name at run time, but compiled variables have none."
                ),
                help,
            )
        }
        _ => None,
    }
}

/// `vars()` and `dir()` without an argument.
pub(crate) fn own_names(path: &str, name: &str, span: Range<u32>) -> Diagnostic {
    let message = format!(
        "`{name}()` lists variables by name at run time, but compiled variables have none."
    );
    Diagnostic::error("P0005", path, span, message).with_help(format!(
        "`{name}` takes an object: pass it the one whose attributes you want."
    ))
}

/// A name that nothing defines.
pub(crate) fn undefined(path: &str, name: &str, span: Range<u32>) -> Diagnostic {
    if is_builtin(name) {
        let message = format!("The builtin `{name}` is not supported yet.");
        return Diagnostic::error("P0008", path, span, message).with_help(format!(
            "Define a function or class `{name}` that does what the program needs."
        ));
    }
    let message = format!("Nothing defines the name `{name}`; evaluating it raises NameError.");
    Diagnostic::warning("P0007", path, span, message).with_help("Check the spelling, or import it.")
}
