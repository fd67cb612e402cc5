//! Python's standard library for programs compiled by portalis: one file or folder a module.
//!
//! A module is a file whose head says `module!("name")`, and its line in [`modules!`]. Its functions are declared by
//! `#[pyfn]`, so the compiler's catalogue, the dynamic tables and the Rust API are one text.
//!
//! *Invariant:* a module behaves as CPython 3.13's of that name, exception texts included.

mod support;

#[cfg(feature = "catalogue")]
mod refusals;

/// The modules: each a `pub mod`, and a member of the catalogue. Those that are Python, in whole or in part, are in the
/// folder `python`, and are compiled with the programs that import them.
macro_rules! modules {
    ($($(#[$attribute:meta])* $name:ident)* ; python $($python:literal)*) => {
        $($(#[$attribute])* pub mod $name;)*

        /// Everything that a program may use: the builtins and all modules of the library.
        #[cfg(feature = "catalogue")]
        pub fn catalogue() -> portalis_signature::Catalogue {
            let mut modules = vec![
                portalis_runtime::builtins::describe(),
                $($(#[$attribute])* $name::describe(),)*
                collections::abc::describe(),
            ];
            $(add_python(&mut modules, $python, include_str!(concat!("../python/", $python, ".py")));)*
            portalis_signature::Catalogue { modules, refusals: refusals::refusals() }
        }
    };
}

/// Gives a module its part in Python, or adds one that is Python alone.
#[cfg(feature = "catalogue")]
fn add_python(modules: &mut Vec<portalis_signature::Module>, name: &str, text: &str) {
    let python = Some(text.to_owned());
    match modules.iter_mut().find(|module| module.name == name) {
        Some(module) => module.python = python,
        None => modules.push(portalis_signature::Module {
            name: name.to_owned(),
            python,
            ..Default::default()
        }),
    }
}

modules! {
    _futures
    _os
    _process
    _signal
    _socket
    _thread
    _weakref
    asyncio
    abc
    atexit
    binascii
    bisect
    collections
    contextlib
    contextvars
    copy
    dataclasses
    r#enum
    functools
    hashlib
    heapq
    io
    itertools
    json
    math
    operator
    random
    re
    string
    r#struct
    sys
    time
    traceback
    types
    typing

    ; python
    "_namespace"
    "argparse"
    "array"
    "asyncio"
    "asyncio.base_events"
    "asyncio.coroutines"
    "asyncio.events"
    "asyncio.exceptions"
    "asyncio.futures"
    "asyncio.locks"
    "asyncio.protocols"
    "asyncio.queues"
    "asyncio.runners"
    "asyncio.streams"
    "asyncio.subprocess"
    "asyncio.taskgroups"
    "asyncio.tasks"
    "asyncio.threads"
    "asyncio.timeouts"
    "asyncio.transports"
    "base64"
    "calendar"
    "cmath"
    "collections"
    "collections.abc"
    "colorsys"
    "concurrent"
    "concurrent.futures"
    "contextlib"
    "copy"
    "csv"
    "datetime"
    "decimal"
    "difflib"
    "errno"
    "fnmatch"
    "fractions"
    "functools"
    "gc"
    "getopt"
    "glob"
    "graphlib"
    "hmac"
    "http"
    "html"
    "inspect"
    "io"
    "json"
    "keyword"
    "logging"
    "numbers"
    "operator"
    "os"
    "os.path"
    "pathlib"
    "platform"
    "pprint"
    "queue"
    "random"
    "reprlib"
    "sched"
    "secrets"
    "shlex"
    "shutil"
    "signal"
    "socket"
    "statistics"
    "string"
    "subprocess"
    "tempfile"
    "textwrap"
    "threading"
    "timeit"
    "traceback"
    "typing"
    "unittest"
    "urllib"
    "urllib.parse"
    "uuid"
    "warnings"
    "weakref"
    "zlib"
}
