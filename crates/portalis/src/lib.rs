//! What a program compiled by portalis links: the prelude of the runtime, and the modules of the library.

pub use portalis_runtime::*;
pub use portalis_stdlib::*;

/// Everything that generated code names without a path.
pub mod prelude {
    pub use portalis_runtime::*;
}
