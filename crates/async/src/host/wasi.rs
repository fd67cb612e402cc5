//! WASI (being written).
