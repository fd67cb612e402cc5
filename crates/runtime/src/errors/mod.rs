//! The builtin exception classes and a constructor for each (library reference, "Exception hierarchy").
//!
//! `errors::ValueError` is the class, `errors::value_error("text")` an exception that is raised now. What single classes
//! add to `BaseException` (members, `__str__`) is in [`members`].
//!
//! *Invariant:* a class is linked only where a program names it.

#[cfg(feature = "catalogue")]
mod describe;
mod members;

use crate::native::NativeClass;
use crate::{Error, Int, Str, Value, reach};
use members::*;

macro_rules! exceptions {
    ($($class:ident $function:ident [$($base:expr),*] $doc:literal { $($slots:ident)? } { $($field:ident: $value:expr),* })*) => {$(
        #[doc = $doc]
        #[allow(non_upper_case_globals, reason = "Python's names")]
        pub static $class: NativeClass = NativeClass {
            doc: $doc,
            bases: &[$($base),*],
            $(slots: $slots,)?
            members: reach::class_members! { exception_members; $($field: $value),* },
            ..NativeClass::new(stringify!($class), "builtins")
        };

        #[doc = concat!("Raises `", stringify!($class), "(argument)`.")]
        #[cold]
        pub fn $function(argument: impl Into<Value>) -> Error {
            Error::new(&$class, vec![argument.into()])
        }
    )*

        /// What the compiler knows of the exception classes.
        #[cfg(feature = "catalogue")]
        pub fn describe() -> Vec<portalis_signature::Class> {
            vec![$(describe::class(&$class)),*]
        }

        /// The exception classes by name, for dynamic access.
        #[allow(non_upper_case_globals, reason = "Python's names")]
        pub mod native {
            use crate::NativeClass;
            $(#[doc = $doc] pub static $class: &NativeClass = &super::$class;)*
        }
    };
}

exceptions! {
    BaseException base_exception [] "Common base class for all exceptions" { BASE } { statics: BASE_NEW, methods: BASE_METHODS, properties: BASE_PROPERTIES }
    Exception exception [&BaseException] "Common base class for all non-exit exceptions." {} {}
    BaseExceptionGroup base_exception_group [&BaseException] "A combination of multiple unrelated exceptions." {} { slots: GROUP, statics: GROUP_NEW, methods: GROUP_METHODS, properties: GROUP_PROPERTIES }
    ExceptionGroup exception_group_error [&BaseExceptionGroup, &Exception] "ExceptionGroup." {} {}
    GeneratorExit generator_exit [&BaseException] "Request that a generator exit." {} {}
    KeyboardInterrupt keyboard_interrupt [&BaseException] "Program interrupted by user." {} {}
    SystemExit system_exit_error [&BaseException] "Request to exit from the interpreter." { EXIT } { properties: EXIT_PROPERTIES }
    ArithmeticError arithmetic_error [&Exception] "Base class for arithmetic errors." {} {}
    FloatingPointError floating_point_error [&ArithmeticError] "Floating-point operation failed." {} {}
    OverflowError overflow_error [&ArithmeticError] "Result too large to be represented." {} {}
    ZeroDivisionError zero_division_error [&ArithmeticError] "Second argument to a division or modulo operation was zero." {} {}
    AssertionError assertion_error [&Exception] "Assertion failed." {} {}
    AttributeError attribute_error [&Exception] "Attribute not found." { NAMED } { properties: ATTRIBUTE_PROPERTIES }
    BufferError buffer_error [&Exception] "Buffer error." {} {}
    EOFError eof_error [&Exception] "Read beyond end of file." {} {}
    ImportError import_error [&Exception] "Import can't find module, or can't find name in module." { IMPORT } { properties: IMPORT_PROPERTIES }
    ModuleNotFoundError module_not_found_error [&ImportError] "Module not found." {} {}
    LookupError lookup_error [&Exception] "Base class for lookup errors." {} {}
    IndexError index_error [&LookupError] "Sequence index out of range." {} {}
    KeyError key_error [&LookupError] "Mapping key not found." { KEY } {}
    MemoryError memory_error [&Exception] "Out of memory." {} {}
    NameError name_error [&Exception] "Name not found globally." { NAMED } { properties: NAME_PROPERTIES }
    UnboundLocalError unbound_local_error [&NameError] "Local name referenced but not bound to a value." {} {}
    OSError os_error [&Exception] "Base class for I/O related errors." { OS } { statics: OS_NEW, properties: OS_PROPERTIES }
    BlockingIOError blocking_io_error [&OSError] "I/O operation would block." {} {}
    ChildProcessError child_process_error [&OSError] "Child process error." {} {}
    ConnectionError connection_error [&OSError] "Connection error." {} {}
    BrokenPipeError broken_pipe_error [&ConnectionError] "Broken pipe." {} {}
    ConnectionAbortedError connection_aborted_error [&ConnectionError] "Connection aborted." {} {}
    ConnectionRefusedError connection_refused_error [&ConnectionError] "Connection refused." {} {}
    ConnectionResetError connection_reset_error [&ConnectionError] "Connection reset." {} {}
    FileExistsError file_exists_error [&OSError] "File already exists." {} {}
    FileNotFoundError file_not_found_error [&OSError] "File not found." {} {}
    InterruptedError interrupted_error [&OSError] "Interrupted by signal." {} {}
    IsADirectoryError is_a_directory_error [&OSError] "Operation doesn't work on directories." {} {}
    NotADirectoryError not_a_directory_error [&OSError] "Operation only works on directories." {} {}
    PermissionError permission_error [&OSError] "Not enough permissions." {} {}
    ProcessLookupError process_lookup_error [&OSError] "Process not found." {} {}
    TimeoutError timeout_error [&OSError] "Timeout expired." {} {}
    ReferenceError reference_error [&Exception] "Weak ref proxy used after referent went away." {} {}
    RuntimeError runtime_error [&Exception] "Unspecified run-time error." {} {}
    NotImplementedError not_implemented_error [&RuntimeError] "Method or function hasn't been implemented yet." {} {}
    PythonFinalizationError python_finalization_error [&RuntimeError] "Operation blocked during Python finalization." {} {}
    RecursionError recursion_error [&RuntimeError] "Recursion limit exceeded." {} {}
    StopAsyncIteration stop_async_iteration [&Exception] "Signal the end from iterator.__anext__()." {} {}
    StopIteration stop_iteration_error [&Exception] "Signal the end from iterator.__next__()." { STOP } { properties: STOP_PROPERTIES }
    SyntaxError syntax_error [&Exception] "Invalid syntax." { SYNTAX } { properties: SYNTAX_PROPERTIES }
    IndentationError indentation_error [&SyntaxError] "Improper indentation." {} {}
    TabError tab_error [&IndentationError] "Improper mixture of spaces and tabs." {} {}
    SystemError system_error [&Exception] "Internal error in the Python interpreter." {} {}
    TypeError type_error [&Exception] "Inappropriate argument type." {} {}
    ValueError value_error [&Exception] "Inappropriate argument value (of correct type)." {} {}
    UnicodeError unicode_error [&ValueError] "Unicode related error." {} {}
    UnicodeDecodeError unicode_decode_error [&UnicodeError] "Unicode decoding error." { UNICODE } { properties: UNICODE_PROPERTIES }
    UnicodeEncodeError unicode_encode_error [&UnicodeError] "Unicode encoding error." { UNICODE } { properties: UNICODE_PROPERTIES }
    UnicodeTranslateError unicode_translate_error [&UnicodeError] "Unicode translation error." { UNICODE } { properties: UNICODE_PROPERTIES }
    Warning warning [&Exception] "Base class for warning categories." {} {}
    BytesWarning bytes_warning [&Warning] "Base class for warnings about bytes and buffer related problems, mostly" {} {}
    DeprecationWarning deprecation_warning [&Warning] "Base class for warnings about deprecated features." {} {}
    EncodingWarning encoding_warning [&Warning] "Base class for warnings about encodings." {} {}
    FutureWarning future_warning [&Warning] "Base class for warnings about constructs that will change semantically" {} {}
    ImportWarning import_warning [&Warning] "Base class for warnings about probable mistakes in module imports" {} {}
    PendingDeprecationWarning pending_deprecation_warning [&Warning] "Base class for warnings about features which will be deprecated" {} {}
    ResourceWarning resource_warning [&Warning] "Base class for warnings about resource usage." {} {}
    RuntimeWarning runtime_warning [&Warning] "Base class for warnings about dubious runtime behavior." {} {}
    SyntaxWarning syntax_warning [&Warning] "Base class for warnings about dubious syntax." {} {}
    UnicodeWarning unicode_warning [&Warning] "Base class for warnings about Unicode related problems, mostly" {} {}
    UserWarning user_warning [&Warning] "Base class for warnings generated by user code." {} {}
}

/// AttributeError with its `name` and `obj`.
#[cold]
pub fn attribute_error_for(text: impl Into<Value>, object: &Value, name: &str) -> Error {
    let error = attribute_error(text);
    error.state().set_field("name", Str::from(name));
    error.state().set_field("obj", object);
    error
}

/// NameError with its `name`.
#[cold]
pub fn name_error_for(text: impl Into<Value>, name: &str) -> Error {
    let error = name_error(text);
    error.state().set_field("name", Str::from(name));
    error
}

/// NameError: "name 'x' is not defined".
#[cold]
pub fn undefined_name(name: &str) -> Error {
    name_error_for(format!("name '{name}' is not defined"), name)
}

/// StopIteration with a value.
#[cold]
pub fn stop_iteration(value: impl Into<Value>) -> Error {
    let value = value.into();
    let args = if value.is_none() {
        Vec::new()
    } else {
        vec![value.clone()]
    };
    let error = Error::new(&StopIteration, args);
    error.state().set_field("value", value);
    error
}

/// SystemExit with a code.
#[cold]
pub fn system_exit(code: impl Into<Value>) -> Error {
    let code = code.into();
    let args = if code.is_none() {
        Vec::new()
    } else {
        vec![code.clone()]
    };
    let error = Error::new(&SystemExit, args);
    error.state().set_field("code", code);
    error
}

/// An exception class of a program that adds nothing to its base but a name.
pub const fn exception_class(
    name: &'static str,
    module: &'static str,
    doc: &'static str,
    bases: &'static [&'static NativeClass],
) -> NativeClass {
    NativeClass {
        doc,
        bases,
        is_heap: true,
        ..NativeClass::new(name, module)
    }
}

/// Any exception class called with any arguments.
#[cold]
pub fn exception_with(class: &'static NativeClass, args: Vec<Value>) -> Error {
    reach::INSTANCES.turn_on();
    match crate::class::instantiate(&class.class(), crate::Args::positional(args)) {
        Ok(value) => crate::error::exception_of(value),
        Err(error) => error,
    }
}

/// OSError of the class that `errno` selects (`FileNotFoundError`, …).
#[cold]
pub fn os_error_from(errno: i64, text: impl Into<Str>, filename: Option<Value>) -> Error {
    let mut args = vec![Value::Int(Int::new(errno)), Value::Str(text.into())];
    args.extend(filename);
    let error = Error::new(os_class(errno).unwrap_or(&OSError), Vec::new());
    describe_os(error.state(), &args);
    error
}

/// ModuleNotFoundError: "No module named 'x'".
#[cold]
pub fn module_not_found(name: &str) -> Error {
    let error = module_not_found_error(format!("No module named '{name}'"));
    error.state().set_field("name", Str::from(name));
    error
}

/// TypeError of an argument that is of another class than `expected`; [`crate::native::argument`] says which argument.
#[cold]
pub fn wrong_type(expected: &'static str, value: &Value) -> Error {
    let got = value.class_name();
    let error = type_error(match expected {
        "int" => format!("'{got}' object cannot be interpreted as an integer"),
        "float" => format!("must be real number, not {got}"),
        _ => format!("expected {expected}, got {got}"),
    });
    error.state().set_field(" expected", expected);
    error.state().set_field(" got", got);
    error
}

/// The TypeError of [`wrong_type`] with function and argument named; other errors as they are.
pub(crate) fn with_argument(error: Error, function: &str, index: usize) -> Error {
    let (Some(Value::Str(expected)), Some(Value::Str(got))) = (
        error.state().field(" expected"),
        error.state().field(" got"),
    ) else {
        return error;
    };
    let short = function.rsplit('.').next().unwrap_or(function);
    match expected.as_str() {
        "int" | "float" => error,
        _ if index == 0 => type_error(format!("{short}() argument must be {expected}, not {got}")),
        _ => type_error(format!(
            "{short}() argument {index} must be {expected}, not {got}"
        )),
    }
}

/// GeneratorExit with no arguments.
#[cold]
pub fn generator_exit_now() -> Error {
    Error::new(&GeneratorExit, Vec::new())
}
