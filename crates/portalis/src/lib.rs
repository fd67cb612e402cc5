//! What a program compiled by portalis links: the prelude of the runtime, and the modules of the library.

pub use portalis_runtime::*;
pub use portalis_stdlib::*;

/// Everything that generated code names without a path.
///
/// No module of the runtime is in it but `builtins` and `errors`: one called `bool` would hide the type.
pub mod prelude {
    pub use portalis_runtime::builtins::{self, *};
    pub use portalis_runtime::generated::*;
    pub use portalis_runtime::suspended::run_now;
    pub use portalis_runtime::{
        Args, AsyncGenerator, AsyncIter, At, Attributes, BoolMethods, ByteArray, Bytes, Callable,
        Class, Complex, Coroutine, Dict, DictItems, DictKeys, DictValues, EnumFace, Error, Face,
        Field, Float, FloatMethods, Frame, FrozenSet, FunctionKind, Generator, Global, GlobalKey,
        Int, Iter, Iterable, Kind, List, Local, MemoryView, Namespace, NativeClass, Number, Object,
        Param, Range, Result, Set, Shared, Signature, Slice, Str, Subclass, Tuple, Value, View,
        Yielder,
    };
    pub use portalis_runtime::{
        abstract_class, annotated, args, async_generator, class, class_with, concat_str, errors,
        exception_class, face_class, fstr, function, generator, generic, globals, handling,
        plain_enum, plain_object, plain_subclass, raise, raise_from, recursion_guard, repr_once,
        reraise, run, spread, spread_keywords, start, static_method, super_, super_without, try_,
        unsupported,
    };
    pub use std::process::ExitCode;
    pub use std::rc::Rc;
}
