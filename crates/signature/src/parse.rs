//! Reads the signature strings of `#[pyfn]` (being written).
