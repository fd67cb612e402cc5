//! Python's standard library for programs compiled by portalis: one file or folder a module.
//!
//! A module is a file whose head says `module!("name")`, and its line in [`modules!`]. Its functions are declared by
//! `#[pyfn]`, so the compiler's catalogue, the dynamic tables and the Rust API are one text.
//!
//! *Invariant:* a module behaves as CPython 3.13's of that name, exception texts included.

mod support;

/// The modules: each a `pub mod`, and a member of the catalogue.
macro_rules! modules {
    ($($(#[$attribute:meta])* $name:ident)* ; python $($python:literal)*) => {
        $($(#[$attribute])* pub mod $name;)*

        /// Everything that a program may use: the builtins and all modules of the library.
        #[cfg(feature = "catalogue")]
        pub fn catalogue() -> portalis_signature::Catalogue {
            let modules = vec![
                portalis_runtime::builtins::describe(),
                $($(#[$attribute])* $name::describe(),)*
                collections::abc::describe(),
                $(written_in_python($python, include_str!(concat!("../python/", $python, ".py"))),)*
            ];
            portalis_signature::Catalogue { modules }
        }
    };
}

/// A module that is compiled with the programs that import it.
#[cfg(feature = "catalogue")]
fn written_in_python(name: &str, text: &str) -> portalis_signature::Module {
    portalis_signature::Module {
        name: name.to_owned(),
        python: Some(text.to_owned()),
        ..Default::default()
    }
}

modules! {
    _futures
    _thread
    asyncio
    abc
    bisect
    collections
    contextlib
    contextvars
    copy
    dataclasses
    r#enum
    functools
    heapq
    itertools
    json
    math
    operator
    random
    string
    sys
    time
    types
    typing

    ; python
    "asyncio.coroutines" "asyncio.events" "asyncio.exceptions" "asyncio.futures"
    "asyncio.locks" "asyncio.queues" "asyncio.runners" "asyncio.taskgroups" "asyncio.tasks"
    "asyncio.threads" "asyncio.timeouts"
    "concurrent" "concurrent.futures" "keyword" "queue" "threading"
}
